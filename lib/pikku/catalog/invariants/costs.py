"""Invariants of pay, overheads and fixed assets: they follow what they are reckoned by."""

from pikku.catalog.costs import (
    AREA_PER_MACHINE,
    ELECTRICITY,
    INSURANCE,
    PLASTIC_SCRAP,
    SCRAPPED_MOULD,
)
from pikku.catalog.invariants.rule import Invariant, count, same_total
from pikku.catalog.periods import FIRST_DAY
from pikku.catalog.postings import CLOSING
from pikku.catalog.postings.overheads import (
    FEES_OF_YEAR,
    LORRY_OF_YEAR,
    RENT_OF_YEAR,
    SECURITY_OF_YEAR,
    TRAVEL_OF_YEAR,
)
from pikku.catalog.taxes import SCRAP_TAX

#: What moulding a kilogram costs in power, rupees.
_KILOGRAM = f"{ELECTRICITY.kwh_per_kg} * {ELECTRICITY.energy_charge}"

#: Moulds whose good was given up: they go at the end of the first month that begins after it.
_GONE = """(SELECT m.mould_id, MIN(p.ends_on) AS gone_on FROM {mould} m
                          JOIN {product} g ON g.product_id = m.product_id
                          JOIN {period} p ON p.starts_on > g.discontinued_on GROUP BY m.mould_id)"""

COSTS: tuple[Invariant, ...] = (
    Invariant(
        "payroll equals the ledger",
        "Gross pay, the employer's contributions and what leavers are paid for their leave are the ledger's employee cost",
        "employee cost, rupees",
        same_total(
            """SELECT COALESCE(SUM(gross_pay + employer_provident_fund + employer_provident_fund_charges
                                    + employer_state_insurance + employer_labour_welfare_fund + leave_encashment), 0)
               FROM {payroll}""",
            "6100, 6110, 6120, 6125, 6150",
        ),
    ),
    Invariant(
        "rent and power follow the lease and the meter",
        "Each month's rent is that of the machines' area, its power what was agreed for them and what moulding took",
        "rent and power, rupees",
        same_total(
            f"""SELECT COALESCE(SUM(m.rent + m.demand + ROUND(m.grams * 0.001 * {_KILOGRAM}, 2)), 0)
                FROM (SELECT p.period_id, CASE p.financial_year {RENT_OF_YEAR} END * a.machines * {AREA_PER_MACHINE} AS rent,
                             a.machines * {ELECTRICITY.kva_per_machine} * {ELECTRICITY.demand_charge} AS demand,
                             COALESCE(SUM((o.good_quantity + o.scrap_quantity) * g.weight_g), 0) AS grams
                      FROM {{period}} p
                      CROSS JOIN (SELECT COUNT(*) AS machines FROM {{fixed_asset}}
                                  WHERE asset_class = 'machine' AND acquired_on < DATE '{FIRST_DAY}') a
                      LEFT JOIN {{production_order}} o ON o.finished_on BETWEEN p.starts_on AND p.ends_on
                      LEFT JOIN {{product}} g ON g.product_id = o.product_id
                      GROUP BY p.period_id, p.financial_year, a.machines) m""",
            "6300, 6310",
        ),
    ),
    Invariant(
        "overheads follow what they are reckoned by",
        "Each month's premium is that of the assets and the finished goods at its end, fees are those of the machines, and guards, IT, travel and "
        "offices cost what they do for the staff",
        "insurance, fees and administration, rupees",
        count(
            f"""(SELECT p.period_id, COALESCE(l.premium, 0) AS premium, COALESCE(l.fees, 0) AS fees,
                       COALESCE(l.services, 0) AS services, COALESCE(l.travel, 0) AS travel,
                       ROUND((COALESCE(s.amount, 0) + SUM(COALESCE(a.cost, 0) - COALESCE(r.cost, 0)) OVER (ORDER BY p.period_id)) * {INSURANCE}, 2) AS premium_due,
                       CASE p.financial_year {FEES_OF_YEAR} END * m.machines AS fees_due,
                       CASE p.financial_year {SECURITY_OF_YEAR} END * COALESCE(w.staff, 0) AS services_due,
                       CASE p.financial_year {TRAVEL_OF_YEAR} END * COALESCE(w.staff, 0) AS travel_due
                FROM {{period}} p
                CROSS JOIN (SELECT COUNT(*) AS machines FROM {{fixed_asset}}
                            WHERE asset_class = 'machine' AND acquired_on < DATE '{FIRST_DAY}') m
                LEFT JOIN (SELECT period_id, SUM(amount) AS amount FROM {{stock_balance}}
                           WHERE product_id IN (SELECT product_id FROM {{product}} WHERE product_type = 'finished')
                           GROUP BY period_id) s
                  ON s.period_id = p.period_id
                LEFT JOIN (SELECT CASE WHEN acquired_on < DATE '{FIRST_DAY}' THEN {FIRST_DAY.year * 100 + FIRST_DAY.month}
                                       ELSE EXTRACT(YEAR FROM acquired_on) * 100 + EXTRACT(MONTH FROM acquired_on) END AS period_id,
                                  SUM(cost) AS cost
                           FROM {{fixed_asset}} WHERE asset_class <> 'vehicle'
                           GROUP BY CASE WHEN acquired_on < DATE '{FIRST_DAY}' THEN {FIRST_DAY.year * 100 + FIRST_DAY.month}
                                         ELSE EXTRACT(YEAR FROM acquired_on) * 100 + EXTRACT(MONTH FROM acquired_on) END) a
                  ON a.period_id = p.period_id
                LEFT JOIN (SELECT x.gone_on, SUM(f.cost) AS cost FROM {{fixed_asset}} f JOIN {_GONE} x ON x.mould_id = f.mould_id
                           GROUP BY x.gone_on) r ON r.gone_on = p.ends_on
                LEFT JOIN (SELECT period_id, COUNT(*) AS staff FROM {{payroll}} GROUP BY period_id) w ON w.period_id = p.period_id
                LEFT JOIN (SELECT e.period_id, SUM(CASE WHEN k.account_id = 6330 THEN k.debit - k.credit ELSE 0 END) AS premium,
                                  SUM(CASE WHEN k.account_id = 6340 THEN k.debit - k.credit ELSE 0 END) AS fees,
                                  SUM(CASE WHEN k.account_id = 6350 THEN k.debit - k.credit ELSE 0 END) AS services,
                                  SUM(CASE WHEN k.account_id = 6360 THEN k.debit - k.credit ELSE 0 END) AS travel
                           FROM {{journal_line}} k JOIN {{journal_entry}} e ON e.journal_entry_id = k.journal_entry_id
                           WHERE k.account_id IN (6330, 6340, 6350, 6360) AND e.source <> '{CLOSING}'
                           GROUP BY e.period_id) l ON l.period_id = p.period_id) months""",
            "premium <> premium_due OR fees <> fees_due OR services <> services_due OR travel <> travel_due",
            "COALESCE(SUM(premium + fees + services + travel), 0)",
        ),
    ),
    Invariant(
        "assets are in the ledger month by month",
        "At each month's end, gross block and accumulated depreciation of the assets that are there are the ledger's",
        "net block, rupees",
        count(
            f"""(SELECT r.period_id, r.gross, r.depreciation,
                       SUM(COALESCE(m.gross, 0)) OVER (ORDER BY r.period_id) AS posted_gross,
                       SUM(COALESCE(m.depreciation, 0)) OVER (ORDER BY r.period_id) AS posted_depreciation
                FROM (SELECT b.period_id, SUM(b.cost) AS gross, SUM(b.monthly_depreciation * b.months) AS depreciation
                      FROM (SELECT p.period_id, a.cost, a.monthly_depreciation,
                                   CASE WHEN a.life_months < COUNT(q.period_id) THEN a.life_months ELSE COUNT(q.period_id) END AS months
                            FROM {{period}} p
                            JOIN {{fixed_asset}} a ON a.acquired_on <= p.ends_on
                            JOIN {{period}} q ON q.ends_on >= a.acquired_on AND q.period_id <= p.period_id
                            LEFT JOIN {_GONE} x ON x.mould_id = a.mould_id
                            WHERE x.gone_on IS NULL OR x.gone_on > p.ends_on
                            GROUP BY p.period_id, a.fixed_asset_id, a.cost, a.monthly_depreciation, a.life_months) b
                      GROUP BY b.period_id) r
                LEFT JOIN (SELECT e.period_id, SUM(CASE WHEN l.account_id = 1500 THEN l.debit - l.credit ELSE 0 END) AS gross,
                                  SUM(CASE WHEN l.account_id = 1510 THEN l.credit - l.debit ELSE 0 END) AS depreciation
                           FROM {{journal_line}} l JOIN {{journal_entry}} e ON e.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id IN (1500, 1510) GROUP BY e.period_id) m ON m.period_id = r.period_id) months""",
            "gross <> posted_gross OR depreciation <> posted_depreciation",
            "(SELECT COALESCE(SUM(debit - credit), 0) FROM {journal_line} WHERE account_id IN (1500, 1510))",
        ),
    ),
    Invariant(
        "moulds of goods that were given up leave the books",
        "In the month after its good's end a mould's cost leaves the fixed assets, and it brings a part of its residual value as scrap; no other does",
        "cost of moulds given up, rupees",
        count(
            f"""(SELECT a.fixed_asset_id, a.cost, a.residual_value, x.gone_on, l.posted_on, l.cost AS taken_off, l.bank
                FROM {{fixed_asset}} a
                LEFT JOIN {_GONE} x ON x.mould_id = a.mould_id
                LEFT JOIN (SELECT e.source_id, e.posted_on, SUM(CASE WHEN k.account_id = 1500 THEN k.credit - k.debit ELSE 0 END) AS cost,
                                  SUM(CASE WHEN k.account_id = 1100 THEN k.debit - k.credit ELSE 0 END) AS bank
                           FROM {{journal_entry}} e JOIN {{journal_line}} k ON k.journal_entry_id = e.journal_entry_id
                           WHERE e.source = 'asset retirement' GROUP BY e.source_id, e.posted_on) l ON l.source_id = a.fixed_asset_id
               ) assets""",
            f"""CASE WHEN gone_on IS NULL THEN CASE WHEN taken_off IS NULL THEN 0 ELSE 1 END
                     WHEN taken_off = cost AND posted_on = gone_on
                      AND bank = ROUND(residual_value * {SCRAPPED_MOULD}, 0) + 2 * ROUND(ROUND(residual_value * {SCRAPPED_MOULD}, 0) * {SCRAP_TAX} * 0.005, 2)
                     THEN 0 ELSE 1 END = 1""",
            "COALESCE(SUM(taken_off), 0)",
        ),
    ),
    Invariant(
        "plastic that is left over is sold",
        "Each month's scrap is nine tenths of what went into production orders and is neither in good pieces nor ground again, and of the "
        "returns that were scrapped, by the kilogram",
        "scrap sold, rupees",
        count(
            f"""(SELECT p.period_id, COALESCE(l.sold, 0) AS sold,
                       GREATEST(0, COALESCE(w.used, 0) * 1000 - COALESCE(g.made, 0) + COALESCE(r.scrapped, 0)) AS waste
                FROM {{period}} p
                LEFT JOIN (SELECT EXTRACT(YEAR FROM o.finished_on) * 100 + EXTRACT(MONTH FROM o.finished_on) AS period_id,
                                  -SUM(m.quantity) AS used
                           FROM {{stock_movement}} m JOIN {{production_order}} o ON o.production_order_id = m.source_id
                           WHERE m.movement_type IN ('production issue', 'regrind')
                             AND m.product_id IN (SELECT product_id FROM {{product}} WHERE unit = 'kg')
                           GROUP BY EXTRACT(YEAR FROM o.finished_on) * 100 + EXTRACT(MONTH FROM o.finished_on)) w
                  ON w.period_id = p.period_id
                LEFT JOIN (SELECT EXTRACT(YEAR FROM o.finished_on) * 100 + EXTRACT(MONTH FROM o.finished_on) AS period_id,
                                  SUM(o.good_quantity * k.weight_g) AS made
                           FROM {{production_order}} o JOIN {{product}} k ON k.product_id = o.product_id
                           GROUP BY EXTRACT(YEAR FROM o.finished_on) * 100 + EXTRACT(MONTH FROM o.finished_on)) g
                  ON g.period_id = p.period_id
                LEFT JOIN (SELECT EXTRACT(YEAR FROM b.returned_on) * 100 + EXTRACT(MONTH FROM b.returned_on) AS period_id,
                                  SUM(b.scrapped_quantity * k.weight_g) AS scrapped
                           FROM {{goods_return}} b
                           JOIN {{shipment_line}} s ON s.shipment_line_id = b.shipment_line_id
                           JOIN {{sales_order_line}} o ON o.sales_order_line_id = s.sales_order_line_id
                           JOIN {{product}} k ON k.product_id = o.product_id
                           GROUP BY EXTRACT(YEAR FROM b.returned_on) * 100 + EXTRACT(MONTH FROM b.returned_on)) r
                  ON r.period_id = p.period_id
                LEFT JOIN (SELECT e.period_id, SUM(k.credit - k.debit) AS sold
                           FROM {{journal_line}} k JOIN {{journal_entry}} e ON e.journal_entry_id = k.journal_entry_id
                           WHERE k.account_id = 4310 AND e.source <> '{CLOSING}' GROUP BY e.period_id) l
                  ON l.period_id = p.period_id) months""",
            f"sold <> FLOOR(waste * 0.001 * {PLASTIC_SCRAP.share}) * {PLASTIC_SCRAP.price}",
            "COALESCE(SUM(sold), 0)",
        ),
    ),
    Invariant(
        "lorries cost what they do for each that is there",
        "The cost of running lorries is that of their number at each month's end, all months together",
        "running of lorries, rupees",
        same_total(
            f"""SELECT COALESCE(SUM(CASE p.financial_year {LORRY_OF_YEAR} END), 0)
                FROM {{period}} p JOIN {{fixed_asset}} a ON a.acquired_on <= p.ends_on
                WHERE a.asset_class = 'vehicle'""",
            "6370",
        ),
    ),
)
