"""Writing raw files: into a hidden folder first, moved into place when all are whole, the manifest last."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pikku import __version__
from pikku.catalog.raw import ENCODING, RAW_FILES, RawFile
from pikku.generate import manifest
from pikku.generate.dirty import TOTAL_LINE, Defects, Piece, total_line
from pikku.generate.disguise import FOREIGN
from pikku.generate.sizes import Size

_HIDDEN = ".generating"
_ROW_GROUP = 131_072
_NONE = np.zeros(0, dtype=np.int64)
_QUOTED = '[,"\r\n]'


def csv_bytes(table: pa.Table) -> pa.Buffer | bytes:
    """Return a table of texts as lines of CSV; only values that need it are quoted."""
    texts, offsets = _csv_lines(table)
    return texts.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))


def _csv_lines(table: pa.Table) -> tuple[pa.Buffer, np.ndarray]:
    """Return a table of texts as lines of CSV, and where each begins; at the end, where the last ends."""
    if table.num_rows == 0:
        return pa.py_buffer(b""), np.zeros(1, dtype=np.int64)
    columns = []
    for column in table.columns:
        column = column.combine_chunks()
        special = pc.match_substring_regex(column, _QUOTED)
        if pc.any(special).as_py():
            inner = pc.replace_substring(column, '"', '""')
            column = pc.if_else(special, pc.binary_join_element_wise('"', inner, '"', ""), column)
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


class _Part:
    """One part of a raw file on its way to disk."""

    def __init__(self, path: Path, file: RawFile) -> None:
        self.path, self.file = path, file
        self.headers = [column.header for column in file.columns]
        self.checksum = manifest.Checksum(len(self.headers))
        self.rows = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        # Rows that don't fill a row group yet: the file must not depend on how its rows came in pieces.
        self._waiting: list[pa.Table] = []
        self._csv: BinaryIO | None = None
        self._parquet: pq.ParquetWriter | None = None
        if file.format == "csv":
            self._csv = path.open("wb")
            header = ",".join(self.headers) + "\n"
            self._csv.write(header.encode("utf-8-sig" if file.marked else "utf-8"))
        else:
            schema = pa.schema([(header, pa.string()) for header in self.headers])
            self._parquet = pq.ParquetWriter(path, schema, compression="zstd", compression_level=1)

    def write(self, table: pa.Table, foreign: np.ndarray = _NONE) -> None:
        """Write rows; those at the places `foreign` in the other encoding."""
        self.checksum.add(table)
        self.rows += table.num_rows
        if self._csv:
            self._csv.writelines(_mixed(table, foreign))
        elif table.num_rows:
            self._waiting.append(table)
            self._write_groups(_ROW_GROUP)

    def _write_groups(self, least: int) -> None:
        """Write the waiting rows as row groups, as long as they are at least so many."""
        assert self._parquet
        while sum(table.num_rows for table in self._waiting) >= least:
            whole = pa.concat_tables(self._waiting)
            self._parquet.write_table(whole.slice(0, _ROW_GROUP).combine_chunks())
            self._waiting = [whole.slice(_ROW_GROUP)] if whole.num_rows > _ROW_GROUP else []

    def finish(self) -> None:
        """Write what is left, and close."""
        if self._parquet:
            self._write_groups(1)
        self.close()

    def close(self) -> None:
        for stream in (self._csv, self._parquet):
            if stream:
                stream.close()


class Output:
    """The raw files of one run.

    Parameters
    ----------
    folder
        Where they go. What is there already stays until :meth:`finish`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hidden = folder / _HIDDEN
        shutil.rmtree(self.hidden, ignore_errors=True)
        self.hidden.mkdir(parents=True)
        self._files = {file.path: file for file in RAW_FILES}
        self._parts: dict[str, dict[str, _Part]] = {path: {} for path in self._files}
        self._sums: dict[str, dict[str, int]] = {path: {} for path in self._files}
        self.figures = {
            path: manifest.FileFigures(file.table_name) for path, file in self._files.items()
        }

    def write(self, piece: Piece) -> None:
        """Add the next piece of a file."""
        self.figures[piece.path].add(piece)
        foreign = {each.part: each.row for each in piece.defects if each.kind == ENCODING}
        for name, table in piece.parts.items():
            if name == "main" or table.num_rows:
                self._part(piece.path, name).write(table, foreign.get(name, _NONE))
        sums = self._sums[piece.path]
        for column, amount in piece.sums.items():
            sums[column] = sums.get(column, 0) + amount

    def _part(self, path: str, name: str) -> _Part:
        file = self._files[path]
        if name not in self._parts[path]:
            target = file.path if name == "main" else file.late_path
            self._parts[path][name] = _Part(self.hidden / target, file)
        return self._parts[path][name]

    def close(self) -> None:
        """Close all files, whole or not."""
        for parts in self._parts.values():
            for part in parts.values():
                part.close()

    def finish(self, seed: int, size: Size, fingerprint: str) -> dict[str, Any]:
        """Return the manifest, after closing the files, moving them into place and writing it."""
        for path, file in self._files.items():
            line = total_line(seed, file, self._sums[path])
            if line and self.figures[path].true_rows:
                part = self._part(path, "main")
                defect = Defects("main", TOTAL_LINE, "", np.array([0]))
                self.figures[path].note(defect, part.rows)
                self.figures[path].rows["main"] += 1
                arrays = [pa.array([text], pa.string()) for text in line]
                part.write(pa.table(arrays, names=part.headers))
            for part in self._parts[path].values():
                part.finish()
        files = {path: self._entry(path) for path in self._files}
        manifest.place(self.hidden, self.figures, files)
        found = {
            "fingerprint": fingerprint,
            "generator": __version__,
            "size": size.name,
            "order_lines": size.order_lines,
            "seed": seed,
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
                "path": part.path.relative_to(self.hidden).as_posix(),
                "rows": part.rows,
                "bytes": part.path.stat().st_size,
                "checksum": part.checksum.digest(),
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
        (self.folder / manifest.NAME).unlink(missing_ok=True)
        (self.folder / manifest.POSITIONS).unlink(missing_ok=True)
        for file in RAW_FILES:
            for name in (file.path, file.late_path):
                source, target = self.hidden / name, self.folder / name
                if source.is_file():
                    target.parent.mkdir(parents=True, exist_ok=True)
                    source.replace(target)
                else:
                    target.unlink(missing_ok=True)
        if (self.hidden / manifest.POSITIONS).is_file():
            (self.hidden / manifest.POSITIONS).replace(self.folder / manifest.POSITIONS)
        text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
        draft = self.hidden / manifest.NAME
        draft.write_text(text.replace('},"', '},\n"') + "\n", encoding="utf-8")
        draft.replace(self.folder / manifest.NAME)
        self.discard()

    def discard(self) -> None:
        """Remove what is not finished."""
        shutil.rmtree(self.hidden, ignore_errors=True)
