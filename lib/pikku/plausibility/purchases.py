"""Purchases: when goods come, what is refused, and at which price they are bought."""

import math

import numpy as np

from pikku.catalog.assortment import STUFF
from pikku.catalog.realism import Realism
from pikku.catalog.vendors import VENDOR_TYPES
from pikku.generate import calendar
from pikku.plausibility import expect
from pikku.plausibility.books import Books, day, month_label
from pikku.plausibility.finding import CHANCE, Check, Point, near, share

#: Orders of the first weeks are placed on the first day when they should have been placed before it.
_FIRST_WEEKS = 10


def _lead_time(books: Books, realism: Realism) -> list[Point]:
    knobs = realism.purchasing
    least, most = knobs.lead_jitter
    rows = books.arrays(
        f"""SELECT vendor_type, lead_time_days AS lead, max(received_on) - ordered_on - lead_time_days AS late
            FROM purchase_order o JOIN vendor ON vendor_id = key(vendor_code)
            JOIN purchase_order_line ON purchase_order_id = key(purchase_order_no)
            JOIN goods_receipt ON purchase_order_line_id = purchase_order_id * 100 + line_no
            WHERE {day("ordered_on")} > 7 * {_FIRST_WEEKS}
            GROUP BY vendor_type, purchase_order_no, ordered_on, lead_time_days"""
    )
    lead = rows["lead"].astype(int)[:, None]
    wanted = np.maximum(lead + np.arange(least, most + 1), knobs.lead_least) - lead
    usual = (
        rows["late"].astype(int) >= least - 3
    )  # the store takes goods two days sooner, holidays are a day
    points = []
    for name in VENDOR_TYPES:
        if (mine := (rows["vendor_type"] == name) & usual).any():
            chance = (
                CHANCE * math.hypot((most - least) / math.sqrt(12), 1.5) / math.sqrt(mine.sum())
            )
            # What is fetched sooner, as it lacks, moves the mean, but hardly the middle one.
            late, middle = np.median(rows["late"][mine]), np.median(wanted[mine])
            points.append(near(name, float(late), float(middle), 1.5 + chance))
    return points


def _refused(books: Books, realism: Realism) -> list[Point]:
    knobs = realism.purchasing
    lots = " ".join(f"WHEN {stuff.code} THEN {stuff.lot}" for stuff in STUFF)
    lines, refused, quantity = books.row(
        f"""SELECT count(*), count(*) FILTER (rejected > 0), CAST(avg(rejected / wanted) FILTER (rejected > 0) AS DOUBLE) FROM (
                SELECT sum(rejected_quantity) AS rejected, any_value(l.quantity) AS wanted
                FROM purchase_order_line l JOIN item USING (product_id)
                JOIN goods_receipt ON purchase_order_line_id = purchase_order_id * 100 + line_no
                WHERE l.quantity >= {knobs.refused_lots} * CASE category_code {lots} END
                GROUP BY purchase_order_line_id)"""
    )
    least, most = knobs.refused_share
    points = [share("deliveries", refused, lines, knobs.refused, 0.002)]
    if refused:  # refused are whole lots, rounded up
        at_most = most + 1 / knobs.refused_lots
        points.append(Point("quantity of those", quantity, (least + most) / 2, least, at_most))
    return points


def _market(books: Books, realism: Realism) -> list[Point]:
    code = {stuff.code: place for place, stuff in enumerate(STUFF)}
    rows = books.arrays(
        f"""SELECT {day("ordered_on")} AS day, category_code AS code, CAST(unit_price / standard_cost AS DOUBLE) AS price
            FROM purchase_order_line JOIN purchase_order ON key(purchase_order_no) = purchase_order_id
            JOIN item USING (product_id) WHERE category_code IN $resins""",
        resins=[stuff.code for stuff in STUFF if stuff.vendor_type == "resin"],
    )
    kind = np.array([code[int(each)] for each in rows["code"]])
    days = rows["day"].astype(int)
    wanted = expect.resin_price(realism.purchasing, days, kind)
    month = calendar.MONTH_OF_DAY[days]
    points = []
    for each in np.unique(month):
        mine = month == each
        chance = CHANCE * realism.purchasing.price_noise / math.sqrt(mine.sum())
        points.append(
            near(month_label(each), rows["price"][mine].mean(), wanted[mine].mean(), chance)
        )
    return points


CHECKS = (
    Check(
        "lead_time", "purchases", "Days from order to delivery beyond the agreed lead time", "0.0 days",
        "The middle of purchasing.lead_jitter, by kind of vendor, where nobody delivers in less than four days. Of an order that is fetched sooner, as next week's runs lack it, the middle one knows little. The band is four standard errors and a day and a half: the store takes "
        "goods on Tuesday to Saturday of the week that they are meant for.",
        _lead_time,
    ),
    Check(
        "refused", "purchases", "Deliveries with refused goods, and how much of them", "0.0 %",
        "purchasing.refused and refused_share, of lines of twenty lots or more. The band is four standard errors; whole lots "
        "are refused, which may add a lot in twenty.",
        _refused,
    ),
    Check(
        "resin_price", "purchases", "Resin price over standard cost, by month of order", "0.000",
        "The market's waves with the height of purchasing.market_swing, for the same items on the same days. The band is four "
        "standard errors of the bargain (purchasing.price_noise).",
        _market, needed=0.95,
    ),
)  # fmt: skip
