"""An empty copy of the catalogue's tables in DuckDB, to run its SQL on."""

import duckdb
import pytest
from sqlalchemy.dialects import postgresql

from pikku import catalog

#: One row a day of the books, as each engine makes it in its own words.
CALENDAR = "SELECT CAST(UNNEST(GENERATE_SERIES(DATE '2023-04-01', DATE '2026-03-31', INTERVAL 1 DAY)) AS DATE) AS date"


@pytest.fixture(scope="session")
def empty():
    """Return a DuckDB connection with empty tables, and their names."""
    connection = duckdb.connect()
    names = {"calendar": CALENDAR}
    for area in catalog.AREAS:
        connection.execute(f"CREATE SCHEMA {area}")
    for table in catalog.tables():
        columns = ", ".join(
            f"{c.name} {c.type.compile(dialect=postgresql.dialect()).replace(' WITHOUT TIME ZONE', '')}"
            for c in table.columns
        )
        connection.execute(f"CREATE TABLE {table} ({columns})")
        names[table.name] = str(table)
    connection.execute("CREATE MACRO datediff(a, b) AS date_diff('day', b, a)")
    connection.execute("CREATE SCHEMA gold")
    return connection, names
