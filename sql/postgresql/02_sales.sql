-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE sales.campaign (
    campaign_id BIGINT NOT NULL,
    campaign_code VARCHAR(20) NOT NULL,
    campaign_name VARCHAR(100) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    discount_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_campaign_discount_rate CHECK (discount_rate >= 0 AND discount_rate <= 100),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_campaign PRIMARY KEY (campaign_id),
    CONSTRAINT ck_campaign_ends CHECK (ends_on >= starts_on),
    CONSTRAINT uq_campaign_campaign_code UNIQUE (campaign_code)
);
COMMENT ON TABLE sales.campaign IS 'Sales campaigns, one for each time that it ran';
COMMENT ON COLUMN sales.campaign.campaign_id IS 'Campaign';
COMMENT ON COLUMN sales.campaign.campaign_code IS 'Campaign code, CP-nn';
COMMENT ON COLUMN sales.campaign.campaign_name IS 'Name';
COMMENT ON COLUMN sales.campaign.starts_on IS 'First day';
COMMENT ON COLUMN sales.campaign.ends_on IS 'Last day';
COMMENT ON COLUMN sales.campaign.discount_rate IS 'Discount on top of the customer''s usual one, per cent';
COMMENT ON COLUMN sales.campaign.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE sales.sales_order (
    sales_order_id BIGINT NOT NULL,
    sales_order_no VARCHAR(20) NOT NULL,
    customer_id BIGINT NOT NULL,
    salesperson_id BIGINT NOT NULL,
    channel VARCHAR(10) NOT NULL CONSTRAINT ck_sales_order_channel CHECK (channel IN ('field', 'phone', 'portal')),
    ordered_on DATE NOT NULL,
    requested_on DATE NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_sales_order PRIMARY KEY (sales_order_id),
    CONSTRAINT ck_sales_order_requested CHECK (requested_on >= ordered_on),
    CONSTRAINT uq_sales_order_sales_order_no UNIQUE (sales_order_no)
);
COMMENT ON TABLE sales.sales_order IS 'Sales orders';
COMMENT ON COLUMN sales.sales_order.sales_order_id IS 'Sales order';
COMMENT ON COLUMN sales.sales_order.sales_order_no IS 'Document number, SO-nnnnnnnnn';
COMMENT ON COLUMN sales.sales_order.customer_id IS 'Customer';
COMMENT ON COLUMN sales.sales_order.salesperson_id IS 'Employee who took the order';
COMMENT ON COLUMN sales.sales_order.channel IS 'How the order came in: field, phone, portal';
COMMENT ON COLUMN sales.sales_order.ordered_on IS 'Day of the order';
COMMENT ON COLUMN sales.sales_order.requested_on IS 'Day the customer wants delivery';
COMMENT ON COLUMN sales.sales_order.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE sales.sales_order_line (
    sales_order_line_id BIGINT NOT NULL,
    sales_order_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_sales_order_line_line_no CHECK (line_no >= 0),
    product_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_sales_order_line_quantity CHECK (quantity > 0),
    list_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_sales_order_line_list_price CHECK (list_price >= 0),
    discount_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_sales_order_line_discount_rate CHECK (discount_rate >= 0 AND discount_rate <= 100),
    unit_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_sales_order_line_unit_price CHECK (unit_price >= 0),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_sales_order_line_net_amount CHECK (net_amount >= 0),
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_sales_order_line_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    campaign_id BIGINT,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_sales_order_line PRIMARY KEY (sales_order_line_id),
    CONSTRAINT ck_sales_order_line_discounted CHECK (unit_price <= list_price),
    CONSTRAINT ck_sales_order_line_net CHECK (net_amount = quantity * unit_price),
    CONSTRAINT uq_sales_order_line_sales_order_id UNIQUE (sales_order_id, line_no)
);
COMMENT ON TABLE sales.sales_order_line IS 'Lines of sales orders';
COMMENT ON COLUMN sales.sales_order_line.sales_order_line_id IS 'Line: sales_order_id * 100 + line_no';
COMMENT ON COLUMN sales.sales_order_line.sales_order_id IS 'Sales order';
COMMENT ON COLUMN sales.sales_order_line.line_no IS 'Line within the order, from 1';
COMMENT ON COLUMN sales.sales_order_line.product_id IS 'Finished good';
COMMENT ON COLUMN sales.sales_order_line.quantity IS 'Ordered, base units';
COMMENT ON COLUMN sales.sales_order_line.list_price IS 'List price of one base unit on the day of the order';
COMMENT ON COLUMN sales.sales_order_line.discount_rate IS 'Discount off the list price, per cent';
COMMENT ON COLUMN sales.sales_order_line.unit_price IS 'Price of one base unit after discount, before GST';
COMMENT ON COLUMN sales.sales_order_line.net_amount IS 'quantity * unit_price';
COMMENT ON COLUMN sales.sales_order_line.gst_rate IS 'GST rate, per cent';
COMMENT ON COLUMN sales.sales_order_line.campaign_id IS 'Campaign whose discount it has, if any';
COMMENT ON COLUMN sales.sales_order_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE sales.credit_note (
    credit_note_id BIGINT NOT NULL,
    credit_note_no VARCHAR(20) NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    credited_on DATE NOT NULL,
    reason VARCHAR(20) NOT NULL CONSTRAINT ck_credit_note_reason CHECK (reason IN ('damaged in transit', 'price difference', 'quality', 'cash discount')),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_net_amount CHECK (net_amount >= 0),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_igst_amount CHECK (igst_amount >= 0),
    total_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_total_amount CHECK (total_amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_credit_note PRIMARY KEY (credit_note_id),
    CONSTRAINT ck_credit_note_total CHECK (total_amount = net_amount + cgst_amount + sgst_amount + igst_amount),
    CONSTRAINT uq_credit_note_credit_note_no UNIQUE (credit_note_no)
);
COMMENT ON TABLE sales.credit_note IS 'Credit notes: for goods that came back, allowances, and cash discounts, which take no tax back';
COMMENT ON COLUMN sales.credit_note.credit_note_id IS 'Credit note';
COMMENT ON COLUMN sales.credit_note.credit_note_no IS 'Document number, CN-nnnnnnnnn';
COMMENT ON COLUMN sales.credit_note.receivable_invoice_id IS 'Invoice credited';
COMMENT ON COLUMN sales.credit_note.credited_on IS 'Day of the credit note';
COMMENT ON COLUMN sales.credit_note.reason IS 'Why it was given: damaged in transit, price difference, quality, cash discount';
COMMENT ON COLUMN sales.credit_note.net_amount IS 'Credit before GST';
COMMENT ON COLUMN sales.credit_note.cgst_amount IS 'Central GST reversed';
COMMENT ON COLUMN sales.credit_note.sgst_amount IS 'State GST reversed';
COMMENT ON COLUMN sales.credit_note.igst_amount IS 'Integrated GST reversed';
COMMENT ON COLUMN sales.credit_note.total_amount IS 'Taken off the customer''s balance';
COMMENT ON COLUMN sales.credit_note.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE sales.goods_return (
    goods_return_id BIGINT NOT NULL,
    goods_return_no VARCHAR(20) NOT NULL,
    credit_note_id BIGINT NOT NULL,
    shipment_line_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    returned_on DATE NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_goods_return_quantity CHECK (quantity > 0),
    accepted_quantity BIGINT NOT NULL CONSTRAINT ck_goods_return_accepted_quantity CHECK (accepted_quantity >= 0),
    scrapped_quantity BIGINT NOT NULL CONSTRAINT ck_goods_return_scrapped_quantity CHECK (scrapped_quantity >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_goods_return PRIMARY KEY (goods_return_id),
    CONSTRAINT ck_goods_return_scrapped CHECK (scrapped_quantity = quantity - accepted_quantity),
    CONSTRAINT uq_goods_return_credit_note_id UNIQUE (credit_note_id),
    CONSTRAINT uq_goods_return_goods_return_no UNIQUE (goods_return_no)
);
COMMENT ON TABLE sales.goods_return IS 'Goods that customers sent back: one row for each line of a shipment of which some came back';
COMMENT ON COLUMN sales.goods_return.goods_return_id IS 'Return';
COMMENT ON COLUMN sales.goods_return.goods_return_no IS 'Document number, RT-nnnnnnnnn';
COMMENT ON COLUMN sales.goods_return.credit_note_id IS 'Credit note for the goods';
COMMENT ON COLUMN sales.goods_return.shipment_line_id IS 'Shipment line that they had left with';
COMMENT ON COLUMN sales.goods_return.warehouse_id IS 'Where the good ones were put';
COMMENT ON COLUMN sales.goods_return.returned_on IS 'Day that they came back';
COMMENT ON COLUMN sales.goods_return.quantity IS 'Came back, base units';
COMMENT ON COLUMN sales.goods_return.accepted_quantity IS 'As good as new: back in stock, base units';
COMMENT ON COLUMN sales.goods_return.scrapped_quantity IS 'Damaged: scrapped, base units';
COMMENT ON COLUMN sales.goods_return.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
