"""Employees: who works here, when, and for what pay."""

import sqlalchemy as sa

from pikku.catalog.columns import choice, day, days, key, money, number, ref, table, text, whole

#: A half day is worked in part, the rest is leave. All but absence is paid by somebody (see `payroll.paid_days`).
ATTENDANCE = ("present", "half day", "leave", "maternity", "absent")

department = table(
    "employees",
    "department",
    "Departments",
    key("department_id", "Department"),
    number("department_code", "Department code, D-nn"),
    text("department_name", "Department name", 60),
    load="full",
)

employee = table(
    "employees",
    "employee",
    "Employees, past and present",
    key("employee_id", "Employee"),
    number("employee_no", "Employee number, E-nnnnn"),
    text("employee_name", "Full name"),
    ref("department_id", "employees.department.department_id", "Department"),
    text("designation", "Job title", 60),
    choice("gender", ("female", "male"), "Gender, as in the statutory register", 10),
    text("pan", "Permanent account number", 10),
    day("joined_on", "First working day"),
    day("left_on", "Last working day; empty while employed", optional=True),
    money(
        "monthly_salary",
        "Gross salary of a full month when engaged, or when the books began; payroll has that of each month",
    ),
    sa.CheckConstraint("left_on IS NULL OR left_on >= joined_on", name="leaving"),
)

attendance = table(
    "employees",
    "attendance",
    "A working day of an employee",
    key("attendance_id", "Attendance: employee_id * 100000 + days since 2020-01-01"),
    ref("employee_id", "employees.employee.employee_id", "Employee"),
    day("attended_on", "Working day (Monday to Saturday, holidays left out)"),
    choice("status", ATTENDANCE, "What the register says", 10),
    whole("worked_minutes", "Minutes worked; 0 unless present, for the whole day or half of it"),
    sa.UniqueConstraint("employee_id", "attended_on"),
    load="watermark",
    cluster_by=("attended_on",),
)

payroll = table(
    "employees",
    "payroll",
    "An employee's pay of a month",
    key("payroll_id", "Payroll: employee_id * 1000000 + period_id"),
    ref("employee_id", "employees.employee.employee_id", "Employee"),
    ref("period_id", "finance.period.period_id", "Month that is paid for"),
    money("monthly_salary", "Gross salary of a full month, as agreed for this one"),
    whole(
        "working_days",
        "Working days of the month while employed; holidays are paid without being counted",
    ),
    whole(
        "paid_days",
        "Working days present or on leave; maternity leave only above the limit of the state insurance, which pays it up to there",
    ),
    days(
        "leave_balance",
        "Days of earned leave that are left at the month's end, or, of a leaver, on the last day of work",
    ),
    money(
        "gross_pay", "Salary earned: monthly salary * paid days / working days of the full month"
    ),
    money("provident_fund", "Employee's provident fund, deducted"),
    money("employer_provident_fund", "Employer's provident fund, on top"),
    money(
        "employer_provident_fund_charges",
        "Employer's deposit-linked insurance (EDLI) and charges of the provident fund's administration, on top",
    ),
    money("state_insurance", "Employee's state insurance (ESI), deducted"),
    money("employer_state_insurance", "Employer's state insurance (ESI), on top"),
    money("professional_tax", "Professional tax of the state, deducted"),
    money("labour_welfare_fund", "Employee's part of the labour welfare fund, deducted"),
    money("employer_labour_welfare_fund", "Employer's part of the labour welfare fund, on top"),
    money("income_tax", "Tax deducted at source (TDS)"),
    money("leave_encashment", "Paid to a leaver for the leave that is left"),
    money("net_pay", "Paid out: gross less the five deductions, and a leaver's leave"),
    day("paid_on", "Day of the bank transfer", posted="in the books"),
    sa.UniqueConstraint("employee_id", "period_id"),
    sa.CheckConstraint("paid_days <= working_days", name="days"),
    sa.CheckConstraint(
        "net_pay = gross_pay - provident_fund - state_insurance - professional_tax - labour_welfare_fund - income_tax"
        " + leave_encashment",
        name="net",
    ),
)
