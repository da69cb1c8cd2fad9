"""Gold: the star, computed from silver when one of its tables changed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import sqlalchemy as sa

from pikku.process.define import create, inputs, query
from pikku.process.state import Entry, digest, stamp_of
from pikku.process.write import write_and_count

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


def definition(table: sa.Table) -> str:
    """Return the mark of a gold table's definition and query."""
    return digest(create(table, "gold"), query(table))


def sources(table: sa.Table, silver: Mapping[str, Entry]) -> dict[str, str]:
    """Return the silver tables that a gold table is computed from, with the stamp of their rows."""
    return {name: silver[name].stamp for name in inputs(table)}


def due(table: sa.Table, silver: Mapping[str, Entry], known: Entry | None) -> bool:
    """Return whether a gold table is not what silver gives now."""
    return (
        known is None
        or known.definition != definition(table)
        or known.inputs != sources(table, silver)
    )


def load(
    spark: "SparkSession",
    table: sa.Table,
    silver: Mapping[str, Entry],
    known: Entry | None,
    frames: "Mapping[str, DataFrame]",
) -> Entry:
    """Return the entry of a gold table after computing it.

    Parameters
    ----------
    silver
        The entries of the silver tables.
    known
        What is noted of the gold table; None when that isn't known.
    frames
        The rows of silver tables that need not be read back, since this run wrote just them.
    """
    from pyspark.sql import functions as f

    mark = definition(table)
    fresh = known is None or known.definition != mark
    if fresh:
        spark.sql(create(table, "gold"))
    at_hand = {name: frames[name] for name in inputs(table) if name in frames}
    rows = write_and_count(
        spark.sql(query(table, at_hand.keys()), **at_hand),
        f"gold.{table.name}",
        # Overwriting an empty table would only cost time.
        instead_of=None if fresh else f.lit(True),
    )
    made_of = sources(table, silver)
    return Entry("gold", table.name, mark, made_of, stamp_of(made_of), rows)
