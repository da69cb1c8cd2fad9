"""Reporting views of inventory: stock and production."""

from pikku.catalog.reporting.view import BOOKS_END, ReportingView

VIEWS: tuple[ReportingView, ...] = (
    ReportingView(
        "stock_by_warehouse",
        "inventory",
        "Stock at the end of the books by warehouse and category, with its share of the value",
        """
WITH latest AS (
    SELECT
        w.warehouse_code, w.warehouse_name, p.category_name,
        COUNT(*) AS items,
        SUM(f.below_reorder_point) AS items_below_reorder_point,
        SUM(f.amount) AS stock_value
    FROM gold.fact_stock_balance AS f
    JOIN gold.dim_warehouse AS w ON w.warehouse_key = f.warehouse_key
    JOIN gold.dim_product AS p ON p.product_key = f.product_key
    WHERE f.is_latest = 1
    GROUP BY w.warehouse_code, w.warehouse_name, p.category_name
)
SELECT
    warehouse_code, warehouse_name, category_name, items, items_below_reorder_point, stock_value,
    CAST(100.0 * stock_value / NULLIF(SUM(stock_value) OVER (), 0) AS DECIMAL(9, 2)) AS share_percent
FROM latest
""",
    ),
    ReportingView(
        "stock_turnover",
        "inventory",
        "How often the finished goods of a category are sold out of stock in a financial year",
        """
WITH sold AS (
    SELECT d.financial_year, p.category_name, SUM(f.cost_amount) AS cost_of_sales
    FROM gold.fact_sales AS f
    JOIN gold.dim_date AS d ON d.[date] = f.invoiced_on
    JOIN gold.dim_product AS p ON p.product_key = f.product_key
    GROUP BY d.financial_year, p.category_name
),
held AS (
    SELECT
        d.financial_year, p.category_name,
        CAST(SUM(f.amount) / NULLIF(COUNT(DISTINCT f.balance_on), 0) AS DECIMAL(18, 2)) AS average_stock
    FROM gold.fact_stock_balance AS f
    JOIN gold.dim_date AS d ON d.[date] = f.balance_on
    JOIN gold.dim_product AS p ON p.product_key = f.product_key
    GROUP BY d.financial_year, p.category_name
)
SELECT
    s.financial_year, s.category_name, s.cost_of_sales, h.average_stock,
    CAST(s.cost_of_sales / NULLIF(h.average_stock, 0) AS DECIMAL(9, 2)) AS turns,
    CAST(365.0 * h.average_stock / NULLIF(s.cost_of_sales, 0) AS DECIMAL(9, 1)) AS days_of_stock
FROM sold AS s
LEFT JOIN held AS h ON h.financial_year = s.financial_year AND h.category_name = s.category_name
""",
    ),
    ReportingView(
        "slow_stock",
        "inventory",
        "Items in stock at the end of the books that were not issued or sold in the last 90 days",
        f"""
WITH latest AS (
    SELECT f.product_key, SUM(f.quantity) AS quantity, SUM(f.amount) AS stock_value
    FROM gold.fact_stock_balance AS f
    WHERE f.is_latest = 1
    GROUP BY f.product_key
),
issued AS (
    SELECT f.product_key, MAX(f.moved_on) AS last_issued_on
    FROM gold.fact_stock_movement AS f
    WHERE f.quantity < 0
    GROUP BY f.product_key
)
SELECT
    p.product_code, p.product_name, p.category_name, l.quantity, l.stock_value, i.last_issued_on,
    DATEDIFF(day, i.last_issued_on, b.books_end) AS days_without_issue
FROM latest AS l
JOIN gold.dim_product AS p ON p.product_key = l.product_key
LEFT JOIN issued AS i ON i.product_key = l.product_key
CROSS JOIN (SELECT {BOOKS_END} AS books_end) AS b
WHERE l.quantity > 0 AND (i.last_issued_on IS NULL OR i.last_issued_on < DATEADD(day, -90, b.books_end))
""",
    ),
    ReportingView(
        "production_by_month",
        "inventory",
        "Good pieces, scrap and output of each month",
        """
SELECT
    DATEFROMPARTS(YEAR(f.finished_on), MONTH(f.finished_on), 1) AS month_start,
    COUNT(*) AS production_orders,
    SUM(f.planned_quantity) AS planned,
    SUM(f.good_quantity) AS good_pieces,
    SUM(f.scrap_quantity) AS scrapped_pieces,
    CAST(100.0 * SUM(f.scrap_quantity) / NULLIF(SUM(f.good_quantity + f.scrap_quantity), 0)
        AS DECIMAL(9, 2)) AS scrap_percent,
    SUM(f.output_amount) AS output_value
FROM gold.fact_production AS f
GROUP BY DATEFROMPARTS(YEAR(f.finished_on), MONTH(f.finished_on), 1)
""",
    ),
)
