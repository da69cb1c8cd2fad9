"""What the load makes of single texts, for whoever wants to see it."""

from typing import Any

import duckdb

from pikku.catalog.raw import raw_file
from pikku.errors import PikkuError
from pikku.load import conform


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
