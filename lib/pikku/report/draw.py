"""A visual's figures as Plotly traces: one function for each visual type.

Traces are plain dicts, since thousands are made for the slicers' choices. What is drawn is in units that read well
(crore, lakh); the hover text has the figure in full.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pikku.report import numbers
from pikku.report.data import Answer, Row
from pikku.report.reader import Field, PageVisual
from pikku.report.text import cut, pixels

INK, MUTED, RULE = "#1f2933", "#52606d", "#e4e7eb"
_PADDING = 18
"""What a table's cell leaves free, left and right together, in pixels."""
_AWAY = {"ticks": "outside", "ticklen": 5, "tickcolor": "rgba(0,0,0,0)"}
"""Keeps an axis's texts away from it."""


@dataclass
class Drawing:
    """What a visual looks like inside its frame.

    Parameters
    ----------
    traces
        Plotly traces without a place.
    x, y
        Axes, for traces that have some.
    insets
        Pixels between frame and plot: left, top, right, bottom.
    legend
        Whether a legend is needed.
    """

    traces: list[dict[str, Any]]
    x: dict[str, Any] | None = None
    y: dict[str, Any] | None = None
    insets: tuple[float, float, float, float] = (0, 0, 0, 0)
    legend: bool = False


def drawing(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    """Return a visual drawn from its figures."""
    return _DRAWERS[visual.type](visual, answer, colors)


def _card(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    (measure,) = visual.measures
    value = answer.rows[0][measure.label] if answer.rows else None
    unit = numbers.unit([value], measure.format)
    before, _, after = numbers.pieces(measure.format)
    places = 2 if unit is not numbers.ONE else numbers.decimals(measure.format)
    factor = 100 if "%" in measure.format else 1
    trace = {
        "type": "indicator",
        "mode": "number",
        "align": "left",
        "value": None if value is None else float(value * factor / unit.divisor),
        "number": {
            "prefix": before,
            "suffix": f"{unit.word}{after}",
            "valueformat": f",.{places}f",
            "font": {"size": 25, "color": INK},
        },
    }
    return Drawing([trace], insets=(12, 30, 4, 8))


def _lines(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    return _over_categories(visual, answer, colors, _line_style)


def _columns(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    return _over_categories(visual, answer, colors, _column_style)


def _line_style(color: str, points: int) -> dict[str, Any]:
    mode = "lines" if points > 1 else "markers"
    return {"type": "scatter", "mode": mode, "line": {"color": color, "width": 2.2}}


def _column_style(color: str, points: int) -> dict[str, Any]:
    return {"type": "bar", "marker": {"color": color}}


def _over_categories(
    visual: PageVisual,
    answer: Answer,
    colors: Sequence[str],
    style: Callable[[str, int], dict[str, Any]],
) -> Drawing:
    """Return lines or columns over the category, one for each measure or value of the series."""
    (category, *_), form = visual.fields("Category"), visual.measures[0].format
    places = _distinct(answer.rows, category)
    values = [row[m.label] for row in answer.rows for m in visual.measures]
    unit, factor = numbers.unit(values, form), 100 if "%" in form else 1
    traces = []
    for i, (name, measure, rows) in enumerate(_series(visual, answer.rows)):
        by_place = {row[category.label]: row[measure.label] for row in rows}
        used = [(place, by_place[place]) for place in places if by_place.get(place) is not None]
        trace = style(colors[i % len(colors)], len(used))
        trace |= {
            "name": name,
            "x": [_x(place, places) for place, _ in used],
            "y": [float(value * factor / unit.divisor) for _, value in used],
            "customdata": [
                f"{numbers.shown(place, category.format)}<br>{numbers.shown(value, form)}"
                for place, value in used
            ],
            "hovertemplate": "%{customdata}<extra>%{fullData.name}</extra>",
        }
        traces.append(trace)
    y = _value_axis(form, unit)
    if visual.type == "clusteredColumnChart" or form.endswith("#,0"):
        y["rangemode"] = "tozero"
    many = len(traces) > 1
    insets = (62, 54 if many else 34, 14, 28)
    return Drawing(traces, _category_axis(category, places), y, insets, many)


def _series(visual: PageVisual, rows: list[Row]) -> list[tuple[str, Field, list[Row]]]:
    """Return the name, measure and rows of each series."""
    if not (series := visual.fields("Series")):
        return [(m.caption, m, rows) for m in visual.measures]
    (one,), (measure, *_) = series, visual.measures
    return [
        (numbers.shown(value, one.format), measure, [r for r in rows if r[one.label] == value])
        for value in sorted(v for v in _distinct(rows, one) if v is not None)
    ]


def _distinct(rows: Sequence[Row], column: Field) -> list[Any]:
    return list(dict.fromkeys(row[column.label] for row in rows))


def _x(place: Any, places: list[Any]) -> Any:
    return place.isoformat() if isinstance(place, date) else places.index(place)


def _category_axis(category: Field, places: list[Any]) -> dict[str, Any]:
    axis: dict[str, Any] = {"showgrid": False, "linecolor": MUTED, "tickfont": {"size": 10}}
    if places and isinstance(places[0], date):
        return axis | {"type": "date", "tickformat": "%b %y", "nticks": 7, "hoverformat": "%b %Y"}
    texts = [numbers.shown(place, category.format) for place in places]
    return axis | {"type": "linear", "tickvals": list(range(len(places))), "ticktext": texts}


def _value_axis(form: str, unit: numbers.Unit) -> dict[str, Any]:
    before, _, after = numbers.pieces(form)
    return {
        "gridcolor": RULE,
        "zeroline": True,
        "zerolinecolor": "#9aa5b1",
        **_AWAY,
        "tickprefix": before,
        "ticksuffix": f"{unit.short}{after}",
        "nticks": 5,
        "tickfont": {"size": 10},
        "tickformat": ",~f",
    }


def _bars(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    """Return lying bars with their figures at the ends, the greatest on top."""
    (category, *_), (measure, *_) = visual.fields("Category"), visual.measures
    rows = [row for row in answer.rows if row[measure.label] is not None]
    unit = numbers.unit([row[measure.label] for row in rows], measure.format)
    lengths = [float(row[measure.label] / unit.divisor) for row in rows]
    room = visual.width * 0.4
    names = [cut(numbers.shown(row[category.label], category.format), room) for row in rows]
    texts = [numbers.in_unit(row[measure.label], measure.format, unit) for row in rows]
    trace = {
        "type": "bar",
        "orientation": "h",
        "name": measure.caption,
        "x": lengths,
        "y": list(range(len(rows))),
        "text": texts,
        "textposition": "outside",
        "cliponaxis": False,
        "textfont": {"size": 10, "color": MUTED},
        "marker": {"color": colors[0]},
        "customdata": [
            f"{numbers.shown(row[category.label], category.format)}<br>"
            f"{numbers.shown(row[measure.label], measure.format)}"
            for row in rows
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    left = max((pixels(name) for name in names), default=0) + 18
    label = max((pixels(text, 10) for text in texts), default=0) + 10
    width = max(visual.width - left - 12, 60)
    low, high = min([0, *lengths]), max([0, *lengths])
    room = (high - low or 1) * label / max(width - label * (2 if low < 0 else 1), 40)
    x = {"visible": False, "range": [low - room if low < 0 else 0, high + room]}
    y = {
        "tickvals": list(range(len(rows))),
        "ticktext": names,
        "range": [max(len(rows), 4) - 0.4, -0.6],
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 11},
        **_AWAY,
    }
    return Drawing([trace], x, y, (left, 34, 8, 8))


def _donut(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    """Return a ring with its parts and their shares beside it: at the ring, small parts' names would overlap."""
    (category, *_), (measure, *_) = visual.fields("Category"), visual.measures
    rows = [row for row in answer.rows if (row[measure.label] or 0) > 0]
    whole = sum(row[measure.label] for row in rows)
    names = [numbers.shown(row[category.label], category.format) for row in rows]
    shares = [numbers.shown(Decimal(row[measure.label]) / whole, "0.0 %") for row in rows]
    trace = {
        "type": "pie",
        "hole": 0.58,
        "sort": False,
        "direction": "clockwise",
        "labels": [f"{name}  {share}" for name, share in zip(names, shares, strict=True)],
        "values": [float(row[measure.label]) for row in rows],
        "customdata": [numbers.shown(row[measure.label], measure.format) for row in rows],
        "hovertemplate": "%{label}<br>%{customdata}<extra></extra>",
        "textinfo": "none",
        "marker": {"colors": list(colors), "line": {"color": "#ffffff", "width": 1.5}},
    }
    beside = max((pixels(label) for label in trace["labels"]), default=0) + 56
    return Drawing([trace], None, None, (12, 40, beside, 14), True)


def _table(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    fields = visual.fields("Values")
    columns = []
    for i, one in enumerate(fields):
        values = [row[one.label] for row in answer.rows]
        total = None
        for totals in answer.totals.values():
            total = (totals[0][one.label] if totals else None) if one.is_measure else _TOTAL[i > 0]
        columns.append(Column(one.caption, one, values, total))
    return _cells(visual, columns, colors)


def _matrix(visual: PageVisual, answer: Answer, colors: Sequence[str]) -> Drawing:
    """Return rows by columns with the totals of both."""
    (row_field, *_), (measure, *_) = visual.fields("Rows"), visual.measures
    series = visual.fields("Columns")
    names = _distinct(answer.rows, row_field)
    heads: list[Any] = [None]
    if series:
        heads = sorted(v for v in _distinct(answer.rows, series[0]) if v is not None) + [None]
    figures: dict[tuple[Any, Any], Any] = {}
    for row in [*answer.rows, *(row for rows in answer.totals.values() for row in rows)]:
        place = row.get(row_field.label), row.get(series[0].label) if series else None
        figures[place] = row[measure.label]
    columns = [Column(row_field.caption, row_field, names, "Total" if names else None)]
    for head in heads:
        title = "Total" if head is None else numbers.shown(head, series[0].format)
        values = [figures.get((name, head)) for name in names]
        columns.append(Column(title, measure, values, figures.get((None, head))))
    return _cells(visual, columns, colors)


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, what it shows, its values, and its total; None when there is none."""

    title: str
    shown: Field
    values: list[Any]
    total: Any


_TOTAL = ("Total", "")


def _cells(visual: PageVisual, columns: Sequence[Column], colors: Sequence[str]) -> Drawing:
    """Return a table of texts: in full where they fit, else in lakh or crore, with long names cut."""
    space = visual.width - 20
    cells = [_texts(column, numbers.ONE) for column in columns]
    if sum(map(_width, columns, cells)) > space:
        cells = [_texts(column, _unit_of(column)) for column in columns]
    widths = [_width(column, texts) for column, texts in zip(columns, cells, strict=True)]
    widths[0] = max(min(widths[0], space - sum(widths[1:])), 60)
    room = space * widths[0] / sum(widths) - _PADDING
    cells[0] = [text if text.startswith("<b>") else cut(text, room) for text in cells[0]]
    # Blanks that don't break keep each row on one line.
    cells = [[text.replace(" ", "\u00a0") for text in texts] for texts in cells]
    sides = ["right" if column.shown.is_measure else "left" for column in columns]
    bands = [["#ffffff" if i % 2 == 0 else "#f6f8fa" for i in range(len(cells[0]))]]
    trace = {
        "type": "table",
        "columnwidth": [round(width) for width in widths],
        "header": {
            "values": ["<b>" + c.title.replace(" ", "\u00a0") + "</b>" for c in columns],
            "align": sides,
            "height": 24,
            "fill": {"color": "#ffffff"},
            "line": {"color": "#ffffff", "width": 0},
            "font": {"size": 11, "color": colors[0]},
        },
        "cells": {
            "values": cells,
            "align": sides,
            "height": 19,
            "fill": {"color": bands},
            "line": {"color": "#ffffff", "width": 0},
            "font": {"size": 11, "color": INK},
        },
    }
    return Drawing([trace], insets=(10, 32, 8, 4))


def _texts(column: Column, unit: numbers.Unit) -> list[str]:
    """Return a column's texts, its total in bold."""
    texts = [numbers.in_unit(value, column.shown.format, unit) for value in column.values]
    if column.total is not None:
        texts.append(f"<b>{numbers.in_unit(column.total, column.shown.format, unit)}</b>")
    return texts


def _unit_of(column: Column) -> numbers.Unit:
    return (
        numbers.unit(column.values, column.shown.format) if column.shown.is_measure else numbers.ONE
    )


def _width(column: Column, texts: Sequence[str]) -> float:
    """Return how many pixels a column needs."""
    plain = (text.replace("<b>", "").replace("</b>", "") for text in texts)
    body = max((pixels(text, bold=column.total is not None) for text in plain), default=0)
    return max(body, pixels(column.title, bold=True)) + _PADDING


_DRAWERS: dict[str, Callable[[PageVisual, Answer, Sequence[str]], Drawing]] = {
    "cardVisual": _card,
    "lineChart": _lines,
    "clusteredColumnChart": _columns,
    "clusteredBarChart": _bars,
    "donutChart": _donut,
    "tableEx": _table,
    "pivotTable": _matrix,
}
