"""Order to dispatch: orders, their lines and what leaves of them, for any range of blocks."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.realism import Realism
from pikku.generate import calendar, demand, rng
from pikku.generate.goods import Goods
from pikku.generate.partners import Customers
from pikku.generate.rows import half_up, position_in_group

#: The golden section of all words, odd.
_GOLDEN = 2_654_435_769


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
    segment, within = plan.segments.choose_within(day, _turns(seed, knobs.rhythm, plan, number))
    segments = len(realism.demand.segment_share)
    customer = customers.chooser.choose(calendar.MONTH_OF_DAY[day] * segments + segment, within)
    least, most = np.asarray(knobs.requested_days)[segment].T
    wait = rng.integers(seed, "sales_order.requested", number, least, most)
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
    line_no, line_id = _line_numbers(number, count, line_order)
    week, half = calendar.week(day), calendar.half_year(day)
    group = (segment * calendar.PLAN_WEEKS + week)[line_order]
    word = _spread(seed, number, count, line_order, line_id, line_no)
    family, within, buyer = _families(seed, plan, customers, customer[line_order], group, word)
    product = _goods(seed, realism, plan, buyer, week[line_order], family, within, line_id)
    again = np.flatnonzero(_first_of_same(product, line_no) < np.arange(len(product)))
    product[again] = _goods(
        seed,
        realism,
        plan,
        *(each[again] for each in (buyer, week[line_order], family)),
        # A good that the order has already: rather the customer's next one.
        within[again] + np.uint32(2**32 // knobs.assortment % 2**32),
        line_id[again],
    )
    usual = _at(goods.line_quantity, (segment, half), line_order, product)
    size = customers.order_size[customer][line_order]
    quantity = _quantities(seed, realism, usual, size, goods.step[product], line_id)
    first_of_same = _first_of_same(product, line_no)
    added = np.flatnonzero(first_of_same < np.arange(len(product)))
    if len(added):  # what is left of these is added up
        np.add.at(quantity, first_of_same[added], quantity[added])
        kept = np.delete(np.arange(len(product)), added)
        line_order, family, buyer, product, usual, quantity = (
            each[kept] for each in (line_order, family, buyer, product, usual, quantity)
        )
        count = np.bincount(line_order, minlength=len(number))
        line_no, line_id = _line_numbers(number, count, line_order)
    list_price = _at(goods.list_price, (half,), line_order, product)
    taken = rng.chance(seed, "sales_order.campaign", number, knobs.taken_up)
    campaign = _at(plan.campaign, (segment, week), line_order, family) * taken[line_order]
    agreed = customers.agreed[buyer * calendar.PLAN_YEARS + calendar.YEAR_OF_DAY[day][line_order]]
    discount = _discounts(seed, realism, agreed, line_id, quantity > usual * knobs.large, campaign)
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


def _turns(seed: int, share: float, plan: demand.Plan, number: np.ndarray) -> np.ndarray:
    """Return the word that each order draws its segment and its customer by.

    A share of them take turns: multiples of the golden section fall on any part of the words at nearly even distances (of three
    lengths: Sós, On the distribution mod 1 of the sequence nα, 1958), so that who buys, does so at intervals. In about a week
    the turns are shuffled, or one customer would always follow another.
    """
    a_week = plan.first_order[calendar.DAYS] * 7 // calendar.DAYS
    width = max(int(a_week).bit_length() - 1, 0)
    last = (1 << width) - 1
    shuffle = rng.words(seed, "sales_order.shuffle", number >> width).astype(np.int64)
    place = ((number & last) * (shuffle | 1) + (shuffle >> 16)) & last
    turn = (number & ~last) + place
    return np.where(
        rng.chance(seed, "sales_order.rhythm", number, share),
        (turn * _GOLDEN).astype(np.uint32),
        rng.words(seed, "sales_order.customer", number),
    )


def _line_numbers(
    number: np.ndarray, count: np.ndarray, line_order: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the number of each line in its order, from 1, and its key, of orders that have so many lines.

    What an order has is looked up by its lines: to repeat it would be slower, as nobody can guess the counts.
    """
    line_no = np.arange(1, len(line_order) + 1) - (np.cumsum(count) - count)[line_order]
    return line_no, (number * 100)[line_order] + line_no


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


def _families(
    seed: int,
    plan: demand.Plan,
    customers: Customers,
    customer: np.ndarray,
    group: np.ndarray,
    word: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the family of each line, the word to choose a good of it by, and a number for its customer and family.

    What a customer doesn't carry he takes as much more of his main family, which is drawn like a line's: so what all take adds up
    to demand.
    """
    family, within = plan.families.choose_within(group, word)
    buyer = customer * len(FAMILIES)
    other = np.flatnonzero(~customers.carries[buyer + family])
    main = rng.words(seed, "customer.main_family", customer[other])
    family[other] = plan.families.choose(group[other], main)
    within[other] = word[other]
    buyer += family
    return family, within, buyer


def _first_of_same(product: np.ndarray, line_no: np.ndarray) -> np.ndarray:
    """Return of each line the place of the first one that is for the same good in the same order."""
    first = np.arange(len(product))
    for back in range(1, int(line_no.max(initial=1))):
        same = np.flatnonzero(product[back:] == product[:-back])
        same = same[line_no[same + back] > back]
        first[same + back] = same
    return first


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
    agreed: np.ndarray,
    line_id: np.ndarray,
    large: np.ndarray,
    campaign: np.ndarray,
) -> np.ndarray:
    """Return discounts in hundredths of a per cent, in steps: what is agreed, more for large quantities, and campaigns'.

    Parameters
    ----------
    agreed
        Hundredths of a per cent.
    campaign
        Number of the campaign that each line falls in, from 1, or 0.
    """
    offers = demand.held(realism.demand)
    extra = np.array([0, *(round(offer.discount * 100) for offer, _ in offers)])[campaign]
    knobs = realism.orders
    points = knobs.discount_spread * rng.normal(seed, "sales_order_line.discount", line_id)
    points += agreed / 100
    points += knobs.large_discount * large
    steps = np.rint(points / knobs.discount_step)
    step = round(knobs.discount_step * 100)
    steps = np.clip(steps, 0, round(knobs.most_discount * 100) // step).astype(np.int64)
    return steps * step + extra


def ship(seed: int, realism: Realism, goods: Goods, orders: OrderChunk) -> ShipmentChunk:
    """Return the dispatches of orders, in one part or two; what would leave after the plan does not leave.

    In some weeks a good is held: what is on stock of it waits for its test. Of an order that should leave then, its lines wait,
    all orders' until the same day, or are sent short; what should leave from the next week on is of later lots. An order of
    which nothing else could leave waits as a whole, but of a lone line a part leaves at once.
    """
    knobs = realism.dispatch
    number, lines = orders.number, orders.line_order
    count = np.bincount(lines, minlength=len(number))
    lag = rng.choice(seed, "shipment.lag", number, knobs.days) + 1
    first = calendar.add_working_days(orders.day, lag)
    week = calendar.week(first)
    held, sent = _held(seed, realism, goods, orders, week)
    spell = orders.product[held] * calendar.PLAN_WEEKS + week[lines[held]]
    after = rng.integers(seed, "product.released", spell, *knobs.held_days)
    second = first.copy()
    np.maximum.at(second, lines[held], calendar.monday(week[lines[held]]) + after)
    second = calendar.off_closed_day(second)
    step = goods.step[orders.product[held]]
    # A lone line is divided, if it can be.
    part = np.where(
        count[lines[held]] == 1, sent[held] * knobs.later_part // 100 // step * step, sent[held]
    )
    rest = np.zeros_like(sent)
    rest[held] = part
    waiting = np.bincount(lines[held], minlength=len(number)) == count
    whole = waiting & ((count > 1) | (np.bincount(lines, rest, len(number)) == 0))
    rest[held] = np.where(whole[lines[held]], 0, part)
    days = np.stack([np.where(whole, second, first), second])
    days[:, cancelled(seed, realism, number)] = calendar.PLAN_DAYS
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


def _held(
    seed: int, realism: Realism, goods: Goods, orders: OrderChunk, week: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the places of the lines that wait, and what is sent of each line in all: less than ordered of one sent short.

    Parameters
    ----------
    week
        The week in which each order should leave.
    """
    knobs = realism.dispatch
    spell = orders.product * calendar.PLAN_WEEKS + week[orders.line_order]
    held = np.flatnonzero(rng.chance(seed, "product.held", spell, knobs.held))
    line_id = orders.line_id[held]
    short = rng.chance(seed, "shipment_line.short", line_id, knobs.short)
    step, ordered = goods.step[orders.product[held]], orders.quantity[held]
    share = rng.between(seed, "shipment_line.sent", line_id, *knobs.short_sent)
    packs = np.maximum((ordered * share).astype(np.int64) // step, 1) * step
    sent = orders.quantity.copy()
    sent[held] = np.where(short, packs, ordered)
    return held[~short], sent


def cancelled(seed: int, realism: Realism, number: np.ndarray) -> np.ndarray:
    """Return which orders are called off before dispatch."""
    return rng.chance(seed, "sales_order.cancelled", number, realism.orders.cancelled)
