-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE inventory.warehouse (
    warehouse_id BIGINT NOT NULL,
    warehouse_code VARCHAR(20) NOT NULL,
    warehouse_name VARCHAR(60) NOT NULL,
    city VARCHAR(60) NOT NULL,
    state_code VARCHAR(2) NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_warehouse PRIMARY KEY (warehouse_id),
    CONSTRAINT uq_warehouse_warehouse_code UNIQUE (warehouse_code)
);
COMMENT ON TABLE inventory.warehouse IS 'Warehouses of the plant';
COMMENT ON COLUMN inventory.warehouse.warehouse_id IS 'Warehouse';
COMMENT ON COLUMN inventory.warehouse.warehouse_code IS 'Warehouse code, WH-nn';
COMMENT ON COLUMN inventory.warehouse.warehouse_name IS 'Name';
COMMENT ON COLUMN inventory.warehouse.city IS 'City';
COMMENT ON COLUMN inventory.warehouse.state_code IS 'GST state code, two digits';
COMMENT ON COLUMN inventory.warehouse.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE inventory.stocktake (
    stocktake_id BIGINT NOT NULL,
    stocktake_no VARCHAR(20) NOT NULL,
    warehouse_id BIGINT NOT NULL,
    stocktake_type VARCHAR(10) NOT NULL CONSTRAINT ck_stocktake_stocktake_type CHECK (stocktake_type IN ('annual', 'cycle')),
    counted_on DATE NOT NULL,
    counted_items INTEGER NOT NULL CONSTRAINT ck_stocktake_counted_items CHECK (counted_items >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_stocktake PRIMARY KEY (stocktake_id),
    CONSTRAINT uq_stocktake_stocktake_no UNIQUE (stocktake_no)
);
COMMENT ON TABLE inventory.stocktake IS 'Stocktakes: a warehouse''s items are counted after the last movement of a day';
COMMENT ON COLUMN inventory.stocktake.stocktake_id IS 'Stocktake';
COMMENT ON COLUMN inventory.stocktake.stocktake_no IS 'Document number, ST-nnnnnn';
COMMENT ON COLUMN inventory.stocktake.warehouse_id IS 'Warehouse counted';
COMMENT ON COLUMN inventory.stocktake.stocktake_type IS 'What was counted: annual, cycle';
COMMENT ON COLUMN inventory.stocktake.counted_on IS 'Day of the count';
COMMENT ON COLUMN inventory.stocktake.counted_items IS 'Items counted: the lines that the stocktake has';
COMMENT ON COLUMN inventory.stocktake.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE inventory.stock_balance (
    stock_balance_id BIGINT NOT NULL,
    period_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_stock_balance_quantity CHECK (quantity >= 0),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_stock_balance_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_stock_balance PRIMARY KEY (stock_balance_id),
    CONSTRAINT uq_stock_balance_period_id UNIQUE (period_id, product_id, warehouse_id)
);
COMMENT ON TABLE inventory.stock_balance IS 'Stock at the end of each month';
COMMENT ON COLUMN inventory.stock_balance.stock_balance_id IS 'Balance: period_id * 10^8 + warehouse_id * 10^6 + product_id';
COMMENT ON COLUMN inventory.stock_balance.period_id IS 'Month';
COMMENT ON COLUMN inventory.stock_balance.product_id IS 'Product';
COMMENT ON COLUMN inventory.stock_balance.warehouse_id IS 'Warehouse';
COMMENT ON COLUMN inventory.stock_balance.quantity IS 'Base units in stock';
COMMENT ON COLUMN inventory.stock_balance.amount IS 'Value at standard cost';
COMMENT ON COLUMN inventory.stock_balance.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE inventory.stock_movement (
    stock_movement_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    moved_on DATE NOT NULL,
    movement_type VARCHAR(20) NOT NULL CONSTRAINT ck_stock_movement_movement_type CHECK (movement_type IN ('opening', 'goods receipt', 'production issue', 'production receipt', 'dispatch', 'regrind', 'stocktake', 'customer return')),
    source_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_stock_movement_unit_cost CHECK (unit_cost >= 0),
    amount NUMERIC(18, 2) NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_stock_movement PRIMARY KEY (stock_movement_id),
    CONSTRAINT ck_stock_movement_amount CHECK (amount = quantity * unit_cost)
);
COMMENT ON TABLE inventory.stock_movement IS 'Every change of stock, valued at standard cost';
COMMENT ON COLUMN inventory.stock_movement.stock_movement_id IS 'Movement: position of its type * 10^13 + source_id * 100 + line (1 if it has none)';
COMMENT ON COLUMN inventory.stock_movement.product_id IS 'Product';
COMMENT ON COLUMN inventory.stock_movement.warehouse_id IS 'Warehouse';
COMMENT ON COLUMN inventory.stock_movement.moved_on IS 'Day of the movement';
COMMENT ON COLUMN inventory.stock_movement.movement_type IS 'Why stock moved: opening, goods receipt, production issue, production receipt, dispatch, regrind, stocktake, customer return';
COMMENT ON COLUMN inventory.stock_movement.source_id IS 'Key of the document that moved it';
COMMENT ON COLUMN inventory.stock_movement.quantity IS 'Base units; in positive, out negative';
COMMENT ON COLUMN inventory.stock_movement.unit_cost IS 'Standard cost of one base unit';
COMMENT ON COLUMN inventory.stock_movement.amount IS 'quantity * unit_cost; in positive, out negative';
COMMENT ON COLUMN inventory.stock_movement.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE inventory.stocktake_line (
    stocktake_line_id BIGINT NOT NULL,
    stocktake_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    booked_quantity BIGINT NOT NULL CONSTRAINT ck_stocktake_line_booked_quantity CHECK (booked_quantity >= 0),
    counted_quantity BIGINT NOT NULL CONSTRAINT ck_stocktake_line_counted_quantity CHECK (counted_quantity >= 0),
    difference_quantity BIGINT NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_stocktake_line PRIMARY KEY (stocktake_line_id),
    CONSTRAINT ck_stocktake_line_difference CHECK (difference_quantity = counted_quantity - booked_quantity),
    CONSTRAINT uq_stocktake_line_stocktake_id UNIQUE (stocktake_id, product_id)
);
COMMENT ON TABLE inventory.stocktake_line IS 'What stocktakes found: one row for each item counted, whether it differs or not';
COMMENT ON COLUMN inventory.stocktake_line.stocktake_line_id IS 'Line: stocktake_id * 100000 + product_id';
COMMENT ON COLUMN inventory.stocktake_line.stocktake_id IS 'Stocktake';
COMMENT ON COLUMN inventory.stocktake_line.product_id IS 'Item counted';
COMMENT ON COLUMN inventory.stocktake_line.booked_quantity IS 'Stock by the books before the count, base units';
COMMENT ON COLUMN inventory.stocktake_line.counted_quantity IS 'Stock that was there, base units';
COMMENT ON COLUMN inventory.stocktake_line.difference_quantity IS 'counted_quantity - booked_quantity; below zero where some is missing';
COMMENT ON COLUMN inventory.stocktake_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE inventory.production_order (
    production_order_id BIGINT NOT NULL,
    production_order_no VARCHAR(20) NOT NULL,
    product_id BIGINT NOT NULL,
    mould_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    machine_code VARCHAR(10) NOT NULL,
    started_on DATE NOT NULL,
    finished_on DATE NOT NULL,
    planned_quantity BIGINT NOT NULL CONSTRAINT ck_production_order_planned_quantity CHECK (planned_quantity > 0),
    good_quantity BIGINT NOT NULL CONSTRAINT ck_production_order_good_quantity CHECK (good_quantity > 0),
    scrap_quantity BIGINT NOT NULL CONSTRAINT ck_production_order_scrap_quantity CHECK (scrap_quantity >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_production_order PRIMARY KEY (production_order_id),
    CONSTRAINT ck_production_order_finished CHECK (finished_on >= started_on),
    CONSTRAINT uq_production_order_production_order_no UNIQUE (production_order_no)
);
COMMENT ON TABLE inventory.production_order IS 'Production orders: one run of one mould on one machine';
COMMENT ON COLUMN inventory.production_order.production_order_id IS 'Production order';
COMMENT ON COLUMN inventory.production_order.production_order_no IS 'Document number, PR-nnnnnnnn';
COMMENT ON COLUMN inventory.production_order.product_id IS 'Finished good made';
COMMENT ON COLUMN inventory.production_order.mould_id IS 'Mould used';
COMMENT ON COLUMN inventory.production_order.warehouse_id IS 'Where the goods were put';
COMMENT ON COLUMN inventory.production_order.machine_code IS 'Injection moulding machine, IM-nn';
COMMENT ON COLUMN inventory.production_order.started_on IS 'First day of the run; materials are issued on it';
COMMENT ON COLUMN inventory.production_order.finished_on IS 'Last day of the run; goods are received on it';
COMMENT ON COLUMN inventory.production_order.planned_quantity IS 'Planned good pieces';
COMMENT ON COLUMN inventory.production_order.good_quantity IS 'Good pieces received into stock';
COMMENT ON COLUMN inventory.production_order.scrap_quantity IS 'Pieces scrapped';
COMMENT ON COLUMN inventory.production_order.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
