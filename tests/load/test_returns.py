"""The returns of a company that is written by hand: months without any sale, and a customer abroad of another segment."""

import duckdb
import pytest

from pikku import catalog
from pikku.catalog.reference import ABROAD
from pikku.catalog.statements import statement, statement_sql

NAMES = {table.name: table.name for table in catalog.tables()}
YEAR = "2023-24"


def shown(duck: duckdb.DuckDBPyConnection, name: str, **other: str) -> list[dict[str, object]]:
    """Return the rows of a statement of the first year; `other` says what takes the place of a table."""
    made = duck.execute(statement_sql(statement(name), NAMES | other, YEAR))
    columns = [column[0] for column in made.description]
    return [dict(zip(columns, row, strict=True)) for row in made.fetchall()]


@pytest.fixture
def duck(conform, rows):
    """Return the tables of the hand-written company, which sold something in April 2023 only."""
    return conform(rows)[0]


def test_a_month_without_invoices_has_amounts_of_nothing(duck):
    months = shown(duck, "gstr3b")
    assert len(months) == 12
    assert [month["output_tax"] for month in months][1:] == [0] * 11
    assert all(amount is not None for month in months for amount in month.values())


def test_a_customer_abroad_is_abroad_in_both_returns_whatever_his_segment(duck):
    abroad = f"(SELECT * REPLACE ('{ABROAD}' AS state_code) FROM customer)"
    supplies, months = (shown(duck, name, customer=abroad) for name in ("gstr1", "gstr3b"))
    exported = sum(row["taxable_value"] for row in supplies if "exports" in row["supplies"])
    assert exported == sum(month["zero_rated_value"] for month in months) > 0
