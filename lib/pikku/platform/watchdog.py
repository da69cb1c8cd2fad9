"""Stops a workspace's local servers once nobody has used them for an hour.

Run as ``python -m pikku.platform.watchdog``; whoever starts a server does that. It ends when no
server is left.
"""

import contextlib
import json
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import filelock
import psutil
import psycopg

from pikku.errors import PikkuError
from pikku.platform import postgres, server, spark, sparkserver, sql, workspace
from pikku.platform.settings import settings

LOOK_SECONDS = 30.0

BUSY_SHARE = 0.01
"""Share of a core above which Spark is in use. Idle it was measured to use up to 0.005; a warm
server answers `select 1` with 0.04 s of a core, and any question to a table takes more."""


def running() -> psutil.Process | None:
    """Return the watchdog of this workspace, or None when it has none."""
    try:
        file = workspace.path("state") / "watchdog.json"
        about = json.loads(file.read_text(encoding="utf-8"))
        return server.process(about["pid"], about["created"])
    except (OSError, ValueError, KeyError):
        return None


def note(process: psutil.Process) -> None:
    """Note which process is this workspace's watchdog."""
    about = {"pid": process.pid, "created": process.create_time()}
    workspace.write(workspace.path("state") / "watchdog.json", json.dumps(about))


@dataclass
class Watched:
    """One server, and when it was last seen in use (seconds of a clock that only goes forward)."""

    name: str
    process: psutil.Process | None = None
    last_use: float = field(default_factory=time.monotonic)
    _seen: object = None
    _cpu: float = 0.0

    def look(self, seconds: float) -> None:
        """See whether the server lives, and whether it was used in the `seconds` since."""
        self.process = servers().get(self.name)
        if self.process is None:
            return
        seen = (_touched(self.name), _sql_activity() if self.name == "sql" else self.process.pid)
        if seen != self._seen or (self.name == "spark" and self._busy(seconds)):
            self.last_use = time.monotonic()
        self._seen = seen

    def idle(self) -> float:
        """Return for how many minutes nobody has used it."""
        return (time.monotonic() - self.last_use) / 60

    def _busy(self, seconds: float) -> bool:
        with contextlib.suppress(psutil.Error):
            before, times = self._cpu, self.process.cpu_times()
            self._cpu = times.user + times.system
            return (self._cpu - before) / seconds > BUSY_SHARE
        return False


def servers() -> dict[str, psutil.Process]:
    """Return the living servers of this workspace by name, whether they answer or not."""
    pids = {"sql": postgres.running_pid(), "spark": sparkserver.running_pid()}
    found = {name: server.process(pid) for name, pid in pids.items() if pid}
    return {name: each for name, each in found.items() if each is not None}


def _touched(name: str) -> float:
    with contextlib.suppress(OSError):
        return (workspace.path("state") / f"{name}.used").stat().st_mtime
    return 0.0


def _sql_activity() -> object:
    """Return a value that changes whenever a client of PostgreSQL does something."""
    query = """
        select (select sessions from pg_stat_database where datname = 'pikku'),
               (select max(state_change) from pg_stat_activity where datname = 'pikku'),
               (select case when count(*) > 0 then clock_timestamp() end from pg_stat_activity
                 where datname = 'pikku' and state = 'active')
    """
    port = postgres.running_port()
    if port is not None:
        with contextlib.suppress(psycopg.Error, PikkuError), sql.probe(port) as link:
            return link.execute(query).fetchone()
    return None


def main() -> None:
    """Watch until no server is left, or the workspace is gone."""
    home = settings().home
    try:
        with filelock.FileLock(workspace.path("state") / "watchdog.lock", timeout=0):
            note(psutil.Process(os.getpid()))
            _watch(home.is_dir)
    except filelock.Timeout:
        return  # there is one already


def _watch(home_exists: Callable[[], bool]) -> None:
    watched, nothing = [Watched("sql"), Watched("spark")], 0
    stop = {"sql": sql.stop, "spark": spark.stop}
    looked = time.monotonic()
    while nothing < 3:  # a server may just be starting
        time.sleep(LOOK_SECONDS)
        if not home_exists():
            for each in watched:
                if each.process is not None:
                    server.end(each.process)
            return
        since, looked = time.monotonic() - looked, time.monotonic()
        for each in watched:
            each.look(since)
            if each.process is not None and each.idle() >= settings().idle_minutes:
                stop[each.name]()
        nothing = 0 if any(each.process for each in watched) else nothing + 1


if __name__ == "__main__":
    main()
