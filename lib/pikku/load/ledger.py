"""Posting: documents become journal entries and lines by the catalogue's rules, one query a rule."""

import duckdb

from pikku import catalog
from pikku.catalog import postings
from pikku.catalog.accounts import RESULT_ACCOUNTS
from pikku.catalog.postings import ENTRY, POSTING_RULES, TAX, PostingRule
from pikku.errors import PikkuError
from pikku.load.types import numbers_fit

_YEARLY = """
    SELECT source, financial_year, account_id, sum(amount) AS amount, max(m.modified_at) AS modified_at
    FROM monthly_results m JOIN period USING (period_id) GROUP BY ALL"""


def post(duck: duckdb.DuckDBPyConnection) -> None:
    """Make one table a posting rule with the documents that it posts.

    The rules of the year's end read the income and expenses that the rules before them posted, which are added up on the way.
    """
    duck.execute(
        "CREATE TEMPORARY TABLE monthly_results (source VARCHAR, period_id BIGINT, account_id BIGINT, "
        "amount DECIMAL(38, 2), modified_at TIMESTAMP)"
    )
    for rule in POSTING_RULES:
        if rule == TAX[0]:
            post_tax(duck)
        elif rule not in TAX:
            _post(duck, rule)


def post_tax(duck: duckdb.DuckDBPyConnection) -> None:
    """Make the documents of the income tax.

    The interest on a year's refund is income of the next, whose tax is reckoned again: once more for each year.
    """
    (years,) = duck.execute("SELECT count(DISTINCT financial_year) FROM period").fetchone()
    for rule in [*TAX] * years:
        _post(duck, rule)


def _post(duck: duckdb.DuckDBPyConnection, rule: PostingRule) -> None:
    with numbers_fit(f"The documents of {rule.source!r} ({rule.table_name}) can't be posted"):
        _make(duck, rule)


def _make(duck: duckdb.DuckDBPyConnection, rule: PostingRule) -> None:
    """Make the documents of a rule, and add up what they do to income and expenses."""
    names = {table.name: table.name for table in catalog.tables()}
    names["monthly_results"] = "FROM monthly_results"
    names["yearly_results"] = _YEARLY
    # What a month's opening made possible was not changed before it.
    duck.execute(
        f"""
        CREATE OR REPLACE TABLE {_documents(rule)} AS
        SELECT d.* REPLACE (greatest(d.modified_at, p.modified_at) AS modified_at)
        FROM ({postings.documents_sql(rule, names)}) d
        LEFT JOIN period p ON d.posted_on BETWEEN p.starts_on AND p.ends_on"""
    )
    require_posted_in_the_books(duck, rule)
    if not any(line.account_id in RESULT_ACCOUNTS for line in rule.lines):
        return
    duck.execute("DELETE FROM monthly_results WHERE source = ?", [rule.source])
    duck.execute(
        f"""
        INSERT INTO monthly_results
        SELECT l.source, year(l.posted_on) * 100 + month(l.posted_on) AS period_id, l.account_id, -sum(l.amount),
               max(l.modified_at)
        FROM ({postings.lines_sql(rule, _documents(rule))}) l
        WHERE l.account_id IN {RESULT_ACCOUNTS}
        GROUP BY ALL"""
    )


def require_posted_in_the_books(duck: duckdb.DuckDBPyConnection, rule: PostingRule) -> None:
    """Refuse documents of a rule that would be posted on a day which no accounting month has.

    Raises
    ------
    PikkuError
        Names the first of them, and its day.
    """
    outside = duck.execute(
        f"""
        SELECT source_id, posted_on, first, last
        FROM ({_entries(rule)}), (SELECT min(starts_on) AS first, max(ends_on) AS last FROM period)
        WHERE posted_on NOT BETWEEN first AND last ORDER BY source_id LIMIT 1"""
    ).fetchone()
    if outside:
        document, day, first, last = outside
        raise PikkuError(
            f"{rule.table_name} {document} would be posted on {day} ({rule.source}), but the books go from {first} to {last}.",
            remedy="Correct the days of that document in the raw files.",
        )


def _documents(rule: PostingRule) -> str:
    return f"document_{rule.number:02d}"


def _entries(rule: PostingRule) -> str:
    """Return the query of a rule's entries; a document without any amount has none."""
    amounts = " OR ".join(
        f"{name} <> 0" for name in dict.fromkeys(line.amount for line in rule.lines)
    )
    return f"""
        SELECT {rule.number} * {ENTRY} + source_id AS journal_entry_id, '{rule.source}' AS source, source_id,
               posted_on, year(posted_on) * 100 + month(posted_on) AS period_id, description, modified_at
        FROM {_documents(rule)} WHERE {amounts}"""


def _lines(rule: PostingRule) -> str:
    """Return the query of a rule's lines."""
    return f"""
        SELECT journal_entry_id * 100 + line_no AS journal_line_id, journal_entry_id, line_no, account_id,
               greatest(amount, 0) AS debit, greatest(-amount, 0) AS credit, customer_id, vendor_id, modified_at
        FROM ({postings.lines_sql(rule, _documents(rule))}) lines"""


_IN_ORDER = sorted(POSTING_RULES, key=lambda rule: rule.number)
#: The queries of the journal's lines and entries over the posted documents, rule by rule, as their keys begin with its number.
LINES = tuple(_lines(rule) for rule in _IN_ORDER)
ENTRIES = tuple(_entries(rule) for rule in _IN_ORDER)
