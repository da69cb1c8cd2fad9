"""Checksums that the database and the lake can both compute: each column of the rows, added up.

One T-SQL expression a table, which PostgreSQL, Azure SQL, and Synapse (or DuckDB) over the landed
Parquet files answer alike, so that a copy can be compared with what it is a copy of. A sum doesn't
depend on the order of rows, and a column of its own in the text says what is wrong: a row that is lost
or there twice, an amount that lost its paise, a day or a time that was shifted, a text that was cut, a
value that became NULL.
"""

import sqlalchemy as sa

#: Whole numbers are added up as their remainders by this prime: no sum of keys can overflow.
MODULUS = 1_000_003
_DAY_ZERO, _SECOND_ZERO = "'1900-01-01'", "'2000-01-01'"


def checksum(table: sa.Table) -> str:
    """Return the T-SQL expression of a table's checksum: a text with a sum for each column, in order."""
    between = ", ' ', "
    return f"CONCAT({between.join(part for column in table.columns for part in sums(column))})"


def sums(column: sa.Column) -> list[str]:
    """Return what is added up of a column; of one that may be empty, the values are counted too."""
    found = [f"SUM({_number(column)})"]
    return [*found, f"COUNT({column.name})"] if column.nullable else found


def _number(column: sa.Column) -> str:
    """Return a column's value as a number whose sums are exact and don't overflow."""
    name, kind = column.name, column.type
    match kind:
        case sa.BigInteger():
            return f"{name} % {MODULUS}"
        case sa.Integer() | sa.Boolean():
            return f"CAST(CAST({name} AS INT) AS BIGINT)"
        case sa.Numeric():
            return name
        case sa.Date():
            return f"CAST(DATEDIFF(DAY, {_DAY_ZERO}, {name}) AS BIGINT)"
        case sa.DateTime():
            return f"CAST(DATEDIFF(SECOND, {_SECOND_ZERO}, {name}) AS BIGINT)"
        case sa.String():
            return f"CAST(LEN({name}) AS BIGINT)"
    raise TypeError(f"{column}: no sum is known for {kind!r}")
