"""Posting rules: how each kind of document becomes a journal entry, as data.

A rule has a query that returns one row a document (``source_id``, ``posted_on``, ``modified_at``, ``customer_id``,
``vendor_id``, ``description`` and amounts) and the lines that a row becomes. An amount of zero makes no line; a negative
one goes to the other side. The queries are written in the SQL that DuckDB, PostgreSQL and Spark share; ``{name}`` stands
for a table of the catalogue, wherever a stage keeps it. Amounts are sums and products of decimals, never quotients, so
each engine gets the same paisa.
"""

from pikku.catalog.postings.periodic import PERIODIC
from pikku.catalog.postings.rule import MONTHLY_RESULTS, YEARLY_RESULTS, PostingLine, PostingRule
from pikku.catalog.postings.trade import TRADE
from pikku.catalog.postings.year_end import CLOSING, TAX, YEAR_END
from pikku.catalog.reference import ABROAD, CONTRACT_TDS, FEES_TDS, PURCHASE_TDS, RENT_TDS
from pikku.catalog.sales import CASH_DISCOUNT

__all__ = [
    "CLOSING",
    "ENTRY",
    "GST_OF_DOCUMENTS",
    "POSTING_RULES",
    "TAX",
    "TDS_OF_DOCUMENTS",
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


def rule_of(source: str) -> PostingRule:
    """Return the posting rule called `source`, as in ``journal_entry.source``."""
    return next(rule for rule in POSTING_RULES if rule.source == source)


_NONE = "CAST(0 AS DECIMAL(18, 2))"

#: The tax on each document, by day: what kind of supply it is in the return, its taxable value, the tax by head, and what it
#: adds to output tax, to input credit, and to what is owed under reverse charge. Cash discounts bear none. A vendor's bill
#: counts when it is booked, which is after the last of the goods has come (section 16(2) of the CGST Act, 2017).
GST_OF_DOCUMENTS = f"""
    SELECT CASE WHEN c.state_code = '{ABROAD}' THEN 'zero-rated' ELSE 'outward' END AS supply,
           i.invoiced_on AS taxed_on, i.modified_at, i.net_amount AS taxable_value,
           i.cgst_amount, i.sgst_amount, i.igst_amount,
           i.cgst_amount + i.sgst_amount + i.igst_amount AS output_tax, {_NONE} AS input_tax, {_NONE} AS reverse_tax
    FROM {{receivable_invoice}} i JOIN {{customer}} c ON c.customer_id = i.customer_id
    UNION ALL
    SELECT CASE WHEN c.state_code = '{ABROAD}' THEN 'zero-rated' ELSE 'outward' END,
           n.credited_on, n.modified_at, -n.net_amount, -n.cgst_amount, -n.sgst_amount, -n.igst_amount,
           -(n.cgst_amount + n.sgst_amount + n.igst_amount), {_NONE}, {_NONE}
    FROM {{credit_note}} n
    JOIN {{receivable_invoice}} i ON i.receivable_invoice_id = n.receivable_invoice_id
    JOIN {{customer}} c ON c.customer_id = i.customer_id
    WHERE n.reason <> '{CASH_DISCOUNT}'
    UNION ALL
    SELECT 'inward', booked_on, modified_at, net_amount, cgst_amount, sgst_amount, igst_amount,
           {_NONE}, cgst_amount + sgst_amount + igst_amount, {_NONE}
    FROM {{payable_bill}}
    UNION ALL
    SELECT CASE WHEN f.reverse_charged = 1 THEN 'reverse charge' ELSE 'inward' END,
           f.posted_on, f.modified_at, f.freight_amount, f.cgst_amount, f.sgst_amount, f.igst_amount, {_NONE}, f.tax, f.reverse_tax
    FROM ({rule_of("freight").documents}) f
    UNION ALL
    SELECT 'inward', m.posted_on, m.modified_at, m.cost, m.cgst_amount, m.sgst_amount, {_NONE}, {_NONE}, m.tax, {_NONE}
    FROM ({rule_of("mould maintenance").documents}) m
    UNION ALL
    SELECT 'inward', e.posted_on, e.modified_at, e.rent, e.cgst_amount, e.sgst_amount, {_NONE}, {_NONE}, e.tax, {_NONE}
    FROM ({rule_of("monthly expenses").documents}) e
    UNION ALL
    SELECT 'inward', n.posted_on, n.modified_at, n.premium, n.cgst_amount, n.sgst_amount, {_NONE}, {_NONE}, n.tax, {_NONE}
    FROM ({rule_of("insurance").documents}) n
    UNION ALL
    SELECT 'inward', p.posted_on, p.modified_at, p.fees, p.cgst_amount, p.sgst_amount, {_NONE}, {_NONE}, p.tax, {_NONE}
    FROM ({rule_of("professional fees").documents}) p
    UNION ALL
    SELECT 'inward', s.posted_on, s.modified_at, s.services, s.cgst_amount, s.sgst_amount, {_NONE}, {_NONE}, s.tax, {_NONE}
    FROM ({rule_of("security and it").documents}) s
    UNION ALL
    SELECT 'inward', b.posted_on, b.modified_at, b.cost, b.cgst_amount, b.sgst_amount, {_NONE}, {_NONE}, b.tax, {_NONE}
    FROM ({rule_of("capital purchase").documents}) b
    UNION ALL
    SELECT 'reversal', r.posted_on, r.modified_at, -r.taxable_value, -r.cgst_amount, -r.sgst_amount, {_NONE},
           {_NONE}, -r.tax, {_NONE}
    FROM ({rule_of("credit for missing goods").documents}) r
    UNION ALL
    SELECT 'reversal', r.posted_on, r.modified_at, -r.taxable_value, -r.cgst_amount, -r.sgst_amount, {_NONE},
           {_NONE}, -r.tax, {_NONE}
    FROM ({rule_of("credit for scrapped returns").documents}) r
"""

#: The income tax deducted from suppliers by each document that bears any: section, day, amount before GST, and the tax.
TDS_OF_DOCUMENTS = f"""
    SELECT '{RENT_TDS.section}' AS section, e.posted_on AS deducted_on, e.modified_at, e.rent AS amount, e.tds
    FROM ({rule_of("monthly expenses").documents}) e WHERE e.tds > 0
    UNION ALL
    SELECT '{CONTRACT_TDS.section}', m.posted_on, m.modified_at, m.cost, m.tds
    FROM ({rule_of("mould maintenance").documents}) m WHERE m.tds > 0
    UNION ALL
    SELECT '{CONTRACT_TDS.section}', f.posted_on, f.modified_at, f.freight_amount, f.tds
    FROM ({rule_of("freight").documents}) f WHERE f.tds > 0
    UNION ALL
    SELECT '{CONTRACT_TDS.section}', s.posted_on, s.modified_at, s.services, s.tds
    FROM ({rule_of("security and it").documents}) s WHERE s.tds > 0
    UNION ALL
    SELECT '{FEES_TDS.section}', p.posted_on, p.modified_at, p.fees, p.tds
    FROM ({rule_of("professional fees").documents}) p WHERE p.tds > 0
    UNION ALL
    SELECT '{PURCHASE_TDS.section}', booked_on, modified_at, net_amount, tds_amount FROM {{payable_bill}} WHERE tds_amount > 0
"""


def documents_sql(rule: PostingRule, names: dict[str, str]) -> str:
    """Return the query of the rule's documents, with the stage's own names for the tables.

    Parameters
    ----------
    names
        Catalogue table name -> qualified name at the stage, as in ``{"receipt": "finance.receipt"}``. While the journal
        is being made, ``monthly_results`` and ``yearly_results`` say what takes the place of those queries on it.
    """
    made = {
        "freight": rule_of("freight").documents.format(**names),
        "gst_of_documents": GST_OF_DOCUMENTS.format(**names),
        "monthly_results": MONTHLY_RESULTS.format(**names),
        "tds_of_documents": TDS_OF_DOCUMENTS.format(**names),
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
