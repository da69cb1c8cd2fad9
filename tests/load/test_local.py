"""The database becomes equal to the raw files, in one transaction, and stays as it was when that fails."""

import subprocess
import sys
import textwrap
import threading
import time

import psycopg
import pytest

from pikku import catalog, load
from pikku.errors import PikkuError
from pikku.load import build, local, state
from pikku.platform import sql

LATER = "2023-05-31 10:00:00"
BUSINESS = [str(table) for table in catalog.tables()]


def drop_all(link: psycopg.Connection) -> None:
    """Empty the database."""
    for schema in (*catalog.AREAS, "etl"):
        link.execute(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    link.commit()


def versions(link: psycopg.Connection, tables: list[str] = BUSINESS) -> dict[str, set[tuple]]:
    """Return where each row lies and which transaction wrote it: both change when the row is touched."""
    found = {
        t: set(link.execute(f"SELECT ctid::text, xmin::text FROM {t}").fetchall()) for t in tables
    }
    link.rollback()
    return found


def leftovers(link: psycopg.Connection) -> list[str]:
    """Return the schema in which new rows lie beside the tables, if it is there."""
    found = link.execute("SELECT nspname FROM pg_namespace WHERE nspname = %s", [build.SCHEMA])
    names = [name for (name,) in found.fetchall()]
    link.rollback()
    return names


def contents(link: psycopg.Connection) -> dict[str, list[tuple]]:
    """Return all rows of the business tables."""
    found = {t: sorted(link.execute(f"SELECT t::text FROM {t} t").fetchall()) for t in BUSINESS}
    link.rollback()
    return found


@pytest.fixture
def loaded(link, company, write) -> psycopg.Connection:
    """Return a connection to the database with the tiny company loaded."""
    load.run(raw=write(company()))
    return link


def test_a_first_load_makes_and_fills_every_table(link, rows, write):
    drop_all(link)
    steps = []
    report = load.run(lambda *step: steps.append(step), raw=write(rows))
    assert [done for done, *_ in steps] == list(range(len(steps)))
    assert {total for _, total, _ in steps} == {len(steps)}
    for table in BUSINESS:
        (count,) = link.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == report.rows[table.partition(".")[2]]
    assert (report.inserted, report.updated, report.deleted) == (sum(report.rows.values()), 0, 0)
    assert all(result.holds for result in report.audit)


def test_all_keys_and_checks_of_the_catalogue_are_there_and_valid(loaded):
    found = dict(
        loaded.execute(
            "SELECT conname, bool_and(convalidated) FROM pg_constraint GROUP BY 1"
        ).fetchall()
    )
    for table in catalog.tables():
        names = [str(each.name) for each in table.constraints]
        names += [str(each.name) for column in table.columns for each in column.constraints]
        assert [name for name in names if not found.get(name)] == []


def test_tables_and_columns_carry_their_comments(loaded):
    for table in catalog.tables():
        found = loaded.execute(
            "SELECT obj_description(%s::regclass), col_description(%s::regclass, 1)",
            [str(table)] * 2,
        ).fetchone()
        assert found == (table.comment, next(iter(table.columns)).comment)


def test_a_load_that_waits_for_another_says_so(loaded, rows, write, capsys):
    with sql.connect() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [local._LOCK])
        waiting = threading.Thread(target=load.run, kwargs={"raw": write(rows)})
        waiting.start()
        said = ""
        while waiting.is_alive() and "Another load" not in said:
            said += capsys.readouterr().err
            time.sleep(0.1)
    waiting.join()
    assert "Another load writes to this database; waiting." in said


def test_a_second_load_touches_no_row(loaded, rows, write):
    tables = [*BUSINESS, "etl.load_figure"]
    before = versions(loaded, tables)
    report = load.run(raw=write(rows))
    assert (report.inserted, report.updated, report.deleted) == (0, 0, 0)
    assert versions(loaded, tables) == before
    loads = (
        "SELECT inserted + updated + deleted FROM etl.load_run ORDER BY load_run_id DESC LIMIT 1"
    )
    assert loaded.execute(loads).fetchone() == (0,)


def test_a_correction_touches_only_what_it_changes(loaded, rows, write):
    before = versions(loaded)
    late = {"customer": [rows["customer"][1] | {"City": "Rajkot", "Last Changed": LATER}]}
    report = load.run(raw=write(rows, late))
    after = versions(loaded)
    touched = {table for table in BUSINESS if before[table] != after[table]}
    assert "customers.customer" in touched
    # Its invoices and what hangs on them carry its state, so they are as recent as it.
    assert touched <= {
        "customers.customer",
        "finance.receivable_invoice",
        "finance.receivable_invoice_line",
        "finance.journal_entry",
        "finance.journal_line",
    }
    assert report.inserted == report.deleted == 0
    assert report.updated == sum(len(after[t] - before[t]) for t in touched) > 0
    assert loaded.execute(
        "SELECT city FROM customers.customer WHERE customer_id = 2"
    ).fetchone() == ("Rajkot",)


def test_rows_that_vanish_are_removed_and_new_ones_added(loaded, rows, write):
    rows["department"].append(rows["department"][0] | {"Dept": "D-08"})
    load.run(raw=write(rows))
    rows["department"][-1]["Dept"] = "D-07"
    rows["department"][0]["Department"] = "Sales and marketing"
    report = load.run(raw=write(rows))
    assert (report.inserted, report.updated, report.deleted) == (1, 1, 1)


def test_codes_may_change_places(loaded, rows, write):
    first, second = rows["customer"]
    first["GSTIN"], second["GSTIN"] = (
        first["GSTIN"][:2] + second["GSTIN"][2:],
        second["GSTIN"][:2] + first["GSTIN"][2:],
    )
    load.run(raw=write(rows))
    pans = loaded.execute("SELECT pan FROM customers.customer ORDER BY customer_id").fetchall()
    assert pans == [("AAPCG1234M",), ("AAPCA1234M",)]


@pytest.mark.parametrize(
    ("least", "remembered"),
    [(0, 1_000), (1_000, 1_000), (1_000, 1)],
    ids=["emptied and filled", "row by row", "row by row without foreign keys"],
)
def test_much_that_changed_ends_the_same_either_way(
    loaded, rows, write, monkeypatch, least, remembered
):
    monkeypatch.setattr(local, "REFILL_LEAST", least)
    monkeypatch.setattr(local, "MOST_REMEMBERED", remembered)
    dropped = []
    drop = local._drop_foreign_keys
    monkeypatch.setattr(
        local,
        "_drop_foreign_keys",
        lambda link, tables: dropped.extend(tables) or drop(link, tables),
    )
    for row in rows["customer"] + rows["sales_order"] + rows["shipment"]:
        row["Last Changed"] = LATER
    load.run(raw=write(rows))
    names = {table.name for table in dropped}
    assert ({"customer", "sales_order", "shipment"} <= names) == (
        (least, remembered) != (1_000, 1_000)
    )
    changed = contents(loaded)
    keys = state.constraint_names(loaded)
    drop_all(loaded)
    load.run(raw=write(rows))
    assert contents(loaded) == changed
    assert state.constraint_names(loaded) == keys


def test_what_is_refused_is_in_quarantine_with_its_row(loaded, rows, write):
    rows["sales_order"].append(rows["sales_order"][0] | {"Order No": ""})
    load.run(raw=write(rows))
    found = loaded.execute(
        "SELECT kind, detail, row_number, raw_row->>'Channel' FROM etl.quarantine"
    ).fetchall()
    assert found == [("missing key", "Order No is empty", 3, "field")]
    load.run(raw=write(rows))
    assert loaded.execute("SELECT count(*) FROM etl.quarantine").fetchone() == (1,)


def test_the_figures_explain_every_row(loaded, rows, write):
    first = rows["sales_order"][0]
    rows["sales_order"] += [dict(first), first | {"Order No": ""}]
    late = {"sales_order": [first | {"Reqd By": "2023-04-15", "Last Changed": LATER}]}
    load.run(raw=write(rows, late))
    figures = {each.table: each for each in load.figures()}
    assert list(figures) == list(dict.fromkeys(figures))
    assert len(figures) == len(BUSINESS)
    assert figures["sales_order"] == load.TableFigures("sales", "sales_order", 5, 1, 1, 1, 0, 0, 2)
    for each in figures.values():
        lost = each.quarantined + each.duplicates + each.older_versions + each.merged
        assert each.loaded == each.raw_rows - lost + each.derived


def test_a_nul_in_a_text_is_a_blank(loaded, rows, write):
    rows["customer"][0]["City"] = "Pune\0"
    rows["carrier"].append(rows["carrier"][0] | {"Transporter": "TR-09", "Mode": "ca\0mel"})
    load.run(raw=write(rows))
    query = "SELECT city FROM customers.customer ORDER BY customer_id"
    assert loaded.execute(query).fetchall() == [("Pune",), ("Surat",)]
    found = "SELECT detail FROM etl.finding UNION ALL SELECT detail FROM etl.quarantine"
    query = f"SELECT detail FROM ({found}) told WHERE position('\\0' IN detail) > 0"
    assert loaded.execute(query).fetchall() == [
        ("City 'Pune\\0'",),
        ("Mode 'ca\\0mel' is none of road, rail, air, sea",),
    ]


def test_a_row_that_no_conforming_can_mend_is_named(loaded, rows, write):
    before = contents(loaded)
    rows["customer"][1] |= {"GSTIN": rows["customer"][0]["GSTIN"]}
    with pytest.raises(
        PikkuError, match=r"customers\.customer refused a row.*uq_customer_gstin"
    ) as caught:
        load.run(raw=write(rows))
    assert "27AAPCA1234M1ZX" in caught.value.message
    assert contents(loaded) == before


def test_a_row_that_breaks_a_key_stops_a_first_load_too(link, rows, write):
    drop_all(link)
    rows["customer"][1] |= {"GSTIN": rows["customer"][0]["GSTIN"]}
    with pytest.raises(
        PikkuError, match=r"customers\.customer refused a row.*uq_customer_gstin.*27"
    ):
        load.run(raw=write(rows))
    assert leftovers(link) == []
    (tables,) = link.execute(
        "SELECT count(*) FROM pg_tables WHERE schemaname = ANY(%s)", [list(catalog.AREAS)]
    ).fetchone()
    assert tables == 0


AUDIT = f"asking whether {load.AUDITED[0]}"


@pytest.mark.parametrize("when", ["customer", AUDIT])
def test_a_load_that_is_killed_leaves_the_old_state(loaded, rows, write, home, when):
    before = contents(loaded)
    rows["customer"][0]["City"] = "Nashik"
    rows["sales_order"][0]["Last Changed"] = LATER
    folder = write(rows)
    script = textwrap.dedent("""
        import os, sys
        from pathlib import Path
        from pikku import load

        def stop(done, total, what):
            if what == sys.argv[2]:
                os._exit(9)

        load.run(progress=stop, raw=Path(sys.argv[1]))
    """)
    killed = subprocess.run(
        [sys.executable, "-c", script, str(folder), when], env=environment(home), check=False
    )
    assert killed.returncode == 9
    assert contents(loaded) == before
    assert leftovers(loaded) == [build.SCHEMA]
    report = load.run(raw=folder)
    assert report.updated > 0
    assert leftovers(loaded) == []
    assert loaded.execute(
        "SELECT city FROM customers.customer WHERE customer_id = 1"
    ).fetchone() == ("Nashik",)


def test_books_that_are_not_in_order_leave_nothing_behind(loaded, write, company, monkeypatch):
    def refuse(results, near):
        raise PikkuError("The books are not in order.")

    monkeypatch.setattr(load, "refuse", refuse)
    before = contents(loaded)
    with pytest.raises(PikkuError, match="not in order"):
        load.run(raw=write(company()))
    assert leftovers(loaded) == []
    assert contents(loaded) == before


def test_a_load_whose_server_goes_away_says_so(loaded, rows, write):
    before = contents(loaded)

    def sever(done, total, what):
        if what == AUDIT:
            with sql.connect(autocommit=True) as other:
                other.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted"
                )

    rows["customer"][0]["City"] = "Nashik"
    with pytest.raises(PikkuError, match="stopped the load, which changed nothing"):
        load.run(progress=sever, raw=write(rows))
    assert contents(loaded) == before


def test_what_a_column_added_to_the_catalogue_arrives_with_no_other_edit(loaded, rows, write, home):
    folder = write(rows)
    path = folder / "sales" / "customers.csv"
    lines = path.read_text().splitlines()
    path.write_text("\n".join([f"{lines[0]},Phone", f"{lines[1]},020 123", f"{lines[2]},"]) + "\n")
    script = textwrap.dedent("""
        import sys
        from dataclasses import replace
        from pathlib import Path
        from pikku.catalog import raw
        from pikku.catalog.columns import text
        from pikku.catalog.customers import customer

        customer.append_column(text("phone", "Telephone", 20, optional=True))
        raw.RAW_FILES = tuple(
            replace(f, columns=(*f.columns, raw.RawColumn("Phone", "phone"))) if f.table is customer else f
            for f in raw.RAW_FILES
        )
        from pikku import load

        report = load.run(raw=Path(sys.argv[1]))
        print(report.inserted, report.updated, report.deleted)
    """)
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)],
        env=environment(home),
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["2", "0", "0"]
    phones = loaded.execute("SELECT phone FROM customers.customer ORDER BY customer_id").fetchall()
    assert phones == [("020 123",), (None,)]
    loaded.rollback()
    load.run(raw=folder)  # and it leaves with the catalogue that doesn't know it
    columns = "SELECT count(*) FROM information_schema.columns WHERE table_name = 'customer' AND column_name = 'phone'"
    assert loaded.execute(columns).fetchone() == (0,)


def test_a_table_that_was_altered_by_hand_is_mended(loaded, rows, write):
    with sql.connect(autocommit=True) as other:
        other.execute(
            "ALTER TABLE customers.customer ALTER COLUMN city TYPE text, DROP CONSTRAINT uq_customer_gstin"
        )
    load.run(raw=write(rows))
    kind = loaded.execute("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'city' "
                          "AND attrelid = 'customers.customer'::regclass").fetchone()  # fmt: skip
    assert kind == ("character varying(60)",)
    assert loaded.execute(
        "SELECT count(*) FROM pg_constraint WHERE conname = 'uq_customer_gstin'"
    ).fetchone() == (1,)


def test_a_view_of_the_users_is_not_dropped(loaded, rows, write):
    with sql.connect(autocommit=True) as other:
        other.execute(
            "CREATE VIEW customers.pune AS SELECT gstin FROM customers.customer WHERE city = 'Pune'"
        )
        other.execute("ALTER TABLE customers.customer DROP CONSTRAINT uq_customer_gstin")
        try:
            with pytest.raises(PikkuError, match=r"view customers\.pune depends on"):
                load.run(raw=write(rows))
            assert other.execute("SELECT count(*) FROM customers.pune").fetchone() == (1,)
        finally:
            other.execute("DROP VIEW customers.pune")
    load.run(raw=write(rows))


def test_a_foreign_key_of_the_users_is_not_dropped(loaded, rows, write):
    keys = "SELECT count(*) FROM pg_constraint WHERE conname = 'whom'"
    with sql.connect(autocommit=True) as other:
        other.execute("CREATE SCHEMA notes")
        other.execute(
            "CREATE TABLE notes.visit (customer_id bigint CONSTRAINT whom REFERENCES customers.customer)"
        )
        other.execute("ALTER TABLE customers.customer ALTER COLUMN city TYPE text")
        try:
            with pytest.raises(
                PikkuError, match=r"whom on table notes\.visit depends on table customers\.customer"
            ) as caught:
                load.run(raw=write(rows))
            assert "Drop what depends on it" in caught.value.remedy
            assert other.execute(keys).fetchone() == (1,)
        finally:
            other.execute("DROP SCHEMA notes CASCADE")
    load.run(raw=write(rows))


def environment(home) -> dict[str, str]:
    """Return the environment of a process that works on the tests' database."""
    import os

    import pikku

    library = str(next(iter(pikku.__path__)).rpartition("pikku")[0])
    return os.environ | {"PIKKU_HOME": str(home), "PYTHONPATH": library}
