"""Logical functions, and what it means that two values are the same."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from pikku.migrate.functions.registry import declare, wrong

_NUMBERS = (int, float, Decimal)


def same(left: Any, right: Any) -> bool:
    """Return whether two values are equal: of one kind and alike; case matters, 1 equals 1.0."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(v, right[k]) for k, v in left.items())
    return left == right


def _boolean(function: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong(function, "true or false", value)
    return value


def _compare(function: str, left: Any, right: Any) -> int:
    numbers = all(isinstance(v, _NUMBERS) and not isinstance(v, bool) for v in (left, right))
    texts = isinstance(left, str) and isinstance(right, str)
    if not (numbers or texts):
        raise wrong(function, "two numbers or two texts", [left, right])
    return (left > right) - (left < right)


@declare("and", "logical", 2, lazy=True)
def and_(left: Callable[[], Any], right: Callable[[], Any]) -> bool:
    """Return whether both are true; the second isn't evaluated when the first is false."""
    return _boolean("and", left()) and _boolean("and", right())


@declare("or", "logical", 2, lazy=True)
def or_(left: Callable[[], Any], right: Callable[[], Any]) -> bool:
    """Return whether one of the two is true; the second isn't evaluated when the first is."""
    return _boolean("or", left()) or _boolean("or", right())


@declare("not", "logical", 1)
def not_(value: Any) -> bool:
    """Return true for false and false for true."""
    return not _boolean("not", value)


@declare("equals", "logical", 2)
def equals(left: Any, right: Any) -> bool:
    """Return whether both values are the same."""
    return same(left, right)


@declare("greater", "logical", 2)
def greater(left: Any, right: Any) -> bool:
    """Return whether the first is greater than the second."""
    return _compare("greater", left, right) > 0


@declare("greaterOrEquals", "logical", 2)
def greater_or_equals(left: Any, right: Any) -> bool:
    """Return whether the first is greater than the second, or equal to it."""
    return _compare("greaterOrEquals", left, right) >= 0


@declare("less", "logical", 2)
def less(left: Any, right: Any) -> bool:
    """Return whether the first is less than the second."""
    return _compare("less", left, right) < 0


@declare("lessOrEquals", "logical", 2)
def less_or_equals(left: Any, right: Any) -> bool:
    """Return whether the first is less than the second, or equal to it."""
    return _compare("lessOrEquals", left, right) <= 0


@declare("if", "logical", 3, lazy=True)
def if_(condition: Callable[[], Any], yes: Callable[[], Any], no: Callable[[], Any]) -> Any:
    """Return the second argument if the first is true, else the third; only that one is evaluated."""
    return yes() if _boolean("if", condition()) else no()
