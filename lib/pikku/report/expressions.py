"""The small expressions that PBIR is made of: fields, literals, colours, text."""

from typing import Any


def column(table: str, name: str, *, of: str = "Entity") -> dict[str, Any]:
    """Return a reference to a column of a table (or, with ``of="Source"``, of a query's alias)."""
    return {"Column": {"Expression": {"SourceRef": {of: table}}, "Property": name}}


def measure(table: str, name: str, *, of: str = "Entity") -> dict[str, Any]:
    """Return a reference to a measure of a table (or, with ``of="Source"``, of a query's alias)."""
    return {"Measure": {"Expression": {"SourceRef": {of: table}}, "Property": name}}


def literal(value: str | bool | float) -> dict[str, Any]:
    """Return a constant as a property's value: text in quotes, true or false, numbers with a D."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = "'" + value.replace("'", "''") + "'"
    else:
        text = f"{value}D"
    return {"expr": {"Literal": {"Value": text}}}


def color(value: str) -> dict[str, Any]:
    """Return a colour such as ``#1f6f8b`` as a property's value."""
    return {"solid": {"color": literal(value)}}


def paragraphs(text: str) -> dict[str, Any]:
    """Return a textbox's text: what stands before the first colon large, the rest beside it."""
    head, _, rest = text.partition(": ")
    runs = [{"value": head, "textStyle": {"fontSize": "20pt", "fontWeight": "bold"}}]
    if rest:
        runs.append({"value": f"   {rest}", "textStyle": {"fontSize": "11pt"}})
    return {"general": [{"properties": {"paragraphs": [{"textRuns": runs}]}}]}
