"""Invariants of the general ledger and of the accounts that must equal it."""

from pikku.catalog.invariants.rule import TAX, Invariant, count, same_total
from pikku.catalog.postings import CLOSING
from pikku.catalog.postings.gst import MISSING, REVERSE_CHARGED, SCRAPPED, credit_of, freight_rate
from pikku.catalog.postings.periodic import (
    FEES_OF_YEAR,
    RENT_OF_YEAR,
    SECURITY_OF_YEAR,
    TRAVEL_OF_YEAR,
)
from pikku.catalog.postings.tds import FEES_LIMIT_OF_YEAR, RENT_LIMIT_OF_YEAR
from pikku.catalog.reference import (
    ABROAD,
    AREA_PER_MACHINE,
    CAPITAL_TAX,
    CONTRACT_TDS,
    ELECTRICITY,
    EXEMPT_CARRIERS,
    FEES_TDS,
    FIRST_DAY,
    FREIGHT_ABROAD_AT_HOME_SINCE,
    INSURANCE,
    RENT_TAX,
    RENT_TDS,
    REPAIR_TAX,
    RESULT_TYPES,
    SERVICE_TAX,
)

#: Tax on the freight of a shipment `s` to a customer `k`: as a whole on what went abroad before October 2023, else in two halves.
_FREIGHT_TAX = f"""CASE WHEN s.dispatched_on < DATE '{FREIGHT_ABROAD_AT_HOME_SINCE}' AND k.state_code = '{ABROAD}'
                            THEN ROUND(s.freight_amount * {freight_rate("c.mode")} * 0.01, 2)
                            ELSE 2 * ROUND(s.freight_amount * {freight_rate("c.mode")} * 0.005, 2) END"""
_SHIPPED = """{shipment} s JOIN {carrier} c ON c.carrier_id = s.carrier_id
                      JOIN {sales_order} o ON o.sales_order_id = s.sales_order_id
                      JOIN {customer} k ON k.customer_id = o.customer_id"""

#: What moulding a kilogram costs in power, rupees.
_KILOGRAM = f"{ELECTRICITY.kwh_per_kg} * {ELECTRICITY.energy_charge}"

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
    Invariant(
        "output tax reconciles",
        "Tax on invoices less credit notes is what the ledger credited as output tax",
        "output tax, rupees",
        f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT (SELECT COALESCE(SUM({TAX}), 0) FROM {{receivable_invoice}})
                   - (SELECT COALESCE(SUM({TAX}), 0) FROM {{credit_note}}) AS documents,
                     (SELECT COALESCE(SUM(l.credit - l.debit), 0) FROM {{journal_line}} l
                      JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                      WHERE l.account_id = 2200 AND e.source <> 'gst settlement') AS ledger) totals
        """,
    ),
    Invariant(
        "input tax reconciles",
        "Tax on vendors' bills, freight, repairs, rent, services and purchased assets, less that on lost goods, is what the ledger debited as input credit",
        "input tax, rupees",
        f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT (SELECT COALESCE(SUM({TAX}), 0) FROM {{payable_bill}})
                   + (SELECT COALESCE(SUM({_FREIGHT_TAX}), 0)
                      FROM {_SHIPPED})
                   + (SELECT COALESCE(SUM(2 * ROUND(cost * {REPAIR_TAX} * 0.005, 2)), 0) FROM {{mould_maintenance}})
                   + (SELECT COALESCE(SUM(2 * ROUND(l.debit * {RENT_TAX} * 0.005, 2)), 0) FROM {{journal_line}} l
                      JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                      WHERE l.account_id = 6300 AND e.source = 'monthly expenses')
                   + (SELECT COALESCE(SUM(2 * ROUND(l.debit * {SERVICE_TAX} * 0.005, 2)), 0) FROM {{journal_line}} l
                      WHERE l.account_id IN (6330, 6340, 6350) AND l.debit > 0)
                   + (SELECT COALESCE(SUM(2 * ROUND(cost * {CAPITAL_TAX} * 0.005, 2)), 0) FROM {{fixed_asset}}
                      WHERE acquired_on >= DATE '{FIRST_DAY}')
                   - (SELECT COALESCE(SUM(tax), 0) FROM ({credit_of(MISSING)}) missing)
                   - (SELECT COALESCE(SUM(tax), 0) FROM ({credit_of(SCRAPPED)}) scrapped) AS documents,
                     (SELECT COALESCE(SUM(l.debit - l.credit), 0) FROM {{journal_line}} l
                      JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                      WHERE l.account_id = 1400 AND e.source <> 'gst settlement') AS ledger) totals
        """,
    ),
    Invariant(
        "tax under reverse charge reconciles",
        "Tax on the freight of goods transport agencies is what the ledger credited as owed under reverse charge",
        "tax under reverse charge, rupees",
        f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT (SELECT COALESCE(SUM({_FREIGHT_TAX}), 0)
                      FROM {_SHIPPED}
                      WHERE c.mode IN ({REVERSE_CHARGED})) AS documents,
                     (SELECT COALESCE(SUM(l.credit), 0) FROM {{journal_line}} l WHERE l.account_id = 2220) AS ledger) totals
        """,
    ),
    Invariant(
        "tax deducted from suppliers reconciles",
        "The tax to be deducted by law from rent, repairs, freight, fees, services and purchases is what the ledger credited as owed",
        "tax deducted from suppliers, rupees",
        f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT (SELECT COALESCE(SUM(ROUND(l.debit * {RENT_TDS.rate} * 0.01, 0)), 0) FROM {{journal_line}} l
                      JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                      JOIN {{period}} p ON p.period_id = e.period_id
                      WHERE l.account_id = 6300 AND l.debit > CASE p.financial_year {RENT_LIMIT_OF_YEAR} END)
                   + (SELECT COALESCE(SUM(ROUND(l.debit * {FEES_TDS.rate} * 0.01, 0)), 0) FROM {{journal_line}} l
                      JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                      JOIN {{period}} p ON p.period_id = e.period_id
                      WHERE l.account_id = 6340 AND l.debit * 12 > CASE p.financial_year {FEES_LIMIT_OF_YEAR} END)
                   + (SELECT COALESCE(SUM(ROUND(debit * {CONTRACT_TDS.rate} * 0.01, 0)), 0) FROM {{journal_line}}
                      WHERE account_id = 6350)
                   + (SELECT COALESCE(SUM(tds_amount), 0) FROM {{payable_bill}})
                   + (SELECT COALESCE(SUM(ROUND(cost * {CONTRACT_TDS.rate} * 0.01, 0)), 0) FROM {{mould_maintenance}})
                   + (SELECT COALESCE(SUM(ROUND(s.freight_amount * {CONTRACT_TDS.rate} * 0.01, 0)), 0)
                      FROM {{shipment}} s JOIN {{carrier}} c ON c.carrier_id = s.carrier_id
                      WHERE c.mode IN ('road', 'air', 'sea') AND NOT c.carrier_code IN {EXEMPT_CARRIERS}) AS documents,
                     (SELECT COALESCE(SUM(l.credit), 0) FROM {{journal_line}} l WHERE l.account_id = 2335) AS ledger) totals
        """,
    ),
    Invariant(
        "deducted tax is paid in time",
        "At each month's end no more and no less is owed than the tax deducted from suppliers in that month",
        "tax deducted from suppliers and not yet paid, rupees",
        count(
            """(SELECT p.period_id, COALESCE(m.deducted, 0) AS deducted,
                       SUM(COALESCE(m.moved, 0)) OVER (ORDER BY p.period_id) AS owed
                FROM {period} p
                LEFT JOIN (SELECT e.period_id, SUM(l.credit) AS deducted, SUM(l.credit - l.debit) AS moved
                           FROM {journal_line} l JOIN {journal_entry} e ON e.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id = 2335 GROUP BY e.period_id) m ON m.period_id = p.period_id) months""",
            "owed <> deducted",
            """(SELECT COALESCE(SUM(credit - debit), 0) FROM {journal_line} WHERE account_id = 2335)""",
        ),
    ),
    Invariant(
        "payroll equals the ledger",
        "Gross pay and the employer's contributions are the ledger's employee cost",
        "employee cost, rupees",
        same_total(
            """SELECT COALESCE(SUM(gross_pay + employer_provident_fund + employer_provident_fund_charges
                                    + employer_state_insurance), 0)
               FROM {payroll}""",
            "6100, 6110, 6120",
        ),
    ),
    Invariant(
        "rent and power follow the lease and the meter",
        "Each month's rent is that of the machines' area, its power what was agreed for them and what moulding took",
        "rent and power, rupees",
        same_total(
            f"""SELECT COALESCE(SUM(m.rent + m.demand + ROUND(m.grams * 0.001 * {_KILOGRAM}, 2)), 0)
                FROM (SELECT p.period_id, CASE p.financial_year {RENT_OF_YEAR} END * a.machines * {AREA_PER_MACHINE} AS rent,
                             a.machines * {ELECTRICITY.kva_per_machine} * {ELECTRICITY.demand_charge} AS demand,
                             COALESCE(SUM((o.good_quantity + o.scrap_quantity) * g.weight_g), 0) AS grams
                      FROM {{period}} p
                      CROSS JOIN (SELECT COUNT(*) AS machines FROM {{fixed_asset}}
                                  WHERE asset_class = 'machine' AND acquired_on < DATE '{FIRST_DAY}') a
                      LEFT JOIN {{production_order}} o ON o.finished_on BETWEEN p.starts_on AND p.ends_on
                      LEFT JOIN {{product}} g ON g.product_id = o.product_id
                      GROUP BY p.period_id, p.financial_year, a.machines) m""",
            "6300, 6310",
        ),
    ),
    Invariant(
        "overheads follow what they are reckoned by",
        "Each month's premium is that of the assets and the finished goods at its end, fees are those of the machines, and guards, IT, travel and "
        "offices cost what they do for the staff",
        "insurance, fees and administration, rupees",
        count(
            f"""(SELECT p.period_id, COALESCE(l.premium, 0) AS premium, COALESCE(l.fees, 0) AS fees,
                       COALESCE(l.services, 0) AS services, COALESCE(l.travel, 0) AS travel,
                       ROUND((COALESCE(s.amount, 0) + SUM(COALESCE(a.cost, 0)) OVER (ORDER BY p.period_id)) * {INSURANCE}, 2) AS premium_due,
                       CASE p.financial_year {FEES_OF_YEAR} END * m.machines AS fees_due,
                       CASE p.financial_year {SECURITY_OF_YEAR} END * COALESCE(w.staff, 0) AS services_due,
                       CASE p.financial_year {TRAVEL_OF_YEAR} END * COALESCE(w.staff, 0) AS travel_due
                FROM {{period}} p
                CROSS JOIN (SELECT COUNT(*) AS machines FROM {{fixed_asset}}
                            WHERE asset_class = 'machine' AND acquired_on < DATE '{FIRST_DAY}') m
                LEFT JOIN (SELECT period_id, SUM(amount) AS amount FROM {{stock_balance}}
                           WHERE product_id IN (SELECT product_id FROM {{product}} WHERE product_type = 'finished')
                           GROUP BY period_id) s
                  ON s.period_id = p.period_id
                LEFT JOIN (SELECT CASE WHEN acquired_on < DATE '{FIRST_DAY}' THEN {FIRST_DAY.year * 100 + FIRST_DAY.month}
                                       ELSE EXTRACT(YEAR FROM acquired_on) * 100 + EXTRACT(MONTH FROM acquired_on) END AS period_id,
                                  SUM(cost) AS cost
                           FROM {{fixed_asset}}
                           GROUP BY CASE WHEN acquired_on < DATE '{FIRST_DAY}' THEN {FIRST_DAY.year * 100 + FIRST_DAY.month}
                                         ELSE EXTRACT(YEAR FROM acquired_on) * 100 + EXTRACT(MONTH FROM acquired_on) END) a
                  ON a.period_id = p.period_id
                LEFT JOIN (SELECT period_id, COUNT(*) AS staff FROM {{payroll}} GROUP BY period_id) w ON w.period_id = p.period_id
                LEFT JOIN (SELECT e.period_id, SUM(CASE WHEN k.account_id = 6330 THEN k.debit - k.credit ELSE 0 END) AS premium,
                                  SUM(CASE WHEN k.account_id = 6340 THEN k.debit - k.credit ELSE 0 END) AS fees,
                                  SUM(CASE WHEN k.account_id = 6350 THEN k.debit - k.credit ELSE 0 END) AS services,
                                  SUM(CASE WHEN k.account_id = 6360 THEN k.debit - k.credit ELSE 0 END) AS travel
                           FROM {{journal_line}} k JOIN {{journal_entry}} e ON e.journal_entry_id = k.journal_entry_id
                           WHERE k.account_id IN (6330, 6340, 6350, 6360) AND e.source <> '{CLOSING}'
                           GROUP BY e.period_id) l ON l.period_id = p.period_id) months""",
            "premium <> premium_due OR fees <> fees_due OR services <> services_due OR travel <> travel_due",
            "COALESCE(SUM(premium + fees + services + travel), 0)",
        ),
    ),
    Invariant(
        "assets are in the ledger month by month",
        "At each month's end, gross block and accumulated depreciation of the assets that are there are the ledger's",
        "net block, rupees",
        count(
            """(SELECT r.period_id, r.gross, r.depreciation,
                       SUM(COALESCE(m.gross, 0)) OVER (ORDER BY r.period_id) AS posted_gross,
                       SUM(COALESCE(m.depreciation, 0)) OVER (ORDER BY r.period_id) AS posted_depreciation
                FROM (SELECT b.period_id, SUM(b.cost) AS gross, SUM(b.monthly_depreciation * b.months) AS depreciation
                      FROM (SELECT p.period_id, a.cost, a.monthly_depreciation,
                                   CASE WHEN a.life_months < COUNT(q.period_id) THEN a.life_months ELSE COUNT(q.period_id) END AS months
                            FROM {period} p
                            JOIN {fixed_asset} a ON a.acquired_on <= p.ends_on
                            JOIN {period} q ON q.ends_on >= a.acquired_on AND q.period_id <= p.period_id
                            GROUP BY p.period_id, a.fixed_asset_id, a.cost, a.monthly_depreciation, a.life_months) b
                      GROUP BY b.period_id) r
                LEFT JOIN (SELECT e.period_id, SUM(CASE WHEN l.account_id = 1500 THEN l.debit - l.credit ELSE 0 END) AS gross,
                                  SUM(CASE WHEN l.account_id = 1510 THEN l.credit - l.debit ELSE 0 END) AS depreciation
                           FROM {journal_line} l JOIN {journal_entry} e ON e.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id IN (1500, 1510) GROUP BY e.period_id) m ON m.period_id = r.period_id) months""",
            "gross <> posted_gross OR depreciation <> posted_depreciation",
            "(SELECT COALESCE(SUM(debit - credit), 0) FROM {journal_line} WHERE account_id IN (1500, 1510))",
        ),
    ),
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
