"""The scripts run as they are; what can't be run leaves what was there."""

import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import stars

from pikku import serve
from pikku.catalog.gold import gold_tables
from pikku.catalog.reporting import VIEWS
from pikku.errors import PikkuError
from pikku.serve import delta, local
from pikku.serve.database import SYSTEM, Database
from pikku.serve.scripts import Batch, batches, scripts


@pytest.fixture
def database():
    """Return an empty database of the twin."""
    duck = delta.open_database()
    duck.execute(SYSTEM)
    return Database(duck)


def execute(database, text, script="synapse/x.sql"):
    for batch in batches(text, script):
        database.execute(batch)


def test_every_script_runs_and_every_view_answers(run, served):
    report = run.report
    assert list(report.gold) == [table.name for table in gold_tables()]
    assert list(report.reporting) == [view.name for view in VIEWS]
    assert report.gold["fact_sales"] == 4
    assert report.gold == serve.row_counts()
    assert report.scripts == len(scripts()) == 13
    assert report.not_for_synapse == ()


def test_what_has_no_effect_here_is_listed(run):
    effects = run.report.without_effect
    assert "CREATE MASTER KEY" in effects
    assert "GRANT SELECT ON SCHEMA::gold TO powerbi_reader" in effects
    assert (
        "GRANT REFERENCES ON DATABASE SCOPED CREDENTIAL::workspace_identity TO powerbi_reader"
        in effects
    )


def test_progress_goes_up_to_the_end(run):
    steps = [(done, total) for done, total, _ in run.progress]
    assert steps == [(done, 14) for done in range(15)]


def test_the_scripts_can_be_run_again(served, database):
    for _ in range(2):
        for file in scripts():
            local.run_script(file, database)
    assert database.duck.execute("SELECT COUNT(*) FROM sys.schemas").fetchone() == (2,)
    assert database.duck.execute("SELECT COUNT(*) FROM sys.database_permissions").fetchone() == (6,)


def test_a_view_sees_the_newest_version_of_its_delta_table(home):
    stars.write_gold(home, stars.small_star())
    serve.run()
    with serve.connect() as connection:
        count = "SELECT COUNT(*) AS n FROM gold.dim_carrier"
        assert connection.sql(count).to_pylist() == [{"n": 2}]
        rows = stars.arrow("dim_carrier", stars.dimensions()["dim_carrier"][:1])
        stars.write_delta(home / "lake" / "gold" / "dim_carrier", rows, version=1)
        assert connection.sql(count).to_pylist() == [{"n": 1}]


def test_without_views_there_is_a_remedy(home):
    for call in (serve.connect, serve.row_counts, lambda: serve.query("SELECT 1 AS a")):
        with pytest.raises(PikkuError) as caught:
            call()
        assert caught.value.remedy.endswith("pikku serve")


def test_without_delta_tables_there_is_a_remedy_and_nothing_is_left(home):
    with pytest.raises(
        PikkuError, match=r"synapse/05_gold_views\.sql, line \d+: there is no Delta table"
    ) as caught:
        serve.run()
    assert "pikku process" in caught.value.remedy
    assert list((home / "serve").iterdir()) == []


def test_a_run_that_fails_leaves_the_views_as_they_were(home):
    stars.write_gold(home, stars.small_star())
    serve.run()
    before = (home / "serve" / "synapse.duckdb").read_bytes()
    shutil.rmtree(home / "lake" / "gold" / "fact_shipment")
    with pytest.raises(PikkuError, match="gold/fact_shipment"):
        serve.run()
    assert [file.name for file in (home / "serve").iterdir()] == ["synapse.duckdb"]
    assert (home / "serve" / "synapse.duckdb").read_bytes() == before


def test_a_column_that_is_missing_in_the_lake_is_named(home):
    stars.write_gold(home, stars.small_star())
    folder = home / "lake" / "gold" / "dim_carrier"
    shutil.rmtree(folder)
    stars.write_delta(folder, pa.table({"carrier_key": [1]}))
    with pytest.raises(
        PikkuError, match=r"05_gold_views\.sql, line \d+: there is no column 'carrier_code'"
    ):
        serve.run()


def test_a_connection_does_not_keep_the_file_from_being_replaced(served):
    with serve.connect() as connection:
        serve.run()
        assert connection.sql("SELECT COUNT(*) AS n FROM gold.fact_sales").to_pylist() == [{"n": 4}]


@pytest.mark.parametrize(
    "text",
    [
        "DROP VIEW gold.dim_date",
        "TRUNCATE TABLE x",
        "CREATE TABLE x (a INT)",
        "INSERT INTO x VALUES (1)",
        "FROBNICATE x",
        "CREATE LOGIN x WITH PASSWORD = 'y'",
        "EXEC sp_who",
        "DENY SELECT TO x",
        "DECLARE @x INT = 1",
    ],
)
def test_an_unknown_statement_is_refused_with_script_and_line(database, text):
    with pytest.raises(PikkuError, match=r"^synapse/x\.sql, line [34]"):
        execute(database, f"SELECT 1 AS a\nGO\n\n{text}\nGO")


def test_a_statement_under_if_is_executed_only_when_it_holds(database):
    make = "IF NOT EXISTS (SELECT * FROM sys.schemas WHERE name = 'a') EXEC ('CREATE SCHEMA a')"
    execute(database, f"{make}\nGO\n{make}\nGO")
    assert database.duck.execute("SELECT COUNT(*) FROM sys.schemas").fetchone() == (1,)


def test_if_else(database):
    execute(database, "IF 1 = 2 EXEC ('CREATE ROLE a') ELSE EXEC ('CREATE ROLE b')")
    assert database.duck.execute("SELECT name FROM sys.database_principals").fetchall() == [("b",)]


def test_what_is_there_already_is_refused(database):
    with pytest.raises(PikkuError, match="a is there already") as caught:
        execute(database, "CREATE ROLE a\nGO\nCREATE ROLE a")
    assert "IF NOT EXISTS" in caught.value.remedy


def test_a_grant_to_nobody_and_a_database_that_is_not_there_are_refused(database):
    with pytest.raises(PikkuError, match="no role or user x"):
        execute(database, "GRANT SELECT TO x")
    with pytest.raises(PikkuError, match="no database y"):
        execute(database, "USE y")


def test_an_error_inside_exec_names_the_line(database):
    with pytest.raises(PikkuError, match=r"x\.sql, line 3"):
        execute(database, "SELECT 1 AS a\nGO\nEXEC ('DROP VIEW x')")


def test_a_view_may_be_replaced_only_when_it_says_so(database):
    execute(database, "EXEC ('CREATE SCHEMA a')\nGO\nCREATE VIEW a.v AS SELECT 1 AS x")
    execute(database, "CREATE OR ALTER VIEW a.v AS SELECT 2 AS x")
    assert database.duck.execute("SELECT x FROM a.v").fetchall() == [(2,)]
    with pytest.raises(PikkuError):
        execute(database, "CREATE VIEW a.v AS SELECT 3 AS x")


def test_a_member_of_a_role_is_recorded(database):
    database.execute(Batch("ALTER ROLE r ADD MEMBER [report readers]", "x.sql", 1))
    found = database.duck.execute("SELECT * FROM sys.database_role_members").fetchall()
    assert found == [("r", "report readers")]


def test_a_delta_table_for_newer_readers_is_reported(served, monkeypatch):
    monkeypatch.setattr(delta, "protocol", lambda table: (3, ("deletionVectors",)))
    assert "fact_sales (deletionVectors)" in local.not_for_synapse()


def test_the_protocol_is_found_in_a_checkpoint_when_the_log_was_cleaned_up(tmp_path):
    log = tmp_path / "_delta_log"
    log.mkdir()
    (log / "00000000000000000011.json").write_text('{"commitInfo": {}}')
    known = [{"protocol": None}, {"protocol": {"minReaderVersion": 3, "readerFeatures": ["x"]}}]
    pq.write_table(pa.Table.from_pylist(known), log / "00000000000000000010.checkpoint.parquet")
    assert delta.protocol(tmp_path) == (3, ("x",))
