"""What happens to each row on its way into a raw file: sent late, corrected later, sent twice, and when it was changed."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.raw import RawFile
from pikku.catalog.realism import Dirt
from pikku.catalog.reference import OFFICE_HOURS
from pikku.generate import calendar, rng
from pikku.generate.rows import Choice, Rows

_HOUR = 3600
#: The column of each table that an older version has wrong. Tables that are not named have no corrected rows.
CORRECTED_COLUMN = {
    "product": "reorder_point",
    "price": "list_price",
    "bill_of_materials": "quantity_per_1000",
    "mould": "shot_life",
    "mould_maintenance": "cost",
    "stock_movement": "quantity",
    "stocktake": "counted_items",
    "stocktake_line": "counted_quantity",
    "production_order": "good_quantity",
    "customer": "credit_limit",
    "sales_order": "requested_on",
    "sales_order_line": "quantity",
    "carrier": "km_per_day",
    "shipment": "freight_amount",
    "shipment_line": "quantity",
    "receivable_invoice": "due_on",
    "credit_note": "net_amount",
    "goods_return": "quantity",
    "customer_advance": "amount",
    "advance_allocation": "amount",
    "dispute": "disputed_amount",
    "write_off": "amount",
    "receipt": "amount",
    "receipt_allocation": "amount",
    "vendor": "lead_time_days",
    "purchase_order": "expected_on",
    "purchase_order_line": "quantity",
    "goods_receipt": "quantity",
    "payable_bill": "due_on",
    "payment": "amount",
    "payment_allocation": "amount",
    "employee": "monthly_salary",
    "attendance": "worked_minutes",
    "payroll": "employer_provident_fund",
}


@dataclass(frozen=True)
class Fate:
    """What happens to each row; `ids` are the rows' ids for further draws."""

    ids: np.ndarray
    late: np.ndarray
    corrected: np.ndarray
    twice: np.ndarray
    first_moment: np.ndarray  # seconds since 1970: when it was entered
    moment: np.ndarray  # when it was last changed


def row_ids(file: RawFile, rows: Rows) -> np.ndarray:
    """Return an id for each row, made of the columns that identify it."""
    parts = []
    for column in file.key:
        values = rows.columns[column]
        parts.append(values.codes if isinstance(values, Choice) else values)
    return rng.combine(*parts) if len(parts) > 1 else np.asarray(parts[0])


def fates(seed: int, dirt: Dirt, file: RawFile, rows: Rows) -> Fate:
    """Return the fate of each row: a share of the late, of the corrected, and of those sent twice."""
    ids = row_ids(file, rows)
    name = file.table_name
    draw = rng.uniform(seed, f"{name}/fate", ids)
    late = draw < dirt.late
    corrected = ~late & (draw < dirt.late + dirt.corrected)
    if name not in CORRECTED_COLUMN:
        corrected &= False
    elif name == "attendance":  # nothing to correct on a day without work
        corrected &= rows.columns["worked_minutes"] > 0
    twice = ~late & ~corrected & rng.chance(seed, f"{name}/twice", ids, dirt.duplicate)
    opens, closes = OFFICE_HOURS
    entered = rows.changed * 24 * _HOUR + rng.integers(
        seed, f"{name}/entered", ids, opens * _HOUR, closes * _HOUR - 1
    )
    later = rng.integers(seed, f"{name}/later", ids, *dirt.changed_hours) * _HOUR
    # What a delivery says was changed before it was made, so that whoever asks for later changes gets the next one whole.
    made = (
        (calendar.epoch(calendar.delivered(rows.changed - calendar.FIRST_EPOCH)) + 1) * 24 * _HOUR
    )
    changed = np.minimum(entered + later, made - 1)
    return Fate(ids, late, corrected, twice, entered, np.where(late | corrected, changed, entered))
