"""Production: what is made follows from what is expected to be shipped, on machines that can make it.

The goods shipped in a week were finished by the end of the week before. Each good is made every few weeks (by its machine
hours) for what is expected to be sold until it is made again, and a safety stock. Where more is ordered, the safety stock is
used; when the orders for the next week take more than there is, or when there is less than the reorder point, a run is brought
forward. What a machine can't make in a week, or not beside the service of a mould, it makes in the weeks before. Of a good that is
given up, as much is made as the orders take that were still placed; what was made too much before stays.
"""

from dataclasses import dataclass, replace

import numpy as np

from pikku.catalog.realism import Production, Realism
from pikku.generate import calendar, maintenance, moulding, planning, rng
from pikku.generate.goods import Goods
from pikku.generate.machines import assign, least_runs, level, weeks_between, whole_days
from pikku.generate.stocktakes import Counts

#: Weeks by which a run goes beyond those it is for, at most, so that it is worth the change of moulds.
_AHEAD = 8


@dataclass(frozen=True)
class Runs:
    """Production orders in order of their first day, as arrays, the services of moulds that they make room for, and the
    opening stock of finished goods.
    """

    product: np.ndarray  # positions
    machine: np.ndarray  # from 1
    started: np.ndarray
    finished: np.ndarray
    planned: np.ndarray
    good: np.ndarray
    scrap: np.ndarray
    opening: np.ndarray  # pieces by good
    press: np.ndarray  # class by machine
    first_run: np.ndarray  # day by machine that is bought for new goods, -1 of the others
    services: maintenance.Plan
    commissioned: np.ndarray  # day by good on which its mould came into use
    counts: Counts  # the stocktakes of finished goods


def plan(
    seed: int, realism: Realism, goods: Goods, sent: np.ndarray, back: np.ndarray, counts: Counts
) -> Runs:
    """Return the production orders.

    Parameters
    ----------
    sent, back
        Pieces that left, and that came back to stock, by week and good.
    counts
        What stocktakes find to be off, if there is enough that it can be.
    """
    knobs = realism.production
    ready = maintenance.commissioned(seed, realism.maintenance, goods)
    from_week = np.minimum(calendar.week(ready + 6), calendar.week(goods.launched) - 1)
    need, opening, counts = _needs(seed, knobs, goods, sent, back, counts, from_week)
    machine, press = assign(goods, knobs, sent)
    days = calendar.MachineDays(knobs.days_a_week)
    services = maintenance.Plan(seed, realism, goods, days, need / knobs.yield_least)
    need, before = level(need, machine, goods, knobs, services, from_week)
    return _runs(
        seed, knobs, goods, machine, press, need, opening + before, services, ready, counts
    )


def _needs(
    seed: int,
    knobs: Production,
    goods: Goods,
    sent: np.ndarray,
    back: np.ndarray,
    counts: Counts,
    from_week: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, Counts]:
    """Return the pieces to make by week and good, the opening stock, and what stocktakes find.

    Nothing is made of a good before the week from which on there is a mould, nor after the last one in which it is sold.
    """
    weeks, count = sent.shape
    interval, safety = weeks_between(goods, knobs), safety_stock(goods, knobs)
    least = reorder_points(goods, knobs)
    beyond = max(knobs.run_weeks) + _AHEAD
    forecast = planning.Forecast(goods.expected, sent, knobs.forecast_weeks, beyond)
    due, following = planning.due(seed, "production.phase", interval, 1, weeks)
    last_week = np.minimum(calendar.week(goods.ended) - 1, weeks)
    ordered = _ordered(sent, last_week)
    opening = forecast.between(0, 0, following[0] + 1) + np.where(goods.launched <= 0, safety, 0)
    opening = np.maximum(opening, sent[0] + ordered[0])
    item = np.arange(count)
    worth_it = least_runs(goods, knobs)
    kept = safety * rng.between(seed, "production.kept", item, *knobs.kept)
    need, stock = np.zeros((weeks, count), dtype=np.int64), opening.copy()
    missing, found = np.zeros((2, weeks, count), dtype=np.int64)
    for week in range(weeks):
        end = following[week] + 1  # of the weeks that a run is for
        goes_on = (goods.launched < calendar.monday(end)) & (goods.ended > calendar.monday(end))
        # This week's orders are in the book, of the next week's those that make a run urgent; a good that is given up, too, has
        # some that still may come.
        wanted = sent[week] + forecast.between(week, week + 1, end) - stock
        wanted += np.where(goes_on, safety, 0)
        to_come = 0.5 + 0.5 * rng.uniform(seed, "production.to_come", week * 100_000 + item)
        lacking = sent[week] + ordered[week] - stock
        lacking += np.where(
            goods.launched < calendar.monday(end), np.ceil(kept * to_come), 0
        ).astype(np.int64)
        low = goes_on & (stock < least)
        # What is too little for the change of moulds waits until it is needed, and is then made for some weeks.
        needed = (lacking > 0) | (low & (due[week] | (end > week + 2)))
        runs = (due[week] & (wanted >= worth_it)) | needed
        runs &= (from_week <= week) & (week <= last_week)
        ahead = np.minimum(worth_it, forecast.between(week, week, end + _AHEAD) * goes_on)
        run = np.maximum(np.maximum(wanted, lacking), ahead)
        need[week] = np.where(runs, np.maximum(run, 0), 0)
        stock += need[week] + back[week] - sent[week]
        missing[week], found[week] = counts.off(week, stock, ordered[week])
        stock += found[week] - missing[week]
    return need, opening, replace(counts, missing=missing, found=found)


def _ordered(sent: np.ndarray, last_week: np.ndarray) -> np.ndarray:
    """Return the pieces that customers have ordered at the end of each week and that will leave, by week and good.

    These are what leaves in the next week, and after the last week in which a good is made all that leaves at all. What
    leaves after the plan is as much a week as before.
    """
    after = np.ceil(sent[-7:-1].mean(axis=0)).astype(np.int64)
    following = np.concatenate([sent[1:], after[None, :]])
    rest = sent.sum(axis=0) - np.cumsum(sent, axis=0)
    return np.where(np.arange(len(sent))[:, None] >= last_week, rest, following)


def safety_stock(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the safety stock of each good, pieces."""
    return np.ceil(goods.usual * knobs.safety_weeks).astype(np.int64)


def reorder_points(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the reorder point of each good, pieces: its safety stock, and what leaves while a usual run is on the machine."""
    run = whole_days(goods.usual * weeks_between(goods, knobs), goods.hours_per_piece, knobs)
    meanwhile = goods.usual * np.minimum(run / knobs.days_a_week, 1)
    return safety_stock(goods, knobs) + np.ceil(meanwhile).astype(np.int64)


def _runs(
    seed: int,
    knobs: Production,
    goods: Goods,
    machine: np.ndarray,
    press: np.ndarray,
    planned: np.ndarray,
    opening: np.ndarray,
    services: maintenance.Plan,
    ready: np.ndarray,
    counts: Counts,
) -> Runs:
    """Return the runs: each makes what is planned less what earlier runs made too much."""
    least = knobs.yield_least
    # Good pieces needed by the end of each week; what a run yields beyond it is made less of the next time.
    needed, made = np.zeros(len(goods)), np.zeros(len(goods))
    parts = []  # of one week each: at the largest sizes, all weeks and goods are many and few of them runs
    for at, wanted in enumerate(planned):
        needed += wanted * least
        lack = np.where(wanted > 0, np.maximum(needed - made, 0), 0)
        actual = np.minimum(np.ceil(lack / least - 1e-6), wanted).astype(np.int64)
        product = np.flatnonzero(actual)
        actual = actual[product]
        ids = moulding.ids(at, product)
        good = moulding.yielded(seed, knobs, ids, actual)
        made[product] += good
        scrap = moulding.scrap(seed, knobs, goods, at, product, actual)
        length = whole_days(actual, goods.hours_per_piece[product], knobs)
        away = services.days[at, product]
        turn = rng.bits(seed, "production_order.turn", ids)
        order = np.lexsort((turn, away > 0, machine[product]))
        week = np.full(len(order), at)
        made_now = (week, product, actual, good, scrap, length, away)
        parts.append([each[order].astype(np.int32) for each in made_now])
    week, product, actual, good, scrap, length, away = map(np.concatenate, zip(*parts, strict=True))
    del parts
    started, finished = _days(seed, week, product, machine, length, away, services)
    del length, away
    kept = finished < calendar.PLAN_DAYS
    first = np.full(len(goods), calendar.PLAN_DAYS)
    np.minimum.at(first, product, started)
    order = np.flatnonzero(kept)[np.lexsort((machine[product][kept], started[kept]))]
    return Runs(
        product=product[order].astype(np.int64),
        machine=machine[product[order]] + 1,
        started=started[order],
        finished=finished[order],
        planned=actual[order].astype(np.int64),
        good=good[order].astype(np.int64),
        scrap=scrap[order].astype(np.int64),
        opening=opening,
        press=press,
        first_run=_first_run(goods, machine, len(press), machine[product], started),
        services=services,
        # A mould comes sooner than it was meant to where else its machine could not make in time all that is asked of it.
        commissioned=np.minimum(ready, first),
        counts=counts,
    )


def _days(
    seed: int,
    week: np.ndarray,
    product: np.ndarray,
    machine: np.ndarray,
    length: np.ndarray,
    away: np.ndarray,
    services: maintenance.Plan,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the first and the last day of runs of these weeks, products and machine days; `machine` is that of each good."""
    slot = week * (machine.max() + 1) + machine[product]
    ids = moulding.ids(week.astype(np.int64), product)
    idle = rng.uniform(seed, "production_order.idle", ids)
    place = _first_days(slot, length, away, services.open.count[week], idle)
    return services.open.day(week, place), services.open.day(week, place + length - 1)


def _first_run(
    goods: Goods, machine: np.ndarray, machines: int, used: np.ndarray, started: np.ndarray
) -> np.ndarray:
    """Return the day of the first run of each machine that makes new goods only, -1 of the others.

    Parameters
    ----------
    machine, machines
        That of each good, and how many there are.
    used, started
        Machine and first day of each run.
    """
    first = np.full(machines, calendar.PLAN_DAYS)
    np.minimum.at(first, used, started)
    first[machine[goods.launched <= 0]] = -1
    return first


def _first_days(
    slot: np.ndarray, length: np.ndarray, away: np.ndarray, days: np.ndarray, idle: np.ndarray
) -> np.ndarray:
    """Return the first of the week's machine days, from 0, of runs that follow each other on a machine.

    The days that they leave over lie before, between and after them.

    Parameters
    ----------
    slot
        Machine and week of each run; those of one slot stand together, serviced moulds last.
    length
        Days of each run.
    away
        Machine days from the week's first on that each run's mould is serviced.
    days
        Machine days of each run's week.
    idle
        Draws that say how many of the days left over lie before each run.
    """
    head = np.concatenate([[True], slot[1:] != slot[:-1]])
    place = np.cumsum(head) - 1
    ends = np.cumsum(length)
    base = np.maximum.accumulate(np.where(head, ends - length, 0))
    longest = np.zeros(len(head), dtype=np.int64)
    np.maximum.at(longest, place, away)
    others = np.bincount(place, length * (away == 0), len(head)).astype(np.int64)
    first = ends - length - base + np.where(away > 0, np.maximum(longest - others, 0)[place], 0)
    last = np.flatnonzero(np.append(head[1:], True))
    spare = (days - first - length)[last][place]
    # No run has fewer days before it than the one that it follows.
    return first + (idle[np.lexsort((idle, slot))] * (spare + 1)).astype(np.int64)
