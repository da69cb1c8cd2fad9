"""Posting rules of what the books begin with, of fixed assets and of the loan on them."""

from pikku.catalog.accounts import LEAST_OPENING_BANK, OPENING_BANK, SHARE_CAPITAL, TERM_LOAN
from pikku.catalog.costs import SCRAPPED_MOULD
from pikku.catalog.periods import FIRST_DAY
from pikku.catalog.postings.gst import capital_rate, taxed
from pikku.catalog.postings.pay import GRATUITY_OF_MONTH, WIDE_SALARY
from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, financing, investing
from pikku.catalog.postings.tds import TURNOVER_BEFORE, collected, deducted
from pikku.catalog.taxes import LEAST_TURNOVER, PURCHASE_TDS, PURCHASES_WITHOUT_TDS, SCRAP_TAX

#: The share of stock and fixed assets that is paid into the bank when the books begin.
_INTO_BANK = f"ROUND((SUM(materials) + SUM(finished) + SUM(cost)) * {OPENING_BANK}, -5)"
_LOAN = f"CAST(SUM(cost) * {TERM_LOAN.share_of_assets} AS DECIMAL(18, 2))"

#: Assets whose good was given up, and the end of the month that begins next, on which they go.
RETIRED = """
    SELECT m.mould_id, MIN(p.ends_on) AS retired_on, g.modified_at
    FROM {mould} m
    JOIN {product} g ON g.product_id = m.product_id
    JOIN {period} p ON p.starts_on > g.discontinued_on
    GROUP BY m.mould_id, g.modified_at
"""

#: Whether tax is deducted from what an asset `a` costs above the limit, after a year with the turnover `t`.
_LARGE = f"a.cost > {PURCHASES_WITHOUT_TDS} AND t.turnover > {LEAST_TURNOVER}"

#: The months with their number, from 1.
_MONTHS = "(SELECT p.*, ROW_NUMBER() OVER (ORDER BY period_id) AS month_number FROM {period} p)"

#: Months of service of an employee `e` before the books begin, the month of joining included.
_MONTHS_BEFORE = (
    f"CAST({FIRST_DAY.year * 12 + FIRST_DAY.month} - EXTRACT(YEAR FROM e.joined_on) * 12"
    " - EXTRACT(MONTH FROM e.joined_on) AS DECIMAL(5, 0))"
)

#: Moulds that go, with what was written off of them and what the scrap dealer pays.
_RETIREMENT = taxed(
    f"""
            SELECT a.fixed_asset_id AS source_id, r.retired_on AS posted_on, GREATEST(a.modified_at, r.modified_at) AS modified_at,
                   {NO_PARTY}, 'Mould given up ' || a.fixed_asset_code AS description, a.cost,
                   CAST(a.monthly_depreciation * LEAST(a.life_months, COUNT(p.period_id)) AS DECIMAL(18, 2)) AS depreciated,
                   CAST(ROUND(a.residual_value * {SCRAPPED_MOULD}, 0) AS DECIMAL(18, 2)) AS proceeds
            FROM {{fixed_asset}} a
            JOIN ({RETIRED}) r ON r.mould_id = a.mould_id
            LEFT JOIN {{period}} p ON p.ends_on >= a.acquired_on AND p.ends_on < r.retired_on
            WHERE a.acquired_on <= r.retired_on
            GROUP BY a.fixed_asset_id, a.fixed_asset_code, a.cost, a.residual_value, a.monthly_depreciation, a.life_months, a.modified_at,
                     r.retired_on, r.modified_at
            """,
    "proceeds",
    SCRAP_TAX,
)

ASSETS: tuple[PostingRule, ...] = (
    PostingRule(
        1,
        "opening",
        "stock_movement",
        "The balances that the books begin with, financed by a loan on the fixed assets, by shares issued at a premium, and by the "
        "gratuity that the staff has earned before",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, 'Opening balances' AS description,
               bank, materials, finished, assets, loan, gratuity, capital, equity - capital AS premium
        FROM (
            SELECT totals.*, bank + materials + finished + assets - loan - gratuity AS equity,
                   CAST(ROUND((bank + materials + finished + assets - loan - gratuity) * {SHARE_CAPITAL}, -5) AS DECIMAL(18, 2)) AS capital
            FROM (
                SELECT 1 AS source_id, DATE '{FIRST_DAY}' AS posted_on, MAX(modified_at) AS modified_at,
                       CAST(GREATEST({_INTO_BANK}, {LEAST_OPENING_BANK} - {_INTO_BANK}) AS DECIMAL(18, 2)) AS bank,
                       SUM(materials) AS materials, SUM(finished) AS finished, SUM(cost) AS assets, {_LOAN} AS loan,
                       SUM(gratuity) AS gratuity
                FROM (
                    SELECT m.modified_at,
                           CASE WHEN p.product_type = 'finished' THEN 0 ELSE m.amount END AS materials,
                           CASE WHEN p.product_type = 'finished' THEN m.amount ELSE 0 END AS finished,
                           0 AS cost, 0 AS gratuity
                    FROM {{stock_movement}} m JOIN {{product}} p ON p.product_id = m.product_id
                    WHERE m.movement_type = 'opening'
                    UNION ALL
                    SELECT modified_at, 0, 0, cost, 0 FROM {{fixed_asset}} WHERE acquired_on < DATE '{FIRST_DAY}'
                    UNION ALL
                    SELECT e.modified_at, 0, 0, 0,
                           CAST(ROUND({WIDE_SALARY.format("e")} * {_MONTHS_BEFORE} * {GRATUITY_OF_MONTH}, 0) AS DECIMAL(18, 2))
                    FROM {{employee}} e WHERE e.joined_on < DATE '{FIRST_DAY}'
                ) balances
            ) totals
        ) equity
        """,
        (
            debit(1100, "bank"),
            debit(1310, "materials"),
            debit(1320, "finished"),
            debit(1500, "assets"),
            credit(2500, "loan"),
            credit(2450, "gratuity"),
            credit(3100, "capital"),
            credit(3150, "premium"),
        ),
        financing("Shares issued for cash"),
    ),
    PostingRule(
        17,
        "depreciation",
        "fixed_asset",
        "A month of straight-line depreciation of the assets that are there, whose life has not ended and which do not go in it",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, MAX(a.modified_at) AS modified_at,
               {NO_PARTY}, 'Depreciation of ' || d.period_name AS description,
               SUM(a.monthly_depreciation) AS depreciation
        FROM {_MONTHS} d
        JOIN {{fixed_asset}} a ON a.acquired_on <= d.ends_on
        LEFT JOIN {_MONTHS} f ON a.acquired_on BETWEEN f.starts_on AND f.ends_on
        LEFT JOIN ({RETIRED}) r ON r.mould_id = a.mould_id
        WHERE d.month_number < COALESCE(f.month_number, 1) + a.life_months AND (r.retired_on IS NULL OR d.ends_on < r.retired_on)
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(6400, "depreciation"), credit(1510, "depreciation")),
    ),
    PostingRule(
        40,
        "capital purchase",
        "fixed_asset",
        "A mould for a new good, or another asset, is bought and paid with its tax, less the income tax deducted from it, on the day it "
        "arrives; the seller of a lorry collects income tax, which is paid in advance with it",
        taxed(
            f"""
            SELECT e.*, e.cost - e.tds + e.tcs AS paid
            FROM (
                SELECT a.fixed_asset_id AS source_id, a.acquired_on AS posted_on, GREATEST(a.modified_at, t.modified_at) AS modified_at,
                       {NO_PARTY}, 'Purchase of ' || a.fixed_asset_code AS description, a.cost,
                       {capital_rate("a")} AS gst_rate,
                       {deducted(f"(a.cost - {PURCHASES_WITHOUT_TDS})", PURCHASE_TDS.rate, _LARGE)} AS tds,
                       {collected("a")} AS tcs
                FROM {{fixed_asset}} a
                JOIN {{period}} p ON a.acquired_on BETWEEN p.starts_on AND p.ends_on
                JOIN ({TURNOVER_BEFORE}) t ON t.financial_year = p.financial_year
                WHERE a.acquired_on >= DATE '{FIRST_DAY}'
            ) e
            """,
            "cost",
            "d.gst_rate",
            net="paid",
        ),
        (
            debit(1500, "cost"),
            debit(1400, "tax"),
            debit(1410, "tcs"),
            credit(1100, "total"),
            credit(2335, "tds"),
        ),
        investing("Machines, moulds and other fixed assets bought"),
    ),
    PostingRule(
        62,
        "asset retirement",
        "fixed_asset",
        # AS 10, paragraphs 74 and 75: what no benefit is expected of any more leaves the books.
        "The mould of a good that was given up is sold as scrap in the month after: its cost and what was written off so far leave the "
        "books, and what it does not bring is lost",
        f"""
        SELECT t.*, t.cost - t.depreciated - t.proceeds AS loss
        FROM ({_RETIREMENT}) t
        """,
        (
            debit(1100, "total"),
            debit(1510, "depreciated"),
            debit(6410, "loss"),
            credit(1500, "cost"),
            credit(2200, "tax"),
        ),
        investing("Fixed assets sold"),
    ),
    PostingRule(
        20,
        "loan instalment",
        "fixed_asset",
        "On the month's last day a part of the term loan is paid back, with the month's interest on what was left",
        f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, description, instalment, interest,
               instalment + interest AS paid
        FROM (
            SELECT source_id, posted_on, modified_at, description, LEAST(monthly, still_owed) AS instalment,
                   CAST(ROUND(still_owed * {TERM_LOAN.monthly_rate}, 2) AS DECIMAL(18, 2)) AS interest
            FROM (
                SELECT d.period_id AS source_id, d.ends_on AS posted_on, l.modified_at,
                       'Term loan, ' || d.period_name AS description, l.monthly,
                       CAST(l.loan - d.months_before * l.monthly AS DECIMAL(18, 2)) AS still_owed
                FROM (SELECT p.*, month_number - 1 AS months_before FROM {_MONTHS} p) d
                CROSS JOIN (
                    SELECT loan, modified_at, CAST(ROUND(loan * {TERM_LOAN.instalment}, 2) AS DECIMAL(18, 2)) AS monthly
                    FROM (SELECT {_LOAN} AS loan, MAX(modified_at) AS modified_at
                          FROM {{fixed_asset}} WHERE acquired_on < DATE '{FIRST_DAY}') assets
                ) l
            ) balances
        ) months
        WHERE instalment > 0
        """,
        (debit(2500, "instalment"), debit(6500, "interest"), credit(1100, "paid")),
        financing("Term loan paid back, with interest"),
    ),
)
