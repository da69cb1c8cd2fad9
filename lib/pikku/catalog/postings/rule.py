"""The shape of a posting rule and the words that the rules are written with."""

from dataclasses import dataclass
from typing import Literal

Party = Literal["customer", "vendor"]


@dataclass(frozen=True)
class PostingLine:
    """One debit or credit of a rule: the account, the amount's column, and whose balance it changes."""

    account_id: int
    side: Literal["debit", "credit"]
    amount: str
    party: Party | None = None


@dataclass(frozen=True)
class PostingRule:
    """How one kind of document is posted; `number` leads the keys of its entries."""

    number: int
    source: str
    table_name: str
    comment: str
    documents: str
    lines: tuple[PostingLine, ...]


def debit(account_id: int, amount: str, party: Party | None = None) -> PostingLine:
    """Return a line that debits `account_id` with the column `amount`."""
    return PostingLine(account_id, "debit", amount, party)


def credit(account_id: int, amount: str, party: Party | None = None) -> PostingLine:
    """Return a line that credits `account_id` with the column `amount`."""
    return PostingLine(account_id, "credit", amount, party)


#: The party columns of documents that have none.
NO_PARTY = "CAST(NULL AS BIGINT) AS customer_id, CAST(NULL AS BIGINT) AS vendor_id"
