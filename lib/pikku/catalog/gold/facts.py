"""The facts: one table for each business process, at the grain of its documents."""

import sqlalchemy as sa

from pikku.catalog.employees import attendance, payroll
from pikku.catalog.finance import (
    customer_advance,
    journal_line,
    payable_bill,
    payment,
    receipt,
    receivable_invoice,
    receivable_invoice_line,
)
from pikku.catalog.gold.columns import amount, link, made, on, star_table
from pikku.catalog.inventory import (
    production_order,
    stock_balance,
    stock_movement,
    stocktake_line,
)
from pikku.catalog.purchases import goods_receipt, purchase_order_line
from pikku.catalog.sales import credit_note, goods_return, sales_order_line
from pikku.catalog.shipping import shipment

_BOOKS_END = "(SELECT MAX(ends_on) FROM {period})"
_whole = sa.BigInteger()
_flag = sa.Integer()

fact_sales_order = star_table(
    "fact_sales_order",
    "Order intake: one row for each line of a sales order",
    on("ordered_on", "o.ordered_on", "Day of the order", active=True),
    on("requested_on", "o.requested_on", "Day the customer wants delivery"),
    link("customer", "o.customer_id", "Customer"),
    link("product", "t.product_id", "Finished good"),
    link("employee", "o.salesperson_id", "Employee who took the order"),
    made("sales_order_no", sa.String(20), "o.sales_order_no", "Sales order"),
    made("channel", sa.String(10), "o.channel", "How the order came in"),
    made("shipped_quantity", _whole, "COALESCE(s.quantity, 0)", "Shipped so far, base units"),
    of=sales_order_line,
    source="""{sales_order_line} t
        JOIN {sales_order} o ON o.sales_order_id = t.sales_order_id
        LEFT JOIN (SELECT sales_order_line_id, SUM(quantity) AS quantity FROM {shipment_line}
                   GROUP BY sales_order_line_id) s ON s.sales_order_line_id = t.sales_order_line_id""",
    cluster_by=("ordered_on",),
)

fact_sales = star_table(
    "fact_sales",
    "Revenue: one row for each line of an invoice",
    on("invoiced_on", "i.invoiced_on", "Day of the invoice", active=True),
    link("customer", "i.customer_id", "Customer"),
    link("product", "t.product_id", "Finished good"),
    link("employee", "o.salesperson_id", "Employee who took the order"),
    made("receivable_invoice_no", sa.String(20), "i.receivable_invoice_no", "Invoice"),
    amount("cost_amount", "t.quantity * p.standard_cost", "Standard cost of the goods"),
    amount(
        "discount_amount",
        "t.quantity * (ol.list_price - ol.unit_price)",
        "Discount given off the list price",
    ),
    amount("gst_amount", "t.cgst_amount + t.sgst_amount + t.igst_amount", "GST on the line"),
    of=receivable_invoice_line,
    source="""{receivable_invoice_line} t
        JOIN {receivable_invoice} i ON i.receivable_invoice_id = t.receivable_invoice_id
        JOIN {shipment_line} sl ON sl.shipment_line_id = t.shipment_line_id
        JOIN {sales_order_line} ol ON ol.sales_order_line_id = sl.sales_order_line_id
        JOIN {sales_order} o ON o.sales_order_id = ol.sales_order_id
        JOIN {product} p ON p.product_id = t.product_id""",
    skip=("line_no",),
    cluster_by=("invoiced_on",),
)

fact_credit_note = star_table(
    "fact_credit_note",
    "Returns, allowances and cash discounts: one row for each credit note",
    on("credited_on", "t.credited_on", "Day of the credit note", active=True),
    link("customer", "i.customer_id", "Customer"),
    of=credit_note,
    source="""{credit_note} t
        JOIN {receivable_invoice} i ON i.receivable_invoice_id = t.receivable_invoice_id""",
)

fact_goods_return = star_table(
    "fact_goods_return",
    "Goods that came back from customers: one row for each return",
    on("returned_on", "t.returned_on", "Day that they came back", active=True),
    link("customer", "i.customer_id", "Customer"),
    link("product", "l.product_id", "Finished good"),
    link("warehouse", "t.warehouse_id", "Where the good ones were put"),
    amount("net_amount", "t.quantity * l.unit_price", "Credited before GST"),
    amount("scrapped_amount", "t.scrapped_quantity * p.standard_cost", "Standard cost of what was scrapped"),
    of=goods_return,
    source="""{goods_return} t
        JOIN {receivable_invoice_line} l ON l.shipment_line_id = t.shipment_line_id
        JOIN {receivable_invoice} i ON i.receivable_invoice_id = l.receivable_invoice_id
        JOIN {product} p ON p.product_id = l.product_id""",
)  # fmt: skip

fact_customer_advance = star_table(
    "fact_customer_advance",
    "Advances from customers: one row for each, as on the last day of the books",
    on("received_on", "t.received_on", "Day the bank was credited", active=True),
    link("customer", "t.customer_id", "Customer"),
    amount("allocated_amount", "COALESCE(a.amount, 0)", "Taken off invoices so far"),
    amount("open_amount", "t.amount - COALESCE(a.amount, 0)", "Still owed to the customer"),
    of=customer_advance,
    source="""{customer_advance} t
        LEFT JOIN (SELECT customer_advance_id, SUM(amount) AS amount FROM {advance_allocation}
                   GROUP BY customer_advance_id) a ON a.customer_advance_id = t.customer_advance_id""",
)

#: What is still owed of an invoice (t), after receipts (a), an advance (v), credit notes (c) and a write-off (w).
_OWED = "t.total_amount - COALESCE(a.amount, 0) - COALESCE(v.amount, 0) - COALESCE(c.amount, 0) - COALESCE(w.amount, 0)"

fact_receivable = star_table(
    "fact_receivable",
    "Open and settled items of customers: one row for each invoice, as on the last day of the books",
    on("invoiced_on", "t.invoiced_on", "Day of the invoice", active=True),
    on("due_on", "t.due_on", "Day that payment is due", optional=True),
    link("customer", "t.customer_id", "Customer"),
    amount("received_amount", "COALESCE(a.amount, 0)", "Received"),
    amount("advance_amount", "COALESCE(v.amount, 0)", "Paid in advance"),
    amount("credited_amount", "COALESCE(c.amount, 0)", "Credited"),
    amount("written_off_amount", "COALESCE(w.amount, 0)", "Given up"),
    amount("open_amount", _OWED, "Still owed"),
    amount(
        "overdue_amount",
        f"CASE WHEN t.due_on < {_BOOKS_END} THEN {_OWED} ELSE 0 END",
        "Still owed after the due date",
    ),
    amount(
        "disputed_amount",
        f"CASE WHEN d.outcome = 'open' THEN {_OWED} ELSE 0 END",
        "Still owed while a dispute is open",
    ),
    made("days_overdue", _flag, f"GREATEST(0, DATEDIFF({_BOOKS_END}, t.due_on))",
         "Days between the due date and the last day of the books"),
    of=receivable_invoice,
    source="""{receivable_invoice} t
        LEFT JOIN (SELECT receivable_invoice_id, SUM(amount) AS amount FROM {receipt_allocation}
                   GROUP BY receivable_invoice_id) a ON a.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN {advance_allocation} v ON v.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN {write_off} w ON w.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN {dispute} d ON d.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN (SELECT receivable_invoice_id, SUM(total_amount) AS amount FROM {credit_note}
                   GROUP BY receivable_invoice_id) c ON c.receivable_invoice_id = t.receivable_invoice_id""",
)  # fmt: skip

fact_receipt = star_table(
    "fact_receipt",
    "Money received: one row for each receipt",
    on("received_on", "t.received_on", "Day the bank was credited", active=True),
    link("customer", "t.customer_id", "Customer"),
    of=receipt,
    source="{receipt} t",
)

fact_purchase_order = star_table(
    "fact_purchase_order",
    "Purchasing: one row for each line of a purchase order",
    on("ordered_on", "o.ordered_on", "Day of the order", active=True),
    on("expected_on", "o.expected_on", "Day promised by the vendor", optional=True),
    link("vendor", "o.vendor_id", "Vendor"),
    link("product", "t.product_id", "Material or packaging"),
    link("employee", "o.buyer_id", "Employee who ordered"),
    made("purchase_order_no", sa.String(20), "o.purchase_order_no", "Purchase order"),
    made("received_quantity", _whole, "COALESCE(g.quantity, 0)", "Received so far, base units"),
    of=purchase_order_line,
    source="""{purchase_order_line} t
        JOIN {purchase_order} o ON o.purchase_order_id = t.purchase_order_id
        LEFT JOIN (SELECT purchase_order_line_id, SUM(quantity) AS quantity FROM {goods_receipt}
                   GROUP BY purchase_order_line_id) g ON g.purchase_order_line_id = t.purchase_order_line_id""",
)

fact_goods_receipt = star_table(
    "fact_goods_receipt",
    "Deliveries of vendors: one row for each goods receipt",
    on("received_on", "t.received_on", "Day of receipt", active=True),
    link("vendor", "o.vendor_id", "Vendor"),
    link("product", "l.product_id", "Material or packaging"),
    link("warehouse", "t.warehouse_id", "Where it was put"),
    amount("net_amount", "t.quantity * l.unit_price", "Value at the order's price"),
    amount("variance_amount", "t.quantity * (l.unit_price - p.standard_cost)", "Price variance against standard cost"),
    made("on_time", _flag, "CASE WHEN t.received_on <= o.expected_on THEN 1 ELSE 0 END",
         "1 when it came on the promised day or before, else 0"),
    made("lead_days", _flag, "DATEDIFF(t.received_on, o.ordered_on)", "Days from order to receipt"),
    of=goods_receipt,
    source="""{goods_receipt} t
        JOIN {purchase_order_line} l ON l.purchase_order_line_id = t.purchase_order_line_id
        JOIN {purchase_order} o ON o.purchase_order_id = l.purchase_order_id
        JOIN {product} p ON p.product_id = l.product_id""",
)  # fmt: skip

fact_payable = star_table(
    "fact_payable",
    "Open and settled items of vendors: one row for each bill, as on the last day of the books",
    on("booked_on", "t.booked_on", "Day that the bill was booked", active=True),
    on("billed_on", "t.billed_on", "Day of the vendor's invoice"),
    on("due_on", "t.due_on", "Day that payment is due", optional=True),
    link("vendor", "t.vendor_id", "Vendor"),
    amount("paid_amount", "COALESCE(a.amount, 0)", "Paid"),
    amount("open_amount", "t.total_amount - t.tds_amount - COALESCE(a.amount, 0)", "Still owed"),
    amount(
        "overdue_amount",
        f"CASE WHEN t.due_on < {_BOOKS_END} THEN t.total_amount - t.tds_amount - COALESCE(a.amount, 0) ELSE 0 END",
        "Still owed after the due date",
    ),
    of=payable_bill,
    source="""{payable_bill} t
        LEFT JOIN (SELECT payable_bill_id, SUM(amount) AS amount FROM {payment_allocation}
                   GROUP BY payable_bill_id) a ON a.payable_bill_id = t.payable_bill_id""",
)

fact_payment = star_table(
    "fact_payment",
    "Money paid to vendors: one row for each payment",
    on("paid_on", "t.paid_on", "Day the bank was debited", active=True),
    link("vendor", "t.vendor_id", "Vendor"),
    of=payment,
    source="{payment} t",
)

fact_ledger = star_table(
    "fact_ledger",
    "The general ledger: one row for each debit or credit",
    on("posted_on", "e.posted_on", "Day of posting", active=True),
    link("account", "t.account_id", "Account"),
    link("customer", "t.customer_id", "Customer, on receivables", optional=True),
    link("vendor", "t.vendor_id", "Vendor, on payables", optional=True),
    made("source", sa.String(30), "e.source", "Posting rule that made the entry"),
    made("journal_entry_id", _whole, "t.journal_entry_id", "Journal entry"),
    amount("amount", "t.debit - t.credit", "Debit less credit"),
    of=journal_line,
    source="{journal_line} t JOIN {journal_entry} e ON e.journal_entry_id = t.journal_entry_id",
    cluster_by=("posted_on",),
)

fact_stock_movement = star_table(
    "fact_stock_movement",
    "Stock movements: one row for each change of stock",
    on("moved_on", "t.moved_on", "Day of the movement", active=True),
    link("product", "t.product_id", "Product"),
    link("warehouse", "t.warehouse_id", "Warehouse"),
    of=stock_movement,
    source="{stock_movement} t",
    cluster_by=("moved_on",),
)

fact_stock_balance = star_table(
    "fact_stock_balance",
    "Stock at each month's end, by product and warehouse",
    on("balance_on", "p.ends_on", "Last day of the month", active=True),
    link("product", "t.product_id", "Product"),
    link("warehouse", "t.warehouse_id", "Warehouse"),
    made("is_latest", _flag, f"CASE WHEN p.ends_on = {_BOOKS_END} THEN 1 ELSE 0 END",
         "1 on the last month of the books, else 0"),
    made("below_reorder_point", _flag,
         "CASE WHEN t.quantity + COALESCE(d.quantity, 0) < i.reorder_point THEN 1 ELSE 0 END",
         "1 when what is on stock and on order is below the item's present reorder point, else 0"),
    of=stock_balance,
    source="""{stock_balance} t
        JOIN {period} p ON p.period_id = t.period_id
        JOIN {product} i ON i.product_id = t.product_id
        LEFT JOIN (SELECT e.period_id, m.product_id, SUM(m.quantity) AS quantity
                   FROM (SELECT o.ordered_on AS on_day, l.product_id, l.quantity
                         FROM {purchase_order_line} l JOIN {purchase_order} o ON o.purchase_order_id = l.purchase_order_id
                         UNION ALL SELECT g.received_on, l.product_id, -g.quantity - g.rejected_quantity
                         FROM {goods_receipt} g JOIN {purchase_order_line} l ON l.purchase_order_line_id = g.purchase_order_line_id) m
                   JOIN {period} e ON e.ends_on >= m.on_day
                   GROUP BY e.period_id, m.product_id) d
          ON d.period_id = t.period_id AND d.product_id = t.product_id""",
)  # fmt: skip

fact_stocktake = star_table(
    "fact_stocktake",
    "Stocktakes: one row for each item counted",
    on("counted_on", "s.counted_on", "Day of the count", active=True),
    link("product", "t.product_id", "Item counted"),
    link("warehouse", "s.warehouse_id", "Warehouse"),
    made("stocktake_no", sa.String(20), "s.stocktake_no", "Stocktake"),
    made("stocktake_type", sa.String(10), "s.stocktake_type", "What was counted: annual, cycle"),
    amount("booked_amount", "t.booked_quantity * p.standard_cost", "Stock by the books, at standard cost"),
    amount("difference_amount", "t.difference_quantity * p.standard_cost", "Difference at standard cost; below zero where some is missing"),
    made("differs", _flag, "CASE WHEN t.difference_quantity = 0 THEN 0 ELSE 1 END", "1 when the books were wrong, else 0"),
    of=stocktake_line,
    source="""{stocktake_line} t
        JOIN {stocktake} s ON s.stocktake_id = t.stocktake_id
        JOIN {product} p ON p.product_id = t.product_id""",
)  # fmt: skip

fact_shipment = star_table(
    "fact_shipment",
    "Shipping: one row for each dispatch",
    on("dispatched_on", "t.dispatched_on", "Day it left", active=True),
    on("promised_on", "t.promised_on", "Day of delivery promised to the customer, for all of the order", optional=True),
    link("customer", "o.customer_id", "Customer"),
    link("carrier", "t.carrier_id", "Carrier"),
    link("warehouse", "t.warehouse_id", "Where it left from"),
    made("delivered", _flag, "CASE WHEN t.delivered_on IS NULL THEN 0 ELSE 1 END", "1 when it arrived, else 0"),
    made("on_time", _flag, "CASE WHEN t.delivered_on <= t.promised_on THEN 1 ELSE 0 END",
         "1 when it arrived on the day promised for the order or before, else 0"),
    made("transit_days", _flag, "DATEDIFF(t.delivered_on, t.dispatched_on)",
         "Days on the way; empty while in transit", optional=True),
    of=shipment,
    source="{shipment} t JOIN {sales_order} o ON o.sales_order_id = t.sales_order_id",
    cluster_by=("dispatched_on",),
)  # fmt: skip

fact_production = star_table(
    "fact_production",
    "Production: one row for each production order",
    on("finished_on", "t.finished_on", "Last day of the run", active=True),
    on("started_on", "t.started_on", "First day of the run", optional=True),
    link("product", "t.product_id", "Finished good made"),
    link("warehouse", "t.warehouse_id", "Where the goods were put"),
    amount("output_amount", "t.good_quantity * p.standard_cost", "Good pieces at standard cost"),
    of=production_order,
    source="{production_order} t JOIN {product} p ON p.product_id = t.product_id",
)

fact_payroll = star_table(
    "fact_payroll",
    "Pay: one row for each employee and month",
    on("paid_on", "t.paid_on", "Day of the bank transfer", active=True),
    link("employee", "t.employee_id", "Employee"),
    of=payroll,
    source="{payroll} t",
)

fact_attendance = star_table(
    "fact_attendance",
    "Attendance: one row for each employee and working day",
    on("attended_on", "t.attended_on", "Working day", active=True),
    link("employee", "t.employee_id", "Employee"),
    of=attendance,
    source="{attendance} t",
    cluster_by=("attended_on",),
)
