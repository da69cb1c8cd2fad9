"""Putting aside what a later step needs, in files that are whole or not there."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from pikku.generate import calendar


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Return the path of a draft that becomes `file` at the end; after an error there is neither.

    Two may write one file at once, as when Spark gives the same work to another executor: each has a draft of its own, and
    they hold the same.
    """
    draft = file.with_name(f".{secrets.token_hex(4)}.{file.name}")
    try:
        yield draft
        os.replace(draft, file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


class Spool:
    """Documents on their way to a later step, by span of their day: in files of a folder that all workers see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, kind: str, number: int, documents: np.ndarray, day: np.ndarray) -> np.ndarray:
        """Return how many documents of each span a piece has, after putting them aside.

        Parameters
        ----------
        kind
            What they are, letters.
        number
            The piece's, below 100,000.
        documents, day
            Whole numbers by column of the documents, and the day of each.
        """
        span = calendar.SPAN_OF_DAY[day]
        order = np.argsort(span, kind="stable")
        counts = np.bincount(span, minlength=calendar.PLAN_SPANS)
        ends = np.cumsum(counts)
        for each in np.flatnonzero(counts).tolist():
            part = documents[:, order[ends[each] - counts[each] : ends[each]]]
            with whole(self.folder / f"{kind}-{each:03d}-{number:05d}.npy") as draft:
                np.save(draft, part)
        return counts

    def take(self, kind: str, spans: range, columns: int) -> np.ndarray:
        """Return the documents of some spans, in the order of the pieces."""
        files = [
            file for span in spans for file in sorted(self.folder.glob(f"{kind}-{span:03d}-*"))
        ]
        parts = [np.load(file) for file in files]
        return np.concatenate([np.zeros((columns, 0), dtype=np.int64), *parts], axis=1)
