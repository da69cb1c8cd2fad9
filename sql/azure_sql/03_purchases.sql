-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE purchases.purchase_order (
    purchase_order_id BIGINT NOT NULL,
    purchase_order_no NVARCHAR(20) NOT NULL,
    vendor_id BIGINT NOT NULL,
    buyer_id BIGINT NOT NULL,
    ordered_on DATE NOT NULL,
    expected_on DATE NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_purchase_order PRIMARY KEY (purchase_order_id),
    CONSTRAINT ck_purchase_order_expected CHECK (expected_on >= ordered_on),
    CONSTRAINT uq_purchase_order_purchase_order_no UNIQUE (purchase_order_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Purchase orders', 'schema', purchases, 'table', purchase_order;
GO
execute sp_addextendedproperty 'MS_Description', N'Purchase order', 'schema', purchases, 'table', purchase_order, 'column', purchase_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, PO-nnnnnnn', 'schema', purchases, 'table', purchase_order, 'column', purchase_order_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Vendor', 'schema', purchases, 'table', purchase_order, 'column', vendor_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee who ordered', 'schema', purchases, 'table', purchase_order, 'column', buyer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the order', 'schema', purchases, 'table', purchase_order, 'column', ordered_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day promised by the vendor, on which the plant works', 'schema', purchases, 'table', purchase_order, 'column', expected_on;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', purchases, 'table', purchase_order, 'column', modified_at;
GO
CREATE TABLE purchases.purchase_order_line (
    purchase_order_line_id BIGINT NOT NULL,
    purchase_order_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_purchase_order_line_line_no CHECK (line_no >= 0),
    product_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_purchase_order_line_quantity CHECK (quantity > 0),
    unit_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_purchase_order_line_unit_price CHECK (unit_price >= 0),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_purchase_order_line_net_amount CHECK (net_amount >= 0),
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_purchase_order_line_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_purchase_order_line PRIMARY KEY (purchase_order_line_id),
    CONSTRAINT ck_purchase_order_line_net CHECK (net_amount = quantity * unit_price),
    CONSTRAINT uq_purchase_order_line_purchase_order_id UNIQUE (purchase_order_id, line_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Lines of purchase orders', 'schema', purchases, 'table', purchase_order_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: purchase_order_id * 100 + line_no', 'schema', purchases, 'table', purchase_order_line, 'column', purchase_order_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Purchase order', 'schema', purchases, 'table', purchase_order_line, 'column', purchase_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the order, from 1', 'schema', purchases, 'table', purchase_order_line, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Material or packaging', 'schema', purchases, 'table', purchase_order_line, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Ordered, base units', 'schema', purchases, 'table', purchase_order_line, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Price of one base unit, before GST', 'schema', purchases, 'table', purchase_order_line, 'column', unit_price;
GO
execute sp_addextendedproperty 'MS_Description', N'quantity * unit_price', 'schema', purchases, 'table', purchase_order_line, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'GST rate, per cent', 'schema', purchases, 'table', purchase_order_line, 'column', gst_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', purchases, 'table', purchase_order_line, 'column', modified_at;
GO
CREATE TABLE purchases.goods_receipt (
    goods_receipt_id BIGINT NOT NULL,
    goods_receipt_no NVARCHAR(20) NOT NULL,
    purchase_order_line_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    received_on DATE NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_goods_receipt_quantity CHECK (quantity > 0),
    rejected_quantity BIGINT NOT NULL CONSTRAINT ck_goods_receipt_rejected_quantity CHECK (rejected_quantity >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_goods_receipt PRIMARY KEY (goods_receipt_id),
    CONSTRAINT uq_goods_receipt_goods_receipt_no UNIQUE (goods_receipt_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Receipts of goods, one for each delivery of an order line', 'schema', purchases, 'table', goods_receipt;
GO
execute sp_addextendedproperty 'MS_Description', N'Goods receipt', 'schema', purchases, 'table', goods_receipt, 'column', goods_receipt_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, GRN-nnnnnnn', 'schema', purchases, 'table', goods_receipt, 'column', goods_receipt_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Order line', 'schema', purchases, 'table', goods_receipt, 'column', purchase_order_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Where it was put', 'schema', purchases, 'table', goods_receipt, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of receipt', 'schema', purchases, 'table', goods_receipt, 'column', received_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Accepted into stock, base units', 'schema', purchases, 'table', goods_receipt, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Refused at inspection and not billed, base units', 'schema', purchases, 'table', goods_receipt, 'column', rejected_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', purchases, 'table', goods_receipt, 'column', modified_at;
GO
