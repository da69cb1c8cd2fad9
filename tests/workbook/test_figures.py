import json
import subprocess
import sys

import plotly.graph_objects as go
import plotly.io

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
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
