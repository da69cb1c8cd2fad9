"""Reading the raw files into DuckDB, as text, row by row as they were sent."""

import csv
import json
import re
from pathlib import Path

import duckdb

from pikku.catalog.raw import RawFile
from pikku.errors import PikkuError
from pikku.load.conform import quoted

_AGAIN = "Put a whole file in its place, or delete it: `pikku generate` makes it again."
PARTS = ("main", "late")


def parts(folder: Path, file: RawFile) -> dict[str, Path]:
    """Return the parts of an extract that are there: ``main``, and ``late`` where there is one.

    Raises
    ------
    PikkuError
        When the extract itself is missing.
    """
    main, late = folder / file.path, folder / file.late_path
    if not main.is_file():
        raise PikkuError(
            f"The raw file {file.path} is missing in {folder}.",
            remedy="Make the raw files with `pikku generate`, or put the file there.",
        )
    return {"main": main} | ({"late": late} if late.is_file() else {})


def announced(folder: Path) -> dict[str, int]:
    """Return how many rows each file had when it was made, by its path below the folder, from the manifest beside the files.

    Files that somebody put there without a manifest are not in it.
    """
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        parts = [part for entry in manifest["files"].values() for part in entry["parts"].values()]
        return {part["path"]: int(part["rows"]) for part in parts}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def require_whole(path: str, rows: int, announced: dict[str, int]) -> None:
    """Refuse a part that has fewer rows than it was made with; more of them are taken for somebody's own.

    Raises
    ------
    PikkuError
        When rows are missing, as after a download that stopped at the end of a line.
    """
    if rows < announced.get(path, 0):
        raise PikkuError(
            f"The raw file {path} has {rows:,} rows; its manifest.json says {announced[path]:,}: it was cut.",
            remedy=_AGAIN,
        )


def rows(duck: duckdb.DuckDBPyConnection, path: Path, file: RawFile, part: str) -> str:
    """Return the query of a part's rows: `part`, `row_number` (from 1), and as text each column as ``raw_`` and its name in
    the table.

    Raises
    ------
    PikkuError
        When the file can't be read, was cut, or lacks a column.
    """
    source = _csv(path) if file.format == "csv" else f"read_parquet({quoted(str(path))})"
    try:
        present = {name for name, *_ in duck.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    except duckdb.Error as error:
        raise unreadable(path, error) from error
    missing = [column.header for column in file.columns if column.header not in present]
    if missing:
        raise PikkuError(
            f"The raw file {path} has no column {', '.join(repr(header) for header in missing)}; "
            f"it has {', '.join(sorted(present))}.",
            remedy="Correct the file's header, or delete the file: `pikku generate` makes it again.",
        )
    wanted = ", ".join(f'CAST("{c.header}" AS VARCHAR) AS raw_{c.column}' for c in file.columns)
    return f"SELECT '{part}' AS part, row_number() OVER () AS row_number, {wanted} FROM {source}"


def unreadable(path: Path, error: duckdb.Error) -> PikkuError:
    """Return the error that names a file which DuckDB can't read, and the line when it says one."""
    if "magic bytes" in str(error):
        what = "has no end, so it was cut; or it is no Parquet file"
        return PikkuError(f"The raw file {path} can't be read: it {what}.", remedy=_AGAIN)
    line = re.search(r"Line:? (\d+)", str(error))
    where = f" at line {line[1]}" if line else ""
    reason = str(error).strip().splitlines()[0]
    reason = re.sub(r"^\w[\w ]* Error: ", "", reason).replace(str(path), path.name)
    return PikkuError(f"The raw file {path} can't be read{where}: {reason}", remedy=_AGAIN)


def _csv(path: Path) -> str:
    """Return the reader of a CSV file, every column as text.

    DuckDB would take a last line that was cut inside its last field for whole; the missing line end tells.
    """
    try:
        with path.open("rb") as raw:
            header = raw.readline().decode("utf-8-sig")
            raw.seek(-1, 2)
            whole = raw.read(1) in (b"\n", b"\r")
    except (OSError, UnicodeDecodeError):
        header, whole = "", False
    if not header.strip() or not whole:
        what = "ends in the middle of a line" if header.strip() else "is empty"
        raise PikkuError(f"The raw file {path} {what}.", remedy=_AGAIN)
    names = next(csv.reader([header]))
    columns = ", ".join(f"{quoted(name.strip())}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({quoted(str(path))}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{columns}}})"
    )
