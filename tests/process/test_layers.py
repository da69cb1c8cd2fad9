"""What bronze, silver and gold each promise, on small tables."""

import duckdb
import pytest
import sqlglot
from pyspark.errors import PySparkException

from pikku import catalog, process
from pikku.catalog.gold import gold_table, select_sql
from pikku.errors import PikkuError
from pikku.platform import lake
from pikku.process import define

SECOND, THIRD = "20260402T093000000000", "20260403T093000000000"
LATER = {"modified_at": "TIMESTAMP '2026-04-01 12:00:00' + to_seconds(i)"}
"""A change to rows that is newer than their first version."""


def test_bronze_has_each_landed_row_once_with_the_load_and_the_file_it_came_from(land, run, rows):
    land(5, tables=["receipt"])
    run("receipt")
    run("receipt")
    assert rows("SELECT COUNT(*), COUNT(DISTINCT receipt_id) FROM bronze.receipt") == [(5, 5)]
    assert rows(
        "SELECT DISTINCT load_id, DATE_FORMAT(loaded_on, 'yyyy-MM-dd HH:mm'), source_file FROM bronze.receipt"
    ) == [("20260401T093000000000", "2026-04-01 09:30", "full/receipt.parquet")]


def test_bronze_adds_a_file_of_changes_and_keeps_what_it_had(land, run, rows):
    land(5, tables=["receipt"])
    run("receipt")
    land(5, SECOND, ["receipt"], LATER, where="i <= 2", since="20260401T120000000000")
    report = run("receipt")
    assert report.bronze["receipt"] == 7
    assert rows("SELECT source_file, COUNT(*) FROM bronze.receipt GROUP BY 1 ORDER BY 1") == [
        ("changes/20260401T120000000000/receipt.parquet", 2),
        ("full/receipt.parquet", 5),
    ]


def test_a_file_that_was_landed_again_replaces_its_rows(land, run, rows):
    land(5, tables=["receipt"])
    land(5, SECOND, ["receipt"], LATER, where="i <= 2", since="20260401T120000000000")
    run("receipt")
    land(5, THIRD, ["receipt"], LATER, where="i <= 3", since="20260401T120000000000")
    run("receipt")
    assert rows("SELECT load_id, COUNT(*) FROM bronze.receipt GROUP BY 1 ORDER BY 1") == [
        ("20260401T093000000000", 5),
        (THIRD, 3),
    ]


def test_a_new_full_load_replaces_all_of_bronze(land, run, rows):
    land(5, tables=["receipt"])
    run("receipt")
    land(3, SECOND, ["receipt"])
    run("receipt")
    assert rows("SELECT DISTINCT load_id FROM bronze.receipt") == [(SECOND,)]
    assert rows("SELECT COUNT(*) FROM bronze.receipt") == [(3,)]


def test_silver_is_the_catalogues_table(land, run, session):
    land(5, tables=["employee"])
    run("employee")
    assert session.table("silver.employee").schema == define.schema(catalog.table("employee"))


def test_silver_keeps_the_latest_version_of_a_row(land, run, rows):
    land(4, tables=["receipt"])
    run("receipt")
    change = LATER | {"amount": "1000 + i"}
    land(6, SECOND, ["receipt"], change, where="i IN (2, 6)", since="20260401T120000000000")
    report = run("receipt")
    assert report.silver["receipt"] == 5
    assert rows(
        "SELECT receipt_id, CAST(amount AS INT) FROM silver.receipt WHERE amount > 999"
    ) == [
        (2, 1002),
        (6, 1006),
    ]


def test_silver_is_the_same_whether_changes_come_one_by_one_or_at_once(land, run, rows):
    def load(*, stepwise):
        land(4, "20260401T093000000000", ["receipt"])
        steps = [
            (SECOND, "2026-04-01 12:00:00", "10 + i"),
            (THIRD, "2026-04-02 12:00:00", "20 + i"),
        ]
        for load_id, moment, amount in steps:
            if stepwise:
                run("receipt")
            change = {"modified_at": f"TIMESTAMP '{moment}' + to_seconds(i)", "amount": amount}
            land(4, load_id, ["receipt"], change, where="i >= 3", since=load_id)
        run("receipt")
        return rows("SELECT * FROM silver.receipt ORDER BY receipt_id")

    stepwise = load(stepwise=True)
    at_once = load(stepwise=False)  # the full load's file is new again, so everything is
    assert stepwise == at_once
    assert [int(row[5]) for row in stepwise][2:] == [23, 24]


def test_a_row_that_is_gone_from_a_full_load_vanishes_from_silver_and_gold(land, run, rows):
    land(4, tables=["receipt"])
    run("receipt")
    land(4, SECOND, ["receipt"], where="i <> 3")
    report = run("receipt")
    assert rows("SELECT receipt_id FROM silver.receipt ORDER BY 1") == [(1,), (2,), (4,)]
    assert report.gold["fact_receipt"] == 3


def test_a_full_load_with_the_same_rows_leaves_silver_and_gold_alone(land, run, versions):
    land(4, tables=["warehouse"])
    run("warehouse")
    before = versions()
    land(4, SECOND, ["warehouse"])
    report = run("warehouse")
    after = versions()
    assert report.changed == {"bronze": ("warehouse",)}
    assert after["silver.warehouse"] == before["silver.warehouse"]
    assert after["gold.dim_warehouse"] == before["gold.dim_warehouse"]


def test_a_second_run_writes_no_version_of_any_table(land, run, versions):
    land(4, tables=["category", "product"])
    run("category", "product")
    before = versions()
    report = run("category", "product")
    assert report.changed == {}
    assert report.gold == {"dim_product": 4}
    assert versions() == before


def test_gold_is_computed_again_only_for_tables_whose_inputs_changed(land, run):
    land(4, tables=["category", "product", "warehouse"])
    run("category", "product", "warehouse")
    land(4, SECOND, ["category"], LATER | {"category_name": "'renamed ' || i"})
    report = run("category", "product", "warehouse")
    assert report.changed["gold"] == ("dim_product",)


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ("(1, 'D-01', NULL, TIMESTAMP '2026-04-01')", "department_name"),
        ("(NULL, 'D-01', 'Sales', TIMESTAMP '2026-04-01')", "department_id"),
    ],
)
def test_a_row_without_a_required_value_is_refused(empty_lake, values, constraint):
    empty_lake.sql(define.create(catalog.table("department"), "silver"))
    with pytest.raises(PySparkException, match=constraint):
        empty_lake.sql(f"INSERT INTO silver.department VALUES {values}")
    assert empty_lake.table("silver.department").count() == 0


@pytest.mark.parametrize(
    ("column", "value", "constraint"),
    [
        ("quantity", "0", "quantity"),
        ("unit_price", "list_price + 1", "discounted"),
        ("net_amount", "quantity * unit_price + 0.01", "net"),
        ("discount_rate", "100.01", "discount_rate"),
    ],
)
def test_a_row_that_breaks_a_check_is_refused_and_the_table_is_named(
    land, run, rows, column, value, constraint
):
    land(3, tables=["sales_order_line"], change={column: value})
    with pytest.raises(PikkuError, match=f"sales_order_line.*{constraint}") as caught:
        run("sales_order_line")
    assert "pikku migrate" in caught.value.remedy
    assert rows("SELECT COUNT(*) FROM silver.sales_order_line") == [(0,)]
    land(3, SECOND, tables=["sales_order_line"])
    assert run("sales_order_line").silver["sales_order_line"] == 3


STAR = {
    "dim_date": ["period"],
    "dim_product": ["category", "product"],
    "fact_customer_advance": ["advance_allocation", "customer_advance"],
    "fact_goods_return": [
        "goods_return",
        "product",
        "receivable_invoice",
        "receivable_invoice_line",
    ],
    "fact_stocktake": ["product", "stocktake", "stocktake_line"],
    "fact_receivable": [
        "advance_allocation",
        "credit_note",
        "dispute",
        "period",
        "receipt_allocation",
        "receivable_invoice",
        "write_off",
    ],
    "fact_stock_balance": [
        "goods_receipt",
        "period",
        "product",
        "purchase_order",
        "purchase_order_line",
        "stock_balance",
    ],
    "fact_shipment": ["sales_order", "shipment"],
}


@pytest.mark.parametrize("name", STAR)
def test_a_gold_table_is_what_duckdb_computes_from_the_landed_files(name, land, run, rows):
    land(30, tables=STAR[name])
    run(*STAR[name])
    names = {
        table: f"read_parquet('{(lake.folder('landing') / catalog.table(table).schema / table).as_posix()}/**/*.parquet')"
        for table in STAR[name]
    }
    days = (
        "SELECT UNNEST(GENERATE_SERIES(MIN(starts_on), MAX(ends_on), INTERVAL 1 DAY))::DATE AS date"
    )
    marks = {each: f"silver.{each}" for each in STAR[name]} | {"calendar": "SELECT date FROM days"}
    text = sqlglot.transpile(select_sql(gold_table(name), marks), "spark", "duckdb")[0]
    with duckdb.connect() as link:
        link.execute("SET TimeZone = 'UTC'")
        link.execute("CREATE SCHEMA silver")
        for table, source in names.items():
            link.execute(f"CREATE VIEW silver.{table} AS FROM {source}")
        if "period" in names:
            link.execute(f"CREATE VIEW days AS {days} FROM silver.period")
        expected = link.execute(f"SELECT * FROM ({text}) ORDER BY 1").fetchall()
    assert rows(f"SELECT * FROM gold.{name} ORDER BY 1") == expected
    assert expected


def test_a_gold_table_has_the_stars_schema(land, run, session):
    land(10, tables=["category", "product"])
    run("category", "product")
    assert session.table("gold.dim_product").schema == define.schema(
        gold_table("dim_product"), "gold"
    )


def test_tables_are_clustered_and_described(land, run, session):
    land(5, tables=["receivable_invoice"])
    run("receivable_invoice")
    (detail,) = session.sql("DESCRIBE DETAIL silver.receivable_invoice").collect()
    assert detail.clusteringColumns == ["invoiced_on"]
    assert detail.description == "Invoices to customers: one for each shipment"
    assert detail.properties["delta.enableChangeDataFeed"] == "true"


def test_a_table_that_has_not_landed_is_said(empty_lake):
    with pytest.raises(PikkuError, match="has not landed") as caught:
        process.run(tables=["receipt"])
    assert "pikku migrate" in caught.value.remedy


def test_a_landed_file_without_a_column_is_said(land):
    land(3, tables=["receipt"])
    file = lake.folder("landing") / "finance/receipt/full/receipt.parquet"
    with duckdb.connect() as link:
        link.execute(
            f"COPY (SELECT * EXCLUDE (amount) FROM '{file}') TO '{file}.new' (FORMAT parquet)"
        )
    file.with_name(file.name + ".new").replace(file)
    with pytest.raises(PikkuError, match="no column amount"):
        process.run(tables=["receipt"])


def test_a_broken_landed_file_is_said(land):
    land(3, tables=["receipt"])
    file = lake.folder("landing") / "finance/receipt/full/receipt.parquet"
    file.write_bytes(file.read_bytes()[:-100])
    with pytest.raises(PikkuError, match=r"receipt\.parquet can't be read"):
        process.run(tables=["receipt"])


def deleted(keys: list[int], load_id: str, since: str) -> None:
    """Land a file of changes with rows of receipt that were deleted: their keys, and nothing else."""
    table = catalog.table("receipt")
    folder = lake.folder("landing") / "finance" / "receipt" / "changes" / since
    folder.mkdir(parents=True, exist_ok=True)
    empty = ", ".join(
        f"NULL::{define.spark_type(column.type).simpleString().replace('string', 'varchar')} AS {column.name}"
        for column in table.columns
        if not column.primary_key
    )
    duckdb.execute(
        f"COPY (SELECT unnest({keys})::BIGINT AS receipt_id, {empty}, 'D' AS change_operation, "
        f"'{load_id}' AS load_id, '2026-04-02T09:30:00.0000000Z' AS loaded_on) "
        f"TO '{folder / 'receipt.parquet'}' (FORMAT parquet)"
    )


@pytest.mark.parametrize("stepwise", [True, False])
def test_a_deleted_row_vanishes_from_silver_and_gold_and_may_come_back(land, run, rows, stepwise):
    land(5, tables=["receipt"])
    if stepwise:
        run("receipt")
    deleted([2, 4, 99], SECOND, "00000000000000000001")
    if stepwise:
        report = run("receipt")
        assert report.silver["receipt"] == 3
        assert report.gold["fact_receipt"] == 3
        assert rows("SELECT receipt_id FROM silver.receipt ORDER BY 1") == [(1,), (3,), (5,)]
    land(5, THIRD, ["receipt"], where="i = 4", since="00000000000000000002")
    report = run("receipt")
    assert report.silver["receipt"] == 4
    assert rows("SELECT receipt_id FROM silver.receipt ORDER BY 1") == [(1,), (3,), (4,), (5,)]
    assert rows("SELECT COUNT(*) FROM bronze.receipt WHERE change_operation = 'D'") == [(3,)]


def test_a_late_row_counts_although_it_was_modified_before(land, run, rows):
    land(3, tables=["receipt"])
    run("receipt")
    early = {"modified_at": "TIMESTAMP '2020-01-01'", "amount": "777"}
    land(3, SECOND, ["receipt"], early, where="i = 2", since="00000000000000000001")
    run("receipt")
    assert rows("SELECT CAST(amount AS INT) FROM silver.receipt WHERE receipt_id = 2") == [(777,)]


def test_a_full_load_in_several_files_is_one_table(land, run, rows):
    land(5, tables=["receipt"], where="i <= 2")
    folder = lake.folder("landing") / "finance" / "receipt" / "full"
    (folder / "receipt.parquet").rename(folder / "part_00000.parquet")
    land(5, tables=["receipt"], where="i > 2")
    (folder / "receipt.parquet").rename(folder / "part_00001.parquet")
    assert run("receipt").silver["receipt"] == 5
    assert rows("SELECT source_file, COUNT(*) FROM bronze.receipt GROUP BY 1 ORDER BY 1") == [
        ("full/part_00000.parquet", 2),
        ("full/part_00001.parquet", 3),
    ]
