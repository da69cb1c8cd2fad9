-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE customers.customer (
    customer_id BIGINT NOT NULL,
    customer_code VARCHAR(20) NOT NULL,
    customer_name VARCHAR(120) NOT NULL,
    segment VARCHAR(20) NOT NULL CONSTRAINT ck_customer_segment CHECK (segment IN ('distributor', 'automotive', 'fmcg', 'household', 'export')),
    gstin VARCHAR(15),
    pan VARCHAR(10),
    city VARCHAR(60) NOT NULL,
    state_code VARCHAR(2) NOT NULL,
    state_name VARCHAR(60) NOT NULL,
    pin_code VARCHAR(6) NOT NULL,
    credit_limit NUMERIC(18, 2) NOT NULL CONSTRAINT ck_customer_credit_limit CHECK (credit_limit >= 0),
    payment_terms_days INTEGER NOT NULL CONSTRAINT ck_customer_payment_terms_days CHECK (payment_terms_days >= 0),
    customer_since DATE NOT NULL,
    modified_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_customer PRIMARY KEY (customer_id),
    CONSTRAINT ck_customer_abroad CHECK ((segment = 'export' AND state_code = '96') OR (segment <> 'export' AND state_code <> '96')),
    CONSTRAINT ck_customer_registered CHECK ((state_name = 'Foreign Country' AND gstin IS NULL) OR (state_name <> 'Foreign Country' AND gstin IS NOT NULL)),
    CONSTRAINT ck_customer_taxpayer CHECK ((gstin IS NULL AND pan IS NULL) OR (gstin IS NOT NULL AND pan IS NOT NULL)),
    CONSTRAINT uq_customer_customer_code UNIQUE (customer_code),
    CONSTRAINT uq_customer_gstin UNIQUE (gstin)
);
COMMENT ON TABLE customers.customer IS 'Customers';
COMMENT ON COLUMN customers.customer.customer_id IS 'Customer';
COMMENT ON COLUMN customers.customer.customer_code IS 'Customer code, C-nnnnnn';
COMMENT ON COLUMN customers.customer.customer_name IS 'Registered name';
COMMENT ON COLUMN customers.customer.segment IS 'Market segment: distributor, automotive, fmcg, household, export';
COMMENT ON COLUMN customers.customer.gstin IS 'GST identification number; customers abroad have none';
COMMENT ON COLUMN customers.customer.pan IS 'Permanent account number (characters 3 to 12 of the GSTIN); customers abroad have none';
COMMENT ON COLUMN customers.customer.city IS 'City of the billing address';
COMMENT ON COLUMN customers.customer.state_code IS 'GST state code of the billing address, two digits; 96 is abroad';
COMMENT ON COLUMN customers.customer.state_name IS 'State of the billing address';
COMMENT ON COLUMN customers.customer.pin_code IS 'Postal code';
COMMENT ON COLUMN customers.customer.credit_limit IS 'Credit limit';
COMMENT ON COLUMN customers.customer.payment_terms_days IS 'Days from invoice to due date';
COMMENT ON COLUMN customers.customer.customer_since IS 'First day of the business relation';
COMMENT ON COLUMN customers.customer.modified_at IS 'When the row last changed (UTC); the migration''s high watermark';
