"""Activities on the lake's files: GetMetadata, Delete."""

import base64
import hashlib
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pikku.migrate.activities.queries import execute, table_query
from pikku.migrate.activities.registry import activity
from pikku.migrate.connections import lake_path
from pikku.migrate.functions import dotnet
from pikku.migrate.local import Task
from pikku.migrate.model import Resource
from pikku.migrate.rules import ActivityFailed

#: Settings that choose some of the files: deleting more than asked for is worse than nothing.
_CHOOSING = (
    "wildcardFolderPath", "wildcardFileName", "fileListPath", "modifiedDatetimeStart", "modifiedDatetimeEnd",
)  # fmt: skip
TEMPORARY = ".partial-"  # a file that is being written; no reader sees it


def sweep(folder: Path) -> None:
    """Remove what killed activities left half-done below a folder."""
    for path in list(folder.rglob(f"{TEMPORARY}*")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def location(task: Task, dataset: Resource, properties: dict[str, Any]) -> Path:
    """Return where a file dataset's folder or file is in the lake."""
    found = properties.get("location")
    if not isinstance(found, dict) or found.get("type") != "AzureBlobFSLocation":
        raise ActivityFailed(
            f"{dataset.file}: the dataset {dataset.name!r} isn't in the lake.",
            "Use a dataset with a location of type AzureBlobFSLocation.",
        )
    parts = (found.get("fileSystem"), found.get("folderPath"), found.get("fileName"))
    return lake_path(task.runner.lake, *parts)


@activity("GetMetadata")
def get_metadata(task: Task) -> dict[str, Any]:
    """Return facts about a file, a folder or a table: those that the fieldList names."""
    dataset, properties = task.dataset(task.properties["dataset"])
    fields = [task.scope.evaluate(one) for one in task.properties.get("fieldList", [])]
    task.record.input = {"dataset": dataset.name, "fieldList": fields}
    if dataset.properties["type"] == "AzureSqlTable":
        facts = _table_facts(task, properties, fields)
    else:
        within = _modified_within(task.value("storeSettings", {}) or {})
        facts = _file_facts(location(task, dataset, properties), fields, within)
    if not facts["exists"]:
        return {"exists": False}
    unknown = [name for name in fields if name not in facts]
    if unknown:
        raise ActivityFailed(
            f"GetMetadata can't tell {unknown[0]!r} of {dataset.name!r}.",
            f"Ask for: {', '.join(facts)}.",
        )
    return {name: facts[name] for name in fields}


def _modified_within(settings: dict[str, Any]) -> Callable[[Path], bool] | None:
    """Return whether a file was modified in the time that the settings name; None when they name none."""
    named = [settings.get(f"modifiedDatetime{end}") for end in ("Start", "End")]
    if not any(named):
        return None
    start, end = (dotnet.parse("modifiedDatetime", text).ticks if text else None for text in named)

    def within(path: Path) -> bool:
        modified = datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(tzinfo=None)
        ticks = dotnet.from_datetime(modified).ticks
        return (start is None or start <= ticks) and (end is None or ticks < end)

    return within


def _file_facts(
    path: Path, fields: list[str], within: Callable[[Path], bool] | None = None
) -> dict[str, Any]:
    if not path.exists():
        if "exists" in fields:
            return {"exists": False}
        raise ActivityFailed(
            f"{path.name!r} doesn't exist in the lake.", "Ask for 'exists' first.", "PathNotFound"
        )
    facts: dict[str, Any] = {
        "exists": True,
        "itemName": path.name,
        "itemType": "Folder" if path.is_dir() else "File",
        "lastModified": f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y-%m-%dT%H:%M:%SZ}",
    }
    if path.is_dir():
        children = sorted(c for c in path.iterdir() if not c.name.startswith(TEMPORARY))
        if within:  # then folders are left out, too
            children = [c for c in children if c.is_file() and within(c)]
        facts["childItems"] = [
            {"name": c.name, "type": "Folder" if c.is_dir() else "File"} for c in children
        ]
        return facts
    facts["size"] = path.stat().st_size
    if "contentMD5" in fields:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "md5")
        facts["contentMD5"] = base64.b64encode(digest.digest()).decode()
    if path.suffix == ".parquet" and {"structure", "columnCount"} & set(fields):
        schema = pq.read_schema(path)
        facts["structure"] = [{"name": f.name, "type": str(f.type)} for f in schema]
        facts["columnCount"] = len(schema)
    return facts


def _table_facts(task: Task, properties: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    columns = execute(
        task,
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = @schema AND table_name = @table ORDER BY ordinal_position",
        {"schema": properties.get("schema", "public"), "table": properties.get("table")},
    )[0]["rows"]
    if not columns and "exists" not in fields:
        raise ActivityFailed(
            f"There is no table {table_query(properties).split()[-1]}.",
            "Ask for 'exists' first.",
            "PathNotFound",
        )
    return {
        "exists": bool(columns),
        "columnCount": len(columns),
        "structure": [{"name": c["column_name"], "type": c["data_type"]} for c in columns],
    }


@activity("Delete")
def delete(task: Task) -> dict[str, Any]:
    """Delete a file, or a folder's files (those of folders below it when recursive)."""
    dataset, properties = task.dataset(task.properties["dataset"])
    path = location(task, dataset, properties)
    settings = task.value("storeSettings", {}) or {}
    for key in _CHOOSING:
        if settings.get(key):
            raise ActivityFailed(
                f"Deleting by {key} doesn't run here.", "Name the folder or file in the dataset."
            )
    recursive = bool(settings.get("recursive", task.properties.get("recursive", False)))
    task.record.input = {"dataset": dataset.name, "recursive": recursive}
    if path == task.runner.lake:
        raise ActivityFailed("Delete would delete the whole lake.", "Name a folder in the dataset.")
    if not path.exists():
        raise ActivityFailed(
            f"{path.relative_to(task.runner.lake).as_posix()!r} doesn't exist in the lake.",
            "Let a GetMetadata activity look first.",
            "PathNotFound",
        )
    if path.is_file():
        path.unlink()
        return {"filesDeleted": 1}
    files = [f for f in (path.rglob("*") if recursive else path.iterdir()) if f.is_file()]
    if recursive:
        # Out of sight in one step first: a reader never sees half of the folder deleted.
        hidden = path.with_name(f"{TEMPORARY}{path.name}")
        shutil.rmtree(hidden, ignore_errors=True)
        path.rename(hidden)
        shutil.rmtree(hidden)
    else:
        for file in files:
            file.unlink()
    return {"filesDeleted": len(files)}
