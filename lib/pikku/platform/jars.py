"""The jars that Spark lacks: fetched once, by Spark's own resolver, then kept in a cache."""

import hashlib
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform import java, server, workspace
from pikku.platform.settings import settings

DELTA = "4.4.0"
PACKAGES = [
    f"io.delta:delta-spark_4.2_2.13:{DELTA}",
    # Hadoop's own local file system runs a program (chmod, readlink; winutils on Windows) for
    # every file that it makes. This one does not.
    "com.globalmentor:hadoop-bare-naked-local-fs:0.1.0",
]

# What Spark itself has; a second copy of another release on the class path would be a gamble.
EXCLUDED = [
    "org.apache.hadoop:*",
    "org.apache.logging.log4j:*",
    "org.apache.parquet:*",
    "com.fasterxml.jackson*:*",
    "org.slf4j:*",
    "com.google.code.findbugs:*",
    "com.github.luben:*",
    "org.xerial.snappy:*",
    "org.roaringbitmap:*",
    "io.airlift:*",
    "javax.annotation:*",
    "commons-pool:*",
    "com.google.guava:*",
]

SHA256 = {
    "com.globalmentor_hadoop-bare-naked-local-fs-0.1.0.jar": (
        "e0cc30fb0531eb0b59468dc0abf5b257533d2365b5e9f45e795edd707aa78c62"
    ),
    "io.delta_delta-kernel-api-4.4.0.jar": (
        "ee9b5a14ac3b7efdff4d61a58478fe8eb0e5a3fbca43889dca7290795fe79a11"
    ),
    "io.delta_delta-kernel-defaults-4.4.0.jar": (
        "225c975199e4718b38ee5b7e6da7f19e9585024262b2cec2656b32151a856b0b"
    ),
    "io.delta_delta-kernel-unitycatalog-4.4.0.jar": (
        "cea22dfb4ac562b3cd27bf652697750e8336009d73fb06631363aaaad5345ffa"
    ),
    "io.delta_delta-spark_4.2_2.13-4.4.0.jar": (
        "27d4fd8b1f879535c573ed1c718177d6a27f24d3e626ba02e216369725721ead"
    ),
    "io.delta_delta-storage-4.4.0.jar": (
        "c46735481fa8e326b0957be02b4420cbcab4b325bb08009b7f2045a95133f1cc"
    ),
    "io.unitycatalog_unitycatalog-client-0.6.0.jar": (
        "48257499a86b801a3e2372cec55ac226ca1c1c7eabe5c118e7302f29a1fdbc19"
    ),
    "io.unitycatalog_unitycatalog-hadoop-0.6.0.jar": (
        "c47b63c961c87102b9e1d63809a0915ba4c86b7652f57c8d39ca3a05b441a150"
    ),
}
"""What must come of it: a jar that was tampered with or cut short is refused."""


@dataclass(frozen=True)
class Jars:
    """Some jars: what they are called, where from, without which others, and what must come of it."""

    title: str
    name: str
    packages: list[str]
    excluded: list[str]
    sha256: dict[str, str]


DELTA_LAKE = Jars(
    "Delta Lake", f"spark-{version('pyspark')}-delta-{DELTA}", PACKAGES, EXCLUDED, SHA256
)

HADOOP = "3.5.0"
"""The release of Hadoop in Spark."""

AZURE = Jars(
    "Hadoop Azure",
    f"hadoop-azure-{HADOOP}",
    [f"org.apache.hadoop:hadoop-azure:{HADOOP}"],
    # Of what it names, its driver for ABFS needs only what Spark has already, and a histogram.
    [
        "com.microsoft.azure:*",
        "commons-codec:*",
        "commons-logging:*",
        "org.apache.hadoop:hadoop-common",
        "org.apache.hadoop.thirdparty:*",
        "org.apache.httpcomponents:*",
        "org.wildfly.openssl:*",
    ],
    {
        "org.apache.hadoop_hadoop-azure-3.5.0.jar": (
            "220b5db238b82437960e4b81c7e3eefa4eff2a03ad502887497f11d0ad86e663"
        ),
        "org.hdrhistogram_HdrHistogram-2.1.12.jar": (
            "9b47fbae444feaac4b7e04f0ea294569e4bc282bc69d8c2ce2ac3f23577281e2"
        ),
    },
)
"""Hadoop's driver for ADLS Gen2, for a lake that PIKKU_LAKE_URL names."""


def folder(wanted: Jars = DELTA_LAKE) -> Path:
    """Return where jars are kept, for all workspaces of this user."""
    # Other releases of this library keep other jars, and their servers may be using them.
    these = hashlib.sha256(repr(sorted(wanted.sha256.items())).encode()).hexdigest()[:8]
    return settings().cache / "jars" / f"{wanted.name}-{these}"


def cached(wanted: Jars = DELTA_LAKE) -> bool:
    """Return whether all jars are there and whole."""
    return all(_sum(folder(wanted) / name) == sha for name, sha in wanted.sha256.items())


def fetch(runtime: java.Java, wanted: Jars = DELTA_LAKE) -> Path:
    """Return the folder with the jars, fetched when they aren't there.

    Raises
    ------
    PikkuError
        When they can't be fetched or kept.
    """
    kept = folder(wanted)
    if cached(wanted):
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=kept.parent, prefix=".fetch-") as name:
            fetched = _resolve(runtime, Path(name), wanted)
            _keep(fetched, wanted)
    except OSError as error:
        raise PikkuError(
            f"The {wanted.title} jars can't be kept in {kept}: {error.strerror or error}.",
            remedy="Set PIKKU_CACHE to a folder that you may write to, with 50 MB free.",
        ) from error
    return kept


def spark_home() -> Path:
    """Return the folder of pyspark, which is a whole Spark."""
    import pyspark

    return Path(pyspark.__file__).parent


def _resolve(runtime: java.Java, scratch: Path, wanted: Jars) -> Path:
    """Return a folder of jars that Spark's resolver fetched.

    The program that Spark starts when it is done is Ivy's, which only prints its version: what
    is wanted is what Spark fetches before. The Ivy folder is our own, since a half-filled local
    Maven cache breaks the resolution.
    """
    log = workspace.path("logs") / "jars.log"
    command = [str(runtime.program), "-cp", str(spark_home() / "jars" / "*"), *java.OPTIONS]
    command += java.network_options()
    command += ["org.apache.spark.deploy.SparkSubmit", "--master", "local[1]"]
    command += ["--conf", f"spark.jars.ivy={scratch}", "--packages", ",".join(wanted.packages)]
    command += ["--exclude-packages", ",".join(wanted.excluded)]
    command += ["--class", "org.apache.ivy.Main", "spark-internal", "-version"]
    env = {**os.environ, "SPARK_HOME": str(spark_home()), "SPARK_LOCAL_IP": server.HOST}
    env.pop("SPARK_REMOTE", None)
    with log.open("wb") as stream:
        try:
            code = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                env=env,
                timeout=600,
                check=False,
            ).returncode
        except subprocess.TimeoutExpired:
            code = -1
    if code != 0 or not (scratch / "jars").is_dir():
        raise PikkuError(
            f"The {wanted.title} jars ({wanted.packages[0]}) could not be fetched from Maven "
            f"Central: {_why(log)}.",
            remedy="Check the network and HTTPS_PROXY, then run this again; or copy the folder "
            f"{folder(wanted)} from a machine that has it. Details: {log}",
        )
    return scratch / "jars"


def _why(log: Path) -> str:
    """Return the one line of the resolver's long log that tells the reason."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    for word in ("Server access error", "not found", "Exception", "Error"):
        for line in lines:
            if word in line:
                return line.strip().rstrip(".")[:300]
    return "it took more than 10 minutes"


def _keep(fetched: Path, wanted: Jars) -> None:
    wrong = [name for name, sha in wanted.sha256.items() if _sum(fetched / name) != sha]
    if wrong:
        raise PikkuError(
            f"The jar {wrong[0]} that was fetched is not the one that this release was made with.",
            remedy="Fetch it from another network or mirror; if that does not help, report it.",
        )
    shutil.rmtree(folder(wanted), ignore_errors=True)
    fetched.rename(folder(wanted))


def _sum(file: Path) -> str | None:
    if not file.is_file():
        return None
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
