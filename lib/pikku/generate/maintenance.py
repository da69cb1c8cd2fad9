"""Moulds are serviced before they have made too many shots, overhauled before they are worn out, and repaired when they break.

Services are planned together with production, from the last week to the first: a mould is serviced in a week
before its run there, when the production of the week before would be too much. Production makes room for it, so that
no mould ever runs while it is in the tool room. A broken mould is repaired between its run and its next run or service.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pikku.catalog.products import MAINTENANCE_KINDS
from pikku.catalog.realism import Maintenance, Realism
from pikku.generate import calendar, moulding, rng
from pikku.generate.goods import Goods

if TYPE_CHECKING:
    from pikku.generate.production import Runs

PREVENTIVE, REPAIR, OVERHAUL = range(len(MAINTENANCE_KINDS))
#: Part of its life that a mould is let run for without an overhaul, and by which its first overhaul in the plan is meant to come,
#: as the shots between services differ.
_SURE, _FIRST = 0.97, 0.85


class Plan:
    """When moulds are serviced; one mould a good, in the order of the goods.

    Attributes
    ----------
    life, interval
        Most shots between two overhauls, and between two services.
    open
        Days on which machines run and the tool room works.
    days
        Such days of service, before its run, by week and mould; 0 where there is none.
    overhaul
        Whether that service is an overhaul.
    """

    def __init__(
        self,
        seed: int,
        realism: Realism,
        goods: Goods,
        days: calendar.MachineDays,
        pieces: np.ndarray,
    ) -> None:
        knobs, made, self.goods = realism.maintenance, realism.production, goods
        ids = np.arange(len(goods))
        full = made.days_a_week * made.hours_a_day / goods.hours_per_piece
        self._full_week = moulding.most_shots(made, goods, full)
        step = knobs.service_shots_step
        least, most = (limit // step for limit in knobs.service_shots)
        interval = rng.integers(seed, "mould.service", ids, least, most) * step
        self.interval = np.maximum(interval, -(-self._full_week // step) * step)
        step = knobs.shot_life_step
        least, most = (limit // step for limit in knobs.shot_life)
        life = rng.integers(seed, "mould.life", ids, least, most) * step
        self.life = np.maximum(life, 2 * self.interval)
        self._seed, self._knobs, self._made, self.open = seed, knobs, made, days
        self.days = np.zeros((calendar.PLAN_WEEKS, len(goods)), dtype=np.int64)
        self.overhaul = np.zeros(self.days.shape, dtype=bool)
        self._since = np.zeros(len(goods), dtype=np.int64)
        self._left = sum(self._shots(week, planned) for week, planned in enumerate(pieces))
        self._old, self._worn = self._phase(self._left)

    def _phase(self, total: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the shots of moulds when the books begin, and those from the end of the plan to the overhaul after it.

        They are such that a mould has made most of its life's shots by the first overhaul.

        Parameters
        ----------
        total
            Shots in all of the plan.
        """
        old = np.maximum(-self.goods.launched, 0) / 7
        before = np.minimum(total / calendar.PLAN_WEEKS * old, self.life)
        usual = self.life - self.interval / 2
        worn = before * rng.uniform(self._seed, "mould.worn", np.arange(len(old)))
        until = np.maximum(_FIRST * self.life - worn, 0)  # the first overhaul
        after = np.where(total > until, usual - (total - until) % usual, until - total)
        return worn, np.minimum(after, self.life - self.interval).astype(np.int64)

    def _shots(self, week: int, pieces: np.ndarray) -> np.ndarray:
        """Return the most shots that the pieces planned in a week can take."""
        return moulding.shots(self._seed, self._made, self.goods, week, pieces)

    def decide(self, week: int, pieces: np.ndarray, before: np.ndarray) -> np.ndarray:
        """Return the days of service of each mould in a week, after those of all later weeks.

        Parameters
        ----------
        pieces, before
            Planned in the week and in the one before it, where all that doesn't fit into a week is made sooner.
        """
        shots = self._shots(week, pieces)
        self._since += shots
        self._worn += shots
        self._left -= shots
        due = (
            self._since + np.minimum(self._shots(week - 1, before), self._full_week) > self.interval
        )
        # Of the first one, what the mould has left may suffice; a few shots more are made than was planned, by rounding.
        long = self._worn + self._left + self._old > _SURE * self.life
        self.overhaul[week] = due & (self._worn + self.interval > self.life) & long
        self._since[due] = 0
        self._worn[self.overhaul[week]] = 0
        seed, knobs, ids = self._seed, self._knobs, week * 100_000 + np.arange(len(due))
        service = rng.integers(seed, "mould.service_days", ids, *knobs.service_days)
        overhaul = rng.integers(seed, "mould.overhaul_days", ids, *knobs.overhaul_days)
        length = np.minimum(np.where(self.overhaul[week], overhaul, service), self.open.count[week])
        self.days[week] = np.where(due, length, 0)
        return self.days[week]

    def put_forward(self, week: int, planned: np.ndarray, left: np.ndarray) -> None:
        """Take into account that of the pieces planned in a week some are made before, as a service takes their time.

        Parameters
        ----------
        planned, left
            Pieces that were decided on, and those that the week keeps.
        """
        fewer = self._shots(week, planned) - self._shots(week, left)
        self._left += fewer
        self._worn -= np.where(self.overhaul[week], 0, fewer)


def commissioned(seed: int, knobs: Maintenance, goods: Goods) -> np.ndarray:
    """Return the day on which each good's mould is meant to come into use."""
    trial = rng.integers(seed, "mould.ready", np.arange(len(goods)), *knobs.trial_days)
    ready = goods.launched - trial
    within = calendar.before_closed_day(ready)
    return np.where(ready < 0, calendar.off_closed_day_before(ready), within)


@dataclass(frozen=True)
class Work:
    """Work on moulds in order of its first day, as arrays, and each mould's counter when the books begin."""

    mould: np.ndarray  # positions
    started: np.ndarray
    finished: np.ndarray
    kind: np.ndarray
    shots: np.ndarray
    cost: np.ndarray
    opening: np.ndarray  # shots by mould


def work(seed: int, knobs: Maintenance, goods: Goods, runs: "Runs") -> Work:
    """Return what is done to moulds between their runs, and what it costs."""
    services = _services(seed, runs)
    parts = services, _repairs(seed, knobs, runs, services)
    mould, started, finished, kind, ids = (
        np.concatenate(each) for each in zip(*parts, strict=True)
    )
    order = np.lexsort((mould, started))
    order = order[finished[order] < calendar.PLAN_DAYS]
    mould, started, finished, kind, ids = (
        column[order] for column in (mould, started, finished, kind, ids)
    )
    shots = _Counter(goods, runs)
    so_far = shots.before(mould, started)
    limits = np.array([knobs.service_cost, knobs.repair_cost, knobs.overhaul_cost])
    limits //= knobs.cost_step
    least, most = limits[kind].T
    steps = least + (
        rng.uniform(seed, "mould_maintenance.cost", rng.combine(ids, kind)) * (most - least + 1)
    ).astype(np.int64)
    renewed = kind == OVERHAUL
    opening = _opening(seed, goods, runs.services, shots, mould[renewed], so_far[renewed])
    return Work(
        mould,
        started,
        finished,
        kind,
        opening[mould] + so_far,
        steps * knobs.cost_step * 100,
        opening,
    )


#: Part of its life after which a mould is overhauled at the earliest. Reasoning: its services are a twelfth to a third of it.
_OVERHAULED_FROM = 0.75
#: Mould, first day, last day, kind and an id for further draws.
_Part = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _services(seed: int, runs: "Runs") -> _Part:
    """Return the planned services, somewhere between the week's Monday and the mould's run, or in a week without one."""
    plan = runs.services
    room = np.repeat(plan.open.count[:, None], plan.days.shape[1], axis=1)
    week = calendar.week(runs.started)
    room[week, runs.product] = plan.open.places(runs.started)
    week, mould = np.nonzero(plan.days)
    days, ids = plan.days[week, mould], week * 100_000 + mould
    spare = room[week, mould] - days
    late = rng.uniform(seed, "mould_maintenance.start", ids) * (spare + 1)
    first = late.astype(np.int64)
    started, finished = plan.open.day(week, first), plan.open.day(week, first + days - 1)
    kind = np.where(plan.overhaul[week, mould], OVERHAUL, PREVENTIVE)
    return mould, started, finished, kind, ids


def _repairs(seed: int, knobs: Maintenance, runs: "Runs", services: _Part) -> _Part:
    """Return the repairs after runs in which the mould broke: from the next working day until the mould is needed at most."""
    days, ids = runs.services.open, calendar.week(runs.started) * 100_000 + runs.product
    place = days.number(runs.finished)
    left = days.number(_needed(runs, services)) - 1 - place
    broke = rng.chance(seed, "mould_maintenance.repair", ids, knobs.repair) & (left > 0)
    ids, place, left = ids[broke], place[broke], left[broke]
    length = rng.integers(seed, "mould_maintenance.days", ids, *knobs.repair_days)
    started, finished = days.numbered(place + 1), days.numbered(place + np.minimum(length, left))
    return runs.product[broke], started, finished, np.full(len(ids), REPAIR), ids


def _needed(runs: "Runs", services: _Part) -> np.ndarray:
    """Return the day of the next run or service of each run's mould, or the first after the plan."""
    mould = np.concatenate([runs.product, services[0]])
    first = np.concatenate([runs.started, services[1]])
    order = np.lexsort((first, mould))
    following = np.append(first[order][1:], calendar.PLAN_DAYS)
    following[np.flatnonzero(np.diff(mould[order]))] = calendar.PLAN_DAYS
    needed = np.empty(len(mould), dtype=np.int64)
    needed[order] = following
    return needed[: len(runs.product)]


class _Counter:
    """The shots that each mould has made by a day."""

    def __init__(self, goods: Goods, runs: "Runs") -> None:
        order = np.lexsort((runs.finished, runs.product))
        product = runs.product[order]
        shots = -(-(runs.good + runs.scrap)[order] // goods.cavities[product])
        self._key = self._of(product, runs.finished[order])
        self._total = np.concatenate([[0], np.cumsum(shots)])

    @staticmethod
    def _of(mould: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        return mould * 10_000 + day

    def before(self, mould: np.ndarray, day: np.ndarray | int) -> np.ndarray:
        """Return the shots in runs that were finished before a day."""
        first, last = (
            np.searchsorted(self._key, self._of(mould, limit)) for limit in (np.int64(0), day)
        )
        return self._total[last] - self._total[first]


def _opening(
    seed: int,
    goods: Goods,
    plan: Plan,
    shots: _Counter,
    overhauled: np.ndarray,
    so_far: np.ndarray,
) -> np.ndarray:
    """Return each mould's shots since it was new or overhauled when the books begin: so few that its life suffices.

    They are so many, too, that an overhaul is due after them, if the mould is old enough.

    Parameters
    ----------
    overhauled, so_far
        Moulds of the overhauls in order of the day, and their shots in the books by then.
    """
    moulds = np.arange(len(goods))
    total = shots.before(moulds, calendar.PLAN_DAYS)
    stretch = total.copy()
    stretch[overhauled[::-1]] = so_far[::-1]  # the first overhaul is written last
    weeks_old = np.maximum(-goods.launched, 0) / 7
    most = np.minimum(plan.life - stretch, total / calendar.PLAN_WEEKS * weeks_old)
    due = np.isin(moulds, overhauled) * _OVERHAULED_FROM * plan.life - stretch
    least = np.clip(due, 0, most)
    return rng.between(seed, "mould.opening", moulds, least, most).astype(np.int64)
