"""Reporting views of shipping: deliveries and freight."""

from pikku.catalog.reporting.view import ReportingView

VIEWS: tuple[ReportingView, ...] = (
    ReportingView(
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
    ReportingView(
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
    ReportingView(
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
