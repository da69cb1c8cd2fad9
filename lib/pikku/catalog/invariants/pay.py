"""Invariants of pay: what is earned follows from salaries and attendance, what is kept and added from the law's rates."""

from pikku.catalog.employment import BONUS, EARNED_LEAVE, GRATUITY, WELFARE_FUND, WELFARE_MONTHS
from pikku.catalog.invariants.rule import Invariant, count
from pikku.catalog.periods import FIRST_DAY
from pikku.catalog.postings.pay import LEAVE_OF_DAY
from pikku.catalog.realism import REALISM

_LAW = REALISM.payroll
#: Pay that the provident fund is reckoned on.
_COVERED = f"CASE WHEN gross_pay < {_LAW.provident_fund_up_to} THEN gross_pay ELSE {_LAW.provident_fund_up_to} END"


def _professional_tax(slabs: tuple[tuple[int, int], ...]) -> str:
    """Return the professional tax of a month's pay by slabs: the highest pays more in February."""
    highest = f"CASE WHEN period_id % 100 = 2 THEN {_LAW.professional_tax_february} ELSE {slabs[-1][1]} END"
    due = [*(str(tax) for _, tax in slabs[:-1]), highest]
    cases = [
        f"WHEN gross_pay > {above} THEN {tax}"
        for (above, _), tax in zip(slabs[::-1], due[::-1], strict=True)
    ]
    return f"CASE {' '.join(cases)} ELSE 0 END"


def _slabs() -> str:
    """Return the slabs of the income tax as rows: periods, deduction, rebate, what is above, and what that adds to the rate."""
    rows, last = [], 999_912
    for law in _LAW.income_tax[::-1]:
        first = law.since.year * 100 + law.since.month
        rates = [0.0, *(rate for _, rate in law.slabs)]
        rows += [
            f"SELECT {first} AS first_period, {last} AS last_period, {law.standard_deduction} AS deduction, "
            f"{law.rebate_up_to} AS rebate, {above} AS above, {rate - before:.2f} AS added"
            for (above, rate), before in zip(law.slabs, rates, strict=False)
        ]
        last = first - 1
    return " UNION ALL ".join(rows)


#: Each month's tax with what is expected to be earned in its year, what was deducted before, and how many months are left.
_EXPECTED = """
    SELECT payroll_id, period_id, income_tax, later, gross_so_far + monthly_salary * later AS income,
           tax_so_far - income_tax AS deducted
    FROM (SELECT w.payroll_id, w.period_id, w.income_tax, w.monthly_salary,
                 CASE WHEN e.left_on <= p.ends_on THEN 0 ELSE 12 - p.fiscal_month END AS later,
                 SUM(w.gross_pay) OVER (PARTITION BY w.employee_id, p.financial_year ORDER BY w.period_id) AS gross_so_far,
                 SUM(w.income_tax) OVER (PARTITION BY w.employee_id, p.financial_year ORDER BY w.period_id) AS tax_so_far
          FROM {payroll} w
          JOIN {period} p ON p.period_id = w.period_id
          JOIN {employee} e ON e.employee_id = w.employee_id) months"""

#: Each leaver with the months of his service and whether days come to them, his last salary, and what the ledger paid him.
_LEAVERS = f"""(
    SELECT e.employee_id, w.monthly_salary, e.left_on + {GRATUITY.days} AS due_on, b.last_day, g.paid, g.posted_on,
           12 * (EXTRACT(YEAR FROM e.left_on + 1) - EXTRACT(YEAR FROM e.joined_on)) + EXTRACT(MONTH FROM e.left_on + 1)
               - EXTRACT(MONTH FROM e.joined_on) AS months,
           EXTRACT(DAY FROM e.left_on + 1) - EXTRACT(DAY FROM e.joined_on) AS days
    FROM {{employee}} e
    CROSS JOIN (SELECT MAX(ends_on) AS last_day FROM {{period}}) b
    LEFT JOIN {{period}} p ON e.left_on BETWEEN p.starts_on AND p.ends_on
    LEFT JOIN {{payroll}} w ON w.employee_id = e.employee_id AND w.period_id = p.period_id
    LEFT JOIN (SELECT j.source_id, j.posted_on, SUM(l.debit) AS paid
               FROM {{journal_entry}} j JOIN {{journal_line}} l ON l.journal_entry_id = j.journal_entry_id
               WHERE j.source = 'gratuity payment' AND l.account_id = 2450
               GROUP BY j.source_id, j.posted_on) g ON g.source_id = e.employee_id
    WHERE e.left_on IS NOT NULL OR g.paid IS NOT NULL) leavers"""
#: Whole years; a rest of more than six months is one more.
_SERVED = (
    "FLOOR((months * 2 + CASE WHEN days > 0 THEN 1 WHEN days < 0 THEN -1 ELSE 0 END + 11) / 24)"
)
_DUE = (
    f"(months > {GRATUITY.years * 12} OR months = {GRATUITY.years * 12} AND days >= 0) AND due_on <= last_day"
    " AND monthly_salary IS NOT NULL"
)
_SHARE = f"monthly_salary * {GRATUITY.basic} * {GRATUITY.days_of_year} * {_SERVED}"

#: The days of leave that each had left before a month, and those of it that were worked and taken.
_LEAVE = """(
    SELECT m.leave_balance, m.period_id, m.worked, m.taken,
           COALESCE(LAG(m.leave_balance) OVER (PARTITION BY m.employee_id ORDER BY m.period_id), 0) AS before
    FROM (SELECT w.employee_id, w.period_id, w.leave_balance,
                 SUM(CASE WHEN a.status IN ('present', 'half day') THEN 1 ELSE 0 END) AS worked,
                 SUM(CASE WHEN a.status = 'leave' THEN 1.0 WHEN a.status = 'half day' THEN 0.5 ELSE 0 END) AS taken
          FROM {payroll} w
          JOIN {period} p ON p.period_id = w.period_id
          LEFT JOIN {attendance} a ON a.employee_id = w.employee_id AND a.attended_on BETWEEN p.starts_on AND p.ends_on
          GROUP BY w.employee_id, w.period_id, w.leave_balance) m) months"""
_LEFT = f"before + worked * {1 / EARNED_LEAVE.days_worked} - taken"
_ENCASHED = "monthly_salary * FLOOR(leave_balance + 0.5)"


def _welfare_fund(part: str) -> str:
    """Return what an employee or the employer contributes to the welfare fund in a month."""
    cases = [
        f"WHEN w.period_id >= {each.since} THEN {getattr(each, part)}"
        for each in WELFARE_FUND[::-1]
    ]
    due = f"w.period_id % 100 IN {WELFARE_MONTHS} AND w.gross_pay > 0 AND (e.left_on IS NULL OR e.left_on >= p.ends_on)"
    return f"CASE WHEN {due} THEN CASE {' '.join(cases)} END ELSE 0 END"


PAY: tuple[Invariant, ...] = (
    Invariant(
        "pay is the salary of the paid days",
        "Gross pay is the month's salary times the paid days by the working days of whoever was here all month, to the paisa",
        "gross pay, rupees",
        count(
            """(SELECT monthly_salary, paid_days, gross_pay,
                       MAX(working_days) OVER (PARTITION BY period_id) AS full_month FROM {payroll}) months""",
            """gross_pay * full_month - monthly_salary * paid_days > full_month * 0.005
               OR monthly_salary * paid_days - gross_pay * full_month > full_month * 0.005""",
            "COALESCE(SUM(gross_pay), 0)",
        ),
    ),
    Invariant(
        "salaries are as agreed and rise in April",
        "The first salary paid is that of the employee's contract; later it is raised in April or stays",
        "salaries of all months, rupees",
        count(
            """(SELECT w.period_id, w.monthly_salary, e.monthly_salary AS engaged_at,
                       LAG(w.monthly_salary) OVER (PARTITION BY w.employee_id ORDER BY w.period_id) AS before
                FROM {payroll} w JOIN {employee} e ON e.employee_id = w.employee_id) months""",
            """monthly_salary <> COALESCE(before, engaged_at)
               AND (before IS NULL OR period_id % 100 <> 4 OR monthly_salary < before)""",
            "COALESCE(SUM(monthly_salary), 0)",
        ),
    ),
    Invariant(
        "contributions follow the provident fund's and the state insurance's rules",
        "The fund's are of pay up to its ceiling, to the nearest rupee, and equal, with the employer's charges; the insurance's are "
        "of pay of salaries up to its limit, rounded up to the next rupee",
        "contributions, rupees",
        count(
            f"""(SELECT gross_pay, monthly_salary, provident_fund, employer_provident_fund, employer_provident_fund_charges,
                        state_insurance, employer_state_insurance, {_COVERED} AS covered FROM {{payroll}}) months""",
            f"""provident_fund <> ROUND(covered * {_LAW.provident_fund}, 0)
               OR employer_provident_fund <> provident_fund
               OR employer_provident_fund_charges <> ROUND(covered * {_LAW.deposit_insurance}, 0)
                  + ROUND(covered * {_LAW.fund_administration}, 2)
               OR state_insurance % 1 <> 0 OR employer_state_insurance % 1 <> 0
               OR (monthly_salary > {_LAW.state_insurance_up_to} AND state_insurance + employer_state_insurance <> 0)
               OR (monthly_salary <= {_LAW.state_insurance_up_to}
                   AND (state_insurance < gross_pay * {_LAW.state_insurance}
                        OR state_insurance >= gross_pay * {_LAW.state_insurance} + 1
                        OR employer_state_insurance < gross_pay * {_LAW.employer_state_insurance}
                        OR employer_state_insurance >= gross_pay * {_LAW.employer_state_insurance} + 1))""",
            "COALESCE(SUM(provident_fund + employer_provident_fund + employer_provident_fund_charges"
            " + state_insurance + employer_state_insurance), 0)",
        ),
    ),
    Invariant(
        "professional tax follows the state's slabs",
        "It is that of the month's pay, for women and for men, and more in February",
        "professional tax, rupees",
        count(
            f"""(SELECT w.professional_tax,
                        CASE WHEN e.gender = 'female' THEN {_professional_tax(_LAW.professional_tax_women)}
                             ELSE {_professional_tax(_LAW.professional_tax)} END AS due
                 FROM {{payroll}} w JOIN {{employee}} e ON e.employee_id = w.employee_id) months""",
            "professional_tax <> due",
            "COALESCE(SUM(professional_tax), 0)",
        ),
    ),
    Invariant(
        "income tax is deducted as the year's estimate says",
        "Each month bears its part, to the rupee, of the tax on what is expected to be earned in the year less what was deducted",
        "income tax deducted, rupees",
        count(
            f"""(SELECT income_tax, later + 1 AS months_left,
                        CASE WHEN beyond <= 0 THEN 0 WHEN slabs_tax > beyond THEN beyond ELSE slabs_tax END * {1 + _LAW.cess}
                        - deducted AS due
                 FROM (SELECT t.payroll_id, t.income_tax, t.later, t.deducted, t.income - s.deduction - s.rebate AS beyond,
                              SUM(CASE WHEN t.income - s.deduction > s.above
                                       THEN (t.income - s.deduction - s.above) * s.added ELSE 0 END) AS slabs_tax
                       FROM ({_EXPECTED}) t
                       JOIN ({_slabs()}) s ON t.period_id BETWEEN s.first_period AND s.last_period
                       GROUP BY t.payroll_id, t.income_tax, t.later, t.deducted, t.income, s.deduction, s.rebate) taxes) months""",
            """income_tax % 1 <> 0 OR (due <= 0 AND income_tax <> 0)
               OR (due > 0 AND (income_tax * months_left > due + months_left * 0.5 + 0.1
                                OR income_tax * months_left < due - months_left * 0.5 - 0.1))""",
            "COALESCE(SUM(income_tax), 0)",
        ),
    ),
    Invariant(
        "the bonus is the law's least",
        "From the year's end until October, and at no other month's end, the bonus by law of whoever earns little is owed",
        "bonus owed at all months' ends, rupees",
        count(
            f"""(SELECT p.period_id, p.fiscal_month, COALESCE(y.bonus, 0) AS bonus,
                       SUM(COALESCE(m.moved, 0)) OVER (ORDER BY p.period_id) AS owed
                FROM {{period}} p
                LEFT JOIN (SELECT financial_year, MAX(last_period) AS last_period,
                                  SUM(CASE WHEN days < {BONUS.least_days} THEN 0 ELSE ROUND(wages * {BONUS.rate}, 0) END) AS bonus
                           FROM (SELECT q.financial_year, w.employee_id, MAX(q.year_end) AS last_period, SUM(w.paid_days) AS days,
                                        SUM(CASE WHEN w.monthly_salary > {BONUS.salary_up_to} THEN 0
                                                 WHEN w.gross_pay > {BONUS.wages_up_to} THEN {BONUS.wages_up_to}
                                                 ELSE w.gross_pay END) AS wages
                                 FROM {{payroll}} w
                                 JOIN (SELECT period_id, financial_year, period_id - fiscal_month + CASE WHEN fiscal_month > 9 THEN 12 ELSE 100 END
                                              AS year_end FROM {{period}}) q ON q.period_id = w.period_id
                                 GROUP BY q.financial_year, w.employee_id) staff
                           GROUP BY financial_year) y
                  ON y.last_period = CASE WHEN p.fiscal_month = 12 THEN p.period_id WHEN p.fiscal_month <= 6 THEN p.period_id - p.fiscal_month END
                LEFT JOIN (SELECT e.period_id, SUM(l.credit - l.debit) AS moved
                           FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id = 2305 GROUP BY e.period_id) m ON m.period_id = p.period_id) months""",
            "owed <> bonus",
            "COALESCE(SUM(owed), 0)",
        ),
    ),
    Invariant(
        "leave is earned by work",
        "Of the days of leave that were left, with one for twenty days of work, those on leave are taken; no more than thirty are left "
        "when a calendar year ends",
        "days of leave left at all months' ends",
        count(
            _LEAVE,
            f"""leave_balance <> CASE WHEN {_LEFT} < 0 THEN 0
                                      WHEN period_id % 100 = 12 AND {_LEFT} > {EARNED_LEAVE.carried} THEN {EARNED_LEAVE.carried}
                                      ELSE {_LEFT} END""",
            "COALESCE(SUM(leave_balance), 0)",
        ),
    ),
    Invariant(
        "leavers are paid for their leave",
        "With the last salary comes a 26th of it for each day of leave that is left, to the rupee; nobody else is paid for leave",
        "leave paid, rupees",
        count(
            """(SELECT w.monthly_salary, w.leave_balance, w.leave_encashment, CASE WHEN e.left_on <= p.ends_on THEN 1 ELSE 0 END AS leaves
                FROM {payroll} w JOIN {period} p ON p.period_id = w.period_id
                JOIN {employee} e ON e.employee_id = w.employee_id) months""",
            f"""leave_encashment % 1 <> 0 OR (leaves = 0 AND leave_encashment <> 0)
               OR (leaves = 1 AND (leave_encashment * {EARNED_LEAVE.days_of_month} > {_ENCASHED} + {EARNED_LEAVE.days_of_month // 2}
                                   OR leave_encashment * {EARNED_LEAVE.days_of_month} < {_ENCASHED} - {EARNED_LEAVE.days_of_month // 2}))""",
            "COALESCE(SUM(leave_encashment), 0)",
        ),
    ),
    Invariant(
        "the provision for leave is what all leave is worth",
        "From each year's end on it is what would be paid for the days that everybody has left then",
        "provided for leave at all months' ends, rupees",
        count(
            f"""(SELECT p.period_id, SUM(COALESCE(m.moved, 0)) OVER (ORDER BY p.period_id) AS provided,
                       COALESCE(y.owed, 0) AS owed
                FROM (SELECT period_id, period_id - CASE WHEN fiscal_month = 12 THEN 0 WHEN fiscal_month > 9 THEN 100 - 3 + period_id % 100
                                                         ELSE period_id % 100 - 3 END AS year_end FROM {{period}}) p
                LEFT JOIN (SELECT w.period_id, SUM(ROUND(w.monthly_salary * w.leave_balance * {LEAVE_OF_DAY}, 2)) AS owed
                           FROM {{payroll}} w JOIN {{period}} q ON q.period_id = w.period_id
                           JOIN {{employee}} e ON e.employee_id = w.employee_id
                           WHERE e.left_on IS NULL OR e.left_on > q.ends_on
                           GROUP BY w.period_id) y ON y.period_id = p.year_end
                LEFT JOIN (SELECT j.period_id, SUM(l.credit - l.debit) AS moved
                           FROM {{journal_line}} l JOIN {{journal_entry}} j ON j.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id = 2455 GROUP BY j.period_id) m ON m.period_id = p.period_id) months""",
            "provided <> owed",
            "COALESCE(SUM(provided), 0)",
        ),
    ),
    Invariant(
        "contributions to the labour welfare fund are the law's",
        "Whoever is employed at the end of June and December, and the employer, contribute what the law says",
        "contributions, rupees",
        count(
            f"""(SELECT w.labour_welfare_fund AS own, w.employer_labour_welfare_fund AS employers,
                        {_welfare_fund("employee")} AS due, {_welfare_fund("employer")} AS due_of_employer
                 FROM {{payroll}} w JOIN {{period}} p ON p.period_id = w.period_id
                 JOIN {{employee}} e ON e.employee_id = w.employee_id) months""",
            "own <> due OR employers <> due_of_employer",
            "COALESCE(SUM(own + employers), 0)",
        ),
    ),
    Invariant(
        "leavers get their gratuity",
        "Who leaves after five years gets fifteen days' basic pay of 26 for each year, up to the limit, thirty days later; nobody else does",
        "gratuity paid, rupees",
        count(
            _LEAVERS,
            # What is right is named, since a comparison with what is not there is neither true nor false.
            f"""CASE WHEN {_DUE} THEN
                     CASE WHEN posted_on = due_on AND paid = {GRATUITY.most} AND {_SHARE} >= paid * {GRATUITY.days_of_month} THEN 0
                          WHEN posted_on = due_on AND paid * {GRATUITY.days_of_month} - {_SHARE} BETWEEN -13.1 AND 13.1 THEN 0
                          ELSE 1 END
                     WHEN paid IS NULL THEN 0 ELSE 1 END = 1""",
            "COALESCE(SUM(paid), 0)",
        ),
    ),
    Invariant(
        "the provision for gratuity follows service and pay",
        "It is what the staff had earned before the books and earned in each month since, less what leavers were paid",
        "provided for gratuity, rupees",
        f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger AND expense = paid THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT (SELECT COALESCE(SUM(ROUND(monthly_salary * {GRATUITY.basic} * {GRATUITY.of_month}
                                                 * ({FIRST_DAY.year} * 12 + {FIRST_DAY.month} - EXTRACT(YEAR FROM joined_on) * 12
                                                    - EXTRACT(MONTH FROM joined_on)), 0)), 0)
                      FROM {{employee}} WHERE joined_on < DATE '{FIRST_DAY}')
                   + (SELECT COALESCE(SUM(ROUND(m.gross * {GRATUITY.basic} * {GRATUITY.of_month}, 2)), 0)
                      FROM (SELECT SUM(gross_pay) AS gross FROM {{payroll}} GROUP BY period_id) m)
                   - (SELECT COALESCE(SUM(l.debit), 0) FROM {{journal_line}} l WHERE l.account_id = 2450) AS documents,
                     (SELECT COALESCE(SUM(credit - debit), 0) FROM {{journal_line}} WHERE account_id = 2450) AS ledger,
                     (SELECT COALESCE(SUM(l.debit - l.credit), 0) FROM {{journal_line}} l
                      JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                      WHERE l.account_id = 6140 AND e.source = 'gratuity payment') AS expense,
                     (SELECT COALESCE(SUM(debit), 0) FROM {{journal_line}} WHERE account_id = 2450) AS paid) totals
        """,
    ),
)

ATTENDANCE: tuple[Invariant, ...] = (
    Invariant(
        "payroll follows attendance",
        "Paid days are the month's days in the attendance register, present or on leave; the maternity leave of who is insured "
        "with the state is paid by it",
        "paid days",
        count(
            f"""(SELECT w.payroll_id, w.working_days, w.paid_days, COUNT(a.attendance_id) AS registered,
                       SUM(CASE WHEN a.status IN ('present', 'half day', 'leave')
                                  OR (a.status = 'maternity' AND w.monthly_salary > {REALISM.payroll.state_insurance_up_to})
                                THEN 1 ELSE 0 END) AS attended
                FROM {{payroll}} w JOIN {{period}} p ON p.period_id = w.period_id
                LEFT JOIN {{attendance}} a ON a.employee_id = w.employee_id
                 AND a.attended_on BETWEEN p.starts_on AND p.ends_on
                GROUP BY w.payroll_id, w.working_days, w.paid_days) months""",
            "working_days <> registered OR paid_days <> attended",
            "COALESCE(SUM(paid_days), 0)",
        ),
    ),
)
