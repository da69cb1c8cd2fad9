-- Derived from lib/pikku/migrate/control.py by `pikku define`; change it there.
-- The data factory's own tables; after 00_schemas.sql.

CREATE TABLE etl.copy_control (
    table_schema VARCHAR(30) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    load_type VARCHAR(10) NOT NULL CONSTRAINT ck_copy_control_load_type CHECK (load_type IN ('full', 'watermark')),
    watermark_column VARCHAR(60) NOT NULL,
    key_columns VARCHAR(400) NOT NULL,
    column_list VARCHAR(4000) NOT NULL,
    copy_order INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    watermark TIMESTAMP WITHOUT TIME ZONE,
    row_count BIGINT,
    load_id VARCHAR(30),
    CONSTRAINT pk_copy_control PRIMARY KEY (table_schema, table_name)
);
COMMENT ON TABLE etl.copy_control IS 'The tables that the data factory copies, and how far it is';
COMMENT ON COLUMN etl.copy_control.table_schema IS 'Schema: the business area';
COMMENT ON COLUMN etl.copy_control.table_name IS 'Table';
COMMENT ON COLUMN etl.copy_control.load_type IS 'How it is copied: full, watermark';
COMMENT ON COLUMN etl.copy_control.watermark_column IS 'Column that tells when a row last changed';
COMMENT ON COLUMN etl.copy_control.key_columns IS 'Primary key, separated by commas';
COMMENT ON COLUMN etl.copy_control.column_list IS 'Columns that are copied, in order';
COMMENT ON COLUMN etl.copy_control.copy_order IS 'Place in the catalogue, from 1';
COMMENT ON COLUMN etl.copy_control.enabled IS '1: is copied, 0: is left out';
COMMENT ON COLUMN etl.copy_control.watermark IS 'Rows changed until then have been copied (UTC)';
COMMENT ON COLUMN etl.copy_control.row_count IS 'Rows that the table had at the last load';
COMMENT ON COLUMN etl.copy_control.load_id IS 'Last load; empty: the next load copies all rows';
CREATE TABLE etl.copy_run (
    load_id VARCHAR(30) NOT NULL,
    table_schema VARCHAR(30) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    load_kind VARCHAR(10) NOT NULL,
    rows_copied BIGINT NOT NULL,
    bytes_written BIGINT NOT NULL,
    watermark_from TIMESTAMP WITHOUT TIME ZONE,
    watermark_to TIMESTAMP WITHOUT TIME ZONE,
    path VARCHAR(400) NOT NULL,
    pipeline_run_id VARCHAR(40) NOT NULL,
    copied_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_copy_run PRIMARY KEY (load_id, table_schema, table_name)
);
COMMENT ON TABLE etl.copy_run IS 'Each load of each table by the data factory';
COMMENT ON COLUMN etl.copy_run.load_id IS 'Load';
COMMENT ON COLUMN etl.copy_run.table_schema IS 'Schema: the business area';
COMMENT ON COLUMN etl.copy_run.table_name IS 'Table';
COMMENT ON COLUMN etl.copy_run.load_kind IS 'What was copied: full (all rows), watermark (changed rows)';
COMMENT ON COLUMN etl.copy_run.rows_copied IS 'Rows in the file';
COMMENT ON COLUMN etl.copy_run.bytes_written IS 'Size of the file';
COMMENT ON COLUMN etl.copy_run.watermark_from IS 'Rows changed after this were copied (UTC); empty: all';
COMMENT ON COLUMN etl.copy_run.watermark_to IS 'Rows changed until this were copied (UTC)';
COMMENT ON COLUMN etl.copy_run.path IS 'File, below the lake''s file system';
COMMENT ON COLUMN etl.copy_run.pipeline_run_id IS 'Run of the pipeline';
COMMENT ON COLUMN etl.copy_run.copied_at IS 'When the watermark was stored (UTC)';
