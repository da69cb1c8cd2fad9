"""Documents of stocktakes: one a month and warehouse, with a line for each item counted."""

import numpy as np

from pikku.catalog.inventory import STOCKTAKE_TYPES
from pikku.generate import calendar
from pikku.generate.rows import Choice, Rows
from pikku.generate.stocktakes import Counts

#: Of a warehouse: its key, the keys of its items, their counts and what was booked before, by month and item.
Store = tuple[int, np.ndarray, Counts, np.ndarray]


def counted(stores: list[Store]) -> tuple[Rows, Rows]:
    """Return the stocktakes of warehouses and their lines, in order of the day, then of `stores`.

    An item of which there is nothing, by the books or in fact, has no line.
    """
    parts = []
    for place, (warehouse, product_id, counts, booked) in enumerate(stores):
        week = calendar.week(counts.day)
        there = booked + counts.found[week] - counts.missing[week]
        month, item = np.nonzero(counts.due & ((booked > 0) | (there > 0)))
        before, after = booked[month, item], there[month, item]
        same = np.full(len(month), place), np.full(len(month), warehouse)
        parts.append(
            [month, *same, counts.day[month], counts.kind[month], product_id[item], before, after]
        )
    columns = [np.concatenate(column) for column in zip(*parts, strict=True)]
    order = np.lexsort((columns[5], columns[1], columns[0]))
    month, place, warehouse, day, kind, product, before, after = (
        column[order] for column in columns
    )
    document = month * len(stores) + place
    head = np.concatenate([[True], document[1:] != document[:-1]])[: len(document)]
    number = np.cumsum(head)
    return (
        Rows(
            "stocktake",
            {
                "stocktake_no": number[head],
                "warehouse_id": warehouse[head],
                "stocktake_type": Choice(kind[head], STOCKTAKE_TYPES),
                "counted_on": calendar.epoch(day[head]),
                "counted_items": np.bincount(number)[1:],
            },
            calendar.epoch(day[head]),
            calendar.week(day[head]),
        ),
        Rows(
            "stocktake_line",
            {
                "stocktake_id": number,
                "product_id": product,
                "booked_quantity": before,
                "counted_quantity": after,
            },
            calendar.epoch(day),
            calendar.week(day),
        ),
    )
