"""Invariants of documents: amounts that add up, chains that are complete and in date order."""

from pikku.catalog.invariants.rule import TAX, Invariant, count
from pikku.catalog.realism import REALISM
from pikku.catalog.reference import (
    ABROAD,
    HOLIDAYS,
    HOME_STATE,
    LEAST_TURNOVER,
    PURCHASE_TDS,
    PURCHASES_WITHOUT_TDS,
)
from pikku.catalog.sales import CASH_DISCOUNT

#: What is still owed of each invoice.
_OPEN_INVOICES = """(SELECT receivable_invoice_id, SUM(amount) AS open_amount
                FROM (SELECT receivable_invoice_id, total_amount AS amount FROM {receivable_invoice}
                      UNION ALL SELECT receivable_invoice_id, -amount FROM {receipt_allocation}
                      UNION ALL SELECT receivable_invoice_id, -amount FROM {advance_allocation}
                      UNION ALL SELECT receivable_invoice_id, -amount FROM {write_off}
                      UNION ALL SELECT receivable_invoice_id, -total_amount FROM {credit_note}) parts
                GROUP BY receivable_invoice_id) invoices"""

#: The last day of the half-year (to September, to March) that `end_day` falls in.
_HALF_YEAR_END = """CASE WHEN EXTRACT(MONTH FROM end_day) BETWEEN 4 AND 9
                            THEN MAKE_DATE(CAST(EXTRACT(YEAR FROM end_day) AS INT), 9, 30)
                            WHEN EXTRACT(MONTH FROM end_day) > 9
                            THEN MAKE_DATE(CAST(EXTRACT(YEAR FROM end_day) AS INT) + 1, 3, 31)
                            ELSE MAKE_DATE(CAST(EXTRACT(YEAR FROM end_day) AS INT), 3, 31) END"""

#: The plant's holidays, as a list.
_CLOSED = ", ".join(f"DATE '{day}'" for day in HOLIDAYS)

DOCUMENTS: tuple[Invariant, ...] = (
    Invariant(
        "tax follows the place of supply",
        "Within the state CGST equals SGST and there is no IGST; between states there is only IGST",
        "tax on invoice lines, rupees",
        count(
            """(SELECT l.*, c.state_code FROM {receivable_invoice_line} l
                JOIN {receivable_invoice} i ON i.receivable_invoice_id = l.receivable_invoice_id
                JOIN {customer} c ON c.customer_id = i.customer_id) lines""",
            f"""(state_code = '{HOME_STATE}' AND (igst_amount <> 0 OR cgst_amount <> sgst_amount
                 OR cgst_amount <> ROUND(net_amount * gst_rate * 0.005, 2)))
               OR (state_code <> '{HOME_STATE}' AND (cgst_amount <> 0 OR sgst_amount <> 0
                 OR igst_amount <> ROUND(net_amount * gst_rate * 0.01, 2)))""",
            f"COALESCE(SUM({TAX}), 0)",
        ),
    ),
    Invariant(
        "invoices add up",
        "Net amount and tax of each invoice are the sums of its lines",
        "invoiced, rupees",
        count(
            """(SELECT i.receivable_invoice_id, i.net_amount, i.cgst_amount, i.sgst_amount, i.igst_amount,
                       i.total_amount, COALESCE(SUM(l.net_amount), 0) AS net,
                       COALESCE(SUM(l.cgst_amount), 0) AS cgst, COALESCE(SUM(l.sgst_amount), 0) AS sgst,
                       COALESCE(SUM(l.igst_amount), 0) AS igst
                FROM {receivable_invoice} i LEFT JOIN {receivable_invoice_line} l
                  ON l.receivable_invoice_id = i.receivable_invoice_id
                GROUP BY i.receivable_invoice_id, i.net_amount, i.cgst_amount, i.sgst_amount,
                         i.igst_amount, i.total_amount) invoices""",
            """net_amount <> net OR cgst_amount <> cgst OR sgst_amount <> sgst OR igst_amount <> igst
               OR total_amount <> net + cgst + sgst + igst""",
            "COALESCE(SUM(total_amount), 0)",
        ),
    ),
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
    Invariant(
        "every shipment is invoiced",
        "Each shipment line is on one invoice line with the same quantity and the order's price",
        "revenue, rupees",
        count(
            """(SELECT s.shipment_line_id, s.quantity, o.unit_price, COUNT(l.receivable_invoice_line_id) AS times,
                       MAX(l.quantity) AS invoiced, MAX(l.unit_price) AS price, SUM(l.net_amount) AS net
                FROM {shipment_line} s
                JOIN {sales_order_line} o ON o.sales_order_line_id = s.sales_order_line_id
                LEFT JOIN {receivable_invoice_line} l ON l.shipment_line_id = s.shipment_line_id
                GROUP BY s.shipment_line_id, s.quantity, o.unit_price) lines""",
            "times <> 1 OR invoiced <> quantity OR price <> unit_price",
            "COALESCE(SUM(net), 0)",
        ),
    ),
    Invariant(
        "no more is shipped than ordered",
        "Shipments of an order line add up to at most its quantity",
        "shipped, base units",
        count(
            """(SELECT o.sales_order_line_id, o.quantity, COALESCE(SUM(s.quantity), 0) AS shipped
                FROM {sales_order_line} o LEFT JOIN {shipment_line} s
                  ON s.sales_order_line_id = o.sales_order_line_id
                GROUP BY o.sales_order_line_id, o.quantity) lines""",
            "shipped > quantity",
            "COALESCE(SUM(shipped), 0)",
        ),
    ),
    Invariant(
        "order to cash is in date order",
        "Orders come before advances and shipments, shipments before returns and invoices, invoices before what pays or reduces them",
        "documents",
        count(
            """(SELECT o.ordered_on AS earlier, s.dispatched_on AS later FROM {shipment} s
                JOIN {sales_order} o ON o.sales_order_id = s.sales_order_id
                UNION ALL SELECT s.dispatched_on, i.invoiced_on FROM {receivable_invoice} i
                JOIN {shipment} s ON s.shipment_id = i.shipment_id
                UNION ALL SELECT i.invoiced_on, r.received_on FROM {receipt_allocation} a
                JOIN {receipt} r ON r.receipt_id = a.receipt_id
                JOIN {receivable_invoice} i ON i.receivable_invoice_id = a.receivable_invoice_id
                UNION ALL SELECT o.ordered_on, a.received_on FROM {customer_advance} a
                JOIN {sales_order} o ON o.sales_order_id = a.sales_order_id
                UNION ALL SELECT a.received_on, l.allocated_on FROM {advance_allocation} l
                JOIN {customer_advance} a ON a.customer_advance_id = l.customer_advance_id
                UNION ALL SELECT COALESCE(s.delivered_on, s.dispatched_on), g.returned_on FROM {goods_return} g
                JOIN {shipment_line} l ON l.shipment_line_id = g.shipment_line_id
                JOIN {shipment} s ON s.shipment_id = l.shipment_id
                UNION ALL SELECT g.returned_on, c.credited_on FROM {goods_return} g
                JOIN {credit_note} c ON c.credit_note_id = g.credit_note_id
                UNION ALL SELECT i.due_on, w.written_off_on FROM {write_off} w
                JOIN {receivable_invoice} i ON i.receivable_invoice_id = w.receivable_invoice_id
                UNION ALL SELECT i.invoiced_on, c.credited_on FROM {credit_note} c
                JOIN {receivable_invoice} i ON i.receivable_invoice_id = c.receivable_invoice_id) pairs""",
            "later < earlier",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "no more comes back than was sent",
        "Returns of a shipment line add up to at most its quantity",
        "returned, base units",
        count(
            """(SELECT g.shipment_line_id, MAX(l.quantity) AS quantity, SUM(g.quantity) AS returned
                FROM {goods_return} g JOIN {shipment_line} l ON l.shipment_line_id = g.shipment_line_id
                GROUP BY g.shipment_line_id) lines""",
            "returned > quantity",
            "COALESCE(SUM(returned), 0)",
        ),
    ),
    Invariant(
        "returns are credited",
        "The credit note for goods that came back is on their invoice, with their price and the tax at the invoice's rate",
        "credited for returns, rupees",
        count(
            """(SELECT c.receivable_invoice_id, c.net_amount, c.cgst_amount, c.sgst_amount, c.igst_amount,
                       c.total_amount, l.receivable_invoice_id AS due_invoice, g.quantity * l.unit_price AS due_net,
                       l.gst_rate, k.state_code
                FROM {goods_return} g
                JOIN {credit_note} c ON c.credit_note_id = g.credit_note_id
                LEFT JOIN {receivable_invoice_line} l ON l.shipment_line_id = g.shipment_line_id
                LEFT JOIN {receivable_invoice} i ON i.receivable_invoice_id = l.receivable_invoice_id
                LEFT JOIN {customer} k ON k.customer_id = i.customer_id) notes""",
            f"""due_invoice IS NULL OR receivable_invoice_id <> due_invoice OR net_amount <> due_net
               OR cgst_amount <> CASE WHEN state_code = '{HOME_STATE}' THEN ROUND(net_amount * gst_rate * 0.005, 2) ELSE 0 END
               OR sgst_amount <> cgst_amount
               OR igst_amount <> CASE WHEN state_code = '{HOME_STATE}' THEN 0 ELSE ROUND(net_amount * gst_rate * 0.01, 2) END""",
            "COALESCE(SUM(total_amount), 0)",
        ),
    ),
    Invariant(
        "advances are not overdrawn",
        "The allocations of each advance add up to at most its amount, each on the day of an invoice of its order",
        "advances still open, rupees",
        count(
            """(SELECT a.customer_advance_id, a.amount, COALESCE(SUM(l.amount), 0) AS allocated,
                       SUM(CASE WHEN l.allocated_on <> i.invoiced_on OR s.sales_order_id <> a.sales_order_id
                                THEN 1 ELSE 0 END) AS elsewhere
                FROM {customer_advance} a
                LEFT JOIN {advance_allocation} l ON l.customer_advance_id = a.customer_advance_id
                LEFT JOIN {receivable_invoice} i ON i.receivable_invoice_id = l.receivable_invoice_id
                LEFT JOIN {shipment} s ON s.shipment_id = i.shipment_id
                GROUP BY a.customer_advance_id, a.amount) advances""",
            "allocated > amount OR elsewhere > 0",
            "COALESCE(SUM(amount - allocated), 0)",
        ),
    ),
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
    Invariant(
        "receipts are allocated",
        "The allocations of each receipt add up to it",
        "received, rupees",
        count(
            """(SELECT r.receipt_id, r.amount, COALESCE(SUM(a.amount), 0) AS allocated
                FROM {receipt} r LEFT JOIN {receipt_allocation} a ON a.receipt_id = r.receipt_id
                GROUP BY r.receipt_id, r.amount) receipts""",
            "amount <> allocated",
            "COALESCE(SUM(amount), 0)",
        ),
    ),
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
    Invariant(
        "no invoice is overpaid",
        "Receipts, advances, credit notes and write-offs of an invoice add up to at most its total",
        "open, rupees",
        count(
            _OPEN_INVOICES,
            "open_amount < 0",
            "COALESCE(SUM(open_amount), 0)",
        ),
    ),
    Invariant(
        "a debt is given up as a whole",
        "After a write-off nothing is owed of the invoice",
        "written off, rupees",
        count(
            f"""{_OPEN_INVOICES}
                JOIN {{write_off}} w ON w.receivable_invoice_id = invoices.receivable_invoice_id""",
            "open_amount <> 0",
            "COALESCE(SUM(w.amount), 0)",
        ),
    ),
    Invariant(
        "disputes are settled as they say",
        "A dispute is opened after its invoice and is for a part of it; one that ended in a credit note has it, of its day, reason "
        "and amount, any other has none",
        "disputed, rupees",
        count(
            f"""(SELECT d.dispute_id, d.opened_on, d.outcome, d.disputed_amount, i.invoiced_on, i.total_amount,
                       COUNT(c.credit_note_id) AS notes,
                       SUM(CASE WHEN c.credited_on = d.settled_on AND c.reason = d.reason
                                 AND c.total_amount = d.disputed_amount THEN 1 ELSE 0 END) AS of_it
                FROM {{dispute}} d
                JOIN {{receivable_invoice}} i ON i.receivable_invoice_id = d.receivable_invoice_id
                LEFT JOIN {{credit_note}} c
                  ON c.receivable_invoice_id = d.receivable_invoice_id AND c.reason <> '{CASH_DISCOUNT}'
                GROUP BY d.dispute_id, d.opened_on, d.outcome, d.disputed_amount, i.invoiced_on, i.total_amount) disputes""",
            """opened_on < invoiced_on OR disputed_amount > total_amount OR disputed_amount = 0
               OR notes <> CASE WHEN outcome = 'credited' THEN 1 ELSE 0 END OR of_it <> notes""",
            "COALESCE(SUM(disputed_amount), 0)",
        ),
    ),
    Invariant(
        "allowances end disputes",
        "A credit note is a cash discount, or for goods that came back, or what a dispute ended in",
        "credited, rupees",
        count(
            """(SELECT c.credit_note_id, c.total_amount, c.reason, g.goods_return_id, d.dispute_id
                FROM {credit_note} c
                LEFT JOIN {goods_return} g ON g.credit_note_id = c.credit_note_id
                LEFT JOIN {dispute} d ON d.receivable_invoice_id = c.receivable_invoice_id AND d.outcome = 'credited') notes""",
            f"reason <> '{CASH_DISCOUNT}' AND goods_return_id IS NULL AND dispute_id IS NULL",
            "COALESCE(SUM(total_amount), 0)",
        ),
    ),
    Invariant(
        "what is disputed is paid afterwards",
        "Nothing is received for an invoice before its dispute is settled, but an advance",
        "received for disputed invoices, rupees",
        count(
            """(SELECT d.settled_on, r.received_on, a.amount FROM {dispute} d
                LEFT JOIN {receipt_allocation} a ON a.receivable_invoice_id = d.receivable_invoice_id
                LEFT JOIN {receipt} r ON r.receipt_id = a.receipt_id) disputes""",
            "received_on IS NOT NULL AND (settled_on IS NULL OR received_on < settled_on)",
            "COALESCE(SUM(amount), 0)",
        ),
    ),
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
    Invariant(
        "orders carry the list price",
        "The list price of each order line is the price list's on the day of the order",
        "order lines",
        count(
            """(SELECT l.sales_order_line_id, l.list_price, MAX(p.list_price) AS valid_price
                FROM {sales_order_line} l
                JOIN {sales_order} o ON o.sales_order_id = l.sales_order_id
                LEFT JOIN {price} p ON p.product_id = l.product_id
                 AND o.ordered_on BETWEEN p.valid_from AND p.valid_to
                GROUP BY l.sales_order_line_id, l.list_price) lines""",
            "valid_price IS NULL OR list_price <> valid_price",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "campaign discounts are given while it runs",
        "An order line of a campaign is of one of its days and has at least its discount",
        "order lines of campaigns, rupees",
        count(
            """(SELECT o.ordered_on, c.starts_on, c.ends_on, l.discount_rate, c.discount_rate AS least, l.net_amount
                FROM {sales_order_line} l
                JOIN {sales_order} o ON o.sales_order_id = l.sales_order_id
                JOIN {campaign} c ON c.campaign_id = l.campaign_id) lines""",
            "ordered_on < starts_on OR ordered_on > ends_on OR discount_rate < least",
            "COALESCE(SUM(net_amount), 0)",
        ),
    ),
    Invariant(
        "payroll follows attendance",
        "Paid days are the month's days in the attendance register, present or on leave; the maternity leave of who is insured "
        "with the state is paid by it",
        "paid days",
        count(
            f"""(SELECT w.payroll_id, w.working_days, w.paid_days, COUNT(a.attendance_id) AS registered,
                       SUM(CASE WHEN a.status IN ('present', 'half day', 'leave')
                                  OR (a.status = 'maternity' AND w.monthly_salary > {REALISM.payroll.state_insurance_up_to})
                                THEN 1 ELSE 0 END) AS attended
                FROM {{payroll}} w JOIN {{period}} p ON p.period_id = w.period_id
                LEFT JOIN {{attendance}} a ON a.employee_id = w.employee_id
                 AND a.attended_on BETWEEN p.starts_on AND p.ends_on
                GROUP BY w.payroll_id, w.working_days, w.paid_days) months""",
            "working_days <> registered OR paid_days <> attended",
            "COALESCE(SUM(paid_days), 0)",
        ),
    ),
    Invariant(
        "orders are taken and placed by who is there",
        "Whoever took a sales order or placed a purchase order was present that day by the attendance register, if anybody of the "
        "department was; while no salesperson is, orders come by the portal",
        "orders that came in while no salesperson was there",
        count(
            """(SELECT o.needed, a.employee_id AS present, t.department_id AS manned
                FROM (SELECT salesperson_id AS employee_id, ordered_on, CASE WHEN channel = 'portal' THEN 0 ELSE 1 END AS needed
                      FROM {sales_order}
                      UNION ALL SELECT buyer_id, ordered_on, 0 FROM {purchase_order}) o
                JOIN {employee} e ON e.employee_id = o.employee_id
                LEFT JOIN (SELECT employee_id, attended_on FROM {attendance} WHERE status IN ('present', 'half day')) a
                  ON a.employee_id = o.employee_id AND a.attended_on = o.ordered_on
                LEFT JOIN (SELECT DISTINCT e.department_id, a.attended_on
                           FROM {attendance} a JOIN {employee} e ON e.employee_id = a.employee_id
                           WHERE a.status IN ('present', 'half day')) t
                  ON t.department_id = e.department_id AND t.attended_on = o.ordered_on) orders""",
            "present IS NULL AND (needed = 1 OR manned IS NOT NULL)",
            "COALESCE(SUM(CASE WHEN present IS NULL THEN 1 ELSE 0 END), 0)",
        ),
    ),
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
