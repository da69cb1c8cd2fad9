"""The manifest: what was generated, and exactly which defects were planted where.

``manifest.json`` lies beside the raw files and is written last: where it is, the files are whole. For each file it names the
table, the true rows, each part with its rows, bytes and checksum, and each kind of defect with its count, the columns
concerned and the positions (part and 0-based row number). Very many positions are in ``defects.parquet`` instead.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pikku.catalog import AREAS
from pikku.catalog.realism import Realism
from pikku.errors import PikkuError
from pikku.generate.dirty import PARTS, Defects, Piece
from pikku.generate.sizes import Size

NAME = "manifest.json"
POSITIONS = "defects.parquet"
_POSITIONS = pa.schema(
    [("file", "string"), ("kind", "string"), ("part", "string"), ("row", "int64")]
)
#: More positions than this are kept in a Parquet file.
_INLINE = 250_000


#: The catalogue's modules that the rows depend on; the areas' are added.
_CATALOGUE = ("columns", "raw", "swaps", "reference", "realism", "assortment", "spelling")


def fingerprint(seed: int, size: Size, realism: Realism) -> str:
    """Return a digest of all that the rows depend on: parameters, catalogue and the generator's own source."""
    parameters = f"{seed}/{size.order_lines}/{realism}/{_source()}"
    return hashlib.sha256(parameters.encode()).hexdigest()


@lru_cache(maxsize=1)
def _source() -> str:
    """Return a digest of the generator's source and of the catalogue's modules that it reads."""
    here = Path(__file__).parent
    sources = sorted(here.rglob("*.py"))
    sources += [here.parent / "catalog" / f"{name}.py" for name in (*_CATALOGUE, *AREAS)]
    digest = hashlib.sha256()
    for source in sources:
        digest.update(source.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


class Checksum:
    """A checksum of the content of a table of texts, fed piece by piece.

    It depends on the rows only, not on the file format, its compression or how the rows came in pieces.
    """

    def __init__(self, columns: int) -> None:
        self._parts = [(hashlib.sha256(), hashlib.sha256()) for _ in range(columns)]

    def add(self, table: pa.Table) -> None:
        """Take rows into account."""
        for (lengths, texts), column in zip(self._parts, table.columns, strict=True):
            for chunk in column.chunks:
                lengths.update(
                    np.asarray(pc.binary_length(chunk).cast(pa.int32())).astype("<i4").tobytes()
                )
                offsets = np.frombuffer(chunk.buffers()[1], dtype=np.int32)
                first, last = offsets[chunk.offset], offsets[chunk.offset + len(chunk)]
                texts.update(memoryview(chunk.buffers()[2])[first:last] if last > first else b"")

    def digest(self) -> str:
        """Return the checksum of the rows so far."""
        whole = hashlib.sha256()
        for lengths, texts in self._parts:
            whole.update(lengths.digest() + texts.digest())
        return f"sha256:{whole.hexdigest()}"


@dataclass
class FileFigures:
    """What is noted of one raw file while it is written."""

    table: str
    true_rows: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    noted: list[Defects] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Note a piece's rows and defects."""
        self.true_rows += piece.true_rows
        for defect in piece.defects:
            self.note(defect, self.rows.get(defect.part, 0))
        for part, table in piece.parts.items():
            self.rows[part] = self.rows.get(part, 0) + table.num_rows

    def note(self, defect: Defects, offset: int) -> None:
        """Note defects whose rows begin at `offset` in their part."""
        self.noted.append(replace(defect, row=defect.row + offset))

    def counts(self) -> dict[str, dict[str, Any]]:
        """Return by kind of defect the count, and the count by column."""
        found: dict[str, dict[str, Any]] = {}
        for defect in self.noted:
            entry = found.setdefault(defect.kind, {"count": 0, "columns": {}})
            entry["count"] += len(defect.row)
            if defect.column:
                columns = entry["columns"]
                columns[defect.column] = columns.get(defect.column, 0) + len(defect.row)
        for entry in found.values():
            entry["columns"] = dict(sorted(entry["columns"].items()))
        return dict(sorted(found.items()))

    def positions(self) -> Iterator[tuple[str, str, np.ndarray]]:
        """Return the rows of each kind of defect in each part: kind, part, ascending row numbers."""
        for kind in sorted({defect.kind for defect in self.noted}):
            for part in PARTS:
                mine = [d.row for d in self.noted if (d.kind, d.part) == (kind, part)]
                if mine:
                    yield kind, part, np.sort(np.concatenate(mine))


def place(folder: Path, figures: dict[str, FileFigures], files: dict[str, dict[str, Any]]) -> None:
    """Put the positions into the manifest's entries, or into a Parquet file when there are very many."""
    total = sum(len(defect.row) for each in figures.values() for defect in each.noted)
    if total <= _INLINE:
        for path, each in figures.items():
            for kind, part, rows in each.positions():
                listed = files[path]["defects"][kind].setdefault("positions", [])
                listed += [[part, row] for row in rows.tolist()]
        return
    with pq.ParquetWriter(folder / POSITIONS, _POSITIONS) as writer:
        for path, each in figures.items():
            for kind, part, rows in each.positions():
                names = [
                    pa.array([name]).take(pa.array(np.zeros(len(rows), int)))
                    for name in (path, kind, part)
                ]
                writer.write_table(pa.table([*names, pa.array(rows)], schema=_POSITIONS))


def read(folder: Path) -> dict[str, Any]:
    """Return the manifest of a folder of raw files.

    Raises
    ------
    PikkuError
        When there is none, or it can't be read.
    """
    try:
        return json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PikkuError(
            f"There is no {NAME} in {folder}: the raw files are not there, or not whole.",
            remedy="Make them with `pikku generate`.",
        ) from None
    except (OSError, ValueError) as error:
        raise PikkuError(
            f"{folder / NAME} can't be read: {error}.",
            remedy="Make the raw files again with `pikku generate`.",
        ) from error


def positions(folder: Path) -> pa.Table:
    """Return every planted defect: file, kind, part and 0-based row number.

    Parameters
    ----------
    folder
        Where the raw files are.
    """
    if (folder / POSITIONS).is_file():
        return pq.read_table(folder / POSITIONS)
    rows = [
        (path, kind, part, row)
        for path, entry in read(folder)["files"].items()
        for kind, defect in entry["defects"].items()
        for part, row in defect["positions"]
    ]
    columns = list(zip(*rows, strict=True)) or [()] * 4
    return pa.table(
        [pa.array(each, f.type) for each, f in zip(columns, _POSITIONS, strict=True)],
        schema=_POSITIONS,
    )


def is_whole(folder: Path, wanted: str) -> bool:
    """Return whether a folder holds complete raw files with a fingerprint: every part is there with its size."""
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
        parts = [part for entry in manifest["files"].values() for part in entry["parts"].values()]
        return manifest["fingerprint"] == wanted and all(
            (folder / part["path"]).stat().st_size == part["bytes"] for part in parts
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
