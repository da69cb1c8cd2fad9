"""Does the mock company do what its parameters say: what it does, measured, beside what they or a known law lead one to expect.

:func:`examine` returns what every check finds, :func:`figure` draws it.
"""

from collections.abc import Callable

from pikku.catalog.realism import REALISM, Realism
from pikku.plausibility import (
    employees,
    finance,
    habits,
    inventory,
    products,
    purchases,
    sales,
    shipping,
)
from pikku.plausibility.books import Books
from pikku.plausibility.figures import figure
from pikku.plausibility.finding import Check, Finding, Point, find

__all__ = ["CHECKS", "Books", "Check", "Finding", "Point", "examine", "figure", "find"]

_AREAS = (sales, habits, shipping, finance, products, inventory, purchases, employees)
_EVERY = [check for each in _AREAS for check in each.CHECKS]
#: All checks; those of an area follow each other.
CHECKS: tuple[Check, ...] = tuple(
    check
    for area in dict.fromkeys(each.area for each in _EVERY)
    for check in _EVERY
    if check.area == area
)


def examine(
    size: str | int = "small",
    seed: int = 1,
    progress: Callable[[int, int, str], None] | None = None,
    *,
    realism: Realism = REALISM,
    expecting: Realism | None = None,
) -> list[Finding]:
    """Return what each check finds in a company.

    Parameters
    ----------
    size, seed, realism
        The company, as for :func:`pikku.generate.run`.
    progress
        Called with checks done, checks in all, and what is being looked at.
    expecting
        Parameters that the company is expected to have; those it was made with when omitted.

    Raises
    ------
    PikkuError
        When the size or the seed can't be, or it is too small to have distributions or too large for memory.
    """
    if progress:
        progress(0, len(CHECKS), "generating")
    books, found = Books(size, seed, realism), []
    for place, check in enumerate(CHECKS):
        if progress:
            progress(place, len(CHECKS), check.title)
        found.append(find(check, books, expecting or realism))
    return found
