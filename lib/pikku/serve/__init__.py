"""Stage 6: the gold layer served as T-SQL views, by Synapse serverless SQL in the cloud and by DuckDB here.

The scripts in ``synapse/`` are derived from the catalogue (`define`), run in Azure as they are, and run here too
(`local`): the twin reads their T-SQL, so that a script that Synapse gets is a script that was executed.

- ``run()`` executes the scripts and leaves the workspace's ``serve/synapse.duckdb``;
- ``query("SELECT …")`` answers one T-SQL query, ``connect()`` gives a connection for several: ``.sql(text)``;
- ``measure_query(["Revenue"], by=["dim_customer.segment"])`` computes measures of the catalogue;
- ``row_counts()`` counts the rows of the gold views;
- ``audit()`` runs the invariants of the books over silver, by the scripts in ``synapse/audit/``.

Results are Arrow tables, in which decimals stay decimals (pandas by ``.to_pandas()``).
"""

from pikku.serve.audit import audit
from pikku.serve.connection import Connection, connect, query, row_counts
from pikku.serve.local import ServeReport, run
from pikku.serve.measures import Between, measure_query

__all__ = [
    "Between",
    "Connection",
    "ServeReport",
    "audit",
    "connect",
    "measure_query",
    "query",
    "row_counts",
    "run",
]
