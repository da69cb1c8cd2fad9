"""What is true of a factory's objects: their order, whether two are the same, and their parameters' values."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pikku.errors import PikkuError
from pikku.migrate import model
from pikku.migrate.model import Resource

#: Kind of object -> the SDK's group of operations on it.
OPERATIONS = {
    "integrationRuntime": "integration_runtimes",
    "linkedService": "linked_services",
    "dataset": "datasets",
    "pipeline": "pipelines",
    "trigger": "triggers",
}
#: Type of a parameter whose values are written as JSON -> what they are in Python.
_JSON_TYPES: dict[str, type | tuple[type, ...]] = {
    "int": int,
    "float": (int, float),
    "bool": bool,
    "array": list,
    "object": dict,
}


def order(resources: Iterable[Resource]) -> list[Resource]:
    """Return objects of a factory so that each comes after those that it refers to.

    Raises
    ------
    PikkuError
        Objects refer to each other in a circle.
    """
    known = {(one.kind, one.name.casefold()): one for one in resources}
    done: dict[tuple[str, str], Resource] = {}

    def visit(key: tuple[str, str], trail: tuple[tuple[str, str], ...]) -> None:
        if key in trail:
            circle = " -> ".join(name for _, name in (*trail[trail.index(key) :], key))
            raise PikkuError(
                f"Objects of the factory refer to each other in a circle: {circle}.",
                "None of them can be created first; take one of the references out.",
            )
        if key not in done:
            for needed in sorted(_needs(known[key]) & known.keys()):
                visit(needed, (*trail, key))
            done[key] = known[key]

    kinds = list(OPERATIONS)
    for key in sorted(known, key=lambda key: kinds.index(key[0])):
        visit(key, ())
    return list(done.values())


def _needs(resource: Resource) -> set[tuple[str, str]]:
    return {(kind, name.casefold()) for _, kind, name, _ in model.references(resource.body)}


def same(ours: Any, theirs: Any, key: str = "") -> bool:
    """Return whether what Azure has says what we say.

    The service adds empty properties, an encrypted copy of a connection's settings, and writes
    types such as ``String`` in its own case.
    """
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        added = theirs.keys() - ours.keys() - {"encryptedCredential"}
        return all(_empty(theirs[name]) for name in added) and all(
            same(item, theirs.get(name), name) for name, item in ours.items()
        )
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if key == "type" and isinstance(ours, str) and isinstance(theirs, str):
        return ours.casefold() == theirs.casefold()
    if _empty(ours) and _empty(theirs):
        return True
    return ours == theirs and isinstance(ours, bool) == isinstance(theirs, bool)


def _empty(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(map(_empty, value.values()))
    return value is None or value in ("", [])


def typed(name: str, text: str, kind: str) -> Any:
    """Return a parameter's value that was given as a text.

    Parameters
    ----------
    name, text
        The parameter, and what was given.
    kind
        Its type, as Data Factory names it: String, Int, Float, Bool, Array, Object.

    Raises
    ------
    PikkuError
        The text is no value of the type.
    """
    expected = _JSON_TYPES.get(kind.casefold())
    if expected is None:
        return text
    try:
        value = json.loads(text)
    except ValueError:
        value = None
    if isinstance(value, expected) and isinstance(value, bool) == (expected is bool):
        return value
    raise PikkuError(
        f"{name} is of type {kind}, but the value is {text!r}.",
        f"Write it as JSON, as 12, 0.5, true, [1, 2] or {{}}: {name}=VALUE",
    )
