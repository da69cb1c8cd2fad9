"""The operations of the DFS interface (Data Lake Storage Gen2 REST)."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

from pikku.platform.adls import access, conditions, leases, reading, signatures, writing
from pikku.platform.adls.calls import Answer, Call, Operation, check_name
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.store import Entry, Store

_FILETIME_1970 = 116_444_736_000_000_000
"""1 January 1970 in the 100 ns since 1601 by which ADLS tells when something was made."""

_MOST_RECORDS = 2000
_POSITION_DIGITS = 20


def operation(call: Call) -> Operation:
    """Return what a request asks for.

    Raises
    ------
    StorageError
        When it is nothing that is done here.
    """
    key = call.query.get("action", call.query.get("resource", "")).lower()
    if call.method == "PUT" and call.level == "path" and "x-ms-rename-source" in call.headers:
        key = "rename"
    level = call.level
    if level == "filesystem" and "action" in call.query:
        level = "path"  # its root folder
    found = _OPERATIONS.get((level, call.method, key))
    if found is None:
        asked = f"{call.method} of {level}, {key or 'no action'}: not in the DFS interface here."
        raise StorageError("NotImplemented", asked)
    return found


def list_filesystems(call: Call, store: Store) -> Answer:
    """Return a page of the file systems."""
    found, more = reading.filesystems(call, store, "continuation")
    listed = [
        {"name": e.filesystem, "etag": e.etag, "lastModified": reading.http_date(e.modified)}
        for e in found
    ]
    return _json({"filesystems": listed}, more)


def list_paths(call: Call, store: Store) -> Answer:
    """Return a page of what is in a folder; a file is listed as itself, as in Azure (Spark counts on it)."""
    store.filesystem(call.filesystem)
    folder = call.query.get("directory", "").strip("/")
    if folder:
        _checked_name(folder)
        entry = store.get(call.filesystem, folder)
        if not entry.is_directory:
            return _json({"paths": [_listed(entry)]}, "")
    recursive = _flag(call, "recursive")
    begin = reading.after(call.query.get("continuation"))
    with store.lock:  # so that a page shows no folder in the middle of its renaming
        entries = store.walk(call.filesystem, folder, recursive=recursive, after=begin)
        found, more = reading.page(entries, reading.limit(call))
    return _json({"paths": [_listed(entry) for entry in found]}, more)


def _checked_name(name: str) -> None:
    try:
        check_name(name)
    except StorageError as error:
        raise StorageError("InvalidQueryParameterValue", f"directory is {name!r}.") from error


def _listed(entry: Entry) -> dict[str, str]:
    about = entry.properties
    rules = access.rules_of(about, is_directory=entry.is_directory)
    told = {
        "name": entry.path,
        "contentLength": str(entry.size),
        "creationTime": str(entry.created // 100 + _FILETIME_1970),
        "etag": entry.etag,
        "group": about.group,
        "lastModified": reading.http_date(entry.modified),
        "owner": about.owner,
        "permissions": access.permissions(rules),
    }
    return told | ({"isDirectory": "true"} if entry.is_directory else {})


def create_file(call: Call, store: Store) -> Answer:
    """Make an empty file, or put one in another's place."""
    entry = writing.put(
        call, store, store.staging.empty(), lambda before: reading.renewed(call, before)
    )
    return Answer(201, writing.written(entry))


def create_directory(call: Call, store: Store) -> Answer:
    """Make a folder; what one has stays in it."""
    return Answer(201, writing.written(writing.make_folder(call, store)))


def rename(call: Call, store: Store) -> Answer:
    """Give a file or folder another name, in one step."""
    source = call.at(call.headers["x-ms-rename-source"], "md", "InvalidSourceUri")
    signatures.authorize_source(call, source)
    with store.lock:
        entry = store.find(source.filesystem, source.path)
        if entry is None:
            raise StorageError("SourcePathNotFound")
        conditions.check(call, entry, source=True)
        leases.check(call, entry, header="x-ms-source-lease-id")
        if entry.is_directory:
            leases.check_below(store, entry)
        there = writing.checked(call, store, must_exist=False)
        _check_target(call, store, entry, there)
        if there is not None and there.file == entry.file:
            return Answer(201, reading.validators(entry))
        moved = store.rename(entry, call.filesystem, call.path)
        given = reading.metadata(call)
        if given is not None:
            about = moved.properties
            about.metadata = given
            moved = store.change(moved, about)
    return Answer(201, reading.validators(moved))


def _check_target(call: Call, store: Store, entry: Entry, there: Entry | None) -> None:
    inside = call.filesystem == entry.filesystem and f"{call.path}/".startswith(f"{entry.path}/")
    if entry.is_directory and inside:
        raise StorageError("InvalidRenameSourcePath")
    if there is None:
        parent = store.find(call.filesystem, call.path.rpartition("/")[0])
        if parent is None:
            raise StorageError("RenameDestinationParentPathNotFound")
        if not parent.is_directory:
            raise StorageError("PathConflict")
    elif there.is_directory != entry.is_directory:
        raise StorageError("InvalidSourceOrDestinationResourceType")
    elif there.is_directory and any(there.file.iterdir()):
        raise StorageError("PathAlreadyExists", "It is a folder that has something in it.")


def append(call: Call, store: Store) -> Answer:
    """Keep data that is to be appended to a file, until it is flushed."""
    if "x-ms-lease-action" in call.headers:
        raise StorageError("NotImplemented", "A lease inside of an append.")
    position, length = _position(call), call.body.length
    with store.lock:
        entry = _file(call, store)
        if position < entry.size:
            raise StorageError("InvalidFlushPosition", f"The file has {entry.size} bytes.")
        if length:
            name = f"{position:0{_POSITION_DIGITS}d}"
            store.staging.place(entry.uncommitted, name, call.body.file)
    if call.query.get("flush", "").lower() == "true":
        return Answer(202, writing.written(_flush(call, store, position + length)))
    return Answer(202, {"x-ms-request-server-encrypted": "false"})


def flush(call: Call, store: Store) -> Answer:
    """Make appended data visible, all of it at once."""
    return Answer(200, writing.written(_flush(call, store, _position(call))))


def _flush(call: Call, store: Store, position: int) -> Entry:
    def plan() -> tuple[Entry, writing.Parts]:
        entry = _file(call, store)
        at, parts = entry.size, [(entry.file, 0, entry.size)] if entry.size else []
        for name, block in store.staging.blocks(entry.uncommitted).items():
            if at >= position or int(name) != at:
                break
            parts.append((block, 0, block.stat().st_size))
            at += parts[-1][2]
        if at != position:
            raise StorageError("InvalidFlushPosition")
        return entry, parts

    def finish(made: Path, before: Entry) -> Entry:
        about = before.properties
        about.content |= reading.content(call)
        about.blocks = []
        entry = store.publish(made, call.filesystem, call.path, about)
        retain = call.query.get("retainuncommitteddata", "").lower() == "true"
        names = store.staging.blocks(before.uncommitted) if retain else ()
        kept = [name for name in names if int(name) >= position]
        store.staging.rekey(before.uncommitted, entry.uncommitted, kept)
        return entry

    with store.lock:
        entry = _file(call, store)
        if entry.size == position:  # nothing new
            about = entry.properties
            about.content |= reading.content(call)
            return store.change(entry, about)
    return writing.commit(call, store, plan, finish)


def _file(call: Call, store: Store) -> Entry:
    entry = writing.checked(call, store)
    if entry.is_directory:
        raise StorageError("PathConflict")
    return entry


def set_properties(call: Call, store: Store) -> Answer:
    """Set metadata and content headers in place of those that were there."""
    with store.lock:
        entry = writing.checked(call, store)
        about = entry.properties
        about.metadata = reading.metadata(call) or {}
        about.content |= reading.content(call)
        entry = store.change(entry, about)
    return Answer(200, reading.validators(entry))


def get_access_control(call: Call, store: Store) -> Answer:
    """Return owner, group, permissions and access control list."""
    entry = store.get(call.filesystem, call.path)
    conditions.check(call, entry, read=True)
    names = ("ETag", "Last-Modified", "x-ms-owner", "x-ms-group", "x-ms-permissions", "x-ms-acl")
    told = reading.headers(entry)
    return Answer(200, {name: told[name] for name in names})


def check_access(call: Call, store: Store) -> Answer:
    """Return that all is allowed, as it is to whoever has the account's key."""
    store.get(call.filesystem, call.path)
    return Answer(200)


def set_access_control(call: Call, store: Store) -> Answer:
    """Set owner, group, and permissions or access control list."""
    with store.lock:
        entry = writing.checked(call, store)
        about = entry.properties
        about.owner = call.headers.get("x-ms-owner", about.owner)
        about.group = call.headers.get("x-ms-group", about.group)
        acl, mode = call.headers.get("x-ms-acl"), call.headers.get("x-ms-permissions")
        rules = access.rules_of(about, is_directory=entry.is_directory)
        if acl and mode:
            raise StorageError("InvalidInput", "Either x-ms-acl or x-ms-permissions.")
        if acl:
            given = access.parse(acl)
            _no_defaults_for_files(entry, given)
            about.acl = access.text(access.replaced(rules, given))
        if mode:
            about.acl = access.text(access.with_permissions(rules, mode))
        entry = store.change(entry, about)
    return Answer(200, reading.validators(entry))


def _no_defaults_for_files(entry: Entry, given: list[access.Rule]) -> None:
    if not entry.is_directory and any(rule.default for rule in given):
        raise StorageError("InvalidHeaderValue", "Only a folder has default entries.")


def set_access_control_recursive(call: Call, store: Store) -> Answer:
    """Set, change or remove entries of the lists of a folder and of everything in it."""
    mode, acl = call.query.get("mode", "").lower(), call.headers.get("x-ms-acl", "")
    if mode not in ("set", "modify", "remove") or not acl:
        raise StorageError("InvalidInput", "A mode (set, modify, remove) and x-ms-acl are needed.")
    most = reading.limit(call, "maxrecords", _MOST_RECORDS)
    begin = reading.after(call.query.get("continuation"))
    with store.lock:
        root = store.get(call.filesystem, call.path)

        def affected() -> Iterator[Entry]:
            below = store.walk(call.filesystem, call.path, recursive=True, after=begin)
            inside = below if root.is_directory else ()
            going_on = bool(call.query.get("continuation"))
            return iter(inside) if going_on else itertools.chain([root], inside)

        found, more = reading.page(affected(), most)
        for entry in found:
            _change_rules(store, entry, mode, acl)
    files = sum(not entry.is_directory for entry in found)
    done = {"directoriesSuccessful": len(found) - files, "filesSuccessful": files}
    return _json({**done, "failureCount": 0, "failedEntries": []}, more)


def _change_rules(store: Store, entry: Entry, mode: str, acl: str) -> None:
    about = entry.properties
    rules = access.rules_of(about, is_directory=entry.is_directory)
    if mode == "remove":
        rules = access.without(rules, acl)
    else:
        given = [r for r in access.parse(acl) if entry.is_directory or not r.default]
        change = access.replaced if mode == "set" else access.merged
        rules = change(rules, given) if given else rules
    about.acl = access.text(rules)
    store.change(entry, about)


def delete(call: Call, store: Store) -> Answer:
    """Delete a file, or a folder."""
    writing.delete(call, store, recursive=_flag(call, "recursive", default=False))
    return Answer(200)


def _flag(call: Call, name: str, default: bool | None = None) -> bool:
    given = call.query.get(name, "").lower()
    if not given and default is None:
        raise StorageError("MissingRequiredQueryParameter", name)
    if given not in ("", "true", "false"):
        raise StorageError("InvalidQueryParameterValue", f"{name} is {given!r}.")
    return given == "true"


def _position(call: Call) -> int:
    given = call.query.get("position")
    if given is None:
        raise StorageError("MissingRequiredQueryParameter", "position")
    if not given.isdecimal() or len(given) >= _POSITION_DIGITS:
        raise StorageError("InvalidQueryParameterValue", f"position is {given!r}.")
    return int(given)


def _json(content: object, continuation: str) -> Answer:
    told = {"Content-Type": "application/json;charset=utf-8"}
    if continuation:
        told["x-ms-continuation"] = continuation
    return Answer(200, told, json.dumps(content).encode())


_OPERATIONS = {
    ("account", "GET", "account"): Operation(list_filesystems, "l"),
    ("filesystem", "PUT", "filesystem"): Operation(writing.create_filesystem, "cw"),
    ("filesystem", "PATCH", "filesystem"): Operation(writing.set_filesystem_metadata, "w"),
    ("filesystem", "HEAD", "filesystem"): Operation(writing.describe_filesystem, "r"),
    ("filesystem", "DELETE", "filesystem"): Operation(writing.delete_filesystem, "d"),
    ("filesystem", "GET", "filesystem"): Operation(list_paths, "l"),
    ("path", "PUT", "file"): Operation(create_file, "cw"),
    ("path", "PUT", "directory"): Operation(create_directory, "cw"),
    ("path", "PUT", "rename"): Operation(rename, "cw"),
    ("path", "PATCH", "append"): Operation(append, "aw", data=True),
    ("path", "PATCH", "flush"): Operation(flush, "aw"),
    ("path", "PATCH", "setproperties"): Operation(set_properties, "w"),
    ("path", "PATCH", "setaccesscontrol"): Operation(set_access_control, "p"),
    ("path", "PATCH", "setaccesscontrolrecursive"): Operation(set_access_control_recursive, "p"),
    ("path", "GET", ""): Operation(reading.read, "r"),
    ("path", "HEAD", ""): Operation(reading.properties, "re"),
    ("path", "HEAD", "getstatus"): Operation(reading.properties, "re"),
    ("path", "HEAD", "getaccesscontrol"): Operation(get_access_control, "e"),
    ("path", "HEAD", "checkaccess"): Operation(check_access, "e"),
    ("path", "POST", ""): Operation(writing.lease, "w"),
    ("path", "DELETE", ""): Operation(delete, "d"),
}
