-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- One view of each silver table. Types are declared as small as the data are: without them serverless takes
-- VARCHAR(8000) for every text and reserves memory for that.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = 'silver')
    EXEC ('CREATE SCHEMA silver');
GO

-- Customers
CREATE OR ALTER VIEW silver.customer AS
SELECT
    rows.[customer_id],
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
    rows.[customer_since],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/customer',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [customer_id]        BIGINT,
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
    [customer_since]     DATE,
    [modified_at]        DATETIME2(6)
) AS rows;
GO

-- Departments
CREATE OR ALTER VIEW silver.department AS
SELECT
    rows.[department_id],
    rows.[department_code],
    rows.[department_name],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/department',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [department_id]   BIGINT,
    [department_code] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [department_name] VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [modified_at]     DATETIME2(6)
) AS rows;
GO

-- Chart of accounts
CREATE OR ALTER VIEW silver.account AS
SELECT
    rows.[account_id],
    rows.[account_name],
    rows.[account_type],
    rows.[statement_group],
    rows.[is_control],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/account',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [account_id]      BIGINT,
    [account_name]    VARCHAR(80) COLLATE Latin1_General_100_BIN2_UTF8,
    [account_type]    VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [statement_group] VARCHAR(40) COLLATE Latin1_General_100_BIN2_UTF8,
    [is_control]      BIT,
    [modified_at]     DATETIME2(6)
) AS rows;
GO

-- Accounting months of the April-March financial year
CREATE OR ALTER VIEW silver.period AS
SELECT
    rows.[period_id],
    rows.[period_name],
    rows.[starts_on],
    rows.[ends_on],
    rows.[financial_year],
    rows.[fiscal_month],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/period',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [period_id]      BIGINT,
    [period_name]    VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [starts_on]      DATE,
    [ends_on]        DATE,
    [financial_year] VARCHAR(7) COLLATE Latin1_General_100_BIN2_UTF8,
    [fiscal_month]   INT,
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- Warehouses of the plant
CREATE OR ALTER VIEW silver.warehouse AS
SELECT
    rows.[warehouse_id],
    rows.[warehouse_code],
    rows.[warehouse_name],
    rows.[city],
    rows.[state_code],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/warehouse',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [warehouse_id]   BIGINT,
    [warehouse_code] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [warehouse_name] VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [city]           VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [state_code]     VARCHAR(2) COLLATE Latin1_General_100_BIN2_UTF8,
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- Product categories
CREATE OR ALTER VIEW silver.category AS
SELECT
    rows.[category_id],
    rows.[category_code],
    rows.[category_name],
    rows.[product_type],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/category',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [category_id]   BIGINT,
    [category_code] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [category_name] VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_type]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [modified_at]   DATETIME2(6)
) AS rows;
GO

-- GST rates of HSN codes by period of validity, as in law
CREATE OR ALTER VIEW silver.tax_rate AS
SELECT
    rows.[tax_rate_id],
    rows.[hsn_code],
    rows.[valid_from],
    rows.[valid_to],
    rows.[gst_rate],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/tax_rate',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [tax_rate_id] BIGINT,
    [hsn_code]    VARCHAR(8) COLLATE Latin1_General_100_BIN2_UTF8,
    [valid_from]  DATE,
    [valid_to]    DATE,
    [gst_rate]    DECIMAL(5, 2),
    [modified_at] DATETIME2(6)
) AS rows;
GO

-- Sales campaigns, one for each time that it ran
CREATE OR ALTER VIEW silver.campaign AS
SELECT
    rows.[campaign_id],
    rows.[campaign_code],
    rows.[campaign_name],
    rows.[starts_on],
    rows.[ends_on],
    rows.[discount_rate],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/campaign',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [campaign_id]   BIGINT,
    [campaign_code] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [campaign_name] VARCHAR(100) COLLATE Latin1_General_100_BIN2_UTF8,
    [starts_on]     DATE,
    [ends_on]       DATE,
    [discount_rate] DECIMAL(5, 2),
    [modified_at]   DATETIME2(6)
) AS rows;
GO

-- Transport companies
CREATE OR ALTER VIEW silver.carrier AS
SELECT
    rows.[carrier_id],
    rows.[carrier_code],
    rows.[carrier_name],
    rows.[mode],
    rows.[rate_per_tonne_km],
    rows.[km_per_day],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/carrier',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [carrier_id]        BIGINT,
    [carrier_code]      VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [carrier_name]      VARCHAR(80) COLLATE Latin1_General_100_BIN2_UTF8,
    [mode]              VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [rate_per_tonne_km] DECIMAL(18, 2),
    [km_per_day]        INT,
    [modified_at]       DATETIME2(6)
) AS rows;
GO

-- Vendors of materials and packaging
CREATE OR ALTER VIEW silver.vendor AS
SELECT
    rows.[vendor_id],
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
    rows.[vendor_since],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/vendor',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [vendor_id]          BIGINT,
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
    [vendor_since]       DATE,
    [modified_at]        DATETIME2(6)
) AS rows;
GO

-- Employees, past and present
CREATE OR ALTER VIEW silver.employee AS
SELECT
    rows.[employee_id],
    rows.[employee_no],
    rows.[employee_name],
    rows.[department_id],
    rows.[designation],
    rows.[gender],
    rows.[pan],
    rows.[joined_on],
    rows.[left_on],
    rows.[monthly_salary],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/employee',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [employee_id]    BIGINT,
    [employee_no]    VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [employee_name]  VARCHAR(100) COLLATE Latin1_General_100_BIN2_UTF8,
    [department_id]  BIGINT,
    [designation]    VARCHAR(60) COLLATE Latin1_General_100_BIN2_UTF8,
    [gender]         VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [pan]            VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [joined_on]      DATE,
    [left_on]        DATE,
    [monthly_salary] DECIMAL(18, 2),
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- Journal entries: one for each posted document
CREATE OR ALTER VIEW silver.journal_entry AS
SELECT
    rows.[journal_entry_id],
    rows.[source],
    rows.[source_id],
    rows.[posted_on],
    rows.[period_id],
    rows.[description],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/journal_entry',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [journal_entry_id] BIGINT,
    [source]           VARCHAR(30) COLLATE Latin1_General_100_BIN2_UTF8,
    [source_id]        BIGINT,
    [posted_on]        DATE,
    [period_id]        BIGINT,
    [description]      VARCHAR(120) COLLATE Latin1_General_100_BIN2_UTF8,
    [modified_at]      DATETIME2(6)
) AS rows;
GO

-- Payments to vendors
CREATE OR ALTER VIEW silver.payment AS
SELECT
    rows.[payment_id],
    rows.[payment_no],
    rows.[vendor_id],
    rows.[paid_on],
    rows.[method],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/payment',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payment_id]  BIGINT,
    [payment_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [vendor_id]   BIGINT,
    [paid_on]     DATE,
    [method]      VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [amount]      DECIMAL(18, 2),
    [modified_at] DATETIME2(6)
) AS rows;
GO

-- Payments from customers
CREATE OR ALTER VIEW silver.receipt AS
SELECT
    rows.[receipt_id],
    rows.[receipt_no],
    rows.[customer_id],
    rows.[received_on],
    rows.[method],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/receipt',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receipt_id]  BIGINT,
    [receipt_no]  VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [customer_id] BIGINT,
    [received_on] DATE,
    [method]      VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [amount]      DECIMAL(18, 2),
    [modified_at] DATETIME2(6)
) AS rows;
GO

-- Stocktakes: a warehouse's items are counted after the last movement of a day
CREATE OR ALTER VIEW silver.stocktake AS
SELECT
    rows.[stocktake_id],
    rows.[stocktake_no],
    rows.[warehouse_id],
    rows.[stocktake_type],
    rows.[counted_on],
    rows.[counted_items],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/stocktake',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stocktake_id]   BIGINT,
    [stocktake_no]   VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [warehouse_id]   BIGINT,
    [stocktake_type] VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [counted_on]     DATE,
    [counted_items]  INT,
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- Items that Pikku sells, buys or consumes
CREATE OR ALTER VIEW silver.product AS
SELECT
    rows.[product_id],
    rows.[product_code],
    rows.[product_name],
    rows.[category_id],
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
    rows.[discontinued_on],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/product',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [product_id]      BIGINT,
    [product_code]    VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_name]    VARCHAR(120) COLLATE Latin1_General_100_BIN2_UTF8,
    [category_id]     BIGINT,
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
    [discontinued_on] DATE,
    [modified_at]     DATETIME2(6)
) AS rows;
GO

-- A working day of an employee
CREATE OR ALTER VIEW silver.attendance AS
SELECT
    rows.[attendance_id],
    rows.[employee_id],
    rows.[attended_on],
    rows.[status],
    rows.[worked_minutes],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/attendance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [attendance_id]  BIGINT,
    [employee_id]    BIGINT,
    [attended_on]    DATE,
    [status]         VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [worked_minutes] INT,
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- An employee's pay of a month
CREATE OR ALTER VIEW silver.payroll AS
SELECT
    rows.[payroll_id],
    rows.[employee_id],
    rows.[period_id],
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
    rows.[net_pay],
    rows.[paid_on],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/payroll',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payroll_id]                      BIGINT,
    [employee_id]                     BIGINT,
    [period_id]                       BIGINT,
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
    [net_pay]                         DECIMAL(18, 2),
    [paid_on]                         DATE,
    [modified_at]                     DATETIME2(6)
) AS rows;
GO

-- Debits and credits
CREATE OR ALTER VIEW silver.journal_line AS
SELECT
    rows.[journal_line_id],
    rows.[journal_entry_id],
    rows.[line_no],
    rows.[account_id],
    rows.[debit],
    rows.[credit],
    rows.[customer_id],
    rows.[vendor_id],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/journal_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [journal_line_id]  BIGINT,
    [journal_entry_id] BIGINT,
    [line_no]          INT,
    [account_id]       BIGINT,
    [debit]            DECIMAL(18, 2),
    [credit]           DECIMAL(18, 2),
    [customer_id]      BIGINT,
    [vendor_id]        BIGINT,
    [modified_at]      DATETIME2(6)
) AS rows;
GO

-- Stock at the end of each month
CREATE OR ALTER VIEW silver.stock_balance AS
SELECT
    rows.[stock_balance_id],
    rows.[period_id],
    rows.[product_id],
    rows.[warehouse_id],
    rows.[quantity],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/stock_balance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stock_balance_id] BIGINT,
    [period_id]        BIGINT,
    [product_id]       BIGINT,
    [warehouse_id]     BIGINT,
    [quantity]         BIGINT,
    [amount]           DECIMAL(18, 2),
    [modified_at]      DATETIME2(6)
) AS rows;
GO

-- Every change of stock, valued at standard cost
CREATE OR ALTER VIEW silver.stock_movement AS
SELECT
    rows.[stock_movement_id],
    rows.[product_id],
    rows.[warehouse_id],
    rows.[moved_on],
    rows.[movement_type],
    rows.[source_id],
    rows.[quantity],
    rows.[unit_cost],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/stock_movement',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stock_movement_id] BIGINT,
    [product_id]        BIGINT,
    [warehouse_id]      BIGINT,
    [moved_on]          DATE,
    [movement_type]     VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [source_id]         BIGINT,
    [quantity]          BIGINT,
    [unit_cost]         DECIMAL(18, 2),
    [amount]            DECIMAL(18, 2),
    [modified_at]       DATETIME2(6)
) AS rows;
GO

-- What stocktakes found: one row for each item counted, whether it differs or not
CREATE OR ALTER VIEW silver.stocktake_line AS
SELECT
    rows.[stocktake_line_id],
    rows.[stocktake_id],
    rows.[product_id],
    rows.[booked_quantity],
    rows.[counted_quantity],
    rows.[difference_quantity],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/stocktake_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [stocktake_line_id]   BIGINT,
    [stocktake_id]        BIGINT,
    [product_id]          BIGINT,
    [booked_quantity]     BIGINT,
    [counted_quantity]    BIGINT,
    [difference_quantity] BIGINT,
    [modified_at]         DATETIME2(6)
) AS rows;
GO

-- What 1,000 units of a finished good consume
CREATE OR ALTER VIEW silver.bill_of_materials AS
SELECT
    rows.[bill_of_materials_id],
    rows.[product_id],
    rows.[line_no],
    rows.[component_id],
    rows.[quantity_per_1000],
    rows.[runner_rate],
    rows.[regrind_rate],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/bill_of_materials',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [bill_of_materials_id] BIGINT,
    [product_id]           BIGINT,
    [line_no]              INT,
    [component_id]         BIGINT,
    [quantity_per_1000]    DECIMAL(12, 3),
    [runner_rate]          DECIMAL(5, 2),
    [regrind_rate]         DECIMAL(5, 2),
    [modified_at]          DATETIME2(6)
) AS rows;
GO

-- Injection moulds (tools), one for each finished good
CREATE OR ALTER VIEW silver.mould AS
SELECT
    rows.[mould_id],
    rows.[mould_code],
    rows.[product_id],
    rows.[cavities],
    rows.[cycle_time_s],
    rows.[shot_life],
    rows.[service_shots],
    rows.[opening_shots],
    rows.[commissioned_on],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/mould',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [mould_id]        BIGINT,
    [mould_code]      VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_id]      BIGINT,
    [cavities]        INT,
    [cycle_time_s]    INT,
    [shot_life]       INT,
    [service_shots]   INT,
    [opening_shots]   INT,
    [commissioned_on] DATE,
    [modified_at]     DATETIME2(6)
) AS rows;
GO

-- List prices of finished goods by period of validity
CREATE OR ALTER VIEW silver.price AS
SELECT
    rows.[price_id],
    rows.[product_id],
    rows.[valid_from],
    rows.[valid_to],
    rows.[list_price],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/price',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [price_id]    BIGINT,
    [product_id]  BIGINT,
    [valid_from]  DATE,
    [valid_to]    DATE,
    [list_price]  DECIMAL(18, 2),
    [modified_at] DATETIME2(6)
) AS rows;
GO

-- Purchase orders
CREATE OR ALTER VIEW silver.purchase_order AS
SELECT
    rows.[purchase_order_id],
    rows.[purchase_order_no],
    rows.[vendor_id],
    rows.[buyer_id],
    rows.[ordered_on],
    rows.[expected_on],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/purchase_order',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [purchase_order_id] BIGINT,
    [purchase_order_no] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [vendor_id]         BIGINT,
    [buyer_id]          BIGINT,
    [ordered_on]        DATE,
    [expected_on]       DATE,
    [modified_at]       DATETIME2(6)
) AS rows;
GO

-- Sales orders
CREATE OR ALTER VIEW silver.sales_order AS
SELECT
    rows.[sales_order_id],
    rows.[sales_order_no],
    rows.[customer_id],
    rows.[salesperson_id],
    rows.[channel],
    rows.[ordered_on],
    rows.[requested_on],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/sales_order',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [sales_order_id] BIGINT,
    [sales_order_no] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [customer_id]    BIGINT,
    [salesperson_id] BIGINT,
    [channel]        VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [ordered_on]     DATE,
    [requested_on]   DATE,
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- Advances: what customers pay on an order before anything is sent
CREATE OR ALTER VIEW silver.customer_advance AS
SELECT
    rows.[customer_advance_id],
    rows.[customer_advance_no],
    rows.[sales_order_id],
    rows.[customer_id],
    rows.[received_on],
    rows.[method],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/customer_advance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [customer_advance_id] BIGINT,
    [customer_advance_no] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [sales_order_id]      BIGINT,
    [customer_id]         BIGINT,
    [received_on]         DATE,
    [method]              VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [amount]              DECIMAL(18, 2),
    [modified_at]         DATETIME2(6)
) AS rows;
GO

-- Fixed assets, depreciated in a straight line by month
CREATE OR ALTER VIEW silver.fixed_asset AS
SELECT
    rows.[fixed_asset_id],
    rows.[fixed_asset_code],
    rows.[fixed_asset_name],
    rows.[asset_class],
    rows.[mould_id],
    rows.[acquired_on],
    rows.[cost],
    rows.[residual_value],
    rows.[life_months],
    rows.[monthly_depreciation],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/fixed_asset',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [fixed_asset_id]       BIGINT,
    [fixed_asset_code]     VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [fixed_asset_name]     VARCHAR(100) COLLATE Latin1_General_100_BIN2_UTF8,
    [asset_class]          VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [mould_id]             BIGINT,
    [acquired_on]          DATE,
    [cost]                 DECIMAL(18, 2),
    [residual_value]       DECIMAL(18, 2),
    [life_months]          INT,
    [monthly_depreciation] DECIMAL(18, 2),
    [modified_at]          DATETIME2(6)
) AS rows;
GO

-- Bills from vendors: one for each purchase order, booked after its last receipt
CREATE OR ALTER VIEW silver.payable_bill AS
SELECT
    rows.[payable_bill_id],
    rows.[payable_bill_no],
    rows.[vendor_reference],
    rows.[purchase_order_id],
    rows.[vendor_id],
    rows.[billed_on],
    rows.[booked_on],
    rows.[due_on],
    rows.[net_amount],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[total_amount],
    rows.[tds_amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/payable_bill',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payable_bill_id]   BIGINT,
    [payable_bill_no]   VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [vendor_reference]  VARCHAR(30) COLLATE Latin1_General_100_BIN2_UTF8,
    [purchase_order_id] BIGINT,
    [vendor_id]         BIGINT,
    [billed_on]         DATE,
    [booked_on]         DATE,
    [due_on]            DATE,
    [net_amount]        DECIMAL(18, 2),
    [cgst_amount]       DECIMAL(18, 2),
    [sgst_amount]       DECIMAL(18, 2),
    [igst_amount]       DECIMAL(18, 2),
    [total_amount]      DECIMAL(18, 2),
    [tds_amount]        DECIMAL(18, 2),
    [modified_at]       DATETIME2(6)
) AS rows;
GO

-- Production orders: one run of one mould on one machine
CREATE OR ALTER VIEW silver.production_order AS
SELECT
    rows.[production_order_id],
    rows.[production_order_no],
    rows.[product_id],
    rows.[mould_id],
    rows.[warehouse_id],
    rows.[machine_code],
    rows.[started_on],
    rows.[finished_on],
    rows.[planned_quantity],
    rows.[good_quantity],
    rows.[scrap_quantity],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/production_order',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [production_order_id] BIGINT,
    [production_order_no] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [product_id]          BIGINT,
    [mould_id]            BIGINT,
    [warehouse_id]        BIGINT,
    [machine_code]        VARCHAR(10) COLLATE Latin1_General_100_BIN2_UTF8,
    [started_on]          DATE,
    [finished_on]         DATE,
    [planned_quantity]    BIGINT,
    [good_quantity]       BIGINT,
    [scrap_quantity]      BIGINT,
    [modified_at]         DATETIME2(6)
) AS rows;
GO

-- Work on moulds in the tool room; meanwhile they can't be used
CREATE OR ALTER VIEW silver.mould_maintenance AS
SELECT
    rows.[mould_maintenance_id],
    rows.[mould_maintenance_no],
    rows.[mould_id],
    rows.[started_on],
    rows.[finished_on],
    rows.[maintenance_kind],
    rows.[shots],
    rows.[cost],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/mould_maintenance',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [mould_maintenance_id] BIGINT,
    [mould_maintenance_no] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [mould_id]             BIGINT,
    [started_on]           DATE,
    [finished_on]          DATE,
    [maintenance_kind]     VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [shots]                INT,
    [cost]                 DECIMAL(18, 2),
    [modified_at]          DATETIME2(6)
) AS rows;
GO

-- Lines of purchase orders
CREATE OR ALTER VIEW silver.purchase_order_line AS
SELECT
    rows.[purchase_order_line_id],
    rows.[purchase_order_id],
    rows.[line_no],
    rows.[product_id],
    rows.[quantity],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/purchase_order_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [purchase_order_line_id] BIGINT,
    [purchase_order_id]      BIGINT,
    [line_no]                INT,
    [product_id]             BIGINT,
    [quantity]               BIGINT,
    [unit_price]             DECIMAL(18, 2),
    [net_amount]             DECIMAL(18, 2),
    [gst_rate]               DECIMAL(5, 2),
    [modified_at]            DATETIME2(6)
) AS rows;
GO

-- Lines of sales orders
CREATE OR ALTER VIEW silver.sales_order_line AS
SELECT
    rows.[sales_order_line_id],
    rows.[sales_order_id],
    rows.[line_no],
    rows.[product_id],
    rows.[quantity],
    rows.[list_price],
    rows.[discount_rate],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate],
    rows.[campaign_id],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/sales_order_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [sales_order_line_id] BIGINT,
    [sales_order_id]      BIGINT,
    [line_no]             INT,
    [product_id]          BIGINT,
    [quantity]            BIGINT,
    [list_price]          DECIMAL(18, 2),
    [discount_rate]       DECIMAL(5, 2),
    [unit_price]          DECIMAL(18, 2),
    [net_amount]          DECIMAL(18, 2),
    [gst_rate]            DECIMAL(5, 2),
    [campaign_id]         BIGINT,
    [modified_at]         DATETIME2(6)
) AS rows;
GO

-- Dispatches from the plant; an order is sent in one dispatch or several
CREATE OR ALTER VIEW silver.shipment AS
SELECT
    rows.[shipment_id],
    rows.[shipment_no],
    rows.[sales_order_id],
    rows.[carrier_id],
    rows.[warehouse_id],
    rows.[dispatched_on],
    rows.[promised_on],
    rows.[delivered_on],
    rows.[distance_km],
    rows.[weight_kg],
    rows.[freight_amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/shipment',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [shipment_id]    BIGINT,
    [shipment_no]    VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [sales_order_id] BIGINT,
    [carrier_id]     BIGINT,
    [warehouse_id]   BIGINT,
    [dispatched_on]  DATE,
    [promised_on]    DATE,
    [delivered_on]   DATE,
    [distance_km]    INT,
    [weight_kg]      INT,
    [freight_amount] DECIMAL(18, 2),
    [modified_at]    DATETIME2(6)
) AS rows;
GO

-- Which bills a payment settles
CREATE OR ALTER VIEW silver.payment_allocation AS
SELECT
    rows.[payment_allocation_id],
    rows.[payment_id],
    rows.[line_no],
    rows.[payable_bill_id],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/payment_allocation',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payment_allocation_id] BIGINT,
    [payment_id]            BIGINT,
    [line_no]               INT,
    [payable_bill_id]       BIGINT,
    [amount]                DECIMAL(18, 2),
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Invoices to customers: one for each shipment
CREATE OR ALTER VIEW silver.receivable_invoice AS
SELECT
    rows.[receivable_invoice_id],
    rows.[receivable_invoice_no],
    rows.[shipment_id],
    rows.[customer_id],
    rows.[invoiced_on],
    rows.[due_on],
    rows.[net_amount],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[total_amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/receivable_invoice',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receivable_invoice_id] BIGINT,
    [receivable_invoice_no] VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [shipment_id]           BIGINT,
    [customer_id]           BIGINT,
    [invoiced_on]           DATE,
    [due_on]                DATE,
    [net_amount]            DECIMAL(18, 2),
    [cgst_amount]           DECIMAL(18, 2),
    [sgst_amount]           DECIMAL(18, 2),
    [igst_amount]           DECIMAL(18, 2),
    [total_amount]          DECIMAL(18, 2),
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Receipts of goods, one for each delivery of an order line
CREATE OR ALTER VIEW silver.goods_receipt AS
SELECT
    rows.[goods_receipt_id],
    rows.[goods_receipt_no],
    rows.[purchase_order_line_id],
    rows.[warehouse_id],
    rows.[received_on],
    rows.[quantity],
    rows.[rejected_quantity],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/goods_receipt',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [goods_receipt_id]       BIGINT,
    [goods_receipt_no]       VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [purchase_order_line_id] BIGINT,
    [warehouse_id]           BIGINT,
    [received_on]            DATE,
    [quantity]               BIGINT,
    [rejected_quantity]      BIGINT,
    [modified_at]            DATETIME2(6)
) AS rows;
GO

-- What a shipment carries
CREATE OR ALTER VIEW silver.shipment_line AS
SELECT
    rows.[shipment_line_id],
    rows.[shipment_id],
    rows.[line_no],
    rows.[sales_order_line_id],
    rows.[quantity],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/shipment_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [shipment_line_id]    BIGINT,
    [shipment_id]         BIGINT,
    [line_no]             INT,
    [sales_order_line_id] BIGINT,
    [quantity]            BIGINT,
    [modified_at]         DATETIME2(6)
) AS rows;
GO

-- Which invoices an advance pays: the order's, one after the other
CREATE OR ALTER VIEW silver.advance_allocation AS
SELECT
    rows.[advance_allocation_id],
    rows.[customer_advance_id],
    rows.[line_no],
    rows.[receivable_invoice_id],
    rows.[allocated_on],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/advance_allocation',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [advance_allocation_id] BIGINT,
    [customer_advance_id]   BIGINT,
    [line_no]               INT,
    [receivable_invoice_id] BIGINT,
    [allocated_on]          DATE,
    [amount]                DECIMAL(18, 2),
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Disputes: invoices that a customer doesn't pay before something about them is settled
CREATE OR ALTER VIEW silver.dispute AS
SELECT
    rows.[dispute_id],
    rows.[dispute_no],
    rows.[receivable_invoice_id],
    rows.[opened_on],
    rows.[reason],
    rows.[disputed_amount],
    rows.[settled_on],
    rows.[outcome],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/dispute',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [dispute_id]            BIGINT,
    [dispute_no]            VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [receivable_invoice_id] BIGINT,
    [opened_on]             DATE,
    [reason]                VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [disputed_amount]       DECIMAL(18, 2),
    [settled_on]            DATE,
    [outcome]               VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Lines of bills: one for each goods receipt
CREATE OR ALTER VIEW silver.payable_bill_line AS
SELECT
    rows.[payable_bill_line_id],
    rows.[payable_bill_id],
    rows.[line_no],
    rows.[goods_receipt_id],
    rows.[quantity],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/payable_bill_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [payable_bill_line_id] BIGINT,
    [payable_bill_id]      BIGINT,
    [line_no]              INT,
    [goods_receipt_id]     BIGINT,
    [quantity]             BIGINT,
    [unit_price]           DECIMAL(18, 2),
    [net_amount]           DECIMAL(18, 2),
    [gst_rate]             DECIMAL(5, 2),
    [cgst_amount]          DECIMAL(18, 2),
    [sgst_amount]          DECIMAL(18, 2),
    [igst_amount]          DECIMAL(18, 2),
    [modified_at]          DATETIME2(6)
) AS rows;
GO

-- Which invoices a receipt pays
CREATE OR ALTER VIEW silver.receipt_allocation AS
SELECT
    rows.[receipt_allocation_id],
    rows.[receipt_id],
    rows.[line_no],
    rows.[receivable_invoice_id],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/receipt_allocation',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receipt_allocation_id] BIGINT,
    [receipt_id]            BIGINT,
    [line_no]               INT,
    [receivable_invoice_id] BIGINT,
    [amount]                DECIMAL(18, 2),
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Lines of invoices: one for each shipment line
CREATE OR ALTER VIEW silver.receivable_invoice_line AS
SELECT
    rows.[receivable_invoice_line_id],
    rows.[receivable_invoice_id],
    rows.[line_no],
    rows.[shipment_line_id],
    rows.[product_id],
    rows.[quantity],
    rows.[unit_price],
    rows.[net_amount],
    rows.[gst_rate],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/receivable_invoice_line',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [receivable_invoice_line_id] BIGINT,
    [receivable_invoice_id]      BIGINT,
    [line_no]                    INT,
    [shipment_line_id]           BIGINT,
    [product_id]                 BIGINT,
    [quantity]                   BIGINT,
    [unit_price]                 DECIMAL(18, 2),
    [net_amount]                 DECIMAL(18, 2),
    [gst_rate]                   DECIMAL(5, 2),
    [cgst_amount]                DECIMAL(18, 2),
    [sgst_amount]                DECIMAL(18, 2),
    [igst_amount]                DECIMAL(18, 2),
    [modified_at]                DATETIME2(6)
) AS rows;
GO

-- Invoices given up, because the customer doesn't pay
CREATE OR ALTER VIEW silver.write_off AS
SELECT
    rows.[write_off_id],
    rows.[write_off_no],
    rows.[receivable_invoice_id],
    rows.[written_off_on],
    rows.[amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/write_off',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [write_off_id]          BIGINT,
    [write_off_no]          VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [receivable_invoice_id] BIGINT,
    [written_off_on]        DATE,
    [amount]                DECIMAL(18, 2),
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Credit notes: for goods that came back, allowances, and cash discounts, which take no tax back
CREATE OR ALTER VIEW silver.credit_note AS
SELECT
    rows.[credit_note_id],
    rows.[credit_note_no],
    rows.[receivable_invoice_id],
    rows.[credited_on],
    rows.[reason],
    rows.[net_amount],
    rows.[cgst_amount],
    rows.[sgst_amount],
    rows.[igst_amount],
    rows.[total_amount],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/credit_note',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [credit_note_id]        BIGINT,
    [credit_note_no]        VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [receivable_invoice_id] BIGINT,
    [credited_on]           DATE,
    [reason]                VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [net_amount]            DECIMAL(18, 2),
    [cgst_amount]           DECIMAL(18, 2),
    [sgst_amount]           DECIMAL(18, 2),
    [igst_amount]           DECIMAL(18, 2),
    [total_amount]          DECIMAL(18, 2),
    [modified_at]           DATETIME2(6)
) AS rows;
GO

-- Goods that customers sent back: one row for each line of a shipment of which some came back
CREATE OR ALTER VIEW silver.goods_return AS
SELECT
    rows.[goods_return_id],
    rows.[goods_return_no],
    rows.[credit_note_id],
    rows.[shipment_line_id],
    rows.[warehouse_id],
    rows.[returned_on],
    rows.[quantity],
    rows.[accepted_quantity],
    rows.[scrapped_quantity],
    rows.[modified_at]
FROM OPENROWSET(
    BULK 'silver/goods_return',
    DATA_SOURCE = 'lake',
    FORMAT = 'DELTA'
) WITH (
    [goods_return_id]   BIGINT,
    [goods_return_no]   VARCHAR(20) COLLATE Latin1_General_100_BIN2_UTF8,
    [credit_note_id]    BIGINT,
    [shipment_line_id]  BIGINT,
    [warehouse_id]      BIGINT,
    [returned_on]       DATE,
    [quantity]          BIGINT,
    [accepted_quantity] BIGINT,
    [scrapped_quantity] BIGINT,
    [modified_at]       DATETIME2(6)
) AS rows;
GO
