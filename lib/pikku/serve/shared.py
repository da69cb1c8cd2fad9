"""The SQL that the catalogue shares between engines, as T-SQL that Synapse serverless SQL takes."""

from collections.abc import Mapping

import sqlglot
from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types
from sqlglot.optimizer.qualify import qualify
from sqlglot.schema import MappingSchema

from pikku.serve import translate, types
from pikku.serve.dialect import Synapse

Views = Mapping[str, Mapping[str, Mapping[str, str]]]
"""Schema -> view -> column -> T-SQL type."""


def tsql(text: str, views: Views) -> str:
    """Return a query of the shared SQL as T-SQL.

    Names are resolved and bracketed, so that none is taken for a word of T-SQL. A date and a number of days are added by
    DATEADD, texts are joined by ``+``, a GROUP BY by position names its columns, and whole numbers are counted and added up
    with 64 bits, since T-SQL gives an error where a sum of INT needs more than its 32.

    Parameters
    ----------
    text
        The query, in the SQL that PostgreSQL, DuckDB and Spark share.
    views
        What it may name.

    Raises
    ------
    sqlglot.errors.SqlglotError
        When the query can't be read, or names a table or column that there isn't.
    """
    schema = MappingSchema(views, dialect=Synapse)
    query = sqlglot.parse_one(text).transform(_typed)
    tree = qualify(query, dialect=Synapse, schema=schema, quote_identifiers=True)
    tree = annotate_types(tree, schema=schema, dialect=Synapse, expression_metadata=types.METADATA)
    translate.rewrite(tree, _rewritten)
    return tree.sql(dialect=Synapse, pretty=True)


def _typed(node: exp.Expression) -> exp.Expression:
    """Return a node of whose value the type is known."""
    if isinstance(node, exp.Anonymous) and node.name.upper() == "MAKE_DATE":
        year, month, day = node.expressions
        return exp.DateFromParts(year=year, month=month, day=day)
    return node


def _rewritten(node: exp.Expression) -> exp.Expression:
    """Return a node in T-SQL's words."""
    match node:
        case exp.Add() if types.is_date(node.left) and types.is_whole(node.right):
            return exp.DateAdd(this=node.left, expression=node.right, unit=exp.var("DAY"))
        case exp.Sum() if types.is_whole(node.this) and node.this.type.this != exp.DType.BIGINT:
            node.set("this", exp.Cast(this=node.this, to=exp.DataType.build("BIGINT")))
    return node
