"""Importing what the notebooks need without what nobody here needs."""

import contextlib
import sys
from collections.abc import Iterator


@contextlib.contextmanager
def no_address_grammars() -> Iterator[None]:
    """Import nbformat, or Plotly which imports it, in half of the time.

    nbformat imports jsonschema, and that a checker of international addresses when there is one.
    It compiles 38 grammars when it is imported, for a kind of text that no notebook file has. While
    this lasts, it looks as if it were not installed.
    """
    package = "rfc3987_syntax"
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[package]
