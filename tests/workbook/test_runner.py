import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from pikku.errors import PikkuError
from pikku.workbook import runner

FIRST, SECOND = "00_start_here", "01_generate_mock_data"


def outputs(file: Path) -> list[str]:
    """Return the text that each code cell of a notebook printed."""
    cells = [c for c in nbformat.read(file, as_version=4).cells if c.cell_type == "code"]
    return ["".join(o.get("text", "") for o in cell.outputs) for cell in cells]


def test_it_runs_notebooks_in_order_with_their_parameters_in_this_interpreter(home, make_notebook):
    make_notebook(FIRST, "print(SIZE, SEED)", "import sys; print(sys.executable)")
    make_notebook(SECOND, "print(SEED + 1)")
    seen = []
    done = runner.run("00", "01", size="medium", seed=7, progress=lambda *told: seen.append(told))
    assert [(d.notebook, d.cells) for d in done] == [(FIRST, 3), (SECOND, 2)]
    assert outputs(done[0].output)[2:] == ["medium 7\n", f"{sys.executable}\n"]
    assert outputs(done[1].output)[-1] == "8\n"
    assert done[0].output == home / "runs" / "notebooks" / f"{FIRST}.ipynb"
    assert seen == [(i, 3, FIRST) for i in range(4)] + [(i, 2, SECOND) for i in range(3)]


def test_the_kernel_is_quiet_and_leaves_nothing_in_the_users_home(
    home, make_notebook, monkeypatch, capfd
):
    users = home.parent / "user"
    users.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(users))
    make_notebook(FIRST, "1 + 1")
    runner.run("00", "00")
    assert [p for p in users.rglob("*") if p.is_file()] == []
    assert capfd.readouterr().err == ""


def test_a_failing_cell_is_named_with_its_notebook_and_cause(home, make_notebook):
    make_notebook(FIRST, "print('fine')", "1 / 0", "print('never')")
    with pytest.raises(PikkuError) as caught:
        runner.run("00", "00")
    assert (
        caught.value.message
        == f"Notebook {FIRST}, cell 'cell-2': ZeroDivisionError: division by zero"
    )
    assert str(home / "runs" / "notebooks") in caught.value.remedy
    assert "never\n" not in outputs(home / "runs" / "notebooks" / f"{FIRST}.ipynb")


def test_a_size_that_cannot_be_is_refused_before_anything_runs(home, make_notebook):
    make_notebook("00_start_here", "1 / 0")
    with pytest.raises(PikkuError, match=r"^There is no size 'bogus'"):
        runner.run("00", "00", size="bogus")
    assert not (home / "runs").exists()


def test_no_cell_of_the_next_notebook_runs_before_its_turn_nor_after_a_failure(home, make_notebook):
    before = set(psutil.Process().children(recursive=True))  # servers of other tests
    trace = home.parent / "trace.txt"
    note = f"import time; open({str(trace)!r}, 'a').write('{{}} '); time.sleep(1)"
    make_notebook(FIRST, note.format("one"), note.format("two"))
    make_notebook(SECOND, note.format("three"))
    runner.run("00", "01")
    assert trace.read_text().split() == ["one", "two", "three"]
    trace.unlink()
    make_notebook(FIRST, note.format("one"), "1 / 0")
    (home / "runs" / "notebooks" / f"{SECOND}.ipynb").unlink()
    with pytest.raises(PikkuError, match="ZeroDivisionError"):
        runner.run("00", "01")
    assert trace.read_text().split() == ["one"]
    assert [f.name for f in (home / "runs" / "notebooks").iterdir()] == [f"{FIRST}.ipynb"]
    assert set(psutil.Process().children(recursive=True)) <= before  # no kernel is left


def test_a_users_mistake_keeps_its_own_remedy(home, make_notebook):
    library = Path(runner.__file__).parents[2]
    make_notebook(
        FIRST,
        f"import sys; sys.path.insert(0, {str(library)!r})",
        "from pikku.errors import PikkuError\nraise PikkuError('No disk space.', 'Free some.')",
    )
    with pytest.raises(PikkuError) as caught:
        runner.run("00", "00")
    assert caught.value.message == f"Notebook {FIRST}, cell 'cell-2': No disk space."
    assert caught.value.remedy == "Free some."


def test_a_kernel_that_dies_is_an_error_not_a_hang(home, make_notebook, capfd):
    words = "os.write(2, b'out of order')"
    make_notebook(FIRST, f"import os; {words}; os._exit(3)")
    with pytest.raises(PikkuError, match="ended unexpectedly") as caught:
        runner.run("00", "00")
    said = home / "runs" / "kernels.log"
    assert said.read_text() == "out of order"
    assert str(said) in caught.value.remedy
    assert capfd.readouterr().err == ""
    make_notebook(FIRST, "1 + 1")
    runner.run("00", "00")
    assert "out of order" not in said.read_text()


@pytest.mark.parametrize(
    ("first", "last", "message"),
    [
        ("09", None, "There is no notebook '09'"),
        (None, "four", "There is no notebook 'four'"),
        ("05", "03", "comes after"),
        ("00", "00", "is not in"),
    ],
)
def test_a_selection_that_cannot_be_is_refused(home, make_notebook, first, last, message):
    with pytest.raises(PikkuError, match=message):
        runner.select(first, last)


def test_an_unknown_notebooks_remedy_lists_the_known_ones():
    with pytest.raises(PikkuError) as caught:
        runner.select("12")
    assert FIRST in caught.value.remedy
    assert SECOND in caught.value.remedy


def test_refreshing_twice_gives_the_same_file(home, make_notebook):
    file = make_notebook(FIRST, "print(SIZE, SEED)", "import random; random.Random(1).random()")
    runner.refresh(["00"])
    once = file.read_bytes()
    runner.refresh(["00"])
    assert file.read_bytes() == once
    notebook = nbformat.read(file, as_version=4)
    assert outputs(file)[1] == "small 1\n"
    assert [len(c.outputs) for c in notebook.cells] == [0, 1, 1]
    assert [c.execution_count for c in notebook.cells] == [1, 2, 3]
    assert notebook.metadata.language_info == {"name": "python"}
    assert [c.id for c in notebook.cells] == ["parameters", "cell-1", "cell-2"]


def test_a_refresh_that_fails_leaves_the_file_as_it_was(home, make_notebook):
    file = make_notebook(FIRST, "1 / 0")
    before = file.read_bytes()
    with pytest.raises(PikkuError, match="code cell 2: ZeroDivisionError"):
        runner.refresh(["00"])
    assert file.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_ends_a_run_with_code_130_and_leaves_no_kernel(home, make_notebook, tmp_path):
    make_notebook(
        FIRST, f"import time; open({str(tmp_path / 'on')!r}, 'w').close()", "time.sleep(99)"
    )
    script = textwrap.dedent(f"""
        import pathlib, signal
        from pikku.workbook import runner
        # A shell lets what it starts in the background ignore it, the tests and so this, too.
        signal.signal(signal.SIGINT, signal.default_int_handler)
        runner.folder = lambda: pathlib.Path({str(tmp_path / "notebooks")!r})
        from pikku.cli import app
        app(["run", "--to", "00"])
    """)
    env = {**os.environ, "PYTHONPATH": str(Path(runner.__file__).parents[2])}
    child = subprocess.Popen(
        [sys.executable, "-c", script], env=env, stderr=subprocess.PIPE, text=True
    )
    while not (tmp_path / "on").exists():
        time.sleep(0.1)
    kernels = psutil.Process(child.pid).children(recursive=True)
    assert kernels
    child.send_signal(signal.SIGINT)
    _, shown = child.communicate(timeout=30)
    assert child.returncode == 130
    assert shown.startswith("Stopped.")
    assert "Traceback" not in shown
    _, alive = psutil.wait_procs(kernels, timeout=10)
    assert alive == []
    assert list((home / "runs" / "notebooks").iterdir()) == []
