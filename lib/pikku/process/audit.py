"""The invariants of the books, run by Spark on the silver tables."""

from typing import TYPE_CHECKING

from pikku.catalog.invariants import INVARIANTS, audit_sql
from pikku.errors import PikkuError
from pikku.process.define import names

if TYPE_CHECKING:
    from pikku.stages import Finding


def audit() -> "list[Finding]":
    """Return what each invariant of the catalogue finds in silver; the figures are those of the SQL database.

    Raises
    ------
    PikkuError
        When the tables aren't there.
    """
    from pyspark.errors import AnalysisException

    from pikku.platform import spark
    from pikku.stages import Finding

    try:
        rows = spark.session().sql(audit_sql(names())).collect()
    except AnalysisException as error:
        raise PikkuError(
            f"The silver tables can't be audited: {str(error).splitlines()[0]}",
            remedy="Make them first: pikku process",
        ) from error
    return [
        Finding(rule.name, row["checked"], int(row["violations"]), row["figure"], rule.figure)
        for rule, row in zip(INVARIANTS, rows, strict=True)
    ]
