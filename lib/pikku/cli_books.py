"""The commands about the books: whether they are right, what they say, and why."""

from typing import Annotated, Any

import typer

from pikku import console
from pikku.cli_options import WHOLE, Seed, Size, command_group, size_and_seed

books = typer.Typer()
explain = command_group("Show why a posting is as it is: document, rule and arithmetic.")
books.add_typer(explain, name="explain", rich_help_panel=WHOLE)


@books.command(rich_help_panel=WHOLE)
def audit(
    on: Annotated[
        str, typer.Option(help="Where: sql, spark (silver) or synapse (silver, by T-SQL).")
    ] = "sql",
) -> None:
    """Check the books: every invariant with its figures; exit code 1 when one is broken."""
    from pikku import stages

    with console.bar("audit") as progress:
        findings = stages.audit(progress=progress, on=on)
    rows = [
        (
            "ok" if f.violations == 0 else "BROKEN",
            f.name,
            f.checked,
            f.violations,
            "" if f.figure is None else f"{f.figure:,}",
            f.unit,
        )
        for f in findings
    ]
    heads = ("", "invariant", "checked", "violations", "figure", "unit")
    console.table(heads, rows, right="  rrr ")
    broken = [f.name for f in findings if f.violations]
    if broken:
        console.fail(
            f"{len(broken)} of {len(findings)} invariants are broken: {', '.join(broken)}."
        )
        raise typer.Exit(1)
    print(f"All {len(findings)} invariants hold.")


@books.command(rich_help_panel=WHOLE)
def statements(
    name: Annotated[
        str | None, typer.Argument(help="Which one, as profit_and_loss; all are listed without it.")
    ] = None,
    year: Annotated[
        str | None, typer.Option(help="Financial year, as 2024-25; the last one by default.")
    ] = None,
) -> None:
    """Show a statement of the books: trial balance, profit and loss, cash flow, tax return ..."""
    from pikku import stages
    from pikku.catalog.statements import STATEMENTS
    from pikku.workbook import tables

    if name is None:
        rows = [(each.name, each.title, each.comment) for each in STATEMENTS]
        console.table(("statement", "title", "what it says"), rows)
        print("Show one with: pikku statements NAME")
        return
    made = stages.statement(name, year)
    print(tables.show(made.rows, len(made.rows), f"{made.statement.title}, {made.year}"))


@books.command(rich_help_panel=WHOLE)
def plausibility(size: Size = None, seed: Seed = None) -> None:
    """Set what the mock company does beside its parameters; exit code 1 when it is implausible."""
    from pikku.plausibility import examine, page

    size, seed = size_and_seed(size, seed)
    with console.bar("plausibility") as progress:
        findings = examine(size, seed, progress)
    console.table(
        tuple(findings[0].row), [tuple(f.row.values()) for f in findings], right="  rrrr "
    )
    print(f"Drawn in {page.write(findings, f'size {size}, seed {seed}')}")
    odd = [f.check.title for f in findings if not f.plausible]
    if odd:
        console.fail(f"Implausible, {len(odd)} of {len(findings)}: {'; '.join(odd)}.")
        raise typer.Exit(1)
    print(f"All {len(findings)} findings are plausible.")


@explain.command(context_settings={"ignore_unknown_options": True})  # -1 is a number
def journal(
    entry: Annotated[int, typer.Argument(help="A journal_entry_id of finance.journal_entry.")],
) -> None:
    """Explain a journal entry; exit code 1 when the ledger has not what its rule gives."""
    _explain(entry=entry)


@explain.command()
def document(
    number: Annotated[str, typer.Argument(help="Its number, as INV-000000001 or GRN-0000001.")],
) -> None:
    """Explain a document's journal entries; exit code 1 when the ledger has not what the rules give."""
    _explain(document=number)


def _explain(**which: Any) -> None:
    """Print what stands behind some journal entries; exits with code 1 when the ledger differs."""
    from pikku import stages
    from pikku.load.explain import terminal

    if not terminal.show(stages.explain(**which)):
        raise typer.Exit(1)
