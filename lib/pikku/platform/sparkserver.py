"""Starting and stopping the local Spark Connect server: one Java process per workspace."""

import hashlib
import json
import os
import secrets
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform import jars, java, lake, lakeurl, server, workspace
from pikku.platform.settings import settings

MAIN = "org.apache.spark.sql.connect.service.SparkConnectServer"

# The work is hundreds of small statements, which end before the second compiler's code would pay:
# with the first one alone they took a quarter less processor time, with this collector less memory.
# It alone gets a fifth of the usual room for its code, which Spark fills; then code is thrown out
# and compiled again. The other number keeps classes from causing collections while they load.
JVM = [
    "-XX:TieredStopAtLevel=1",
    "-XX:ReservedCodeCacheSize=240m",
    "-XX:MetaspaceSize=256m",
    "-XX:+UseSerialGC",
    # Half of the memory, not a third, for what lives as long as a statement: collected less often.
    "-XX:NewRatio=1",
    "-Xss4m",
]

_SPARK = "org.apache.spark.sql"
CONF = {
    "spark.master": "local[2]",
    "spark.app.name": "pikku",
    "spark.driver.host": server.HOST,
    "spark.driver.bindAddress": server.HOST,
    "spark.connect.grpc.binding.address": server.HOST,
    "spark.connect.session.manager.defaultSessionTimeout": "24h",
    # An exception's message is for a learner to read: what is wrong, not where in Spark.
    "spark.sql.connect.serverStacktrace.enabled": "false",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": f"{_SPARK}.delta.catalog.DeltaCatalog",
    "spark.sql.shuffle.partitions": "2",
    # Whole numbers, as everybody writes them now: the default is twelve bytes that only Hive needs,
    # and that have no statistics.
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
    "spark.databricks.delta.snapshotPartitions": "1",
    # A list of all files in each checksum: to write it, Delta replays the log, even of an empty
    # table. For tables as small as these that is half the work of a commit.
    "spark.databricks.delta.allFilesInCrc.enabled": "false",
    # Plans are written down for a user interface that isn't there; the long form takes longer.
    "spark.sql.ui.explainMode": "simple",
    # Files without running a program for each (see jars.PACKAGES). Two writers of one table can't
    # be in two processes, since a workspace has one server: LocalLogStore keeps order within one.
    "spark.hadoop.fs.file.impl": "com.globalmentor.apache.hadoop.fs.NakedLocalFileSystem",
    "spark.delta.logStore.file.impl": "io.delta.storage.LocalLogStore",
    "spark.sql.streaming.checkpointFileManagerClass": (
        f"{_SPARK}.execution.streaming.checkpointing.FileSystemBasedCheckpointFileManager"
    ),
}

# Hadoop's settings, 1,369 in these three files of its jar, go along with every job, each with the
# name of its file compressed for itself: a fifth of the work of a small statement. Hardly one means
# anything to files of this machine, and for those Hadoop's code has the same defaults.
HADOOP_DEFAULTS = ("core-default.xml", "mapred-default.xml", "yarn-default.xml")

LOG4J = """\
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{yyyy-MM-dd HH:mm:ss} %p %c{1}: %m%n%ex
logger.native.name = org.apache.hadoop.util.NativeCodeLoader
logger.native.level = error
"""


@dataclass(frozen=True)
class Record:
    """What is noted about a server: who it is, how to reach it, and what it was started with.

    It is `ready` once it knows the lake's tables. Whoever used it earlier would take them for gone.
    """

    pid: int
    created: float
    port: int
    token: str
    home: str
    made_with: str
    ready: bool = False

    @property
    def url(self) -> str:
        """The address for Spark Connect; a token goes without TLS to `localhost` only."""
        return f"sc://localhost:{self.port}/;token={self.token}"


def log_file() -> Path:
    """Return where the server writes what it has to say."""
    return workspace.path("logs") / "spark.log"


def note_file() -> Path:
    """Return where the server's record is noted, for whoever wants to use it."""
    return workspace.path("spark") / "server.json"


def running() -> Record | None:
    """Return this workspace's server, or None when there is none that can be used.

    One that is dead, of another workspace (a copied folder), not yet ready, or started with other
    settings or releases than today's is none.
    """
    record = _noted()
    if record is None or not record.ready or record.made_with != _made_with():
        return None
    return record if server.answers(record.port) else None


def running_pid() -> int | None:
    """Return the process number of this workspace's server, whether it can be used or not."""
    record = _noted()
    return record.pid if record else None


def launch(prepare: Callable[[Record], object]) -> Record:
    """Return a server that was just started.

    Parameters
    ----------
    prepare
        Called with the server before anybody else can use it.

    Raises
    ------
    PikkuError
        When there is no Java, the jars can't be fetched, or it does not start.
    """
    halt()
    runtime = java.find()
    address = lakeurl.address()
    wanted = [jars.DELTA_LAKE, *([jars.AZURE] if address else [])]
    classes = [jars.fetch(runtime, each) for each in wanted]
    for _ in range(3):  # another program may take the port first
        record = _launch(runtime, classes, server.free_port())
        if record is not None:
            prepare(record)
            return _note(replace(record, ready=True))
    raise PikkuError(
        f"The Spark server did not start. Its log {log_file()} ends with:\n"
        f"{server.tail(log_file())}",
        remedy="Run `pikku doctor`, which looks for the usual causes.",
    )


def halt() -> bool:
    """Return whether this workspace's server was running; it is stopped."""
    record = _noted()
    found = server.process(record.pid, record.created) if record else None
    if found is not None:
        server.end(found)
    note_file().unlink(missing_ok=True)
    return found is not None


def _noted() -> Record | None:
    """Return the noted server when its process lives and is this workspace's."""
    try:
        record = Record(**json.loads(note_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    if record.home != str(workspace.path()) or server.process(record.pid, record.created) is None:
        return None
    return record


def _note(record: Record) -> Record:
    workspace.write(note_file(), json.dumps(asdict(record)), private=True)
    return record


def _launch(runtime: java.Java, classes: list[Path], port: int) -> Record | None:
    folder = workspace.path("spark")
    token = secrets.token_urlsafe(24)
    arguments = workspace.write(folder / "java.args", _arguments(classes, port), private=True)
    env = {name: value for name, value in os.environ.items() if not name.startswith("SPARK_")}
    env |= {
        "SPARK_HOME": str(jars.spark_home()),
        # In the environment, since every user of the machine may read a command line.
        "SPARK_CONNECT_AUTHENTICATE_TOKEN": token,
        "SPARK_LOCAL_IP": server.HOST,
        "SPARK_LOCAL_DIRS": str(workspace.path("spark", "scratch")),
        "PYSPARK_PYTHON": sys.executable,
    }
    log_file().unlink(missing_ok=True)
    child = server.spawn([str(runtime.program), f"@{arguments}"], log_file(), env, cwd=folder)
    created, home = child.create_time(), str(workspace.path())
    record = Record(child.pid, created, port, token, home, _made_with())
    # Before it answers: should this process be killed now, the next one finds the server.
    _note(record)
    server.wait(lambda: server.answers(port) or server.process(child.pid, created) is None, 120)
    if server.process(child.pid, created) and server.answers(port):
        return record
    halt()
    return None


def _arguments(classes: list[Path], port: int) -> str:
    """Return the server's command line as the text of a Java argument file."""
    folder = workspace.path("spark")
    log4j = workspace.write(folder / "log4j2.properties", LOG4J)
    conf = CONF | _lake_conf() | {"spark.connect.grpc.binding.port": str(port)}
    instead = workspace.path("spark", "hadoop")
    for name in HADOOP_DEFAULTS:
        workspace.write(instead / name, "<configuration/>\n")
    places = (instead, *(each / "*" for each in classes), jars.spark_home() / "jars" / "*")
    class_path = os.pathsep.join(map(str, places))
    arguments = [*java.OPTIONS, *JVM, *_memory(), "-cp", class_path]
    arguments += [f"-Dlog4j2.configurationFile={log4j.as_uri()}", f"-Djava.io.tmpdir={folder}"]
    arguments += [f"-D{name}={value}" for name, value in conf.items()]
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in [*arguments, MAIN])


def _lake_conf() -> dict[str, str]:
    """Return the settings by which Spark reaches the lake."""
    address = lakeurl.address()
    if address is None:
        return {"spark.sql.warehouse.dir": lake.root().as_uri()}
    # Nothing is made there: every layer has a place of its own in the lake.
    warehouse = {"spark.sql.warehouse.dir": workspace.path("spark", "warehouse").as_uri()}
    return warehouse | address.spark_conf()


def _memory() -> list[str]:
    """Return the heap's size, the same from the start: growing it means to collect each time."""
    return [f"{option}{settings().spark_memory}" for option in ("-Xms", "-Xmx")]


def _made_with() -> str:
    """Return a short mark that changes when a running server would no longer fit."""
    from pyspark import __version__

    parts = [__version__, jars.PACKAGES, CONF, JVM, HADOOP_DEFAULTS, settings().spark_memory]
    if settings().lake_url:
        parts.append([settings().lake_url, settings().lake_key])
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
