"""Processes are ended whoever started them."""

import subprocess
import sys
import time

import psutil
import pytest

from pikku.errors import PikkuError
from pikku.platform import server

SLEEPER = "import time; time.sleep(60)"


def sleeper(code: str = SLEEPER) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_a_process_is_ended_and_its_number_forgotten():
    child = sleeper()
    server.end(psutil.Process(child.pid))
    assert server.process(child.pid) is None
    assert child.wait(5) != 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no zombies")
def test_a_process_whose_parent_never_asks_how_it_ended_is_gone():
    parent = sleeper(
        "import subprocess, sys, time\n"
        f"child = subprocess.Popen([sys.executable, '-c', {SLEEPER!r}])\n"
        "print(child.pid, flush=True)\n"
        "time.sleep(60)"
    )
    try:
        pid = int(parent.stdout.readline())
        began = time.monotonic()
        server.end(psutil.Process(pid), seconds=30)
        assert time.monotonic() - began < 20
        assert psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
        assert server.process(pid) is None
    finally:
        parent.kill()
        parent.wait(5)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_process_that_does_not_listen_is_killed():
    child = sleeper(
        "import signal, time\n"
        "signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "print('deaf', flush=True)\n"
        "time.sleep(60)"
    )
    assert child.stdout.readline().strip() == "deaf"
    server.end(psutil.Process(child.pid), seconds=0.2)
    assert child.wait(5) == -9


def test_a_process_that_lives_on_is_named(monkeypatch):
    child = sleeper()
    process = psutil.Process(child.pid)
    monkeypatch.setattr(process, "terminate", lambda: None)
    monkeypatch.setattr(process, "kill", lambda: None)
    with pytest.raises(PikkuError, match=f"{child.pid} does not end"):
        server.end(process, seconds=0.1)
    child.kill()
    child.wait(5)


def test_a_process_that_is_gone_is_no_error():
    child = sleeper("pass")
    process = psutil.Process(child.pid)
    child.wait(30)
    server.end(process)
