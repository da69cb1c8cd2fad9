"""The steps of :mod:`pikku.generate.company` carried out: by this process, by several, or by Spark's executors.

Whoever does a step is told it by a :data:`Do`, which takes a job and its tasks and returns their results in the order of the
tasks. What a worker knows is a :class:`Brief`, which names the file that the company is in; so a task is small.
"""

import itertools
import multiprocessing
import pickle
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.abc import MetaPathFinder
from multiprocessing.context import BaseContext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa

from pikku.catalog.assortment import FAMILIES, STUFF
from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import Realism
from pikku.catalog.reference import FINISHED_STORE, MATERIAL_STORE
from pikku.errors import PikkuError
from pikku.generate import calendar, settle
from pikku.generate.company import PIECE, ByDay, Company, Counted, Operations, first_numbers
from pikku.generate.deliveries import BOOKS, Delivery
from pikku.generate.demand import held
from pikku.generate.dirty import plant
from pikku.generate.documents import credits, money
from pikku.generate.materials import FIRST_PACKAGING
from pikku.generate.receivables import CreditNotes, WriteOffs
from pikku.generate.rejected import Others
from pikku.generate.rows import Rows, cut
from pikku.generate.sizes import Size
from pikku.generate.spool import Spool
from pikku.generate.store import Store
from pikku.platform.memory import give_back

Progress = Callable[[int, int, str], None]
#: What becomes of a table's rows, whole blocks, in a delivery: written with defects, or kept as they are.
Treat = Callable[[Rows, Delivery], Any]
#: Kinds of what is put aside.
_PAID, _CREDITED, _LOST = "paid", "credited", "lost"
#: Rows that are treated at once, unless one block has more: of most documents, a piece has not many more than lines.
_AT_ONCE = PIECE * 5 // 4
#: Steps after which free memory is given back: that takes some milliseconds, and to get it again takes more.
_STEPS = 64

#: More documents of a kind than the smallest company has.
_LEAST_DOCUMENTS = 100_000

_FILES = {file.table_name: file for file in RAW_FILES}


def planted(company: Company) -> Treat:
    """Return the treatment that makes pieces of raw files."""
    seed, dirt, stock = company.seed, company.realism.dirt, company.goods.stock
    units = np.full(int(stock.product_id.max()) + 1, "pcs")  # what isn't bought is counted
    units[stock.product_id] = stock.of("unit")
    again = {each.rows.table: each.twins for each in (company.customers, company.vendors)}
    # An order has a line at least, and no other document is more numerous; they are planned for a third longer.
    documents = max(2 * company.size.order_lines, _LEAST_DOCUMENTS)
    others = Others(again, units.take, _highest(company), documents)
    return lambda rows, *_: plant(seed, dirt, _FILES[rows.table], rows, others)


def _highest(company: Company) -> dict[str, int]:
    """Return the highest number that a code has in each register, those of later months included, by its prefix."""
    goods, realism = company.goods, company.realism
    bought = goods.stock.product_id
    return {
        "FG": len(goods),
        "RM": int(bought[bought < FIRST_PACKAGING].max()),
        "PK": int(bought.max()),
        "MD": len(goods),  # a mould each
        "C": len(company.customers.twins.code) - 1,
        "V": len(company.vendors.twins.code) - 1,
        "E": len(company.staff.rows),
        "D": len(company.staff.departments),
        "TR": len(company.carriers.rows),
        "CP": len(held(realism.demand)),
        "CAT": max(entry.code for entry in (*FAMILIES, *STUFF)),
        "WH": max(store.warehouse_id for store in (MATERIAL_STORE, FINISHED_STORE)),
    }


def stored(
    company: Company, folder: Path, deliveries: Sequence[Delivery]
) -> tuple[Treat, Callable[[], None]]:
    """Return the treatment that writes pieces of raw files into a folder for each delivery, and keeps what they tell; and its end."""
    make = planted(company)
    stores = {each.name: Store(folder / each.name) for each in deliveries}

    def write(rows: Rows, of: Delivery) -> Any:
        number = 0 if rows.block is None else int(rows.block[0])
        return stores[of.name].keep(number, make(rows, of))

    def end() -> None:
        with ExitStack() as ending:  # all of them, should one fail
            for each in stores.values():
                ending.callback(each.end)

    return write, end


class Worker:
    """Who makes rows of a company; each method that a step asks for takes a task and returns what came of it."""

    def __init__(
        self,
        company: Company,
        treat: Treat,
        spool: Spool,
        deliveries: Sequence[Delivery],
        end: Callable[[], None] | None = None,
    ) -> None:
        self.company, self.spool, self.deliveries = company, spool, deliveries
        self._treat, self._end = treat, end

    def treat(self, rows: Rows, most: int = _AT_ONCE) -> Iterator[tuple[str, Any]]:
        """Return what became of rows in each delivery that has some of them, with its name; so many are treated at once."""
        for some in rows.pieces(most):
            for each in self.deliveries:
                if len(part := some.delivered(each.first, each.last)):
                    yield each.name, self._treat(part, each)

    def _treat_all(self, tables: Iterable[Rows]) -> Iterable[tuple[str, Any]]:
        """Return what became of tables, the largest of which comes last.

        A worker elsewhere, which has an `end`, makes all of it at once, since only a list can be sent; this process makes each piece
        when it is asked for, so that few are in memory.
        """
        made = self._made(deque(sorted(tables, key=len)))
        if not self._end:
            return made
        try:
            return list(made)
        finally:
            self._end()

    def _made(self, tables: deque[Rows]) -> Iterator[tuple[str, Any]]:
        while tables:
            yield from self.treat(tables.popleft())

    def count(self, blocks: range) -> Counted:
        """Return what the plan needs to know of some blocks."""
        return self.company.count(blocks)

    def sell(self, task: tuple[range, ByDay]) -> tuple[Iterable[Any], np.ndarray]:
        """Return the sales documents of some blocks, and how many there are of each span of what is put aside.

        These are instalments, credit notes, write-offs, and credit notes for what came back, shape (4, spans).
        """
        blocks, numbers = task
        rows, sold = self.company.sell(blocks, numbers)
        paid, notes = sold.instalments, sold.credit_notes
        counts = [
            self.spool.put(kind, blocks.start, documents, day)
            for kind, documents, day in (
                (_PAID, np.stack([paid.document, paid.party, paid.day, paid.amount]), paid.day),
                (_CREDITED, np.stack(notes), notes.day),
                (_LOST, np.stack(sold.write_offs), sold.write_offs.day),
            )
        ]
        back = calendar.SPAN_OF_DAY[notes.day[notes.quantity > 0]]
        counts.append(np.bincount(back, minlength=calendar.PLAN_SPANS))
        return self._treat_all(rows), np.stack(counts)

    def credit(self, task: tuple[range, int, int, int]) -> Iterable[Any]:
        """Return credit notes, returns and write-offs of some spans; so many of each came before them. No order is drawn any more."""
        self.company.customers.forget()
        spans, noted, returned, lost = task
        notes = CreditNotes(*self.spool.take(_CREDITED, spans, len(CreditNotes._fields)))
        written_off = WriteOffs(*self.spool.take(_LOST, spans, len(WriteOffs._fields)))
        tables = (
            credits.credit_notes(notes, noted),
            credits.goods_returns(notes, noted, returned),
            credits.write_offs(written_off, lost),
        )
        return self._treat_all(tables)

    def _settled(self, spans: range) -> settle.Settled:
        return self.company.collect(settle.Instalments(*self.spool.take(_PAID, spans, 4)))

    def settle(self, spans: range) -> int:
        """Return how many receipts some spans have."""
        return len(self._settled(spans).day)

    def collect(self, task: tuple[range, int]) -> Iterable[Any]:
        """Return the receipts of some spans; so many came before them."""
        spans, before = task
        company = self.company
        return self._treat_all(
            money.receipts(
                company.seed,
                company.realism.cash,
                self._settled(spans),
                before,
                company.customers,
            )
        )

    def staff(self, months: range) -> Iterable[Any]:
        """Return attendance and payroll of some months."""
        return self._treat_all(self.company.staff_months(months))


@dataclass(frozen=True)
class Brief:
    """What a worker elsewhere is told: whose rows, of which deliveries, where it puts aside, and where it writes pieces."""

    seed: int
    size: Size
    realism: Realism
    deliveries: tuple[Delivery, ...]
    spool: Path
    pieces: Path

    @property
    def company(self) -> Path:
        """Return the file of the company, which takes a worker less to read than to make."""
        return self.spool / "company.pickle"


def introduce(brief: Brief, company: Company) -> None:
    """Write down the company that a brief is about, for workers elsewhere."""
    with brief.company.open("wb") as out:
        pickle.dump(company, out, pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=1)
def hire(brief: Brief) -> Worker:
    """Return a worker with a brief, the same one as long as the brief is the same."""
    with brief.company.open("rb") as written:
        company = pickle.load(written)
    treat, end = stored(company, brief.pieces, brief.deliveries)
    return Worker(company, treat, Spool(brief.spool), brief.deliveries, end)


Job = Callable[[Worker, Any], Any]
#: Who does it elsewhere begins at once, so that what is asked for first need not be what is taken first.
Do = Callable[[Job, Sequence[Any]], Iterator[Any]]


def alone(worker: Worker) -> Do:
    """Return the doing of a worker in this process."""
    return lambda job, tasks: map(partial(job, worker), tasks)


class _WithoutPandas(MetaPathFinder):
    """Says that there is no pandas: Arrow would import it for its first array, half a second for what nothing here needs."""

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> None:
        """Refuse pandas, and leave all else to others."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)


def _get_ready() -> None:
    """Make what this process, which does nothing else, needs to work."""
    sys.meta_path.insert(0, _WithoutPandas())
    pa.array([0])


def work(brief: Brief, job: Job, task: Any) -> Any:
    """Return the result of a task, done by the worker of this process."""
    return job(hire(brief), task)


@contextmanager
def processes(brief: Brief, number: int) -> Iterator[Do]:
    """Return the doing of so many processes, which end at the end. They write the rows; what they return is small.

    Raises
    ------
    PikkuError
        When one of them is ended from outside.
    """
    context = _context()
    pool = ProcessPoolExecutor(number, mp_context=context, initializer=_get_ready)

    def submit(*call: Any) -> Future[Any]:
        with _without_main():
            return pool.submit(*call)

    def do(job: Job, tasks: Sequence[Any]) -> Iterator[Any]:
        begun = deque(submit(work, brief, job, task) for task in tasks)
        return (begun.popleft().result() for _ in tasks)

    try:
        if context.get_start_method() == "forkserver":
            from multiprocessing import forkserver  # which not all systems have

            with _without_main():  # it imports while the caller gets ready, where to ask for a process would be to wait for it
                forkserver.ensure_running()
        else:
            for _ in range(number):  # they get ready while the caller does
                submit(int)
        yield do
    except BrokenProcessPool as error:
        raise PikkuError(
            "A worker process of the generator was ended from outside.",
            remedy="Run it again, with fewer --workers when memory is short; nothing half-made is kept.",
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Return how processes begin: where there is a fork server, it imports for all of them what they need."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes that don't run the caller's script again.

    A new process imports the main module first, which a script without ``if __name__ == "__main__"`` and a notebook don't
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


def everything(
    worker: Worker, do: Do, progress: Progress | None = None, piece: int = PIECE
) -> Iterator[tuple[str, Any]]:
    """Return all tables' rows, treated, piece by piece, with the name of the delivery that a piece is in.

    Pieces of one table come in the order of its rows.

    Parameters
    ----------
    worker
        Who makes what is made at once: master data, production and purchases.
    do
        Makes the rest.
    progress
        Called with steps done, steps in all, and what is being done.
    piece
        Rows that are made at once.
    """
    company, treat = worker.company, worker.treat
    first, last = worker.deliveries[0], worker.deliveries[-1]
    sold = company.pieces(last.weeks, piece)
    planned = [*sold, *company.pieces(range(last.weeks.stop, calendar.PLAN_WEEKS), piece)]
    staffed = company.staff_pieces(range(first.months.start, last.months.stop), piece)
    steps = len(planned) + len(sold) + len(staffed) + 2
    done = 0

    def tell(what: str) -> None:
        nonlocal done
        if done % _STEPS == 0:
            give_back()
        if progress:
            progress(done, steps, what)
        done += 1

    shipments: list[ByDay] = []
    pieces = np.zeros((calendar.PLAN_WEEKS, len(company.goods)), dtype=np.int64)
    returned = np.zeros_like(pieces)
    turnover = np.zeros(calendar.PLAN_YEARS, dtype=np.int64)
    for each in do(Worker.count, planned):
        tell("planning demand")
        shipments.append(each.shipments)
        pieces[each.weeks] += each.pieces
        turnover += each.turnover
        week, good, quantity = each.returned
        np.add.at(returned, (week, good), quantity)
    numbers = first_numbers(shipments)[: len(sold)]
    shipments.clear()
    documents = do(Worker.sell, list(zip(sold, numbers, strict=True)))
    salaries = do(Worker.staff, staffed)
    company.customers.forget()
    give_back()
    tell("production and purchases")
    for rows in Operations(company, pieces, returned, turnover).rows():
        for made in treat(rows, PIECE // 4):  # while all of production is in memory, too
            give_back()
            yield made
            del made
        del rows  # before the next ones are made
    del pieces, returned
    give_back()
    aside = np.zeros((4, calendar.PLAN_SPANS), dtype=np.int64)
    for made, counts in documents:
        tell("orders, dispatches and invoices")
        yield from made
        aside += counts
    company.customers.forget()
    give_back()
    tell("credit notes and receipts")
    paid, noted, lost, back = aside[:, : last.spans.stop]
    credits_ = cut(noted, piece)
    credited = do(
        Worker.credit,
        [
            (spans, *(int(each[: spans.start].sum()) for each in (noted, back, lost)))
            for spans in credits_
            if spans.stop > first.spans.start
        ],
    )
    collected = cut(paid, piece)
    receipts = np.array(list(do(Worker.settle, collected)))
    before = (np.cumsum(receipts) - receipts).tolist()
    tasks = [
        (spans, number)
        for spans, number in zip(collected, before, strict=True)
        if spans.stop > first.spans.start
    ]
    for made in itertools.chain(credited, do(Worker.collect, tasks)):
        yield from made
    give_back()
    for made in salaries:
        tell("attendance and payroll")
        yield from made
    if progress:
        progress(steps, steps, "done")


def everything_here(
    company: Company, treat: Treat, delivery: Delivery = BOOKS
) -> Iterator[tuple[str, Any]]:
    """Return :func:`everything` of a delivery, made by this process."""
    with TemporaryDirectory() as folder:
        worker = Worker(company, treat, Spool(Path(folder)), (delivery,))
        yield from everything(worker, alone(worker))
