import errno
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pikku import generate
from pikku.catalog.raw import later_deliveries, part_files
from pikku.catalog.realism import REALISM
from pikku.errors import PikkuError
from pikku.generate import demand, manifest, work
from pikku.platform.workspace import repo_root

SIZE = 4_000


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_several_workers_give_the_same_rows_and_csv_files(raw, tmp_path):
    generate.run(SIZE, 7, 3, tmp_path, piece=700)
    assert generate.checksums(tmp_path) == generate.checksums(raw)
    assert generate.defects(tmp_path) == generate.defects(raw)
    for path in raw.rglob("*.csv"):
        assert (tmp_path / path.relative_to(raw)).read_bytes() == path.read_bytes()
    for path in raw.rglob("*.parquet"):
        made = tmp_path / path.relative_to(raw)
        tables = [pq.ParquetFile(part).read() for part in part_files(made)]
        assert pa.concat_tables(tables).equals(pq.ParquetFile(path).read())
    assert len(part_files(tmp_path / "sales" / "sales_order_lines.parquet")) > 1
    assert not (tmp_path / ".generating").exists()


@pytest.mark.parametrize("piece", [1, 777, 10**9])
def test_any_size_of_piece_gives_the_same_files(raw, tmp_path, piece):
    generate.run(SIZE, 7, out=tmp_path, piece=piece)
    assert contents(tmp_path) == contents(raw)


def test_weeks_in_many_blocks_give_the_same_files_however_they_are_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(demand, "BLOCK", 10)
    generate.run(SIZE, 7, out=tmp_path / "whole", piece=10**9)
    blocks = manifest.read(tmp_path / "whole")["files"]["sales/sales_orders.csv"]["parts"]["main"]
    assert len(blocks["blocks"]) > 300  # of 157 weeks
    for name, workers, piece in (("one by one", 1, 1), ("two at once", 2, 60)):
        generate.run(SIZE, 7, workers, tmp_path / name, piece=piece)
        assert generate.checksums(tmp_path / name) == generate.checksums(tmp_path / "whole")
        assert generate.defects(tmp_path / name) == generate.defects(tmp_path / "whole")


def test_weeks_of_many_receipts_are_written_in_parts(raw, tmp_path, monkeypatch):
    monkeypatch.setattr(demand, "SPAN_BLOCK", 3)
    for name, piece in (("whole", 10**9), ("one by one", 1)):
        monkeypatch.setattr(work, "_AT_ONCE", piece)
        generate.run(SIZE, 7, out=tmp_path / name, piece=piece)
    for path in ("sales/receipts.csv", "sales/receipt_allocations.csv"):
        made, usual = (
            manifest.read(folder)["files"][path]["parts"]["main"]["blocks"]
            for folder in (tmp_path / "whole", raw)
        )
        # Pages that are sent twice lie within blocks, so that smaller ones have others.
        assert sum(made) == pytest.approx(sum(usual), rel=0.02)
        assert len(made) > 2 * len(usual)
    assert generate.checksums(tmp_path / "whole") == generate.checksums(tmp_path / "one by one")


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_rows(raw, tmp_path):
    generate.run(SIZE, 7, out=tmp_path / "same")
    assert contents(tmp_path / "same") == contents(raw)
    generate.run(SIZE, 8, out=tmp_path / "other")
    mine, other = generate.checksums(raw), generate.checksums(tmp_path / "other")
    # What does not depend on chance: categories, carriers, departments (but for their defects).
    same = {path for path in mine.keys() & other.keys() if mine[path] == other[path]}
    assert len(same) <= 3


def test_very_many_positions_go_to_a_file_of_their_own(raw, tmp_path, monkeypatch):
    inline = generate.defects(raw).to_pylist()
    monkeypatch.setattr(generate.manifest, "_INLINE", 10)
    generate.run(SIZE, 7, out=tmp_path)
    assert (tmp_path / "defects.parquet").is_file()
    assert generate.defects(tmp_path).to_pylist() == inline


def test_what_is_there_is_kept(tmp_path):
    first = generate.run(SIZE, 7, out=tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    again = generate.run(SIZE, 7, workers=2, out=tmp_path)
    assert (first.kept, again.kept) == (False, True)
    assert replace(again, kept=False) == first
    assert before == {
        path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("damage", ["cut", "remove", "manifest", "nonsense", "other size"])
def test_what_is_damaged_or_other_is_made_again(raw, tmp_path, damage):
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)
    victim = folder / "sales" / "sales_orders.csv"
    if damage == "cut":
        victim.write_bytes(victim.read_bytes()[:-100])
    elif damage == "remove":
        victim.unlink()
    elif damage == "manifest":
        (folder / "manifest.json").unlink()
    elif damage == "nonsense":
        (folder / "manifest.json").write_text("[1, 2")
    else:
        generate.run(500, 7, out=folder)
    assert not generate.run(SIZE, 7, out=folder).kept
    assert contents(folder) == contents(raw)


def test_a_kill_at_any_moment_leaves_nothing_that_seems_whole(raw, tmp_path):
    script = "import sys; from pikku import generate; generate.run(20_000, 7, out=sys.argv[1], piece=500)"
    environment = {**os.environ, "PYTHONPATH": str(repo_root() / "lib")}
    for wait in (0.0, 0.4, 1.2):
        process = subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], env=environment)
        limit = time.monotonic() + 60
        while not (tmp_path / ".generating").exists() and process.poll() is None:
            assert time.monotonic() < limit
            time.sleep(0.01)
        time.sleep(wait)
        process.send_signal(signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        process.wait()
        if process.returncode:
            assert not (tmp_path / "manifest.json").exists()
    generate.run(SIZE, 7, out=tmp_path)
    assert contents(tmp_path) == contents(raw)


def test_a_failure_keeps_what_was_there_before(raw, tmp_path, monkeypatch):
    folder = tmp_path / "raw"
    shutil.copytree(raw, folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pikku.generate.writer._Part.write", full)
    with pytest.raises(PikkuError, match="No space left on device"):
        generate.run(500, 7, out=folder)
    assert contents(folder) == contents(raw)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit for the size of a file")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_disk_that_takes_no_more_is_a_clear_error_and_leaves_nothing(tmp_path, workers):
    script = (
        "import resource, sys; from pikku import generate\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        f"generate.run(20_000, 7, {workers}, sys.argv[1], piece=5_000)"
    )
    environment = {**os.environ, "PYTHONPATH": str(repo_root() / "lib")}
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert f"PikkuError: The raw files can't be written to {tmp_path}" in done.stderr
    assert "File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of this kind")
def test_many_months_at_once_don_t_need_more_files_than_a_terminal_may_open(tmp_path):
    script = (
        "import resource, sys; from pikku import generate\n"
        "_, hard = resource.getrlimit(resource.RLIMIT_NOFILE)\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (100, hard))\n"
        "generate.run(500, 7, out=sys.argv[1], until='2026-09')"
    )
    environment = {**os.environ, "PYTHONPATH": str(repo_root() / "lib")}
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert len(later_deliveries(tmp_path)) == 6


def test_a_killed_worker_is_a_clear_error(tmp_path):
    def kill_one() -> None:
        before = set()
        while not before:
            me = psutil.Process()
            # Where there is a fork server, workers are its children and have its command line.
            before = {
                child
                for child in me.children(recursive=True)
                if "spawn_main" in (line := " ".join(child.cmdline()))
                or ("forkserver" in line and child.ppid() != me.pid)
            }
            time.sleep(0.01)
        before.pop().kill()

    killer = threading.Thread(target=kill_one)
    killer.start()
    with pytest.raises(PikkuError, match="worker process"):
        generate.run(100_000, 7, workers=2, out=tmp_path)
    killer.join()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"size": "enormous"}, "no size 'enormous'"),
        ({"size": -5}, "-5 order lines"),
        ({"size": 0}, "0 order lines"),
        ({"size": 10**12}, "1,000,000,000,000 order lines"),
        ({"size": "4e3"}, "no size"),
        ({"seed": -1}, "seed -1"),
        ({"seed": 1.5}, "seed 1.5"),
        ({"workers": 0}, "0 workers"),
        ({"workers": 1_000}, "1000 workers"),
    ],
)
def test_bad_input_is_refused_with_a_remedy(tmp_path, arguments, says):
    with pytest.raises(PikkuError, match=says) as error:
        generate.run(**{"size": 500, "seed": 1, "out": tmp_path, **arguments})
    assert error.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_size_lists_the_sizes():
    with pytest.raises(PikkuError) as error:
        generate.run("tiny")
    assert all(name in error.value.remedy for name in ("small", "medium", "large", "huge"))


def test_a_folder_that_cannot_be_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "raw"):
        with pytest.raises(PikkuError, match="can't be written") as caught:
            generate.run(500, 1, out=folder)
        assert caught.value.remedy.startswith("That is a file, or in one: choose another folder")


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.EACCES, "You may not write there: choose another folder"),
        (errno.EPERM, "You may not write there: choose another folder"),
        (errno.ENOSPC, "Free some disk space, or choose another folder"),
    ],
)
def test_the_remedy_is_that_of_the_system_s_error(tmp_path, monkeypatch, number, says):
    def fail(folder):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(generate, "workshop", fail)
    with pytest.raises(PikkuError, match=os.strerror(number)) as caught:
        generate.run(500, 1, out=tmp_path)
    assert caught.value.remedy.startswith(says)


def test_truth_knows_its_tables_only():
    with pytest.raises(KeyError, match="no raw file feeds 'journal_line'"):
        generate.truth(500, 1, "journal_line")


def test_progress_counts_up_to_the_end(tmp_path):
    told = []
    generate.run(500, 1, out=tmp_path, progress=lambda *step: told.append(step))
    done, total, what = zip(*told, strict=True)
    assert list(done) == sorted(done)
    assert len(set(total)) == 1
    assert done[-1] == total[-1]
    assert all(what)


def test_the_workspace_is_where_it_writes_by_default(tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    report = generate.run(500, 1, realism=REALISM)
    assert report.folder == (tmp_path / "raw").resolve()
    assert (tmp_path / "raw" / "manifest.json").is_file()
