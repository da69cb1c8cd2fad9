"""The GST on services, as the posting rules of their documents write it."""

from pikku.catalog.reference import FREIGHT_TAX


def taxed(documents: str, amount: str, rate: int | str, net: str | None = None) -> str:
    """Return the query of documents with the tax on one of their amounts: each half of it, `tax`, and `total` with it.

    Parameters
    ----------
    documents
        The query of the documents.
    amount, rate
        Column of the amount, and the rate in per cent, as a number or as a column of `d`.
    net
        Column that `total` adds the tax to, where that is not `amount`.
    """
    half = f"CAST(ROUND(d.{amount} * {rate} * 0.005, 2) AS DECIMAL(18, 2))"
    return f"""
        SELECT h.*, h.cgst_amount + h.sgst_amount AS tax, h.{net or amount} + h.cgst_amount + h.sgst_amount AS total
        FROM (SELECT d.*, {half} AS cgst_amount, {half} AS sgst_amount FROM ({documents}) d) h
    """


def freight_rate(mode: str) -> str:
    """Return the rate of freight, per cent, by the mode of transport that a column says."""
    rates = " ".join(f"WHEN '{name}' THEN {tax.gst_rate}" for name, tax in FREIGHT_TAX.items())
    return f"CASE {mode} {rates} END"


#: Modes of transport whose tax the company itself owes.
REVERSE_CHARGED = ", ".join(f"'{mode}'" for mode, tax in FREIGHT_TAX.items() if tax.reverse_charge)
