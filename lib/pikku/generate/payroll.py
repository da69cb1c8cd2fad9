"""Payroll: what is earned in each month, what is kept from it by law, and what the employer adds."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.employment import EARNED_LEAVE, WELFARE_FUND, WELFARE_MONTHS
from pikku.catalog.realism import IncomeTax, PayrollRules, Realism
from pikku.generate import attendance, calendar
from pikku.generate.people import Staff
from pikku.generate.rows import Rows, half_up

_MONTHS = 12
"""Months of a year."""
_FEBRUARY = 10
"""Month of the financial year, April is 0."""
_YEAR_END = 12
"""Month of the calendar year."""


def _days(seed: int, employed: Staff, realism: Realism, month: int) -> tuple[np.ndarray, ...]:
    """Return the working days of a month while employed, those that are paid, those at work, and the half days of leave, by employee."""
    key = (seed, realism, month)
    if key not in employed.days:
        _, who, status = attendance.register(
            seed, employed, realism.people, range(month, month + 1)
        )
        insured = _insured(employed.salary[month // _MONTHS], realism.payroll)[who]
        came = who[(status != attendance.ABSENT) & ~((status == attendance.MATERNITY) & insured)]
        half = who[status == attendance.HALF]
        at_work = np.concatenate([who[status == attendance.PRESENT], half])
        on_leave = who[status == attendance.LEAVE]
        employed.days[key] = tuple(
            np.bincount(each, minlength=len(employed.first)).astype(np.int16)
            for each in (who, came, at_work, np.concatenate([on_leave, on_leave, half]))
        )
    return tuple(each.astype(np.int64) for each in employed.days[key])


def leave_left(seed: int, employed: Staff, realism: Realism, month: int) -> np.ndarray:
    """Return the days of earned leave that each has left at a month's end, in hundredths."""
    left = np.zeros(len(employed.first), dtype=np.int64)
    for each in range(month + 1):
        _, _, worked, halves = _days(seed, employed, realism, each)
        left = np.maximum(left + worked * 100 // EARNED_LEAVE.days_worked - halves * 50, 0)
        if calendar.PERIOD_OF_MONTH[each] % 100 == _YEAR_END:
            left = np.minimum(left, EARNED_LEAVE.carried * 100)
    return left


def _welfare_fund(gross: np.ndarray, here: np.ndarray, month: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the employee's and the employer's part of the labour welfare fund of a month, in paisa.

    Parameters
    ----------
    here
        Who is employed on the month's last day.
    """
    period = int(calendar.PERIOD_OF_MONTH[month])
    part = [each for each in WELFARE_FUND if each.since <= period][-1]
    due = here & (gross > 0) & (period % 100 in WELFARE_MONTHS)
    return np.where(due, part.employee * 100, 0), np.where(due, part.employer * 100, 0)


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

    The tax of a month depends on the months before it since April, and the leave that is left on all of them, so those are reckoned, too.
    """
    found = []
    for april in range(months.start // _MONTHS * _MONTHS, months.stop, _MONTHS):
        earned, deducted = np.zeros((2, len(employed.first)), dtype=np.int64)
        for month in range(april, min(april + _MONTHS, months.stop)):
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
    working, paid, *_ = _days(seed, employed, realism, month)
    staff_no = np.flatnonzero(working)
    working, paid = working[staff_no], paid[staff_no]
    leave = leave_left(seed, employed, realism, month)[staff_no]
    salary, woman = employed.salary[month // _MONTHS, staff_no], employed.woman[staff_no]
    gross = half_up(salary * paid, int(calendar.WORKING_DAYS[month]))
    kept = deductions(gross, salary, woman, realism.payroll, month)
    stays = employed.last[staff_no] > calendar.MONTH_END[month]
    tax = income_tax(
        earned[staff_no] + gross,
        deducted[staff_no],
        salary,
        np.where(stays, _MONTHS - 1 - month % _MONTHS, 0),
        realism.payroll,
        month,
    )
    last = employed.last[staff_no]
    welfare, employers = _welfare_fund(gross, last >= calendar.MONTH_END[month], month)
    taken = kept.provident_fund + kept.state_insurance + kept.professional_tax + welfare + tax
    days = half_up(leave, 100)
    encashed = half_up(salary * days, EARNED_LEAVE.days_of_month * 100) * 100
    encashed = np.where(last <= calendar.MONTH_END[month], encashed, 0)
    paid_on = np.full(len(staff_no), calendar.epoch(calendar.MONTH_END[month]))
    return Rows(
        "payroll",
        {
            "employee_id": staff_no + 1,
            "period_id": np.full(len(staff_no), calendar.PERIOD_OF_MONTH[month]),
            "monthly_salary": salary,
            "working_days": working,
            "paid_days": paid,
            "leave_balance": leave,
            "gross_pay": gross,
            "provident_fund": kept.provident_fund,
            "employer_provident_fund": kept.provident_fund,
            "employer_provident_fund_charges": kept.fund_charges,
            "state_insurance": kept.state_insurance,
            "employer_state_insurance": kept.employer_state_insurance,
            "professional_tax": kept.professional_tax,
            "labour_welfare_fund": welfare,
            "employer_labour_welfare_fund": employers,
            "income_tax": tax,
            "leave_encashment": encashed,
            "net_pay": gross - taken + encashed,
            "paid_on": paid_on,
        },
        paid_on,
        np.full(len(staff_no), month),
    )
