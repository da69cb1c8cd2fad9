"""What the load makes of raw files and of single texts, for whoever wants to see it."""

import tempfile
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from pikku.catalog.raw import raw_file
from pikku.errors import PikkuError
from pikku.load import conform, deliveries, extract
from pikku.platform import workspace


def raw_rows(
    table_name: str,
    part: str = "main",
    *,
    first: int = 1,
    limit: int | None = None,
    query: str | None = None,
    raw: Path | None = None,
) -> pa.Table:
    """Return the rows of a raw file as they were sent, as text under the file's headers, in whatever encodings they are.

    A large extract has more rows than memory may hold: ask for some of them, or for what a query makes of them.

    Parameters
    ----------
    table_name
        The table that the file feeds.
    part
        ``main``, or ``late`` for the part that arrived afterwards; of a later delivery ``2026-04 main`` and ``2026-04 late``.
    first
        The number of the first row, from 1.
    limit
        How many rows at the most; all when omitted.
    query
        SQL for DuckDB over those rows, which it calls `sent`, as in ``SELECT Channel, count(*) FROM sent GROUP BY 1``. Without
        one the rows are returned, in the file's order.
    raw
        The folder of the raw files; the workspace's when omitted.

    Raises
    ------
    KeyError
        When no raw file feeds the table, or it has no such part.
    PikkuError
        When the file is missing, can't be read, was cut, or lacks a column.
    duckdb.Error
        When the query can't be answered.
    """
    file = raw_file(table_name)
    path = deliveries.parts(raw or workspace.path("raw"), file)[part]
    columns = ", ".join(f'raw_{each.column} AS "{each.header}"' for each in file.columns)
    with tempfile.TemporaryDirectory(prefix="utf8-") as copies, duckdb.connect() as duck:
        duck.execute("SET enable_progress_bar = false")  # a notebook would save it
        sent = extract.sent(duck, {part: path}, file, Path(copies))
        wanted = f"row_number >= {first}"
        if limit is not None:
            wanted += f" AND row_number < {first + limit}"
        rows = f"SELECT {columns} FROM ({sent}) WHERE {wanted}"
        if query is None:
            return duck.execute(f"{rows} ORDER BY row_number").to_arrow_table()
        duck.execute(f"CREATE TEMPORARY VIEW sent AS {rows}")
        return duck.execute(query).to_arrow_table()


def read_as(table_name: str, header: str, *texts: str) -> list[dict[str, Any]]:
    """Return what texts in a column of a raw file are read as: ``sent``, ``value`` and ``defect``, one dict a text.

    Codes are shown as they are looked up; whether a row with that code is there is not asked.

    Parameters
    ----------
    table_name
        The table that the file feeds.
    header
        The column's header in the file.
    texts
        What may stand there.

    Raises
    ------
    KeyError
        When no raw file feeds the table.
    PikkuError
        When the file has no such column.
    """
    file = raw_file(table_name)
    column = next((each for each in file.columns if each.header == header), None)
    if column is None:
        headers = ", ".join(repr(each.header) for each in file.columns)
        raise PikkuError(
            f"{file.path} has no column {header!r}.", remedy=f"Its columns: {headers}."
        )
    read = conform.conformed(column, file.table, "tidied")
    defect = f"CASE WHEN {read.empty} THEN 'is empty' WHEN {read.value} IS NULL THEN $2 END"
    query = (
        f"SELECT sent, {read.value} AS value, {defect} AS defect "
        f"FROM (SELECT sent, {conform.tidy('sent')} AS tidied FROM (SELECT unnest($1) AS sent))"
    )
    with duckdb.connect() as duck:
        duck.execute("SET enable_progress_bar = false")  # a notebook would save it
        rows = duck.execute(query, [list(texts), read.says]).fetchall()
    return [dict(zip(("sent", "value", "defect"), row, strict=True)) for row in rows]
