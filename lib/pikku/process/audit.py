"""The invariants of the books, run by Spark on the silver tables."""

from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pikku.catalog.invariants import Finding, Invariant, audit_sql, invariants
from pikku.errors import PikkuError
from pikku.process.define import names

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

THREADS = 4
"""Rules at a time: one is planned while another is computed."""


def audit(
    rules: Collection[str] | None = None, progress: Callable[[str], None] = lambda name: None
) -> list[Finding]:
    """Return what invariants of the catalogue find in silver; the figures are those of the SQL database.

    Parameters
    ----------
    rules
        Names of the invariants; all when omitted.
    progress
        Called with each one's name before it is asked.

    Raises
    ------
    PikkuError
        When there is no such rule, or the tables aren't there.
    """
    from pyspark.errors import AnalysisException

    from pikku.platform import spark

    session, chosen = spark.session(), invariants(rules)
    try:
        with ThreadPoolExecutor(THREADS) as pool:
            return list(pool.map(lambda rule: _find(session, rule, progress), chosen))
    except AnalysisException as error:
        raise PikkuError(
            f"The silver tables can't be audited: {str(error).splitlines()[0]}",
            remedy="Make them first: pikku process",
        ) from error


def _find(session: "SparkSession", rule: Invariant, progress: Callable[[str], None]) -> Finding:
    progress(rule.name)
    (row,) = session.sql(audit_sql(names(), [rule])).collect()
    return rule.found(row["checked"], row["violations"], row["figure"])
