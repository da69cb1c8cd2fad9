"""The steps of :mod:`pikku.generate.company` carried out, by this process or by several."""

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import Realism
from pikku.errors import PikkuError
from pikku.generate import calendar, settle
from pikku.generate.company import (
    PIECE,
    Company,
    Counted,
    Operations,
    Sold,
    Spool,
    cut,
    first_numbers,
)
from pikku.generate.dirty import Others, Piece, plant
from pikku.generate.documents import sales
from pikku.generate.rows import Rows
from pikku.generate.sizes import Size
from pikku.generate.twins import twins

Progress = Callable[[int, int, str], None]
#: What becomes of a table's rows: written with defects, or kept as they are.
Treat = Callable[[Rows], Any]

_FILES = {file.table_name: file for file in RAW_FILES}
_state: dict[str, Any] = {}


def planted(company: Company) -> Treat:
    """Return the treatment that makes pieces of raw files."""
    seed, dirt, stock = company.seed, company.realism.dirt, company.goods.stock
    masters = (company.customers.rows, company.vendors.rows)
    units = np.full(int(stock.product_id.max()) + 1, "pcs")  # what isn't bought is counted
    units[stock.product_id] = stock.of("unit")
    others = Others({rows.table: twins(seed, dirt, rows) for rows in masters}, units.take)
    return lambda rows: plant(seed, dirt, _FILES[rows.table], rows, others)


def _prepare(seed: int, size: Size, realism: Realism) -> None:
    """Set up a worker process."""
    company = Company(seed, size, realism)
    _state.update(company=company, treat=planted(company))


def _count(weeks: range) -> Counted:
    return _state["company"].count(weeks)


def _sell(task: tuple[range, np.ndarray]) -> tuple[list[Any], Sold]:
    rows, sold = _state["company"].sell(*task)
    return [_state["treat"](each) for each in rows], sold


def _collect(task: tuple[settle.Instalments, int]) -> list[Any]:
    company, (instalments, before) = _state["company"], task
    rows = sales.receipts(company.seed, company.collect(instalments), before)
    return [_state["treat"](each) for each in rows]


def _staff(months: range) -> list[Any]:
    return [_state["treat"](rows) for rows in _state["company"].staff_months(months)]


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes that don't run the caller's script again.

    A spawned process imports the main module first, which a script without ``if __name__ == "__main__"`` and a notebook don't
    survive. Nothing here needs it.
    """
    main = sys.modules["__main__"]
    kept = {name: main.__dict__.get(name) for name in ("__file__", "__spec__")}
    main.__dict__.pop("__file__", None)
    main.__dict__["__spec__"] = None
    try:
        yield
    finally:
        main.__dict__.update({name: value for name, value in kept.items() if value is not None})


class Crew:
    """Those who do the work: this process when `workers` is 1, else as many others.

    Results come in the order of the tasks, and only a few are ahead of the one that is taken.
    """

    def __init__(self, company: Company, workers: int, treat: Treat) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._ahead = workers + 1
        if workers == 1:
            _state.update(company=company, treat=treat)
        else:
            self._pool = ProcessPoolExecutor(
                workers,
                mp_context=get_context("spawn"),
                initializer=_prepare,
                initargs=(company.seed, company.size, company.realism),
            )

    def do(self, job: Callable[[Any], Any], tasks: Iterable[Any]) -> Iterator[Any]:
        """Return the results of a job for each task, in order."""
        if self._pool is None:
            yield from map(job, tasks)
            return
        waiting: deque[Any] = deque()
        for task in tasks:
            with _without_main():
                waiting.append(self._pool.submit(job, task))
            if len(waiting) > self._ahead:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    def leave(self) -> None:
        """End the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)


@contextmanager
def crew(company: Company, workers: int, treat: Treat) -> Iterator[Crew]:
    """Return a crew that leaves at the end; a worker that was killed is a clear error."""
    hired = Crew(company, workers, treat)
    try:
        yield hired
    except BrokenProcessPool as error:
        raise PikkuError(
            "A worker process of the generator was ended from outside.",
            remedy="Run it again, with fewer --workers when memory is short; nothing half-made is kept.",
        ) from error
    finally:
        hired.leave()


def everything(
    company: Company,
    hired: Crew,
    treat: Treat,
    spool_folder: Path | None = None,
    progress: Progress | None = None,
    piece: int = PIECE,
) -> Iterator[Piece | Any]:
    """Return all tables' rows, treated, piece by piece; pieces of one table come in the order of its rows.

    Parameters
    ----------
    company, hired, treat
        Whose rows, who makes them, and what becomes of them.
    spool_folder
        Where large intermediate results are put aside; in memory when omitted.
    progress
        Called with steps done, steps in all, and what is being done.
    piece
        Rows that are made at once.
    """
    weeks, months = company.pieces(piece), company.staff_pieces(piece)
    steps = 2 * len(weeks) + len(months) + 2
    done = 0

    def tell(what: str) -> None:
        nonlocal done
        if progress:
            progress(done, steps, what)
        done += 1

    shipments: list[np.ndarray] = []
    pieces = np.zeros((calendar.WEEKS, len(company.goods)), dtype=np.int64)
    for each in hired.do(_count, weeks):
        tell("planning demand")
        shipments.append(each.shipments)
        pieces += each.pieces
    operations = Operations(company, pieces)
    tell("production and purchases")
    for rows in operations.rows():
        yield treat(rows)
    spool = Spool(spool_folder)
    notes, lost = [], []
    numbers = first_numbers(shipments)
    for place, (made, sold) in enumerate(hired.do(_sell, zip(weeks, numbers, strict=True))):
        tell("orders, dispatches and invoices")
        yield from made
        spool.put(place, sold.instalments)
        notes.append(sold.credit_notes)
        lost.append(sold.write_offs)
    yield treat(sales.credit_notes(np.concatenate(notes, axis=1)))
    yield treat(sales.write_offs(np.concatenate(lost, axis=1)))
    tell("receipts")
    for made in hired.do(_collect, _receipt_tasks(company, spool, piece)):
        yield from made
    for made in hired.do(_staff, months):
        tell("attendance and payroll")
        yield from made
    if progress:
        progress(steps, steps, "done")


def _receipt_tasks(
    company: Company, spool: Spool, piece: int
) -> Iterator[tuple[settle.Instalments, int]]:
    """Return the instalments of some months at a time, with the number of receipts before them."""
    before = 0
    for months in cut(spool.sizes, piece):
        instalments = spool.take(months)
        yield instalments, before
        before += len(company.collect(instalments).day)
