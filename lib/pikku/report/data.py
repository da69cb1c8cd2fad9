"""The figures of a page: the model's tables imported from the Synapse twin, the measures computed by their SQL.

Power BI imports the views and answers every visual from memory; so does the twin. A page's slicers are answered ahead: a
visual is computed for every choice at once, by grouping by the slicers' columns too, so that measures which can't be
added up (a share, a count of customers) are right for each choice.
"""

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb
import pyarrow as pa

from pikku.catalog.measures import measure
from pikku.report.model import ModelTable
from pikku.report.reader import Field, PageVisual, ReportPage

Choice = tuple[Any, ...]
"""What is chosen in a page's slicers, in their order; None is all."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A visual's figures for one choice: its rows, and the totals of tables and matrices.

    `totals` are the rows of the same measures by fewer columns: none of them (one row), or some of a matrix.
    """

    rows: list[Row]
    totals: dict[tuple[str, ...], list[Row]] = field(default_factory=dict)


class Imported:
    """The tables of the model that were needed so far, in memory.

    Parameters
    ----------
    model
        The semantic model: which view each table is imported from.
    source
        Answers a query on the views with an Arrow table.
    """

    def __init__(self, model: Mapping[str, ModelTable], source: Callable[[str], pa.Table]) -> None:
        self._model, self._source = model, source
        self._tables: set[str] = set()
        self._answers: dict[tuple[Any, ...], list[Row]] = {}
        self._connection = duckdb.connect()
        # A bar that comes and goes would be saved in a notebook.
        self._connection.execute("SET enable_progress_bar = false")
        self._connection.execute("CREATE SCHEMA gold")

    def duckdb(self, text: str) -> pa.Table:
        """Return what a query on the imported tables finds."""
        found = self._connection.sql(text)
        # Sums of whole numbers have 128 bits in DuckDB, which Arrow doesn't know.
        columns = (
            f'CAST("{name}" AS BIGINT) AS "{name}"' if str(kind) == "HUGEINT" else f'"{name}"'
            for name, kind in zip(found.columns, found.types, strict=True)
        )
        return found.project(", ".join(columns)).to_arrow_table()

    def rows(
        self,
        measures: Sequence[str],
        by: Sequence[str],
        filters: Mapping[str, Any] | None = None,
    ) -> list[Row]:
        """Return measures by groups, as a dict a row; what was asked before is remembered."""
        from pikku.serve import measure_query

        key = (*measures, "by", *by, repr(filters or {}))
        if key not in self._answers:
            self._import(
                {*_facts(measures), *(label.partition(".")[0] for label in [*by, *(filters or {})])}
            )
            found = measure_query(measures, by, filters, connection=self)
            self._answers[key] = found.to_pylist()
        return self._answers[key]

    def _import(self, tables: set[str]) -> None:
        """Import the tables that are not there yet, dimensions included, since measures look into them."""
        dimensions = {name for name in self._model if name.startswith("dim_")}
        for name in sorted((tables | dimensions) - self._tables):
            arrow = self._source(f"SELECT * FROM {self._model[name].source}")
            self._connection.register("arriving", arrow)
            self._connection.execute(f"CREATE TABLE gold.{name} AS SELECT * FROM arriving")
            self._connection.unregister("arriving")
            self._tables.add(name)


def _facts(measures: Sequence[str]) -> set[str]:
    """Return the facts that measures are computed from."""
    found: set[str] = set()
    for name in measures:
        one = measure(name)
        found |= _facts(one.parts) if one.parts else {one.table_name}
    return found


def options(page: ReportPage, imported: Imported) -> list[list[Any]]:
    """Return the values that each slicer of a page offers, in order."""
    found = []
    for slicer in page.slicers:
        (shown,) = slicer.columns
        rows = imported.rows([], [shown.label])
        found.append(sorted(row[shown.label] for row in rows if row[shown.label] is not None))
    return found


def choices(page: ReportPage, imported: Imported) -> list[Choice]:
    """Return everything that can be chosen in a page's slicers, everything (None) first."""
    return list(itertools.product(*([None, *values] for values in options(page, imported))))


def answers(
    visual: PageVisual, page: ReportPage, imported: Imported, wanted: Sequence[Choice]
) -> dict[Choice, Answer]:
    """Return a visual's figures for each choice in the page's slicers."""
    slicers = {slicer.columns[0].label for slicer in page.slicers_of(visual)}
    labels = [slicer.columns[0].label for slicer in page.slicers]
    grouped: dict[tuple[str, ...], dict[Choice, Answer]] = {}
    found = {}
    for choice in wanted:
        picked = {
            label: value
            for label, value in zip(labels, choice, strict=True)
            if value is not None and label in slicers
        }
        key = tuple(picked)
        if key not in grouped:
            grouped[key] = _by_choice(visual, imported, key)
        found[choice] = grouped[key].get(tuple(picked.values()), Answer([]))
    return found


def answer(
    visual: PageVisual, page: ReportPage, imported: Imported, filters: Mapping[str, Any]
) -> Answer:
    """Return a visual's figures under filters, as a slicer or the page's reader would set them."""
    slicers = {slicer.columns[0].label: slicer for slicer in page.slicers}
    reaching = {s.columns[0].label for s in page.slicers_of(visual)}
    used = {k: v for k, v in filters.items() if k not in slicers or k in reaching}
    parts = {
        by: imported.rows([m.label for m in visual.measures], by, used) for by in _groupings(visual)
    }
    return _answer(visual, parts)


def _by_choice(
    visual: PageVisual, imported: Imported, slicers: tuple[str, ...]
) -> dict[Choice, Answer]:
    """Return a visual's figures for every combination of values of some slicers' columns."""
    names = [m.label for m in visual.measures]
    parts: dict[Choice, dict[tuple[str, ...], list[Row]]] = {}
    for by in _groupings(visual):
        for row in imported.rows(names, list(dict.fromkeys([*by, *slicers]))):
            chosen = tuple(row[label] for label in slicers)
            parts.setdefault(chosen, {}).setdefault(by, []).append(row)
    return {chosen: _answer(visual, found) for chosen, found in parts.items()}


def _answer(visual: PageVisual, parts: Mapping[tuple[str, ...], list[Row]]) -> Answer:
    full, *rest = _groupings(visual)
    rows = _sorted(visual, _topped(visual, parts.get(full, [])))
    return Answer(rows, {by: parts.get(by, []) for by in rest})


def _groupings(visual: PageVisual) -> list[tuple[str, ...]]:
    """Return what a visual is grouped by, in full first, then for its totals."""
    full = _labels(visual.columns)
    found = [full]
    if visual.type == "pivotTable":
        found += [_labels(visual.fields("Rows")), _labels(visual.fields("Columns")), ()]
    elif visual.type == "tableEx" and visual.totals:
        found.append(())
    return list(dict.fromkeys(found))


def _labels(fields: Sequence[Field]) -> tuple[str, ...]:
    """Return the columns of some fields, with those that they are sorted by."""
    found = []
    for one in fields:
        if not one.is_measure:
            found.append(one.label)
            if one.sort_by:
                found.append(f"{one.table}.{one.sort_by}")
    return tuple(dict.fromkeys(found))


def _topped(visual: PageVisual, rows: list[Row]) -> list[Row]:
    """Return the rows that the visual's filter by rank leaves."""
    if visual.top is None:
        return rows
    top = visual.top
    ranked = sorted(
        (row for row in rows if row[top.by.label] is not None),
        key=lambda row: row[top.by.label],
        reverse=top.descending,
    )
    kept = list(dict.fromkeys(row[top.column.label] for row in ranked))[: top.count]
    return [row for row in ranked if row[top.column.label] in kept]


def _sorted(visual: PageVisual, rows: list[Row]) -> list[Row]:
    """Return the rows in the visual's order; empty values come last."""
    for one, descending in reversed(visual.sort):
        label = f"{one.table}.{one.sort_by}" if one.sort_by else one.label
        known = [row for row in rows if row[label] is not None]
        rows = sorted(known, key=lambda row: row[label], reverse=descending) + [
            row for row in rows if row[label] is None
        ]
    return rows
