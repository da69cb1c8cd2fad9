"""Posting rules of the calendar: opening balances, pay, taxes, depreciation and monthly payments."""

from decimal import Decimal

from pikku.catalog.postings.gst import taxed
from pikku.catalog.postings.rule import (
    NO_PARTY,
    PostingRule,
    credit,
    debit,
    financing,
    investing,
    of_year,
    operating,
)
from pikku.catalog.postings.tds import FEES_LIMIT_OF_YEAR, RENT_LIMIT_OF_YEAR, deducted, less_tds
from pikku.catalog.reference import (
    AREA_PER_MACHINE,
    BONUS,
    CAPITAL_TAX,
    CONTRACT_TDS,
    ELECTRICITY,
    FEES_TDS,
    FIRST_DAY,
    GRATUITY,
    INSURANCE,
    LEAST_OPENING_BANK,
    OPENING_BANK,
    PROFESSIONAL_FEES,
    RENT,
    RENT_TAX,
    RENT_TDS,
    SECURITY_AND_IT,
    SERVICE_TAX,
    SHARE_CAPITAL,
    TERM_LOAN,
    TRAVEL,
)

#: The share of stock and fixed assets that is paid into the bank when the books begin.
_INTO_BANK = f"ROUND((SUM(materials) + SUM(finished) + SUM(cost)) * {OPENING_BANK}, -5)"
_LOAN = f"CAST(SUM(cost) * {TERM_LOAN.share_of_assets} AS DECIMAL(18, 2))"

#: The months with their number, from 1.
_MONTHS = "(SELECT p.*, ROW_NUMBER() OVER (ORDER BY period_id) AS month_number FROM {period} p)"

#: The machines of the factory.
_MACHINES = f"""(SELECT COUNT(*) AS machines, MAX(modified_at) AS modified_at FROM {{fixed_asset}}
                 WHERE asset_class = 'machine' AND acquired_on < DATE '{FIRST_DAY}') m"""

#: The rent of a square metre, the fees for a machine, and what else each employee costs in a month.
RENT_OF_YEAR, FEES_OF_YEAR = of_year(RENT), of_year(PROFESSIONAL_FEES)
SECURITY_OF_YEAR, TRAVEL_OF_YEAR = of_year(SECURITY_AND_IT), of_year(TRAVEL)


def _of_staff(name: str, text: str, price: str) -> str:
    """Return the query of what each month costs by the employees who are paid in it, as the column `name`."""
    return f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, GREATEST(d.modified_at, MAX(p.modified_at)) AS modified_at,
               {NO_PARTY}, '{text} of ' || d.period_name AS description,
               CAST(COUNT(p.payroll_id) * CASE d.financial_year {price} END AS DECIMAL(18, 2)) AS {name}
        FROM {{period}} d JOIN {{payroll}} p ON p.period_id = d.period_id
        GROUP BY d.period_id, d.ends_on, d.period_name, d.financial_year, d.modified_at
    """


#: What a year of service earns of a month's salary, and what a month of service adds to the provision for it.
_GRATUITY_OF_YEAR = (
    f"{Decimal(GRATUITY.basic) * GRATUITY.days_of_year / GRATUITY.days_of_month:.8f}"
)
_GRATUITY_OF_MONTH = f"{GRATUITY.basic} * {GRATUITY.of_month}"

#: A salary with more digits than 18, so that DuckDB makes products of it as wide as they need.
_WIDE_SALARY = "CAST({}.monthly_salary AS DECIMAL(20, 2))"

#: Months of service of an employee `e` before the books begin, the month of joining included.
_MONTHS_BEFORE = (
    f"CAST({FIRST_DAY.year * 12 + FIRST_DAY.month} - EXTRACT(YEAR FROM e.joined_on) * 12"
    " - EXTRACT(MONTH FROM e.joined_on) AS DECIMAL(5, 0))"
)

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
_TDS_DAY = "d.ends_on + CASE d.fiscal_month WHEN 12 THEN 30 ELSE 7 END"

PERIODIC: tuple[PostingRule, ...] = (
    PostingRule(
        1,
        "opening",
        "stock_movement",
        "The balances that the books begin with, financed by a loan on the fixed assets, by shares issued at a premium, and by the "
        "gratuity that the staff has earned before",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, 'Opening balances' AS description,
               bank, materials, finished, assets, loan, gratuity, capital, equity - capital AS premium
        FROM (
            SELECT totals.*, bank + materials + finished + assets - loan - gratuity AS equity,
                   CAST(ROUND((bank + materials + finished + assets - loan - gratuity) * {SHARE_CAPITAL}, -5) AS DECIMAL(18, 2)) AS capital
            FROM (
                SELECT 1 AS source_id, DATE '{FIRST_DAY}' AS posted_on, MAX(modified_at) AS modified_at,
                       CAST(GREATEST({_INTO_BANK}, {LEAST_OPENING_BANK} - {_INTO_BANK}) AS DECIMAL(18, 2)) AS bank,
                       SUM(materials) AS materials, SUM(finished) AS finished, SUM(cost) AS assets, {_LOAN} AS loan,
                       SUM(gratuity) AS gratuity
                FROM (
                    SELECT m.modified_at,
                           CASE WHEN p.product_type = 'finished' THEN 0 ELSE m.amount END AS materials,
                           CASE WHEN p.product_type = 'finished' THEN m.amount ELSE 0 END AS finished,
                           0 AS cost, 0 AS gratuity
                    FROM {{stock_movement}} m JOIN {{product}} p ON p.product_id = m.product_id
                    WHERE m.movement_type = 'opening'
                    UNION ALL
                    SELECT modified_at, 0, 0, cost, 0 FROM {{fixed_asset}} WHERE acquired_on < DATE '{FIRST_DAY}'
                    UNION ALL
                    SELECT e.modified_at, 0, 0, 0,
                           CAST(ROUND({_WIDE_SALARY.format("e")} * {_MONTHS_BEFORE} * {_GRATUITY_OF_MONTH}, 0) AS DECIMAL(18, 2))
                    FROM {{employee}} e WHERE e.joined_on < DATE '{FIRST_DAY}'
                ) balances
            ) totals
        ) equity
        """,
        (
            debit(1100, "bank"),
            debit(1310, "materials"),
            debit(1320, "finished"),
            debit(1500, "assets"),
            credit(2500, "loan"),
            credit(2450, "gratuity"),
            credit(3100, "capital"),
            credit(3150, "premium"),
        ),
        financing("Shares issued for cash"),
    ),
    PostingRule(
        12,
        "payroll",
        "payroll",
        "A month's salaries are earned, and the deductions are owed to the authorities",
        f"""
        SELECT p.period_id AS source_id, d.ends_on AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Payroll of ' || d.period_name AS description,
               SUM(p.gross_pay) AS gross_pay, SUM(p.employer_provident_fund) + SUM(p.employer_provident_fund_charges) AS employer_fund,
               SUM(p.employer_state_insurance) AS employer_insurance,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) AS provident_fund,
               SUM(p.state_insurance) + SUM(p.employer_state_insurance) AS state_insurance,
               SUM(p.professional_tax) AS professional_tax, SUM(p.income_tax) AS income_tax,
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
        # Paragraph 38 of the Employees' Provident Funds Scheme, 1952; regulation 31 of the ESI (General) Regulations, 1950.
        "Provident fund and state insurance are paid on the 15th of the next month",
        f"""
        SELECT p.period_id AS source_id, d.ends_on + 15 AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Payroll dues of ' || d.period_name AS description,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) AS provident_fund,
               SUM(p.state_insurance) + SUM(p.employer_state_insurance) AS state_insurance,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) + SUM(p.state_insurance)
                   + SUM(p.employer_state_insurance) AS paid
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        WHERE d.ends_on + 15 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY p.period_id, d.ends_on, d.period_name
        """,
        (debit(2310, "provident_fund"), debit(2340, "state_insurance"), credit(1100, "paid")),
        operating("Paid for employees to the authorities"),
    ),
    PostingRule(
        25,
        "tds payment",
        "payroll",
        # Rule 30(2) of the Income-tax Rules, 1962.
        "Income tax deducted from salaries is paid on the 7th of the next month, that of March on 30 April",
        f"""
        SELECT p.period_id AS source_id, {_TDS_DAY} AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'TDS on salaries of ' || d.period_name AS description, SUM(p.income_tax) AS paid
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        WHERE {_TDS_DAY} <= (SELECT MAX(ends_on) FROM {{period}})
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
               CAST(ROUND(SUM(p.gross_pay) * {_GRATUITY_OF_MONTH}, 2) AS DECIMAL(18, 2)) AS earned
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
                           {_WIDE_SALARY.format("w")} AS salary
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
        15,
        "gst settlement",
        "period",
        "At the month's end output tax is set off against input credit",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(t.modified_at) AS modified_at,
               {NO_PARTY}, 'GST of ' || d.period_name AS description,
               SUM(t.output_tax) AS output_tax, SUM(t.input_tax) AS input_tax,
               SUM(t.output_tax) - SUM(t.input_tax) AS due
        FROM {{period}} d JOIN ({{gst_of_documents}}) t ON t.taxed_on BETWEEN d.starts_on AND d.ends_on
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(2200, "output_tax"), credit(1400, "input_tax"), credit(2210, "due")),
    ),
    PostingRule(
        16,
        "gst payment",
        "period",
        # What is due falls due in cash only where no credit of any head is left. Central and state tax are each half of a supply
        # within the state, so their credits never lie idle beside a debt of the other (sections 49, 49A and 49B of the CGST Act,
        # 2017, and rule 88A): the sum of the heads says enough. Tax under reverse charge is paid in cash whatever credit there is
        # (section 49(4)). Both are paid in whole rupees (section 170); what was rounded is made up for in the next month.
        "What is due after carried-forward credit is paid on the 20th of the next month with the tax under reverse charge",
        f"""
        SELECT source_id, ends_on + 20 AS posted_on, modified_at, {NO_PARTY},
               'GST payment for ' || period_name AS description, due, reverse_due, due + reverse_due AS paid
        FROM (
            SELECT source_id, ends_on, period_name, modified_at,
                   owed_so_far - COALESCE(LAG(owed_so_far) OVER (ORDER BY source_id), 0) AS due,
                   reverse_so_far - COALESCE(LAG(reverse_so_far) OVER (ORDER BY source_id), 0) AS reverse_due
            FROM (
                SELECT source_id, ends_on, period_name, modified_at,
                       CAST(ROUND(GREATEST(0, MAX(due_so_far) OVER (ORDER BY source_id)), 0) AS DECIMAL(18, 2))
                           AS owed_so_far,
                       CAST(ROUND(reverse_tax_so_far, 0) AS DECIMAL(18, 2)) AS reverse_so_far
                FROM (
                    SELECT d.period_id AS source_id, d.ends_on, d.period_name,
                           MAX(MAX(t.modified_at)) OVER (ORDER BY d.period_id) AS modified_at,
                           SUM(SUM(t.output_tax) - SUM(t.input_tax)) OVER (ORDER BY d.period_id) AS due_so_far,
                           SUM(SUM(t.reverse_tax)) OVER (ORDER BY d.period_id) AS reverse_tax_so_far
                    FROM {{period}} d
                    JOIN ({{gst_of_documents}}) t ON t.taxed_on BETWEEN d.starts_on AND d.ends_on
                    WHERE d.ends_on + 20 <= (SELECT MAX(ends_on) FROM {{period}})
                    GROUP BY d.period_id, d.ends_on, d.period_name
                ) cumulated
            ) rounded
        ) months
        """,
        (debit(2210, "due"), debit(2220, "reverse_due"), credit(1100, "paid")),
        operating("GST paid"),
    ),
    PostingRule(
        17,
        "depreciation",
        "fixed_asset",
        "A month of straight-line depreciation of the assets that are there and whose life has not ended",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(a.modified_at) AS modified_at,
               {NO_PARTY}, 'Depreciation of ' || d.period_name AS description,
               SUM(a.monthly_depreciation) AS depreciation
        FROM {_MONTHS} d
        JOIN {{fixed_asset}} a ON a.acquired_on <= d.ends_on
        LEFT JOIN {_MONTHS} f ON a.acquired_on BETWEEN f.starts_on AND f.ends_on
        WHERE d.month_number < COALESCE(f.month_number, 1) + a.life_months
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(6400, "depreciation"), credit(1510, "depreciation")),
    ),
    PostingRule(
        40,
        "capital purchase",
        "fixed_asset",
        "A mould for a new good, or another asset, is bought and paid with its tax on the day it arrives",
        taxed(
            f"""
        SELECT fixed_asset_id AS source_id, acquired_on AS posted_on, modified_at, {NO_PARTY},
               'Purchase of ' || fixed_asset_code AS description, cost
        FROM {{fixed_asset}}
        WHERE acquired_on >= DATE '{FIRST_DAY}'
        """,
            "cost",
            CAPITAL_TAX,
        ),
        (debit(1500, "cost"), debit(1400, "tax"), credit(1100, "total")),
        investing("Machines, moulds and other fixed assets bought"),
    ),
    PostingRule(
        18,
        "monthly expenses",
        "period",
        "Rent of the factory with its tax, less the income tax deducted from it, and the month's power, by the meter and for the "
        "agreed demand, paid at the month's end",
        taxed(
            f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, description, rent, power, tds, rent + power - tds AS paid
        FROM (
            SELECT e.*, {deducted("e.rent", RENT_TDS.rate, "e.rent > e.rent_without_tds")} AS tds
            FROM (
                SELECT d.period_id AS source_id, d.ends_on AS posted_on,
                       GREATEST(d.modified_at, MAX(o.modified_at), MAX(p.modified_at), m.modified_at) AS modified_at,
                       'Rent and power of ' || d.period_name AS description,
                       CAST(m.machines * {AREA_PER_MACHINE} * CASE d.financial_year {RENT_OF_YEAR} END AS DECIMAL(18, 2)) AS rent,
                       CASE d.financial_year {RENT_LIMIT_OF_YEAR} END AS rent_without_tds,
                       CAST(m.machines * {ELECTRICITY.kva_per_machine} * {ELECTRICITY.demand_charge}
                           + ROUND(COALESCE(SUM((o.good_quantity + o.scrap_quantity) * p.weight_g), 0) * 0.001
                                   * {ELECTRICITY.kwh_per_kg} * {ELECTRICITY.energy_charge}, 2) AS DECIMAL(18, 2)) AS power
                FROM {{period}} d
                CROSS JOIN {_MACHINES}
                LEFT JOIN {{production_order}} o ON o.finished_on BETWEEN d.starts_on AND d.ends_on
                LEFT JOIN {{product}} p ON p.product_id = o.product_id
                GROUP BY d.period_id, d.ends_on, d.period_name, d.financial_year, d.modified_at, m.machines, m.modified_at
            ) e
        ) months
        """,
            "rent",
            RENT_TAX,
            net="paid",
        ),
        (
            debit(6300, "rent"),
            debit(6310, "power"),
            debit(1400, "tax"),
            credit(1100, "total"),
            credit(2335, "tds"),
        ),
        operating("Rent and power"),
    ),
    PostingRule(
        36,
        "insurance",
        "period",
        "Plant, moulds and finished goods are insured at their values of the month's end; the premium is paid with its tax",
        taxed(
            f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on,
               GREATEST(d.modified_at, a.modified_at, s.modified_at) AS modified_at,
               {NO_PARTY}, 'Insurance of ' || d.period_name AS description,
               CAST(ROUND((a.cost + s.stock) * {INSURANCE}, 2) AS DECIMAL(18, 2)) AS premium
        FROM {{period}} d
        JOIN (SELECT q.period_id, SUM(f.cost) AS cost, MAX(f.modified_at) AS modified_at
              FROM {{period}} q JOIN {{fixed_asset}} f ON f.acquired_on <= q.ends_on
              GROUP BY q.period_id) a ON a.period_id = d.period_id
        JOIN (SELECT b.period_id, SUM(b.amount) AS stock, MAX(b.modified_at) AS modified_at
              FROM {{stock_balance}} b JOIN {{product}} p ON p.product_id = b.product_id
              WHERE p.product_type = 'finished' GROUP BY b.period_id) s ON s.period_id = d.period_id
        """,
            "premium",
            SERVICE_TAX,
        ),
        (debit(6330, "premium"), debit(1400, "tax"), credit(1100, "total")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        37,
        "professional fees",
        "period",
        "The month's fees of auditors, tax advisers and lawyers with their tax, less the income tax deducted from them",
        taxed(
            less_tds(
                f"""
                SELECT d.period_id AS source_id, d.ends_on AS posted_on, GREATEST(d.modified_at, m.modified_at) AS modified_at,
                       {NO_PARTY}, 'Professional fees of ' || d.period_name AS description,
                       CAST(m.machines * CASE d.financial_year {FEES_OF_YEAR} END AS DECIMAL(18, 2)) AS fees,
                       CASE d.financial_year {FEES_LIMIT_OF_YEAR} END AS fees_without_tds
                FROM {{period}} d CROSS JOIN {_MACHINES}
                """,
                "fees",
                FEES_TDS.rate,
                "d.fees * 12 > d.fees_without_tds",
            ),
            "fees",
            SERVICE_TAX,
            net="paid",
        ),
        (debit(6340, "fees"), debit(1400, "tax"), credit(1100, "total"), credit(2335, "tds")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        38,
        "security and it",
        "period",
        "The month's guards and IT under contracts with their tax, less the income tax deducted from them",
        taxed(
            less_tds(
                _of_staff("services", "Security and IT", SECURITY_OF_YEAR),
                "services",
                CONTRACT_TDS.rate,
            ),
            "services",
            SERVICE_TAX,
            net="paid",
        ),
        (debit(6350, "services"), debit(1400, "tax"), credit(1100, "total"), credit(2335, "tds")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        39,
        "travel and office",
        "period",
        "The month's travel, telephones and bank charges with the tax in them",
        _of_staff("costs", "Travel, telephone and bank charges", TRAVEL_OF_YEAR),
        (debit(6360, "costs"), credit(1100, "costs")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        19,
        "freight payment",
        "period",
        "A month's freight is paid to the carriers, with the tax that they owe, on the 10th of the next month",
        f"""
        SELECT d.period_id AS source_id, d.ends_on + 10 AS posted_on, MAX(s.modified_at) AS modified_at,
               {NO_PARTY}, 'Freight of ' || d.period_name AS description, SUM(s.owed) AS freight
        FROM {{period}} d JOIN ({{freight}}) s ON s.posted_on BETWEEN d.starts_on AND d.ends_on
        WHERE d.ends_on + 10 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(2400, "freight"), credit(1100, "freight")),
        operating("Paid to carriers"),
    ),
    PostingRule(
        51,
        "supplier tds payment",
        "period",
        # Rule 30(2) of the Income-tax Rules, 1962.
        "Income tax deducted from suppliers is paid on the 7th of the next month, that of March on 30 April",
        f"""
        SELECT d.period_id AS source_id, {_TDS_DAY} AS posted_on, MAX(t.modified_at) AS modified_at,
               {NO_PARTY}, 'TDS on suppliers of ' || d.period_name AS description, SUM(t.tds) AS paid
        FROM {{period}} d JOIN ({{tds_of_documents}}) t ON t.deducted_on BETWEEN d.starts_on AND d.ends_on
        WHERE {_TDS_DAY} <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.period_name, d.fiscal_month
        """,
        (debit(2335, "paid"), credit(1100, "paid")),
        operating("Income tax deducted from suppliers paid"),
    ),
    PostingRule(
        20,
        "loan instalment",
        "fixed_asset",
        "On the month's last day a part of the term loan is paid back, with the month's interest on what was left",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, description, instalment, interest,
               instalment + interest AS paid
        FROM (
            SELECT source_id, posted_on, modified_at, description, LEAST(monthly, still_owed) AS instalment,
                   CAST(ROUND(still_owed * {TERM_LOAN.monthly_rate}, 2) AS DECIMAL(18, 2)) AS interest
            FROM (
                SELECT d.period_id AS source_id, d.ends_on AS posted_on, l.modified_at,
                       'Term loan, ' || d.period_name AS description, l.monthly,
                       CAST(l.loan - d.months_before * l.monthly AS DECIMAL(18, 2)) AS still_owed
                FROM (SELECT p.*, month_number - 1 AS months_before FROM {_MONTHS} p) d
                CROSS JOIN (
                    SELECT loan, modified_at, CAST(ROUND(loan * {TERM_LOAN.instalment}, 2) AS DECIMAL(18, 2)) AS monthly
                    FROM (SELECT {_LOAN} AS loan, MAX(modified_at) AS modified_at
                          FROM {{fixed_asset}} WHERE acquired_on < DATE '{FIRST_DAY}') assets
                ) l
            ) balances
        ) months
        WHERE instalment > 0
        """,
        (debit(2500, "instalment"), debit(6500, "interest"), credit(1100, "paid")),
        financing("Term loan paid back, with interest"),
    ),
)
