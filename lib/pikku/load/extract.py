"""Reading the raw files into DuckDB, row by row as they were sent: as text, or as the values that a Parquet file has."""

import codecs
import csv
import itertools
import json
import re
from array import array
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from pikku import again
from pikku.catalog.periods import LAST_DAY, periods
from pikku.catalog.raw import RawFile, later_deliveries, part_files
from pikku.errors import PikkuError
from pikku.load import conform
from pikku.load.conform import quoted

#: Bytes of a CSV file that are looked at at once; only in a block that is not UTF-8 the lines are looked at one by one.
_BLOCK = 1 << 16
_QUOTED = re.compile(rb'"[^"]*(?:"|\Z)')


def last_day(folder: Path) -> date:
    """Return the last day of the books: of their three years, or of the last month that was delivered after them.

    Raises
    ------
    PikkuError
        When a month between others is missing, or a month is not whole or not of the same company as the three years.
    """
    months = later_deliveries(folder)
    last, print_ = LAST_DAY, _manifest(folder).get("fingerprint")
    for month in months:
        period = periods(last + timedelta(days=1), last + timedelta(days=1))[0]
        wanted = f"{period.starts_on:%Y-%m}"
        remedy = f"Make them again with `{again.command(folder, months[-1].name)}`."
        if not wanted <= month.name or not 1 <= int(month.name[5:]) <= 12:
            raise PikkuError(
                f"The folder {month} is no delivery: those begin with {LAST_DAY + timedelta(days=1):%Y-%m}.",
                remedy="Put it elsewhere.",
            )
        if month.name != wanted:
            raise PikkuError(f"The raw files of {wanted} are missing in {folder}.", remedy=remedy)
        found = _manifest(month).get("fingerprint")
        if print_ and found != print_:
            what = "are of another company than those before" if found else "are not whole"
            raise PikkuError(f"The raw files in {month} {what}.", remedy=remedy)
        last = period.ends_on
    return last


def parts(folder: Path, file: RawFile) -> dict[str, Path]:
    """Return the parts of an extract that are there: ``main``, and ``late`` where there is one.

    Those of a later delivery are called after it, as in ``2026-04 main``, and come after those before. One in Parquet may be a
    folder of files.

    Raises
    ------
    PikkuError
        When the extract itself is missing.
    """
    found = {}
    for delivery in (folder, *later_deliveries(folder)):
        name = f"{delivery.name} " if delivery != folder else ""
        main, late = delivery / file.part_path("main"), delivery / file.part_path("late")
        if not _is_there(main):
            raise PikkuError(
                f"The raw file {file.path} is missing in {delivery}.",
                remedy=f"Make the raw files with `{again.command(delivery)}`, or put the file there.",
            )
        found |= {f"{name}main": main} | ({f"{name}late": late} if _is_there(late) else {})
    return found


def path_sql(file: RawFile, part: str = "part") -> str:
    """Return SQL for the path of the raw file that a row stood in, below the folder; `part` is the SQL of its :func:`parts`."""
    main, late = quoted(file.part_path("main")), quoted(file.part_path("late"))
    path = f"CASE right({part}, 4) WHEN 'late' THEN {late} ELSE {main} END"
    return f"replace(left({part}, -4), ' ', '/') || {path}"


def place_sql(part: str = "part") -> str:
    """Return SQL for the place of a part in time: 1 and 2 for the two of the three years, 3 and 4 for those of the next month."""
    months = f"CAST(left({part}, 4) AS BIGINT) * 12 + CAST({part}[6:7] AS BIGINT)"
    after = f"CASE WHEN {part} IN ('main', 'late') THEN 0 ELSE {months} - {LAST_DAY.year * 12 + LAST_DAY.month} END"
    return f"(2 * ({after}) + CASE right({part}, 4) WHEN 'late' THEN 2 ELSE 1 END)"


def row_sql(number: int, part: str = "part") -> str:
    """Return SQL for the key of a row of the raw file with a number: ``quarantine_id``."""
    return f"({number} * 100 + {place_sql(part)}) * 100000000000 + row_number"


def _is_there(part: Path) -> bool:
    return any(file.is_file() for file in part_files(part))


def announced(folder: Path) -> dict[str, int]:
    """Return how many rows each file had when it was made, by its path below the folder, from the manifests beside the files.

    Files that somebody put there without a manifest are not in it.
    """
    found = {}
    for delivery in (folder, *later_deliveries(folder)):
        name = f"{delivery.name}/" if delivery != folder else ""
        with suppress(ValueError, KeyError, TypeError, AttributeError):
            for entry in _manifest(delivery)["files"].values():
                for part in entry["parts"].values():
                    found[f"{name}{part['path']}"] = int(part["rows"])
    return found


def _manifest(delivery: Path) -> dict[str, Any]:
    """Return the manifest of a delivery, empty where there is none that can be read."""
    try:
        found = json.loads((delivery / "manifest.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def require_whole(folder: Path, path: str, rows: int, announced: dict[str, int]) -> None:
    """Refuse a part that has fewer rows than it was made with; more of them are taken for somebody's own.

    Raises
    ------
    PikkuError
        When rows are missing, as after a download that stopped at the end of a line.
    """
    if rows < announced.get(path, 0):
        raise PikkuError(
            f"The raw file {path} has {rows:,} rows; its manifest.json says {announced[path]:,}: it was cut.",
            remedy=again.whole_file(folder / path),
        )


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
        readable, foreign = utf8(path, folder) if file.format == "csv" else (path, None)
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


def utf8(path: Path, scratch: Path) -> tuple[Path, array]:
    """Return a file that is all UTF-8, and the rows (from 1) that were not, 8 bytes each: they are read as Windows-1252.

    A file that is UTF-8 throughout, as most are, stays where it is; else the returned one is a copy. A line is decoded as a
    whole, so that no letter of it is guessed by itself.

    Parameters
    ----------
    scratch
        Folder for the copy.

    Raises
    ------
    PikkuError
        When a line is neither.
    """
    if _is_utf8(path):
        return path, array("q")
    foreign = array("q")
    records = _Records()
    with path.open("rb") as raw, (scratch / path.name).open("wb") as copy:
        while block := raw.read(_BLOCK):
            block += raw.readline()
            done = 0
            for first, last in _foreign_lines(block):
                copy.write(records.of(block[done:first]))
                foreign.append(
                    records.count
                )  # the header is a record too, so the next one has this number
                try:
                    copy.write(records.of(block[first:last]).decode("cp1252").encode())
                except UnicodeDecodeError:
                    raise PikkuError(
                        f"The raw file {path} can't be read at line {records.count}: "
                        "it is neither UTF-8 nor Windows-1252.",
                        remedy=again.whole_file(path),
                    ) from None
                done = last
            copy.write(records.of(block[done:]))
    return scratch / path.name, foreign


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as raw:
            while block := raw.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    except OSError as error:
        raise PikkuError(
            f"The raw file {path} can't be read: {error.strerror}.", remedy=again.whole_file(path)
        ) from error
    return True


def _foreign_lines(block: bytes) -> Iterator[tuple[int, int]]:
    """Return where the lines that are not UTF-8 begin and end in whole lines."""
    if _decodes(block):
        return
    last = 0
    for line in block.split(b"\n"):
        first, last = last, min(last + len(line) + 1, len(block))
        if not line.isascii() and not _decodes(line):
            yield first, last


def _decodes(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Records:
    """Counts the records of a CSV file: a line end within quotes ends none."""

    def __init__(self) -> None:
        self.count, self._quotes = 0, 0

    def of(self, text: bytes) -> bytes:
        """Return the text, after counting the records that end in it."""
        inside = b'"' if self._quotes % 2 else b""
        self.count += _QUOTED.sub(b"", inside + text).count(b"\n")
        self._quotes += text.count(b'"')
        return text


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
