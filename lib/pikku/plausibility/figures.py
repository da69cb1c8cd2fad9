"""A finding as a picture: what was measured, as points, on what is expected, a line and the band around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikku.plausibility.finding import Finding, Point
from pikku.report import numbers
from pikku.report.text import pixels
from pikku.report.theme import DATA_COLORS, INK, MUTED, RULE, THEME

if TYPE_CHECKING:
    import plotly.graph_objects as go

BAND, EXPECTED, MEASURED, OUTSIDE = THEME["minimum"], MUTED, DATA_COLORS[0], THEME["bad"]
#: More points than this are a curve.
MANY = 12
#: Labels of more characters than this stand beside lying bands.
_LONG = 8


@dataclass(frozen=True)
class Scale:
    """How figures are drawn: what they are divided by, and what stands before and after them."""

    divisor: float
    before: str
    after: str

    def __call__(self, value: float) -> float:
        return round(value / self.divisor, 4)


def scale(finding: Finding) -> Scale:
    """Return the scale on which all points of a finding read well."""
    form = finding.check.form
    before, _, after = numbers.pieces(form)
    if "%" in form:
        return Scale(0.01, before, after)
    unit = numbers.unit([point.high for point in finding.points], form)
    return Scale(float(unit.divisor), before, f"{unit.short}{after}")


def lying(finding: Finding) -> bool:
    """Return whether a finding's bands lie, since its labels are long or there is only one."""
    return len(finding.points) <= MANY and (
        len(finding.points) == 1 or max(len(p.label) for p in finding.points) > _LONG
    )


def figure(finding: Finding) -> "go.Figure":
    """Return a finding as a Plotly figure."""
    import plotly.graph_objects as go

    return go.Figure(drawn(finding))


def drawn(finding: Finding, width: int = 600) -> dict[str, Any]:
    """Return a finding as Plotly's data and layout; lying bands are as high as there are points."""
    sized = scale(finding)
    many, flat = len(finding.points) > MANY, lying(finding)
    traces = (_curve if many else _bands)(finding.points, sized, flat)
    outside = [point for point in finding.points if not point.plausible]
    inside = [point for point in finding.points if point.plausible]
    for name, color, chosen in (("measured", MEASURED, inside), ("outside", OUTSIDE, outside)):
        if chosen:
            traces.append(_measured(finding, sized, name, color, chosen))
    labels, values = _label_axis(finding, flat), _value_axis(sized)
    left = 14 + max(pixels(point.label) for point in finding.points) if flat else 56
    return {
        "data": traces,
        "layout": {
            "title": {"text": finding.check.title, "x": 0, "xref": "container", "y": 1, "yref": "container", "yanchor": "top",
                      "pad": {"t": 8, "l": 8}, "font": {"size": 14, "color": INK}},
            "width": width,
            "height": 92 + 26 * len(finding.points) if flat else 250,
            "margin": {"l": round(left), "r": 16, "t": 58, "b": 34},
            "xaxis": values if flat else labels,
            "yaxis": labels if flat else values,
            "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom",
                       "font": {"size": 11, "color": MUTED}, "traceorder": "normal"},
            "showlegend": True,
            "bargap": 0.3,
            "paper_bgcolor": "white",
            "plot_bgcolor": "white",
            "font": {"color": MUTED, "size": 11},
            "hovermode": "closest",
        },
    }  # fmt: skip


def _place(flat: bool, labels: Sequence[Any], values: Sequence[float]) -> dict[str, Any]:
    return {"y": labels, "x": values} if flat else {"x": labels, "y": values}


def _bands(points: Sequence[Point], sized: Scale, flat: bool) -> list[dict[str, Any]]:
    """Return the bands as floating bars, and a stroke across each where the figure is expected."""
    labels = [point.label for point in points]
    return [
        {
            "type": "bar",
            "name": "allowed",
            "orientation": "h" if flat else "v",
            **_place(flat, labels, [sized(p.high - p.low) for p in points]),
            "base": [sized(p.low) for p in points],
            "marker": {"color": BAND},
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": "expected",
            **_place(flat, labels, [sized(p.expected) for p in points]),
            "marker": {
                "symbol": "line-ns" if flat else "line-ew",
                "size": 16,
                "line": {"color": EXPECTED, "width": 2},
            },
            "hoverinfo": "skip",
        },
    ]


def _curve(points: Sequence[Point], sized: Scale, flat: bool) -> list[dict[str, Any]]:
    """Return the band as an area, and the expected curve in it."""
    labels = [point.label for point in points]
    line = {"type": "scatter", "mode": "lines", "x": labels, "hoverinfo": "skip"}
    none = {"line": {"width": 0, "color": BAND}}
    return [
        {**line, **none, "y": [sized(p.low) for p in points], "showlegend": False},
        {**line, **none, "y": [sized(p.high) for p in points], "name": "allowed", "fill": "tonexty", "fillcolor": BAND},
        {**line, "y": [sized(p.expected) for p in points], "name": "expected", "line": {"color": EXPECTED, "width": 1.5}},
    ]  # fmt: skip


def _measured(
    finding: Finding, sized: Scale, name: str, color: str, points: Sequence[Point]
) -> dict[str, Any]:
    size = 4 if len(finding.points) > 3 * MANY else 6 if len(finding.points) > MANY else 10
    values = [sized(point.measured) for point in points]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        **_place(lying(finding), [point.label for point in points], values),
        "marker": {"color": color, "size": size},
        "customdata": [
            f"{p.label}<br>measured {written(finding, p.measured)}<br>expected {written(finding, p.expected)}"
            f"<br>allowed {written(finding, p.low)} to {written(finding, p.high)}"
            for p in points
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def written(finding: Finding, value: float) -> str:
    """Return a point's figure as it is written."""
    form = finding.check.form
    return numbers.in_unit(value, form, numbers.unit([p.high for p in finding.points], form))


def _label_axis(finding: Finding, flat: bool) -> dict[str, Any]:
    axis = {"showgrid": False, "tickfont": {"size": 11}, "linecolor": RULE, "ticks": ""}
    if len(finding.points) > MANY:
        return axis | {"type": "date", "tickformat": "%b %y", "nticks": 8}
    labels = [point.label for point in finding.points]
    axis |= {"type": "category", "categoryorder": "array", "categoryarray": labels}
    return axis | ({"autorange": "reversed"} if flat else {})


def _value_axis(sized: Scale) -> dict[str, Any]:
    return {
        "gridcolor": RULE,
        "zeroline": False,
        "tickprefix": sized.before,
        "ticksuffix": sized.after,
        "tickformat": ",~g",
        "tickfont": {"size": 10},
        "nticks": 7,
    }
