"""The whole path over the network: the factory copies by Azure's SDK, Spark reads by ABFS, DuckDB what was copied here."""

import base64
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import pytest
import sqlalchemy as sa

from pikku import catalog, generate, load, migrate, process
from pikku.errors import PikkuError
from pikku.migrate import records, rehearsal
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


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Return the folder that is the lake in the end."""
    return tmp_path_factory.mktemp("around") / "lake"


@pytest.fixture
def serve(company, root, start, monkeypatch):
    """Return a function that starts an endpoint over the lake, and makes it the one that is used."""
    started = []

    def served():
        endpoint = start(root)
        started.append(endpoint)
        monkeypatch.setenv("PIKKU_LAKE_URL", endpoint.url)
        monkeypatch.setenv("PIKKU_LAKE_KEY", endpoint.key)
        return endpoint

    monkeypatch.setenv("PIKKU_HOME", str(company))
    yield served
    started[-1].stop()


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


def test_a_wrong_key_is_told_before_anything_is_copied(serve, root, monkeypatch):
    serve()
    monkeypatch.setenv("PIKKU_LAKE_KEY", base64.b64encode(b"another").decode())
    with pytest.raises(PikkuError, match="refuses PIKKU_LAKE_KEY") as error:
        migrate.run()
    assert "PIKKU_LAKE_KEY" in error.value.remedy
    assert not list(root.rglob("*.parquet"))


def test_an_endpoint_that_stops_in_the_middle_costs_nothing(serve, root):
    first = serve()
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

    serve()
    copied = migrate.run().copied
    assert 0 < len(copied) < len(names())  # what was there needs no copy
    assert in_files(root) == in_sql(names())
    assert not list(root.rglob(".partial-*"))


def test_a_rehearsal_ends_with_the_files_there_were(serve, root):
    """Needs the test before."""
    serve()
    contents = {file: file.read_bytes() for file in root.glob("landing/**/*.parquet")}
    before = rehearsal.begin()
    landing = lake.store("landing")
    landing.delete("sales", "sales_order")
    for name in ("category", "another"):
        with landing.writing("products", name, "full", f"{name}.parquet") as stream:
            stream.write(b"of the rehearsal")
    rehearsal.end(before)
    assert {file: file.read_bytes() for file in root.glob("landing/**/*.parquet")} == contents


def test_the_path_goes_on_over_the_network(serve, root):
    """Needs the test before. By ABFS to Delta, and what DuckDB reads; nothing is done twice."""
    serve()
    assert migrate.run().copied == {}
    [file] = migrate.landed("sales", "sales_order_line")
    assert file.path.as_posix() == "landing/sales/sales_order_line/full/sales_order_line.parquet"
    with file.open() as stream:
        assert stream.read(4) == b"PAR1"

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
            assert (root / layer / name / "_delta_log").is_dir()
    assert not process.run(tables=SALES).changed

    with delta.open_database() as duck:
        place, wanted = lake.files().local("silver", SALES[1]), figures(catalog.table(SALES[1]))
        found = duck.execute(f"SELECT {wanted} FROM delta_scan('{place}')").fetchone()
        assert found == expected[SALES[1]]
        duck.execute(SYSTEM)
        duck.execute("INSERT INTO sys.external_data_sources VALUES ('lake', ?, NULL)", [_ANY])
        [tree] = trees(Batch(_QUESTION, "question", 1))
        said = Database(duck).translated(tree, "question")
        assert duck.execute(said).fetchone() == found[:1]
