"""Sales documents: orders, dispatches and invoices."""

import numpy as np

from pikku.catalog.realism import Dispatch
from pikku.catalog.reference import FINISHED_STORE
from pikku.catalog.sales import CHANNELS
from pikku.catalog.shipping import MODES
from pikku.generate import calendar, rng
from pikku.generate.goods import Goods
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Carriers, Customers, sales_rate
from pikku.generate.people import SALES, Staff
from pikku.generate.rows import NO_DAY, Before, Choice, Rows, half_up

_ROAD, _RAIL, _AIR, _SEA = range(len(MODES))
_PORTAL = CHANNELS.index("portal")


def sales_orders(seed: int, orders: OrderChunk, employed: Staff) -> Rows:
    """Return sales orders; a customer's orders go to one salesperson as :meth:`Staff.in_charge` says.

    While no salesperson is there, nobody pays a visit or answers the phone, and orders come by the portal.
    """
    lot = rng.uniform(seed, "customer.salesperson", orders.customer)
    channel = np.where(employed.desks[SALES].manned[orders.day], orders.channel, _PORTAL)
    return Rows(
        "sales_order",
        {
            "sales_order_no": orders.number,
            "customer_id": orders.customer + 1,
            "salesperson_id": employed.in_charge(SALES, lot, orders.day),
            "channel": Choice(channel, CHANNELS),
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
            "customer_id": customer + 1,
            "invoiced_on": calendar.epoch(sent.day),
            "due_on": calendar.epoch(sent.day + customers.terms[customer]),
        },
        calendar.epoch(sent.day),
        orders.block[sent.order],
    )
