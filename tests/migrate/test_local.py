"""The repository's factory, run on a database with every table: what lands, and what lands again."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from tests.migrate.conftest import FEW, ROWS, in_lake

from pikku import catalog, migrate
from pikku.errors import PikkuError
from pikku.migrate import checksum, control, rehearsal
from pikku.migrate.activities import ACTIVITIES

ADDED = ["load_id", "loaded_on"]
TABLES = {table.name: table for table in catalog.tables()}
LATER = "timestamp '2030-01-01 09:30:00'"


def landing(home: Path) -> Path:
    return home / "lake" / migrate.FILE_SYSTEM


def contents(home: Path) -> dict[str, bytes]:
    """Return every file of the landing zone, temporary ones too, with what is in it."""
    root = landing(home)
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file()
    }


def current(name: str) -> list[tuple[Any, ...]]:
    """Return a table's rows as a reader of the lake finds them: the latest of each key, in order."""
    rows = in_lake(name)
    return [tuple(map(_plain, rows[key])) for key in sorted(rows)]


def in_sql(link: psycopg.Connection, name: str) -> list[tuple[Any, ...]]:
    """Return a table's rows in SQL, in order."""
    table = TABLES[name]
    columns = ", ".join(column.name for column in table.columns)
    keys = ", ".join(column.name for column in table.primary_key)
    rows = link.execute(f"SELECT {columns} FROM {table.key}").fetchall()
    places = [list(table.columns.keys()).index(key) for key in keys.split(", ")]
    return sorted(rows, key=lambda row: tuple(row[place] for place in places))


def _plain(value: Any) -> Any:
    return value.replace(tzinfo=None) if hasattr(value, "tzinfo") else value


def arrow_type(kind: sa.types.TypeEngine) -> pa.DataType:
    """Return the type that a column of the catalogue has in the lake, by the package's description."""
    if isinstance(kind, sa.Numeric):
        return pa.decimal128(kind.precision, kind.scale)
    made = {
        sa.DateTime: pa.timestamp("us", tz="UTC"), sa.Date: pa.date32(), sa.String: pa.string(),
        sa.Boolean: pa.bool_(), sa.SmallInteger: pa.int16(), sa.BigInteger: pa.int64(),
        sa.Integer: pa.int32(),
    }  # fmt: skip
    return next(found for known, found in made.items() if isinstance(kind, known))


@contextmanager
def new_order(link: psycopg.Connection, time: str = LATER, key: int = 900) -> Iterator[None]:
    """Have one more sales order for a while."""
    columns = list(TABLES["sales_order"].columns.keys())
    made = {"sales_order_id": str(key), "sales_order_no": f"'SO-{key}'", "modified_at": time}
    values = ", ".join(made.get(column, column) for column in columns)
    link.execute(
        f"INSERT INTO sales.sales_order SELECT {values} FROM sales.sales_order WHERE sales_order_id = 1"
    )
    try:
        yield
    finally:
        link.execute("DELETE FROM sales.sales_order WHERE sales_order_id = %s", [key])


def test_every_table_lands_with_its_rows_and_types(home, link):
    seen: list[tuple[int, int, str]] = []
    report = migrate.run(progress=lambda done, total, what: seen.append((done, total, what)))
    few_or_many = {n: FEW if t.info["load"] == "full" else ROWS for n, t in TABLES.items()}
    assert report.rows == few_or_many
    assert report.copied == few_or_many
    assert set(report.kinds.values()) == {"full"} and report.unchanged == ()
    assert [done for done, _, _ in seen] == list(range(1, len(TABLES) + 1))
    assert {what for _, _, what in seen} == set(TABLES)
    files = migrate.landed()
    assert [(f.table, f.kind) for f in files] == [
        (n, "full") for n in sorted(TABLES, key=lambda n: (TABLES[n].schema, n))
    ]
    assert len({f.load_id for f in files}) == 1
    for file in files:
        schema = pq.read_schema(file.path)
        wanted = {column.name: arrow_type(column.type) for column in TABLES[file.table].columns}
        assert dict(zip(schema.names, schema.types, strict=True)) == wanted | dict.fromkeys(
            ADDED, pa.string()
        )
        assert current(file.table) == in_sql(link, file.table)


def test_an_empty_table_lands_as_a_file_with_its_columns(home, link):
    with link.transaction():
        link.execute("CREATE TABLE etl.kept AS TABLE sales.credit_note")
        link.execute("DELETE FROM sales.credit_note")
    try:
        assert migrate.run().copied["credit_note"] == 0
        assert migrate.run().copied == {}
        [file] = migrate.landed("sales", "credit_note")
        assert (file.rows, file.load_id) == (0, "")
        assert pq.read_schema(file.path).names == [*TABLES["credit_note"].columns.keys(), *ADDED]
    finally:
        with link.transaction():
            link.execute("INSERT INTO sales.credit_note TABLE etl.kept")
            link.execute("DROP TABLE etl.kept")


def test_a_second_run_copies_nothing_and_touches_no_file(home):
    migrate.run()
    before = contents(home)
    report = migrate.run()
    assert report.copied == {} and report.unchanged == tuple(sorted(TABLES))
    assert contents(home) == before


def test_only_a_changed_row_arrives_and_a_deleted_one_is_noticed(home, link):
    migrate.run()
    before = contents(home)
    with new_order(link):
        report = migrate.run()
        assert (report.copied, report.kinds) == ({"sales_order": 1}, {"sales_order": "watermark"})
        full, change = migrate.landed("sales", "sales_order")
        assert (full.rows, change.rows, change.kind) == (ROWS, 1, "changes")
        after = contents(home)
        assert {path: data for path, data in after.items() if path in before} == before
        assert len(after) == len(before) + 1
        assert current("sales_order") == in_sql(link, "sales_order")
        assert migrate.run().copied == {}
    report = migrate.run()
    assert (report.copied, report.kinds) == ({"sales_order": ROWS}, {"sales_order": "full"})
    assert [f.kind for f in migrate.landed("sales", "sales_order")] == ["full"]
    assert current("sales_order") == in_sql(link, "sales_order")


def test_a_row_changed_twice_is_in_two_files_and_the_later_counts(home, link):
    change = "UPDATE customers.customer SET customer_name = %s WHERE customer_id = 7"
    kept = link.execute(
        "SELECT customer_name FROM customers.customer WHERE customer_id = 7"
    ).fetchone()
    migrate.run()
    try:
        for name in ("one", "two"):
            link.execute(change, [name])
            assert migrate.run().copied == {"customer": 1}
        assert [f.rows for f in migrate.landed("customers", "customer")] == [ROWS, 1, 1]
        assert current("customer") == in_sql(link, "customer")
    finally:
        link.execute(change, kept)


def test_a_row_that_comes_late_is_not_passed_over(home, link):
    migrate.run()
    with new_order(link, time="timestamp '2020-01-01'"):
        report = migrate.run()
        assert (report.copied, report.kinds) == (
            {"sales_order": ROWS + 1},
            {"sales_order": "full"},
        )
        assert current("sales_order") == in_sql(link, "sales_order")


def test_a_row_changed_without_its_time_is_not_passed_over(home, link):
    change = "UPDATE sales.sales_order SET channel = %s WHERE sales_order_id = 9"
    kept = link.execute("SELECT channel FROM sales.sales_order WHERE sales_order_id = 9").fetchone()
    migrate.run()
    try:
        link.execute(change, ["web"])
        assert migrate.run().kinds == {"sales_order": "full"}
        assert current("sales_order") == in_sql(link, "sales_order")
    finally:
        link.execute(change, kept)


def test_a_file_that_is_gone_is_copied_again(home, link):
    migrate.run()
    shutil.rmtree(landing(home) / "vendors")
    report = migrate.run()
    assert set(report.copied) == {n for n, t in TABLES.items() if t.schema == "vendors"}
    assert current("vendor") == in_sql(link, "vendor")


class Killed(BaseException):
    """Stands for the end of the process: nothing may catch it."""


def _kill(monkeypatch: pytest.MonkeyPatch, kind: str, activity: str, after: bool) -> None:
    """Let the process end before or after an activity on the table sales_order."""
    original = ACTIVITIES[kind]

    def handler(task):
        mine = task.activity["name"] == activity and _table(task) in (None, "sales_order")
        if mine and not after:
            raise Killed
        output = original(task)
        if mine and after:
            raise Killed
        return output

    monkeypatch.setitem(ACTIVITIES, kind, handler)


def _table(task: Any) -> str | None:
    control_row = task.scope.run.parameters.get("control")
    return control_row["table_name"] if control_row else None


POINTS = [
    ("Script", "Register the tables", True),
    ("Lookup", "Look at the source", True),
    ("Copy", "Copy new rows", False),
    ("Copy", "Copy new rows", True),  # the file is there, its watermark isn't
    ("Script", "Store the watermark", False),
    ("Script", "Store the watermark", True),  # all is stored, but nobody has noted it
]


@pytest.mark.parametrize(("kind", "activity", "after"), POINTS)
def test_a_killed_run_is_completed_by_the_next(kind, activity, after, home, link, monkeypatch):
    migrate.run()
    with new_order(link):
        with monkeypatch.context() as patch:
            _kill(patch, kind, activity, after)
            with pytest.raises(Killed):
                migrate.run()
        migrate.run()
        assert [f.rows for f in migrate.landed("sales", "sales_order")] in ([ROWS, 1], [ROWS + 1])
        assert not [path for path in contents(home) if "/." in path]
        assert current("sales_order") == in_sql(link, "sales_order")
        assert migrate.run().copied == {}


def test_a_killed_full_load_is_completed_by_the_next(home, link, monkeypatch):
    migrate.run()
    with new_order(link):
        migrate.run()
    with monkeypatch.context() as patch:
        _kill(patch, "Delete", "Delete older changes", True)
        with pytest.raises(Killed):
            migrate.run()
    migrate.run()
    assert [(f.kind, f.rows) for f in migrate.landed("sales", "sales_order")] == [("full", ROWS)]
    assert current("sales_order") == in_sql(link, "sales_order")
    assert migrate.run().copied == {}


def test_a_copy_killed_in_the_middle_leaves_the_old_file(home, link, monkeypatch):
    migrate.run()
    before = contents(home)
    with new_order(link):
        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", _killed)
            with pytest.raises(Killed):
                migrate.run()
        assert {path: data for path, data in contents(home).items() if path in before} == before
        migrate.run()
        assert current("sales_order") == in_sql(link, "sales_order")


def _killed(self: Path, target: Path) -> None:
    if self.name.endswith(".parquet"):
        raise Killed
    shutil.move(self, target)


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    """Return a copy of the repository's factory."""
    return shutil.copytree(migrate.factory_folder(), tmp_path / "trial")


def edit(folder: Path, name: str, old: str, new: str) -> None:
    file = folder / "pipeline" / f"{name}.json"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("pl_load_table", '"Copy"', '"Copie"', "activity type 'Copie' is unknown"),
        ("pl_copy_table", "parameters.load_id", "parameters.loadid", "no parameter 'loadid'"),
        ("pl_copy_batch", '"pl_copy_table"', '"pl_copy_tables"', "no pipeline 'pl_copy_tables'"),
        ("pl_copy_batch", "@item()", "@itm()", "no function 'itm'"),
    ],
)
def test_a_broken_factory_is_refused_by_the_files_name(name, old, new, words, trial, home):
    edit(trial, name, old, new)
    with pytest.raises(PikkuError) as caught:
        migrate.run(folder=trial)
    assert f"pipeline/{name}.json" in caught.value.message and words in caught.value.message
    assert caught.value.remedy
    assert not landing(home).exists()


def test_a_failing_activity_is_named_and_its_watermark_stays(trial, home, link):
    migrate.run()
    edit(trial, "pl_load_table", "SELECT @{", "SELECT no_such_column, @{")
    with new_order(link):
        before = contents(home)
        with pytest.raises(PikkuError) as caught:
            migrate.run(folder=trial)
        assert "Measure new rows (pl_load_table)" in caught.value.message
        assert "no_such_column" in caught.value.message
        assert contents(home) == before
        assert migrate.run().copied == {"sales_order": ROWS + 1}  # what was begun is done anew


def test_a_table_whose_columns_change_is_copied_whole(trial, home, link):
    migrate.run()
    text = json.loads((trial / "pipeline" / "pl_register_tables.json").read_text(encoding="utf-8"))
    customer, gone = TABLES["customer"], list(TABLES["customer"].columns)[-2]
    columns = ", ".join(customer.columns.keys())
    fewer = columns.replace(f", {gone.name}", "")
    changed = json.dumps(text).replace(columns, fewer)
    for part in checksum.sums(gone):
        in_literal = f", ' ', {part}".replace("'", "''")
        assert in_literal in changed
        changed = changed.replace(in_literal, "")
    (trial / "pipeline" / "pl_register_tables.json").write_text(changed, encoding="utf-8")
    report = migrate.run(folder=trial)
    assert report.kinds == {"customer": "full"}
    [file] = migrate.landed("customers", "customer")
    assert pq.read_schema(file.path).names == [*fewer.split(", "), *ADDED]


def test_without_the_tables_it_says_which_stage_makes_them(home, link):
    link.execute("ALTER TABLE sales.sales_order RENAME TO hidden")
    try:
        with pytest.raises(PikkuError) as caught:
            migrate.run()
    finally:
        link.execute("ALTER TABLE sales.hidden RENAME TO sales_order")
    assert "sales.sales_order" in caught.value.message and "pikku load" in caught.value.remedy


def test_after_a_rehearsal_all_is_as_before(home, link):
    migrate.run()
    files, rows = contents(home), _control(link)
    before = rehearsal.begin()
    with new_order(link):
        migrate.run()
        migrate.run()
    migrate.run()
    assert contents(home) != files and _control(link) != rows
    rehearsal.end(before)
    assert (contents(home), _control(link)) == (files, rows)
    assert not (landing(home) / "sales" / "sales_order" / "changes").exists()
    assert migrate.run().copied == {}
    rehearsal.end(before)
    assert contents(home) == files


def test_a_rehearsal_needs_something_to_keep(home):
    with pytest.raises(PikkuError, match="Nothing was migrated yet"):
        rehearsal.begin()


def _control(link: psycopg.Connection) -> dict[str, list[tuple]]:
    tables = (control.copy_control, control.copy_load, control.copy_run, control.copy_guard)
    return {t.key: sorted(link.execute(f"TABLE {t.key}").fetchall(), key=repr) for t in tables}
