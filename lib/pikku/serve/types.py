"""The types that SQL Server gives to expressions, so that the twin divides, averages and concatenates as it does.

Rules of precision and scale: "Precision, scale, and length (Transact-SQL)" in Microsoft's documentation. Where a result
would need more than 38 digits, the scale is cut to leave room for the integral part, but not below 6.
"""

import re
from collections.abc import Callable
from typing import Any

from sqlglot import exp
from sqlglot.typing.tsql import EXPRESSION_METADATA

_WHOLE = {
    exp.DType.UTINYINT: 3,
    exp.DType.TINYINT: 3,
    exp.DType.SMALLINT: 5,
    exp.DType.INT: 10,
    exp.DType.BIGINT: 19,
}
"""Decimal digits that a whole number counts for."""
_TEXTS = exp.DataType.TEXT_TYPES
_FLOATS = {exp.DType.FLOAT, exp.DType.DOUBLE}
_MOST = 38

Decimal = tuple[int, int]
"""Precision and scale."""


def is_whole(node: exp.Expression) -> bool:
    """Return whether an annotated expression is a whole number."""
    return node.type is not None and node.type.this in _WHOLE


def is_text(node: exp.Expression) -> bool:
    """Return whether an annotated expression is a text."""
    return node.type is not None and node.type.this in _TEXTS


def is_date(node: exp.Expression) -> bool:
    """Return whether an annotated expression is a date without a time."""
    return node.type is not None and node.type.this == exp.DType.DATE


def is_float(node: exp.Expression) -> bool:
    """Return whether an annotated expression is a floating-point number."""
    return node.type is not None and node.type.this in _FLOATS


def is_decimal(node: exp.Expression) -> bool:
    """Return whether an annotated expression is a decimal."""
    return node.type is not None and node.type.this == exp.DType.DECIMAL


def decimal(node: exp.Expression) -> Decimal | None:
    """Return the precision and scale that an annotated expression has in arithmetic; None when it isn't exact."""
    if node.type is None:
        return None
    if node.type.this in _WHOLE:
        return _WHOLE[node.type.this], 0
    if node.type.this == exp.DType.DECIMAL:
        params = [int(param.name) for param in node.type.expressions]
        precision, scale = (*params, *(18, 0)[len(params) :])
        return precision, scale
    return None


def _fitted(precision: int, scale: int) -> Decimal:
    """Return a type of at most 38 digits."""
    if precision <= _MOST:
        return precision, scale
    whole = precision - scale
    return _MOST, min(scale, max(_MOST - whole, 6))


def quotient(left: Decimal, right: Decimal) -> Decimal:
    """Return the type of a division of decimals."""
    scale = max(6, left[1] + right[0] + 1)
    return _fitted(left[0] - left[1] + right[1] + scale, scale)


def _product(left: Decimal, right: Decimal) -> Decimal:
    return _fitted(left[0] + right[0] + 1, left[1] + right[1])


def _sum_of_two(left: Decimal, right: Decimal) -> Decimal:
    scale = max(left[1], right[1])
    return _fitted(scale + max(left[0] - left[1], right[0] - right[1]) + 1, scale)


def _widest(left: Decimal, right: Decimal) -> Decimal:
    scale = max(left[1], right[1])
    return _fitted(scale + max(left[0] - left[1], right[0] - right[1]), scale)


def decimal_type(found: Decimal) -> exp.DataType:
    """Return precision and scale as a type."""
    return exp.DataType.build(f"DECIMAL({found[0]}, {found[1]})")


def _arithmetic(
    rule: Callable[[Decimal, Decimal], Decimal],
) -> Callable[[Any, Any], Any]:
    """Return an annotator of + - * / and %."""

    def annotate(self: Any, node: exp.Binary) -> exp.Expression:
        left, right = node.left, node.right
        if is_text(left) and is_text(right):
            return self._set_type(node, exp.DType.VARCHAR)
        if is_float(left) or is_float(right):
            return self._set_type(node, exp.DType.DOUBLE)
        if is_whole(left) and is_whole(right):
            wider = max(left, right, key=lambda side: _WHOLE[side.type.this])
            return self._set_type(node, wider.type.copy())
        first, second = decimal(left), decimal(right)
        if first and second:
            return self._set_type(node, decimal_type(rule(first, second)))
        return self._annotate_binary(node)

    return annotate


def _merged(self: Any, node: exp.Expression, values: list[exp.Expression]) -> exp.Expression:
    """Give an expression the common type of some of its parts (branches of CASE, arguments of COALESCE)."""
    known = [v for v in values if v.type is not None and v.type.this != exp.DType.NULL]
    decimals = [decimal(value) for value in known]
    if not known:
        return self._set_type(node, exp.DType.UNKNOWN)
    if any(is_float(value) for value in known):
        return self._set_type(node, exp.DType.DOUBLE)
    if all(is_whole(value) for value in known):
        wider = max(known, key=lambda value: _WHOLE[value.type.this])
        return self._set_type(node, wider.type.copy())
    if all(decimals):
        widest = decimals[0]
        for one in decimals[1:]:
            widest = _widest(widest, one)
        return self._set_type(node, decimal_type(widest))
    return self._set_type(node, known[0].type.copy())


def _of_literal(self: Any, node: exp.Literal) -> exp.Expression:
    if node.is_string:
        return self._set_type(node, exp.DType.VARCHAR)
    text = node.name
    if re.fullmatch(r"\d+", text):
        return self._set_type(node, exp.DType.INT if int(text) < 2**31 else exp.DType.BIGINT)
    if "e" in text.lower():
        return self._set_type(node, exp.DType.DOUBLE)
    whole, _, fraction = text.partition(".")
    digits = len(whole.lstrip("0")) + len(fraction)
    return self._set_type(node, decimal_type((max(digits, 1), len(fraction))))


def _of_sum(self: Any, node: exp.Expression) -> exp.Expression:
    found = decimal(node.this)
    if found and is_decimal(node.this):
        return self._set_type(node, decimal_type((_MOST, found[1])))
    if is_whole(node.this):
        big = node.this.type.this == exp.DType.BIGINT
        return self._set_type(node, exp.DType.BIGINT if big else exp.DType.INT)
    return self._set_type(node, exp.DType.DOUBLE)


def _of_average(self: Any, node: exp.Expression) -> exp.Expression:
    if is_decimal(node.this):
        return self._set_type(node, decimal_type((_MOST, max(decimal(node.this)[1], 6))))
    return _of_sum(self, node)


def _of_case(self: Any, node: exp.Case) -> exp.Expression:
    values = [branch.args["true"] for branch in node.args["ifs"]]
    return _merged(
        self,
        node,
        [*values, *([node.args["default"]] * bool(node.args.get("default")))],
    )


def _of_if(self: Any, node: exp.If) -> exp.Expression:
    values = [node.args.get("true"), node.args.get("false")]
    return _merged(self, node, [value for value in values if value is not None])


def _of_first(self: Any, node: exp.Expression) -> exp.Expression:
    return self._set_type(node, node.this.type.copy() if node.this.type else exp.DType.UNKNOWN)


def _of_count(self: Any, node: exp.Count) -> exp.Expression:
    return self._set_type(node, exp.DType.BIGINT if node.args.get("big_int") else exp.DType.INT)


METADATA = {
    **EXPRESSION_METADATA,
    exp.Literal: {"annotator": _of_literal},
    exp.Add: {"annotator": _arithmetic(_sum_of_two)},
    exp.Sub: {"annotator": _arithmetic(_sum_of_two)},
    exp.Mul: {"annotator": _arithmetic(_product)},
    exp.Mod: {"annotator": _arithmetic(_widest)},
    exp.Div: {"annotator": _arithmetic(quotient)},
    exp.Sum: {"annotator": _of_sum},
    exp.Avg: {"annotator": _of_average},
    exp.Case: {"annotator": _of_case},
    exp.If: {"annotator": _of_if},
    exp.Coalesce: {"annotator": lambda self, e: _merged(self, e, [e.this, *e.expressions])},
    exp.Nullif: {"annotator": _of_first},
    exp.Round: {"annotator": _of_first},
    exp.Abs: {"annotator": _of_first},
    exp.Count: {"annotator": _of_count},
    **{
        kind: {"annotator": _of_first} for kind in (exp.Min, exp.Max, exp.FirstValue, exp.LastValue)
    },
    **{kind: {"annotator": _of_first} for kind in (exp.Lag, exp.Lead, exp.Neg, exp.Paren)},
}
"""How sqlglot's type annotator annotates T-SQL here."""
