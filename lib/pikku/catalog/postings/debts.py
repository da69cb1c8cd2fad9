"""Posting rules of doubtful debts: what is provided for at a year's end, and released when the debt is given up."""

from pikku.catalog.costs import DOUBTFUL_DEBTS
from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit

#: What reduced the debt of an invoice, and when.
_SETTLED = """
    SELECT a.receivable_invoice_id, r.received_on AS settled_on, a.amount, r.modified_at
    FROM {receipt_allocation} a JOIN {receipt} r ON r.receipt_id = a.receipt_id
    UNION ALL
    SELECT receivable_invoice_id, allocated_on, amount, modified_at FROM {advance_allocation}
    UNION ALL
    SELECT receivable_invoice_id, credited_on, total_amount, modified_at FROM {credit_note}
    UNION ALL
    SELECT receivable_invoice_id, written_off_on, amount, modified_at FROM {write_off}
"""

#: Invoices that were still open so many days after they were due, and what was open of them then. They are few.
_LATE = f"""
    SELECT i.receivable_invoice_id, i.customer_id, i.due_on, GREATEST(i.modified_at, MAX(s.modified_at)) AS modified_at,
           i.total_amount - COALESCE(SUM(s.amount), 0) AS open_amount
    FROM {{receivable_invoice}} i
    LEFT JOIN ({_SETTLED}) s
      ON s.receivable_invoice_id = i.receivable_invoice_id AND s.settled_on <= i.due_on + {DOUBTFUL_DEBTS.days}
    GROUP BY i.receivable_invoice_id, i.customer_id, i.due_on, i.modified_at, i.total_amount
    HAVING i.total_amount - COALESCE(SUM(s.amount), 0) > 0
"""

#: Customers of whom a debt was given up, and since when.
_FAILED = """
    SELECT i.customer_id, MIN(w.written_off_on) AS failed_on
    FROM {write_off} w JOIN {receivable_invoice} i ON i.receivable_invoice_id = w.receivable_invoice_id
    GROUP BY i.customer_id
"""

#: What is provided for each invoice at each year's end.
PROVIDED = f"""
    SELECT o.period_id, o.ends_on, o.receivable_invoice_id, o.modified_at,
           CAST(ROUND(o.open_amount * CASE WHEN o.failed_on <= o.ends_on THEN 1 ELSE {DOUBTFUL_DEBTS.share} END, 2)
                AS DECIMAL(18, 2)) AS provided
    FROM (
        SELECT y.period_id, y.ends_on, l.receivable_invoice_id, f.failed_on, GREATEST(l.modified_at, MAX(s.modified_at)) AS modified_at,
               l.open_amount - COALESCE(SUM(s.amount), 0) AS open_amount
        FROM {{period}} y
        JOIN ({_LATE}) l ON l.due_on + {DOUBTFUL_DEBTS.days} < y.ends_on
        LEFT JOIN ({_FAILED}) f ON f.customer_id = l.customer_id
        LEFT JOIN ({_SETTLED}) s
          ON s.receivable_invoice_id = l.receivable_invoice_id
         AND s.settled_on > l.due_on + {DOUBTFUL_DEBTS.days} AND s.settled_on <= y.ends_on
        WHERE y.fiscal_month = 12
        GROUP BY y.period_id, y.ends_on, l.receivable_invoice_id, f.failed_on, l.modified_at, l.open_amount
    ) o
"""

#: Debts that were given up after the end of a year at which they were provided for.
_RELEASED = f"""
    SELECT w.write_off_id, w.write_off_no, w.written_off_on, q.financial_year, p.provided AS released,
           GREATEST(w.modified_at, p.modified_at) AS modified_at
    FROM {{write_off}} w
    JOIN {{period}} q ON w.written_off_on BETWEEN q.starts_on AND q.ends_on
    JOIN (SELECT financial_year, MIN(starts_on) AS starts_on FROM {{period}} GROUP BY financial_year) y
      ON y.financial_year = q.financial_year
    JOIN ({PROVIDED}) p ON p.receivable_invoice_id = w.receivable_invoice_id AND p.ends_on + 1 = y.starts_on
"""

DEBTS: tuple[PostingRule, ...] = (
    PostingRule(
        60,
        "allowance for doubtful debts",
        "period",
        "At the year's end the allowance becomes a part of what is long overdue, and all that is from customers of whom a debt was given "
        "up; what it was a year ago, less what was released since, is there already",
        f"""
        SELECT period_id AS source_id, ends_on AS posted_on, modified_at, {NO_PARTY},
               'Doubtful debts at the end of ' || financial_year AS description,
               CAST(allowance - COALESCE(LAG(allowance) OVER (ORDER BY period_id), 0) + released AS DECIMAL(18, 2)) AS added
        FROM (
            SELECT d.period_id, d.ends_on, d.financial_year, GREATEST(d.modified_at, MAX(p.modified_at)) AS modified_at,
                   COALESCE(SUM(p.provided), 0) AS allowance, COALESCE(MAX(w.released), 0) AS released
            FROM {{period}} d
            LEFT JOIN ({PROVIDED}) p ON p.period_id = d.period_id
            LEFT JOIN (SELECT r.financial_year, SUM(r.released) AS released FROM ({_RELEASED}) r GROUP BY r.financial_year) w
              ON w.financial_year = d.financial_year
            WHERE d.fiscal_month = 12
            GROUP BY d.period_id, d.ends_on, d.financial_year, d.modified_at
        ) years
        """,
        (debit(6605, "added"), credit(1250, "added")),
    ),
    PostingRule(
        61,
        "release of allowance",
        "write_off",
        "A debt that is given up needs no allowance any more: what was provided for it at the last year's end is released",
        f"""
        SELECT r.write_off_id AS source_id, r.written_off_on AS posted_on, r.modified_at, {NO_PARTY},
               'Allowance for write-off ' || r.write_off_no AS description, r.released
        FROM ({_RELEASED}) r
        """,
        (debit(1250, "released"), credit(6605, "released")),
    ),
)
