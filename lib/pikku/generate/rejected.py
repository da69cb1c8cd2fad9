"""Rejected rows: copies of true rows with a value that no table can take, each in the place of a slip of hand."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pikku.catalog import raw as catalog_raw
from pikku.catalog.periods import OFFICE_HOURS
from pikku.catalog.raw import RawFile
from pikku.catalog.realism import Dirt
from pikku.catalog.spelling import EMPTY, NUMBER
from pikku.generate import rng
from pikku.generate.disguise import Units
from pikku.generate.fate import DAY, Fate
from pikku.generate.kinds import Kind, kinds
from pikku.generate.misspell import spellings
from pikku.generate.twins import Twins
from pikku.generate.writing import raw_column

MISSING_KEY, UNKNOWN_REFERENCE, BAD_NUMBER, BAD_DATE, TOTAL_LINE = catalog_raw.REJECTED
#: What stands where a number or a day should be and nobody knew it, or a formula failed.
_NO_VALUES = ("TBC", "#N/A", "#REF!", "#VALUE!", "?", "-", "--", "n/a", "pending", "see remarks")
#: More lines than any document has that others refer to; numbers with so many digits or fewer have room above the highest at the first digit.
_MANY_LINES, _FEW_DIGITS = 70, 7
#: So many rows lie between a rejected row and the one that it is like (least, most).
_ROWS_APART = (3, 40)
#: More columns than any file has.
_COLUMNS = 1_000
#: Of bad numbers that may be text, one in so many is a number all the same, but nothing or less.
_WRONG_ONE_IN = 3
#: Digits, and letters that are taken for them.
_LETTERS = (("0", "O"), ("1", "l"), ("0", "o"), ("1", "I"), ("5", "S"))


@dataclass(frozen=True)
class Others:
    """What planting has to know of other tables' rows: who was entered twice, the unit of each item, and which codes there are.

    `highest` is the highest number that a code of a register has, by its prefix, and `documents` more than the number of any
    document that there are very many of.
    """

    twins: dict[str, Twins]
    units: Units
    highest: dict[str, int]
    documents: int


@dataclass(frozen=True)
class Rejected:
    """Rejected rows, in the order in which they stand.

    `source` are the true rows that they are like, `after` the rows that they stand after. `own` are the values that some of them
    have instead of the true ones: position of the column, which of the rows, values. `notes` says for each kind and header
    which of the rows are rejected for it.
    """

    source: np.ndarray
    after: np.ndarray
    own: list[tuple[int, np.ndarray, pa.Array]]
    notes: list[tuple[str, str, np.ndarray]]


def rejected(
    seed: int,
    dirt: Dirt,
    file: RawFile,
    fate: Fate,
    block: np.ndarray,
    clean: list[pa.Array],
    others: Others,
) -> Rejected:
    """Return rejected rows: like true rows near by, with one or two broken values and another time, and some misspelt besides."""
    name = file.table_name
    source = np.flatnonzero(rng.chance(seed, f"{name}/rejected", fate.ids, dirt.rejected))
    after = _place(seed, name, fate.ids[source], source, block)
    order = np.argsort(after, kind="stable")
    source, after = source[order], after[order]
    ids = fate.ids[source]
    lottery = rng.bits(seed, f"{name}/broken", ids)
    by_kind = _targets(file)
    targets = [(kind, position) for kind, positions in by_kind.items() for position in positions]
    first = _balanced(lottery, [len(positions) for positions in by_kind.values()])
    second = (lottery >> np.uint64(50)).astype(np.int64) % len(targets)
    of = np.array([position for _, position in targets])
    twice = rng.chance(seed, f"{name}/second slip", ids, dirt.second_slip)
    second = np.where(twice & (of[first] != of[second]), second, -1)
    numbers = (lottery & np.uint64(0xFFFF)).astype(np.int64)
    own, turn = [], np.full((2, len(source)), 2 * _COLUMNS)
    for target, (kind, position) in enumerate(targets):
        which = np.flatnonzero((first == target) | (second == target))
        if not len(which):
            continue
        texts = clean[position].take(pa.array(source[which])).cast(pa.string()).to_pylist()
        broken = [
            _broken(file, kind, position, number, text, others)
            for number, text in zip(numbers[which].tolist(), texts, strict=True)
        ]
        own.append((position, which, pa.array(broken, pa.string())))
        turn[(first[which] != target).astype(np.int64), which] = [
            _turn(kind, position, text) for text in broken
        ]
    noted = np.where(turn[1] < turn[0], second, first)
    notes = [
        (kind, file.columns[position].header, which)
        for target, (kind, position) in enumerate(targets)
        if len(which := np.flatnonzero(noted == target))
    ]
    own += _misspelt(seed, dirt, file, ids, clean, source, (of[first], of[second]), second >= 0)
    own.append(_entered(seed, file, fate, source))
    return Rejected(source, after, own, notes)


def _place(
    seed: int, name: str, ids: np.ndarray, source: np.ndarray, block: np.ndarray
) -> np.ndarray:
    """Return the row that each stands after: some rows before or after the one that it is like, in the same block."""
    apart = rng.integers(seed, f"{name}/stands", ids, *_ROWS_APART)
    first = np.searchsorted(block, block[source])
    last = np.searchsorted(block, block[source], side="right") - 1
    before, after = source - 1 - apart, source + apart
    is_before = rng.chance(seed, f"{name}/stands before", ids, 0.5)
    is_before = np.where(is_before, before >= first, after > last)
    return np.clip(np.where(is_before, before, after), first, last)


def _balanced(lottery: np.ndarray, sizes: list[int]) -> np.ndarray:
    """Return one of all targets for each draw: each kind as often, and each column of a kind; `sizes` are the columns of each."""
    many, begins = np.array(sizes), np.cumsum(sizes) - sizes
    kind = ((lottery >> np.uint64(40)) % np.uint64(len(many))).astype(np.int64)
    pick = (lottery >> np.uint64(16)).astype(np.int64) & 0xFFFF
    return begins[kind] + pick % many[kind]


def _turn(kind: str, position: int, text: str) -> int:
    """Return when a reader meets a defect: a missing key first, then what can't be read, from the left, then what can but mustn't be."""
    return (kind != MISSING_KEY) * (1 + position + _COLUMNS * bool(NUMBER.match(text)))


def _misspelt(
    seed: int,
    dirt: Dirt,
    file: RawFile,
    ids: np.ndarray,
    clean: list[pa.Array],
    source: np.ndarray,
    broken: tuple[np.ndarray, np.ndarray],
    twice: np.ndarray,
) -> list[tuple[int, np.ndarray, pa.Array]]:
    """Return values written another way, of as large a share as of other rows: position of the column, which rows, values."""
    usable = spellings(file)
    lottery = rng.bits(seed, f"{file.table_name}/rejected spelling", ids)
    drawn = rng.chance(seed, f"{file.table_name}/rejected misspelt", ids, dirt.spelling)
    chosen = ((lottery >> np.uint64(32)) % np.uint64(len(usable))).astype(np.int64)
    column = np.array([position for position, _ in usable])[chosen]
    drawn &= (column != broken[0]) & ~(twice & (column == broken[1]))
    found = []
    for place, (position, spell) in enumerate(usable):
        which = np.flatnonzero(drawn & (chosen == place))
        if len(which):
            texts = clean[position].take(pa.array(source[which])).cast(pa.string()).to_pylist()
            picks = (lottery[which] & np.uint64(0xFFFF)).astype(np.int64).tolist()
            values = [spell(text, pick) for text, pick in zip(texts, picks, strict=True)]
            found.append((position, which, pa.array(values, pa.string())))
    return found


def _entered(
    seed: int, file: RawFile, fate: Fate, source: np.ndarray
) -> tuple[int, np.ndarray, pa.Array]:
    """Return when they were entered, on the day of the true row but at another time: position of the column, which rows, values."""
    opens, closes = OFFICE_HOURS
    clock = rng.integers(
        seed, f"{file.table_name}/refused", fate.ids[source], opens * 3600, closes * 3600 - 1
    )
    moment = fate.first_moment[source] // DAY * DAY + clock
    moment += moment == fate.moment[source]
    position, kind = next(
        (place, kind)
        for place, (name, kind) in enumerate(kinds(file).items())
        if name == "modified_at"
    )
    return position, np.arange(len(source)), raw_column(moment, kind)


def _targets(file: RawFile) -> dict[str, list[int]]:
    """Return for each kind of rejection the positions of the columns that can be broken so: of typed ones, numbers that must not be negative."""
    of = kinds(file)
    numbers = ("money", "decimal", "rate", "whole")
    key = next(p for p, raw in enumerate(file.columns) if raw.column == file.key[0])
    found: dict[str, list[int]] = {
        MISSING_KEY: [key],
        UNKNOWN_REFERENCE: [],
        BAD_NUMBER: [],
        BAD_DATE: [],
    }
    for position, raw in enumerate(file.columns):
        kind = of[raw.column]
        if raw.lookup or kind.name == "line":
            found[UNKNOWN_REFERENCE].append(position)
        elif kind.name in numbers and not (kind.typed and _keeps_its_sign(file, raw.column)):
            found[BAD_NUMBER].append(position)
        elif kind.name == "day" and not kind.typed:
            found[BAD_DATE].append(position)
    return {kind: positions for kind, positions in found.items() if positions}


def _keeps_its_sign(file: RawFile, column: str) -> bool:
    """Return whether no slip makes a number less than nothing: where one is valid, and the number of a line."""
    return kinds(file)[column].signed or column in file.key


def _broken(file: RawFile, kind: str, position: int, number: int, true: str, others: Others) -> str:
    """Return a value that the load must refuse in a column, made of the true one and chosen by a number."""
    column = file.columns[position].column
    what = kinds(file)[column]
    if kind == MISSING_KEY:
        return ("", " ")[number % 2]
    if kind == UNKNOWN_REFERENCE:
        return _unknown(what, number, true, others)
    empty = EMPTY if file.table.columns[column].nullable else ()
    words = [word for word in _NO_VALUES if word not in empty]
    if kind == BAD_DATE:
        options = [*(_no_days(true) if true else ()), words[number % len(words)]]
        return options[(number >> 4) % len(options)]
    wrong = ["0"] if what.positive else []
    if not _keeps_its_sign(file, column):
        wrong.append(f"-{true}" if true.strip("0.") else f"-{number % 20 + 1}")
    texts = [] if what.typed else [*_no_numbers(true), words[number % len(words)]]
    options = wrong if wrong and (not texts or number % _WRONG_ONE_IN == 0) else texts
    return options[(number >> 4) % len(options)]


def _unknown(what: Kind, number: int, true: str, others: Others) -> str:
    """Return a code that leads nowhere: the true one with two digits exchanged, one digit wrong, or a line too many."""
    prefix, digits = next(
        (each for each in what.patterns if true.startswith(f"{each[0]}-")),
        what.patterns[number % len(what.patterns)],
    )
    code, _, line = true.removeprefix(f"{prefix}-").partition("/")
    if line and number & 0x10:
        return f"{prefix}-{code}/{_MANY_LINES + (number >> 5) % 10}"
    wrong = _slip(code or "0" * digits, _highest(prefix, digits, others), number >> 5)
    return f"{prefix}-{wrong}" + (f"/{line}" if line else "")


def _highest(prefix: str, digits: int, others: Others) -> int:
    """Return a number that no code with a prefix is above."""
    if prefix in others.highest:
        return others.highest[prefix]
    if digits <= _FEW_DIGITS:
        return 10 ** (digits - 1) - 1
    # At sizes whose numbers need all digits, none reaches as far as the last tenth.
    return min(others.documents, 9 * 10 ** (digits - 1) - 1)


def _slip(code: str, highest: int, number: int) -> str:
    """Return a code that is above the highest one by a slip: two neighbouring digits exchanged, or another digit."""
    least = str(highest + 1).zfill(len(code))
    at = len(code) - len(code.lstrip("0")) - 1  # where a digit makes it greater by changing places
    if number & 1 and 0 <= at < len(code) - 1:
        exchanged = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        if exchanged >= least:
            return exchanged
    zeros = len(least) - len(least.lstrip("0"))
    wrong = [
        code[:at] + digit + code[at + 1 :]
        for at in range(zeros + 1)
        for digit in ("123456789" if at < zeros else "123456789"[int(least[at]) :])
    ]
    return wrong[(number >> 1) % len(wrong)] if wrong else least


def _no_days(true: str) -> list[str]:
    """Return what a day may be written as that is not in the calendar."""
    year, month, day = true.split("-")
    short = next(m for m in ("04", "06", "09", "11") if m >= month or m == "11")
    return [
        f"32/{month}/{year}",
        f"{year}-{int(month) % 4 + 13}-{day}",
        f"{day}/{int(day) % 4 + 13}/{year}",
        f"30-02-{year}",
        f"30-Feb-{year}",
        f"31/{short}/{year}",
        f"{year}-{month}-00",
        f"00/{month}/{year}",
        f"{day}/{month}/{year[2:]}",
        f"{month}-{year}",
        *_lettered(true),
        *_lettered(f"{day}-{month}-{year}"),
    ]


def _no_numbers(true: str) -> list[str]:
    """Return what a number may be written as that is none."""
    whole, _, rest = true.partition(".")
    return [
        f"{whole}.{rest or '00'}.0" if rest else f"{whole}.0.0",
        f"{whole[:1]}..{whole[1:] or '0'}",
        f"{true}+",
        f"={true}",
        f"~{true}",
        *_lettered(true),
    ]


def _lettered(text: str) -> list[str]:
    """Return a text with letters for its digits, one of them at a time."""
    return [text.replace(digit, letter, 1) for digit, letter in _LETTERS if digit in text]
