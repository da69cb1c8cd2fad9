"""Invariants of master data and of what documents take from it: holidays, tax numbers, terms, prices and tax rates."""

from pikku.catalog.invariants.rule import Invariant, count
from pikku.catalog.periods import HOLIDAYS
from pikku.catalog.reference import ABROAD

#: The last day of the half-year (to September, to March) that `end_day` falls in.
_HALF_YEAR_END = """CASE WHEN EXTRACT(MONTH FROM end_day) BETWEEN 4 AND 9
                            THEN MAKE_DATE(CAST(EXTRACT(YEAR FROM end_day) AS INT), 9, 30)
                            WHEN EXTRACT(MONTH FROM end_day) > 9
                            THEN MAKE_DATE(CAST(EXTRACT(YEAR FROM end_day) AS INT) + 1, 3, 31)
                            ELSE MAKE_DATE(CAST(EXTRACT(YEAR FROM end_day) AS INT), 3, 31) END"""

#: The plant's holidays, as a list.
_CLOSED = ", ".join(f"DATE '{day}'" for day in HOLIDAYS)

CALENDAR_AND_TERMS: tuple[Invariant, ...] = (
    Invariant(
        "the plant is closed on its holidays",
        "On a holiday nobody works, nothing is dispatched, received, made, mended, booked or paid",
        "days of attendance and documents",
        count(
            """(SELECT attended_on AS on_day FROM {attendance}
                UNION ALL SELECT dispatched_on FROM {shipment}
                UNION ALL SELECT received_on FROM {goods_receipt}
                UNION ALL SELECT started_on FROM {production_order}
                UNION ALL SELECT finished_on FROM {production_order}
                UNION ALL SELECT started_on FROM {mould_maintenance}
                UNION ALL SELECT finished_on FROM {mould_maintenance}
                UNION ALL SELECT booked_on FROM {payable_bill}
                UNION ALL SELECT received_on FROM {receipt}
                UNION ALL SELECT paid_on FROM {payment}) days""",
            f"on_day IN ({_CLOSED})",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "tax numbers fit",
        "GSTINs begin with the state of the address and contain the PAN; customers abroad have neither",
        "parties",
        count(
            """(SELECT gstin, pan, state_code FROM {customer}
                UNION ALL SELECT gstin, pan, state_code FROM {vendor}) parties""",
            f"""SUBSTRING(gstin, 1, 2) <> state_code OR SUBSTRING(gstin, 3, 10) <> pan OR LENGTH(gstin) <> 15
               OR (state_code = '{ABROAD}' AND (gstin IS NOT NULL OR pan IS NOT NULL))
               OR (state_code <> '{ABROAD}' AND (gstin IS NULL OR pan IS NULL))""",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "due dates follow the terms",
        "Invoices and bills are due after the days that were agreed with the customer or vendor",
        "documents",
        count(
            """(SELECT i.invoiced_on AS written_on, i.due_on, c.payment_terms_days AS days
                FROM {receivable_invoice} i JOIN {customer} c ON c.customer_id = i.customer_id
                UNION ALL SELECT b.billed_on, b.due_on, v.payment_terms_days
                FROM {payable_bill} b JOIN {vendor} v ON v.vendor_id = b.vendor_id) documents""",
            "due_on <> written_on + days",
            "COUNT(*)",
        ),
    ),
)

PRICES_AND_RATES: tuple[Invariant, ...] = (
    Invariant(
        "list prices follow each other",
        "From a product's first list price on there is one for every day of the books, and of the half-year that they end in",
        "list prices",
        count(
            f"""(SELECT valid_to, LEAD(valid_from) OVER (PARTITION BY product_id ORDER BY valid_from) AS next_from,
                       {_HALF_YEAR_END} AS last_day
                FROM {{price}} CROSS JOIN (SELECT MAX(ends_on) AS end_day FROM {{period}}) books) prices""",
            "valid_to + 1 <> COALESCE(next_from, last_day + 1)",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "tax rates are the law's",
        "Orders, invoices and bills carry the GST rate of their product on their day, exports none, and invoices the product "
        "that was ordered",
        "lines",
        count(
            f"""(SELECT l.gst_rate, l.product_id, l.due_product,
                        CASE WHEN l.state_code = '{ABROAD}' THEN 0 ELSE COALESCE(r.gst_rate, p.gst_rate) END AS due_rate
                FROM (
                    SELECT l.gst_rate, l.product_id, l.product_id AS due_product, o.ordered_on AS taxed_on, c.state_code
                    FROM {{sales_order_line}} l
                    JOIN {{sales_order}} o ON o.sales_order_id = l.sales_order_id
                    JOIN {{customer}} c ON c.customer_id = o.customer_id
                    UNION ALL SELECT l.gst_rate, l.product_id, l.product_id, o.ordered_on, NULL
                    FROM {{purchase_order_line}} l
                    JOIN {{purchase_order}} o ON o.purchase_order_id = l.purchase_order_id
                    UNION ALL SELECT l.gst_rate, l.product_id, o.product_id, i.invoiced_on, c.state_code
                    FROM {{receivable_invoice_line}} l
                    JOIN {{receivable_invoice}} i ON i.receivable_invoice_id = l.receivable_invoice_id
                    JOIN {{customer}} c ON c.customer_id = i.customer_id
                    JOIN {{shipment_line}} s ON s.shipment_line_id = l.shipment_line_id
                    JOIN {{sales_order_line}} o ON o.sales_order_line_id = s.sales_order_line_id
                    UNION ALL SELECT l.gst_rate, o.product_id, o.product_id, b.billed_on, NULL
                    FROM {{payable_bill_line}} l
                    JOIN {{payable_bill}} b ON b.payable_bill_id = l.payable_bill_id
                    JOIN {{goods_receipt}} g ON g.goods_receipt_id = l.goods_receipt_id
                    JOIN {{purchase_order_line}} o ON o.purchase_order_line_id = g.purchase_order_line_id
                ) l
                JOIN {{product}} p ON p.product_id = l.due_product
                LEFT JOIN {{tax_rate}} r
                  ON r.hsn_code = p.hsn_code AND l.taxed_on BETWEEN r.valid_from AND r.valid_to) lines""",
            "gst_rate <> due_rate OR product_id <> due_product",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "tax rates follow each other",
        "From the first day of the books to the last an HSN code has one GST rate for every day",
        "tax rates",
        count(
            """(SELECT r.valid_to, LEAD(r.valid_from) OVER (PARTITION BY r.hsn_code ORDER BY r.valid_from) AS next_from,
                       MIN(r.valid_from) OVER (PARTITION BY r.hsn_code) AS begins, days.first_day, days.last_day
                FROM {tax_rate} r
                CROSS JOIN (SELECT MIN(starts_on) AS first_day, MAX(ends_on) AS last_day FROM {period}) days) rates""",
            "valid_to + 1 <> COALESCE(next_from, last_day + 1) OR begins <> first_day",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "every item has its tax rates",
        "The GST rate in the item master is the law's on the first day of the books",
        "items",
        count(
            """{product} p CROSS JOIN (SELECT MIN(starts_on) AS first_day FROM {period}) days
               LEFT JOIN {tax_rate} r ON r.hsn_code = p.hsn_code AND r.valid_from = days.first_day""",
            "r.gst_rate IS NULL OR r.gst_rate <> p.gst_rate",
            "COUNT(*)",
        ),
    ),
)
