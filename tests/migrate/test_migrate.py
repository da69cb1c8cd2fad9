"""What the factory promises of its runs: the lake follows the tables, whatever changes and whoever is killed."""

import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.migrate.conftest import ROWS, fill, in_lake

from pikku import catalog, migrate
from pikku.errors import PikkuError
from pikku.migrate import model, pipelines, records

TABLES = catalog.tables()
ORDER, CUSTOMER = catalog.table("sales_order"), catalog.table("customer")
#: Tables of several areas, for changes that many copies take part in.
MANY = ("sales_order", "credit_note", "customer", "shipment", "receipt", "payment", "vendor")


def in_sql(link: psycopg.Connection, name: str) -> dict[int, tuple]:
    """Return a table's rows by key, with times in UTC."""
    table = catalog.table(name)
    names = [column.name for column in table.columns]
    place = names.index(next(iter(table.primary_key)).name)
    rows = link.execute(f"SELECT {', '.join(names)} FROM {table.key}").fetchall()
    return {row[place]: tuple(map(_utc, row)) for row in rows}


def _utc(value: object) -> object:
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) else value


def touch(link: psycopg.Connection, what: str) -> None:
    """Change, or delete, three rows of many tables."""
    for table in map(catalog.table, MANY):
        key = next(iter(table.primary_key)).name
        link.execute(f"{what.format(table.key)} WHERE {key} <= 3")


def versions(name: str) -> list[tuple]:
    """Return the values and the kind of change of every row that landed, of all files together."""
    names = [*catalog.table(name).columns.keys(), "change_operation"]
    rows = [row for f in migrate.landed(table=name) for row in pq.read_table(f.path).to_pylist()]
    return [tuple(row.get(n) for n in names) for row in rows]


CHILD = """
import os, sys
from pikku import migrate
from pikku.migrate.activities import ACTIVITIES

kind, moment, after = sys.argv[1], sys.argv[2], int(sys.argv[3])
original, seen = ACTIVITIES[kind], 0

def dying(task):
    global seen
    if task.scope.run.pipeline.name == "pl_register_tables":
        return original(task)
    seen += 1
    if moment == "before" and seen > after:
        os._exit(9)
    output = original(task)
    if seen > after:
        os._exit(9)
    return output

ACTIVITIES[kind] = dying
migrate.run()
"""


@pytest.mark.parametrize(
    ("kind", "moment", "after"),
    [("Copy", "after", 2), ("Script", "after", 4), ("Delete", "after", 1)],
)
def test_the_process_is_killed_while_many_tables_are_copied(kind, moment, after, home, link):
    """Copied once, changed in many tables, then killed for real in the run that copies the changes."""
    migrate.run()
    touch(link, "UPDATE {} SET modified_at = '2030-01-01'")
    if kind == "Delete":  # a full load deletes the files with changes
        migrate.run()
        touch(link, "DELETE FROM {}")
        link.execute("UPDATE etl.copy_control SET load_id = NULL")
    library = str(migrate.factory_folder().parent / "lib")
    command = [sys.executable, "-c", CHILD, kind, moment, str(after)]
    environment = {**os.environ, "PYTHONPATH": library}
    try:
        killed = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False
        )
        assert killed.returncode == 9, killed.stderr
        migrate.run()
        for name in MANY:
            assert in_lake(name) == in_sql(link, name), name
            assert len(versions(name)) == len(set(versions(name))), f"{name} has a row twice"
        assert not list((home / "lake").rglob(".partial-*"))
        assert migrate.run().copied == {}
    finally:
        for table in map(catalog.table, MANY):
            fill(link, table)


def change(*kinds: str) -> st.SearchStrategy:
    return st.lists(st.tuples(st.sampled_from(kinds), st.integers(1, ROWS + 9)), max_size=4)


def _apply(link: psycopg.Connection, table: sa.Table, kind: str, number: int, clock: int) -> None:
    key, text = (c.name for c in list(table.columns)[:2])
    later = f"timestamp '2030-01-01' + {clock} * interval '1 second'"
    where = f"WHERE {key} = {number}"
    match kind:
        case "insert" | "late insert":
            time = later if kind == "insert" else "timestamp '2020-01-01'"
            made = {key: str(number), "modified_at": time}
            values = ", ".join(made.get(c.name, c.name) for c in table.columns)
            link.execute(
                f"INSERT INTO {table.key} SELECT {values} FROM {table.key} LIMIT 1 ON CONFLICT DO NOTHING"
            )
        case "update":
            link.execute(
                f"UPDATE {table.key} SET {text} = 'c{clock}', modified_at = {later} {where}"
            )
        case "silent update":
            link.execute(f"UPDATE {table.key} SET {text} = 's{clock}' {where}")
        case "delete":
            link.execute(f"DELETE FROM {table.key} {where}")


EVERY_CHANGE = ("insert", "late insert", "update", "silent update", "delete")
rounds = st.lists(change(*EVERY_CHANGE), min_size=1, max_size=4)


@pytest.mark.parametrize("table", [CUSTOMER, ORDER], ids=["change tracking", "watermark"])
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rounds)
def test_whatever_changes_the_lake_follows(table, home, link, rounds):
    fill(link, table)
    clock = 0
    migrate.run()
    for changes in rounds:
        for kind, key in changes:
            clock += 1
            _apply(link, table, kind, key, clock)
        migrate.run()
        assert in_lake(table.name) == in_sql(link, table.name)
    fill(link, table)


def test_a_table_that_was_filled_anew_is_copied_whole(home, link):
    migrate.run()
    fill(link, ORDER)
    assert migrate.run().kinds == {"sales_order": "full"}


def test_a_disabled_table_is_left_out(home, link):
    migrate.run()
    link.execute(
        "UPDATE etl.copy_control SET enabled = 0, load_id = NULL WHERE table_name = 'sales_order'"
    )
    report = migrate.run()
    assert report.copied == {}
    assert len(report.unchanged) == len(TABLES) - 1


@pytest.mark.parametrize("table", [CUSTOMER, ORDER], ids=["change tracking", "watermark"])
def test_a_table_that_comes_back_to_the_catalogue_is_copied_whole(table, home, link):
    migrate.run()
    migrate.run(folder=factory_without(home, table))
    known = f"SELECT count(*) FROM etl.copy_control WHERE table_name = '{table.name}'"
    assert link.execute(known).fetchone() == (0,)
    key = next(iter(table.primary_key)).name
    link.execute(f"DELETE FROM {table.key} WHERE {key} = 2")
    try:
        report = migrate.run()
        assert (report.copied, report.kinds) == ({table.name: ROWS - 1}, {table.name: "full"})
        assert in_lake(table.name) == in_sql(link, table.name)
        assert migrate.run().copied == {}
    finally:
        fill(link, table)


def test_a_table_of_the_same_name_in_another_area_is_forgotten(home, link):
    migrate.run()
    moved = (
        "INSERT INTO etl.copy_control SELECT 'old', table_name, load_type, watermark_column, key_column, column_list, "
        "checksum_list, copy_order, enabled FROM etl.copy_control WHERE table_name = 'customer'"
    )
    link.execute(moved)
    migrate.run()
    rows = "SELECT table_schema FROM etl.copy_control WHERE table_name = 'customer'"
    assert link.execute(rows).fetchall() == [("customers",)]


def factory_without(folder: Path, table: sa.Table) -> Path:
    """Return a factory whose catalogue lacks a table."""
    made = shutil.copytree(migrate.factory_folder(), folder / "adf_without", dirs_exist_ok=True)
    tables = [one for one in TABLES if one is not table]
    body = {
        "name": "pl_register_tables",
        "properties": pipelines.pipelines(tables)["pl_register_tables"],
    }
    (made / "pipeline" / "pl_register_tables.json").write_text(json.dumps(body), encoding="utf-8")
    return made


def test_one_table_that_fails_does_not_stop_the_others(home, link):
    link.execute("ALTER TABLE sales.sales_order ALTER channel TYPE interval USING INTERVAL '1 day'")
    try:
        with pytest.raises(PikkuError) as caught:
            migrate.run()
    finally:
        fill(link, ORDER)
    assert "(pl_load_table)" in caught.value.message
    assert "'channel'" in caught.value.message
    assert link.execute("SELECT count(*) FROM etl.copy_run").fetchone() == (len(TABLES) - 1,)
    assert set(migrate.run().copied) == {"sales_order"}


ALL_COLUMNS = "@{pipeline().parameters.control.column_list}"
A_SECOND_LATER = (
    "@{replace(pipeline().parameters.control.column_list, ', modified_at', "
    "', DATEADD(SECOND, 1, modified_at) AS modified_at')}"
)


@pytest.mark.parametrize(
    ("old", "new"),
    [(" WHERE ", " WHERE 1 = 0 AND "), (ALL_COLUMNS, A_SECOND_LATER)],
    ids=["its rows are missing", "a value is another"],
)
def test_a_copy_that_differs_is_refused(old, new, home, link, tmp_path):
    folder = shutil.copytree(migrate.factory_folder(), tmp_path / "adf")
    pipeline = model.read(folder).pipeline("pl_load_table")
    for placed in model.activities(pipeline):
        if placed.type == "Copy":
            query = placed.properties["source"]["sqlReaderQuery"]
            query["value"] = query["value"].replace(old, new)
    (folder / "pipeline" / "pl_load_table.json").write_text(json.dumps(pipeline.body), "utf-8")
    with pytest.raises(PikkuError, match="the copy differs from the database"):
        migrate.run(folder=folder)
    stored = "SELECT count(*) FROM etl.copy_control WHERE load_id IS NOT NULL"
    assert link.execute(stored).fetchone() == (0,)
    assert set(migrate.run().copied) == {table.name for table in TABLES}


def test_a_run_leaves_a_record_of_every_activity(home):
    report = migrate.run()
    record = records.latest("pl_copy_all")
    assert {run.status for run in record.pipeline_runs + record.activity_runs} == {"Succeeded"}
    copies = record.activities(activityType="Copy")
    assert sum(run.output["rowsCopied"] for run in copies) == sum(report.copied.values())
    for run in copies:
        assert run.input["source"]["query"].startswith("SELECT ")
        assert run.output["rowsRead"] == run.output["rowsCopied"]
        assert run.output["dataWritten"] > 0
        assert run.durationInMs > 0


def test_the_audit_tells_each_load(home, link):
    report = migrate.run()
    rows = link.execute(
        "SELECT table_name, load_kind, rows_copied, path, bytes_written FROM etl.copy_run"
    ).fetchall()
    assert {name: copied for name, _, copied, _, _ in rows} == report.copied
    for _, kind, _, path, size in rows:
        assert kind == "full"
        [file] = (home / "lake" / "landing" / path).iterdir()
        assert file.stat().st_size == size


def test_two_runs_at_once_are_one_after_the_other(home):
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: migrate.run(), range(2)))
    assert sorted(len(report.copied) for report in reports) == [0, len(TABLES)]
