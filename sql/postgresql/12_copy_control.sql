-- Derived from lib/pikku/migrate/control.py by `pikku define`; change it there.
-- The data factory's own tables; after 00_schemas.sql.

CREATE TABLE etl.copy_control (
    table_schema VARCHAR(30) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    load_type VARCHAR(10) NOT NULL CONSTRAINT ck_copy_control_load_type CHECK (load_type IN ('full', 'watermark', 'change')),
    watermark_column VARCHAR(60) NOT NULL,
    key_column VARCHAR(60) NOT NULL,
    column_list VARCHAR(4000) NOT NULL,
    checksum_list VARCHAR(4000) NOT NULL,
    copy_order INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    watermark TIMESTAMP WITHOUT TIME ZONE,
    row_count BIGINT,
    key_sum BIGINT,
    change_version BIGINT,
    load_id VARCHAR(30),
    CONSTRAINT pk_copy_control PRIMARY KEY (table_schema, table_name)
);
COMMENT ON TABLE etl.copy_control IS 'The tables that the data factory copies, and how far it is';
COMMENT ON COLUMN etl.copy_control.table_schema IS 'Schema: the business area';
COMMENT ON COLUMN etl.copy_control.table_name IS 'Table';
COMMENT ON COLUMN etl.copy_control.load_type IS 'How it is copied: full, watermark, change';
COMMENT ON COLUMN etl.copy_control.watermark_column IS 'Column that tells when a row last changed';
COMMENT ON COLUMN etl.copy_control.key_column IS 'Primary key; the first of the columns';
COMMENT ON COLUMN etl.copy_control.column_list IS 'Columns that are copied, in order';
COMMENT ON COLUMN etl.copy_control.checksum_list IS 'T-SQL expression that adds up each column; equal in the database and in the lake';
COMMENT ON COLUMN etl.copy_control.copy_order IS 'Place in the catalogue, from 1';
COMMENT ON COLUMN etl.copy_control.enabled IS '1: is copied, 0: is left out';
COMMENT ON COLUMN etl.copy_control.watermark IS 'Rows changed until then have been copied (UTC)';
COMMENT ON COLUMN etl.copy_control.row_count IS 'Rows that the table had at the last load';
COMMENT ON COLUMN etl.copy_control.key_sum IS 'Sum of the remainders of its keys at the last load';
COMMENT ON COLUMN etl.copy_control.change_version IS 'Changes until this version have been copied';
COMMENT ON COLUMN etl.copy_control.load_id IS 'Last load; empty: the next load copies all rows';
CREATE TABLE etl.copy_load (
    load_id VARCHAR(30) NOT NULL,
    pipeline_run_id VARCHAR(40) NOT NULL,
    trigger_name VARCHAR(100) NOT NULL,
    window_start TIMESTAMP WITHOUT TIME ZONE,
    window_end TIMESTAMP WITHOUT TIME ZONE,
    started_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITHOUT TIME ZONE,
    status VARCHAR(10) NOT NULL CONSTRAINT ck_copy_load_status CHECK (status IN ('Running', 'Succeeded', 'Failed')),
    tables_copied INTEGER NOT NULL,
    rows_copied BIGINT NOT NULL,
    CONSTRAINT pk_copy_load PRIMARY KEY (load_id)
);
COMMENT ON TABLE etl.copy_load IS 'Each run of the data factory';
COMMENT ON COLUMN etl.copy_load.load_id IS 'Load';
COMMENT ON COLUMN etl.copy_load.pipeline_run_id IS 'Run of the top pipeline';
COMMENT ON COLUMN etl.copy_load.trigger_name IS 'Who started it';
COMMENT ON COLUMN etl.copy_load.window_start IS 'Start of the trigger''s window (UTC)';
COMMENT ON COLUMN etl.copy_load.window_end IS 'End of the trigger''s window (UTC); rows until then';
COMMENT ON COLUMN etl.copy_load.started_at IS 'Start (UTC)';
COMMENT ON COLUMN etl.copy_load.ended_at IS 'End (UTC); empty: it runs, or was broken off';
COMMENT ON COLUMN etl.copy_load.status IS 'Running (or broken off), Succeeded, Failed';
COMMENT ON COLUMN etl.copy_load.tables_copied IS 'Tables that were copied';
COMMENT ON COLUMN etl.copy_load.rows_copied IS 'Rows in all its files';
CREATE TABLE etl.copy_run (
    load_id VARCHAR(30) NOT NULL,
    table_schema VARCHAR(30) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    load_kind VARCHAR(10) NOT NULL,
    rows_copied BIGINT NOT NULL,
    bytes_written BIGINT NOT NULL,
    files_written INTEGER NOT NULL,
    checksum VARCHAR(2000) NOT NULL,
    watermark_from TIMESTAMP WITHOUT TIME ZONE,
    watermark_to TIMESTAMP WITHOUT TIME ZONE,
    version_from BIGINT,
    version_to BIGINT,
    path VARCHAR(400) NOT NULL,
    pipeline_run_id VARCHAR(40) NOT NULL,
    copied_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    CONSTRAINT pk_copy_run PRIMARY KEY (load_id, table_schema, table_name)
);
COMMENT ON TABLE etl.copy_run IS 'Each load of each table by the data factory';
COMMENT ON COLUMN etl.copy_run.load_id IS 'Load';
COMMENT ON COLUMN etl.copy_run.table_schema IS 'Schema: the business area';
COMMENT ON COLUMN etl.copy_run.table_name IS 'Table';
COMMENT ON COLUMN etl.copy_run.load_kind IS 'What was copied: full (all rows), watermark (new rows), change (changed and deleted rows)';
COMMENT ON COLUMN etl.copy_run.rows_copied IS 'Rows in the files';
COMMENT ON COLUMN etl.copy_run.bytes_written IS 'Size of the files';
COMMENT ON COLUMN etl.copy_run.files_written IS 'Number of files';
COMMENT ON COLUMN etl.copy_run.checksum IS 'Sum of each column of these rows, the same in the database and in the files';
COMMENT ON COLUMN etl.copy_run.watermark_from IS 'Rows changed after this were copied (UTC); empty: all';
COMMENT ON COLUMN etl.copy_run.watermark_to IS 'Rows changed until this were copied (UTC)';
COMMENT ON COLUMN etl.copy_run.version_from IS 'Changes after this version were copied; empty: all';
COMMENT ON COLUMN etl.copy_run.version_to IS 'Changes until this version were copied';
COMMENT ON COLUMN etl.copy_run.path IS 'Folder, below the lake''s file system';
COMMENT ON COLUMN etl.copy_run.pipeline_run_id IS 'Run of the pipeline';
COMMENT ON COLUMN etl.copy_run.copied_at IS 'When the watermark was stored (UTC)';
