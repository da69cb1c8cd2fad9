"""The DatabricksNotebook activity runs a notebook of that name, with its parameters."""

import nbformat
import pytest
from tests.migrate.conftest import activity, expression, pipeline

from pikku.migrate import model
from pikku.migrate.local import Runner
from pikku.platform.lakestore import FolderStore

SERVICE = {
    "linkedService/ls_databricks": {
        "type": "AzureDatabricks",
        "typeProperties": {"domain": "https://x", "existingClusterId": "@linkedService().cluster"},
        "parameters": {"cluster": {"type": "String"}},
    },
    "linkedService/ls_other": {"type": "AzureBlobFS", "typeProperties": {"url": "x"}},
}


def notebook(path, service="ls_databricks", policy=None, **parameters):
    reference = {"referenceName": service, "type": "LinkedServiceReference"}
    if service == "ls_databricks":
        reference["parameters"] = {"cluster": "c"}
    properties = {"notebookPath": path, "baseParameters": parameters}
    more = {"policy": policy} if policy else {}
    return activity("run", "DatabricksNotebook", properties, linkedServiceName=reference, **more)


@pytest.fixture
def ran(write, tmp_path, monkeypatch):
    """Return a function that runs one notebook of one cell: -> (run of the activity, its file)."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "home"))
    folder = tmp_path / "notebooks"
    folder.mkdir()

    def run(code, made):
        cells = [
            nbformat.v4.new_code_cell("N = '0'", metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell(code),
        ]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "nb.ipynb")
        factory = model.read(write({"main": pipeline(made)}, SERVICE))
        with Runner(
            factory, FolderStore(tmp_path / "lake"), longest_wait=0, notebooks=folder
        ) as runner:
            runner.run("main")
            return runner.record.activity_runs[-1], tmp_path / "out.txt"

    return run


def test_a_notebook_runs_with_its_parameters(ran, tmp_path):
    code = f"open({str(tmp_path / 'out.txt')!r}, 'w').write(N)"
    run, out = ran(code, notebook("/Shared/pikku/nb", N=expression("@string(add(20, 22))")))
    assert run.status == "Succeeded", run.error
    assert out.read_text() == "42"
    assert run.output["runPageUrl"].startswith("file:")
    assert run.input["baseParameters"] == {"N": "42"}


def test_a_failing_notebook_is_the_activitys_error(ran):
    run, _ = ran("raise ValueError('no rows')", notebook("nb"))
    assert run.status == "Failed"
    assert "Notebook nb, cell" in run.error["message"] and "no rows" in run.error["message"]
    assert run.error["errorCode"] == "3204"


def test_a_notebook_ends_at_its_timeout(ran):
    run, _ = ran("import time; time.sleep(60)", notebook("nb", policy={"timeout": "0.00:00:05"}))
    assert run.error["errorCode"] == "Timeout"
    assert run.durationInMs < 30_000


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (notebook("/Shared/gone"), "There is no notebook 'gone'"),
        (notebook("/"), "There is no notebook ''"),
        (notebook("nb", service="ls_other"), "is no Databricks workspace"),
    ],
)
def test_what_is_missing_is_said(made, words, ran):
    run, _ = ran("1", made)
    assert words in run.error["message"] and run.error["remedy"]
