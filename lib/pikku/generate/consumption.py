"""What production consumes and gives back: by the bill of materials, in whole base units."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pikku.generate import calendar
from pikku.generate.goods import Goods
from pikku.generate.production import Runs
from pikku.generate.rows import position_in_group

#: Runs whose materials are looked at at once.
_AT_ONCE = 50_000


@dataclass(frozen=True)
class Movements:
    """Materials issued to runs or given back by them, in base units: by week and item, and by item in the books' three years."""

    by_week: np.ndarray
    in_books: np.ndarray


def issues(goods: Goods, runs: Runs) -> Movements:
    """Return what runs consume: pieces, scrap included, by the bill of materials, rounded up to whole base units."""

    def consumed(run: np.ndarray, line: np.ndarray) -> np.ndarray:
        pieces = (runs.good + runs.scrap)[run]
        return -(-pieces * goods.bill.per_1000[line] // 1_000_000)

    return _moved(goods, runs, runs.started, consumed)


def regrind(goods: Goods, runs: Runs) -> Movements:
    """Return the resin that runs give back: as much as they use of their own ground runners and scrap, in whole base units, rounded down."""
    bill = goods.bill

    def given_back(run: np.ndarray, line: np.ndarray) -> np.ndarray:
        ground = runs.scrap[run] * 10_000 + runs.good[run] * bill.runner[line]
        quantity = ground * bill.per_1000[line] * goods.regrind[bill.good[line]] // 10**12
        return np.where(bill.runner[line] > 0, quantity, 0)

    return _moved(goods, runs, runs.finished, given_back)


def _moved(
    goods: Goods,
    runs: Runs,
    day: np.ndarray,
    quantities: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> Movements:
    """Return what moves on a day of each run: `quantities` of the place of a run and that of a line of its bill of materials.

    They are added up at once: at the largest sizes, all lines of all runs are several times as much as the runs.
    """
    items = len(goods.stock.product_id)
    by_week = np.zeros((calendar.PLAN_WEEKS, items), dtype=np.int64)
    in_books = np.zeros(items, dtype=np.int64)
    for first in range(0, len(runs.product), _AT_ONCE):
        run, line = _lines(goods, runs.product[first : first + _AT_ONCE])
        run += first
        quantity, item = quantities(run, line), goods.bill.component[line]
        np.add.at(by_week, (calendar.week(day[run]), item), quantity)
        booked = day[run] < calendar.DAYS
        np.add.at(in_books, item[booked], quantity[booked])
    return Movements(by_week, in_books)


def _lines(goods: Goods, product: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each line of the bill of materials of each run of a product: place of the run, place of the line."""
    lines = np.bincount(goods.bill.good, minlength=len(goods))
    first = np.cumsum(lines) - lines
    run = np.repeat(np.arange(len(product)), lines[product])
    return run, first[product[run]] + position_in_group(run)
