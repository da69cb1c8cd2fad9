"""The local PostgreSQL: one server, found again, replaced when dead, and closed to strangers."""

import os
import signal
import sys
import tempfile
import time
from pathlib import Path

import psutil
import psycopg
import pytest
import sqlalchemy
from sqlalchemy.engine import make_url

from pikku.errors import PikkuError
from pikku.platform import postgres, server, sql, workspace

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes and signals")


def _count() -> int:
    with sql.engine().connect() as link:
        return link.scalar(sqlalchemy.text("select count(*) from kept"))


def _fill() -> None:
    with sql.connect() as link:
        link.execute("create table kept as select generate_series(1, 5) as n")


def test_two_starters_at_once_get_one_server(home, python):
    code = "from pikku.platform import sql; print(sql.start())"
    starters = [python(code) for _ in range(3)]
    outputs = [starter.communicate(timeout=120) for starter in starters]
    assert {starter.returncode for starter in starters} == {0}, outputs
    assert len({out for out, _ in outputs}) == 1
    assert sql.start() == outputs[0][0].strip()


def test_data_is_kept_when_the_server_is_stopped_and_started(home):
    _fill()
    assert sql.status().running
    assert sql.stop()
    assert not sql.status().running
    assert not sql.stop()
    assert _count() == 5


@posix
def test_a_server_that_died_is_replaced_and_loses_nothing(home):
    _fill()
    with sql.connect(autocommit=True) as link:
        link.execute("checkpoint")
    victim = psutil.Process(sql.status().pid)
    family = [victim, *victim.children(recursive=True)]
    victim.send_signal(signal.SIGKILL)
    psutil.wait_procs(family, timeout=30)
    assert not sql.status().running
    assert _count() == 5
    assert sql.status().pid != victim.pid


def test_a_process_number_that_another_program_got_is_not_believed(home):
    sql.start()
    sql.stop()
    note = postgres.cluster() / "data" / "postmaster.pid"
    me = f"{os.getpid()}\n{note.parent}\n{int(time.time())}\n5432\n\n127.0.0.1\n0\nready\n"
    note.write_text(me)
    assert not sql.status().running
    assert _answers()


def test_a_data_folder_that_was_left_half_made_is_made_again(home):
    unfinished = postgres.cluster() / "data.new"
    unfinished.mkdir()
    (unfinished / "PG_VERSION").write_text("18")
    assert _answers()
    assert not unfinished.exists()


def test_data_of_another_release_is_told(home):
    sql.start()
    sql.stop()
    (postgres.cluster() / "data" / "PG_VERSION").write_text("16\n")
    with pytest.raises(PikkuError, match="made by PostgreSQL 16") as error:
        sql.start()
    assert "pikku reset" in error.value.remedy


def test_asking_makes_no_database(home, monkeypatch):
    monkeypatch.setattr(postgres.tempfile, "mkdtemp", lambda **_: pytest.fail("made a folder"))
    assert not sql.status().running
    assert not sql.stop()
    sql.remove()
    assert not (home / "sql" / "cluster").exists()


def test_remove_leaves_nothing(home):
    sql.start()
    cluster = postgres.cluster()
    sql.remove()
    assert not cluster.exists()
    assert not (home / "sql" / "password").exists()


@posix
def test_the_password_is_for_its_owner_only_and_random(home):
    first = make_url(sql.start()).password
    assert (home / "sql" / "password").stat().st_mode & 0o777 == 0o600
    assert postgres.cluster().stat().st_mode & 0o777 == 0o700
    assert not (postgres.cluster() / "password").exists()
    assert len(first) >= 24
    sql.remove()
    assert make_url(sql.start()).password != first


def test_a_wrong_password_is_refused(home):
    url = make_url(sql.start()).set(drivername="postgresql", password="guess")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(url.render_as_string(hide_password=False))


def test_it_listens_on_this_machine_only(home, listens):
    sql.start()
    assert listens(sql.status().pid) == {"127.0.0.1"}


@posix
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="for root only")
def test_root_starts_it_as_somebody_else(home):
    sql.start()
    assert psutil.Process(sql.status().pid).uids().real == postgres.account().uid != 0


@posix
@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="for root only")
@pytest.mark.parametrize(("mode", "inside"), [(0o755, True), (0o700, False)])
def test_data_is_in_the_workspace_unless_the_server_cannot_enter_it(monkeypatch, mode, inside):
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(mode)
        monkeypatch.setenv("PIKKU_HOME", f"{name}/home")
        try:
            assert _answers()
            assert postgres.cluster().is_relative_to(Path(name).resolve()) == inside
        finally:
            sql.remove()


@posix
def test_a_folder_is_entered_through_all_that_it_is_in(tmp_path):
    stranger = postgres.Account("stranger", 54321, 54321)
    closed = tmp_path / "closed"
    (closed / "open").mkdir(parents=True)
    closed.chmod(0o700)
    assert not postgres.may_enter(closed / "open", stranger)
    assert postgres.may_enter(closed / "open", None)


def test_variables_of_another_postgresql_do_not_matter(home, monkeypatch):
    for name, value in {"PGPORT": "1", "PGDATA": "/nowhere", "PGHOST": "example.invalid"}.items():
        monkeypatch.setenv(name, value)
    assert _answers()


def test_a_port_that_is_taken_meanwhile_is_no_obstacle(home, monkeypatch):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        ports = iter([taken.getsockname()[1], server.free_port()])
        monkeypatch.setattr(server, "free_port", lambda: next(ports))
        assert _answers()


def test_times_are_utc_and_texts_sort_by_code_point(home):
    with sql.connect() as link:
        row = link.execute("select current_setting('timezone'), 'B' < 'a', 'é' < 'ऊ'").fetchone()
    assert row == ("UTC", True, True)


def test_a_server_that_cannot_start_says_why(home, monkeypatch):
    sql.start()
    sql.stop()
    with (postgres.cluster() / "data" / "postgresql.conf").open("a") as conf:
        conf.write("no_such_setting = 1\n")
    with pytest.raises(PikkuError, match="no_such_setting"):
        sql.start()


def test_an_unreachable_database_is_told_without_its_password(home, monkeypatch):
    port = server.free_port()
    monkeypatch.setenv("PIKKU_SQL_URL", f"postgresql://me:hush@127.0.0.1:{port}/db")
    with pytest.raises(PikkuError, match=f"127.0.0.1:{port}/db") as error:
        sql.engine()
    assert "hush" not in str(error.value)
    assert "PIKKU_SQL_URL" in error.value.remedy


@pytest.mark.parametrize("url", ["nonsense", "postgresql://me@host:port/db", "mystery://host/db"])
def test_an_address_that_is_none_is_told(home, monkeypatch, url):
    monkeypatch.setenv("PIKKU_SQL_URL", url)
    with pytest.raises(PikkuError, match="PIKKU_SQL_URL"):
        sql.start()


def test_another_database_can_be_used(home, monkeypatch, tmp_path):
    url = sql.start()
    _fill()
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "other"))
    monkeypatch.setenv("PIKKU_SQL_URL", url.replace("+psycopg", ""))
    assert _count() == 5
    assert not (workspace.path() / "sql").exists()
    assert make_url(url).password not in sql.status().address


def test_copy_needs_a_postgresql(home, monkeypatch):
    monkeypatch.setattr(sql, "start", lambda: "mssql+pyodbc://me@host/db")
    with pytest.raises(PikkuError, match="mssql"):
        sql.connect()


def _answers() -> bool:
    with sql.connect() as link:
        return link.execute("select 1").fetchone() == (1,)
