"""What each raw column holds, read from the catalogue: it decides how a value is written and how it may be misspelt."""

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pyarrow as pa
import sqlalchemy as sa

from pikku import catalog
from pikku.catalog import spelling
from pikku.catalog.raw import RawColumn, RawFile

_PATTERN = re.compile(r"\b([A-Z]+)-(n+)\b")
#: Codes of master data have at most so many digits; numbers of documents have more.
_MASTER_DIGITS = 6
_DECIMAL64_DIGITS = 18


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
    typed
        Whether the file has values of a type instead of text.
    stored
        The Arrow type that the file is written from: of texts in Parquet a dictionary, but for the numbers of documents.
    """

    name: str
    patterns: tuple[tuple[str, int], ...] = ()
    places: int = 0
    positive: bool = False
    signed: bool = False
    optional: bool = False
    values: tuple[str, ...] = ()
    typed: bool = False
    stored: pa.DataType = field(default_factory=pa.string)

    @property
    def is_document(self) -> bool:
        """Return whether the values are numbers of documents, of which there are many, or of their lines."""
        return self.name == "line" or any(digits > _MASTER_DIGITS for _, digits in self.patterns)


@lru_cache(maxsize=64)
def kinds(file: RawFile) -> dict[str, Kind]:
    """Return the kind of each column of a raw file, by the table's column."""
    return {raw.column: _stored(file, raw, _kind(file.table, raw)) for raw in file.columns}


def arrow_schema(file: RawFile) -> pa.Schema:
    """Return the headers of a raw file and the Arrow types that it is written from."""
    return pa.schema([(raw.header, kinds(file)[raw.column].stored) for raw in file.columns])


def _stored(file: RawFile, raw: RawColumn, kind: Kind) -> Kind:
    """Return a kind of column with the type that a file has it in."""
    if file.is_typed(raw):
        return replace(kind, typed=True, stored=_narrow(arrow_type(file.table.columns[raw.column])))
    if file.format == "csv" or kind.is_document:
        return kind
    return replace(kind, stored=pa.dictionary(pa.int32(), pa.string()))


def _narrow(wide: pa.DataType) -> pa.DataType:
    """Return the type of an extract's column: decimals in 64 bits where they fit, and times to the second."""
    if pa.types.is_decimal(wide) and wide.precision <= _DECIMAL64_DIGITS:
        return pa.decimal64(wide.precision, wide.scale)
    return pa.timestamp("s") if pa.types.is_timestamp(wide) else wide


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
    if column.name in spelling.IDENTIFIERS:
        return Kind("identifier", optional=bool(column.nullable))
    return _plain(column)


def _plain(column: sa.Column) -> Kind:
    """Return the kind that follows from the column's type and checks."""
    checks = " ".join(
        str(c.sqltext) for c in column.constraints if isinstance(c, sa.CheckConstraint)
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
            return Kind("rate", places=2, positive=positive, signed=signed)
        case sa.Numeric(precision=6, scale=2):
            return Kind("decimal", places=2, positive=positive, signed=signed)
        case sa.Numeric(scale=2):
            return Kind("money", places=2, positive=positive, signed=signed)
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
