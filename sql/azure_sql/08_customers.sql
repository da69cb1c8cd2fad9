-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE customers.customer (
    customer_id BIGINT NOT NULL,
    customer_code NVARCHAR(20) NOT NULL,
    customer_name NVARCHAR(120) NOT NULL,
    segment NVARCHAR(20) NOT NULL CONSTRAINT ck_customer_segment CHECK (segment IN ('distributor', 'automotive', 'fmcg', 'household', 'export')),
    gstin NVARCHAR(15) NULL,
    pan NVARCHAR(10) NULL,
    city NVARCHAR(60) NOT NULL,
    state_code NVARCHAR(2) NOT NULL,
    state_name NVARCHAR(60) NOT NULL,
    pin_code NVARCHAR(6) NOT NULL,
    credit_limit NUMERIC(18, 2) NOT NULL CONSTRAINT ck_customer_credit_limit CHECK (credit_limit >= 0),
    payment_terms_days INTEGER NOT NULL CONSTRAINT ck_customer_payment_terms_days CHECK (payment_terms_days >= 0),
    customer_since DATE NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (customer_id),
    CONSTRAINT ck_customer_abroad CHECK ((segment = 'export' AND state_code = '96') OR (segment <> 'export' AND state_code <> '96')),
    CONSTRAINT ck_customer_registered CHECK ((state_name = 'Foreign Country' AND gstin IS NULL) OR (state_name <> 'Foreign Country' AND gstin IS NOT NULL)),
    CONSTRAINT ck_customer_taxpayer CHECK ((gstin IS NULL AND pan IS NULL) OR (gstin IS NOT NULL AND pan IS NOT NULL)),
    CONSTRAINT uq_customer_customer_code UNIQUE (customer_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Customers', 'schema', customers, 'table', customer;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer', 'schema', customers, 'table', customer, 'column', customer_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Customer code, C-nnnnnn', 'schema', customers, 'table', customer, 'column', customer_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Registered name', 'schema', customers, 'table', customer, 'column', customer_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Market segment: distributor, automotive, fmcg, household, export', 'schema', customers, 'table', customer, 'column', segment;
GO
execute sp_addextendedproperty 'MS_Description', N'GST identification number; customers abroad have none', 'schema', customers, 'table', customer, 'column', gstin;
GO
execute sp_addextendedproperty 'MS_Description', N'Permanent account number (characters 3 to 12 of the GSTIN); customers abroad have none', 'schema', customers, 'table', customer, 'column', pan;
GO
execute sp_addextendedproperty 'MS_Description', N'City of the billing address', 'schema', customers, 'table', customer, 'column', city;
GO
execute sp_addextendedproperty 'MS_Description', N'GST state code of the billing address, two digits; 96 is abroad', 'schema', customers, 'table', customer, 'column', state_code;
GO
execute sp_addextendedproperty 'MS_Description', N'State of the billing address', 'schema', customers, 'table', customer, 'column', state_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Postal code', 'schema', customers, 'table', customer, 'column', pin_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Credit limit', 'schema', customers, 'table', customer, 'column', credit_limit;
GO
execute sp_addextendedproperty 'MS_Description', N'Days from invoice to due date', 'schema', customers, 'table', customer, 'column', payment_terms_days;
GO
execute sp_addextendedproperty 'MS_Description', N'First day of the business relation', 'schema', customers, 'table', customer, 'column', customer_since;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', customers, 'table', customer, 'column', modified_at;
GO
