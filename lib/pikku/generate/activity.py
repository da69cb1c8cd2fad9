"""When customers come and go, how much each of them buys, and whose order the next one is."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import Orders, Realism
from pikku.generate import calendar, rng

#: Months between which the course of a customer's orders is drawn, and the part of them that he places at least as long as he buys.
_COURSE_MONTHS = 6
_LEAST_PRESENCE = 0.1


@dataclass(frozen=True)
class Activity:
    """When each customer buys, and how much, by position."""

    seed: int
    knobs: Orders
    segment: np.ndarray
    since: np.ndarray  # day
    left: np.ndarray  # month from which on he buys nothing more
    weight: np.ndarray
    share: np.ndarray  # his part in his segment's orders

    def chooser(self) -> rng.Table:
        """Return the choice of a customer by month and segment."""
        return rng.Table(
            each * (self.segment == member)
            for each in (
                self.weight * self._course(month) * self._presence(month)
                for month in range(calendar.PLAN_MONTHS)
            )
            for member in range(len(SEGMENTS))
        )

    def _presence(self, month: int) -> np.ndarray:
        """Return the part of his usual orders that each customer places in a month: all, less when he comes or goes, or nothing."""
        knobs, begins = self.knobs, calendar.MONTH_START[month]
        new = self.since >= 0
        grown = 1 + (begins - self.since - knobs.growing_days) / max(knobs.growing_days, 1) * new
        left_yet = (self.left - month) / (knobs.fading_months + 1)
        there = (self.since <= begins) & (month < self.left)
        return there * np.clip(np.minimum(grown, left_yet), _LEAST_PRESENCE, 1.0)

    def _course(self, month: int) -> np.ndarray:
        """Return how many times his usual orders each customer places in a month, on average once."""
        number, within = divmod(month, _COURSE_MONTHS)
        part = within / _COURSE_MONTHS
        strayed = (1 - part) * self._knot(number) + part * self._knot(number + 1)
        return np.exp(self.knobs.course * strayed)

    def _knot(self, number: int) -> np.ndarray:
        ids = np.arange(len(self.segment)) * calendar.PLAN_MONTHS + number
        return rng.normal(self.seed, "customer.course", ids)


def activity(
    seed: int, ids: np.ndarray, count: int, segment: np.ndarray, realism: Realism
) -> Activity:
    """Return how much each customer buys, and when. The first two customers of each segment buy all the time.

    Parameters
    ----------
    count
        How many of them come before the books' three years end.
    """
    orders = realism.orders
    new = rng.chance(seed, "customer.new", ids, orders.acquired)
    new[: 2 * len(SEGMENTS)] = False
    before = -rng.integers(seed, "customer.age", ids, *realism.partners.customer_age_days)
    within = rng.integers(seed, "customer.since", ids, 0, calendar.DAYS - orders.settling_days)
    since = np.where(new, calendar.off_closed_day(np.maximum(within, 0)), before)
    later = ids[count:]
    span = (calendar.PLAN_DAYS - calendar.DAYS) / max(len(later), 1)
    spread = rng.uniform(seed, "customer.later", later)
    since[count:] = calendar.DAYS + ((later - count + spread) * span).astype(np.int64)
    life = rng.uniform(seed, "customer.churn", ids)
    left = np.floor(life / max(orders.churn / 12, 1e-9)).astype(np.int64)
    left += calendar.MONTH_OF_DAY[np.clip(since, 0, calendar.PLAN_DAYS - 1)]
    left[: 2 * len(SEGMENTS)] = left[count:] = calendar.NEVER
    rank = np.empty(len(ids))
    lottery = rng.bits(seed, "customer.rank", ids)
    for member in range(len(SEGMENTS)):
        mine = np.flatnonzero(segment[:count] == member)
        rank[mine] = rng.ranks(lottery[mine])
        newer = count + np.flatnonzero(segment[count:] == member)
        rank[newer] = np.floor(rng.uniform(seed, "customer.later_rank", newer) * len(mine))
    weight = (rank + 1.0) ** -realism.demand.customer_pareto
    total = np.bincount(segment[:count], weight[:count])
    return Activity(seed, orders, segment, since, left, weight, weight / total[segment])
