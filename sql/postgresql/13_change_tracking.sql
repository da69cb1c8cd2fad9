-- Derived from lib/pikku/migrate/tracking.py by `pikku define`; change it there.
-- Change tracking, for the factory's loads of changes; after the tables are made.

CREATE TABLE IF NOT EXISTS etl.tracked_table (
    table_name text PRIMARY KEY,
    table_oid oid NOT NULL,
    min_valid_version bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS etl.deleted_row (
    table_name text NOT NULL,
    key_value bigint NOT NULL,
    version bigint NOT NULL
);
CREATE INDEX IF NOT EXISTS ix_deleted_row ON etl.deleted_row (table_name, version);
CREATE OR REPLACE FUNCTION etl.change_tracking_current_version() RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1
$$;
CREATE OR REPLACE FUNCTION etl.change_tracking_min_valid_version(name text) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT min_valid_version FROM etl.tracked_table WHERE table_name = name
$$;
CREATE OR REPLACE FUNCTION etl.note_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO etl.deleted_row SELECT %L, %I, pg_current_xact_id()::text::bigint FROM gone',
        TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_ARGV[0]);
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION etl.note_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE etl.tracked_table SET min_valid_version = pg_current_xact_id()::text::bigint
    WHERE table_name = TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
    RETURN NULL;
END
$$;
CREATE OR REPLACE FUNCTION etl.changes_of_customer(since bigint)
RETURNS TABLE (customer_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.customer_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM customers.customer t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'customers.customer' AND d.version > since
        AND NOT EXISTS (SELECT FROM customers.customer t WHERE t.customer_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON customers.customer;
DROP TRIGGER IF EXISTS note_truncated ON customers.customer;
CREATE TRIGGER note_deleted AFTER DELETE ON customers.customer REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('customer_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON customers.customer FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('customers.customer', 'customers.customer'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_campaign(since bigint)
RETURNS TABLE (campaign_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.campaign_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM sales.campaign t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'sales.campaign' AND d.version > since
        AND NOT EXISTS (SELECT FROM sales.campaign t WHERE t.campaign_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON sales.campaign;
DROP TRIGGER IF EXISTS note_truncated ON sales.campaign;
CREATE TRIGGER note_deleted AFTER DELETE ON sales.campaign REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('campaign_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON sales.campaign FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('sales.campaign', 'sales.campaign'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_vendor(since bigint)
RETURNS TABLE (vendor_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.vendor_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM vendors.vendor t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'vendors.vendor' AND d.version > since
        AND NOT EXISTS (SELECT FROM vendors.vendor t WHERE t.vendor_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON vendors.vendor;
DROP TRIGGER IF EXISTS note_truncated ON vendors.vendor;
CREATE TRIGGER note_deleted AFTER DELETE ON vendors.vendor REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('vendor_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON vendors.vendor FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('vendors.vendor', 'vendors.vendor'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_employee(since bigint)
RETURNS TABLE (employee_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.employee_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM employees.employee t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'employees.employee' AND d.version > since
        AND NOT EXISTS (SELECT FROM employees.employee t WHERE t.employee_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON employees.employee;
DROP TRIGGER IF EXISTS note_truncated ON employees.employee;
CREATE TRIGGER note_deleted AFTER DELETE ON employees.employee REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('employee_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON employees.employee FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('employees.employee', 'employees.employee'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_payment(since bigint)
RETURNS TABLE (payment_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.payment_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.payment t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.payment' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.payment t WHERE t.payment_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.payment;
DROP TRIGGER IF EXISTS note_truncated ON finance.payment;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.payment REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('payment_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.payment FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.payment', 'finance.payment'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_receipt(since bigint)
RETURNS TABLE (receipt_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.receipt_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.receipt t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.receipt' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.receipt t WHERE t.receipt_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.receipt;
DROP TRIGGER IF EXISTS note_truncated ON finance.receipt;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.receipt REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('receipt_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.receipt FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.receipt', 'finance.receipt'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_stocktake(since bigint)
RETURNS TABLE (stocktake_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.stocktake_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM inventory.stocktake t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'inventory.stocktake' AND d.version > since
        AND NOT EXISTS (SELECT FROM inventory.stocktake t WHERE t.stocktake_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON inventory.stocktake;
DROP TRIGGER IF EXISTS note_truncated ON inventory.stocktake;
CREATE TRIGGER note_deleted AFTER DELETE ON inventory.stocktake REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('stocktake_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON inventory.stocktake FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('inventory.stocktake', 'inventory.stocktake'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_product(since bigint)
RETURNS TABLE (product_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.product_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM products.product t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'products.product' AND d.version > since
        AND NOT EXISTS (SELECT FROM products.product t WHERE t.product_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON products.product;
DROP TRIGGER IF EXISTS note_truncated ON products.product;
CREATE TRIGGER note_deleted AFTER DELETE ON products.product REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('product_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON products.product FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('products.product', 'products.product'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_payroll(since bigint)
RETURNS TABLE (payroll_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.payroll_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM employees.payroll t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'employees.payroll' AND d.version > since
        AND NOT EXISTS (SELECT FROM employees.payroll t WHERE t.payroll_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON employees.payroll;
DROP TRIGGER IF EXISTS note_truncated ON employees.payroll;
CREATE TRIGGER note_deleted AFTER DELETE ON employees.payroll REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('payroll_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON employees.payroll FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('employees.payroll', 'employees.payroll'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_stock_balance(since bigint)
RETURNS TABLE (stock_balance_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.stock_balance_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM inventory.stock_balance t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'inventory.stock_balance' AND d.version > since
        AND NOT EXISTS (SELECT FROM inventory.stock_balance t WHERE t.stock_balance_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON inventory.stock_balance;
DROP TRIGGER IF EXISTS note_truncated ON inventory.stock_balance;
CREATE TRIGGER note_deleted AFTER DELETE ON inventory.stock_balance REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('stock_balance_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON inventory.stock_balance FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('inventory.stock_balance', 'inventory.stock_balance'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_stocktake_line(since bigint)
RETURNS TABLE (stocktake_line_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.stocktake_line_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM inventory.stocktake_line t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'inventory.stocktake_line' AND d.version > since
        AND NOT EXISTS (SELECT FROM inventory.stocktake_line t WHERE t.stocktake_line_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON inventory.stocktake_line;
DROP TRIGGER IF EXISTS note_truncated ON inventory.stocktake_line;
CREATE TRIGGER note_deleted AFTER DELETE ON inventory.stocktake_line REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('stocktake_line_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON inventory.stocktake_line FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('inventory.stocktake_line', 'inventory.stocktake_line'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_bill_of_materials(since bigint)
RETURNS TABLE (bill_of_materials_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.bill_of_materials_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM products.bill_of_materials t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'products.bill_of_materials' AND d.version > since
        AND NOT EXISTS (SELECT FROM products.bill_of_materials t WHERE t.bill_of_materials_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON products.bill_of_materials;
DROP TRIGGER IF EXISTS note_truncated ON products.bill_of_materials;
CREATE TRIGGER note_deleted AFTER DELETE ON products.bill_of_materials REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('bill_of_materials_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON products.bill_of_materials FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('products.bill_of_materials', 'products.bill_of_materials'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_mould(since bigint)
RETURNS TABLE (mould_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.mould_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM products.mould t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'products.mould' AND d.version > since
        AND NOT EXISTS (SELECT FROM products.mould t WHERE t.mould_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON products.mould;
DROP TRIGGER IF EXISTS note_truncated ON products.mould;
CREATE TRIGGER note_deleted AFTER DELETE ON products.mould REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('mould_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON products.mould FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('products.mould', 'products.mould'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_price(since bigint)
RETURNS TABLE (price_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.price_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM products.price t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'products.price' AND d.version > since
        AND NOT EXISTS (SELECT FROM products.price t WHERE t.price_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON products.price;
DROP TRIGGER IF EXISTS note_truncated ON products.price;
CREATE TRIGGER note_deleted AFTER DELETE ON products.price REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('price_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON products.price FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('products.price', 'products.price'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_purchase_order(since bigint)
RETURNS TABLE (purchase_order_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.purchase_order_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM purchases.purchase_order t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'purchases.purchase_order' AND d.version > since
        AND NOT EXISTS (SELECT FROM purchases.purchase_order t WHERE t.purchase_order_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON purchases.purchase_order;
DROP TRIGGER IF EXISTS note_truncated ON purchases.purchase_order;
CREATE TRIGGER note_deleted AFTER DELETE ON purchases.purchase_order REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('purchase_order_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON purchases.purchase_order FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('purchases.purchase_order', 'purchases.purchase_order'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_customer_advance(since bigint)
RETURNS TABLE (customer_advance_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.customer_advance_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.customer_advance t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.customer_advance' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.customer_advance t WHERE t.customer_advance_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.customer_advance;
DROP TRIGGER IF EXISTS note_truncated ON finance.customer_advance;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.customer_advance REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('customer_advance_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.customer_advance FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.customer_advance', 'finance.customer_advance'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_payable_bill(since bigint)
RETURNS TABLE (payable_bill_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.payable_bill_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.payable_bill t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.payable_bill' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.payable_bill t WHERE t.payable_bill_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.payable_bill;
DROP TRIGGER IF EXISTS note_truncated ON finance.payable_bill;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.payable_bill REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('payable_bill_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.payable_bill FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.payable_bill', 'finance.payable_bill'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_production_order(since bigint)
RETURNS TABLE (production_order_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.production_order_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM inventory.production_order t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'inventory.production_order' AND d.version > since
        AND NOT EXISTS (SELECT FROM inventory.production_order t WHERE t.production_order_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON inventory.production_order;
DROP TRIGGER IF EXISTS note_truncated ON inventory.production_order;
CREATE TRIGGER note_deleted AFTER DELETE ON inventory.production_order REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('production_order_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON inventory.production_order FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('inventory.production_order', 'inventory.production_order'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_mould_maintenance(since bigint)
RETURNS TABLE (mould_maintenance_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.mould_maintenance_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM products.mould_maintenance t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'products.mould_maintenance' AND d.version > since
        AND NOT EXISTS (SELECT FROM products.mould_maintenance t WHERE t.mould_maintenance_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON products.mould_maintenance;
DROP TRIGGER IF EXISTS note_truncated ON products.mould_maintenance;
CREATE TRIGGER note_deleted AFTER DELETE ON products.mould_maintenance REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('mould_maintenance_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON products.mould_maintenance FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('products.mould_maintenance', 'products.mould_maintenance'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_purchase_order_line(since bigint)
RETURNS TABLE (purchase_order_line_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.purchase_order_line_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM purchases.purchase_order_line t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'purchases.purchase_order_line' AND d.version > since
        AND NOT EXISTS (SELECT FROM purchases.purchase_order_line t WHERE t.purchase_order_line_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON purchases.purchase_order_line;
DROP TRIGGER IF EXISTS note_truncated ON purchases.purchase_order_line;
CREATE TRIGGER note_deleted AFTER DELETE ON purchases.purchase_order_line REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('purchase_order_line_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON purchases.purchase_order_line FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('purchases.purchase_order_line', 'purchases.purchase_order_line'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_shipment(since bigint)
RETURNS TABLE (shipment_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.shipment_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM shipping.shipment t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'shipping.shipment' AND d.version > since
        AND NOT EXISTS (SELECT FROM shipping.shipment t WHERE t.shipment_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON shipping.shipment;
DROP TRIGGER IF EXISTS note_truncated ON shipping.shipment;
CREATE TRIGGER note_deleted AFTER DELETE ON shipping.shipment REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('shipment_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON shipping.shipment FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('shipping.shipment', 'shipping.shipment'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_payment_allocation(since bigint)
RETURNS TABLE (payment_allocation_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.payment_allocation_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.payment_allocation t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.payment_allocation' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.payment_allocation t WHERE t.payment_allocation_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.payment_allocation;
DROP TRIGGER IF EXISTS note_truncated ON finance.payment_allocation;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.payment_allocation REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('payment_allocation_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.payment_allocation FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.payment_allocation', 'finance.payment_allocation'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_receivable_invoice(since bigint)
RETURNS TABLE (receivable_invoice_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.receivable_invoice_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.receivable_invoice t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.receivable_invoice' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.receivable_invoice t WHERE t.receivable_invoice_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.receivable_invoice;
DROP TRIGGER IF EXISTS note_truncated ON finance.receivable_invoice;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.receivable_invoice REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('receivable_invoice_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.receivable_invoice FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.receivable_invoice', 'finance.receivable_invoice'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_goods_receipt(since bigint)
RETURNS TABLE (goods_receipt_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.goods_receipt_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM purchases.goods_receipt t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'purchases.goods_receipt' AND d.version > since
        AND NOT EXISTS (SELECT FROM purchases.goods_receipt t WHERE t.goods_receipt_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON purchases.goods_receipt;
DROP TRIGGER IF EXISTS note_truncated ON purchases.goods_receipt;
CREATE TRIGGER note_deleted AFTER DELETE ON purchases.goods_receipt REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('goods_receipt_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON purchases.goods_receipt FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('purchases.goods_receipt', 'purchases.goods_receipt'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_shipment_line(since bigint)
RETURNS TABLE (shipment_line_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.shipment_line_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM shipping.shipment_line t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'shipping.shipment_line' AND d.version > since
        AND NOT EXISTS (SELECT FROM shipping.shipment_line t WHERE t.shipment_line_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON shipping.shipment_line;
DROP TRIGGER IF EXISTS note_truncated ON shipping.shipment_line;
CREATE TRIGGER note_deleted AFTER DELETE ON shipping.shipment_line REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('shipment_line_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON shipping.shipment_line FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('shipping.shipment_line', 'shipping.shipment_line'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_advance_allocation(since bigint)
RETURNS TABLE (advance_allocation_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.advance_allocation_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.advance_allocation t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.advance_allocation' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.advance_allocation t WHERE t.advance_allocation_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.advance_allocation;
DROP TRIGGER IF EXISTS note_truncated ON finance.advance_allocation;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.advance_allocation REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('advance_allocation_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.advance_allocation FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.advance_allocation', 'finance.advance_allocation'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_dispute(since bigint)
RETURNS TABLE (dispute_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.dispute_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.dispute t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.dispute' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.dispute t WHERE t.dispute_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.dispute;
DROP TRIGGER IF EXISTS note_truncated ON finance.dispute;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.dispute REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('dispute_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.dispute FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.dispute', 'finance.dispute'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_payable_bill_line(since bigint)
RETURNS TABLE (payable_bill_line_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.payable_bill_line_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.payable_bill_line t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.payable_bill_line' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.payable_bill_line t WHERE t.payable_bill_line_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.payable_bill_line;
DROP TRIGGER IF EXISTS note_truncated ON finance.payable_bill_line;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.payable_bill_line REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('payable_bill_line_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.payable_bill_line FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.payable_bill_line', 'finance.payable_bill_line'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_receipt_allocation(since bigint)
RETURNS TABLE (receipt_allocation_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.receipt_allocation_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.receipt_allocation t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.receipt_allocation' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.receipt_allocation t WHERE t.receipt_allocation_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.receipt_allocation;
DROP TRIGGER IF EXISTS note_truncated ON finance.receipt_allocation;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.receipt_allocation REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('receipt_allocation_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.receipt_allocation FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.receipt_allocation', 'finance.receipt_allocation'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_receivable_invoice_line(since bigint)
RETURNS TABLE (receivable_invoice_line_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.receivable_invoice_line_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.receivable_invoice_line t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.receivable_invoice_line' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.receivable_invoice_line t WHERE t.receivable_invoice_line_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.receivable_invoice_line;
DROP TRIGGER IF EXISTS note_truncated ON finance.receivable_invoice_line;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.receivable_invoice_line REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('receivable_invoice_line_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.receivable_invoice_line FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.receivable_invoice_line', 'finance.receivable_invoice_line'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_write_off(since bigint)
RETURNS TABLE (write_off_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.write_off_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM finance.write_off t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'finance.write_off' AND d.version > since
        AND NOT EXISTS (SELECT FROM finance.write_off t WHERE t.write_off_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON finance.write_off;
DROP TRIGGER IF EXISTS note_truncated ON finance.write_off;
CREATE TRIGGER note_deleted AFTER DELETE ON finance.write_off REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('write_off_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON finance.write_off FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('finance.write_off', 'finance.write_off'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_credit_note(since bigint)
RETURNS TABLE (credit_note_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.credit_note_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM sales.credit_note t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'sales.credit_note' AND d.version > since
        AND NOT EXISTS (SELECT FROM sales.credit_note t WHERE t.credit_note_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON sales.credit_note;
DROP TRIGGER IF EXISTS note_truncated ON sales.credit_note;
CREATE TRIGGER note_deleted AFTER DELETE ON sales.credit_note REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('credit_note_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON sales.credit_note FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('sales.credit_note', 'sales.credit_note'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
CREATE OR REPLACE FUNCTION etl.changes_of_goods_return(since bigint)
RETURNS TABLE (goods_return_id bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.goods_return_id, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM sales.goods_return t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = 'sales.goods_return' AND d.version > since
        AND NOT EXISTS (SELECT FROM sales.goods_return t WHERE t.goods_return_id = d.key_value)
    GROUP BY d.key_value
$$;
DROP TRIGGER IF EXISTS note_deleted ON sales.goods_return;
DROP TRIGGER IF EXISTS note_truncated ON sales.goods_return;
CREATE TRIGGER note_deleted AFTER DELETE ON sales.goods_return REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('goods_return_id');
CREATE TRIGGER note_truncated AFTER TRUNCATE ON sales.goods_return FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated();
INSERT INTO etl.tracked_table VALUES ('sales.goods_return', 'sales.goods_return'::regclass, pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version;
