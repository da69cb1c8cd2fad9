"""Posting rules of trade and production: goods, bills, invoices and money, document by document."""

from pikku.catalog.postings.gst import (
    FREIGHT_INTEGRATED,
    MISSING,
    REVERSE_CHARGED,
    SCRAPPED,
    credit_of,
    freight_rate,
    freight_taxed,
    taxed,
)
from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, operating
from pikku.catalog.postings.tds import CARRIER_TAXED, deducted, less_tds
from pikku.catalog.taxes import CONTRACT_TDS, REPAIR_TAX

_FREIGHT = f"""
    SELECT s.shipment_id AS source_id, s.dispatched_on AS posted_on, GREATEST(s.modified_at, c.modified_at, k.modified_at) AS modified_at,
           {NO_PARTY}, 'Freight of ' || s.shipment_no AS description, s.freight_amount,
           {freight_rate("c.mode")} AS gst_rate, CASE WHEN c.mode IN ({REVERSE_CHARGED}) THEN 1 ELSE 0 END AS reverse_charged,
           CASE WHEN {FREIGHT_INTEGRATED} THEN 1 ELSE 0 END AS integrated,
           {deducted("s.freight_amount", CONTRACT_TDS.rate, CARRIER_TAXED)} AS tds
    FROM {{shipment}} s
    JOIN {{carrier}} c ON c.carrier_id = s.carrier_id
    JOIN {{sales_order}} o ON o.sales_order_id = s.sales_order_id
    JOIN {{customer}} k ON k.customer_id = o.customer_id
"""


def _paid_back(lost: str, number: str, text: str) -> str:
    """Return the query of the documents that lost goods, with the input credit for these; `text` and number describe them."""
    return f"""
        SELECT t.source_id, t.lost_on AS posted_on,
               MAX(GREATEST(t.modified_at, t.bill_modified_at, t.component_modified_at)) AS modified_at,
               {NO_PARTY}, '{text} ' || t.{number} AS description, SUM(t.taxable_value) AS taxable_value,
               SUM(t.cgst_amount) AS cgst_amount, SUM(t.sgst_amount) AS sgst_amount, SUM(t.tax) AS tax
        FROM ({credit_of(lost)}) t
        GROUP BY t.source_id, t.lost_on, t.{number}
    """


TRADE: tuple[PostingRule, ...] = (
    PostingRule(
        2,
        "goods receipt",
        "goods_receipt",
        "Stock at standard cost against what the vendor will bill; the difference is the price variance",
        """
        SELECT g.goods_receipt_id AS source_id, g.received_on AS posted_on,
               GREATEST(g.modified_at, o.modified_at, l.modified_at, p.modified_at) AS modified_at,
               CAST(NULL AS BIGINT) AS customer_id, o.vendor_id,
               'Goods receipt ' || g.goods_receipt_no AS description,
               g.quantity * p.standard_cost AS stock, g.quantity * l.unit_price AS owed,
               g.quantity * l.unit_price - g.quantity * p.standard_cost AS variance
        FROM {goods_receipt} g
        JOIN {purchase_order_line} l ON l.purchase_order_line_id = g.purchase_order_line_id
        JOIN {purchase_order} o ON o.purchase_order_id = l.purchase_order_id
        JOIN {product} p ON p.product_id = l.product_id
        """,
        (debit(1310, "stock"), debit(5200, "variance"), credit(2150, "owed")),
    ),
    PostingRule(
        3,
        "vendor bill",
        "payable_bill",
        "The bill replaces the estimate and adds the input tax; the vendor is owed it less the income tax deducted from it",
        """
        SELECT payable_bill_id AS source_id, booked_on AS posted_on, modified_at,
               CAST(NULL AS BIGINT) AS customer_id, vendor_id,
               'Vendor bill ' || payable_bill_no AS description,
               net_amount, cgst_amount + sgst_amount + igst_amount AS tax,
               total_amount - tds_amount AS owed, tds_amount
        FROM {payable_bill}
        """,
        (
            debit(2150, "net_amount"),
            debit(1400, "tax"),
            credit(2100, "owed", "vendor"),
            credit(2335, "tds_amount"),
        ),
    ),
    PostingRule(
        4,
        "production issue",
        "production_order",
        "Materials leave the store for the machine",
        f"""
        SELECT o.production_order_id AS source_id, o.started_on AS posted_on,
               MAX(m.modified_at) AS modified_at, {NO_PARTY},
               'Materials for ' || o.production_order_no AS description, -SUM(m.amount) AS materials
        FROM {{production_order}} o
        JOIN {{stock_movement}} m
          ON m.source_id = o.production_order_id AND m.movement_type = 'production issue'
        GROUP BY o.production_order_id, o.started_on, o.production_order_no
        """,
        (debit(1330, "materials"), credit(1310, "materials")),
    ),
    PostingRule(
        5,
        "production receipt",
        "production_order",
        "Good pieces at standard cost; what they really took differs by the production variance",
        f"""
        SELECT o.production_order_id AS source_id, o.finished_on AS posted_on,
               MAX(m.modified_at) AS modified_at, {NO_PARTY},
               'Production ' || o.production_order_no AS description,
               o.good_quantity * p.standard_cost AS finished,
               -SUM(m.amount) AS materials,
               o.good_quantity * p.conversion_cost AS conversion,
               o.good_quantity * p.conversion_cost - SUM(m.amount)
                   - o.good_quantity * p.standard_cost AS variance
        FROM {{production_order}} o
        JOIN {{product}} p ON p.product_id = o.product_id
        JOIN {{stock_movement}} m
          ON m.source_id = o.production_order_id AND m.movement_type IN ('production issue', 'regrind')
        GROUP BY o.production_order_id, o.finished_on, o.production_order_no, o.good_quantity,
                 p.standard_cost, p.conversion_cost
        """,
        (
            debit(1320, "finished"),
            debit(5300, "variance"),
            credit(1330, "materials"),
            credit(5400, "conversion"),
        ),
    ),
    PostingRule(
        6,
        "dispatch",
        "shipment",
        "Goods leave stock at standard cost",
        f"""
        SELECT s.shipment_id AS source_id, s.dispatched_on AS posted_on,
               MAX(m.modified_at) AS modified_at, {NO_PARTY},
               'Dispatch ' || s.shipment_no AS description, -SUM(m.amount) AS cost
        FROM {{shipment}} s
        JOIN {{stock_movement}} m ON m.source_id = s.shipment_id AND m.movement_type = 'dispatch'
        GROUP BY s.shipment_id, s.dispatched_on, s.shipment_no
        """,
        (debit(5100, "cost"), credit(1320, "cost")),
    ),
    PostingRule(
        7,
        "freight",
        "shipment",
        # The day of the dispatch is not later than any day on which the tax can fall due (section 13 of the CGST Act, 2017).
        "Freight owed to the carrier with its tax, or, under reverse charge, the tax owed to the authorities; less the income tax "
        "deducted from it",
        f"""
        SELECT f.*, f.tax * f.reverse_charged AS reverse_tax, f.total - f.tax * f.reverse_charged - f.tds AS owed
        FROM ({freight_taxed(_FREIGHT)}) f
        """,
        (
            debit(6200, "freight_amount"),
            debit(1400, "tax"),
            credit(2400, "owed"),
            credit(2220, "reverse_tax"),
            credit(2335, "tds"),
        ),
    ),
    PostingRule(
        8,
        "invoice",
        "receivable_invoice",
        "Revenue, output tax and the customer's debt",
        """
        SELECT receivable_invoice_id AS source_id, invoiced_on AS posted_on, modified_at,
               customer_id, CAST(NULL AS BIGINT) AS vendor_id,
               'Invoice ' || receivable_invoice_no AS description,
               net_amount, cgst_amount + sgst_amount + igst_amount AS tax, total_amount
        FROM {receivable_invoice}
        """,
        (debit(1200, "total_amount", "customer"), credit(4100, "net_amount"), credit(2200, "tax")),
    ),
    PostingRule(
        9,
        "credit note",
        "credit_note",
        "What is allowed, or credited for goods that came back, takes back revenue, debt and the tax at the invoice's rate",
        """
        SELECT c.credit_note_id AS source_id, c.credited_on AS posted_on, c.modified_at,
               i.customer_id, CAST(NULL AS BIGINT) AS vendor_id,
               'Credit note ' || c.credit_note_no AS description,
               c.net_amount, c.cgst_amount + c.sgst_amount + c.igst_amount AS tax, c.total_amount
        FROM {credit_note} c
        JOIN {receivable_invoice} i ON i.receivable_invoice_id = c.receivable_invoice_id
        """,
        (debit(4200, "net_amount"), debit(2200, "tax"), credit(1200, "total_amount", "customer")),
    ),
    PostingRule(
        10,
        "receipt",
        "receipt",
        "A customer pays",
        """
        SELECT receipt_id AS source_id, received_on AS posted_on, modified_at,
               customer_id, CAST(NULL AS BIGINT) AS vendor_id,
               'Receipt ' || receipt_no AS description, amount
        FROM {receipt}
        """,
        (debit(1100, "amount"), credit(1200, "amount", "customer")),
        operating("Received from customers"),
    ),
    PostingRule(
        21,
        "write-off",
        "write_off",
        "A debt that will not be paid becomes an expense",
        """
        SELECT w.write_off_id AS source_id, w.written_off_on AS posted_on, w.modified_at,
               i.customer_id, CAST(NULL AS BIGINT) AS vendor_id,
               'Write-off ' || w.write_off_no AS description, w.amount
        FROM {write_off} w
        JOIN {receivable_invoice} i ON i.receivable_invoice_id = w.receivable_invoice_id
        """,
        (debit(6600, "amount"), credit(1200, "amount", "customer")),
    ),
    PostingRule(
        11,
        "payment",
        "payment",
        "A vendor is paid",
        """
        SELECT payment_id AS source_id, paid_on AS posted_on, modified_at,
               CAST(NULL AS BIGINT) AS customer_id, vendor_id,
               'Payment ' || payment_no AS description, amount
        FROM {payment}
        """,
        (debit(2100, "amount", "vendor"), credit(1100, "amount")),
        operating("Paid to vendors"),
    ),
    PostingRule(
        30,
        "mould maintenance",
        "mould_maintenance",
        "Spare parts and outside work are paid with their tax, less the income tax deducted from them, when the mould is back",
        taxed(
            less_tds(
                f"""
                SELECT mould_maintenance_id AS source_id, finished_on AS posted_on, modified_at, {NO_PARTY},
                       'Work on a mould ' || mould_maintenance_no AS description, cost
                FROM {{mould_maintenance}}
                """,
                "cost",
                CONTRACT_TDS.rate,
            ),
            "cost",
            REPAIR_TAX,
            net="paid",
        ),
        (debit(6320, "cost"), debit(1400, "tax"), credit(1100, "total"), credit(2335, "tds")),
        operating("Repairs and maintenance"),
    ),
    PostingRule(
        31,
        "regrind",
        "production_order",
        "Resin that a run gives back unused, as it took its own ground runners and scrap instead, at its standard cost",
        f"""
        SELECT o.production_order_id AS source_id, o.finished_on AS posted_on,
               MAX(m.modified_at) AS modified_at, {NO_PARTY},
               'Regrind of ' || o.production_order_no AS description, SUM(m.amount) AS materials
        FROM {{production_order}} o
        JOIN {{stock_movement}} m
          ON m.source_id = o.production_order_id AND m.movement_type = 'regrind'
        GROUP BY o.production_order_id, o.finished_on, o.production_order_no
        """,
        (debit(1310, "materials"), credit(1330, "materials")),
    ),
    PostingRule(
        32,
        "stocktake",
        "stocktake",
        "What is missing becomes an expense, what is found lowers it; stock is then what was counted",
        f"""
        SELECT s.stocktake_id AS source_id, s.counted_on AS posted_on, MAX(m.modified_at) AS modified_at,
               {NO_PARTY}, 'Stocktake ' || s.stocktake_no AS description,
               SUM(CASE WHEN p.product_type = 'finished' THEN 0 ELSE -m.amount END) AS materials,
               SUM(CASE WHEN p.product_type = 'finished' THEN -m.amount ELSE 0 END) AS finished,
               -SUM(m.amount) AS loss
        FROM {{stocktake}} s
        JOIN {{stocktake_line}} l ON l.stocktake_id = s.stocktake_id
        JOIN {{stock_movement}} m
          ON m.source_id = l.stocktake_line_id AND m.movement_type = 'stocktake'
        JOIN {{product}} p ON p.product_id = m.product_id
        GROUP BY s.stocktake_id, s.counted_on, s.stocktake_no
        """,
        (debit(5500, "loss"), credit(1310, "materials"), credit(1320, "finished")),
    ),
    PostingRule(
        33,
        "goods return",
        "goods_return",
        "Goods that came back were not sold: their cost goes back to stock, or is lost with what is damaged",
        f"""
        SELECT g.goods_return_id AS source_id, g.returned_on AS posted_on,
               GREATEST(g.modified_at, s.modified_at, o.modified_at, p.modified_at) AS modified_at,
               {NO_PARTY}, 'Return ' || g.goods_return_no AS description,
               g.accepted_quantity * p.standard_cost AS stock,
               g.scrapped_quantity * p.standard_cost AS scrapped,
               g.quantity * p.standard_cost AS cost
        FROM {{goods_return}} g
        JOIN {{shipment_line}} s ON s.shipment_line_id = g.shipment_line_id
        JOIN {{sales_order_line}} o ON o.sales_order_line_id = s.sales_order_line_id
        JOIN {{product}} p ON p.product_id = o.product_id
        """,
        (debit(1320, "stock"), debit(5510, "scrapped"), credit(5100, "cost")),
    ),
    PostingRule(
        27,
        "credit for missing goods",
        "stocktake",
        # Section 17(5)(h) of the CGST Act, 2017: no credit for goods lost, stolen, destroyed or written off. What the machines
        # lose in the normal course of manufacture is no such loss (ARS Steels & Alloy International, Madras High Court, 2021):
        # scrap and runners keep their credit, goods that a stocktake misses don't.
        "Input credit for goods that were missing, or for what they were made of, is paid back",
        _paid_back(MISSING, "stocktake_no", "Input credit for goods missing at stocktake"),
        (debit(5500, "tax"), credit(1400, "tax")),
    ),
    PostingRule(
        28,
        "credit for scrapped returns",
        "goods_return",
        "Input credit for what scrapped goods were made of is paid back",  # section 17(5)(h), too
        _paid_back(SCRAPPED, "goods_return_no", "Input credit for goods scrapped of return"),
        (debit(5510, "tax"), credit(1400, "tax")),
    ),
    PostingRule(
        34,
        "customer advance",
        "customer_advance",
        # On goods the tax falls due with the invoice, not with the advance: notification 66/2017 - Central Tax of 15 November
        # 2017, under section 148 of the CGST Act, 2017.
        "What a customer pays before delivery is owed to him; it bears no GST until the invoice",
        """
        SELECT customer_advance_id AS source_id, received_on AS posted_on, modified_at,
               customer_id, CAST(NULL AS BIGINT) AS vendor_id,
               'Advance ' || customer_advance_no AS description, amount
        FROM {customer_advance}
        """,
        (debit(1100, "amount"), credit(2410, "amount", "customer")),
        operating("Advances from customers"),
    ),
    PostingRule(
        35,
        "advance allocation",
        "advance_allocation",
        "With the invoice the advance pays a part of the customer's debt",
        """
        SELECT l.advance_allocation_id AS source_id, l.allocated_on AS posted_on,
               GREATEST(l.modified_at, a.modified_at) AS modified_at,
               a.customer_id, CAST(NULL AS BIGINT) AS vendor_id,
               'Advance ' || a.customer_advance_no || ' taken off' AS description, l.amount
        FROM {advance_allocation} l
        JOIN {customer_advance} a ON a.customer_advance_id = l.customer_advance_id
        """,
        (debit(2410, "amount", "customer"), credit(1200, "amount", "customer")),
    ),
)
