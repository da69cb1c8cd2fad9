"""The operations of the Blob interface, on block blobs."""

import base64
import binascii
import contextlib
import os
import uuid
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

from pikku.platform.adls import conditions, leases, reading, signatures, writing
from pikku.platform.adls.calls import Answer, Call, Operation, check_name
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.properties import Properties
from pikku.platform.adls.staging import blob_key
from pikku.platform.adls.store import Entry, Store, sort_name

_LONGEST_BLOCK_ID = 64
_MOST_BLOCKS = 50_000


def operation(call: Call) -> Operation:
    """Return what a request asks for.

    Raises
    ------
    StorageError
        When it is nothing that is done here.
    """
    key, restype = call.query.get("comp", "").lower(), call.query.get("restype", "").lower()
    level = call.level
    if restype == "account":
        level, key = "account", "account"
    elif (level == "filesystem") != (restype == "container"):
        key = f"{key} restype={restype}"
    if level == "path" and call.method == "PUT" and not key and "x-ms-copy-source" in call.headers:
        key = "copy"
    found = _OPERATIONS.get((level, call.method, key))
    if found is None:
        asked = f"{call.method} of {level}, {key or 'no comp'}: not in the Blob interface here."
        raise StorageError("NotImplemented", asked)
    return found


def account_information(call: Call, store: Store) -> Answer:
    """Return what kind of account it is."""
    told = {"x-ms-sku-name": "Standard_LRS", "x-ms-account-kind": "StorageV2"}
    return Answer(200, told | {"x-ms-is-hns-enabled": "true"})


def list_containers(call: Call, store: Store) -> Answer:
    """Return a page of the containers."""
    found, more = reading.filesystems(call, store, "marker")
    root = _results(call)
    listed = ElementTree.SubElement(root, "Containers")
    for entry in found:
        one = ElementTree.SubElement(listed, "Container")
        ElementTree.SubElement(one, "Name").text = entry.filesystem
        told = reading.validators(entry) | _lease(entry)
        _children(ElementTree.SubElement(one, "Properties"), told)
        _metadata(call, one, entry)
    ElementTree.SubElement(root, "NextMarker").text = more
    return _xml(root)


def list_blobs(call: Call, store: Store) -> Answer:
    """Return a page of the blobs, of all of them or of one level of folders."""
    store.filesystem(call.filesystem)
    prefix, delimiter = call.query.get("prefix", ""), call.query.get("delimiter", "")
    if delimiter not in ("", "/"):
        raise StorageError("NotImplemented", "The delimiter is / here.")
    first = call.query.get("startfrom", "")
    begin = max(reading.after(call.query.get("marker")), _before(first))
    with store.lock:  # as for the DFS interface
        below = _below(store, call.filesystem, prefix, recursive=not delimiter, after=begin)
        entries = (entry for entry in below if sort_name(entry) >= first)
        found, more = reading.page(entries, reading.limit(call))
    root = _results(call, call.filesystem)
    listed = ElementTree.SubElement(root, "Blobs")
    for entry in found:
        if delimiter and entry.is_directory:
            one = ElementTree.SubElement(listed, "BlobPrefix")
            _name(one, f"{entry.path}/")
            continue
        one = ElementTree.SubElement(listed, "Blob")
        _name(one, entry.path)
        _children(ElementTree.SubElement(one, "Properties"), _blob_properties(entry))
        _metadata(call, one, entry)
    ElementTree.SubElement(root, "NextMarker").text = more
    return _xml(root)


def _before(name: str) -> str:
    """Return something that is sorted before a name, with next to nothing between them."""
    return f"{name[:-1]}{chr(ord(name[-1]) - 1)}\U0010ffff" if name else ""


def _below(
    store: Store, filesystem: str, prefix: str, *, recursive: bool, after: str
) -> Iterator[Entry]:
    folder = prefix.rpartition("/")[0]
    inside = {"recursive": recursive, "after": after, "prefix": prefix}
    with contextlib.suppress(StorageError):  # no folder's name, or a link: nothing that is served
        check_name(folder)
        yield from store.walk(filesystem, folder, **inside)


def put_blob(call: Call, store: Store) -> Answer:
    """Write a whole blob, in one step; or a folder, which is told by its metadata."""
    kind = call.headers.get("x-ms-blob-type")
    if kind is None:
        raise StorageError("MissingRequiredHeader", "x-ms-blob-type")
    if kind != "BlockBlob":
        raise StorageError("NotImplemented", f"A blob here is a BlockBlob, no {kind}.")
    given = reading.metadata(call) or {}
    if given.get(reading.FOLDER, "").lower() == "true" and not call.body.length:
        return Answer(201, writing.written(writing.make_folder(call, store)))
    made = call.body.file or store.staging.empty()
    entry = writing.put(call, store, made, lambda before: _renewed(call, before))
    return Answer(201, writing.written(entry))


def _renewed(call: Call, before: Entry | None) -> Properties:
    """Return the properties of a new blob, whose type may be that of the request."""
    about = reading.renewed(call, before)
    if "Content-Type" not in about.content and (kind := call.headers.get("Content-Type")):
        about.content["Content-Type"] = kind
    return about


def put_block(call: Call, store: Store) -> Answer:
    """Keep a block of a blob, until a list of blocks commits it."""
    name = _block_name(call.query.get("blockid", ""))
    with store.lock:
        store.filesystem(call.filesystem)
        leases.check(call, store.find(call.filesystem, call.path))
        received = call.body.file or store.staging.empty()
        store.staging.place(blob_key(call.filesystem, call.path), name, received)
    return Answer(201, {"x-ms-request-server-encrypted": "false"})


def put_block_list(call: Call, store: Store) -> Answer:
    """Make a blob of blocks, sent now or in what was there, in one step."""
    wanted = _block_list(call.body.content)
    key = blob_key(call.filesystem, call.path)
    sizes: list[tuple[str, int]] = []

    def plan() -> tuple[Entry | None, writing.Parts]:
        before = writing.checked(call, store, must_exist=False)
        if before is not None and before.is_directory:
            raise StorageError("PathConflict")
        found = _Blocks(before, store.staging.blocks(key))
        parts = [found.part(where, name) for where, name in wanted]
        sizes[:] = [(name, part[2]) for (_, name), part in zip(wanted, parts, strict=True)]
        return before, parts

    def finish(made: Path, before: Entry | None) -> Entry:
        def about(old: Entry | None) -> Properties:
            noted = reading.renewed(call, old)
            noted.blocks = list(sizes)
            return noted

        return writing.put(call, store, made, about)

    return Answer(201, writing.written(writing.commit(call, store, plan, finish)))


class _Blocks:
    """The blocks that a list may name: those that a blob was made of, and those sent since."""

    def __init__(self, before: Entry | None, uncommitted: dict[str, Path]) -> None:
        self._uncommitted = uncommitted
        self._committed: dict[str, tuple[Path, int, int]] = {}
        start = 0
        for name, length in before.properties.blocks if before else ():
            self._committed[name] = (before.file, start, length)
            start += length

    def part(self, where: str, name: str) -> tuple[Path, int, int]:
        """Return file, start and length of a block."""
        if where != "Committed" and (file := self._uncommitted.get(name)):
            return file, 0, file.stat().st_size
        if where != "Uncommitted" and name in self._committed:
            return self._committed[name]
        raise StorageError("InvalidBlockList")


def get_block_list(call: Call, store: Store) -> Answer:
    """Return the blocks that a blob was made of, or those that were sent since."""
    kind = call.query.get("blocklisttype", "committed").lower()
    store.filesystem(call.filesystem)
    entry = store.find(call.filesystem, call.path)
    leases.check(call, entry, read=True)
    sent = store.staging.blocks(blob_key(call.filesystem, call.path))
    if entry is None and not sent:
        raise StorageError("PathNotFound")
    root = ElementTree.Element("BlockList")
    lists = {
        "CommittedBlocks": entry.properties.blocks if entry else [],
        "UncommittedBlocks": [(name, file.stat().st_size) for name, file in sent.items()],
    }
    for title, blocks in lists.items():
        if kind not in ("all", title.removesuffix("Blocks").lower()):
            continue
        listed = ElementTree.SubElement(root, title)
        for name, size in blocks:
            one = ElementTree.SubElement(listed, "Block")
            encoded = base64.b64encode(bytes.fromhex(name)).decode()
            _children(one, {"Name": encoded, "Size": str(size)})
    answer = _xml(root)
    if entry is not None:
        answer.headers |= reading.validators(entry)
        answer.headers["x-ms-blob-content-length"] = str(entry.size)
    return answer


def _block_name(encoded: str) -> str:
    try:
        name = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):
        name = b""
    if not 0 < len(name) <= _LONGEST_BLOCK_ID:
        raise StorageError("InvalidQueryParameterValue", f"blockid is {encoded!r}.")
    return name.hex()


def _block_list(text: bytes) -> list[tuple[str, str]]:
    """Return of each block where it is to be looked for, and its name."""
    try:
        if b"<!DOCTYPE" in text:
            raise StorageError("InvalidXmlDocument")
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise StorageError("InvalidXmlDocument") from error
    places = {"Latest", "Committed", "Uncommitted"}
    if root.tag != "BlockList" or any(each.tag not in places for each in root):
        raise StorageError("InvalidXmlDocument")
    if len(root) > _MOST_BLOCKS:
        raise StorageError("InvalidBlockList", f"More than {_MOST_BLOCKS} blocks.")
    return [(each.tag, _block_name((each.text or "").strip())) for each in root]


def copy(call: Call, store: Store) -> Answer:
    """Copy a blob of this account, at once."""
    source = call.at(call.headers["x-ms-copy-source"], "r", "InvalidSourceUri")
    signatures.authorize_source(call, source)
    link = store.staging.new()
    with store.lock:
        entry = store.get(source.filesystem, source.path)
        if entry.is_directory:
            raise StorageError("PathConflict")
        conditions.check(call, entry, source=True)
        os.link(entry.file, link)  # what it has now stays readable, whatever becomes of it
    try:
        made = store.staging.assemble([(link, 0, entry.size)])
    finally:
        link.unlink()

    def about(before: Entry | None) -> Properties:
        noted = reading.renewed(call, before)
        given = reading.metadata(call)
        noted.metadata = entry.properties.metadata if given is None else given
        noted.content = entry.properties.content | noted.content
        noted.blocks = list(entry.properties.blocks)
        return noted

    copied = writing.put(call, store, made, about)
    told = {"x-ms-copy-id": str(uuid.uuid4()), "x-ms-copy-status": "success"}
    return Answer(201 if "x-ms-blob-type" in call.headers else 202, writing.written(copied) | told)


def set_properties(call: Call, store: Store) -> Answer:
    """Set the content headers in place of those that were there."""
    with store.lock:
        entry = writing.checked(call, store)
        about = entry.properties
        about.content = reading.content(call)
        return Answer(200, reading.validators(store.change(entry, about)))


def get_metadata(call: Call, store: Store) -> Answer:
    """Return a blob's metadata."""
    told = reading.properties(call, store).headers
    wanted = ("etag", "last-modified")
    return Answer(
        200, {n: v for n, v in told.items() if n.lower() in wanted or n.startswith("x-ms-meta-")}
    )


def delete_blob(call: Call, store: Store) -> Answer:
    """Delete a blob, or an empty folder."""
    writing.delete(call, store, recursive=False)
    return Answer(202, {"x-ms-delete-type-permanent": "true"})


def _results(call: Call, container: str = "") -> ElementTree.Element:
    root = ElementTree.Element("EnumerationResults")
    if container:
        root.set("ContainerName", container)
    for name in ("Prefix", "Marker", "MaxResults", "Delimiter"):
        if value := call.query.get(name.lower()):
            ElementTree.SubElement(root, name).text = quote(value, safe="/ ")
    return root


def _name(parent: ElementTree.Element, name: str) -> None:
    """Write a name; what XML has no character for is percent-encoded, and told to be."""
    child = ElementTree.SubElement(parent, "Name")
    if any(char in "\ufffe\uffff" or ord(char) < 32 for char in name):
        child.set("Encoded", "true")
        name = quote(name)
    child.text = name


def _blob_properties(entry: Entry) -> dict[str, str]:
    about = entry.properties
    validators = reading.validators(entry) | {"ETag": entry.etag}
    told = {
        "Creation-Time": reading.http_date(entry.created),
        **dict(sorted(validators.items(), reverse=True)),
        "Content-Length": str(entry.size),
        "Content-Type": "application/octet-stream",
        **about.content,
        "BlobType": "BlockBlob",
        "AccessTier": "Hot",
        "ResourceType": "directory" if entry.is_directory else "file",
        "ServerEncrypted": "false",
    }
    return told | _lease(entry)


def _lease(entry: Entry) -> dict[str, str]:
    told = leases.headers(entry)
    names = {"LeaseStatus": "status", "LeaseState": "state", "LeaseDuration": "duration"}
    return {k: told[f"x-ms-lease-{v}"] for k, v in names.items() if f"x-ms-lease-{v}" in told}


def _metadata(call: Call, parent: ElementTree.Element, entry: Entry) -> None:
    if "metadata" in call.query.get("include", "").lower().split(","):
        told = dict(entry.properties.metadata)
        if entry.is_directory and entry.path:
            told[reading.FOLDER] = "true"
        _children(ElementTree.SubElement(parent, "Metadata"), told)


def _children(parent: ElementTree.Element, values: dict[str, str]) -> None:
    for name, value in values.items():
        ElementTree.SubElement(parent, "Etag" if name == "ETag" else name).text = value


def _xml(root: ElementTree.Element) -> Answer:
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Answer(200, {"Content-Type": "application/xml"}, body)


_DESCRIBE = Operation(writing.describe_filesystem, "r")
_OPERATIONS = {
    ("account", "GET", "list"): Operation(list_containers, "l"),
    ("account", "GET", "account"): Operation(account_information, "rwdlacpe"),
    ("account", "HEAD", "account"): Operation(account_information, "rwdlacpe"),
    ("filesystem", "PUT", ""): Operation(writing.create_filesystem, "cw"),
    ("filesystem", "DELETE", ""): Operation(writing.delete_filesystem, "d"),
    ("filesystem", "GET", ""): _DESCRIBE,
    ("filesystem", "HEAD", ""): _DESCRIBE,
    ("filesystem", "GET", "metadata"): _DESCRIBE,
    ("filesystem", "HEAD", "metadata"): _DESCRIBE,
    ("filesystem", "PUT", "metadata"): Operation(writing.set_filesystem_metadata, "w"),
    ("filesystem", "PUT", "lease"): Operation(writing.lease, "w"),
    ("filesystem", "GET", "list"): Operation(list_blobs, "l"),
    ("path", "PUT", ""): Operation(put_blob, "cw", data=True),
    ("path", "PUT", "copy"): Operation(copy, "cw"),
    ("path", "PUT", "block"): Operation(put_block, "cw", data=True),
    ("path", "PUT", "blocklist"): Operation(put_block_list, "cw"),
    ("path", "GET", "blocklist"): Operation(get_block_list, "r"),
    ("path", "PUT", "metadata"): Operation(writing.set_metadata, "w"),
    ("path", "GET", "metadata"): Operation(get_metadata, "r"),
    ("path", "HEAD", "metadata"): Operation(get_metadata, "r"),
    ("path", "PUT", "properties"): Operation(set_properties, "w"),
    ("path", "PUT", "lease"): Operation(writing.lease, "w"),
    ("path", "GET", ""): Operation(reading.read, "r"),
    ("path", "HEAD", ""): Operation(reading.properties, "r"),
    ("path", "DELETE", ""): Operation(delete_blob, "d"),
}
