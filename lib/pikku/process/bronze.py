"""Bronze: the rows as they landed, each landed file exactly once."""

from typing import TYPE_CHECKING

from pikku import catalog
from pikku.errors import PikkuError
from pikku.process.define import create, schema
from pikku.process.landing import Landed
from pikku.process.state import Entry, digest, stamp_of
from pikku.process.write import write_and_count

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_FULL = "full/"


def definition(name: str) -> str:
    """Return the mark of a bronze table's definition."""
    return digest(create(catalog.table(name), "bronze"))


def due(landed: Landed, known: Entry | None) -> bool:
    """Return whether bronze lacks something that landed."""
    return (
        known is None
        or known.definition != definition(landed.table)
        or known.inputs != landed.files
    )


def load(spark: "SparkSession", landed: Landed, known: Entry | None) -> Entry:
    """Return the entry of a bronze table after making it hold what landed.

    Parameters
    ----------
    landed
        The table's files.
    known
        What the bronze table holds; None when that isn't known, so that it is made from all files.
    """
    from pyspark.sql import functions as f

    name, mark = f"bronze.{landed.table}", definition(landed.table)
    noted = {} if known is None or known.definition != mark else known.inputs
    changed = sorted(file for file, load_id in landed.files.items() if noted.get(file) != load_id)
    if _full(noted) != _full(landed.files) or not changed:
        changed = sorted(landed.files)
        spark.sql(create(catalog.table(landed.table), "bronze"))
        written = write_and_count(read(spark, landed, changed), name)
    else:
        gone = sorted(noted.keys() - landed.files.keys())
        # Not an append: should a file of this name be there already, its rows are replaced.
        stale = f.col("source_file").isin(*changed, *gone)
        written = write_and_count(read(spark, landed, changed), name, instead_of=stale)
    # What is in the table is what is in the files, no more and no less. An engine that doesn't find
    # a file says so in its log only.
    wanted = sum(landed.counts[file] for file in changed)
    if written != wanted:
        raise PikkuError(
            f"{wanted:,} rows of {landed.table} landed in {landed.folder}, but Spark read "
            f"{written:,}.",
            remedy="See spark.log in the workspace's logs folder, then run: pikku process",
        )
    return Entry("bronze", landed.table, mark, landed.files, stamp_of(landed.files), landed.rows)


def read(spark: "SparkSession", landed: Landed, files: list[str]) -> "DataFrame":
    """Return the rows of landed files with what bronze adds to them.

    The schema is the catalogue's: nothing is inferred, and a file with other types is refused.
    """
    table = catalog.table(landed.table)
    frame = spark.read.schema(schema(table, "landing")).parquet(*landed.paths(files))
    # A file's name is looked up in each row's path only when there are several.
    source = (
        f"'{files[0]}'"
        if len(files) == 1
        else "REGEXP_EXTRACT(_metadata.file_path, '(full|changes/[^/]+)/[^/]+$', 0)"
    )
    return frame.selectExpr(
        *(column.name for column in table.columns),
        "change_operation",  # NULL in the files that don't have it
        "load_id",
        "CAST(loaded_on AS TIMESTAMP) AS loaded_on",
        f"{source} AS source_file",
    )


def rows(spark: "SparkSession", landed: Landed) -> "DataFrame | None":
    """Return the rows of the business table itself, when only a full load landed.

    That is one read of a SQL table, whose key sees to it that no row is in it twice. So these
    are silver's rows, and need not be read back from bronze: before it reads a table, Delta replays
    the table's log by Spark jobs, which takes longer than all the rest of a small table.
    """
    if not all(file.startswith(_FULL) for file in landed.files):
        return None
    table = catalog.table(landed.table)
    return spark.read.schema(schema(table)).parquet(*landed.paths())


def _full(inputs: dict[str, str]) -> dict[str, str]:
    return {file: load_id for file, load_id in inputs.items() if file.startswith(_FULL)}
