"""Each parameter of the mock company says in which unit it is and why it is as it is."""

import ast
import inspect
import re
from dataclasses import fields

import pytest

from pikku.catalog import realism

GROUPS = [type(getattr(realism.REALISM, each.name)).__name__ for each in fields(realism.REALISM)]
UNITS = (
    "share", "part", "multiple", "per cent", "relative", "logarithm", "exponent", "power", "number of", "most lines", "most documents",
    "year", "months", "weeks", "days", "weekday", "hours", "minutes",
    "rupees", "paisa", "kilograms", "kilometres", "grams", "shots", "lots", "machines", "margin",
)  # fmt: skip


def comments(group: str) -> dict[str, str]:
    """Return the comment above each parameter of a group; one that stands below another shares that one's."""
    lines = inspect.getsource(realism).splitlines()
    body = next(
        node
        for node in ast.parse("\n".join(lines)).body
        if isinstance(node, ast.ClassDef) and node.name == group
    ).body
    found, comment, of = {}, "", ""
    for node in body:
        if not isinstance(node, ast.AnnAssign):
            continue
        first = node.lineno - 1
        while lines[first - 1].strip().startswith("#:"):
            first -= 1
        name = node.target.id
        if first < node.lineno - 1:
            comment = " ".join(line.strip(" #:") for line in lines[first : node.lineno - 1])
            of = name
        shares = set(name.split("_")) & set(of.split("_"))
        found[name] = comment if shares else ""
    return found


@pytest.mark.parametrize("group", GROUPS)
def test_every_parameter_has_a_unit_and_a_source_or_reasoning(group):
    said = comments(group)
    assert set(said) == {each.name for each in fields(getattr(realism, group))}
    assert [
        name
        for name, text in said.items()
        if not re.search("source|reasoning", text, re.IGNORECASE)
    ] == []
    assert [n for n, text in said.items() if not any(unit in text.lower() for unit in UNITS)] == []
