"""Days of the books as whole numbers: day 0 is the first day, and weeks begin on Monday.

Week 0 is the one that the first day falls in. The company is planned for a year longer than its books are, whether or not
they are carried on: what happens in the books must not depend on how far that is.
"""

from datetime import date, timedelta

import numpy as np

from pikku.catalog.periods import (
    FIRST_DAY,
    FIXED_HOLIDAYS,
    HOLIDAYS,
    LAST_DAY,
    LAST_PLANNED_DAY,
    banks_clear,
)

EPOCH = date(1970, 1, 1)
DAYS = (LAST_DAY - FIRST_DAY).days + 1
_OFFSET = FIRST_DAY.weekday()
WEEKS = (DAYS - 1 + _OFFSET) // 7 + 1
#: Days and weeks of the plan.
PLAN_DAYS = (LAST_PLANNED_DAY - FIRST_DAY).days + 1
PLAN_WEEKS = (PLAN_DAYS - 1 + _OFFSET) // 7 + 1
#: Stands for a day after all others, on which what never happens would.
NEVER = 10**6
#: Days since 1970-01-01 of day 0: dates are kept as such numbers in the rows.
FIRST_EPOCH = (FIRST_DAY - EPOCH).days

#: All days of the plan, and those of the books.
ALL_DAYS = np.arange(PLAN_DAYS)
BOOK_DAYS = ALL_DAYS[:DAYS]
_DATES = np.datetime64(FIRST_DAY, "D") + ALL_DAYS
_MONTHS = _DATES.astype("datetime64[M]").astype(np.int64)
#: Month of each day, 0 is the first of the books.
MONTH_OF_DAY = _MONTHS - _MONTHS[0]
MONTHS = int(MONTH_OF_DAY[DAYS - 1]) + 1
PLAN_MONTHS = int(MONTH_OF_DAY[-1]) + 1
#: Financial year of each day, from 0.
YEAR_OF_DAY = MONTH_OF_DAY // 12
PLAN_YEARS = PLAN_MONTHS // 12
#: Span of each day: the weeks, cut where a month ends, so that each is of one week and of one month.
SPAN_OF_DAY = (ALL_DAYS + _OFFSET) // 7 + MONTH_OF_DAY
PLAN_SPANS = int(SPAN_OF_DAY[-1]) + 1
#: Month as yyyymm by month index.
PERIOD_OF_MONTH = np.array(
    [(int(m) // 12 + 1970) * 100 + int(m) % 12 + 1 for m in np.unique(_MONTHS)], dtype=np.int64
)


#: First days of the half-years that prices are valid for.
HALF_YEARS = np.searchsorted(MONTH_OF_DAY, np.arange(0, PLAN_MONTHS, 6), side="left")


def half_year(days: np.ndarray) -> np.ndarray:
    """Return the half-year of the books that each day falls in."""
    return np.searchsorted(HALF_YEARS, days, side="right") - 1


def weekday(days: np.ndarray) -> np.ndarray:
    """Return the weekday of each day, Monday is 0."""
    return (np.asarray(days) + _OFFSET) % 7


def week(days: np.ndarray) -> np.ndarray:
    """Return the week that each day falls in."""
    return (np.asarray(days) + _OFFSET) // 7


def monday(weeks: np.ndarray) -> np.ndarray:
    """Return the first day of each week; of week 0 it lies before the books."""
    return np.asarray(weeks) * 7 - _OFFSET


def index(day: date) -> int:
    """Return a date's day number in the books (negative before them)."""
    return (day - FIRST_DAY).days


def epoch(days: np.ndarray) -> np.ndarray:
    """Return days of the books as days since 1970-01-01."""
    return np.asarray(days, dtype=np.int64) + FIRST_EPOCH


def first_day(count: int) -> np.ndarray:
    """Return the first day of the books, as days since 1970-01-01, so many times."""
    return np.full(count, FIRST_EPOCH)


def months_before(days: np.ndarray) -> np.ndarray:
    """Return by how many months the month of each day lies before the first of the books; 0 where it doesn't."""
    dates = np.datetime64(FIRST_DAY, "D") + np.asarray(days)
    return np.maximum(_MONTHS[0] - dates.astype("datetime64[M]").astype(np.int64), 0)


def _is_open(days: np.ndarray) -> np.ndarray:
    """Return whether the plant works on each day: from Monday to Saturday, but for its holidays."""
    return (weekday(days) != 6) & ~_is_holiday(days)


def _is_holiday(days: np.ndarray) -> np.ndarray:
    return np.isin(days, [index(day) for day in HOLIDAYS])


#: Days by which what is reckoned from a day of the plan may lie after it.
_AFTER = 100
_LONGER = np.arange(PLAN_DAYS + _AFTER)
_OPEN = np.flatnonzero(_is_open(_LONGER))
#: Open days before each day, and up to it.
_BEFORE = np.searchsorted(_OPEN, _LONGER, side="left")
_UP_TO = np.searchsorted(_OPEN, _LONGER, side="right")
#: By how many days documents of each day move; what lies before the first of these days or after the last one stays.
_LATER = np.append(_OPEN, _LONGER[-1])[_BEFORE] - _LONGER
_EARLIER = _OPEN[_UP_TO - 1] - _LONGER
_EARLIER[-1] = 0
_WITHIN = np.where(week(_LONGER + _LATER) == week(_LONGER), _LATER, _EARLIER)


def off_closed_day(days: np.ndarray) -> np.ndarray:
    """Return the same days, with those on which the plant is closed moved to the next open one."""
    return days + np.take(_LATER, days, mode="clip")


#: Whether banks clear cheques on each day of the plan and a little longer, and by how many days cheques of each day wait for it.
CLEARS = np.array([banks_clear(FIRST_DAY + timedelta(days=day)) for day in _LONGER.tolist()])
_CLEARING = np.flatnonzero(CLEARS)
_WAITS = (
    np.append(_CLEARING, _LONGER[-1])[np.searchsorted(_CLEARING, _LONGER, side="left")] - _LONGER
)


def clearing_day(days: np.ndarray) -> np.ndarray:
    """Return the same days, with those on which banks clear no cheques moved to the next on which they do."""
    return days + np.take(_WAITS, days, mode="clip")


def off_closed_day_before(days: np.ndarray) -> np.ndarray:
    """Return days before the books, with those on Sundays and the holidays fixed by law moved to the next open one."""
    days = np.array(days)
    while True:
        dates = np.datetime64(FIRST_DAY, "D") + days
        months = dates.astype("datetime64[M]")
        month = months.astype(np.int64) % 12 + 1
        date_of_month = (dates - months).astype(np.int64) + 1
        fixed = np.isin(month * 100 + date_of_month, [m * 100 + d for m, d in FIXED_HOLIDAYS])
        closed = (weekday(days) == 6) | fixed
        if not closed.any():
            return days
        days += closed


def before_closed_day(days: np.ndarray) -> np.ndarray:
    """Return the same days, with those on which the plant is closed moved to the open one before."""
    return days + np.take(_EARLIER, days, mode="clip")


def within_week(days: np.ndarray) -> np.ndarray:
    """Return the same days, with those on which the plant is closed moved to the next open one of the week, or the last."""
    return days + np.take(_WITHIN, days, mode="clip")


def add_working_days(days: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Return the day `count` working days, of which there is one at least, after each of `days`."""
    return np.take(_OPEN, _UP_TO[days] + (count - 1), mode="clip")


#: Open days of each week of the plan.
OPEN_DAYS = np.bincount(week(_OPEN), minlength=PLAN_WEEKS)[:PLAN_WEEKS]
_FIRST_OPEN = np.searchsorted(week(_OPEN), np.arange(PLAN_WEEKS))


def open_day(weeks: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return the day of each week that has a place, from 0, among those on which the plant works."""
    return _OPEN[_FIRST_OPEN[weeks] + places]


def working_days_between(days: np.ndarray, later: np.ndarray) -> np.ndarray:
    """Return how many working days there are after each of `days` up to a later day."""
    return _UP_TO[later] - _UP_TO[days]


class MachineDays:
    """The days on which machines run: the first ones of each week, but for the plant's holidays.

    Attributes
    ----------
    count
        How many there are in each week of the plan.
    """

    def __init__(self, a_week: int) -> None:
        days = np.arange(PLAN_WEEKS * 7) - _OFFSET
        self._days = days[(weekday(days) < a_week) & ~_is_holiday(days)]
        self._first = np.searchsorted(self._days, monday(np.arange(PLAN_WEEKS)))
        self.count = np.diff(np.append(self._first, len(self._days)))

    def day(self, weeks: np.ndarray, places: np.ndarray) -> np.ndarray:
        """Return the day of each week that has a place, from 0, among those on which machines run."""
        return self._days[self._first[weeks] + places]

    def places(self, days: np.ndarray) -> np.ndarray:
        """Return the place of each day on which machines run among those of its week."""
        return self.number(days) - self._first[week(days)]

    def number(self, days: np.ndarray) -> np.ndarray:
        """Return how many days on which machines run come before each day."""
        return np.searchsorted(self._days, days)

    def numbered(self, numbers: np.ndarray) -> np.ndarray:
        """Return the days on which machines run that have so many of them before."""
        return self._days[numbers]


def next_weekday(days: np.ndarray, wanted: np.ndarray | int) -> np.ndarray:
    """Return the first day on or after each of `days` that is the `wanted` weekday (Monday is 0)."""
    return np.asarray(days) + (wanted - weekday(days)) % 7


#: Whether the plant works on each day of the plan.
WORKING = _is_open(ALL_DAYS)
#: Working days of each month.
WORKING_DAYS = np.bincount(MONTH_OF_DAY[WORKING], minlength=PLAN_MONTHS)
#: Last day of each month.
MONTH_END = np.searchsorted(MONTH_OF_DAY, np.arange(PLAN_MONTHS), side="right") - 1
MONTH_START = np.searchsorted(MONTH_OF_DAY, np.arange(PLAN_MONTHS), side="left")
_DELIVERED = np.where(ALL_DAYS < DAYS, DAYS - 1, MONTH_END[MONTH_OF_DAY])


def delivered(days: np.ndarray) -> np.ndarray:
    """Return the day on which what was entered on each day is delivered: the last of the books, or of a later month."""
    return _DELIVERED[days]
