"""Production: machines are in use all week, and make what they are made for."""

import numpy as np
import pytest
from tests.generate.test_maintenance import made

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.realism import REALISM
from pikku.generate import calendar


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
