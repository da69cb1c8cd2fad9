"""Silver: the business tables, typed and checked, each row in its latest version."""

from dataclasses import replace
from typing import TYPE_CHECKING

import sqlalchemy as sa

from pikku import catalog
from pikku.process.define import create
from pikku.process.state import Entry, digest, stamp_of
from pikku.process.write import write, write_and_count

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession


_DELETED = "change_operation <=> 'D'"


def definition(name: str) -> str:
    """Return the mark of a silver table's definition."""
    return digest(create(catalog.table(name), "silver"))


def due(bronze: Entry, known: Entry | None) -> bool:
    """Return whether silver lacks something that bronze has."""
    return (
        known is None
        or known.definition != definition(bronze.table)
        or known.inputs != bronze.inputs
    )


def latest(table: sa.Table, files: list[str] | None = None) -> str:
    """Return the query for the latest version of each row in bronze.

    Of several versions the one counts that was loaded last: the SQL database had it so then, whatever
    the row says about when it was modified. A row that was deleted last is left out.

    Parameters
    ----------
    files
        Look at the rows of these landed files only. Deleted rows are among them then, with
        `change_operation`.
    """
    columns = ", ".join(column.name for column in table.columns)
    key = ", ".join(column.name for column in table.primary_key.columns)
    only = f" WHERE source_file IN ({', '.join(map(repr, files))})" if files else ""
    what, rest = (
        (f"{columns}, change_operation", "") if files else (columns, f" AND NOT ({_DELETED})")
    )
    return (
        f"SELECT {what} FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY {key}"
        f" ORDER BY load_id DESC, source_file DESC) AS version FROM bronze.{table.name}{only})"
        f" WHERE version = 1{rest}"
    )


def differences(table: sa.Table) -> str:
    """Return the query that counts the rows that are not the same in silver and in bronze."""
    (key,) = (column.name for column in table.primary_key.columns)
    return (
        f"SELECT COUNT(*) FROM silver.{table.name} t FULL JOIN ({latest(table)}) s"
        f" ON t.{key} = s.{key} WHERE t.{key} IS NULL OR s.{key} IS NULL OR {_differs(table)}"
    )


def merge(table: sa.Table, files: list[str] | None = None) -> str:
    """Return the statement that brings a silver table up to date.

    Parameters
    ----------
    files
        The landed files with the changes; when omitted, all of bronze is compared, and rows that are not in it vanish.
    """
    (key,) = (column.name for column in table.primary_key.columns)
    gone = f"s.{_DELETED}"
    lines = [
        f"MERGE INTO silver.{table.name} t",
        f"USING ({latest(table, files)}) s",
        f"ON t.{key} = s.{key}",
        *([f"WHEN MATCHED AND {gone} THEN DELETE"] if files else []),
        f"WHEN MATCHED AND ({_differs(table)}) THEN UPDATE SET *",
        f"WHEN NOT MATCHED{f' AND NOT ({gone})' if files else ''} THEN INSERT *",
        *([] if files else ["WHEN NOT MATCHED BY SOURCE THEN DELETE"]),
    ]
    return "\n".join(lines)


def load(
    spark: "SparkSession", bronze: Entry, known: Entry | None, rows: "DataFrame | None" = None
) -> Entry:
    """Return the entry of a silver table after making it hold what bronze has.

    Parameters
    ----------
    bronze
        The bronze table's entry.
    known
        What the silver table holds; None when that isn't known, so that it is made from all of bronze.
    rows
        The rows that make the whole table, when they are at hand and bronze need not be read for them.
    """
    table, mark, stamp = (
        catalog.table(bronze.table),
        definition(bronze.table),
        stamp_of(bronze.inputs),
    )
    if known is None or known.definition != mark:
        spark.sql(create(table, "silver"))
        name, count = f"silver.{table.name}", bronze.rows
        if rows is None:
            count = write_and_count(spark.sql(latest(table)), name)
        else:
            write(rows, name)
        return Entry("silver", table.name, mark, bronze.inputs, stamp, count)
    fresh = sorted(bronze.inputs.keys() - known.inputs.keys())
    only_more = known.inputs.items() <= bronze.inputs.items()
    if not only_more and not spark.sql(differences(table)).collect()[0][0]:
        # A MERGE that changes no row may still write the files again.
        return replace(known, inputs=bronze.inputs)
    (done,) = spark.sql(merge(table, fresh if only_more else None)).collect()
    count = known.rows + done["num_inserted_rows"] - done["num_deleted_rows"]
    if not done["num_affected_rows"]:
        stamp = known.stamp
    return Entry("silver", table.name, mark, bronze.inputs, stamp, count)


def _differs(table: sa.Table) -> str:
    """Return the condition that a row of silver (t) and one of bronze (s) are not the same."""
    rest = (column.name for column in table.columns if not column.primary_key)
    return " OR ".join(f"NOT (t.{name} <=> s.{name})" for name in rest)
