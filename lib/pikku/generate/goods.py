"""Products as arrays: what is made, of what, at which cost, and how it is priced."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import FAMILIES, GST_CHANGES, PACKS_IN_LINE
from pikku.catalog.realism import Margin, Press, Products, Realism
from pikku.generate import calendar, demand, materials, rng
from pikku.generate.market import market
from pikku.generate.materials import Bill, Stock
from pikku.generate.names import COLOURS
from pikku.generate.rows import position_in_group
from pikku.generate.sizes import SIZES, Size

_RATE = 100  # rates are kept in hundredths of a per cent, money in paisa, quantities per 1,000 in thousandths


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
    line_value: np.ndarray  # mean value of an order line by segment, paisa, before tax
    step: np.ndarray  # pieces in a pack: quantities are multiples of it
    expected: np.ndarray  # pieces by week and good
    scrap: np.ndarray
    regrind: np.ndarray  # part of runners and scrap that a run uses again, per cent
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
        return _of(self.family, attribute)

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
        return _when_sold(self.expected)


def _when_sold(expected: np.ndarray) -> np.ndarray:
    """Return the expected pieces of a mean week of the books in which it is sold, by good."""
    sold = np.count_nonzero(expected[: calendar.WEEKS], axis=0)
    return expected[: calendar.WEEKS].sum(axis=0) / np.maximum(sold, 1)


def _of(family: np.ndarray, attribute: str) -> np.ndarray:
    """Return an attribute of families, by their positions."""
    return np.array([getattr(entry, attribute) for entry in FAMILIES])[family]


def build(seed: int, size: Size, realism: Realism) -> tuple[Goods, demand.Plan]:
    """Return the products and the demand plan that they are dimensioned for."""
    company = realism.company
    count = size.grown(company.finished_goods, company.output_exponent, 2 * len(FAMILIES))
    ids = np.arange(count)
    family = _families(count)
    launched, ended = _lives(seed, realism.products, family)
    parts = demand.shares(seed, realism, family, launched, ended)
    plan = demand.plan(seed, realism, size.order_lines, parts)
    weights = parts.of_goods(realism.orders.regular)

    factor = size.output(company) * SIZES["small"] / size.order_lines
    step = _packs(factor)[family]
    noun, rank = _kinds(family)
    resin = materials.resins(seed, family, noun)
    index = _price_index(seed, resin, realism)
    response = demand.price_response(realism.demand, _against_trend(index, realism.margin))
    by_segment = np.asarray(realism.orders.quantity_by_segment)[:, None, None]
    line_quantity = by_segment * _of(family, "line_quantity") * factor * response
    expected = demand.expected_pieces(weights, plan.order_share, size.order_lines, line_quantity)

    weight = _weights(seed, family, noun, rank)
    weekly = _when_sold(expected)
    cycle = np.rint(rng.between(seed, "product.cycle", ids, *_of(family, "cycle_s").T)).astype(
        np.int64
    )
    cavities = _cavities(family, cycle, weekly, realism.production.mould_hours)
    stock = materials.bought(seed, size, realism)
    colour = rng.choice(seed, "product.colour", ids, realism.products.colours)
    bill = materials.bills(seed, family, noun, resin, weight, step, colour, stock, realism)
    stock, bill = materials.used(stock, bill)
    scrap = rng.between(seed, "product.scrap", ids, *realism.production.scrap)
    press = press_class(realism.production.presses, weight * cavities)
    hour = np.array([entry.hour for entry in realism.production.presses])[press]
    conversion = np.maximum(1, np.rint(hour * 100 * cycle / cavities / 3600.0))
    regrind = _regrind(realism.production.regrind, family, noun)
    saved = (scrap[bill.good] + bill.runner / 1e4) * (bill.runner > 0) * regrind[bill.good] / 100
    used = bill.per_1000 * (1 + scrap[bill.good] - saved)
    of_materials = np.bincount(bill.good, used * stock.cost[bill.component] / 1e6, count)
    cost = np.rint(of_materials + conversion).astype(np.int64)
    list_price = _list_prices(seed, cost, family, index, realism)
    goods = Goods(
        family=family,
        name=_names(family, noun, rank, colour),
        launched=launched,
        ended=ended,
        weight_g=weight,
        cycle_s=cycle,
        cavities=cavities,
        press=press,
        conversion=conversion.astype(np.int64),
        cost=cost,
        list_price=list_price,
        line_quantity=line_quantity,
        line_value=(weights.mean(axis=1)[:, None] * line_quantity * list_price)
        .mean(axis=1)
        .sum(axis=1),
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


def _packs(factor: float) -> np.ndarray:
    """Return the pieces of each family's pack: a carton, or an inner bag where a usual line, `factor` times that at `small`, is small."""
    packs = []
    for entry in FAMILIES:
        most = entry.line_quantity * factor / PACKS_IN_LINE
        power = 10 ** (len(str(int(max(most, 1)))) - 1)
        smaller = max(times * power for times in (1, 2, 5) if times * power <= max(most, 1))
        packs.append(entry.pack if entry.pack <= most else smaller)
    return np.array(packs)


def _kinds(family: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the noun of each good, by its position in the family's nouns, and the rank of its size among the noun's."""
    position = position_in_group(family)
    found = np.empty((len(family), 2), dtype=np.int64)
    for place, entry in enumerate(FAMILIES):
        mine = family == place
        found[mine] = np.array(entry.pairs)[position[mine] % len(entry.pairs)]
    return found[:, 0], found[:, 1]


def _weights(seed: int, family: np.ndarray, noun: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """Return the weight of a piece of each good, whole grams: within the part of its noun's range that its size has."""
    kinds = [FAMILIES[kind].nouns[place] for kind, place in zip(family, noun, strict=True)]
    least, most = np.array([kind.weight_g for kind in kinds]).T
    part = (most - least) / np.array([len(kind.sizes) for kind in kinds])
    ids = np.arange(len(family))
    weight = rng.between(
        seed, "product.weight", ids, least + part * rank, least + part * (rank + 1)
    )
    return np.rint(weight).astype(np.int64)


def _lives(seed: int, knobs: Products, family: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the day of launch and of discontinuation: some goods are launched in the books, some others end.

    The first two of each family are there all the time, so that something of it can always be ordered.
    """
    ids = np.arange(len(family))
    draw = rng.uniform(seed, "product.life", ids)
    weeks = rng.integers(seed, "product.launch", ids, *knobs.launched_weeks)
    before = -rng.integers(seed, "product.age", ids, *knobs.age_days)
    new = draw < knobs.launched
    launched = np.where(new, calendar.monday(weeks), before)
    (first, final), (earliest, latest) = knobs.launched_weeks, knobs.ended_weeks
    last = earliest + (weeks - first) * (latest - earliest) // max(final - first, 1)
    ended = np.where(draw > 1 - knobs.ended, calendar.monday(last), calendar.NEVER)
    lasting = np.zeros(len(ids), dtype=bool)
    starts = np.searchsorted(family, np.arange(len(FAMILIES)))
    lasting[starts] = lasting[starts + 1] = True
    return np.where(lasting, before, launched), np.where(lasting, calendar.NEVER, ended)


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


def _regrind(by_family: tuple[int, ...], family: np.ndarray, noun: np.ndarray) -> np.ndarray:
    """Return the part of runners and scrap that a run of each good uses again, per cent: nothing where it touches food."""
    food = [FAMILIES[kind].nouns[place].food for kind, place in zip(family, noun, strict=True)]
    return np.where(food, 0, np.array(by_family, dtype=np.int64)[family])


def press_class(presses: tuple[Press, ...], shot_g: np.ndarray) -> np.ndarray:
    """Return the class of presses, from 0, that shots of so many grams need: the last one takes all that is too heavy for others."""
    return np.searchsorted([entry.shot_g for entry in presses[:-1]], shot_g)


def _price_index(seed: int, resin: np.ndarray, realism: Realism) -> np.ndarray:
    """Return list prices by half-year and good as multiples of those at standard cost, which the first ones of a calm market would be.

    On 1 April all rise. On 1 October some are revised: by what the market of their resin has moved since their last revision, as far as
    it is in the price, and by what is bargained. What was revised stays in later lists.
    """
    margin, ids = realism.margin, np.arange(len(resin))
    resin_price = market(realism.purchasing, calendar.HALF_YEARS[:, None], resin)
    due = 1 + margin.resin_part * (resin_price - 1)
    seen, level = due[0], due[0]
    index = [level]
    for half, now in enumerate(due[1:], 1):
        if half % 2:
            lot = rng.combine(half, ids)
            revised = rng.chance(seed, "price.revised", lot, margin.mid_year)
            bargain = 1 + rng.between(seed, "price.change", lot, *margin.mid_year_change)
            level = np.where(revised, level * now / seen * bargain, level)
            seen = np.where(revised, now, seen)
        else:
            level = level * (1 + margin.price_rise)
        index.append(level)
    return np.array(index)


def _against_trend(index: np.ndarray, margin: Margin) -> np.ndarray:
    """Return list prices by half-year and good as multiples of their trend, which rises as much a year, but evenly."""
    middle = np.arange(len(index)) / 2 + 0.25
    return index / (1 + margin.price_rise) ** (middle[:, None] - 0.5)


def _list_prices(
    seed: int, cost: np.ndarray, family: np.ndarray, index: np.ndarray, realism: Realism
) -> np.ndarray:
    """Return list prices by half-year and good, so that the margin holds after the usual discount."""
    margin, ids = realism.margin, np.arange(len(cost))
    share = rng.between(seed, "product.margin", ids, *margin.margin)
    by_segment = demand.SHARES.T[family] * realism.demand.segment_share
    discount = by_segment * np.asarray(realism.orders.discount_by_segment)
    usual = discount.sum(axis=1) / by_segment.sum(axis=1) / 100
    price = cost / (1 - share) / (1 - usual) * index
    least, steps = np.array(margin.price_steps).T
    tick = steps[np.searchsorted(least, price, side="right") - 1]
    return (np.rint(price / tick) * tick).astype(np.int64)


def _names(family: np.ndarray, noun: np.ndarray, rank: np.ndarray, colour: np.ndarray) -> list[str]:
    """Return a name for each good, no two alike: its noun with a size of that noun, and its colour."""
    names: list[str] = []
    seen: dict[str, int] = {}
    for kind, place, size, shade in zip(family, noun, rank, colour, strict=True):
        entry = FAMILIES[kind].nouns[place]
        name = f"{entry.name} {entry.sizes[size]}, {COLOURS[shade]}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}, model {seen[name]}")
    return names
