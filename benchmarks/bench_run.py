"""How long the whole path takes, notebook by notebook, how much memory it needs, and how often Spark is started.

    python benchmarks/bench_run.py [--size small] [--twice] [--kills 5]

Runs `pikku run` in a temporary workspace and prints tables in Markdown. Memory is that of all its processes together: notebooks,
PostgreSQL and Spark, shared pages counted once where the system tells (Linux). `--twice` runs it again, as who comes back would.
`--kills` starts it so many times more in another workspace and kills it, servers included, at moments drawn at random; then it
is let alone, and must print the same reconciliation.
"""

import argparse
import contextlib
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

LIBRARY = Path(__file__).resolve().parents[1] / "lib"
PAUSE = 0.5
"""Seconds between two looks at the processes."""


@dataclass
class Seen:
    """What was seen of the workspace's processes: the most memory in bytes, and who they were."""

    memory: int = 0
    servers: set[int] = field(default_factory=set)


def watch(home: str, ended: threading.Event, seen: Seen) -> None:
    """Look at the processes of a workspace until the event is set."""
    while not ended.wait(PAUSE):
        total = 0
        for process in psutil.process_iter():
            try:
                if not _is_of(process, home):
                    continue
                memory = process.memory_full_info()
                total += getattr(memory, "pss", None) or memory.uss
                # Not each Java: `java -version` is asked which one it is.
                if any(each.endswith("java.args") for each in process.cmdline()):
                    seen.servers.add(process.pid)
            except (psutil.Error, OSError):
                continue  # it ended meanwhile, or isn't ours
        seen.memory = max(seen.memory, total)


def call(home: str, size: str) -> dict[str, Any]:
    """Return what starts a run in a workspace, as `subprocess` takes it."""
    return {
        "args": [sys.executable, "-m", "pikku", "run", "--size", size],
        "env": {**os.environ, "PYTHONPATH": str(LIBRARY), "PIKKU_HOME": home},
    }


def run(home: str, size: str) -> tuple[float, Seen, str]:
    """Return the seconds of a run, what was seen of its processes, and what it printed."""
    ended, seen = threading.Event(), Seen()
    watcher = threading.Thread(target=watch, args=(home, ended, seen))
    watcher.start()
    began = time.perf_counter()
    try:
        done = subprocess.run(**call(home, size), check=False, capture_output=True, text=True)
    finally:
        ended.set()
        watcher.join()
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - began, seen, done.stdout


def kill(home: str, size: str, seconds: float) -> None:
    """Start a run and kill all of its processes after so many seconds."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(**call(home, size), **quiet) as started:
        time.sleep(seconds)
        while running := [each for each in psutil.process_iter() if _is_of(each, home)]:
            for process in running:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            psutil.wait_procs(running, timeout=5)
        started.wait()


def _is_of(process: psutil.Process, home: str) -> bool:
    try:
        return process.environ().get("PIKKU_HOME") == home
    except (psutil.Error, OSError):
        return False


def notebooks(home: str) -> dict[str, float]:
    """Return the seconds from one notebook's end to the next one's, from the executed copies."""
    found, before = {}, None
    for file in sorted(Path(home, "runs", "notebooks").glob("*.ipynb")):
        times = json.loads(file.read_text(encoding="utf-8"))["metadata"]["papermill"]
        ended = datetime.fromisoformat(times["end_time"])
        found[file.stem] = (
            ended - (before or datetime.fromisoformat(times["start_time"]))
        ).total_seconds()
        before = ended
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", default="small")
    parser.add_argument("--twice", action="store_true")
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1, help="of the moments")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="pikku-bench-", ignore_cleanup_errors=True) as home:
        runs = []
        for _ in range(1 + arguments.twice):
            seconds, seen, printed = run(home, arguments.size)
            runs.append((seconds, seen, printed, notebooks(home)))
        titles = ["first run", "second run"][: len(runs)]
        print(
            f"Size {arguments.size}, {os.cpu_count()} processors, Python {sys.version.split()[0]}.\n"
        )
        print(f"| seconds | {' | '.join(titles)} |\n|---|{'--:|' * len(runs)}")
        for name in runs[0][3]:
            print(f"| {name} | {' | '.join(f'{each[3][name]:.0f}' for each in runs)} |")
        print(
            f"| **all, with the reconciliation** | {' | '.join(f'{each[0]:.0f}' for each in runs)} |"
        )
        print(f"| peak memory, GB | {' | '.join(f'{each[1].memory / 1e9:.1f}' for each in runs)} |")
        print(f"| Spark servers | {' | '.join(str(len(each[1].servers)) for each in runs)} |")
        if len(runs) == 2:
            same = len({reconciliation(each[2]) for each in runs}) == 1
            print(f"\nThe reconciliation printed the same both times: {'yes' if same else 'NO'}.")
    if arguments.kills:
        draw = random.Random(arguments.seed)
        moments = [draw.uniform(1, runs[0][0]) for _ in range(arguments.kills)]
        with tempfile.TemporaryDirectory(prefix="pikku-kill-", ignore_cleanup_errors=True) as home:
            for moment in moments:
                kill(home, arguments.size, moment)
            seconds, _, printed = run(home, arguments.size)
        same = reconciliation(printed) == reconciliation(runs[0][2])
        print(
            f"\nKilled after {', '.join(f'{moment:.0f}' for moment in moments)} s, the next run took "
            f"{seconds:.0f} s and printed the same reconciliation: {'yes' if same else 'NO'}."
        )


def reconciliation(printed: str) -> str:
    """Return what a run printed up to how long its notebooks took and where things are."""
    return re.split(r"\n *notebook +code cells", printed)[0]


if __name__ == "__main__":
    main()
