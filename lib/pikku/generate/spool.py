"""Putting aside what a later step needs, in files that are whole or not there."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from pikku.generate import calendar, settle


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
    """Instalments on their way from the sales to the receipts, by month: in files of a folder that all workers see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, number: int, paid: settle.Instalments) -> np.ndarray:
        """Return how many instalments of each month a piece has, after putting them aside."""
        table = np.stack([paid.document, paid.party, paid.day, paid.amount])
        month = calendar.MONTH_OF_DAY[paid.day]
        for each in np.unique(month).tolist():
            part = np.ascontiguousarray(table[:, month == each])
            with whole(self.folder / f"{each:02d}-{number:04d}.npy") as draft:
                np.save(draft, part)
        return np.bincount(month, minlength=calendar.PLAN_MONTHS)

    def take(self, months: range) -> settle.Instalments:
        """Return the instalments of some months, in the order of the pieces."""
        files = [file for month in months for file in sorted(self.folder.glob(f"{month:02d}-*"))]
        parts = [np.load(file) for file in files]
        return settle.Instalments(
            *np.concatenate([np.zeros((4, 0), dtype=np.int64), *parts], axis=1)
        )
