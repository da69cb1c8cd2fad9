"""A Spark server for all tests of the processing, and landed files whose rows keep the catalogue's rules.

The rows are made by DuckDB from a row's number alone.
"""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb
import pytest
import sqlalchemy as sa

from pikku import catalog, process
from pikku.platform import lake, spark

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FIRST = "20260401T093000000000"
"""The usual load_id."""

ROWS = 40
"""Rows of a table, unless a test asks for more."""

#: Columns whose value follows from others of the row: (table or None for all that have it, column) -> expression.
_DERIVED = {
    (None, "total_amount"): "net_amount + cgst_amount + sgst_amount + igst_amount",
    ("sales_order_line", "net_amount"): "quantity * unit_price",
    ("purchase_order_line", "net_amount"): "quantity * unit_price",
    ("receivable_invoice_line", "net_amount"): "quantity * unit_price",
    ("payable_bill_line", "net_amount"): "quantity * unit_price",
    ("sales_order_line", "unit_price"): "list_price - 0.25",
    ("stock_movement", "amount"): "quantity * unit_cost",
    ("stock_movement", "movement_type"): "'opening'",
    ("stocktake_line", "difference_quantity"): "counted_quantity - booked_quantity",
    ("goods_return", "accepted_quantity"): "quantity",
    ("goods_return", "scrapped_quantity"): "quantity - accepted_quantity",
    ("customer_advance", "sales_order_id"): "i",
    ("dispute", "receivable_invoice_id"): "i",
    ("dispute", "outcome"): "'credited'",
    ("journal_line", "debit"): "CASE WHEN i % 2 = 0 THEN 100.50 ELSE 0 END",
    ("journal_line", "credit"): "CASE WHEN i % 2 = 1 THEN 100.50 ELSE 0 END",
    (
        "customer",
        "segment",
    ): "['distributor', 'automotive', 'fmcg', 'household'][1 + i % 4]",  # nobody is abroad
    ("product", "is_active"): "i % 3 > 0",
    ("product", "discontinued_on"): "CASE WHEN i % 3 > 0 THEN NULL ELSE DATE '2027-01-01' END",
    ("payroll", "paid_days"): "working_days",
    ("payroll", "provident_fund"): "0",
    ("payroll", "state_insurance"): "0",
    ("payroll", "professional_tax"): "0",
    ("payroll", "labour_welfare_fund"): "0",
    ("payroll", "income_tax"): "0",
    ("payroll", "leave_encashment"): "0",
    ("payroll", "net_pay"): "gross_pay",
    ("fixed_asset", "cost"): "1200 + residual_value",
    ("fixed_asset", "residual_value"): "i",
    ("fixed_asset", "life_months"): "12",
    ("fixed_asset", "monthly_depreciation"): "100",
    ("period", "starts_on"): "DATE '2023-04-01' + to_months(CAST(i - 1 AS INT))",
    ("period", "ends_on"): "last_day(starts_on)",
}
#: Columns that others of the same row are computed from come first.
_FIRST = (
    "list_price",
    "quantity",
    "accepted_quantity",
    "booked_quantity",
    "counted_quantity",
    "unit_price",
    "unit_cost",
    "residual_value",
    "working_days",
    "gross_pay",
    "net_amount",
)


def write_landing(
    root: Path,
    rows: int | dict[str, int] = ROWS,
    load_id: str = FIRST,
    tables: list[str] | None = None,
    change: dict[str, str] | None = None,
    where: str = "TRUE",
    since: str | None = None,
) -> None:
    """Write the landed file of tables.

    Parameters
    ----------
    root
        The landing folder.
    rows
        How many rows, of all tables or by table.
    tables
        The tables to write; all when omitted.
    change
        Column -> expression that takes the place of its usual one.
    where
        Which rows; `i` is a row's number, from 1.
    since
        The watermark before the load, for a file of changes; a full load when omitted.
    """
    counts = dict.fromkeys((t.name for t in catalog.tables()), ROWS) | (
        rows if isinstance(rows, dict) else {}
    )
    if isinstance(rows, int):
        counts = dict.fromkeys(counts, rows)
    counts["period"] = min(counts["period"], 36)
    with duckdb.connect() as link:
        link.execute("SET TimeZone = 'UTC'")
        for table in catalog.tables():
            if tables is None or table.name in tables:
                folder = (
                    root / table.schema / table.name / (f"changes/{since}" if since else "full")
                )
                folder.mkdir(parents=True, exist_ok=True)
                text = _query(table, counts, load_id, change or {}, where)
                link.execute(
                    f"COPY ({text}) TO '{(folder / f'{table.name}.parquet').as_posix()}' (FORMAT parquet)"
                )


def _query(
    table: sa.Table, counts: dict[str, int], load_id: str, change: dict[str, str], where: str
) -> str:
    values = {
        column.name: change.get(column.name) or _value(table, column, counts)
        for column in table.columns
    }
    first = [name for name in _FIRST if name in values]
    order = first + [name for name in values if name not in first]
    inner = ", ".join(f"{_cast(values[name], table.columns[name])} AS {name}" for name in order)
    outer = ", ".join(values)
    loaded = f"{load_id[:4]}-{load_id[4:6]}-{load_id[6:8]}T{load_id[9:11]}:{load_id[11:13]}:{load_id[13:15]}.0000000Z"
    return (
        f"SELECT {outer}, '{load_id}' AS load_id, '{loaded}' AS loaded_on "
        f"FROM (SELECT {inner} FROM range(1, {counts[table.name] + 1}) r(i) WHERE {where})"
    )


def _value(table: sa.Table, column: sa.Column, counts: dict[str, int]) -> str:
    for key in ((table.name, column.name), (None, column.name)):
        if key in _DERIVED:
            return _DERIVED[key]
    if column.primary_key:
        return "i"
    for key in column.foreign_keys:
        return f"1 + (i * 7) % {counts[key.column.table.name]}"
    if values := column.info.get("values"):
        listed = ", ".join(f"'{value}'" for value in values)
        return f"[{listed}][1 + i % {len(values)}]"
    match column.type:
        case sa.Integer() | sa.BigInteger():
            return "1 + (i * 13) % 50"
        case sa.Numeric():
            return "(1 + (i * 17) % 90) + 0.25" if column.type.precision > 5 else "18"
        case sa.Boolean():
            return "i % 3 > 0"
        case sa.TIMESTAMP():
            return "TIMESTAMP '2026-03-31 12:00:00' + to_seconds(i)"
        case sa.Date():
            # Later columns of a table are later days.
            place = list(table.columns).index(column)
            return f"DATE '2023-04-01' + CAST(i % 1000 + {place} AS INT)"
    length = column.type.length or 60
    return f"left('{column.name[:4]}' || i, {length})"


def _cast(text: str, column: sa.Column) -> str:
    kind = column.type
    if isinstance(kind, sa.Numeric):
        return f"CAST({text} AS DECIMAL({kind.precision}, {kind.scale}))"
    names = {sa.BigInteger: "BIGINT", sa.Integer: "INTEGER", sa.TIMESTAMP: "TIMESTAMPTZ", sa.Date: "DATE",
             sa.Boolean: "BOOLEAN", sa.String: "VARCHAR"}  # fmt: skip
    return (
        f"CAST({text} AS {next(name for known, name in names.items() if isinstance(kind, known))})"
    )


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[SparkSession]":
    """Return the session on a server in a workspace of the module's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIKKU_HOME", str(tmp_path_factory.mktemp("process") / "workspace"))
        yield spark.session()
        spark.stop()


@pytest.fixture
def empty_lake(session: "SparkSession") -> "Iterator[SparkSession]":
    """Return the session on an empty lake."""
    for layer in lake.LAYERS:
        for row in session.sql(f"SHOW TABLES IN {layer}").collect():
            if not row["isTemporary"]:
                session.sql(f"DROP TABLE {layer}.{row['tableName']}")
                shutil.rmtree(lake.table(layer, row["tableName"]), ignore_errors=True)
    shutil.rmtree(lake.folder("landing"))
    return session


@pytest.fixture
def land(empty_lake: "SparkSession") -> Callable[..., None]:
    """Return a function that lands tables in the empty lake: `write_landing` without the folder."""
    return lambda *args, **kwargs: write_landing(lake.folder("landing"), *args, **kwargs)


@pytest.fixture
def run() -> Callable[..., process.ProcessReport]:
    """Return a function that processes the named tables only."""
    return lambda *tables: process.run(tables=tables)


@pytest.fixture
def versions(session: "SparkSession") -> Callable[[], dict[str, int]]:
    """Return a function that tells how many commits each Delta table of the lake has."""

    def count() -> dict[str, int]:
        return {
            f"{layer}.{name}": len(list((lake.table(layer, name) / "_delta_log").glob("*.json")))
            for layer, name in lake.tables()
        }

    return count


@pytest.fixture
def rows(session: "SparkSession") -> Callable[..., list[tuple]]:
    """Return a function that gives the rows of a query as tuples."""
    return lambda text: [tuple(row) for row in session.sql(text).collect()]
