"""Sales documents: orders, dispatches, invoices, credit notes and receipts."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.finance import DISPUTE_OUTCOMES
from pikku.catalog.realism import Cash, Dispatch
from pikku.catalog.reference import FINISHED_STORE
from pikku.catalog.sales import CASH_DISCOUNT, CHANNELS, CREDIT_REASONS, DISPUTE_REASONS
from pikku.catalog.shipping import MODES
from pikku.generate import calendar, demand, rng, settle
from pikku.generate.advances import Advanced
from pikku.generate.documents.money import allocations, received
from pikku.generate.goods import Goods, between
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Carriers, Customers, sales_rate
from pikku.generate.people import SALES, Staff
from pikku.generate.returns import Returned
from pikku.generate.rows import NO_DAY, Before, Choice, Rows, half_up, tax, total_tax

_CREDITED, _WITHDRAWN, _OPEN = range(len(DISPUTE_OUTCOMES))
_ROAD, _RAIL, _AIR, _SEA = range(len(MODES))
_PRICE, _QUALITY = (CREDIT_REASONS.index(reason) for reason in ("price difference", "quality"))


def sales_orders(seed: int, orders: OrderChunk, employed: Staff) -> Rows:
    """Return sales orders; a customer's orders go to one salesperson as :meth:`Staff.in_charge` says."""
    lot = rng.uniform(seed, "customer.salesperson", orders.customer)
    return Rows(
        "sales_order",
        {
            "sales_order_no": orders.number,
            "customer_id": orders.customer + 1,
            "salesperson_id": employed.in_charge(SALES, lot, orders.day),
            "channel": Choice(orders.channel, CHANNELS),
            "ordered_on": calendar.epoch(orders.day),
            "requested_on": calendar.epoch(orders.requested),
        },
        calendar.epoch(orders.day),
        orders.block,
    )


def sales_order_lines(orders: OrderChunk, goods: Goods, customers: Customers) -> Rows:
    """Return the lines of sales orders, with the tax rates of the order's day."""
    order = orders.line_order
    rate = sales_rate(goods, customers, orders.product, orders.day[order], orders.customer[order])
    return Rows(
        "sales_order_line",
        {
            "sales_order_id": orders.number[orders.line_order],
            "line_no": orders.line_no,
            "product_id": orders.product + 1,
            "quantity": orders.quantity,
            "list_price": orders.list_price,
            "discount_rate": orders.discount,
            "unit_price": orders.price,
            "gst_rate": rate,
            "campaign_id": orders.campaign,
        },
        calendar.epoch(orders.day[orders.line_order]),
        orders.block[orders.line_order],
    )


def shipments(
    seed: int,
    knobs: Dispatch,
    orders: OrderChunk,
    sent: ShipmentChunk,
    numbers: np.ndarray,
    goods: Goods,
    customers: Customers,
    carriers: Carriers,
) -> tuple[Rows, Rows]:
    """Return shipments and their lines; `numbers` are the shipments' document numbers."""
    customer = orders.customer[sent.order]
    grams = np.zeros(len(sent.day), dtype=np.int64)
    np.add.at(grams, sent.line_shipment, sent.quantity * goods.weight_g[orders.product[sent.line]])
    weight = -(-grams // 1000)
    mode = _mode(seed, knobs, numbers, customer, weight, customers)
    carrier = _carrier(seed, numbers, mode, carriers)
    flies = customers.overseas[customer] & (mode == _AIR)
    distance = np.where(flies, customers.flown_km[customer], customers.distance_km[customer])
    transit = np.maximum(1, -(-distance // carriers.speed[carrier]))
    delay = rng.integers(seed, "shipment.delay", numbers, *knobs.delayed_days)
    delay = np.where(rng.chance(seed, "shipment.delayed", numbers, knobs.delayed), delay, 0)
    arrived = calendar.off_closed_day(sent.day + transit + delay)
    ordered = orders.day[sent.order]
    promised = np.maximum(orders.requested[sent.order], ordered + knobs.promised_days + transit)
    # What is missing of an order that is sent in two parts was promised with the first, which stands before it.
    promised = calendar.off_closed_day(promised)[np.arange(len(sent.day)) - sent.part]
    freight = np.maximum(
        half_up(weight * distance * carriers.rate[carrier], 1000),
        np.array(knobs.minimum_freight)[mode] * 100,
    )
    block = orders.block[sent.order]
    head = Rows(
        "shipment",
        {
            "shipment_no": numbers,
            "sales_order_id": orders.number[sent.order],
            "carrier_id": carrier + 1,
            "warehouse_id": np.full(len(numbers), FINISHED_STORE.warehouse_id),
            "dispatched_on": calendar.epoch(sent.day),
            "promised_on": calendar.epoch(promised),
            "delivered_on": calendar.epoch(arrived),
            "distance_km": distance,
            "weight_kg": weight,
            "freight_amount": freight,
        },
        calendar.epoch(arrived),
        block,
        Before({"delivered_on": np.full(len(numbers), NO_DAY)}, calendar.epoch(sent.day)),
    )
    lines = Rows(
        "shipment_line",
        {
            "shipment_id": numbers[sent.line_shipment],
            "line_no": sent.line_no,
            "sales_order_line_id": orders.line_id[sent.line],
            "quantity": sent.quantity,
        },
        calendar.epoch(sent.day[sent.line_shipment]),
        block[sent.line_shipment],
    )
    return head, lines


def _mode(
    seed: int,
    knobs: Dispatch,
    numbers: np.ndarray,
    customer: np.ndarray,
    weight: np.ndarray,
    customers: Customers,
) -> np.ndarray:
    """Return what each shipment goes by, as positions in `MODES`.

    Within India road, rail for a part of the long hauls, air for small parcels; abroad road, and where none leads, sea, or air for
    samples.
    """
    distance = customers.distance_km[customer]
    draw = rng.uniform(seed, "shipment.mode", numbers)
    mode = np.where((distance > knobs.rail_km) & (draw < knobs.rail), _RAIL, _ROAD)
    flies = (distance > knobs.air_km) & (weight < knobs.air_kg) & (draw > 1 - knobs.air)
    mode = np.where(flies, _AIR, mode)
    across = np.where(weight < knobs.air_kg_abroad, _AIR, _SEA)
    abroad = np.where(customers.overseas[customer], across, _ROAD)
    return np.where(customers.segment[customer] == EXPORT, abroad, mode)


def _carrier(seed: int, numbers: np.ndarray, mode: np.ndarray, carriers: Carriers) -> np.ndarray:
    """Return the carrier of each shipment: any of those who go by its `mode`."""
    lottery = rng.uniform(seed, "shipment.carrier", numbers)
    found = np.zeros(len(numbers), dtype=np.int64)
    for place, name in enumerate(MODES):
        pool = np.array([number for number, kind in enumerate(carriers.mode) if kind == name])
        found = np.where(mode == place, pool[(lottery * len(pool)).astype(np.int64)], found)
    return found


def invoices(
    sent: ShipmentChunk, orders: OrderChunk, numbers: np.ndarray, customers: Customers
) -> Rows:
    """Return the invoices: one a shipment, on the day of dispatch, with the shipment's digits."""
    customer = orders.customer[sent.order]
    return Rows(
        "receivable_invoice",
        {
            "receivable_invoice_no": numbers,
            "shipment_id": numbers,
            "sales_order_id": orders.number[sent.order],
            "ordered_on": calendar.epoch(orders.day[sent.order]),
            "customer_id": customer + 1,
            "invoiced_on": calendar.epoch(sent.day),
            "due_on": calendar.epoch(sent.day + customers.terms[customer]),
        },
        calendar.epoch(sent.day),
        orders.block[sent.order],
    )


@dataclass(frozen=True)
class Receivables:
    """What becomes of some invoices: how they are paid, and as whole numbers by row what is taken off and given up.

    Credit notes: invoice, day, reason, net, CGST (which equals SGST), IGST, and what came back: pieces, good ones, and number of
    the line.
    Write-offs: invoice, day, amount. `applied` is what each invoice takes of its order's advance, `disputed` are the disputes.
    """

    instalments: settle.Instalments
    credit_notes: np.ndarray
    write_offs: np.ndarray
    applied: np.ndarray
    disputed: "Disputed"


@dataclass(frozen=True)
class Disputed:
    """Disputes by invoice: which ones have one that is opened within the plan, its days, the reason, and the amount.

    `credited` are those that end in a credit note.
    """

    which: np.ndarray
    opened: np.ndarray
    settled: np.ndarray
    reason: np.ndarray
    amount: np.ndarray
    credited: np.ndarray


def receivables(
    seed: int,
    cash: Cash,
    orders: OrderChunk,
    sent: ShipmentChunk,
    numbers: np.ndarray,
    goods: Goods,
    customers: Customers,
    returned: Returned,
    advanced: Advanced,
) -> Receivables:
    """Return what customers pay of the invoices, the credit notes on them, and what is given up."""
    customer = orders.customer[sent.order]
    home = customers.home[customer]
    product = orders.product[sent.line]
    shipment = sent.line_shipment
    rate = sales_rate(goods, customers, product, sent.day[shipment], customer[shipment])
    net = sent.quantity * orders.price[sent.line]
    total = np.zeros(len(numbers), dtype=np.int64)
    np.add.at(total, shipment, net + total_tax(net, rate, home[shipment]))
    line = returned.line
    allowed, notes, disputed = _allowances(
        seed,
        cash,
        sent,
        numbers,
        orders.price[sent.line[line]],
        net[line],
        rate[line],
        home,
        returned,
    )
    applied = advanced.applied(sent, total - allowed)
    due = sent.day + customers.terms[customer]
    never = due >= customers.failed[customer]
    offered = (allowed == 0) & ~disputed.which & (applied == 0) & ~never
    offered &= customers.lateness[customer] == 0
    at_once, discount = _cash_discounts(seed, cash, sent, numbers, total, offered)
    owed = total - allowed - discount - applied
    paid = settle.pay(
        seed,
        "receipt",
        document=numbers,
        party=customer,
        # Who disputes a part pays when that is settled, and who sends goods back when they are credited.
        issued=np.where(
            disputed.which, disputed.settled, np.where(allowed > 0, notes[1], sent.day)
        ),
        due=due,
        amount=owed,
        late=np.asarray(cash.days_late)[customers.lateness[customer]],
        weekday=customers.pay_weekday[customer],
        in_parts=cash.in_parts,
        never=never,
        cash=cash,
        at_once=at_once,
    )
    settled = np.where(disputed.which, disputed.settled, 0)
    given_up = calendar.off_closed_day(np.maximum(due + cash.written_off_days, settled))
    lost = never & (given_up < calendar.PLAN_DAYS) & (owed > 0)
    reason = np.full(len(numbers), CREDIT_REASONS.index(CASH_DISCOUNT))
    nothing = np.zeros((5, len(numbers)), dtype=np.int64)
    discounts = np.concatenate([np.stack([numbers, at_once, reason, discount]), nothing])
    written = (allowed > 0) & (notes[1] < calendar.PLAN_DAYS)
    return Receivables(
        paid,
        np.concatenate([notes[:, written], discounts[:, discount > 0]], axis=1),
        np.stack([numbers, given_up, owed])[:, lost],
        applied,
        disputed,
    )


def _allowances(
    seed: int,
    cash: Cash,
    sent: ShipmentChunk,
    numbers: np.ndarray,
    price: np.ndarray,
    net: np.ndarray,
    rate: np.ndarray,
    home: np.ndarray,
    returned: Returned,
) -> tuple[np.ndarray, np.ndarray, Disputed]:
    """Return what is taken off each invoice (0 mostly), tax included, the credit note that would do it, and the disputes.

    Where goods come back, it is for them, whenever that is; else it is the allowance that a dispute within the plan ends in.

    Parameters
    ----------
    price, net, rate
        Of the line of each invoice that the credit is for: that which comes back, or the first.
    """
    given = rng.chance(seed, "credit_note.given", numbers, cash.credited)
    vain = ~given & rng.chance(seed, "dispute.withdrawn", numbers, cash.withdrawn)
    opened = calendar.off_closed_day(
        sent.day + rng.integers(seed, "credit_note.day", numbers, *cash.disputed_days)
    )
    settled = calendar.off_closed_day(
        opened + rng.integers(seed, "dispute.days", numbers, *cash.dispute_days)
    )
    share = between(seed, "credit_note.share", numbers, *cash.credited_share)
    allowance = np.maximum(100, (net * share).astype(np.int64) // 100 * 100)
    back = returned.quantity > 0
    disputed = (given | vain) & ~back & (opened < calendar.PLAN_DAYS) & (allowance <= net)
    given = back | given & disputed & (settled < calendar.PLAN_DAYS)
    on = np.where(back, returned.day, settled)
    credit = np.where(back, returned.quantity * price, allowance)
    central, integrated = tax(credit, rate, home)
    reason = rng.choice(seed, "credit_note.reason", numbers, cash.credit_reasons)
    # Nobody sends goods back because of their price.
    reason = np.where(back & (reason == _PRICE), _QUALITY, reason)
    notes = np.stack(
        [
            numbers,
            on,
            reason,
            credit,
            central,
            integrated,
            returned.quantity,
            returned.accepted,
            sent.line_no[returned.line],
        ]
    )
    total = credit + 2 * central + integrated
    claims = Disputed(disputed, opened, settled, reason, total, given)
    return np.where(given, total, 0), notes, claims


def disputes(
    orders: OrderChunk, sent: ShipmentChunk, numbers: np.ndarray, disputed: Disputed
) -> Rows:
    """Return the disputes: one an invoice at most, with the invoice's digits, open as long as none of the plan's days settles it."""
    (at,) = np.nonzero(disputed.which)
    opened, settled = calendar.epoch(disputed.opened[at]), disputed.settled[at]
    done = settled < calendar.PLAN_DAYS
    settled = np.where(done, calendar.epoch(settled), NO_DAY)
    ended = np.where(disputed.credited[at], _CREDITED, _WITHDRAWN)
    still = np.full(len(at), _OPEN)
    return Rows(
        "dispute",
        {
            "dispute_no": numbers[at],
            "receivable_invoice_id": numbers[at],
            "opened_on": opened,
            "reason": Choice(disputed.reason[at], DISPUTE_REASONS),
            "disputed_amount": disputed.amount[at],
            "settled_on": settled,
            "outcome": Choice(np.where(done, ended, _OPEN), DISPUTE_OUTCOMES),
        },
        np.where(done, settled, opened),
        orders.block[sent.order[at]],
        Before(
            {
                "settled_on": np.full(len(at), NO_DAY),
                "outcome": Choice(still, DISPUTE_OUTCOMES),
            },
            opened,
        ),
    )


def _cash_discounts(
    seed: int,
    cash: Cash,
    sent: ShipmentChunk,
    numbers: np.ndarray,
    total: np.ndarray,
    offered: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the day that each invoice is paid on for a cash discount (-1 mostly), and the discount in whole rupees."""
    taken = offered & rng.chance(seed, "cash_discount.taken", numbers, cash.cash_discount)
    wait = rng.integers(seed, "cash_discount.day", numbers, *cash.cash_discount_days)
    on = calendar.off_closed_day(sent.day + wait)
    discount = (total * cash.cash_discount_share).astype(np.int64) // 100 * 100
    taken &= (on < calendar.PLAN_DAYS) & (discount > 0)
    return np.where(taken, on, -1), np.where(taken, discount, 0)


def write_offs(lost: np.ndarray, before: int) -> Rows:
    """Return the write-offs of some spans, numbered by date after those `before`; `lost` are those of :func:`receivables`."""
    invoice, day, amount = by_date(lost)
    return Rows(
        "write_off",
        {
            "write_off_no": before + 1 + np.arange(len(day)),
            "receivable_invoice_id": invoice,
            "written_off_on": calendar.epoch(day),
            "amount": amount,
        },
        calendar.epoch(day),
        demand.blocks(day),
    )


def by_date(documents: np.ndarray) -> np.ndarray:
    """Return documents (invoice and day are the first two of each) in the order in which they are numbered."""
    return documents[:, np.lexsort((documents[0], documents[1]))]


def credit_notes(notes: np.ndarray, before: int) -> Rows:
    """Return the credit notes of some spans, numbered by date after those `before`; `notes` are those of :func:`receivables`."""
    invoice, day, reason, net, central, integrated = by_date(notes)[:6]
    return Rows(
        "credit_note",
        {
            "credit_note_no": before + 1 + np.arange(len(day)),
            "receivable_invoice_id": invoice,
            "credited_on": calendar.epoch(day),
            "reason": Choice(reason, CREDIT_REASONS),
            "net_amount": net,
            "cgst_amount": central,
            "sgst_amount": central,
            "igst_amount": integrated,
        },
        calendar.epoch(day),
        demand.blocks(day),
    )


def receipts(
    seed: int, cash: Cash, settled: settle.Settled, before: int, customers: Customers
) -> tuple[Rows, Rows]:
    """Return the receipts of some spans and their allocations; `before` receipts came in earlier ones."""
    numbers = before + 1 + np.arange(len(settled.day))
    on = calendar.epoch(settled.day)
    head = Rows(
        "receipt",
        {
            "receipt_no": numbers,
            "customer_id": settled.party + 1,
            "received_on": on,
            "method": received(
                seed,
                cash,
                "receipt",
                numbers,
                settled.amount,
                customers.segment[settled.party] == EXPORT,
            ),
            "amount": settled.amount,
        },
        on,
        demand.blocks(settled.day),
    )
    return head, allocations("receipt", "receivable_invoice_id", settled, numbers)
