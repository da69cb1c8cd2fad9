"""The commands about the data factory: whether it is valid, and what its runs did."""

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
        files = len({finding.file for finding in findings})
        console.fail(f"{len(findings)} findings in {files} files of {factory.folder}.")
        raise typer.Exit(1)
    print(f"{len(list(factory))} files of {factory.folder}: nothing is wrong.")
