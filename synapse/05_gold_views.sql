-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- One view of each gold table. Types are declared as small as the data are: without them serverless takes
-- VARCHAR(8000) for every text and reserves memory for that.

USE pikku;
GO

-- The chart of accounts
CREATE OR ALTER VIEW gold.dim_account AS
SELECT
    rows.[account_key],
    rows.[account_name],
    rows.[account_type],
    rows.[statement_group],
    rows.[is_control]
FROM OPENROWSET(
    BULK 'gold/dim_account',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [account_key]     BIGINT,
    [account_name]    VARCHAR(80) COLLATE Latin1_General_100_BIN2_UTF8,
    [account_type]    VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [statement_group] VARCHAR(40) COLLATE Latin1_General_100_BIN2_UTF8,
    [is_control]      BIT
) AS rows;
GO

-- Transport companies
CREATE OR ALTER VIEW gold.dim_carrier AS
SELECT
    rows.[carrier_key],
    rows.[carrier_code],
    rows.[carrier_name],
    rows.[mode],
    rows.[rate_per_tonne_km],
    rows.[km_per_day]
FROM OPENROWSET(
    BULK 'gold/dim_carrier',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [carrier_key]       BIGINT,
    [carrier_code]      VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [carrier_name]      VARCHAR(80) COLLATE Latin1_General_100_BIN2_UTF8,
    [mode]              VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [rate_per_tonne_km] DECIMAL(18, 2),
    [km_per_day]        INT
) AS rows;
GO

-- Customers
CREATE OR ALTER VIEW gold.dim_customer AS
SELECT
    rows.[customer_key],
    rows.[customer_code],
    rows.[customer_name],
    rows.[segment],
    rows.[gstin],
    rows.[pan],
    rows.[city],
    rows.[state_code],
    rows.[state_name],
    rows.[pin_code],
    rows.[credit_limit],
    rows.[payment_terms_days],
    rows.[customer_since]
FROM OPENROWSET(
    BULK 'gold/dim_customer',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [customer_key]       BIGINT,
    [customer_code]      VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [customer_name]      VARCHAR(120) COLLATE Latin1_General_100_BIN2_UTF8,
    [segment]            VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [gstin]              VARCHAR(15) COLLATE Latin1_General_100_BIN2_UTF8,
    [pan]                VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [city]               VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [state_code]         VARCHAR(2) COLLATE Latin1_General_100_BIN2_UTF8,
    [state_name]         VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [pin_code]           VARCHAR(6) COLLATE Latin1_General_100_BIN2_UTF8,
    [credit_limit]       DECIMAL(18, 2),
    [payment_terms_days] INT,
    [customer_since]     DATE
) AS rows;
GO

-- The calendar of the books
CREATE OR ALTER VIEW gold.dim_date AS
SELECT
    rows.[date],
    rows.[month_start],
    rows.[month_name],
    rows.[financial_year],
    rows.[fiscal_quarter],
    rows.[fiscal_month],
    rows.[period_id],
    rows.[weekday_no]
FROM OPENROWSET(
    BULK 'gold/dim_date',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [date]           DATE,
    [month_start]    DATE,
    [month_name]     VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [financial_year] VARCHAR(7) COLLATE Latin1_General_100_BIN2_UTF8,
    [fiscal_quarter] INT,
    [fiscal_month]   INT,
    [period_id]      BIGINT,
    [weekday_no]     INT
) AS rows;
GO

-- Employees with their department; pay is not shown here
CREATE OR ALTER VIEW gold.dim_employee AS
SELECT
    rows.[employee_key],
    rows.[department_name],
    rows.[employee_no],
    rows.[employee_name],
    rows.[designation],
    rows.[gender],
    rows.[joined_on],
    rows.[left_on]
FROM OPENROWSET(
    BULK 'gold/dim_employee',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [employee_key]    BIGINT,
    [department_name] VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [employee_no]     VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [employee_name]   VARCHAR(100) COLLATE Latin1_General_100_BIN2_UTF8,
    [designation]     VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [gender]          VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [joined_on]       DATE,
    [left_on]         DATE
) AS rows;
GO

-- Products with their category
CREATE OR ALTER VIEW gold.dim_product AS
SELECT
    rows.[product_key],
    rows.[category_name],
    rows.[product_code],
    rows.[product_name],
    rows.[product_type],
    rows.[unit],
    rows.[hsn_code],
    rows.[gst_rate],
    rows.[standard_cost],
    rows.[conversion_cost],
    rows.[weight_g],
    rows.[reorder_point],
    rows.[launched_on],
    rows.[is_active],
    rows.[discontinued_on]
FROM OPENROWSET(
    BULK 'gold/dim_product',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [product_key]     BIGINT,
    [category_name]   VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_code]    VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_name]    VARCHAR(120) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_type]    VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [unit]            VARCHAR(5) COLLATE Latin1_General_100_BIN2_UTF8,
    [hsn_code]        VARCHAR(8) COLLATE Latin1_General_100_BIN2_UTF8,
    [gst_rate]        DECIMAL(5, 2),
    [standard_cost]   DECIMAL(18, 2),
    [conversion_cost] DECIMAL(18, 2),
    [weight_g]        INT,
    [reorder_point]   INT,
    [launched_on]     DATE,
    [is_active]       BIT,
    [discontinued_on] DATE
) AS rows;
GO

-- Vendors
CREATE OR ALTER VIEW gold.dim_vendor AS
SELECT
    rows.[vendor_key],
    rows.[vendor_code],
    rows.[vendor_name],
    rows.[vendor_type],
    rows.[msme_status],
    rows.[gstin],
    rows.[pan],
    rows.[city],
    rows.[state_code],
    rows.[state_name],
    rows.[lead_time_days],
    rows.[payment_terms_days],
    rows.[vendor_since]
FROM OPENROWSET(
    BULK 'gold/dim_vendor',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [vendor_key]         BIGINT,
    [vendor_code]        VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [vendor_name]        VARCHAR(120) COLLATE Latin1_General_100_BIN2_UTF8,
    [vendor_type]        VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [msme_status]        VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [gstin]              VARCHAR(15) COLLATE Latin1_General_100_BIN2_UTF8,
    [pan]                VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [city]               VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [state_code]         VARCHAR(2) COLLATE Latin1_General_100_BIN2_UTF8,
    [state_name]         VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [lead_time_days]     INT,
    [payment_terms_days] INT,
    [vendor_since]       DATE
) AS rows;
GO

-- Warehouses
CREATE OR ALTER VIEW gold.dim_warehouse AS
SELECT
    rows.[warehouse_key],
    rows.[warehouse_code],
    rows.[warehouse_name],
    rows.[city],
    rows.[state_code]
FROM OPENROWSET(
    BULK 'gold/dim_warehouse',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [warehouse_key]  BIGINT,
    [warehouse_code] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [warehouse_name] VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [city]           VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [state_code]     VARCHAR(2) COLLATE Latin1_General_100_BIN2_UTF8
) AS rows;
GO

-- Attendance: one row for each employee and working day
CREATE OR ALTER VIEW gold.fact_attendance AS
SELECT
    rows.[attendance_key],
    rows.[attended_on],
    rows.[employee_key],
    rows.[status],
    rows.[worked_minutes]
FROM OPENROWSET(
    BULK 'gold/fact_attendance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [attendance_key] BIGINT,
    [attended_on]    DATE,
    [employee_key]   BIGINT,
    [status]         VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [worked_minutes] INT
) AS rows;
GO

-- Returns, allowances and cash discounts: one row for each credit note
CREATE OR ALTER VIEW gold.fact_credit_note AS
SELECT
    rows.[credit_note_key],
    rows.[credited_on],
    rows.[customer_key],
    rows.[credit_note_no],
    rows.[reason],
    rows.[net_amount],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[total_amount]
FROM OPENROWSET(
    BULK 'gold/fact_credit_note',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [credit_note_key] BIGINT,
    [credited_on]     DATE,
    [customer_key]    BIGINT,
    [credit_note_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [reason]          VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [net_amount]      DECIMAL(18, 2),
    [cgst_amount]     DECIMAL(18, 2),
    [sgst_amount]     DECIMAL(18, 2),
    [igst_amount]     DECIMAL(18, 2),
    [total_amount]    DECIMAL(18, 2)
) AS rows;
GO

-- Advances from customers: one row for each, as on the last day of the books
CREATE OR ALTER VIEW gold.fact_customer_advance AS
SELECT
    rows.[customer_advance_key],
    rows.[received_on],
    rows.[customer_key],
    rows.[allocated_amount],
    rows.[open_amount],
    rows.[customer_advance_no],
    rows.[method],
    rows.[amount]
FROM OPENROWSET(
    BULK 'gold/fact_customer_advance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [customer_advance_key] BIGINT,
    [received_on]          DATE,
    [customer_key]         BIGINT,
    [allocated_amount]     DECIMAL(18, 2),
    [open_amount]          DECIMAL(18, 2),
    [customer_advance_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [method]               VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [amount]               DECIMAL(18, 2)
) AS rows;
GO

-- Deliveries of vendors: one row for each goods receipt
CREATE OR ALTER VIEW gold.fact_goods_receipt AS
SELECT
    rows.[goods_receipt_key],
    rows.[received_on],
    rows.[vendor_key],
    rows.[product_key],
    rows.[warehouse_key],
    rows.[net_amount],
    rows.[variance_amount],
    rows.[on_time],
    rows.[lead_days],
    rows.[goods_receipt_no],
    rows.[quantity],
    rows.[rejected_quantity]
FROM OPENROWSET(
    BULK 'gold/fact_goods_receipt',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [goods_receipt_key] BIGINT,
    [received_on]       DATE,
    [vendor_key]        BIGINT,
    [product_key]       BIGINT,
    [warehouse_key]     BIGINT,
    [net_amount]        DECIMAL(18, 2),
    [variance_amount]   DECIMAL(18, 2),
    [on_time]           INT,
    [lead_days]         INT,
    [goods_receipt_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [quantity]          BIGINT,
    [rejected_quantity] BIGINT
) AS rows;
GO

-- Goods that came back from customers: one row for each return
CREATE OR ALTER VIEW gold.fact_goods_return AS
SELECT
    rows.[goods_return_key],
    rows.[returned_on],
    rows.[customer_key],
    rows.[product_key],
    rows.[warehouse_key],
    rows.[net_amount],
    rows.[scrapped_amount],
    rows.[goods_return_no],
    rows.[quantity],
    rows.[accepted_quantity],
    rows.[scrapped_quantity]
FROM OPENROWSET(
    BULK 'gold/fact_goods_return',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [goods_return_key]  BIGINT,
    [returned_on]       DATE,
    [customer_key]      BIGINT,
    [product_key]       BIGINT,
    [warehouse_key]     BIGINT,
    [net_amount]        DECIMAL(18, 2),
    [scrapped_amount]   DECIMAL(18, 2),
    [goods_return_no]   VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [quantity]          BIGINT,
    [accepted_quantity] BIGINT,
    [scrapped_quantity] BIGINT
) AS rows;
GO

-- The general ledger: one row for each debit or credit
CREATE OR ALTER VIEW gold.fact_ledger AS
SELECT
    rows.[journal_line_key],
    rows.[posted_on],
    rows.[account_key],
    rows.[customer_key],
    rows.[vendor_key],
    rows.[source],
    rows.[journal_entry_id],
    rows.[amount],
    rows.[line_no],
    rows.[debit],
    rows.[credit]
FROM OPENROWSET(
    BULK 'gold/fact_ledger',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [journal_line_key] BIGINT,
    [posted_on]        DATE,
    [account_key]      BIGINT,
    [customer_key]     BIGINT,
    [vendor_key]       BIGINT,
    [source]           VARCHAR(30) COLLATE Latin1_General_100_BIN2_UTF8,
    [journal_entry_id] BIGINT,
    [amount]           DECIMAL(18, 2),
    [line_no]          INT,
    [debit]            DECIMAL(18, 2),
    [credit]           DECIMAL(18, 2)
) AS rows;
GO

-- Open and settled items of vendors: one row for each bill, as on the last day of the books
CREATE OR ALTER VIEW gold.fact_payable AS
SELECT
    rows.[payable_bill_key],
    rows.[booked_on],
    rows.[billed_on],
    rows.[due_on],
    rows.[vendor_key],
    rows.[paid_amount],
    rows.[open_amount],
    rows.[overdue_amount],
    rows.[payable_bill_no],
    rows.[vendor_reference],
    rows.[net_amount],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[total_amount],
    rows.[tds_amount]
FROM OPENROWSET(
    BULK 'gold/fact_payable',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payable_bill_key] BIGINT,
    [booked_on]        DATE,
    [billed_on]        DATE,
    [due_on]           DATE,
    [vendor_key]       BIGINT,
    [paid_amount]      DECIMAL(18, 2),
    [open_amount]      DECIMAL(18, 2),
    [overdue_amount]   DECIMAL(18, 2),
    [payable_bill_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [vendor_reference] VARCHAR(30) COLLATE Latin1_General_100_BIN2_UTF8,
    [net_amount]       DECIMAL(18, 2),
    [cgst_amount]      DECIMAL(18, 2),
    [sgst_amount]      DECIMAL(18, 2),
    [igst_amount]      DECIMAL(18, 2),
    [total_amount]     DECIMAL(18, 2),
    [tds_amount]       DECIMAL(18, 2)
) AS rows;
GO

-- Money paid to vendors: one row for each payment
CREATE OR ALTER VIEW gold.fact_payment AS
SELECT
    rows.[payment_key],
    rows.[paid_on],
    rows.[vendor_key],
    rows.[payment_no],
    rows.[method],
    rows.[amount]
FROM OPENROWSET(
    BULK 'gold/fact_payment',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payment_key] BIGINT,
    [paid_on]     DATE,
    [vendor_key]  BIGINT,
    [payment_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [method]      VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [amount]      DECIMAL(18, 2)
) AS rows;
GO

-- Pay: one row for each employee and month
CREATE OR ALTER VIEW gold.fact_payroll AS
SELECT
    rows.[payroll_key],
    rows.[paid_on],
    rows.[employee_key],
    rows.[monthly_salary],
    rows.[working_days],
    rows.[paid_days],
    rows.[leave_balance],
    rows.[gross_pay],
    rows.[provident_fund],
    rows.[employer_provident_fund],
    rows.[employer_provident_fund_charges],
    rows.[state_insurance],
    rows.[employer_state_insurance],
    rows.[professional_tax],
    rows.[labour_welfare_fund],
    rows.[employer_labour_welfare_fund],
    rows.[income_tax],
    rows.[leave_encashment],
    rows.[net_pay]
FROM OPENROWSET(
    BULK 'gold/fact_payroll',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payroll_key]                     BIGINT,
    [paid_on]                         DATE,
    [employee_key]                    BIGINT,
    [monthly_salary]                  DECIMAL(18, 2),
    [working_days]                    INT,
    [paid_days]                       INT,
    [leave_balance]                   DECIMAL(6, 2),
    [gross_pay]                       DECIMAL(18, 2),
    [provident_fund]                  DECIMAL(18, 2),
    [employer_provident_fund]         DECIMAL(18, 2),
    [employer_provident_fund_charges] DECIMAL(18, 2),
    [state_insurance]                 DECIMAL(18, 2),
    [employer_state_insurance]        DECIMAL(18, 2),
    [professional_tax]                DECIMAL(18, 2),
    [labour_welfare_fund]             DECIMAL(18, 2),
    [employer_labour_welfare_fund]    DECIMAL(18, 2),
    [income_tax]                      DECIMAL(18, 2),
    [leave_encashment]                DECIMAL(18, 2),
    [net_pay]                         DECIMAL(18, 2)
) AS rows;
GO

-- Production: one row for each production order
CREATE OR ALTER VIEW gold.fact_production AS
SELECT
    rows.[production_order_key],
    rows.[finished_on],
    rows.[started_on],
    rows.[product_key],
    rows.[warehouse_key],
    rows.[output_amount],
    rows.[production_order_no],
    rows.[machine_code],
    rows.[planned_quantity],
    rows.[good_quantity],
    rows.[scrap_quantity]
FROM OPENROWSET(
    BULK 'gold/fact_production',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [production_order_key] BIGINT,
    [finished_on]          DATE,
    [started_on]           DATE,
    [product_key]          BIGINT,
    [warehouse_key]        BIGINT,
    [output_amount]        DECIMAL(18, 2),
    [production_order_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [machine_code]         VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [planned_quantity]     BIGINT,
    [good_quantity]        BIGINT,
    [scrap_quantity]       BIGINT
) AS rows;
GO

-- Purchasing: one row for each line of a purchase order
CREATE OR ALTER VIEW gold.fact_purchase_order AS
SELECT
    rows.[purchase_order_line_key],
    rows.[ordered_on],
    rows.[expected_on],
    rows.[vendor_key],
    rows.[product_key],
    rows.[employee_key],
    rows.[purchase_order_no],
    rows.[received_quantity],
    rows.[line_no],
    rows.[quantity],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate]
FROM OPENROWSET(
    BULK 'gold/fact_purchase_order',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [purchase_order_line_key] BIGINT,
    [ordered_on]              DATE,
    [expected_on]             DATE,
    [vendor_key]              BIGINT,
    [product_key]             BIGINT,
    [employee_key]            BIGINT,
    [purchase_order_no]       VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [received_quantity]       BIGINT,
    [line_no]                 INT,
    [quantity]                BIGINT,
    [unit_price]              DECIMAL(18, 2),
    [net_amount]              DECIMAL(18, 2),
    [gst_rate]                DECIMAL(5, 2)
) AS rows;
GO

-- Money received: one row for each receipt
CREATE OR ALTER VIEW gold.fact_receipt AS
SELECT
    rows.[receipt_key],
    rows.[received_on],
    rows.[customer_key],
    rows.[receipt_no],
    rows.[method],
    rows.[amount]
FROM OPENROWSET(
    BULK 'gold/fact_receipt',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receipt_key]  BIGINT,
    [received_on]  DATE,
    [customer_key] BIGINT,
    [receipt_no]   VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [method]       VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [amount]       DECIMAL(18, 2)
) AS rows;
GO

-- Open and settled items of customers: one row for each invoice, as on the last day of the books
CREATE OR ALTER VIEW gold.fact_receivable AS
SELECT
    rows.[receivable_invoice_key],
    rows.[invoiced_on],
    rows.[due_on],
    rows.[customer_key],
    rows.[received_amount],
    rows.[advance_amount],
    rows.[credited_amount],
    rows.[written_off_amount],
    rows.[open_amount],
    rows.[overdue_amount],
    rows.[disputed_amount],
    rows.[days_overdue],
    rows.[receivable_invoice_no],
    rows.[net_amount],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[total_amount]
FROM OPENROWSET(
    BULK 'gold/fact_receivable',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receivable_invoice_key] BIGINT,
    [invoiced_on]            DATE,
    [due_on]                 DATE,
    [customer_key]           BIGINT,
    [received_amount]        DECIMAL(18, 2),
    [advance_amount]         DECIMAL(18, 2),
    [credited_amount]        DECIMAL(18, 2),
    [written_off_amount]     DECIMAL(18, 2),
    [open_amount]            DECIMAL(18, 2),
    [overdue_amount]         DECIMAL(18, 2),
    [disputed_amount]        DECIMAL(18, 2),
    [days_overdue]           INT,
    [receivable_invoice_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [net_amount]             DECIMAL(18, 2),
    [cgst_amount]            DECIMAL(18, 2),
    [sgst_amount]            DECIMAL(18, 2),
    [igst_amount]            DECIMAL(18, 2),
    [total_amount]           DECIMAL(18, 2)
) AS rows;
GO

-- Revenue: one row for each line of an invoice
CREATE OR ALTER VIEW gold.fact_sales AS
SELECT
    rows.[receivable_invoice_line_key],
    rows.[invoiced_on],
    rows.[customer_key],
    rows.[product_key],
    rows.[employee_key],
    rows.[receivable_invoice_no],
    rows.[cost_amount],
    rows.[discount_amount],
    rows.[gst_amount],
    rows.[quantity],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount]
FROM OPENROWSET(
    BULK 'gold/fact_sales',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receivable_invoice_line_key] BIGINT,
    [invoiced_on]                 DATE,
    [customer_key]                BIGINT,
    [product_key]                 BIGINT,
    [employee_key]                BIGINT,
    [receivable_invoice_no]       VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [cost_amount]                 DECIMAL(18, 2),
    [discount_amount]             DECIMAL(18, 2),
    [gst_amount]                  DECIMAL(18, 2),
    [quantity]                    BIGINT,
    [unit_price]                  DECIMAL(18, 2),
    [net_amount]                  DECIMAL(18, 2),
    [gst_rate]                    DECIMAL(5, 2),
    [cgst_amount]                 DECIMAL(18, 2),
    [sgst_amount]                 DECIMAL(18, 2),
    [igst_amount]                 DECIMAL(18, 2)
) AS rows;
GO

-- Order intake: one row for each line of a sales order
CREATE OR ALTER VIEW gold.fact_sales_order AS
SELECT
    rows.[sales_order_line_key],
    rows.[ordered_on],
    rows.[requested_on],
    rows.[customer_key],
    rows.[product_key],
    rows.[employee_key],
    rows.[sales_order_no],
    rows.[channel],
    rows.[shipped_quantity],
    rows.[line_no],
    rows.[quantity],
    rows.[list_price],
    rows.[discount_rate],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate]
FROM OPENROWSET(
    BULK 'gold/fact_sales_order',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [sales_order_line_key] BIGINT,
    [ordered_on]           DATE,
    [requested_on]         DATE,
    [customer_key]         BIGINT,
    [product_key]          BIGINT,
    [employee_key]         BIGINT,
    [sales_order_no]       VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [channel]              VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [shipped_quantity]     BIGINT,
    [line_no]              INT,
    [quantity]             BIGINT,
    [list_price]           DECIMAL(18, 2),
    [discount_rate]        DECIMAL(5, 2),
    [unit_price]           DECIMAL(18, 2),
    [net_amount]           DECIMAL(18, 2),
    [gst_rate]             DECIMAL(5, 2)
) AS rows;
GO

-- Shipping: one row for each dispatch
CREATE OR ALTER VIEW gold.fact_shipment AS
SELECT
    rows.[shipment_key],
    rows.[dispatched_on],
    rows.[promised_on],
    rows.[customer_key],
    rows.[carrier_key],
    rows.[warehouse_key],
    rows.[delivered],
    rows.[on_time],
    rows.[transit_days],
    rows.[shipment_no],
    rows.[delivered_on],
    rows.[distance_km],
    rows.[weight_kg],
    rows.[freight_amount]
FROM OPENROWSET(
    BULK 'gold/fact_shipment',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [shipment_key]   BIGINT,
    [dispatched_on]  DATE,
    [promised_on]    DATE,
    [customer_key]   BIGINT,
    [carrier_key]    BIGINT,
    [warehouse_key]  BIGINT,
    [delivered]      INT,
    [on_time]        INT,
    [transit_days]   INT,
    [shipment_no]    VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [delivered_on]   DATE,
    [distance_km]    INT,
    [weight_kg]      INT,
    [freight_amount] DECIMAL(18, 2)
) AS rows;
GO

-- Stock at each month's end, by product and warehouse
CREATE OR ALTER VIEW gold.fact_stock_balance AS
SELECT
    rows.[stock_balance_key],
    rows.[balance_on],
    rows.[product_key],
    rows.[warehouse_key],
    rows.[is_latest],
    rows.[below_reorder_point],
    rows.[quantity],
    rows.[amount]
FROM OPENROWSET(
    BULK 'gold/fact_stock_balance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stock_balance_key]   BIGINT,
    [balance_on]          DATE,
    [product_key]         BIGINT,
    [warehouse_key]       BIGINT,
    [is_latest]           INT,
    [below_reorder_point] INT,
    [quantity]            BIGINT,
    [amount]              DECIMAL(18, 2)
) AS rows;
GO

-- Stock movements: one row for each change of stock
CREATE OR ALTER VIEW gold.fact_stock_movement AS
SELECT
    rows.[stock_movement_key],
    rows.[moved_on],
    rows.[product_key],
    rows.[warehouse_key],
    rows.[movement_type],
    rows.[source_id],
    rows.[quantity],
    rows.[unit_cost],
    rows.[amount]
FROM OPENROWSET(
    BULK 'gold/fact_stock_movement',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stock_movement_key] BIGINT,
    [moved_on]           DATE,
    [product_key]        BIGINT,
    [warehouse_key]      BIGINT,
    [movement_type]      VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [source_id]          BIGINT,
    [quantity]           BIGINT,
    [unit_cost]          DECIMAL(18, 2),
    [amount]             DECIMAL(18, 2)
) AS rows;
GO

-- Stocktakes: one row for each item counted
CREATE OR ALTER VIEW gold.fact_stocktake AS
SELECT
    rows.[stocktake_line_key],
    rows.[counted_on],
    rows.[product_key],
    rows.[warehouse_key],
    rows.[stocktake_no],
    rows.[stocktake_type],
    rows.[booked_amount],
    rows.[difference_amount],
    rows.[differs],
    rows.[booked_quantity],
    rows.[counted_quantity],
    rows.[difference_quantity]
FROM OPENROWSET(
    BULK 'gold/fact_stocktake',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stocktake_line_key]  BIGINT,
    [counted_on]          DATE,
    [product_key]         BIGINT,
    [warehouse_key]       BIGINT,
    [stocktake_no]        VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [stocktake_type]      VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [booked_amount]       DECIMAL(18, 2),
    [difference_amount]   DECIMAL(18, 2),
    [differs]             INT,
    [booked_quantity]     BIGINT,
    [counted_quantity]    BIGINT,
    [difference_quantity] BIGINT
) AS rows;
GO
