"""The command that makes raw files again as they were: without their size and seed it would make another company."""

import json
from pathlib import Path
from typing import Any

from pikku.catalog.raw import RAW_FILES, later_deliveries
from pikku.platform.settings import settings


def command(near: Path | None = None, until: str = "") -> str:
    """Return the command that makes the raw files around a path again, with their size and seed.

    They are those of the nearest manifest, or of the last `pikku generate`; where neither says any, the command has none.

    Parameters
    ----------
    near
        A raw file or a folder of them; the workspace's when omitted.
    until
        The month to make them until; the last that is there when omitted.
    """
    home = settings().home
    near = near or home / "raw"
    usual = home / "raw" if near.is_relative_to(home / "raw") else _of_files(near)
    folder = next((each for each in (near, *near.parents) if _is_there(each)), usual)
    later = later_deliveries(folder.parent)
    if folder in later:
        folder = folder.parent
    made = _read(folder / "manifest.json")
    if "size" not in made and folder == home / "raw":
        made = _read(home / "state" / "generate.json")
    until = until or next((each.name for each in reversed(later_deliveries(folder))), "")
    words = ["pikku generate"]
    words += [f"--{name} {made[name]}" for name in ("size", "seed") if name in made]
    words += [f"--until {until}"] if until else []
    words += [f'--out "{folder}"'] if folder != home / "raw" else []
    return " ".join(words)


def whole_file(near: Path) -> str:
    """Return what to do about a raw file that is broken."""
    return f"Put a whole file in its place, or delete it: `{command(near)}` makes it again."


def _of_files(near: Path) -> Path:
    """Return the folder of the raw files that a path is one of; the path itself where it is none."""
    known = {file.part_path(part) for file in RAW_FILES for part in ("main", "late")}
    for folder in near.parents:
        below = near.relative_to(folder)
        if any(each.as_posix() in known for each in (below, *below.parents)):
            return folder
    return near


def _is_there(folder: Path) -> bool:
    return (folder / "manifest.json").is_file()


def _read(file: Path) -> dict[str, Any]:
    """Return what a manifest or a marker says; nothing where there is none that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
