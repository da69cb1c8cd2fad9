"""Why a journal entry is as it is: the documents that were read, the rule, the arithmetic, and the lines in the ledger.

Everything is derived from the posting rule's own query, so a new rule is explained as soon as it is in the catalogue.
`level` takes the query apart, `documents` finds the rows that it reads, `arithmetic` finds what its amounts are made of,
and `words` writes that down; here the lines that the rule gives are compared with those in the ledger.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg.rows import class_row

from pikku import catalog
from pikku.catalog import SQL_NAMES, postings
from pikku.catalog.accounts import ACCOUNTS
from pikku.catalog.postings import POSTING_RULES, PostingRule
from pikku.errors import PikkuError
from pikku.load.explain.arithmetic import Amount, Arithmetic, Total
from pikku.load.explain.documents import Document, documents
from pikku.load.explain.level import key_column, outermost
from pikku.platform import sql

__all__ = ["Amount", "Document", "Entry", "Explanation", "Line", "Total", "document", "entry"]

#: Account number -> its name.
ACCOUNT_NAMES = {account.account_id: account.account_name for account in ACCOUNTS}


@dataclass(frozen=True)
class Entry:
    """A journal entry, as in ``finance.journal_entry``."""

    journal_entry_id: int
    source: str
    source_id: int
    posted_on: date
    period_id: int
    description: str


@dataclass(frozen=True)
class Line:
    """A debit or credit of an entry."""

    line_no: int
    account_id: int
    debit: Decimal
    credit: Decimal
    customer_id: int | None
    vendor_id: int | None
    party: str | None

    def __str__(self) -> str:
        """Return it as ``debit 1,239.00 on 1310 Stock of materials and packaging``."""
        side, amount = ("debit", self.debit) if self.debit else ("credit", self.credit)
        name = ACCOUNT_NAMES.get(self.account_id, "(an unknown account)")
        party = f" for {self.party}" if self.party else ""
        return f"{side} {amount:,} on {self.account_id} {name}{party}"


@dataclass(frozen=True)
class Explanation:
    """What stands behind a journal entry.

    Attributes
    ----------
    documents
        The rows that the rule's query read, the document itself first.
    amounts, totals
        What the rule's amounts are made of, and what was added up in them.
    lines, computed
        The entry's lines as they stand in the ledger, and as the rule gives them now.
    differences
        What the ledger has otherwise than the rule gives it, in words; nothing when all is well.
    """

    entry: Entry
    rule: PostingRule
    documents: tuple[Document, ...]
    amounts: tuple[Amount, ...]
    totals: tuple[Total, ...]
    lines: tuple[Line, ...]
    computed: tuple[Line, ...]
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Return whether the ledger has what the rule gives."""
        return not self.differences


def entry(journal_entry_id: int, link: psycopg.Connection | None = None) -> Explanation:
    """Return what stands behind a journal entry.

    Parameters
    ----------
    journal_entry_id
        Its key in ``finance.journal_entry``.
    link
        An open connection, whose transaction is looked at; a new one when omitted.

    Raises
    ------
    PikkuError
        When there is no such entry, or nothing was loaded yet.
    """
    if link is None:
        with _reading() as own:
            return entry(journal_entry_id, own)
    found = _entries(link, "journal_entry_id = %s", [journal_entry_id])
    if not found:
        example = _entries(link, "true ORDER BY journal_entry_id LIMIT 1", [])
        like = f", such as {example[0].journal_entry_id}" if example else ""
        raise PikkuError(
            f"There is no journal entry {journal_entry_id}.",
            remedy=f"Take a journal_entry_id of finance.journal_entry{like}; "
            "or name the document: `pikku explain document INV-000000001`.",
        )
    return _explain(link, found[0])


def document(number: str, link: psycopg.Connection | None = None) -> list[Explanation]:
    """Return what stands behind each journal entry of a document, in the order of the rules.

    Parameters
    ----------
    number
        Its number as people write it, such as ``INV-000000123``.
    link
        An open connection, whose transaction is looked at; a new one when omitted.

    Raises
    ------
    PikkuError
        When there is no such document, none is posted of its kind, or nothing was loaded yet.
    """
    if link is None:
        with _reading() as own:
            return document(number, own)
    number = number.strip().upper()
    table, source_id = _find(link, number)
    rules = _rules_of(table)
    if not rules:
        raise PikkuError(
            f"{number} is in {table.fullname}, of which nothing is posted to the ledger by itself.",
            remedy=f"Name one of these: {_posted_numbers()}.",
        )
    sources = [rule.source for rule in rules]
    condition = "source_id = %s AND source = ANY(%s) ORDER BY journal_entry_id"
    found = _entries(link, condition, [source_id, sources])
    if not found:
        raise PikkuError(
            f"{number} has no journal entry: the books began with it, its amounts are zero, or the ledger has lost it.",
            remedy="`pikku audit` tells whether the ledger is complete.",
        )
    return [_explain(link, each) for each in found]


def _reading() -> psycopg.Connection:
    """Return a connection that can only read, and sees one state of the database."""
    link = sql.connect()
    link.read_only = True
    link.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    return link


def _entries(link: psycopg.Connection, condition: str, values: list[Any]) -> list[Entry]:
    """Return the journal entries that meet a condition."""
    columns = ", ".join(Entry.__dataclass_fields__)
    query = f"SELECT {columns} FROM {SQL_NAMES['journal_entry']} WHERE {condition}"
    try:
        return link.cursor(row_factory=class_row(Entry)).execute(query, values).fetchall()
    except psycopg.errors.UndefinedTable as error:
        raise _not_loaded() from error


def _not_loaded() -> PikkuError:
    return PikkuError("Nothing was loaded into the SQL database yet.", remedy="Run `pikku load`.")


def _rules_of(table: sa.Table) -> list[PostingRule]:
    """Return the rules that post the rows of a table one by one, where these have numbers."""
    (primary,) = table.primary_key
    return [
        rule
        for rule in POSTING_RULES
        if rule.table_name == table.name
        and catalog.natural_key(table)
        and key_column(rule) == primary.name
    ]


def _posted_numbers() -> str:
    """Return how the numbers of the documents look that are posted."""
    posted = [table for table in catalog.tables() if _rules_of(table)]
    comments = [table.columns[catalog.natural_key(table)].comment for table in posted]
    return ", ".join(sorted(comment.partition(", ")[2] for comment in comments))


def _find(link: psycopg.Connection, number: str) -> tuple[sa.Table, int]:
    """Return the table that has a row of this number or code, and the row's key."""
    numbered = [table for table in catalog.tables() if catalog.natural_key(table)]
    queries = [
        f"SELECT {place}, {table.primary_key.columns[0].name} FROM {table.fullname} "
        f"WHERE {catalog.natural_key(table)} = %(number)s"
        for place, table in enumerate(numbered)
    ]
    try:
        found = link.execute(" UNION ALL ".join(queries), {"number": number}).fetchone()
    except psycopg.errors.UndefinedTable as error:
        raise _not_loaded() from error
    if found is None:
        like = next((table for table in numbered if _shape(table).fullmatch(number)), None)
        remedy = _ends(link, like) if like is not None else ""
        raise PikkuError(
            f"There is no document {number!r}.",
            remedy=remedy or f"Write its number in full: {_posted_numbers()}.",
        )
    return numbered[found[0]], found[1]


def _shape(table: sa.Table) -> re.Pattern[str]:
    """Return the pattern of the numbers of a table's rows, as the comment on them shows it."""
    comment = table.columns[catalog.natural_key(table)].comment
    shown = re.findall(r"\b[A-Z]+-n+\b", comment)
    return re.compile("|".join(each.replace("n", r"\d") for each in shown))


def _ends(link: psycopg.Connection, table: sa.Table) -> str:
    """Return between which numbers those of a table's rows are; nothing where it has none."""
    key = catalog.natural_key(table)
    query = f"SELECT min({key}), max({key}) FROM {table.fullname}"
    first, last = link.execute(query).fetchone() or (None, None)
    return f"Those in {table.fullname} go from {first} to {last}." if first else ""


def _explain(link: psycopg.Connection, found: Entry) -> Explanation:
    """Return the explanation of an entry."""
    rule = next((rule for rule in POSTING_RULES if rule.source == found.source), None)
    if rule is None:
        raise PikkuError(
            f"Journal entry {found.journal_entry_id} says that it was posted by the rule "
            f"{found.source!r}, but the catalogue has no such rule.",
            remedy="Run `pikku load`, which posts by the rules there are.",
        )
    posted = postings.documents_sql(rule, SQL_NAMES).replace("%", "%%")  # psycopg's sign
    one = f"(SELECT * FROM ({posted}) every WHERE source_id = %s) one"
    ledger = f"SELECT * FROM {SQL_NAMES['journal_line']} WHERE journal_entry_id = %s"
    lines = _lines(link, ledger, found.journal_entry_id)
    given = f"""SELECT line_no, account_id, greatest(amount, 0) AS debit, greatest(-amount, 0) AS credit,
                       customer_id, vendor_id
                FROM ({postings.lines_sql(rule, one)}) given"""
    computed = _lines(link, given, found.source_id)
    said = link.execute(f"SELECT posted_on, description FROM {one}", [found.source_id]).fetchone()
    differences = _differences(found, rule, said, lines, computed)
    reader, read = Arithmetic(link), ()
    wanted = list(dict.fromkeys(line.amount for line in rule.lines))
    if said:
        level = outermost(rule, found.source_id)
        reader.explain(level, wanted)
        own = catalog.table(rule.table_name).fullname
        some = [each for each in documents(reader, level) if each.count]
        read = tuple(sorted(some, key=lambda each: each.table != own))
    steps = [each for each in reader.amounts if each.step]
    amounts = [each for name in wanted for each in reader.amounts if each.name == name]
    amounts = [each for each in amounts if not each.step]
    totals = tuple(reader.totals.values())
    both = tuple(lines), tuple(computed)
    return Explanation(found, rule, read, (*amounts, *steps), totals, *both, differences)


def _lines(link: psycopg.Connection, query: str, source: int) -> list[Line]:
    """Return the lines that a query finds for an entry or a document, with the names of the customers and vendors."""
    columns = ", ".join(f"l.{name}" for name in Line.__dataclass_fields__ if name != "party")
    return (
        link.cursor(row_factory=class_row(Line))
        .execute(
            f"""SELECT {columns}, coalesce(c.customer_name, v.vendor_name) AS party
                FROM ({query}) l
                LEFT JOIN {SQL_NAMES["customer"]} c ON c.customer_id = l.customer_id
                LEFT JOIN {SQL_NAMES["vendor"]} v ON v.vendor_id = l.vendor_id
                ORDER BY l.line_no""",
            [source],
        )
        .fetchall()
    )


def _differences(
    found: Entry,
    rule: PostingRule,
    said: tuple[date, str] | None,
    lines: list[Line],
    computed: list[Line],
) -> tuple[str, ...]:
    """Return what the ledger has otherwise than the rule gives it, in words."""
    if said is None:
        return (f"The rule finds no document {found.source_id} any more.",)
    day, description = said
    given = {
        "journal_entry_id": rule.number * postings.ENTRY + found.source_id,
        "posted_on": day,
        "period_id": day.year * 100 + day.month,
        "description": description,
    }
    told = [
        f"{name}: the ledger has {getattr(found, name)}, the rule gives {value}."
        for name, value in given.items()
        if getattr(found, name) != value
    ]
    for number in sorted({line.line_no for line in (*lines, *computed)}):
        has, gives = (
            [line for line in some if line.line_no == number] for some in (lines, computed)
        )
        if has != gives:
            told.append(
                f"Line {number}: the ledger has {_listed(has)}, the rule gives {_listed(gives)}."
            )
    return tuple(told)


def _listed(lines: list[Line]) -> str:
    return " and ".join(map(str, lines)) or "none"
