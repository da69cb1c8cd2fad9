"""The lake's files, wherever it is: a folder, or ADLS Gen2 through azure-storage-file-datalake.

Both write a file so that nobody sees it before it is whole: under a name that begins with
`TEMPORARY`, and then renamed. Paths are given in parts, as ``"landing", "sales", "orders.parquet"``.
"""

import contextlib
import io
import shutil
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Found:
    """Something in the lake: its path below what was listed, and its size in bytes."""

    path: str
    is_directory: bool
    size: int


class LakeStore(Protocol):
    """What can be done with the lake's files, wherever they are."""

    def writing(self, *parts: str) -> contextlib.AbstractContextManager[BinaryIO]:
        """Lend a file to write to; it takes its place once the block has ended without an error."""

    def read(self, *parts: str) -> bytes:
        """Return a file's content."""

    def listing(self, *parts: str) -> list[Found]:
        """Return everything below a folder, at any depth, by path; nothing when it isn't there."""

    def exists(self, *parts: str) -> bool:
        """Return whether a file or folder is there."""

    def rename(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Give a file or folder another name, in one step; a file that was there is replaced."""

    def delete(self, *parts: str) -> None:
        """Delete a file, or a folder with all that is in it, if it is there."""


class FolderStore:
    """The lake as a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @contextlib.contextmanager
    def writing(self, *parts: str) -> Iterator[BinaryIO]:
        """Lend a file to write to; it takes its place once the block has ended without an error."""
        target = self._root.joinpath(*parts)
        temporary = target.with_name(f"{TEMPORARY}{uuid.uuid4().hex[:8]}-{target.name}")
        with _refused(*parts):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with temporary.open("wb") as stream:
                    yield stream
                temporary.replace(target)
            finally:
                temporary.unlink(missing_ok=True)

    def read(self, *parts: str) -> bytes:
        """Return a file's content."""
        with _refused(*parts):
            return self._root.joinpath(*parts).read_bytes()

    def listing(self, *parts: str) -> list[Found]:
        """Return everything below a folder, at any depth, by path; nothing when it isn't there."""
        folder = self._root.joinpath(*parts)
        found = [
            Found(
                each.relative_to(folder).as_posix(),
                each.is_dir(),
                0 if each.is_dir() else each.stat().st_size,
            )
            for each in folder.rglob("*")
        ]
        return sorted(found, key=lambda each: each.path)

    def exists(self, *parts: str) -> bool:
        """Return whether a file or folder is there."""
        return self._root.joinpath(*parts).exists()

    def rename(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Give a file or folder another name, in one step; a file that was there is replaced."""
        place = self._root.joinpath(*target)
        with _refused(*source):
            place.parent.mkdir(parents=True, exist_ok=True)
            self._root.joinpath(*source).replace(place)

    def delete(self, *parts: str) -> None:
        """Delete a file, or a folder with all that is in it, if it is there."""
        place = self._root.joinpath(*parts)
        with _refused(*parts):
            if place.is_dir():
                # Out of sight in one step first: nobody sees half of it deleted.
                hidden = place.with_name(f"{TEMPORARY}{uuid.uuid4().hex[:8]}-{place.name}")
                place.rename(hidden)
                shutil.rmtree(hidden)
            else:
                place.unlink(missing_ok=True)


class AdlsStore:
    """The lake in Azure Data Lake Storage Gen2, or at `pikku lake serve`.

    Raises
    ------
    PikkuError
        When the packages for Azure are not installed, or there is no key for it on localhost.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._service = _service(address)

    @contextlib.contextmanager
    def writing(self, *parts: str) -> Iterator[BinaryIO]:
        """Lend a file to write to; it takes its place once the block has ended without an error."""
        filesystem, path = self._address.place(*parts)
        folder, _, name = path.rpartition("/")
        temporary = f"{folder}/{TEMPORARY}{uuid.uuid4().hex[:8]}-{name}".lstrip("/")
        with _refused(*parts):
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

    def read(self, *parts: str) -> bytes:
        """Return a file's content."""
        with _refused(*parts):
            return self._file(*parts).download_file().readall()

    def listing(self, *parts: str) -> list[Found]:
        """Return everything below a folder, at any depth, by path; nothing when it isn't there."""
        from azure.core.exceptions import ResourceNotFoundError

        filesystem, path = self._address.place(*parts)
        client, skip = self._service.get_file_system_client(filesystem), len(f"{path}/".lstrip("/"))
        with _refused(*parts):
            try:
                paths = list(client.get_paths(path or None, recursive=True))
            except ResourceNotFoundError:
                return []
        found = [Found(p.name[skip:], bool(p.is_directory), p.content_length or 0) for p in paths]
        return sorted(found, key=lambda each: each.path)

    def exists(self, *parts: str) -> bool:
        """Return whether a file or folder is there."""
        filesystem, path = self._address.place(*parts)
        with _refused(*parts):
            if not path:
                return self._service.get_file_system_client(filesystem).exists()
            return self._file(*parts).exists()

    def rename(self, source: tuple[str, ...], target: tuple[str, ...]) -> None:
        """Give a file or folder another name, in one step; a file that was there is replaced."""
        filesystem, path = self._address.place(*target)
        with _refused(*source):
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
        with _refused(*parts), contextlib.suppress(ResourceNotFoundError):
            if path:
                self._service.get_directory_client(filesystem, path).delete_directory()
            else:
                self._service.get_file_system_client(filesystem).delete_file_system()

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


def _service(address: Address) -> "DataLakeServiceClient":
    try:
        from azure.storage.filedatalake import DataLakeServiceClient

        credential: object
        if key := address.key:
            credential = {"account_name": address.account, "account_key": key}
        else:
            from azure.identity import DefaultAzureCredential

            credential = DefaultAzureCredential()
    except ImportError as error:
        raise PikkuError(
            f"PIKKU_LAKE_URL names a lake in Azure, but the package {error.name} is missing.",
            remedy="Install what Azure needs: uv pip install 'pikku[azure]'",
        ) from error
    # One on localhost that isn't there won't come: it is told now, not in a minute.
    patience = {"retry_total": 0} if address.endpoint else {}
    return DataLakeServiceClient(address.account_url, credential=credential, **patience)


@contextlib.contextmanager
def _refused(*parts: str) -> Iterator[None]:
    """Let what the disk or Azure refuses be told as our own error."""
    try:
        yield
    except OSError as error:
        raise PikkuError(
            f"The lake refuses {'/'.join(parts)}: {error.strerror or error}.",
            remedy="Free some disk space, or see who may write there.",
        ) from error
    except Exception as error:
        if not type(error).__module__.startswith("azure."):
            raise
        code = getattr(error, "error_code", None)
        said = str(getattr(code, "value", code) or error).splitlines()[0]
        raise PikkuError(
            f"The lake refuses {'/'.join(parts)}: {said}.",
            remedy="Check PIKKU_LAKE_URL, the network, and the right to it (Storage Blob Data "
            "Contributor).",
        ) from error
