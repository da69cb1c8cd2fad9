"""What no decent client sends: the endpoint survives it, and serves nothing but its folder."""

import asyncio
import base64
import email.utils
import os
import re
import socket
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath, PureWindowsPath

import psutil
import pytest

from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.signatures import sign
from pikku.platform.adls.store import Store, joined

posix = pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")

SECRET = b"outside of the lake"


@pytest.fixture(scope="module")
def secret(endpoint):
    """Return a file beside the lake."""
    file = endpoint.root.parent / "secret.txt"
    file.write_bytes(SECRET)
    return file


def head(endpoint, method, path, *, length=0, headers=(), query=""):
    """Return the head of a signed request, whatever its path."""
    date = email.utils.formatdate(usegmt=True)
    own = sorted([f"x-ms-date:{date}", "x-ms-version:2021-06-08", *headers])
    size = str(length) if length else ""
    resource = "".join(
        f"\n{part.replace('=', ':', 1)}" for part in sorted(query.split("&")) if part
    )
    text = "\n".join(
        [method, "", "", size, *[""] * 8, *own, f"/{endpoint.account}{path}{resource}"]
    )
    name = sign(base64.b64decode(endpoint.key), text)
    lines = [f"{method} {path}{'?' if query else ''}{query} HTTP/1.1", "Host: 127.0.0.1"]
    lines += [line.replace(":", ": ", 1) for line in own]
    lines += [f"Content-Length: {length}", "Connection: close"]
    lines += [f"Authorization: SharedKey {endpoint.account}:{name}", "", ""]
    return "\r\n".join(lines).encode("latin-1")


def say(endpoint, data):
    """Return what is answered to some bytes, before the connection is closed."""
    received = b""
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=20) as link:
        link.sendall(data)
        while chunk := link.recv(65536):
            received += chunk
    return received


def status(answer):
    """Return the status of an answer, 0 when the connection was just closed."""
    found = re.match(rb"HTTP/1\.[01] (\d+)", answer)
    return int(found[1]) if found else 0


def alive(endpoint):
    """Return whether the endpoint still answers."""
    return status(say(endpoint, head(endpoint, "GET", f"/{endpoint.account}/", query="comp=list")))


ESCAPES = [
    "../secret.txt",
    "..%2fsecret.txt",
    "%2e%2e/secret.txt",
    "%2e%2e%2fsecret.txt",
    "a/../../secret.txt",
    "a/%2e%2e/%2e%2e/secret.txt",
    "..%5csecret.txt",
    "a%00/../../secret.txt",
    "....//secret.txt",
    "..%c0%afsecret.txt",
    "%2f%2e%2e%2fsecret.txt",
    "./../secret.txt",
]


@pytest.mark.parametrize("escape", ESCAPES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "DELETE", "PUT"])
def test_no_path_leads_out(endpoint, lake, secret, method, escape):
    for start in (lake.file_system_name, "", ".."):
        path = f"/{endpoint.account}/{start}/{escape}".replace("//..", "/..")
        headers = ["x-ms-blob-type:BlockBlob"] if method == "PUT" else []
        answer = say(endpoint, head(endpoint, method, path, headers=headers))
        assert SECRET not in answer
        assert 400 <= status(answer) < 500, answer
    assert secret.read_bytes() == SECRET
    assert sorted(p.name for p in endpoint.root.parent.iterdir()) == [
        endpoint.root.name,
        "secret.txt",
    ]


@pytest.mark.parametrize(
    "escape", ["/../secret", "/a/../../secret", "/%2e%2e/secret", "/.adls/lock"]
)
def test_no_rename_or_copy_leads_out(endpoint, lake, secret, escape):
    for header in ("x-ms-rename-source", "x-ms-copy-source"):
        path = f"/{endpoint.account}/{lake.file_system_name}/got"
        answer = say(endpoint, head(endpoint, "PUT", path, headers=[f"{header}:{escape}"]))
        assert 400 <= status(answer) < 500, answer
    assert secret.read_bytes() == SECRET


def test_no_listing_leads_out(endpoint, lake, secret):
    for folder in ("..", "a/../..", "../..", "."):
        query = f"directory={folder}&recursive=true&resource=filesystem"
        path = f"/{endpoint.account}/{lake.file_system_name}"
        answer = say(endpoint, head(endpoint, "GET", path, query=query))
        assert status(answer) in (400, 404)
        assert b"secret" not in answer


@pytest.mark.parametrize(
    ("filesystem", "path"),
    [
        ("data", r"C:\Users\me"),
        ("data", "C:/Users/me"),
        ("data", "C:me"),
        ("data", "D:me"),
        ("data", r"..\..\Users"),
        ("data", r"a\b"),
        ("data", "a/./b"),
        ("data", "a//b"),
        ("data", "//server/share"),
        ("C:", "a"),
        ("", "a"),
    ],
)
def test_on_windows_no_name_leads_out_either(filesystem, path):
    with pytest.raises(StorageError, match="InvalidResourceName"):
        joined(PureWindowsPath(r"C:\lake"), filesystem, path)


def test_a_path_is_in_its_file_system():
    assert joined(PureWindowsPath(r"C:\lake"), "data", "a/b c") == PureWindowsPath(
        r"C:\lake\data\a/b c"
    )
    assert joined(PurePosixPath("/lake"), "data", "") == PurePosixPath("/lake/data")


@pytest.mark.parametrize(
    "prefix", ["C:\\Users\\me/", "..\\..\\x/", "a\\b/c", "a//b", "../", "./a/", "a\x00/", "a\x1f/"]
)
def test_a_prefix_that_is_no_folder_lists_nothing(container, folder, prefix, monkeypatch):
    container.upload_blob("a/b", b"1")
    (folder / "a\\b").mkdir()  # another program may do that, except on Windows
    (folder / "a\\b" / "c").write_bytes(b"1")
    looked: list[str] = []
    walk = Store.walk
    monkeypatch.setattr(Store, "walk", lambda *a, **k: looked.append(a[2]) or walk(*a, **k))
    assert list(container.list_blobs(prefix)) == []
    assert looked == []


@pytest.mark.parametrize("name", [".adls", ".adls/properties.sqlite", ".adls/lock"])
def test_what_is_kept_beside_the_tree_is_not_served(endpoint, name):
    answer = say(endpoint, head(endpoint, "GET", f"/{endpoint.account}/{name}"))
    assert status(answer) == 400
    assert b"InvalidResourceName" in answer


@posix
def test_symbolic_links_are_not_served(endpoint, lake, folder, secret, refused):
    (folder / "file").symlink_to(secret)
    (folder / "dir").symlink_to(secret.parent, target_is_directory=True)
    (folder / "inside").symlink_to(folder)
    (endpoint.root / "linked").symlink_to(secret.parent)
    for path in ("file", "dir/secret.txt", "inside/x", "dir"):
        with refused("BlobNotFound", 404):
            lake.get_file_client(path).download_file()
    with refused("PathNotFound", 404):
        lake.create_file("dir/new")
    assert list(lake.get_paths()) == []
    blobs = endpoint.blobs().get_container_client(lake.file_system_name)
    assert list(blobs.list_blobs("dir/")) == []
    assert "linked" not in [f.name for f in endpoint.lake().list_file_systems()]
    assert not (secret.parent / "new").exists()


@posix
def test_what_is_neither_file_nor_folder_is_not_served(lake, folder, refused):
    os.mkfifo(folder / "pipe")
    with refused("BlobNotFound", 404):
        lake.get_file_client("pipe").download_file()
    assert list(lake.get_paths()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"\0\1\2\3\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"PUT /pikkulake/a/b HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
        b"PUT /pikkulake/a/b HTTP/1.1\r\nConnection: close\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"PUT /pikkulake/a/b HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        b"GET /pikkulake/%ff%fe HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET http://[::1/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET /pikkulake/?" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-ms-meta-a: "
        + b"b" * 20_000
        + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + b"a: b\r\n" * 20_000 + b"\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ],
)
def test_what_is_no_request_is_refused(endpoint, data):
    try:
        answer = say(endpoint, data)
    except ConnectionError:
        answer = b""
    assert 400 <= status(answer) < 500 or answer == b""
    assert alive(endpoint) == 200


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no xml",
        b"<BlockList><Latest>!!</Latest></BlockList>",
        b"<Other/>",
        b'<!DOCTYPE b [<!ENTITY a "aaaa">]><BlockList><Latest>&a;</Latest></BlockList>',
        b"<BlockList><Nested><Latest>YQ==</Latest></Nested></BlockList>",
        b'<?xml version="1.0" encoding="no-such"?><BlockList/>',
    ],
)
def test_a_block_list_that_is_none_is_refused(endpoint, lake, folder, body):
    path = f"/{endpoint.account}/{lake.file_system_name}/x"
    start = head(endpoint, "PUT", path, length=len(body), query="comp=blocklist")
    answer = say(endpoint, start + body)
    assert status(answer) == 400
    assert list(folder.iterdir()) == []


def test_a_body_that_is_no_data_is_limited(endpoint, lake):
    path = f"/{endpoint.account}/{lake.file_system_name}/x"
    answer = say(endpoint, head(endpoint, "PUT", path, length=10**9, query="comp=blocklist"))
    assert status(answer) == 413


def test_a_body_is_asked_for_only_when_it_will_be_taken(endpoint, lake):
    """`Expect: 100-continue`, as Hadoop sends it."""
    path = f"/{endpoint.account}/{lake.file_system_name}/new"
    given = {"length": 4, "headers": ["x-ms-blob-type:BlockBlob"]}
    expect = b"Expect: 100-continue\r\n\r\n"
    good = head(endpoint, "PUT", path, **given)[:-2] + expect
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=20) as link:
        link.sendall(good)
        assert link.recv(100).startswith(b"HTTP/1.1 100 ")
        link.sendall(b"data")
        assert status(link.recv(1000)) == 201
    with socket.create_connection(("127.0.0.1", endpoint.port), timeout=20) as link:
        link.sendall(good.replace(b"SharedKey pikkulake:", b"SharedKey pikkulake:A"))
        assert status(link.recv(1000)) == 403


@posix
def test_a_thousand_clients_at_once_are_all_answered(endpoint, lake):
    path = f"/{endpoint.account}/{lake.file_system_name}"
    request = head(endpoint, "HEAD", path, query="restype=container")
    request = request.replace(b"Connection: close", b"Connection: keep-alive")

    async def all_of_them():
        links = []
        for _ in range(10):  # a hundred at a time, that the test's own loop keeps up
            more = [asyncio.open_connection("127.0.0.1", endpoint.port) for _ in range(100)]
            links += await asyncio.gather(*more)
        for _, writer in links:
            writer.write(request)
        firsts = [await reader.readline() for reader, _ in links]
        for _, writer in links:
            writer.close()
        return firsts

    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    firsts = asyncio.run(all_of_them())
    assert len(firsts) == 1000
    assert set(firsts) == {b"HTTP/1.1 200 OK\r\n"}
    assert alive(endpoint) == 200


SERVE = """
import sys
from pathlib import Path
from pikku.platform.adls import serving
serving.run(Path(sys.argv[1]), 0, "pikkulake", sys.argv[2], lambda r: print(r.port, flush=True))
"""


@posix
def test_memory_does_not_grow_with_the_body(endpoint, tmp_path):
    """Four uploads of 128 MB at once, in one request each, and their download."""
    size, chunk = 128 << 20, bytes(1 << 20)
    env = {**os.environ, "PIKKU_HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    with tempfile.TemporaryDirectory() as root:
        command = [sys.executable, "-c", SERVE, root, endpoint.key]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True)
        try:
            where = type(endpoint)(Path(root), int(process.stdout.readline()))
            where.lake().create_file_system("landing")
            before = psutil.Process(process.pid).memory_info().rss

            def up_and_down(n):
                path = f"/pikkulake/landing/big{n}"
                given = {"length": size, "headers": ["x-ms-blob-type:BlockBlob"]}
                with socket.create_connection(("127.0.0.1", where.port), timeout=60) as link:
                    link.sendall(head(where, "PUT", path, **given))
                    for _ in range(size // len(chunk)):
                        link.sendall(chunk)
                    assert status(link.recv(4096)) == 201
                with socket.create_connection(("127.0.0.1", where.port), timeout=60) as link:
                    link.sendall(head(where, "GET", path))
                    received = 0
                    while got := link.recv(1 << 20):
                        received += len(got)
                return received

            with ThreadPoolExecutor(4) as pool:
                received = list(pool.map(up_and_down, range(4)))
            grown = psutil.Process(process.pid).memory_info().rss - before
        finally:
            process.terminate()
            process.wait(20)
    assert all(each > size for each in received)
    assert grown < 48 << 20


def test_a_fault_is_logged_without_the_signature(endpoint, lake, monkeypatch, caplog):
    def broken(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(Store, "get", broken)
    path = f"/{endpoint.account}/{lake.file_system_name}/name"
    answer = say(endpoint, head(endpoint, "GET", path, query="sig=secret&timeout=5"))
    assert status(answer) == 500
    assert f"GET {path}" in caplog.text
    assert "a fault" in caplog.text
    assert "secret" not in caplog.text
