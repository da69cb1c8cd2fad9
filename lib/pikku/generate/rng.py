"""Counter-based random numbers: each draw is a pure function of (seed, stream, row id).

A stream is named after what it decides, as in ``"sales_order_line.quantity"``. There is no state: rows may be drawn in any
order, in any chunk and in any process, and a new stream changes no other. The mixing function is splitmix64's finaliser
(Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
"""

import hashlib
from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53
_HALVES = np.uint64(0x0000FFFF_0000FFFF)
_WORD = 32


@lru_cache(maxsize=4096)
def stream_key(seed: int, stream: str) -> np.uint64:
    """Return the 64-bit key of a stream: a digest of the seed and the stream's name."""
    digest = hashlib.blake2b(f"{seed}/{stream}".encode(), digest_size=8).digest()
    return np.uint64(int.from_bytes(digest, "little"))


def bits(seed: int, stream: str, ids: np.ndarray) -> np.ndarray:
    """Return 64 random bits for each row.

    Parameters
    ----------
    seed
        The data set's seed.
    stream
        What the draw decides.
    ids
        Row ids, whole numbers.
    """
    z = np.asarray(ids).astype(np.uint64)
    with np.errstate(over="ignore"):
        z *= _GOLDEN
        z += stream_key(seed, stream)
        z ^= z >> np.uint64(30)
        z *= _MIX_1
        z ^= z >> np.uint64(27)
        z *= _MIX_2
        z ^= z >> np.uint64(31)
    return z


def words(seed: int, stream: str, ids: np.ndarray) -> np.ndarray:
    """Return 32 random bits for each row: what :class:`Table` chooses by."""
    return (bits(seed, stream, ids) >> np.uint64(32)).astype(np.uint32)


def combine(*parts: np.ndarray | int) -> np.ndarray:
    """Return one row id made of several whole numbers, for rows that have a compound key."""
    with np.errstate(over="ignore"):
        mixed = np.asarray(parts[0]).astype(np.uint64)
        for part in parts[1:]:
            mixed = (mixed ^ (mixed >> np.uint64(29))) * _MIX_1 + np.asarray(part).astype(np.uint64)
    return mixed


def uniform(seed: int, stream: str, ids: np.ndarray) -> np.ndarray:
    """Return a number in [0, 1) for each row, with 53 random bits."""
    return (bits(seed, stream, ids) >> np.uint64(11)).astype(np.float64) * _TO_UNIT


def between(
    seed: int, stream: str, ids: np.ndarray, low: float | np.ndarray, high: float | np.ndarray
) -> np.ndarray:
    """Return a number from `low` to below `high` for each row."""
    return low + uniform(seed, stream, ids) * (high - low)


def integers(
    seed: int, stream: str, ids: np.ndarray, low: int | np.ndarray, high: int | np.ndarray
) -> np.ndarray:
    """Return a whole number from `low` to `high`, both included, for each row; each row may have its own bounds."""
    return low + (uniform(seed, stream, ids) * (high - low + 1)).astype(np.int64)


def chance(seed: int, stream: str, ids: np.ndarray, probability: float | np.ndarray) -> np.ndarray:
    """Return True for a share `probability` of the rows."""
    return uniform(seed, stream, ids) < probability


def ranks(lottery: np.ndarray) -> np.ndarray:
    """Return the rank of each random number among all, from 0."""
    return np.argsort(np.argsort(lottery, kind="stable"), kind="stable")


def normal(seed: int, stream: str, ids: np.ndarray) -> np.ndarray:
    """Return a bell-shaped number of mean 0 and deviation 1 for each row, between -3.46 and 3.46.

    It is the sum of four 16-bit uniform numbers (Irwin-Hall): tails without outliers that would need clipping, from one
    draw, and without a transcendental function whose last digit differs between machines.
    """
    z = bits(seed, stream, ids)
    # Two 16-bit numbers at once, each in half of a word: its sums don't reach the other half.
    total = (z >> np.uint64(16)) & _HALVES
    z &= _HALVES
    total += z
    sums = ((total >> np.uint64(32)) + (total & np.uint64(0xFFFFFFFF))).astype(np.float64)
    return (sums / 65536.0 - 1.99996948) * 1.7320508


def log_normal(seed: int, stream: str, ids: np.ndarray, spread: float) -> np.ndarray:
    """Return a factor for each row, 1 on average, whose logarithm has the deviation `spread`."""
    exponent = normal(seed, stream, ids)
    exponent *= spread
    exponent -= spread * spread / 2
    return np.exp(exponent, out=exponent)


def choice(
    seed: int, stream: str, ids: np.ndarray, weights: np.ndarray | list[float]
) -> np.ndarray:
    """Return a position in `weights` for each row, drawn in proportion to them."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.float64))
    draws = uniform(seed, stream, ids) * cumulative[-1]
    return np.minimum(np.searchsorted(cumulative, draws, side="right"), len(cumulative) - 1)


class Table:
    """Many weighted choices at once: each row of `weights` is the distribution of a group.

    Of each group, what has a weight lies in one array with the last 32-bit word that falls on it, ascending. A guide says where
    each of the equal cells of a group begins in it (Chen and Asau: On generating random variates from an empirical
    distribution, AIIE Transactions, 1974): from there it is a step or two, where a binary search of a large array would wait for
    memory at each of its steps.

    Raises
    ------
    ValueError
        When a group has no positive weight.
    """

    def __init__(self, weights: Iterable[np.ndarray]) -> None:
        last, position, guide, sizes, shifts = [], [], [], [], []
        for row in weights:
            positive = np.flatnonzero(row > 0)
            if not len(positive):
                raise ValueError("every group needs a positive weight")
            ends = np.cumsum(row[positive])
            ends = np.maximum(np.rint(ends * (2.0**_WORD / ends[-1])), 1).astype(np.int64) - 1
            cells = max(1, (len(positive) - 1).bit_length())
            starts = np.arange(1 << cells) << (_WORD - cells)
            guide.append(_narrow(np.searchsorted(ends, starts)))
            last.append(ends.astype(np.uint32))
            position.append(_narrow(positive))
            sizes.append(len(starts))
            shifts.append(_WORD - cells)
        entries = [len(each) for each in last]
        self._first = np.cumsum(entries) - entries
        self._last, self._position = np.concatenate(last), np.concatenate(position)
        self._guide = np.concatenate(guide)
        self._begin = np.cumsum(sizes) - sizes
        self._shift = np.array(shifts, dtype=np.uint32)

    def choose_within(self, groups: np.ndarray, draws: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return what :meth:`choose` does, and where in the words that fall on it each draw lies: a word to choose on with."""
        found = self._find(groups, draws)
        begins, scale = self._spans
        within = (draws - begins[found]) * scale[found]
        return self._position[found].astype(np.int64), within.astype(np.uint32)

    @cached_property
    def _spans(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the first word that falls on each entry, and all words as a multiple of those that do."""
        begins = np.zeros(len(self._last), dtype=np.uint32)
        begins[1:] = self._last[:-1] + np.uint32(1)
        begins[self._first] = 0
        widths = self._last.astype(np.float64) - begins + 1
        return begins, 2.0**_WORD / np.maximum(widths, 1)

    def choose(self, groups: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """Return a position within its group's weights for each row.

        Parameters
        ----------
        groups
            Which distribution each row draws from.
        draws
            Random words, as of :func:`words`.
        """
        return self._position[self._find(groups, draws)].astype(np.int64)

    def _find(self, groups: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """Return the entry that each draw falls on."""
        cells = self._begin[groups]
        cells += draws >> self._shift[groups]
        found = self._guide[cells] + self._first[groups]
        before = np.flatnonzero(self._last[found] < draws)
        while len(before):
            found[before] += 1
            before = before[self._last[found[before]] < draws[before]]
        return found


def _narrow(places: np.ndarray) -> np.ndarray:
    """Return places in half the memory, where they are few enough."""
    small = not len(places) or places[-1] <= np.iinfo(np.uint16).max
    return places.astype(np.uint16 if small else np.int32)
