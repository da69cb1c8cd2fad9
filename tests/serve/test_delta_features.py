"""The twin reads what Spark writes: clustering, deletion vectors, renamed columns."""

import pytest

from pikku import serve
from pikku.platform import lake, spark
from pikku.serve import delta


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    """Return a Spark session on a server of the tests' own."""
    patch = pytest.MonkeyPatch()
    patch.setenv("PIKKU_HOME", str(tmp_path_factory.mktemp("spark")))
    try:
        yield spark.session()
    finally:
        spark.stop()
        patch.undo()


MAKE = "CREATE OR REPLACE TABLE delta.`{path}` (id BIGINT, name STRING) USING DELTA"
FILL = "INSERT INTO delta.`{path}` VALUES (1, 'a'), (2, 'b'), (3, 'c')"
TABLES = {
    "clustered": (MAKE + " CLUSTER BY (id)", FILL, "OPTIMIZE delta.`{path}`"),
    "deleted": (
        MAKE + " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')",
        FILL,
        "DELETE FROM delta.`{path}` WHERE id = 2",
    ),
    "renamed": (
        MAKE + " TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
        FILL,
        "ALTER TABLE delta.`{path}` RENAME COLUMN name TO label",
    ),
}
FEATURES = {"clustered": (), "deleted": ("deletionVectors",), "renamed": ()}


def test_the_twin_reads_what_spark_writes(session):
    expected = {"clustered": ["a", "b", "c"], "deleted": ["a", "c"], "renamed": ["a", "b", "c"]}
    duck = delta.open_database()
    duck.execute(serve.local.SYSTEM)
    duck.execute(
        "INSERT INTO sys.external_data_sources VALUES ('lake', 'https://a.dfs.core.windows.net', '')"
    )
    with serve.Connection(duck) as twin:
        for name, statements in TABLES.items():
            path = lake.table("gold", name)
            for statement in statements:
                session.sql(statement.format(path=path.as_posix())).collect()
            column = "label" if name == "renamed" else "name"
            text = f"SELECT {column} AS x FROM OPENROWSET(BULK 'gold/{name}', DATA_SOURCE = 'lake', FORMAT = 'DELTA') AS r ORDER BY id"
            assert [row["x"] for row in twin.sql(text).to_pylist()] == expected[name]
            version, features = delta.protocol(path)
            assert set(FEATURES[name]) <= set(features)
            assert (version == 1) == (name == "clustered")
