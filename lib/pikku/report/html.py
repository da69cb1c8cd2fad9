"""The report's pages as files to look at: no server, no network, one plotly.js for all of them."""

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pikku.platform import workspace
from pikku.report import numbers
from pikku.report.data import Choice
from pikku.report.reader import PageVisual, ReportPage

SCRIPT = "plotly.min.js"
COMPANY = "Pikku Moulds & Plastic Pvt Ltd"

_STYLE = """
* { box-sizing: border-box; }
body { margin: 0; background: #e4e7eb; color: #1f2933;
  font-family: "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
header { background: #17394a; color: #fff; padding: 0 16px; }
header > div { width: 1280px; margin: 0 auto; display: flex; align-items: center; gap: 28px; height: 48px; }
header strong { font-size: 15px; font-weight: 600; }
nav { display: flex; height: 100%; }
nav a { color: #d5e3ea; text-decoration: none; font-size: 14px; padding: 0 14px; display: flex;
  align-items: center; border-bottom: 3px solid transparent; }
nav a:hover, nav a:focus { color: #fff; background: #214b60; }
nav a[aria-current] { color: #fff; border-bottom-color: #f2a65a; }
main { width: 1280px; margin: 14px auto 24px; }
.page { position: relative; box-shadow: 0 1px 4px rgba(31, 41, 51, .25); }
.slicer { position: absolute; background: #fff; border: 1px solid #d9dee4; padding: 7px 10px; }
.slicer label { display: block; font-size: 11px; color: #52606d; margin-bottom: 3px; }
.slicer select { width: 100%; font: inherit; font-size: 13px; border: 0; background: #fff; color: #1f2933; padding: 0; }
.told { position: absolute; pointer-events: none; }
.note { color: #52606d; font-size: 12px; margin-top: 10px; }
.tiles { display: grid; grid-template-columns: repeat(3, 1fr); gap: 14px; }
.tile { background: #fff; border: 1px solid #d9dee4; padding: 18px 20px; text-decoration: none; color: inherit; }
.tile:hover, .tile:focus { border-color: #1f6f8b; }
.tile h2 { margin: 0 0 4px; font-size: 19px; color: #1f6f8b; }
.tile p { margin: 0 0 14px; color: #52606d; font-size: 13px; }
.tile dl { display: grid; grid-template-columns: 1fr auto; gap: 5px 10px; margin: 0; font-size: 13px; }
.tile dd { margin: 0; font-weight: 600; text-align: right; }
h1 { font-size: 24px; margin: 18px 0 2px; }
"""

_CODE = """
const page = JSON.parse(document.getElementById("figures").textContent);
const slicers = [...document.querySelectorAll("select")];
const known = Object.fromEntries(page.base.data.map(trace => [trace.uid, trace]));
const draw = () => {
  const change = page.changes[slicers.map(slicer => slicer.selectedIndex).join(",")];
  const data = change.data.map(trace => ({...known[trace.uid], ...trace}));
  Plotly.react("canvas", data, {...page.base.layout, ...change.layout}, {displayModeBar: false});
  const chosen = slicers.filter(s => s.selectedIndex > 0).map(s => [s.name, s.value]);
  const hash = chosen.length ? "#" + new URLSearchParams(chosen) : "";
  document.querySelectorAll("nav a").forEach(a => { a.hash = hash; });
};
const given = new URLSearchParams(location.hash.slice(1));
slicers.forEach(slicer => {
  const place = [...slicer.options].findIndex(option => option.value === given.get(slicer.name));
  if (place > 0) slicer.selectedIndex = place;
  slicer.addEventListener("change", draw);
});
draw();
"""


def script() -> Path:
    """Return the one plotly.js that all pages share, after writing it beside them."""
    from plotly.offline import get_plotlyjs

    return workspace.write(workspace.path("reports") / SCRIPT, get_plotlyjs())


def page(
    pages: Sequence[ReportPage],
    shown: ReportPage,
    offered: Sequence[Sequence[Any]],
    figures: Mapping[Choice, Mapping[str, Any]],
) -> str:
    """Return a page's HTML: its figure, its slicers as lists to choose from, and the way to the other pages.

    Parameters
    ----------
    pages
        All pages, for the tabs.
    shown
        The page.
    offered
        The values of each of its slicers.
    figures
        The page's figure for every choice in the slicers.
    """
    slicers = "".join(
        _select(slicer, values) for slicer, values in zip(shown.slicers, offered, strict=True)
    )
    told = "".join(
        _told(visual) for visual in shown.visuals if visual.alternative and visual.measures
    )
    size = f"width:{shown.width:g}px;height:{shown.height:g}px"
    body = (
        f'<div class="page" style="{size}"><div id="canvas" style="{size}"></div>{slicers}{told}</div>\n'
        f'<script type="application/json" id="figures">{_changes(offered, figures)}</script>\n'
        f"<script>{_CODE}</script>"
    )
    return _document(shown.title, pages, body, shown.name, scripted=True)


def index(pages: Sequence[ReportPage], figures: Mapping[str, tuple[Any, str]]) -> str:
    """Return the HTML of the report's front page: each page with the figures of its cards."""
    tiles = "".join(_tile(page, figures) for page in pages)
    body = (
        f"<h1>{html.escape(COMPANY)}</h1>\n"
        f'<p class="note">The report of <code>powerbi/</code>, drawn on this machine. Choose a page.</p>\n'
        f'<div class="tiles">{tiles}</div>'
    )
    return _document("Report", pages, body, "", scripted=False)


def _tile(page: ReportPage, figures: Mapping[str, tuple[Any, str]]) -> str:
    text = next((" ".join(v.texts[1:]) for v in page.visuals if v.type == "textbox"), "")
    lines = []
    for visual in page.visuals:
        if visual.type == "cardVisual":
            value, form = figures[visual.measures[0].label]
            unit = numbers.unit([value], form)
            lines.append(
                f"<dt>{html.escape(visual.title)}</dt><dd>{numbers.in_unit(value, form, unit)}</dd>"
            )
    return (
        f'<a class="tile" href="{page.name}.html"><h2>{html.escape(page.title)}</h2>'
        f"<p>{html.escape(text)}</p><dl>{''.join(lines)}</dl></a>"
    )


def _document(
    title: str, pages: Sequence[ReportPage], body: str, current: str, *, scripted: bool
) -> str:
    tabs = "".join(
        f'<a href="{p.name}.html"{" aria-current=page" if p.name == current else ""}>'
        f"{html.escape(p.title)}</a>"
        for p in pages
    )
    script = f'<script src="{SCRIPT}" charset="utf-8"></script>' if scripted else ""
    return (
        '<!DOCTYPE html>\n<html lang="en-IN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{html.escape(title)} – {html.escape(COMPANY)}</title>\n"
        f"<style>{_STYLE}</style>\n{script}\n</head>\n<body>\n"
        f'<header><div><strong>{html.escape(COMPANY)}</strong><nav aria-label="Pages">{tabs}</nav></div></header>\n'
        f"<main>{body}</main>\n</body>\n</html>\n"
    )


def _place(visual: PageVisual) -> str:
    return f"left:{visual.x:g}px;top:{visual.y:g}px;width:{visual.width:g}px;height:{visual.height:g}px"


def _select(slicer: PageVisual, values: Sequence[Any]) -> str:
    (column,) = slicer.columns
    texts = ["All", *(numbers.shown(value, column.format) for value in values)]
    options = "".join(f"<option>{html.escape(text)}</option>" for text in texts)
    name = html.escape(column.label)
    return (
        f'<div class="slicer" style="{_place(slicer)}"><label for="{slicer.name}">'
        f'{html.escape(column.caption)}</label><select id="{slicer.name}" name="{name}">{options}</select></div>'
    )


def _told(visual: PageVisual) -> str:
    """Return what a screen reader says at a visual's place."""
    return (
        f'<div class="told" role="img" aria-label="{html.escape(visual.alternative)}" '
        f'style="{_place(visual)}"></div>'
    )


def _changes(offered: Sequence[Sequence[Any]], figures: Mapping[Choice, Mapping[str, Any]]) -> str:
    """Return the figures as JSON: the first in full, of the others what differs from it."""
    everything = figures[tuple(None for _ in offered)]
    known = {trace["uid"]: trace for trace in everything["data"]}
    changes = {}
    for choice, figure in figures.items():
        places = [
            0 if value is None else list(values).index(value) + 1
            for value, values in zip(choice, offered, strict=True)
        ]
        changes[",".join(map(str, places))] = {
            "data": [
                {"uid": trace["uid"]} | _difference(known.get(trace["uid"], {}), trace)
                for trace in figure["data"]
            ],
            "layout": _difference(everything["layout"], figure["layout"]),
        }
    text = json.dumps(
        {"base": everything, "changes": changes}, separators=(",", ":"), ensure_ascii=False
    )
    return text.replace("</", "<\\/")


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `new` has otherwise than `old`; what it lacks is null."""
    changed = {key: value for key, value in new.items() if key not in old or old[key] != value}
    return changed | {key: None for key in old if key not in new}
