"""Every property of every object, checked against Microsoft's own models of Data Factory.

The models of ``azure-mgmt-datafactory`` keep properties that they don't know, and take any value
for a typed one. Here they are only read, for their properties, types and discriminators. Where an
expression is allowed, their properties are typed ``Any`` and only the documentation says which type
the value has ("Type: integer (or Expression with resultType integer)"): it is read, too.
"""

import re
import types
import typing
from collections.abc import Iterator
from datetime import datetime
from difflib import get_close_matches
from functools import cache
from typing import Any, Union

from pikku.migrate.expression import is_dynamic
from pikku.migrate.functions.dotnet import is_time
from pikku.migrate.model import KINDS, Factory, Finding, Resource, is_inactive
from pikku.migrate.rules import is_time_span

_MODELS = {
    "pipeline": "PipelineResource",
    "dataset": "DatasetResource",
    "linkedService": "LinkedServiceResource",
    "trigger": "TriggerResource",
    "integrationRuntime": "IntegrationRuntimeResource",
    "factory": "Factory",
}
_NAMES = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}
#: Word after "Type:" in the documentation of a property -> the types of a value that is no expression.
_DOCUMENTED: dict[str, type] = {
    "string": str, "integer": int, "int": int, "boolean": bool, "bool": bool, "number": float,
    "double": float, "array": list,
}  # fmt: skip
#: Properties that Data Factory takes although the models lack them, or more widely than documented.
_WRITTEN_BY_STUDIO = {"Pipeline": ("lastPublishTime",)}
_WIDER = {"VariableType": ("Boolean", "Integer"), "WebActivityMethod": ("PATCH",)}
_ANY_JSON = {("WebActivityTypeProperties", "body"), ("WebHookActivityTypeProperties", "body")}
_DOCUMENTATION = re.compile(r":ivar (\w+): (.*?)(?= :vartype)")
_TYPE = re.compile(r"[Tt]ype: ?(\w+)")


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
def _documented(model: type) -> dict[str, str]:
    """Return what the documentation says about each property, by the property's name in JSON."""
    _fields(model)
    said: dict[str, str] = {}
    for base in reversed(model.__mro__):
        found = _DOCUMENTATION.findall(" ".join((base.__doc__ or "").split()))
        said |= {name: text for name, text in found}
    return {
        field._rest_name: said.get(attribute, "")
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


def types_of(model: str) -> list[str]:
    """Return the types that Data Factory knows of an ``Activity``, ``CopySource`` or ``CopySink``."""
    return sorted(_subtypes(getattr(_models(), model)))


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
        if not isinstance(kind, str) or kind not in subtypes:
            yield _unknown_type(resource, path, kind, subtypes, model)
            return
        model = subtypes[kind]
    fields = _fields(model)
    inactive = is_inactive(value)  # then Data Factory doesn't ask what it would do
    for key, item in value.items():
        where = f"{path}.{key}" if path else key
        if inactive and key == "typeProperties":
            continue
        if key in fields:
            yield from _check(resource, item, fields[key], where)
            if item is None and fields[key] is Any:
                yield _wrong_type(resource, where, "a value", item)
            elif _is_any(fields[key]) and (model.__name__, key) not in _ANY_JSON:
                yield from _check_documented(resource, item, _documented(model)[key], where)
        elif key not in _WRITTEN_BY_STUDIO.get(model.__name__, ()):
            yield _unknown_property(resource, where, key, list(fields), model)
    for key, hint in fields.items():
        if key not in value and not _optional(hint) and not inactive:
            yield Finding(
                resource.file,
                f"{path}.{key}" if path else key,
                f"The property {key!r} is missing.",
                f"{_article(model)} can't be without it.",
            )


def _check(resource: Resource, value: Any, hint: Any, path: str) -> Iterator[Finding]:
    if _is_any(hint) or value is None and _optional(hint):
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
    elif hint is datetime and not is_time(value):
        yield _wrong_type(resource, path, "a time such as 2026-04-01T01:30:00Z", value)


def _check_documented(resource: Resource, value: Any, said: str, path: str) -> Iterator[Finding]:
    """Check a value whose type only the documentation tells; an expression fits anywhere."""
    word = _TYPE.search(said)
    wanted = _DOCUMENTED.get(word.group(1).lower()) if word else None
    if wanted is None or value is None or isinstance(value, str) and is_dynamic(value):
        return
    if isinstance(value, dict):
        yield from _check_wrapped(resource, value, wanted, path)
    elif wanted is list:
        if not isinstance(value, list):
            yield _wrong_type(resource, path, "an array", value)
    elif not _is(value, wanted):
        yield _wrong_type(resource, path, _NAMES[wanted], value)
    elif r"pattern: ((\d+)\.)?(\d\d):" in said and not is_time_span(value):
        yield _wrong_type(resource, path, "a time span such as 0.12:00:00", value)


def _check_wrapped(resource: Resource, value: dict, wanted: type, path: str) -> Iterator[Finding]:
    """Check an object that stands for a value: an expression, or a secret instead of a text."""
    kind = value.get("type")
    if kind == "Expression":
        yield from _object(resource, value, _models().Expression, path)
    elif wanted is str and isinstance(kind, str) and kind in _subtypes(_models().SecretBase):
        yield from _object(resource, value, _models().SecretBase, path)
    else:
        expected = "an array" if wanted is list else _NAMES[wanted]
        yield _wrong_type(resource, path, f"{expected} or an expression", value)


def _check_union(resource: Resource, value: Any, hints: list, path: str) -> Iterator[Finding]:
    enums = [hint for hint in hints if isinstance(hint, type) and hasattr(hint, "__members__")]
    if enums:
        allowed = [str(member.value) for enum in enums for member in enum]
        allowed += [value for enum in enums for value in _WIDER.get(enum.__name__, ())]
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


def _is_any(hint: Any) -> bool:
    return hint is Any or Any in typing.get_args(hint) and typing.get_origin(hint) is Union


def _optional(hint: Any) -> bool:
    return type(None) in typing.get_args(hint)


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
