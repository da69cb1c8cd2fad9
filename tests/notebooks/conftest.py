"""One workspace in which the notebooks ran once, from nothing, for all the tests of this folder."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from pikku.platform import spark, sql
from pikku.workbook import runner


@dataclass(frozen=True)
class Built:
    """A workspace after a run of all notebooks, and what the run returned."""

    home: Path
    runs: list[runner.NotebookRun]


@pytest.fixture(scope="package")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Built]:
    """Return a workspace in which every notebook ran; its servers run until the last test here."""
    home = tmp_path_factory.mktemp("built") / "workspace"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIKKU_HOME", str(home))
        for name in ("PIKKU_SIZE", "PIKKU_SEED", "PIKKU_SQL_URL", "PIKKU_LAKE_URL", "SPARK_REMOTE"):
            patch.delenv(name, raising=False)
        try:
            yield Built(home, runner.run())
        finally:
            spark.stop()
            sql.remove()
