"""Books in DuckDB that a test may change, and which invariants a change breaks."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

from pikku import catalog
from pikku.catalog.invariants import Invariant, audit_sql

NAMES = {table.name: table.name for table in catalog.tables()}


@contextmanager
def copied(made: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return the tables that the load made in a database of their own, without keys and checks."""
    with duckdb.connect() as books:
        for table in catalog.tables():
            books.register("rows", made.execute(f"FROM {table.name}").to_arrow_table())
            books.execute(f"CREATE TABLE {table.name} AS FROM rows")
        books.execute("SET threads = 1")  # the queries are small
        yield books


def violated(
    books: duckdb.DuckDBPyConnection, statement: str, rules: Sequence[Invariant]
) -> set[str]:
    """Return the names of those of some rules that a statement breaks; it must change something, and is undone."""
    books.execute("BEGIN")
    try:
        assert books.execute(statement).fetchone()[0] > 0, f"changes nothing: {statement}"
        found = books.execute(audit_sql(NAMES, rules)).fetchall()
    finally:
        books.execute("ROLLBACK")
    return {rules[position].name for position, _, violations, _ in found if violations}
