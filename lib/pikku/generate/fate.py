"""What happens to each row on its way into a raw file: sent late, corrected later, sent twice, and when it was changed."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.periods import OFFICE_HOURS
from pikku.catalog.raw import RawFile
from pikku.catalog.realism import Dirt
from pikku.generate import calendar, rng
from pikku.generate.rows import Choice, Rows, group_sizes, position_in_group

_HOUR = 3600
DAY = 24 * _HOUR
#: Multiples of it, less their whole part, are spread evenly however many there are.
_GOLDEN = 0.6180339887498949
#: The columns of each table of which an older version has one wrong. Tables that are not named have no corrected rows.
CORRECTED_COLUMNS: dict[str, tuple[str, ...]] = {
    "product": ("reorder_point", "weight_g"),
    "price": ("list_price",),
    "bill_of_materials": ("quantity_per_1000", "runner_rate"),
    "mould": ("shot_life", "cycle_time_s"),
    "mould_maintenance": ("cost", "shots"),
    "stock_movement": ("quantity",),
    "stocktake": ("counted_items",),
    "stocktake_line": ("counted_quantity",),
    "production_order": ("good_quantity", "scrap_quantity"),
    "customer": ("credit_limit", "payment_terms_days"),
    "sales_order": ("requested_on", "channel"),
    "sales_order_line": ("quantity", "discount_rate"),
    "carrier": ("km_per_day", "rate_per_tonne_km"),
    "shipment": ("freight_amount", "distance_km", "weight_kg"),
    "shipment_line": ("quantity",),
    "receivable_invoice": ("due_on",),
    "credit_note": ("net_amount", "reason"),
    "goods_return": ("quantity",),
    "customer_advance": ("amount", "method", "received_on"),
    "advance_allocation": ("amount",),
    "dispute": ("disputed_amount", "reason"),
    "write_off": ("amount",),
    "receipt": ("amount", "method", "received_on"),
    "receipt_allocation": ("amount",),
    "vendor": ("lead_time_days", "payment_terms_days"),
    "purchase_order": ("expected_on",),
    "purchase_order_line": ("quantity", "unit_price"),
    "goods_receipt": ("quantity", "rejected_quantity"),
    "payable_bill": ("due_on",),
    "payment": ("amount", "method", "paid_on"),
    "payment_allocation": ("amount",),
    "employee": ("monthly_salary",),
    "attendance": ("worked_minutes", "status"),
    "payroll": (
        "employer_provident_fund",
        "employer_provident_fund_charges",
    ),
}


@dataclass(frozen=True)
class Fate:
    """What happens to each row; `ids` are the rows' ids for further draws.

    `twice` are the places of the rows that are sent twice, ascending, and `page_end` the last row of the page of each.
    """

    ids: np.ndarray
    late: np.ndarray
    corrected: np.ndarray
    twice: np.ndarray
    page_end: np.ndarray
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
    """Return the fate of each row: a share of the late, of the corrected, and of the pages sent twice."""
    ids = row_ids(file, rows)
    name = file.table_name
    draw = rng.uniform(seed, f"{name}/fate", ids)
    late = draw < dirt.late
    corrected = ~late & (draw < dirt.late + dirt.corrected)
    if name not in CORRECTED_COLUMNS:
        corrected &= False
    elif name == "attendance":  # nothing to correct on a day without work
        corrected &= rows.columns["worked_minutes"] > 0
    twice, page_end = _pages(seed, dirt, rows, ids)
    sound = ~(late | corrected)[twice]
    opens, closes = OFFICE_HOURS
    entered = rows.changed * DAY + rng.integers(
        seed, f"{name}/entered", ids, opens * _HOUR, closes * _HOUR - 1
    )
    at = np.flatnonzero(late | corrected)
    moment = entered.copy()
    moment[at] = _changed(seed, name, dirt, ids[at], entered[at])
    return Fate(ids, late, corrected, twice[sound], page_end[sound], entered, moment)


def _changed(seed: int, name: str, dirt: Dirt, ids: np.ndarray, entered: np.ndarray) -> np.ndarray:
    """Return when rows were entered late or corrected, as they were entered first at `entered`: in office hours of an open day.

    It is before the delivery was made, so that whoever asks for later changes gets the next one whole.
    """
    opens, closes = OFFICE_HOURS
    later = rng.integers(seed, f"{name}/later", ids, *dirt.changed_hours) * _HOUR
    first = entered // DAY - calendar.FIRST_EPOCH
    day = calendar.off_closed_day((entered + later) // DAY - calendar.FIRST_EPOCH)
    last = calendar.delivered(first)
    within = (rng.uniform(seed, f"{name}/in time", ids) * (last - first + 1)).astype(np.int64)
    in_time = np.maximum(calendar.before_closed_day(first + within), first)
    day = np.where(day > last, in_time, day)
    same = day == first
    least = np.where(same, entered % DAY + 1, opens * _HOUR)
    room = np.maximum(closes * _HOUR - least, 1)
    clock = least + (rng.uniform(seed, f"{name}/changed", ids) * room).astype(np.int64)
    return calendar.epoch(day) * DAY + clock


def _pages(seed: int, dirt: Dirt, rows: Rows, ids: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the rows of pages that are sent twice, and the last row of the page of each.

    A block is cut into pages of one length. Which of them are chosen depends on the block alone: every so many pages, from a
    place that differs from block to block, so that small tables get their share, too.
    """
    block = np.zeros(len(rows), dtype=np.int64) if rows.block is None else rows.block
    sizes = group_sizes(block)
    first = np.cumsum(sizes) - sizes
    length = rng.integers(seed, f"{rows.table}/page", ids[first], *dirt.page_rows)
    if rows.block is None:  # so few are sent twice of a short list that a whole page is too much
        length = np.minimum(length, np.maximum((sizes * dirt.duplicate).astype(np.int64), 1))
        start = rng.uniform(seed, f"{rows.table}/twice", ids[first])
    else:
        start = rng.uniform(seed, f"{rows.table}/twice", np.zeros(1, dtype=np.int64))
        start = (start + block[first] * _GOLDEN) % 1.0
    pages = -(-sizes // length)
    of_block = np.repeat(np.arange(len(sizes)), pages)
    page = position_in_group(of_block)
    passed = start[of_block] + page * dirt.duplicate
    chosen = np.flatnonzero(np.floor(passed + dirt.duplicate) > np.floor(passed))
    of_block, page = of_block[chosen], page[chosen]
    begin = page * length[of_block]
    count = np.minimum(length[of_block], sizes[of_block] - begin)
    begin += first[of_block]
    of_page = np.repeat(np.arange(len(count)), count)
    return begin[of_page] + position_in_group(of_page), (begin + count - 1)[of_page]
