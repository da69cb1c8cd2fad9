"""The schemas and the SQL are the catalogue's, to the letter."""

import re
import string

import pytest
import sqlalchemy as sa
from pyspark.sql import types as t

from pikku import catalog
from pikku.catalog.gold import gold_table, gold_tables
from pikku.platform import workspace
from pikku.process import define

TABLES = [table.name for table in catalog.tables()]
STAR = [table.name for table in gold_tables()]


@pytest.mark.parametrize("name", TABLES)
def test_a_silver_schema_is_the_catalogues_table(name):
    table, schema = catalog.table(name), define.schema(catalog.table(name))
    assert schema.names == [column.name for column in table.columns]
    assert [field.nullable for field in schema] == [bool(c.nullable) for c in table.columns]
    assert [field.metadata["comment"] for field in schema] == [c.comment for c in table.columns]


@pytest.mark.parametrize("layer", ["landing", "bronze"])
def test_before_silver_everything_may_be_missing_and_the_load_is_known(layer):
    schema = define.schema(catalog.table("receipt"), layer)
    own = [column.name for column in catalog.table("receipt").columns]
    added = ["change_operation", "load_id", "loaded_on"]
    assert schema.names == own + added + (["source_file"] if layer == "bronze" else [])
    assert all(field.nullable for field in schema)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (sa.BigInteger(), t.LongType()),
        (sa.Integer(), t.IntegerType()),
        (sa.Numeric(18, 2), t.DecimalType(18, 2)),
        (sa.Boolean(), t.BooleanType()),
        (sa.Date(), t.DateType()),
        (sa.TIMESTAMP(), t.TimestampType()),
        (sa.String(20), t.StringType()),
    ],
)
def test_a_type_of_the_catalogue_has_one_in_spark(kind, expected):
    assert define.spark_type(kind) == expected


def test_a_type_that_spark_is_not_told_is_refused():
    with pytest.raises(TypeError, match="no Spark type"):
        define.spark_type(sa.LargeBinary())


def test_money_is_never_a_float():
    fields = [f for table in catalog.tables() for f in define.schema(table).fields]
    fields += [f for table in gold_tables() for f in define.schema(table, "gold").fields]
    assert not [f.name for f in fields if isinstance(f.dataType, t.FloatType | t.DoubleType)]


@pytest.mark.parametrize("name", TABLES)
def test_every_check_of_the_catalogue_is_in_the_silver_table(name):
    table = catalog.table(name)
    wanted = {
        " ".join(str(check.sqltext).split())
        for owner in (table, *table.columns)
        for check in owner.constraints
        if isinstance(check, sa.CheckConstraint)
    }
    text = define.create(table, "silver").replace("\\'", "'")
    found = set(re.findall(r"'delta\.constraints\.\w+' = '(.*)'(?:,|$)", text, re.MULTILINE))
    assert found == wanted


def test_the_checks_of_a_choice_a_quantity_and_two_columns_are_among_them():
    assert define.checks(catalog.table("sales_order"))["requested"] == "requested_on >= ordered_on"
    assert define.checks(catalog.table("sales_order_line"))["quantity"] == "quantity > 0"
    assert "'field'" in define.checks(catalog.table("sales_order"))["channel"]


@pytest.mark.parametrize("name", STAR)
def test_the_inputs_of_a_gold_table_are_the_names_in_its_source(name):
    table = gold_table(name)
    texts = [table.info["source"], *(column.info["expression"] for column in table.columns)]
    fields = {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field}
    wanted = {"period" if field == "calendar" else field for field in fields}
    assert set(define.inputs(table)) == wanted


@pytest.mark.parametrize("path", sorted(define.files()))
def test_the_sql_in_the_repository_is_what_the_catalogue_gives(path):
    file = workspace.repo_root() / path
    assert file.read_text(encoding="utf-8") == define.files()[path], "run: pikku define"


def test_the_sql_has_every_table_of_every_layer():
    text = "".join(define.files().values())
    wanted = {f"{layer}.{name}" for layer in ("bronze", "silver") for name in TABLES}
    wanted |= {f"gold.{name}" for name in STAR}
    assert set(re.findall(r"CREATE OR REPLACE TABLE (\S+)", text)) == wanted
    assert set(re.findall(r"INSERT OVERWRITE (\S+)", text)) == {f"gold.{name}" for name in STAR}
