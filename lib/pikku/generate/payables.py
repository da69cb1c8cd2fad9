"""Vendors' bills: when they are sent, booked, due and paid, and the income tax that is deducted from them."""

import numpy as np

from pikku.catalog.realism import Realism
from pikku.catalog.taxes import LEAST_TURNOVER, PURCHASE_TDS, PURCHASES_WITHOUT_TDS
from pikku.generate import calendar, rng, settle
from pikku.generate.goods import Goods, gst_rate
from pikku.generate.partners import Vendors
from pikku.generate.rows import group_sizes, half_up, total_tax


def bills(
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
    small = vendors.small[vendor[live]]
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
        by_cheque=np.zeros(len(live), dtype=bool),
        in_parts=np.where(small, 0.0, realism.cash.bills_in_parts),
        never=np.zeros(len(live), dtype=bool),
        cash=realism.cash,
        in_time=small,
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
