"""Write the pinned requirements, with hashes, from `pyproject.toml`.

The widest set is solved first and the others are parts of it, so that all have the same releases.
"""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SETS = {  # file → what it adds to the dependencies of the library
    "dev": ["--group", "dev"],
    "test": ["--group", "test"],
    "workbook": ["--group", "notebooks"],
    "core": [],
    "azure": ["--extra", "azure"],
}
HEADER = "# Made by `make pins` from pyproject.toml; don't edit.\n"


def main() -> None:
    """Solve each set and write its file."""
    uv = os.environ.get("UV", "uv")
    for name, options in SETS.items():
        solve(uv, "pyproject.toml", f"{name}.txt", options)
    solve(uv, str(HERE / "uv.in"), "uv.txt", [])
    # It needs Python 3.12 exactly and brings a pyspark of its own: an environment apart.
    solve(uv, str(HERE / "databricks.in"), "databricks.txt", [], python="3.12")


def solve(uv: str, source: str, target: str, options: list[str], python: str = "3.11") -> None:
    """Write one file of pins; releases of an earlier set, if any, are kept to."""
    command = [uv, "pip", "compile", source, "--universal", "--generate-hashes", "--quiet"]
    command += ["--python-version", python, "--no-header", "--no-annotate"]
    command += ["--no-emit-index-url", "--no-emit-find-links", "--no-config", *options]
    if source == "pyproject.toml" and target != "dev.txt":
        command += ["--constraint", str(HERE / "dev.txt")]
    else:
        command += sys.argv[1:]
    run = subprocess.run(command, cwd=HERE.parent, check=True, text=True, stdout=subprocess.PIPE)
    (HERE / target).write_text(HEADER + run.stdout, encoding="utf-8", newline="\n")
    print(f"requirements/{target}: {run.stdout.count('==')} packages")


if __name__ == "__main__":
    main()
