-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE shipping.carrier (
    carrier_id BIGINT NOT NULL,
    carrier_code VARCHAR(20) NOT NULL,
    carrier_name VARCHAR(80) NOT NULL,
    mode VARCHAR(10) NOT NULL CONSTRAINT ck_carrier_mode CHECK (mode IN ('road', 'rail', 'air', 'sea')),
    rate_per_tonne_km NUMERIC(18, 2) NOT NULL CONSTRAINT ck_carrier_rate_per_tonne_km CHECK (rate_per_tonne_km >= 0),
    km_per_day INTEGER NOT NULL CONSTRAINT ck_carrier_km_per_day CHECK (km_per_day >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_carrier PRIMARY KEY (carrier_id),
    CONSTRAINT uq_carrier_carrier_code UNIQUE (carrier_code)
);
COMMENT ON TABLE shipping.carrier IS 'Transport companies';
COMMENT ON COLUMN shipping.carrier.carrier_id IS 'Carrier';
COMMENT ON COLUMN shipping.carrier.carrier_code IS 'Carrier code, TR-nn';
COMMENT ON COLUMN shipping.carrier.carrier_name IS 'Name';
COMMENT ON COLUMN shipping.carrier.mode IS 'Mode of transport: road, rail, air, sea';
COMMENT ON COLUMN shipping.carrier.rate_per_tonne_km IS 'Freight for one tonne over one kilometre';
COMMENT ON COLUMN shipping.carrier.km_per_day IS 'Kilometres covered in a day';
COMMENT ON COLUMN shipping.carrier.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE shipping.shipment (
    shipment_id BIGINT NOT NULL,
    shipment_no VARCHAR(20) NOT NULL,
    sales_order_id BIGINT NOT NULL,
    carrier_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    dispatched_on DATE NOT NULL,
    promised_on DATE NOT NULL,
    delivered_on DATE,
    distance_km INTEGER NOT NULL CONSTRAINT ck_shipment_distance_km CHECK (distance_km >= 0),
    weight_kg INTEGER NOT NULL CONSTRAINT ck_shipment_weight_kg CHECK (weight_kg >= 0),
    freight_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_shipment_freight_amount CHECK (freight_amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_shipment PRIMARY KEY (shipment_id),
    CONSTRAINT ck_shipment_delivered CHECK (delivered_on IS NULL OR delivered_on >= dispatched_on),
    CONSTRAINT uq_shipment_shipment_no UNIQUE (shipment_no)
);
COMMENT ON TABLE shipping.shipment IS 'Dispatches from the plant; an order is sent in one dispatch or several';
COMMENT ON COLUMN shipping.shipment.shipment_id IS 'Shipment';
COMMENT ON COLUMN shipping.shipment.shipment_no IS 'Document number, DC-nnnnnnnnn (delivery challan)';
COMMENT ON COLUMN shipping.shipment.sales_order_id IS 'Order that is served';
COMMENT ON COLUMN shipping.shipment.carrier_id IS 'Carrier';
COMMENT ON COLUMN shipping.shipment.warehouse_id IS 'Where it left from';
COMMENT ON COLUMN shipping.shipment.dispatched_on IS 'Day it left';
COMMENT ON COLUMN shipping.shipment.promised_on IS 'Day of delivery promised to the customer, for all of an order that is sent in parts';
COMMENT ON COLUMN shipping.shipment.delivered_on IS 'Day of delivery; empty while in transit';
COMMENT ON COLUMN shipping.shipment.distance_km IS 'Way to the customer in kilometres: by road or sea, or as the crow flies of what flies abroad';
COMMENT ON COLUMN shipping.shipment.weight_kg IS 'Weight in kilograms, rounded up';
COMMENT ON COLUMN shipping.shipment.freight_amount IS 'Freight owed to the carrier';
COMMENT ON COLUMN shipping.shipment.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE shipping.shipment_line (
    shipment_line_id BIGINT NOT NULL,
    shipment_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_shipment_line_line_no CHECK (line_no >= 0),
    sales_order_line_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_shipment_line_quantity CHECK (quantity > 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_shipment_line PRIMARY KEY (shipment_line_id),
    CONSTRAINT uq_shipment_line_shipment_id UNIQUE (shipment_id, line_no)
);
COMMENT ON TABLE shipping.shipment_line IS 'What a shipment carries';
COMMENT ON COLUMN shipping.shipment_line.shipment_line_id IS 'Line: shipment_id * 100 + line_no';
COMMENT ON COLUMN shipping.shipment_line.shipment_id IS 'Shipment';
COMMENT ON COLUMN shipping.shipment_line.line_no IS 'Line within the shipment, from 1';
COMMENT ON COLUMN shipping.shipment_line.sales_order_line_id IS 'Order line served';
COMMENT ON COLUMN shipping.shipment_line.quantity IS 'Sent, base units';
COMMENT ON COLUMN shipping.shipment_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
