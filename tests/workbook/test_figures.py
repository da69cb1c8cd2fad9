import json
import os
import subprocess
import sys
from pathlib import Path

import plotly.graph_objects as go
import plotly.io

from pikku import workbook
from pikku.workbook.figures import plot


def bars():
    figure = go.Figure(go.Bar(name="Revenue", x=["a", "b"], y=[1, 2]))
    return figure.update_layout(title="Revenue<br>by month")


def test_it_is_shown_as_plotly_json_and_a_line_of_text():
    shown = plot(bars())._repr_mimebundle_()
    assert set(shown) == {"application/vnd.plotly.v1+json", "text/plain"}
    assert shown["text/plain"] == "Revenue by month: Revenue (bar)"
    assert shown["application/vnd.plotly.v1+json"]["data"][0]["y"] == [1, 2]


def test_its_json_is_small():
    figure = bars().update_layout(template="plotly")  # what Plotly would save by itself
    size = len(json.dumps(plot(figure)._repr_mimebundle_()))
    assert size < 1_000
    assert size < len(figure.to_json()) / 5


def test_the_figure_itself_is_not_changed():
    figure = bars()
    before = figure.to_json()
    plot(figure)
    assert figure.to_json() == before


def test_a_bare_figure_embeds_no_plotly_js_either():
    plot(bars())
    assert plotly.io.renderers.default == "plotly_mimetype"


def test_plotly_is_not_imported_before_it_is_needed():
    code = (
        "import sys, pikku.workbook; sys.exit('plotly' in sys.modules or 'pandas' in sys.modules)"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(workbook.__file__).parents[2])}
    assert subprocess.run([sys.executable, "-c", code], env=env, check=False).returncode == 0


def test_a_page_wider_than_a_notebook_is_made_smaller_with_its_text():
    wide = bars().update_layout(width=1920, height=1080, title_font_size=20)
    wide.update_traces(marker_line_width=2)
    shown = plot(wide)._repr_mimebundle_()["application/vnd.plotly.v1+json"]
    assert (shown["layout"]["width"], shown["layout"]["height"]) == (910, 511.9)
    assert shown["layout"]["title"]["font"]["size"] == 9.5
    assert shown["layout"]["template"]["layout"]["font"]["size"] == 5.7
    assert shown["data"][0]["marker"]["line"]["width"] == 2
    assert shown["data"][0]["y"] == [1, 2]


def test_the_rows_of_a_table_made_smaller_keep_room_for_their_text():
    cells = {"values": [["a"]], "height": 20, "font": {"size": 11}}
    wide = go.Figure(go.Table(cells=cells), layout={"width": 1820, "height": 400})
    shown = plot(wide)._repr_mimebundle_()["application/vnd.plotly.v1+json"]["data"][0]["cells"]
    assert shown["font"]["size"] == 5.5
    assert shown["height"] == 15
