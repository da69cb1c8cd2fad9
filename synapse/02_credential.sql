-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- How the database reads the lake: as the workspace's managed identity. There is no secret to keep.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.symmetric_keys WHERE name = '##MS_DatabaseMasterKey##')
    CREATE MASTER KEY;
GO

IF NOT EXISTS (SELECT * FROM sys.database_scoped_credentials WHERE name = 'workspace_identity')
    CREATE DATABASE SCOPED CREDENTIAL workspace_identity WITH IDENTITY = 'Managed Identity';
GO
