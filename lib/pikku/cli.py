"""The `pikku` command: every stage, the notebooks, and what keeps them in order.

Stage packages are imported when a command needs them, so that `pikku --help` is quick.
"""

import dataclasses
import time
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import typer

from pikku import console
from pikku.cli_azure import azure
from pikku.cli_books import books
from pikku.cli_lake import lake
from pikku.cli_migrate import migrate
from pikku.cli_options import WHOLE, Seed, Size, command_group, size_and_seed


class _Commands(console.Commands):
    """The commands, with the stages in the order of the path: one that has commands of its own would come last."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the commands' names as the help lists them."""
        names = super().list_commands(ctx)
        names.remove("migrate")
        names.insert(names.index("load") + 1, "migrate")
        return names


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="A manufacturer's analytics platform on this machine, from mock data to Power BI.",
    epilog="Everything is written to the workspace: the folder workspace/, or PIKKU_HOME.",
)

notebooks = command_group("Look after the notebooks.")

_WIDE = 153
"""Characters that the reconciliation takes as one table."""

_SAID = {"kept": "The files were there already."}
"""What is said where a stage reports that something is so."""

_STAGES, _CARE = "The stages, one by one", "Looking after it"
app.add_typer(books)
app.add_typer(lake, name="lake", rich_help_panel=_CARE)
app.add_typer(notebooks, name="notebooks", rich_help_panel=_CARE)
app.add_typer(migrate, name="migrate", rich_help_panel=_STAGES)
migrate.add_typer(azure)


@app.callback(invoke_without_command=True)
def _main(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    if version:
        from pikku import __version__

        print(f"pikku {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())


@app.command(rich_help_panel=WHOLE)
def run(
    size: Size = None,
    seed: Seed = None,
    first: Annotated[str | None, typer.Option("--from", help="First notebook, as 03.")] = None,
    last: Annotated[str | None, typer.Option("--to", help="Last notebook, as 05.")] = None,
) -> None:
    """Run the notebooks, then show that every stage has the same rows and the same revenue."""
    from pikku.platform import workspace
    from pikku.workbook import runner

    size, seed = size_and_seed(size, seed)
    chosen = runner.select(first, last)
    began = time.monotonic()
    before = _running_servers()
    try:
        with console.notebook_bars(len(chosen)) as progress:
            ran = runner.run(first, last, size=size, seed=seed, progress=progress)
        if chosen[-1].makes == "report":
            _reconcile()
    finally:
        _stop_servers(except_for=before)
    rows = [(each.notebook, each.cells, f"{each.seconds:.0f}") for each in ran]
    console.table(("notebook", "code cells", "seconds"), rows, right=" rr")
    seconds = time.monotonic() - began
    print(f"{len(ran)} notebooks ran in {seconds:.0f} s. Where to look:")
    print(f"  executed notebooks  {workspace.path('runs', 'notebooks')}")
    print(f"  report pages        {workspace.path('reports')}")
    print("  work on them        make lab   (or: jupyter lab notebooks)")


@app.command(rich_help_panel=_STAGES)
def generate(
    size: Size = None,
    seed: Seed = None,
    workers: Annotated[
        int | None,
        typer.Option(min=1, help="Processes, or partitions on Spark; the rows stay the same."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="Folder to write to instead of the workspace's raw/.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option(
            metavar="MONTH",
            help="Carry the three years on to the end of a month, as in 2026-05; earlier files stay as they are.",
        ),
    ] = None,
    on_spark: Annotated[
        bool, typer.Option("--spark", help="Let Spark's executors make and write the same rows.")
    ] = False,
) -> None:
    """Make the raw mock data, broken rows included."""
    size, seed = size_and_seed(size, seed)
    _stage(
        "generate",
        size=size,
        seed=seed,
        workers=workers,
        out=out,
        until=until,
        on_spark=on_spark,
    )


@app.command(rich_help_panel=_STAGES)
def load() -> None:
    """Clean the raw data, post it to the ledger and load the SQL database."""
    _stage("load")


@migrate.callback(invoke_without_command=True)
def _migrate(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _stage("migrate")


@app.command(rich_help_panel=_STAGES)
def process() -> None:
    """Make the Delta tables: bronze, silver and gold."""
    _stage("process")


@app.command(rich_help_panel=_STAGES)
def serve() -> None:
    """Run the Synapse scripts over the gold tables."""
    _stage("serve")


@app.command(rich_help_panel=_STAGES)
def report() -> None:
    """Draw the report pages."""
    _stage("report")


@app.command(rich_help_panel=WHOLE)
def status() -> None:
    """Show which stages are done, stale or not done, and which servers run."""
    from pikku import stages
    from pikku.platform import workspace

    print(f"workspace: {workspace.path()}")
    rows = [(s.stage, s.state, s.detail) for s in stages.status()]
    console.table(("stage", "state", "figures"), rows)
    console.table(("server", "running", "address"), _server_rows())


@app.command(rich_help_panel=_CARE)
def doctor() -> None:
    """Examine this machine; exit code 1 when something would stop the platform."""
    from pikku.platform import doctor as examiner

    with console.bar("doctor"):
        findings = examiner.examine()
    console.table(
        ("", "what", "found", "remedy"), [(f.ok, f.name, f.found, f.remedy) for f in findings]
    )
    if any(f.ok == "failed" for f in findings):
        raise typer.Exit(1)


@app.command(rich_help_panel=_CARE)
def stop() -> None:
    """Stop this workspace's servers; their data stays."""
    stopped = _stop_servers()
    print(f"Stopped: {', '.join(stopped)}." if stopped else "No server was running.")


@app.command("reset", rich_help_panel=_CARE)
def reset_workspace(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    progress: Annotated[
        bool, typer.Option("--progress", help="Delete the learner's progress, too.")
    ] = False,
) -> None:
    """Stop the servers and delete what the stages made."""
    from pikku import reset
    from pikku.platform.settings import settings

    names = reset.contents(learner=progress)
    if not names:
        print(f"The workspace {settings().home} is empty.")
        return
    print(f"In {settings().home}: {', '.join(names)}")
    if not yes and not typer.confirm("Delete all of this?"):
        print("Nothing was deleted.")
        raise typer.Exit(1)
    reset.reset(learner=progress)
    print("Deleted. Start again with: pikku run")


@app.command(rich_help_panel=_CARE)
def define(
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 on a difference.")
    ] = False,
) -> None:
    """Write what is derived from the catalogue: DDL, adf/, synapse/, powerbi/, the dictionary."""
    from pikku import definitions

    with console.bar("define") as progress:
        changes = definitions.differences(progress=progress)
        if not check:
            definitions.write(changes)
    if changes:
        console.table(("file", "change"), [(c.path, c.kind) for c in changes])
    if check and changes:
        console.fail(
            f"{len(changes)} files differ from the catalogue.", "Write them with: pikku define"
        )
        raise typer.Exit(1)
    print(f"{len(changes)} files written." if changes else "All files agree with the catalogue.")


@notebooks.command()
def refresh(
    names: Annotated[
        list[str] | None, typer.Argument(help="Numbers or names; all by default.")
    ] = None,
) -> None:
    """Execute the committed notebooks and save their outputs in them, for their maintainers."""
    from pikku.workbook import runner

    with console.notebook_bars(len(names or runner.CHAPTERS)) as progress:
        done = runner.refresh(names or (), progress=progress)
    console.table(("notebook", "code cells"), [(r.notebook, r.cells) for r in done], right=" r")


def _stage(name: str, **parameters: Any) -> None:
    """Run one stage with a progress bar, and print its figures."""
    from pikku import stages

    with console.bar(name) as progress:
        result = stages.run(name, progress=progress, **parameters)
    _print_figures(name, result)


def _print_figures(name: str, result: Any) -> None:
    """Print what a stage returned: tables for what it counted by table, a line for everything else."""
    for field in dataclasses.fields(result):
        value, label = getattr(result, field.name), field.name.replace("_", " ")
        if isinstance(value, Mapping) and value:
            rows = [(key, _flat(v)) for key, v in value.items()]
            console.table((label, "rows"), rows, right=" r")
        elif isinstance(value, list | tuple) and value and dataclasses.is_dataclass(value[0]):
            _print_records(label, value)
        elif isinstance(value, bool):
            if value:
                print(_SAID[field.name])
        elif not dataclasses.is_dataclass(value) and not isinstance(value, Mapping):
            print(f"{label}: {_flat(value)}")
    print(f"{name}: done.")


def _print_records(label: str, records: Sequence[Any]) -> None:
    """Print a table with a row for each of some dataclasses."""
    names = [field.name for field in dataclasses.fields(records[0])]
    values = [[getattr(record, name) for name in names] for record in records]
    right = "".join("r" if isinstance(v, int | Decimal) else " " for v in values[0])
    rows = [[_flat(v) for v in row] for row in values]
    console.table([n.replace("_", " ") for n in names], rows, title=label, right=right)


def _flat(value: object) -> object:
    """Return a value as it stands in a table: mappings in one line, of lists how many they are."""
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_flat(v)}" for key, v in value.items())
    if isinstance(value, list | tuple | set):
        return len(value)
    return f"{value:,}" if isinstance(value, int | Decimal) else value


def _reconcile() -> None:
    """Print the rows of every business table at every stage, and the revenue at each.

    Exits with code 1 when a difference has no reason.
    """
    from pikku import reconcile

    with console.bar("reconcile"):
        rows, revenue = reconcile.rows(), reconcile.revenue()
        defects = reconcile.defects()
    _print_rows(rows)
    heads = ("kind", "planted", "found", "recall %", "precision %")
    cells = [
        (d.kind, f"{d.planted:,}", f"{d.found:,}", f"{d.recall:.1f}", f"{d.precision:.1f}")
        for d in defects
    ]
    console.table(heads, cells, title="Defects planted and found", right=" rrrr")
    console.table(("revenue in", "rupees"), [(k, _flat(v)) for k, v in revenue.items()], right=" r")
    unexplained = [r.table for r in rows if not r.explained]
    if unexplained:
        console.fail(f"Rows differ without a reason in: {', '.join(unexplained)}.")
    if len(set(revenue.values())) > 1:
        console.fail("The revenue is not the same everywhere.")
    if unexplained or len(set(revenue.values())) > 1:
        raise typer.Exit(1)
    print("Every difference is explained, and the revenue is the same everywhere.")


def _print_rows(rows: Sequence[Any]) -> None:
    """Print the rows of every table at every stage, in two tables where one would not fit."""
    left = ("raw", "quarantined", "duplicates", "older_versions", "merged", "derived", "sql")
    right = ("landing", "bronze", "silver", "gold", "synapse")
    groups = (left + right,) if console.width() >= _WIDE else (left, ("sql", *right))
    for group in groups:
        heads = ["table", *(name.replace("_", " ") for name in group), ""]
        cells = [
            [r.table, *(getattr(r, name) for name in group), "ok" if r.explained else "UNEXPLAINED"]
            for r in rows
        ]
        console.table(heads, cells, title="Rows at each stage", right=" " + "r" * len(group))


def _server_rows() -> list[tuple[str, str, str]]:
    from pikku.platform import spark, sql
    from pikku.platform.adls import serving

    return [
        (s.name, "running" if s.running else "stopped", s.address or "")
        for s in (sql.status(), spark.status(), serving.status())
    ]


def _running_servers() -> set[str]:
    """Return which servers run now."""
    from pikku.platform import spark, sql
    from pikku.platform.adls import serving

    servers = {"sql": sql, "spark": spark, "lake": serving}
    return {name for name, module in servers.items() if module.status().running}


def _stop_servers(except_for: set[str] | None = None) -> list[str]:
    """Stop the servers that run and return their names; some may be left alone."""
    from pikku.platform import spark, sql
    from pikku.platform.adls import serving

    servers = {"spark": spark, "sql": sql, "lake": serving}
    return [
        name
        for name, module in servers.items()
        if name not in (except_for or set()) and module.stop()
    ]


if __name__ == "__main__":
    app(prog_name="pikku")
