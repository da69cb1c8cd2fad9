"""Short words for the columns that recur in every business area.

Each returns an ordinary :class:`sqlalchemy.Column`; the word only fixes the type, so that one kind of thing has one type
everywhere: money is ``NUMERIC(18, 2)`` rupees, never a float; quantities are whole base units (pieces, kilograms, boxes).
"""

import sqlalchemy as sa

naming = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
metadata = sa.MetaData(naming_convention=naming)


def key(name: str, comment: str) -> sa.Column:
    """Return the primary key column: a whole number that never changes."""
    return sa.Column(name, sa.BigInteger, primary_key=True, autoincrement=False, comment=comment)


def ref(name: str, target: str, comment: str, *, optional: bool = False) -> sa.Column:
    """Return a foreign key column; `target` is ``area.table.column``."""
    return sa.Column(name, sa.BigInteger, sa.ForeignKey(target), nullable=optional, comment=comment)


def number(name: str, comment: str) -> sa.Column:
    """Return a document number or code: unique, as people write it on paper."""
    return sa.Column(name, sa.String(20), nullable=False, unique=True, comment=comment)


def text(name: str, comment: str, length: int = 100, *, optional: bool = False) -> sa.Column:
    """Return a text column of at most `length` characters."""
    return sa.Column(name, sa.String(length), nullable=optional, comment=comment)


def choice(name: str, values: tuple[str, ...], comment: str, length: int = 20) -> sa.Column:
    """Return a text column that accepts only `values` (they are kept in ``info["values"]``)."""
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.Column(
        name,
        sa.String(length),
        sa.CheckConstraint(f"{name} IN ({listed})", name=name),
        nullable=False,
        comment=f"{comment}: {', '.join(values)}",
        info={"values": values},
    )


def money(name: str, comment: str, *, signed: bool = False) -> sa.Column:
    """Return an amount in rupees, exact to the paisa; not negative unless `signed`."""
    checks = () if signed else (sa.CheckConstraint(f"{name} >= 0", name=name),)
    return sa.Column(name, sa.Numeric(18, 2), *checks, nullable=False, comment=comment)


def rate(name: str, comment: str) -> sa.Column:
    """Return a percentage with two decimals, 0 to 100."""
    check = sa.CheckConstraint(f"{name} >= 0 AND {name} <= 100", name=name)
    return sa.Column(name, sa.Numeric(5, 2), check, nullable=False, comment=comment)


def days(name: str, comment: str) -> sa.Column:
    """Return a number of days with two decimals, not negative."""
    check = sa.CheckConstraint(f"{name} >= 0", name=name)
    return sa.Column(name, sa.Numeric(6, 2), check, nullable=False, comment=comment)


def quantity(name: str, comment: str, *, signed: bool = False, zero: bool = False) -> sa.Column:
    """Return a quantity in whole base units; above 0, or not negative (`zero`), or any (`signed`)."""
    checks = () if signed else (sa.CheckConstraint(f"{name} >{'=' if zero else ''} 0", name=name),)
    return sa.Column(name, sa.BigInteger, *checks, nullable=False, comment=comment)


def whole(name: str, comment: str, *, optional: bool = False) -> sa.Column:
    """Return a small whole number that is not negative."""
    check = sa.CheckConstraint(f"{name} >= 0", name=name)
    return sa.Column(name, sa.Integer, check, nullable=optional, comment=comment)


def day(name: str, comment: str, *, optional: bool = False, posted: str | None = None) -> sa.Column:
    """Return a calendar date; `posted` says of one on which documents are posted that it lies `in the books`, or is `not later`."""
    return sa.Column(
        name, sa.Date, nullable=optional, comment=comment, info={"posted": posted} if posted else {}
    )


def moment(name: str, comment: str, *, optional: bool = False) -> sa.Column:
    """Return a time in UTC, to the second."""
    return sa.Column(name, sa.TIMESTAMP, nullable=optional, comment=comment)


def flag(name: str, comment: str) -> sa.Column:
    """Return a yes-or-no column."""
    return sa.Column(name, sa.Boolean, nullable=False, comment=comment)


def table(
    area: str,
    name: str,
    comment: str,
    *parts: sa.Column | sa.Constraint,
    load: str = "change",
    cluster_by: tuple[str, ...] = (),
) -> sa.Table:
    """Return a business table, with the column ``modified_at`` that every table ends with.

    Parameters
    ----------
    area
        The business area; it is the SQL schema.
    load
        How the migration copies it: ``"full"`` (small reference tables), ``"watermark"`` (tables that only grow: rows with
        a later ``modified_at``) or ``"change"`` (what the database's change tracking tells, deleted rows too).
    cluster_by
        The columns that Delta clusters by, for tables that are read by range.
    """
    modified = moment(
        "modified_at", "When the row last changed (UTC); the migration's high watermark"
    )
    info = {"load": load, "cluster_by": cluster_by}
    return sa.Table(name, metadata, *parts, modified, schema=area, comment=comment, info=info)
