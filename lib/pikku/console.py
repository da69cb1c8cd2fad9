"""What the `pikku` command shows: tables, progress bars, and errors without tracebacks."""

import contextlib
import datetime
import shutil
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperGroup

from pikku.errors import PikkuError

Progress = Callable[[int, int, str], None]


class Commands(TyperGroup):
    """The commands, run so that whatever goes wrong ends in a message and an exit code.

    A `PikkuError` is two lines and code 1, Ctrl-C is 130, and what nobody foresaw is one line that
    names the file with the traceback, and code 1. Usage errors stay Typer's, with code 2.
    """

    def invoke(self, ctx: typer.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except PikkuError as error:
            fail(error.message, error.remedy)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as error:
            raise _stopped() from error
        except Exception as error:
            if _is_interruption(error):
                raise _stopped() from error
            # Typer's own exceptions (usage, exit, abort) carry how they end.
            if type(error).__module__.partition(".")[0] in ("typer", "click"):
                raise
            first = (str(error).strip().splitlines() or [""])[0]
            fail(f"{type(error).__name__}: {first}", f"The details are in {_write_log(error)}")
            raise typer.Exit(1) from error


def _stopped() -> typer.Exit:
    """Return how a command ends that was stopped by Ctrl-C, after saying so."""
    say("Stopped. Nothing is half-written; the same command goes on from here.")
    return typer.Exit(130)


def _is_interruption(error: Exception) -> bool:
    """Return whether an error is what DuckDB makes of Ctrl-C: it takes the signal while a query runs."""
    return isinstance(error, RuntimeError) and str(error).strip() == "Query interrupted"


def say(text: str) -> None:
    """Write a line on stderr."""
    print(text, file=sys.stderr)


def fail(message: str, remedy: str = "") -> None:
    """Write what is wrong and what to do about it on stderr, a line each."""
    say(f"error: {' '.join(message.split())}")
    if remedy:
        say(" ".join(remedy.split()))


def _write_log(error: BaseException) -> Path:
    """Return the file that an unforeseen error's traceback was written to."""
    import tempfile

    now = datetime.datetime.now(datetime.UTC)
    name = f"error-{now:%Y%m%dT%H%M%S}.log"
    text = "".join(traceback.format_exception(error))
    try:
        from pikku.platform import workspace

        file = workspace.path("logs") / name
        file.write_text(text, encoding="utf-8")
    except (PikkuError, OSError, ImportError):  # no workspace to write to
        file = Path(tempfile.gettempdir()) / f"pikku-{name}"
        file.write_text(text, encoding="utf-8")
    return file


def table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "", right: str = ""
) -> None:
    """Print a table.

    Parameters
    ----------
    columns
        The heads.
    rows
        Values; each is written with `str`, integers with thousands separators.
    title
        A line above the table.
    right
        A letter a column: `r` aligns it right.
    """
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    style = {"box": SIMPLE_HEAD, "padding": (0, 1, 0, 0), "header_style": "bold"}
    drawn = Table(title=title or None, title_justify="left", **style)
    for place, name in enumerate(columns):
        side = "right" if right[place : place + 1] == "r" else "left"
        drawn.add_column(name, justify=side, overflow="fold")
    for row in rows:
        drawn.add_row(*(_cell(value) for value in row))
    Console(width=width(), highlight=False).print(drawn)


def width() -> int:
    """Return how many characters fit on a line; a pipe or a file takes any table whole."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 160


def _cell(value: object) -> str:
    from rich.markup import escape

    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return escape("" if value is None else str(value))


@contextlib.contextmanager
def bar(title: str) -> Iterator[Progress]:
    """Show a progress bar on stderr while something runs; it is gone afterwards."""
    with _bars() as bars:
        task = bars.add_task(title, total=None)

        def report(done: int, total: int, what: str) -> None:
            bars.update(task, description=f"{title}: {what}", completed=done, total=total or None)

        yield report


@contextlib.contextmanager
def notebook_bars(notebooks: int) -> Iterator[Progress]:
    """Show two progress bars on stderr: the notebooks, and the cells of the one that runs."""
    with _bars() as bars:
        outer = bars.add_task("notebooks", total=notebooks)
        inner = bars.add_task("cells", total=None)
        finished: set[str] = set()

        def report(done: int, total: int, what: str) -> None:
            if done == 0:
                bars.reset(inner)
            bars.update(inner, description=what, completed=done, total=total)
            if done >= total and what not in finished:
                finished.add(what)
                if bars.disable:  # a log file has no bars: a line a notebook
                    say(f"{what}: done ({len(finished)} of {notebooks})")
            bars.update(outer, completed=len(finished))

        yield report


def _bars() -> Any:
    """Return Rich's progress bars on stderr; silent where it is not a terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
