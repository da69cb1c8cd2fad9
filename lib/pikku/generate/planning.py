"""What planners of production and of purchases go by: the weeks in which they order, and what is used by each week's end."""

import numpy as np

from pikku.generate import rng


def due(
    seed: int, stream: str, interval: np.ndarray, first_week: int, weeks: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return whether each item is ordered in a week, by week and item, and the first such week of each.

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
    return ordered, np.argmax(ordered, axis=0)


def cumulated(use: np.ndarray, usual: int, beyond: int) -> np.ndarray:
    """Return what is used of each item before each week, of the plan and of so many weeks beyond it.

    The mean of the last weeks (`usual` of them) stands for what is used after the plan, whose last week has three days only.

    Parameters
    ----------
    use
        Base units by week and item.
    """
    recent = np.ceil(use[-1 - usual : -1].mean(axis=0)).astype(np.int64)
    weeks, items = use.shape
    total = np.zeros((weeks + beyond + 1, items), dtype=np.int64)
    total[1 : weeks + 1], total[weeks + 1 :] = use, recent
    total[weeks] = np.maximum(total[weeks], recent)
    return np.cumsum(total, axis=0, out=total)
