"""`pikku lake serve`: on this machine only, with a key of its own, found and stopped by others."""

import base64
import os
import socket
import subprocess
import sys

import pytest
from azure.storage.filedatalake import DataLakeServiceClient

from pikku.errors import PikkuError
from pikku.platform import server
from pikku.platform.adls import serving

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


@pytest.fixture
def command(home):
    """Return a function that starts the command, and gives it and its first line."""
    started = []

    def run(*options):
        env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        whole = [sys.executable, "-m", "pikku", "lake", "serve", *options]
        pipe = subprocess.PIPE
        started.append(subprocess.Popen(whole, stdout=pipe, stderr=pipe, env=env, text=True))
        return started[-1], started[-1].stdout.readline()

    yield run
    for each in started:
        each.kill()
        each.communicate()


def test_it_serves_the_workspaces_lake_and_is_stopped(home, command, listens):
    process, first = command()
    record = serving.running()
    assert record.url in first
    assert record.key not in first
    assert record.root == str((home / "lake").resolve())
    assert listens(process.pid) == {"127.0.0.1"}
    named = {"account_name": record.account, "account_key": record.key}
    DataLakeServiceClient(record.url, named).create_file_system("landing")
    assert (home / "lake" / "landing").is_dir()
    assert serving.status() == server.Status("lake", True, record.url, process.pid)
    assert serving.stop()
    assert process.wait(20) == 0
    assert not serving.note_file().exists()
    assert not serving.stop()
    assert serving.status() == server.Status("lake", False)


@posix
def test_its_key_is_for_its_owner_and_stays_the_same(home, command):
    process, _ = command()
    key = serving.running().key
    for file in (serving.key_file(), serving.note_file()):
        assert file.stat().st_mode & 0o777 == 0o600
    assert len(base64.b64decode(key)) == 64
    process.terminate()
    process.wait(20)
    assert serving.kept_key() == key


def test_folder_port_account_and_key_can_be_chosen(home, command, tmp_path):
    key, port = base64.b64encode(b"chosen").decode(), server.free_port()
    options = ("--root", str(tmp_path / "x"), "--port", str(port), "--account", "other")
    _, first = command(*options, "--key", key)
    assert f"http://127.0.0.1:{port}/other" in first
    assert serving.running().key == key
    assert (tmp_path / "x").is_dir()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"account": "No-Name"}, "no name of a storage account"),
        ({"key": "no base64!"}, "not in base64"),
        ({"root": "file"}, "can't be served"),
    ],
)
def test_what_cannot_be_served_is_told(home, tmp_path, options, said):
    (tmp_path / "file").write_text("in the way")
    given = {"root": "new", "port": 0, "account": "name", "key": "YQ=="} | options
    given["root"] = tmp_path / given["root"]
    with pytest.raises(PikkuError, match=said) as error:
        serving.run(**given, ready=lambda record: None)
    assert error.value.remedy


def test_a_port_that_is_taken_is_told(home, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PikkuError, match=f"can't listen on 127.0.0.1:{port}"):
            serving.run(tmp_path, port, "name", "YQ==", lambda record: None)


def test_a_note_of_one_that_was_killed_is_not_believed(home, command):
    process, _ = command()
    process.kill()
    process.wait(20)
    assert serving.note_file().exists()
    assert serving.running() is None
    assert not serving.stop()
