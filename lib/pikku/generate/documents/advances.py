"""Documents of advances: one an order, with the order's digits, and what the order's invoices take of it."""

import numpy as np

from pikku.catalog.realism import Cash
from pikku.generate import calendar
from pikku.generate.advances import Advanced
from pikku.generate.documents.money import received
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Customers
from pikku.generate.rows import Rows


def customer_advances(
    seed: int, cash: Cash, taken: OrderChunk, advanced: Advanced, customers: Customers
) -> Rows:
    """Return the advances that are paid within the plan."""
    (order,) = np.nonzero((advanced.amount > 0) & (advanced.day < calendar.PLAN_DAYS))
    numbers, amount, day = taken.number[order], advanced.amount[order], advanced.day[order]
    payer = taken.customer[order]
    return Rows(
        "customer_advance",
        {
            "customer_advance_no": numbers,
            "sales_order_id": numbers,
            "ordered_on": calendar.epoch(taken.day[order]),
            "customer_id": customers.key[payer],
            "received_on": calendar.epoch(day),
            "method": received(
                seed,
                cash,
                "customer_advance",
                numbers,
                customers.pays_by[payer],
                amount,
                customers.segment[payer] == EXPORT,
                day,
            ),
            "amount": amount,
        },
        calendar.epoch(day),
        taken.block[order],
    )


def advance_allocations(
    taken: OrderChunk, sent: ShipmentChunk, numbers: np.ndarray, applied: np.ndarray
) -> Rows:
    """Return what invoices take of advances, `applied` paisa each; `numbers` are the invoices'."""
    (invoice,) = np.nonzero(applied)
    order = sent.order[invoice]
    second = np.concatenate([[False], order[1:] == order[:-1]])[: len(order)]
    on = calendar.epoch(sent.day[invoice])
    return Rows(
        "advance_allocation",
        {
            "customer_advance_id": taken.number[order],
            "line_no": 1 + second.astype(np.int64),
            "receivable_invoice_id": numbers[invoice],
            "allocated_on": on,
            "amount": applied[invoice],
        },
        on,
        taken.block[order],
    )
