"""What earlier runs made of what, noted in a small Delta table.

A table is noted after it was written, and struck off before it is written to: whatever is not noted may be half done, and
is made again from its inputs. So a run that was killed, at any moment, costs only time.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikku.process import write as delta
from pikku.process.define import STATE, create_state

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_COLUMNS = (
    "layer STRING, table_name STRING, definition STRING, inputs MAP<STRING, STRING>, "
    "stamp STRING, row_count BIGINT"
)
Key = tuple[str, str]
"""Layer and table."""


@dataclass(frozen=True)
class Entry:
    """What is noted about a table: see `pikku.process.define.create_state`."""

    layer: str
    table: str
    definition: str
    inputs: dict[str, str]
    stamp: str
    rows: int = 0

    @property
    def key(self) -> Key:
        """Return layer and table."""
        return self.layer, self.table


def digest(*parts: object) -> str:
    """Return a short mark that is the same for the same parts only."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]


def stamp_of(inputs: dict[str, str]) -> str:
    """Return the mark of rows that are made of `inputs`."""
    return digest(*sorted(inputs.items()))


def read(spark: "SparkSession", existing: set[Key]) -> dict[Key, Entry]:
    """Return the entries of the tables that exist.

    Parameters
    ----------
    existing
        The tables there are; what was noted of others is of no use.
    """
    layer, name = STATE.split(".")
    if (layer, name) not in existing:
        return {}
    rows = spark.sql(
        f"SELECT layer, table_name, definition, inputs, stamp, row_count FROM {STATE}"
    ).collect()
    entries = (Entry(r[0], r[1], r[2], dict(r[3]), r[4], r[5]) for r in rows)
    return {entry.key: entry for entry in entries if entry.key in existing}


def existing(spark: "SparkSession") -> set[Key]:
    """Return layer and name of every table there is."""
    from pikku.process.define import LAYERS

    return {
        (layer, row["tableName"])
        for layer in LAYERS
        for row in spark.sql(f"SHOW TABLES IN {layer}").collect()
        if not row["isTemporary"]
    }


def write(spark: "SparkSession", entries: Iterable[Entry]) -> None:
    """Note these entries, and no others, in one commit."""
    rows = [(e.layer, e.table, e.definition, e.inputs, e.stamp, e.rows) for e in entries]
    rows.sort(key=lambda row: row[:2])

    def replace_all(_attempt: int) -> None:
        from pyspark.sql import functions as f

        spark.sql(create_state())
        frame = spark.createDataFrame(rows, _COLUMNS).coalesce(1)
        delta.write(frame, STATE, instead_of=f.lit(True))

    delta.until_alone(replace_all)
