"""Writing a delivery: into a hidden folder first, moved into place when all files are whole, the manifest last.

Either one process does it all, or workers wrote the pieces that they made (:mod:`pikku.generate.store`).
"""

import json
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from pikku import __version__
from pikku.catalog.raw import RAW_FILES, RawFile, part_files
from pikku.generate import manifest
from pikku.generate.dirty import PARTS, Defects, Piece, total_line
from pikku.generate.formats import NONE, Place, RowFile
from pikku.generate.rejected import TOTAL_LINE
from pikku.generate.sizes import Size
from pikku.generate.store import FILES, Stored, foreign_rows, written

_HIDDEN = ".generating"
SPOOL, STORED = "spool", "stored"
#: Seconds between attempts to remove what executors, told to stop a moment ago, may still write to.
_PATIENCE = (0.0, 0.1, 0.2, 0.5, 1.0, 2.0)


class _Part:
    """One part of a raw file on its way to disk."""

    def __init__(self, path: Path, file: RawFile) -> None:
        self.path, self.file = path, file
        self.checksum = manifest.Checksum()
        self.blocks: list[int] = []
        self.rows = 0
        self._out: RowFile | None = None

    def _opened(self) -> RowFile:
        self._out = self._out or RowFile(self.path, self.file)
        return self._out

    def open(self) -> None:
        """Begin the file, unless there is one."""
        if not self.path.exists():
            self._opened()

    def write(self, table: pa.Table, blocks: np.ndarray, foreign: np.ndarray = NONE) -> None:
        """Write the next rows; those at the places `foreign` in the other encoding."""
        self._opened().write(table, foreign)
        self._note(blocks, manifest.digests(table, blocks))

    def take(self, place: Place, blocks: np.ndarray, digests: list[bytes]) -> None:
        """Take the next rows, which are in a place."""
        if self.file.format == "csv":
            self._opened().append(place)
        else:
            self.path.mkdir(exist_ok=True)
            place.file.replace(self.path / place.file.name)
        self._note(blocks, digests)

    def _note(self, blocks: np.ndarray, digests: list[bytes]) -> None:
        self.checksum.add(digests)
        self.blocks += blocks.tolist()
        self.rows += int(blocks.sum())

    def finish(self) -> None:
        """Write what is left, and close."""
        if self._out:
            self._out.finish()

    @property
    def crc32(self) -> int | None:
        """Return the CRC-32 of the finished file; of a folder none, as its files are others' work, on a disk that may be far away."""
        return self._out.crc32 if self._out else None

    def close(self) -> None:
        if self._out:
            self._out.close()


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Return a hidden folder below one, where things are made until they are whole; what is left in it is removed at the end.

    In it are a `spool`, and `stored` for the pieces that workers write.
    """
    shutil.rmtree(folder / _HIDDEN, ignore_errors=True)
    # A name of its own: a worker that is left of an earlier run finds nowhere to write to.
    hidden = folder / _HIDDEN / secrets.token_hex(4)
    for name in (SPOOL, STORED):
        (hidden / name).mkdir(parents=True)
    try:
        yield hidden
    finally:
        for wait in _PATIENCE:
            time.sleep(wait)
            shutil.rmtree(folder / _HIDDEN, ignore_errors=True)
            if not hidden.exists():
                break


def remove(folder: Path) -> None:
    """Remove a delivery, its manifest first; what else somebody keeps in its folder stays."""
    _unmark(folder)
    for file in RAW_FILES:
        for part in PARTS:
            _delete(folder / file.part_path(part))
    for place in (*{folder / file.domain for file in RAW_FILES}, folder):
        with suppress(OSError):  # there is something else in it
            place.rmdir()


def _unmark(folder: Path) -> None:
    """Remove a delivery's manifest, without which nothing counts."""
    (folder / manifest.NAME).unlink(missing_ok=True)
    (folder / manifest.POSITIONS).unlink(missing_ok=True)


def _delete(part: Path) -> None:
    """Remove a part, a file or a folder of them."""
    if part.is_dir():
        shutil.rmtree(part)
    part.unlink(missing_ok=True)


class Output:
    """The raw files of a delivery.

    Parameters
    ----------
    folder
        Where they go. What is there already stays until :meth:`finish`.
    hidden
        The folder of :func:`workshop`.
    name
        The delivery's, under which it is made there.
    """

    def __init__(self, folder: Path, hidden: Path, name: str = "") -> None:
        self.folder = folder
        self.stored, self.whole = hidden / STORED / name, hidden / "whole" / name
        for file in RAW_FILES:
            for each in (self.stored, self.whole):
                (each / file.domain).mkdir(parents=True, exist_ok=True)
        self._parts: dict[str, dict[str, _Part]] = {path: {} for path in FILES}
        self._sums: dict[str, dict[str, int]] = {path: {} for path in FILES}
        self.figures = {
            path: manifest.FileFigures(file.table_name, hidden / "defects" / name / file.table_name)
            for path, file in FILES.items()
        }

    def write(self, piece: Piece | Stored) -> None:
        """Add the next piece of a file."""
        if isinstance(piece, Stored):
            rows = piece.rows
            for name in rows:
                part = self._part(piece.path, name)
                part.take(piece.places[name], piece.blocks[name], piece.digests[name])
        else:
            parts, foreign = written(piece), foreign_rows(piece)
            rows = {name: table.num_rows for name, table in parts.items()}
            for name, table in parts.items():
                part = self._part(piece.path, name)
                part.write(table, piece.blocks[name], foreign.get(name, NONE))
        self.figures[piece.path].add(piece.true_rows, rows, piece.defects)
        sums = self._sums[piece.path]
        for column, amount in piece.sums.items():
            sums[column] = sums.get(column, 0) + amount

    def _part(self, path: str, name: str) -> _Part:
        if name not in self._parts[path]:
            file = FILES[path]
            self._parts[path][name] = _Part(self.whole / file.part_path(name), file)
        return self._parts[path][name]

    def finish(self, seed: int, size: Size, last: date, fingerprint: str) -> dict[str, Any]:
        """Return the manifest, after closing the files, moving them into place and writing it.

        Parameters
        ----------
        last
            Day on which the delivery was made.
        """
        for path, file in FILES.items():
            self._part(path, "main").open()  # an extract without rows has a header
            line = total_line(seed, file, self._sums[path])
            if line and self.figures[path].true_rows:
                part = self._part(path, "main")
                defect = Defects("main", TOTAL_LINE, "", np.array([0]))
                self.figures[path].note(defect, part.rows)
                self.figures[path].rows["main"] += 1
                arrays = [pa.array([text], pa.string()) for text in line]
                headers = [column.header for column in file.columns]
                part.write(pa.table(arrays, names=headers), np.array([1]))
            for part in self._parts[path].values():
                part.finish()
        files = {path: self._entry(path) for path in FILES}
        manifest.place(self.whole, self.figures, files)
        found = {
            "fingerprint": fingerprint,
            "generator": __version__,
            "size": size.name,
            "order_lines": size.order_lines,
            "seed": seed,
            "until": last.isoformat(),
            "rows": sum(
                part["rows"] for entry in files.values() for part in entry["parts"].values()
            ),
            "files": files,
        }
        self._move(found)
        return found

    def _entry(self, path: str) -> dict[str, Any]:
        figures = self.figures[path]
        parts = {
            name: {
                "path": part.path.relative_to(self.whole).as_posix(),
                "rows": part.rows,
                "bytes": manifest.size(part.path),
                "crc32": part.crc32,
                "checksum": part.checksum.digest(),
                "blocks": part.blocks,
            }
            for name, part in sorted(self._parts[path].items(), reverse=True)
        }
        return {
            "table": figures.table,
            "true_rows": figures.true_rows,
            "parts": parts,
            "defects": figures.counts(),
        }

    def _move(self, found: dict[str, Any]) -> None:
        """Replace the files in place: without a manifest from the first to the last of them."""
        self.folder.mkdir(exist_ok=True)
        _unmark(self.folder)
        for file in RAW_FILES:
            for part in PARTS:
                self._replace(file.part_path(part))
        if (self.whole / manifest.POSITIONS).is_file():
            (self.whole / manifest.POSITIONS).replace(self.folder / manifest.POSITIONS)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        draft = self.whole / manifest.NAME
        draft.write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")
        draft.replace(self.folder / manifest.NAME)

    def _replace(self, name: str) -> None:
        """Put a part in the place of the one that is there."""
        source, target = self.whole / name, self.folder / name
        _delete(target)
        if source.exists():
            for file in part_files(source):
                place = target / file.relative_to(source)
                place.parent.mkdir(parents=True, exist_ok=True)
                file.replace(place)

    def close(self) -> None:
        """Close all files, whole or not."""
        for parts in self._parts.values():
            for part in parts.values():
                with suppress(OSError):  # a full disk has no room for the last bytes either
                    part.close()
