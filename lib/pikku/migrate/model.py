"""The factory's files: read strictly, with the file and the JSON path in every complaint."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pikku.errors import PikkuError

#: Folder of a git-format factory -> what its files describe.
KINDS = {
    "pipeline": "pipeline",
    "dataset": "dataset",
    "linkedService": "linked service",
    "trigger": "trigger",
    "integrationRuntime": "integration runtime",
    "factory": "factory",
}
#: The runtime that every factory has without a file.
AUTO_RESOLVE = "AutoResolveIntegrationRuntime"


@dataclass(frozen=True, order=True)
class Finding:
    """Something wrong in a factory: where it is, what it is, and why it can't stay."""

    file: str
    path: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path or '(file)'}: {self.what} {self.why}"


@dataclass(frozen=True)
class Resource:
    """One file of the factory."""

    kind: str
    name: str
    file: str
    body: dict[str, Any]

    @property
    def properties(self) -> dict[str, Any]:
        """The file's ``properties``; empty when they are missing or not an object."""
        found = self.body.get("properties")
        return found if isinstance(found, dict) else {}

    @property
    def parameters(self) -> dict[str, dict[str, Any]]:
        """The declared parameters: name -> type and default value."""
        return _objects(self.properties.get("parameters"))

    @property
    def variables(self) -> dict[str, dict[str, Any]]:
        """A pipeline's declared variables: name -> type and default value."""
        return _objects(self.properties.get("variables"))


def _objects(found: Any) -> dict[str, dict[str, Any]]:
    """Return what is declared by name, without what isn't an object."""
    declared = found if isinstance(found, dict) else {}
    return {name: one for name, one in declared.items() if isinstance(one, dict)}


@dataclass(frozen=True)
class Factory:
    """A factory: its files by kind and name, and what was wrong with reading them."""

    folder: Path
    resources: dict[str, dict[str, Resource]]
    findings: tuple[Finding, ...] = field(default=())

    def __iter__(self) -> Iterator[Resource]:
        for kind in KINDS:
            yield from self.resources[kind].values()

    @property
    def pipelines(self) -> dict[str, Resource]:
        """The pipelines by name."""
        return self.resources["pipeline"]

    @property
    def datasets(self) -> dict[str, Resource]:
        """The datasets by name."""
        return self.resources["dataset"]

    @property
    def linked_services(self) -> dict[str, Resource]:
        """The linked services by name."""
        return self.resources["linkedService"]

    @property
    def global_parameters(self) -> dict[str, Any]:
        """The global parameters' values by name."""
        values: dict[str, Any] = {}
        for factory in self.resources["factory"].values():
            declared = factory.properties.get("globalParameters")
            for name, one in _objects(declared).items():
                values[name] = one.get("value")
        return values

    def pipeline(self, name: str) -> Resource:
        """Return a pipeline by name.

        Raises
        ------
        PikkuError
            There is none; the message lists those there are.
        """
        return self._find("pipeline", name)

    def trigger(self, name: str) -> Resource:
        """Return a trigger by name; raises like `pipeline`."""
        return self._find("trigger", name)

    def _find(self, kind: str, name: str) -> Resource:
        known = self.resources[kind]
        if name in known:
            return known[name]
        raise PikkuError(
            f"The factory {self.folder} has no {KINDS[kind]} {name!r}.",
            f"Choose one of: {', '.join(known) or 'none'}.",
        )


def read(folder: Path) -> Factory:
    """Return the factory in a folder, with a finding for each file that can't be used.

    Parameters
    ----------
    folder
        A folder in Data Factory's git format: ``pipeline/``, ``dataset/``, ``linkedService/``, …

    Raises
    ------
    PikkuError
        The folder isn't there, or has no ``pipeline/`` folder.
    """
    if not (folder / "pipeline").is_dir():
        raise PikkuError(
            f"{folder} is not a data factory: it has no folder 'pipeline'.",
            "Give the folder of a factory in git format, such as adf/; `pikku define` makes it.",
        )
    findings: list[Finding] = []
    resources: dict[str, dict[str, Resource]] = {kind: {} for kind in KINDS}
    for kind, known in resources.items():
        for path in sorted((folder / kind).glob("*.json")):
            resource = _read_file(kind, path, findings)
            if resource:
                _add(known, resource, findings)
    for path in sorted(folder.glob("*.json")):  # settings of the factory's repository
        _parsed(path.name, path, findings)
    return Factory(folder, resources, tuple(findings))


def _read_file(kind: str, path: Path, findings: list[Finding]) -> Resource | None:
    file = f"{kind}/{path.name}"
    body = _parsed(file, path, findings)
    if body is None:
        return None
    if not isinstance(body, dict) or not isinstance(body.get("name"), str):
        findings.append(
            Finding(file, "name", f"The {KINDS[kind]} has no name.", "Every object is found by it.")
        )
        return None
    if body["name"] != path.stem:
        findings.append(
            Finding(
                file,
                "name",
                f"The name is {body['name']!r}, but the file is called {path.stem!r}.",
                "Data Factory finds an object's file by its name.",
            )
        )
    return Resource(kind, body["name"], file, body)


def _parsed(file: str, path: Path, findings: list[Finding]) -> Any:
    """Return what is in a JSON file; None, with a finding, when it can't be read."""
    try:
        return json.loads(
            path.read_text(encoding="utf-8-sig"),
            object_pairs_hook=_no_duplicates,
            parse_constant=_no_constant,
        )
    except (ValueError, OSError, RecursionError) as error:
        findings.append(Finding(file, "", f"The file can't be read: {error}.", "It must be JSON."))
        return None


def _add(known: dict[str, Resource], resource: Resource, findings: list[Finding]) -> None:
    for other in known.values():
        if other.name.casefold() == resource.name.casefold():
            findings.append(
                Finding(
                    resource.file,
                    "name",
                    f"The name {resource.name!r} is taken by {other.file}.",
                    "Names are unique in a factory, and don't care for case.",
                )
            )
            return
    known[resource.name] = resource


def _no_constant(text: str) -> None:
    raise ValueError(f"{text} is no number in JSON")


def _no_duplicates(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(f"the property {key!r} is there twice in one object")
        made[key] = value
    return made


def is_inactive(activity: dict[str, Any]) -> bool:
    """Return whether an activity is deactivated: neither validated nor run."""
    return activity.get("state") == "Inactive"


@dataclass(frozen=True)
class Placed:
    """An activity and where it is: its JSON path, and the containers it is in, outermost first."""

    activity: dict[str, Any]
    path: str
    parents: tuple["Placed", ...]
    siblings: tuple[str, ...]

    @property
    def name(self) -> str:
        """The activity's name, empty when it has none."""
        return str(self.activity.get("name", ""))

    @property
    def type(self) -> str:
        """The activity's type, empty when it has none."""
        return str(self.activity.get("type", ""))

    @property
    def properties(self) -> dict[str, Any]:
        """The activity's ``typeProperties``."""
        found = self.activity.get("typeProperties")
        return found if isinstance(found, dict) else {}

    @property
    def inactive(self) -> bool:
        """Whether the activity, or a container that it is in, is deactivated."""
        return any(is_inactive(one.activity) for one in (self, *self.parents))


def items(value: Any) -> list[Any]:
    """Return a JSON value if it is an array, else an empty one: what is wrong there is found elsewhere."""
    return value if isinstance(value, list) else []


def started_by(trigger: Resource) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what a trigger starts: the JSON path, and the object with reference and parameters."""
    if trigger.properties.get("type") == "TumblingWindowTrigger":  # one only
        found = {"properties.pipeline": trigger.properties.get("pipeline")}
    else:
        listed = enumerate(items(trigger.properties.get("pipelines")))
        found = {f"properties.pipelines[{number}]": one for number, one in listed}
    yield from ((path, one) for path, one in found.items() if isinstance(one, dict))


#: Container activity -> the properties that hold a list of activities.
CONTAINERS = {
    "ForEach": ("activities",),
    "Until": ("activities",),
    "IfCondition": ("ifTrueActivities", "ifFalseActivities"),
    "Switch": ("defaultActivities",),
}


def activities(pipeline: Resource) -> list[Placed]:
    """Return all activities of a pipeline, at any depth, each container before what it holds."""
    return _placed(pipeline.properties.get("activities"), "properties.activities", ())


def all_activities(factory: Factory) -> Iterator[tuple[Resource, Placed]]:
    """Yield each activity of each pipeline, at any depth, with the pipeline."""
    for pipeline in factory.pipelines.values():
        for placed in activities(pipeline):
            yield pipeline, placed


def _placed(found: Any, path: str, parents: tuple[Placed, ...]) -> list[Placed]:
    numbered = [(n, a) for n, a in enumerate(items(found)) if isinstance(a, dict)]
    names = tuple(str(activity.get("name", "")) for _, activity in numbered)
    placed: list[Placed] = []
    for number, activity in numbered:
        one = Placed(activity, f"{path}[{number}]", parents, names)
        placed.append(one)
        inside = f"{one.path}.typeProperties"
        for key in CONTAINERS.get(one.type, ()):
            placed += _placed(one.properties.get(key), f"{inside}.{key}", (*parents, one))
        cases = one.properties.get("cases") if one.type == "Switch" else None
        for case_number, case in enumerate(items(cases)):
            if isinstance(case, dict):
                at = f"{inside}.cases[{case_number}].activities"
                placed += _placed(case.get("activities"), at, (*parents, one))
    return placed


#: Type of a reference -> kind of what it refers to.
REFERENCES = {
    "DatasetReference": "dataset",
    "LinkedServiceReference": "linkedService",
    "PipelineReference": "pipeline",
    "IntegrationRuntimeReference": "integrationRuntime",
    "TriggerReference": "trigger",
}


def references(value: Any) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield what an object refers to: JSON path, kind, name, and the reference with its parameters.

    A name that is an expression is known at run time only; such references are left out.
    """
    for path, reference in _reference_objects(value, ""):
        kind, name = REFERENCES.get(str(reference.get("type"))), reference.get("referenceName")
        if kind and isinstance(name, str) and not name.startswith("@"):
            yield path, kind, name, reference


def _reference_objects(value: Any, path: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(value, dict):
        if "referenceName" in value:
            yield path, value
        for key, item in value.items():
            yield from _reference_objects(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _reference_objects(item, f"{path}[{number}]")
