"""A workspace with a small gold layer, served by the twin."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import stars

from pikku import serve


@dataclass(frozen=True)
class Served:
    """A workspace whose views were made: what the run reported, and the progress it told."""

    home: Path
    report: serve.ServeReport
    progress: list[tuple[int, int, str]]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Return the small star's workspace with its views made; for reading only."""
    home = tmp_path_factory.mktemp("serve")
    stars.write_gold(home, stars.small_star())
    before = os.environ.get("PIKKU_HOME")
    os.environ["PIKKU_HOME"] = str(home)
    try:
        progress: list[tuple[int, int, str]] = []
        report = serve.run(lambda *step: progress.append(step))
    finally:
        if before is None:
            del os.environ["PIKKU_HOME"]
        else:
            os.environ["PIKKU_HOME"] = before
    return Served(home, report, progress)


@pytest.fixture
def served(run: Served, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the workspace with the small star, its views made; for reading only."""
    monkeypatch.setenv("PIKKU_HOME", str(run.home))
    return run.home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty workspace of the test's own."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def twin(served: Path) -> Iterator[serve.Connection]:
    """Return a connection to the small star."""
    with serve.connect() as connection:
        yield connection
