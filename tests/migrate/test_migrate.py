"""What the factory promises of its runs: the lake follows the tables, whatever changes and whoever is killed."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import psycopg
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.migrate.conftest import ROWS, fill

from pikku import catalog, migrate
from pikku.errors import PikkuError
from pikku.migrate import records

TABLES = catalog.tables()
ORDER, CUSTOMER = catalog.table("sales_order"), catalog.table("customer")
#: Tables of several areas, for changes that many copies take part in.
MANY = ("sales_order", "credit_note", "customer", "shipment", "receipt", "payment", "vendor")


def in_lake(name: str) -> dict[int, tuple]:
    """Return a table's rows by key, as a reader of the landing zone puts them together."""
    table = catalog.table(name)
    key = next(iter(table.primary_key)).name
    names = [column.name for column in table.columns]
    rows: dict[int, dict] = {}
    for file in migrate.landed(table.schema, name):
        for row in pq.read_table(file.path).to_pylist():
            if row[key] not in rows or rows[row[key]]["modified_at"] <= row["modified_at"]:
                rows[row[key]] = row
    return {found: tuple(row[n] for n in names) for found, row in rows.items()}


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
    """Return key and time of change of every row that landed, of all files together."""
    keys = [*(column.name for column in catalog.table(name).primary_key), "modified_at"]
    files = migrate.landed(table=name)
    return [tuple(row[k] for k in keys) for f in files for row in pq.read_table(f.path).to_pylist()]


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


def _apply(link: psycopg.Connection, kind: str, key: int, clock: int) -> None:
    later = f"timestamp '2030-01-01' + {clock} * interval '1 second'"
    where = f"WHERE customer_id = {key}"
    if kind == "insert":
        made = {"customer_id": str(key), "modified_at": later}
        values = ", ".join(made.get(c.name, c.name) for c in CUSTOMER.columns)
        link.execute(
            f"INSERT INTO {CUSTOMER.key} SELECT {values} FROM {CUSTOMER.key} LIMIT 1 ON CONFLICT DO NOTHING"
        )
    elif kind == "update":
        link.execute(
            f"UPDATE {CUSTOMER.key} SET customer_name = 'c{clock}', modified_at = {later} {where}"
        )
    elif kind == "silent update":
        link.execute(f"UPDATE {CUSTOMER.key} SET customer_name = 's{clock}' {where}")
    else:
        link.execute(f"DELETE FROM {CUSTOMER.key} {where}")


#: Rows added and rows deleted between the same two runs are left out: counting can't tell them apart.
rounds = st.lists(
    change("insert", "update", "silent update") | change("delete", "update", "silent update"),
    min_size=1,
    max_size=4,
)


@settings(
    max_examples=5,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rounds)
def test_whatever_changes_the_lake_follows(home, link, rounds):
    fill(link, CUSTOMER)
    clock = 0
    migrate.run()
    for changes in rounds:
        for kind, key in changes:
            clock += 1
            _apply(link, kind, key, clock)
        migrate.run()
        assert in_lake("customer") == in_sql(link, "customer")
    fill(link, CUSTOMER)


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


def test_one_table_that_fails_does_not_stop_the_others(home, link):
    link.execute("ALTER TABLE sales.sales_order ALTER channel TYPE interval USING INTERVAL '1 day'")
    try:
        with pytest.raises(PikkuError) as caught:
            migrate.run()
    finally:
        fill(link, ORDER)
    assert "Copy all rows (pl_load_table)" in caught.value.message
    assert "'channel'" in caught.value.message
    assert link.execute("SELECT count(*) FROM etl.copy_run").fetchone() == (len(TABLES) - 1,)
    assert set(migrate.run().copied) == {"sales_order"}


def test_a_copy_that_differs_from_the_count_is_refused(home, link, tmp_path):
    folder = shutil.copytree(migrate.factory_folder(), tmp_path / "adf")
    file = folder / "pipeline" / "pl_load_table.json"
    text = file.read_text(encoding="utf-8")
    old = " WHERE @{pipeline().parameters.control.watermark_column} <= "
    assert text.count(old) == 1
    file.write_text(text.replace(old, f" WHERE 1 = 0 AND {old[7:]}"), encoding="utf-8")
    with pytest.raises(PikkuError, match="0 rows copied, but"):
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
        assert (home / "lake" / "landing" / path).stat().st_size == size


def test_two_runs_at_once_are_one_after_the_other(home):
    with ThreadPoolExecutor(2) as pool:
        reports = list(pool.map(lambda _: migrate.run(), range(2)))
    assert sorted(len(report.copied) for report in reports) == [0, len(TABLES)]
