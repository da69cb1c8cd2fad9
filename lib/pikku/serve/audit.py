"""The invariants of the books, run by the twin of Synapse on the silver tables."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from pikku.catalog.invariants import Invariant, invariants
from pikku.errors import PikkuError
from pikku.serve.connection import Connection, copied
from pikku.serve.database import Database
from pikku.serve.define import audit_view_name
from pikku.serve.local import run_script
from pikku.serve.scripts import scripts

if TYPE_CHECKING:
    from pikku.stages import Finding


def audit(rules: Collection[str] | None = None) -> "list[Finding]":
    """Return what invariants of the catalogue find in silver; the figures are those of the SQL database.

    Parameters
    ----------
    rules
        Names of the invariants; all when omitted.

    Raises
    ------
    PikkuError
        When there is no such rule, the views have not been made, or a silver table is missing.
    """
    chosen = invariants(rules)
    with connect() as connection:
        return [find(connection, rule) for rule in chosen]


def connect() -> Connection:
    """Return a connection to the workspace's views and those that the scripts in ``synapse/audit/`` make.

    Raises
    ------
    PikkuError
        As `audit`.
    """
    duck, schema = copied()
    database = Database(duck, schema=schema)
    try:
        for file in scripts("audit"):
            run_script(file, database)
    except PikkuError:
        duck.close()
        raise
    return Connection(duck, schema)


def find(connection: Connection, rule: Invariant) -> "Finding":
    """Return what one invariant finds now."""
    from pikku.stages import Finding

    columns = "checked, violations, CAST(figure AS DECIMAL(20, 2)) AS figure"
    (row,) = connection.sql(f"SELECT {columns} FROM {audit_view_name(rule)}").to_pylist()
    return Finding(
        rule.name, row["checked"], row["violations"], rule.measured(row["figure"]), rule.figure
    )
