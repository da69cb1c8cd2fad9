"""Posting rules: how each kind of document becomes a journal entry, as data.

A rule has a query that returns one row a document (``source_id``, ``posted_on``, ``modified_at``, ``customer_id``,
``vendor_id``, ``description`` and amounts) and the lines that a row becomes. An amount of zero makes no line; a negative
one goes to the other side. The queries are written in the SQL that DuckDB, PostgreSQL and Spark share; ``{name}`` stands
for a table of the catalogue, wherever a stage keeps it. Amounts are sums and products of decimals, never quotients, so
each engine gets the same paisa.
"""

from pikku.catalog.postings.periodic import PERIODIC
from pikku.catalog.postings.rule import YEARLY_RESULTS, PostingLine, PostingRule
from pikku.catalog.postings.trade import TRADE
from pikku.catalog.postings.year_end import CLOSING, YEAR_END

__all__ = [
    "CLOSING",
    "ENTRY",
    "POSTING_RULES",
    "PostingLine",
    "PostingRule",
    "documents_sql",
    "lines_sql",
    "rule_of",
]

#: Leading part of a journal entry's key: the rule's number times this.
ENTRY = 100_000_000_000

POSTING_RULES: tuple[PostingRule, ...] = tuple(
    sorted((*TRADE, *PERIODIC, *YEAR_END), key=lambda rule: rule.number)
)

#: The tax on each document, by day: output tax on invoices less credit notes, input tax on bills when they are booked, which is
#: after the last of the goods has come (section 16(2) of the CGST Act, 2017).
GST_OF_DOCUMENTS = """
    SELECT invoiced_on AS taxed_on, modified_at, cgst_amount + sgst_amount + igst_amount AS output_tax,
           CAST(0 AS DECIMAL(18, 2)) AS input_tax
    FROM {receivable_invoice}
    UNION ALL
    SELECT credited_on, modified_at, -(cgst_amount + sgst_amount + igst_amount), CAST(0 AS DECIMAL(18, 2))
    FROM {credit_note}
    UNION ALL
    SELECT booked_on, modified_at, CAST(0 AS DECIMAL(18, 2)), cgst_amount + sgst_amount + igst_amount
    FROM {payable_bill}
"""


def documents_sql(rule: PostingRule, names: dict[str, str]) -> str:
    """Return the query of the rule's documents, with the stage's own names for the tables.

    Parameters
    ----------
    names
        Catalogue table name -> qualified name at the stage, as in ``{"receipt": "finance.receipt"}``. While the journal
        is being made, ``yearly_results`` says what takes the place of that query on it.
    """
    made = {
        "gst_of_documents": GST_OF_DOCUMENTS.format(**names),
        "yearly_results": YEARLY_RESULTS.format(**names),
    }
    return rule.documents.format(**(made | names))


def lines_sql(rule: PostingRule, documents: str) -> str:
    """Return the query of the journal lines that a rule makes: a credit is an amount below zero, zero makes no line.

    Parameters
    ----------
    documents
        What is read in FROM: the rule's documents, as a table or a query in parentheses with a name.
    """
    numbered = list(enumerate(rule.lines, start=1))

    def case(values: dict[int, object], otherwise: str) -> str:
        whens = " ".join(f"WHEN {number} THEN {value}" for number, value in values.items())
        return f"CASE n.line_no {whens} END" if values else otherwise

    amount = {n: line.amount if line.side == "debit" else f"-{line.amount}" for n, line in numbered}
    parties = ", ".join(
        f"{case({n: f'{who}_id' for n, line in numbered if line.party == who}, 'CAST(NULL AS BIGINT)')} AS {who}_id"
        for who in ("customer", "vendor")
    )
    numbers = " UNION ALL ".join(f"SELECT {number} AS line_no" for number, _ in numbered)
    return f"""
        SELECT * FROM (
            SELECT CAST({rule.number} AS BIGINT) * {ENTRY} + source_id AS journal_entry_id, n.line_no,
                   '{rule.source}' AS source, source_id, posted_on, modified_at,
                   {case({n: line.account_id for n, line in numbered}, "NULL")} AS account_id,
                   CAST({case(amount, "NULL")} AS DECIMAL(18, 2)) AS amount, {parties}
            FROM {documents} CROSS JOIN ({numbers}) n) lines
        WHERE amount <> 0"""


def rule_of(source: str) -> PostingRule:
    """Return the posting rule called `source`, as in ``journal_entry.source``."""
    return next(rule for rule in POSTING_RULES if rule.source == source)
