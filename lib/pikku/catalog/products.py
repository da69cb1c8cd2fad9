"""Products: what Pikku makes, what it is made of, what it costs, and the moulds that make it."""

import sqlalchemy as sa

from pikku.catalog.columns import (
    choice,
    day,
    flag,
    key,
    money,
    number,
    rate,
    ref,
    table,
    text,
    whole,
)

PRODUCT_TYPES = ("finished", "material", "packaging")
UNITS = ("pcs", "kg", "box")
#: A service after so many shots, the repair of a broken mould, new inserts and ejectors at the end of its life.
MAINTENANCE_KINDS = ("preventive", "repair", "overhaul")

category = table(
    "products",
    "category",
    "Product categories",
    key("category_id", "Category"),
    number("category_code", "Category code, CAT-nn"),
    text("category_name", "Category name", 60),
    choice("product_type", PRODUCT_TYPES, "What the category holds"),
    load="full",
)

product = table(
    "products",
    "product",
    "Items that Pikku sells, buys or consumes",
    key("product_id", "Product"),
    number("product_code", "Item code, FG-nnnnn finished, RM-nnnnn material, PK-nnnnn packaging"),
    text("product_name", "Product name", 120),
    ref("category_id", "products.category.category_id", "Category of the product"),
    choice("product_type", PRODUCT_TYPES, "How the product is used"),
    choice("unit", UNITS, "Base unit that all quantities are counted in", 5),
    text("hsn_code", "HSN code for GST", 8),
    rate("gst_rate", "GST rate when the books begin, per cent; tax_rate has that of each day"),
    money("standard_cost", "Standard cost of one base unit; stock is valued at it"),
    money(
        "conversion_cost",
        "Labour and machine cost in the standard cost of one unit (0 for bought items)",
    ),
    whole("weight_g", "Weight of one base unit in grams"),
    whole(
        "reorder_point",
        "Stock on hand and on order below which an item is due, base units: its safety stock, and what leaves while a usual run makes a "
        "good, or in the week until a material is looked at and while the vendor delivers; 0 of a good that is given up",
    ),
    day("launched_on", "First day that it could be ordered"),
    flag("is_active", "Whether it can still be ordered"),
    day(
        "discontinued_on",
        "Day from which on it can't be ordered any more; empty while it can",
        optional=True,
    ),
    sa.CheckConstraint(
        "CAST(is_active AS INTEGER) = CASE WHEN discontinued_on IS NULL THEN 1 ELSE 0 END",
        name="active",
    ),
    sa.CheckConstraint(
        "discontinued_on IS NULL OR discontinued_on > launched_on", name="discontinued"
    ),
)

tax_rate = table(
    "products",
    "tax_rate",
    "GST rates of HSN codes by period of validity, as in law",
    key("tax_rate_id", "Rate"),
    text("hsn_code", "HSN code", 8),
    day("valid_from", "First day of validity"),
    day("valid_to", "Last day of validity"),
    rate("gst_rate", "GST rate, per cent"),
    sa.UniqueConstraint("hsn_code", "valid_from"),
    sa.CheckConstraint("valid_to >= valid_from", name="validity"),
    load="full",
)

price = table(
    "products",
    "price",
    "List prices of finished goods by period of validity",
    key("price_id", "Price: product_id * 100000 + days since 2020-01-01 (valid_from)"),
    ref("product_id", "products.product.product_id", "Product that the price is for"),
    day("valid_from", "First day of validity"),
    day("valid_to", "Last day of validity"),
    money("list_price", "List price of one base unit, before discount and GST"),
    sa.UniqueConstraint("product_id", "valid_from"),
    sa.CheckConstraint("valid_to >= valid_from", name="validity"),
)

bill_of_materials = table(
    "products",
    "bill_of_materials",
    "What 1,000 units of a finished good consume",
    key("bill_of_materials_id", "Line of a bill of materials: product_id * 100 + line_no"),
    ref("product_id", "products.product.product_id", "Finished good"),
    whole("line_no", "Line within the bill, from 1"),
    ref("component_id", "products.product.product_id", "Material or packaging consumed"),
    sa.Column(
        "quantity_per_1000",
        sa.Numeric(12, 3),
        sa.CheckConstraint("quantity_per_1000 > 0", name="quantity_per_1000"),
        nullable=False,
        comment="Base units of the component for 1,000 pieces moulded, good ones and scrap; with runners and purgings, "
        "and with the inserts that are lost",
    ),
    rate("runner_rate", "Part of the quantity that becomes runners and purgings, per cent"),
    rate(
        "regrind_rate",
        "Part of these and of the scrap that is ground beside the press and used again in the same run, per cent; so much less of the "
        "component is needed. 0 of what is no resin, and where goods touch food",
    ),
    sa.UniqueConstraint("product_id", "component_id"),
)

mould = table(
    "products",
    "mould",
    "Injection moulds (tools), one for each finished good",
    key("mould_id", "Mould"),
    number("mould_code", "Mould code, MD-nnnnn"),
    ref("product_id", "products.product.product_id", "Finished good that it makes"),
    whole("cavities", "Pieces a shot"),
    whole("cycle_time_s", "Seconds a shot"),
    whole("shot_life", "Shots after which it is overhauled at the latest"),
    whole("service_shots", "Shots after which it is serviced at the latest"),
    whole(
        "opening_shots",
        "Shots since it was new or last overhauled, when the books began or it came",
    ),
    day("commissioned_on", "First day in use"),
)

mould_maintenance = table(
    "products",
    "mould_maintenance",
    "Work on moulds in the tool room; meanwhile they can't be used",
    key("mould_maintenance_id", "Work on a mould"),
    number("mould_maintenance_no", "Document number, MM-nnnnnnn"),
    ref("mould_id", "products.mould.mould_id", "Mould"),
    day("started_on", "First day in the tool room"),
    day("finished_on", "Last day in the tool room; the cost is paid on it", posted="in the books"),
    choice("maintenance_kind", MAINTENANCE_KINDS, "Why it was there"),
    whole("shots", "Shots that it had made by then: opening_shots and those in the books"),
    money("cost", "Spare parts and outside work"),
    sa.CheckConstraint("finished_on >= started_on", name="finished"),
)
