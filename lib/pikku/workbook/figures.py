"""Plotly figures in a notebook: small, and drawn by JupyterLab's own extension."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pikku.workbook.lean import no_address_grammars

if TYPE_CHECKING:
    import plotly.graph_objects

_MIME = "application/vnd.plotly.v1+json"
_WIDEST = 910
"""Pixels that JupyterLab has beside its file browser in a window 1,366 wide; wider figures are made smaller."""

_ROW_MARGIN = 9.5
"""Pixels that Plotly keeps free in a row of a table, however small its text."""

_PIXELS = {"width", "height", "l", "r", "t", "b", "pad", "xshift", "yshift", "size"}
_COLOURWAY = ["#1f6f8b", "#e07a1f", "#5b8c3a", "#b23a48", "#6a4c93", "#8a8f98"]


@dataclass(frozen=True)
class Plot:
    """A figure that a notebook shows: Plotly's JSON for JupyterLab, else a line of text."""

    figure: "plotly.graph_objects.Figure"

    def __repr__(self) -> str:
        return _summary(self.figure)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {_MIME: small_json(self.figure), "text/plain": repr(self)}


def template() -> dict[str, Any]:
    """Return the workbook's Plotly template: a tenth of a page instead of Plotly's seven."""
    line = {"gridcolor": "#e6e8eb", "linecolor": "#8a8f98", "zerolinecolor": "#c9ccd1"}
    return {
        "layout": {
            "colorway": _COLOURWAY,
            "font": {"family": "Segoe UI, Helvetica, Arial, sans-serif", "size": 12},
            "paper_bgcolor": "white",
            "plot_bgcolor": "white",
            "separators": ".,",
            "xaxis": line,
            "yaxis": line,
        }
    }


def small_json(figure: "plotly.graph_objects.Figure") -> dict[str, Any]:
    """Return a figure as JSON data with the workbook's template in place of Plotly's."""
    import json

    drawn = type(figure)(figure)
    drawn.layout.template = template()
    data = json.loads(drawn.to_json())
    width = data["layout"].get("width", 0)
    if width > _WIDEST:
        data = _scaled(data, _WIDEST / width)
    return {
        "data": data["data"],
        "layout": data["layout"],
        "config": {"displaylogo": False, "responsive": True},
    }


def _scaled(node: Any, factor: float, within: str = "") -> Any:
    """Return Plotly's JSON with all lengths in pixels made smaller, lines excepted."""
    if isinstance(node, list):
        return [_scaled(item, factor, within) for item in node]
    if not isinstance(node, dict):
        return node
    smaller = {
        key: round(value * factor, 1)
        if key in _PIXELS and within != "line" and isinstance(value, int | float)
        else _scaled(value, factor, key)
        for key, value in node.items()
    }
    if within in ("header", "cells") and "height" in smaller:
        least = smaller.get("font", {}).get("size", 0) + _ROW_MARGIN
        smaller["height"] = max(smaller["height"], least)
    return smaller


def plot(figure: "plotly.graph_objects.Figure") -> Plot:
    """Return a Plotly figure ready to be shown, for the last line of a cell.

    Neither plotly.js nor Plotly's large default template is saved into the notebook.
    """
    use_light_renderer()
    return Plot(figure)


def use_light_renderer() -> None:
    """Make Plotly show figures by their JSON only: a bare figure can't embed plotly.js either."""
    with no_address_grammars():
        import plotly.io

        plotly.io.renderers.default = "plotly_mimetype"  # the import is made by need
    plotly.io.templates["pikku"] = template()
    plotly.io.templates.default = "pikku"


def _summary(figure: "plotly.graph_objects.Figure") -> str:
    """Return a figure in a line of text: its title and its traces."""
    title = " ".join((figure.layout.title.text or "Figure").replace("<br>", " ").split())
    kinds = [f"{trace.name or 'values'} ({trace.type})" for trace in figure.data]
    return f"{title}: {', '.join(kinds)}" if kinds else f"{title}: empty"
