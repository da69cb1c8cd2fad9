"""The command that makes raw files again names what they were made with."""

import json

import psycopg
import pytest

from pikku import again, stages
from pikku.catalog.invariants import Finding
from pikku.errors import PikkuError
from pikku.load import build
from pikku.load.audit import refuse


@pytest.fixture
def raw(tmp_path, monkeypatch):
    """Return the folder of the raw files of a workspace of its own."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "workspace"))
    folder = tmp_path / "workspace" / "raw"
    (folder / "sales").mkdir(parents=True)
    return folder


def note(folder, size="2000", seed=7, name="manifest.json"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(json.dumps({"size": size, "seed": seed}))


def test_size_and_seed_are_those_of_the_manifest(raw):
    note(raw)
    for near in (None, raw, raw / "sales" / "invoices.csv"):
        assert again.command(near) == "pikku generate --size 2000 --seed 7"


def test_without_a_manifest_they_are_those_of_the_state(raw):
    assert again.command() == "pikku generate"
    note(raw.parent / "state", name="generate.json")
    assert again.command(raw / "sales" / "invoices.csv") == "pikku generate --size 2000 --seed 7"
    (raw / "manifest.json").write_text("[1, 2")
    assert again.command() == "pikku generate --size 2000 --seed 7"


def test_later_months_are_made_again_too(raw):
    note(raw)
    note(raw / "2026-04")
    until = "pikku generate --size 2000 --seed 7 --until"
    assert again.command(raw / "2026-04" / "sales" / "invoices.csv") == f"{until} 2026-04"
    assert again.command(raw) == f"{until} 2026-04"
    assert again.command(raw, "2026-06") == f"{until} 2026-06"


def test_files_elsewhere_are_made_again_there(raw, tmp_path):
    note(raw)
    note(tmp_path / "else where", size="small", seed=1)
    says = f'pikku generate --size small --seed 1 --out "{tmp_path / "else where"}"'
    assert again.command(tmp_path / "else where" / "sales" / "invoices.csv") == says


@pytest.mark.parametrize("name", ["raw", "raw.v2"])
def test_files_elsewhere_without_a_manifest_are_no_others(raw, tmp_path, name):
    note(raw)
    elsewhere = tmp_path / "elsewhere" / name
    (elsewhere / "sales").mkdir(parents=True)
    says = f'pikku generate --out "{elsewhere}"'
    late = elsewhere / "sales" / "sales_order_lines_late.parquet" / "part-00001.parquet"
    for near in (elsewhere, elsewhere / "sales" / "invoices.csv", late):
        assert again.command(near) == says
    (elsewhere / "2026-04" / "sales").mkdir(parents=True)
    months = elsewhere / "2026-04" / "sales" / "invoices.csv"
    assert again.command(months) == f'pikku generate --until 2026-04 --out "{elsewhere}"'


def test_what_refuses_a_load_of_a_folder_names_it(raw, tmp_path):
    note(raw)
    note(tmp_path / "elsewhere", seed=8)
    with pytest.raises(PikkuError) as caught:
        refuse([Finding("books balance", "", 9, 2, None, "rupees")], tmp_path / "elsewhere")
    error = build.refused(psycopg.errors.UniqueViolation(), tmp_path / "elsewhere")
    says = f'`pikku generate --size 2000 --seed 8 --out "{tmp_path / "elsewhere"}"` makes it again'
    assert says in error.remedy and says in caught.value.remedy


def test_what_refuses_a_load_names_them(raw):
    note(raw)
    broken = Finding("books balance", "", 9, 2, None, "rupees")
    with pytest.raises(PikkuError) as caught:
        refuse([broken])
    for error in (caught.value, build.refused(psycopg.errors.UniqueViolation())):
        assert "`pikku generate --size 2000 --seed 7` makes it again" in error.remedy


def test_what_a_stage_lacks_is_made_with_them(raw):
    note(raw.parent / "state", name="generate.json")
    with pytest.raises(PikkuError) as caught:
        stages.run("load")
    assert caught.value.remedy == "Run first: pikku generate --size 2000 --seed 7"
