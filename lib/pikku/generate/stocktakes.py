"""Stocktakes: which items are counted when, and by how much the books are off then.

Counts are made on Sundays, after the week's last movement. How much is off depends on what left the store since the last
count, as far as so much is there. Planners learn of it when it is counted.
"""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.inventory import STOCKTAKE_TYPES
from pikku.catalog.realism import Stocktakes
from pikku.generate import calendar, rng
from pikku.generate.goods import Goods

#: The financial year ends with March.
_LAST_MONTH = 3
_CYCLE = STOCKTAKE_TYPES.index("cycle")
_ANNUAL = STOCKTAKE_TYPES.index("annual")


@dataclass(frozen=True)
class Counts:
    """The counts of a store's items.

    Attributes
    ----------
    day, kind
        Day and position in `STOCKTAKE_TYPES` of each month's stocktake.
    due
        Whether an item is counted, by month and item.
    missing, found
        Base units that are less or more than booked, by week and item.
    most
        Most that is off, as a share of what is booked.
    """

    day: np.ndarray
    kind: np.ndarray
    due: np.ndarray
    missing: np.ndarray
    found: np.ndarray
    most: float

    def off(
        self, week: int, stock: np.ndarray, reserved: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Return what a week's count finds to be missing and found, by item: no more than there can be.

        Parameters
        ----------
        stock, reserved
            What is booked of each item, and how much of it is there, as it is sent or used next.
        """
        most = (stock * self.most).astype(np.int64)
        missing = np.minimum(self.missing[week], np.minimum(most, np.maximum(stock - reserved, 0)))
        return missing, np.minimum(self.found[week], most)

    def booked(self, opening: np.ndarray, moved: np.ndarray) -> np.ndarray:
        """Return what the books say before each month's stocktake, by month and item.

        Parameters
        ----------
        opening
            Stock when the books begin, by item.
        moved
            What came in less what went out, differences left out, by week and item.
        """
        net = self.found - self.missing
        stock = opening + np.cumsum(moved + net, axis=0)
        week = calendar.week(self.day)
        return stock[week] - net[week]


def draw(
    seed: int, knobs: Stocktakes, product_id: np.ndarray, used: np.ndarray, left: np.ndarray
) -> Counts:
    """Return the counts of a store's items, with what is off if so much is there.

    Parameters
    ----------
    product_id
        Keys of the items.
    used
        What an item is worth in the store: the value that is expected to leave in a week.
    left
        Base units that left the store, by week and item.
    """
    ends = calendar.MONTH_END
    day = ends - (calendar.weekday(ends) + 1) % 7  # the last Sunday
    period = calendar.PERIOD_OF_MONTH
    annual = period % 100 == _LAST_MONTH
    interval = np.asarray(knobs.cycle_months)[_classes(knobs, used)]
    phase = (rng.uniform(seed, "stocktake.phase", product_id) * interval).astype(np.int64)
    months_on = np.arange(len(ends))[:, None]
    due = annual[:, None] | ((months_on - phase) % interval == 0)
    ids = period[:, None] * 100_000 + product_id
    size = rng.between(seed, "stocktake_line.size", ids, *knobs.off) * _since_counted(
        due, left, calendar.week(day)
    )
    # Part of a piece is a piece as often as it is large.
    pieces = np.floor(size + rng.uniform(seed, "stocktake_line.rest", ids)).astype(np.int64)
    differs = due & rng.chance(seed, "stocktake_line.differs", ids, knobs.differing)
    more = rng.chance(seed, "stocktake_line.found", ids, knobs.found)
    missing, found = np.zeros_like(left), np.zeros_like(left)
    missing[calendar.week(day)] = np.where(differs & ~more, pieces, 0)
    found[calendar.week(day)] = np.where(differs & more, pieces, 0)
    return Counts(day, np.where(annual, _ANNUAL, _CYCLE), due, missing, found, knobs.most_off)


def _classes(knobs: Stocktakes, used: np.ndarray) -> np.ndarray:
    """Return the class of each item, 0 for A: the dearest come first until they make up its share of the value."""
    order = np.argsort(-used, kind="stable")
    before = np.cumsum(used[order]) - used[order]
    found = np.empty(len(used), dtype=np.int64)
    found[order] = np.searchsorted(knobs.classes, before / max(used.sum(), 1e-9), side="right")
    return found


def _since_counted(due: np.ndarray, left: np.ndarray, week: np.ndarray) -> np.ndarray:
    """Return what left the store since an item's last count, by month and item, until the month's count."""
    until = np.cumsum(left, axis=0)[week]
    # What had left by the last count before: it never gets less.
    counted = np.maximum.accumulate(np.where(due, until, 0), axis=0)
    return until - np.concatenate([np.zeros_like(counted[:1]), counted[:-1]])


def expected_use(goods: Goods) -> np.ndarray:
    """Return the value of bought items that is expected to be used in a week, by item, in paisa."""
    bill, weekly = goods.bill, goods.weekly
    items = len(goods.stock.product_id)
    used = np.bincount(bill.component, bill.per_1000 * weekly[bill.good] / 1e6, items)
    return used * goods.stock.cost
