"""Purchase documents: orders, receipts of goods, bills and payments."""

import numpy as np

from pikku.catalog.realism import Purchasing, Realism
from pikku.catalog.reference import MATERIAL_STORE
from pikku.generate import calendar, rng
from pikku.generate.documents.money import allocations, transfer
from pikku.generate.goods import Goods, gst_rate
from pikku.generate.partners import Vendors
from pikku.generate.people import PURCHASE, Staff
from pikku.generate.purchasing import Purchases
from pikku.generate.rows import Rows, position_in_group


def purchases(
    seed: int,
    realism: Realism,
    bought: Purchases,
    goods: Goods,
    vendors: Vendors,
    employed: Staff,
) -> list[Rows]:
    """Return purchase orders, lines, goods receipts, bills, payments and their allocations."""
    orders = np.arange(1, len(bought.vendor) + 1)
    lot = rng.uniform(seed, "vendor.buyer", bought.vendor)
    rate = gst_rate(goods.stock, bought.item, bought.ordered[bought.line_order])
    bills = np.arange(1, len(bought.billed) + 1)
    vendor = bought.vendor[bought.bill_order]
    paid = bought.payments
    payments = np.arange(1, len(paid.day) + 1)
    references = _references(seed, realism.purchasing, bills, vendor, bought.billed)
    return [
        Rows(
            "purchase_order",
            {
                "purchase_order_no": orders,
                "vendor_id": vendors.key[bought.vendor],
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
                "ordered_on": calendar.epoch(bought.ordered[bought.bill_order]),
                "vendor_id": vendors.key[vendor],
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
                "vendor_id": vendors.key[paid.party],
                "paid_on": calendar.epoch(paid.day),
                "method": transfer(paid.amount),
                "amount": paid.amount,
            },
            calendar.epoch(paid.day),
        ),
        allocations("payment", "payable_bill_id", paid, payments),
    ]


def _references(
    seed: int, knobs: Purchasing, bills: np.ndarray, vendor: np.ndarray, billed: np.ndarray
) -> list[str]:
    """Return the numbers of vendors' invoices: the financial year, and how many he has written in it by then.

    A vendor's invoices are numbered by their own dates, not by those on which Pikku books them.
    """
    year = calendar.YEAR_OF_DAY[billed]
    first = np.searchsorted(calendar.YEAR_OF_DAY, np.arange(calendar.PLAN_YEARS))[year]
    a_day = rng.integers(seed, "payable_bill.a_day", vendor, *knobs.vendor_invoices_a_day)
    order = np.lexsort((bills, billed, vendor))
    within = rng.uniform(seed, "payable_bill.serial", bills)
    within = within[np.lexsort((within, billed, vendor))]  # ascending in each day of a vendor
    group = (vendor * calendar.PLAN_YEARS + year)[order]
    place = position_in_group(group)
    # Of some on one day, each has a later number: what is added to those of a group keeps it above the groups before.
    serial = (1 + ((billed - first)[order] + within) * a_day[order]).astype(np.int64)
    lifted = np.maximum.accumulate(serial - place + group * 10**6) - group * 10**6
    numbers = np.empty(len(bills), dtype=np.int64)
    numbers[order] = lifted + place
    return [
        f"{y}-{y + 1}/{number:05d}"
        for y, number in zip((year + 23).tolist(), numbers.tolist(), strict=True)
    ]
