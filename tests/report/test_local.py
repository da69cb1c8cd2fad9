"""Every visual is drawn with its data, and the pages stand on their own."""

import json
import re

import pytest

from pikku.errors import PikkuError
from pikku.report import canvas, data, draw, html, local
from pikku.report.local import figure, figures, run, trial_copy

PAGES = ["sales", "finance", "inventory", "vendors", "customers", "shipping"]


def _values(trace):
    """Return what a trace shows."""
    match trace.type:
        case "indicator":
            return [trace.value]
        case "table":
            return list(trace.cells["values"][0])
        case "pie":
            return list(trace.values)
    return list(trace.y)


@pytest.mark.parametrize("name", PAGES)
def test_every_visual_of_a_page_is_drawn_with_data(opened, name):
    drawn = figures(name)
    visuals = [v for v in opened.page(name).visuals if v.type not in ("slicer", "textbox")]
    assert sorted(drawn) == sorted(visual.name for visual in visuals)
    for visual in visuals:
        found = drawn[visual.name]
        assert found.data and all(_values(trace) for trace in found.data), visual.name
        assert all(value is not None for trace in found.data for value in _values(trace)), (
            visual.name
        )
        assert (found.layout.width, found.layout.height) == (visual.width, visual.height)
        assert found.layout.title.text == visual.title


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_one_small_figure(opened, name):
    found = figure(name)
    caption = found.layout.annotations[-1]
    assert "reports/index.html" in caption.text
    assert (found.layout.width, found.layout.height) == (1280, 720 + found.layout.margin.b)
    assert len(json.dumps(found.to_dict()["data"], default=list)) < 60_000
    assert found.layout.title.text == opened.page(name).title
    titles = " ".join(a.text for a in found.layout.annotations)
    for visual in opened.page(name).visuals:
        assert visual.title in titles or visual.type == "textbox"


def test_a_drawing_stays_inside_its_frame(opened):
    page = opened.page("sales")
    answers = opened.answers(page, None)
    drawings = {
        v.name: draw.drawing(v, answers[v.name], opened.colors) for v in local.with_data(page)
    }
    layout = canvas.page_figure(page, drawings)["layout"]
    domains = [axis["domain"] for key, axis in layout.items() if re.match(r"[xy]axis", key)]
    assert domains and all(0 <= low < high <= 1 for low, high in domains)


def test_a_filter_changes_the_figures_and_is_written_on_the_page(opened):
    year = {"dim_date.financial_year": "2024-25"}
    everything = figures("sales")["card_revenue"].data[0].value
    assert 0 < figures("sales", year)["card_revenue"].data[0].value < everything
    assert "<b>2024-25</b>" in [a.text for a in figure("sales", year).layout.annotations]


def test_a_card_is_in_lakh_or_crore(opened):
    (trace,) = figures("sales")["card_revenue"].data
    assert trace.number.prefix == "₹ " and trace.number.suffix == " crore"
    (trace,) = figures("sales")["card_gross_margin_share"].data
    assert trace.number.suffix == " %"


def test_an_empty_choice_says_so(opened):
    found = figures("sales", {"dim_product.category_name": "no such category"})["revenue_by_month"]
    assert "No data for this choice" in [a.text for a in found.layout.annotations]


def test_names_that_begin_alike_keep_their_own_bars(opened):
    page = opened.page("sales")
    visual = next(v for v in page.visuals if v.name == "top_products")
    long = "A very long product name that will not fit beside the bar, "
    rows = [
        {"dim_product.product_name": f"{long}{i}", "Revenue": 10_000_000 * (3 - i)}
        for i in range(3)
    ]
    drawing = draw.drawing(visual, data.Answer(rows), opened.colors)
    assert drawing.traces[0]["y"] == [0, 1, 2]
    assert all(name.endswith("…") for name in drawing.y["ticktext"])


def test_a_copy_can_be_changed_and_drawn(opened):
    copy = trial_copy()
    file = copy / local.REPORT / "definition/pages/sales/visuals/card_revenue/visual.json"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Revenue", "Discount given"), encoding="utf-8")
    changed = figures("sales", project=copy)["card_revenue"]
    assert changed.data[0].value != figures("sales")["card_revenue"].data[0].value
    assert changed.layout.title.text == "Discount given"
    assert "Revenue" in (trial_copy() / file.relative_to(copy)).read_text(encoding="utf-8")


def test_an_unknown_page_is_refused(opened):
    with pytest.raises(PikkuError, match="no page 'weather'") as caught:
        figures("weather")
    assert "sales" in caught.value.remedy


def test_a_run_writes_the_pages_and_one_plotly(opened, tmp_path):
    steps = []
    report = run(progress=lambda *step: steps.append(step))
    folder = tmp_path / "workspace" / "reports"
    files = sorted(file.name for file in folder.iterdir())
    assert files == sorted([*(f"{name}.html" for name in PAGES), "index.html", "plotly.min.js"])
    assert list(report.visuals) == PAGES and report.visuals["sales"] == 15
    assert steps[-1][:2] == (6, 6)
    for name in PAGES:
        text = (folder / f"{name}.html").read_text(encoding="utf-8")
        assert len(text) < 1_500_000
        assert re.findall(r'src="([^"]+)"', text) == ["plotly.min.js"]
        assert re.findall(r"https?://", text) == []
        assert text.count("<select") == 2


def test_a_run_reports_the_figures_of_the_cards(opened, star):
    (revenue,) = star.execute("SELECT SUM(net_amount) FROM gold.fact_sales").fetchone()
    (ledger,) = star.execute(
        "SELECT -SUM(amount) FROM gold.fact_ledger WHERE account_key = 4100"
    ).fetchone()
    found = run().figures
    assert (found["Revenue"], found["Ledger revenue"]) == (revenue, ledger)


def test_a_second_run_writes_the_same_and_drops_old_pages(opened, tmp_path):
    run()
    folder = tmp_path / "workspace" / "reports"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    (folder / "weather.html").write_text("old", encoding="utf-8")
    run()
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_the_choices_of_a_page_add_up_to_its_figures(opened):
    """The page holds one figure and what each choice changes: put together they must be the choice's figure."""
    page = opened.page("shipping")
    offered, found = local._choices(opened, page)
    stored = json.loads(html._changes(offered, found).replace("<\\/", "</"))
    known = {trace["uid"]: trace for trace in stored["base"]["data"]}
    years, modes = offered
    for choice in [(None, None), (years[1], None), (None, modes[0]), (years[2], modes[-1])]:
        key = ",".join(
            str(0 if value is None else values.index(value) + 1)
            for value, values in zip(choice, offered, strict=True)
        )
        change = stored["changes"][key]
        traces = [{**known.get(t["uid"], {}), **t} for t in change["data"]]
        layout = {**stored["base"]["layout"], **change["layout"]}
        wanted = json.loads(json.dumps(found[choice]))
        assert [_without_nulls(t) for t in traces] == [_without_nulls(t) for t in wanted["data"]]
        assert _without_nulls(layout) == _without_nulls(wanted["layout"])


def _without_nulls(content):
    return {key: value for key, value in content.items() if value is not None}


def test_without_views_the_stage_says_what_to_run(monkeypatch, tmp_path):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "empty"))
    with pytest.raises(PikkuError, match="views have not been made") as caught:
        run()
    assert "pikku serve" in caught.value.remedy
    assert not (tmp_path / "empty" / "reports" / "index.html").exists()
