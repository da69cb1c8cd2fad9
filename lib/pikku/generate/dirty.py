"""Planting defects: the true rows become the rows of a raw file's two parts, and each defect is noted.

Nothing good is lost: rows sent twice, customers entered again, older versions and rejected rows are extra rows, and disguised
values lead back to the true ones, so that a perfect cleaning gives the truth.
"""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pikku import catalog
from pikku.catalog import raw as catalog_raw
from pikku.catalog.raw import RawFile
from pikku.catalog.realism import Dirt
from pikku.catalog.spelling import CITY_WORDS, TOTAL
from pikku.generate import rng
from pikku.generate.disguise import Disguise, Noted, Units
from pikku.generate.fate import CORRECTED_COLUMN, Fate, fates
from pikku.generate.kinds import kinds
from pikku.generate.rejected import Others, rejected
from pikku.generate.rows import Rows, group_sizes
from pikku.generate.twins import entered_again, under_second_code
from pikku.generate.writing import raw_column, raw_columns, text

PARTS = ("main", "late")


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
    for kind, position, source, broken in rejected(seed, dirt, file, fate, clean, others):
        main.add(kind, source, {position: broken}, extra=True, column=file.columns[position].header)
    if file.table_name in others.twins:
        source, own = entered_again(
            seed, file, others.twins[file.table_name], fate.ids, clean, rows
        )
        main.add(
            catalog_raw.NEAR_DUPLICATE, source, own, extra=True, misspelt=_older_cities(file, own)
        )
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


class _Part:
    """One part of a file, put together of layers of rows, which are then sorted, disguised and noted."""

    def __init__(self, file: RawFile, seed: int, dirt: Dirt) -> None:
        self.file, self.seed, self.dirt = file, seed, dirt
        self.source: list[np.ndarray] = []
        self.rank: list[np.ndarray] = []
        self.own: list[dict[int, pa.Array]] = []
        self.label: list[tuple[str, str, bool]] = []
        self.misspelt: list[tuple[str, np.ndarray] | None] = []

    def add(
        self,
        kind: str,
        source: np.ndarray,
        own: dict[int, pa.Array] | None = None,
        *,
        extra: bool = False,
        after: np.ndarray | None = None,
        column: str = "",
        misspelt: tuple[str, np.ndarray] | None = None,
    ) -> None:
        """Add a layer of copies of true rows.

        Parameters
        ----------
        source
            The true rows, ascending.
        own
            By position of the column, the values that the copies have instead of the true ones.
        extra
            Whether the copies stand at the end of their block.
        after
            The true rows that the copies stand after, where they don't stand in the place of their own.
        column
            Header of the column that is defective.
        misspelt
            Header of a column that is misspelt in some of the copies besides, and in which ones.
        """
        self.source.append(source)
        self.rank.append(2 * source if after is None else 2 * after + 1)
        self.own.append(own or {})
        self.label.append((kind, column, extra))
        self.misspelt.append(misspelt)

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
        source = np.concatenate(self.source)
        layers = len(self.source)
        layer = np.repeat(np.arange(layers), [len(each) for each in self.source])
        extra = np.array([each[2] for each in self.label])[layer]
        order = np.argsort(
            ((block[source] * 2 + extra) * 2 * len(rows) + np.concatenate(self.rank)) * layers
            + layer,
            kind="stable",
        )
        source, layer = source[order], layer[order]
        noted, put = [], defaultdict(list)
        for number, (kind, column, _) in enumerate(self.label):
            if not kind:
                continue
            found = np.flatnonzero(layer == number)
            if len(found):
                noted.append((kind, column, found))
                header, which = self.misspelt[number] or ("", np.zeros(len(found), dtype=bool))
                if which.any():
                    noted.append((catalog_raw.SPELLING, header, found[which]))
                for position, values in self.own[number].items():
                    put[position].append((found, values))
        found = np.flatnonzero(second[1][source] & self._are(catalog_raw.REJECTED, layer, no=True))
        if len(found):
            noted.append((catalog_raw.SECOND_CODE, second[0], found))
        # Rows that count are disguised, copies too; older versions and rejected rows have their own defect.
        sound = self._are(("", catalog_raw.DUPLICATE, catalog_raw.LATE), layer)
        own = rng.combine(fate.ids[source], self._are((catalog_raw.DUPLICATE,), layer))
        worn = Disguise(self.seed, self.dirt, self.file, clean, own, source, sound, noted, put)
        return worn.wear(rows, units), group_sizes(block[source]), noted

    def _are(self, kinds_: Collection[str], layer: np.ndarray, *, no: bool = False) -> np.ndarray:
        """Return which rows are (or, `no`, are not) of some kinds."""
        return np.array([(each[0] in kinds_) != no for each in self.label])[layer]


def _older(seed: int, dirt: Dirt, file: RawFile, rows: Rows, fate: Fate) -> dict[str, np.ndarray]:
    """Return what older versions of corrected rows say in the column that they have wrong, by its name.

    It is more or less than what is right, but no amount is nothing, and no day before the one that it must not be before.
    """
    name, wrong = file.table_name, CORRECTED_COLUMN.get(file.table_name)
    if wrong is None:
        return {}
    values, ids = rows.columns[wrong][fate.corrected], fate.ids[fate.corrected]
    least = 1
    if kinds(file)[wrong].name == "day":
        step = rng.integers(seed, f"{name}/wrong by", ids, *dirt.corrected_days)
        if earlier := _not_before(file, wrong):
            least = rows.columns[earlier][fate.corrected]
    else:
        percent = rng.integers(seed, f"{name}/wrong by", ids, *dirt.corrected_percent)
        step = np.maximum(values * percent // 100, 1)
    less = rng.chance(seed, f"{name}/too little", ids, 0.5) & (values - step >= least)
    return {wrong: np.where(less, values - step, values + step)}


@cache
def _not_before(file: RawFile, column: str) -> str | None:
    """Return the column with the day that a file's day can't be before, as the catalogue checks it."""
    texts = (str(check.sqltext) for check in catalog.checks(file.table))
    found = (re.fullmatch(rf"{column} >= (\w+)", text) for text in texts)
    return next((match[1] for match in found if match), None)


def _written_before(
    file: RawFile, older: dict[str, np.ndarray], entered: np.ndarray
) -> dict[int, pa.Array]:
    """Return by position of the column what older versions have of their own: what is wrong, and when they were entered."""
    own = {**older, "modified_at": entered}
    return {
        position: raw_column(own[column], kind)
        for position, (column, kind) in enumerate(kinds(file).items())
        if column in own
    }


def _older_cities(file: RawFile, own: dict[int, pa.Array]) -> tuple[str, np.ndarray] | None:
    """Return the header of the city, and which copies have it under an older name; None where there is no city."""
    for position, raw in enumerate(file.columns):
        if raw.column == "city":
            older = pa.array(sorted(CITY_WORDS.values()))
            return raw.header, np.asarray(pc.is_in(own[position], older))
    return None


def _summed(file: RawFile) -> list[str]:
    """Return the columns that a line of totals adds up: amounts and quantities of documents in CSV files."""
    if file.format != "csv" or file.domain == "products":
        return []
    ends = ("amount", "quantity", "_pay")
    return [raw.column for raw in file.columns if raw.column.endswith(ends) and not raw.lookup]


def _sums(file: RawFile, rows: Rows, fate: Fate, older: dict[str, np.ndarray]) -> dict[str, int]:
    """Return the totals of the rows as the main part has them: nobody knew then what would be corrected later."""
    found = {}
    for column in _summed(file):
        sent = rows.columns[column][~fate.late]
        if column in older:
            sent = sent.copy()
            sent[fate.corrected[~fate.late]] = older[column]
        found[column] = int(sent.sum())
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
