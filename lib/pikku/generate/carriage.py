"""How goods are carried: carriers, which of them comes for a dispatch, and what they charge."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Dispatch
from pikku.catalog.shipping import MODES
from pikku.catalog.taxes import EXEMPT_CARRIERS
from pikku.errors import PikkuError
from pikku.generate import calendar, rng
from pikku.generate.goods import Goods
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Customers
from pikku.generate.rows import Choice, Rows, half_up

#: What carriers serve: GST codes of states. The last zone is all others, and where lorries go abroad.
ZONES = {
    "home": ("27", "30"),
    "west": ("08", "22", "23", "24", "26"),
    "north": ("01", "02", "03", "04", "05", "06", "07", "09"),
    "south": ("29", "32", "33", "34", "36", "37"),
    "east": (),
}
_ROAD, _RAIL, _AIR, _SEA = range(len(MODES))


@dataclass(frozen=True)
class Carriers:
    """Transport companies as arrays by position (the key is the position plus 1).

    Attributes
    ----------
    of_customer
        By mode and customer, the usual carriers, the first one first, and the one for short ways; -1 where nobody serves the
        customer.
    local
        Share of each customer's shipments by road that the one for short ways brings.
    flies
        Whether parcels fly that would come too late to the customer.
    """

    mode: np.ndarray  # positions in `MODES`
    rate: np.ndarray  # paisa a tonne-kilometre
    speed: np.ndarray  # kilometres a day
    of_customer: np.ndarray
    local: np.ndarray
    flies: np.ndarray
    rows: Rows

    @property
    def slowest(self) -> int:
        """Return the kilometres a day of the slowest carrier by road; raises a PikkuError where there is none."""
        by_road = self.speed[self.mode == _ROAD]
        if not len(by_road):
            raise _unserved(_ROAD)
        return int(by_road.min())


def _unserved(mode: int) -> PikkuError:
    return PikkuError(
        f"Goods are to be carried by {MODES[mode]} to places that no carrier serves.",
        remedy=f"Give the parameter dispatch.carriers carriers by {MODES[mode]} for all zones: {', '.join(ZONES)}.",
    )


def carriers(seed: int, knobs: Dispatch, customers: Customers, orders: int) -> Carriers:
    """Return the carriers, and which of them serve each customer.

    Parameters
    ----------
    orders
        How many there are in the plan: carriers with few lorries bring no more than they can.
    """
    titles, modes, rates, speeds, served = zip(*knobs.carriers, strict=True)
    numbers = np.arange(len(titles))
    mode = np.array([MODES.index(name) for name in modes])
    rate, speed = np.array(rates), np.array(speeds)
    codes = [f"TR-{number + 1:02d}" for number in numbers]
    small = np.isin(codes, EXEMPT_CARRIERS) & (mode == _ROAD)
    near = (customers.distance_km <= knobs.local_km) & ~customers.overseas
    a_day = orders / np.count_nonzero(calendar.WORKING) * near.mean()
    most = knobs.local_a_day * np.count_nonzero(small) / max(a_day, 1.0)
    share = min(knobs.local, most) if small.any() else 0.0
    rows = Rows(
        "carrier",
        {
            "carrier_code": numbers + 1,
            "carrier_name": list(titles),
            "mode": Choice(mode, MODES),
            "rate_per_tonne_km": rate,
            "km_per_day": speed,
        },
        calendar.first_day(len(numbers)),
    )
    of_customer = _of_customers(seed, knobs, customers, mode, small, _serves(served))
    return Carriers(
        mode,
        rate,
        speed,
        of_customer,
        np.where(near & (of_customer[_ROAD, :, -1] >= 0), share, 0.0),
        rng.chance(seed, "customer.flies", customers.ids, knobs.air),
        rows,
    )


def _serves(served: tuple[tuple[str, ...], ...]) -> np.ndarray:
    """Return whether each carrier serves each zone, shape (zones, carriers)."""
    return np.array([[zone in named or not named for named in served] for zone in ZONES])


def _of_customers(
    seed: int,
    knobs: Dispatch,
    customers: Customers,
    mode: np.ndarray,
    small: np.ndarray,
    serves: np.ndarray,
) -> np.ndarray:
    """Return the carriers of each customer, as in :class:`Carriers`: of those who serve the zone, the cheap ones sooner."""
    zone = np.full(len(customers.state), len(ZONES) - 1)
    for place, states in enumerate(ZONES.values()):
        zone[np.isin(customers.state, [int(code) for code in states])] = place
    rates = np.array([rate for _, _, rate, *_ in knobs.carriers], dtype=np.float64)
    numbers = np.arange(len(mode))
    lottery = rng.uniform(
        seed, "customer.carrier", rng.combine(customers.ids[:, None], numbers[None, :])
    )
    # Who has the least of these comes first, as often as the weight says (Efraimidis and Spirakis, Information Processing Letters, 2006).
    wait = -np.log1p(-lottery) * (rates / rates.min()) ** knobs.cheaper
    found = []
    for each in range(len(MODES)):
        waits = np.where((mode == each) & serves[zone], wait, np.inf)
        usual = _first(np.where(small, np.inf, waits), len(knobs.usual_carriers))
        found.append(np.concatenate([usual, _first(np.where(small, waits, np.inf), 1)], axis=1))
    return np.stack(found).astype(np.int16)


def _first(waits: np.ndarray, count: int) -> np.ndarray:
    """Return the carriers who wait least, shape (customers, count): the first again where there are fewer, -1 where there is none."""
    order = np.argsort(waits, axis=1)[:, np.minimum(np.arange(count), waits.shape[1] - 1)]
    there = np.isfinite(np.take_along_axis(waits, order, axis=1))
    return np.where(there, order, np.where(there[:, :1], order[:, :1], -1))


@dataclass(frozen=True)
class Carried:
    """How each of some shipments is carried: by whom, over how many kilometres, how long, and for how much."""

    carrier: np.ndarray
    distance: np.ndarray
    transit: np.ndarray  # days
    weight: np.ndarray  # kilograms, packed
    freight: np.ndarray  # paisa


def carry(
    seed: int,
    knobs: Dispatch,
    orders: OrderChunk,
    sent: ShipmentChunk,
    goods: Goods,
    customers: Customers,
    carriers: Carriers,
) -> Carried:
    """Return how shipments are carried: all of a customer's day by one carrier, but for parcels that fly.

    Raises
    ------
    PikkuError
        When goods are to go by a mode and to a place that no carrier serves.
    """
    customer = orders.customer[sent.order]
    weight, price = _totals(orders, sent, goods)
    id_of_day = customer * 10_000 + sent.day
    distance = customers.distance_km[customer]
    by_rail = (distance > knobs.rail_km) & rng.chance(seed, "shipment.rail", id_of_day, knobs.rail)
    abroad = customers.segment[customer] == EXPORT
    mode = np.where(by_rail & ~abroad, _RAIL, _ROAD)
    across = np.where(weight < knobs.air_kg_abroad, _AIR, _SEA)
    mode = np.where(customers.overseas[customer], across, mode)
    rank = _rank(seed, knobs, id_of_day, np.where(mode == _ROAD, carriers.local[customer], 0.0))
    carrier = carriers.of_customer[mode, customer, rank]
    by_land = -(-distance // carriers.speed[carrier])
    parcel = (orders.requested[sent.order] < sent.day + by_land) & carriers.flies[customer]
    parcel &= ~abroad & (distance > knobs.air_km) & (weight < knobs.air_kg)
    (parcels,) = np.nonzero(parcel)
    by_air = rank[parcels] % len(knobs.usual_carriers)  # who drives short ways doesn't fly
    flight = carriers.of_customer[_AIR, customer[parcels], by_air]
    cost = _freight(
        knobs, np.array(_AIR), weight[parcels], distance[parcels], carriers.rate[flight]
    )
    flown = cost <= price[parcels] * knobs.air_of_price
    mode[parcels[flown]], carrier[parcels[flown]] = _AIR, flight[flown]
    (lost,) = np.nonzero(carrier < 0)
    if len(lost):
        raise _unserved(int(mode[lost[0]]))
    crow = customers.overseas[customer] & (mode == _AIR)
    distance = np.where(crow, customers.flown_km[customer], distance)
    return Carried(
        carrier.astype(np.int64),
        distance,
        np.maximum(1, -(-distance // carriers.speed[carrier])),
        weight,
        _freight(knobs, mode, weight, distance, carriers.rate[carrier]),
    )


def _totals(orders: OrderChunk, sent: ShipmentChunk, goods: Goods) -> tuple[np.ndarray, np.ndarray]:
    """Return what each shipment weighs with its packaging, kilograms rounded up, and its price, paisa."""
    milligrams, price = np.zeros((2, len(sent.day)), dtype=np.int64)
    packed = packed_weight(goods)[orders.product[sent.line]]
    np.add.at(milligrams, sent.line_shipment, sent.quantity * packed)
    np.add.at(price, sent.line_shipment, sent.quantity * orders.price[sent.line])
    return -(-milligrams // 1_000_000), price


def packed_weight(goods: Goods) -> np.ndarray:
    """Return what a piece of each good weighs with its part of carton, liner and label, milligrams."""
    bill = goods.bill
    packaging = goods.stock.of("product_type") == "packaging"
    grams = np.where(packaging, goods.stock.of("weight_g"), 0)[bill.component]
    tare = np.bincount(bill.good, bill.per_1000 / 1000 * grams, len(goods))  # of 1,000 pieces
    return goods.weight_g * 1000 + np.rint(tare).astype(np.int64)


def _rank(seed: int, knobs: Dispatch, ids: np.ndarray, local: np.ndarray) -> np.ndarray:
    """Return the place of the carrier among those of the customer; the last is for short ways, and has the share `local`."""
    bounds = np.cumsum(knobs.usual_carriers) / sum(knobs.usual_carriers)
    draw = rng.uniform(seed, "shipment.carrier", ids)
    usual = np.searchsorted(bounds[:-1], (draw - local) / (1 - local), side="right")
    return np.where(draw < local, len(bounds), usual)


def _freight(
    knobs: Dispatch, mode: np.ndarray, weight: np.ndarray, distance: np.ndarray, rate: np.ndarray
) -> np.ndarray:
    """Return what carriers charge, paisa: for the docket, by weight, and by weight and way, but a least amount."""
    docket, handling, least = (
        np.rint(np.array(rupees) * 100).astype(np.int64)[mode]
        for rupees in (knobs.docket, knobs.handling, knobs.minimum_freight)
    )
    return np.maximum(docket + handling * weight + half_up(weight * distance * rate, 1000), least)
