-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- The lake: the storage account, whose containers are landing, bronze, silver and gold.
-- $(StorageAccount) is a variable of sqlcmd: sqlcmd -v StorageAccount=…; see README.md.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.external_data_sources WHERE name = 'lake')
    CREATE EXTERNAL DATA SOURCE lake WITH (
        LOCATION = 'https://$(StorageAccount).dfs.core.windows.net',
        CREDENTIAL = workspace_identity
    );
GO
