"""Maintenance of moulds: whatever the knobs say, no mould runs in the tool room, and none is serviced too late."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pikku.catalog.realism import REALISM, Maintenance, Realism
from pikku.generate import calendar, goods, maintenance, production, sizes, stocktakes

KNOBS = st.builds(
    Maintenance,
    service_shots=st.integers(10, 300).map(lambda n: (n * 1_000, n * 2_000)),
    service_days=st.integers(1, 3).map(lambda n: (1, n)),
    overhaul_days=st.integers(1, 6).map(lambda n: (n, 6)),
    shot_life=st.integers(1, 10).map(lambda n: (n * 100_000, n * 200_000)),
    repair=st.floats(0.0, 0.5),
)


def made(seed: int, realism: Realism, size: str | int = 500):
    """Return the goods, the production orders that the expected demand needs, and the work on their moulds."""
    made_of, _ = goods.build(seed, sizes.parse(size), realism)
    sent = np.rint(made_of.expected).astype(np.int64)
    runs = planned(seed, realism, made_of, sent)
    return made_of, runs, maintenance.work(seed, realism.maintenance, made_of, runs)


def planned(seed: int, realism: Realism, made_of: goods.Goods, sent: np.ndarray) -> production.Runs:
    """Return the production orders for what is sent, where stocktakes find nothing to be off."""
    nothing = np.zeros_like(sent)
    counts = stocktakes.draw(seed, realism.stocktakes, made_of.product_id, sent[0], nothing)
    return production.plan(seed, realism, made_of, sent, nothing, counts)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 1_000), knobs=KNOBS, days=st.integers(3, 6))
def test_a_mould_is_never_in_two_places_and_is_looked_after_in_time(seed, knobs, days):
    realism = replace(
        REALISM, maintenance=knobs, production=replace(REALISM.production, days_a_week=days)
    )
    made_of, runs, work = made(seed, realism)
    shots = -(-(runs.good + runs.scrap) // made_of.cavities[runs.product])
    for mould in range(len(made_of)):
        ran, away = runs.product == mould, work.mould == mould
        first = np.concatenate([runs.started[ran], work.started[away]])
        last = np.concatenate([runs.finished[ran], work.finished[away]])
        order = np.argsort(first)
        assert (first[order][1:] > last[order][:-1]).all()
        assert (last >= first).all() and (last < calendar.PLAN_DAYS).all()
        end = work.opening[mould] + shots[ran].sum()
        planned = away & (work.kind != maintenance.REPAIR)
        counted = np.array([work.opening[mould], *work.shots[planned], end])
        assert np.diff(counted).max() <= runs.services.interval[mould]
        renewed = np.array([0, *work.shots[away & (work.kind == maintenance.OVERHAUL)], end])
        assert np.diff(renewed).max() <= runs.services.life[mould]


def test_the_counter_is_that_of_the_runs_before():
    made_of, runs, work = made(5, REALISM)
    shots = -(-(runs.good + runs.scrap) // made_of.cavities[runs.product])
    for mould, day, counted in zip(work.mould, work.started, work.shots, strict=True):
        before = (runs.product == mould) & (runs.finished < day)
        assert counted == work.opening[mould] + shots[before].sum()


def test_a_mould_that_came_within_the_books_starts_at_nought():
    made_of, _, work = made(5, REALISM, "small")
    assert (made_of.launched > 0).any()
    assert (work.opening[made_of.launched > 0] == 0).all()
    assert (work.opening[made_of.launched <= 0] > 0).any()


def test_production_makes_room_for_services():
    """With overhauls that take the whole week, their moulds make in the weeks before what they would have made then."""
    long = replace(REALISM.maintenance, overhaul_days=(6, 6), shot_life=(200_000, 300_000))
    _, runs, work = made(5, replace(REALISM, maintenance=long))
    weeks, moulds = np.nonzero(runs.services.overhaul)
    assert len(weeks) and (work.kind == maintenance.OVERHAUL).any()
    ran = set(zip(calendar.week(runs.started).tolist(), runs.product.tolist(), strict=True))
    assert not ran & set(zip(weeks.tolist(), moulds.tolist(), strict=True))


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_needed_is_still_made_in_time(seed):
    made_of, runs, _ = made(seed, REALISM)
    shipped = np.rint(made_of.expected).astype(np.int64)
    stock = runs.opening - np.cumsum(shipped, axis=0)
    received = np.zeros_like(stock)
    np.add.at(received, (calendar.week(runs.finished), runs.product), runs.good)
    assert (stock[1:] + np.cumsum(received, axis=0)[:-1] >= 0).all()


@pytest.mark.parametrize("size", ["small", "medium"])
def test_moulds_are_overhauled_and_serviced_when_most_of_their_shots_are_made(size):
    """Nearly all first overhauls come after two thirds of the life, nine in ten services after 70 % of the interval."""
    made_of, runs, work = made(1, REALISM, size)
    first, part = [], []
    for mould in range(len(made_of)):
        mine = work.mould == mould
        first += (work.shots[mine & (work.kind == maintenance.OVERHAUL)][:1]).tolist()
        planned = work.shots[mine & (work.kind != maintenance.REPAIR)]
        part.append(np.diff(planned) / runs.services.interval[mould])
    renewed = np.unique(work.mould[work.kind == maintenance.OVERHAUL])
    worn = np.array(first) / runs.services.life[renewed]
    assert len(worn) > 10 and np.mean(worn >= 0.65) > 0.95 and np.median(worn) > 0.75
    assert np.mean(np.concatenate(part) > 0.7) > 0.9


def test_about_as_many_runs_break_a_mould_as_the_knob_says():
    _, runs, work = made(1, REALISM, "medium")
    broke = (work.kind == maintenance.REPAIR).sum() / len(runs.product)
    assert 0.75 * REALISM.maintenance.repair < broke < 1.1 * REALISM.maintenance.repair
