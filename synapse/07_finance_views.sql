-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Reporting views: the ledger's statements.

USE pikku;
GO

-- Debits, credits and balance of each account at the end of the books, before the last year is closed; the balances add up to zero
CREATE OR ALTER VIEW reporting.trial_balance AS
SELECT
    a.account_key AS account_no, a.account_name, a.account_type, a.statement_group,
    SUM(f.debit) AS debits,
    SUM(f.credit) AS credits,
    SUM(f.amount) AS balance,
    IIF(SUM(f.amount) > 0, SUM(f.amount), 0) AS debit_balance,
    IIF(SUM(f.amount) < 0, -SUM(f.amount), 0) AS credit_balance
FROM gold.fact_ledger AS f
JOIN gold.dim_account AS a ON a.account_key = f.account_key
WHERE NOT (f.source = 'year-end closing' AND f.posted_on = (SELECT MAX(d.[date]) FROM gold.dim_date AS d))
GROUP BY a.account_key, a.account_name, a.account_type, a.statement_group;
GO

-- Income and expenses of each quarter by line of the statement; income is positive, expenses negative
CREATE OR ALTER VIEW reporting.profit_and_loss AS
SELECT
    d.financial_year, d.fiscal_quarter,
    CONCAT('Q', d.fiscal_quarter, ' ', d.financial_year) AS quarter_name,
    CASE a.statement_group
        WHEN 'Revenue' THEN 1
        WHEN 'Cost of goods sold' THEN 2
        WHEN 'Other income' THEN 3
        WHEN 'Employee cost' THEN 4
        WHEN 'Other expenses' THEN 5
        WHEN 'Depreciation' THEN 6
        WHEN 'Finance cost' THEN 7
        WHEN 'Income tax' THEN 8
    END AS line_no,
    a.statement_group AS line_name,
    -SUM(f.amount) AS amount
FROM gold.fact_ledger AS f
JOIN gold.dim_account AS a ON a.account_key = f.account_key
JOIN gold.dim_date AS d ON d.[date] = f.posted_on
WHERE a.account_type IN ('income', 'expense') AND f.source <> 'year-end closing'
GROUP BY d.financial_year, d.fiscal_quarter, a.statement_group;
GO

-- Assets, liabilities and equity at the end of each financial year; assets equal the rest
CREATE OR ALTER VIEW reporting.balance_sheet AS
WITH years AS (
    SELECT d.financial_year, MAX(d.[date]) AS year_end FROM gold.dim_date AS d GROUP BY d.financial_year
),
lines AS (
    SELECT
        a.account_key,
        CASE a.account_type WHEN 'asset' THEN 'Assets' WHEN 'liability' THEN 'Liabilities' ELSE 'Equity' END AS side,
        IIF(a.account_type IN ('income', 'expense'), 'Retained earnings', a.statement_group) AS line_name,
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
GROUP BY y.financial_year, y.year_end, m.side, m.line_name;
GO

-- Money in and out of the bank each month, with the balance before and after
CREATE OR ALTER VIEW reporting.bank_by_month AS
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
FROM months;
GO
