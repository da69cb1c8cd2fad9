-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

IF SCHEMA_ID('products') IS NULL EXEC('CREATE SCHEMA products');
GO
IF SCHEMA_ID('sales') IS NULL EXEC('CREATE SCHEMA sales');
GO
IF SCHEMA_ID('purchases') IS NULL EXEC('CREATE SCHEMA purchases');
GO
IF SCHEMA_ID('employees') IS NULL EXEC('CREATE SCHEMA employees');
GO
IF SCHEMA_ID('finance') IS NULL EXEC('CREATE SCHEMA finance');
GO
IF SCHEMA_ID('inventory') IS NULL EXEC('CREATE SCHEMA inventory');
GO
IF SCHEMA_ID('vendors') IS NULL EXEC('CREATE SCHEMA vendors');
GO
IF SCHEMA_ID('customers') IS NULL EXEC('CREATE SCHEMA customers');
GO
IF SCHEMA_ID('shipping') IS NULL EXEC('CREATE SCHEMA shipping');
GO
IF SCHEMA_ID('etl') IS NULL EXEC('CREATE SCHEMA etl');
GO
