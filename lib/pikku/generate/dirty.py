"""Planting defects: the true rows become the rows of a raw file's two parts, and each defect is noted.

Nothing good is lost: rows sent twice, customers entered again, older versions and rejected rows are extra rows, and disguised
values lead back to the true ones, so that a perfect cleaning gives the truth.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pyarrow as pa

from pikku import catalog
from pikku.catalog import raw as catalog_raw
from pikku.catalog.raw import RawFile
from pikku.catalog.realism import Dirt
from pikku.catalog.spelling import CITY_WORDS, FIRMS, TOTAL
from pikku.generate import rng
from pikku.generate.disguise import Disguise, Noted, Units
from pikku.generate.fate import CORRECTED_COLUMNS, Fate, fates
from pikku.generate.kinds import kinds
from pikku.generate.misspell import is_usual
from pikku.generate.rejected import Others, rejected
from pikku.generate.rows import Choice, Rows, group_sizes
from pikku.generate.twins import entered_again, under_second_code
from pikku.generate.writing import raw_column, raw_columns, text

PARTS = ("main", "late")
#: What rejected rows are while it is not said why.
_REFUSED = "rejected"
_ALL = slice(None)


@dataclass(frozen=True)
class Defects:
    """Planted defects of one kind: the part, the places of the rows in it, and the header of the column or ``""``."""

    part: str
    kind: str
    column: str
    row: np.ndarray


@dataclass(frozen=True)
class Piece:
    """Rows of a raw file: some rows of its two parts, the defects in them, and how many rows are true.

    `blocks` has the number of rows of each block that a part has rows of, in their order. `sums` are the totals of the
    amounts and quantities in the main part, by column, as they stand under it: copies and rejected rows don't count.
    """

    path: str
    parts: dict[str, pa.Table]
    blocks: dict[str, np.ndarray]
    defects: list[Defects]
    true_rows: int
    sums: dict[str, int]


def plant(seed: int, dirt: Dirt, file: RawFile, rows: Rows, others: Others) -> Piece:
    """Return rows as a raw file carries them, with planted defects."""
    fate = fates(seed, dirt, file, rows)
    rows, header, second = under_second_code(seed, dirt, file, rows, fate.ids, others.twins)
    block = np.zeros(len(rows), dtype=np.int64) if rows.block is None else rows.block
    clean = raw_columns(file, rows, fate.moment)
    main = _Part(file, seed, dirt)
    main.add("", np.flatnonzero(~fate.late & ~fate.corrected))
    older = _older(seed, dirt, file, rows, fate)
    main.add(
        catalog_raw.CORRECTED,
        np.flatnonzero(fate.corrected),
        _written_before(file, older, fate.first_moment[fate.corrected]),
    )
    main.add(catalog_raw.DUPLICATE, fate.twice, after=fate.page_end)
    refused = rejected(seed, dirt, file, fate, block, clean, others)
    main.add(_REFUSED, refused.source, refused.own, after=refused.after, notes=refused.notes)
    if file.table_name in others.twins:
        source, after, own = entered_again(
            seed, dirt, file, others.twins[file.table_name], fate.ids, clean, rows
        )
        notes = _spelt_otherwise(file, own)
        main.add(catalog_raw.NEAR_DUPLICATE, source, _of_all(own), after=after, notes=notes)
    late = _Part(file, seed, dirt)
    late.add(catalog_raw.LATE, np.flatnonzero(fate.late))
    late.add("", np.flatnonzero(fate.corrected))
    parts = {
        name: part.finish(rows, clean, fate, block, (header, second), others.units)
        for name, part in zip(PARTS, (main, late), strict=True)
    }
    return Piece(
        path=file.path,
        parts={name: table for name, (table, _, _) in parts.items()},
        blocks={name: blocks for name, (_, blocks, _) in parts.items()},
        defects=[
            Defects(name, kind, column, row)
            for name, (_, _, noted) in parts.items()
            for kind, column, row in noted
        ],
        true_rows=len(rows) - rows.known,
        sums=_sums(file, rows, fate, older),
    )


#: Values that some rows of a layer have instead of the true ones: position of the column, which of the rows, values.
Own = Sequence[tuple[int, np.ndarray | slice, pa.Array]]
#: What is noted of some rows of a layer: the kind of the defect, the header of the column, which of the rows.
Notes = Sequence[tuple[str, str, np.ndarray | slice]]


def _of_all(own: dict[int, pa.Array]) -> Own:
    return [(position, _ALL, values) for position, values in own.items()]


@dataclass(frozen=True)
class _Layer:
    kind: str
    source: np.ndarray
    rank: np.ndarray
    own: Own
    notes: Notes


class _Part:
    """One part of a file, put together of layers of rows, which are then sorted, disguised and noted."""

    def __init__(self, file: RawFile, seed: int, dirt: Dirt) -> None:
        self.file, self.seed, self.dirt = file, seed, dirt
        self.layers: list[_Layer] = []

    def add(
        self,
        kind: str,
        source: np.ndarray,
        own: Own = (),
        *,
        after: np.ndarray | None = None,
        notes: Notes = (),
    ) -> None:
        """Add a layer of copies of true rows.

        Parameters
        ----------
        kind
            The defect that all of them have, `""` for none, or :data:`_REFUSED` for those of which `notes` says it.
        source
            The true rows, in the order in which the copies stand.
        after
            The true rows that the copies stand after, where they don't stand in the place of their own.
        notes
            What is noted besides.
        """
        rank = 2 * source if after is None else 2 * after + 1
        if kind not in ("", _REFUSED):
            notes = [(kind, "", _ALL), *notes]
        self.layers.append(_Layer(kind, source, rank, own, notes))

    def finish(
        self,
        rows: Rows,
        clean: list[pa.Array],
        fate: Fate,
        block: np.ndarray,
        second: tuple[str, np.ndarray],
        units: Units,
    ) -> tuple[pa.Table, np.ndarray, list[Noted]]:
        """Return the part's rows in their order, the rows of each block, and the defects."""
        source = np.concatenate([each.source for each in self.layers])
        rank = np.concatenate([each.rank for each in self.layers])
        layers = len(self.layers)
        layer = np.repeat(np.arange(layers), [len(each.source) for each in self.layers])
        order = np.argsort((block[source] * 2 * len(rows) + rank) * layers + layer, kind="stable")
        source, layer = source[order], layer[order]
        noted, put = [], defaultdict(list)
        for number, each in enumerate(self.layers):
            if not (each.own or each.notes):
                continue
            found = np.flatnonzero(layer == number)
            for kind, header, which in each.notes:
                if len(found[which]):
                    noted.append((kind, header, found[which]))
            for position, which, values in each.own:
                put[position].append((found[which], values))
        found = np.flatnonzero(second[1][source] & ~self._are((_REFUSED,), layer))
        if len(found):
            noted.append((catalog_raw.SECOND_CODE, second[0], found))
        # Rejected rows and those entered again have what they suffered by now. A copy is as the row that was sent first.
        older = self._are((catalog_raw.CORRECTED,), layer)
        sound = self._are(("", catalog_raw.DUPLICATE, catalog_raw.LATE), layer) | older
        own = rng.combine(fate.ids[source], older)
        worn = Disguise(self.seed, self.dirt, self.file, clean, own, source, sound, noted, put)
        return worn.wear(rows, units), group_sizes(block[source]), noted

    def _are(self, kinds_: Collection[str], layer: np.ndarray) -> np.ndarray:
        """Return which rows are of some kinds."""
        return np.array([each.kind in kinds_ for each in self.layers])[layer]


def _older(
    seed: int, dirt: Dirt, file: RawFile, rows: Rows, fate: Fate
) -> list[tuple[str, np.ndarray, Any]]:
    """Return what older versions of corrected rows have wrong: name of the column, which of them, values.

    It is more or less than what is right, but no amount is nothing, and no day before the one that it must not be before; or it is
    another one of a list.
    """
    name, columns = file.table_name, CORRECTED_COLUMNS.get(file.table_name, ())
    at = np.flatnonzero(fate.corrected)
    wrong = rng.integers(seed, f"{name}/wrong column", fate.ids[at], 0, len(columns) - 1)
    found = []
    for place, column in enumerate(columns):
        which = np.flatnonzero(wrong == place)
        if len(which):
            values = _wrong(seed, dirt, file, rows, column, at[which], fate.ids[at[which]])
            found.append((column, which, values))
    return found


def _wrong(
    seed: int, dirt: Dirt, file: RawFile, rows: Rows, column: str, at: np.ndarray, ids: np.ndarray
) -> Any:
    """Return other values of a column than the true ones of the rows `at`."""
    name, true = file.table_name, rows.columns[column]
    if isinstance(true, Choice):
        step = rng.integers(seed, f"{name}/wrong one", ids, 1, len(true.values) - 1)
        return Choice((true.codes[at] + step) % len(true.values), true.values)
    values, least = true[at], 1
    if kinds(file)[column].name == "day":
        step = rng.integers(seed, f"{name}/wrong by", ids, *dirt.corrected_days)
        if earlier := _not_before(file, column):
            least = rows.columns[earlier][at]
    else:
        percent = rng.integers(seed, f"{name}/wrong by", ids, *dirt.corrected_percent)
        step = np.maximum(values * percent // 100, 1)
    less = rng.chance(seed, f"{name}/too little", ids, 0.5) & (values - step >= least)
    return np.where(less, values - step, values + step)


@cache
def _not_before(file: RawFile, column: str) -> str | None:
    """Return the column with the day that a file's day can't be before, as the catalogue checks it."""
    texts = (str(check.sqltext) for check in catalog.checks(file.table))
    found = (re.fullmatch(rf"{column} >= (\w+)", text) for text in texts)
    return next((match[1] for match in found if match), None)


def _written_before(
    file: RawFile, older: list[tuple[str, np.ndarray, Any]], entered: np.ndarray
) -> Own:
    """Return what older versions have of their own: what is wrong, and when they were entered."""
    place = {column: (place, kind) for place, (column, kind) in enumerate(kinds(file).items())}
    own = [*older, ("modified_at", _ALL, entered)]
    return [
        (place[column][0], which, raw_column(values, place[column][1]))
        for column, which, values in own
    ]


def _spelt_otherwise(file: RawFile, own: dict[int, pa.Array]) -> Notes:
    """Return which copies have a firm's name or a city that is not written as usual, each once: under the header of the first."""
    cities, found = set(CITY_WORDS.values()), []
    seen = np.zeros(len(next(iter(own.values()))), dtype=bool)
    for position, raw in enumerate(file.columns):
        if raw.column == "city" or raw.column in FIRMS:
            odd = cities.__contains__ if raw.column == "city" else lambda name: not is_usual(name)
            which = np.array([odd(text) for text in own[position].to_pylist()], dtype=bool) & ~seen
            found.append((catalog_raw.SPELLING, raw.header, which))
            seen |= which
    return found


def _summed(file: RawFile) -> list[str]:
    """Return the columns that a line of totals adds up: amounts and quantities of documents in CSV files."""
    if file.format != "csv" or file.domain == "products":
        return []
    ends = ("amount", "quantity", "_pay")
    return [raw.column for raw in file.columns if raw.column.endswith(ends) and not raw.lookup]


def _sums(
    file: RawFile, rows: Rows, fate: Fate, older: list[tuple[str, np.ndarray, Any]]
) -> dict[str, int]:
    """Return the totals of the rows as the main part has them: nobody knew then what would be corrected later."""
    found = {column: int(rows.columns[column][~fate.late].sum()) for column in _summed(file)}
    for column, which, values in older:
        if column in found:
            true = rows.columns[column][np.flatnonzero(fate.corrected)[which]]
            found[column] += int((values - true).sum())
    return found


def total_line(seed: int, file: RawFile, sums: dict[str, int]) -> list[str] | None:
    """Return the line of totals that closes an extract, None for files that have none."""
    if not _summed(file):
        return None
    word = TOTAL[
        int(rng.integers(seed, f"{file.table_name}/total", np.array([0]), 0, len(TOTAL) - 1)[0])
    ]
    line = []
    for raw in file.columns:
        kind = kinds(file)[raw.column]
        amount = sums.get(raw.column)
        line.append("" if amount is None else text(np.array([amount]), kind)[0].as_py())
    return [word, *line[1:]]
