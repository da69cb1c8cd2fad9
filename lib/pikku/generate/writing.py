"""Rows written out: as the typed columns of the catalogue (the truth), and as the clean text of a raw file."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pikku.catalog.raw import RawFile
from pikku.generate.goods import FIRST_MATERIAL, FIRST_PACKAGING
from pikku.generate.kinds import Kind, arrow_type, kinds
from pikku.generate.rows import NO_DAY, Choice, Rows

#: Codes up to this number are looked up in a list of all of them instead of being put together row by row.
_LISTED = 200_000


def decimals(values: np.ndarray, precision: int, scale: int) -> pa.Array:
    """Return whole numbers of the last digit as decimals: 12345 with scale 2 is 123.45."""
    whole = pa.array(values, pa.int64()).cast(pa.decimal128(19, 0)).cast(pa.decimal128(38, 0))
    typed = pa.Array.from_buffers(pa.decimal128(38, scale), len(whole), whole.buffers())
    return typed.cast(pa.decimal128(precision, scale))


def day_array(values: np.ndarray) -> pa.Array:
    """Return days since 1970 as dates; :data:`NO_DAY` is null."""
    return pa.array(
        np.where(values == NO_DAY, 0, values).astype(np.int32), mask=values == NO_DAY
    ).cast(pa.date32())


def codes(
    values: np.ndarray, patterns: tuple[tuple[str, int], ...], *, optional: bool = False
) -> pa.Array:
    """Return numbers as codes with their prefix and leading zeros; 0 is none where that may be."""
    top = int(values.max()) if len(values) else 0
    if top <= _LISTED and len(values) > 64:
        listed = _codes(np.arange(top + 1), patterns, optional)
        return pa.DictionaryArray.from_arrays(pa.array(values, pa.int32()), listed).cast(
            pa.string()
        )
    return _codes(values, patterns, optional)


def _codes(values: np.ndarray, patterns: tuple[tuple[str, int], ...], optional: bool) -> pa.Array:
    digits = pc.utf8_lpad(pa.array(values, pa.int64()).cast(pa.string()), patterns[0][1], "0")
    if len(patterns) == 1:
        prefix: Any = pa.scalar(patterns[0][0])
    else:  # items: the number says which prefix
        group = (values >= FIRST_MATERIAL).astype(np.int32) + (values >= FIRST_PACKAGING)
        prefix = pa.array([name for name, _ in patterns]).take(pa.array(group, pa.int32()))
    written = pc.binary_join_element_wise(prefix, digits, "-")
    return pc.if_else(pa.array(values == 0), "", written) if optional else written


def text(values: Any, kind: Kind) -> pa.Array:
    """Return the values of a column as a raw file writes them when it is clean."""
    match kind.name:
        case "code":
            return codes(values, kind.patterns, optional=kind.optional)
        case "line":
            number = pa.array(values % 100, pa.int64()).cast(pa.string())
            return pc.binary_join_element_wise(codes(values // 100, kind.patterns), number, "/")
        case "choice":
            return values.array().cast(pa.string())
        case "flag":
            return pa.array(["no", "yes"]).take(pa.array(values.astype(np.int32)))
        case "money" | "rate" | "decimal":
            return decimals(values, 38, kind.places).cast(pa.string())
        case "day":
            return pc.fill_null(day_array(values).cast(pa.string()), "")
        case "moment":
            return pa.array(values.astype("datetime64[s]")).cast(pa.string())
        case "whole" | "month":
            return pa.array(values, pa.int64()).cast(pa.string())
    return pa.array(values, pa.string()) if not isinstance(values, pa.Array) else values


def raw_text(file: RawFile, rows: Rows, moments: np.ndarray) -> list[pa.Array]:
    """Return the clean text of the columns of a raw file.

    Parameters
    ----------
    moments
        When each row was last changed, seconds since 1970.
    """
    return [
        text(moments if column == "modified_at" else rows.columns[column], kind)
        for column, kind in kinds(file).items()
    ]


def typed(file: RawFile, rows: Rows, moments: np.ndarray) -> pa.Table:
    """Return the rows with the types of the catalogue, under the table's column names."""
    schema = columns_of(file)
    arrays = []
    for column, kind in kinds(file).items():
        values = moments if column == "modified_at" else rows.columns[column]
        arrays.append(_typed(values, kind, schema.field(column).type))
    return pa.table(arrays, schema=schema)


def columns_of(file: RawFile) -> pa.Schema:
    """Return the columns that a raw file carries, with the types of the catalogue."""
    return pa.schema([(name, arrow_type(file.table.columns[name])) for name in kinds(file)])


def _typed(values: Any, kind: Kind, target: pa.DataType) -> pa.Array:
    if pa.types.is_decimal(target):
        return decimals(values, target.precision, target.scale)
    if pa.types.is_date(target):
        return day_array(values)
    if pa.types.is_timestamp(target):
        return pa.array(values.astype("datetime64[s]")).cast(target)
    if pa.types.is_string(target) or isinstance(values, Choice):
        return text(values, kind)
    return pa.array(values, mask=values == 0 if kind.optional else None).cast(target)
