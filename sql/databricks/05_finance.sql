-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.account (
  account_id BIGINT COMMENT 'Account number',
  account_name STRING COMMENT 'Account name',
  account_type STRING COMMENT 'Where it stands in the statements: asset, liability, equity, income, expense',
  statement_group STRING COMMENT 'Line of the statement that it is shown in',
  is_control BOOLEAN COMMENT 'Whether a subledger (receivables, payables, stock) must equal it',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Chart of accounts'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.period (
  period_id BIGINT COMMENT 'Month as a number, yyyymm',
  period_name STRING COMMENT 'Month, as in Apr 2023',
  starts_on DATE COMMENT 'First day',
  ends_on DATE COMMENT 'Last day',
  financial_year STRING COMMENT 'Financial year, as in 2023-24',
  fiscal_month INT COMMENT 'Month of the financial year, April is 1',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Accounting months of the April-March financial year'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.journal_entry (
  journal_entry_id BIGINT COMMENT 'Entry: number of its posting rule * 10^11 + source_id',
  source STRING COMMENT 'Posting rule that made it',
  source_id BIGINT COMMENT 'Key of the document posted',
  posted_on DATE COMMENT 'Day of posting',
  period_id BIGINT COMMENT 'Month of posting',
  description STRING COMMENT 'What happened, in words',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Journal entries: one for each posted document'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.payment (
  payment_id BIGINT COMMENT 'Payment',
  payment_no STRING COMMENT 'Document number, PY-nnnnnnn',
  vendor_id BIGINT COMMENT 'Vendor',
  paid_on DATE COMMENT 'Day the bank was debited',
  method STRING COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque',
  amount DECIMAL(18,2) COMMENT 'Amount paid',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Payments to vendors'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.receipt (
  receipt_id BIGINT COMMENT 'Receipt',
  receipt_no STRING COMMENT 'Document number, RC-nnnnnnnnn',
  customer_id BIGINT COMMENT 'Customer',
  received_on DATE COMMENT 'Day the bank was credited',
  method STRING COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque, wire',
  amount DECIMAL(18,2) COMMENT 'Amount received',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Payments from customers'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.journal_line (
  journal_line_id BIGINT COMMENT 'Line: journal_entry_id * 100 + line_no',
  journal_entry_id BIGINT COMMENT 'Entry',
  line_no INT COMMENT 'Line of the posting rule, from 1',
  account_id BIGINT COMMENT 'Account',
  debit DECIMAL(18,2) COMMENT 'Debit',
  credit DECIMAL(18,2) COMMENT 'Credit',
  customer_id BIGINT COMMENT 'Customer, on receivables',
  vendor_id BIGINT COMMENT 'Vendor, on payables',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Debits and credits'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.customer_advance (
  customer_advance_id BIGINT COMMENT 'Advance; the number of its sales order',
  customer_advance_no STRING COMMENT 'Document number, AD-nnnnnnnnn (the sales order\'s digits)',
  sales_order_id BIGINT COMMENT 'Sales order that it is for',
  customer_id BIGINT COMMENT 'Customer',
  received_on DATE COMMENT 'Day the bank was credited',
  method STRING COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque, wire',
  amount DECIMAL(18,2) COMMENT 'Amount received',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Advances: what customers pay on an order before anything is sent'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.fixed_asset (
  fixed_asset_id BIGINT COMMENT 'Asset',
  fixed_asset_code STRING COMMENT 'Asset code, FA-nnnn',
  fixed_asset_name STRING COMMENT 'Name',
  asset_class STRING COMMENT 'Class: mould, machine, building, vehicle',
  mould_id BIGINT COMMENT 'Mould that the asset is; empty of other assets',
  acquired_on DATE COMMENT 'Day of acquisition',
  cost DECIMAL(18,2) COMMENT 'Cost, without the tax; of what is older than the books, its value when they begin',
  residual_value DECIMAL(18,2) COMMENT 'Value at the end of its life',
  life_months INT COMMENT 'Life in months from the one of acquisition; of what is older than the books, from their first',
  monthly_depreciation DECIMAL(18,2) COMMENT '(cost - residual_value) / life_months, which divides exactly',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Fixed assets, depreciated in a straight line by month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.payable_bill (
  payable_bill_id BIGINT COMMENT 'Bill',
  payable_bill_no STRING COMMENT 'Document number, BL-nnnnnnn',
  vendor_reference STRING COMMENT 'The vendor\'s own invoice number',
  purchase_order_id BIGINT COMMENT 'Purchase order billed',
  vendor_id BIGINT COMMENT 'Vendor',
  billed_on DATE COMMENT 'Day of the vendor\'s invoice, when the goods left; it decides tax rate and due date',
  booked_on DATE COMMENT 'Day of posting: order, receipts and bill had been compared',
  due_on DATE COMMENT 'Day that payment is due',
  net_amount DECIMAL(18,2) COMMENT 'Goods before GST',
  cgst_amount DECIMAL(18,2) COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) COMMENT 'State GST',
  igst_amount DECIMAL(18,2) COMMENT 'Integrated GST',
  total_amount DECIMAL(18,2) COMMENT 'Billed by the vendor, with GST',
  tds_amount DECIMAL(18,2) COMMENT 'Income tax deducted from it (section 194Q), which the tax office gets and not the vendor',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Bills from vendors: one for each purchase order, booked after its last receipt'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.payment_allocation (
  payment_allocation_id BIGINT COMMENT 'Allocation: payment_id * 100 + line_no',
  payment_id BIGINT COMMENT 'Payment',
  line_no INT COMMENT 'Line within the payment, from 1',
  payable_bill_id BIGINT COMMENT 'Bill settled',
  amount DECIMAL(18,2) COMMENT 'Amount applied to the bill',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Which bills a payment settles'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.receivable_invoice (
  receivable_invoice_id BIGINT COMMENT 'Invoice',
  receivable_invoice_no STRING COMMENT 'Document number, INV-nnnnnnnnn',
  shipment_id BIGINT COMMENT 'Shipment invoiced',
  customer_id BIGINT COMMENT 'Customer',
  invoiced_on DATE COMMENT 'Day of the invoice',
  due_on DATE COMMENT 'Day that payment is due',
  net_amount DECIMAL(18,2) COMMENT 'Goods before GST',
  cgst_amount DECIMAL(18,2) COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) COMMENT 'State GST',
  igst_amount DECIMAL(18,2) COMMENT 'Integrated GST',
  total_amount DECIMAL(18,2) COMMENT 'Owed by the customer',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Invoices to customers: one for each shipment'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.advance_allocation (
  advance_allocation_id BIGINT COMMENT 'Allocation: customer_advance_id * 100 + line_no',
  customer_advance_id BIGINT COMMENT 'Advance',
  line_no INT COMMENT 'Line within the advance, from 1',
  receivable_invoice_id BIGINT COMMENT 'Invoice paid',
  allocated_on DATE COMMENT 'Day that it was taken off the invoice: the invoice\'s',
  amount DECIMAL(18,2) COMMENT 'Amount applied to the invoice',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Which invoices an advance pays: the order\'s, one after the other'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.dispute (
  dispute_id BIGINT COMMENT 'Dispute; the number of its invoice',
  dispute_no STRING COMMENT 'Document number, DP-nnnnnnnnn (the invoice\'s digits)',
  receivable_invoice_id BIGINT COMMENT 'Invoice disputed',
  opened_on DATE COMMENT 'Day that the customer objected',
  reason STRING COMMENT 'What is wrong: damaged in transit, price difference, quality',
  disputed_amount DECIMAL(18,2) COMMENT 'What the customer won\'t pay of the invoice, GST included',
  settled_on DATE COMMENT 'Day that it was settled; empty as long as it is open',
  outcome STRING COMMENT 'What came of it: a credit note of that day, nothing, or nothing yet: credited, withdrawn, open',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Disputes: invoices that a customer doesn\'t pay before something about them is settled'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.payable_bill_line (
  payable_bill_line_id BIGINT COMMENT 'Line: payable_bill_id * 100 + line_no',
  payable_bill_id BIGINT COMMENT 'Bill',
  line_no INT COMMENT 'Line within the bill, from 1',
  goods_receipt_id BIGINT COMMENT 'Goods receipt billed',
  quantity BIGINT COMMENT 'Billed, base units',
  unit_price DECIMAL(18,2) COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) COMMENT 'GST rate, per cent',
  cgst_amount DECIMAL(18,2) COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) COMMENT 'State GST',
  igst_amount DECIMAL(18,2) COMMENT 'Integrated GST',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Lines of bills: one for each goods receipt'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.receipt_allocation (
  receipt_allocation_id BIGINT COMMENT 'Allocation: receipt_id * 100 + line_no',
  receipt_id BIGINT COMMENT 'Receipt',
  line_no INT COMMENT 'Line within the receipt, from 1',
  receivable_invoice_id BIGINT COMMENT 'Invoice paid',
  amount DECIMAL(18,2) COMMENT 'Amount applied to the invoice',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Which invoices a receipt pays'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.receivable_invoice_line (
  receivable_invoice_line_id BIGINT COMMENT 'Line: receivable_invoice_id * 100 + line_no',
  receivable_invoice_id BIGINT COMMENT 'Invoice',
  line_no INT COMMENT 'Line within the invoice, from 1',
  shipment_line_id BIGINT COMMENT 'Shipment line invoiced',
  product_id BIGINT COMMENT 'Finished good',
  quantity BIGINT COMMENT 'Invoiced, base units',
  unit_price DECIMAL(18,2) COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) COMMENT 'GST rate, per cent',
  cgst_amount DECIMAL(18,2) COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) COMMENT 'State GST',
  igst_amount DECIMAL(18,2) COMMENT 'Integrated GST',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Lines of invoices: one for each shipment line'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.write_off (
  write_off_id BIGINT COMMENT 'Write-off',
  write_off_no STRING COMMENT 'Document number, WO-nnnnnn',
  receivable_invoice_id BIGINT COMMENT 'Invoice given up',
  written_off_on DATE COMMENT 'Day that the debt was taken off the books',
  amount DECIMAL(18,2) COMMENT 'What was still owed',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Invoices given up, because the customer doesn\'t pay'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.account (
  account_id BIGINT NOT NULL COMMENT 'Account number',
  account_name STRING NOT NULL COMMENT 'Account name',
  account_type STRING NOT NULL COMMENT 'Where it stands in the statements: asset, liability, equity, income, expense',
  statement_group STRING NOT NULL COMMENT 'Line of the statement that it is shown in',
  is_control BOOLEAN NOT NULL COMMENT 'Whether a subledger (receivables, payables, stock) must equal it',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Chart of accounts'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'account_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.account_type' = 'account_type IN (\'asset\', \'liability\', \'equity\', \'income\', \'expense\')'
);

CREATE OR REPLACE TABLE silver.period (
  period_id BIGINT NOT NULL COMMENT 'Month as a number, yyyymm',
  period_name STRING NOT NULL COMMENT 'Month, as in Apr 2023',
  starts_on DATE NOT NULL COMMENT 'First day',
  ends_on DATE NOT NULL COMMENT 'Last day',
  financial_year STRING NOT NULL COMMENT 'Financial year, as in 2023-24',
  fiscal_month INT NOT NULL COMMENT 'Month of the financial year, April is 1',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Accounting months of the April-March financial year'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'period_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.fiscal_month' = 'fiscal_month >= 0'
);

CREATE OR REPLACE TABLE silver.journal_entry (
  journal_entry_id BIGINT NOT NULL COMMENT 'Entry: number of its posting rule * 10^11 + source_id',
  source STRING NOT NULL COMMENT 'Posting rule that made it',
  source_id BIGINT NOT NULL COMMENT 'Key of the document posted',
  posted_on DATE NOT NULL COMMENT 'Day of posting',
  period_id BIGINT NOT NULL COMMENT 'Month of posting',
  description STRING NOT NULL COMMENT 'What happened, in words',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (posted_on)
COMMENT 'Journal entries: one for each posted document'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'journal_entry_id,posted_on',
  'delta.enableChangeDataFeed' = 'true'
);

CREATE OR REPLACE TABLE silver.payment (
  payment_id BIGINT NOT NULL COMMENT 'Payment',
  payment_no STRING NOT NULL COMMENT 'Document number, PY-nnnnnnn',
  vendor_id BIGINT NOT NULL COMMENT 'Vendor',
  paid_on DATE NOT NULL COMMENT 'Day the bank was debited',
  method STRING NOT NULL COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount paid',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Payments to vendors'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payment_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.method' = 'method IN (\'NEFT\', \'RTGS\', \'UPI\', \'cheque\')'
);

CREATE OR REPLACE TABLE silver.receipt (
  receipt_id BIGINT NOT NULL COMMENT 'Receipt',
  receipt_no STRING NOT NULL COMMENT 'Document number, RC-nnnnnnnnn',
  customer_id BIGINT NOT NULL COMMENT 'Customer',
  received_on DATE NOT NULL COMMENT 'Day the bank was credited',
  method STRING NOT NULL COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque, wire',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount received',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Payments from customers'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receipt_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.method' = 'method IN (\'NEFT\', \'RTGS\', \'UPI\', \'cheque\', \'wire\')'
);

CREATE OR REPLACE TABLE silver.journal_line (
  journal_line_id BIGINT NOT NULL COMMENT 'Line: journal_entry_id * 100 + line_no',
  journal_entry_id BIGINT NOT NULL COMMENT 'Entry',
  line_no INT NOT NULL COMMENT 'Line of the posting rule, from 1',
  account_id BIGINT NOT NULL COMMENT 'Account',
  debit DECIMAL(18,2) NOT NULL COMMENT 'Debit',
  credit DECIMAL(18,2) NOT NULL COMMENT 'Credit',
  customer_id BIGINT COMMENT 'Customer, on receivables',
  vendor_id BIGINT COMMENT 'Vendor, on payables',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (account_id)
COMMENT 'Debits and credits'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'journal_line_id,account_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.credit' = 'credit >= 0',
  'delta.constraints.debit' = 'debit >= 0',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.not_empty' = 'debit + credit > 0',
  'delta.constraints.one_side' = 'debit = 0 OR credit = 0'
);

CREATE OR REPLACE TABLE silver.customer_advance (
  customer_advance_id BIGINT NOT NULL COMMENT 'Advance; the number of its sales order',
  customer_advance_no STRING NOT NULL COMMENT 'Document number, AD-nnnnnnnnn (the sales order\'s digits)',
  sales_order_id BIGINT NOT NULL COMMENT 'Sales order that it is for',
  customer_id BIGINT NOT NULL COMMENT 'Customer',
  received_on DATE NOT NULL COMMENT 'Day the bank was credited',
  method STRING NOT NULL COMMENT 'How it was paid: NEFT, RTGS, UPI, cheque, wire',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount received',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Advances: what customers pay on an order before anything is sent'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'customer_advance_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.method' = 'method IN (\'NEFT\', \'RTGS\', \'UPI\', \'cheque\', \'wire\')',
  'delta.constraints.order' = 'customer_advance_id = sales_order_id'
);

CREATE OR REPLACE TABLE silver.fixed_asset (
  fixed_asset_id BIGINT NOT NULL COMMENT 'Asset',
  fixed_asset_code STRING NOT NULL COMMENT 'Asset code, FA-nnnn',
  fixed_asset_name STRING NOT NULL COMMENT 'Name',
  asset_class STRING NOT NULL COMMENT 'Class: mould, machine, building, vehicle',
  mould_id BIGINT COMMENT 'Mould that the asset is; empty of other assets',
  acquired_on DATE NOT NULL COMMENT 'Day of acquisition',
  cost DECIMAL(18,2) NOT NULL COMMENT 'Cost, without the tax; of what is older than the books, its value when they begin',
  residual_value DECIMAL(18,2) NOT NULL COMMENT 'Value at the end of its life',
  life_months INT NOT NULL COMMENT 'Life in months from the one of acquisition; of what is older than the books, from their first',
  monthly_depreciation DECIMAL(18,2) NOT NULL COMMENT '(cost - residual_value) / life_months, which divides exactly',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Fixed assets, depreciated in a straight line by month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'fixed_asset_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.asset_class' = 'asset_class IN (\'mould\', \'machine\', \'building\', \'vehicle\')',
  'delta.constraints.cost' = 'cost >= 0',
  'delta.constraints.depreciation' = 'cost - residual_value = monthly_depreciation * life_months',
  'delta.constraints.life_months' = 'life_months >= 0',
  'delta.constraints.monthly_depreciation' = 'monthly_depreciation >= 0',
  'delta.constraints.residual_value' = 'residual_value >= 0'
);

CREATE OR REPLACE TABLE silver.payable_bill (
  payable_bill_id BIGINT NOT NULL COMMENT 'Bill',
  payable_bill_no STRING NOT NULL COMMENT 'Document number, BL-nnnnnnn',
  vendor_reference STRING NOT NULL COMMENT 'The vendor\'s own invoice number',
  purchase_order_id BIGINT NOT NULL COMMENT 'Purchase order billed',
  vendor_id BIGINT NOT NULL COMMENT 'Vendor',
  billed_on DATE NOT NULL COMMENT 'Day of the vendor\'s invoice, when the goods left; it decides tax rate and due date',
  booked_on DATE NOT NULL COMMENT 'Day of posting: order, receipts and bill had been compared',
  due_on DATE NOT NULL COMMENT 'Day that payment is due',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Goods before GST',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST',
  total_amount DECIMAL(18,2) NOT NULL COMMENT 'Billed by the vendor, with GST',
  tds_amount DECIMAL(18,2) NOT NULL COMMENT 'Income tax deducted from it (section 194Q), which the tax office gets and not the vendor',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Bills from vendors: one for each purchase order, booked after its last receipt'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payable_bill_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.booked' = 'booked_on >= billed_on',
  'delta.constraints.cgst_amount' = 'cgst_amount >= 0',
  'delta.constraints.due' = 'due_on >= billed_on',
  'delta.constraints.igst_amount' = 'igst_amount >= 0',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.sgst_amount' = 'sgst_amount >= 0',
  'delta.constraints.tds' = 'tds_amount <= net_amount',
  'delta.constraints.tds_amount' = 'tds_amount >= 0',
  'delta.constraints.total' = 'total_amount = net_amount + cgst_amount + sgst_amount + igst_amount',
  'delta.constraints.total_amount' = 'total_amount >= 0'
);

CREATE OR REPLACE TABLE silver.payment_allocation (
  payment_allocation_id BIGINT NOT NULL COMMENT 'Allocation: payment_id * 100 + line_no',
  payment_id BIGINT NOT NULL COMMENT 'Payment',
  line_no INT NOT NULL COMMENT 'Line within the payment, from 1',
  payable_bill_id BIGINT NOT NULL COMMENT 'Bill settled',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount applied to the bill',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Which bills a payment settles'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payment_allocation_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.line_no' = 'line_no >= 0'
);

CREATE OR REPLACE TABLE silver.receivable_invoice (
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice',
  receivable_invoice_no STRING NOT NULL COMMENT 'Document number, INV-nnnnnnnnn',
  shipment_id BIGINT NOT NULL COMMENT 'Shipment invoiced',
  customer_id BIGINT NOT NULL COMMENT 'Customer',
  invoiced_on DATE NOT NULL COMMENT 'Day of the invoice',
  due_on DATE NOT NULL COMMENT 'Day that payment is due',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Goods before GST',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST',
  total_amount DECIMAL(18,2) NOT NULL COMMENT 'Owed by the customer',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (invoiced_on)
COMMENT 'Invoices to customers: one for each shipment'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receivable_invoice_id,invoiced_on',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.cgst_amount' = 'cgst_amount >= 0',
  'delta.constraints.due' = 'due_on >= invoiced_on',
  'delta.constraints.igst_amount' = 'igst_amount >= 0',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.sgst_amount' = 'sgst_amount >= 0',
  'delta.constraints.total' = 'total_amount = net_amount + cgst_amount + sgst_amount + igst_amount',
  'delta.constraints.total_amount' = 'total_amount >= 0'
);

CREATE OR REPLACE TABLE silver.advance_allocation (
  advance_allocation_id BIGINT NOT NULL COMMENT 'Allocation: customer_advance_id * 100 + line_no',
  customer_advance_id BIGINT NOT NULL COMMENT 'Advance',
  line_no INT NOT NULL COMMENT 'Line within the advance, from 1',
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice paid',
  allocated_on DATE NOT NULL COMMENT 'Day that it was taken off the invoice: the invoice\'s',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount applied to the invoice',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Which invoices an advance pays: the order\'s, one after the other'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'advance_allocation_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.line_no' = 'line_no >= 0'
);

CREATE OR REPLACE TABLE silver.dispute (
  dispute_id BIGINT NOT NULL COMMENT 'Dispute; the number of its invoice',
  dispute_no STRING NOT NULL COMMENT 'Document number, DP-nnnnnnnnn (the invoice\'s digits)',
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice disputed',
  opened_on DATE NOT NULL COMMENT 'Day that the customer objected',
  reason STRING NOT NULL COMMENT 'What is wrong: damaged in transit, price difference, quality',
  disputed_amount DECIMAL(18,2) NOT NULL COMMENT 'What the customer won\'t pay of the invoice, GST included',
  settled_on DATE COMMENT 'Day that it was settled; empty as long as it is open',
  outcome STRING NOT NULL COMMENT 'What came of it: a credit note of that day, nothing, or nothing yet: credited, withdrawn, open',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Disputes: invoices that a customer doesn\'t pay before something about them is settled'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'dispute_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.disputed_amount' = 'disputed_amount >= 0',
  'delta.constraints.invoice' = 'dispute_id = receivable_invoice_id',
  'delta.constraints.open' = '(outcome = \'open\' AND settled_on IS NULL) OR (outcome <> \'open\' AND settled_on IS NOT NULL)',
  'delta.constraints.outcome' = 'outcome IN (\'credited\', \'withdrawn\', \'open\')',
  'delta.constraints.reason' = 'reason IN (\'damaged in transit\', \'price difference\', \'quality\')',
  'delta.constraints.settled' = 'settled_on IS NULL OR settled_on >= opened_on'
);

CREATE OR REPLACE TABLE silver.payable_bill_line (
  payable_bill_line_id BIGINT NOT NULL COMMENT 'Line: payable_bill_id * 100 + line_no',
  payable_bill_id BIGINT NOT NULL COMMENT 'Bill',
  line_no INT NOT NULL COMMENT 'Line within the bill, from 1',
  goods_receipt_id BIGINT NOT NULL COMMENT 'Goods receipt billed',
  quantity BIGINT NOT NULL COMMENT 'Billed, base units',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Lines of bills: one for each goods receipt'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'payable_bill_line_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.cgst_amount' = 'cgst_amount >= 0',
  'delta.constraints.gst_rate' = 'gst_rate >= 0 AND gst_rate <= 100',
  'delta.constraints.igst_amount' = 'igst_amount >= 0',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.net' = 'net_amount = quantity * unit_price',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.quantity' = 'quantity > 0',
  'delta.constraints.sgst_amount' = 'sgst_amount >= 0',
  'delta.constraints.unit_price' = 'unit_price >= 0'
);

CREATE OR REPLACE TABLE silver.receipt_allocation (
  receipt_allocation_id BIGINT NOT NULL COMMENT 'Allocation: receipt_id * 100 + line_no',
  receipt_id BIGINT NOT NULL COMMENT 'Receipt',
  line_no INT NOT NULL COMMENT 'Line within the receipt, from 1',
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice paid',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Amount applied to the invoice',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Which invoices a receipt pays'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receipt_allocation_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.line_no' = 'line_no >= 0'
);

CREATE OR REPLACE TABLE silver.receivable_invoice_line (
  receivable_invoice_line_id BIGINT NOT NULL COMMENT 'Line: receivable_invoice_id * 100 + line_no',
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice',
  line_no INT NOT NULL COMMENT 'Line within the invoice, from 1',
  shipment_line_id BIGINT NOT NULL COMMENT 'Shipment line invoiced',
  product_id BIGINT NOT NULL COMMENT 'Finished good',
  quantity BIGINT NOT NULL COMMENT 'Invoiced, base units',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (receivable_invoice_id)
COMMENT 'Lines of invoices: one for each shipment line'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'receivable_invoice_line_id,receivable_invoice_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.cgst_amount' = 'cgst_amount >= 0',
  'delta.constraints.gst_rate' = 'gst_rate >= 0 AND gst_rate <= 100',
  'delta.constraints.igst_amount' = 'igst_amount >= 0',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.net' = 'net_amount = quantity * unit_price',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.quantity' = 'quantity > 0',
  'delta.constraints.sgst_amount' = 'sgst_amount >= 0',
  'delta.constraints.unit_price' = 'unit_price >= 0'
);

CREATE OR REPLACE TABLE silver.write_off (
  write_off_id BIGINT NOT NULL COMMENT 'Write-off',
  write_off_no STRING NOT NULL COMMENT 'Document number, WO-nnnnnn',
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice given up',
  written_off_on DATE NOT NULL COMMENT 'Day that the debt was taken off the books',
  amount DECIMAL(18,2) NOT NULL COMMENT 'What was still owed',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Invoices given up, because the customer doesn\'t pay'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'write_off_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0'
);
