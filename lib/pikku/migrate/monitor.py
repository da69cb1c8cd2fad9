"""What runs did, as Data Factory's monitor shows it: tables, bars of text, and a Gantt picture."""

import html
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pikku.errors import PikkuError
from pikku.migrate import records
from pikku.migrate.records import ActivityRun, PipelineRun, Record
from pikku.platform import workspace

if TYPE_CHECKING:
    import plotly.graph_objects

LATEST = "latest"
FEW = 120  # lines that a picture and a terminal show well; of more only the telling ones
PIPELINE = "Pipeline"
_PIXELS = 18  # a line of the picture
_LETTER, _WIDEST = 6, 320  # pixels of a letter, and at most of all names
_INDENT = "\N{NO-BREAK SPACE}\N{NO-BREAK SPACE}"  # an ordinary space would not be drawn
_COLOURS = {
    records.SUCCEEDED: "#5b8c3a",
    records.FAILED: "#b23a48",
    records.CANCELLED: "#e07a1f",
    records.KILLED: "#6a4c93",
    records.IN_PROGRESS: "#1f6f8b",
    records.QUEUED: "#c9ccd1",
    records.INACTIVE: "#8a8f98",
}


@dataclass(frozen=True)
class Summary:
    """One run of the factory: all that one trigger, or a user, started."""

    run_id: str
    pipeline: str
    started_by: str
    start: str
    seconds: float
    status: str
    activities: int
    failed: int
    rows_read: int
    rows_written: int


@dataclass(frozen=True)
class Line:
    """One pipeline or activity run of a record.

    `depth` is how deep pipelines call each other and loops run; `start` is in seconds after the
    record's first run began; `throughput` in KB a second, as a Copy reports it. Rows and throughput
    are None where an activity has none.
    """

    depth: int
    name: str
    type: str
    status: str
    start: float
    seconds: float
    rows_read: int | None = None
    rows_written: int | None = None
    throughput: float | None = None
    error: str = ""

    @property
    def is_telling(self) -> bool:
        """Whether the line stays when there are too many: pipelines, copies, and what went wrong."""
        well = (records.SUCCEEDED, records.INACTIVE)
        return self.type in (PIPELINE, "Copy") or self.status not in well


def summaries(last: int = 10) -> list[Summary]:
    """Return the last runs of the factory, the newest first.

    A file that is no record is there as ``Unreadable``, with its name in place of the pipeline's.
    """
    return [_summary(file, _readable(file)) for file in records.files()[:last]]


def find(run: str = LATEST) -> Record:
    """Return the record of a run.

    Parameters
    ----------
    run
        The first characters of its run id, or of its pipeline's name for the last run of that;
        ``latest`` for the last of all.

    Raises
    ------
    PikkuError
        Nothing ran yet, or there is no such run, or several; or there are only files that are no
        records.
    """
    files = records.files()
    if not files:
        raise PikkuError("The factory has not run yet.", "Run `pikku migrate` first.")
    readable = filter(None, map(_readable, files))
    if run == LATEST:
        return next(readable, None) or records.load(files[0])
    every = list(readable)
    found = [record for record in every if record.pipeline_runs[0].runId.startswith(run)]
    if len(found) > 1:
        ids = ", ".join(record.pipeline_runs[0].runId for record in found[:3])
        raise PikkuError(
            f"{len(found)} runs begin with {run!r}: {ids}.", "Give more of the run's id."
        )
    found += [record for record in every if record.pipeline_runs[0].pipelineName.startswith(run)]
    if not run or not found:
        raise PikkuError(
            f"There is no run {run!r}.", "`pikku migrate runs` lists the last ones with their ids."
        )
    return found[0]


def _readable(file: Path) -> Record | None:
    try:
        return records.load(file)
    except PikkuError:
        return None


def _summary(file: Path, record: Record | None) -> Summary:
    if record is None:
        return Summary("", file.name, "", "", 0.0, records.UNREADABLE, 0, 0, 0, 0)
    first = record.pipeline_runs[0]
    measured = [_figures(run) for run in record.activities(activityType="Copy")]
    return Summary(
        first.runId,
        first.pipelineName,
        first.invokedBy.get("name", ""),
        first.runStart,
        round(first.durationInMs / 1000, 1),
        first.status,
        len(record.activity_runs),
        sum(run.status == records.FAILED for run in record.activity_runs),
        sum(found.get("rows_read") or 0 for found in measured),
        sum(found.get("rows_written") or 0 for found in measured),
    )


def lines(record: Record) -> list[Line]:
    """Return the runs of a record: each pipeline before its activities, each caller before what it called."""
    begun = record.pipeline_runs[0].runStart
    called: dict[str, list[PipelineRun]] = {}
    for run in record.pipeline_runs:
        called.setdefault(run.invokedBy.get("id", ""), []).append(run)
    activities: dict[str, list[ActivityRun]] = {}
    for run in record.activity_runs:
        activities.setdefault(run.pipelineRunId, []).append(run)

    def of(pipeline: PipelineRun, depth: int) -> Iterator[Line]:
        yield _pipeline_line(pipeline, depth, begun)
        for run in activities.get(pipeline.runId, ()):
            inner = depth + 1 + len(run.iteration.split(".")) * bool(run.iteration)
            yield _activity_line(run, inner, begun)
            for child in called.get(run.activityRunId, ()):
                yield from of(child, inner + 1)

    return [line for run in called.get("", ()) for line in of(run, 0)]


def _pipeline_line(run: PipelineRun, depth: int, begun: str) -> Line:
    about = _subject(run.parameters)
    name = f"{run.pipelineName} ({about})" if about else run.pipelineName
    return Line(
        depth, name, PIPELINE, run.status, _seconds(begun, run.runStart), _duration(run),
        error=run.message,
    )  # fmt: skip


def _activity_line(run: ActivityRun, depth: int, begun: str) -> Line:
    name = run.activityName + (f" [{run.iteration}]" if run.iteration else "")
    name += f" (attempt {run.retryAttempt + 1})" if run.retryAttempt else ""
    message = (run.error or {}).get("message", "")
    start = _seconds(begun, run.activityRunStart)
    return Line(
        depth, name, run.activityType, run.status, start, _duration(run), error=message,
        **_figures(run),
    )  # fmt: skip


def _subject(parameters: Mapping[str, Any]) -> str:
    """Return the name of what a pipeline worked on, where a parameter is an object with one."""
    for value in parameters.values():
        for key, name in value.items() if isinstance(value, dict) else ():
            if key.endswith("name") and isinstance(name, str):
                return name
    return ""


def _figures(run: ActivityRun) -> dict[str, Any]:
    """Return the rows that an activity read and wrote, and its throughput."""
    output = run.output if isinstance(run.output, dict) else {}
    match run.activityType:
        case "Copy":
            return {
                "rows_read": output.get("rowsRead"),
                "rows_written": output.get("rowsCopied"),
                "throughput": output.get("throughput"),
            }
        case "Lookup":
            return {"rows_read": output.get("count", 1 if "firstRow" in output else None)}
        case "Script":
            return {"rows_written": output.get("recordsAffected")}
    return {}


def _duration(run: ActivityRun | PipelineRun) -> float:
    """Return the seconds that a run took, until now when it hasn't ended."""
    if run.status not in records.UNFINISHED:
        return run.durationInMs / 1000
    start = run.runStart if isinstance(run, PipelineRun) else run.activityRunStart
    return _seconds(start, records.stamp(records.now()))


def _seconds(begun: str, at: str) -> float:
    return max(records.milliseconds(begun, at) / 1000, 0.0)


def shown(every: list[Line]) -> list[Line]:
    """Return the lines if they are few, else the telling ones."""
    return every if len(every) <= FEW else [line for line in every if line.is_telling]


def bars(some: Iterable[Line], width: int = 40, mark: str = "█") -> list[str]:
    """Return a bar of text for each line, made of a character: where in the record's time it ran."""
    some = list(some)
    whole = max((line.start + line.seconds for line in some), default=0) or 1.0
    drawn = []
    for line in some:
        start = min(int(line.start / whole * width), width - 1)
        length = max(1, round(line.seconds / whole * width))
        drawn.append((" " * start + mark * length)[:width])
    return drawn


def figure(record: Record) -> "plotly.graph_objects.Figure":
    """Return the Gantt picture of a run: a bar a pipeline and activity, by status.

    Of more than `FEW` runs only pipelines, copies and what went wrong are drawn.
    """
    import plotly.graph_objects as go

    drawn = shown(lines(record))
    made = go.Figure()
    for status, colour in _COLOURS.items():
        some = [(place, line) for place, line in enumerate(drawn) if line.status == status]
        if some:
            made.add_bar(
                orientation="h",
                name=status,
                y=[place for place, _ in some],
                base=[round(line.start, 3) for _, line in some],
                x=[round(line.seconds, 3) for _, line in some],
                marker={"color": colour, "opacity": [_opacity(line) for _, line in some]},
                hovertext=[_told(line) for _, line in some],
                hoverinfo="text",
            )
    first = record.pipeline_runs[0]
    names = [f"{_INDENT * line.depth}{line.name}" for line in drawn]
    left = min(_LETTER * max(map(len, names)) + 10, _WIDEST)
    made.update_layout(
        title=f"{first.pipelineName}: {first.status}",
        barmode="overlay",
        bargap=0.25,
        height=140 + _PIXELS * len(drawn),
        showlegend=True,
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0},
        margin={"l": left, "r": 20, "t": 90, "b": 50},
        xaxis={"title": "seconds after the start", "rangemode": "tozero"},
        yaxis={"range": [len(drawn) - 0.5, -0.5], "showticklabels": False, "showgrid": False},
        annotations=[_label(name, place, left) for place, name in enumerate(names)],
    )
    return made


def _label(text: str, place: int, left: float) -> dict[str, Any]:
    """Return a line's name as an annotation: an axis would align it to the right."""
    return {
        "text": html.escape(text), "x": 0, "xref": "paper", "xanchor": "left", "xshift": -left,
        "y": place, "yref": "y", "yanchor": "middle", "showarrow": False, "font": {"size": 11},
    }  # fmt: skip


def _opacity(line: Line) -> float:
    """Return how strongly a bar is drawn: a pipeline is there while its activities do the work."""
    return 0.4 if line.type == PIPELINE else 1.0


def _told(line: Line) -> str:
    parts = [f"<b>{html.escape(line.name)}</b>", f"{line.type}, {line.status}"]
    parts.append(f"{line.seconds:,.3f} s from {line.start:,.3f} s")
    if line.rows_read is not None:
        parts.append(f"{line.rows_read:,} rows read")
    if line.rows_written is not None:
        parts.append(f"{line.rows_written:,} rows written")
    if line.throughput is not None:
        parts.append(f"{line.throughput:,.0f} KB/s")
    if line.error:
        parts.append(html.escape(line.error[:200]))
    return "<br>".join(parts)


def write_page(record: Record) -> Path:
    """Return the file with a run's picture, next to its record; it needs no server and no network."""
    from pikku.report.html import script
    from pikku.workbook.figures import small_json

    if record.file is None:
        raise PikkuError("The run was not recorded.", "Give the Runner a record with a file.")
    first = record.pipeline_runs[0]
    begun = first.runStart[:19].replace("T", " ")
    drawn = json.dumps(small_json(figure(record)), separators=(",", ":"), ensure_ascii=False)
    drawn = drawn.replace("</", "<\\/")
    library = script()
    source = f"../{library.parent.name}/{library.name}"
    text = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(first.pipelineName)}, {begun} UTC</title>\n"
        f'<script src="{source}" charset="utf-8"></script>\n</head>\n<body style="margin: 0">\n'
        '<div id="canvas"></div>\n<script>\n'
        f'const run = {drawn};\nPlotly.newPlot("canvas", run.data, run.layout, run.config);\n'
        "</script>\n</body>\n</html>\n"
    )
    return workspace.write(record.file.with_suffix(".html"), text)
