"""Kinds of load: change tracking, ranges of a large table, windows; and what is noted of a run."""

import json
import re
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.migrate.conftest import ROWS, fill, in_lake
from tests.migrate.test_migrate import in_sql

from pikku import catalog, migrate
from pikku.errors import PikkuError
from pikku.migrate import checksum, control, model, records, tracking, tsql
from pikku.migrate.activities import ACTIVITIES
from pikku.migrate.connections import LakeDatabase
from pikku.migrate.local import Runner
from pikku.platform.lakestore import FolderStore

CUSTOMER, ORDER = catalog.table("customer"), catalog.table("sales_order")


@pytest.fixture
def customers(home, link):
    """Return a connection; all tables are copied, and the customers put back afterwards."""
    migrate.run()
    yield link
    fill(link, CUSTOMER)


def changes() -> list[dict]:
    """Return the rows of the latest file of changes to the customers."""
    return pq.read_table(migrate.landed("customers", "customer")[-1].path).to_pylist()


def test_changed_deleted_and_late_rows_arrive_together(customers):
    link = customers
    link.execute("UPDATE customers.customer SET city = 'Pune' WHERE customer_id = 1")
    link.execute("DELETE FROM customers.customer WHERE customer_id = 2")
    columns = ", ".join(CUSTOMER.columns.keys()).replace("modified_at", "timestamp '2019-01-01'")
    link.execute(
        f"INSERT INTO customers.customer SELECT {columns.replace('customer_id', '2000')} "
        "FROM customers.customer WHERE customer_id = 3"
    )
    report = migrate.run()
    assert (report.copied, report.kinds) == ({"customer": 3}, {"customer": "change"})
    assert report.rows["customer"] == ROWS
    found = {row["customer_id"]: row for row in changes()}
    assert {key: row["change_operation"] for key, row in found.items()} == {
        1: "U",
        2: "D",
        2000: "U",
    }
    assert set(found[2]) == {*CUSTOMER.columns.keys(), "change_operation", "load_id", "loaded_on"}
    assert [key for key, value in found[2].items() if value is not None] == [
        "customer_id",
        "change_operation",
        "load_id",
        "loaded_on",
    ]
    assert in_lake("customer") == in_sql(link, "customer")
    assert migrate.run().copied == {}
    assert link.execute("SELECT count(*) FROM etl.deleted_row").fetchone() == (0,)


def test_a_row_that_was_deleted_and_came_back_is_a_written_one(customers):
    link = customers
    with link.transaction():
        link.execute(
            "CREATE TEMP TABLE kept AS SELECT * FROM customers.customer WHERE customer_id = 5"
        )
        link.execute("DELETE FROM customers.customer WHERE customer_id = 5")
    with link.transaction():
        link.execute("INSERT INTO customers.customer TABLE kept")
        link.execute("DROP TABLE kept")
    assert migrate.run().copied == {"customer": 1}
    assert [row["change_operation"] for row in changes()] == ["U"]


def test_what_is_rolled_back_was_no_change(customers):
    with pytest.raises(ZeroDivisionError), customers.transaction():
        customers.execute("DELETE FROM customers.customer WHERE customer_id < 9")
        raise ZeroDivisionError
    assert migrate.run().copied == {}


def test_a_change_that_is_not_committed_yet_comes_by_the_next_run(customers):
    from pikku.platform import sql

    with sql.connect() as other:
        other.execute("UPDATE customers.customer SET city = 'Pune' WHERE customer_id = 1")
        customers.execute("UPDATE customers.customer SET city = 'Thane' WHERE customer_id = 2")
        migrate.run()
        other.commit()
    migrate.run()
    assert in_lake("customer") == in_sql(customers, "customer")


def test_a_row_that_is_committed_while_a_full_load_is_planned_is_not_missed(
    home, link, monkeypatch
):
    """The version was asked for after the latest time of change: the version covers a row that the time doesn't."""
    original = ACTIVITIES["Lookup"]

    def late(task):
        output = original(task)
        if task.activity["name"] == "Ask the change tracking":
            output["firstRow"]["watermark_to"] = "2024-01-01T00:00:25Z"
        return output

    monkeypatch.setitem(ACTIVITIES, "Lookup", late)
    assert migrate.run().kinds["customer"] == "full"
    assert in_lake("customer") == in_sql(link, "customer")
    assert len(in_lake("customer")) == ROWS


def test_a_row_that_is_committed_after_a_full_load_was_planned_comes_again(home, link, monkeypatch):
    original = ACTIVITIES["Lookup"]

    def late(task):
        output = original(task)
        row = output.get("firstRow", {})
        if (
            task.activity["name"] == "Ask the change tracking"
            and task.scope.run.parameters["control"]["table_name"] == "customer"
            and row["load_kind"] == "full"
        ):
            link.execute(
                "UPDATE customers.customer SET modified_at = '2031-01-01' WHERE customer_id = 7"
            )
        return output

    monkeypatch.setitem(ACTIVITIES, "Lookup", late)
    try:
        assert migrate.run().copied["customer"] == ROWS
        assert in_lake("customer") == in_sql(link, "customer")
        assert migrate.run().copied == {"customer": 1}
        assert in_lake("customer") == in_sql(link, "customer")
        assert migrate.run().copied == {}
    finally:
        fill(link, CUSTOMER)


def test_a_table_that_is_emptied_and_filled_anew_is_copied_whole(customers):
    with customers.transaction():
        customers.execute("CREATE TEMP TABLE kept AS TABLE customers.customer")
        customers.execute("TRUNCATE customers.customer")
        customers.execute("INSERT INTO customers.customer SELECT * FROM kept WHERE customer_id < 5")
    customers.execute("DROP TABLE kept")
    assert migrate.run().kinds == {"customer": "full"}
    assert in_lake("customer") == in_sql(customers, "customer")


def test_a_database_that_was_restored_is_copied_whole(customers):
    customers.execute(
        "UPDATE etl.copy_control SET change_version = change_version + 1000000 "
        "WHERE table_name = 'customer'"
    )
    assert migrate.run().kinds == {"customer": "full"}


def test_the_script_and_the_platform_track_alike(home, link):
    migrate.run()
    made = "SELECT prosrc FROM pg_proc WHERE pronamespace = 'etl'::regnamespace ORDER BY proname"
    before = link.execute(made).fetchall()
    for text in tracking.statements([CUSTOMER], "postgresql"):
        link.execute(text)
    assert link.execute(made).fetchall() == before
    assert migrate.run().kinds == {
        "customer": "full"
    }  # tracked anew, so nothing is known of before


def test_azure_sql_tracks_the_same_tables():
    tables = [table for table in catalog.tables() if table.info["load"] == "change"]
    texts = tracking.statements(tables, "azure_sql")
    assert "CHANGE_TRACKING = ON" in texts[0]
    assert texts[1:] == [f"ALTER TABLE {table.key} ENABLE CHANGE_TRACKING" for table in tables]


@pytest.fixture
def in_ranges(tmp_path: Path) -> Path:
    """Return a factory for which a table with 20 rows is a large one."""
    folder = shutil.copytree(migrate.factory_folder(), tmp_path / "adf")
    [file] = (folder / "factory").iterdir()
    body = json.loads(file.read_text(encoding="utf-8"))
    body["properties"]["globalParameters"]["rows_to_partition"]["value"] = 20
    file.write_text(json.dumps(body), encoding="utf-8")
    return folder


def test_a_large_table_is_read_in_ranges_and_lands_in_several_files(home, link, in_ranges):
    report = migrate.run(folder=in_ranges)
    files = migrate.landed("sales", "sales_order")
    assert [file.path.name for file in files] == [f"part_{n:05d}.parquet" for n in range(4)]
    assert sum(file.rows for file in files) == ROWS and min(file.rows for file in files) >= 9
    assert report.copied["sales_order"] == ROWS
    for name in ("sales_order", "customer", "journal_line"):
        assert in_lake(name) == in_sql(link, name)
    assert len(migrate.landed("products", "category")) == 1  # a small one
    run = next(
        r
        for r in records.latest("pl_copy_all").activities(activityType="Copy")
        if r.input["sink"]["path"].endswith("sales_order/full")
    )
    assert (run.output["filesWritten"], run.output["usedParallelCopies"]) == (4, 4)
    assert run.output["dataConsistencyVerification"] == {"VerificationResult": "Verified"}
    assert migrate.run(folder=in_ranges).copied == {}


def test_files_of_ranges_and_the_single_file_take_each_others_place(home, link, in_ranges):
    forget = "UPDATE etl.copy_control SET load_id = NULL WHERE table_name = 'sales_order'"
    counts = []
    for folder in (None, in_ranges, None):
        migrate.run(folder=folder)
        counts.append(len(migrate.landed("sales", "sales_order")))
        assert in_lake("sales_order") == in_sql(link, "sales_order")
        link.execute(forget)
    assert counts == [1, 4, 1]


def test_a_file_of_several_that_is_gone_is_noticed(home, in_ranges):
    migrate.run(folder=in_ranges)
    migrate.landed("sales", "sales_order")[2].path.unlink()
    assert migrate.run(folder=in_ranges).copied == {"sales_order": ROWS}


@pytest.mark.parametrize("table", catalog.tables(), ids=lambda table: table.name)
def test_a_checksum_is_the_same_in_the_database_and_in_the_lake(table, migrated, link):
    text = f"SELECT COUNT(*) AS n, {checksum.checksum(table)} AS checksum FROM "
    place = f"landing/{table.schema}/{table.name}/full/*.parquet"
    rowset = f"OPENROWSET(BULK '{place}', DATA_SOURCE = 'lake', FORMAT = 'PARQUET') AS s"
    _, [in_lake] = LakeDatabase(FolderStore(migrated / "lake")).ask(text + rowset)
    assert link.execute(tsql.translate(text + table.key)).fetchone() == in_lake


@pytest.fixture(scope="module")
def migrated(_filled):
    """Return a workspace in which all tables are copied."""
    migrate.run()
    return _filled


def test_the_window_of_a_trigger_ends_the_load(home, link):
    runner = Runner(model.read(migrate.factory_folder()), FolderStore(home / "lake"))
    with link.transaction():
        control.prepare(link, list(catalog.tables()), FolderStore(home / "lake" / "landing"))
    with runner:
        window = {"window_start": "2024-01-01T00:00:00Z", "window_end": "2024-01-01T00:00:25Z"}
        ended = runner.run("pl_copy_all", scope="changes", area="sales", **window)
    assert ended.status == "Succeeded"
    assert {file.table for file in migrate.landed()} >= {"sales_order", "credit_note"}
    assert not migrate.landed("products", "category")  # loaded whole, so not every hour
    assert len(in_lake("sales_order")) == 25
    noted = link.execute(
        "SELECT status, window_end::text, tables_copied, rows_copied, ended_at IS NOT NULL FROM etl.copy_load"
    ).fetchone()
    sales = [t for t in catalog.tables("sales") if t.info["load"] != "full"]
    orders = [t for t in sales if t.info["load"] == "watermark"]
    rows = 25 * len(orders) + ROWS * (len(sales) - len(orders))
    assert noted == ("Succeeded", "2024-01-01 00:00:25", len(sales), rows, True)
    migrate.run()
    assert in_lake("sales_order") == in_sql(link, "sales_order")


def test_a_failed_run_is_noted_and_told(home, link):
    link.execute("ALTER TABLE sales.sales_order RENAME COLUMN channel TO way")
    link.execute("ALTER TABLE sales.sales_order ADD channel interval")
    try:
        with pytest.raises(PikkuError) as caught:
            migrate.run()
    finally:
        fill(link, ORDER)
    assert "'channel'" in caught.value.message and "End as failed" not in caught.value.message
    assert link.execute("SELECT status, tables_copied FROM etl.copy_load").fetchone() == (
        "Failed",
        len(catalog.tables()) - 1,
    )
    alerts = records.latest("pl_copy_all").activities(pipelineName="pl_alert")
    assert [run.activityName for run in alerts] == ["Is there somebody"]
    migrate.run()
    assert in_lake("sales_order") == in_sql(link, "sales_order")


def test_a_control_table_of_an_earlier_release_is_made_anew(home, link):
    migrate.run()
    link.execute("ALTER TABLE etl.copy_control DROP COLUMN key_sum")
    report = migrate.run()
    assert set(report.kinds.values()) == {"full"} and len(report.copied) == len(catalog.tables())
    assert migrate.run().copied == {}


GUIDE = Path(__file__).parents[2] / "docs" / "azure.md"


def paid() -> int:
    """Return how many activity runs the latest load had, as Data Factory counts them."""
    runs = records.latest("pl_copy_all").activity_runs
    return sum(run.status != records.SKIPPED for run in runs)


def test_the_guide_counts_the_activity_runs_that_are_paid(home, link):
    guide = GUIDE.read_text(encoding="utf-8").replace("\n", " ")
    said = re.search(
        r"(\d+) activity runs with nothing new \(11 and 5 for each of the (\d+) tables\), "
        r"(\d+) more for each table that is copied, so (\d+) in a first run",
        guide,
    )
    nothing, tables, more, first = map(int, said.groups())
    migrate.run()
    assert paid() == first == nothing + tables * more
    migrate.run()
    assert paid() == nothing == 11 + 5 * tables
    assert tables == len(catalog.tables())
    hourly = 11 + 5 * sum(table.info["load"] != "full" for table in catalog.tables())
    assert f"{hourly} activity runs an hour, ${hourly * 720 / 1000:.0f} a month" in guide
    link.execute("UPDATE customers.customer SET city = 'Pune' WHERE customer_id = 1")
    try:
        assert migrate.run().kinds == {"customer": "change"}
        assert paid() == nothing + more
    finally:
        fill(link, CUSTOMER)


def test_without_a_change_a_run_is_noted_too(home, link):
    migrate.run()
    migrate.run()
    noted = link.execute(
        "SELECT status, tables_copied > 0, trigger_name FROM etl.copy_load ORDER BY load_id"
    )
    assert noted.fetchall() == [("Succeeded", True, "Manual"), ("Succeeded", False, "Manual")]


#: What Azure SQL, Synapse and PostgreSQL (by `tsql`) have in common, and all that the factory needs.
FUNCTIONS = {
    "CASE", "CAST", "COALESCE", "CONCAT", "COUNT", "DATEDIFF", "LEN", "MAX", "SUM",
    "CHANGETABLE", "CHANGE_TRACKING_CURRENT_VERSION", "CHANGE_TRACKING_MIN_VALID_VERSION", "OBJECT_ID",
    "OPENROWSET",
}  # fmt: skip
NO_FUNCTIONS = {"AND", "FROM", "IN", "OR", "SELECT", "WHEN", "VALUES", "AS"}


def test_every_query_of_a_run_stays_in_what_the_databases_share(customers):
    customers.execute("DELETE FROM customers.customer WHERE customer_id = 2")
    migrate.run()
    runs = records.latest("pl_copy_all").activity_runs
    asked = {r.input["source"]["query"] for r in runs if r.activityType in ("Lookup", "Copy")}
    assert any("CHANGETABLE" in text for text in asked)
    assert any("OPENROWSET" in text for text in asked)
    for text in asked:
        bare = re.sub(r"'(?:[^']|'')*'", "0", text)
        called = {name.upper() for name in re.findall(r"([A-Za-z_]\w*)\s*\(", bare)}
        assert called <= FUNCTIONS | NO_FUNCTIONS, text
        assert not re.search(
            r"::|\|\||\bLIMIT\b|\bINTERVAL\b|\bTRUE\b|\bFALSE\b", bare, re.IGNORECASE
        ), text
