"""Rows written out: as the typed columns of the catalogue (the truth), and as the clean text of a raw file."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pikku.catalog.raw import RawFile
from pikku.generate.kinds import Kind, arrow_type, kinds
from pikku.generate.materials import FIRST_MATERIAL, FIRST_PACKAGING
from pikku.generate.rows import NO_DAY, Choice, Rows

#: The type that whole numbers of the last digit are written as text from.
_WIDEST = 18


def decimals(values: np.ndarray, target: pa.DataType) -> pa.Array:
    """Return whole numbers of the last digit as decimals: 12345 with two places is 123.45."""
    narrow = pa.decimal64(_WIDEST, target.scale) if target.bit_width > 64 else target
    buffers = pa.array(values, pa.int64()).buffers()
    typed = pa.Array.from_buffers(narrow, len(values), [None, buffers[1]])
    return typed if narrow == target else typed.cast(target)


def day_array(values: np.ndarray) -> pa.Array:
    """Return days since 1970 as dates; :data:`NO_DAY` is null."""
    return pa.array(
        np.where(values == NO_DAY, 0, values).astype(np.int32), mask=values == NO_DAY
    ).cast(pa.date32())


def codes(values: np.ndarray, kind: Kind) -> pa.Array:
    """Return numbers as codes with their prefix and leading zeros; 0 is none where that may be."""
    prefix, digits = kind.patterns[0]
    if kind.is_document:
        written = _numbered(f"{prefix}-", digits, values)
    else:
        padded = pc.utf8_lpad(pa.array(values, pa.int64()).cast(pa.string()), digits, "0")
        # Of items, the number says which prefix.
        group = (values >= FIRST_MATERIAL).astype(np.int32) + (values >= FIRST_PACKAGING)
        prefixes = pa.array([name for name, _ in kind.patterns]).take(
            pa.array(np.minimum(group, len(kind.patterns) - 1))
        )
        written = pc.binary_join_element_wise(prefixes, padded, "-")
    return pc.if_else(pa.array(values == 0), "", written) if kind.optional else written


def _numbered(head: str, digits: int, values: np.ndarray) -> pa.Array:
    """Return numbers with so many digits, leading zeros included, after a head.

    Raises
    ------
    ValueError
        When a number has more digits.
    """
    if len(values) and values.max() >= 10**digits:
        raise ValueError(f"{head}{values.max()} has more than {digits} digits")
    octets = np.empty((len(values), len(head) + digits), dtype=np.uint8)
    octets[:, : len(head)] = np.frombuffer(head.encode(), dtype=np.uint8)
    left = values.astype(np.uint64)
    for place in range(octets.shape[1] - 1, len(head) - 1, -1):
        tens = left // 10
        octets[:, place] = left - tens * 10 + ord("0")
        left = tens
    ends = np.arange(0, octets.size + 1, octets.shape[1], dtype=np.int32)
    buffers = [None, pa.py_buffer(ends), pa.py_buffer(octets)]
    return pa.Array.from_buffers(pa.string(), len(values), buffers)


def text(values: Any, kind: Kind) -> pa.Array:
    """Return the values of a column as text, as a raw file has them when it is clean.

    Where values recur, it is a dictionary array: each is written once.
    """
    match kind.name:
        case "code" if kind.is_document:
            return _each_run_once(values, lambda found: codes(found, kind))
        case "code":
            return _each_once(values, lambda found: codes(found, kind))
        case "identifier" if kind.optional:
            return pc.fill_null(pa.array(values, pa.string()), "")
        case "line":
            number = pa.array(values % 100, pa.int64()).cast(pa.string())
            return pc.binary_join_element_wise(codes(values // 100, kind), number, "/")
        case "choice":
            return values.array()
        case "flag":
            return Choice(values.astype(np.int32), ("no", "yes")).array()
        case "money":
            return decimals(values, pa.decimal64(_WIDEST, kind.places)).cast(pa.string())
        case "rate" | "decimal":
            target = pa.decimal64(_WIDEST, kind.places)
            return _each_once(values, lambda found: decimals(found, target).cast(pa.string()))
        case "day":
            return _each_once(
                values, lambda found: pc.fill_null(day_array(found).cast(pa.string()), "")
            )
        case "moment":
            return pa.array(values.astype("datetime64[s]")).cast(pa.string())
        case "whole" | "month":
            return _each_once(values, lambda found: pa.array(found).cast(pa.string()))
    return pa.array(values, pa.string()) if not isinstance(values, pa.Array) else values


def _each_once(values: np.ndarray, write: Callable[[np.ndarray], pa.Array]) -> pa.DictionaryArray:
    """Return numbers as text; `write` gets each different one once."""
    found = pa.array(values, pa.int64()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(found.indices, write(found.dictionary.to_numpy()))


def _each_run_once(
    values: np.ndarray, write: Callable[[np.ndarray], pa.Array]
) -> pa.DictionaryArray:
    """Return numbers as text; `write` gets those that stand together once, as the lines of a document do."""
    begins = np.ones(len(values), dtype=bool)
    begins[1:] = values[1:] != values[:-1]
    run = np.cumsum(begins, dtype=np.int32) - 1
    return pa.DictionaryArray.from_arrays(pa.array(run, pa.int32()), write(values[begins]))


def raw_column(values: Any, kind: Kind) -> pa.Array:
    """Return the values of a column of a raw file when it is clean: text, or what is typed."""
    return _typed(values, kind, kind.stored) if kind.typed else text(values, kind)


def raw_columns(file: RawFile, rows: Rows, moments: np.ndarray) -> list[pa.Array]:
    """Return the clean columns of a raw file.

    Parameters
    ----------
    moments
        When each row was last changed, seconds since 1970.
    """
    return [
        raw_column(moments if column == "modified_at" else rows.columns[column], kind)
        for column, kind in kinds(file).items()
    ]


def having(column: pa.StringArray, wanted: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """Return the places of the texts that have a wanted octet.

    Parameters
    ----------
    wanted
        Says of octets which ones are wanted.
    """
    texts = column.buffers()[2]
    if texts is None or len(column) == 0:
        return np.zeros(0, dtype=np.int64)
    offsets = np.frombuffer(column.buffers()[1], dtype=np.int32)
    offsets = offsets[column.offset : column.offset + len(column) + 1]
    mine = np.frombuffer(texts, dtype=np.uint8)[offsets[0] : offsets[-1]]
    is_wanted = wanted(mine)
    if not is_wanted.any():  # as in most columns, and sooner said than where they are
        return np.zeros(0, dtype=np.int64)
    found = np.flatnonzero(is_wanted) + offsets[0]
    return np.unique(np.searchsorted(offsets, found, side="right") - 1)


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
        return decimals(values, target)
    if pa.types.is_date(target):
        return day_array(values)
    if pa.types.is_timestamp(target):
        return pa.array(values.astype("datetime64[s]")).cast(target)
    if kind.name == "identifier":
        return pa.array(values, target)
    if pa.types.is_string(target) or isinstance(values, Choice):
        return text(values, kind).cast(pa.string())
    return pa.array(values, mask=values == 0 if kind.optional else None).cast(target)
