"""The local twin of Synapse serverless SQL: it executes the scripts in ``synapse/`` on DuckDB over the Delta tables."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pikku.catalog.gold import gold_tables
from pikku.catalog.reporting import VIEWS
from pikku.errors import PikkuError
from pikku.platform import lake, workspace
from pikku.serve import delta
from pikku.serve.connection import Connection, row_counts
from pikku.serve.database import SYSTEM, Database
from pikku.serve.scripts import batches, scripts

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class ServeReport:
    """What the scripts made.

    Parameters
    ----------
    gold, reporting
        Rows of each view.
    scripts, statements
        How many were executed.
    without_effect
        Statements that mean nothing on one machine: keys, credentials, roles, grants.
    not_for_synapse
        Gold tables that ask for a Delta reader newer than Synapse serverless has, each with what it asks for.
    """

    gold: dict[str, int]
    reporting: dict[str, int]
    scripts: int
    statements: int
    without_effect: tuple[str, ...]
    not_for_synapse: tuple[str, ...]


def run(progress: Progress | None = None) -> ServeReport:
    """Return what the scripts in ``synapse/`` made: the database ``serve/synapse.duckdb`` in the workspace.

    The file is replaced when all scripts have run and every view has answered; until then the one before stays.

    Raises
    ------
    PikkuError
        When a script is not understood, a Delta table is missing, or a view can't be read.
    """
    files = scripts()
    total = len(files) + 1
    target = workspace.path("serve") / "synapse.duckdb"
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    _remove(temporary)
    try:
        duck = delta.open_database(temporary)
        try:
            duck.execute(SYSTEM)
            database = Database(duck)
            for place, file in enumerate(files):
                if progress:
                    progress(place, total, file.name)
                run_script(file, database)
            if progress:
                progress(total - 1, total, "counting rows")
            counts = row_counts(Connection(duck))
            reporting = _reporting_counts(Connection(duck))
        finally:
            duck.close()
        _replace(temporary, target)
    finally:
        _remove(temporary)
    effects = tuple(dict.fromkeys(database.without_effect))
    if progress:
        progress(total, total, "done")
    return ServeReport(
        counts, reporting, len(files), database.statements, effects, not_for_synapse()
    )


def run_script(file: Path, database: Database) -> None:
    """Execute one script."""
    text = file.read_text(encoding="utf-8-sig")
    for batch in batches(text, file.relative_to(workspace.repo_root()).as_posix()):
        database.execute(batch)


def not_for_synapse() -> tuple[str, ...]:
    """Return the gold tables that Synapse serverless can't read, each with the Delta features it asks a reader for.

    Serverless reads Delta as of version 1.0, reader version 1: no deletion vectors, no renamed columns, no v2
    checkpoints (Microsoft Learn, "Query Delta Lake (v1) files using serverless SQL pool"). DuckDB reads them all.
    """
    found = []
    folder = lake.files().local("gold")
    for table in gold_tables():
        version, features = delta.protocol(folder / table.name)
        if version > 1:
            found.append(f"{table.name} ({', '.join(features) or f'reader version {version}'})")
    return tuple(found)


def _reporting_counts(connection: Connection) -> dict[str, int]:
    """Return the rows of each reporting view; each is computed whole, so that what it can't compute shows now."""
    counts = {}
    for view in VIEWS:
        result = connection.duckdb(f'SELECT * FROM reporting."{view.name}"')
        counts[view.name] = result.num_rows
    return counts


def _replace(temporary: Path, target: Path) -> None:
    try:
        temporary.replace(target)
    except OSError as error:
        raise PikkuError(
            f"{target} can't be replaced: {error.strerror}.",
            "Close the notebooks and programs that query it, and try again.",
        ) from error


def _remove(file: Path) -> None:
    """Remove a database file and its write-ahead log."""
    for path in (file, file.with_name(f"{file.name}.wal")):
        path.unlink(missing_ok=True)
