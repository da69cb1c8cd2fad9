"""How fast the raw files become SQL tables: the ETL, and writing with keys and checks against a bare COPY of the same rows.

    python benchmarks/bench_load.py [--size small] [--seed 1]

Makes the raw files in a temporary workspace, then times three things in one run and prints a table in Markdown:

- ETL: conforming the raw files and deriving all tables, in DuckDB;
- bare COPY: the same tables' rows, as CSV files made beforehand, into PostgreSQL tables without a key or a check;
- load: the same rows into the catalogue's tables, with primary and foreign keys, unique constraints, checks and indexes, the
  statistics that a database needs, and the commit.

The ratio of the last two is what the keys and checks leave of the bare speed. Memory is the most that this process took.
"""

import argparse
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil

MEGABYTE = 1_000_000


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="small")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-load-", ignore_cleanup_errors=True) as home:
        os.environ["PIKKU_HOME"] = home
        from pikku.platform import sql

        try:
            measure(chosen.size, chosen.seed, Path(home))
        finally:
            sql.remove()


def measure(size: str, seed: int, home: Path) -> None:
    """Print what one size takes."""
    import duckdb

    from pikku import catalog, generate, load
    from pikku.load import clean, derive, etl, local
    from pikku.platform import sql

    report = generate.run(size=size, seed=seed)
    raw_rows = sum(report.raw_rows.values())
    scratch = home / "scratch"
    scratch.mkdir()
    config = {"memory_limit": load.MEMORY, "temp_directory": str(scratch)}
    peak = Peak()
    with duckdb.connect(config=config) as duck:

        def make() -> None:
            derive.decide(duck)
            clean.run(duck, report.folder, scratch=scratch)
            derive.make(duck)

        seconds, _ = timed(make)
        empty = ", ".join(f"NULL AS {column.name}" for column in etl.load_figure.columns)
        duck.execute(f"CREATE TABLE etl_load_figure AS SELECT {empty} WHERE false")
        files, rows = export(duck, catalog.tables(), home / "csv")
        with sql.connect() as link:
            bare, _ = timed(lambda: copy_bare(link, files))
        with sql.connect() as link:
            written, _ = timed(lambda: (local.write(link, duck), link.commit()))
    most = peak.stop()
    print(
        f"Size {size}: {raw_rows:,} raw rows, {rows:,} rows in {len(files)} tables; {os.cpu_count()} processors.\n"
    )
    print("| | seconds | rows a second |\n|---|--:|--:|")
    for name, took, count in (
        ("ETL, raw rows to all tables", seconds, raw_rows),
        ("bare COPY", bare, rows),
        ("load, keys and checks on", written, rows),
    ):
        print(f"| {name} | {took:.1f} | {count / took:,.0f} |")
    print(
        f"\nThe load reaches {bare / written:.0%} of the bare COPY; this process took {most / MEGABYTE:,.0f} MB at the most."
    )


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds that something took, and what it returned."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def export(duck: Any, tables: list[Any], folder: Path) -> tuple[dict[Any, Path], int]:
    """Return each table's rows as a CSV file, as the load would send them, and how many there are in all."""
    from pikku.load import local

    folder.mkdir()
    files, rows = {}, 0
    for table in tables:
        files[table] = folder / f"{table.name}.csv"
        names = ", ".join(column.name for column in table.columns)
        reader = duck.execute(f"SELECT {names} FROM {table.name}").to_arrow_reader(local.BATCH_ROWS)
        with files[table].open("wb") as file:
            for batch in reader:
                file.write(local._csv(batch))
                rows += batch.num_rows
    return files, rows


def copy_bare(link: Any, files: dict[Any, Path]) -> None:
    """Copy files into tables that have their columns and nothing else."""
    from sqlalchemy.dialects import postgresql

    link.execute("CREATE SCHEMA bare")
    for table, file in files.items():
        columns = ", ".join(
            f"{each.name} {each.type.compile(postgresql.dialect())}" for each in table.columns
        )
        link.execute(f"CREATE TABLE bare.{table.name} ({columns})")
        statement = f"COPY bare.{table.name} FROM STDIN WITH (FORMAT csv)"
        with link.cursor() as cursor, cursor.copy(statement) as copy, file.open("rb") as source:
            while block := source.read(1 << 20):
                copy.write(block)
    link.commit()


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
