"""DuckDB with its Delta extension, and what a Delta table's log says."""

import json
from functools import cache
from pathlib import Path

import duckdb

from pikku.errors import PikkuError


@cache
def extension() -> Path:
    """Return the file of DuckDB's Delta extension, which comes as a package: nothing is downloaded.

    Raises
    ------
    PikkuError
        When the package is missing or is for another version of DuckDB.
    """
    wanted = f'Install it: pip install "duckdb-extension-delta=={duckdb.__version__}"'
    try:
        import duckdb_extension_delta
    except ImportError as error:
        raise PikkuError("The package duckdb-extension-delta is missing.", wanted) from error
    folder = Path(duckdb_extension_delta.__file__).parent / "extensions"
    file = folder / f"v{duckdb.__version__}" / "delta.duckdb_extension"
    if not file.is_file():
        found = ", ".join(sorted(path.name for path in folder.glob("v*"))) or "nothing"
        raise PikkuError(
            f"duckdb-extension-delta holds {found}, but DuckDB is v{duckdb.__version__}.",
            wanted,
        )
    return file


def open_database(file: Path | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection that reads Delta tables: to a new database file, or to none."""
    options = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }
    connection = duckdb.connect(str(file) if file else ":memory:", config=options)
    connection.execute(f"LOAD '{extension().as_posix()}'")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_progress_bar = false")
    return connection


def protocol(table: Path) -> tuple[int, tuple[str, ...]]:
    """Return the reader version that a Delta table asks for, and the features a reader must know.

    Parameters
    ----------
    table
        Its folder, with ``_delta_log`` in it.
    """
    found: dict = {}
    for file in sorted((table / "_delta_log").glob("*.json"), reverse=True):
        for line in file.read_text(encoding="utf-8").splitlines():
            found = json.loads(line).get("protocol") or found
        if found:
            break
    else:
        for file in sorted((table / "_delta_log").glob("*.checkpoint*.parquet"), reverse=True):
            query = "SELECT protocol FROM read_parquet(?) WHERE protocol IS NOT NULL"
            rows = duckdb.connect().execute(query, [str(file)]).fetchall()
            if rows:
                found = rows[0][0]
                break
    return found.get("minReaderVersion", 1), tuple(found.get("readerFeatures") or ())
