"""Documents of goods that customers send back."""

import numpy as np

from pikku.catalog.reference import FINISHED_STORE
from pikku.generate import calendar
from pikku.generate.documents.sales import by_date
from pikku.generate.rows import Rows


def goods_returns(notes: np.ndarray) -> Rows:
    """Return the returns, numbered by date; `notes` are all credit notes, as of :func:`sales.receivables`."""
    invoice, day, _, _, _, _, quantity, accepted = by_date(notes)
    (credited,) = np.nonzero(quantity)
    day = day[credited]
    return Rows(
        "goods_return",
        {
            "goods_return_no": np.arange(1, len(credited) + 1),
            "credit_note_id": credited + 1,
            # An invoice has its shipment's number, and goods come back of the first line.
            "shipment_line_id": invoice[credited] * 100 + 1,
            "warehouse_id": np.full(len(credited), FINISHED_STORE.warehouse_id),
            "returned_on": calendar.epoch(day),
            "quantity": quantity[credited],
            "accepted_quantity": accepted[credited],
        },
        calendar.epoch(day),
        calendar.week(day),
    )
