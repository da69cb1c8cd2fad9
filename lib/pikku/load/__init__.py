"""Stage 2: the raw files become the structured tables of a SQL database.

`clean` conforms the raw files and puts the broken rows into quarantine, `derive` and `ledger` make the tables that no file
brings, `build` copies them to PostgreSQL, `local` makes the tables there equal to them in one transaction, and `audit` runs
the invariants before it commits. `define` derives the DDL and the data dictionary from the catalogue; `explain` tells what stands behind a posting.
"""

import errno
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import psycopg

from pikku import catalog
from pikku.catalog.invariants import INVARIANTS, Finding
from pikku.catalog.raw import RAW_FILES
from pikku.errors import PikkuError
from pikku.load import build, clean, deliveries, derive, etl, local
from pikku.load.audit import audit, refuse
from pikku.load.reading import raw_rows, read_as
from pikku.load.types import duckdb_type
from pikku.platform import sql, workspace

__all__ = [
    "Finding",
    "LoadReport",
    "TableFigures",
    "audit",
    "figures",
    "raw_rows",
    "read_as",
    "run",
]

#: Threads of DuckDB at the most, and megabytes that it may take for each before it goes to disk, at every size.
MOST_THREADS, THREAD_MEMORY = 4, 350

#: The invariants that a load asks: not those that the tables' keys and checks see to.
AUDITED = tuple(rule.name for rule in INVARIANTS if not rule.kept_by_keys)

#: What a system says when a disk, somebody's share of it, or memory is full.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.ENOMEM)

Progress = Callable[[int, int, str], None]


#: Field of :class:`TableFigures` -> its column in `etl.load_figure`, where that is called otherwise.
_COLUMNS = {"table": "table_name"}


@dataclass(frozen=True)
class TableFigures:
    """How the rows of a raw file became the rows of its table.

    `loaded` is always `raw_rows` less `quarantined`, `duplicates`, `older_versions` and `merged`, plus `derived`.
    """

    area: str
    table: str
    raw_rows: int
    quarantined: int
    duplicates: int
    older_versions: int
    merged: int
    derived: int
    loaded: int


@dataclass(frozen=True)
class LoadReport:
    """What a load did.

    Attributes
    ----------
    rows
        Rows of each table afterwards.
    inserted, updated, deleted
        Rows that the load changed, in all tables.
    tables
        How the raw rows became them.
    found
        Raw rows with each kind of defect that the load found, refused and mended.
    audit
        What each invariant found, those left out that the tables' keys and checks see to.
    """

    rows: dict[str, int]
    inserted: int
    updated: int
    deleted: int
    tables: tuple[TableFigures, ...]
    found: dict[str, int]
    audit: tuple[Finding, ...]

    @property
    def changed(self) -> bool:
        """Whether any row was changed."""
        return bool(self.inserted or self.updated or self.deleted)


def run(progress: Progress | None = None, *, raw: Path | None = None) -> LoadReport:
    """Return the report of a load, after which the SQL database holds what the raw files say.

    A second load of the same files changes no row. A load that fails or is stopped leaves the database as it was.

    Parameters
    ----------
    progress
        Called with the steps done, the steps in all, and what comes next.
    raw
        The folder of the raw files; the workspace's when omitted.

    Raises
    ------
    PikkuError
        When a raw file is missing, broken or lacks a column, when a row breaks a constraint that no conforming can mend,
        when an invariant of the books does not hold, or when the machine or the database has no room or can't be used.
    """
    folder = raw or workspace.path("raw")
    copied = len(catalog.tables()) + len(etl.OF_THE_LAST_LOAD)
    step = _Steps(progress, len(RAW_FILES) + len(derive.QUERIES) + copied + len(AUDITED))
    started = _now()
    try:
        with (
            tempfile.TemporaryDirectory(prefix="load-", dir=workspace.path("runs")) as scratch,
            scratch_database(Path(scratch)) as duck,
        ):
            tables = _tables(duck, folder, Path(scratch), step)
            with sql.connect() as link, local.undone(link):
                return _write(link, duck, tables, started, step, raw)
    except psycopg.errors.IntegrityError as error:
        raise build.refused(error, raw) from error
    except psycopg.Error as error:  # the server went away, its disk is full, it forbids something
        raise PikkuError(
            f"The SQL database stopped the load, which changed nothing: {_first_line(error)}.",
            remedy="Run `pikku doctor`, mend what it says, and load again.",
        ) from error
    except (duckdb.OutOfMemoryException, duckdb.IOException, MemoryError, OSError) as error:
        if _is_lack_of_room(error):
            raise PikkuError(
                f"The load ran out of room, and changed nothing: {_first_line(error)}",
                remedy="Free some disk space, or set PIKKU_HOME to a folder that has more. "
                "If there is enough, load a smaller size.",
            ) from error
        raise PikkuError(
            f"The load could not use a file or a connection, and changed nothing: {_first_line(error)}",
            remedy="Look whether what it names is there and may be read and written, and load again.",
        ) from error


def _is_lack_of_room(error: Exception) -> bool:
    """Return whether an error says that there is no more memory, or no more room on a disk.

    DuckDB runs out of memory, as it says, also where it has no more room on the disk to put some of it aside.
    """
    if isinstance(error, duckdb.IOException):
        return any(os.strerror(number).lower() in str(error).lower() for number in _NO_ROOM)
    return not isinstance(error, OSError) or error.errno in _NO_ROOM


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


def scratch_database(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a database in a file of a folder, whose tables take disk and no more memory than :data:`THREAD_MEMORY` says."""
    threads = min(max(os.cpu_count() or 1, 2), MOST_THREADS)
    options = {
        "threads": threads,
        "memory_limit": f"{threads * THREAD_MEMORY}MB",
        "temp_directory": str(folder),
    }
    duck = duckdb.connect(folder / "tables.duckdb", config=options)
    duck.execute("SET enable_progress_bar = false")  # a notebook would save it
    return duck


def figures(link: psycopg.Connection | None = None) -> list[TableFigures]:
    """Return the figures that the last load left in the database, areas in the catalogue's order.

    Raises
    ------
    PikkuError
        When nothing was loaded yet.
    """
    if link is None:
        with sql.connect() as own:
            return figures(own)
    names = ", ".join(_COLUMNS.get(name, name) for name in TableFigures.__dataclass_fields__)
    try:
        rows = link.execute(f"SELECT {names} FROM etl.load_figure").fetchall()
    except psycopg.errors.UndefinedTable as error:
        raise PikkuError(
            "Nothing was loaded into the SQL database yet.", remedy="Run `pikku load`."
        ) from error
    found = [TableFigures(*row) for row in rows]
    return sorted(found, key=lambda each: (catalog.AREAS.index(each.area), each.table))


class _Steps:
    """Counts the steps of a load for whoever shows its progress."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self.progress, self.total, self.done = progress, total, 0

    def __call__(self, what: str) -> None:
        if self.progress:
            self.progress(min(self.done, self.total), self.total, what)
        self.done += 1


def _tables(
    duck: duckdb.DuckDBPyConnection, folder: Path, scratch: Path, step: _Steps
) -> list[TableFigures]:
    """Return the figures of all tables, after making them in DuckDB."""
    derive.decide(duck, deliveries.last_day(folder))
    cleaned = clean.run(duck, folder, step, scratch=scratch)
    derive.make(duck, step)
    found = []
    for area in catalog.AREAS:
        for table in sorted(catalog.tables(area), key=lambda each: each.name):
            (loaded,) = duck.execute(f"SELECT count(*) FROM {table.name}").fetchone()
            was = cleaned.get(table.name) or clean.Figures()
            *counts, kept = vars(was).values()
            found.append(TableFigures(area, table.name, *counts, loaded - kept, loaded))
    return found


def _write(
    link: psycopg.Connection,
    duck: duckdb.DuckDBPyConnection,
    tables: list[TableFigures],
    started: datetime,
    step: _Steps,
    near: Path | None,
) -> LoadReport:
    """Return the report, after writing, auditing and committing everything at once."""
    kinds = ", ".join(f"{each.name} {duckdb_type(each)}" for each in etl.load_figure.columns)
    duck.execute(f"CREATE TABLE etl_load_figure ({kinds})")
    names = [_COLUMNS.get(name, name) for name in TableFigures.__dataclass_fields__]
    duck.executemany(
        f"INSERT INTO etl_load_figure ({', '.join(names)}) VALUES ({', '.join('?' for _ in names)})",
        [list(vars(each).values()) for each in tables],
    )
    changes = local.write(link, duck, step, near=near)
    results = audit(link, AUDITED, lambda rule: step(f"asking whether {rule}"))
    refuse(results, near)
    business = [change for key, change in changes.items() if not key.startswith("etl.")]
    totals = [
        sum(getattr(each, name) for each in business) for name in ("inserted", "updated", "deleted")
    ]
    rows = [sum(each.raw_rows for each in tables), sum(each.loaded for each in tables)]
    link.execute(
        "INSERT INTO etl.load_run SELECT coalesce(max(load_run_id), 0) + 1, %s, %s, %s, %s, %s, %s, %s "
        "FROM etl.load_run",
        [started, _now(), *rows, *totals],
    )
    link.commit()
    rows_of = {each.table: each.loaded for each in tables}
    kinds = "SELECT kind FROM etl_quarantine UNION ALL SELECT kind FROM etl_finding"
    found = dict(
        duck.execute(f"SELECT kind, count(*) FROM ({kinds}) GROUP BY kind ORDER BY kind").fetchall()
    )
    return LoadReport(rows_of, *totals, tuple(tables), found, tuple(results))


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
