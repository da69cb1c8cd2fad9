import builtins
import sys
import types

import pytest

from pikku.errors import PikkuError
from pikku.workbook import opening
from pikku.workbook.chapters import CHAPTERS, chapter


@pytest.fixture
def ensured(monkeypatch):
    """Return what was asked of `pikku.stages.ensure`, which does nothing else here."""
    calls = []
    for name in ("PIKKU_SIZE", "PIKKU_SEED"):
        monkeypatch.setenv(name, "1")  # start() sets them; the test's end takes that back
    stages = types.ModuleType("pikku.stages")
    stages.ensure = lambda stage, **given: calls.append((stage, given["size"], given["seed"]))
    monkeypatch.setitem(sys.modules, "pikku.stages", stages)
    monkeypatch.setattr("pikku.stages", stages, raising=False)
    return calls


def test_it_ensures_the_stage_before_and_shows_the_map(ensured, monkeypatch):
    monkeypatch.delattr(builtins, "____", raising=False)
    shown = opening.start("03", size="medium", seed=5)
    assert ensured == [("load", "medium", 5)]
    marks = {line.split("  ")[-1].strip(): line[0] for line in repr(shown).splitlines()[1:]}
    assert marks["02_load_sql_tables"] == "✓"
    assert marks["03_migrate_to_adls_with_adf"] == "▶"
    assert marks["04_define_schemas"] == "·"
    assert repr(builtins.____) == "____"


def test_the_first_notebooks_need_no_stage(ensured):
    opening.start("00")
    opening.start("01")
    assert ensured == []


def test_size_and_seed_are_what_the_library_reads_afterwards(ensured):
    from pikku.platform.settings import settings

    opening.start("01", size="large", seed=9)
    assert (settings().size, settings().seed) == ("large", 9)


def test_an_unknown_chapter_lists_the_known_ones():
    with pytest.raises(PikkuError) as caught:
        opening.start("42")
    assert all(c.notebook in caught.value.remedy for c in CHAPTERS)


@pytest.mark.parametrize("name", ["03", "3", 3, "03_migrate_to_adls_with_adf"])
def test_a_chapter_is_found_by_number_or_name(name):
    assert chapter(name).number == "03"


@pytest.mark.parametrize(
    ("databricks", "command"), [(False, "-m pip install"), (True, "%pip install")]
)
def test_missing_packages_are_named_with_the_command_that_installs_them(
    monkeypatch, databricks, command
):
    if databricks:
        monkeypatch.setenv("DATABRICKS_RUNTIME_VERSION", "17.3")
    monkeypatch.setattr(opening, "_requirements", lambda: ["pandas<3", "no-such-thing[x]==1.0"])
    with pytest.raises(PikkuError, match=r"Packages are missing: no-such-thing\.") as caught:
        opening.require_packages()
    assert command in caught.value.remedy
    assert '"no-such-thing[x]==1.0"' in caught.value.remedy


def test_every_package_of_the_project_is_found_here():
    assert opening._requirements()
    opening.require_packages()
