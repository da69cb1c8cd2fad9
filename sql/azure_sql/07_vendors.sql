-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE vendors.vendor (
    vendor_id BIGINT NOT NULL,
    vendor_code NVARCHAR(20) NOT NULL,
    vendor_name NVARCHAR(120) NOT NULL,
    vendor_type NVARCHAR(20) NOT NULL CONSTRAINT ck_vendor_vendor_type CHECK (vendor_type IN ('resin', 'masterbatch', 'packaging', 'insert')),
    msme_status NVARCHAR(10) NOT NULL CONSTRAINT ck_vendor_msme_status CHECK (msme_status IN ('micro', 'small', 'medium', 'none')),
    gstin NVARCHAR(15) NOT NULL,
    pan NVARCHAR(10) NOT NULL,
    city NVARCHAR(60) NOT NULL,
    state_code NVARCHAR(2) NOT NULL,
    state_name NVARCHAR(60) NOT NULL,
    lead_time_days INTEGER NOT NULL CONSTRAINT ck_vendor_lead_time_days CHECK (lead_time_days >= 0),
    payment_terms_days INTEGER NOT NULL CONSTRAINT ck_vendor_payment_terms_days CHECK (payment_terms_days >= 0),
    vendor_since DATE NOT NULL,
    modified_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_vendor PRIMARY KEY (vendor_id),
    CONSTRAINT uq_vendor_gstin UNIQUE (gstin),
    CONSTRAINT uq_vendor_vendor_code UNIQUE (vendor_code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Vendors of materials and packaging', 'schema', vendors, 'table', vendor;
GO
execute sp_addextendedproperty 'MS_Description', N'Vendor', 'schema', vendors, 'table', vendor, 'column', vendor_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Vendor code, V-nnnnn', 'schema', vendors, 'table', vendor, 'column', vendor_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Registered name', 'schema', vendors, 'table', vendor, 'column', vendor_name;
GO
execute sp_addextendedproperty 'MS_Description', N'What it supplies: resin, masterbatch, packaging, insert', 'schema', vendors, 'table', vendor, 'column', vendor_type;
GO
execute sp_addextendedproperty 'MS_Description', N'Size by its registration as a maker or provider of services; traders have none that counts: micro, small, medium, none', 'schema', vendors, 'table', vendor, 'column', msme_status;
GO
execute sp_addextendedproperty 'MS_Description', N'GST identification number', 'schema', vendors, 'table', vendor, 'column', gstin;
GO
execute sp_addextendedproperty 'MS_Description', N'Permanent account number (characters 3 to 12 of the GSTIN)', 'schema', vendors, 'table', vendor, 'column', pan;
GO
execute sp_addextendedproperty 'MS_Description', N'City', 'schema', vendors, 'table', vendor, 'column', city;
GO
execute sp_addextendedproperty 'MS_Description', N'GST state code, two digits', 'schema', vendors, 'table', vendor, 'column', state_code;
GO
execute sp_addextendedproperty 'MS_Description', N'State', 'schema', vendors, 'table', vendor, 'column', state_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Agreed days from order to receipt', 'schema', vendors, 'table', vendor, 'column', lead_time_days;
GO
execute sp_addextendedproperty 'MS_Description', N'Days from bill to due date', 'schema', vendors, 'table', vendor, 'column', payment_terms_days;
GO
execute sp_addextendedproperty 'MS_Description', N'First day of the business relation', 'schema', vendors, 'table', vendor, 'column', vendor_since;
GO
execute sp_addextendedproperty 'MS_Description', N'When the row last changed (UTC); the migration''s high watermark', 'schema', vendors, 'table', vendor, 'column', modified_at;
GO
