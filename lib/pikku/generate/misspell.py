"""The ways in which a clean value is written differently: each variant means the same and is known to the catalogue."""

from collections.abc import Callable
from functools import lru_cache

from pikku.catalog import spelling
from pikku.catalog.raw import RawFile
from pikku.generate.kinds import Kind, kinds

#: A variant turns a clean text into another spelling of it; it may return the text as it is where it doesn't apply.
Variant = Callable[[str], str]

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
#: A PIN code has so many digits, which are said three and three.
_PIN = 6
_STATE_CODES = {name: code for code, name in spelling.STATES.items()}


def _lakhs(value: str) -> tuple[str, str]:
    """Return the whole part with Indian grouping (1,23,456) and the rest of a number."""
    whole, point, rest = value.partition(".")
    head, tail = whole[:-3], whole[-3:]
    groups = []
    while head:
        groups.append(head[-2:])
        head = head[:-2]
    return ",".join([*reversed(groups), tail]), point + rest


def _indian(value: str) -> str:
    return "".join(_lakhs(value))


def grouped(value: str) -> str:
    """Return a number with its thousands grouped: 1,234,567.50."""
    whole, point, rest = value.partition(".")
    return f"{int(whole):,}{point}{rest}"


def _blank_inside(value: str) -> str:
    at = len(value) // 2 if len(value) <= _PIN else 4
    return f"{value[:at]} {value[at:]}"


def _doubled(value: str) -> str:
    first, blank, rest = value.partition(" ")
    return f"{first}  {rest}" if blank else f" {value}"


_BLANKS: tuple[Variant, ...] = (lambda v: f"{v} ", lambda v: f" {v}")
_CODE: tuple[Variant, ...] = (
    str.lower,
    lambda v: v.replace("-", " "),
    lambda v: v.lower().replace("-", " "),
    lambda v: v.replace("-", "_"),
    lambda v: v.replace("-", ""),
    lambda v: v.replace("-", "\u2013"),
    *_BLANKS,
)
_MONEY: tuple[Variant, ...] = (
    _indian,
    grouped,
    lambda v: f"₹ {_indian(v)}",
    lambda v: f"Rs. {v}",
    lambda v: f"{_indian(v)}/-",
    *_BLANKS,
)
_DAY: tuple[Variant, ...] = (
    lambda v: f"{v[8:]}-{v[5:7]}-{v[:4]}",
    lambda v: f"{v[8:]}/{v[5:7]}/{v[:4]}",
    lambda v: f"{v[8:]}.{v[5:7]}.{v[:4]}",
    lambda v: f"{v[8:]}-{_MONTHS[int(v[5:7]) - 1]}-{v[:4]}",
)
_FIXED: dict[str, tuple[Variant, ...]] = {
    "code": _CODE,
    "line": _CODE,
    "identifier": (str.lower, _blank_inside, *_BLANKS),
    "money": _MONEY,
    "decimal": (grouped, *_BLANKS),
    "rate": (lambda v: f"{v}%", lambda v: f"{v} %", lambda v: v.partition(".")[0] if v.endswith(".00") else f"{v} "),
    "whole": (_indian, grouped, *_BLANKS),
    "month": _BLANKS,
    "day": _DAY,
    "text": (*_BLANKS, _doubled),
}  # fmt: skip


def _words(column: str, kind: Kind) -> Callable[[str, int], str]:
    """Return a function that picks another word for a value of a list, by a number."""
    others = {
        value: [
            value.upper(),
            value.capitalize() if value.islower() else value.lower(),
            value.replace(" ", "-") if " " in value else f"{value} ",
            *spelling.WORDS.get(column, {}).get(value, ()),
        ]
        for value in kind.values
    }
    return lambda value, number: others[value][number % len(others[value])]


def _state(value: str, number: int) -> str:
    words = [value.upper(), value.lower(), *spelling.STATE_WORDS.get(_STATE_CODES[value], ())]
    return words[number % len(words)]


def _flag(value: str, number: int) -> str:
    words = (spelling.TRUE if value == spelling.TRUE[0] else spelling.FALSE)[1:]
    other = words[number % len(words)]
    return other.upper() if number % 2 else other


def _city(value: str, number: int) -> str:
    """Return a city under its older name, where it has one, every other time."""
    old = spelling.CITY_WORDS.get(value)
    plain = _FIXED["text"]
    return old if old and number % 2 else plain[(number >> 1) % len(plain)](value)


def legal_form(name: str) -> str:
    """Return the legal form at the end of a firm's name, as it is usually written, or nothing."""
    return next((each for each in spelling.LEGAL_FORMS if name.endswith(f" {each}")), "")


def firm(name: str, number: int) -> str:
    """Return a firm's name with its legal form written another way, or a form of address before it; by a whole number from 0."""
    form = legal_form(name)
    others = [name.removesuffix(form) + other for other in spelling.LEGAL_FORMS.get(form, ())]
    others += [f"{word} {name}" for word in spelling.FORMS_OF_ADDRESS]
    return others[number % len(others)]


def is_usual(name: str) -> bool:
    """Return whether a firm's name has its legal form as usual, and no form of address."""
    odd = {other for others in spelling.LEGAL_FORMS.values() for other in others}
    named = any(name.startswith(f"{word} ") for word in spelling.FORMS_OF_ADDRESS)
    return not named and not any(name.endswith(f" {other}") for other in odd)


def variants(column: str, kind: Kind) -> Callable[[str, int], str] | None:
    """Return a function that writes a clean value another way, chosen by a whole number; None where there is but one.

    That is `Last Changed`, and what is no text.

    Parameters
    ----------
    column
        The table's column.
    kind
        What it holds.
    """
    if kind.typed or kind.name == "moment":
        return None
    if kind.name == "choice":
        return _words(column, kind)
    if kind.name == "state":
        return _state
    if kind.name == "flag":
        return _flag
    if column == "city":
        return _city
    chosen = _FIXED[kind.name]
    empty = sorted(spelling.EMPTY - {""})
    return lambda value, number: (
        chosen[number % len(chosen)](value) if value else empty[number % len(empty)]
    )


@lru_cache(maxsize=64)
def spellings(file: RawFile) -> list[tuple[int, Callable[[str, int], str]]]:
    """Return the columns of a file that can be written another way: position, and the function that does it."""
    return [
        (position, spell)
        for position, (column, kind) in enumerate(kinds(file).items())
        if (spell := variants(column, kind))
    ]
