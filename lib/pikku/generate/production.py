"""Production: what is made follows from what is shipped, on machines that can make it.

The goods shipped in a week were finished by the end of the week before. Each good is made every few weeks (by its machine
hours) for the weeks until it is made again, and up to its reorder point at least; what a machine can't make in a week, or not
beside the service of a mould, it makes in the weeks before. Goods sold before the first run, and a safety stock, are the
opening stock; of a good that is launched, the first runs make the safety stock, and of one that is given up, the last ones use it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Production, Realism
from pikku.generate import calendar, maintenance, rng
from pikku.generate.goods import Goods

#: Weeks of demand after the plan that production still prepares for.
_BEYOND = 4
#: Weeks of a quarter, and the part of a machine's days by which new goods may go beyond the usual one.
_QUARTER, _ROOM = 13, 0.03
#: Runs whose materials are looked at at once.
_AT_ONCE = 50_000


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
    machine, press = _machines(goods, knobs, shipped)
    days = calendar.MachineDays(knobs.days_a_week)
    services = maintenance.Plan(seed, realism, goods, days, need / knobs.yield_least)
    need, before = _level(need, machine, goods, knobs, services)
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
    interval, safety = _weeks_between(goods, knobs), safety_stock(goods, knobs)
    phase = (rng.uniform(seed, "production.phase", np.arange(count)) * interval).astype(np.int64)
    # Demand goes on after the plan: the last whole weeks stand for the next ones. The last week has three days only.
    recent = shipped[weeks - 6 : weeks - 1].mean(axis=0)
    future = np.concatenate([shipped, np.repeat(np.ceil(recent)[None, :], _BEYOND, axis=0)]).astype(
        np.int64
    )
    future[weeks - 1] = np.maximum(future[weeks - 1], np.ceil(recent))
    cumulative = np.concatenate([np.zeros((1, count), dtype=np.int64), np.cumsum(future, axis=0)])
    week = np.arange(weeks)[:, None]
    due = ((week - phase) % interval == 0) & (week >= 1)
    end = np.minimum(week + 1 + interval, weeks + _BEYOND)
    until = np.take_along_axis(cumulative, end, axis=0)
    # After a run, there is what the weeks until the next one take and the safety stock, and no less than the reorder point; of
    # a good that isn't sold yet, or not much longer, only what they take.
    next_run = calendar.monday(end)
    least = np.maximum(until + safety, cumulative[1 : weeks + 1] + reorder_points(goods, knobs))
    wanted = np.where((goods.launched < next_run) & (goods.ended > next_run), least, until)
    first = np.argmax(due, axis=0)
    opening = cumulative[first + 1, np.arange(count)] + np.where(goods.launched <= 0, safety, 0)
    made = np.maximum.accumulate(np.maximum(np.where(due, wanted, 0), opening), axis=0)
    return np.diff(made, axis=0, prepend=opening[None, :]), opening


def _weeks_between(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the weeks from one run of each good to the next, by the machine hours that it takes."""
    hours = goods.weekly * goods.hours_per_piece
    return np.asarray(knobs.run_weeks)[np.searchsorted(knobs.run_hours, hours, side="right")]


def safety_stock(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the safety stock of each good, pieces."""
    return np.ceil(goods.usual * knobs.safety_weeks).astype(np.int64)


def reorder_points(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the reorder point of each good, pieces: its safety stock, and what leaves while a usual run is on the machine."""
    run = _days(goods.usual * _weeks_between(goods, knobs), goods.hours_per_piece, knobs)
    meanwhile = goods.usual * np.minimum(run / knobs.days_a_week, 1)
    return safety_stock(goods, knobs) + np.ceil(meanwhile).astype(np.int64)


def _machines(
    goods: Goods, knobs: Production, shipped: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the machine (from 0) of each good, and the class of each machine; those of a class follow each other.

    A class has as many machines as the days need that its goods take, in the mean week and in the busiest quarter: what can't be
    made in time is made before, but not for months. The good with the most days comes first, each goes to the machine that is
    then least busy in its busiest quarter. For goods that are launched in the books, one after the other, another machine is bought
    when none has room.
    """
    between = _weeks_between(goods, knobs)
    mean = _days(goods.usual * between, goods.hours_per_piece, knobs) / between
    busy = _quarterly(shipped) * goods.hours_per_piece / knobs.hours_a_day
    busy = np.minimum(busy + (busy > 0) * 0.5 / between, knobs.days_a_week)  # half a day is left
    order = np.argsort(-busy.max(axis=0), kind="stable")
    assigned = np.empty(len(goods), dtype=np.int64)
    press: list[int] = []
    for kind in np.unique(goods.press):
        mine = order[goods.press[order] == kind]
        new = goods.launched[mine] > 0
        old = mine[~new] if (~new).any() else mine
        wanted = int(np.ceil(mean[old].sum() / (knobs.machine_use * knobs.days_a_week)))
        for machines in range(min(max(wanted, 1), len(old)), len(old) + 1):
            place, load = _shared(busy[:, old], machines)
            if load.max() <= knobs.days_a_week:
                break
        assigned[old] = len(press) + place
        used = np.bincount(place, mean[old], machines)
        for good in sorted(set(mine.tolist()) - set(old.tolist()), key=goods.launched.__getitem__):
            then = (load + busy[:, good, None]).max(axis=0)
            full = (used + mean[good]) / knobs.days_a_week > knobs.machine_use + _ROOM
            chosen = int(np.argmin(np.where(full, np.inf, then)))
            if full.all() or then[chosen] > knobs.days_a_week:
                chosen, machines = machines, machines + 1
                load = np.pad(load, ((0, 0), (0, 1)))
                used = np.append(used, 0.0)
            assigned[good] = len(press) + chosen
            load[:, chosen] += busy[:, good]
            used[chosen] += mean[good]
        press += [int(kind)] * machines
    return assigned, np.array(press)


def _quarterly(shipped: np.ndarray) -> np.ndarray:
    """Return the pieces of a mean week by quarter and item."""
    starts = np.arange(0, len(shipped), _QUARTER)
    weeks = np.diff(np.append(starts, len(shipped)))
    return np.add.reduceat(shipped, starts, axis=0) / weeks[:, None]


def _shared(busy: np.ndarray, machines: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the machine of each good, and the days a week of each machine by quarter.

    Parameters
    ----------
    busy
        Days a week that each good takes, by quarter and good.
    """
    most = -(-busy.shape[1] // machines)
    load, number = np.zeros((len(busy), machines)), np.zeros(machines, dtype=np.int64)
    place = np.empty(busy.shape[1], dtype=np.int64)
    for good, days in enumerate(busy.T):
        then = (load + days[:, None]).max(axis=0)
        place[good] = np.argmin(np.where(number < most, then, np.inf))
        load[:, place[good]] += days
        number[place[good]] += 1
    return place, load


def _days(pieces: np.ndarray, hours_per_piece: np.ndarray, knobs: Production) -> np.ndarray:
    """Return the whole days that runs of goods take."""
    return np.ceil(pieces * hours_per_piece / knobs.hours_a_day).astype(np.int64)


def _level(
    need: np.ndarray,
    machine: np.ndarray,
    goods: Goods,
    knobs: Production,
    services: maintenance.Plan,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pieces to make by week and good that fit on the machines, and what had to be there before the books.

    From the last week to the first: while a machine has too many days in a week, one day's output of its longest run is
    made in the week before. Moulds that are serviced run last in the week, after the longest service on their machine.
    """
    need = need / knobs.yield_least  # pieces planned
    a_day = np.floor(knobs.hours_a_day / goods.hours_per_piece)
    machines = machine.max() + 1
    by_machine = np.argsort(machine, kind="stable")
    starts = np.searchsorted(machine[by_machine], np.arange(machines))

    def relieve(week: int, concerned: np.ndarray, most: np.ndarray | int) -> None:
        """Bring the days of the goods `concerned` down to the most that each machine has for them."""
        while True:
            days = _days(need[week], goods.hours_per_piece, knobs) * concerned
            total = np.add.reduceat(days[by_machine], starts)
            over = np.flatnonzero(total > most)
            if not len(over):
                break
            longest = np.maximum.reduceat(days[by_machine] * len(goods) + by_machine, starts)[
                over
            ] % len(goods)
            rest = need[week, longest] - (days[longest] - 1) * a_day[longest]
            moved = np.clip(rest, 1, a_day[longest])
            need[week, longest] -= moved
            need[week - 1, longest] += moved

    for week in range(len(need) - 1, 0, -1):
        relieve(week, np.ones(len(goods), dtype=np.int64), services.open.count[week])
        serviced = services.decide(week, need[week], need[week - 1])
        if serviced.any():
            away = np.maximum.reduceat(serviced[by_machine], starts)
            planned = need[week].copy()
            relieve(week, serviced > 0, services.open.count[week] - away)
            services.put_forward(week, planned, need[week])
    before = np.ceil(need[0]).astype(np.int64)
    need[0] = 0
    return np.ceil(need - 1e-6).astype(np.int64), before


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
        length = _days(actual, goods.hours_per_piece[product], knobs)
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


@dataclass(frozen=True)
class Issues:
    """Materials issued to runs or given back by them, in base units: by week and item, and by item in the books' three years."""

    by_week: np.ndarray
    in_books: np.ndarray


def issues(goods: Goods, runs: Runs) -> Issues:
    """Return what runs consume: pieces, scrap included, by the bill of materials, rounded up to whole base units."""

    def consumed(run: np.ndarray, line: np.ndarray) -> np.ndarray:
        pieces = (runs.good + runs.scrap)[run]
        return -(-pieces * goods.bill.per_1000[line] // 1_000_000)

    return _moved(goods, runs, runs.started, consumed)


def regrind(goods: Goods, runs: Runs) -> Issues:
    """Return the resin that runs give back: as much as they use of their own ground runners and scrap, in whole base units, rounded down."""
    bill = goods.bill

    def given_back(run: np.ndarray, line: np.ndarray) -> np.ndarray:
        ground = runs.scrap[run] * 10_000 + runs.good[run] * bill.runner[line]
        quantity = ground * bill.per_1000[line] * goods.regrind[bill.good[line]] // 10**12
        return np.where(bill.runner[line] > 0, quantity, 0)

    return _moved(goods, runs, runs.finished, given_back)


def _moved(
    goods: Goods,
    runs: Runs,
    day: np.ndarray,
    quantities: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> Issues:
    """Return what moves on a day of each run: `quantities` of the place of a run and that of a line of its bill of materials.

    They are added up at once: at the largest sizes, all lines of all runs are several times as much as the runs.
    """
    items = len(goods.stock.product_id)
    by_week = np.zeros((calendar.PLAN_WEEKS, items), dtype=np.int64)
    in_books = np.zeros(items, dtype=np.int64)
    for first in range(0, len(runs.product), _AT_ONCE):
        run, line = _lines(goods, runs.product[first : first + _AT_ONCE])
        run += first
        quantity, item = quantities(run, line), goods.bill.component[line]
        np.add.at(by_week, (calendar.week(day[run]), item), quantity)
        booked = day[run] < calendar.DAYS
        np.add.at(in_books, item[booked], quantity[booked])
    return Issues(by_week, in_books)


def _lines(goods: Goods, product: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return each line of the bill of materials of each run of a product: place of the run, place of the line."""
    lines = np.bincount(goods.bill.good, minlength=len(goods))
    first = np.cumsum(lines) - lines
    count = lines[product]
    run = np.repeat(np.arange(len(product)), count)
    within = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    return run, first[product[run]] + within
