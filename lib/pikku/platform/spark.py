"""The Spark engine, always by Spark Connect: Databricks, a given server, or one of our own."""

import atexit
import gc
import json
import os
import re
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pikku.errors import PikkuError
from pikku.platform import lake, server, sparkserver
from pikku.platform.settings import settings

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

_sessions: dict[str, "SparkSession"] = {}
_guard = threading.RLock()


def start() -> str:
    """Return the address of the Spark Connect server, started when needed; it has the token in it.

    Raises
    ------
    PikkuError
        When there is no Java, the jars can't be fetched, or the server does not start.
    """
    if remote := settings().spark_remote:
        return remote
    record = sparkserver.running()
    if record is None:
        with server.lock("spark"):
            record = sparkserver.running()  # another starter may have been quicker
            if record is None:
                record = sparkserver.launch(lambda made: register(_session(made.url)))
    server.touch("spark")
    server.watch()
    return record.url


def start_ahead() -> None:
    """Begin to start the local server, if there is to be one, and return at once.

    Another process does it: the threads of its connection would disturb what this one does
    meanwhile. Who asks for a session waits for it, and is told if there is a reason not to start.
    """
    local = not settings().spark_remote and not _on_databricks()
    # One that is not ready yet is being started: by the run, when its first notebook asks again.
    if local and sparkserver.running_pid() is None:
        server.spawn_module(__name__, "spark-ahead.log")


def session() -> "SparkSession":
    """Return the Spark session of this process; it may be used from several threads.

    On Databricks it is the notebook's own; with SPARK_REMOTE one on that server; else one on the
    workspace's server, which is started when needed and knows every table of the lake.

    Raises
    ------
    PikkuError
        As `start`, or when the server can't be reached.
    """
    if _on_databricks():
        from pyspark.sql import SparkSession

        return SparkSession.builder.getOrCreate()
    return _session(start())


def _on_databricks() -> bool:
    return "DATABRICKS_RUNTIME_VERSION" in os.environ


def stop() -> bool:
    """Return whether a local server was running; it is stopped."""
    with server.lock("spark"):
        _forget(release=sparkserver.running() is not None)
        stopped = sparkserver.halt()
    server.unwatch()
    return stopped


def status() -> server.Status:
    """Return whether the local server runs, and where; nothing is started."""
    if remote := settings().spark_remote:
        return server.Status("spark", True, re.sub(r"token=[^;]*", "token=***", remote))
    record = sparkserver.running()
    if record is None:
        return server.Status("spark", False)
    return server.Status("spark", True, f"sc://localhost:{record.port}", record.pid)


def register(spark: "SparkSession") -> int:
    """Return how many tables of the lake were made known to a new server.

    The server's catalogue is in memory: what the lake holds is the truth, so nothing can disagree
    with it after a server was killed. A table whose log can't be read is left out; using it then
    tells that there is no such table.
    """
    from pyspark.errors import PySparkException

    lake.sweep()
    for layer in lake.LAYERS:
        place = _quoted(lake.location(layer))
        spark.sql(f"create schema if not exists {layer} location {place}")

    def one(table: tuple[str, str]) -> bool:
        layer, name = table
        place = _quoted(lake.location(layer, name))
        try:
            spark.sql(f"create table if not exists {layer}.`{name}` using delta location {place}")
        except PySparkException:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(one, lake.tables()))


def _quoted(place: str) -> str:
    return json.dumps(place, ensure_ascii=False)


def _session(url: str) -> "SparkSession":
    with _guard:
        known = _sessions.get(url)
        if known is None or known.is_stopped:
            _forget(release=False)  # those of a server that is gone
            known = _sessions[url] = _new_session(url)
        return known


def _forget(*, release: bool) -> None:
    """Close this process's sessions; `release` them where a server is there to hear of it."""
    while _sessions:
        _close(_sessions.popitem()[1], release=release)


def _close(session: "SparkSession", *, release: bool) -> None:
    session.release_session_on_close = release
    session.stop()


@atexit.register
def _leave() -> None:
    """Close the sessions while Python still runs whole: later it was seen to wait for ever."""
    gc.collect()  # unread answers end here, not in the middle of the calls below
    _forget(release=any(_is_local(url) for url in _sessions) and sparkserver.running() is not None)


def _is_local(url: str) -> bool:
    return url.startswith("sc://localhost:")


def _new_session(url: str) -> "SparkSession":
    from pyspark.errors import PySparkException
    from pyspark.logger import PySparkLogger
    from pyspark.sql.connect.client import DefaultChannelBuilder
    from pyspark.sql.connect.client.retries import DefaultPolicy
    from pyspark.sql.connect.session import SparkSession

    # pyspark.sql.functions and the like look here to choose between classic and Connect.
    os.environ["SPARK_CONNECT_MODE_ENABLED"] = "1"
    for name in ("SQLQueryContextLogger", "DataFrameQueryContextLogger"):
        # They print every refused statement, on top of the exception that tells it.
        PySparkLogger.getLogger(name).disabled = True
    # The exception tells it too.
    warnings.filterwarnings("ignore", message=r"\[RETRIES_EXCEEDED\]")
    # A company's proxy must not be asked for a server on this machine.
    options = [("grpc.enable_http_proxy", 0)] if _is_local(url) else []
    builder = DefaultChannelBuilder(url, channelOptions=options)
    made = SparkSession.builder.channelBuilder(builder).create()
    if _is_local(url):
        # A server on this machine that isn't there won't come: tell in 4 s, not in 10 minutes.
        made.client.set_retry_policies([DefaultPolicy(max_retries=4)])
        # There is no network to lose an answer in. What reattaching needs, a thread that is
        # started while garbage is collected, was seen to lock gRPC up for ever.
        made.client.disable_reattachable_execute()
    try:
        _ = made.version  # the first call that goes to the server
    except PySparkException as error:
        _close(made, release=False)
        address = re.sub(r"token=[^;]*", "token=***", url)
        said = re.search(r'details = "(.*)"', str(error))
        raise PikkuError(
            f"The Spark server {address} can't be used: {said[1] if said else error}.",
            remedy="Run `pikku stop` and try again; with SPARK_REMOTE set, correct or unset it.",
        ) from error
    SparkSession._set_default_and_active_session(made)
    return made


if __name__ == "__main__":
    start()
