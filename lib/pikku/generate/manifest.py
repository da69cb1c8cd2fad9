"""The manifest: what was generated, and exactly which defects were planted where.

``manifest.json`` lies beside the raw files and is written last: where it is, the files are whole. For each file it names the
table, the true rows, each part with its rows, bytes, CRC-32 and checksum, and each kind of defect with its count, the columns
concerned and the positions (part and 0-based row number). Very many positions are in ``defects.parquet`` instead.

Rows stand in blocks (a week or a part of one, a month; one for a table that has no such order), and a piece is made of whole blocks. So a
part's checksum is the digest of its blocks' digests; ``blocks`` beside it says how many rows each has, for who wants to
take it again from the files.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from pikku import again
from pikku.catalog import AREAS
from pikku.catalog.raw import part_files
from pikku.catalog.realism import Realism
from pikku.errors import PikkuError
from pikku.generate import names
from pikku.generate.dirty import PARTS, Defects
from pikku.generate.sizes import Size

NAME = "manifest.json"
POSITIONS = "defects.parquet"
_WORD = pa.dictionary(pa.int8(), pa.string())
_POSITIONS = pa.schema([("file", _WORD), ("kind", _WORD), ("part", _WORD), ("row", pa.int64())])
#: More positions than this are kept in a Parquet file.
_INLINE = 250_000
_BLOCK, _GROUP = 1 << 20, 1 << 19
#: Notes of defects of a file that wait to be put aside together.
_ASIDE = 256
#: Bits of a row's number in a position that is put aside.
_ROW_BITS = 48


#: The catalogue's modules that the rows depend on; the areas' are added.
_CATALOGUE = (
    *("__init__", "columns", "raw", "swaps", "realism", "assortment", "spelling"),
    *("reference", "periods", "accounts", "costs", "taxes", "employment"),
)


def fingerprint(seed: int, size: Size, realism: Realism) -> str:
    """Return a digest of all that the rows depend on: parameters, catalogue, the generator's own source and Faker's names."""
    pools = names.FEMALE, names.MALE, names.FAMILY
    parameters = f"{seed}/{size.order_lines}/{realism}/{_source()}/{pools}"
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


def digests(table: pa.Table, blocks: np.ndarray) -> list[bytes]:
    """Return the digest of each block of the rows of a raw file's table.

    A text counts with its length, and a typed value as the number that it is stored as, in little-endian order.

    Parameters
    ----------
    blocks
        How many rows each block has, in their order.
    """
    if table.num_rows == 0:
        return []
    columns = [_content(column) for column in table.columns]
    found = []
    for last, rows in zip(np.cumsum(blocks).tolist(), blocks.tolist(), strict=True):
        digest = hashlib.sha256(rows.to_bytes(8, "little"))
        for content in columns:
            for piece in content(last - rows, last):
                digest.update(piece)
        found.append(digest.digest())
    return found


def _content(chunks: pa.ChunkedArray) -> Callable[[int, int], tuple[np.ndarray | memoryview, ...]]:
    """Return a function that gives what counts of a column's rows, from one to before another."""
    # To combine a single chunk would be to copy it.
    column = chunks.chunk(0) if chunks.num_chunks == 1 else chunks.combine_chunks()
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if not pa.types.is_string(column.type):
        if column.null_count:
            raise ValueError(f"an empty value among {column.type}s can't be told from another")
        numbers = np.frombuffer(column.buffers()[1], dtype=f"<i{column.type.bit_width // 8}")
        numbers = numbers[column.offset : column.offset + len(column)]
        return lambda first, last: (numbers[first:last],)
    buffer = np.frombuffer(column.buffers()[1], dtype=np.int32)
    offsets = buffer[column.offset : column.offset + len(column) + 1]
    lengths = np.diff(offsets).astype("<i4", copy=False)
    texts = memoryview(column.buffers()[2] or b"")
    return lambda first, last: (lengths[first:last], texts[offsets[first] : offsets[last]])


class Checksum:
    """A checksum of the content of a raw file's table, fed with the digests of its blocks.

    It depends on the rows and their order only, not on the file format, its compression, how the blocks came in pieces or who
    took which digest: that's why a part can be made by many, and nobody needs to see all of its rows.
    """

    def __init__(self) -> None:
        self._whole = hashlib.sha256()

    def add(self, digests: list[bytes]) -> None:
        """Take the next blocks into account."""
        self._whole.update(b"".join(digests))

    def digest(self) -> str:
        """Return the checksum of the rows so far."""
        return f"sha256:{self._whole.hexdigest()}"


@dataclass
class FileFigures:
    """What is noted of one raw file while it is written.

    The positions of many defects are put aside in a file, so that while it is written, a large raw file needs no more memory than
    a small one.
    """

    table: str
    aside: Path
    true_rows: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    defects: dict[str, dict[str, Any]] = field(default_factory=dict)
    #: What the upper bits of a position mean: the kind of the defect, and the part.
    _groups: dict[tuple[str, str], int] = field(default_factory=dict)
    #: Rows, and what makes positions of them when it is added.
    _waiting: list[tuple[np.ndarray, int]] = field(default_factory=list)

    def add(self, true_rows: int, rows: dict[str, int], defects: list[Defects]) -> None:
        """Note the rows and the defects of a piece; `rows` are those of each part."""
        self.true_rows += true_rows
        for defect in defects:
            self.note(defect, self.rows.get(defect.part, 0))
        for part, count in rows.items():
            self.rows[part] = self.rows.get(part, 0) + count

    def note(self, defect: Defects, offset: int) -> None:
        """Note defects whose rows begin at `offset` in their part."""
        entry = self.defects.setdefault(defect.kind, {"count": 0, "columns": {}})
        entry["count"] += len(defect.row)
        if defect.column:
            columns = entry["columns"]
            columns[defect.column] = columns.get(defect.column, 0) + len(defect.row)
        group = self._groups.setdefault((defect.kind, defect.part), len(self._groups))
        self._waiting.append((defect.row, offset + (group << _ROW_BITS)))
        if len(self._waiting) >= _ASIDE:
            self._put_aside()

    def _put_aside(self) -> None:
        self.aside.parent.mkdir(parents=True, exist_ok=True)
        with self.aside.open("ab") as out:
            out.write(self._taken())

    def _taken(self) -> np.ndarray:
        """Return the positions that wait, which then no longer do."""
        rows, bases = zip((np.zeros(0, dtype=np.int64), 0), *self._waiting, strict=True)
        self._waiting.clear()
        return np.concatenate(rows) + np.repeat(np.array(bases), [len(each) for each in rows])

    def counts(self) -> dict[str, dict[str, Any]]:
        """Return by kind of defect the count, and the count by column."""
        return {
            kind: {"count": entry["count"], "columns": dict(sorted(entry["columns"].items()))}
            for kind, entry in sorted(self.defects.items())
        }

    def positions(self) -> Iterator[tuple[str, str, np.ndarray]]:
        """Return the rows of each kind of defect in each part: kind, part, ascending row numbers."""
        if self.aside.exists():
            self._put_aside()
            found = np.fromfile(self.aside, dtype=np.int64)
        else:
            found = self._taken()
        found.sort()
        groups = np.fromiter(self._groups.values(), np.int64, len(self._groups))
        bounds = np.searchsorted(found, np.stack([groups, groups + 1]) << _ROW_BITS).T.tolist()
        found &= (1 << _ROW_BITS) - 1  # in place: at the largest size they are many
        each = zip(self._groups, bounds, strict=True)
        for (kind, part), (first, last) in sorted(each, key=lambda item: _order(*item[0])):
            yield kind, part, found[first:last]


def _order(kind: str, part: str) -> tuple[str, int]:
    return kind, PARTS.index(part)


def place(folder: Path, figures: dict[str, FileFigures], files: dict[str, dict[str, Any]]) -> None:
    """Put the positions into the manifest's entries, or into a Parquet file when there are very many."""
    total = sum(entry["count"] for each in figures.values() for entry in each.defects.values())
    if total <= _INLINE:
        for path, each in figures.items():
            for kind, part, rows in each.positions():
                listed = files[path]["defects"][kind].setdefault("positions", [])
                listed += [[part, row] for row in rows.tolist()]
        return
    with pq.ParquetWriter(
        folder / POSITIONS,
        _POSITIONS,
        use_dictionary=_POSITIONS.names[:-1],
        column_encoding={"row": "DELTA_BINARY_PACKED"},
        write_statistics=False,
        store_schema=False,
    ) as writer:
        for path, each in figures.items():
            _write_positions(writer, path, each)


def _write_positions(writer: pq.ParquetWriter, path: str, figures: FileFigures) -> None:
    """Write the positions of one raw file; a function of its own, so that they are gone before those of the next are read."""
    waiting: list[pa.Table] = []

    def write() -> None:
        if waiting:
            whole = pa.concat_tables(waiting).unify_dictionaries()
            writer.write_table(whole, row_group_size=_GROUP)
            waiting.clear()

    # Many at once: each call takes about a millisecond, and most groups are small.
    for kind, part, rows in figures.positions():
        same = pa.array(np.zeros(len(rows), dtype=np.int8))
        names = [pa.DictionaryArray.from_arrays(same, [name]) for name in (path, kind, part)]
        waiting.append(pa.table([*names, pa.array(rows)], schema=_POSITIONS))
        if sum(table.num_rows for table in waiting) >= _GROUP:
            write()
    write()


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
            remedy=f"Make them with `{again.command(folder)}`.",
        ) from None
    except (OSError, ValueError) as error:
        raise PikkuError(
            f"{folder / NAME} can't be read: {error}.",
            remedy=f"Make the raw files again with `{again.command(folder)}`.",
        ) from error


def fingerprint_of(folder: Path) -> str | None:
    """Return the fingerprint of the raw files in a folder; None where there is no manifest that can be read."""
    try:
        return read(folder).get("fingerprint")
    except (PikkuError, AttributeError):
        return None


def checksums(folder: Path) -> dict[str, str]:
    """Return the checksum of the rows of each part of the raw files, by its path.

    Parameters
    ----------
    folder
        Where the raw files are.
    """
    entries = read(folder)["files"].values()
    return {part["path"]: part["checksum"] for entry in entries for part in entry["parts"].values()}


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
    types = [pa.string(), pa.string(), pa.string(), pa.int64()]
    return pa.table(
        [pa.array(each, kind) for each, kind in zip(columns, types, strict=True)],
        names=_POSITIONS.names,
    )


def size(part: Path) -> int:
    """Return the bytes of a part, which is a file or a folder of them."""
    return sum(file.stat().st_size for file in part_files(part))


def crc32(part: Path) -> int | None:
    """Return the CRC-32 of a part's bytes; of a folder none, as its files are others' work, on a disk that may be far away."""
    if part.is_dir():
        return None
    found = 0
    with part.open("rb") as raw:
        while block := raw.read(_BLOCK):
            found = zlib.crc32(block, found)
    return found


def is_whole(folder: Path, wanted: str, *, to_the_bit: bool = False) -> bool:
    """Return whether a folder holds complete raw files with a fingerprint: every part is there with its size.

    Parameters
    ----------
    to_the_bit
        Read the files, too, and compare their CRC-32.
    """
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
        parts = [part for entry in manifest["files"].values() for part in entry["parts"].values()]
        return manifest["fingerprint"] == wanted and all(
            size(path := folder / part["path"]) == part["bytes"]
            and (not to_the_bit or crc32(path) == part["crc32"])
            for part in parts
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
