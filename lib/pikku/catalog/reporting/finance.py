"""Reporting views of finance: the ledger's statements."""

from pikku.catalog.accounts import RESULT_TYPES
from pikku.catalog.postings import CLOSING
from pikku.catalog.reporting.view import BOOKS_END, ReportingView
from pikku.catalog.statements.ledger import PROFIT_KEPT, RESULT_GROUPS

#: Groups of accounts in the order of the profit and loss account.
_LINE_NUMBERS = "\n        ".join(
    f"WHEN '{group}' THEN {number}" for number, group in enumerate(RESULT_GROUPS, start=1)
)

VIEWS: tuple[ReportingView, ...] = (
    ReportingView(
        "trial_balance",
        "finance",
        "Debits, credits and balance of each account at the end of the books, before the last year is closed; the balances "
        "add up to zero",
        f"""
SELECT
    a.account_key AS account_no, a.account_name, a.account_type, a.statement_group,
    SUM(f.debit) AS debits,
    SUM(f.credit) AS credits,
    SUM(f.amount) AS balance,
    IIF(SUM(f.amount) > 0, SUM(f.amount), 0) AS debit_balance,
    IIF(SUM(f.amount) < 0, -SUM(f.amount), 0) AS credit_balance
FROM gold.fact_ledger AS f
JOIN gold.dim_account AS a ON a.account_key = f.account_key
WHERE NOT (f.source = '{CLOSING}' AND f.posted_on = {BOOKS_END})
GROUP BY a.account_key, a.account_name, a.account_type, a.statement_group
""",
    ),
    ReportingView(
        "profit_and_loss",
        "finance",
        "Income and expenses of each quarter by line of the statement; income is positive, expenses negative",
        f"""
SELECT
    d.financial_year, d.fiscal_quarter,
    CONCAT('Q', d.fiscal_quarter, ' ', d.financial_year) AS quarter_name,
    CASE a.statement_group
        {_LINE_NUMBERS}
    END AS line_no,
    a.statement_group AS line_name,
    -SUM(f.amount) AS amount
FROM gold.fact_ledger AS f
JOIN gold.dim_account AS a ON a.account_key = f.account_key
JOIN gold.dim_date AS d ON d.[date] = f.posted_on
WHERE a.account_type IN {RESULT_TYPES} AND f.source <> '{CLOSING}'
GROUP BY d.financial_year, d.fiscal_quarter, a.statement_group
""",
    ),
    ReportingView(
        "balance_sheet",
        "finance",
        "Assets, liabilities and equity at the end of each financial year; assets equal the rest",
        f"""
WITH years AS (
    SELECT d.financial_year, MAX(d.[date]) AS year_end FROM gold.dim_date AS d GROUP BY d.financial_year
),
lines AS (
    SELECT
        a.account_key,
        CASE a.account_type WHEN 'asset' THEN 'Assets' WHEN 'liability' THEN 'Liabilities' ELSE 'Equity' END AS side,
        IIF(a.account_type IN {RESULT_TYPES}, '{PROFIT_KEPT}', a.statement_group) AS line_name,
        IIF(a.account_type = 'asset', 1, -1) AS sign
    FROM gold.dim_account AS a
),
movements AS (
    SELECT d.financial_year, l.side, l.line_name, SUM(f.amount * l.sign) AS amount
    FROM gold.fact_ledger AS f
    JOIN lines AS l ON l.account_key = f.account_key
    JOIN gold.dim_date AS d ON d.[date] = f.posted_on
    GROUP BY d.financial_year, l.side, l.line_name
)
SELECT y.financial_year, y.year_end, m.side, m.line_name, SUM(m.amount) AS amount
FROM years AS y
JOIN movements AS m ON m.financial_year <= y.financial_year
GROUP BY y.financial_year, y.year_end, m.side, m.line_name
""",
    ),
    ReportingView(
        "bank_by_month",
        "finance",
        "Money in and out of the bank each month, with the balance before and after",
        """
WITH months AS (
    SELECT
        d.month_start, d.month_name, d.financial_year,
        SUM(f.debit) AS money_in, SUM(f.credit) AS money_out, SUM(f.amount) AS movement
    FROM gold.fact_ledger AS f
    JOIN gold.dim_account AS a ON a.account_key = f.account_key
    JOIN gold.dim_date AS d ON d.[date] = f.posted_on
    WHERE a.statement_group = 'Cash and bank'
    GROUP BY d.month_start, d.month_name, d.financial_year
)
SELECT
    month_start, month_name, financial_year,
    SUM(movement) OVER (ORDER BY month_start ROWS UNBOUNDED PRECEDING) - movement AS opening_balance,
    money_in, money_out,
    SUM(movement) OVER (ORDER BY month_start ROWS UNBOUNDED PRECEDING) AS closing_balance
FROM months
""",
    ),
)
