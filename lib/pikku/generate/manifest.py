"""The manifest: what was generated, and exactly which defects were planted where.

``manifest.json`` lies beside the raw files and is written last: where it is, the files are whole. For each file it names the
table, the true rows, each part with its rows, bytes and checksum, and each kind of defect with its count, the columns
concerned and the positions (part and 0-based row number). Very many positions are in ``defects.parquet`` instead.
"""

import hashlib
import json
from dataclasses import dataclass, field
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
from pikku.generate.dirty import Piece
from pikku.generate.sizes import Size

NAME = "manifest.json"
POSITIONS = "defects.parquet"
#: More positions than this are kept in a Parquet file.
_INLINE = 250_000


#: The catalogue's modules that the rows depend on; the areas' are added.
_CATALOGUE = ("columns", "raw", "reference", "realism", "assortment", "spelling")


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
    part_of: list[tuple[str, str, str, np.ndarray]] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Note a piece's rows and defects."""
        self.true_rows += piece.true_rows
        for defect in piece.defects:
            offset = self.rows.get(defect.part, 0)
            for kind, column in sorted(set(zip(defect.kind, defect.column, strict=True))):
                pairs = zip(defect.kind, defect.column, strict=True)
                mine = np.array([pair == (kind, column) for pair in pairs])
                self.part_of.append((kind, column, defect.part, defect.row[mine] + offset))
        for part, table in piece.parts.items():
            self.rows[part] = self.rows.get(part, 0) + table.num_rows

    def defects(self) -> dict[str, dict[str, Any]]:
        """Return the defects by kind: count, columns and positions."""
        found: dict[str, dict[str, Any]] = {}
        for kind, column, part, rows in self.part_of:
            entry = found.setdefault(kind, {"count": 0, "columns": {}, "positions": []})
            entry["count"] += len(rows)
            if column:
                entry["columns"][column] = entry["columns"].get(column, 0) + len(rows)
            entry["positions"] += [[part, row] for row in rows.tolist()]
        for entry in found.values():
            entry["columns"] = dict(sorted(entry["columns"].items()))
            entry["positions"].sort(key=lambda place: (place[0] != "main", place[1]))
        return dict(sorted(found.items()))


def write_positions(folder: Path, files: dict[str, dict[str, Any]]) -> None:
    """Move the positions out of the manifest's entries into a Parquet file, when there are very many."""
    total = sum(d["count"] for entry in files.values() for d in entry["defects"].values())
    if total <= _INLINE:
        return
    columns: dict[str, list[Any]] = {"file": [], "kind": [], "part": [], "row": []}
    for path, entry in files.items():
        for kind, defect in entry["defects"].items():
            positions = defect.pop("positions")
            columns["file"] += [path] * len(positions)
            columns["kind"] += [kind] * len(positions)
            columns["part"] += [part for part, _ in positions]
            columns["row"] += [row for _, row in positions]
    pq.write_table(pa.table(columns), folder / POSITIONS)


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
    columns = list(zip(*rows, strict=True)) or [(), (), (), ()]
    types = (pa.string(), pa.string(), pa.string(), pa.int64())
    arrays = [pa.array(column, kind) for column, kind in zip(columns, types, strict=True)]
    return pa.table(arrays, names=["file", "kind", "part", "row"])


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
