"""The two formats of a raw file: rows on their way into a CSV or a Parquet file, and the bytes that they become."""

import errno
import io
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pikku.catalog.raw import RawFile
from pikku.generate.disguise import FOREIGN
from pikku.generate.kinds import arrow_schema, kinds
from pikku.generate.writing import having

_ROW_GROUP = 65_536
#: Bytes that are copied at once, and that wait to be written: of each of the files that are open at once, some sixty of a delivery.
_BLOCK, _BUFFER = 1 << 20, 1 << 16
#: No row at all.
NONE = np.zeros(0, dtype=np.int64)


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


def csv_pieces(table: pa.Table, foreign: np.ndarray) -> Iterator[pa.Buffer | bytes]:
    """Return a table of texts as pieces of CSV: UTF-8, but for some rows."""
    texts, offsets = _csv_lines(table)
    done = int(offsets[0])
    for row in foreign.tolist():
        first, last = int(offsets[row]), int(offsets[row + 1])
        yield texts.slice(done, first - done)
        yield texts.slice(first, last - first).to_pybytes().decode().encode(FOREIGN)
        done = last
    yield texts.slice(done, int(offsets[-1]) - done)


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


@dataclass(frozen=True)
class Place:
    """Where rows are: a whole file, or its bytes from `first` to before `last`."""

    file: Path
    first: int = 0
    last: int = 0


class RowFile:
    """A file that rows are on their way into."""

    def __init__(self, path: Path, file: RawFile) -> None:
        # Rows that don't fill a row group yet: the file must not depend on how its rows came in pieces.
        self._waiting: list[pa.Table] = []
        self._file = _Summed(path, "wb")
        self._stream = io.BufferedWriter(self._file, _BUFFER)
        self._parquet: pq.ParquetWriter | None = None
        try:
            if file.format == "csv":
                line = ",".join(column.header for column in file.columns) + "\n"
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

    def write(self, table: pa.Table, foreign: np.ndarray = NONE) -> None:
        """Write rows; those at the places `foreign` in the other encoding."""
        if not self._parquet:
            self._stream.writelines(csv_pieces(table, foreign))
        elif table.num_rows:
            self._waiting.append(table)
            self._write_groups(_ROW_GROUP)

    def append(self, place: Place) -> None:
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
