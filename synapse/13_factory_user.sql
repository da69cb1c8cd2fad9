-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- The data factory's managed identity: it compares rows and sums of the database with what landed in the lake.
-- Needs no more than 01 to 03, and is needed by the factory's first run. $(FACTORY) is a variable of sqlcmd:
-- the factory's name. OPENROWSET with a data source that has a credential takes both rights.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.database_principals WHERE name = '$(FACTORY)')
    CREATE USER [$(FACTORY)] FROM EXTERNAL PROVIDER;
GO

GRANT ADMINISTER DATABASE BULK OPERATIONS TO [$(FACTORY)];
GO

GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::workspace_identity TO [$(FACTORY)];
GO
