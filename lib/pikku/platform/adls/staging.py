"""Data that was sent but isn't visible yet: bodies being received, and uncommitted blocks."""

import contextlib
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

KEPT_SECONDS = 7 * 24 * 3600
"""How long uncommitted data is kept, as in Azure."""

_CHUNK = 1 << 20


class Staging:
    """A folder on the same disk as the tree, so that a rename makes what is in it visible."""

    def __init__(self, folder: Path) -> None:
        self._incoming, self._blocks = folder / "incoming", folder / "blocks"
        # Nothing that was being received or deleted when a server ended is of use to anybody.
        shutil.rmtree(self._incoming, ignore_errors=True)
        self._incoming.mkdir(parents=True, exist_ok=True)
        self._blocks.mkdir(exist_ok=True)
        oldest = time.time() - KEPT_SECONDS
        for each in self._blocks.iterdir():
            if each.stat().st_mtime < oldest:
                shutil.rmtree(each, ignore_errors=True)

    def new(self) -> Path:
        """Return a path that nothing has, for a file or folder that nobody sees."""
        return self._incoming / uuid.uuid4().hex

    def empty(self) -> Path:
        """Return a new empty file."""
        made = self.new()
        made.touch()
        return made

    def drop(self, made: Path) -> None:
        """Delete a new file that wasn't made visible; an uncommitted block stays."""
        if made.parent == self._incoming:
            made.unlink(missing_ok=True)

    def destroy(self, gone: Path) -> None:
        """Delete what is out of sight, a file or a folder; what can't be goes at the next start."""
        if gone.is_dir():
            shutil.rmtree(gone, ignore_errors=True)
        else:
            gone.unlink(missing_ok=True)

    def place(self, key: str, name: str, received: Path) -> None:
        """Keep a received file as an uncommitted block; one of the same name is replaced."""
        folder = self._blocks / key
        folder.mkdir(exist_ok=True)
        received.replace(folder / name)

    def blocks(self, key: str) -> dict[str, Path]:
        """Return the uncommitted blocks by name, in the order of their names."""
        with contextlib.suppress(FileNotFoundError):
            return {each.name: each for each in sorted((self._blocks / key).iterdir())}
        return {}

    def discard(self, key: str) -> None:
        """Forget the uncommitted blocks."""
        shutil.rmtree(self._blocks / key, ignore_errors=True)

    def rekey(self, key: str, new: str, keep: Iterable[str]) -> None:
        """Let some uncommitted blocks follow their file, which was replaced; the others go."""
        folder = self._blocks / key
        for name in set(self.blocks(key)) - set(keep):
            (folder / name).unlink(missing_ok=True)
        if self.blocks(key):
            self.discard(new)
            folder.replace(self._blocks / new)
        else:
            self.discard(key)

    def holds(self, file: Path) -> bool:
        """Return whether a file is an uncommitted block, that may be moved."""
        return self._blocks in file.parents

    def assemble(self, parts: Iterable[tuple[Path, int, int]]) -> Path:
        """Return a new file made of parts of others.

        Parameters
        ----------
        parts
            Of each part: its file, where it starts, and its length in bytes.

        Raises
        ------
        FileNotFoundError
            When a file was replaced, or a block was committed or discarded meanwhile.
        """
        made = self.new()
        try:
            with made.open("xb") as target:
                for file, start, length in parts:
                    with file.open("rb") as source:
                        source.seek(start)
                        _copy(source, target, length)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        return made


def blob_key(filesystem: str, path: str) -> str:
    """Return the key of the blocks that are sent for a blob, which may not be there yet."""
    return hashlib.sha256(f"{filesystem}/{path}".encode()).hexdigest()[:32]


def _copy(source: BinaryIO, target: BinaryIO, length: int) -> None:
    """Copy so many bytes, in the kernel where that can be done."""
    left = length
    if hasattr(os, "copy_file_range"):
        target.flush()
        offset = source.tell()
        with contextlib.suppress(OSError):  # not between these file systems
            while left:
                done = os.copy_file_range(source.fileno(), target.fileno(), left, offset)
                if not done:
                    break
                left, offset = left - done, offset + done
        source.seek(offset)
        target.seek(0, os.SEEK_END)
    while left:
        chunk = source.read(min(left, _CHUNK))
        if not chunk:
            raise FileNotFoundError("It is shorter than it was.")
        target.write(chunk)
        left -= len(chunk)
