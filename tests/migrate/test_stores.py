"""Activities on the database and the lake: Lookup, Script, procedures, Copy, GetMetadata, Delete."""

import json
import math
import time
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.migrate.conftest import (
    STORES,
    activity,
    copy,
    expression,
    file_reference,
    folder_reference,
    lookup,
    script,
    table_reference,
)
from tests.platform.adls.conftest import start as serve

from pikku.migrate import connections
from pikku.migrate.activities.queries import _json
from pikku.migrate.functions import to_json
from pikku.platform import lakeurl
from pikku.platform.lakestore import AdlsStore, FolderStore


@pytest.fixture(autouse=True)
def numbers(link):
    """Make a small table in the database."""
    link.execute("CREATE SCHEMA IF NOT EXISTS etl")
    link.execute("DROP TABLE IF EXISTS etl.numbers")
    link.execute(
        "CREATE TABLE etl.numbers (n int PRIMARY KEY, amount numeric(12, 3), at timestamp, word text)"
    )
    link.execute(
        "INSERT INTO etl.numbers SELECT g, g + 0.125, timestamp '2026-04-01 09:30:00.5' + g * interval '1 day', "
        "'w' || g FROM generate_series(1, 3) g"
    )
    return link


@pytest.fixture(params=["folder", "adls"])
def lake(request, tmp_path, monkeypatch):
    """Return the lake: a folder, or the same folder behind an endpoint of ADLS Gen2."""
    if request.param == "folder":
        yield FolderStore(tmp_path / "lake")
        return
    running = serve(tmp_path / "lake")
    monkeypatch.setenv("PIKKU_LAKE_KEY", running.key)
    yield AdlsStore(lakeurl.parse(running.url))
    running.stop()


@pytest.fixture
def go(run):
    """Return a function that runs activities with the stores at hand."""
    return lambda *activities, **more: run(*activities, files=STORES, **more)


def output(record, name):
    return record.activities(activityName=name)[-1].output


def error(record, name):
    return record.activities(activityName=name)[-1].error["message"]


def test_lookup_returns_the_first_row(go):
    _, record = go(lookup("l", "SELECT TOP 1 n, amount, at FROM etl.numbers ORDER BY n"))
    assert output(record, "l") == {
        "firstRow": {"n": 1, "amount": Decimal("1.125"), "at": "2026-04-02T09:30:00.5Z"}
    }


def test_lookup_returns_all_rows_in_order(go):
    _, record = go(lookup("l", "SELECT n FROM etl.numbers ORDER BY n", first=False))
    assert output(record, "l") == {"count": 3, "value": [{"n": 1}, {"n": 2}, {"n": 3}]}


def test_lookup_without_a_row_has_no_first_row(go):
    _, record = go(lookup("l", "SELECT n FROM etl.numbers WHERE n > 9"))
    assert output(record, "l") == {}


def test_lookup_reads_a_table_without_a_query(go):
    source = {
        "source": {"type": "AzureSqlSource"},
        "dataset": table_reference("etl", "numbers"),
        "firstRowOnly": False,
    }
    _, record = go(activity("l", "Lookup", source))
    assert output(record, "l")["count"] == 3


def test_lookup_returns_the_first_rows_as_data_factory_does(go, link):
    link.execute("INSERT INTO etl.numbers SELECT g FROM generate_series(10, 6000) g")
    _, record = go(lookup("l", "SELECT n FROM etl.numbers ORDER BY n DESC", first=False))
    found = output(record, "l")
    assert (found["count"], found["value"][0], len(found["value"])) == (5000, {"n": 6000}, 5000)


def test_lookup_refuses_larger_results_than_data_factory_does(go, link):
    query = "SELECT REPLICATE('x', 1000) AS word FROM etl.numbers CROSS JOIN etl.numbers AS b"
    link.execute("INSERT INTO etl.numbers SELECT g FROM generate_series(10, 100) g")
    ended, record = go(lookup("l", query, first=False))
    assert ended.status == "Failed"
    assert "at most 4 are allowed" in error(record, "l")


def test_a_refused_query_names_the_cause(go):
    ended, record = go(lookup("l", "SELECT gone FROM etl.numbers"))
    assert ended.status == "Failed"
    assert 'column "gone" does not exist' in error(record, "l")
    assert "SELECT gone FROM etl.numbers" in error(record, "l")


def test_script_counts_what_it_changes_and_returns_result_sets(go):
    _, record = go(
        script(
            "s",
            "UPDATE etl.numbers SET word = 'x' WHERE n < 3; DELETE FROM etl.numbers WHERE n = 3",
        ),
        script("q", "SELECT COUNT(*) AS rows_left FROM etl.numbers", kind="Query", after="s"),
    )
    assert output(record, "s")["recordsAffected"] == 3
    assert output(record, "q")["resultSets"] == [{"rowCount": 1, "rows": [{"rows_left": 2}]}]


def test_script_takes_parameters(go, link):
    one = script("s", "x")
    one["typeProperties"]["scripts"] = [{
        "type": "NonQuery",
        "text": "UPDATE etl.numbers SET word = @word WHERE n = @n AND word LIKE 'w%'",
        "parameters": [
            {"name": "word", "type": "String", "value": "it's 100 %", "direction": "Input"},
            {"name": "n", "type": "Int32", "value": expression("@add(1, 1)"), "direction": "Input"},
        ],
    }]  # fmt: skip
    _, record = go(one)
    assert output(record, "s")["recordsAffected"] == 1
    assert link.execute("SELECT word FROM etl.numbers WHERE n = 2").fetchone() == ("it's 100 %",)


def test_a_transaction_that_fails_changes_nothing_and_leaves_the_connection_usable(go, link):
    text = "BEGIN TRANSACTION; UPDATE etl.numbers SET word = 'x'; INSERT INTO etl.numbers (n) VALUES (1); COMMIT TRANSACTION"
    ended, record = go(
        script("s", text),
        lookup(
            "l",
            "SELECT COUNT(*) AS c FROM etl.numbers WHERE word = 'x'",
            after={"s": "Failed"}.items(),
        ),
    )
    assert ended.status == "Succeeded"
    assert output(record, "l")["firstRow"] == {"c": 0}


def test_a_procedure_is_called_with_named_parameters(go, link):
    link.execute(
        "CREATE OR REPLACE PROCEDURE etl.rename(new_word text, old_n int) LANGUAGE sql AS "
        "$$ UPDATE etl.numbers SET word = new_word WHERE n = old_n $$"
    )
    properties = {
        "storedProcedureName": "[etl].[rename]",
        "storedProcedureParameters": {
            "old_n": {"value": "@add(0, 2)", "type": "Int32"}, "new_word": {"value": "new", "type": "String"},
        },
    }  # fmt: skip
    service = {"referenceName": "ls_sql", "type": "LinkedServiceReference"}
    ended, _ = go(activity("p", "SqlServerStoredProcedure", properties, linkedServiceName=service))
    assert ended.status == "Succeeded"
    assert link.execute("SELECT word FROM etl.numbers WHERE n = 2").fetchone() == ("new",)


def test_a_query_ends_at_the_timeout_of_its_activity(go):
    begun = time.monotonic()
    ended, record = go(
        lookup("l", "SELECT 1 AS a FROM pg_sleep(30)", policy={"timeout": "0.00:00:01"})
    )
    assert ended.status == "Failed"
    assert time.monotonic() - begun < 10
    assert "timeout" in error(record, "l")


def test_copy_keeps_types_and_adds_columns(go, tmp_path, link):
    link.execute(
        "ALTER TABLE etl.numbers ADD day date DEFAULT '2026-04-01', ADD yes boolean DEFAULT true, ADD small smallint"
    )
    added = [
        {"name": "load_id", "value": expression("@concat('a', 'b')")},
        {"name": "fixed", "value": "x"},
    ]
    _, record = go(copy("c", {"additionalColumns": added}, "numbers.parquet"))
    table = pq.read_table(tmp_path / "lake/landing/some/where/numbers.parquet")
    assert table.schema.types == [
        pa.int32(), pa.decimal128(12, 3), pa.timestamp("us", "UTC"), pa.string(), pa.date32(), pa.bool_(),
        pa.int16(), pa.string(), pa.string(),
    ]  # fmt: skip
    assert table.slice(0, 1).to_pylist() == [{
        "n": 1, "amount": Decimal("1.125"), "at": datetime(2026, 4, 2, 9, 30, 0, 500000, UTC), "word": "w1",
        "day": date(2026, 4, 1), "yes": True, "small": None, "load_id": "ab", "fixed": "x",
    }]  # fmt: skip
    found = output(record, "c")
    assert (found["rowsRead"], found["rowsCopied"], found["filesWritten"]) == (3, 3, 1)
    assert (
        found["dataWritten"]
        == (tmp_path / "lake/landing/some/where/numbers.parquet").stat().st_size
    )


def test_copy_of_no_rows_makes_a_file_with_the_schema(go, tmp_path):
    source = {
        "sqlReaderQuery": "SELECT n, amount FROM etl.numbers WHERE n > 9",
        "additionalColumns": [{"name": "x", "value": "y"}],
    }
    _, record = go(copy("c", source, "none.parquet"))
    schema = pq.read_schema(tmp_path / "lake/landing/some/where/none.parquet")
    assert output(record, "c")["rowsCopied"] == 0
    assert schema.names == ["n", "amount", "x"]


def test_copy_maps_columns(go, tmp_path):
    one = copy("c", {}, "mapped.parquet")
    one["typeProperties"]["translator"] = {
        "type": "TabularTranslator",
        "mappings": [
            {"source": {"name": "word"}, "sink": {"name": "text"}},
            {"source": {"name": "n"}, "sink": {"name": "number"}},
        ],
    }
    go(one)
    table = pq.read_table(tmp_path / "lake/landing/some/where/mapped.parquet")
    assert table.slice(2).to_pylist() == [{"text": "w3", "number": 3}]


def test_a_copy_that_fails_leaves_the_old_file_and_no_half_one(go, tmp_path):
    go(copy("c", {}, "numbers.parquet"))
    file = tmp_path / "lake/landing/some/where/numbers.parquet"
    before = file.read_bytes()
    query = "SELECT n, 1 / (n - 250000) AS x FROM generate_series(1, 300000) n"
    ended, record = go(copy("c", {"sqlReaderQuery": query}, "numbers.parquet", policy={"retry": 1}))
    assert ended.status == "Failed"
    assert "division by zero" in error(record, "c")
    assert len(record.activities(activityName="c")) == 2
    assert file.read_bytes() == before
    assert [f.name for f in file.parent.iterdir()] == ["numbers.parquet"]


def test_a_copy_broken_off_by_its_timeout_leaves_nothing(go, tmp_path):
    query = "SELECT g, pg_sleep(0.001) IS NULL AS x FROM generate_series(1, 1000000) g"
    begun = time.monotonic()
    ended, record = go(
        copy("c", {"sqlReaderQuery": query}, "slow.parquet", policy={"timeout": "0.00:00:01"})
    )
    assert ended.status == "Failed"
    assert time.monotonic() - begun < 20
    assert not list((tmp_path / "lake/landing/some/where").iterdir())
    assert "timeout" in error(record, "c")


def test_a_copy_that_waits_for_its_turn_ends_at_its_timeout(go, monkeypatch):
    monkeypatch.setattr(connections, "_COPIES", 1)
    slow = {"sqlReaderQuery": "SELECT 1 AS n FROM pg_sleep(6)"}
    ended, record = go(
        copy("first", slow, "first.parquet"),
        activity("later", "Wait", {"waitTimeInSeconds": 2}),
        copy("c", {}, "c.parquet", after="later", policy={"timeout": "0.00:00:01"}),
    )
    assert ended.status == "Failed" and "timeout" in error(record, "c")
    [first, second] = (record.activities(activityName=name)[0] for name in ("first", "c"))
    assert first.status == "Succeeded", first.error
    assert second.activityRunEnd < first.activityRunEnd


def test_what_a_killed_copy_left_is_swept_away(go, tmp_path):
    folder = tmp_path / "lake/landing/some/where"
    folder.mkdir(parents=True)
    (folder / ".partial-1234-numbers.parquet").write_bytes(b"half")
    go(copy("c", {}, "numbers.parquet"))
    assert [f.name for f in folder.iterdir()] == ["numbers.parquet"]


@pytest.mark.parametrize("value", ["INTERVAL '1 day'", "point(1, 2)", "ARRAY[1, 2]"])
def test_a_type_that_parquet_cannot_hold_is_said(value, go, link):
    link.execute(f"CREATE OR REPLACE VIEW etl.odd AS SELECT n, {value} AS odd FROM etl.numbers")
    ended, record = go(copy("c", {"sqlReaderQuery": "SELECT * FROM etl.odd"}, "x.parquet"))
    link.execute("DROP VIEW etl.odd")
    assert ended.status == "Failed"
    assert "The column 'odd' has the type" in error(record, "c")


def test_a_column_that_would_be_there_twice_is_refused(go):
    ended, record = go(
        copy("c", {"additionalColumns": [{"name": "word", "value": "x"}]}, "x.parquet")
    )
    assert ended.status == "Failed"
    assert "'word' would be there twice" in error(record, "c")


@pytest.mark.parametrize("name", ["../../outside.parquet", "a/../../../../x", "C:/x"])
def test_nothing_is_written_outside_of_the_lake(name, go):
    ended, record = go(copy("c", {}, name))
    assert ended.status == "Failed"
    assert "is not allowed" in error(record, "c")


def test_metadata_of_files_folders_and_tables(go):
    _, record = go(
        copy("c", {}, "numbers.parquet"),
        activity("file", "GetMetadata", {"dataset": file_reference("numbers.parquet"), "fieldList": ["exists", "itemName", "itemType", "size", "columnCount", "structure"]}, "c"),
        activity("folder", "GetMetadata", {"dataset": folder_reference("some/where"), "fieldList": ["childItems"]}, "c"),
        activity("none", "GetMetadata", {"dataset": folder_reference("gone"), "fieldList": ["exists"]}, "c"),
        activity("table", "GetMetadata", {"dataset": table_reference("etl", "numbers"), "fieldList": ["exists", "columnCount"]}, "c"),
    )  # fmt: skip
    file = output(record, "file")
    assert (file["exists"], file["itemName"], file["itemType"], file["columnCount"]) == (
        True,
        "numbers.parquet",
        "File",
        4,
    )
    assert file["size"] == output(record, "c")["dataWritten"]
    assert file["structure"][1] == {"name": "amount", "type": "decimal128(12, 3)"}
    assert output(record, "folder") == {"childItems": [{"name": "numbers.parquet", "type": "File"}]}
    assert output(record, "none") == {"exists": False}
    assert output(record, "table") == {"exists": True, "columnCount": 4}


def test_metadata_of_a_file_has_its_digest_and_time(go, tmp_path):
    import base64
    import hashlib

    wanted = ["contentMD5", "lastModified"]
    _, record = go(
        copy("c", {}, "numbers.parquet"),
        activity("m", "GetMetadata", {"dataset": file_reference("numbers.parquet"), "fieldList": wanted}, "c"),
    )  # fmt: skip
    [file] = (tmp_path / "lake").rglob("*.parquet")
    digest = base64.b64encode(hashlib.md5(file.read_bytes()).digest()).decode()
    modified = datetime.fromtimestamp(file.stat().st_mtime, UTC)
    assert output(record, "m") == {
        "contentMD5": digest,
        "lastModified": f"{modified:%Y-%m-%dT%H:%M:%SZ}",
    }


def test_children_may_be_those_modified_in_some_time(go, tmp_path):
    import os

    folder = tmp_path / "lake/landing/some"
    (folder / "inner").mkdir(parents=True)
    for day in (1, 2, 3):
        file = folder / f"{day}.txt"
        file.touch()
        at = datetime(2026, 4, day, tzinfo=UTC).timestamp()
        os.utime(file, (at, at))
    for start, end, found in (
        ("2026-04-02T00:00:00Z", "2026-04-03T00:00:00Z", ["2.txt"]),
        ("2026-04-02T00:00:00Z", None, ["2.txt", "3.txt"]),
        (None, "2026-04-02T00:00:00Z", ["1.txt"]),
        (None, None, ["1.txt", "2.txt", "3.txt", "inner"]),
    ):
        settings = {"type": "AzureBlobFSReadSettings", "modifiedDatetimeStart": start, "modifiedDatetimeEnd": end}  # fmt: skip
        _, record = go(activity("m", "GetMetadata", {
            "dataset": folder_reference("some"), "fieldList": ["childItems"], "storeSettings": settings}))  # fmt: skip
        assert [child["name"] for child in output(record, "m")["childItems"]] == found


def test_what_does_not_exist_has_no_other_metadata(go):
    wanted = ["exists", "lastModified", "itemName"]
    _, record = go(
        activity("m", "GetMetadata", {"dataset": folder_reference("gone"), "fieldList": wanted}),
        activity("t", "GetMetadata", {"dataset": table_reference("etl", "gone"), "fieldList": ["exists", "structure"]}),
    )  # fmt: skip
    assert output(record, "m") == output(record, "t") == {"exists": False}


@pytest.mark.parametrize("key", ["wildcardFileName", "modifiedDatetimeEnd"])
def test_delete_refuses_to_delete_more_than_was_asked_for(key, go, tmp_path):
    folder = tmp_path / "lake/landing/some"
    folder.mkdir(parents=True)
    (folder / "kept.txt").touch()
    settings = {"type": "AzureBlobFSReadSettings", "recursive": True, key: "2026-04-01T00:00:00Z"}
    ended, record = go(
        activity("d", "Delete", {"dataset": folder_reference("some"), "storeSettings": settings})
    )
    assert ended.status == "Failed" and f"Deleting by {key}" in error(record, "d")
    assert (folder / "kept.txt").exists()


def test_metadata_of_something_that_is_not_there_fails(go):
    ended, record = go(
        activity(
            "m", "GetMetadata", {"dataset": folder_reference("gone"), "fieldList": ["childItems"]}
        )
    )
    assert ended.status == "Failed"
    assert "doesn't exist" in error(record, "m")


def test_delete_removes_files_and_folders(go, tmp_path):
    def remove(name, reference, after, recursive=True):
        settings = {"type": "AzureBlobFSReadSettings", "recursive": recursive}
        return activity(name, "Delete", {"dataset": reference, "storeSettings": settings}, after)

    ended, record = go(
        copy("a", {}, "a.parquet"),
        copy("b", {}, "b.parquet", "a"),
        remove("one", file_reference("a.parquet"), "b"),
        remove("rest", folder_reference("some"), "one"),
    )
    assert ended.status == "Succeeded"
    assert (output(record, "one"), output(record, "rest")) == (
        {"filesDeleted": 1},
        {"filesDeleted": 1},
    )
    assert not list((tmp_path / "lake/landing").iterdir())


def test_a_value_that_is_not_of_json_is_its_text(go):
    query = "SELECT NEWID() AS id, [at] - [at] AS no_time, 1 AS n FROM etl.numbers"
    ended, record = go(lookup("l", query))
    assert ended.status == "Succeeded", ended.message
    row = record.activity_runs[0].output["firstRow"]
    assert uuid.UUID(row["id"])
    assert (row["no_time"], row["n"]) == ("0:00:00", 1)
    assert json.loads(to_json(row)) == row


def test_numbers_that_json_has_none_for_are_texts():
    found = [
        _json(value)
        for value in (math.nan, -math.inf, Decimal("NaN"), {"a": [math.inf]}, 1.5, uuid.UUID(int=1))
    ]
    assert found == ["NaN", "-Infinity", "NaN", {"a": ["Infinity"]}, 1.5, str(uuid.UUID(int=1))]
