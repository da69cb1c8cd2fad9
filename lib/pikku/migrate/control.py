"""What the factory keeps in the SQL database: which tables it copies, how far it is, what it did.

``etl.copy_control`` has a row a table; ``etl.copy_load`` a row for each run of the factory, and
``etl.copy_run`` one for each table that a run copied. The factory itself fills and changes them
(pipelines ``pl_register_tables``, ``pl_copy_all`` and ``pl_load_table``).

`prepare` does what only the local platform can do before a run. It makes the tables when they are
missing, and makes the factory forget a table, so that it is copied whole again, in two cases that a
watermark can't show: rows were written since the last copy whose ``modified_at`` is older than the
watermark (PostgreSQL knows which transaction wrote a row), or files of the lake are gone. Tables that
are loaded by change tracking need no such care, but the tracking itself (`tracking`).
"""

from collections import Counter

import psycopg
import sqlalchemy as sa
from psycopg.sql import SQL, Identifier, Literal

from pikku.catalog.columns import naming
from pikku.errors import PikkuError
from pikku.load import ddl
from pikku.migrate import tracking
from pikku.platform.lakestore import LakeStore

LOAD_KINDS = ("full", "watermark", "change")
LONGEST_WAIT = "10s"  # for a table that somebody else has locked
_KINDS = ", ".join(f"'{kind}'" for kind in LOAD_KINDS)

metadata = sa.MetaData(naming_convention=naming)

copy_control = sa.Table(
    "copy_control",
    metadata,
    sa.Column("table_schema", sa.String(30), primary_key=True, comment="Schema: the business area"),
    sa.Column("table_name", sa.String(60), primary_key=True, comment="Table"),
    sa.Column(
        "load_type",
        sa.String(10),
        sa.CheckConstraint(f"load_type IN ({_KINDS})", name="load_type"),
        nullable=False,
        comment=f"How it is copied: {', '.join(LOAD_KINDS)}",
    ),
    sa.Column(
        "watermark_column",
        sa.String(60),
        nullable=False,
        comment="Column that tells when a row last changed",
    ),
    sa.Column(
        "key_column", sa.String(60), nullable=False, comment="Primary key; the first of the columns"
    ),
    sa.Column(
        "column_list", sa.String(4000), nullable=False, comment="Columns that are copied, in order"
    ),
    sa.Column(
        "checksum_list",
        sa.String(4000),
        nullable=False,
        comment="T-SQL expression that adds up each column; equal in the database and in the lake",
    ),
    sa.Column("copy_order", sa.Integer, nullable=False, comment="Place in the catalogue, from 1"),
    sa.Column("enabled", sa.Integer, nullable=False, comment="1: is copied, 0: is left out"),
    sa.Column("watermark", sa.TIMESTAMP, comment="Rows changed until then have been copied (UTC)"),
    sa.Column("row_count", sa.BigInteger, comment="Rows that the table had at the last load"),
    sa.Column(
        "key_sum", sa.BigInteger, comment="Sum of the remainders of its keys at the last load"
    ),
    sa.Column(
        "change_version", sa.BigInteger, comment="Changes until this version have been copied"
    ),
    sa.Column("load_id", sa.String(30), comment="Last load; empty: the next load copies all rows"),
    schema="etl",
    comment="The tables that the data factory copies, and how far it is",
)

copy_load = sa.Table(
    "copy_load",
    metadata,
    sa.Column("load_id", sa.String(30), primary_key=True, comment="Load"),
    sa.Column("pipeline_run_id", sa.String(40), nullable=False, comment="Run of the top pipeline"),
    sa.Column("trigger_name", sa.String(100), nullable=False, comment="Who started it"),
    sa.Column("window_start", sa.TIMESTAMP, comment="Start of the trigger's window (UTC)"),
    sa.Column(
        "window_end", sa.TIMESTAMP, comment="End of the trigger's window (UTC); rows until then"
    ),
    sa.Column("started_at", sa.TIMESTAMP, nullable=False, comment="Start (UTC)"),
    sa.Column("ended_at", sa.TIMESTAMP, comment="End (UTC); empty: it runs, or was broken off"),
    sa.Column(
        "status",
        sa.String(10),
        sa.CheckConstraint("status IN ('Running', 'Succeeded', 'Failed')", name="status"),
        nullable=False,
        comment="Running (or broken off), Succeeded, Failed",
    ),
    sa.Column("tables_copied", sa.Integer, nullable=False, comment="Tables that were copied"),
    sa.Column("rows_copied", sa.BigInteger, nullable=False, comment="Rows in all its files"),
    schema="etl",
    comment="Each run of the data factory",
)

copy_run = sa.Table(
    "copy_run",
    metadata,
    sa.Column("load_id", sa.String(30), primary_key=True, comment="Load"),
    sa.Column("table_schema", sa.String(30), primary_key=True, comment="Schema: the business area"),
    sa.Column("table_name", sa.String(60), primary_key=True, comment="Table"),
    sa.Column(
        "load_kind",
        sa.String(10),
        nullable=False,
        comment="What was copied: full (all rows), watermark (new rows), change (changed and deleted rows)",
    ),
    sa.Column("rows_copied", sa.BigInteger, nullable=False, comment="Rows in the files"),
    sa.Column("bytes_written", sa.BigInteger, nullable=False, comment="Size of the files"),
    sa.Column("files_written", sa.Integer, nullable=False, comment="Number of files"),
    sa.Column(
        "checksum",
        sa.String(2000),
        nullable=False,
        comment="Sum of each column of these rows, the same in the database and in the files",
    ),
    sa.Column(
        "watermark_from",
        sa.TIMESTAMP,
        comment="Rows changed after this were copied (UTC); empty: all",
    ),
    sa.Column("watermark_to", sa.TIMESTAMP, comment="Rows changed until this were copied (UTC)"),
    sa.Column(
        "version_from", sa.BigInteger, comment="Changes after this version were copied; empty: all"
    ),
    sa.Column("version_to", sa.BigInteger, comment="Changes until this version were copied"),
    sa.Column(
        "path", sa.String(400), nullable=False, comment="Folder, below the lake's file system"
    ),
    sa.Column("pipeline_run_id", sa.String(40), nullable=False, comment="Run of the pipeline"),
    sa.Column(
        "copied_at", sa.TIMESTAMP, nullable=False, comment="When the watermark was stored (UTC)"
    ),
    schema="etl",
    comment="Each load of each table by the data factory",
)

#: Only here, for `prepare`: transactions before this one were seen by the table's last copy.
copy_guard = sa.Table(
    "copy_guard",
    sa.MetaData(naming_convention=naming),
    sa.Column("table_schema", sa.String(30), primary_key=True, comment="Schema"),
    sa.Column("table_name", sa.String(60), primary_key=True, comment="Table"),
    sa.Column("seen_before", sa.BigInteger, nullable=False, comment="Transaction"),
    schema="etl",
    comment="What the last copy of a table has seen, for the local platform",
)


def prepare(link: psycopg.Connection, tables: list[sa.Table], landing: LakeStore) -> int:
    """Return the first transaction that this run may not see, after making the database ready.

    Parameters
    ----------
    link
        A connection in autocommit mode.
    tables
        The business tables that the factory copies.
    landing
        The landed files.

    Raises
    ------
    PikkuError
        A table is missing in the database, or somebody else has locked it.
    """
    try:
        return _prepare(link, tables, landing)
    except psycopg.errors.LockNotAvailable as error:
        raise PikkuError(
            f"The migration waited for {LONGEST_WAIT} in vain: {_locked(link)}.",
            "Let that transaction end, then run the migration again.",
        ) from error


def _prepare(link: psycopg.Connection, tables: list[sa.Table], landing: LakeStore) -> int:
    with link.transaction():
        link.execute(f"SET LOCAL lock_timeout = '{LONGEST_WAIT}'")
        link.execute("SELECT pg_advisory_xact_lock(750211005)")
        _create(link)
        _require(link, tables)
        tracking.switch_on(link, [table for table in tables if table.info["load"] == "change"])
        mark = link.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text").fetchone()[0]
        stale = set(_written_behind(link)) | set(_gone(link, landing))
        for schema, name in sorted(stale):
            link.execute(
                "UPDATE etl.copy_control SET load_id = NULL, watermark = NULL, row_count = NULL, "
                "key_sum = NULL, change_version = NULL "
                "WHERE table_schema = %s AND table_name = %s",
                [schema, name],
            )
    return int(mark)


def _locked(link: psycopg.Connection) -> str:
    """Return who has locked which tables, so that they can't even be read."""
    rows = link.execute(
        "SELECT DISTINCT relation::regclass::text, pid FROM pg_locks "
        "WHERE mode = 'AccessExclusiveLock' AND granted AND relation::regclass::text LIKE '%.%' "
        "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    ).fetchall()
    return (
        "; ".join(f"process {pid} has locked {name}" for name, pid in rows) or "tables are locked"
    )


def seen(link: psycopg.Connection, schema: str, name: str, mark: int) -> None:
    """Note that a copy of a table saw every transaction before `mark`."""
    link.execute(
        "INSERT INTO etl.copy_guard VALUES (%s, %s, %s) "
        "ON CONFLICT (table_schema, table_name) DO UPDATE SET seen_before = excluded.seen_before",
        [schema, name, mark],
    )


def statements(platform: ddl.Platform, *tables: sa.Table) -> list[str]:
    """Return the statements that make tables with their comments; the factory's own when none is named."""
    return [
        text
        for table in tables or metadata.sorted_tables
        for text in (ddl.table(table, platform), *ddl.comments(table, platform))
    ]


def _create(link: psycopg.Connection) -> None:
    """Make the tables that are missing, or are those of an earlier release: then all is copied again."""
    link.execute("CREATE SCHEMA IF NOT EXISTS etl")
    for table in (copy_control, copy_load, copy_run, copy_guard):
        rows = link.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = %s "
            "AND table_name = %s ORDER BY ordinal_position",
            [table.schema, table.name],
        ).fetchall()
        if [name for (name,) in rows] != table.columns.keys():
            link.execute(f"DROP TABLE IF EXISTS {table.key}")
            for statement in statements("postgresql", table):
                link.execute(statement)


def _require(link: psycopg.Connection, tables: list[sa.Table]) -> None:
    rows = link.execute(
        "SELECT table_schema || '.' || table_name, string_agg(column_name, ',') "
        "FROM information_schema.columns GROUP BY 1"
    )
    there = {key: set(columns.split(",")) for key, columns in rows}
    for table in tables:
        if table.key not in there:
            raise PikkuError(
                f"The SQL database has no table {table.key}.",
                "Run `pikku load` first; it makes all tables.",
            )
        missing = [column.name for column in table.columns if column.name not in there[table.key]]
        if missing:
            raise PikkuError(
                f"The table {table.key} of the SQL database has no column {missing[0]!r}, but the "
                "catalogue has.",
                "Run `pikku load` again; it makes the tables as the catalogue describes them.",
            )


def _written_behind(link: psycopg.Connection) -> list[tuple[str, str]]:
    """Return the tables with rows written since the last copy that the watermark would pass over."""
    known = link.execute(
        "SELECT c.table_schema, c.table_name, c.watermark_column, c.watermark, g.seen_before "
        "FROM etl.copy_control c LEFT JOIN etl.copy_guard g USING (table_schema, table_name) "
        "WHERE c.load_id IS NOT NULL AND c.enabled = 1 AND c.load_type <> 'change' AND to_regclass(c.table_schema || '.' || c.table_name) "
        "IS NOT NULL"
    ).fetchall()
    stale = [(schema, name) for schema, name, _, _, seen in known if seen is None]
    asked = [row for row in known if row[4] is not None and row[3] is not None]
    if not asked:
        return stale
    one = SQL(
        "SELECT {0}, {1} WHERE EXISTS (SELECT FROM {2} WHERE {3} <= {4} AND age(xmin) <= age({5}::xid))"
    )
    parts = [
        one.format(
            Literal(schema), Literal(name), Identifier(schema, name), Identifier(column),
            Literal(watermark), Literal(str(seen % 2**32)),
        )
        for schema, name, column, watermark, seen in asked
    ]  # fmt: skip
    return stale + link.execute(SQL(" UNION ALL ").join(parts)).fetchall()


def _gone(link: psycopg.Connection, landing: LakeStore) -> list[tuple[str, str]]:
    """Return the tables of which files that were copied are no longer in the lake."""
    rows = link.execute(
        "SELECT r.table_schema, r.table_name, r.path, r.files_written FROM etl.copy_run r "
        "JOIN etl.copy_control c USING (table_schema, table_name) "
        "WHERE c.load_id IS NOT NULL AND r.load_id >= "
        "(SELECT max(load_id) FROM etl.copy_run f WHERE f.load_kind = 'full' "
        "AND f.table_schema = r.table_schema AND f.table_name = r.table_name)"
    )
    there = Counter(
        each.path.rpartition("/")[0]
        for each in landing.listing()
        if each.name.endswith(".parquet") and not each.is_temporary
    )
    return [(schema, name) for schema, name, path, files in rows if there[path] < files]
