"""The report's JSON: fields, ids and interactions that Microsoft's schemas don't look at."""

import json
from collections import Counter

import pytest

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import MEASURES
from pikku.catalog.pages import PAGES
from pikku.report import pbir

FILES = {path: json.loads(text) for path, text in pbir.files("Report", "Model").items()}
VISUALS = {path: content for path, content in FILES.items() if path.endswith("visual.json")}
COLUMNS = {(t.name, c.name) for t in gold_tables() for c in t.columns}
FIGURES = {(m.table_name, m.name) for m in MEASURES}


def _references(content, aliases):
    """Yield (kind, table, name) of every field in some JSON."""
    if isinstance(content, dict):
        for query in (content, content.get("Query", {})):
            for source in query.get("From", []) if isinstance(query, dict) else []:
                if "Entity" in source:
                    aliases = {**aliases, source["Name"]: source["Entity"]}
        for kind in ("Column", "Measure"):
            if kind in content:
                source = content[kind]["Expression"]["SourceRef"]
                table = source.get("Entity") or aliases[source["Source"]]
                yield kind, table, content[kind]["Property"]
        for value in content.values():
            yield from _references(value, aliases)
    elif isinstance(content, list):
        for value in content:
            yield from _references(value, aliases)


@pytest.mark.parametrize("path", VISUALS)
def test_every_field_of_a_visual_is_in_the_model(path):
    found = list(_references(VISUALS[path], {}))
    for kind, table, name in found:
        assert (table, name) in (COLUMNS if kind == "Column" else FIGURES)
    assert found or VISUALS[path]["visual"]["visualType"] == "textbox"


@pytest.mark.parametrize("path", VISUALS)
def test_query_references_name_the_field_and_are_unique(path):
    states = VISUALS[path]["visual"].get("query", {}).get("queryState", {})
    projections = [p for state in states.values() for p in state["projections"]]
    for projection in projections:
        ((_, table, name),) = _references(projection["field"], {})
        assert projection["queryRef"] == f"{table}.{name}"
        assert projection["nativeQueryRef"] == name
    references = [p["queryRef"] for p in projections]
    assert len(set(references)) == len(references)


@pytest.mark.parametrize("path", VISUALS)
def test_a_visual_stands_in_the_folder_of_its_name_and_has_words_for_it(path):
    content = VISUALS[path]
    assert path.split("/")[-2] == content["name"] and len(content["name"]) <= 50
    if content["visual"]["visualType"] != "textbox":
        objects = content["visual"]["visualContainerObjects"]
        assert objects["general"][0]["properties"]["altText"]["expr"]["Literal"]["Value"] != "''"


def test_tab_order_follows_the_page_and_is_unique():
    for page in PAGES:
        order = [
            FILES[f"Report/definition/pages/{page.name}/visuals/{v.name}/visual.json"]["position"][
                "tabOrder"
            ]
            for v in page.visuals
        ]
        assert order == sorted(set(order))


def test_filters_have_names_that_are_unique_in_the_report():
    names = Counter(
        each["name"]
        for c in VISUALS.values()
        for each in c.get("filterConfig", {}).get("filters", [])
    )
    assert names and max(names.values()) == 1


def test_interactions_are_between_visuals_of_the_page():
    for page in PAGES:
        content = FILES[f"Report/definition/pages/{page.name}/page.json"]
        names = {visual.name: visual.kind for visual in page.visuals}
        for each in content.get("visualInteractions", []):
            assert names[each["source"]] == "slicer" and names[each["target"]] != "slicer"


def test_the_year_is_chosen_for_all_pages_at_once():
    groups = [
        c["visual"]["syncGroup"]["groupName"]
        for c in VISUALS.values()
        if "syncGroup" in c["visual"]
    ]
    assert groups == ["financial_year"] * len(PAGES)


def test_the_theme_is_registered_and_there():
    report = FILES["Report/definition/report.json"]
    name = report["themeCollection"]["customTheme"]["name"]
    (package,) = report["resourcePackages"]
    assert [item["name"] for item in package["items"]] == [name]
    assert FILES[f"Report/StaticResources/RegisteredResources/{name}"]["dataColors"]


def test_colours_stand_out_from_white():
    """WCAG asks for 3:1 between graphics and what is behind them, 4.5:1 for text."""
    theme = FILES["Report/StaticResources/RegisteredResources/Pikku.json"]
    assert [c for c in theme["dataColors"] if _contrast(c) < 3] == []
    assert (
        _contrast(theme["foreground"]) > 4.5
        and _contrast(theme["foregroundNeutralSecondary"]) > 4.5
    )


def _contrast(color):
    """Return the contrast of a colour with white, by WCAG 2.1's relative luminance."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 1.05 / (sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)
