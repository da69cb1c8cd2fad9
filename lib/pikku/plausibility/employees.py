"""Employees: who is there, and who leaves."""

import math

from pikku.catalog.employment import MATERNITY_AFTER_DAYS, MATERNITY_DAYS
from pikku.catalog.realism import Realism
from pikku.generate import calendar
from pikku.plausibility import expect
from pikku.plausibility.books import Books, day
from pikku.plausibility.finding import CHANCE, Check, Point, near, share

#: Positions in `People.increment`.
_LEVELS = ("minimum wage", "workers and staff", "managers")


def _attendance(books: Books, realism: Realism) -> list[Point]:
    people = realism.people
    counts = dict(books.rows("SELECT status, count(*) FROM attendance GROUP BY 1"))
    total = sum(counts.values())
    granted, long_here, women = books.row(
        f"""SELECT count(*) FILTER (attended_on >= joined_on + {people.leave_after_days}),
                   count(*) FILTER (attended_on >= joined_on + {people.illness_after_days}),
                   count(*) FILTER (gender = 'female' AND attended_on >= joined_on + {MATERNITY_AFTER_DAYS})
            FROM attendance JOIN employee ON employee_id = key(employee_no)"""
    )
    # No maternity leave follows another within two years, and none ends after its woman has left.
    away = people.maternity * (1 - people.maternity) * MATERNITY_DAYS / 365
    begun = women / calendar.WORKING_DAYS.sum() * calendar.PLAN_YEARS * people.maternity
    here = total - counts.get("maternity", 0)
    leave, ill = expect.leave(people)
    on_leave = (leave * granted + ill * long_here) / total * here / total
    present, _, absent = people.attendance
    at_work = (here - counts.get("leave", 0)) / (present + absent) if present + absent else 0
    half = people.half_days * present
    # Days of leave come together: so much less are they worth than as many that are drawn one by one.
    lengths = range(1, len(people.leave_days) + 1)
    squares, days = (
        sum(part * length**power for part, length in zip(people.leave_days, lengths, strict=True))
        for power in (2, 1)
    )
    long = max(people.illness_days) * 6 / 7
    together = squares / days * leave + long * ill
    allowed = CHANCE * math.sqrt(together * max(granted, 1)) / total + 0.03 * on_leave
    return [
        near("leave", counts.get("leave", 0) / total, on_leave, allowed),
        share("absent", counts.get("absent", 0), total, absent * at_work / total),
        share("half day", counts.get("half day", 0), total, half * at_work / total),
        near(
            "maternity",
            counts.get("maternity", 0) / total,
            away * women / total,
            (CHANCE / math.sqrt(max(begun, 1)) + 0.1) * away * women / total,
        ),
    ]


def _attrition(books: Books, realism: Realism) -> list[Point]:
    leavers, days = books.row(
        f"""SELECT count(left_on), CAST(sum(least(coalesce({day("left_on")}, {calendar.DAYS}), {calendar.DAYS})
                   - greatest({day("joined_on")}, 0)) AS DOUBLE) FROM employee"""
    )
    years = days / 365
    # Two jobs of each department are always filled, and nobody leaves in the first days.
    staying = 2 * len(realism.people.departments) * calendar.DAYS / 365
    rate = realism.people.leaving * max(years - staying, 0) / years
    wanted = rate / (1 + rate * realism.people.leaving_least_days / 365)
    return [
        near("leavers a job and year", leavers / years, wanted, CHANCE * math.sqrt(wanted / years))
    ]


def _women(books: Books, realism: Realism) -> list[Point]:
    everyone, women = books.row(
        "SELECT count(*), count(*) FILTER (gender = 'female') FROM employee"
    )
    return [share("women", women, everyone, realism.people.women)]


def _raises(books: Books, realism: Realism) -> list[Point]:
    rows = books.rows(
        """SELECT designation, sum(raised), count(*) FROM (
               SELECT employee_id, CAST(monthly_salary AS DOUBLE) / lag(monthly_salary) OVER (
                   PARTITION BY employee_id ORDER BY period_id) - 1 AS raised FROM payroll)
           JOIN employee ON employee_id = key(employee_no) WHERE raised > 0 GROUP BY 1"""
    )
    people = realism.people
    level = {role.title: people.level(role) for role in people.titles}
    rounding = people.raise_step / 2 / min(role.least for role in people.titles)
    points = []
    for place, name in enumerate(_LEVELS):
        mine = [(total, count) for title, total, count in rows if level[title] == place]
        total, count = (sum(column) for column in zip(*mine, strict=True)) if mine else (0, 0)
        if count:
            least, most = people.increment[place]
            allowed = CHANCE * (most - least) / math.sqrt(12 * count) + rounding
            points.append(near(name, total / count, (least + most) / 2, allowed))
    return points or [near("no raises", 0, 0, 0)]


CHECKS = (
    Check(
        "attendance", "employees", "Working days on leave, absent, worked in half", "0.0 %",
        "people.attendance, half_days, illness and maternity, of who has leave already. The band is four standard errors of a "
        "share; days of leave come together, and some leaves touch each other.",
        _attendance,
    ),
    Check(
        "attrition", "employees", "Share of jobs that somebody left, per year", "0.0 %",
        "people.leaving, less two jobs of each department that are always filled. The band is four standard errors of a "
        "count.",
        _attrition,
    ),
    Check(
        "raises", "employees", "Raises of pay, by level of the job", "0.0 %",
        "The middle of people.increment. The band is four standard errors, and what whole tens of rupees make of a raise.",
        _raises,
    ),
    Check(
        "women", "employees", "Women among the employees", "0.0 %",
        "people.women. The band is four standard errors of a share.",
        _women,
    ),
)  # fmt: skip
