"""What the tests of the platform share."""

import contextlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

import pikku
from pikku.platform import spark, sql

LIBRARY = Path(pikku.__file__).parents[1]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a workspace of the test's own, not made yet; its servers are stopped at the end."""
    folder = tmp_path / "a workspace"  # names with a space are usual on Windows and macOS
    monkeypatch.setenv("PIKKU_HOME", str(folder))
    yield folder
    monkeypatch.setenv("PIKKU_HOME", str(folder))
    monkeypatch.delenv("PIKKU_SQL_URL", raising=False)
    monkeypatch.delenv("SPARK_REMOTE", raising=False)
    if folder.exists():
        spark.stop()
        sql.remove()


@pytest.fixture
def python() -> Callable[[str], subprocess.Popen]:
    """Return a function that starts Python code in a process of its own, at once."""

    def run(code: str) -> subprocess.Popen:
        env = {**os.environ, "PYTHONPATH": str(LIBRARY)}
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", code]
        return subprocess.Popen(command, env=env, stdout=pipe, stderr=pipe, text=True)

    return run


def listening(pid: int) -> set[str]:
    """Return the addresses at which a process and its children accept connections."""
    process = psutil.Process(pid)
    found = set()
    for each in [process, *process.children(recursive=True)]:
        with contextlib.suppress(psutil.NoSuchProcess):  # a worker that ended meanwhile
            links = each.net_connections("inet")
            found |= {link.laddr.ip for link in links if link.status == psutil.CONN_LISTEN}
    return {address.removeprefix("::ffff:") for address in found}


@pytest.fixture
def listens() -> Callable[[int], set[str]]:
    """Return `listening`, for tests can't import from here."""
    return listening
