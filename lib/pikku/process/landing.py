"""What the migration landed: the files of each table, and the load that each file came from."""

import json
import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from pikku import catalog
from pikku.errors import PikkuError
from pikku.platform.lakestore import LakeStore

_FILE = re.compile(r"([^/]+/[^/]+)/((?:full|changes/[^/]+)/[^/]+\.parquet)")


@dataclass(frozen=True)
class Landed:
    """The landed files of one table.

    Parameters
    ----------
    table
        The table's name.
    folder
        Where its landing folder is, as Spark writes it.
    files
        File below that folder -> the ``load_id`` of its rows ("" when it has none).
    counts
        File -> its number of rows.
    """

    table: str
    folder: str
    files: dict[str, str]
    counts: dict[str, int]

    @property
    def rows(self) -> int:
        """Rows in all the files."""
        return sum(self.counts.values())

    def paths(self, files: list[str] | None = None) -> list[str]:
        """Return the full paths of some of the files, of all when omitted, as Spark reads them."""
        return [f"{self.folder}/{file}" for file in files or sorted(self.files)]


def landed(landing: LakeStore, tables: Collection[str] | None = None) -> list[Landed]:
    """Return what landed of each table, in the catalogue's order.

    Only the Parquet footers are read.

    Parameters
    ----------
    landing
        The landed files; on Databricks the folder of a volume, ``/Volumes/<catalog>/<schema>/<volume>``.
    tables
        Only these tables; all when omitted.

    Raises
    ------
    PikkuError
        When a table has not landed, a file is broken, or a file lacks a column.
    """
    found, there = [], defaultdict(list)
    for each in landing.listing():
        if (match := _FILE.fullmatch(each.path)) and not each.name.startswith("."):
            there[match[1]].append(match[2])
    for table in catalog.tables():
        if tables is not None and table.name not in tables:
            continue
        folder = landing.location(table.schema, table.name)
        files = there[f"{table.schema}/{table.name}"]
        if not any(file.startswith("full/") for file in files):
            raise PikkuError(
                f"The table {table.schema}.{table.name} has not landed: {folder} has no file.",
                remedy="Run the stage before: pikku migrate",
            )
        expected = {column.name for column in table.columns} | {"load_id", "loaded_on"}
        facts = {
            file: _footer(landing, f"{table.schema}/{table.name}/{file}", expected)
            for file in files
        }
        ids = {name: load_id for name, (load_id, _) in facts.items()}
        counts = {name: rows for name, (_, rows) in facts.items()}
        found.append(Landed(table.name, folder, ids, counts))
    return found


def _footer(landing: LakeStore, file: str, expected: set[str]) -> tuple[str, int]:
    """Return a file's load and its number of rows."""
    import pyarrow as pa
    from pyarrow import parquet

    again = "Remove its folder and run: pikku migrate"
    try:
        with landing.reading(*file.split("/")) as stream:
            facts = parquet.read_metadata(stream)
    except (pa.ArrowException, OSError) as error:
        raise PikkuError(f"The landed file {file} can't be read: {error}", remedy=again) from error
    columns = facts.schema.names
    if missing := sorted(expected - set(columns)):
        raise PikkuError(
            f"The landed file {file} has no column {', '.join(missing)}.", remedy=again
        )
    if not facts.num_rows:
        return "", 0
    place = columns.index("load_id")
    groups = [facts.row_group(i).column(place).statistics for i in range(facts.num_row_groups)]
    ids = {value for each in groups if each is not None for value in (each.min, each.max)}
    if len(ids) != 1:
        raise PikkuError(
            f"The rows of {file} are of {len(ids)} loads: {json.dumps(sorted(ids))}.", remedy=again
        )
    return str(ids.pop()), facts.num_rows
