"""Writing raw files: into a hidden folder first, moved into place when all are whole, the manifest last.

Either one process does it all. Or workers write the pieces that they make (:class:`Store`), and the driver gets to see no row,
only what it needs for the manifest (:class:`Stored`). It appends the pieces of a CSV file to one another, which makes the same
bytes; those of a Parquet file, which can't be put together without encoding them again, stay files in a folder with the raw
file's name. Rows, their order, checksums and the positions of defects are the same.
"""

import errno
import io
import json
import secrets
import shutil
import time
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pikku import __version__
from pikku.catalog.raw import ENCODING, RAW_FILES, RawFile, part_file, part_files
from pikku.generate import manifest
from pikku.generate.dirty import PARTS, TOTAL_LINE, Defects, Piece, total_line
from pikku.generate.disguise import FOREIGN
from pikku.generate.kinds import arrow_schema, kinds
from pikku.generate.sizes import Size
from pikku.generate.spool import whole
from pikku.generate.writing import having

_FILES = {file.path: file for file in RAW_FILES}
_HIDDEN = ".generating"
SPOOL, STORED = "spool", "stored"
_ROW_GROUP = 131_072
_BLOCK = 1 << 20
_NONE = np.zeros(0, dtype=np.int64)
#: Seconds between attempts to remove what executors, told to stop a moment ago, may still write to.
_PATIENCE = (0.0, 0.1, 0.2, 0.5, 1.0, 2.0)


def _quoted(octet: np.ndarray) -> np.ndarray:
    """Return which octets make a value one that is quoted."""
    found = octet == ord(",")
    for other in b'"\r\n':
        found |= octet == other
    return found


def csv_bytes(table: pa.Table) -> pa.Buffer | bytes:
    """Return a table as lines of CSV; only values that need it are quoted."""
    texts, offsets = _csv_lines(table)
    return texts.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))


def _csv_lines(table: pa.Table) -> tuple[pa.Buffer, np.ndarray]:
    """Return a table of texts as lines of CSV, and where each begins; at the end, where the last ends."""
    if table.num_rows == 0:
        return pa.py_buffer(b""), np.zeros(1, dtype=np.int64)
    columns = []
    for column in table.columns:
        column = column.combine_chunks().cast(pa.string())
        special = having(column, _quoted)
        if len(special):
            inner = pc.replace_substring(column.take(pa.array(special)), '"', '""')
            mask = np.zeros(len(column), dtype=bool)
            mask[special] = True
            column = pc.replace_with_mask(
                column, pa.array(mask), pc.binary_join_element_wise('"', inner, '"', "")
            )
        columns.append(column)
    columns[-1] = pc.binary_join_element_wise(columns[-1], "\n", "")
    lines = pc.binary_join_element_wise(*columns, ",").cast(pa.large_string())
    offsets = np.frombuffer(lines.buffers()[1], dtype=np.int64)
    return lines.buffers()[2], offsets[lines.offset : lines.offset + len(lines) + 1]


def _mixed(table: pa.Table, foreign: np.ndarray) -> Iterator[pa.Buffer | bytes]:
    """Return a table of texts as pieces of CSV: UTF-8, but for some rows."""
    texts, offsets = _csv_lines(table)
    done = int(offsets[0])
    for row in foreign.tolist():
        first, last = int(offsets[row]), int(offsets[row + 1])
        yield texts.slice(done, first - done)
        yield texts.slice(first, last - first).to_pybytes().decode().encode(FOREIGN)
        done = last
    yield texts.slice(done, int(offsets[-1]) - done)


def _target(file: RawFile, part: str) -> str:
    return file.path if part == "main" else file.late_path


def parquet_writer(path: Path | BinaryIO, file: RawFile) -> pq.ParquetWriter:
    """Return who writes a raw file in Parquet, each column in the encoding that suits what it holds.

    Codes, words and per cents are few: a dictionary. Amounts, counts and times are near one another: differences, in few bits
    (delta binary packed). Numbers of documents are all different, and plain; compression finds what they have in common.
    """
    of = {raw.header: kinds(file)[raw.column] for raw in file.columns}
    few = [
        header
        for header, kind in of.items()
        if pa.types.is_dictionary(kind.stored) or kind.name == "rate"
    ]
    near = [header for header, kind in of.items() if kind.typed and header not in few]
    return pq.ParquetWriter(
        path,
        arrow_schema(file),
        compression="zstd",
        compression_level=1,
        use_dictionary=few,
        column_encoding=dict.fromkeys(near, "DELTA_BINARY_PACKED"),
        store_decimal_as_integer=True,
        store_schema=False,  # for who reads it in Arrow, a text is then a text, not a dictionary
        write_statistics=False,  # nobody looks for single values in an extract
    )


def _canonical(table: pa.Table) -> pa.Table:
    """Return rows whose dictionaries have what occurs in them, in the order that it does so."""
    arrays = []
    for column in table.columns:
        if pa.types.is_dictionary(column.type):
            whole = column.combine_chunks()
            seen = whole.indices.dictionary_encode()
            values = whole.dictionary.take(seen.dictionary)
            column = pa.DictionaryArray.from_arrays(seen.indices, values)
        arrays.append(column)
    return pa.table(arrays, names=table.column_names)


class _Summed(io.FileIO):
    """A file on its way to disk, and the CRC-32 of what is in it: so nobody has to read it again for that."""

    crc32 = 0

    def write(self, data: Any) -> int:
        """Write some bytes."""
        written = super().write(data)
        self.crc32 = zlib.crc32(memoryview(data)[:written], self.crc32)
        return written


class _Rows:
    """Rows on their way into a file."""

    def __init__(self, path: Path, file: RawFile) -> None:
        self.headers = [column.header for column in file.columns]
        # Rows that don't fill a row group yet: the file must not depend on how its rows came in pieces.
        self._waiting: list[pa.Table] = []
        self._file = _Summed(path, "wb")
        self._stream = io.BufferedWriter(self._file, _BLOCK)
        self._parquet: pq.ParquetWriter | None = None
        try:
            if file.format == "csv":
                line = ",".join(self.headers) + "\n"
                self._stream.write(line.encode("utf-8-sig" if file.marked else "utf-8"))
            else:
                self._parquet = parquet_writer(self._stream, file)
        except BaseException:
            self._stream.close()
            raise

    @property
    def crc32(self) -> int:
        """Return the CRC-32 of the file, once it is closed."""
        return self._file.crc32

    def write(self, table: pa.Table, foreign: np.ndarray = _NONE) -> None:
        """Write rows; those at the places `foreign` in the other encoding."""
        if not self._parquet:
            self._stream.writelines(_mixed(table, foreign))
        elif table.num_rows:
            self._waiting.append(table)
            self._write_groups(_ROW_GROUP)

    def append(self, place: "Place") -> None:
        """Write the rows of a CSV file that stand in a place, which is then gone when it was the file's last."""
        left = place.last - place.first
        if not left:
            return
        with place.file.open("rb") as raw:
            raw.seek(place.first)
            while left and (block := raw.read(min(left, _BLOCK))):
                self._stream.write(block)
                left -= len(block)
            is_last = not raw.read(1)
        if left:
            raise OSError(errno.EIO, "a worker's rows are cut off", str(place.file))
        if is_last:
            place.file.unlink()

    def _write_groups(self, least: int) -> None:
        """Write the waiting rows as row groups, as long as they are at least so many."""
        assert self._parquet
        while sum(table.num_rows for table in self._waiting) >= least:
            whole = pa.concat_tables(self._waiting)
            self._parquet.write_table(_canonical(whole.slice(0, _ROW_GROUP).combine_chunks()))
            self._waiting = [whole.slice(_ROW_GROUP)] if whole.num_rows > _ROW_GROUP else []

    def finish(self) -> None:
        """Write what is left, and close."""
        if self._parquet:
            self._write_groups(1)
        self.close()

    def close(self) -> None:
        with closing(self._stream):
            if self._parquet:
                self._parquet.close()


@dataclass(frozen=True)
class Place:
    """Where rows are: a whole file, or its bytes from `first` to before `last`."""

    file: Path
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Stored:
    """What is left of a piece whose rows its maker has written: all but the rows.

    `places` of the rows, `rows` and `digests` of the blocks are by part; the rest as in :class:`Piece`.
    """

    path: str
    places: dict[str, Place]
    rows: dict[str, int]
    blocks: dict[str, np.ndarray]
    digests: dict[str, list[bytes]]
    defects: list[Defects]
    true_rows: int
    sums: dict[str, int]


class Store:
    """Where a worker writes the pieces that it makes: a folder with one for each domain.

    In Parquet a part of a piece is a file of its own. All that a task makes in CSV is in one file: to make a file may take longer
    than to fill it. It is whole when the task ends. What is left of a task that was done twice goes with the workshop.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._csv: BinaryIO | None = None

    def keep(self, number: int, piece: Piece) -> Stored:
        """Return what is to be told of a piece, after writing its rows; `number` tells it from others of the raw file."""
        file, parts, foreign = _FILES[piece.path], _written(piece), _foreign(piece)
        return Stored(
            path=piece.path,
            places={
                name: self._add(table, foreign.get(name, _NONE))
                if file.format == "csv"
                else self._make(part_file(self.folder / _target(file, name), number), file, table)
                for name, table in parts.items()
            },
            rows={name: table.num_rows for name, table in parts.items()},
            blocks=piece.blocks,
            digests={name: manifest.digests(parts[name], piece.blocks[name]) for name in parts},
            defects=piece.defects,
            true_rows=piece.true_rows,
            sums=piece.sums,
        )

    def _add(self, table: pa.Table, foreign: np.ndarray) -> Place:
        """Return where the lines of CSV are that a table becomes, those at the places `foreign` in the other encoding."""
        self._csv = self._csv or (self.folder / secrets.token_hex(8)).open("wb")
        first = self._csv.tell()
        self._csv.writelines(_mixed(table, foreign))
        return Place(Path(self._csv.name), first, self._csv.tell())

    def _make(self, path: Path, file: RawFile, table: pa.Table) -> Place:
        """Return where the Parquet file is that a table becomes."""
        if not path.parent.is_dir():  # which takes far less time than to try
            path.parent.mkdir(exist_ok=True)
        with whole(path) as draft, closing(_Rows(draft, file)) as out:
            out.write(table)
            out.finish()
        return Place(path)

    def end(self) -> None:
        """Say that a task is done, well or not."""
        csv, self._csv = self._csv, None  # first: on a full disk it can't be closed well
        if csv:
            csv.close()


def _written(piece: Piece) -> dict[str, pa.Table]:
    """Return the parts that there is a file of, even when it has no row yet."""
    return {name: table for name, table in piece.parts.items() if name == "main" or table.num_rows}


def _foreign(piece: Piece) -> dict[str, np.ndarray]:
    """Return the places of the rows that each part has in the other encoding."""
    return {each.part: each.row for each in piece.defects if each.kind == ENCODING}


class _Part:
    """One part of a raw file on its way to disk."""

    def __init__(self, path: Path, file: RawFile) -> None:
        self.path, self.file = path, file
        self.checksum = manifest.Checksum()
        self.blocks: list[int] = []
        self.rows = 0
        self._out: _Rows | None = None

    def _opened(self) -> _Rows:
        self._out = self._out or _Rows(self.path, self.file)
        return self._out

    def open(self) -> None:
        """Begin the file, unless there is one."""
        if not self.path.exists():
            self._opened()

    def write(self, table: pa.Table, blocks: np.ndarray, foreign: np.ndarray = _NONE) -> None:
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
            _delete(folder / _target(file, part))
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
        self._parts: dict[str, dict[str, _Part]] = {path: {} for path in _FILES}
        self._sums: dict[str, dict[str, int]] = {path: {} for path in _FILES}
        self.figures = {
            path: manifest.FileFigures(file.table_name, hidden / "defects" / name / file.table_name)
            for path, file in _FILES.items()
        }

    def write(self, piece: Piece | Stored) -> None:
        """Add the next piece of a file."""
        if isinstance(piece, Stored):
            rows = piece.rows
            for name in rows:
                part = self._part(piece.path, name)
                part.take(piece.places[name], piece.blocks[name], piece.digests[name])
        else:
            parts, foreign = _written(piece), _foreign(piece)
            rows = {name: table.num_rows for name, table in parts.items()}
            for name, table in parts.items():
                part = self._part(piece.path, name)
                part.write(table, piece.blocks[name], foreign.get(name, _NONE))
        self.figures[piece.path].add(piece.true_rows, rows, piece.defects)
        sums = self._sums[piece.path]
        for column, amount in piece.sums.items():
            sums[column] = sums.get(column, 0) + amount

    def _part(self, path: str, name: str) -> _Part:
        if name not in self._parts[path]:
            file = _FILES[path]
            self._parts[path][name] = _Part(self.whole / _target(file, name), file)
        return self._parts[path][name]

    def finish(self, seed: int, size: Size, last: date, fingerprint: str) -> dict[str, Any]:
        """Return the manifest, after closing the files, moving them into place and writing it.

        Parameters
        ----------
        last
            Day on which the delivery was made.
        """
        for path, file in _FILES.items():
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
        files = {path: self._entry(path) for path in _FILES}
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
                self._replace(_target(file, part))
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
