"""What several modules of the `pikku` command share: its options for size and seed, and how commands are grouped."""

from typing import Annotated

import typer

from pikku import console

WHOLE = "The whole path"
"""The panel of the help with the commands that concern all stages."""

Size = Annotated[
    str | None,
    typer.Option(help="small, medium, large, huge or a number; PIKKU_SIZE or small by default."),
]
Seed = Annotated[
    int | None,
    typer.Option(help="The same seed gives the same rows; PIKKU_SEED or 1 by default."),
]


def command_group(purpose: str) -> typer.Typer:
    """Return a command that has commands of its own."""
    return typer.Typer(
        cls=console.Commands, no_args_is_help=True, add_completion=False, help=purpose
    )


def size_and_seed(size: str | None, seed: int | None) -> tuple[str, int]:
    """Return size and seed, from the settings where they were not given."""
    from pikku.platform.settings import settings

    found = settings()
    return size or found.size, found.seed if seed is None else seed
