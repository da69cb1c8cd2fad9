"""How the repository's factory is started by its triggers, hands over to the notebook, and raises an alert."""

import json
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import nbformat
import pytest
from tests.migrate.conftest import fill

from pikku import catalog, migrate
from pikku.migrate import control, model
from pikku.migrate.local import Runner
from pikku.platform.lakestore import FolderStore

pytest.importorskip("pikku.migrate.triggers")

ORDER = catalog.table("sales_order")


@pytest.fixture
def ready(home, link):
    """Return the lake of a workspace whose control tables are there."""
    lake = home / "lake"
    control.prepare(link, catalog.tables(), FolderStore(lake / migrate.FILE_SYSTEM))
    return lake


def test_every_hour_the_changes_of_a_window_are_copied(ready, link):
    with Runner(model.read(migrate.factory_folder()), FolderStore(ready)) as runner:
        [ended] = runner.fire("tr_hourly_changes", at=datetime(2026, 4, 2, 3, 20, tzinfo=UTC))
    assert ended.status == "Succeeded"
    noted = link.execute(
        "SELECT trigger_name, window_start, window_end, status, tables_copied FROM etl.copy_load"
    ).fetchone()
    changing = [table for table in catalog.tables() if table.info["load"] != "full"]
    assert noted == (
        "tr_hourly_changes",
        datetime(2026, 4, 2, 2),
        datetime(2026, 4, 2, 3),
        "Succeeded",
        len(changing),
    )
    assert {file.table for file in migrate.landed()} == {table.name for table in changing}


def test_every_night_the_notebook_runs_after_the_copy(ready, tmp_path):
    said = "import pathlib; pathlib.Path(catalog + '.txt').write_text(landing)"
    path = tmp_path / "made"
    cells = [
        nbformat.v4.new_code_cell("landing = catalog = ''", metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell(said.replace("catalog +", f"{str(path)!r} + catalog +")),
    ]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "05_process_with_delta.ipynb")
    with Runner(
        model.read(migrate.factory_folder()), FolderStore(ready), notebooks=tmp_path
    ) as runner:
        [ended] = runner.fire("tr_daily")
    assert ended.status == "Succeeded", ended.message
    assert (tmp_path / "mademain.txt").read_text() == "/Volumes/main/pikku/landing"
    assert len(migrate.landed("sales", "sales_order")) == 1


@pytest.fixture
def on_duty():
    """Return a server that is a Key Vault and who is on duty, and what it was told."""
    told: list[dict] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self):
            told.append({"asked": self.path})
            self._answer({"value": f"http://127.0.0.1:{self.server.server_port}/alert"})

        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self._answer({})

        def _answer(self, body: dict) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", told
    server.shutdown()
    server.server_close()


def test_a_vault_alone_is_nobody_to_be_told(ready, on_duty):
    address, told = on_duty
    with Runner(model.read(migrate.factory_folder()), FolderStore(ready)) as runner:
        runner.global_parameters["key_vault_url"] = address  # as the template sets it
        assert runner.run("pl_alert", load_id="1").status == "Succeeded"
    assert told == []


def test_who_is_on_duty_is_told_of_a_failed_load_only(ready, link, on_duty):
    address, told = on_duty
    factory = model.read(migrate.factory_folder())
    for placed in model.activities(factory.pipeline("pl_alert")):
        placed.properties.pop("authentication", None)  # this machine has no identity
    with Runner(factory, FolderStore(ready)) as runner:
        runner.global_parameters |= {"key_vault_url": address, "alert_secret": "alert-url"}
        assert runner.run("pl_copy_all", area="sales").status == "Succeeded"
        assert told == []
        link.execute("UPDATE etl.copy_control SET load_id = NULL")
        link.execute("ALTER TABLE sales.sales_order ALTER channel TYPE interval USING '1 day'")
        try:
            ended = runner.run("pl_copy_all", area="sales")
        finally:
            fill(link, ORDER)
    assert ended.status == "Failed"
    [(load_id, run_id)] = link.execute(
        "SELECT load_id, pipeline_run_id FROM etl.copy_load WHERE status = 'Failed'"
    ).fetchall()
    assert told == [
        {"asked": "/secrets/alert-url?api-version=7.4"},
        {
            "factory": "adf-pikku",
            "environment": "dev",
            "load_id": load_id,
            "pipeline_run_id": run_id,
        },
    ]
