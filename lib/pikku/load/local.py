"""Making the PostgreSQL database equal to the conformed and derived tables, in one transaction.

The new rows are copied beside those in use first (`build`). A table that isn't there, or is made otherwise than the catalogue
says, is then replaced by what was built. Of the others only the rows that differ are replaced, which is found out inside the
database. So a second load changes no row, and a load that is stopped, or breaks a rule, leaves the old state whole.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import psycopg
import sqlalchemy as sa
from psycopg import sql

from pikku import catalog
from pikku.console import say
from pikku.errors import PikkuError
from pikku.load import build, ddl, define, etl, state

#: From this share of differing rows on, emptying a table and filling it anew is quicker than row by row.
REFILL_FROM = 0.25

#: Fewer rows are always replaced one by one, so that a small table's other rows stay untouched.
REFILL_LEAST = 1_000

#: From so many differing rows on, row by row too, the foreign keys from and to a table are dropped and added again: PostgreSQL
#: remembers each row that it is to check at the end, for each of them, in memory.
MOST_REMEMBERED = 1_000_000

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
    *,
    near: Path | None = None,
) -> dict[str, Change]:
    """Return what changed in each table; the transaction is left open for the caller to check and commit.

    Parameters
    ----------
    link
        A connection to the PostgreSQL database, outside any transaction.
    duck
        Holds the tables of the catalogue, by their names, and those of the last load, as `etl_` and their name.
    progress
        Called with each table's name when its rows have been copied.
    near
        The folder of the raw files, for what an error says; the workspace's when omitted.

    Raises
    ------
    PikkuError
        When a row breaks a key or a check of the catalogue, or something of the user's stands on a table that has to
        be made anew.
    """
    tables = [*catalog.tables(), *etl.OF_THE_LAST_LOAD]
    if not link.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK]).fetchone()[0]:
        say("Another load writes to this database; waiting.")
        link.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    for statement in define.scripts("postgresql")["00_schemas"]:
        link.execute(statement)
    of_loads = (etl.table_definition, etl.load_run)
    as_described = state.as_described(link, [*tables, *of_loads])
    for table in of_loads:
        if table.key not in as_described:
            _make(link, table)
    missing = {table: table.key not in as_described for table in tables}
    rows = build.build(duck, missing, progress, near=near)
    make = [table for table in tables if missing[table]]
    changes = {table.key: Change(inserted=rows[table]) for table in make}
    refill, mend, loose = [], [], []
    for table in tables:
        if missing[table]:
            continue
        changes[table.key] = change = _compare(link, table)
        differing = sum(vars(change).values())
        if differing > max(REFILL_FROM * rows[table], REFILL_LEAST):
            refill.append(table)
        elif differing:
            mend.append(table)
            if differing > MOST_REMEMBERED:
                loose.append(table)
    _drop_foreign_keys(link, [*make, *refill, *loose])
    for table in make:
        _drop(link, table)
        link.execute(f"ALTER TABLE {build.place(table)} SET SCHEMA {table.schema}")
        state.note(link, table)
    for table in refill:
        link.execute(_sql("TRUNCATE {}", table))
        link.execute(f"INSERT INTO {table} SELECT * FROM {build.place(table)}")
    link.execute("SET CONSTRAINTS ALL DEFERRED")
    for table in mend:
        _mend(link, table)
    link.execute("SET CONSTRAINTS ALL IMMEDIATE")
    _add_foreign_keys(link, tables)
    for table in (*refill, *mend):
        link.execute(_sql("ANALYZE {}", table))
    build.drop(link)
    return changes


@contextmanager
def undone(link: psycopg.Connection) -> Iterator[None]:
    """Roll back when the block fails, and drop what lies beside the tables; where the server is gone, the next load does."""
    try:
        yield
    except BaseException:
        with suppress(psycopg.Error):
            link.rollback()
            # Another load that waited for this one's end has rows of its own there.
            if link.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK]).fetchone()[0]:
                build.drop(link)
            link.commit()
        raise


def _make(link: psycopg.Connection, table: sa.Table) -> None:
    """Make a table, in place of one that the catalogue no longer describes."""
    _drop(link, table)
    for statement in (ddl.table(table, "postgresql"), *ddl.comments(table, "postgresql")):
        link.execute(statement)
    state.note(link, table)


def _drop(link: psycopg.Connection, table: sa.Table) -> None:
    """Drop a table that the catalogue no longer describes, if it is there."""
    try:
        with link.transaction():
            link.execute(_sql("DROP TABLE IF EXISTS {}", table))
    except psycopg.errors.DependentObjectsStillExist as error:
        depending = (error.diag.message_detail or "").splitlines()[0]
        raise _depended_on(table.key, depending) from error


def _depended_on(table: str, depending: str) -> PikkuError:
    """Return the error about something of the user's that stands on a table which is to be made or filled anew."""
    return PikkuError(
        f"The table {table} has changed, but the database's can't be made anew: {depending}.",
        remedy="Drop what depends on it, load again, and make it again.",
    )


def _compare(link: psycopg.Connection, table: sa.Table) -> Change:
    """Return what is to change in a table, by comparing its rows with those beside it."""
    counts = (
        "SELECT count(*) FILTER (WHERE t.{key} IS NULL), count(*) FILTER (WHERE NOT {same}), "
        "count(*) FILTER (WHERE s.{key} IS NULL) FROM {table} t FULL JOIN {staging} s ON s.{key} = t.{key}"
    )
    inserted, updated, deleted = link.execute(_comparing(counts, table)).fetchone()
    return Change(inserted, updated - inserted - deleted, deleted)


def _mend(link: psycopg.Connection, table: sa.Table) -> None:
    """Replace the rows of a table that differ from those that lie beside it.

    Rows that vanished or differ are deleted, then new ones are inserted: no two rows ever share a unique value in
    between, and the foreign keys, which are deferred, see the end state only.
    """
    link.execute(
        _comparing(
            "DELETE FROM {table} t WHERE NOT EXISTS "
            "(SELECT FROM {staging} s WHERE s.{key} = t.{key} AND {same})",
            table,
        )
    )
    link.execute(
        _comparing(
            "INSERT INTO {table} SELECT * FROM {staging} s WHERE NOT EXISTS "
            "(SELECT FROM {table} t WHERE s.{key} = t.{key})",
            table,
        )
    )


def _comparing(text: str, table: sa.Table) -> sql.Composed:
    """Return a statement over a table `t` and the rows `s` beside it; `{same}` is whether two rows are equal."""
    names = [column.name for column in table.columns]
    old, new = (sql.SQL(", ").join(_values(table, names, alias)) for alias in ("t", "s"))
    return sql.SQL(text).format(
        table=_name(table),
        staging=sql.SQL(build.place(table)),
        key=sql.Identifier(next(iter(table.primary_key)).name),
        same=sql.SQL("(({}) IS NOT DISTINCT FROM ({}))").format(old, new),
    )


def _values(table: sa.Table, names: Iterable[str], alias: str) -> list[sql.Composable]:
    """Return columns as values that can be compared (JSON has no equality, its text has)."""
    found = []
    for name in names:
        value = sql.Identifier(alias, name)
        is_json = isinstance(table.columns[name].type, sa.JSON)
        found.append(sql.SQL("{}::text").format(value) if is_json else value)
    return found


def _drop_foreign_keys(link: psycopg.Connection, tables: list[sa.Table]) -> None:
    """Drop the foreign keys from and to tables of which much is written, and the indexes on them.

    Raises
    ------
    PikkuError
        When one of them is of a table that no load made: nobody would add it again.
    """
    of_loads = {table.key for table in catalog.tables()} | state.made(link)
    for owner, name, target in state.foreign_keys(link, tables):
        if ".".join(owner) not in of_loads:
            raise _depended_on(
                target, f"constraint {name} on table {'.'.join(owner)} depends on table {target}"
            )
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


def _name(table: sa.Table) -> sql.Identifier:
    return sql.Identifier(table.schema, table.name)


def _sql(text: str, table: sa.Table) -> sql.Composed:
    return sql.SQL(text).format(_name(table))
