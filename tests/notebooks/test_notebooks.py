"""The committed notebooks: their shape, that they run, and that saved outputs still hold."""

import copy
import os
import re
import statistics
import subprocess
import sys

import nbformat
import pytest

from pikku.workbook import SETUP, practice, runner
from pikku.workbook.chapters import CHAPTERS, Chapter

pytestmark = pytest.mark.xdist_group("notebooks")
each = pytest.mark.parametrize("chapter", CHAPTERS, ids=[c.notebook for c in CHAPTERS])

#: What differs from machine to machine or from run to run.
NOT_REPEATABLE = {
    "a path": re.compile(r"(?<![\w/.])/(home|tmp|root|work|Users|var|usr|opt)/|[A-Z]:\\"),
    "an address": re.compile(r"127\.0\.0\.1|localhost:\d+"),
    "an object's place in memory": re.compile(r"at 0x[0-9a-f]{6,}"),
    "a duration": re.compile(r"\b\d+(\.\d+)? ?(ms|s|sec|seconds)\b"),
}


def read(chapter: Chapter) -> nbformat.NotebookNode:
    """Return a committed notebook, valid."""
    notebook = nbformat.read(runner.folder() / f"{chapter.notebook}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(chapter: Chapter) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(chapter).cells if cell.cell_type == "code"]


def texts(cell: nbformat.NotebookNode) -> list[str]:
    """Return what a cell's outputs say, in every form but Plotly's."""
    found = []
    for output in cell.outputs:
        found.append(output.get("text", ""))
        found += [str(v) for k, v in output.get("data", {}).items() if k.startswith("text/")]
    return found


def test_there_is_a_chapter_for_every_notebook():
    files = {file.stem for file in runner.folder().glob("*.ipynb")}
    assert files == {chapter.notebook for chapter in CHAPTERS}


@each
def test_it_opens_like_all_the_others(chapter):
    cells = read(chapter).cells
    title, setup, parameters, start = cells[:4]
    assert [c.cell_type for c in cells[:4]] == ["markdown", "code", "code", "code"]
    assert title.source.startswith(f"# {int(chapter.number)}. ")
    for part in ("Where you are", "Questions", "By the end you can", "Minutes", "Reads", "Writes"):
        assert f"**{part}**" in title.source
    assert setup.source == SETUP
    assert parameters.metadata.tags == ["parameters"]
    assert parameters.source == 'SIZE = "small"\nSEED = 1'
    assert start.source == f'workbook.start("{chapter.number}", size=SIZE, seed=SEED)'
    assert [c.id for c in cells[:4]] == ["title", "setup", "parameters", "start"]


@each
def test_it_closes_like_all_the_others(chapter):
    cells = {cell.id: cell.source for cell in read(chapter).cells}
    assert cells["recap"].startswith("## Recap")
    assert cells["quiz"] == f'workbook.quiz("{chapter.number}", ____)'
    assert cells["azure"].startswith("## In Azure")
    assert cells["next"].startswith("## Where to go next")


@each
def test_its_links_lead_somewhere(chapter):
    for cell in read(chapter).cells:
        if cell.cell_type != "markdown":
            continue
        for target in re.findall(r"\]\(([^)#]+)", cell.source):
            if "://" not in target:
                assert (runner.folder() / target).exists(), target


@each
def test_its_cells_are_short(chapter):
    cells = code_cells(chapter)
    lines = [cell.source.splitlines() for cell in cells]
    assert max(map(len, lines)) <= 20
    assert statistics.median(map(len, lines)) <= 6
    wide = [line for source in lines[1:] for line in source if len(line) > 100]
    assert wide == []


@each
def test_its_cell_ids_say_what_the_cells_are(chapter):
    ids = [cell.id for cell in read(chapter).cells]
    assert len(set(ids)) == len(ids)
    drawn = [name for name in ids if re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f-]+)?", name)]
    assert drawn == []


@each
def test_it_places_every_exercise_of_its_chapter(chapter):
    cells = {cell.id: cell for cell in read(chapter).cells}
    exercises = practice.of_chapter(chapter.number)
    assert len(exercises) >= 2
    for exercise in exercises:
        name = "ex-" + exercise.number.replace(".", "-")
        assert cells[name].source == f'workbook.exercise("{exercise.number}")'
        answer = cells[f"{name}-answer"]
        check = f'workbook.check("{exercise.number}", answer)'
        assert answer.source == f"{exercise.stub}\n{check}"
        assert answer.metadata.tags == ["exercise"]
    placed = [name for name in cells if re.fullmatch(r"ex-\d+-\d+", name)]
    assert len(placed) == len(exercises)


@each
def test_its_quiz_has_questions(chapter):
    questions = practice.module(chapter.number).QUIZ
    assert len(questions) >= 3
    assert len({q.answer for q in questions}) > 1


@each
def test_it_is_saved_as_executed_with_clean_metadata(chapter):
    notebook = read(chapter)
    cleaned = copy.deepcopy(notebook)
    runner.clean(cleaned)
    assert notebook == cleaned
    assert all(output for cell in code_cells(chapter)[2:3] for output in [cell.outputs])


@each
def test_its_outputs_are_small_and_repeatable(chapter):
    assert (runner.folder() / f"{chapter.notebook}.ipynb").stat().st_size < 400_000
    for cell in code_cells(chapter):
        tags = cell.metadata.get("tags", [])
        assert all(o.output_type != "error" or "raises-exception" in tags for o in cell.outputs)
        assert all(o.get("name") != "stderr" for o in cell.outputs), cell.id
        if "nbval-ignore-output" in tags:
            continue
        for text in texts(cell):
            assert len(text) < 20_000, cell.id
            found = {what: p.search(text) for what, p in NOT_REPEATABLE.items()}
            assert {what: m.group() for what, m in found.items() if m} == {}, cell.id


@each
def test_what_it_says_of_itself_is_true(chapter):
    """A check that fails in the saved output fails in every run, so a comparison with it finds nothing."""
    for cell in code_cells(chapter):
        said = [line for text in texts(cell) for line in text.splitlines()]
        assert not [line for line in said if line.endswith(": False")], cell.id


@each
def test_its_exercises_are_saved_unattempted(chapter):
    answers = [c for c in code_cells(chapter) if c.metadata.get("tags") == ["exercise"]]
    for cell in answers:
        assert any("Not answered yet" in text for text in texts(cell)), cell.id


def test_they_all_run_from_an_empty_workspace(built):
    assert [run.notebook for run in built.runs] == [chapter.notebook for chapter in CHAPTERS]
    for run in built.runs:
        cells = nbformat.read(run.output, as_version=4).cells
        assert not any(cell.metadata.get("papermill", {}).get("exception") for cell in cells)


@each
def test_a_second_run_gives_the_outputs_that_are_saved(chapter, built, tmp_path):
    """Run nbval, which compares every saved output with a fresh one, in the built workspace."""
    file = runner.folder() / f"{chapter.notebook}.ipynb"
    own = {"IPYTHONDIR": str(tmp_path), "JUPYTER_RUNTIME_DIR": str(tmp_path), "NO_COLOR": "1"}
    settings = tmp_path / "pytest.ini"  # the project's own are not meant for notebooks
    settings.write_text("[pytest]\n")
    options = ["--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", str(settings), *options, str(file)],
        env={**os.environ, **own, "PIKKU_HOME": str(built.home)},
        cwd=file.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert f"{len(code_cells(chapter))} passed" in done.stdout
