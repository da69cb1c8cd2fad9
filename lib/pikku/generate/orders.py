"""Order to invoice: orders, their lines, dispatches and invoices, for any range of blocks."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.realism import Realism
from pikku.catalog.sales import CHANNELS
from pikku.generate import calendar, demand, rng
from pikku.generate.goods import Goods
from pikku.generate.partners import Customers
from pikku.generate.rows import half_up, position_in_group


@dataclass(frozen=True)
class OrderChunk:
    """The orders of some blocks, as arrays; lines are grouped by order, `line_order` is a line's place in `number`."""

    number: np.ndarray  # document numbers, from 1
    block: np.ndarray
    day: np.ndarray
    customer: np.ndarray  # positions
    requested: np.ndarray
    channel: np.ndarray
    line_order: np.ndarray
    line_no: np.ndarray
    product: np.ndarray  # positions
    quantity: np.ndarray
    list_price: np.ndarray
    discount: np.ndarray
    price: np.ndarray
    campaign: np.ndarray  # numbers, from 1; 0 is none

    @property
    def line_id(self) -> np.ndarray:
        """Return the keys of the lines."""
        return self.number[self.line_order] * 100 + self.line_no


@dataclass(frozen=True)
class ShipmentChunk:
    """The dispatches of those orders; lines are grouped by shipment, `line_shipment` is a line's place in `day`."""

    order: np.ndarray  # place in the orders
    part: np.ndarray  # 0 or 1
    day: np.ndarray
    line_shipment: np.ndarray
    line_no: np.ndarray
    line: np.ndarray  # place in the order lines
    quantity: np.ndarray


def draw_orders(
    seed: int,
    realism: Realism,
    plan: demand.Plan,
    goods: Goods,
    customers: Customers,
    blocks: range,
) -> OrderChunk:
    """Return the orders of a range of blocks with their lines."""
    knobs = realism.orders
    first = plan.first_of_block[blocks.start : blocks.stop + 1]
    place = np.arange(first[0], first[-1])
    number = place + 1
    day = np.searchsorted(plan.first_order, place, side="right") - 1
    segment = plan.segments.choose(day, rng.words(seed, "sales_order.segment", number))
    segments = len(realism.demand.segment_share)
    customer = customers.chooser.choose(
        calendar.MONTH_OF_DAY[day] * segments + segment,
        rng.words(seed, "sales_order.customer", number),
    )
    least, most = np.asarray(knobs.requested_days)[segment].T
    wait = least + (rng.uniform(seed, "sales_order.requested", number) * (most - least + 1)).astype(
        np.int64
    )
    channel = rng.Table(np.asarray(knobs.channels)).choose(
        segment,
        np.where(
            rng.chance(seed, "sales_order.usual_channel", number, knobs.usual_channel),
            rng.words(seed, "customer.channel", customer),
            rng.words(seed, "sales_order.channel", number),
        ),
    )
    count = rng.choice(seed, "sales_order.lines", number, knobs.lines) + 1
    line_order = np.repeat(np.arange(len(number)), count)
    # What an order has is looked up by its lines: to repeat it would be slower, as nobody can guess the counts.
    line_no = np.arange(1, len(line_order) + 1) - (np.cumsum(count) - count)[line_order]
    line_id = (number * 100)[line_order] + line_no
    week, half = calendar.week(day), calendar.half_year(day)
    family, within = plan.families.choose_within(
        (segment * calendar.PLAN_WEEKS + week)[line_order],
        _spread(seed, number, count, line_order, line_id, line_no),
    )
    buyer = customer[line_order] * len(FAMILIES) + family  # with what is agreed for the family
    product = _goods(seed, realism, plan, buyer, week[line_order], family, within, line_id)
    of_line = segment[line_order]
    usual = _at(goods.line_quantity, (segment, half), line_order, product)
    size = customers.order_size[customer][line_order]
    quantity = _quantities(seed, realism, usual, size, goods.step[product], line_id)
    list_price = _at(goods.list_price, (half,), line_order, product)
    campaign = _at(plan.campaign, (segment, week), line_order, family)
    large = quantity > usual * knobs.large
    discount = _discounts(seed, realism, of_line, buyer, line_id, large, campaign)
    return OrderChunk(
        number=number,
        block=np.repeat(np.arange(blocks.start, blocks.stop), np.diff(first)),
        day=day,
        customer=customer,
        requested=calendar.off_closed_day(day + wait),
        channel=channel,
        line_order=line_order,
        line_no=line_no,
        product=product,
        quantity=quantity,
        list_price=list_price,
        discount=discount,
        price=half_up(list_price * (10_000 - discount), 10_000),
        campaign=campaign,
    )


def _spread(
    seed: int,
    number: np.ndarray,
    count: np.ndarray,
    line_order: np.ndarray,
    line_id: np.ndarray,
    line_no: np.ndarray,
) -> np.ndarray:
    """Return the word that each line draws its product by.

    Systematic sampling: the lines of an order draw from different parts of the distribution, so goods seldom recur. The range
    of words is cut into as many equal parts as the order has lines, all shifted alike; past its end it begins anew.
    """
    part = (2**32 // count)[line_order]
    # Of sums and products the last 32 bits count: that others overflow does no harm.
    within = (rng.words(seed, "sales_order_line.product", line_id) * part) >> 32
    within += part * line_no
    within += rng.words(seed, "sales_order.goods", number)[line_order]
    return within.astype(np.uint32)


def _goods(
    seed: int,
    realism: Realism,
    plan: demand.Plan,
    buyer: np.ndarray,
    week: np.ndarray,
    family: np.ndarray,
    within: np.ndarray,
    line_id: np.ndarray,
) -> np.ndarray:
    """Return the good of each line: mostly one of those that the customer takes regularly.

    Words are cut into as many equal parts as a customer takes goods of a family. In each part one word, the customer's own,
    stands for all: so the lines of an order, which draw from different parts, seldom are for the same good, and what all
    customers take adds up to demand. Goods that are launched or given up move what a word means, but little.

    Parameters
    ----------
    buyer
        A number for each customer and family.
    within
        The word that each line draws its good by.
    """
    knobs = realism.orders
    part = 2**32 // knobs.assortment
    place = np.minimum(within.astype(np.int64) // part, knobs.assortment - 1)
    own = rng.words(seed, "customer.assortment", buyer * knobs.assortment + place)
    usual = rng.chance(seed, "sales_order_line.regular", line_id, knobs.regular)
    word = np.where(usual, place * part + ((own.astype(np.int64) * part) >> 32), within)
    group = (~usual * calendar.PLAN_WEEKS + week) * len(FAMILIES) + family
    return plan.products.choose(group, word.astype(np.uint32))


def _at(
    cells: np.ndarray, of_order: tuple[np.ndarray, ...], order: np.ndarray, of_line: np.ndarray
) -> np.ndarray:
    """Return the cell of each line: in the last dimension that of the line, in those before it that of its `order`."""
    row = np.ravel_multi_index(of_order, cells.shape[:-1]) * cells.shape[-1]
    return cells.ravel()[row[order] + of_line]


def _quantities(
    seed: int,
    realism: Realism,
    usual: np.ndarray,
    size: np.ndarray,
    step: np.ndarray,
    line_id: np.ndarray,
) -> np.ndarray:
    """Return the quantities of lines: log-normal about `size` times the usual one, in whole packs of `step` pieces."""
    spread = realism.orders.quantity_spread
    packs = rng.log_normal(seed, "sales_order_line.quantity", line_id, spread)
    packs *= size
    packs *= usual
    packs /= step
    return np.maximum(np.rint(packs, out=packs), 1).astype(np.int64) * step


def _discounts(
    seed: int,
    realism: Realism,
    segment: np.ndarray,
    buyer: np.ndarray,
    line_id: np.ndarray,
    large: np.ndarray,
    campaign: np.ndarray,
) -> np.ndarray:
    """Return discounts in hundredths of a per cent, in steps: what is agreed, more for large quantities, and campaigns'.

    Parameters
    ----------
    buyer
        A number for each customer and family.
    campaign
        Number of the campaign that each line falls in, from 1, or 0.
    """
    offers = demand.held(realism.demand)
    extra = np.array([0, *(round(offer.discount * 100) for offer, _ in offers)])[campaign]
    knobs = realism.orders
    usual = np.asarray(knobs.discount_by_segment)[segment]
    spread = knobs.agreed_spread * rng.normal(seed, "customer.discount", buyer)
    spread += knobs.discount_spread * rng.normal(seed, "sales_order_line.discount", line_id)
    steps = np.rint((usual + spread + knobs.large_discount * large) / knobs.discount_step)
    step = round(knobs.discount_step * 100)
    steps = np.clip(steps, 0, round(knobs.most_discount * 100) // step).astype(np.int64)
    return steps * step + extra


def ship(seed: int, realism: Realism, goods: Goods, orders: OrderChunk) -> ShipmentChunk:
    """Return the dispatches of orders, in one part or two; what would leave after the plan does not leave."""
    knobs = realism.dispatch
    number, lines = orders.number, orders.line_order
    count = np.bincount(lines, minlength=len(number))
    lag = rng.choice(seed, "shipment.lag", number, knobs.days) + 1
    first = calendar.add_working_days(orders.day, lag)
    gap = rng.integers(seed, "shipment.gap", number, *knobs.split_days)
    days = np.stack([first, calendar.off_closed_day(first + gap)])
    days[:, cancelled(seed, realism, number)] = calendar.PLAN_DAYS
    split = rng.chance(seed, "shipment.split", number, knobs.split)[lines]
    sent = _sent(seed, realism, orders)
    line_id = orders.line_id
    # Of a split order the first line leaves at once, the last one later, the others either way; a lone line is divided.
    later = split & (orders.line_no > 1)
    later &= rng.chance(seed, "shipment_line.part", line_id, knobs.later)
    later |= split & (orders.line_no == count[lines]) & (orders.line_no > 1)
    step = goods.step[orders.product]
    divided = split & (count[lines] == 1) & (sent > step)
    part_later = (sent * knobs.later_part // 100 // step) * step
    rest = np.where(later, sent, np.where(divided, part_later, 0))
    quantities = np.stack([sent - rest, rest])
    part, line = np.nonzero((quantities > 0) & (days[:, lines] < calendar.PLAN_DAYS))
    order = np.lexsort((line, part, lines[line]))
    part, line = part[order], line[order]
    group = lines[line] * 2 + part
    position = position_in_group(group)
    head = position == 0
    shipment_order, shipment_part = lines[line][head], part[head]
    return ShipmentChunk(
        order=shipment_order,
        part=shipment_part,
        day=days[shipment_part, shipment_order],
        line_shipment=np.cumsum(head) - 1,
        line_no=position + 1,
        line=line,
        quantity=quantities[part, line],
    )


def cancelled(seed: int, realism: Realism, number: np.ndarray) -> np.ndarray:
    """Return which orders are called off before dispatch."""
    return rng.chance(seed, "sales_order.cancelled", number, realism.orders.cancelled)


def _sent(seed: int, realism: Realism, orders: OrderChunk) -> np.ndarray:
    """Return what is sent of each line in all: the quantity ordered, or less of a line that is sent short."""
    knobs = realism.dispatch
    least, most = knobs.short_sent
    share = least + (most - least) * rng.uniform(seed, "shipment_line.sent", orders.line_id)
    short = rng.chance(seed, "shipment_line.short", orders.line_id, knobs.short)
    return np.where(
        short, np.maximum(1, (orders.quantity * share).astype(np.int64)), orders.quantity
    )


def channels() -> tuple[str, ...]:
    """Return the values that `OrderChunk.channel` counts."""
    return CHANNELS
