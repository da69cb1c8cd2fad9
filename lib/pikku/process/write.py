"""Writing a frame into a Delta table in one commit, and knowing how many rows it had."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame


def write(frame: "DataFrame", table: str, instead_of: "Column | None" = None) -> int:
    """Return how many rows were written.

    They are counted while they are written: asking the table afterwards costs as much as writing a
    small one.

    Parameters
    ----------
    frame
        The rows, with the table's columns in any order.
    table
        The table, ``layer.name``; it exists.
    instead_of
        Which rows of the table they replace; none when omitted.
    """
    from pyspark.sql import Observation
    from pyspark.sql import functions as f

    seen = Observation(table)
    writer = frame.observe(seen, f.count(f.lit(1)).alias("rows")).writeTo(table)
    if instead_of is None:
        writer.append()
    else:
        writer.overwrite(instead_of)
    return seen.get["rows"]
