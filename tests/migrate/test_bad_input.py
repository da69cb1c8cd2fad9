"""What goes wrong outside of the factory: the record names activity and cause, and the next run goes on."""

import errno
import threading
import time

import psycopg
import pyarrow.parquet as pq
import pytest
from sqlalchemy.engine import make_url
from tests.migrate.conftest import STORES, copy, in_lake, lookup
from tests.migrate.test_migrate import in_sql

from pikku import migrate
from pikku.errors import PikkuError
from pikku.migrate import control, records
from pikku.platform import sql


@pytest.fixture
def go(run, server):
    """Return a function that runs activities with the stores at hand."""
    return lambda *activities, **more: run(*activities, files=STORES, **more)


def error(record: records.Record, name: str) -> str:
    return record.activities(activityName=name)[0].error["message"]


@pytest.fixture
def wrong_password(server, monkeypatch):
    """Let the database be named with a password that isn't its own."""
    url = make_url(sql.start()).set(drivername="postgresql", password="wrong")
    monkeypatch.setenv("PIKKU_SQL_URL", url.render_as_string(hide_password=False))


def test_wrong_credentials_are_said_in_the_record_without_the_password(go, wrong_password):
    ended, record = go(lookup("l", "SELECT 1 AS n"))
    assert ended.status == "Failed"
    assert "password authentication failed" in error(record, "l")
    assert "wrong@" not in error(record, "l") and ":wrong" not in error(record, "l")


def test_wrong_credentials_stop_the_migration_before_it_begins(home, monkeypatch, wrong_password):
    with pytest.raises(PikkuError, match="password authentication failed") as caught:
        migrate.run()
    assert "PIKKU_SQL_URL" in caught.value.remedy
    monkeypatch.undo()
    assert not (home / "lake" / "landing").exists()


def test_a_connection_dropped_in_mid_copy_is_tried_again(go, link, tmp_path):
    query = "SELECT g, pg_sleep(0.001) IS NULL AS x FROM generate_series(1, 2000) g"
    dropped: list[int] = []

    def drop() -> None:
        with sql.connect(autocommit=True) as other:
            end = time.monotonic() + 60
            while not dropped and time.monotonic() < end:
                found = other.execute(
                    "SELECT pid FROM pg_stat_activity WHERE query ILIKE '%generate_series(1, 2000)%' "
                    "AND state = 'active' AND pid <> pg_backend_pid()"
                ).fetchone()
                if found:
                    time.sleep(0.3)
                    other.execute("SELECT pg_terminate_backend(%s)", found)
                    dropped.append(found[0])

    thread = threading.Thread(target=drop)
    thread.start()
    ended, record = go(copy("c", {"sqlReaderQuery": query}, "x.parquet", policy={"retry": 2}))
    thread.join()
    assert dropped and ended.status == "Succeeded"
    assert [run.status for run in record.activities(activityName="c")] == ["Failed", "Succeeded"]
    assert "breaks off the query" in error(record, "c")
    assert [f.name for f in (tmp_path / "lake/landing/some/where").iterdir()] == ["x.parquet"]
    assert pq.read_metadata(tmp_path / "lake/landing/some/where/x.parquet").num_rows == 2000


def test_a_full_disk_is_said_and_the_next_run_copies_the_rest(home, link, monkeypatch):
    write_table = pq.ParquetWriter.write_table

    def full(self, table, *more):
        if "sales_order_no" in table.schema.names:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write_table(self, table, *more)

    with monkeypatch.context() as patch:
        patch.setattr(pq.ParquetWriter, "write_table", full)
        with pytest.raises(PikkuError, match="No space left on device") as caught:
            migrate.run()
    assert "Free some disk space" in caught.value.remedy
    runs = records.latest("pl_copy_all").activities(activityName="Copy all rows", status="Failed")
    assert [run.retryAttempt for run in runs] == [0, 1, 2]  # as the policy says
    assert {run.error["errorCode"] for run in runs} == {"SinkFailed"}
    assert not list((home / "lake").rglob(".partial-*"))
    assert set(migrate.run().copied) == {"sales_order"}
    assert in_lake("sales_order") == in_sql(link, "sales_order")


def test_a_locked_table_is_named(home, link, monkeypatch):
    migrate.run()
    monkeypatch.setattr(control, "LONGEST_WAIT", "1s")
    with sql.connect() as other:
        other.execute("LOCK TABLE sales.sales_order IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(PikkuError, match=r"has locked sales\.sales_order") as caught:
            migrate.run()
    assert caught.value.remedy
    assert migrate.run().copied == {}


def test_a_query_on_a_locked_table_ends_at_its_timeout(go, link):
    link.execute("CREATE TABLE IF NOT EXISTS etl.locked (n int)")
    one = lookup("l", "SELECT COUNT(*) AS n FROM etl.locked", policy={"timeout": "0.00:00:01"})
    with sql.connect() as other:
        other.execute("LOCK TABLE etl.locked IN ACCESS EXCLUSIVE MODE")
        ended, record = go(one)
    assert ended.status == "Failed" and "timeout" in error(record, "l")
    assert go(one)[0].status == "Succeeded"


def test_a_server_that_ends_everything_stops_the_run_but_nothing_is_lost(home, link, monkeypatch):
    """Every connection of the factory is dropped, again and again, while it copies."""
    stop = threading.Event()

    def drop() -> None:
        with sql.connect(autocommit=True) as other:
            while not stop.wait(0.05):
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%COPY (%' "
                    "AND pid <> pg_backend_pid()"
                )

    thread = threading.Thread(target=drop)
    thread.start()
    try:
        migrate.run()
    except (PikkuError, psycopg.Error):
        pass  # it may or may not have come through
    finally:
        stop.set()
        thread.join()
    migrate.run()
    for name in ("sales_order", "customer", "journal_line", "vendor"):
        assert in_lake(name) == in_sql(link, name)
