"""A whole run, a run that is killed, and what both leave behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

import pikku
from pikku import catalog, process
from pikku.catalog.gold import gold_tables
from pikku.catalog.invariants import INVARIANTS, audit_sql
from pikku.platform import lake, spark, sparkserver

CHAIN = (
    "category",
    "product",
    "period",
    "stock_balance",
    "warehouse",
    "purchase_order",
    "purchase_order_line",
    "goods_receipt",
)
STAR = ("dim_product", "dim_date", "dim_warehouse", "fact_stock_balance")


def test_a_run_makes_every_table_and_a_second_one_writes_nothing(land, session, versions):
    land()
    calls = []
    report = process.run(progress=lambda *call: calls.append(call))
    assert set(report.bronze) == set(report.silver) == {table.name for table in catalog.tables()}
    assert set(report.gold) == {table.name for table in gold_tables()}
    assert report.bronze == report.silver
    assert report.silver["journal_line"] == report.gold["fact_ledger"] == 40
    copied, star = len(catalog.tables()), len(gold_tables())
    assert [len(report.changed[layer]) for layer in lake.LAYERS] == [copied, copied, star]
    assert [done for done, _, _ in calls] == list(range(1, copied + star + 1))
    assert {total for _, total, _ in calls} == {copied + star}
    before = versions()
    again = process.run()
    assert again.changed == {}
    assert (again.bronze, again.silver, again.gold) == (report.bronze, report.silver, report.gold)
    assert versions() == before
    audit_alike(session)


def audit_alike(session) -> None:
    """Assert that Spark finds in silver what DuckDB finds there; by every fourth rule, or all in the long form.

    The rows of these tests are in no order, so the rules find a lot.
    """
    rules = INVARIANTS if os.environ.get("PIKKU_LONG_TESTS") else INVARIANTS[::4]
    with duckdb.connect() as books:
        for table in catalog.tables():
            books.register("rows", session.table(f"silver.{table.name}").toArrow())
            books.execute(f"CREATE TABLE {table.name} AS FROM rows")
        names = {table.name: table.name for table in catalog.tables()}
        expected = books.execute(audit_sql(names, rules)).fetchall()
    found = process.audit([rule.name for rule in rules])
    assert [(rule.checked, rule.violations, rule.figure) for rule in found] == [
        tuple(row[1:]) for row in expected
    ]


def contents(rows) -> dict[str, list[tuple]]:
    """Return the rows of the tables that the tests of killing are about, without what tells one load from another."""
    names = [f"silver.{name}" for name in CHAIN] + [f"gold.{name}" for name in STAR]
    return {name: rows(f"SELECT * FROM {name} ORDER BY 1") for name in names} | {
        f"bronze.{name}": rows(f"SELECT * FROM bronze.{name} ORDER BY 1") for name in CHAIN
    }


def commits() -> int:
    """Return how many commits there are in the whole lake."""
    return len(list(lake.root().glob("*/*/_delta_log/*.json")))


def in_a_process_of_its_own() -> subprocess.Popen:
    """Start the run of the tables."""
    env = {**os.environ, "PYTHONPATH": str(Path(pikku.__file__).parents[1])}
    code = f"from pikku import process; process.run(tables={CHAIN!r})"
    return subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.DEVNULL)


def wait_for_commits(number: int, runner: subprocess.Popen) -> None:
    """Return when the lake has some more commits, or the run ended."""
    limit = time.monotonic() + 120
    while commits() < number and runner.poll() is None and time.monotonic() < limit:
        time.sleep(0.01)


@pytest.mark.parametrize("after", [1, 9, 20])
def test_a_run_that_was_killed_is_completed_by_the_next(after, land, run, rows, empty_lake):
    land(30, tables=list(CHAIN))
    run(*CHAIN)
    expected = contents(rows)
    for layer in lake.LAYERS:
        for row in empty_lake.sql(f"SHOW TABLES IN {layer}").collect():
            empty_lake.sql(f"DROP TABLE {layer}.{row['tableName']}")
    start = commits()
    runner = in_a_process_of_its_own()
    wait_for_commits(start + after, runner)
    runner.kill()
    runner.wait()
    report = run(*CHAIN)
    assert contents(rows) == expected
    assert report.silver["product"] == 30
    assert run(*CHAIN).changed == {}


def test_changes_that_were_half_processed_are_there_once(land, run, rows):
    land(30, tables=list(CHAIN))
    run(*CHAIN)
    change = {"modified_at": "TIMESTAMP '2026-04-01 12:00:00'", "quantity": "7", "amount": "70"}
    since = "20260401T120000000000"
    land(30, "20260402T093000000000", ["stock_balance"], change, where="i <= 10", since=since)
    start = commits()
    runner = in_a_process_of_its_own()
    wait_for_commits(start + 2, runner)
    runner.kill()
    runner.wait()
    run(*CHAIN)
    assert rows("SELECT COUNT(*) FROM bronze.stock_balance") == [(40,)]
    assert rows(
        "SELECT COUNT(*), SUM(IF(quantity = 7 AND amount = 70, 1, 0)) FROM silver.stock_balance"
    ) == [(30, 10)]
    assert rows("SELECT SUM(amount) FROM gold.fact_stock_balance") == rows(
        "SELECT SUM(amount) FROM silver.stock_balance"
    )


def test_a_run_goes_on_with_a_new_server_when_the_old_one_was_killed(land, run, rows):
    land(30, tables=list(CHAIN))
    start = commits()
    runner = in_a_process_of_its_own()
    wait_for_commits(start + 6, runner)
    sparkserver.halt()
    runner.kill()
    runner.wait()
    assert spark.session().sql("SELECT 1").collect()
    report = run(*CHAIN)
    assert report.silver == dict.fromkeys(CHAIN, 30)
    assert run(*CHAIN).changed == {}
