"""Change tracking: what the database itself knows of changed and deleted rows.

In Azure SQL it is a feature that is switched on for a table; a query then asks
``CHANGETABLE(CHANGES schema.table, version)`` for the keys of all rows that changed after a version.
PostgreSQL has no such feature, but all that it takes: every row carries the number of the transaction
that wrote it, and triggers note the keys of deleted rows. Here these become functions with the meaning
of Azure SQL's, so that the factory's queries are the same for both (`pikku.migrate.tsql` puts the
names right).

A version is a transaction's number. The current version is the last one before which every
transaction has ended, so nothing that is still being written can be passed by. A row that was written
counts as an update (``U``), whether it was there before or not; a deleted one as ``D``.
"""

import psycopg
import sqlalchemy as sa
from psycopg.sql import Literal

from pikku.load import ddl

RETENTION_DAYS = 14  # that Azure SQL remembers changes; a factory that slept longer copies all rows

#: What PostgreSQL needs once. Versions are compared as the ages of 32-bit transaction numbers.
_BASE = (
    """CREATE TABLE IF NOT EXISTS etl.tracked_table (
    table_name text PRIMARY KEY,
    table_oid oid NOT NULL,
    min_valid_version bigint NOT NULL
)""",
    """CREATE TABLE IF NOT EXISTS etl.deleted_row (
    table_name text NOT NULL,
    key_value bigint NOT NULL,
    version bigint NOT NULL
)""",
    "CREATE INDEX IF NOT EXISTS ix_deleted_row ON etl.deleted_row (table_name, version)",
    """CREATE OR REPLACE FUNCTION etl.change_tracking_current_version() RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1
$$""",
    """CREATE OR REPLACE FUNCTION etl.change_tracking_min_valid_version(name text) RETURNS bigint
LANGUAGE sql STABLE AS $$
    SELECT min_valid_version FROM etl.tracked_table WHERE table_name = name
$$""",
    """CREATE OR REPLACE FUNCTION etl.note_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format(
        'INSERT INTO etl.deleted_row SELECT %L, %I, pg_current_xact_id()::text::bigint FROM gone',
        TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, TG_ARGV[0]);
    RETURN NULL;
END
$$""",
    """CREATE OR REPLACE FUNCTION etl.note_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE etl.tracked_table SET min_valid_version = pg_current_xact_id()::text::bigint
    WHERE table_name = TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
    RETURN NULL;
END
$$""",
)


def statements(tables: list[sa.Table], platform: ddl.Platform) -> list[str]:
    """Return the statements that switch change tracking on for tables that have no rows yet."""
    if platform == "azure_sql":
        return [
            (
                "IF NOT EXISTS (SELECT * FROM sys.change_tracking_databases WHERE database_id = DB_ID())\n"
                "    ALTER DATABASE CURRENT SET CHANGE_TRACKING = ON "
                f"(CHANGE_RETENTION = {RETENTION_DAYS} DAYS, AUTO_CLEANUP = ON)"
            ),
            *(f"ALTER TABLE {table.key} ENABLE CHANGE_TRACKING" for table in tables),
        ]
    made = list(_BASE)
    for table in tables:
        made += _of_a_table(table)
    return made


def function(name: str) -> str:
    """Return the function that stands for ``CHANGETABLE(CHANGES schema.name, …)`` in PostgreSQL."""
    return f"etl.changes_of_{name}"


def switch_on(link: psycopg.Connection, tables: list[sa.Table]) -> None:
    """Track the changes of tables from now on, those that aren't tracked yet.

    What happened to a table before isn't known, so the factory will copy it whole.

    Parameters
    ----------
    link
        A connection with a transaction open.
    tables
        The tables; each has one column as its key, a whole number that never changes.
    """
    if link.execute("SELECT to_regclass('etl.tracked_table')").fetchone()[0] is None:
        for text in _BASE:
            link.execute(text)
    known = link.execute(
        "SELECT t.table_name FROM etl.tracked_table t JOIN pg_trigger g "
        "ON g.tgrelid = t.table_oid AND g.tgname = 'note_deleted' "
        "WHERE to_regclass(t.table_name) = t.table_oid::regclass"
    ).fetchall()
    for table in tables:
        if (table.key,) not in known:
            for text in _of_a_table(table):
                link.execute(text)
    _forget(link)


def stand_still(link: psycopg.Connection) -> None:
    """Take the tracked tables as they are now for copied; their changes until now count for nothing."""
    known = link.execute(
        "SELECT table_name, change_version FROM etl.copy_control WHERE change_version IS NOT NULL"
    ).fetchall()
    for name, version in known:
        link.execute(
            "UPDATE etl.copy_control SET change_version = etl.change_tracking_current_version() "
            f"WHERE table_name = %s AND EXISTS (SELECT FROM {function(name)}(%s))",
            [name, version],
        )


def _of_a_table(table: sa.Table) -> list[str]:
    (key,) = (column.name for column in table.primary_key)
    name = Literal(table.key).as_string()
    return [
        _changes(table, key),
        f"DROP TRIGGER IF EXISTS note_deleted ON {table.key}",
        f"DROP TRIGGER IF EXISTS note_truncated ON {table.key}",
        (
            f"CREATE TRIGGER note_deleted AFTER DELETE ON {table.key} REFERENCING OLD TABLE AS gone "
            f"FOR EACH STATEMENT EXECUTE FUNCTION etl.note_deleted('{key}')"
        ),
        (
            f"CREATE TRIGGER note_truncated AFTER TRUNCATE ON {table.key} "
            "FOR EACH STATEMENT EXECUTE FUNCTION etl.note_truncated()"
        ),
        (
            f"INSERT INTO etl.tracked_table VALUES ({name}, {name}::regclass, "
            "pg_current_xact_id()::text::bigint) ON CONFLICT (table_name) DO UPDATE SET "
            "table_oid = excluded.table_oid, min_valid_version = excluded.min_valid_version"
        ),
    ]


def _changes(table: sa.Table, key: str) -> str:
    return f"""CREATE OR REPLACE FUNCTION {function(table.name)}(since bigint)
RETURNS TABLE ({key} bigint, sys_change_operation text, sys_change_version bigint)
LANGUAGE sql STABLE AS $$
    SELECT t.{key}, 'U', n.latest - age(t.xmin) + n.age_of_latest
    FROM {table.key} t CROSS JOIN (
        SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS latest,
            age(pg_snapshot_xmax(pg_current_snapshot())::xid)::bigint AS age_of_latest
    ) n
    WHERE age(t.xmin) < (SELECT age(since::text::xid8::xid))
    UNION ALL
    SELECT d.key_value, 'D', max(d.version)
    FROM etl.deleted_row d
    WHERE d.table_name = '{table.key}' AND d.version > since
        AND NOT EXISTS (SELECT FROM {table.key} t WHERE t.{key} = d.key_value)
    GROUP BY d.key_value
$$"""


def _forget(link: psycopg.Connection) -> None:
    """Drop the notes of deleted rows that the factory has copied."""
    link.execute(
        "DELETE FROM etl.deleted_row d USING etl.copy_control c "
        "WHERE d.table_name = c.table_schema || '.' || c.table_name "
        "AND d.version <= c.change_version"
    )
