"""The new rows of all tables, beside those in use: several connections copy, index and check them at the same time.

They lie in a schema of their own and are committed one by one, without touching what is in use. The load then takes them from
there, inside its one transaction; so nobody sees any of it before the load commits, and what a load that failed or was killed
left in that schema is dropped by the next one.

Rows are sent in PostgreSQL's binary format, which it reads in half the time of CSV. They are frozen: nobody else has seen the
table, so each row is marked visible to all as it is written, which every later scan would else do. A table that is to be made
gets its keys and indexes after its rows, since building those at once is quicker than row by row. Where the server's
`wal_level` is minimal, as the workspace's is, nothing is written twice: a table that the same transaction made needs no
write-ahead log.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from threading import local
from typing import Self

import duckdb
import psycopg
import pyarrow as pa
import sqlalchemy as sa
from pgpq import ArrowToPostgresBinaryEncoder

from pikku import again
from pikku.errors import PikkuError
from pikku.load import ddl
from pikku.platform import sql

SCHEMA = "etl_next"
"""Where the new rows lie."""

CONNECTIONS = min(4, max(2, os.cpu_count() or 2))
"""How many at a time: the server has a process for each."""

SORT_MEMORY = 175
"""Megabytes that DuckDB may take for each connection to put a table's rows in order, before it goes to disk; more is no quicker."""

BATCH_ROWS = 20_000
"""Rows sent at a time: enough to amortise the calls, little in memory (a few MB, in several forms)."""

# The other cores have work of their own.
_OPTIONS = "-c max_parallel_maintenance_workers=0 -c max_parallel_workers_per_gather=0"


def build(
    duck: duckdb.DuckDBPyConnection,
    tables: Mapping[sa.Table, bool],
    progress: Callable[[str], None] = lambda name: None,
    *,
    near: Path | None = None,
) -> dict[sa.Table, int]:
    """Return the rows of each table, after copying them to `place` of it.

    Parameters
    ----------
    duck
        Holds the tables, by their names, and those of the last load, as ``etl_`` and their name. It may take :data:`SORT_MEMORY`
        for each connection from now on.
    tables
        Whether a table is to be made: then it gets its keys, indexes and comments, and the foreign keys to others that are
        to be made, and can be moved to its own schema. Else only its rows lie there.
    progress
        Called with each table's name when its rows are there.
    near
        The folder of the raw files, for what an error says; the workspace's when omitted.

    Raises
    ------
    PikkuError
        When a row breaks a key or a check.
    psycopg.Error
        When the server goes away, or has no room.
    """
    duck.execute(f"SET memory_limit = '{CONNECTIONS * SORT_MEMORY}MB'")
    sizes = {t: duck.execute(f"SELECT count(*) FROM {_source(t)}").fetchone()[0] for t in tables}
    largest_first = sorted(sizes, key=sizes.__getitem__, reverse=True)
    made = [table for table in largest_first if tables[table]]
    with sql.connect() as own:
        drop(own)
        own.execute(f"CREATE SCHEMA {SCHEMA}")
    with _Team(CONNECTIONS, near) as team:

        def fill(table: sa.Table) -> None:
            like = f"CREATE TABLE {place(table)} (LIKE {table})"
            create, *after = ddl.aside(table, SCHEMA) if tables[table] else [like]
            team.link.execute(create)
            # A cursor of its own: a connection to DuckDB does one thing at a time.
            rows = duck.cursor().execute(_query(table)).to_arrow_reader(BATCH_ROWS)
            _copy(team.link, table, rows)
            for statement in (*after, f"ANALYZE {place(table)}"):
                team.link.execute(statement)

        for table, _ in zip(largest_first, team.map(fill, largest_first), strict=True):
            progress(table.name)
        keys = {table: ddl.foreign_keys_aside(table, SCHEMA, made) for table in made}
        with sql.connect() as own:
            for statement in chain.from_iterable(each.values() for each in keys.values()):
                own.execute(f"{statement} NOT VALID")

        def check(table: sa.Table) -> None:
            # With little memory two large tables are merged by their indexes, which is quicker than to hash one.
            team.link.execute("SET LOCAL maintenance_work_mem = '4MB'")
            for name in keys[table]:
                team.link.execute(f"ALTER TABLE {place(table)} VALIDATE CONSTRAINT {name}")

        for _ in team.map(check, made):
            pass
    return sizes


def place(table: sa.Table) -> str:
    """Return the name under which the new rows of a table lie."""
    return f"{SCHEMA}.{table.name}"


def drop(link: psycopg.Connection) -> None:
    """Drop what lies beside the tables in use."""
    link.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def refused(
    error: psycopg.errors.IntegrityError, near: Path | None = None, table: str | None = None
) -> PikkuError:
    """Return the error that names the constraint, or the column that may not be empty, and the row which breaks it.

    Parameters
    ----------
    near
        The folder of the raw files; the workspace's when omitted.
    table
        The table that is meant; the one that refused the row when omitted.
    """
    about = error.diag
    table = table or f"{about.schema_name}.{about.table_name}"
    broken = about.constraint_name or about.column_name or ""
    detail = f" {about.message_detail}" if about.message_detail else ""
    return PikkuError(
        f"{table} refused a row, so nothing was loaded: {broken}.{detail}",
        remedy=f"Correct that row in the raw file, or delete the file: `{again.command(near)}` makes it again.",
    )


def _source(table: sa.Table) -> str:
    """Return a table's name in DuckDB."""
    return f"etl_{table.name}" if table.schema == "etl" else table.name


def _query(table: sa.Table) -> str:
    """Return the query of a table's rows, in the order of their keys."""
    names = ", ".join(column.name for column in table.columns)
    key = ", ".join(column.name for column in table.primary_key)
    return f"SELECT {names} FROM {_source(table)} ORDER BY {key}"


def _copy(link: psycopg.Connection, table: sa.Table, rows: pa.RecordBatchReader) -> None:
    """Copy rows into the `place` of a table that the open transaction has made."""
    encoder = ArrowToPostgresBinaryEncoder(rows.schema)
    statement = f"COPY {place(table)} FROM STDIN WITH (FORMAT binary, FREEZE)"
    with link.cursor() as cursor, cursor.copy(statement) as out:
        out.write(encoder.write_header())
        for batch in rows:
            out.write(encoder.write_batch(batch))
        out.write(encoder.finish())


class _Team:
    """Threads with a connection each, which a task that runs in one uses."""

    def __init__(self, size: int, near: Path | None) -> None:
        self._mine, self._links, self._near = local(), [], near
        self._pool = ThreadPoolExecutor(size, "build")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)
        for link in self._links:
            link.close()

    def map(self, task: Callable[[sa.Table], None], tables: Iterable[sa.Table]) -> Iterator[None]:
        """Run a task for each table and commit what it did; the results come in the tables' order.

        Raises
        ------
        PikkuError, psycopg.Error
            As `build`, for the first table in that order that fails; the tasks that have not begun are dropped.
        """
        return self._pool.map(lambda table: self._run(task, table), tables)

    @property
    def link(self) -> psycopg.Connection:
        """The thread's connection, made when it is first asked for."""
        if not hasattr(self._mine, "link"):
            self._mine.link = sql.connect(options=_OPTIONS)
            self._links.append(self._mine.link)
        return self._mine.link

    def _run(self, task: Callable[[sa.Table], None], table: sa.Table) -> None:
        try:
            task(table)
            self.link.commit()
        except psycopg.errors.IntegrityError as error:
            raise refused(error, self._near, table.key) from error
