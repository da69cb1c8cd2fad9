"""The lake's files, wherever it is: a folder, or ADLS Gen2 through azure-storage-file-datalake.

Both write a file so that nobody sees it before it is whole: under a name that begins with
`TEMPORARY`, and then renamed. Paths are given in parts, as ``"landing", "sales", "orders.parquet"``.
"""

import contextlib
import io
import shutil
import stat
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from pikku.errors import PikkuError
from pikku.platform.lakeurl import Address

if TYPE_CHECKING:
    from azure.storage.filedatalake import DataLakeFileClient, DataLakeServiceClient

TEMPORARY = ".partial-"
"""What the name of a file begins with while it is being written; readers leave it out."""

_CHUNK = 8 << 20
"""Bytes in one append: memory holds no more of a file that is written."""

_RANGE = 1 << 16
"""Bytes that are read at least: as many as PyArrow reads for a Parquet file's footer."""


@dataclass(frozen=True)
class Found:
    """Something in the lake: its path below what was asked for, its size in bytes, when it changed (UTC)."""

    path: str
    is_directory: bool
    size: int
    modified: datetime = field(compare=False)

    @property
    def name(self) -> str:
        """The last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def is_temporary(self) -> bool:
        """Whether it is a file that is still being written, or is in what is being deleted."""
        return any(part.startswith(TEMPORARY) for part in self.path.split("/"))


class LakeStore(Protocol):
    """What can be done with the lake's files, wherever they are."""

    def writing(self, *parts: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """Lend a file to write to; it takes its place once the block has ended without an error."""

    def reading(self, *parts: str) -> BinaryIO:
        """Return a file to read from, at any place; whoever asks for it closes it."""

    def read(self, *parts: str) -> bytes:
        """Return a file's content."""

    def found(self, *parts: str) -> Found | None:
        """Return a file or folder, None when it isn't there; its path is its name."""

    def listing(self, *parts: str, recursive: bool = True) -> list[Found]:
        """Return what is in a folder, by path: at any depth, or in itself; nothing when it isn't there."""

    def exists(self, *parts: str) -> bool:
        """Return whether a file or folder is there."""

    def rename(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Give a file or folder another name, in one step; a file that was there is replaced."""

    def delete(self, *parts: str) -> None:
        """Delete a file, or a folder with all that is in it, if it is there."""

    def location(self, *parts: str) -> str:
        """Return where a file or folder is, as Spark writes it: a path, or an abfss:// URL."""

    def files(self, folder: Path) -> "LocalFiles":
        """Return its files for programs that need a path of this machine; copies go to `folder`."""


class LocalFiles(Protocol):
    """Files of the lake as files of this machine: they themselves, or copies of them below `root`."""

    root: Path

    def local(self, *parts: str) -> Path:
        """Return the path of a file or folder, which may have wildcards, as it is in the lake now."""


class FolderStore:
    """The lake as a folder of this machine, `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @contextlib.contextmanager
    def writing(self, *parts: str) -> Iterator[BinaryIO]:
        """Lend a file to write to; it takes its place once the block has ended without an error."""
        target = self.root.joinpath(*parts)
        temporary = target.with_name(f"{TEMPORARY}{uuid.uuid4().hex[:8]}-{target.name}")
        with _refused(*parts):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with temporary.open("wb") as stream:
                    yield stream
                temporary.replace(target)
            finally:
                temporary.unlink(missing_ok=True)

    def reading(self, *parts: str) -> BinaryIO:
        """Return a file to read from, at any place; whoever asks for it closes it."""
        with _refused(*parts):
            return self.root.joinpath(*parts).open("rb")

    def read(self, *parts: str) -> bytes:
        """Return a file's content."""
        with self.reading(*parts) as stream:
            return stream.read()

    def found(self, *parts: str) -> Found | None:
        """Return a file or folder, None when it isn't there; its path is its name."""
        place = self.root.joinpath(*parts)
        return _found(place, place.name)

    def listing(self, *parts: str, recursive: bool = True) -> list[Found]:
        """Return what is in a folder, by path: at any depth, or in itself; nothing when it isn't there."""
        folder = self.root.joinpath(*parts)
        places = folder.rglob("*") if recursive else folder.glob("*")
        found = (_found(each, each.relative_to(folder).as_posix()) for each in places)
        return sorted(filter(None, found), key=lambda each: each.path)

    def exists(self, *parts: str) -> bool:
        """Return whether a file or folder is there."""
        return self.root.joinpath(*parts).exists()

    def rename(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Give a file or folder another name, in one step; a file that was there is replaced."""
        place = self.root.joinpath(*target)
        with _refused(*source):
            place.parent.mkdir(parents=True, exist_ok=True)
            self.root.joinpath(*source).replace(place)

    def delete(self, *parts: str) -> None:
        """Delete a file, or a folder with all that is in it, if it is there."""
        place = self.root.joinpath(*parts)
        with _refused(*parts):
            if place.is_dir():
                # Out of sight in one step first: nobody sees half of it deleted.
                hidden = place.with_name(f"{TEMPORARY}{uuid.uuid4().hex[:8]}-{place.name}")
                place.rename(hidden)
                shutil.rmtree(hidden)
            else:
                place.unlink(missing_ok=True)

    def location(self, *parts: str) -> str:
        """Return where a file or folder is, as Spark writes it."""
        return self.local(*parts).as_posix()

    def files(self, folder: Path) -> "FolderStore":
        """Return itself: these are files of this machine."""
        return self

    def local(self, *parts: str) -> Path:
        """Return the path of a file or folder."""
        return self.root.joinpath(*parts)


def _found(place: Path, path: str) -> Found | None:
    try:
        facts = place.stat()
    except OSError:  # deleted just now, or never there
        return None
    is_directory = stat.S_ISDIR(facts.st_mode)
    modified = datetime.fromtimestamp(facts.st_mtime, UTC)
    return Found(path, is_directory, 0 if is_directory else facts.st_size, modified)


class AdlsStore:
    """The lake in Azure Data Lake Storage Gen2, or at `pikku lake serve`.

    Raises
    ------
    PikkuError
        When the packages for Azure are not installed, or there is no key for it on localhost.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._service = _service(address.account_url, address.account, address.key)

    @contextlib.contextmanager
    def writing(self, *parts: str) -> Iterator[BinaryIO]:
        """Lend a file to write to; it takes its place once the block has ended without an error."""
        filesystem, path = self._address.place(*parts)
        folder, _, name = path.rpartition("/")
        temporary = f"{folder}/{TEMPORARY}{uuid.uuid4().hex[:8]}-{name}".lstrip("/")
        with self._refused(*parts):
            self._made(filesystem)
            client = self._service.get_file_client(filesystem, temporary)
            client.create_file()
            try:
                appender = _Appender(client)
                yield appender
                appender.finish()
                client.rename_file(f"{filesystem}/{path}")
            except BaseException:
                with contextlib.suppress(Exception):
                    client.delete_file()
                raise

    def reading(self, *parts: str) -> BinaryIO:
        """Return a file to read from, at any place; whoever asks for it closes it."""
        with self._refused(*parts):
            size = self._file(*parts).get_file_properties().size
        return io.BufferedReader(_Ranges(self, parts, size), _RANGE)

    def read(self, *parts: str) -> bytes:
        """Return a file's content."""
        with self._refused(*parts):
            return self._file(*parts).download_file().readall()

    def read_range(self, parts: tuple[str, ...], offset: int, length: int) -> bytes:
        """Return a part of a file's content."""
        with self._refused(*parts):
            return self._file(*parts).download_file(offset=offset, length=length).readall()

    def found(self, *parts: str) -> Found | None:
        """Return a file or folder, None when it isn't there; its path is its name."""
        from azure.core.exceptions import ResourceNotFoundError

        filesystem, path = self._address.place(*parts)
        with self._refused(*parts):
            try:
                if not path:
                    facts = self._service.get_file_system_client(filesystem)
                    modified = facts.get_file_system_properties().last_modified
                    return Found(filesystem, True, 0, modified)
                facts = self._file(*parts).get_file_properties()
            except ResourceNotFoundError:
                return None
        is_directory = (facts.metadata or {}).get("hdi_isfolder") == "true"
        name = path.rpartition("/")[2]
        return Found(name, is_directory, 0 if is_directory else facts.size, facts.last_modified)

    def listing(self, *parts: str, recursive: bool = True) -> list[Found]:
        """Return what is in a folder, by path: at any depth, or in itself; nothing when it isn't there."""
        from azure.core.exceptions import ResourceNotFoundError

        filesystem, path = self._address.place(*parts)
        client, skip = self._service.get_file_system_client(filesystem), len(f"{path}/".lstrip("/"))
        with self._refused(*parts):
            try:
                paths = list(client.get_paths(path or None, recursive=recursive))
            except ResourceNotFoundError:
                return []
        found = [
            Found(
                p.name[skip:],
                bool(p.is_directory),
                p.content_length or 0,
                p.last_modified.replace(tzinfo=UTC),  # a time of UTC, which says so nowhere
            )
            for p in paths
            if p.name[skip:]  # a file is listed as itself
        ]
        return sorted(found, key=lambda each: each.path)

    def exists(self, *parts: str) -> bool:
        """Return whether a file or folder is there."""
        filesystem, path = self._address.place(*parts)
        with self._refused(*parts):
            if not path:
                return self._service.get_file_system_client(filesystem).exists()
            return self._file(*parts).exists()

    def rename(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Give a file or folder another name, in one step; a file that was there is replaced."""
        filesystem, path = self._address.place(*target)
        with self._refused(*source):
            self._made(filesystem)
            if parent := path.rpartition("/")[0]:
                folder = self._service.get_directory_client(filesystem, parent)
                if not folder.exists():
                    folder.create_directory()
            self._file(*source).rename_file(f"{filesystem}/{path}")

    def delete(self, *parts: str) -> None:
        """Delete a file, or a folder with all that is in it, if it is there."""
        from azure.core.exceptions import ResourceNotFoundError

        filesystem, path = self._address.place(*parts)
        # A file system stays, empty: Azure lets nobody make one of its name for a while.
        places = [path] if path else [each.path for each in self.listing(*parts, recursive=False)]
        with self._refused(*parts):
            for each in places:
                with contextlib.suppress(ResourceNotFoundError):
                    self._service.get_directory_client(filesystem, each).delete_directory()

    def location(self, *parts: str) -> str:
        """Return where a file or folder is, as Spark writes it."""
        return self._address.url(*parts)

    def files(self, folder: Path) -> LocalFiles:
        """Return copies of its files, which are made in a folder when they are asked for."""
        from pikku.platform.lakecopies import Copies

        return Copies(self, folder)

    @contextlib.contextmanager
    def _refused(self, *parts: str) -> Iterator[None]:
        """Let what Azure refuses be told as our own error."""
        try:
            yield
        except Exception as error:
            if not type(error).__module__.startswith("azure."):
                raise
            raise self._explained("/".join(parts), error) from error

    def _explained(self, what: str, error: Exception) -> PikkuError:
        """Return an error of Azure's clients as one that says what to do."""
        from azure.core import exceptions

        address = self._address
        code = getattr(error, "error_code", None)
        said = str(getattr(code, "value", code) or error).splitlines()[0]
        match error:
            case exceptions.ClientAuthenticationError() if address.key:
                return PikkuError(
                    f"The lake {address.account_url} refuses PIKKU_LAKE_KEY ({said}).",
                    remedy="Set PIKKU_LAKE_KEY to the account's key; `pikku lake serve` prints its "
                    "own.",
                )
            case exceptions.ServiceRequestError() | exceptions.ServiceResponseError():
                remedy = "Check PIKKU_LAKE_URL and the network."
                if address.endpoint:
                    remedy = "Start it: pikku lake serve. Or correct PIKKU_LAKE_URL."
                message = f"The lake {address.account_url} (PIKKU_LAKE_URL) doesn't answer."
                return PikkuError(message, remedy=remedy)
        return PikkuError(
            f"The lake refuses {what}: {said}.",
            remedy="Check PIKKU_LAKE_URL, the network, and the right to it (Storage Blob Data "
            "Contributor).",
        )

    def _file(self, *parts: str) -> "DataLakeFileClient":
        return self._service.get_file_client(*self._address.place(*parts))

    def _made(self, filesystem: str) -> None:
        """Make a file system when it isn't there."""
        from azure.core.exceptions import ResourceExistsError

        client = self._service.get_file_system_client(filesystem)
        if not client.exists():
            with contextlib.suppress(ResourceExistsError):  # made by another just now
                client.create_file_system()


class _Appender(io.RawIOBase):
    """A file that is written by appends; what is in memory is at most one of them."""

    def __init__(self, client: "DataLakeFileClient") -> None:
        self._client, self._waiting, self._sent = client, bytearray(), 0

    def writable(self) -> bool:
        """Return that it can be written to."""
        return True

    def tell(self) -> int:
        """Return how many bytes were written."""
        return self._sent + len(self._waiting)

    def write(self, data: bytes) -> int:
        """Return how many bytes were taken: all."""
        view = memoryview(data).cast("B")
        self._waiting += view
        while len(self._waiting) >= _CHUNK:
            self._append(bytes(self._waiting[:_CHUNK]))
            del self._waiting[:_CHUNK]
        return len(view)

    def finish(self) -> None:
        """Send what waits, and make it all the file's content."""
        if self._waiting:
            self._append(bytes(self._waiting))
            self._waiting.clear()
        self._client.flush_data(self._sent)

    def _append(self, data: bytes) -> None:
        self._client.append_data(data, offset=self._sent, length=len(data))
        self._sent += len(data)


class _Ranges(io.RawIOBase):
    """A file that is read by ranges, each when it is asked for."""

    def __init__(self, store: AdlsStore, parts: tuple[str, ...], size: int) -> None:
        self._store, self._parts, self._size, self._at = store, parts, size, 0

    def readable(self) -> bool:
        """Return that it can be read."""
        return True

    def seekable(self) -> bool:
        """Return that it can be read at any place."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Return the place, from the start, where it is read next."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def readinto(self, buffer: memoryview) -> int:
        """Return how many bytes were read; 0 at the end."""
        length = min(len(buffer), self._size - self._at)
        if length <= 0:
            return 0
        buffer[:length] = self._store.read_range(self._parts, self._at, length)
        self._at += length
        return length


@lru_cache(maxsize=8)
def _service(url: str, account: str, key: str | None) -> "DataLakeServiceClient":
    try:
        from azure.storage.filedatalake import DataLakeServiceClient

        credential: object
        if key:
            credential = {"account_name": account, "account_key": key}
        else:
            from azure.identity import DefaultAzureCredential

            credential = DefaultAzureCredential()
    except ImportError as error:
        raise PikkuError(
            f"PIKKU_LAKE_URL names a lake in Azure, but the package {error.name} is missing.",
            remedy="Install what Azure needs: pip install -r requirements/azure.txt",
        ) from error
    # One on localhost that isn't there won't come: it is told now, not in a minute.
    patience = {"retry_total": 0} if url.startswith("http:") else {}
    return DataLakeServiceClient(url, credential=credential, **patience)


@contextlib.contextmanager
def _refused(*parts: str) -> Iterator[None]:
    """Let what the disk refuses be told as our own error."""
    try:
        yield
    except OSError as error:
        raise PikkuError(
            f"The lake refuses {'/'.join(parts)}: {error.strerror or error}.",
            remedy="Free some disk space, or see who may write there.",
        ) from error
