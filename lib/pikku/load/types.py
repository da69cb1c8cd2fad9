"""The catalogue's column types in DuckDB, the engine that conforms and derives."""

import sqlalchemy as sa


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
