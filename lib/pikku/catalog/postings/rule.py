"""The shape of a posting rule and the words that the rules are written with."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pikku.catalog.accounts import RESULT_TYPES

Party = Literal["customer", "vendor"]


@dataclass(frozen=True)
class PostingLine:
    """One debit or credit of a rule: the account, the amount's column, and whose balance it changes."""

    account_id: int
    side: Literal["debit", "credit"]
    amount: str
    party: Party | None = None


@dataclass(frozen=True)
class CashFlow:
    """Where the cash flow statement shows what a rule does to the bank: the section and the line."""

    section: Literal["operating", "investing", "financing"]
    line: str


@dataclass(frozen=True)
class PostingRule:
    """How one kind of document is posted; `number` leads the keys of its entries.

    `cash_flow` is there when a line of the rule is one of the bank's.
    """

    number: int
    source: str
    table_name: str
    comment: str
    documents: str
    lines: tuple[PostingLine, ...]
    cash_flow: CashFlow | None = None


def debit(account_id: int, amount: str, party: Party | None = None) -> PostingLine:
    """Return a line that debits `account_id` with the column `amount`."""
    return PostingLine(account_id, "debit", amount, party)


def credit(account_id: int, amount: str, party: Party | None = None) -> PostingLine:
    """Return a line that credits `account_id` with the column `amount`."""
    return PostingLine(account_id, "credit", amount, party)


def operating(line: str) -> CashFlow:
    """Return the place of a rule whose money comes from or goes into the business itself."""
    return CashFlow("operating", line)


def investing(line: str) -> CashFlow:
    """Return the place of a rule whose money goes into what is used for years."""
    return CashFlow("investing", line)


def financing(line: str) -> CashFlow:
    """Return the place of a rule whose money comes from or goes to owners and lenders."""
    return CashFlow("financing", line)


def of_year(prices: Mapping[str, object]) -> str:
    """Return what CASE says of a financial year: its price, or whatever else goes by the year."""
    return " ".join(f"WHEN '{year}' THEN {price}" for year, price in prices.items())


def _results(of: str) -> str:
    """Return the query of the income and expenses of each month or year by posting rule and account, income positive."""
    return f"""
    SELECT e.source, p.{of}, l.account_id, SUM(l.credit - l.debit) AS amount, MAX(l.modified_at) AS modified_at
    FROM {{journal_line}} l
    JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
    JOIN {{period}} p ON p.period_id = e.period_id
    JOIN {{account}} a ON a.account_id = l.account_id
    WHERE a.account_type IN {RESULT_TYPES}
    GROUP BY p.{of}, l.account_id, e.source
"""


#: A rule's documents may be sums of what other rules posted: ``{monthly_results}`` and ``{yearly_results}`` stand for the income and
#: expenses of each accounting month (period_id) or financial year (financial_year) by posting rule and account (source, account_id,
#: amount, modified_at).
MONTHLY_RESULTS, YEARLY_RESULTS = _results("period_id"), _results("financial_year")

#: The party columns of documents that have none.
NO_PARTY = "CAST(NULL AS BIGINT) AS customer_id, CAST(NULL AS BIGINT) AS vendor_id"
