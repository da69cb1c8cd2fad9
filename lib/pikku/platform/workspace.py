"""The one folder that everything is written to."""

import os
from pathlib import Path

from pikku.errors import PikkuError
from pikku.platform.settings import repo_root, settings

__all__ = ["path", "repo_root", "write"]


def path(*parts: str) -> Path:
    """Return a folder of the workspace, created when it isn't there.

    Parameters
    ----------
    parts
        Names below the workspace, such as ``"lake", "bronze"``; none gives the workspace itself.

    Raises
    ------
    PikkuError
        When the folder can't be created.
    """
    folder = settings().home.joinpath(*parts)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise PikkuError(
            f"The folder {folder} can't be created: {error.strerror}.",
            remedy="Set PIKKU_HOME to a folder that you may write to.",
        ) from error
    return folder


def write(file: Path, text: str, *, private: bool = False) -> Path:
    """Return `file` after writing `text` to it, whole or not at all.

    Parameters
    ----------
    file
        Where to; its folder exists.
    text
        What to write, as UTF-8.
    private
        Let only the owner read it (mode 0600; on Windows the folder's rights decide).

    Raises
    ------
    PikkuError
        When the file can't be written, as on a full disk.
    """
    temporary = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        temporary.unlink(missing_ok=True)
        mode = 0o600 if private else 0o666
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        temporary.replace(file)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise PikkuError(
            f"The file {file} can't be written: {error.strerror}.",
            remedy="Free some disk space, or set PIKKU_HOME to a folder that you may write to.",
        ) from error
    return file
