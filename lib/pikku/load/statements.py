"""The statements of :mod:`pikku.catalog.statements`, made from the SQL database: rows, and a picture of each."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import psycopg

from pikku import catalog
from pikku.catalog import statements as definitions
from pikku.catalog.postings import CLOSING
from pikku.catalog.statements import STATEMENTS, Statement
from pikku.catalog.statements.ledger import BANK
from pikku.errors import PikkuError
from pikku.platform import sql

if TYPE_CHECKING:
    import plotly.graph_objects

__all__ = ["STATEMENTS", "Flow", "Made", "flows", "make"]


@dataclass(frozen=True)
class Made:
    """A statement that was made: its definition, its financial year, and its rows as dicts (amounts in rupees)."""

    statement: Statement
    year: str
    rows: tuple[dict[str, Any], ...]

    def figure(self) -> "plotly.graph_objects.Figure":
        """Return the statement as a picture."""
        from pikku.load import statement_figures

        return statement_figures.figure(self)


@dataclass(frozen=True)
class Flow:
    """What went from one account to another in a year: the entries' credits to the accounts that they debit."""

    source: str
    target: str
    amount: Decimal


def make(name: str, year: str | None = None, link: psycopg.Connection | None = None) -> Made:
    """Return a statement for a financial year.

    Parameters
    ----------
    name
        Its name, as ``profit_and_loss``; `STATEMENTS` lists them.
    year
        As ``2025-26``; the last one of the books when omitted.
    link
        An open connection; a new one when omitted.

    Raises
    ------
    PikkuError
        When there is no such statement or year, or the tables aren't there.
    """
    statement = definitions.statement(name)
    end = _end(link)
    shown = definitions.years(year, end)[-1]
    query = definitions.statement_sql(statement, catalog.SQL_NAMES, shown, end)
    return Made(statement, shown, tuple(_fetch(query, link)))


def flows(year: str | None = None, link: psycopg.Connection | None = None) -> list[Flow]:
    """Return what went from account to account in a financial year until it was closed, the largest first.

    In an entry with several debits and several credits each debit takes its share of each credit. What goes both ways between
    two accounts is set off. The bank is shown twice, as what comes in and what goes out, so that the flows have a
    beginning and an end.

    Parameters
    ----------
    year, link
        As for :func:`make`.
    """
    shown = definitions.years(year, _end(link))[-1]
    query = f"""
        SELECT from_account.account_name AS source, to_account.account_name AS target,
               from_account.account_id = {BANK} AS out_of_bank,
               to_account.account_id = {BANK} AS into_bank,
               SUM(d.debit * c.credit / totals.amount) AS amount
        FROM (
            SELECT l.journal_entry_id, SUM(l.debit) AS amount
            FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            JOIN {{period}} p ON p.period_id = e.period_id
            WHERE p.financial_year = '{shown}' AND e.source <> '{CLOSING}'
            GROUP BY l.journal_entry_id
        ) totals
        JOIN {{journal_line}} d ON d.journal_entry_id = totals.journal_entry_id AND d.debit > 0
        JOIN {{journal_line}} c ON c.journal_entry_id = totals.journal_entry_id AND c.credit > 0
        JOIN {{account}} from_account ON from_account.account_id = c.account_id
        JOIN {{account}} to_account ON to_account.account_id = d.account_id
        GROUP BY 1, 2, 3, 4
    """
    found: dict[tuple[str, str], Decimal] = {}
    for row in _fetch(query.format(**catalog.SQL_NAMES), link):
        source = f"{row['source']}, out" if row["out_of_bank"] else row["source"]
        target = f"{row['target']}, in" if row["into_bank"] else row["target"]
        back = found.pop((target, source), Decimal(0))
        net = round(row["amount"], 2) - back
        if net:
            found[(source, target) if net > 0 else (target, source)] = abs(net)
    listed = [Flow(*pair, amount) for pair, amount in found.items()]
    return sorted(listed, key=lambda flow: (-flow.amount, flow.source, flow.target))


def _end(link: psycopg.Connection | None) -> date:
    """Return the last day of the books."""
    (found,) = _fetch("SELECT MAX(ends_on) AS last FROM {period}".format(**catalog.SQL_NAMES), link)
    return found["last"]


def _fetch(query: str, link: psycopg.Connection | None) -> list[dict[str, Any]]:
    """Return the rows of a query as dicts."""
    if link is None:
        with sql.connect() as own:
            return _fetch(query, own)
    try:
        cursor = link.execute(query)
    except psycopg.errors.UndefinedTable as error:
        raise PikkuError(
            "The SQL database has no tables to make a statement from.",
            remedy="Load them first, with `pikku load`.",
        ) from error
    names = [column.name for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
