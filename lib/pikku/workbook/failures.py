"""Failures: those that a notebook runs on purpose, and what an exception says in short."""

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager

from pikku.errors import PikkuError

_SHOWN = 400
_MACHINERY = re.compile(r"^\s*$|^'|^JVM stacktrace|^== |^\+- |^LINE \d|^DETAIL: |^\[SQL: ")
"""Where an engine's message for people ends: a plan, a stack, the row or the statement follows."""


def said(error: BaseException) -> str:
    """Return what an exception says to people, on one line; of a long text the sentences that fit."""
    text = error.message if isinstance(error, PikkuError) else str(error).strip()
    lines = itertools.takewhile(lambda line: not _MACHINERY.match(line), text.splitlines())
    text = re.sub(r" \(Table ID: [0-9a-f-]+\)", "", " ".join(" ".join(lines).split()))
    text = re.sub(r" *SQLSTATE: .*$", "", text)
    if len(text) <= _SHOWN:
        return text
    whole = text[:_SHOWN].rpartition(". ")[0]
    return f"{whole}." if whole else f"{text[: _SHOWN - 1]}…"


@contextmanager
def expected_failure(*kinds: type[BaseException]) -> Iterator[None]:
    """Run a block that must fail, and print what the refusal says instead of a traceback.

    Parameters
    ----------
    kinds
        The exceptions that count as the refusal; any `Exception` when none is given.

    Raises
    ------
    AssertionError
        When nothing failed: the lesson would be untrue.
    """
    caught = kinds or (Exception,)
    try:
        yield
    except caught as error:
        print(f"Refused, as it should be. {type(error).__name__}: {said(error)}")
    else:
        raise AssertionError("This was expected to fail, and it did not.")
