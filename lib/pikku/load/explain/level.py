"""A posting rule's query, taken apart SELECT by SELECT."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
import sqlglot
from sqlglot import exp
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, build_scope

from pikku import catalog
from pikku.catalog import postings
from pikku.catalog.postings import PostingRule

#: What a row of a UNION ALL says about itself: which of its queries made it, and what people call it.
PART, NUMBER = "made_by", "document"
_AFTERWARDS = ("distinct", "order", "limit", "offset")
_GROUPS = ("group", "having")


@dataclass(frozen=True)
class Level:
    """One SELECT of a rule's query, and the condition in it that says whether a row belongs to the document."""

    scope: Scope
    belongs: exp.Expression
    ctes: exp.With | None = None

    @property
    def select(self) -> exp.Select:
        """Return the SELECT itself."""
        return self.scope.expression

    @property
    def sources(self) -> dict[str, exp.Table | Scope]:
        """Return what it reads by the name that it gives it: a table, or the scope of another query."""
        return {name: source for name, (_, source) in self.scope.selected_sources.items()}

    @property
    def adds_up(self) -> bool:
        """Return whether a row of it is made of several rows that it reads."""
        return _adds_up(self.select)

    def column(self, name: str) -> exp.Expression:
        """Return the expression of a column that it selects."""
        return _column(self.select, name)

    def named(self, expression: exp.Expression) -> exp.Expression:
        """Return an expression with its columns' bare names, the table's before those that several have."""

        def bare(node: exp.Expression) -> exp.Expression:
            if not isinstance(node, exp.Column):
                return node
            source = self.sources.get(node.table)
            table = source.name if isinstance(source, exp.Table) else node.table
            return exp.column(node.name, table if node.name in several else None)

        used = {(each.table, each.name) for each in self.scope.columns}
        several = [name for _, name in used if sum(name == other for _, other in used) > 1]
        return expression.transform(bare)

    def order(self, name: str) -> list[exp.Expression]:
        """Return what the rows of the source `name` are told apart by."""
        source = self.sources[name]
        if isinstance(source, exp.Table):
            columns = [column.name for column in catalog.table(source.name).primary_key]
        else:
            columns = [each for each in source.expression.named_selects if each in (PART, NUMBER)]
            columns += _told_by(source) or []
        return [exp.column(column, name) for column in columns]

    def told_by(self, name: str) -> list[str] | None:
        """Return the columns that tell apart the rows of the query `name`, None when it doesn't show them."""
        source = self.sources.get(name)  # None: a column of a query within an expression
        return _told_by(source) if isinstance(source, Scope) else None

    def of_sums(self, name: str) -> bool:
        """Return whether the rows of the query `name` are sums of a table's rows, or made of such sums."""
        if self.told_by(name) is None:
            return False
        query = self.sources[name]
        read = (source for _, source in query.selected_sources.values())
        return _adds_up(query.expression) or not any(isinstance(each, exp.Table) for each in read)

    def inside(self, name: str, known: Mapping[str, object] | None = None) -> "Level | None":
        """Return the SELECT that makes the source `name`, None unless the document's rows can be told there, too.

        Parameters
        ----------
        known
            The values by which its rows are told; when omitted, the document's own condition must do.
        """
        source = self.sources.get(name)
        if not (isinstance(source, Scope) and isinstance(source.expression, exp.Select)):
            return None
        if known is not None:
            belongs = exp.true()
            for column, value in known.items():
                made = _column(source.expression, column).copy()
                same = exp.EQ(this=made, expression=exp.convert(value))
                belongs = exp.and_(belongs, same)
        elif {each.table for each in self.belongs.find_all(exp.Column)} == {name}:
            belongs = self.belongs.transform(
                lambda node: (
                    _column(source.expression, node.name).copy()
                    if isinstance(node, exp.Column)
                    else node
                )
            )
            if any(
                map(added_up, belongs.find_all(exp.AggFunc))
            ):  # what no row says before its group is there
                return None
        else:
            return None
        return Level(source, belongs, self.ctes)

    def query(self, columns: Mapping[str, exp.Expression], *, grouped: bool) -> str:
        """Return the query of other columns of the same rows; ``belongs`` says which are the document's.

        Parameters
        ----------
        columns
            Name -> expression.
        grouped
            Whether the rows are still grouped; if not, they are the rows that the groups are made of.
        """
        select = self.select.copy()
        for part in _AFTERWARDS if grouped else (*_AFTERWARDS, *_GROUPS):
            select.set(part, None)
        named = {"belongs": self.belongs, **columns}
        select.set("expressions", [exp.alias_(each.copy(), name) for name, each in named.items()])
        if self.ctes:
            select.set("with_", self.ctes.copy())
        return select.sql("postgres")


def outermost(rule: PostingRule, source_id: int) -> Level:
    """Return the outermost SELECT of a rule's documents, for one of them."""
    scope = _scope(rule)
    belongs = exp.EQ(this=key(rule).copy(), expression=exp.convert(source_id))
    return Level(scope, belongs, scope.expression.args.get("with_"))


def key(rule: PostingRule) -> exp.Expression:
    """Return what a rule takes for the key of its documents."""
    return _column(_scope(rule).expression, "source_id")


def key_column(rule: PostingRule) -> str:
    """Return the name of a rule's key in the table that has it, however many queries it is handed on by."""
    scope, made = _scope(rule), key(rule)
    while isinstance(made, exp.Column):
        _, source = scope.selected_sources.get(made.table, (None, None))
        if not (isinstance(source, Scope) and isinstance(source.expression, exp.Select)):
            break
        scope, made = source, _column(source.expression, made.name)
    return made.name


@functools.cache
def _scope(rule: PostingRule) -> Scope:
    """Return a rule's query, each column with the name of what it is read from."""
    tree = sqlglot.parse_one(postings.documents_sql(rule, catalog.SQL_NAMES), dialect="postgres")
    if not isinstance(tree, exp.Select):
        tree = exp.select("*").from_(tree.subquery("documents"))
    schema: dict[str, dict[str, dict[str, str]]] = {}
    for table in catalog.tables():
        columns = {column.name: "unknown" for column in table.columns}
        schema.setdefault(table.schema, {})[table.name] = columns
    tree = qualify(tree, schema=schema, dialect="postgres", quote_identifiers=False)
    for scope in build_scope(tree).traverse():
        if isinstance(scope.expression, exp.SetOperation) and not scope.is_set_operation:
            _say_where_from(scope)
    return build_scope(tree)


def _column(select: exp.Select, name: str) -> exp.Expression:
    return next(each.unalias() for each in select.selects if each.alias_or_name == name)


def added_up(node: exp.Expression) -> bool:
    """Return whether a function makes one value of the rows of a group, rather than of a window."""
    return isinstance(node, exp.AggFunc) and not isinstance(node.parent, exp.Window)


def _adds_up(select: exp.Select) -> bool:
    """Return whether a SELECT groups rows, or adds up all of them in its own columns."""
    found = (node for each in select.selects for node in each.find_all(exp.AggFunc))
    sums = any(added_up(node) and node.parent_select is select for node in found)
    return sums or bool(select.args.get("group"))


def _told_by(scope: Scope) -> list[str] | None:
    """Return the columns that tell apart a query's rows, None when it doesn't show them.

    They are what it groups by, nothing of a single total, or else what the rows that it reads are told apart by.
    """
    select = scope.expression
    if not isinstance(select, exp.Select):
        return None
    if _adds_up(select):
        group = select.args.get("group")
        needed = group.expressions if group else []
    else:
        needed = []
        for name, (_, source) in scope.selected_sources.items():
            if isinstance(source, exp.Table):
                columns = [column.name for column in catalog.table(source.name).primary_key]
            else:
                columns = _told_by(source)
            if columns is None:
                return None
            needed += [exp.column(column, name) for column in columns]
    shown = {each.unalias(): each.alias_or_name for each in select.selects}
    found = [shown.get(each) for each in needed]
    return None if None in found else found


def selects(scope: Scope) -> list[Scope]:
    """Return the SELECTs that a query is a UNION of; the query alone when it is none."""
    if not scope.set_operation_scopes:
        return [scope]
    return [select for part in scope.set_operation_scopes for select in selects(part)]


def tables(scope: Scope) -> Iterator[sa.Table]:
    """Return the catalogue's tables that a query reads, at any depth."""
    for inner in scope.traverse():
        yield from _tables_of(inner).values()


def _say_where_from(union: Scope) -> None:
    """Let each row of a UNION ALL say which of the queries made it, and which document it is."""
    parts = [(part.expression, _tables_of(part)) for part in selects(union)]
    distinct = any(
        each.args.get("distinct") for each in union.expression.find_all(exp.SetOperation)
    )
    if distinct or any(select.args.get("group") or not read for select, read in parts):
        return
    for place, (select, read) in enumerate(parts):
        said = {PART: exp.Literal.number(place), NUMBER: _number(read)}
        added = [exp.alias_(value, name) for name, value in said.items()]
        select.set("expressions", [*added, *select.expressions])


def _tables_of(scope: Scope) -> dict[str, sa.Table]:
    """Return the catalogue's tables that a SELECT reads itself, by the name that it gives them."""
    return {
        name: catalog.table(source.name)
        for name, (_, source) in scope.selected_sources.items()
        if isinstance(source, exp.Table)
    }


def _number(read: Mapping[str, sa.Table]) -> exp.Expression:
    """Return the expression of what people call a row: the first document number or code, else the key."""
    for name, table in read.items():
        if key := catalog.natural_key(table):
            return exp.column(key, name)
    name, table = next(iter(read.items()))
    return exp.cast(exp.column(table.primary_key.columns[0].name, name), "text")
