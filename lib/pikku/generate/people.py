"""Departments, employees and their salaries."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np

from pikku.catalog.realism import Department, People, Post, Realism, Role
from pikku.generate import calendar, identity, names, rng
from pikku.generate.desks import Desks, desks
from pikku.generate.partners import EMPLOYEE_PANS
from pikku.generate.rows import NO_DAY, Before, Choice, Rows, half_up
from pikku.generate.sizes import Size

#: Those who take and place orders.
SALES, PURCHASE = "Sales", "Purchase"


@dataclass(frozen=True)
class Staff:
    """Employees as arrays by position (the key is the position plus 1); `first` and `last` are days of the books."""

    departments: tuple[str, ...]
    ids: np.ndarray  # what is drawn of each is drawn by
    department: np.ndarray  # positions among these
    job: np.ndarray
    first: np.ndarray
    last: np.ndarray
    salary: np.ndarray  # paisa a month, by financial year and employee
    woman: np.ndarray
    rows: Rows
    #: Days of months that were reckoned before, as the leave that is left in a month asks for all before it.
    days: dict[tuple, tuple[np.ndarray, ...]] = field(default_factory=dict, compare=False)
    #: By department, see :class:`Desks`.
    desks: dict[str, Desks] = field(default_factory=dict, compare=False)

    def in_charge(self, department: str, lot: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return the keys of who deals with each party on a day.

        Each party belongs to a desk of the department by its `lot` in [0, 1), and whoever has the desk deals with it. As long as
        nobody is there, who has the next desk does.
        """
        desks = self.desks[department]
        return desks.in_charge[day, (lot * desks.number).astype(np.int64)] + 1

    def among(self, which: np.ndarray) -> "Staff":
        """Return some of the employees, by their positions."""
        some = {
            name: getattr(self, name)[which]
            for name in ("ids", "department", "job", "first", "last", "woman")
        }
        return replace(self, salary=self.salary[:, which], days={}, desks={}, **some)


def departments(people: People) -> Rows:
    """Return the departments."""
    count = len(people.departments)
    return Rows(
        "department",
        {
            "department_code": np.arange(1, count + 1),
            "department_name": [entry.name for entry in people.departments],
        },
        calendar.epoch(np.zeros(count, dtype=np.int64)),
    )


def _holders(
    seed: int, jobs: int, people: People, posts: Collection[int]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (job, first day, last day) of everyone who held a job during the plan, in order of joining.

    Nobody leaves the first jobs, two for each department; the first of sales and purchase are no new ones, so that there is someone to
    take an order, and neither are posts.

    Parameters
    ----------
    posts
        The jobs that are posts.
    """
    ids = np.arange(jobs)
    new = rng.chance(seed, "job.new", ids, people.new_jobs)
    with_roles = [unit.name for unit in people.departments if unit.roles]
    needed = [with_roles.index(SALES), with_roles.index(PURCHASE)]
    new[[*needed, *posts]] = False
    opened = calendar.off_closed_day(rng.integers(seed, "job.opened", ids, *people.new_jobs_days))
    since = calendar.off_closed_day_before(
        -rng.integers(seed, "job.age", ids, *people.service_days)
    )
    joined = np.where(new, opened, since)
    found = []
    generation = 0
    while len(ids):
        draw = rng.uniform(seed, f"job.stay.{generation}", ids)
        stay = (-np.log1p(-draw) / max(people.leaving, 1e-9) * 365).astype(np.int64)
        stay += people.leaving_least_days
        left = np.maximum(joined, 0) + stay
        left = calendar.before_closed_day(left)
        left[ids < 2 * len(people.departments)] = calendar.PLAN_DAYS
        found.append((ids, joined, np.where(left >= calendar.PLAN_DAYS, calendar.NEVER, left)))
        vacancy = rng.integers(seed, f"job.vacancy.{generation}", ids, *people.vacancy_days)
        joined = calendar.off_closed_day(left + vacancy)
        ids, joined = ids[joined < calendar.PLAN_DAYS], joined[joined < calendar.PLAN_DAYS]
        generation += 1
    job, first, last = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((job, first))
    return job[order], first[order], last[order]


def _jobs(
    seed: int, jobs: int, units: tuple[Department, ...]
) -> tuple[np.ndarray, dict[int, Post]]:
    """Return the department of each job, and which jobs are posts.

    Two jobs of each department with roles come first, then the posts of departments without and all further posts. Posts are the
    first jobs of their departments.
    """
    of_job = rng.choice(seed, "job.department", np.arange(jobs), [entry.share for entry in units])
    open_posts = [[post for post in unit.posts if jobs >= post.from_jobs] for unit in units]
    with_roles = [place for place, unit in enumerate(units) if unit.roles]
    without = [place for place in range(len(units)) if place not in with_roles]
    fixed = 2 * with_roles + [place for place in without for _ in open_posts[place]]
    fixed += [place for place in with_roles for _ in open_posts[place][2:]]
    of_job[: len(fixed)] = fixed[:jobs]
    held = {
        int(number): post
        for place, posts in enumerate(open_posts)
        for number, post in zip(np.flatnonzero(of_job == place), posts, strict=False)
    }
    return of_job, held


def _role(roles: tuple[Role, ...], draw: float) -> Role:
    """Return the role that a draw between 0 and 1 falls on."""
    bounds = np.cumsum([role.share for role in roles])
    return roles[min(int(np.searchsorted(bounds, draw, side="right")), len(roles) - 1)]


def staff(seed: int, size: Size, realism: Realism) -> Staff:
    """Return the employees, past and present."""
    people, units = realism.people, realism.people.departments
    jobs = size.grown(realism.company.employees, realism.company.output_exponent, 40)
    of_job, post = _jobs(seed, jobs, units)
    level = rng.uniform(seed, "job.level", np.arange(jobs))
    job, first, last = _holders(seed, jobs, people, post)
    ids = np.arange(len(job))
    department = of_job[job]
    titles, least, most, level_of = [], [], [], []
    for number, place, draw in zip(job.tolist(), department, level[job], strict=True):
        role = post[number] if number in post else _role(units[place].roles, draw)
        titles.append(role.title)
        least.append(role.least)
        most.append(role.most)
        level_of.append(people.level(role))
    served = np.clip(-first / people.service_days[1], 0, 1)
    pay = rng.uniform(seed, "employee.salary", ids)
    pay = people.pay_by_service * served + (1 - people.pay_by_service) * pay
    pay = np.array(least) + (np.array(most) - np.array(least)) * pay
    salary = _salaries(seed, people, np.array(level_of), first, pay)
    woman = rng.chance(seed, "employee.gender", ids, people.women)
    given = rng.uniform(seed, "employee.given", ids)
    family = [
        names.FAMILY[int(draw * len(names.FAMILY))]
        for draw in rng.uniform(seed, "employee.family", ids)
    ]
    pools = [names.FEMALE if female else names.MALE for female in woman]
    full = [
        f"{pool[int(draw * len(pool))]} {name}"
        for pool, draw, name in zip(pools, given, family, strict=True)
    ]
    leaver = last < calendar.PLAN_DAYS
    entered = calendar.epoch(np.maximum(first, 0))
    rows = Rows(
        "employee",
        {
            "employee_no": ids + 1,
            "employee_name": full,
            "department_id": department + 1,
            "designation": titles,
            "gender": Choice(np.where(woman, 0, 1), ("female", "male")),
            "pan": [
                identity.pan(EMPLOYEE_PANS + number, "P", name)
                for number, name in enumerate(family)
            ],
            "joined_on": calendar.epoch(first),
            "left_on": np.where(leaver, calendar.epoch(last), NO_DAY),
            "monthly_salary": salary[0],
        },
        np.where(leaver, calendar.epoch(last), entered),
        before=Before({"left_on": np.full(len(ids), NO_DAY)}, entered),
    )
    departments_named = tuple(entry.name for entry in units)
    employed = Staff(departments_named, ids, department, job, first, last, salary, woman, rows)
    for name in (SALES, PURCHASE):
        employed.desks[name] = desks(seed, employed, people, name)
    return employed


def _salaries(
    seed: int, people: People, level: np.ndarray, first: np.ndarray, pay: np.ndarray
) -> np.ndarray:
    """Return the salaries of a month in paisa, by financial year of the plan and employee; before the first day, the first.

    Parameters
    ----------
    level, first
        Position in `People.increment` and first day of each employee.
    pay
        What each would have been engaged at when the books began, in rupees.
    """
    least, most = np.asarray(people.increment)[level].T
    # Days after the plan are of people who never come.
    joined_in = calendar.YEAR_OF_DAY[np.clip(first, 0, calendar.PLAN_DAYS - 1)]
    engaged = pay * (1 + (least + most) / 2) ** joined_in
    salary = [np.rint(engaged / people.pay_step).astype(np.int64) * people.pay_step * 100]
    step = people.raise_step * 100
    ids = np.arange(len(first))
    for year, april in enumerate(calendar.MONTH_START[12::12], 1):
        draw = rng.uniform(seed, "employee.increment", rng.combine(ids, year))
        points = np.rint((least + (most - least) * draw) * 10_000).astype(np.int64)
        raised = half_up(salary[-1] * (10_000 + points), 10_000 * step) * step
        salary.append(np.where(first <= april - people.increment_after_days, raised, salary[-1]))
    return np.stack(salary)
