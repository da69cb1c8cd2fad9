-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.
-- `pikku process` makes the tables with these very statements, and fills gold with these queries.

CREATE SCHEMA IF NOT EXISTS bronze;

CREATE SCHEMA IF NOT EXISTS silver;

CREATE SCHEMA IF NOT EXISTS gold;

CREATE TABLE IF NOT EXISTS bronze.process_state (
  layer STRING NOT NULL COMMENT 'bronze, silver or gold',
  table_name STRING NOT NULL COMMENT 'Table that was made',
  definition STRING NOT NULL COMMENT 'Digest of its DDL and of the query that fills it',
  inputs MAP<STRING, STRING> NOT NULL COMMENT 'What it was made of: a file or table, and the state that it was in',
  stamp STRING NOT NULL COMMENT 'Changes whenever the rows of the table change',
  row_count BIGINT NOT NULL COMMENT 'Rows in the table'
)
USING DELTA
COMMENT 'What the last run of the processing made of what; a table that is not listed is made again';
