"""How fast the factory copies the SQL tables to the lake, against one bare loop: ADBC, Arrow, Parquet.

    python benchmarks/bench_migrate.py [--size small] [--seed 1] [--rounds 2]

Makes and loads the company in a temporary workspace, then times in one run and prints a table in Markdown:

- bare loop: for each table SELECT by ADBC, the catalogue's types, a Parquet file with snappy; no more;
- migrate, rows counted: `pikku migrate` with a factory that compares nothing but the number of rows. It finds out what
  changed, copies all tables, adds its columns, and stores watermarks and audit;
- migrate: the same with the factory as it is, which adds up every column in the database and in what it reads back from
  the lake;
- migrate again, when nothing has changed.

Each but the last has several rounds, from an empty lake, of which the best counts: the first one also imports modules and
warms the database up. Process count is the same for all: this process, and the database. The loop has one connection, and reads
and writes by turns; the factory has several, so that more than one processor has something to do.

Processor seconds are those of this process and of the database's; they say what a way costs where other work slows down the
clock, and what it would take on one processor. Memory is the most that this process took beyond what it had before.
"""

import argparse
import gc
import itertools
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

from bench_load import MEGABYTE, Peak, Took, timed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="small")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-migrate-", ignore_cleanup_errors=True) as home:
        os.environ["PIKKU_HOME"] = home
        from pikku.platform import sql

        try:
            size = int(chosen.size) if chosen.size.isdigit() else chosen.size
            measure(size, chosen.seed, chosen.rounds, Path(home))
        finally:
            sql.remove()


def measure(size: str | int, seed: int, rounds: int, home: Path) -> None:
    """Print what one size takes."""
    import psutil

    from pikku import catalog, generate, load

    generate.run(size=size, seed=seed)
    rows = sum(load.run().rows.values())
    plain = home / "counting"
    write_counting(plain)
    ways: dict[str, Callable[[], Any]] = {
        "bare loop": lambda: copy_bare(home / "bare"),
        "migrate, rows counted": lambda: copy_all(rows, plain / "adf"),
        "migrate": lambda: copy_all(rows),
    }
    took: dict[str, Took] = {}
    most = dict.fromkeys(ways, 0.0)
    for _, (name, way) in itertools.product(range(rounds), ways.items()):
        forget(home)
        gc.collect()
        held, peak = psutil.Process().memory_info().rss, Peak()
        took[name] = min(timed(way), took.get(name, Took.most()))
        most[name] = max(most[name], (peak.stop() - held) / MEGABYTE)
    again = timed(lambda: copy_all(0))
    tables, processors = len(catalog.tables()), os.cpu_count()
    print(f"Size {size}: {rows:,} rows in {tables} tables; {processors} processors.\n")
    print("| | seconds | rows a second | processor seconds | MB |\n|---|--:|--:|--:|--:|")
    for name, one in took.items():
        speed = rows / one.passed
        print(
            f"| {name} | {one.passed:.1f} | {speed:,.0f} | {one.worked:.1f} | {most[name]:,.0f} |"
        )
    print(f"| migrate again | {again.passed:.2f} | | {again.worked:.1f} | |\n")
    bare, *others = took.items()
    for name, one in others:
        clock, work = bare[1].passed / one.passed, bare[1].worked / one.worked
        print(
            f"{name}: {clock:.0%} of the bare loop by the clock, {work:.0%} by processor seconds."
        )


def write_counting(folder: Path) -> None:
    """Write a factory that compares numbers of rows, and no sums."""
    from pikku.migrate import define
    from pikku.migrate.pipelines import load

    with mock.patch.object(load, "checksum", lambda table: "'none'"):
        texts = define.files()
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def forget(home: Path) -> None:
    """Empty the lake, and make the factory forget what it copied."""
    from pikku.platform import sql

    shutil.rmtree(home / "lake", ignore_errors=True)
    with sql.connect(autocommit=True) as link:
        link.execute(
            "DROP TABLE IF EXISTS etl.copy_control, etl.copy_load, etl.copy_run, etl.copy_guard"
        )


def copy_all(rows: int, folder: Path | None = None) -> None:
    """Run the factory; so many rows must be copied."""
    from pikku import migrate

    copied = migrate.run(folder=folder).copied
    if sum(copied.values()) != rows:
        raise SystemExit(f"{copied} rows were copied, not {rows}")


def copy_bare(folder: Path) -> None:
    """Copy every table, one after the other, and do nothing else."""
    import pyarrow.parquet as pq
    from sqlalchemy.engine import make_url

    from pikku import catalog
    from pikku.migrate.activities.copying import Shape, row_groups
    from pikku.migrate.connections import ArrowConnection
    from pikku.platform import sql
    from pikku.platform.memory import give_back

    folder.mkdir(exist_ok=True)
    url = make_url(sql.start()).set(drivername="postgresql")
    link = ArrowConnection(url.render_as_string(hide_password=False))
    for table in catalog.tables():
        columns = ", ".join(column.name for column in table.columns)
        with link.statement() as statement:
            reader = link.read(statement, f"SELECT {columns} FROM {table.key}")
            shape = Shape(reader.schema, {}, None)
            with reader, pq.ParquetWriter(folder / f"{table.name}.parquet", shape.schema) as writer:
                for group in row_groups(shape.apply(batch) for batch in reader):
                    writer.write_table(group)
    link.close()
    give_back()


if __name__ == "__main__":
    main()
