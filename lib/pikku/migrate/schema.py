"""Every property of every object, checked against Microsoft's own models of Data Factory.

The models of ``azure-mgmt-datafactory`` keep properties that they don't know, and take any value
for a typed one. Here they are only read, for their properties, types and discriminators.
"""

import types
import typing
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from typing import Any, Union

from pikku.migrate.model import KINDS, Factory, Finding, Resource

_MODELS = {
    "pipeline": "PipelineResource",
    "dataset": "DatasetResource",
    "linkedService": "LinkedServiceResource",
    "trigger": "TriggerResource",
    "integrationRuntime": "IntegrationRuntimeResource",
    "factory": "Factory",
}
_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


@cache
def _models() -> Any:
    # Imported late: it takes more than a second, and only validation needs it.
    from azure.mgmt.datafactory import models

    return models


@cache
def _fields(model: type) -> dict[str, Any]:
    model.__new__(model)  # the models describe themselves only when the first one is made
    hints = typing.get_type_hints(model, localns={"_models": _models()})
    return {
        field._rest_name: hints.get(attribute, Any)
        for attribute, field in model._attr_to_rest_field.items()
    }


@cache
def _subtypes(model: type) -> dict[str, type]:
    """Return the models that a discriminator's value stands for, at any depth of inheritance."""
    found: dict[str, type] = {}
    for value, sub in model.__dict__.get("__mapping__", {}).items():
        deeper = _subtypes(sub)
        if sub.__name__ not in ("ControlActivity", "ExecutionActivity"):
            found[value] = sub
        found.update(deeper)
    return found


def activity_types() -> list[str]:
    """Return the activity types that Data Factory knows."""
    return sorted(_subtypes(_models().Activity))


def check(factory: Factory) -> Iterator[Finding]:
    """Yield a finding for each unknown or missing property, wrong type or unknown ``type``."""
    for resource in factory:
        model = getattr(_models(), _MODELS[resource.kind])
        yield from _object(resource, resource.body, model, "")


def _object(resource: Resource, value: Any, model: type, path: str) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _wrong_type(resource, path, "an object", value)
        return
    subtypes = _subtypes(model)
    if subtypes:
        kind = value.get("type")
        if kind not in subtypes:
            yield _unknown_type(resource, path, kind, subtypes, model)
            return
        model = subtypes[kind]
    fields = _fields(model)
    for key, item in value.items():
        where = f"{path}.{key}" if path else key
        if key not in fields:
            yield _unknown_property(resource, where, key, list(fields), model)
        else:
            yield from _check(resource, item, fields[key], where)
    for key, hint in fields.items():
        if key not in value and not _optional(hint):
            yield Finding(
                resource.file,
                f"{path}.{key}" if path else key,
                f"The property {key!r} is missing.",
                f"{_article(model)} can't be without it.",
            )


def _check(resource: Resource, value: Any, hint: Any, path: str) -> Iterator[Finding]:
    if hint is Any or value is None and _optional(hint):
        return
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (Union, types.UnionType):
        yield from _check_union(
            resource, value, [a for a in arguments if a is not type(None)], path
        )
    elif origin is list:
        if not isinstance(value, list):
            yield _wrong_type(resource, path, "an array", value)
            return
        for number, item in enumerate(value):
            yield from _check(resource, item, arguments[0], f"{path}[{number}]")
    elif origin is dict:
        if not isinstance(value, dict):
            yield _wrong_type(resource, path, "an object", value)
            return
        for key, item in value.items():
            yield from _check(resource, item, arguments[1], f"{path}.{key}")
    elif origin is typing.Literal:
        if value not in arguments:
            yield _wrong_type(resource, path, " or ".join(map(repr, arguments)), value)
    elif isinstance(hint, type) and hint.__module__ == _models().Activity.__module__:
        yield from _object(resource, value, hint, path)
    elif hint in _NAMES and not _is(value, hint):
        yield _wrong_type(resource, path, _NAMES[hint], value)


def _check_union(resource: Resource, value: Any, hints: list, path: str) -> Iterator[Finding]:
    enums = [hint for hint in hints if isinstance(hint, type) and hasattr(hint, "__members__")]
    if enums:
        allowed = [str(member.value) for enum in enums for member in enum]
        if isinstance(value, str) and value.casefold() in (a.casefold() for a in allowed):
            return
        yield _wrong_type(resource, path, f"one of {', '.join(allowed)}", value)
        return
    attempts = [list(_check(resource, value, hint, path)) for hint in hints]
    if attempts and all(attempts):
        yield from min(attempts, key=len)


def _is(value: Any, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, (int, float) if kind is float else kind)


def _optional(hint: Any) -> bool:
    return hint is Any or type(None) in typing.get_args(hint)


def _article(model: type) -> str:
    return (
        f"An object of type {model.__name__}"
        if model.__name__[0] in "AEIOU"
        else f"A {model.__name__}"
    )


def _unknown_property(
    resource: Resource, path: str, key: str, known: list[str], model: type
) -> Finding:
    near = get_close_matches(key, known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else f" It has: {', '.join(known)}."
    return Finding(
        resource.file,
        path,
        f"The property {key!r} is unknown.",
        f"{_article(model)} has none.{hint}",
    )


def _unknown_type(
    resource: Resource, path: str, kind: Any, known: dict[str, type], model: type
) -> Finding:
    thing = "activity type" if model.__name__ == "Activity" else f"type of {model.__name__}"
    where = f"{path}.type" if path else "type"
    if kind is None:
        return Finding(
            resource.file, where, "The property 'type' is missing.", f"It is the {thing}."
        )
    near = get_close_matches(str(kind), known, n=1)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    return Finding(
        resource.file,
        where,
        f"The {thing} {kind!r} is unknown.",
        f"Data Factory has no such {thing}.{hint}",
    )


def _wrong_type(resource: Resource, path: str, expected: str, value: Any) -> Finding:
    shown = (
        repr(value) if isinstance(value, str | int | float | bool | None) else type(value).__name__
    )
    shown = {"dict": "an object", "list": "an array"}.get(shown, shown)
    what = f"The value is {shown}, but {expected} is expected."
    return Finding(resource.file, path, what, f"The {KINDS[resource.kind]} wouldn't be accepted.")
