-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

INSERT OVERWRITE gold.dim_account
SELECT
  CAST(t.account_id AS BIGINT) AS account_key,
  CAST(t.account_name AS STRING) AS account_name,
  CAST(t.account_type AS STRING) AS account_type,
  CAST(t.statement_group AS STRING) AS statement_group,
  CAST(t.is_control AS BOOLEAN) AS is_control
FROM silver.account t;

INSERT OVERWRITE gold.dim_carrier
SELECT
  CAST(t.carrier_id AS BIGINT) AS carrier_key,
  CAST(t.carrier_code AS STRING) AS carrier_code,
  CAST(t.carrier_name AS STRING) AS carrier_name,
  CAST(t.mode AS STRING) AS mode,
  CAST(t.rate_per_tonne_km AS DECIMAL(18, 2)) AS rate_per_tonne_km,
  CAST(t.km_per_day AS INT) AS km_per_day
FROM silver.carrier t;

INSERT OVERWRITE gold.dim_customer
SELECT
  CAST(t.customer_id AS BIGINT) AS customer_key,
  CAST(t.customer_code AS STRING) AS customer_code,
  CAST(t.customer_name AS STRING) AS customer_name,
  CAST(t.segment AS STRING) AS segment,
  CAST(t.gstin AS STRING) AS gstin,
  CAST(t.pan AS STRING) AS pan,
  CAST(t.city AS STRING) AS city,
  CAST(t.state_code AS STRING) AS state_code,
  CAST(t.state_name AS STRING) AS state_name,
  CAST(t.pin_code AS STRING) AS pin_code,
  CAST(t.credit_limit AS DECIMAL(18, 2)) AS credit_limit,
  CAST(t.payment_terms_days AS INT) AS payment_terms_days,
  CAST(t.customer_since AS DATE) AS customer_since
FROM silver.customer t;

INSERT OVERWRITE gold.dim_date
SELECT
  CAST(d.date AS DATE) AS date,
  CAST(t.starts_on AS DATE) AS month_start,
  CAST(t.period_name AS STRING) AS month_name,
  CAST(t.financial_year AS STRING) AS financial_year,
  CAST(CAST(FLOOR((t.fiscal_month + 2) / 3) AS INT) AS INT) AS fiscal_quarter,
  CAST(t.fiscal_month AS INT) AS fiscal_month,
  CAST(t.period_id AS BIGINT) AS period_id,
  CAST(DATEDIFF(d.date, DATE '2023-01-02') % 7 + 1 AS INT) AS weekday_no
FROM silver.period t JOIN (SELECT EXPLODE(SEQUENCE(MIN(starts_on), MAX(ends_on), INTERVAL 1 DAY)) AS date FROM silver.period) d ON d.date BETWEEN t.starts_on AND t.ends_on;

INSERT OVERWRITE gold.dim_employee
SELECT
  CAST(t.employee_id AS BIGINT) AS employee_key,
  CAST(d.department_name AS STRING) AS department_name,
  CAST(t.employee_no AS STRING) AS employee_no,
  CAST(t.employee_name AS STRING) AS employee_name,
  CAST(t.designation AS STRING) AS designation,
  CAST(t.gender AS STRING) AS gender,
  CAST(t.joined_on AS DATE) AS joined_on,
  CAST(t.left_on AS DATE) AS left_on
FROM silver.employee t JOIN silver.department d ON d.department_id = t.department_id;

INSERT OVERWRITE gold.dim_product
SELECT
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(c.category_name AS STRING) AS category_name,
  CAST(t.product_code AS STRING) AS product_code,
  CAST(t.product_name AS STRING) AS product_name,
  CAST(t.product_type AS STRING) AS product_type,
  CAST(t.unit AS STRING) AS unit,
  CAST(t.hsn_code AS STRING) AS hsn_code,
  CAST(t.gst_rate AS DECIMAL(5, 2)) AS gst_rate,
  CAST(t.standard_cost AS DECIMAL(18, 2)) AS standard_cost,
  CAST(t.conversion_cost AS DECIMAL(18, 2)) AS conversion_cost,
  CAST(t.weight_g AS INT) AS weight_g,
  CAST(t.reorder_point AS INT) AS reorder_point,
  CAST(t.launched_on AS DATE) AS launched_on,
  CAST(t.is_active AS BOOLEAN) AS is_active,
  CAST(t.discontinued_on AS DATE) AS discontinued_on
FROM silver.product t JOIN silver.category c ON c.category_id = t.category_id;

INSERT OVERWRITE gold.dim_vendor
SELECT
  CAST(t.vendor_id AS BIGINT) AS vendor_key,
  CAST(t.vendor_code AS STRING) AS vendor_code,
  CAST(t.vendor_name AS STRING) AS vendor_name,
  CAST(t.vendor_type AS STRING) AS vendor_type,
  CAST(t.msme_status AS STRING) AS msme_status,
  CAST(t.gstin AS STRING) AS gstin,
  CAST(t.pan AS STRING) AS pan,
  CAST(t.city AS STRING) AS city,
  CAST(t.state_code AS STRING) AS state_code,
  CAST(t.state_name AS STRING) AS state_name,
  CAST(t.lead_time_days AS INT) AS lead_time_days,
  CAST(t.payment_terms_days AS INT) AS payment_terms_days,
  CAST(t.vendor_since AS DATE) AS vendor_since
FROM silver.vendor t;

INSERT OVERWRITE gold.dim_warehouse
SELECT
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(t.warehouse_code AS STRING) AS warehouse_code,
  CAST(t.warehouse_name AS STRING) AS warehouse_name,
  CAST(t.city AS STRING) AS city,
  CAST(t.state_code AS STRING) AS state_code
FROM silver.warehouse t;

INSERT OVERWRITE gold.fact_attendance
SELECT
  CAST(t.attendance_id AS BIGINT) AS attendance_key,
  CAST(t.attended_on AS DATE) AS attended_on,
  CAST(t.employee_id AS BIGINT) AS employee_key,
  CAST(t.status AS STRING) AS status,
  CAST(t.worked_minutes AS INT) AS worked_minutes
FROM silver.attendance t;

INSERT OVERWRITE gold.fact_credit_note
SELECT
  CAST(t.credit_note_id AS BIGINT) AS credit_note_key,
  CAST(t.credited_on AS DATE) AS credited_on,
  CAST(i.customer_id AS BIGINT) AS customer_key,
  CAST(t.credit_note_no AS STRING) AS credit_note_no,
  CAST(t.reason AS STRING) AS reason,
  CAST(t.net_amount AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.cgst_amount AS DECIMAL(18, 2)) AS cgst_amount,
  CAST(t.sgst_amount AS DECIMAL(18, 2)) AS sgst_amount,
  CAST(t.igst_amount AS DECIMAL(18, 2)) AS igst_amount,
  CAST(t.total_amount AS DECIMAL(18, 2)) AS total_amount
FROM silver.credit_note t
        JOIN silver.receivable_invoice i ON i.receivable_invoice_id = t.receivable_invoice_id;

INSERT OVERWRITE gold.fact_customer_advance
SELECT
  CAST(t.customer_advance_id AS BIGINT) AS customer_advance_key,
  CAST(t.received_on AS DATE) AS received_on,
  CAST(t.customer_id AS BIGINT) AS customer_key,
  CAST(COALESCE(a.amount, 0) AS DECIMAL(18, 2)) AS allocated_amount,
  CAST(t.amount - COALESCE(a.amount, 0) AS DECIMAL(18, 2)) AS open_amount,
  CAST(t.customer_advance_no AS STRING) AS customer_advance_no,
  CAST(t.method AS STRING) AS method,
  CAST(t.amount AS DECIMAL(18, 2)) AS amount
FROM silver.customer_advance t
        LEFT JOIN (SELECT customer_advance_id, SUM(amount) AS amount FROM silver.advance_allocation
                   GROUP BY customer_advance_id) a ON a.customer_advance_id = t.customer_advance_id;

INSERT OVERWRITE gold.fact_goods_receipt
SELECT
  CAST(t.goods_receipt_id AS BIGINT) AS goods_receipt_key,
  CAST(t.received_on AS DATE) AS received_on,
  CAST(o.vendor_id AS BIGINT) AS vendor_key,
  CAST(l.product_id AS BIGINT) AS product_key,
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(t.quantity * l.unit_price AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.quantity * (l.unit_price - p.standard_cost) AS DECIMAL(18, 2)) AS variance_amount,
  CAST(CASE WHEN t.received_on <= o.expected_on THEN 1 ELSE 0 END AS INT) AS on_time,
  CAST(DATEDIFF(t.received_on, o.ordered_on) AS INT) AS lead_days,
  CAST(t.goods_receipt_no AS STRING) AS goods_receipt_no,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.rejected_quantity AS BIGINT) AS rejected_quantity
FROM silver.goods_receipt t
        JOIN silver.purchase_order_line l ON l.purchase_order_line_id = t.purchase_order_line_id
        JOIN silver.purchase_order o ON o.purchase_order_id = l.purchase_order_id
        JOIN silver.product p ON p.product_id = l.product_id;

INSERT OVERWRITE gold.fact_goods_return
SELECT
  CAST(t.goods_return_id AS BIGINT) AS goods_return_key,
  CAST(t.returned_on AS DATE) AS returned_on,
  CAST(i.customer_id AS BIGINT) AS customer_key,
  CAST(l.product_id AS BIGINT) AS product_key,
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(t.quantity * l.unit_price AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.scrapped_quantity * p.standard_cost AS DECIMAL(18, 2)) AS scrapped_amount,
  CAST(t.goods_return_no AS STRING) AS goods_return_no,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.accepted_quantity AS BIGINT) AS accepted_quantity,
  CAST(t.scrapped_quantity AS BIGINT) AS scrapped_quantity
FROM silver.goods_return t
        JOIN silver.receivable_invoice_line l ON l.shipment_line_id = t.shipment_line_id
        JOIN silver.receivable_invoice i ON i.receivable_invoice_id = l.receivable_invoice_id
        JOIN silver.product p ON p.product_id = l.product_id;

INSERT OVERWRITE gold.fact_ledger
SELECT
  CAST(t.journal_line_id AS BIGINT) AS journal_line_key,
  CAST(e.posted_on AS DATE) AS posted_on,
  CAST(t.account_id AS BIGINT) AS account_key,
  CAST(t.customer_id AS BIGINT) AS customer_key,
  CAST(t.vendor_id AS BIGINT) AS vendor_key,
  CAST(e.source AS STRING) AS source,
  CAST(t.journal_entry_id AS BIGINT) AS journal_entry_id,
  CAST(t.debit - t.credit AS DECIMAL(18, 2)) AS amount,
  CAST(t.line_no AS INT) AS line_no,
  CAST(t.debit AS DECIMAL(18, 2)) AS debit,
  CAST(t.credit AS DECIMAL(18, 2)) AS credit
FROM silver.journal_line t JOIN silver.journal_entry e ON e.journal_entry_id = t.journal_entry_id;

INSERT OVERWRITE gold.fact_payable
SELECT
  CAST(t.payable_bill_id AS BIGINT) AS payable_bill_key,
  CAST(t.booked_on AS DATE) AS booked_on,
  CAST(t.billed_on AS DATE) AS billed_on,
  CAST(t.due_on AS DATE) AS due_on,
  CAST(t.vendor_id AS BIGINT) AS vendor_key,
  CAST(COALESCE(a.amount, 0) AS DECIMAL(18, 2)) AS paid_amount,
  CAST(t.total_amount - t.tds_amount - COALESCE(a.amount, 0) AS DECIMAL(18, 2)) AS open_amount,
  CAST(CASE WHEN t.due_on < (SELECT MAX(ends_on) FROM silver.period) THEN t.total_amount - t.tds_amount - COALESCE(a.amount, 0) ELSE 0 END AS DECIMAL(18, 2)) AS overdue_amount,
  CAST(t.payable_bill_no AS STRING) AS payable_bill_no,
  CAST(t.vendor_reference AS STRING) AS vendor_reference,
  CAST(t.net_amount AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.cgst_amount AS DECIMAL(18, 2)) AS cgst_amount,
  CAST(t.sgst_amount AS DECIMAL(18, 2)) AS sgst_amount,
  CAST(t.igst_amount AS DECIMAL(18, 2)) AS igst_amount,
  CAST(t.total_amount AS DECIMAL(18, 2)) AS total_amount,
  CAST(t.tds_amount AS DECIMAL(18, 2)) AS tds_amount
FROM silver.payable_bill t
        LEFT JOIN (SELECT payable_bill_id, SUM(amount) AS amount FROM silver.payment_allocation
                   GROUP BY payable_bill_id) a ON a.payable_bill_id = t.payable_bill_id;

INSERT OVERWRITE gold.fact_payment
SELECT
  CAST(t.payment_id AS BIGINT) AS payment_key,
  CAST(t.paid_on AS DATE) AS paid_on,
  CAST(t.vendor_id AS BIGINT) AS vendor_key,
  CAST(t.payment_no AS STRING) AS payment_no,
  CAST(t.method AS STRING) AS method,
  CAST(t.amount AS DECIMAL(18, 2)) AS amount
FROM silver.payment t;

INSERT OVERWRITE gold.fact_payroll
SELECT
  CAST(t.payroll_id AS BIGINT) AS payroll_key,
  CAST(t.paid_on AS DATE) AS paid_on,
  CAST(t.employee_id AS BIGINT) AS employee_key,
  CAST(t.monthly_salary AS DECIMAL(18, 2)) AS monthly_salary,
  CAST(t.working_days AS INT) AS working_days,
  CAST(t.paid_days AS INT) AS paid_days,
  CAST(t.leave_balance AS DECIMAL(6, 2)) AS leave_balance,
  CAST(t.gross_pay AS DECIMAL(18, 2)) AS gross_pay,
  CAST(t.provident_fund AS DECIMAL(18, 2)) AS provident_fund,
  CAST(t.employer_provident_fund AS DECIMAL(18, 2)) AS employer_provident_fund,
  CAST(t.employer_provident_fund_charges AS DECIMAL(18, 2)) AS employer_provident_fund_charges,
  CAST(t.state_insurance AS DECIMAL(18, 2)) AS state_insurance,
  CAST(t.employer_state_insurance AS DECIMAL(18, 2)) AS employer_state_insurance,
  CAST(t.professional_tax AS DECIMAL(18, 2)) AS professional_tax,
  CAST(t.labour_welfare_fund AS DECIMAL(18, 2)) AS labour_welfare_fund,
  CAST(t.employer_labour_welfare_fund AS DECIMAL(18, 2)) AS employer_labour_welfare_fund,
  CAST(t.income_tax AS DECIMAL(18, 2)) AS income_tax,
  CAST(t.leave_encashment AS DECIMAL(18, 2)) AS leave_encashment,
  CAST(t.net_pay AS DECIMAL(18, 2)) AS net_pay
FROM silver.payroll t;

INSERT OVERWRITE gold.fact_production
SELECT
  CAST(t.production_order_id AS BIGINT) AS production_order_key,
  CAST(t.finished_on AS DATE) AS finished_on,
  CAST(t.started_on AS DATE) AS started_on,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(t.good_quantity * p.standard_cost AS DECIMAL(18, 2)) AS output_amount,
  CAST(t.production_order_no AS STRING) AS production_order_no,
  CAST(t.machine_code AS STRING) AS machine_code,
  CAST(t.planned_quantity AS BIGINT) AS planned_quantity,
  CAST(t.good_quantity AS BIGINT) AS good_quantity,
  CAST(t.scrap_quantity AS BIGINT) AS scrap_quantity
FROM silver.production_order t JOIN silver.product p ON p.product_id = t.product_id;

INSERT OVERWRITE gold.fact_purchase_order
SELECT
  CAST(t.purchase_order_line_id AS BIGINT) AS purchase_order_line_key,
  CAST(o.ordered_on AS DATE) AS ordered_on,
  CAST(o.expected_on AS DATE) AS expected_on,
  CAST(o.vendor_id AS BIGINT) AS vendor_key,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(o.buyer_id AS BIGINT) AS employee_key,
  CAST(o.purchase_order_no AS STRING) AS purchase_order_no,
  CAST(COALESCE(g.quantity, 0) AS BIGINT) AS received_quantity,
  CAST(t.line_no AS INT) AS line_no,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.unit_price AS DECIMAL(18, 2)) AS unit_price,
  CAST(t.net_amount AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.gst_rate AS DECIMAL(5, 2)) AS gst_rate
FROM silver.purchase_order_line t
        JOIN silver.purchase_order o ON o.purchase_order_id = t.purchase_order_id
        LEFT JOIN (SELECT purchase_order_line_id, SUM(quantity) AS quantity FROM silver.goods_receipt
                   GROUP BY purchase_order_line_id) g ON g.purchase_order_line_id = t.purchase_order_line_id;

INSERT OVERWRITE gold.fact_receipt
SELECT
  CAST(t.receipt_id AS BIGINT) AS receipt_key,
  CAST(t.received_on AS DATE) AS received_on,
  CAST(t.customer_id AS BIGINT) AS customer_key,
  CAST(t.receipt_no AS STRING) AS receipt_no,
  CAST(t.method AS STRING) AS method,
  CAST(t.amount AS DECIMAL(18, 2)) AS amount
FROM silver.receipt t;

INSERT OVERWRITE gold.fact_receivable
SELECT
  CAST(t.receivable_invoice_id AS BIGINT) AS receivable_invoice_key,
  CAST(t.invoiced_on AS DATE) AS invoiced_on,
  CAST(t.due_on AS DATE) AS due_on,
  CAST(t.customer_id AS BIGINT) AS customer_key,
  CAST(COALESCE(a.amount, 0) AS DECIMAL(18, 2)) AS received_amount,
  CAST(COALESCE(v.amount, 0) AS DECIMAL(18, 2)) AS advance_amount,
  CAST(COALESCE(c.amount, 0) AS DECIMAL(18, 2)) AS credited_amount,
  CAST(COALESCE(w.amount, 0) AS DECIMAL(18, 2)) AS written_off_amount,
  CAST(t.total_amount - COALESCE(a.amount, 0) - COALESCE(v.amount, 0) - COALESCE(c.amount, 0) - COALESCE(w.amount, 0) AS DECIMAL(18, 2)) AS open_amount,
  CAST(CASE WHEN t.due_on < (SELECT MAX(ends_on) FROM silver.period) THEN t.total_amount - COALESCE(a.amount, 0) - COALESCE(v.amount, 0) - COALESCE(c.amount, 0) - COALESCE(w.amount, 0) ELSE 0 END AS DECIMAL(18, 2)) AS overdue_amount,
  CAST(CASE WHEN d.outcome = 'open' THEN t.total_amount - COALESCE(a.amount, 0) - COALESCE(v.amount, 0) - COALESCE(c.amount, 0) - COALESCE(w.amount, 0) ELSE 0 END AS DECIMAL(18, 2)) AS disputed_amount,
  CAST(GREATEST(0, DATEDIFF((SELECT MAX(ends_on) FROM silver.period), t.due_on)) AS INT) AS days_overdue,
  CAST(t.receivable_invoice_no AS STRING) AS receivable_invoice_no,
  CAST(t.net_amount AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.cgst_amount AS DECIMAL(18, 2)) AS cgst_amount,
  CAST(t.sgst_amount AS DECIMAL(18, 2)) AS sgst_amount,
  CAST(t.igst_amount AS DECIMAL(18, 2)) AS igst_amount,
  CAST(t.total_amount AS DECIMAL(18, 2)) AS total_amount
FROM silver.receivable_invoice t
        LEFT JOIN (SELECT receivable_invoice_id, SUM(amount) AS amount FROM silver.receipt_allocation
                   GROUP BY receivable_invoice_id) a ON a.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN silver.advance_allocation v ON v.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN silver.write_off w ON w.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN silver.dispute d ON d.receivable_invoice_id = t.receivable_invoice_id
        LEFT JOIN (SELECT receivable_invoice_id, SUM(total_amount) AS amount FROM silver.credit_note
                   GROUP BY receivable_invoice_id) c ON c.receivable_invoice_id = t.receivable_invoice_id;

INSERT OVERWRITE gold.fact_sales
SELECT
  CAST(t.receivable_invoice_line_id AS BIGINT) AS receivable_invoice_line_key,
  CAST(i.invoiced_on AS DATE) AS invoiced_on,
  CAST(i.customer_id AS BIGINT) AS customer_key,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(o.salesperson_id AS BIGINT) AS employee_key,
  CAST(i.receivable_invoice_no AS STRING) AS receivable_invoice_no,
  CAST(t.quantity * p.standard_cost AS DECIMAL(18, 2)) AS cost_amount,
  CAST(t.quantity * (ol.list_price - ol.unit_price) AS DECIMAL(18, 2)) AS discount_amount,
  CAST(t.cgst_amount + t.sgst_amount + t.igst_amount AS DECIMAL(18, 2)) AS gst_amount,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.unit_price AS DECIMAL(18, 2)) AS unit_price,
  CAST(t.net_amount AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.gst_rate AS DECIMAL(5, 2)) AS gst_rate,
  CAST(t.cgst_amount AS DECIMAL(18, 2)) AS cgst_amount,
  CAST(t.sgst_amount AS DECIMAL(18, 2)) AS sgst_amount,
  CAST(t.igst_amount AS DECIMAL(18, 2)) AS igst_amount
FROM silver.receivable_invoice_line t
        JOIN silver.receivable_invoice i ON i.receivable_invoice_id = t.receivable_invoice_id
        JOIN silver.shipment_line sl ON sl.shipment_line_id = t.shipment_line_id
        JOIN silver.sales_order_line ol ON ol.sales_order_line_id = sl.sales_order_line_id
        JOIN silver.sales_order o ON o.sales_order_id = ol.sales_order_id
        JOIN silver.product p ON p.product_id = t.product_id;

INSERT OVERWRITE gold.fact_sales_order
SELECT
  CAST(t.sales_order_line_id AS BIGINT) AS sales_order_line_key,
  CAST(o.ordered_on AS DATE) AS ordered_on,
  CAST(o.requested_on AS DATE) AS requested_on,
  CAST(o.customer_id AS BIGINT) AS customer_key,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(o.salesperson_id AS BIGINT) AS employee_key,
  CAST(o.sales_order_no AS STRING) AS sales_order_no,
  CAST(o.channel AS STRING) AS channel,
  CAST(COALESCE(s.quantity, 0) AS BIGINT) AS shipped_quantity,
  CAST(t.line_no AS INT) AS line_no,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.list_price AS DECIMAL(18, 2)) AS list_price,
  CAST(t.discount_rate AS DECIMAL(5, 2)) AS discount_rate,
  CAST(t.unit_price AS DECIMAL(18, 2)) AS unit_price,
  CAST(t.net_amount AS DECIMAL(18, 2)) AS net_amount,
  CAST(t.gst_rate AS DECIMAL(5, 2)) AS gst_rate
FROM silver.sales_order_line t
        JOIN silver.sales_order o ON o.sales_order_id = t.sales_order_id
        LEFT JOIN (SELECT sales_order_line_id, SUM(quantity) AS quantity FROM silver.shipment_line
                   GROUP BY sales_order_line_id) s ON s.sales_order_line_id = t.sales_order_line_id;

INSERT OVERWRITE gold.fact_shipment
SELECT
  CAST(t.shipment_id AS BIGINT) AS shipment_key,
  CAST(t.dispatched_on AS DATE) AS dispatched_on,
  CAST(t.promised_on AS DATE) AS promised_on,
  CAST(o.customer_id AS BIGINT) AS customer_key,
  CAST(t.carrier_id AS BIGINT) AS carrier_key,
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(CASE WHEN t.delivered_on IS NULL THEN 0 ELSE 1 END AS INT) AS delivered,
  CAST(CASE WHEN t.delivered_on <= t.promised_on THEN 1 ELSE 0 END AS INT) AS on_time,
  CAST(DATEDIFF(t.delivered_on, t.dispatched_on) AS INT) AS transit_days,
  CAST(t.shipment_no AS STRING) AS shipment_no,
  CAST(t.delivered_on AS DATE) AS delivered_on,
  CAST(t.distance_km AS INT) AS distance_km,
  CAST(t.weight_kg AS INT) AS weight_kg,
  CAST(t.freight_amount AS DECIMAL(18, 2)) AS freight_amount
FROM silver.shipment t JOIN silver.sales_order o ON o.sales_order_id = t.sales_order_id;

INSERT OVERWRITE gold.fact_stock_balance
SELECT
  CAST(t.stock_balance_id AS BIGINT) AS stock_balance_key,
  CAST(p.ends_on AS DATE) AS balance_on,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(CASE WHEN p.ends_on = (SELECT MAX(ends_on) FROM silver.period) THEN 1 ELSE 0 END AS INT) AS is_latest,
  CAST(CASE WHEN t.quantity + COALESCE(d.quantity, 0) < i.reorder_point THEN 1 ELSE 0 END AS INT) AS below_reorder_point,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.amount AS DECIMAL(18, 2)) AS amount
FROM silver.stock_balance t
        JOIN silver.period p ON p.period_id = t.period_id
        JOIN silver.product i ON i.product_id = t.product_id
        LEFT JOIN (SELECT e.period_id, m.product_id, SUM(m.quantity) AS quantity
                   FROM (SELECT o.ordered_on AS on_day, l.product_id, l.quantity
                         FROM silver.purchase_order_line l JOIN silver.purchase_order o ON o.purchase_order_id = l.purchase_order_id
                         UNION ALL SELECT g.received_on, l.product_id, -g.quantity - g.rejected_quantity
                         FROM silver.goods_receipt g JOIN silver.purchase_order_line l ON l.purchase_order_line_id = g.purchase_order_line_id) m
                   JOIN silver.period e ON e.ends_on >= m.on_day
                   GROUP BY e.period_id, m.product_id) d
          ON d.period_id = t.period_id AND d.product_id = t.product_id;

INSERT OVERWRITE gold.fact_stock_movement
SELECT
  CAST(t.stock_movement_id AS BIGINT) AS stock_movement_key,
  CAST(t.moved_on AS DATE) AS moved_on,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(t.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(t.movement_type AS STRING) AS movement_type,
  CAST(t.source_id AS BIGINT) AS source_id,
  CAST(t.quantity AS BIGINT) AS quantity,
  CAST(t.unit_cost AS DECIMAL(18, 2)) AS unit_cost,
  CAST(t.amount AS DECIMAL(18, 2)) AS amount
FROM silver.stock_movement t;

INSERT OVERWRITE gold.fact_stocktake
SELECT
  CAST(t.stocktake_line_id AS BIGINT) AS stocktake_line_key,
  CAST(s.counted_on AS DATE) AS counted_on,
  CAST(t.product_id AS BIGINT) AS product_key,
  CAST(s.warehouse_id AS BIGINT) AS warehouse_key,
  CAST(s.stocktake_no AS STRING) AS stocktake_no,
  CAST(s.stocktake_type AS STRING) AS stocktake_type,
  CAST(t.booked_quantity * p.standard_cost AS DECIMAL(18, 2)) AS booked_amount,
  CAST(t.difference_quantity * p.standard_cost AS DECIMAL(18, 2)) AS difference_amount,
  CAST(CASE WHEN t.difference_quantity = 0 THEN 0 ELSE 1 END AS INT) AS differs,
  CAST(t.booked_quantity AS BIGINT) AS booked_quantity,
  CAST(t.counted_quantity AS BIGINT) AS counted_quantity,
  CAST(t.difference_quantity AS BIGINT) AS difference_quantity
FROM silver.stocktake_line t
        JOIN silver.stocktake s ON s.stocktake_id = t.stocktake_id
        JOIN silver.product p ON p.product_id = t.product_id;
