"""A run of a pipeline in Azure: started, and followed to its end by asking how far it is."""

import contextlib
import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikku.errors import PikkuError
from pikku.migrate import PIPELINE, check, factory_folder, model
from pikku.migrate.azure.client import Cloud
from pikku.migrate.azure.objects import typed
from pikku.migrate.rules import bound_parameters

Progress = Callable[[int, int, str], None]

_ENDED = ("Succeeded", "Failed", "Cancelled")
_CONTAINERS = (*model.CONTAINERS, "ExecutePipeline")
_DAY = dt.timedelta(days=1)  # how far this machine's clock may be wrong


@dataclass(frozen=True)
class PipelineRuns:
    """How the runs of one pipeline went, of all that a run started."""

    pipeline: str
    runs: int
    succeeded: int
    seconds: int


@dataclass(frozen=True)
class AzureRun:
    """A run that ended well: its id and length, and the pipelines that ran in it."""

    run_id: str
    seconds: int
    pipelines: tuple[PipelineRuns, ...]


def parameters(
    given: Mapping[str, str], pipeline: str = PIPELINE, folder: Path | None = None
) -> dict[str, Any]:
    """Return the parameters of a run: those given, and the defaults of the others.

    Parameters
    ----------
    given
        Values by name, as texts.
    pipeline
        The pipeline to run, as the files have it.
    folder
        The factory in git format; the repository's ``adf`` when omitted.

    Raises
    ------
    PikkuError
        The factory isn't valid, has no such pipeline, or the pipeline no such parameter, a value has
        another type, or one that is needed is missing.
    """
    factory = model.read(folder or factory_folder())
    check.require_valid(factory, in_azure=True)
    resource = factory.pipeline(pipeline)
    types = {name: str(one.get("type")) for name, one in resource.parameters.items()}
    values = {name: typed(name, text, types.get(name, "string")) for name, text in given.items()}
    return bound_parameters(resource, values)


class Run:
    """A run of a pipeline in Azure.

    Parameters
    ----------
    cloud
        The factory that it runs in.
    run_id
        The run's id.
    """

    def __init__(self, cloud: Cloud, run_id: str) -> None:
        self.cloud = cloud
        self.run_id = run_id

    @classmethod
    def start(cls, cloud: Cloud, pipeline: str, parameters: Mapping[str, Any]) -> "Run":
        """Start a run, and return it.

        Raises
        ------
        PikkuError
            Azure can't be reached or refused, for example since the pipeline isn't deployed.
        """
        with _deploy_first(pipeline):
            answer = cloud.call("pipelines.create_run", pipeline, dict(parameters) or None)
        return cls(cloud, answer["runId"])

    @property
    def page(self) -> str:
        """The address of the run in Data Factory's monitor."""
        return (
            f"https://adf.azure.com/en/monitoring/pipelineruns/{self.run_id}"
            f"?factory={self.cloud.target.id}"
        )

    def follow(self, progress: Progress | None = None, every: float = 5) -> AzureRun:
        """Wait for the end of the run, and return how it went.

        Parameters
        ----------
        progress
            Called with (pipeline runs that ended, pipeline runs so far, what runs now).
        every
            Seconds between two questions.

        Raises
        ------
        PikkuError
            The run failed or was cancelled; the message names the activities and their errors. Or
            Azure can't be reached any more: then the run goes on.
        """
        while True:
            try:
                own = dict(self.cloud.call("pipeline_runs.get", self.run_id))
                runs = self._tree(own)
            except PikkuError as error:
                raise PikkuError(
                    f"The run {self.run_id} can't be followed: {error.message}",
                    f"{error.remedy} What was started goes on in Azure; --run-id {self.run_id} "
                    "follows it again.",
                ) from error
            if own["status"] in _ENDED:
                break
            if progress:
                ended = sum(run["status"] in _ENDED for run in runs)
                progress(ended, len(runs), self._now(own))
            time.sleep(every)
        if own["status"] != "Succeeded":
            raise self._failure(own, runs)
        return AzureRun(self.run_id, _seconds(own), _by_pipeline(runs))

    def cancel(self) -> None:
        """Cancel the run and the runs that it started.

        Raises
        ------
        PikkuError
            Azure can't be reached or refused.
        """
        self.cloud.call("pipeline_runs.cancel", self.run_id, is_recursive=True)

    def _tree(self, own: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the run and all runs that it started, at any depth."""
        known = {self.run_id: own}
        children: dict[str, list[dict[str, Any]]] = {}
        for run in self._pages("pipeline_runs.query_by_factory", own):
            parent = (run.get("invokedBy") or {}).get("pipelineRunId")
            children.setdefault(parent, []).append(run)
        waiting = [self.run_id]
        while waiting:
            for run in children.get(waiting.pop(), ()):
                if run["runId"] not in known:
                    known[run["runId"]] = run
                    waiting.append(run["runId"])
        return list(known.values())

    def _activities(self, run: dict[str, Any], status: str) -> list[dict[str, Any]]:
        """Return the activities of a pipeline run that are in a status; loops and calls at the end."""
        one = [{"operand": "Status", "operator": "Equals", "values": [status]}]
        query = "activity_runs.query_by_pipeline_run"
        found = list(self._pages(query, run, run["runId"], filters=one))
        return sorted(found, key=lambda activity: activity["activityType"] in _CONTAINERS)

    def _pages(
        self, query: str, run: dict[str, Any], *arguments: str, **filters: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield all answers to a query for runs that were updated since a run began."""
        now = dt.datetime.now(dt.UTC)
        began = run.get("runStart")  # by Azure's clock; a queued run hasn't begun
        after = dt.datetime.fromisoformat(began) if began else now - _DAY
        window = {"lastUpdatedAfter": _text(after), "lastUpdatedBefore": _text(now + _DAY)}
        token = None
        while True:
            more = {"continuationToken": token} if token else {}
            answer = self.cloud.call(query, *arguments, {**window, **filters, **more})
            yield from map(dict, answer["value"])
            token = answer.get("continuationToken")
            if not token:
                return

    def _now(self, own: dict[str, Any]) -> str:
        """Return what the run is at, in the words of its own activities."""
        active = self._activities(own, "InProgress") if own["status"] == "InProgress" else []
        names = ", ".join(dict.fromkeys(activity["activityName"] for activity in active))
        return names or own["status"]

    def _failure(self, own: dict[str, Any], runs: list[dict[str, Any]]) -> PikkuError:
        where = f"What was copied stays, and the next run copies the rest. All of it: {self.page}"
        if own["status"] == "Cancelled":
            return PikkuError(f"The run {self.run_id} was cancelled.", where)
        failed = [
            activity
            for run in runs
            if run["status"] == "Failed"
            for activity in self._activities(run, "Failed")
        ]
        causes = [a for a in failed if a["activityType"] not in _CONTAINERS] or failed
        shown = [f"{a['activityName']} ({a['pipelineName']}): {_error(a)}" for a in causes[:3]] or [
            own.get("message") or "Azure gives no reason."
        ]
        more = f" (and {len(causes) - 3} more)" if len(causes) > 3 else ""
        return PikkuError(f"The run {self.run_id} failed. {' | '.join(shown)}{more}", where)


@contextlib.contextmanager
def _deploy_first(pipeline: str) -> Iterator[None]:
    try:
        yield
    except PikkuError as error:
        if f"/pipelines/{pipeline}".casefold() not in error.message.casefold():
            raise
        raise PikkuError(
            f"The factory in Azure has no pipeline {pipeline!r}.",
            "Bring it there: pikku migrate deploy",
        ) from error


def _by_pipeline(runs: list[dict[str, Any]]) -> tuple[PipelineRuns, ...]:
    names = dict.fromkeys(run["pipelineName"] for run in runs)
    of = {name: [run for run in runs if run["pipelineName"] == name] for name in names}
    return tuple(
        PipelineRuns(
            name,
            len(some),
            sum(run["status"] == "Succeeded" for run in some),
            sum(map(_seconds, some)),
        )
        for name, some in of.items()
    )


def _seconds(run: dict[str, Any]) -> int:
    return round((run.get("durationInMs") or 0) / 1000)


def _error(activity: dict[str, Any]) -> str:
    error = activity.get("error") or {}
    code = f" (error code {error['errorCode']})" if error.get("errorCode") else ""
    return f"{error.get('message') or 'no message'}{code}"


def _text(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
