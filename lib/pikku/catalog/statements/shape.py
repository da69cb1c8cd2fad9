"""The shape of a statement."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Statement:
    """A statement: its name, its title and what it says, and its query."""

    name: str
    title: str
    comment: str
    sql: str
