"""The local twin: runs the pipelines of a factory as Data Factory would, from the same files."""

import contextlib
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pikku.migrate import records, triggers
from pikku.migrate.connections import Deadlines, SqlDatabase
from pikku.migrate.expression import evaluate_json
from pikku.migrate.model import Factory, Resource, is_inactive
from pikku.migrate.records import (
    FAILED,
    IN_PROGRESS,
    INACTIVE,
    QUEUED,
    REDACTED,
    SKIPPED,
    SUCCEEDED,
    ActivityRun,
    PipelineRun,
    Record,
)
from pikku.migrate.rules import (
    ActivityFailed,
    bound_parameters,
    error_of,
    initial_variables,
    may_run,
    outcome,
    seconds,
    shown_parameters,
    state_of,
)
from pikku.migrate.scope import Run, Scope
from pikku.migrate.triggers import Fired
from pikku.platform import workspace
from pikku.platform.lakestore import LakeStore


class Interrupted(Exception):
    """The run is being stopped: nothing more is to be started."""


class Runner:
    """Runs pipelines of one factory; keeps connections for all that it runs.

    Parameters
    ----------
    factory
        The factory, as `pikku.migrate.model.read` returns it.
    lake
        The lake's files, first its file systems.
    record
        Where runs are recorded; a record without a file when omitted.
    on_pipeline
        Called with each `PipelineRun` when it has ended.
    longest_wait
        Seconds that a retry waits at most. Data Factory waits at least 30; a database on the same
        machine is either there or not.
    notebooks
        The folder of the notebooks that DatabricksNotebook activities name; the repository's when
        omitted.
    """

    def __init__(
        self,
        factory: Factory,
        lake: LakeStore,
        record: Record | None = None,
        on_pipeline: Callable[[PipelineRun], None] | None = None,
        longest_wait: float = 1.0,
        notebooks: Path | None = None,
    ) -> None:
        self.factory, self.lake = factory, lake
        self.record = record or Record(None)
        self.on_pipeline, self.longest_wait = on_pipeline, longest_wait
        self.notebooks = notebooks or workspace.repo_root() / "notebooks"
        self.name = next(iter(factory.resources["factory"]), "local")
        self.global_parameters = factory.global_parameters
        self.fired = Fired()
        self.stop, self.deadlines = threading.Event(), Deadlines()
        self.background: list[threading.Thread] = []
        self._sql: SqlDatabase | None = None
        self._slots: dict[str, threading.Semaphore] = {}
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
        return self._begin(Fired(), [(pipeline, parameters)])[0]

    def fire(
        self, trigger: str, at: datetime | None = None, body: dict[str, Any] | None = None
    ) -> list[PipelineRun]:
        """Return the records of the pipeline runs that a trigger starts, once they have ended.

        Parameters
        ----------
        trigger
            Its name.
        at, body
            See `pikku.migrate.triggers.fire`.

        Raises
        ------
        PikkuError
            There is no such trigger, or no window has ended yet.
        """
        resource = self.factory.trigger(trigger)
        fired = triggers.fire(resource, at, body)
        return self._begin(fired, list(triggers.starts(resource, fired)))

    def _begin(self, fired: Fired, starts: list[tuple[str, dict[str, Any]]]) -> list[PipelineRun]:
        self.fired = fired
        try:
            ended = [
                self.start(self.factory.pipeline(name), given, None).record
                for name, given in starts
            ]
            self._join()
        except BaseException:
            self.stop.set()
            self.deadlines.cancel_all()
            try:
                self._join()
            finally:
                self.record.cancel()
            raise
        finally:
            self.record.save()
        return ended

    def _join(self) -> None:
        """Wait for the pipelines that nobody waits for, and for those that they start."""
        for thread in self.background:
            while thread.is_alive():
                thread.join(0.2)  # on Windows a wait without an end can't be interrupted

    def close(self) -> None:
        """Close the connections."""
        self.deadlines.close()
        if self._sql:
            self._sql.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(
        self,
        pipeline: Resource,
        given: dict[str, Any],
        parent: Run | None,
        caller: ActivityRun | None = None,
    ) -> Run:
        """Return a run of a pipeline that has ended, whatever its outcome.

        Parameters
        ----------
        given
            Values of its parameters.
        parent, caller
            The run and the activity that execute it, if a pipeline does.
        """
        values = bound_parameters(pipeline, given)
        invoked = {"name": self.fired.name, "invokedByType": self.fired.type}
        if parent and caller:
            invoked = {
                "name": parent.pipeline.name,
                "invokedByType": "PipelineActivity",
                "id": caller.activityRunId,
                "pipelineRunId": parent.record.runId,
            }
        record = PipelineRun(
            pipeline.name,
            str(uuid.uuid4()),
            records.stamp(records.now()),
            shown_parameters(pipeline, values),
            invoked,
            QUEUED,
        )
        run = Run(self, pipeline, values, record, parent, initial_variables(pipeline))
        self.record.add(record)
        begun = time.perf_counter()
        with self._slot(pipeline):
            record.status = IN_PROGRESS
            if parent is None:
                self.record.save()
            message = self.run_all(pipeline.properties.get("activities", []), Scope(run, {}))
        record.status, record.message = (FAILED if message else SUCCEEDED), message
        record.runEnd = records.stamp(records.now())
        record.durationInMs = round((time.perf_counter() - begun) * 1000, 3)
        if self.on_pipeline:
            self.on_pipeline(record)
        return run

    @contextlib.contextmanager
    def _slot(self, pipeline: Resource) -> Iterator[None]:
        """Wait until the pipeline runs less often at once than its ``concurrency`` allows."""
        most = pipeline.properties.get("concurrency")
        if most is None:
            yield
            return
        with self._lock:
            slots = self._slots.setdefault(pipeline.name, threading.Semaphore(most))
        while not slots.acquire(timeout=0.2):
            if self.stop.is_set():
                raise Interrupted
        try:
            yield
        finally:
            slots.release()

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
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    del running[future]
                    future.result()
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

    def _run_one(self, activity: dict[str, Any], scope: Scope) -> None:
        """Run an activity, with its retries, and put its state into the scope."""
        if self.stop.is_set():
            raise Interrupted
        if is_inactive(activity):
            self._pass_over(activity, scope)
            return
        attempt, again = 0, True
        while again:
            run, output, retries = self._attempt(activity, scope, attempt)
            again = run.status != SUCCEEDED and attempt < retries
            attempt += 1
            if again:
                pause = activity.get("policy", {}).get("retryIntervalInSeconds", 30)
                if self.stop.wait(min(float(pause), self.longest_wait)):
                    raise Interrupted
        scope.states[activity["name"]] = state_of(run, output)

    def _pass_over(self, activity: dict[str, Any], scope: Scope) -> None:
        """Leave a line for an activity that is deactivated, and the state that it is marked as."""
        run = self._new_run(activity, scope, 0)
        run.status, run.activityRunEnd = INACTIVE, run.activityRunStart
        marked = activity.get("onInactiveMarkAs", SUCCEEDED)
        scope.states[activity["name"]] = {"Status": marked, "output": None}

    def _new_run(self, activity: dict[str, Any], scope: Scope, attempt: int) -> ActivityRun:
        policy = activity.get("policy", {})
        secure = [part for part in ("input", "output") if policy.get(f"secure{part.title()}")]
        run = ActivityRun(
            activity["name"], activity["type"], scope.run.pipeline.name, scope.run.record.runId,
            str(uuid.uuid4()), records.stamp(records.now()), retryAttempt=attempt,
            iteration=scope.iteration, secure=secure,
        )  # fmt: skip
        self.record.add(run)
        return run

    def _attempt(
        self, activity: dict[str, Any], scope: Scope, attempt: int
    ) -> tuple[ActivityRun, Any, int]:
        """Return the run, its output also if it is secure, and how often it may be tried again."""
        from pikku.migrate.activities import ACTIVITIES

        run, output, retries = self._new_run(activity, scope, attempt), None, 0
        begun = time.perf_counter()
        try:
            policy = activity.get("policy", {})
            retries = int(scope.evaluate(policy.get("retry", 0)) or 0)
            limit = seconds(scope.evaluate(policy.get("timeout")))
            handler = ACTIVITIES.get(activity["type"]) or _unknown(scope.run.pipeline, activity)
            deadline = min(time.monotonic() + limit, scope.deadline)
            output = handler(Task(self, scope, activity, run, deadline))
            run.status = SUCCEEDED
        except Exception as error:
            if self.stop.is_set():
                raise Interrupted from error
            secure = bool(run.secure)
            run.status, run.error = FAILED, error_of(error, activity["name"], secure=secure)
            output = getattr(error, "output", None)
        run.output = output
        for part in run.secure:
            setattr(run, part, REDACTED)
        run.activityRunEnd = records.stamp(records.now())
        run.durationInMs = round((time.perf_counter() - begun) * 1000, 3)
        self.record.ended()
        return run, output, retries


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
        """Return the error of an activity that takes longer than it may."""
        limit = self.activity.get("policy", {}).get("timeout") or self.properties.get("timeout")
        which = f"its timeout of {limit or '0.12:00:00'}"
        if time.monotonic() >= self.scope.deadline:
            which = "the timeout of the loop that it is in"
        return ActivityFailed(
            f"The activity {self.activity['name']!r} didn't end within {which}.",
            "Raise the timeout, or give the activity less to do.",
            "Timeout",
        )

    def dataset(self, reference: dict[str, Any]) -> tuple[Resource, dict[str, Any]]:
        """Return a referenced dataset and its properties, evaluated with its parameters."""
        dataset = self.runner.factory.datasets[reference["referenceName"]]
        given = self.scope.evaluate(reference.get("parameters", {}))
        values = bound_parameters(dataset, given)
        functions = {"dataset": lambda: values}
        return dataset, evaluate_json(dataset.properties.get("typeProperties", {}), functions)

    def linked_service(self) -> tuple[Resource, dict[str, Any]]:
        """Return the activity's own linked service and its properties, evaluated with its parameters."""
        reference = self.activity["linkedServiceName"]
        service = self.runner.factory.linked_services[reference["referenceName"]]
        given = self.scope.evaluate(reference.get("parameters", {}))
        values = bound_parameters(service, given)
        functions = {"linkedservice": lambda: values}
        return service, evaluate_json(service.properties.get("typeProperties", {}), functions)


def _unknown(pipeline: Resource, activity: dict[str, Any]) -> Any:
    from pikku.migrate.activities import ACTIVITIES

    raise ActivityFailed(
        f"{pipeline.file}: the activity {activity['name']!r} has the type {activity['type']!r}, "
        "which doesn't run here.",
        f"Activities that run here: {', '.join(sorted(ACTIVITIES))}.",
    )
