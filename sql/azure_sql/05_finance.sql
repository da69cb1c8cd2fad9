-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE finance.account (
    account_id BIGINT NOT NULL,
    account_name NVARCHAR(80) NOT NULL,
    account_type NVARCHAR(10) NOT NULL CONSTRAINT ck_account_account_type CHECK (account_type IN ('asset', 'liability', 'equity', 'income', 'expense')),
    statement_group NVARCHAR(40) NOT NULL,
    is_control BIT NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_account PRIMARY KEY (account_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Chart of accounts', 'schema', finance, 'table', account;
GO
execute sp_addextendedproperty 'MS_Description', N'Account number', 'schema', finance, 'table', account, 'column', account_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Account name', 'schema', finance, 'table', account, 'column', account_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Where it stands in the statements: asset, liability, equity, income, expense', 'schema', finance, 'table', account, 'column', account_type;
GO
execute sp_addextendedproperty 'MS_Description', N'Line of the statement that it is shown in', 'schema', finance, 'table', account, 'column', statement_group;
GO
execute sp_addextendedproperty 'MS_Description', N'Whether a subledger (receivables, payables, stock) must equal it', 'schema', finance, 'table', account, 'column', is_control;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', account, 'column', modified_at;
GO
CREATE TABLE finance.period (
    period_id BIGINT NOT NULL,
    period_name NVARCHAR(10) NOT NULL,
    starts_on DATE NOT NULL,
    ends_on DATE NOT NULL,
    financial_year NVARCHAR(7) NOT NULL,
    fiscal_month INTEGER NOT NULL CONSTRAINT ck_period_fiscal_month CHECK (fiscal_month >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_period PRIMARY KEY (period_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Accounting months of the April-March financial year', 'schema', finance, 'table', period;
GO
execute sp_addextendedproperty 'MS_Description', N'Month as a number, yyyymm', 'schema', finance, 'table', period, 'column', period_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Month, as in Apr 2023', 'schema', finance, 'table', period, 'column', period_name;
GO
execute sp_addextendedproperty 'MS_Description', N'First day', 'schema', finance, 'table', period, 'column', starts_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Last day', 'schema', finance, 'table', period, 'column', ends_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Financial year, as in 2023-24', 'schema', finance, 'table', period, 'column', financial_year;
GO
execute sp_addextendedproperty 'MS_Description', N'Month of the financial year, April is 1', 'schema', finance, 'table', period, 'column', fiscal_month;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', period, 'column', modified_at;
GO
CREATE TABLE finance.journal_entry (
    journal_entry_id BIGINT NOT NULL,
    source NVARCHAR(30) NOT NULL,
    source_id BIGINT NOT NULL,
    posted_on DATE NOT NULL,
    period_id BIGINT NOT NULL,
    description NVARCHAR(120) NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_journal_entry PRIMARY KEY (journal_entry_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Journal entries: one for each posted document', 'schema', finance, 'table', journal_entry;
GO
execute sp_addextendedproperty 'MS_Description', N'Entry: number of its posting rule * 10^11 + source_id', 'schema', finance, 'table', journal_entry, 'column', journal_entry_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Posting rule that made it', 'schema', finance, 'table', journal_entry, 'column', source;
GO
execute sp_addextendedproperty 'MS_Description', N'Key of the document posted', 'schema', finance, 'table', journal_entry, 'column', source_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of posting', 'schema', finance, 'table', journal_entry, 'column', posted_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Month of posting', 'schema', finance, 'table', journal_entry, 'column', period_id;
GO
execute sp_addextendedproperty 'MS_Description', N'What happened, in words', 'schema', finance, 'table', journal_entry, 'column', description;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', journal_entry, 'column', modified_at;
GO
CREATE TABLE finance.payment (
    payment_id BIGINT NOT NULL,
    payment_no NVARCHAR(20) NOT NULL,
    vendor_id BIGINT NOT NULL,
    paid_on DATE NOT NULL,
    method NVARCHAR(10) NOT NULL CONSTRAINT ck_payment_method CHECK (method IN ('NEFT', 'RTGS', 'UPI', 'cheque')),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payment_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (payment_id),
    CONSTRAINT uq_payment_payment_no UNIQUE (payment_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Payments to vendors', 'schema', finance, 'table', payment;
GO
execute sp_addextendedproperty 'MS_Description', N'Payment', 'schema', finance, 'table', payment, 'column', payment_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, PY-nnnnnnn', 'schema', finance, 'table', payment, 'column', payment_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Vendor', 'schema', finance, 'table', payment, 'column', vendor_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day the bank was debited', 'schema', finance, 'table', payment, 'column', paid_on;
GO
execute sp_addextendedproperty 'MS_Description', N'How it was paid: NEFT, RTGS, UPI, cheque', 'schema', finance, 'table', payment, 'column', method;
GO
execute sp_addextendedproperty 'MS_Description', N'Amount paid', 'schema', finance, 'table', payment, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', payment, 'column', modified_at;
GO
CREATE TABLE finance.receipt (
    receipt_id BIGINT NOT NULL,
    receipt_no NVARCHAR(20) NOT NULL,
    customer_id BIGINT NOT NULL,
    received_on DATE NOT NULL,
    method NVARCHAR(10) NOT NULL CONSTRAINT ck_receipt_method CHECK (method IN ('NEFT', 'RTGS', 'UPI', 'cheque', 'wire')),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receipt_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_receipt PRIMARY KEY (receipt_id),
    CONSTRAINT uq_receipt_receipt_no UNIQUE (receipt_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Payments from customers', 'schema', finance, 'table', receipt;
GO
execute sp_addextendedproperty 'MS_Description', N'Receipt', 'schema', finance, 'table', receipt, 'column', receipt_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, RC-nnnnnnnnn', 'schema', finance, 'table', receipt, 'column', receipt_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer', 'schema', finance, 'table', receipt, 'column', customer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day the bank was credited', 'schema', finance, 'table', receipt, 'column', received_on;
GO
execute sp_addextendedproperty 'MS_Description', N'How it was paid: NEFT, RTGS, UPI, cheque, wire', 'schema', finance, 'table', receipt, 'column', method;
GO
execute sp_addextendedproperty 'MS_Description', N'Amount received', 'schema', finance, 'table', receipt, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', receipt, 'column', modified_at;
GO
CREATE TABLE finance.journal_line (
    journal_line_id BIGINT NOT NULL,
    journal_entry_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_journal_line_line_no CHECK (line_no >= 0),
    account_id BIGINT NOT NULL,
    debit NUMERIC(18, 2) NOT NULL CONSTRAINT ck_journal_line_debit CHECK (debit >= 0),
    credit NUMERIC(18, 2) NOT NULL CONSTRAINT ck_journal_line_credit CHECK (credit >= 0),
    customer_id BIGINT NULL,
    vendor_id BIGINT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_journal_line PRIMARY KEY (journal_line_id),
    CONSTRAINT ck_journal_line_not_empty CHECK (debit + credit > 0),
    CONSTRAINT ck_journal_line_one_side CHECK (debit = 0 OR credit = 0)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Debits and credits', 'schema', finance, 'table', journal_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: journal_entry_id * 100 + line_no', 'schema', finance, 'table', journal_line, 'column', journal_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Entry', 'schema', finance, 'table', journal_line, 'column', journal_entry_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line of the posting rule, from 1', 'schema', finance, 'table', journal_line, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Account', 'schema', finance, 'table', journal_line, 'column', account_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Debit', 'schema', finance, 'table', journal_line, 'column', debit;
GO
execute sp_addextendedproperty 'MS_Description', N'Credit', 'schema', finance, 'table', journal_line, 'column', credit;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer, on receivables', 'schema', finance, 'table', journal_line, 'column', customer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Vendor, on payables', 'schema', finance, 'table', journal_line, 'column', vendor_id;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', journal_line, 'column', modified_at;
GO
CREATE TABLE finance.customer_advance (
    customer_advance_id BIGINT NOT NULL,
    customer_advance_no NVARCHAR(20) NOT NULL,
    sales_order_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    received_on DATE NOT NULL,
    method NVARCHAR(10) NOT NULL CONSTRAINT ck_customer_advance_method CHECK (method IN ('NEFT', 'RTGS', 'UPI', 'cheque', 'wire')),
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_customer_advance_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_customer_advance PRIMARY KEY (customer_advance_id),
    CONSTRAINT ck_customer_advance_order CHECK (customer_advance_id = sales_order_id),
    CONSTRAINT uq_customer_advance_customer_advance_no UNIQUE (customer_advance_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Advances: what customers pay on an order before anything is sent', 'schema', finance, 'table', customer_advance;
GO
execute sp_addextendedproperty 'MS_Description', N'Advance; the number of its sales order', 'schema', finance, 'table', customer_advance, 'column', customer_advance_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, AD-nnnnnnnnn (the sales order''s digits)', 'schema', finance, 'table', customer_advance, 'column', customer_advance_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Sales order that it is for', 'schema', finance, 'table', customer_advance, 'column', sales_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer', 'schema', finance, 'table', customer_advance, 'column', customer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day the bank was credited', 'schema', finance, 'table', customer_advance, 'column', received_on;
GO
execute sp_addextendedproperty 'MS_Description', N'How it was paid: NEFT, RTGS, UPI, cheque, wire', 'schema', finance, 'table', customer_advance, 'column', method;
GO
execute sp_addextendedproperty 'MS_Description', N'Amount received', 'schema', finance, 'table', customer_advance, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', customer_advance, 'column', modified_at;
GO
CREATE TABLE finance.fixed_asset (
    fixed_asset_id BIGINT NOT NULL,
    fixed_asset_code NVARCHAR(20) NOT NULL,
    fixed_asset_name NVARCHAR(100) NOT NULL,
    asset_class NVARCHAR(10) NOT NULL CONSTRAINT ck_fixed_asset_asset_class CHECK (asset_class IN ('mould', 'machine', 'building', 'vehicle')),
    mould_id BIGINT NULL,
    acquired_on DATE NOT NULL,
    cost NUMERIC(18, 2) NOT NULL CONSTRAINT ck_fixed_asset_cost CHECK (cost >= 0),
    residual_value NUMERIC(18, 2) NOT NULL CONSTRAINT ck_fixed_asset_residual_value CHECK (residual_value >= 0),
    life_months INTEGER NOT NULL CONSTRAINT ck_fixed_asset_life_months CHECK (life_months >= 0),
    monthly_depreciation NUMERIC(18, 2) NOT NULL CONSTRAINT ck_fixed_asset_monthly_depreciation CHECK (monthly_depreciation >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_fixed_asset PRIMARY KEY (fixed_asset_id),
    CONSTRAINT ck_fixed_asset_depreciation CHECK (cost - residual_value = monthly_depreciation * life_months),
    CONSTRAINT uq_fixed_asset_fixed_asset_code UNIQUE (fixed_asset_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Fixed assets, depreciated in a straight line by month', 'schema', finance, 'table', fixed_asset;
GO
execute sp_addextendedproperty 'MS_Description', N'Asset', 'schema', finance, 'table', fixed_asset, 'column', fixed_asset_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Asset code, FA-nnnn', 'schema', finance, 'table', fixed_asset, 'column', fixed_asset_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Name', 'schema', finance, 'table', fixed_asset, 'column', fixed_asset_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Class: mould, machine, building, vehicle', 'schema', finance, 'table', fixed_asset, 'column', asset_class;
GO
execute sp_addextendedproperty 'MS_Description', N'Mould that the asset is; empty of other assets', 'schema', finance, 'table', fixed_asset, 'column', mould_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of acquisition', 'schema', finance, 'table', fixed_asset, 'column', acquired_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Cost, without the tax; of what is older than the books, its value when they begin', 'schema', finance, 'table', fixed_asset, 'column', cost;
GO
execute sp_addextendedproperty 'MS_Description', N'Value at the end of its life', 'schema', finance, 'table', fixed_asset, 'column', residual_value;
GO
execute sp_addextendedproperty 'MS_Description', N'Life in months from the one of acquisition; of what is older than the books, from their first', 'schema', finance, 'table', fixed_asset, 'column', life_months;
GO
execute sp_addextendedproperty 'MS_Description', N'(cost - residual_value) / life_months, which divides exactly', 'schema', finance, 'table', fixed_asset, 'column', monthly_depreciation;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', fixed_asset, 'column', modified_at;
GO
CREATE TABLE finance.payable_bill (
    payable_bill_id BIGINT NOT NULL,
    payable_bill_no NVARCHAR(20) NOT NULL,
    vendor_reference NVARCHAR(30) NOT NULL,
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
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_payable_bill PRIMARY KEY (payable_bill_id),
    CONSTRAINT ck_payable_bill_booked CHECK (booked_on >= billed_on),
    CONSTRAINT ck_payable_bill_due CHECK (due_on >= billed_on),
    CONSTRAINT ck_payable_bill_tds CHECK (tds_amount <= net_amount),
    CONSTRAINT ck_payable_bill_total CHECK (total_amount = net_amount + cgst_amount + sgst_amount + igst_amount),
    CONSTRAINT uq_payable_bill_payable_bill_no UNIQUE (payable_bill_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Bills from vendors: one for each purchase order, booked after its last receipt', 'schema', finance, 'table', payable_bill;
GO
execute sp_addextendedproperty 'MS_Description', N'Bill', 'schema', finance, 'table', payable_bill, 'column', payable_bill_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, BL-nnnnnnn', 'schema', finance, 'table', payable_bill, 'column', payable_bill_no;
GO
execute sp_addextendedproperty 'MS_Description', N'The vendor''s own invoice number', 'schema', finance, 'table', payable_bill, 'column', vendor_reference;
GO
execute sp_addextendedproperty 'MS_Description', N'Purchase order billed', 'schema', finance, 'table', payable_bill, 'column', purchase_order_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Vendor', 'schema', finance, 'table', payable_bill, 'column', vendor_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the vendor''s invoice, when the goods left; it decides tax rate and due date', 'schema', finance, 'table', payable_bill, 'column', billed_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of posting: order, receipts and bill had been compared', 'schema', finance, 'table', payable_bill, 'column', booked_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that payment is due', 'schema', finance, 'table', payable_bill, 'column', due_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Goods before GST', 'schema', finance, 'table', payable_bill, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Central GST', 'schema', finance, 'table', payable_bill, 'column', cgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'State GST', 'schema', finance, 'table', payable_bill, 'column', sgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Integrated GST', 'schema', finance, 'table', payable_bill, 'column', igst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Billed by the vendor, with GST', 'schema', finance, 'table', payable_bill, 'column', total_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Income tax deducted from it (section 194Q), which the tax office gets and not the vendor', 'schema', finance, 'table', payable_bill, 'column', tds_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', payable_bill, 'column', modified_at;
GO
CREATE TABLE finance.payment_allocation (
    payment_allocation_id BIGINT NOT NULL,
    payment_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_payment_allocation_line_no CHECK (line_no >= 0),
    payable_bill_id BIGINT NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_payment_allocation_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_payment_allocation PRIMARY KEY (payment_allocation_id),
    CONSTRAINT uq_payment_allocation_payment_id UNIQUE (payment_id, payable_bill_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Which bills a payment settles', 'schema', finance, 'table', payment_allocation;
GO
execute sp_addextendedproperty 'MS_Description', N'Allocation: payment_id * 100 + line_no', 'schema', finance, 'table', payment_allocation, 'column', payment_allocation_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Payment', 'schema', finance, 'table', payment_allocation, 'column', payment_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the payment, from 1', 'schema', finance, 'table', payment_allocation, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Bill settled', 'schema', finance, 'table', payment_allocation, 'column', payable_bill_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Amount applied to the bill', 'schema', finance, 'table', payment_allocation, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', payment_allocation, 'column', modified_at;
GO
CREATE TABLE finance.receivable_invoice (
    receivable_invoice_id BIGINT NOT NULL,
    receivable_invoice_no NVARCHAR(20) NOT NULL,
    shipment_id BIGINT NOT NULL,
    customer_id BIGINT NOT NULL,
    invoiced_on DATE NOT NULL,
    due_on DATE NOT NULL,
    net_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_net_amount CHECK (net_amount >= 0),
    cgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_cgst_amount CHECK (cgst_amount >= 0),
    sgst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_sgst_amount CHECK (sgst_amount >= 0),
    igst_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_igst_amount CHECK (igst_amount >= 0),
    total_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receivable_invoice_total_amount CHECK (total_amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_receivable_invoice PRIMARY KEY (receivable_invoice_id),
    CONSTRAINT ck_receivable_invoice_due CHECK (due_on >= invoiced_on),
    CONSTRAINT ck_receivable_invoice_total CHECK (total_amount = net_amount + cgst_amount + sgst_amount + igst_amount),
    CONSTRAINT uq_receivable_invoice_receivable_invoice_no UNIQUE (receivable_invoice_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Invoices to customers: one for each shipment', 'schema', finance, 'table', receivable_invoice;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice', 'schema', finance, 'table', receivable_invoice, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, INV-nnnnnnnnn', 'schema', finance, 'table', receivable_invoice, 'column', receivable_invoice_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Shipment invoiced', 'schema', finance, 'table', receivable_invoice, 'column', shipment_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer', 'schema', finance, 'table', receivable_invoice, 'column', customer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day of the invoice', 'schema', finance, 'table', receivable_invoice, 'column', invoiced_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that payment is due', 'schema', finance, 'table', receivable_invoice, 'column', due_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Goods before GST', 'schema', finance, 'table', receivable_invoice, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Central GST', 'schema', finance, 'table', receivable_invoice, 'column', cgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'State GST', 'schema', finance, 'table', receivable_invoice, 'column', sgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Integrated GST', 'schema', finance, 'table', receivable_invoice, 'column', igst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Owed by the customer', 'schema', finance, 'table', receivable_invoice, 'column', total_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', receivable_invoice, 'column', modified_at;
GO
CREATE TABLE finance.advance_allocation (
    advance_allocation_id BIGINT NOT NULL,
    customer_advance_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_advance_allocation_line_no CHECK (line_no >= 0),
    receivable_invoice_id BIGINT NOT NULL,
    allocated_on DATE NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_advance_allocation_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_advance_allocation PRIMARY KEY (advance_allocation_id),
    CONSTRAINT uq_advance_allocation_receivable_invoice_id UNIQUE (receivable_invoice_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Which invoices an advance pays: the order''s, one after the other', 'schema', finance, 'table', advance_allocation;
GO
execute sp_addextendedproperty 'MS_Description', N'Allocation: customer_advance_id * 100 + line_no', 'schema', finance, 'table', advance_allocation, 'column', advance_allocation_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Advance', 'schema', finance, 'table', advance_allocation, 'column', customer_advance_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the advance, from 1', 'schema', finance, 'table', advance_allocation, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice paid', 'schema', finance, 'table', advance_allocation, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that it was taken off the invoice: the invoice''s', 'schema', finance, 'table', advance_allocation, 'column', allocated_on;
GO
execute sp_addextendedproperty 'MS_Description', N'Amount applied to the invoice', 'schema', finance, 'table', advance_allocation, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', advance_allocation, 'column', modified_at;
GO
CREATE TABLE finance.dispute (
    dispute_id BIGINT NOT NULL,
    dispute_no NVARCHAR(20) NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    opened_on DATE NOT NULL,
    reason NVARCHAR(20) NOT NULL CONSTRAINT ck_dispute_reason CHECK (reason IN ('damaged in transit', 'price difference', 'quality')),
    disputed_amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_dispute_disputed_amount CHECK (disputed_amount >= 0),
    settled_on DATE NULL,
    outcome NVARCHAR(20) NOT NULL CONSTRAINT ck_dispute_outcome CHECK (outcome IN ('credited', 'withdrawn', 'open')),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_dispute PRIMARY KEY (dispute_id),
    CONSTRAINT ck_dispute_invoice CHECK (dispute_id = receivable_invoice_id),
    CONSTRAINT ck_dispute_open CHECK ((outcome = 'open' AND settled_on IS NULL) OR (outcome <> 'open' AND settled_on IS NOT NULL)),
    CONSTRAINT ck_dispute_settled CHECK (settled_on IS NULL OR settled_on >= opened_on),
    CONSTRAINT uq_dispute_dispute_no UNIQUE (dispute_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Disputes: invoices that a customer doesn''t pay before something about them is settled', 'schema', finance, 'table', dispute;
GO
execute sp_addextendedproperty 'MS_Description', N'Dispute; the number of its invoice', 'schema', finance, 'table', dispute, 'column', dispute_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, DP-nnnnnnnnn (the invoice''s digits)', 'schema', finance, 'table', dispute, 'column', dispute_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice disputed', 'schema', finance, 'table', dispute, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that the customer objected', 'schema', finance, 'table', dispute, 'column', opened_on;
GO
execute sp_addextendedproperty 'MS_Description', N'What is wrong: damaged in transit, price difference, quality', 'schema', finance, 'table', dispute, 'column', reason;
GO
execute sp_addextendedproperty 'MS_Description', N'What the customer won''t pay of the invoice, GST included', 'schema', finance, 'table', dispute, 'column', disputed_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that it was settled; empty as long as it is open', 'schema', finance, 'table', dispute, 'column', settled_on;
GO
execute sp_addextendedproperty 'MS_Description', N'What came of it: a credit note of that day, nothing, or nothing yet: credited, withdrawn, open', 'schema', finance, 'table', dispute, 'column', outcome;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', dispute, 'column', modified_at;
GO
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
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_payable_bill_line PRIMARY KEY (payable_bill_line_id),
    CONSTRAINT ck_payable_bill_line_net CHECK (net_amount = quantity * unit_price)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Lines of bills: one for each goods receipt', 'schema', finance, 'table', payable_bill_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: payable_bill_id * 100 + line_no', 'schema', finance, 'table', payable_bill_line, 'column', payable_bill_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Bill', 'schema', finance, 'table', payable_bill_line, 'column', payable_bill_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the bill, from 1', 'schema', finance, 'table', payable_bill_line, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Goods receipt billed', 'schema', finance, 'table', payable_bill_line, 'column', goods_receipt_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Billed, base units', 'schema', finance, 'table', payable_bill_line, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Price of one base unit, before GST', 'schema', finance, 'table', payable_bill_line, 'column', unit_price;
GO
execute sp_addextendedproperty 'MS_Description', N'quantity * unit_price', 'schema', finance, 'table', payable_bill_line, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'GST rate, per cent', 'schema', finance, 'table', payable_bill_line, 'column', gst_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Central GST', 'schema', finance, 'table', payable_bill_line, 'column', cgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'State GST', 'schema', finance, 'table', payable_bill_line, 'column', sgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Integrated GST', 'schema', finance, 'table', payable_bill_line, 'column', igst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', payable_bill_line, 'column', modified_at;
GO
CREATE TABLE finance.receipt_allocation (
    receipt_allocation_id BIGINT NOT NULL,
    receipt_id BIGINT NOT NULL,
    line_no INTEGER NOT NULL CONSTRAINT ck_receipt_allocation_line_no CHECK (line_no >= 0),
    receivable_invoice_id BIGINT NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_receipt_allocation_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_receipt_allocation PRIMARY KEY (receipt_allocation_id),
    CONSTRAINT uq_receipt_allocation_receipt_id UNIQUE (receipt_id, receivable_invoice_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Which invoices a receipt pays', 'schema', finance, 'table', receipt_allocation;
GO
execute sp_addextendedproperty 'MS_Description', N'Allocation: receipt_id * 100 + line_no', 'schema', finance, 'table', receipt_allocation, 'column', receipt_allocation_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Receipt', 'schema', finance, 'table', receipt_allocation, 'column', receipt_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the receipt, from 1', 'schema', finance, 'table', receipt_allocation, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice paid', 'schema', finance, 'table', receipt_allocation, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Amount applied to the invoice', 'schema', finance, 'table', receipt_allocation, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', receipt_allocation, 'column', modified_at;
GO
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
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_receivable_invoice_line PRIMARY KEY (receivable_invoice_line_id),
    CONSTRAINT ck_receivable_invoice_line_net CHECK (net_amount = quantity * unit_price)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Lines of invoices: one for each shipment line', 'schema', finance, 'table', receivable_invoice_line;
GO
execute sp_addextendedproperty 'MS_Description', N'Line: receivable_invoice_id * 100 + line_no', 'schema', finance, 'table', receivable_invoice_line, 'column', receivable_invoice_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice', 'schema', finance, 'table', receivable_invoice_line, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Line within the invoice, from 1', 'schema', finance, 'table', receivable_invoice_line, 'column', line_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Shipment line invoiced', 'schema', finance, 'table', receivable_invoice_line, 'column', shipment_line_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Finished good', 'schema', finance, 'table', receivable_invoice_line, 'column', product_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoiced, base units', 'schema', finance, 'table', receivable_invoice_line, 'column', quantity;
GO
execute sp_addextendedproperty 'MS_Description', N'Price of one base unit, before GST', 'schema', finance, 'table', receivable_invoice_line, 'column', unit_price;
GO
execute sp_addextendedproperty 'MS_Description', N'quantity * unit_price', 'schema', finance, 'table', receivable_invoice_line, 'column', net_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'GST rate, per cent', 'schema', finance, 'table', receivable_invoice_line, 'column', gst_rate;
GO
execute sp_addextendedproperty 'MS_Description', N'Central GST', 'schema', finance, 'table', receivable_invoice_line, 'column', cgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'State GST', 'schema', finance, 'table', receivable_invoice_line, 'column', sgst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'Integrated GST', 'schema', finance, 'table', receivable_invoice_line, 'column', igst_amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', receivable_invoice_line, 'column', modified_at;
GO
CREATE TABLE finance.write_off (
    write_off_id BIGINT NOT NULL,
    write_off_no NVARCHAR(20) NOT NULL,
    receivable_invoice_id BIGINT NOT NULL,
    written_off_on DATE NOT NULL,
    amount NUMERIC(18, 2) NOT NULL CONSTRAINT ck_write_off_amount CHECK (amount >= 0),
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_write_off PRIMARY KEY (write_off_id),
    CONSTRAINT uq_write_off_receivable_invoice_id UNIQUE (receivable_invoice_id),
    CONSTRAINT uq_write_off_write_off_no UNIQUE (write_off_no)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Invoices given up, because the customer doesn''t pay', 'schema', finance, 'table', write_off;
GO
execute sp_addextendedproperty 'MS_Description', N'Write-off', 'schema', finance, 'table', write_off, 'column', write_off_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Document number, WO-nnnnnn', 'schema', finance, 'table', write_off, 'column', write_off_no;
GO
execute sp_addextendedproperty 'MS_Description', N'Invoice given up', 'schema', finance, 'table', write_off, 'column', receivable_invoice_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Day that the debt was taken off the books', 'schema', finance, 'table', write_off, 'column', written_off_on;
GO
execute sp_addextendedproperty 'MS_Description', N'What was still owed', 'schema', finance, 'table', write_off, 'column', amount;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', finance, 'table', write_off, 'column', modified_at;
GO
