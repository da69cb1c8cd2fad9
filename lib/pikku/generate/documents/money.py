"""Receipts, and what they and payments have in common."""

import numpy as np

from pikku.catalog.finance import PAYMENT_METHODS, RECEIPT_METHODS
from pikku.catalog.realism import Cash
from pikku.catalog.reference import RTGS_LEAST, UPI_MOST
from pikku.generate import calendar, demand, rng, settle
from pikku.generate.partners import EXPORT, Customers
from pikku.generate.rows import Choice, Rows

_NEFT, _RTGS, _UPI, _CHEQUE = range(len(PAYMENT_METHODS))
_WIRE = RECEIPT_METHODS.index("wire")
#: In the order of `Cash.methods`.
_SMALL = np.array([_NEFT, _UPI, _CHEQUE])


def transfer(amount: np.ndarray) -> Choice:
    """Return how Pikku pays amounts: by NEFT, and by RTGS from its lower limit on."""
    return Choice(np.where(amount >= RTGS_LEAST * 100, _RTGS, _NEFT), PAYMENT_METHODS)


def received(
    seed: int,
    cash: Cash,
    stream: str,
    numbers: np.ndarray,
    usual: np.ndarray,
    amount: np.ndarray,
    abroad: np.ndarray,
    day: np.ndarray,
) -> Choice:
    """Return how customers pay amounts: by wire from abroad, within India by RTGS from its lower limit on, else in their usual way.

    That is NEFT, UPI up to its upper limit, or cheque where banks clear it on the `day`, and now and then another of these.

    Parameters
    ----------
    usual
        The customers' ways, as positions in `Cash.methods`.
    """
    other = rng.chance(seed, f"{stream}.other_method", numbers, cash.other_method)
    drawn = rng.choice(seed, f"{stream}.method", numbers, cash.methods)
    small = _SMALL[np.where(other, drawn, usual)]
    closed = (small == _UPI) & (amount > UPI_MOST * 100) | (small == _CHEQUE) & ~calendar.CLEARS[
        day
    ]
    small = np.where(closed, _NEFT, small)
    within = np.where(amount >= RTGS_LEAST * 100, _RTGS, small)
    return Choice(np.where(abroad, _WIRE, within), RECEIPT_METHODS)


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
        demand.blocks(day),
    )


def receipts(
    seed: int, cash: Cash, settled: settle.Settled, before: int, customers: Customers
) -> tuple[Rows, Rows]:
    """Return the receipts of some spans and their allocations; `before` receipts came in earlier ones."""
    numbers = before + 1 + np.arange(len(settled.day))
    on = calendar.epoch(settled.day)
    head = Rows(
        "receipt",
        {
            "receipt_no": numbers,
            "customer_id": customers.key[settled.party],
            "received_on": on,
            "method": received(
                seed,
                cash,
                "receipt",
                numbers,
                customers.pays_by[settled.party],
                settled.amount,
                customers.segment[settled.party] == EXPORT,
                settled.day,
            ),
            "amount": settled.amount,
        },
        on,
        demand.blocks(settled.day),
    )
    return head, allocations("receipt", "receivable_invoice_id", settled, numbers)
