"""Data Factory's rules for a run: what may start, how a list of activities ends, what values it begins with."""

import re
from typing import Any

from pikku.errors import PikkuError
from pikku.migrate.expression import evaluate
from pikku.migrate.model import Resource
from pikku.migrate.records import FAILED, REDACTED, SKIPPED, SUCCEEDED, ActivityRun

RETURN_VALUE = "pipelineReturnValue"
"""The system variable with what a pipeline returns to its caller."""


class ActivityFailed(PikkuError):
    """An activity that ended in failure, with Data Factory's error code where there is one."""

    def __init__(self, message: str, remedy: str = "", code: str = "UserError") -> None:
        super().__init__(message, remedy)
        self.code = code


def bound_parameters(resource: Resource, given: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a pipeline's or dataset's parameters: those given, else the defaults.

    Raises
    ------
    PikkuError
        A parameter isn't declared, or has neither a value nor a default.
    """
    declared = resource.parameters
    unknown = [name for name in given if name not in declared]
    if unknown:
        raise ActivityFailed(
            f"{resource.name} has no parameter {unknown[0]!r}.",
            f"It has: {', '.join(declared) or 'none'} ({resource.file}).",
        )
    values = {}
    for name, declaration in declared.items():
        if name in given:
            values[name] = given[name]
        elif "defaultValue" in declaration:
            default = declaration["defaultValue"]
            values[name] = evaluate(default, {}) if isinstance(default, str) else default
        else:
            raise ActivityFailed(
                f"The parameter {name!r} of {resource.name} has no value.",
                f"Give it one, or a default in {resource.file}.",
            )
    return values


def shown_parameters(resource: Resource, values: dict[str, Any]) -> dict[str, Any]:
    """Return the values of parameters as a record may show them: without those that are secure."""
    secure = {
        name
        for name, one in resource.parameters.items()
        if str(one.get("type")).lower() == "securestring"
    }
    return {name: REDACTED if name in secure else value for name, value in values.items()}


def initial_variables(pipeline: Resource) -> dict[str, Any]:
    """Return the variables of a pipeline with the values that a run begins with."""
    empty = {"Array": [], "Boolean": False, "Bool": False, "Integer": 0}
    return {
        name: declared.get("defaultValue", empty.get(declared["type"], ""))
        for name, declared in pipeline.properties.get("variables", {}).items()
    }


def may_run(activity: dict[str, Any], states: Any) -> bool | None:
    """Return whether an activity's dependencies let it run; None while that is not yet decided."""
    met = True
    for dependency in activity.get("dependsOn", ()):
        state = states.get(dependency["activity"])
        if state is None:
            return None
        status, wanted = state["Status"], dependency.get("dependencyConditions", [SUCCEEDED])
        completed = "Completed" in wanted and status in (SUCCEEDED, FAILED)
        met = met and (status in wanted or completed)
    return met


def outcome(activities: list[dict[str, Any]], states: Any) -> str:
    """Return why a list of activities has failed, or an empty text when it has succeeded.

    Data Factory's rule: it succeeds if every leaf did; for a leaf that was skipped the activities
    that it depends on count instead.
    """
    by_name = {activity["name"]: activity for activity in activities}
    depended = {d["activity"] for a in activities for d in a.get("dependsOn", ())}
    failed: list[str] = []
    queue = [name for name in by_name if name not in depended]
    seen = set()
    while queue:
        name = queue.pop(0)
        if name in seen:
            continue
        seen.add(name)
        status = states.get(name, {"Status": SKIPPED})["Status"]
        if status == FAILED:
            failed.append(name)
        elif status == SKIPPED:
            queue += [d["activity"] for d in by_name[name].get("dependsOn", ())]
    causes = [f"{name}: {(states[name].get('error') or {}).get('message', '')}" for name in failed]
    return "; ".join(causes)


_TIMESPAN = re.compile(r"(?:(\d+)\.)?(\d{1,2}):(\d{2})(?::(\d{2}))?")


def is_time_span(value: Any) -> bool:
    """Return whether a value is a time span such as ``0.12:00:00``."""
    return isinstance(value, str) and _TIMESPAN.fullmatch(value) is not None


def seconds(timeout: Any) -> float:
    """Return the seconds of a time span such as ``0.12:00:00``; twelve hours when omitted."""
    text = "0.12:00:00" if timeout is None else timeout
    match = _TIMESPAN.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        raise ActivityFailed(
            f"The timeout {timeout!r} is not a time span.",
            "Write it as days.hours:minutes:seconds.",
        )
    days, hours, minutes, rest = (int(part or 0) for part in match.groups())
    return days * 86_400 + hours * 3600 + minutes * 60 + rest


def state_of(run: ActivityRun, output: Any) -> dict[str, Any]:
    """Return what ``activity('name')`` stands for; its output may be secure, so that the run hasn't it."""
    return {
        "ActivityName": run.activityName,
        "ActivityType": run.activityType,
        "ActivityRunId": run.activityRunId,
        "PipelineName": run.pipelineName,
        "PipelineRunId": run.pipelineRunId,
        "ExecutionStartTime": run.activityRunStart,
        "ExecutionEndTime": run.activityRunEnd,
        "Duration": run.durationInMs / 1000,
        "RetryAttempt": run.retryAttempt,
        "IterationHash": run.iteration,
        "Status": run.status,
        "output": output,
        "error": run.error or {"errorCode": "", "message": "", "failureType": "", "target": ""},
    }


def error_of(error: Exception, target: str, *, secure: bool = False) -> dict[str, Any]:
    """Return what ``activity('name').error`` stands for.

    Parameters
    ----------
    error
        Why the activity failed.
    target
        Its name.
    secure
        Whether its input or output is: the message, which may quote them, then says no more than
        that it failed.
    """
    is_known = isinstance(error, PikkuError)
    code = getattr(error, "code", type(error).__name__)
    message = (error.message if is_known else str(error).strip()) or type(error).__name__
    remedy = error.remedy if is_known else ""
    if secure:
        message = (
            f"The activity {target!r} failed with the error {code}. It is secure, so that its details "
            "are kept back."
        )
        remedy = "Turn its secureInput and secureOutput off, with values that are no secrets, to see them."
    found = {
        "errorCode": code,
        "message": message,
        "failureType": "UserError" if is_known else "SystemError",
        "target": target,
    }
    return found | ({"remedy": remedy} if remedy else {})
