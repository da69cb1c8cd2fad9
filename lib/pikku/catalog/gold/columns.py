"""How a gold table is written down: each column with the expression that it is computed by.

A gold table is made of one business table (`of`), joined to others in `source`; ``{name}`` there stands for a silver table.
Its columns are the key, links to dimensions, and, without being listed, every further column of the business table: so a
column added to the catalogue arrives in the star with no other edit. What is not in the business table is written with
its expression.
"""

from collections.abc import Iterable

import sqlalchemy as sa

gold = sa.MetaData(schema="gold")


def made(
    name: str, kind: sa.types.TypeEngine, expression: str, comment: str, *, optional: bool = False
) -> sa.Column:
    """Return a column computed by `expression` (SQL over the aliases of the table's source)."""
    return sa.Column(
        name, kind, nullable=optional, comment=comment, info={"expression": expression}
    )


def amount(name: str, expression: str, comment: str) -> sa.Column:
    """Return a computed amount in rupees."""
    return made(name, sa.Numeric(18, 2), expression, comment)


def link(
    dimension: str,
    expression: str,
    comment: str,
    *,
    name: str | None = None,
    optional: bool = False,
) -> sa.Column:
    """Return a foreign key to the dimension called ``dim_<dimension>``."""
    target = f"gold.dim_{dimension}.{dimension}_key"
    return sa.Column(
        name or f"{dimension}_key",
        sa.BigInteger,
        sa.ForeignKey(target),
        nullable=optional,
        comment=comment,
        info={"expression": expression},
    )


def on(
    name: str, expression: str, comment: str, *, active: bool = False, optional: bool = False
) -> sa.Column:
    """Return a date that leads to ``dim_date``; one of a fact's dates is the `active` one, that reports filter by."""
    return sa.Column(
        name,
        sa.Date,
        sa.ForeignKey("gold.dim_date.date"),
        nullable=optional,
        comment=comment,
        info={"expression": expression, "active": active},
    )


def _carried(of: sa.Table, alias: str, taken: set[str], skip: Iterable[str]) -> list[sa.Column]:
    """Return copies of the columns of `of` that are neither keys nor listed already."""
    carried = []
    for column in of.columns:
        if (
            column.primary_key
            or column.foreign_keys
            or column.name in taken | {"modified_at", *skip}
        ):
            continue
        info = {"expression": f"{alias}.{column.name}"}
        carried.append(
            sa.Column(
                column.name,
                column.type,
                nullable=column.nullable,
                comment=column.comment,
                info=info,
            )
        )
    return carried


def star_table(
    name: str,
    comment: str,
    *columns: sa.Column,
    of: sa.Table,
    source: str,
    skip: Iterable[str] = (),
    cluster_by: tuple[str, ...] = (),
) -> sa.Table:
    """Return a gold table made of the business table `of`.

    Parameters
    ----------
    columns
        The links and computed columns. The key, ``<of>_key`` or ``<dimension>_key``, comes first of itself; every other
        column of `of` follows.
    source
        The FROM clause without FROM; `of` has the alias ``t``.
    skip
        Columns of `of` that the star does not carry.
    """
    stem = name.removeprefix("dim_") if name.startswith("dim_") else of.name
    (own_key,) = of.primary_key.columns
    key = sa.Column(
        f"{stem}_key",
        sa.BigInteger,
        primary_key=True,
        autoincrement=False,
        comment=own_key.comment,
        info={"expression": f"t.{own_key.name}"},
    )
    carried = _carried(of, "t", {column.name for column in columns}, skip)
    info = {"of": of.name, "source": source, "cluster_by": cluster_by}
    return sa.Table(name, gold, key, *columns, *carried, comment=comment, info=info)


def select_sql(table: sa.Table, names: dict[str, str]) -> str:
    """Return the query that computes `table` from the business tables, each column cast to its type.

    Parameters
    ----------
    names
        Business table -> qualified name at the stage, as in ``{"receipt": "silver.receipt"}``.
    """
    columns = ",\n  ".join(
        f"CAST({column.info['expression'].format(**names)} AS {_sql_type(column.type)}) AS {column.name}"
        for column in table.columns
    )
    return f"SELECT\n  {columns}\nFROM {table.info['source'].format(**names)}"


def _sql_type(kind: sa.types.TypeEngine) -> str:
    """Return the name of a column type that Spark, DuckDB and PostgreSQL share."""
    match kind:
        case sa.BigInteger():
            return "BIGINT"
        case sa.Integer():
            return "INT"
        case sa.Numeric():
            return f"DECIMAL({kind.precision}, {kind.scale})"
        case sa.Boolean():
            return "BOOLEAN"
        case sa.Date():
            return "DATE"
        case sa.TIMESTAMP():
            return "TIMESTAMP"
        case sa.String():
            return "VARCHAR(4000)" if kind.length is None else f"VARCHAR({kind.length})"
    raise TypeError(f"the star has no type for {kind!r}")
