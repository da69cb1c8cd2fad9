"""Connections to the twin's database: T-SQL in, Arrow tables out."""

from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import pyarrow as pa
from sqlglot import exp
from sqlglot.schema import MappingSchema

from pikku.catalog.gold import gold_tables
from pikku.errors import PikkuError
from pikku.platform import workspace
from pikku.serve.database import Database, first_line, schema_of, trees
from pikku.serve.delta import open_database
from pikku.serve.rowset import FILE
from pikku.serve.scripts import Batch

_REMEDY = "Make the views first: pikku serve"


class Connection:
    """A connection that reads; made by `connect`, closed by ``close()`` or a ``with``."""

    def __init__(
        self, duck: duckdb.DuckDBPyConnection, schema: MappingSchema | None = None
    ) -> None:
        self._duck = duck
        self._database = Database(duck, schema=schema)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._duck.close()

    def sql(self, text: str) -> pa.Table:
        """Return the result of one T-SQL query; decimals stay decimals.

        Parameters
        ----------
        text
            A SELECT over ``gold.…``, ``reporting.…`` or OPENROWSET.

        Raises
        ------
        PikkuError
            When it isn't a query, or can't be executed.
        """
        return self.duckdb(self.translate(text))

    def translate(self, text: str) -> str:
        """Return the SQL that DuckDB gets for a T-SQL query.

        Raises
        ------
        PikkuError
            As `sql`.
        """
        batch = Batch(text, "query", 1)
        found = trees(batch)
        if len(found) != 1 or not isinstance(found[0], exp.Query):
            raise PikkuError(
                "This is not one query: the twin answers one SELECT at a time.",
                "Views and roles are made by the scripts in synapse/, which `pikku serve` runs.",
            )
        return self._database.translated(found[0], batch.where())

    def plan(self, text: str) -> str:
        """Return how DuckDB ran a T-SQL query: its plan as text, with the files that it read.

        Raises
        ------
        PikkuError
            As `sql`.
        """
        found = self.duckdb(f"EXPLAIN ANALYZE {self.translate(text)}").to_pylist()
        return "\n".join(str(value) for row in found for value in row.values())

    def duckdb(self, text: str) -> pa.Table:
        """Return the result of a query in DuckDB's SQL.

        Raises
        ------
        PikkuError
            When it can't be executed.
        """
        try:
            relation = self._duck.sql(text)
            columns = [c for c in relation.columns if c != FILE]
            kinds = dict(zip(relation.columns, relation.types, strict=True))
            # Sums of whole numbers have 128 bits in DuckDB, which Arrow doesn't know.
            shown = [
                f'"{c}"::BIGINT AS "{c}"' if str(kinds[c]) == "HUGEINT" else f'"{c}"'
                for c in columns
            ]
            return relation.project(", ".join(shown)).to_arrow_table()
        except duckdb.Error as error:
            raise PikkuError(first_line(error), _remedy(error)) from error


def _remedy(error: duckdb.Error) -> str:
    """Return what to do about an error of DuckDB's."""
    if isinstance(error, duckdb.IOException):
        return "A Delta table is gone or was replaced; make it again: pikku process"
    return ""


def connect() -> Connection:
    """Return a connection to the views of the workspace.

    Each query reads the newest version of the Delta tables.

    Raises
    ------
    PikkuError
        When the views have not been made.
    """
    file = _file()
    found = file.stat()
    duck, schema = _opened(file, found.st_mtime_ns, found.st_ino)
    return Connection(duck.cursor(), schema)


def copied() -> tuple[duckdb.DuckDBPyConnection, MappingSchema]:
    """Return the views of the workspace in a database of the caller's own, and the types of their columns.

    Raises
    ------
    PikkuError
        When the views have not been made.
    """
    return _copy(_file())


def _file() -> Path:
    """Return the file with the views."""
    file = workspace.path("serve") / "synapse.duckdb"
    if not file.is_file():
        raise PikkuError("The Synapse views have not been made in this workspace.", _REMEDY)
    return file


@lru_cache(maxsize=1)
def _opened(file: Path, *_state: int) -> tuple[duckdb.DuckDBPyConnection, MappingSchema]:
    """Return what `_copy` does; made again when the file is another."""
    return _copy(file)


def _copy(file: Path) -> tuple[duckdb.DuckDBPyConnection, MappingSchema]:
    """Return the views of a file in memory, and the types of their columns.

    The file is read and closed, so that nobody who queries keeps it from being replaced.
    """
    duck = open_database()
    try:
        place = exp.Literal.string(file.as_posix()).sql("duckdb")
        duck.execute(f"ATTACH {place} AS kept (READ_ONLY)")
        duck.execute("COPY FROM DATABASE kept TO memory")
        duck.execute("DETACH kept")
        return duck, schema_of(duck)
    except duckdb.Error as error:
        duck.close()
        raise PikkuError(f"{file} can't be opened: {first_line(error)}", _REMEDY) from error


def query(text: str) -> pa.Table:
    """Return the result of one T-SQL query, by a connection of its own.

    Parameters
    ----------
    text
        A SELECT over ``gold.…``, ``reporting.…`` or OPENROWSET.

    Raises
    ------
    PikkuError
        When it isn't a query, can't be executed, or the views have not been made.
    """
    with connect() as connection:
        return connection.sql(text)


def row_counts(connection: Connection | None = None) -> dict[str, int]:
    """Return the rows of each gold view, by the table's name.

    Parameters
    ----------
    connection
        One to use; else one is opened and closed.

    Raises
    ------
    PikkuError
        When the views have not been made.
    """
    if connection is None:
        with connect() as own:
            return row_counts(own)
    names = [table.name for table in gold_tables()]
    counts = ", ".join(f"(SELECT COUNT(*) FROM gold.{name}) AS {name}" for name in names)
    (found,) = connection.duckdb(f"SELECT {counts}").to_pylist()
    return found
