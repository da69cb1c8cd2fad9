"""adlfs, obstore, delta-rs, PyArrow and DuckDB, unchanged; each with the options of its own docs."""

import threading

import duckdb
import pyarrow as pa
import pyarrow.fs
import pyarrow.parquet as pq
import pytest

adlfs = pytest.importorskip("adlfs")
deltalake = pytest.importorskip("deltalake")
obstore = pytest.importorskip("obstore")


@pytest.fixture
def options(endpoint):
    """Return the storage options of delta-rs."""
    return {
        "account_name": endpoint.account,
        "account_key": endpoint.key,
        "endpoint": endpoint.url,
        "allow_http": "true",
    }


@pytest.fixture
def table(endpoint, lake):
    """Return the URL of a Delta table to be."""
    return f"abfss://{lake.file_system_name}@{endpoint.account}.dfs.core.windows.net/table"


@pytest.fixture
def store(endpoint, lake):
    """Return obstore's client."""
    return obstore.store.AzureStore(
        lake.file_system_name,
        account_name=endpoint.account,
        account_key=endpoint.key,
        endpoint=endpoint.url,
        client_options={"allow_http": True},
        retry_config={"max_retries": 0},
    )


def test_adlfs(endpoint, lake, folder):
    text = (
        f"DefaultEndpointsProtocol=http;AccountName={endpoint.account};"
        f"AccountKey={endpoint.key};BlobEndpoint={endpoint.url};"
    )
    files, top = adlfs.AzureBlobFileSystem(connection_string=text), lake.file_system_name
    files.pipe(f"{top}/a/b.txt", b"hello")
    with files.open(f"{top}/large", "wb", block_size=1 << 20) as stream:
        for _ in range(6):
            stream.write(bytes(1 << 20))
    assert (folder / "a" / "b.txt").read_bytes() == b"hello"
    assert (folder / "large").stat().st_size == 6 << 20
    assert files.cat_file(f"{top}/a/b.txt", start=1, end=3) == b"el"
    assert sorted(files.find(top)) == [f"{top}/a/b.txt", f"{top}/large"]
    assert sorted(files.ls(top, detail=False)) == [f"{top}/a", f"{top}/large"]
    assert files.glob(f"{top}/**/*.txt") == [f"{top}/a/b.txt"]
    assert files.isdir(f"{top}/a")
    assert files.info(f"{top}/large")["size"] == 6 << 20
    files.mv(f"{top}/large", f"{top}/a/moved")
    assert not (folder / "large").exists()
    files.rm(f"{top}/a", recursive=True)
    assert files.find(top) == []


def test_obstore(store, folder):
    obstore.put(store, "a b/ü+%.txt", b"12345")
    assert (folder / "a b" / "ü+%.txt").read_bytes() == b"12345"
    assert obstore.get_range(store, "a b/ü+%.txt", start=1, length=2).to_bytes() == b"23"
    with pytest.raises(obstore.exceptions.AlreadyExistsError):
        obstore.put(store, "a b/ü+%.txt", b"6", mode="create")
    tag = obstore.head(store, "a b/ü+%.txt")["e_tag"]
    again = obstore.put(store, "a b/ü+%.txt", b"7", mode={"e_tag": tag})
    with pytest.raises(obstore.exceptions.PreconditionError):
        obstore.put(store, "a b/ü+%.txt", b"8", mode={"e_tag": tag})
    assert again["e_tag"] != tag
    obstore.put(store, "large", bytes(12 << 20), chunk_size=5 << 20)
    obstore.copy(store, "large", "copy")
    with pytest.raises(obstore.exceptions.AlreadyExistsError):
        obstore.rename(store, "copy", "large", overwrite=False)
    names = [each["path"] for each in obstore.list(store).collect()]
    assert sorted(names) == ["a b/ü+%.txt", "copy", "large"]
    listed = obstore.list(store, offset="b").collect()
    assert [each["path"] for each in listed] == ["copy", "large"]
    assert obstore.list_with_delimiter(store)["common_prefixes"] == ["a b"]
    obstore.delete(store, names)
    assert [p for p in folder.rglob("*") if p.is_file()] == []
    with pytest.raises(FileNotFoundError):
        obstore.get(store, "copy")


def test_delta_tables_of_several_writers_lose_no_commit(options, table, folder):
    deltalake.write_deltalake(table, pa.table({"n": [0]}), storage_options=options)
    failed = []

    def write(number):
        for turn in range(4):
            rows = pa.table({"n": [100 * number + turn]})
            try:
                deltalake.write_deltalake(table, rows, mode="append", storage_options=options)
            except deltalake.exceptions.DeltaError as error:
                failed.append(error)

    writers = [threading.Thread(target=write, args=(n,)) for n in (1, 2, 3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
    assert failed == []
    read = deltalake.DeltaTable(table, storage_options=options)
    assert read.version() == 12
    wanted = sorted([0, *(100 * n + turn for n in (1, 2, 3) for turn in range(4))])
    assert sorted(read.to_pyarrow_table()["n"].to_pylist()) == wanted
    # The same folder, without the endpoint.
    here = (folder / "table").as_posix()
    with duckdb.connect() as link:
        found = link.execute(
            f"select n from read_parquet('{here}/*.parquet') order by n"
        ).fetchall()
    assert [n for (n,) in found] == wanted
    assert deltalake.DeltaTable(here).version() == 12
    read.delete("n >= 100")
    read.optimize.compact()
    read.vacuum(0, dry_run=False, enforce_retention_duration=False)
    assert len(list((folder / "table").glob("*.parquet"))) == 1


def test_delta_tables_of_a_sas(endpoint, lake, options, table):
    from azure.storage import filedatalake as lakes

    options["sas_token"] = lakes.generate_file_system_sas(
        endpoint.account, lake.file_system_name, options.pop("account_key"), "rwdlc", "2099-01-01"
    )
    deltalake.write_deltalake(table, pa.table({"n": [1, 2]}), storage_options=options)
    read = deltalake.DeltaTable(table, storage_options=options)
    assert read.to_pyarrow_table()["n"].to_pylist() == [1, 2]


@pytest.mark.skipif(
    not hasattr(pyarrow.fs, "AzureFileSystem"), reason="this build of PyArrow has no Azure"
)
def test_pyarrow(endpoint, lake, folder):
    where = f"127.0.0.1:{endpoint.port}"
    files = pyarrow.fs.AzureFileSystem(
        endpoint.account,
        account_key=endpoint.key,
        blob_storage_authority=where,
        dfs_storage_authority=where,
        blob_storage_scheme="http",
        dfs_storage_scheme="http",
    )
    pq.write_table(
        pa.table({"n": [1, 2, 3]}), f"{lake.file_system_name}/t.parquet", filesystem=files
    )
    assert pq.read_table(folder / "t.parquet")["n"].to_pylist() == [1, 2, 3]
    read = pq.read_table(f"{lake.file_system_name}/t.parquet", filesystem=files)
    assert read["n"].to_pylist() == [1, 2, 3]
