"""Posting rules of pay: salaries and what is owed on them, the welfare fund, leave, bonus and gratuity."""

from decimal import Decimal

from pikku.catalog.employment import BONUS, EARNED_LEAVE, GRATUITY
from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, operating
from pikku.catalog.postings.tds import TDS_DAY

#: What a year of service earns of a month's salary, and what a month of service adds to the provision for it.
_GRATUITY_OF_YEAR = (
    f"{Decimal(GRATUITY.basic) * GRATUITY.days_of_year / GRATUITY.days_of_month:.8f}"
)
GRATUITY_OF_MONTH = f"{GRATUITY.basic} * {GRATUITY.of_month}"
#: What a day of leave is worth of a month's salary.
LEAVE_OF_DAY = f"{Decimal(1) / EARNED_LEAVE.days_of_month:.8f}"

#: A salary with more digits than 18, so that DuckDB makes products of it as wide as they need.
WIDE_SALARY = "CAST({}.monthly_salary AS DECIMAL(20, 2))"

#: Completed months of service of a leaver `l`, who was here until the day before `until`, and the days that come to them: at least 0.
_DAY_MORE = "EXTRACT(DAY FROM l.until) - EXTRACT(DAY FROM l.joined_on)"
_MONTHS_SERVED = (
    "CAST((EXTRACT(YEAR FROM l.until) - EXTRACT(YEAR FROM l.joined_on)) * 12 + EXTRACT(MONTH FROM l.until)"
    f" - EXTRACT(MONTH FROM l.joined_on) - CASE WHEN {_DAY_MORE} < 0 THEN 1 ELSE 0 END AS DECIMAL(6, 0))"
)
#: Years of service that count: more than six months more are a whole one.
_YEARS_SERVED = "CAST(FLOOR((s.months + CASE WHEN s.part_of_month = 1 THEN 6 ELSE 5 END) * 0.083334) AS DECIMAL(4, 0))"

#: The bonus of each employee and year.
_BONUS = f"""
    SELECT w.employee_id, y.financial_year, MAX(w.modified_at) AS modified_at,
           CAST(ROUND(SUM(CASE WHEN w.monthly_salary <= {BONUS.salary_up_to} THEN LEAST(w.gross_pay, {BONUS.wages_up_to}) ELSE 0 END)
                      * {BONUS.rate}, 0) AS DECIMAL(18, 2)) AS bonus
    FROM {{payroll}} w JOIN {{period}} y ON y.period_id = w.period_id
    GROUP BY w.employee_id, y.financial_year
    HAVING SUM(w.paid_days) >= {BONUS.least_days}
"""

PAY: tuple[PostingRule, ...] = (
    PostingRule(
        12,
        "payroll",
        "payroll",
        "A month's salaries are earned, leavers' leave is owed to them, and the deductions to the authorities",
        f"""
        SELECT p.period_id AS source_id, d.ends_on AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Payroll of ' || d.period_name AS description,
               SUM(p.gross_pay) AS gross_pay, SUM(p.employer_provident_fund) + SUM(p.employer_provident_fund_charges) AS employer_fund,
               SUM(p.employer_state_insurance) AS employer_insurance,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) AS provident_fund,
               SUM(p.state_insurance) + SUM(p.employer_state_insurance) AS state_insurance,
               SUM(p.professional_tax) AS professional_tax, SUM(p.employer_labour_welfare_fund) AS employer_welfare,
               SUM(p.labour_welfare_fund) + SUM(p.employer_labour_welfare_fund) AS welfare_fund,
               SUM(p.income_tax) AS income_tax, SUM(p.leave_encashment) AS leave_paid,
               SUM(p.net_pay) AS net_pay
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        GROUP BY p.period_id, d.ends_on, d.period_name
        """,
        (
            debit(6100, "gross_pay"),
            debit(6110, "employer_fund"),
            debit(6120, "employer_insurance"),
            credit(2300, "net_pay"),
            credit(2310, "provident_fund"),
            credit(2340, "state_insurance"),
            credit(2320, "professional_tax"),
            credit(2330, "income_tax"),
            debit(6125, "employer_welfare"),
            credit(2345, "welfare_fund"),
            debit(6150, "leave_paid"),
        ),
    ),
    PostingRule(
        13,
        "salary payment",
        "payroll",
        "Salaries are transferred",
        f"""
        SELECT p.period_id AS source_id, MAX(p.paid_on) AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Salaries of ' || d.period_name AS description, SUM(p.net_pay) AS net_pay
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        GROUP BY p.period_id, d.period_name
        """,
        (debit(2300, "net_pay"), credit(1100, "net_pay")),
        operating("Paid to employees"),
    ),
    PostingRule(
        14,
        "statutory payment",
        "payroll",
        # Paragraph 38 of the Employees' Provident Funds Scheme, 1952; regulation 31 of the ESI (General) Regulations, 1950; section 6BB
        # of the Maharashtra Labour Welfare Fund Act, 1953.
        "Provident fund, state insurance and labour welfare fund are paid on the 15th of the next month",
        f"""
        SELECT p.period_id AS source_id, d.ends_on + 15 AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Payroll dues of ' || d.period_name AS description,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) AS provident_fund,
               SUM(p.state_insurance) + SUM(p.employer_state_insurance) AS state_insurance,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) + SUM(p.state_insurance)
                   + SUM(p.employer_state_insurance) + SUM(p.labour_welfare_fund) + SUM(p.employer_labour_welfare_fund) AS paid,
               SUM(p.labour_welfare_fund) + SUM(p.employer_labour_welfare_fund) AS welfare_fund
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        WHERE d.ends_on + 15 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY p.period_id, d.ends_on, d.period_name
        """,
        (
            debit(2310, "provident_fund"),
            debit(2340, "state_insurance"),
            credit(1100, "paid"),
            debit(2345, "welfare_fund"),
        ),
        operating("Paid for employees to the authorities"),
    ),
    PostingRule(
        25,
        "tds payment",
        "payroll",
        # Rule 30(2) of the Income-tax Rules, 1962.
        "Income tax deducted from salaries is paid on the 7th of the next month, that of March on 30 April",
        f"""
        SELECT p.period_id AS source_id, {TDS_DAY} AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'TDS on salaries of ' || d.period_name AS description, SUM(p.income_tax) AS paid
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        WHERE {TDS_DAY} <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY p.period_id, d.ends_on, d.period_name, d.fiscal_month
        """,
        (debit(2330, "paid"), credit(1100, "paid")),
        operating("Paid for employees to the authorities"),
    ),
    PostingRule(
        26,
        "professional tax payment",
        "payroll",
        # Rule 11 of the Maharashtra State Tax on Professions, Trades, Callings and Employments Rules, 1975: by the month for
        # whoever had to pay a lakh or more in the year before.
        "Professional tax is paid on the last day of the next month",
        f"""
        SELECT p.period_id AS source_id, n.ends_on AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Professional tax of ' || d.period_name AS description, SUM(p.professional_tax) AS paid
        FROM {{payroll}} p
        JOIN {{period}} d ON d.period_id = p.period_id
        JOIN {{period}} n ON n.starts_on = d.ends_on + 1
        GROUP BY p.period_id, n.ends_on, d.period_name
        """,
        (debit(2320, "paid"), credit(1100, "paid")),
        operating("Paid for employees to the authorities"),
    ),
    PostingRule(
        22,
        "bonus",
        "period",
        "At the year's end employees with low salaries have earned their bonus",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(b.modified_at) AS modified_at,
               {NO_PARTY}, 'Bonus for ' || d.financial_year AS description, SUM(b.bonus) AS bonus
        FROM {{period}} d JOIN ({_BONUS}) b ON b.financial_year = d.financial_year
        WHERE d.fiscal_month = 12
        GROUP BY d.period_id, d.ends_on, d.financial_year
        """,
        (debit(6130, "bonus"), credit(2305, "bonus")),
    ),
    PostingRule(
        23,
        "bonus payment",
        "period",
        "The last year's bonus is paid on 15 October",
        f"""
        SELECT d.period_id AS source_id, d.ends_on + {BONUS.days} AS posted_on, MAX(b.modified_at) AS modified_at,
               {NO_PARTY}, 'Bonus paid for ' || d.financial_year AS description, SUM(b.bonus) AS bonus
        FROM {{period}} d JOIN ({_BONUS}) b ON b.financial_year = d.financial_year
        WHERE d.fiscal_month = 12 AND d.ends_on + {BONUS.days} <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.financial_year
        """,
        (debit(2305, "bonus"), credit(1100, "bonus")),
        operating("Paid to employees"),
    ),
    PostingRule(
        24,
        "gratuity",
        "payroll",
        "A month of service adds to what is provided for the gratuity of everybody",
        f"""
        SELECT p.period_id AS source_id, d.ends_on AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Gratuity earned in ' || d.period_name AS description,
               CAST(ROUND(SUM(p.gross_pay) * {GRATUITY_OF_MONTH}, 2) AS DECIMAL(18, 2)) AS earned
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        GROUP BY p.period_id, d.ends_on, d.period_name
        """,
        (debit(6145, "earned"), credit(2450, "earned")),
    ),
    PostingRule(
        29,
        "gratuity payment",
        "employee",
        "Who leaves after five years gets his gratuity thirty days later, out of the provision",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, description,
               CAST(LEAST(ROUND(salary * years * {_GRATUITY_OF_YEAR}, 0), {GRATUITY.most}) AS DECIMAL(18, 2)) AS paid
        FROM (
            SELECT s.source_id, s.posted_on, s.modified_at, s.description, s.salary, {_YEARS_SERVED} AS years
            FROM (
                SELECT l.source_id, l.posted_on, l.modified_at, l.description, l.salary, {_MONTHS_SERVED} AS months,
                       CASE WHEN {_DAY_MORE} = 0 THEN 0 ELSE 1 END AS part_of_month
                FROM (
                    SELECT e.employee_id AS source_id, e.left_on + {GRATUITY.days} AS posted_on,
                           GREATEST(e.modified_at, w.modified_at) AS modified_at,
                           'Gratuity of ' || e.employee_no AS description, e.joined_on, e.left_on + 1 AS until,
                           {WIDE_SALARY.format("w")} AS salary
                    FROM {{employee}} e
                    JOIN {{period}} d ON e.left_on BETWEEN d.starts_on AND d.ends_on
                    JOIN {{payroll}} w ON w.employee_id = e.employee_id AND w.period_id = d.period_id
                    WHERE e.left_on + {GRATUITY.days} <= (SELECT MAX(ends_on) FROM {{period}})
                ) l
            ) s
            WHERE s.months >= {GRATUITY.years * 12}
        ) leavers
        """,
        (debit(6140, "paid"), credit(1100, "paid"), debit(2450, "paid"), credit(6145, "paid")),
        operating("Paid to employees"),
    ),
    PostingRule(
        41,
        "leave",
        "payroll",
        "At the year's end what would be paid for the leave that everybody has left is provided for",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, description,
               owed - COALESCE(LAG(owed) OVER (ORDER BY source_id), 0) AS change
        FROM (
            SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(w.modified_at) AS modified_at,
                   'Leave left at the end of ' || d.financial_year AS description,
                   CAST(SUM(ROUND(w.monthly_salary * w.leave_balance * {LEAVE_OF_DAY}, 2)) AS DECIMAL(18, 2)) AS owed
            FROM {{period}} d
            JOIN {{payroll}} w ON w.period_id = d.period_id
            JOIN {{employee}} e ON e.employee_id = w.employee_id
            WHERE d.fiscal_month = 12 AND (e.left_on IS NULL OR e.left_on > d.ends_on)
            GROUP BY d.period_id, d.ends_on, d.financial_year
        ) years
        """,
        (debit(6155, "change"), credit(2455, "change")),
    ),
)
