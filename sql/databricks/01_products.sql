-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.category (
  category_id BIGINT COMMENT 'Category',
  category_code STRING COMMENT 'Category code, CAT-nn',
  category_name STRING COMMENT 'Category name',
  product_type STRING COMMENT 'What the category holds: finished, material, packaging',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Product categories'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.tax_rate (
  tax_rate_id BIGINT COMMENT 'Rate',
  hsn_code STRING COMMENT 'HSN code',
  valid_from DATE COMMENT 'First day of validity',
  valid_to DATE COMMENT 'Last day of validity',
  gst_rate DECIMAL(5,2) COMMENT 'GST rate, per cent',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'GST rates of HSN codes by period of validity, as in law'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.product (
  product_id BIGINT COMMENT 'Product',
  product_code STRING COMMENT 'Item code, FG-nnnnn finished, RM-nnnnn material, PK-nnnnn packaging',
  product_name STRING COMMENT 'Product name',
  category_id BIGINT COMMENT 'Category of the product',
  product_type STRING COMMENT 'How the product is used: finished, material, packaging',
  unit STRING COMMENT 'Base unit that all quantities are counted in: pcs, kg, box',
  hsn_code STRING COMMENT 'HSN code for GST',
  gst_rate DECIMAL(5,2) COMMENT 'GST rate when the books begin, per cent; tax_rate has that of each day',
  standard_cost DECIMAL(18,2) COMMENT 'Standard cost of one base unit; stock is valued at it',
  conversion_cost DECIMAL(18,2) COMMENT 'Labour and machine cost in the standard cost of one unit (0 for bought items)',
  weight_g INT COMMENT 'Weight of one base unit in grams',
  reorder_point INT COMMENT 'Stock on hand and on order below which an item is due, base units: its safety stock, and what leaves while a usual run makes a good, or in the week until a material is looked at and while the vendor delivers; 0 of a good that is given up',
  launched_on DATE COMMENT 'First day that it could be ordered',
  is_active BOOLEAN COMMENT 'Whether it can still be ordered',
  discontinued_on DATE COMMENT 'Day from which on it can\'t be ordered any more; empty while it can',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Items that Pikku sells, buys or consumes'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.bill_of_materials (
  bill_of_materials_id BIGINT COMMENT 'Line of a bill of materials: product_id * 100 + line_no',
  product_id BIGINT COMMENT 'Finished good',
  line_no INT COMMENT 'Line within the bill, from 1',
  component_id BIGINT COMMENT 'Material or packaging consumed',
  quantity_per_1000 DECIMAL(12,3) COMMENT 'Base units of the component for 1,000 pieces moulded, good ones and scrap; with runners and purgings, and with the inserts that are lost',
  runner_rate DECIMAL(5,2) COMMENT 'Part of the quantity that becomes runners and purgings, per cent',
  regrind_rate DECIMAL(5,2) COMMENT 'Part of these and of the scrap that is ground beside the press and used again in the same run, per cent; so much less of the component is needed. 0 of what is no resin, and where goods touch food',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'What 1,000 units of a finished good consume'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.mould (
  mould_id BIGINT COMMENT 'Mould',
  mould_code STRING COMMENT 'Mould code, MD-nnnnn',
  product_id BIGINT COMMENT 'Finished good that it makes',
  cavities INT COMMENT 'Pieces a shot',
  cycle_time_s INT COMMENT 'Seconds a shot',
  shot_life INT COMMENT 'Shots after which it is overhauled at the latest',
  service_shots INT COMMENT 'Shots after which it is serviced at the latest',
  opening_shots INT COMMENT 'Shots since it was new or last overhauled, when the books began or it came',
  commissioned_on DATE COMMENT 'First day in use',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Injection moulds (tools), one for each finished good'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.price (
  price_id BIGINT COMMENT 'Price: product_id * 100000 + days since 2020-01-01 (valid_from)',
  product_id BIGINT COMMENT 'Product that the price is for',
  valid_from DATE COMMENT 'First day of validity',
  valid_to DATE COMMENT 'Last day of validity',
  list_price DECIMAL(18,2) COMMENT 'List price of one base unit, before discount and GST',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'List prices of finished goods by period of validity'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.mould_maintenance (
  mould_maintenance_id BIGINT COMMENT 'Work on a mould',
  mould_maintenance_no STRING COMMENT 'Document number, MM-nnnnnnn',
  mould_id BIGINT COMMENT 'Mould',
  started_on DATE COMMENT 'First day in the tool room',
  finished_on DATE COMMENT 'Last day in the tool room; the cost is paid on it',
  maintenance_kind STRING COMMENT 'Why it was there: preventive, repair, overhaul',
  shots INT COMMENT 'Shots that it had made by then: opening_shots and those in the books',
  cost DECIMAL(18,2) COMMENT 'Spare parts and outside work',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Work on moulds in the tool room; meanwhile they can\'t be used'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.category (
  category_id BIGINT NOT NULL COMMENT 'Category',
  category_code STRING NOT NULL COMMENT 'Category code, CAT-nn',
  category_name STRING NOT NULL COMMENT 'Category name',
  product_type STRING NOT NULL COMMENT 'What the category holds: finished, material, packaging',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Product categories'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'category_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.product_type' = 'product_type IN (\'finished\', \'material\', \'packaging\')'
);

CREATE OR REPLACE TABLE silver.tax_rate (
  tax_rate_id BIGINT NOT NULL COMMENT 'Rate',
  hsn_code STRING NOT NULL COMMENT 'HSN code',
  valid_from DATE NOT NULL COMMENT 'First day of validity',
  valid_to DATE NOT NULL COMMENT 'Last day of validity',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'GST rates of HSN codes by period of validity, as in law'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'tax_rate_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.gst_rate' = 'gst_rate >= 0 AND gst_rate <= 100',
  'delta.constraints.validity' = 'valid_to >= valid_from'
);

CREATE OR REPLACE TABLE silver.product (
  product_id BIGINT NOT NULL COMMENT 'Product',
  product_code STRING NOT NULL COMMENT 'Item code, FG-nnnnn finished, RM-nnnnn material, PK-nnnnn packaging',
  product_name STRING NOT NULL COMMENT 'Product name',
  category_id BIGINT NOT NULL COMMENT 'Category of the product',
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
  discontinued_on DATE COMMENT 'Day from which on it can\'t be ordered any more; empty while it can',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Items that Pikku sells, buys or consumes'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'product_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.active' = 'CAST(is_active AS INTEGER) = CASE WHEN discontinued_on IS NULL THEN 1 ELSE 0 END',
  'delta.constraints.conversion_cost' = 'conversion_cost >= 0',
  'delta.constraints.discontinued' = 'discontinued_on IS NULL OR discontinued_on > launched_on',
  'delta.constraints.gst_rate' = 'gst_rate >= 0 AND gst_rate <= 100',
  'delta.constraints.product_type' = 'product_type IN (\'finished\', \'material\', \'packaging\')',
  'delta.constraints.reorder_point' = 'reorder_point >= 0',
  'delta.constraints.standard_cost' = 'standard_cost >= 0',
  'delta.constraints.unit' = 'unit IN (\'pcs\', \'kg\', \'box\')',
  'delta.constraints.weight_g' = 'weight_g >= 0'
);

CREATE OR REPLACE TABLE silver.bill_of_materials (
  bill_of_materials_id BIGINT NOT NULL COMMENT 'Line of a bill of materials: product_id * 100 + line_no',
  product_id BIGINT NOT NULL COMMENT 'Finished good',
  line_no INT NOT NULL COMMENT 'Line within the bill, from 1',
  component_id BIGINT NOT NULL COMMENT 'Material or packaging consumed',
  quantity_per_1000 DECIMAL(12,3) NOT NULL COMMENT 'Base units of the component for 1,000 pieces moulded, good ones and scrap; with runners and purgings, and with the inserts that are lost',
  runner_rate DECIMAL(5,2) NOT NULL COMMENT 'Part of the quantity that becomes runners and purgings, per cent',
  regrind_rate DECIMAL(5,2) NOT NULL COMMENT 'Part of these and of the scrap that is ground beside the press and used again in the same run, per cent; so much less of the component is needed. 0 of what is no resin, and where goods touch food',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'What 1,000 units of a finished good consume'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'bill_of_materials_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.quantity_per_1000' = 'quantity_per_1000 > 0',
  'delta.constraints.regrind_rate' = 'regrind_rate >= 0 AND regrind_rate <= 100',
  'delta.constraints.runner_rate' = 'runner_rate >= 0 AND runner_rate <= 100'
);

CREATE OR REPLACE TABLE silver.mould (
  mould_id BIGINT NOT NULL COMMENT 'Mould',
  mould_code STRING NOT NULL COMMENT 'Mould code, MD-nnnnn',
  product_id BIGINT NOT NULL COMMENT 'Finished good that it makes',
  cavities INT NOT NULL COMMENT 'Pieces a shot',
  cycle_time_s INT NOT NULL COMMENT 'Seconds a shot',
  shot_life INT NOT NULL COMMENT 'Shots after which it is overhauled at the latest',
  service_shots INT NOT NULL COMMENT 'Shots after which it is serviced at the latest',
  opening_shots INT NOT NULL COMMENT 'Shots since it was new or last overhauled, when the books began or it came',
  commissioned_on DATE NOT NULL COMMENT 'First day in use',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Injection moulds (tools), one for each finished good'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'mould_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.cavities' = 'cavities >= 0',
  'delta.constraints.cycle_time_s' = 'cycle_time_s >= 0',
  'delta.constraints.opening_shots' = 'opening_shots >= 0',
  'delta.constraints.service_shots' = 'service_shots >= 0',
  'delta.constraints.shot_life' = 'shot_life >= 0'
);

CREATE OR REPLACE TABLE silver.price (
  price_id BIGINT NOT NULL COMMENT 'Price: product_id * 100000 + days since 2020-01-01 (valid_from)',
  product_id BIGINT NOT NULL COMMENT 'Product that the price is for',
  valid_from DATE NOT NULL COMMENT 'First day of validity',
  valid_to DATE NOT NULL COMMENT 'Last day of validity',
  list_price DECIMAL(18,2) NOT NULL COMMENT 'List price of one base unit, before discount and GST',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'List prices of finished goods by period of validity'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'price_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.list_price' = 'list_price >= 0',
  'delta.constraints.validity' = 'valid_to >= valid_from'
);

CREATE OR REPLACE TABLE silver.mould_maintenance (
  mould_maintenance_id BIGINT NOT NULL COMMENT 'Work on a mould',
  mould_maintenance_no STRING NOT NULL COMMENT 'Document number, MM-nnnnnnn',
  mould_id BIGINT NOT NULL COMMENT 'Mould',
  started_on DATE NOT NULL COMMENT 'First day in the tool room',
  finished_on DATE NOT NULL COMMENT 'Last day in the tool room; the cost is paid on it',
  maintenance_kind STRING NOT NULL COMMENT 'Why it was there: preventive, repair, overhaul',
  shots INT NOT NULL COMMENT 'Shots that it had made by then: opening_shots and those in the books',
  cost DECIMAL(18,2) NOT NULL COMMENT 'Spare parts and outside work',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Work on moulds in the tool room; meanwhile they can\'t be used'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'mould_maintenance_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.cost' = 'cost >= 0',
  'delta.constraints.finished' = 'finished_on >= started_on',
  'delta.constraints.maintenance_kind' = 'maintenance_kind IN (\'preventive\', \'repair\', \'overhaul\')',
  'delta.constraints.shots' = 'shots >= 0'
);
