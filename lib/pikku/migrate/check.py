"""Validation: everything that can be told wrong about a factory before anything runs.

Each rule is a function from the factory to findings; `validate` runs them all.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pikku.errors import PikkuError
from pikku.migrate import schema
from pikku.migrate.check_expressions import expressions_are_valid
from pikku.migrate.check_limits import LIMITS
from pikku.migrate.expression import ExpressionError, Template, is_dynamic, parse
from pikku.migrate.model import (
    AUTO_RESOLVE,
    KINDS,
    Factory,
    Finding,
    Placed,
    Resource,
    activities,
    all_activities,
    items,
    read,
    references,
    started_by,
)
from pikku.migrate.rules import RETURN_VALUE

Rule = Callable[[Factory], Iterator[Finding]]

_TYPED = ("parameters", "variables", "globalParameters")
#: Types of the values that a pipeline returns.
_RETURNED = ("String", "Expression", "Boolean", "Int", "Float", "Null", "Array", "Object")
_LITERALS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "securestring": (str,),
    "int": (int,),
    "float": (int, float),
    "bool": (bool,),
    "array": (list,),
    "object": (dict,),
}


def validate(folder: Path) -> list[Finding]:
    """Return everything that is wrong in a factory, in the order of files and paths.

    Parameters
    ----------
    folder
        A folder in Data Factory's git format.

    Raises
    ------
    PikkuError
        The folder is not a factory.
    """
    return findings(read(folder))


def findings(factory: Factory, in_azure: bool = False) -> list[Finding]:
    """Return everything that is wrong in a factory that has been read.

    With `in_azure`, what runs there, but not on this machine, isn't wrong.
    """
    found = set(factory.findings) | set(schema.check(factory))
    for rule in RULES:
        if not (in_azure and rule is activities_run_here):
            found |= set(rule(factory))
    return sorted(found)


def require_valid(factory: Factory, in_azure: bool = False) -> None:
    """Raise a `PikkuError` with the first findings when a factory isn't valid, there or here."""
    wrong = findings(factory, in_azure)
    if wrong:
        shown = "; ".join(map(str, wrong[:3]))
        more = f" (and {len(wrong) - 3} more)" if len(wrong) > 3 else ""
        raise PikkuError(
            f"The factory {factory.folder.name!r} is not valid: {shown}{more}",
            "Correct the files; `pikku migrate validate` lists all findings, `pikku define` writes "
            "the files anew from the catalogue.",
        )


def references_exist(factory: Factory) -> Iterator[Finding]:
    """Every referenced dataset, linked service, pipeline and integration runtime is there."""
    for resource in factory:
        for path, kind, name, reference in references(resource.body):
            if name == AUTO_RESOLVE and kind == "integrationRuntime":
                continue
            target = factory.resources[kind].get(name)
            if target is None:
                why = f"A {KINDS[kind]} must be there before it is referred to."
                yield Finding(resource.file, path, f"There is no {KINDS[kind]} {name!r}.", why)
            else:
                yield from _parameters(resource, path, reference.get("parameters"), target)


def called_pipelines_get_parameters(factory: Factory) -> Iterator[Finding]:
    """ExecutePipeline and triggers give each pipeline the parameters that it wants."""
    for pipeline, placed in all_activities(factory):
        if placed.type == "ExecutePipeline":
            name = _reference_name(placed.properties.get("pipeline"))
            if target := factory.pipelines.get(name):
                at, given = f"{placed.path}.typeProperties", placed.properties.get("parameters")
                yield from _parameters(pipeline, at, given, target)
    for trigger in factory.resources["trigger"].values():
        for at, started in started_by(trigger):
            if target := factory.pipelines.get(_reference_name(started.get("pipelineReference"))):
                yield from _parameters(trigger, at, started.get("parameters"), target)


def _reference_name(reference: Any) -> str:
    return str(reference.get("referenceName")) if isinstance(reference, dict) else ""


def _parameters(resource: Resource, path: str, given: Any, target: Resource) -> Iterator[Finding]:
    if target.kind == "pipeline" and given is None and not path.endswith(("typeProperties", "]")):
        return  # a PipelineReference has no parameters itself; the activity's are looked at
    values = given if isinstance(given, dict) else {}
    for name, value in values.items():
        where = f"{path}.parameters.{name}"
        if name not in target.parameters:
            known = ", ".join(target.parameters) or "none"
            yield Finding(
                resource.file,
                where,
                f"{target.name!r} has no parameter {name!r}.",
                f"It has: {known}.",
            )
        elif not _fits(value, str(target.parameters[name].get("type"))):
            kind = target.parameters[name].get("type")
            what = f"The parameter {name!r} of {target.name!r} is of type {kind}, but the value is {value!r}."
            yield Finding(
                resource.file, where, what, "A value that isn't an expression must have the type."
            )
    for name, declared in target.parameters.items():
        if name not in values and isinstance(declared, dict) and "defaultValue" not in declared:
            what = f"The parameter {name!r} of {target.name!r} has no value."
            yield Finding(resource.file, f"{path}.parameters", what, "It has no default either.")


def _fits(value: Any, kind: str) -> bool:
    """Return whether a value has a type; an expression's is only known where it is always a text."""
    allowed = _LITERALS.get(kind.lower())
    if isinstance(value, dict) and value.get("type") == "Expression":
        value = value.get("value")
    if allowed is None or value is None:
        return True
    if isinstance(value, str) and is_dynamic(value):
        return str in allowed or not _is_template(value)
    return isinstance(value, allowed) and (kind.lower() == "bool" or not isinstance(value, bool))


def _is_template(text: str) -> bool:
    try:
        return isinstance(parse(text), Template)
    except ExpressionError:
        return False


def defaults_have_their_type(factory: Factory) -> Iterator[Finding]:
    """Default values of parameters and variables, and global parameters, have the declared type."""
    for resource in factory:
        for group in _TYPED:
            declared = resource.properties.get(group)
            key = "value" if group == "globalParameters" else "defaultValue"
            for name, one in (declared if isinstance(declared, dict) else {}).items():
                if not isinstance(one, dict) or key not in one:
                    continue
                if not _fits(one[key], _type_name(one)):
                    where = f"properties.{group}.{name}.{key}"
                    what = f"The value {one[key]!r} is not of type {one.get('type')}."
                    yield Finding(resource.file, where, what, "A run couldn't begin with it.")


def _type_name(declared: dict[str, Any]) -> str:
    """Return a declared type by its parameter's name: variables say Boolean and Integer."""
    return str(declared.get("type")).replace("Boolean", "bool").replace("Integer", "int")


def dependencies_are_known(factory: Factory) -> Iterator[Finding]:
    """Activities depend on activities beside them, and not in a circle."""
    for pipeline in factory.pipelines.values():
        graph: dict[str, list[str]] = {}
        paths = {}
        for placed in activities(pipeline):
            graph[placed.name], paths[placed.name] = [], placed.path
            for number, dependency in enumerate(items(placed.activity.get("dependsOn"))):
                other = dependency.get("activity") if isinstance(dependency, dict) else None
                where = f"{placed.path}.dependsOn[{number}]"
                if other not in placed.siblings or other == placed.name:
                    what = (
                        f"{placed.name!r} depends on {other!r}, which isn't an activity beside it."
                    )
                    yield Finding(pipeline.file, where, what, "It would never run.")
                else:
                    graph[placed.name].append(other)
        for circle in _circles(graph):
            what = f"Activities depend on each other in a circle: {' -> '.join(circle)}."
            yield Finding(
                pipeline.file, f"{paths[circle[0]]}.dependsOn", what, "None of them would run."
            )


def pipelines_do_not_call_themselves(factory: Factory) -> Iterator[Finding]:
    """No pipeline executes itself, directly or through others."""
    graph = {
        name: [
            _reference_name(placed.properties.get("pipeline"))
            for placed in activities(pipeline)
            if placed.type == "ExecutePipeline"
        ]
        for name, pipeline in factory.pipelines.items()
    }
    for circle in _circles(graph):
        what = f"Pipelines execute each other in a circle: {' -> '.join(circle)}."
        yield Finding(
            factory.pipelines[circle[0]].file, "properties.activities", what, "It would never end."
        )


def _circles(graph: dict[str, list[str]]) -> list[list[str]]:
    """Return each circle once, beginning with its alphabetically first member."""
    found: dict[tuple[str, ...], list[str]] = {}

    def visit(node: str, trail: list[str]) -> None:
        if node in trail:
            circle = trail[trail.index(node) :]
            first = circle.index(min(circle))
            circle = circle[first:] + circle[:first]
            found[tuple(circle)] = [*circle, circle[0]]
            return
        if node in done:
            return
        for other in graph.get(node, ()):
            visit(other, [*trail, node])
        done.add(node)

    done: set[str] = set()
    for node in graph:
        visit(node, [])
    return list(found.values())


def activity_names_are_unique(factory: Factory) -> Iterator[Finding]:
    """No two activities of a pipeline have one name, at any depth."""
    for pipeline in factory.pipelines.values():
        seen: dict[str, Placed] = {}
        for placed in activities(pipeline):
            other = seen.setdefault(placed.name.casefold(), placed)
            if other is not placed:
                what = f"The name {placed.name!r} is taken by the activity at {other.path}."
                yield Finding(
                    pipeline.file, f"{placed.path}.name", what, "activity('…') finds it by name."
                )


def variables_are_declared(factory: Factory) -> Iterator[Finding]:
    """SetVariable and AppendVariable name a variable of the pipeline; the latter an array."""
    for pipeline in factory.pipelines.values():
        declared = pipeline.variables
        for placed in activities(pipeline):
            if placed.type not in ("SetVariable", "AppendVariable"):
                continue
            name = placed.properties.get("variableName")
            where = f"{placed.path}.typeProperties.variableName"
            if placed.properties.get("setSystemVariable"):
                continue
            if not isinstance(name, str) or name not in declared:
                known = ", ".join(declared) or "none"
                yield Finding(
                    pipeline.file,
                    where,
                    f"The pipeline has no variable {name!r}.",
                    f"It has: {known}.",
                )
            elif placed.type == "AppendVariable" and declared[name].get("type") != "Array":
                what = f"The variable {name!r} is of type {declared[name].get('type')}."
                yield Finding(pipeline.file, where, what, "Only an Array can be appended to.")
            elif placed.type == "SetVariable":
                value, kind = placed.properties.get("value"), declared[name].get("type")
                if not _fits(value, _type_name(declared[name])):
                    what = f"The variable {name!r} is of type {kind}, but the value is {value!r}."
                    at = f"{placed.path}.typeProperties.value"
                    yield Finding(pipeline.file, at, what, "The activity would fail.")


def return_values_are_pairs(factory: Factory) -> Iterator[Finding]:
    """What a pipeline returns to its caller is a list of keys with typed values."""
    for pipeline, placed in all_activities(factory):
        if placed.type != "SetVariable" or not placed.properties.get("setSystemVariable"):
            continue
        where, value = f"{placed.path}.typeProperties.value", placed.properties.get("value")
        if placed.properties.get("variableName") != RETURN_VALUE:
            what = f"The system variable {placed.properties.get('variableName')!r} is unknown."
            yield Finding(pipeline.file, where, what, f"There is one: {RETURN_VALUE}.")
        elif not isinstance(value, list) or not all(map(_is_pair, value)):
            what = "The values that the pipeline returns are no list of keys with typed values."
            why = f"Each is {{key, value: {{type, content}}}}; types: {', '.join(_RETURNED)}."
            yield Finding(pipeline.file, where, what, why)


def _is_pair(value: Any) -> bool:
    content = value.get("value") if isinstance(value, dict) else None
    return (
        isinstance(content, dict)
        and isinstance(value.get("key"), str)
        and content.get("type") in _RETURNED
        and ("content" in content or content["type"] == "Null")
    )


def activities_run_here(factory: Factory) -> Iterator[Finding]:
    """Every active activity, and the source and sink of a Lookup or Copy, is of a type that runs here."""
    from pikku.migrate.activities import ACTIVITIES, copying, queries

    ends = {"source": ("CopySource", queries.SOURCES), "sink": ("CopySink", copying.SINKS)}
    for pipeline, placed in all_activities(factory):
        if placed.inactive:
            continue
        used = [("activity", placed.activity, placed.path, "Activity", sorted(ACTIVITIES))]
        if placed.type in ("Lookup", "Copy"):
            used += [
                (end, placed.properties.get(end), f"{placed.path}.typeProperties.{end}", *types)
                for end, types in ends.items()
            ]
        for thing, body, path, model, here in used:
            kind = body.get("type") if isinstance(body, dict) else None
            if kind not in here and kind in schema.types_of(model):
                what = f"The {thing} type {kind!r} doesn't run here."
                why = f"It runs in Azure only; here run: {', '.join(here)}."
                yield Finding(pipeline.file, f"{path}.type", what, why)


RULES: tuple[Rule, ...] = (
    references_exist,
    called_pipelines_get_parameters,
    defaults_have_their_type,
    dependencies_are_known,
    pipelines_do_not_call_themselves,
    activity_names_are_unique,
    variables_are_declared,
    return_values_are_pairs,
    activities_run_here,
    expressions_are_valid,
    *LIMITS,
)
