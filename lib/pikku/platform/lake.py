"""The data lake: a folder of the workspace."""

import shutil
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform import workspace
from pikku.platform.settings import settings

LAYERS = ("bronze", "silver", "gold")
"""The layers of Delta tables; before them is `landing`, with the files as they came."""


def root() -> Path:
    """Return the folder of the lake.

    Raises
    ------
    PikkuError
        When PIKKU_LAKE_URL names a lake elsewhere, which this release can't use yet.
    """
    if url := settings().lake_url:
        raise PikkuError(
            f"PIKKU_LAKE_URL is {url}; this release keeps the lake in a folder only.",
            remedy="Unset PIKKU_LAKE_URL; PIKKU_HOME chooses the folder.",
        )
    return workspace.path("lake")


def folder(*parts: str) -> Path:
    """Return a folder of the lake, created when it isn't there.

    Parameters
    ----------
    parts
        Names below the lake, such as ``"landing", "sales"``.
    """
    root()
    return workspace.path("lake", *parts)


def table(layer: str, name: str) -> Path:
    """Return where the Delta table of a layer is, whether it exists or not."""
    return root() / layer / name


def tables() -> list[tuple[str, str]]:
    """Return layer and name of every Delta table in the lake, in order."""
    return [
        (layer, log.parent.name)
        for layer in LAYERS
        for log in sorted((root() / layer).glob("*/_delta_log"))
        if any(log.glob("*.json"))
    ]


def sweep() -> list[Path]:
    """Return the table folders that were deleted since nothing was ever committed to them.

    They are what a write that was killed leaves; Delta refuses to make a table over such files.
    To be called only while no engine writes to the lake.
    """
    unfinished = [
        folder
        for layer in LAYERS
        for folder in sorted((root() / layer).glob("*/"))
        if not any((folder / "_delta_log").glob("*.json"))
    ]
    for folder in unfinished:
        shutil.rmtree(folder)
    return unfinished
