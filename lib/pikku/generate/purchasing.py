"""Purchases: what is bought follows from what production consumes; receipts, bills and payments follow from that.

What is used in a week was received, or ground again, by the end of the week before. Each item is bought every few weeks for the weeks until
it is bought again, in lots and lorry loads; what is used before the first receipt, and a safety stock, are the opening
stock. Of what comes, some is refused: the safety stock stands in for it until the item is ordered again, and more of it then.
"""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import STUFF
from pikku.catalog.realism import Purchasing, Realism
from pikku.catalog.reference import LEAST_TURNOVER, PURCHASE_TDS, PURCHASES_WITHOUT_TDS
from pikku.catalog.vendors import VENDOR_TYPES
from pikku.generate import calendar, rng, settle
from pikku.generate.goods import Goods, between, gst_rate
from pikku.generate.market import market
from pikku.generate.partners import Vendors
from pikku.generate.production import Issues
from pikku.generate.rows import group_sizes, half_up, position_in_group, total_tax
from pikku.generate.stocktakes import Counts

#: First week in which ordered goods can arrive: the longest lead time after the first day.
_FIRST_WEEK = 5
_BEYOND = 5


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

    @property
    def line_id(self) -> np.ndarray:
        """Return the keys of the order lines."""
        return (self.line_order + 1) * 100 + self.line_no


def build(
    seed: int,
    realism: Realism,
    goods: Goods,
    vendors: Vendors,
    issues: Issues,
    regrind: Issues,
    counts: Counts,
    turnover: np.ndarray,
) -> Purchases:
    """Return the purchases that cover what production consumes less what it gives back, with their bills and payments.

    They replace what stocktakes find missing, and count on what was found. `turnover` is what the company sells in each financial
    year, paisa.
    """
    knobs = realism.purchasing
    used = issues.by_week + counts.missing
    used[1:] -= regrind.by_week[:-1] + counts.found[:-1]
    week, item, quantity, refused, opening = _needs(seed, knobs, goods, used)
    week, item, quantity, refused = _loads(seed, knobs, goods, week, item, quantity, refused)
    vendor = _vendors(seed, knobs, goods, vendors, week, item)
    order = np.lexsort((item, vendor, week))
    week, item, quantity, refused, vendor = (
        column[order] for column in (week, item, quantity, refused, vendor)
    )
    document, line_no = _documents(knobs, week, vendor)
    head = line_no == 1
    ids = week[head] * 10_000 + vendor[head]
    jitter = rng.integers(seed, "purchase_order.lead", ids, *knobs.lead_jitter)
    # The vendor means to arrive on the day wanted; whatever comes first comes after the order, which is no later than Monday.
    least = max(knobs.lead_least, knobs.wanted_day)
    lead = np.maximum(vendors.lead[vendor[head]] + jitter, least)
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
    receipts = _receipts(seed, knobs, line_order, line_no, week, quantity, refused)
    price = _prices(seed, knobs, goods, vendor[line_order], ordered[line_order], item)
    bills = _bills(
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
    )


def _needs(
    seed: int, knobs: Purchasing, goods: Goods, used: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return what is bought by week (week, item, base units, of which refused), and the opening stock by item.

    No more is refused than what is there lasts without it, until the item is bought again.
    """
    weeks, count = used.shape
    interval, lot = goods.stock.of("weeks"), goods.stock.of("lot")
    phase = (rng.uniform(seed, "purchase.phase", np.arange(count)) * interval).astype(np.int64)
    recent = np.ceil(used[weeks - 7 : weeks - 1].mean(axis=0)).astype(np.int64)
    future = np.concatenate([used, np.repeat(recent[None, :], _BEYOND, axis=0)])
    future[weeks - 1] = np.maximum(future[weeks - 1], recent)
    cumulative = np.concatenate([np.zeros((1, count), dtype=np.int64), np.cumsum(future, axis=0)])
    # Where more comes back than is used in a week, what had to be there before stays.
    cumulative = np.maximum.accumulate(cumulative, axis=0)
    week = np.arange(weeks + 3)[:, None]
    due = ((week - phase) % interval == 0) & (week >= _FIRST_WEEK)
    end = np.minimum(week + 1 + interval, weeks + _BEYOND)
    needed = np.take_along_axis(
        cumulative, end, axis=0
    )  # used by the end of the weeks that an order covers
    first = np.argmax(due, axis=0)
    covered = cumulative[first + 1, np.arange(count)]
    mean = used[1 : calendar.WEEKS].mean(axis=0)
    safety = np.ceil(mean * knobs.safety_weeks).astype(np.int64)
    opening = covered + safety
    stock = opening.copy()
    bought, refused = np.zeros((2, weeks + 3, count), dtype=np.int64)
    for at in range(_FIRST_WEEK, weeks + 3):
        lack = np.maximum(needed[at] + safety - stock, 0) * due[at]
        bought[at] = -(-lack // lot) * lot
        stock += bought[at]
        some = np.flatnonzero(bought[at])
        which, number, size = _parts(goods, knobs, some, bought[at, some])
        poor = _refused(seed, knobs, goods, np.full(len(which), at), some[which], number, size)
        np.add.at(refused[at], some[which], poor)
        spare = np.maximum(stock - needed[at], 0) // lot * lot
        refused[at] = np.minimum(refused[at], spare)
        stock -= refused[at]
    week, item = np.nonzero(bought)
    return week, item, bought[week, item], refused[week, item], opening


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
    week: np.ndarray,
    item: np.ndarray,
    number: np.ndarray,
    quantity: np.ndarray,
) -> np.ndarray:
    """Return what the store refuses of parts, in whole lots."""
    ids, lot = rng.combine(week, item, number), goods.stock.of("lot")[item]
    poor = rng.chance(seed, "purchase.refused", ids, knobs.refused)
    poor &= quantity >= knobs.refused_lots * lot
    lots = quantity * between(seed, "purchase.refused_share", ids, *knobs.refused_share) / lot
    return np.where(poor, np.ceil(lots).astype(np.int64) * lot, 0)


def _loads(
    seed: int,
    knobs: Purchasing,
    goods: Goods,
    week: np.ndarray,
    item: np.ndarray,
    quantity: np.ndarray,
    refused: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the same quantities, and what is refused of them, in parts of at most a lorry load."""
    which, number, size = _parts(goods, knobs, item, quantity)
    poor = _refused(seed, knobs, goods, week[which], item[which], number, size)
    before = np.cumsum(poor) - poor
    before -= before[np.searchsorted(which, which)]
    poor = np.clip(refused[which] - before, 0, poor)
    return week[which], item[which], size, poor


def _vendors(
    seed: int, knobs: Purchasing, goods: Goods, vendors: Vendors, week: np.ndarray, item: np.ndarray
) -> np.ndarray:
    """Return the vendor of each line: the item's first one, or now and then its second."""
    first, second = usual_vendors(seed, goods, vendors)
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
        at = np.argsort(np.argsort(lottery[mine], kind="stable"), kind="stable") % len(pool)
        first[mine], second[mine] = pool[at], pool[(at + 1) % len(pool)]
    return first, second


def _documents(
    knobs: Purchasing, week: np.ndarray, vendor: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the document (from 0) and line number of each line: a document a week and vendor, unless its lines are too many."""
    position = position_in_group(week * 1_000_000 + vendor)
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
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return the receipts (order line, day, accepted, refused) within the week, one a line or two, in order of date.

    What is refused of a line came last.
    """
    ids = (line_order + 1) * 100 + line_no
    wanted = calendar.monday(week) + rng.integers(
        seed, "goods_receipt.day", ids, *knobs.receipt_days
    )
    day = calendar.within_week(wanted)
    day_before = calendar.before_closed_day(day - 1)
    two = rng.chance(seed, "goods_receipt.two", ids, knobs.partial)
    two &= day_before >= calendar.monday(week)
    share = between(seed, "goods_receipt.part", ids, *knobs.partial_share)
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


def _bills(
    seed: int,
    realism: Realism,
    goods: Goods,
    vendors: Vendors,
    vendor: np.ndarray,
    ordered: np.ndarray,
    line_order: np.ndarray,
    item: np.ndarray,
    quantity: np.ndarray,
    receipts: tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray],
    price: np.ndarray,
    turnover: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, settle.Settled]:
    """Return the bills (order, day, day of booking, due day, tax deducted) and their payments: one an order, when all of it has come."""
    line, received, accepted, refused = receipts
    orders = len(vendor)
    order = line_order[line]
    arrived = np.bincount(order, accepted + refused, orders)
    complete = arrived >= np.bincount(line_order, quantity, orders)
    first = np.full(orders, calendar.PLAN_DAYS)
    np.minimum.at(first, order, received)
    last = np.zeros(orders, dtype=np.int64)
    np.maximum.at(last, order, received)
    ids, knobs = np.arange(orders) + 1, realism.purchasing
    billed = first - rng.integers(seed, "payable_bill.sent", ids, *knobs.billed_days)
    # Nobody invoices on a Sunday, nor what was not ordered yet.
    billed = np.maximum(billed - (calendar.weekday(billed) == 6), ordered)
    wait = rng.integers(seed, "payable_bill.wait", ids, *knobs.booked_days)
    booked = calendar.off_closed_day(last + wait)
    net = accepted * price[line]
    rate = gst_rate(goods.stock, item[line], billed[order])
    gross = net + total_tax(net, rate, vendors.home[vendor[order]])
    before_tax, total = np.zeros((2, orders), dtype=np.int64)
    np.add.at(before_tax, order, net)
    np.add.at(total, order, gross)
    live = np.flatnonzero(complete & (booked < calendar.PLAN_DAYS))
    live = live[np.lexsort((live, booked[live]))]
    due = billed[live] + vendors.terms[vendor[live]]
    deducted = _deducted(before_tax[live], vendor[live], booked[live], turnover)
    payments = settle.pay(
        seed,
        "payment",
        document=np.arange(len(live)) + 1,
        party=vendor[live],
        issued=booked[live],
        due=due,
        amount=total[live] - deducted,
        late=np.broadcast_to(np.asarray(realism.cash.vendor_days), (len(live), 2)),
        weekday=np.full(len(live), realism.cash.vendor_weekday),
        in_parts=realism.cash.bills_in_parts,
        never=np.zeros(len(live), dtype=bool),
        cash=realism.cash,
    )
    settled = settle.group(payments, realism.cash.most_settled)
    return live, billed[live], booked[live], due, deducted, settled


def _deducted(
    net: np.ndarray, vendor: np.ndarray, booked: np.ndarray, turnover: np.ndarray
) -> np.ndarray:
    """Return the tax deducted from bills, in the order of booking: a part of what a vendor bills above the limit in a year.

    It is in whole rupees, as paisa; in a year that follows one of too little turnover, and in the first, there is none.
    """
    year = calendar.YEAR_OF_DAY[booked]
    order = np.lexsort((np.arange(len(net)), vendor, year))
    sizes = group_sizes((year * 10_000_000 + vendor)[order])
    billed = np.cumsum(net[order])
    earlier = billed - net[order]
    others = np.repeat(earlier[np.cumsum(sizes) - sizes], sizes)
    limit = others + PURCHASES_WITHOUT_TDS * 100
    above = np.maximum(billed - limit, 0) - np.maximum(earlier - limit, 0)
    # Of paisa a share in hundredths of a per cent, as whole rupees.
    tax = half_up(above * round(float(PURCHASE_TDS.rate) * 100), 100 * 10_000) * 100
    liable = np.concatenate([[False], turnover[:-1] > LEAST_TURNOVER * 100])
    deducted = np.empty_like(net)
    deducted[order] = np.where(liable[year[order]], tax, 0)
    return deducted
