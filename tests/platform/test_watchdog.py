"""Idle servers are stopped, those in use are not."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from pikku.platform import server, spark, sql, watchdog


@pytest.fixture
def quick(monkeypatch):
    """Look every moment, and take a second for idle."""
    monkeypatch.setattr(watchdog, "LOOK_SECONDS", 0.2)
    monkeypatch.setenv("PIKKU_IDLE_MINUTES", str(1 / 60))


def test_a_start_brings_one_watchdog_and_a_stop_ends_it(home):
    sql.start()
    assert server.wait(lambda: watchdog.running() is not None, 60)
    first = watchdog.running()
    sql.start()
    assert watchdog.running() == first
    sql.stop()
    assert watchdog.running() is None


def test_many_uses_at_once_bring_one_watchdog(home, monkeypatch):
    spawned = []
    real = server.spawn
    monkeypatch.setattr(server, "spawn", lambda *a, **k: spawned.append(a) or real(*a, **k))
    sql.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: sql.start(), range(32)))
    assert len(spawned) == 1


def test_an_idle_server_is_stopped(home, quick, monkeypatch):
    monkeypatch.setattr(server, "watch", lambda: None)
    sql.start()
    watchdog._watch(lambda: True)
    assert not sql.status().running


def test_servers_of_a_deleted_workspace_are_stopped(home, quick, monkeypatch):
    monkeypatch.setattr(server, "watch", lambda: None)
    sql.start()
    looks = iter([True, True, False])
    watchdog._watch(lambda: next(looks))
    assert not sql.status().running


def test_a_query_counts_as_use_and_the_watchdogs_own_does_not(home, monkeypatch):
    monkeypatch.setattr(server, "watch", lambda: None)
    watched = watchdog.Watched("sql")
    with sql.connect(autocommit=True) as link:
        watched.look(1)
        first = watched.last_use
        for _ in range(3):
            watched.look(1)
        assert watched.last_use == first
        link.execute("select 1")
        watched.look(1)
        assert watched.last_use > first


def test_a_running_query_counts_as_use(home, monkeypatch, python):
    monkeypatch.setattr(server, "watch", lambda: None)
    sql.start()
    long = python(
        "from pikku.platform import sql\nwith sql.connect() as c: c.execute('select pg_sleep(60)')"
    )
    assert server.wait(lambda: b"active" in _states(), 60)
    watched = watchdog.Watched("sql")
    watched.look(1)
    first = watched.last_use
    time.sleep(0.1)
    watched.look(1)
    assert watched.last_use > first
    long.kill()
    long.communicate()


def _states() -> bytes:
    from pikku.platform import postgres

    with sql.probe(postgres.running_port()) as link:
        query = "select string_agg(state, ' ') from pg_stat_activity where datname = 'pikku'"
        return (link.execute(query).fetchone()[0] or "").encode()


def test_spark_counts_as_used_by_what_it_computes(session_home, monkeypatch):
    session = spark.session()
    watched = watchdog.Watched("spark")
    watched.look(1)
    server.wait(lambda: _settled(watched), 180, pause=0)
    idle_since = watched.last_use
    session.range(50_000_000).selectExpr("sum(sqrt(id))").collect()
    watched.look(5)
    assert watched.last_use > idle_since


def _settled(watched) -> bool:
    """Return whether 5 s went by in which the watchdog saw no use: idle Spark must look idle."""
    before = watched.last_use
    time.sleep(5)
    watched.look(5)
    return watched.last_use == before
