"""Sales: what customers ordered, and what was credited back."""

import sqlalchemy as sa

from pikku.catalog.columns import (
    choice,
    day,
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

CHANNELS = ("field", "phone", "portal")
#: A credit note for who pays at once; it takes no tax back.
CASH_DISCOUNT = "cash discount"
DISPUTE_REASONS = ("damaged in transit", "price difference", "quality")
CREDIT_REASONS = (*DISPUTE_REASONS, CASH_DISCOUNT)

sales_order = table(
    "sales",
    "sales_order",
    "Sales orders",
    key("sales_order_id", "Sales order"),
    number("sales_order_no", "Document number, SO-nnnnnnnnn"),
    ref("customer_id", "customers.customer.customer_id", "Customer"),
    ref("salesperson_id", "employees.employee.employee_id", "Employee who took the order"),
    choice("channel", CHANNELS, "How the order came in", 10),
    day("ordered_on", "Day of the order"),
    day("requested_on", "Day the customer wants delivery"),
    sa.CheckConstraint("requested_on >= ordered_on", name="requested"),
    load="watermark",
    cluster_by=("ordered_on",),
)

campaign = table(
    "sales",
    "campaign",
    "Sales campaigns, one for each time that it ran",
    key("campaign_id", "Campaign"),
    number("campaign_code", "Campaign code, CP-nn"),
    text("campaign_name", "Name"),
    day("starts_on", "First day"),
    day("ends_on", "Last day"),
    rate("discount_rate", "Discount on top of the customer's usual one, per cent"),
    sa.CheckConstraint("ends_on >= starts_on", name="ends"),
)

sales_order_line = table(
    "sales",
    "sales_order_line",
    "Lines of sales orders",
    key("sales_order_line_id", "Line: sales_order_id * 100 + line_no"),
    ref("sales_order_id", "sales.sales_order.sales_order_id", "Sales order"),
    whole("line_no", "Line within the order, from 1"),
    ref("product_id", "products.product.product_id", "Finished good"),
    quantity("quantity", "Ordered, base units"),
    money("list_price", "List price of one base unit on the day of the order"),
    rate("discount_rate", "Discount off the list price, per cent"),
    money("unit_price", "Price of one base unit after discount, before GST"),
    money("net_amount", "quantity * unit_price"),
    rate("gst_rate", "GST rate, per cent"),
    ref(
        "campaign_id",
        "sales.campaign.campaign_id",
        "Campaign whose discount it has, if any",
        optional=True,
    ),
    sa.CheckConstraint("net_amount = quantity * unit_price", name="net"),
    sa.CheckConstraint("unit_price <= list_price", name="discounted"),
    sa.UniqueConstraint("sales_order_id", "line_no"),
    load="watermark",
    cluster_by=("sales_order_id",),
)

credit_note = table(
    "sales",
    "credit_note",
    "Credit notes: for goods that came back, allowances, and cash discounts, which take no tax back",
    key("credit_note_id", "Credit note"),
    number("credit_note_no", "Document number, CN-nnnnnnnnn"),
    ref(
        "receivable_invoice_id",
        "finance.receivable_invoice.receivable_invoice_id",
        "Invoice credited",
    ),
    day("credited_on", "Day of the credit note", posted="in the books"),
    choice("reason", CREDIT_REASONS, "Why it was given"),
    money("net_amount", "Credit before GST"),
    money("cgst_amount", "Central GST reversed"),
    money("sgst_amount", "State GST reversed"),
    money("igst_amount", "Integrated GST reversed"),
    money("total_amount", "Taken off the customer's balance"),
    sa.CheckConstraint(
        "total_amount = net_amount + cgst_amount + sgst_amount + igst_amount", name="total"
    ),
)

goods_return = table(
    "sales",
    "goods_return",
    "Goods that customers sent back: one row for each line of a shipment of which some came back",
    key("goods_return_id", "Return"),
    number("goods_return_no", "Document number, RT-nnnnnnnnn"),
    ref("credit_note_id", "sales.credit_note.credit_note_id", "Credit note for the goods"),
    ref(
        "shipment_line_id",
        "shipping.shipment_line.shipment_line_id",
        "Shipment line that they had left with",
    ),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Where the good ones were put"),
    day("returned_on", "Day that they came back", posted="in the books"),
    quantity("quantity", "Came back, base units"),
    quantity("accepted_quantity", "As good as new: back in stock, base units", zero=True),
    quantity("scrapped_quantity", "Damaged: scrapped, base units", zero=True),
    sa.CheckConstraint("scrapped_quantity = quantity - accepted_quantity", name="scrapped"),
    sa.UniqueConstraint("credit_note_id"),
)
