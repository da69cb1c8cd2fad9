"""The local twin: runs the pipelines of a factory as Data Factory would, from the same files."""

import threading
import time
import uuid
from collections import ChainMap
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from pikku.migrate import records
from pikku.migrate.connections import Deadlines, SqlDatabase
from pikku.migrate.expression import ExpressionError, evaluate_json
from pikku.migrate.model import Factory, Resource
from pikku.migrate.records import FAILED, SKIPPED, SUCCEEDED, ActivityRun, PipelineRun, Record
from pikku.migrate.rules import (
    ActivityFailed,
    bound_parameters,
    error_of,
    initial_variables,
    may_run,
    outcome,
    seconds,
    state_of,
)

RETURN_VALUE = "pipelineReturnValue"


class Interrupted(Exception):
    """The run is being stopped: nothing more is to be started."""


@dataclass
class Scope:
    """What expressions see at one place of a pipeline run: other activities, the item, variables."""

    run: "Run"
    states: Any
    item: Any = None
    iteration: str = ""
    has_item: bool = False

    def inner(self, item: Any = None, number: int | None = None) -> "Scope":
        """Return the scope inside a container; activities outside stay visible."""
        states = ChainMap({}, *getattr(self.states, "maps", [self.states]))
        if number is None:
            return Scope(self.run, states, self.item, self.iteration, self.has_item)
        iteration = f"{self.iteration}.{number}" if self.iteration else str(number)
        return Scope(self.run, states, item, iteration, True)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions that only this run can answer, by lower-case name."""
        return {
            "pipeline": self.run.system,
            "variables": self.run.variable,
            "activity": self._activity,
            "item": self._item,
            "trigger": self.run.trigger,
        }

    def evaluate(self, value: Any) -> Any:
        """Return a JSON value with all its expressions evaluated."""
        return evaluate_json(value, self.functions())

    def _item(self) -> Any:
        if not self.has_item:
            raise ExpressionError(
                "item() is only known inside ForEach and Filter.",
                "Move the activity, or drop item().",
            )
        return self.item

    def _activity(self, name: Any) -> dict[str, Any]:
        state = self.states.get(name)
        if state is None:
            raise ExpressionError(
                f"activity({name!r}) has not run yet.", f"Let this activity depend on {name!r}."
            )
        return state


@dataclass
class Run:
    """A run of one pipeline."""

    runner: "Runner"
    pipeline: Resource
    parameters: dict[str, Any]
    record: PipelineRun
    parent: "Run | None" = None
    values: dict[str, Any] = field(default_factory=dict)
    returned: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def system(self) -> dict[str, Any]:
        """Return what ``pipeline()`` stands for."""
        return {
            "DataFactory": self.runner.name,
            "Pipeline": self.pipeline.name,
            "RunId": self.record.runId,
            "TriggerType": "PipelineActivity" if self.parent else "Manual",
            "TriggerId": self.runner.trigger_id,
            "TriggerName": self.parent.pipeline.name if self.parent else "Manual",
            "TriggerTime": records.stamp(self.runner.started),
            "GroupId": self.runner.trigger_id,
            "TriggeredByPipelineName": self.parent.pipeline.name if self.parent else None,
            "TriggeredByPipelineRunId": self.parent.record.runId if self.parent else None,
            "parameters": self.parameters,
            "globalParameters": self.runner.global_parameters,
        }

    def trigger(self) -> dict[str, Any]:
        """Return what ``trigger()`` stands for: here every run is started by hand."""
        time = records.stamp(self.runner.started)
        return {"name": "Manual", "startTime": time, "scheduledTime": time, "outputs": {}}

    def variable(self, name: Any) -> Any:
        """Return a variable's value."""
        if name not in self.values:
            raise ExpressionError(
                f"The pipeline {self.pipeline.name!r} has no variable {name!r}.",
                f"Declare it, or use one of: {', '.join(self.values) or 'none'}.",
            )
        return self.values[name]


class Runner:
    """Runs pipelines of one factory; keeps connections for all that it runs.

    Parameters
    ----------
    factory
        The factory, as `pikku.migrate.model.read` returns it.
    lake
        The folder whose first level are the lake's file systems.
    record
        Where runs are recorded; a record without a file when omitted.
    on_pipeline
        Called with each `PipelineRun` when it has ended.
    longest_wait
        Seconds that a retry waits at most. Data Factory waits at least 30; a database on the same
        machine is either there or not.
    """

    def __init__(
        self,
        factory: Factory,
        lake: Path,
        record: Record | None = None,
        on_pipeline: Callable[[PipelineRun], None] | None = None,
        longest_wait: float = 1.0,
    ) -> None:
        self.factory, self.lake = factory, lake
        self.record = record or Record(None)
        self.on_pipeline, self.longest_wait = on_pipeline, longest_wait
        self.name = next(iter(factory.resources["factory"]), "local")
        self.global_parameters = factory.global_parameters
        self.started, self.trigger_id = records.now(), uuid.uuid4().hex
        self.stop, self.deadlines = threading.Event(), Deadlines()
        self.background: list[threading.Thread] = []
        self._sql: SqlDatabase | None = None
        self._lock = threading.Lock()

    @property
    def sql(self) -> SqlDatabase:
        """The SQL database, connected on first use."""
        with self._lock:
            self._sql = self._sql or SqlDatabase()
            return self._sql

    def run(self, pipeline: str, **parameters: Any) -> PipelineRun:
        """Return the record of a run of a pipeline, once it has ended.

        Parameters
        ----------
        pipeline
            Its name.
        parameters
            Values of its parameters; the others have their defaults.

        Raises
        ------
        PikkuError
            There is no such pipeline or parameter, or one without a default has no value.
        """
        self.started, self.trigger_id = records.now(), uuid.uuid4().hex
        try:
            return self.start(self.factory.pipeline(pipeline), parameters, None).record
        except BaseException:
            self.stop.set()
            self.deadlines.cancel_all()
            raise
        finally:
            for thread in self.background:
                thread.join()
            self.record.save()

    def close(self) -> None:
        """Close the connections."""
        self.deadlines.close()
        if self._sql:
            self._sql.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, pipeline: Resource, given: dict[str, Any], parent: Run | None) -> Run:
        """Return a run of a pipeline that has ended, whatever its outcome."""
        values = bound_parameters(pipeline, given)
        invoked = parent.pipeline.name if parent else "Manual"
        record = PipelineRun(
            pipeline.name,
            str(uuid.uuid4()),
            records.stamp(records.now()),
            values,
            {"name": invoked, "invokedByType": "PipelineActivity" if parent else "Manual"},
        )
        run = Run(self, pipeline, values, record, parent, initial_variables(pipeline))
        self.record.add(record)
        begun = time.perf_counter()
        if parent is None:
            self.record.save()
        message = self.run_all(pipeline.properties.get("activities", []), Scope(run, {}))
        record.status, record.message = (FAILED if message else SUCCEEDED), message
        record.runEnd = records.stamp(records.now())
        record.durationInMs = round((time.perf_counter() - begun) * 1000, 3)
        if self.on_pipeline:
            self.on_pipeline(record)
        return run

    def run_all(self, activities: list[dict[str, Any]], scope: Scope) -> str:
        """Run a list of activities by their dependencies; return why it failed, or an empty text."""
        waiting, running = list(activities), {}
        pool: ThreadPoolExecutor | None = None
        try:
            while waiting or running:
                ready = self._settle(waiting, scope)
                if len(ready) == 1 and not running:
                    self._run_one(ready[0], scope)
                    continue
                pool = pool or ThreadPoolExecutor(len(activities))
                running.update({pool.submit(self._run_one, one, scope): one for one in ready})
                if not running:
                    break
                self._collect(running)
        finally:
            if pool:
                pool.shutdown(cancel_futures=True)
        return outcome(activities, scope.states)

    def _settle(self, waiting: list[dict], scope: Scope) -> list[dict[str, Any]]:
        """Take from `waiting` what can run now, and mark as skipped what never will."""
        ready, changed = [], True
        while changed:
            changed = False
            for activity in list(waiting):
                decision = may_run(activity, scope.states)
                if decision is None:
                    continue
                waiting.remove(activity)
                changed = True
                if decision:
                    ready.append(activity)
                else:
                    scope.states[activity["name"]] = {"Status": SKIPPED, "output": None}
        return ready

    def _collect(self, running: dict[Future, dict]) -> None:
        finished, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in finished:
            del running[future]
            future.result()

    def _run_one(self, activity: dict[str, Any], scope: Scope) -> None:
        """Run an activity, with its retries, and put its state into the scope."""
        if self.stop.is_set():
            raise Interrupted
        if activity.get("state") == "Inactive":
            status = activity.get("onInactiveMarkAs", SUCCEEDED)
            scope.states[activity["name"]] = {"Status": status, "output": None}
            return
        policy = activity.get("policy", {})
        retries = int(scope.evaluate(policy.get("retry", 0)) or 0)
        for attempt in range(retries + 1):
            run = self._attempt(activity, scope, attempt)
            if run.status == SUCCEEDED or attempt == retries:
                break
            pause = min(float(policy.get("retryIntervalInSeconds", 30)), self.longest_wait)
            if self.stop.wait(pause):
                raise Interrupted
        scope.states[activity["name"]] = state_of(run)

    def _attempt(self, activity: dict[str, Any], scope: Scope, attempt: int) -> ActivityRun:
        from pikku.migrate.activities import ACTIVITIES

        run = ActivityRun(
            activity["name"], activity["type"], scope.run.pipeline.name, scope.run.record.runId,
            str(uuid.uuid4()), records.stamp(records.now()), retryAttempt=attempt,
            iteration=scope.iteration,
        )  # fmt: skip
        self.record.add(run)
        begun = time.perf_counter()
        try:
            handler = ACTIVITIES.get(activity["type"]) or _unknown(scope.run.pipeline, activity)
            deadline = time.monotonic() + seconds(activity.get("policy", {}).get("timeout"))
            task = Task(self, scope, activity, run, deadline)
            run.output = handler(task)
            run.status = SUCCEEDED
        except Exception as error:
            if self.stop.is_set():
                raise
            run.status, run.error = FAILED, error_of(error, activity["name"])
            run.output = getattr(error, "output", None)
        run.activityRunEnd = records.stamp(records.now())
        run.durationInMs = round((time.perf_counter() - begun) * 1000, 3)
        return run


@dataclass
class Task:
    """One attempt of an activity, as its handler sees it."""

    runner: Runner
    scope: Scope
    activity: dict[str, Any]
    record: ActivityRun
    deadline: float

    @property
    def properties(self) -> dict[str, Any]:
        """The activity's ``typeProperties``, not evaluated."""
        return self.activity.get("typeProperties", {})

    def value(self, name: str, default: Any = None) -> Any:
        """Return a property's value, evaluated."""
        return self.scope.evaluate(self.properties.get(name, default))

    def check_time(self) -> None:
        """Raise when the activity's time is up or the run is being stopped."""
        if self.runner.stop.is_set():
            raise Interrupted
        if time.monotonic() >= self.deadline:
            raise self.timed_out()

    def timed_out(self) -> ActivityFailed:
        """Return the error of an activity that takes longer than its policy allows."""
        limit = self.activity.get("policy", {}).get("timeout", "0.12:00:00")
        return ActivityFailed(
            f"The activity {self.activity['name']!r} didn't end within its timeout of {limit}.",
            "Raise the timeout in the activity's policy, or give it less to do.",
            "Timeout",
        )

    def dataset(self, reference: dict[str, Any]) -> tuple[Resource, dict[str, Any]]:
        """Return a referenced dataset and its properties, evaluated with its parameters."""
        dataset = self.runner.factory.datasets[reference["referenceName"]]
        given = self.scope.evaluate(reference.get("parameters", {}))
        values = bound_parameters(dataset, given)
        functions = {"dataset": lambda: values}
        return dataset, evaluate_json(dataset.properties.get("typeProperties", {}), functions)


def _unknown(pipeline: Resource, activity: dict[str, Any]) -> Any:
    from pikku.migrate.activities import ACTIVITIES

    raise ActivityFailed(
        f"{pipeline.file}: the activity {activity['name']!r} has the type {activity['type']!r}, "
        "which doesn't run here.",
        f"Activities that run here: {', '.join(sorted(ACTIVITIES))}.",
    )
