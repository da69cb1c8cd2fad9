"""What becomes of invoices: how customers pay them, what is credited and what is given up."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from pikku.catalog.realism import Cash
from pikku.catalog.sales import CASH_DISCOUNT, CREDIT_REASONS
from pikku.generate import calendar, rng, settle
from pikku.generate.advances import Advanced
from pikku.generate.goods import Goods
from pikku.generate.orders import OrderChunk, ShipmentChunk
from pikku.generate.partners import Customers, sales_rate
from pikku.generate.returns import Returned
from pikku.generate.rows import tax, total_tax

_PRICE, _QUALITY = (CREDIT_REASONS.index(reason) for reason in ("price difference", "quality"))


class CreditNotes(NamedTuple):
    """Credit notes, as whole numbers; CGST equals SGST."""

    invoice: np.ndarray
    day: np.ndarray
    reason: np.ndarray
    net: np.ndarray
    central: np.ndarray
    integrated: np.ndarray
    quantity: np.ndarray  # pieces that came back, mostly none
    accepted: np.ndarray  # good ones of them
    line_no: np.ndarray  # the line of the invoice that they are of


class WriteOffs(NamedTuple):
    """Write-offs, as whole numbers."""

    invoice: np.ndarray
    day: np.ndarray
    amount: np.ndarray


@dataclass(frozen=True)
class Receivables:
    """What becomes of some invoices: how they are paid, what is taken off and given up.

    `applied` is what each invoice takes of its order's advance, `disputed` are the disputes.
    """

    instalments: settle.Instalments
    credit_notes: CreditNotes
    write_offs: WriteOffs
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
            disputed.which, disputed.settled, np.where(allowed > 0, notes.day, sent.day)
        ),
        due=due,
        amount=owed,
        late=np.asarray(cash.days_late)[customers.lateness[customer]],
        weekday=customers.pay_weekday[customer],
        by_cheque=customers.by_cheque[customer],
        in_parts=cash.in_parts,
        never=never,
        cash=cash,
        at_once=at_once,
    )
    settled = np.where(disputed.which, disputed.settled, 0)
    given_up = calendar.off_closed_day(np.maximum(due + cash.written_off_days, settled))
    lost = never & (given_up < calendar.PLAN_DAYS) & (owed > 0)
    written = (allowed > 0) & (notes.day < calendar.PLAN_DAYS)
    reason = np.full(len(numbers), CREDIT_REASONS.index(CASH_DISCOUNT))
    nothing = (np.zeros_like(numbers),) * 5
    discounts = CreditNotes(numbers, at_once, reason, discount, *nothing)
    return Receivables(
        paid,
        CreditNotes(
            *(
                np.concatenate([each[written], of_cash[discount > 0]])
                for each, of_cash in zip(notes, discounts, strict=True)
            )
        ),
        WriteOffs(numbers[lost], given_up[lost], owed[lost]),
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
) -> tuple[np.ndarray, CreditNotes, Disputed]:
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
    share = rng.between(seed, "credit_note.share", numbers, *cash.credited_share)
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
    notes = CreditNotes(
        invoice=numbers,
        day=on,
        reason=reason,
        net=credit,
        central=central,
        integrated=integrated,
        quantity=returned.quantity,
        accepted=returned.accepted,
        line_no=sent.line_no[returned.line],
    )
    total = credit + 2 * central + integrated
    claims = Disputed(disputed, opened, settled, reason, total, given)
    return np.where(given, total, 0), notes, claims


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
