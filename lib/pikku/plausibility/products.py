"""Products: what they earn, and how their prices rise."""

import math

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.periods import FIRST_DAY, LAST_DAY
from pikku.catalog.realism import Realism
from pikku.plausibility.books import Books
from pikku.plausibility.finding import CHANCE, Check, Point, near


def _margins(books: Books, realism: Realism) -> list[Point]:
    knobs = realism.margin
    rows = dict(
        books.rows("""SELECT category, CAST(1 - sum(quantity * standard_cost) / sum(net) AS DOUBLE)
               FROM sent JOIN item USING (product_id) GROUP BY 1""")
    )
    # Costs are standard costs of the first day; prices have risen by once the yearly rise on average, twice at the end.
    rise = 1 + knobs.price_rise
    least, most = knobs.margin
    low, middle, high = (
        1 - (1 - margin) / rise**years
        for margin, years in ((least, 0), ((least + most) / 2, 1), (most, 2))
    )
    return [
        Point(family.name, rows[family.name], middle, low - 0.02, high)
        for family in FAMILIES
        if family.name in rows
    ]


def _price_rise(books: Books, realism: Realism) -> list[Point]:
    points = []
    for year in range(FIRST_DAY.year + 1, LAST_DAY.year):
        items, mean, spread = books.row(
            """SELECT count(*), avg(CAST(b.list_price / a.list_price AS DOUBLE)) - 1,
                      coalesce(stddev(CAST(b.list_price / a.list_price AS DOUBLE)), 0)
               FROM price a JOIN price b USING (product_id)
               WHERE make_date($year, 3, 31) BETWEEN a.valid_from AND a.valid_to
               AND make_date($year, 4, 1) BETWEEN b.valid_from AND b.valid_to""",
            year=year,
        )
        allowed = CHANCE * spread / math.sqrt(max(items, 1)) + 0.001
        points.append(near(f"1 April {year}", mean, realism.margin.price_rise, allowed))
    return points


CHECKS = (
    Check(
        "gross_margin", "products", "Gross margin on net sales at standard cost, by family", "0.0 %",
        "margin.margin with the yearly rise of list prices (margin.price_rise) over costs that stay: from the least margin "
        "at first prices to the greatest at the last. Two points below, as segments with high discounts buy more of some "
        "families.",
        _margins,
    ),
    Check(
        "price_rise", "products", "Rise of list prices on 1 April", "0.0 %",
        "margin.price_rise over the prices of the day before, in which the revisions of 1 October stay. The band is four standard errors and 0.1 points "
        "for prices rounded to whole ticks.",
        _price_rise,
    ),
)  # fmt: skip
