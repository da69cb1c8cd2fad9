"""Counter-based random numbers: each draw is a pure function of (seed, stream, row id).

A stream is named after what it decides, as in ``"sales_order_line.quantity"``. There is no state: rows may be drawn in any
order, in any chunk and in any process, and a new stream changes no other. The mixing function is splitmix64's finaliser
(Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014).
"""

import hashlib
from functools import lru_cache

import numpy as np

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_TO_UNIT = 2.0**-53


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
        z = z * _GOLDEN + stream_key(seed, stream)
        z ^= z >> np.uint64(30)
        z *= _MIX_1
        z ^= z >> np.uint64(27)
        z *= _MIX_2
        z ^= z >> np.uint64(31)
    return z


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


def integers(seed: int, stream: str, ids: np.ndarray, low: int, high: int) -> np.ndarray:
    """Return a whole number from `low` to `high`, both included, for each row."""
    return low + (uniform(seed, stream, ids) * (high - low + 1)).astype(np.int64)


def chance(seed: int, stream: str, ids: np.ndarray, probability: float | np.ndarray) -> np.ndarray:
    """Return True for a share `probability` of the rows."""
    return uniform(seed, stream, ids) < probability


def normal(seed: int, stream: str, ids: np.ndarray) -> np.ndarray:
    """Return a bell-shaped number of mean 0 and deviation 1 for each row, between -3.46 and 3.46.

    It is the sum of four 16-bit uniform numbers (Irwin-Hall): tails without outliers that would need clipping, from one
    draw, and without a transcendental function whose last digit differs between machines.
    """
    z = bits(seed, stream, ids)
    low = np.uint64(0xFFFF)
    total = sum((z >> np.uint64(16 * k) & low).astype(np.float64) for k in range(4))
    return (total / 65536.0 - 1.99996948) * 1.7320508


def choice(
    seed: int, stream: str, ids: np.ndarray, weights: np.ndarray | list[float]
) -> np.ndarray:
    """Return a position in `weights` for each row, drawn in proportion to them."""
    cumulative = np.cumsum(np.asarray(weights, dtype=np.float64))
    draws = uniform(seed, stream, ids) * cumulative[-1]
    return np.minimum(np.searchsorted(cumulative, draws, side="right"), len(cumulative) - 1)


class Table:
    """Many weighted choices at once: row `i` of `weights` is the distribution of group `i`.

    The cumulative weights of all groups lie in one ascending array, group `i` in [i, i + 1), so that one search answers for
    rows of any mix of groups. A guide says where each of the equal cells of a group begins in it (Chen and Asau: On generating
    random variates from an empirical distribution, AIIE Transactions, 1974): from there it is a step or two, where a binary
    search of a large array would wait for memory at each of its steps.
    """

    def __init__(self, weights: np.ndarray) -> None:
        weights = np.asarray(weights, dtype=np.float64)
        totals = weights.sum(axis=1, keepdims=True)
        if (totals <= 0).any():
            raise ValueError("every group needs a positive weight")
        self.width = weights.shape[1]
        cumulative = np.cumsum(weights / totals, axis=1)
        cumulative[:, -1] = 1.0
        cumulative += np.arange(len(weights))[:, None]
        flat = cumulative.ravel()
        # A power of two, so that the beginnings of cells are exact.
        self._cells = 1 << (self.width - 1).bit_length()
        cells = np.arange(len(weights) * self._cells) / self._cells
        self._guide = np.searchsorted(flat, cells, side="right").astype(np.int32)
        self._flat = np.append(flat, np.inf)
        positive = weights > 0
        # Rounding at a group's end must not lead to a choice of weight 0.
        self._last = self.width - 1 - np.argmax(positive[:, ::-1], axis=1)

    def choose(self, groups: np.ndarray, draws: np.ndarray) -> np.ndarray:
        """Return a position within its group's weights for each row.

        Parameters
        ----------
        groups
            Which distribution each row draws from.
        draws
            Numbers in [0, 1).
        """
        wanted = groups + draws
        found = self._guide[groups * self._cells + (draws * self._cells).astype(np.int64)]
        before = np.flatnonzero(self._flat[found] <= wanted)
        while len(before):
            found[before] += 1
            before = before[self._flat[found[before]] <= wanted[before]]
        return np.minimum(found - groups * self.width, self._last[groups])
