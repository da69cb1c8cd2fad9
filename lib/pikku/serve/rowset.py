"""OPENROWSET(BULK …) read from the lake's files: Delta, Parquet and CSV."""

import re
from pathlib import Path, PurePosixPath

import duckdb
from sqlglot import exp, parse_one

from pikku.platform import lake
from pikku.platform.lakestore import LocalFiles
from pikku.serve.dialect import Rowset, RowsetColumn

FILE = "__file"
"""The column that ``filename()`` and ``filepath()`` are made of; results don't show it."""

# Folders such as month=2024-01 are not columns in T-SQL: filepath() tells them.
_FILE_OPTIONS = f"filename = '{FILE}', hive_partitioning = false"

_URL = re.compile(
    r"abfss?://(?P<container>[^@/]+)@[^/]+(?:/(?P<below>.*))?"
    r"|https://[^/]+\.(?:dfs|blob)\.core\.windows\.net(?:/(?P<path>.*))?"
)
_FAMILIES = (
    ("TINYINT", "SMALLINT", "INTEGER", "BIGINT"),
    ("FLOAT", "DOUBLE"),
    ("VARCHAR",),
    ("BOOLEAN",),
    ("DATE",),
    ("TIMESTAMP", "TIMESTAMP_NS", "TIMESTAMP WITH TIME ZONE"),
)
"""DuckDB types of one kind, narrower first: a column may be declared as wide as it is in the file, or wider."""


class Reader:
    """What turns an OPENROWSET into a DuckDB subquery.

    Parameters
    ----------
    database
        DuckDB, to look into the files.
    sources
        The external data sources: name -> location.
    files
        The lake's files; the workspace's when omitted.
    """

    def __init__(
        self,
        database: duckdb.DuckDBPyConnection,
        sources: dict[str, str],
        files: LocalFiles | None = None,
    ) -> None:
        self._database = database
        self._sources = sources
        self._files = files or lake.files()
        self._root = self._files.root

    def __call__(self, rowset: Rowset, table: exp.Table) -> exp.Query:
        """Return the subquery that stands for an OPENROWSET.

        Raises
        ------
        ValueError
            When the options, the path or the columns don't fit; the message says how.
        """
        path = self.path(rowset)
        form = rowset.option("FORMAT").upper()
        match form:
            case "DELTA":
                scan = self._delta(path)
            case "PARQUET":
                scan = f"read_parquet({_text(_files(path, 'parquet'))}, {_FILE_OPTIONS})"
            case "CSV":
                scan = _csv(rowset, _files(path, "csv"))
            case _:
                raise ValueError(f"FORMAT is {form or 'missing'}; it may be DELTA, PARQUET or CSV")
        found = self._columns(scan, path)
        named = _has_header(rowset) or form != "CSV"
        if not named:
            found = {f"C{place}": kind for place, kind in enumerate(found.values(), start=1)}
            scan = f"{scan[:-1]}, names = [{', '.join(_text(name) for name in found)}])"
        declared = rowset.expressions
        columns = (
            [_declared(column, found, form, named) for column in declared]
            if declared
            else [f'{_plain(name, kind)} AS "{name}"' for name, kind in found.items()]
        )
        if calls := _file_calls(table):
            if form == "DELTA":
                raise ValueError("filename() and filepath() are for Parquet and CSV files")
            columns.append(f'f."{FILE}" :: VARCHAR AS "{FILE}"')
            for call in calls:
                call.replace(_of_file(call, path, self._root))
        query = parse_one(f"SELECT {', '.join(columns)} FROM {scan} AS f", read="duckdb")
        return exp.Subquery(this=query, alias=table.args.get("alias"))

    def path(self, rowset: Rowset) -> Path:
        """Return the path of what BULK and DATA_SOURCE name in the lake."""
        bulk, source = rowset.option("BULK"), rowset.option("DATA_SOURCE")
        if source:
            if source not in self._sources:
                raise ValueError(f"there is no external data source {source!r}")
            bulk = f"{self._sources[source].rstrip('/')}/{bulk.lstrip('/')}"
        found = _URL.fullmatch(bulk)
        if not found:
            raise ValueError(
                f"BULK '{bulk}' is neither an address of a storage account nor given a DATA_SOURCE"
            )
        # The account's containers (landing, bronze, silver, gold) are folders of the lake here.
        place = PurePosixPath(found["container"] or "", found["below"] or found["path"] or "")
        if ".." in place.parts:
            raise ValueError(f"BULK '{bulk}' leaves the container")
        return self._files.local(*place.parts)

    def _delta(self, path: Path) -> str:
        if not any((path / "_delta_log").glob("*")):
            name = path.relative_to(self._root).as_posix()
            raise FileNotFoundError(f"there is no Delta table {name} in the lake")
        return f"delta_scan({_text(path.as_posix())})"

    def _columns(self, scan: str, path: Path) -> dict[str, str]:
        """Return names and DuckDB types of what is in the files."""
        try:
            rows = self._database.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()
        except duckdb.IOException as error:
            name = path.relative_to(self._root).as_posix()
            if "No files found" in str(error):
                raise FileNotFoundError(f"there are no such files in the lake: {name}") from error
            raise ValueError(f"{name} can't be read: {str(error).splitlines()[0]}") from error
        return {row[0]: row[1] for row in rows if row[0] != FILE}


def _files(path: Path, suffix: str) -> str:
    """Return a path as DuckDB's glob: a folder stands for its files, and /** for those below it."""
    text = path.as_posix()
    if text.endswith("/**"):
        return f"{text}/*.{suffix}"
    return f"{text}/*.{suffix}" if path.is_dir() else text


def _has_header(rowset: Rowset) -> bool:
    return rowset.option("HEADER_ROW", "FALSE").upper() == "TRUE"


def _csv(rowset: Rowset, files: str) -> str:
    """Return the call that reads CSV files; with declared columns all is text, which is then converted."""
    header = _has_header(rowset)
    first = int(rowset.option("FIRSTROW", "1"))
    options = {
        "header": str(header).lower(),
        "delim": _text(rowset.option("FIELDTERMINATOR", ",")),
        "quote": _text(rowset.option("FIELDQUOTE", '"')),
        "skip": str(first - 1 - (header and first > 1)),
        "auto_detect": "true",
    }
    if rowset.expressions:
        options["all_varchar"] = "true"
    listed = ", ".join(f"{name} = {value}" for name, value in options.items())
    return f"read_csv({_text(files)}, {_FILE_OPTIONS}, {listed})"


def _declared(column: RowsetColumn, found: dict[str, str], form: str, named: bool) -> str:
    """Return a column of the WITH list, converted and checked."""
    name, kind = column.name, column.args["kind"].copy()
    source = _source(column, found, named)
    wanted = _duckdb_type(kind)
    place = f'f."{source}"'
    if form != "CSV":
        _check_type(name, kind, wanted, found[source])
    length = kind.expressions[0].name if kind.expressions else ""
    if wanted == "VARCHAR" and length.isdigit():
        message = f"String or binary data would be truncated while reading column {name}, {length} bytes wide."
        size = "2 * length" if kind.this in (exp.DType.NVARCHAR, exp.DType.NCHAR) else "strlen"
        limit = int(length) * (2 if "length" in size else 1)
        place = f"CASE WHEN {size}({place}) > {limit} THEN error({_text(message)}) ELSE {place} END"
        wanted = f"VARCHAR({length})"
    elif form == "CSV":
        place = f"NULLIF({place}, '')"
    return f'CAST({place} AS {wanted}) AS "{name}"'


def _source(column: RowsetColumn, found: dict[str, str], named: bool) -> str:
    """Return the file's column that a declared one is read from."""
    place = column.args.get("place")
    if place is None and named:
        key = column.name
    elif place is None:
        raise ValueError(f"the column {column.name} needs its number in the file: it has no header")
    elif place.is_string:
        key = place.name.removeprefix("$.")
    else:
        number = int(place.name)
        if not 1 <= number <= len(found):
            raise ValueError(f"there is no column {number} in the file, which has {len(found)}")
        key = list(found)[number - 1]
    if key not in found:
        raise ValueError(f"there is no column {key!r} in the file; it has {', '.join(found)}")
    return key


def _duckdb_type(kind: exp.DataType) -> str:
    """Return the DuckDB type of a T-SQL type, texts without their length."""
    if kind.this in exp.DataType.TEXT_TYPES:
        return "VARCHAR"
    if kind.this == exp.DType.BIT:
        return "BOOLEAN"
    if kind.this == exp.DType.FLOAT:
        return "DOUBLE"
    text = kind.sql("duckdb").replace(", ", ",")
    return {"INT": "INTEGER", "REAL": "FLOAT"}.get(text, text)


def _check_type(name: str, kind: exp.DataType, wanted: str, found: str) -> None:
    """Refuse a declared type that the file's column doesn't fit into."""
    if wanted == found or (wanted.startswith("TIMESTAMP") and found.startswith("TIMESTAMP")):
        return
    for family in _FAMILIES:
        if wanted in family and found in family and family.index(wanted) >= family.index(found):
            return
    if wanted.startswith("DECIMAL") and found.startswith("DECIMAL"):
        (p1, s1), (p2, s2) = (re.findall(r"\d+", text) for text in (wanted, found))
        if s1 == s2 and int(p1) >= int(p2):
            return
    raise ValueError(
        f"column {name} is declared {kind.sql('tsql').replace('INTEGER', 'INT')}, which is not compatible with the file's {found}"
    )


def _plain(name: str, kind: str) -> str:
    """Return a file's column as the twin shows it: times without a zone, in UTC."""
    if kind == "TIMESTAMP WITH TIME ZONE":  # ten times as fast as a cast, which asks a calendar
        return f'MAKE_TIMESTAMP(EPOCH_US(f."{name}"))'
    return f'f."{name}" :: {kind}'


def _file_calls(table: exp.Table) -> list[exp.Dot]:
    """Return the calls of filename() and filepath() of this table."""
    return [
        call
        for call in table.root().find_all(exp.Dot)
        if call.this.name == table.alias
        and isinstance(call.expression, exp.Anonymous)
        and call.expression.name.lower() in ("filename", "filepath")
    ]


def _of_file(call: exp.Dot, path: Path, root: Path) -> exp.Expression:
    """Return what a call of filename() or filepath() stands for: a part of the file's path."""
    column = exp.column(FILE, table=call.this.name)
    arguments = call.expression.expressions
    if call.expression.name.lower() == "filename":
        pattern, group = "[^/]+$", 0
    elif not arguments:
        pattern, group = f"^{re.escape(root.as_posix())}/(.*)$", 1
    else:
        pattern, group = _wildcards(path.as_posix()), int(arguments[0].name)
        stars = pattern.count("(")
        if not 1 <= group <= stars:
            raise ValueError(f"filepath({group}): BULK has {stars} wildcards")
    found = exp.Anonymous(
        this="regexp_extract",
        expressions=[column, exp.Literal.string(pattern), exp.Literal.number(group)],
    )
    return exp.cast(found, "VARCHAR")


def _wildcards(glob: str) -> str:
    """Return a glob as a regular expression with a group for each wildcard."""
    pieces = re.split(r"(\*\*|\*)", glob)
    signs = {"*": "([^/]*)", "**": "(.*)"}
    return "^" + "".join(signs.get(piece) or re.escape(piece) for piece in pieces)


def _text(value: str) -> str:
    return exp.Literal.string(value).sql("duckdb")
