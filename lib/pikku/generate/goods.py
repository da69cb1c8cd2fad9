"""Products as arrays: what is made, of what, at which cost, and how it is priced."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import FAMILIES, GST_CHANGES, LABELS_IN_BOX, STUFF
from pikku.catalog.realism import Margin, Press, Products, Realism
from pikku.generate import calendar, demand, rng
from pikku.generate.names import COLOURS
from pikku.generate.sizes import Size

#: Numbers of finished goods begin at 1, of materials and packaging here (the digits of the codes are the keys).
FIRST_MATERIAL, FIRST_PACKAGING = 50_001, 80_001
NEVER = 10**6
_RATE = 100  # rates are kept in hundredths of a per cent, money in paisa, quantities per 1,000 in thousandths


@dataclass(frozen=True)
class Stock:
    """Bought items, as arrays by position; `stuff` is the position in `STUFF`."""

    product_id: np.ndarray
    stuff: np.ndarray
    name: list[str]
    cost: np.ndarray

    def of(self, attribute: str) -> np.ndarray:
        """Return an attribute of each item's category."""
        return np.array([getattr(entry, attribute) for entry in STUFF])[self.stuff]


def gst_rate(of: "Stock | Goods", item: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Return the GST rates of items on days, in hundredths of a per cent.

    Parameters
    ----------
    of
        Whose items: those on stock, or the finished goods.
    item, day
        Positions among them, and days of the books.
    """
    hsn, rate = of.of("hsn"), of.of("gst_rate").astype(np.int64)[item] * 100
    for code, since, percent in GST_CHANGES:
        changed = (hsn == code)[item] & (day >= calendar.index(since))
        rate = np.where(changed, percent * 100, rate)
    return rate


@dataclass(frozen=True)
class Bill:
    """Bills of materials, line by line: position of the good, position of the component, thousandths per 1,000 pieces."""

    good: np.ndarray
    line_no: np.ndarray
    component: np.ndarray
    per_1000: np.ndarray
    runner: np.ndarray  # part that becomes runners, hundredths of a per cent


@dataclass(frozen=True)
class Goods:
    """Finished goods, as arrays by position (the key is the position plus 1)."""

    family: np.ndarray
    name: list[str]
    launched: np.ndarray
    ended: np.ndarray
    weight_g: np.ndarray
    cycle_s: np.ndarray
    cavities: np.ndarray
    press: np.ndarray  # class of presses that its mould runs on, from 0
    conversion: np.ndarray
    cost: np.ndarray
    list_price: np.ndarray  # by half-year and good, paisa
    line_quantity: np.ndarray  # mean by segment, half-year and good
    step: np.ndarray
    expected: np.ndarray  # pieces by week and good
    scrap: np.ndarray
    regrind: np.ndarray  # part of runners and scrap that is used again, per cent
    stock: Stock
    bill: Bill

    def __len__(self) -> int:
        return len(self.family)

    @property
    def product_id(self) -> np.ndarray:
        """Return the keys."""
        return np.arange(1, len(self) + 1)

    def of(self, attribute: str) -> np.ndarray:
        """Return an attribute of each good's family."""
        return np.array([getattr(entry, attribute) for entry in FAMILIES])[self.family]

    @property
    def hours_per_piece(self) -> np.ndarray:
        """Return the machine hours that a piece takes."""
        return self.cycle_s / self.cavities / 3600.0

    @property
    def weekly(self) -> np.ndarray:
        """Return the expected pieces of a mean week of the books, by good."""
        return self.expected[: calendar.WEEKS].mean(axis=0)

    @property
    def usual(self) -> np.ndarray:
        """Return the expected pieces of a mean week of the books in which it is sold, by good."""
        sold = np.count_nonzero(self.expected[: calendar.WEEKS], axis=0)
        return self.expected[: calendar.WEEKS].sum(axis=0) / np.maximum(sold, 1)


def between(
    seed: int, stream: str, ids: np.ndarray, least: np.ndarray, most: np.ndarray
) -> np.ndarray:
    """Return a number between two bounds for each row."""
    return least + (most - least) * rng.uniform(seed, stream, ids)


def build(seed: int, size: Size, realism: Realism) -> tuple[Goods, demand.Plan]:
    """Return the products and the demand plan that they are dimensioned for."""
    company = realism.company
    count = size.grown(company.finished_goods, company.output_exponent, 2 * len(FAMILIES))
    ids = np.arange(count)
    family = _families(count)
    launched, ended = _lives(seed, realism.products, ids)
    weights = demand.product_weights(seed, realism, family, launched, ended)
    plan = demand.plan(seed, realism, size.order_lines, weights)

    def of(attribute: str) -> np.ndarray:
        return np.array([getattr(entry, attribute) for entry in FAMILIES])[family]

    factor = size.output(company) * 52_000 / size.order_lines
    step = np.maximum(1, np.rint(of("pack") * min(1.0, factor))).astype(np.int64)
    index = _price_index(seed, ids, realism.margin)
    response = demand.price_response(realism.demand, _against_trend(index, realism.margin))
    by_segment = np.asarray(realism.orders.quantity_by_segment)[:, None, None]
    line_quantity = by_segment * of("line_quantity") * factor * response
    expected = demand.expected_pieces(weights, plan.order_share, size.order_lines, line_quantity)

    weight = between(seed, "product.weight", ids, *of("weight_g").T)
    weekly = expected[: calendar.WEEKS].mean(axis=0)
    cycle = np.rint(between(seed, "product.cycle", ids, *of("cycle_s").T)).astype(np.int64)
    cavities = _cavities(family, cycle, weekly, realism.production.mould_hours)
    stock = _stock(seed, size, realism)
    colour = rng.choice(seed, "product.colour", ids, realism.products.colours)
    bill = _bill(seed, family, weight, colour, stock, realism)
    scrap = between(seed, "product.scrap", ids, *realism.production.scrap)
    grams = np.maximum(1, np.rint(weight)).astype(np.int64)
    press = press_class(realism.production.presses, grams * cavities)
    hour = np.array([entry.hour for entry in realism.production.presses])[press]
    conversion = np.maximum(1, np.rint(hour * 100 * cycle / cavities / 3600.0))
    regrind = np.array(realism.production.regrind, dtype=np.int64)[family]
    saved = (scrap[bill.good] + bill.runner / 1e4) * (bill.runner > 0) * regrind[bill.good] / 100
    used = bill.per_1000 * (1 + scrap[bill.good] - saved)
    materials = np.bincount(bill.good, used * stock.cost[bill.component] / 1e6, count)
    cost = np.rint(materials + conversion).astype(np.int64)
    goods = Goods(
        family=family,
        name=_names(family, colour),
        launched=launched,
        ended=ended,
        weight_g=grams,
        cycle_s=cycle,
        cavities=cavities,
        press=press,
        conversion=conversion.astype(np.int64),
        cost=cost,
        list_price=_list_prices(seed, cost, family, index, realism),
        line_quantity=line_quantity,
        step=step,
        expected=expected,
        scrap=scrap,
        regrind=regrind,
        stock=stock,
        bill=bill,
    )
    return goods, plan


def _families(count: int) -> np.ndarray:
    """Return the family of each good: contiguous, at least two of each."""
    shares = np.array([entry.items for entry in FAMILIES])
    bounds = np.rint(np.cumsum(shares / shares.sum()) * (count - 2 * len(FAMILIES))).astype(
        np.int64
    )
    sizes = np.diff(np.concatenate([[0], bounds])) + 2
    return np.repeat(np.arange(len(FAMILIES)), sizes)


def _lives(seed: int, knobs: Products, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the day of launch and of discontinuation: some goods are launched in the books, some others end.

    The first two of each family are there all the time, so that something of it can always be ordered.
    """
    draw = rng.uniform(seed, "product.life", ids)
    weeks = rng.integers(seed, "product.launch", ids, *knobs.launched_weeks)
    before = -rng.integers(seed, "product.age", ids, *knobs.age_days)
    new = draw < knobs.launched
    launched = np.where(new, calendar.monday(weeks), before)
    (first, final), (earliest, latest) = knobs.launched_weeks, knobs.ended_weeks
    last = earliest + (weeks - first) * (latest - earliest) // max(final - first, 1)
    ended = np.where(draw > 1 - knobs.ended, calendar.monday(last), NEVER)
    lasting = np.zeros(len(ids), dtype=bool)
    family = _families(len(ids))
    starts = np.searchsorted(family, np.arange(len(FAMILIES)))
    lasting[starts] = lasting[starts + 1] = True
    return np.where(lasting, before, launched), np.where(lasting, NEVER, ended)


def _cavities(
    family: np.ndarray, cycle: np.ndarray, weekly: np.ndarray, hours: float
) -> np.ndarray:
    """Return the cavities of each mould: the fewest that make the mean week's pieces in `hours`."""
    found = np.empty(len(family), dtype=np.int64)
    for position, entry in enumerate(FAMILIES):
        mine = family == position
        options = np.array(entry.cavities)
        needed = weekly[mine] * cycle[mine] / 3600.0 / hours
        found[mine] = options[np.minimum(np.searchsorted(options, needed), len(options) - 1)]
    return found


def press_class(presses: tuple[Press, ...], shot_g: np.ndarray) -> np.ndarray:
    """Return the class of presses, from 0, that shots of so many grams need: the last one takes all that is too heavy for others."""
    return np.searchsorted([entry.shot_g for entry in presses[:-1]], shot_g)


def _stock(seed: int, size: Size, realism: Realism) -> Stock:
    """Return the bought items, materials first, each with its standard cost."""
    counts = [size.grown(entry.items, realism.company.materials_exponent, 2) for entry in STUFF]
    stuff = np.repeat(np.arange(len(STUFF)), counts)
    is_material = np.array([entry.product_type == "material" for entry in STUFF])[stuff]
    ids = np.where(
        is_material,
        FIRST_MATERIAL - 1 + np.cumsum(is_material),
        FIRST_PACKAGING - 1 + np.cumsum(~is_material),
    )
    least, most = np.array([entry.price for entry in STUFF])[stuff].T
    cost = np.rint(between(seed, "material.cost", ids, least, most) * 100).astype(np.int64)
    names, within = [], np.concatenate([np.arange(count) for count in counts])
    for kind, number in zip(stuff, within, strict=True):
        entry = STUFF[kind]
        noun = entry.nouns[number % len(entry.nouns)]
        if entry.key == "masterbatch":
            noun = f"{noun} {COLOURS[number % len(COLOURS)]}"
        names.append(f"{noun} {entry.key.upper()[:3]}-{101 + number}")
    return Stock(ids, stuff, names, cost)


def _bill(
    seed: int,
    family: np.ndarray,
    weight: np.ndarray,
    colour: np.ndarray,
    stock: Stock,
    realism: Realism,
) -> Bill:
    """Return the bills of materials: resin, masterbatch, insert, carton or liner, label."""
    ids = np.arange(len(family))
    of_key = {entry.key: np.flatnonzero(stock.stuff == place) for place, entry in enumerate(STUFF)}
    draw = {key: rng.uniform(seed, f"bill.{key}", ids) for key in (*of_key, "resin", "has insert")}
    rows: list[tuple[int, int, int, int, int]] = []
    runner = round(10_000 * realism.margin.runner / (1 + realism.margin.runner))

    def pick(key: str, good: int) -> int:
        items = of_key[key]
        return int(items[int(draw[key][good] * len(items))])

    for good in ids:
        entry, margin = FAMILIES[family[good]], realism.margin
        resin = entry.materials[int(draw["resin"][good] * len(entry.materials))]
        parts = [(pick(resin, good), weight[good] * (1 + margin.runner))]
        if COLOURS[colour[good]] != "natural":
            items = of_key["masterbatch"]
            parts.append((int(items[colour[good] % len(items)]), weight[good] * margin.masterbatch))
        if draw["has insert"][good] < entry.insert_share:
            parts.append((pick("insert", good), 1000.0 * (1 + margin.lost_inserts)))
        heavy = entry.pack == 1 or entry.pack * weight[good] > margin.carton_grams
        parts.append((pick("liner" if heavy else "carton", good), 1000.0 / entry.pack))
        if 1000.0 / entry.pack / LABELS_IN_BOX >= 0.01:
            parts.append((pick("label", good), 1000.0 / entry.pack / LABELS_IN_BOX))
        rows += [
            (good, line, item, max(1, round(amount * 1000)), runner if line == 1 else 0)
            for line, (item, amount) in enumerate(parts, 1)
        ]
    return Bill(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))


def _price_index(seed: int, ids: np.ndarray, margin: Margin) -> np.ndarray:
    """Return list prices by half-year and good as multiples of the first: the rise on 1 April, revisions on 1 October."""
    change = between(seed, "price.change", ids, *margin.mid_year_change)
    revised = rng.chance(seed, "price.revised", ids, margin.mid_year)
    half = np.arange(len(calendar.HALF_YEARS))[:, None]
    return (1 + margin.price_rise) ** (half // 2) * np.where(
        revised & (half % 2 == 1), 1 + change, 1.0
    )


def _against_trend(index: np.ndarray, margin: Margin) -> np.ndarray:
    """Return list prices by half-year and good as multiples of their trend, which rises as much a year, but evenly."""
    middle = np.arange(len(index)) / 2 + 0.25
    return index / (1 + margin.price_rise) ** (middle[:, None] - 0.5)


def _list_prices(
    seed: int, cost: np.ndarray, family: np.ndarray, index: np.ndarray, realism: Realism
) -> np.ndarray:
    """Return list prices by half-year and good, so that the margin holds after the usual discount."""
    margin, ids = realism.margin, np.arange(len(cost))
    share = between(seed, "product.margin", ids, *margin.margin)
    by_segment = demand.SHARES.T[family] * realism.demand.segment_share
    usual = (
        by_segment @ np.asarray(realism.orders.discount_by_segment) / by_segment.sum(axis=1) / 100
    )
    price = cost / (1 - share) / (1 - usual) * index
    least, steps = np.array(margin.price_steps).T
    tick = steps[np.searchsorted(least, price, side="right") - 1]
    return (np.rint(price / tick) * tick).astype(np.int64)


def _names(family: np.ndarray, colour: np.ndarray) -> list[str]:
    """Return a name for each good, no two alike."""
    names: list[str] = []
    seen: dict[str, int] = {}
    position = np.arange(len(family)) - np.searchsorted(family, family)
    for kind, number, shade in zip(family, position, colour, strict=True):
        entry = FAMILIES[kind]
        noun = entry.nouns[number % len(entry.nouns)]
        measure = entry.sizes[number // len(entry.nouns) % len(entry.sizes)]
        name = f"{noun} {measure}, {COLOURS[shade]}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}, model {seen[name]}")
    return names
