"""The codes of customers and vendors, and those that were entered twice: which, under which second code, and the documents that bear it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pikku.catalog import spelling
from pikku.catalog.periods import OFFICE_HOURS
from pikku.catalog.raw import ENTERED_TWICE, RawFile
from pikku.catalog.realism import Dirt
from pikku.generate import calendar, rng
from pikku.generate.kinds import kinds
from pikku.generate.misspell import legal_form
from pikku.generate.rows import Rows
from pikku.generate.writing import raw_column

#: The orders of customers and vendors.
_ORDERS = {"customer": "sales_order", "vendor": "purchase_order"}
_VOWELS = "aeiou"
#: What is agreed anew with half of those who are taken for new, and how: half the credit, to whole thousands of rupees, and half
#: a month more or less.
_AGREED_ANEW: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "credit_limit": lambda paisa: paisa // 200_000 * 100_000,
    "payment_terms_days": lambda days: np.where(days > 30, days - 15, days + 15),
}


@dataclass(frozen=True)
class Twins:
    """The second codes of a table's rows, by key: 0 where there is none.

    `opened` is the day (since 1970) on which a second code was entered, and `untold` whether without the GSTIN.
    """

    code: np.ndarray
    opened: np.ndarray
    untold: np.ndarray


def registered(seed: int, dirt: Dirt, rows: Rows) -> tuple[Rows, np.ndarray, Twins]:
    """Return customers or vendors as their register lists them, in the order of their codes; the key of each row given; and the twins.

    Codes are given as firms are entered, from 1, and who is entered again takes one from among the others. Those may be
    who have a GSTIN to tell, within the three years.

    Parameters
    ----------
    rows
        The firms, without a code.
    """
    count, name = len(rows), rows.table
    ids = np.arange(1, count + 1)
    same, _ = ENTERED_TWICE[name]
    drawn = rng.integers(seed, f"{name}/entered again", ids, *dirt.entered_again_days)
    opened = np.maximum(calendar.epoch(drawn), rows.changed + dirt.entered_again_least)
    told = np.array(rows.columns[same].is_valid().to_pylist(), dtype=bool)
    (known,) = np.nonzero(told & (opened < calendar.epoch(calendar.DAYS)))
    lottery = known[np.argsort(rng.bits(seed, f"{name}/twin", ids[known]), kind="stable")]
    chosen = np.sort(lottery[: math.ceil(min(dirt.near_duplicate, 1) * len(known))])
    untold = rng.chance(seed, f"{name}/without", ids, dirt.without_gstin) & _alone(rows)
    entered = np.concatenate([rows.columns[f"{name}_since"], opened[chosen]])
    number = np.empty(len(entered), dtype=np.int64)
    number[np.argsort(entered, kind="stable")] = np.arange(1, len(entered) + 1)
    key = number[:count]

    def by_key(values: np.ndarray, keys: np.ndarray) -> np.ndarray:
        found = np.zeros(len(entered) + 1, dtype=values.dtype)
        found[keys] = values
        return found

    again = Twins(by_key(number[count:], key[chosen]), by_key(opened, key), by_key(untold, key))
    coded = replace(rows, columns={f"{name}_code": key, **rows.columns})
    return coded.taken(np.argsort(key)), key, again


def _alone(rows: Rows) -> np.ndarray:
    """Return which rows have a PIN of their own, by which they are known without another number."""
    if "pin_code" not in rows.columns:
        return np.zeros(len(rows), dtype=bool)
    pins = rows.columns["pin_code"].to_numpy(zero_copy_only=False).astype(str)
    _, of, count = np.unique(pins, return_inverse=True, return_counts=True)
    return count[of] == 1


def under_second_code(
    seed: int, dirt: Dirt, file: RawFile, rows: Rows, ids: np.ndarray, known: dict[str, Twins]
) -> tuple[Rows, str, np.ndarray]:
    """Return documents as they are written, the header of the column with second codes, and which rows have one.

    An invoice, an advance or a bill has the code of its order, from which it is copied; of all others each is a draw of its own.
    """
    for raw in file.columns:
        table = (raw.lookup or "").partition(".")[0]
        if table not in known:
            continue
        found, key = known[table], rows.columns[raw.column]
        stream, day, order = file.table_name, rows.changed, f"{_ORDERS[table]}_id"
        if order in rows.columns:
            stream, day, ids = _ORDERS[table], rows.columns["ordered_on"], rows.columns[order]
        second = (found.code[key] > 0) & (day >= found.opened[key])
        at = np.flatnonzero(second)
        second[at] = rng.chance(seed, f"{stream}/second code", ids[at], dirt.second_code)
        written = np.where(second, found.code[key], key)
        return replace(rows, columns={**rows.columns, raw.column: written}), raw.header, second
    return rows, "", np.zeros(len(rows), dtype=bool)


def entered_again(
    seed: int,
    dirt: Dirt,
    file: RawFile,
    found: Twins,
    ids: np.ndarray,
    clean: list[pa.Array],
    rows: Rows,
) -> tuple[np.ndarray, np.ndarray, dict[int, pa.Array]]:
    """Return which rows of customers or vendors were entered again, the row that each second entry stands after, and by column what it has of its own.

    Parameters
    ----------
    ids
        The keys of the rows, ascending.
    clean
        Their columns as they are written.
    rows
        The rows.
    """
    codes, days = found.code[ids], found.opened[ids]
    chosen = np.argsort(codes, kind="stable")[np.count_nonzero(codes == 0) :]
    own: dict[int, pa.Array] = {}
    lottery = rng.bits(seed, f"{file.table_name}/written again", ids[chosen]).tolist()
    same, name_column = ENTERED_TWICE[file.table_name]
    opens, closes = OFFICE_HOURS
    clock = rng.integers(
        seed, f"{file.table_name}/opened", ids[chosen], opens * 3600, closes * 3600 - 1
    )
    for place, (column, kind) in enumerate(kinds(file).items()):
        if column == file.key[0]:
            own[place] = raw_column(codes[chosen], kind)
        elif column == name_column:
            own[place] = _each(clean[place].take(pa.array(chosen)), lottery, entered_anew)
        elif column == same:
            written = clean[place].take(pa.array(chosen)).cast(pa.string())
            own[place] = pc.if_else(pa.array(found.untold[ids[chosen]]), "", written)
        elif column == "pin_code":
            moved = rng.chance(seed, f"{file.table_name}/moved", ids[chosen], dirt.moved)
            moved &= ~found.untold[ids[chosen]]
            own[place] = _moved(clean[place], chosen, moved)
        elif column in _AGREED_ANEW:
            lottery_ = rng.chance(seed, f"{file.table_name}/{column} again", ids[chosen], 0.5)
            agreed = rows.columns[column][chosen]
            own[place] = raw_column(np.where(lottery_, _AGREED_ANEW[column](agreed), agreed), kind)
        elif column == "city":
            own[place] = _each(clean[place].take(pa.array(chosen)), lottery, _city)
        elif column.endswith("_since"):
            own[place] = raw_column(days[chosen], kind)
        elif column == "modified_at":
            own[place] = raw_column(days[chosen] * 86_400 + clock, kind)
    return chosen, np.searchsorted(ids, codes[chosen]) - 1, own


def _moved(column: pa.Array, chosen: np.ndarray, moved: np.ndarray) -> pa.Array:
    """Return the PIN codes of chosen rows; those that moved have the next one, unless somebody is there."""
    pins = column.cast(pa.string()).to_pylist()
    taken, found = set(pins), []
    for row, is_moved in zip(chosen.tolist(), moved.tolist(), strict=True):
        near = f"{pins[row][:-1]}{(int(pins[row][-1]) + 1) % 10}"
        found.append(near if is_moved and near not in taken else pins[row])
    return pa.array(found, pa.string())


def _each(column: pa.Array, numbers: list[int], change: Callable[[str, int], str]) -> pa.Array:
    values = zip(column.to_pylist(), numbers, strict=True)
    return pa.array([change(value, number) for value, number in values], pa.string())


def entered_anew(name: str, number: int) -> str:
    """Return a firm's name as somebody else would write it, chosen by a number from 0."""
    legal = legal_form(name)
    body = name.removesuffix(f" {legal}")
    others = spelling.LEGAL_FORMS.get(legal, ())
    form = (*others, legal)[number % (len(others) + 1)]
    body = _BODIES[(number >> 8) % len(_BODIES)](body, number >> 16)
    again = f"{body} {form}".strip()
    return again if again != name else f"{spelling.FORMS_OF_ADDRESS[0]} {name}"


def _slip(body: str, number: int) -> str:
    """Return a name with one letter left out, doubled, or exchanged with the next, not its first."""
    inner = [i for i in range(1, len(body) - 1) if body[i].isalpha() and body[i + 1].isalpha()]
    if not inner:
        return body
    at = inner[(number >> 2) % len(inner)]
    middle = ("", body[at] * 2, body[at + 1] + body[at])[number % 3]
    return body[:at] + middle + body[at + (2 if number % 3 == 2 else 1) :]


def _vowel(body: str, number: int) -> str:
    """Return a name with a vowel doubled: Ganesh, Ganeesh."""
    vowels = [i for i in range(1, len(body)) if body[i] in _VOWELS]
    return body[: (at := vowels[number % len(vowels)])] + body[at] + body[at:] if vowels else body


_BODIES: tuple[Callable[[str, int], str], ...] = (
    lambda body, number: body,
    _slip,
    _vowel,
    lambda body, number: body.upper(),
    lambda body, number: f"{spelling.FORMS_OF_ADDRESS[number % 2]} {body}",
)


def _city(name: str, number: int) -> str:
    return (name, name.upper(), spelling.CITY_WORDS.get(name, name))[number % 3]
