"""The report's pages as they stand in the PBIR files: the twin draws these, never the catalogue's."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pikku.errors import PikkuError
from pikku.report.model import ModelTable, in_project

#: Visual types that can be drawn here, with the query roles that each knows; the first are needed.
ROLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "textbox": ((), ()),
    "slicer": (("Values",), ()),
    "cardVisual": (("Data",), ()),
    "lineChart": (("Category", "Y"), ("Series",)),
    "clusteredColumnChart": (("Category", "Y"), ("Series",)),
    "clusteredBarChart": (("Category", "Y"), ()),
    "donutChart": (("Category", "Y"), ()),
    "tableEx": (("Values",), ()),
    "pivotTable": (("Rows", "Values"), ("Columns",)),
}


@dataclass(frozen=True)
class Field:
    """A column or measure of the model as a visual shows it."""

    table: str
    name: str
    is_measure: bool
    caption: str = ""
    format: str = ""
    sort_by: str = ""

    @property
    def label(self) -> str:
        """The name that results of queries carry: a measure's own, or ``table.column``."""
        return self.name if self.is_measure else f"{self.table}.{self.name}"


@dataclass(frozen=True)
class Top:
    """A filter that leaves the `count` values of a column with the greatest (or least) measure."""

    column: Field
    count: int
    by: Field
    descending: bool


@dataclass(frozen=True)
class PageVisual:
    """A visual of a page file: type, place, title, and the fields in each query role."""

    file: Path
    name: str
    type: str
    x: float
    y: float
    width: float
    height: float
    title: str
    alternative: str
    roles: dict[str, tuple[Field, ...]]
    sort: tuple[tuple[Field, bool], ...] = ()
    top: Top | None = None
    totals: bool = True
    texts: tuple[str, ...] = ()

    def fields(self, *roles: str) -> tuple[Field, ...]:
        """Return the fields in some roles, in all by default."""
        return tuple(f for role in roles or self.roles for f in self.roles.get(role, ()))

    @property
    def columns(self) -> tuple[Field, ...]:
        """The columns that it groups by."""
        return tuple(f for f in self.fields() if not f.is_measure)

    @property
    def measures(self) -> tuple[Field, ...]:
        """The figures."""
        return tuple(f for f in self.fields() if f.is_measure)


@dataclass(frozen=True)
class ReportPage:
    """A page: its visuals, and which slicer leaves which visual alone."""

    name: str
    title: str
    width: float
    height: float
    background: str
    visuals: tuple[PageVisual, ...]
    unfiltered: frozenset[tuple[str, str]]

    @property
    def slicers(self) -> tuple[PageVisual, ...]:
        """The page's slicers."""
        return tuple(v for v in self.visuals if v.type == "slicer")

    def slicers_of(self, visual: PageVisual) -> tuple[PageVisual, ...]:
        """Return the slicers that filter a visual."""
        return tuple(s for s in self.slicers if (s.name, visual.name) not in self.unfiltered)


def pages(folder: Path, model: dict[str, ModelTable]) -> tuple[ReportPage, ...]:
    """Return the report's pages in their order.

    Parameters
    ----------
    folder
        The item's folder, ``Pikku.Report``.
    model
        The semantic model that its fields must be in.

    Raises
    ------
    PikkuError
        When a file is missing or isn't JSON, a visual's type, role or filter can't be drawn here, or a field isn't in
        the model; the message names the file.
    """
    definition = folder / "definition" / "pages"
    order = _json(definition / "pages.json").get("pageOrder", [])
    return tuple(_page(definition / name, model) for name in order)


def theme(folder: Path) -> dict[str, Any]:
    """Return the report's own theme."""
    report = _json(folder / "definition" / "report.json")
    name = report["themeCollection"]["customTheme"]["name"]
    return _json(folder / "StaticResources" / "RegisteredResources" / name)


def _page(folder: Path, model: dict[str, ModelTable]) -> ReportPage:
    content = _json(folder / "page.json")
    files = sorted(folder.glob("visuals/*/visual.json"))
    visuals = [_visual(file, model) for file in files]
    places = {v.name: _json(v.file)["position"].get("tabOrder", 0) for v in visuals}
    unfiltered = frozenset(
        (each["source"], each["target"])
        for each in content.get("visualInteractions", [])
        if each["type"] == "NoFilter"
    )
    return ReportPage(
        name=content["name"],
        title=content["displayName"],
        width=content["width"],
        height=content["height"],
        background=str(_property(content, "background", "color") or "#ffffff"),
        visuals=tuple(sorted(visuals, key=lambda v: places[v.name])),
        unfiltered=unfiltered,
    )


def _visual(file: Path, model: dict[str, ModelTable]) -> PageVisual:
    content = _json(file)
    visual, position = content.get("visual", {}), content["position"]
    kind = visual.get("visualType", "none")
    if kind not in ROLES:
        raise PikkuError(
            f"{in_project(file)} has the visual type {kind!r}, which can't be drawn here.",
            remedy=f"These can: {', '.join(sorted(ROLES))}.",
        )
    query = visual.get("query", {})
    roles = {
        role: tuple(_field(each["field"], model, file, each) for each in state["projections"])
        for role, state in query.get("queryState", {}).items()
    }
    _check_roles(file, kind, roles)
    sort = query.get("sortDefinition", {}).get("sort", [])
    container = {"objects": visual.get("visualContainerObjects", {})}
    return PageVisual(
        file=file,
        name=content["name"],
        type=kind,
        x=position["x"],
        y=position["y"],
        width=position["width"],
        height=position["height"],
        title=str(_property(container, "title", "text") or ""),
        alternative=str(_property(container, "general", "altText") or ""),
        roles=roles,
        sort=tuple(
            (_field(each["field"], model, file), each["direction"] == "Descending") for each in sort
        ),
        top=_top(content, model, file),
        totals=_property(visual, "total", "totals") is not False,
        texts=tuple(_runs(visual)),
    )


def _check_roles(file: Path, kind: str, roles: dict[str, tuple[Field, ...]]) -> None:
    needed, possible = ROLES[kind]
    unknown = sorted(set(roles) - {*needed, *possible})
    missing = [role for role in needed if not roles.get(role)]
    if unknown or missing:
        which = f"the role {unknown[0]}" if unknown else f"no field in the role {missing[0]}"
        raise PikkuError(
            f"{in_project(file)}: a {kind} with {which} can't be drawn here.",
            remedy=f"Its roles are: {', '.join([*needed, *possible])}.",
        )


def _field(
    expression: dict[str, Any],
    model: dict[str, ModelTable],
    file: Path,
    projection: dict[str, Any] | None = None,
    sources: dict[str, str] | None = None,
) -> Field:
    """Return the field that an expression names; `sources` are the aliases of a query's tables."""
    for kind in ("Column", "Measure"):
        if inner := expression.get(kind):
            reference = inner["Expression"]["SourceRef"]
            table = reference.get("Entity") or (sources or {})[reference["Source"]]
            return _known(table, inner["Property"], kind == "Measure", model, file, projection)
    raise PikkuError(
        f"{in_project(file)} has a field of the kind {next(iter(expression), 'none')!r}, which can't be drawn here.",
        remedy="Use columns and measures of the semantic model.",
    )


def _known(
    table: str,
    name: str,
    is_measure: bool,
    model: dict[str, ModelTable],
    file: Path,
    projection: dict[str, Any] | None,
) -> Field:
    found = model[table].fields.get(name) if table in model else None
    if found is None or found.is_measure != is_measure:
        what = "measure" if is_measure else "column"
        raise PikkuError(
            f"{in_project(file)} shows the {what} {table}[{name}], which the semantic model doesn't have.",
            remedy="Add it to the catalogue, or take the field from the page; then run: pikku define",
        )
    caption = (projection or {}).get("displayName", name)
    form = (projection or {}).get("format", found.format)
    return Field(table, name, is_measure, caption, form, found.sort_by)


def _top(content: dict[str, Any], model: dict[str, ModelTable], file: Path) -> Top | None:
    """Return the visual's filter by rank, None when it has no filter."""
    filters = [f for f in content.get("filterConfig", {}).get("filters", []) if "filter" in f]
    if not filters:
        return None
    if len(filters) > 1 or filters[0].get("type") != "TopN":
        raise PikkuError(
            f"{in_project(file)} has a filter of the type {filters[-1].get('type')!r}, which isn't applied here.",
            remedy="One filter of the type TopN can be.",
        )
    source = filters[0]["filter"]["From"][0]
    query = source["Expression"]["Subquery"]["Query"]
    names = {each["Name"]: each["Entity"] for each in query["From"]}
    column = _field(filters[0]["field"], model, file)
    order = query["OrderBy"][0]
    measure = _field(order["Expression"], model, file, sources=names)
    return Top(column, query["Top"], measure, order["Direction"] == 2)


def _property(content: dict[str, Any], group: str, name: str) -> Any:
    """Return a formatting property's constant: text, number, true or false; None when it isn't set."""
    for entry in content.get("objects", {}).get(group, []):
        value = entry.get("properties", {}).get(name)
        if value is None:
            continue
        value = value.get("solid", {}).get("color", value) if isinstance(value, dict) else value
        return _constant(value["expr"]["Literal"]["Value"])
    return None


def _constant(text: str) -> str | bool | float:
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    return text == "true" if text in ("true", "false") else float(text.rstrip("DLM"))


def _runs(visual: dict[str, Any]) -> Iterator[str]:
    """Yield the pieces of a textbox's text."""
    if visual.get("visualType") != "textbox":
        return
    for entry in visual.get("objects", {}).get("general", []):
        for paragraph in entry["properties"].get("paragraphs", []):
            for run in paragraph["textRuns"]:
                yield run["value"].strip()


def _json(file: Path) -> dict[str, Any]:
    try:
        return json.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise PikkuError(
            f"{in_project(file)} is missing.", remedy="Write it with: pikku define"
        ) from error
    except ValueError as error:
        raise PikkuError(
            f"{in_project(file)} is not JSON: {error}.", remedy="Write it anew with: pikku define"
        ) from error
