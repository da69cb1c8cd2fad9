"""What the generator planted is found, and nothing else; what remains is the truth."""

import itertools
import shutil
from dataclasses import fields, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from pikku import catalog, generate, load, reconcile
from pikku.catalog.raw import (
    CORRECTED,
    DUPLICATE,
    MENDED,
    NEAR_DUPLICATE,
    RAW_FILES,
    REJECTED,
    raw_file,
)
from pikku.catalog.realism import REALISM, Dirt
from pikku.errors import PikkuError
from pikku.generate import manifest
from pikku.generate.dirty import PARTS
from pikku.generate.kinds import arrow_schema
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


def test_the_rows_that_were_read_add_up_to_each_line_of_totals(conformed):
    duck, _ = conformed
    details = duck.execute("SELECT detail FROM etl_quarantine WHERE kind = 'total line'").fetchall()
    assert len(details) > 10
    assert all(detail.endswith("; the rows add up to it") for (detail,) in details)


def test_what_comes_as_a_value_is_read_as_its_text_would_be(conformed, folder, tmp_path):
    duck, figures = conformed
    shutil.copytree(folder, tmp_path / "raw")
    for file in RAW_FILES:
        for path in map(file.part_path, PARTS) if file.format == "parquet" else ():
            texts = f"SELECT COLUMNS(*)::VARCHAR FROM '{folder / path}'"
            duckdb.execute(f"COPY ({texts}) TO '{tmp_path / 'raw' / path}'")
    with duckdb.connect() as other:
        derive.decide(other)
        assert clean.run(other, tmp_path / "raw") == figures
        tables = [f"clean.{file.table_name}" for file in RAW_FILES]
        for table in (*tables, "etl_quarantine", "etl_finding"):
            rows = [each.execute(f"FROM {table} ORDER BY ALL").fetchall() for each in (duck, other)]
            assert rows[0] == rows[1]


@pytest.fixture
def in_files(folder, tmp_path) -> Path:
    """Return the same raw files, with every extract in Parquet in a folder of three files."""
    shutil.copytree(folder, tmp_path / "raw")
    for file in RAW_FILES:
        for name in map(file.part_path, PARTS) if file.format == "parquet" else ():
            table, path = pq.read_table(folder / name), tmp_path / "raw" / name
            path.unlink()
            path.mkdir()
            ends = [0, 7, table.num_rows // 2, table.num_rows]
            for number, (first, last) in enumerate(itertools.pairwise(ends)):
                rows = table.slice(first, last - first)
                pq.write_table(rows, path / f"part-{number:05d}.parquet")
    return tmp_path / "raw"


def test_an_extract_may_come_in_several_files(conformed, in_files):
    duck, figures = conformed
    with duckdb.connect() as other:
        derive.decide(other)
        assert clean.run(other, in_files) == figures
        for table in ("clean.sales_order_line", "etl_quarantine", "etl_finding"):
            rows = [each.execute(f"FROM {table} ORDER BY ALL").fetchall() for each in (duck, other)]
            assert rows[0] == rows[1]


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def _other_type(path: Path) -> None:
    table = pq.read_table(path)
    place = table.column_names.index("Qty")
    pq.write_table(table.set_column(place, "Qty", table["Qty"].cast(pa.float64())), path)


def _other_columns(path: Path) -> None:
    pq.write_table(pq.read_table(path).drop_columns("Qty"), path)


@pytest.mark.parametrize("damage", [_cut, _other_type, _other_columns])
def test_a_file_of_several_that_is_not_like_the_others_is_named(in_files, damage):
    name = "sales/dispatch_lines.parquet/part-00001.parquet"
    damage(in_files / name)
    with duckdb.connect() as duck, pytest.raises(PikkuError) as refused:
        derive.decide(duck)
        clean.run(duck, in_files)
    assert f"The raw file {in_files / name} " in refused.value.message


def test_derived_tables_are_in_the_order_of_their_keys(folder):
    with duckdb.connect() as duck:
        derive.decide(duck)
        clean.run(duck, folder)
        derive.make(duck)
        for name in derive.QUERIES:
            key = next(iter(catalog.table(name).primary_key)).name
            before = f"SELECT {key} AS key, lag({key}) OVER (ORDER BY rowid) AS before FROM {name}"
            found = f"SELECT count(*), count(*) FILTER (key <= before) FROM ({before})"
            rows, wrong = duck.execute(found).fetchone()
            assert rows > 100 and wrong == 0


@pytest.mark.parametrize("table", ["customer", "sales_order", "receipt", "attendance"])
def test_raw_rows_are_shown_as_they_were_sent(folder, planted, table):
    file = raw_file(table)
    shown = load.raw_rows(table, raw=folder)
    assert shown.column_names == [column.header for column in file.columns]
    entry = manifest.read(folder)["files"][file.path]["parts"]
    assert shown.num_rows == entry["main"]["rows"]
    assert load.raw_rows(table, "late", raw=folder).num_rows == entry["late"]["rows"]
    texts = [pc.fill_null(column, "") for column in shown.combine_chunks().columns]
    blocks = np.array(entry["main"]["blocks"])
    again = manifest.Checksum()  # of the values: the encoding makes no difference
    table = pa.table(texts, names=shown.column_names).cast(arrow_schema(file))
    again.add(manifest.digests(table, blocks))
    assert again.digest() == entry["main"]["checksum"]


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda f: f.table_name)
def test_copies_and_older_versions_are_counted_as_planted(conformed, planted, file):
    _, figures = conformed
    pairs = list(zip(planted["file"].to_pylist(), planted["kind"].to_pylist(), strict=True))
    found = figures[file.table_name]
    assert found.duplicates == pairs.count((file.path, DUPLICATE))
    assert found.older_versions == pairs.count((file.path, CORRECTED))
    assert found.merged == pairs.count((file.path, NEAR_DUPLICATE))
    lost = found.quarantined + found.duplicates + found.older_versions + found.merged
    assert found.clean == found.raw_rows - lost


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
    # In so small a company nobody may have failed; the larger ones of the next test have write-offs.
    assert truth.num_rows > 0 or file.table_name == "write_off"


@pytest.mark.parametrize(("size", "seed"), [(SIZE, SEED), (500, 2), (6_000, 3), ("small", 1)])
def test_every_planted_defect_is_found_and_no_good_row_is_accused(tmp_path, size, seed):
    generate.run(size, seed, out=tmp_path)
    (tmp_path / "manifest.json").rename(tmp_path / "hidden")
    with duckdb.connect() as duck:
        derive.decide(duck)
        clean.run(duck, tmp_path)
        found = duck.execute(reconcile.FOUND.format("etl_", "etl_")).to_arrow_table()
    (tmp_path / "hidden").rename(tmp_path / "manifest.json")
    scored = reconcile.scored(generate.defects(tmp_path), found)
    assert {each.kind for each in scored} == MENDED.keys() | REJECTED.keys()
    assert [each for each in scored if (each.recall, each.precision) != (100, 100)] == []
    assert all(each.planted for each in scored)


def test_no_dirt_is_no_finding(tmp_path):
    nothing = replace(
        REALISM,
        dirt=Dirt(**{each.name: 0.0 for each in fields(Dirt) if isinstance(each.default, float)}),
    )
    report = generate.run(SIZE, SEED, out=tmp_path, realism=nothing)
    assert report.planted.keys() == {"total line"}
    with duckdb.connect() as duck:
        derive.decide(duck)
        clean.run(duck, tmp_path)
        assert duck.execute("SELECT count(*) FROM etl_finding").fetchone() == (0,)
        kinds = duck.execute("SELECT DISTINCT kind FROM etl_quarantine").fetchall()
    assert kinds == [("total line",)]


def test_a_missed_defect_and_an_accused_row_are_seen():
    def table(*rows):
        columns = zip(*rows, strict=True)
        return pa.table(dict(zip(("file", "kind", "part", "row"), map(list, columns), strict=True)))

    planted = table(("a", "unit", "main", 1), ("a", "unit", "main", 2), ("a", "late", "late", 2))
    found = table(("a", "unit", "main", 1), ("a", "unit", "late", 2), ("a", "bad date", "main", 1))
    bad_date, late, unit = reconcile.scored(planted, found)
    assert (unit.planted, unit.found, unit.recall, unit.precision) == (2, 2, 50, 50)
    assert (late.recall, late.precision) == (0, 100)
    assert (bad_date.recall, bad_date.precision) == (100, 0)


def test_generated_books_are_loaded_and_in_order(home, link):
    generate.run(size=SIZE, seed=SEED)
    report = load.run()
    assert [result.name for result in report.audit if not result.holds] == []
    scored = reconcile.defects()
    assert {each.kind: each.right for each in scored} == report.found
    assert all(each.recall == each.precision == 100 for each in scored)
    merged = link.execute("SELECT table_name, count(*) FROM etl.merged GROUP BY 1").fetchall()
    assert dict(merged) == {each.table: each.merged for each in report.tables if each.merged}
    again = load.run()
    assert (again.inserted, again.updated, again.deleted) == (0, 0, 0)
