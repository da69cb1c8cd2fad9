"""The income tax deducted at source from suppliers, as the posting rules of their documents write it."""

from pikku.catalog.reference import EXEMPT_CARRIERS, FEES_WITHOUT_TDS, RENT_WITHOUT_TDS


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


#: Whether tax is deducted from the freight of a carrier `c`.
CARRIER_TAXED = f"c.mode <> 'rail' AND c.carrier_code NOT IN {EXEMPT_CARRIERS}"

#: What CASE says of a financial year: the rent of a month up to which nothing is deducted.
RENT_LIMIT_OF_YEAR = " ".join(
    f"WHEN '{year}' THEN {most}" for year, most in RENT_WITHOUT_TDS.items()
)
#: The same of the fees of a year.
FEES_LIMIT_OF_YEAR = " ".join(
    f"WHEN '{year}' THEN {most}" for year, most in FEES_WITHOUT_TDS.items()
)
