"""Documents of what is taken off invoices: disputes, credit notes, goods that come back, and write-offs."""

from typing import TypeVar

import numpy as np

from pikku.catalog.finance import DISPUTE_OUTCOMES
from pikku.catalog.reference import FINISHED_STORE
from pikku.catalog.sales import CREDIT_REASONS, DISPUTE_REASONS
from pikku.generate import calendar, demand
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.receivables import CreditNotes, Disputed, WriteOffs
from pikku.generate.rows import NO_DAY, Before, Choice, Rows

Documents = TypeVar("Documents", CreditNotes, WriteOffs)

_CREDITED, _WITHDRAWN, _OPEN = range(len(DISPUTE_OUTCOMES))


def disputes(
    orders: OrderChunk, sent: ShipmentChunk, numbers: np.ndarray, disputed: Disputed
) -> Rows:
    """Return the disputes: one an invoice at most, with the invoice's digits, open as long as none of the plan's days settles it."""
    (at,) = np.nonzero(disputed.which)
    opened, settled = calendar.epoch(disputed.opened[at]), disputed.settled[at]
    done = settled < calendar.PLAN_DAYS
    settled = np.where(done, calendar.epoch(settled), NO_DAY)
    ended = np.where(disputed.credited[at], _CREDITED, _WITHDRAWN)
    still = np.full(len(at), _OPEN)
    return Rows(
        "dispute",
        {
            "dispute_no": numbers[at],
            "receivable_invoice_id": numbers[at],
            "opened_on": opened,
            "reason": Choice(disputed.reason[at], DISPUTE_REASONS),
            "disputed_amount": disputed.amount[at],
            "settled_on": settled,
            "outcome": Choice(np.where(done, ended, _OPEN), DISPUTE_OUTCOMES),
        },
        np.where(done, settled, opened),
        orders.block[sent.order[at]],
        Before(
            {
                "settled_on": np.full(len(at), NO_DAY),
                "outcome": Choice(still, DISPUTE_OUTCOMES),
            },
            opened,
        ),
    )


def credit_notes(notes: CreditNotes, before: int) -> Rows:
    """Return the credit notes of some spans, numbered by date after those `before`."""
    notes = _by_date(notes)
    return Rows(
        "credit_note",
        {
            "credit_note_no": before + 1 + np.arange(len(notes.day)),
            "receivable_invoice_id": notes.invoice,
            "credited_on": calendar.epoch(notes.day),
            "reason": Choice(notes.reason, CREDIT_REASONS),
            "net_amount": notes.net,
            "cgst_amount": notes.central,
            "sgst_amount": notes.central,
            "igst_amount": notes.integrated,
        },
        calendar.epoch(notes.day),
        demand.blocks(notes.day),
    )


def goods_returns(notes: CreditNotes, notes_before: int, before: int) -> Rows:
    """Return the returns of some spans, numbered by date.

    Parameters
    ----------
    notes
        All credit notes of these spans.
    notes_before, before
        How many credit notes and returns there are in earlier ones.
    """
    notes = _by_date(notes)
    (credited,) = np.nonzero(notes.quantity)
    day = notes.day[credited]
    return Rows(
        "goods_return",
        {
            "goods_return_no": before + 1 + np.arange(len(credited)),
            "credit_note_id": notes_before + 1 + credited,
            # An invoice has its shipment's number.
            "shipment_line_id": notes.invoice[credited] * 100 + notes.line_no[credited],
            "warehouse_id": np.full(len(credited), FINISHED_STORE.warehouse_id),
            "returned_on": calendar.epoch(day),
            "quantity": notes.quantity[credited],
            "accepted_quantity": notes.accepted[credited],
        },
        calendar.epoch(day),
        demand.blocks(day),
    )


def write_offs(lost: WriteOffs, before: int) -> Rows:
    """Return the write-offs of some spans, numbered by date after those `before`."""
    lost = _by_date(lost)
    return Rows(
        "write_off",
        {
            "write_off_no": before + 1 + np.arange(len(lost.day)),
            "receivable_invoice_id": lost.invoice,
            "written_off_on": calendar.epoch(lost.day),
            "amount": lost.amount,
        },
        calendar.epoch(lost.day),
        demand.blocks(lost.day),
    )


def _by_date(documents: Documents) -> Documents:
    """Return documents in the order in which they are numbered."""
    order = np.lexsort((documents.invoice, documents.day))
    return type(documents)(*(each[order] for each in documents))
