"""Small tables of anything tabular, the same on every machine."""

import dataclasses
import datetime
import decimal
import html
import math
import numbers
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pikku.workbook.display import Display

_WIDEST = 160
_PLAIN_INTEGER = re.compile(
    r"(_id|_key|_no|code|year|version|hsn\w*|pin\w*|phone)$|^(id|key|no|year)$"
)


@dataclasses.dataclass(frozen=True, repr=False)
class Table(Display):
    """A table that was shown: its text and HTML, and the values behind them.

    Parameters
    ----------
    columns
        Names, in order.
    rows
        One dict a row; the rows shown, not all that there are.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[dict[str, Any], ...] = ()

    def value(self) -> Any:
        """Return the first value of the first row.

        Raises
        ------
        LookupError
            When the table has no row.
        """
        if not self.rows:
            raise LookupError("this table has no row")
        return self.rows[0][self.columns[0]]

    def column(self, name: str | None = None) -> list[Any]:
        """Return the values of a column, the first by default."""
        return [row[name or self.columns[0]] for row in self.rows]


def show(
    table: object, rows: int = 10, title: str = "", columns: Sequence[str] | None = None
) -> Table:
    """Return a small table of anything tabular, for the last line of a cell.

    Parameters
    ----------
    table
        A pandas, Arrow, Polars or Spark frame, a DuckDB relation, the result of a SQLAlchemy or
        psycopg query, dicts or dataclasses (many, or one: its fields one a row), or a `Table`.
    rows
        At most so many are shown; below them stands how many there are, where that is known.
    title
        A line above the table.
    columns
        The columns to show, in order; all by default.

    Raises
    ------
    TypeError
        When the object is not tabular.
    KeyError
        When it has no such column.
    """
    found, records, total = _records(table, rows)
    for name in columns or ():
        if name not in found:
            raise KeyError(f"no column {name!r}; there are: {', '.join(found)}")
    columns = list(columns or found)
    shown = records[:rows]
    cells = [[_cell(name, row.get(name)) for name in columns] for row in shown]
    right = [_is_numeric(name, shown) for name in columns]
    more = _more(len(shown), total)
    text = _text(columns, cells, right, title, more)
    markup = _html(columns, cells, right, title, more)
    return Table(text, markup, tuple(columns), tuple(shown))


def query(text: str, rows: int = 1000, title: str = "", **bind: object) -> Table:
    """Return the rows of a query on the SQL database as a small table.

    Parameters
    ----------
    text
        A SELECT; `:name` stands for the value given as `name=…`.
    rows
        At most so many are fetched.
    title
        A line above the table.
    """
    import sqlalchemy

    from pikku.platform import sql

    with sql.engine().connect() as connection:
        return show(connection.execute(sqlalchemy.text(text), bind), rows=rows, title=title)


Records = tuple[list[str], list[dict[str, Any]], int | None]


def _records(table: object, rows: int) -> Records:
    """Return column names, the first records, and how many there are (None: unknown)."""
    if isinstance(table, Table):
        return list(table.columns), list(table.rows), len(table.rows)
    if isinstance(table, Mapping):
        pairs = [{"": str(key), "value": value} for key, value in table.items()]
        return ["", "value"], pairs, len(pairs)
    if dataclasses.is_dataclass(table) and not isinstance(table, type):
        return _records({f.name: getattr(table, f.name) for f in dataclasses.fields(table)}, rows)
    for reader in (_from_frame, _from_result):
        found = reader(table, rows)
        if found is not None:
            return found
    if isinstance(table, Iterable) and not isinstance(table, str | bytes):
        return _from_items(list(table))
    raise TypeError(f"{type(table).__name__} is not a table")


def _from_frame(table: Any, rows: int) -> Records | None:
    """Read a data frame by its library's name, so that none of them is imported here."""
    package = type(table).__module__.partition(".")[0]
    if package == "pyspark":
        return _from_arrow(table.limit(rows + 1).toArrow(), rows)
    if package in ("duckdb", "_duckdb"):
        return _from_rows(list(table.columns), table.limit(rows + 1).fetchall(), rows)
    if package == "pyarrow":
        return _from_arrow(table, rows, len(table))
    if package == "polars":
        return list(table.columns), table.head(rows).to_dicts(), len(table)
    if package == "pandas":
        frame = table.to_frame() if table.ndim == 1 else table
        if frame.index.names != [None] or frame.index.dtype == object:
            frame = frame.reset_index()
        names = [str(name) for name in frame.columns]
        values = frame.head(rows).astype(object).values.tolist()
        return names, [dict(zip(names, row, strict=True)) for row in values], len(frame)
    return None


def _from_arrow(table: Any, rows: int, total: int | None = None) -> Records:
    head = table.slice(0, rows + 1).to_pylist()
    known = len(head) if total is None and len(head) <= rows else total
    return list(table.schema.names), head[:rows], known


def _from_result(table: Any, rows: int) -> Records | None:
    """Read the result of a SQL query; one row more tells whether there are more."""
    if hasattr(table, "keys") and hasattr(table, "fetchmany"):
        return _from_rows(list(table.keys()), table.fetchmany(rows + 1), rows)
    if getattr(table, "description", None) and hasattr(table, "fetchmany"):
        return _from_rows([c[0] for c in table.description], table.fetchmany(rows + 1), rows)
    return None


def _from_rows(columns: list[str], values: list[Any], rows: int) -> Records:
    records = [dict(zip(columns, row, strict=True)) for row in values]
    return columns, records[:rows], len(records) if len(records) <= rows else None


def _from_items(items: list[Any]) -> Records:
    """Read a list of dicts, dataclasses, named tuples, or single values."""
    records = [_as_dict(item) for item in items]
    columns = list(dict.fromkeys(name for record in records for name in record))
    return columns, records, len(records)


def _as_dict(item: Any) -> dict[str, Any]:
    if isinstance(item, Mapping):
        return {str(key): value for key, value in item.items()}
    if dataclasses.is_dataclass(item) and not isinstance(item, type):
        return {f.name: getattr(item, f.name) for f in dataclasses.fields(item)}
    if hasattr(item, "_asdict"):
        return dict(item._asdict())
    return {"value": item}


def _cell(name: str, value: object) -> str:
    """Return a value as text: NULL, thousands separators for amounts and counts, ISO dates."""
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return "NULL"
    if isinstance(value, float | decimal.Decimal) and math.isnan(value):
        return "NULL"
    if isinstance(value, bool) or type(value).__name__ == "bool_":
        return str(bool(value)).lower()
    if isinstance(value, decimal.Decimal):
        return f"{value:,f}"
    if isinstance(value, numbers.Integral):
        return str(int(value)) if _PLAIN_INTEGER.search(name.lower()) else f"{int(value):,}"
    if isinstance(value, numbers.Real):
        return f"{float(value):,.4g}" if abs(value) < 1 else f"{float(value):,.2f}"
    if isinstance(value, datetime.datetime):
        return value.isoformat(sep=" ", timespec="seconds").removesuffix(" 00:00:00")
    if isinstance(value, list | tuple):
        value = ", ".join(_cell(name, item) for item in value)
    text = " ".join(str(value).split())
    return text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"


def _is_numeric(name: str, rows: list[dict[str, Any]]) -> bool:
    values = [row[name] for row in rows if row.get(name) is not None]
    return bool(values) and all(
        isinstance(v, numbers.Number | decimal.Decimal) and not isinstance(v, bool) for v in values
    )


def _more(shown: int, total: int | None) -> str:
    if total is None:
        return f"the first {shown:,} rows"
    return f"{shown:,} of {total:,} rows" if total > shown else ""


def _text(
    columns: list[str], cells: list[list[str]], right: list[bool], title: str, more: str
) -> str:
    """Return a table as aligned text."""
    widths = [max([len(n), *(len(row[i]) for row in cells)]) for i, n in enumerate(columns)]

    def line(values: list[str]) -> str:
        padded = [
            v.rjust(w) if r else v.ljust(w) for v, w, r in zip(values, widths, right, strict=True)
        ]
        return "  ".join(padded).rstrip()

    rule = "  ".join("-" * width for width in widths)
    body = [line(columns), rule, *(line(row) for row in cells)]
    return "\n".join([title] * bool(title) + body + [f"({more})"] * bool(more))


def _html(
    columns: list[str], cells: list[list[str]], right: list[bool], title: str, more: str
) -> str:
    """Return a table as HTML, styled only as far as alignment."""

    def row(tag: str, values: list[str]) -> str:
        sides = ["right" if r else "left" for r in right]
        parts = [
            f'<{tag} style="text-align:{side}">{html.escape(value)}</{tag}>'
            for side, value in zip(sides, values, strict=True)
        ]
        return f"<tr>{''.join(parts)}</tr>"

    caption = f'<caption style="text-align:left">{html.escape(title)}</caption>' if title else ""
    head = f"<thead>{row('th', columns)}</thead>"
    body = f"<tbody>{''.join(row('td', values) for values in cells)}</tbody>"
    foot = f"<div><small>{html.escape(more)}</small></div>" if more else ""
    return f"<table>{caption}{head}{body}</table>{foot}"
