"""The twin of Power BI: the pages of ``powerbi/`` drawn with Plotly, their measures computed on the Synapse twin."""

import functools
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pikku.errors import PikkuError
from pikku.platform import workspace
from pikku.report import canvas, data, draw, html, model, numbers, reader
from pikku.report.define import FOLDER, MODEL, REPORT

if TYPE_CHECKING:
    import plotly.graph_objects as go

Progress = Callable[[int, int, str], None]

_CAPTION = 28
"""Pixels below a page for a line on it."""


@dataclass(frozen=True)
class ReportReport:
    """What was drawn: visuals by page, and the key figures on the pages' cards (rupees, counts, shares)."""

    visuals: dict[str, int]
    figures: dict[str, Decimal | int | None]


class Report:
    """The report's definition and its imported data.

    Parameters
    ----------
    folder
        The Power BI project, ``powerbi/``.
    source
        Answers a query on the gold views with an Arrow table.

    Raises
    ------
    PikkuError
        When the definition is not one that can be drawn.
    """

    def __init__(self, folder: Path, source: Callable[[str], pa.Table]) -> None:
        tables = model.read(folder / MODEL)
        self.pages = reader.pages(folder / REPORT, tables)
        self.colors = reader.theme(folder / REPORT)["dataColors"]
        self.imported = data.Imported(tables, source)

    def page(self, name: str) -> reader.ReportPage:
        """Return the page called `name`.

        Raises
        ------
        PikkuError
            When there is no such page.
        """
        for page in self.pages:
            if page.name == name:
                return page
        known = ", ".join(page.name for page in self.pages)
        raise PikkuError(f"The report has no page {name!r}.", remedy=f"Its pages are: {known}.")

    def answers(
        self, page: reader.ReportPage, filters: Mapping[str, Any] | None
    ) -> dict[str, data.Answer]:
        """Return the figures of each visual of a page under filters."""
        return {
            visual.name: data.answer(visual, page, self.imported, filters or {})
            for visual in with_data(page)
        }


def with_data(page: reader.ReportPage) -> list[reader.PageVisual]:
    """Return the visuals of a page that show figures: all but slicers and text."""
    return [visual for visual in page.visuals if visual.measures]


def figures(
    page: str, filters: Mapping[str, Any] | None = None, project: Path | None = None
) -> "dict[str, go.Figure]":
    """Return each visual of a page as a Plotly figure, by the visual's name.

    Parameters
    ----------
    page
        The page's name, as in ``"sales"``.
    filters
        Column -> a value or a list of values, as a slicer sets them: ``{"dim_date.financial_year": "2024-25"}``.
    project
        The Power BI project to draw, the repository's ``powerbi/`` by default.

    Raises
    ------
    PikkuError
        When there is no such page, or the project can't be drawn.
    """
    import plotly.graph_objects as go

    report = opened(project)
    found = report.page(page)
    answers = report.answers(found, filters)
    return {
        visual.name: go.Figure(
            canvas.visual_figure(
                visual, _drawn(report, visual, answers), not answers[visual.name].rows
            )
        )
        for visual in with_data(found)
    }


def figure(
    page: str, filters: Mapping[str, Any] | None = None, project: Path | None = None
) -> "go.Figure":
    """Return a whole page as one Plotly figure, with a line that says where it is large; parameters as for `figures`."""
    import plotly.graph_objects as go

    report = opened(project)
    found = report.page(page)
    answers = report.answers(found, filters)
    drawings = {v.name: _drawn(report, v, answers) for v in with_data(found)}
    chosen = {}
    for slicer in found.slicers:
        (shown,) = slicer.columns
        if (value := (filters or {}).get(shown.label)) is not None:
            chosen[slicer.name] = numbers.shown(value, shown.format)
    empty = [name for name, answer in answers.items() if not answer.rows]
    drawn = go.Figure(canvas.page_figure(found, drawings, empty, chosen))
    return drawn.update_layout(
        height=found.height + _CAPTION, margin={"b": _CAPTION}
    ).add_annotation(
        text=f"{found.title}: reports/index.html in the workspace has this page large, with slicers that work.",
        x=0,
        y=0,
        xref="paper",
        yref="paper",
        xanchor="left",
        yanchor="top",
        xshift=10,
        yshift=-4,
        showarrow=False,
        font={"size": 14},
    )


def run(progress: Progress | None = None) -> ReportReport:
    """Draw every page of the report into the workspace's ``reports/``, and return what was drawn.

    Raises
    ------
    PikkuError
        When the Synapse views are missing, or the definition can't be drawn; what was there before stays.
    """
    report = opened()
    written: dict[str, str] = {}
    for place, page in enumerate(report.pages):
        if progress:
            progress(place, len(report.pages), page.title)
        written[f"{page.name}.html"] = html.page(report.pages, page, *_choices(report, page))
    shown = _key_figures(report)
    written["index.html"] = html.index(report.pages, shown)
    _write(written)
    if progress:
        progress(len(report.pages), len(report.pages), "report pages")
    return ReportReport(
        visuals={page.name: len(page.visuals) for page in report.pages},
        figures={name: value for name, (value, _) in shown.items()},
    )


def key_figures() -> dict[str, Decimal | int | None]:
    """Return what the cards of the report show, by measure, under no filter.

    Raises
    ------
    PikkuError
        When the Synapse views are missing, or the definition can't be drawn.
    """
    return {name: value for name, (value, _) in _key_figures(opened()).items()}


def trial_copy() -> Path:
    """Return a copy of the repository's Power BI project in the workspace, new each time, to change and draw."""
    folder = workspace.path("reports") / "trial"
    shutil.rmtree(folder, ignore_errors=True)
    return shutil.copytree(workspace.repo_root() / FOLDER, folder)


def opened(project: Path | None = None) -> Report:
    """Return a report over the workspace's Synapse twin, the repository's by default; data is imported once."""
    database = workspace.path("serve") / "synapse.duckdb"
    stamp = database.stat().st_mtime_ns if database.is_file() else 0
    folder = project or workspace.repo_root() / FOLDER
    newest = max((f.stat().st_mtime_ns for f in folder.rglob("*") if f.is_file()), default=0)
    return _opened(folder, database, stamp, newest)


@functools.lru_cache(maxsize=2)
def _opened(folder: Path, database: Path, stamp: int, newest: int) -> Report:
    from pikku.serve import connect

    def source(query: str) -> pa.Table:
        with connect() as connection:
            return connection.duckdb(query)

    return Report(folder, source)


def _drawn(
    report: Report, visual: reader.PageVisual, answers: Mapping[str, data.Answer]
) -> draw.Drawing:
    return draw.drawing(visual, answers[visual.name], report.colors)


def _choices(
    report: Report, page: reader.ReportPage
) -> tuple[list[list[Any]], dict[data.Choice, dict[str, Any]]]:
    """Return what the page's slicers offer, and the page's figure for every choice in them."""
    offered = data.options(page, report.imported)
    wanted = data.choices(page, report.imported)
    by_visual = {v.name: data.answers(v, page, report.imported, wanted) for v in with_data(page)}
    found = {}
    for choice in wanted:
        answers = {name: by_choice[choice] for name, by_choice in by_visual.items()}
        drawings = {v.name: _drawn(report, v, answers) for v in with_data(page)}
        empty = [name for name, answer in answers.items() if not answer.rows]
        found[choice] = canvas.page_figure(page, drawings, empty)
    return offered, found


def _key_figures(report: Report) -> dict[str, tuple[Any, str]]:
    """Return the figure and format of every card, by its measure."""
    found = {}
    for page in report.pages:
        for visual in page.visuals:
            if visual.type == "cardVisual":
                (measure,) = visual.measures
                (row,) = report.imported.rows([measure.label], []) or [{measure.label: None}]
                found[measure.label] = (row[measure.label], measure.format)
    return found


def _write(files: Mapping[str, str]) -> None:
    """Write the pages and the one plotly.js that they share, the index last; drop pages that are no more."""
    folder = html.script().parent
    for name, text in files.items():
        workspace.write(folder / name, text)
    for old in folder.glob("*.html"):
        if old.name not in files:
            old.unlink()
