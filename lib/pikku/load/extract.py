"""Reading the raw files into DuckDB, row by row as they were sent: as text, or as the values that a Parquet file has."""

import csv
import itertools
import re
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from pikku import again
from pikku.catalog.raw import RawFile, part_files
from pikku.errors import PikkuError
from pikku.load import conform, encodings
from pikku.load.conform import quoted


def typed(duck: duckdb.DuckDBPyConnection, parts: dict[str, Path], file: RawFile) -> frozenset[str]:
    """Return the table's columns that all parts have as values of their type, which need not be read from text.

    Raises
    ------
    PikkuError
        When a file can't be read, or the files of a part have other columns than one another.
    """
    wanted = [column for column in file.columns if file.is_typed(column)]
    for path in parts.values() if wanted else ():
        _require_alike(duck, path)
        types = _types(duck, path, file)
        wanted = [
            each
            for each in wanted
            if conform.is_of(file.table.columns[each.column], types.get(each.header, "VARCHAR"))
        ]
    return frozenset(each.column for each in wanted)


def _types(
    duck: duckdb.DuckDBPyConnection, path: Path, file: RawFile, readable: Path | None = None
) -> dict[str, str]:
    """Return the types of the columns of a part, by its header.

    Raises
    ------
    PikkuError
        When the file can't be read or was cut.
    """
    try:
        described = duck.execute(
            f"DESCRIBE SELECT * FROM {_source(path, file, readable)}"
        ).fetchall()
    except duckdb.Error as error:
        raise unreadable(path, error) from error
    return {name: kind for name, kind, *_ in described}


def _require_alike(duck: duckdb.DuckDBPyConnection, part: Path) -> None:
    """Refuse a part whose files have columns of different types: DuckDB would make those of the first of all.

    Raises
    ------
    PikkuError
        When one can't be read, was cut, or differs from the first.
    """
    first, *others = part_files(part)
    query = f"SELECT * EXCLUDE (field_id) FROM parquet_schema([{_listed([first, *others])}])"
    columns: dict[str, set[tuple]] = {}
    try:
        for file, *column in duck.execute(query).fetchall():
            columns.setdefault(file, set()).add(tuple(column))
    except duckdb.Error as error:
        raise unreadable(part, error) from error
    for other in others:
        differing = sorted(name for name, *_ in columns[str(other)] - columns[str(first)])
        if differing:
            raise PikkuError(
                f"The raw file {other} has the column {differing[0]!r} otherwise than {first.name}.",
                remedy=again.whole_file(other),
            )


def sent(
    duck: duckdb.DuckDBPyConnection,
    parts: dict[str, Path],
    file: RawFile,
    scratch: Path,
    as_they_are: frozenset[str] = frozenset(),
) -> str:
    """Return the query of the rows of all parts, as :func:`rows`, with `is_foreign`: whether one was no UTF-8.

    `swapped` is empty: the columns stand as they were sent.

    Raises
    ------
    PikkuError
        When a file can't be read, was cut, or lacks a column.
    """
    queries = []
    for part, path in parts.items():
        folder = scratch / part.partition(" ")[0]
        folder.mkdir(exist_ok=True)
        readable, foreign = encodings.utf8(path, folder) if file.format == "csv" else (path, None)
        is_foreign = "false"
        if foreign:
            table = f'"foreign {part} {file.table_name}"'
            # A list would be a literal in the statement.
            duck.register(
                "numbers", pa.table({"number": pa.array(np.frombuffer(foreign, "int64"))})
            )
            duck.execute(f"CREATE OR REPLACE TEMPORARY TABLE {table} AS FROM numbers")
            duck.unregister("numbers")
            is_foreign = f"row_number IN (SELECT number FROM {table})"
        queries.append(
            f"SELECT *, {is_foreign} AS is_foreign, CAST(NULL AS VARCHAR) AS swapped "
            f"FROM ({rows(duck, path, file, part, as_they_are, readable)})"
        )
    return " UNION ALL ".join(queries)


def rows(
    duck: duckdb.DuckDBPyConnection,
    path: Path,
    file: RawFile,
    part: str,
    as_they_are: frozenset[str] = frozenset(),
    readable: Path | None = None,
) -> str:
    """Return the query of a part's rows: `part`, `row_number` (from 1), and as text each column as ``raw_`` and its name in
    the table; columns of the table that are in `as_they_are` keep the type that the file has them in.

    Parameters
    ----------
    readable
        A copy to read instead of the file; errors name the file.

    Raises
    ------
    PikkuError
        When the file can't be read, was cut, or lacks a column.
    """
    present = _types(duck, path, file, readable)
    missing = [column.header for column in file.columns if column.header not in present]
    if missing:
        raise PikkuError(
            f"The raw file {path} has no column {', '.join(repr(header) for header in missing)}; "
            f"it has {', '.join(sorted(present))}.",
            remedy=f"Correct the file's header, or delete the file: `{again.command(path)}` makes it again.",
        )
    wanted = ", ".join(
        f'"{c.header}" AS raw_{c.column}'
        if c.column in as_they_are
        else f'CAST("{c.header}" AS VARCHAR) AS raw_{c.column}'
        for c in file.columns
    )
    number = "row_number() OVER ()" if file.format == "csv" else _number_sql(duck, path)
    return f"SELECT '{part}' AS part, {number} AS row_number, {wanted} FROM {_source(path, file, readable, numbered=True)}"


def _number_sql(duck: duckdb.DuckDBPyConnection, part: Path) -> str:
    """Return SQL for the number of a row in a part in Parquet, from 1: one that needs no reading in order."""
    files = part_files(part)
    if len(files) == 1:
        return "file_row_number + 1"
    counted = f"SELECT num_rows FROM parquet_file_metadata([{_listed(files)}])"
    try:
        rows_ = [count for (count,) in duck.execute(counted).fetchall()]
    except duckdb.Error as error:
        raise unreadable(part, error) from error
    before = itertools.accumulate(rows_, initial=1)
    return f"file_row_number + [{', '.join(map(str, before))}][CAST(file_index AS BIGINT) + 1]"


def unreadable(path: Path, error: duckdb.Error) -> PikkuError:
    """Return the error that names a file which DuckDB can't read, and the line when it says one."""
    named = [file for file in part_files(path) if str(file) in str(error)]
    path = min(named, key=lambda file: str(error).find(str(file)), default=path)
    if "magic bytes" in str(error):
        what = "has no end, so it was cut; or it is no Parquet file"
        return PikkuError(
            f"The raw file {path} can't be read: it {what}.", remedy=again.whole_file(path)
        )
    line = re.search(r"Line:? (\d+)", str(error))
    where = f" at line {line[1]}" if line else ""
    reason = str(error).strip().splitlines()[0]
    reason = re.sub(r"^\w[\w ]* Error: ", "", reason).replace(str(path), path.name)
    return PikkuError(
        f"The raw file {path} can't be read{where}: {reason}", remedy=again.whole_file(path)
    )


def _source(
    path: Path, file: RawFile, readable: Path | None = None, *, numbered: bool = False
) -> str:
    """Return the reader of a part; of a folder of Parquet files, in their order, `numbered` or not."""
    if file.format == "csv":
        return _csv(path, readable or path)
    numbers = ", file_row_number = true" if numbered else ""
    return f"read_parquet([{_listed(part_files(path))}]{numbers})"


def _listed(files: list[Path]) -> str:
    return ", ".join(quoted(str(file)) for file in files)


def _csv(path: Path, readable: Path) -> str:
    """Return the reader of a CSV file, or of a copy that is readable, every column as text.

    DuckDB would take a last line that was cut inside its last field for whole; the missing line end tells.
    """
    try:
        with readable.open("rb") as raw:
            header = raw.readline().decode("utf-8-sig")
            raw.seek(-1, 2)
            whole = raw.read(1) in (b"\n", b"\r")
    except (OSError, UnicodeDecodeError):
        header, whole = "", False
    if not header.strip() or not whole:
        what = "ends in the middle of a line" if header.strip() else "is empty"
        raise PikkuError(f"The raw file {path} {what}.", remedy=again.whole_file(path))
    names = next(csv.reader([header]))
    columns = ", ".join(f"{quoted(name.strip())}: 'VARCHAR'" for name in names)
    return (
        f"read_csv({quoted(str(readable))}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
        f"columns = {{{columns}}})"
    )
