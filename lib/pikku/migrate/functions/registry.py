"""How a function of the expression language is declared, and what is common to all of them."""

import base64
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pikku.migrate.expression import ExpressionError

__all__ = ["ARGUMENTS", "REGISTRY", "ExpressionError", "Function", "declare", "to_json", "to_text"]


@dataclass(frozen=True)
class Function:
    """A function: its name as documented, how many arguments it takes, and what it does."""

    name: str
    category: str
    least: int
    most: int | None
    call: Callable[..., Any]
    lazy: bool = False

    def check_count(self, given: int) -> None:
        """Raise an `ExpressionError` when `given` arguments are too few or too many."""
        if given < self.least or (self.most is not None and given > self.most):
            raise ExpressionError(
                f"The function {self.name!r} takes {self.takes}, but is given {given}.",
                "Correct the number of arguments.",
            )

    @property
    def takes(self) -> str:
        """How many arguments the function takes, in words."""
        if self.most is None:
            return f"at least {self.least} argument{'s' * (self.least != 1)}"
        if self.least == self.most:
            return f"{self.least} argument{'s' * (self.least != 1)}"
        return f"{self.least} to {self.most} arguments"


REGISTRY: dict[str, Function] = {}
ARGUMENTS = (
    "Correct the argument, or convert it first with string(), int(), float(), bool() or json()."
)


def declare(name: str, category: str, least: int, most: int | None = -1, *, lazy: bool = False):
    """Return a decorator that registers a function under its documented name.

    Parameters
    ----------
    least, most
        The number of arguments; `most` is `least` when omitted, and None stands for any number.
    lazy
        The function gets its arguments unevaluated, as functions without arguments.
    """

    def register(call: Callable[..., Any]) -> Callable[..., Any]:
        limit = least if most == -1 else most
        REGISTRY[name.lower()] = Function(name, category, least, limit, call, lazy)
        return call

    return register


def wrong(function: str, expected: str, value: Any) -> ExpressionError:
    """Return the error for an argument of the wrong kind."""
    return ExpressionError(
        f"The function {function!r} expects {expected}, but is given {to_json(value)}.", ARGUMENTS
    )


def text_of(function: str, value: Any) -> str:
    """Return the argument if it is a text; nothing is converted silently."""
    if not isinstance(value, str):
        raise wrong(function, "a text", value)
    return value


def integer_of(function: str, value: Any) -> int:
    """Return the argument if it is a whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(function, "a whole number", value)
    return value


def number_of(function: str, value: Any) -> int | float | Decimal:
    """Return the argument if it is a number."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise wrong(function, "a number", value)
    return value


XML = "application/xml;charset=utf-8"
_TEXTS = ("text/", "application/xml", "application/json")  # content types that are written as text


def binary(content: bytes, content_type: str = "application/octet-stream") -> dict[str, str]:
    """Return binary content: an object with ``$content-type`` and, in base64, ``$content``."""
    return {"$content-type": content_type, "$content": base64.b64encode(content).decode()}


def binary_text(value: Any) -> str | None:
    """Return the text of binary content whose type is one of text; None of anything else."""
    if not isinstance(value, dict) or value.keys() != {"$content-type", "$content"}:
        return None
    if not str(value["$content-type"]).startswith(_TEXTS):
        return None
    return base64.b64decode(value["$content"]).decode("utf-8", "replace")


def to_json(value: Any) -> str:
    """Return a value as compact JSON; decimals keep all their digits."""
    match value:
        case Decimal():
            return format(value, "f")
        case dict():
            inner = (
                f"{json.dumps(str(k), ensure_ascii=False)}:{to_json(v)}" for k, v in value.items()
            )
            return "{" + ",".join(inner) + "}"
        case list() | tuple():
            return "[" + ",".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def to_text(value: Any) -> str:
    """Return a value as ``string()`` and ``@{…}`` write it.

    Null is the empty text, booleans are ``True`` and ``False`` as in .NET, whole floats have no
    decimals, XML is its text, arrays and other objects are compact JSON.
    """
    match value:
        case str():
            return value
        case None:
            return ""
        case bool():
            return "True" if value else "False"
        case float():
            return _float_text(value)
    text = binary_text(value)
    return to_json(value) if text is None else text


def _float_text(value: float) -> str:
    """Return a float as .NET writes it: the fewest digits that give it back, from 1E+15 with an exponent."""
    if not math.isfinite(value):
        return {math.inf: "Infinity", -math.inf: "-Infinity"}.get(value, "NaN")
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if abs(value) >= 1e15:
        digits, _, exponent = f"{Decimal(repr(value)):E}".partition("E")
        digits = digits.rstrip("0").rstrip(".") if "." in digits else digits
        return f"{digits}E{exponent}"
    return repr(value).replace("e", "E")
