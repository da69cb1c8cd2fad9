"""Figures as Indian readers write them: 12,34,567 grouped by two after the first three, lakh and crore."""

import functools
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

LAKH, CRORE = Decimal(100_000), Decimal(10_000_000)
_PATTERN = re.compile(r"^(.*?)([#0][#,0]*(?:\.0+)?)(.*)$")


@dataclass(frozen=True)
class Unit:
    """What figures are divided by for show, and what then follows them."""

    divisor: Decimal
    word: str
    short: str


ONE = Unit(Decimal(1), "", "")
_UNITS = (Unit(CRORE, " crore", " Cr"), Unit(LAKH, " lakh", " L"))


def unit(values: list[Any], form: str) -> Unit:
    """Return the unit in which the greatest of some figures reads best; shares and averages have none."""
    if "%" in form or "," not in form:
        return ONE
    greatest = max((abs(Decimal(value)) for value in values if value is not None), default=0)
    return next((found for found in _UNITS if greatest >= found.divisor), ONE)


def shown(value: Any, form: str) -> str:
    """Return a value by its format string, in full; an empty value is a dash.

    Parameters
    ----------
    value
        A number, date, text or None.
    form
        A Power BI format string such as ``₹ #,0``, ``0.0 %`` or ``mmm yyyy``.
    """
    if value is None:
        return "–"
    if isinstance(value, date | datetime):
        return value.strftime(_date_pattern(form))
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return str(value)
    before, digits, after = pieces(form)
    number = Decimal(value) * (100 if "%" in form else 1)
    text = grouped(number, decimals(form)) if "," in digits else fixed(number, decimals(form))
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{before}{text.removeprefix('-')}{after}"


def in_unit(value: Any, form: str, chosen: Unit, places: int = 2) -> str:
    """Return a value in a unit, as in *₹ 12.34 crore*; in full when the unit is one."""
    if value is None or chosen is ONE:
        return shown(value, form)
    before, _, after = pieces(form)
    text = grouped(Decimal(value) / chosen.divisor, places)
    sign = "-" if text.startswith("-") else ""
    return f"{sign}{before}{text.removeprefix('-')}{chosen.short}{after}"


@functools.cache
def pieces(form: str) -> tuple[str, str, str]:
    """Return what stands before the digits of a format string, the digits, and what stands after them."""
    found = _PATTERN.match(form.replace("\\", ""))
    return (found[1], found[2], found[3]) if found else ("", "0", "")


def decimals(form: str) -> int:
    """Return how many decimals a format string shows."""
    return len(pieces(form)[1].partition(".")[2])


def fixed(value: Decimal, places: int) -> str:
    """Return a number with so many decimals, rounded half up."""
    text = f"{value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP):f}"
    return text.removeprefix("-") if not text.strip("-0.") else text


def grouped(value: Decimal, places: int = 0) -> str:
    """Return a number with Indian grouping: 1234567.8 is ``12,34,568``."""
    whole, point, rest = fixed(value, places).partition(".")
    sign = "-" if whole.startswith("-") else ""
    whole = whole.removeprefix("-")
    head, tail = whole[:-3], whole[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)][::-1]
    return sign + ",".join([*pairs, tail]) + point + rest


def _date_pattern(form: str) -> str:
    """Return a date's format for Python: ``mmm yyyy`` is ``%b %Y``."""
    pattern = form or "dd mmm yyyy"
    for theirs, ours in (("yyyy", "%Y"), ("mmm", "%b"), ("mm", "%m"), ("dd", "%d")):
        pattern = pattern.replace(theirs, ours)
    return pattern
