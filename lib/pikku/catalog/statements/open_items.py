"""The ageing of what customers owe and vendors are owed."""

from pikku.catalog.postings.debts import PROVIDED
from pikku.catalog.statements.shape import Statement

#: Days past due -> the column of the ageing, each up to and including so many days.
_BUCKETS = ((0, "not due"), (30, "1-30 days"), (60, "31-60 days"), (90, "61-90 days"))


def _ageing(kind: str, opened: str, more: str = "") -> str:
    """Return the query of open documents by days past due.

    Parameters
    ----------
    kind
        Name of the column of their kind.
    opened
        The query of kind, due day, open amount and allowance of each. What was paid since it was provided for counts until the year's end.
    more
        Further columns, sums of its.
    """
    least, columns = None, []
    for most, name in (*_BUCKETS, (None, "over 90 days")):
        bounds = [f"days > {least}"] * (least is not None) + [f"days <= {most}"] * (
            most is not None
        )
        columns.append(
            f'COALESCE(SUM(amount) FILTER (WHERE {" AND ".join(bounds)}), 0.00) AS "{name}"'
        )
        least = most
    listed = ",\n               ".join(columns)
    return f"""
        SELECT COALESCE(kind, 'Total') AS {kind}, COUNT(*) FILTER (WHERE amount <> 0) AS documents,
               {listed},
               SUM(amount) AS total{more}
        FROM (SELECT opened.*, {{ends_on}} - due_on AS days FROM ({opened}) opened WHERE amount <> 0 OR provided <> 0) aged
        GROUP BY GROUPING SETS ((kind), ()) ORDER BY kind NULLS LAST
    """


_RECEIVABLES = f"""
    SELECT c.segment AS kind, i.due_on,
           i.total_amount - COALESCE(n.amount, 0) - COALESCE(r.amount, 0) - COALESCE(v.amount, 0) - COALESCE(w.amount, 0) AS amount,
           COALESCE(b.provided, 0.00) AS provided
    FROM {{receivable_invoice}} i
    JOIN {{customer}} c ON c.customer_id = i.customer_id
    LEFT JOIN (
        SELECT receivable_invoice_id, SUM(total_amount) AS amount FROM {{credit_note}}
        WHERE credited_on <= {{ends_on}} GROUP BY receivable_invoice_id
    ) n ON n.receivable_invoice_id = i.receivable_invoice_id
    LEFT JOIN (
        SELECT a.receivable_invoice_id, SUM(a.amount) AS amount
        FROM {{receipt_allocation}} a JOIN {{receipt}} t ON t.receipt_id = a.receipt_id
        WHERE t.received_on <= {{ends_on}} GROUP BY a.receivable_invoice_id
    ) r ON r.receivable_invoice_id = i.receivable_invoice_id
    LEFT JOIN {{advance_allocation}} v
      ON v.receivable_invoice_id = i.receivable_invoice_id AND v.allocated_on <= {{ends_on}}
    LEFT JOIN {{write_off}} w ON w.receivable_invoice_id = i.receivable_invoice_id AND w.written_off_on <= {{ends_on}}
    LEFT JOIN ({PROVIDED}) b
      ON b.receivable_invoice_id = i.receivable_invoice_id
     AND b.ends_on = (SELECT MAX(ends_on) FROM {{period}} WHERE fiscal_month = 12 AND ends_on <= {{ends_on}})
    WHERE i.invoiced_on <= {{ends_on}}
"""

_PAYABLES = """
    SELECT v.vendor_type AS kind, b.due_on, b.total_amount - b.tds_amount - COALESCE(p.amount, 0) AS amount, 0.00 AS provided
    FROM {payable_bill} b
    JOIN {vendor} v ON v.vendor_id = b.vendor_id
    LEFT JOIN (
        SELECT a.payable_bill_id, SUM(a.amount) AS amount
        FROM {payment_allocation} a JOIN {payment} t ON t.payment_id = a.payment_id
        WHERE t.paid_on <= {ends_on} GROUP BY a.payable_bill_id
    ) p ON p.payable_bill_id = b.payable_bill_id
    WHERE b.booked_on <= {ends_on}
"""

OPEN_ITEMS: tuple[Statement, ...] = (
    Statement(
        "receivables_ageing",
        "Ageing of receivables",
        "What customers owe at the end of the year, by segment and days past due, what is provided for in case that they don't pay (at the "
        "last year's end), and the rest",
        _ageing(
            "segment", _RECEIVABLES, ", SUM(provided) AS allowance, SUM(amount - provided) AS net"
        ),
    ),
    Statement(
        "payables_ageing",
        "Ageing of payables",
        "What vendors are owed at the end of the year, by what they supply and days past due",
        _ageing("supplies", _PAYABLES),
    ),
)
