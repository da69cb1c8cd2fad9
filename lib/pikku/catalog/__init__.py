"""The catalogue: everything that exists on the platform, said once.

Every stage derives its artefacts from here: the SQL DDL, the data factory, the Spark schemas, the Delta constraints, the
Synapse views, the semantic model, the report and the data dictionary.

- nine modules named after the business areas hold the tables (SQLAlchemy Core);
- ``accounts``, ``periods``, ``costs``, ``employment``, ``taxes`` and ``reference`` hold what is decided, not recorded;
- ``raw`` says which raw files the old systems deliver and how they map to the tables;
- ``postings`` says how documents become journal entries; ``invariants`` says what must always hold;
- ``gold`` is the star schema; ``measures`` are its figures, in DAX and in SQL; ``pages`` are the report's pages.
"""

import re

import sqlalchemy as sa

from pikku.catalog import (
    customers,
    employees,
    finance,
    inventory,
    products,
    purchases,
    sales,
    shipping,
    vendors,
)
from pikku.catalog.columns import metadata

__all__ = [
    "AREAS",
    "SQL_NAMES",
    "checks",
    "key_formula",
    "metadata",
    "natural_key",
    "table",
    "tables",
]

#: The nine business areas, in the company's own words; each is a module here and a schema in SQL.
AREAS = (
    "products",
    "sales",
    "purchases",
    "employees",
    "finance",
    "inventory",
    "vendors",
    "customers",
    "shipping",
)
#: Table -> its name in the SQL database, as in ``{"receipt": "finance.receipt"}``.
SQL_NAMES = {table.name: table.fullname for table in metadata.sorted_tables}
_FORMULA = re.compile(r": (?P<formula>[a-z_]+ \* \d+ \+ [^()]+?)(?: \((?P<day>[a-z_]+)\))?$")
_MODULES = (products, sales, purchases, employees, finance, inventory, vendors, customers, shipping)


def tables(area: str | None = None) -> list[sa.Table]:
    """Return the business tables, referenced tables before those that reference them.

    Parameters
    ----------
    area
        One of :data:`AREAS`; all areas when omitted.
    """
    return [table for table in metadata.sorted_tables if area in (None, table.schema)]


def table(name: str) -> sa.Table:
    """Return the business table called `name` (names are unique over all areas).

    Raises
    ------
    KeyError
        When there is no such table; the message lists those there are.
    """
    for candidate in metadata.tables.values():
        if candidate.name == name:
            return candidate
    known = ", ".join(sorted(table.name for table in metadata.tables.values()))
    raise KeyError(f"no table {name!r} in the catalogue; there are: {known}")


def checks(table: sa.Table) -> list[sa.CheckConstraint]:
    """Return a table's checks, those on single columns first, in the columns' order."""
    return [
        each
        for owner in (*table.columns, table)
        for each in sorted(owner.constraints, key=lambda each: str(each.name))
        if isinstance(each, sa.CheckConstraint)
    ]


def key_formula(table: sa.Table) -> tuple[str, str | None] | None:
    """Return what a table's key is made of, as the end of its comment says it, None when that says no formula.

    The second part is the day meant by ``days since …``, where the comment names one.
    """
    (key,) = table.primary_key
    found = _FORMULA.search(key.comment or "")
    return (found["formula"], found["day"]) if found else None


def natural_key(table: sa.Table) -> str | None:
    """Return the column that people identify a row by (``…_no`` or ``…_code``), None when there is none."""
    for column in table.columns:
        if column.unique and column.name in (f"{table.name}_no", f"{table.name}_code"):
            return column.name
    return None
