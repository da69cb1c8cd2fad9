"""Posting rules of the financial year: the company's income tax, and the closing of its income and expenses.

They read what all other rules posted, so their numbers come after those of all others.
"""

from decimal import Decimal

from pikku.catalog.accounts import DIVIDEND, RESULT_ACCOUNTS
from pikku.catalog.costs import CSR
from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, financing, operating
from pikku.catalog.postings.tds import collected
from pikku.catalog.taxes import (
    ADVANCE_TAX,
    ADVANCE_TAX_FROM,
    INCOME_TAX_RATE,
    REFUND,
    SELF_ASSESSMENT,
    Instalment,
    Settlement,
)

CLOSING = "year-end closing"
"""The rule whose entries a profit and loss account leaves out."""

_REFUND_INTEREST = 4300
_CSR, _TAX_INTEREST, _INCOME_TAX = 6610, 6510, 6700
#: Accounts of what the tax law takes neither for income nor for expenses: the tax itself, the interest on paying it late, what is
#: provided for gratuity, leave and doubtful debts, and CSR.
_NOT_TAXED = (6145, 6155, 6605, _CSR, _TAX_INTEREST, _INCOME_TAX)
#: Accounts that are left out of the profit that CSR is a share of.
_NOT_SHARED = (_REFUND_INTEREST, _CSR, _TAX_INTEREST, _INCOME_TAX)


def _so_far(amount: str) -> str:
    return f"SUM({amount}) OVER (ORDER BY period_id)"


def _before(amount: str, months: int) -> str:
    """Return what a column of the months was some months ago, 0 before the books begin."""
    if not months:
        return amount
    return f"COALESCE(LAG({amount}, {months}) OVER (ORDER BY period_id), 0)"


def _money(amount: str) -> str:
    return f"CAST({amount} AS DECIMAL(18, 2))"


def _hundreds(amount: str) -> str:
    """Return an amount without what is over whole hundreds of rupees, as rule 119A rounds what bears interest."""
    return f"FLOOR({amount} * 0.01) * 100"


def _taxed(income: str) -> str:
    """Return the tax on an income: both to the nearest ten rupees."""
    return _money(f"ROUND(ROUND({income}, -1) * {INCOME_TAX_RATE}, -1)")


#: The last month that is known on the day of an instalment -> the instalment: it is paid on the 15th of the next.
_KNOWN_UNTIL = {month - 1: part for month, part in ADVANCE_TAX.items()}
_PAID_ON = "ends_on + 15"

#: What is to be paid of a year's tax after the months of the year so far, in hundredths.
_SHARE = " ".join(f"WHEN {month} THEN {part.share}" for month, part in _KNOWN_UNTIL.items())

#: What makes a year of the first year's months so far.
_WHOLE_YEAR = " ".join(f"WHEN {month} THEN {12 / month:.7g}" for month in _KNOWN_UNTIL)

#: Instalments by the name of their month.
_NAMED = dict(zip(("june", "september", "december", "march"), ADVANCE_TAX.items(), strict=True))

#: At a year's end: what was paid of its tax by the day of each instalment.
_PAID_BY = ", ".join(
    f"{_before('paid_so_far', 12 - month)} AS paid_by_{name}" for name, (month, _) in _NAMED.items()
)


def _deferred(name: str, part: Instalment) -> str:
    """Return the interest for an instalment that was too small (section 234C)."""
    missing = _hundreds(f"(tax * {part.share} * 0.01 - paid_by_{name})")
    rate = Decimal(SELF_ASSESSMENT.monthly_rate) * part.months
    interest = (
        f"CASE WHEN paid_by_{name} < tax * {part.least} * 0.01 THEN {missing} * {rate} ELSE 0 END"
    )
    return f"{_money(interest)} AS interest_of_{name}"


def _of_year(income: str) -> str:
    """Return an income of the year that a month ends, 0 in all other months."""
    return f"CASE WHEN fiscal_month = 12 THEN {income}_so_far - {_before(f'{income}_so_far', 12)} ELSE 0 END"


#: Income, without what is not taxed, by accounting month: of the business, and interest on refunds, which is income from other
#: sources; and the tax that sellers of vehicles collected.
_INCOME = f"""
    SELECT d.period_id, d.period_name, d.starts_on, d.ends_on, d.financial_year, d.fiscal_month,
           GREATEST(d.modified_at, MAX(r.modified_at), MAX(v.modified_at)) AS modified_at,
           {_money("COALESCE(MAX(v.collected), 0)")} AS collected,
           {_money(f"COALESCE(SUM(CASE WHEN r.account_id = {_REFUND_INTEREST} THEN 0 ELSE r.amount END), 0)")} AS business,
           {_money(f"COALESCE(SUM(CASE WHEN r.account_id = {_REFUND_INTEREST} THEN r.amount ELSE 0 END), 0)")} AS other
    FROM {{period}} d
    LEFT JOIN ({{monthly_results}}) r
      ON r.period_id = d.period_id AND r.source <> '{CLOSING}' AND r.account_id NOT IN {_NOT_TAXED}
    LEFT JOIN (
        SELECT p.period_id, SUM({collected("a")}) AS collected, MAX(a.modified_at) AS modified_at
        FROM {{fixed_asset}} a JOIN {{period}} p ON a.acquired_on BETWEEN p.starts_on AND p.ends_on
        WHERE a.asset_class = 'vehicle' GROUP BY p.period_id
    ) v ON v.period_id = d.period_id
    GROUP BY d.period_id, d.period_name, d.starts_on, d.ends_on, d.financial_year, d.fiscal_month, d.modified_at
"""

_EXPECTED = _money(
    f"ROUND((income_so_far - {_before('income_so_far', 12)}) * CASE month_number {_WHOLE_YEAR} ELSE 1 END, 2)"
)
_KEPT = _money("LEAST(business_of_year + other_of_year, GREATEST(business_of_year, 0))")

#: What is known after each month: income of the last twelve (or of all there are, made a year), and of the year that it ends. Of that
#: `kept` is what losses are set off against or what is lost: the business's, and a loss of it less other income (section 71).
_KNOWN = f"""
    SELECT y.*, {_KEPT} AS kept
    FROM (
        SELECT c.*,
               {_EXPECTED} AS expected,
               {_money(_of_year("business"))} AS business_of_year,
               {_money(_of_year("other"))} AS other_of_year
        FROM (
            SELECT i.*, {_so_far("business + other")} AS income_so_far,
                   SUM(collected) OVER (PARTITION BY financial_year ORDER BY period_id) AS collected_so_far,
                   {_so_far("business")} AS business_so_far, {_so_far("other")} AS other_so_far,
                   ROW_NUMBER() OVER (ORDER BY period_id) AS month_number, MAX(i.modified_at) OVER (ORDER BY period_id) AS known_at
            FROM ({_INCOME}) i
        ) c
    ) y
"""

_INCOME_OF_YEAR = _money(
    f"taxed_so_far - {_before('taxed_so_far', 1)} + business_of_year + other_of_year - kept"
)
_TO_BE_PAID = _money(
    f"ROUND(CASE WHEN expected_tax >= {ADVANCE_TAX_FROM} THEN expected_tax ELSE 0 END"
    f" * CASE fiscal_month {_SHARE} ELSE 0 END * 0.01 - collected_so_far, -1)"
)

#: The tax of each year in its last month, and after the months before instalments what is to be paid of the tax on what is expected.
#: A loss is set off against what is kept in later years (section 72): taxed so far is the most that all years up to one came to.
_RECKONED = f"""
    SELECT w.*, {_taxed("income")} AS tax,
           {_TO_BE_PAID} AS to_be_paid
    FROM (
        SELECT s.*, {_taxed("GREATEST(0, expected - loss)")} AS expected_tax,
               {_INCOME_OF_YEAR} AS income
        FROM (
            SELECT m.*, taxed_so_far - kept_so_far AS loss
            FROM (
                SELECT l.*, GREATEST(0, MAX(kept_so_far) OVER (ORDER BY period_id)) AS taxed_so_far
                FROM (SELECT k.*, {_so_far("kept")} AS kept_so_far FROM ({_KNOWN}) k) l
            ) m
        ) s
    ) w
"""

#: What was paid of a year's tax after each of its months: in instalments, and what was collected.
_PAID = f"""
    SELECT s.*, instalments + collected_so_far AS paid_so_far
    FROM (
        SELECT r.*, GREATEST(0, MAX(to_be_paid) OVER (PARTITION BY financial_year ORDER BY period_id)) AS instalments
        FROM ({_RECKONED}) r
    ) s
"""

_INTEREST = _money(
    f"ROUND(CASE WHEN tax < {ADVANCE_TAX_FROM} OR month_number = 12 AND paid_so_far >= tax THEN 0"
    f" ELSE {' + '.join(f'interest_of_{name}' for name in _NAMED)} END, -1)"
)

#: Each whole year with its tax, what was paid of it in advance, the interest for instalments that were too small, and what is left
#: to pay (below zero: to be refunded). A business's first year bears none when the whole tax is paid within it (section 234C(1)).
_ASSESSED = f"""
    SELECT a.*, tax + interest - paid_so_far AS balance
    FROM (
        SELECT b.period_id, b.ends_on, b.financial_year, b.known_at, b.tax, b.paid_so_far,
               {_INTEREST} AS interest
        FROM (
            SELECT y.*, {", ".join(_deferred(name, part) for name, (_, part) in _NAMED.items())}
            FROM (SELECT p.*, {_PAID_BY} FROM ({_PAID}) p) y
            WHERE y.fiscal_month = 12
        ) b
    ) a
"""


def _settled(of: Settlement, amount: str, bears_interest: str) -> str:
    """Return the interest on what is settled after the year, to the nearest ten rupees."""
    rate = Decimal(of.monthly_rate) * of.months
    return _money(
        f"CASE WHEN {bears_interest} THEN ROUND({_hundreds(amount)} * {rate}, -1) ELSE 0 END"
    )


#: What an instalment adds to those of its year before it.
_PAID_SINCE = _money(
    "instalments - COALESCE(LAG(instalments) OVER (PARTITION BY financial_year ORDER BY period_id), 0)"
)
_SETTLED_ON = f"ends_on + CASE WHEN balance > 0 THEN {SELF_ASSESSMENT.days} ELSE {REFUND.days} END"


def _closed(account_id: int) -> str:
    return f"SUM(CASE WHEN r.account_id = {account_id} THEN r.amount ELSE 0 END) AS account_{account_id}"


def _average(years: int) -> str:
    """Return what CSR is of the sum of the profits of so many years: a share of their average."""
    return f"{Decimal(CSR.share) / 100 / years:.12f}"


#: Profits of a year and of those before it that count.
_PROFITS = " + ".join(_before("profit", years) for years in range(CSR.years))
_SHARE_OF_PROFITS = " ".join(
    f"WHEN {years} THEN {_average(years)}" for years in range(1, CSR.years)
)

TAX: tuple[PostingRule, ...] = (
    PostingRule(
        91,
        "advance tax",
        "period",
        # A year is expected to bring what the last twelve whole months did, so that each month counts once and the seasons are in it.
        # In the first year there are fewer: their average stands for the months that nobody knows yet. Last year's tax would be a worse
        # estimate of a company that grows, and no protection: the law asks for the share of the year's own tax. What was paid by one
        # instalment is not paid back by the next.
        "Four times a year, on the 15th, a share of the income tax is paid in advance on what the year is expected to bring: what the "
        "last twelve whole months brought (in the first year: its months so far, made a year), less losses carried forward and tax collected",
        f"""
        SELECT period_id AS source_id, {_PAID_ON} AS posted_on, known_at AS modified_at, {NO_PARTY},
               'Advance tax of ' || financial_year || ', by the months up to ' || period_name AS description, paid
        FROM (
            SELECT p.*, {_PAID_SINCE} AS paid
            FROM ({_PAID}) p
        ) instalments
        WHERE fiscal_month IN {tuple(_KNOWN_UNTIL)}
          AND {_PAID_ON} <= (SELECT MAX(ends_on) FROM {{period}})
        """,
        (debit(1410, "paid"), credit(1100, "paid")),
        operating("Income tax paid"),
    ),
    PostingRule(
        92,
        "income tax",
        "period",
        "At the year's end its tax is an expense, with the interest for instalments that were too small; what was not paid in advance is "
        "owed. Losses of earlier years are set off. Deferred tax is not booked: neither for losses nor for anything else",
        f"""
        SELECT period_id AS source_id, ends_on AS posted_on, known_at AS modified_at, {NO_PARTY},
               'Income tax of ' || financial_year AS description, tax, interest,
               {_money("LEAST(paid_so_far, tax + interest)")} AS paid_in_advance, {_money("GREATEST(0, balance)")} AS owed
        FROM ({_ASSESSED}) assessed
        """,
        (
            debit(6700, "tax"),
            debit(6510, "interest"),
            credit(1410, "paid_in_advance"),
            credit(2350, "owed"),
        ),
    ),
    PostingRule(
        93,
        "tax settlement",
        "period",
        "What is still owed of a year's tax is paid on 30 June, with interest when less than nine tenths of it were paid in advance; what "
        "was paid too much comes back on 31 December, with interest when it is a tenth of the tax or more",
        f"""
        SELECT s.*, {_money("owed + interest - refund - refund_interest")} AS paid
        FROM (
            SELECT period_id AS source_id, {_SETTLED_ON} AS posted_on, known_at AS modified_at, {NO_PARTY},
                   'Settlement of the income tax of ' || financial_year AS description,
                   {_money("GREATEST(0, balance)")} AS owed, {_money("GREATEST(0, -balance)")} AS refund,
                   {_settled(SELF_ASSESSMENT, "(tax - paid_so_far)", f"tax >= {ADVANCE_TAX_FROM} AND paid_so_far < tax * {100 - SELF_ASSESSMENT.tolerance} * 0.01")} AS interest,
                   {_settled(REFUND, "-balance", f"balance < 0 AND -balance >= tax * {REFUND.tolerance} * 0.01")} AS refund_interest
            FROM ({_ASSESSED}) assessed
            WHERE {_SETTLED_ON} <= (SELECT MAX(ends_on) FROM {{period}})
        ) s
        """,
        (
            debit(2350, "owed"),
            debit(6510, "interest"),
            credit(1410, "refund"),
            credit(_REFUND_INTEREST, "refund_interest"),
            credit(1100, "paid"),
        ),
        operating("Income tax paid"),
    ),
)
"""The rules of the income tax. The interest on a year's refund is income of the next, so they read what they post themselves."""

YEAR_END: tuple[PostingRule, ...] = (
    PostingRule(
        90,
        "csr",
        "period",
        "After a year with a large profit, a part of the average profit of the last three years is spent on social responsibility",
        f"""
        SELECT period_id AS source_id, ends_on + {CSR.days} AS posted_on, modified_at, {NO_PARTY},
               'CSR after ' || financial_year AS description,
               {_money(f"ROUND(GREATEST(0, profits) * CASE year_number {_SHARE_OF_PROFITS} ELSE {_average(CSR.years)} END, 0)")} AS spent
        FROM (
            SELECT y.*, {_PROFITS} AS profits, ROW_NUMBER() OVER (ORDER BY period_id) AS year_number,
                   MAX(y.known_at) OVER (ORDER BY period_id) AS modified_at
            FROM (
                SELECT d.period_id, d.ends_on, d.financial_year, MAX(r.modified_at) AS known_at, SUM(r.amount) AS profit
                FROM {{period}} d JOIN ({{yearly_results}}) r ON r.financial_year = d.financial_year
                WHERE d.fiscal_month = 12 AND r.source <> '{CLOSING}' AND r.account_id NOT IN {_NOT_SHARED}
                GROUP BY d.period_id, d.ends_on, d.financial_year
            ) y
        ) years
        WHERE profit >= {CSR.profit_from} AND ends_on + {CSR.days} <= (SELECT MAX(ends_on) FROM {{period}})
        """,
        (debit(_CSR, "spent"), credit(1100, "spent")),
        operating("Spent on social responsibility (CSR)"),
    ),
    *TAX,
    PostingRule(
        94,
        "dividend",
        "period",
        # No dividend without the losses of earlier years set off (section 123(1) of the Companies Act, 2013): a profit counts where all
        # years so far made more than they ever had. The tenth is by section 194 of the Income-tax Act.
        "A part of last year's profit, less losses of earlier years, is paid to the shareholders on 30 September; a tenth of it goes to "
        "the tax office for them on the same day",
        f"""
        SELECT period_id AS source_id, ends_on + 183 AS posted_on, modified_at, {NO_PARTY},
               'Dividend for ' || financial_year AS description,
               CAST(ROUND((most_so_far - COALESCE(LAG(most_so_far) OVER (ORDER BY period_id), 0)) * {DIVIDEND}, -5)
                    AS DECIMAL(18, 2)) AS paid
        FROM (
            SELECT p.*, GREATEST(0, MAX(profit_so_far) OVER (ORDER BY period_id)) AS most_so_far
            FROM (
                SELECT d.period_id, d.ends_on, d.financial_year, MAX(r.modified_at) AS modified_at,
                       SUM(SUM(r.amount)) OVER (ORDER BY d.period_id) AS profit_so_far
                FROM {{period}} d JOIN ({{yearly_results}}) r ON r.financial_year = d.financial_year
                WHERE d.fiscal_month = 12 AND r.source <> '{CLOSING}'
                GROUP BY d.period_id, d.ends_on, d.financial_year
            ) p
        ) years
        WHERE ends_on + 183 <= (SELECT MAX(ends_on) FROM {{period}})
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
