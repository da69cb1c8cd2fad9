-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Two schemas: gold has a view of each table of the star, reporting the views of the six functions.

USE pikku;
GO

IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = 'gold')
    EXEC ('CREATE SCHEMA gold');
GO

IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = 'reporting')
    EXEC ('CREATE SCHEMA reporting');
GO
