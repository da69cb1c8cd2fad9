"""Machines: how many there are, which of them makes which good, and what they can make in a week."""

import numpy as np

from pikku.catalog.realism import Production
from pikku.generate import maintenance
from pikku.generate.goods import Goods

#: Weeks of a quarter, and the part of a machine's days by which new goods may go beyond the usual one.
_QUARTER, _ROOM = 13, 0.03


def weeks_between(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the weeks from one run of each good to the next, by the machine hours that it takes."""
    hours = goods.weekly * goods.hours_per_piece
    return np.asarray(knobs.run_weeks)[np.searchsorted(knobs.run_hours, hours, side="right")]


def assign(goods: Goods, knobs: Production, shipped: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the machine (from 0) of each good, and the class of each machine; those of a class follow each other.

    A class has as many machines as the days need that its goods take, in the mean week and in the busiest quarter: what can't be
    made in time is made before, but not for months. The good with the most days comes first, each goes to the machine that is
    then least busy in its busiest quarter. For goods that are launched in the books, one after the other, another machine is bought
    when none has room.
    """
    between = weeks_between(goods, knobs)
    mean = whole_days(goods.usual * between, goods.hours_per_piece, knobs) / between
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
        rest = mine[~np.isin(mine, old)]
        for good in rest[np.argsort(goods.launched[rest], kind="stable")]:
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


def least_runs(goods: Goods, knobs: Production) -> np.ndarray:
    """Return the pieces of each good that are worth a change of moulds."""
    return np.ceil(knobs.least_run_hours / goods.hours_per_piece).astype(np.int64)


def whole_days(pieces: np.ndarray, hours_per_piece: np.ndarray, knobs: Production) -> np.ndarray:
    """Return the whole days that runs of goods take."""
    return np.ceil(pieces * hours_per_piece / knobs.hours_a_day).astype(np.int64)


def level(
    need: np.ndarray,
    machine: np.ndarray,
    goods: Goods,
    knobs: Production,
    services: maintenance.Plan,
    ready: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the pieces to make by week and good that fit on the machines, and what had to be there before the books.

    From the last week to the first: while a machine has too many days in a week, one day's output of its longest run is
    made in the week before. Moulds that are serviced run last in the week, after the longest service on their machine.
    Nothing is made before the week from which on a mould is `ready`, as long as there is something else to move.
    """
    need = need / knobs.yield_least  # pieces planned
    worth_it = least_runs(goods, knobs)
    a_day = np.floor(knobs.hours_a_day / goods.hours_per_piece)
    machines, most_days = machine.max() + 1, np.int64(10_000)
    by_machine = np.argsort(machine, kind="stable")
    starts = np.searchsorted(machine[by_machine], np.arange(machines))

    def relieve(week: int, concerned: np.ndarray, most: np.ndarray | int) -> None:
        """Bring the days of the goods `concerned` down to the most that each machine has for them."""
        while True:
            days = whole_days(need[week], goods.hours_per_piece, knobs) * concerned
            total = np.add.reduceat(days[by_machine], starts)
            over = np.flatnonzero(total > most)
            if not len(over):
                break
            rank = days * (1 + (ready < week) * most_days) * len(goods) + np.arange(len(goods))
            longest = np.maximum.reduceat(rank[by_machine], starts)[over] % len(goods)
            rest = need[week, longest] - (days[longest] - 1) * a_day[longest]
            # No less than what is worth a change of moulds is made before, nor left.
            moved = np.maximum(np.clip(rest, 1, a_day[longest]), worth_it[longest])
            left = need[week, longest] - moved
            moved = np.where(left < worth_it[longest], need[week, longest], moved)
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
