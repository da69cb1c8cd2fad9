"""How fast the generator is: rows a second, and its peak memory, each run in a fresh process.

    python benchmarks/bench_generate.py [size …] [--workers N]

Prints a table in Markdown. A row of the peer is what Faker needs for one row of twelve columns, the usual way to make mock data
in Python.
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
import json, sys, time
import psutil
from pikku import generate
before, cpu = time.perf_counter(), time.process_time()
report = generate.run(sys.argv[1], 1, int(sys.argv[2]), sys.argv[3])
seconds, cpu = time.perf_counter() - before, time.process_time() - cpu
memory = psutil.Process().memory_info()
peak = getattr(memory, "peak_wset", 0)
if not peak:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
rows, lines = sum(report.raw_rows.values()), report.true_rows["sales_order_line"]
print(json.dumps({"rows": rows, "lines": lines, "seconds": seconds, "cpu": cpu, "peak": peak}))
"""
FAKER_ROWS = 5_000


def measure(size: str, workers: int) -> dict[str, float]:
    """Return rows, seconds and peak memory (bytes) of one run into a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", RUN, size, str(workers), folder]
        environment = {**os.environ, "PYTHONPATH": str(LIBRARY)}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
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


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", default=["small", "medium"])
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    print("| size | raw rows | order lines | seconds | rows a second | a CPU second | peak MB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    for size in arguments.sizes:
        found = measure(size, arguments.workers)
        rate, by_cpu = found["rows"] / found["seconds"], found["rows"] / found["cpu"]
        print(
            f"| {size} | {found['rows']:,} | {found['lines']:,} | {found['seconds']:.1f} | "
            f"{rate:,.0f} | {by_cpu:,.0f} | {found['peak'] / 1e6:,.0f} |",
            flush=True,
        )
    if rate := faker():
        print(f"\nFaker, row by row, 12 columns: {rate:,.0f} rows a second.")


if __name__ == "__main__":
    main()
