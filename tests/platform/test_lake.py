"""The lake is a folder of the workspace."""

import pytest

from pikku.errors import PikkuError
from pikku.platform import lake


def test_the_lake_is_in_the_workspace(home):
    assert lake.root() == home.resolve() / "lake"
    assert lake.folder("landing", "sales").is_dir()
    assert lake.table("gold", "dim_date") == home.resolve() / "lake" / "gold" / "dim_date"


def test_only_delta_tables_count(home):
    for name in ("b", "a"):
        log = lake.folder("silver", name, "_delta_log")
        (log / f"{0:020}.json").write_text("{}")
    lake.folder("silver", "empty", "_delta_log")
    lake.folder("bronze", "files_only")
    assert lake.tables() == [("silver", "a"), ("silver", "b")]


def test_a_lake_elsewhere_is_not_for_this_release(home, monkeypatch):
    monkeypatch.setenv("PIKKU_LAKE_URL", "abfss://lake@account/")
    with pytest.raises(PikkuError, match="abfss") as error:
        lake.root()
    assert "PIKKU_LAKE_URL" in error.value.remedy
