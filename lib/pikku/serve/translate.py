"""T-SQL queries as DuckDB's SQL: the same values, types and order of empty values."""

from collections.abc import Callable

from sqlglot import exp
from sqlglot.errors import OptimizeError
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from pikku.serve import types
from pikku.serve.dialect import Rowset, Synapse

RowsetSource = Callable[[Rowset, exp.Table], exp.Query]
"""Returns the DuckDB subquery that reads what an OPENROWSET names."""


def query(tree: exp.Expression, schema: MappingSchema, rowset: RowsetSource) -> str:
    """Return a T-SQL query as DuckDB's SQL.

    Parameters
    ----------
    tree
        The query, parsed by `pikku.serve.dialect`.
    schema
        Tables and views that it may name, with the types of their columns.
    rowset
        What reads an OPENROWSET.

    Raises
    ------
    ValueError
        When a name in it can't be resolved.
    """
    tree = tree.copy()
    names = [name for name in getattr(tree, "named_selects", [])]
    for table in list(tree.find_all(exp.Table)):
        if isinstance(table.this, Rowset):
            table.replace(rowset(table.this, table))
    _check_tables(tree, schema)
    try:
        tree = qualify(tree, dialect=Synapse, schema=schema, quote_identifiers=True)
    except OptimizeError as error:
        raise ValueError(str(error).splitlines()[0]) from error
    tree = annotate_types(tree, schema=schema, dialect=Synapse, expression_metadata=types.METADATA)
    rewrite(tree, _rewritten)
    _restore_names(tree, names)
    return tree.sql(dialect="duckdb")


def rewrite(tree: exp.Expression, rule: Callable[[exp.Expression], exp.Expression]) -> None:
    """Put what `rule` returns in the place of each node of an annotated tree but its root.

    Inner nodes come first, and what takes a node's place keeps its type, so that a rule sees the types of T-SQL at every
    node, however deep.
    """
    for node in reversed([node for node in tree.walk() if node is not tree]):
        parent, key, index = node.parent, node.arg_key, node.index
        if (found := rule(node)) is not node:
            found.type = node.type
            parent.set(key, found, index)


def _check_tables(tree: exp.Expression, schema: MappingSchema) -> None:
    """Refuse a table that there isn't."""
    defined = {cte.alias.lower() for cte in tree.find_all(exp.CTE)}
    for table in tree.find_all(exp.Table):
        known = not isinstance(table.this, exp.Identifier) or (
            not table.db and table.name.lower() in defined
        )
        if known or table.db.lower() == "information_schema":
            continue
        if schema.find(table, raise_on_missing=False) is None:
            name = ".".join(part.name for part in table.parts)
            raise ValueError(f"there is no table or view {name}")


def _restore_names(tree: exp.Expression, names: list[str]) -> None:
    """Give the result's columns the spelling that the query has; resolving names makes them lower case."""
    select = tree
    while isinstance(select, exp.SetOperation):
        select = select.this
    if not isinstance(select, exp.Select):
        return
    spelling = {name.lower(): name for name in names}
    for projection in select.expressions:
        alias = projection.args.get("alias")
        if isinstance(alias, exp.Identifier) and alias.name in spelling:
            alias.set("this", spelling[alias.name])


def _rewritten(node: exp.Expression) -> exp.Expression:
    """Return a node with the meaning that T-SQL gives it."""
    match node:
        case exp.Div():
            return _quotient(node)
        case exp.Add() if types.is_text(node.left) and types.is_text(node.right):
            return exp.DPipe(this=node.left, expression=node.right, safe=False)
        case exp.Avg() if not isinstance(node.parent, exp.Window):
            return _average(node, node)
        case exp.Window() if isinstance(node.this, exp.Avg):
            return _average(node, node.this)
        case exp.Sum() if types.is_whole(node) and not isinstance(node.parent, exp.Window):
            return exp.cast(node.copy(), "BIGINT")
        case exp.DataType() if node.this == exp.DType.BIT:
            return exp.DataType.build("BOOLEAN")
        case exp.Extract() if node.name.upper() in ("DAYOFWEEK", "WEEKDAY", "DW"):
            # Sunday is 1 in T-SQL (DATEFIRST 7) and 0 in DuckDB.
            return exp.paren(exp.Add(this=node.copy(), expression=exp.Literal.number(1)))
        case exp.Length():
            return exp.Length(this=exp.func("RTRIM", node.this))
        case exp.Collate():
            return node.this
    return node


def _average(whole: exp.Expression, average: exp.Avg) -> exp.Expression:
    """Return an average as T-SQL types it: a whole number of whole numbers, a decimal of decimals."""
    if types.is_whole(average):
        return exp.cast(exp.func("TRUNC", whole.copy()), "BIGINT")
    if types.is_decimal(average):
        return exp.cast(whole.copy(), average.type.copy())
    return whole


def _quotient(node: exp.Div) -> exp.Expression:
    """Return a division as T-SQL does it: whole numbers give a whole number, decimals a decimal that is cut off.

    DuckDB would make a floating-point number of both. Decimals are divided as whole numbers of their last places, which
    is exact; division by zero is an error, where DuckDB gives an empty value.
    """
    left, right = _paren(node.left), _divisor(node.right)
    if types.is_whole(node.left) and types.is_whole(node.right):
        return exp.paren(exp.IntDiv(this=left, expression=right))
    first, second = types.decimal(node.left), types.decimal(node.right)
    if not first or not second:
        return exp.paren(exp.Div(this=left, expression=right))
    _, scale = types.quotient(first, second)
    above, below = _unscaled(left, scale + second[1]), _unscaled(right, second[1])
    place = exp.cast(exp.Literal.string(f"0.{'0' * (scale - 1)}1"), f"DECIMAL({scale}, {scale})")
    whole = exp.cast(exp.IntDiv(this=above, expression=below), "DECIMAL(38, 0)")
    return exp.paren(exp.Mul(this=whole, expression=place))


def _divisor(node: exp.Expression) -> exp.Expression:
    """Return a divisor that is an error when it is zero, as in T-SQL."""
    if isinstance(node, exp.Nullif) and node.expression.name == "0":
        return node
    zero = exp.EQ(this=_paren(node.copy()), expression=exp.Literal.number(0))
    message = exp.func("error", exp.Literal.string("Divide by zero error encountered."))
    return exp.Case(ifs=[exp.If(this=zero, true=message)], default=node)


def _unscaled(node: exp.Expression, places: int) -> exp.Expression:
    """Return a decimal times a power of ten, as a whole number of up to 38 digits."""
    power = exp.cast(exp.Literal.number(10**places), "DECIMAL(38, 0)")
    return exp.cast(exp.Mul(this=node, expression=power), "INT128")


def _paren(node: exp.Expression) -> exp.Expression:
    return exp.paren(node) if isinstance(node, exp.Binary | exp.Unary) else node
