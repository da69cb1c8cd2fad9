"""The invariants of the books, run on the SQL database."""

from collections.abc import Callable, Collection
from pathlib import Path

import psycopg

from pikku import again, catalog
from pikku.catalog.invariants import Finding, audit_sql, invariants
from pikku.errors import PikkuError
from pikku.platform import sql


def audit(
    link: psycopg.Connection | None = None,
    rules: Collection[str] | None = None,
    progress: Callable[[str], None] = lambda name: None,
) -> list[Finding]:
    """Return what invariants of the catalogue find in the SQL database, in the catalogue's order.

    Each is asked by itself: all in one query would hold on to the memory of all their joins until its end.

    Parameters
    ----------
    link
        An open connection, whose transaction is looked at; a new one when omitted.
    rules
        Names of the invariants; all when omitted.
    progress
        Called with each one's name before it is asked.

    Raises
    ------
    PikkuError
        When there is no such rule, or the tables aren't there.
    """
    if link is None:
        with sql.connect() as own:
            return audit(own, rules, progress)
    found = []
    try:
        for rule in invariants(rules):
            progress(rule.name)
            row = link.execute(audit_sql(catalog.SQL_NAMES, [rule])).fetchone()
            found.append(rule.found(*row[1:]))
    except psycopg.errors.UndefinedTable as error:
        raise PikkuError(
            "The SQL database has no tables to audit.", remedy="Load them first, with `pikku load`."
        ) from error
    return found


def refuse(results: list[Finding], near: Path | None = None) -> None:
    """Raise when a rule is broken.

    Parameters
    ----------
    near
        The folder of the raw files; the workspace's when omitted.

    Raises
    ------
    PikkuError
        Names the broken rules and how many things break each.
    """
    broken = [result for result in results if not result.holds]
    if not broken:
        return
    listed = "; ".join(f"{each.name} ({each.violations:,} of {each.checked:,})" for each in broken)
    raise PikkuError(
        f"The books are not in order, so nothing was loaded. Broken: {listed}.",
        remedy=f"Look at the raw files that changed last; delete one, and `{again.command(near)}` makes it again.",
    )
