"""Validation: the limits that Data Factory sets, which its models don't know.

The figures are those of Microsoft's pages "Data Factory limits", "Naming rules", "Nested activities"
and of each activity's own page (2026).
"""

import re
from collections.abc import Iterator
from typing import Any

from pikku.migrate.expression import Call, ExpressionError, Literal, is_dynamic, parse, walk
from pikku.migrate.model import (
    CONTAINERS,
    Factory,
    Finding,
    Placed,
    Resource,
    activities,
    all_activities,
    items,
    started_by,
)
from pikku.migrate.rules import is_time_span

_MOST_PARALLEL = 50  # batchCount
_MOST_CASES = 25
_MOST_ACTIVITIES = 120  # of a pipeline, those in containers included
_MOST_PARAMETERS = 50
_RETRY_PAUSE = (30, 86_400)  # seconds
_WINDOW_CONCURRENCY = (1, 50)
#: Container -> activities that Data Factory doesn't allow in it.
_NOT_INSIDE = {
    "ForEach": {"ForEach", "Until", "Validation"},
    "Until": {"ForEach", "Until", "Validation"},
    "IfCondition": {*CONTAINERS, "Validation"},
    "Switch": {*CONTAINERS, "Validation"},
}
#: Control activity -> properties that mean nothing unless they are expressions.
_EXPRESSIONS = {
    "ForEach": ("items",),
    "Filter": ("items", "condition"),
    "IfCondition": ("expression",),
    "Switch": ("on",),
    "Until": ("expression",),
}
_LONGEST_NAME = {"activity": 55, "pipeline": 140, "factory": 63}
_NAME = re.compile(r"\w[^.+?/<>*%&:\\]*")
_PIPELINE_NAME = re.compile(r"[^\W\d_][^.+?/<>*%&:\\]*")
_PLAIN_NAME = re.compile(r"[^\W\d_][^.+?/<>*%&:\\-]*")  # of datasets and linked services
_RUNTIME_NAME = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9])*")
_FACTORY_NAME = re.compile(r"[A-Za-z0-9](?:-?[A-Za-z0-9]){2,}")
_NAMES = {
    "factory": _FACTORY_NAME,
    "pipeline": _PIPELINE_NAME,
    "dataset": _PLAIN_NAME,
    "linkedService": _PLAIN_NAME,
    "integrationRuntime": _RUNTIME_NAME,
}
_METHODS_WITH_BODY = ("POST", "PUT", "PATCH")


def is_whole(value: Any) -> bool:
    """Return whether a JSON value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def containers_nest_as_allowed(factory: Factory) -> Iterator[Finding]:
    """Loops hold IfCondition and Switch, which hold no container; Validation is in none of them."""
    for pipeline, placed in all_activities(factory):
        for parent in placed.parents:
            if placed.type in _NOT_INSIDE[parent.type]:
                what = f"{placed.type} {placed.name!r} is inside {parent.type} {parent.name!r}."
                why = "Data Factory doesn't allow that; move it to a pipeline of its own."
                yield Finding(pipeline.file, placed.path, what, why)


def loops_are_bounded(factory: Factory) -> Iterator[Finding]:
    """A parallel ForEach has 1 to 50 items at a time, and sets no variables in them."""
    for pipeline, placed in all_activities(factory):
        count = placed.properties.get("batchCount")
        if placed.type == "ForEach" and is_whole(count) and not 1 <= count <= _MOST_PARALLEL:
            where = f"{placed.path}.typeProperties.batchCount"
            what = f"batchCount is {count}."
            yield Finding(pipeline.file, where, what, f"It is 1 to {_MOST_PARALLEL}.")
        if placed.type != "SetVariable":  # an element may be appended by several at once
            continue
        for parent in placed.parents:
            if parent.type == "ForEach" and not parent.properties.get("isSequential"):
                what = f"{placed.name!r} changes a variable inside the parallel ForEach {parent.name!r}."
                why = (
                    "All items share the pipeline's variables, so they would overwrite each other."
                )
                yield Finding(pipeline.file, placed.path, what, why)


def switch_cases_differ(factory: Factory) -> Iterator[Finding]:
    """A Switch has 25 cases at most, with different values."""
    for pipeline, placed in all_activities(factory):
        cases = placed.properties.get("cases") if placed.type == "Switch" else None
        values = [case.get("value") for case in items(cases) if isinstance(case, dict)]
        where = f"{placed.path}.typeProperties.cases"
        for value in sorted({str(v) for v in values if values.count(v) > 1}):
            yield Finding(
                pipeline.file,
                where,
                f"Two cases have the value {value!r}.",
                "One would never run.",
            )
        if len(values) > _MOST_CASES:
            yield Finding(
                pipeline.file,
                where,
                f"There are {len(values)} cases.",
                f"At most {_MOST_CASES} are allowed.",
            )


def names_are_allowed(factory: Factory) -> Iterator[Finding]:
    """Names begin as they may, are short, and leave out the characters that paths are made of."""
    for resource in factory:
        pattern = _NAMES.get(resource.kind, _NAME)
        if why := _bad_name(resource.name, pattern, _LONGEST_NAME.get(resource.kind, 260)):
            what = f"The name {resource.name!r} is not allowed."
            yield Finding(resource.file, "name", what, why)
    for pipeline, placed in all_activities(factory):
        why = _bad_name(placed.name, _NAME, _LONGEST_NAME["activity"])
        if "name" in placed.activity and why:
            what = f"The name {placed.name!r} is not allowed."
            yield Finding(pipeline.file, f"{placed.path}.name", what, why)


def _bad_name(name: str, pattern: re.Pattern[str], longest: int) -> str:
    """Return what is wrong with a name, or an empty text."""
    if len(name) > longest:
        return f"It has {len(name)} characters; at most {longest} are allowed."
    if pattern.fullmatch(name):
        return ""
    if pattern is _FACTORY_NAME:
        return (
            "A factory's name has letters, numbers and single dashes between them, at least three."
        )
    if pattern is _RUNTIME_NAME:
        return "A runtime's name has letters, numbers and single dashes between them."
    letter = pattern in (_PIPELINE_NAME, _PLAIN_NAME)
    start = "a letter" if letter else "a letter, a number or an underscore"
    never = ". + ? / < > * % & : \\" + " -" * (pattern is _PLAIN_NAME)
    return f"It begins with {start}, and has none of {never}"


def counts_are_allowed(factory: Factory) -> Iterator[Finding]:
    """A pipeline has not too many activities and parameters, and runs at least once at a time."""
    for pipeline in factory.pipelines.values():
        counted = {
            "activities": (len(activities(pipeline)), _MOST_ACTIVITIES),
            "parameters": (len(pipeline.parameters), _MOST_PARAMETERS),
        }
        for name, (count, most) in counted.items():
            if count > most:
                what = f"The pipeline has {count} {name}."
                yield Finding(
                    pipeline.file, f"properties.{name}", what, f"At most {most} are allowed."
                )
        concurrency = pipeline.properties.get("concurrency")
        if is_whole(concurrency) and concurrency < 1:
            what = f"The pipeline may run {concurrency} times at once."
            yield Finding(pipeline.file, "properties.concurrency", what, "It would never run.")


def policies_are_allowed(factory: Factory) -> Iterator[Finding]:
    """Retries are not negative, pauses between them 30 seconds to a day, timeouts time spans."""
    for pipeline, placed in all_activities(factory):
        policy = placed.activity.get("policy")
        policy = policy if isinstance(policy, dict) else {}
        where = f"{placed.path}.policy"
        retry, pause = policy.get("retry"), policy.get("retryIntervalInSeconds")
        if is_whole(retry) and retry < 0:
            what = f"The activity is tried {retry} times again."
            yield Finding(pipeline.file, f"{where}.retry", what, "It is 0 or more.")
        least, most = _RETRY_PAUSE
        if is_whole(pause) and not least <= pause <= most:
            what = f"A retry waits {pause} seconds."
            why = f"It is {least} to {most}."
            yield Finding(pipeline.file, f"{where}.retryIntervalInSeconds", what, why)
        yield from _web_request(pipeline, placed)


def _web_request(pipeline: Resource, placed: Placed) -> Iterator[Finding]:
    """A WebActivity has a body if and only if its method wants one, and waits 1 to 10 minutes."""
    if placed.type != "WebActivity" or placed.inactive:
        return
    where, properties = f"{placed.path}.typeProperties", placed.properties
    method, wait = str(properties.get("method")).upper(), properties.get("httpRequestTimeout")
    if method in _METHODS_WITH_BODY and "body" not in properties:
        why = "Give the request one, if only an empty text."
        yield Finding(pipeline.file, f"{where}.body", f"A {method} needs a body.", why)
    if method == "GET" and "body" in properties:
        yield Finding(pipeline.file, f"{where}.body", "A GET has no body.", "Take it out.")
    if isinstance(wait, str) and not is_dynamic(wait) and not is_time_span(wait):
        what = f"The timeout {wait!r} is not a time span."
        yield Finding(pipeline.file, f"{where}.httpRequestTimeout", what, "Write it as hh:mm:ss.")


def control_values_are_expressions(factory: Factory) -> Iterator[Finding]:
    """What a control activity decides by is an expression, not a plain text."""
    for pipeline, placed in all_activities(factory):
        for key in _EXPRESSIONS.get(placed.type, ()):
            value = placed.properties.get(key)
            text = value.get("value") if isinstance(value, dict) else None
            if isinstance(text, str) and not is_dynamic(text) and not placed.inactive:
                what = f"{key!r} is the plain text {text!r}."
                where = f"{placed.path}.typeProperties.{key}.value"
                yield Finding(pipeline.file, where, what, "Begin the expression with '@'.")


def variables_do_not_name_themselves(factory: Factory) -> Iterator[Finding]:
    """The value of a SetVariable doesn't read the variable that it sets."""
    for pipeline, placed in all_activities(factory):
        if placed.type != "SetVariable" or placed.inactive:
            continue
        name, value = placed.properties.get("variableName"), placed.properties.get("value")
        text = value.get("value") if isinstance(value, dict) else value
        if isinstance(text, str) and name in _variables_in(text):
            what = f"The value of the variable {name!r} reads {name!r} itself."
            where = f"{placed.path}.typeProperties.value"
            why = "Data Factory refuses that; keep the old value in a second variable first."
            yield Finding(pipeline.file, where, what, why)


def _variables_in(text: str) -> set[Any]:
    try:
        nodes = walk(parse(text)) if is_dynamic(text) else []
    except ExpressionError:
        return set()
    return {
        node.arguments[0].value
        for node in nodes
        if isinstance(node, Call)
        and node.name.lower() == "variables"
        and node.arguments
        and isinstance(node.arguments[0], Literal)
    }


def triggers_are_allowed(factory: Factory) -> Iterator[Finding]:
    """A trigger starts something, in a rhythm that there is; a window's runs are 1 to 50 at once."""
    for trigger in factory.resources["trigger"].values():
        found = trigger.properties.get("typeProperties")
        properties = found if isinstance(found, dict) else {}
        tumbling = trigger.properties.get("type") == "TumblingWindowTrigger"
        if not list(started_by(trigger)):
            where = "properties.pipeline" if tumbling else "properties.pipelines"
            yield Finding(
                trigger.file, where, "The trigger starts no pipeline.", "It would do nothing."
            )
        recurrence = properties if tumbling else properties.get("recurrence")
        interval = recurrence.get("interval") if isinstance(recurrence, dict) else None
        where = f"properties.typeProperties{'' if tumbling else '.recurrence'}.interval"
        if is_whole(interval) and interval < 1:
            what = f"The interval is {interval}."
            yield Finding(trigger.file, where, what, "It is 1 or more.")
        most, (low, high) = properties.get("maxConcurrency"), _WINDOW_CONCURRENCY
        if is_whole(most) and not low <= most <= high:
            what, where = f"maxConcurrency is {most}.", "properties.typeProperties.maxConcurrency"
            yield Finding(trigger.file, where, what, f"It is {low} to {high}.")


def types_fit_their_folder(factory: Factory) -> Iterator[Finding]:
    """A file that says what kind of resource it is, says the kind of its folder."""
    for resource in factory:
        wanted = "Microsoft.DataFactory/factories" + (
            "" if resource.kind == "factory" else f"/{resource.kind}s"
        )
        said = resource.body.get("type")
        if isinstance(said, str) and said.lower() != wanted.lower():
            what = f"The file says that it is of type {said!r}."
            yield Finding(resource.file, "type", what, f"In this folder it is {wanted!r}.")


LIMITS = (
    containers_nest_as_allowed,
    loops_are_bounded,
    switch_cases_differ,
    names_are_allowed,
    counts_are_allowed,
    policies_are_allowed,
    control_values_are_expressions,
    variables_do_not_name_themselves,
    triggers_are_allowed,
    types_fit_their_folder,
)
