"""What the local servers have in common: ports, locks, processes, and the watchdog's start."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import filelock
import psutil

from pikku.errors import PikkuError
from pikku.platform import workspace

HOST = "127.0.0.1"
NAMES = {"sql": "PostgreSQL", "spark": "Spark", "watching": "the watchdog"}

_children: list[subprocess.Popen] = []
"""What this process started; they outlive it, but one that ends before must be waited for."""


@dataclass(frozen=True)
class Status:
    """How a server is: `running`, its address without secrets, and its process number."""

    name: str
    running: bool
    address: str | None = None
    pid: int | None = None


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def answers(port: int, seconds: float = 2) -> bool:
    """Return whether something accepts connections on a port of 127.0.0.1."""
    try:
        with socket.create_connection((HOST, port), timeout=seconds):
            return True
    except OSError:
        return False


def process(pid: int, created: float | None = None) -> psutil.Process | None:
    """Return a living process, or None when it ended or its number now belongs to another.

    Parameters
    ----------
    pid
        The process number that was noted.
    created
        When it was started, in seconds since 1970, as psutil told then.
    """
    try:
        found = psutil.Process(pid)
        if found.status() == psutil.STATUS_ZOMBIE:
            return None
        if created is not None and abs(found.create_time() - created) > 2:
            return None
    except psutil.Error:
        return None
    return found


def end(running: psutil.Process, seconds: float = 20) -> None:
    """Stop a process, politely first; return once it is gone.

    One that has ended but whose parent hasn't asked how is gone, too: a notebook's kernel that
    started a server does not ask.

    Raises
    ------
    PikkuError
        When it lives on.
    """

    def gone() -> bool:
        return process(running.pid, running.create_time()) is None

    with contextlib.suppress(psutil.NoSuchProcess):
        running.terminate()
        if not wait(gone, seconds):
            running.kill()
            if not wait(gone, seconds):
                raise PikkuError(
                    f"The process {running.pid} does not end.",
                    remedy="End it by the operating system's means, and run this again.",
                )
    _forget_ended()


@contextlib.contextmanager
def lock(name: str, seconds: float = 300) -> Iterator[None]:
    """Hold the right to start or stop a server, so that two starters make one server.

    The operating system lets go of it when its holder dies, however it dies.
    """
    file = workspace.path("state") / f"{name}.lock"
    try:
        with filelock.FileLock(file, timeout=seconds):
            yield
    except filelock.Timeout as error:
        raise PikkuError(
            f"Another program has been starting or stopping {NAMES[name]} for {seconds:.0f} s.",
            remedy="Wait for it, or end it, and run this again.",
        ) from error


def spawn(
    command: list[str], log: Path, env: dict[str, str], cwd: Path | None = None
) -> psutil.Process:
    """Return a new process that outlives this one and writes to `log`."""
    options: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        options = {
            "creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        }
    with log.open("ab") as stream:
        child = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
            env=env,
            cwd=cwd,
            close_fds=True,
            **options,
        )
    _forget_ended()
    _children.append(child)
    return psutil.Process(child.pid)


def _forget_ended() -> None:
    """Ask for the exit codes of this process's children that ended, so that none stays a zombie."""
    _children[:] = [each for each in _children if each.poll() is None]


def spawn_module(name: str, log: str) -> psutil.Process:
    """Return a new process that runs a module of this package, installed or not."""
    library = str(Path(__file__).resolve().parents[2])
    env = {**os.environ, "PIKKU_HOME": str(workspace.path())}
    env["PYTHONPATH"] = os.pathsep.join(filter(None, [library, env.get("PYTHONPATH")]))
    return spawn([sys.executable, "-m", name], workspace.path("logs") / log, env)


def tail(log: Path, lines: int = 5) -> str:
    """Return the last lines of a log that say something, for an error message."""
    if not log.is_file():
        return "(nothing was logged)"
    text = log.read_text(encoding="utf-8", errors="replace").splitlines()
    return "\n".join([line for line in text if line.strip()][-lines:])


def touch(name: str) -> None:
    """Note that a server is being used, which puts off its idle stop."""
    (workspace.path("state") / f"{name}.used").touch()


def watch() -> None:
    """Start the watchdog that stops idle servers, unless this workspace has one."""
    from pikku.platform import watchdog

    if watchdog.running() is not None:
        return
    with lock("watching"):
        if watchdog.running() is None:
            watchdog.note(spawn_module("pikku.platform.watchdog", "watchdog.log"))


def unwatch() -> None:
    """End the watchdog when no server is left for it to watch."""
    from pikku.platform import watchdog

    found = watchdog.running()
    if found is not None and found.pid != os.getpid() and not watchdog.servers():
        end(found)


def wait(condition: Any, seconds: float, pause: float = 0.05) -> bool:
    """Return whether `condition()` became true within some seconds."""
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(pause)
    return True
