-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.vendor (
  vendor_id BIGINT COMMENT 'Vendor',
  vendor_code STRING COMMENT 'Vendor code, V-nnnnn',
  vendor_name STRING COMMENT 'Registered name',
  vendor_type STRING COMMENT 'What it supplies: resin, masterbatch, packaging, insert',
  msme_status STRING COMMENT 'Size by its registration as a maker or provider of services; traders have none that counts: micro, small, medium, none',
  gstin STRING COMMENT 'GST identification number',
  pan STRING COMMENT 'Permanent account number (characters 3 to 12 of the GSTIN)',
  city STRING COMMENT 'City',
  state_code STRING COMMENT 'GST state code, two digits',
  state_name STRING COMMENT 'State',
  lead_time_days INT COMMENT 'Agreed days from order to receipt',
  payment_terms_days INT COMMENT 'Days from bill to due date',
  vendor_since DATE COMMENT 'First day of the business relation',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Vendors of materials and packaging'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.vendor (
  vendor_id BIGINT NOT NULL COMMENT 'Vendor',
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
  vendor_since DATE NOT NULL COMMENT 'First day of the business relation',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Vendors of materials and packaging'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'vendor_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.lead_time_days' = 'lead_time_days >= 0',
  'delta.constraints.msme_status' = 'msme_status IN (\'micro\', \'small\', \'medium\', \'none\')',
  'delta.constraints.payment_terms_days' = 'payment_terms_days >= 0',
  'delta.constraints.vendor_type' = 'vendor_type IN (\'resin\', \'masterbatch\', \'packaging\', \'insert\')'
);
