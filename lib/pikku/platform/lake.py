"""The data lake: a folder of the workspace, or what PIKKU_LAKE_URL names."""

import re
import shutil
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform import lakestore, lakeurl, workspace
from pikku.platform.settings import settings

LAYERS = ("bronze", "silver", "gold")
"""The layers of Delta tables; before them is `landing`, with the files as they came."""

_COMMIT = re.compile(r"([^/]+)/_delta_log/[^/]+\.json")


def root() -> Path:
    """Return the folder of the lake.

    Raises
    ------
    PikkuError
        When PIKKU_LAKE_URL names a lake elsewhere: what asks for this works on a folder only.
    """
    if url := settings().lake_url:
        raise PikkuError(
            f"PIKKU_LAKE_URL is {url}; this step works on a lake in a folder only.",
            remedy="Unset PIKKU_LAKE_URL; PIKKU_HOME chooses the folder.",
        )
    return workspace.path("lake")


def store(*parts: str) -> lakestore.LakeStore:
    """Return the lake's files, wherever they are: those below a folder of it when one is named."""
    address = lakeurl.address()
    if address:
        return lakestore.AdlsStore(address.below(*parts))
    return lakestore.FolderStore(root().joinpath(*parts))


def files() -> lakestore.LocalFiles:
    """Return the lake's files for programs that need a path of this machine.

    Those of a lake elsewhere are copied to ``serve/lake`` of the workspace when they are asked for.
    """
    return store().files(settings().home / "serve" / "lake")


def location(*parts: str) -> str:
    """Return where something in the lake is, as Spark writes it: a path, or an abfss:// URL."""
    address = lakeurl.address()
    return address.url(*parts) if address else root().joinpath(*parts).as_posix()


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
    if lakeurl.address():
        files = {layer: [each.path for each in store().listing(layer)] for layer in LAYERS}
        names = {
            layer: {m[1] for m in map(_COMMIT.fullmatch, files[layer]) if m} for layer in LAYERS
        }
        return [(layer, name) for layer in LAYERS for name in sorted(names[layer])]
    return [
        (layer, log.parent.name)
        for layer in LAYERS
        for log in sorted((root() / layer).glob("*/_delta_log"))
        if any(log.glob("*.json"))
    ]


def sweep() -> list[Path]:
    """Return the table folders that were deleted since nothing was ever committed to them.

    They are what a write that was killed leaves; Delta refuses to make a table over such files.
    To be called only while no engine writes to the lake. In a lake that isn't a folder, others may
    be writing: there nothing is deleted.
    """
    if lakeurl.address():
        return []
    unfinished = [
        folder
        for layer in LAYERS
        for folder in sorted((root() / layer).glob("*/"))
        if not any((folder / "_delta_log").glob("*.json"))
    ]
    for folder in unfinished:
        shutil.rmtree(folder)
    return unfinished
