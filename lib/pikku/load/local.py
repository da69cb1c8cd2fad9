"""Making the PostgreSQL database equal to the conformed and derived tables, in one transaction.

An empty table is filled by COPY, and its foreign keys are added afterwards, which checks all rows at once. A table with
rows gets only those that differ: they are copied beside it, compared inside the database, and replaced. So a second load
changes no row, and a load that is stopped, or breaks a rule, leaves the old state whole.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO

import duckdb
import psycopg
import pyarrow as pa
import pyarrow.csv
import sqlalchemy as sa
from psycopg import sql

from pikku import catalog
from pikku.errors import PikkuError
from pikku.load import ddl, define, etl, state

#: Rows sent to COPY at a time: enough to amortise the calls, little in memory (some 10 MB as text).
BATCH_ROWS = 100_000

#: From this share of differing rows on, emptying a table and filling it anew is quicker than row by row.
REFILL_FROM = 0.25

#: Advisory lock that lets one load at a time in; any constant number does.
_LOCK = 750_211_004


@dataclass(frozen=True)
class Change:
    """How many rows of a table a load wrote anew, replaced and removed."""

    inserted: int = 0
    updated: int = 0
    deleted: int = 0


def write(
    link: psycopg.Connection,
    duck: duckdb.DuckDBPyConnection,
    progress: Callable[[str], None] = lambda name: None,
) -> dict[str, Change]:
    """Return what changed in each table; the transaction is left open for the caller to check and commit.

    Parameters
    ----------
    link
        A connection to the PostgreSQL database, outside any transaction.
    duck
        Holds the tables of the catalogue, by their names, and `etl_quarantine` and `etl_load_figure`.
    progress
        Called with each table's name before it is written.

    Raises
    ------
    PikkuError
        When a row breaks a key or a check of the catalogue, or something of the user's stands on a table that has to
        be made anew.
    """
    tables = [*catalog.tables(), etl.quarantine, etl.load_figure]
    link.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    for statement in define.scripts("postgresql")["00_schemas"]:
        link.execute(statement)
    current = state.read(link, [*tables, etl.load_run, etl.table_definition])
    for table in (etl.table_definition, etl.load_run):
        if current[table.key] != "filled":
            _make(link, table)
    changes, refill = {}, []
    for table in tables:
        if current[table.key] != "filled":
            refill.append(table)
            continue
        progress(table.name)
        changes[table.key], again = _replace(link, duck, table)
        refill += [table] if again else []
    _drop_foreign_keys(link, refill)
    for table in refill:
        progress(table.name)
        changes[table.key] = _fill(link, duck, table, current[table.key], changes.get(table.key))
    _add_foreign_keys(link, tables)
    for table in tables:
        if table in refill or changes[table.key] != Change():
            link.execute(_sql("ANALYZE {}", table))
    return changes


def _make(link: psycopg.Connection, table: sa.Table) -> None:
    """Make a table, in place of one that the catalogue no longer describes."""
    try:
        with link.transaction():
            link.execute(_sql("DROP TABLE IF EXISTS {}", table))
    except psycopg.errors.DependentObjectsStillExist as error:
        depending = (error.diag.message_detail or "").splitlines()[0]
        raise PikkuError(
            f"The catalogue's {table.key} has changed, but the database's can't be made anew: {depending}.",
            remedy="Drop what depends on it, load again, and make it again.",
        ) from error
    for statement in (ddl.table(table, "postgresql"), *ddl.comments(table, "postgresql")):
        link.execute(statement)
    state.note(link, table)


def _fill(
    link: psycopg.Connection,
    duck: duckdb.DuckDBPyConnection,
    table: sa.Table,
    found: str,
    staged: Change | None,
) -> Change:
    """Return the change of a table that is made or emptied and gets all its rows by COPY."""
    if found == "missing":
        _make(link, table)
    else:
        link.execute(_sql("TRUNCATE {}", table))
    if staged is None:
        return Change(inserted=_copy(link, duck, table, sql.Identifier(table.schema, table.name)))
    link.execute(_sql("INSERT INTO {} SELECT * FROM {}", table, _staging(table)))
    return staged


def _replace(
    link: psycopg.Connection, duck: duckdb.DuckDBPyConnection, table: sa.Table
) -> tuple[Change, bool]:
    """Return what differs in a table that has rows, and whether so much that it is to be filled anew.

    Rows that vanished or differ are deleted, then new ones are inserted: no two rows ever share a unique value in
    between, and the foreign keys, which are deferred, see the end state only.
    """
    staging = _staging(table)
    link.execute(_sql("CREATE TEMPORARY TABLE {1} (LIKE {0}) ON COMMIT DROP", table, staging))
    staged = _copy(link, duck, table, staging)
    link.execute(_sql("ANALYZE {1}", table, staging))
    parts = {"old": "t", "new": "s"}
    names = [column.name for column in table.columns]
    old, new = (sql.SQL(", ").join(_values(table, names, alias)) for alias in parts.values())
    key = [column.name for column in table.primary_key]
    same_key = sql.SQL(" AND ").join(
        sql.SQL("s.{0} = t.{0}").format(sql.Identifier(name)) for name in key
    )
    same = sql.SQL("{} AND ({}) IS NOT DISTINCT FROM ({})").format(same_key, old, new)
    first = sql.Identifier(key[0])
    counts = sql.SQL(
        "SELECT count(*) FILTER (WHERE t.{first} IS NULL), count(*) FILTER (WHERE s.{first} IS NULL), "
        "count(*) FILTER (WHERE ({old}) IS DISTINCT FROM ({new}) AND s.{first} IS NOT NULL AND t.{first} IS NOT NULL) "
        "FROM {table} t FULL JOIN {staging} s ON {same_key}"
    ).format(first=first, old=old, new=new, table=_name(table), staging=staging, same_key=same_key)
    inserted, deleted, updated = link.execute(counts).fetchone()
    change = Change(inserted, updated, deleted)
    if inserted + deleted + updated > REFILL_FROM * max(staged, 1):
        return change, True
    link.execute("SET CONSTRAINTS ALL DEFERRED")
    if deleted or updated:
        link.execute(
            sql.SQL("DELETE FROM {} t WHERE NOT EXISTS (SELECT FROM {} s WHERE {})").format(
                _name(table), staging, same
            )
        )
    if inserted or updated:
        missing = sql.SQL(
            "INSERT INTO {0} SELECT * FROM {1} s WHERE NOT EXISTS (SELECT FROM {0} t WHERE {2})"
        )
        link.execute(missing.format(_name(table), staging, same_key))
    return change, False


def _values(table: sa.Table, names: Iterable[str], alias: str) -> list[sql.Composable]:
    """Return columns as values that can be compared (JSON has no equality, its text has)."""
    found = []
    for name in names:
        value = sql.Identifier(alias, name)
        is_json = isinstance(table.columns[name].type, sa.JSON)
        found.append(sql.SQL("{}::text").format(value) if is_json else value)
    return found


def _copy(
    link: psycopg.Connection,
    duck: duckdb.DuckDBPyConnection,
    table: sa.Table,
    target: sql.Composable,
) -> int:
    """Return the number of rows that were streamed from DuckDB into a PostgreSQL table."""
    names = [column.name for column in table.columns]
    source = table.name if table.schema != "etl" else f"etl_{table.name}"
    rows = 0
    key = ", ".join(column.name for column in table.primary_key)
    reader = duck.execute(
        f"SELECT {', '.join(names)} FROM {source} ORDER BY {key}"
    ).to_arrow_reader(BATCH_ROWS)
    columns = sql.SQL(", ").join(map(sql.Identifier, names))
    statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv)").format(target, columns)
    with link.cursor() as cursor, cursor.copy(statement) as copy:
        for batch in reader:
            rows += batch.num_rows
            copy.write(_csv(batch))
    return rows


def _csv(batch: pa.RecordBatch) -> memoryview:
    text = BytesIO()
    pyarrow.csv.write_csv(batch, text, pyarrow.csv.WriteOptions(include_header=False))
    return text.getbuffer()


def _drop_foreign_keys(link: psycopg.Connection, tables: list[sa.Table]) -> None:
    """Drop the foreign keys from and to tables that are filled anew, and the indexes on them."""
    for owner, name in state.foreign_keys(link, tables):
        link.execute(
            sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}").format(
                sql.Identifier(*owner), sql.Identifier(name)
            )
        )
    for table in tables:
        for name in ddl.indexes(table, "postgresql"):
            link.execute(
                sql.SQL("DROP INDEX IF EXISTS {}").format(sql.Identifier(table.schema, name))
            )


def _add_foreign_keys(link: psycopg.Connection, tables: list[sa.Table]) -> None:
    """Add the foreign keys and the indexes on them that aren't there; all rows are checked."""
    known, indexed = state.constraint_names(link), state.index_names(link)
    for table in tables:
        for name, statement in ddl.indexes(table, "postgresql").items():
            if (table.schema, name) not in indexed:
                link.execute(statement)
    for table in tables:
        for name, statement in ddl.foreign_keys(table, "postgresql").items():
            if (table.schema, name) not in known:
                link.execute(statement)


def _staging(table: sa.Table) -> sql.Identifier:
    return sql.Identifier("pg_temp", f"staged_{table.name}")


def _name(table: sa.Table) -> sql.Identifier:
    return sql.Identifier(table.schema, table.name)


def _sql(text: str, table: sa.Table, *more: sql.Composable) -> sql.Composed:
    return sql.SQL(text).format(_name(table), *more)
