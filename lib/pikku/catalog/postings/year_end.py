"""Posting rules of the financial year: the company's income tax, and the closing of its income and expenses.

They read what all other rules posted, so their numbers come after those of all others.
"""

from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, financing, operating
from pikku.catalog.reference import (
    ADVANCE_TAX,
    DIVIDEND,
    INCOME_TAX_RATE,
    RESULT_ACCOUNTS,
)

CLOSING = "year-end closing"
"""The rule whose entries a profit and loss account leaves out."""

_PROVISION = "income tax"

#: The tax of each year on what the other rules made of it, to the nearest ten rupees (section 288B of the Act); none on a loss.
_TAX = f"""
    SELECT financial_year, modified_at,
           CAST(GREATEST(0, ROUND(profit * {INCOME_TAX_RATE}, -1)) AS DECIMAL(18, 2)) AS tax
    FROM (
        SELECT r.financial_year, MAX(r.modified_at) AS modified_at, CAST(SUM(r.amount) AS DECIMAL(18, 2)) AS profit
        FROM ({{yearly_results}}) r
        WHERE r.source NOT IN ('{_PROVISION}', '{CLOSING}')
        GROUP BY r.financial_year
    ) profits
"""


def _paid_by(hundredths: dict[int, int]) -> str:
    """Return the part of a year's tax that is paid by an instalment's month, in whole rupees."""
    shares = " ".join(f"WHEN {month} THEN {share}" for month, share in hundredths.items())
    return f"CAST(ROUND(t.tax * CASE d.fiscal_month {shares} END * 0.01, 0) AS DECIMAL(18, 2))"


def _closed(account_id: int) -> str:
    return f"SUM(CASE WHEN r.account_id = {account_id} THEN r.amount ELSE 0 END) AS account_{account_id}"


#: Month of an instalment -> what was paid by the one before it, in hundredths.
_PAID_BEFORE = dict(zip(ADVANCE_TAX, (0, *ADVANCE_TAX.values()), strict=False))

YEAR_END: tuple[PostingRule, ...] = (
    PostingRule(
        91,
        "advance tax",
        "period",
        "Four times a year, on the 15th, income tax is paid in advance on what the year is expected to bring: "
        "while it is not over, what the one before brought",
        f"""
        SELECT d.period_id AS source_id, d.starts_on + 14 AS posted_on, t.modified_at, {NO_PARTY},
               'Advance tax, ' || d.period_name AS description,
               {_paid_by(ADVANCE_TAX)} - {_paid_by(_PAID_BEFORE)} AS paid
        FROM (
            SELECT p.*, CASE WHEN COUNT(*) OVER (PARTITION BY financial_year) = 12 THEN financial_year
                             ELSE LAG(financial_year, 12) OVER (ORDER BY period_id) END AS expected_year
            FROM {{period}} p
        ) d JOIN ({_TAX}) t ON t.financial_year = d.expected_year
        WHERE d.fiscal_month IN {tuple(ADVANCE_TAX)}
        """,
        (debit(1410, "paid"), credit(1100, "paid")),
        operating("Income tax paid"),
    ),
    PostingRule(
        92,
        _PROVISION,
        "period",
        "At the year's end its tax is an expense, which was paid in advance",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, t.modified_at, {NO_PARTY},
               'Income tax of ' || d.financial_year AS description, t.tax
        FROM {{period}} d JOIN ({_TAX}) t ON t.financial_year = d.financial_year
        WHERE d.fiscal_month = 12
        """,
        (debit(6700, "tax"), credit(1410, "tax")),
    ),
    PostingRule(
        94,
        "dividend",
        "period",
        "A part of last year's profit is paid to the shareholders on 30 September; a tenth of it goes to the tax office for them",
        f"""
        SELECT d.period_id AS source_id, d.ends_on + 183 AS posted_on, MAX(r.modified_at) AS modified_at, {NO_PARTY},
               'Dividend for ' || d.financial_year AS description,
               CAST(GREATEST(0, ROUND(SUM(r.amount) * {DIVIDEND}, -5)) AS DECIMAL(18, 2)) AS paid
        FROM {{period}} d JOIN ({{yearly_results}}) r ON r.financial_year = d.financial_year
        WHERE d.fiscal_month = 12 AND r.source <> '{CLOSING}' AND d.ends_on + 183 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.financial_year
        """,
        (debit(3200, "paid"), credit(1100, "paid")),
        financing("Dividend paid"),
    ),
    PostingRule(
        99,
        CLOSING,
        "period",
        "On the year's last day income and expenses are closed: their difference is kept by the company",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(r.modified_at) AS modified_at, {NO_PARTY},
               'Closing of ' || d.financial_year AS description,
               {", ".join(_closed(account_id) for account_id in RESULT_ACCOUNTS)},
               SUM(r.amount) AS profit
        FROM {{period}} d JOIN ({{yearly_results}}) r ON r.financial_year = d.financial_year
        WHERE d.fiscal_month = 12 AND r.source <> '{CLOSING}'
        GROUP BY d.period_id, d.ends_on, d.financial_year
        """,
        (
            *(debit(account_id, f"account_{account_id}") for account_id in RESULT_ACCOUNTS),
            credit(3200, "profit"),
        ),
    ),
)
