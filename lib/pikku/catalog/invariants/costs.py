"""Invariants of pay, overheads and fixed assets: they follow what they are reckoned by."""

from pikku.catalog.costs import AREA_PER_MACHINE, ELECTRICITY, INSURANCE
from pikku.catalog.invariants.rule import Invariant, count, same_total
from pikku.catalog.periods import FIRST_DAY
from pikku.catalog.postings import CLOSING
from pikku.catalog.postings.overheads import (
    FEES_OF_YEAR,
    RENT_OF_YEAR,
    SECURITY_OF_YEAR,
    TRAVEL_OF_YEAR,
)

#: What moulding a kilogram costs in power, rupees.
_KILOGRAM = f"{ELECTRICITY.kwh_per_kg} * {ELECTRICITY.energy_charge}"

COSTS: tuple[Invariant, ...] = (
    Invariant(
        "payroll equals the ledger",
        "Gross pay and the employer's contributions are the ledger's employee cost",
        "employee cost, rupees",
        same_total(
            """SELECT COALESCE(SUM(gross_pay + employer_provident_fund + employer_provident_fund_charges
                                    + employer_state_insurance), 0)
               FROM {payroll}""",
            "6100, 6110, 6120",
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
                       ROUND((COALESCE(s.amount, 0) + SUM(COALESCE(a.cost, 0)) OVER (ORDER BY p.period_id)) * {INSURANCE}, 2) AS premium_due,
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
                           FROM {{fixed_asset}}
                           GROUP BY CASE WHEN acquired_on < DATE '{FIRST_DAY}' THEN {FIRST_DAY.year * 100 + FIRST_DAY.month}
                                         ELSE EXTRACT(YEAR FROM acquired_on) * 100 + EXTRACT(MONTH FROM acquired_on) END) a
                  ON a.period_id = p.period_id
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
            """(SELECT r.period_id, r.gross, r.depreciation,
                       SUM(COALESCE(m.gross, 0)) OVER (ORDER BY r.period_id) AS posted_gross,
                       SUM(COALESCE(m.depreciation, 0)) OVER (ORDER BY r.period_id) AS posted_depreciation
                FROM (SELECT b.period_id, SUM(b.cost) AS gross, SUM(b.monthly_depreciation * b.months) AS depreciation
                      FROM (SELECT p.period_id, a.cost, a.monthly_depreciation,
                                   CASE WHEN a.life_months < COUNT(q.period_id) THEN a.life_months ELSE COUNT(q.period_id) END AS months
                            FROM {period} p
                            JOIN {fixed_asset} a ON a.acquired_on <= p.ends_on
                            JOIN {period} q ON q.ends_on >= a.acquired_on AND q.period_id <= p.period_id
                            GROUP BY p.period_id, a.fixed_asset_id, a.cost, a.monthly_depreciation, a.life_months) b
                      GROUP BY b.period_id) r
                LEFT JOIN (SELECT e.period_id, SUM(CASE WHEN l.account_id = 1500 THEN l.debit - l.credit ELSE 0 END) AS gross,
                                  SUM(CASE WHEN l.account_id = 1510 THEN l.credit - l.debit ELSE 0 END) AS depreciation
                           FROM {journal_line} l JOIN {journal_entry} e ON e.journal_entry_id = l.journal_entry_id
                           WHERE l.account_id IN (1500, 1510) GROUP BY e.period_id) m ON m.period_id = r.period_id) months""",
            "gross <> posted_gross OR depreciation <> posted_depreciation",
            "(SELECT COALESCE(SUM(debit - credit), 0) FROM {journal_line} WHERE account_id IN (1500, 1510))",
        ),
    ),
)
