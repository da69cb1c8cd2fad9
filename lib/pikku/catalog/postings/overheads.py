"""Posting rules of the month's rent, power, insurance, services, freight, lorries and sale of scrap."""

from pikku.catalog.costs import (
    AREA_PER_MACHINE,
    ELECTRICITY,
    INSURANCE,
    LORRY,
    PLASTIC_SCRAP,
    PROFESSIONAL_FEES,
    RENT,
    SECURITY_AND_IT,
    TRAVEL,
)
from pikku.catalog.periods import FIRST_DAY
from pikku.catalog.postings.assets import RETIRED
from pikku.catalog.postings.gst import taxed
from pikku.catalog.postings.rule import NO_PARTY, PostingRule, credit, debit, of_year, operating
from pikku.catalog.postings.tds import FEES_LIMIT_OF_YEAR, RENT_LIMIT_OF_YEAR, deducted, less_tds
from pikku.catalog.taxes import CONTRACT_TDS, FEES_TDS, RENT_TAX, RENT_TDS, SCRAP_TAX, SERVICE_TAX

#: The machines of the factory.
_MACHINES = f"""(SELECT COUNT(*) AS machines, MAX(modified_at) AS modified_at FROM {{fixed_asset}}
                 WHERE asset_class = 'machine' AND acquired_on < DATE '{FIRST_DAY}') m"""

#: The rent of a square metre, the fees for a machine, and what else each employee costs in a month.
RENT_OF_YEAR, FEES_OF_YEAR = of_year(RENT), of_year(PROFESSIONAL_FEES)
LORRY_OF_YEAR = of_year(LORRY)
SECURITY_OF_YEAR, TRAVEL_OF_YEAR = of_year(SECURITY_AND_IT), of_year(TRAVEL)


def _of_staff(name: str, text: str, price: str) -> str:
    """Return the query of what each month costs by the employees who are paid in it, as the column `name`."""
    return f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, GREATEST(d.modified_at, MAX(p.modified_at)) AS modified_at,
               {NO_PARTY}, '{text} of ' || d.period_name AS description,
               CAST(COUNT(p.payroll_id) * CASE d.financial_year {price} END AS DECIMAL(18, 2)) AS {name}
        FROM {{period}} d JOIN {{payroll}} p ON p.period_id = d.period_id
        GROUP BY d.period_id, d.ends_on, d.period_name, d.financial_year, d.modified_at
    """


#: Grams of plastic that went into finished production orders, less those of good pieces; and those of returns that were scrapped.
_WASTE = """
    SELECT o.finished_on AS wasted_on, m.modified_at, -m.quantity * 1000 AS grams
    FROM {production_order} o
    JOIN {stock_movement} m ON m.source_id = o.production_order_id AND m.movement_type IN ('production issue', 'regrind')
    JOIN {product} p ON p.product_id = m.product_id
    WHERE p.unit = 'kg'
    UNION ALL
    SELECT o.finished_on, o.modified_at, -o.good_quantity * p.weight_g
    FROM {production_order} o JOIN {product} p ON p.product_id = o.product_id
    UNION ALL
    SELECT g.returned_on, g.modified_at, g.scrapped_quantity * p.weight_g
    FROM {goods_return} g
    JOIN {shipment_line} s ON s.shipment_line_id = g.shipment_line_id
    JOIN {sales_order_line} o ON o.sales_order_line_id = s.sales_order_line_id
    JOIN {product} p ON p.product_id = o.product_id
"""

OVERHEADS: tuple[PostingRule, ...] = (
    PostingRule(
        18,
        "monthly expenses",
        "period",
        "Rent of the factory with its tax, less the income tax deducted from it, and the month's power, by the meter and for the "
        "agreed demand, paid at the month's end",
        taxed(
            f"""
        SELECT source_id, posted_on, modified_at, {NO_PARTY}, description, rent, power, tds, rent + power - tds AS paid
        FROM (
            SELECT e.*, {deducted("e.rent", RENT_TDS.rate, "e.rent > e.rent_without_tds")} AS tds
            FROM (
                SELECT d.period_id AS source_id, d.ends_on AS posted_on,
                       GREATEST(d.modified_at, MAX(o.modified_at), MAX(p.modified_at), m.modified_at) AS modified_at,
                       'Rent and power of ' || d.period_name AS description,
                       CAST(m.machines * {AREA_PER_MACHINE} * CASE d.financial_year {RENT_OF_YEAR} END AS DECIMAL(18, 2)) AS rent,
                       CASE d.financial_year {RENT_LIMIT_OF_YEAR} END AS rent_without_tds,
                       CAST(m.machines * {ELECTRICITY.kva_per_machine} * {ELECTRICITY.demand_charge}
                           + ROUND(COALESCE(SUM((o.good_quantity + o.scrap_quantity) * p.weight_g), 0) * 0.001
                                   * {ELECTRICITY.kwh_per_kg} * {ELECTRICITY.energy_charge}, 2) AS DECIMAL(18, 2)) AS power
                FROM {{period}} d
                CROSS JOIN {_MACHINES}
                LEFT JOIN {{production_order}} o ON o.finished_on BETWEEN d.starts_on AND d.ends_on
                LEFT JOIN {{product}} p ON p.product_id = o.product_id
                GROUP BY d.period_id, d.ends_on, d.period_name, d.financial_year, d.modified_at, m.machines, m.modified_at
            ) e
        ) months
        """,
            "rent",
            RENT_TAX,
            net="paid",
        ),
        (
            debit(6300, "rent"),
            debit(6310, "power"),
            debit(1400, "tax"),
            credit(1100, "total"),
            credit(2335, "tds"),
        ),
        operating("Rent and power"),
    ),
    PostingRule(
        36,
        "insurance",
        "period",
        "Plant, moulds and finished goods are insured at their values of the month's end; the premium is paid with its tax; lorries have a "
        "policy of their own",
        taxed(
            f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on,
               GREATEST(d.modified_at, a.modified_at, s.modified_at) AS modified_at,
               {NO_PARTY}, 'Insurance of ' || d.period_name AS description,
               CAST(ROUND((a.cost + s.stock) * {INSURANCE}, 2) AS DECIMAL(18, 2)) AS premium
        FROM {{period}} d
        JOIN (SELECT q.period_id, SUM(f.cost) AS cost, MAX(f.modified_at) AS modified_at
              FROM {{period}} q JOIN {{fixed_asset}} f ON f.acquired_on <= q.ends_on AND f.asset_class <> 'vehicle'
              LEFT JOIN ({RETIRED}) r ON r.mould_id = f.mould_id
              WHERE r.retired_on IS NULL OR r.retired_on > q.ends_on
              GROUP BY q.period_id) a ON a.period_id = d.period_id
        JOIN (SELECT b.period_id, SUM(b.amount) AS stock, MAX(b.modified_at) AS modified_at
              FROM {{stock_balance}} b JOIN {{product}} p ON p.product_id = b.product_id
              WHERE p.product_type = 'finished' GROUP BY b.period_id) s ON s.period_id = d.period_id
        """,
            "premium",
            SERVICE_TAX,
        ),
        (debit(6330, "premium"), debit(1400, "tax"), credit(1100, "total")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        37,
        "professional fees",
        "period",
        "The month's fees of auditors, tax advisers and lawyers with their tax, less the income tax deducted from them",
        taxed(
            less_tds(
                f"""
                SELECT d.period_id AS source_id, d.ends_on AS posted_on, GREATEST(d.modified_at, m.modified_at) AS modified_at,
                       {NO_PARTY}, 'Professional fees of ' || d.period_name AS description,
                       CAST(m.machines * CASE d.financial_year {FEES_OF_YEAR} END AS DECIMAL(18, 2)) AS fees,
                       CASE d.financial_year {FEES_LIMIT_OF_YEAR} END AS fees_without_tds
                FROM {{period}} d CROSS JOIN {_MACHINES}
                """,
                "fees",
                FEES_TDS.rate,
                "d.fees * 12 > d.fees_without_tds",
            ),
            "fees",
            SERVICE_TAX,
            net="paid",
        ),
        (debit(6340, "fees"), debit(1400, "tax"), credit(1100, "total"), credit(2335, "tds")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        38,
        "security and it",
        "period",
        "The month's guards and IT under contracts with their tax, less the income tax deducted from them",
        taxed(
            less_tds(
                _of_staff("services", "Security and IT", SECURITY_OF_YEAR),
                "services",
                CONTRACT_TDS.rate,
            ),
            "services",
            SERVICE_TAX,
            net="paid",
        ),
        (debit(6350, "services"), debit(1400, "tax"), credit(1100, "total"), credit(2335, "tds")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        63,
        "scrap sale",
        "period",
        "Waste of plastic is sold by the kilogram with its tax and paid at the month's end",
        taxed(
            f"""
            SELECT w.source_id, w.posted_on, w.modified_at, {NO_PARTY}, w.description, w.kilograms,
                   CAST(w.kilograms * {PLASTIC_SCRAP.price} AS DECIMAL(18, 2)) AS proceeds
            FROM (
                SELECT d.period_id AS source_id, d.ends_on AS posted_on, GREATEST(d.modified_at, MAX(g.modified_at)) AS modified_at,
                       'Plastic scrap of ' || d.period_name AS description,
                       CAST(FLOOR(GREATEST(0, SUM(g.grams)) * 0.001 * {PLASTIC_SCRAP.share}) AS DECIMAL(18, 0)) AS kilograms
                FROM {{period}} d JOIN ({_WASTE}) g ON g.wasted_on BETWEEN d.starts_on AND d.ends_on
                GROUP BY d.period_id, d.ends_on, d.period_name, d.modified_at
            ) w
            """,
            "proceeds",
            SCRAP_TAX,
        ),
        (debit(1100, "total"), credit(4310, "proceeds"), credit(2200, "tax")),
        operating("Scrap sold"),
    ),
    PostingRule(
        39,
        "travel and office",
        "period",
        "The month's travel, telephones and bank charges with the tax in them",
        _of_staff("costs", "Travel, telephone and bank charges", TRAVEL_OF_YEAR),
        (debit(6360, "costs"), credit(1100, "costs")),
        operating("Insurance, fees and administration"),
    ),
    PostingRule(
        64,
        "lorries",
        "period",
        "What the lorries that are there at the month's end took in it: diesel, repairs, tolls and insurance",
        f"""
        SELECT d.period_id AS source_id, d.ends_on AS posted_on, GREATEST(d.modified_at, MAX(a.modified_at)) AS modified_at,
               {NO_PARTY}, 'Running of lorries in ' || d.period_name AS description,
               CAST(COUNT(a.fixed_asset_id) * CASE d.financial_year {LORRY_OF_YEAR} END AS DECIMAL(18, 2)) AS costs
        FROM {{period}} d JOIN {{fixed_asset}} a ON a.asset_class = 'vehicle' AND a.acquired_on <= d.ends_on
        GROUP BY d.period_id, d.ends_on, d.period_name, d.financial_year, d.modified_at
        """,
        (debit(6370, "costs"), credit(1100, "costs")),
        operating("Running of lorries"),
    ),
    PostingRule(
        19,
        "freight payment",
        "period",
        "A month's freight is paid to the carriers, with the tax that they owe, on the 10th of the next month",
        f"""
        SELECT d.period_id AS source_id, d.ends_on + 10 AS posted_on, MAX(s.modified_at) AS modified_at,
               {NO_PARTY}, 'Freight of ' || d.period_name AS description, SUM(s.owed) AS freight
        FROM {{period}} d JOIN ({{freight}}) s ON s.posted_on BETWEEN d.starts_on AND d.ends_on
        WHERE d.ends_on + 10 <= (SELECT MAX(ends_on) FROM {{period}})
        GROUP BY d.period_id, d.ends_on, d.period_name
        """,
        (debit(2400, "freight"), credit(1100, "freight")),
        operating("Paid to carriers"),
    ),
)
