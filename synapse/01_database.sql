-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- The database: definitions only, the data stay in the lake. Run it connected to master.

IF NOT EXISTS (SELECT * FROM sys.databases WHERE name = 'pikku')
    CREATE DATABASE pikku COLLATE Latin1_General_100_BIN2_UTF8;
GO
