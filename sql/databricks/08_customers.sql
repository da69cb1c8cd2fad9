-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.customer (
  customer_id BIGINT COMMENT 'Customer',
  customer_code STRING COMMENT 'Customer code, C-nnnnnn',
  customer_name STRING COMMENT 'Registered name',
  segment STRING COMMENT 'Market segment: distributor, automotive, fmcg, household, export',
  gstin STRING COMMENT 'GST identification number; customers abroad have none',
  pan STRING COMMENT 'Permanent account number (characters 3 to 12 of the GSTIN); customers abroad have none',
  city STRING COMMENT 'City of the billing address',
  state_code STRING COMMENT 'GST state code of the billing address, two digits; 96 is abroad',
  state_name STRING COMMENT 'State of the billing address',
  pin_code STRING COMMENT 'Postal code',
  credit_limit DECIMAL(18,2) COMMENT 'Credit limit',
  payment_terms_days INT COMMENT 'Days from invoice to due date',
  customer_since DATE COMMENT 'First day of the business relation',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Customers'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.customer (
  customer_id BIGINT NOT NULL COMMENT 'Customer',
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
  customer_since DATE NOT NULL COMMENT 'First day of the business relation',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Customers'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'customer_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.abroad' = '(segment = \'export\' AND state_code = \'96\') OR (segment <> \'export\' AND state_code <> \'96\')',
  'delta.constraints.credit_limit' = 'credit_limit >= 0',
  'delta.constraints.payment_terms_days' = 'payment_terms_days >= 0',
  'delta.constraints.registered' = '(state_name = \'Foreign Country\' AND gstin IS NULL) OR (state_name <> \'Foreign Country\' AND gstin IS NOT NULL)',
  'delta.constraints.segment' = 'segment IN (\'distributor\', \'automotive\', \'fmcg\', \'household\', \'export\')',
  'delta.constraints.taxpayer' = '(gstin IS NULL AND pan IS NULL) OR (gstin IS NOT NULL AND pan IS NOT NULL)'
);
