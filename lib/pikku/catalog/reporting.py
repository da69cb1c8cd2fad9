"""The reporting views: T-SQL over the gold layer, for the six functions of the company.

They are written in the T-SQL that Synapse serverless SQL has: no ORDER BY in a view, percentages rounded to two places
only at the end, and divisors that can be zero wrapped in NULLIF. Empty values stay empty: a month without sales has no
margin.
"""

from dataclasses import dataclass

#: Function -> what its views are about; the order of the scripts.
FUNCTIONS: dict[str, str] = {
    "sales": "what was ordered and invoiced",
    "finance": "the ledger's statements",
    "inventory": "stock and production",
    "vendors": "purchases, deliveries and what is owed to vendors",
    "customers": "who buys and who owes",
    "shipping": "deliveries and freight",
}


@dataclass(frozen=True)
class ReportingView:
    """A view of the schema reporting: its name, the function that reads it, what a row is, and its query."""

    name: str
    function: str
    comment: str
    sql: str


_BOOKS_END = "(SELECT MAX(d.[date]) FROM gold.dim_date AS d)"


def _view(name: str, function: str, comment: str, sql: str) -> ReportingView:
    return ReportingView(name, function, comment, sql.strip())


VIEWS: tuple[ReportingView, ...] = (
    _view(
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
    _view(
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
    _view(
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
    _view(
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
CROSS JOIN (SELECT {_BOOKS_END} AS books_end) AS b
WHERE f.shipped_quantity < f.quantity
""",
    ),
    _view(
        "trial_balance",
        "finance",
        "Debits, credits and balance of each account at the end of the books; the balances add up to zero",
        """
SELECT
    a.account_key AS account_no, a.account_name, a.account_type, a.statement_group,
    SUM(f.debit) AS debits,
    SUM(f.credit) AS credits,
    SUM(f.amount) AS balance,
    IIF(SUM(f.amount) > 0, SUM(f.amount), 0) AS debit_balance,
    IIF(SUM(f.amount) < 0, -SUM(f.amount), 0) AS credit_balance
FROM gold.fact_ledger AS f
JOIN gold.dim_account AS a ON a.account_key = f.account_key
GROUP BY a.account_key, a.account_name, a.account_type, a.statement_group
""",
    ),
    _view(
        "profit_and_loss",
        "finance",
        "Income and expenses of each quarter by line of the statement; income is positive, expenses negative",
        """
SELECT
    d.financial_year, d.fiscal_quarter,
    CONCAT('Q', d.fiscal_quarter, ' ', d.financial_year) AS quarter_name,
    CASE a.statement_group
        WHEN 'Revenue' THEN 1 WHEN 'Cost of goods sold' THEN 2 WHEN 'Employee cost' THEN 3
        WHEN 'Other expenses' THEN 4 ELSE 5
    END AS line_no,
    a.statement_group AS line_name,
    -SUM(f.amount) AS amount
FROM gold.fact_ledger AS f
JOIN gold.dim_account AS a ON a.account_key = f.account_key
JOIN gold.dim_date AS d ON d.[date] = f.posted_on
WHERE a.account_type IN ('income', 'expense')
GROUP BY d.financial_year, d.fiscal_quarter, a.statement_group
""",
    ),
    _view(
        "balance_sheet",
        "finance",
        "Assets, liabilities and equity at the end of each financial year; assets equal the rest",
        """
WITH years AS (
    SELECT d.financial_year, MAX(d.[date]) AS year_end FROM gold.dim_date AS d GROUP BY d.financial_year
),
balances AS (
    SELECT
        y.financial_year, y.year_end,
        CASE a.account_type WHEN 'asset' THEN 'Assets' WHEN 'liability' THEN 'Liabilities' ELSE 'Equity' END AS side,
        IIF(a.account_type IN ('income', 'expense'), 'Profit kept', a.statement_group) AS line_name,
        SUM(IIF(a.account_type = 'asset', f.amount, -f.amount)) AS amount
    FROM years AS y
    JOIN gold.fact_ledger AS f ON f.posted_on <= y.year_end
    JOIN gold.dim_account AS a ON a.account_key = f.account_key
    GROUP BY
        y.financial_year, y.year_end,
        CASE a.account_type WHEN 'asset' THEN 'Assets' WHEN 'liability' THEN 'Liabilities' ELSE 'Equity' END,
        IIF(a.account_type IN ('income', 'expense'), 'Profit kept', a.statement_group)
)
SELECT financial_year, year_end, side, line_name, amount FROM balances
""",
    ),
    _view(
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
    _view(
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
    _view(
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
    _view(
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
CROSS JOIN (SELECT {_BOOKS_END} AS books_end) AS b
WHERE l.quantity > 0 AND (i.last_issued_on IS NULL OR i.last_issued_on < DATEADD(day, -90, b.books_end))
""",
    ),
    _view(
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
    _view(
        "vendor_scorecard",
        "vendors",
        "Deliveries of each vendor: punctuality, lead time, rejections, price variance, and a rank by value",
        """
SELECT
    v.vendor_code, v.vendor_name, v.vendor_type, v.state_name,
    COUNT(*) AS deliveries,
    SUM(f.net_amount) AS purchases,
    CAST(100.0 * SUM(f.on_time) / COUNT(*) AS DECIMAL(9, 2)) AS on_time_percent,
    CAST(AVG(CAST(f.lead_days AS DECIMAL(9, 2))) AS DECIMAL(9, 1)) AS average_lead_days,
    v.lead_time_days AS agreed_lead_days,
    CAST(100.0 * SUM(f.rejected_quantity) / NULLIF(SUM(f.quantity + f.rejected_quantity), 0)
        AS DECIMAL(9, 2)) AS rejected_percent,
    SUM(f.variance_amount) AS price_variance,
    CAST(100.0 * SUM(f.variance_amount) / NULLIF(SUM(f.net_amount - f.variance_amount), 0)
        AS DECIMAL(9, 2)) AS price_variance_percent,
    RANK() OVER (ORDER BY SUM(f.net_amount) DESC) AS rank_by_purchases
FROM gold.fact_goods_receipt AS f
JOIN gold.dim_vendor AS v ON v.vendor_key = f.vendor_key
GROUP BY v.vendor_code, v.vendor_name, v.vendor_type, v.state_name, v.lead_time_days
""",
    ),
    _view(
        "purchases_by_month",
        "vendors",
        "Goods received each month, what they cost above standard, and what was paid to vendors",
        """
WITH received AS (
    SELECT
        d.month_start, d.month_name, d.financial_year,
        COUNT(*) AS deliveries,
        SUM(f.net_amount) AS purchases,
        SUM(f.variance_amount) AS price_variance
    FROM gold.fact_goods_receipt AS f
    JOIN gold.dim_date AS d ON d.[date] = f.received_on
    GROUP BY d.month_start, d.month_name, d.financial_year
),
paid AS (
    SELECT d.month_start, SUM(f.amount) AS paid
    FROM gold.fact_payment AS f
    JOIN gold.dim_date AS d ON d.[date] = f.paid_on
    GROUP BY d.month_start
)
SELECT
    r.month_start, r.month_name, r.financial_year, r.deliveries, r.purchases, r.price_variance,
    COALESCE(p.paid, 0) AS paid
FROM received AS r
LEFT JOIN paid AS p ON p.month_start = r.month_start
""",
    ),
    _view(
        "payables_ageing",
        "vendors",
        "What is owed to each vendor at the end of the books, by days past the due date",
        f"""
WITH items AS (
    SELECT f.vendor_key, f.open_amount, DATEDIFF(day, f.due_on, {_BOOKS_END}) AS days_overdue
    FROM gold.fact_payable AS f
    WHERE f.open_amount <> 0
)
SELECT
    v.vendor_code, v.vendor_name,
    SUM(i.open_amount) AS open_amount,
    SUM(IIF(i.days_overdue <= 0, i.open_amount, 0)) AS not_due,
    SUM(IIF(i.days_overdue BETWEEN 1 AND 30, i.open_amount, 0)) AS days_1_to_30,
    SUM(IIF(i.days_overdue BETWEEN 31 AND 60, i.open_amount, 0)) AS days_31_to_60,
    SUM(IIF(i.days_overdue BETWEEN 61 AND 90, i.open_amount, 0)) AS days_61_to_90,
    SUM(IIF(i.days_overdue > 90, i.open_amount, 0)) AS over_90_days
FROM items AS i
JOIN gold.dim_vendor AS v ON v.vendor_key = i.vendor_key
GROUP BY v.vendor_code, v.vendor_name
""",
    ),
    _view(
        "customer_ranking",
        "customers",
        "Customers by revenue, with the cumulated share and its ABC class (A up to 80 %, B up to 95 %)",
        """
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
FROM shares
""",
    ),
    _view(
        "receivables_ageing",
        "customers",
        "What each customer owes at the end of the books, by days past the due date, and the credit limit used",
        """
SELECT
    c.customer_code, c.customer_name, c.segment,
    SUM(f.open_amount) AS open_amount,
    SUM(IIF(f.days_overdue = 0, f.open_amount, 0)) AS not_due,
    SUM(IIF(f.days_overdue BETWEEN 1 AND 30, f.open_amount, 0)) AS days_1_to_30,
    SUM(IIF(f.days_overdue BETWEEN 31 AND 60, f.open_amount, 0)) AS days_31_to_60,
    SUM(IIF(f.days_overdue BETWEEN 61 AND 90, f.open_amount, 0)) AS days_61_to_90,
    SUM(IIF(f.days_overdue > 90, f.open_amount, 0)) AS over_90_days,
    c.credit_limit,
    CAST(100.0 * SUM(f.open_amount) / NULLIF(c.credit_limit, 0) AS DECIMAL(9, 2)) AS limit_used_percent
FROM gold.fact_receivable AS f
JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
WHERE f.open_amount <> 0
GROUP BY c.customer_code, c.customer_name, c.segment, c.credit_limit
""",
    ),
    _view(
        "customer_segments",
        "customers",
        "Revenue, customers and receipts of each segment and financial year",
        """
WITH invoiced AS (
    SELECT c.segment, d.financial_year, COUNT(DISTINCT f.customer_key) AS customers, SUM(f.net_amount) AS revenue
    FROM gold.fact_sales AS f
    JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
    JOIN gold.dim_date AS d ON d.[date] = f.invoiced_on
    GROUP BY c.segment, d.financial_year
),
received AS (
    SELECT c.segment, d.financial_year, SUM(f.amount) AS received
    FROM gold.fact_receipt AS f
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
LEFT JOIN received AS r ON r.segment = i.segment AND r.financial_year = i.financial_year
""",
    ),
    _view(
        "delivery_performance",
        "shipping",
        "Dispatches of each carrier and financial year: punctuality, days on the way, freight",
        """
SELECT
    d.financial_year, c.carrier_code, c.carrier_name, c.mode,
    COUNT(*) AS shipments,
    SUM(f.delivered) AS delivered,
    SUM(f.on_time) AS on_time,
    CAST(100.0 * SUM(f.on_time) / NULLIF(SUM(f.delivered), 0) AS DECIMAL(9, 2)) AS on_time_percent,
    CAST(AVG(CAST(f.transit_days AS DECIMAL(9, 2))) AS DECIMAL(9, 1)) AS average_transit_days,
    SUM(f.weight_kg) AS weight_kg,
    SUM(f.freight_amount) AS freight,
    CAST(SUM(f.freight_amount) / NULLIF(SUM(f.weight_kg), 0) AS DECIMAL(18, 2)) AS freight_per_kg
FROM gold.fact_shipment AS f
JOIN gold.dim_date AS d ON d.[date] = f.dispatched_on
JOIN gold.dim_carrier AS c ON c.carrier_key = f.carrier_key
GROUP BY d.financial_year, c.carrier_code, c.carrier_name, c.mode
""",
    ),
    _view(
        "late_deliveries",
        "shipping",
        "Dispatches that arrived after the promised day, or are still on the way after it",
        """
WITH late AS (
    SELECT
        f.shipment_no, f.customer_key, f.carrier_key, f.dispatched_on, f.promised_on, f.delivered_on,
        COALESCE(f.delivered_on, b.books_end) AS arrived_or_today
    FROM gold.fact_shipment AS f
    CROSS JOIN (SELECT MAX(d.[date]) AS books_end FROM gold.dim_date AS d) AS b
)
SELECT
    l.shipment_no, c.customer_name, r.carrier_name, l.dispatched_on, l.promised_on, l.delivered_on,
    DATEDIFF(day, l.promised_on, l.arrived_or_today) AS days_late,
    IIF(l.delivered_on IS NULL, 'on the way', 'delivered') AS state
FROM late AS l
JOIN gold.dim_customer AS c ON c.customer_key = l.customer_key
JOIN gold.dim_carrier AS r ON r.carrier_key = l.carrier_key
WHERE l.arrived_or_today > l.promised_on
""",
    ),
    _view(
        "freight_by_month",
        "shipping",
        "Freight of each month, what it costs per kilogram, and its share of revenue",
        """
WITH freight AS (
    SELECT
        d.month_start, d.month_name, d.financial_year,
        COUNT(*) AS shipments, SUM(f.freight_amount) AS freight, SUM(f.weight_kg) AS weight_kg
    FROM gold.fact_shipment AS f
    JOIN gold.dim_date AS d ON d.[date] = f.dispatched_on
    GROUP BY d.month_start, d.month_name, d.financial_year
),
revenue AS (
    SELECT d.month_start, SUM(f.net_amount) AS revenue
    FROM gold.fact_sales AS f
    JOIN gold.dim_date AS d ON d.[date] = f.invoiced_on
    GROUP BY d.month_start
)
SELECT
    f.month_start, f.month_name, f.financial_year, f.shipments, f.weight_kg, f.freight,
    CAST(f.freight / NULLIF(f.weight_kg, 0) AS DECIMAL(18, 2)) AS freight_per_kg,
    r.revenue,
    CAST(100.0 * f.freight / NULLIF(r.revenue, 0) AS DECIMAL(9, 2)) AS freight_percent_of_revenue
FROM freight AS f
LEFT JOIN revenue AS r ON r.month_start = f.month_start
""",
    ),
)
