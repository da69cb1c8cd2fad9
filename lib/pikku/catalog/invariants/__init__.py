"""What must always hold: named rules, each one query that any stage can run.

A query returns one row: ``checked`` (how many things were looked at), ``violations`` (how many break the rule) and
``figure`` (an amount in rupees, or a quantity, that an auditor would note down). ``{name}`` stands for a table of the
catalogue. The SQL is the part that PostgreSQL, DuckDB and Spark share, of which `pikku define` makes T-SQL for Synapse.
"""

from collections.abc import Collection, Sequence

from pikku.catalog.invariants.costs import COSTS
from pikku.catalog.invariants.gst_and_tds import GST_AND_TDS
from pikku.catalog.invariants.ledger import CLOSED, LEDGER
from pikku.catalog.invariants.masters import CALENDAR_AND_TERMS, PRICES_AND_RATES
from pikku.catalog.invariants.moulds import MOULDS
from pikku.catalog.invariants.pay import ATTENDANCE, PAY
from pikku.catalog.invariants.posted import POSTED
from pikku.catalog.invariants.purchases import (
    BILLS,
    LEAD_TIMES,
    MATCHED_BILLS,
    PAID_BILLS,
    PAID_IN_TIME,
    PAYMENTS,
    PURCHASES,
)
from pikku.catalog.invariants.rule import Finding, Invariant
from pikku.catalog.invariants.sales import DEBTS, INVOICES, PRICES, RECEIPTS, SHIPMENTS
from pikku.catalog.invariants.stock import STOCK
from pikku.catalog.invariants.structure import STRUCTURE
from pikku.catalog.invariants.tax import TAX
from pikku.errors import PikkuError

__all__ = ["INVARIANTS", "Finding", "Invariant", "audit_sql", "invariant_sql", "invariants"]

INVARIANTS: tuple[Invariant, ...] = (
    *LEDGER,
    *GST_AND_TDS,
    *COSTS,
    *CLOSED,
    *POSTED,
    *STOCK,
    *MOULDS,
    *INVOICES,
    *BILLS,
    *SHIPMENTS,
    *PURCHASES,
    *RECEIPTS,
    *PAYMENTS,
    *DEBTS,
    *PAID_BILLS,
    *PAID_IN_TIME,
    *PRICES,
    *ATTENDANCE,
    *CALENDAR_AND_TERMS,
    *LEAD_TIMES,
    *PRICES_AND_RATES,
    *MATCHED_BILLS,
    *PAY,
    *TAX,
    *STRUCTURE,
)


def invariants(rules: Collection[str] | None = None) -> list[Invariant]:
    """Return the invariants of these names, in the catalogue's order; all when omitted.

    Raises
    ------
    PikkuError
        When there is no such invariant; the remedy lists them.
    """
    known = {rule.name for rule in INVARIANTS}
    if unknown := sorted(set(rules or ()) - known):
        raise PikkuError(
            f"There is no invariant {unknown[0]!r}.",
            remedy=f"The invariants are: {', '.join(sorted(known))}.",
        )
    return [rule for rule in INVARIANTS if rules is None or rule.name in rules]


def invariant_sql(invariant: Invariant, names: dict[str, str]) -> str:
    """Return the query of `invariant` with the stage's own names for the tables (see ``postings.documents_sql``)."""
    return invariant.sql.format(**names)


def audit_sql(names: dict[str, str], rules: Sequence[Invariant] = INVARIANTS) -> str:
    """Return one query for several invariants: ``position`` among them, ``checked``, ``violations``, ``figure``."""
    parts = [
        f"SELECT {position} AS position, checked, violations, CAST(figure AS DECIMAL(20, 2)) AS figure"
        f" FROM ({invariant_sql(invariant, names)}) i{position}"
        for position, invariant in enumerate(rules)
    ]
    return "\nUNION ALL\n".join(parts) + "\nORDER BY position"
