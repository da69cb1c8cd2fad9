from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.reference import FIRST_DAY, LAST_DAY, LAST_PLANNED_DAY, periods
from pikku.generate import calendar

days = st.integers(0, calendar.DAYS - 1)


@given(days)
def test_days_are_the_calendars(day):
    date = FIRST_DAY + timedelta(days=day)
    assert calendar.weekday(day) == date.weekday()
    assert calendar.index(date) == day
    assert calendar.PERIOD_OF_MONTH[calendar.MONTH_OF_DAY[day]] == date.year * 100 + date.month
    monday = calendar.monday(calendar.week(day))
    assert calendar.weekday(monday) == 0
    assert monday <= day < monday + 7


@given(days.filter(lambda d: calendar.weekday(d) != 6), st.integers(0, 40))
def test_working_days_are_counted_one_by_one(day, count):
    at, left = day, count
    while left:
        at += 1
        left -= calendar.weekday(at) != 6
    assert calendar.add_working_days(np.array([day]), np.array([count]))[0] == at


@given(days, st.integers(0, 6))
def test_the_next_weekday_is_within_a_week(day, wanted):
    found = calendar.next_weekday(day, wanted)
    assert calendar.weekday(found) == wanted
    assert day <= found < day + 7


def test_the_books_are_three_years():
    assert calendar.DAYS == (LAST_DAY - FIRST_DAY).days + 1
    months = [period.period_id for period in periods()]
    assert calendar.PERIOD_OF_MONTH[: calendar.MONTHS].tolist() == months


def test_they_are_planned_for_a_year_more():
    assert calendar.PLAN_DAYS == (LAST_PLANNED_DAY - FIRST_DAY).days + 1
    months = [period.period_id for period in periods(last=LAST_PLANNED_DAY)]
    assert calendar.PERIOD_OF_MONTH.tolist() == months


@given(st.integers(0, calendar.PLAN_DAYS - 1))
def test_a_day_is_delivered_with_the_books_or_with_its_month(day):
    delivered = int(calendar.delivered(day))
    if day < calendar.DAYS:
        assert delivered == calendar.DAYS - 1
    else:
        assert calendar.MONTH_OF_DAY[delivered] == calendar.MONTH_OF_DAY[day]
        assert delivered + 1 in {*calendar.MONTH_START.tolist(), calendar.PLAN_DAYS}
    assert calendar.WORKING_DAYS.sum() == calendar.WORKING.sum()


def test_half_years_begin_in_april_and_october():
    days = [
        date(2023, 4, 1),
        date(2023, 9, 30),
        date(2023, 10, 1),
        date(2024, 4, 1),
        date(2026, 3, 31),
    ]
    assert calendar.half_year([calendar.index(day) for day in days]).tolist() == [0, 0, 1, 2, 5]
