"""Days of the books as whole numbers: day 0 is the first day, and weeks begin on Monday.

Week 0 is the one that the first day falls in. The company is planned for a year longer than its books are, whether or not
they are carried on: what happens in the books must not depend on how far that is.
"""

from datetime import date

import numpy as np

from pikku.catalog.reference import FIRST_DAY, LAST_DAY, LAST_PLANNED_DAY

EPOCH = date(1970, 1, 1)
DAYS = (LAST_DAY - FIRST_DAY).days + 1
_OFFSET = FIRST_DAY.weekday()
WEEKS = (DAYS - 1 + _OFFSET) // 7 + 1
#: Days and weeks of the plan.
PLAN_DAYS = (LAST_PLANNED_DAY - FIRST_DAY).days + 1
PLAN_WEEKS = (PLAN_DAYS - 1 + _OFFSET) // 7 + 1
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


def off_sunday(days: np.ndarray) -> np.ndarray:
    """Return the same days, with Sundays moved to the Monday after."""
    days = np.asarray(days)
    return days + (weekday(days) == 6)


def add_working_days(days: np.ndarray, count: np.ndarray) -> np.ndarray:
    """Return the day `count` working days (Monday to Saturday) after each of `days`, which are working days."""
    position = weekday(days) + count
    return np.asarray(days) + count + position // 6


def next_weekday(days: np.ndarray, wanted: np.ndarray | int) -> np.ndarray:
    """Return the first day on or after each of `days` that is the `wanted` weekday (Monday is 0)."""
    return np.asarray(days) + (wanted - weekday(days)) % 7


WORKING = weekday(ALL_DAYS) != 6
#: Working days of each month.
WORKING_DAYS = np.bincount(MONTH_OF_DAY[WORKING], minlength=PLAN_MONTHS)
#: Last day of each month.
MONTH_END = np.searchsorted(MONTH_OF_DAY, np.arange(PLAN_MONTHS), side="right") - 1
MONTH_START = np.searchsorted(MONTH_OF_DAY, np.arange(PLAN_MONTHS), side="left")
_DELIVERED = np.where(ALL_DAYS < DAYS, DAYS - 1, MONTH_END[MONTH_OF_DAY])


def delivered(days: np.ndarray) -> np.ndarray:
    """Return the day on which what was entered on each day is delivered: the last of the books, or of a later month."""
    return _DELIVERED[days]
