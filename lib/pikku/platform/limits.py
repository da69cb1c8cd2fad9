"""What the system lets this process have."""

import contextlib
import sys

_MOST = 65_536


def allow_many_files() -> None:
    """Let this process hold as many files and connections open as the system lets it, which some begin with 256 of."""
    if sys.platform == "win32":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = _MOST if hard == resource.RLIM_INFINITY else min(hard, _MOST)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, most), hard))
