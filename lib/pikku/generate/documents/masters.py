"""Master data, opening stock, production log and fixed assets."""

import numpy as np

from pikku.catalog.assortment import FAMILIES, STUFF
from pikku.catalog.finance import ASSET_CLASSES
from pikku.catalog.products import MAINTENANCE_KINDS, PRODUCT_TYPES, UNITS
from pikku.catalog.realism import Demand, Products, Realism
from pikku.catalog.reference import FINISHED_STORE, MATERIAL_STORE
from pikku.generate import calendar, demand, maintenance, production, rng
from pikku.generate.goods import Goods
from pikku.generate.materials import FIRST_MATERIAL
from pikku.generate.production import Runs
from pikku.generate.rows import NO_DAY, Before, Choice, Rows
from pikku.generate.sizes import Size


def categories() -> Rows:
    """Return the product categories."""
    entries = [(entry.code, entry.name, "finished") for entry in FAMILIES]
    entries += [(entry.code, entry.name, entry.product_type) for entry in STUFF]
    codes, titles, kinds = zip(*entries, strict=True)
    return Rows(
        "category",
        {
            "category_code": np.array(codes),
            "category_name": list(titles),
            "product_type": Choice(
                np.array([PRODUCT_TYPES.index(kind) for kind in kinds]), PRODUCT_TYPES
            ),
        },
        calendar.first_day(len(codes)),
    )


def campaigns(knobs: Demand) -> Rows:
    """Return the sales campaigns, from Monday to Sunday."""
    held = demand.held(knobs)
    offers = [offer for offer, _ in held]
    begins = calendar.monday(np.array([week for _, week in held], dtype=np.int64))
    weeks = np.array([offer.weeks for offer in offers], dtype=np.int64)
    return Rows(
        "campaign",
        {
            "campaign_code": np.arange(1, len(offers) + 1),
            "campaign_name": [offer.name for offer in offers],
            "starts_on": calendar.epoch(begins),
            "ends_on": calendar.epoch(begins + 7 * weeks - 1),
            "discount_rate": np.array(
                [round(offer.discount * 100) for offer in offers], dtype=np.int64
            ),
        },
        calendar.epoch(begins),
    )


def reorder_points(
    realism: Realism, goods: Goods, used: np.ndarray, lead_days: np.ndarray
) -> np.ndarray:
    """Return the items' reorder points, base units.

    Those of finished goods are what production keeps to. Bought items are looked at once a week: what is on stock and on order has to
    last for the lead time after the next look, and the safety stock beyond it.

    Parameters
    ----------
    used, lead_days
        Of bought items: what a week uses, and the days that the usual vendor takes.
    """
    bought = np.ceil(used * (1 + lead_days / 7 + realism.purchasing.safety_weeks)).astype(np.int64)
    return np.concatenate([production.reorder_points(goods, realism.production), bought])


def products(knobs: Products, goods: Goods, reorder: np.ndarray) -> Rows:
    """Return the item master: finished goods, materials, packaging.

    Parameters
    ----------
    reorder
        Their reorder points; 0 from the day on which one is given up.
    """
    stock, count = goods.stock, len(goods)
    kinds = np.array([PRODUCT_TYPES.index(name) for name in stock.of("product_type")])
    units = np.array([UNITS.index(name) for name in stock.of("unit")])
    bought = len(kinds)
    launched = np.concatenate([goods.launched, np.full(bought, -knobs.materials_age_days)])
    ended = np.concatenate([goods.ended, np.full(bought, calendar.NEVER)])
    gone = ended < calendar.PLAN_DAYS

    def both(made: np.ndarray, got: np.ndarray) -> np.ndarray:
        return np.concatenate([made, got])

    return Rows(
        "product",
        {
            "product_code": both(goods.product_id, stock.product_id),
            "product_name": goods.name + stock.name,
            "category_id": both(goods.of("code"), stock.of("code")),
            "product_type": Choice(both(np.zeros(count, dtype=np.int64), kinds), PRODUCT_TYPES),
            "unit": Choice(both(np.zeros(count, dtype=np.int64), units), UNITS),
            "hsn_code": goods.of("hsn").tolist() + stock.of("hsn").tolist(),
            "gst_rate": both(goods.of("gst_rate"), stock.of("gst_rate")).astype(np.int64) * 100,
            "standard_cost": both(goods.cost, stock.cost),
            "conversion_cost": both(goods.conversion, np.zeros(bought, dtype=np.int64)),
            "weight_g": both(goods.weight_g, stock.of("weight_g")),
            "reorder_point": np.where(gone, 0, reorder),
            "launched_on": calendar.epoch(launched),
            "is_active": ~gone,
            "discontinued_on": np.where(gone, calendar.epoch(ended), NO_DAY),
        },
        calendar.epoch(np.maximum(np.where(gone, ended, launched), 0)),
        before=Before(
            {
                "is_active": np.ones(len(ended), dtype=bool),
                "discontinued_on": np.full(len(ended), NO_DAY),
                "reorder_point": reorder,
            },
            calendar.epoch(np.maximum(launched, 0)),
        ),
    )


def prices(goods: Goods) -> Rows:
    """Return the price list: by half-year, half-years of the books with one price joined; a new good's begins with its launch."""
    halves = len(calendar.HALF_YEARS)
    ends = np.concatenate([calendar.HALF_YEARS[1:] - 1, [calendar.PLAN_DAYS - 1]])
    product, half = (
        grid.ravel()
        for grid in np.meshgrid(np.arange(len(goods)), np.arange(halves), indexing="ij")
    )
    amount = goods.list_price[half, product]
    listed = goods.launched[product] <= ends[half]
    product, half, amount = product[listed], half[listed], amount[listed]
    head = np.concatenate([[True], (product[1:] != product[:-1]) | (amount[1:] != amount[:-1])])
    head |= calendar.HALF_YEARS[half] >= calendar.DAYS  # nobody changes what the books say
    last = np.concatenate([np.flatnonzero(head)[1:] - 1, [len(head) - 1]])
    product, amount = product[head], amount[head]
    begins = np.maximum(calendar.HALF_YEARS[half[head]], goods.launched[product])
    return Rows(
        "price",
        {
            "product_id": product + 1,
            "valid_from": calendar.epoch(begins),
            "valid_to": calendar.epoch(ends[half[last]]),
            "list_price": amount,
        },
        calendar.epoch(begins),
    )


def bills_of_materials(goods: Goods) -> Rows:
    """Return the bills of materials."""
    bill = goods.bill
    return Rows(
        "bill_of_materials",
        {
            "product_id": bill.good + 1,
            "line_no": bill.line_no,
            "component_id": goods.stock.product_id[bill.component],
            "quantity_per_1000": bill.per_1000,
            "runner_rate": bill.runner,
            "regrind_rate": np.where(bill.runner > 0, goods.regrind[bill.good] * 100, 0),
        },
        calendar.epoch(np.maximum(goods.launched[bill.good], 0)),
    )


def moulds(goods: Goods, runs: Runs, opening: np.ndarray) -> Rows:
    """Return the moulds: one a good, in use a few weeks before its launch; `opening` are their first shots."""
    ids, plan, ready = np.arange(len(goods)), runs.services, runs.commissioned
    return Rows(
        "mould",
        {
            "mould_code": ids + 1,
            "product_id": ids + 1,
            "cavities": goods.cavities,
            "cycle_time_s": goods.cycle_s,
            "shot_life": plan.life,
            "service_shots": plan.interval,
            "opening_shots": opening,
            "commissioned_on": calendar.epoch(ready),
        },
        calendar.epoch(np.maximum(ready, 0)),
    )


def mould_maintenance(work: maintenance.Work) -> Rows:
    """Return the work on moulds."""
    return Rows(
        "mould_maintenance",
        {
            "mould_maintenance_no": np.arange(1, len(work.mould) + 1),
            "mould_id": work.mould + 1,
            "started_on": calendar.epoch(work.started),
            "finished_on": calendar.epoch(work.finished),
            "maintenance_kind": Choice(work.kind, MAINTENANCE_KINDS),
            "shots": work.shots,
            "cost": work.cost,
        },
        calendar.epoch(work.finished),
        calendar.week(work.started),
    )


def opening_stock(goods: Goods, made: np.ndarray, bought: np.ndarray) -> Rows:
    """Return the stock on the first day: finished goods `made`, and items `bought`, where there is any."""
    product = np.concatenate([goods.product_id, goods.stock.product_id])
    quantity = np.concatenate([made, bought])
    warehouse = np.where(
        product < FIRST_MATERIAL, FINISHED_STORE.warehouse_id, MATERIAL_STORE.warehouse_id
    )
    some = quantity > 0
    return Rows(
        "stock_movement",
        {
            "product_id": product[some],
            "warehouse_id": warehouse[some],
            "moved_on": calendar.first_day(int(some.sum())),
            "quantity": quantity[some],
        },
        calendar.first_day(int(some.sum())),
    )


def production_log(runs: Runs, some: slice) -> Rows:
    """Return some of the production orders: whole weeks of them."""
    product, started, finished = (
        each[some] for each in (runs.product, runs.started, runs.finished)
    )
    return Rows(
        "production_order",
        {
            "production_order_no": np.arange(some.start, some.stop) + 1,
            "product_id": product + 1,
            "mould_id": product + 1,
            "warehouse_id": np.full(len(product), FINISHED_STORE.warehouse_id),
            "machine_code": runs.machine[some],
            "started_on": calendar.epoch(started),
            "finished_on": calendar.epoch(finished),
            "planned_quantity": runs.planned[some],
            "good_quantity": runs.good[some],
            "scrap_quantity": runs.scrap[some],
        },
        calendar.epoch(finished),
        calendar.week(started),
    )


def assets(seed: int, realism: Realism, size: Size, goods: Goods, runs: Runs) -> Rows:
    """Return the fixed assets, building, machines, moulds and lorries, in the order in which they were bought.

    A mould is bought on the day on which it comes into use. At the end of its life each is worth what `Assets.residual` says; of
    those that are there when the books begin, life and value are what their age has left.
    """
    knobs = realism.assets
    building, machine, mould, lorry = knobs.lives
    of_building = ("building", *knobs.building, building)
    of_mould, of_lorry = ("mould", *knobs.mould, mould), ("vehicle", *knobs.lorry, lorry)
    presses = [realism.production.presses[kind] for kind in runs.press]
    numbers = np.arange(len(presses))
    installed = rng.integers(seed, "asset.installed", numbers, *knobs.installed_days)
    set_up = np.where(
        runs.first_run < 0, -1, calendar.before_closed_day(runs.first_run - installed)
    )
    lorries = _lorries(seed, size, realism)
    entries = [("Factory shed improvements", *of_building)]
    entries += [
        (f"Injection moulding machine IM-{n:02d}, {of.tonnes} t", "machine", *of.price, machine)
        for n, of in enumerate(presses, 1)
    ]
    entries += [(f"Mould MD-{n + 1:05d}", *of_mould) for n in range(len(goods))]
    entries += [(f"Lorry {n}", *of_lorry) for n in range(1, len(lorries) + 1)]
    ids = np.arange(len(entries))
    is_mould = (ids > len(presses)) & (ids <= len(presses) + len(goods))
    bought = np.concatenate([[-1], set_up, runs.commissioned, lorries])
    age = rng.integers(seed, "asset.age", ids, *knobs.age_days)
    bought = np.where((bought < 0) & ~is_mould, calendar.off_closed_day_before(-age), bought)
    order = np.argsort(bought, kind="stable")
    bought, is_mould = bought[order], is_mould[order]
    titles, kinds, least, most, life = zip(*(entries[place] for place in order), strict=True)
    lakh = rng.between(seed, "asset.cost", ids, np.array(least), np.array(most))
    months = np.maximum(np.array(life) - calendar.months_before(bought), 0)
    # The monthly depreciation is in whole rupees, so that it divides the depreciable cost exactly.
    residual = np.rint(lakh * knobs.residual).astype(np.int64) * 1_000 * 100
    monthly = np.rint(lakh * (100 - knobs.residual) * 1_000 / np.array(life)).astype(np.int64) * 100
    monthly *= months > 0
    return Rows(
        "fixed_asset",
        {
            "fixed_asset_code": ids + 1,
            "fixed_asset_name": list(titles),
            "asset_class": Choice(
                np.array([ASSET_CLASSES.index(kind) for kind in kinds]), ASSET_CLASSES
            ),
            "mould_id": np.where(is_mould, order - len(presses), 0),
            "acquired_on": calendar.epoch(bought),
            "cost": residual + monthly * months,
            "residual_value": residual,
            "life_months": months,
            "monthly_depreciation": monthly,
        },
        calendar.epoch(np.maximum(bought, 0)),
    )


def _lorries(seed: int, size: Size, realism: Realism) -> np.ndarray:
    """Return the day on which each lorry is bought, in order: below 0 of those that are there when the books begin."""
    knobs = realism.assets
    there = size.grown(knobs.lorries, realism.company.output_exponent)
    years = np.arange(calendar.PLAN_YEARS)
    total = np.rint(there * (1 + knobs.lorry_growth) ** (years + 1)).astype(np.int64)
    year = np.repeat(years, np.diff(total, prepend=there))
    first = np.searchsorted(calendar.YEAR_OF_DAY, year)
    within = rng.integers(seed, "asset.lorry", np.arange(len(year)), 0, 364)
    bought = np.sort(calendar.before_closed_day(first + within))
    return np.concatenate([np.full(there, -1), np.maximum(bought, 0)])
