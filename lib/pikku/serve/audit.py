"""The invariants of the books, run by the twin of Synapse on the silver tables."""

from collections.abc import Callable, Collection

from pikku.catalog.invariants import Finding, Invariant, invariants
from pikku.errors import PikkuError
from pikku.serve.connection import Connection, copied
from pikku.serve.database import Database
from pikku.serve.define import audit_view_name
from pikku.serve.local import run_script
from pikku.serve.scripts import scripts


def audit(
    rules: Collection[str] | None = None, progress: Callable[[str], None] = lambda name: None
) -> list[Finding]:
    """Return what invariants of the catalogue find in silver; the figures are those of the SQL database.

    Parameters
    ----------
    rules
        Names of the invariants; all when omitted.
    progress
        Called with each one's name before it is asked.

    Raises
    ------
    PikkuError
        When there is no such rule, the views have not been made, or a silver table is missing.
    """
    chosen, found = invariants(rules), []
    with connect() as connection:
        for rule in chosen:
            progress(rule.name)
            found.append(find(connection, rule))
    return found


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


def find(connection: Connection, rule: Invariant) -> Finding:
    """Return what one invariant finds now."""
    columns = "checked, violations, CAST(figure AS DECIMAL(20, 2)) AS figure"
    (row,) = connection.sql(f"SELECT {columns} FROM {audit_view_name(rule)}").to_pylist()
    return rule.found(**row)
