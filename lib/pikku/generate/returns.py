"""Goods that customers send back: of which shipments, how many, when, and how many of them are as good as new."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Realism
from pikku.generate import calendar, rng
from pikku.generate.carriage import Carriers
from pikku.generate.goods import Goods
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Customers


@dataclass(frozen=True)
class Returned:
    """What comes back of one line of each shipment, as arrays by shipment: mostly nothing, and then the line is its first.

    `day` may lie after the plan; it is the day of the credit note, too.
    """

    line: np.ndarray  # place in the lines of shipments
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
    goods: Goods,
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
    quality = rng.log_normal(seed, "product.returned", np.arange(len(goods)), knobs.quality_spread)
    lot = rng.uniform(seed, "goods_return.returned", ids)
    # The line is only drawn where something might come back.
    might = (lot < knobs.returned * quality.max()) & (customers.segment[customer] != EXPORT)
    at = np.flatnonzero(might)
    line = np.flatnonzero(sent.line_no == 1)
    lines = np.diff(line, append=len(sent.line_no))[at]
    drawn = line[at] + (rng.uniform(seed, "goods_return.line", ids[at]) * lines).astype(np.int64)
    back = lot[at] < knobs.returned * quality[orders.product[sent.line[drawn]]]
    at, drawn = at[back], drawn[back]
    line[at] = drawn
    ids = ids[at]
    transit = -(-customers.distance_km[customer[at]] // carriers.slowest)
    arrived = calendar.off_closed_day(
        sent.day[at] + np.maximum(1, transit) + realism.dispatch.delayed_days[1]
    )
    part = rng.between(seed, "goods_return.part", ids, *knobs.part)
    pieces = np.minimum(np.ceil(sent.quantity[drawn] * part).astype(np.int64), sent.quantity[drawn])
    sound = rng.between(seed, "goods_return.sound", ids, *knobs.sound)
    day, quantity, accepted = (np.zeros(len(line), dtype=np.int64) for _ in range(3))
    day[at] = calendar.off_closed_day(
        arrived + rng.integers(seed, "goods_return.day", ids, *knobs.days)
    )
    quantity[at] = pieces
    accepted[at] = (pieces * sound).astype(np.int64)
    return Returned(line, day, quantity, accepted)
