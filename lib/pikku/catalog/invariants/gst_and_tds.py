"""Invariants of GST and of income tax deducted from suppliers: what the documents say is in the ledger."""

from pikku.catalog.costs import SCRAPPED_MOULD
from pikku.catalog.invariants.rule import TAX, Invariant, count
from pikku.catalog.periods import FIRST_DAY
from pikku.catalog.postings.gst import (
    MISSING,
    REVERSE_CHARGED,
    SCRAPPED,
    capital_rate,
    credit_of,
    freight_rate,
)
from pikku.catalog.postings.tds import FEES_LIMIT_OF_YEAR, RENT_LIMIT_OF_YEAR, TURNOVER_BEFORE
from pikku.catalog.reference import ABROAD
from pikku.catalog.taxes import (
    CONTRACT_TDS,
    EXEMPT_CARRIERS,
    FEES_TDS,
    FREIGHT_ABROAD_AT_HOME_SINCE,
    LEAST_TURNOVER,
    PURCHASE_TDS,
    PURCHASES_WITHOUT_TDS,
    RENT_TAX,
    RENT_TDS,
    REPAIR_TAX,
    SCRAP_TAX,
    SERVICE_TAX,
)

#: Tax on the freight of a shipment `s` to a customer `k`: as a whole on what went abroad before October 2023, else in two halves.
_FREIGHT_TAX = f"""CASE WHEN s.dispatched_on < DATE '{FREIGHT_ABROAD_AT_HOME_SINCE}' AND k.state_code = '{ABROAD}'
                            THEN ROUND(s.freight_amount * {freight_rate("c.mode")} * 0.01, 2)
                            ELSE 2 * ROUND(s.freight_amount * {freight_rate("c.mode")} * 0.005, 2) END"""
_SHIPPED = """{shipment} s JOIN {carrier} c ON c.carrier_id = s.carrier_id
                      JOIN {sales_order} o ON o.sales_order_id = s.sales_order_id
                      JOIN {customer} k ON k.customer_id = o.customer_id"""

GST_AND_TDS: tuple[Invariant, ...] = (
    Invariant(
        "output tax reconciles",
        "Tax on invoices less credit notes, and on what is sold as scrap, is what the ledger credited as output tax",
        "output tax, rupees",
        f"""
        SELECT 1 AS checked, CASE WHEN documents = ledger THEN 0 ELSE 1 END AS violations, ledger AS figure
        FROM (SELECT (SELECT COALESCE(SUM({TAX}), 0) FROM {{receivable_invoice}})
                   - (SELECT COALESCE(SUM({TAX}), 0) FROM {{credit_note}})
                   + (SELECT COALESCE(SUM(2 * ROUND(l.credit * {SCRAP_TAX} * 0.005, 2)), 0) FROM {{journal_line}} l
                      WHERE l.account_id = 4310 AND l.credit > 0)
                   + (SELECT COALESCE(SUM(2 * ROUND(ROUND(a.residual_value * {SCRAPPED_MOULD}, 0) * {SCRAP_TAX} * 0.005, 2)), 0)
                      FROM {{fixed_asset}} a
                      JOIN {{mould}} m ON m.mould_id = a.mould_id
                      JOIN {{product}} g ON g.product_id = m.product_id
                      WHERE g.discontinued_on < (SELECT MAX(starts_on) FROM {{period}})) AS documents,
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
                   + (SELECT COALESCE(SUM(2 * ROUND(a.cost * {capital_rate("a")} * 0.005, 2)), 0) FROM {{fixed_asset}} a
                      WHERE a.acquired_on >= DATE '{FIRST_DAY}')
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
        "The tax to be deducted by law from rent, repairs, freight, fees, services, purchases and machines is what the ledger credited as owed",
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
                   + (SELECT COALESCE(SUM(ROUND((a.cost - {PURCHASES_WITHOUT_TDS}) * {PURCHASE_TDS.rate} * 0.01, 0)), 0)
                      FROM {{fixed_asset}} a
                      JOIN {{period}} p ON a.acquired_on BETWEEN p.starts_on AND p.ends_on
                      JOIN ({TURNOVER_BEFORE}) t ON t.financial_year = p.financial_year
                      WHERE a.cost > {PURCHASES_WITHOUT_TDS} AND t.turnover > {LEAST_TURNOVER})
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
)
