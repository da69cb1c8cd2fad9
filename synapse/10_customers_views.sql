-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Reporting views: who buys and who owes.

USE pikku;
GO

-- Customers by revenue, with the cumulated share and its ABC class (A up to 80 %, B up to 95 %)
CREATE OR ALTER VIEW reporting.customer_ranking AS
WITH customers AS (
    SELECT
        c.customer_code, c.customer_name, c.segment, c.state_name,
        COUNT(DISTINCT f.receivable_invoice_no) AS invoices,
        SUM(f.net_amount) AS revenue,
        SUM(f.net_amount - f.cost_amount) AS gross_margin
    FROM gold.fact_sales AS f
    JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
    GROUP BY c.customer_code, c.customer_name, c.segment, c.state_name
),
shares AS (
    SELECT
        *,
        ROW_NUMBER() OVER (ORDER BY revenue DESC, customer_code) AS rank_by_revenue,
        CAST(100.0 * SUM(revenue) OVER (ORDER BY revenue DESC, customer_code ROWS UNBOUNDED PRECEDING)
            / NULLIF(SUM(revenue) OVER (), 0) AS DECIMAL(9, 2)) AS cumulated_share_percent
    FROM customers
)
SELECT
    rank_by_revenue, customer_code, customer_name, segment, state_name, invoices, revenue, gross_margin,
    CAST(100.0 * gross_margin / NULLIF(revenue, 0) AS DECIMAL(9, 2)) AS gross_margin_percent,
    cumulated_share_percent,
    IIF(cumulated_share_percent <= 80, 'A', IIF(cumulated_share_percent <= 95, 'B', 'C')) AS abc_class
FROM shares;
GO

-- What each customer owes at the end of the books, by days past the due date, and the credit limit used
CREATE OR ALTER VIEW reporting.receivables_ageing AS
SELECT
    c.customer_code, c.customer_name, c.segment,
    SUM(f.open_amount) AS open_amount,
    SUM(IIF(f.days_overdue = 0, f.open_amount, 0)) AS not_due,
    SUM(IIF(f.days_overdue BETWEEN 1 AND 30, f.open_amount, 0)) AS days_1_to_30,
    SUM(IIF(f.days_overdue BETWEEN 31 AND 60, f.open_amount, 0)) AS days_31_to_60,
    SUM(IIF(f.days_overdue BETWEEN 61 AND 90, f.open_amount, 0)) AS days_61_to_90,
    SUM(IIF(f.days_overdue > 90, f.open_amount, 0)) AS over_90_days,
    SUM(f.disputed_amount) AS disputed,
    c.credit_limit,
    CAST(100.0 * SUM(f.open_amount) / NULLIF(c.credit_limit, 0) AS DECIMAL(9, 2)) AS limit_used_percent
FROM gold.fact_receivable AS f
JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
WHERE f.open_amount <> 0
GROUP BY c.customer_code, c.customer_name, c.segment, c.credit_limit;
GO

-- Revenue, customers and receipts, advances included, of each segment and financial year
CREATE OR ALTER VIEW reporting.customer_segments AS
WITH invoiced AS (
    SELECT c.segment, d.financial_year, COUNT(DISTINCT f.customer_key) AS customers, SUM(f.net_amount) AS revenue
    FROM gold.fact_sales AS f
    JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
    JOIN gold.dim_date AS d ON d.[date] = f.invoiced_on
    GROUP BY c.segment, d.financial_year
),
received AS (
    SELECT c.segment, d.financial_year, SUM(f.amount) AS received
    FROM (
        SELECT customer_key, received_on, amount FROM gold.fact_receipt
        UNION ALL SELECT customer_key, received_on, amount FROM gold.fact_customer_advance
    ) AS f
    JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
    JOIN gold.dim_date AS d ON d.[date] = f.received_on
    GROUP BY c.segment, d.financial_year
)
SELECT
    i.financial_year, i.segment, i.customers, i.revenue,
    COALESCE(r.received, 0) AS received,
    CAST(i.revenue / NULLIF(i.customers, 0) AS DECIMAL(18, 2)) AS revenue_per_customer,
    CAST(100.0 * i.revenue / NULLIF(SUM(i.revenue) OVER (PARTITION BY i.financial_year), 0)
        AS DECIMAL(9, 2)) AS share_percent
FROM invoiced AS i
LEFT JOIN received AS r ON r.segment = i.segment AND r.financial_year = i.financial_year;
GO
