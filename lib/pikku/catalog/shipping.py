"""Shipping: how goods left the plant and when they arrived."""

import sqlalchemy as sa

from pikku.catalog.columns import choice, day, key, money, number, quantity, ref, table, text, whole

#: What carriers go by.
MODES = ("road", "rail", "air", "sea")

carrier = table(
    "shipping",
    "carrier",
    "Transport companies",
    key("carrier_id", "Carrier"),
    number("carrier_code", "Carrier code, TR-nn"),
    text("carrier_name", "Name", 80),
    choice("mode", MODES, "Mode of transport", 10),
    money("rate_per_tonne_km", "Freight for one tonne over one kilometre"),
    whole("km_per_day", "Kilometres covered in a day"),
    load="full",
)

shipment = table(
    "shipping",
    "shipment",
    "Dispatches from the plant; an order is sent in one dispatch or several",
    key("shipment_id", "Shipment"),
    number("shipment_no", "Document number, DC-nnnnnnnnn (delivery challan)"),
    ref("sales_order_id", "sales.sales_order.sales_order_id", "Order that is served"),
    ref("carrier_id", "shipping.carrier.carrier_id", "Carrier"),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Where it left from"),
    day("dispatched_on", "Day it left", posted="in the books"),
    day(
        "promised_on",
        "Day of delivery promised to the customer, for all of an order that is sent in parts",
    ),
    day("delivered_on", "Day of delivery; empty while in transit", optional=True),
    whole(
        "distance_km",
        "Way to the customer in kilometres: by road or sea, or as the crow flies of what flies abroad",
    ),
    whole("weight_kg", "Weight in kilograms, rounded up"),
    money("freight_amount", "Freight owed to the carrier"),
    sa.CheckConstraint("delivered_on IS NULL OR delivered_on >= dispatched_on", name="delivered"),
    cluster_by=("dispatched_on",),
)

shipment_line = table(
    "shipping",
    "shipment_line",
    "What a shipment carries",
    key("shipment_line_id", "Line: shipment_id * 100 + line_no"),
    ref("shipment_id", "shipping.shipment.shipment_id", "Shipment"),
    whole("line_no", "Line within the shipment, from 1"),
    ref("sales_order_line_id", "sales.sales_order_line.sales_order_line_id", "Order line served"),
    quantity("quantity", "Sent, base units"),
    sa.UniqueConstraint("shipment_id", "line_no"),
    cluster_by=("shipment_id",),
)
