"""Where the workers of a run put the rows that they make, so that the driver gets to see none of them.

It learns what it needs for the manifest (:class:`Stored`), and puts the files together (:mod:`pikku.generate.writer`): the pieces
of a CSV file are appended to one another, which makes the same bytes as one process would; those of a Parquet file, which can't
be put together without encoding them again, stay files in a folder with the raw file's name. Rows, their order, checksums and
the positions of defects are the same.
"""

import secrets
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pyarrow as pa

from pikku.catalog.raw import ENCODING, RAW_FILES, RawFile, part_file
from pikku.generate import manifest
from pikku.generate.dirty import Defects, Piece
from pikku.generate.formats import NONE, Place, RowFile, csv_pieces
from pikku.generate.spool import whole

#: The raw files by their paths.
FILES = {file.path: file for file in RAW_FILES}


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
        file, parts, foreign = FILES[piece.path], written(piece), foreign_rows(piece)
        return Stored(
            path=piece.path,
            places={
                name: self._add(table, foreign.get(name, NONE))
                if file.format == "csv"
                else self._make(part_file(self.folder / file.part_path(name), number), file, table)
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
        self._csv.writelines(csv_pieces(table, foreign))
        return Place(Path(self._csv.name), first, self._csv.tell())

    def _make(self, path: Path, file: RawFile, table: pa.Table) -> Place:
        """Return where the Parquet file is that a table becomes."""
        if not path.parent.is_dir():  # which takes far less time than to try
            path.parent.mkdir(exist_ok=True)
        with whole(path) as draft, closing(RowFile(draft, file)) as out:
            out.write(table)
            out.finish()
        return Place(path)

    def end(self) -> None:
        """Say that a task is done, well or not."""
        csv, self._csv = self._csv, None  # first: on a full disk it can't be closed well
        if csv:
            csv.close()


def written(piece: Piece) -> dict[str, pa.Table]:
    """Return the parts that there is a file of, even when it has no row yet."""
    return {name: table for name, table in piece.parts.items() if name == "main" or table.num_rows}


def foreign_rows(piece: Piece) -> dict[str, np.ndarray]:
    """Return the places of the rows that each part has in the other encoding."""
    return {each.part: each.row for each in piece.defects if each.kind == ENCODING}
