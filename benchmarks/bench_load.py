"""How fast the raw files become SQL tables: the ETL, and writing with keys and checks against a bare COPY of the same rows.

    python benchmarks/bench_load.py [--size small] [--seed 1] [--rounds 3]

Makes the raw files in a temporary workspace, conforms them and derives all tables in DuckDB once (the ETL), and then writes them
to PostgreSQL in several ways, each way once a round, and takes each one's best time:

- bare COPY: the same tables' rows, as CSV files made beforehand, into tables without a key or a check; by one connection, and by
  as many as the load has;
- load: the same rows into the catalogue's tables, with primary and foreign keys, unique constraints, checks and indexes, the
  statistics that a database needs, and the commit.

The ratio of load and bare COPY is what the keys and checks leave of the bare speed. Beside the time that passed stands the time
that the processors worked, in this process and in the server, which tells more where others share the machine. Memory is the
most that this process took; DuckDB may take part of it (`load.THREAD_MEMORY`, `build.SORT_MEMORY`).
"""

import argparse
import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

MEGABYTE = 1_000_000
ETL = "ETL, raw rows to all tables"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="small")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-load-", ignore_cleanup_errors=True) as home:
        os.environ["PIKKU_HOME"] = home
        from pikku.platform import sql

        try:
            measure(chosen.size, chosen.seed, chosen.rounds, Path(home))
        finally:
            sql.remove()


def measure(size: str, seed: int, rounds: int, home: Path) -> None:
    """Print what one size takes."""
    from pikku import catalog, generate, load
    from pikku.load import build, clean, derive, etl, local
    from pikku.platform import sql

    # In a process of its own: what that leaves would count as the load's memory.
    command = [sys.executable, "-m", "pikku", "generate", "--size", size, "--seed", str(seed)]
    subprocess.run([*command, "--workers", "2"], check=True, stdout=subprocess.DEVNULL)
    report = generate.run(size=size, seed=seed)  # which is there
    raw_rows = sum(report.raw_rows.values())
    scratch = home / "scratch"
    scratch.mkdir()
    with load.scratch_database(scratch) as duck:

        def make() -> None:
            derive.decide(duck)
            clean.run(duck, report.folder, scratch=scratch)
            derive.make(duck)

        def write() -> None:
            with sql.connect() as link:
                local.write(link, duck)

        took = {ETL: timed(make)}
        kinds = {"table_name": "VARCHAR", "area": "VARCHAR"}
        empty = (
            f"CAST(NULL AS {kinds.get(c.name, 'BIGINT')}) AS {c.name}"
            for c in etl.load_figure.columns
        )
        duck.execute(f"CREATE TABLE etl_load_figure AS SELECT {', '.join(empty)} WHERE false")
        files, rows = export(duck, catalog.tables(), home / "csv")
        team = build.CONNECTIONS
        ways = {
            "bare COPY, one connection": lambda: copy_bare(files, 1),
            f"bare COPY, {team} connections": lambda: copy_bare(files, team),
            f"load, keys and checks on, {team} connections": write,
        }
        for _ in range(rounds):
            for name, way in ways.items():
                clear()
                took[name] = timed(way).best(took.get(name))
    print(
        f"Size {size}: {raw_rows:,} raw rows, {rows:,} rows in {len(files)} tables; {os.cpu_count()} processors.\n"
    )
    print("| | seconds | processor seconds | rows a second |\n|---|--:|--:|--:|")
    for name, one in took.items():
        count = raw_rows if name == ETL else rows
        print(f"| {name} | {one.passed:.1f} | {one.worked:.1f} | {count / one.passed:,.0f} |")
    single, several, written = (took[name] for name in ways)
    print(
        f"\nThe load reaches {single.passed / written.passed:.0%} of the bare COPY by one connection, and "
        f"{several.passed / written.passed:.0%} of that by {team}; this process took {took[ETL].memory / MEGABYTE:,.0f} MB at the "
        f"most for the ETL, {written.memory / MEGABYTE:,.0f} MB to write."
    )


@dataclass(frozen=True)
class Took:
    """What something took: the seconds that passed, those that processors worked here and in the server, and the bytes here."""

    passed: float
    worked: float
    memory: int

    def best(self, other: "Took | None") -> "Took":
        """Return the shorter times of two turns, and the more that either took of memory."""
        if other is None:
            return self
        return Took(
            min(self.passed, other.passed),
            min(self.worked, other.worked),
            max(self.memory, other.memory),
        )


def timed(work: Callable[[], Any]) -> Took:
    """Return what something took; what this process needs no longer is given back before, so that it doesn't count."""
    from pikku.platform.memory import give_back

    give_back()
    peak, began, worked = Peak(), time.perf_counter(), processors()
    work()
    passed, spent = time.perf_counter() - began, processors() - worked
    return Took(passed, spent, peak.stop())


def processors() -> float:
    """Return the seconds that processors have worked for this process and for the server."""
    from pikku.platform import postgres

    total = time.process_time()
    if pid := postgres.running_pid():
        server = psutil.Process(pid)
        spent = server.cpu_times()
        total += spent.user + spent.system + spent.children_user + spent.children_system
        for child in server.children():
            with contextlib.suppress(psutil.Error):
                total += sum(child.cpu_times()[:2])
    return total


def export(duck: Any, tables: list[Any], folder: Path) -> tuple[dict[Any, Path], int]:
    """Return each table's rows as a CSV file, and how many there are in all."""
    folder.mkdir()
    files, rows = {}, 0
    for table in tables:
        files[table] = folder / f"{table.name}.csv"
        names = ", ".join(column.name for column in table.columns)
        key = ", ".join(column.name for column in table.primary_key)
        query = f"COPY (SELECT {names} FROM {table.name} ORDER BY {key}) TO '{files[table]}' (HEADER false)"
        rows += duck.execute(query).fetchone()[0]
    return files, rows


def clear() -> None:
    """Empty the database."""
    from pikku import catalog
    from pikku.platform import sql

    with sql.connect() as link:
        for schema in (*catalog.AREAS, "etl", "bare"):
            link.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")


def copy_bare(files: dict[Any, Path], connections: int) -> None:
    """Copy files into tables that have their columns and nothing else, largest first; each connection commits what it did."""
    from sqlalchemy.dialects import postgresql

    from pikku.platform import sql

    with sql.connect() as link:
        link.execute("CREATE SCHEMA bare")
    waiting: queue.SimpleQueue = queue.SimpleQueue()
    for table in sorted(files, key=lambda each: files[each].stat().st_size, reverse=True):
        waiting.put(table)

    def work() -> None:
        with sql.connect() as link:
            while not waiting.empty():
                with contextlib.suppress(queue.Empty):
                    copy(link, waiting.get_nowait())

    def copy(link: Any, table: Any) -> None:
        columns = ", ".join(
            f"{each.name} {each.type.compile(postgresql.dialect())}" for each in table.columns
        )
        link.execute(f"CREATE TABLE bare.{table.name} ({columns})")
        statement = f"COPY bare.{table.name} FROM STDIN WITH (FORMAT csv)"
        with (
            link.cursor() as cursor,
            cursor.copy(statement) as out,
            files[table].open("rb") as source,
        ):
            while block := source.read(1 << 20):
                out.write(block)

    with ThreadPoolExecutor(connections) as pool:
        for done in [pool.submit(work) for _ in range(connections)]:
            done.result()


class Peak:
    """The most memory that this process has, looked at now and then."""

    def __init__(self) -> None:
        self._most, self._ended = 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        process = psutil.Process()
        while not self._ended.wait(0.05):
            self._most = max(self._most, process.memory_info().rss)

    def stop(self) -> int:
        """Return it in bytes."""
        self._ended.set()
        self._thread.join()
        return self._most


if __name__ == "__main__":
    main()
