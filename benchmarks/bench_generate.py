"""How fast the generator is: rows a second and peak memory of one process, of several and of Spark, each run in a fresh process.

    python benchmarks/bench_generate.py [size ...] [--workers N] [--spark] [--rounds N]

Prints tables in Markdown. What several processes can reach on the machine at best is what as many reach that have nothing to do
with each other: each makes all of it. Then order lines alone, from the draw to a Parquet file, beside the writing of the same rows (the limit
that the encoder sets) and the peers in ``peers.py``, in turns, each in one thread; their ratios are those of processor time, which
other programs on the machine disturb less. Spark is warm, its Java process has a fixed size and is not counted as memory; as processor time it is.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import peers

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


def at_once(size: str, number: int) -> dict[str, float]:
    """Return the same of so many single processes at once, each of which makes everything."""
    with ThreadPoolExecutor(number) as pool:
        found = list(pool.map(lambda _: measure(size, 1, "local"), range(number)))
    added = {key: sum(each[key] for each in found) for key in ("rows", "lines", "cpu")}
    most = {key: max(each[key] for each in found) for key in ("seconds", "peak", "worker_peak")}
    return added | most


def order_lines(rounds: int, *, on_spark: bool) -> dict[str, dict[str, float]]:
    """Return of this generator and its peers the best of some rounds, each in a process of its own; says who is left out."""
    best: dict[str, dict[str, float]] = {}
    for turn in range(rounds):
        for name, (_, needs, rows, _) in peers.PEERS.items():
            left_out = None if peers.installed(name) else f"{needs} is not installed"
            if name == "dbldatagen" and not on_spark:
                left_out = "it needs --spark"
            if left_out:
                if turn == 0:
                    print(f"\n{name} is left out: {left_out}.", flush=True)
                continue
            command = [sys.executable, str(Path(peers.__file__)), name, str(rows)]
            # Polars takes this number of threads when it is imported.
            environment = {**os.environ, "PYTHONPATH": str(LIBRARY), "POLARS_MAX_THREADS": "1"}
            done = subprocess.run(
                command, env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
            found = json.loads(done.stdout)
            if name not in best or found["cpu"] < best[name]["cpu"]:
                best[name] = found
    return best


def compare_peers(best: dict[str, dict[str, float]]) -> None:
    """Print the table of order lines."""
    (ours, *_) = (each["rows"] / each["cpu"] for each in best.values())
    print(
        "\n| order lines to Parquet, one thread | columns | rows a second | a CPU second | ours is |"
    )
    print("|---|--:|--:|--:|--:|")
    for name, each in best.items():
        rate, columns = each["rows"] / each["cpu"], peers.PEERS[name][3]
        print(
            f"| {name} | {columns} | {each['rows'] / each['seconds']:,.0f} | {rate:,.0f} | {ours / rate:,.2f} times |"
        )


def compare(size: str, runs: list[tuple[str, int]]) -> None:
    """Print the table of one size; `runs` are who does it, and how many of them."""
    print(
        f"\n| {size} | raw rows | order lines | seconds | rows a second | a CPU second | peak MB | of a worker |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|")
    rates = {}
    for who, workers in runs:
        found = at_once(size, workers) if who == "limit" else measure(size, workers, who)
        name = {
            "local": f"processes: {workers}",
            "limit": f"{workers} that each make all",
            "spark": f"Spark, {workers} partitions",
        }[who]
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
    parser.add_argument("--rounds", type=int, default=2, help="of the peers; 0 leaves them out")
    arguments = parser.parse_args()
    runs = [("local", 1)]
    several = arguments.workers > 1
    runs += [("local", arguments.workers), ("limit", arguments.workers)] if several else []
    runs += [("spark", arguments.workers)] if arguments.spark else []
    running = spark.status().running
    try:
        for size in arguments.sizes:
            compare(size, runs)
        best = order_lines(arguments.rounds, on_spark=arguments.spark)
    finally:
        if arguments.spark and not running:
            spark.stop()
    if arguments.rounds:
        compare_peers(best)


if __name__ == "__main__":
    main()
