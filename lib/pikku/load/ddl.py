"""The catalogue's tables as DDL, for PostgreSQL and for Azure SQL.

Tables come first, with their keys and checks; foreign keys and the indexes on them come after all tables, because the
areas refer to each other in circles. PostgreSQL's foreign keys are deferrable, so that one transaction may replace rows
in any order.
"""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import schema
from sqlalchemy.dialects import mssql, postgresql
from sqlalchemy.engine import Dialect
from sqlalchemy.sql.ddl import ExecutableDDLElement

from pikku import catalog
from pikku.load import etl

Platform = Literal["postgresql", "azure_sql"]
PLATFORMS: tuple[Platform, ...] = ("postgresql", "azure_sql")


def schemas(names: Iterable[str], platform: Platform) -> list[str]:
    """Return the statements that make the schemas, when they aren't there."""
    if platform == "postgresql":
        return [f"CREATE SCHEMA IF NOT EXISTS {name}" for name in names]
    return [f"IF SCHEMA_ID('{name}') IS NULL EXEC('CREATE SCHEMA {name}')" for name in names]


def table(table: sa.Table, platform: Platform) -> str:
    """Return the statement that makes a table with its keys and checks, without foreign keys."""
    found = _table(table, platform)
    return _compile(schema.CreateTable(found, include_foreign_key_constraints=[]), platform)


def comments(table: sa.Table, platform: Platform) -> list[str]:
    """Return the statements that describe a table and its columns."""
    return _comments(_table(table, platform), platform)


def _comments(found: sa.Table, platform: Platform) -> list[str]:
    described = [
        schema.SetTableComment(found),
        *(schema.SetColumnComment(column) for column in found.columns),
    ]
    return [_compile(element, platform) for element in described]


def foreign_keys(table: sa.Table, platform: Platform) -> dict[str, str]:
    """Return the statements that add a table's foreign keys, by the constraint's name."""
    found = _foreign_keys(_table(table, platform), platform)
    return {name: statement for name, (_, statement) in found.items()}


def _foreign_keys(found: sa.Table, platform: Platform) -> dict[str, tuple[str, str]]:
    """Return the name of the table that each foreign key leads to, and the statement that adds it."""
    constraints = sorted(found.foreign_key_constraints, key=lambda each: _position(found, each))
    return {
        str(each.name): (
            each.referred_table.name,
            _compile(schema.AddConstraint(each), platform),
        )
        for each in constraints
    }


def aside(table: sa.Table, area: str) -> list[str]:
    """Return the statements that make a PostgreSQL table in a schema other than its own.

    The first makes the table with its checks; the others, for when it has its rows, its keys, its indexes and its comments.
    All have the names that they have in the table's own schema, so that it can be moved there.
    """
    found = _moved(table.metadata, area).tables[f"{area}.{table.name}"]
    # To be added by itself, a constraint is taken out of its table's CREATE.
    keys = [
        schema.AddConstraint(each)
        for each in _ordered(found.constraints)
        if isinstance(each, sa.PrimaryKeyConstraint | sa.UniqueConstraint)
    ]
    made = [schema.CreateTable(found, include_foreign_key_constraints=[]), *keys]
    return [
        *(_compile(element, "postgresql") for element in made),
        *_indexes(found, "postgresql").values(),
        *_comments(found, "postgresql"),
    ]


def foreign_keys_aside(table: sa.Table, area: str, among: Collection[sa.Table]) -> dict[str, str]:
    """Return the statements that add a table's foreign keys to tables that are `aside` with it, by the constraint's name."""
    names = {each.name for each in among}
    found = _moved(table.metadata, area).tables[f"{area}.{table.name}"]
    return {
        name: statement
        for name, (target, statement) in _foreign_keys(found, "postgresql").items()
        if target in names
    }


def indexes(table: sa.Table, platform: Platform) -> dict[str, str]:
    """Return the statements that index a table's foreign keys, and what is unique where it is filled, by the index's name.

    A column that leads the primary key or a unique constraint has its index already. One that leads to a small reference
    table needs none: each of its few values has so many rows that reading the table as a whole is quicker. An index has no
    entry for a row that leads nowhere.
    """
    return _indexes(_table(table, platform), platform)


def _indexes(found: sa.Table, platform: Platform) -> dict[str, str]:
    """Return the statements of a table's indexes: of what is unique first, then by their columns' order."""
    place = {column.name: number for number, column in enumerate(found.columns)}
    ordered = sorted(
        found.indexes, key=lambda each: (not each.unique, place[next(iter(each.columns)).name])
    )
    return {str(each.name): _compile(schema.CreateIndex(each), platform) for each in ordered}


def data_type(column: sa.Column, platform: Platform) -> str:
    """Return a column's type as the platform writes it."""
    return (
        _table(column.table, platform).columns[column.name].type.compile(dialect=_dialect(platform))
    )


def constraint_names(table: sa.Table) -> set[str]:
    """Return the names of a table's keys and checks, foreign keys left out."""
    found = _table(table, "postgresql")
    keys = sa.PrimaryKeyConstraint | sa.UniqueConstraint
    named = [
        *catalog.checks(found),
        *(each for each in found.constraints if isinstance(each, keys)),
    ]
    preparer = _dialect("postgresql").identifier_preparer
    return {preparer.format_constraint(each) for each in named}


def _ordered(constraints: Iterable[sa.Constraint]) -> list[sa.Constraint]:
    return sorted(constraints, key=lambda each: str(each.name))


@cache
def _dialect(platform: Platform) -> Dialect:
    if platform == "postgresql":
        return postgresql.dialect()
    dialect = mssql.dialect()
    dialect.server_version_info = (12,)  # Azure SQL's; without it DATE would become DATETIME
    return dialect


@cache
def _adapted(metadata: sa.MetaData, platform: Platform) -> sa.MetaData:
    """Return a copy of the tables with what only one platform knows."""
    copy = sa.MetaData(naming_convention=metadata.naming_convention)
    for original in metadata.sorted_tables:
        original.to_metadata(copy)
    for found in copy.tables.values():
        # A copy's constraints come out of a set, in an order that changes with every process.
        for constraint in _ordered(found.constraints):
            sa.util.set_creation_order(constraint)
        if platform == "azure_sql":
            for column in found.columns:
                column.type = _azure_type(column.type)
            _unique_where_filled(found)
        else:
            for constraint in found.foreign_key_constraints:
                constraint.deferrable, constraint.initially = True, "IMMEDIATE"
        _index_foreign_keys(found)
    return copy


def _unique_where_filled(found: sa.Table) -> None:
    """Make unique keys of one column that may be empty indexes of the filled ones: Azure SQL's keys take one NULL only."""
    for constraint in _ordered(found.constraints):
        columns = list(constraint.columns) if isinstance(constraint, sa.UniqueConstraint) else []
        if len(columns) == 1 and columns[0].nullable:
            found.constraints.remove(constraint)
            filled = columns[0].is_not(None)
            sa.Index(str(constraint.name), columns[0], unique=True, mssql_where=filled)


def _index_foreign_keys(found: sa.Table) -> None:
    """Add the indexes of a table's foreign keys: once, since an index becomes the table's own when it is made."""
    leading = {
        next(iter(constraint.columns)).name
        for constraint in found.constraints
        if isinstance(constraint, sa.PrimaryKeyConstraint | sa.UniqueConstraint)
        and len(constraint.columns)
    }
    for column in found.columns:
        targets = [key.column.table for key in column.foreign_keys]
        if column.name in leading or all(each.info.get("load") == "full" for each in targets):
            continue
        name, filled = f"ix_{found.name}_{column.name}", column.is_not(None)
        where = {f"{dialect}_where": filled for dialect in ("postgresql", "mssql")}
        sa.Index(name, column, **(where if column.nullable else {}))


@cache
def _moved(metadata: sa.MetaData, area: str) -> sa.MetaData:
    """Return a copy of the tables as PostgreSQL has them, all in one schema."""
    copy = sa.MetaData(naming_convention=metadata.naming_convention)
    for original in _adapted(metadata, "postgresql").sorted_tables:
        original.to_metadata(copy, schema=area, referred_schema_fn=lambda *_: area)
    for found in copy.tables.values():
        for constraint in _ordered(found.constraints):
            sa.util.set_creation_order(constraint)
    return copy


def _table(table: sa.Table, platform: Platform) -> sa.Table:
    return _adapted(table.metadata, platform).tables[table.key]


def _azure_type(kind: sa.types.TypeEngine) -> sa.types.TypeEngine:
    """Return the type in Azure SQL, where TIMESTAMP is no time and VARCHAR knows one code page only."""
    if isinstance(kind, sa.TIMESTAMP):
        return mssql.DATETIME2(precision=0)
    if isinstance(kind, sa.JSON):
        return mssql.NVARCHAR(length=None)
    if isinstance(kind, sa.String):
        return mssql.NVARCHAR(length=kind.length)
    return kind


def _position(table: sa.Table, constraint: sa.ForeignKeyConstraint) -> int:
    return list(table.columns).index(next(iter(constraint.columns)))


def _compile(element: ExecutableDDLElement, platform: Platform) -> str:
    text = str(element.compile(dialect=_dialect(platform))).strip()
    lines = [line.replace("\t", "    ").rstrip() for line in text.splitlines()]
    return "\n".join(line for line in lines if line)


ETL_TABLES = tuple(etl.metadata.sorted_tables)
