"""The statements that are made from the ledger and the documents: what each shows, and its query.

A statement is made for a financial year; those with a column a year have one for each year up to it. Queries are written for
the SQL database; ``{name}`` stands for a table of the catalogue, ``{starts_on}`` and ``{ends_on}`` for the first and the last day
of the year. Where a statement's lines are made of accounts or of posting rules, they are listed here as data.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pikku.catalog import reference
from pikku.catalog.postings import CLOSING, GST_OF_DOCUMENTS, POSTING_RULES, TDS_OF_DOCUMENTS
from pikku.catalog.sales import CASH_DISCOUNT
from pikku.errors import PikkuError

BANK = 1100
"""The account that the cash flow statement explains."""


@dataclass(frozen=True)
class Statement:
    """A statement: its name, its title and what it says, and its query."""

    name: str
    title: str
    comment: str
    sql: str


#: Groups of the accounts of income and expense, in the order in which they are shown.
RESULT_GROUPS = (
    *("Revenue", "Cost of goods sold", "Other income", "Employee cost", "Other expenses"),
    *("Depreciation", "Finance cost", "Income tax"),
)

#: Group -> the total below it: what all groups so far come to.
RESULT_TOTALS = {
    "Cost of goods sold": "Gross profit",
    "Finance cost": "Profit before tax",
    "Income tax": "Profit of the year",
}

TOTALS = (*RESULT_TOTALS.values(), "Total assets", "Total liabilities and equity")
"""Lines of statements that add up lines above them."""

PROFIT_KEPT = "Retained earnings"
"""Line of the balance sheet for the profits of all years so far, closed or not."""

FLOWS: tuple[str, ...] = ("operating", "investing", "financing")
"""Sections of the cash flow statement, in order."""


def years(last: str | None = None, end: date = reference.LAST_DAY) -> list[str]:
    """Return the financial years of books that end on a day, up to one: the last of the books by default.

    Raises
    ------
    PikkuError
        When the books have no such year.
    """
    known = list(dict.fromkeys(period.financial_year for period in reference.periods(last=end)))
    if last is not None and last not in known:
        raise PikkuError(
            f"The books have no financial year {last!r}.",
            remedy=f"Choose one of: {', '.join(known)}.",
        )
    return known[: known.index(last) + 1] if last else known


def statement(name: str) -> Statement:
    """Return the statement called `name`.

    Raises
    ------
    PikkuError
        When there is none.
    """
    for each in STATEMENTS:
        if each.name == name:
            return each
    raise PikkuError(
        f"There is no statement {name!r}.",
        remedy=f"Choose one of: {', '.join(each.name for each in STATEMENTS)}.",
    )


def statement_sql(
    of: Statement,
    names: dict[str, str],
    year: str | None = None,
    end: date = reference.LAST_DAY,
) -> str:
    """Return the query of a statement.

    Parameters
    ----------
    of
        The statement.
    names
        Catalogue table name -> qualified name, as for ``postings.documents_sql``.
    year
        The financial year, as in ``2025-26``; the last of the books by default.
    end
        The last day of the books.
    """
    shown = years(year, end)
    months = [p for p in reference.periods(last=end) if p.financial_year == shown[-1]]
    days = {
        "starts_on": f"DATE '{months[0].starts_on}'",
        "ends_on": f"DATE '{months[-1].ends_on}'",
    }
    columns = {
        "each_year": ", ".join(
            f"COALESCE(SUM(amount) FILTER (WHERE financial_year = '{each}'), 0.00) AS \"{each}\""
            for each in shown
        ),
        "so_far": ", ".join(
            f"COALESCE(SUM(amount) FILTER (WHERE financial_year <= '{each}'), 0.00) AS \"{each}\""
            for each in shown
        ),
    }
    taxes = {
        "gst_of_documents": GST_OF_DOCUMENTS.format(**names),
        "tds_of_documents": TDS_OF_DOCUMENTS.format(**names),
    }
    return of.sql.format(**names, **days, **columns, **taxes)


def _rows(rows: Sequence[tuple[object, ...]]) -> str:
    """Return rows of numbers and texts of this module as SQL."""
    shown = [
        ", ".join(str(each) if isinstance(each, int) else f"'{each}'" for each in row)
        for row in rows
    ]
    return ", ".join(f"({row})" for row in shown)


def _profit() -> str:
    shape: list[tuple[object, ...]] = []
    for position, group in enumerate(RESULT_GROUPS):
        shape.append((2 * position, group, group))
        if group in RESULT_TOTALS:
            total, so_far = RESULT_TOTALS[group], RESULT_GROUPS[: position + 1]
            shape += [(2 * position + 1, total, each) for each in so_far]
    return f"""
        SELECT line, {{each_year}}
        FROM (
            SELECT s.position, s.line, p.financial_year, SUM(l.credit - l.debit) AS amount
            FROM (VALUES {_rows(shape)}) s (position, line, statement_group)
            JOIN {{account}} a ON a.statement_group = s.statement_group AND a.account_type IN {reference.RESULT_TYPES}
            JOIN {{journal_line}} l ON l.account_id = a.account_id
            JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            JOIN {{period}} p ON p.period_id = e.period_id
            WHERE e.source <> '{CLOSING}'
            GROUP BY s.position, s.line, p.financial_year
        ) lines
        GROUP BY position, line ORDER BY position
    """


def _balance_sheet() -> str:
    """Return the query of assets, then liabilities and equity, each side with its total."""
    groups = list(dict.fromkeys((a.account_type, a.statement_group) for a in reference.ACCOUNTS))
    sides = {"asset": 1, "liability": 2, "equity": 2, "income": 2, "expense": 2}
    totals = {1: "Total assets", 2: "Total liabilities and equity"}
    shape: list[tuple[object, ...]] = []
    for position, (kind, group) in enumerate(groups):
        side = sides[kind]
        line = PROFIT_KEPT if kind in reference.RESULT_TYPES else group
        shape.append((side * 100 + (90 if line == PROFIT_KEPT else position), line, kind, group))
        shape.append((side * 100 + 99, totals[side], kind, group))
    return f"""
        SELECT line, {{so_far}}
        FROM (
            SELECT s.position, s.line, p.financial_year,
                   SUM(CASE WHEN s.account_type = 'asset' THEN l.debit - l.credit ELSE l.credit - l.debit END) AS amount
            FROM (VALUES {_rows(shape)}) s (position, line, account_type, statement_group)
            JOIN {{account}} a ON a.statement_group = s.statement_group AND a.account_type = s.account_type
            JOIN {{journal_line}} l ON l.account_id = a.account_id
            JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            JOIN {{period}} p ON p.period_id = e.period_id
            GROUP BY s.position, s.line, p.financial_year
        ) lines
        GROUP BY position, line ORDER BY position
    """


def _cash_flow() -> str:
    """Return the query of what each kind of posting brought into the bank or took out of it."""
    shape = [
        (FLOWS.index(rule.cash_flow.section) * 100 + rule.number, rule.cash_flow.line, rule.source)
        for rule in POSTING_RULES
        if rule.cash_flow
    ]
    return f"""
        WITH bank AS (
            SELECT e.source, p.financial_year, SUM(l.debit - l.credit) AS amount
            FROM {{journal_line}} l
            JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            JOIN {{period}} p ON p.period_id = e.period_id
            WHERE l.account_id = {BANK}
            GROUP BY e.source, p.financial_year
        ),
        lines AS (
            SELECT MIN(s.position) AS position, s.line, b.financial_year, SUM(b.amount) AS amount
            FROM (VALUES {_rows(shape)}) s (position, line, source) JOIN bank b ON b.source = s.source
            GROUP BY s.line, b.financial_year
        ),
        years AS (SELECT DISTINCT financial_year FROM {{period}}),
        totals AS (
            SELECT -1 AS position, 'Bank balance at the beginning' AS line, y.financial_year,
                   COALESCE(SUM(b.amount), 0.00) AS amount
            FROM years y LEFT JOIN bank b ON b.financial_year < y.financial_year GROUP BY y.financial_year
            UNION ALL
            SELECT 999, 'Bank balance at the end', y.financial_year, SUM(b.amount)
            FROM years y JOIN bank b ON b.financial_year <= y.financial_year GROUP BY y.financial_year
        )
        SELECT line, {{each_year}}
        FROM (SELECT * FROM lines UNION ALL SELECT * FROM totals) every
        GROUP BY line ORDER BY MIN(position)
    """


#: Days past due -> the column of the ageing, each up to and including so many days.
_BUCKETS = ((0, "not due"), (30, "1-30 days"), (60, "31-60 days"), (90, "61-90 days"))


def _ageing(kind: str, opened: str) -> str:
    """Return the query of open documents by days past due; `opened` gives kind, due day and open amount of each."""
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
        SELECT COALESCE(kind, 'Total') AS {kind}, COUNT(*) AS documents,
               {listed},
               SUM(amount) AS total
        FROM (SELECT kind, amount, {{ends_on}} - due_on AS days FROM ({opened}) opened WHERE amount <> 0) aged
        GROUP BY GROUPING SETS ((kind), ()) ORDER BY kind NULLS LAST
    """


_RECEIVABLES = """
    SELECT c.segment AS kind, i.due_on,
           i.total_amount - COALESCE(n.amount, 0) - COALESCE(r.amount, 0) - COALESCE(v.amount, 0) - COALESCE(w.amount, 0) AS amount
    FROM {receivable_invoice} i
    JOIN {customer} c ON c.customer_id = i.customer_id
    LEFT JOIN (
        SELECT receivable_invoice_id, SUM(total_amount) AS amount FROM {credit_note}
        WHERE credited_on <= {ends_on} GROUP BY receivable_invoice_id
    ) n ON n.receivable_invoice_id = i.receivable_invoice_id
    LEFT JOIN (
        SELECT a.receivable_invoice_id, SUM(a.amount) AS amount
        FROM {receipt_allocation} a JOIN {receipt} t ON t.receipt_id = a.receipt_id
        WHERE t.received_on <= {ends_on} GROUP BY a.receivable_invoice_id
    ) r ON r.receivable_invoice_id = i.receivable_invoice_id
    LEFT JOIN {advance_allocation} v
      ON v.receivable_invoice_id = i.receivable_invoice_id AND v.allocated_on <= {ends_on}
    LEFT JOIN {write_off} w ON w.receivable_invoice_id = i.receivable_invoice_id AND w.written_off_on <= {ends_on}
    WHERE i.invoiced_on <= {ends_on}
"""

_PAYABLES = """
    SELECT v.vendor_type AS kind, b.due_on, b.total_amount - b.tds_amount - COALESCE(p.amount, 0) AS amount
    FROM {payable_bill} b
    JOIN {vendor} v ON v.vendor_id = b.vendor_id
    LEFT JOIN (
        SELECT a.payable_bill_id, SUM(a.amount) AS amount
        FROM {payment_allocation} a JOIN {payment} t ON t.payment_id = a.payment_id
        WHERE t.paid_on <= {ends_on} GROUP BY a.payable_bill_id
    ) p ON p.payable_bill_id = b.payable_bill_id
    WHERE b.booked_on <= {ends_on}
"""

_TAXES = ("cgst_amount", "sgst_amount", "igst_amount")

#: Where a document goes in the return of outward supplies: abroad, within the state, to another state.
_PLACE = f"""CASE WHEN c.segment = 'export' THEN 3
                    WHEN c.state_code = '{reference.HOME_STATE}' THEN 1 ELSE 2 END"""
_PLACES = (
    "(VALUES (1, 'within the state'), (2, 'to other states'), (3, 'exports')) s (place, place_name)"
)


def _gstr1() -> str:
    sums = ", ".join(f"SUM({tax}) AS {tax}" for tax in _TAXES)
    negative = ", ".join(f"-n.{tax}" for tax in _TAXES)
    positive = ", ".join(f"i.{tax}" for tax in _TAXES)
    return f"""
        SELECT COALESCE(kind || ', ' || place_name, 'Total') AS supplies, COUNT(*) AS documents,
               SUM(net_amount) AS taxable_value, {sums}
        FROM (
            SELECT 'Invoices' AS kind, {_PLACE} AS place, i.net_amount, {positive}
            FROM {{receivable_invoice}} i JOIN {{customer}} c ON c.customer_id = i.customer_id
            WHERE i.invoiced_on BETWEEN {{starts_on}} AND {{ends_on}}
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
    negative = ", ".join(f"-n.{tax}" for tax in _TAXES)
    return f"""
        SELECT p.hsn_code, g.gst_rate, p.unit, SUM(g.quantity) AS quantity, SUM(g.net_amount) AS taxable_value, {sums}
        FROM (
            SELECT l.product_id, l.gst_rate, l.quantity, l.net_amount, {positive}
            FROM {{receivable_invoice_line}} l
            JOIN {{receivable_invoice}} i ON i.receivable_invoice_id = l.receivable_invoice_id
            WHERE i.invoiced_on BETWEEN {{starts_on}} AND {{ends_on}}
            UNION ALL
            SELECT l.product_id, l.gst_rate, -COALESCE(r.quantity, 0), -n.net_amount, {negative}
            FROM {{credit_note}} n
            LEFT JOIN {{goods_return}} r ON r.credit_note_id = n.credit_note_id
            JOIN {{receivable_invoice_line}} l ON l.receivable_invoice_id = n.receivable_invoice_id
              AND (l.shipment_line_id = r.shipment_line_id OR r.shipment_line_id IS NULL AND l.line_no = 1)
            WHERE n.reason <> '{CASH_DISCOUNT}' AND n.credited_on BETWEEN {{starts_on}} AND {{ends_on}}
        ) g JOIN {{product}} p ON p.product_id = g.product_id
        GROUP BY p.hsn_code, g.gst_rate, p.unit ORDER BY p.hsn_code, g.gst_rate
    """


_TRIAL_BALANCE = f"""
    SELECT account_id, COALESCE(account_name, 'Total') AS account, SUM(opening) AS opening,
           SUM(debit) AS debit, SUM(credit) AS credit, SUM(opening + debit - credit) AS closing
    FROM (
        SELECT a.account_id, a.account_name,
               CASE WHEN e.posted_on < {{starts_on}} THEN l.debit - l.credit ELSE 0.00 END AS opening,
               CASE WHEN e.posted_on < {{starts_on}} THEN 0.00 ELSE l.debit END AS debit,
               CASE WHEN e.posted_on < {{starts_on}} THEN 0.00 ELSE l.credit END AS credit
        FROM {{journal_line}} l
        JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
        JOIN {{account}} a ON a.account_id = l.account_id
        WHERE e.posted_on <= {{ends_on}} AND NOT (e.source = '{CLOSING}' AND e.posted_on = {{ends_on}})
    ) lines
    GROUP BY GROUPING SETS ((account_id, account_name), ()) ORDER BY account_id NULLS LAST
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
                   SUM(l.credit - l.debit) FILTER (WHERE l.account_id = 2200 AND e.source <> 'gst settlement') AS output_tax,
                   SUM(l.debit - l.credit) FILTER (WHERE l.account_id = 1400 AND e.source <> 'gst settlement') AS input_credit,
                   COALESCE(SUM(l.debit) FILTER (WHERE l.account_id IN (2210, 2220) AND e.source = 'gst payment'), 0.00) AS paid,
                   GREATEST(0.00, SUM(SUM(l.debit - l.credit) FILTER (WHERE l.account_id = 2210)) OVER (ORDER BY e.period_id))
                       AS credit_forward
            FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            WHERE l.account_id IN (1400, 2200, 2210, 2220)
            GROUP BY e.period_id
        ) l ON l.period_id = p.period_id
        ORDER BY p.period_id
    """


#: Sections under which tax is deducted from suppliers, and the columns for what they were paid for and for the tax.
DEDUCTED = {
    reference.RENT_TDS.section: "rent",
    reference.CONTRACT_TDS.section: "contracts",
    reference.FEES_TDS.section: "fees",
    reference.PURCHASE_TDS.section: "purchases",
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


#: Columns of the schedule of fixed assets, and what each adds up of an asset: acquired on `acquired_on`, with depreciation until the
#: day before the year and until its end.
_BLOCKS = {
    "gross_opening": "CASE WHEN acquired_on >= {starts_on} THEN 0.00 ELSE cost END",
    "taken_over": "CASE WHEN taken_over THEN cost ELSE 0.00 END",
    "additions": "CASE WHEN acquired_on >= {starts_on} AND NOT taken_over THEN cost ELSE 0.00 END",
    "gross_closing": "cost",
    "depreciation_opening": "before",
    "depreciation": "after - before",
    "depreciation_closing": "after",
    "net_opening": "CASE WHEN acquired_on >= {starts_on} THEN 0.00 ELSE cost END - before",
    "net_closing": "cost - after",
}


def _fixed_assets() -> str:
    """Return the query of the blocks of assets; those that the company took over were acquired by it on its first day."""
    sums = ", ".join(f"SUM({amount}) AS {column}" for column, amount in _BLOCKS.items())
    return f"""
        SELECT COALESCE(asset_class, 'Total') AS class, {sums}
        FROM (
            SELECT a.asset_class, a.cost, GREATEST(a.acquired_on, b.first_day) AS acquired_on,
                   a.acquired_on < b.first_day AND b.first_day = {{starts_on}} AS taken_over,
                   a.monthly_depreciation * LEAST(a.life_months,
                       (SELECT COUNT(*) FROM {{period}} p WHERE p.ends_on >= a.acquired_on AND p.ends_on < {{starts_on}})) AS before,
                   a.monthly_depreciation * LEAST(a.life_months,
                       (SELECT COUNT(*) FROM {{period}} p WHERE p.ends_on >= a.acquired_on AND p.ends_on <= {{ends_on}})) AS after
            FROM {{fixed_asset}} a CROSS JOIN (SELECT MIN(starts_on) AS first_day FROM {{period}}) b
            WHERE a.acquired_on <= {{ends_on}}
        ) assets
        GROUP BY GROUPING SETS ((asset_class), ()) ORDER BY asset_class NULLS LAST
    """


STATEMENTS: tuple[Statement, ...] = (
    Statement(
        "trial_balance",
        "Trial balance",
        "Balance at the beginning, debits and credits of the year, and balance of each account before the year is closed",
        _TRIAL_BALANCE,
    ),
    Statement(
        "profit_and_loss",
        "Profit and loss",
        "Income (positive) and expenses (negative) of each year",
        _profit(),
    ),
    Statement(
        "balance_sheet",
        "Balance sheet",
        "Assets, and liabilities and equity, at the end of each year; the two totals are equal",
        _balance_sheet(),
    ),
    Statement(
        "cash_flow",
        "Cash flow",
        "What came into the bank and left it in each year, between its balances (direct method)",
        _cash_flow(),
    ),
    Statement(
        "receivables_ageing",
        "Ageing of receivables",
        "What customers owe at the end of the year, by segment and days past due",
        _ageing("segment", _RECEIVABLES),
    ),
    Statement(
        "payables_ageing",
        "Ageing of payables",
        "What vendors are owed at the end of the year, by what they supply and days past due",
        _ageing("supplies", _PAYABLES),
    ),
    Statement(
        "gstr1",
        "Outward supplies (as in GSTR-1)",
        "Invoices and credit notes of the year by place of supply, with their tax; cash discounts bear none and are left out",
        _gstr1(),
    ),
    Statement(
        "gstr1_hsn",
        "Outward supplies by HSN code (as in GSTR-1, table 12)",
        "Quantities, values and tax of the year by HSN code and rate: invoices less credit notes",
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
    Statement(
        "fixed_assets",
        "Fixed assets",
        "Gross block, accumulated depreciation and net block of each class at the beginning and the end of the year, what came with the "
        "business that was taken over, at its value then, what was bought since, and the year's depreciation (as schedule III of the "
        "Companies Act, 2013, and AS 10 ask for)",
        _fixed_assets(),
    ),
)
