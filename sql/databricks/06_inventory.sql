-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.warehouse (
  warehouse_id BIGINT COMMENT 'Warehouse',
  warehouse_code STRING COMMENT 'Warehouse code, WH-nn',
  warehouse_name STRING COMMENT 'Name',
  city STRING COMMENT 'City',
  state_code STRING COMMENT 'GST state code, two digits',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Warehouses of the plant'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.stocktake (
  stocktake_id BIGINT COMMENT 'Stocktake',
  stocktake_no STRING COMMENT 'Document number, ST-nnnnnn',
  warehouse_id BIGINT COMMENT 'Warehouse counted',
  stocktake_type STRING COMMENT 'What was counted: annual, cycle',
  counted_on DATE COMMENT 'Day of the count',
  counted_items INT COMMENT 'Items counted: the lines that the stocktake has',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Stocktakes: a warehouse\'s items are counted after the last movement of a day'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.stock_balance (
  stock_balance_id BIGINT COMMENT 'Balance: period_id * 10^8 + warehouse_id * 10^6 + product_id',
  period_id BIGINT COMMENT 'Month',
  product_id BIGINT COMMENT 'Product',
  warehouse_id BIGINT COMMENT 'Warehouse',
  quantity BIGINT COMMENT 'Base units in stock',
  amount DECIMAL(18,2) COMMENT 'Value at standard cost',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Stock at the end of each month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.stock_movement (
  stock_movement_id BIGINT COMMENT 'Movement: position of its type * 10^13 + source_id * 100 + line (1 if it has none)',
  product_id BIGINT COMMENT 'Product',
  warehouse_id BIGINT COMMENT 'Warehouse',
  moved_on DATE COMMENT 'Day of the movement',
  movement_type STRING COMMENT 'Why stock moved: opening, goods receipt, production issue, production receipt, dispatch, regrind, stocktake, customer return',
  source_id BIGINT COMMENT 'Key of the document that moved it',
  quantity BIGINT COMMENT 'Base units; in positive, out negative',
  unit_cost DECIMAL(18,2) COMMENT 'Standard cost of one base unit',
  amount DECIMAL(18,2) COMMENT 'quantity * unit_cost; in positive, out negative',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Every change of stock, valued at standard cost'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.stocktake_line (
  stocktake_line_id BIGINT COMMENT 'Line: stocktake_id * 100000 + product_id',
  stocktake_id BIGINT COMMENT 'Stocktake',
  product_id BIGINT COMMENT 'Item counted',
  booked_quantity BIGINT COMMENT 'Stock by the books before the count, base units',
  counted_quantity BIGINT COMMENT 'Stock that was there, base units',
  difference_quantity BIGINT COMMENT 'counted_quantity - booked_quantity; below zero where some is missing',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'What stocktakes found: one row for each item counted, whether it differs or not'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.production_order (
  production_order_id BIGINT COMMENT 'Production order',
  production_order_no STRING COMMENT 'Document number, PR-nnnnnnnn',
  product_id BIGINT COMMENT 'Finished good made',
  mould_id BIGINT COMMENT 'Mould used',
  warehouse_id BIGINT COMMENT 'Where the goods were put',
  machine_code STRING COMMENT 'Injection moulding machine, IM-nn',
  started_on DATE COMMENT 'First day of the run; materials are issued on it',
  finished_on DATE COMMENT 'Last day of the run; goods are received on it',
  planned_quantity BIGINT COMMENT 'Planned good pieces',
  good_quantity BIGINT COMMENT 'Good pieces received into stock',
  scrap_quantity BIGINT COMMENT 'Pieces scrapped',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Production orders: one run of one mould on one machine'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.warehouse (
  warehouse_id BIGINT NOT NULL COMMENT 'Warehouse',
  warehouse_code STRING NOT NULL COMMENT 'Warehouse code, WH-nn',
  warehouse_name STRING NOT NULL COMMENT 'Name',
  city STRING NOT NULL COMMENT 'City',
  state_code STRING NOT NULL COMMENT 'GST state code, two digits',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Warehouses of the plant'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'warehouse_id',
  'delta.enableChangeDataFeed' = 'true'
);

CREATE OR REPLACE TABLE silver.stocktake (
  stocktake_id BIGINT NOT NULL COMMENT 'Stocktake',
  stocktake_no STRING NOT NULL COMMENT 'Document number, ST-nnnnnn',
  warehouse_id BIGINT NOT NULL COMMENT 'Warehouse counted',
  stocktake_type STRING NOT NULL COMMENT 'What was counted: annual, cycle',
  counted_on DATE NOT NULL COMMENT 'Day of the count',
  counted_items INT NOT NULL COMMENT 'Items counted: the lines that the stocktake has',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Stocktakes: a warehouse\'s items are counted after the last movement of a day'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stocktake_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.counted_items' = 'counted_items >= 0',
  'delta.constraints.stocktake_type' = 'stocktake_type IN (\'annual\', \'cycle\')'
);

CREATE OR REPLACE TABLE silver.stock_balance (
  stock_balance_id BIGINT NOT NULL COMMENT 'Balance: period_id * 10^8 + warehouse_id * 10^6 + product_id',
  period_id BIGINT NOT NULL COMMENT 'Month',
  product_id BIGINT NOT NULL COMMENT 'Product',
  warehouse_id BIGINT NOT NULL COMMENT 'Warehouse',
  quantity BIGINT NOT NULL COMMENT 'Base units in stock',
  amount DECIMAL(18,2) NOT NULL COMMENT 'Value at standard cost',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Stock at the end of each month'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stock_balance_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount >= 0',
  'delta.constraints.quantity' = 'quantity >= 0'
);

CREATE OR REPLACE TABLE silver.stock_movement (
  stock_movement_id BIGINT NOT NULL COMMENT 'Movement: position of its type * 10^13 + source_id * 100 + line (1 if it has none)',
  product_id BIGINT NOT NULL COMMENT 'Product',
  warehouse_id BIGINT NOT NULL COMMENT 'Warehouse',
  moved_on DATE NOT NULL COMMENT 'Day of the movement',
  movement_type STRING NOT NULL COMMENT 'Why stock moved: opening, goods receipt, production issue, production receipt, dispatch, regrind, stocktake, customer return',
  source_id BIGINT NOT NULL COMMENT 'Key of the document that moved it',
  quantity BIGINT NOT NULL COMMENT 'Base units; in positive, out negative',
  unit_cost DECIMAL(18,2) NOT NULL COMMENT 'Standard cost of one base unit',
  amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_cost; in positive, out negative',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (moved_on, product_id)
COMMENT 'Every change of stock, valued at standard cost'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stock_movement_id,moved_on,product_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.amount' = 'amount = quantity * unit_cost',
  'delta.constraints.movement_type' = 'movement_type IN (\'opening\', \'goods receipt\', \'production issue\', \'production receipt\', \'dispatch\', \'regrind\', \'stocktake\', \'customer return\')',
  'delta.constraints.unit_cost' = 'unit_cost >= 0'
);

CREATE OR REPLACE TABLE silver.stocktake_line (
  stocktake_line_id BIGINT NOT NULL COMMENT 'Line: stocktake_id * 100000 + product_id',
  stocktake_id BIGINT NOT NULL COMMENT 'Stocktake',
  product_id BIGINT NOT NULL COMMENT 'Item counted',
  booked_quantity BIGINT NOT NULL COMMENT 'Stock by the books before the count, base units',
  counted_quantity BIGINT NOT NULL COMMENT 'Stock that was there, base units',
  difference_quantity BIGINT NOT NULL COMMENT 'counted_quantity - booked_quantity; below zero where some is missing',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'What stocktakes found: one row for each item counted, whether it differs or not'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'stocktake_line_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.booked_quantity' = 'booked_quantity >= 0',
  'delta.constraints.counted_quantity' = 'counted_quantity >= 0',
  'delta.constraints.difference' = 'difference_quantity = counted_quantity - booked_quantity'
);

CREATE OR REPLACE TABLE silver.production_order (
  production_order_id BIGINT NOT NULL COMMENT 'Production order',
  production_order_no STRING NOT NULL COMMENT 'Document number, PR-nnnnnnnn',
  product_id BIGINT NOT NULL COMMENT 'Finished good made',
  mould_id BIGINT NOT NULL COMMENT 'Mould used',
  warehouse_id BIGINT NOT NULL COMMENT 'Where the goods were put',
  machine_code STRING NOT NULL COMMENT 'Injection moulding machine, IM-nn',
  started_on DATE NOT NULL COMMENT 'First day of the run; materials are issued on it',
  finished_on DATE NOT NULL COMMENT 'Last day of the run; goods are received on it',
  planned_quantity BIGINT NOT NULL COMMENT 'Planned good pieces',
  good_quantity BIGINT NOT NULL COMMENT 'Good pieces received into stock',
  scrap_quantity BIGINT NOT NULL COMMENT 'Pieces scrapped',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (finished_on)
COMMENT 'Production orders: one run of one mould on one machine'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'production_order_id,finished_on',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.finished' = 'finished_on >= started_on',
  'delta.constraints.good_quantity' = 'good_quantity > 0',
  'delta.constraints.planned_quantity' = 'planned_quantity > 0',
  'delta.constraints.scrap_quantity' = 'scrap_quantity >= 0'
);
