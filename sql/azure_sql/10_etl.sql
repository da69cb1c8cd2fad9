-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- Azure SQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE etl.finding (
    finding_id BIGINT NOT NULL,
    table_name NVARCHAR(60) NOT NULL,
    [file] NVARCHAR(200) NOT NULL,
    part NVARCHAR(4) NOT NULL CONSTRAINT ck_finding_part CHECK (part IN ('main', 'late')),
    row_number BIGINT NOT NULL,
    kind NVARCHAR(20) NOT NULL,
    detail NVARCHAR(300) NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (finding_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Defects that were mended, row by row: of a row that was refused, only the quarantine tells', 'schema', etl, 'table', finding;
GO
execute sp_addextendedproperty 'MS_Description', N'Row, as in quarantine_id, * 10 + position of the kind among those that are mended, from 0', 'schema', etl, 'table', finding, 'column', finding_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Table that the row was meant for', 'schema', etl, 'table', finding, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Raw file, below the raw folder', 'schema', etl, 'table', finding, 'column', [file];
GO
execute sp_addextendedproperty 'MS_Description', N'Part of the extract: main, late', 'schema', etl, 'table', finding, 'column', part;
GO
execute sp_addextendedproperty 'MS_Description', N'Row in the file, from 1; the header is not counted', 'schema', etl, 'table', finding, 'column', row_number;
GO
execute sp_addextendedproperty 'MS_Description', N'Kind of defect', 'schema', etl, 'table', finding, 'column', kind;
GO
execute sp_addextendedproperty 'MS_Description', N'What was found, and what it meant', 'schema', etl, 'table', finding, 'column', detail;
GO
CREATE TABLE etl.load_figure (
    table_name NVARCHAR(60) NOT NULL,
    area NVARCHAR(20) NOT NULL,
    raw_rows BIGINT NOT NULL,
    quarantined BIGINT NOT NULL,
    duplicates BIGINT NOT NULL,
    older_versions BIGINT NOT NULL,
    merged BIGINT NOT NULL,
    derived BIGINT NOT NULL,
    loaded BIGINT NOT NULL,
    CONSTRAINT pk_load_figure PRIMARY KEY (table_name),
    CONSTRAINT ck_load_figure_explained CHECK (loaded = raw_rows - quarantined - duplicates - older_versions - merged + derived)
);
GO
execute sp_addextendedproperty 'MS_Description', N'How the rows of each raw file became the rows of its table; the last load''s', 'schema', etl, 'table', load_figure;
GO
execute sp_addextendedproperty 'MS_Description', N'Table', 'schema', etl, 'table', load_figure, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Business area', 'schema', etl, 'table', load_figure, 'column', area;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows in its raw files, all parts', 'schema', etl, 'table', load_figure, 'column', raw_rows;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows refused', 'schema', etl, 'table', load_figure, 'column', quarantined;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows sent twice, dropped', 'schema', etl, 'table', load_figure, 'column', duplicates;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows replaced by a later correction', 'schema', etl, 'table', load_figure, 'column', older_versions;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows of customers and vendors that were entered before under another code', 'schema', etl, 'table', load_figure, 'column', merged;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows that the load made from others', 'schema', etl, 'table', load_figure, 'column', derived;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows in the table', 'schema', etl, 'table', load_figure, 'column', loaded;
GO
CREATE TABLE etl.load_run (
    load_run_id BIGINT NOT NULL,
    started_at DATETIME2(0) NOT NULL,
    finished_at DATETIME2(0) NOT NULL,
    raw_rows BIGINT NOT NULL,
    table_rows BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    CONSTRAINT pk_load_run PRIMARY KEY (load_run_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Loads that were carried out; one that failed or was stopped leaves nothing', 'schema', etl, 'table', load_run;
GO
execute sp_addextendedproperty 'MS_Description', N'Load, from 1', 'schema', etl, 'table', load_run, 'column', load_run_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Start (UTC)', 'schema', etl, 'table', load_run, 'column', started_at;
GO
execute sp_addextendedproperty 'MS_Description', N'End (UTC)', 'schema', etl, 'table', load_run, 'column', finished_at;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows read from the raw files', 'schema', etl, 'table', load_run, 'column', raw_rows;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows in the tables afterwards', 'schema', etl, 'table', load_run, 'column', table_rows;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows that the load wrote anew', 'schema', etl, 'table', load_run, 'column', inserted;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows that the load replaced', 'schema', etl, 'table', load_run, 'column', updated;
GO
execute sp_addextendedproperty 'MS_Description', N'Rows that the load removed', 'schema', etl, 'table', load_run, 'column', deleted;
GO
CREATE TABLE etl.merged (
    code NVARCHAR(20) NOT NULL,
    table_name NVARCHAR(60) NOT NULL,
    name NVARCHAR(120) NOT NULL,
    kept_code NVARCHAR(20) NOT NULL,
    kept_name NVARCHAR(120) NOT NULL,
    reason NVARCHAR(300) NOT NULL,
    CONSTRAINT pk_merged PRIMARY KEY (code)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Customers and vendors that were entered twice, and the code under which each goes on', 'schema', etl, 'table', merged;
GO
execute sp_addextendedproperty 'MS_Description', N'Second code', 'schema', etl, 'table', merged, 'column', code;
GO
execute sp_addextendedproperty 'MS_Description', N'Table: customer, vendor', 'schema', etl, 'table', merged, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Name under the second code', 'schema', etl, 'table', merged, 'column', name;
GO
execute sp_addextendedproperty 'MS_Description', N'Code that stays', 'schema', etl, 'table', merged, 'column', kept_code;
GO
execute sp_addextendedproperty 'MS_Description', N'Name that stays', 'schema', etl, 'table', merged, 'column', kept_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Why the two are one', 'schema', etl, 'table', merged, 'column', reason;
GO
CREATE TABLE etl.quarantine (
    quarantine_id BIGINT NOT NULL,
    table_name NVARCHAR(60) NOT NULL,
    [file] NVARCHAR(200) NOT NULL,
    part NVARCHAR(4) NOT NULL CONSTRAINT ck_quarantine_part CHECK (part IN ('main', 'late')),
    row_number BIGINT NOT NULL,
    kind NVARCHAR(20) NOT NULL,
    detail NVARCHAR(300) NOT NULL,
    raw_row NVARCHAR(max) NOT NULL,
    CONSTRAINT pk_quarantine PRIMARY KEY (quarantine_id)
);
GO
execute sp_addextendedproperty 'MS_Description', N'Rows of the raw files that were refused, each with its reason', 'schema', etl, 'table', quarantine;
GO
execute sp_addextendedproperty 'MS_Description', N'Row: number of the file * 10^13 + part (1 main, 2 late, 3 and 4 of the next month …) * 10^11 + row_number', 'schema', etl, 'table', quarantine, 'column', quarantine_id;
GO
execute sp_addextendedproperty 'MS_Description', N'Table that the row was meant for', 'schema', etl, 'table', quarantine, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'Raw file, below the raw folder', 'schema', etl, 'table', quarantine, 'column', [file];
GO
execute sp_addextendedproperty 'MS_Description', N'Part of the extract: main, late', 'schema', etl, 'table', quarantine, 'column', part;
GO
execute sp_addextendedproperty 'MS_Description', N'Row in the file, from 1; the header is not counted', 'schema', etl, 'table', quarantine, 'column', row_number;
GO
execute sp_addextendedproperty 'MS_Description', N'Kind of defect', 'schema', etl, 'table', quarantine, 'column', kind;
GO
execute sp_addextendedproperty 'MS_Description', N'What is wrong, with the column and the value', 'schema', etl, 'table', quarantine, 'column', detail;
GO
execute sp_addextendedproperty 'MS_Description', N'The row as it was sent, column by column', 'schema', etl, 'table', quarantine, 'column', raw_row;
GO
CREATE TABLE etl.table_definition (
    table_name NVARCHAR(60) NOT NULL,
    definition NVARCHAR(max) NOT NULL,
    CONSTRAINT pk_table_definition PRIMARY KEY (table_name)
);
GO
execute sp_addextendedproperty 'MS_Description', N'What each table was made from, so that a load notices when the catalogue has changed', 'schema', etl, 'table', table_definition;
GO
execute sp_addextendedproperty 'MS_Description', N'Table', 'schema', etl, 'table', table_definition, 'column', table_name;
GO
execute sp_addextendedproperty 'MS_Description', N'The DDL that it was made with', 'schema', etl, 'table', table_definition, 'column', definition;
GO
