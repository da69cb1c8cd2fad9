"""Failures that a notebook runs on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager

_SHOWN = 160


@contextmanager
def expected_failure(*kinds: type[BaseException]) -> Iterator[None]:
    """Run a block that must fail, and print the refusal's first line instead of a traceback.

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
        first = (str(error).strip().splitlines() or [""])[0]
        first = first if len(first) <= _SHOWN else first[: _SHOWN - 1] + "…"
        print(f"Refused, as it should be. {type(error).__name__}: {first}")
    else:
        raise AssertionError("This was expected to fail, and it did not.")
