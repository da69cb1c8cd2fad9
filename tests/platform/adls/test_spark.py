"""Spark's ABFS driver, unchanged, with a hierarchical namespace: files, Delta, many writers at once."""

import time
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pikku.platform import jars, lake, spark

deltalake = pytest.importorskip("deltalake")


@pytest.fixture(scope="module")
def session(endpoint, tmp_path_factory):
    """Return a Spark session whose lake is the endpoint; there is a table before it starts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIKKU_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PIKKU_LAKE_URL", endpoint.url)
        patch.setenv("PIKKU_LAKE_KEY", endpoint.key)
        endpoint.lake().create_file_system("silver")
        deltalake.write_deltalake(str(endpoint.root / "silver" / "early"), pa.table({"n": [7]}))
        yield spark.session()
        spark.stop()


def count(session, table):
    """Return how many rows a table has."""
    return session.sql(f"select count(*) as n from {table}").collect()[0].n


def test_the_driver_is_of_sparks_own_hadoop():
    (jar,) = (jars.spark_home() / "jars").glob("hadoop-client-api-*.jar")
    assert jar.name == f"hadoop-client-api-{jars.HADOOP}.jar"


def test_tables_that_are_there_are_known(session):
    assert ("silver", "early") in lake.tables()
    assert count(session, "silver.early") == 1


def test_bronze_is_made_over_the_network_of_what_was_copied_over_it(session, endpoint):
    """As the path goes: a copy through the SDK to landing, and Spark reads that by ABFS."""
    wanted = pa.table({"id": range(50_000), "name": ["mould"] * 50_000})
    with lake.store().writing("landing", "products", "product.parquet") as stream:
        pq.write_table(wanted, stream)
    place = lake.location("landing", "products")
    assert place.startswith("abfs://landing@")
    session.sql(f"create table bronze.product using delta as select * from parquet.`{place}`")
    assert count(session, "bronze.product") == 50_000
    assert (endpoint.root / "bronze" / "product" / "_delta_log").is_dir()
    here = deltalake.DeltaTable(str(endpoint.root / "bronze" / "product")).to_pyarrow_table()
    assert here.sort_by("id").equals(wanted.cast(here.schema))


def test_files_of_sparks_committers(session, endpoint):
    folder = lake.location("landing", "files")
    rows = session.range(1000).selectExpr("id", "id % 3 as third", "'a b/ü%' as text")
    for _ in range(2):
        rows.write.mode("overwrite").partitionBy("third", "text").parquet(f"{folder}/parts")
    rows.write.mode("append").csv(f"{folder}/csv", header=True)
    assert session.read.parquet(f"{folder}/parts").where("third = 1").count() == 333
    assert session.read.csv(f"{folder}/csv", header=True).count() == 1000
    made = endpoint.root / "landing" / "files" / "parts"
    assert pq.read_table(made).num_rows == 1000
    assert not list(made.glob("_temporary*"))


def test_delta_changes_and_cares_for_a_table(session):
    session.sql("create table silver.stock (id bigint, n int) using delta").collect()
    session.sql("insert into silver.stock select id, 1 from range(100)").collect()
    session.sql(
        "merge into silver.stock t using (select id, 5 as n from range(90, 110)) s on t.id = s.id "
        "when matched then update set * when not matched then insert *"
    ).collect()
    session.sql("delete from silver.stock where id < 10").collect()
    session.sql("optimize silver.stock").collect()
    assert count(session, "silver.stock") == 100
    assert count(session, "silver.stock version as of 1") == 100
    (total,) = session.sql("select sum(n) as n from silver.stock").collect()
    assert total.n == 80 + 20 * 5


def test_commits_of_spark_and_delta_rs_at_once_are_all_kept(session, endpoint):
    """Spark commits by a rename to what must not be there, delta-rs by a put of what is new."""
    session.sql("create table gold.busy (who string, n int) using delta").collect()
    url = f"abfss://gold@{endpoint.account}.dfs.core.windows.net/busy"
    options = {
        "account_name": endpoint.account,
        "account_key": endpoint.key,
        "endpoint": endpoint.url,
        "allow_http": "true",
    }

    def by_spark(n):
        session.sql(f"insert into gold.busy values ('spark', {n})").collect()

    def by_delta_rs(n):
        rows = pa.table({"who": ["rs"], "n": pa.array([n], pa.int32())})
        deltalake.write_deltalake(url, rows, mode="append", storage_options=options)

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(by, n) for n in range(3) for by in (by_spark, by_delta_rs)]
        for job in jobs:
            job.result(120)
    table = deltalake.DeltaTable(str(endpoint.root / "gold" / "busy"))
    assert table.version() == 6
    rows = sorted((r["who"], r["n"]) for r in table.to_pyarrow_table().to_pylist())
    assert rows == sorted((who, n) for who in ("rs", "spark") for n in range(3))
    session.sql("refresh table gold.busy").collect()
    for _ in range(50):  # Spark looks for others' commits when its own snapshot is old
        if count(session, "gold.busy") == 6:
            break
        time.sleep(0.1)
    assert count(session, "gold.busy") == 6
