"""What the old systems deliver at one time: the books' three years at once, then each month that follows.

A delivery holds the rows that were entered since the one before, and the later versions of rows that have changed since. It
depends on no later one: the company is planned further ahead than its books may be carried on.
"""

import re
from dataclasses import dataclass

import numpy as np

from pikku.catalog.periods import LAST_DAY, LAST_PLANNED_DAY
from pikku.errors import PikkuError
from pikku.generate import calendar

_FORM = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True)
class Delivery:
    """A delivery: its folder's name below that of the raw files (empty for the books' own), and the days it covers.

    `first` and `last` are days since 1970-01-01.
    """

    name: str
    first: int
    last: int

    @property
    def weeks(self) -> range:
        """Return the weeks up to its end."""
        return range(int(calendar.week(np.int64(self.last - calendar.FIRST_EPOCH))) + 1)

    @property
    def months(self) -> range:
        """Return the months that it covers."""
        return self._covered(calendar.MONTH_OF_DAY)

    @property
    def spans(self) -> range:
        """Return the spans of the calendar that it covers."""
        return self._covered(calendar.SPAN_OF_DAY)

    def _covered(self, of_day: np.ndarray) -> range:
        first, last = of_day[np.array([self.first, self.last]) - calendar.FIRST_EPOCH].tolist()
        return range(first, last + 1)


_ENDS = calendar.epoch(calendar.MONTH_END)
_NAMES = [f"{period // 100}-{period % 100:02d}" for period in calendar.PERIOD_OF_MONTH.tolist()]
BOOKS = Delivery("", calendar.FIRST_EPOCH, int(_ENDS[calendar.MONTHS - 1]))
"""The books' three years."""

#: The months that may follow.
LATER = tuple(
    Delivery(_NAMES[month], int(_ENDS[month - 1]) + 1, int(_ENDS[month]))
    for month in range(calendar.MONTHS, calendar.PLAN_MONTHS)
)


def up_to(until: str | None) -> tuple[Delivery, ...]:
    """Return the deliveries up to a month, as in ``2026-05``; the books alone when it is omitted.

    Raises
    ------
    PikkuError
        When it is no month, or not one that the books can end with.
    """
    if until is None:
        return (BOOKS,)
    form = _FORM.fullmatch(str(until).strip())
    month = f"{form[1]}-{int(form[2]):02d}" if form else ""
    if form is None or not 1 <= int(form[2]) <= 12:
        raise PikkuError(
            f"{until!r} is no month.",
            remedy=f"Give year and month, as in --until {LATER[0].name}.",
        )
    ends = [_NAMES[calendar.MONTHS - 1], *(each.name for each in LATER)]
    if month < _NAMES[0]:
        raise PikkuError(
            f"The books can't end in {month}, before they begin in {_NAMES[0]}.",
            remedy=f"Give a month from {ends[0]} to {ends[-1]}.",
        )
    if month not in ends:
        why = (
            f"they have three years at least, until {LAST_DAY}"
            if month < ends[0]
            else f"the company is planned until {LAST_PLANNED_DAY}"
        )
        raise PikkuError(
            f"The books can't end in {month}: {why}.",
            remedy=f"Give a month from {ends[0]} to {ends[-1]}.",
        )
    return (BOOKS, *LATER[: ends.index(month)])


def everything(until: str | None) -> Delivery:
    """Return the books and the months up to one as a single delivery: how things stand at its end."""
    return Delivery("", BOOKS.first, up_to(until)[-1].last)
