-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.campaign (
  campaign_id BIGINT COMMENT 'Campaign',
  campaign_code STRING COMMENT 'Campaign code, CP-nn',
  campaign_name STRING COMMENT 'Name',
  starts_on DATE COMMENT 'First day',
  ends_on DATE COMMENT 'Last day',
  discount_rate DECIMAL(5,2) COMMENT 'Discount on top of the customer\'s usual one, per cent',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Sales campaigns, one for each time that it ran'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.sales_order (
  sales_order_id BIGINT COMMENT 'Sales order',
  sales_order_no STRING COMMENT 'Document number, SO-nnnnnnnnn',
  customer_id BIGINT COMMENT 'Customer',
  salesperson_id BIGINT COMMENT 'Employee who took the order',
  channel STRING COMMENT 'How the order came in: field, phone, portal',
  ordered_on DATE COMMENT 'Day of the order',
  requested_on DATE COMMENT 'Day the customer wants delivery',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Sales orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.sales_order_line (
  sales_order_line_id BIGINT COMMENT 'Line: sales_order_id * 100 + line_no',
  sales_order_id BIGINT COMMENT 'Sales order',
  line_no INT COMMENT 'Line within the order, from 1',
  product_id BIGINT COMMENT 'Finished good',
  quantity BIGINT COMMENT 'Ordered, base units',
  list_price DECIMAL(18,2) COMMENT 'List price of one base unit on the day of the order',
  discount_rate DECIMAL(5,2) COMMENT 'Discount off the list price, per cent',
  unit_price DECIMAL(18,2) COMMENT 'Price of one base unit after discount, before GST',
  net_amount DECIMAL(18,2) COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) COMMENT 'GST rate, per cent',
  campaign_id BIGINT COMMENT 'Campaign whose discount it has, if any',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Lines of sales orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.credit_note (
  credit_note_id BIGINT COMMENT 'Credit note',
  credit_note_no STRING COMMENT 'Document number, CN-nnnnnnnnn',
  receivable_invoice_id BIGINT COMMENT 'Invoice credited',
  credited_on DATE COMMENT 'Day of the credit note',
  reason STRING COMMENT 'Why it was given: damaged in transit, price difference, quality, cash discount',
  net_amount DECIMAL(18,2) COMMENT 'Credit before GST',
  cgst_amount DECIMAL(18,2) COMMENT 'Central GST reversed',
  sgst_amount DECIMAL(18,2) COMMENT 'State GST reversed',
  igst_amount DECIMAL(18,2) COMMENT 'Integrated GST reversed',
  total_amount DECIMAL(18,2) COMMENT 'Taken off the customer\'s balance',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Credit notes: for goods that came back, allowances, and cash discounts, which take no tax back'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.goods_return (
  goods_return_id BIGINT COMMENT 'Return',
  goods_return_no STRING COMMENT 'Document number, RT-nnnnnnnnn',
  credit_note_id BIGINT COMMENT 'Credit note for the goods',
  shipment_line_id BIGINT COMMENT 'Shipment line that they had left with',
  warehouse_id BIGINT COMMENT 'Where the good ones were put',
  returned_on DATE COMMENT 'Day that they came back',
  quantity BIGINT COMMENT 'Came back, base units',
  accepted_quantity BIGINT COMMENT 'As good as new: back in stock, base units',
  scrapped_quantity BIGINT COMMENT 'Damaged: scrapped, base units',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Goods that customers sent back: one row for each line of a shipment of which some came back'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.campaign (
  campaign_id BIGINT NOT NULL COMMENT 'Campaign',
  campaign_code STRING NOT NULL COMMENT 'Campaign code, CP-nn',
  campaign_name STRING NOT NULL COMMENT 'Name',
  starts_on DATE NOT NULL COMMENT 'First day',
  ends_on DATE NOT NULL COMMENT 'Last day',
  discount_rate DECIMAL(5,2) NOT NULL COMMENT 'Discount on top of the customer\'s usual one, per cent',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Sales campaigns, one for each time that it ran'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'campaign_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.discount_rate' = 'discount_rate >= 0 AND discount_rate <= 100',
  'delta.constraints.ends' = 'ends_on >= starts_on'
);

CREATE OR REPLACE TABLE silver.sales_order (
  sales_order_id BIGINT NOT NULL COMMENT 'Sales order',
  sales_order_no STRING NOT NULL COMMENT 'Document number, SO-nnnnnnnnn',
  customer_id BIGINT NOT NULL COMMENT 'Customer',
  salesperson_id BIGINT NOT NULL COMMENT 'Employee who took the order',
  channel STRING NOT NULL COMMENT 'How the order came in: field, phone, portal',
  ordered_on DATE NOT NULL COMMENT 'Day of the order',
  requested_on DATE NOT NULL COMMENT 'Day the customer wants delivery',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (ordered_on)
COMMENT 'Sales orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'sales_order_id,ordered_on',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.channel' = 'channel IN (\'field\', \'phone\', \'portal\')',
  'delta.constraints.requested' = 'requested_on >= ordered_on'
);

CREATE OR REPLACE TABLE silver.sales_order_line (
  sales_order_line_id BIGINT NOT NULL COMMENT 'Line: sales_order_id * 100 + line_no',
  sales_order_id BIGINT NOT NULL COMMENT 'Sales order',
  line_no INT NOT NULL COMMENT 'Line within the order, from 1',
  product_id BIGINT NOT NULL COMMENT 'Finished good',
  quantity BIGINT NOT NULL COMMENT 'Ordered, base units',
  list_price DECIMAL(18,2) NOT NULL COMMENT 'List price of one base unit on the day of the order',
  discount_rate DECIMAL(5,2) NOT NULL COMMENT 'Discount off the list price, per cent',
  unit_price DECIMAL(18,2) NOT NULL COMMENT 'Price of one base unit after discount, before GST',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'quantity * unit_price',
  gst_rate DECIMAL(5,2) NOT NULL COMMENT 'GST rate, per cent',
  campaign_id BIGINT COMMENT 'Campaign whose discount it has, if any',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (sales_order_id)
COMMENT 'Lines of sales orders'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'sales_order_line_id,sales_order_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.discount_rate' = 'discount_rate >= 0 AND discount_rate <= 100',
  'delta.constraints.discounted' = 'unit_price <= list_price',
  'delta.constraints.gst_rate' = 'gst_rate >= 0 AND gst_rate <= 100',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.list_price' = 'list_price >= 0',
  'delta.constraints.net' = 'net_amount = quantity * unit_price',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.quantity' = 'quantity > 0',
  'delta.constraints.unit_price' = 'unit_price >= 0'
);

CREATE OR REPLACE TABLE silver.credit_note (
  credit_note_id BIGINT NOT NULL COMMENT 'Credit note',
  credit_note_no STRING NOT NULL COMMENT 'Document number, CN-nnnnnnnnn',
  receivable_invoice_id BIGINT NOT NULL COMMENT 'Invoice credited',
  credited_on DATE NOT NULL COMMENT 'Day of the credit note',
  reason STRING NOT NULL COMMENT 'Why it was given: damaged in transit, price difference, quality, cash discount',
  net_amount DECIMAL(18,2) NOT NULL COMMENT 'Credit before GST',
  cgst_amount DECIMAL(18,2) NOT NULL COMMENT 'Central GST reversed',
  sgst_amount DECIMAL(18,2) NOT NULL COMMENT 'State GST reversed',
  igst_amount DECIMAL(18,2) NOT NULL COMMENT 'Integrated GST reversed',
  total_amount DECIMAL(18,2) NOT NULL COMMENT 'Taken off the customer\'s balance',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Credit notes: for goods that came back, allowances, and cash discounts, which take no tax back'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'credit_note_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.cgst_amount' = 'cgst_amount >= 0',
  'delta.constraints.igst_amount' = 'igst_amount >= 0',
  'delta.constraints.net_amount' = 'net_amount >= 0',
  'delta.constraints.reason' = 'reason IN (\'damaged in transit\', \'price difference\', \'quality\', \'cash discount\')',
  'delta.constraints.sgst_amount' = 'sgst_amount >= 0',
  'delta.constraints.total' = 'total_amount = net_amount + cgst_amount + sgst_amount + igst_amount',
  'delta.constraints.total_amount' = 'total_amount >= 0'
);

CREATE OR REPLACE TABLE silver.goods_return (
  goods_return_id BIGINT NOT NULL COMMENT 'Return',
  goods_return_no STRING NOT NULL COMMENT 'Document number, RT-nnnnnnnnn',
  credit_note_id BIGINT NOT NULL COMMENT 'Credit note for the goods',
  shipment_line_id BIGINT NOT NULL COMMENT 'Shipment line that they had left with',
  warehouse_id BIGINT NOT NULL COMMENT 'Where the good ones were put',
  returned_on DATE NOT NULL COMMENT 'Day that they came back',
  quantity BIGINT NOT NULL COMMENT 'Came back, base units',
  accepted_quantity BIGINT NOT NULL COMMENT 'As good as new: back in stock, base units',
  scrapped_quantity BIGINT NOT NULL COMMENT 'Damaged: scrapped, base units',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Goods that customers sent back: one row for each line of a shipment of which some came back'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'goods_return_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.accepted_quantity' = 'accepted_quantity >= 0',
  'delta.constraints.quantity' = 'quantity > 0',
  'delta.constraints.scrapped' = 'scrapped_quantity = quantity - accepted_quantity',
  'delta.constraints.scrapped_quantity' = 'scrapped_quantity >= 0'
);
