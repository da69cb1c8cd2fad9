"""Sales: when, what and how much is ordered, and by whom."""

import math

import numpy as np

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import Realism
from pikku.generate import calendar
from pikku.plausibility import expect
from pikku.plausibility.books import Books, day
from pikku.plausibility.finding import CHANCE, Check, Point, near, share

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_YEAR = 12  # months


def _ordered(books: Books) -> np.ndarray:
    """Return the orders by day and segment, shape (days, segments)."""
    rows = books.arrays(
        f"SELECT {day('ordered_on')} AS day, segment, count(*) AS orders FROM ordered GROUP BY ALL"
    )
    found = np.zeros((calendar.DAYS, len(SEGMENTS)))
    segment = [SEGMENTS.index(name) for name in rows["segment"]]
    found[rows["day"].astype(int), segment] = rows["orders"]
    return found


def _weekdays(books: Books, realism: Realism) -> list[Point]:
    of_day = calendar.weekday(calendar.BOOK_DAYS)
    ordered = np.bincount(of_day, _ordered(books).sum(axis=1), 7)
    wanted = np.bincount(of_day, expect.daily(realism.demand).sum(axis=1), 7)
    wanted /= wanted.sum()
    # Each weekday comes some 156 times, each with its own noise; orders are whole, which is half an order more or less.
    points = []
    for at, name in enumerate(_WEEKDAYS):
        a_day = wanted[at] * ordered.sum() / calendar.WEEKS
        noise = math.hypot(realism.demand.day_noise * a_day, 0.5) / math.sqrt(calendar.WEEKS)
        allowed = CHANCE * noise * calendar.WEEKS / ordered.sum()
        points.append(near(name, ordered[at] / ordered.sum(), wanted[at], allowed))
    return points


def _weeks(books: Books, realism: Realism) -> list[Point]:
    of_day = calendar.week(calendar.BOOK_DAYS)
    ordered = np.bincount(of_day, _ordered(books).sum(axis=1))
    wanted = np.bincount(of_day, expect.daily(realism.demand).sum(axis=1))
    wanted *= ordered.sum() / wanted.sum()
    # Six working days with a noise each; orders are whole.
    noise = 3 * realism.demand.day_noise / math.sqrt(6)
    whole = np.flatnonzero(np.bincount(of_day) == 7)
    dates = np.datetime64(calendar.FIRST_DAY, "D") + calendar.monday(whole)
    return [
        near(str(date), ordered[week], wanted[week], noise * wanted[week] + 1)
        for week, date in zip(whole, dates, strict=True)
    ]


def _seasons(books: Books, realism: Realism) -> list[Point]:
    ordered, full = _ordered(books), expect.daily(realism.demand)
    scale = ordered.sum() / full.sum()
    points = []
    for season in realism.demand.seasons:
        days = expect.core(season)[:, None] & (np.abs(season.by_segment) >= 0.1)
        bare = expect.daily(realism.demand, without=season.name)[days].sum() * scale
        wanted = full[days].sum() * scale
        working = (expect.core(season) & calendar.WORKING[calendar.BOOK_DAYS]).sum()
        # How many orders a day brings is noise of its own; whose they are is chance.
        others = 1 - wanted / max((full * days.any(axis=1)[:, None]).sum() * scale, 1e-9)
        chance = math.sqrt(others / max(wanted, 1) + realism.demand.day_noise**2 / max(working, 1))
        allowed = (CHANCE * chance + 0.01) * wanted / bare
        points.append(near(season.name, ordered[days].sum() / bare - 1, wanted / bare - 1, allowed))
    return points or [near("no season", 0, 0, 0)]


def _growth(books: Books, realism: Realism) -> list[Point]:
    ordered, wanted = _ordered(books), expect.daily(realism.demand)
    month = calendar.MONTH_OF_DAY[calendar.BOOK_DAYS]
    first, last = month < _YEAR, month >= calendar.MONTHS - _YEAR
    years = (calendar.MONTHS - _YEAR) / _YEAR
    points = []
    for at, name in [*enumerate(SEGMENTS), (slice(None), "all")]:
        before, after = ordered[first][:, at].sum(), ordered[last][:, at].sum()
        growth = (wanted[last][:, at].sum() / wanted[first][:, at].sum()) ** (1 / years)
        chance = math.sqrt(1 / max(before, 1) + 1 / max(after, 1)) / years
        grown = (max(after, 1) / max(before, 1)) ** (1 / years)
        points.append(near(name, grown - 1, growth - 1, growth * (CHANCE * chance + 0.01)))
    return points


def _customers(books: Books, realism: Realism) -> list[Point]:
    demand = realism.demand
    orders = expect.daily(demand)
    counts = dict(books.rows("SELECT segment, count(*) FROM client GROUP BY 1"))
    quarter = np.bincount(calendar.MONTH_OF_DAY[calendar.BOOK_DAYS] // 3, orders.sum(axis=1))
    life, how_many = expect.customer_lives(realism.orders, quarter)
    ranks, weights, population = [], [], []
    for at, name in enumerate(SEGMENTS):
        part = orders[:, at].sum() / orders.sum()
        ranks.append(part * expect.zipf(counts.get(name, 0), demand.customer_pareto))
        weights.append((ranks[at][:, None] * life).ravel())
        population.append(np.broadcast_to(how_many, (len(ranks[at]), len(life))).ravel())
    wanted = expect.top(np.concatenate(weights), np.concatenate(population))
    # How much the top fifth's share varies with which of them come and go.
    squares = sum(float(part @ part) for part in ranks)
    fate = float(how_many @ (life - 1) ** 2)
    chance = CHANCE * math.sqrt(squares * fate) * (1 - wanted)
    (measured,) = books.row(
        """SELECT sum(n) FILTER (place <= 0.2 * customers) / sum(n) FROM (
               SELECT count(sales_order_id) AS n, row_number() OVER (ORDER BY count(sales_order_id) DESC) AS place,
                      count(*) OVER () AS customers
               FROM client LEFT JOIN ordered USING (customer_id) GROUP BY customer_id)"""
    )
    return [near("top fifth of customers", measured, wanted, 0.03 + chance)]


def _products(books: Books, realism: Realism) -> list[Point]:
    """Return what part of sales the top fifth of goods brings, by value.

    Expected is Zipf's share of a family's lines times what a line of a good is worth, which has nothing to do with its rank.
    """
    demand = realism.demand
    orders = expect.daily(demand).sum(axis=0)
    affinity = np.array([family.share for family in FAMILIES])
    by_family = affinity / affinity.sum(axis=0) @ (orders / orders.sum())
    rows = books.arrays(
        """SELECT category, CAST(coalesce(sum(quantity * unit_price), 0) AS DOUBLE) AS value, count(line_id) AS lines
           FROM item LEFT JOIN line USING (product_id) WHERE product_type = 'finished' GROUP BY category, product_id"""
    )
    value, lines = rows["value"].astype(float), rows["lines"].astype(float)
    weights, population = [], []
    for family, part in zip(FAMILIES, by_family, strict=True):
        mine = rows["category"] == family.name
        worth = value[mine] / np.maximum(lines[mine], 1)
        worth[lines[mine] == 0] = worth.mean()
        ranks = part * expect.zipf(len(worth), demand.product_pareto)
        weights.append(np.outer(ranks, worth).ravel())
        population.append(np.full(len(worth) ** 2, 1 / max(len(worth), 1)))
    wanted = expect.top(np.concatenate(weights), np.concatenate(population))
    best = np.sort(value)[::-1]
    measured = best[: int(0.2 * len(best))].sum() / max(value.sum(), 1.0)
    return [near("top fifth of products", measured, wanted, 0.08)]


def _lines(books: Books, realism: Realism) -> list[Point]:
    counts = dict(
        books.rows(
            "SELECT n, count(*) FROM (SELECT count(*) AS n FROM line GROUP BY sales_order_id) GROUP BY 1"
        )
    )
    wanted = expect.order_lines(realism)
    total = sum(counts.values())
    return [
        share(f"{n} lines" if n > 1 else "1 line", counts.get(n, 0), total, part, 0.025)
        for n, part in enumerate(wanted, 1)
    ]


def _discounts(books: Books, realism: Realism) -> list[Point]:
    knobs = realism.orders
    rows = {
        name: found
        for name, *found in books.rows(
            """SELECT segment, sum(lines), CAST(sum(total) / sum(lines) AS DOUBLE), sqrt(sum(lines * lines)) / sum(lines)
               FROM (SELECT segment, count(*) AS lines, sum(discount_rate) AS total
                     FROM line JOIN ordered USING (sales_order_id, segment) JOIN item USING (product_id)
                     GROUP BY segment, customer_id, category)
               GROUP BY 1"""
        )
    }
    more = knobs.large_discount * expect.beyond(
        knobs.large, math.hypot(knobs.quantity_spread, knobs.customer_spread)
    )
    points = []
    for name, usual in zip(SEGMENTS, knobs.discount_by_segment, strict=True):
        lines, measured, alike = rows.get(name, (1, 0.0, 1.0))
        of_lines = math.hypot(knobs.discount_spread, knobs.large_discount / 2) / math.sqrt(lines)
        # What is agreed is the same for all lines of a customer and category, of which there are few large ones.
        chance = CHANCE * math.hypot(of_lines, knobs.agreed_spread * alike)
        points.append(near(name, measured / 100, (usual + more) / 100, (chance + 0.5) / 100))
    return points


CHECKS = (
    Check(
        "weekdays", "sales", "Orders by weekday", "0.0 %",
        "demand.weekday, with month ends, holidays and seasons reckoned in. The band is four standard errors of the day noise "
        "(demand.day_noise) and of whole orders.",
        _weekdays,
    ),
    Check(
        "weeks", "sales", "Orders by week", "#,0",
        "Trend, seasons, weekdays, month ends and holidays of demand multiplied out, without day noise. The band is three "
        "standard deviations of a week of six noisy days; 19 in 20 weeks must be inside.",
        _weeks, needed=0.95,
    ),
    Check(
        "seasons", "sales", "What each season adds to orders", "0.0 %",
        "The height of each season of demand.seasons around its middle, in the segments it touches by a tenth or more, over "
        "what would have been ordered without it. The band is four standard errors of day noise and of whose the orders are, and 1 "
        "point.",
        _seasons,
    ),
    Check(
        "growth", "sales", "Growth of orders a year", "0.0 %",
        "demand.segment_growth, from the first to the last financial year. The band is four standard errors of both years' "
        "numbers of orders, and 1 point.",
        _growth,
    ),
    Check(
        "customer_pareto", "sales", "Orders that the top fifth of customers bring", "0.0 %",
        "Zipf shares within each segment (demand.customer_pareto, demand.segment_share), with customers coming and going "
        "(orders.acquired, orders.churn). The band is four standard errors of who comes and goes, as one large customer matters, "
        "and 3 points.",
        _customers,
    ),
    Check(
        "product_pareto", "sales", "Value of orders that the top fifth of products bring", "0.0 %",
        "Zipf shares of lines within each family (demand.product_pareto) times what each segment buys of it and what a line of each "
        "good is worth. Launches, ends and the drift of tastes are chance: 8 points either way.",
        _products,
    ),
    Check(
        "order_lines", "sales", "Orders by number of lines", "0.0 %",
        "orders.lines. The band is four standard errors of a share and 2.5 points: lines of an order for one good are added up.",
        _lines,
    ),
    Check(
        "discounts", "sales", "Mean discount by segment", "0.0 %",
        "orders.discount_by_segment, and two points more on lines of 1.8 times the usual quantity, whose share follows from "
        "orders.quantity_spread. The band is four standard errors, of lines and of what is agreed with customers, and 0.5 points "
        "for rounding to half points and to cartons.",
        _discounts,
    ),
)  # fmt: skip
