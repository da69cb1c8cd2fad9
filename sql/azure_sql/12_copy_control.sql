-- Derived from lib/pikku/migrate/control.py by `pikku define`; change it there.
-- The data factory's own tables; after 00_schemas.sql.

CREATE TABLE etl.copy_control (
    table_schema NVARCHAR(30) NOT NULL,
    table_name NVARCHAR(60) NOT NULL,
    load_type NVARCHAR(10) NOT NULL CONSTRAINT ck_copy_control_load_type CHECK (load_type IN ('full', 'watermark', 'change')),
    watermark_column NVARCHAR(60) NOT NULL,
    key_column NVARCHAR(60) NOT NULL,
    column_list NVARCHAR(4000) NOT NULL,
    checksum_list NVARCHAR(4000) NOT NULL,
    copy_order INTEGER NOT NULL,
    enabled INTEGER NOT NULL,
    watermark DATETIME2(0) NULL,
    row_count BIGINT NULL,
    key_sum BIGINT NULL,
    change_version BIGINT NULL,
    load_id NVARCHAR(30) NULL,
    CONSTRAINT pk_copy_control PRIMARY KEY (table_schema, table_name)
);
GO
execute sp_addextendedproperty 'MS_Description', N'The tables that the data factory copies, and how far it is', 'schema', etl, 'table', copy_control;
GO
execute sp_addextendedproperty 'MS_Description', N'Schema: the business area', 'schema', etl, 'table', copy_control, 'column', table_schema;
GO
execute sp_addextendedproperty 'MS_Description', N'Table', 'schema', etl, 'table', copy_control, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'How it is copied: full, watermark, change', 'schema', etl, 'table', copy_control, 'column', load_type;
GO
execute sp_addextendedproperty 'MS_Description', N'Column that tells when a row last changed', 'schema', etl, 'table', copy_control, 'column', watermark_column;
GO
execute sp_addextendedproperty 'MS_Description', N'Primary key; the first of the columns', 'schema', etl, 'table', copy_control, 'column', key_column;
GO
execute sp_addextendedproperty 'MS_Description', N'Columns that are copied, in order', 'schema', etl, 'table', copy_control, 'column', column_list;
GO
execute sp_addextendedproperty 'MS_Description', N'T-SQL expression that adds up each column; equal in the database and in the lake', 'schema', etl, 'table', copy_control, 'column', checksum_list;
GO
execute sp_addextendedproperty 'MS_Description', N'Place in the catalogue, from 1', 'schema', etl, 'table', copy_control, 'column', copy_order;
GO
execute sp_addextendedproperty 'MS_Description', N'1: is copied, 0: is left out', 'schema', etl, 'table', copy_control, 'column', enabled;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows changed until then have been copied (UTC)', 'schema', etl, 'table', copy_control, 'column', watermark;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows that the table had at the last load', 'schema', etl, 'table', copy_control, 'column', row_count;
GO
execute sp_addextendedproperty 'MS_Description', N'Sum of the remainders of its keys at the last load', 'schema', etl, 'table', copy_control, 'column', key_sum;
GO
execute sp_addextendedproperty 'MS_Description', N'Changes until this version have been copied', 'schema', etl, 'table', copy_control, 'column', change_version;
GO
execute sp_addextendedproperty 'MS_Description', N'Last load; empty: the next load copies all rows', 'schema', etl, 'table', copy_control, 'column', load_id;
GO
CREATE TABLE etl.copy_load (
    load_id NVARCHAR(30) NOT NULL,
    pipeline_run_id NVARCHAR(40) NOT NULL,
    trigger_name NVARCHAR(100) NOT NULL,
    window_start DATETIME2(0) NULL,
    window_end DATETIME2(0) NULL,
    started_at DATETIME2(0) NOT NULL,
    ended_at DATETIME2(0) NULL,
    status NVARCHAR(10) NOT NULL CONSTRAINT ck_copy_load_status CHECK (status IN ('Running', 'Succeeded', 'Failed')),
    tables_copied INTEGER NOT NULL,
    rows_copied BIGINT NOT NULL,
    CONSTRAINT pk_copy_load PRIMARY KEY (load_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Each run of the data factory', 'schema', etl, 'table', copy_load;
GO
execute sp_addextendedproperty 'MS_Description', N'Load', 'schema', etl, 'table', copy_load, 'column', load_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Run of the top pipeline', 'schema', etl, 'table', copy_load, 'column', pipeline_run_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Who started it', 'schema', etl, 'table', copy_load, 'column', trigger_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Start of the trigger''s window (UTC)', 'schema', etl, 'table', copy_load, 'column', window_start;
GO
execute sp_addextendedproperty 'MS_Description', N'End of the trigger''s window (UTC); rows until then', 'schema', etl, 'table', copy_load, 'column', window_end;
GO
execute sp_addextendedproperty 'MS_Description', N'Start (UTC)', 'schema', etl, 'table', copy_load, 'column', started_at;
GO
execute sp_addextendedproperty 'MS_Description', N'End (UTC); empty: it runs, or was broken off', 'schema', etl, 'table', copy_load, 'column', ended_at;
GO
execute sp_addextendedproperty 'MS_Description', N'Running (or broken off), Succeeded, Failed', 'schema', etl, 'table', copy_load, 'column', status;
GO
execute sp_addextendedproperty 'MS_Description', N'Tables that were copied', 'schema', etl, 'table', copy_load, 'column', tables_copied;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows in all its files', 'schema', etl, 'table', copy_load, 'column', rows_copied;
GO
CREATE TABLE etl.copy_run (
    load_id NVARCHAR(30) NOT NULL,
    table_schema NVARCHAR(30) NOT NULL,
    table_name NVARCHAR(60) NOT NULL,
    load_kind NVARCHAR(10) NOT NULL,
    rows_copied BIGINT NOT NULL,
    bytes_written BIGINT NOT NULL,
    files_written INTEGER NOT NULL,
    checksum NVARCHAR(2000) NOT NULL,
    watermark_from DATETIME2(0) NULL,
    watermark_to DATETIME2(0) NULL,
    version_from BIGINT NULL,
    version_to BIGINT NULL,
    path NVARCHAR(400) NOT NULL,
    pipeline_run_id NVARCHAR(40) NOT NULL,
    copied_at DATETIME2(0) NOT NULL,
    CONSTRAINT pk_copy_run PRIMARY KEY (load_id, table_schema, table_name)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Each load of each table by the data factory', 'schema', etl, 'table', copy_run;
GO
execute sp_addextendedproperty 'MS_Description', N'Load', 'schema', etl, 'table', copy_run, 'column', load_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Schema: the business area', 'schema', etl, 'table', copy_run, 'column', table_schema;
GO
execute sp_addextendedproperty 'MS_Description', N'Table', 'schema', etl, 'table', copy_run, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'What was copied: full (all rows), watermark (new rows), change (changed and deleted rows)', 'schema', etl, 'table', copy_run, 'column', load_kind;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows in the files', 'schema', etl, 'table', copy_run, 'column', rows_copied;
GO
execute sp_addextendedproperty 'MS_Description', N'Size of the files', 'schema', etl, 'table', copy_run, 'column', bytes_written;
GO
execute sp_addextendedproperty 'MS_Description', N'Number of files', 'schema', etl, 'table', copy_run, 'column', files_written;
GO
execute sp_addextendedproperty 'MS_Description', N'Sum of each column of these rows, the same in the database and in the files', 'schema', etl, 'table', copy_run, 'column', checksum;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows changed after this were copied (UTC); empty: all', 'schema', etl, 'table', copy_run, 'column', watermark_from;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows changed until this were copied (UTC)', 'schema', etl, 'table', copy_run, 'column', watermark_to;
GO
execute sp_addextendedproperty 'MS_Description', N'Changes after this version were copied; empty: all', 'schema', etl, 'table', copy_run, 'column', version_from;
GO
execute sp_addextendedproperty 'MS_Description', N'Changes until this version were copied', 'schema', etl, 'table', copy_run, 'column', version_to;
GO
execute sp_addextendedproperty 'MS_Description', N'Folder, below the lake''s file system', 'schema', etl, 'table', copy_run, 'column', path;
GO
execute sp_addextendedproperty 'MS_Description', N'Run of the pipeline', 'schema', etl, 'table', copy_run, 'column', pipeline_run_id;
GO
execute sp_addextendedproperty 'MS_Description', N'When the watermark was stored (UTC)', 'schema', etl, 'table', copy_run, 'column', copied_at;
GO
