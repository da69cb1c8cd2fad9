"""The WebActivity: a request to a server on this machine, and to no other."""

import base64
import ipaddress
import json
import time
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from pikku.migrate.activities.registry import activity
from pikku.migrate.functions import to_json, to_text
from pikku.migrate.local import Task
from pikku.migrate.rules import ActivityFailed, seconds

_LARGEST = 4 * 1024 * 1024  # bytes of a response, as in Data Factory
_LONGEST_WAIT = 600.0  # seconds for a response
_POLL = 1.0  # seconds between two looks at what is not done yet, without Retry-After
_CODE = "2108"  # of Data Factory, for a request that failed


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: Message
    body: bytes


class _SameMachine(HTTPRedirectHandler):
    """Follows redirects on this machine only."""

    def redirect_request(
        self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str
    ) -> Any:
        _require_local(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


_OPENER = build_opener(ProxyHandler({}), _SameMachine)


@activity("WebActivity")
def web(task: Task) -> dict[str, Any]:
    """Call a server on this machine; return its JSON object, or its text as ``Response``."""
    for key in ("datasets", "linkedServices"):
        if task.properties.get(key):
            raise ActivityFailed(
                f"Passing on {key} doesn't run here.", "Put what the server needs into the body."
            )
    method, url = str(task.value("method")).upper(), to_text(task.value("url"))
    headers = {key: to_text(value) for key, value in (task.value("headers", {}) or {}).items()}
    body = task.value("body")
    task.record.input = {"method": method, "url": url, "headers": headers, "body": body}
    _require_local(url)
    headers = headers | _authorization(task)
    data = None if body is None else (body if isinstance(body, str) else to_json(body)).encode()
    if data is not None and not any(key.lower() == "content-type" for key in headers):
        headers["Content-Type"] = "application/json"
    limit = seconds(task.value("httpRequestTimeout") or "00:01:00")
    answer = _send(task, Request(url, data, headers, method=method), limit)
    if answer.status == 202 and not task.properties.get("turnOffAsync"):
        answer = _await_end(task, url, headers, answer, limit)
    return _output(answer)


def _require_local(url: str) -> None:
    """Raise unless a URL names this machine."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    try:
        local = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        local = False
    if not local or parts.scheme not in ("http", "https"):
        raise ActivityFailed(
            f"The WebActivity calls {url!r}; here only servers on this machine are called.",
            "Use a URL on http://localhost, for instance by a global parameter of the environment.",
            _CODE,
        )


def _authorization(task: Task) -> dict[str, str]:
    found = task.value("authentication")
    if not found:
        return {}
    if found.get("type") != "Basic":
        raise ActivityFailed(
            f"The authentication {found.get('type')!r} doesn't run here: there is no identity.",
            "Use Basic, or none, for a server on this machine.",
        )
    secret = found.get("password")
    secret = secret.get("value") if isinstance(secret, dict) else secret
    pair = f"{to_text(found.get('username'))}:{to_text(secret)}"
    return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}


def _send(task: Task, request: Request, limit: float) -> _Answer:
    task.check_time()
    wait = max(0.001, min(limit, _LONGEST_WAIT, task.deadline - time.monotonic()))
    try:
        with _OPENER.open(request, timeout=wait) as response:
            body = response.read(_LARGEST + 1)
            answer = _Answer(response.status, response.headers, body)
    except HTTPError as error:
        with error:
            more = error.read(2000).decode("utf-8", "replace")
        raise ActivityFailed(
            f"{request.full_url} answers {error.code} {error.reason}. {more}".strip(),
            "Correct the request, or see what the server says about it.",
            _CODE,
        ) from error
    except (URLError, HTTPException, OSError) as error:
        task.check_time()
        reason = getattr(error, "reason", error)
        raise ActivityFailed(
            f"{request.full_url} doesn't answer: {reason}.",
            "Start the server, or raise httpRequestTimeout if it is slow.",
            _CODE,
        ) from error
    if len(answer.body) > _LARGEST:
        raise ActivityFailed(
            f"{request.full_url} answers with more than {_LARGEST // 1024**2} MB.",
            "Copy large data with a Copy activity.",
            _CODE,
        )
    return answer


def _await_end(
    task: Task, url: str, headers: dict[str, str], answer: _Answer, limit: float
) -> _Answer:
    """Return the answer at the location that a 202 names, once it is another one than 202."""
    while answer.status == 202 and answer.headers.get("Location"):
        url = urljoin(url, answer.headers["Location"])
        _require_local(url)
        after = answer.headers.get("Retry-After", "")
        end = time.monotonic() + (float(after) if after.isdigit() else _POLL)
        while (rest := end - time.monotonic()) > 0:
            task.runner.stop.wait(min(rest, 0.2))
            task.check_time()
        answer = _send(task, Request(url, headers=headers), limit)
    return answer


def _output(answer: _Answer) -> dict[str, Any]:
    text = answer.body.decode("utf-8", "replace")
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    output = dict(found) if isinstance(found, dict) else {"Response": text} if text else {}
    output["ADFWebActivityResponseHeaders"] = dict(answer.headers.items())
    return output | {"effectiveIntegrationRuntime": "local"}
