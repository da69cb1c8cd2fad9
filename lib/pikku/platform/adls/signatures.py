"""Who may do what: Shared Key signatures, and account and service SAS (shared access signatures).

Sources: Microsoft's REST reference, "Authorize with Shared Key", "Create an account SAS" and
"Create a service SAS". Of a SAS, the versions since 2018-11-09 are known.
"""

import base64
import dataclasses
import datetime
import email.utils
import hashlib
import hmac
import ipaddress
import time
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from pikku.platform.adls.calls import Call
from pikku.platform.adls.errors import StorageError

CLOCK_SKEW = 15 * 60
"""Seconds by which a request's date may differ from now, as in Azure."""

_OLDEST_SAS = "2018-11-09"
_WITH_ENCRYPTION_SCOPE = "2020-12-06"

_SIGNED_HEADERS = (
    "Content-Encoding",
    "Content-Language",
    "Content-Length",
    "Content-MD5",
    "Content-Type",
    "Date",
    "If-Modified-Since",
    "If-Match",
    "If-None-Match",
    "If-Unmodified-Since",
    "Range",
)


def sign(key: bytes, text: str) -> str:
    """Return the signature of a text: HMAC-SHA256, in base64."""
    return base64.b64encode(hmac.digest(key, text.encode(), hashlib.sha256)).decode()


def authorize(call: Call) -> None:
    """Let a request pass that is signed with the account's key, directly or by a SAS.

    Parameters
    ----------
    call
        The request, with the permission that its operation asks for.

    Raises
    ------
    StorageError
        When the signature is wrong, missing, too old, or does not allow this.
    """
    if (given := call.headers.get("Authorization")) is not None:
        _shared_key(call, given)
    elif "sig" in call.query:
        _sas(call)
    else:
        raise StorageError("NoAuthenticationInformation")


def authorize_source(call: Call, source: Call) -> None:
    """Let a request read or move another path, too: a SAS must allow that as well.

    Parameters
    ----------
    call
        The request, which has been authorized.
    source
        The same for the other path, with the query of its URL, which may have a SAS of its own.
    """
    if "Authorization" in call.headers:
        return  # who has the key may do everything
    _sas(source if "sig" in source.query else dataclasses.replace(source, query=call.query))


def _shared_key(call: Call, given: str) -> None:
    scheme, _, credential = given.partition(" ")
    if scheme == "Bearer":
        raise StorageError("AuthenticationFailed", "Nobody here can verify a bearer token.")
    name, _, signature = credential.strip().partition(":")
    if scheme != "SharedKey" or not signature:
        raise StorageError("InvalidAuthenticationInfo")
    account, key = call.account.name, call.account.key
    if name != account:
        raise StorageError("AuthenticationFailed", f"The account is {account}.")
    date = call.headers.get("x-ms-date") or call.headers.get("Date", "")
    when = email.utils.parsedate_to_datetime(date) if _is_date(date) else None
    if when is None or abs(when.timestamp() - time.time()) > CLOCK_SKEW:
        raise StorageError("AuthenticationFailed", "The request's date is too far from now.")
    if not _same(signature, (sign(key, text) for text in strings_to_sign(call))):
        raise StorageError("AuthenticationFailed")


def _is_date(text: str) -> bool:
    try:
        email.utils.parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return False
    return True


def _same(signature: str, expected: Iterable[str]) -> bool:
    return any(hmac.compare_digest(signature.encode(), each.encode()) for each in expected)


def strings_to_sign(call: Call) -> list[str]:
    """Return the texts whose signature a request may carry.

    More than one, since clients sort the headers by their bytes or as the service does, by letters
    before punctuation, and give or leave out a Date beside x-ms-date.
    """
    values = [call.headers.get(name, "") for name in _SIGNED_HEADERS]
    if values[2] == "0":
        values[2] = ""
    dates = {values[5], ""} if "x-ms-date" in call.headers else {values[5]}
    headers: dict[str, str] = {}
    for name, value in call.headers.items():
        if name.lower().startswith("x-ms-"):
            known = headers.get(name.lower())
            headers[name.lower()] = value.strip() if known is None else f"{known},{value.strip()}"
    orders = {tuple(sorted(headers)), tuple(sorted(headers, key=_service_order))}
    resource = _canonical_resource(call)
    texts = []
    for date in sorted(dates):
        for order in sorted(orders):
            lines = [call.signed_method, *values[:5], date, *values[6:]]
            lines += [f"{name}:{headers[name]}" for name in order]
            texts.append("\n".join([*lines, resource]))
    return texts


def _service_order(name: str) -> tuple[str, str]:
    return name.replace("-", "").replace("_", "!"), name


def _canonical_resource(call: Call) -> str:
    parts: dict[str, list[str]] = {}
    for each in filter(None, call.raw_query.split("&")):
        name, _, value = each.partition("=")
        parts.setdefault(unquote(name).lower(), []).append(unquote(value))
    lines = [f"{name}:{','.join(sorted(parts[name]))}" for name in sorted(parts)]
    return "\n".join([f"/{call.account.name}{call.raw_path}", *lines])


def _sas(call: Call) -> None:
    query, account, key = call.query, call.account.name, call.account.key
    if query.get("sv", "") < _OLDEST_SAS:
        raise StorageError("AuthenticationFailed", f"A SAS before {_OLDEST_SAS} is not known here.")
    if "skoid" in query or "si" in query:
        raise StorageError(
            "NotImplemented", "A SAS here is signed with the account's key and has no policy."
        )
    if "ss" not in query:
        _within_a_service_sas(call)
    texts = [_account_text(query, account)] if "ss" in query else _service_texts(call, account)
    if not _same(query["sig"], (sign(key, text) for text in texts)):
        raise StorageError("AuthenticationFailed", "The signature of the SAS is wrong.")
    now = time.time()
    start, expiry = _moment(query.get("st")), _moment(query.get("se"))
    if expiry is None or now >= expiry or (start is not None and now < start):
        raise StorageError("AuthenticationFailed", "The SAS is not valid yet, or not any more.")
    if query.get("spr", "https,http") == "https":
        raise StorageError("AuthorizationProtocolMismatch")
    _from_allowed_address(call, query.get("sip"))
    if "ss" in query:
        if "b" not in query["ss"]:
            raise StorageError("AuthorizationServiceMismatch")
        if {"account": "s", "filesystem": "c", "path": "o"}[call.level] not in query.get("srt", ""):
            raise StorageError("AuthorizationResourceTypeMismatch")
    _permitted(call, query.get("sp", ""))


def _within_a_service_sas(call: Call) -> None:
    """Refuse what no service SAS allows: the account, and making or deleting a file system."""
    listing = call.method == "GET" and call.query.get("resource") == "filesystem"
    if call.level == "path" or (call.level == "filesystem" and listing):
        return
    if call.level == "account" or call.method in ("PUT", "DELETE") or call.query.get("sr") != "c":
        raise StorageError("AuthorizationResourceTypeMismatch")


def _account_text(query: Mapping[str, str], account: str) -> str:
    names = ["sp", "ss", "srt", "st", "se", "sip", "spr", "sv"]
    if query["sv"] >= _WITH_ENCRYPTION_SCOPE:
        names.append("ses")
    return "".join(f"{value}\n" for value in [account, *(query.get(n, "") for n in names)])


def _service_texts(call: Call, account: str) -> list[str]:
    """Return what a service SAS that allows this request may have signed."""
    query, kind = call.query, call.query.get("sr")
    if kind == "c":
        resources = [call.filesystem]
    elif kind == "b":
        resources = [f"{call.filesystem}/{call.path}"]
    elif kind == "d":
        depth = int(query["sdd"]) if query.get("sdd", "").isdecimal() else -1
        # A listing is of the folder that its query names.
        path = call.path or call.query.get("directory", "").strip("/")
        segments = path.split("/") if path else []
        if not 0 <= depth <= len(segments):
            raise StorageError("AuthenticationFailed", "The SAS is for another directory.")
        resources = ["/".join([call.filesystem, *segments[:depth]])]
        resources += [f"{resources[0]}/"]
    else:
        raise StorageError("AuthenticationFailed", "A SAS is for a container, directory or blob.")
    before = [query.get(name, "") for name in ("sp", "st", "se")]
    after = [query.get(name, "") for name in ("si", "sip", "spr", "sv", "sr", "snapshot")]
    if query["sv"] >= _WITH_ENCRYPTION_SCOPE:
        after.append(query.get("ses", ""))
    after += [query.get(name, "") for name in ("rscc", "rscd", "rsce", "rscl", "rsct")]
    return ["\n".join([*before, f"/blob/{account}/{each}", *after]) for each in resources]


def _moment(text: str | None) -> float | None:
    """Return a SAS's time in seconds since 1970, None when there is none."""
    if not text:
        return None
    try:
        found = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise StorageError("AuthenticationFailed", f"{text!r} is no time.") from error
    return (found if found.tzinfo else found.replace(tzinfo=datetime.UTC)).timestamp()


def _from_allowed_address(call: Call, allowed: str | None) -> None:
    if not allowed:
        return
    low, _, high = allowed.partition("-")
    try:
        here = ipaddress.ip_address(call.remote)
        inside = ipaddress.ip_address(low) <= here <= ipaddress.ip_address(high or low)
    except (ValueError, TypeError):
        inside = False
    if not inside:
        raise StorageError("AuthorizationSourceIPMismatch")


def _permitted(call: Call, given: str) -> None:
    """Let an operation pass when a SAS gives one of the letters that allow it.

    A blob's SAS that may create but not write doesn't overwrite.
    """
    wanted = call.permission
    if not set(wanted) & set(given):
        raise StorageError("AuthorizationPermissionMismatch")
    call.create_only = "c" in wanted and "w" not in given
