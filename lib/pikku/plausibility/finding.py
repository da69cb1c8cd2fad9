"""What a check says: points measured beside points expected, with their bands, and the verdict."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from pikku.catalog.realism import Realism
from pikku.plausibility.books import Books
from pikku.report import numbers

#: Standard errors that a figure may be off by chance: with some 500 points, one in 30 companies would go beyond it.
CHANCE = 4.0


@dataclass(frozen=True)
class Point:
    """A figure measured in the company, and what the parameters lead one to expect: a value and its band."""

    label: str
    measured: float
    expected: float
    low: float
    high: float

    @property
    def plausible(self) -> bool:
        """Whether the figure is inside its band."""
        return self.low <= self.measured <= self.high


@dataclass(frozen=True)
class Measured:
    """What a check measured: its points, and the one figure that decides when it isn't the points themselves."""

    points: Sequence[Point]
    deciding: Point | None = None
    remark: str = ""


@dataclass(frozen=True)
class Check:
    """A named comparison of the company with its parameters.

    Attributes
    ----------
    name, area, title
        What it is called, the business area, and what is compared.
    form
        How its figures are written: a format string of :mod:`pikku.report.numbers`.
    reason
        Where the expectation comes from, and why the band is as wide as it is.
    measure
        Measures the books and sets the parameters beside it.
    needed
        Share of the points that must be inside their bands.
    deciding_form
        How the deciding figure is written when it isn't one of the points.
    """

    name: str
    area: str
    title: str
    form: str
    reason: str
    measure: Callable[[Books, Realism], Measured | list[Point]] = field(repr=False)
    needed: float = 1.0
    deciding_form: str = ""


@dataclass(frozen=True)
class Finding:
    """What a check found: `low`, `expected` and `high` are what the deciding figure `measured` is held against."""

    check: Check
    points: tuple[Point, ...]
    deciding: Point | None
    remark: str

    @property
    def name(self) -> str:
        """Return the check's name."""
        return self.check.name

    @property
    def area(self) -> str:
        """Return the business area."""
        return self.check.area

    @property
    def inside(self) -> int:
        """Return how many points are inside their bands."""
        return sum(point.plausible for point in self.points)

    @property
    def plausible(self) -> bool:
        """Whether the company behaves as its parameters say."""
        if self.deciding:
            return self.deciding.plausible
        return self.inside >= self.check.needed * len(self.points)

    @property
    def verdict(self) -> str:
        """Return plausible or implausible."""
        return "plausible" if self.plausible else "implausible"

    @property
    def farthest(self) -> Point:
        """Return the figure that decides: the only one, or of several the one nearest to an end of its band or beyond."""
        return self.deciding or max(self.points, key=_strain)

    @property
    def what(self) -> str:
        """Return what was compared, with the point that is farthest when there are several."""
        several = len(self.points) > 1 and not self.deciding
        return f"{self.check.title} ({self.farthest.label})" if several else self.check.title

    @property
    def counted(self) -> str:
        """Return how many of several points are in their bands."""
        return f"{self.inside} of {len(self.points)}" if len(self.points) > 1 else ""

    @property
    def measured(self) -> str:
        """Return the deciding figure as it is written."""
        return self.shown(self.farthest.measured)

    @property
    def expected(self) -> str:
        """Return what was expected of the deciding figure as it is written."""
        return self.shown(self.farthest.expected)

    @property
    def allowed(self) -> str:
        """Return the band of the deciding figure as it is written."""
        return f"{self.shown(self.farthest.low)} to {self.shown(self.farthest.high)}"

    @property
    def row(self) -> dict[str, str]:
        """Return the finding as a row of a table, by the heads of its columns."""
        return {
            "area": self.area,
            "what": self.what,
            "measured": self.measured,
            "expected": self.expected,
            "allowed": self.allowed,
            "in the band": self.counted,
            "verdict": self.verdict,
        }

    @property
    def sentence(self) -> str:
        """Return what was found in words."""
        label = self.farthest.label
        text = f"{self.measured} where {self.expected} is expected and {self.allowed} allowed"
        if self.deciding or len(self.points) == 1:
            return f"{label[:1].upper()}{label[1:]}: {text}. {self.remark}".strip()
        if self.inside == len(self.points):
            every = "Both" if self.inside == 2 else f"All {self.inside}"
            return f"{every} are in the band; nearest to an end of it is {label}: {text}."
        return f"{self.counted} are in the band; farthest out is {label}: {text}."

    def shown(self, value: float) -> str:
        """Return the deciding figure, or an end of its band, as it is written: rupees in lakh or crore."""
        form = (self.deciding and self.check.deciding_form) or self.check.form
        return numbers.in_unit(value, form, numbers.unit([self.farthest.high], form))


#: Stands where there was nothing to measure, which no parameters lead one to expect.
_NOTHING = Point("things to measure", 0.0, 1.0, 1.0, 1.0)


def find(check: Check, books: Books, expecting: Realism) -> Finding:
    """Return what a check finds in the books of a company that is expected to have these parameters."""
    made = check.measure(books, expecting)
    if isinstance(made, list):
        made = Measured(made or [_NOTHING])
    return Finding(check, tuple(made.points), made.deciding, made.remark)


def near(label: str, measured: float, expected: float, allowed: float) -> Point:
    """Return a point whose band is so much below and above what is expected."""
    measured, expected, allowed = float(measured), float(expected), float(allowed)
    return Point(label, measured, expected, expected - allowed, expected + allowed)


def share(label: str, count: float, total: float, expected: float, allowed: float = 0.0) -> Point:
    """Return the point of a share of `total` things: its band is `allowed` and what chance does to a count."""
    total, expected = max(float(total), 1.0), float(expected)
    chance = math.sqrt(max(expected * (1 - expected), 0.25 / total) / total)
    allowed += CHANCE * chance
    measured = float(count) / total
    return Point(
        label, measured, expected, max(0.0, expected - allowed), min(1.0, expected + allowed)
    )


def _strain(point: Point) -> float:
    """Return how far a point is from what is expected, as a multiple of the way to the end of its band."""
    end = point.high if point.measured > point.expected else point.low
    return abs(point.measured - point.expected) / max(abs(end - point.expected), 1e-12)
