"""Bought items as arrays: materials and packaging, and the bills of materials of the goods that are made of them."""

from dataclasses import dataclass, replace

import numpy as np

from pikku.catalog.assortment import FAMILIES, LABELS_IN_BOX, STUFF
from pikku.catalog.realism import Realism
from pikku.generate import rng
from pikku.generate.names import COLOURS
from pikku.generate.sizes import Size

#: Numbers of materials and of packaging begin here; the digits of the codes are the keys. Those of finished goods are less.
FIRST_MATERIAL, FIRST_PACKAGING = 50_001, 80_001


@dataclass(frozen=True)
class Stock:
    """Bought items, as arrays by position; `stuff` is the position in `STUFF`, `grade` that among its grades."""

    product_id: np.ndarray
    stuff: np.ndarray
    grade: np.ndarray
    name: list[str]
    cost: np.ndarray

    def of(self, attribute: str) -> np.ndarray:
        """Return an attribute of each item's category, or its grade's own."""
        own = [
            getattr(STUFF[kind].grades[which], attribute, None) or getattr(STUFF[kind], attribute)
            for kind, which in zip(self.stuff, self.grade, strict=True)
        ]
        return np.array(own)


@dataclass(frozen=True)
class Bill:
    """Bills of materials, line by line: position of the good, position of the component, thousandths per 1,000 pieces."""

    good: np.ndarray
    line_no: np.ndarray
    component: np.ndarray
    per_1000: np.ndarray
    runner: np.ndarray  # part that becomes runners, hundredths of a per cent


def bought(seed: int, size: Size, realism: Realism) -> Stock:
    """Return the bought items, materials first, each with its standard cost; at least one of each grade, and two of a category."""
    exponent = realism.company.materials_exponent
    counts = [size.grown(entry.items, exponent, max(2, len(entry.grades))) for entry in STUFF]
    stuff = np.repeat(np.arange(len(STUFF)), counts)
    ids = _product_ids(stuff)
    names, within = [], np.concatenate([np.arange(count) for count in counts])
    grade = within % np.array([len(entry.grades) for entry in STUFF])[stuff]
    for kind, number, which in zip(stuff, within, grade, strict=True):
        entry = STUFF[kind]
        names.append(f"{entry.grades[which].name} {entry.key.upper()[:3]}-{101 + number}")
    stock = Stock(ids, stuff, grade, names, np.zeros(len(ids)))
    rupees = rng.between(seed, "material.cost", ids, *stock.of("price").T)
    return replace(stock, cost=np.rint(rupees * 100).astype(np.int64))


def _product_ids(stuff: np.ndarray) -> np.ndarray:
    """Return the keys of bought items by their categories: materials and packaging are counted each by themselves."""
    is_material = np.array([entry.product_type == "material" for entry in STUFF])[stuff]
    return np.where(
        is_material,
        FIRST_MATERIAL - 1 + np.cumsum(is_material),
        FIRST_PACKAGING - 1 + np.cumsum(~is_material),
    )


def used(stock: Stock, bill: Bill) -> tuple[Stock, Bill]:
    """Return the bought items that goods are made of, numbered without a gap, and the bills with their positions."""
    items, component = np.unique(bill.component, return_inverse=True)
    kept = Stock(
        product_id=_product_ids(stock.stuff[items]),
        stuff=stock.stuff[items],
        grade=stock.grade[items],
        name=[stock.name[item] for item in items],
        cost=stock.cost[items],
    )
    return kept, replace(bill, component=component)


def _fitting(stock: Stock, code: int) -> np.ndarray:
    """Return whether the goods of a family are made of each bought item's grade."""
    uses = [
        STUFF[kind].grades[which].uses for kind, which in zip(stock.stuff, stock.grade, strict=True)
    ]
    return np.array([not each or code in each for each in uses])


def _dyed(stock: Stock, items: np.ndarray, colour: str) -> np.ndarray:
    """Return those of the masterbatches `items` that have a colour; none has the natural one."""
    grades = [STUFF[stock.stuff[item]].grades[stock.grade[item]].name for item in items]
    return items[[name == f"Masterbatch {colour}" for name in grades]]


def resins(seed: int, family: np.ndarray, noun: np.ndarray) -> np.ndarray:
    """Return the position in `STUFF` of each good's resin, one of those that its noun or family may be made of."""
    draw = rng.uniform(seed, "bill.resin", np.arange(len(family)))
    keys = [entry.key for entry in STUFF]
    found = []
    for kind, place, chance in zip(family, noun, draw, strict=True):
        among = FAMILIES[kind].nouns[place].materials or FAMILIES[kind].materials
        found.append(keys.index(among[int(chance * len(among))]))
    return np.array(found)


def bills(
    seed: int,
    family: np.ndarray,
    noun: np.ndarray,
    resin: np.ndarray,
    weight: np.ndarray,
    step: np.ndarray,
    colour: np.ndarray,
    stock: Stock,
    realism: Realism,
) -> Bill:
    """Return the bills of materials: resin, masterbatch, insert, carton or liner, inner bag, label."""
    ids = np.arange(len(family))
    of_key = {entry.key: np.flatnonzero(stock.stuff == place) for place, entry in enumerate(STUFF)}
    draw = {key: rng.uniform(seed, f"bill.{key}", ids) for key in (*of_key, "has insert")}
    rows: list[tuple[int, int, int, int, int]] = []
    runner = round(10_000 * realism.margin.runner / (1 + realism.margin.runner))

    dyed = [_dyed(stock, of_key["masterbatch"], name) for name in COLOURS]
    fitting = [_fitting(stock, entry.code) for entry in FAMILIES]

    def pick(key: str, good: int) -> int:
        items = of_key[key][fitting[family[good]][of_key[key]]]
        return int(items[int(draw[key][good] * len(items))])

    for good in ids:
        entry, margin = FAMILIES[family[good]], realism.margin
        kind = entry.nouns[noun[good]]
        # A piece weighs what its plastic and its insert weigh; the masterbatch is a part of the plastic.
        plastic, parts = float(weight[good]), []
        if draw["has insert"][good] < kind.insert_share:
            insert = pick("insert", good)
            plastic -= STUFF[stock.stuff[insert]].weight_g
            parts.append((insert, 1000.0 * (1 + margin.lost_inserts)))
        colours = dyed[colour[good]]
        coloured = plastic * margin.masterbatch if len(colours) else 0.0
        if coloured:
            parts.insert(0, (int(colours[int(draw["masterbatch"][good] * len(colours))]), coloured))
        parts.insert(
            0, (pick(STUFF[resin[good]].key, good), (plastic - coloured) * (1 + margin.runner))
        )
        pack, heavy = int(step[good]), entry.pack * weight[good] > margin.carton_grams
        if heavy or entry.pack == 1 or pack < entry.pack:
            parts.append((pick("liner", good), 1000.0 / pack))
        if not heavy and entry.pack > 1:
            parts.append((pick("carton", good), 1000.0 / entry.pack))
        if 1000.0 / entry.pack / LABELS_IN_BOX >= 0.01:
            parts.append((pick("label", good), 1000.0 / entry.pack / LABELS_IN_BOX))
        rows += [
            (good, line, item, max(1, round(amount * 1000)), runner if line == 1 else 0)
            for line, (item, amount) in enumerate(parts, 1)
        ]
    return Bill(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))
