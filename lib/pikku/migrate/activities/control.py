"""Control activities: they decide what runs, and hold values."""

import contextlib
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from pikku.migrate.activities.registry import activity
from pikku.migrate.functions import to_text
from pikku.migrate.local import Interrupted, Task
from pikku.migrate.records import SUCCEEDED
from pikku.migrate.rules import RETURN_VALUE, ActivityFailed, seconds, shown_parameters
from pikku.migrate.scope import Run

_DEFAULT_BATCH = 20  # of a parallel ForEach without batchCount
_TYPES = {"String": str, "Boolean": bool, "Bool": bool, "Array": list, "Integer": int}


def _inner_failure(why: str) -> ActivityFailed:
    return ActivityFailed(
        f"Activity failed because an inner activity failed: {why}",
        "See the inner activity's error.",
        "ActionFailed",
    )


@activity("ForEach")
def for_each(task: Task) -> dict[str, Any]:
    """Run the inner activities once for each item; all items are run even when one fails."""
    items = task.value("items")
    if not isinstance(items, list):
        raise ActivityFailed(
            f"ForEach needs an array, but 'items' is {to_text(items)[:80]!r}.",
            "Take the array of a Lookup from output.value, without firstRowOnly.",
        )
    inner = task.properties["activities"]

    def run(number: int) -> str:
        return task.runner.run_all(inner, task.scope.inner(items[number], number))

    workers = (
        1
        if task.properties.get("isSequential")
        else task.properties.get("batchCount", _DEFAULT_BATCH)
    )
    task.record.input = {"itemsCount": len(items), "batchCount": workers}
    if workers == 1 or len(items) < 2:
        failures = [run(number) for number in range(len(items))]
    else:
        with ThreadPoolExecutor(min(workers, len(items))) as pool:
            failures = list(pool.map(run, range(len(items))))
    failures = [failure for failure in failures if failure]
    if failures:
        raise _inner_failure("; ".join(failures[:3]))
    return {}


@activity("IfCondition")
def if_condition(task: Task) -> dict[str, Any]:
    """Run one of two lists of activities."""
    condition = task.value("expression")
    task.record.input = {"expression": condition}
    if not isinstance(condition, bool):
        raise ActivityFailed(
            f"The condition's value is {to_text(condition)[:80]!r}, not true or false.",
            "Use an expression that compares, such as equals() or greater().",
        )
    inner = task.properties.get("ifTrueActivities" if condition else "ifFalseActivities", [])
    if why := task.runner.run_all(inner, task.scope.inner()):
        raise _inner_failure(why)
    return {}


@activity("Switch")
def switch(task: Task) -> dict[str, Any]:
    """Run the activities of the case whose value is the expression's, else the default ones."""
    value = to_text(task.value("on"))
    task.record.input = {"on": value}
    inner = task.properties.get("defaultActivities", [])
    for case in task.properties.get("cases", []):
        if case["value"] == value:
            inner = case["activities"]
    if why := task.runner.run_all(inner, task.scope.inner()):
        raise _inner_failure(why)
    return {}


@activity("Until")
def until(task: Task) -> dict[str, Any]:
    """Run the inner activities until the expression is true, at least once.

    An inner failure doesn't end the loop; the last round decides whether the activity fails.
    """
    limit = seconds(task.value("timeout") or "7.00:00:00")
    task.deadline = min(time.monotonic() + limit, task.scope.deadline)
    rounds, condition = 0, False
    while condition is False:
        task.check_time()
        rounds += 1
        inner = task.scope.inner(deadline=task.deadline)
        why = task.runner.run_all(task.properties["activities"], inner)
        condition = inner.evaluate(task.properties["expression"])
    if condition is not True:
        raise ActivityFailed(
            f"The condition's value is {to_text(condition)[:80]!r}, not true or false.",
            "Use an expression that compares, such as equals() or greater().",
        )
    if why:
        task.check_time()  # what failed may have been broken off by the loop's own timeout
        raise _inner_failure(why)
    return {"iterations": rounds}


@activity("Filter")
def filter_(task: Task) -> dict[str, Any]:
    """Return the items for which the condition is true."""
    items = task.value("items")
    if not isinstance(items, list):
        raise ActivityFailed(
            "Filter needs an array as 'items'.", "Take it from an activity's output."
        )
    condition = task.properties["condition"]
    kept = [
        item
        for number, item in enumerate(items)
        if task.scope.inner(item, number).evaluate(condition) is True
    ]
    return {"ItemsCount": len(items), "FilteredItemsCount": len(kept), "Value": kept}


@activity("SetVariable")
def set_variable(task: Task) -> dict[str, Any]:
    """Set a variable, or the values that the pipeline returns to its caller."""
    name, run = task.properties["variableName"], task.scope.run
    if name == RETURN_VALUE and task.properties.get("setSystemVariable"):
        for pair in task.properties["value"]:
            run.returned[pair["key"]] = task.scope.evaluate(pair["value"].get("content"))
        return {"name": name, "value": run.returned}
    value = task.value("value")
    _check_type(run, name, value)
    with run.lock:
        run.values[name] = value
    task.record.input = {"variableName": name, "value": value}
    return {"name": name, "value": value}


@activity("AppendVariable")
def append_variable(task: Task) -> dict[str, Any]:
    """Add an element to an array variable."""
    name, run = task.properties["variableName"], task.scope.run
    value = task.value("value")
    with run.lock:
        _check_type(run, name, run.variable(name), appending=True)
        run.values[name] = [*run.values[name], value]
    task.record.input = {"variableName": name, "value": value}
    return {"name": name, "value": value}


def _check_type(run: Run, name: str, value: Any, appending: bool = False) -> None:
    declared = run.pipeline.properties.get("variables", {}).get(name)
    if declared is None:
        run.variable(name)
    kind = "Array" if appending else declared["type"]
    right = isinstance(value, _TYPES.get(kind, object))
    if not right or kind == "Integer" and isinstance(value, bool):
        raise ActivityFailed(
            f"The variable {name!r} is of type {declared['type']}, but the value is {to_text(value)[:80]!r}.",
            "Convert the value, for instance with string(), or change the variable's type.",
        )


@activity("ExecutePipeline")
def execute_pipeline(task: Task) -> dict[str, Any]:
    """Run another pipeline; without waitOnCompletion its outcome isn't waited for."""
    name = task.properties["pipeline"]["referenceName"]
    given = task.value("parameters", {})
    pipeline = task.runner.factory.pipeline(name)
    task.record.input = {"pipeline": name, "parameters": shown_parameters(pipeline, given)}
    arguments = (pipeline, given, task.scope.run, task.record)
    if not task.properties.get("waitOnCompletion", False):

        def begin() -> None:
            with contextlib.suppress(Interrupted):  # the record says that it was cancelled
                task.runner.start(*arguments)

        thread = threading.Thread(target=begin)
        thread.start()
        task.runner.background.append(thread)
        return {"pipelineName": name}
    run = task.runner.start(*arguments)
    output = {"pipelineName": name, "pipelineRunId": run.record.runId}
    if run.returned:
        output["pipelineReturnValue"] = run.returned
    if run.record.status != SUCCEEDED:
        failed = ActivityFailed(
            f"Operation on target {task.activity['name']} failed: {run.record.message}",
            "See the errors of the inner pipeline's activities.",
            "2011",
        )
        failed.output = output
        raise failed
    return output


@activity("Wait")
def wait(task: Task) -> dict[str, Any]:
    """Wait for some seconds."""
    end = time.monotonic() + float(task.value("waitTimeInSeconds"))
    while (rest := end - time.monotonic()) > 0:
        task.runner.stop.wait(min(rest, 0.2))
        task.check_time()
    return {}


@activity("Fail")
def fail(task: Task) -> dict[str, Any]:
    """Fail, with the message and the code that the pipeline gives."""
    raise ActivityFailed(
        to_text(task.value("message")),
        "The pipeline itself says so.",
        to_text(task.value("errorCode")),
    )
