"""Conforming the raw files: one engine for all of them, driven by the catalogue.

A file's rows are read as they were sent, each text in whatever spelling it has, codes are resolved to keys, and each row is
judged: it is business, or it goes into quarantine with its reason; one that is sound as soon as two columns are put back goes
on as if they had never been exchanged. Of the rows that are business those sent twice and those corrected later are dropped, and
customers and vendors that were entered twice become one; all are counted, so that every difference between a file and its
table is explained, and what was mended is noted row by row.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
import sqlalchemy as sa

from pikku.catalog.raw import (
    CORRECTED,
    DUPLICATE,
    ENTERED_TWICE,
    LATE,
    RAW_FILES,
    RawFile,
)
from pikku.load import conform, deliveries, etl, extract, mend
from pikku.load.conform import quoted
from pikku.load.judge import Judge, found_column
from pikku.load.types import duckdb_type

_ALL = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING"


@dataclass(frozen=True)
class Figures:
    """What became of the rows of an extract, all parts together."""

    raw_rows: int = 0
    quarantined: int = 0
    duplicates: int = 0
    older_versions: int = 0
    merged: int = 0
    clean: int = 0


def in_order(files: tuple[RawFile, ...] = RAW_FILES) -> list[RawFile]:
    """Return the files so that each comes after those that its codes lead to."""
    fed = {file.table_name: file for file in files}
    graph = {name: sorted(_parents(file) & fed.keys()) for name, file in fed.items()}
    return [fed[name] for name in TopologicalSorter(graph).static_order()]


def _parents(file: RawFile) -> set[str]:
    columns = file.table.columns
    return {
        raw.lookup.partition(".")[0] if raw.lookup else conform.target_name(columns[raw.column])
        for raw in file.columns
        if raw.lookup or columns[raw.column].foreign_keys
    }


def run(
    duck: duckdb.DuckDBPyConnection,
    folder: Path,
    progress: Callable[[str], None] = lambda name: None,
    *,
    scratch: Path | None = None,
) -> dict[str, Figures]:
    """Return the figures of each file's table, after conforming them all.

    The schema `clean` then holds one table a file, with its key, the file's columns and those that a row implies;
    `etl_quarantine` holds the rows that were refused, `etl_finding` what was mended, `etl_merged` the second codes.

    Parameters
    ----------
    duck
        Holds the reference tables in `main`.
    folder
        Where the raw files are.
    progress
        Called with each file's path before it is read.
    scratch
        Folder for copies of files in mixed encodings; the system's when omitted.

    Raises
    ------
    PikkuError
        When a file is missing, can't be read, was cut, or lacks a column.
    """
    duck.execute("CREATE SCHEMA clean; CREATE SCHEMA staged")
    for table in (etl.quarantine, etl.finding, etl.merged):
        columns = ", ".join(f"{column.name} {duckdb_type(column)}" for column in table.columns)
        duck.execute(f"CREATE TABLE etl_{table.name} ({columns})")
    found, announced = {}, deliveries.announced(folder)
    books = duck.execute("SELECT min(starts_on), max(ends_on) FROM period").fetchone()
    with tempfile.TemporaryDirectory(prefix="utf8-", dir=scratch) as copies:
        for file in in_order():
            progress(file.path)
            parts = deliveries.parts(folder, file)
            typed = extract.typed(duck, parts, file)
            found[file.table_name] = _File(file, books, typed).conform(
                duck, folder, parts, announced, Path(copies)
            )
    return {file.table_name: found[file.table_name] for file in RAW_FILES}


class _File:
    """One extract on its way to a clean table."""

    def __init__(
        self, file: RawFile, books: tuple[date, date], typed: frozenset[str] = frozenset()
    ) -> None:
        self.file, self.table, self.name = file, file.table, file.table_name
        self.books, self.typed = books, typed
        self.judge = Judge(file, books, typed)
        self.columns = self.judge.columns

    def conform(
        self,
        duck: duckdb.DuckDBPyConnection,
        folder: Path,
        parts: dict[str, Path],
        announced: dict[str, int],
        copies: Path,
    ) -> Figures:
        """Return what became of the rows; they are in `clean` and in `etl_quarantine`."""
        sent = extract.sent(duck, parts, self.file, copies, self.typed)
        try:
            duck.execute(f"CREATE TABLE staged.{self.name} AS {self.judge.rows(sent)}")
        except duckdb.Error as error:
            raise self._broken(duck, parts, copies, error) from error
        counted = duck.execute(f"SELECT part, count(*) FROM staged.{self.name} GROUP BY part")
        counts = dict(counted.fetchall())
        for part, path in parts.items():
            name = path.relative_to(folder).as_posix()
            deliveries.require_whole(folder, name, counts.get(part, 0), announced)
        self._put_back(duck)
        if self.name in ENTERED_TWICE:
            mend.known_by_place(duck, self.file)
        figures = self._latest(duck)
        self._compare_totals(duck)
        self._quarantine(duck)
        if self.name in ENTERED_TWICE:
            merged = mend.merge(duck, self.file)
            figures = replace(figures, merged=merged, clean=figures.clean - merged)
        duck.execute(f"DROP TABLE staged.{self.name}")
        return figures

    def _put_back(self, duck: duckdb.DuckDBPyConnection) -> None:
        """Mend the refused rows that are sound when two columns are put back, where only one pair does it."""
        exchanged = mend.exchanged(self.file)
        refused = f"SELECT count(*) FROM staged.{self.name} WHERE refused_kind IS NOT NULL"
        if exchanged is None or duck.execute(refused).fetchone() == (0,):
            return
        duck.execute(
            f"""
            CREATE OR REPLACE TEMPORARY TABLE tried AS {Judge(self.file, self.books).rows(exchanged)};
            CREATE OR REPLACE TEMPORARY TABLE put_back AS
            SELECT * FROM tried WHERE refused_kind IS NULL
            QUALIFY count(*) OVER (PARTITION BY part, row_number) = 1;
            DELETE FROM staged.{self.name} s USING put_back p
            WHERE s.part = p.part AND s.row_number = p.row_number;
            INSERT INTO staged.{self.name} SELECT * FROM put_back"""
        )

    def _compare_totals(self, duck: duckdb.DuckDBPyConnection) -> None:
        """Let lines with totals say whether the rows of their part, each counted once, add up to them."""
        added = [
            raw
            for raw in self.file.columns
            if isinstance(self.table.columns[raw.column].type, sa.Numeric | sa.Integer)
            and not self.table.columns[raw.column].foreign_keys
            and raw.column not in self.file.key
        ]
        if self.file.format != "csv" or not added:
            return
        wide = sa.Column("total", sa.Numeric(38, 3))
        sums = ", ".join(f"sum({raw.column}) AS {raw.column}" for raw in added)
        said, differing = [], []
        for raw in added:
            text, read = f'refused_row."{raw.header}"', f"coalesce(t.{raw.column}, 0)"
            total = conform.number(text, wide)
            differs = f"{quoted(f'{raw.header} of the rows is ')} || {read} || ', not ' || {text}"
            said.append(f"{total} IS NOT NULL")
            differing.append(f"CASE WHEN {total} <> {read} THEN {differs} END")
        found = f"nullif(concat_ws(', ', {', '.join(differing)}), '')"
        duck.execute(
            f"""
            CREATE OR REPLACE TEMPORARY TABLE added AS
            SELECT part, {sums} FROM staged.{self.name}
            ANTI JOIN (SELECT part, row_number FROM ranked WHERE copy > 1) USING (part, row_number)
            WHERE refused_kind IS NULL GROUP BY part;
            UPDATE staged.{self.name} s
            SET refused_detail = left(refused_detail || coalesce('; ' || {found}, '; the rows add up to it'), {etl.MOST_DETAIL})
            FROM (SELECT DISTINCT part FROM staged.{self.name}) p LEFT JOIN added t USING (part)
            WHERE s.part = p.part AND refused_kind = 'total line' AND ({" OR ".join(said)})"""
        )

    def _quarantine(self, duck: duckdb.DuckDBPyConnection) -> None:
        key = deliveries.row_sql(RAW_FILES.index(self.file) + 1)
        duck.execute(
            f"""
            INSERT INTO etl_quarantine
            SELECT {key}, {quoted(self.name)}, {deliveries.path_sql(self.file)}, right(part, 4),
                   row_number, refused_kind, refused_detail, to_json(refused_row)
            FROM staged.{self.name} WHERE refused_kind IS NOT NULL ORDER BY 1"""
        )

    def _latest(self, duck: duckdb.DuckDBPyConnection) -> Figures:
        """Return the figures, after keeping of each key the row that was changed last.

        Only keys that occur more than once are compared, so that a large file needs no sorting.
        """
        key, columns = ", ".join(self.file.key), ", ".join(self.columns)
        staged = f"staged.{self.name}"
        good = f"SELECT part, row_number, {columns} FROM {staged} WHERE refused_kind IS NULL"
        duck.execute(
            f"""
            CREATE OR REPLACE TEMPORARY TABLE repeated AS
            SELECT {key} FROM ({good}) GROUP BY {key} HAVING count(*) > 1;
            CREATE OR REPLACE TEMPORARY TABLE ranked AS
            SELECT *, row_number() OVER changed AS place, row_number() OVER delivered AS place_there,
                   bool_or(ends_with(part, 'main')) OVER (delivered {_ALL}) AS in_main
            FROM (
                SELECT *, row_number() OVER same AS copy, max(sent) OVER (same {_ALL}) AS last_sent
                FROM (SELECT *, {deliveries.place_sql()} * 100000000000 + row_number AS sent, left(part, -4) AS delivery
                      FROM ({good}) SEMI JOIN repeated USING ({key}))
                WINDOW same AS (PARTITION BY {columns} ORDER BY sent)
            )
            WINDOW changed AS (PARTITION BY {key} ORDER BY modified_at DESC, last_sent DESC, copy),
                   delivered AS (PARTITION BY {key}, delivery ORDER BY modified_at DESC, last_sent DESC, copy);
            CREATE TABLE clean.{self.name} AS
            SELECT {columns} FROM ({good}) ANTI JOIN repeated USING ({key})
            UNION ALL
            SELECT {columns} FROM ranked WHERE place = 1"""
        )
        self._note(duck, good, key)
        raw_rows, quarantined = duck.execute(
            f"SELECT count(*), count(refused_kind) FROM {staged}"
        ).fetchone()
        duplicates, older = duck.execute(
            "SELECT count(*) FILTER (copy > 1), count(*) FILTER (copy = 1 AND place > 1) FROM ranked"
        ).fetchone()
        (rows,) = duck.execute(f"SELECT count(*) FROM clean.{self.name}").fetchone()
        return Figures(raw_rows, quarantined, duplicates, older, 0, rows)

    def _note(self, duck: duckdb.DuckDBPyConnection, good: str, key: str) -> None:
        """Note what was found in the good rows; that a later delivery has a newer version of one is no defect."""
        late = f"SELECT part, row_number FROM ({good}) ANTI JOIN repeated USING ({key}) WHERE ends_with(part, 'late')"
        ranked = "SELECT part, row_number, {} AS detail FROM ranked WHERE {}"
        found = {
            DUPLICATE: ranked.format("'was sent before'", "copy > 1"),
            CORRECTED: ranked.format(
                "'another version was changed later'", "copy = 1 AND place_there > 1"
            ),
            LATE: f"SELECT *, 'is only in the late part' AS detail FROM ({late}) UNION ALL "
            + ranked.format("'is only in the late part'", "place_there = 1 AND NOT in_main"),
        }
        for kind in self.judge.found:
            column = found_column(kind)
            found[kind] = (
                f"SELECT part, row_number, {column} AS detail FROM staged.{self.name} "
                f"WHERE {column} IS NOT NULL AND refused_kind IS NULL"
            )
        duck.execute(mend.note(self.file, found))

    def _broken(
        self,
        duck: duckdb.DuckDBPyConnection,
        parts: dict[str, Path],
        copies: Path,
        error: duckdb.Error,
    ) -> Exception:
        """Return the error that names the part which can't be read; another error stays what it is."""
        for part, path in parts.items():
            sent = extract.sent(duck, {part: path}, self.file, copies)
            try:
                duck.execute(f"SELECT max(columns(*)) FROM ({sent})")
            except duckdb.Error as cause:
                return extract.unreadable(path, cause)
        return error
