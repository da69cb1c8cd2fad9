"""The stages of the path, in order: which are done, which are stale, and running what is missing.

A finished stage leaves a marker, ``state/<stage>.json``, with a token made of everything that its result depends on: size
and seed, the catalogue, the code of the stage and of those before it, the artefacts that they execute, the settings that
say where they read and write, and the versions of what the stages before it made. So a stage is run again when any of
these changed, and never otherwise; running an earlier stage again makes it stale only if that changed something. The
marker is removed when a stage begins and written when it ends: a stage that was killed counts as not done.
"""

import dataclasses
import hashlib
import importlib
import itertools
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from pikku import again
from pikku.catalog.invariants import INVARIANTS, Finding
from pikku.catalog.periods import LAST_DAY, LAST_PLANNED_DAY, periods
from pikku.console import say
from pikku.errors import PikkuError
from pikku.platform import lake, spark, workspace
from pikku.platform.settings import repo_root, settings

if TYPE_CHECKING:
    from pikku.load.explain import Explanation
    from pikku.load.statements import Made

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Stage:
    """A stage: its package, what it makes in words, the repository folders it executes, and the traces it leaves.

    `places` are the settings that say where it reads or writes. `traces` are paths below the workspace that exist when the
    stage is done; when one is gone, so is the stage.
    """

    name: str
    makes: str
    executes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    traces: tuple[str, ...] = ()


STAGES: tuple[Stage, ...] = (
    Stage("generate", "raw mock data", traces=("raw/manifest.json",)),
    Stage("load", "SQL tables", places=("sql_url",)),
    Stage(
        "migrate",
        "files in the lake",
        executes=("adf",),
        places=("lake_url",),
        traces=("lake/landing",),
    ),
    Stage("process", "Delta tables", traces=("lake/bronze", "lake/silver", "lake/gold")),
    Stage("serve", "Synapse views", executes=("synapse",), traces=("serve/synapse.duckdb",)),
    Stage("report", "report pages", executes=("powerbi",), traces=("reports/index.html",)),
)

_LAKE = "lake/"

AUDITED: Mapping[str, str] = {"sql": "load", "spark": "process", "synapse": "serve"}
"""Where the invariants can be run -> the stage that makes what they look at."""


@dataclass(frozen=True)
class StageStatus:
    """How a stage stands: ``done``, ``stale`` (something it depends on changed) or ``not done``, and its figures."""

    stage: str
    state: str
    detail: str


def run(name: str, progress: Progress | None = None, **parameters: Any) -> Any:
    """Run one stage, whether or not it is done, and return its report.

    Parameters
    ----------
    name
        The stage, as in :data:`STAGES`.
    parameters
        What the stage takes: ``size``, ``seed``, ``until``, ``workers`` and ``out`` for ``generate``, nothing for the others.

    Raises
    ------
    PikkuError
        When there is no such stage, the one before it isn't done, or a parameter can't be.
    """
    stage = STAGES[_position(name)]
    if parameters:
        _package(stage).check(**parameters)
    if parameters.get("out") is not None:  # somewhere else than the workspace: no stage of the path
        return _package(stage).run(progress=progress, **parameters)
    with _lock():
        return _run(stage, progress, parameters)


def ensure(
    name: str, size: str | int = "small", seed: int = 1, progress: Progress | None = None
) -> None:
    """Run the stages up to `name` that are not done for this size and seed, or that are stale.

    Raises
    ------
    PikkuError
        When there is no such stage or size, or a stage fails.
    """
    wanted = STAGES[: _position(name) + 1]
    _package(STAGES[0]).check(size=size, seed=seed)
    with _lock():
        process = STAGES[_position("process")]
        if process in wanted and _state(process, size, seed) != "done":
            spark.start_ahead()  # the stages before it use half of the machine
        for stage in wanted:
            if _state(stage, size, seed) == "done":
                continue
            _run(stage, progress, _as_before(stage, size, seed) if stage is STAGES[0] else {})


def _as_before(stage: Stage, size: str | int, seed: int) -> dict[str, Any]:
    """Return the parameters to make raw files anew, as far on as those of the same size and seed were carried before."""
    marker = _marker(stage)
    same = (marker.get("size"), marker.get("seed")) == (str(size), seed)
    return {"size": size, "seed": seed} | ({"until": marker.get("until")} if same else {})


def status() -> list[StageStatus]:
    """Return how each stage of the workspace stands."""
    found = []
    for stage in STAGES:
        found.append(StageStatus(stage.name, _state(stage), _marker(stage).get("figures", "")))
    return found


def audit(progress: Progress | None = None, on: str = "sql") -> list[Finding]:
    """Return what each invariant of the catalogue finds in the business tables.

    Parameters
    ----------
    on
        Where they are asked, as in :data:`AUDITED`: ``sql``, the SQL database; ``spark``, silver by Spark; ``synapse``,
        silver by the T-SQL scripts in ``synapse/audit``.

    Raises
    ------
    PikkuError
        When there is no such place, or the stage that makes it isn't done.
    """
    if on not in AUDITED:
        raise PikkuError(
            f"Invariants can't be run on {on!r}.", remedy=f"Choose one of: {', '.join(AUDITED)}."
        )
    stage = STAGES[_position(AUDITED[on])]
    _require(stage, "audit")
    asked = itertools.count()

    def told(rule: str) -> None:
        if progress:
            progress(next(asked), len(INVARIANTS), rule)

    return _package(stage).audit(progress=told)


def statement(name: str, year: str | None = None) -> "Made":
    """Return a statement of the books, as :func:`pikku.load.statements.make` does."""
    from pikku.catalog import statements as definitions

    definitions.statement(name)  # a wrong name is told before anything starts
    definitions.years(year, _last_day())
    _require(STAGES[_position("load")], "statements")
    from pikku.load import statements

    return statements.make(name, year)


def _last_day() -> date:
    """Return the last day of the books that were made, of their three years where none are."""
    until = _marker(STAGES[0]).get("until")
    planned = {f"{each.starts_on:%Y-%m}": each.ends_on for each in periods(last=LAST_PLANNED_DAY)}
    return planned.get(until, LAST_DAY)


def explain(entry: int | None = None, document: str | None = None) -> "list[Explanation]":
    """Return what stands behind a journal entry, or behind each entry of a document."""
    _require(STAGES[_position("load")], "explain")
    from pikku.load import explain as explaining

    return [explaining.entry(entry)] if document is None else explaining.document(document)


def _run(stage: Stage, progress: Progress | None, parameters: Mapping[str, Any]) -> Any:
    """Run a stage between removing its marker and writing it."""
    position = _position(stage.name)
    if position:
        _require(STAGES[position - 1], stage.name)
    file, version = _file(stage), _marker(stage).get("version")
    file.unlink(missing_ok=True)
    report = _package(stage).run(progress=progress, **parameters)
    before = _marker(STAGES[position - 1]) if position else parameters
    size, seed = str(before.get("size", "small")), int(before.get("seed", 1))
    if version is None or getattr(report, "changed", False):
        version = secrets.token_hex(8)
    marker = {"token": _token(stage, size, seed), "size": size, "seed": seed, "version": version}
    if position == 0:
        marker["until"] = report.until
    marker["figures"] = _figures(report, marker if position == 0 else {})
    workspace.write(file, json.dumps(marker, indent=1))
    return report


def _require(stage: Stage, what: str) -> None:
    """Refuse to go on when `stage` isn't done."""
    state = _state(stage)
    if state != "done":
        path = STAGES[: _position(stage.name) + 1]
        missing = [each.name for each in path if _state(each) != "done"]
        first = [again.command() if name == "generate" else f"pikku {name}" for name in missing]
        raise PikkuError(
            f"{what} needs the {stage.makes} of the stage {stage.name}, which is {state}.",
            remedy=f"Run first: {', then '.join(first)}",
        )


def _state(stage: Stage, size: str | int | None = None, seed: int | None = None) -> str:
    """Return done, stale or not done, for the marker's own size and seed when they are not given."""
    marker = _marker(stage)
    if not marker or not all(map(_is_there, stage.traces)):
        return "not done"
    size = marker["size"] if size is None else str(size)
    seed = marker["seed"] if seed is None else seed
    position = _position(stage.name)
    if position and _state(STAGES[position - 1], size, seed) != "done":
        return "stale"
    return "done" if marker["token"] == _token(stage, size, seed) else "stale"


def _is_there(trace: str) -> bool:
    """Return whether something that a stage leaves is there: in the lake, or below the workspace."""
    if settings().lake_url and trace.startswith(_LAKE):
        return bool(lake.store().listing(*trace.removeprefix(_LAKE).split("/"), recursive=False))
    return (settings().home / trace).exists()


def _token(stage: Stage, size: str, seed: int) -> str:
    """Return the digest of everything that the stage's result depends on."""
    parts, root, where = [size, str(seed)], repo_root(), settings()
    for one in STAGES[: _position(stage.name) + 1]:
        parts += [str(getattr(where, place)) for place in one.places]
        if one is not stage:
            parts.append(_marker(one).get("version", ""))
        parts.append(_digest(root / "lib" / "pikku" / one.name, "*.py"))
        parts += [_digest(root / folder, "*.*") for folder in one.executes]
    parts.append(_digest(root / "lib" / "pikku" / "catalog", "*.py"))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _digest(folder: Path, pattern: str) -> str:
    """Return the digest of the files below a folder, names and contents."""
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob(pattern) if path.is_file()):
        digest.update(
            file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0"
        )
    return digest.hexdigest()


def _figures(report: Any, parameters: Mapping[str, Any]) -> str:
    """Return a stage's report in one line: its numbers, and the totals of its counts by table."""
    parts = [
        f"{name} {parameters[name]}" for name in ("size", "seed", "until") if name in parameters
    ]
    for field in dataclasses.fields(report):
        value, label = getattr(report, field.name), field.name.replace("_", " ")
        if isinstance(value, Mapping) and value and all(isinstance(v, int) for v in value.values()):
            parts.append(f"{label} {sum(value.values()):,}")
        elif isinstance(value, int) and not isinstance(value, bool):
            parts.append(f"{label} {value:,}")
    return ", ".join(parts)


def _package(stage: Stage) -> Any:
    return importlib.import_module(f"pikku.{stage.name}")


def _position(name: str) -> int:
    """Return the place of a stage on the path, from 0."""
    for position, stage in enumerate(STAGES):
        if stage.name == name:
            return position
    raise PikkuError(
        f"There is no stage {name!r}.",
        remedy=f"The stages are: {', '.join(stage.name for stage in STAGES)}.",
    )


def _file(stage: Stage) -> Path:
    return workspace.path("state") / f"{stage.name}.json"


def _marker(stage: Stage) -> dict[str, Any]:
    """Return a stage's marker; empty when there is none or it can't be read."""
    try:
        found = json.loads(_file(stage).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and "token" in found else {}


@contextmanager
def _lock() -> Iterator[None]:
    """Keep two notebooks or commands from running stages of one workspace at once; who has to wait says so."""
    lock = FileLock(workspace.path("state") / "stages.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout:
        say("Another notebook or command runs stages of this workspace; waiting.")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
