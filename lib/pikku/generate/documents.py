"""The documents of the company as rows of the raw files' tables: true, complete and clean."""

import numpy as np

from pikku.catalog.finance import PAYMENT_METHODS
from pikku.catalog.products import PRODUCT_TYPES, UNITS
from pikku.catalog.realism import Cash, Dispatch
from pikku.catalog.reference import FINISHED_STORE, MATERIAL_STORE
from pikku.catalog.sales import CHANNELS, CREDIT_REASONS
from pikku.catalog.assortment import FAMILIES, STUFF
from pikku.generate import calendar, rng, settle
from pikku.generate.goods import HALF_YEARS, NEVER, Goods, between
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import EXPORT, Carriers, Customers, Vendors
from pikku.generate.people import PURCHASE, SALES, Staff
from pikku.generate.production import Runs
from pikku.generate.purchasing import Purchases
from pikku.generate.rows import NO_DAY, Choice, Rows, half_up, tax, total_tax
from pikku.generate.sizes import Size


def _start(count: int) -> np.ndarray:
    return np.full(count, calendar.epoch(0))


def categories() -> Rows:
    """Return the product categories."""
    entries = [(entry.code, entry.name, "finished") for entry in FAMILIES]
    entries += [(entry.code, entry.name, entry.product_type) for entry in STUFF]
    codes, titles, kinds = zip(*entries, strict=True)
    return Rows(
        "category",
        {
            "category_code": np.array(codes),
            "category_name": list(titles),
            "product_type": Choice(
                np.array([PRODUCT_TYPES.index(kind) for kind in kinds]), PRODUCT_TYPES
            ),
        },
        _start(len(codes)),
    )


def products(goods: Goods, used: np.ndarray) -> Rows:
    """Return the item master: finished goods, materials, packaging; `used` is the weekly use of bought items."""
    stock, count = goods.stock, len(goods)
    kinds = np.array([PRODUCT_TYPES.index(name) for name in stock.of("product_type")])
    units = np.array([UNITS.index(name) for name in stock.of("unit")])
    bought = len(kinds)
    reorder = np.concatenate([goods.expected.mean(axis=0) * 1.5, used * 2.0])
    launched = np.concatenate([goods.launched, np.full(bought, -1500)])
    ended = np.concatenate([goods.ended, np.full(bought, NEVER)])

    def both(made: np.ndarray, got: np.ndarray) -> np.ndarray:
        return np.concatenate([made, got])

    return Rows(
        "product",
        {
            "product_code": both(goods.product_id, stock.product_id),
            "product_name": goods.name + stock.name,
            "category_id": both(goods.of("code"), stock.of("code")),
            "product_type": Choice(both(np.zeros(count, dtype=np.int64), kinds), PRODUCT_TYPES),
            "unit": Choice(both(np.zeros(count, dtype=np.int64), units), UNITS),
            "hsn_code": goods.of("hsn").tolist() + stock.of("hsn").tolist(),
            "gst_rate": both(goods.of("gst_rate"), stock.of("gst_rate")).astype(np.int64) * 100,
            "standard_cost": both(goods.cost, stock.cost),
            "conversion_cost": both(goods.conversion, np.zeros(bought, dtype=np.int64)),
            "weight_g": both(goods.weight_g, stock.of("weight_g")),
            "reorder_point": np.ceil(reorder).astype(np.int64),
            "launched_on": calendar.epoch(launched),
            "is_active": ended >= calendar.DAYS,
        },
        calendar.epoch(
            np.clip(np.where(ended < calendar.DAYS, ended, launched), 0, calendar.DAYS - 1)
        ),
    )


def prices(goods: Goods) -> Rows:
    """Return the price list: by half-year, half-years with one price joined; a new good's begins with its launch."""
    halves = len(HALF_YEARS)
    ends = np.concatenate([HALF_YEARS[1:] - 1, [calendar.DAYS - 1]])
    product, half = (
        grid.ravel()
        for grid in np.meshgrid(np.arange(len(goods)), np.arange(halves), indexing="ij")
    )
    amount = goods.list_price[half, product]
    listed = goods.launched[product] <= ends[half]
    product, half, amount = product[listed], half[listed], amount[listed]
    head = np.concatenate([[True], (product[1:] != product[:-1]) | (amount[1:] != amount[:-1])])
    last = np.concatenate([np.flatnonzero(head)[1:] - 1, [len(head) - 1]])
    product, amount = product[head], amount[head]
    begins = np.maximum(HALF_YEARS[half[head]], goods.launched[product])
    return Rows(
        "price",
        {
            "product_id": product + 1,
            "valid_from": calendar.epoch(begins),
            "valid_to": calendar.epoch(ends[half[last]]),
            "list_price": amount,
        },
        calendar.epoch(begins),
    )


def bills_of_materials(goods: Goods) -> Rows:
    """Return the bills of materials."""
    bill = goods.bill
    return Rows(
        "bill_of_materials",
        {
            "product_id": bill.good + 1,
            "line_no": bill.line_no,
            "component_id": goods.stock.product_id[bill.component],
            "quantity_per_1000": bill.per_1000,
        },
        calendar.epoch(np.maximum(goods.launched[bill.good], 0)),
    )


def moulds(seed: int, goods: Goods) -> Rows:
    """Return the moulds: one a good, in use a few weeks before its launch."""
    ids = np.arange(len(goods))
    ready = goods.launched - rng.integers(seed, "mould.ready", ids, 20, 60)
    return Rows(
        "mould",
        {
            "mould_code": ids + 1,
            "product_id": ids + 1,
            "cavities": goods.cavities,
            "cycle_time_s": goods.cycle_s,
            "shot_life": rng.integers(seed, "mould.life", ids, 5, 20) * 100_000,
            "commissioned_on": calendar.epoch(ready),
        },
        calendar.epoch(np.maximum(ready, 0)),
    )


def opening_stock(goods: Goods, made: np.ndarray, bought: np.ndarray) -> Rows:
    """Return the stock on the first day: finished goods `made`, and items `bought`, where there is any."""
    product = np.concatenate([goods.product_id, goods.stock.product_id])
    quantity = np.concatenate([made, bought])
    warehouse = np.where(product < 50_000, FINISHED_STORE.warehouse_id, MATERIAL_STORE.warehouse_id)
    some = quantity > 0
    return Rows(
        "stock_movement",
        {
            "product_id": product[some],
            "warehouse_id": warehouse[some],
            "moved_on": _start(int(some.sum())),
            "quantity": quantity[some],
        },
        _start(int(some.sum())),
    )


def production_log(runs: Runs) -> Rows:
    """Return the production orders."""
    return Rows(
        "production_order",
        {
            "production_order_no": np.arange(1, len(runs.product) + 1),
            "product_id": runs.product + 1,
            "mould_id": runs.product + 1,
            "warehouse_id": np.full(len(runs.product), FINISHED_STORE.warehouse_id),
            "machine_code": runs.machine,
            "started_on": calendar.epoch(runs.started),
            "finished_on": calendar.epoch(runs.finished),
            "planned_quantity": runs.planned,
            "good_quantity": runs.good,
            "scrap_quantity": runs.scrap,
        },
        calendar.epoch(runs.finished),
        calendar.week(runs.started),
    )


def assets(seed: int, size: Size, goods: Goods, machines: int) -> Rows:
    """Return the fixed assets when the books begin: building, machines, moulds, vehicles.

    Reasoning for the costs: a used 150 t press is worth 25-60 lakh rupees, a mould 4-15 lakh, a lorry 12-25 lakh.
    """
    old = np.flatnonzero(goods.launched <= -60)
    entries = [("Factory shed improvements", "building", 150, 300, 240)]
    entries += [
        (f"Injection moulding machine IM-{n:02d}", "machine", 25, 60, 120)
        for n in range(1, machines + 1)
    ]
    entries += [(f"Mould MD-{n + 1:05d}", "mould", 4, 15, 84) for n in old]
    entries += [(f"Lorry {n}", "vehicle", 12, 25, 96) for n in range(1, size.grown(8, 0.5) + 1)]
    titles, kinds, least, most, life = zip(*entries, strict=True)
    ids = np.arange(len(entries))
    classes = ("mould", "machine", "building", "vehicle")
    lakh = between(seed, "asset.cost", ids, np.array(least), np.array(most))
    left = between(seed, "asset.life", ids, 0.4, 1.0) * np.array(life)
    months = np.maximum(left.astype(np.int64), 12)
    # The monthly depreciation is in whole rupees, so that it divides the depreciable cost exactly.
    residual = np.rint(lakh * 5).astype(np.int64) * 1_000 * 100
    monthly = np.rint(lakh * 95_000 / months).astype(np.int64) * 100
    age = rng.integers(seed, "asset.age", ids, 60, 2000)
    return Rows(
        "fixed_asset",
        {
            "fixed_asset_code": ids + 1,
            "fixed_asset_name": list(titles),
            "asset_class": Choice(np.array([classes.index(kind) for kind in kinds]), classes),
            "acquired_on": calendar.epoch(-age),
            "cost": residual + monthly * months,
            "residual_value": residual,
            "life_months": months,
            "monthly_depreciation": monthly,
        },
        _start(len(ids)),
    )


def sales_orders(seed: int, orders: OrderChunk, employed: Staff) -> Rows:
    """Return sales orders; a customer's orders go to one salesperson as long as he or she stays."""
    count, keys = employed.on_duty(SALES)
    lot = rng.uniform(seed, "customer.salesperson", orders.customer)
    seller = keys[orders.day, (lot * count[orders.day]).astype(np.int64)]
    return Rows(
        "sales_order",
        {
            "sales_order_no": orders.number,
            "customer_id": orders.customer + 1,
            "salesperson_id": seller,
            "channel": Choice(orders.channel, CHANNELS),
            "ordered_on": calendar.epoch(orders.day),
            "requested_on": calendar.epoch(orders.requested),
        },
        calendar.epoch(orders.day),
        calendar.week(orders.day),
    )


def sales_order_lines(orders: OrderChunk, goods: Goods) -> Rows:
    """Return the lines of sales orders."""
    rate = goods.of("gst_rate").astype(np.int64)[orders.product] * 100
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
        },
        calendar.epoch(orders.day[orders.line_order]),
        calendar.week(orders.day)[orders.line_order],
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
    distance = customers.distance_km[customer]
    grams = np.zeros(len(sent.day), dtype=np.int64)
    np.add.at(grams, sent.line_shipment, sent.quantity * goods.weight_g[orders.product[sent.line]])
    weight = -(-grams // 1000)
    carrier = _carrier(
        seed, numbers, distance, weight, customers.segment[customer] == EXPORT, carriers
    )
    transit = np.maximum(1, -(-distance // carriers.speed[carrier]))
    delay = rng.integers(seed, "shipment.delay", numbers, *knobs.delayed_days)
    delay = np.where(rng.chance(seed, "shipment.delayed", numbers, knobs.delayed), delay, 0)
    arrived = calendar.off_sunday(sent.day + transit + delay)
    ordered = orders.day[sent.order]
    promised = calendar.off_sunday(np.maximum(orders.requested[sent.order], ordered + 3 + transit))
    freight = np.maximum(
        half_up(weight * distance * carriers.rate[carrier], 1000), knobs.minimum_freight * 100
    )
    there = arrived < calendar.DAYS
    week = calendar.week(ordered)
    head = Rows(
        "shipment",
        {
            "shipment_no": numbers,
            "sales_order_id": orders.number[sent.order],
            "carrier_id": carrier + 1,
            "warehouse_id": np.full(len(numbers), FINISHED_STORE.warehouse_id),
            "dispatched_on": calendar.epoch(sent.day),
            "promised_on": calendar.epoch(promised),
            "delivered_on": np.where(there, calendar.epoch(arrived), NO_DAY),
            "distance_km": distance,
            "weight_kg": weight,
            "freight_amount": freight,
        },
        calendar.epoch(np.where(there, arrived, sent.day)),
        week,
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
        week[sent.line_shipment],
    )
    return head, lines


def _carrier(
    seed: int,
    numbers: np.ndarray,
    distance: np.ndarray,
    weight: np.ndarray,
    export: np.ndarray,
    carriers: Carriers,
) -> np.ndarray:
    """Return the carrier of each shipment: road, rail for a part of the long hauls, air for small parcels, sea abroad."""
    draw = rng.uniform(seed, "shipment.mode", numbers)
    mode = np.where((distance > 1200) & (draw < 0.25), 1, 0)
    mode = np.where((distance > 700) & (weight < 60) & (draw > 0.8), 2, mode)
    mode = np.where(export & (distance > 2600), np.where(weight < 100, 2, 3), mode)
    lottery = rng.uniform(seed, "shipment.carrier", numbers)
    found = np.zeros(len(numbers), dtype=np.int64)
    for place, name in enumerate(("road", "rail", "air", "sea")):
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
        calendar.week(orders.day[sent.order]),
    )


def receivables(
    seed: int,
    cash: Cash,
    orders: OrderChunk,
    sent: ShipmentChunk,
    numbers: np.ndarray,
    goods: Goods,
    customers: Customers,
) -> tuple[settle.Instalments, np.ndarray]:
    """Return what customers pay of the invoices, and the credit notes on them.

    The credit notes are whole numbers by row: invoice, day, reason, net, CGST (which equals SGST), IGST.
    """
    customer = orders.customer[sent.order]
    home = customers.home[customer]
    product = orders.product[sent.line]
    rate = goods.of("gst_rate").astype(np.int64)[product] * 100
    net = sent.quantity * orders.price[sent.line]
    total = np.zeros(len(numbers), dtype=np.int64)
    np.add.at(total, sent.line_shipment, net + total_tax(net, rate, home[sent.line_shipment]))
    first = np.flatnonzero(sent.line_no == 1)
    credited = rng.chance(seed, "credit_note.given", numbers, cash.credited)
    on = calendar.off_sunday(
        sent.day + rng.integers(seed, "credit_note.day", numbers, *cash.credited_days)
    )
    credited &= on < calendar.DAYS
    share = between(seed, "credit_note.share", numbers, *cash.credited_share)
    allowance = np.maximum(100, (net[first] * share).astype(np.int64) // 100 * 100)
    credited &= allowance <= net[first]
    central, integrated = tax(allowance, rate[first], home)
    reason = rng.choice(seed, "credit_note.reason", numbers, [0.4, 0.25, 0.35])
    notes = np.stack([numbers, on, reason, allowance, central, integrated])[:, credited]
    owed = total - np.where(credited, allowance + 2 * central + integrated, 0)
    paid = settle.pay(
        seed,
        "receipt",
        document=numbers,
        party=customer,
        issued=sent.day,
        due=sent.day + customers.terms[customer],
        amount=owed,
        late=np.asarray(cash.days_late)[customers.lateness[customer]],
        weekday=customers.pay_weekday[customer],
        in_parts=cash.in_parts,
        unpaid=cash.unpaid,
        cash=cash,
    )
    return paid, notes


def credit_notes(notes: np.ndarray) -> Rows:
    """Return credit notes, numbered by date; `notes` are those of :func:`receivables`."""
    invoice, day, reason, net, central, integrated = notes[:, np.lexsort((notes[0], notes[1]))]
    return Rows(
        "credit_note",
        {
            "credit_note_no": np.arange(1, len(day) + 1),
            "receivable_invoice_id": invoice,
            "credited_on": calendar.epoch(day),
            "reason": Choice(reason, CREDIT_REASONS),
            "net_amount": net,
            "cgst_amount": central,
            "sgst_amount": central,
            "igst_amount": integrated,
        },
        calendar.epoch(day),
        calendar.week(day),
    )


def _method(seed: int, stream: str, numbers: np.ndarray, amount: np.ndarray) -> Choice:
    """Return how amounts are paid: RTGS from two lakh rupees on (its lower limit), else NEFT, UPI or cheque."""
    small = np.array([0, 2, 3])[rng.choice(seed, f"{stream}.method", numbers, [0.6, 0.2, 0.2])]
    return Choice(np.where(amount >= 20_000_000, 1, small), PAYMENT_METHODS)


def receipts(seed: int, settled: settle.Settled, before: int) -> tuple[Rows, Rows]:
    """Return the receipts of some months and their allocations; `before` receipts came in earlier months."""
    numbers = before + 1 + np.arange(len(settled.day))
    on = calendar.epoch(settled.day)
    head = Rows(
        "receipt",
        {
            "receipt_no": numbers,
            "customer_id": settled.party + 1,
            "received_on": on,
            "method": _method(seed, "receipt", numbers, settled.amount),
            "amount": settled.amount,
        },
        on,
        calendar.MONTH_OF_DAY[settled.day],
    )
    return head, _allocations("receipt", "receivable_invoice_id", settled, numbers)


def _allocations(table: str, column: str, settled: settle.Settled, numbers: np.ndarray) -> Rows:
    """Return what payments or receipts settle; `column` is the document's key, `numbers` the payments'."""
    day = settled.day[settled.line_payment]
    return Rows(
        f"{table}_allocation",
        {
            f"{table}_id": numbers[settled.line_payment],
            "line_no": settled.line_no,
            column: settled.document,
            "amount": settled.line_amount,
        },
        calendar.epoch(day),
        calendar.MONTH_OF_DAY[day],
    )


def purchases(
    seed: int, bought: Purchases, goods: Goods, vendors: Vendors, employed: Staff
) -> list[Rows]:
    """Return purchase orders, lines, goods receipts, bills, payments and their allocations."""
    count, keys = employed.on_duty(PURCHASE)
    orders = np.arange(1, len(bought.vendor) + 1)
    lot = rng.uniform(seed, "vendor.buyer", bought.vendor)
    buyer = keys[bought.ordered, (lot * count[bought.ordered]).astype(np.int64)]
    rate = goods.stock.of("gst_rate").astype(np.int64)[bought.item] * 100
    bills = np.arange(1, len(bought.billed) + 1)
    vendor = bought.vendor[bought.bill_order]
    paid = bought.payments
    payments = np.arange(1, len(paid.day) + 1)
    year = 23 + calendar.MONTH_OF_DAY[bought.billed] // 12
    serial = rng.integers(seed, "payable_bill.serial", vendor, 100, 999) * 10 + 10 * _count_before(
        vendor
    )
    references = [
        f"{y}-{y + 1}/{number:05d}"
        for y, number in zip(year.tolist(), serial.tolist(), strict=True)
    ]
    return [
        Rows(
            "purchase_order",
            {
                "purchase_order_no": orders,
                "vendor_id": bought.vendor + 1,
                "buyer_id": buyer,
                "ordered_on": calendar.epoch(bought.ordered),
                "expected_on": calendar.epoch(bought.expected),
            },
            calendar.epoch(bought.ordered),
        ),
        Rows(
            "purchase_order_line",
            {
                "purchase_order_id": bought.line_order + 1,
                "line_no": bought.line_no,
                "product_id": goods.stock.product_id[bought.item],
                "quantity": bought.quantity,
                "unit_price": bought.price,
                "gst_rate": rate,
            },
            calendar.epoch(bought.ordered[bought.line_order]),
        ),
        Rows(
            "goods_receipt",
            {
                "goods_receipt_no": np.arange(1, len(bought.received) + 1),
                "purchase_order_line_id": bought.line_id[bought.receipt_line],
                "warehouse_id": np.full(len(bought.received), MATERIAL_STORE.warehouse_id),
                "received_on": calendar.epoch(bought.received),
                "quantity": bought.accepted,
                "rejected_quantity": bought.refused,
            },
            calendar.epoch(bought.received),
        ),
        Rows(
            "payable_bill",
            {
                "payable_bill_no": bills,
                "vendor_reference": references,
                "purchase_order_id": bought.bill_order + 1,
                "vendor_id": vendor + 1,
                "billed_on": calendar.epoch(bought.billed),
                "due_on": calendar.epoch(bought.due),
            },
            calendar.epoch(bought.billed),
        ),
        Rows(
            "payment",
            {
                "payment_no": payments,
                "vendor_id": paid.party + 1,
                "paid_on": calendar.epoch(paid.day),
                "method": _method(seed, "payment", payments, paid.amount),
                "amount": paid.amount,
            },
            calendar.epoch(paid.day),
        ),
        _allocations("payment", "payable_bill_id", paid, payments),
    ]


def _count_before(groups: np.ndarray) -> np.ndarray:
    """Return how many earlier rows have the same group."""
    order = np.argsort(groups, kind="stable")
    ordered = groups[order]
    starts = (
        np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]])) if len(groups) else []
    )
    lengths = np.diff(np.concatenate([starts, [len(groups)]])).astype(np.int64)
    found = np.empty(len(groups), dtype=np.int64)
    found[order] = np.arange(len(groups)) - np.repeat(np.asarray(starts, dtype=np.int64), lengths)
    return found
