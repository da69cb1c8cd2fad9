-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Who reads: the role of the Power BI data set. It sees the views, and may use the credential through them.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.database_principals WHERE name = 'powerbi_reader')
    CREATE ROLE powerbi_reader;
GO

GRANT SELECT ON SCHEMA::gold TO powerbi_reader;
GO

GRANT SELECT ON SCHEMA::reporting TO powerbi_reader;
GO

GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::workspace_identity TO powerbi_reader;
GO
