"""Purchases: what is bought follows from what production is expected to consume; receipts, bills and payments follow from that.

What is used in a week was received, or ground again, by the end of the week before. Each item is bought every few weeks for what is
expected to be used until it is bought again, and a safety stock, in lots and lorry loads; it is ordered some weeks before it
arrives, when only the runs of the next two weeks are known. Where production takes more than was expected, or of what comes some is
refused, the safety stock is used; what next week's runs lack is fetched sooner.
"""

from dataclasses import dataclass, replace

import numpy as np

from pikku.catalog.assortment import STUFF
from pikku.catalog.realism import Purchasing, Realism
from pikku.catalog.vendors import VENDOR_TYPES
from pikku.generate import calendar, payables, planning, rng, settle
from pikku.generate.consumption import Movements
from pikku.generate.goods import Goods
from pikku.generate.market import market
from pikku.generate.partners import Vendors
from pikku.generate.rows import position_in_group
from pikku.generate.stocktakes import Counts

#: First week in which ordered goods can arrive: the longest lead time after the first day.
_FIRST_WEEK = 5
#: Weeks after the plan in which arrives what is ordered in it, and those for which it is.
_AFTER, _BEYOND = 3, 9
#: Weeks whose runs are known when something is ordered.
_SCHEDULED = 2
#: Parts of an order of an item in a week, at most; what is fetched beside it is numbered from here on.
_OTHER = 1_000_000


@dataclass(frozen=True)
class Purchases:
    """Purchase documents as arrays; numbers begin at 1 and follow the date.

    Orders: `vendor`, `ordered`, `expected`. Order lines: `line_order` is the line's place in the orders. Receipts:
    `receipt_line` is the receipt's place in the order lines. Bills: `bill_order` is the bill's place in the orders,
    `billed` the day of the vendor's invoice, `booked` the day that it is posted, whose order they follow, `deducted` the income tax
    that is deducted from it, paisa.
    """

    vendor: np.ndarray
    ordered: np.ndarray
    expected: np.ndarray
    line_order: np.ndarray
    line_no: np.ndarray
    item: np.ndarray
    quantity: np.ndarray
    price: np.ndarray
    receipt_line: np.ndarray
    received: np.ndarray
    accepted: np.ndarray
    refused: np.ndarray
    bill_order: np.ndarray
    billed: np.ndarray
    booked: np.ndarray
    due: np.ndarray
    deducted: np.ndarray
    payments: settle.Settled
    opening: np.ndarray  # base units by item
    counts: Counts  # the stocktakes of materials and packaging

    @property
    def line_id(self) -> np.ndarray:
        """Return the keys of the order lines."""
        return (self.line_order + 1) * 100 + self.line_no


def build(
    seed: int,
    realism: Realism,
    goods: Goods,
    vendors: Vendors,
    issues: Movements,
    regrind: Movements,
    counts: Counts,
    turnover: np.ndarray,
) -> Purchases:
    """Return the purchases that cover what production consumes less what it gives back, with their bills and payments.

    Parameters
    ----------
    counts
        What stocktakes find to be off, if there is enough that it can be.
    turnover
        What the company sells in each financial year, paisa.
    """
    knobs = realism.purchasing
    usual = usual_vendors(seed, goods, vendors)
    lead = -(-vendors.lead[usual[0]] // 7)
    week, item, urgent, quantity, refused, opening, counts = _needs(
        seed, realism, goods, issues.by_week, regrind.by_week, counts, lead
    )
    vendor = _vendors(seed, knobs, usual, week, item)
    order = np.lexsort((item, vendor, urgent, week))
    week, item, urgent, quantity, refused, vendor = (
        column[order] for column in (week, item, urgent, quantity, refused, vendor)
    )
    document, line_no = _documents(knobs, week * 2 + urgent, vendor)
    head = line_no == 1
    ids = week[head] * 10_000 + vendor[head]
    jitter = rng.integers(seed, "purchase_order.lead", ids, *knobs.lead_jitter)
    # The vendor means to arrive on the day wanted; whatever comes first comes after the order, which is no later than Monday.
    least = max(knobs.lead_least, knobs.wanted_day)
    lead = np.where(urgent[head], least, np.maximum(vendors.lead[vendor[head]] + jitter, least))
    ordered = calendar.monday(week[head]) + knobs.wanted_day - lead
    ordered = np.maximum(calendar.before_closed_day(ordered), 0)
    kept = ordered < calendar.PLAN_DAYS
    # Number the documents by date; lines of documents after the plan go.
    rank = np.empty(len(ordered), dtype=np.int64)
    rank[np.lexsort((vendor[head], ordered))] = np.arange(len(ordered))
    live = kept[document]
    place = np.lexsort((line_no[live], rank[document[live]]))
    by_rank = np.argsort(rank)[: int(kept.sum())]
    week, item, quantity, refused = (
        column[live][place] for column in (week, item, quantity, refused)
    )
    line_order, line_no = rank[document[live]][place], line_no[live][place]
    vendor, ordered = vendor[head][by_rank], ordered[by_rank]
    kilograms = quantity * goods.stock.of("weight_g")[item] / 1_000
    receipts = _receipts(seed, knobs, line_order, line_no, week, quantity, refused, kilograms)
    price = _prices(seed, knobs, goods, vendor[line_order], ordered[line_order], item)
    bills = payables.bills(
        seed,
        realism,
        goods,
        vendors,
        vendor,
        ordered,
        line_order,
        item,
        quantity,
        receipts,
        price,
        turnover,
    )
    return Purchases(
        vendor,
        ordered,
        calendar.off_closed_day(ordered + vendors.lead[vendor]),
        line_order,
        line_no,
        item,
        quantity,
        price,
        *receipts,
        *bills,
        opening,
        counts,
    )


def _expected(goods: Goods) -> np.ndarray:
    """Return what is expected to be used of bought items, base units by week and item: what is sold of goods takes it."""
    bill, items = goods.bill, len(goods.stock.product_id)
    return np.array(
        [
            np.bincount(bill.component, pieces[bill.good] * bill.per_1000 / 1e6, items)
            for pieces in goods.expected
        ]
    )


def _needs(
    seed: int,
    realism: Realism,
    goods: Goods,
    used: np.ndarray,
    back: np.ndarray,
    counts: Counts,
    lead: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, Counts]:
    """Return what is bought by week, in parts of at most a lorry load (week, item, whether it is urgent, base units, of which
    refused), the opening stock by item, and what stocktakes find.

    No more is refused than production can do without in the next week.

    Parameters
    ----------
    used, back
        What production takes from stock and gives back, by week and item.
    lead
        Weeks from order to arrival by item.
    """
    weeks, count = used.shape
    knobs, expected = realism.purchasing, _expected(goods)
    forecast = planning.Forecast(expected, used - back, realism.production.forecast_weeks, _BEYOND)
    interval, lot = goods.stock.of("weeks"), goods.stock.of("lot")
    due, following = planning.due(seed, "purchase.phase", interval, _FIRST_WEEK, weeks + _AFTER)
    recent = np.ceil(used[-7:-1].mean(axis=0)).astype(np.int64)
    used = np.concatenate([used, np.repeat(recent[None, :], _AFTER + _SCHEDULED, axis=0)])
    net = used.copy()
    net[:weeks] -= back
    before = planning.before(net)
    safety = np.ceil(expected[: calendar.WEEKS].mean(axis=0) * knobs.safety_weeks).astype(np.int64)
    opening = np.maximum(forecast.between(0, 0, following[0] + 1) + safety, used[0] + used[1])
    item, stock, parts = np.arange(count), opening.copy(), []
    kept = safety * rng.between(seed, "purchase.kept", item, *knobs.kept)
    missing, found = np.zeros((2, weeks, count), dtype=np.int64)
    for week in range(weeks + _AFTER):
        end = following[week] + 1
        # When it was ordered, the runs of the next weeks were known, and of those after them only what is usual.
        known = np.clip(week - lead, 0, weeks - 1)
        until = np.minimum(known + _SCHEDULED, week + 1)
        meanwhile = before[until, item] - before[week]
        wanted = forecast.between(known, until, end) + meanwhile + safety - stock
        bought = -(-np.maximum(wanted, 0) // lot) * lot * due[week]
        stock += bought
        to_come = 0.5 + 0.5 * rng.uniform(seed, "purchase.to_come", week * 10_000 + item)
        lacking = used[week] + used[week + 1] - stock + np.ceil(kept * to_come).astype(np.int64)
        now = min(week, weeks - 1)
        until_next = forecast.between(now, now, end) + safety - stock
        fetched = np.where(due[week], lacking, np.maximum(lacking, until_next))
        fetched = np.where(lacking > 0, -(-fetched // lot) * lot, 0) * (week > 0)
        stock += fetched
        for urgent, quantity in enumerate((bought, fetched)):
            some = np.flatnonzero(quantity)
            which, number, size = _parts(goods, knobs, some, quantity[some])
            place = some[which]
            poor = _refused(seed, knobs, goods, week, place, number + _OTHER * urgent, size)
            earlier = np.cumsum(poor) - poor
            earlier -= earlier[np.searchsorted(which, which)]
            spare = np.maximum(stock - used[week] - used[week + 1], 0) // lot * lot
            poor = np.clip(spare[place] - earlier, 0, poor)
            np.subtract.at(stock, place, poor)
            same = np.full(len(which), week), place, np.full(len(which), urgent)
            parts.append((*same, size, poor))
        stock -= net[week]
        if week < weeks:
            missing[week], found[week] = counts.off(week, stock, used[week + 1])
            stock += found[week] - missing[week]
    bought = map(np.concatenate, zip(*parts, strict=True))
    return *bought, opening, replace(counts, missing=missing, found=found)


def _parts(
    goods: Goods, knobs: Purchasing, item: np.ndarray, quantity: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return quantities in parts of at most a lorry load: the place of each, the part's number from 0, and its quantity."""
    kilograms = goods.stock.of("unit") == "kg"
    most = np.where(kilograms[item], knobs.lorry_kg, quantity)
    which = np.repeat(np.arange(len(item)), -(-quantity // most))
    number = position_in_group(which)
    rest = quantity[which] - number * most[which]
    return which, number, np.minimum(rest, most[which])


def _refused(
    seed: int,
    knobs: Purchasing,
    goods: Goods,
    week: int,
    item: np.ndarray,
    number: np.ndarray,
    quantity: np.ndarray,
) -> np.ndarray:
    """Return what the store refuses of parts, in whole lots."""
    ids, lot = rng.combine(np.full(len(item), week), item, number), goods.stock.of("lot")[item]
    poor = rng.chance(seed, "purchase.refused", ids, knobs.refused)
    poor &= quantity >= knobs.refused_lots * lot
    lots = quantity * rng.between(seed, "purchase.refused_share", ids, *knobs.refused_share) / lot
    return np.where(poor, np.ceil(lots).astype(np.int64) * lot, 0)


def _vendors(
    seed: int,
    knobs: Purchasing,
    usual: tuple[np.ndarray, np.ndarray],
    week: np.ndarray,
    item: np.ndarray,
) -> np.ndarray:
    """Return the vendor of each line: the first of the `usual` ones of its item, or now and then the second."""
    first, second = usual
    other = rng.chance(seed, "purchase_order.vendor", week * 10_000 + item, knobs.second_vendor)
    return np.where(other, second[item], first[item])


def usual_vendors(seed: int, goods: Goods, vendors: Vendors) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the second vendor of each bought item."""
    kinds = np.array([VENDOR_TYPES.index(entry.vendor_type) for entry in STUFF])[goods.stock.stuff]
    first, second = np.empty(len(kinds), dtype=np.int64), np.empty(len(kinds), dtype=np.int64)
    lottery = rng.bits(seed, "material.vendor", np.arange(len(kinds)))
    for kind in range(len(VENDOR_TYPES)):
        pool = np.flatnonzero(vendors.kind == kind)
        mine = np.flatnonzero(kinds == kind)
        # In turn, so that each vendor has items, as far as there are as many.
        at = rng.ranks(lottery[mine]) % len(pool)
        first[mine], second[mine] = pool[at], pool[(at + 1) % len(pool)]
    return first, second


def _documents(
    knobs: Purchasing, when: np.ndarray, vendor: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the document (from 0) and line number of each line: one for each vendor and time, unless its lines are too many."""
    position = position_in_group(when * 1_000_000 + vendor)
    line_no = position % knobs.most_lines + 1
    return np.cumsum(line_no == 1) - 1, line_no


def _receipts(
    seed: int,
    knobs: Purchasing,
    line_order: np.ndarray,
    line_no: np.ndarray,
    week: np.ndarray,
    quantity: np.ndarray,
    refused: np.ndarray,
    kilograms: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the receipts (order line, day, accepted, refused) within the week, one a line or two, in order of date.

    All of a lorry comes on one day, or a part of each of its lines the day before. What is refused of a line came last.

    Parameters
    ----------
    kilograms
        What each line weighs.
    """
    ids = (line_order + 1) * 100 + _lorry(knobs, line_order, line_no, kilograms)
    wanted = calendar.monday(week) + rng.integers(
        seed, "goods_receipt.day", ids, *knobs.receipt_days
    )
    day = calendar.within_week(wanted)
    day_before = calendar.before_closed_day(day - 1)
    two = rng.chance(seed, "goods_receipt.two", ids, knobs.partial)
    two &= day_before >= calendar.monday(week)
    share = rng.between(seed, "goods_receipt.part", ids, *knobs.partial_share)
    early = np.where(two, (quantity * share).astype(np.int64), 0)
    two &= (early > 0) & (early + refused < quantity)
    last = quantity - np.where(two, early, 0) - refused
    line = np.concatenate([np.flatnonzero(two), np.arange(len(ids))])
    received = np.concatenate([day_before[two], day])
    accepted = np.concatenate([early[two], last])
    turned_away = np.concatenate([np.zeros(int(two.sum()), dtype=np.int64), refused])
    order = np.lexsort((line, received))
    order = order[received[order] < calendar.PLAN_DAYS]
    return line[order], received[order], accepted[order], turned_away[order]


def _lorry(
    knobs: Purchasing, line_order: np.ndarray, line_no: np.ndarray, kilograms: np.ndarray
) -> np.ndarray:
    """Return the lorry of its order, from 0, that each line comes with: the next one when it doesn't fit on this one any more."""
    orders = int(line_order.max(initial=-1)) + 1
    number, load = np.zeros(orders, dtype=np.int64), np.zeros(orders)
    found = np.empty(len(line_order), dtype=np.int64)
    for each in range(1, knobs.most_lines + 1):
        line = np.flatnonzero(line_no == each)
        order, weight = line_order[line], kilograms[line]
        full = (load[order] > 0) & (load[order] + weight > knobs.lorry_kg)
        number[order] += full
        load[order] = np.where(full, 0, load[order]) + weight
        found[line] = number[order]
    return found


def _prices(
    seed: int,
    knobs: Purchasing,
    goods: Goods,
    vendor: np.ndarray,
    day: np.ndarray,
    item: np.ndarray,
) -> np.ndarray:
    """Return the prices of order lines in paisa: standard cost x market x the bargain."""
    ids = rng.combine(vendor, day, item)
    bargain = 1 + knobs.price_noise * rng.normal(seed, "purchase_order_line.price", ids)
    price = goods.stock.cost[item] * market(knobs, day, goods.stock.stuff[item]) * bargain
    return np.maximum(1, np.rint(price)).astype(np.int64)
