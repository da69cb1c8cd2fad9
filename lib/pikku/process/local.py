"""Running the three layers: what is due, in the order of dependence, several tables at a time."""

from collections.abc import Callable, Collection, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from pikku.catalog.gold import gold_tables
from pikku.errors import PikkuError
from pikku.process import bronze, databricks, gold, silver, state
from pikku.process.define import LAYERS, inputs
from pikku.process.landing import Landed, landed
from pikku.process.state import Entry, Key
from pikku.process.write import until_alone

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Progress = Callable[[int, int, str], None]

THREADS = 4
"""Tables at a time. Two cores are busy with two; the others wait for commits and plans."""


@dataclass(frozen=True)
class ProcessReport:
    """What a run left behind.

    Parameters
    ----------
    bronze, silver, gold
        Rows by table.
    changed
        Tables that the run wrote, by layer; empty when nothing had landed.
    """

    bronze: dict[str, int]
    silver: dict[str, int]
    gold: dict[str, int]
    changed: dict[str, tuple[str, ...]]


def run(
    progress: Progress | None = None,
    landing: Path | None = None,
    tables: Collection[str] | None = None,
) -> ProcessReport:
    """Return the rows of every Delta table after bringing bronze, silver and gold up to date.

    Nothing is written when nothing landed since. Killed at any moment, the next run completes it.

    Parameters
    ----------
    progress
        Called with how many tables are done, how many are due, and the one that was done last.
    landing
        The folder with the landed files; the workspace's lake/landing when omitted. On Databricks
        a volume's folder.
    tables
        Only these business tables, and what of the star can be computed with them; all when omitted.

    Raises
    ------
    PikkuError
        When a table has not landed, a landed file is broken, or a row breaks a constraint.
    """
    from filelock import FileLock

    from pikku.platform import lake, spark, workspace
    from pikku.platform.lakestore import FolderStore

    folder = landing or databricks.landing()
    files = landed(FolderStore(folder) if folder else lake.store("landing"), tables)
    session = spark.session()
    if databricks.here():  # the job lets one run at a time only
        databricks.use_catalog(databricks.parameter(databricks.CATALOG))
        return _Run(session, files, progress).run()
    with FileLock(workspace.path("state") / "process.lock"):
        return _Run(session, files, progress).run()


class _Run:
    """One run: the entries as they were, and as they become."""

    def __init__(
        self, spark: "SparkSession", files: list[Landed], progress: Progress | None
    ) -> None:
        self.spark = spark
        self.files = {each.table: each for each in files}
        self.progress = progress
        self.existing = _existing(spark)
        self.known = state.read(spark, self.existing)
        self.entries = dict(self.known)
        self.changed: set[Key] = set()
        self.frames: dict[str, DataFrame] = {}

    def run(self) -> ProcessReport:
        chains, star = self._due()
        if chains or star:
            self._strike_off(chains, star)
            try:
                self._work(chains, star)
            finally:
                state.write(self.spark, self.entries.values())
        return self._report()

    def _due(self) -> tuple[list[str], set[str]]:
        """Return the business tables and the tables of the star that are due, big ones first."""
        chains = []
        for each in sorted(self.files.values(), key=lambda each: -each.rows):
            before = self.known.get(("bronze", each.table))
            if bronze.due(each, before) or silver.due(
                before, self.known.get(("silver", each.table))
            ):
                chains.append(each.table)
        there = self._silver()
        star = set()
        for table in gold_tables():
            needed, known = set(inputs(table)), self.known.get(("gold", table.name))
            if needed <= there.keys() | set(chains) and (
                needed & set(chains) or gold.due(table, there, known)
            ):
                star.add(table.name)
        return chains, star

    def _silver(self) -> dict[str, Entry]:
        # A copy first: the tables of the star ask in threads of their own while others are noted.
        noted = list(self.entries.items())
        return {table: entry for (layer, table), entry in noted if layer == "silver"}

    def _strike_off(self, chains: list[str], star: set[str]) -> None:
        """Take what is going to be written off the notes, so that a killed run can't be mistaken for a finished one."""
        touched = {(layer, name) for name in chains for layer in LAYERS[:2]} | {
            ("gold", name) for name in star
        }
        kept = [entry for key, entry in self.known.items() if key not in touched]
        if len(kept) < len(self.known):
            state.write(self.spark, kept)
        for key in touched:
            self.entries.pop(key, None)

    def _work(self, chains: list[str], star: set[str]) -> None:
        """Run the chains bronze to silver, and each table of the star as soon as its silver tables are there."""
        total, done = len(chains) + len(star), 0
        waiting = {table.name: table for table in gold_tables() if table.name in star}
        with ThreadPoolExecutor(THREADS) as pool:
            running: dict[Future[Iterable[Entry]], str] = {
                pool.submit(until_alone, partial(self._chain, name)): name for name in chains
            }
            unfinished = set(chains)
            while running or waiting:
                for name, table in list(waiting.items()):
                    if not unfinished & set(inputs(table)):
                        task = pool.submit(until_alone, partial(self._star, waiting.pop(name)))
                        running[task] = name
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for each in finished:
                    name = running.pop(each)
                    self._take(each, name, running)
                    unfinished.discard(name)
                    done += 1
                    if self.progress:
                        self.progress(done, total, name)

    def _take(
        self, each: Future[Iterable[Entry]], name: str, others: Iterable[Future[Iterable[Entry]]]
    ) -> None:
        """Note what a finished task made; on a failure, stop those that have not begun."""
        try:
            made = each.result()
        except Exception as error:
            for other in others:
                other.cancel()
            raise _explained(name, error) from error
        for entry in made:
            self.entries[entry.key] = entry

    def _chain(self, name: str, attempt: int = 0) -> list[Entry]:
        """Return the entries of a bronze and a silver table, brought up to date.

        Another attempt starts from nothing: who was in the way may have written, too.
        """
        files, made = self.files[name], []
        before = None if attempt else self.known.get(("bronze", name))
        after = None if attempt else self.known.get(("silver", name))
        if bronze.due(files, before):
            entry = bronze.load(self.spark, files, before)
            self.changed.add(entry.key)
        else:
            entry = before
        made.append(entry)
        if silver.due(entry, after):
            rows = bronze.rows(self.spark, files)
            new = silver.load(self.spark, entry, after, rows)
            if rows is not None and (after is None or after.definition != new.definition):
                self.frames[name] = rows
            if after is None or after.stamp != new.stamp:
                self.changed.add(new.key)
            made.append(new)
        else:
            made.append(after)
        return made

    def _star(self, table: sa.Table, attempt: int = 0) -> list[Entry]:
        """Return the entry of a table of the star, computed again when one of its silver tables changed."""
        known = None if attempt else self.known.get(("gold", table.name))
        sources = self._silver()
        if not gold.due(table, sources, known):
            return [known]
        entry = gold.load(self.spark, table, sources, known, self.frames)
        self.changed.add(entry.key)
        return [entry]

    def _report(self) -> ProcessReport:
        rows = {
            layer: {name: e.rows for (of, name), e in sorted(self.entries.items()) if of == layer}
            for layer in LAYERS
        }
        changed = {
            layer: names
            for layer in LAYERS
            if (names := tuple(sorted(name for of, name in self.changed if of == layer)))
        }
        return ProcessReport(**rows, changed=changed)


def _existing(spark: "SparkSession") -> set[Key]:
    """Return the tables there are; the schemas are made when they aren't there."""
    for layer in LAYERS:
        spark.sql(f"CREATE SCHEMA IF NOT EXISTS {layer}")
    return state.existing(spark)


def _explained(name: str, error: Exception) -> PikkuError:
    """Return an error of Spark as one that says which table it is about."""
    if isinstance(error, PikkuError):
        return error
    text = " ".join(str(error).split("JVM stacktrace")[0].split())
    return PikkuError(
        f"The table {name} could not be made: {text[:400]}",
        remedy="Mend its rows in the SQL database, then run: pikku migrate && pikku process",
    )
