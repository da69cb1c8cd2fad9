"""Advances: which orders are paid in part before delivery, and what their invoices take of that."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Realism
from pikku.generate import calendar, orders, rng
from pikku.generate.goods import Goods
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Customers, sales_rate
from pikku.generate.rows import total_tax


@dataclass(frozen=True)
class Advanced:
    """What is paid in advance of each order, as arrays by order: mostly 0 paisa. `day` may lie after the plan."""

    day: np.ndarray
    amount: np.ndarray

    def applied(self, sent: ShipmentChunk, most: np.ndarray) -> np.ndarray:
        """Return what each shipment's invoice takes of its order's advance, in paisa: the first all it can, then the second.

        Parameters
        ----------
        most
            What may be taken off each invoice.
        """
        left, taken = self.amount.copy(), np.zeros(len(sent.day), dtype=np.int64)
        for part in (0, 1):
            mine = np.flatnonzero(sent.part == part)
            taken[mine] = np.minimum(left[sent.order[mine]], most[mine])
            left[sent.order[mine]] -= taken[mine]
        return taken


def draw(
    seed: int,
    realism: Realism,
    taken: OrderChunk,
    sent: ShipmentChunk,
    goods: Goods,
    customers: Customers,
) -> Advanced:
    """Return the advances on orders: of new customers and from abroad; who calls an order off has not paid yet."""
    knobs = realism.advances
    new = taken.day - customers.since[taken.customer] < knobs.new_customer_days
    abroad = customers.segment[taken.customer] == EXPORT
    share = np.where(abroad, knobs.export, np.where(new, knobs.new_customer, 0.0))
    paid = rng.chance(seed, "customer_advance.paid", taken.number, share)
    paid &= ~orders.cancelled(seed, realism, taken.number)
    part = rng.between(seed, "customer_advance.part", taken.number, *knobs.part)
    step = knobs.part_step * 100
    amount = (_gross(taken, goods, customers, paid) * part).astype(np.int64) // step * step
    wait = rng.integers(seed, "customer_advance.day", taken.number, *knobs.days)
    leaves = np.full(len(taken.number), calendar.PLAN_DAYS)
    leaves[sent.order[::-1]] = sent.day[::-1]  # the first part is written last
    paid_on = taken.day + wait
    cheque = customers.by_cheque[taken.customer]
    paid_on = np.where(cheque, calendar.clearing_day(paid_on), calendar.off_closed_day(paid_on))
    day = np.minimum(paid_on, leaves)
    return Advanced(day, amount)


def _gross(taken: OrderChunk, goods: Goods, customers: Customers, among: np.ndarray) -> np.ndarray:
    """Return the value of orders with their tax, in paisa; 0 for those that are not `among` them."""
    line = np.flatnonzero(among[taken.line_order])
    order = taken.line_order[line]
    customer, product = taken.customer[order], taken.product[line]
    net = taken.quantity[line] * taken.price[line]
    rate = sales_rate(goods, customers, product, taken.day[order], customer)
    gross = np.zeros(len(taken.number), dtype=np.int64)
    np.add.at(gross, order, net + total_tax(net, rate, customers.home[customer]))
    return gross
