"""The catalogue's measures computed by their SQL on the Synapse twin, grouped and filtered as Power BI would.

What happens to a measure that a dimension can't reach is decided here once, and is what Power BI does:

- a fact is reached by its own columns, by the dimensions that its foreign keys lead to, and by ``dim_date`` through its
  active date only;
- a grouping column or filter that doesn't reach a measure's fact leaves the measure alone: its total is repeated in
  every group;
- facts whose key is empty (a bank line of the ledger has no customer) form a group of their own, with None;
- the groups shown are those in which a fact has rows; a group with nothing to show is left out.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import sqlalchemy as sa
import sqlglot
from sqlglot import exp

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import MEASURES, Measure
from pikku.errors import PikkuError

if TYPE_CHECKING:
    from pikku.serve.connection import Connection

_QUOTIENT = "DECIMAL(38, 10)"
"""Ratios and averages are rounded to ten places, so that they stay decimals."""


@dataclass(frozen=True)
class Between:
    """A filter: from `low` to `high`, both included; either may be None, for no bound."""

    low: Any = None
    high: Any = None


Filter = Between | Sequence[Any] | str | int | Decimal | date | bool | None


@dataclass(frozen=True)
class _Column:
    """A column of a gold table that is grouped or filtered by."""

    table: sa.Table
    name: str

    @property
    def label(self) -> str:
        return f"{self.table.name}.{self.name}"


def measure_query(
    measures: Sequence[str],
    by: Sequence[str] = (),
    filters: Mapping[str, Filter] | None = None,
    *,
    order: Sequence[str] = (),
    limit: int | None = None,
    connection: "Connection | None" = None,
) -> pa.Table:
    """Return measures by groups: a column for each of `by`, as it is written there, then one for each measure.

    Amounts and quotients are decimals, counts are integers.

    Parameters
    ----------
    measures
        Names from ``pikku.catalog.measures``, as in ``["Revenue", "Gross margin %"]``; none gives the groups alone.
    by
        Columns of gold tables, as in ``["dim_date.financial_year", "dim_customer.segment"]``; none gives one row.
    filters
        Column of a gold table -> a value, a list of values (any of them), ``Between(low, high)``, or None (is empty).
    order
        Columns of the result to sort by, with a minus before the name for descending: ``["-Revenue"]``. After those
        given, and by default, come the columns of `by`. Empty values come last.
    limit
        At most so many rows.
    connection
        A connection from ``serve.connect()`` to use, for many queries; else one is opened and closed.

    Raises
    ------
    PikkuError
        When a measure, a table or a column doesn't exist, or the views don't.
    """
    text = measure_sql(measures, by, filters, order=order, limit=limit)
    if connection is not None:
        return connection.duckdb(text)
    from pikku.serve.connection import connect

    with connect() as own:
        return own.duckdb(text)


def measure_sql(
    measures: Sequence[str],
    by: Sequence[str] = (),
    filters: Mapping[str, Filter] | None = None,
    *,
    order: Sequence[str] = (),
    limit: int | None = None,
) -> str:
    """Return the query that `measure_query` runs: one part for each fact, the groups, the measures on them."""
    names, groups = (
        list(dict.fromkeys(measures)),
        [_column(label) for label in dict.fromkeys(by)],
    )
    if not names and not groups:
        raise PikkuError("A query of measures names neither a measure nor a column to group by.")
    conditions = [(_column(label), value) for label, value in (filters or {}).items()]
    facts: dict[str, list[Measure]] = {}
    for measure in _base_measures(names):
        facts.setdefault(measure.table_name, []).append(measure)
    tables = {fact: _table(fact) for fact in facts}
    parts = [
        f"{_part(fact)} AS ({_aggregated(tables[fact], found, groups, conditions)})"
        for fact, found in facts.items()
    ]
    parts.append(f"spine AS ({_spine(list(tables.values()), groups, conditions)})")
    shown = [f"spine.g{i} AS {_quoted(column.label)}" for i, column in enumerate(groups)]
    shown += [f"{_expression_sql(name)} AS {_quoted(name)}" for name in names]
    lines = [
        f"WITH {', '.join(parts)}",
        f"SELECT * FROM (SELECT {', '.join(shown)} FROM spine",
    ]
    lines += [f"LEFT JOIN {_part(f)} ON {_matching(t, groups)}" for f, t in tables.items()]
    lines.append(")")
    if names and groups:
        lines.append(f"WHERE {' OR '.join(f'{_quoted(name)} IS NOT NULL' for name in names)}")
    lines.append(_ordering(order, [column.label for column in groups], names))
    if limit is not None:
        lines.append(f"LIMIT {int(limit)}")
    return "\n".join(line for line in lines if line)


def linked(fact: sa.Table, table: sa.Table) -> sa.Column | None:
    """Return the column of `fact` that leads to `table`, None when there is none; of dates, the active one."""
    for column in fact.columns:
        leads = any(key.column.table is table for key in column.foreign_keys)
        if leads and column.info.get("active", True):
            return column
    return None


def _reaches(table: sa.Table, fact: sa.Table) -> bool:
    return table is fact or linked(fact, table) is not None


def _table(name: str) -> sa.Table:
    """Return the gold table of a name."""
    known = {table.name: table for table in gold_tables()}
    if name not in known:
        tables = ", ".join(sorted(known))
        raise PikkuError(f"There is no gold table {name!r}.", remedy=f"There are: {tables}.")
    return known[name]


def _column(label: str) -> _Column:
    """Return the column that a label such as ``dim_customer.segment`` names."""
    name, _, column = label.partition(".")
    table = _table(name)
    if column not in table.columns:
        columns = ", ".join(table.columns.keys())
        raise PikkuError(f"The gold table {name} has no column {column!r}.", f"It has: {columns}.")
    return _Column(table, column)


def _measure(name: str) -> Measure:
    for measure in MEASURES:
        if measure.name == name:
            return measure
    names = ", ".join(measure.name for measure in MEASURES)
    raise PikkuError(f"There is no measure {name!r} in the catalogue.", f"There are: {names}.")


def _base_measures(names: Sequence[str]) -> list[Measure]:
    """Return the measures over a fact that the named ones are made of, themselves included."""
    found: dict[str, Measure] = {}
    pending = list(names)
    while pending:
        measure = _measure(pending.pop(0))
        if measure.parts:
            pending.extend(measure.parts)
        else:
            found[measure.name] = measure
    return list(found.values())


def _aggregated(
    fact: sa.Table,
    measures: Sequence[Measure],
    groups: Sequence[_Column],
    conditions: Sequence[tuple[_Column, Filter]],
) -> str:
    """Return the query of one fact: its measures by those grouping columns that reach it."""
    keys = {i: _reference(c, fact) for i, c in enumerate(groups) if _reaches(c.table, fact)}
    wheres = [(c, v) for c, v in conditions if _reaches(c.table, fact)]
    dimensions = {c.table.name: c.table for c in [*groups, *(c for c, _ in wheres)]}
    columns = [f"{key} AS g{i}" for i, key in keys.items()]
    columns += [f"{_aggregate_sql(m)} AS {_quoted(m.name)}" for m in measures]
    lines = [f"SELECT {', '.join(columns)} FROM gold.{_quoted(fact.name)} AS f"]
    for table in dimensions.values():
        if table is not fact and (link := linked(fact, table)) is not None:
            (key,) = table.primary_key.columns
            place = f"gold.{_quoted(table.name)} AS {table.name}"
            lines.append(
                f"LEFT JOIN {place} ON {table.name}.{_quoted(key.name)} = f.{_quoted(link.name)}"
            )
    if wheres:
        tests = [_condition(_reference(column, fact), value) for column, value in wheres]
        lines.append(f"WHERE {' AND '.join(tests)}")
    if keys:
        lines.append(f"GROUP BY {', '.join(keys.values())}")
    # Without rows there is nothing to count: an empty value, as in DAX, not a zero.
    lines.append("HAVING COUNT(*) > 0")
    return " ".join(lines)


def _spine(
    facts: Sequence[sa.Table],
    groups: Sequence[_Column],
    conditions: Sequence[tuple[_Column, Filter]],
) -> str:
    """Return the query of the groups: for each fact its own, times all members of what doesn't reach it."""
    if not groups:
        return "SELECT 1 AS one"
    columns = ", ".join(f"g{i}" for i in range(len(groups)))
    queries = []
    for fact in facts or [None]:
        sources = [_part(fact.name)] if fact is not None else []
        for table in {column.table.name: column.table for column in groups}.values():
            if fact is None or not _reaches(table, fact):
                sources.append(_members(table, groups, conditions))
        queries.append(f"SELECT {columns} FROM {' CROSS JOIN '.join(sources)}")
    return " UNION ".join(queries) if len(queries) > 1 else queries[0]


def _members(
    table: sa.Table,
    groups: Sequence[_Column],
    conditions: Sequence[tuple[_Column, Filter]],
) -> str:
    """Return a subquery of the distinct values of a table's grouping columns."""
    columns = [f"{_quoted(c.name)} AS g{i}" for i, c in enumerate(groups) if c.table is table]
    tests = [_condition(_quoted(c.name), value) for c, value in conditions if c.table is table]
    where = f" WHERE {' AND '.join(tests)}" if tests else ""
    return (
        f"(SELECT DISTINCT {', '.join(columns)} FROM gold.{_quoted(table.name)}{where})"
        f" AS all_{table.name}"
    )


def _matching(fact: sa.Table, groups: Sequence[_Column]) -> str:
    """Return the condition that joins a fact's part to the groups."""
    part = _part(fact.name)
    tests = [
        f"{part}.g{i} IS NOT DISTINCT FROM spine.g{i}"
        for i, column in enumerate(groups)
        if _reaches(column.table, fact)
    ]
    return " AND ".join(tests) or "TRUE"


def _aggregate(measure: Measure) -> exp.Expression:
    """Return a measure over a fact as an expression, its tables in the schema gold, its quotients decimals."""
    tree = sqlglot.parse_one(measure.sql, read="duckdb")
    for table in tree.find_all(exp.Table):
        table.set("db", exp.to_identifier("gold"))
    return _with_decimal_quotients(tree)


def _expression(name: str) -> exp.Expression:
    """Return a measure as an expression over the parts of the query."""
    measure = _measure(name)
    if not measure.parts:
        return exp.column(_quoted_identifier(name), table=_part(measure.table_name))
    tree = sqlglot.parse_one(measure.sql, read="tsql")

    def replaced(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Column):
            return exp.paren(_expression(node.name))
        return node

    return _with_decimal_quotients(tree.transform(replaced))


# A report asks for the same measures hundreds of times: their SQL is written once.
@functools.cache
def _aggregate_sql(measure: Measure) -> str:
    return _aggregate(measure).sql("duckdb")


@functools.cache
def _expression_sql(name: str) -> str:
    return _expression(name).sql("duckdb")


def _with_decimal_quotients(tree: exp.Expression) -> exp.Expression:
    """Return the expression with each division and average rounded to a decimal."""

    def rounded(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Div):
            above = exp.cast(node.left.transform(rounded), "DOUBLE")
            quotient = exp.Div(this=above, expression=exp.paren(node.right.transform(rounded)))
            return exp.cast(quotient, _QUOTIENT)
        if isinstance(node, exp.Avg):
            return exp.cast(node.copy(), _QUOTIENT)
        return node

    return tree.transform(rounded)


def _reference(column: _Column, fact: sa.Table) -> str:
    alias = "f" if column.table is fact else column.table.name
    return f"{alias}.{_quoted(column.name)}"


def _condition(column: str, value: Filter) -> str:
    """Return a filter as a condition on a column."""
    if value is None:
        return f"{column} IS NULL"
    if isinstance(value, Between):
        tests = [
            f"{column} {sign} {_literal(bound)}"
            for sign, bound in ((">=", value.low), ("<=", value.high))
            if bound is not None
        ]
        return " AND ".join(tests) or "TRUE"
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, str):
        tests = [_condition(column, one) for one in value]
        return f"({' OR '.join(tests)})" if tests else "FALSE"
    return f"{column} = {_literal(value)}"


def _literal(value: Any) -> str:
    return exp.convert(value).sql("duckdb")


def _ordering(order: Sequence[str], groups: Sequence[str], measures: Sequence[str]) -> str:
    """Return the ORDER BY clause."""
    keys: dict[str, str] = {}
    for key in [*order, *groups]:
        name = key.removeprefix("-")
        if name not in (*groups, *measures):
            known = ", ".join([*groups, *measures])
            raise PikkuError(f"{name!r} is not in the result.", f"Sort by one of: {known}.")
        direction = "DESC" if key.startswith("-") else "ASC"
        keys.setdefault(name, f"{_quoted(name)} {direction} NULLS LAST")
    return f"ORDER BY {', '.join(keys.values())}" if keys else ""


def _part(fact: str) -> str:
    return f"of_{fact}"


def _quoted_identifier(name: str) -> exp.Identifier:
    return exp.to_identifier(name, quoted=True)


def _quoted(name: str) -> str:
    return _quoted_identifier(name).sql("duckdb")
