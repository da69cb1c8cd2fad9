"""Shipping: how soon orders leave, and whether all of them arrives when promised."""

import math

import numpy as np

from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import Realism
from pikku.generate import calendar
from pikku.plausibility import expect
from pikku.plausibility.books import Books, day, settled
from pikku.plausibility.finding import CHANCE, Check, Point, near, share

#: Orders of the last weeks may not have arrived yet.
_WEEKS = 9

#: Each order with its first dispatch's promise, when all of it was there, and whether that was all that was ordered.
_DELIVERED = f"""
    WITH quantities AS (SELECT sales_order_id, sum(quantity) AS wanted FROM line GROUP BY 1),
    arrived AS (
        SELECT sales_order_id, count(*) AS parts, min(dispatched_on) AS left_on, arg_min(promised_on, dispatched_on) AS promised,
               max(coalesce(delivered_on, DATE '9999-12-31')) AS arrived,
               arg_min(greatest(1, ceil(distance_km / km_per_day)), dispatched_on) AS transit
        FROM shipment JOIN carrier ON carrier_id = key(carrier_code) GROUP BY 1),
    shipped AS (SELECT sales_order_id, sum(quantity) AS quantity FROM sent GROUP BY 1)
    SELECT segment, o.sales_order_id, ordered_on, requested_on - ordered_on AS wait,
           CAST(transit AS INT) AS transit, parts, left_on, quantity >= wanted AND arrived <= promised AS good
    FROM ordered o JOIN quantities USING (sales_order_id)
    LEFT JOIN arrived USING (sales_order_id) LEFT JOIN shipped USING (sales_order_id)
    WHERE {settled("ordered_on", 7 * _WEEKS)}
"""


def _days(books: Books, realism: Realism) -> list[Point]:
    rows = books.arrays(
        f"""SELECT {day("ordered_on")} AS ordered, {day("left_on")} AS gone, count(*) AS orders FROM ({_DELIVERED})
            WHERE left_on IS NOT NULL GROUP BY ALL"""
    )
    ordered, gone = (rows[name].astype(int) for name in ("ordered", "gone"))
    wanted = np.array(realism.dispatch.days) / sum(realism.dispatch.days)
    days = np.minimum(calendar.working_days_between(ordered, gone), len(wanted) + 1)
    counts = np.bincount(days, rows["orders"].astype(float), len(wanted) + 2)
    points = [
        share(f"{n} day{'s' * (n > 1)}", counts[n], counts.sum(), part)
        for n, part in enumerate(wanted, 1)
    ]
    return [*points, share("more", counts[-1], counts.sum(), 0.0, 0.015)]


def _partly(books: Books, realism: Realism) -> list[Point]:
    knobs = realism.dispatch
    orders, called_off, split = books.row(
        f"SELECT count(*), count(*) - count(parts), count(*) FILTER (parts > 1) FROM ({_DELIVERED})"
    )
    lines, short = books.row(
        f"""SELECT count(*), count(*) FILTER (sent.quantity < line.quantity) FROM line
            JOIN (SELECT line_id, sum(quantity) AS quantity FROM sent GROUP BY 1) sent USING (line_id)
            WHERE {settled("ordered_on", 7 * _WEEKS)}"""
    )
    return [
        share("orders called off", called_off, orders, realism.orders.cancelled, 0.001),
        share("orders in two dispatches", split, orders - called_off, expect.split(realism), 0.02),
        share("lines sent short", short, lines, knobs.held * knobs.short, 0.008),
    ]


def _otif(books: Books, realism: Realism) -> list[Point]:
    rows = books.arrays(
        f"""SELECT segment, {day("ordered_on")} AS ordered, wait, transit, count(*) AS orders, sum(CAST(good AS INT)) AS good
            FROM ({_DELIVERED}) WHERE parts > 0 GROUP BY ALL"""
    )
    chance = _on_time(realism, *(rows[name].astype(int) for name in ("ordered", "wait", "transit")))
    lines = expect.order_lines(realism)
    short = realism.dispatch.held * realism.dispatch.short
    whole = lines @ (1 - short) ** np.arange(1, len(lines) + 1)
    points = []
    for name in SEGMENTS:
        mine = rows["segment"] == name
        orders, good = rows["orders"][mine].sum(), rows["good"][mine].sum()
        wanted = whole * float((rows["orders"] * chance)[mine].sum()) / max(orders, 1)
        points.append(share(name, good, orders, wanted, 0.015))
    return points


def _on_time(
    realism: Realism, ordered: np.ndarray, wait: np.ndarray, transit: np.ndarray
) -> np.ndarray:
    """Return the chance that all dispatches of an order arrive by the day first promised.

    Parameters
    ----------
    ordered, wait, transit
        Day of the order, days until the day wanted, and days on the road.
    """
    knobs = realism.dispatch
    promised = calendar.off_closed_day(ordered + np.maximum(wait, knobs.promised_days + transit))
    found, waits = np.zeros(len(ordered)), expect.waits(realism)
    for days, part in enumerate(np.array(knobs.days) / sum(knobs.days), 1):
        left = calendar.add_working_days(ordered, np.full(len(ordered), days))
        first = _arrives(realism, left + transit, promised)
        released = calendar.monday(calendar.week(left))
        second = np.mean(
            [
                _arrives(realism, calendar.off_closed_day(released + days) + transit, promised)
                for days in range(knobs.held_days[0], knobs.held_days[1] + 1)
            ],
            axis=0,
        )
        found += part * first * (1 - waits + waits * second)
    return found


def _arrives(realism: Realism, due: np.ndarray, promised: np.ndarray) -> np.ndarray:
    """Return the chance of arriving by the promised day when `due` is the day without delay."""
    least, most = realism.dispatch.delayed_days
    late = [calendar.off_closed_day(due + days) <= promised for days in range(least, most + 1)]
    in_time = calendar.off_closed_day(due) <= promised
    delayed = realism.dispatch.delayed
    return (1 - delayed) * in_time + delayed * np.mean(late, axis=0)


def _returns(books: Books, realism: Realism) -> list[Point]:
    """Return how many shipments goods come back of, how much of the line, and how much of that is sound."""
    knobs = realism.returns
    # The latest arrival from the farthest customer, and the days until goods are back.
    wait = 30 + realism.dispatch.delayed_days[1] + knobs.days[1]
    shipments, back = books.row(
        f"""SELECT count(*), count(goods_return_no) FROM shipment
            JOIN ordered USING (sales_order_id) LEFT JOIN came_back ON shipment_id = key(shipment_no)
            WHERE segment <> 'export' AND {settled("dispatched_on", wait)}"""
    )
    (concentration,) = books.row(
        """SELECT sum(lines * lines) / (sum(lines) * sum(lines)) FROM (
               SELECT count(*)::DOUBLE AS lines FROM sent GROUP BY product_id)"""
    )
    spread = math.sqrt(math.expm1(knobs.quality_spread**2) * concentration)
    points = [
        share(
            "shipments with a return",
            back,
            shipments,
            knobs.returned,
            CHANCE * spread * knobs.returned,
        )
    ]
    rows = books.arrays("SELECT quantity, accepted_quantity, sent_quantity FROM came_back")
    returned, good, sent = (rows[name].astype(float) for name in rows)
    for name, parts, (least, most), rounded in (
        ("part of the line that comes back", returned / sent, knobs.part, 1 / sent),
        ("part of it that is sound", good / returned, knobs.sound, 1 / returned),
    ):
        if not len(parts):
            continue
        chance = CHANCE * (most - least) / math.sqrt(12 * len(parts))
        allowed = chance + float(rounded.mean())
        points.append(near(name, float(parts.mean()), (least + most) / 2, allowed))
    return points


CHECKS = (
    Check(
        "dispatch_days", "shipping", "Working days from order to first dispatch", "0.0 %",
        "dispatch.days. The band is four standard errors of a share; of orders of which nothing is released, some are later still.",
        _days,
    ),
    Check(
        "partial", "shipping", "Orders called off or split, lines sent short", "0.0 %",
        "orders.cancelled; dispatch.held and short, for the lines that orders.lines has. The band is four standard errors, and up to "
        "two points: all lines of a good are held at once, and a single carton can't be divided.",
        _partly,
    ),
    Check(
        "otif", "shipping", "Orders on time and in full, by segment", "0.0 %",
        "The chance that the whole order has arrived on the day first promised: dispatch.days, held, short, delayed and "
        "promised_days and orders.requested_days multiplied out for each order's day and transit time. The band is four "
        "standard errors and 1.5 points.",
        _otif,
    ),
    Check(
        "returns", "shipping", "Goods that come back, shipments within India", "0.0 %",
        "returns.returned, part and sound. The band is four standard errors, those of the goods' quality (quality_spread) too, and "
        "what whole pieces make of a part.",
        _returns,
    ),
)  # fmt: skip
