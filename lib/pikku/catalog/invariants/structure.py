"""Invariants of the tables' structure, derived from the catalogue: references, keys, checks and line numbers.

A SQL database with keys and checks on refuses what breaks the first three; a lake has nobody who does.
"""

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.invariants.rule import Invariant, count


def _together(parts: list[str]) -> str:
    """Return the query that adds up queries of (checked, violations); the figure is what was checked."""
    return (
        "SELECT SUM(checked) AS checked, SUM(violations) AS violations, SUM(checked) AS figure FROM ("
        + "\nUNION ALL\n".join(parts)
        + ") parts"
    )


def _references() -> str:
    """Return the query of references that lead nowhere."""
    parts = []
    for table in catalog.tables():
        for column in table.columns:
            for foreign in column.foreign_keys:
                target, key = foreign.column.table.name, foreign.column.name
                parts.append(
                    f"SELECT COUNT(t.{column.name}) AS checked, "
                    f"COUNT(t.{column.name}) - COUNT(p.{key}) AS violations "
                    f"FROM {{{table.name}}} t LEFT JOIN {{{target}}} p ON p.{key} = t.{column.name}"
                )
    return _together(parts)


def _unique(table: sa.Table) -> list[tuple[str, ...]]:
    """Return the columns of a table's keys: what no two rows share."""
    keys = [tuple(c.name for c in table.primary_key)]
    keys += [(c.name,) for c in table.columns if c.unique]
    keys += [
        tuple(c.name for c in each.columns)
        for each in table.constraints
        if isinstance(each, sa.UniqueConstraint)
    ]
    return sorted(set(keys))


def _keys() -> str:
    """Return the query of rows that share a key with another one."""
    return _together(
        [
            f"SELECT COUNT(*) AS checked, {_filled(table, columns)} - COUNT(DISTINCT {_one(table, columns)}) AS violations"
            f" FROM {{{table.name}}}"
            for table in catalog.tables()
            for columns in _unique(table)
        ]
    )


def _filled(table: sa.Table, columns: tuple[str, ...]) -> str:
    """Return the number of rows that have a key: one of a single column may be empty."""
    optional = len(columns) == 1 and table.columns[columns[0]].nullable
    return f"COUNT({columns[0]})" if optional else "COUNT(*)"


def _one(table: sa.Table, columns: tuple[str, ...]) -> str:
    """Return a key of some columns as one value that can be counted by every engine."""
    if len(columns) == 1:
        return columns[0]
    return " || '/' || ".join(f"CAST({name} AS VARCHAR(40))" for name in columns)


def _checks() -> str:
    """Return the query of rows that break one of their table's checks."""
    parts = []
    for table in catalog.tables():
        if texts := sorted({str(each.sqltext) for each in catalog.checks(table)}):
            held = " AND ".join(f"({text})" for text in texts)
            parts.append(count(f"{{{table.name}}}", f"NOT ({held})", "0"))
    return _together(parts)


def _formulas() -> str:
    """Return the query of keys that are not what their comment says they are made of."""
    parts = []
    for table in catalog.tables():
        formula, _ = catalog.key_formula(table) or ("days", None)
        if "days" not in formula:  # each engine reckons days in its own way
            (key,) = table.primary_key
            parts.append(count(f"{{{table.name}}}", f"{key.name} <> {formula}", "0"))
    return _together(parts)


def _numbering() -> str:
    """Return the query of documents whose lines are not numbered from 1 without a gap."""
    parts = []
    for table in catalog.tables():
        if "line_no" not in table.columns or table.name == "journal_line":
            continue  # in the journal an amount of zero makes no line
        parent = catalog.key_formula(table)[0].split()[0]
        lines = (
            "(SELECT MIN(line_no) AS first_no, MAX(line_no) AS last_no, COUNT(*) AS numbers"
            f" FROM {{{table.name}}} GROUP BY {parent}) lines"
        )
        parts.append(count(lines, "first_no <> 1 OR last_no <> numbers", "0"))
    return _together(parts)


STRUCTURE: tuple[Invariant, ...] = (
    Invariant(
        "references lead somewhere",
        "Each foreign key is the key of a row that is there",
        "references",
        _references(),
        kept_by_keys=True,
    ),
    Invariant(
        "keys are unique",
        "No two rows of a table share a key, a document number or a code",
        "keys",
        _keys(),
        kept_by_keys=True,
    ),
    Invariant(
        "checks hold",
        "Each row keeps the checks of its table",
        "rows",
        _checks(),
        kept_by_keys=True,
    ),
    Invariant(
        "keys say what they are made of",
        "A line's key is its document's key times 100 plus its number, and so on, as the column's comment says",
        "keys",
        _formulas(),
    ),
    Invariant(
        "lines are numbered without a gap",
        "The lines of each document are numbered from 1",
        "documents",
        _numbering(),
    ),
)
