"""Invariants of sales documents: amounts that add up, chains that are complete and in date order."""

from pikku.catalog.costs import DOUBTFUL_DEBTS
from pikku.catalog.invariants.rule import TAX, Invariant, count
from pikku.catalog.reference import HOME_STATE
from pikku.catalog.sales import CASH_DISCOUNT

#: What is still owed of each invoice.
_OPEN_INVOICES = """(SELECT receivable_invoice_id, SUM(amount) AS open_amount
                FROM (SELECT receivable_invoice_id, total_amount AS amount FROM {receivable_invoice}
                      UNION ALL SELECT receivable_invoice_id, -amount FROM {receipt_allocation}
                      UNION ALL SELECT receivable_invoice_id, -amount FROM {advance_allocation}
                      UNION ALL SELECT receivable_invoice_id, -amount FROM {write_off}
                      UNION ALL SELECT receivable_invoice_id, -total_amount FROM {credit_note}) parts
                GROUP BY receivable_invoice_id) invoices"""

#: What is added to the debt of each invoice on a day, or taken from it.
_DEBT_BY_DAY = """
    SELECT receivable_invoice_id, customer_id, due_on, invoiced_on AS on_day, total_amount AS amount FROM {receivable_invoice}
    UNION ALL SELECT i.receivable_invoice_id, i.customer_id, i.due_on, s.on_day, -s.amount
    FROM (SELECT a.receivable_invoice_id, r.received_on AS on_day, a.amount FROM {receipt_allocation} a
          JOIN {receipt} r ON r.receipt_id = a.receipt_id
          UNION ALL SELECT receivable_invoice_id, allocated_on, amount FROM {advance_allocation}
          UNION ALL SELECT receivable_invoice_id, credited_on, total_amount FROM {credit_note}
          UNION ALL SELECT receivable_invoice_id, written_off_on, amount FROM {write_off}) s
    JOIN {receivable_invoice} i ON i.receivable_invoice_id = s.receivable_invoice_id"""

INVOICES: tuple[Invariant, ...] = (
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
)

SHIPMENTS: tuple[Invariant, ...] = (
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
)

RECEIPTS: tuple[Invariant, ...] = (
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
)

DEBTS: tuple[Invariant, ...] = (
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
        "the allowance is what the rule says",
        "At each year's end half of what is overdue for more than half a year is provided for, and all that is when a debt of the customer "
        "was given up",
        "provided for doubtful debts at years' ends, rupees",
        count(
            f"""(SELECT y.period_id, y.allowance, COALESCE(o.doubtful, 0) AS doubtful
                FROM (SELECT p.period_id, p.fiscal_month, SUM(COALESCE(m.moved, 0)) OVER (ORDER BY p.period_id) AS allowance
                      FROM {{period}} p
                      LEFT JOIN (SELECT e.period_id, SUM(l.credit - l.debit) AS moved
                                 FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                                 WHERE l.account_id = 1250 GROUP BY e.period_id) m ON m.period_id = p.period_id) y
                LEFT JOIN (SELECT i.period_id,
                                  SUM(CASE WHEN f.failed_on <= i.ends_on THEN i.amount ELSE ROUND(i.amount * {DOUBTFUL_DEBTS.share}, 2) END)
                                      AS doubtful
                           FROM (SELECT p.period_id, p.ends_on, m.receivable_invoice_id, m.customer_id, SUM(m.amount) AS amount
                                 FROM {{period}} p JOIN ({_DEBT_BY_DAY}) m
                                   ON m.due_on + {DOUBTFUL_DEBTS.days} < p.ends_on AND m.on_day <= p.ends_on
                                 WHERE p.fiscal_month = 12
                                 GROUP BY p.period_id, p.ends_on, m.receivable_invoice_id, m.customer_id) i
                           LEFT JOIN (SELECT k.customer_id, MIN(w.written_off_on) AS failed_on
                                      FROM {{write_off}} w JOIN {{receivable_invoice}} k
                                        ON k.receivable_invoice_id = w.receivable_invoice_id
                                      GROUP BY k.customer_id) f ON f.customer_id = i.customer_id
                           GROUP BY i.period_id) o ON o.period_id = y.period_id
                WHERE y.fiscal_month = 12) years""",
            "allowance <> doubtful",
            "COALESCE(SUM(allowance), 0)",
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
)

PRICES: tuple[Invariant, ...] = (
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
        "goods are ordered while they are sold",
        "Each order line is of a good that was launched by then and not given up yet",
        "order lines",
        count(
            """(SELECT o.ordered_on, p.launched_on, p.discontinued_on
                FROM {sales_order_line} l
                JOIN {sales_order} o ON o.sales_order_id = l.sales_order_id
                JOIN {product} p ON p.product_id = l.product_id) lines""",
            "ordered_on < launched_on OR ordered_on >= discontinued_on",
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
)
