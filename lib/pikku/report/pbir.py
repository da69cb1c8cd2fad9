"""The report in PBIR, derived from the catalogue's pages: the JSON that Power BI Desktop opens and saves."""

from typing import Any

import sqlalchemy as sa

from pikku.catalog.measures import Measure
from pikku.catalog.pages import HEIGHT, PAGES, WIDTH, Page, Visual, caption
from pikku.report import expressions as ex
from pikku.report.ids import pretty, short
from pikku.report.theme import BACKGROUND, THEME, THEME_FILE
from pikku.report.tmdl import SCHEMA, platform

_REPORT = f"{SCHEMA}/item/report"
_VERSIONS = {"visual": "2.2.0", "page": "2.0.0", "report": "3.0.0"}
"""Schema versions: not the newest, since a Power BI Desktop refuses what is newer than itself."""

VISUAL_TYPES = {
    "text": "textbox",
    "slicer": "slicer",
    "card": "cardVisual",
    "line": "lineChart",
    "column": "clusteredColumnChart",
    "bar": "clusteredBarChart",
    "donut": "donutChart",
    "table": "tableEx",
    "matrix": "pivotTable",
}


def files(folder: str, model: str) -> dict[str, str]:
    """Return the report's files: path below the repository -> text.

    Parameters
    ----------
    folder
        The item's folder, as in ``powerbi/Pikku.Report``.
    model
        The semantic model's folder beside it, as in ``Pikku.SemanticModel``.
    """
    definition = f"{folder}/definition"
    found = {
        f"{folder}/.platform": platform("Report", "Six pages, one for each business function"),
        f"{folder}/definition.pbir": pretty(
            {
                "$schema": f"{_REPORT}/definitionProperties/2.0.0/schema.json",
                "version": "4.0",
                "datasetReference": {"byPath": {"path": f"../{model}"}},
            }
        ),
        f"{folder}/StaticResources/RegisteredResources/{THEME_FILE}": pretty(THEME),
        f"{definition}/version.json": pretty(
            {"$schema": _schema("versionMetadata/1.0.0"), "version": "2.0.0"}
        ),
        f"{definition}/report.json": pretty(_report()),
        f"{definition}/pages/pages.json": pretty(
            {
                "$schema": _schema("pagesMetadata/1.0.0"),
                "pageOrder": [page.name for page in PAGES],
                "activePageName": PAGES[0].name,
            }
        ),
    }
    for page in PAGES:
        found[f"{definition}/pages/{page.name}/page.json"] = pretty(_page(page))
        for order, visual in enumerate(page.visuals):
            path = f"{definition}/pages/{page.name}/visuals/{visual.name}/visual.json"
            found[path] = pretty(_container(page, visual, order))
    return found


def _schema(what: str) -> str:
    return f"{_REPORT}/definition/{what}/schema.json"


def _report() -> dict[str, Any]:
    def theme(name: str, kind: str) -> dict[str, Any]:
        return {"name": name, "reportVersionAtImport": dict(_VERSIONS), "type": kind}

    return {
        "$schema": _schema(f"report/{_VERSIONS['report']}"),
        "themeCollection": {
            # Power BI brings its base themes along; ours lies on top.
            "baseTheme": theme("CY24SU10", "SharedResources"),
            "customTheme": theme(THEME_FILE, "RegisteredResources"),
        },
        "resourcePackages": [
            {
                "name": "RegisteredResources",
                "type": "RegisteredResources",
                "items": [{"name": THEME_FILE, "path": THEME_FILE, "type": "CustomTheme"}],
            }
        ],
        "settings": {
            "useStylableVisualContainerHeader": True,
            "defaultDrillFilterOtherVisuals": True,
            "allowChangeFilterTypes": True,
            "useEnhancedTooltips": True,
            "exportDataMode": "AllowSummarized",
        },
    }


def _page(page: Page) -> dict[str, Any]:
    content = {
        "$schema": _schema(f"page/{_VERSIONS['page']}"),
        "name": page.name,
        "displayName": page.title,
        "displayOption": "FitToPage",
        "height": HEIGHT,
        "width": WIDTH,
    }
    if interactions := _interactions(page):
        content["visualInteractions"] = interactions
    color = {"properties": {"color": ex.color(BACKGROUND), "transparency": ex.literal(0)}}
    content["objects"] = {"background": [color], "outspace": [color]}
    return content


def _interactions(page: Page) -> list[dict[str, str]]:
    """Return which slicers leave which visuals alone."""
    slicers = {str(v.by[0]): v.name for v in page.visuals if v.kind == "slicer"}
    return [
        {"source": slicers[str(column)], "target": visual.name, "type": "NoFilter"}
        for visual in page.visuals
        for column in visual.ignores
    ]


def _container(page: Page, visual: Visual, order: int) -> dict[str, Any]:
    """Return the content of a ``visual.json``."""
    box = visual.box
    content = {
        "$schema": _schema(f"visualContainer/{_VERSIONS['visual']}"),
        "name": visual.name,
        "position": {
            "x": box.x,
            "y": box.y,
            "z": order * 1000,
            "width": box.width,
            "height": box.height,
            "tabOrder": order * 1000,
        },
        "visual": _visual(visual),
    }
    if visual.top:
        content["filterConfig"] = {"filters": [_top_filter(page, visual)]}
    return content


def _visual(visual: Visual) -> dict[str, Any]:
    content: dict[str, Any] = {"visualType": VISUAL_TYPES[visual.kind]}
    if visual.kind == "text":
        # A textbox has no query, and no title besides its text.
        return content | {"objects": ex.paragraphs(visual.title), "drillFilterOtherVisuals": True}
    content["query"] = {"queryState": _roles(visual)}
    if sort := _sort(visual):
        content["query"]["sortDefinition"] = {"sort": [sort], "isDefaultSort": False}
    if objects := _objects(visual):
        content["objects"] = objects
    content["visualContainerObjects"] = {
        "title": [{"properties": _title(visual)}],
        "general": [{"properties": {"altText": ex.literal(_alternative(visual))}}],
    }
    content["drillFilterOtherVisuals"] = True
    if visual.kind == "slicer" and visual.by[0].name == "financial_year":
        group = {"groupName": "financial_year", "fieldChanges": True, "filterChanges": True}
        content["syncGroup"] = group
    return content


def _roles(visual: Visual) -> dict[str, Any]:
    """Return the query roles of a visual's type, each with its fields."""
    by = [_column(c, active=i == 0) for i, c in enumerate(visual.by)]
    figures = [_measure(m) for m in visual.measures]
    series = [_column(visual.series)] if visual.series is not None else []
    match visual.kind:
        case "card":
            roles = {"Data": figures}
        case "slicer":
            roles = {"Values": by}
        case "table":
            roles = {"Values": [*by, *figures]}
        case "matrix":
            roles = {"Rows": by, "Columns": series, "Values": figures}
        case _:
            roles = {"Category": by, "Series": series, "Y": figures}
    return {role: {"projections": fields} for role, fields in roles.items() if fields}


def _column(column: sa.Column, *, active: bool = False) -> dict[str, Any]:
    table = column.table.name
    projection = {
        "field": ex.column(table, column.name),
        "queryRef": f"{table}.{column.name}",
        "nativeQueryRef": column.name,
        "displayName": caption(column),
    }
    return projection | {"active": True} if active else projection


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "field": ex.measure(measure.table_name, measure.name),
        "queryRef": f"{measure.table_name}.{measure.name}",
        "nativeQueryRef": measure.name,
    }


def _sort(visual: Visual) -> dict[str, Any] | None:
    """Return what a visual is sorted by: its column where that has an order of its own, else its first figure."""
    if visual.kind in ("card", "text"):
        return None
    if visual.in_order or visual.kind == "slicer":
        column = visual.by[0]
        return {"field": ex.column(column.table.name, column.name), "direction": "Ascending"}
    first = visual.measures[0]
    return {"field": ex.measure(first.table_name, first.name), "direction": "Descending"}


def _top_filter(page: Page, visual: Visual) -> dict[str, Any]:
    """Return the filter that leaves the `top` values of the first column with the greatest first measure."""
    column, measure = visual.by[0], visual.measures[0]
    chosen = ex.column("c", column.name, of="Source")
    inner = {
        "Version": 2,
        "From": [
            {"Name": "c", "Entity": column.table.name, "Type": 0},
            {"Name": "m", "Entity": measure.table_name, "Type": 0},
        ],
        "Select": [chosen | {"Name": "field"}],
        "OrderBy": [{"Direction": 2, "Expression": ex.measure("m", measure.name, of="Source")}],
        "Top": visual.top,
    }
    return {
        "name": short("filter", page.name, visual.name),
        "field": ex.column(column.table.name, column.name),
        "type": "TopN",
        "filter": {
            "Version": 2,
            "From": [
                {"Name": "subquery", "Expression": {"Subquery": {"Query": inner}}, "Type": 2},
                {"Name": "c", "Entity": column.table.name, "Type": 0},
            ],
            "Where": [
                {
                    "Condition": {
                        "In": {
                            "Expressions": [chosen],
                            "Table": {"SourceRef": {"Source": "subquery"}},
                        }
                    }
                }
            ],
        },
        "howCreated": "User",
    }


def _title(visual: Visual) -> dict[str, Any]:
    if visual.kind == "slicer":  # its header says what it is
        return {"show": ex.literal(False)}
    return {"show": ex.literal(True), "text": ex.literal(visual.title)}


def _alternative(visual: Visual) -> str:
    """Return what a screen reader says of a visual."""
    if visual.kind == "card":
        return f"{visual.title}: {visual.measures[0].description}"
    if visual.kind == "slicer":
        return f"Choose {visual.title.lower()}"
    what = {
        "bar": "bar chart",
        "column": "column chart",
        "line": "line chart",
        "donut": "donut chart",
    }
    return f"{visual.title} ({what.get(visual.kind, visual.kind)})"


def _objects(visual: Visual) -> dict[str, Any]:
    """Return how a visual differs from the theme."""
    match visual.kind:
        case "slicer":
            return {
                "data": [{"properties": {"mode": ex.literal("Dropdown")}}],
                "selection": [{"properties": {"singleSelect": ex.literal(False)}}],
                "header": [
                    {"properties": {"show": ex.literal(True), "text": ex.literal(visual.title)}}
                ],
            }
        case "card":
            hidden = {"properties": {"show": ex.literal(False)}, "selector": {"id": "default"}}
            # Power BI knows thousands and millions, not lakh and crore: the figure is shown in full.
            value = {"labelDisplayUnits": ex.literal(1), "fontSize": ex.literal(20)}
            shown = {"properties": value, "selector": {"id": "default"}}
            return {"label": [hidden], "outline": [hidden], "value": [shown]}
        case "donut":
            return {
                "legend": [{"properties": {"show": ex.literal(False)}}],
                "labels": [
                    {"properties": {"labelStyle": ex.literal("Category, percent of total")}}
                ],
            }
        case "bar":
            return {"labels": [{"properties": {"show": ex.literal(True)}}], "valueAxis": [_off()]}
        case "table" if visual.top:  # a total of the first few would not be the total
            return {"total": [{"properties": {"totals": ex.literal(False)}}]}
        case "line" | "column":
            many = visual.series is not None or len(visual.measures) > 1
            legend = {"show": ex.literal(many), "position": ex.literal("Top")}
            return {"legend": [{"properties": legend}]}
    return {}


def _off() -> dict[str, Any]:
    return {"properties": {"show": ex.literal(False)}}
