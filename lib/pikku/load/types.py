"""The catalogue's column types in DuckDB, the engine that conforms and derives."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb
import sqlalchemy as sa

from pikku.errors import PikkuError


def duckdb_type(column: sa.Column) -> str:
    """Return the DuckDB type of a column; money stays an exact decimal.

    Raises
    ------
    TypeError
        When the catalogue uses a type that is not known here.
    """
    kind = column.type
    if isinstance(kind, sa.Numeric):
        return f"DECIMAL({kind.precision}, {kind.scale})"
    for known, name in _NAMES.items():
        if isinstance(kind, known):
            return name
    raise TypeError(f"no DuckDB type for {column.table.name}.{column.name}: {kind!r}")


#: More special types first: BigInteger is an Integer too.
_NAMES: dict[type[sa.types.TypeEngine], str] = {
    sa.BigInteger: "BIGINT",
    sa.Integer: "INTEGER",
    sa.TIMESTAMP: "TIMESTAMP",
    sa.Date: "DATE",
    sa.Boolean: "BOOLEAN",
    sa.String: "VARCHAR",
    sa.JSON: "VARCHAR",
}


@contextmanager
def numbers_fit(what: str) -> Iterator[None]:
    """Let DuckDB's error about a number without room, where the block raises one, say what could not be done with it.

    Raises
    ------
    PikkuError
        With `what`, as in ``The table stock_balance can't be made``, and the number.
    """
    try:
        yield
    except duckdb.DataError as error:
        reason = re.sub(r"^\w[\w ]* Error: ", "", str(error).strip().splitlines()[0]).rstrip(".!")
        raise PikkuError(
            f"{what}: a number is too large. {reason}.",
            remedy="Look for quantities, prices, costs and salaries in the raw files that have digits too many, and correct them.",
        ) from error
