"""Neighbouring columns of a raw file that may have been exchanged, where the exchange can be told for certain.

It can when no value of either column is a value of the other: a code beside a date, two codes with other prefixes, a GSTIN
beside a city. Two dates or two amounts look alike, and stay as they are; so does a typed column, which takes no text.
"""

import re
from functools import cache

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog import spelling
from pikku.catalog.raw import RawColumn, RawFile

_PREFIX = re.compile(r"\b([A-Z]+)-n+\b")
#: What can't be told from a number: accounting months, yes and no (1 and 0), HSN codes.
_LIKE_NUMBERS = ("number", "month", "flag", "hsn_code")
#: What a text column's value can't be: everything else is strict enough to notice.
_STRICT = ("code", "line", "day", "gstin", "pan", "state")


@cache
def swappable(file: RawFile) -> tuple[tuple[int, int], ...]:
    """Return the positions of the neighbouring columns that can't be mistaken for each other."""
    shapes = [_shape(file.table, raw) for raw in file.columns]
    text = [not file.is_typed(raw) for raw in file.columns]
    pairs = zip(range(len(shapes)), range(1, len(shapes)), strict=False)
    return tuple(
        (a, b) for a, b in pairs if text[a] and text[b] and _distinct(shapes[a], shapes[b])
    )


def _shape(table: sa.Table, raw: RawColumn) -> tuple[str, frozenset[str]]:
    """Return what a column's values look like, and for codes and choices which prefixes or words they have."""
    column = table.columns[raw.column]
    if raw.lookup:
        target, _, code = raw.lookup.partition(".")
        column = catalog.table(target).columns[code]
    elif column.foreign_keys:
        pointed = next(iter(column.foreign_keys)).column.table.name
        return ("month" if pointed == "period" else "line"), frozenset()
    if values := column.info.get("values"):
        words = spelling.WORDS.get(raw.column, {})
        every = (word for value in values for word in (value, *words.get(value, ())))
        return "choice", frozenset(word.lower() for word in every)
    if prefixes := _PREFIX.findall(column.comment or ""):
        return "code", frozenset(prefixes)
    if column.name in ("gstin", "pan", "hsn_code"):
        return column.name, frozenset()
    if column.name == "state_name":
        return "state", frozenset()
    return _typed(column), frozenset()


def _typed(column: sa.Column) -> str:
    for kinds, shape in (
        (sa.Boolean, "flag"),
        (sa.TIMESTAMP, "moment"),
        (sa.Date, "day"),
        (sa.Integer | sa.Numeric, "number"),
    ):
        if isinstance(column.type, kinds):
            return shape
    return "text"


def _distinct(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    """Return whether no value of the one shape can be a value of the other."""
    shapes = {one[0], other[0]}
    if "moment" in shapes or shapes <= set(_LIKE_NUMBERS):
        return False
    if "text" in shapes:
        return bool(shapes & set(_STRICT))
    if len(shapes) == 1:  # two codes, or two columns with words: unlike when they share none
        return bool(one[1]) and not one[1] & other[1]
    return True
