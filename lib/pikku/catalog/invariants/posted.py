"""The journal against its documents: every line is what a posting rule makes of one, and nothing else is there."""

from pikku import catalog
from pikku.catalog.invariants.rule import Invariant
from pikku.catalog.postings import POSTING_RULES, PostingRule, documents_sql


def _expected(rule: PostingRule) -> str:
    """Return the query of the lines that a rule makes, an amount that is credited below zero."""
    names = {table.name: f"{{{table.name}}}" for table in catalog.tables()}
    numbered = list(enumerate(rule.lines, start=1))

    def case(values: dict[int, object]) -> str:
        whens = " ".join(f"WHEN {number} THEN {value}" for number, value in values.items())
        return f"CASE n.line_no {whens} END"

    amount = {n: line.amount if line.side == "debit" else f"-{line.amount}" for n, line in numbered}
    parties = {
        party: {n: f"d.{party}_id" for n, line in numbered if line.party == party}
        for party in ("customer", "vendor")
    }
    party = ", ".join(
        f"{case(whose) if whose else 'CAST(NULL AS BIGINT)'} AS {name}_id"
        for name, whose in parties.items()
    )
    numbers = " UNION ALL ".join(f"SELECT {number} AS line_no" for number, _ in numbered)
    return f"""
        SELECT CAST({rule.number} AS BIGINT) * 100000000000 + d.source_id AS journal_entry_id, n.line_no,
               '{rule.source}' AS source, d.source_id, d.posted_on,
               {case({n: line.account_id for n, line in numbered})} AS account_id,
               {case(amount)} AS amount, {party}
        FROM ({documents_sql(rule, names)}) d CROSS JOIN ({numbers}) n"""


_EXPECTED = " UNION ALL ".join(_expected(rule) for rule in POSTING_RULES)

POSTED: tuple[Invariant, ...] = (
    Invariant(
        "the journal is what the rules post",
        "Each journal line is that of its document: day, account, amount and party; and none is missing",
        "debits, rupees",
        f"""
        SELECT COUNT(*) AS checked, COALESCE(SUM(CASE WHEN
                   e.line_no IS NULL OR l.line_no IS NULL OR e.source <> l.source OR e.source_id <> l.source_id
                   OR e.posted_on <> l.posted_on OR e.account_id <> l.account_id
                   OR e.amount <> l.debit - l.credit OR COALESCE(e.customer_id, 0) <> COALESCE(l.customer_id, 0)
                   OR COALESCE(e.vendor_id, 0) <> COALESCE(l.vendor_id, 0) THEN 1 ELSE 0 END), 0) AS violations,
               COALESCE(SUM(l.debit), 0) AS figure
        FROM (SELECT * FROM ({_EXPECTED}) lines WHERE amount <> 0) e
        FULL JOIN (SELECT j.source, j.source_id, j.posted_on, k.* FROM {{journal_line}} k
                   JOIN {{journal_entry}} j ON j.journal_entry_id = k.journal_entry_id) l
          ON l.journal_entry_id = e.journal_entry_id AND l.line_no = e.line_no
        """,
    ),
)
