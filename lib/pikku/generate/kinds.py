"""What each raw column holds, read from the catalogue: it decides how a value is written and how it may be misspelt."""

import re
from dataclasses import dataclass
from functools import lru_cache

import pyarrow as pa
import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.raw import RawColumn, RawFile

_PATTERN = re.compile(r"\b([A-Z]+)-(n+)\b")
_IDENTIFIERS = ("gstin", "pan", "hsn_code")


@dataclass(frozen=True)
class Kind:
    """What a raw column holds.

    Attributes
    ----------
    name
        ``code`` (document numbers, codes), ``line`` (reference to a document's line), ``identifier``, ``choice``, ``state``,
        ``flag``, ``money``, ``decimal``, ``rate``, ``whole``, ``month``, ``day``, ``moment``, ``text``.
    patterns
        Of codes: prefix and number of digits; several for items.
    places
        Of decimals: digits after the point.
    positive, signed
        Of numbers: whether zero is not valid, and whether negative values are.
    optional
        Whether the column may be empty.
    values
        Of choices: the values.
    """

    name: str
    patterns: tuple[tuple[str, int], ...] = ()
    places: int = 0
    positive: bool = False
    signed: bool = False
    optional: bool = False
    values: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def kinds(file: RawFile) -> dict[str, Kind]:
    """Return the kind of each column of a raw file, by the table's column."""
    return {raw.column: _kind(file.table, raw) for raw in file.columns}


def _patterns(column: sa.Column) -> tuple[tuple[str, int], ...]:
    return tuple((prefix, len(digits)) for prefix, digits in _PATTERN.findall(column.comment or ""))


def _kind(table: sa.Table, raw: RawColumn) -> Kind:
    column = table.columns[raw.column]
    if raw.lookup:
        target, _, code = raw.lookup.partition(".")
        patterns = _patterns(catalog.table(target).columns[code])
        return Kind("code", patterns, optional=bool(column.nullable))
    if column.foreign_keys:
        pointed = next(iter(column.foreign_keys)).column.table
        if pointed.name == "period":
            return Kind("month")
        parent = next(c for c in pointed.columns if c.foreign_keys)
        document = next(iter(parent.foreign_keys)).column.table
        return Kind("line", _patterns(document.columns[catalog.natural_key(document)]))
    if values := column.info.get("values"):
        return Kind("choice", values=values)
    if patterns := _patterns(column):
        return Kind("code", patterns)
    if column.name == "state_name":
        return Kind("state")
    if column.name in _IDENTIFIERS:
        return Kind("identifier")
    return _plain(table, column)


def _plain(table: sa.Table, column: sa.Column) -> Kind:
    """Return the kind that follows from the column's type."""
    checks = " ".join(
        str(c.sqltext) for c in table.constraints if isinstance(c, sa.CheckConstraint)
    )
    positive = f"{column.name} > 0" in checks
    signed = not positive and f"{column.name} >= 0" not in checks
    match column.type:
        case sa.Boolean():
            return Kind("flag")
        case sa.TIMESTAMP():
            return Kind("moment")
        case sa.Date():
            return Kind("day", optional=bool(column.nullable))
        case sa.Numeric(precision=5, scale=2):
            return Kind("rate", places=2)
        case sa.Numeric(scale=2):
            return Kind("money", places=2, signed=signed)
        case sa.Numeric(scale=scale):
            return Kind("decimal", places=scale, positive=positive, signed=signed)
        case sa.Integer():
            return Kind("whole", positive=positive, signed=signed)
    return Kind("text")


def arrow_type(column: sa.Column) -> pa.DataType:
    """Return the Arrow type of a column of the catalogue."""
    match column.type:
        case sa.Boolean():
            return pa.bool_()
        case sa.TIMESTAMP():
            return pa.timestamp("us")
        case sa.Date():
            return pa.date32()
        case sa.Numeric(precision=precision, scale=scale):
            return pa.decimal128(precision, scale)
        case sa.BigInteger():
            return pa.int64()
        case sa.Integer():
            return pa.int32()
    return pa.string()
