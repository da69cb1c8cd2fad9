from itertools import groupby
from operator import itemgetter

import numpy as np
import pytest

from pikku.catalog.employees import ATTENDANCE
from pikku.catalog.realism import REALISM
from pikku.generate import attendance, calendar


@pytest.fixture(scope="module")
def register(staff):
    """Return (status, day) of each employee's working days of three years, as lists by employee."""
    found = {}
    for month in range(36):
        rows = attendance.attendance(1, staff, REALISM.people, month).columns
        for who, day, status in zip(
            rows["employee_id"].tolist(),
            (rows["attended_on"] - calendar.FIRST_EPOCH).tolist(),
            rows["status"].codes.tolist(),
            strict=True,
        ):
            found.setdefault(who - 1, []).append((ATTENDANCE[status], day))
    return found


def runs(register, wanted) -> list[tuple[int, int, int, int]]:
    """Return (employee, first day, last day, working days) of what follows each other with a status."""
    found = []
    for who, days in register.items():
        for status, run in groupby(days, key=itemgetter(0)):
            if status == wanted:
                run = [day for _, day in run]
                found.append((who, run[0], run[-1], len(run)))
    return found


def test_leave_is_taken_in_days_and_weeks_that_go_on_over_month_ends(register):
    leaves = runs(register, "leave")
    lengths = np.array([length for *_, length in leaves])
    assert 0.4 < (lengths == 1).mean() < 0.6
    assert 0.05 < (lengths >= 6).mean() < 0.2
    crossing = [
        first for _, first, last, _ in leaves if len(set(calendar.MONTH_OF_DAY[[first, last]])) > 1
    ]
    assert 0.02 < len(crossing) / len(leaves) < 0.1
    longest = max(last - first + 1 for _, first, last, _ in leaves)
    assert 21 <= longest <= 80  # a long illness, and leave before or after it


def test_so_much_leave_is_taken_as_the_parameters_say(register):
    statuses = [status for days in register.values() for status, _ in days]
    share = {name: statuses.count(name) / len(statuses) for name in ATTENDANCE}
    assert 0.038 < share["leave"] < 0.05
    assert 0.017 < share["absent"] < 0.023
    assert 0.007 < share["half day"] < 0.013
    assert 0.001 < share["maternity"] < 0.012


def test_leave_is_taken_around_festivals_and_in_may(register):
    days = [(calendar.PERIOD_OF_MONTH[calendar.MONTH_OF_DAY[day]] % 100, status == "leave")
            for each in register.values() for status, day in each]  # fmt: skip
    month, away = (np.array(column) for column in zip(*days, strict=True))
    share = {number: away[month == number].mean() for number in (2, 5, 7, 12)}
    assert share[5] > 1.4 * max(share[2], share[7], share[12])


def test_nobody_is_on_leave_before_it_is_earned(register, staff):
    least = REALISM.people.leave_after_days
    for who, first, _, _ in runs(register, "leave"):
        assert first >= staff.first[who] + least


def test_maternity_leave_is_of_26_weeks(register, staff):
    ended = 0
    for who, first, last, _ in runs(register, "maternity"):
        assert staff.woman[who]
        assert first == 0 or first >= staff.first[who] + 80
        assert last - first < 182
        ended += last - first > 176  # with Sundays and holidays at its ends
    assert ended > 2


def test_a_full_week_is_hardly_ever_longer_than_the_law_allows(staff):
    """No more than 48 hours a week and nine a day; offices close sooner."""
    found = []
    for month in range(36):
        rows = attendance.attendance(1, staff, REALISM.people, month).columns
        found.append([rows[name] for name in ("employee_id", "attended_on", "worked_minutes")])
    who, day, minutes = (np.concatenate(column) for column in zip(*found, strict=True))
    assert minutes.max() <= 9 * 60
    weeks = who * 1_000 + calendar.week(day - calendar.FIRST_EPOCH)
    _, place, worked = np.unique(weeks[minutes > 300], return_inverse=True, return_counts=True)
    total = np.bincount(place, minutes[minutes > 300])[worked == 6]
    assert 0 < (total > 48 * 60).mean() < 0.015
    offices = [place for place, unit in enumerate(REALISM.people.departments) if unit.office]
    at_desk = np.isin(staff.department, offices)[who - 1] & (minutes > 300)
    shift = minutes[~at_desk & (minutes > 300)].mean()
    assert 17 < shift - minutes[at_desk].mean() < 19
