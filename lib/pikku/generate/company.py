"""The company as a whole: its master data, and the steps in which its documents are made.

1. *Count*: the orders of each piece are drawn and dispatched, and what will come back of them; only shipments by day and
   pieces by week are kept.
2. *Plan*: production and purchases follow from what planners expect of the pieces, and stocktakes from both; document numbers
   follow from the counts.
3. *Sell*: the same orders are drawn again, now with their numbers, and written; what will be paid, credited and given up is
   put aside by week.
4. *Credit*: credit notes, returns and write-offs are written, numbered by date. *Settle*: the receipts of each week are
   counted, which numbers them. *Collect*: they are written.
5. *Staff*: attendance and payroll of each month.

A piece is some blocks of the plan, as many as fit into memory; how the work is cut and by how many processes it is done changes no row.
"""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pikku.catalog.realism import Realism
from pikku.catalog.reference import FINISHED_STORE, MATERIAL_STORE
from pikku.generate import (
    advances,
    attendance,
    calendar,
    carriage,
    consumption,
    goods,
    maintenance,
    orders,
    partners,
    payroll,
    people,
    production,
    purchasing,
    receivables,
    returns,
    settle,
    stocktakes,
)
from pikku.generate.documents import credits, masters, purchases, sales
from pikku.generate.documents.advances import advance_allocations, customer_advances
from pikku.generate.documents.stocktakes import counted
from pikku.generate.rows import Rows, concat, cut
from pikku.generate.sizes import Size

#: Order lines that are made at once, or one block. At `large` a piece takes some 40 ms however small it is.
PIECE = 75_000


class ByDay(NamedTuple):
    """Numbers by day, from a first day on: a piece sends what is ordered in a few weeks, of all in the plan."""

    first: int
    number: np.ndarray

    @property
    def days(self) -> slice:
        """Return the days."""
        return slice(self.first, self.first + len(self.number))

    def on(self, day: np.ndarray) -> np.ndarray:
        """Return the numbers of some of the days."""
        return self.number[day - self.first]


@dataclass(frozen=True)
class Counted:
    """What is kept of a piece in the first step."""

    shipments: ByDay
    weeks: np.ndarray  # in which something is sent
    pieces: np.ndarray  # by these weeks and good
    turnover: np.ndarray  # what is invoiced before tax, by financial year, paisa
    returned: np.ndarray  # week, good and pieces of what goes back to stock


@dataclass(frozen=True)
class Sold:
    """What a piece leaves for the later steps."""

    instalments: settle.Instalments
    credit_notes: receivables.CreditNotes
    write_offs: receivables.WriteOffs


class Company:
    """A company of a given seed and size: everything about it that fits into memory."""

    def __init__(self, seed: int, size: Size, realism: Realism) -> None:
        self.seed, self.size, self.realism = seed, size, realism
        self.goods, self.plan = goods.build(seed, size, realism)
        value = self.goods.line_value * realism.orders.mean_lines
        self.customers = partners.customers(seed, size, realism, self.plan.yearly * value, value)
        self.vendors = partners.vendors(seed, size, realism)
        self.carriers = carriage.carriers(seed, realism.dispatch, self.customers, self.plan.orders)
        self.staff = people.staff(seed, size, realism)
        self.territories = partners.territories(
            self.customers, self.staff.desks[people.SALES].number
        )

    def without_choices(self) -> "Company":
        """Return the company for who leaves it to others to draw orders: without what they are drawn from, 18 MB at `huge`."""
        lean = copy(self)
        lean.plan = replace(self.plan, families=None, products=None)
        return lean

    def pieces(self, weeks: range, lines: int = PIECE) -> list[range]:
        """Return the blocks of some weeks in pieces of at most about `lines` order lines, at least one block each."""
        blocks = self.plan.blocks(weeks)
        orders = np.diff(self.plan.first_of_block[blocks.start : blocks.stop + 1])
        mean = self.size.order_lines / max(int(self.plan.first_order[calendar.DAYS]), 1)
        return cut(orders * mean, lines, blocks.start)

    def staff_pieces(self, months: range, rows: int = PIECE) -> list[range]:
        """Return months in pieces of at most about `rows` rows of attendance."""
        return cut(np.full(len(months), len(self.staff.first) * 26), rows, months.start)

    def draw(self, blocks: range) -> tuple[orders.OrderChunk, orders.ShipmentChunk]:
        """Return the orders of some blocks and their dispatches."""
        taken = orders.draw_orders(
            self.seed, self.realism, self.plan, self.goods, self.customers, blocks
        )
        return taken, orders.ship(self.seed, self.realism, self.goods, taken)

    def count(self, blocks: range) -> Counted:
        """Return the shipments by day and the pieces by week and good that the orders of some blocks lead to."""
        taken, sent = self.draw(blocks)
        pieces = np.zeros((calendar.PLAN_WEEKS, len(self.goods)), dtype=np.int64)
        week = calendar.week(sent.day[sent.line_shipment])
        np.add.at(pieces, (week, taken.product[sent.line]), sent.quantity)
        used = np.flatnonzero(pieces.any(axis=1))
        first = int(sent.day.min(initial=calendar.PLAN_DAYS))
        by_day = ByDay(first, np.bincount(sent.day - first).astype(np.int32))
        returned = self.returned(taken, sent)
        back = returned.within
        line = sent.line[returned.line[back]]
        returned_to_stock = np.stack(
            [calendar.week(returned.day[back]), taken.product[line], returned.accepted[back]]
        )
        year = calendar.YEAR_OF_DAY[sent.day[sent.line_shipment]]
        turnover = np.zeros(calendar.PLAN_YEARS, dtype=np.int64)
        np.add.at(turnover, year, sent.quantity * taken.price[sent.line])
        return Counted(by_day, used, pieces[used], turnover, returned_to_stock)

    def returned(self, taken: orders.OrderChunk, sent: orders.ShipmentChunk) -> returns.Returned:
        """Return what customers send back of shipments."""
        return returns.draw(
            self.seed, self.realism, taken, sent, self.goods, self.customers, self.carriers
        )

    def sell(self, blocks: range, first: ByDay) -> tuple[list[Rows], Sold]:
        """Return the sales documents of some blocks, and what is to be collected.

        Parameters
        ----------
        first
            Number of the first shipment of these orders on each day.
        """
        taken, sent = self.draw(blocks)
        numbers = _numbers(sent, first)
        head = sales.sales_orders(taken, self.customers, self.territories, self.staff)
        shipped = sales.shipments(
            self.seed,
            self.realism.dispatch,
            taken,
            sent,
            numbers,
            self.goods,
            self.customers,
            self.carriers,
        )
        paid_before = advances.draw(
            self.seed, self.realism, taken, sent, self.goods, self.customers
        )
        owed = receivables.receivables(
            self.seed,
            self.realism.cash,
            taken,
            sent,
            numbers,
            self.goods,
            self.customers,
            self.returned(taken, sent),
            paid_before,
        )
        in_advance = (
            customer_advances(self.seed, self.realism.cash, taken, paid_before, self.customers),
            advance_allocations(taken, sent, numbers, owed.applied),
        )
        lines = sales.sales_order_lines(taken, self.goods, self.customers)
        invoices = sales.invoices(sent, taken, numbers, self.customers)
        disputes = credits.disputes(taken, sent, numbers, owed.disputed)
        return [head, lines, *shipped, invoices, disputes, *in_advance], Sold(
            owed.instalments, owed.credit_notes, owed.write_offs
        )

    def collect(self, instalments: settle.Instalments) -> settle.Settled:
        """Return the receipts that instalments make."""
        return settle.group(instalments, self.realism.cash.most_settled)

    def staff_months(self, months: range) -> list[Rows]:
        """Return attendance and payroll of some months."""
        knobs = self.realism
        return [
            concat(
                [
                    attendance.attendance(self.seed, self.staff, knobs.people, month)
                    for month in months
                ]
            ),
            concat(payroll.payroll(self.seed, self.staff, knobs, months)),
        ]


@dataclass(frozen=True)
class Operations:
    """Production and purchases that make the counted shipments possible.

    `pieces` were sent and `returned` came back to stock, by week and good; `turnover` was invoiced before tax, by financial year.
    """

    company: Company
    pieces: np.ndarray
    returned: np.ndarray
    turnover: np.ndarray

    @cached_property
    def goods(self) -> goods.Goods:
        """Return the goods, each with as much demand as there was: planners know their customers' habits."""
        known, books = self.company.goods, slice(0, calendar.WEEKS)
        factor = self.pieces[books].sum(axis=0) / np.maximum(known.expected[books].sum(axis=0), 1)
        return replace(known, expected=known.expected * np.where(factor > 0, factor, 1.0))

    @cached_property
    def runs(self) -> production.Runs:
        """Return the production orders."""
        it = self.company
        used = self.goods.weekly * self.goods.cost
        counts = stocktakes.draw(
            it.seed, it.realism.stocktakes, self.goods.product_id, used, self.pieces
        )
        return production.plan(it.seed, it.realism, self.goods, self.pieces, self.returned, counts)

    @cached_property
    def tool_room(self) -> maintenance.Work:
        """Return the work on moulds."""
        it = self.company
        return maintenance.work(it.seed, it.realism.maintenance, self.goods, self.runs)

    @cached_property
    def issues(self) -> consumption.Movements:
        """Return what they consume."""
        return consumption.issues(self.goods, self.runs)

    @cached_property
    def regrind(self) -> consumption.Movements:
        """Return what they give back."""
        return consumption.regrind(self.goods, self.runs)

    @cached_property
    def purchases(self) -> purchasing.Purchases:
        """Return what is bought for it."""
        it = self.company
        counts = stocktakes.draw(
            it.seed,
            it.realism.stocktakes,
            self.goods.stock.product_id,
            stocktakes.expected_use(self.goods),
            self.issues.by_week,
        )
        return purchasing.build(
            it.seed,
            it.realism,
            self.goods,
            it.vendors,
            self.issues,
            self.regrind,
            counts,
            self.turnover,
        )

    def stocktakes(self) -> tuple[Rows, Rows]:
        """Return the stocktakes of both stores and their lines."""
        known, runs, bought = self.goods, self.runs, self.purchases
        made = _by_week(runs.finished, runs.product, runs.good, len(known))
        received = _by_week(
            bought.received,
            bought.item[bought.receipt_line],
            bought.accepted,
            len(known.stock.product_id),
        )
        finished = runs.counts.booked(runs.opening, made + self.returned - self.pieces)
        materials = bought.counts.booked(
            bought.opening, received + self.regrind.by_week - self.issues.by_week
        )
        return counted(
            [
                (
                    MATERIAL_STORE.warehouse_id,
                    known.stock.product_id,
                    bought.counts,
                    materials,
                ),
                (FINISHED_STORE.warehouse_id, known.product_id, runs.counts, finished),
            ]
        )

    def production_log(self) -> Iterator[Rows]:
        """Return the production orders, some weeks at a time: at the largest sizes they are many."""
        by_week = np.bincount(calendar.week(self.runs.started))
        ends = np.cumsum(by_week)
        for weeks in cut(by_week, PIECE):
            first = int(ends[weeks.start] - by_week[weeks.start])
            yield masters.production_log(self.runs, slice(first, int(ends[weeks.stop - 1])))

    def rows(self) -> Iterator[Rows]:
        """Return master data, production and purchases: first what needs no production, which takes much memory."""
        it = self.company
        yield masters.campaigns(it.realism.demand)
        yield it.customers.rows
        yield it.carriers.rows
        yield it.vendors.rows
        yield people.departments(it.realism.people)
        yield it.staff.rows
        yield masters.categories()
        usual, _ = purchasing.usual_vendors(it.seed, self.goods, it.vendors)
        used = self.issues.in_books / calendar.WEEKS
        reorder = masters.reorder_points(it.realism, self.goods, used, it.vendors.lead[usual])
        yield masters.products(it.realism.products, self.goods, reorder)
        yield masters.prices(self.goods)
        yield masters.bills_of_materials(self.goods)
        yield masters.moulds(self.goods, self.runs, self.tool_room.opening)
        yield masters.mould_maintenance(self.tool_room)
        yield masters.opening_stock(self.goods, self.runs.opening, self.purchases.opening)
        yield from self.stocktakes()
        yield from purchases.purchases(
            it.seed, it.realism, self.purchases, self.goods, it.vendors, it.staff
        )
        yield masters.assets(it.seed, it.realism, it.size, self.goods, self.runs)
        yield from self.production_log()


def _by_week(day: np.ndarray, item: np.ndarray, quantity: np.ndarray, items: int) -> np.ndarray:
    """Return quantities added up by week and item."""
    cell = calendar.week(day) * items + item
    total = np.zeros(calendar.PLAN_WEEKS * items, dtype=np.int64)
    np.add.at(total, cell, quantity)
    return total.reshape(calendar.PLAN_WEEKS, items)


def first_numbers(shipments: list[ByDay]) -> list[ByDay]:
    """Return for each piece the number of its first shipment on each day: numbers follow the day, then the order.

    Parameters
    ----------
    shipments
        Shipments of each piece.
    """
    of_day = np.zeros(calendar.PLAN_DAYS, dtype=np.int64)
    for each in shipments:
        of_day[each.days] += each.number
    following, found = 1 + np.cumsum(of_day) - of_day, []
    for each in shipments:
        found.append(ByDay(each.first, following[each.days].astype(np.int32)))
        following[each.days] += each.number
    return found


def _numbers(sent: orders.ShipmentChunk, first: ByDay) -> np.ndarray:
    """Return the document numbers of shipments, which stand in the order of their orders."""
    by_day = np.argsort(sent.day, kind="stable")
    days = sent.day[by_day]
    starts = np.searchsorted(days, days, side="left")
    numbers = np.empty(len(days), dtype=np.int64)
    numbers[by_day] = first.on(days) + np.arange(len(days)) - starts
    return numbers
