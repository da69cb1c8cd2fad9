"""Leases: who alone may write for some time."""

import time
import uuid
from dataclasses import asdict, dataclass

from pikku.platform.adls.calls import Answer, Call
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.store import Entry, Store


@dataclass
class Lease:
    """A lease as it is kept: its duration in seconds (-1 without end) and, since 1970, its ends.

    `ends` is when it expires, `breaks` when it is broken, None for never.
    """

    id: str
    duration: int
    ends: float | None = None
    breaks: float | None = None

    @property
    def state(self) -> str:
        """What ADLS calls it: leased, breaking, broken or expired."""
        now = time.time()
        if self.breaks is not None:
            return "breaking" if now < self.breaks else "broken"
        return "expired" if self.ends is not None and now >= self.ends else "leased"

    @property
    def holds(self) -> bool:
        """Whether it keeps others from writing."""
        return self.state in ("leased", "breaking")


def of(entry: Entry) -> Lease | None:
    """Return the lease of a file, folder or file system, valid or not."""
    kept = entry.properties.lease
    return Lease(**kept) if kept else None


def headers(entry: Entry) -> dict[str, str]:
    """Return the headers that tell how it is leased."""
    lease = of(entry)
    if lease is None:
        return {"x-ms-lease-state": "available", "x-ms-lease-status": "unlocked"}
    told = {"x-ms-lease-state": lease.state}
    told["x-ms-lease-status"] = "locked" if lease.holds else "unlocked"
    if lease.state == "leased":
        told["x-ms-lease-duration"] = "infinite" if lease.duration < 0 else "fixed"
    return told


def check(
    call: Call, entry: Entry | None, *, header: str = "x-ms-lease-id", read: bool = False
) -> None:
    """Let a request pass that a lease doesn't forbid.

    Parameters
    ----------
    call
        The request.
    entry
        What it is about, or None when nothing is there.
    header
        Where it gives the lease's id.
    read
        Whether it only reads, which needs no id, but a right one if there is one.
    """
    given = call.headers.get(header) or None  # some clients send an empty one for none
    lease = of(entry) if entry else None
    if lease is not None and lease.holds:
        if given is None and not read:
            raise StorageError("LeaseIdMissing")
        if given is not None and given.lower() != lease.id:
            raise StorageError("LeaseIdMismatchWithBlobOperation")
    elif given is not None and entry is not None:
        lost = lease is not None and given.lower() == lease.id
        raise StorageError("LeaseLost" if lost else "LeaseNotPresentWithBlobOperation")


def check_below(store: Store, entry: Entry) -> None:
    """Let a folder be moved or deleted when nothing in it is leased."""
    for path in store.properties.leased(entry.filesystem, entry.path):
        found = store.find(entry.filesystem, path)
        lease = of(found) if found else None
        if lease is not None and lease.holds:
            raise StorageError("LeaseIdMissing", f"It is on {path}.")


def act(call: Call, store: Store, entry: Entry) -> Answer:
    """Return the answer to a request that acquires, renews, changes, releases or breaks a lease."""
    action = call.headers.get("x-ms-lease-action", "").lower()
    if action not in _ACTIONS:
        raise StorageError("InvalidHeaderValue", f"x-ms-lease-action is {action!r}.")
    lease, answer = _ACTIONS[action](call, of(entry))
    about = entry.properties
    about.lease = asdict(lease) if lease else None
    store.note(entry, about)  # the ETag stays: nothing that is read has changed
    return answer


def _acquire(call: Call, lease: Lease | None) -> tuple[Lease, Answer]:
    duration = _number(call, "x-ms-lease-duration")
    if duration is None:
        raise StorageError("MissingRequiredHeader", "x-ms-lease-duration")
    if duration != -1 and not 15 <= duration <= 60:
        raise StorageError("InvalidHeaderValue", "x-ms-lease-duration is 15 to 60, or -1.")
    proposed = _guid(call, "x-ms-proposed-lease-id") or str(uuid.uuid4())
    if lease is not None and lease.holds:
        if lease.state == "breaking":
            raise StorageError("LeaseIsBreakingAndCannotBeAcquired")
        if lease.id != proposed:
            raise StorageError("LeaseAlreadyPresent")
    made = _running(proposed, duration)
    return made, Answer(201, {"x-ms-lease-id": made.id})


def _renew(call: Call, lease: Lease | None) -> tuple[Lease, Answer]:
    mine = _mine(call, lease)
    if mine.breaks is not None:
        raise StorageError("LeaseIsBrokenAndCannotBeRenewed")
    return _running(mine.id, mine.duration), Answer(200, {"x-ms-lease-id": mine.id})


def _change(call: Call, lease: Lease | None) -> tuple[Lease, Answer]:
    proposed = _guid(call, "x-ms-proposed-lease-id")
    if proposed is None:
        raise StorageError("MissingRequiredHeader", "x-ms-proposed-lease-id")
    if lease is None or lease.state != "leased":
        raise StorageError("LeaseNotPresentWithLeaseOperation")
    if lease.id != proposed:
        _mine(call, lease)
    return Lease(proposed, lease.duration, lease.ends), Answer(200, {"x-ms-lease-id": proposed})


def _release(call: Call, lease: Lease | None) -> tuple[None, Answer]:
    _mine(call, lease)
    return None, Answer(200)


def _break(call: Call, lease: Lease | None) -> tuple[Lease, Answer]:
    if lease is None:
        raise StorageError("LeaseNotPresentWithLeaseOperation")
    now = time.time()
    left = (lease.breaks or lease.ends or now) - now if lease.holds else 0
    period = _number(call, "x-ms-lease-break-period")
    if period is not None and not 0 <= period <= 60:
        raise StorageError("InvalidHeaderValue", "x-ms-lease-break-period is 0 to 60.")
    if lease.ends is None and lease.breaks is None:  # without end: at once, or when it is said
        left = period or 0
    elif period is not None:
        left = min(left, period)
    left = max(left, 0)
    broken = Lease(lease.id, lease.duration, lease.ends, now + left)
    return broken, Answer(202, {"x-ms-lease-time": str(round(left))})


_ACTIONS = {
    "acquire": _acquire,
    "renew": _renew,
    "change": _change,
    "release": _release,
    "break": _break,
}


def _running(name: str, duration: int) -> Lease:
    return Lease(name, duration, None if duration < 0 else time.time() + duration)


def _mine(call: Call, lease: Lease | None) -> Lease:
    given = _guid(call, "x-ms-lease-id")
    if given is None:
        raise StorageError("MissingRequiredHeader", "x-ms-lease-id")
    if lease is None:
        raise StorageError("LeaseNotPresentWithLeaseOperation")
    if lease.id != given:
        raise StorageError("LeaseIdMismatchWithLeaseOperation")
    return lease


def _guid(call: Call, name: str) -> str | None:
    text = call.headers.get(name)
    try:
        return str(uuid.UUID(text)) if text else None
    except ValueError as error:
        raise StorageError("InvalidHeaderValue", f"{name} is {text!r}.") from error


def _number(call: Call, name: str) -> int | None:
    text = call.headers.get(name)
    try:
        return int(text) if text is not None else None
    except ValueError as error:
        raise StorageError("InvalidHeaderValue", f"{name} is {text!r}.") from error
