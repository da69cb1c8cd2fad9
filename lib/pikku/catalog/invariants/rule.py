"""The shape of an invariant, and the shapes of query that most of them share."""

from dataclasses import dataclass
from decimal import Decimal

from pikku.catalog.postings import CLOSING


@dataclass(frozen=True)
class Invariant:
    """A rule of the books: its name, what it says in words, the unit of its figure, and its query.

    `kept_by_keys` are those that the keys and checks of a SQL database enforce by themselves.
    """

    name: str
    description: str
    figure: str
    sql: str
    kept_by_keys: bool = False

    def measured(self, figure: Decimal | None) -> Decimal | None:
        """Return its figure as it is written: rupees with their paisa, what is counted without decimals."""
        if figure is None or "rupees" in self.figure or figure != figure.to_integral_value():
            return figure
        return figure.to_integral_value()

    def found(self, checked: int, violations: int, figure: Decimal | None) -> "Finding":
        """Return what was found, as the row of its query says."""
        return Finding(
            self.name,
            self.description,
            int(checked),
            int(violations),
            self.measured(figure),
            self.figure,
        )


@dataclass(frozen=True)
class Finding:
    """What an invariant found: how much it looked at, how much of it breaks the rule, and its figure with its unit."""

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


def count(source: str, broken: str, figure: str) -> str:
    """Return the query that counts the rows of `source` and those that are `broken`."""
    return f"""
        SELECT COUNT(*) AS checked, COALESCE(SUM(CASE WHEN {broken} THEN 1 ELSE 0 END), 0) AS violations,
               {figure} AS figure
        FROM {source}
    """


def _balance(account: str) -> str:
    """Return the balance (debit less credit) of accounts before any year is closed, as a subquery without rows lost."""
    return f"""(SELECT COALESCE(SUM(l.debit - l.credit), 0) FROM {{journal_line}} l
                JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                WHERE l.account_id IN ({account}) AND e.source <> '{CLOSING}')"""


def same_total(documents: str, account: str, sign: int = 1) -> str:
    """Return the query that compares one total of documents with the balance of a control account."""
    ledger = f"{'-' if sign < 0 else ''}{_balance(account)}"
    return f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT ({documents}) AS documents, {ledger} AS ledger) totals
    """


#: The tax on a document or line.
TAX = "cgst_amount + sgst_amount + igst_amount"
