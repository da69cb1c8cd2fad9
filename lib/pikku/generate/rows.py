"""Rows of a table as arrays by column: the form that documents have until they are written.

The columns are named after the catalogue's, and hold plain numbers:

- keys, document numbers and codes: the digits (a reference to a line: the key of the line), 0 for none where that may be;
- money: paisa; rates: hundredths of a per cent; other decimals: units of their last digit;
- dates: days since 1970-01-01, :data:`NO_DAY` where there is none;
- values from a list: :class:`Choice`; text: a list of strings or an Arrow array; yes or no: booleans.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

#: Stands for "no date".
NO_DAY = np.int64(-(2**40))


class Choice(NamedTuple):
    """Values from a list: `values[codes[i]]` is the value of row `i`."""

    codes: np.ndarray
    values: tuple[str, ...]

    def array(self) -> pa.DictionaryArray:
        """Return the values as an Arrow dictionary array."""
        return pa.DictionaryArray.from_arrays(
            pa.array(self.codes, pa.int32()), pa.array(self.values, pa.string())
        )


@dataclass(frozen=True)
class Rows:
    """Rows of one table.

    Attributes
    ----------
    table
        Name of the table in the catalogue.
    columns
        The columns that the raw file carries, except `modified_at`; and of documents that are made from an order, the order's
        number and day, which decide what is copied from it.
    changed
        Day (since 1970-01-01) that each row was entered in its system.
    block
        Week, month or the like of each row, ascending: extra rows stand within their block, so that the order of
        the file does not depend on how the work was cut into pieces. One block when omitted.
    before
        What the rows said when they were entered first, of tables whose rows change as time goes by.
    known
        How many of the rows an earlier delivery brought as they were before.
    """

    table: str
    columns: dict[str, Any]
    changed: np.ndarray
    block: np.ndarray | None = None
    before: "Before | None" = None
    known: int = 0

    def __len__(self) -> int:
        return len(self.changed)

    def pieces(self, most: int) -> Iterator["Rows"]:
        """Return the rows in pieces of at most so many, or of one block."""
        if self.block is None or len(self) <= most:
            yield self
            return
        sizes = group_sizes(self.block)
        ends = np.cumsum(sizes).tolist()
        for blocks in cut(sizes, most):
            yield self.taken(
                slice(ends[blocks.start] - int(sizes[blocks.start]), ends[blocks.stop - 1])
            )

    def taken(self, chosen: np.ndarray | slice) -> "Rows":
        """Return some of the rows."""
        return Rows(
            self.table,
            {name: _taken(values, chosen) for name, values in self.columns.items()},
            self.changed[chosen],
            self.block if self.block is None else self.block[chosen],
            self.before and self.before.taken(chosen),
        )

    def delivered(self, first: int, last: int) -> "Rows":
        """Return what was entered from one day to another (since 1970-01-01), as it was at the end of that."""
        columns, changed, known = self.columns, self.changed, np.zeros(len(self), dtype=bool)
        if self.before:
            done = changed <= last
            columns = dict(columns)
            for name, values in self.before.columns.items():
                columns[name] = _either(done, columns[name], values)
            known = done & (self.before.changed < first)
            changed = np.where(done, changed, self.before.changed)
        chosen = np.flatnonzero((first <= changed) & (changed <= last))
        rows = Rows(self.table, columns, changed, self.block)
        if len(chosen) < len(self):
            rows = rows.taken(chosen)
        return replace(rows, known=int(known[chosen].sum()))


@dataclass(frozen=True)
class Before:
    """What rows said when they were entered first: other values of some columns, and the day of that."""

    columns: dict[str, np.ndarray | Choice]
    changed: np.ndarray

    def taken(self, chosen: np.ndarray | slice) -> "Before":
        """Return what some of the rows said."""
        columns = {name: _taken(values, chosen) for name, values in self.columns.items()}
        return Before(columns, self.changed[chosen])


def _either(done: np.ndarray, values: Any, before: Any) -> Any:
    """Return the values of a column where rows are `done`, else those of before."""
    if isinstance(values, Choice):
        return Choice(np.where(done, values.codes, before.codes), values.values)
    return np.where(done, values, before)


def _taken(values: Any, chosen: np.ndarray | slice) -> Any:
    """Return some rows' values of a column."""
    if isinstance(values, Choice):
        return Choice(values.codes[chosen], values.values)
    if isinstance(values, np.ndarray) or isinstance(chosen, slice):
        return values[chosen]
    if isinstance(values, pa.Array | pa.ChunkedArray):
        return values.take(pa.array(chosen))
    return [values[place] for place in chosen.tolist()]


def texts(values: Iterable[str | None]) -> pa.StringArray:
    """Return texts in a third of the memory that a list of them takes.

    ``pa.array`` would do the same, but imports pandas first, while workers wait for the company.
    """
    builder = pa.lib.StringBuilder()
    builder.append_values(values)
    return builder.finish()


def half_up(numerator: np.ndarray, denominator: int | np.ndarray) -> np.ndarray:
    """Return a quotient of whole numbers, not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def tax(
    net: np.ndarray, rate: np.ndarray, within_state: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return (CGST which equals SGST, IGST) of lines, in paisa.

    Parameters
    ----------
    net
        Net amounts in paisa.
    rate
        GST rates in hundredths of a per cent.
    within_state
        Whether the supply stays in Pikku's state.
    """
    central = np.where(within_state, half_up(net * rate, 20_000), 0)
    integrated = np.where(within_state, 0, half_up(net * rate, 10_000))
    return central, integrated


def total_tax(net: np.ndarray, rate: np.ndarray, within_state: np.ndarray) -> np.ndarray:
    """Return all GST of lines, in paisa."""
    central, integrated = tax(net, rate, within_state)
    return 2 * central + integrated


def position_in_group(groups: np.ndarray) -> np.ndarray:
    """Return the position (from 0) of each row in its group; rows of a group stand together."""
    lengths = group_sizes(groups)
    return np.arange(len(groups)) - np.repeat(np.cumsum(lengths) - lengths, lengths)


def group_sizes(groups: np.ndarray) -> np.ndarray:
    """Return how many rows each group has; rows of a group stand together."""
    if len(groups) == 0:
        return np.zeros(0, dtype=np.int64)
    return np.diff(np.flatnonzero(np.concatenate([[True], groups[1:] != groups[:-1], [True]])))


def cut(sizes: np.ndarray, most: int, start: int = 0) -> list[range]:
    """Return consecutive ranges of positions whose sizes add up to at most `most`, or that are one position long.

    Parameters
    ----------
    start
        Position of the first size.
    """
    if len(sizes) == 0:
        return []
    found, first, total = [], start, 0.0
    for position, size in enumerate(sizes, start):
        if position > first and total + size > most:
            found.append(range(first, position))
            first, total = position, 0.0
        total += float(size)
    return [*found, range(first, start + len(sizes))]


def concat(parts: list[Rows]) -> Rows:
    """Return rows of one table put together; there is at least one part."""
    first = parts[0]
    columns: dict[str, Any] = {}
    for name, values in first.columns.items():
        every = [part.columns[name] for part in parts]
        if isinstance(values, Choice):
            columns[name] = Choice(np.concatenate([each.codes for each in every]), values.values)
        else:
            columns[name] = np.concatenate(every)
    block = None if first.block is None else np.concatenate([part.block for part in parts])
    return Rows(first.table, columns, np.concatenate([part.changed for part in parts]), block)
