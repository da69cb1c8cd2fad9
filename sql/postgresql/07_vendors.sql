-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE vendors.vendor (
    vendor_id BIGINT NOT NULL,
    vendor_code VARCHAR(20) NOT NULL,
    vendor_name VARCHAR(120) NOT NULL,
    vendor_type VARCHAR(20) NOT NULL CONSTRAINT ck_vendor_vendor_type CHECK (vendor_type IN ('resin', 'masterbatch', 'packaging', 'insert')),
    msme_status VARCHAR(10) NOT NULL CONSTRAINT ck_vendor_msme_status CHECK (msme_status IN ('micro', 'small', 'medium', 'none')),
    gstin VARCHAR(15) NOT NULL,
    pan VARCHAR(10) NOT NULL,
    city VARCHAR(60) NOT NULL,
    state_code VARCHAR(2) NOT NULL,
    state_name VARCHAR(60) NOT NULL,
    lead_time_days INTEGER NOT NULL CONSTRAINT ck_vendor_lead_time_days CHECK (lead_time_days >= 0),
    payment_terms_days INTEGER NOT NULL CONSTRAINT ck_vendor_payment_terms_days CHECK (payment_terms_days >= 0),
    vendor_since DATE NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_vendor PRIMARY KEY (vendor_id),
    CONSTRAINT uq_vendor_gstin UNIQUE (gstin),
    CONSTRAINT uq_vendor_vendor_code UNIQUE (vendor_code)
);
COMMENT ON TABLE vendors.vendor IS 'Vendors of materials and packaging';
COMMENT ON COLUMN vendors.vendor.vendor_id IS 'Vendor';
COMMENT ON COLUMN vendors.vendor.vendor_code IS 'Vendor code, V-nnnnn';
COMMENT ON COLUMN vendors.vendor.vendor_name IS 'Registered name';
COMMENT ON COLUMN vendors.vendor.vendor_type IS 'What it supplies: resin, masterbatch, packaging, insert';
COMMENT ON COLUMN vendors.vendor.msme_status IS 'Size by its registration as a maker or provider of services; traders have none that counts: micro, small, medium, none';
COMMENT ON COLUMN vendors.vendor.gstin IS 'GST identification number';
COMMENT ON COLUMN vendors.vendor.pan IS 'Permanent account number (characters 3 to 12 of the GSTIN)';
COMMENT ON COLUMN vendors.vendor.city IS 'City';
COMMENT ON COLUMN vendors.vendor.state_code IS 'GST state code, two digits';
COMMENT ON COLUMN vendors.vendor.state_name IS 'State';
COMMENT ON COLUMN vendors.vendor.lead_time_days IS 'Agreed days from order to receipt';
COMMENT ON COLUMN vendors.vendor.payment_terms_days IS 'Days from bill to due date';
COMMENT ON COLUMN vendors.vendor.vendor_since IS 'First day of the business relation';
COMMENT ON COLUMN vendors.vendor.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
