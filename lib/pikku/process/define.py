"""What the Delta tables are, derived from the catalogue: Spark schemas and SQL.

- bronze: a table's columns as they landed, with `change_operation`, `load_id`, `loaded_on` and `source_file`; nothing is refused.
- silver: the business table itself: types, NOT NULL and every CHECK of the catalogue.
- gold: the star; NOT NULL is the only constraint, since silver refused what breaks the others.

CHECKs are given as table properties (``delta.constraints.<name>``), which is how Delta keeps them. So a table is made in
one commit, and there is no moment at which it exists without its constraints; ``ALTER TABLE ADD CONSTRAINT`` would be a
commit for each. Texts are ``STRING``: a length would be checked again at every write, and the SQL database did.
"""

import re
from collections.abc import Collection
from functools import cache

import sqlalchemy as sa
from pyspark.sql import types as t

from pikku import catalog
from pikku.catalog.gold import gold_tables, select_sql

LAYERS = ("bronze", "silver", "gold")
STATE = "bronze.process_state"
LANDED = (
    ("change_operation", t.StringType(), "D: the row was deleted, and this is its key only"),
    ("load_id", t.StringType(), "Run of the migration that landed the row; sorts in time order"),
    ("loaded_on", t.TimestampType(), "When that run was (UTC)"),
    ("source_file", t.StringType(), "File that the row came in, below the table's landing folder"),
)
"""What bronze adds to a table's own columns: name, type, comment."""

_HEAD = "-- Derived from the catalogue (lib/pikku/catalog) by `pikku define`; change it there.\n"
_DELTA = (
    "-- Spark SQL for Delta tables, on Databricks (in the catalog of your choice: USE CATALOG …) and here.\n"
    "-- `pikku process` makes the tables with these very statements, and fills gold with these queries.\n"
)


def spark_type(kind: sa.types.TypeEngine) -> t.DataType:
    """Return the Spark type of a catalogue type; money stays an exact decimal.

    Raises
    ------
    TypeError
        When the catalogue uses a type that is not known here.
    """
    match kind:
        case sa.BigInteger():
            return t.LongType()
        case sa.Integer():
            return t.IntegerType()
        case sa.Numeric():
            return t.DecimalType(kind.precision, kind.scale)
        case sa.Boolean():
            return t.BooleanType()
        case sa.Date():
            return t.DateType()
        case sa.TIMESTAMP():
            return t.TimestampType()
        case sa.String():
            return t.StringType()
    raise TypeError(f"no Spark type for {kind!r}")


def schema(table: sa.Table, layer: str = "silver") -> t.StructType:
    """Return a table's Spark schema: names, types, nullability, and comments in the metadata.

    Parameters
    ----------
    table
        A business table, or one of the star for the layer gold.
    layer
        ``landing`` (the columns of the landed file), ``bronze``, ``silver`` or ``gold``. Before silver everything may
        be NULL: what is wrong is kept as it came.
    """
    strict = layer in ("silver", "gold")
    fields = [
        t.StructField(
            c.name, spark_type(c.type), bool(c.nullable) or not strict, {"comment": c.comment or ""}
        )
        for c in table.columns
    ]
    if layer == "landing":  # the data factory writes them as texts
        fields += [
            t.StructField(name, t.StringType(), True, {"comment": text})
            for name, _, text in LANDED[:-1]
        ]
    if layer == "bronze":
        fields += [
            t.StructField(name, kind, True, {"comment": text}) for name, kind, text in LANDED
        ]
    return t.StructType(fields)


def checks(table: sa.Table) -> dict[str, str]:
    """Return a table's CHECK constraints in the order of their names: name without the table's -> condition."""
    prefix = f"ck_{table.name}_"
    named = {
        str(each.name).removeprefix(prefix): " ".join(str(each.sqltext).split())
        for each in catalog.checks(table)
    }
    return dict(sorted(named.items()))


@cache
def create(table: sa.Table, layer: str) -> str:
    """Return the statement that makes a table of a layer, empty, or replaces it when it has another definition."""
    columns = ",\n".join(f"  {_column(field)}" for field in schema(table, layer).fields)
    parts = [f"CREATE OR REPLACE TABLE {layer}.{table.name} (\n{columns}\n)", "USING DELTA"]
    if layer != "bronze" and table.info["cluster_by"]:
        parts.append(f"CLUSTER BY ({', '.join(table.info['cluster_by'])})")
    parts.append(f"COMMENT {_text(table.comment or '')}")
    if properties := _properties(table, layer):
        listed = ",\n".join(f"  {_text(key)} = {_text(value)}" for key, value in properties.items())
        parts.append(f"TBLPROPERTIES (\n{listed}\n)")
    return "\n".join(parts)


def create_state() -> str:
    """Return the statement that makes the table in which a run notes what it has done."""
    return f"""CREATE TABLE IF NOT EXISTS {STATE} (
  layer STRING NOT NULL COMMENT 'bronze, silver or gold',
  table_name STRING NOT NULL COMMENT 'Table that was made',
  definition STRING NOT NULL COMMENT 'Digest of its DDL and of the query that fills it',
  inputs MAP<STRING, STRING> NOT NULL COMMENT 'What it was made of: a file or table, and the state that it was in',
  stamp STRING NOT NULL COMMENT 'Changes whenever the rows of the table change',
  row_count BIGINT NOT NULL COMMENT 'Rows in the table'
)
USING DELTA
COMMENT 'What the last run of the processing made of what; a table that is not listed is made again'"""


def names(frames: Collection[str] = ()) -> dict[str, str]:
    """Return the silver name of every business table, and ``calendar``: a query of one row a day of the books.

    Parameters
    ----------
    frames
        Tables that are not looked up: ``{name}`` stands for them, as `SparkSession.sql` takes a data frame.
    """
    found = {
        table.name: f"{{{table.name}}}" if table.name in frames else f"silver.{table.name}"
        for table in catalog.tables()
    }
    days = "EXPLODE(SEQUENCE(MIN(starts_on), MAX(ends_on), INTERVAL 1 DAY))"
    return found | {"calendar": f"SELECT {days} AS date FROM {found['period']}"}


def query(table: sa.Table, frames: Collection[str] = ()) -> str:
    """Return the query that computes a table of the star from silver.

    Parameters
    ----------
    frames
        As in `names`.
    """
    # To Spark a VARCHAR in a CAST is a STRING, and worth a warning.
    return re.sub(r"VARCHAR\(\d+\)", "STRING", select_sql(table, names(frames)))


@cache
def inputs(table: sa.Table) -> tuple[str, ...]:
    """Return the business tables that a table of the star is computed from, in order."""
    text = query(table)
    known = {each.name for each in catalog.tables()}
    words = {word.rstrip("),") for word in text.split() if word.startswith("silver.")}
    return tuple(sorted({word.removeprefix("silver.") for word in words} & known))


def fill(table: sa.Table) -> str:
    """Return the statement that writes a table of the star, in one commit."""
    return f"INSERT OVERWRITE gold.{table.name}\n{query(table)}"


def files() -> dict[str, str]:
    """Return the derived files: path below the repository -> text."""
    found = {
        "00_schemas": [
            *(f"CREATE SCHEMA IF NOT EXISTS {layer}" for layer in LAYERS),
            create_state(),
        ]
    }
    for number, area in enumerate(catalog.AREAS, start=1):
        tables = catalog.tables(area)
        found[f"{number:02d}_{area}"] = [
            create(table, layer) for layer in LAYERS[:2] for table in tables
        ]
    found["10_gold"] = [create(table, "gold") for table in gold_tables()]
    found["11_fill_gold"] = [fill(table) for table in gold_tables()]
    return {
        f"sql/databricks/{name}.sql": f"{_HEAD}{_DELTA}\n" + ";\n\n".join(statements) + ";\n"
        for name, statements in found.items()
    }


def _column(field: t.StructField) -> str:
    required = "" if field.nullable else " NOT NULL"
    kind = field.dataType.simpleString().upper()
    return f"{field.name} {kind}{required} COMMENT {_text(field.metadata['comment'])}"


def _properties(table: sa.Table, layer: str) -> dict[str, str]:
    if layer == "bronze":  # it is read whole, or by landed file
        return {"delta.dataSkippingStatsColumns": "source_file"}
    # Statistics let a reader skip files; collecting them of every column is half the cost of a write.
    keys = [column.name for column in table.primary_key.columns]
    useful = dict.fromkeys([*keys, *table.info["cluster_by"]])
    found = {"delta.dataSkippingStatsColumns": ",".join(useful)}
    if layer == "gold":
        return found
    found["delta.enableChangeDataFeed"] = "true"
    return found | {f"delta.constraints.{name}": text for name, text in checks(table).items()}


def _text(value: str) -> str:
    """Return a SQL string literal; Spark reads a backslash as the start of an escape."""
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
