"""The schedule of fixed assets."""

from pikku.catalog.postings.assets import RETIRED
from pikku.catalog.statements.shape import Statement

#: Columns of the schedule of fixed assets, and what each adds up of an asset: acquired on `acquired_on`, `gone` when it was given up in
#: the year, with depreciation until the day before the year and until its end.
_BLOCKS = {
    "gross_opening": "CASE WHEN acquired_on >= {starts_on} THEN 0.00 ELSE cost END",
    "taken_over": "CASE WHEN taken_over THEN cost ELSE 0.00 END",
    "additions": "CASE WHEN acquired_on >= {starts_on} AND NOT taken_over THEN cost ELSE 0.00 END",
    "disposals": "CASE WHEN gone THEN cost ELSE 0.00 END",
    "gross_closing": "CASE WHEN gone THEN 0.00 ELSE cost END",
    "depreciation_opening": "before",
    "depreciation": "after - before",
    "depreciation_of_disposals": "CASE WHEN gone THEN after ELSE 0.00 END",
    "depreciation_closing": "CASE WHEN gone THEN 0.00 ELSE after END",
    "net_opening": "CASE WHEN acquired_on >= {starts_on} THEN 0.00 ELSE cost END - before",
    "net_closing": "CASE WHEN gone THEN 0.00 ELSE cost - after END",
}


def _fixed_assets() -> str:
    """Return the query of the blocks of assets; those that the company took over were acquired by it on its first day."""
    sums = ", ".join(f"SUM({amount}) AS {column}" for column, amount in _BLOCKS.items())
    return f"""
        SELECT COALESCE(asset_class, 'Total') AS class, {sums}
        FROM (
            SELECT a.asset_class, a.cost, GREATEST(a.acquired_on, b.first_day) AS acquired_on,
                   a.acquired_on < b.first_day AND b.first_day = {{starts_on}} AS taken_over,
                   COALESCE(r.retired_on <= {{ends_on}}, FALSE) AS gone,
                   a.monthly_depreciation * LEAST(a.life_months,
                       (SELECT COUNT(*) FROM {{period}} p WHERE p.ends_on >= a.acquired_on AND p.ends_on < {{starts_on}})) AS before,
                   a.monthly_depreciation * LEAST(a.life_months,
                       (SELECT COUNT(*) FROM {{period}} p WHERE p.ends_on >= a.acquired_on AND p.ends_on <= {{ends_on}}
                        AND (r.retired_on IS NULL OR p.ends_on < r.retired_on))) AS after
            FROM {{fixed_asset}} a
            CROSS JOIN (SELECT MIN(starts_on) AS first_day FROM {{period}}) b
            LEFT JOIN ({RETIRED}) r ON r.mould_id = a.mould_id
            WHERE a.acquired_on <= {{ends_on}} AND (r.retired_on IS NULL OR r.retired_on >= {{starts_on}})
        ) assets
        GROUP BY GROUPING SETS ((asset_class), ()) ORDER BY asset_class NULLS LAST
    """


ASSETS: tuple[Statement, ...] = (
    Statement(
        "fixed_assets",
        "Fixed assets",
        "Gross block, accumulated depreciation and net block of each class at the beginning and the end of the year, what came with the "
        "business that was taken over, at its value then, what was bought since and given up, and the year's depreciation (as schedule III of the "
        "Companies Act, 2013, and AS 10 ask for)",
        _fixed_assets(),
    ),
)
