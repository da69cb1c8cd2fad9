"""How much to generate: a named size, or a number of order lines."""

from dataclasses import dataclass

from pikku.catalog.realism import Company
from pikku.errors import PikkuError

SIZES = {"small": 52_000, "medium": 1_000_000, "large": 10_000_000, "huge": 100_000_000}
#: Document numbers have nine digits, and fewer lines make no company.
LEAST, MOST = 500, 1_000_000_000


@dataclass(frozen=True)
class Size:
    """A size: its name and the order lines of the three years, about."""

    name: str
    order_lines: int

    def grown(self, at_small: float, exponent: float, least: int = 1) -> int:
        """Return how many there are of something that numbers `at_small` at size `small`."""
        # Without the last digits, which differ between machines: a half must be one on all of them.
        return max(least, round(round(at_small * self._times_small**exponent, 6)))

    def output(self, company: Company) -> float:
        """Return how much the company makes, as a multiple of what it makes at size `small`."""
        return round(self._times_small**company.output_exponent, 9)

    @property
    def _times_small(self) -> float:
        return self.order_lines / SIZES["small"]


def parse(size: str | int) -> Size:
    """Return the size that a name or a number of order lines means.

    Raises
    ------
    PikkuError
        When it is neither, or out of range.
    """
    text = str(size).strip().lower()
    if text in SIZES:
        return Size(text, SIZES[text])
    listed = ", ".join(f"{name} ({lines:,})" for name, lines in SIZES.items())
    try:
        lines = int(text.replace("_", "").replace(",", ""))
    except ValueError:
        raise PikkuError(
            f"There is no size {size!r}.",
            remedy=f"Choose {listed}, or give a number of order lines.",
        ) from None
    if not LEAST <= lines <= MOST:
        raise PikkuError(
            f"{lines:,} order lines can't be generated.",
            remedy=f"Give a number from {LEAST:,} to {MOST:,}, or one of {listed}.",
        )
    named = {count: name for name, count in SIZES.items()}
    return Size(named.get(lines, str(lines)), lines)
