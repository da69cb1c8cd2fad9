-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE purchases.purchase_order (
    purchase_order_id BIGINT NOT NULL,
    purchase_order_no VARCHAR(20) NOT NULL,
    vendor_id BIGINT NOT NULL,
    buyer_id BIGINT NOT NULL,
    ordered_on DATE NOT NULL,
    expected_on DATE NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_purchase_order PRIMARY KEY (purchase_order_id),
    CONSTRAINT ck_purchase_order_expected CHECK (expected_on >= ordered_on),
    CONSTRAINT uq_purchase_order_purchase_order_no UNIQUE (purchase_order_no)
);
COMMENT ON TABLE purchases.purchase_order IS 'Purchase orders';
COMMENT ON COLUMN purchases.purchase_order.purchase_order_id IS 'Purchase order';
COMMENT ON COLUMN purchases.purchase_order.purchase_order_no IS 'Document number, PO-nnnnnnn';
COMMENT ON COLUMN purchases.purchase_order.vendor_id IS 'Vendor';
COMMENT ON COLUMN purchases.purchase_order.buyer_id IS 'Employee who ordered';
COMMENT ON COLUMN purchases.purchase_order.ordered_on IS 'Day of the order';
COMMENT ON COLUMN purchases.purchase_order.expected_on IS 'Day promised by the vendor, on which the plant works';
COMMENT ON COLUMN purchases.purchase_order.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE purchases.purchase_order_line (
    purchase_order_line_id BIGINT NOT NULL,
    purchase_order_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_purchase_order_line_line_no CHECK (line_no >= 0),
    product_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_purchase_order_line_quantity CHECK (quantity > 0),
    unit_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_purchase_order_line_unit_price CHECK (unit_price >= 0),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_purchase_order_line_net_amount CHECK (net_amount >= 0),
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_purchase_order_line_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_purchase_order_line PRIMARY KEY (purchase_order_line_id),
    CONSTRAINT ck_purchase_order_line_net CHECK (net_amount = quantity * unit_price),
    CONSTRAINT uq_purchase_order_line_purchase_order_id UNIQUE (purchase_order_id, line_no)
);
COMMENT ON TABLE purchases.purchase_order_line IS 'Lines of purchase orders';
COMMENT ON COLUMN purchases.purchase_order_line.purchase_order_line_id IS 'Line: purchase_order_id * 100 + line_no';
COMMENT ON COLUMN purchases.purchase_order_line.purchase_order_id IS 'Purchase order';
COMMENT ON COLUMN purchases.purchase_order_line.line_no IS 'Line within the order, from 1';
COMMENT ON COLUMN purchases.purchase_order_line.product_id IS 'Material or packaging';
COMMENT ON COLUMN purchases.purchase_order_line.quantity IS 'Ordered, base units';
COMMENT ON COLUMN purchases.purchase_order_line.unit_price IS 'Price of one base unit, before GST';
COMMENT ON COLUMN purchases.purchase_order_line.net_amount IS 'quantity * unit_price';
COMMENT ON COLUMN purchases.purchase_order_line.gst_rate IS 'GST rate, per cent';
COMMENT ON COLUMN purchases.purchase_order_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE purchases.goods_receipt (
    goods_receipt_id BIGINT NOT NULL,
    goods_receipt_no VARCHAR(20) NOT NULL,
    purchase_order_line_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    received_on DATE NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_goods_receipt_quantity CHECK (quantity > 0),
    rejected_quantity BIGINT NOT NULL CONSTRAINT ck_goods_receipt_rejected_quantity CHECK (rejected_quantity >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_goods_receipt PRIMARY KEY (goods_receipt_id),
    CONSTRAINT uq_goods_receipt_goods_receipt_no UNIQUE (goods_receipt_no)
);
COMMENT ON TABLE purchases.goods_receipt IS 'Receipts of goods, one for each delivery of an order line';
COMMENT ON COLUMN purchases.goods_receipt.goods_receipt_id IS 'Goods receipt';
COMMENT ON COLUMN purchases.goods_receipt.goods_receipt_no IS 'Document number, GRN-nnnnnnn';
COMMENT ON COLUMN purchases.goods_receipt.purchase_order_line_id IS 'Order line';
COMMENT ON COLUMN purchases.goods_receipt.warehouse_id IS 'Where it was put';
COMMENT ON COLUMN purchases.goods_receipt.received_on IS 'Day of receipt';
COMMENT ON COLUMN purchases.goods_receipt.quantity IS 'Accepted into stock, base units';
COMMENT ON COLUMN purchases.goods_receipt.rejected_quantity IS 'Refused at inspection and not billed, base units';
COMMENT ON COLUMN purchases.goods_receipt.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
