-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE products.category (
    category_id BIGINT NOT NULL,
    category_code VARCHAR(20) NOT NULL,
    category_name VARCHAR(60) NOT NULL,
    product_type VARCHAR(20) NOT NULL CONSTRAINT ck_category_product_type CHECK (product_type IN ('finished', 'material', 'packaging')),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (category_id),
    CONSTRAINT uq_category_category_code UNIQUE (category_code)
);
COMMENT ON TABLE products.category IS 'Product categories';
COMMENT ON COLUMN products.category.category_id IS 'Category';
COMMENT ON COLUMN products.category.category_code IS 'Category code, CAT-nn';
COMMENT ON COLUMN products.category.category_name IS 'Category name';
COMMENT ON COLUMN products.category.product_type IS 'What the category holds: finished, material, packaging';
COMMENT ON COLUMN products.category.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE products.tax_rate (
    tax_rate_id BIGINT NOT NULL,
    hsn_code VARCHAR(8) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_tax_rate_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_tax_rate PRIMARY KEY (tax_rate_id),
    CONSTRAINT ck_tax_rate_validity CHECK (valid_to >= valid_from),
    CONSTRAINT uq_tax_rate_hsn_code UNIQUE (hsn_code, valid_from)
);
COMMENT ON TABLE products.tax_rate IS 'GST rates of HSN codes by period of validity, as in law';
COMMENT ON COLUMN products.tax_rate.tax_rate_id IS 'Rate';
COMMENT ON COLUMN products.tax_rate.hsn_code IS 'HSN code';
COMMENT ON COLUMN products.tax_rate.valid_from IS 'First day of validity';
COMMENT ON COLUMN products.tax_rate.valid_to IS 'Last day of validity';
COMMENT ON COLUMN products.tax_rate.gst_rate IS 'GST rate, per cent';
COMMENT ON COLUMN products.tax_rate.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE products.product (
    product_id BIGINT NOT NULL,
    product_code VARCHAR(20) NOT NULL,
    product_name VARCHAR(120) NOT NULL,
    category_id BIGINT NOT NULL,
    product_type VARCHAR(20) NOT NULL CONSTRAINT ck_product_product_type CHECK (product_type IN ('finished', 'material', 'packaging')),
    unit VARCHAR(5) NOT NULL CONSTRAINT ck_product_unit CHECK (unit IN ('pcs', 'kg', 'box')),
    hsn_code VARCHAR(8) NOT NULL,
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_product_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    standard_cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_product_standard_cost CHECK (standard_cost >= 0),
    conversion_cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_product_conversion_cost CHECK (conversion_cost >= 0),
    weight_g INTEGER NOT NULL CONSTRAINT ck_product_weight_g CHECK (weight_g >= 0),
    reorder_point INTEGER NOT NULL CONSTRAINT ck_product_reorder_point CHECK (reorder_point >= 0),
    launched_on DATE NOT NULL,
    is_active BOOLEAN NOT NULL,
    discontinued_on DATE,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_product PRIMARY KEY (product_id),
    CONSTRAINT ck_product_active CHECK (CAST(is_active AS INTEGER) = CASE WHEN discontinued_on IS NULL THEN 1 ELSE 0 END),
    CONSTRAINT ck_product_discontinued CHECK (discontinued_on IS NULL OR discontinued_on > launched_on),
    CONSTRAINT uq_product_product_code UNIQUE (product_code)
);
COMMENT ON TABLE products.product IS 'Items that Pikku sells, buys or consumes';
COMMENT ON COLUMN products.product.product_id IS 'Product';
COMMENT ON COLUMN products.product.product_code IS 'Item code, FG-nnnnn finished, RM-nnnnn material, PK-nnnnn packaging';
COMMENT ON COLUMN products.product.product_name IS 'Product name';
COMMENT ON COLUMN products.product.category_id IS 'Category of the product';
COMMENT ON COLUMN products.product.product_type IS 'How the product is used: finished, material, packaging';
COMMENT ON COLUMN products.product.unit IS 'Base unit that all quantities are counted in: pcs, kg, box';
COMMENT ON COLUMN products.product.hsn_code IS 'HSN code for GST';
COMMENT ON COLUMN products.product.gst_rate IS 'GST rate when the books begin, per cent; tax_rate has that of each day';
COMMENT ON COLUMN products.product.standard_cost IS 'Standard cost of one base unit; stock is valued at it';
COMMENT ON COLUMN products.product.conversion_cost IS 'Labour and machine cost in the standard cost of one unit (0 for bought items)';
COMMENT ON COLUMN products.product.weight_g IS 'Weight of one base unit in grams';
COMMENT ON COLUMN products.product.reorder_point IS 'Stock on hand and on order below which an item is due, base units: its safety stock, and what leaves while a usual run makes a good, or in the week until a material is looked at and while the vendor delivers; 0 of a good that is given up';
COMMENT ON COLUMN products.product.launched_on IS 'First day that it could be ordered';
COMMENT ON COLUMN products.product.is_active IS 'Whether it can still be ordered';
COMMENT ON COLUMN products.product.discontinued_on IS 'Day from which on it can''t be ordered any more; empty while it can';
COMMENT ON COLUMN products.product.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE products.bill_of_materials (
    bill_of_materials_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_bill_of_materials_line_no CHECK (line_no >= 0),
    component_id BIGINT NOT NULL,
    quantity_per_1000 NUMERIC(12, 3) NOT NULL CONSTRAINT ck_bill_of_materials_quantity_per_1000 CHECK (quantity_per_1000 > 0),
    runner_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_bill_of_materials_runner_rate CHECK (runner_rate >= 0 AND runner_rate <= 100),
    regrind_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_bill_of_materials_regrind_rate CHECK (regrind_rate >= 0 AND regrind_rate <= 100),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_bill_of_materials PRIMARY KEY (bill_of_materials_id),
    CONSTRAINT uq_bill_of_materials_product_id UNIQUE (product_id, component_id)
);
COMMENT ON TABLE products.bill_of_materials IS 'What 1,000 units of a finished good consume';
COMMENT ON COLUMN products.bill_of_materials.bill_of_materials_id IS 'Line of a bill of materials: product_id * 100 + line_no';
COMMENT ON COLUMN products.bill_of_materials.product_id IS 'Finished good';
COMMENT ON COLUMN products.bill_of_materials.line_no IS 'Line within the bill, from 1';
COMMENT ON COLUMN products.bill_of_materials.component_id IS 'Material or packaging consumed';
COMMENT ON COLUMN products.bill_of_materials.quantity_per_1000 IS 'Base units of the component for 1,000 pieces moulded, good ones and scrap; with runners and purgings, and with the inserts that are lost';
COMMENT ON COLUMN products.bill_of_materials.runner_rate IS 'Part of the quantity that becomes runners and purgings, per cent';
COMMENT ON COLUMN products.bill_of_materials.regrind_rate IS 'Part of these and of the scrap that is ground beside the press and used again in the same run, per cent; so much less of the component is needed. 0 of what is no resin, and where goods touch food';
COMMENT ON COLUMN products.bill_of_materials.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE products.mould (
    mould_id BIGINT NOT NULL,
    mould_code VARCHAR(20) NOT NULL,
    product_id BIGINT NOT NULL,
    cavities INTEGER NOT NULL CONSTRAINT ck_mould_cavities CHECK (cavities >= 0),
    cycle_time_s INTEGER NOT NULL CONSTRAINT ck_mould_cycle_time_s CHECK (cycle_time_s >= 0),
    shot_life INTEGER NOT NULL CONSTRAINT ck_mould_shot_life CHECK (shot_life >= 0),
    service_shots INTEGER NOT NULL CONSTRAINT ck_mould_service_shots CHECK (service_shots >= 0),
    opening_shots INTEGER NOT NULL CONSTRAINT ck_mould_opening_shots CHECK (opening_shots >= 0),
    commissioned_on DATE NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_mould PRIMARY KEY (mould_id),
    CONSTRAINT uq_mould_mould_code UNIQUE (mould_code)
);
COMMENT ON TABLE products.mould IS 'Injection moulds (tools), one for each finished good';
COMMENT ON COLUMN products.mould.mould_id IS 'Mould';
COMMENT ON COLUMN products.mould.mould_code IS 'Mould code, MD-nnnnn';
COMMENT ON COLUMN products.mould.product_id IS 'Finished good that it makes';
COMMENT ON COLUMN products.mould.cavities IS 'Pieces a shot';
COMMENT ON COLUMN products.mould.cycle_time_s IS 'Seconds a shot';
COMMENT ON COLUMN products.mould.shot_life IS 'Shots after which it is overhauled at the latest';
COMMENT ON COLUMN products.mould.service_shots IS 'Shots after which it is serviced at the latest';
COMMENT ON COLUMN products.mould.opening_shots IS 'Shots since it was new or last overhauled, when the books began or it came';
COMMENT ON COLUMN products.mould.commissioned_on IS 'First day in use';
COMMENT ON COLUMN products.mould.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE products.price (
    price_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    list_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_price_list_price CHECK (list_price >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_price PRIMARY KEY (price_id),
    CONSTRAINT ck_price_validity CHECK (valid_to >= valid_from),
    CONSTRAINT uq_price_product_id UNIQUE (product_id, valid_from)
);
COMMENT ON TABLE products.price IS 'List prices of finished goods by period of validity';
COMMENT ON COLUMN products.price.price_id IS 'Price: product_id * 100000 + days since 2020-01-01 (valid_from)';
COMMENT ON COLUMN products.price.product_id IS 'Product that the price is for';
COMMENT ON COLUMN products.price.valid_from IS 'First day of validity';
COMMENT ON COLUMN products.price.valid_to IS 'Last day of validity';
COMMENT ON COLUMN products.price.list_price IS 'List price of one base unit, before discount and GST';
COMMENT ON COLUMN products.price.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE products.mould_maintenance (
    mould_maintenance_id BIGINT NOT NULL,
    mould_maintenance_no VARCHAR(20) NOT NULL,
    mould_id BIGINT NOT NULL,
    started_on DATE NOT NULL,
    finished_on DATE NOT NULL,
    maintenance_kind VARCHAR(20) NOT NULL CONSTRAINT ck_mould_maintenance_maintenance_kind CHECK (maintenance_kind IN ('preventive', 'repair', 'overhaul')),
    shots INTEGER NOT NULL CONSTRAINT ck_mould_maintenance_shots CHECK (shots >= 0),
    cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_mould_maintenance_cost CHECK (cost >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_mould_maintenance PRIMARY KEY (mould_maintenance_id),
    CONSTRAINT ck_mould_maintenance_finished CHECK (finished_on >= started_on),
    CONSTRAINT uq_mould_maintenance_mould_maintenance_no UNIQUE (mould_maintenance_no)
);
COMMENT ON TABLE products.mould_maintenance IS 'Work on moulds in the tool room; meanwhile they can''t be used';
COMMENT ON COLUMN products.mould_maintenance.mould_maintenance_id IS 'Work on a mould';
COMMENT ON COLUMN products.mould_maintenance.mould_maintenance_no IS 'Document number, MM-nnnnnnn';
COMMENT ON COLUMN products.mould_maintenance.mould_id IS 'Mould';
COMMENT ON COLUMN products.mould_maintenance.started_on IS 'First day in the tool room';
COMMENT ON COLUMN products.mould_maintenance.finished_on IS 'Last day in the tool room; the cost is paid on it';
COMMENT ON COLUMN products.mould_maintenance.maintenance_kind IS 'Why it was there: preventive, repair, overhaul';
COMMENT ON COLUMN products.mould_maintenance.shots IS 'Shots that it had made by then: opening_shots and those in the books';
COMMENT ON COLUMN products.mould_maintenance.cost IS 'Spare parts and outside work';
COMMENT ON COLUMN products.mould_maintenance.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
