"""The commands about the data factory: whether it is valid, and what its runs did."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from pikku import console

migrate = typer.Typer(
    cls=console.Commands,
    add_completion=False,
    help="Run the data factory: SQL database to data lake, what changed only.",
    epilog="Without a command, the stage runs.",
)


@migrate.command()
def validate(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A factory in Data Factory's git format; adf/ by default."),
    ] = None,
) -> None:
    """Find everything that is wrong in a factory; exit code 1 when something is."""
    from pikku.migrate import check, factory_folder, model

    with console.bar("validate"):
        factory = model.read(folder or factory_folder())
        findings = check.findings(factory)
    if findings:
        rows = [(f.file, f.path or "(file)", f.what, f.why) for f in findings]
        console.table(("file", "where", "what", "why"), rows)
        count, files = len(findings), len({finding.file for finding in findings})
        console.fail(
            f"{count} finding{'s' * (count > 1)} in {files} file{'s' * (files > 1)} of {factory.folder}."
        )
        raise typer.Exit(1)
    print(f"{len(list(factory))} files of {factory.folder}: nothing is wrong.")


@migrate.command()
def runs(
    run: Annotated[
        str | None,
        typer.Argument(
            help="First characters of a run's id, a pipeline's name, or 'latest'; "
            "without it the last runs are listed."
        ),
    ] = None,
    last: Annotated[int, typer.Option(min=1, help="How many runs are listed.")] = 10,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every activity of a run with very many.")
    ] = False,
) -> None:
    """Show the last runs, or what one of them did, with its Gantt picture as a web page."""
    from pikku.migrate import monitor

    if run is None:
        _list_runs(last)
        return
    record = monitor.find(run)
    every = monitor.lines(record)
    some = every if everything else monitor.shown(every)
    mark = "█" if (sys.stdout.encoding or "").lower().startswith("utf") else "#"
    rows = [
        (
            "  " * line.depth + line.name, line.type, line.status, f"{line.seconds:,.2f}", bar,
            line.rows_read, line.rows_written,
            "" if line.throughput is None else f"{line.throughput:,.0f}",
        )
        for line, bar in zip(some, monitor.bars(some, mark=mark), strict=True)
    ]  # fmt: skip
    heads = ("run", "type", "status", "seconds", "when", "read", "written", "KB/s")
    title = f"{record.pipeline_runs[0].pipelineName}, {record.pipeline_runs[0].runId}"
    console.table(heads, rows, title=title, right="   r rrr")
    for line in some:
        if line.error and line.type != monitor.PIPELINE:
            print(f"{line.name}: {' '.join(line.error.split())}")
    if len(some) < len(every):
        print(f"{len(every) - len(some)} more runs went well; --all shows them.")
    print(f"Drawn in {monitor.write_page(record)}")


def _list_runs(last: int) -> None:
    from pikku.migrate import monitor, records
    from pikku.platform import workspace

    found = monitor.summaries(last)
    if not found:
        print("The factory has not run yet. Run it with: pikku migrate")
        return
    rows = [
        (
            each.run_id[:8], each.pipeline, each.started_by, each.start[:19].replace("T", " "),
            f"{each.seconds:,.1f}", each.status, each.activities, each.failed, each.rows_read,
            each.rows_written,
        )
        for each in found
    ]  # fmt: skip
    heads = (
        "run", "pipeline", "started by", "start (UTC)", "seconds", "status", "activities", "failed",
        "rows read", "rows written",
    )  # fmt: skip
    console.table(heads, rows, right="    r rrrr")
    for each in found:
        if each.status == records.UNREADABLE:
            print(
                f"{each.pipeline} is not the record of a run. Remove it: {workspace.path('runs')}"
            )
    print("What a run did: pikku migrate runs RUN")
