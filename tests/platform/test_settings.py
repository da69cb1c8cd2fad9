"""Settings come from the environment, and a bad one is named."""

from pathlib import Path

import pytest

from pikku.errors import PikkuError
from pikku.platform.settings import repo_root, settings


def test_without_any_variable_the_workspace_is_in_the_repository(monkeypatch):
    monkeypatch.delenv("PIKKU_HOME", raising=False)
    assert settings().home == repo_root() / "workspace"
    assert (repo_root() / "lib" / "pikku").is_dir()
    assert (settings().size, settings().seed, settings().sql_url) == ("small", 1, None)


def test_settings_are_read_afresh(monkeypatch):
    monkeypatch.setenv("PIKKU_SIZE", "medium")
    assert settings().size == "medium"
    monkeypatch.setenv("PIKKU_SIZE", "large")
    assert settings().size == "large"


def test_an_empty_variable_is_as_good_as_none(monkeypatch):
    monkeypatch.setenv("PIKKU_SQL_URL", "")
    assert settings().sql_url is None


def test_a_relative_home_becomes_absolute_where_it_is_said(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIKKU_HOME", "here")
    assert settings().home == (tmp_path / "here").resolve()


def test_a_home_may_start_with_a_tilde(monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", "~/pikku")
    assert settings().home == Path.home().resolve() / "pikku"


def test_spark_remote_has_no_prefix(monkeypatch):
    monkeypatch.setenv("SPARK_REMOTE", "sc://elsewhere:443")
    assert settings().spark_remote == "sc://elsewhere:443"


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PIKKU_SEED", "one"), ("PIKKU_IDLE_MINUTES", "-1"), ("PIKKU_SPARK_MEMORY", "lots")],
)
def test_a_bad_value_is_told_with_its_variable(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(PikkuError, match=f"{variable} is '{value}'") as error:
        settings()
    assert variable in error.value.remedy
