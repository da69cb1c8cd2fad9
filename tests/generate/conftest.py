"""True documents in DuckDB, and raw files of a small company."""

from pathlib import Path

import duckdb
import pytest

from pikku import generate
from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import REALISM
from pikku.generate import people, sizes

#: Size and seed of the companies that are audited.
COMPANIES = [("small", 1), (4_000, 7), (500, 2)]


def loaded(size: str | int, seed: int, until: str | None = None) -> duckdb.DuckDBPyConnection:
    """Return a connection with the true rows of a company, one table for each raw file."""
    connection = duckdb.connect()
    for file in RAW_FILES:
        rows = generate.truth(size, seed, file.table_name, until=until)
        connection.register(file.table_name, rows)
    return connection


@pytest.fixture(scope="session", params=COMPANIES, ids=lambda c: f"{c[0]}-{c[1]}")
def books(request) -> duckdb.DuckDBPyConnection:
    """Return the true documents of a company."""
    return loaded(*request.param)


@pytest.fixture(scope="session")
def raw(tmp_path_factory) -> Path:
    """Return a folder with the raw files of a company of 4,000 order lines, seed 7."""
    folder = tmp_path_factory.mktemp("raw")
    generate.run(4_000, 7, out=folder)
    return folder


@pytest.fixture(scope="session")
def staff() -> people.Staff:
    """Return the employees of the small company, seed 1."""
    return people.staff(1, sizes.parse("small"), REALISM)
