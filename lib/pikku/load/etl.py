"""The tables of the load itself, in the schema ``etl``: what was refused and mended and why, and what each load did.

They are no business tables: the migration doesn't copy them and no report stands on them.
"""

import sqlalchemy as sa

from pikku.catalog.columns import naming

metadata = sa.MetaData(naming_convention=naming)

MOST_DETAIL = 300
"""Characters that a detail or a reason has at the most."""


def _row_of_a_file(key: str, comment: str) -> tuple[sa.Column, ...]:
    """Return the columns that say which row of which raw file has which kind of defect."""
    part = sa.CheckConstraint("part IN ('main', 'late')", name="part")
    return (
        sa.Column(key, sa.BigInteger, primary_key=True, autoincrement=False, comment=comment),
        sa.Column(
            "table_name", sa.String(60), nullable=False, comment="Table that the row was meant for"
        ),
        sa.Column("file", sa.String(200), nullable=False, comment="Raw file, below the raw folder"),
        sa.Column(
            "part",
            sa.String(4),
            part,
            nullable=False,
            comment="Part of the extract: main, late",
        ),
        sa.Column(
            "row_number",
            sa.BigInteger,
            nullable=False,
            comment="Row in the file, from 1; the header is not counted",
        ),
        sa.Column("kind", sa.String(20), nullable=False, comment="Kind of defect"),
    )


quarantine = sa.Table(
    "quarantine",
    metadata,
    *_row_of_a_file(
        "quarantine_id",
        "Row: number of the file * 10^13 + part (1 main, 2 late, 3 and 4 of the next month …) * 10^11 + row_number",
    ),
    sa.Column(
        "detail",
        sa.String(MOST_DETAIL),
        nullable=False,
        comment="What is wrong, with the column and the value",
    ),
    sa.Column(
        "raw_row", sa.JSON, nullable=False, comment="The row as it was sent, column by column"
    ),
    schema="etl",
    comment="Rows of the raw files that were refused, each with its reason",
)

finding = sa.Table(
    "finding",
    metadata,
    *_row_of_a_file(
        "finding_id",
        "Row, as in quarantine_id, * 10 + position of the kind among those that are mended, from 0",
    ),
    sa.Column(
        "detail",
        sa.String(MOST_DETAIL),
        nullable=False,
        comment="What was found, and what it meant",
    ),
    schema="etl",
    comment="Defects that were mended, row by row: of a row that was refused, only the quarantine tells",
)

merged = sa.Table(
    "merged",
    metadata,
    sa.Column("code", sa.String(20), primary_key=True, comment="Second code"),
    sa.Column("table_name", sa.String(60), nullable=False, comment="Table: customer, vendor"),
    sa.Column("name", sa.String(120), nullable=False, comment="Name under the second code"),
    sa.Column("kept_code", sa.String(20), nullable=False, comment="Code that stays"),
    sa.Column("kept_name", sa.String(120), nullable=False, comment="Name that stays"),
    sa.Column("reason", sa.String(MOST_DETAIL), nullable=False, comment="Why the two are one"),
    schema="etl",
    comment="Customers and vendors that were entered twice, and the code under which each goes on",
)

load_run = sa.Table(
    "load_run",
    metadata,
    sa.Column(
        "load_run_id", sa.BigInteger, primary_key=True, autoincrement=False, comment="Load, from 1"
    ),
    sa.Column("started_at", sa.TIMESTAMP, nullable=False, comment="Start (UTC)"),
    sa.Column("finished_at", sa.TIMESTAMP, nullable=False, comment="End (UTC)"),
    sa.Column("raw_rows", sa.BigInteger, nullable=False, comment="Rows read from the raw files"),
    sa.Column("table_rows", sa.BigInteger, nullable=False, comment="Rows in the tables afterwards"),
    sa.Column("inserted", sa.BigInteger, nullable=False, comment="Rows that the load wrote anew"),
    sa.Column("updated", sa.BigInteger, nullable=False, comment="Rows that the load replaced"),
    sa.Column("deleted", sa.BigInteger, nullable=False, comment="Rows that the load removed"),
    schema="etl",
    comment="Loads that were carried out; one that failed or was stopped leaves nothing",
)

load_figure = sa.Table(
    "load_figure",
    metadata,
    sa.Column("table_name", sa.String(60), primary_key=True, comment="Table"),
    sa.Column("area", sa.String(20), nullable=False, comment="Business area"),
    sa.Column(
        "raw_rows", sa.BigInteger, nullable=False, comment="Rows in its raw files, all parts"
    ),
    sa.Column("quarantined", sa.BigInteger, nullable=False, comment="Rows refused"),
    sa.Column("duplicates", sa.BigInteger, nullable=False, comment="Rows sent twice, dropped"),
    sa.Column(
        "older_versions",
        sa.BigInteger,
        nullable=False,
        comment="Rows replaced by a later correction",
    ),
    sa.Column(
        "merged",
        sa.BigInteger,
        nullable=False,
        comment="Rows of customers and vendors that were entered before under another code",
    ),
    sa.Column(
        "derived", sa.BigInteger, nullable=False, comment="Rows that the load made from others"
    ),
    sa.Column("loaded", sa.BigInteger, nullable=False, comment="Rows in the table"),
    sa.CheckConstraint(
        "loaded = raw_rows - quarantined - duplicates - older_versions - merged + derived",
        name="explained",
    ),
    schema="etl",
    comment="How the rows of each raw file became the rows of its table; the last load's",
)

table_definition = sa.Table(
    "table_definition",
    metadata,
    sa.Column("table_name", sa.String(60), primary_key=True, comment="Table"),
    sa.Column("definition", sa.Text, nullable=False, comment="The DDL that it was made with"),
    schema="etl",
    comment="What each table was made from, so that a load notices when the catalogue has changed",
)

#: The tables that a load makes equal to what it found, as it does with those of the business.
OF_THE_LAST_LOAD = (quarantine, finding, merged, load_figure)
