import dataclasses
import datetime
from collections import namedtuple
from decimal import Decimal

import duckdb
import pandas as pd
import pyarrow as pa
import pytest
import sqlalchemy

from pikku.workbook.tables import show

ROWS = [{"order_no": 12345, "amount": Decimal("1234567.50")}, {"order_no": 2, "amount": None}]
TEXT = """\
order_no        amount
--------  ------------
   12345  1,234,567.50
       2          NULL"""


@dataclasses.dataclass
class Line:
    order_no: int
    amount: Decimal | None


Pair = namedtuple("Pair", "order_no amount")


def sql_rows():
    return sqlalchemy.create_engine("sqlite://").connect().execute(sqlalchemy.text("select 1 as a"))


@pytest.mark.parametrize(
    "table",
    [
        ROWS,
        pd.DataFrame(ROWS),
        pa.Table.from_pylist(ROWS),
        [Line(**row) for row in ROWS],
        [Pair(**row) for row in ROWS],
        (row for row in ROWS),
        show(ROWS),
        duckdb.sql(
            "from (values (12345, 1234567.50::decimal(18,2)), (2, null)) t(order_no, amount)"
        ),
    ],
)
def test_the_same_rows_look_the_same_whatever_holds_them(table):
    assert repr(show(table)) == TEXT


def test_a_query_result_is_a_table():
    assert show(sql_rows()).value() == 1


def test_a_dataclass_or_dict_is_shown_a_field_a_row():
    assert show(Line(7, Decimal("1.00"))).rows[1] == {"": "amount", "value": Decimal("1.00")}
    assert show({"orders": 58231}).rows == ({"": "orders", "value": 58231},)


def test_it_says_how_many_rows_there_are():
    assert repr(show([{"n": i} for i in range(1200)], rows=2)).endswith("(2 of 1,200 rows)")


def test_where_the_number_of_rows_is_unknown_it_says_first():
    assert repr(show(duckdb.sql("from range(50)"), rows=3)).endswith("(the first 3 rows)")
    assert not repr(show(duckdb.sql("from range(3)"), rows=3)).endswith("rows)")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("rows", 1234567, "1,234,567"),
        ("customer_id", 1234567, "1234567"),
        ("year", 2024, "2024"),
        ("ratio", 0.123456, "0.1235"),
        ("kilos", 1234.5, "1,234.50"),
        ("kilos", float("nan"), "NULL"),
        ("paid", True, "true"),
        ("on", datetime.date(2025, 4, 1), "2025-04-01"),
        ("at", datetime.datetime(2025, 4, 1, 10, 30), "2025-04-01 10:30:00"),
        ("at", pd.NaT, "NULL"),
        ("tags", ["a", "b"], "a, b"),
        ("text", "two\nlines", "two lines"),
        ("text", "x" * 199, "x" * 159 + "…"),
    ],
)
def test_values_are_written_the_same_everywhere(name, value, shown):
    assert repr(show([{name: value}])).splitlines()[2].strip() == shown


def test_html_is_escaped_and_aligned():
    markup = show([{"<b>": "<i>", "n": 1}], title="<t>")._repr_html_()
    assert "&lt;i&gt;" in markup
    assert "<i>" not in markup
    assert '<td style="text-align:right">1</td>' in markup


def test_columns_can_be_chosen_and_ordered():
    assert show(ROWS, columns=["amount", "order_no"]).columns == ("amount", "order_no")
    with pytest.raises(KeyError, match="there are: order_no, amount"):
        show(ROWS, columns=["total"])


def test_no_rows_is_a_table_without_rows():
    empty = show(pd.DataFrame({"a": []}))
    assert repr(empty) == "a\n-"
    with pytest.raises(LookupError):
        empty.value()


def test_a_pandas_index_with_a_name_is_a_column():
    frame = pd.DataFrame({"n": [1]}, index=pd.Index(["x"], name="key"))
    assert show(frame).columns == ("key", "n")


@pytest.mark.parametrize("value", [3, "text", b"bytes", None])
def test_what_is_not_a_table_is_refused(value):
    with pytest.raises(TypeError, match="is not a table"):
        show(value)
