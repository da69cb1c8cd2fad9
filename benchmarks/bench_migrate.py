"""How fast the factory copies the SQL tables to the lake, against one bare loop: ADBC, Arrow, Parquet.

    python benchmarks/bench_migrate.py [--size small] [--seed 1]

Makes and loads the company in a temporary workspace, then times in one run and prints a table in Markdown:

- bare loop: for each table SELECT by ADBC, the catalogue's types, a Parquet file with snappy; no more. The better of two rounds;
- migrate: `pikku migrate`, which finds out what changed, copies all tables, adds its columns, compares rows and sums of the
  database and of what it reads back from the lake, and stores watermarks and audit;
- migrate again, when nothing has changed.

The ratio of the first two is what all that leaves of the bare speed, in one process each. Processor seconds are those of this
process and of the database's; they say what it costs where other work slows down the clock. Memory is the most that this process
took beyond what it had before.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench_load import MEGABYTE, Peak, timed


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", default="small")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-migrate-", ignore_cleanup_errors=True) as home:
        os.environ["PIKKU_HOME"] = home
        from pikku.platform import sql

        try:
            size = int(chosen.size) if chosen.size.isdigit() else chosen.size
            measure(size, chosen.seed, Path(home))
        finally:
            sql.remove()


def measure(size: str | int, seed: int, home: Path) -> None:
    """Print what one size takes."""
    import psutil

    from pikku import generate, load, migrate

    generate.run(size=size, seed=seed)
    rows = sum(load.run().rows.values())
    bare, work = min(measured(lambda: copy_bare(home / "bare"))[:2] for _ in range(2))
    held = psutil.Process().memory_info().rss
    peak = Peak()
    seconds, more_work, report = measured(migrate.run)
    most = peak.stop() - held
    again, least_work, second = measured(migrate.run)
    if sum(report.copied.values()) != rows or second.copied:
        raise SystemExit(f"{report.copied} rows were copied, then {second.copied}")
    print(
        f"Size {size}: {rows:,} rows in {len(report.copied)} tables; {os.cpu_count()} processors.\n"
    )
    print("| | seconds | rows a second | processor seconds |\n|---|--:|--:|--:|")
    print(f"| bare loop | {bare:.1f} | {rows / bare:,.0f} | {work:.1f} |")
    print(f"| migrate | {seconds:.1f} | {rows / seconds:,.0f} | {more_work:.1f} |")
    print(f"| migrate again | {again:.2f} | | {least_work:.1f} |")
    print(
        f"\nThe migration reaches {bare / seconds:.0%} of the bare loop, and took {most / MEGABYTE:,.0f} MB."
    )


def measured(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return the seconds that something took, the processor seconds, and what it returned."""
    results = []
    took = timed(lambda: results.append(work()))
    return took.passed, took.worked, results[0]


def copy_bare(folder: Path) -> None:
    """Copy every table, one after the other, and do nothing else."""
    import pyarrow as pa
    import pyarrow.parquet as pq
    from sqlalchemy.engine import make_url

    from pikku import catalog
    from pikku.migrate.activities.copying import Shape
    from pikku.migrate.connections import ArrowConnection
    from pikku.platform import sql

    folder.mkdir(exist_ok=True)
    url = make_url(sql.start()).set(drivername="postgresql")
    link = ArrowConnection(url.render_as_string(hide_password=False))
    for table in catalog.tables():
        columns = ", ".join(column.name for column in table.columns)
        with link.statement() as statement:
            reader = link.read(statement, f"SELECT {columns} FROM {table.key}")
            shape = Shape(reader.schema, {}, None)
            with reader, pq.ParquetWriter(folder / f"{table.name}.parquet", shape.schema) as writer:
                for batch in reader:
                    writer.write_batch(shape.apply(batch))
    link.close()
    pa.default_memory_pool().release_unused()


if __name__ == "__main__":
    main()
