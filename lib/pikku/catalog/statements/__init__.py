"""The statements that are made from the ledger and the documents: what each shows, and its query.

A statement is made for a financial year; those with a column a year have one for each year up to it. Queries are written for
the SQL database; ``{name}`` stands for a table of the catalogue, ``{starts_on}`` and ``{ends_on}`` for the first and the last day
of the year. Where a statement's lines are made of accounts or of posting rules, they are listed here as data.
"""

from datetime import date

from pikku.catalog.periods import LAST_DAY, periods
from pikku.catalog.postings import GST_OF_DOCUMENTS, OTHER_SALES, TDS_OF_DOCUMENTS
from pikku.catalog.statements.assets import ASSETS
from pikku.catalog.statements.ledger import LEDGER
from pikku.catalog.statements.open_items import OPEN_ITEMS
from pikku.catalog.statements.returns import RETURNS
from pikku.catalog.statements.shape import Statement
from pikku.errors import PikkuError

__all__ = ["STATEMENTS", "Statement", "statement", "statement_sql", "years"]


def years(last: str | None = None, end: date = LAST_DAY) -> list[str]:
    """Return the financial years of books that end on a day, up to one: the last of the books by default.

    Raises
    ------
    PikkuError
        When the books have no such year.
    """
    known = list(dict.fromkeys(period.financial_year for period in periods(last=end)))
    if last is not None and last not in known:
        raise PikkuError(
            f"The books have no financial year {last!r}.",
            remedy=f"Choose one of: {', '.join(known)}.",
        )
    return known[: known.index(last) + 1] if last else known


def statement(name: str) -> Statement:
    """Return the statement called `name`.

    Raises
    ------
    PikkuError
        When there is none.
    """
    for each in STATEMENTS:
        if each.name == name:
            return each
    raise PikkuError(
        f"There is no statement {name!r}.",
        remedy=f"Choose one of: {', '.join(each.name for each in STATEMENTS)}.",
    )


def statement_sql(
    of: Statement,
    names: dict[str, str],
    year: str | None = None,
    end: date = LAST_DAY,
) -> str:
    """Return the query of a statement.

    Parameters
    ----------
    of
        The statement.
    names
        Catalogue table name -> qualified name, as for ``postings.documents_sql``.
    year
        The financial year, as in ``2025-26``; the last of the books by default.
    end
        The last day of the books.
    """
    shown = years(year, end)
    months = [p for p in periods(last=end) if p.financial_year == shown[-1]]
    days = {
        "starts_on": f"DATE '{months[0].starts_on}'",
        "ends_on": f"DATE '{months[-1].ends_on}'",
    }
    columns = {
        "each_year": ", ".join(
            f"COALESCE(SUM(amount) FILTER (WHERE financial_year = '{each}'), 0.00) AS \"{each}\""
            for each in shown
        ),
        "so_far": ", ".join(
            f"COALESCE(SUM(amount) FILTER (WHERE financial_year <= '{each}'), 0.00) AS \"{each}\""
            for each in shown
        ),
    }
    taxes = {
        "gst_of_documents": GST_OF_DOCUMENTS.format(**names),
        "other_sales": OTHER_SALES.format(**names),
        "tds_of_documents": TDS_OF_DOCUMENTS.format(**names),
    }
    return of.sql.format(**names, **days, **columns, **taxes)


STATEMENTS: tuple[Statement, ...] = (*LEDGER, *OPEN_ITEMS, *RETURNS, *ASSETS)
