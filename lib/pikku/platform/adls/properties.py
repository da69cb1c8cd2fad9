"""What is known of files and folders besides themselves, kept beside the tree in SQLite."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

SUPERUSER = "$superuser"
"""Whom things belong to that were made with the account's key."""


@dataclass
class Properties:
    """What a client set: metadata, content headers, access, a lease.

    `content` has the HTTP headers that a read answers with. `acl` is the access control list in
    the form of x-ms-acl, empty for the usual one. `blocks` are the names and lengths of the blocks
    that the file was committed from. `changed` is when one of these changed last, in ns.
    """

    metadata: dict[str, str] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)
    owner: str = SUPERUSER
    group: str = SUPERUSER
    acl: str = ""
    lease: dict[str, Any] | None = None
    blocks: list[tuple[str, int]] = field(default_factory=list)
    changed: int = 0


class PropertyStore:
    """The properties of everything in a lake.

    Each belongs to a path and to the very file that was there: once another program replaces the
    file, they are void. `identity` is what tells files apart.
    """

    def __init__(self, file: Path) -> None:
        self._link = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._link.executescript(
            """
            pragma journal_mode = wal;
            pragma synchronous = normal;
            create table if not exists properties (
                filesystem text, path text, identity text not null, about text not null,
                primary key (filesystem, path)
            ) without rowid;
            """
        )

    def close(self) -> None:
        """Let go of the file."""
        self._link.close()

    def get(self, filesystem: str, path: str, identity: str) -> Properties:
        """Return what is known, which for an unknown or a replaced file is the usual."""
        row = self._link.execute(
            "select about from properties where (filesystem, path, identity) = (?, ?, ?)",
            (filesystem, path, identity),
        ).fetchone()
        return Properties(**json.loads(row[0])) if row else Properties()

    def put(self, filesystem: str, path: str, identity: str, about: Properties) -> None:
        """Keep what is known of a file or folder."""
        if about == Properties():
            self._link.execute(
                "delete from properties where (filesystem, path) = (?, ?)", (filesystem, path)
            )
            return
        self._link.execute(
            "insert or replace into properties values (?, ?, ?, ?)",
            (filesystem, path, identity, json.dumps(asdict(about))),
        )

    def remove(self, filesystem: str, path: str) -> None:
        """Forget a path and everything below it."""
        self._link.execute(
            f"delete from properties where filesystem = ? and {_BELOW}",
            (filesystem, *_bounds(path)),
        )

    def move(self, filesystem: str, path: str, to_filesystem: str, to_path: str) -> None:
        """Let a path's properties, and of everything below it, follow a rename."""
        with self._transaction():
            self.remove(to_filesystem, to_path)
            self._link.execute(
                "update properties set filesystem = ?, path = ? || substr(path, ?) "
                f"where filesystem = ? and {_BELOW}",
                (to_filesystem, to_path, len(path) + 1, filesystem, *_bounds(path)),
            )

    def leased(self, filesystem: str, path: str) -> list[str]:
        """Return the paths below a folder that have a lease, valid or not."""
        rows = self._link.execute(
            "select path from properties where filesystem = ? "
            f"and {_BELOW} and json_extract(about, '$.lease') is not null and path <> ?",
            (filesystem, *_bounds(path), path),
        )
        return [name for (name,) in rows]

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._link.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._link.execute("rollback")
            raise
        self._link.execute("commit")


_BELOW = "(path = ? or (path > ? and path < ?) or ?)"


def _bounds(path: str) -> tuple[str, str, str, bool]:
    """Return the arguments of `_BELOW`: 0 is the character after the slash."""
    return path, f"{path}/", f"{path}0", path == ""
