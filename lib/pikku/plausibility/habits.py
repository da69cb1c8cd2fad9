"""Habits: customers buy what they bought, at the discounts that were agreed, and bad debts are those of customers who fail."""

import numpy as np

from pikku.catalog.realism import Realism
from pikku.plausibility.books import Books
from pikku.plausibility.finding import CHANCE, Check, Point

#: Of what is chance alone a habit is told by so much more, as a factor.
_CLEARLY = 1.5
#: The greatest part of the variance of discounts that may lie within what was agreed: the rest is quantity and rounding.
_WITHIN = 0.5
#: The greatest part of the write-offs that may be of customers who went on to pay: what was settled in dispute.
_PAID_ON = 0.2


def repeated(customer: np.ndarray, product: np.ndarray, order: np.ndarray) -> float:
    """Return the share of order lines with a product that the customer had in an earlier order.

    Parameters
    ----------
    order
        Number of the order that each line is of; later ones are greater.
    """
    if len(order) == 0:
        return 0.0
    _, pair = np.unique(np.stack([customer, product]), axis=1, return_inverse=True)
    pair = pair.reshape(-1)
    first = np.full(pair.max() + 1, np.iinfo(np.int64).max)
    np.minimum.at(first, pair, order.astype(np.int64))
    return float((order > first[pair]).mean())


def shuffled(product: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Return the products dealt out anew among the lines of each group, the same each time."""
    lottery = np.random.default_rng(1).random(len(product))
    places = np.lexsort((np.arange(len(product)), group))
    dealt = np.empty_like(product)
    dealt[places] = product[np.lexsort((lottery, group))]
    return dealt


def variance_within(group: np.ndarray, value: np.ndarray) -> float:
    """Return the part of the variance of values that lies within groups: 0 when they are alike there, about 1 without groups."""
    _, of = np.unique(group, return_inverse=True)
    count = np.bincount(of)
    rest = value - (np.bincount(of, value) / count)[of]
    free, total = len(value) - len(count), value.var(ddof=1) if len(value) > 1 else 0.0
    return float((rest @ rest) / free / total) if free > 0 and total > 0 else 1.0


def paid_on(debts: np.ndarray, payments: np.ndarray) -> float:
    """Return the share of write-offs whose customer paid an invoice that was due later than the one given up.

    Parameters
    ----------
    debts
        Customer and due day of the invoices given up, shape (2, invoices).
    payments
        Customer and due day of the invoices that something was paid of, shape (2, invoices).
    """
    if debts.shape[1] == 0:
        return 0.0
    last = np.full(int(max(debts[0].max(), payments[0].max(initial=0))) + 1, -(2**40))
    np.maximum.at(last, payments[0], payments[1])
    return float((last[debts[0]] > debts[1]).mean())


def _assortment(books: Books, realism: Realism) -> list[Point]:
    rows = books.arrays(
        """SELECT segment, customer_id, product_id, line.sales_order_id, (line.ordered_on - DATE '2020-01-01') // 91 AS quarter
           FROM line JOIN ordered USING (sales_order_id, segment)"""
    )
    segments, segment = np.unique(rows["segment"].astype(str), return_inverse=True)
    product = rows["product_id"].astype(np.int64)
    anew = shuffled(product, segment * 1_000 + rows["quarter"].astype(int))
    points = []
    for place, name in enumerate(segments):
        mine = segment == place
        customer, order = rows["customer_id"][mine], rows["sales_order_id"][mine]
        measured, chance = (repeated(customer, goods[mine], order) for goods in (product, anew))
        # At least halfway from chance to certainty where so much more is not to be had.
        least = min(_CLEARLY * chance, (1 + chance) / 2)
        points.append(Point(name, measured, least, least, 1.0))
    return points


def _agreed(books: Books, realism: Realism) -> list[Point]:
    rows = books.arrays(
        """SELECT customer_id * 100 + category_code AS agreement, segment, CAST(discount_rate AS DOUBLE) AS discount
           FROM line JOIN ordered USING (sales_order_id, segment) JOIN item USING (product_id)"""
    )
    points = []
    for name in np.unique(rows["segment"].astype(str)):
        mine = rows["segment"] == name
        part = variance_within(rows["agreement"][mine], rows["discount"][mine].astype(float))
        points.append(Point(name, part, _WITHIN / 2, 0.0, _WITHIN))
    return points


def _failed(books: Books, realism: Realism) -> list[Point]:
    given_up = books.arrays(
        """SELECT customer_id, due_on - DATE '2020-01-01' AS due FROM write_off
           JOIN invoice ON invoice_id = receivable_invoice_id"""
    )
    paid = books.arrays(
        """SELECT DISTINCT customer_id, due_on - DATE '2020-01-01' AS due FROM receipt_allocation
           JOIN invoice ON invoice_id = receivable_invoice_id"""
    )
    debts, payments = (
        np.stack([rows["customer_id"].astype(int), rows["due"].astype(int)])
        for rows in (given_up, paid)
    )
    count = debts.shape[1]
    if not count:
        return []
    allowed = _PAID_ON + CHANCE * (_PAID_ON * (1 - _PAID_ON) / count) ** 0.5
    return [
        Point("customers who paid later", paid_on(debts, payments), 0.0, 0.0, min(allowed, 1.0))
    ]


CHECKS = (
    Check(
        "repeats", "sales", "Order lines with a product that the customer had before, by segment", "0.0 %",
        "Customers buy what they use: their lines repeat products half as often again as when the products of a segment's lines are "
        "dealt out anew among its customers, quarter by quarter, or half of what chance doesn't repeat is repeated.",
        _assortment,
    ),
    Check(
        "agreed_discounts", "sales", "Variance of discounts within customer and family, of all in the segment", "0.0 %",
        "Discounts are agreed by customer and family: at most half of their variance in a segment lies within these, since "
        "quantities and campaigns move them.",
        _agreed,
    ),
    Check(
        "failing_customers", "finance", "Write-offs of customers who paid an invoice due later", "0.0 %",
        "Who goes on to pay doesn't fail: bad debts are the last invoices of customers who do. A fifth may be what was left of a "
        "quarrel, and four standard errors.",
        _failed,
    ),
)  # fmt: skip
