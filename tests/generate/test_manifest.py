"""The manifest: checksums of the files, and the positions of very many defects."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from pikku import catalog, generate
from pikku.catalog import AREAS
from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import REALISM
from pikku.generate import manifest, names, sizes
from pikku.generate.dirty import Defects

CATALOGUE = Path(catalog.__file__).parent


@pytest.mark.parametrize("workers", [None, 2])
def test_the_manifest_has_the_crc_of_each_file(tmp_path, workers):
    generate.run(2_000, 3, workers, tmp_path)
    entries = json.loads((tmp_path / manifest.NAME).read_text(encoding="utf-8"))["files"]
    assert entries.keys() == {file.path for file in RAW_FILES}
    parts = [part for entry in entries.values() for part in entry["parts"].values()]
    for part in parts:
        assert part["crc32"] == manifest.crc32(tmp_path / part["path"])
    assert any(part["crc32"] is not None for part in parts)


@pytest.mark.parametrize("waiting", [1, 3, 1000])
def test_positions_are_the_same_whether_they_were_put_aside_or_not(tmp_path, monkeypatch, waiting):
    monkeypatch.setattr(manifest, "_ASIDE", waiting)
    figures = manifest.FileFigures("customer", tmp_path / "aside" / "customer")
    for piece in range(4):
        noted = [
            Defects("main", "spelling", "Name", np.array([7, 2])),
            Defects("late", "spelling", "Name", np.array([0])),
            Defects("main", "duplicate", "", np.array([], dtype=np.int64)),
            Defects("main", "bad_date", "", np.array([5])),
        ]
        figures.add(10, {"main": 10, "late": 1}, noted[piece % 2 :])
    found = [(kind, part, rows.tolist()) for kind, part, rows in figures.positions()]
    assert found == [
        ("bad_date", "main", [5, 15, 25, 35]),
        ("duplicate", "main", []),
        ("spelling", "main", [2, 7, 22, 27]),
        ("spelling", "late", [0, 1, 2, 3]),
    ]


def test_other_names_of_faker_are_another_company(monkeypatch):
    before = manifest.fingerprint(1, sizes.parse("small"), REALISM)
    monkeypatch.setattr(names, "FEMALE", (*names.FEMALE, "Zzz"))
    assert manifest.fingerprint(1, sizes.parse("small"), REALISM) != before


def test_every_module_of_the_catalogue_that_the_generator_imports_is_in_the_fingerprint():
    here = Path(manifest.__file__).parent
    sources = [path.read_text(encoding="utf-8") for path in here.rglob("*.py")]
    found = set().union(*(re.findall(r"pikku\.catalog\.(\w+)", source) for source in sources))
    read = {"__init__", *found}
    for source in sources:
        for names_ in re.findall(r"from pikku\.catalog import ([\w, ]+)", source):
            read |= {
                name for name in re.findall(r"\w+", names_) if (CATALOGUE / f"{name}.py").exists()
            }
    assert read <= {*manifest._CATALOGUE, *AREAS}
