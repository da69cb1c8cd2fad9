"""A schema to try things in, apart from bronze, silver and gold."""

from typing import TYPE_CHECKING

from pikku.process import databricks

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NAME = "scratch"


def fresh() -> "SparkSession":
    """Return the Spark session after making the schema ``scratch``, empty whatever was in it."""
    from pikku.platform import lake, spark

    drop()
    session = spark.session()
    if databricks.here():
        session.sql(f"CREATE SCHEMA {NAME}")
    else:
        place = lake.location(NAME).replace("'", "\\'")
        session.sql(f"CREATE SCHEMA {NAME} LOCATION '{place}'")
    return session


def drop() -> None:
    """Remove the schema ``scratch`` and all that is in it."""
    from pikku.platform import lake, spark

    spark.session().sql(f"DROP SCHEMA IF EXISTS {NAME} CASCADE")
    if not databricks.here():  # what a server that was killed didn't remove
        lake.store().delete(NAME)
