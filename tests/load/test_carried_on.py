"""Books that are carried on month by month: what the load makes of later deliveries."""

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from pikku import catalog, generate, reconcile
from pikku.catalog.invariants import INVARIANTS, audit_sql
from pikku.catalog.periods import LAST_DAY, periods
from pikku.catalog.raw import MENDED, RAW_FILES, REJECTED, later_deliveries
from pikku.errors import PikkuError
from pikku.load import clean, deliveries, derive

SIZE, SEED = 2_000, 7
ENDS = ("2026-04", "2027-03")


@pytest.fixture(scope="module")
def longest(tmp_path_factory) -> Path:
    """The raw files with all months that may follow."""
    folder = tmp_path_factory.mktemp("longest")
    generate.run(SIZE, SEED, out=folder, until=ENDS[-1])
    return folder


@pytest.fixture(scope="module", params=ENDS, ids=str)
def loaded(request, longest, tmp_path_factory):
    """The books up to a month in DuckDB, with that month and the folder of the raw files."""
    folder = tmp_path_factory.mktemp("until") / "raw"
    shutil.copytree(longest, folder)
    for month in later_deliveries(folder):
        if month.name > request.param:
            shutil.rmtree(month)
    with duckdb.connect() as duck:
        derive.decide(duck, deliveries.last_day(folder))
        figures = clean.run(duck, folder)
        derive.make(duck)
        yield duck, request.param, folder, figures


def test_every_planted_defect_is_found_and_no_newer_version_is_taken_for_one(loaded):
    duck, _, folder, _ = loaded
    found = duck.execute(reconcile.FOUND.format("etl_", "etl_")).to_arrow_table()
    scored = reconcile.scored(generate.defects(folder), found)
    assert {each.kind for each in scored} == MENDED.keys() | REJECTED.keys()
    assert [each for each in scored if (each.recall, each.precision) != (100, 100)] == []


def test_findings_and_refused_rows_of_all_deliveries_have_keys_of_their_own(loaded):
    duck, *_ = loaded
    for table in ("quarantine", "finding"):
        rows, keys = duck.execute(
            f"SELECT count(*), count(DISTINCT {table}_id) FROM etl_{table}"
        ).fetchone()
        assert rows == keys > 0


@pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.table_name)
def test_what_remains_is_the_truth_at_the_end(loaded, file):
    duck, until, _, figures = loaded
    duck.register("truth", generate.truth(SIZE, SEED, file.table_name, until=until))
    columns = ", ".join(raw.column for raw in file.columns)
    made, true = (f"SELECT {columns} FROM {name}" for name in (f"clean.{file.table_name}", "truth"))
    assert duck.execute(f"{made} EXCEPT ALL {true}").fetchall() == []
    assert duck.execute(f"{true} EXCEPT ALL {made}").fetchall() == []
    it = figures[file.table_name]
    lost = it.quarantined + it.duplicates + it.older_versions + it.merged
    assert it.clean == it.raw_rows - lost


def test_all_invariants_hold(loaded):
    duck, *_ = loaded
    names = {table.name: table.name for table in catalog.tables()}
    found = duck.execute(audit_sql(names)).fetchall()
    assert [INVARIANTS[position].name for position, _, bad, _ in found if bad] == []


def test_the_books_end_with_the_last_delivery(loaded):
    duck, until, folder, _ = loaded
    last = deliveries.last_day(folder)
    assert f"{last:%Y-%m}" == until
    months = [period.period_id for period in periods(last=last)]
    assert duck.execute("SELECT period_id FROM period ORDER BY 1").fetchall() == [
        (month,) for month in months
    ]
    assert duck.execute("SELECT max(posted_on) FROM journal_entry").fetchone() == (last,)
    # The loan is paid back before the last month that there can be.
    monthly = "('payroll', 'salary payment', 'depreciation', 'monthly expenses', 'gst settlement')"
    counts = duck.execute(
        f"SELECT DISTINCT count(*) FROM journal_entry WHERE source IN {monthly} GROUP BY source"
    ).fetchall()
    assert counts == [(len(months),)]
    assert duck.execute(
        "SELECT count(*) FROM journal_entry WHERE source = 'year-end closing'"
    ).fetchone() == (len(months) // 12,)


def test_whoever_copies_what_was_changed_since_gets_all_that_is_new(longest, tmp_path):
    """New and changed rows of every table are later than all that the table had before, but for what has no end."""
    folder = tmp_path / "raw"
    shutil.copytree(longest, folder, ignore=shutil.ignore_patterns("2026-*", "2027-*"))
    with duckdb.connect() as before, duckdb.connect() as after:
        for duck, last in ((before, None), (after, "2026-04")):
            if last:
                shutil.copytree(longest / last, folder / last)
            derive.decide(duck, deliveries.last_day(folder))
            clean.run(duck, folder)
            derive.make(duck)
        for table in catalog.tables():
            after.register("old", before.execute(f"FROM {table.name}").to_arrow_table())
            first, last = after.execute(
                f"""SELECT min(modified_at), (SELECT max(modified_at) FROM old)
                    FROM (FROM {table.name} EXCEPT FROM old)"""
            ).fetchone()
            assert first is None or first > last, table.name


#: Postings that a later month may still correct, all among inventories: the log has a production run when it is finished, and its
#: materials on the day that it began.
CORRECTED = ("production issue",)


def test_what_was_posted_stays_as_it_was_when_months_are_added(longest, tmp_path):
    folder = tmp_path / "raw"
    shutil.copytree(longest, folder, ignore=shutil.ignore_patterns("2026-*", "2027-*"))
    months = later_deliveries(longest)
    with duckdb.connect() as kept:
        for added in (
            [],
            months[:3],
            months[3:9],
            months[9:11],
            months[11:],
        ):  # until March, June, December, February, March
            for month in added:
                shutil.copytree(month, folder / month.name)
            last = deliveries.last_day(folder)
            with duckdb.connect() as duck:
                derive.decide(duck, last)
                clean.run(duck, folder)
                derive.make(duck)
                posted = duck.execute(
                    f"""SELECT e.* EXCLUDE modified_at, l.* EXCLUDE (journal_entry_id, modified_at)
                        FROM journal_entry e JOIN journal_line l USING (journal_entry_id)
                        WHERE source NOT IN {(*CORRECTED, "")}"""
                ).to_arrow_table()
            kept.register("posted", posted)
            if added:
                changed = kept.execute(
                    """WITH again AS (FROM posted WHERE posted_on <= (SELECT max(posted_on) FROM journal))
                       (FROM journal EXCEPT FROM again) UNION ALL (FROM again EXCEPT FROM journal)"""
                ).fetchall()
                assert changed == [], last
            kept.execute("CREATE OR REPLACE TABLE journal AS FROM posted")


def test_a_month_that_is_missing_between_others_is_told(longest, tmp_path):
    ignore = shutil.ignore_patterns("2026-05", "2026-1*", "2027-*")
    shutil.copytree(longest, tmp_path / "raw", ignore=ignore)
    with pytest.raises(PikkuError, match="2026-05 are missing") as error:
        deliveries.last_day(tmp_path / "raw")
    assert f"pikku generate --size {SIZE} --seed {SEED} --until 2026-09" in error.value.remedy


def test_a_month_that_is_not_whole_or_of_another_company_is_told(longest, tmp_path):
    folder = tmp_path / "raw"
    shutil.copytree(
        longest, folder, ignore=shutil.ignore_patterns("2026-0[5-9]", "2026-1*", "2027-*")
    )
    manifest = folder / "2026-04" / "manifest.json"
    told = json.loads(manifest.read_text())
    manifest.write_text(json.dumps(told | {"fingerprint": "another"}))
    with pytest.raises(PikkuError, match="of another company"):
        deliveries.last_day(folder)
    manifest.unlink()
    with pytest.raises(PikkuError, match="are not whole"):
        deliveries.last_day(folder)
    (folder / "manifest.json").unlink()  # files of one's own come without a manifest
    assert deliveries.last_day(folder).isoformat() == "2026-04-30"


def test_a_cut_file_of_a_month_is_told_by_its_name(longest, tmp_path):
    folder = tmp_path / "raw"
    shutil.copytree(
        longest, folder, ignore=shutil.ignore_patterns("2026-0[5-9]", "2026-1*", "2027-*")
    )
    file = folder / "2026-04" / "sales" / "receipts.csv"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-3]))
    with duckdb.connect() as duck:
        derive.decide(duck, deliveries.last_day(folder))
        with pytest.raises(PikkuError, match="2026-04/sales/receipts.csv has"):
            clean.run(duck, folder)
    file.unlink()
    with (
        duckdb.connect() as duck,
        pytest.raises(PikkuError, match=r"receipts.csv is missing in .*2026-04"),
    ):
        derive.decide(duck)
        clean.run(duck, folder)


def test_the_three_years_alone_end_where_they_always_did(tmp_path):
    assert deliveries.last_day(tmp_path) == LAST_DAY
