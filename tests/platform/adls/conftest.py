"""An endpoint over a folder of the test's own, in this process, and the clients that use it."""

import asyncio
import base64
import contextlib
import itertools
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from azure.core.exceptions import HttpResponseError
from azure.storage.blob import BlobServiceClient, ContainerClient
from azure.storage.filedatalake import DataLakeServiceClient, FileSystemClient

from pikku.platform.adls import http
from pikku.platform.adls.calls import Account
from pikku.platform.adls.store import Store

ACCOUNT = "pikkulake"
KEY = base64.b64encode(b"a key of the tests, 32 bytes long").decode()
_numbers = itertools.count()


@dataclass
class Running:
    """An endpoint that runs: where, over what, and how clients reach it."""

    root: Path
    port: int
    account: str = ACCOUNT
    key: str = KEY
    stop: Callable[[], None] = field(default=lambda: None, repr=False)

    @property
    def url(self) -> str:
        """The account's URL."""
        return f"http://127.0.0.1:{self.port}/{self.account}"

    def lake(self, credential: object = None) -> DataLakeServiceClient:
        """Return the client for the DFS interface; it doesn't try again."""
        return DataLakeServiceClient(self.url, credential=credential or self.named, retry_total=0)

    def blobs(self, credential: object = None) -> BlobServiceClient:
        """Return the client for the Blob interface; it doesn't try again."""
        return BlobServiceClient(self.url, credential=credential or self.named, retry_total=0)

    @property
    def named(self) -> dict[str, str]:
        """The credential that clients want when the URL doesn't begin with the account."""
        return {"account_name": self.account, "account_key": self.key}


def start(root: Path) -> Running:
    """Return an endpoint, started in a thread of its own."""
    store, loop = Store(root), asyncio.new_event_loop()
    account = Account(ACCOUNT, base64.b64decode(KEY))
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    serving = http.serve(store, account, "127.0.0.1", 0)
    runner = asyncio.run_coroutine_threadsafe(serving, loop).result(10)

    def stop() -> None:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        store.close()

    return Running(root, runner.addresses[0][1], stop=stop)


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Return an endpoint over a folder for all the tests of a module."""
    running = start(tmp_path_factory.mktemp("around") / "lake")
    yield running
    running.stop()


@pytest.fixture
def lake(endpoint: Running) -> FileSystemClient:
    """Return the client of a file system of the test's own."""
    return endpoint.lake().create_file_system(f"filesystem{next(_numbers)}")


@pytest.fixture
def container(endpoint: Running, lake: FileSystemClient) -> ContainerClient:
    """Return the client of the Blob interface for the test's file system."""
    return endpoint.blobs().get_container_client(lake.file_system_name)


@contextlib.contextmanager
def refused(code: str, status: int) -> Iterator[None]:
    """Expect that a request is refused with one of ADLS's codes."""
    with pytest.raises(HttpResponseError) as error:
        yield
    said = error.value.response.headers.get("x-ms-error-code")
    assert (said, error.value.status_code) == (code, status)


@pytest.fixture(name="refused")
def _refused() -> Callable[[str, int], contextlib.AbstractContextManager[None]]:
    """Return `refused`, for tests can't import from here."""
    return refused


@pytest.fixture(name="start", scope="session")
def _start() -> Callable[[Path], Running]:
    """Return `start`, for tests can't import from here."""
    return start


@pytest.fixture
def folder(endpoint: Running, lake: FileSystemClient) -> Path:
    """Return the folder that the test's file system is."""
    return endpoint.root / lake.file_system_name
