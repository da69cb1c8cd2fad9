"""The catalogue is complete and agrees with itself."""

import re

import pytest
import sqlalchemy as sa

from pikku import catalog
from pikku.catalog import assortment
from pikku.catalog.accounts import ACCOUNTS
from pikku.catalog.periods import FIRST_DAY, LAST_DAY, periods
from pikku.catalog.raw import RAW_FILES, raw_file
from pikku.catalog.taxes import tax_rates

TABLES = catalog.tables()


def test_every_area_has_tables():
    assert {table.schema for table in TABLES} == set(catalog.AREAS)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_table_says_what_it_holds(table):
    assert table.comment
    assert [column.name for column in table.columns if not column.comment] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_a_table_has_one_whole_number_as_its_key_and_ends_with_the_watermark(table):
    (key,) = table.primary_key.columns
    assert isinstance(key.type, sa.BigInteger)
    assert list(table.columns)[-1].name == "modified_at"
    assert table.info["load"] in ("full", "watermark", "change")


def test_table_names_are_unique_over_all_areas():
    assert len({table.name for table in TABLES}) == len(TABLES)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_money_is_decimal_and_nothing_is_a_float(table):
    assert [c.name for c in table.columns if isinstance(c.type, sa.Float)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_clustering_columns_exist(table):
    assert set(table.info["cluster_by"]) <= {column.name for column in table.columns}


def test_referenced_tables_come_first():
    seen = set()
    for table in TABLES:
        for key in table.foreign_keys:
            assert key.column.table.name in seen | {table.name}
        seen.add(table.name)


def test_an_unknown_table_lists_the_known_ones():
    with pytest.raises(KeyError, match="sales_order_line"):
        catalog.table("invoice")


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda f: f.path)
def test_a_raw_file_fills_columns_that_exist(file):
    assert {column.column for column in file.columns} <= set(file.table.columns.keys())
    assert set(file.key) <= {column.column for column in file.columns}
    headers = [column.header for column in file.columns]
    assert len(set(headers)) == len(headers)


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda f: f.path)
def test_a_lookup_leads_to_the_natural_key_of_the_table_referenced(file):
    for column in file.columns:
        if column.lookup:
            target, _, code = column.lookup.partition(".")
            assert catalog.natural_key(catalog.table(target)) == code
            (reference,) = file.table.c[column.column].foreign_keys
            assert reference.column.table.name == target


def test_the_four_domains_deliver_raw_files():
    assert {file.domain for file in RAW_FILES} == {"products", "sales", "purchases", "employees"}


def test_a_derived_table_has_no_raw_file():
    with pytest.raises(KeyError, match="journal_line"):
        raw_file("journal_line")


def test_the_books_are_three_financial_years():
    months = periods()
    assert len(months) == 36
    assert (months[0].starts_on, months[-1].ends_on) == (FIRST_DAY, LAST_DAY)
    assert [m.fiscal_month for m in months] == list(range(1, 13)) * 3
    assert months[9].period_name == "Jan 2024"
    assert months[9].financial_year == "2023-24"


def test_account_numbers_follow_their_type():
    first = {"asset": "1", "liability": "2", "equity": "3", "income": "4", "expense": "56"}
    for account in ACCOUNTS:
        assert str(account.account_id)[0] in first[account.account_type]


def test_document_numbers_are_described_by_their_pattern():
    for table in TABLES:
        natural = catalog.natural_key(table)
        if natural and natural.endswith("_no"):
            assert re.search(r"[A-Z]+-n+", table.c[natural].comment), table.name


def test_what_is_for_goods_in_general_is_not_taxed_as_jewellery_boxes():
    codes = {entry.name: entry.hsn for entry in (*assortment.FAMILIES, *assortment.STUFF)}
    assert codes["Pallets and bins"] == "39239090"  # 39231020 are boxes for watches and jewellery
    assert codes["Household goods"] == "39249090"  # 392410 is for table and kitchen
    assert codes["Liners and bags"] == "39232100"  # of polyethylene


def test_a_grade_of_another_heading_is_taxed_under_its_own():
    own = {
        grade.name: grade.hsn or entry.hsn for entry in assortment.STUFF for grade in entry.grades
    }
    assert own["Steel pin"][:4] == "7318"  # 7415 is of copper
    assert own["Brass insert"][:4] == "7415"
    assert own["PP homopolymer"][:6] == "390210"
    assert own["PP impact copolymer"][:6] == own["PP random copolymer"][:6] == "390230"
    rated = {rate.hsn_code: rate.gst_rate for rate in tax_rates()}
    assert set(own.values()) < set(rated)
    assert rated["73182990"] == rated["39023000"] == 18
