"""What becomes of the pieces that a run is planned to make: how many are good, and how many are scrap."""

import numpy as np

from pikku.catalog.realism import Production
from pikku.generate import rng
from pikku.generate.goods import Goods


def ids(week: int | np.ndarray, good: np.ndarray) -> np.ndarray:
    """Return a number for each run, by which it draws: a good is made once a week at most."""
    return week * 100_000 + good


def yielded(seed: int, knobs: Production, run: np.ndarray, planned: np.ndarray) -> np.ndarray:
    """Return the good pieces of runs: mostly about as many as planned, now and then clearly fewer."""
    short = knobs.yield_median * np.exp(rng.normal(seed, "production_order.yield", run))
    share = np.maximum(knobs.yield_most - short, knobs.yield_least)
    return np.ceil(planned * share - 1e-6).astype(np.int64)


def scrap(
    seed: int,
    knobs: Production,
    goods: Goods,
    week: int | np.ndarray,
    good: np.ndarray,
    pieces: np.ndarray,
) -> np.ndarray:
    """Return the scrap of runs of so many pieces: the shots until a mould is warm, and a part of all that follow.

    Of more pieces no less is scrap.
    """
    run = ids(week, good)
    start = rng.integers(seed, "production_order.start", run, *knobs.start_shots)
    rate = rng.log_normal(seed, "production_order.scrap", run, knobs.scrap_spread)
    rate = np.minimum(goods.scrap[good] * rate, knobs.scrap_most)
    wasted = np.rint(pieces * rate).astype(np.int64) + start * goods.cavities[good]
    return np.where(pieces > 0, wasted, 0)


def most_shots(knobs: Production, goods: Goods, pieces: np.ndarray) -> np.ndarray:
    """Return the most shots that any run of so many planned pieces of each good can take."""
    most = (pieces + 2) * (knobs.yield_most + knobs.scrap_most)
    return np.ceil(most / goods.cavities).astype(np.int64) + knobs.start_shots[1] + 1


def shots(seed: int, knobs: Production, goods: Goods, week: int, pieces: np.ndarray) -> np.ndarray:
    """Return the most shots that the runs of a week of each good can take, of the pieces planned or fewer."""
    planned = np.ceil(pieces) + 1  # with what is rounded up
    most = planned * knobs.yield_most + 1
    most += scrap(seed, knobs, goods, week, np.arange(len(goods)), planned)
    return np.where(pieces > 0, np.ceil(most / goods.cavities), 0).astype(np.int64)
