"""Stages 4 and 5, schemas and Delta: from landed files to bronze, silver and gold.

`define` derives the Spark schemas and the SQL in ``sql/databricks/`` from the catalogue; `run`
executes that SQL by Spark Connect, which is the API of Databricks' serverless compute too: what
runs here runs there. `audit` checks the books in silver.
"""

from pikku.process.audit import audit
from pikku.process.local import ProcessReport, run

__all__ = ["ProcessReport", "audit", "run"]
