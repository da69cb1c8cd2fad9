"""Stage 1: the mock company's raw files, the same for the same seed and size however they are made.

:func:`run` writes the raw files with their planted defects and a manifest of them; :func:`truth` returns the documents as
they really were; :func:`defects` returns what was planted where, :func:`checksums` what tells one data set from another.
"""

import errno
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from pikku.catalog.raw import RAW_FILES, later_deliveries, raw_file
from pikku.catalog.realism import REALISM, Realism
from pikku.errors import PikkuError
from pikku.generate import calendar, deliveries, manifest, sizes, work
from pikku.generate.company import PIECE, Company
from pikku.generate.deliveries import Delivery
from pikku.generate.fate import fates
from pikku.generate.rows import Rows
from pikku.generate.spool import Spool
from pikku.generate.work import Progress
from pikku.generate.writer import SPOOL, STORED, Output, remove, workshop
from pikku.generate.writing import columns_of, typed
from pikku.platform import workspace
from pikku.platform.limits import allow_many_files
from pikku.platform.memory import give_back, kept_together

__all__ = ["GenerateReport", "check", "checksums", "defects", "run", "truth"]

_MOST_WORKERS = 64
#: How the remedy begins where the disk's space has nothing to do with it: a file stands there, or one may not write.
_FIRST = {
    **dict.fromkeys(
        (errno.ENOTDIR, errno.EEXIST, errno.EISDIR), "That is a file, or in one: choose"
    ),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "You may not write there: choose"),
}


@dataclass(frozen=True)
class GenerateReport:
    """What was generated, or was there already.

    Attributes
    ----------
    folder
        Where the raw files are.
    raw_rows
        Rows by raw file, all parts together.
    true_rows
        Rows by table that a perfect cleaning leaves.
    planted
        Planted defects by kind.
    until
        The month that the books end with, as in ``2026-03``.
    kept
        Whether the same files were there already and nothing was written.
    """

    folder: Path
    raw_rows: dict[str, int]
    true_rows: dict[str, int]
    planted: dict[str, int]
    until: str
    kept: bool

    @property
    def changed(self) -> bool:
        """Whether files were written."""
        return not self.kept


def run(
    size: str | int = "small",
    seed: int = 1,
    workers: int | None = None,
    out: Path | str | None = None,
    progress: Progress | None = None,
    *,
    until: str | None = None,
    on_spark: bool = False,
    realism: Realism = REALISM,
    piece: int = PIECE,
) -> GenerateReport:
    """Return a report of the raw files, after writing them unless they are there already.

    Parameters
    ----------
    size
        A size (small, medium, large, huge) or about how many order lines.
    seed
        Any whole number from 0; another seed gives another company.
    workers
        Processes that do the work, this one alone when omitted. On Spark, the partitions that it is cut into, one for each
        piece when omitted. The rows don't depend on it, but what several write is, where it is large and Parquet, a folder of
        files.
    out
        Folder to write to; the workspace's ``raw`` when omitted. On Spark, one that its executors reach under this name, such
        as a folder of a Volume.
    progress
        Called with steps done, steps in all, and what is being done.
    until
        The month that the books end with, as in ``2026-05``. Each month after their three years is a delivery in a folder of
        its own; what is there of the same company stays as it is, but months after `until` are removed. When omitted, all that
        is there stays, and where there is nothing the three years are made.
    on_spark
        Let Spark's executors make the rows and write them.
    realism
        The parameters of the company.
    piece
        Rows made at once, for tests: the rows don't depend on it.

    Raises
    ------
    PikkuError
        When the size or another parameter can't be, the folder can't be written, or a worker is ended from outside.
    """
    check(size, seed, workers, until=until)
    wanted = sizes.parse(size)
    folder = Path(out).expanduser().resolve() if out is not None else workspace.path("raw")
    fingerprint = manifest.fingerprint(seed, wanted, realism)
    there = [path for path in later_deliveries(folder) if path.name in _names(deliveries.LATER)]
    if until is None and there and manifest.fingerprint_of(folder) == fingerprint:
        until = there[-1].name
    asked = deliveries.up_to(until)
    missing = [each for each in asked if not manifest.is_whole(folder / each.name, fingerprint)]
    if missing:  # what the new ones are to go on from is looked at more closely
        missing = [
            each
            for each in asked
            if not manifest.is_whole(folder / each.name, fingerprint, to_the_bit=True)
        ]
    gone = [path for path in there if path.name not in _names(asked)]
    try:
        if missing:
            stale = [path for path in there if path.name in _names(missing)]
            with workshop(folder) as hidden:
                brief = work.Brief(
                    seed, wanted, realism, tuple(missing), hidden / SPOOL, hidden / STORED
                )
                allow_many_files()  # some sixty of each delivery
                outputs = {
                    each.name: Output(folder / each.name, hidden, each.name) for each in missing
                }
                try:
                    with _crew(brief, workers, on_spark=on_spark) as (worker, do):
                        for name, made in work.everything(worker, do, progress, piece):
                            outputs[name].write(made)
                            del made  # before the next rows are made
                    del worker, do  # and with them the company
                    give_back()
                    _remove(sorted([*gone, *stale]))
                    for each in missing:
                        last = calendar.EPOCH + timedelta(days=each.last)
                        outputs[each.name].finish(seed, wanted, last, fingerprint)
                finally:
                    for output in outputs.values():
                        output.close()
        else:
            _remove(gone)
    except OSError as error:
        shared = ", one that Spark's executors reach under this name, too" if on_spark else ""
        first = _FIRST.get(error.errno or 0, "Free some disk space, or choose")
        raise PikkuError(
            f"The raw files can't be written to {folder}: {error.strerror or error}.",
            remedy=f"{first} another folder with --out or PIKKU_HOME{shared}.",
        ) from error
    found = [manifest.read(folder / each.name) for each in asked]
    return _report(folder, found, kept=not missing and not gone)


def check(
    size: str | int = "small",
    seed: int = 1,
    workers: int | None = None,
    out: Path | str | None = None,
    until: str | None = None,
    on_spark: bool = False,
) -> None:
    """Refuse parameters of :func:`run` that can't be, before anything is touched.

    Raises
    ------
    PikkuError
        When the size, the seed, the end or the workers can't be used.
    """
    sizes.parse(size)
    deliveries.up_to(until)
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise PikkuError(f"The seed {seed!r} can't be used.", remedy="Give a whole number from 0.")
    if workers is not None and (
        isinstance(workers, bool)
        or not isinstance(workers, int)
        or not 1 <= workers <= _MOST_WORKERS
    ):
        raise PikkuError(
            f"{workers!r} workers can't be used.",
            remedy=f"Give a whole number from 1 to {_MOST_WORKERS}.",
        )


def _names(asked: Sequence[Delivery]) -> list[str]:
    return [each.name for each in asked]


def _remove(folders: Sequence[Path]) -> None:
    """Remove deliveries, the last one first, so that no month is ever missing between others."""
    for folder in reversed(folders):
        remove(folder)


@contextmanager
def _crew(
    brief: work.Brief, workers: int | None, *, on_spark: bool
) -> Iterator[tuple[work.Worker, work.Do]]:
    """Return the worker of this process, and who does the work: that one, other processes or executors of Spark."""
    others: AbstractContextManager[work.Do | None] = nullcontext()
    if on_spark:
        from pikku.generate import executors  # and with it a Spark session

        others = executors.executors(brief, workers)
    elif workers not in (None, 1):
        others = work.processes(brief, workers)
    with kept_together(), others as do:
        company = Company(brief.seed, brief.size, brief.realism)
        if do:
            work.introduce(brief, company)
            company = company.without_choices()
        treat = work.planted(company)
        worker = work.Worker(company, treat, Spool(brief.spool), brief.deliveries)
        yield worker, do or work.alone(worker)


def _report(folder: Path, found: Sequence[dict[str, Any]], *, kept: bool) -> GenerateReport:
    raw_rows, true_rows, planted = Counter(), Counter(), Counter()
    for path, entry in (item for delivery in found for item in delivery["files"].items()):
        raw_rows[path] += sum(part["rows"] for part in entry["parts"].values())
        true_rows[entry["table"]] += entry["true_rows"]
        planted.update({kind: defect["count"] for kind, defect in entry["defects"].items()})
    return GenerateReport(
        folder=folder,
        raw_rows=dict(raw_rows),
        true_rows=dict(true_rows),
        planted=dict(sorted(planted.items())),
        until=found[-1]["until"][:7],
        kept=kept,
    )


def checksums(folder: Path) -> dict[str, str]:
    """Return the checksum of the rows of each part of the raw files, by its path.

    Parameters
    ----------
    folder
        Where the raw files are.
    """
    found = manifest.checksums(folder)
    for month in later_deliveries(folder):
        found |= {f"{month.name}/{path}": sum_ for path, sum_ in manifest.checksums(month).items()}
    return found


def defects(folder: Path) -> pa.Table:
    """Return every planted defect: file, kind, part and 0-based row number.

    Parameters
    ----------
    folder
        Where the raw files are.
    """
    found = [manifest.positions(folder)]
    for month in later_deliveries(folder):
        planted = manifest.positions(month)
        file = pc.binary_join_element_wise(month.name, planted["file"], "/")
        found.append(planted.set_column(0, "file", file))
    return pa.concat_tables(found)


def truth(
    size: str | int = "small",
    seed: int = 1,
    table_name: str = "sales_order_line",
    realism: Realism = REALISM,
    until: str | None = None,
) -> pa.Table:
    """Return the true rows of a table: what a perfect cleaning of its raw file gives, in the catalogue's types.

    All the company is made and kept for the next call, so this is for sizes that fit into memory.

    Parameters
    ----------
    size, seed, realism, until
        As for :func:`run`.
    table_name
        A table that a raw file feeds; the columns are those that the file carries.

    Raises
    ------
    KeyError
        When no raw file feeds the table.
    """
    raw_file(table_name)
    return _truths(sizes.parse(size), seed, realism, until)[table_name]


@lru_cache(maxsize=2)
def _truths(
    size: sizes.Size, seed: int, realism: Realism, until: str | None
) -> dict[str, pa.Table]:
    """Return the true rows of every table that a raw file feeds."""
    company = Company(seed, size, realism)
    files = {file.table_name: file for file in RAW_FILES}
    found = {name: [columns_of(file).empty_table()] for name, file in files.items()}

    def keep(rows: Rows, *_: object) -> None:
        file = files[rows.table]
        moments = fates(seed, realism.dirt, file, rows).moment
        found[rows.table].append(typed(file, rows, moments))

    for _ in work.everything_here(company, keep, deliveries.everything(until)):
        pass
    return {name: pa.concat_tables(tables) for name, tables in found.items()}
