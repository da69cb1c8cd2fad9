"""What the realism parameters lead one to expect, worked out from them and not from the generator's code."""

import math
from functools import lru_cache

import numpy as np

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import Cash, Demand, Orders, People, Purchasing, Realism
from pikku.generate import calendar


def daily(demand: Demand, without: str = "") -> np.ndarray:
    """Return the orders by day and segment, relative, shape (days, segments): no day noise.

    Parameters
    ----------
    without
        Name of a season that is left out.
    """
    days = calendar.BOOK_DAYS
    of_day = np.array(demand.weekday)[calendar.weekday(days)]
    last_days = calendar.MONTH_END[calendar.MONTH_OF_DAY[days]] - days < demand.month_end_days
    holidays = np.isin(days, [calendar.index(day) for day in demand.holidays])
    of_day = (
        of_day * np.where(last_days, demand.month_end, 1) * np.where(holidays, demand.holiday, 1)
    )
    years = days[:, None] / 365.25
    orders = np.array(demand.segment_share) * (1 + np.array(demand.segment_growth)) ** years
    for season in demand.seasons:
        if season.name != without:
            orders = orders * np.prod(
                [1 + _bell(season, day) * np.array(season.by_segment) for day in season.days],
                axis=0,
            )
    return np.maximum(orders * of_day[:, None] * _campaigns(demand), 0)


def _campaigns(demand: Demand) -> np.ndarray:
    """Return what campaigns make of the orders by day and segment: more while they last, less in the weeks after."""
    days = calendar.BOOK_DAYS
    names = [family.name for family in FAMILIES]
    factor = np.ones((len(days), len(names), len(SEGMENTS)))
    for each in demand.campaigns:
        dip = min(1.0, each.lift * each.weeks * demand.pulled_forward / demand.dip_weeks)
        cells = [
            (names.index(c), SEGMENTS.index(s)) for c in each.categories for s in each.segments
        ]
        for monday in each.mondays:
            week = (days - calendar.index(monday)) // 7
            during, after = (
                (week >= first) & (week < first + count)
                for first, count in ((0, each.weeks), (each.weeks, demand.dip_weeks))
            )
            for name, segment in cells:
                factor[:, name, segment] *= 1 + each.lift * during - dip * after
    share = np.array([family.share for family in FAMILIES])
    return (factor * share).sum(axis=1) / share.sum(axis=0)


def _bell(season, middle) -> np.ndarray:
    """Return a season's bell by day, shape (days, 1)."""
    return np.exp(-(((calendar.BOOK_DAYS - calendar.index(middle)) / season.days_wide) ** 2) / 2)[
        :, None
    ]


def core(season) -> np.ndarray:
    """Return whether each day is within one deviation of a season's middle."""
    middles = np.array([calendar.index(day) for day in season.days])
    return (np.abs(calendar.BOOK_DAYS[:, None] - middles) <= season.days_wide).any(axis=1)


def zipf(count: int, exponent: float) -> np.ndarray:
    """Return the shares of `count` ranks by Zipf's law."""
    weights = np.arange(1.0, count + 1) ** -exponent
    return weights / weights.sum()


def top(weights: np.ndarray, population: np.ndarray, part: float = 0.2) -> float:
    """Return the share that the top `part` of a population brings; `population` is how many have each weight."""
    order = np.argsort(-weights)
    people = np.cumsum(population[order]) / population.sum()
    brought = np.cumsum((weights * population)[order])
    return float(np.interp(part, people, brought) / brought[-1])


def customer_lives(orders: Orders, by_quarter: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return what a customer orders by when he came and went, relative to one of no change, and how many are such.

    A share comes evenly through the books, and in each quarter a share of the first ones goes.

    Parameters
    ----------
    by_quarter
        Orders by quarter.
    """
    quarters = np.arange(len(by_quarter))
    came = np.concatenate(
        [[1 - orders.acquired], np.full(len(quarters), orders.acquired / len(quarters))]
    )
    going = min(orders.churn / 4, 1.0 / len(quarters))
    went = np.concatenate([np.full(len(quarters), going), [1 - going * len(quarters)]])
    here = (np.concatenate([[0], quarters])[:, None, None] <= quarters) & (
        np.arange(len(quarters) + 1)[None, :, None] > quarters
    )
    how_many = came[:, None] * went[None, :]
    active = np.einsum("ij,ijq->q", how_many, here)
    ordered = (here * (by_quarter / by_quarter.sum() / active)).sum(axis=2)
    return ordered.ravel(), how_many.ravel()


@lru_cache(maxsize=8)
def lateness(cash: Cash) -> tuple[np.ndarray, np.ndarray]:
    """Return days after the due date and the share of invoices whose first payment comes then, by class of customer.

    To the days of the class come 0 to 6 days until the weekday on which the customer pays. Shape (classes, days).
    """
    least = min(first for first, _ in cash.days_late)
    days = np.arange(least, max(last for _, last in cash.days_late) + 7)
    found = np.zeros((len(cash.days_late), len(days)))
    for place, (first, last) in enumerate(cash.days_late):
        late = np.full(last - first + 1, 1 / (last - first + 1))
        spread = np.convolve(late, np.full(7, 1 / 7))
        found[place, first - least : first - least + len(spread)] = spread
    return days, found


def unpaid(realism: Realism) -> float:
    """Return the share of invoices that are never paid: what falls due after customers failed, till they buy no more.

    It is too high by the largest customers, who don't fail.
    """
    cash, partners = realism.cash, realism.partners
    terms = np.average(partners.customer_terms_days, weights=partners.customer_terms)
    days = np.mean(cash.failing_days) + terms
    return float(realism.orders.churn * cash.failing * days / 365)


def still_open(cash: Cash, days: np.ndarray, unpaid: float) -> np.ndarray:
    """Return the share of an invoice's amount that is open so many days after the due date, on average.

    Parameters
    ----------
    unpaid
        Share of invoices that are never paid.
    """
    after, by_class = lateness(cash)
    weight = np.array(cash.punctuality)
    first = weight / weight.sum() @ by_class
    gaps = np.arange(cash.parts_days[0], cash.parts_days[1] + 1)
    # The second part waits for the customer's weekday, too: 0 to 6 days.
    gap = np.convolve(np.full(len(gaps), 1 / len(gaps)), np.full(7, 1 / 7))
    second = np.convolve(first, gap)
    rest = cash.in_parts * (1 - sum(cash.first_part) / 2)
    paid = (1 - rest) * _until(days - after[0], first)
    paid += rest * _until(days - after[0] - gaps[0], second)
    # Who takes a cash discount, or will never pay, is gone at once or after the write-off.
    at_once = weight[0] / weight.sum() * cash.cash_discount
    lost = unpaid * (days < cash.written_off_days)
    return (1 - at_once) * ((1 - unpaid) * (1 - paid) + lost)


def _until(days: np.ndarray, shares: np.ndarray) -> np.ndarray:
    """Return the sum of shares up to and including each place."""
    total = np.concatenate([[0], np.cumsum(shares)])
    return total[np.clip(np.asarray(days) + 1, 0, len(shares))]


def resin_price(purchasing: Purchasing, days: np.ndarray, kind: np.ndarray | int) -> np.ndarray:
    """Return the market's price of resin on each day as a multiple of standard cost: sines about 1, each of its own length.

    Parameters
    ----------
    kind
        Place of the resin in the assortment's ``STUFF``, by which the sines are shifted; one for each day, or one for all.
    """
    height, length, shift = np.array(purchasing.market_waves).T
    kinds = np.broadcast_to(kind, np.shape(days))[:, None]
    sines = np.sin(2 * np.pi * np.asarray(days)[:, None] / length + kinds * shift)
    return 1 + purchasing.market_swing * (sines @ height)


def leave(people: People) -> tuple[float, float]:
    """Return the shares of working days of leave by the day or week, of who has earned it, and of illness for weeks."""
    ill = people.illness * np.mean(people.illness_days) / 365
    on_leave = people.attendance[1] / sum(people.attendance)
    return max(on_leave - ill, 0.0), ill


def beyond(factor: float, spread: float) -> float:
    """Return the share of log-normal quantities, of mean 1, that are above `factor`."""
    if spread == 0:
        return float(factor < 1)
    return 0.5 * math.erfc((math.log(factor) + spread**2 / 2) / spread / math.sqrt(2))


def waits(realism: Realism) -> float:
    """Return the share of orders of which a line waits for the release of its good."""
    return float(order_lines(realism) @ (1 - (1 - _waiting(realism)) ** _counts(realism)))


def split(realism: Realism) -> float:
    """Return the share of orders that leave in two parts: of which a line waits, but not all of several."""
    whole = np.where(_counts(realism) > 1, _waiting(realism) ** _counts(realism), 0.0)
    return waits(realism) - float(order_lines(realism) @ whole)


def _waiting(realism: Realism) -> float:
    return realism.dispatch.held * (1 - realism.dispatch.short)


def order_lines(realism: Realism) -> np.ndarray:
    """Return the shares of orders with one line, with two and so on."""
    return np.array(realism.orders.lines) / sum(realism.orders.lines)


def _counts(realism: Realism) -> np.ndarray:
    return np.arange(1, len(realism.orders.lines) + 1)
