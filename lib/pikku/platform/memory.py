"""Memory that this process no longer needs."""

import ctypes
from contextlib import suppress

import pyarrow as pa


def give_back() -> None:
    """Give free memory back to the system: what large arrays leave is too scattered for Arrow, and on Linux the C library, to do so."""
    pa.default_memory_pool().release_unused()
    with suppress(TypeError, OSError, AttributeError):  # elsewhere there is no such function
        ctypes.CDLL(None).malloc_trim(0)


def keep_together() -> None:
    """Have Arrow keep what it frees less scattered, where its build can: 20 MB less when pieces of some tens of megabytes come and go."""
    with suppress(NotImplementedError):
        pa.set_memory_pool(pa.jemalloc_memory_pool())
