-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE finance.account (
    account_id BIGINT NOT NULL,
    account_name VARCHAR(80) NOT NULL,
    account_type VARCHAR(10) NOT NULL CONSTRAINT ck_account_account_type CHECK (account_type IN ('asset', 'liability', 'equity', 'income', 'expense')),
    statement_group VARCHAR(40) NOT NULL,
    is_control BOOLEAN NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (account_id)
);
COMMENT ON TABLE finance.account IS 'Chart of accounts';
COMMENT ON COLUMN finance.account.account_id IS 'Account number';
COMMENT ON COLUMN finance.account.account_name IS 'Account name';
COMMENT ON COLUMN finance.account.account_type IS 'Where it stands in the statements: asset, liability, equity, income, expense';
COMMENT ON COLUMN finance.account.statement_group IS 'Line of the statement that it is shown in';
COMMENT ON COLUMN finance.account.is_control IS 'Whether a subledger (receivables, payables, stock) must equal it';
COMMENT ON COLUMN finance.account.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.period (
    period_id BIGINT NOT NULL,
    period_name VARCHAR(10) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    financial_year VARCHAR(7) NOT NULL,
    fiscal_month INTEGER NOT NULL CONSTRAINT ck_period_fiscal_month CHECK (fiscal_month >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (period_id)
);
COMMENT ON TABLE finance.period IS 'Accounting months of the April-March financial year';
COMMENT ON COLUMN finance.period.period_id IS 'Month as a number, yyyymm';
COMMENT ON COLUMN finance.period.period_name IS 'Month, as in Apr 2023';
COMMENT ON COLUMN finance.period.starts_on IS 'First day';
COMMENT ON COLUMN finance.period.ends_on IS 'Last day';
COMMENT ON COLUMN finance.period.financial_year IS 'Financial year, as in 2023-24';
COMMENT ON COLUMN finance.period.fiscal_month IS 'Month of the financial year, April is 1';
COMMENT ON COLUMN finance.period.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.journal_entry (
    journal_entry_id BIGINT NOT NULL,
    source VARCHAR(30) NOT NULL,
    source_id BIGINT NOT NULL,
    posted_on DATE NOT NULL,
    period_id BIGINT NOT NULL,
    description VARCHAR(120) NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_journal_entry PRIMARY KEY (journal_entry_id)
);
COMMENT ON TABLE finance.journal_entry IS 'Journal entries: one for each posted document';
COMMENT ON COLUMN finance.journal_entry.journal_entry_id IS 'Entry: number of its posting rule * 10^11 + source_id';
COMMENT ON COLUMN finance.journal_entry.source IS 'Posting rule that made it';
COMMENT ON COLUMN finance.journal_entry.source_id IS 'Key of the document posted';
COMMENT ON COLUMN finance.journal_entry.posted_on IS 'Day of posting';
COMMENT ON COLUMN finance.journal_entry.period_id IS 'Month of posting';
COMMENT ON COLUMN finance.journal_entry.description IS 'What happened, in words';
COMMENT ON COLUMN finance.journal_entry.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.payment (
    payment_id BIGINT NOT NULL,
    payment_no VARCHAR(20) NOT NULL,
    vendor_id BIGINT NOT NULL,
    paid_on DATE NOT NULL,
    method VARCHAR(10) NOT NULL CONSTRAINT ck_payment_method CHECK (method IN ('NEFT', 'RTGS', 'UPI', 'cheque')),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payment_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (payment_id),
    CONSTRAINT uq_payment_payment_no UNIQUE (payment_no)
);
COMMENT ON TABLE finance.payment IS 'Payments to vendors';
COMMENT ON COLUMN finance.payment.payment_id IS 'Payment';
COMMENT ON COLUMN finance.payment.payment_no IS 'Document number, PY-nnnnnnn';
COMMENT ON COLUMN finance.payment.vendor_id IS 'Vendor';
COMMENT ON COLUMN finance.payment.paid_on IS 'Day the bank was debited';
COMMENT ON COLUMN finance.payment.method IS 'How it was paid: NEFT, RTGS, UPI, cheque';
COMMENT ON COLUMN finance.payment.amount IS 'Amount paid';
COMMENT ON COLUMN finance.payment.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.receipt (
    receipt_id BIGINT NOT NULL,
    receipt_no VARCHAR(20) NOT NULL,
    customer_id BIGINT NOT NULL,
    received_on DATE NOT NULL,
    method VARCHAR(10) NOT NULL CONSTRAINT ck_receipt_method CHECK (method IN ('NEFT', 'RTGS', 'UPI', 'cheque', 'wire')),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receipt_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (receipt_id),
    CONSTRAINT uq_receipt_receipt_no UNIQUE (receipt_no)
);
COMMENT ON TABLE finance.receipt IS 'Payments from customers';
COMMENT ON COLUMN finance.receipt.receipt_id IS 'Receipt';
COMMENT ON COLUMN finance.receipt.receipt_no IS 'Document number, RC-nnnnnnnnn';
COMMENT ON COLUMN finance.receipt.customer_id IS 'Customer';
COMMENT ON COLUMN finance.receipt.received_on IS 'Day the bank was credited';
COMMENT ON COLUMN finance.receipt.method IS 'How it was paid: NEFT, RTGS, UPI, cheque, wire';
COMMENT ON COLUMN finance.receipt.amount IS 'Amount received';
COMMENT ON COLUMN finance.receipt.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.journal_line (
    journal_line_id BIGINT NOT NULL,
    journal_entry_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_journal_line_line_no CHECK (line_no >= 0),
    account_id BIGINT NOT NULL,
    debit NUMERIC(18, 2) NOT NULL CONSTRAINT ck_journal_line_debit CHECK (debit >= 0),
    credit NUMERIC(18, 2) NOT NULL CONSTRAINT ck_journal_line_credit CHECK (credit >= 0),
    customer_id BIGINT,
    vendor_id BIGINT,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_journal_line PRIMARY KEY (journal_line_id),
    CONSTRAINT ck_journal_line_not_empty CHECK (debit + credit > 0),
    CONSTRAINT ck_journal_line_one_side CHECK (debit = 0 OR credit = 0)
);
COMMENT ON TABLE finance.journal_line IS 'Debits and credits';
COMMENT ON COLUMN finance.journal_line.journal_line_id IS 'Line: journal_entry_id * 100 + line_no';
COMMENT ON COLUMN finance.journal_line.journal_entry_id IS 'Entry';
COMMENT ON COLUMN finance.journal_line.line_no IS 'Line of the posting rule, from 1';
COMMENT ON COLUMN finance.journal_line.account_id IS 'Account';
COMMENT ON COLUMN finance.journal_line.debit IS 'Debit';
COMMENT ON COLUMN finance.journal_line.credit IS 'Credit';
COMMENT ON COLUMN finance.journal_line.customer_id IS 'Customer, on receivables';
COMMENT ON COLUMN finance.journal_line.vendor_id IS 'Vendor, on payables';
COMMENT ON COLUMN finance.journal_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.customer_advance (
    customer_advance_id BIGINT NOT NULL,
    customer_advance_no VARCHAR(20) NOT NULL,
    sales_order_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    received_on DATE NOT NULL,
    method VARCHAR(10) NOT NULL CONSTRAINT ck_customer_advance_method CHECK (method IN ('NEFT', 'RTGS', 'UPI', 'cheque', 'wire')),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_customer_advance_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_customer_advance PRIMARY KEY (customer_advance_id),
    CONSTRAINT ck_customer_advance_order CHECK (customer_advance_id = sales_order_id),
    CONSTRAINT uq_customer_advance_customer_advance_no UNIQUE (customer_advance_no)
);
COMMENT ON TABLE finance.customer_advance IS 'Advances: what customers pay on an order before anything is sent';
COMMENT ON COLUMN finance.customer_advance.customer_advance_id IS 'Advance; the number of its sales order';
COMMENT ON COLUMN finance.customer_advance.customer_advance_no IS 'Document number, AD-nnnnnnnnn (the sales order''s digits)';
COMMENT ON COLUMN finance.customer_advance.sales_order_id IS 'Sales order that it is for';
COMMENT ON COLUMN finance.customer_advance.customer_id IS 'Customer';
COMMENT ON COLUMN finance.customer_advance.received_on IS 'Day the bank was credited';
COMMENT ON COLUMN finance.customer_advance.method IS 'How it was paid: NEFT, RTGS, UPI, cheque, wire';
COMMENT ON COLUMN finance.customer_advance.amount IS 'Amount received';
COMMENT ON COLUMN finance.customer_advance.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.fixed_asset (
    fixed_asset_id BIGINT NOT NULL,
    fixed_asset_code VARCHAR(20) NOT NULL,
    fixed_asset_name VARCHAR(100) NOT NULL,
    asset_class VARCHAR(10) NOT NULL CONSTRAINT ck_fixed_asset_asset_class CHECK (asset_class IN ('mould', 'machine', 'building', 'vehicle')),
    mould_id BIGINT,
    acquired_on DATE NOT NULL,
    cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_fixed_asset_cost CHECK (cost >= 0),
    residual_value NUMERIC(18, 2) NOT NULL CONSTRAINT ck_fixed_asset_residual_value CHECK (residual_value >= 0),
    life_months INTEGER NOT NULL CONSTRAINT ck_fixed_asset_life_months CHECK (life_months >= 0),
    monthly_depreciation NUMERIC(18, 2) NOT NULL CONSTRAINT ck_fixed_asset_monthly_depreciation CHECK (monthly_depreciation >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_fixed_asset PRIMARY KEY (fixed_asset_id),
    CONSTRAINT ck_fixed_asset_depreciation CHECK (cost - residual_value = monthly_depreciation * life_months),
    CONSTRAINT uq_fixed_asset_fixed_asset_code UNIQUE (fixed_asset_code)
);
COMMENT ON TABLE finance.fixed_asset IS 'Fixed assets, depreciated in a straight line by month';
COMMENT ON COLUMN finance.fixed_asset.fixed_asset_id IS 'Asset';
COMMENT ON COLUMN finance.fixed_asset.fixed_asset_code IS 'Asset code, FA-nnnn';
COMMENT ON COLUMN finance.fixed_asset.fixed_asset_name IS 'Name';
COMMENT ON COLUMN finance.fixed_asset.asset_class IS 'Class: mould, machine, building, vehicle';
COMMENT ON COLUMN finance.fixed_asset.mould_id IS 'Mould that the asset is; empty of other assets';
COMMENT ON COLUMN finance.fixed_asset.acquired_on IS 'Day of acquisition';
COMMENT ON COLUMN finance.fixed_asset.cost IS 'Cost, without the tax; of what is older than the books, its value when they begin';
COMMENT ON COLUMN finance.fixed_asset.residual_value IS 'Value at the end of its life';
COMMENT ON COLUMN finance.fixed_asset.life_months IS 'Life in months from the one of acquisition; of what is older than the books, from their first';
COMMENT ON COLUMN finance.fixed_asset.monthly_depreciation IS '(cost - residual_value) / life_months, which divides exactly';
COMMENT ON COLUMN finance.fixed_asset.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.payable_bill (
    payable_bill_id BIGINT NOT NULL,
    payable_bill_no VARCHAR(20) NOT NULL,
    vendor_reference VARCHAR(30) NOT NULL,
    purchase_order_id BIGINT NOT NULL,
    vendor_id BIGINT NOT NULL,
    billed_on DATE NOT NULL,
    booked_on DATE NOT NULL,
    due_on DATE NOT NULL,
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_net_amount CHECK (net_amount >= 0),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_igst_amount CHECK (igst_amount >= 0),
    total_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_total_amount CHECK (total_amount >= 0),
    tds_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_tds_amount CHECK (tds_amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_payable_bill PRIMARY KEY (payable_bill_id),
    CONSTRAINT ck_payable_bill_booked CHECK (booked_on >= billed_on),
    CONSTRAINT ck_payable_bill_due CHECK (due_on >= billed_on),
    CONSTRAINT ck_payable_bill_tds CHECK (tds_amount <= net_amount),
    CONSTRAINT ck_payable_bill_total CHECK (total_amount = net_amount + cgst_amount + sgst_amount + igst_amount),
    CONSTRAINT uq_payable_bill_payable_bill_no UNIQUE (payable_bill_no)
);
COMMENT ON TABLE finance.payable_bill IS 'Bills from vendors: one for each purchase order, booked after its last receipt';
COMMENT ON COLUMN finance.payable_bill.payable_bill_id IS 'Bill';
COMMENT ON COLUMN finance.payable_bill.payable_bill_no IS 'Document number, BL-nnnnnnn';
COMMENT ON COLUMN finance.payable_bill.vendor_reference IS 'The vendor''s own invoice number';
COMMENT ON COLUMN finance.payable_bill.purchase_order_id IS 'Purchase order billed';
COMMENT ON COLUMN finance.payable_bill.vendor_id IS 'Vendor';
COMMENT ON COLUMN finance.payable_bill.billed_on IS 'Day of the vendor''s invoice, when the goods left; it decides tax rate and due date';
COMMENT ON COLUMN finance.payable_bill.booked_on IS 'Day of posting: order, receipts and bill had been compared';
COMMENT ON COLUMN finance.payable_bill.due_on IS 'Day that payment is due';
COMMENT ON COLUMN finance.payable_bill.net_amount IS 'Goods before GST';
COMMENT ON COLUMN finance.payable_bill.cgst_amount IS 'Central GST';
COMMENT ON COLUMN finance.payable_bill.sgst_amount IS 'State GST';
COMMENT ON COLUMN finance.payable_bill.igst_amount IS 'Integrated GST';
COMMENT ON COLUMN finance.payable_bill.total_amount IS 'Billed by the vendor, with GST';
COMMENT ON COLUMN finance.payable_bill.tds_amount IS 'Income tax deducted from it (section 194Q), which the tax office gets and not the vendor';
COMMENT ON COLUMN finance.payable_bill.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.payment_allocation (
    payment_allocation_id BIGINT NOT NULL,
    payment_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_payment_allocation_line_no CHECK (line_no >= 0),
    payable_bill_id BIGINT NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payment_allocation_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_payment_allocation PRIMARY KEY (payment_allocation_id),
    CONSTRAINT uq_payment_allocation_payment_id UNIQUE (payment_id, payable_bill_id)
);
COMMENT ON TABLE finance.payment_allocation IS 'Which bills a payment settles';
COMMENT ON COLUMN finance.payment_allocation.payment_allocation_id IS 'Allocation: payment_id * 100 + line_no';
COMMENT ON COLUMN finance.payment_allocation.payment_id IS 'Payment';
COMMENT ON COLUMN finance.payment_allocation.line_no IS 'Line within the payment, from 1';
COMMENT ON COLUMN finance.payment_allocation.payable_bill_id IS 'Bill settled';
COMMENT ON COLUMN finance.payment_allocation.amount IS 'Amount applied to the bill';
COMMENT ON COLUMN finance.payment_allocation.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.receivable_invoice (
    receivable_invoice_id BIGINT NOT NULL,
    receivable_invoice_no VARCHAR(20) NOT NULL,
    shipment_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    invoiced_on DATE NOT NULL,
    due_on DATE NOT NULL,
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_net_amount CHECK (net_amount >= 0),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_igst_amount CHECK (igst_amount >= 0),
    total_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_total_amount CHECK (total_amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_receivable_invoice PRIMARY KEY (receivable_invoice_id),
    CONSTRAINT ck_receivable_invoice_due CHECK (due_on >= invoiced_on),
    CONSTRAINT ck_receivable_invoice_total CHECK (total_amount = net_amount + cgst_amount + sgst_amount + igst_amount),
    CONSTRAINT uq_receivable_invoice_receivable_invoice_no UNIQUE (receivable_invoice_no)
);
COMMENT ON TABLE finance.receivable_invoice IS 'Invoices to customers: one for each shipment';
COMMENT ON COLUMN finance.receivable_invoice.receivable_invoice_id IS 'Invoice';
COMMENT ON COLUMN finance.receivable_invoice.receivable_invoice_no IS 'Document number, INV-nnnnnnnnn';
COMMENT ON COLUMN finance.receivable_invoice.shipment_id IS 'Shipment invoiced';
COMMENT ON COLUMN finance.receivable_invoice.customer_id IS 'Customer';
COMMENT ON COLUMN finance.receivable_invoice.invoiced_on IS 'Day of the invoice';
COMMENT ON COLUMN finance.receivable_invoice.due_on IS 'Day that payment is due';
COMMENT ON COLUMN finance.receivable_invoice.net_amount IS 'Goods before GST';
COMMENT ON COLUMN finance.receivable_invoice.cgst_amount IS 'Central GST';
COMMENT ON COLUMN finance.receivable_invoice.sgst_amount IS 'State GST';
COMMENT ON COLUMN finance.receivable_invoice.igst_amount IS 'Integrated GST';
COMMENT ON COLUMN finance.receivable_invoice.total_amount IS 'Owed by the customer';
COMMENT ON COLUMN finance.receivable_invoice.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.advance_allocation (
    advance_allocation_id BIGINT NOT NULL,
    customer_advance_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_advance_allocation_line_no CHECK (line_no >= 0),
    receivable_invoice_id BIGINT NOT NULL,
    allocated_on DATE NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_advance_allocation_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_advance_allocation PRIMARY KEY (advance_allocation_id),
    CONSTRAINT uq_advance_allocation_receivable_invoice_id UNIQUE (receivable_invoice_id)
);
COMMENT ON TABLE finance.advance_allocation IS 'Which invoices an advance pays: the order''s, one after the other';
COMMENT ON COLUMN finance.advance_allocation.advance_allocation_id IS 'Allocation: customer_advance_id * 100 + line_no';
COMMENT ON COLUMN finance.advance_allocation.customer_advance_id IS 'Advance';
COMMENT ON COLUMN finance.advance_allocation.line_no IS 'Line within the advance, from 1';
COMMENT ON COLUMN finance.advance_allocation.receivable_invoice_id IS 'Invoice paid';
COMMENT ON COLUMN finance.advance_allocation.allocated_on IS 'Day that it was taken off the invoice: the invoice''s';
COMMENT ON COLUMN finance.advance_allocation.amount IS 'Amount applied to the invoice';
COMMENT ON COLUMN finance.advance_allocation.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.dispute (
    dispute_id BIGINT NOT NULL,
    dispute_no VARCHAR(20) NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    opened_on DATE NOT NULL,
    reason VARCHAR(20) NOT NULL CONSTRAINT ck_dispute_reason CHECK (reason IN ('damaged in transit', 'price difference', 'quality')),
    disputed_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_dispute_disputed_amount CHECK (disputed_amount >= 0),
    settled_on DATE,
    outcome VARCHAR(20) NOT NULL CONSTRAINT ck_dispute_outcome CHECK (outcome IN ('credited', 'withdrawn', 'open')),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_dispute PRIMARY KEY (dispute_id),
    CONSTRAINT ck_dispute_invoice CHECK (dispute_id = receivable_invoice_id),
    CONSTRAINT ck_dispute_open CHECK ((outcome = 'open' AND settled_on IS NULL) OR (outcome <> 'open' AND settled_on IS NOT NULL)),
    CONSTRAINT ck_dispute_settled CHECK (settled_on IS NULL OR settled_on >= opened_on),
    CONSTRAINT uq_dispute_dispute_no UNIQUE (dispute_no)
);
COMMENT ON TABLE finance.dispute IS 'Disputes: invoices that a customer doesn''t pay before something about them is settled';
COMMENT ON COLUMN finance.dispute.dispute_id IS 'Dispute; the number of its invoice';
COMMENT ON COLUMN finance.dispute.dispute_no IS 'Document number, DP-nnnnnnnnn (the invoice''s digits)';
COMMENT ON COLUMN finance.dispute.receivable_invoice_id IS 'Invoice disputed';
COMMENT ON COLUMN finance.dispute.opened_on IS 'Day that the customer objected';
COMMENT ON COLUMN finance.dispute.reason IS 'What is wrong: damaged in transit, price difference, quality';
COMMENT ON COLUMN finance.dispute.disputed_amount IS 'What the customer won''t pay of the invoice, GST included';
COMMENT ON COLUMN finance.dispute.settled_on IS 'Day that it was settled; empty as long as it is open';
COMMENT ON COLUMN finance.dispute.outcome IS 'What came of it: a credit note of that day, nothing, or nothing yet: credited, withdrawn, open';
COMMENT ON COLUMN finance.dispute.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.payable_bill_line (
    payable_bill_line_id BIGINT NOT NULL,
    payable_bill_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_payable_bill_line_line_no CHECK (line_no >= 0),
    goods_receipt_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_payable_bill_line_quantity CHECK (quantity > 0),
    unit_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_line_unit_price CHECK (unit_price >= 0),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_line_net_amount CHECK (net_amount >= 0),
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_payable_bill_line_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_line_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_line_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payable_bill_line_igst_amount CHECK (igst_amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_payable_bill_line PRIMARY KEY (payable_bill_line_id),
    CONSTRAINT ck_payable_bill_line_net CHECK (net_amount = quantity * unit_price)
);
COMMENT ON TABLE finance.payable_bill_line IS 'Lines of bills: one for each goods receipt';
COMMENT ON COLUMN finance.payable_bill_line.payable_bill_line_id IS 'Line: payable_bill_id * 100 + line_no';
COMMENT ON COLUMN finance.payable_bill_line.payable_bill_id IS 'Bill';
COMMENT ON COLUMN finance.payable_bill_line.line_no IS 'Line within the bill, from 1';
COMMENT ON COLUMN finance.payable_bill_line.goods_receipt_id IS 'Goods receipt billed';
COMMENT ON COLUMN finance.payable_bill_line.quantity IS 'Billed, base units';
COMMENT ON COLUMN finance.payable_bill_line.unit_price IS 'Price of one base unit, before GST';
COMMENT ON COLUMN finance.payable_bill_line.net_amount IS 'quantity * unit_price';
COMMENT ON COLUMN finance.payable_bill_line.gst_rate IS 'GST rate, per cent';
COMMENT ON COLUMN finance.payable_bill_line.cgst_amount IS 'Central GST';
COMMENT ON COLUMN finance.payable_bill_line.sgst_amount IS 'State GST';
COMMENT ON COLUMN finance.payable_bill_line.igst_amount IS 'Integrated GST';
COMMENT ON COLUMN finance.payable_bill_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.receipt_allocation (
    receipt_allocation_id BIGINT NOT NULL,
    receipt_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_receipt_allocation_line_no CHECK (line_no >= 0),
    receivable_invoice_id BIGINT NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receipt_allocation_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_receipt_allocation PRIMARY KEY (receipt_allocation_id),
    CONSTRAINT uq_receipt_allocation_receipt_id UNIQUE (receipt_id, receivable_invoice_id)
);
COMMENT ON TABLE finance.receipt_allocation IS 'Which invoices a receipt pays';
COMMENT ON COLUMN finance.receipt_allocation.receipt_allocation_id IS 'Allocation: receipt_id * 100 + line_no';
COMMENT ON COLUMN finance.receipt_allocation.receipt_id IS 'Receipt';
COMMENT ON COLUMN finance.receipt_allocation.line_no IS 'Line within the receipt, from 1';
COMMENT ON COLUMN finance.receipt_allocation.receivable_invoice_id IS 'Invoice paid';
COMMENT ON COLUMN finance.receipt_allocation.amount IS 'Amount applied to the invoice';
COMMENT ON COLUMN finance.receipt_allocation.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.receivable_invoice_line (
    receivable_invoice_line_id BIGINT NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_receivable_invoice_line_line_no CHECK (line_no >= 0),
    shipment_line_id BIGINT NOT NULL,
    product_id BIGINT NOT NULL,
    quantity BIGINT NOT NULL CONSTRAINT ck_receivable_invoice_line_quantity CHECK (quantity > 0),
    unit_price NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_line_unit_price CHECK (unit_price >= 0),
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_line_net_amount CHECK (net_amount >= 0),
    gst_rate NUMERIC(5, 2) NOT NULL CONSTRAINT ck_receivable_invoice_line_gst_rate CHECK (gst_rate >= 0 AND gst_rate <= 100),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_line_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_line_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_line_igst_amount CHECK (igst_amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_receivable_invoice_line PRIMARY KEY (receivable_invoice_line_id),
    CONSTRAINT ck_receivable_invoice_line_net CHECK (net_amount = quantity * unit_price)
);
COMMENT ON TABLE finance.receivable_invoice_line IS 'Lines of invoices: one for each shipment line';
COMMENT ON COLUMN finance.receivable_invoice_line.receivable_invoice_line_id IS 'Line: receivable_invoice_id * 100 + line_no';
COMMENT ON COLUMN finance.receivable_invoice_line.receivable_invoice_id IS 'Invoice';
COMMENT ON COLUMN finance.receivable_invoice_line.line_no IS 'Line within the invoice, from 1';
COMMENT ON COLUMN finance.receivable_invoice_line.shipment_line_id IS 'Shipment line invoiced';
COMMENT ON COLUMN finance.receivable_invoice_line.product_id IS 'Finished good';
COMMENT ON COLUMN finance.receivable_invoice_line.quantity IS 'Invoiced, base units';
COMMENT ON COLUMN finance.receivable_invoice_line.unit_price IS 'Price of one base unit, before GST';
COMMENT ON COLUMN finance.receivable_invoice_line.net_amount IS 'quantity * unit_price';
COMMENT ON COLUMN finance.receivable_invoice_line.gst_rate IS 'GST rate, per cent';
COMMENT ON COLUMN finance.receivable_invoice_line.cgst_amount IS 'Central GST';
COMMENT ON COLUMN finance.receivable_invoice_line.sgst_amount IS 'State GST';
COMMENT ON COLUMN finance.receivable_invoice_line.igst_amount IS 'Integrated GST';
COMMENT ON COLUMN finance.receivable_invoice_line.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
CREATE TABLE finance.write_off (
    write_off_id BIGINT NOT NULL,
    write_off_no VARCHAR(20) NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    written_off_on DATE NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_write_off_amount CHECK (amount >= 0),
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_write_off PRIMARY KEY (write_off_id),
    CONSTRAINT uq_write_off_receivable_invoice_id UNIQUE (receivable_invoice_id),
    CONSTRAINT uq_write_off_write_off_no UNIQUE (write_off_no)
);
COMMENT ON TABLE finance.write_off IS 'Invoices given up, because the customer doesn''t pay';
COMMENT ON COLUMN finance.write_off.write_off_id IS 'Write-off';
COMMENT ON COLUMN finance.write_off.write_off_no IS 'Document number, WO-nnnnnn';
COMMENT ON COLUMN finance.write_off.receivable_invoice_id IS 'Invoice given up';
COMMENT ON COLUMN finance.write_off.written_off_on IS 'Day that the debt was taken off the books';
COMMENT ON COLUMN finance.write_off.amount IS 'What was still owed';
COMMENT ON COLUMN finance.write_off.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
