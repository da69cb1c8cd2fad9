"""Employees: who is there, and who leaves."""

import math

from pikku.catalog.employees import ATTENDANCE
from pikku.catalog.realism import Realism
from pikku.generate import calendar
from pikku.plausibility.books import Books, day
from pikku.plausibility.finding import CHANCE, Check, Point, near, share

#: Positions in `People.increment`.
_LEVELS = ("minimum wage", "workers and staff", "managers")


def _attendance(books: Books, realism: Realism) -> list[Point]:
    counts = dict(books.rows("SELECT status, count(*) FROM attendance GROUP BY 1"))
    wanted = realism.people.attendance
    total = sum(counts.values())
    return [
        share(name, counts.get(name, 0), total, part / sum(wanted))
        for name, part in zip(ATTENDANCE, wanted, strict=True)
    ]


def _attrition(books: Books, realism: Realism) -> list[Point]:
    leavers, days = books.row(
        f"""SELECT count(left_on), CAST(sum(least(coalesce({day("left_on")}, {calendar.DAYS}), {calendar.DAYS})
                   - greatest({day("joined_on")}, 0)) AS DOUBLE) FROM employee"""
    )
    years = days / 365
    # Two posts in each department are always filled, and nobody leaves in the first days.
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
    roles = [role for unit in people.departments for role in unit.roles]
    level = {role.title: people.level(role) for role in roles}
    rounding = people.raise_step / 2 / min(role.least for role in roles)
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
        "attendance", "employees", "Working days present, on leave, absent", "0.0 %",
        "people.attendance. The band is four standard errors of a share.",
        _attendance,
    ),
    Check(
        "attrition", "employees", "Share of jobs that somebody left, per year", "0.0 %",
        "people.leaving, less the two posts of each department that are always filled. The band is four standard errors of a "
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
