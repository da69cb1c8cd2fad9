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
from pikku.catalog.swaps import swappable
from pikku.generate import rng
from pikku.generate.kinds import kinds
from pikku.generate.misspell import grouped, variants
from pikku.generate.rows import Rows
from pikku.generate.writing import having

#: The encoding of the computers that don't write UTF-8.
FOREIGN = "cp1252"
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

    `table` are the rows as text, `noted` what was planted in them.
    """

    seed: int
    dirt: Dirt
    file: RawFile
    table: pa.Table
    own: np.ndarray
    source: np.ndarray
    sound: np.ndarray
    noted: list[Noted]
    _put: dict[int, list[tuple[np.ndarray, pa.Array]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def wear(self, rows: Rows, units: Units) -> None:
        """Plant everything; `rows` are the true rows, and `units` tells the unit of an item."""
        name, dirt = self.file.table_name, self.dirt
        draw = rng.uniform(self.seed, f"{name}/misspelt", self.own)
        self._misspell(np.flatnonzero(self.sound & (draw < dirt.spelling)))
        start = dirt.spelling
        if any(raw.measure for raw in self.file.columns):
            found = self.sound & (draw >= start) & (draw < start + dirt.unit)
            self._measure(np.flatnonzero(found), rows, units)
            start += dirt.unit
        if swappable(self.file):
            found = self.sound & (draw >= start) & (draw < start + dirt.swapped)
            self._swap(np.flatnonzero(found))
        self._put_on()
        if self.file.format == "csv":
            self._encode()

    def _misspell(self, chosen: np.ndarray) -> None:
        """Write one value of each row another way."""
        lottery = rng.bits(self.seed, f"{self.file.table_name}/spelling", self.own[chosen])
        usable = [
            (position, raw.header, spell)
            for position, raw in enumerate(self.file.columns)
            if (spell := variants(raw.column, kinds(self.file)[raw.column]))
        ]
        which = (lottery >> np.uint64(32)) % np.uint64(len(usable))
        number = (lottery & np.uint64(0xFFFF)).astype(np.int64)
        for place, (position, header, spell) in enumerate(usable):
            mine = np.flatnonzero(which == place)
            picks = number[mine].tolist()
            self._rewrite(SPELLING, position, header, chosen[mine], picks, spell)

    def _measure(self, chosen: np.ndarray, rows: Rows, units: Units) -> None:
        """State one quantity of each row with a unit."""
        lottery = rng.bits(self.seed, f"{self.file.table_name}/unit", self.own[chosen])
        measured = [place for place, raw in enumerate(self.file.columns) if raw.measure]
        which = (lottery >> np.uint64(32)) % np.uint64(len(measured))
        number = (lottery & np.uint64(0xFFFF)).astype(np.int64)
        for place, position in enumerate(measured):
            raw = self.file.columns[position]
            mine = np.flatnonzero(which == place)
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
        before = self.table.column(position).take(pa.array(at)).to_pylist()
        after = [spell(value, pick) for value, pick in zip(before, picks, strict=True)]
        changed = np.array([old != new for old, new in zip(before, after, strict=True)], dtype=bool)
        if changed.any():
            self._put[position].append((at, pa.array(after, pa.string())))
            self.noted.append((kind, header, at[changed]))

    def _swap(self, chosen: np.ndarray) -> None:
        """Exchange two neighbouring columns of each row; not where one is empty, or the exchange could not be told."""
        pairs = swappable(self.file)
        lottery = rng.bits(self.seed, f"{self.file.table_name}/swapped", self.own[chosen])
        which = (lottery % np.uint64(len(pairs))).astype(np.int64)
        for place, (left, right) in enumerate(pairs):
            at = chosen[which == place]
            values = [
                self.table.column(side).take(pa.array(at)).combine_chunks()
                for side in (left, right)
            ]
            filled = pc.and_(*(pc.not_equal(each, "") for each in values))
            if "state_name" in (self.file.columns[side].column for side in (left, right)):
                states = [
                    pc.is_in(pc.utf8_lower(each), pa.array(sorted(_STATES))) for each in values
                ]
                filled = pc.and_(filled, pc.invert(pc.and_(*states)))
            at, values = at[np.asarray(filled)], [each.filter(filled) for each in values]
            if len(at):
                self._put[left].append((at, values[1]))
                self._put[right].append((at, values[0]))
                header = ", ".join(self.file.columns[side].header for side in (left, right))
                self.noted.append((SWAPPED, header, at))

    def _encode(self) -> None:
        """Note which rows the writer is to put into the other encoding; they must not be valid UTF-8 by accident."""
        beyond = np.zeros(self.table.num_rows, dtype=bool)
        for column in self.table.columns:
            beyond[having(column.combine_chunks(), lambda octet: octet >= 0x80)] = True
        beyond &= self.sound
        chance = rng.chance(
            self.seed, f"{self.file.table_name}/encoding", self.own, self.dirt.encoding
        )
        candidates = np.flatnonzero(beyond & chance)
        lines = self.table.take(pa.array(candidates)).to_pylist()
        told = [_is_told(",".join(line.values())) for line in lines]
        if any(told):
            self.noted.append((ENCODING, "", candidates[np.array(told)]))

    def _put_on(self) -> None:
        """Replace the values, each column once; no row has two of them, so the order does not matter."""
        for position, parts in self._put.items():
            at = np.concatenate([each for each, _ in parts])
            order = np.argsort(at)
            values = pa.concat_arrays([each for _, each in parts]).take(pa.array(order))
            mask = np.zeros(self.table.num_rows, dtype=bool)
            mask[at] = True
            column = self.table.column(position).combine_chunks()
            column = pc.replace_with_mask(column, pa.array(mask), values)
            self.table = self.table.set_column(position, self.file.columns[position].header, column)


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
