"""Purchases: planned by what is expected to be used; what is lacking is fetched."""

import numpy as np
import pytest
from tests.generate.test_maintenance import made

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, consumption, purchasing, stocktakes

KNOBS = REALISM.purchasing


@pytest.fixture(scope="module")
def used():
    """Return goods, and what the runs take of their materials."""
    made_of, runs, _ = made(1, REALISM, "small")
    return made_of, consumption.issues(made_of, runs).by_week


def needed(made_of, used):
    nothing = np.zeros_like(used)
    counts = stocktakes.draw(1, REALISM.stocktakes, made_of.stock.product_id, used[0], nothing)
    lead = np.full(used.shape[1], 2)
    return purchasing._needs(1, REALISM, made_of, used, nothing, counts, lead)


def test_what_runs_take_is_there_and_the_safety_stock_is_used(used):
    made_of, taken = used
    week, item, _, quantity, refused, opening, _ = needed(made_of, taken)
    came = np.zeros((calendar.PLAN_WEEKS + 3, taken.shape[1]), dtype=np.int64)
    np.add.at(came, (week, item), quantity - refused)
    came = came[: calendar.PLAN_WEEKS]
    low = opening + np.cumsum(came, axis=0) - came - np.cumsum(taken, axis=0)
    assert (low >= 0).all()
    weeks = low[1 : calendar.WEEKS].min(axis=0) / taken.mean(axis=0)
    first, third = np.quantile(weeks, [0.25, 0.75])
    assert first < 0.5 * KNOBS.safety_weeks and third - first > 0.05


def test_buyers_do_not_know_what_runs_will_take(used):
    made_of, taken = used
    more = taken.copy()
    more[100:] *= 2
    one, other = (np.stack(needed(made_of, each)[:4]) for each in (taken, more))
    # In the week before, next week's runs are known.
    assert np.array_equal(one[:, one[0] < 99], other[:, other[0] < 99])
    assert not np.array_equal(one, other)


def test_few_goods_are_fetched_sooner(used):
    made_of, taken = used
    _, _, urgent, *_ = needed(made_of, taken)
    assert 0 < np.mean(urgent) < 0.25
