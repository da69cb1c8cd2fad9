"""What the local twin itself takes for an activity, against a loop that calls a function that does the same.

    python benchmarks/bench_twin.py [--activities 1000] [--repeat 5]

Runs pipelines whose activities do next to nothing, and prints a table in Markdown: for each, the milliseconds an activity
takes in the twin, those of the bare call, and the difference, which is what the twin adds: dependencies, expressions, the
record of the run, and writing it. Each figure is the best of several repetitions; records go to a temporary workspace.

- SetVariable, one after the other: each depends on the one before;
- SetVariable with an expression of three functions and a system variable;
- Wait of 0 seconds, one after the other;
- SetVariable in a sequential loop, and AppendVariable in a loop of 20 at a time.
"""

import argparse
import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

LIMIT = 5.0
"""Milliseconds that the twin may add to an activity."""
PARALLEL = 20


def main() -> None:
    """Measure and print; exit code 1 when an activity takes longer than the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--activities", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=5)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-twin-", ignore_cleanup_errors=True) as home:
        os.environ["PIKKU_HOME"] = home
        worst = measure(chosen.activities, chosen.repeat, Path(home))
    if worst > LIMIT:
        raise SystemExit(f"The twin adds {worst:.2f} ms to an activity; {LIMIT} are allowed.")


def measure(count: int, repeat: int, home: Path) -> float:
    """Return the most milliseconds that the twin adds to an activity, after printing all."""
    print(f"{count:,} activities a pipeline, best of {repeat}; {os.cpu_count()} processors.\n")
    print("| | twin, ms an activity | bare call | added |\n|---|--:|--:|--:|")
    worst = 0.0
    for name, (activities, bare) in cases(count).items():
        twin = min(run(activities, home / "lake") for _ in range(repeat)) * 1000 / count
        alone = min(loop(bare, count) for _ in range(repeat)) * 1000 / count
        worst = max(worst, twin - alone)
        print(f"| {name} | {twin:.3f} | {alone:.4f} | {twin - alone:.3f} |")
    print(f"\nAt most {worst:.2f} ms are added to an activity; {LIMIT} are allowed.")
    return worst


def cases(count: int) -> dict[str, tuple[list[dict[str, Any]], Callable[[int], Any]]]:
    """Return the activities of each pipeline, and the bare call that does the same as one of them."""
    values: dict[str, Any] = {"v": "", "log": []}

    def assign(number: int) -> None:
        values["v"] = "x"

    def assign_text(number: int) -> None:
        values["v"] = f"{'pl_bench'.upper()}-{number + 1}"

    def append(number: int) -> None:
        values["log"].append(number)

    text = "@{toUpper(pipeline().Pipeline)}-@{string(add(1, 2))}"
    fixed = {"variableName": "v", "value": "x"}
    inner = _activity("set", "SetVariable", {"variableName": "v", "value": "@string(item())"})
    more = _activity("add", "AppendVariable", {"variableName": "log", "value": "@item()"})
    return {
        "SetVariable": (_chain("SetVariable", fixed, count), assign),
        "SetVariable, an expression": (
            _chain("SetVariable", {"variableName": "v", "value": text}, count),
            assign_text,
        ),
        "Wait 0": (_chain("Wait", {"waitTimeInSeconds": 0}, count), lambda _: time.sleep(0)),
        "SetVariable in a sequential loop": ([_loop(inner, count, isSequential=True)], assign),
        f"AppendVariable, {PARALLEL} at a time": (
            [_loop(more, count, batchCount=PARALLEL)],
            append,
        ),
    }


def run(activities: list[dict[str, Any]], lake: Path) -> float:
    """Return the seconds that a run of a pipeline takes, its record included."""
    from pikku.migrate import records
    from pikku.migrate.local import Runner
    from pikku.migrate.model import KINDS, Factory, Resource
    from pikku.platform.lakestore import FolderStore

    variables = {"v": {"type": "String"}, "log": {"type": "Array"}}
    body = {"name": "pl_bench", "properties": {"activities": activities, "variables": variables}}
    resources: dict[str, dict[str, Resource]] = {kind: {} for kind in KINDS}
    resources["pipeline"]["pl_bench"] = Resource("pipeline", "pl_bench", "pl_bench.json", body)
    with Runner(
        Factory(lake, resources), FolderStore(lake), records.new_record("pl_bench")
    ) as runner:
        began = time.perf_counter()
        ended = runner.run("pl_bench")
        took = time.perf_counter() - began
    if ended.status != records.SUCCEEDED:
        raise SystemExit(ended.message)
    return took


def loop(call: Callable[[int], Any], count: int) -> float:
    """Return the seconds that so many calls take."""
    began = time.perf_counter()
    for number in range(count):
        call(number)
    return time.perf_counter() - began


def _activity(name: str, type: str, properties: dict[str, Any], after: str = "") -> dict[str, Any]:
    depends = [{"activity": after, "dependencyConditions": ["Succeeded"]}] if after else []
    return {"name": name, "type": type, "dependsOn": depends, "typeProperties": properties}


def _chain(type: str, properties: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Return activities of which each depends on the one before."""
    return [
        _activity(f"a{number}", type, properties, f"a{number - 1}" if number else "")
        for number in range(count)
    ]


def _loop(inner: dict[str, Any], count: int, **more: Any) -> dict[str, Any]:
    items = {"value": f"@range(0, {count})", "type": "Expression"}
    return _activity("each", "ForEach", {"items": items, "activities": [inner], **more})


if __name__ == "__main__":
    main()
