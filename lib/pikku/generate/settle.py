"""Paying: when which part of an invoice or bill is paid, and which of them one payment settles."""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Cash
from pikku.generate import calendar, rng
from pikku.generate.rows import position_in_group


@dataclass(frozen=True)
class Instalments:
    """Amounts to be paid: the document paid, who pays or is paid, the day, paisa."""

    document: np.ndarray
    party: np.ndarray
    day: np.ndarray
    amount: np.ndarray


@dataclass(frozen=True)
class Settled:
    """Payments in order of date and party, and what each settles; `line_payment` is a line's place in the payments."""

    party: np.ndarray
    day: np.ndarray
    amount: np.ndarray
    line_payment: np.ndarray
    line_no: np.ndarray
    document: np.ndarray
    line_amount: np.ndarray


def pay(
    seed: int,
    stream: str,
    *,
    document: np.ndarray,
    party: np.ndarray,
    issued: np.ndarray,
    due: np.ndarray,
    amount: np.ndarray,
    late: np.ndarray,
    weekday: np.ndarray,
    by_cheque: np.ndarray,
    in_parts: float | np.ndarray,
    never: np.ndarray,
    cash: Cash,
    at_once: np.ndarray | None = None,
    in_time: np.ndarray | None = None,
) -> Instalments:
    """Return the instalments of documents that fall within the plan.

    Parameters
    ----------
    stream
        Names the draws: ``"receipt"`` or ``"payment"``.
    document, party, issued, due, amount
        Keys, payers or payees, days and paisa of the documents.
    late
        Days after the due date (least, most) by document.
    weekday
        Day of the week that each is paid on, unless it is a holiday.
    by_cheque
        Which are paid by cheque: on days on which banks clear them.
    in_parts
        Share of documents paid in two parts.
    never
        Which documents are never paid.
    at_once
        The day on which a document is paid as a whole whatever the rest says, -1 where the rest decides.
    in_time
        Which documents are paid by the due day at the latest, on the last of their weekdays before it; none when omitted.
    """
    wait = rng.integers(seed, f"{stream}.late", document, late[:, 0], late[:, 1])
    first = _paid_on(np.maximum(due + wait, issued + 1), weekday, by_cheque)
    if in_time is not None:
        last = calendar.before_closed_day(due - (calendar.weekday(due) - weekday) % 7)
        first = np.where(in_time & (last > issued), np.minimum(first, last), first)
    two = rng.chance(seed, f"{stream}.parts", document, in_parts)
    share = rng.between(seed, f"{stream}.share", document, *cash.first_part)
    early = np.where(two, (amount * share).astype(np.int64) // 100 * 100, amount)
    gap = rng.integers(seed, f"{stream}.gap", document, *cash.parts_days)
    second = _paid_on(first + gap, weekday, by_cheque)
    if at_once is not None:
        first = np.where(at_once >= 0, at_once, first)
        early = np.where(at_once >= 0, amount, early)
    one = ~never & (first < calendar.PLAN_DAYS) & (early > 0)
    rest = ~never & (second < calendar.PLAN_DAYS) & (amount - early > 0)
    return Instalments(
        document=np.concatenate([document[one], document[rest]]),
        party=np.concatenate([party[one], party[rest]]),
        day=np.concatenate([first[one], second[rest]]),
        amount=np.concatenate([early[one], (amount - early)[rest]]),
    )


def _paid_on(days: np.ndarray, weekday: np.ndarray, by_cheque: np.ndarray) -> np.ndarray:
    """Return the first day on or after each of `days` that is the wanted weekday, or the next open one where that is closed."""
    wanted = calendar.next_weekday(days, weekday)
    return np.where(by_cheque, calendar.clearing_day(wanted), calendar.off_closed_day(wanted))


def group(paid: Instalments, most: int) -> Settled:
    """Return payments: one a day and party, of at most `most` documents.

    Parts of one document never meet in one payment, as they are weeks apart.
    """
    order = np.lexsort((paid.document, paid.party, paid.day))
    document, party, day, amount = (
        column[order] for column in (paid.document, paid.party, paid.day, paid.amount)
    )
    position = position_in_group(day * 10_000_000 + party)
    line_no = position % most + 1
    head = line_no == 1
    payment = np.cumsum(head) - 1
    total = np.zeros(int(head.sum()), dtype=np.int64)
    np.add.at(total, payment, amount)
    return Settled(party[head], day[head], total, payment, line_no, document, amount)
