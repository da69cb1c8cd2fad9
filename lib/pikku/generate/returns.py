"""Goods that customers send back: of which shipments, how many, when, and how many of them are as good as new."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Realism
from pikku.generate import calendar, rng
from pikku.generate.goods import between
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Carriers, Customers


@dataclass(frozen=True)
class Returned:
    """What comes back of each shipment's first line, as arrays by shipment: mostly nothing.

    `day` may lie after the plan; it is the day of the credit note, too.
    """

    day: np.ndarray
    quantity: np.ndarray
    accepted: np.ndarray  # as good as new

    @property
    def within(self) -> np.ndarray:
        """Return the places of the shipments of which something comes back within the plan."""
        return np.flatnonzero((self.quantity > 0) & (self.day < calendar.PLAN_DAYS))


def draw(
    seed: int,
    realism: Realism,
    orders: OrderChunk,
    sent: ShipmentChunk,
    customers: Customers,
    carriers: Carriers,
) -> Returned:
    """Return what comes back of shipments, whose numbers need not be known for it.

    Nor is the carrier known before: goods are sent back some days after they have arrived with the slowest lorry and the
    longest delay.
    """
    knobs = realism.returns
    ids = orders.number[sent.order] * 2 + sent.part
    customer = orders.customer[sent.order]
    back = rng.chance(seed, "goods_return.returned", ids, knobs.returned)
    back &= customers.segment[customer] != EXPORT
    at = np.flatnonzero(back)
    ids, first = ids[at], np.flatnonzero(sent.line_no == 1)[at]
    slowest = min(
        speed for speed, mode in zip(carriers.speed, carriers.mode, strict=True) if mode == "road"
    )
    transit = -(-customers.distance_km[customer[at]] // slowest)
    arrived = calendar.off_closed_day(
        sent.day[at] + np.maximum(1, transit) + realism.dispatch.delayed_days[1]
    )
    part = between(seed, "goods_return.part", ids, *knobs.part)
    pieces = np.minimum(np.ceil(sent.quantity[first] * part).astype(np.int64), sent.quantity[first])
    sound = between(seed, "goods_return.sound", ids, *knobs.sound)
    day, quantity, accepted = (np.zeros(len(back), dtype=np.int64) for _ in range(3))
    day[at] = calendar.off_closed_day(
        arrived + rng.integers(seed, "goods_return.day", ids, *knobs.days)
    )
    quantity[at] = pieces
    accepted[at] = (pieces * sound).astype(np.int64)
    return Returned(day, quantity, accepted)
