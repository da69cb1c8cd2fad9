"""Everything becomes visible at once or not at all, whoever else writes, and whoever is killed."""

import base64
import email.utils
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError, ServiceRequestError, ServiceResponseError
from azure.storage.blob import BlobClient
from azure.storage.filedatalake import DataLakeServiceClient

from pikku.errors import PikkuError
from pikku.platform.adls import leases
from pikku.platform.adls.signatures import sign
from pikku.platform.adls.store import Store

MISSING = MatchConditions.IfMissing
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


def together(function, several):
    """Return what a function gives for each of several things, called at the same moment."""
    gate = threading.Barrier(len(several))

    def one(thing):
        gate.wait(20)
        try:
            return function(thing)
        except HttpResponseError as error:
            return error.response.headers["x-ms-error-code"]

    with ThreadPoolExecutor(len(several)) as pool:
        return list(pool.map(one, several))


@pytest.mark.parametrize("interface", ["dfs", "blob"])
def test_of_many_who_make_the_same_file_one_succeeds(lake, container, folder, interface):
    def make(n):
        if interface == "dfs":
            lake.get_file_client("commit.json").create_file(match_condition=MISSING)
        else:
            container.get_blob_client("commit.json").upload_blob(str(n), overwrite=False)
        return n

    made = together(make, range(12))
    name = "PathAlreadyExists" if interface == "dfs" else "BlobAlreadyExists"
    winners = [n for n in made if n != name]
    assert len(winners) == 1
    if interface == "blob":
        assert (folder / "commit.json").read_text() == str(winners[0])


def test_of_many_who_rename_to_the_same_name_one_succeeds(lake, folder):
    for n in range(12):
        lake.get_file_client(f"tmp{n}").upload_data(str(n), overwrite=True)

    def rename(n):
        target = f"{lake.file_system_name}/commit.json"
        lake.get_file_client(f"tmp{n}").rename_file(target, match_condition=MISSING)
        return n

    made = together(rename, range(12))
    winners = [n for n in made if n != "PathAlreadyExists"]
    assert len(winners) == 1
    assert (folder / "commit.json").read_text() == str(winners[0])
    assert len(list(folder.iterdir())) == 12


def test_one_that_another_program_made_just_now_is_not_replaced(tmp_path):
    """The conditions were checked before; then a program made the file without asking anybody."""
    store = Store(tmp_path)
    (tmp_path / "landing").mkdir()
    made = store.staging.empty()
    (tmp_path / "landing" / "file").write_text("another's")
    with pytest.raises(Exception, match="PathAlreadyExists"):
        store.publish(made, "landing", "file", None, only_new=True)
    assert (tmp_path / "landing" / "file").read_text() == "another's"
    store.close()


def test_readers_see_the_old_file_or_the_new_one_never_a_mixture(endpoint, lake, folder):
    client, size = lake.get_file_client("data"), 3 << 20
    client.upload_data(b"a" * size, overwrite=True)
    seen, done = set(), threading.Event()

    def read():
        while not done.is_set():
            content = client.download_file().readall()
            seen.add((len(content), len(set(content))))
            content = (folder / "data").read_bytes()
            seen.add((len(content), len(set(content))))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    blocks = {"max_single_put_size": 1 << 20, "max_block_size": 1 << 20}
    name = lake.file_system_name
    writer = BlobClient(endpoint.url, name, "data", credential=endpoint.named, **blocks)
    for letter in b"bcdefgh":
        writer.upload_blob(bytes([letter]) * size, overwrite=True)
    done.set()
    for reader in readers:
        reader.join(30)
    assert seen == {(size, 1)}


def test_a_folder_is_there_or_gone_while_it_is_renamed_to_and_fro(lake):
    for n in range(20):
        lake.create_file(f"a/f{n:02}")
    counts, done = set(), threading.Event()

    def look():
        while not done.is_set():
            names = [p.name for p in lake.get_paths(recursive=True) if not p.is_directory]
            counts.add(len(names))

    watcher = threading.Thread(target=look)
    watcher.start()
    for n in range(30):
        one, other = ("a", "b") if n % 2 == 0 else ("b", "a")
        lake.get_directory_client(one).rename_directory(f"{lake.file_system_name}/{other}")
    done.set()
    watcher.join(30)
    assert counts == {20}


def test_two_who_append_and_flush_the_same_file_lose_nothing(lake, folder):
    client = lake.create_file("log")
    guard = threading.Lock()

    def add(n):
        text = f"{n:04}".encode()
        while True:
            with guard:
                size = client.get_file_properties().size
            try:
                client.append_data(text, size)
                client.flush_data(size + 4)
            except HttpResponseError as error:
                assert error.response.headers["x-ms-error-code"] == "InvalidFlushPosition"
                continue
            return

    together(add, range(6))
    content = (folder / "log").read_bytes()
    assert len(content) % 4 == 0
    assert all(content[n : n + 4].isdigit() for n in range(0, len(content), 4))


def test_an_upload_that_breaks_off_leaves_nothing(endpoint, lake, folder):
    client = lake.create_file("half")
    client.append_data(b"whole", 0)
    with socket.create_connection(("127.0.0.1", endpoint.port)) as link:
        link.sendall(_signed_put(endpoint, lake.file_system_name, "broken", 1 << 20))
        link.sendall(b"x" * 100_000)
        time.sleep(0.2)
    time.sleep(0.3)
    assert sorted(p.name for p in folder.iterdir()) == ["half"]
    assert (folder / "half").read_bytes() == b""
    assert list((endpoint.root / ".adls" / "incoming").iterdir()) == []


def _signed_put(endpoint, filesystem, name, length):
    """Return the head of a Put Blob with so long a body."""
    date, path = email.utils.formatdate(usegmt=True), f"/{endpoint.account}/{filesystem}/{name}"
    own = f"x-ms-blob-type:BlockBlob\nx-ms-date:{date}\nx-ms-version:2021-06-08"
    text = f"PUT\n\n\n{length}\n\n\n\n\n\n\n\n\n{own}\n/{endpoint.account}{path}"
    name = sign(base64.b64decode(endpoint.key), text)
    lines = [f"PUT {path} HTTP/1.1", "Host: localhost", f"Content-Length: {length}"]
    lines += [line.replace(":", ": ", 1) for line in own.split("\n")]
    lines += [f"Authorization: SharedKey {endpoint.account}:{name}", "", ""]
    return "\r\n".join(lines).encode()


SERVE = """
import sys
from pathlib import Path
from pikku.platform.adls import serving
serving.run(Path(sys.argv[1]), 0, "pikkulake", sys.argv[2], lambda r: print(r.port, flush=True))
"""


@posix
def test_a_killed_endpoint_leaves_no_half_file_and_its_uploads_go_on(endpoint, tmp_path):
    root, wanted = tmp_path / "lake", {}
    env = {
        **os.environ,
        "PIKKU_HOME": str(tmp_path / "home"),
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    command = [sys.executable, "-c", SERVE, str(root), endpoint.key]
    for number in range(2):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True)
        port = int(process.stdout.readline())
        named = {"account_name": "pikkulake", "account_key": endpoint.key}
        url = f"http://127.0.0.1:{port}/pikkulake"
        service = DataLakeServiceClient(url, named, retry_total=0)
        lake = service.get_file_system_client("landing")
        if number == 0:
            lake.create_file_system()
            staged = lake.create_file("staged")
            staged.append_data(b"sent before the endpoint was killed", 0)
        killer = threading.Timer(0.3 + 0.4 * number, process.send_signal, [signal.SIGKILL])
        killer.start()
        try:
            for n in range(1000):
                data = bytes([n % 251]) * (2 << 20)
                wanted[f"{number}-{n}"] = data[:1]
                client = lake.get_file_client(f"{number}-{n}")
                client.upload_data(data, overwrite=True, chunk_size=1 << 20)
        except (HttpResponseError, ServiceRequestError, ServiceResponseError):
            pass
        finally:
            killer.join()
            process.wait(20)
        for file in (root / "landing").iterdir():
            content = file.read_bytes()
            assert len(content) in (0, 2 << 20)
            assert not content or set(content) == set(wanted[file.name])
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True)
    url = f"http://127.0.0.1:{process.stdout.readline().strip()}/pikkulake"
    staged = DataLakeServiceClient(url, named).get_file_client("landing", "staged")
    staged.flush_data(35)
    assert staged.download_file().readall() == b"sent before the endpoint was killed"
    process.terminate()
    assert process.wait(20) == 0
    assert list((root / ".adls" / "incoming").iterdir()) == []


def test_a_folder_is_served_once(endpoint):
    with pytest.raises(PikkuError, match="Another endpoint serves"):
        Store(endpoint.root)


def test_a_broken_database_of_properties_is_told(tmp_path):
    (tmp_path / ".adls").mkdir()
    (tmp_path / ".adls" / "properties.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(PikkuError, match="properties.sqlite") as error:
        Store(tmp_path)
    assert "Delete it" in error.value.remedy
    (tmp_path / ".adls" / "properties.sqlite").unlink()
    Store(tmp_path).close()


@pytest.mark.parametrize("by", ["replacing", "deleting"])
def test_a_file_that_changes_just_before_it_is_opened_is_refused_well(
    container, folder, refused, monkeypatch, by
):
    etag = container.upload_blob("f", b"before").get_blob_properties().etag
    check = leases.check

    def checked(*arguments, **options):
        check(*arguments, **options)
        monkeypatch.setattr(leases, "check", check)
        if by == "deleting":
            (folder / "f").unlink()
        else:
            (folder / "new").write_bytes(b"after")
            (folder / "new").replace(folder / "f")

    monkeypatch.setattr(leases, "check", checked)
    expected = ("BlobNotFound", 404) if by == "deleting" else ("ConditionNotMet", 412)
    with refused(*expected):
        container.download_blob("f", etag=etag, match_condition=MatchConditions.IfNotModified)


def test_a_file_that_is_replaced_just_before_it_is_opened_is_read_as_it_is_now(
    container, folder, monkeypatch
):
    container.upload_blob("f", b"before")
    check = leases.check

    def checked(*arguments, **options):
        check(*arguments, **options)
        monkeypatch.setattr(leases, "check", check)
        (folder / "new").write_bytes(b"after, and longer")
        (folder / "new").replace(folder / "f")

    monkeypatch.setattr(leases, "check", checked)
    assert container.download_blob("f").readall() == b"after, and longer"
