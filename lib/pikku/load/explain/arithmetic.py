"""How a rule's amounts come about for one document: expression, figures, result, and what was added up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import psycopg
from psycopg.rows import dict_row
from sqlglot import exp

from pikku.load.explain.level import Level, added_up
from pikku.load.explain.words import figure, figures, group_of, literal, order_of, runs, words

#: At most so many terms of a sum are shown.
TERMS = 4
#: Functions whose value over the rows so far is made of those rows' values.
_CUMULATED = (exp.Sum, exp.Max, exp.Min)
#: Expressions that have a value which figures put in their place.
_VALUES = (
    exp.Column,
    exp.AggFunc,
    exp.Case,
    exp.Exists,
    exp.Extract,
    exp.Filter,
    exp.In,
    exp.Subquery,
    exp.WithinGroup,
)


@dataclass(frozen=True)
class Amount:
    """One amount of a rule, or a step to one: its expression, the same with figures, and the result."""

    name: str
    expression: str
    figures: str
    result: Decimal
    step: bool = False

    def __str__(self) -> str:
        """Return it as ``stock = quantity × standard_cost = 250 × 41.30 = 10,325.00``."""
        return " = ".join((self.name, *self.equals))

    @property
    def equals(self) -> tuple[str, ...]:
        """Return what it is equal to, one after the other; nothing twice."""
        parts = (self.name, self.expression, self.figures, figure(self.result))
        return tuple(dict.fromkeys(parts))[1:]


@dataclass(frozen=True)
class Total:
    """What was added up over many rows (or the largest found): how many terms, the first of them, and the result."""

    name: str
    count: int
    terms: tuple[str, ...]
    result: Decimal

    def __str__(self) -> str:
        """Return it as ``sum(amount), 3 terms: 20.00 + 30.00 + 50.00 = 100.00``."""
        sign = " + " if self.name.startswith("sum") else "; "
        more = ("…",) if self.count > len(self.terms) else ()
        terms = sign.join((*self.terms, *more))
        counted = f"{self.count:,} term{'' if self.count == 1 else 's'}"
        return f"{self.name}, {counted}: {terms} = {figure(self.result)}"


@dataclass
class Arithmetic:
    """The amounts of one document, with the steps to them, and the totals that occur in them."""

    link: psycopg.Connection
    amounts: list[Amount] = field(default_factory=list)
    totals: dict[tuple[exp.Expression, exp.Expression], Total] = field(default_factory=dict)
    _told: set[tuple[int, exp.Expression, str]] = field(default_factory=set)

    def explain(self, level: Level, names: Iterable[str], *, step: bool = False) -> None:
        """Add what the columns `names` of a SELECT are made of, then the same of the queries that it reads.

        A column that is another query's of the same name is told there alone, and none is told twice.
        """
        told = {name: (id(level.scope), level.belongs, name) for name in names}
        wanted = {name: level.column(name) for name in names if told[name] not in self._told}
        self._told |= set(told.values())
        made = self._made_inside(level, wanted)
        for source, inside, columns in made:
            same = [name for name in columns if _is(wanted.get(name), source, name)]
            self.explain(inside, same, step=step)
            for name in same:
                del wanted[name]
        if wanted:
            self._explain(level, wanted, step=step)
        for _, inside, columns in made:
            self.explain(inside, columns, step=True)

    def _explain(self, level: Level, wanted: dict[str, exp.Expression], *, step: bool) -> None:
        """Add some columns of a SELECT, and what is added up in them."""
        parts = list(dict.fromkeys(part for each in wanted.values() for part in _parts(each)))
        sums = [each for each in parts if isinstance(each, exp.Sum)]
        sums = [each for each in sums if not isinstance(each.this, exp.Distinct)]
        asked = {f"amount_{name}": each for name, each in wanted.items()}
        asked |= {f"part_{place}": part for place, part in enumerate(parts)}
        asked |= {f"terms_{place}": _terms(part) for place, part in enumerate(sums)}
        (found,), _ = self.rows(level.query(asked, grouped=True), most=1)
        values = {part: found[f"part_{place}"] for place, part in enumerate(parts)}
        for name, each in wanted.items():
            if not isinstance(found[f"amount_{name}"], Decimal | int):  # a day
                continue
            written = words(level.named(each)), figures(each, values)
            self.amounts.append(Amount(name, *written, found[f"amount_{name}"], step))
        for place, part in enumerate(sums):
            if found[f"terms_{place}"] > 1:
                self.totals[level.belongs, part] = self._sum(level, part, values[part])
        for part, value in values.items():
            if isinstance(part, exp.Window) and runs(part) and type(part.this) in _CUMULATED:
                self.totals[level.belongs, part] = self._so_far(level, part, value)
        self.totals = {key: total for key, total in self.totals.items() if total.count > 1}

    def inside(self, level: Level, name: str) -> Level | None:
        """Return the SELECT that makes a source of another, None unless the document's rows can be told there.

        Where the document's key is not in it, the document must have read one row of it and no more.
        """
        columns = level.told_by(name)
        if (found := level.inside(name)) or columns is None:
            return found
        query = level.query({each: exp.column(each, name) for each in columns}, grouped=False)
        rows, count = self.rows(f"SELECT DISTINCT * FROM ({query}) every", most=1)
        known = {each: rows[0][each] for each in columns} if count == 1 else {}
        none = count != 1 or None in known.values()  # an outer join's row may be missing
        return None if none else level.inside(name, known)

    def rows(
        self, query: str, order: Iterable[str] = (), *, most: int, condition: str = "belongs"
    ) -> tuple[list[dict[str, Any]], int]:
        """Return the first rows of the document in a query that says which ``belongs``, and how many there are."""
        by = f"ORDER BY {', '.join(order)}" if order else ""
        cursor = self.link.cursor(row_factory=dict_row)
        cursor.execute(
            f"SELECT *, count(*) OVER () AS how_many FROM ({query}) part WHERE {condition} {by} LIMIT {most}"
        )
        found = cursor.fetchall()
        return found, found[0]["how_many"] if found else 0

    def _sum(self, level: Level, part: exp.Sum, value: Decimal) -> Total:
        """Return the terms of a sum over the rows of a group; those of zero are left out."""
        keys = [key for name in level.sources for key in level.order(name)]
        columns = list(part.this.find_all(exp.Column))
        asked = {f"key_{place}": key for place, key in enumerate(keys)}
        order = list(asked)
        asked |= {f"part_{place}": column for place, column in enumerate(columns)}
        query = level.query({"term": part.this, **asked}, grouped=False)
        found, count = self.rows(
            query, [*order, "term"], most=TERMS, condition="belongs AND term <> 0"
        )
        terms = []
        for row in found:
            values = {column: row[f"part_{place}"] for place, column in enumerate(columns)}
            product = isinstance(part.this, exp.Binary)
            terms.append(f"({figures(part.this, values)})" if product else _term(row["term"]))
        return Total(words(level.named(part)), count, tuple(terms), value)

    def _so_far(self, level: Level, part: exp.Window, value: Decimal) -> Total:
        """Return the terms of a sum, or of a largest or smallest value, over the rows up to the present one."""
        asked = {"term": part.this.this, "place": order_of(part)}
        if group := group_of(part):
            asked["within"] = group
        query = level.query(asked, grouped=True)
        here = f"place <= (SELECT place FROM ({query}) here WHERE belongs)"
        if group:
            here += f" AND within = (SELECT within FROM ({query}) here WHERE belongs)"
        found, count = self.rows(query, ["place"], most=TERMS, condition=here)
        terms = tuple(_term(row["term"]) for row in found)
        return Total(words(level.named(part)), count, terms, value)

    def _made_inside(
        self, level: Level, wanted: dict[str, exp.Expression]
    ) -> list[tuple[str, Level, list[str]]]:
        """Return the sources of a SELECT that make columns of its own, with these; not those that it adds up."""
        made: dict[str, dict[str, None]] = {}
        for column in (each for one in wanted.values() for each in one.find_all(exp.Column)):
            if not (_places(column) or _in_a_sum(column)):
                made.setdefault(column.table, {})[column.name] = None
        found = [(name, self.inside(level, name), list(made[name])) for name in made]
        return [each for each in found if each[1]]


def _places(column: exp.Column) -> bool:
    """Return whether a column says which rows a window goes over, and in which order: that is no figure."""
    window = column.find_ancestor(exp.Window)
    return bool(window) and not any(each is column for each in window.this.find_all(exp.Column))


def _terms(part: exp.Sum) -> exp.Expression:
    """Return how many rows a sum has that are not zero."""
    counted = exp.Where(this=exp.NEQ(this=part.this.copy(), expression=exp.convert(0)))
    return exp.Filter(this=exp.Count(this=exp.Star()), expression=counted)


def _is(expression: exp.Expression | None, source: str, name: str) -> bool:
    """Return whether an expression is nothing but a source's column."""
    return isinstance(expression, exp.Column) and (expression.table, expression.name) == (
        source,
        name,
    )


def _in_a_sum(column: exp.Expression) -> bool:
    """Return whether a column is added up: it has no single value."""
    node = column
    while node := node.parent:
        if added_up(node):
            return True
    return False


def _term(value: object) -> str:
    return words(literal(value))


def _parts(expression: exp.Expression) -> list[exp.Expression]:
    """Return the outermost parts of an expression that have a value of their own in a row of its query."""
    if isinstance(expression, exp.Window):
        argument = expression.this.this
        return [expression, *(_parts(argument) if isinstance(argument, exp.Expression) else [])]
    if isinstance(expression, _VALUES):
        return [expression]
    return [part for child in expression.iter_expressions() for part in _parts(child)]
