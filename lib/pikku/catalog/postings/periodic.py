"""Posting rules of the calendar: opening balances, pay, taxes, depreciation and monthly payments."""

from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, financing, operating
from pikku.catalog.reference import (
    FIRST_DAY,
    MONTHLY_EXPENSES,
    OPENING_BANK,
    TERM_LOAN,
)

_LOAN = f"CAST(SUM(cost) * {TERM_LOAN.share_of_assets} AS DECIMAL(18, 2))"

PERIODIC: tuple[PostingRule, ...] = (
    PostingRule(
        1,
        "opening",
        "stock_movement",
        "The balances that the books begin with, financed by a loan on the fixed assets and by share capital",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, 'Opening balances' AS description,
               bank, materials, finished, assets, loan, bank + materials + finished + assets - loan AS capital
        FROM (
            SELECT 1 AS source_id, DATE '{FIRST_DAY}' AS posted_on, MAX(modified_at) AS modified_at,
                   CAST({OPENING_BANK} AS DECIMAL(18, 2)) AS bank, SUM(materials) AS materials,
                   SUM(finished) AS finished, SUM(cost) AS assets, {_LOAN} AS loan
            FROM (
                SELECT m.modified_at,
                       CASE WHEN p.product_type = 'finished' THEN 0 ELSE m.amount END AS materials,
                       CASE WHEN p.product_type = 'finished' THEN m.amount ELSE 0 END AS finished,
                       0 AS cost
                FROM {{stock_movement}} m JOIN {{product}} p ON p.product_id = m.product_id
                WHERE m.movement_type = 'opening'
                UNION ALL
                SELECT modified_at, 0, 0, cost FROM {{fixed_asset}}
            ) balances
        ) totals
        """,
        (
            debit(1100, "bank"),
            debit(1310, "materials"),
            debit(1320, "finished"),
            debit(1500, "assets"),
            credit(2500, "loan"),
            credit(3100, "capital"),
        ),
        financing("Capital that the books begin with"),
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
        "Provident fund, state insurance, professional tax and TDS are paid on the 15th of the next month",
        f"""
        SELECT p.period_id AS source_id, d.ends_on + 15 AS posted_on, MAX(p.modified_at) AS modified_at,
               {NO_PARTY}, 'Payroll dues of ' || d.period_name AS description,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) AS provident_fund,
               SUM(p.state_insurance) + SUM(p.employer_state_insurance) AS state_insurance,
               SUM(p.professional_tax) AS professional_tax, SUM(p.income_tax) AS income_tax,
               SUM(p.provident_fund) + SUM(p.employer_provident_fund)
                   + SUM(p.employer_provident_fund_charges) + SUM(p.state_insurance)
                   + SUM(p.employer_state_insurance) + SUM(p.professional_tax) + SUM(p.income_tax) AS paid
        FROM {{payroll}} p JOIN {{period}} d ON d.period_id = p.period_id
        WHERE d.ends_on + 15 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY p.period_id, d.ends_on, d.period_name
        """,
        (
            debit(2310, "provident_fund"),
            debit(2340, "state_insurance"),
            debit(2320, "professional_tax"),
            debit(2330, "income_tax"),
            credit(1100, "paid"),
        ),
        operating("Paid for employees to the authorities"),
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
        "What is due after carried-forward credit is paid on the 20th of the next month",
        f"""
        SELECT source_id, ends_on + 20 AS posted_on, modified_at, {NO_PARTY},
               'GST payment for ' || period_name AS description,
               owed_so_far - COALESCE(LAG(owed_so_far) OVER (ORDER BY source_id), 0) AS paid
        FROM (
            SELECT source_id, ends_on, period_name, modified_at,
                   GREATEST(0, MAX(due_so_far) OVER (ORDER BY source_id)) AS owed_so_far
            FROM (
                SELECT d.period_id AS source_id, d.ends_on, d.period_name, MAX(t.modified_at) AS modified_at,
                       SUM(SUM(t.output_tax) - SUM(t.input_tax)) OVER (ORDER BY d.period_id) AS due_so_far
                FROM {{period}} d
                JOIN ({{gst_of_documents}}) t ON t.taxed_on BETWEEN d.starts_on AND d.ends_on
                WHERE d.ends_on + 20 <= (SELECT MAX(ends_on) FROM {{period}})
                GROUP BY d.period_id, d.ends_on, d.period_name
            ) cumulated
        ) paid
        """,
        (debit(2210, "paid"), credit(1100, "paid")),
        operating("GST paid"),
    ),
    PostingRule(
        17,
        "depreciation",
        "fixed_asset",
        "A month of straight-line depreciation of the assets whose life has not ended",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(a.modified_at) AS modified_at,
               {NO_PARTY}, 'Depreciation of ' || d.period_name AS description,
               SUM(a.monthly_depreciation) AS depreciation
        FROM (SELECT p.*, ROW_NUMBER() OVER (ORDER BY period_id) AS months_so_far FROM {{period}} p) d
        JOIN {{fixed_asset}} a
          ON a.life_months >= d.months_so_far
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(6400, "depreciation"), credit(1510, "depreciation")),
    ),
    PostingRule(
        18,
        "monthly expenses",
        "period",
        "Rent and power, paid at the month's end",
        f"""
        SELECT period_id AS source_id, ends_on AS posted_on, modified_at, {NO_PARTY},
               'Rent and power of ' || period_name AS description,
               CAST({MONTHLY_EXPENSES[6300]} AS DECIMAL(18, 2)) AS rent,
               CAST({MONTHLY_EXPENSES[6310]} AS DECIMAL(18, 2)) AS power,
               CAST({sum(MONTHLY_EXPENSES.values())} AS DECIMAL(18, 2)) AS paid
        FROM {{period}}
        """,
        (debit(6300, "rent"), debit(6310, "power"), credit(1100, "paid")),
        operating("Rent and power"),
    ),
    PostingRule(
        19,
        "freight payment",
        "shipment",
        "A month's freight is paid to the carriers on the 10th of the next month",
        f"""
        SELECT d.period_id AS source_id, d.ends_on + 10 AS posted_on, MAX(s.modified_at) AS modified_at,
               {NO_PARTY}, 'Freight of ' || d.period_name AS description,
               SUM(s.freight_amount) AS freight
        FROM {{period}} d JOIN {{shipment}} s ON s.dispatched_on BETWEEN d.starts_on AND d.ends_on
        WHERE d.ends_on + 10 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(2400, "freight"), credit(1100, "freight")),
        operating("Paid to carriers"),
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
                FROM (SELECT p.*, ROW_NUMBER() OVER (ORDER BY period_id) - 1 AS months_before FROM {{period}} p) d
                CROSS JOIN (
                    SELECT loan, modified_at, CAST(ROUND(loan * {TERM_LOAN.instalment}, 2) AS DECIMAL(18, 2)) AS monthly
                    FROM (SELECT {_LOAN} AS loan, MAX(modified_at) AS modified_at FROM {{fixed_asset}}) assets
                ) l
            ) balances
        ) months
        WHERE instalment > 0
        """,
        (debit(2500, "instalment"), debit(6500, "interest"), credit(1100, "paid")),
        financing("Term loan paid back, with interest"),
    ),
)
