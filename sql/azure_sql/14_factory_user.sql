-- Derived from lib/pikku/infra/define.py by `pikku define`; change it there.
-- The data factory's managed identity as a user of the database; after all other scripts.
-- To be run by the Entra administrator: sqlcmd replaces $(FACTORY) by the factory's name,
-- elsewhere replace it by hand.

IF USER_ID('$(FACTORY)') IS NULL CREATE USER [$(FACTORY)] FROM EXTERNAL PROVIDER;
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::customers TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::employees TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::finance TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::inventory TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::products TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::purchases TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::sales TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::shipping TO [$(FACTORY)];
GO
GRANT SELECT, VIEW CHANGE TRACKING ON SCHEMA::vendors TO [$(FACTORY)];
GO
GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::etl TO [$(FACTORY)];
GO
