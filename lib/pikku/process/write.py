"""Writing a frame into a Delta table in one commit, and being in another writer's way."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame

T = TypeVar("T")

_ATTEMPTS = 6
_CONFLICTS = (
    "DELTA_CONCURRENT",
    "DELTA_METADATA_CHANGED",
    "DELTA_PROTOCOL_CHANGED",
    "ConcurrentModificationException",
    "ProtocolChangedException",
    "MetadataChangedException",
)


def until_alone(action: Callable[[int], T]) -> T:
    """Return what an action returns, which is tried again while another writer is in its way.

    The other writer is a run that was killed: the engine ends the statement that it was at.

    Parameters
    ----------
    action
        Gets the number of the attempt, from 0; it must be safe to repeat.
    """
    from pyspark.errors import PySparkException

    for attempt in range(_ATTEMPTS):
        try:
            return action(attempt)
        except PySparkException as error:
            if attempt == _ATTEMPTS - 1 or not any(word in str(error) for word in _CONFLICTS):
                raise
            time.sleep(0.5 * 2**attempt)
    raise AssertionError("unreachable")


def write(frame: "DataFrame", table: str, instead_of: "Column | None" = None) -> None:
    """Write the rows of a frame.

    Parameters
    ----------
    frame
        The rows, with the table's columns in any order.
    table
        The table, ``layer.name``; it exists.
    instead_of
        Which rows of the table they replace; none when omitted.
    """
    writer = frame.writeTo(table)
    if instead_of is None:
        writer.append()
    else:
        writer.overwrite(instead_of)


def write_and_count(frame: "DataFrame", table: str, instead_of: "Column | None" = None) -> int:
    """Return how many rows were written, as `write` does it.

    They are counted on their way: asking the table afterwards costs as much as writing a small one.
    """
    from pyspark.sql import Observation
    from pyspark.sql import functions as f

    seen = Observation(table)
    write(frame.observe(seen, f.count(f.lit(1)).alias("rows")), table, instead_of)
    return seen.get["rows"]
