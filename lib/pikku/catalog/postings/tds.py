"""The income tax deducted at source from suppliers, as the posting rules of their documents write it."""

from pikku.catalog.postings.gst import capital_rate
from pikku.catalog.postings.rule import of_year
from pikku.catalog.taxes import (
    EXEMPT_CARRIERS,
    FEES_WITHOUT_TDS,
    RENT_WITHOUT_TDS,
    VEHICLE_TCS,
    VEHICLE_WITHOUT_TCS,
)


def deducted(amount: str, rate: str, condition: str = "") -> str:
    """Return the tax deducted from an amount before GST, to the nearest rupee.

    Parameters
    ----------
    amount, rate
        Expression of the amount, and the rate in per cent.
    condition
        When anything is deducted; always when empty.
    """
    tax = f"CAST(ROUND({amount} * {rate} * 0.01, 0) AS DECIMAL(18, 2))"
    return (
        f"CASE WHEN {condition} THEN {tax} ELSE CAST(0 AS DECIMAL(18, 2)) END" if condition else tax
    )


def less_tds(documents: str, amount: str, rate: str, condition: str = "") -> str:
    """Return the query of documents with the `tds` deducted from an amount of theirs, and what is `paid` of it then.

    Parameters
    ----------
    documents
        The query of the documents, which are `d` in the condition.
    amount, rate, condition
        Column of the amount; the others as for :func:`deducted`.
    """
    tax = deducted(f"d.{amount}", rate, condition)
    return f"""
        SELECT e.*, e.{amount} - e.tds AS paid
        FROM (SELECT d.*, {tax} AS tds FROM ({documents}) d) e
    """


#: Whether tax is deducted from the freight of a carrier `c`.
CARRIER_TAXED = f"c.mode <> 'rail' AND c.carrier_code NOT IN {EXEMPT_CARRIERS}"

#: What CASE says of a financial year: the rent of a month up to which nothing is deducted.
RENT_LIMIT_OF_YEAR = of_year(RENT_WITHOUT_TDS)
#: The same of the fees of a year.
FEES_LIMIT_OF_YEAR = of_year(FEES_WITHOUT_TDS)

#: The day on which the tax deducted in a month `d` is paid.
TDS_DAY = "d.ends_on + CASE d.fiscal_month WHEN 12 THEN 30 ELSE 7 END"


def collected(asset: str) -> str:
    """Return the tax collected by the seller of a fixed asset of that name in the query, to the nearest rupee: of dear vehicles."""
    price = f"{asset}.cost * (100 + {capital_rate(asset)}) * 0.01"
    dear = f"{asset}.asset_class = 'vehicle' AND {price} > {VEHICLE_WITHOUT_TCS}"
    return (
        f"CASE WHEN {dear} THEN CAST(ROUND({price} * {VEHICLE_TCS}, 0) AS DECIMAL(18, 2))"
        " ELSE CAST(0 AS DECIMAL(18, 2)) END"
    )


#: Each financial year with the turnover of the year before, which says whether tax is deducted from purchases.
TURNOVER_BEFORE = """
    SELECT p.financial_year, COALESCE(LAG(SUM(s.sold)) OVER (ORDER BY p.financial_year), 0) AS turnover,
           LAG(MAX(s.modified_at)) OVER (ORDER BY p.financial_year) AS modified_at
    FROM {period} p
    LEFT JOIN (SELECT EXTRACT(YEAR FROM invoiced_on) * 100 + EXTRACT(MONTH FROM invoiced_on) AS period_id,
                      SUM(net_amount) AS sold, MAX(modified_at) AS modified_at
               FROM {receivable_invoice}
               GROUP BY EXTRACT(YEAR FROM invoiced_on) * 100 + EXTRACT(MONTH FROM invoiced_on)) s ON s.period_id = p.period_id
    GROUP BY p.financial_year
"""
