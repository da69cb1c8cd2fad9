"""What Pikku makes and what it makes it of: families of goods and materials with their physics and prices.

Reasoning for the physics: part weights, cycle times and cavity counts are typical of injection moulding (a cap of 2 g runs in
10 s in a 32-cavity tool, a 2 kg crate in 55 s in one cavity). Prices of materials are rupees a kilogram or piece, of the
order of the Indian market in 2023-24. HSN codes and GST rates are those of the tariff on the first day of the books; what
changed since is in `GST_CHANGES`.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Noun:
    """A kind of goods within a family, with its own sizes from the smallest to the largest.

    `weight_g` is the range of a piece's weight (least, most); each size has an equal part of it.
    """

    name: str
    sizes: tuple[str, ...]
    weight_g: tuple[float, float]
    insert_share: float = 0.0  # share of items with a metal insert
    materials: tuple[str, ...] = ()  # where not all of the family's will do
    food: bool = False  # whether it touches food, in a family of which others don't


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
    pack: int  # pieces in a carton; quantities are multiples of it, or of an inner bag's pieces (`PACKS_IN_LINE`)
    cycle_s: tuple[int, int]
    cavities: tuple[int, ...]
    nouns: tuple[Noun, ...]

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Return each position of a noun and of one of its sizes: noun by noun in turn, each time with its next size.

        No noun begins with its smallest size, so that few goods are about as heavy as many.
        """
        rounds = max(len(noun.sizes) for noun in self.nouns)
        return tuple(
            (place, (turn + place % (len(noun.sizes) - 1) + 1) % len(noun.sizes))
            for turn in range(rounds)
            for place, noun in enumerate(self.nouns)
            if turn < len(noun.sizes)
        )


FAMILIES = (
    Family(1, "Crates", "39231090", 18, ("hdpe", "pp"), (0.18, 0.02, 0.25, 0.06, 0.10), 0.12, 160, 10,
           (45, 70), (1, 2),
           (Noun("Stackable crate", ("20 L", "32 L", "40 L", "52 L"), (1150, 2300)),
            Noun("Nesting crate", ("20 L", "32 L", "40 L", "52 L"), (1100, 2150)),
            Noun("Bottle crate", ("12 bottles", "20 bottles", "24 bottles"), (1200, 2100), materials=("hdpe",)),
            Noun("Dairy crate", ("12 L", "20 L"), (1300, 1950), materials=("hdpe",), food=True),
            Noun("Fruit crate", ("10 kg", "20 kg", "25 kg"), (1150, 2250), food=True))),
    Family(2, "Caps and closures", "39235010", 18, ("hdpe", "pp"), (0.10, 0.02, 0.34, 0.03, 0.16), 0.18, 36_000, 4_000,
           (8, 15), (8, 16, 24, 32, 48, 64),
           (Noun("Screw cap", ("24 mm", "28 mm", "32 mm", "38 mm", "48 mm"), (1.6, 5.6)),
            Noun("Flip-top cap", ("24 mm", "28 mm", "32 mm", "38 mm"), (2.5, 6.5), materials=("pp",)),
            Noun("Sports cap", ("28 mm", "38 mm"), (3.4, 6.2)),
            Noun("Dispensing closure", ("24 mm", "28 mm", "32 mm", "38 mm"), (2.4, 6.0), materials=("pp",)))),
    Family(3, "Containers and jars", "39233090", 18, ("pp", "hdpe"), (0.18, 0.02, 0.22, 0.14, 0.16), 0.16, 3_200, 200,
           (13, 26), (2, 4, 8, 12),
           (Noun("Oil tub", ("500 ml", "1 L", "2 L"), (30, 90), materials=("hdpe",)),
            Noun("Round jar", ("100 ml", "250 ml", "500 ml", "1 L"), (14, 70), materials=("pp",)),
            Noun("Square container", ("250 ml", "500 ml", "1 L", "2 L"), (22, 90)),
            Noun("Wide-mouth jar", ("250 ml", "500 ml", "1 L"), (26, 78), materials=("pp",)),
            Noun("Pail", ("1 L", "2 L"), (54, 100)))),
    Family(4, "Automotive clips and trims", "87089900", 28, ("nylon", "abs"), (0.02, 0.74, 0.0, 0.0, 0.20), 0.18, 4_400, 400,
           (18, 36), (2, 4, 8, 16),
           (Noun("Bezel", ("60 mm", "80 mm", "100 mm", "120 mm"), (30, 75), 0.9, materials=("abs",)),
            Noun("Trim clip", ("6 mm", "7 mm", "8 mm", "10 mm"), (3, 8), materials=("nylon",)),
            Noun("Cable clip", ("6 mm", "8 mm", "10 mm", "12 mm"), (4, 12), materials=("nylon",)),
            Noun("Connector housing", ("2 way", "4 way", "6 way", "8 way", "12 way"), (12, 42), 0.8, materials=("nylon",)),
            Noun("Fuel line clip", ("6 mm", "8 mm", "10 mm"), (6, 18), materials=("nylon",)))),
    Family(5, "Household goods", "39249090", 18, ("pp",), (0.34, 0.0, 0.02, 0.60, 0.22), 0.16, 420, 12,
           (20, 48), (1, 2, 4),
           (Noun("Bucket", ("5 L", "10 L", "16 L", "20 L"), (220, 780)),
            Noun("Storage box", ("5 L", "10 L", "20 L", "40 L"), (160, 800)),
            Noun("Laundry basket", ("small", "medium", "large"), (400, 850)),
            Noun("Mug", ("500 ml", "1 L", "1.5 L"), (60, 150), food=True),
            Noun("Wash tub", ("15 L", "25 L", "35 L"), (300, 720)),
            Noun("Stool", ("small", "medium", "large"), (420, 1050)))),
    Family(6, "Pallets and bins", "39239090", 18, ("hdpe",), (0.05, 0.06, 0.05, 0.02, 0.04), 0.04, 34, 1,
           (85, 140), (1,),
           (Noun("Pallet", ("800 × 600", "1000 × 800", "1200 × 1000"), (4200, 10200)),
            Noun("Waste bin", ("60 L", "80 L", "120 L"), (2600, 7800)),
            Noun("Foldable bin", ("600 × 400", "800 × 600"), (2800, 6800)),
            Noun("Spill pallet", ("1 drum", "2 drums"), (5000, 8600)))),
    Family(7, "Electrical fittings", "85472000", 18, ("abs", "nylon"), (0.10, 0.14, 0.0, 0.12, 0.08), 0.09, 2_400, 100,
           (16, 32), (2, 4, 8),
           (Noun("Junction box", ("2 way", "3 way", "4 way"), (60, 140), 0.5, materials=("abs",)),
            Noun("Cable gland", ("Ø 12 mm", "Ø 16 mm", "Ø 20 mm", "Ø 25 mm"), (10, 42), materials=("nylon",)),
            Noun("Switch plate", ("1 module", "2 modules", "4 modules", "6 modules"), (30, 95), 0.3, materials=("abs",)),
            Noun("Conduit bend", ("Ø 20 mm", "Ø 25 mm", "Ø 32 mm"), (22, 75)),
            Noun("Socket base", ("6 A", "16 A"), (60, 100), 0.8, materials=("abs",)))),
    Family(8, "Thin-wall packaging", "39239090", 18, ("pp",), (0.03, 0.0, 0.12, 0.03, 0.04), 0.07, 9_000, 500,
           (6, 10), (2, 4, 8, 12),
           (Noun("Curd cup", ("100 ml", "200 ml", "400 ml"), (6, 15)),
            Noun("Takeaway tub", ("250 ml", "500 ml", "750 ml"), (11, 29)),
            Noun("Ice-cream tub", ("500 ml", "750 ml", "1 L"), (16, 34)),
            Noun("Lid", ("75 mm", "95 mm", "115 mm"), (5, 13)))),
)  # fmt: skip


@dataclass(frozen=True)
class Grade:
    """A kind of a bought item; `uses` are the codes of the families whose goods are made of it, all of them where it is empty.

    Where HSN code and price aren't its category's, it says its own.
    """

    name: str
    uses: tuple[int, ...] = ()
    hsn: str = ""
    price: tuple[float, float] | None = None


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
    items: int  # how many at size `small`, less those that no good is made of
    price: tuple[float, float]
    weight_g: int  # grams of a base unit
    lot: int  # quantities bought are multiples of it
    weeks: int  # weeks between orders
    grades: tuple[Grade, ...]


#: Goods of some families have grades of their own, as those that touch food need.
STUFF = (
    Stuff(21, "Polypropylene", "pp", "material", "resin", "kg", "39021000", 18, 6, (94, 108), 1000, 25, 2,
          (Grade("PP homopolymer", (5,)), Grade("PP random copolymer", (2, 3), "39023000"),
           Grade("PP impact copolymer", (1, 5), "39023000"),
           Grade("PP thin-wall grade", (8,)))),
    Stuff(22, "Polyethylene", "hdpe", "material", "resin", "kg", "39012000", 18, 5, (97, 112), 1000, 25, 2,
          (Grade("HDPE injection grade", (6,)), Grade("HDPE crate grade", (1, 6)), Grade("HDPE cap grade", (2,)),
           Grade("HDPE food grade", (3,)))),
    Stuff(23, "ABS", "abs", "material", "resin", "kg", "39033000", 18, 3, (138, 162), 1000, 25, 2,
          (Grade("ABS general purpose", (4,)), Grade("ABS high flow", (4,)), Grade("ABS flame retardant", (7,)))),
    Stuff(24, "Nylon", "nylon", "material", "resin", "kg", "39081090", 18, 3, (205, 265), 1000, 25, 2,
          (Grade("Nylon 6", (4, 7)), Grade("Nylon 66", (4, 7)), Grade("Nylon 6 GF30", (4,)))),
    Stuff(25, "Masterbatch", "masterbatch", "material", "masterbatch", "kg", "32061190", 18, 10, (165, 320), 1000, 25, 3,
          tuple(Grade(f"Masterbatch {colour}") for colour in (
              "white", "black", "blue", "red", "green", "yellow", "grey", "orange", "brown"))),
    # Brass is at 550 to 700 rupees a kilogram, so that three grams are worth about two rupees; turning makes it half as dear
    # again or more. Steel is at a tenth of that, and a pin is mostly work.
    Stuff(26, "Inserts", "insert", "material", "insert", "pcs", "74153990", 18, 6, (2.9, 4.2), 3, 1000, 4,
          (Grade("Brass insert"), Grade("Threaded insert"), Grade("Steel pin", (), "73182990", (0.8, 1.4)))),
    Stuff(31, "Cartons", "carton", "packaging", "packaging", "pcs", "48191010", 18, 8, (16, 44), 420, 100, 2,
          (Grade("Carton 3 ply"), Grade("Carton 5 ply"), Grade("Carton 7 ply"))),
    Stuff(32, "Liners and bags", "liner", "packaging", "packaging", "pcs", "39232100", 18, 4, (1.8, 5.5), 40, 500, 3,
          (Grade("LDPE liner"), Grade("Gusset bag"))),
    Stuff(33, "Labels", "label", "packaging", "packaging", "box", "48211090", 18, 3, (60, 110), 900, 5, 4,
          (Grade("Label roll box"), Grade("Barcode label box"))),
)  # fmt: skip

#: HSN code of all goods and bought items, and the rate when the books begin, per cent.
HSN_RATES: dict[str, int] = {
    hsn: int(entry.gst_rate)
    for entry in (*FAMILIES, *STUFF)
    for hsn in (entry.hsn, *(grade.hsn for grade in getattr(entry, "grades", ()) if grade.hsn))
}

#: HSN code, first day, and the rate from then on, per cent. Sources: notifications 02/2024-Central Tax (Rate) (cartons of paper)
#: and 9/2025-Central Tax (Rate) (the slabs of 12 and 28 per cent end), which follow the 53rd and the 56th GST Council.
GST_CHANGES: tuple[tuple[str, date, int], ...] = (
    ("48191010", date(2024, 7, 15), 12),
    ("48191010", date(2025, 9, 22), 5),
    ("87089900", date(2025, 9, 22), 18),
)

#: Labels in a box: one carton bears one label.
LABELS_IN_BOX = 250

#: Packs in a usual order line, at least. Where lines are too small for as many cartons, goods are sold by the inner bag: the
#: largest round number (1, 2 or 5 times a power of ten) of pieces of which there are as many. Reasoning: who takes less than
#: three of a pack is served better by a smaller one.
PACKS_IN_LINE = 3
