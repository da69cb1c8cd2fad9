"""The doctor names what is wrong with a machine and says how to mend it."""

import importlib.metadata
import json
import shutil
import sys
from types import SimpleNamespace

import psutil
import pytest

from pikku.platform import doctor, jars, java, lake, postgres, server, sql, workspace

GB = doctor.GB


@pytest.fixture(autouse=True)
def _alone(home):
    java._examine.cache_clear()


def test_this_machine_is_well_and_every_check_has_a_finding():
    findings = doctor.examine()
    assert len(findings) == len(doctor.CHECKS)
    assert [f for f in findings if f.ok == "failed"] == []
    assert all(f.found for f in findings)
    assert not sql.status().running


def test_whatever_is_not_well_has_a_remedy(monkeypatch):
    monkeypatch.setenv("PIKKU_LAKE_URL", "abfss://x")
    monkeypatch.setenv("PIKKU_SQL_URL", "nonsense")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=0))
    bad = [f for f in doctor.examine() if f.ok != "ok"]
    assert {"disk", "lake folder", "sql database"} <= {f.name for f in bad}
    assert all(f.remedy for f in bad)


@pytest.mark.parametrize(
    ("version", "ok"), [((3, 10, 9), "failed"), ((3, 11, 0), "ok"), ((3, 14, 0), "failed")]
)
def test_python(monkeypatch, version, ok):
    monkeypatch.setattr(sys, "version_info", version)
    assert doctor.python().ok == ok


@pytest.mark.parametrize(("free", "ok"), [(0.5, "failed"), (2, "warning"), (100, "ok")])
def test_disk(monkeypatch, free, ok):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free * GB))
    finding = doctor.disk()
    assert finding.ok == ok
    assert f"{free:.1f} GB free" in finding.found


def _memory(monkeypatch, free):
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(available=free * GB))


@pytest.mark.parametrize(("free", "ok"), [(1, "failed"), (3, "warning"), (16, "ok")])
def test_memory(monkeypatch, tmp_path, free, ok):
    _memory(monkeypatch, free)
    monkeypatch.setattr(doctor, "CONTROL_GROUP", tmp_path)
    assert doctor.memory().ok == ok
    (tmp_path / "memory.max").write_text("max\n")
    assert doctor.memory().ok == ok


def test_a_containers_limit_counts_as_memory(monkeypatch, tmp_path):
    _memory(monkeypatch, 64)
    monkeypatch.setattr(doctor, "CONTROL_GROUP", tmp_path)
    (tmp_path / "memory.max").write_text(f"{3 * GB}\n")
    (tmp_path / "memory.current").write_text(f"{2 * GB}\n")
    assert doctor.memory().ok == "failed"
    assert "1.0 GB free" in doctor.memory().found


def test_a_missing_and_a_wrong_package_are_named(monkeypatch):
    real = importlib.metadata.version

    def version(name):
        if name == "duckdb":
            return "1.4.0"
        if name == "plotly":
            raise importlib.metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(importlib.metadata, "version", version)
    finding = doctor.packages()
    assert finding.ok == "failed"
    assert "duckdb is 1.4.0" in finding.found
    assert "plotly is missing" in finding.found
    assert "requirements" in finding.remedy


def test_a_workspace_that_cannot_be_written_to(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "file" / "home"))
    findings = doctor.examine()
    failed = [f for f in findings if f.ok == "failed"]
    assert [f.name for f in failed] == ["workspace"]
    assert "PIKKU_HOME" in failed[0].remedy
    assert {"Python", "ports", "Java"} <= {f.name for f in findings}


def test_a_firewall_between_the_machine_and_itself(monkeypatch):
    monkeypatch.setattr(server, "answers", lambda _: False)
    assert doctor.ports().ok == "failed"


def test_localhost_that_is_another_machine(monkeypatch):
    elsewhere = ("localhost", [], ["192.0.2.1"])
    monkeypatch.setattr(doctor.socket, "gethostbyname_ex", lambda _: elsewhere)
    finding = doctor.ports()
    assert (finding.ok, "192.0.2.1" in finding.found) == ("failed", True)


def test_a_proxy_is_shown_without_its_password(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://me:hush@proxy.example:3128")
    finding = doctor.proxy()
    assert "proxy.example:3128" in finding.found
    assert "hush" not in finding.found


def test_no_java(monkeypatch, tmp_path):
    monkeypatch.setenv("PIKKU_JAVA_HOME", str(tmp_path))
    finding = next(f for f in doctor.examine() if f.name == "java runtime")
    assert (finding.ok, bool(finding.remedy)) == ("failed", True)


def test_jars_that_cannot_be_fetched(monkeypatch, tmp_path):
    monkeypatch.setenv("PIKKU_CACHE", str(tmp_path))
    for name in ("https_proxy", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    finding = next(f for f in doctor.examine() if f.name == "delta jars")
    assert finding.ok == "failed"
    assert jars.PACKAGES[0] in finding.found


def test_a_database_that_cannot_be_reached(monkeypatch):
    monkeypatch.setenv("PIKKU_SQL_URL", f"postgresql://me@127.0.0.1:{server.free_port()}/db")
    finding = next(f for f in doctor.examine() if f.name == "sql database")
    assert (finding.ok, "PIKKU_SQL_URL" in finding.remedy) == ("failed", True)


def test_servers_that_a_crash_left_behind():
    sql.start()
    assert "PostgreSQL run" in doctor.servers().found
    sql.stop()
    (postgres.cluster() / "data" / "postmaster.pid").write_text("1\n")
    (workspace.path("spark") / "server.json").write_text(json.dumps({}))
    finding = doctor.servers()
    assert finding.ok == "warning"
    assert "Spark and PostgreSQL" in finding.found


def test_with_a_given_spark_server_java_and_jars_do_not_matter(monkeypatch, tmp_path):
    monkeypatch.setenv("SPARK_REMOTE", "sc://elsewhere")
    monkeypatch.setenv("PIKKU_JAVA_HOME", str(tmp_path))
    assert {doctor.java_runtime().ok, doctor.delta_jars().ok} == {"ok"}


def test_the_lakes_tables_are_counted():
    log = lake.folder("gold", "dim_date", "_delta_log")
    (log / f"{0:020}.json").write_text("{}")
    assert "Delta tables: 1" in doctor.lake_folder().found
