"""The star can be computed from the business tables, and each measure from the star."""

import pytest

from pikku import catalog
from pikku.catalog.gold import gold_table, gold_tables, select_sql
from pikku.catalog.measures import MEASURES, measure

TABLES = gold_tables()
FACTS = [table for table in TABLES if table.name.startswith("fact_")]


@pytest.fixture(scope="module")
def star(empty):
    connection, names = empty
    for table in TABLES:
        connection.execute(f"CREATE OR REPLACE TABLE {table} AS {select_sql(table, names)}")
    connection.execute("SET search_path = 'gold,main'")
    yield connection
    connection.execute("SET search_path = 'main'")


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_gold_table_is_computed_with_its_columns(star, table):
    found = star.execute(f"SELECT * FROM {table}").description
    assert [column[0] for column in found] == [column.name for column in table.columns]


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_gold_table_says_what_it_holds(table):
    assert table.comment
    assert [column.name for column in table.columns if not column.comment] == []


@pytest.mark.parametrize("table", FACTS, ids=lambda t: t.name)
def test_a_fact_has_one_active_date(table):
    dates = [c for c in table.columns if any(k.column.name == "date" for k in c.foreign_keys)]
    assert [c.info["active"] for c in dates].count(True) == 1


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_every_plain_column_of_the_business_table_is_carried(table):
    of = catalog.table(table.info["of"])
    plain = {c.name for c in of.columns if not c.primary_key and not c.foreign_keys} - {
        "modified_at"
    }
    left_out = {
        "dim_date": {"starts_on", "ends_on", "period_name", "fiscal_month"},
        "dim_employee": {"pan", "monthly_salary"},
        "fact_sales": {"line_no"},
    }
    assert plain - set(table.columns.keys()) <= left_out.get(table.name, set())


@pytest.mark.parametrize("one", MEASURES, ids=lambda m: m.name)
def test_a_measure_aggregates_its_fact_or_is_made_of_others(star, one):
    if one.parts:
        assert [measure(part) for part in one.parts]
    else:
        assert len(star.execute(f"SELECT {one.sql} FROM gold.{one.table_name} f").fetchall()) == 1
    assert one.table_name in [table.name for table in TABLES]
    assert one.description and one.format


def test_measure_names_are_unique_and_no_column_has_one():
    names = [one.name for one in MEASURES]
    columns = {column.name for table in TABLES for column in table.columns}
    assert len(set(names)) == len(names)
    assert not columns & set(names)


def test_pay_is_not_shown_in_the_star():
    assert "monthly_salary" not in gold_table("dim_employee").columns
