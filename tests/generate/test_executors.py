"""Spark's executors make the rows that one process makes, and an end from outside is told."""

import json
import threading
import time
from pathlib import Path

import duckdb
import psutil
import pytest

from pikku import generate
from pikku.catalog.raw import RAW_FILES
from pikku.errors import PikkuError
from pikku.generate import work, writer
from pikku.generate.store import Store
from pikku.load import deliveries, extract
from pikku.platform import spark

SIZE = 4_000


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """Return a folder with the raw files that `raw` has, made by executors."""
    folder = tmp_path_factory.mktemp("spark") / "raw"
    generate.run(SIZE, 7, 3, folder, on_spark=True, piece=700)
    return folder


def told(folder: Path) -> dict:
    """Return the manifest but for the sizes and bytes of files."""
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in found["files"].values():
        for part in entry["parts"].values():
            del part["bytes"], part["crc32"]
    return found


def python_workers() -> list[psutil.Process]:
    """Return the Python processes of the Spark server that do work, not the one that starts them."""
    starters = psutil.Process(spark.status().pid).children()
    return [worker for starter in starters for worker in starter.children()]


def test_the_manifest_of_executors_is_that_of_one_process(raw, made):
    assert told(made) == told(raw)


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.path)
def test_the_load_reads_the_same_rows_in_the_same_order(raw, made, file, tmp_path):
    found = []
    for folder in (raw, made):
        duck = duckdb.connect()
        sent = extract.sent(duck, deliveries.parts(folder, file), file, tmp_path)
        found.append(duck.execute(sent).fetchall())
    assert found[0] == found[1]


def test_large_parquet_files_are_folders_and_csv_files_the_same_bytes(raw, made):
    folders = [file for file in RAW_FILES if (made / file.path).is_dir()]
    tables = {file.table_name for file in folders}
    assert tables == {"sales_order_line", "shipment_line", "attendance"}
    assert all(len(list((made / file.path).iterdir())) > 1 for file in folders)
    for path in raw.rglob("*.csv"):
        assert (made / path.relative_to(raw)).read_bytes() == path.read_bytes()
    assert not (made / ".generating").exists()


def test_what_executors_made_is_kept_and_a_lost_file_of_it_noticed(raw, made, tmp_path):
    assert generate.run(SIZE, 7, out=made).kept
    lost = sorted((made / "sales" / "sales_order_lines.parquet").iterdir())[1]
    lost.rename(tmp_path / "lost")
    try:
        with pytest.raises(PikkuError, match="it was cut"):
            _load(made, "sales_order_line")
        assert not generate.manifest.is_whole(made, told(made)["fingerprint"])
    finally:
        (tmp_path / "lost").rename(lost)


def test_a_file_that_was_cut_is_named(made):
    cut = sorted((made / "sales" / "sales_order_lines.parquet").iterdir())[1]
    content = cut.read_bytes()
    cut.write_bytes(content[:-5])
    try:
        with pytest.raises(PikkuError, match=f"{cut.name} can't be read: it has no end"):
            _load(made, "sales_order_line")
    finally:
        cut.write_bytes(content)


def _load(folder: Path, table: str) -> None:
    file = next(file for file in RAW_FILES if file.table_name == table)
    path = deliveries.parts(folder, file)["main"]
    query = extract.rows(duckdb.connect(), path, file, "main")
    (rows,) = duckdb.execute(f"SELECT count(*) FROM ({query})").fetchone()
    deliveries.require_whole(folder, file.path, rows, deliveries.announced(folder))


def test_one_process_and_executors_replace_what_the_other_made(raw, tmp_path):
    generate.run(500, 7, 2, tmp_path, on_spark=True, piece=100)
    generate.run(SIZE, 7, out=tmp_path)
    assert told(tmp_path) == told(raw)
    assert all((tmp_path / file.path).is_file() for file in RAW_FILES)
    generate.run(500, 7, 2, tmp_path, on_spark=True, piece=100)
    assert (tmp_path / "sales" / "sales_order_lines.parquet").is_dir()


def test_executors_add_the_months_that_one_process_adds(tmp_path):
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    generate.run(500, 7, out=ours, until="2026-04")
    for until in ("2026-03", "2026-04"):
        generate.run(500, 7, 2, theirs, until=until, on_spark=True, piece=100)
    for month in ("", "2026-04"):
        assert told(theirs / month) == told(ours / month)


def test_a_full_disk_of_an_executor_is_a_clear_error(tmp_path, monkeypatch):
    def full(worker: object, task: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(work.Worker, "sell", full)
    with pytest.raises(PikkuError, match="can't be written to .*: No space left") as error:
        generate.run(500, 7, out=tmp_path, on_spark=True)
    assert "executors reach" in error.value.remedy
    assert list(tmp_path.iterdir()) == []


def test_a_fault_in_an_executor_is_told_by_its_last_line(tmp_path, monkeypatch):
    def wrong(worker: object, task: object) -> None:
        raise ValueError("a week has eight days")

    monkeypatch.setattr(work.Worker, "count", wrong)
    with pytest.raises(PikkuError, match="ValueError: a week has eight days"):
        generate.run(500, 7, out=tmp_path, on_spark=True)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_python_worker_is_a_clear_error_and_the_next_run_is_whole(raw, tmp_path):
    def kill() -> None:
        limit = time.monotonic() + 60
        while not list(tmp_path.glob(".generating/*/stored/sales/*.parquet/part-*")):
            assert time.monotonic() < limit
            time.sleep(0.01)
        for worker in python_workers():
            worker.kill()

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(PikkuError, match="Python worker of its executors, was ended from outside"):
        generate.run(60_000, 7, out=tmp_path, on_spark=True, piece=2_000)
    killer.join()
    assert list(tmp_path.iterdir()) == []
    generate.run(SIZE, 7, out=tmp_path, on_spark=True)
    assert told(tmp_path) == told(raw)


def test_a_stop_in_the_middle_stops_the_executors_and_leaves_nothing(tmp_path):
    def stop(done: int, steps: int, what: str) -> None:
        if what.startswith("orders"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate.run(60_000, 7, 4, tmp_path, stop, on_spark=True, piece=2_000)
    assert list(tmp_path.iterdir()) == []
    before = [worker.cpu_times().user for worker in python_workers()]
    time.sleep(1)
    after = [worker.cpu_times().user for worker in python_workers()]
    assert sum(after) - sum(before) < 0.5
    assert list(tmp_path.iterdir()) == []


def test_a_worker_left_of_an_earlier_run_finds_nowhere_to_write_to(tmp_path):
    company = work.Company(1, generate.sizes.parse(500), generate.REALISM)
    rows = company.staff_months(range(1))[0]
    piece = work.planted(company)(rows)
    with writer.workshop(tmp_path) as hidden:
        output = writer.Output(tmp_path, hidden)
        store = Store(output.stored)
        assert store.keep(0, piece).true_rows == len(rows)
    with pytest.raises(FileNotFoundError):
        store.keep(0, piece)
    assert list(tmp_path.iterdir()) == []
