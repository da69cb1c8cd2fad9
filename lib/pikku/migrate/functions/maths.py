"""Math functions. Whole numbers stay whole: ``div(7, 2)`` is 3."""

import random
from decimal import Decimal
from typing import Any

from pikku.migrate.functions.registry import (
    ExpressionError,
    declare,
    integer_of,
    number_of,
    wrong,
)

Number = int | float | Decimal


def _pair(function: str, left: Any, right: Any) -> tuple[Any, Any]:
    """Return two numbers that can be reckoned with: a decimal and a float become two decimals."""
    left, right = number_of(function, left), number_of(function, right)
    if isinstance(left, Decimal) and isinstance(right, float):
        right = Decimal(repr(right))
    if isinstance(right, Decimal) and isinstance(left, float):
        left = Decimal(repr(left))
    return left, right


def _divisor(function: str, right: Number) -> None:
    if right == 0:
        raise ExpressionError(
            f"The function {function!r} can't divide by 0.", "Correct the divisor."
        )


@declare("add", "math", 2)
def add(left: Any, right: Any) -> Number:
    """Return the sum."""
    left, right = _pair("add", left, right)
    return left + right


@declare("sub", "math", 2)
def sub(left: Any, right: Any) -> Number:
    """Return the first less the second."""
    left, right = _pair("sub", left, right)
    return left - right


@declare("mul", "math", 2)
def mul(left: Any, right: Any) -> Number:
    """Return the product."""
    left, right = _pair("mul", left, right)
    return left * right


@declare("div", "math", 2)
def div(left: Any, right: Any) -> Number:
    """Return the quotient; of whole numbers its whole part, towards zero."""
    left, right = _pair("div", left, right)
    _divisor("div", right)
    if isinstance(left, int) and isinstance(right, int):
        quotient = abs(left) // abs(right)
        return quotient if (left < 0) == (right < 0) else -quotient
    return left / right


@declare("mod", "math", 2)
def mod(left: Any, right: Any) -> Number:
    """Return what remains of the division, with the sign of the first."""
    left, right = _pair("mod", left, right)
    _divisor("mod", right)
    remainder = abs(left) % abs(right)
    return -remainder if left < 0 else remainder


def _numbers(function: str, values: tuple) -> list:
    items = values[0] if len(values) == 1 and isinstance(values[0], list) else list(values)
    if not items:
        raise wrong(function, "at least one number", items)
    return [number_of(function, item) for item in items]


@declare("max", "math", 1, None)
def max_(*values: Any) -> Number:
    """Return the greatest of the numbers, or of an array's numbers."""
    return max(_numbers("max", values))


@declare("min", "math", 1, None)
def min_(*values: Any) -> Number:
    """Return the least of the numbers, or of an array's numbers."""
    return min(_numbers("min", values))


@declare("rand", "math", 2)
def rand(least: Any, below: Any) -> int:
    """Return a random whole number from `least` to one before `below`."""
    least, below = integer_of("rand", least), integer_of("rand", below)
    if least >= below:
        raise wrong("rand", "a second number greater than the first", [least, below])
    return random.randrange(least, below)


@declare("range", "math", 2)
def range_(start: Any, count: Any) -> list[int]:
    """Return `count` whole numbers, one after the other, from `start`."""
    start, count = integer_of("range", start), integer_of("range", count)
    if not 0 <= count <= 100_000:
        raise wrong("range", "a count from 0 to 100000", count)
    return list(range(start, start + count))
