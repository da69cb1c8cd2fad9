"""Posting rules: how each kind of document becomes a journal entry, as data.

A rule has a query that returns one row a document (``source_id``, ``posted_on``, ``modified_at``, ``customer_id``,
``vendor_id``, ``description`` and amounts) and the lines that a row becomes. An amount of zero makes no line; a negative
one goes to the other side. The queries are written in the SQL that DuckDB, PostgreSQL and Spark share; ``{name}`` stands
for a table of the catalogue, wherever a stage keeps it. Amounts are sums and products of decimals, never quotients, so
each engine gets the same paisa.
"""

from collections.abc import Mapping

from pikku.catalog.postings.assets import ASSETS
from pikku.catalog.postings.debts import DEBTS
from pikku.catalog.postings.overheads import OVERHEADS
from pikku.catalog.postings.pay import PAY
from pikku.catalog.postings.rule import MONTHLY_RESULTS, YEARLY_RESULTS, PostingLine, PostingRule
from pikku.catalog.postings.taxes import TAXES
from pikku.catalog.postings.trade import TRADE
from pikku.catalog.postings.year_end import CLOSING, TAX, YEAR_END
from pikku.catalog.reference import ABROAD
from pikku.catalog.sales import CASH_DISCOUNT
from pikku.catalog.taxes import CONTRACT_TDS, FEES_TDS, PURCHASE_TDS, RENT_TDS, SCRAP_TAX

__all__ = [
    "CLOSING",
    "ENTRY",
    "GST_OF_DOCUMENTS",
    "OTHER_SALES",
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
    sorted(
        (*TRADE, *PAY, *TAXES, *ASSETS, *OVERHEADS, *DEBTS, *YEAR_END), key=lambda rule: rule.number
    )
)


def rule_of(source: str) -> PostingRule:
    """Return the posting rule called `source`, as in ``journal_entry.source``."""
    return next(rule for rule in POSTING_RULES if rule.source == source)


_NONE = "CAST(0 AS DECIMAL(18, 2))"


def _at_home(supply: str, taxed: Mapping[str, str], sign: str = "") -> str:
    """Return the tax on documents of suppliers in the home state, which adds to input credit.

    Parameters
    ----------
    taxed
        By the source of the documents the column of their taxable value.
    sign
        ``-`` where it takes from input credit.
    """
    return "\n    UNION ALL\n    ".join(
        f"""SELECT '{supply}', d.posted_on, d.modified_at, {sign}d.{value}, {sign}d.cgst_amount, {sign}d.sgst_amount, {_NONE},
           {_NONE}, {sign}d.tax, {_NONE}
    FROM ({rule_of(source).documents}) d"""
        for source, value in taxed.items()
    )


_INWARD = _at_home(
    "inward",
    {
        "mould maintenance": "cost",
        "monthly expenses": "rent",
        "insurance": "premium",
        "professional fees": "fees",
        "security and it": "services",
        "capital purchase": "cost",
    },
)
_REVERSED = _at_home(
    "reversal",
    {
        "credit for missing goods": "taxable_value",
        "credit for scrapped returns": "taxable_value",
    },
    "-",
)

#: What is sold besides the goods, with its HSN code, unit and quantity.
OTHER_SALES = f"""
    SELECT d.posted_on, d.modified_at, '848071' AS hsn_code, 'pcs' AS unit, {SCRAP_TAX} AS gst_rate, 1 AS quantity,
           d.proceeds AS net_amount, d.cgst_amount, d.sgst_amount, {_NONE} AS igst_amount, d.tax
    FROM ({rule_of("asset retirement").documents}) d
    UNION ALL
    SELECT d.posted_on, d.modified_at, '391590', 'kg', {SCRAP_TAX}, d.kilograms,
           d.proceeds, d.cgst_amount, d.sgst_amount, {_NONE}, d.tax
    FROM ({rule_of("scrap sale").documents}) d
"""

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
    SELECT 'outward', s.posted_on, s.modified_at, s.net_amount, s.cgst_amount, s.sgst_amount, s.igst_amount, s.tax, {_NONE}, {_NONE}
    FROM ({OTHER_SALES}) s
    UNION ALL
    SELECT 'inward', booked_on, modified_at, net_amount, cgst_amount, sgst_amount, igst_amount,
           {_NONE}, cgst_amount + sgst_amount + igst_amount, {_NONE}
    FROM {{payable_bill}}
    UNION ALL
    SELECT CASE WHEN f.reverse_charged = 1 THEN 'reverse charge' ELSE 'inward' END,
           f.posted_on, f.modified_at, f.freight_amount, f.cgst_amount, f.sgst_amount, f.igst_amount, {_NONE}, f.tax, f.reverse_tax
    FROM ({rule_of("freight").documents}) f
    UNION ALL
    {_INWARD}
    UNION ALL
    {_REVERSED}
"""

_DEDUCTED = "\n    UNION ALL\n    ".join(
    f"""SELECT '{by.section}' AS section, d.posted_on AS deducted_on, d.modified_at, d.{amount} AS amount, d.tds
    FROM ({rule_of(source).documents}) d WHERE d.tds > 0"""
    for by, source, amount in (
        (RENT_TDS, "monthly expenses", "rent"),
        (CONTRACT_TDS, "mould maintenance", "cost"),
        (CONTRACT_TDS, "freight", "freight_amount"),
        (CONTRACT_TDS, "security and it", "services"),
        (FEES_TDS, "professional fees", "fees"),
        (PURCHASE_TDS, "capital purchase", "cost"),
    )
)

#: The income tax deducted from suppliers by each document that bears any: section, day, amount before GST, and the tax.
TDS_OF_DOCUMENTS = f"""
    {_DEDUCTED}
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
