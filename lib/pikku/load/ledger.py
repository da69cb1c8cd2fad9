"""Posting: documents become journal entries and lines by the catalogue's rules, one query a rule."""

import duckdb

from pikku import catalog
from pikku.catalog import postings
from pikku.catalog.postings import ENTRY, POSTING_RULES, PostingRule
from pikku.catalog.reference import RESULT_ACCOUNTS


def post(duck: duckdb.DuckDBPyConnection) -> None:
    """Make one table a posting rule with the documents that it posts.

    The rules of the year's end read the income and expenses that the rules before them posted, which are added up on the way.
    """
    names = {table.name: table.name for table in catalog.tables()}
    names["yearly_results"] = "FROM yearly_results"
    duck.execute(
        "CREATE TEMPORARY TABLE yearly_results (source VARCHAR, financial_year VARCHAR, account_id BIGINT, "
        "amount DECIMAL(38, 2), modified_at TIMESTAMP)"
    )
    for rule in POSTING_RULES:
        # What a month's opening made possible was not changed before it.
        duck.execute(
            f"""
            CREATE OR REPLACE TABLE {_documents(rule)} AS
            SELECT d.* REPLACE (greatest(d.modified_at, p.modified_at) AS modified_at)
            FROM ({postings.documents_sql(rule, names)}) d
            LEFT JOIN period p ON d.posted_on BETWEEN p.starts_on AND p.ends_on"""
        )
        if not any(line.account_id in RESULT_ACCOUNTS for line in rule.lines):
            continue
        duck.execute(
            f"""
            INSERT INTO yearly_results
            SELECT l.source, p.financial_year, l.account_id, -sum(l.amount), max(l.modified_at)
            FROM ({postings.lines_sql(rule, _documents(rule))}) l
            JOIN period p ON p.period_id = year(l.posted_on) * 100 + month(l.posted_on)
            WHERE l.account_id IN {RESULT_ACCOUNTS}
            GROUP BY ALL"""
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
