"""Small notebooks for testing what runs notebooks."""

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest

from pikku.workbook import runner

Make = Callable[..., Path]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty workspace of the test's own."""
    folder = tmp_path / "workspace"
    monkeypatch.setenv("PIKKU_HOME", str(folder))
    return folder


@pytest.fixture
def make_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Return a function that writes a notebook of code cells where the runner looks for them."""
    folder = tmp_path / "notebooks"
    folder.mkdir()
    monkeypatch.setattr(runner, "folder", lambda: folder)

    def make(name: str, *sources: str, parameters: str = "SIZE = 'small'\nSEED = 1") -> Path:
        first = nbformat.v4.new_code_cell(parameters, id="parameters")
        first.metadata["tags"] = ["parameters"]
        cells = [nbformat.v4.new_code_cell(s, id=f"cell-{i}") for i, s in enumerate(sources, 1)]
        notebook = nbformat.v4.new_notebook(cells=[first, *cells])
        runner.clean(notebook)
        file = folder / f"{name}.ipynb"
        nbformat.write(notebook, file)
        return file

    return make
