"""Documents of goods that customers send back."""

import numpy as np

from pikku.catalog.reference import FINISHED_STORE
from pikku.generate import calendar, demand
from pikku.generate.documents.sales import by_date
from pikku.generate.rows import Rows


def goods_returns(notes: np.ndarray, notes_before: int, before: int) -> Rows:
    """Return the returns of some spans, numbered by date.

    Parameters
    ----------
    notes
        All credit notes of these spans, as of :func:`sales.receivables`.
    notes_before, before
        How many credit notes and returns there are in earlier ones.
    """
    invoice, day, _, _, _, _, quantity, accepted, line_no = by_date(notes)
    (credited,) = np.nonzero(quantity)
    day = day[credited]
    return Rows(
        "goods_return",
        {
            "goods_return_no": before + 1 + np.arange(len(credited)),
            "credit_note_id": notes_before + 1 + credited,
            # An invoice has its shipment's number.
            "shipment_line_id": invoice[credited] * 100 + line_no[credited],
            "warehouse_id": np.full(len(credited), FINISHED_STORE.warehouse_id),
            "returned_on": calendar.epoch(day),
            "quantity": quantity[credited],
            "accepted_quantity": accepted[credited],
        },
        calendar.epoch(day),
        demand.blocks(day),
    )
