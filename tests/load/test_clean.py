"""Broken rows go into quarantine with their reason; of several versions of a row the latest stays; all is counted."""

import json
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from pikku import catalog
from pikku.catalog.raw import RAW_FILES, REJECTED, raw_file
from pikku.errors import PikkuError
from pikku.load import clean, derive
from pikku.load.clean import in_order

LATER = "2023-05-31 10:00:00"


def quarantine(duck) -> list[tuple]:
    """Return file, part, row, kind and detail of the rows refused."""
    return duck.execute(
        "SELECT file, part, row_number, kind, detail FROM etl_quarantine ORDER BY quarantine_id"
    ).fetchall()


def test_a_clean_company_loses_no_row(conform, rows):
    duck, figures = conform(rows)
    assert quarantine(duck) == []
    assert {name: f.clean for name, f in figures.items()} == {n: len(r) for n, r in rows.items()}


BROKEN = [
    ("sales_order", {"Order No": ""}, "missing key", "Order No is empty"),
    ("sales_order", {"Order No": "n/a"}, "missing key", "Order No is empty"),
    ("sales_order_line", {"Order No": " "}, "missing key", "Order No is empty"),
    ("price", {"Item Code": ""}, "missing key", "Item Code is empty"),
    ("attendance", {"Date": ""}, "missing key", "Date is empty"),
    ("sales_order", {"Cust Code": "C-999999"}, "unknown reference", "Cust Code 'C-999999' leads to no customer"),
    ("sales_order", {"Cust Code": ""}, "unknown reference", "Cust Code is empty"),
    ("sales_order_line", {"Scheme": "CP-99"}, "unknown reference", "Scheme 'CP-99' leads to no campaign"),
    ("shipment_line", {"Order Line": "SO-000000001/9"}, "unknown reference", "Order Line 'SO-000000001/9' leads to no sales order line"),
    ("goods_receipt", {"PO Line": "PO-0000001"}, "unknown reference", "PO Line 'PO-0000001' leads to no purchase order line"),
    ("customer", {"State": "Atlantis"}, "unknown reference", "State 'Atlantis' is no state"),
    ("carrier", {"Mode": "camel"}, "unknown reference", "Mode 'camel' is none of road, rail, air, sea"),
    ("payroll", {"Month": "2031-01"}, "bad date", "Month '2031-01' is no month"),
    ("sales_order_line", {"Qty": "twelve"}, "bad number", "Qty 'twelve' is no whole number"),
    ("sales_order_line", {"Qty": "0"}, "bad number", "Qty '0': quantity > 0 does not hold"),
    ("sales_order_line", {"Qty": "-5"}, "bad number", "Qty '-5': quantity > 0 does not hold"),
    ("receipt", {"Amount": "-1.00"}, "bad number", "Amount '-1.00': amount >= 0 does not hold"),
    ("receipt", {"Amount": ""}, "bad number", "Amount is empty"),
    ("sales_order_line", {"Disc %": "120"}, "bad number", "Disc % '120': discount_rate >= 0 AND discount_rate <= 100 does not hold"),
    ("sales_order", {"Order Date": "31-02-2024"}, "bad date", "Order Date '31-02-2024' is no date"),
    ("sales_order", {"Order Date": "2023-04-20"}, "bad date", "Order Date '2023-04-20', Reqd By '2023-04-10': requested_on >= ordered_on does not hold"),
    ("sales_order", {"Last Changed": "yesterday"}, "bad date", "Last Changed 'yesterday' is no time"),
    ("sales_order", {"Order No": "TOTAL", "Cust Code": ""}, "total line", "Order No 'TOTAL' starts a line with totals"),
    ("receipt", {"Receipt No": "Grand total:", "Amount": "1,593.00"}, "total line", "Receipt No 'Grand total:' starts a line with totals"),
]  # fmt: skip


@pytest.fixture(scope="module")
def refused(company, write_once) -> dict[tuple[str, int], tuple]:
    """Return what was refused of a company with all the broken rows, by the row's file and number."""
    rows = company()
    for table, change, _, _ in BROKEN:
        rows[table].append(rows[table][0] | change)
    with duckdb.connect() as duck:
        derive.decide(duck)
        clean.run(duck, write_once(rows))
        found = duck.execute(
            "SELECT file, row_number, part, kind, detail, raw_row FROM etl_quarantine"
        )
        return {(file, number): rest for file, number, *rest in found.fetchall()}


def test_nothing_but_the_broken_rows_is_refused(refused):
    assert len(refused) == len(BROKEN)


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: f"{b[0]}-{b[3]}")
def test_a_broken_row_is_refused_with_its_reason(refused, company, broken):
    table, change, kind, detail = broken
    assert kind in REJECTED
    before = [each for each in BROKEN[: BROKEN.index(broken)] if each[0] == table]
    first, *_ = sent = company()[table]
    number = len(sent) + len(before) + 1
    part, found, says, kept = refused[raw_file(table).path, number]
    assert (part, found, says) == ("main", kind, detail)
    assert json.loads(kept) == {h: v or None for h, v in (first | change).items()}


@pytest.mark.parametrize("nothing", ["", "-", " N/A "])
def test_a_code_that_may_be_missing_is_none(conform, rows, nothing):
    rows["sales_order_line"][1]["Scheme"] = nothing
    duck, _ = conform(rows)
    assert quarantine(duck) == []
    assert duck.execute("SELECT DISTINCT campaign_id FROM sales_order_line").fetchall() == [(None,)]


def test_a_row_that_refers_to_a_refused_one_is_refused_too(conform, rows):
    rows["sales_order"][0]["Order Date"] = "2023-04-31"
    duck, _ = conform(rows)
    refused = [(file, kind) for file, _, _, kind, _ in quarantine(duck)]
    assert refused[0] == ("sales/sales_orders.csv", "bad date")
    assert ("sales/sales_order_lines.parquet", "unknown reference") in refused
    assert ("sales/invoices.csv", "unknown reference") in refused


def test_a_row_sent_twice_counts_once_however_it_is_spelled(conform, rows):
    first = rows["sales_order"][0]
    spelled = {"Order No": "so 000000001 ", "Order Date": "03/04/2023", "Channel": "VISIT"}
    rows["sales_order"] += [dict(first), first | spelled]
    duck, figures = conform(rows)
    found = figures["sales_order"]
    assert (found.raw_rows, found.duplicates, found.older_versions, found.clean) == (4, 2, 0, 2)
    assert quarantine(duck) == []


def test_the_latest_version_of_a_row_counts(conform, rows):
    first = rows["sales_order"][0]
    late = {"sales_order": [first | {"Reqd By": "2023-04-15", "Last Changed": LATER}]}
    rows["sales_order"].append(dict(first))
    duck, figures = conform(rows, late)
    found = figures["sales_order"]
    assert (found.raw_rows, found.duplicates, found.older_versions, found.clean) == (4, 1, 1, 2)
    wanted = "SELECT requested_on FROM sales_order WHERE sales_order_id = 1"
    assert duck.execute(wanted).fetchone() == (date(2023, 4, 15),)


def test_a_correction_in_the_main_part_wins_over_an_older_late_row(conform, rows):
    first = rows["customer"][0]
    rows["customer"][0] = first | {"City": "Nashik", "Last Changed": LATER}
    duck, figures = conform(rows, {"customer": [first]})
    assert figures["customer"].older_versions == 1
    assert duck.execute("SELECT city FROM customer WHERE customer_id = 1").fetchone() == ("Nashik",)


def test_of_two_versions_changed_at_once_the_late_one_counts(conform, rows):
    late = {"customer": [rows["customer"][0] | {"City": "Nashik"}]}
    duck, figures = conform(rows, late)
    assert figures["customer"].older_versions == 1
    assert duck.execute("SELECT city FROM customer WHERE customer_id = 1").fetchone() == ("Nashik",)


def test_a_new_row_may_come_late(conform, rows):
    late = {"department": [{"Dept": "D-03", "Department": "Stores", "Last Changed": LATER}]}
    _, figures = conform(rows, late)
    assert (figures["department"].raw_rows, figures["department"].clean) == (3, 3)


def test_a_refused_late_row_names_its_part(conform, rows):
    late = {"department": [{"Dept": "", "Department": "Stores", "Last Changed": LATER}]}
    duck, _ = conform(rows, late)
    assert quarantine(duck) == [
        ("employees/departments_late.csv", "late", 1, "missing key", "Dept is empty")
    ]


def test_the_keys_are_made_as_the_catalogue_says(conform, rows):
    duck, _ = conform(rows)
    days = (date(2023, 4, 3) - date(2020, 1, 1)).days
    expected = {
        "sales_order": 1,
        "sales_order_line": 101,
        "attendance": 100000 + days,
        "payroll": 1202304,
        "price": 100000 + (date(2023, 4, 1) - date(2020, 1, 1)).days,
        "bill_of_materials": 101,
    }
    for name, key in expected.items():
        (column,) = catalog.table(name).primary_key
        assert duck.execute(f"SELECT min({column.name}) FROM {name}").fetchone() == (key,), name


def test_every_file_comes_after_those_it_refers_to():
    order = [file.table_name for file in in_order()]
    assert sorted(order) == sorted(file.table_name for file in RAW_FILES)
    for file in RAW_FILES:
        for raw in filter(lambda r: r.lookup, file.columns):
            parent = raw.lookup.partition(".")[0]
            assert parent == "warehouse" or order.index(parent) < order.index(file.table_name)


def test_a_missing_file_is_named(conform, rows, write):
    folder = write(rows)
    (folder / "sales" / "invoices.csv").unlink()
    with pytest.raises(PikkuError, match=r"sales/invoices\.csv is missing") as caught:
        read_again(conform, folder)
    assert "pikku generate" in caught.value.remedy


@pytest.mark.parametrize("table", ["receipt", "shipment_line"])
def test_a_missing_column_is_named(conform, rows, write, table):
    folder = write(rows)
    path = folder / raw_file(table).path
    if path.suffix == ".csv":
        path.write_text(path.read_text().replace("Mode,", "Manner,", 1))
        column = "Mode"
    else:
        pq.write_table(pq.read_table(path).drop(["Qty"]), path)
        column = "Qty"
    with pytest.raises(PikkuError, match=f"has no column '{column}'") as caught:
        read_again(conform, folder)
    assert path.name in caught.value.message


@pytest.mark.parametrize(
    ("table", "keep", "says"),
    [
        ("sales_order", -4, "ends in the middle of a line"),
        ("sales_order", -40, "ends in the middle of a line"),
        ("sales_order", 0, "is empty"),
        ("sales_order_line", -100, "can't be read"),
        ("sales_order_line", 0, "can't be read"),
    ],
)
def test_a_file_that_was_cut_is_named(conform, rows, write, table, keep, says):
    folder = write(rows)
    path = folder / raw_file(table).path
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises(PikkuError, match=says) as caught:
        read_again(conform, folder)
    assert path.name in caught.value.message
    assert "\n" not in caught.value.message


def test_a_file_with_fewer_rows_than_it_was_made_with_is_named(conform, rows, write):
    folder = write(rows)
    path = folder / "sales" / "receipts.csv"
    sent = len(path.read_text().splitlines()) - 1
    part = {"path": "sales/receipts.csv", "rows": sent + 1}
    manifest = {"files": {"sales/receipts.csv": {"parts": {"main": part}}}}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(PikkuError, match=rf"receipts\.csv has {sent} rows; its manifest.json says"):
        read_again(conform, folder)
    part["rows"] = sent - 1  # somebody added a row
    (folder / "manifest.json").write_text(json.dumps(manifest))
    read_again(conform, folder)


def test_a_line_with_too_few_fields_is_named(conform, rows, write):
    folder = write(rows)
    path = folder / "sales" / "receipts.csv"
    path.write_text(path.read_text() + "RC-000000002,C-000001\n")
    with pytest.raises(PikkuError, match=r"receipts\.csv can't be read at line 3"):
        read_again(conform, folder)


def test_text_in_another_encoding_is_named(conform, rows, write):
    folder = write(rows)
    path = folder / "sales" / "customers.csv"
    path.write_bytes(path.read_bytes().replace(b"Asha", b"\xe9sha"))
    with pytest.raises(PikkuError, match=r"customers\.csv can't be read at line 2"):
        read_again(conform, folder)


def test_files_of_windows_and_with_a_mark_are_read(conform, rows, write):
    folder = write(rows)
    path = folder / "sales" / "receipts.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_again(conform, folder)["receipt"].clean == 1


def read_again(conform, folder: Path):
    """Return the figures of files that were tampered with after they were written."""
    with duckdb.connect() as duck:
        derive.decide(duck)
        return clean.run(duck, folder)
