"""What Pikku makes and what it makes it of: families of goods and materials with their physics and prices.

Reasoning for the physics: part weights, cycle times and cavity counts are typical of injection moulding (a cap of 2 g runs in
10 s in a 32-cavity tool, a 2 kg crate in 55 s in one cavity). Prices of materials are rupees a kilogram or piece, of the
order of the Indian market in 2023-24. HSN codes and GST rates are those of the tariff on the first day of the books; what
changed since is in `GST_CHANGES`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Family:
    """A category of finished goods.

    `share` is the family's part in the order lines of each segment (distributor, automotive, fmcg, household, export);
    ranges are (least, most); `line_quantity` is the usual quantity of an order line in pieces at size `small`.
    """

    code: int
    name: str
    hsn: str
    gst_rate: float
    materials: tuple[str, ...]
    share: tuple[float, float, float, float, float]
    items: float  # share of the finished goods that belong to the family
    line_quantity: int
    pack: int  # pieces in a carton; quantities are multiples of it
    weight_g: tuple[float, float]
    cycle_s: tuple[int, int]
    cavities: tuple[int, ...]
    nouns: tuple[str, ...]
    sizes: tuple[str, ...]
    insert_share: float = 0.0  # share of items with a metal insert


FAMILIES = (
    Family(1, "Crates", "39231090", 18, ("hdpe", "pp"), (0.18, 0.02, 0.25, 0.06, 0.10), 0.12, 160, 10,
           (1100, 2300), (45, 70), (1, 2), ("Stackable crate", "Nesting crate", "Bottle crate", "Dairy crate", "Fruit crate"),
           ("20 L", "32 L", "40 L", "52 L", "24 bottles")),
    Family(2, "Caps and closures", "39235010", 18, ("hdpe", "pp"), (0.10, 0.02, 0.34, 0.03, 0.16), 0.18, 36_000, 4_000,
           (1.6, 6.5), (8, 15), (8, 16, 24, 32, 48, 64), ("Screw cap", "Flip-top cap", "Sports cap", "Dispensing closure"),
           ("24 mm", "28 mm", "32 mm", "38 mm", "48 mm")),
    Family(3, "Containers and jars", "39233090", 18, ("pp", "hdpe"), (0.18, 0.02, 0.22, 0.14, 0.16), 0.16, 3_200, 200,
           (16, 95), (13, 26), (2, 4, 8, 12), ("Round jar", "Square container", "Wide-mouth jar", "Pail", "Oil tub"),
           ("100 ml", "250 ml", "500 ml", "1 L", "2 L")),
    Family(4, "Automotive clips and trims", "87089900", 28, ("nylon", "abs"), (0.02, 0.74, 0.0, 0.0, 0.20), 0.18, 4_400, 400,
           (2.5, 42), (18, 36), (2, 4, 8, 16), ("Trim clip", "Cable clip", "Bezel", "Connector housing", "Fuel line clip"),
           ("type A", "type B", "type C", "type D", "type E"), 0.4),
    Family(5, "Household goods", "39249090", 18, ("pp",), (0.34, 0.0, 0.02, 0.60, 0.22), 0.16, 420, 12,
           (85, 900), (20, 48), (1, 2, 4), ("Bucket", "Mug", "Laundry basket", "Storage box", "Wash tub", "Stool"),
           ("small", "medium", "large", "extra large")),
    Family(6, "Pallets and bins", "39239090", 18, ("hdpe",), (0.05, 0.06, 0.05, 0.02, 0.04), 0.04, 34, 1,
           (3200, 9000), (85, 140), (1,), ("Pallet", "Waste bin", "Foldable bin", "Spill pallet"),
           ("600 × 400", "800 × 600", "1000 × 800", "1200 × 1000")),
    Family(7, "Electrical fittings", "85472000", 18, ("abs", "nylon"), (0.10, 0.14, 0.0, 0.12, 0.08), 0.09, 2_400, 100,
           (12, 110), (16, 32), (2, 4, 8), ("Junction box", "Switch plate", "Cable gland", "Conduit bend"),
           ("16 A", "Ø 20 mm", "Ø 25 mm", "2 way", "4 way"), 0.25),
    Family(8, "Thin-wall packaging", "39239090", 18, ("pp",), (0.03, 0.0, 0.12, 0.03, 0.04), 0.07, 9_000, 500,
           (7, 26), (6, 10), (2, 4, 8, 12), ("Curd cup", "Takeaway tub", "Ice-cream tub", "Lid"),
           ("100 ml", "200 ml", "400 ml", "500 ml", "750 ml")),
)  # fmt: skip


@dataclass(frozen=True)
class Stuff:
    """A category of bought items; `price` is the standard cost of a base unit in rupees (least, most)."""

    code: int
    name: str
    key: str
    product_type: str
    vendor_type: str
    unit: str
    hsn: str
    gst_rate: float
    items: int  # how many at size `small`
    price: tuple[float, float]
    weight_g: int  # grams of a base unit
    lot: int  # quantities bought are multiples of it
    weeks: int  # weeks between orders
    nouns: tuple[str, ...]


STUFF = (
    Stuff(21, "Polypropylene", "pp", "material", "resin", "kg", "39021000", 18, 6, (94, 108), 1000, 25, 2,
          ("PP homopolymer", "PP random copolymer", "PP impact copolymer")),
    Stuff(22, "Polyethylene", "hdpe", "material", "resin", "kg", "39012000", 18, 5, (97, 112), 1000, 25, 2,
          ("HDPE injection grade", "HDPE crate grade", "HDPE cap grade")),
    Stuff(23, "ABS", "abs", "material", "resin", "kg", "39033000", 18, 3, (138, 162), 1000, 25, 2,
          ("ABS general purpose", "ABS high flow", "ABS flame retardant")),
    Stuff(24, "Nylon", "nylon", "material", "resin", "kg", "39081090", 18, 3, (205, 265), 1000, 25, 2,
          ("Nylon 6", "Nylon 66", "Nylon 6 GF30")),
    Stuff(25, "Masterbatch", "masterbatch", "material", "masterbatch", "kg", "32061190", 18, 10, (165, 320), 1000, 25, 3,
          ("Masterbatch",)),
    Stuff(26, "Inserts", "insert", "material", "insert", "pcs", "74153990", 18, 6, (0.9, 2.6), 3, 1000, 4,
          ("Brass insert", "Threaded insert", "Steel pin")),
    Stuff(31, "Cartons", "carton", "packaging", "packaging", "pcs", "48191010", 18, 8, (16, 44), 420, 100, 2,
          ("Carton 3 ply", "Carton 5 ply", "Carton 7 ply")),
    Stuff(32, "Liners and bags", "liner", "packaging", "packaging", "pcs", "39232100", 18, 4, (1.8, 5.5), 40, 500, 3,
          ("LDPE liner", "Gusset bag")),
    Stuff(33, "Labels", "label", "packaging", "packaging", "box", "48211090", 18, 3, (60, 110), 900, 5, 4,
          ("Label roll box", "Barcode label box")),
)  # fmt: skip

#: HSN code, first day, and the rate from then on, per cent. Sources: notifications 02/2024-Central Tax (Rate) (cartons of paper)
#: and 9/2025-Central Tax (Rate) (the slabs of 12 and 28 per cent end), which follow the 53rd and the 56th GST Council.
GST_CHANGES: tuple[tuple[str, date, int], ...] = (
    ("48191010", date(2024, 7, 15), 12),
    ("48191010", date(2025, 9, 22), 5),
    ("87089900", date(2025, 9, 22), 18),
)

#: Labels in a box: one carton bears one label.
LABELS_IN_BOX = 250
