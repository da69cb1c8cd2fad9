"""The lake's files are the same to use in a folder and in ADLS Gen2."""

import base64
import json
from datetime import UTC, datetime, timedelta

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pikku.errors import PikkuError
from pikku.platform import doctor, lake, lakestore, lakeurl, server, spark, workspace
from pikku.platform.adls import serving


@pytest.fixture(params=["folder", "adls"])
def root(request, home, endpoint, monkeypatch):
    """Return the folder where the lake's files are in the end, for a lake of either kind."""
    if request.param == "folder":
        return lake.root()
    monkeypatch.setenv("PIKKU_LAKE_URL", endpoint.url)
    monkeypatch.setenv("PIKKU_LAKE_KEY", endpoint.key)
    for layer in ("landing", "bronze"):
        lake.store().delete(layer)
    return endpoint.root


def put(*parts, content=b"content"):
    """Write a file."""
    with lake.store().writing(*parts) as stream:
        stream.write(content)


def test_a_file_is_written_read_and_found(root):
    put("landing", "sales", "orders.csv", content=b"a,b\n")
    store = lake.store()
    assert (root / "landing" / "sales" / "orders.csv").read_bytes() == b"a,b\n"
    assert store.read("landing", "sales", "orders.csv") == b"a,b\n"
    assert store.exists("landing", "sales")
    assert not store.exists("landing", "purchases")
    found = store.listing("landing")
    assert [(f.path, f.is_directory, f.size) for f in found] == [
        ("sales", True, 0),
        ("sales/orders.csv", False, 4),
    ]
    assert [f.path for f in store.listing("landing", recursive=False)] == ["sales"]
    assert [f.path for f in store.listing("landing", "sales")] == ["orders.csv"]
    assert store.found("landing", "sales").is_directory
    one = store.found("landing", "sales", "orders.csv")
    assert (one.path, one.is_directory, one.size) == ("orders.csv", False, 4)
    assert abs(one.modified - datetime.now(UTC)) < timedelta(minutes=1)
    assert one.modified.tzinfo and found[1].modified.tzinfo
    assert store.found("landing", "purchases") is None
    assert store.found("nothing") is None
    assert store.listing("landing", "nothing") == []
    assert store.listing("nothing") == []


def test_a_large_parquet_file_is_written_as_it_comes(root):
    wanted = pa.table({"n": range(3_000_000)})
    with lake.store().writing("landing", "t.parquet") as stream:
        pq.write_table(wanted, stream, compression="none", use_dictionary=False)
    assert (root / "landing" / "t.parquet").stat().st_size > 20 << 20
    assert pq.read_table(root / "landing" / "t.parquet").equals(wanted)


def test_a_file_is_read_at_any_place(root):
    content = bytes(range(256)) * 1000
    put("landing", "file", content=content)
    with lake.store().reading("landing", "file") as stream:
        stream.seek(-10, 2)
        assert stream.read() == content[-10:]
        stream.seek(70_000)
        assert stream.read(30_000) == content[70_000:100_000]
        assert stream.tell() == 100_000
        assert len(stream.read()) == 156_000
        assert stream.read(1) == b""
    with pytest.raises(PikkuError, match="landing/none"):
        lake.store().reading("landing", "none")


def test_a_folder_of_the_lake_is_a_store_of_its_own(root):
    put("landing", "sales", "orders.csv")
    store = lake.store("landing", "sales")
    assert [f.path for f in store.listing()] == ["orders.csv"]
    assert store.location("orders.csv") == lake.location("landing", "sales", "orders.csv")


def test_files_for_programs_that_need_a_path_are_as_they_are_in_the_lake(root):
    files = lake.files()
    for name in ("a.csv", "b.csv"):
        put("bronze", "t", name, content=name.encode())
    assert files.local("bronze", "t", "a.csv").read_bytes() == b"a.csv"
    pattern = files.local("bronze", "t", "*.csv")
    assert sorted(p.name for p in pattern.parent.glob(pattern.name)) == ["a.csv", "b.csv"]
    put("bronze", "t", "a.csv", content=b"another")
    lake.store().delete("bronze", "t", "b.csv")
    folder = files.local("bronze", "t")
    assert [p.name for p in folder.iterdir()] == ["a.csv"]
    assert (folder / "a.csv").read_bytes() == b"another"
    assert not files.local("bronze", "none").exists()


def test_a_write_that_fails_leaves_what_was_there(root):
    put("landing", "file", content=b"old")
    with pytest.raises(ZeroDivisionError), lake.store().writing("landing", "file") as stream:
        stream.write(b"new")
        raise ZeroDivisionError
    assert (root / "landing" / "file").read_bytes() == b"old"
    assert [p.name for p in (root / "landing").iterdir()] == ["file"]


def test_nobody_sees_a_file_before_it_is_whole(root):
    with lake.store().writing("landing", "file") as stream:
        stream.write(bytes(20 << 20))
        assert not (root / "landing" / "file").exists()
        names = [p.name for p in (root / "landing").iterdir()]
        assert all(name.startswith(lakestore.TEMPORARY) for name in names)
    assert (root / "landing" / "file").stat().st_size == 20 << 20


def test_files_and_folders_are_renamed_and_deleted(root):
    put("landing", "a", "one")
    put("landing", "a", "two", content=b"2")
    store = lake.store()
    store.rename(("landing", "a"), ("bronze", "deep", "b"))
    store.rename(("bronze", "deep", "b", "two"), ("bronze", "deep", "b", "one"))
    assert (root / "bronze" / "deep" / "b" / "one").read_bytes() == b"2"
    store.delete("bronze", "deep", "b", "one")
    assert store.listing("bronze", "deep", "b") == []
    store.delete("bronze", "deep")
    store.delete("bronze", "deep")
    assert list((root / "bronze").iterdir()) == []


def test_what_the_lake_refuses_is_told(root):
    with pytest.raises(PikkuError, match="landing/none") as error:
        lake.store().read("landing", "none")
    assert error.value.remedy


def test_a_wrong_key_is_told(endpoint, home, monkeypatch):
    monkeypatch.setenv("PIKKU_LAKE_URL", endpoint.url)
    monkeypatch.setenv("PIKKU_LAKE_KEY", base64.b64encode(b"wrong").decode())
    for ask in ("read", "found", "listing", "exists", "delete"):
        with pytest.raises(PikkuError, match="refuses PIKKU_LAKE_KEY") as error:
            getattr(lake.store(), ask)("landing", "file")
        assert "PIKKU_LAKE_KEY" in error.value.remedy
    monkeypatch.delenv("PIKKU_LAKE_KEY")
    with pytest.raises(PikkuError, match="no key") as error:
        lake.store()
    assert "pikku lake serve" in error.value.remedy
    with pytest.raises(PikkuError, match="no key"):
        lakeurl.address().spark_conf()
    assert not spark.status().running  # which needs no key


def test_the_key_of_this_workspaces_endpoint_is_found(endpoint, home, monkeypatch):
    monkeypatch.setenv("PIKKU_LAKE_URL", endpoint.url)
    me = psutil.Process()
    about = {"pid": me.pid, "created": me.create_time(), "port": endpoint.port}
    about |= {"account": endpoint.account, "key": endpoint.key, "root": str(endpoint.root)}
    workspace.write(serving.note_file(), json.dumps(about))
    put("landing", "found", "file")
    assert lake.store().read("landing", "found", "file") == b"content"


def test_the_doctor_tells_whether_the_lake_answers(endpoint, home, monkeypatch):
    monkeypatch.setenv("PIKKU_LAKE_URL", endpoint.url)
    monkeypatch.setenv("PIKKU_LAKE_KEY", endpoint.key)
    found = doctor.lake_folder()
    assert (found.ok, endpoint.url in found.found) == ("ok", True)
    monkeypatch.setenv("PIKKU_LAKE_URL", f"http://127.0.0.1:{server.free_port()}/pikkulake")
    with pytest.raises(PikkuError, match="doesn't answer"):
        doctor.lake_folder()


def test_addresses():
    plain = lakeurl.parse("abfss://acct.dfs.core.windows.net")
    assert plain.account_url == "https://acct.dfs.core.windows.net"
    assert plain.place("gold", "dim_date") == ("gold", "dim_date")
    assert plain.url("gold", "dim_date") == "abfss://gold@acct.dfs.core.windows.net/dim_date"
    inside = lakeurl.parse("abfss://lake@acct.dfs.core.windows.net/pikku/dev/")
    assert inside.place("gold", "dim_date") == ("lake", "pikku/dev/gold/dim_date")
    local = lakeurl.parse("http://localhost:1234/pikku")
    assert (local.account_url, local.account) == ("http://127.0.0.1:1234/pikku", "pikku")
    assert local.url("gold") == "abfs://gold@pikku.dfs.core.windows.net/"


@pytest.mark.parametrize(
    "url",
    [
        "s3://bucket",
        "abfss://lake@account/",
        "abfss://acct.dfs.core.windows.net/folder",
        "http://example.com:80/acct",
        "http://127.0.0.1/acct",
        "https://acct.dfs.core.windows.net?sig=1",
    ],
)
def test_what_is_no_address_is_told(url):
    with pytest.raises(PikkuError, match="PIKKU_LAKE_URL") as error:
        lakeurl.parse(url)
    assert error.value.remedy


def test_spark_logs_in_with_the_key_or_as_a_service_principal(home, monkeypatch):
    there = lakeurl.parse("abfss://acct.dfs.core.windows.net")
    for name in ("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(PikkuError, match="no credential"):
        there.spark_conf()
    for name in ("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET"):
        monkeypatch.setenv(name, f"the {name}")
    conf, of = there.spark_conf(), "spark.hadoop.fs.azure.account"
    assert conf[f"{of}.oauth2.client.secret.{there.host}"] == "the AZURE_CLIENT_SECRET"
    assert "spark.hadoop.fs.azure.abfs.endpoint" not in conf
    monkeypatch.setenv("PIKKU_LAKE_KEY", "a2V5")
    conf = there.spark_conf()
    assert conf[f"{of}.key.{there.host}"] == "a2V5"
    assert not any("oauth" in name for name in conf)
