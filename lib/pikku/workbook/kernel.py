"""The kernel that notebooks run in: this very interpreter, quiet, leaving nothing in the user's home."""

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from typing import ClassVar

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager


class ThisInterpreter(AsyncKernelManager):
    """A kernel manager whose only kernel is the running interpreter.

    No kernelspec needs to be installed, and a kernelspec `python3` of another environment can't get in.
    """

    started: ClassVar[set[AsyncKernelManager]] = set()
    """Those that have been started and not shut down; for stopping a run from outside of it."""

    @property
    def kernel_spec(self) -> KernelSpec:
        """Return the specification of a kernel in the running interpreter.

        Without frozen modules the debugger has nothing to warn about.
        """
        quiet = ["-Xfrozen_modules=off"] if sys.implementation.name == "cpython" else []
        launch = ["-m", "ipykernel_launcher", "--HistoryManager.enabled=False"]
        return KernelSpec(
            argv=[sys.executable, *quiet, *launch, "-f", "{connection_file}"],
            display_name="Python 3",
            language="python",
            interrupt_mode="signal",
        )

    async def start_kernel(self, **options: object) -> None:
        """Start the kernel and note that it lives."""
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
def private_jupyter() -> Iterator[None]:
    """Keep connection files, profiles and histories of a run in a folder that goes away with it."""
    with tempfile.TemporaryDirectory(prefix="pikku-jupyter-", ignore_cleanup_errors=True) as folder:
        own = {
            "IPYTHONDIR": os.path.join(folder, "ipython"),
            "JUPYTER_RUNTIME_DIR": os.path.join(folder, "runtime"),
            "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        }
        before = {name: os.environ.get(name) for name in own}
        os.environ.update(own)
        try:
            yield
        finally:
            for name, value in before.items():
                if value is None:
                    os.environ.pop(name, None)
                else:
                    os.environ[name] = value
