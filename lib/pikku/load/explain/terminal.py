"""An explanation on the terminal, in the order in which a bookkeeper would tell it."""

from collections.abc import Iterable
from decimal import Decimal

from pikku import console
from pikku.load.explain import ACCOUNT_NAMES, Document, Explanation, Line
from pikku.load.explain.words import figure

#: Characters that a value takes, and that the names and meanings beside the values should have.
_VALUE, _BESIDE = 20, 60


def show(explanations: Iterable[Explanation]) -> bool:
    """Print what stands behind journal entries, and return whether the ledger has what the rules give."""
    agree = True
    for explanation in explanations:
        _show(explanation)
        agree = agree and explanation.agrees
    return agree


def _show(explanation: Explanation) -> None:
    """Print what stands behind one journal entry, and whether the ledger has what its rule gives."""
    entry = explanation.entry
    heads = [name.replace("_", " ") for name in vars(entry)]
    console.table(heads, [[str(value) for value in vars(entry).values()]], title="The entry")
    for document in explanation.documents:
        _show_document(document)
    _show_rule(explanation)
    _show_arithmetic(explanation)
    _show_lines(explanation)
    for difference in explanation.differences:
        console.fail(difference)
    if explanation.agrees:
        print("The ledger has exactly what the rule gives.\n")


def _show_document(document: Document) -> None:
    """Print the rows of a table, a column a line, so that there is room for what it means."""
    if document.by:
        _show_sums(document)
        return
    read = max((len(each.values) for each in document.columns), default=0)
    shown = min(read, max(1, (console.width() - _BESIDE) // _VALUE))
    rows = f"{document.count:,} row{'' if document.count == 1 else 's'}"
    first = f", the first {'' if shown == 1 else shown}".rstrip() if shown < document.count else ""
    numbers = ["value"] if shown == 1 else [f"row {n}" for n in range(1, shown + 1)]
    values = [[_value(v, each.column) for v in each.values[:shown]] for each in document.columns]
    console.table(
        ("column", "what it is", *numbers),
        [(c.column, c.meaning, *row) for c, row in zip(document.columns, values, strict=True)],
        title=f"Read from {document.table} ({document.comment}): {rows}{first}",
        right="  " + "r" * shown,
    )
    for each in document.holds:
        print(f"In each row: {each}\n")


def _show_sums(document: Document) -> None:
    """Print rows that are sums of a table's rows, a row a line: all of them are terms of what follows."""
    rows = zip(*(each.values for each in document.columns), strict=True)
    names = [each.column for each in document.columns]
    written = [[_value(v, name) for v, name in zip(row, names, strict=True)] for row in rows]
    kinds = (each.values[0] for each in document.columns)
    right = "".join("r" if isinstance(value, Decimal) else " " for value in kinds)
    title = f"Added up by {', '.join(document.by)} from {document.table} ({document.comment})"
    console.table(names, written, title=f"{title}: {document.count:,} rows", right=right)
    for each in document.columns:
        if each.column not in document.by:
            print(f"In each row: {each.column} = {each.meaning}\n")


def _show_rule(explanation: Explanation) -> None:
    """Print the lines of the rule, and what becomes of amounts that are not above zero."""
    rule = explanation.rule
    lines = [
        (n, line.side, str(line.account_id), ACCOUNT_NAMES[line.account_id], line.amount)
        for n, line in enumerate(rule.lines, start=1)
    ]
    title = f"Rule {rule.number}, {rule.source}: {rule.comment}"
    console.table(("line", "side", "account", "", "amount"), lines, title=title, right="r")
    wanted = {line.amount for line in rule.lines}
    results = [each.result for each in explanation.amounts if each.name in wanted]
    if any(result < 0 for result in results):
        print("An amount below zero goes to the other side.")
    if any(result == 0 for result in results):
        print("An amount of zero makes no line.")


def _show_arithmetic(explanation: Explanation) -> None:
    """Print how each amount comes about, the steps to it and the totals in it below; what is long on several lines."""
    print("The arithmetic, in rupees")
    for amount in explanation.amounts:
        name = f"  {'where ' if amount.step else ''}{amount.name}"
        line = " = ".join((name, *amount.equals))
        between = " = " if len(line) <= console.width() else f"\n{' ' * len(name)} = "
        print(f"{name} = {between.join(amount.equals)}")
    for total in explanation.totals:
        print(f"  where {total}")
    print()


def _show_lines(explanation: Explanation) -> None:
    """Print the lines in the ledger; where they differ, with those that the rule gives."""
    _show_side("The lines in the ledger", explanation.lines)
    if explanation.lines != explanation.computed:
        _show_side("The lines that the rule gives", explanation.computed)


def _show_side(title: str, lines: tuple[Line, ...]) -> None:
    """Print lines with their totals."""
    rows = [
        (
            line.line_no,
            str(line.account_id),
            ACCOUNT_NAMES.get(line.account_id),
            line.party,
            *(figure(side) if side else "" for side in (line.debit, line.credit)),
        )
        for line in lines
    ]
    totals = (figure(sum(getattr(line, side) for line in lines)) for side in ("debit", "credit"))
    heads = ("line", "account", "", "whose", "debit", "credit")
    console.table(heads, [*rows, ("", "", "in all", "", *totals)], title=title, right="r   rr")


def _value(value: object, column: str = "") -> str:
    """Return a number as in the arithmetic, unless it is a key, and an account by its name, too."""
    if column == "account_id":
        return f"{value} {ACCOUNT_NAMES.get(value, '')}"
    is_number = isinstance(value, Decimal | int) and not isinstance(value, bool)
    return figure(value) if is_number and not column.endswith("_id") else str(value)
