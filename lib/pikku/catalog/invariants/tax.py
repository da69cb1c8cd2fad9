"""Income tax, reckoned again from the ledger: by the year, from its income and from what was paid by which day."""

from decimal import Decimal

from pikku.catalog.accounts import RESULT_TYPES
from pikku.catalog.costs import CSR
from pikku.catalog.invariants.rule import Invariant, count
from pikku.catalog.periods import periods
from pikku.catalog.postings import CLOSING
from pikku.catalog.taxes import (
    ADVANCE_TAX,
    ADVANCE_TAX_FROM,
    INCOME_TAX_RATE,
    LOSS_YEARS,
    REFUND,
    SELF_ASSESSMENT,
    Settlement,
)

#: Income of each year by its law: of the business, and interest on refunds; the tax; and whether the year is whole.
_INCOME = f"""
    SELECT p.financial_year, MAX(p.fiscal_month) AS months,
           SUM(CASE WHEN l.account_id NOT IN (4300, 6145, 6155, 6510, 6605, 6610, 6700) THEN l.credit - l.debit ELSE 0 END) AS business,
           SUM(CASE WHEN l.account_id = 4300 THEN l.credit - l.debit ELSE 0 END) AS other,
           SUM(CASE WHEN l.account_id = 6700 THEN l.debit - l.credit ELSE 0 END) AS tax
    FROM {{journal_line}} l
    JOIN {{account}} a ON a.account_id = l.account_id
    JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
    JOIN {{period}} p ON p.period_id = e.period_id
    WHERE a.account_type IN {RESULT_TYPES} AND e.source <> '{CLOSING}'
    GROUP BY p.financial_year
"""


def _loss(years: int) -> str:
    """Return what so many years up to the one before made less than nothing together."""
    each = (
        f"COALESCE(LAG(own, {back}) OVER (ORDER BY financial_year), 0)"
        for back in range(1, years + 1)
    )
    return f"-({' + '.join(each)})"


_LOSSES = ", ".join(_loss(years) for years in range(1, LOSS_YEARS + 1))

#: Years with the loss that comes from earlier ones: the most that any of the last years made less than nothing together. A year's own
#: loss is lessened by its other income.
_YEARS = f"""(
    SELECT o.*, GREATEST(0, {_LOSSES}) AS loss
    FROM (SELECT i.*, CASE WHEN business >= 0 THEN business WHEN business + other < 0 THEN business + other ELSE 0 END AS own
          FROM ({_INCOME}) i) o
) years"""

_TAXABLE = "GREATEST(0, own - loss) + CASE WHEN business >= 0 THEN other ELSE GREATEST(0, business + other) END"


def _moved(source: str, accounts: str, until: int = 12) -> str:
    """Return what a rule debited to accounts, for a year or for the months of it up to one."""
    return (
        f"SUM(CASE WHEN e.source = '{source}' AND l.account_id IN ({accounts}) AND p.fiscal_month <= {until} "
        "THEN l.debit - l.credit ELSE 0 END)"
    )


_PAID = ", ".join(
    f"{_moved('advance tax', '1410', month)} + {_moved('capital purchase', '1410', month)} AS paid_{month}"
    for month in ADVANCE_TAX
)

#: Each whole year with its tax, what was paid of it by the day of each instalment, and how it was settled.
_SETTLED = f"""
    SELECT p.financial_year, MAX(p.ends_on) AS ends_on, MAX(b.last_day) AS last_day, {_PAID},
           {_moved("income tax", "6700")} AS tax, {_moved("income tax", "6510")} AS deferred,
           {_moved("tax settlement", "1410, 2350")} AS settled, {_moved("tax settlement", "6510")} AS late,
           -({_moved("tax settlement", "4300")}) AS refund_interest
    FROM {{period}} p
    CROSS JOIN (SELECT MAX(ends_on) AS last_day FROM {{period}}) b
    LEFT JOIN (SELECT journal_entry_id, source, source_id AS period_id FROM {{journal_entry}}
               WHERE source IN ('advance tax', 'income tax', 'tax settlement')
               UNION ALL SELECT journal_entry_id, source, period_id FROM {{journal_entry}}
               WHERE source = 'capital purchase') e ON e.period_id = p.period_id
    LEFT JOIN {{journal_line}} l ON l.journal_entry_id = e.journal_entry_id
    GROUP BY p.financial_year HAVING MAX(p.fiscal_month) = 12
"""


def _hundreds(amount: str) -> str:
    return f"FLOOR(({amount}) * 0.01) * 100"


_MISSING = " + ".join(
    f"CASE WHEN paid_{month} * 100 < tax * {part.least} "
    f"THEN {_hundreds(f'tax * {part.share} * 0.01 - paid_{month}')} * 0.0{part.months} ELSE 0 END"
    for month, part in ADVANCE_TAX.items()
)
#: Interest for instalments that were too small, which a business's first year does not bear when all was paid within it.
_DEFERRED = (
    f"CASE WHEN tax < {ADVANCE_TAX_FROM} OR (paid_12 >= tax AND financial_year = '{periods()[0].financial_year}') "
    f"THEN 0 ELSE ROUND({_MISSING}, -1) END"
)
_BALANCE = "(tax + deferred - paid_12)"


def _interest(of: Settlement, amount: str) -> str:
    return f"ROUND({_hundreds(amount)} * {Decimal(of.monthly_rate) * of.months}, -1)"


_LATE = (
    f"CASE WHEN tax >= {ADVANCE_TAX_FROM} AND paid_12 * 100 < tax * {100 - SELF_ASSESSMENT.tolerance} "
    f"THEN {_interest(SELF_ASSESSMENT, 'tax - paid_12')} ELSE 0 END"
)
_BACK = (
    f"CASE WHEN {_BALANCE} < 0 AND -{_BALANCE} * 100 >= tax * {REFUND.tolerance} "
    f"THEN {_interest(REFUND, f'-{_BALANCE}')} ELSE 0 END"
)
_DUE = (
    f"ends_on + CASE WHEN {_BALANCE} > 0 THEN {SELF_ASSESSMENT.days} ELSE {REFUND.days} END"
    " <= last_day"
)

#: Each year with what it spent on CSR, and the profits of the years before.
_PROFITS = f"""(
    SELECT y.*, LAG(profit) OVER (ORDER BY financial_year) AS last_profit,
           COALESCE(LAG(profit, 1) OVER (ORDER BY financial_year), 0) + COALESCE(LAG(profit, 2) OVER (ORDER BY financial_year), 0)
               + COALESCE(LAG(profit, 3) OVER (ORDER BY financial_year), 0) AS profits,
           CASE WHEN ROW_NUMBER() OVER (ORDER BY financial_year) > {CSR.years} THEN {CSR.years}
                ELSE ROW_NUMBER() OVER (ORDER BY financial_year) - 1 END AS years
    FROM (SELECT p.financial_year, MAX(p.fiscal_month) AS months,
                 SUM(CASE WHEN l.account_id IN (4300, 6510, 6610, 6700) THEN 0 ELSE l.credit - l.debit END) AS profit,
                 SUM(CASE WHEN l.account_id = 6610 THEN l.debit - l.credit ELSE 0 END) AS spent,
                 SUM(CASE WHEN l.account_id = 6610 AND p.fiscal_month <> 10 THEN 1 ELSE 0 END) AS elsewhere
          FROM {{journal_line}} l
          JOIN {{account}} a ON a.account_id = l.account_id
          JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
          JOIN {{period}} p ON p.period_id = e.period_id
          WHERE a.account_type IN {RESULT_TYPES} AND e.source <> '{CLOSING}'
          GROUP BY p.financial_year) y
) years"""
#: What is spent should be this much of the sum of the profits: both sides times a hundred and the number of years.
_OFF = f"(spent * 100 * years - profits * {CSR.share})"

TAX: tuple[Invariant, ...] = (
    Invariant(
        "income tax is that of the years' income",
        "Each whole year's tax is that of its income in the ledger less the losses of the years before it, and no other year has any",
        "income tax, rupees",
        count(
            _YEARS,
            f"tax <> CASE WHEN months < 12 THEN 0 ELSE ROUND(ROUND({_TAXABLE}, -1) * {INCOME_TAX_RATE}, -1) END",
            "COALESCE(SUM(tax), 0)",
        ),
    ),
    Invariant(
        "interest on income tax follows the days of payment",
        "Interest is booked for each instalment that was too small, and for a year's tax that was paid late or too much, and for nothing else",
        "interest on income tax, rupees",
        count(
            f"({_SETTLED}) years",
            f"deferred <> {_DEFERRED} OR late <> CASE WHEN {_DUE} THEN {_LATE} ELSE 0 END "
            f"OR refund_interest <> CASE WHEN {_DUE} THEN {_BACK} ELSE 0 END",
            "COALESCE(SUM(deferred + late), 0)",
        ),
    ),
    Invariant(
        "income tax is settled after its year",
        "What a year's tax and interest came to over what was paid in advance is paid on its day, what was too much comes back, and "
        "until then is what the ledger owes or is owed",
        "income tax paid in advance or to be refunded less owed, rupees",
        f"""
        SELECT COUNT(*) AS checked,
               COALESCE(SUM(CASE WHEN settled <> CASE WHEN {_DUE} THEN {_BALANCE} ELSE 0 END THEN 1 ELSE 0 END), 0)
                   + CASE WHEN COALESCE(SUM(settled - {_BALANCE}), 0) + MAX(unfinished) = MAX(ledger) THEN 0 ELSE 1 END AS violations,
               MAX(ledger) AS figure
        FROM ({_SETTLED}) years
        CROSS JOIN (
            SELECT COALESCE(SUM(CASE WHEN l.account_id IN (1410, 2350) THEN l.debit - l.credit ELSE 0 END), 0) AS ledger,
                   COALESCE(SUM(CASE WHEN e.source IN ('advance tax', 'capital purchase') AND y.months < 12 THEN l.debit - l.credit ELSE 0 END), 0) AS unfinished
            FROM {{journal_line}} l
            JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
            JOIN {{period}} p ON p.period_id = e.period_id
            JOIN (SELECT financial_year, MAX(fiscal_month) AS months FROM {{period}} GROUP BY financial_year) y
              ON y.financial_year = p.financial_year
            WHERE l.account_id IN (1410, 2350)
        ) accounts
        """,
    ),
    Invariant(
        "social responsibility follows the profits of earlier years",
        "After a year whose profit was large enough, two per cent of the average profit of up to three years before are spent, to the "
        "rupee; otherwise nothing is",
        "spent on CSR, rupees",
        count(
            _PROFITS,
            f"""CASE WHEN last_profit >= {CSR.profit_from} AND profits > 0 AND (months >= 10 OR spent <> 0)
                     THEN CASE WHEN {_OFF} > 50.1 * years OR {_OFF} < -50.1 * years OR elsewhere > 0 THEN 1 ELSE 0 END
                     WHEN spent <> 0 THEN 1 ELSE 0 END = 1""",
            "COALESCE(SUM(spent), 0)",
        ),
    ),
)
