"""Expressions of SQL in the words and signs of a bookkeeper, and with figures in place of names."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

from sqlglot import exp
from sqlglot.generator import Generator

_NAMES = {
    exp.Sum: "sum",
    exp.Max: "largest",
    exp.Min: "smallest",
    exp.Avg: "average",
    exp.Count: "count",
}
#: Decimals of a number of rupees -> what rounding to them is called.
_ROUNDED = {
    "-5": "to the nearest lakh",
    "-1": "to the nearest ten",
    "0": "to the nearest rupee",
    "2": "to the nearest paisa",
}


def words(expression: exp.Expression) -> str:
    """Return an expression as people write it, as in ``quantity × standard_cost``; casts are left out."""
    return _Words(dialect="postgres").generate(expression)


def figures(expression: exp.Expression, values: Mapping[exp.Expression, object]) -> str:
    """Return an expression with values in place of its parts, as in ``250 × 41.30``.

    Parameters
    ----------
    values
        Part of the expression -> its value; the parts are the outermost ones that are known.
    """

    def valued(node: exp.Expression) -> exp.Expression:
        return literal(values[node]) if node in values else node

    known = expression.transform(valued).transform(_first_known)
    return words(known.unnest() if isinstance(known, exp.Paren) else known)


def figure(value: object) -> str:
    """Return a value as it stands alone, as in ``1,239.00``."""
    return words(literal(value).unnest())


def literal(value: object) -> exp.Expression:
    """Return a value as an expression: below zero in parentheses, days as text."""
    if isinstance(value, date | datetime):
        value = str(value)
    made = exp.convert(value)
    return exp.Paren(this=made) if isinstance(made, exp.Neg) else made


def _first_known(node: exp.Expression) -> exp.Expression:
    """Return the first value of a COALESCE that is none of NULL, where its values are known."""
    if not isinstance(node, exp.Coalesce):
        return node
    for choice in (node.this, *node.expressions):
        if not isinstance(choice, exp.Null):
            return choice if isinstance(choice, exp.Literal | exp.Paren) else node
    return exp.Null()


class _Words(Generator):
    """Writes SQL as words; what it has no word for stays SQL."""

    TRANSFORMS: ClassVar = {
        **Generator.TRANSFORMS,
        exp.Mul: lambda self, node: self.binary(node, "×"),
        exp.Sub: lambda self, node: self.binary(node, "−"),
        exp.Neg: lambda self, node: f"−{self.sql(node, 'this')}",
        exp.Greatest: lambda self, node: self.choice("the larger of ", node),
        exp.Least: lambda self, node: self.choice("the smaller of ", node),
        exp.Floor: lambda self, node: f"the whole part of ({self.sql(node, 'this')})",
        exp.Coalesce: lambda self, node: self.choice("", node, ", or "),
        **{
            kind: lambda self, node: f"{_NAMES[type(node)]}({self.sql(node, 'this')})"
            for kind in _NAMES
        },
    }

    def choice(self, name: str, node: exp.Expression, between: str = ", ") -> str:
        """Return a function that picks one of its arguments."""
        return f"{name}({between.join(map(self.sql, (node.this, *node.expressions)))})"

    def literal_sql(self, expression: exp.Literal) -> str:
        """Return numbers with thousands separators, text in quotes."""
        if expression.is_string:
            return super().literal_sql(expression)
        if isinstance(expression.parent, exp.EQ) and expression.parent.this.name.endswith("_id"):
            return expression.name
        return f"{Decimal(expression.name):,f}"

    def case_sql(self, expression: exp.Case) -> str:
        """Return a choice as its values and when they are taken, as in ``amount where account_id = 4100``."""
        of, default = expression.this, expression.args.get("default")
        whens = [(exp.EQ(this=of.copy(), expression=each.this.copy()) if of else each.this, each.args["true"])
                 for each in expression.args["ifs"]]  # fmt: skip
        zero = exp.convert(0)
        if len(whens) == 1 and whens[0][1] == zero and default:
            chosen = [f"{self.sql(default)} unless {self.sql(whens[0][0])}"]
        else:
            chosen = [f"{self.sql(value)} where {self.sql(when)}" for when, value in whens]
            chosen += [f"else {self.sql(default)}"] if default and default != zero else []
        written = ", ".join(chosen)
        return f"({written})" if isinstance(expression.parent, exp.Binary) else written

    def round_sql(self, expression: exp.Round) -> str:
        """Return a rounded value, by the name of the money that it is rounded to."""
        decimals = expression.args.get("decimals")
        places = decimals.sql() if decimals else "0"
        name = _ROUNDED.get(places, f"round to {places} decimals")
        return f"{name} ({self.sql(expression, 'this')})"

    def cast_sql(self, expression: exp.Cast, safe_prefix: str | None = None) -> str:
        """Return what is cast; a number with the decimals that it is cast to."""
        number, to = expression.this, expression.to.expressions
        if isinstance(number, exp.Literal) and not number.is_string and len(to) == 2:
            return f"{Decimal(number.name):,.{to[1].name}f}"
        inner = isinstance(number, exp.Binary) and isinstance(expression.parent, exp.Binary)
        return f"({self.sql(number)})" if inner else self.sql(number)

    def extract_sql(self, expression: exp.Extract) -> str:
        """Return a part of a day, as in ``year of joined_on``."""
        return f"{expression.name.lower()} of {self.sql(expression, 'expression')}"

    def window_sql(self, expression: exp.Window) -> str:
        """Return a window over the rows so far in words, any other as SQL."""
        function, argument = expression.this, self.sql(expression.this, "this")
        if not runs(expression):
            return super().window_sql(expression)
        group = group_of(expression)
        within = f" of the same {self.sql(group)}" if group else ""
        if type(function) in _NAMES:
            return f"{_NAMES[type(function)]} so far({argument}){within}"
        if isinstance(function, exp.Lag) and not function.args.get("offset"):
            return f"{argument} of the row before{within}"
        if isinstance(function, exp.Lag) and not function.args.get("default"):
            return f"{argument} of {self.sql(function, 'offset')} rows before{within}"
        if isinstance(function, exp.RowNumber):
            return f"number of the row by {self.sql(order_of(expression))}{within}"
        return super().window_sql(expression)


def runs(window: exp.Window) -> bool:
    """Return whether a window goes over all rows up to the present one, by one ascending value, all together or by group."""
    order = window.args.get("order")
    return (
        order is not None
        and len(order.expressions) == 1
        and not order.expressions[0].args.get("desc")
        and len(window.args.get("partition_by") or ()) <= 1
        and not window.args.get("spec")
    )


def group_of(window: exp.Window) -> exp.Expression | None:
    """Return what the rows of a window have in common, None where it goes over all of them."""
    return next(iter(window.args.get("partition_by") or ()), None)


def order_of(window: exp.Window) -> exp.Expression:
    """Return the value that a window's rows are ordered by."""
    return window.args["order"].expressions[0].this
