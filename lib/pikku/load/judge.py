"""The SQL of one extract's rows: the values of each as its table has them, and what is wrong with it."""

import re
from datetime import date

import sqlalchemy as sa

from pikku import catalog
from pikku.catalog import spelling
from pikku.catalog.raw import ENTERED_TWICE, RAW_FILES, RawColumn, RawFile
from pikku.load import conform, etl, keys, mend
from pikku.load.conform import Conformed, quoted

#: Of whole numbers, which count pieces, shots, days and the like: what is derived from them has room for no more.
_DIGITS = 9


def found_column(kind: str) -> str:
    """Return the column of a staged row that says what of a kind was found in it."""
    return f"found_{kind.replace(' ', '_')}"


class Judge:
    """How the rows of one extract are read and judged; the columns `typed` come as values, the others as text.

    Attributes
    ----------
    columns
        Those of the table that the rows fill, with its key.
    found
        Kind of what can be mended -> the SQL of what of it was found in a row, which :func:`found_column` names.
    """

    def __init__(
        self, file: RawFile, books: tuple[date, date], typed: frozenset[str] = frozenset()
    ) -> None:
        self.file, self.table, self.books = file, file.table, books
        self.name = file.table_name
        self.read: dict[str, Conformed] = {
            raw.column: conform.conformed(
                raw,
                self.table,
                f"raw_{raw.column}" if raw.column in typed else f"text_{raw.column}",
                f"value_{raw.column}",
                typed=raw.column in typed,
            )
            for raw in file.columns
        }
        self.texts = {name: each for name, each in self.read.items() if name not in typed}
        self.given = set(self.read)
        self.headers = {raw.column: raw.header for raw in file.columns}
        self.key = keys.key(self.table, self.given)
        self.made = {**({self.key[0]: self.key[1]} if self.key else {}), **keys.implied(self.table)}
        self.columns = [
            c.name for c in self.table.columns if c.name in self.given or c.name in self.made
        ]
        self.measured = [raw.column for raw in file.columns if raw.measure == "product"]
        self.found = mend.found(file, self.texts)

    def rows(self, sent: str) -> str:
        """Return the query of the rows with their values, and with kind and detail where they are refused."""
        texts = ", ".join(f"{conform.tidy(f'raw_{name}')} AS text_{name}" for name in self.texts)
        values = ", ".join(f"{each.value} AS value_{name}" for name, each in self.read.items())
        linked, joins = self._links()
        made = "".join(f", {expression} AS {name}" for name, expression in self.made.items())
        raw = ", ".join(
            f"{quoted(raw.header)}: CAST(raw_{raw.column} AS VARCHAR)" for raw in self.file.columns
        )
        found = ", ".join(f"{sql} AS {found_column(kind)}" for kind, sql in self.found.items())
        return f"""
            WITH sent AS ({sent}),
            tidied AS (SELECT *, {texts} FROM sent),
            read AS (SELECT *, {values} FROM tidied),
            linked AS (SELECT read.*, {linked} FROM read {joins}),
            keyed AS (SELECT *{made} FROM linked),
            judged AS (SELECT *, {self._problem()} AS problem FROM keyed)
            SELECT part, row_number, {", ".join(self.columns)}, is_foreign, {found},
                   problem.kind AS refused_kind, left(problem.detail, {etl.MOST_DETAIL}) AS refused_detail,
                   CASE WHEN problem IS NOT NULL THEN {{{raw}}} END AS refused_row
            FROM judged"""

    def _links(self) -> tuple[str, str]:
        """Return the selected values, and the joins that turn codes and references into keys of rows that are there."""
        selected, joins = [], []
        for raw in self.file.columns:
            parent = self._parent(raw)
            if parent is None:
                selected.append(f"value_{raw.column} AS {raw.column}")
                continue
            source, code, key = parent
            alias = f"of_{raw.column}"
            selected.append(f"{alias}.{key} AS {raw.column}")
            joins.append(f"LEFT JOIN {source} {alias} ON {alias}.{code} = read.value_{raw.column}")
            if source.startswith("known."):
                selected.append(f"{alias}.kept_code")
            if source == "clean.product" and self.measured:
                selected.append(f"{alias}.unit AS product_unit")
        return ", ".join(selected), " ".join(joins)

    def _parent(self, raw: RawColumn) -> tuple[str, str, str] | None:
        """Return where a code leads: the table to join, the column that holds the code, and the one with the key."""
        column = self.table.columns[raw.column]
        if not column.foreign_keys:
            return None
        name = conform.target_name(column)
        key = next(iter(catalog.table(name).primary_key)).name
        schema = "main"
        if any(
            file.table_name == name for file in RAW_FILES
        ):  # a second code leads to the row that stays
            schema = "known" if name in ENTERED_TWICE else "clean"
        return f"{schema}.{name}", raw.lookup.partition(".")[2] if raw.lookup else key, key

    def _problem(self) -> str:
        """Return SQL for what is wrong with a row: the first defect as a struct of kind and detail, or NULL."""
        first = self.file.columns[0].column
        cases = []
        if first in self.texts:
            total = " OR ".join(
                f"starts_with(upper(text_{first}), {quoted(word)})" for word in spelling.TOTAL
            )
            cases.append((total, "total line", self._says(first, "starts a line with totals")))
        for name in self.file.key:
            cases.append(
                (self.read[name].empty, conform.MISSING, quoted(f"{self.headers[name]} is empty"))
            )
        for name, each in self.read.items():
            cases += self._column_cases(name, each)
        if self.key:
            shown = catalog.natural_key(self.table) or self.file.key[0]
            cases.append(
                (
                    f"{self.key[0]} IS NULL",
                    conform.MISSING,
                    self._says(shown, "is no number to use as a key"),
                )
            )
        cases += self._check_cases()
        for name in keys.implied(self.table):
            if not self.table.columns[name].nullable:
                says = quoted(f"its numbers are too large for {name}")
                cases.append((f"{name} IS NULL", conform.NUMBER, says))
        for name in self.measured:
            unit = conform.stated_unit(f"text_{name}", "product")
            says = f"{self._says(name, 'is no quantity in')} || ' ' || product_unit"
            cases.append((f"{unit} <> product_unit", conform.NUMBER, says))
        whens = "\n".join(
            f"WHEN {when} THEN {{'kind': {quoted(kind)}, 'detail': {detail}}}"
            for when, kind, detail in cases
        )
        return f"CASE {whens} END"

    def _column_cases(self, name: str, each: Conformed) -> list[tuple[str, str, str]]:
        """Return the defects that a column can have by itself: empty, unreadable, leading nowhere, too long."""
        column = self.table.columns[name]
        cases = []
        if not column.nullable:
            cases.append((each.empty, each.kind, quoted(f"{self.headers[name]} is empty")))
        cases.append(
            (f"NOT {each.empty} AND {name} IS NULL", each.kind, self._says(name, each.says))
        )
        first, last = self.books
        if column.info.get("posted"):
            says = f"is after the end of the books, {last}"
            outside = f"{name} > DATE '{last}'"
            if column.info["posted"] == "in the books":
                says = f"is outside of the books, which go from {first} to {last}"
                outside = f"{name} NOT BETWEEN DATE '{first}' AND DATE '{last}'"
            cases.append((outside, each.kind, self._says(name, says)))
        if isinstance(column.type, sa.Integer) and not column.foreign_keys:
            says = f"has over {_DIGITS} digits"
            cases.append((f"abs({name}) >= {10**_DIGITS}", each.kind, self._says(name, says)))
        if isinstance(column.type, sa.String) and column.type.length:
            limit = column.type.length
            cases.append(
                (
                    f"length({name}) > {limit}",
                    each.kind,
                    self._says(name, f"has over {limit} characters"),
                )
            )
        return cases

    def _check_cases(self) -> list[tuple[str, str, str]]:
        """Return the catalogue's checks on the columns that the file brings."""
        cases = []
        for check in catalog.checks(self.table):
            text = str(check.sqltext)
            used = [c for c in self.table.columns if re.search(rf"\b{c.name}\b", text)]
            if not {c.name for c in used} <= self.given or any(c.info.get("values") for c in used):
                continue
            kind = conform.NUMBER
            if all(isinstance(c.type, sa.String) for c in used):
                kind = conform.MISSING
            elif any(isinstance(c.type, sa.Date) for c in used):
                kind = conform.DATE
            shown = " || ', ' || ".join(self._says(c.name) for c in used)
            cases.append((f"NOT ({text})", kind, f"{shown} || {quoted(f': {text} does not hold')}"))
        return cases

    def _says(self, name: str, says: str = "") -> str:
        """Return SQL for a sentence about a value as it was sent: ``Qty 'twelve' is no whole number``."""
        value = conform.shown(f"raw_{name}")
        return (
            f"""{quoted(f"{self.headers[name]} '")} || {value} || {quoted(f"' {says}".rstrip())}"""
        )
