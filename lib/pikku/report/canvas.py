"""Drawings put on the canvas: one figure of a whole page, or one of a single visual."""

from collections.abc import Mapping, Sequence
from typing import Any

from pikku.report.draw import INK, MUTED, Drawing
from pikku.report.reader import PageVisual, ReportPage

FONT = "Segoe UI, Helvetica Neue, Arial, DejaVu Sans, sans-serif"
FRAME = "#d9dee4"
_BOLD = 700
_STYLE = {False: (12, INK), True: (12, MUTED)}
"""Size and colour of a visual's title: a card's stands back behind its figure."""


class Canvas:
    """A figure that grows visual by visual, in pixels from the upper left corner.

    Parameters
    ----------
    width, height
        Of the figure, in pixels.
    background
        Its colour.
    """

    def __init__(self, width: float, height: float, background: str) -> None:
        self.width, self.height = width, height
        self.traces: list[dict[str, Any]] = []
        self._count = 0
        self.layout: dict[str, Any] = {
            "width": width,
            "height": height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "paper_bgcolor": background,
            "plot_bgcolor": "rgba(0,0,0,0)",
            "font": {"family": FONT, "size": 11, "color": MUTED},
            "separators": ".,",
            "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 12}},
            "barmode": "group",
            "bargap": 0.28,
            "annotations": [],
            "shapes": [],
        }

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the white frame that a visual stands in."""
        box = {"x0": self._x(x), "x1": self._x(x + width)}
        box |= {"y0": self._y(y + height), "y1": self._y(y)}
        self.layout["shapes"].append(
            {
                "type": "rect",
                "xref": "paper",
                "yref": "paper",
                **box,
                "layer": "below",
                "fillcolor": "#ffffff",
                "line": {"color": FRAME, "width": 1},
            }
        )

    def write(
        self, text: str, x: float, y: float, size: int, color: str = INK, anchor: str = "top"
    ) -> None:
        """Write text from a point on, to the right."""
        self.layout["annotations"].append(
            {
                "text": text,
                "x": self._x(x),
                "y": self._y(y),
                "xref": "paper",
                "yref": "paper",
                "xanchor": "left",
                "yanchor": anchor,
                "showarrow": False,
                "align": "left",
                "font": {"size": size, "color": color},
            }
        )

    def head(self, text: str, x: float, y: float, size: int, color: str, anchor: str) -> None:
        """Write the figure's title, by which it is known wherever it can't be seen."""
        self.layout["title"] = {
            "text": text,
            "x": self._x(x),
            "y": self._y(y),
            "xref": "paper",
            "yref": "paper",
            "xanchor": "left",
            "yanchor": anchor,
            "font": {"size": size, "color": color, "weight": _BOLD},
        }

    def put(
        self,
        name: str,
        drawing: Drawing,
        place: tuple[float, float, float, float],
        empty: bool,
    ) -> None:
        """Put the drawing of the visual `name` into the frame at a place (x, y, width, height); an empty one says so."""
        x, y, width, height = place
        left, top, right, bottom = drawing.insets
        drawn = [{**t, "uid": f"{name}/{t.get('name', '')}"} for t in drawing.traces]
        area = {
            "x": [self._x(x + left), self._x(x + width - right)],
            "y": [self._y(y + height - bottom), self._y(y + top)],
        }
        if empty:
            self.write("No data for this choice", x + 12, y + height / 2, 11, MUTED, "middle")
        self._count += 1
        n = "" if self._count == 1 else str(self._count)
        legend = f"legend{n}"
        if drawing.x is None:
            named = {"legend": legend, "showlegend": True} if drawing.legend else {}
            self.traces += [{**trace, "domain": area, **named} for trace in drawn]
            if drawing.legend:
                self._legend(legend, x + width - 8, y + height / 2 + 12, "v", ("right", "middle"))
            return
        self.layout[f"xaxis{n}"] = {**drawing.x, "domain": area["x"], "anchor": f"y{n}"}
        self.layout[f"yaxis{n}"] = {**(drawing.y or {}), "domain": area["y"], "anchor": f"x{n}"}
        for trace in drawn:
            placed = {**trace, "xaxis": f"x{n}", "yaxis": f"y{n}", "showlegend": drawing.legend}
            self.traces.append(placed | {"legend": legend} if drawing.legend else placed)
        if drawing.legend:
            self._legend(legend, x + 8, y + 28, "h", ("left", "top"))

    def _legend(
        self, name: str, x: float, y: float, orientation: str, anchor: tuple[str, str]
    ) -> None:
        self.layout[name] = {
            "orientation": orientation,
            "x": self._x(x),
            "y": self._y(y),
            "xanchor": anchor[0],
            "yanchor": anchor[1],
            "bgcolor": "rgba(0,0,0,0)",
            "font": {"size": 11},
            "itemwidth": 30,
            "tracegroupgap": 0,
        }

    def figure(self) -> dict[str, Any]:
        """Return the figure as Plotly's JSON data."""
        return {"data": self.traces, "layout": self.layout}

    def _x(self, pixels: float) -> float:
        return round(pixels / self.width, 5)

    def _y(self, pixels: float) -> float:
        return round(1 - pixels / self.height, 5)


def page_figure(
    page: ReportPage,
    drawings: Mapping[str, Drawing],
    empty: Sequence[str] = (),
    chosen: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Return a whole page as one figure.

    Parameters
    ----------
    drawings
        Visual's name -> what it looks like.
    empty
        Names of the visuals that have nothing to show.
    chosen
        Slicer's name -> the choice written into it; without it the slicers' places stay free, for real ones.
    """
    canvas = Canvas(page.width, page.height, page.background)
    for visual in page.visuals:
        if visual.type == "textbox":
            _heading(canvas, visual)
        elif visual.type == "slicer":
            if chosen is not None:
                _slicer(canvas, visual, chosen.get(visual.name, "All"))
        else:
            canvas.frame(visual.x, visual.y, visual.width, visual.height)
            _title(canvas, visual, visual.x, visual.y)
            box = (visual.x, visual.y, visual.width, visual.height)
            canvas.put(visual.name, drawings[visual.name], box, visual.name in empty)
    return canvas.figure()


def visual_figure(visual: PageVisual, drawing: Drawing, empty: bool) -> dict[str, Any]:
    """Return one visual as a figure of its own, in its size on the page."""
    canvas = Canvas(visual.width, visual.height, "#ffffff")
    canvas.head(visual.title, 10, 8, *_STYLE[visual.type == "cardVisual"], "top")
    canvas.put(visual.name, drawing, (0, 0, visual.width, visual.height), empty)
    return canvas.figure()


def _title(canvas: Canvas, visual: PageVisual, x: float, y: float) -> None:
    size, color = _STYLE[visual.type == "cardVisual"]
    text = visual.title if visual.type == "cardVisual" else f"<b>{visual.title}</b>"
    canvas.write(text, x + 10, y + 8, size, color)


def _heading(canvas: Canvas, visual: PageVisual) -> None:
    head, *rest = visual.texts or (visual.title,)
    middle = visual.y + visual.height / 2
    canvas.head(head, visual.x, middle - 10, 24, INK, "middle")
    if rest:
        canvas.write(" ".join(rest), visual.x - 1, middle + 16, 13, MUTED, "middle")


def _slicer(canvas: Canvas, visual: PageVisual, choice: str) -> None:
    canvas.frame(visual.x, visual.y, visual.width, visual.height)
    caption = visual.columns[0].caption
    canvas.write(caption, visual.x + 10, visual.y + 8, 11, MUTED)
    canvas.write(f"<b>{choice}</b>", visual.x + 10, visual.y + 30, 13)
