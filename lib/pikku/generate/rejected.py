"""Rejected rows: copies of true rows with a value that no table can take, each in the place of a slip of hand."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from pikku.catalog import raw as catalog_raw
from pikku.catalog.raw import RawFile
from pikku.catalog.realism import Dirt
from pikku.catalog.spelling import EMPTY
from pikku.generate import rng
from pikku.generate.disguise import Units
from pikku.generate.fate import Fate
from pikku.generate.kinds import Kind, kinds
from pikku.generate.twins import Twins

MISSING_KEY, UNKNOWN_REFERENCE, BAD_NUMBER, BAD_DATE, TOTAL_LINE = catalog_raw.REJECTED
#: What stands where a number or a day should be and nobody knew it, or a formula failed.
_NO_VALUES = ("TBC", "#N/A", "#REF!", "#VALUE!", "?", "-", "--", "n/a", "pending", "see remarks")
#: More lines than any document has; numbers with so many digits or fewer have room above the highest at the first digit.
_MANY_LINES, _FEW_DIGITS = 20, 7
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


def rejected(
    seed: int, dirt: Dirt, file: RawFile, fate: Fate, clean: list[pa.Array], others: Others
) -> list[tuple[str, int, np.ndarray, pa.Array]]:
    """Return rejected rows, copies of true rows with one broken value: kind, position of the column, true rows, values."""
    name = file.table_name
    chosen = np.flatnonzero(rng.chance(seed, f"{name}/rejected", fate.ids, dirt.rejected))
    lottery = rng.bits(seed, f"{name}/broken", fate.ids[chosen])
    targets = [
        (kind, position) for kind, positions in _targets(file).items() for position in positions
    ]
    by_kind = {
        kind: [place for place, (k, _) in enumerate(targets) if k == kind] for kind, _ in targets
    }
    listed = list(by_kind.values())
    kind_of = ((lottery >> np.uint64(40)) % np.uint64(len(listed))).astype(np.int64)
    pick = (lottery >> np.uint64(16)).astype(np.int64) & 0xFFFF
    found = []
    for group, places in enumerate(listed):
        for turn, place in enumerate(places):
            mine = (kind_of == group) & (pick % len(places) == turn)
            if not mine.any():
                continue
            kind, position = targets[place]
            source = chosen[mine]
            numbers = (lottery[mine] & np.uint64(0xFFFF)).astype(np.int64).tolist()
            texts = clean[position].take(pa.array(source)).cast(pa.string()).to_pylist()
            broken = [
                _broken(file, kind, position, number, text, others)
                for number, text in zip(numbers, texts, strict=True)
            ]
            found.append((kind, position, source, pa.array(broken, pa.string())))
    return found


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
    """Return a code that could be one, but leads nowhere.

    Of a register it is above the highest, of a document it has a digit where no number reaches yet, or a line too many.
    """
    prefix, digits = what.patterns[number % len(what.patterns)]
    if prefix in others.highest:
        return f"{prefix}-{others.highest[prefix] + 1 + (number >> 4) % 9:0{digits}d}"
    document, _, line = true.removeprefix(f"{prefix}-").partition("/")
    if line and number & 0x10:
        return f"{prefix}-{document}/{_MANY_LINES + (number >> 5) % 10}"
    place = max(digits - 1 - len(str(others.documents)), 0) if digits > _FEW_DIGITS else 0
    document = document or "0" * digits
    # At sizes whose numbers need all digits, none reaches as far as the last tenth.
    digit = 9 if digits > _FEW_DIGITS and not place else (number >> 5) % 9 + 1
    wrong = f"{document[:place]}{digit}{document[place + 1 :]}"
    return f"{prefix}-{wrong}" + (f"/{line}" if line else "")


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
