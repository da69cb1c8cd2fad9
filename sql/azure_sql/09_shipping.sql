-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE shipping.carrier (
    carrier_id BIGINT NOT NULL,
    carrier_code NVARCHAR(20) NOT NULL,
    carrier_name NVARCHAR(80) NOT NULL,
    mode NVARCHAR(10) NOT NULL CONSTRAINT ck_carrier_mode CHECK (mode IN ('road', 'rail', 'air', 'sea')),
    rate_per_tonne_km NUMERIC(18, 2) NOT NULL CONSTRAINT ck_carrier_rate_per_tonne_km CHECK (rate_per_tonne_km >= 0),
    km_per_day INTEGER NOT NULL CONSTRAINT ck_carrier_km_per_day CHECK (km_per_day >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_carrier PRIMARY KEY (carrier_id),
    CONSTRAINT uq_carrier_carrier_code UNIQUE (carrier_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Transport companies', 'schema', shipping, 'table', carrier;
GO
execute sp_addextendedproperty 'MS_Description', N'Carrier', 'schema', shipping, 'table', carrier, 'column', carrier_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Carrier code, TR-nn', 'schema', shipping, 'table', carrier, 'column', carrier_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Name', 'schema', shipping, 'table', carrier, 'column', carrier_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Mode of transport: road, rail, air, sea', 'schema', shipping, 'table', carrier, 'column', mode;
GO
execute sp_addextendedproperty 'MS_Description', N'Freight for one tonne over one kilometre', 'schema', shipping, 'table', carrier, 'column', rate_per_tonne_km;
GO
execute sp_addextendedproperty 'MS_Description', N'Kilometres covered in a day', 'schema', shipping, 'table', carrier, 'column', km_per_day;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', shipping, 'table', carrier, 'column', modified_at;
GO
CREATE TABLE shipping.shipment (
    shipment_id BIGINT NOT NULL,
    shipment_no NVARCHAR(20) NOT NULL,
    sales_order_id BIGINT NOT NULL,
    carrier_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    dispatched_on DATE NOT NULL,
    promised_on DATE NOT NULL,
    delivered_on DATE NULL,
    distance_km INTEGER NOT NULL CONSTRAINT ck_shipment_distance_km CHECK (distance_km >= 0),
    weight_kg INTEGER NOT NULL CONSTRAINT ck_shipment_weight_kg CHECK (weight_kg >= 0),
    freight_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_shipment_freight_amount CHECK (freight_amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_shipment PRIMARY KEY (shipment_id),
    CONSTRAINT ck_shipment_delivered CHECK (delivered_on IS NULL OR delivered_on >= dispatched_on),
    CONSTRAINT uq_shipment_shipment_no UNIQUE (shipment_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Dispatches from the plant; an order is sent in one dispatch or several', 'schema', shipping, 'table', shipment;
GO
execute sp_addextendedproperty 'MS_Description', N'Shipment', 'schema', shipping, 'table', shipment, 'column', shipment_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, DC-nnnnnnnnn (delivery challan)', 'schema', shipping, 'table', shipment, 'column', shipment_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Order that is served', 'schema', shipping, 'table', shipment, 'column', sales_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Carrier', 'schema', shipping, 'table', shipment, 'column', carrier_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Where it left from', 'schema', shipping, 'table', shipment, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day it left', 'schema', shipping, 'table', shipment, 'column', dispatched_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of delivery promised to the customer, for all of an order that is sent in parts', 'schema', shipping, 'table', shipment, 'column', promised_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of delivery; empty while in transit', 'schema', shipping, 'table', shipment, 'column', delivered_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Way to the customer in kilometres: by road or sea, or as the crow flies of what flies abroad', 'schema', shipping, 'table', shipment, 'column', distance_km;
GO
execute sp_addextendedproperty 'MS_Description', N'Weight in kilograms, rounded up', 'schema', shipping, 'table', shipment, 'column', weight_kg;
GO
execute sp_addextendedproperty 'MS_Description', N'Freight owed to the carrier', 'schema', shipping, 'table', shipment, 'column', freight_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', shipping, 'table', shipment, 'column', modified_at;
GO
CREATE TABLE shipping.shipment_line (
    shipment_line_id BIGINT NOT NULL,
    shipment_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_shipment_line_line_no CHECK (line_no >= 0),
    sales_order_line_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_shipment_line_quantity CHECK (quantity > 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_shipment_line PRIMARY KEY (shipment_line_id),
    CONSTRAINT uq_shipment_line_shipment_id UNIQUE (shipment_id, line_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'What a shipment carries', 'schema', shipping, 'table', shipment_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: shipment_id * 100 + line_no', 'schema', shipping, 'table', shipment_line, 'column', shipment_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Shipment', 'schema', shipping, 'table', shipment_line, 'column', shipment_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the shipment, from 1', 'schema', shipping, 'table', shipment_line, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Order line served', 'schema', shipping, 'table', shipment_line, 'column', sales_order_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Sent, base units', 'schema', shipping, 'table', shipment_line, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', shipping, 'table', shipment_line, 'column', modified_at;
GO
