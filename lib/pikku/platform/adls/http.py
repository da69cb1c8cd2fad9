"""The endpoint's HTTP: receives requests, lets the operations answer them, sends what they say."""

import asyncio
import base64
import errno
import hashlib
import logging
import os
import sys
import uuid
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from aiohttp import ClientError, web
from multidict import CIMultiDict

from pikku.platform.adls import batch, blob, calls, dfs, signatures
from pikku.platform.adls.calls import Account, Answer, Body, Call, FileRange, Operation
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.store import Store
from pikku.platform.limits import allow_many_files

VERSION = "2023-11-03"
"""The version of the REST interface that an answer names when the request names none."""

_CHUNK = 1 << 18
_MOST_IN_MEMORY = 8 << 20
"""Of a body that is no data: a list of 50,000 blocks has 5 MB."""
_MOST_DATA = 5000 << 20
"""Of data in one request, as in Azure."""
_LINE = 16 << 10
"""Of a header or the URL."""
_LONGEST_ECHO = 1024
_LINGER = 2.0
"""Seconds in which the rest of a refused body is let come, so that the client hears the refusal."""

_LOG = logging.getLogger(__name__)
_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_IGNORED_WHEN = {"x-ms-access-tier": "Hot"}
_UNKNOWN_HEADERS = (
    "x-ms-access-tier",
    "x-ms-content-crc64",
    "x-ms-encryption-context",
    "x-ms-encryption-key",
    "x-ms-encryption-scope",
    "x-ms-expiry-option",
    "x-ms-if-tags",
    "x-ms-immutability-policy-until-date",
    "x-ms-legal-hold",
    "x-ms-range-get-content-crc64",
    "x-ms-structured-body",
    "x-ms-tags",
)
_UNKNOWN_QUERY = ("snapshot", "versionid", "prevsnapshot")


class Endpoint:
    """An ADLS Gen2 account over a folder; `handle` is aiohttp's handler."""

    def __init__(self, store: Store, account: Account) -> None:
        self._store, self._account = store, account
        self._threads = ThreadPoolExecutor(16, thread_name_prefix="adls")

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer a request, whatever goes wrong."""
        told = {"x-ms-request-id": str(uuid.uuid4()), "x-ms-version": VERSION}
        for name in ("x-ms-version", "x-ms-client-request-id"):
            given = request.headers.get(name, "")
            if given.isascii() and 0 < len(given) <= _LONGEST_ECHO:
                told[name] = given
        received: Path | None = None
        as_dfs = False
        try:
            target = request.raw_path
            remote = request.remote or ""
            call = calls.parse(self._account, request.method, target, request.headers, remote)
            as_dfs = call.dfs
            operation = self._admit(call)
            if request.headers.get("Expect", "").lower() == "100-continue":
                await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            call.body = await self._receive(request, operation)
            received = call.body.file
            answer = await self._thread(self._run, call, operation)
        except StorageError as error:
            answer = _refusal(error, dfs=as_dfs)
        except OSError as error:
            answer = _refusal(_of_disk(error), dfs=as_dfs)
        except Exception:  # noqa: BLE001  a fault here must not end the connection without a word
            # Without the query, which may have the signature of a SAS.
            _LOG.exception("%s %s", request.method, request.raw_path.partition("?")[0])
            answer = _refusal(StorageError("InternalError"), dfs=as_dfs)
        finally:
            if received is not None:  # what was not made visible, or kept, is of no use
                received.unlink(missing_ok=True)
        answer.headers |= told
        return await self._send(request, answer)

    def _admit(self, call: Call) -> Operation:
        """Return what a request asks for, once it may."""
        operation = self._operation(call)
        call.permission = operation.permission
        signatures.authorize(call)
        _refuse_unknown(call)
        return operation

    def _operation(self, call: Call) -> Operation:
        if call.method == "POST" and call.query.get("comp") == "batch":
            return Operation(self._batch, "d")
        return (dfs if call.dfs else blob).operation(call)

    def _run(self, call: Call, operation: Operation) -> Answer:
        return operation.run(call, self._store)

    def _batch(self, call: Call, store: Store) -> Answer:
        def one(method: str, target: str, headers: Mapping[str, str]) -> Answer:
            given = CIMultiDict(headers)
            given.setdefault("Host", call.headers.get("Host", ""))
            try:
                inner = calls.parse(self._account, method, target, given, call.remote)
                inner.dfs = False
                if inner.method != "DELETE" or inner.level != "path":
                    raise StorageError("NotImplemented", "A batch deletes blobs here.")
                answer = self._run(inner, self._admit(inner))
            except StorageError as error:
                answer = _refusal(error, dfs=False)
            answer.headers["x-ms-request-id"] = str(uuid.uuid4())
            return answer

        return batch.run(call, one)

    async def _receive(self, request: web.BaseRequest, operation: Operation) -> Body:
        """Return the body: data in a file, chunk by chunk, everything else in memory."""
        declared = request.content_length
        if not request.body_exists or declared == 0:
            return Body()
        most = _MOST_DATA if operation.data else _MOST_IN_MEMORY
        if declared is not None and declared > most:
            raise StorageError("RequestBodyTooLarge")
        if not operation.data:
            content = bytearray()
            async for chunk in request.content.iter_any():
                content += chunk
                if len(content) > most:
                    raise StorageError("RequestBodyTooLarge")
            return Body(bytes(content), length=len(content))
        return await self._receive_file(request, most)

    async def _receive_file(self, request: web.BaseRequest, most: int) -> Body:
        file, length = self._store.staging.new(), 0
        wanted = request.headers.get("Content-MD5")
        digest = hashlib.md5(usedforsecurity=False) if wanted else None
        try:
            with file.open("xb", buffering=0) as stream:
                async for chunk in _chunks(request):
                    length += len(chunk)
                    if length > most:
                        raise StorageError("RequestBodyTooLarge")
                    if digest:
                        digest.update(chunk)
                    await self._thread(_write, stream, chunk)
            if digest and base64.b64encode(digest.digest()).decode() != wanted:
                raise StorageError("Md5Mismatch")
        except BaseException:
            file.unlink(missing_ok=True)
            raise
        return Body(file=file, length=length)

    async def _send(self, request: web.BaseRequest, answer: Answer) -> web.StreamResponse:
        if request.method == "HEAD":
            response = web.StreamResponse(status=answer.status, headers=answer.headers)
            response.headers.setdefault("Content-Length", "0")
            await response.prepare(request)
            return response
        if not isinstance(answer.body, FileRange):
            return web.Response(status=answer.status, headers=answer.headers, body=answer.body)
        found = answer.body
        try:
            response = web.StreamResponse(status=answer.status, headers=answer.headers)
            response.content_length = found.length
            await response.prepare(request)
            at, end = found.start, found.start + found.length
            while at < end:
                size = min(_CHUNK, end - at)
                chunk = await self._thread(_read, found.descriptor, at, size)
                if not chunk:  # another program cut it short: the client must not take it for whole
                    request.transport.abort()
                    break
                await response.write(chunk)
                at += len(chunk)
        finally:
            os.close(found.descriptor)
        await response.write_eof()
        return response

    async def _thread(self, function: Any, *arguments: Any) -> Any:
        call = partial(function, *arguments)
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)


async def serve(store: Store, account: Account, host: str, port: int) -> web.ServerRunner:
    """Return the running server; its `cleanup` ends it.

    Parameters
    ----------
    store, account
        What is served, under which name and key.
    host, port
        Where; port 0 is any free one.
    """
    allow_many_files()
    endpoint = Endpoint(store, account)
    options = {"max_line_size": _LINE, "max_field_size": _LINE, "lingering_time": _LINGER}
    server = web.Server(endpoint.handle, access_log=None, **options)
    runner = web.ServerRunner(server)
    await runner.setup()
    await web.TCPSite(runner, host, port, backlog=2048).start()
    return runner


async def _chunks(request: web.BaseRequest) -> Any:
    """Return the body in chunks that are worth a write each."""
    gathered = bytearray()
    try:
        async for chunk in request.content.iter_any():
            gathered += chunk
            if len(gathered) >= _CHUNK:
                yield bytes(gathered)
                gathered.clear()
    except ClientError as error:  # the connection broke off
        raise StorageError("InvalidInput", "The body ended early.") from error
    if gathered:
        yield bytes(gathered)


def _write(stream: Any, chunk: bytes) -> None:
    view = memoryview(chunk)
    while view:
        view = view[stream.write(view) :]


def _read(descriptor: int, at: int, size: int) -> bytes:
    if hasattr(os, "pread"):
        return os.pread(descriptor, size, at)
    os.lseek(descriptor, at, os.SEEK_SET)
    return os.read(descriptor, size)


def _refuse_unknown(call: Call) -> None:
    """Refuse what would be ignored otherwise, though the client relies on it."""
    for name in _UNKNOWN_HEADERS:
        if name in call.headers and call.headers[name] != _IGNORED_WHEN.get(name):
            raise StorageError("NotImplemented", name)
    for name in _UNKNOWN_QUERY:
        if name in call.query:
            raise StorageError("NotImplemented", name)


def _refusal(error: StorageError, *, dfs: bool) -> Answer:
    error = error.named(dfs=dfs)
    told = {"x-ms-error-code": error.code}
    if error.status == 304:
        return Answer(304, told)
    kind, body = error.body(dfs=dfs)
    if error.code == "NoAuthenticationInformation":
        told["WWW-Authenticate"] = "SharedKey"
    return Answer(error.status, told | {"Content-Type": kind}, body)


def _of_disk(error: OSError) -> StorageError:
    """Return what a client is told of what the operating system refused."""
    if error.errno in _FULL:
        return StorageError("InsufficientStorage")
    if error.errno == errno.ENAMETOOLONG:
        return StorageError("InvalidResourceName", "The name is too long.")
    if isinstance(error, PermissionError) and sys.platform == "win32":
        return StorageError("ServerBusy")
    return StorageError("InternalError", error.strerror or type(error).__name__)
