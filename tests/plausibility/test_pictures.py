"""Figures, the page and the derived document show all findings, and are the same each time."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from pikku import definitions, workbook
from pikku.platform import workspace
from pikku.plausibility import CHECKS, define, examine, figure, page, svg
from pikku.plausibility.figures import MANY, drawn


@pytest.fixture(scope="module")
def findings():
    return examine("small", 1)


def test_figures_are_deterministic(findings):
    again = examine("small", 1)
    assert [drawn(f) for f in findings] == [drawn(f) for f in again]
    assert svg.drawing(findings) == svg.drawing(again)


@pytest.mark.parametrize("place", range(len(CHECKS)), ids=[check.name for check in CHECKS])
def test_a_figure_has_every_point_with_its_band(findings, place):
    finding = findings[place]
    traces = {trace.name: trace for trace in figure(finding).data if trace.name}
    dots = sum(len(traces[name].x) for name in ("measured", "outside") if name in traces)
    assert dots == len(finding.points)
    assert len(traces["expected"].x) == len(traces["allowed"].x) == len(finding.points)
    assert ("outside" in traces) == (finding.inside < len(finding.points))
    assert traces["allowed"].type == ("scatter" if dots > MANY else "bar")


def test_figures_are_small_in_a_notebook(findings):
    for finding in findings:
        bundle = workbook.plot(figure(finding))._repr_mimebundle_()
        assert len(json.dumps(bundle)) < 60_000
        assert bundle["text/plain"].startswith(finding.check.title)


def test_the_page_needs_no_network_and_has_every_finding(findings):
    text = page.text(findings, "size small, seed 1")
    assert "http" not in text
    for finding in findings:
        assert text.count(f'id="{finding.name}"') == 1
        assert finding.check.reason.partition("'")[0] in text


def test_the_page_is_written_with_what_it_needs(findings, tmp_path, monkeypatch):
    monkeypatch.setattr(workspace, "settings", lambda: type("Settings", (), {"home": tmp_path}))
    file = page.write(findings, "size small, seed 1")
    assert file.read_text(encoding="utf-8") == page.text(findings, "size small, seed 1")
    assert "plotly" in (tmp_path / "reports" / "plotly.min.js").read_text(encoding="utf-8")[:400]


def test_drawings_are_well_formed_and_show_every_point(findings):
    root = ET.fromstring(svg.drawing(findings))
    dots = root.findall(".//{http://www.w3.org/2000/svg}circle")
    outside = any(finding.inside < len(finding.points) for finding in findings)
    assert len(dots) == 1 + outside + sum(len(finding.points) for finding in findings)
    width, height = float(root.get("width")), float(root.get("height"))
    for panel in root.findall("{http://www.w3.org/2000/svg}g"):
        left, top = map(float, panel.get("transform")[10:-1].split())
        for dot in panel.findall("{http://www.w3.org/2000/svg}circle"):
            assert 0 <= left + float(dot.get("cx")) <= width
            assert 0 <= top + float(dot.get("cy")) <= height


def test_the_key_of_a_drawing_has_red_points_where_there_are_some(findings):
    none = next(finding for finding in findings if finding.inside == len(finding.points))
    first, *others = none.points
    some = replace(none, points=(replace(first, measured=first.high + 1), *others))
    assert ">outside<" in svg.drawing([none, some])
    assert ">outside<" not in svg.drawing([none])


def test_the_page_and_the_document_say_what_the_checks_cannot_tell(findings):
    assert page.LEAD in page.text(findings, "size small, seed 1")
    assert page.LEAD in define.files(findings)["docs/plausibility.md"]


def test_the_document_has_every_finding_and_its_pictures(findings):
    files = define.files(findings)
    text = files.pop("docs/plausibility.md")
    assert all(check.title in text and check.reason in text for check in CHECKS)
    assert all(path.removeprefix("docs/") in text for path in files)
    assert define.FOLDER in definitions._WHOLLY_DERIVED
