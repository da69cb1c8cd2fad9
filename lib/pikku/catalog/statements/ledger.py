"""The statements that are read out of the ledger: trial balance, profit and loss, balance sheet and cash flow."""

from collections.abc import Sequence

from pikku.catalog.accounts import ACCOUNTS, RESULT_TYPES
from pikku.catalog.postings import CLOSING, POSTING_RULES
from pikku.catalog.statements.shape import Statement
from pikku.catalog.vendors import PROTECTED

BANK = 1100
"""The account that the cash flow statement explains."""

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

PAYABLES, DUES_OF_SMALL = "Trade payables", "Dues of micro and small enterprises"
"""Lines of the balance sheet for what is owed to vendors: others, and those that the law wants paid in time."""

FLOWS: tuple[str, ...] = ("operating", "investing", "financing")
"""Sections of the cash flow statement, in order."""


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
            JOIN {{account}} a ON a.statement_group = s.statement_group AND a.account_type IN {RESULT_TYPES}
            JOIN {{journal_line}} l ON l.account_id = a.account_id
            JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            JOIN {{period}} p ON p.period_id = e.period_id
            WHERE e.source <> '{CLOSING}'
            GROUP BY s.position, s.line, p.financial_year
        ) lines
        GROUP BY position, line ORDER BY position
    """


def _balance_sheet() -> str:
    """Return the query of assets, then liabilities and equity, each side with its total.

    What micro and small enterprises are owed has a line of its own, as schedule III of the Companies Act, 2013, asks for.
    """
    groups = list(dict.fromkeys((a.account_type, a.statement_group) for a in ACCOUNTS))
    groups.insert(groups.index(("liability", PAYABLES)), ("liability", DUES_OF_SMALL))
    sides = {"asset": 1, "liability": 2, "equity": 2, "income": 2, "expense": 2}
    totals = {1: "Total assets", 2: "Total liabilities and equity"}
    shape: list[tuple[object, ...]] = []
    for position, (kind, group) in enumerate(groups):
        side = sides[kind]
        line = PROFIT_KEPT if kind in RESULT_TYPES else group
        shape.append((side * 100 + (90 if line == PROFIT_KEPT else position), line, kind, group))
        shape.append((side * 100 + 99, totals[side], kind, group))
    return f"""
        SELECT line, {{so_far}}
        FROM (
            SELECT s.position, s.line, p.financial_year,
                   SUM(CASE WHEN s.account_type = 'asset' THEN l.debit - l.credit ELSE l.credit - l.debit END) AS amount
            FROM (VALUES {_rows(shape)}) s (position, line, account_type, statement_group)
            JOIN (
                SELECT l.journal_entry_id, l.debit, l.credit, a.account_type,
                       CASE WHEN a.statement_group = '{PAYABLES}' AND v.msme_status IN {PROTECTED} THEN '{DUES_OF_SMALL}'
                            ELSE a.statement_group END AS statement_group
                FROM {{journal_line}} l
                JOIN {{account}} a ON a.account_id = l.account_id
                LEFT JOIN {{vendor}} v ON v.vendor_id = l.vendor_id
            ) l ON l.statement_group = s.statement_group AND l.account_type = s.account_type
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

LEDGER: tuple[Statement, ...] = (
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
)
