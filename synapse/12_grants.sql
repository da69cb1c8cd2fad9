-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Who reads: the role of the Power BI data set. It sees the views of two schemas. That a view's owner may read files is
-- no help to who asks the view: OPENROWSET takes the asker's rights, the last two. With them the role may also read
-- other files of the lake by OPENROWSET of its own, so its members are who may see the lake.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.database_principals WHERE name = 'powerbi_reader')
    CREATE ROLE powerbi_reader;
GO

GRANT SELECT ON SCHEMA::gold TO powerbi_reader;
GO

GRANT SELECT ON SCHEMA::reporting TO powerbi_reader;
GO

GRANT ADMINISTER DATABASE BULK OPERATIONS TO powerbi_reader;
GO

GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::workspace_identity TO powerbi_reader;
GO
