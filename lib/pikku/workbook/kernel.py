"""The kernel of the notebooks: this interpreter, quiet, leaving nothing in the user's home."""

import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import zmq
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager


class ThisInterpreter(AsyncKernelManager):
    """A kernel manager whose only kernel is the running interpreter.

    No kernelspec needs to be installed, and none of another environment can get in.
    """

    last_words: ClassVar[Path | None] = None
    """Where kernels write what they say outside of any cell, set by :func:`private_jupyter`; else our own stderr."""
    started: ClassVar[set[AsyncKernelManager]] = set()
    """Those that have been started and not shut down; for stopping a run from outside of it."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        # Now and then a kernel misses the request to end; half of this passes before a signal.
        self.shutdown_wait_time = 1.0
        if zmq.has("curve"):
            # The channels are TCP ports, which other users of the machine can reach.
            self.transport_encryption = "auto"

    @property
    def kernel_spec(self) -> KernelSpec:
        """Return the specification of a kernel in the running interpreter.

        Without frozen modules the debugger has nothing to warn about.
        """
        quiet = ["-Xfrozen_modules=off"] if sys.implementation.name == "cpython" else []
        launch = [
            "-m",
            "ipykernel_launcher",
            "--HistoryManager.enabled=False",
            "--log-level=CRITICAL",
        ]
        return KernelSpec(
            argv=[sys.executable, *quiet, *launch, "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            interrupt_mode="signal",
            metadata={"supported_encryption": "curve"},
        )

    async def start_kernel(self, **options: object) -> None:
        """Start the kernel and note that it lives."""
        with contextlib.ExitStack() as stack:
            if self.last_words:
                # Now and then the messaging library aborts a kernel that has done its work and is closing: that is
                # nothing for the terminal. Of a kernel that dies early it may be the cause.
                options["stderr"] = stack.enter_context(self.last_words.open("ab"))
            await super().start_kernel(**options)
        self.started.add(self)

    async def shutdown_kernel(self, *arguments: object, **options: object) -> None:
        """Shut the kernel down."""
        self.started.discard(self)
        await super().shutdown_kernel(*arguments, **options)

    @classmethod
    def kill_all(cls) -> None:
        """Kill the kernels that this process started, without waiting for them."""
        for manager in list(cls.started):
            process = getattr(manager.provisioner, "process", None)
            if process is not None:
                process.kill()


@contextlib.contextmanager
def private_jupyter(last_words: Path) -> Iterator[None]:
    """Keep connection files, profiles and histories of a run in a folder that goes away with it.

    Parameters
    ----------
    last_words
        File, emptied first, for what kernels say outside of any cell: as they start, as they end, as they crash.
    """
    with tempfile.TemporaryDirectory(prefix="pikku-jupyter-", ignore_cleanup_errors=True) as folder:
        own = {
            "IPYTHONDIR": os.path.join(folder, "ipython"),
            "JUPYTER_RUNTIME_DIR": os.path.join(folder, "runtime"),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        loggers = [logging.getLogger(name) for name in ("papermill", "traitlets")]
        levels = [logger.level for logger in loggers]
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)  # what they would say is in the error that is raised
        before = {name: os.environ.get(name) for name in own}
        os.environ.update(own)
        last_words.write_bytes(b"")
        ThisInterpreter.last_words = last_words
        try:
            yield
        finally:
            ThisInterpreter.last_words = None
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
