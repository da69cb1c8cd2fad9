"""What both interfaces tell of a file or folder, and how its bytes are read."""

import base64
import binascii
import contextlib
import email.utils
import hashlib
import os
import re
from collections.abc import Iterable, Iterator

from pikku.platform.adls import access, conditions, leases
from pikku.platform.adls.calls import Answer, Call, FileRange
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.properties import Properties
from pikku.platform.adls.store import Entry, Store, sort_name

MOST_RESULTS = 5000
"""Entries in one answer to a listing, as in Azure."""

FOLDER = "hdi_isfolder"
"""The metadata by which clients that know blobs only tell a folder."""

_MD5_LIMIT = 4 << 20
_RANGE = re.compile(r"bytes=(\d+)-(\d*)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

_CONTENT = {
    "Cache-Control": "cache-control",
    "Content-Disposition": "content-disposition",
    "Content-Encoding": "content-encoding",
    "Content-Language": "content-language",
    "Content-MD5": "content-md5",
    "Content-Type": "content-type",
}
"""The headers of a read that a client may set, and their names in ``x-ms-...``."""


def content(call: Call) -> dict[str, str]:
    """Return the content headers that a request sets: x-ms-content-type or x-ms-blob-content-type."""
    given = {}
    for name, short in _CONTENT.items():
        value = call.headers.get(f"x-ms-{short}", call.headers.get(f"x-ms-blob-{short}"))
        if value:
            given[name] = value
    return given


def metadata(call: Call) -> dict[str, str] | None:
    """Return the metadata that a request sets, by x-ms-properties or x-ms-meta-…; None for nothing.

    Raises
    ------
    StorageError
        When a value is not in base64, or a name is none.
    """
    named = {k[10:]: v for k, v in call.headers.items() if k.lower().startswith("x-ms-meta-")}
    encoded = call.headers.get("x-ms-properties")
    if encoded is None and not named:
        return None
    try:
        for each in filter(None, (encoded or "").split(",")):
            name, _, value = each.partition("=")
            named[name.strip()] = base64.b64decode(value, validate=True).decode("latin-1")
    except (binascii.Error, ValueError) as error:
        raise StorageError("InvalidHeaderValue", "x-ms-properties is not name=base64.") from error
    if any(ord(char) < 32 for value in named.values() for char in value):
        raise StorageError("InvalidHeaderValue", "Metadata has no line breaks.")
    if wrong := next((name for name in named if _NAME.fullmatch(name) is None), None):
        raise StorageError("InvalidHeaderValue", f"{wrong!r} is no name for metadata.")
    return named


def encoded(names: dict[str, str]) -> str:
    """Return metadata in the form of x-ms-properties."""
    pairs = (
        f"{name}={base64.b64encode(value.encode('latin-1', 'replace')).decode()}"
        for name, value in names.items()
    )
    return ",".join(pairs)


def http_date(nanoseconds: int) -> str:
    """Return a time as HTTP writes it."""
    return email.utils.formatdate(nanoseconds // 1_000_000_000, usegmt=True)


def validators(entry: Entry) -> dict[str, str]:
    """Return ETag and Last-Modified."""
    return {"ETag": f'"{entry.etag}"', "Last-Modified": http_date(entry.modified)}


def headers(entry: Entry) -> dict[str, str]:
    """Return all that is told of a file or folder, of the DFS and of the Blob interface."""
    about = entry.properties
    rules = access.rules_of(about, is_directory=entry.is_directory)
    told = {
        **validators(entry),
        **leases.headers(entry),
        "Accept-Ranges": "bytes",
        "Content-Type": "application/octet-stream",
        "x-ms-resource-type": "directory" if entry.is_directory else "file",
        "x-ms-owner": about.owner,
        "x-ms-group": about.group,
        "x-ms-permissions": access.permissions(rules),
        "x-ms-acl": access.text(rules),
        "x-ms-creation-time": http_date(entry.created),
        "x-ms-blob-type": "BlockBlob",
        "x-ms-access-tier": "Hot",
        "x-ms-server-encrypted": "false",
    }
    told |= about.content
    if about.metadata:
        told["x-ms-properties"] = encoded(about.metadata)
        told |= {f"x-ms-meta-{name}": value for name, value in about.metadata.items()}
    if entry.is_directory:
        told[f"x-ms-meta-{FOLDER}"] = "true"
    return told


def properties(call: Call, store: Store) -> Answer:
    """Return what is told of a file or folder, without its bytes."""
    entry = store.get(call.filesystem, call.path)
    conditions.check(call, entry, read=True)
    leases.check(call, entry, read=True)
    return Answer(200, {**headers(entry), "Content-Length": str(entry.size)})


def read(call: Call, store: Store) -> Answer:
    """Return a file's bytes, all or those of a range."""
    entry, descriptor = _open(call, store)
    told = headers(entry)
    if descriptor is None:
        return Answer(200, told)
    try:
        start, length = _range(call, entry.size)
        partial = start is not None
        if partial:
            told["Content-Range"] = f"bytes {start}-{start + length - 1}/{entry.size}"
            if "Content-MD5" in told:
                told["x-ms-blob-content-md5"] = told.pop("Content-MD5")
        if call.headers.get("x-ms-range-get-content-md5", "").lower() == "true":
            told["Content-MD5"] = _md5(descriptor, start, length)
    except BaseException:
        os.close(descriptor)
        raise
    found = FileRange(descriptor, start or 0, length)
    return Answer(206 if partial else 200, told, found)


def _open(call: Call, store: Store) -> tuple[Entry, int | None]:
    """Return what may be read, and its descriptor, which a folder has none of."""
    while True:
        entry = store.get(call.filesystem, call.path)
        conditions.check(call, entry, read=True)
        leases.check(call, entry, read=True)
        if entry.is_directory:
            return entry, None
        with contextlib.suppress(FileNotFoundError):  # it went since, which `get` will say
            descriptor = os.open(entry.file, os.O_RDONLY | getattr(os, "O_BINARY", 0))
            about = os.fstat(descriptor)
            # It may have been replaced since: what is told and what is read are of one file.
            if (about.st_ino, about.st_mtime_ns) == (entry.inode, entry.modified):
                return entry, descriptor
            os.close(descriptor)


def _range(call: Call, size: int) -> tuple[int | None, int]:
    """Return start and length of what is asked for; the start is None for the whole file."""
    given = call.headers.get("x-ms-range", call.headers.get("Range"))
    match = _RANGE.fullmatch(given.strip()) if given else None
    if match is None:  # HTTP says that a range in another form is ignored
        return None, size
    start = int(match[1])
    end = min(int(match[2]), size - 1) if match[2] else size - 1
    if start >= size or end < start:
        raise StorageError("InvalidRange")
    return start, end - start + 1


def _md5(descriptor: int, start: int | None, length: int) -> str:
    if start is None or length > _MD5_LIMIT:
        raise StorageError("InvalidHeaderValue", "An MD5 is given for ranges of up to 4 MiB.")
    os.lseek(descriptor, start, os.SEEK_SET)
    data = os.read(descriptor, length)
    return base64.b64encode(hashlib.md5(data, usedforsecurity=False).digest()).decode()


def renewed(call: Call, before: Entry | None) -> Properties:
    """Return the properties of what takes the place of another: its lease stays, nothing else."""
    about = Properties(metadata=metadata(call) or {}, content=content(call))
    if before is not None:
        about.lease = before.properties.lease
    return about


def page(entries: Iterable[Entry], limit: int) -> tuple[list[Entry], str]:
    """Return so many entries, and where to go on, empty when these were all."""
    found: list[Entry] = []
    for entry in entries:
        if len(found) == limit:
            return found, _token(sort_name(found[-1]))
        found.append(entry)
    return found, ""


def _token(name: str) -> str:
    """Return a continuation, which is never empty, not even for the root."""
    return base64.urlsafe_b64encode(f"/{name}".encode()).decode()


def after(token: str | None) -> str:
    """Return the name that a list goes on after, from what `page` returned."""
    try:
        return base64.urlsafe_b64decode((token or "").encode()).decode()[1:]
    except (binascii.Error, ValueError) as error:
        raise StorageError("InvalidQueryParameterValue", "It is no continuation.") from error


def limit(call: Call, name: str = "maxresults", most: int = MOST_RESULTS) -> int:
    """Return how many results a request wants at most."""
    given = call.query.get(name)
    if given is None:
        return most
    if not given.isdecimal() or int(given) == 0:
        raise StorageError("InvalidQueryParameterValue", f"{name} is {given!r}.")
    return min(int(given), most)


def filesystems(call: Call, store: Store, token: str) -> tuple[list[Entry], str]:
    """Return a page of the file systems whose names begin as asked for."""
    prefix, begin = call.query.get("prefix", ""), after(call.query.get(token))

    def wanted() -> Iterator[Entry]:
        for entry in store.filesystems():
            if entry.filesystem.startswith(prefix) and entry.filesystem > begin:
                yield entry

    most = limit(call)
    found, more = page(wanted(), most)
    if more:  # `page` goes by paths, which are empty here
        more = _token(found[-1].filesystem)
    return found, more
