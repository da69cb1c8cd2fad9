"""Invariants of pay: what is earned follows from salaries and attendance, what is kept and added from the law's rates."""

from pikku.catalog.invariants.rule import Invariant, count

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
)
