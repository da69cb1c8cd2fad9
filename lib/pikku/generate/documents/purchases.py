"""Purchase documents: orders, receipts of goods, bills and payments."""

import numpy as np

from pikku.catalog.realism import Cash
from pikku.catalog.reference import MATERIAL_STORE
from pikku.generate import calendar, rng
from pikku.generate.documents.money import allocations, method
from pikku.generate.goods import Goods, gst_rate
from pikku.generate.partners import Vendors
from pikku.generate.people import PURCHASE, Staff
from pikku.generate.purchasing import Purchases
from pikku.generate.rows import Rows


def purchases(
    seed: int, cash: Cash, bought: Purchases, goods: Goods, vendors: Vendors, employed: Staff
) -> list[Rows]:
    """Return purchase orders, lines, goods receipts, bills, payments and their allocations."""
    orders = np.arange(1, len(bought.vendor) + 1)
    lot = rng.uniform(seed, "vendor.buyer", bought.vendor)
    rate = gst_rate(goods.stock, bought.item, bought.ordered[bought.line_order])
    bills = np.arange(1, len(bought.billed) + 1)
    vendor = bought.vendor[bought.bill_order]
    paid = bought.payments
    payments = np.arange(1, len(paid.day) + 1)
    year = 23 + calendar.YEAR_OF_DAY[bought.billed]
    # A vendor's invoices are numbered by their own dates, not by those on which Pikku books them.
    written = np.lexsort((bills, bought.billed))
    earlier = np.empty(len(bills), dtype=np.int64)
    earlier[written] = _count_before(vendor[written])
    serial = rng.integers(seed, "payable_bill.serial", vendor, 100, 999) * 10 + 10 * earlier
    references = [
        f"{y}-{y + 1}/{number:05d}"
        for y, number in zip(year.tolist(), serial.tolist(), strict=True)
    ]
    return [
        Rows(
            "purchase_order",
            {
                "purchase_order_no": orders,
                "vendor_id": bought.vendor + 1,
                "buyer_id": employed.in_charge(PURCHASE, lot, bought.ordered),
                "ordered_on": calendar.epoch(bought.ordered),
                "expected_on": calendar.epoch(bought.expected),
            },
            calendar.epoch(bought.ordered),
        ),
        Rows(
            "purchase_order_line",
            {
                "purchase_order_id": bought.line_order + 1,
                "line_no": bought.line_no,
                "product_id": goods.stock.product_id[bought.item],
                "quantity": bought.quantity,
                "unit_price": bought.price,
                "gst_rate": rate,
            },
            calendar.epoch(bought.ordered[bought.line_order]),
        ),
        Rows(
            "goods_receipt",
            {
                "goods_receipt_no": np.arange(1, len(bought.received) + 1),
                "purchase_order_line_id": bought.line_id[bought.receipt_line],
                "warehouse_id": np.full(len(bought.received), MATERIAL_STORE.warehouse_id),
                "received_on": calendar.epoch(bought.received),
                "quantity": bought.accepted,
                "rejected_quantity": bought.refused,
            },
            calendar.epoch(bought.received),
        ),
        Rows(
            "payable_bill",
            {
                "payable_bill_no": bills,
                "vendor_reference": references,
                "purchase_order_id": bought.bill_order + 1,
                "vendor_id": vendor + 1,
                "billed_on": calendar.epoch(bought.billed),
                "booked_on": calendar.epoch(bought.booked),
                "due_on": calendar.epoch(bought.due),
                "tds_amount": bought.deducted,
            },
            calendar.epoch(bought.booked),
        ),
        Rows(
            "payment",
            {
                "payment_no": payments,
                "vendor_id": paid.party + 1,
                "paid_on": calendar.epoch(paid.day),
                "method": method(seed, cash, "payment", payments, paid.amount),
                "amount": paid.amount,
            },
            calendar.epoch(paid.day),
        ),
        allocations("payment", "payable_bill_id", paid, payments),
    ]


def _count_before(groups: np.ndarray) -> np.ndarray:
    """Return how many earlier rows have the same group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(groups) else []
    )
    lengths = np.diff(np.concatenate([starts, [len(groups)]])).astype(np.int64)
    found = np.empty(len(groups), dtype=np.int64)
    found[order] = np.arange(len(groups)) - np.repeat(np.asarray(starts, dtype=np.int64), lengths)
    return found
