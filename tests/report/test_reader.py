"""What can't be drawn is refused with the file's name."""

import json
import shutil
from pathlib import Path

import pytest

from pikku.errors import PikkuError
from pikku.platform import workspace
from pikku.report import local, model, reader


@pytest.fixture
def project(tmp_path):
    """Return a copy of the Power BI project that may be spoilt."""
    return shutil.copytree(workspace.repo_root() / "powerbi", tmp_path / "powerbi")


@pytest.fixture
def visual(project):
    """Return a function that changes a visual of the sales page."""

    def change(name, edit):
        file = project / local.REPORT / "definition/pages/sales/visuals" / name / "visual.json"
        content = json.loads(file.read_text(encoding="utf-8"))
        edit(content)
        file.write_text(json.dumps(content), encoding="utf-8")
        return file

    return change


def _read(project):
    tables = model.read(project / local.MODEL)
    return reader.pages(project / local.REPORT, tables)


def _refused(project, *words):
    with pytest.raises(PikkuError) as caught:
        _read(project)
    assert caught.value.remedy
    for word in words:
        text = word.relative_to(project).as_posix() if isinstance(word, Path) else word
        assert text in caught.value.message
    return caught.value


def test_pages_come_in_the_order_of_the_report(project):
    assert [page.name for page in _read(project)] == [
        "sales", "finance", "inventory", "vendors", "customers", "shipping",
    ]  # fmt: skip


def test_an_unknown_visual_type_is_refused(project, visual):
    file = visual("revenue_by_month", lambda c: c["visual"].update(visualType="ribbonChart"))
    error = _refused(project, file, "ribbonChart")
    assert "lineChart" in error.remedy


def test_a_measure_that_the_model_lacks_is_refused(project, visual):
    def edit(content):
        field = content["visual"]["query"]["queryState"]["Data"]["projections"][0]["field"]
        field["Measure"]["Property"] = "Turnover"

    _refused(project, visual("card_revenue", edit), "the measure fact_sales[Turnover]")


def test_a_column_is_no_measure(project, visual):
    def edit(content):
        projection = content["visual"]["query"]["queryState"]["Data"]["projections"][0]
        projection["field"] = {"Column": projection["field"]["Measure"]}

    _refused(project, visual("card_revenue", edit), "the column fact_sales[Revenue]")


def test_a_field_that_was_taken_out_of_the_model_is_refused(project):
    file = project / local.MODEL / "definition/tables/dim_product.tmdl"
    file.write_text(
        file.read_text(encoding="utf-8").replace("\tcolumn product_name", "\tcolumn title"),
        encoding="utf-8",
    )
    _refused(project, "top_products", "dim_product[product_name]")


def test_an_aggregated_column_is_refused(project, visual):
    def edit(content):
        projection = content["visual"]["query"]["queryState"]["Data"]["projections"][0]
        projection["field"] = {"Aggregation": {"Expression": {}, "Function": 0}}

    _refused(project, visual("card_revenue", edit), "'Aggregation'")


def test_an_unknown_role_is_refused(project, visual):
    def edit(content):
        state = content["visual"]["query"]["queryState"]
        state["Tooltips"] = state["Y"]

    _refused(project, visual("revenue_by_month", edit), "the role Tooltips")


def test_a_chart_without_figures_is_refused(project, visual):
    file = visual("revenue_by_month", lambda c: c["visual"]["query"]["queryState"].pop("Y"))
    _refused(project, file, "no field in the role Y")


def test_another_filter_than_by_rank_is_refused(project, visual):
    file = visual(
        "top_products", lambda c: c["filterConfig"]["filters"][0].update(type="RelativeDate")
    )
    _refused(project, file, "RelativeDate")


def test_a_filter_card_without_a_filter_changes_nothing(project, visual):
    empty = {"filters": [{"name": "a", "type": "Categorical"}]}
    visual("revenue_by_month", lambda c: c.update(filterConfig=empty))
    assert _read(project)


def test_a_broken_file_is_refused(project, visual):
    file = visual("revenue_by_month", lambda c: None)
    file.write_text("{", encoding="utf-8")
    _refused(project, file, "not JSON")


def test_a_missing_page_is_refused(project):
    file = project / local.REPORT / "definition/pages/sales/page.json"
    file.unlink()
    _refused(project, file, "missing")


def test_a_missing_model_is_refused(project):
    shutil.rmtree(project / local.MODEL)
    with pytest.raises(PikkuError, match="has no tables"):
        _read(project)


def test_a_file_of_the_model_that_is_no_table_is_refused(project):
    file = project / local.MODEL / "definition/tables/dim_product.tmdl"
    file.write_text("nothing\n", encoding="utf-8")
    with pytest.raises(PikkuError, match="dim_product.tmdl describes no table"):
        _read(project)


def test_what_a_visual_shows_is_read_from_its_file(project, visual):
    def edit(content):
        content["position"]["x"] = 40
        content["visual"]["query"]["queryState"]["Y"]["projections"][0]["displayName"] = "Turnover"
        content["visual"]["query"]["queryState"]["Y"]["projections"][0]["format"] = "#,0"
        title = content["visual"]["visualContainerObjects"]["title"][0]["properties"]
        title["text"]["expr"]["Literal"]["Value"] = "'What we''ve sold'"

    visual("revenue_by_month", edit)
    (found,) = (v for v in _read(project)[0].visuals if v.name == "revenue_by_month")
    assert (found.x, found.title) == (40, "What we've sold")
    assert (found.measures[0].caption, found.measures[0].format) == ("Turnover", "#,0")


def test_formats_sort_columns_and_sources_are_read_from_the_model(project):
    tables = model.read(project / local.MODEL)
    assert tables["fact_sales"].source == "gold.fact_sales"
    assert tables["fact_sales"].fields["Gross margin %"].format == "0.0 %"
    assert tables["dim_date"].fields["month_name"].sort_by == "month_start"
    assert not tables["dim_date"].fields["month_name"].is_measure
