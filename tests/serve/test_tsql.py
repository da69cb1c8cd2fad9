"""Expressions give what SQL Server gives; the expected values follow from Microsoft's documentation."""

from datetime import date, datetime
from decimal import Decimal as D

import pytest

from pikku.errors import PikkuError

EXPRESSIONS = {
    # whole numbers divide to whole numbers, towards zero
    "7 / 2": 3,
    "-7 / 2": -3,
    "7 % 3": 1,
    # decimals keep at least six places and are cut off
    "2.0 / 3.0": D("0.666666"),
    "1.0 / 3": D("0.333333333333"),
    "CAST(1 AS DECIMAL(18, 2)) / CAST(3 AS DECIMAL(18, 2))": D("0.33333333333333333333"),
    "CAST(10 AS DECIMAL(18, 2)) / 4": D("2.5000000000000"),
    "CAST(2 AS FLOAT) / 4": 0.5,
    "100.0 * 1 / 3": D("33.333333333333"),
    "CAST(100.0 * 2 / 3 AS DECIMAL(9, 2))": D("66.67"),
    # texts
    "'a' + 'b'": "ab",
    "CONCAT('Q', 3, ' ', NULL, 'x')": "Q3 x",
    "LEN('ab  ')": 2,
    "LEFT('pikku', 2)": "pi",
    "SUBSTRING('pikku', 2, 3)": "ikk",
    "CHARINDEX('k', 'pikku')": 3,
    "UPPER('a') + LOWER('B')": "Ab",
    "REPLACE('a-b', '-', '+')": "a+b",
    # choices
    "IIF(1 = 2, 'y', 'n')": "n",
    "ISNULL(NULL, 5)": 5,
    "COALESCE(NULL, 2.50)": D("2.50"),
    "NULLIF(1, 1)": None,
    "CASE WHEN 1 = 1 THEN 1 ELSE 2 END": 1,
    # conversions
    "TRY_CAST('x' AS INT)": None,
    "TRY_CONVERT(INT, '12')": 12,
    "CAST('12.345' AS DECIMAL(9, 2))": D("12.35"),
    "CONVERT(DATE, '2024-02-29')": date(2024, 2, 29),
    "CAST(1 AS BIT)": True,
    # dates
    "DATEFROMPARTS(2024, 2, 29)": date(2024, 2, 29),
    "EOMONTH(CAST('2024-02-10' AS DATE))": date(2024, 2, 29),
    "DATEADD(month, 1, CAST('2024-01-31' AS DATE))": datetime(2024, 2, 29),
    "DATEDIFF(day, CAST('2024-02-28' AS DATE), CAST('2024-03-01' AS DATE))": 2,
    "DATEDIFF(month, CAST('2024-01-31' AS DATE), CAST('2024-02-01' AS DATE))": 1,
    "DATEPART(weekday, CAST('2024-04-07' AS DATE))": 1,
    "DATENAME(month, CAST('2024-04-07' AS DATE))": "April",
    "YEAR(CAST('2024-04-07' AS DATE)) * 100 + MONTH(CAST('2024-04-07' AS DATE))": 202404,
    "FORMAT(CAST('2024-04-07' AS DATE), 'yyyy-MM')": "2024-04",
    "ROUND(2.345, 2)": D("2.35"),
    "ABS(-1.5)": D("1.5"),
}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_gives_what_sql_server_gives(twin, expression):
    found = twin.sql(f"SELECT {expression} AS x").to_pylist()[0]["x"]
    expected = EXPRESSIONS[expression]
    if isinstance(expected, datetime) and not isinstance(found, datetime):
        expected = expected.date()
    assert found == expected
    if isinstance(expected, D):
        assert isinstance(found, D)


def test_averages_and_sums_keep_their_kind(twin):
    row = twin.sql(
        """
        SELECT AVG(f.quantity) AS pieces, SUM(f.quantity) AS whole, AVG(f.net_amount) AS amount,
            SUM(f.net_amount) / COUNT(*) AS quotient, SUM(f.quantity) / COUNT(*) AS pieces_again
        FROM gold.fact_sales AS f
        """
    ).to_pylist()[0]
    assert row["pieces"] == row["pieces_again"] == 8  # 35 pieces on 4 lines
    assert row["whole"] == 35
    assert row["amount"] == row["quotient"] == D("100.000000")


def test_types_survive_a_subquery_and_a_window(twin):
    rows = twin.sql(
        """
        WITH t AS (SELECT customer_key, SUM(quantity) AS pieces FROM gold.fact_sales GROUP BY customer_key)
        SELECT customer_key, pieces / 4 AS quarter, AVG(pieces) OVER () AS mean FROM t ORDER BY customer_key
        """
    ).to_pylist()
    assert [row["quarter"] for row in rows] == [7, 1, 0]
    assert {row["mean"] for row in rows} == {11}  # 35 / 3


def test_division_by_zero_is_an_error(twin):
    with pytest.raises(PikkuError, match="Divide by zero"):
        twin.sql("SELECT SUM(net_amount) / (COUNT(*) - COUNT(*)) AS x FROM gold.fact_sales")


def test_empty_values_sort_first_as_in_sql_server(twin):
    rows = twin.sql("SELECT customer_key FROM gold.fact_ledger ORDER BY customer_key").to_pylist()
    assert rows[0]["customer_key"] is None
    assert rows[-1]["customer_key"] == 1


def test_top_with_an_order(twin):
    text = "SELECT TOP 2 net_amount FROM gold.fact_sales ORDER BY net_amount DESC"
    assert [row["net_amount"] for row in twin.sql(text).to_pylist()] == [D("200.00"), D("100.00")]


def test_columns_keep_the_spelling_of_the_query(twin):
    table = twin.sql(
        "SELECT SUM(net_amount) AS Revenue, COUNT(*) AS [Number of lines] FROM gold.fact_sales"
    )
    assert table.column_names == ["Revenue", "Number of lines"]


def test_a_bit_is_compared_with_a_number(twin):
    text = "SELECT COUNT(*) AS n FROM gold.dim_account WHERE is_control = 1"
    assert twin.sql(text).to_pylist() == [{"n": 6}]


def test_an_unknown_column_is_named(twin):
    with pytest.raises(PikkuError, match="no_such"):
        twin.sql("SELECT no_such FROM gold.dim_date")


def test_an_unknown_table_is_named(twin):
    with pytest.raises(PikkuError, match="no_such"):
        twin.sql("SELECT a FROM gold.no_such")


def test_a_syntax_error_names_the_line(twin):
    with pytest.raises(PikkuError, match="query, line 2"):
        twin.sql("SELECT 1 AS a\nFROM gold.dim_date WHERE (a = 1")


@pytest.mark.parametrize(
    "text", ["DROP VIEW gold.dim_date", "CREATE ROLE x", "SELECT 1; SELECT 2", "", "FROBNICATE x"]
)
def test_only_one_select_is_answered(twin, text):
    with pytest.raises(PikkuError):
        twin.sql(text)
