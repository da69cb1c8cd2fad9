"""The GST on services and on goods that were lost, as the posting rules of their documents write it."""

from pikku.catalog.reference import ABROAD
from pikku.catalog.taxes import (
    CAPITAL_TAX,
    FREIGHT_ABROAD_AT_HOME_SINCE,
    FREIGHT_TAX,
    LORRY_TAX,
    LORRY_TAX_BEFORE,
)


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


def capital_rate(asset: str) -> str:
    """Return the rate of GST on a fixed asset of that name in the query, per cent, by its class and the day of its purchase."""
    lorry = f"{asset}.asset_class = 'vehicle' AND {asset}.acquired_on < DATE '{LORRY_TAX_BEFORE}'"
    return f"CASE WHEN {lorry} THEN {LORRY_TAX} ELSE {CAPITAL_TAX} END"


#: Whether the freight of a shipment `s` to a customer `k` bears IGST.
FREIGHT_INTEGRATED = (
    f"k.state_code = '{ABROAD}' AND s.dispatched_on < DATE '{FREIGHT_ABROAD_AT_HOME_SINCE}'"
)


def freight_taxed(documents: str) -> str:
    """Return the query of freight, `freight_amount` at `gst_rate`, with its tax by head, and `tax` and `total` with it.

    Parameters
    ----------
    documents
        The query of the freight; its column `integrated` is 1 where it bears IGST, else 0.
    """
    half, whole = (
        f"CAST(ROUND(d.freight_amount * d.gst_rate * {share}, 2) AS DECIMAL(18, 2))"
        for share in ("0.005", "0.01")
    )
    none = "CAST(0 AS DECIMAL(18, 2))"
    return f"""
        SELECT h.*, h.cgst_amount + h.sgst_amount + h.igst_amount AS tax,
               h.freight_amount + h.cgst_amount + h.sgst_amount + h.igst_amount AS total
        FROM (SELECT d.*, CASE WHEN d.integrated = 1 THEN {none} ELSE {half} END AS cgst_amount,
                     CASE WHEN d.integrated = 1 THEN {none} ELSE {half} END AS sgst_amount,
                     CASE WHEN d.integrated = 1 THEN {whole} ELSE {none} END AS igst_amount
              FROM ({documents}) d) h
    """


def freight_rate(mode: str) -> str:
    """Return the rate of freight, per cent, by the mode of transport that a column says."""
    rates = " ".join(f"WHEN '{name}' THEN {tax.gst_rate}" for name, tax in FREIGHT_TAX.items())
    return f"CASE {mode} {rates} END"


#: Modes of transport whose tax the company itself owes.
REVERSE_CHARGED = ", ".join(f"'{mode}'" for mode, tax in FREIGHT_TAX.items() if tax.reverse_charge)

#: What was missing at stocktakes, item by item; what another item had too much doesn't make up for it.
MISSING = """
    SELECT s.stocktake_id AS source_id, s.counted_on AS lost_on, l.product_id, -l.difference_quantity AS lost,
           s.stocktake_no, GREATEST(s.modified_at, l.modified_at) AS modified_at
    FROM {stocktake} s JOIN {stocktake_line} l ON l.stocktake_id = s.stocktake_id
    WHERE l.difference_quantity < 0
"""

#: What came back from customers and was scrapped.
SCRAPPED = """
    SELECT g.goods_return_id AS source_id, g.returned_on AS lost_on, o.product_id, g.scrapped_quantity AS lost,
           g.goods_return_no, g.modified_at
    FROM {goods_return} g
    JOIN {shipment_line} s ON s.shipment_line_id = g.shipment_line_id
    JOIN {sales_order_line} o ON o.sales_order_line_id = s.sales_order_line_id
    WHERE g.scrapped_quantity > 0
"""

#: What a unit consists of that was bought: finished goods of their bill of materials, all else of itself.
_BOUGHT = """
    SELECT product_id, component_id, quantity_per_1000, modified_at FROM {bill_of_materials}
    UNION ALL
    SELECT product_id, product_id, CAST(1000 AS DECIMAL(12, 3)), modified_at FROM {product} WHERE product_type <> 'finished'
"""


def credit_of(lost: str) -> str:
    """Return the query of the input credit for what was bought of lost goods: a row for each thing bought and document.

    What was bought is valued at standard cost, at the tax rate of the day. Stock doesn't say which bill it came with, so the
    credit is taken back as central and state tax.

    Parameters
    ----------
    lost
        The query of the lost goods, `MISSING` or `SCRAPPED`.
    """
    # No more digits than 38 in any engine, and none of those after the point are rounded away.
    each = "CAST(b.quantity_per_1000 * 0.001 AS DECIMAL(12, 6))"
    value = f"CAST(g.lost AS DECIMAL(11, 0)) * {each} * CAST(c.standard_cost AS DECIMAL(12, 2))"
    bought = f"""
        SELECT g.*, b.modified_at AS bill_modified_at, c.modified_at AS component_modified_at,
               CAST(ROUND({value}, 2) AS DECIMAL(18, 2)) AS taxable_value, COALESCE(r.gst_rate, c.gst_rate) AS gst_rate
        FROM ({lost}) g
        JOIN ({_BOUGHT}) b ON b.product_id = g.product_id
        JOIN {{product}} c ON c.product_id = b.component_id
        LEFT JOIN {{tax_rate}} r ON r.hsn_code = c.hsn_code AND g.lost_on BETWEEN r.valid_from AND r.valid_to
    """
    return taxed(bought, "taxable_value", "d.gst_rate")
