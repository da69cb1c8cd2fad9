"""What planners of production and of purchases go by: the weeks in which they order, and what they expect to be used.

They know the season, what is launched and given up, and what was used so far. What will be used they don't know, but of a
good they are told how much is sold in a year, in the mean of the books' three (:class:`pikku.generate.company.Operations`).
"""

import numpy as np

from pikku.generate import rng

#: Weeks of a year, and those of usual use that stand beside what was used lately, so that a good that is seldom sold isn't
#: expected to be sold never, or each week.
_YEAR, _STEADY = 52, 2


def due(
    seed: int, stream: str, interval: np.ndarray, first_week: int, weeks: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return whether each item is ordered in a week, by week and item, and the first such week after each week.

    Parameters
    ----------
    interval
        Weeks from one order to the next, by item.
    first_week, weeks
        First week in which anything is ordered, and how many there are in all.
    """
    phase = (rng.uniform(seed, stream, np.arange(len(interval))) * interval).astype(np.int64)
    week = np.arange(weeks)[:, None]
    ordered = ((week - phase) % interval == 0) & (week >= first_week)
    after = np.maximum(week + 1, first_week)
    return ordered, after + (phase - after) % interval


class Forecast:
    """What is expected to be used of each item, from any week on, as it was known at the beginning of a week.

    Parameters
    ----------
    expected
        What was expected of each week and item when the year was planned, base units.
    used
        What was used, base units, as many weeks.
    lately
        Weeks by which it is corrected: used is as much more or less than expected as it was in these.
    beyond
        Weeks after them that are asked for: as much is expected as a year before, if the item is still used.
    """

    def __init__(self, expected: np.ndarray, used: np.ndarray, lately: int, beyond: int) -> None:
        weeks = len(used)
        year_before = expected[weeks - _YEAR : weeks - _YEAR + beyond]
        still = (expected[weeks - 2] > 0)[None, :]
        self._until = before(np.concatenate([expected, year_before * still]))
        first = np.maximum(np.arange(weeks) - lately, 0)
        usual = expected.sum(axis=0) / np.maximum(np.count_nonzero(expected, axis=0), 1)
        # Before the books, it was as expected.
        steady = (lately - np.arange(weeks) + first + _STEADY)[:, None] * usual
        spent = before(used)
        was = spent[:weeks] - spent[first] + steady
        wanted = self._until[:weeks] - self._until[first] + steady
        self._factor = np.maximum(was, 0) / np.maximum(wanted, 1e-9)

    def between(self, known: np.ndarray | int, first: np.ndarray, end: np.ndarray) -> np.ndarray:
        """Return what is expected to be used of each item, whole units, as it was known at the beginning of week `known`.

        Parameters
        ----------
        first, end
            The first week of each item, and the one after the last.
        """
        item = np.arange(self._until.shape[1])
        factor = self._factor[known] if np.isscalar(known) else self._factor[known, item]
        units = factor * (self._until[end, item] - self._until[first, item])
        return np.ceil(units - 1e-6).astype(np.int64)


def before(use: np.ndarray) -> np.ndarray:
    """Return what is used of each item before each week, and in all."""
    total = np.zeros((len(use) + 1, use.shape[1]), dtype=use.dtype)
    np.cumsum(use, axis=0, out=total[1:])
    return total
