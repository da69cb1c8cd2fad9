"""Raw files that workers write in pieces: what a full disk, a file that is cut off, and many defects do."""

import json

import numpy as np
import pytest

from pikku import generate
from pikku.catalog.raw import RAW_FILES
from pikku.generate import manifest, work, writer
from pikku.generate.dirty import Defects


@pytest.fixture(scope="module")
def payroll():
    """Return a piece of a CSV file."""
    company = work.Company(1, generate.sizes.parse(500), generate.REALISM)
    return work.planted(company)(company.staff_months(range(1))[1])


class Refusing:
    """A file on a full disk: what was written can't be put there in the end."""

    def close(self):
        raise OSError(28, "No space left on device")


@pytest.fixture
def shop(tmp_path):
    """Return the raw files on their way, and a worker's store of them."""
    with writer.workshop(tmp_path) as hidden:
        output = writer.Output(tmp_path, hidden)
        yield output, writer.Store(output.stored)
        output.close()


def test_a_full_disk_at_the_end_of_a_task_does_not_spoil_the_next_one(shop, payroll):
    output, store = shop
    store._csv = Refusing()
    with pytest.raises(OSError, match="No space left"):
        store.end()
    stored = store.keep(0, payroll)
    store.end()
    output.write(stored)


def test_rows_of_a_worker_that_are_cut_off_are_refused(shop, payroll):
    output, store = shop
    stored = store.keep(0, payroll)
    store.end()
    file = stored.places["main"].file
    file.write_bytes(file.read_bytes()[: stored.places["main"].last - 1])
    with pytest.raises(OSError, match="cut off"):
        output.write(stored)


def test_a_workers_file_is_gone_when_its_last_rows_are_taken(shop, payroll):
    output, store = shop
    both = [store.keep(number, payroll) for number in range(2)]
    store.end()
    file = both[0].places["main"].file
    output.write(both[0])
    assert file.exists()
    output.write(both[1])
    assert not file.exists()


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
