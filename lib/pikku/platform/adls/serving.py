"""Running the endpoint: its account and key, the note by which others find it, and its end."""

import asyncio
import base64
import binascii
import contextlib
import json
import os
import re
import secrets
import signal
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from pikku.errors import PikkuError
from pikku.platform import server, workspace
from pikku.platform.settings import settings

if TYPE_CHECKING:  # `pikku status` needs no web server
    from pikku.platform.adls.calls import Account
    from pikku.platform.adls.store import Store

ACCOUNT = "pikku"

_KEY_BYTES = 64
"""As long as Azure's."""


@dataclass(frozen=True)
class Record:
    """What is noted about an endpoint that runs; the key is in base64."""

    pid: int
    created: float
    port: int
    account: str
    key: str
    root: str

    @property
    def url(self) -> str:
        """The account's URL, for the clients of both interfaces."""
        return f"http://{server.HOST}:{self.port}/{self.account}"


def note_file() -> Path:
    """Return where a running endpoint is noted."""
    return workspace.path("state") / "lake.json"


def running() -> Record | None:
    """Return this workspace's endpoint, or None when none runs."""
    try:
        record = Record(**json.loads(note_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return record if server.process(record.pid, record.created) else None


def stop() -> bool:
    """Return whether an endpoint of this workspace was running; it is stopped."""
    record = running()
    found = server.process(record.pid, record.created) if record else None
    if found is not None:
        server.end(found)
    note_file().unlink(missing_ok=True)
    return found is not None


def status() -> server.Status:
    """Return whether an endpoint of this workspace runs, and where."""
    record = running()
    if record is None:
        return server.Status("lake", False)
    return server.Status("lake", True, record.url, record.pid)


def key_file() -> Path:
    """Return where the workspace's key is kept, for its owner only."""
    return workspace.path("state") / "lake.key"


def kept_key() -> str:
    """Return the workspace's key in base64, made at random the first time."""
    if not key_file().is_file():
        made = base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()
        workspace.write(key_file(), made, private=True)
    return key_file().read_text(encoding="utf-8").strip()


def run(
    root: Path,
    port: int,
    account: str,
    key: str | None,
    ready: Callable[[Record], object],
) -> None:
    """Serve a folder until this process is told to end.

    Parameters
    ----------
    root
        The folder; made when it isn't there.
    port
        Where on 127.0.0.1; 0 for any free port.
    account
        The storage account's name: 3 to 24 lower-case letters and digits.
    key
        Its key in base64; None for PIKKU_LAKE_KEY, or the one that the workspace keeps.
    ready
        Called once clients can connect.

    Raises
    ------
    PikkuError
        When name, key, port or folder can't be used.
    """
    from pikku.platform.adls.calls import Account
    from pikku.platform.adls.store import Store

    if re.fullmatch(r"[a-z0-9]{3,24}", account) is None:
        raise PikkuError(
            f"{account!r} is no name of a storage account.",
            "Take 3 to 24 lower-case letters and digits.",
        )
    key = key or settings().lake_key or kept_key()
    try:
        served = Account(account, base64.b64decode(key, validate=True))
    except (binascii.Error, ValueError) as error:
        raise PikkuError(
            "The key is not in base64.", "Leave --key out to have one made."
        ) from error
    store = Store(root)
    try:
        asyncio.run(_serve(store, served, port, key, ready))
    finally:
        store.close()


async def _serve(
    store: "Store", account: "Account", port: int, key: str, ready: Callable[[Record], object]
) -> None:
    from pikku.platform.adls import http

    try:
        runner = await http.serve(store, account, server.HOST, port)
    except OSError as error:
        raise PikkuError(
            f"The endpoint can't listen on {server.HOST}:{port}: {error.strerror}.",
            "Take another --port, or leave it out for a free one.",
        ) from error
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C ends the program anyway
            loop.add_signal_handler(each, ended.set)
    me = psutil.Process(os.getpid())
    where = runner.addresses[0][1]
    record = Record(me.pid, me.create_time(), where, account.name, key, str(store.root))
    workspace.write(note_file(), json.dumps(asdict(record)), private=True)
    try:
        ready(record)
        await ended.wait()
    finally:
        note_file().unlink(missing_ok=True)
        await runner.cleanup()
