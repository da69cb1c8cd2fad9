"""Production: what is made follows from what is shipped, on machines that can make it.

The goods shipped in a week were finished by the end of the week before. Each good is made every few weeks (by its machine
hours) for the weeks until it is made again, and up to its reorder point at least; what a machine can't make in a week, or not
beside the service of a mould, it makes in the weeks before. Goods sold before the first run, and a safety stock, are the
opening stock; of a good that is launched, the first runs make the safety stock, and of one that is given up, the last ones use it.
"""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Production, Realism
from pikku.generate import calendar, maintenance, planning, rng
from pikku.generate.goods import Goods
from pikku.generate.machines import assign, level, weeks_between, whole_days

#: Weeks of demand after the plan that production still prepares for.
_BEYOND = 4


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


def plan(seed: int, realism: Realism, goods: Goods, shipped: np.ndarray) -> Runs:
    """Return the production orders.

    Parameters
    ----------
    shipped
        Pieces that left, by week and good.
    """
    knobs = realism.production
    need, opening = _needs(seed, knobs, goods, shipped)
    machine, press = assign(goods, knobs, shipped)
    days = calendar.MachineDays(knobs.days_a_week)
    services = maintenance.Plan(seed, realism, goods, days, need / knobs.yield_least)
    need, before = level(need, machine, goods, knobs, services)
    return _runs(seed, knobs, goods, machine, press, need, opening + before, services)


def net_requirements(demand: np.ndarray, back: np.ndarray) -> np.ndarray:
    """Return the demand that what came back in the weeks before doesn't meet, by week and item.

    Parameters
    ----------
    demand, back
        Pieces that are taken, and that come back to stock, by week and item.
    """
    lacking = np.cumsum(demand, axis=0)
    lacking[1:] -= np.cumsum(back[:-1], axis=0)
    return np.diff(np.maximum.accumulate(lacking, axis=0), axis=0, prepend=0)


def _needs(
    seed: int, knobs: Production, goods: Goods, shipped: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pieces to make by week and good, and the opening stock."""
    weeks, count = shipped.shape
    interval, safety = weeks_between(goods, knobs), safety_stock(goods, knobs)
    # Demand goes on after the plan.
    cumulative = planning.cumulated(shipped, 5, _BEYOND)
    week = np.arange(weeks)[:, None]
    due, first = planning.due(seed, "production.phase", interval, 1, weeks)
    end = np.minimum(week + 1 + interval, weeks + _BEYOND)
    until = np.take_along_axis(cumulative, end, axis=0)
    # After a run, there is what the weeks until the next one take and the safety stock, and no less than the reorder point; of
    # a good that isn't sold yet, or not much longer, only what they take.
    next_run = calendar.monday(end)
    least = np.maximum(until + safety, cumulative[1 : weeks + 1] + reorder_points(goods, knobs))
    wanted = np.where((goods.launched < next_run) & (goods.ended > next_run), least, until)
    opening = cumulative[first + 1, np.arange(count)] + np.where(goods.launched <= 0, safety, 0)
    made = np.maximum.accumulate(np.maximum(np.where(due, wanted, 0), opening), axis=0)
    return np.diff(made, axis=0, prepend=opening[None, :]), opening


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
        ids = at * 100_000 + product
        share = least + (1 - least) * rng.uniform(seed, "production_order.yield", ids)
        good = np.minimum(np.ceil(actual * share), actual).astype(np.int64)
        made[product] += good
        scrapped = 1 - knobs.scrap_noise
        scrapped += 2 * knobs.scrap_noise * rng.uniform(seed, "production_order.scrap", ids)
        scrap = np.rint(actual * goods.scrap[product] * scrapped).astype(np.int64)
        length = whole_days(actual, goods.hours_per_piece[product], knobs)
        away = services.days[at, product]
        turn = rng.bits(seed, "production_order.turn", ids)
        order = np.lexsort((turn, away > 0, machine[product]))
        week = np.full(len(order), at)
        made_now = (week, product, actual, good, scrap, length, away)
        parts.append([each[order].astype(np.int32) for each in made_now])
    week, product, actual, good, scrap, length, away = map(np.concatenate, zip(*parts, strict=True))
    del parts
    slot = week * (machine.max() + 1) + machine[product]
    ids = week.astype(np.int64) * 100_000 + product
    idle = rng.uniform(seed, "production_order.idle", ids)
    place = _first_days(slot, length, away, services.open.count[week], idle)
    started = services.open.day(week, place)
    finished = services.open.day(week, place + length - 1)
    kept = finished < calendar.PLAN_DAYS
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
    )


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
