"""OPENROWSET reads the lake: Delta, Parquet and CSV, with and without a list of columns."""

from datetime import UTC, date, datetime
from decimal import Decimal as D

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import stars

from pikku.errors import PikkuError

LAKE = "DATA_SOURCE = 'lake'"


@pytest.fixture
def files(served):
    """Return the lake with Parquet and CSV files in it, by month."""
    for month, amount in (("2024-01", "1.50"), ("2024-02", "2.25")):
        folder = served / "lake" / "landing" / "sales" / f"month={month}"
        folder.mkdir(parents=True, exist_ok=True)
        table = pa.table({"Id": [1, 2], "amount": pa.array([D(amount)] * 2, pa.decimal128(9, 2))})
        pq.write_table(table, folder / "part-0.parquet")
        (folder / "part-0.csv").write_text(f'id,amount,"the name"\n1,{amount},"a, b"\n2,,c\n')
        (folder / "_SUCCESS").write_text("")
    return served


def test_delta_without_a_list_of_columns(twin):
    text = f"SELECT TOP 1 * FROM OPENROWSET(BULK 'gold/dim_date', {LAKE}, FORMAT = 'DELTA') AS rows ORDER BY [date]"
    assert twin.sql(text).to_pylist()[0]["date"] == date(2023, 4, 1)


def test_delta_with_a_list_of_columns_shows_those_only(twin):
    text = f"""
        SELECT * FROM OPENROWSET(BULK 'gold/fact_sales/', {LAKE}, FORMAT = 'DELTA')
        WITH (net_amount DECIMAL(18, 2), receivable_invoice_no VARCHAR(20)) AS r ORDER BY 2"""
    found = twin.sql(text)
    assert found.column_names == ["net_amount", "receivable_invoice_no"]
    assert found.to_pylist()[0] == {"net_amount": D("100.00"), "receivable_invoice_no": "INV-1"}


def test_a_rowset_is_joined_with_a_view(twin):
    text = f"""
        SELECT c.segment, SUM(f.net_amount) AS revenue
        FROM OPENROWSET(BULK 'gold/fact_sales', {LAKE}, FORMAT = 'DELTA') AS f
        JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key
        GROUP BY c.segment ORDER BY c.segment"""
    assert twin.sql(text).to_pylist() == [
        {"segment": "automotive", "revenue": D("300.00")},
        {"segment": "retail", "revenue": D("100.00")},
    ]


@pytest.mark.parametrize(
    "bulk",
    [
        "https://any.dfs.core.windows.net/gold/dim_carrier",
        "https://any.blob.core.windows.net/gold/dim_carrier/",
        "abfss://gold@any.dfs.core.windows.net/dim_carrier",
    ],
)
def test_a_whole_address_needs_no_data_source(twin, bulk):
    text = f"SELECT COUNT(*) AS n FROM OPENROWSET(BULK '{bulk}', FORMAT = 'DELTA') AS r"
    assert twin.sql(text).to_pylist() == [{"n": 2}]


def test_parquet_in_a_folder_by_wildcards_and_in_all_folders(files, twin):
    for bulk in (
        "landing/sales/month=2024-01/",
        "landing/sales/month=2024-01/*.parquet",
        "landing/sales/month=2024-01/part-0.parquet",
    ):
        text = f"SELECT SUM(amount) AS a FROM OPENROWSET(BULK '{bulk}', {LAKE}, FORMAT = 'PARQUET') AS r"
        assert twin.sql(text).to_pylist() == [{"a": D("3.00")}], bulk
    text = f"SELECT SUM(amount) AS a FROM OPENROWSET(BULK 'landing/sales/**', {LAKE}, FORMAT = 'PARQUET') AS r"
    assert twin.sql(text).to_pylist() == [{"a": D("7.50")}]


def test_filepath_picks_the_files_by_their_folder(files, twin):
    text = f"""
        SELECT r.filepath(1) AS month, r.filename() AS name, SUM(r.amount) AS a
        FROM OPENROWSET(BULK 'landing/sales/month=*/*.parquet', {LAKE}, FORMAT = 'PARQUET') AS r
        WHERE r.filepath(1) = '2024-02'
        GROUP BY r.filepath(1), r.filename()"""
    assert twin.sql(text).to_pylist() == [
        {"month": "2024-02", "name": "part-0.parquet", "a": D("4.50")}
    ]


def test_filepath_beyond_the_wildcards_is_refused(files, twin):
    text = f"SELECT r.filepath(2) AS x FROM OPENROWSET(BULK 'landing/sales/*/a.parquet', {LAKE}, FORMAT = 'PARQUET') AS r"
    with pytest.raises(PikkuError):
        twin.sql(text)


def test_the_file_of_a_row_does_not_show_in_all_columns(files, twin):
    text = f"SELECT * FROM OPENROWSET(BULK 'landing/sales/**', {LAKE}, FORMAT = 'PARQUET') AS r WHERE r.filename() LIKE 'part%'"
    assert [name.lower() for name in twin.sql(text).column_names] == ["id", "amount"]


def test_csv_with_a_header_finds_its_types(files, twin):
    text = f"""
        SELECT id, amount, [the name] FROM OPENROWSET(BULK 'landing/sales/month=2024-01/*.csv', {LAKE},
            FORMAT = 'CSV', PARSER_VERSION = '2.0', HEADER_ROW = TRUE) AS r ORDER BY id"""
    rows = twin.sql(text).to_pylist()
    assert rows[0]["the name"] == "a, b"
    assert [row["id"] for row in rows] == [1, 2]


def test_csv_columns_are_declared_by_name_or_by_number(files, twin):
    named = f"""
        SELECT amount FROM OPENROWSET(BULK 'landing/sales/month=2024-01/*.csv', {LAKE}, FORMAT = 'CSV',
            PARSER_VERSION = '2.0', HEADER_ROW = TRUE) WITH (amount DECIMAL(9, 2), id INT) AS r ORDER BY id"""
    numbered = f"""
        SELECT amount FROM OPENROWSET(BULK 'landing/sales/month=2024-01/*.csv', {LAKE}, FORMAT = 'CSV',
            PARSER_VERSION = '2.0', FIRSTROW = 2) WITH (amount DECIMAL(9, 2) 2, id INT 1) AS r ORDER BY id"""
    for text in (named, numbered):
        assert twin.sql(text).to_pylist() == [{"amount": D("1.50")}, {"amount": None}]


def test_csv_without_a_header_has_numbered_columns(files, twin):
    text = f"SELECT C1 FROM OPENROWSET(BULK 'landing/sales/month=2024-01/*.csv', {LAKE}, FORMAT = 'CSV', FIRSTROW = 2) AS r"
    assert sorted(row["C1"] for row in twin.sql(text).to_pylist()) == [1, 2]


@pytest.mark.parametrize(
    ("bulk", "message"),
    [
        ("BULK 'gold/dim_date', DATA_SOURCE = 'lake'", "FORMAT is missing"),
        ("BULK 'gold/dim_date', DATA_SOURCE = 'lake', FORMAT = 'ORC'", "FORMAT is ORC"),
        ("BULK 'gold/dim_date', FORMAT = 'DELTA'", "nor given a DATA_SOURCE"),
        ("BULK 'gold/dim_date', DATA_SOURCE = 'pond', FORMAT = 'DELTA'", "data source 'pond'"),
        (
            "BULK 'gold/nothing', DATA_SOURCE = 'lake', FORMAT = 'DELTA'",
            "no Delta table gold/nothing",
        ),
        ("BULK 'landing/no/*.parquet', DATA_SOURCE = 'lake', FORMAT = 'PARQUET'", "no such files"),
        ("BULK '../secret', DATA_SOURCE = 'lake', FORMAT = 'DELTA'", "leaves the container"),
    ],
)
def test_what_does_not_fit_is_refused(twin, bulk, message):
    with pytest.raises(PikkuError, match=message):
        twin.sql(f"SELECT * FROM OPENROWSET({bulk}) AS r")


def test_a_missing_delta_table_has_a_remedy(twin):
    with pytest.raises(PikkuError) as caught:
        twin.sql(f"SELECT * FROM OPENROWSET(BULK 'gold/x', {LAKE}, FORMAT = 'DELTA') AS r")
    assert "pikku process" in caught.value.remedy


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("quantity INT", "column quantity is declared INT, .*BIGINT"),
        ("net_amount DECIMAL(9, 2)", "column net_amount is declared"),
        ("net_amount DECIMAL(19, 4)", "column net_amount is declared"),
        ("net_amount FLOAT", "column net_amount is declared"),
        ("invoiced_on VARCHAR(10)", "column invoiced_on is declared"),
        ("nothing INT", "no column 'nothing'"),
    ],
)
def test_a_declared_column_must_fit_the_file(twin, columns, message):
    with pytest.raises(PikkuError, match=message):
        twin.sql(
            f"SELECT * FROM OPENROWSET(BULK 'gold/fact_sales', {LAKE}, FORMAT = 'DELTA') WITH ({columns}) AS r"
        )


def test_a_text_longer_than_declared_is_an_error_counted_in_bytes(served, twin):
    table = pa.table({"name": ["ab", "₹"]})
    stars.write_delta(served / "lake" / "bronze" / "texts", table)
    text = "SELECT name FROM OPENROWSET(BULK 'bronze/texts', {lake}, FORMAT = 'DELTA') WITH (name {kind}) AS r"
    for kind in ("VARCHAR(3)", "NVARCHAR(2)"):
        assert twin.sql(text.format(lake=LAKE, kind=kind)).num_rows == 2
    with pytest.raises(PikkuError, match="would be truncated while reading column name"):
        twin.sql(text.format(lake=LAKE, kind="VARCHAR(2)"))


def test_times_with_a_zone_are_shown_in_utc_and_without_it(served, twin):
    times = [datetime(1969, 12, 31, 23, 59, 59, 999_999), None, datetime(2026, 4, 1, 9, 30)]
    zoned = pa.array([t and t.replace(tzinfo=UTC) for t in times], pa.timestamp("us", tz="UTC"))
    folder = served / "lake" / "landing" / "times"
    folder.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.table({"moment": zoned}), folder / "part-0.parquet")
    text = f"SELECT moment FROM OPENROWSET(BULK 'landing/times', {LAKE}, FORMAT = 'PARQUET') AS r"
    found = twin.sql(text)["moment"]
    assert found.type == pa.timestamp("us")
    assert found.to_pylist() == times
