"""The files that are derived from the catalogue, compared with those in the repository."""

import importlib
import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pikku.errors import PikkuError
from pikku.platform import workspace

_PACKAGES = (
    *("generate", "load", "migrate", "process", "serve", "report"),
    *("infra", "plausibility"),
)
_WHOLLY_DERIVED = ("adf", "docs/plausibility", "infra", "powerbi", "sql", "synapse")
"""Folders in which every file is derived: one that nothing derives is a left-over."""


@dataclass(frozen=True)
class Difference:
    """A file that is not as the catalogue has it: `kind` is missing, changed or left over."""

    path: str
    kind: Literal["missing", "changed", "left over"]
    text: str = ""


def files(progress: Callable[[int, int, str], None] | None = None) -> dict[str, str]:
    """Return every derived file's text by its path in the repository.

    Raises
    ------
    PikkuError
        When two packages derive the same file.
    """
    found: dict[str, str] = {}
    for place, package in enumerate(_PACKAGES):
        if progress:
            progress(place, len(_PACKAGES), package)
        name = f"pikku.{package}.define"
        if importlib.util.find_spec(f"pikku.{package}") is None:
            continue
        if importlib.util.find_spec(name) is None:
            continue
        made = importlib.import_module(name).files()
        if both := sorted(made.keys() & found.keys()):
            raise PikkuError(f"{both[0]} is derived by two packages, one of them {package}.")
        found |= made
    return dict(sorted(found.items()))


def differences(progress: Callable[[int, int, str], None] | None = None) -> list[Difference]:
    """Return the files of the repository that are not as the catalogue has them."""
    root = workspace.repo_root()
    wanted = files(progress)
    found = []
    for path, text in wanted.items():
        file = root / path
        if not file.is_file():
            found.append(Difference(path, "missing", text))
        elif file.read_bytes().replace(b"\r\n", b"\n") != text.replace("\r\n", "\n").encode():
            # git on Windows may check files out with other line ends: that is no difference.
            found.append(Difference(path, "changed", text))
    for folder in _WHOLLY_DERIVED:
        if not any(path.startswith(f"{folder}/") for path in wanted):
            continue
        for file in sorted((root / folder).rglob("*")):
            path = file.relative_to(root).as_posix()
            if file.is_file() and path not in wanted and not file.name.startswith("."):
                found.append(Difference(path, "left over"))
    return found


def write(changes: list[Difference]) -> None:
    """Make the repository's files as the catalogue has them."""
    root = workspace.repo_root()
    for change in changes:
        file = root / change.path
        if change.kind == "left over":
            file.unlink()
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            workspace.write(file, change.text)
