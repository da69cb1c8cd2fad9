"""Invariants of the general ledger and of the accounts that must equal it."""

from pikku.catalog.accounts import RESULT_TYPES
from pikku.catalog.invariants.rule import Invariant, count, same_total

LEDGER: tuple[Invariant, ...] = (
    Invariant(
        "journal entries balance",
        "The debits of each journal entry equal its credits",
        "debits, rupees",
        count(
            """(SELECT e.journal_entry_id, COALESCE(SUM(l.debit), 0) AS debit,
                       COALESCE(SUM(l.credit), 0) AS credit
                FROM {journal_entry} e LEFT JOIN {journal_line} l
                  ON l.journal_entry_id = e.journal_entry_id
                GROUP BY e.journal_entry_id) entries""",
            "debit <> credit OR debit = 0",
            "COALESCE(SUM(debit), 0)",
        ),
    ),
    Invariant(
        "trial balance is zero",
        "All debits less all credits are zero",
        "debits less credits, rupees",
        """
        SELECT COUNT(*) AS checked, CASE WHEN SUM(debit) = SUM(credit) THEN 0 ELSE 1 END AS violations,
               SUM(debit) - SUM(credit) AS figure
        FROM {journal_line}
        """,
    ),
    Invariant(
        "assets equal liabilities and equity",
        "On every day assets equal liabilities, equity and the profit so far",
        "assets on the last day, rupees",
        count(
            """(SELECT posted_on, SUM(asset) OVER (ORDER BY posted_on) AS assets,
                       SUM(claim) OVER (ORDER BY posted_on) AS claims
                FROM (SELECT e.posted_on,
                             SUM(CASE WHEN a.account_type = 'asset' THEN l.debit - l.credit ELSE 0 END) AS asset,
                             SUM(CASE WHEN a.account_type = 'asset' THEN 0 ELSE l.credit - l.debit END) AS claim
                      FROM {journal_line} l
                      JOIN {journal_entry} e ON e.journal_entry_id = l.journal_entry_id
                      JOIN {account} a ON a.account_id = l.account_id
                      GROUP BY e.posted_on) movements) days""",
            "assets <> claims",
            """(SELECT SUM(l.debit - l.credit) FROM {journal_line} l
                JOIN {account} a ON a.account_id = l.account_id WHERE a.account_type = 'asset')""",
        ),
    ),
    Invariant(
        "the bank is never overdrawn",
        "At no day's end the account at the bank is below zero",
        "lowest balance of the bank, rupees",
        count(
            """(SELECT posted_on, SUM(moved) OVER (ORDER BY posted_on) AS balance
                FROM (SELECT e.posted_on, SUM(l.debit - l.credit) AS moved
                      FROM {journal_line} l JOIN {journal_entry} e ON e.journal_entry_id = l.journal_entry_id
                      WHERE l.account_id = 1100 GROUP BY e.posted_on) movements) days""",
            "balance < 0",
            "COALESCE(MIN(balance), 0)",
        ),
    ),
    Invariant(
        "entries are in their month",
        "Each journal entry is posted in an accounting month of the books",
        "entries",
        count(
            "{journal_entry} e LEFT JOIN {period} p ON p.period_id = e.period_id",
            "p.period_id IS NULL OR e.posted_on < p.starts_on OR e.posted_on > p.ends_on",
            "COUNT(*)",
        ),
    ),
    Invariant(
        "receivables equal their control account",
        "For each customer, invoices less receipts, allocated advances, credit notes and write-offs are the ledger's receivables",
        "receivables, rupees",
        count(
            """(SELECT customer_id, SUM(document) AS documents, SUM(posted) AS ledger
                FROM (SELECT customer_id, total_amount AS document, 0 AS posted FROM {receivable_invoice}
                      UNION ALL SELECT customer_id, -amount, 0 FROM {receipt}
                      UNION ALL SELECT i.customer_id, -c.total_amount, 0 FROM {credit_note} c
                        JOIN {receivable_invoice} i ON i.receivable_invoice_id = c.receivable_invoice_id
                      UNION ALL SELECT a.customer_id, -l.amount, 0 FROM {advance_allocation} l
                        JOIN {customer_advance} a ON a.customer_advance_id = l.customer_advance_id
                      UNION ALL SELECT i.customer_id, -w.amount, 0 FROM {write_off} w
                        JOIN {receivable_invoice} i ON i.receivable_invoice_id = w.receivable_invoice_id
                      UNION ALL SELECT customer_id, 0, debit - credit FROM {journal_line}
                        WHERE account_id = 1200) movements
                GROUP BY customer_id) balances""",
            "documents <> ledger OR customer_id IS NULL",
            "COALESCE(SUM(ledger), 0)",
        ),
    ),
    Invariant(
        "advances equal their control account",
        "For each customer, advances less what was taken off invoices are the ledger's advances from customers",
        "advances from customers, rupees",
        count(
            """(SELECT customer_id, SUM(document) AS documents, SUM(posted) AS ledger
                FROM (SELECT customer_id, amount AS document, 0 AS posted FROM {customer_advance}
                      UNION ALL SELECT a.customer_id, -l.amount, 0 FROM {advance_allocation} l
                        JOIN {customer_advance} a ON a.customer_advance_id = l.customer_advance_id
                      UNION ALL SELECT customer_id, 0, credit - debit FROM {journal_line}
                        WHERE account_id = 2410) movements
                GROUP BY customer_id) balances""",
            "documents <> ledger OR customer_id IS NULL",
            "COALESCE(SUM(ledger), 0)",
        ),
    ),
    Invariant(
        "payables equal their control account",
        "For each vendor, bills less the tax deducted from them and payments are the ledger's payables",
        "payables, rupees",
        count(
            """(SELECT vendor_id, SUM(document) AS documents, SUM(posted) AS ledger
                FROM (SELECT vendor_id, total_amount - tds_amount AS document, 0 AS posted FROM {payable_bill}
                      UNION ALL SELECT vendor_id, -amount, 0 FROM {payment}
                      UNION ALL SELECT vendor_id, 0, credit - debit FROM {journal_line}
                        WHERE account_id = 2100) movements
                GROUP BY vendor_id) balances""",
            "documents <> ledger OR vendor_id IS NULL",
            "COALESCE(SUM(ledger), 0)",
        ),
    ),
    Invariant(
        "goods received not invoiced clears",
        "What was received and not yet billed is the balance of its account",
        "received, not billed, rupees",
        same_total(
            """SELECT COALESCE(SUM(g.quantity * l.unit_price), 0) FROM {goods_receipt} g
               JOIN {purchase_order_line} l ON l.purchase_order_line_id = g.purchase_order_line_id
               LEFT JOIN {payable_bill_line} b ON b.goods_receipt_id = g.goods_receipt_id
               WHERE b.goods_receipt_id IS NULL""",
            "2150",
            -1,
        ),
    ),
    Invariant(
        "stock equals its control accounts",
        "The value of all stock movements is the ledger's stock of materials and of finished goods",
        "stock, rupees",
        count(
            """(SELECT account_id, SUM(document) AS documents, SUM(posted) AS ledger
                FROM (SELECT CASE WHEN p.product_type = 'finished' THEN 1320 ELSE 1310 END AS account_id,
                             m.amount AS document, 0 AS posted
                      FROM {stock_movement} m JOIN {product} p ON p.product_id = m.product_id
                      UNION ALL SELECT account_id, 0, debit - credit FROM {journal_line}
                        WHERE account_id IN (1310, 1320)) movements
                GROUP BY account_id) balances""",
            "documents <> ledger",
            "COALESCE(SUM(ledger), 0)",
        ),
    ),
    Invariant(
        "work in progress is what runs",
        "At each month's end work in progress is the material of the production orders that have begun and not finished",
        "work in progress at all months' ends, rupees",
        count(
            """(SELECT p.period_id, COALESCE(r.materials, 0) AS materials,
                       SUM(COALESCE(l.moved, 0)) OVER (ORDER BY p.period_id) AS posted
                FROM {period} p
                LEFT JOIN (SELECT q.period_id, -SUM(m.amount) AS materials
                           FROM {period} q
                           JOIN {production_order} o ON o.started_on <= q.ends_on AND o.finished_on > q.ends_on
                           JOIN {stock_movement} m
                             ON m.source_id = o.production_order_id AND m.movement_type = 'production issue'
                           GROUP BY q.period_id) r ON r.period_id = p.period_id
                LEFT JOIN (SELECT e.period_id, SUM(l.debit - l.credit) AS moved
                           FROM {journal_line} l JOIN {journal_entry} e ON e.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id = 1330 GROUP BY e.period_id) l ON l.period_id = p.period_id) months""",
            "materials <> posted",
            "COALESCE(SUM(posted), 0)",
        ),
    ),
)

CLOSED: tuple[Invariant, ...] = (
    Invariant(
        "years are closed",
        "At the end of each whole financial year every account of income and expense is at zero",
        "retained earnings, rupees",
        count(
            f"""(SELECT p.financial_year, a.account_id, SUM(l.credit - l.debit) AS balance
                FROM {{journal_line}} l
                JOIN {{account}} a ON a.account_id = l.account_id
                JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                JOIN {{period}} p ON p.period_id = e.period_id
                WHERE a.account_type IN {RESULT_TYPES} AND p.financial_year IN
                    (SELECT financial_year FROM {{period}} GROUP BY financial_year HAVING COUNT(*) = 12)
                GROUP BY p.financial_year, a.account_id) balances""",
            "balance <> 0",
            "(SELECT COALESCE(SUM(credit - debit), 0) FROM {journal_line} WHERE account_id = 3200)",
        ),
    ),
    Invariant(
        "every document is posted once",
        "Each shipment, return, invoice, credit note, advance and its allocations, write-off, receipt, bill, payment and goods receipt "
        "has one journal entry",
        "documents",
        count(
            """(SELECT documents.source, documents.source_id, COUNT(e.journal_entry_id) AS entries
                FROM (SELECT 'dispatch' AS source, shipment_id AS source_id FROM {shipment}
                      UNION ALL SELECT 'invoice', receivable_invoice_id FROM {receivable_invoice}
                      UNION ALL SELECT 'credit note', credit_note_id FROM {credit_note}
                      UNION ALL SELECT 'goods return', goods_return_id FROM {goods_return}
                      UNION ALL SELECT 'customer advance', customer_advance_id FROM {customer_advance}
                      UNION ALL SELECT 'advance allocation', advance_allocation_id FROM {advance_allocation}
                      UNION ALL SELECT 'write-off', write_off_id FROM {write_off}
                      UNION ALL SELECT 'receipt', receipt_id FROM {receipt}
                      UNION ALL SELECT 'vendor bill', payable_bill_id FROM {payable_bill}
                      UNION ALL SELECT 'payment', payment_id FROM {payment}
                      UNION ALL SELECT 'goods receipt', goods_receipt_id FROM {goods_receipt}) documents
                LEFT JOIN {journal_entry} e
                  ON e.source = documents.source AND e.source_id = documents.source_id
                GROUP BY documents.source, documents.source_id) posted""",
            "entries <> 1",
            "COUNT(*)",
        ),
    ),
)
