"""Running the notebooks one after another, and refreshing the outputs saved in them."""

import os
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikku import generate
from pikku.errors import PikkuError
from pikku.platform import spark, workspace
from pikku.workbook.chapters import CHAPTERS, SPARK, Chapter
from pikku.workbook.chapters import chapter as find_chapter
from pikku.workbook.lean import no_address_grammars

with no_address_grammars():
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, DeadKernelError

    from pikku.workbook.kernel import ThisInterpreter, private_jupyter

Progress = Callable[[int, int, str], None]
"""Called with the code cells done, the notebook's code cells, and the notebook's name."""

_ONE_AT_A_TIME = threading.Lock()  # the environment that a kernel starts in is the whole process's


@dataclass(frozen=True)
class NotebookRun:
    """A notebook that ran: its name, how many code cells it has, how long they took (seconds), and where the copy is."""

    notebook: str
    cells: int
    seconds: float
    output: Path


def select(first: str | None = None, last: str | None = None) -> list[Chapter]:
    """Return the chapters from one to another, both included; all of them by default.

    Raises
    ------
    PikkuError
        When a notebook is unknown, its file is missing, or the first comes after the last.
    """
    start = find_chapter(first or CHAPTERS[0].number)
    end = find_chapter(last or CHAPTERS[-1].number)
    if start.number > end.number:
        raise PikkuError(
            f"The first notebook, {start.number}, comes after the last one, {end.number}.",
            f"Swap them: --from {end.number} --to {start.number}.",
        )
    chosen = [c for c in CHAPTERS if start.number <= c.number <= end.number]
    for chapter in chosen:
        if not _source(chapter).is_file():
            raise PikkuError(
                f"The notebook {chapter.notebook}.ipynb is not in {_source(chapter).parent}.",
                "Restore it with: git checkout -- notebooks",
            )
    return chosen


def run(
    first: str | None = None,
    last: str | None = None,
    size: str | int = "small",
    seed: int = 1,
    progress: Progress | None = None,
) -> list[NotebookRun]:
    """Return the notebooks that ran; executed copies go to `runs/notebooks` of the workspace.

    Parameters
    ----------
    first, last
        Numbers or names of the first and last notebook; None for the workbook's own.
    size, seed
        What the notebooks' parameters cell is set to.
    progress
        Called after every code cell, from another thread.

    Raises
    ------
    PikkuError
        When a notebook or the size is unknown, before anything runs; or a cell fails: it names the notebook, the cell and
        the cause.
    """
    chosen = select(first, last)
    generate.check(size, seed)
    copies = workspace.path("runs", "notebooks")
    parameters = {"SIZE": size, "SEED": seed}
    if any(c.here == SPARK for c in chosen):
        spark.start_ahead()
    runs = [_Run(c, copies / f"{c.notebook}.ipynb", parameters, progress) for c in chosen]
    with (
        private_jupyter(_last_words()),
        ThreadPoolExecutor(2, thread_name_prefix="notebook") as pool,
    ):
        work = []
        try:
            for place, current in enumerate(runs):
                # The kernel of the one after starts meanwhile, and waits for its turn.
                work += [pool.submit(each.execute) for each in runs[len(work) : place + 2]]
                current.turn.set()
                _wait(work[place])
        finally:
            for waiting in runs:
                waiting.give_up()
    return [
        NotebookRun(each.chapter.notebook, each.counter.total, each.counter.seconds(), each.output)
        for each in runs
    ]


class _Run:
    """A notebook that papermill runs: its kernel starts at once, its first cell when it is its turn."""

    def __init__(
        self,
        chapter: Chapter,
        output: Path,
        parameters: dict[str, Any],
        progress: Progress | None,
    ) -> None:
        self.chapter, self.output, self.parameters = chapter, output, parameters
        total = _code_cells(nbformat.read(_source(chapter), as_version=4))
        self.counter = _Counter(chapter.notebook, total, progress)
        self.turn = threading.Event()
        self.given_up = False

    def give_up(self) -> None:
        """Let a notebook that waits for its turn end without running a cell."""
        if not self.turn.is_set():
            self.given_up = True
            self.turn.set()

    def execute(self) -> None:
        """Run the notebook; its copy replaces an earlier one when it is complete."""
        import papermill

        try:
            _papermill(
                _source(self.chapter),
                self.output,
                self.parameters,
                on_cell_start=self._await_turn,
                on_cell_executed=self.counter.cell_done,
            )
        except papermill.PapermillExecutionError as error:
            go_on = f"go on from there: --from {self.chapter.number}"
            raise _cell_failed(self.chapter.notebook, self.output, error, go_on) from error
        except DeadKernelError as error:
            raise _kernel_died(self.chapter.notebook) from error

    def _await_turn(self, cell: Any, cell_index: int) -> None:
        if cell_index:
            return
        self.turn.wait()
        if self.given_up:
            raise CancelledError
        self.counter.begin()


def execute(
    source: Path,
    output: Path,
    parameters: dict[str, Any],
    before_cell: Callable[[], object] = lambda: None,
) -> None:
    """Run any notebook, one at a time in this process, and write the executed copy.

    Parameters
    ----------
    source, output
        The notebook's file, and its copy's.
    parameters
        What its cell with the tag ``parameters`` is followed by.
    before_cell
        Called before each cell; what it raises ends the run.

    Raises
    ------
    PikkuError
        When a cell fails or the kernel dies: it names the notebook, the cell and the cause.
    """
    import papermill

    def run() -> None:
        _papermill(source, output, parameters, on_cell_start=lambda **_: before_cell())

    try:
        with _ONE_AT_A_TIME, private_jupyter(_last_words()):
            _in_thread(run)
    except papermill.PapermillExecutionError as error:
        raise _cell_failed(source.stem, output, error) from error
    except DeadKernelError as error:
        raise _kernel_died(source.stem) from error


def _papermill(source: Path, output: Path, parameters: dict[str, Any], **callbacks: Any) -> None:
    """Run a notebook; its copy is written when it is complete, or a cell has failed."""
    import papermill

    draft = output.with_name(f".{output.name}.{os.getpid()}.ipynb")
    try:
        papermill.execute_notebook(
            source,
            draft,
            parameters=parameters,
            kernel_name="python3",
            language="python",
            progress_bar=False,
            request_save_on_cell_execute=False,
            cwd=source.parent,
            kernel_manager_class=ThisInterpreter,
            **callbacks,
        )
        draft.replace(output)
    except papermill.PapermillExecutionError:
        draft.replace(output)
        raise
    finally:
        draft.unlink(missing_ok=True)


def refresh(names: Sequence[str] = (), progress: Progress | None = None) -> list[NotebookRun]:
    """Return the committed notebooks that were executed in place, for their maintainers.

    Parameters
    ----------
    names
        Numbers or names of notebooks; all that there are by default.
    progress
        Called after every code cell, from another thread.

    Raises
    ------
    PikkuError
        When a notebook is unknown, or a cell fails; the notebook's file is then as it was.
    """
    chosen = [find_chapter(n) for n in names] or [c for c in CHAPTERS if _source(c).is_file()]
    with private_jupyter(_last_words()):
        return [_refresh_one(chapter, progress) for chapter in chosen]


def _refresh_one(chapter: Chapter, progress: Progress | None) -> NotebookRun:
    """Execute one notebook and write it back with nothing in it that differs from run to run."""
    source = _source(chapter)
    notebook = nbformat.read(source, as_version=4)
    counter = _Counter(chapter.notebook, _code_cells(notebook), progress)
    counter.begin()
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        kernel_manager_class=ThisInterpreter,
        timeout=None,
        resources={"metadata": {"path": str(source.parent)}},
        record_timing=False,
        coalesce_streams=True,
        on_cell_executed=counter.cell_done,
    )
    try:
        _in_thread(client.execute)
    except CellExecutionError as error:
        where = f"Notebook {chapter.notebook}, its code cell {counter.done + 1}"
        raise PikkuError(f"{where}: {error.ename}: {_first_line(error.evalue)}") from error
    clean(notebook)
    workspace.write(source, nbformat.writes(notebook) + "\n")
    return NotebookRun(chapter.notebook, counter.total, counter.seconds(), source)


def clean(notebook: nbformat.NotebookNode) -> None:
    """Take out of a notebook's metadata and outputs what says when and where it ran."""
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
        }
    )
    place = 0
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        if cell.cell_type != "code":
            continue
        place += 1
        cell.execution_count = place
        for output in cell.outputs:
            if output.output_type == "execute_result":
                output.execution_count = place
            output.pop("transient", None)


class _Counter:
    """Counts the code cells of a notebook that ran and the time they took, and tells whoever watches."""

    def __init__(self, notebook: str, total: int, progress: Progress | None) -> None:
        self.notebook, self.total, self.progress, self.done = notebook, total, progress, 0
        self.began = self.ended = 0.0

    def begin(self) -> None:
        """Tell that the first cell is about to run."""
        self.began = self.ended = time.monotonic()
        self._tell()

    def seconds(self) -> float:
        """Return how long it took from the first cell's beginning to the last one's end."""
        return self.ended - self.began

    def cell_done(self, cell: Any, execute_reply: Any, **_: object) -> None:
        """Count a cell that the reader of the notebook sees, unless it failed."""
        failed = execute_reply["content"].get("status") == "error"
        expected = "raises-exception" in cell.metadata.get("tags", [])
        injected = "injected-parameters" in cell.metadata.get("tags", [])
        self.ended = time.monotonic()
        if not injected and (expected or not failed):
            self.done = min(self.done + 1, self.total)
            self._tell()

    def _tell(self) -> None:
        if self.progress:
            self.progress(self.done, self.total, self.notebook)


def _in_thread(work: Callable[[], object]) -> None:
    """Run something that starts a kernel, in a thread, so that Ctrl-C reaches us.

    On the main thread the client takes SIGINT for itself, and it comes out as a dead kernel.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="notebook") as pool:
        _wait(pool.submit(work))


def _wait(work: "Future[object]") -> None:
    """Wait for work that uses a kernel; Ctrl-C ends the kernels, and so the work."""
    try:
        while not work.done():
            wait([work], timeout=0.2)
    except KeyboardInterrupt:
        while not work.done():
            ThisInterpreter.kill_all()
            wait([work], timeout=0.2)
        raise
    work.result()


def _cell_failed(notebook: str, output: Path, error: Any, go_on: str = "") -> PikkuError:
    """Return the error for a failed cell: the notebook, the cell and the cause."""
    cell = _failed_cell(output)
    cause = _first_line(error.evalue).removeprefix("error: ")
    kind = "" if error.ename == "PikkuError" else f"{error.ename}: "
    message = f"Notebook {notebook}, cell {cell}: {kind}{cause}"
    if error.ename == "PikkuError" and "\n" in error.evalue:
        return PikkuError(message, error.evalue.partition("\n")[2])
    shown = f"The executed copy shows it: {output}"
    return PikkuError(message, f"{shown}; {go_on}" if go_on else shown)


def _kernel_died(notebook: str) -> PikkuError:
    return PikkuError(
        f"The Python process that ran {notebook} ended unexpectedly.",
        "Memory may have run out: close other programs, and run this again. "
        f"What it said last, if anything: {_last_words()}",
    )


def _failed_cell(output: Path) -> str:
    """Return the name of the cell that papermill marked as failed."""
    for cell in nbformat.read(output, as_version=4).cells:
        if cell.metadata.get("papermill", {}).get("exception"):
            return repr(cell.get("id", "?"))
    return "?"


def _first_line(text: str) -> str:
    """Return the first line of a message that says something."""
    return next((line.strip() for line in str(text).splitlines() if line.strip()), "")


def folder() -> Path:
    """Return the folder of the committed notebooks."""
    return workspace.repo_root() / "notebooks"


def _last_words() -> Path:
    """Return the file with what the kernels of the last run said outside of any cell."""
    return workspace.path("runs") / "kernels.log"


def _source(chapter: Chapter) -> Path:
    """Return the committed notebook of a chapter."""
    return folder() / f"{chapter.notebook}.ipynb"


def _code_cells(notebook: nbformat.NotebookNode) -> int:
    """Return how many code cells a notebook has."""
    return sum(cell.cell_type == "code" for cell in notebook.cells)
