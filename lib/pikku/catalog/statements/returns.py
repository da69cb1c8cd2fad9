"""The tax returns: outward supplies, GST by month, and tax deducted from suppliers."""

from pikku.catalog.reference import ABROAD, HOME_STATE
from pikku.catalog.sales import CASH_DISCOUNT
from pikku.catalog.statements.shape import Statement
from pikku.catalog.taxes import CONTRACT_TDS, FEES_TDS, PURCHASE_TDS, RENT_TDS

_TAXES = ("cgst_amount", "sgst_amount", "igst_amount")

#: Where a document goes in the return of outward supplies: abroad, within the state, to another state.
_PLACE = f"""CASE WHEN c.state_code = '{ABROAD}' THEN 3
                    WHEN c.state_code = '{HOME_STATE}' THEN 1 ELSE 2 END"""
_PLACES = (
    "(VALUES (1, 'within the state'), (2, 'to other states'), (3, 'exports')) s (place, place_name)"
)


def _gstr1() -> str:
    sums = ", ".join(f"SUM({tax}) AS {tax}" for tax in _TAXES)
    negative = ", ".join(f"-n.{tax}" for tax in _TAXES)
    positive = ", ".join(f"i.{tax}" for tax in _TAXES)
    other = ", ".join(f"s.{tax}" for tax in _TAXES)
    return f"""
        SELECT COALESCE(kind || ', ' || place_name, 'Total') AS supplies, COUNT(*) AS documents,
               SUM(net_amount) AS taxable_value, {sums}
        FROM (
            SELECT 'Invoices' AS kind, {_PLACE} AS place, i.net_amount, {positive}
            FROM {{receivable_invoice}} i JOIN {{customer}} c ON c.customer_id = i.customer_id
            WHERE i.invoiced_on BETWEEN {{starts_on}} AND {{ends_on}}
            UNION ALL
            SELECT 'Other sales', 1, s.net_amount, {other}
            FROM ({{other_sales}}) s WHERE s.posted_on BETWEEN {{starts_on}} AND {{ends_on}}
            UNION ALL
            SELECT 'Credit notes', {_PLACE}, -n.net_amount, {negative}
            FROM {{credit_note}} n
            JOIN {{receivable_invoice}} i ON i.receivable_invoice_id = n.receivable_invoice_id
            JOIN {{customer}} c ON c.customer_id = i.customer_id
            WHERE n.reason <> '{CASH_DISCOUNT}' AND n.credited_on BETWEEN {{starts_on}} AND {{ends_on}}
        ) supplies JOIN {_PLACES} ON s.place = supplies.place
        GROUP BY GROUPING SETS ((kind, s.place, place_name), ())
        ORDER BY kind DESC NULLS LAST, s.place
    """


def _gstr1_hsn() -> str:
    """Return the query of invoiced goods less credit notes, which are for the line that came back, or for the first of their invoice."""
    sums = ", ".join(f"SUM({tax}) AS {tax}" for tax in _TAXES)
    positive = ", ".join(f"l.{tax}" for tax in _TAXES)
    other = ", ".join(f"s.{tax}" for tax in _TAXES)
    negative = ", ".join(f"-n.{tax}" for tax in _TAXES)
    return f"""
        SELECT g.hsn_code, g.gst_rate, g.unit, SUM(g.quantity) AS quantity, SUM(g.net_amount) AS taxable_value, {sums}
        FROM (
            SELECT p.hsn_code, p.unit, l.gst_rate, l.quantity, l.net_amount, {positive}
            FROM {{receivable_invoice_line}} l
            JOIN {{product}} p ON p.product_id = l.product_id
            JOIN {{receivable_invoice}} i ON i.receivable_invoice_id = l.receivable_invoice_id
            WHERE i.invoiced_on BETWEEN {{starts_on}} AND {{ends_on}}
            UNION ALL
            SELECT s.hsn_code, s.unit, s.gst_rate, s.quantity, s.net_amount, {other}
            FROM ({{other_sales}}) s WHERE s.posted_on BETWEEN {{starts_on}} AND {{ends_on}}
            UNION ALL
            SELECT p.hsn_code, p.unit, l.gst_rate, -COALESCE(r.quantity, 0), -n.net_amount, {negative}
            FROM {{credit_note}} n
            LEFT JOIN {{goods_return}} r ON r.credit_note_id = n.credit_note_id
            JOIN {{receivable_invoice_line}} l ON l.receivable_invoice_id = n.receivable_invoice_id
              AND (l.shipment_line_id = r.shipment_line_id OR r.shipment_line_id IS NULL AND l.line_no = 1)
            JOIN {{product}} p ON p.product_id = l.product_id
            WHERE n.reason <> '{CASH_DISCOUNT}' AND n.credited_on BETWEEN {{starts_on}} AND {{ends_on}}
        ) g
        GROUP BY g.hsn_code, g.gst_rate, g.unit ORDER BY g.hsn_code, g.gst_rate
    """


#: Columns of the monthly return with the sums that they show: kind of supply, sign, and what is added up of its documents.
_RETURNED = {
    "taxable_value": ("outward", "", "taxable_value"),
    **{f"output_{tax[:4]}": ("outward", "", tax) for tax in _TAXES},
    "zero_rated_value": ("zero-rated", "", "taxable_value"),
    "reverse_charge_value": ("reverse charge", "", "taxable_value"),
    **{f"reverse_charge_{tax[:4]}": ("reverse charge", "", tax) for tax in _TAXES},
    **{f"other_credit_{tax[:4]}": ("inward", "", tax) for tax in _TAXES},
    **{f"reversed_{tax[:4]}": ("reversal", "-", tax) for tax in _TAXES[:2]},
}


def _gstr3b() -> str:
    sums = ", ".join(
        f"COALESCE(SUM({sign}t.{amount}) FILTER (WHERE t.supply = '{supply}'), 0.00) AS {column}"
        for column, (supply, sign, amount) in _RETURNED.items()
    )
    columns = ", ".join(f"d.{column}" for column in _RETURNED)
    return f"""
        SELECT p.period_name AS month, {columns}, l.output_tax, l.input_credit, l.output_tax - l.input_credit AS net,
               d.reverse_charge_cgst + d.reverse_charge_sgst + d.reverse_charge_igst AS reverse_charge_tax, l.paid, l.credit_forward
        FROM {{period}} p
        JOIN (
            SELECT m.period_id, {sums}
            FROM {{period}} m JOIN ({{gst_of_documents}}) t ON t.taxed_on BETWEEN m.starts_on AND m.ends_on
            WHERE m.starts_on BETWEEN {{starts_on}} AND {{ends_on}}
            GROUP BY m.period_id
        ) d ON d.period_id = p.period_id
        JOIN (
            SELECT e.period_id,
                   COALESCE(SUM(l.credit - l.debit) FILTER (WHERE l.account_id = 2200 AND e.source <> 'gst settlement'), 0.00)
                       AS output_tax,
                   COALESCE(SUM(l.debit - l.credit) FILTER (WHERE l.account_id = 1400 AND e.source <> 'gst settlement'), 0.00)
                       AS input_credit,
                   COALESCE(SUM(l.debit) FILTER (WHERE l.account_id IN (2210, 2220) AND e.source = 'gst payment'), 0.00) AS paid,
                   GREATEST(0.00, SUM(COALESCE(SUM(l.debit - l.credit) FILTER (WHERE l.account_id = 2210), 0.00)) OVER (ORDER BY e.period_id))
                       AS credit_forward
            FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            WHERE l.account_id IN (1400, 2200, 2210, 2220)
            GROUP BY e.period_id
        ) l ON l.period_id = p.period_id
        ORDER BY p.period_id
    """


#: Sections under which tax is deducted from suppliers, and the columns for what they were paid for and for the tax.
DEDUCTED = {
    RENT_TDS.section: "rent",
    CONTRACT_TDS.section: "contracts",
    FEES_TDS.section: "fees",
    PURCHASE_TDS.section: "purchases",
}


def _tds() -> str:
    sums = ", ".join(
        f"COALESCE(SUM({amount}) FILTER (WHERE t.section = '{section}'), 0.00) AS {column}"
        for section, name in DEDUCTED.items()
        for amount, column in (("t.amount", name), ("t.tds", f"{name}_tds"))
    )
    columns = ", ".join(f"d.{name}, d.{name}_tds" for name in DEDUCTED.values())
    return f"""
        SELECT p.period_name AS month, {columns}, d.tds, COALESCE(l.paid, 0.00) AS paid, COALESCE(l.owed, 0.00) AS owed
        FROM {{period}} p
        JOIN (
            SELECT m.period_id, {sums}, COALESCE(SUM(t.tds), 0.00) AS tds
            FROM {{period}} m LEFT JOIN ({{tds_of_documents}}) t ON t.deducted_on BETWEEN m.starts_on AND m.ends_on
            GROUP BY m.period_id
        ) d ON d.period_id = p.period_id
        LEFT JOIN (
            SELECT e.period_id, SUM(l.debit) AS paid, SUM(SUM(l.credit - l.debit)) OVER (ORDER BY e.period_id) AS owed
            FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            WHERE l.account_id = 2335 GROUP BY e.period_id
        ) l ON l.period_id = p.period_id
        WHERE p.starts_on BETWEEN {{starts_on}} AND {{ends_on}}
        ORDER BY p.period_id
    """


RETURNS: tuple[Statement, ...] = (
    Statement(
        "gstr1",
        "Outward supplies (as in GSTR-1)",
        "Invoices, other sales and credit notes of the year by place of supply, with their tax; cash discounts bear none and are left out",
        _gstr1(),
    ),
    Statement(
        "gstr1_hsn",
        "Outward supplies by HSN code (as in GSTR-1, table 12)",
        "Quantities, values and tax of the year by HSN code and rate: invoices and other sales less credit notes",
        _gstr1_hsn(),
    ),
    Statement(
        "gstr3b",
        "Tax due and paid (as in GSTR-3B)",
        "Of each month: supplies and their tax by head (3.1(a)), exports (3.1(b)), supplies under reverse charge (3.1(d)), whose "
        "tax is credit as well, all other credit (4(A)), credit paid back (4(B)); output tax less input credit (net), and the tax under reverse "
        "charge, which no credit may pay; what was paid in the month (both of the month before, in whole rupees), and credit carried forward",
        _gstr3b(),
    ),
    Statement(
        "tds",
        "Tax deducted from suppliers (as in form 26Q)",
        "Of each month: the bills that tax was deducted from, before GST, and the tax, by section (194-I rent, 194C contracts, 194J fees, 194Q "
        "purchases; that on dividends is paid with them); what was paid in the month (that of the month before), and what was owed at its end",
        _tds(),
    ),
)
