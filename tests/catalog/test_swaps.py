"""Columns that may be exchanged are those of which neither can be read as the other."""

import duckdb
import pytest

from pikku import generate
from pikku.catalog.raw import RAW_FILES, raw_file
from pikku.catalog.swaps import swappable
from pikku.generate.kinds import kinds
from pikku.load import conform

PAIRS = [(file, *pair) for file in RAW_FILES for pair in swappable(file)]


def headers(table: str) -> list[tuple[str, str]]:
    """Return the headers of the pairs of a table's raw file."""
    file = raw_file(table)
    return [tuple(file.columns[side].header for side in pair) for pair in swappable(file)]


def test_codes_dates_and_words_side_by_side_may_be_exchanged():
    assert headers("sales_order") == [
        ("Order No", "Cust Code"),
        ("Cust Code", "Sales Person"),
        ("Sales Person", "Channel"),
        ("Channel", "Order Date"),
    ]
    assert ("GSTIN", "City") in headers("customer")
    assert ("City", "State") in headers("customer")


@pytest.mark.parametrize(
    ("table", "pair"),
    [
        ("sales_order", ("Order Date", "Reqd By")),
        ("credit_note", ("CGST", "SGST")),
        ("sales_order_line", ("Disc %", "Rate")),
        ("product", ("HSN", "GST %")),
        ("customer", ("Customer Name", "Segment")),
        ("payroll", ("Month", "Work Days")),
    ],
)
def test_what_looks_alike_stays(table, pair):
    assert pair not in headers(table)


def test_no_last_changed_is_exchanged():
    assert all(len(file.columns) - 1 not in pair for file, *pair in PAIRS)


@pytest.mark.parametrize(
    ("file", "left", "right"),
    PAIRS,
    ids=[f"{f.table_name}-{f.columns[a].header}-{f.columns[b].header}" for f, a, b in PAIRS],
)
def test_no_value_of_one_column_is_read_as_the_other_where_that_is_strict(file, left, right):
    """At least one of the two refuses the other's values, so that no sound row ever passes for an exchanged one."""
    refused = [
        strangers(file, file.columns[a], file.columns[b]) for a, b in ((left, right), (right, left))
    ]
    texts = [kinds(file)[file.columns[side].column].name == "text" for side in (left, right)]
    assert all(none or text for none, text in zip(refused, texts, strict=True))
    assert any(refused)


def strangers(file, column, other) -> bool:
    """Return whether a column reads no true value of another one; what both know (Delhi, a city and a state) aside."""
    truth = generate.truth(500, 2, file.table_name)[other.column]
    read = conform.conformed(column, file.table, "t").value
    with duckdb.connect() as duck:
        values = sorted(
            {
                written(value, kinds(file)[other.column])
                for value in truth.to_pylist()
                if value is not None
            }
        )
        query = f"SELECT {read} FROM (SELECT unnest($1) AS t)"
        found = [
            value for (value,) in duck.execute(query, [values]).fetchall() if value is not None
        ]
    if column.lookup:  # any code is read as one, and then leads nowhere
        prefixes = tuple(f"{prefix}-" for prefix, _ in kinds(file)[column.column].patterns)
        found = [value for value in found if value.startswith(prefixes)]
    known = len(found)
    return known == 0 or (column.column == "state_name" and known < len(values) / 2)


def written(value, kind) -> str:
    """Return a true value about as a raw file writes it."""
    if kind.name == "code" and isinstance(value, int):
        prefix, digits = kind.patterns[0]
        return f"{prefix}-{value:0{digits}d}"
    if kind.name == "line":
        prefix, digits = kind.patterns[0]
        return f"{prefix}-{value // 100:0{digits}d}/{value % 100}"
    if kind.name == "flag":
        return "yes" if value else "no"
    return str(value)
