"""The tree: what is there, and each change of it as one step that everybody sees, or nobody.

All methods that change something are called with `lock` held, so that nothing comes between a
request's conditions and what it does. Other programs may use the folder at the same time; they
never see a half-written file, either.
"""

import os
import sqlite3
import stat
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

import filelock

from pikku.errors import PikkuError
from pikku.platform.adls.calls import FILESYSTEM
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.properties import Properties, PropertyStore
from pikku.platform.adls.staging import Staging, blob_key

HIDDEN = ".adls"
"""Where everything is kept that isn't the tree. It is no name of a file system."""

AnyPath = TypeVar("AnyPath", bound=PurePath)

_TICK = 100
"""Nanoseconds that every file system keeps of a time, but for very old ones."""


@dataclass(frozen=True)
class Entry:
    """A file, a folder or a file system (whose path is empty) that is there.

    `inode` and `identity` tell it from what was there before it; `modified` and `created` are in
    nanoseconds since 1970.
    """

    filesystem: str
    path: str
    file: Path
    is_directory: bool
    size: int
    modified: int
    created: int
    inode: int
    properties: Properties

    @property
    def identity(self) -> str:
        """What `PropertyStore` knows it by."""
        return _identity(self.is_directory, self.inode, self.modified)

    @property
    def etag(self) -> str:
        """What changes with it. A folder's does not change with what is in it."""
        changed = self.properties.changed if self.is_directory else self.modified
        return f"0x{self.inode & 0xFFFFFFFF:08X}{changed:016X}"

    @property
    def uncommitted(self) -> str:
        """The key of the data that was appended to it and not flushed."""
        return f"{self.inode:x}"


class Store:
    """A lake in a folder.

    Raises
    ------
    PikkuError
        When the folder can't be used, or another endpoint serves it.
    """

    def __init__(self, root: Path) -> None:
        try:
            root.mkdir(parents=True, exist_ok=True)
            self.root = Path(os.path.realpath(root))
            hidden = self.root / HIDDEN
            hidden.mkdir(mode=0o700, exist_ok=True)
            self._only = filelock.FileLock(hidden / "lock", timeout=0)
            self._only.acquire()
            self.staging = Staging(hidden)
        except filelock.Timeout as error:
            raise PikkuError(
                f"Another endpoint serves the folder {root}.", "Stop it, or give another --root."
            ) from error
        except OSError as error:
            raise PikkuError(
                f"The folder {root} can't be served: {error.strerror or error}.",
                "Give a --root that you may write to.",
            ) from error
        try:
            self.properties = PropertyStore(hidden / "properties.sqlite")
        except sqlite3.DatabaseError as error:
            self._only.release()
            raise PikkuError(
                f"{hidden / 'properties.sqlite'} can't be used: {error}.",
                "Delete it; the files stay, their metadata, leases and access control lists go.",
            ) from error
        self.lock = threading.RLock()
        self._stamp = 0

    def close(self) -> None:
        """Let others serve the folder."""
        self.properties.close()
        self._only.release()

    def file(self, filesystem: str, path: str) -> Path:
        """Return where something is or would be.

        Raises
        ------
        StorageError
            When a name, a symbolic link, or on Windows another spelling, would lead elsewhere.
        """
        file = joined(self.root, filesystem, path)
        try:
            real = os.path.realpath(file)
        except (OSError, ValueError) as error:
            raise StorageError("InvalidResourceName") from error
        if real != str(file):
            raise StorageError("PathNotFound", "Symbolic links are not served.")
        return file

    def find(self, filesystem: str, path: str = "") -> Entry | None:
        """Return what is at a path, or None."""
        file = self.file(filesystem, path)
        try:
            about = os.lstat(file)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise StorageError("InvalidResourceName", error.strerror) from error
        return self.entry(filesystem, path, file, about)

    def entry(self, filesystem: str, path: str, file: Path, about: os.stat_result) -> Entry | None:
        """Return a file or folder, None for what is neither."""
        is_directory = stat.S_ISDIR(about.st_mode)
        if not is_directory and (not stat.S_ISREG(about.st_mode) or not path):
            return None
        identity = _identity(is_directory, about.st_ino, about.st_mtime_ns)
        with self.lock:
            properties = self.properties.get(filesystem, path, identity)
        created = getattr(about, "st_birthtime", 0) or about.st_mtime
        return Entry(
            filesystem,
            path,
            file,
            is_directory,
            0 if is_directory else about.st_size,
            about.st_mtime_ns,
            int(created * 1e9),
            about.st_ino,
            properties,
        )

    def filesystem(self, name: str) -> Entry:
        """Return a file system that must be there."""
        found = self.find(name)
        if found is None:
            raise StorageError("FilesystemNotFound")
        return found

    def get(self, filesystem: str, path: str) -> Entry:
        """Return what must be there."""
        found = self.find(filesystem, path)
        if found is None:
            self.filesystem(filesystem)
            raise StorageError("PathNotFound")
        return found

    def filesystems(self) -> Iterator[Entry]:
        """Return the file systems in the order of their names."""
        for name in sorted(each.name for each in os.scandir(self.root)):
            if FILESYSTEM.fullmatch(name):
                try:
                    found = self.find(name)
                except StorageError:  # a link
                    continue
                if found is not None:
                    yield found

    def walk(
        self, filesystem: str, path: str, *, recursive: bool, after: str = "", prefix: str = ""
    ) -> Iterator[Entry]:
        """Return what is below a folder, in the order of `sort_name`.

        Parameters
        ----------
        filesystem, path
            The folder.
        recursive
            Whether that of its folders comes, too, after each of them.
        after
            Begin after this `sort_name`.
        prefix
            Only what has a `sort_name` that begins so.
        """
        folder = self.file(filesystem, path)
        try:
            with os.scandir(folder) as found:
                names = [self._sort_name(path, each) for each in found if not each.is_symlink()]
        except (FileNotFoundError, NotADirectoryError):
            return  # it went while others were listed
        for name in sorted(names):
            is_inside = after.startswith(name) and name.endswith("/")
            if not name or (name <= after and not is_inside):
                continue
            if not name.startswith(prefix) and not prefix.startswith(name):
                continue
            file = self.root / filesystem / name
            try:
                entry = self.entry(filesystem, name.rstrip("/"), file, os.lstat(file))
            except FileNotFoundError:
                continue
            if entry is None:
                continue
            if name > after and name.startswith(prefix):
                yield entry
            if recursive and entry.is_directory:
                inside = {"recursive": True, "after": after, "prefix": prefix}
                yield from self.walk(filesystem, entry.path, **inside)

    @staticmethod
    def _sort_name(path: str, each: os.DirEntry[str]) -> str:
        """Return the name by which it is sorted, empty when no client could ask for it."""
        try:
            each.name.encode()
        except UnicodeEncodeError:
            return ""
        slash = "/" if each.is_dir(follow_symlinks=False) else ""
        return f"{path}/{each.name}{slash}".removeprefix("/")

    def make_parents(self, filesystem: str, path: str) -> None:
        """Make the folders that a path is in.

        Raises
        ------
        StorageError
            When there is no such file system, or one of them is a file.
        """
        self.filesystem(filesystem)
        parent = self.file(filesystem, path).parent
        try:
            parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise StorageError("PathConflict") from error

    def publish(
        self, made: Path, filesystem: str, path: str, about: Properties, *, only_new: bool = False
    ) -> Entry:
        """Return a file after making it visible, in place of the one that was there.

        Parameters
        ----------
        made
            A file of `staging`.
        filesystem, path
            Where to; its folder exists.
        about
            What is to be known of it.
        only_new
            Refuse when something is there, were it made by another program just now.
        """
        target = self.file(filesystem, path)
        stamp = self.stamp()
        os.utime(made, ns=(stamp, stamp))
        if only_new:
            try:
                os.link(made, target)
            except FileExistsError as error:
                raise StorageError("PathAlreadyExists") from error
            made.unlink()
        else:
            try:
                made.replace(target)
            except IsADirectoryError as error:
                raise StorageError("PathConflict") from error
        self.staging.discard(blob_key(filesystem, path))
        entry = self.get(filesystem, path)
        # Of a file that another program deleted, and whose inode this one has now.
        self.staging.discard(entry.uncommitted)
        return self.note(entry, about)

    def note(self, entry: Entry, about: Properties) -> Entry:
        """Return a file or folder after noting what is to be known of it."""
        self.properties.put(entry.filesystem, entry.path, entry.identity, about)
        return self.get(entry.filesystem, entry.path)

    def change(self, entry: Entry, about: Properties) -> Entry:
        """Return a file or folder with changed properties, and so a new ETag."""
        stamp = self.stamp()
        if entry.is_directory:
            about.changed = stamp
        else:
            os.utime(entry.file, ns=(stamp, stamp))
            entry = self.get(entry.filesystem, entry.path)
        return self.note(entry, about)

    def remove(self, entry: Entry) -> Path:
        """Take a file, or a folder with all that is in it, out of sight in one step.

        Returns where it is now, for `staging.destroy`, which may take long and needs no lock.
        """
        gone = self.staging.new()
        entry.file.rename(gone)
        self.properties.remove(entry.filesystem, entry.path)
        self.staging.discard(entry.uncommitted)
        return gone

    def rename(self, entry: Entry, filesystem: str, path: str) -> Entry:
        """Return a file or folder after moving it, in place of the file that was there."""
        target = self.file(filesystem, path)
        there = self.find(filesystem, path)
        if there is not None and there.is_directory and sys.platform == "win32":
            target.rmdir()  # an empty one: elsewhere the rename does that
        os.replace(entry.file, target)
        if there is not None:
            self.staging.discard(there.uncommitted)
        self.properties.move(entry.filesystem, entry.path, filesystem, path)
        return self.get(filesystem, path)

    def stamp(self) -> int:
        """Return the time in ns, later than any that was returned before."""
        self._stamp = max(time.time_ns() // _TICK * _TICK, self._stamp + _TICK)
        return self._stamp


def joined(root: AnyPath, filesystem: str, path: str) -> AnyPath:
    """Return a path below a folder.

    Raises
    ------
    StorageError
        When a part of it is not one name, such as on Windows a drive's letter.
    """
    names = (filesystem, *path.split("/")) if path else (filesystem,)
    file = root.joinpath(*names)
    if file.parts != (*root.parts, *names):
        raise StorageError("InvalidResourceName")
    return file


def sort_name(entry: Entry) -> str:
    """Return the name by which things are listed: so a list is in the order of all full names."""
    return f"{entry.path}/" if entry.is_directory and entry.path else entry.path


def _identity(is_directory: bool, inode: int, modified: int) -> str:
    return f"{inode:x}" if is_directory else f"{inode:x}-{modified:x}"
