"""The rows of the business tables that a posting rule reads for one document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.scope import Scope

from pikku import catalog
from pikku.load.explain.arithmetic import Arithmetic
from pikku.load.explain.level import NUMBER, PART, Level, selects, tables
from pikku.load.explain.words import words

#: At most so many rows of a table are shown, and of a query whose rows are sums.
ROWS, SUMS = 4, 60


@dataclass(frozen=True)
class Column:
    """A column that matters, what it means, and its values in the rows shown."""

    column: str
    meaning: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class Document:
    """The rows of a table that were read: how many, and the columns of the first of them.

    `holds` says which of these columns the table itself ties together, as in ``amount = quantity × unit_cost``.
    Where the rows are sums of a table's rows, `by` says what they are added up by.
    """

    table: str
    comment: str
    count: int
    columns: tuple[Column, ...]
    holds: tuple[str, ...] = ()
    by: tuple[str, ...] = ()


def documents(reader: Arithmetic, level: Level) -> Iterator[Document]:
    """Return the rows that a SELECT reads, source by source; of a query that it only goes on with, that one's."""
    for name, source in level.sources.items():
        goes_on = not level.adds_up and (len(level.sources) == 1 or level.of_sums(name))
        inside = reader.inside(level, name) if goes_on else None
        if inside:
            yield from documents(reader, inside)
        elif isinstance(source, exp.Table):
            yield _of_table(reader, level, name, catalog.table(source.name))
        else:
            yield from _of_query(reader, level, name, source)


def _of_table(reader: Arithmetic, level: Level, name: str, table: sa.Table) -> Document:
    """Return the rows of one of the catalogue's tables."""
    read = {each.name for each in level.scope.source_columns(name)} - {"modified_at"}
    names = {*table.primary_key.columns.keys(), catalog.natural_key(table), f"{table.name}_name"}
    matter, holds = read | names, []
    for check in catalog.checks(table):
        rule = sqlglot.parse_one(str(check.sqltext), dialect="postgres")
        used = {each.name for each in rule.find_all(exp.Column)}
        if not isinstance(rule, exp.EQ) or len(used) < 2:
            continue
        named = isinstance(rule.this, exp.Column)
        if rule.this.name in read if named else len(used & read) > 1:
            holds.append(words(rule))
            matter |= used
    meanings = {each.name: each.comment for each in table.columns if each.name in matter}
    count, columns = _columns(reader, level, name, meanings)
    return Document(table.fullname, table.comment, count, columns, tuple(holds))


def _of_query(reader: Arithmetic, level: Level, name: str, source: Scope) -> Iterator[Document]:
    """Return the rows of a query that the SELECT reads, of a UNION ALL query by query; constants are left out."""
    made = source.expression.named_selects
    by = level.told_by(name) if level.of_sums(name) else []
    used = {each.name for each in level.scope.source_columns(name)}
    matter = {NUMBER, *by, *used} - {"modified_at"}
    places = {each: place for place, each in enumerate(made) if each in matter}
    parts = selects(source) if PART in made else [source]
    for number, part in enumerate(parts):
        meanings = {each: _meaning(part, place) for each, place in places.items()}
        meanings = {each: meaning for each, meaning in meanings.items() if meaning}
        condition = f"column_{PART} = {number}" if PART in made else "true"
        count, columns = _columns(reader, level, name, meanings, condition)
        read = {table.fullname: table.comment for table in tables(part)}
        yield Document(", ".join(read), "; ".join(read.values()), count, columns, by=tuple(by))


def _meaning(source: Scope, place: int) -> str:
    """Return what a query's column is: the catalogue's comment or the expression, nothing when it is constant."""
    found = {}
    for select in selects(source):
        made = select.expression.selects[place].unalias()
        table = select.sources.get(made.table) if isinstance(made, exp.Column) else None
        if isinstance(table, exp.Table):
            found[catalog.table(table.name).columns[made.name].comment] = None
        elif isinstance(table, Scope):
            found[_meaning(table, table.expression.named_selects.index(made.name))] = None
        elif made.find(exp.Column, exp.AggFunc, exp.Window):
            found[words(Level(select, made).named(made))] = None
    return "; ".join(filter(None, found))


def _columns(
    reader: Arithmetic, level: Level, name: str, meanings: dict[str, str], condition: str = "true"
) -> tuple[int, tuple[Column, ...]]:
    """Return how many rows of a source were read, and the columns of the first."""
    keys = {f"column_{key.name}": key for key in level.order(name)}
    asked = keys | {f"column_{each}": exp.column(each, name) for each in meanings}
    distinct = f"SELECT DISTINCT * FROM ({level.query(asked, grouped=False)}) every"
    found = [f"column_{key.name} IS NOT NULL" for key in level.order(name)]  # an outer join's is
    condition = " AND ".join(("belongs", condition, *found))
    most = SUMS if level.of_sums(name) else ROWS
    rows, count = reader.rows(distinct, asked, most=most, condition=condition)
    columns = [
        Column(each, meaning, tuple(row[f"column_{each}"] for row in rows))
        for each, meaning in meanings.items()
    ]
    return count, tuple(columns)
