"""Validation of expressions: their syntax, functions, and everything that they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pikku.migrate.expression import (
    Access,
    Call,
    ExpressionError,
    Literal,
    Node,
    is_dynamic,
    parse,
    unknown_function,
    walk,
)
from pikku.migrate.functions import REGISTRY
from pikku.migrate.model import CONTAINERS, Factory, Finding, Placed, Resource, activities, items

_RUN = {"pipeline": 0, "trigger": 0, "item": 0, "activity": 1, "variables": 1}
_SYSTEM = [
    "DataFactory", "Pipeline", "RunId", "TriggerType", "TriggerId", "TriggerName", "TriggerTime",
    "GroupId", "TriggeredByPipelineName", "TriggeredByPipelineRunId", "parameters",
    "globalParameters",
]  # fmt: skip
#: What ``activity('name')`` has, see `rules.state_of`.
_STATE = [
    "output", "error", "Status", "ActivityName", "ActivityType", "ActivityRunId", "PipelineName",
    "PipelineRunId", "ExecutionStartTime", "ExecutionEndTime", "Duration", "RetryAttempt",
    "IterationHash",
]  # fmt: skip
_OWN = {"dataset": "dataset", "linkedService": "linkedservice"}
#: Type of trigger -> its function -> the properties that it has.
_TRIGGERS = {
    "ScheduleTrigger": {"trigger": ("scheduledTime", "startTime")},
    "TumblingWindowTrigger": {"trigger": ("scheduledTime", "startTime", "outputs")},
    "BlobEventsTrigger": {"trigger": ("startTime", "outputs"), "triggerbody": ("fileName", "folderPath")},
    "CustomEventsTrigger": {"trigger": ("startTime", "outputs"), "triggerbody": ("event",)},
}  # fmt: skip
_LONGEST = 8192  # characters of an expression, by Data Factory's limits
_WINDOW = ("windowStartTime", "windowEndTime")
#: Properties that hold a text for people or a name, never an expression.
_PLAIN = ("name", "description", "annotations", "folder", "userProperties")


@dataclass(frozen=True)
class _Place:
    """Where an expression stands, and so what it may name."""

    resource: Resource
    factory: Factory
    path: str
    functions: dict[str, int]
    upstream: frozenset[str] = frozenset()
    has_item: bool = False

    def finding(self, what: str, why: str) -> Finding:
        return Finding(self.resource.file, self.path, what, why)


def expressions_are_valid(factory: Factory) -> Iterator[Finding]:
    """Every expression is well-formed and names only what it can see."""
    for pipeline in factory.pipelines.values():
        placed = activities(pipeline)
        upstream = _upstream(placed)
        for one in placed:
            if one.inactive:
                continue
            inside = any(parent.type == "ForEach" for parent in one.parents)
            for path, text in _texts(_own_part(one), one.path):
                item = inside or (one.type == "Filter" and ".condition" in path)
                names = upstream[one.name] | _inner_names(one, placed, path)
                yield from _check(_Place(pipeline, factory, path, _RUN, names, item), text)
    for kind, function in _OWN.items():
        for resource in factory.resources[kind].values():
            inner = {key: v for key, v in resource.properties.items() if key != "parameters"}
            for path, text in _texts(inner, "properties"):
                yield from _check(_Place(resource, factory, path, {function: 0}), text)
    for trigger in factory.resources["trigger"].values():
        known = _TRIGGERS.get(str(trigger.properties.get("type")), {})
        for path, text in _texts(trigger.properties, "properties"):
            yield from _check(_Place(trigger, factory, path, dict.fromkeys(known, 0)), text)


def _own_part(placed: Placed) -> dict[str, Any]:
    """Return an activity without the activities in it: those are looked at by themselves."""
    own = dict(placed.activity)
    hidden = (*CONTAINERS.get(placed.type, ()), "cases") if placed.type in CONTAINERS else ()
    own["typeProperties"] = {k: v for k, v in placed.properties.items() if k not in hidden}
    return own


def _texts(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        if is_dynamic(value):
            yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in _PLAIN or not isinstance(item, str):
                yield from _texts(item, f"{path}.{key}")
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, f"{path}[{number}]")


def _upstream(placed: list[Placed]) -> dict[str, frozenset[str]]:
    """Return the activities that surely came before each: by dependencies, or before its container."""
    direct = {
        one.name: {
            d["activity"]
            for d in items(one.activity.get("dependsOn"))
            if isinstance(d, dict) and isinstance(d.get("activity"), str)
        }
        | {name for parent in one.parents for name in (parent.name,)}
        for one in placed
    }
    found: dict[str, frozenset[str]] = {}
    for name in direct:
        seen: set[str] = set()
        queue = [name]
        while queue:
            for other in direct.get(queue.pop(), ()):
                if other not in seen:
                    seen.add(other)
                    queue.append(other)
        parents = next({p.name for p in one.parents} for one in placed if one.name == name)
        found[name] = frozenset(seen - parents)
    return found


def _inner_names(one: Placed, placed: list[Placed], path: str) -> frozenset[str]:
    """Return the activities inside an Until, which its condition may name."""
    if one.type != "Until" or ".expression" not in path:
        return frozenset()
    return frozenset(p.name for p in placed if p.parents and p.parents[-1].name == one.name)


def _check(place: _Place, text: str) -> Iterator[Finding]:
    try:
        node = parse(text)
    except ExpressionError as error:
        yield place.finding(error.message, error.remedy)
        return
    if len(text) > _LONGEST:
        what = f"The expression has {len(text):,} characters."
        yield place.finding(what, f"At most {_LONGEST:,} are allowed.")
    for part in walk(node):
        if isinstance(part, Call):
            yield from _check_call(place, part)
        elif isinstance(part, Access):
            yield from _check_access(place, part)
            yield from _check_lookup(place, part)


def _check_call(place: _Place, call: Call) -> Iterator[Finding]:
    name = call.name.lower()
    if name in place.functions:
        wanted = place.functions[name]
        if len(call.arguments) != wanted:
            yield place.finding(
                f"{call.name}() is given {len(call.arguments)} arguments.", f"It takes {wanted}."
            )
        elif name == "item" and not place.has_item:
            yield place.finding(
                "item() is used outside of ForEach and Filter.", "There is no item here."
            )
        elif wanted and isinstance(call.arguments[0], Literal):
            yield from _check_name(place, name, call.arguments[0].value)
        return
    if name in REGISTRY:
        try:
            REGISTRY[name].check_count(len(call.arguments))
        except ExpressionError as error:
            yield place.finding(error.message, error.remedy)
        return
    if name in {*_RUN, *_OWN.values(), "triggerbody"}:
        yield place.finding(
            f"{call.name}() is unknown in this place.", "It belongs to another kind of file."
        )
        return
    error = unknown_function(call.name)
    yield place.finding(error.message, error.remedy)


def _check_name(place: _Place, function: str, name: Any) -> Iterator[Finding]:
    if function == "variables":
        declared = place.resource.variables
        if name not in declared:
            known = ", ".join(declared) or "none"
            yield place.finding(f"The pipeline has no variable {name!r}.", f"It has: {known}.")
        return
    if name in place.upstream:
        return
    known = {one.name for one in activities(place.resource)}
    if name not in known:
        yield place.finding(
            f"There is no activity {name!r}.", "activity('…') names one of the same pipeline."
        )
    else:
        yield place.finding(
            f"The activity {name!r} need not have run before.",
            "Depend on it, directly or through others; an activity inside a container can't be seen from outside.",
        )


def _check_access(place: _Place, access: Access) -> Iterator[Finding]:
    if not isinstance(access.key, Literal) or not isinstance(access.key.value, str):
        return
    name, of = access.key.value, access.of
    function = of.name.lower() if isinstance(of, Call) else ""
    if function in ("dataset", "linkedservice") and function in place.functions:
        yield from _known(place, name, list(place.resource.parameters), "parameter", access)
    elif function == "pipeline" and function in place.functions:
        yield from _known(place, name, _SYSTEM, "system variable", access)
    elif function in ("trigger", "triggerbody") and place.resource.kind == "trigger":
        kind = str(place.resource.properties.get("type"))
        known = _TRIGGERS.get(kind, {}).get(function, ())
        if known:
            yield from _known(place, name, list(known), "property of the trigger", access)
    elif function == "activity" and function in place.functions:
        yield from _known(place, name, _STATE, "property of an activity's run", access)
    elif _is_property(of, "trigger", "outputs") and "trigger" in place.functions:
        if place.resource.properties.get("type") == "TumblingWindowTrigger":
            yield from _known(place, name, list(_WINDOW), "output of the trigger", access)
    elif _is_property(of, "pipeline", "parameters") and "pipeline" in place.functions:
        yield from _known(place, name, list(place.resource.parameters), "parameter", access)
    elif _is_property(of, "pipeline", "globalParameters") and "pipeline" in place.functions:
        yield from _known(
            place, name, list(place.factory.global_parameters), "global parameter", access
        )


def _check_lookup(place: _Place, access: Access) -> Iterator[Finding]:
    """A Lookup has firstRow or value in its output, never both."""
    match access:
        case Access(
            Access(Call(function, (Literal(str(name)),)), Literal(str(part))), Literal(str(key))
        ) if (function.lower(), part.lower()) == ("activity", "output") and not access.safe:
            looked_up = next((p for p in activities(place.resource) if p.name == name), None)
        case _:
            return
    if looked_up is None or looked_up.type != "Lookup":
        return
    first = looked_up.properties.get("firstRowOnly", True)
    wrong = {True: ("count", "value"), False: ("firstrow",)}.get(
        first if isinstance(first, bool) else None, ()
    )
    if key.lower() in wrong:
        has = "firstRow" if first else "count and value"
        yield place.finding(
            f"The Lookup {name!r} has no {key!r} in its output.",
            f"With firstRowOnly {str(first).lower()} it has {has}.",
        )


def _is_property(node: Node, function: str, name: str) -> bool:
    """Return whether a node is a function's property, such as ``pipeline().parameters``."""
    match node:
        case Access(Call(called), Literal(str(key))):
            return (called.lower(), key.lower()) == (function, name.lower())
    return False


def _known(
    place: _Place, name: str, known: list[str], what: str, access: Access
) -> Iterator[Finding]:
    if name.lower() in (one.lower() for one in known) or access.safe:
        return
    yield place.finding(f"There is no {what} {name!r}.", f"There is: {', '.join(known) or 'none'}.")
