"""Sales documents: orders, dispatches and invoices."""

import numpy as np

from pikku.catalog.realism import Dispatch
from pikku.catalog.reference import FINISHED_STORE
from pikku.catalog.sales import CHANNELS
from pikku.generate import calendar, rng
from pikku.generate.carriage import Carriers, carry
from pikku.generate.goods import Goods
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import Customers, sales_rate
from pikku.generate.people import SALES, Staff
from pikku.generate.rows import NO_DAY, Before, Choice, Rows

_PORTAL = CHANNELS.index("portal")


def sales_orders(
    orders: OrderChunk, customers: Customers, territories: np.ndarray, employed: Staff
) -> Rows:
    """Return sales orders; a customer's orders go to one salesperson as :meth:`Staff.in_charge` says.

    `territories` says of each customer which desk that is. While no salesperson is there, nobody pays a visit or answers the phone, and orders come by the portal.
    """
    channel = np.where(employed.desks[SALES].manned[orders.day], orders.channel, _PORTAL)
    return Rows(
        "sales_order",
        {
            "sales_order_no": orders.number,
            "customer_id": customers.key[orders.customer],
            "salesperson_id": employed.in_charge(SALES, territories[orders.customer], orders.day),
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
    way = carry(seed, knobs, orders, sent, goods, customers, carriers)
    delay = rng.integers(seed, "shipment.delay", numbers, *knobs.delayed_days)
    delay = np.where(rng.chance(seed, "shipment.delayed", numbers, knobs.delayed), delay, 0)
    arrived = calendar.off_closed_day(sent.day + way.transit + delay)
    ordered = orders.day[sent.order]
    promised = np.maximum(orders.requested[sent.order], ordered + knobs.promised_days + way.transit)
    # What is missing of an order that is sent in two parts was promised with the first, which stands before it.
    promised = calendar.off_closed_day(promised)[np.arange(len(sent.day)) - sent.part]
    block = orders.block[sent.order]
    head = Rows(
        "shipment",
        {
            "shipment_no": numbers,
            "sales_order_id": orders.number[sent.order],
            "carrier_id": way.carrier + 1,
            "warehouse_id": np.full(len(numbers), FINISHED_STORE.warehouse_id),
            "dispatched_on": calendar.epoch(sent.day),
            "promised_on": calendar.epoch(promised),
            "delivered_on": calendar.epoch(arrived),
            "distance_km": way.distance,
            "weight_kg": way.weight,
            "freight_amount": way.freight,
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
            "customer_id": customers.key[customer],
            "invoiced_on": calendar.epoch(sent.day),
            "due_on": calendar.epoch(sent.day + customers.terms[customer]),
        },
        calendar.epoch(sent.day),
        orders.block[sent.order],
    )
