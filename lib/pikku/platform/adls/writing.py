"""What both interfaces do alike: making, committing and deleting files, and file systems."""

from collections.abc import Callable
from pathlib import Path

from pikku.platform.adls import access, conditions, leases, reading
from pikku.platform.adls.calls import Answer, Call
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.properties import Properties
from pikku.platform.adls.store import Entry, Store

Parts = list[tuple[Path, int, int]]
"""Of what a file is put together: files, where in them, and how much."""


def checked(call: Call, store: Store, *, must_exist: bool = True) -> Entry | None:
    """Return what a request that writes is about, once its conditions and the lease allow it."""
    if must_exist:
        entry = store.get(call.filesystem, call.path)
    else:
        store.filesystem(call.filesystem)
        entry = store.find(call.filesystem, call.path)
    conditions.check(call, entry)
    leases.check(call, entry)
    return entry


def only_new(call: Call) -> bool:
    """Return whether a request wants to make something that nobody else made."""
    return call.create_only or call.headers.get("If-None-Match", "").strip() == "*"


def inherit(call: Call, store: Store, about: Properties, *, is_directory: bool) -> Properties:
    """Return the properties of something new, with the access control list that it gets."""
    parent = store.get(call.filesystem, call.path.rpartition("/")[0])
    given, umask = call.headers.get("x-ms-permissions"), call.headers.get("x-ms-umask")
    about.acl = access.inherited(parent.properties, given, umask, is_directory=is_directory)
    if acl := call.headers.get("x-ms-acl"):
        rules = access.rules_of(about, is_directory=is_directory)
        about.acl = access.text(access.replaced(rules, access.parse(acl)))
    about.owner = call.headers.get("x-ms-owner", about.owner)
    about.group = call.headers.get("x-ms-group", about.group)
    return about


def put(call: Call, store: Store, made: Path, about: Callable[[Entry | None], Properties]) -> Entry:
    """Return a file after making it, or putting it in another's place, as the conditions allow.

    Parameters
    ----------
    call
        The request.
    store
        The lake.
    made
        The file in `staging`.
    about
        Gives its properties, from what was there.
    """
    try:
        with store.lock:
            before = checked(call, store, must_exist=False)
            if before is not None and before.is_directory:
                raise StorageError("PathConflict")
            store.make_parents(call.filesystem, call.path)
            noted = inherit(call, store, about(before), is_directory=False)
            entry = store.publish(
                made, call.filesystem, call.path, noted, only_new=before is None and only_new(call)
            )
            if before is not None:
                store.staging.discard(before.uncommitted)
            return entry
    finally:
        store.staging.drop(made)  # still there: it was refused


def make_folder(call: Call, store: Store) -> Entry:
    """Return a folder after making it, or setting anew what is known of it; what is in it stays."""
    with store.lock:
        before = checked(call, store, must_exist=False)
        if before is not None and not before.is_directory:
            raise StorageError("PathConflict")
        store.make_parents(call.filesystem, call.path)
        if before is None:
            try:
                store.file(call.filesystem, call.path).mkdir(exist_ok=not only_new(call))
            except FileExistsError as error:  # made by another program just now
                raise StorageError("PathAlreadyExists") from error
        about = inherit(call, store, reading.renewed(call, before), is_directory=True)
        about.metadata.pop(reading.FOLDER, None)
        return store.change(store.get(call.filesystem, call.path), about)


def written(entry: Entry) -> dict[str, str]:
    """Return the headers of an answer that something was written."""
    return {**reading.validators(entry), "x-ms-request-server-encrypted": "false"}


def commit(
    call: Call,
    store: Store,
    plan: Callable[[], tuple[Entry | None, Parts]],
    finish: Callable[[Path, Entry | None], Entry],
) -> Entry:
    """Return a file after putting it together from blocks, without keeping others waiting.

    Parameters
    ----------
    call
        The request.
    store
        The lake.
    plan
        Gives what is there and the parts, after the conditions were checked; called with the lock.
    finish
        Makes the file visible; called with the lock, when still the same is there.
    """
    while True:
        with store.lock:
            before, parts = plan()
            # One whole block is the file already.
            if len(parts) == 1 and store.staging.holds(parts[0][0]):
                return finish(parts[0][0], before)
        try:
            made = store.staging.assemble(parts)
        except FileNotFoundError:
            continue  # somebody else committed these blocks, or replaced the file
        with store.lock:
            now = store.find(call.filesystem, call.path)
            if (now and now.etag) == (before and before.etag):
                return finish(made, before)
        store.staging.drop(made)


def delete(call: Call, store: Store, *, recursive: bool) -> None:
    """Delete a file, or a folder, which is empty or to be deleted with all that is in it."""
    with store.lock:
        entry = checked(call, store)
        if entry.is_directory:
            if not recursive and any(entry.file.iterdir()):
                raise StorageError("DirectoryNotEmpty")
            leases.check_below(store, entry)
        gone = store.remove(entry)
    store.staging.destroy(gone)


def create_filesystem(call: Call, store: Store) -> Answer:
    """Make a file system."""
    with store.lock:
        if store.find(call.filesystem) is not None:
            raise StorageError("FilesystemAlreadyExists")
        try:
            store.file(call.filesystem, "").mkdir()
        except FileExistsError as error:  # a file of that name
            raise StorageError("FilesystemAlreadyExists") from error
        about = Properties(metadata=reading.metadata(call) or {}, changed=store.stamp())
        entry = store.note(store.get(call.filesystem, ""), about)
    return Answer(201, reading.validators(entry))


def describe_filesystem(call: Call, store: Store) -> Answer:
    """Return what is told of a file system."""
    entry = store.filesystem(call.filesystem)
    leases.check(call, entry, read=True)
    told = {
        **reading.validators(entry),
        **leases.headers(entry),
        "x-ms-namespace-enabled": "true",
        "x-ms-has-immutability-policy": "false",
        "x-ms-has-legal-hold": "false",
        "x-ms-properties": reading.encoded(entry.properties.metadata),
    }
    told |= {f"x-ms-meta-{n}": v for n, v in entry.properties.metadata.items()}
    return Answer(200, told)


def set_filesystem_metadata(call: Call, store: Store) -> Answer:
    """Set the metadata of a file system in place of what it had."""
    return set_metadata(call, store, store.filesystem)


def set_metadata(call: Call, store: Store, find: Callable[[str], Entry] | None = None) -> Answer:
    """Set the metadata of a file, a folder or a file system in place of what it had."""
    with store.lock:
        if find is None:
            entry = checked(call, store)
        else:
            entry = find(call.filesystem)
            conditions.check(call, entry)
            leases.check(call, entry)
        about = entry.properties
        about.metadata = reading.metadata(call) or {}
        return Answer(200, reading.validators(store.change(entry, about)))


def delete_filesystem(call: Call, store: Store) -> Answer:
    """Delete a file system with all that is in it."""
    with store.lock:
        entry = store.filesystem(call.filesystem)
        conditions.check(call, entry)
        leases.check(call, entry)
        gone = store.remove(entry)
    store.staging.destroy(gone)
    return Answer(202)


def lease(call: Call, store: Store) -> Answer:
    """Acquire, renew, change, release or break a lease."""
    with store.lock:
        entry = store.get(call.filesystem, call.path)
        conditions.check(call, entry)
        answer = leases.act(call, store, entry)
    answer.headers |= reading.validators(entry)
    return answer
