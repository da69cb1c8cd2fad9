"""Invariants of purchase documents: amounts that add up, chains that are complete and in date order."""

from pikku.catalog.invariants.rule import Invariant, count
from pikku.catalog.reference import MSME_DAYS
from pikku.catalog.taxes import LEAST_TURNOVER, PURCHASE_TDS, PURCHASES_WITHOUT_TDS
from pikku.catalog.vendors import PROTECTED

BILLS: tuple[Invariant, ...] = (
    Invariant(
        "bills add up",
        "Net amount and tax of each bill are the sums of its lines",
        "billed, rupees",
        count(
            """(SELECT b.payable_bill_id, b.net_amount, b.total_amount, COALESCE(SUM(l.net_amount), 0) AS net,
                       COALESCE(SUM(l.cgst_amount + l.sgst_amount + l.igst_amount), 0) AS tax
                FROM {payable_bill} b LEFT JOIN {payable_bill_line} l
                  ON l.payable_bill_id = b.payable_bill_id
                GROUP BY b.payable_bill_id, b.net_amount, b.total_amount) bills""",
            "net_amount <> net OR total_amount <> net + tax",
            "COALESCE(SUM(total_amount), 0)",
        ),
    ),
)

PURCHASES: tuple[Invariant, ...] = (
    Invariant(
        "procure to pay is in date order",
        "Orders come before the vendor's invoice, that before the goods, and these before the bill is booked and paid",
        "documents",
        count(
            """(SELECT o.ordered_on AS earlier, g.received_on AS later FROM {goods_receipt} g
                JOIN {purchase_order_line} l ON l.purchase_order_line_id = g.purchase_order_line_id
                JOIN {purchase_order} o ON o.purchase_order_id = l.purchase_order_id
                UNION ALL SELECT o.ordered_on, b.billed_on FROM {payable_bill} b
                JOIN {purchase_order} o ON o.purchase_order_id = b.purchase_order_id
                UNION ALL SELECT b.billed_on, g.received_on FROM {payable_bill_line} l
                JOIN {payable_bill} b ON b.payable_bill_id = l.payable_bill_id
                JOIN {goods_receipt} g ON g.goods_receipt_id = l.goods_receipt_id
                UNION ALL SELECT g.received_on, b.booked_on FROM {payable_bill_line} l
                JOIN {payable_bill} b ON b.payable_bill_id = l.payable_bill_id
                JOIN {goods_receipt} g ON g.goods_receipt_id = l.goods_receipt_id
                UNION ALL SELECT b.booked_on, p.paid_on FROM {payment_allocation} a
                JOIN {payment} p ON p.payment_id = a.payment_id
                JOIN {payable_bill} b ON b.payable_bill_id = a.payable_bill_id) pairs""",
            "later < earlier",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "no more is received than ordered",
        "Receipts of a purchase order line add up to at most its quantity",
        "received, base units",
        count(
            """(SELECT l.purchase_order_line_id, l.quantity, COALESCE(SUM(g.quantity), 0) AS received
                FROM {purchase_order_line} l LEFT JOIN {goods_receipt} g
                  ON g.purchase_order_line_id = l.purchase_order_line_id
                GROUP BY l.purchase_order_line_id, l.quantity) lines""",
            "received > quantity",
            "COALESCE(SUM(received), 0)",
        ),
    ),
)

PAYMENTS: tuple[Invariant, ...] = (
    Invariant(
        "payments are allocated",
        "The allocations of each payment add up to it",
        "paid, rupees",
        count(
            """(SELECT p.payment_id, p.amount, COALESCE(SUM(a.amount), 0) AS allocated
                FROM {payment} p LEFT JOIN {payment_allocation} a ON a.payment_id = p.payment_id
                GROUP BY p.payment_id, p.amount) payments""",
            "amount <> allocated",
            "COALESCE(SUM(amount), 0)",
        ),
    ),
)

PAID_BILLS: tuple[Invariant, ...] = (
    Invariant(
        "no bill is overpaid",
        "Payments of a bill add up to at most its total less the tax deducted from it",
        "open, rupees",
        count(
            """(SELECT payable_bill_id, SUM(amount) AS open_amount
                FROM (SELECT payable_bill_id, total_amount - tds_amount AS amount FROM {payable_bill}
                      UNION ALL SELECT payable_bill_id, -amount FROM {payment_allocation}) parts
                GROUP BY payable_bill_id) bills""",
            "open_amount < 0",
            "COALESCE(SUM(open_amount), 0)",
        ),
    ),
    Invariant(
        "tax is deducted from large purchases",
        "A thousandth of what a vendor bills above fifty lakh in a year is deducted, when more than ten crore was sold in the year before",
        "tax deducted from purchases, rupees",
        count(
            f"""(SELECT b.tds_amount, b.above, LAG(b.above) OVER (PARTITION BY b.vendor_id, b.financial_year
                                                                 ORDER BY b.booked_on, b.payable_bill_id) AS above_before, t.turnover
                FROM (SELECT i.payable_bill_id, i.vendor_id, i.booked_on, i.tds_amount, p.financial_year,
                             GREATEST(0, SUM(i.net_amount) OVER (PARTITION BY i.vendor_id, p.financial_year
                                                                 ORDER BY i.booked_on, i.payable_bill_id)
                                         - {PURCHASES_WITHOUT_TDS}) AS above
                      FROM {{payable_bill}} i JOIN {{period}} p ON i.booked_on BETWEEN p.starts_on AND p.ends_on) b
                LEFT JOIN (SELECT p.financial_year, LAG(SUM(s.sold)) OVER (ORDER BY p.financial_year) AS turnover
                           FROM {{period}} p
                           LEFT JOIN (SELECT EXTRACT(YEAR FROM invoiced_on) * 100 + EXTRACT(MONTH FROM invoiced_on) AS period_id,
                                             SUM(net_amount) AS sold
                                      FROM {{receivable_invoice}} GROUP BY 1) s ON s.period_id = p.period_id
                           GROUP BY p.financial_year) t ON t.financial_year = b.financial_year) bills""",
            f"""tds_amount <> CASE WHEN turnover > {LEAST_TURNOVER}
                                  THEN ROUND((above - COALESCE(above_before, 0)) * {PURCHASE_TDS.rate} * 0.01, 0) ELSE 0 END""",
            "COALESCE(SUM(tds_amount), 0)",
        ),
    ),
    Invariant(
        "payments go to the right party",
        "Receipts, advances and payments are allocated to invoices and bills of the same customer or vendor",
        "allocations",
        count(
            """(SELECT r.customer_id AS payer, i.customer_id AS owner FROM {receipt_allocation} a
                JOIN {receipt} r ON r.receipt_id = a.receipt_id
                JOIN {receivable_invoice} i ON i.receivable_invoice_id = a.receivable_invoice_id
                UNION ALL SELECT p.vendor_id, b.vendor_id FROM {payment_allocation} a
                JOIN {payment} p ON p.payment_id = a.payment_id
                JOIN {payable_bill} b ON b.payable_bill_id = a.payable_bill_id
                UNION ALL SELECT a.customer_id, i.customer_id FROM {advance_allocation} l
                JOIN {customer_advance} a ON a.customer_advance_id = l.customer_advance_id
                JOIN {receivable_invoice} i ON i.receivable_invoice_id = l.receivable_invoice_id
                UNION ALL SELECT a.customer_id, o.customer_id FROM {customer_advance} a
                JOIN {sales_order} o ON o.sales_order_id = a.sales_order_id
                UNION ALL SELECT o.customer_id, i.customer_id FROM {receivable_invoice} i
                JOIN {shipment} s ON s.shipment_id = i.shipment_id
                JOIN {sales_order} o ON o.sales_order_id = s.sales_order_id) pairs""",
            "payer <> owner",
            "COUNT(*)",
        ),
    ),
)

PAID_IN_TIME: tuple[Invariant, ...] = (
    Invariant(
        "micro and small vendors are paid within 45 days",
        "What micro and small enterprises have billed is paid by the due day, and within 45 days from the first of the goods",
        "billed by them, rupees",
        count(
            f"""(SELECT b.payable_bill_id, b.due_on, g.accepted_on, b.total_amount - b.tds_amount AS owed, e.last_day,
                       SUM(CASE WHEN p.paid_on <= b.due_on AND p.paid_on <= g.accepted_on + {MSME_DAYS} THEN a.amount ELSE 0 END)
                           AS in_time
                FROM {{payable_bill}} b
                JOIN {{vendor}} v ON v.vendor_id = b.vendor_id
                JOIN (SELECT l.payable_bill_id, MIN(r.received_on) AS accepted_on FROM {{payable_bill_line}} l
                      JOIN {{goods_receipt}} r ON r.goods_receipt_id = l.goods_receipt_id
                      GROUP BY l.payable_bill_id) g ON g.payable_bill_id = b.payable_bill_id
                CROSS JOIN (SELECT MAX(ends_on) AS last_day FROM {{period}}) e
                LEFT JOIN {{payment_allocation}} a ON a.payable_bill_id = b.payable_bill_id
                LEFT JOIN {{payment}} p ON p.payment_id = a.payment_id
                WHERE v.msme_status IN {PROTECTED}
                GROUP BY b.payable_bill_id, b.due_on, g.accepted_on, b.total_amount, b.tds_amount, e.last_day) bills""",
            f"in_time < owed AND (due_on <= last_day OR accepted_on + {MSME_DAYS} <= last_day)",
            "COALESCE(SUM(owed), 0)",
        ),
    ),
)

LEAD_TIMES: tuple[Invariant, ...] = (
    Invariant(
        "orders are expected after the lead time",
        "A purchase order is expected after the days that its vendor usually takes, or on the next day that the plant works",
        "purchase orders",
        count(
            """{purchase_order} o JOIN {vendor} v ON v.vendor_id = o.vendor_id
               LEFT JOIN (SELECT worked_on, LAG(worked_on) OVER (ORDER BY worked_on) AS day_before
                          FROM (SELECT DISTINCT attended_on AS worked_on FROM {attendance}) worked) d
                 ON d.worked_on = o.expected_on
               CROSS JOIN (SELECT MAX(attended_on) AS last_day FROM {attendance}) register""",
            """o.expected_on < o.ordered_on + v.lead_time_days OR o.expected_on > o.ordered_on + v.lead_time_days + 6
               OR (o.expected_on <= last_day
                   AND (d.worked_on IS NULL OR d.day_before >= o.ordered_on + v.lead_time_days))""",
            "COUNT(*)",
        ),
    ),
)

MATCHED_BILLS: tuple[Invariant, ...] = (
    Invariant(
        "bills are for their order",
        "A bill is its purchase order's vendor's, and its lines are receipts of that order, as many and at its price",
        "bill lines",
        count(
            """(SELECT b.purchase_order_id, b.vendor_id, l.quantity, l.unit_price, o.purchase_order_id AS due_order,
                       o.vendor_id AS due_vendor, g.quantity AS due_quantity, p.unit_price AS due_price
                FROM {payable_bill_line} l
                JOIN {payable_bill} b ON b.payable_bill_id = l.payable_bill_id
                JOIN {goods_receipt} g ON g.goods_receipt_id = l.goods_receipt_id
                JOIN {purchase_order_line} p ON p.purchase_order_line_id = g.purchase_order_line_id
                JOIN {purchase_order} o ON o.purchase_order_id = p.purchase_order_id) lines""",
            """purchase_order_id <> due_order OR vendor_id <> due_vendor OR quantity <> due_quantity
               OR unit_price <> due_price""",
            "COUNT(*)",
        ),
    ),
)
