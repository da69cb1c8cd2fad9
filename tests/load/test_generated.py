"""What the generator planted is found, and nothing else; what remains is the truth."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from pikku import generate
from pikku.catalog.raw import CORRECTED, DUPLICATE, RAW_FILES, REJECTED
from pikku.load import clean, derive

SIZE, SEED = 2_000, 7


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Return a folder of generated raw files."""
    made = tmp_path_factory.mktemp("generated")
    generate.run(size=SIZE, seed=SEED, out=made)
    return made


@pytest.fixture(scope="module")
def conformed(folder):
    """Return a DuckDB connection with the conformed files, and their figures."""
    with duckdb.connect() as duck:
        derive.decide(duck)
        yield duck, clean.run(duck, folder)


@pytest.fixture(scope="module")
def planted(folder) -> pa.Table:
    """Return every planted defect: file, kind, part and row from 0."""
    return generate.defects(folder)


def test_exactly_the_planted_rows_are_refused_each_for_its_reason(conformed, planted):
    duck, _ = conformed
    found = duck.execute(
        "SELECT replace(file, '_late.', '.'), kind, part, row_number - 1 FROM etl_quarantine"
    ).fetchall()
    rows = zip(
        *(planted[name].to_pylist() for name in ("file", "kind", "part", "row")), strict=True
    )
    expected = [row for row in rows if row[1] in REJECTED]
    assert len(expected) > 20
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda f: f.table_name)
def test_copies_and_older_versions_are_counted_as_planted(conformed, planted, file):
    _, figures = conformed
    pairs = list(zip(planted["file"].to_pylist(), planted["kind"].to_pylist(), strict=True))
    found = figures[file.table_name]
    assert found.duplicates == pairs.count((file.path, DUPLICATE))
    assert found.older_versions == pairs.count((file.path, CORRECTED))


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda f: f.table_name)
def test_what_remains_is_the_truth(conformed, file):
    duck, _ = conformed
    truth = generate.truth(SIZE, SEED, file.table_name)
    columns = ", ".join(raw.column for raw in file.columns)
    duck.register("truth", truth)
    table = f"clean.{file.table_name}"
    lost = duck.execute(f"SELECT {columns} FROM truth EXCEPT ALL SELECT {columns} FROM {table}")
    assert lost.fetchall() == []
    invented = duck.execute(f"SELECT {columns} FROM {table} EXCEPT ALL SELECT {columns} FROM truth")
    assert invented.fetchall() == []
    assert truth.num_rows > 0


def test_generated_books_are_loaded_and_in_order(folder, link):
    from pikku import load

    report = load.run(raw=folder)
    assert [result.name for result in report.audit if not result.holds] == []
    again = load.run(raw=folder)
    assert (again.inserted, again.updated, again.deleted) == (0, 0, 0)
