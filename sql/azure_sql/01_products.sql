-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE products.category (
    category_id BIGINT NOT NULL,
    category_code NVARCHAR(20) NOT NULL,
    category_name NVARCHAR(60) NOT NULL,
    product_type NVARCHAR(20) NOT NULL CONSTRAINT ck_category_product_type CHECK (product_type IN ('finished', 'material', 'packaging')),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_category PRIMARY KEY (category_id),
    CONSTRAINT uq_category_category_code UNIQUE (category_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Product categories', 'schema', products, 'table', category;
GO
execute sp_addextendedproperty 'MS_Description', N'Category', 'schema', products, 'table', category, 'column', category_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Category code, CAT-nn', 'schema', products, 'table', category, 'column', category_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Category name', 'schema', products, 'table', category, 'column', category_name;
GO
execute sp_addextendedproperty 'MS_Description', N'What the category holds: finished, material, packaging', 'schema', products, 'table', category, 'column', product_type;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', category, 'column', modified_at;
GO
CREATE TABLE products.tax_rate (
    tax_rate_id BIGINT NOT NULL,
    hsn_code NVARCHAR(8) NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_tax_rate_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_tax_rate PRIMARY KEY (tax_rate_id),
    CONSTRAINT ck_tax_rate_validity CHECK (valid_to >= valid_from),
    CONSTRAINT uq_tax_rate_hsn_code UNIQUE (hsn_code, valid_from)
);
GO
execute sp_addextendedproperty 'MS_Description', N'GST rates of HSN codes by period of validity, as in law', 'schema', products, 'table', tax_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Rate', 'schema', products, 'table', tax_rate, 'column', tax_rate_id;
GO
execute sp_addextendedproperty 'MS_Description', N'HSN code', 'schema', products, 'table', tax_rate, 'column', hsn_code;
GO
execute sp_addextendedproperty 'MS_Description', N'First day of validity', 'schema', products, 'table', tax_rate, 'column', valid_from;
GO
execute sp_addextendedproperty 'MS_Description', N'Last day of validity', 'schema', products, 'table', tax_rate, 'column', valid_to;
GO
execute sp_addextendedproperty 'MS_Description', N'GST rate, per cent', 'schema', products, 'table', tax_rate, 'column', gst_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', tax_rate, 'column', modified_at;
GO
CREATE TABLE products.product (
    product_id BIGINT NOT NULL,
    product_code NVARCHAR(20) NOT NULL,
    product_name NVARCHAR(120) NOT NULL,
    category_id BIGINT NOT NULL,
    product_type NVARCHAR(20) NOT NULL CONSTRAINT ck_product_product_type CHECK (product_type IN ('finished', 'material', 'packaging')),
    unit NVARCHAR(5) NOT NULL CONSTRAINT ck_product_unit CHECK (unit IN ('pcs', 'kg', 'box')),
    hsn_code NVARCHAR(8) NOT NULL,
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_product_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    standard_cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_product_standard_cost CHECK (standard_cost >= 0),
    conversion_cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_product_conversion_cost CHECK (conversion_cost >= 0),
    weight_g INTEGER NOT NULL CONSTRAINT ck_product_weight_g CHECK (weight_g >= 0),
    reorder_point INTEGER NOT NULL CONSTRAINT ck_product_reorder_point CHECK (reorder_point >= 0),
    launched_on DATE NOT NULL,
    is_active BIT NOT NULL,
    discontinued_on DATE NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_product PRIMARY KEY (product_id),
    CONSTRAINT ck_product_active CHECK (CAST(is_active AS INTEGER) = CASE WHEN discontinued_on IS NULL THEN 1 ELSE 0 END),
    CONSTRAINT ck_product_discontinued CHECK (discontinued_on IS NULL OR discontinued_on > launched_on),
    CONSTRAINT uq_product_product_code UNIQUE (product_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Items that Pikku sells, buys or consumes', 'schema', products, 'table', product;
GO
execute sp_addextendedproperty 'MS_Description', N'Product', 'schema', products, 'table', product, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Item code, FG-nnnnn finished, RM-nnnnn material, PK-nnnnn packaging', 'schema', products, 'table', product, 'column', product_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Product name', 'schema', products, 'table', product, 'column', product_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Category of the product', 'schema', products, 'table', product, 'column', category_id;
GO
execute sp_addextendedproperty 'MS_Description', N'How the product is used: finished, material, packaging', 'schema', products, 'table', product, 'column', product_type;
GO
execute sp_addextendedproperty 'MS_Description', N'Base unit that all quantities are counted in: pcs, kg, box', 'schema', products, 'table', product, 'column', unit;
GO
execute sp_addextendedproperty 'MS_Description', N'HSN code for GST', 'schema', products, 'table', product, 'column', hsn_code;
GO
execute sp_addextendedproperty 'MS_Description', N'GST rate when the books begin, per cent; tax_rate has that of each day', 'schema', products, 'table', product, 'column', gst_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Standard cost of one base unit; stock is valued at it', 'schema', products, 'table', product, 'column', standard_cost;
GO
execute sp_addextendedproperty 'MS_Description', N'Labour and machine cost in the standard cost of one unit (0 for bought items)', 'schema', products, 'table', product, 'column', conversion_cost;
GO
execute sp_addextendedproperty 'MS_Description', N'Weight of one base unit in grams', 'schema', products, 'table', product, 'column', weight_g;
GO
execute sp_addextendedproperty 'MS_Description', N'Stock on hand and on order below which an item is due, base units: its safety stock, and what leaves while a usual run makes a good, or in the week until a material is looked at and while the vendor delivers; 0 of a good that is given up', 'schema', products, 'table', product, 'column', reorder_point;
GO
execute sp_addextendedproperty 'MS_Description', N'First day that it could be ordered', 'schema', products, 'table', product, 'column', launched_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Whether it can still be ordered', 'schema', products, 'table', product, 'column', is_active;
GO
execute sp_addextendedproperty 'MS_Description', N'Day from which on it can''t be ordered any more; empty while it can', 'schema', products, 'table', product, 'column', discontinued_on;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', product, 'column', modified_at;
GO
CREATE TABLE products.bill_of_materials (
    bill_of_materials_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_bill_of_materials_line_no CHECK (line_no >= 0),
    component_id BIGINT NOT NULL,
    quantity_per_1000 NUMERIC(12, 3) NOT NULL CONSTRAINT ck_bill_of_materials_quantity_per_1000 CHECK (quantity_per_1000 > 0),
    runner_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_bill_of_materials_runner_rate CHECK (runner_rate >= 0 AND runner_rate <= 100),
    regrind_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_bill_of_materials_regrind_rate CHECK (regrind_rate >= 0 AND regrind_rate <= 100),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_bill_of_materials PRIMARY KEY (bill_of_materials_id),
    CONSTRAINT uq_bill_of_materials_product_id UNIQUE (product_id, component_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'What 1,000 units of a finished good consume', 'schema', products, 'table', bill_of_materials;
GO
execute sp_addextendedproperty 'MS_Description', N'Line of a bill of materials: product_id * 100 + line_no', 'schema', products, 'table', bill_of_materials, 'column', bill_of_materials_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Finished good', 'schema', products, 'table', bill_of_materials, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the bill, from 1', 'schema', products, 'table', bill_of_materials, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Material or packaging consumed', 'schema', products, 'table', bill_of_materials, 'column', component_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Base units of the component for 1,000 pieces moulded, good ones and scrap; with runners and purgings, and with the inserts that are lost', 'schema', products, 'table', bill_of_materials, 'column', quantity_per_1000;
GO
execute sp_addextendedproperty 'MS_Description', N'Part of the quantity that becomes runners and purgings, per cent', 'schema', products, 'table', bill_of_materials, 'column', runner_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Part of these and of the scrap that is ground beside the press and used again in the same run, per cent; so much less of the component is needed. 0 of what is no resin, and where goods touch food', 'schema', products, 'table', bill_of_materials, 'column', regrind_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', bill_of_materials, 'column', modified_at;
GO
CREATE TABLE products.mould (
    mould_id BIGINT NOT NULL,
    mould_code NVARCHAR(20) NOT NULL,
    product_id BIGINT NOT NULL,
    cavities INTEGER NOT NULL CONSTRAINT ck_mould_cavities CHECK (cavities >= 0),
    cycle_time_s INTEGER NOT NULL CONSTRAINT ck_mould_cycle_time_s CHECK (cycle_time_s >= 0),
    shot_life INTEGER NOT NULL CONSTRAINT ck_mould_shot_life CHECK (shot_life >= 0),
    service_shots INTEGER NOT NULL CONSTRAINT ck_mould_service_shots CHECK (service_shots >= 0),
    opening_shots INTEGER NOT NULL CONSTRAINT ck_mould_opening_shots CHECK (opening_shots >= 0),
    commissioned_on DATE NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_mould PRIMARY KEY (mould_id),
    CONSTRAINT uq_mould_mould_code UNIQUE (mould_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Injection moulds (tools), one for each finished good', 'schema', products, 'table', mould;
GO
execute sp_addextendedproperty 'MS_Description', N'Mould', 'schema', products, 'table', mould, 'column', mould_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Mould code, MD-nnnnn', 'schema', products, 'table', mould, 'column', mould_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Finished good that it makes', 'schema', products, 'table', mould, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Pieces a shot', 'schema', products, 'table', mould, 'column', cavities;
GO
execute sp_addextendedproperty 'MS_Description', N'Seconds a shot', 'schema', products, 'table', mould, 'column', cycle_time_s;
GO
execute sp_addextendedproperty 'MS_Description', N'Shots after which it is overhauled at the latest', 'schema', products, 'table', mould, 'column', shot_life;
GO
execute sp_addextendedproperty 'MS_Description', N'Shots after which it is serviced at the latest', 'schema', products, 'table', mould, 'column', service_shots;
GO
execute sp_addextendedproperty 'MS_Description', N'Shots since it was new or last overhauled, when the books began or it came', 'schema', products, 'table', mould, 'column', opening_shots;
GO
execute sp_addextendedproperty 'MS_Description', N'First day in use', 'schema', products, 'table', mould, 'column', commissioned_on;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', mould, 'column', modified_at;
GO
CREATE TABLE products.price (
    price_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE NOT NULL,
    list_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_price_list_price CHECK (list_price >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_price PRIMARY KEY (price_id),
    CONSTRAINT ck_price_validity CHECK (valid_to >= valid_from),
    CONSTRAINT uq_price_product_id UNIQUE (product_id, valid_from)
);
GO
execute sp_addextendedproperty 'MS_Description', N'List prices of finished goods by period of validity', 'schema', products, 'table', price;
GO
execute sp_addextendedproperty 'MS_Description', N'Price: product_id * 100000 + days since 2020-01-01 (valid_from)', 'schema', products, 'table', price, 'column', price_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Product that the price is for', 'schema', products, 'table', price, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'First day of validity', 'schema', products, 'table', price, 'column', valid_from;
GO
execute sp_addextendedproperty 'MS_Description', N'Last day of validity', 'schema', products, 'table', price, 'column', valid_to;
GO
execute sp_addextendedproperty 'MS_Description', N'List price of one base unit, before discount and GST', 'schema', products, 'table', price, 'column', list_price;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', price, 'column', modified_at;
GO
CREATE TABLE products.mould_maintenance (
    mould_maintenance_id BIGINT NOT NULL,
    mould_maintenance_no NVARCHAR(20) NOT NULL,
    mould_id BIGINT NOT NULL,
    started_on DATE NOT NULL,
    finished_on DATE NOT NULL,
    maintenance_kind NVARCHAR(20) NOT NULL CONSTRAINT ck_mould_maintenance_maintenance_kind CHECK (maintenance_kind IN ('preventive', 'repair', 'overhaul')),
    shots INTEGER NOT NULL CONSTRAINT ck_mould_maintenance_shots CHECK (shots >= 0),
    cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_mould_maintenance_cost CHECK (cost >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_mould_maintenance PRIMARY KEY (mould_maintenance_id),
    CONSTRAINT ck_mould_maintenance_finished CHECK (finished_on >= started_on),
    CONSTRAINT uq_mould_maintenance_mould_maintenance_no UNIQUE (mould_maintenance_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Work on moulds in the tool room; meanwhile they can''t be used', 'schema', products, 'table', mould_maintenance;
GO
execute sp_addextendedproperty 'MS_Description', N'Work on a mould', 'schema', products, 'table', mould_maintenance, 'column', mould_maintenance_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, MM-nnnnnnn', 'schema', products, 'table', mould_maintenance, 'column', mould_maintenance_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Mould', 'schema', products, 'table', mould_maintenance, 'column', mould_id;
GO
execute sp_addextendedproperty 'MS_Description', N'First day in the tool room', 'schema', products, 'table', mould_maintenance, 'column', started_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Last day in the tool room; the cost is paid on it', 'schema', products, 'table', mould_maintenance, 'column', finished_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Why it was there: preventive, repair, overhaul', 'schema', products, 'table', mould_maintenance, 'column', maintenance_kind;
GO
execute sp_addextendedproperty 'MS_Description', N'Shots that it had made by then: opening_shots and those in the books', 'schema', products, 'table', mould_maintenance, 'column', shots;
GO
execute sp_addextendedproperty 'MS_Description', N'Spare parts and outside work', 'schema', products, 'table', mould_maintenance, 'column', cost;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', products, 'table', mould_maintenance, 'column', modified_at;
GO
