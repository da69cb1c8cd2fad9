"""Blob batches: many deletions in one request, each signed for itself."""

import email
import uuid
from collections.abc import Callable

from pikku.platform.adls.calls import Answer, Call
from pikku.platform.adls.errors import StorageError

MOST_PARTS = 256
"""As in Azure."""


def run(call: Call, one: Callable[[str, str, dict[str, str]], Answer]) -> Answer:
    """Return the answers to the requests in a batch.

    Parameters
    ----------
    call
        The request, with the batch in its body.
    one
        Answers a request of the given method, target and headers; it refuses by an answer, too.
    """
    answers = [(name, one(*inner)) for name, inner in _parts(call)]
    mark = f"batchresponse_{uuid.uuid4()}"
    lines: list[str] = []
    for name, answer in answers:
        lines += [f"--{mark}", "Content-Type: application/http", f"Content-ID: {name}", ""]
        told = answer.headers | {"Content-Length": str(len(answer.body))}
        lines += [f"HTTP/1.1 {answer.status} {_REASONS.get(answer.status, 'Refused')}"]
        lines += [f"{k}: {v}" for k, v in told.items()]
        lines += ["", answer.body.decode()] if answer.body else [""]
    body = "\r\n".join([*lines, f"--{mark}--", ""])
    return Answer(202, {"Content-Type": f"multipart/mixed; boundary={mark}"}, body.encode())


_REASONS = {200: "OK", 202: "Accepted", 403: "Forbidden", 404: "Not Found"}


def _parts(call: Call) -> list[tuple[str, tuple[str, str, dict[str, str]]]]:
    kind = call.headers.get("Content-Type", "")
    whole = f"Content-Type: {kind}\r\n\r\n".encode() + call.body.content
    message = email.message_from_bytes(whole)
    if not message.is_multipart() or not 0 < len(message.get_payload()) <= MOST_PARTS:
        raise StorageError("InvalidInput", f"A batch is multipart/mixed, of up to {MOST_PARTS}.")
    found = []
    for part in message.get_payload():
        text = part.get_payload(decode=True) or b""
        first, _, rest = text.decode("utf-8", "replace").lstrip().partition("\n")
        words = first.split()
        if part.is_multipart() or len(words) != 3:
            raise StorageError("InvalidInput", "A part of the batch is no HTTP request.")
        head = email.message_from_string(rest)
        given = {name: str(value) for name, value in head.items()}
        found.append((part.get("Content-ID", "0"), (words[0], words[1], given)))
    return found
