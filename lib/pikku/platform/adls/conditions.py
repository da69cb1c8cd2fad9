"""Conditional headers: whether a request may do what it asks for, given what is there."""

import email.utils

from pikku.platform.adls.calls import Call
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.store import Entry


def check(call: Call, entry: Entry | None, *, source: bool = False, read: bool = False) -> None:
    """Let a request pass whose conditions hold.

    Parameters
    ----------
    call
        The request.
    entry
        What is there, or None.
    source
        Look at the headers about a copy's or a rename's source, ``x-ms-source-if-match`` and so on.
    read
        Whether it only reads: then what hasn't changed is answered with 304.

    Raises
    ------
    StorageError
        ConditionNotMet or SourceConditionNotMet; PathAlreadyExists for something new that is there.
    """
    prefix = "x-ms-source-" if source else ""
    failed = StorageError("SourceConditionNotMet" if source else "ConditionNotMet")
    wanted = call.headers.get(f"{prefix}if-match")
    if wanted is not None and (entry is None or not _matches(wanted, entry)):
        raise failed
    if entry is None:
        return
    if not source and not read and call.create_only:
        raise StorageError("AuthorizationPermissionMismatch", "The SAS doesn't let overwrite.")
    unwanted = call.headers.get(f"{prefix}if-none-match")
    if unwanted is not None and _matches(unwanted, entry):
        if unwanted.strip() == "*" and not source and not read:
            raise StorageError("PathAlreadyExists")
        raise StorageError(failed.code, status=304 if read else None)
    since = _seconds(call, f"{prefix}if-modified-since")
    modified = entry.modified // 1_000_000_000
    if since is not None and modified <= since and unwanted is None:
        raise StorageError(failed.code, status=304 if read else None)
    until = _seconds(call, f"{prefix}if-unmodified-since")
    if until is not None and modified > until and wanted is None:
        raise failed


def _matches(header: str, entry: Entry) -> bool:
    tags = [tag.strip().removeprefix("W/").strip('"') for tag in header.split(",")]
    return "*" in tags or entry.etag in tags


def _seconds(call: Call, name: str) -> float | None:
    text = call.headers.get(name)
    if text is None:
        return None
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError) as error:
        raise StorageError("InvalidHeaderValue", f"{name} is {text!r}.") from error
