"""The invariants of the books, run on the SQL database."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import psycopg

from pikku import again, catalog
from pikku.catalog.invariants import audit_sql, invariants
from pikku.errors import PikkuError
from pikku.platform import sql


@dataclass(frozen=True)
class Result:
    """What one invariant found: how much it looked at, how much of it breaks the rule, and its figure with its unit."""

    name: str
    description: str
    checked: int
    violations: int
    figure: Decimal | None
    unit: str

    @property
    def holds(self) -> bool:
        """Return whether nothing breaks the rule."""
        return self.violations == 0


def audit(
    link: psycopg.Connection | None = None, rules: Collection[str] | None = None
) -> list[Result]:
    """Return what invariants of the catalogue find in the SQL database, in the catalogue's order.

    Parameters
    ----------
    link
        An open connection, whose transaction is looked at; a new one when omitted.
    rules
        Names of the invariants; all when omitted.

    Raises
    ------
    PikkuError
        When there is no such rule, or the tables aren't there.
    """
    if link is None:
        with sql.connect() as own:
            return audit(own, rules)
    chosen = invariants(rules)
    try:
        rows = link.execute(audit_sql(catalog.SQL_NAMES, chosen)).fetchall()
    except psycopg.errors.UndefinedTable as error:
        raise PikkuError(
            "The SQL database has no tables to audit.", remedy="Load them first, with `pikku load`."
        ) from error
    return [
        Result(
            rule.name,
            rule.description,
            int(checked),
            int(violations),
            rule.measured(figure),
            rule.figure,
        )
        for rule, (_, checked, violations, figure) in zip(chosen, rows, strict=True)
    ]


def refuse(results: list[Result], near: Path | None = None) -> None:
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
