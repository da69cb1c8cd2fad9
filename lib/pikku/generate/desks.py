"""Desks: who deals with the parties of a department on each day."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pikku.catalog.realism import People
from pikku.generate import calendar
from pikku.generate.attendance import HALF, PRESENT, register

if TYPE_CHECKING:
    from pikku.generate.people import Staff

_QUARTER = 3


@dataclass(frozen=True)
class Desks:
    """The desks of a department, one for each job.

    Attributes
    ----------
    in_charge
        Who deals with the parties of each desk, by day of the plan and desk: positions of employees.
    manned
        Whether anybody is there, by day.
    """

    in_charge: np.ndarray
    manned: np.ndarray

    @property
    def number(self) -> int:
        """Return how many there are."""
        return self.in_charge.shape[1]


def desks(seed: int, employed: "Staff", people: People, department: str) -> Desks:
    """Return the desks of a department; on days on which nobody is there, whoever is employed counts."""
    some = employed.among(
        np.flatnonzero(employed.department == employed.departments.index(department))
    )
    jobs, desk = np.unique(some.job, return_inverse=True)
    holder = np.full((calendar.PLAN_DAYS, len(jobs)), -1, dtype=np.int32)
    for person, (place, first, last) in enumerate(zip(desk, some.first, some.last, strict=True)):
        holder[max(first, 0) : last + 1, place] = some.ids[person]
    there = np.zeros(holder.shape, dtype=bool)
    for first in range(0, calendar.PLAN_MONTHS, _QUARTER):  # all at once would take memory
        months = range(first, min(first + _QUARTER, calendar.PLAN_MONTHS))
        day, who, status = register(seed, some, people, months)
        came = np.isin(status, (PRESENT, HALF))
        there[day[came], desk[who[came]]] = True
    manned = there.any(axis=1)
    there |= ~manned[:, None] & (holder >= 0)
    return Desks(np.take_along_axis(holder, _next(there), axis=1), manned)


def _next(true: np.ndarray) -> np.ndarray:
    """Return in each row the first place from each on where it is true, going round; it must be so somewhere."""
    columns = true.shape[1]
    places = np.where(true, np.arange(columns, dtype=np.int32), 2 * columns)
    round_ = np.concatenate([places, places + columns], axis=1)[:, ::-1]
    return np.minimum.accumulate(round_, axis=1)[:, : -columns - 1 : -1] % columns
