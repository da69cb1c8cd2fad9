"""Production: machines are in use all week, and make what they are made for."""

from dataclasses import replace

import numpy as np
import pytest
from tests.generate.test_maintenance import made, planned

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.realism import REALISM
from pikku.generate import calendar, goods, production, sizes, stocktakes


@pytest.mark.parametrize("size", ["small", "medium"])
def test_machines_are_in_use_on_all_days_of_the_week(size):
    """Of the days on which they could run, between 60 and 75 in a hundred, and no weekday stands out."""
    _, runs, _ = made(1, REALISM, size)
    machines = int(runs.machine.max())
    in_use = np.zeros((machines, calendar.PLAN_DAYS), dtype=np.int64)
    for machine, started, finished in zip(runs.machine, runs.started, runs.finished, strict=True):
        in_use[machine - 1, started : finished + 1] += 1
    assert in_use.max() == 1
    open_days = np.flatnonzero(calendar.WORKING[: calendar.DAYS])
    in_use, day = in_use[:, open_days], calendar.weekday(open_days)
    of_weekday = np.array([in_use[:, day == each].mean() for each in range(6)])
    assert 0.60 < in_use.mean() < 0.75
    assert of_weekday.min() > 0.7 * of_weekday.max()
    started = np.bincount(calendar.weekday(runs.started), minlength=7)
    assert started[:6].min() > 0.25 * started.max() and started[6] == 0


@pytest.mark.parametrize("size", [500, "small"])
def test_a_press_moulds_shots_of_its_class(size):
    made_of, runs, _ = made(1, REALISM, size)
    limits = np.array([0, *(entry.shot_g for entry in REALISM.production.presses)])
    shot, kind = made_of.weight_g * made_of.cavities, runs.press[runs.machine - 1]
    assert set(kind.tolist()) == set(range(len(limits) - 1))
    assert (shot[runs.product] > limits[kind]).all()
    assert (shot[runs.product] <= limits[kind + 1]).all()


def test_a_machine_hour_costs_what_the_class_of_the_press_says():
    made_of, _, _ = made(1, REALISM, "small")
    hours = made_of.conversion / 100 / made_of.hours_per_piece
    rates = np.array([entry.hour for entry in REALISM.production.presses])[made_of.press]
    many = made_of.conversion > 100  # others are rounded to whole paisa
    assert np.allclose(hours[many], rates[many], rtol=0.01)


@pytest.mark.parametrize("size", ["small", "medium"])
def test_presses_are_bought_for_new_goods(size):
    made_of, runs, _ = made(1, REALISM, size)
    new = np.flatnonzero(runs.first_run >= 0)
    assert 0.02 * len(runs.press) < len(new) < 0.15 * len(runs.press)
    for machine in new:
        mine = runs.machine == machine + 1
        assert runs.started[mine].min() == runs.first_run[machine]
        assert (made_of.launched[runs.product[mine]] > 0).all()


@pytest.mark.parametrize("size", ["small", "medium"])
def test_nothing_is_made_in_a_mould_that_is_not_there(size):
    made_of, runs, _ = made(1, REALISM, size)
    assert (made_of.launched > 0).any()
    assert (runs.started >= runs.commissioned[runs.product]).all()
    assert (runs.commissioned < np.maximum(made_of.launched, 1)).all()


def test_moulds_of_new_goods_have_cavities_for_the_weeks_in_which_they_are_sold():
    made_of, _, _ = made(1, REALISM, "medium")
    most = np.array([max(entry.cavities) for entry in FAMILIES])[made_of.family]
    hours = made_of.usual * made_of.hours_per_piece
    new = (made_of.launched > 0) & (made_of.cavities < most)
    assert new.sum() > 20
    assert hours[new].max() <= REALISM.production.mould_hours


def noisy(size="small", seed=1, noise=0.5):
    """Return goods, and pieces that are sent of them: as many as is expected, but by chance."""
    made_of, _ = goods.build(seed, sizes.parse(size), REALISM)
    chance = np.random.default_rng(seed).lognormal(-(noise**2) / 2, noise, made_of.expected.shape)
    return made_of, np.rint(made_of.expected * chance).astype(np.int64)


def lowest(runs, sent):
    """Return the stock of each good at the end of each week before what is made in it is there."""
    received = np.zeros_like(sent)
    np.add.at(received, (calendar.week(runs.finished), runs.product), runs.good)
    return runs.opening + np.cumsum(received, axis=0) - received - np.cumsum(sent, axis=0)


@pytest.mark.parametrize("seed", [1, 2])
def test_safety_stocks_are_used_differently_and_nobody_waits(seed):
    made_of, sent = noisy(seed=seed)
    low = lowest(planned(seed, REALISM, made_of, sent), sent)
    assert (low >= 0).all()
    there = (made_of.launched <= 0) & (made_of.ended > calendar.PLAN_DAYS)
    weeks = low[1 : calendar.WEEKS, there].min(axis=0) / made_of.usual[there]
    first, third = np.quantile(weeks, [0.25, 0.75])
    assert third < REALISM.production.safety_weeks
    assert third - first > 0.1 * REALISM.production.safety_weeks


def test_of_a_good_that_is_given_up_nothing_is_made_and_something_is_left():
    made_of, sent = noisy("medium")
    runs = planned(1, REALISM, made_of, sent)
    gone = np.flatnonzero(made_of.ended < calendar.DAYS)
    assert len(gone) > 10
    assert (runs.finished < made_of.ended[runs.product]).all()
    left = lowest(runs, sent)[-1, gone] / made_of.usual[gone]
    assert np.mean(left > 0.05) > 0.5 and np.median(left) < 2


def planned_needs(made_of, sent, counts):
    nothing = np.zeros_like(sent)
    from_week = calendar.week(made_of.launched) - 1
    return production._needs(1, REALISM.production, made_of, sent, nothing, counts, from_week)


def test_planners_do_not_know_what_will_be_ordered_or_missing():
    made_of, sent = noisy()
    counts = stocktakes.draw(1, REALISM.stocktakes, made_of.product_id, sent[0], sent)
    need, opening, _ = planned_needs(made_of, sent, counts)
    week, lasting = 100, made_of.ended > calendar.PLAN_DAYS
    more = sent.copy()
    more[week:] *= 2
    other, same, _ = planned_needs(made_of, more, counts)
    assert (opening == same).all()
    # In the week before, next week's orders come in.
    assert (need[: week - 1] == other[: week - 1])[:, lasting].all()
    assert (need[week - 1 :] != other[week - 1 :]).any()
    found = int(calendar.week(counts.day[20]))
    assert counts.missing[found].any()
    without = replace(
        counts, missing=np.where(np.arange(len(sent))[:, None] < found, counts.missing, 0)
    )
    other, _, _ = planned_needs(made_of, sent, without)
    assert (need[: found + 1] == other[: found + 1]).all() and (need != other).any()


def test_short_runs_waste_more_and_hardly_a_run_is_shorter_than_half_a_shift():
    made_of, runs, _ = made(1, REALISM, "medium")
    hours = runs.planned * made_of.hours_per_piece[runs.product]
    assert np.mean(hours < REALISM.production.least_run_hours / 2) < 0.002

    def wasted(mine):
        return runs.scrap[mine].sum() / runs.planned[mine].sum()

    assert wasted(hours < 5) > 1.5 * wasted(hours > 60)
    share = runs.scrap / runs.planned
    assert 0.001 < np.mean(share[hours > 20] > 0.05) < 0.05


def test_most_runs_yield_about_what_was_planned_and_some_a_little_more():
    _, runs, _ = made(1, REALISM, "medium")
    share = (runs.good / runs.planned)[runs.planned > 1_000]
    assert share.min() >= REALISM.production.yield_least
    assert 0.25 < np.mean(share > 1) < 0.75 and share.max() < 1.01
    middle, least = np.quantile(share, [0.5, 0.01])
    assert abs(middle - 1) < 0.003 and least < 0.985
