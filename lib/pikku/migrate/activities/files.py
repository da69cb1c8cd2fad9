"""Activities on the lake's files: GetMetadata, Delete."""

import base64
import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pyarrow.parquet as pq

from pikku.migrate.activities.queries import execute, table_query
from pikku.migrate.activities.registry import activity
from pikku.migrate.connections import lake_path
from pikku.migrate.functions import dotnet
from pikku.migrate.local import Task
from pikku.migrate.model import Resource
from pikku.migrate.rules import ActivityFailed
from pikku.platform.lakestore import TEMPORARY, Found, LakeStore

#: Settings that choose some of the files: deleting more than asked for is worse than nothing.
_CHOOSING = (
    "wildcardFolderPath", "wildcardFileName", "fileListPath", "modifiedDatetimeStart", "modifiedDatetimeEnd",
)  # fmt: skip


def sweep(store: LakeStore) -> None:
    """Remove what killed activities left half-done in the lake."""
    for each in store.listing():
        if each.name.startswith(TEMPORARY):
            store.delete(*each.path.split("/"))


def location(task: Task, dataset: Resource, properties: dict[str, Any]) -> tuple[str, ...]:
    """Return where a file dataset's folder or file is in the lake."""
    found = properties.get("location")
    if not isinstance(found, dict) or found.get("type") != "AzureBlobFSLocation":
        raise ActivityFailed(
            f"{dataset.file}: the dataset {dataset.name!r} isn't in the lake.",
            "Use a dataset with a location of type AzureBlobFSLocation.",
        )
    return lake_path(found.get("fileSystem"), found.get("folderPath"), found.get("fileName"))


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
        place = location(task, dataset, properties)
        facts = _file_facts(task.runner.lake, place, fields, within)
    if not facts["exists"]:
        return {"exists": False}
    unknown = [name for name in fields if name not in facts]
    if unknown:
        raise ActivityFailed(
            f"GetMetadata can't tell {unknown[0]!r} of {dataset.name!r}.",
            f"Ask for: {', '.join(facts)}.",
        )
    return {name: facts[name] for name in fields}


def _modified_within(settings: dict[str, Any]) -> Callable[[Found], bool] | None:
    """Return whether a file was modified in the time that the settings name; None when they name none."""
    named = [settings.get(f"modifiedDatetime{end}") for end in ("Start", "End")]
    if not any(named):
        return None
    start, end = (dotnet.parse("modifiedDatetime", text).ticks if text else None for text in named)

    def within(found: Found) -> bool:
        ticks = dotnet.from_datetime(found.modified.replace(tzinfo=None)).ticks
        return (start is None or start <= ticks) and (end is None or ticks < end)

    return within


def _file_facts(
    store: LakeStore,
    place: tuple[str, ...],
    fields: list[str],
    within: Callable[[Found], bool] | None = None,
) -> dict[str, Any]:
    found = store.found(*place) if place else Found("", True, 0, datetime.now(UTC))
    if found is None:
        if "exists" in fields:
            return {"exists": False}
        raise ActivityFailed(
            f"{place[-1]!r} doesn't exist in the lake.", "Ask for 'exists' first.", "PathNotFound"
        )
    facts: dict[str, Any] = {
        "exists": True,
        "itemName": found.name,
        "itemType": _kind(found),
        "lastModified": f"{found.modified:%Y-%m-%dT%H:%M:%SZ}",
    }
    if found.is_directory:
        children = [c for c in store.listing(*place, recursive=False) if not c.is_temporary]
        if within:  # then folders are left out, too
            children = [c for c in children if not c.is_directory and within(c)]
        facts["childItems"] = [{"name": c.name, "type": _kind(c)} for c in children]
        return facts
    facts["size"] = found.size
    if "contentMD5" in fields:
        with store.reading(*place) as file:
            digest = hashlib.file_digest(file, "md5")
        facts["contentMD5"] = base64.b64encode(digest.digest()).decode()
    if found.name.endswith(".parquet") and {"structure", "columnCount"} & set(fields):
        with store.reading(*place) as file:
            schema = pq.read_schema(file)
        facts["structure"] = [{"name": f.name, "type": str(f.type)} for f in schema]
        facts["columnCount"] = len(schema)
    return facts


def _kind(found: Found) -> str:
    return "Folder" if found.is_directory else "File"


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
    place = location(task, dataset, properties)
    settings = task.value("storeSettings", {}) or {}
    for key in _CHOOSING:
        if settings.get(key):
            raise ActivityFailed(
                f"Deleting by {key} doesn't run here.", "Name the folder or file in the dataset."
            )
    recursive = bool(settings.get("recursive", task.properties.get("recursive", False)))
    task.record.input = {"dataset": dataset.name, "recursive": recursive}
    if not place:
        raise ActivityFailed("Delete would delete the whole lake.", "Name a folder in the dataset.")
    store = task.runner.lake
    found = store.found(*place)
    if found is None:
        raise ActivityFailed(
            f"{'/'.join(place)!r} doesn't exist in the lake.",
            "Let a GetMetadata activity look first.",
            "PathNotFound",
        )
    if not found.is_directory:
        store.delete(*place)
        return {"filesDeleted": 1}
    files = [f for f in store.listing(*place, recursive=recursive) if not f.is_directory]
    if recursive:
        store.delete(*place)
    else:
        for file in files:
            store.delete(*place, file.name)
    return {"filesDeleted": len(files)}
