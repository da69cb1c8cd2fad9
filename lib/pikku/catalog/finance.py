"""Finance: the general ledger, receivables, payables and fixed assets."""

import sqlalchemy as sa

from pikku.catalog.columns import (
    choice,
    day,
    flag,
    key,
    money,
    number,
    quantity,
    rate,
    ref,
    table,
    text,
    whole,
)
from pikku.catalog.sales import DISPUTE_REASONS

DISPUTE_OUTCOMES = ("credited", "withdrawn", "open")
ASSET_CLASSES = ("mould", "machine", "building", "vehicle")
ACCOUNT_TYPES = ("asset", "liability", "equity", "income", "expense")
PAYMENT_METHODS = ("NEFT", "RTGS", "UPI", "cheque")
#: From abroad comes a bank's wire transfer.
RECEIPT_METHODS = (*PAYMENT_METHODS, "wire")

account = table(
    "finance",
    "account",
    "Chart of accounts",
    key("account_id", "Account number"),
    text("account_name", "Account name", 80),
    choice("account_type", ACCOUNT_TYPES, "Where it stands in the statements", 10),
    text("statement_group", "Line of the statement that it is shown in", 40),
    flag("is_control", "Whether a subledger (receivables, payables, stock) must equal it"),
    load="full",
)

period = table(
    "finance",
    "period",
    "Accounting months of the April-March financial year",
    key("period_id", "Month as a number, yyyymm"),
    text("period_name", "Month, as in Apr 2023", 10),
    day("starts_on", "First day"),
    day("ends_on", "Last day"),
    text("financial_year", "Financial year, as in 2023-24", 7),
    whole("fiscal_month", "Month of the financial year, April is 1"),
    load="full",
)

journal_entry = table(
    "finance",
    "journal_entry",
    "Journal entries: one for each posted document",
    key("journal_entry_id", "Entry: number of its posting rule * 10^11 + source_id"),
    text("source", "Posting rule that made it", 30),
    sa.Column("source_id", sa.BigInteger, nullable=False, comment="Key of the document posted"),
    day("posted_on", "Day of posting"),
    ref("period_id", "finance.period.period_id", "Month of posting"),
    text("description", "What happened, in words", 120),
    load="watermark",
    cluster_by=("posted_on",),
)

journal_line = table(
    "finance",
    "journal_line",
    "Debits and credits",
    key("journal_line_id", "Line: journal_entry_id * 100 + line_no"),
    ref("journal_entry_id", "finance.journal_entry.journal_entry_id", "Entry"),
    whole("line_no", "Line of the posting rule, from 1"),
    ref("account_id", "finance.account.account_id", "Account"),
    money("debit", "Debit"),
    money("credit", "Credit"),
    ref("customer_id", "customers.customer.customer_id", "Customer, on receivables", optional=True),
    ref("vendor_id", "vendors.vendor.vendor_id", "Vendor, on payables", optional=True),
    sa.CheckConstraint("debit = 0 OR credit = 0", name="one_side"),
    sa.CheckConstraint("debit + credit > 0", name="not_empty"),
    load="watermark",
    cluster_by=("account_id",),
)

receivable_invoice = table(
    "finance",
    "receivable_invoice",
    "Invoices to customers: one for each shipment",
    key("receivable_invoice_id", "Invoice"),
    number("receivable_invoice_no", "Document number, INV-nnnnnnnnn"),
    ref("shipment_id", "shipping.shipment.shipment_id", "Shipment invoiced"),
    ref("customer_id", "customers.customer.customer_id", "Customer"),
    day("invoiced_on", "Day of the invoice", posted="in the books"),
    day("due_on", "Day that payment is due"),
    money("net_amount", "Goods before GST"),
    money("cgst_amount", "Central GST"),
    money("sgst_amount", "State GST"),
    money("igst_amount", "Integrated GST"),
    money("total_amount", "Owed by the customer"),
    sa.CheckConstraint(
        "total_amount = net_amount + cgst_amount + sgst_amount + igst_amount", name="total"
    ),
    sa.CheckConstraint("due_on >= invoiced_on", name="due"),
    cluster_by=("invoiced_on",),
)

receivable_invoice_line = table(
    "finance",
    "receivable_invoice_line",
    "Lines of invoices: one for each shipment line",
    key("receivable_invoice_line_id", "Line: receivable_invoice_id * 100 + line_no"),
    ref("receivable_invoice_id", "finance.receivable_invoice.receivable_invoice_id", "Invoice"),
    whole("line_no", "Line within the invoice, from 1"),
    ref("shipment_line_id", "shipping.shipment_line.shipment_line_id", "Shipment line invoiced"),
    ref("product_id", "products.product.product_id", "Finished good"),
    quantity("quantity", "Invoiced, base units"),
    money("unit_price", "Price of one base unit, before GST"),
    money("net_amount", "quantity * unit_price"),
    rate("gst_rate", "GST rate, per cent"),
    money("cgst_amount", "Central GST"),
    money("sgst_amount", "State GST"),
    money("igst_amount", "Integrated GST"),
    sa.CheckConstraint("net_amount = quantity * unit_price", name="net"),
    cluster_by=("receivable_invoice_id",),
)

receipt = table(
    "finance",
    "receipt",
    "Payments from customers",
    key("receipt_id", "Receipt"),
    number("receipt_no", "Document number, RC-nnnnnnnnn"),
    ref("customer_id", "customers.customer.customer_id", "Customer"),
    day("received_on", "Day the bank was credited", posted="in the books"),
    choice("method", RECEIPT_METHODS, "How it was paid", 10),
    money("amount", "Amount received"),
)

receipt_allocation = table(
    "finance",
    "receipt_allocation",
    "Which invoices a receipt pays",
    key("receipt_allocation_id", "Allocation: receipt_id * 100 + line_no"),
    ref("receipt_id", "finance.receipt.receipt_id", "Receipt"),
    whole("line_no", "Line within the receipt, from 1"),
    ref(
        "receivable_invoice_id", "finance.receivable_invoice.receivable_invoice_id", "Invoice paid"
    ),
    money("amount", "Amount applied to the invoice"),
    sa.UniqueConstraint("receipt_id", "receivable_invoice_id"),
)

customer_advance = table(
    "finance",
    "customer_advance",
    "Advances: what customers pay on an order before anything is sent",
    key("customer_advance_id", "Advance; the number of its sales order"),
    number("customer_advance_no", "Document number, AD-nnnnnnnnn (the sales order's digits)"),
    ref("sales_order_id", "sales.sales_order.sales_order_id", "Sales order that it is for"),
    ref("customer_id", "customers.customer.customer_id", "Customer"),
    day("received_on", "Day the bank was credited", posted="in the books"),
    choice("method", RECEIPT_METHODS, "How it was paid", 10),
    money("amount", "Amount received"),
    sa.CheckConstraint("customer_advance_id = sales_order_id", name="order"),
)

advance_allocation = table(
    "finance",
    "advance_allocation",
    "Which invoices an advance pays: the order's, one after the other",
    key("advance_allocation_id", "Allocation: customer_advance_id * 100 + line_no"),
    ref("customer_advance_id", "finance.customer_advance.customer_advance_id", "Advance"),
    whole("line_no", "Line within the advance, from 1"),
    ref(
        "receivable_invoice_id", "finance.receivable_invoice.receivable_invoice_id", "Invoice paid"
    ),
    day(
        "allocated_on",
        "Day that it was taken off the invoice: the invoice's",
        posted="in the books",
    ),
    money("amount", "Amount applied to the invoice"),
    sa.UniqueConstraint("receivable_invoice_id"),
)

dispute = table(
    "finance",
    "dispute",
    "Disputes: invoices that a customer doesn't pay before something about them is settled",
    key("dispute_id", "Dispute; the number of its invoice"),
    number("dispute_no", "Document number, DP-nnnnnnnnn (the invoice's digits)"),
    ref(
        "receivable_invoice_id",
        "finance.receivable_invoice.receivable_invoice_id",
        "Invoice disputed",
    ),
    day("opened_on", "Day that the customer objected"),
    choice("reason", DISPUTE_REASONS, "What is wrong"),
    money("disputed_amount", "What the customer won't pay of the invoice, GST included"),
    day("settled_on", "Day that it was settled; empty as long as it is open", optional=True),
    choice(
        "outcome",
        DISPUTE_OUTCOMES,
        "What came of it: a credit note of that day, nothing, or nothing yet",
    ),
    sa.CheckConstraint("dispute_id = receivable_invoice_id", name="invoice"),
    sa.CheckConstraint("settled_on IS NULL OR settled_on >= opened_on", name="settled"),
    sa.CheckConstraint(
        "(outcome = 'open' AND settled_on IS NULL) OR (outcome <> 'open' AND settled_on IS NOT NULL)",
        name="open",
    ),
)

write_off = table(
    "finance",
    "write_off",
    "Invoices given up, because the customer doesn't pay",
    key("write_off_id", "Write-off"),
    number("write_off_no", "Document number, WO-nnnnnn"),
    ref(
        "receivable_invoice_id",
        "finance.receivable_invoice.receivable_invoice_id",
        "Invoice given up",
    ),
    day("written_off_on", "Day that the debt was taken off the books", posted="in the books"),
    money("amount", "What was still owed"),
    sa.UniqueConstraint("receivable_invoice_id"),
)

payable_bill = table(
    "finance",
    "payable_bill",
    "Bills from vendors: one for each purchase order, booked after its last receipt",
    key("payable_bill_id", "Bill"),
    number("payable_bill_no", "Document number, BL-nnnnnnn"),
    text("vendor_reference", "The vendor's own invoice number", 30),
    ref("purchase_order_id", "purchases.purchase_order.purchase_order_id", "Purchase order billed"),
    ref("vendor_id", "vendors.vendor.vendor_id", "Vendor"),
    day(
        "billed_on",
        "Day of the vendor's invoice, when the goods left; it decides tax rate and due date",
    ),
    day(
        "booked_on",
        "Day of posting: order, receipts and bill had been compared",
        posted="in the books",
    ),
    day("due_on", "Day that payment is due"),
    money("net_amount", "Goods before GST"),
    money("cgst_amount", "Central GST"),
    money("sgst_amount", "State GST"),
    money("igst_amount", "Integrated GST"),
    money("total_amount", "Billed by the vendor, with GST"),
    money(
        "tds_amount",
        "Income tax deducted from it (section 194Q), which the tax office gets and not the vendor",
    ),
    sa.CheckConstraint(
        "total_amount = net_amount + cgst_amount + sgst_amount + igst_amount", name="total"
    ),
    sa.CheckConstraint("tds_amount <= net_amount", name="tds"),
    sa.CheckConstraint("due_on >= billed_on", name="due"),
    sa.CheckConstraint("booked_on >= billed_on", name="booked"),
)

payable_bill_line = table(
    "finance",
    "payable_bill_line",
    "Lines of bills: one for each goods receipt",
    key("payable_bill_line_id", "Line: payable_bill_id * 100 + line_no"),
    ref("payable_bill_id", "finance.payable_bill.payable_bill_id", "Bill"),
    whole("line_no", "Line within the bill, from 1"),
    ref("goods_receipt_id", "purchases.goods_receipt.goods_receipt_id", "Goods receipt billed"),
    quantity("quantity", "Billed, base units"),
    money("unit_price", "Price of one base unit, before GST"),
    money("net_amount", "quantity * unit_price"),
    rate("gst_rate", "GST rate, per cent"),
    money("cgst_amount", "Central GST"),
    money("sgst_amount", "State GST"),
    money("igst_amount", "Integrated GST"),
    sa.CheckConstraint("net_amount = quantity * unit_price", name="net"),
)

payment = table(
    "finance",
    "payment",
    "Payments to vendors",
    key("payment_id", "Payment"),
    number("payment_no", "Document number, PY-nnnnnnn"),
    ref("vendor_id", "vendors.vendor.vendor_id", "Vendor"),
    day("paid_on", "Day the bank was debited", posted="in the books"),
    choice("method", PAYMENT_METHODS, "How it was paid", 10),
    money("amount", "Amount paid"),
)

payment_allocation = table(
    "finance",
    "payment_allocation",
    "Which bills a payment settles",
    key("payment_allocation_id", "Allocation: payment_id * 100 + line_no"),
    ref("payment_id", "finance.payment.payment_id", "Payment"),
    whole("line_no", "Line within the payment, from 1"),
    ref("payable_bill_id", "finance.payable_bill.payable_bill_id", "Bill settled"),
    money("amount", "Amount applied to the bill"),
    sa.UniqueConstraint("payment_id", "payable_bill_id"),
)

fixed_asset = table(
    "finance",
    "fixed_asset",
    "Fixed assets, depreciated in a straight line by month",
    key("fixed_asset_id", "Asset"),
    number("fixed_asset_code", "Asset code, FA-nnnn"),
    text("fixed_asset_name", "Name", 100),
    choice("asset_class", ASSET_CLASSES, "Class", 10),
    ref(
        "mould_id",
        "products.mould.mould_id",
        "Mould that the asset is; empty of other assets",
        optional=True,
    ),
    day("acquired_on", "Day of acquisition", posted="not later"),
    money(
        "cost", "Cost, without the tax; of what is older than the books, its value when they begin"
    ),
    money("residual_value", "Value at the end of its life"),
    whole(
        "life_months",
        "Life in months from the one of acquisition; of what is older than the books, from their first",
    ),
    money("monthly_depreciation", "(cost - residual_value) / life_months, which divides exactly"),
    sa.CheckConstraint(
        "cost - residual_value = monthly_depreciation * life_months", name="depreciation"
    ),
    load="full",
)
