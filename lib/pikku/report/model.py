"""The semantic model as the report's twin needs it, read from the TMDL: tables, fields, formats, sort columns, sources."""

import re
from dataclasses import dataclass, field
from pathlib import Path

from pikku.errors import PikkuError

_OBJECT = re.compile(r"^(\t*)(table|column|measure|partition) ('(?:[^']|'')+'|[^\s=]+)")
_PROPERTY = re.compile(r"^\t\t(\w+): (.*)$")
_SOURCE = re.compile(r'\[Schema = "([^"]+)", Item = "([^"]+)"\]')


@dataclass
class ModelField:
    """A column or measure: its format string, and the column that it is sorted by."""

    name: str
    is_measure: bool
    format: str = ""
    sort_by: str = ""


@dataclass
class ModelTable:
    """A table of the model: its fields by name, and the view that it is imported from."""

    name: str
    fields: dict[str, ModelField] = field(default_factory=dict)
    source: str = ""


def read(folder: Path) -> dict[str, ModelTable]:
    """Return the model's tables by name.

    Parameters
    ----------
    folder
        The item's folder, ``Pikku.SemanticModel``.

    Raises
    ------
    PikkuError
        When there are no tables, or a file doesn't begin with one.
    """
    files = sorted((folder / "definition" / "tables").glob("*.tmdl"))
    if not files:
        raise PikkuError(f"{folder} has no tables.", remedy="Write it with: pikku define")
    tables = [_table(file) for file in files]
    return {table.name: table for table in tables}


def in_project(file: Path) -> str:
    """Return a file's place in its Power BI project, for messages."""
    for folder in file.parents:
        if folder.suffix in (".Report", ".SemanticModel"):
            return file.relative_to(folder.parent).as_posix()
    return file.as_posix()


def _table(file: Path) -> ModelTable:
    table: ModelTable | None = None
    current: ModelField | None = None
    for line in file.read_text(encoding="utf-8").splitlines():
        if found := _OBJECT.match(line):
            indent, kind, name = found[1], found[2], _plain(found[3])
            if kind == "table":
                table = ModelTable(name)
            elif table is not None and indent == "\t":
                current = None
                if kind in ("column", "measure"):
                    current = table.fields[name] = ModelField(name, kind == "measure")
        elif table is not None and (source := _SOURCE.search(line)):
            table.source = f"{source[1]}.{source[2]}"
        elif current and (found := _PROPERTY.match(line)):
            if found[1] == "formatString":
                current.format = found[2].strip()
            elif found[1] == "sortByColumn":
                current.sort_by = _plain(found[2].strip())
    if table is None:
        raise PikkuError(
            f"{in_project(file)} describes no table.", remedy="Write it anew with: pikku define"
        )
    return table


def _plain(name: str) -> str:
    return name[1:-1].replace("''", "'") if name.startswith("'") else name
