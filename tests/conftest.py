"""One workspace for all tests of a session, far from the user's own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pikku.platform import spark, sql

SETTINGS = (
    "PIKKU_SIZE",
    "PIKKU_SEED",
    "PIKKU_SQL_URL",
    "PIKKU_LAKE_URL",
    "PIKKU_LAKE_KEY",
    "PIKKU_JAVA_HOME",
    "PIKKU_IDLE_MINUTES",
    "PIKKU_SPARK_MEMORY",
    "SPARK_REMOTE",
)
"""What a user may have set; tests start without. PIKKU_CACHE stays, so nothing is fetched twice."""


LONGEST = ("load", "catalog", "generate", "process", "notebooks", "serve", "migrate")
"""Folders whose tests take longest, in that order. Several processes begin with them, lest one is left with them at the end."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Keep the tests of a folder together when several processes share them: its fixtures move the workspace."""
    from xdist.scheduler import LoadScopeScheduling

    class ByFolder(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            _, *folders = nodeid.partition("::")[0].split("/")[:-1]
            return folders[0] if folders else "no folder"

        def _assign_work_unit(self, node: Any) -> None:
            for folder in reversed(LONGEST):
                if folder in self.workqueue:
                    self.workqueue.move_to_end(folder, last=False)
            super()._assign_work_unit(node)

    return ByFolder(config, log)


@pytest.fixture(scope="session", autouse=True)
def session_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the session's workspace; servers started in it are stopped at the end."""
    home = tmp_path_factory.mktemp("session") / "workspace"
    with pytest.MonkeyPatch.context() as patch:
        for name in SETTINGS:
            patch.delenv(name, raising=False)
        patch.setenv("PIKKU_HOME", str(home))
        yield home
        spark.stop()
        sql.remove()
