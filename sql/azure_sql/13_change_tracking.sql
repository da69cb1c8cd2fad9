-- Derived from lib/pikku/migrate/tracking.py by `pikku define`; change it there.
-- Change tracking, for the factory's loads of changes; after the tables are made.

IF NOT EXISTS (SELECT * FROM sys.change_tracking_databases WHERE database_id = DB_ID())
    ALTER DATABASE CURRENT SET CHANGE_TRACKING = ON (CHANGE_RETENTION = 14 DAYS, AUTO_CLEANUP = ON);
GO
ALTER TABLE customers.customer ENABLE CHANGE_TRACKING;
GO
ALTER TABLE sales.campaign ENABLE CHANGE_TRACKING;
GO
ALTER TABLE vendors.vendor ENABLE CHANGE_TRACKING;
GO
ALTER TABLE employees.employee ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.payment ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.receipt ENABLE CHANGE_TRACKING;
GO
ALTER TABLE inventory.stocktake ENABLE CHANGE_TRACKING;
GO
ALTER TABLE products.product ENABLE CHANGE_TRACKING;
GO
ALTER TABLE employees.payroll ENABLE CHANGE_TRACKING;
GO
ALTER TABLE inventory.stock_balance ENABLE CHANGE_TRACKING;
GO
ALTER TABLE inventory.stocktake_line ENABLE CHANGE_TRACKING;
GO
ALTER TABLE products.bill_of_materials ENABLE CHANGE_TRACKING;
GO
ALTER TABLE products.mould ENABLE CHANGE_TRACKING;
GO
ALTER TABLE products.price ENABLE CHANGE_TRACKING;
GO
ALTER TABLE purchases.purchase_order ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.customer_advance ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.payable_bill ENABLE CHANGE_TRACKING;
GO
ALTER TABLE inventory.production_order ENABLE CHANGE_TRACKING;
GO
ALTER TABLE products.mould_maintenance ENABLE CHANGE_TRACKING;
GO
ALTER TABLE purchases.purchase_order_line ENABLE CHANGE_TRACKING;
GO
ALTER TABLE shipping.shipment ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.payment_allocation ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.receivable_invoice ENABLE CHANGE_TRACKING;
GO
ALTER TABLE purchases.goods_receipt ENABLE CHANGE_TRACKING;
GO
ALTER TABLE shipping.shipment_line ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.advance_allocation ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.dispute ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.payable_bill_line ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.receipt_allocation ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.receivable_invoice_line ENABLE CHANGE_TRACKING;
GO
ALTER TABLE finance.write_off ENABLE CHANGE_TRACKING;
GO
ALTER TABLE sales.credit_note ENABLE CHANGE_TRACKING;
GO
ALTER TABLE sales.goods_return ENABLE CHANGE_TRACKING;
GO
