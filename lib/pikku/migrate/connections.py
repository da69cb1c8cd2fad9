"""What linked services stand for here: the SQL database and the lake."""

import contextlib
import functools
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any

import adbc_driver_manager as adbc
import adbc_driver_postgresql
import psycopg
import pyarrow as pa

from pikku.errors import PikkuError
from pikku.platform import sql, workspace
from pikku.platform.lakestore import FolderStore, LakeStore

_DATA_SOURCE = "lake"  # as synapse/03_data_source.sql names it
_ACCOUNT = "https://local.dfs.core.windows.net"  # whatever it is called: here it is a folder
#: Queries that are copied at once, as a self-hosted integration runtime limits its concurrent jobs:
#: more than there are processors take memory and no less time.
_COPIES = max(2, os.cpu_count() or 2)

_BATCH_BYTES = 4 * 1024 * 1024
"""Size of the record batches of a query, as PostgreSQL sends them: ADBC's own 16 MB take four times the memory and no less time."""

_LOOK = 0.1
"""Seconds between two looks at what takes too long."""


class Deadlines:
    """Cancels what runs for longer than it may; one thread watches all of it."""

    def __init__(self) -> None:
        self._waiting: dict[int, tuple[float, Callable[[], Any]]] = {}
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._thread: threading.Thread | None = None
        self._closed = False

    @contextlib.contextmanager
    def watch(self, deadline: float, cancel: Callable[[], Any]) -> Iterator[None]:
        """Call `cancel` if the block still runs at `deadline` (of ``time.monotonic``)."""
        key = threading.get_ident()
        with self._lock:
            self._waiting[key] = (deadline, cancel)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._waiting.pop(key, None)

    def cancel_all(self) -> None:
        """Cancel everything that is watched, and whatever comes later."""
        self._closed = True
        self._wake.set()

    def close(self) -> None:
        """Cancel what is still watched, and end the watching thread."""
        self.cancel_all()
        if thread := self._thread:
            thread.join(timeout=5)

    def _run(self) -> None:
        while True:
            self._wake.wait(_LOOK)
            with self._lock:
                for key, (deadline, cancel) in list(self._waiting.items()):
                    if not self._closed and time.monotonic() < deadline:
                        continue
                    with contextlib.suppress(Exception):
                        cancel()
                    if not self._closed:  # else again: its statement may begin only now
                        del self._waiting[key]
                if self._closed and not self._waiting:
                    self._thread = None  # what comes later starts another
                    return
            if self._closed:
                time.sleep(_LOOK)


class Pool:
    """Connections that are opened when needed and used again; any thread may take one.

    Parameters
    ----------
    open_one
        Opens a connection.
    most
        How many are lent at once; who wants one more waits.
    """

    def __init__(self, open_one: Callable[[], Any], most: int = sys.maxsize) -> None:
        self._open, self._free = open_one, threading.Semaphore(most)
        self._idle: LifoQueue = LifoQueue()

    @contextlib.contextmanager
    def take(self, meanwhile: Callable[[], None] = lambda: None) -> Iterator[Any]:
        """Lend a connection; one that was in use when an error came up is closed.

        Parameters
        ----------
        meanwhile
            Called now and then while all are lent; what it raises ends the waiting.
        """
        while not self._free.acquire(timeout=0.2):
            meanwhile()
        try:
            try:
                connection = self._idle.get_nowait()
            except Empty:
                connection = self._open()
            try:
                yield connection
            except BaseException:
                with contextlib.suppress(Exception):
                    connection.close()
                raise
            self._idle.put(connection)
        finally:
            self._free.release()

    def close(self) -> None:
        """Close the connections that nobody uses."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return


class ArrowConnection:
    """A connection that delivers the rows of a query as Arrow record batches.

    ADBC's own DB-API module would import pandas, which takes a second.
    """

    def __init__(self, url: str) -> None:
        self._database = adbc_driver_postgresql.connect(url)
        self._connection = adbc.AdbcConnection(self._database)

    @contextlib.contextmanager
    def statement(self) -> Iterator[adbc.AdbcStatement]:
        """Lend a statement, which can be cancelled while it is read."""
        with contextlib.closing(adbc.AdbcStatement(self._connection)) as statement:
            yield statement

    def read(self, statement: adbc.AdbcStatement, text: str) -> pa.RecordBatchReader:
        """Return a reader of the rows of a query, as they come."""
        hint = adbc_driver_postgresql.StatementOptions.BATCH_SIZE_HINT_BYTES.value
        statement.set_options(**{hint: str(_BATCH_BYTES)})
        statement.set_sql_query(text)
        stream, _ = statement.execute_query()
        return pa.RecordBatchReader._import_from_c(stream.address)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        self._database.close()


class SqlDatabase:
    """The database that a linked service of type AzureSqlDatabase stands for: a PostgreSQL."""

    def __init__(self) -> None:
        plain = sql.address()
        options = "-c timezone=UTC"
        self.rows = Pool(lambda: psycopg.connect(plain, autocommit=True, options=options))
        self.batches = Pool(lambda: ArrowConnection(plain), _COPIES)

    def close(self) -> None:
        """Close the connections."""
        self.rows.close()
        self.batches.close()


class LakeDatabase:
    """The database that a linked service of type AzureSqlDW stands for: Synapse serverless over the lake.

    It has no tables, but an external data source ``lake``: queries read files by OPENROWSET.

    Parameters
    ----------
    lake
        The lake's files, first its file systems. Those of a lake that is no folder of this machine
        are copied for a query, to a folder that is removed in the end.
    """

    def __init__(self, lake: LakeStore) -> None:
        self._duck, self._folder = _duckdb().cursor(), None
        if not isinstance(lake, FolderStore):
            self._folder = tempfile.TemporaryDirectory(dir=workspace.path("runs"), prefix=".lake-")
        self._files = lake.files(Path(self._folder.name) if self._folder else Path())
        self._duck.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")

    def ask(self, text: str) -> tuple[list[str], list[tuple[Any, ...]]]:
        """Return the names of the columns and the rows of a T-SQL query.

        Raises
        ------
        PikkuError
            It isn't one query, or it names files that aren't there.
        duckdb.Error
            The files can't be read, or a value is wrong.
        """
        from sqlglot import exp
        from sqlglot.schema import MappingSchema

        from pikku.migrate.tsql import SQLGLOT
        from pikku.serve import translate
        from pikku.serve.database import trees
        from pikku.serve.dialect import Synapse
        from pikku.serve.rowset import Reader
        from pikku.serve.scripts import Batch

        reader = Reader(self._duck, {_DATA_SOURCE: _ACCOUNT}, self._files)
        try:
            with SQLGLOT:
                found = trees(Batch(text, "query", 1))
                if len(found) != 1 or not isinstance(found[0], exp.Query):
                    raise ValueError("this is not one query")
                said = translate.query(found[0], MappingSchema({}, dialect=Synapse), reader)
        except (ValueError, FileNotFoundError) as error:
            raise PikkuError(str(error), "Correct the query.") from error
        cursor = self._duck.execute(said)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def cancel(self) -> None:
        """Break off what it is at."""
        self._duck.interrupt()

    def close(self) -> None:
        """Close the connection."""
        self._duck.close()
        if self._folder:
            self._folder.cleanup()


@functools.cache
def _duckdb() -> Any:
    """Return the process's DuckDB, which holds no data; opening one takes longer than most queries."""
    import duckdb

    config = {"autoinstall_known_extensions": "false", "enable_external_file_cache": "false"}
    return duckdb.connect(config=config)  # files are read once, so none is kept in memory


def lake_path(*parts: str | None) -> tuple[str, ...]:
    """Return the names of a path in the lake; parts that are missing are left out.

    Raises
    ------
    PikkuError
        The path would leave the lake.
    """
    names = [n for part in parts if part for n in part.replace("\\", "/").split("/") if n]
    if any(name in (".", "..") or ":" in name for name in names):
        raise PikkuError(
            f"The lake path {'/'.join(names)!r} is not allowed.",
            "Use names of folders and files only, without '.', '..' and ':'.",
        )
    return tuple(names)
