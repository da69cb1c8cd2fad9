"""The journal against its documents: every line is what a posting rule makes of one, and nothing else is there."""

from pikku import catalog
from pikku.catalog.invariants.rule import Invariant
from pikku.catalog.postings import POSTING_RULES, documents_sql, lines_sql

_NAMES = {table.name: f"{{{table.name}}}" for table in catalog.tables()}
_EXPECTED = " UNION ALL ".join(
    lines_sql(rule, f"({documents_sql(rule, _NAMES)}) documents") for rule in POSTING_RULES
)

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
        FROM ({_EXPECTED}) e
        FULL JOIN (SELECT j.source, j.source_id, j.posted_on, k.* FROM {{journal_line}} k
                   JOIN {{journal_entry}} j ON j.journal_entry_id = k.journal_entry_id) l
          ON l.journal_entry_id = e.journal_entry_id AND l.line_no = e.line_no
        """,
    ),
)
