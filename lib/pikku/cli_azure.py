"""The commands about the factory in Azure: `pikku migrate deploy` and `pikku migrate run`."""

from typing import Annotated, Any

import typer

from pikku import console
from pikku.errors import PikkuError

azure = typer.Typer()

_WHERE = "Where in Azure"
ResourceGroup = Annotated[
    str | None,
    typer.Option("--resource-group", "-g", rich_help_panel=_WHERE, help="The resource group."),
]
Factory = Annotated[
    str | None, typer.Option(rich_help_panel=_WHERE, help="The data factory's name.")
]
Subscription = Annotated[
    str | None,
    typer.Option(
        envvar="AZURE_SUBSCRIPTION_ID", rich_help_panel=_WHERE, help="The subscription's id."
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print the plan; needs neither account nor network.")
]


@azure.command()
def deploy(
    resource_group: ResourceGroup = None,
    factory: Factory = None,
    subscription: Subscription = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="NAME=VALUE", help="A global parameter, as environment=test."
        ),
    ] = None,
    prune: Annotated[
        bool, typer.Option("--prune", help="Delete what is in Azure, but not in the files.")
    ] = False,
    start_triggers: Annotated[
        bool, typer.Option("--start-triggers", help="Start all triggers at the end.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Bring the factory's files to Azure: what is new or differs, in the order of references."""
    from pikku.migrate.azure import deploy as deployment

    given = _pairs("--set", values)
    if dry_run:
        steps = deployment.dry_plan(values=given, start_triggers=start_triggers)
        _print_steps("In this order, what isn't there yet", steps)
        return
    target = _target(resource_group, factory, subscription)
    with console.bar("deploy") as progress:
        steps = deployment.deploy(
            target, values=given, prune=prune, start_triggers=start_triggers, progress=progress
        )
    _print_steps("Done, in this order", [step for step in steps if step.action != "keep"])
    kept = sum(step.action == "keep" for step in steps)
    changed = sum(step.changes for step in steps)
    print(f"{changed} steps done; {kept} objects were as the files say.")


@azure.command()
def run(
    in_azure: Annotated[bool, typer.Option("--azure", help="Run in Azure.")] = False,
    resource_group: ResourceGroup = None,
    factory: Factory = None,
    subscription: Subscription = None,
    pipeline: Annotated[
        str | None, typer.Option(help="The pipeline; pl_copy_all by default.")
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("--parameter", metavar="NAME=VALUE", help="One of its parameters."),
    ] = None,
    run_id: Annotated[
        str | None, typer.Option(help="Follow this run instead of starting one.")
    ] = None,
    cancel_on_interrupt: Annotated[
        bool, typer.Option("--cancel-on-interrupt", help="Ctrl-C cancels the run in Azure, too.")
    ] = False,
    dry_run: DryRun = False,
) -> None:
    """Run a pipeline of the factory in Azure and follow it; exit code 1 when it fails."""
    if not in_azure:
        raise typer.BadParameter("say where: --azure (here, the factory runs by: pikku migrate)")
    from pikku.migrate import PIPELINE
    from pikku.migrate.azure import run as running
    from pikku.migrate.azure.client import Cloud

    name = pipeline or PIPELINE
    given = {} if run_id else running.parameters(_pairs("--parameter", parameters), name)
    if dry_run:
        does = f"Follows the run {run_id}" if run_id else f"Starts the pipeline {name}"
        print(f"{does} in Azure, and asks every few seconds how far it is.")
        console.table(("parameter", "value"), list(given.items()))
        return
    with Cloud(_target(resource_group, factory, subscription)) as cloud:
        one = running.Run(cloud, run_id) if run_id else running.Run.start(cloud, name, given)
        console.say(f"Run {one.run_id}: {one.page}")
        try:
            with console.bar(name) as progress:
                ended = one.follow(progress)
        except KeyboardInterrupt as error:
            _interrupted(one, cancel_on_interrupt)
            raise typer.Exit(130) from error
    rows = [(p.pipeline, p.runs, p.succeeded, p.seconds) for p in ended.pipelines]
    console.table(("pipeline", "runs", "succeeded", "seconds"), rows, right=" rrr")
    print(f"The run {ended.run_id} succeeded in {ended.seconds:,} s.")


def _interrupted(run: Any, cancel: bool) -> None:
    """Cancel a run that is followed no longer, or say how it can be cancelled."""
    if cancel:
        run.cancel()
        console.say(f"Stopped; the run {run.run_id} is being cancelled.")
        return
    target = run.cloud.target
    console.say(f"Stopped following; the run {run.run_id} goes on in Azure. Cancel it with:")
    console.say(
        f"az datafactory pipeline-run cancel --resource-group {target.resource_group} "
        f"--factory-name {target.factory} --run-id {run.run_id} --is-recursive true"
    )


def _target(resource_group: str | None, factory: str | None, subscription: str | None) -> Any:
    """Return where the factory is; all three have to be given."""
    from pikku.migrate.azure.client import Target

    given = {
        "--subscription": subscription,
        "--resource-group": resource_group,
        "--factory": factory,
    }
    if missing := [option for option, value in given.items() if not value]:
        raise PikkuError(
            f"Where the factory is in Azure isn't said: {', '.join(missing)}.",
            "The subscription's id may be in AZURE_SUBSCRIPTION_ID, too; --dry-run needs none of them.",
        )
    return Target(*given.values())


def _pairs(option: str, given: list[str] | None) -> dict[str, str]:
    """Return what was given as NAME=VALUE."""
    pairs = [text.partition("=") for text in given or ()]
    if wrong := [name for name, equals, _ in pairs if not (name and equals)]:
        raise PikkuError(
            f"{option} {wrong[0]!r} has no value.", f"Write it so: {option} NAME=VALUE"
        )
    return {name: value for name, _, value in pairs}


def _print_steps(title: str, steps: list[Any]) -> None:
    rows = [(n, s.action, s.label, s.name, s.detail) for n, s in enumerate(steps, 1)]
    if rows:
        console.table(("", "action", "kind", "name", "after, or why"), rows, title, right="r")
