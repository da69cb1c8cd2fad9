-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE sales.campaign (
    campaign_id BIGINT NOT NULL,
    campaign_code NVARCHAR(20) NOT NULL,
    campaign_name NVARCHAR(100) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    discount_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_campaign_discount_rate CHECK (discount_rate >= 0 AND discount_rate <= 100),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_campaign PRIMARY KEY (campaign_id),
    CONSTRAINT ck_campaign_ends CHECK (ends_on >= starts_on),
    CONSTRAINT uq_campaign_campaign_code UNIQUE (campaign_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Sales campaigns, one for each time that it ran', 'schema', sales, 'table', campaign;
GO
execute sp_addextendedproperty 'MS_Description', N'Campaign', 'schema', sales, 'table', campaign, 'column', campaign_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Campaign code, CP-nn', 'schema', sales, 'table', campaign, 'column', campaign_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Name', 'schema', sales, 'table', campaign, 'column', campaign_name;
GO
execute sp_addextendedproperty 'MS_Description', N'First day', 'schema', sales, 'table', campaign, 'column', starts_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Last day', 'schema', sales, 'table', campaign, 'column', ends_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Discount on top of the customer''s usual one, per cent', 'schema', sales, 'table', campaign, 'column', discount_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', sales, 'table', campaign, 'column', modified_at;
GO
CREATE TABLE sales.sales_order (
    sales_order_id BIGINT NOT NULL,
    sales_order_no NVARCHAR(20) NOT NULL,
    customer_id BIGINT NOT NULL,
    salesperson_id BIGINT NOT NULL,
    channel NVARCHAR(10) NOT NULL CONSTRAINT ck_sales_order_channel CHECK (channel IN ('field', 'phone', 'portal')),
    ordered_on DATE NOT NULL,
    requested_on DATE NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_sales_order PRIMARY KEY (sales_order_id),
    CONSTRAINT ck_sales_order_requested CHECK (requested_on >= ordered_on),
    CONSTRAINT uq_sales_order_sales_order_no UNIQUE (sales_order_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Sales orders', 'schema', sales, 'table', sales_order;
GO
execute sp_addextendedproperty 'MS_Description', N'Sales order', 'schema', sales, 'table', sales_order, 'column', sales_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, SO-nnnnnnnnn', 'schema', sales, 'table', sales_order, 'column', sales_order_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer', 'schema', sales, 'table', sales_order, 'column', customer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Employee who took the order', 'schema', sales, 'table', sales_order, 'column', salesperson_id;
GO
execute sp_addextendedproperty 'MS_Description', N'How the order came in: field, phone, portal', 'schema', sales, 'table', sales_order, 'column', channel;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the order', 'schema', sales, 'table', sales_order, 'column', ordered_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day the customer wants delivery', 'schema', sales, 'table', sales_order, 'column', requested_on;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', sales, 'table', sales_order, 'column', modified_at;
GO
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
    campaign_id BIGINT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_sales_order_line PRIMARY KEY (sales_order_line_id),
    CONSTRAINT ck_sales_order_line_discounted CHECK (unit_price <= list_price),
    CONSTRAINT ck_sales_order_line_net CHECK (net_amount = quantity * unit_price),
    CONSTRAINT uq_sales_order_line_sales_order_id UNIQUE (sales_order_id, line_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Lines of sales orders', 'schema', sales, 'table', sales_order_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: sales_order_id * 100 + line_no', 'schema', sales, 'table', sales_order_line, 'column', sales_order_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Sales order', 'schema', sales, 'table', sales_order_line, 'column', sales_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the order, from 1', 'schema', sales, 'table', sales_order_line, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Finished good', 'schema', sales, 'table', sales_order_line, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Ordered, base units', 'schema', sales, 'table', sales_order_line, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'List price of one base unit on the day of the order', 'schema', sales, 'table', sales_order_line, 'column', list_price;
GO
execute sp_addextendedproperty 'MS_Description', N'Discount off the list price, per cent', 'schema', sales, 'table', sales_order_line, 'column', discount_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Price of one base unit after discount, before GST', 'schema', sales, 'table', sales_order_line, 'column', unit_price;
GO
execute sp_addextendedproperty 'MS_Description', N'quantity * unit_price', 'schema', sales, 'table', sales_order_line, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'GST rate, per cent', 'schema', sales, 'table', sales_order_line, 'column', gst_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Campaign whose discount it has, if any', 'schema', sales, 'table', sales_order_line, 'column', campaign_id;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', sales, 'table', sales_order_line, 'column', modified_at;
GO
CREATE TABLE sales.credit_note (
    credit_note_id BIGINT NOT NULL,
    credit_note_no NVARCHAR(20) NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    credited_on DATE NOT NULL,
    reason NVARCHAR(20) NOT NULL CONSTRAINT ck_credit_note_reason CHECK (reason IN ('damaged in transit', 'price difference', 'quality', 'cash discount')),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_net_amount CHECK (net_amount >= 0),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_igst_amount CHECK (igst_amount >= 0),
    total_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_credit_note_total_amount CHECK (total_amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_credit_note PRIMARY KEY (credit_note_id),
    CONSTRAINT ck_credit_note_total CHECK (total_amount = net_amount + cgst_amount + sgst_amount + igst_amount),
    CONSTRAINT uq_credit_note_credit_note_no UNIQUE (credit_note_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Credit notes: for goods that came back, allowances, and cash discounts, which take no tax back', 'schema', sales, 'table', credit_note;
GO
execute sp_addextendedproperty 'MS_Description', N'Credit note', 'schema', sales, 'table', credit_note, 'column', credit_note_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, CN-nnnnnnnnn', 'schema', sales, 'table', credit_note, 'column', credit_note_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice credited', 'schema', sales, 'table', credit_note, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the credit note', 'schema', sales, 'table', credit_note, 'column', credited_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Why it was given: damaged in transit, price difference, quality, cash discount', 'schema', sales, 'table', credit_note, 'column', reason;
GO
execute sp_addextendedproperty 'MS_Description', N'Credit before GST', 'schema', sales, 'table', credit_note, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Central GST reversed', 'schema', sales, 'table', credit_note, 'column', cgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'State GST reversed', 'schema', sales, 'table', credit_note, 'column', sgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Integrated GST reversed', 'schema', sales, 'table', credit_note, 'column', igst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Taken off the customer''s balance', 'schema', sales, 'table', credit_note, 'column', total_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', sales, 'table', credit_note, 'column', modified_at;
GO
CREATE TABLE sales.goods_return (
    goods_return_id BIGINT NOT NULL,
    goods_return_no NVARCHAR(20) NOT NULL,
    credit_note_id BIGINT NOT NULL,
    shipment_line_id BIGINT NOT NULL,
    warehouse_id BIGINT NOT NULL,
    returned_on DATE NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_goods_return_quantity CHECK (quantity > 0),
    accepted_quantity BIGINT NOT NULL CONSTRAINT ck_goods_return_accepted_quantity CHECK (accepted_quantity >= 0),
    scrapped_quantity BIGINT NOT NULL CONSTRAINT ck_goods_return_scrapped_quantity CHECK (scrapped_quantity >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_goods_return PRIMARY KEY (goods_return_id),
    CONSTRAINT ck_goods_return_scrapped CHECK (scrapped_quantity = quantity - accepted_quantity),
    CONSTRAINT uq_goods_return_credit_note_id UNIQUE (credit_note_id),
    CONSTRAINT uq_goods_return_goods_return_no UNIQUE (goods_return_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Goods that customers sent back: one row for each line of a shipment of which some came back', 'schema', sales, 'table', goods_return;
GO
execute sp_addextendedproperty 'MS_Description', N'Return', 'schema', sales, 'table', goods_return, 'column', goods_return_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, RT-nnnnnnnnn', 'schema', sales, 'table', goods_return, 'column', goods_return_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Credit note for the goods', 'schema', sales, 'table', goods_return, 'column', credit_note_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Shipment line that they had left with', 'schema', sales, 'table', goods_return, 'column', shipment_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Where the good ones were put', 'schema', sales, 'table', goods_return, 'column', warehouse_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that they came back', 'schema', sales, 'table', goods_return, 'column', returned_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Came back, base units', 'schema', sales, 'table', goods_return, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'As good as new: back in stock, base units', 'schema', sales, 'table', goods_return, 'column', accepted_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Damaged: scrapped, base units', 'schema', sales, 'table', goods_return, 'column', scrapped_quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', sales, 'table', goods_return, 'column', modified_at;
GO
