"""Attendance: leave, illness, maternity leave and absence, and the register that they make."""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from pikku.catalog.employees import ATTENDANCE
from pikku.catalog.employment import MATERNITY_AFTER_DAYS, MATERNITY_DAYS
from pikku.catalog.realism import LeaveSeason, People
from pikku.generate import calendar, rng
from pikku.generate.rows import Choice, Rows

if TYPE_CHECKING:
    from pikku.generate.people import Staff

#: Positions in the statuses of the register.
PRESENT, HALF, LEAVE, MATERNITY, ABSENT = range(len(ATTENDANCE))
#: A year of windows in which a long absence may begin, in days.
_WINDOW = 365


def register(
    seed: int, employed: "Staff", people: People, months: range
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (day, position of the employee, status) of each working day of some months."""
    days = np.arange(calendar.MONTH_START[months.start], calendar.MONTH_END[months.stop - 1] + 1)
    open_days = days[calendar.WORKING[days]]
    here = (employed.first <= open_days[:, None]) & (open_days[:, None] <= employed.last)
    at, who = np.nonzero(here)
    day = open_days[at]
    present, _, absent = people.attendance
    absent /= present + absent or 1
    draw = rng.uniform(seed, "attendance.status", employed.ids[who] * 10_000 + day)
    status = np.full(len(day), PRESENT, dtype=np.int8)
    status[draw < absent + people.half_days * (1 - absent)] = HALF
    status[draw < absent] = ABSENT
    away = np.full((len(days), len(employed.first)), -1, dtype=np.int8)
    for code, spells in ((LEAVE, _leaves), (LEAVE, _illnesses), (MATERNITY, _maternities)):
        away[_on(days, len(employed.first), *spells(seed, employed, people, days))] = code
    known = away[day - days[0], who]
    return day, who, np.where(known >= 0, known, status)


def _on(
    days: np.ndarray, staff: int, who: np.ndarray, first: np.ndarray, after: np.ndarray
) -> np.ndarray:
    """Return whether each of some consecutive days is in an absence of each employee, shape (days, employees).

    Parameters
    ----------
    who, first, after
        Whose each absence is, its first day, and the day after the last.
    """
    change = np.zeros((len(days) + 1, staff), dtype=np.int16)
    np.add.at(change, (np.clip(first - days[0], 0, len(days)), who), 1)
    np.add.at(change, (np.clip(after - days[0], 0, len(days)), who), -1)
    return np.cumsum(change, axis=0)[:-1] > 0


def leave_share(people: People) -> float:
    """Return the share of working days of who has earned leave that are taken in days or weeks, long illness left out."""
    ill = people.illness * sum(people.illness_days) / 2 / _WINDOW
    return max(people.attendance[1] / sum(people.attendance) - ill, 0.0)


@lru_cache(maxsize=8)
def _rush(seasons: tuple[LeaveSeason, ...]) -> np.ndarray:
    """Return how many begin their leave in each week of the plan, as a multiple of the mean."""
    middle = calendar.monday(np.arange(calendar.PLAN_WEEKS)) + 3
    factor = np.ones(len(middle))
    for season in seasons:
        for day in season.days:
            distance = (middle - calendar.index(day)) / season.days_wide
            factor += season.more * np.exp(-(distance**2) / 2)
    return factor / np.average(factor, weights=calendar.OPEN_DAYS)


def _leaves(
    seed: int, employed: "Staff", people: People, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, day after the last) of the leaves that may touch some days.

    One may begin in each week of each employee. So any month can be made alone: it looks at its own weeks and at those before
    that the longest leave may come from.
    """
    longest = len(people.leave_days)
    first_week = calendar.week(days[0]) - (longest + 4) // 5 - 1
    weeks = np.arange(max(first_week, 0), calendar.week(days[-1]) + 1)
    mean = np.average(np.arange(1, longest + 1), weights=people.leave_days)
    share = np.minimum(leave_share(people) * _rush(people.leave_seasons)[weeks], 0.9)
    # Leaves that overlap are one: so many begin that the share is away all the same.
    chance = -np.log1p(-share) * calendar.OPEN_DAYS[weeks] / mean
    ids = employed.ids * 1_000 + weeks[:, None]
    at, who = np.nonzero(rng.chance(seed, "leave.begins", ids, chance[:, None]))
    ids, open_days = ids[at, who], calendar.OPEN_DAYS[weeks[at]]
    place = (rng.uniform(seed, "leave.day", ids) * open_days).astype(np.int64)
    length = 1 + rng.choice(seed, "leave.days", ids, people.leave_days)
    first = calendar.open_day(weeks[at], place)
    granted = first >= employed.first[who] + people.leave_after_days
    who, first, length = who[granted], first[granted], length[granted]
    return who, first, calendar.add_working_days(first, length)


def _long_absences(
    seed: int, stream: str, share: float, longest: int, staff: np.ndarray, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, id for further draws) of long absences that may touch some days: one may begin in each year
    of an employee, but not in two years that follow each other."""
    years = np.arange((days[0] - longest) // _WINDOW, days[-1] // _WINDOW + 1)
    # The year before is drawn as well; years before the books are few.
    ids = staff * 100 + 50 + np.arange(years[0] - 1, years[-1] + 1)[:, None]
    begins = rng.chance(seed, f"{stream}.begins", ids, share)
    at, who = np.nonzero(begins[1:] & ~begins[:-1])
    ids = ids[1:][at, who]
    day = rng.integers(seed, f"{stream}.day", ids, 0, _WINDOW - 1)
    return who, years[at] * _WINDOW + day, ids


def _illnesses(
    seed: int, employed: "Staff", people: People, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, day after the last) of the long illnesses that may touch some days."""
    least, most = people.illness_days
    who, first, ids = _long_absences(seed, "illness", people.illness, most, employed.ids, days)
    length = rng.integers(seed, "illness.days", ids, least, most)
    kept = first >= employed.first[who] + people.illness_after_days
    return who[kept], first[kept], (first + length)[kept]


def _maternities(
    seed: int, employed: "Staff", people: People, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, day after the last) of the maternity leaves that may touch some days."""
    who, first, _ = _long_absences(
        seed, "maternity", people.maternity, MATERNITY_DAYS, employed.ids, days
    )
    after = first + MATERNITY_DAYS
    kept = employed.woman[who] & (first >= employed.first[who] + MATERNITY_AFTER_DAYS)
    kept &= after <= employed.last[who]
    return who[kept], first[kept], after[kept]


def attendance(seed: int, employed: "Staff", people: People, month: int) -> Rows:
    """Return the attendance register of a month (0 is the first of the books)."""
    day, who, status = register(seed, employed, people, range(month, month + 1))
    spread = rng.normal(seed, "attendance.minutes", who * 10_000 + day) * people.shift_deviation
    worked = np.array([1.0, 0.5, 0.0, 0.0, 0.0])[status]
    less = np.array([people.office_minutes_less * entry.office for entry in people.departments])
    minutes = people.shift_minutes - less[employed.department[who]]
    minutes = np.rint((minutes + spread) * worked).astype(np.int64)
    return Rows(
        "attendance",
        {
            "employee_id": who + 1,
            "attended_on": calendar.epoch(day),
            "status": Choice(status, ATTENDANCE),
            "worked_minutes": np.where(worked > 0, np.maximum(minutes, 1), 0),
        },
        calendar.epoch(day),
        np.full(len(day), month),
    )
