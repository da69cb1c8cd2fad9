"""How fast the generator is: rows a second and peak memory of one process, of several and of Spark, each run in a fresh process.

    python benchmarks/bench_generate.py [size ...] [--workers N] [--spark]

Prints tables in Markdown. Then, in one process, order lines alone, from the draw to a Parquet file, beside the writing of the same
rows (the limit that the encoder sets), DuckDB's SQL and Faker row by row, the usual way to make mock data in Python, each making
twelve columns. Spark is warm, its Java process has a fixed size and is not counted as memory; as processor time it is.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIBRARY = Path(__file__).resolve().parents[1] / "lib"
RUN = """
import json, sys, threading, time
import psutil
from pikku import generate
from pikku.platform import spark

def processes():
    top = [psutil.Process(), *([psutil.Process(server)] if on_spark else [])]
    return top + [each for one in top for each in one.children(recursive=True)]

def cpu():
    return sum(sum(each.cpu_times()[:4]) for each in processes())

def watch():
    while True:
        for each in processes():
            try:
                if "python" in each.name().lower():  # not Java, nor what it forks
                    peaks[each.pid] = max(peaks.get(each.pid, 0), each.memory_info().rss)
            except psutil.Error:
                pass
        time.sleep(0.1)

if __name__ == "__main__":
    size, workers, folder, on_spark = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4] == "spark"
    peaks, server = {}, None
    if on_spark:
        spark.session()
        server = spark.status().pid
        generate.run(500, 1, workers, folder, on_spark=True)
    threading.Thread(target=watch, daemon=True).start()
    began, used = time.perf_counter(), cpu()
    report = generate.run(size, 1, workers, folder, on_spark=on_spark)
    seconds, used = time.perf_counter() - began, cpu() - used
    own = peaks.pop(psutil.Process().pid)
    print(json.dumps({
        "rows": sum(report.raw_rows.values()), "lines": report.true_rows["sales_order_line"], "seconds": seconds,
        "cpu": used, "peak": own, "worker_peak": max(peaks.values(), default=0)}))
"""
FAKER_ROWS = 5_000
DUCKDB = """
    COPY (SELECT printf('SO-%09d', i // 3) AS order_no, i % 3 + 1 AS line, printf('FG-%05d', hash(i, 1) % 120) AS item,
                 hash(i, 2) % 5000 AS quantity, CAST(hash(i, 3) % 100000 / 100 AS DECIMAL(18, 2)) AS list_price,
                 CAST(hash(i, 4) % 20 / 2 AS DECIMAL(5, 2)) AS discount, CAST(hash(i, 5) % 90000 / 100 AS DECIMAL(18, 2)) AS price,
                 18 AS gst, printf('C-%06d', hash(i, 6) % 400) AS customer, DATE '2023-04-01' + CAST(hash(i, 7) % 1096 AS INT) AS day,
                 ['field', 'phone', 'portal'][CAST(hash(i, 8) % 3 + 1 AS BIGINT)] AS channel,
                 TIMESTAMP '2023-04-01' + to_seconds(CAST(hash(i, 9) % 94694400 AS INT)) AS changed
          FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def measure(size: str, workers: int, who: str) -> dict[str, float]:
    """Return rows, seconds, processor seconds and peak memory (bytes) of one run into a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "run.py"
        script.write_text(RUN, encoding="utf-8")
        command = [sys.executable, str(script), size, str(workers), str(Path(folder) / "raw"), who]
        environment = {**os.environ, "PYTHONPATH": str(LIBRARY)}
        done = subprocess.run(
            command, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    return json.loads(done.stdout)


def faker() -> float | None:
    """Return the rows a second that Faker makes one by one; None where it isn't installed."""
    try:
        from faker import Faker
    except ImportError:
        return None
    fake = Faker("en_IN")
    fake.seed_instance(1)
    began = time.perf_counter()
    for number in range(FAKER_ROWS):
        (number, fake.bothify("FG-#####"), fake.company(), fake.city(), fake.state(), fake.postcode(),
         fake.date(), fake.random_int(1, 999), fake.pydecimal(5, 2), fake.pydecimal(2, 2),
         fake.random_element(("field", "phone", "portal")), fake.name())  # fmt: skip
    return FAKER_ROWS / (time.perf_counter() - began)


def order_lines(lines: int = 1_000_000) -> dict[str, float]:
    """Return the rows a second of order lines in one process: made and written, and written only; and DuckDB's."""
    import duckdb
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pikku.catalog.raw import raw_file
    from pikku.catalog.realism import REALISM
    from pikku.generate import orders, sizes
    from pikku.generate.company import Company
    from pikku.generate.deliveries import BOOKS
    from pikku.generate.documents import sales
    from pikku.generate.writing import raw_text

    file = raw_file("sales_order_line")
    it = Company(1, sizes.parse(lines), REALISM)
    headers = [column.header for column in file.columns]
    tables = []
    with tempfile.TemporaryDirectory() as folder:

        def write(tables: list[pa.Table]) -> None:
            for number, table in enumerate(tables):
                path = Path(folder, f"{number}.parquet")
                pq.write_table(table, path, compression="zstd", compression_level=1)

        began = time.perf_counter()
        for weeks in it.pieces(BOOKS.weeks):
            drawn = orders.draw_orders(1, REALISM, it.plan, it.goods, it.customers, weeks)
            rows = sales.sales_order_lines(drawn, it.goods, it.customers)
            tables.append(pa.table(raw_text(file, rows, rows.changed * 86_400), names=headers))
            write(tables[-1:])
        made = time.perf_counter() - began
        count = sum(table.num_rows for table in tables)
        began = time.perf_counter()
        write(tables)
        written = time.perf_counter() - began
        with duckdb.connect(config={"threads": 1}) as duck:
            began = time.perf_counter()
            duck.execute(DUCKDB.format(rows=count, path=Path(folder, "duckdb.parquet").as_posix()))
            peer = time.perf_counter() - began
    return {"ours": count / made, "encoder": count / written, "DuckDB": count / peer}


def compare(size: str, runs: list[tuple[str, int]]) -> None:
    """Print the table of one size; `runs` are who does it, and how many of them."""
    print(
        f"\n| {size} | raw rows | order lines | seconds | rows a second | a CPU second | peak MB | of a worker |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    rates = {}
    for who, workers in runs:
        found = measure(size, workers, who)
        name = f"Spark, {workers} partitions" if who == "spark" else f"processes: {workers}"
        rates[name] = rate, by_cpu = found["rows"] / found["seconds"], found["rows"] / found["cpu"]
        print(
            f"| {name} | {found['rows']:,} | {found['lines']:,} | {found['seconds']:.1f} | {rate:,.0f} | "
            f"{by_cpu:,.0f} | {found['peak'] / 1e6:,.0f} | {found['worker_peak'] / 1e6:,.0f} |",
            flush=True,
        )
    (first, (rate, by_cpu)), *others = rates.items()
    for name, (other, other_by_cpu) in others:
        print(
            f"\n{name}: {other / rate:.2f} times the speed of {first}, {other_by_cpu / by_cpu:.2f} a CPU second."
        )


def main() -> None:
    """Print the tables."""
    sys.path.insert(0, str(LIBRARY))
    from pikku.platform import spark

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", default=["small", "medium"])
    parser.add_argument("--workers", type=int, default=2, help="processes, and partitions on Spark")
    parser.add_argument("--spark", action="store_true", help="measure Spark, too")
    arguments = parser.parse_args()
    runs = [("local", 1)]
    runs += [("local", arguments.workers)] if arguments.workers > 1 else []
    runs += [("spark", arguments.workers)] if arguments.spark else []
    running = spark.status().running
    try:
        for size in arguments.sizes:
            compare(size, runs)
    finally:
        if arguments.spark and not running:
            spark.stop()
    rates = order_lines()
    ours = rates["ours"]
    print("\n| order lines to Parquet, one process | rows a second | ours is |\n|---|--:|--:|")
    print(f"| this generator, values as text | {ours:,.0f} | |")
    print(
        f"| the same rows, written only | {rates['encoder']:,.0f} | {ours / rates['encoder']:.2f} times |"
    )
    print(
        f"| DuckDB's SQL, 12 columns | {rates['DuckDB']:,.0f} | {ours / rates['DuckDB']:.2f} times |"
    )
    if rate := faker():
        print(f"| Faker, row by row, 12 columns | {rate:,.0f} | {ours / rate:,.0f} times |")


if __name__ == "__main__":
    main()
