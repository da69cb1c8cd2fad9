"""Reporting views of vendors: purchases, deliveries and what is owed to vendors."""

from pikku.catalog.reporting.view import BOOKS_END, ReportingView

VIEWS: tuple[ReportingView, ...] = (
    ReportingView(
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
    ReportingView(
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
    ReportingView(
        "payables_ageing",
        "vendors",
        "What is owed to each vendor at the end of the books, by days past the due date",
        f"""
WITH items AS (
    SELECT f.vendor_key, f.open_amount, DATEDIFF(day, f.due_on, {BOOKS_END}) AS days_overdue
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
)
