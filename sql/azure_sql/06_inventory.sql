-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE inventory.warehouse (
    warehouse_id BIGINT NOT NULL,
    warehouse_code NVARCHAR(20) NOT NULL,
    warehouse_name NVARCHAR(60) NOT NULL,
    city NVARCHAR(60) NOT NULL,
    state_code NVARCHAR(2) NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_warehouse PRIMARY KEY (warehouse_id),
    CONSTRAINT uq_warehouse_warehouse_code UNIQUE (warehouse_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Warehouses of the plant', 'schema', inventory, 'table', warehouse;
GO
execute sp_addextendedproperty 'MS_Description', N'Warehouse', 'schema', inventory, 'table', warehouse, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Warehouse code, WH-nn', 'schema', inventory, 'table', warehouse, 'column', warehouse_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Name', 'schema', inventory, 'table', warehouse, 'column', warehouse_name;
GO
execute sp_addextendedproperty 'MS_Description', N'City', 'schema', inventory, 'table', warehouse, 'column', city;
GO
execute sp_addextendedproperty 'MS_Description', N'GST state code, two digits', 'schema', inventory, 'table', warehouse, 'column', state_code;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', inventory, 'table', warehouse, 'column', modified_at;
GO
CREATE TABLE inventory.stocktake (
    stocktake_id BIGINT NOT NULL,
    stocktake_no NVARCHAR(20) NOT NULL,
    warehouse_id BIGINT NOT NULL,
    stocktake_type NVARCHAR(10) NOT NULL CONSTRAINT ck_stocktake_stocktake_type CHECK (stocktake_type IN ('annual', 'cycle')),
    counted_on DATE NOT NULL,
    counted_items INTEGER NOT NULL CONSTRAINT ck_stocktake_counted_items CHECK (counted_items >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_stocktake PRIMARY KEY (stocktake_id),
    CONSTRAINT uq_stocktake_stocktake_no UNIQUE (stocktake_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Stocktakes: a warehouse''s items are counted after the last movement of a day', 'schema', inventory, 'table', stocktake;
GO
execute sp_addextendedproperty 'MS_Description', N'Stocktake', 'schema', inventory, 'table', stocktake, 'column', stocktake_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, ST-nnnnnn', 'schema', inventory, 'table', stocktake, 'column', stocktake_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Warehouse counted', 'schema', inventory, 'table', stocktake, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'What was counted: annual, cycle', 'schema', inventory, 'table', stocktake, 'column', stocktake_type;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the count', 'schema', inventory, 'table', stocktake, 'column', counted_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Items counted: the lines that the stocktake has', 'schema', inventory, 'table', stocktake, 'column', counted_items;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', inventory, 'table', stocktake, 'column', modified_at;
GO
CREATE TABLE inventory.stock_balance (
    stock_balance_id BIGINT NOT NULL,
    period_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_stock_balance_quantity CHECK (quantity >= 0),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_stock_balance_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_stock_balance PRIMARY KEY (stock_balance_id),
    CONSTRAINT uq_stock_balance_period_id UNIQUE (period_id, product_id, warehouse_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Stock at the end of each month', 'schema', inventory, 'table', stock_balance;
GO
execute sp_addextendedproperty 'MS_Description', N'Balance: period_id * 10^8 + warehouse_id * 10^6 + product_id', 'schema', inventory, 'table', stock_balance, 'column', stock_balance_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Month', 'schema', inventory, 'table', stock_balance, 'column', period_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Product', 'schema', inventory, 'table', stock_balance, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Warehouse', 'schema', inventory, 'table', stock_balance, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Base units in stock', 'schema', inventory, 'table', stock_balance, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Value at standard cost', 'schema', inventory, 'table', stock_balance, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', inventory, 'table', stock_balance, 'column', modified_at;
GO
CREATE TABLE inventory.stock_movement (
    stock_movement_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    moved_on DATE NOT NULL,
    movement_type NVARCHAR(20) NOT NULL CONSTRAINT ck_stock_movement_movement_type CHECK (movement_type IN ('opening', 'goods receipt', 'production issue', 'production receipt', 'dispatch', 'regrind', 'stocktake', 'customer return')),
    source_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_stock_movement_unit_cost CHECK (unit_cost >= 0),
    amount NUMERIC(18, 2) NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_stock_movement PRIMARY KEY (stock_movement_id),
    CONSTRAINT ck_stock_movement_amount CHECK (amount = quantity * unit_cost)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Every change of stock, valued at standard cost', 'schema', inventory, 'table', stock_movement;
GO
execute sp_addextendedproperty 'MS_Description', N'Movement: position of its type * 10^13 + source_id * 100 + line (1 if it has none)', 'schema', inventory, 'table', stock_movement, 'column', stock_movement_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Product', 'schema', inventory, 'table', stock_movement, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Warehouse', 'schema', inventory, 'table', stock_movement, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the movement', 'schema', inventory, 'table', stock_movement, 'column', moved_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Why stock moved: opening, goods receipt, production issue, production receipt, dispatch, regrind, stocktake, customer return', 'schema', inventory, 'table', stock_movement, 'column', movement_type;
GO
execute sp_addextendedproperty 'MS_Description', N'Key of the document that moved it', 'schema', inventory, 'table', stock_movement, 'column', source_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Base units; in positive, out negative', 'schema', inventory, 'table', stock_movement, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Standard cost of one base unit', 'schema', inventory, 'table', stock_movement, 'column', unit_cost;
GO
execute sp_addextendedproperty 'MS_Description', N'quantity * unit_cost; in positive, out negative', 'schema', inventory, 'table', stock_movement, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', inventory, 'table', stock_movement, 'column', modified_at;
GO
CREATE TABLE inventory.stocktake_line (
    stocktake_line_id BIGINT NOT NULL,
    stocktake_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    booked_quantity BIGINT NOT NULL CONSTRAINT ck_stocktake_line_booked_quantity CHECK (booked_quantity >= 0),
    counted_quantity BIGINT NOT NULL CONSTRAINT ck_stocktake_line_counted_quantity CHECK (counted_quantity >= 0),
    difference_quantity BIGINT NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_stocktake_line PRIMARY KEY (stocktake_line_id),
    CONSTRAINT ck_stocktake_line_difference CHECK (difference_quantity = counted_quantity - booked_quantity),
    CONSTRAINT uq_stocktake_line_stocktake_id UNIQUE (stocktake_id, product_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'What stocktakes found: one row for each item counted, whether it differs or not', 'schema', inventory, 'table', stocktake_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: stocktake_id * 100000 + product_id', 'schema', inventory, 'table', stocktake_line, 'column', stocktake_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Stocktake', 'schema', inventory, 'table', stocktake_line, 'column', stocktake_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Item counted', 'schema', inventory, 'table', stocktake_line, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Stock by the books before the count, base units', 'schema', inventory, 'table', stocktake_line, 'column', booked_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Stock that was there, base units', 'schema', inventory, 'table', stocktake_line, 'column', counted_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'counted_quantity - booked_quantity; below zero where some is missing', 'schema', inventory, 'table', stocktake_line, 'column', difference_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', inventory, 'table', stocktake_line, 'column', modified_at;
GO
CREATE TABLE inventory.production_order (
    production_order_id BIGINT NOT NULL,
    production_order_no NVARCHAR(20) NOT NULL,
    product_id BIGINT NOT NULL,
    mould_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    machine_code NVARCHAR(10) NOT NULL,
    started_on DATE NOT NULL,
    finished_on DATE NOT NULL,
    planned_quantity BIGINT NOT NULL CONSTRAINT ck_production_order_planned_quantity CHECK (planned_quantity > 0),
    good_quantity BIGINT NOT NULL CONSTRAINT ck_production_order_good_quantity CHECK (good_quantity > 0),
    scrap_quantity BIGINT NOT NULL CONSTRAINT ck_production_order_scrap_quantity CHECK (scrap_quantity >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_production_order PRIMARY KEY (production_order_id),
    CONSTRAINT ck_production_order_finished CHECK (finished_on >= started_on),
    CONSTRAINT uq_production_order_production_order_no UNIQUE (production_order_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Production orders: one run of one mould on one machine', 'schema', inventory, 'table', production_order;
GO
execute sp_addextendedproperty 'MS_Description', N'Production order', 'schema', inventory, 'table', production_order, 'column', production_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, PR-nnnnnnnn', 'schema', inventory, 'table', production_order, 'column', production_order_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Finished good made', 'schema', inventory, 'table', production_order, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Mould used', 'schema', inventory, 'table', production_order, 'column', mould_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Where the goods were put', 'schema', inventory, 'table', production_order, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Injection moulding machine, IM-nn', 'schema', inventory, 'table', production_order, 'column', machine_code;
GO
execute sp_addextendedproperty 'MS_Description', N'First day of the run; materials are issued on it', 'schema', inventory, 'table', production_order, 'column', started_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Last day of the run; goods are received on it', 'schema', inventory, 'table', production_order, 'column', finished_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Planned good pieces', 'schema', inventory, 'table', production_order, 'column', planned_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Good pieces received into stock', 'schema', inventory, 'table', production_order, 'column', good_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Pieces scrapped', 'schema', inventory, 'table', production_order, 'column', scrap_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', inventory, 'table', production_order, 'column', modified_at;
GO
