"""Memory that this process no longer needs."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pyarrow as pa


def give_back() -> None:
    """Give free memory back to the system: what large arrays leave is too scattered for Arrow, and on Linux the C library, to do so."""
    pa.default_memory_pool().release_unused()
    with suppress(TypeError, OSError, AttributeError):  # elsewhere there is no such function
        ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def kept_together() -> Iterator[None]:
    """Have Arrow keep what it frees less scattered, where its build can and nobody has chosen: 20 MB less when pieces come and go."""
    before = pa.default_memory_pool()
    if "ARROW_DEFAULT_MEMORY_POOL" not in os.environ:
        with suppress(NotImplementedError):
            pa.set_memory_pool(pa.jemalloc_memory_pool())
            before.release_unused()
    try:
        yield
    finally:
        pa.set_memory_pool(before)
