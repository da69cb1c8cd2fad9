"""Putting aside what a later step needs, in files that are whole or not there."""

import os
import secrets
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import numpy as np

from pikku.generate import calendar

#: In the name of a file: the piece's, and those of the first and the last span.
_NUMBERS = 3


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
    """Documents on their way to a later step, by span of their day: in files of a folder that all workers see.

    A piece leaves one file of each kind, named after the first and the last span in it: to make a file takes far longer than to
    read a part of one. In it is how many documents of each of these spans there are, and then the documents in the order of
    the spans.
    """

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
        counts = np.bincount(span, minlength=calendar.PLAN_SPANS)
        if len(span):
            first, last = int(span.min()), int(span.max())
            rows = documents[:, np.argsort(span, kind="stable")].T
            with (
                whole(self.folder / f"{kind}-{number:05d}-{first:03d}-{last:03d}") as draft,
                draft.open("wb") as out,
            ):
                for each in (counts[first : last + 1], rows):
                    out.write(np.ascontiguousarray(each, np.int64))
        return counts

    @cached_property
    def _files(self) -> dict[str, list[tuple[str, int, int]]]:
        """Return by kind the names of the files in the order of the pieces, with the first and the last span in each.

        Looked up once, since they may be thousands: before the first is taken, all have been put aside.
        """
        found = defaultdict(list)
        for file in sorted(os.listdir(self.folder)):
            kind, *numbers = file.split("-")
            if len(numbers) == _NUMBERS:
                found[kind].append((file, int(numbers[1]), int(numbers[2])))
        return found

    def take(self, kind: str, spans: range, columns: int) -> np.ndarray:
        """Return the documents of some spans, by span and then in the order of the pieces; from now on none may be put aside."""
        found: list[list[np.ndarray]] = [[] for _ in spans]
        for name, first, last in self._files[kind]:
            asked = range(max(spans.start, first), min(spans.stop, last + 1))
            if asked:
                for span, part in zip(
                    asked, _read(self.folder / name, first, last, asked, columns), strict=True
                ):
                    found[span - spans.start].append(part)
        parts = [part for of_span in found for part in of_span]
        rows = np.concatenate([np.zeros((0, columns), dtype=np.int64), *parts])
        return np.ascontiguousarray(rows.T)


def _read(file: Path, first: int, last: int, spans: range, columns: int) -> list[np.ndarray]:
    """Return the documents of each of some spans in a file that has those from `first` to `last`, shape (documents, columns)."""
    with file.open("rb") as source:
        counts = np.fromfile(source, np.int64, last + 1 - first)
        ends = np.cumsum(counts)
        wanted = counts[spans.start - first : spans.stop - first]
        before, after = ends[spans.start - first] - wanted[0], ends[spans.stop - 1 - first]
        source.seek(int(before) * columns * counts.itemsize, os.SEEK_CUR)
        rows = np.fromfile(source, np.int64, int(after - before) * columns).reshape(-1, columns)
    return np.split(rows, np.cumsum(wanted)[:-1])
