"""Finance: when invoices are paid, and what is open meanwhile."""

import math
from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Cash, Realism
from pikku.catalog.reference import UPI_MOST
from pikku.generate import calendar
from pikku.plausibility import expect
from pikku.plausibility.books import Books, day, month_label, settled
from pikku.plausibility.finding import CHANCE, Check, Measured, Point, near, share

_WAYS = ("NEFT", "UPI", "cheque")
_CLASSES = ("punctual", "usual", "slow")
_BUCKETS = (
    (-9_999, 0, "not due"),
    (1, 30, "1 to 30 days"),
    (31, 60, "31 to 60 days"),
    (61, 90, "61 to 90 days"),
    (91, 9_999, "over 90 days"),
)
#: Nigrini, Benford's Law (Wiley 2012): mean absolute deviation of first digits up to which they conform.
_CONFORMITY = (
    (0.006, "close conformity"),
    (0.012, "acceptable conformity"),
    (0.015, "marginal conformity"),
    (math.inf, "nonconformity"),
)
#: Invoices of a customer from which one can say how he pays.
_ENOUGH = 6

_PAID = """
    SELECT customer_id, count(*) AS invoices, CAST(avg(received_on - due_on) AS DOUBLE) AS late FROM (
        SELECT i.customer_id, invoice_id, due_on, min(received_on) AS received_on
        FROM invoice i JOIN receipt_allocation ON receivable_invoice_id = invoice_id
        JOIN receipt ON key(receipt_no) = receipt_id
        WHERE {} AND invoice_id NOT IN (
            SELECT receivable_invoice_id FROM credit_note WHERE reason = 'cash discount'
            UNION ALL SELECT receivable_invoice_id FROM dispute)
        GROUP BY ALL)
    GROUP BY ALL HAVING count(*) >= $enough
"""


def _benford(books: Books, amounts: str) -> Measured:
    """Return how the first digits of amounts of a rupee or more compare with Benford's law."""
    counts = dict(
        books.rows(
            f"""SELECT CAST(left(CAST(amount AS VARCHAR), 1) AS INT), count(*) FROM ({amounts})
                WHERE amount >= 1 GROUP BY 1"""
        )
    )
    total, limit = sum(counts.values()), _CONFORMITY[2][0]
    law = {digit: math.log10(1 + 1 / digit) for digit in range(1, 10)}
    points = [share(str(digit), counts.get(digit, 0), total, law[digit], limit) for digit in law]
    off = float(np.mean([abs(point.measured - point.expected) for point in points]))
    # What chance alone makes of it: the mean of |normal| is 0.8 standard errors.
    chance = float(np.mean([0.8 * math.sqrt(p * (1 - p) / max(total, 1)) for p in law.values()]))
    beyond = max(off - chance, 0.0)
    word = next(word for most, word in _CONFORMITY if beyond <= most)
    deciding = Point("mean absolute deviation of a digit's share", off, chance, 0.0, limit + chance)
    return Measured(
        points,
        deciding,
        f"Less what chance alone makes, that is {100 * beyond:.2f} %, which Nigrini calls {word}.",
    )


def _invoice_digits(books: Books, realism: Realism) -> Measured:
    return _benford(books, "SELECT net AS amount FROM invoice")


def _cash_digits(books: Books, realism: Realism) -> Measured:
    return _benford(books, "SELECT amount FROM receipt UNION ALL SELECT amount FROM payment")


def _payers(books: Books, cash: Cash) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Return of each class the days late that it is expected to be; of customers their class, days late and invoices."""
    after, by_class = expect.lateness(cash)
    means = by_class @ after
    rows = books.arrays(_PAID.format(settled("due_on", int(after[-1]) + 7)), enough=_ENOUGH)
    late = rows["late"].astype(float)
    of_class = np.abs(late[:, None] - means).argmin(axis=1)
    return means, of_class, late, rows["invoices"].astype(float)


def _punctuality(books: Books, realism: Realism) -> list[Point]:
    _, of_class, *_ = _payers(books, realism.cash)
    wanted = np.array(realism.cash.punctuality) / sum(realism.cash.punctuality)
    return [
        share(name, (of_class == at).sum(), len(of_class), part, 0.01)
        for at, (name, part) in enumerate(zip(_CLASSES, wanted, strict=True))
    ]


def _days_late(books: Books, realism: Realism) -> list[Point]:
    means, of_class, late, invoices = _payers(books, realism.cash)
    after, by_class = expect.lateness(realism.cash)
    points = []
    for at, name in enumerate(_CLASSES):
        mine = of_class == at
        if not mine.any():
            continue
        spread = np.sqrt(by_class[at] @ (after - means[at]) ** 2)
        chance = CHANCE * spread / np.sqrt(invoices[mine].sum())
        measured = np.average(late[mine], weights=invoices[mine])
        points.append(near(name, float(measured), float(means[at]), float(chance) + 1.0))
    return points


@dataclass(frozen=True)
class _Open:
    """What is open at the end of a day, in rupees by days since the due date: measured, expected and its variance."""

    overdue: np.ndarray
    measured: np.ndarray
    expected: np.ndarray
    variance: np.ndarray

    def point(self, label: str, among: np.ndarray, allowed: float, unit: float = 1.0) -> Point:
        """Return the point of some of it in a unit of rupees; no less than nothing is open."""
        measured, expected = self.measured[among].sum(), self.expected[among].sum()
        allowed += CHANCE * math.sqrt(self.variance[among].sum())
        low, high = max(0.0, expected - allowed), expected + allowed
        # The tax of each line is rounded in the books and not here, which leaves some paisa.
        return Point(
            label, *(float(x / unit) for x in (max(round(measured), 0), expected, low, high))
        )


def _flows(books: Books) -> dict[str, np.ndarray]:
    """Return what invoices add to receivables, and what receipts, credit notes and write-offs take away, by due day and day.

    `gross` and `squares` are the sums of invoices' amounts, less what was paid in advance, and of their squares.
    """
    found = books.arrays(
        f"""SELECT {day("due_on")} AS due, {day("on_day")} AS day, CAST(sum(amount) AS DOUBLE) AS amount,
                   sum(CAST(gross AS DOUBLE)) AS gross, sum(CAST(gross AS DOUBLE) ** 2) AS squares FROM (
                SELECT due_on, invoiced_on AS on_day, gross - coalesce(a.amount, 0) AS amount,
                       gross - coalesce(a.amount, 0) AS gross
                FROM invoice LEFT JOIN advance_allocation a ON receivable_invoice_id = invoice_id
                UNION ALL SELECT due_on, received_on, -a.amount, 0 FROM receipt_allocation a
                JOIN receipt ON key(receipt_no) = receipt_id JOIN invoice ON invoice_id = receivable_invoice_id
                UNION ALL SELECT due_on, credited_on, -(net_amount + cgst_amount + sgst_amount + igst_amount), 0
                FROM credit_note JOIN invoice ON invoice_id = receivable_invoice_id
                UNION ALL SELECT due_on, written_off_on, -amount, 0
                FROM write_off JOIN invoice ON invoice_id = receivable_invoice_id)
            GROUP BY 1, 2"""
    )
    return {name: column.astype(float) for name, column in found.items()}


def _open(flows: dict[str, np.ndarray], realism: Realism, on: int) -> _Open:
    """Return what is open at the end of a day."""
    until = {name: column[flows["day"] <= on] for name, column in flows.items()}
    overdue = (on - until["due"]).astype(int)
    part = expect.still_open(realism.cash, overdue, expect.unpaid(realism))
    variance = until["squares"] * part * (1 - part)
    return _Open(overdue, until["amount"], until["gross"] * part, variance)


def _ageing(books: Books, realism: Realism) -> list[Point]:
    flows = _flows(books)
    found = _open(flows, realism, calendar.DAYS - 1)
    everything = found.expected.sum()
    gross = flows["gross"][flows["day"] <= calendar.DAYS - 1]
    points = []
    for first, last, name in _BUCKETS:
        among = (found.overdue >= first) & (found.overdue <= last)
        allowed = 0.2 * found.expected[among].sum() + 0.03 * min(everything, gross[among].sum())
        points.append(found.point(name, among, float(allowed)))
    return points


def _dso(books: Books, realism: Realism) -> list[Point]:
    flows = _flows(books)
    sold = np.bincount(flows["day"].astype(int), flows["gross"], calendar.DAYS)
    points = []
    for month in range(3, calendar.MONTHS):
        first, last = calendar.MONTH_START[month - 2], calendar.MONTH_END[month]
        a_day = sold[first : last + 1].mean()
        found = _open(flows, realism, int(last))
        everything = np.ones(len(found.overdue), dtype=bool)
        allowed = 0.15 * float(found.expected.sum())
        points.append(found.point(month_label(month), everything, allowed, a_day))
    return points


#: Orders that were not called off, by whether their customer is new or abroad, with what was paid in advance of their value.
_ORDERS = """
    SELECT CASE WHEN segment = 'export' THEN 'abroad' WHEN ordered_on - customer_since < $new THEN 'new' ELSE 'other' END
               AS who, amount IS NOT NULL AS paid, CAST(amount / gross AS DOUBLE) AS part, CAST(gross AS DOUBLE) AS gross
    FROM ordered JOIN client USING (customer_id, segment)
    JOIN (SELECT sales_order_id, sum(quantity * unit_price * (1 + gst_rate / 100)) AS gross FROM sales_order_line
          GROUP BY 1) USING (sales_order_id)
    LEFT JOIN customer_advance USING (sales_order_id)
    WHERE sales_order_id IN (SELECT sales_order_id FROM shipment)
"""


def _advances(books: Books, realism: Realism) -> list[Point]:
    """Return the shares of orders that are paid in part before delivery, and of what part of their value."""
    knobs, rows = (
        realism.advances,
        books.arrays(_ORDERS, new=realism.advances.new_customer_days),
    )
    paid, points = rows["paid"].astype(bool), []
    for who, label, wanted in (
        ("abroad", "orders from abroad", knobs.export),
        ("new", "orders of new customers", knobs.new_customer),
        ("other", "other orders", 0.0),
    ):
        mine = rows["who"] == who
        # An advance of less than a hundred rupees is none.
        points.append(share(label, (paid & mine).sum(), mine.sum(), wanted, 0.01 * wanted))
    least, most = knobs.part
    count = max(int(paid.sum()), 1)
    parts = np.ma.filled(rows["part"][paid], 0.0)
    chance = CHANCE * (most - least) / math.sqrt(12 * count)
    hundred = float(np.mean(100 / rows["gross"][paid])) if paid.any() else 0.0
    points.append(
        near("part of the order", float(parts.mean()), (least + most) / 2, chance + hundred)
    )
    return points


def _disputes(books: Books, realism: Realism) -> list[Point]:
    """Return the shares of invoices that are disputed with reason and in vain; later ones may not be settled yet."""
    cash = realism.cash
    longest = cash.disputed_days[1] + cash.dispute_days[1] + 6  # two times three closed days
    invoices, credited, withdrawn = books.row(
        f"""SELECT count(*), count(*) FILTER (outcome = 'credited'), count(*) FILTER (outcome = 'withdrawn')
            FROM invoice LEFT JOIN dispute ON receivable_invoice_id = invoice_id
            WHERE {settled("invoiced_on", longest)}"""
    )
    vain = (1 - cash.credited) * cash.withdrawn
    return [
        share("credited", credited, invoices, cash.credited, 0.1 * cash.credited),
        share("withdrawn", withdrawn, invoices, vain, 0.1 * vain),
    ]


#: Receipts of a customer from which one can say how he pays small amounts.
_ENOUGH_SMALL = 8


def _methods(books: Books, realism: Realism) -> list[Point]:
    """Return the shares of customers by the way in which they mostly pay small amounts, and of payments in another way."""
    cash = realism.cash
    rows = books.arrays(
        f"""SELECT customer_id, method, count(*) AS payments FROM (
                SELECT customer_id, method, amount FROM receipt
                UNION ALL SELECT customer_id, method, amount FROM customer_advance)
            WHERE amount <= {UPI_MOST} AND method <> 'wire' GROUP BY ALL"""
    )
    _, of = np.unique(rows["customer_id"].astype(int), return_inverse=True)
    count = np.zeros((of.max(initial=0) + 1, len(_WAYS)))
    for place, name in enumerate(_WAYS):
        mine = rows["method"] == name
        count[of[mine], place] = rows["payments"][mine]
    known = count[count.sum(axis=1) >= _ENOUGH_SMALL]
    usual, wanted = known.argmax(axis=1), np.array(cash.methods) / sum(cash.methods)
    points = [
        share(f"{name} mostly", (usual == place).sum(), len(known), wanted[place], 0.01)
        for place, name in enumerate(_WAYS)
    ]
    payments = known.sum(axis=1)
    other = (
        cash.other_method * np.average(1 - wanted[usual], weights=payments) if len(known) else 0.0
    )
    another = payments.sum() - known.max(axis=1, initial=0).sum()
    days = books.arrays(
        f"""SELECT {day("received_on")} AS day FROM (
                SELECT received_on, method FROM receipt UNION ALL SELECT received_on, method FROM customer_advance)
            WHERE method = 'cheque'"""
    )["day"].astype(int)
    return [
        *points,
        share("in another way", another, payments.sum(), other, 0.1 * other),
        share("cheques while banks are closed", (~calendar.CLEARS[days]).sum(), len(days), 0.0),
    ]


_BENFORD = (
    "Benford's law: amounts that are products of several spread-out numbers (quantity, price, number of lines) begin with the "
    "digit d in log10(1 + 1/d) of cases. Allowed is a mean absolute deviation of 1.5 %, where Nigrini's marginal "
    "conformity ends, and what chance adds."
)

CHECKS = (
    Check(
        "invoice_digits", "finance", "First digits of invoice amounts", "0.0 %",
        f"{_BENFORD} Much better than acceptable (0.6 to 1.2 %) is not to be hoped for: some hundred prices, whole cartons and a usual "
        "quantity for each family leave most invoices within a decade.",
        _invoice_digits, deciding_form="0.00 %",
    ),
    Check(
        "cash_digits", "finance", "First digits of receipts and payments", "0.0 %",
        f"{_BENFORD} A receipt is a sum of invoices, many or few, which spreads the amounts.",
        _cash_digits, deciding_form="0.00 %",
    ),
    Check(
        "punctuality", "finance", "Customers by the way they pay", "0.0 %",
        "cash.punctuality; a customer belongs to the class whose mean days late are nearest to his. The band is four "
        "standard errors of a share and 1 point.",
        _punctuality,
    ),
    Check(
        "days_late", "finance", "Days after the due date, by class of customer", "0.0 days",
        "The middle of cash.days_late, and three days more on average until the weekday on which a customer pays. The band is "
        "four standard errors and a day: no payment comes before the day after the invoice. Who takes a cash discount or disputes the "
        "invoice is left out.",
        _days_late,
    ),
    Check(
        "dso", "finance", "Days sales outstanding by month", "0.0 days",
        "What is open at a month's end over a day's sales of three months; expected is each invoice's amount times the share "
        "that the parameters of cash leave open so long after its due date. A few large "
        "customers' habits weigh much: three twentieths either way and four standard errors, in nine months of ten.",
        _dso, needed=0.9,
    ),
    Check(
        "ageing", "finance", "Receivables on the last day, by days overdue", "₹ #,0",
        "The same sum by bucket. A fifth of the bucket and three per cent of what was invoiced for it (of all receivables at the most) "
        "either way, since a few large customers' habits weigh much, and four standard errors.",
        _ageing,
    ),
    Check(
        "disputes", "finance", "Invoices that are disputed", "0.0 %",
        "cash.credited and withdrawn. The band is four standard errors and a tenth: where goods come back, or what is wrong is "
        "worth more than the invoice's first line, there is none.",
        _disputes,
    ),
    Check(
        "advances", "finance", "Orders that are paid in part before delivery", "0.0 %",
        "advances.export, new_customer and part. The band is four standard errors, and whole hundreds of rupees.",
        _advances,
    ),
    Check(
        "methods", "finance", "Customers by the way in which they pay small amounts", "0.0 %",
        "cash.methods and other_method, of customers with eight payments or more that each of the ways is open to. The band is four standard "
        "errors of a share, and a point, or a tenth of what is paid in another way. No cheque is credited on a day on which banks clear none.",
        _methods,
    ),
)  # fmt: skip
