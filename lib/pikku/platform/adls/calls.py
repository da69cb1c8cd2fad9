"""A request, as the operations see it, and their answer."""

import dataclasses
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pikku.platform.adls.errors import StorageError

FILESYSTEM = re.compile(r"(?=[a-z0-9-]{3,63}$)[a-z0-9]+(-[a-z0-9]+)*|\$root|\$web|\$logs")
"""The names that a file system (a container) may have."""

_DFS_QUERY = {"resource", "action", "recursive", "position", "continuation", "directory", "mode"}
_DFS_HEADERS = {"x-ms-rename-source", "x-http-method-override"}

Level = Literal["account", "filesystem", "path"]


@dataclass(frozen=True)
class Account:
    """The storage account that is served: its name and its key, in bytes."""

    name: str
    key: bytes


@dataclass(frozen=True)
class Body:
    """What came with a request: in memory, or in a file when it is data; and its MD5, if asked."""

    content: bytes = b""
    file: Path | None = None
    length: int = 0


@dataclass
class Call:
    """A request.

    `query` and `headers` have names in lower case or case-insensitive; `raw_path` and `raw_query`
    are as they were sent, which is what is signed. `path` has no slash at its ends, and is empty
    for the file system itself.
    """

    account: Account
    method: str
    signed_method: str
    raw_path: str
    raw_query: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    filesystem: str
    path: str
    dfs: bool
    remote: str = "127.0.0.1"
    permission: str = ""
    create_only: bool = False
    body: Body = field(default_factory=Body)

    @property
    def level(self) -> Level:
        """What it concerns."""
        return "path" if self.path else "filesystem" if self.filesystem else "account"

    def at(self, url: str, permission: str, code: str) -> "Call":
        """Return the request as if it were for another path, which a header names.

        Parameters
        ----------
        url
            ``/filesystem/path``, or a whole URL of this account.
        permission
            The letters of a SAS that allow what is done with it.
        code
            The error when it can't be understood.
        """
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise StorageError(code) from error
        path = parts.path
        if parts.netloc:
            path = _without_account(path, self.account.name, parts.netloc)
        filesystem, name = split(path)
        if not filesystem or not name:
            raise StorageError(code)
        query = _query(parts.query)
        return dataclasses.replace(
            self, filesystem=filesystem, path=name, query=query, permission=permission
        )


@dataclass(frozen=True)
class FileRange:
    """A part of a file that is open; whoever sends it closes it."""

    descriptor: int
    start: int
    length: int


@dataclass
class Answer:
    """What is answered: `body` in memory, or a part of a file."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes | FileRange = b""


@dataclass(frozen=True)
class Operation:
    """What can be asked for.

    `permission` are the letters of a SAS of which one allows it. The body of one that takes `data`
    is received into a file.
    """

    run: Callable[..., Answer]
    permission: str
    data: bool = False


def parse(
    account: Account,
    method: str,
    target: str,
    headers: Mapping[str, str],
    remote: str = "127.0.0.1",
) -> Call:
    """Return a request, taken apart.

    Parameters
    ----------
    account
        The account that is served.
    method
        The HTTP method.
    target
        Path and query as they were sent, or a whole URL.
    headers
        With names that are looked up whatever their case.
    remote
        The client's address.

    Raises
    ------
    StorageError
        When the path is none that could be served, or names another account.
    """
    if any("\ud800" <= char <= "\udfff" for value in headers.values() for char in value):
        raise StorageError("InvalidHeaderValue", "A header is not UTF-8.")
    raw_path, _, raw_query = target.partition("?")
    if "://" in raw_path:
        try:
            raw_path = urlsplit(raw_path).path
        except ValueError as error:
            raise StorageError("InvalidUri") from error
    raw_query = raw_query.partition("#")[0]
    host = headers.get("Host", "")
    filesystem, path = split(_without_account(raw_path, account.name, host))
    query = _query(raw_query)
    return Call(
        account=account,
        method=headers.get("x-http-method-override", method).upper(),
        signed_method=method,
        raw_path=raw_path,
        raw_query=raw_query,
        headers=headers,
        query=query,
        filesystem=filesystem,
        path=path,
        dfs=_is_dfs(host, query, headers, method),
        remote=remote,
    )


def split(path: str) -> tuple[str, str]:
    """Return the file system and the path of an encoded ``/filesystem/path``.

    Raises
    ------
    StorageError
        When a part is none that a file could have as its name, such as ``..``.
    """
    try:
        decoded = unquote(path, errors="strict")
    except UnicodeDecodeError as error:
        raise StorageError("InvalidUri", "The path is not UTF-8.") from error
    filesystem, _, rest = decoded.removeprefix("/").partition("/")
    if filesystem and FILESYSTEM.fullmatch(filesystem) is None:
        raise StorageError("InvalidResourceName")
    name = rest.strip("/")
    check_name(name)
    return filesystem, name


def check_name(path: str) -> None:
    """Let a path pass that a file or folder could have; the empty one is the file system's.

    Raises
    ------
    StorageError
        When a part is none that a file could have as its name, such as ``..``.
    """
    for part in path.split("/") if path else ():
        if part in ("", ".", "..") or any(ord(c) < 32 or c == "\x7f" for c in part):
            raise StorageError("InvalidUri", "A part of the path is empty, dots, or unprintable.")
        if "\\" in part or (":" in part and sys.platform == "win32") or len(part.encode()) > 255:
            raise StorageError("InvalidResourceName", "A part of the path can't be a file's name.")


def _query(raw: str) -> dict[str, str]:
    pairs = (each.partition("=") for each in raw.split("&") if each)
    return {unquote(name).lower(): unquote(value) for name, _, value in pairs}


def _without_account(path: str, account: str, host: str) -> str:
    """Return the path in the account: it is in the host's name, or in front of the path."""
    named = re.match(r"([a-z0-9]+)\.(dfs|blob)\.", host)
    if named and named[1] != account:
        raise StorageError("ResourceNotFound", f"The account here is {account}.")
    if named:
        return path
    first, _, rest = path.removeprefix("/").partition("/")
    if first != account:
        raise StorageError("ResourceNotFound", f"The URL begins with /{account} here.")
    return f"/{rest}"


def _is_dfs(host: str, query: Mapping[str, str], headers: Mapping[str, str], method: str) -> bool:
    """Return which interface is meant: the host says it, else what only one of them has."""
    if named := re.match(r"[^.]+\.(dfs|blob)\.", host):
        return named[1] == "dfs"
    if "comp" in query or "restype" in query:
        return False
    if method == "PATCH" or not _DFS_QUERY.isdisjoint(query):
        return True
    if any(name in headers for name in _DFS_HEADERS):
        return True
    # The DFS interface's leases are the one thing that has a POST without a query.
    if method == "POST" and "x-ms-lease-action" in headers:
        return True
    return "json" in headers.get("Accept", "")
