"""The same run on Databricks: only where the landed files are, and in which catalog the tables, has to be said.

``databricks.yml`` deploys this as a job. The landing folder is a Unity Catalog volume over the container that the data
factory copies to, ``/Volumes/<catalog>/<schema>/<volume>``: there it is an ordinary folder, as here.
"""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from pikku.errors import PikkuError

LANDING = "landing"
CATALOG = "catalog"


def here() -> bool:
    """Return whether this runs on Databricks."""
    return "DATABRICKS_RUNTIME_VERSION" in os.environ


def parameter(name: str) -> str | None:
    """Return a parameter of the job or the notebook, None when it isn't given.

    Parameters
    ----------
    name
        ``landing`` or ``catalog``: a notebook's widget, else the variable ``PIKKU_<NAME>``.
    """
    if value := os.environ.get(f"PIKKU_{name.upper()}"):
        return value
    widgets = _widgets()
    if widgets is None:
        return None
    try:
        return widgets.get(name) or None
    except Exception:  # noqa: BLE001  an unset widget is an error of a class that only exists there
        return None


def landing() -> Path | None:
    """Return the landing folder that was given as a parameter, None when none was.

    Raises
    ------
    PikkuError
        When there is no such folder.
    """
    value = parameter(LANDING)
    if value is None:
        return None
    folder = Path(value)
    if not folder.is_dir():
        raise PikkuError(
            f"The parameter landing is {value}, which is no folder.",
            remedy="Give the volume that the data factory copies to, as /Volumes/main/pikku/landing.",
        )
    return folder


def use_catalog(name: str | None) -> None:
    """Make the tables of a Unity Catalog catalog the ones that `bronze.…` and so on mean.

    Raises
    ------
    PikkuError
        When the name isn't one.
    """
    if name is None:
        return
    if not re.fullmatch(r"\w+", name):
        raise PikkuError(
            f"{name!r} is no name of a catalog.", remedy="Give letters, digits and _ only."
        )
    from pikku.platform import spark

    spark.session().sql(f"USE CATALOG {name}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Return the exit code of a run; what the job's task calls."""
    parser = argparse.ArgumentParser(description="Bring bronze, silver and gold up to date.")
    parser.add_argument("--landing", help="folder with the landed files")
    parser.add_argument(
        "--catalog", help="Unity Catalog catalog with the schemas bronze, silver, gold"
    )
    given = parser.parse_args(arguments)
    from pikku import process

    try:
        use_catalog(given.catalog)
        report = process.run(landing=Path(given.landing) if given.landing else None)
    except PikkuError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    for layer in ("bronze", "silver", "gold"):
        rows = getattr(report, layer)
        print(
            f"{layer}: {len(rows)} tables, {sum(rows.values()):,} rows, written {len(report.changed.get(layer, ()))}"
        )
    return 0


def _widgets() -> "object | None":
    """Return the notebook's widgets; None where there are none."""
    if not here():
        return None
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    tools = shell.user_ns.get("dbutils") if shell else None
    return getattr(tools, "widgets", None)
