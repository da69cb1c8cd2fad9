"""Demand, top down: orders by day and segment, then each product's share by week and segment."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import Campaign, Demand, Realism
from pikku.generate import calendar, rng
from pikku.generate.rows import position_in_group

_FAMILY_NAMES = [entry.name for entry in FAMILIES]
#: Each family's part in the order lines of each segment, shape (segments, families).
SHARES = np.array([entry.share for entry in FAMILIES]).T
#: Order lines that a block has at most, about. It is in the data, as the order of their rows.
BLOCK = 50_000
#: Parts of a piece that planners reckon with.
_PER_PIECE = 1024
#: Rows that a block of what follows orders has at most, and more than the blocks that a span is ever cut into.
SPAN_BLOCK, _PARTS = BLOCK, 100


def intensity(seed: int, demand: Demand) -> np.ndarray:
    """Return the relative number of orders by day and segment, shape (days, segments).

    Trend x seasons x campaigns x weekday x month end x holidays x daily noise; the absolute level is set by the size.
    """
    days = calendar.ALL_DAYS
    by_day = np.asarray(demand.weekday)[calendar.weekday(days)]
    to_month_end = calendar.MONTH_END[calendar.MONTH_OF_DAY] - days
    by_day = by_day * np.where(to_month_end < demand.month_end_days, demand.month_end, 1.0)
    closed = np.isin(days, [calendar.index(day) for day in demand.holidays])
    by_day = by_day * np.where(closed, demand.holiday, 1.0)
    by_day = by_day * (1 + demand.day_noise * rng.normal(seed, "demand.day", days))
    growth = (1 + np.asarray(demand.segment_growth)) ** (days[:, None] / 365.25)
    level = np.asarray(demand.segment_share) * growth * by_day[:, None]
    for season in demand.seasons:
        for middle in season.days:
            distance = (days - calendar.index(middle)) / season.days_wide
            bell = np.exp(-0.5 * distance * distance)
            level = level * (1 + bell[:, None] * np.asarray(season.by_segment))
    share = SHARES / SHARES.sum(axis=1, keepdims=True)
    busier = (share[:, None, :] * lifts(demand)).sum(axis=2).T
    level = level * busier[calendar.week(days)]
    return np.maximum(level, 0.0)


def _cells(campaign: Campaign, first: int, weeks: int) -> tuple[np.ndarray, ...]:
    """Return where (segment, week, family) a campaign's customers and goods are in the `weeks` from `first` on."""
    segments = [SEGMENTS.index(name) for name in campaign.segments]
    families = [_FAMILY_NAMES.index(name) for name in campaign.categories]
    within = np.arange(first, min(first + weeks, calendar.PLAN_WEEKS))
    return np.ix_(segments, within, families)


def held(demand: Demand) -> list[tuple[Campaign, int]]:
    """Return each time that a campaign runs, with its first week; within the plan, in order of that."""
    every = [
        (campaign, int(calendar.week(calendar.index(day))))
        for campaign in demand.campaigns
        for day in campaign.mondays
    ]
    within = [
        each for each in every if each[1] >= 0 and each[1] + each[0].weeks <= calendar.PLAN_WEEKS
    ]
    return sorted(within, key=lambda each: each[1])


def campaigns(demand: Demand) -> np.ndarray:
    """Return the number of the campaign, from 1, by segment, week and family; 0 where there is none."""
    number = np.zeros((len(SEGMENTS), calendar.PLAN_WEEKS, len(FAMILIES)), dtype=np.int64)
    for place, (campaign, first) in enumerate(held(demand), 1):
        number[_cells(campaign, first, campaign.weeks)] = place
    return number


def lifts(demand: Demand) -> np.ndarray:
    """Return what campaigns make of demand, as a multiple of it, by segment, week and family: more, then less."""
    lift = np.ones((len(SEGMENTS), calendar.PLAN_WEEKS, len(FAMILIES)))
    for campaign, first in held(demand):
        dip = campaign.lift * campaign.weeks * demand.pulled_forward / demand.dip_weeks
        lift[_cells(campaign, first, campaign.weeks)] *= 1 + campaign.lift
        lift[_cells(campaign, first + campaign.weeks, demand.dip_weeks)] *= max(0.0, 1 - dip)
    return lift


@dataclass(frozen=True)
class Shares:
    """What the order lines of a week are for.

    Attributes
    ----------
    families
        Each family's part in the lines of a segment, shape (segments, weeks, families).
    regular, occasional
        Each good's part in its family's lines: of what customers take regularly, and of what they take now and then, shape
        (weeks, products).
    family
        Position of each product's family in `FAMILIES`.
    """

    families: np.ndarray
    regular: np.ndarray
    occasional: np.ndarray
    family: np.ndarray

    def of_goods(self, share: float) -> np.ndarray:
        """Return each good's part in all lines, shape (segments, weeks, products); a `share` is taken regularly."""
        mixed = share * self.regular + (1 - share) * self.occasional
        return self.families[:, :, self.family] * mixed


def shares(
    seed: int,
    realism: Realism,
    family: np.ndarray,
    launched: np.ndarray,
    ended: np.ndarray,
) -> Shares:
    """Return what the order lines of each week are for.

    Parameters
    ----------
    family
        Position of each product's family in `FAMILIES`.
    launched, ended
        First day and the day after the last one that each product can be ordered; it is ordered in whole weeks.
    """
    demand, knobs = realism.demand, realism.products
    count = len(family)
    products = np.arange(count)
    popularity = np.empty(count)
    lottery = rng.bits(seed, "product.rank", products)
    for member in range(len(FAMILIES)):
        mine = np.flatnonzero(family == member)
        rank = rng.ranks(lottery[mine])
        weight = (rank + 1.0) ** -demand.product_pareto
        popularity[mine] = weight / weight.sum()
    weeks = np.arange(calendar.PLAN_WEEKS)
    monday = calendar.monday(weeks)[:, None]
    sold = (monday >= launched) | (launched <= 0)
    sold &= monday + 6 < ended
    least = knobs.least_share
    grown = least + (1 - least) * (monday - launched) / (7 * max(knobs.launch_weeks, 1))
    left = least + (1 - least) * (ended - monday - 7) / (7 * max(knobs.fade_weeks, 1))
    ramp = np.clip(np.minimum(np.where(launched > 0, grown, 1.0), left), least, 1.0)
    cell = rng.uniform(seed, "demand.product", rng.combine(weeks[:, None], products[None, :]))
    noise = 1 + demand.product_noise * (2 * cell - 1)
    drift = 1 + knobs.drift * rng.normal(seed, "product.drift", products) * (
        weeks[:, None] / calendar.WEEKS
    )
    regular = popularity * sold * ramp * np.maximum(drift, knobs.drift_least)
    occasional = regular * noise

    def by_family(each: np.ndarray) -> np.ndarray:
        return np.stack([each[:, family == f].sum(axis=1) for f in range(len(FAMILIES))], axis=1)

    families = lifts(demand) * SHARES[:, None, :] * by_family(occasional)
    families /= families.sum(axis=2, keepdims=True)
    return Shares(
        families,
        *(each / np.maximum(by_family(each)[:, family], 1e-300) for each in (regular, occasional)),
        family,
    )


def price_response(demand: Demand, relative_price: np.ndarray) -> np.ndarray:
    """Return what is ordered as a multiple of the usual quantity, shape (segments, half-years, products).

    Parameters
    ----------
    relative_price
        List price as a multiple of its trend, by half-year and product.
    """
    return relative_price ** np.asarray(demand.elasticity)[:, None, None]


@dataclass(frozen=True)
class Plan:
    """The demand plan: how many orders a day, of which segment, and which products.

    The orders stand in blocks, of which pieces are made: the weeks, in parts of about equal size where they are very large.

    Attributes
    ----------
    first_order
        Number of the first order (from 0) of each day; one more entry than days, the last is the number of orders.
    first_of_block
        The same of each block.
    week_of_block
        The week that each block is of.
    segments
        Chooses an order's segment by day.
    families
        Chooses a line's family by segment and week; None where no order is drawn.
    products
        Chooses its good: by week and family of what is taken regularly, and then of what is taken now and then. None where no
        order is drawn.
    order_share
        Orders by day and segment, as a share of all orders of the books' three years.
    campaign
        Number of the campaign, from 1, by segment, week and family; 0 where there is none.
    """

    first_order: np.ndarray
    first_of_block: np.ndarray
    week_of_block: np.ndarray
    segments: rng.Table
    families: rng.Table | None
    products: rng.Table | None
    order_share: np.ndarray
    campaign: np.ndarray

    @property
    def orders(self) -> int:
        """Return the number of orders."""
        return int(self.first_order[-1])

    @property
    def yearly(self) -> np.ndarray:
        """Return the mean number of orders of a year of the books, by segment."""
        orders = self.order_share[: calendar.DAYS].sum(axis=0) * self.first_order[calendar.DAYS]
        return orders * 365 / calendar.DAYS

    def blocks(self, weeks: range) -> range:
        """Return the blocks of some weeks."""
        return range(*np.searchsorted(self.week_of_block, [weeks.start, weeks.stop]).tolist())


def plan(seed: int, realism: Realism, order_lines: int, parts: Shares) -> Plan:
    """Return the demand plan for about `order_lines` lines in the books, and what these are for."""
    level = intensity(seed, realism.demand)
    share = level / level[: calendar.DAYS].sum()
    mean_lines = realism.orders.mean_lines
    part = np.cumsum(share.sum(axis=1))
    part /= part[
        calendar.DAYS - 1
    ]  # so that where the books end it is exactly 1: half an order is rounded up
    first = np.floor(part * (order_lines / mean_lines) + 0.5).astype(np.int64)
    first = np.concatenate([[0], first])
    week_of_block, first_of_block = _blocks(first, int(BLOCK / mean_lines))
    open_days = np.where(level.sum(axis=1, keepdims=True) > 0, level, 1.0)
    return Plan(
        first,
        first_of_block,
        week_of_block,
        rng.Table(open_days),
        rng.Table(parts.families.reshape(-1, len(FAMILIES))),
        rng.Table(_by_family(parts)),
        share,
        campaigns(realism.demand),
    )


def _by_family(parts: Shares) -> Iterator[np.ndarray]:
    """Return the parts of the goods of each family: week by week, of what is taken regularly and then of the others."""
    for of_week in (*parts.regular, *parts.occasional):
        for place in range(len(FAMILIES)):
            mine = np.where(parts.family == place, of_week, 0.0)
            # Of a family that has nothing to sell in a week nothing is chosen.
            yield mine if mine.any() else (parts.family == place).astype(np.float64)


def blocks(day: np.ndarray) -> np.ndarray:
    """Return the blocks of rows that follow orders, by their days, ascending: the spans, in parts where they are very large."""
    span = calendar.SPAN_OF_DAY[day]
    return span * _PARTS + position_in_group(span) // SPAN_BLOCK


def _blocks(first_order: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the week of each block of at most so many orders, and the number of its first order, with that after the last."""
    starts = np.clip(calendar.monday(np.arange(calendar.PLAN_WEEKS + 1)), 0, calendar.PLAN_DAYS)
    first = first_order[starts]
    orders = np.diff(first)
    parts = np.maximum(1, -(-orders // most))
    week = np.repeat(np.arange(calendar.PLAN_WEEKS), parts)
    before = position_in_group(week) * orders[week] // parts[week]
    return week, np.append(first[week] + before, first[-1])


def expected_pieces(
    weights: np.ndarray, order_share: np.ndarray, lines: int, quantity: np.ndarray
) -> np.ndarray:
    """Return the expected pieces ordered by week and product, in 1024ths of a piece.

    Parameters
    ----------
    weights
        Each good's part in the order lines, shape (segments, weeks, products).
    quantity
        Mean quantity of a line by segment, half-year and product.
    """
    weekly = np.zeros((calendar.PLAN_WEEKS, order_share.shape[1]))
    np.add.at(weekly, calendar.week(calendar.ALL_DAYS), order_share)
    chosen = weights / weights.sum(axis=2, keepdims=True)
    half = calendar.half_year(np.maximum(calendar.monday(np.arange(calendar.PLAN_WEEKS)), 0))
    pieces = np.zeros(chosen.shape[1:])
    for segment, (of_weeks, mean) in enumerate(zip(chosen, quantity, strict=True)):
        pieces += weekly[:, segment, None] * lines * of_weeks * mean[half]
    # The last digits of powers and the like differ between machines: planners, who compare sums of these, must not see it.
    return np.rint(pieces * _PER_PIECE) / _PER_PIECE
