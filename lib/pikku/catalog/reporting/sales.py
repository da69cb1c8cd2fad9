"""Reporting views of sales: what was ordered and invoiced."""

from pikku.catalog.reporting.view import BOOKS_END, ReportingView

VIEWS: tuple[ReportingView, ...] = (
    ReportingView(
        "sales_by_month",
        "sales",
        "Revenue and margin of each month, with the year to date and the same month a year before",
        """
WITH months AS (
    SELECT
        d.month_start, d.month_name, d.financial_year, d.fiscal_month,
        SUM(f.net_amount) AS revenue,
        SUM(f.net_amount - f.cost_amount) AS gross_margin,
        SUM(f.quantity) AS units
    FROM gold.fact_sales AS f
    JOIN gold.dim_date AS d ON d.[date] = f.invoiced_on
    GROUP BY d.month_start, d.month_name, d.financial_year, d.fiscal_month
)
SELECT
    month_start, month_name, financial_year, units, revenue, gross_margin,
    CAST(100.0 * gross_margin / NULLIF(revenue, 0) AS DECIMAL(9, 2)) AS gross_margin_percent,
    SUM(revenue) OVER (PARTITION BY financial_year ORDER BY month_start
        ROWS UNBOUNDED PRECEDING) AS revenue_year_to_date,
    LAG(revenue, 12) OVER (ORDER BY month_start) AS revenue_year_before,
    CAST(100.0 * (revenue - LAG(revenue, 12) OVER (ORDER BY month_start))
        / NULLIF(LAG(revenue, 12) OVER (ORDER BY month_start), 0) AS DECIMAL(9, 2)) AS growth_percent
FROM months
""",
    ),
    ReportingView(
        "sales_by_product",
        "sales",
        "Revenue of each product and financial year, its rank and its share within the category",
        """
WITH products AS (
    SELECT
        d.financial_year, p.category_name, p.product_code, p.product_name,
        SUM(f.quantity) AS units,
        SUM(f.net_amount) AS revenue,
        SUM(f.net_amount - f.cost_amount) AS gross_margin
    FROM gold.fact_sales AS f
    JOIN gold.dim_date AS d ON d.[date] = f.invoiced_on
    JOIN gold.dim_product AS p ON p.product_key = f.product_key
    GROUP BY d.financial_year, p.category_name, p.product_code, p.product_name
)
SELECT
    financial_year, category_name, product_code, product_name, units, revenue, gross_margin,
    RANK() OVER (PARTITION BY financial_year, category_name ORDER BY revenue DESC) AS rank_in_category,
    CAST(100.0 * revenue / NULLIF(SUM(revenue) OVER (PARTITION BY financial_year, category_name), 0)
        AS DECIMAL(9, 2)) AS share_of_category_percent
FROM products
""",
    ),
    ReportingView(
        "sales_by_salesperson",
        "sales",
        "Orders taken by each employee and financial year",
        """
SELECT
    d.financial_year, e.employee_no, e.employee_name,
    COUNT(DISTINCT f.sales_order_no) AS orders,
    COUNT(DISTINCT f.customer_key) AS customers,
    SUM(f.net_amount) AS order_intake,
    CAST(SUM(f.net_amount) / NULLIF(COUNT(DISTINCT f.sales_order_no), 0) AS DECIMAL(18, 2))
        AS average_order_value,
    CAST(100.0 * SUM(f.quantity * (f.list_price - f.unit_price)) / NULLIF(SUM(f.quantity * f.list_price), 0)
        AS DECIMAL(9, 2)) AS discount_percent
FROM gold.fact_sales_order AS f
JOIN gold.dim_date AS d ON d.[date] = f.ordered_on
JOIN gold.dim_employee AS e ON e.employee_key = f.employee_key
GROUP BY d.financial_year, e.employee_no, e.employee_name
""",
    ),
    ReportingView(
        "order_backlog",
        "sales",
        "Order lines not wholly shipped, and how late they are at the end of the books",
        f"""
SELECT
    f.sales_order_no, c.customer_name, p.product_code, p.product_name,
    f.ordered_on, f.requested_on,
    f.quantity AS ordered_quantity, f.shipped_quantity,
    f.quantity - f.shipped_quantity AS open_quantity,
    (f.quantity - f.shipped_quantity) * f.unit_price AS open_amount,
    IIF(f.requested_on < b.books_end, DATEDIFF(day, f.requested_on, b.books_end), 0) AS days_late
FROM gold.fact_sales_order AS f
JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
JOIN gold.dim_product AS p ON p.product_key = f.product_key
CROSS JOIN (SELECT {BOOKS_END} AS books_end) AS b
WHERE f.shipped_quantity < f.quantity
""",
    ),
)
