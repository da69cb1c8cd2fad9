"""The report's theme: colours that tell apart on white and for colour-blind readers, and one typeface."""

from typing import Any

THEME_FILE = "Pikku.json"

INK, MUTED, RULE = "#1f2933", "#52606d", "#d9dee4"
BACKGROUND, SURFACE = "#f3f5f7", "#ffffff"
DATA_COLORS = (
    "#1f6f8b",
    "#d9731a",
    "#5b8c3a",
    "#b23a48",
    "#6a4c93",
    "#7a828c",
    "#2a9d8f",
    "#a8763e",
)
"""At least 3:1 against white, as WCAG asks of graphics."""

_FONT = "Segoe UI"


def _text(size: int, color: str, face: str = _FONT) -> dict[str, Any]:
    return {"fontFace": face, "fontSize": size, "color": color}


def _solid(color: str) -> dict[str, Any]:
    return {"solid": {"color": color}}


THEME: dict[str, Any] = {
    "name": "Pikku",
    "dataColors": list(DATA_COLORS),
    "foreground": INK,
    "foregroundNeutralSecondary": MUTED,
    "background": SURFACE,
    "backgroundLight": BACKGROUND,
    "tableAccent": DATA_COLORS[0],
    "good": "#3f7d20",
    "neutral": "#b7791f",
    "bad": "#b23a48",
    "maximum": DATA_COLORS[0],
    "minimum": "#cfe3ea",
    "textClasses": {
        "callout": _text(20, INK, "Segoe UI Semibold"),
        "title": _text(11, INK, "Segoe UI Semibold"),
        "header": _text(10, INK, "Segoe UI Semibold"),
        "label": _text(9, MUTED),
    },
    "visualStyles": {
        "*": {
            "*": {
                "background": [{"show": True, "color": _solid(SURFACE), "transparency": 0}],
                "border": [{"show": True, "color": _solid(RULE), "radius": 6, "width": 1}],
                "title": [{"show": True, "titleWrap": False, "fontColor": _solid(INK)}],
                "padding": [{"top": 6, "bottom": 6, "left": 8, "right": 8}],
            }
        },
        "textbox": {"*": {"background": [{"show": False}], "border": [{"show": False}]}},
        "tableEx": {
            "*": {"columnHeaders": [{"autoSizeColumnWidth": True, "columnAdjustment": "growToFit"}]}
        },
        "pivotTable": {
            "*": {"columnHeaders": [{"autoSizeColumnWidth": True, "columnAdjustment": "growToFit"}]}
        },
    },
}
