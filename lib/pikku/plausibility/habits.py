"""Habits: customers buy what they bought and when it is their turn, at agreed discounts; bad debts are those of who fails."""

import numpy as np

from pikku.catalog.realism import Realism
from pikku.generate import calendar
from pikku.plausibility.books import Books
from pikku.plausibility.finding import CHANCE, Check, Point, near

#: Of the lines for what is taken regularly, those that chance would not repeat and habit does: all but the first ones.
_HABIT, _LEAST_HABIT = 0.35, 0.12
#: What the mix of goods and customers moves a share by that is dealt out anew, at least; and of one line, by the square root of lines.
_BLUR, _BLUR_OF_LINE = 0.012, 0.5
#: The greatest part of the write-offs that may be of customers who went on to pay: what was settled in dispute.
_PAID_ON = 0.2
#: Orders of a customer that show how even the days between them are: with fewer, chance says most; with more, whole days do.
_FEW, _MANY = 40, 300
#: The unevenness of customers who order in turn only, which seasons, weekends and growth leave: two thirds of chance's.
_IN_TURN = 0.66


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


def unevenness(customer: np.ndarray, day: np.ndarray) -> tuple[float, int]:
    """Return how uneven the days between a customer's orders are, and how many orders say so.

    The first is the spread of the days as a multiple of their mean: the median of the customers with neither few nor many orders.
    It is 0 for who orders every other Monday, and 1 for who orders at any time.
    """
    order = np.lexsort((day, customer))
    customer, day = customer[order], day[order].astype(float)
    _, first, count = np.unique(customer, return_index=True, return_counts=True)
    chosen = (count >= _FEW) & (count <= _MANY)
    gaps = [np.diff(day[at : at + n]) for at, n in zip(first[chosen], count[chosen], strict=True)]
    if not gaps:
        return 0.0, 0
    return float(np.median([gap.std() / gap.mean() for gap in gaps])), int(count[chosen].sum())


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
        """SELECT segment, customer_id, product_id, category_code, line.sales_order_id,
                  (line.ordered_on - DATE '2020-01-01') // 91 AS quarter
           FROM line JOIN ordered USING (sales_order_id, segment) JOIN item USING (product_id)"""
    )
    segments, segment = np.unique(rows["segment"].astype(str), return_inverse=True)
    product = rows["product_id"].astype(np.int64)
    group = (segment * 1_000 + rows["category_code"].astype(int)) * 1_000
    anew = shuffled(product, group + rows["quarter"].astype(int))
    points = []
    for place, name in enumerate(segments):
        mine = segment == place
        customer, order = rows["customer_id"][mine], rows["sales_order_id"][mine]
        measured, chance = (repeated(customer, goods[mine], order) for goods in (product, anew))
        more = realism.orders.regular * (1 - chance)
        blur = max(_BLUR, _BLUR_OF_LINE / np.count_nonzero(mine) ** 0.5)
        expected, least = chance + _HABIT * more, chance + _LEAST_HABIT * more - blur
        points.append(Point(name, measured, expected, least, chance + more + 2.5 * blur))
    return points


def _agreed(books: Books, realism: Realism) -> list[Point]:
    rows = books.arrays(
        """SELECT customer_id * 100 + category_code AS agreement, segment, CAST(discount_rate AS DOUBLE) AS discount
           FROM line JOIN ordered USING (sales_order_id, segment) JOIN item USING (product_id)"""
    )
    knobs, points = realism.orders, []
    free = knobs.discount_spread**2 + (knobs.large_discount / 2) ** 2
    expected = free / (free + knobs.agreed_spread**2)
    for name in np.unique(rows["segment"].astype(str)):
        mine = rows["segment"] == name
        part = variance_within(rows["agreement"][mine], rows["discount"][mine].astype(float))
        points.append(Point(name, part, expected, 0.0, min(2.2 * expected, 1.1)))
    return points


def _rhythm(books: Books, realism: Realism) -> list[Point]:
    rows = books.arrays("SELECT customer_id, ordered_on - DATE '2020-01-01' AS day FROM ordered")
    measured, orders = unevenness(rows["customer_id"].astype(int), rows["day"].astype(int))
    if not orders:
        return []
    # Two orders in succession are both in turn by the square of the share: only the days between such are even.
    expected = (1 - (1 - _IN_TURN**2) * realism.orders.rhythm**2) ** 0.5
    # A customer's figure is off by one over the root of his orders, and a median by a quarter more than a mean.
    return [near("spread over mean", measured, expected, 0.06 + CHANCE * 1.25 / orders**0.5)]


def _invoices(books: Books, table: str) -> np.ndarray:
    """Return customer and due day of the invoices that a table's rows are about, shape (2, rows)."""
    rows = books.arrays(
        f"""SELECT customer_id, due_on - DATE '2020-01-01' AS due FROM {table}
            JOIN invoice ON invoice_id = receivable_invoice_id"""
    )
    return np.stack([rows["customer_id"].astype(int), rows["due"].astype(int)])


def _failed(books: Books, realism: Realism) -> list[Point]:
    debts, payments = (_invoices(books, table) for table in ("write_off", "receipt_allocation"))
    (customers,) = books.row("SELECT count(DISTINCT customer_id) FROM invoice")
    years = calendar.DAYS / 365 - realism.cash.written_off_days / 365
    expected = min(realism.orders.churn * years, 1.0) * realism.cash.failing
    share = len(np.unique(debts[0])) / customers
    # Who is small may owe nothing when he fails, and the largest don't fail.
    high = expected + CHANCE * (expected * (1 - expected) / customers) ** 0.5
    allowed = _PAID_ON + CHANCE * (_PAID_ON * (1 - _PAID_ON) / max(debts.shape[1], 1)) ** 0.5
    return [
        Point("customers whose debts were given up", share, expected, 0.0, high),
        Point("those who paid later", paid_on(debts, payments), 0.0, 0.0, min(allowed, 1.0)),
    ]


CHECKS = (
    Check(
        "repeats", "sales", "Order lines with a product that the customer had before, by segment", "0.0 %",
        "orders.regular: what chance would repeat, which is measured by dealing the products of a segment's lines out anew among "
        "its customers, category by category and quarter by quarter, and a third of the regular lines that it would not, as each good comes a first time "
        "and chance repeats some. From 0.12 of these to all.",
        _assortment,
    ),
    Check(
        "agreed_discounts", "sales", "Variance of discounts within customer and family, of all in the segment", "0.0 %",
        "orders.discount_spread and large_discount over these and agreed_spread, as squares. Up to 2.2 times that, as few "
        "customers bring most lines, and campaigns move them.",
        _agreed,
    ),
    Check(
        "rhythm", "sales", "Spread of the days between a customer's orders over their mean", "0.00",
        "1 when orders come at any time. orders.rhythm squared is the share of two orders in succession that both come when it is the "
        "customer's turn; between such, seasons and weekends leave two thirds of it. The median of the customers with 40 to 300 orders; "
        "the band is four standard errors and 0.06.",
        _rhythm,
    ),
    Check(
        "bad_debts", "finance", "Customers whose debts were given up, and write-offs of those who paid what was due later", "0.0 %",
        "orders.churn times cash.failing, of those who failed soon enough to be given up; up to four standard errors more. Who goes "
        "on to pay doesn't fail: of the write-offs a fifth may be what was left of a quarrel, and four standard errors.",
        _failed,
    ),
)  # fmt: skip
