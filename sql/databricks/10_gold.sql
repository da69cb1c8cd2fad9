-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE gold.dim_account (
  account_key BIGINT NOT NULL COMMENT 'Account number',
  account_name STRING NOT NULL COMMENT 'Account name',
  account_type STRING NOT NULL COMMENT 'Where it stands in the statements: asset, liability, equity, income, expense',
  statement_group STRING NOT NULL COMMENT 'Line of the statement that it is shown in',
  is_control BOOLEAN NOT NULL COMMENT 'Whether a subledger (receivables, payables, stock) must equal it'
)
USING DELTA
COMMENT 'The chart of accounts'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'account_key'
);

CREATE OR REPLACE TABLE gold.dim_carrier (
  carrier_key BIGINT NOT NULL COMMENT 'Carrier',
  carrier_code STRING NOT NULL COMMENT 'Carrier code, TR-nn',
  carrier_name STRING NOT NULL COMMENT 'Name',
  mode STRING NOT NULL COMMENT 'Mode of transport: road, rail, air, sea',
  rate_per_tonne_km DECIMAL(18,2) NOT NULL COMMENT 'Freight for one tonne over one kilometre',
  km_per_day INT NOT NULL COMMENT 'Kilometres covered in a day'
)
USING DELTA
COMMENT 'Transport companies'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'carrier_key'
);

CREATE OR REPLACE TABLE gold.dim_customer (
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  customer_code STRING NOT NULL COMMENT 'Customer code, C-nnnnnn',
  customer_name STRING NOT NULL COMMENT 'Registered name',
  segment STRING NOT NULL COMMENT 'Market segment: distributor, automotive, fmcg, household, export',
  gstin STRING COMMENT 'GST identification number; customers abroad have none',
  pan STRING COMMENT 'Permanent account number (characters 3 to 12 of the GSTIN); customers abroad have none',
  city STRING NOT NULL COMMENT 'City of the billing address',
  state_code STRING NOT NULL COMMENT 'GST state code of the billing address, two digits; 96 is abroad',
  state_name STRING NOT NULL COMMENT 'State of the billing address',
  pin_code STRING NOT NULL COMMENT 'Postal code',
  credit_limit DECIMAL(18,2) NOT NULL COMMENT 'Credit limit',
  payment_terms_days INT NOT NULL COMMENT 'Days from invoice to due date',
  customer_since DATE NOT NULL COMMENT 'First day of the business relation'
)
USING DELTA
COMMENT 'Customers'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'customer_key'
);

CREATE OR REPLACE TABLE gold.dim_date (
  date DATE NOT NULL COMMENT 'Calendar date',
  month_start DATE NOT NULL COMMENT 'First day of the month, to sort and plot by',
  month_name STRING NOT NULL COMMENT 'Month, as in Apr 2023',
  financial_year STRING NOT NULL COMMENT 'Financial year, April to March, as in 2023-24',
  fiscal_quarter INT NOT NULL COMMENT 'Quarter of the financial year; April to June is 1',
  fiscal_month INT NOT NULL COMMENT 'Month of the financial year; April is 1',
  period_id BIGINT NOT NULL COMMENT 'Month as a number, yyyymm',
  weekday_no INT NOT NULL COMMENT 'Day of the week, Monday is 1'
)
USING DELTA
COMMENT 'The calendar of the books'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'date'
);

CREATE OR REPLACE TABLE gold.dim_employee (
  employee_key BIGINT NOT NULL COMMENT 'Employee',
  department_name STRING NOT NULL COMMENT 'Department of the employee',
  employee_no STRING NOT NULL COMMENT 'Employee number, E-nnnnn',
  employee_name STRING NOT NULL COMMENT 'Full name',
  designation STRING NOT NULL COMMENT 'Job title',
  gender STRING NOT NULL COMMENT 'Gender, as in the statutory register: female, male',
  joined_on DATE NOT NULL COMMENT 'First working day',
  left_on DATE COMMENT 'Last working day; empty while employed'
)
USING DELTA
COMMENT 'Employees with their department; pay is not shown here'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'employee_key'
);

CREATE OR REPLACE TABLE gold.dim_product (
  product_key BIGINT NOT NULL COMMENT 'Product',
  category_name STRING NOT NULL COMMENT 'Category of the product',
  product_code STRING NOT NULL COMMENT 'Item code, FG-nnnnn finished, RM-nnnnn material, PK-nnnnn packaging',
  product_name STRING NOT NULL COMMENT 'Product name',
  product_type STRING NOT NULL COMMENT 'How the product is used: finished, material, packaging',
  unit STRING NOT NULL COMMENT 'Base unit that all quantities are counted in: pcs, kg, box',
  hsn_code STRING NOT NULL COMMENT 'HSN code for GST',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate when the books begin, per cent; tax_rate has that of each day',
  standard_cost DECIMAL(18,2) NOT NULL COMMENT 'Standard cost of one base unit; stock is valued at it',
  conversion_cost DECIMAL(18,2) NOT NULL COMMENT 'Labour and machine cost in the standard cost of one unit (0 for bought items)',
  weight_g INT NOT NULL COMMENT 'Weight of one base unit in grams',
  reorder_point INT NOT NULL COMMENT 'Stock on hand and on order below which an item is due, base units: its safety stock, and what leaves while a usual run makes a good, or in the week until a material is looked at and while the vendor delivers; 0 of a good that is given up',
  launched_on DATE NOT NULL COMMENT 'First day that it could be ordered',
  is_active BOOLEAN NOT NULL COMMENT 'Whether it can still be ordered',
  discontinued_on DATE COMMENT 'Day from which on it can\'t be ordered any more; empty while it can'
)
USING DELTA
COMMENT 'Products with their category'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'product_key'
);

CREATE OR REPLACE TABLE gold.dim_vendor (
  vendor_key BIGINT NOT NULL COMMENT 'Vendor',
  vendor_code STRING NOT NULL COMMENT 'Vendor code, V-nnnnn',
  vendor_name STRING NOT NULL COMMENT 'Registered name',
  vendor_type STRING NOT NULL COMMENT 'What it supplies: resin, masterbatch, packaging, insert',
  msme_status STRING NOT NULL COMMENT 'Size by its registration as a maker or provider of services; traders have none that counts: micro, small, medium, none',
  gstin STRING NOT NULL COMMENT 'GST identification number',
  pan STRING NOT NULL COMMENT 'Permanent account number (characters 3 to 12 of the GSTIN)',
  city STRING NOT NULL COMMENT 'City',
  state_code STRING NOT NULL COMMENT 'GST state code, two digits',
  state_name STRING NOT NULL COMMENT 'State',
  lead_time_days INT NOT NULL COMMENT 'Agreed days from order to receipt',
  payment_terms_days INT NOT NULL COMMENT 'Days from bill to due date',
  vendor_since DATE NOT NULL COMMENT 'First day of the business relation'
)
USING DELTA
COMMENT 'Vendors'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'vendor_key'
);

CREATE OR REPLACE TABLE gold.dim_warehouse (
  warehouse_key BIGINT NOT NULL COMMENT 'Warehouse',
  warehouse_code STRING NOT NULL COMMENT 'Warehouse code, WH-nn',
  warehouse_name STRING NOT NULL COMMENT 'Name',
  city STRING NOT NULL COMMENT 'City',
  state_code STRING NOT NULL COMMENT 'GST state code, two digits'
)
USING DELTA
COMMENT 'Warehouses'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'warehouse_key'
);

CREATE OR REPLACE TABLE gold.fact_attendance (
  attendance_key BIGINT NOT NULL COMMENT 'Attendance: employee_id * 100000 + days since 2020-01-01',
  attended_on DATE NOT NULL COMMENT 'Working day',
  employee_key BIGINT NOT NULL COMMENT 'Employee',
  status STRING NOT NULL COMMENT 'What the register says: present, half day, leave, maternity, absent',
  worked_minutes INT NOT NULL COMMENT 'Minutes worked; 0 unless present, for the whole day or half of it'
)
USING DELTA
CLUSTER BY (attended_on)
COMMENT 'Attendance: one row for each employee and working day'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'attendance_key,attended_on'
);

CREATE OR REPLACE TABLE gold.fact_credit_note (
  credit_note_key BIGINT NOT NULL COMMENT 'Credit note',
  credited_on DATE NOT NULL COMMENT 'Day of the credit note',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  credit_note_no STRING NOT NULL COMMENT 'Document number, CN-nnnnnnnnn',
  reason STRING NOT NULL COMMENT 'Why it was given: damaged in transit, price difference, quality, cash discount',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Credit before GST',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST reversed',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST reversed',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST reversed',
  total_amount DECIMAL(18,2) NOT NULL COMMENT 'Taken off the customer\'s balance'
)
USING DELTA
COMMENT 'Returns, allowances and cash discounts: one row for each credit note'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'credit_note_key'
);

CREATE OR REPLACE TABLE gold.fact_customer_advance (
  customer_advance_key BIGINT NOT NULL COMMENT 'Advance; the number of its sales order',
  received_on DATE NOT NULL COMMENT 'Day the bank was credited',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  allocated_amount DECIMAL(18,2) NOT NULL COMMENT 'Taken off invoices so far',
  open_amount DECIMAL(18,2) NOT NULL COMMENT 'Still owed to the customer',
  customer_advance_no STRING NOT NULL COMMENT 'Document number, AD-nnnnnnnnn (the sales order\'s digits)',
  method STRING NOT NULL COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque, wire',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount received'
)
USING DELTA
COMMENT 'Advances from customers: one row for each, as on the last day of the books'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'customer_advance_key'
);

CREATE OR REPLACE TABLE gold.fact_goods_receipt (
  goods_receipt_key BIGINT NOT NULL COMMENT 'Goods receipt',
  received_on DATE NOT NULL COMMENT 'Day of receipt',
  vendor_key BIGINT NOT NULL COMMENT 'Vendor',
  product_key BIGINT NOT NULL COMMENT 'Material or packaging',
  warehouse_key BIGINT NOT NULL COMMENT 'Where it was put',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Value at the order\'s price',
  variance_amount DECIMAL(18,2) NOT NULL COMMENT 'Price variance against standard cost',
  on_time INT NOT NULL COMMENT '1 when it came on the promised day or before, else 0',
  lead_days INT NOT NULL COMMENT 'Days from order to receipt',
  goods_receipt_no STRING NOT NULL COMMENT 'Document number, GRN-nnnnnnn',
  quantity BIGINT NOT NULL COMMENT 'Accepted into stock, base units',
  rejected_quantity BIGINT NOT NULL COMMENT 'Refused at inspection and not billed, base units'
)
USING DELTA
COMMENT 'Deliveries of vendors: one row for each goods receipt'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'goods_receipt_key'
);

CREATE OR REPLACE TABLE gold.fact_goods_return (
  goods_return_key BIGINT NOT NULL COMMENT 'Return',
  returned_on DATE NOT NULL COMMENT 'Day that they came back',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  product_key BIGINT NOT NULL COMMENT 'Finished good',
  warehouse_key BIGINT NOT NULL COMMENT 'Where the good ones were put',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Credited before GST',
  scrapped_amount DECIMAL(18,2) NOT NULL COMMENT 'Standard cost of what was scrapped',
  goods_return_no STRING NOT NULL COMMENT 'Document number, RT-nnnnnnnnn',
  quantity BIGINT NOT NULL COMMENT 'Came back, base units',
  accepted_quantity BIGINT NOT NULL COMMENT 'As good as new: back in stock, base units',
  scrapped_quantity BIGINT NOT NULL COMMENT 'Damaged: scrapped, base units'
)
USING DELTA
COMMENT 'Goods that came back from customers: one row for each return'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'goods_return_key'
);

CREATE OR REPLACE TABLE gold.fact_ledger (
  journal_line_key BIGINT NOT NULL COMMENT 'Line: journal_entry_id * 100 + line_no',
  posted_on DATE NOT NULL COMMENT 'Day of posting',
  account_key BIGINT NOT NULL COMMENT 'Account',
  customer_key BIGINT COMMENT 'Customer, on receivables',
  vendor_key BIGINT COMMENT 'Vendor, on payables',
  source STRING NOT NULL COMMENT 'Posting rule that made the entry',
  journal_entry_id BIGINT NOT NULL COMMENT 'Journal entry',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Debit less credit',
  line_no INT NOT NULL COMMENT 'Line of the posting rule, from 1',
  debit DECIMAL(18,2) NOT NULL COMMENT 'Debit',
  credit DECIMAL(18,2) NOT NULL COMMENT 'Credit'
)
USING DELTA
CLUSTER BY (posted_on)
COMMENT 'The general ledger: one row for each debit or credit'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'journal_line_key,posted_on'
);

CREATE OR REPLACE TABLE gold.fact_payable (
  payable_bill_key BIGINT NOT NULL COMMENT 'Bill',
  booked_on DATE NOT NULL COMMENT 'Day that the bill was booked',
  billed_on DATE NOT NULL COMMENT 'Day of the vendor\'s invoice',
  due_on DATE COMMENT 'Day that payment is due',
  vendor_key BIGINT NOT NULL COMMENT 'Vendor',
  paid_amount DECIMAL(18,2) NOT NULL COMMENT 'Paid',
  open_amount DECIMAL(18,2) NOT NULL COMMENT 'Still owed',
  overdue_amount DECIMAL(18,2) NOT NULL COMMENT 'Still owed after the due date',
  payable_bill_no STRING NOT NULL COMMENT 'Document number, BL-nnnnnnn',
  vendor_reference STRING NOT NULL COMMENT 'The vendor\'s own invoice number',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Goods before GST',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST',
  total_amount DECIMAL(18,2) NOT NULL COMMENT 'Billed by the vendor, with GST',
  tds_amount DECIMAL(18,2) NOT NULL COMMENT 'Income tax deducted from it (section 194Q), which the tax office gets and not the vendor'
)
USING DELTA
COMMENT 'Open and settled items of vendors: one row for each bill, as on the last day of the books'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payable_bill_key'
);

CREATE OR REPLACE TABLE gold.fact_payment (
  payment_key BIGINT NOT NULL COMMENT 'Payment',
  paid_on DATE NOT NULL COMMENT 'Day the bank was debited',
  vendor_key BIGINT NOT NULL COMMENT 'Vendor',
  payment_no STRING NOT NULL COMMENT 'Document number, PY-nnnnnnn',
  method STRING NOT NULL COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount paid'
)
USING DELTA
COMMENT 'Money paid to vendors: one row for each payment'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payment_key'
);

CREATE OR REPLACE TABLE gold.fact_payroll (
  payroll_key BIGINT NOT NULL COMMENT 'Payroll: employee_id * 1000000 + period_id',
  paid_on DATE NOT NULL COMMENT 'Day of the bank transfer',
  employee_key BIGINT NOT NULL COMMENT 'Employee',
  monthly_salary DECIMAL(18,2) NOT NULL COMMENT 'Gross salary of a full month, as agreed for this one',
  working_days INT NOT NULL COMMENT 'Working days of the month while employed; holidays are paid without being counted',
  paid_days INT NOT NULL COMMENT 'Working days present or on leave; maternity leave only above the limit of the state insurance, which pays it up to there',
  leave_balance DECIMAL(6,2) NOT NULL COMMENT 'Days of earned leave that are left at the month\'s end, or, of a leaver, on the last day of work',
  gross_pay DECIMAL(18,2) NOT NULL COMMENT 'Salary earned: monthly salary * paid days / working days of the full month',
  provident_fund DECIMAL(18,2) NOT NULL COMMENT 'Employee\'s provident fund, deducted',
  employer_provident_fund DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s provident fund, on top',
  employer_provident_fund_charges DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s deposit-linked insurance (EDLI) and charges of the provident fund\'s administration, on top',
  state_insurance DECIMAL(18,2) NOT NULL COMMENT 'Employee\'s state insurance (ESI), deducted',
  employer_state_insurance DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s state insurance (ESI), on top',
  professional_tax DECIMAL(18,2) NOT NULL COMMENT 'Professional tax of the state, deducted',
  labour_welfare_fund DECIMAL(18,2) NOT NULL COMMENT 'Employee\'s part of the labour welfare fund, deducted',
  employer_labour_welfare_fund DECIMAL(18,2) NOT NULL COMMENT 'Employer\'s part of the labour welfare fund, on top',
  income_tax DECIMAL(18,2) NOT NULL COMMENT 'Tax deducted at source (TDS)',
  leave_encashment DECIMAL(18,2) NOT NULL COMMENT 'Paid to a leaver for the leave that is left',
  net_pay DECIMAL(18,2) NOT NULL COMMENT 'Paid out: gross less the five deductions, and a leaver\'s leave'
)
USING DELTA
COMMENT 'Pay: one row for each employee and month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payroll_key'
);

CREATE OR REPLACE TABLE gold.fact_production (
  production_order_key BIGINT NOT NULL COMMENT 'Production order',
  finished_on DATE NOT NULL COMMENT 'Last day of the run',
  started_on DATE COMMENT 'First day of the run',
  product_key BIGINT NOT NULL COMMENT 'Finished good made',
  warehouse_key BIGINT NOT NULL COMMENT 'Where the goods were put',
  output_amount DECIMAL(18,2) NOT NULL COMMENT 'Good pieces at standard cost',
  production_order_no STRING NOT NULL COMMENT 'Document number, PR-nnnnnnnn',
  machine_code STRING NOT NULL COMMENT 'Injection moulding machine, IM-nn',
  planned_quantity BIGINT NOT NULL COMMENT 'Planned good pieces',
  good_quantity BIGINT NOT NULL COMMENT 'Good pieces received into stock',
  scrap_quantity BIGINT NOT NULL COMMENT 'Pieces scrapped'
)
USING DELTA
COMMENT 'Production: one row for each production order'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'production_order_key'
);

CREATE OR REPLACE TABLE gold.fact_purchase_order (
  purchase_order_line_key BIGINT NOT NULL COMMENT 'Line: purchase_order_id * 100 + line_no',
  ordered_on DATE NOT NULL COMMENT 'Day of the order',
  expected_on DATE COMMENT 'Day promised by the vendor',
  vendor_key BIGINT NOT NULL COMMENT 'Vendor',
  product_key BIGINT NOT NULL COMMENT 'Material or packaging',
  employee_key BIGINT NOT NULL COMMENT 'Employee who ordered',
  purchase_order_no STRING NOT NULL COMMENT 'Purchase order',
  received_quantity BIGINT NOT NULL COMMENT 'Received so far, base units',
  line_no INT NOT NULL COMMENT 'Line within the order, from 1',
  quantity BIGINT NOT NULL COMMENT 'Ordered, base units',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent'
)
USING DELTA
COMMENT 'Purchasing: one row for each line of a purchase order'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'purchase_order_line_key'
);

CREATE OR REPLACE TABLE gold.fact_receipt (
  receipt_key BIGINT NOT NULL COMMENT 'Receipt',
  received_on DATE NOT NULL COMMENT 'Day the bank was credited',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  receipt_no STRING NOT NULL COMMENT 'Document number, RC-nnnnnnnnn',
  method STRING NOT NULL COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque, wire',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount received'
)
USING DELTA
COMMENT 'Money received: one row for each receipt'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receipt_key'
);

CREATE OR REPLACE TABLE gold.fact_receivable (
  receivable_invoice_key BIGINT NOT NULL COMMENT 'Invoice',
  invoiced_on DATE NOT NULL COMMENT 'Day of the invoice',
  due_on DATE COMMENT 'Day that payment is due',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  received_amount DECIMAL(18,2) NOT NULL COMMENT 'Received',
  advance_amount DECIMAL(18,2) NOT NULL COMMENT 'Paid in advance',
  credited_amount DECIMAL(18,2) NOT NULL COMMENT 'Credited',
  written_off_amount DECIMAL(18,2) NOT NULL COMMENT 'Given up',
  open_amount DECIMAL(18,2) NOT NULL COMMENT 'Still owed',
  overdue_amount DECIMAL(18,2) NOT NULL COMMENT 'Still owed after the due date',
  disputed_amount DECIMAL(18,2) NOT NULL COMMENT 'Still owed while a dispute is open',
  days_overdue INT NOT NULL COMMENT 'Days between the due date and the last day of the books',
  receivable_invoice_no STRING NOT NULL COMMENT 'Document number, INV-nnnnnnnnn',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Goods before GST',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST',
  total_amount DECIMAL(18,2) NOT NULL COMMENT 'Owed by the customer'
)
USING DELTA
COMMENT 'Open and settled items of customers: one row for each invoice, as on the last day of the books'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receivable_invoice_key'
);

CREATE OR REPLACE TABLE gold.fact_sales (
  receivable_invoice_line_key BIGINT NOT NULL COMMENT 'Line: receivable_invoice_id * 100 + line_no',
  invoiced_on DATE NOT NULL COMMENT 'Day of the invoice',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  product_key BIGINT NOT NULL COMMENT 'Finished good',
  employee_key BIGINT NOT NULL COMMENT 'Employee who took the order',
  receivable_invoice_no STRING NOT NULL COMMENT 'Invoice',
  cost_amount DECIMAL(18,2) NOT NULL COMMENT 'Standard cost of the goods',
  discount_amount DECIMAL(18,2) NOT NULL COMMENT 'Discount given off the list price',
  gst_amount DECIMAL(18,2) NOT NULL COMMENT 'GST on the line',
  quantity BIGINT NOT NULL COMMENT 'Invoiced, base units',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST'
)
USING DELTA
CLUSTER BY (invoiced_on)
COMMENT 'Revenue: one row for each line of an invoice'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receivable_invoice_line_key,invoiced_on'
);

CREATE OR REPLACE TABLE gold.fact_sales_order (
  sales_order_line_key BIGINT NOT NULL COMMENT 'Line: sales_order_id * 100 + line_no',
  ordered_on DATE NOT NULL COMMENT 'Day of the order',
  requested_on DATE NOT NULL COMMENT 'Day the customer wants delivery',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  product_key BIGINT NOT NULL COMMENT 'Finished good',
  employee_key BIGINT NOT NULL COMMENT 'Employee who took the order',
  sales_order_no STRING NOT NULL COMMENT 'Sales order',
  channel STRING NOT NULL COMMENT 'How the order came in',
  shipped_quantity BIGINT NOT NULL COMMENT 'Shipped so far, base units',
  line_no INT NOT NULL COMMENT 'Line within the order, from 1',
  quantity BIGINT NOT NULL COMMENT 'Ordered, base units',
  list_price DECIMAL(18,2) NOT NULL COMMENT 'List price of one base unit on the day of the order',
  discount_rate DECIMAL(5,2) NOT NULL COMMENT 'Discount off the list price, per cent',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit after discount, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent'
)
USING DELTA
CLUSTER BY (ordered_on)
COMMENT 'Order intake: one row for each line of a sales order'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'sales_order_line_key,ordered_on'
);

CREATE OR REPLACE TABLE gold.fact_shipment (
  shipment_key BIGINT NOT NULL COMMENT 'Shipment',
  dispatched_on DATE NOT NULL COMMENT 'Day it left',
  promised_on DATE COMMENT 'Day of delivery promised to the customer, for all of the order',
  customer_key BIGINT NOT NULL COMMENT 'Customer',
  carrier_key BIGINT NOT NULL COMMENT 'Carrier',
  warehouse_key BIGINT NOT NULL COMMENT 'Where it left from',
  delivered INT NOT NULL COMMENT '1 when it arrived, else 0',
  on_time INT NOT NULL COMMENT '1 when it arrived on the day promised for the order or before, else 0',
  transit_days INT COMMENT 'Days on the way; empty while in transit',
  shipment_no STRING NOT NULL COMMENT 'Document number, DC-nnnnnnnnn (delivery challan)',
  delivered_on DATE COMMENT 'Day of delivery; empty while in transit',
  distance_km INT NOT NULL COMMENT 'Way to the customer in kilometres: by road or sea, or as the crow flies of what flies abroad',
  weight_kg INT NOT NULL COMMENT 'Weight in kilograms, rounded up',
  freight_amount DECIMAL(18,2) NOT NULL COMMENT 'Freight owed to the carrier'
)
USING DELTA
CLUSTER BY (dispatched_on)
COMMENT 'Shipping: one row for each dispatch'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'shipment_key,dispatched_on'
);

CREATE OR REPLACE TABLE gold.fact_stock_balance (
  stock_balance_key BIGINT NOT NULL COMMENT 'Balance: period_id * 10^8 + warehouse_id * 10^6 + product_id',
  balance_on DATE NOT NULL COMMENT 'Last day of the month',
  product_key BIGINT NOT NULL COMMENT 'Product',
  warehouse_key BIGINT NOT NULL COMMENT 'Warehouse',
  is_latest INT NOT NULL COMMENT '1 on the last month of the books, else 0',
  below_reorder_point INT NOT NULL COMMENT '1 when what is on stock and on order is below the item\'s present reorder point, else 0',
  quantity BIGINT NOT NULL COMMENT 'Base units in stock',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Value at standard cost'
)
USING DELTA
COMMENT 'Stock at each month\'s end, by product and warehouse'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stock_balance_key'
);

CREATE OR REPLACE TABLE gold.fact_stock_movement (
  stock_movement_key BIGINT NOT NULL COMMENT 'Movement: position of its type * 10^13 + source_id * 100 + line (1 if it has none)',
  moved_on DATE NOT NULL COMMENT 'Day of the movement',
  product_key BIGINT NOT NULL COMMENT 'Product',
  warehouse_key BIGINT NOT NULL COMMENT 'Warehouse',
  movement_type STRING NOT NULL COMMENT 'Why stock moved: opening, goods receipt, production issue, production receipt, dispatch, regrind, stocktake, customer return',
  source_id BIGINT NOT NULL COMMENT 'Key of the document that moved it',
  quantity BIGINT NOT NULL COMMENT 'Base units; in positive, out negative',
  unit_cost DECIMAL(18,2) NOT NULL COMMENT 'Standard cost of one base unit',
  amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_cost; in positive, out negative'
)
USING DELTA
CLUSTER BY (moved_on)
COMMENT 'Stock movements: one row for each change of stock'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stock_movement_key,moved_on'
);

CREATE OR REPLACE TABLE gold.fact_stocktake (
  stocktake_line_key BIGINT NOT NULL COMMENT 'Line: stocktake_id * 100000 + product_id',
  counted_on DATE NOT NULL COMMENT 'Day of the count',
  product_key BIGINT NOT NULL COMMENT 'Item counted',
  warehouse_key BIGINT NOT NULL COMMENT 'Warehouse',
  stocktake_no STRING NOT NULL COMMENT 'Stocktake',
  stocktake_type STRING NOT NULL COMMENT 'What was counted: annual, cycle',
  booked_amount DECIMAL(18,2) NOT NULL COMMENT 'Stock by the books, at standard cost',
  difference_amount DECIMAL(18,2) NOT NULL COMMENT 'Difference at standard cost; below zero where some is missing',
  differs INT NOT NULL COMMENT '1 when the books were wrong, else 0',
  booked_quantity BIGINT NOT NULL COMMENT 'Stock by the books before the count, base units',
  counted_quantity BIGINT NOT NULL COMMENT 'Stock that was there, base units',
  difference_quantity BIGINT NOT NULL COMMENT 'counted_quantity - booked_quantity; below zero where some is missing'
)
USING DELTA
COMMENT 'Stocktakes: one row for each item counted'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stocktake_line_key'
);
