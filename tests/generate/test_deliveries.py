"""The books carried on: earlier files stay byte for byte, and it makes no difference how often they are carried on."""

import hashlib
import json
import os
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku import generate
from pikku.catalog.periods import FIRST_DAY, LAST_DAY, LAST_PLANNED_DAY
from pikku.catalog.raw import RAW_FILES, later_deliveries
from pikku.catalog.realism import REALISM
from pikku.errors import PikkuError
from pikku.generate import calendar, deliveries, manifest, writer
from pikku.generate.deliveries import BOOKS, LATER

SIZE, SEED = 900, 3


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file below a folder, by its path there."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def make(folder: Path, until: str | None, **more) -> generate.GenerateReport:
    return generate.run(SIZE, SEED, out=folder, until=until, **more)


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> Path:
    """The three years alone."""
    folder = tmp_path_factory.mktemp("books")
    make(folder, None)
    return folder


@pytest.fixture(scope="module")
def longer(tmp_path_factory) -> Path:
    """The three years and two months, made at once."""
    folder = tmp_path_factory.mktemp("longer")
    make(folder, "2026-05")
    return folder


def test_more_months_leave_all_earlier_files_byte_for_byte(books, longer):
    earlier, later = contents(books), contents(longer)
    assert {name: later[name] for name in earlier} == earlier
    added = {name.partition("/")[0] for name in later.keys() - earlier.keys()}
    assert added == {"2026-04", "2026-05"}


@pytest.mark.parametrize("workers, piece", [(1, 100_000), (2, 700)])
def test_month_by_month_is_the_same_as_at_once(longer, tmp_path, workers, piece):
    months, at_once = tmp_path / "months", tmp_path / "at once"
    for until in (None, "2026-04", "2026-05"):
        report = make(months, until, workers=workers, piece=piece)
        assert not report.kept
    make(at_once, "2026-05", workers=workers, piece=piece)
    assert contents(months) == contents(at_once)
    assert generate.checksums(months) == generate.checksums(longer)


def test_the_books_up_to_the_end_of_the_plan_begin_like_shorter_ones(longer, tmp_path):
    make(tmp_path, LATER[-1].name)
    found = contents(tmp_path)
    assert contents(longer).items() <= found.items()
    assert [path.name for path in later_deliveries(tmp_path)] == [each.name for each in LATER]


def test_only_the_new_month_is_written(books, tmp_path):
    make(tmp_path, "2026-04")
    before = {file: file.stat().st_mtime_ns for file in tmp_path.rglob("*") if file.is_file()}
    assert not make(tmp_path, "2026-05").kept
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert make(tmp_path, "2026-05").kept
    assert make(tmp_path, None).kept  # what is there stays unless somebody says where to end
    report = make(tmp_path, "2026-03")
    assert not report.kept and later_deliveries(tmp_path) == []
    assert contents(tmp_path) == contents(books)


def test_another_company_keeps_no_month(longer, tmp_path):
    make(tmp_path, "2026-05")
    generate.run(SIZE, SEED + 1, out=tmp_path, until="2026-04")
    assert [path.name for path in later_deliveries(tmp_path)] == ["2026-04"]
    prints = {manifest.read(tmp_path / name)["fingerprint"] for name in ("", "2026-04")}
    assert len(prints) == 1 and prints != {manifest.read(longer)["fingerprint"]}


@pytest.mark.parametrize("broken", ["manifest.json", "sales/receipts.csv"])
def test_a_month_that_is_not_whole_is_made_again(longer, tmp_path, broken):
    make(tmp_path, "2026-05")
    (tmp_path / "2026-04" / broken).unlink()
    assert not make(tmp_path, "2026-05").kept
    assert contents(tmp_path) == contents(longer)


@pytest.mark.parametrize("name", ["sales/receipts.csv", "products/production_log.parquet"])
def test_before_a_month_is_added_the_earlier_files_are_compared_to_the_bit(longer, tmp_path, name):
    make(tmp_path, "2026-04")
    octets = bytearray((tmp_path / name).read_bytes())
    octets[len(octets) // 2] ^= 1
    (tmp_path / name).write_bytes(octets)
    make(tmp_path, "2026-05")
    assert contents(tmp_path) == contents(longer)


def test_a_part_that_is_gone_is_made_again_and_the_months_stay(longer, tmp_path):
    make(tmp_path, "2026-05")
    month = {file: file.stat().st_mtime_ns for file in (tmp_path / "2026-04").rglob("*.*")}
    (tmp_path / "sales" / "receipts.csv").unlink()
    assert not make(tmp_path, None).kept
    assert contents(tmp_path) == contents(longer)
    assert {file: file.stat().st_mtime_ns for file in month} == month


def test_what_else_somebody_keeps_there_stays(tmp_path):
    make(tmp_path, "2026-05")
    mine = [tmp_path / "2026-05" / "photo.jpg", tmp_path / "1998-07" / "photo.jpg"]
    for file in mine:
        file.parent.mkdir(exist_ok=True)
        file.touch()
    make(tmp_path, "2026-04")
    assert all(file.exists() for file in mine)
    assert [file.name for file in (tmp_path / "2026-05").iterdir()] == ["photo.jpg"]


@pytest.mark.parametrize("killed", range(3))
def test_a_kill_while_a_month_is_put_in_place_leaves_none_that_counts(
    books, longer, tmp_path, monkeypatch, killed
):
    make(tmp_path, None)
    place, done = writer.Output._replace, []

    def stop(self, name):
        if len(done) == killed * 20:
            raise KeyboardInterrupt
        done.append(name)
        place(self, name)

    with monkeypatch.context() as patch:
        patch.setattr(writer.Output, "_replace", stop)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path, "2026-04")
    assert not (tmp_path / "2026-04" / "manifest.json").exists()
    assert contents(books).items() <= contents(tmp_path).items()
    make(tmp_path, "2026-05")
    assert contents(tmp_path) == contents(longer)


@pytest.fixture(scope="module")
def truths() -> dict[str | None, dict]:
    """The true rows of all tables at the end of the books, and one and two months later."""
    return {
        until: {
            f.table_name: generate.truth(SIZE, SEED, f.table_name, until=until) for f in RAW_FILES
        }
        for until in (None, "2026-04", "2026-05")
    }


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.table_name)
def test_the_deliveries_together_have_every_row_of_the_longer_books(longer, truths, file):
    rows = 0
    for name, until in (("", None), ("2026-04", "2026-04"), ("2026-05", "2026-05")):
        rows += manifest.read(longer / name)["files"][file.path]["true_rows"]
        assert truths[until][file.table_name].num_rows == rows


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.table_name)
def test_what_changes_in_a_month_is_later_than_all_that_was_delivered_before(truths, file):
    key = ", ".join(file.key)
    with duckdb.connect() as duck:
        for before, after in ((None, "2026-04"), ("2026-04", "2026-05")):
            duck.register("before", truths[before][file.table_name])
            duck.register("after", truths[after][file.table_name])
            last, first, gone = duck.execute(
                f"""SELECT (SELECT max(modified_at) FROM before), min(modified_at),
                           (SELECT count(*) FROM before ANTI JOIN after USING ({key}))
                    FROM (FROM after EXCEPT FROM before)"""
            ).fetchone()
            end = next(each for each in (BOOKS, *LATER) if each.name == (before or ""))
            assert last is None or last.date() <= calendar.EPOCH + timedelta(days=end.last)
            assert first is None or first.date() > calendar.EPOCH + timedelta(days=end.last)
            assert gone == 0


def test_goods_on_the_road_arrive_in_a_later_delivery(truths):
    before, after = (truths[until]["shipment"] for until in (None, "2026-04"))
    with duckdb.connect() as duck:
        duck.register("before", before)
        duck.register("after", after)
        waiting, arrived, other = duck.execute(
            """SELECT count(*) FILTER (b.delivered_on IS NULL),
                      count(*) FILTER (b.delivered_on IS NULL AND a.delivered_on > DATE '2026-03-31'),
                      count(*) FILTER (b.delivered_on <> a.delivered_on)
               FROM before b JOIN after a USING (shipment_no)"""
        ).fetchone()
    assert waiting and waiting == arrived and other == 0


@given(month=st.integers(0, len(LATER)))
def test_deliveries_follow_each_other_without_a_gap(month):
    every = deliveries.up_to([None, *(each.name for each in LATER)][month])
    assert every[0] == BOOKS and len(every) == month + 1
    assert all(a.last + 1 == b.first for a, b in pairwise(every))
    assert every[0].first == (FIRST_DAY - calendar.EPOCH).days
    assert every[0].last == (LAST_DAY - calendar.EPOCH).days
    assert LATER[-1].last == (LAST_PLANNED_DAY - calendar.EPOCH).days


@pytest.mark.parametrize(
    "until, says",
    [
        ("2022-12", "before they begin"),
        ("2025-06", "three years at least"),
        ("2027-04", "planned until 2027-03-31"),
        ("9999-12", "planned until"),
        ("2026-13", "no month"),
        ("2026-00", "no month"),
        ("next year", "no month"),
        ("2026-04-30", "no month"),
        ("", "no month"),
    ],
)
def test_an_end_that_cannot_be_is_told_before_anything_is_touched(tmp_path, until, says):
    with pytest.raises(PikkuError, match=says) as error:
        make(tmp_path / "raw", until)
    assert "2026-04" in error.value.remedy or "2026-03" in error.value.remedy
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("until", ["2026-03", " 2026-03 ", "2026-3"])
def test_the_end_of_the_three_years_is_the_three_years(books, until):
    assert make(books, until).kept


def test_each_manifest_says_when_its_delivery_ends(longer):
    for name, last in (("", "2026-03-31"), ("2026-04", "2026-04-30"), ("2026-05", "2026-05-31")):
        assert json.loads((longer / name / "manifest.json").read_text())["until"] == last


def test_new_customers_come_in_later_months_and_buy_from_the_next_quarter_on():
    before, after = (
        generate.truth("6000", SEED, "customer", until=until) for until in (None, "2027-03")
    )
    new = after.num_rows - before.num_rows
    # So many came in the three years, of which the last new one had 120 days left to buy something.
    acquired = before.num_rows * REALISM.orders.acquired
    assert new == round(acquired / (calendar.DAYS - 120) * (calendar.PLAN_DAYS - calendar.DAYS))
    assert after.slice(0, before.num_rows).drop_columns("modified_at") == before.drop_columns(
        "modified_at"
    )
    with duckdb.connect() as duck:
        duck.register("customers", after)
        duck.register("orders", generate.truth("6000", SEED, "sales_order", until="2027-03"))
        first, early, buying = duck.execute(
            """SELECT min(customer_since), count(*) FILTER (ordered_on < customer_since),
                      count(DISTINCT customer_code)
               FROM customers JOIN orders ON customer_id = CAST(customer_code[3:] AS BIGINT)
               WHERE customer_since > DATE '2026-03-31'"""
        ).fetchone()
    assert first > LAST_DAY and early == 0 and 0 < buying <= new
