"""From the files of ``adf/`` to a factory in Azure: what is needed, in order, and nothing else.

A plan is made of what the files say and what is there; only what differs is sent. An object counts
as the same when it says all that its file says, and nothing more than what the service adds itself.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pikku.errors import PikkuError
from pikku.migrate import check, factory_folder, model
from pikku.migrate.azure.client import Cloud, Target
from pikku.migrate.azure.objects import OPERATIONS, order, same, typed
from pikku.migrate.model import Factory, Resource
from pikku.migrate.records import now

Json = dict[str, Any]
Progress = Callable[[int, int, str], None]
Action = Literal["create", "update", "keep", "delete", "leave", "stop", "start"]

#: What the service writes beside an object's own properties.
_SERVICE_ADDS = {"runtimeState", "state", "lastPublishTime"}
_GLOBALS = "globalParameters"
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True)
class Step:
    """What is done to one object of the factory.

    `action` is ``create``, ``update``, ``keep`` (it is as the files say), ``delete``, ``leave`` (it is
    in Azure only, and nobody asked to delete it), or for a trigger ``stop`` or ``start``. `detail`
    says what it needs or why.
    """

    action: Action
    kind: str
    name: str
    detail: str = ""
    body: Json | None = None

    def __str__(self) -> str:
        return f"{self.action} {self.label} {self.name}"

    @property
    def label(self) -> str:
        """The kind of object in words."""
        return model.KINDS.get(self.kind, "global parameters")

    @property
    def changes(self) -> bool:
        """Whether something in Azure is changed."""
        return self.action not in ("keep", "leave")


def dry_plan(
    folder: Path | None = None,
    values: Mapping[str, str] | None = None,
    start_triggers: bool = False,
) -> list[Step]:
    """Return what a deployment to an empty factory would do, without account or network.

    Parameters
    ----------
    folder
        The factory in git format; the repository's ``adf`` when omitted.
    values
        Values of global parameters, by name, as texts.
    start_triggers
        Whether all triggers are started at the end.

    Raises
    ------
    PikkuError
        The factory isn't valid, or a value isn't one of a parameter that it has.
    """
    factory = _read(folder)
    steps = _plan(factory, {}, {}, values or {}, strict=False)
    return steps + _starts(factory, steps) if start_triggers else steps


def deploy(
    target: Target,
    folder: Path | None = None,
    values: Mapping[str, str] | None = None,
    *,
    prune: bool = False,
    start_triggers: bool = False,
    progress: Progress | None = None,
    **options: Any,
) -> list[Step]:
    """Return the steps of a deployment, done in this order; what is there already is kept.

    Triggers that run are stopped before anything is changed, and started again at the end.

    Parameters
    ----------
    target
        The factory in Azure, which must exist.
    folder
        The factory in git format; the repository's ``adf`` when omitted.
    values
        Values of global parameters, by name, as texts; those not given keep the value that they have
        in Azure, new ones get the one in the files.
    prune
        Whether objects that are in Azure only are deleted.
    start_triggers
        Whether all triggers of the files are started at the end.
    progress
        Called with (steps done, steps in all, what is done next).
    options
        For the SDK's client, see `Cloud`.

    Raises
    ------
    PikkuError
        The factory isn't valid, a value is missing or wrong, or Azure can't be reached or refused.
    """
    factory = _read(folder)
    with Cloud(target, **options) as cloud:
        values_there = _globals(cloud)
        there = {
            (kind, found["name"].casefold()): found
            for kind, group in OPERATIONS.items()
            for found in map(dict, cloud.call(f"{group}.list_by_factory"))
        }
        steps = _plan(factory, there, values_there, values or {}, strict=True)
        steps += _only_there(factory, there, prune)
        running = [
            item["name"]
            for (kind, _), item in there.items()
            if kind == "trigger" and item["properties"].get("runtimeState") == "Started"
        ]
        steps = _around_triggers(factory, steps, running, start_triggers)
        _carry_out(cloud, steps, progress)
    return steps


def _read(folder: Path | None) -> Factory:
    factory = model.read(folder or factory_folder())
    check.require_valid(factory, in_azure=True)
    return factory


def _globals(cloud: Cloud) -> Json:
    properties = cloud.call("factories.get").get("properties") or {}
    return dict(properties.get("globalParameters") or {})


def _plan(
    factory: Factory, there: Mapping[Any, Json], values_there: Json, given: Mapping[str, str], strict: bool
) -> list[Step]:  # fmt: skip
    """Return the steps that bring each object of the files to Azure.

    With `strict`, a parameter of a linked service that has no value is an error.
    """
    declared = _declared(factory)
    values = _values(factory, declared | values_there, given)
    steps = [_globals_step(values, values_there, declared)] if values else []
    for resource in order(one for one in factory if one.kind in OPERATIONS):
        sent = _filled(resource, values, strict)
        found = there.get((resource.kind, resource.name.casefold()))
        sent = _with_window_start(sent, found)
        action: Action = "create"
        if found:
            action = "keep" if same(sent, _own(found["properties"])) else "update"
        detail = ", ".join(sorted({one[2] for one in model.references(resource.body)}))
        if action == "create" and _has_windows(sent):
            detail += f"; the first window begins at {_window_start(sent)}, not in the past"
        steps.append(Step(action, resource.kind, resource.name, detail, {"properties": sent}))
    return steps


def _has_windows(properties: Json) -> bool:
    return properties.get("type") == "TumblingWindowTrigger"


def _window_start(properties: Json) -> str:
    return str(properties["typeProperties"]["startTime"])


def _with_window_start(sent: Json, found: Json | None) -> Json:
    """Return a trigger of windows with the start that Azure has, or, when it is new, one that isn't past.

    Azure runs every window since the start, each of which is paid, and lets nobody change the start.
    """
    if not _has_windows(sent):
        return sent
    if found and _has_windows(found["properties"]):
        start = _window_start(found["properties"])
    else:
        time = now().astimezone(dt.UTC)
        hour = time.replace(minute=0, second=0, microsecond=0)
        next_hour = hour if hour == time else hour + _HOUR
        said = dt.datetime.fromisoformat(_window_start(sent))
        later = said.replace(tzinfo=said.tzinfo or dt.UTC) >= next_hour
        start = _window_start(sent) if later else f"{next_hour:%Y-%m-%dT%H:%M:%SZ}"
    return {**sent, "typeProperties": {**sent["typeProperties"], "startTime": start}}


def _declared(factory: Factory) -> Json:
    """Return the global parameters that the files declare."""
    declared: Json = {}
    for one in factory.resources["factory"].values():
        declared |= one.properties.get("globalParameters") or {}
    return declared


def _values(factory: Factory, known: Json, given: Mapping[str, str]) -> Json:
    """Return the global parameters as they are to be: as given, else as known so far."""
    wanted = {name for service in factory.linked_services.values() for name in service.parameters}
    made = dict(known)
    for name, text in given.items():
        if name not in made and name not in wanted:
            raise PikkuError(
                f"There is no global parameter {name!r}.",
                f"Set one of: {', '.join(sorted(made.keys() | wanted))}.",
            )
        kind = made.get(name, {"type": "String"})["type"]
        made[name] = {"type": kind, "value": typed(name, text, kind)}
    return made


def _globals_step(values: Json, there: Json, declared: Json) -> Step:
    action: Action = "keep" if same(values, there) else "update" if there else "create"
    details = []
    for name, one in values.items():
        other = declared.get(name, one)
        by_file = "" if same(one, other) else f" (in the files {other.get('value')})"
        details.append(f"{name} = {one.get('value')}{by_file}")
    return Step(action, _GLOBALS, "default", ", ".join(details), {"properties": values})


def _filled(resource: Resource, values: Json, strict: bool) -> Json:
    """Return an object's properties as they are sent: with its environment's values in them."""
    sent = _own(resource.properties)
    if resource.kind != "linkedService" or not resource.parameters:
        return sent
    parameters = {}
    for name, declared in resource.parameters.items():
        value = values.get(name, {}).get("value", declared.get("defaultValue"))
        if strict and name not in values and value in (None, ""):
            raise PikkuError(
                f"The linked service {resource.name!r} has no value for {name!r}.",
                f"The template in infra/ makes it a global parameter of the factory; or give it: "
                f"--set {name}=VALUE",
            )
        parameters[name] = declared if value is None else {**declared, "defaultValue": value}
    return {**sent, "parameters": parameters}


def _own(properties: Json) -> Json:
    """Return an object's properties without those that the service writes."""
    return {key: item for key, item in properties.items() if key not in _SERVICE_ADDS}


def _only_there(factory: Factory, there: Mapping[Any, Json], prune: bool) -> list[Step]:
    """Return what becomes of objects that the files don't have, those that refer to others first."""
    ours = {(one.kind, one.name.casefold()) for one in factory}
    theirs = [
        Resource(kind, item["name"], "", item)
        for (kind, name), item in there.items()
        if (kind, name) not in ours and item["name"] != model.AUTO_RESOLVE
    ]
    action: Action = "delete" if prune else "leave"
    detail = "" if prune else "not in the files; --prune deletes it"
    return [Step(action, one.kind, one.name, detail) for one in reversed(order(theirs))]


def _around_triggers(
    factory: Factory, steps: list[Step], running: list[str], start_all: bool
) -> list[Step]:
    """Return the steps with triggers stopped before the first change, and started after the last."""
    deleted = {one.name for one in steps if one.action == "delete" and one.kind == "trigger"}
    if any(one.changes for one in steps):
        stops = [Step("stop", "trigger", name, "it runs") for name in running]
        starts = [Step("start", "trigger", n, "it ran before") for n in running if n not in deleted]
        steps = [*stops, *steps, *starts]
        running = [one.name for one in starts]
    if not start_all:
        return steps
    known = {name.casefold() for name in running}
    return steps + [one for one in _starts(factory, steps) if one.name.casefold() not in known]


def _starts(factory: Factory, steps: list[Step]) -> list[Step]:
    """Return the starts of all triggers; those of windows say since when they run."""
    sent = {one.name: one.body["properties"] for one in steps if one.kind == "trigger" and one.body}
    details = {
        name: f"; it runs every window since {_window_start(properties)}"
        for name, properties in sent.items()
        if _has_windows(properties)
    }
    triggers = order(factory.resources["trigger"].values())
    return [
        Step("start", "trigger", one.name, f"as asked{details.get(one.name, '')}")
        for one in triggers
    ]


def _carry_out(cloud: Cloud, steps: list[Step], progress: Progress | None) -> None:
    stopped: list[str] = []
    due = [step for step in steps if step.changes]
    for number, step in enumerate(due):
        if progress:
            progress(number, len(due), str(step))
        try:
            _carry_out_one(cloud, step)
        except (PikkuError, KeyboardInterrupt) as error:
            raise _unfinished(step, number, len(due), stopped, error) from error
        if step.action == "stop":
            stopped.append(step.name)
        elif step.action == "start" and step.name in stopped:
            stopped.remove(step.name)
    if progress and due:
        progress(len(due), len(due), "done")


def _carry_out_one(cloud: Cloud, step: Step) -> None:
    if step.kind == _GLOBALS:
        cloud.call("global_parameters.create_or_update", step.name, step.body)
        return
    group = OPERATIONS[step.kind]
    if step.action in ("stop", "start"):
        cloud.call(f"{group}.begin_{step.action}", step.name)
    elif step.action == "delete":
        cloud.call(f"{group}.delete", step.name)
    else:
        cloud.call(f"{group}.create_or_update", step.name, step.body)


def _unfinished(
    step: Step, done: int, total: int, stopped: list[str], error: BaseException
) -> BaseException:
    """Return what is raised when a deployment ends early: it says which triggers stand still now."""
    if isinstance(error, KeyboardInterrupt) and not stopped:
        return error
    why = error.message if isinstance(error, PikkuError) else "it was interrupted."
    remedy = error.remedy if isinstance(error, PikkuError) else "The same command does the rest."
    if stopped:
        remedy += f" Stopped meanwhile: {', '.join(stopped)}; --start-triggers starts them again."
    return PikkuError(f"Step {done + 1} of {total}, {step}, failed: {why}", remedy)
