"""Customers and vendors."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations

import numpy as np

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.customers import SEGMENTS
from pikku.catalog.realism import Cash, Orders, Partners, Realism
from pikku.catalog.reference import ABROAD, HOME_STATE, MSME_DAYS
from pikku.catalog.spelling import STATES
from pikku.catalog.vendors import MSME_STATUSES, PROTECTED, VENDOR_TYPES
from pikku.generate import calendar, identity, names, rng
from pikku.generate.activity import Activity, activity
from pikku.generate.goods import Goods, gst_rate
from pikku.generate.places import ABROAD_PIN, CITIES, City, kilometres
from pikku.generate.rows import Choice, Rows, texts
from pikku.generate.sizes import Size
from pikku.generate.twins import Twins, registered

EXPORT = SEGMENTS.index("export")
#: Usual ways of payment, in the order of `Cash.methods`.
NEFT, UPI, CHEQUE = range(3)
#: Where each series of PANs begins, so that customers, vendors and employees never share one.
CUSTOMER_PANS, VENDOR_PANS, EMPLOYEE_PANS = 1_000_003, 60_000_011, 100_000_007


#: The order of regions: by state, whose GST codes lead from north to south, then by city; abroad comes last.
_REGION = {
    city.name: place
    for place, city in enumerate(
        sorted(CITIES.values(), key=lambda each: (each.state_code, each.name))
    )
}
#: Desks from which on exports have some for themselves.
_EXPORT_DESK_FROM = 4


@dataclass(frozen=True)
class Customers:
    """Customers as arrays by position, and the choice of one for an order.

    The choice is made ready when it is asked for first; :meth:`forget` gives back what it takes, 50 MB at `huge`.
    """

    key: np.ndarray  # the number in the code
    segment: np.ndarray
    home: np.ndarray  # in Pikku's state
    state: np.ndarray  # GST code, a number
    region: np.ndarray  # those of one city have the same number, and neighbouring ones of one state follow each other
    overseas: np.ndarray  # where no lorry goes
    distance_km: np.ndarray  # by road, or by sea
    flown_km: np.ndarray  # as the crow flies
    since: np.ndarray  # day
    terms: np.ndarray
    lateness: np.ndarray  # class of punctuality
    pay_weekday: np.ndarray
    pays_by: np.ndarray  # usual way of payment within India, as a position in `Cash.methods`
    activity: Activity
    failed: np.ndarray  # day from which on nothing that falls due is paid, or `calendar.NEVER`
    order_size: np.ndarray  # times the usual quantity, 1 on average
    carries: np.ndarray  # whether each family, by customer and family
    agreed: np.ndarray  # discounts, hundredths of a per cent, by customer, family and year
    rows: Rows  # in the order of the keys
    twins: Twins

    @cached_property
    def chooser(self) -> rng.Table:
        """Return the choice of a customer by month and segment."""
        return self.activity.chooser()

    def forget(self) -> None:
        """Give back what the choice takes, until it is asked for again."""
        self.__dict__.pop("chooser", None)

    @property
    def by_cheque(self) -> np.ndarray:
        """Return who usually pays by cheque: abroad nobody does."""
        return (self.pays_by == CHEQUE) & (self.segment != EXPORT)

    @property
    def ids(self) -> np.ndarray:
        """Return the numbers that further draws are made by: a key would do, but that others are entered again must not change them."""
        return np.arange(1, len(self.segment) + 1)


@dataclass(frozen=True)
class Vendors:
    """Vendors as arrays by position."""

    key: np.ndarray  # the number in the code
    kind: np.ndarray
    home: np.ndarray
    lead: np.ndarray
    terms: np.ndarray
    small: np.ndarray  # micro or small: must be paid in time
    rows: Rows  # in the order of the keys
    twins: Twins


def _names(kinds: list[str], cities: list[City], draws: np.ndarray) -> Iterator[str]:
    """Return names of firms of some kinds and cities from three draws in [0, 1) each, no two alike.

    One that another has already gets its city as a further word, or with it the names of partners.
    """
    pools = {
        kind: names.Region((*names.FIRM_FIRST, *names.FAMILY), words, names.FIRM_LAST, names.INLAND)
        for kind, words in names.FIRM_WORDS.items()
    }
    taken: set[str] = set()
    for kind, city, lots in zip(kinds, cities, draws.tolist(), strict=True):
        pool = pools.get(kind) or names.ABROAD[city.name]
        first, word, form = (
            among[int(lot * len(among))]
            for among, lot in zip((pool.first, pool.words, pool.forms), lots, strict=True)
        )
        others = [each for each in pool.first if each != first]
        there = f"{word} {city.name}"
        options = chain(
            ((first, word), (first, there)),
            ((f"{first} and {one}", there) for one in others),
            ((f"{first}, {one} and {two}", there) for one, two in combinations(others, 2)),
        )
        tried = (pool.pattern.format(first=f, word=w, form=form) for f, w in options)
        taken.add(name := next(each for each in tried if each not in taken))
        yield name


def _holder(name: str) -> str:
    return next((kind for ending, kind in names.HOLDER.items() if name.endswith(ending)), "C")


def _pick_cities(draws: np.ndarray, cities: tuple[tuple[str, float], ...]) -> list[City]:
    """Return the cities that draws in [0, 1) mean among names with their weights."""
    weights = np.cumsum([weight for _, weight in cities])
    picked = [CITIES[name] for name, _ in cities]
    places = np.searchsorted(weights, draws * weights[-1], side="right")
    return [picked[place] for place in places.tolist()]


def customers(
    seed: int, size: Size, realism: Realism, sales: np.ndarray, order_value: np.ndarray
) -> Customers:
    """Return the customers: Zipf shares within each segment, and the months in which each buys.

    Those who come after the books' three years stand last, in the order in which they come.

    Parameters
    ----------
    sales, order_value
        Expected sales of a year, and the mean value of an order, by segment, in paisa.
    """
    company = realism.company
    count = size.grown(company.customers, company.customers_exponent, 40)
    a_day = count * realism.orders.acquired / (calendar.DAYS - realism.orders.settling_days)
    ids = np.arange(count + round(a_day * (calendar.PLAN_DAYS - calendar.DAYS)))
    segment = rng.choice(seed, "customer.segment", ids, realism.demand.segment_share)
    segment[: 2 * len(SEGMENTS)] = np.arange(2 * len(SEGMENTS)) % len(SEGMENTS)
    firm = np.stack([rng.uniform(seed, f"customer.name.{part}", ids) for part in range(3)], axis=1)
    place, agreed = rng.uniform(seed, "customer.city", ids), realism.partners
    cities = [
        abroad if member == EXPORT else inland
        for member, inland, abroad in zip(
            segment.tolist(),
            _pick_cities(place, agreed.cities),
            _pick_cities(place, agreed.cities_abroad),
            strict=True,
        )
    ]
    titles = list(_names([SEGMENTS[member] for member in segment.tolist()], cities, firm))
    pans = [
        identity.pan(CUSTOMER_PANS + number, _holder(title), title)
        for number, title in zip(ids.tolist(), titles, strict=True)
    ]
    foreign = [city.state_code == ABROAD for city in cities]
    crow = np.array([kilometres(city) for city in cities])
    way = realism.dispatch
    spread = 1 + way.detour * rng.uniform(seed, "customer.distance", ids)
    road = np.maximum(way.least_km, np.rint(crow * way.circuity * spread)).astype(np.int64)
    sea = np.array([city.sea_km for city in cities])
    active = activity(seed, ids, count, segment, realism)
    since, share = active.since, active.share
    by_land, by_sea = (
        np.array(days)[rng.choice(seed, "customer.terms", ids, shares)]
        for days, shares in (
            (agreed.customer_terms_days, agreed.customer_terms),
            (agreed.overseas_terms_days, agreed.overseas_terms),
        )
    )
    terms = np.where(sea > 0, by_sea, by_land)
    order_size = rng.log_normal(seed, "customer.order_size", ids, realism.orders.customer_spread)
    owed = sales[segment] * share * order_size * (terms / 365)
    credit = _credit(seed, ids, agreed, owed + order_value[segment] * order_size)
    pins = rng.integers(seed, "customer.pin", ids, 1, 99)
    rows = Rows(
        "customer",
        {
            "customer_name": texts(titles),
            "segment": Choice(segment, SEGMENTS),
            "gstin": texts(
                None if away else identity.gstin(city.state_code, pan)
                for city, pan, away in zip(cities, pans, foreign, strict=True)
            ),
            "city": [city.name for city in cities],
            "state_name": [STATES[city.state_code] for city in cities],
            "pin_code": texts(
                ABROAD_PIN if away else f"{city.pin}{pin:03d}"
                for city, pin, away in zip(cities, pins, foreign, strict=True)
            ),
            "credit_limit": credit,
            "payment_terms_days": terms,
            "customer_since": calendar.epoch(since),
        },
        calendar.epoch(np.maximum(since, 0)),
    )
    rows, key, again = registered(seed, realism.dirt, rows)
    return Customers(
        key=key,
        segment=segment,
        home=np.array([city.state_code == HOME_STATE for city in cities]),
        state=np.array([int(city.state_code) for city in cities]),
        region=np.array([_REGION[city.name] for city in cities]),
        overseas=np.array([city.overseas for city in cities]),
        distance_km=np.where(sea > 0, sea, road),
        flown_km=np.rint(crow).astype(np.int64),
        since=since,
        terms=terms,
        lateness=rng.choice(seed, "customer.lateness", ids, realism.cash.punctuality),
        pay_weekday=rng.integers(seed, "customer.pay_weekday", ids, *realism.cash.weekdays),
        pays_by=rng.choice(seed, "customer.method", ids, realism.cash.methods),
        activity=active,
        failed=_failures(
            seed, ids, active.left, share, 1 / np.bincount(segment[:count])[segment], realism.cash
        ),
        order_size=order_size,
        carries=rng.chance(
            seed,
            "customer.carries",
            np.arange(len(ids) * len(FAMILIES)),
            realism.orders.carried,
        ),
        agreed=_agreed(seed, segment, realism.orders),
        rows=rows,
        twins=again,
    )


def territories(sold: Customers, desks: int) -> np.ndarray:
    """Return of each customer the lot of a desk among so many (see :meth:`Staff.in_charge`).

    Each has customers of neighbouring places, and about as many as the others. Exports have desks for themselves, as they are
    a part of all customers.
    """
    abroad = sold.segment == EXPORT
    for_exports = max(1, round(desks * abroad.mean())) if desks >= _EXPORT_DESK_FROM else 0
    order = np.lexsort((sold.region, abroad))
    lot = np.empty(len(order))
    if for_exports:
        inland = desks - for_exports
        groups = ((order[~abroad[order]], 0, inland), (order[abroad[order]], inland, for_exports))
    else:
        groups = ((order, 0, desks),)
    for mine, first, number in groups:
        lot[mine] = (first + np.arange(len(mine)) * number // max(len(mine), 1) + 0.5) / desks
    return lot


def sales_rate(
    goods: Goods, customers: Customers, product: np.ndarray, day: np.ndarray, customer: np.ndarray
) -> np.ndarray:
    """Return tax rates in hundredths of a per cent: those of the law on the day, none on exports."""
    abroad = customers.segment[customer] == EXPORT
    return np.where(abroad, 0, gst_rate(goods, product, day))


def _credit(seed: int, ids: np.ndarray, agreed: Partners, usual: np.ndarray) -> np.ndarray:
    """Return credit limits, paisa, of customers who usually owe so much with the next order."""
    cover = rng.between(seed, "customer.credit", ids, *agreed.credit_cover)
    step = agreed.credit_step * 100
    steps = np.ceil(usual * cover / step).astype(np.int64)
    return np.maximum(steps * step, agreed.least_credit * 100)


def _agreed(seed: int, segment: np.ndarray, knobs: Orders) -> np.ndarray:
    """Return the discounts agreed with customers of these segments, hundredths of a per cent, by customer, family and year."""
    buyer = np.arange(len(segment) * len(FAMILIES))
    kept, new = math.sqrt(1 - knobs.renegotiated), math.sqrt(knobs.renegotiated)
    usual = np.repeat(np.asarray(knobs.discount_by_segment)[segment], len(FAMILIES))
    always = kept * rng.normal(seed, "customer.discount", buyer)
    found = np.empty((len(buyer), calendar.PLAN_YEARS), dtype=np.int16)
    # At the largest sizes, all years at once would be the most that is ever in memory.
    for year in range(calendar.PLAN_YEARS):
        terms = buyer * calendar.PLAN_YEARS + year
        points = new * rng.normal(seed, "customer.terms_of_year", terms) + always
        found[:, year] = np.rint(100 * (usual + knobs.agreed_spread * points))
    return found.ravel()


def _failures(
    seed: int, ids: np.ndarray, left: np.ndarray, share: np.ndarray, mean: np.ndarray, cash: Cash
) -> np.ndarray:
    """Return the day from which on each customer pays nothing more that falls due; some of those who leave fail before.

    Parameters
    ----------
    left
        The month from which on each buys nothing more.
    share, mean
        The part of each in the orders of his segment, and that of the mean customer there.
    """
    before = rng.integers(seed, "customer.failed", ids, *cash.failing_days)
    begins = calendar.MONTH_START[np.minimum(left, calendar.PLAN_MONTHS - 1)]
    fails = (left < calendar.PLAN_MONTHS) & (share < np.maximum(cash.failing_share, mean))
    fails &= rng.chance(seed, "customer.fails", ids, cash.failing)
    return np.where(fails, begins - before, calendar.NEVER)


def vendors(seed: int, size: Size, realism: Realism) -> Vendors:
    """Return the vendors: every kind has at least two."""
    company, agreed = realism.company, realism.partners
    count = size.grown(company.vendors, company.materials_exponent, 10)
    ids = np.arange(count)
    kind = rng.choice(seed, "vendor.kind", ids, agreed.vendor_kinds)
    kind[: 2 * len(VENDOR_TYPES)] = np.arange(2 * len(VENDOR_TYPES)) % len(VENDOR_TYPES)
    firm = np.stack([rng.uniform(seed, f"vendor.name.{part}", ids) for part in range(3)], axis=1)
    near = agreed.cities[: agreed.vendor_cities]
    cities = _pick_cities(rng.uniform(seed, "vendor.city", ids), near)
    titles = list(_names([VENDOR_TYPES[each] for each in kind], cities, firm))
    pans = [
        identity.pan(VENDOR_PANS + number, _holder(title), title)
        for number, title in zip(ids.tolist(), titles, strict=True)
    ]
    lead = rng.integers(seed, "vendor.lead", ids, *agreed.vendor_lead_days)
    lead += np.array(agreed.vendor_lead_by_kind)[kind]
    terms = np.array(agreed.vendor_terms_days)[
        rng.choice(seed, "vendor.terms", ids, agreed.vendor_terms)
    ]
    size_draw = rng.uniform(seed, "vendor.msme", ids)
    bounds = np.cumsum(np.asarray(agreed.vendor_msme), axis=1)[:, :-1]
    msme = (size_draw[:, None] >= bounds[kind]).sum(axis=1)
    small = msme < len(PROTECTED)
    terms = np.where(small, np.minimum(terms, MSME_DAYS), terms)
    since = -rng.integers(seed, "vendor.since", ids, *agreed.vendor_age_days)
    rows = Rows(
        "vendor",
        {
            "vendor_name": texts(titles),
            "vendor_type": Choice(kind, VENDOR_TYPES),
            "msme_status": Choice(msme, MSME_STATUSES),
            "gstin": texts(
                identity.gstin(city.state_code, pan) for city, pan in zip(cities, pans, strict=True)
            ),
            "city": [city.name for city in cities],
            "state_name": [STATES[city.state_code] for city in cities],
            "lead_time_days": lead,
            "payment_terms_days": terms,
            "vendor_since": calendar.epoch(since),
        },
        calendar.first_day(count),
    )
    home = np.array([city.state_code == HOME_STATE for city in cities])
    rows, key, again = registered(seed, realism.dirt, rows)
    return Vendors(key, kind, home, lead, terms, small, rows, again)
