"""The whole path over the network: the factory copies by Azure's SDK, Spark reads by ABFS, DuckDB what was copied here."""

import base64
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest
import sqlalchemy as sa

from pikku import catalog, generate, load, migrate, process
from pikku.errors import PikkuError
from pikku.migrate import records
from pikku.platform import lake, spark, sql
from pikku.serve import delta
from pikku.serve.database import SYSTEM, Database, trees
from pikku.serve.scripts import Batch

SALES = ("customer", "sales_order_line")
"""The tables that go on to Delta, and a dimension: all would take longer than a test may."""

_ANY = "https://any.dfs.core.windows.net"
_QUESTION = """
SELECT COUNT(*) AS row_count
FROM OPENROWSET(BULK 'silver/sales_order_line/', DATA_SOURCE = 'lake', FORMAT = 'DELTA') AS s"""


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    """Return a workspace with the company of 1,000 order lines in its database."""
    home = tmp_path_factory.mktemp("company")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIKKU_HOME", str(home))
        generate.run(size=1000)
        load.run()
        yield home
        spark.stop()
        sql.remove()


@pytest.fixture
def over_network(company, endpoint, monkeypatch):
    """Return the folder behind the endpoint, which is the lake."""
    monkeypatch.setenv("PIKKU_HOME", str(company))
    monkeypatch.setenv("PIKKU_LAKE_URL", endpoint.url)
    monkeypatch.setenv("PIKKU_LAKE_KEY", endpoint.key)
    return endpoint.root


def figures(table):
    """Return the expressions that are compared of a table: its rows, and the sum of each amount."""
    amounts = [c.name for c in table.columns if isinstance(c.type, sa.Numeric)]
    return ", ".join(["COUNT(*)", *(f"SUM({name})" for name in amounts)])


def in_sql(names):
    """Return the figures of tables in PostgreSQL."""
    with sql.connect() as link:
        return {
            name: link.execute(f"SELECT {figures(table)} FROM {table.key}").fetchone()
            for name in names
            if (table := catalog.table(name)) is not None
        }


def in_files(root):
    """Return the figures of all tables in the landed files, which are ordinary ones of the folder."""
    with duckdb.connect() as duck:
        return {
            t.name: duck.execute(
                f"SELECT {figures(t)} FROM '{root}/landing/{t.schema}/{t.name}/**/*.parquet'"
            ).fetchone()
            for t in catalog.tables()
        }


def names():
    """Return the names of all tables."""
    return [table.name for table in catalog.tables()]


def test_a_wrong_key_is_told_before_anything_is_copied(over_network, monkeypatch):
    monkeypatch.setenv("PIKKU_LAKE_KEY", base64.b64encode(b"another").decode())
    with pytest.raises(PikkuError, match="refuses PIKKU_LAKE_KEY") as error:
        migrate.run()
    assert "PIKKU_LAKE_KEY" in error.value.remedy
    assert not list(over_network.rglob("*.parquet"))


def test_an_endpoint_that_stops_in_the_middle_costs_nothing(
    company, start, tmp_path, over_network, monkeypatch
):
    root = tmp_path / "lake"
    first = start(root)
    monkeypatch.setenv("PIKKU_LAKE_URL", first.url)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(migrate.run)
        while len(list(root.glob("landing/*/*/full/[!.]*.parquet"))) < 15:
            assert not running.done()
            time.sleep(0.01)
        first.stop()
        with pytest.raises(PikkuError, match="doesn't answer") as error:
            running.result()
    assert "pikku lake serve" in error.value.remedy
    failed = records.latest(migrate.PIPELINE).activities(status="Failed")
    causes = [run for run in failed if first.url in run.error["message"]]
    assert {run.activityType for run in causes} & {"Copy", "Lookup", "GetMetadata", "Delete"}

    second = start(root)
    try:
        monkeypatch.setenv("PIKKU_LAKE_URL", second.url)
        copied = migrate.run().copied
        assert 0 < len(copied) < len(names())  # what was there needs no copy
        assert in_files(root) == in_sql(names())
        assert not list(root.rglob(".partial-*"))
        assert migrate.run().copied == {}
    finally:
        second.stop()


def test_what_the_factory_copied_is_what_the_database_holds(over_network):
    # The lake is another one than in the test before: the files are gone, so all is copied again.
    report = migrate.run()
    assert len(report.copied) == len(names())
    assert in_files(over_network) == in_sql(names())
    files = migrate.landed("sales", "sales_order_line")
    assert [file.path.as_posix() for file in files] == [
        "landing/sales/sales_order_line/full/sales_order_line.parquet"
    ]
    with files[0].open() as stream:
        assert stream.read(4) == b"PAR1"
    assert migrate.run().copied == {}


def test_the_delta_tables_are_made_over_abfs(over_network):
    """Needs the test before."""
    report = process.run(tables=SALES)
    expected = in_sql(SALES)
    assert report.bronze == report.silver == {name: row[0] for name, row in expected.items()}
    assert report.gold == {"dim_customer": expected["customer"][0]}
    session = spark.session()
    for layer in ("bronze", "silver"):
        for name in SALES:
            [row] = session.sql(
                f"SELECT {figures(catalog.table(name))} FROM {layer}.{name}"
            ).collect()
            assert tuple(row) == expected[name], (layer, name)
            assert (over_network / layer / name / "_delta_log").is_dir()
    assert not process.run(tables=SALES).changed  # nothing landed since


def test_duckdb_reads_the_delta_tables(over_network):
    """Needs the test before. DuckDB reads copies of the files, T-SQL names the lake."""
    expected = in_sql(["sales_order_line"])["sales_order_line"]
    with delta.open_database() as duck:
        place = lake.files().local("silver", "sales_order_line")
        wanted = figures(catalog.table("sales_order_line"))
        assert duck.execute(f"SELECT {wanted} FROM delta_scan('{place}')").fetchone() == expected
        duck.execute(SYSTEM)
        duck.execute("INSERT INTO sys.external_data_sources VALUES ('lake', ?, NULL)", [_ANY])
        [tree] = trees(Batch(_QUESTION, "question", 1))
        said = Database(duck).translated(tree, "question")
        assert duck.execute(said).fetchone() == expected[:1]
