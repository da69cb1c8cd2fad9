-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.purchase_order (
  purchase_order_id BIGINT COMMENT 'Purchase order',
  purchase_order_no STRING COMMENT 'Document number, PO-nnnnnnn',
  vendor_id BIGINT COMMENT 'Vendor',
  buyer_id BIGINT COMMENT 'Employee who ordered',
  ordered_on DATE COMMENT 'Day of the order',
  expected_on DATE COMMENT 'Day promised by the vendor, on which the plant works',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Purchase orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.purchase_order_line (
  purchase_order_line_id BIGINT COMMENT 'Line: purchase_order_id * 100 + line_no',
  purchase_order_id BIGINT COMMENT 'Purchase order',
  line_no INT COMMENT 'Line within the order, from 1',
  product_id BIGINT COMMENT 'Material or packaging',
  quantity BIGINT COMMENT 'Ordered, base units',
  unit_price DECIMAL(18,2) COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) COMMENT 'GST rate, per cent',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Lines of purchase orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.goods_receipt (
  goods_receipt_id BIGINT COMMENT 'Goods receipt',
  goods_receipt_no STRING COMMENT 'Document number, GRN-nnnnnnn',
  purchase_order_line_id BIGINT COMMENT 'Order line',
  warehouse_id BIGINT COMMENT 'Where it was put',
  received_on DATE COMMENT 'Day of receipt',
  quantity BIGINT COMMENT 'Accepted into stock, base units',
  rejected_quantity BIGINT COMMENT 'Refused at inspection and not billed, base units',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Receipts of goods, one for each delivery of an order line'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.purchase_order (
  purchase_order_id BIGINT NOT NULL COMMENT 'Purchase order',
  purchase_order_no STRING NOT NULL COMMENT 'Document number, PO-nnnnnnn',
  vendor_id BIGINT NOT NULL COMMENT 'Vendor',
  buyer_id BIGINT NOT NULL COMMENT 'Employee who ordered',
  ordered_on DATE NOT NULL COMMENT 'Day of the order',
  expected_on DATE NOT NULL COMMENT 'Day promised by the vendor, on which the plant works',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Purchase orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'purchase_order_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.expected' = 'expected_on >= ordered_on'
);

CREATE OR REPLACE TABLE silver.purchase_order_line (
  purchase_order_line_id BIGINT NOT NULL COMMENT 'Line: purchase_order_id * 100 + line_no',
  purchase_order_id BIGINT NOT NULL COMMENT 'Purchase order',
  line_no INT NOT NULL COMMENT 'Line within the order, from 1',
  product_id BIGINT NOT NULL COMMENT 'Material or packaging',
  quantity BIGINT NOT NULL COMMENT 'Ordered, base units',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Lines of purchase orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'purchase_order_line_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.gst_rate' = 'gst_rate >= 0 AND gst_rate <= 100',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.net' = 'net_amount = quantity * unit_price',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.quantity' = 'quantity > 0',
  'delta.constraints.unit_price' = 'unit_price >= 0'
);

CREATE OR REPLACE TABLE silver.goods_receipt (
  goods_receipt_id BIGINT NOT NULL COMMENT 'Goods receipt',
  goods_receipt_no STRING NOT NULL COMMENT 'Document number, GRN-nnnnnnn',
  purchase_order_line_id BIGINT NOT NULL COMMENT 'Order line',
  warehouse_id BIGINT NOT NULL COMMENT 'Where it was put',
  received_on DATE NOT NULL COMMENT 'Day of receipt',
  quantity BIGINT NOT NULL COMMENT 'Accepted into stock, base units',
  rejected_quantity BIGINT NOT NULL COMMENT 'Refused at inspection and not billed, base units',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (received_on)
COMMENT 'Receipts of goods, one for each delivery of an order line'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'goods_receipt_id,received_on',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.quantity' = 'quantity > 0',
  'delta.constraints.rejected_quantity' = 'rejected_quantity >= 0'
);
