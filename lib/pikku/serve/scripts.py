"""T-SQL scripts as a client reads them: batches between GO lines, and sqlcmd variables."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform import workspace
from pikku.serve.errors import refused

FOLDER = "synapse"
"""The repository's folder of scripts."""
VARIABLES = {"StorageAccount": "local", "FACTORY": "local"}
"""What stands for the sqlcmd variables here: the twin reads the lake's folder, whatever account and factory are called."""

_GO = re.compile(r"\s*GO\s*;?\s*", re.IGNORECASE)
_VARIABLE = re.compile(r"\$\((\w+)\)")
# What may hold the word GO or a $(…) without meaning it: comments, strings and quoted names.
_QUIET = re.compile(r"/\*.*?\*/|--[^\n]*|'(?:[^']|'')*'|\[[^\]]*\]|\"[^\"]*\"", re.DOTALL)


@dataclass(frozen=True)
class Batch:
    """What a client sends at once: its text, the script's name and the line it begins at."""

    text: str
    script: str
    line: int

    def where(self, line: int = 1) -> str:
        """Return the place of a line of this batch, as in ``synapse/01_database.sql, line 3``."""
        return f"{self.script}, line {self.line + line - 1}"


def scripts(below: str = "") -> list[Path]:
    """Return the scripts of the repository, in the order in which they are run.

    Parameters
    ----------
    below
        The folder below ``synapse/``: ``audit`` has those that only an audit needs.

    Raises
    ------
    PikkuError
        When there are none.
    """
    folder = workspace.repo_root() / FOLDER / below
    found = sorted(folder.glob("*.sql"))
    if not found:
        raise PikkuError(f"There are no scripts in {folder}.", remedy="Write them: pikku define")
    return found


def batches(text: str, script: str, variables: Mapping[str, str] = VARIABLES) -> Iterator[Batch]:
    """Return the batches of a script, its variables replaced.

    Raises
    ------
    PikkuError
        When a variable has no value.
    """
    quiet = _quiet_lines(text)
    lines: list[str] = []
    begins = 1
    for number, line in enumerate([*text.splitlines(), "GO"], start=1):
        if _GO.fullmatch(line) and number not in quiet:
            body = "\n".join(lines)
            if _QUIET.sub(lambda m: m[0] if m[0][:1] not in "/-" else "", body).strip():
                yield Batch(_filled(body, script, begins, variables), script, begins)
            lines, begins = [], number + 1
        else:
            lines.append(line)


def _quiet_lines(text: str) -> set[int]:
    """Return the lines that begin inside a comment, a string or a quoted name."""
    lines: set[int] = set()
    for match in _QUIET.finditer(text):
        first = text.count("\n", 0, match.start()) + 1
        lines.update(range(first + 1, first + match[0].count("\n") + 1))
    return lines


def _filled(text: str, script: str, begins: int, variables: Mapping[str, str]) -> str:
    """Return the text with its sqlcmd variables replaced."""

    def value(match: re.Match[str]) -> str:
        if match[1] in variables:
            return variables[match[1]]
        line = begins + text.count("\n", 0, match.start())
        known = ", ".join(f"$({name})" for name in variables)
        raise refused(f"{script}, line {line}", f"{match[0]} has no value", f"Known: {known}.")

    return _VARIABLE.sub(value, text)
