"""Which items are counted when, by how much the books are off, and that so much is there."""

from dataclasses import replace

import numpy as np
import pytest

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, stocktakes

ITEMS = np.arange(1, 41)
LEFT = np.full((calendar.PLAN_WEEKS, len(ITEMS)), 1_000)
#: Twenty items of class A, ten of B and ten of C: each A is worth 4 %, each B 1.5 %, each C 0.5 %.
USED = np.repeat([4.0, 1.5, 0.5], [20, 10, 10])
KNOBS = replace(REALISM.stocktakes, classes=(0.795, 0.945))


def counted(**knobs) -> stocktakes.Counts:
    return stocktakes.draw(5, replace(KNOBS, **knobs), ITEMS, USED, LEFT)


def test_all_is_counted_in_march_and_the_dearest_items_most_often_in_between():
    counts = counted()
    march = calendar.PERIOD_OF_MONTH % 100 == 3
    assert counts.due[march].all()
    times = counts.due.sum(axis=0)
    # Every 3, 6 and 12 months, where that isn't in March anyway.
    for items, least, most in (
        (slice(0, 20), 16, 20),
        (slice(20, 30), 8, 12),
        (slice(30, 40), 4, 8),
    ):
        assert (times[items] >= least).all() and (times[items] <= most).all()
    assert set(times[:20]) == {16, 20}


def test_counts_are_on_the_last_sunday_of_each_month():
    counts = counted()
    assert (calendar.weekday(counts.day) == 6).all()
    assert (calendar.MONTH_OF_DAY[counts.day] == np.arange(calendar.PLAN_MONTHS)).all()
    assert (counts.day + 7 > calendar.MONTH_END).all()


@pytest.mark.parametrize("found", [0.0, 1.0])
def test_what_is_off_is_a_share_of_what_left_since_the_last_count(found):
    counts = counted(differing=1.0, off=(0.01, 0.01), found=found)
    off, none = (counts.found, counts.missing) if found else (counts.missing, counts.found)
    assert not none.any()
    assert (off.sum(axis=1) > 0).sum() == calendar.PLAN_MONTHS
    # Every item is counted on the last Sunday, so that one in a hundred is off of all that had left by then.
    left = 1_000 * (calendar.week(counts.day[-1]) + 1)
    assert np.abs(off.sum(axis=0) - left / 100).max() <= counts.due.sum(axis=0).max()


def test_an_item_of_which_nothing_left_is_not_off():
    counts = stocktakes.draw(5, replace(KNOBS, differing=1.0), ITEMS, USED, np.zeros_like(LEFT))
    assert not counts.missing.any() and not counts.found.any()


def test_an_items_counts_do_not_depend_on_the_other_items():
    few = stocktakes.draw(5, KNOBS, ITEMS[:20], USED[:20] * 0 + 1, LEFT[:, :20])
    same = stocktakes.draw(5, KNOBS, ITEMS[:20][::-1], USED[:20] * 0 + 1, LEFT[:, :20])
    # All are worth the same, so their classes go by their order; those that keep theirs keep all.
    kept = (few.due == same.due[:, ::-1]).all(axis=0)
    assert kept.any()
    assert (few.missing[:, kept] == same.missing[:, ::-1][:, kept]).all()


def test_the_books_say_what_was_there_before_the_count():
    counts = counted(differing=1.0)
    opening = np.full(len(ITEMS), 500_000)
    booked = counts.booked(opening, -LEFT)
    week = calendar.week(counts.day)
    there = booked + counts.found[week] - counts.missing[week]
    for month in range(1, calendar.PLAN_MONTHS):
        gone = 1_000 * (week[month] - week[month - 1])
        assert (booked[month] == there[month - 1] - gone).all()


def test_no_more_is_off_than_a_part_of_what_is_booked():
    counts = counted(differing=1.0, found=0.0)
    week, stock = calendar.week(counts.day[-1]), np.arange(len(ITEMS)) * 10
    missing, found = counts.off(week, stock, np.zeros_like(stock))
    assert (missing <= KNOBS.most_off * stock).all() and not found.any()
    assert (missing <= counts.missing[week]).all() and missing.any()


def test_what_customers_have_ordered_is_there():
    counts = counted(differing=1.0, found=0.0)
    week, stock = calendar.week(counts.day[-1]), np.full(len(ITEMS), 10_000)
    missing, _ = counts.off(week, stock, stock - 3)
    assert (missing == np.minimum(counts.missing[week], 3)).all()
    missing, _ = counts.off(week, stock, stock + 3)
    assert not missing.any()
