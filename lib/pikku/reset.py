"""Emptying the workspace."""

import shutil

from pikku.errors import PikkuError
from pikku.platform.settings import settings

_FOLDERS = ("raw", "lake", "sql", "spark", "serve", "reports", "runs", "logs", "state")
"""What the stages and servers make. Nothing else in the folder is touched: it may be the user's."""
_LEARNERS = "progress.json"


def contents(learner: bool = False) -> list[str]:
    """Return the names of what `reset` would delete.

    Parameters
    ----------
    learner
        Whether the learner's progress counts too.
    """
    home = settings().home
    found = [name for name in _FOLDERS if any((home / name).glob("*"))]
    if not learner and "state" in found:
        others = [file for file in (home / "state").iterdir() if file.name != _LEARNERS]
        return found if others else [name for name in found if name != "state"]
    return found


def reset(learner: bool = False) -> None:
    """Stop the servers and delete what the stages made.

    Parameters
    ----------
    learner
        Delete the learner's progress too.

    Raises
    ------
    PikkuError
        When a file can't be deleted, as when another program holds it open.
    """
    from pikku.platform import spark, sql
    from pikku.platform.adls import serving

    spark.stop()
    sql.remove()
    serving.stop()
    home = settings().home
    try:
        for name in _FOLDERS:
            if name != "state":
                shutil.rmtree(home / name, ignore_errors=False) if (home / name).exists() else None
        for file in (home / "state").glob("*"):
            if file.name != _LEARNERS or learner:
                shutil.rmtree(file) if file.is_dir() else file.unlink()
    except OSError as error:
        raise PikkuError(
            f"{error.filename} can't be deleted: {error.strerror}.",
            "Close the program that uses it (a notebook, a file viewer), and run: pikku reset",
        ) from error
