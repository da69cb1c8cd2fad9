"""Departments, employees, attendance and payroll."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from pikku.catalog.employees import ATTENDANCE
from pikku.catalog.employment import MATERNITY_AFTER_DAYS, MATERNITY_DAYS
from pikku.catalog.realism import (
    Department,
    IncomeTax,
    LeaveSeason,
    PayrollRules,
    People,
    Post,
    Realism,
    Role,
)
from pikku.generate import calendar, identity, names, rng
from pikku.generate.partners import EMPLOYEE_PANS
from pikku.generate.rows import NO_DAY, Before, Choice, Rows, half_up
from pikku.generate.sizes import Size

#: Those who take and place orders.
SALES, PURCHASE = "Sales", "Purchase"
_YEAR = 12
_FEBRUARY = 10
"""Month of the financial year, April is 0."""
_PRESENT, _HALF, _LEAVE, _MATERNITY, _ABSENT = range(len(ATTENDANCE))
#: A year of windows in which a long absence may begin, in days.
_WINDOW = 365


@dataclass(frozen=True)
class Staff:
    """Employees as arrays by position (the key is the position plus 1); `first` and `last` are days of the books."""

    departments: tuple[str, ...]
    department: np.ndarray  # positions among these
    first: np.ndarray
    last: np.ndarray
    salary: np.ndarray  # paisa a month, by financial year and employee
    woman: np.ndarray
    rows: Rows
    #: Days of months that were reckoned before, as the pay of a month asks for those of its year.
    days: dict[tuple, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict, compare=False)
    #: By department, what :meth:`_stand_ins` returned before.
    stand_ins: dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]] = field(
        default_factory=dict, compare=False
    )

    def in_charge(self, department: str, lot: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return the keys of who deals with each party on a day.

        Each party is meant for one of all who ever work in the department, by its `lot` in [0, 1), and is dealt with by that one
        while he or she is here, before and after by a stand-in: the same until that one leaves, too.
        """
        people, changed, who = self._stand_ins(department)
        meant = (lot * len(people)).astype(np.int64)
        return people[who[np.searchsorted(changed, day, side="right") - 1, meant]] + 1

    def _stand_ins(self, department: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return who works in a department, the days on which somebody comes or goes, and who is in charge from then on.

        The last has a row for each of these days and a column for each one, and says who deals with the parties meant for him or
        her, all as places among the people.
        """
        if department not in self.stand_ins:
            people = np.flatnonzero(self.department == self.departments.index(department))
            first, last, own = self.first[people], self.last[people], np.arange(len(people))
            changed = np.unique(np.concatenate([[0], first, last + 1]))
            changed = changed[(changed >= 0) & (changed < calendar.PLAN_DAYS)]
            who = np.empty((len(changed), len(people)), dtype=np.min_scalar_type(len(people)))
            now = np.full(len(people), -1)
            for row, day in enumerate(changed):
                here = (first <= day) & (day <= last)
                (free,) = np.nonzero(here)
                # Neighbours have different stand-ins, else one would get all who are still to come.
                now = np.where((now >= 0) & here[now], now, free[own % len(free)])
                now = who[row] = np.where(here, own, now)
            self.stand_ins[department] = people, changed, who
        return self.stand_ins[department]


def departments(people: People) -> Rows:
    """Return the departments."""
    count = len(people.departments)
    return Rows(
        "department",
        {
            "department_code": np.arange(1, count + 1),
            "department_name": [entry.name for entry in people.departments],
        },
        calendar.first_day(count),
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
    needed = [job for job, unit in enumerate(people.departments) if unit.name in (SALES, PURCHASE)]
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
        stay = (-np.log1p(-draw) / people.leaving * 365).astype(np.int64)
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
    return Staff(departments_named, department, first, last, salary, woman, rows)


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


def _register(
    seed: int, employed: Staff, people: People, month: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (day, position of the employee, status) of each working day of a month."""
    days = np.arange(calendar.MONTH_START[month], calendar.MONTH_END[month] + 1)
    open_days = days[calendar.WORKING[days]]
    here = (employed.first <= open_days[:, None]) & (open_days[:, None] <= employed.last)
    at, who = np.nonzero(here)
    day = open_days[at]
    present, _, absent = people.attendance
    absent /= present + absent or 1
    draw = rng.uniform(seed, "attendance.status", who * 10_000 + day)
    status = np.full(len(day), _PRESENT, dtype=np.int8)
    status[draw < absent + people.half_days * (1 - absent)] = _HALF
    status[draw < absent] = _ABSENT
    away = np.full((len(days), len(employed.first)), -1, dtype=np.int8)
    for code, spells in ((_LEAVE, _leaves), (_LEAVE, _illnesses), (_MATERNITY, _maternities)):
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
    seed: int, employed: Staff, people: People, days: np.ndarray
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
    ids = np.arange(len(employed.first)) * 1_000 + weeks[:, None]
    at, who = np.nonzero(rng.chance(seed, "leave.begins", ids, chance[:, None]))
    ids, open_days = ids[at, who], calendar.OPEN_DAYS[weeks[at]]
    place = (rng.uniform(seed, "leave.day", ids) * open_days).astype(np.int64)
    length = 1 + rng.choice(seed, "leave.days", ids, people.leave_days)
    first = calendar.open_day(weeks[at], place)
    granted = first >= employed.first[who] + people.leave_after_days
    who, first, length = who[granted], first[granted], length[granted]
    return who, first, calendar.add_working_days(first, length)


def _long_absences(
    seed: int, stream: str, share: float, longest: int, staff: int, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, id for further draws) of long absences that may touch some days: one may begin in each year
    of an employee, but not in two years that follow each other."""
    years = np.arange((days[0] - longest) // _WINDOW, days[-1] // _WINDOW + 1)
    # The year before is drawn as well; years before the books are few.
    ids = np.arange(staff) * 100 + 50 + np.arange(years[0] - 1, years[-1] + 1)[:, None]
    begins = rng.chance(seed, f"{stream}.begins", ids, share)
    at, who = np.nonzero(begins[1:] & ~begins[:-1])
    ids = ids[1:][at, who]
    day = rng.integers(seed, f"{stream}.day", ids, 0, _WINDOW - 1)
    return who, years[at] * _WINDOW + day, ids


def _illnesses(
    seed: int, employed: Staff, people: People, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, day after the last) of the long illnesses that may touch some days."""
    least, most = people.illness_days
    who, first, ids = _long_absences(
        seed, "illness", people.illness, most, len(employed.first), days
    )
    length = rng.integers(seed, "illness.days", ids, least, most)
    kept = first >= employed.first[who] + people.illness_after_days
    return who[kept], first[kept], (first + length)[kept]


def _maternities(
    seed: int, employed: Staff, people: People, days: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return (employee, first day, day after the last) of the maternity leaves that may touch some days."""
    who, first, _ = _long_absences(
        seed, "maternity", people.maternity, MATERNITY_DAYS, len(employed.first), days
    )
    after = first + MATERNITY_DAYS
    kept = employed.woman[who] & (first >= employed.first[who] + MATERNITY_AFTER_DAYS)
    kept &= after <= employed.last[who]
    return who[kept], first[kept], after[kept]


def attendance(seed: int, employed: Staff, people: People, month: int) -> Rows:
    """Return the attendance register of a month (0 is the first of the books)."""
    day, who, status = _register(seed, employed, people, month)
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


def _days(
    seed: int, employed: Staff, realism: Realism, month: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the working days of a month while employed, and those that are paid, by employee."""
    key = (seed, realism, month)
    if key not in employed.days:
        _, who, status = _register(seed, employed, realism.people, month)
        insured = _insured(employed.salary[month // _YEAR], realism.payroll)[who]
        came = who[(status != _ABSENT) & ~((status == _MATERNITY) & insured)]
        working, paid = (np.bincount(each, minlength=len(employed.first)) for each in (who, came))
        employed.days[key] = working.astype(np.int16), paid.astype(np.int16)
    working, paid = employed.days[key]
    return working.astype(np.int64), paid.astype(np.int64)


@dataclass(frozen=True)
class Deductions:
    """What is kept from a month's pay but for the income tax, and what the employer adds, in paisa by employee."""

    provident_fund: np.ndarray
    fund_charges: np.ndarray
    state_insurance: np.ndarray
    employer_state_insurance: np.ndarray
    professional_tax: np.ndarray


def _insured(salary: np.ndarray, rules: PayrollRules) -> np.ndarray:
    """Return whether the state insurance covers employees with salaries, in paisa."""
    return salary <= rules.state_insurance_up_to * 100


def deductions(
    gross: np.ndarray, salary: np.ndarray, woman: np.ndarray, rules: PayrollRules, month: int
) -> Deductions:
    """Return the deductions of a month's gross pay, but for the income tax.

    Parameters
    ----------
    gross, salary
        What was earned in the month, and the salary of a full one, in paisa.
    woman
        Whether the employee is a woman.
    rules
        The law's rates.
    month
        Month of the books, 0 is the first; April is the first of each year.
    """
    covered = np.minimum(gross, rules.provident_fund_up_to * 100)
    fund, deposit = (
        half_up(covered * round(rate * 10_000), 1_000_000) * 100
        for rate in (rules.provident_fund, rules.deposit_insurance)
    )
    administration = half_up(covered * round(rules.fund_administration * 10_000), 10_000)
    insured = _insured(salary, rules)
    rates = (rules.state_insurance, rules.employer_state_insurance)
    own, employers = (
        np.where(insured, -(-gross * round(rate * 10_000) // 1_000_000) * 100, 0) for rate in rates
    )
    local = np.where(
        woman,
        _professional_tax(gross, rules.professional_tax_women, rules, month),
        _professional_tax(gross, rules.professional_tax, rules, month),
    )
    return Deductions(
        fund,
        deposit + administration,
        own,
        employers,
        local,
    )


def _professional_tax(
    gross: np.ndarray, slabs: tuple[tuple[int, int], ...], rules: PayrollRules, month: int
) -> np.ndarray:
    """Return the professional tax of a month, in paisa."""
    local = np.zeros_like(gross)
    for above, tax in slabs:
        highest = (above, tax) == slabs[-1] and month % 12 == _FEBRUARY
        due = rules.professional_tax_february if highest else tax
        local = np.where(gross > above * 100, due * 100, local)
    return local


def tax_of_year(income: np.ndarray, rules: PayrollRules, law: IncomeTax) -> np.ndarray:
    """Return the income tax with its cess on a year's salary, in paisa."""
    taxable = np.maximum(income - law.standard_deduction * 100, 0)
    tax = np.zeros_like(taxable)
    bounds = [*(bound for bound, _ in law.slabs), 10**9]
    for (above, rate), up_to in zip(law.slabs, bounds[1:], strict=True):
        taxed = np.clip(taxable - above * 100, 0, (up_to - above) * 100)
        tax = tax + half_up(taxed * round(rate * 100), 100)
    tax = np.minimum(tax, np.maximum(taxable - law.rebate_up_to * 100, 0))
    return half_up(tax * round(100 + rules.cess * 100), 100)


def income_tax(
    earned: np.ndarray,
    deducted: np.ndarray,
    salary: np.ndarray,
    later: np.ndarray,
    rules: PayrollRules,
    month: int,
) -> np.ndarray:
    """Return the income tax to be deducted from a month's pay, in whole rupees, as paisa.

    The tax on what is expected to be earned in the financial year, less what was deducted, is spread over what is left of it;
    what was deducted too much is not paid back.

    Parameters
    ----------
    earned, deducted
        Gross pay of the financial year with that of the month, and the tax deducted in the months before, in paisa.
    salary, later
        Salary of a full month, in paisa, and how many more months of the year it is expected for.
    rules, month
        The law's rates, and month of the books.
    """
    since = [calendar.index(each.since) for each in rules.income_tax]
    place = int(np.searchsorted(since, calendar.MONTH_START[month], side="right")) - 1
    due = tax_of_year(earned + salary * later, rules, rules.income_tax[max(place, 0)]) - deducted
    return half_up(np.maximum(due, 0), (later + 1) * 100) * 100


def payroll(seed: int, employed: Staff, realism: Realism, months: range) -> list[Rows]:
    """Return the payroll of each of some months: pay by days present or on leave, less the deductions, paid on the last day.

    The tax of a month depends on the months before it since April, so those are reckoned, too.
    """
    found = []
    for april in range(months.start // _YEAR * _YEAR, months.stop, _YEAR):
        earned, deducted = np.zeros((2, len(employed.first)), dtype=np.int64)
        for month in range(april, min(april + _YEAR, months.stop)):
            rows = _payroll(seed, employed, realism, month, earned, deducted)
            who = rows.columns["employee_id"] - 1
            earned[who] += rows.columns["gross_pay"]
            deducted[who] += rows.columns["income_tax"]
            if month in months:
                found.append(rows)
    return found


def _payroll(
    seed: int,
    employed: Staff,
    realism: Realism,
    month: int,
    earned: np.ndarray,
    deducted: np.ndarray,
) -> Rows:
    """Return the payroll of a month; `earned` and `deducted` are gross pay and tax of the year's months before, by employee."""
    working, paid = _days(seed, employed, realism, month)
    staff_no = np.flatnonzero(working)
    working, paid = working[staff_no], paid[staff_no]
    salary, woman = employed.salary[month // _YEAR, staff_no], employed.woman[staff_no]
    gross = half_up(salary * paid, int(calendar.WORKING_DAYS[month]))
    kept = deductions(gross, salary, woman, realism.payroll, month)
    stays = employed.last[staff_no] > calendar.MONTH_END[month]
    tax = income_tax(
        earned[staff_no] + gross,
        deducted[staff_no],
        salary,
        np.where(stays, _YEAR - 1 - month % _YEAR, 0),
        realism.payroll,
        month,
    )
    taken = kept.provident_fund + kept.state_insurance + kept.professional_tax + tax
    paid_on = np.full(len(staff_no), calendar.epoch(calendar.MONTH_END[month]))
    return Rows(
        "payroll",
        {
            "employee_id": staff_no + 1,
            "period_id": np.full(len(staff_no), calendar.PERIOD_OF_MONTH[month]),
            "monthly_salary": salary,
            "working_days": working,
            "paid_days": paid,
            "gross_pay": gross,
            "provident_fund": kept.provident_fund,
            "employer_provident_fund": kept.provident_fund,
            "employer_provident_fund_charges": kept.fund_charges,
            "state_insurance": kept.state_insurance,
            "employer_state_insurance": kept.employer_state_insurance,
            "professional_tax": kept.professional_tax,
            "income_tax": tax,
            "net_pay": gross - taken,
            "paid_on": paid_on,
        },
        paid_on,
        np.full(len(staff_no), month),
    )
