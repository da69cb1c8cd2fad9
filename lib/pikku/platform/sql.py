"""The SQL database: a PostgreSQL of the workspace's own, or the one that PIKKU_SQL_URL names."""

import contextlib
import functools
import secrets
import threading
from pathlib import Path

import psycopg
import sqlalchemy
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from pikku.errors import PikkuError
from pikku.platform import postgres, server, workspace
from pikku.platform.settings import settings

DATABASE = "pikku"
USER = "pikku"

_engines: dict[str, Engine] = {}
_guard = threading.Lock()


def start() -> str:
    """Return the SQLAlchemy URL of the database, password included, started when needed.

    Raises
    ------
    PikkuError
        When PIKKU_SQL_URL names a database that can't be reached, or PostgreSQL can't start.
    """
    if external := settings().sql_url:
        return _external(external)
    port = postgres.running_port()
    if port is None:
        with server.lock("sql"):
            port = postgres.running_port()  # another starter may have been quicker
            if port is None:
                port = postgres.launch(USER, _password())
                _create_database(port)
    server.touch("sql")
    server.watch()
    return _url(port).render_as_string(hide_password=False)


def engine() -> Engine:
    """Return the SQLAlchemy engine of the database; one per process and database."""
    return _engine(start())


def connect(**options: object) -> psycopg.Connection:
    """Return a new psycopg connection, for COPY and other things that SQLAlchemy has no word for.

    Parameters
    ----------
    options
        Passed to `psycopg.connect`, such as ``autocommit=True``.

    Raises
    ------
    PikkuError
        When the database is not a PostgreSQL.
    """
    return psycopg.connect(address(), **options)


def address() -> str:
    """Return the URL of the database, password included, as PostgreSQL's own clients take it; started when needed.

    Raises
    ------
    PikkuError
        When the database is not a PostgreSQL.
    """
    url = make_url(start())
    if url.get_backend_name() != "postgresql":
        raise PikkuError(
            f"This step works on PostgreSQL, but PIKKU_SQL_URL names {url.drivername}.",
            remedy="Unset PIKKU_SQL_URL to use the local PostgreSQL.",
        )
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def stop() -> bool:
    """Return whether a local PostgreSQL was running; it is stopped, its data kept."""
    with server.lock("sql"):
        _forget()
        stopped = postgres.halt()
    server.unwatch()
    return stopped


def remove() -> None:
    """Stop the local PostgreSQL and delete its data, wherever it is."""
    with server.lock("sql"):
        _forget()
        postgres.halt()
        postgres.remove()
    server.unwatch()


def status() -> server.Status:
    """Return whether the local PostgreSQL runs, and where; nothing is started."""
    if external := settings().sql_url:
        return server.Status("sql", True, _parsed(external).render_as_string())
    port = postgres.running_port()
    if port is None:
        return server.Status("sql", False)
    address = f"{server.HOST}:{port}/{DATABASE}"
    return server.Status("sql", True, address, postgres.running_pid())


def _engine(url: str) -> Engine:
    with _guard:
        if url not in _engines:
            _engines[url] = sqlalchemy.create_engine(url, pool_pre_ping=True)
        return _engines[url]


def _forget() -> None:
    """Close this process's connections, so that none of them fails later."""
    with _guard:
        while _engines:
            _engines.popitem()[1].dispose()


def _url(port: int, database: str = DATABASE) -> URL:
    return URL.create("postgresql+psycopg", USER, _password(), server.HOST, port, database)


def _password() -> str:
    """Return the local database's password, made at random the first time."""
    file = workspace.path("sql") / "password"
    if not file.is_file():
        workspace.write(file, secrets.token_urlsafe(24), private=True)
    return file.read_text(encoding="utf-8").strip()


def probe(port: int) -> psycopg.Connection:
    """Return a connection to the local server that does not count as a use of the database."""
    plain = _url(port, "postgres").set(drivername="postgresql")
    text = plain.render_as_string(hide_password=False)
    return psycopg.connect(text, autocommit=True, connect_timeout=10)


def _create_database(port: int) -> None:
    with probe(port) as link:
        known = link.execute("select 1 from pg_database where datname = %s", [DATABASE])
        if known.fetchone() is None:
            link.execute(f"create database {DATABASE}")


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:  # ValueError: a port that is no number
        raise PikkuError(
            "PIKKU_SQL_URL is not the URL of a database.",
            remedy="Write it as postgresql://user:password@host:port/database, or unset it.",
        ) from error
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


@functools.lru_cache(maxsize=8)
def _external(url: str) -> str:
    """Return a given database's URL in SQLAlchemy's form, once it has answered."""
    parsed = _parsed(url)
    full = parsed.render_as_string(hide_password=False)
    limit = {"connect_timeout": 10} if parsed.get_backend_name() == "postgresql" else {}
    try:
        probe = sqlalchemy.create_engine(full, connect_args=limit)
        with contextlib.closing(probe.connect()):
            pass
        probe.dispose()
    except (SQLAlchemyError, ImportError) as error:  # ImportError: no driver for such a database
        cause = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise PikkuError(
            f"PIKKU_SQL_URL names {parsed.render_as_string()}, which can't be used: {cause}.",
            remedy="Start that database or correct PIKKU_SQL_URL; unset it for the local one.",
        ) from error
    return full


def log_file() -> Path:
    """Return where the local PostgreSQL writes what it has to say."""
    return postgres.log_file()
