-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE UNIQUE INDEX uq_customer_gstin ON customers.customer (gstin) WHERE gstin IS NOT NULL;
GO
ALTER TABLE employees.employee ADD CONSTRAINT fk_employee_department_id FOREIGN KEY(department_id) REFERENCES employees.department (department_id);
GO
ALTER TABLE finance.journal_entry ADD CONSTRAINT fk_journal_entry_period_id FOREIGN KEY(period_id) REFERENCES finance.period (period_id);
GO
ALTER TABLE finance.payment ADD CONSTRAINT fk_payment_vendor_id FOREIGN KEY(vendor_id) REFERENCES vendors.vendor (vendor_id);
GO
CREATE INDEX ix_payment_vendor_id ON finance.payment (vendor_id);
GO
ALTER TABLE finance.receipt ADD CONSTRAINT fk_receipt_customer_id FOREIGN KEY(customer_id) REFERENCES customers.customer (customer_id);
GO
CREATE INDEX ix_receipt_customer_id ON finance.receipt (customer_id);
GO
ALTER TABLE inventory.stocktake ADD CONSTRAINT fk_stocktake_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
ALTER TABLE products.product ADD CONSTRAINT fk_product_category_id FOREIGN KEY(category_id) REFERENCES products.category (category_id);
GO
ALTER TABLE employees.attendance ADD CONSTRAINT fk_attendance_employee_id FOREIGN KEY(employee_id) REFERENCES employees.employee (employee_id);
GO
ALTER TABLE employees.payroll ADD CONSTRAINT fk_payroll_employee_id FOREIGN KEY(employee_id) REFERENCES employees.employee (employee_id);
GO
ALTER TABLE employees.payroll ADD CONSTRAINT fk_payroll_period_id FOREIGN KEY(period_id) REFERENCES finance.period (period_id);
GO
ALTER TABLE finance.journal_line ADD CONSTRAINT fk_journal_line_journal_entry_id FOREIGN KEY(journal_entry_id) REFERENCES finance.journal_entry (journal_entry_id);
GO
ALTER TABLE finance.journal_line ADD CONSTRAINT fk_journal_line_account_id FOREIGN KEY(account_id) REFERENCES finance.account (account_id);
GO
ALTER TABLE finance.journal_line ADD CONSTRAINT fk_journal_line_customer_id FOREIGN KEY(customer_id) REFERENCES customers.customer (customer_id);
GO
ALTER TABLE finance.journal_line ADD CONSTRAINT fk_journal_line_vendor_id FOREIGN KEY(vendor_id) REFERENCES vendors.vendor (vendor_id);
GO
CREATE INDEX ix_journal_line_journal_entry_id ON finance.journal_line (journal_entry_id);
GO
CREATE INDEX ix_journal_line_customer_id ON finance.journal_line (customer_id) WHERE customer_id IS NOT NULL;
GO
CREATE INDEX ix_journal_line_vendor_id ON finance.journal_line (vendor_id) WHERE vendor_id IS NOT NULL;
GO
ALTER TABLE inventory.stock_balance ADD CONSTRAINT fk_stock_balance_period_id FOREIGN KEY(period_id) REFERENCES finance.period (period_id);
GO
ALTER TABLE inventory.stock_balance ADD CONSTRAINT fk_stock_balance_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
ALTER TABLE inventory.stock_balance ADD CONSTRAINT fk_stock_balance_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
CREATE INDEX ix_stock_balance_product_id ON inventory.stock_balance (product_id);
GO
ALTER TABLE inventory.stock_movement ADD CONSTRAINT fk_stock_movement_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
ALTER TABLE inventory.stock_movement ADD CONSTRAINT fk_stock_movement_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
CREATE INDEX ix_stock_movement_product_id ON inventory.stock_movement (product_id);
GO
ALTER TABLE inventory.stocktake_line ADD CONSTRAINT fk_stocktake_line_stocktake_id FOREIGN KEY(stocktake_id) REFERENCES inventory.stocktake (stocktake_id);
GO
ALTER TABLE inventory.stocktake_line ADD CONSTRAINT fk_stocktake_line_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
CREATE INDEX ix_stocktake_line_product_id ON inventory.stocktake_line (product_id);
GO
ALTER TABLE products.bill_of_materials ADD CONSTRAINT fk_bill_of_materials_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
ALTER TABLE products.bill_of_materials ADD CONSTRAINT fk_bill_of_materials_component_id FOREIGN KEY(component_id) REFERENCES products.product (product_id);
GO
CREATE INDEX ix_bill_of_materials_component_id ON products.bill_of_materials (component_id);
GO
ALTER TABLE products.mould ADD CONSTRAINT fk_mould_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
CREATE INDEX ix_mould_product_id ON products.mould (product_id);
GO
ALTER TABLE products.price ADD CONSTRAINT fk_price_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
ALTER TABLE purchases.purchase_order ADD CONSTRAINT fk_purchase_order_vendor_id FOREIGN KEY(vendor_id) REFERENCES vendors.vendor (vendor_id);
GO
ALTER TABLE purchases.purchase_order ADD CONSTRAINT fk_purchase_order_buyer_id FOREIGN KEY(buyer_id) REFERENCES employees.employee (employee_id);
GO
CREATE INDEX ix_purchase_order_vendor_id ON purchases.purchase_order (vendor_id);
GO
CREATE INDEX ix_purchase_order_buyer_id ON purchases.purchase_order (buyer_id);
GO
ALTER TABLE sales.sales_order ADD CONSTRAINT fk_sales_order_customer_id FOREIGN KEY(customer_id) REFERENCES customers.customer (customer_id);
GO
ALTER TABLE sales.sales_order ADD CONSTRAINT fk_sales_order_salesperson_id FOREIGN KEY(salesperson_id) REFERENCES employees.employee (employee_id);
GO
CREATE INDEX ix_sales_order_customer_id ON sales.sales_order (customer_id);
GO
CREATE INDEX ix_sales_order_salesperson_id ON sales.sales_order (salesperson_id);
GO
ALTER TABLE finance.customer_advance ADD CONSTRAINT fk_customer_advance_sales_order_id FOREIGN KEY(sales_order_id) REFERENCES sales.sales_order (sales_order_id);
GO
ALTER TABLE finance.customer_advance ADD CONSTRAINT fk_customer_advance_customer_id FOREIGN KEY(customer_id) REFERENCES customers.customer (customer_id);
GO
CREATE INDEX ix_customer_advance_sales_order_id ON finance.customer_advance (sales_order_id);
GO
CREATE INDEX ix_customer_advance_customer_id ON finance.customer_advance (customer_id);
GO
ALTER TABLE finance.fixed_asset ADD CONSTRAINT fk_fixed_asset_mould_id FOREIGN KEY(mould_id) REFERENCES products.mould (mould_id);
GO
CREATE INDEX ix_fixed_asset_mould_id ON finance.fixed_asset (mould_id) WHERE mould_id IS NOT NULL;
GO
ALTER TABLE finance.payable_bill ADD CONSTRAINT fk_payable_bill_purchase_order_id FOREIGN KEY(purchase_order_id) REFERENCES purchases.purchase_order (purchase_order_id);
GO
ALTER TABLE finance.payable_bill ADD CONSTRAINT fk_payable_bill_vendor_id FOREIGN KEY(vendor_id) REFERENCES vendors.vendor (vendor_id);
GO
CREATE INDEX ix_payable_bill_purchase_order_id ON finance.payable_bill (purchase_order_id);
GO
CREATE INDEX ix_payable_bill_vendor_id ON finance.payable_bill (vendor_id);
GO
ALTER TABLE inventory.production_order ADD CONSTRAINT fk_production_order_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
ALTER TABLE inventory.production_order ADD CONSTRAINT fk_production_order_mould_id FOREIGN KEY(mould_id) REFERENCES products.mould (mould_id);
GO
ALTER TABLE inventory.production_order ADD CONSTRAINT fk_production_order_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
CREATE INDEX ix_production_order_product_id ON inventory.production_order (product_id);
GO
CREATE INDEX ix_production_order_mould_id ON inventory.production_order (mould_id);
GO
ALTER TABLE products.mould_maintenance ADD CONSTRAINT fk_mould_maintenance_mould_id FOREIGN KEY(mould_id) REFERENCES products.mould (mould_id);
GO
CREATE INDEX ix_mould_maintenance_mould_id ON products.mould_maintenance (mould_id);
GO
ALTER TABLE purchases.purchase_order_line ADD CONSTRAINT fk_purchase_order_line_purchase_order_id FOREIGN KEY(purchase_order_id) REFERENCES purchases.purchase_order (purchase_order_id);
GO
ALTER TABLE purchases.purchase_order_line ADD CONSTRAINT fk_purchase_order_line_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
CREATE INDEX ix_purchase_order_line_product_id ON purchases.purchase_order_line (product_id);
GO
ALTER TABLE sales.sales_order_line ADD CONSTRAINT fk_sales_order_line_sales_order_id FOREIGN KEY(sales_order_id) REFERENCES sales.sales_order (sales_order_id);
GO
ALTER TABLE sales.sales_order_line ADD CONSTRAINT fk_sales_order_line_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
ALTER TABLE sales.sales_order_line ADD CONSTRAINT fk_sales_order_line_campaign_id FOREIGN KEY(campaign_id) REFERENCES sales.campaign (campaign_id);
GO
CREATE INDEX ix_sales_order_line_product_id ON sales.sales_order_line (product_id);
GO
CREATE INDEX ix_sales_order_line_campaign_id ON sales.sales_order_line (campaign_id) WHERE campaign_id IS NOT NULL;
GO
ALTER TABLE shipping.shipment ADD CONSTRAINT fk_shipment_sales_order_id FOREIGN KEY(sales_order_id) REFERENCES sales.sales_order (sales_order_id);
GO
ALTER TABLE shipping.shipment ADD CONSTRAINT fk_shipment_carrier_id FOREIGN KEY(carrier_id) REFERENCES shipping.carrier (carrier_id);
GO
ALTER TABLE shipping.shipment ADD CONSTRAINT fk_shipment_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
CREATE INDEX ix_shipment_sales_order_id ON shipping.shipment (sales_order_id);
GO
ALTER TABLE finance.payment_allocation ADD CONSTRAINT fk_payment_allocation_payment_id FOREIGN KEY(payment_id) REFERENCES finance.payment (payment_id);
GO
ALTER TABLE finance.payment_allocation ADD CONSTRAINT fk_payment_allocation_payable_bill_id FOREIGN KEY(payable_bill_id) REFERENCES finance.payable_bill (payable_bill_id);
GO
CREATE INDEX ix_payment_allocation_payable_bill_id ON finance.payment_allocation (payable_bill_id);
GO
ALTER TABLE finance.receivable_invoice ADD CONSTRAINT fk_receivable_invoice_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipping.shipment (shipment_id);
GO
ALTER TABLE finance.receivable_invoice ADD CONSTRAINT fk_receivable_invoice_customer_id FOREIGN KEY(customer_id) REFERENCES customers.customer (customer_id);
GO
CREATE INDEX ix_receivable_invoice_shipment_id ON finance.receivable_invoice (shipment_id);
GO
CREATE INDEX ix_receivable_invoice_customer_id ON finance.receivable_invoice (customer_id);
GO
ALTER TABLE purchases.goods_receipt ADD CONSTRAINT fk_goods_receipt_purchase_order_line_id FOREIGN KEY(purchase_order_line_id) REFERENCES purchases.purchase_order_line (purchase_order_line_id);
GO
ALTER TABLE purchases.goods_receipt ADD CONSTRAINT fk_goods_receipt_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
CREATE INDEX ix_goods_receipt_purchase_order_line_id ON purchases.goods_receipt (purchase_order_line_id);
GO
ALTER TABLE shipping.shipment_line ADD CONSTRAINT fk_shipment_line_shipment_id FOREIGN KEY(shipment_id) REFERENCES shipping.shipment (shipment_id);
GO
ALTER TABLE shipping.shipment_line ADD CONSTRAINT fk_shipment_line_sales_order_line_id FOREIGN KEY(sales_order_line_id) REFERENCES sales.sales_order_line (sales_order_line_id);
GO
CREATE INDEX ix_shipment_line_sales_order_line_id ON shipping.shipment_line (sales_order_line_id);
GO
ALTER TABLE finance.advance_allocation ADD CONSTRAINT fk_advance_allocation_customer_advance_id FOREIGN KEY(customer_advance_id) REFERENCES finance.customer_advance (customer_advance_id);
GO
ALTER TABLE finance.advance_allocation ADD CONSTRAINT fk_advance_allocation_receivable_invoice_id FOREIGN KEY(receivable_invoice_id) REFERENCES finance.receivable_invoice (receivable_invoice_id);
GO
CREATE INDEX ix_advance_allocation_customer_advance_id ON finance.advance_allocation (customer_advance_id);
GO
ALTER TABLE finance.dispute ADD CONSTRAINT fk_dispute_receivable_invoice_id FOREIGN KEY(receivable_invoice_id) REFERENCES finance.receivable_invoice (receivable_invoice_id);
GO
CREATE INDEX ix_dispute_receivable_invoice_id ON finance.dispute (receivable_invoice_id);
GO
ALTER TABLE finance.payable_bill_line ADD CONSTRAINT fk_payable_bill_line_payable_bill_id FOREIGN KEY(payable_bill_id) REFERENCES finance.payable_bill (payable_bill_id);
GO
ALTER TABLE finance.payable_bill_line ADD CONSTRAINT fk_payable_bill_line_goods_receipt_id FOREIGN KEY(goods_receipt_id) REFERENCES purchases.goods_receipt (goods_receipt_id);
GO
CREATE INDEX ix_payable_bill_line_payable_bill_id ON finance.payable_bill_line (payable_bill_id);
GO
CREATE INDEX ix_payable_bill_line_goods_receipt_id ON finance.payable_bill_line (goods_receipt_id);
GO
ALTER TABLE finance.receipt_allocation ADD CONSTRAINT fk_receipt_allocation_receipt_id FOREIGN KEY(receipt_id) REFERENCES finance.receipt (receipt_id);
GO
ALTER TABLE finance.receipt_allocation ADD CONSTRAINT fk_receipt_allocation_receivable_invoice_id FOREIGN KEY(receivable_invoice_id) REFERENCES finance.receivable_invoice (receivable_invoice_id);
GO
CREATE INDEX ix_receipt_allocation_receivable_invoice_id ON finance.receipt_allocation (receivable_invoice_id);
GO
ALTER TABLE finance.receivable_invoice_line ADD CONSTRAINT fk_receivable_invoice_line_receivable_invoice_id FOREIGN KEY(receivable_invoice_id) REFERENCES finance.receivable_invoice (receivable_invoice_id);
GO
ALTER TABLE finance.receivable_invoice_line ADD CONSTRAINT fk_receivable_invoice_line_shipment_line_id FOREIGN KEY(shipment_line_id) REFERENCES shipping.shipment_line (shipment_line_id);
GO
ALTER TABLE finance.receivable_invoice_line ADD CONSTRAINT fk_receivable_invoice_line_product_id FOREIGN KEY(product_id) REFERENCES products.product (product_id);
GO
CREATE INDEX ix_receivable_invoice_line_receivable_invoice_id ON finance.receivable_invoice_line (receivable_invoice_id);
GO
CREATE INDEX ix_receivable_invoice_line_shipment_line_id ON finance.receivable_invoice_line (shipment_line_id);
GO
CREATE INDEX ix_receivable_invoice_line_product_id ON finance.receivable_invoice_line (product_id);
GO
ALTER TABLE finance.write_off ADD CONSTRAINT fk_write_off_receivable_invoice_id FOREIGN KEY(receivable_invoice_id) REFERENCES finance.receivable_invoice (receivable_invoice_id);
GO
ALTER TABLE sales.credit_note ADD CONSTRAINT fk_credit_note_receivable_invoice_id FOREIGN KEY(receivable_invoice_id) REFERENCES finance.receivable_invoice (receivable_invoice_id);
GO
CREATE INDEX ix_credit_note_receivable_invoice_id ON sales.credit_note (receivable_invoice_id);
GO
ALTER TABLE sales.goods_return ADD CONSTRAINT fk_goods_return_credit_note_id FOREIGN KEY(credit_note_id) REFERENCES sales.credit_note (credit_note_id);
GO
ALTER TABLE sales.goods_return ADD CONSTRAINT fk_goods_return_shipment_line_id FOREIGN KEY(shipment_line_id) REFERENCES shipping.shipment_line (shipment_line_id);
GO
ALTER TABLE sales.goods_return ADD CONSTRAINT fk_goods_return_warehouse_id FOREIGN KEY(warehouse_id) REFERENCES inventory.warehouse (warehouse_id);
GO
CREATE INDEX ix_goods_return_shipment_line_id ON sales.goods_return (shipment_line_id);
GO
