"""Purchases: what is bought follows from what production consumes; receipts, bills and payments follow from that.

What is used in a week was received, or ground again, by the end of the week before. Each item is bought every few weeks for the weeks until
it is bought again, in lots and lorry loads; what is used before the first receipt, and a safety stock, are the opening
stock. Of what comes, some is refused: the safety stock stands in for it until the item is ordered again, and more of it then.
"""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import STUFF
from pikku.catalog.realism import Purchasing, Realism
from pikku.catalog.vendors import VENDOR_TYPES
from pikku.generate import calendar, payables, planning, rng, settle
from pikku.generate.consumption import Movements
from pikku.generate.goods import Goods, between
from pikku.generate.partners import Vendors
from pikku.generate.rows import position_in_group
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
    issues: Movements,
    regrind: Movements,
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
    )


def _needs(
    seed: int, knobs: Purchasing, goods: Goods, used: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return what is bought by week, in parts of at most a lorry load (week, item, base units, of which refused), and the opening stock by item.

    No more is refused than what is there lasts without it, until the item is bought again.
    """
    weeks, count = used.shape
    interval, lot = goods.stock.of("weeks"), goods.stock.of("lot")
    cumulative = planning.cumulated(used, 6, _BEYOND)
    # Where more comes back than is used in a week, what had to be there before stays.
    cumulative = np.maximum.accumulate(cumulative, axis=0)
    week = np.arange(weeks + 3)[:, None]
    due, first = planning.due(seed, "purchase.phase", interval, _FIRST_WEEK, weeks + 3)
    end = np.minimum(week + 1 + interval, weeks + _BEYOND)
    needed = np.take_along_axis(
        cumulative, end, axis=0
    )  # used by the end of the weeks that an order covers
    covered = cumulative[first + 1, np.arange(count)]
    mean = used[1 : calendar.WEEKS].mean(axis=0)
    safety = np.ceil(mean * knobs.safety_weeks).astype(np.int64)
    opening = covered + safety
    stock = opening.copy()
    parts = []
    for at in range(_FIRST_WEEK, weeks + 3):
        lack = np.maximum(needed[at] + safety - stock, 0) * due[at]
        bought = -(-lack // lot) * lot
        stock += bought
        some = np.flatnonzero(bought)
        which, number, size = _parts(goods, knobs, some, bought[some])
        poor = _refused(seed, knobs, goods, np.full(len(which), at), some[which], number, size)
        before = np.cumsum(poor) - poor
        before -= before[np.searchsorted(which, which)]
        spare = np.maximum(stock - needed[at], 0) // lot * lot
        poor = np.clip(spare[some[which]] - before, 0, poor)
        np.subtract.at(stock, some[which], poor)
        parts.append((np.full(len(which), at), some[which], size, poor))
    week, item, quantity, refused = map(np.concatenate, zip(*parts, strict=True))
    return week, item, quantity, refused, opening


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


def market(knobs: Purchasing, days: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return the market price of an item's category on a day, as a multiple of standard cost: slow waves about 1.

    The waves are shifted by category; what is no resin moves less than resin.
    """
    angle = 2 * np.pi * days
    wave = sum(
        part * np.sin(angle / length + kind * shift) for part, length, shift in knobs.market_waves
    )
    resin = np.array([entry.vendor_type == "resin" for entry in STUFF])[kind]
    weight = np.where(resin, 1.0, knobs.market_others)
    return 1 + knobs.market_swing * weight * wave


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
