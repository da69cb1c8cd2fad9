"""What queries cost in Synapse serverless: it bills the data that a query reads, so this tells how much that is.

Rules from "Cost management for serverless SQL pool in Azure Synapse Analytics", Microsoft Learn: the data processed by a
query are rounded up to the next MB, and each query counts at least 10 MB.
"""

import re
from decimal import Decimal

from pikku.catalog.gold import gold_table
from pikku.platform import lake
from pikku.serve.connection import Connection

LEAST_MEGABYTES = 10
DOLLARS_PER_TERABYTE = Decimal(5)
"""The rate in Microsoft's own cost query (CostPerQuery.sql of the Azure Synapse Toolbox); regions differ."""


def column_bytes(table: str, connection: Connection) -> dict[str, int]:
    """Return how many bytes each column of a gold table takes in its Delta table's current files.

    Parameters
    ----------
    table
        As in ``fact_sales``.
    """
    place = lake.files().local("gold", gold_table(table).name).as_posix().replace("'", "''")
    listed = connection.duckdb(f"SELECT data_file FROM delta_list_files('{place}')").to_pylist()
    files = ", ".join("'" + row["data_file"].replace("'", "''") + "'" for row in listed)
    sizes = connection.duckdb(
        "SELECT path_in_schema AS name, SUM(total_compressed_size) AS bytes"
        f" FROM parquet_metadata([{files}]) GROUP BY ALL"
    ).to_pylist()
    known = {row["name"]: int(row["bytes"]) for row in sizes}
    return {column.name: known[column.name] for column in gold_table(table).columns}


def files_read(text: str, connection: Connection) -> tuple[int, int]:
    """Return how many files a T-SQL query reads, and how many its Delta tables have; the rest is skipped.

    The query is run. A file is skipped when the log's smallest and largest values show that it has no row to find.
    """
    plan = connection.plan(text)
    read = sum(int(count) for count in re.findall(r"Total Files Read: (\d+)", plan))
    # Said of scans with a filter only: how many files it leaves over, of how many.
    left = re.findall(r"Scanning Files: (\d+)/(\d+)", plan)
    return read, read + sum(int(total) - int(some) for some, total in left)


def billed_megabytes(size: int) -> int:
    """Return the megabytes that a query is billed for when it processes `size` bytes."""
    return max(LEAST_MEGABYTES, -(-size // 2**20))


def dollars(megabytes: int) -> Decimal:
    """Return what megabytes cost, in US dollars."""
    return DOLLARS_PER_TERABYTE * megabytes / 2**20
