"""Inventory: where stock lies, how it moves, and how it is made."""

import sqlalchemy as sa

from pikku.catalog.columns import (
    choice,
    day,
    key,
    money,
    number,
    quantity,
    ref,
    table,
    text,
    whole,
)

#: Movement types; the position (from 1) is the leading part of stock_movement_id. Regrind is resin that a run gives back unused, as
#: it took its own runners and scrap instead, ground beside the press: what is coloured never gets into the store.
MOVEMENT_TYPES = (
    "opening",
    "goods receipt",
    "production issue",
    "production receipt",
    "dispatch",
    "regrind",
    "stocktake",
    "customer return",
)
#: All items of a warehouse at the year's end, or some of them in between.
STOCKTAKE_TYPES = ("annual", "cycle")

warehouse = table(
    "inventory",
    "warehouse",
    "Warehouses of the plant",
    key("warehouse_id", "Warehouse"),
    number("warehouse_code", "Warehouse code, WH-nn"),
    text("warehouse_name", "Name", 60),
    text("city", "City", 60),
    text("state_code", "GST state code, two digits", 2),
    load="full",
)

production_order = table(
    "inventory",
    "production_order",
    "Production orders: one run of one mould on one machine",
    key("production_order_id", "Production order"),
    number("production_order_no", "Document number, PR-nnnnnnnn"),
    ref("product_id", "products.product.product_id", "Finished good made"),
    ref("mould_id", "products.mould.mould_id", "Mould used"),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Where the goods were put"),
    text("machine_code", "Injection moulding machine, IM-nn", 10),
    day("started_on", "First day of the run; materials are issued on it", posted="in the books"),
    day("finished_on", "Last day of the run; goods are received on it", posted="in the books"),
    quantity("planned_quantity", "Planned good pieces"),
    quantity("good_quantity", "Good pieces received into stock"),
    quantity("scrap_quantity", "Pieces scrapped", zero=True),
    sa.CheckConstraint("finished_on >= started_on", name="finished"),
    cluster_by=("finished_on",),
)

stocktake = table(
    "inventory",
    "stocktake",
    "Stocktakes: a warehouse's items are counted after the last movement of a day",
    key("stocktake_id", "Stocktake"),
    number("stocktake_no", "Document number, ST-nnnnnn"),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Warehouse counted"),
    choice("stocktake_type", STOCKTAKE_TYPES, "What was counted", 10),
    day("counted_on", "Day of the count", posted="in the books"),
    whole("counted_items", "Items counted: the lines that the stocktake has"),
)

stocktake_line = table(
    "inventory",
    "stocktake_line",
    "What stocktakes found: one row for each item counted, whether it differs or not",
    key("stocktake_line_id", "Line: stocktake_id * 100000 + product_id"),
    ref("stocktake_id", "inventory.stocktake.stocktake_id", "Stocktake"),
    ref("product_id", "products.product.product_id", "Item counted"),
    quantity("booked_quantity", "Stock by the books before the count, base units", zero=True),
    quantity("counted_quantity", "Stock that was there, base units", zero=True),
    quantity(
        "difference_quantity",
        "counted_quantity - booked_quantity; below zero where some is missing",
        signed=True,
    ),
    sa.CheckConstraint(
        "difference_quantity = counted_quantity - booked_quantity", name="difference"
    ),
    sa.UniqueConstraint("stocktake_id", "product_id"),
)

stock_movement = table(
    "inventory",
    "stock_movement",
    "Every change of stock, valued at standard cost",
    key(
        "stock_movement_id",
        "Movement: position of its type * 10^13 + source_id * 100 + line (1 if it has none)",
    ),
    ref("product_id", "products.product.product_id", "Product"),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Warehouse"),
    day("moved_on", "Day of the movement", posted="in the books"),
    choice("movement_type", MOVEMENT_TYPES, "Why stock moved"),
    sa.Column(
        "source_id", sa.BigInteger, nullable=False, comment="Key of the document that moved it"
    ),
    quantity("quantity", "Base units; in positive, out negative", signed=True),
    money("unit_cost", "Standard cost of one base unit"),
    money("amount", "quantity * unit_cost; in positive, out negative", signed=True),
    sa.CheckConstraint("amount = quantity * unit_cost", name="amount"),
    load="watermark",
    cluster_by=("moved_on", "product_id"),
)

stock_balance = table(
    "inventory",
    "stock_balance",
    "Stock at the end of each month",
    key("stock_balance_id", "Balance: period_id * 10^8 + warehouse_id * 10^6 + product_id"),
    ref("period_id", "finance.period.period_id", "Month"),
    ref("product_id", "products.product.product_id", "Product"),
    ref("warehouse_id", "inventory.warehouse.warehouse_id", "Warehouse"),
    quantity("quantity", "Base units in stock", zero=True),
    money("amount", "Value at standard cost"),
    sa.UniqueConstraint("period_id", "product_id", "warehouse_id"),
)
