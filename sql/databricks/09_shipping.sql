-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE OR REPLACE TABLE bronze.carrier (
  carrier_id BIGINT COMMENT 'Carrier',
  carrier_code STRING COMMENT 'Carrier code, TR-nn',
  carrier_name STRING COMMENT 'Name',
  mode STRING COMMENT 'Mode of transport: road, rail, air, sea',
  rate_per_tonne_km DECIMAL(18,2) COMMENT 'Freight for one tonne over one kilometre',
  km_per_day INT COMMENT 'Kilometres covered in a day',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Transport companies'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.shipment (
  shipment_id BIGINT COMMENT 'Shipment',
  shipment_no STRING COMMENT 'Document number, DC-nnnnnnnnn (delivery challan)',
  sales_order_id BIGINT COMMENT 'Order that is served',
  carrier_id BIGINT COMMENT 'Carrier',
  warehouse_id BIGINT COMMENT 'Where it left from',
  dispatched_on DATE COMMENT 'Day it left',
  promised_on DATE COMMENT 'Day of delivery promised to the customer, for all of an order that is sent in parts',
  delivered_on DATE COMMENT 'Day of delivery; empty while in transit',
  distance_km INT COMMENT 'Way to the customer in kilometres: by road or sea, or as the crow flies of what flies abroad',
  weight_kg INT COMMENT 'Weight in kilograms, rounded up',
  freight_amount DECIMAL(18,2) COMMENT 'Freight owed to the carrier',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'Dispatches from the plant; an order is sent in one dispatch or several'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE bronze.shipment_line (
  shipment_line_id BIGINT COMMENT 'Line: shipment_id * 100 + line_no',
  shipment_id BIGINT COMMENT 'Shipment',
  line_no INT COMMENT 'Line within the shipment, from 1',
  sales_order_line_id BIGINT COMMENT 'Order line served',
  quantity BIGINT COMMENT 'Sent, base units',
  modified_at TIMESTAMP COMMENT 'When the row last changed (UTC); the migration\'s high watermark',
  change_operation STRING COMMENT 'D: the row was deleted, and this is its key only',
  load_id STRING COMMENT 'Run of the migration that landed the row; sorts in time order',
  loaded_on TIMESTAMP COMMENT 'When that run was (UTC)',
  source_file STRING COMMENT 'File that the row came in, below the table\'s landing folder'
)
USING DELTA
COMMENT 'What a shipment carries'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'source_file'
);

CREATE OR REPLACE TABLE silver.carrier (
  carrier_id BIGINT NOT NULL COMMENT 'Carrier',
  carrier_code STRING NOT NULL COMMENT 'Carrier code, TR-nn',
  carrier_name STRING NOT NULL COMMENT 'Name',
  mode STRING NOT NULL COMMENT 'Mode of transport: road, rail, air, sea',
  rate_per_tonne_km DECIMAL(18,2) NOT NULL COMMENT 'Freight for one tonne over one kilometre',
  km_per_day INT NOT NULL COMMENT 'Kilometres covered in a day',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
COMMENT 'Transport companies'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'carrier_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.km_per_day' = 'km_per_day >= 0',
  'delta.constraints.mode' = 'mode IN (\'road\', \'rail\', \'air\', \'sea\')',
  'delta.constraints.rate_per_tonne_km' = 'rate_per_tonne_km >= 0'
);

CREATE OR REPLACE TABLE silver.shipment (
  shipment_id BIGINT NOT NULL COMMENT 'Shipment',
  shipment_no STRING NOT NULL COMMENT 'Document number, DC-nnnnnnnnn (delivery challan)',
  sales_order_id BIGINT NOT NULL COMMENT 'Order that is served',
  carrier_id BIGINT NOT NULL COMMENT 'Carrier',
  warehouse_id BIGINT NOT NULL COMMENT 'Where it left from',
  dispatched_on DATE NOT NULL COMMENT 'Day it left',
  promised_on DATE NOT NULL COMMENT 'Day of delivery promised to the customer, for all of an order that is sent in parts',
  delivered_on DATE COMMENT 'Day of delivery; empty while in transit',
  distance_km INT NOT NULL COMMENT 'Way to the customer in kilometres: by road or sea, or as the crow flies of what flies abroad',
  weight_kg INT NOT NULL COMMENT 'Weight in kilograms, rounded up',
  freight_amount DECIMAL(18,2) NOT NULL COMMENT 'Freight owed to the carrier',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (dispatched_on)
COMMENT 'Dispatches from the plant; an order is sent in one dispatch or several'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'shipment_id,dispatched_on',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.delivered' = 'delivered_on IS NULL OR delivered_on >= dispatched_on',
  'delta.constraints.distance_km' = 'distance_km >= 0',
  'delta.constraints.freight_amount' = 'freight_amount >= 0',
  'delta.constraints.weight_kg' = 'weight_kg >= 0'
);

CREATE OR REPLACE TABLE silver.shipment_line (
  shipment_line_id BIGINT NOT NULL COMMENT 'Line: shipment_id * 100 + line_no',
  shipment_id BIGINT NOT NULL COMMENT 'Shipment',
  line_no INT NOT NULL COMMENT 'Line within the shipment, from 1',
  sales_order_line_id BIGINT NOT NULL COMMENT 'Order line served',
  quantity BIGINT NOT NULL COMMENT 'Sent, base units',
  modified_at TIMESTAMP NOT NULL COMMENT 'When the row last changed (UTC); the migration\'s high watermark'
)
USING DELTA
CLUSTER BY (shipment_id)
COMMENT 'What a shipment carries'
TBLPROPERTIES (
  'delta.dataSkippingStatsColumns' = 'shipment_line_id,shipment_id',
  'delta.enableChangeDataFeed' = 'true',
  'delta.constraints.line_no' = 'line_no >= 0',
  'delta.constraints.quantity' = 'quantity > 0'
);
