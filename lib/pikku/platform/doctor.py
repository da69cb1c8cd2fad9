"""Examines the machine for what would stop the platform, and says how to mend it."""

import importlib.metadata
import os
import shutil
import socket
import sys
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.request import getproxies

import psutil
from packaging.requirements import Requirement

from pikku.errors import PikkuError
from pikku.platform import (
    jars,
    java,
    lake,
    lakeurl,
    postgres,
    server,
    sparkserver,
    sql,
    workspace,
)
from pikku.platform.settings import repo_root, settings

GB = 1024**3

MEMORY_FAILS, MEMORY_WARNS = 2 * GB, 4 * GB
"""Free memory. A run at size small peaks at some 3.4 GB, Spark at 2.5 of them: benchmarks/bench_run.py."""
DISK_FAILS, DISK_WARNS = 1 * GB, 4 * GB
"""Free disk space at the workspace, which takes under 1 GB at size small."""

PYTHON = ((3, 11), (3, 13))
"""The first and the last Python that the pinned packages were made for."""

CONTROL_GROUP = Path("/sys/fs/cgroup")
"""Where Linux tells a container its limits."""

Ok = Literal["ok", "warning", "failed"]


@dataclass(frozen=True)
class Finding:
    """One thing that was examined: its name, whether it is well, what was found, what to do."""

    name: str
    ok: Ok
    found: str
    remedy: str = ""


def examine() -> list[Finding]:
    """Return what was found, in the order in which it matters; a check that fails is a finding.

    Without a workspace that can be written to, what is in it is not examined: all would fail for the one cause.
    """
    findings: list[Finding] = []
    for check in CHECKS:
        if check in IN_WORKSPACE and any(
            f.name == "workspace" and f.ok == "failed" for f in findings
        ):
            continue
        name = check.__name__.replace("_", " ")
        try:
            findings.append(check())
        except PikkuError as error:
            findings.append(Finding(name, "failed", error.message, error.remedy))
        except OSError as error:
            findings.append(Finding(name, "failed", f"{error}", "Mend this, and run it again."))
    return findings


def python() -> Finding:
    """Return whether this Python is one that the pins were made for."""
    here = sys.version_info
    found = f"{here[0]}.{here[1]}.{here[2]} in {sys.prefix}"
    if PYTHON[0] <= (here[0], here[1]) <= PYTHON[1]:
        return Finding("Python", "ok", found)
    return Finding("Python", "failed", found, "Use 3.11 to 3.13: make run PYTHON=python3.12")


def packages() -> Finding:
    """Return whether every package is there, in a release that fits the others."""
    wrong = []
    for requirement in _requirements():
        if requirement.marker is not None and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = importlib.metadata.version(requirement.name)
        except importlib.metadata.PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} is {version}, not {requirement.specifier}")
    if wrong:
        remedy = "Run `make install`, or: uv pip sync requirements/workbook.txt"
        return Finding("packages", "failed", "; ".join(wrong), remedy)
    spark = importlib.metadata.version("pyspark")
    duckdb = importlib.metadata.version("duckdb")
    return Finding("packages", "ok", f"Spark {spark}, Delta Lake {jars.DELTA}, DuckDB {duckdb}")


def workspace_folder() -> Finding:
    """Return whether the workspace can be written to."""
    try:
        home = workspace.path()
        workspace.write(home / "doctor.txt", "written to see whether it can be\n").unlink()
    except PikkuError as error:
        remedy = f"{error.remedy} Then run this again, for what is in the workspace."
        return Finding("workspace", "failed", error.message, remedy)
    if sys.platform == "win32" and len(str(home)) > 100:
        remedy = r"Set PIKKU_HOME to a short one, such as C:\pikku: Windows limits a path's length."
        return Finding("workspace", "warning", f"{home} is a long name", remedy)
    return Finding("workspace", "ok", f"{home}")


def disk() -> Finding:
    """Return whether there is room at the workspace."""
    free = shutil.disk_usage(workspace.path()).free
    found = f"{free / GB:.1f} GB free at {workspace.path()}"
    remedy = "Free some disk space, or set PIKKU_HOME to a folder on a disk that has it."
    return Finding("disk", *_graded(free, DISK_FAILS, DISK_WARNS, found, remedy))


def memory() -> Finding:
    """Return whether there is memory for the servers that don't run yet."""
    free = _free_memory()
    found = f"{free / GB:.1f} GB free, {os.cpu_count()} processors"
    if sparkserver.running() is not None:
        return Finding("memory", "ok", f"{found}, beside the running servers")
    remedy = "Close other programs; PIKKU_SPARK_MEMORY=1g makes Spark smaller."
    return Finding("memory", *_graded(free, MEMORY_FAILS, MEMORY_WARNS, found, remedy))


def ports() -> Finding:
    """Return whether servers on this machine can be reached by programs on it."""
    port = server.free_port()
    with socket.create_server((server.HOST, port)):
        reached = server.answers(port)
    local = socket.gethostbyname_ex("localhost")[2]
    if not reached:
        remedy = "Let the firewall allow connections of this machine with itself (127.0.0.1)."
        return Finding("ports", "failed", f"127.0.0.1:{port} can't be reached", remedy)
    if server.HOST not in local:
        remedy = "Add the line `127.0.0.1 localhost` to the system's hosts file."
        return Finding("ports", "failed", f"`localhost` is {', '.join(local)}", remedy)
    return Finding("ports", "ok", "servers on 127.0.0.1 can be reached")


def proxy() -> Finding:
    """Return which proxies are set, for they explain what can't be fetched."""
    proxies = {name: place for name, place in getproxies().items() if name in ("http", "https")}
    if not proxies:
        return Finding("proxy", "ok", "none is set")
    hidden = {name: place.rpartition("@")[2] for name, place in proxies.items()}
    return Finding("proxy", "ok", ", ".join(f"{n}: {p}" for n, p in sorted(hidden.items())))


def java_runtime() -> Finding:
    """Return which Java Spark will run on."""
    if settings().spark_remote:
        return Finding("Java", "ok", "not needed: SPARK_REMOTE is set")
    found = java.find()
    return Finding("Java", "ok", f"{found.release} from {found.origin}")


def delta_jars() -> Finding:
    """Return whether Delta Lake's jars are there; they are fetched when they aren't."""
    if settings().spark_remote:
        return Finding("Delta jars", "ok", "not needed: SPARK_REMOTE is set")
    how = "kept" if jars.cached() else "now fetched and kept"
    return Finding("Delta jars", "ok", f"{how} in {jars.fetch(java.find())}")


def sql_database() -> Finding:
    """Return whether the SQL database is there: PIKKU_SQL_URL, or a PostgreSQL that can start."""
    if settings().sql_url:
        sql.start()
        return Finding("SQL database", "ok", f"{sql.status().address} (PIKKU_SQL_URL) answers")
    if sql.status().running:
        return Finding("SQL database", "ok", f"PostgreSQL runs at {sql.status().address}")
    sql.start()
    sql.stop()
    user, folder = postgres.account(), postgres.cluster()
    found = f"PostgreSQL {postgres.MAJOR} can start"
    if user is not None:
        found += f", as the user {user.name}"
    if folder.is_relative_to(settings().home):
        return Finding("SQL database", "ok", found)
    remedy = (
        f"Nothing must be done. To keep the data in the workspace, let the user {user.name} enter "
        f"{settings().home}, or run this as an ordinary user."
    )
    return Finding("SQL database", "warning", f"{found}; its data is in {folder}", remedy)


def lake_folder() -> Finding:
    """Return where the lake is, and how many Delta tables it has."""
    address = lakeurl.address()
    place = f"{address.account_url} (PIKKU_LAKE_URL) answers" if address else lake.root()
    return Finding("lake", "ok", f"{place}, Delta tables: {len(lake.tables())}")


def servers() -> Finding:
    """Return which servers run, and whether one was left behind by a crash."""
    stale = []
    if sparkserver.note_file().is_file() and sparkserver.running() is None:
        stale.append("Spark")
    if postgres.is_stale():
        stale.append("PostgreSQL")
    if stale:
        found = f"{' and '.join(stale)} ended without being stopped, or can't be used any more"
        return Finding("servers", "warning", found, "The next use replaces it; or: pikku stop")
    alive = {"PostgreSQL": postgres.running_pid(), "Spark": sparkserver.running()}
    running = [name for name, found in alive.items() if found]
    return Finding("servers", "ok", f"{' and '.join(running)} run" if running else "none runs")


CHECKS: tuple[Callable[[], Finding], ...] = (
    python,
    packages,
    workspace_folder,
    disk,
    memory,
    ports,
    proxy,
    java_runtime,
    servers,  # before the database is started and stopped
    sql_database,
    lake_folder,
    delta_jars,
)

IN_WORKSPACE = (disk, memory, servers, sql_database, lake_folder)


def _graded(
    free: float, fails: float, warns: float, found: str, remedy: str
) -> tuple[Ok, str, str]:
    """Return the last three parts of a finding about something of which there can be too little."""
    if free < fails:
        return (
            "failed",
            f"{found}; {fails / GB:.0f} GB are needed, {warns / GB:.0f} advised",
            remedy,
        )
    if free < warns:
        return "warning", f"{found}; {warns / GB:.0f} GB are advised", remedy
    return "ok", found, ""


def _free_memory() -> int:
    """Return the free memory in bytes; in a container, what its limit leaves."""
    free = psutil.virtual_memory().available
    try:  # control groups, version 2: "max" is no limit
        limit = int((CONTROL_GROUP / "memory.max").read_text())
        return min(free, limit - int((CONTROL_GROUP / "memory.current").read_text()))
    except (OSError, ValueError):
        return free


def _requirements() -> list[Requirement]:
    """Return what the library depends on, from the repository or from the installed package."""
    file = repo_root() / "pyproject.toml"
    if file.is_file():
        project = tomllib.loads(file.read_text(encoding="utf-8"))["project"]
        return [Requirement(line) for line in project["dependencies"]]
    return [Requirement(line) for line in importlib.metadata.requires("pikku") or []]
