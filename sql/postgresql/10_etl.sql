-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.
-- PostgreSQL; run the scripts in the order of their numbers, on an empty database.

CREATE TABLE etl.finding (
    finding_id BIGINT NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    file VARCHAR(200) NOT NULL,
    part VARCHAR(4) NOT NULL CONSTRAINT ck_finding_part CHECK (part IN ('main', 'late')),
    row_number BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    detail VARCHAR(300) NOT NULL,
    CONSTRAINT pk_finding PRIMARY KEY (finding_id)
);
COMMENT ON TABLE etl.finding IS 'Defects that were mended, row by row: of a row that was refused, only the quarantine tells';
COMMENT ON COLUMN etl.finding.finding_id IS 'Row, as in quarantine_id, * 10 + position of the kind among those that are mended, from 0';
COMMENT ON COLUMN etl.finding.table_name IS 'Table that the row was meant for';
COMMENT ON COLUMN etl.finding.file IS 'Raw file, below the raw folder';
COMMENT ON COLUMN etl.finding.part IS 'Part of the extract: main, late';
COMMENT ON COLUMN etl.finding.row_number IS 'Row in the file, from 1; the header is not counted';
COMMENT ON COLUMN etl.finding.kind IS 'Kind of defect';
COMMENT ON COLUMN etl.finding.detail IS 'What was found, and what it meant';
CREATE TABLE etl.load_figure (
    table_name VARCHAR(60) NOT NULL,
    area VARCHAR(20) NOT NULL,
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
COMMENT ON TABLE etl.load_figure IS 'How the rows of each raw file became the rows of its table; the last load''s';
COMMENT ON COLUMN etl.load_figure.table_name IS 'Table';
COMMENT ON COLUMN etl.load_figure.area IS 'Business area';
COMMENT ON COLUMN etl.load_figure.raw_rows IS 'Rows in its raw files, all parts';
COMMENT ON COLUMN etl.load_figure.quarantined IS 'Rows refused';
COMMENT ON COLUMN etl.load_figure.duplicates IS 'Rows sent twice, dropped';
COMMENT ON COLUMN etl.load_figure.older_versions IS 'Rows replaced by a later correction';
COMMENT ON COLUMN etl.load_figure.merged IS 'Rows of customers and vendors that were entered before under another code';
COMMENT ON COLUMN etl.load_figure.derived IS 'Rows that the load made from others';
COMMENT ON COLUMN etl.load_figure.loaded IS 'Rows in the table';
CREATE TABLE etl.load_run (
    load_run_id BIGINT NOT NULL,
    started_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    finished_at TIMESTAMP WITHOUT TIME ZONE NOT NULL,
    raw_rows BIGINT NOT NULL,
    table_rows BIGINT NOT NULL,
    inserted BIGINT NOT NULL,
    updated BIGINT NOT NULL,
    deleted BIGINT NOT NULL,
    CONSTRAINT pk_load_run PRIMARY KEY (load_run_id)
);
COMMENT ON TABLE etl.load_run IS 'Loads that were carried out; one that failed or was stopped leaves nothing';
COMMENT ON COLUMN etl.load_run.load_run_id IS 'Load, from 1';
COMMENT ON COLUMN etl.load_run.started_at IS 'Start (UTC)';
COMMENT ON COLUMN etl.load_run.finished_at IS 'End (UTC)';
COMMENT ON COLUMN etl.load_run.raw_rows IS 'Rows read from the raw files';
COMMENT ON COLUMN etl.load_run.table_rows IS 'Rows in the tables afterwards';
COMMENT ON COLUMN etl.load_run.inserted IS 'Rows that the load wrote anew';
COMMENT ON COLUMN etl.load_run.updated IS 'Rows that the load replaced';
COMMENT ON COLUMN etl.load_run.deleted IS 'Rows that the load removed';
CREATE TABLE etl.merged (
    code VARCHAR(20) NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    name VARCHAR(120) NOT NULL,
    kept_code VARCHAR(20) NOT NULL,
    kept_name VARCHAR(120) NOT NULL,
    reason VARCHAR(300) NOT NULL,
    CONSTRAINT pk_merged PRIMARY KEY (code)
);
COMMENT ON TABLE etl.merged IS 'Customers and vendors that were entered twice, and the code under which each goes on';
COMMENT ON COLUMN etl.merged.code IS 'Second code';
COMMENT ON COLUMN etl.merged.table_name IS 'Table: customer, vendor';
COMMENT ON COLUMN etl.merged.name IS 'Name under the second code';
COMMENT ON COLUMN etl.merged.kept_code IS 'Code that stays';
COMMENT ON COLUMN etl.merged.kept_name IS 'Name that stays';
COMMENT ON COLUMN etl.merged.reason IS 'Why the two are one';
CREATE TABLE etl.quarantine (
    quarantine_id BIGINT NOT NULL,
    table_name VARCHAR(60) NOT NULL,
    file VARCHAR(200) NOT NULL,
    part VARCHAR(4) NOT NULL CONSTRAINT ck_quarantine_part CHECK (part IN ('main', 'late')),
    row_number BIGINT NOT NULL,
    kind VARCHAR(20) NOT NULL,
    detail VARCHAR(300) NOT NULL,
    raw_row JSON NOT NULL,
    CONSTRAINT pk_quarantine PRIMARY KEY (quarantine_id)
);
COMMENT ON TABLE etl.quarantine IS 'Rows of the raw files that were refused, each with its reason';
COMMENT ON COLUMN etl.quarantine.quarantine_id IS 'Row: number of the file * 10^13 + part (1 main, 2 late, 3 and 4 of the next month …) * 10^11 + row_number';
COMMENT ON COLUMN etl.quarantine.table_name IS 'Table that the row was meant for';
COMMENT ON COLUMN etl.quarantine.file IS 'Raw file, below the raw folder';
COMMENT ON COLUMN etl.quarantine.part IS 'Part of the extract: main, late';
COMMENT ON COLUMN etl.quarantine.row_number IS 'Row in the file, from 1; the header is not counted';
COMMENT ON COLUMN etl.quarantine.kind IS 'Kind of defect';
COMMENT ON COLUMN etl.quarantine.detail IS 'What is wrong, with the column and the value';
COMMENT ON COLUMN etl.quarantine.raw_row IS 'The row as it was sent, column by column';
CREATE TABLE etl.table_definition (
    table_name VARCHAR(60) NOT NULL,
    definition TEXT NOT NULL,
    CONSTRAINT pk_table_definition PRIMARY KEY (table_name)
);
COMMENT ON TABLE etl.table_definition IS 'What each table was made from, so that a load notices when the catalogue has changed';
COMMENT ON COLUMN etl.table_definition.table_name IS 'Table';
COMMENT ON COLUMN etl.table_definition.definition IS 'The DDL that it was made with';
