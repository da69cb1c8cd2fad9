"""Purchases: what was ordered from vendors and what arrived."""

import sqlalchemy as sa

from pikku.catalog.columns import day, key, money, number, quantity, rate, ref, table, whole

purchase_order = table(
    "purchases",
    "purchase_order",
    "Purchase orders",
    key("purchase_order_id", "Purchase order"),
    number("purchase_order_no", "Document number, PO-nnnnnnn"),
    ref("vendor_id", "vendors.vendor.vendor_id", "Vendor"),
    ref("buyer_id", "employees.employee.employee_id", "Employee who ordered"),
    day("ordered_on", "Day of the order"),
    day("expected_on", "Day promised by the vendor, on which the plant works"),
    sa.CheckConstraint("expected_on >= ordered_on", name="expected"),
)

purchase_order_line = table(
    "purchases",
    "purchase_order_line",
    "Lines of purchase orders",
    key("purchase_order_line_id", "Line: purchase_order_id * 100 + line_no"),
    ref("purchase_order_id", "purchases.purchase_order.purchase_order_id", "Purchase order"),
    whole("line_no", "Line within the order, from 1"),
    ref("product_id", "products.product.product_id", "Material or packaging"),
    quantity("quantity", "Ordered, base units"),
    money("unit_price", "Price of one base unit, before GST"),
    money("net_amount", "quantity * unit_price"),
    rate("gst_rate", "GST rate, per cent"),
    sa.CheckConstraint("net_amount = quantity * unit_price", name="net"),
    sa.UniqueConstraint("purchase_order_id", "line_no"),
)

goods_receipt = table(
    "purchases",
    "goods_receipt",
    "Receipts of goods, one for each delivery of an order line",
    key("goods_receipt_id", "Goods receipt"),
    number("goods_receipt_no", "Document number, GRN-nnnnnnn"),
    ref(
        "purchase_order_line_id",
        "purchases.purchase_order_line.purchase_order_line_id",
        "Order line",
    ),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Where it was put"),
    day("received_on", "Day of receipt", posted="in the books"),
    quantity("quantity", "Accepted into stock, base units"),
    quantity("rejected_quantity", "Refused at inspection and not billed, base units", zero=True),
    cluster_by=("received_on",),
)
