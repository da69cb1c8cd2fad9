from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.periods import (
    BANK_HOLIDAYS,
    FIRST_DAY,
    FIXED_HOLIDAYS,
    HOLIDAYS,
    LAST_DAY,
    LAST_PLANNED_DAY,
    periods,
)
from pikku.generate import calendar

days = st.integers(0, calendar.DAYS - 1)
POLLING_DAYS = {date(2024, 5, 13), date(2024, 11, 20)}


@given(days)
def test_days_are_the_calendars(day):
    date = FIRST_DAY + timedelta(days=day)
    assert calendar.weekday(day) == date.weekday()
    assert calendar.index(date) == day
    assert calendar.PERIOD_OF_MONTH[calendar.MONTH_OF_DAY[day]] == date.year * 100 + date.month
    monday = calendar.monday(calendar.week(day))
    assert calendar.weekday(monday) == 0
    assert monday <= day < monday + 7


def is_open(day: int) -> bool:
    """Return whether the plant works on a day of the books."""
    date = FIRST_DAY + timedelta(days=day)
    return date.weekday() != 6 and date not in HOLIDAYS


def next_open(day: int, step: int = 1) -> int:
    """Return the day itself, or the first open one after it, or before it with a step of -1."""
    return day if is_open(day) else next_open(day + step, step)


@given(days, st.integers(1, 40))
def test_working_days_are_counted_one_by_one(day, count):
    at, left = day, count
    while left:
        at += 1
        left -= is_open(at)
    assert calendar.add_working_days(np.array([day]), np.array([count]))[0] == at
    assert calendar.working_days_between(np.array([day]), np.array([at]))[0] == count


@given(days)
def test_documents_move_off_closed_days(day):
    assert calendar.WORKING[day] == is_open(day)
    assert calendar.off_closed_day(day) == next_open(day)
    assert calendar.before_closed_day(day) == next_open(day, -1)
    assert calendar.week(calendar.within_week(day)) == calendar.week(day)
    assert is_open(int(calendar.within_week(day)))


def test_days_outside_the_plan_stay_what_they_are():
    outside = np.array([-400, calendar.PLAN_DAYS + 500, 10**6])
    assert (calendar.off_closed_day(outside) == outside).all()
    assert (calendar.before_closed_day(outside) == outside).all()


@given(st.integers(-6_000, -10))
def test_days_before_the_books_move_off_sundays_and_the_holidays_of_every_year(day):
    found = int(calendar.off_closed_day_before(np.array([day]))[0])

    def closed(day: int) -> bool:
        date = FIRST_DAY + timedelta(days=day)
        return date.weekday() == 6 or (date.month, date.day) in FIXED_HOLIDAYS

    assert found == next(each for each in range(day, day + 4) if not closed(each))


@given(st.integers(1, calendar.PLAN_WEEKS - 1), st.integers(1, 6))
def test_machines_run_on_the_open_days_of_a_week(week, most):
    machines = calendar.MachineDays(most)
    monday = int(calendar.monday(week))
    wanted = [day for day in range(monday, monday + most) if is_open(day)]
    count = int(machines.count[week])
    assert machines.day(np.full(count, week), np.arange(count)).tolist() == wanted
    assert machines.places(np.array(wanted, dtype=int)).tolist() == list(range(count))
    assert machines.numbered(machines.number(np.array(wanted, dtype=int))).tolist() == wanted


def test_the_plant_has_its_holidays_in_every_planned_year():
    for year in (2023, 2024, 2025, 2026):
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        held = [day for day in HOLIDAYS if first <= day <= last]
        assert 8 <= len(set(held) - POLLING_DAYS) <= 12
        for month, number in ((5, 1), (8, 15), (10, 2), (1, 26)):
            assert any((day.month, day.day) == (month, number) for day in held)
    assert sorted(set(HOLIDAYS)) == list(HOLIDAYS)


def test_the_plant_is_closed_on_polling_days():
    assert set(HOLIDAYS) >= POLLING_DAYS
    assert not calendar.WORKING[[calendar.index(day) for day in POLLING_DAYS]].any()


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


def test_what_never_happens_comes_after_all_days():
    """Also after what is reckoned from the last of them."""
    assert calendar.PLAN_DAYS + 36_525 < calendar.NEVER
    assert (calendar.first_day(3) == calendar.epoch(np.zeros(3))).all()


def test_months_before_the_books_are_whole_ones():
    found = calendar.months_before(np.array([-366, -365, -31, -1, 0, 400]))
    assert found.tolist() == [13, 12, 1, 1, 0, 0]


def clears(day: int) -> bool:
    """Return whether banks clear cheques on a day of the books."""
    on = FIRST_DAY + timedelta(days=day)
    second_or_fourth = on.weekday() == 5 and on.day in {*range(8, 15), *range(22, 29)}
    yearly = (on.month, on.day) in {(2, 19), (4, 1), (4, 14)}
    return on.weekday() < 6 and not (second_or_fourth or yearly or on in BANK_HOLIDAYS)


@given(days)
def test_cheques_wait_for_a_day_on_which_banks_clear_them(day):
    found = int(calendar.clearing_day(day))
    assert clears(found) and calendar.CLEARS[found]
    assert not any(clears(between) for between in range(day, found))


def test_banks_are_closed_on_good_fridays_and_when_the_plant_is():
    fridays = {
        date(2023, 4, 7),
        date(2024, 3, 29),
        date(2025, 4, 18),
        date(2026, 4, 3),
        date(2027, 3, 26),
    }
    assert fridays < set(BANK_HOLIDAYS)
    assert set(HOLIDAYS) < set(BANK_HOLIDAYS)
    assert all(each.weekday() < 6 or each in HOLIDAYS for each in BANK_HOLIDAYS)
