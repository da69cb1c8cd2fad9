"""Copies of a lake's files, for programs that read files of this machine only, as DuckDB's Delta reader does."""

import itertools
import os
import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform.lakestore import FolderStore, Found, LakeStore

_WILDCARD = re.compile(r"[*?\[]")
_AT_ONCE = 4
_CHUNK = 8 << 20
"""Bytes of a file in memory at once."""


class Copies:
    """A folder with copies of the lake's files, brought up to date when they are asked for.

    A copy has the time of the file in the lake; one with that time and size is taken for the same.
    Azure tells whole seconds: a file that is replaced by one of its size within a second of the
    copy isn't noticed. Landed files are therefore read from a folder of their own each time, and
    Delta's are never replaced.

    Parameters
    ----------
    store
        The lake.
    root
        The folder for the copies.
    """

    def __init__(self, store: LakeStore, root: Path) -> None:
        self.root, self._store, self._here = root, store, FolderStore(root)

    def local(self, *parts: str) -> Path:
        """Return the path of a file or folder, which may have wildcards, as it is in the lake now.

        Everything below the last folder before a wildcard is copied.

        Raises
        ------
        PikkuError
            When no file system is named, the lake refuses, or the disk is full.
        """
        names = [name for part in parts for name in part.split("/") if name]
        fixed = [*itertools.takewhile(lambda name: not _WILDCARD.search(name), names)]
        if not fixed:
            raise PikkuError(
                f"{'/'.join(names)!r} would be the whole lake.",
                remedy="Name at least one file system, such as gold/.",
            )
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            wanted = self._wanted(fixed)
            list(pool.map(self._copy, wanted, wanted.values()))
        return self.root.joinpath(*names)

    def _wanted(self, names: list[str]) -> dict[tuple[str, ...], Found]:
        """Return the files at a place of the lake; copies of others are removed."""
        found = self._store.found(*names)
        if found and not found.is_directory:
            return {tuple(names): found}
        wanted = {
            (*names, *each.path.split("/")): each
            for each in (self._store.listing(*names) if found else ())
            if not each.is_directory and not each.is_temporary
        }
        for each in self._here.listing(*names):
            place = (*names, *each.path.split("/"))
            if not each.is_directory and place not in wanted:
                self._here.delete(*place)
        return wanted

    def _copy(self, place: tuple[str, ...], wanted: Found) -> None:
        had = self._here.found(*place)
        if had and (had.size, had.modified) == (wanted.size, wanted.modified):
            return
        with self._store.reading(*place) as source, self._here.writing(*place) as target:
            shutil.copyfileobj(source, target, _CHUNK)
        seconds = wanted.modified.timestamp()
        os.utime(self.root.joinpath(*place), (seconds, seconds))
