"""The local Spark server: one server, found again, replaced when dead, and closed to strangers."""

import json
import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import psutil
import pytest
from pyspark.errors import PySparkException
from pyspark.sql.connect.session import SparkSession

from pikku.errors import PikkuError
from pikku.platform import jars, lake, spark, sparkserver

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a workspace for all the tests here: a server takes seconds to start."""
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("spark") / "a workspace"
        patch.setenv("PIKKU_HOME", str(folder))
        yield folder
        spark.stop()


def arguments_of(home):
    """Return the lines that the server's Java was started with."""
    return (home / "spark" / "java.args").read_text(encoding="utf-8").splitlines()


def test_two_starters_at_once_get_one_server(home, python):
    starters = [python("from pikku.platform import spark; print(spark.start())") for _ in range(2)]
    outputs = [starter.communicate(timeout=300) for starter in starters]
    assert {starter.returncode for starter in starters} == {0}, outputs
    assert len({out for out, _ in outputs}) == 1
    assert spark.start() == outputs[0][0].strip()


def test_a_session_knows_the_layers_and_is_the_same_each_time(home):
    session = spark.session()
    assert {row.namespace for row in session.sql("show schemas").collect()} >= set(lake.LAYERS)
    assert spark.session() is session
    assert SparkSession.getActiveSession() is session


def test_what_stands_in_for_hadoops_settings_is_found_before_its_own(home):
    classes = json.loads(arguments_of(home)[arguments_of(home).index('"-cp"') + 1])
    first, *_ = classes.split(os.pathsep)
    assert sorted(file.name for file in Path(first).iterdir()) == list(sparkserver.HADOOP_DEFAULTS)
    (jar,) = (jars.spark_home() / "jars").glob("hadoop-client-api-*.jar")
    assert set(sparkserver.HADOOP_DEFAULTS) <= set(zipfile.ZipFile(jar).namelist())


def test_functions_of_pyspark_work_with_it(home):
    from pyspark.sql import functions as f

    assert spark.session().range(3).select(f.sum("id")).collect()[0][0] == 3


def test_delta_tables_are_in_the_lake_and_keep_their_rules(home):
    session = spark.session()
    session.sql("create or replace table silver.kept (n int not null) using delta").collect()
    session.sql("alter table silver.kept add constraint positive check (n > 0)").collect()
    session.sql("insert into silver.kept values (1), (2)").collect()
    assert ("silver", "kept") in lake.tables()
    assert (lake.table("silver", "kept") / "_delta_log").is_dir()
    with pytest.raises(PySparkException, match="positive"):
        session.sql("insert into silver.kept values (-1)").collect()


def test_hadoops_own_file_system_is_not_used(home):
    """It would run a program for each file, and leave a sum beside it: .part-0.parquet.crc."""
    session = spark.session()
    session.sql("create or replace table silver.plain using delta as select 1 as n").collect()
    assert not list(lake.table("silver", "plain").rglob(".*.crc"))


def test_a_program_that_never_stops_its_session_ends_by_itself(home, python):
    run = python("from pikku.platform import spark; spark.session().range(1).collect(); print(7)")
    out, err = run.communicate(timeout=120)
    assert (out.strip(), run.returncode) == ("7", 0), err


def test_times_are_utc(home):
    assert spark.session().conf.get("spark.sql.session.timeZone") == "UTC"


@pytest.mark.parametrize("token", ["", ";token=guess"])
def test_a_wrong_or_missing_token_is_refused(home, token):
    address = re.sub(r";token=.*", token, spark.start())
    with pytest.raises((PySparkException, PikkuError), match="(?i)authenti|token"):
        spark._new_session(address)


def test_the_token_is_not_on_the_command_line(home):
    token = spark.start().partition("token=")[2]
    assert len(token) >= 24
    assert not any(token in word for word in psutil.Process(spark.status().pid).cmdline())
    assert token not in spark.status().address


@posix
def test_its_files_with_secrets_are_for_their_owner_only(home):
    spark.start()
    assert (home / "spark" / "server.json").stat().st_mode & 0o777 == 0o600


def test_it_listens_on_this_machine_only(home, listens):
    spark.start()
    assert listens(spark.status().pid) == {"127.0.0.1"}


def test_a_proxy_is_not_asked_for_it(home, python):
    code = """
import os
os.environ["http_proxy"] = os.environ["https_proxy"] = "http://127.0.0.1:9"
os.environ.pop("no_proxy", None)
from pikku.platform import spark
print(spark.session().range(7).count())
"""
    run = python(code)
    out, err = run.communicate(timeout=120)
    assert out.strip() == "7", err


def test_a_dead_server_is_replaced_and_knows_the_tables_again(home):
    first = spark.session()
    first.sql("create or replace table gold.again using delta as select 5 as n").collect()
    victim = psutil.Process(spark.status().pid)
    victim.kill()
    victim.wait(30)
    assert not spark.status().running
    second = spark.session()
    assert second is not first
    assert second.sql("select n from gold.again").collect()[0].n == 5
    second.sql("create or replace table gold.again using delta as select 6 as n").collect()
    assert second.sql("select n from gold.again").collect()[0].n == 6
    second.sql("drop table gold.again").collect()


def test_tables_that_cannot_be_read_stop_nobody_and_unfinished_ones_are_swept(home):
    broken = lake.folder("bronze", "broken", "_delta_log")
    (broken / f"{0:020}.json").write_text("no json")
    unfinished = lake.folder("bronze", "unfinished")
    (unfinished / "part-0.parquet").write_bytes(b"half")
    good = len(lake.tables()) - 1
    assert spark.register(spark.session()) == good
    assert not unfinished.exists()
    shutil.rmtree(broken.parent)


def test_a_refused_statement_is_told_by_its_exception_only(home, capfd):
    with pytest.raises(PySparkException, match="no_such_table") as error:
        spark.session().sql("select * from bronze.no_such_table").collect()
    assert "JVM stacktrace" not in str(error.value)
    assert capfd.readouterr() == ("", "")


def test_one_of_other_settings_or_another_workspace_is_not_used(home, monkeypatch, tmp_path):
    spark.start()
    note = home / "spark" / "server.json"
    monkeypatch.setenv("PIKKU_SPARK_MEMORY", "1500m")
    assert sparkserver.running() is None
    monkeypatch.delenv("PIKKU_SPARK_MEMORY")
    copied = tmp_path / "copied" / "spark"
    copied.mkdir(parents=True)
    (copied / "server.json").write_text(note.read_text())
    monkeypatch.setenv("PIKKU_HOME", str(copied.parent))
    assert sparkserver.running() is None
    assert not sparkserver.halt()
    monkeypatch.setenv("PIKKU_HOME", str(home))
    assert sparkserver.running() is not None


def test_nobody_uses_a_server_that_does_not_know_the_tables_yet(home, tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    meanwhile = []
    try:
        started = sparkserver.launch(lambda made: meanwhile.append(sparkserver.running()))
        assert meanwhile == [None]
        assert sparkserver.running() == started
    finally:
        assert sparkserver.halt()


def test_a_note_about_another_programs_process_is_not_believed(home, tmp_path, monkeypatch):
    spark.start()
    about = json.loads((home / "spark" / "server.json").read_text())
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    me = psutil.Process()
    about |= {"pid": me.pid, "created": me.create_time() - 100, "home": str(tmp_path.resolve())}
    (tmp_path / "spark").mkdir()
    (tmp_path / "spark" / "server.json").write_text(json.dumps(about))
    assert sparkserver.running() is None
    assert not spark.stop()


def test_a_server_that_cannot_start_says_why(tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    monkeypatch.setenv("PIKKU_SPARK_MEMORY", "1m")
    with pytest.raises(PikkuError, match=r"did not start(?s:.)*heap"):
        spark.start()
    assert not (tmp_path / "spark" / "server.json").exists()


def test_a_given_server_is_used_and_told_when_it_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    monkeypatch.setenv("SPARK_REMOTE", "sc://localhost:9/;token=hush")
    assert spark.start() == "sc://localhost:9/;token=hush"
    assert "hush" not in spark.status().address
    with pytest.raises(PikkuError, match="localhost:9") as error:
        spark.session()
    assert "hush" not in str(error.value)
    assert "SPARK_REMOTE" in error.value.remedy


def test_on_databricks_its_own_session_is_used(monkeypatch):
    import pyspark.sql

    class Ambient:
        """Stands in for Databricks' session, which is not to be had here."""

        class builder:
            """As SparkSession.builder."""

            getOrCreate = staticmethod(lambda: "the ambient session")

    monkeypatch.setenv("DATABRICKS_RUNTIME_VERSION", "17.3")
    monkeypatch.setattr(pyspark.sql, "SparkSession", Ambient)
    assert spark.session() == "the ambient session"
