"""Stage 1: the mock company's raw files, the same for the same seed and size however they are made.

:func:`run` writes the raw files with their planted defects and a manifest of them; :func:`truth` returns the documents as
they really were; :func:`defects` returns what was planted where, :func:`checksums` what tells one data set from another.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from pikku.catalog.raw import RAW_FILES, raw_file
from pikku.catalog.realism import REALISM, Realism
from pikku.errors import PikkuError
from pikku.generate import manifest, sizes, work
from pikku.generate.company import PIECE, Company
from pikku.generate.fate import fates
from pikku.generate.manifest import checksums
from pikku.generate.manifest import positions as defects
from pikku.generate.rows import Rows
from pikku.generate.spool import Spool
from pikku.generate.work import Progress
from pikku.generate.writer import Output
from pikku.generate.writing import typed
from pikku.platform import workspace

__all__ = ["GenerateReport", "check", "checksums", "defects", "run", "truth"]

_MOST_WORKERS = 64


@dataclass(frozen=True)
class GenerateReport:
    """What was generated, or was there already.

    Attributes
    ----------
    folder
        Where the raw files are.
    raw_rows
        Rows by raw file, both parts together.
    true_rows
        Rows by table that a perfect cleaning leaves.
    planted
        Planted defects by kind.
    kept
        Whether the same files were there already and nothing was written.
    """

    folder: Path
    raw_rows: dict[str, int]
    true_rows: dict[str, int]
    planted: dict[str, int]
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
    check(size, seed, workers)
    wanted = sizes.parse(size)
    folder = Path(out).expanduser().resolve() if out is not None else workspace.path("raw")
    fingerprint = manifest.fingerprint(seed, wanted, realism)
    if manifest.is_whole(folder, fingerprint):
        return _report(folder, manifest.read(folder), kept=True)
    try:
        output = Output(folder)
        try:
            brief = work.Brief(seed, wanted, realism, output.spool, output.stored)
            with _crew(brief, workers, on_spark=on_spark) as (worker, do):
                for made in work.everything(worker, do, progress, piece):
                    output.write(made)
            found = output.finish(seed, wanted, fingerprint)
        finally:  # what is half-made is removed
            output.discard()
    except OSError as error:
        shared = ", one that Spark's executors reach under this name, too" if on_spark else ""
        raise PikkuError(
            f"The raw files can't be written to {folder}: {error.strerror or error}.",
            remedy=f"Free some disk space, or choose another folder with --out or PIKKU_HOME{shared}.",
        ) from error
    return _report(folder, found, kept=False)


def check(
    size: str | int = "small",
    seed: int = 1,
    workers: int | None = None,
    out: Path | str | None = None,
    on_spark: bool = False,
) -> None:
    """Refuse parameters of :func:`run` that can't be, before anything is touched.

    Raises
    ------
    PikkuError
        When the size, the seed or the workers can't be used.
    """
    sizes.parse(size)
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
    with others as do:
        company = Company(brief.seed, brief.size, brief.realism)
        worker = work.Worker(company, work.planted(company), Spool(brief.spool))
        yield worker, do or work.alone(worker)


def _report(folder: Path, found: dict[str, Any], *, kept: bool) -> GenerateReport:
    files = found["files"]
    planted: dict[str, int] = {}
    for entry in files.values():
        for kind, defect in entry["defects"].items():
            planted[kind] = planted.get(kind, 0) + defect["count"]
    return GenerateReport(
        folder=folder,
        raw_rows={
            path: sum(part["rows"] for part in entry["parts"].values())
            for path, entry in files.items()
        },
        true_rows={entry["table"]: entry["true_rows"] for entry in files.values()},
        planted=dict(sorted(planted.items())),
        kept=kept,
    )


def truth(
    size: str | int = "small",
    seed: int = 1,
    table_name: str = "sales_order_line",
    realism: Realism = REALISM,
) -> pa.Table:
    """Return the true rows of a table: what a perfect cleaning of its raw file gives, in the catalogue's types.

    All the company is made and kept for the next call, so this is for sizes that fit into memory.

    Parameters
    ----------
    size, seed, realism
        As for :func:`run`.
    table_name
        A table that a raw file feeds; the columns are those that the file carries.

    Raises
    ------
    KeyError
        When no raw file feeds the table.
    """
    raw_file(table_name)
    return _truths(sizes.parse(size), seed, realism)[table_name]


@lru_cache(maxsize=2)
def _truths(size: sizes.Size, seed: int, realism: Realism) -> dict[str, pa.Table]:
    """Return the true rows of every table that a raw file feeds."""
    company = Company(seed, size, realism)
    files = {file.table_name: file for file in RAW_FILES}
    found: dict[str, list[pa.Table]] = {name: [] for name in files}

    def keep(rows: Rows, _: int) -> None:
        file = files[rows.table]
        moments = fates(seed, realism.dirt, file, rows).moment
        found[rows.table].append(typed(file, rows, moments))

    for _ in work.everything_here(company, keep):
        pass
    return {name: pa.concat_tables(tables) for name, tables in found.items()}
