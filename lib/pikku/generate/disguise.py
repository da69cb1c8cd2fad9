"""What a sound row may suffer on its way into a raw file and still mean the same.

A value is misspelt, a quantity stated with a unit, or two columns exchanged: each row suffers at most one of these. On top of it a row
of a CSV file may be written in another encoding.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pikku.catalog import spelling
from pikku.catalog.raw import ENCODING, SPELLING, SWAPPED, UNIT, RawFile
from pikku.catalog.realism import Dirt
from pikku.catalog.spelling import FIRMS
from pikku.catalog.swaps import swappable
from pikku.generate import rng
from pikku.generate.kinds import kinds
from pikku.generate.misspell import firm, grouped, spellings
from pikku.generate.rows import Rows
from pikku.generate.writing import having

#: The encoding of the computers that don't write UTF-8.
FOREIGN = "cp1252"
#: Columns that say which office wrote a row, or who. Each has habits of its own.
_OFFICES = ("salesperson_id", "buyer_id", "warehouse_id")
#: Days of a month, as far as habits go.
_MONTH = 30
#: In a careless month so much more is misspelt than usual, as a part of it, and in a careful one so much less.
_PACE = 0.5
#: So many of a hundred are written as the habit is.
_USUAL = 75
#: Kind, header of the column (or empty) and places of the rows.
Noted = tuple[str, str, np.ndarray]
#: The units of items, by their key.
Units = Callable[[np.ndarray], np.ndarray]
_STATES = {
    word.lower()
    for code, name in spelling.STATES.items()
    for word in (name, *spelling.STATE_WORDS.get(code, ()))
}


@dataclass
class Disguise:
    """Rows of one part of a file while they are disguised; `own` is an id of each row, `source` its true row.

    `clean` are the columns of the true rows. `noted` is what was planted in the part's rows, `put` are by position of the
    column the values that some of them have instead of the true ones: places of the rows, ascending, and values.
    """

    seed: int
    dirt: Dirt
    file: RawFile
    clean: list[pa.Array]
    own: np.ndarray
    source: np.ndarray
    sound: np.ndarray
    noted: list[Noted]
    put: defaultdict[int, list[tuple[np.ndarray, pa.Array]]]
    _taken: dict[int, np.ndarray] = field(init=False)

    def __post_init__(self) -> None:
        """Note which rows have which values already; they are not disguised."""
        self._taken = {
            position: np.concatenate([at for at, _ in values])
            for position, values in self.put.items()
        }

    def wear(self, rows: Rows, units: Units) -> pa.Table:
        """Return the rows with everything planted; `rows` are the true rows, and `units` tells the unit of an item."""
        name, dirt = self.file.table_name, self.dirt
        draw = rng.uniform(self.seed, f"{name}/misspelt", self.own)
        start = dirt.spelling * (1 + _PACE)
        self._misspell(np.flatnonzero(self.sound & (draw < start)), draw, rows)
        if any(raw.measure for raw in self.file.columns):
            found = self.sound & (draw >= start) & (draw < start + dirt.unit)
            self._measure(np.flatnonzero(found), rows, units)
            start += dirt.unit
        if swappable(self.file):
            found = self.sound & (draw >= start) & (draw < start + dirt.swapped)
            self._swap(np.flatnonzero(found))
            start += dirt.swapped
        for position, raw in enumerate(self.file.columns):
            if raw.column in FIRMS:
                found = self.sound & (draw >= start) & (draw < start + dirt.firm_names)
                at = np.flatnonzero(found)
                picks = rng.words(self.seed, f"{name}/firm", self.own[at]).tolist()
                self._rewrite(SPELLING, position, raw.header, at, picks, firm)
        arrays = [
            _replaced(column, self.source, self.put[position], kind.stored)
            for position, (column, kind) in enumerate(
                zip(self.clean, kinds(self.file).values(), strict=True)
            )
        ]
        table = pa.table(arrays, names=[raw.header for raw in self.file.columns])
        if self.file.format == "csv":
            self._encode(table)
        return table

    def _texts(self, position: int, at: np.ndarray) -> pa.Array:
        """Return the true texts of a column in some rows."""
        return self.clean[position].take(pa.array(self.source[at])).cast(pa.string())

    def _free(self, position: int, at: np.ndarray) -> np.ndarray:
        """Return which rows have the true value in a column."""
        taken = self._taken.get(position)
        return np.ones(len(at), dtype=bool) if taken is None else ~np.isin(at, taken)

    def _misspell(self, drawn: np.ndarray, draw: np.ndarray, rows: Rows) -> None:
        """Write one value of each row another way, mostly as the office has the habit to; in some months it is more careless."""
        where, office = self._office(rows, self.source[drawn])
        month = rows.changed[self.source[drawn]] // _MONTH
        pace = rng.uniform(self.seed, f"{where}/careless", rng.combine(office, month))
        chosen = draw[drawn] < self.dirt.spelling * (1 + _PACE * (2 * pace - 1))
        drawn, office = drawn[chosen], office[chosen]
        lottery = rng.bits(self.seed, f"{self.file.table_name}/spelling", self.own[drawn])
        usable = spellings(self.file)
        which = (lottery >> np.uint64(32)) % np.uint64(len(usable))
        usual = (lottery >> np.uint64(16)) % np.uint64(100) < np.uint64(_USUAL)
        number = (lottery & np.uint64(0xFFFF)).astype(np.int64)
        for place, (position, spell) in enumerate(usable):
            raw = self.file.columns[position]
            mine = np.flatnonzero(which == place)
            mine = mine[self._free(position, drawn[mine])]
            habit = rng.words(
                self.seed, f"{where}/habit/{kinds(self.file)[raw.column].name}", office[mine]
            )
            picks = np.where(usual[mine], habit, number[mine]).tolist()
            self._rewrite(SPELLING, position, raw.header, drawn[mine], picks, spell)

    def _office(self, rows: Rows, at: np.ndarray) -> tuple[str, np.ndarray]:
        """Return who writes rows: the name of the column that says it, and its values; of others the system, and the month."""
        for column in _OFFICES:
            if column in kinds(self.file):
                return column, rows.columns[column][at]
        return self.file.system, rows.changed[at] // _MONTH

    def _measure(self, chosen: np.ndarray, rows: Rows, units: Units) -> None:
        """State one quantity of each row with a unit."""
        lottery = rng.bits(self.seed, f"{self.file.table_name}/unit", self.own[chosen])
        measured = [place for place, raw in enumerate(self.file.columns) if raw.measure]
        which = (lottery >> np.uint64(32)) % np.uint64(len(measured))
        number = (lottery & np.uint64(0xFFFF)).astype(np.int64)
        for place, position in enumerate(measured):
            raw = self.file.columns[position]
            mine = np.flatnonzero(which == place)
            mine = mine[self._free(position, chosen[mine])]
            at = chosen[mine]
            if raw.measure == "product":
                unit = units(rows.columns["product_id"][self.source[at]]).tolist()
            else:
                unit = [raw.measure] * len(at)
            picks = list(zip(unit, number[mine].tolist(), strict=True))
            self._rewrite(UNIT, position, raw.header, at, picks, _stated)

    def _rewrite(
        self,
        kind: str,
        position: int,
        header: str,
        at: np.ndarray,
        picks: list,
        spell: Callable[[str, object], str],
    ) -> None:
        """Write a column's values in some rows another way, and note those that changed."""
        before = self._texts(position, at).to_pylist()
        after = [spell(value, pick) for value, pick in zip(before, picks, strict=True)]
        changed = np.array([old != new for old, new in zip(before, after, strict=True)], dtype=bool)
        if changed.any():
            self.put[position].append((at, pa.array(after, pa.string())))
            self.noted.append((kind, header, at[changed]))

    def _swap(self, chosen: np.ndarray) -> None:
        """Exchange two neighbouring columns of each row; not where one is empty, or the exchange could not be told."""
        pairs = swappable(self.file)
        lottery = rng.bits(self.seed, f"{self.file.table_name}/swapped", self.own[chosen])
        which = (lottery % np.uint64(len(pairs))).astype(np.int64)
        for place, (left, right) in enumerate(pairs):
            at = chosen[which == place]
            at = at[self._free(left, at) & self._free(right, at)]
            values = [self._texts(side, at) for side in (left, right)]
            filled = pc.and_(*(pc.not_equal(each, "") for each in values))
            if "state_name" in (self.file.columns[side].column for side in (left, right)):
                states = [
                    pc.is_in(pc.utf8_lower(each), pa.array(sorted(_STATES))) for each in values
                ]
                filled = pc.and_(filled, pc.invert(pc.and_(*states)))
            at, values = at[np.asarray(filled)], [each.filter(filled) for each in values]
            if len(at):
                self.put[left].append((at, values[1]))
                self.put[right].append((at, values[0]))
                header = ", ".join(self.file.columns[side].header for side in (left, right))
                self.noted.append((SWAPPED, header, at))

    def _encode(self, table: pa.Table) -> None:
        """Note which rows the writer is to put into the other encoding; they must not be valid UTF-8 by accident."""
        beyond = np.zeros(table.num_rows, dtype=bool)
        for column in table.columns:
            beyond[having(column.combine_chunks(), lambda octet: octet >= 0x80)] = True
        beyond &= self.sound
        chance = rng.chance(
            self.seed, f"{self.file.table_name}/encoding", self.own, self.dirt.encoding
        )
        candidates = np.flatnonzero(beyond & chance)
        lines = table.take(pa.array(candidates)).to_pylist()
        told = [_is_told(",".join(line.values())) for line in lines]
        if any(told):
            self.noted.append((ENCODING, "", candidates[np.array(told)]))


def _replaced(
    column: pa.Array,
    source: np.ndarray,
    put: list[tuple[np.ndarray, pa.Array]],
    stored: pa.DataType,
) -> pa.Array:
    """Return a column of the rows `source`, with other values put in some places, none of them twice."""
    if isinstance(column, pa.DictionaryArray):
        found, values = column.indices.to_numpy()[source], column.dictionary
    else:
        found, values = source.copy(), column
    for at, others in put:
        if isinstance(others, pa.DictionaryArray):
            others = others.cast(pa.string())
        found[at] = np.arange(len(values), len(values) + len(others))
        values = pa.concat_arrays([values, others.cast(values.type)])
    if pa.types.is_dictionary(stored):
        once = values.dictionary_encode()
        codes = once.indices.to_numpy()[found]
        return pa.DictionaryArray.from_arrays(pa.array(codes), once.dictionary)
    return values.take(pa.array(found))


@cache
def _stateable(unit: str) -> tuple[tuple[str, int, int], ...]:
    """Return the words that a quantity in a unit may be stated with, each with its factor as a fraction."""
    return tuple((word, *each.as_integer_ratio()) for word, each in spelling.factors(unit).items())


def _stated(value: str, pick: tuple[str, int]) -> str:
    """Return a quantity with a unit that it is a short decimal of."""
    unit, number = pick
    whole, _, rest = value.partition(".")
    amount = int(whole + rest) * 1000  # and so many times ten for each digit after the point
    fits = [
        (word, amount * below // (above * 10 ** len(rest)))
        for word, above, below in _stateable(unit)
        if amount > 0 and amount * below % (above * 10 ** len(rest)) == 0
    ]
    if not fits:
        return value
    word, thousandths = fits[number % len(fits)]
    whole, rest = divmod(thousandths, 1000)
    digits = f"{whole}.{rest:03d}".rstrip("0").rstrip(".")
    blank = " " if number & 0x100 else ""
    return f"{grouped(digits) if number & 0x200 else digits}{blank}{word}"


def _is_told(line: str) -> bool:
    """Return whether a line can be written in the other encoding, and is then no valid UTF-8."""
    try:
        line.encode(FOREIGN).decode()
    except UnicodeEncodeError:
        return False
    except UnicodeDecodeError:
        return True
    return False
