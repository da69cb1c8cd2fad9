"""What receipts and payments have in common."""

import numpy as np

from pikku.catalog.finance import PAYMENT_METHODS
from pikku.generate import calendar, rng, settle
from pikku.generate.rows import Choice, Rows


def method(seed: int, stream: str, numbers: np.ndarray, amount: np.ndarray) -> Choice:
    """Return how amounts are paid: RTGS from two lakh rupees on (its lower limit), else NEFT, UPI or cheque."""
    small = np.array([0, 2, 3])[rng.choice(seed, f"{stream}.method", numbers, [0.6, 0.2, 0.2])]
    return Choice(np.where(amount >= 20_000_000, 1, small), PAYMENT_METHODS)


def allocations(table: str, column: str, settled: settle.Settled, numbers: np.ndarray) -> Rows:
    """Return what payments or receipts settle; `column` is the document's key, `numbers` the payments'."""
    day = settled.day[settled.line_payment]
    return Rows(
        f"{table}_allocation",
        {
            f"{table}_id": numbers[settled.line_payment],
            "line_no": settled.line_no,
            column: settled.document,
            "amount": settled.line_amount,
        },
        calendar.epoch(day),
        calendar.SPAN_OF_DAY[day],
    )
