"""Production: what is made follows from what is shipped, on machines that can make it.

The goods shipped in a week were finished by the end of the week before. Each good is made every one, two or four weeks
(by its machine hours) for the weeks until it is made again; what a machine can't make in a week, or not beside the service
of a mould, it makes in the weeks before. Goods sold before the first run, and a safety stock, are the opening stock.
"""

from dataclasses import dataclass

import numpy as np

from pikku.catalog.realism import Production, Realism
from pikku.generate import calendar, maintenance, rng
from pikku.generate.goods import Goods

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
    machine = _machines(goods, knobs)
    services = maintenance.Plan(seed, realism, goods)
    need, before = _level(need, machine, goods, knobs, services)
    return _runs(seed, knobs, goods, machine, need, opening + before, services)


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
    hours = goods.weekly * goods.hours_per_piece
    interval = np.where(hours >= 18, 1, np.where(hours >= 7, 2, 4))
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
    made = np.take_along_axis(cumulative, end, axis=0) - cumulative[1 : weeks + 1]
    need = np.where(due, made, 0)
    first = np.argmax(due, axis=0)
    opening = cumulative[first + 1, np.arange(count)]
    opening += np.where(goods.launched <= 0, np.ceil(goods.weekly * knobs.safety_weeks), 0).astype(
        np.int64
    )
    return need, opening


def _machines(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the machine (from 0) of each good: the largest first, each to the machine with the fewest hours."""
    hours = goods.weekly * goods.hours_per_piece
    machines = max(2, int(np.ceil(len(goods) * knobs.machines_per_product)))
    most = int(np.ceil(len(goods) / machines))
    load, number = np.zeros(machines), np.zeros(machines, dtype=np.int64)
    assigned = np.empty(len(goods), dtype=np.int64)
    for good in np.argsort(-hours, kind="stable"):
        machine = int(np.argmin(np.where(number < most, load, np.inf)))
        assigned[good] = machine
        load[machine] += hours[good]
        number[machine] += 1
    return assigned


def _days(pieces: np.ndarray, goods: Goods, knobs: Production) -> np.ndarray:
    """Return the whole days that runs take, by week and good."""
    return np.ceil(pieces * goods.hours_per_piece / knobs.hours_a_day).astype(np.int64)


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
            days = _days(need[week], goods, knobs) * concerned
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
        relieve(week, np.ones(len(goods), dtype=np.int64), knobs.days_a_week)
        serviced = services.decide(week, need[week])
        if serviced.any():
            away = np.maximum.reduceat(serviced[by_machine], starts)
            relieve(week, serviced > 0, np.maximum(knobs.days_a_week - away, 0))
    before = np.ceil(need[0]).astype(np.int64)
    need[0] = 0
    return np.ceil(need - 1e-6).astype(np.int64), before


def _runs(
    seed: int,
    knobs: Production,
    goods: Goods,
    machine: np.ndarray,
    planned: np.ndarray,
    opening: np.ndarray,
    services: maintenance.Plan,
) -> Runs:
    """Return the runs: each makes what is planned less what earlier runs made too much."""
    weeks, count = planned.shape
    ids = np.arange(weeks)[:, None] * 100_000 + np.arange(count)
    draw = rng.uniform(seed, "production_order.yield", ids)
    least = knobs.yield_least
    # Good pieces needed by the end of each week; what a run yields beyond it is made less of the next time.
    needed = np.cumsum(planned * least, axis=0)
    made = np.zeros(count)
    actual = np.zeros_like(planned)
    good = np.zeros_like(planned)
    for week in range(weeks):
        lack = np.where(planned[week] > 0, np.maximum(needed[week] - made, 0), 0)
        actual[week] = np.minimum(np.ceil(lack / least - 1e-6), planned[week]).astype(np.int64)
        share = least + (1 - least) * draw[week]
        good[week] = np.minimum(np.ceil(actual[week] * share), actual[week]).astype(np.int64)
        made += good[week]
    scrap_draw = rng.uniform(seed, "production_order.scrap", ids)
    scrap = np.rint(actual * goods.scrap * (maintenance.MOST_SCRAP - 1 + scrap_draw)).astype(
        np.int64
    )
    days = _days(actual, goods, knobs)
    week, product = np.nonzero(actual)
    turn = rng.bits(seed, "production_order.turn", ids[week, product])
    away = services.days[week, product]
    order = np.lexsort((turn, away > 0, machine[product], week))
    week, product, away = week[order], product[order], away[order]
    length = days[week, product]
    slot = week * (machine.max() + 1) + machine[product]
    started = calendar.monday(week) + _first_days(slot, length, away)
    finished = started + length - 1
    kept = finished < calendar.PLAN_DAYS
    order = np.flatnonzero(kept)[np.lexsort((machine[product][kept], started[kept]))]
    week, product = week[order], product[order]
    return Runs(
        product=product,
        machine=machine[product] + 1,
        started=started[order],
        finished=finished[order],
        planned=actual[week, product],
        good=good[week, product],
        scrap=scrap[week, product],
        opening=opening,
        services=services,
    )


def _first_days(slot: np.ndarray, length: np.ndarray, away: np.ndarray) -> np.ndarray:
    """Return the first day in the week, from 0, of runs that follow each other on a machine.

    Parameters
    ----------
    slot
        Machine and week of each run; those of one slot stand together, serviced moulds last.
    length
        Days of each run.
    away
        Days from Monday on that each run's mould is serviced.
    """
    head = np.concatenate([[True], slot[1:] != slot[:-1]])
    place = np.cumsum(head) - 1
    ends = np.cumsum(length)
    base = np.maximum.accumulate(np.where(head, ends - length, 0))
    longest = np.zeros(len(head), dtype=np.int64)
    np.maximum.at(longest, place, away)
    others = np.bincount(place, length * (away == 0), len(head)).astype(np.int64)
    return ends - length - base + np.where(away > 0, np.maximum(longest - others, 0)[place], 0)


@dataclass(frozen=True)
class Issues:
    """Materials issued to runs or given back by them, as arrays: place of the run, position of the item, day, base units."""

    run: np.ndarray
    item: np.ndarray
    day: np.ndarray
    quantity: np.ndarray


def issues(goods: Goods, runs: Runs) -> Issues:
    """Return what runs consume: pieces, scrap included, by the bill of materials, rounded up to whole base units."""
    run, line = _lines(goods, runs)
    pieces = (runs.good + runs.scrap)[run]
    quantity = -(-pieces * goods.bill.per_1000[line] // 1_000_000)
    return Issues(run, goods.bill.component[line], runs.started[run], quantity)


def regrind(goods: Goods, runs: Runs) -> Issues:
    """Return what runs give back: runners and scrap as far as they may be used again, rounded down to whole base units."""
    run, line = _lines(goods, runs)
    bill, kept = goods.bill, goods.bill.runner[line] > 0
    run, line = run[kept], line[kept]
    ground = runs.scrap[run] * 10_000 + runs.good[run] * bill.runner[line]
    quantity = ground * bill.per_1000[line] * goods.regrind[bill.good[line]] // 10**12
    some = quantity > 0
    return Issues(run[some], bill.component[line[some]], runs.finished[run[some]], quantity[some])


def _lines(goods: Goods, runs: Runs) -> tuple[np.ndarray, np.ndarray]:
    """Return each line of the bill of materials of each run: place of the run, place of the line."""
    lines = np.bincount(goods.bill.good, minlength=len(goods))
    first = np.cumsum(lines) - lines
    count = lines[runs.product]
    run = np.repeat(np.arange(len(runs.product)), count)
    within = np.arange(len(run)) - np.repeat(np.cumsum(count) - count, count)
    return run, first[runs.product[run]] + within
