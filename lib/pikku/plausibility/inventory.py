"""Inventory: for how many days stock lasts, when goods are due again, and what production wastes."""

import math

import numpy as np

from pikku.catalog.assortment import FAMILIES, STUFF
from pikku.catalog.periods import FIRST_DAY, LAST_DAY
from pikku.catalog.realism import Realism
from pikku.generate import calendar
from pikku.plausibility.books import Books
from pikku.plausibility.finding import CHANCE, Check, Point, share

#: Stock at each month's end by item, what left it a day, and the weeks that usually lie between two lots that came in.
_COVER = """
    WITH moved AS ({moved}),
    ends AS (SELECT last_day(DATE '2023-04-01' + to_months(CAST(n AS INT))) AS on_day FROM range({months}) m(n)),
    stock AS (
        SELECT product_id, on_day, sum(sum(quantity)) OVER (PARTITION BY product_id ORDER BY on_day) AS quantity FROM (
            SELECT product_id, last_day(moved_on) AS on_day, quantity FROM moved
            UNION ALL SELECT product_id, on_day, 0 FROM (SELECT DISTINCT product_id FROM moved) CROSS JOIN ends)
        GROUP BY product_id, on_day),
    use AS (SELECT product_id, -sum(quantity) FILTER (quantity < 0) / {days} AS a_day FROM moved GROUP BY 1),
    lots AS (
        SELECT product_id, datediff('week', lag(week) OVER (PARTITION BY product_id ORDER BY week), week) AS weeks
        FROM (SELECT DISTINCT product_id, date_trunc('week', moved_on) AS week FROM moved WHERE came)),
    usual AS (SELECT product_id, mode(weeks) AS weeks FROM lots GROUP BY 1)
    SELECT category, CAST(sum(mean * standard_cost) / sum(a_day * standard_cost) AS DOUBLE),
           CAST(sum(weeks * a_day * standard_cost) / sum(a_day * standard_cost) AS DOUBLE)
    FROM (SELECT product_id, avg(quantity) AS mean FROM stock GROUP BY 1)
    JOIN use USING (product_id) JOIN usual USING (product_id) JOIN item USING (product_id)
    WHERE a_day > 0 AND weeks > 0 GROUP BY 1
"""
_FINISHED = """
    SELECT product_id, moved_on, quantity, false AS came FROM stock_movement JOIN item USING (product_id)
    WHERE product_type = 'finished'
    UNION ALL SELECT product_id, finished_on, good_quantity, true FROM production_order
    UNION ALL SELECT product_id, dispatched_on, -sum(quantity), false FROM sent GROUP BY product_id, dispatched_on
    UNION ALL SELECT product_id, returned_on, accepted_quantity, false FROM came_back
    UNION ALL SELECT product_id, counted_on, off, false FROM counted JOIN item USING (product_id)
    WHERE product_type = 'finished'
"""
_BOUGHT = """
    SELECT product_id, moved_on, quantity, false AS came FROM stock_movement JOIN item USING (product_id)
    WHERE product_type <> 'finished'
    UNION ALL SELECT product_id, received_on, r.quantity, true FROM goods_receipt r
    JOIN purchase_order_line l ON purchase_order_line_id = purchase_order_id * 100 + line_no
    UNION ALL SELECT product_id, started_on, -quantity, false FROM issued
    UNION ALL SELECT component_id, finished_on,
        floor((scrap_quantity * 100 + good_quantity * runner_rate) * quantity_per_1000 * regrind_rate / 10000000), false
    FROM production_order JOIN bill_of_materials b USING (product_id)
    WHERE regrind_rate > 0
    UNION ALL SELECT product_id, counted_on, off, false FROM counted JOIN item USING (product_id)
    WHERE product_type <> 'finished'
"""
#: Of each finished good that can still be ordered: its reorder point as a multiple of the pieces that leave in a week in which it
#: is sold, the days that its runs usually take and the weeks between them; and, of the months' ends since it is sold, how many
#: there are, after how many it was below its reorder point, and after how many of these, the last one aside, it was made within
#: two weeks.
_DUE = f"""
    WITH moved AS ({_FINISHED}),
    good AS (SELECT key(product_code) AS product_id, reorder_point, launched_on FROM product
             WHERE product_type = 'finished' AND is_active),
    ends AS (SELECT last_day(DATE '2023-04-01' + to_months(CAST(n AS INT))) AS on_day FROM range({calendar.MONTHS}) m(n)),
    stock AS (
        SELECT product_id, on_day, sum(sum(quantity)) OVER (PARTITION BY product_id ORDER BY on_day) AS quantity FROM (
            SELECT product_id, last_day(moved_on) AS on_day, quantity FROM moved
            UNION ALL SELECT product_id, on_day, 0 FROM good CROSS JOIN ends)
        GROUP BY product_id, on_day),
    state AS (
        SELECT product_id, on_day, quantity < reorder_point AS below,
               EXISTS (SELECT 1 FROM production_order o WHERE o.product_id = s.product_id
                       AND finished_on > on_day AND finished_on <= on_day + 14) AS made
        FROM stock s JOIN good USING (product_id) WHERE launched_on <= on_day),
    run AS (
        SELECT product_id, finished_on - started_on + 1 AS days, datediff('week', lag(started_on) OVER (
                   PARTITION BY product_id ORDER BY started_on), started_on) AS weeks
        FROM production_order),
    usual AS (SELECT product_id, avg(days) AS days, mode(weeks) AS weeks FROM run GROUP BY 1),
    use AS (SELECT product_id, -sum(quantity) AS pieces FROM moved WHERE quantity < 0 GROUP BY 1)
    SELECT CAST(reorder_point * (DATE '{LAST_DAY}' - greatest(launched_on, DATE '{FIRST_DAY}') + 1) / 7 / pieces AS DOUBLE) AS point,
           days, CAST(weeks AS DOUBLE) AS weeks, count(*) AS ends, count(*) FILTER (below) AS below,
           count(*) FILTER (below AND on_day < DATE '{LAST_DAY}') AS looked_at,
           count(*) FILTER (below AND on_day < DATE '{LAST_DAY}' AND made) AS made
    FROM state JOIN good USING (product_id) JOIN usual USING (product_id) JOIN use USING (product_id)
    GROUP BY ALL HAVING weeks > 0
"""
#: Each count of an item: what left the store since the one before, what is missing or found, and the item's cost.
_COUNTS = """
    WITH gone AS (
        SELECT product_id, dispatched_on AS day, quantity FROM sent
        UNION ALL SELECT product_id, started_on, quantity FROM issued),
    so_far AS (
        SELECT *, sum(quantity) OVER (PARTITION BY product_id ORDER BY day) AS until FROM (
            SELECT product_id, day, sum(quantity) AS quantity, NULL AS off FROM gone GROUP BY ALL
            UNION ALL SELECT product_id, counted_on, 0, off FROM counted))
    SELECT CAST(until - lag(until, 1, 0) OVER (PARTITION BY product_id ORDER BY day) AS DOUBLE) AS gone,
           CAST(off AS DOUBLE) AS off, CAST(standard_cost AS DOUBLE) AS cost, product_type = 'finished' AS finished
    FROM so_far JOIN item USING (product_id) WHERE off IS NOT NULL
"""

#: Days that a lot lies longer than half the weeks it is for. Goods are made in the week before and leave all through a week;
#: materials arrive in the middle of the week before and are used when runs begin, early in a week.
_MADE_AHEAD, _BOUGHT_AHEAD = 3.5, 2.25


def _cover(books: Books, moved: str) -> dict[str, tuple[float, float]]:
    """Return by category the days that the mean stock lasts, and the weeks between lots, both by value."""
    rows = books.rows(_COVER.format(moved=moved, months=calendar.MONTHS, days=calendar.DAYS))
    return {name: (float(cover), float(weeks)) for name, cover, weeks in rows}


def _band(
    name: str, cover: float, safety: float, weeks: float, ahead: float, most: float = 1.4
) -> Point:
    """Return the point of a category whose lots come every so many weeks, and so many days before the first week of use.

    At `most` so many times as much is in the band.
    """
    wanted = 7 * (safety + weeks / 2) + ahead
    return Point(name, cover, wanted, 0.7 * wanted, most * wanted)


def _finished(books: Books, realism: Realism) -> list[Point]:
    found = _cover(books, _FINISHED)
    return [
        _band(
            family.name,
            found[family.name][0],
            realism.production.safety_weeks,
            found[family.name][1],
            _MADE_AHEAD,
            2.4,
        )
        for family in FAMILIES
        if family.name in found
    ]


def _materials(books: Books, realism: Realism) -> list[Point]:
    found = _cover(books, _BOUGHT)
    return [
        _band(
            stuff.name,
            found[stuff.name][0],
            realism.purchasing.safety_weeks,
            stuff.weeks,
            _BOUGHT_AHEAD,
        )
        for stuff in STUFF
        if stuff.name in found
    ]


def below(run: np.ndarray, days: int) -> np.ndarray:
    """Return the share of a week in which a good that is made in it is below its reorder point.

    That is what leaves while a run is on the machine, and stock falls evenly. The run may begin on any day that lets it end in the week;
    the stock of the week before lasts for all of it.

    Parameters
    ----------
    run
        Days that a run takes, less than `days`.
    days
        Days of a week on which machines run.
    """
    return np.where(2 * run <= days, run**2 / (2 * (days - run)), (3 * run - days) / 2) / days


def _due(books: Books, realism: Realism) -> list[Point]:
    """Return how high reorder points are, how often goods are below them, and how many of these are made within two weeks."""
    goods, knobs = books.arrays(_DUE), realism.production
    days = knobs.days_a_week
    run = np.minimum(goods["days"], days - 1)
    point = float(np.median(goods["point"] / (knobs.safety_weeks + run / days)))
    often = float(goods["ends"] @ (below(run, days) / goods["weeks"]) / goods["ends"].sum())
    found = float(goods["below"].sum() / goods["ends"].sum())
    made = float(goods["made"].sum() / max(goods["looked_at"].sum(), 1))
    return [
        Point("reorder points, of what is expected", point, 1.0, 0.8, 1.25),
        Point("goods below at a month's end", found, often, 0.4 * often, 2.5 * often),
        Point("of these, made within two weeks", made, 1.0, 0.9, 1.0),
    ]


def _scrap(books: Books, realism: Realism) -> list[Point]:
    rows = books.rows(
        """SELECT category, CAST(sum(scrap_quantity) / sum(planned_quantity) AS DOUBLE),
                  CAST(sum(cavities) / sum(planned_quantity) AS DOUBLE)
           FROM production_order JOIN mould USING (product_id) JOIN item USING (product_id) GROUP BY 1"""
    )
    found, knobs = {name: rest for name, *rest in rows}, realism.production
    (least, most), shots = knobs.scrap, sum(knobs.start_shots) / 2
    points = []
    for family in FAMILIES:
        if family.name in found:
            measured, a_shot = found[family.name]
            start = shots * a_shot
            points.append(
                Point(
                    family.name, measured, start + (least + most) / 2, start + least, start + most
                )
            )
    return points


def _differences(books: Books, realism: Realism) -> list[Point]:
    """Return how often the books are wrong, and by how much of what left the stores, by store."""
    knobs, rows = realism.stocktakes, books.arrays(_COUNTS)
    least, most = knobs.off
    points = []
    for name, mine in (("goods", rows["finished"]), ("materials", ~rows["finished"])):
        gone, off = rows["gone"][mine], rows["off"][mine]
        value = gone * rows["cost"][mine]
        # A difference is of whole pieces: less than one is one as often as it is large.
        part = least + (most - least) * (np.arange(50) + 0.5) / 50
        seen = np.minimum(gone[:, None] * part, 1.0).mean(axis=1)
        points.append(
            share(
                f"{name}: counts that differ",
                (off != 0).sum(),
                len(off),
                knobs.differing * float(seen.mean()),
                0.005,
            )
        )
        squares = (least**2 + least * most + most**2) / 3
        for what, chance, sign in (
            ("missing", knobs.differing * (1 - knobs.found), -1),
            ("found", knobs.differing * knobs.found, 1),
        ):
            measured = float(np.maximum(sign * off, 0) @ rows["cost"][mine]) / value.sum()
            wanted = chance * (least + most) / 2
            # What one count adds varies with whether it differs and by how much, and is rounded to a piece.
            variance = value @ value * (chance * squares - wanted**2)
            variance += chance / 4 * float(rows["cost"][mine] @ rows["cost"][mine])
            allowed = CHANCE * math.sqrt(variance) / value.sum()
            label, low = f"{name}: {what}, of what left", max(0.0, wanted - allowed)
            points.append(Point(label, measured, wanted, low, wanted + allowed))
    return points


CHECKS = (
    Check(
        "cover_finished", "inventory", "Days that stock of finished goods lasts, by family", "0.0 days",
        "production.safety_weeks, half of the weeks between runs (a run makes what is sold until the next) and half a week for "
        "being made before. From 0.7 to 2.4 times that, as machines that are full make goods earlier, runs are brought forward or "
        "made longer to be worth a change of moulds, and of what was expected and not ordered more is left than its reorder point.",
        _finished,
    ),
    Check(
        "cover_materials", "inventory", "Days that stock of materials lasts, by category", "0.0 days",
        "purchasing.safety_weeks, half of the weeks between orders of the category and two days for arriving before. From 0.7 "
        "to 1.4 times that, as lots and lorry loads are rounded up.",
        _materials,
    ),
    Check(
        "reorder_points", "inventory", "Goods below their reorder points, and how soon these are made", "0 %",
        "A reorder point is production.safety_weeks and what leaves while a run is on the machine; the middle one of all goods is "
        "held against that, from 0.8 to 1.25 times, as demand changes. A good gets below in the last days before its run: the "
        "expectation is for weeks that are all alike, and the band from 0.4 to 2.5 times that, as no two are. At least nine in ten "
        "that are below are made within two weeks.",
        _due,
    ),
    Check(
        "scrap", "inventory", "Scrap by family, share of the pieces planned", "0.0 %",
        "production.scrap and start_shots: each good has its own rate in the range, so a family's mean is inside it, and the shots at the "
        "start of a run come to it, one after the other by the pieces that a run makes.",
        _scrap,
    ),
    Check(
        "stock_differences", "inventory", "What stocktakes find, by store", "0.00 %",
        "stocktakes.differing, off and found: how often the books are wrong, where what is off is a piece or more, and what is "
        "missing and found as a share of the value that left since the last count. The band is four standard errors; where few "
        "dear items make up most of the value, they are wide.",
        _differences,
    ),
)  # fmt: skip
