"""The path keeps its promises: what is done is not done again, what changed is, and a kill leaves nothing marked done."""

import threading
import time
import types
from dataclasses import dataclass, field

import pytest
from filelock import FileLock

from pikku import stages
from pikku.errors import PikkuError
from pikku.platform import workspace


@dataclass(frozen=True)
class Report:
    rows: dict[str, int] = field(default_factory=lambda: {"order": 2, "line": 3})
    changed: bool = False
    until: str = "2026-03"


@pytest.fixture
def changing():
    """Return the names of the stages whose every run changes something; empty at first."""
    return set()


@pytest.fixture
def ran(monkeypatch, tmp_path, changing):
    """Return the list of stages that ran, with packages that only note that they did."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    names = []

    def package(stage):
        def check(size="small", seed=1, **_):
            if size not in ("small", "medium"):
                raise PikkuError(f"There is no size {size!r}.")

        def run(progress=None, **parameters):
            names.append(stage.name)
            for trace in stage.traces:
                file = tmp_path / trace
                file.parent.mkdir(parents=True, exist_ok=True)
                file.touch() if file.suffix else file.mkdir(exist_ok=True)
            until = parameters.get("until") or "2026-03"
            return Report(changed=stage.name in changing, until=until)

        def audit(progress):
            progress(f"a rule of {stage.name}")
            return [stages.Finding(f"a rule of {stage.name}", "", 1, 0, None, "rupees")]

        return types.SimpleNamespace(run=run, check=check, audit=audit)

    monkeypatch.setattr(stages, "_package", package)
    monkeypatch.setattr(stages.spark, "start_ahead", lambda: names.append("(Spark ahead)"))
    return names


def test_ensure_runs_the_stages_up_to_the_one_asked_for(ran):
    stages.ensure("migrate")
    assert ran == ["generate", "load", "migrate"]


def test_who_waits_for_another_says_so(ran, capsys):
    held = threading.Event()

    def hold():
        with FileLock(workspace.path("state") / "stages.lock"):
            held.set()
            time.sleep(0.3)

    other = threading.Thread(target=hold)
    other.start()
    held.wait()
    stages.ensure("generate")
    other.join()
    assert ran == ["generate"]
    assert capsys.readouterr().err.count("Another notebook or command runs stages") == 1
    stages.run("generate")
    assert capsys.readouterr().err == ""


def test_ensure_runs_nothing_twice(ran):
    stages.ensure("migrate")
    stages.ensure("load")
    stages.ensure("migrate")
    assert ran == ["generate", "load", "migrate"]


def test_another_seed_runs_everything_again(ran):
    stages.ensure("load", seed=1)
    stages.ensure("load", seed=2)
    assert ran == ["generate", "load", "generate", "load"]


def test_running_an_early_stage_with_the_same_parameters_keeps_the_later_ones(ran):
    stages.ensure("migrate")
    stages.run("generate", size="small", seed=1)
    stages.ensure("migrate")
    assert ran == ["generate", "load", "migrate", "generate"]


def test_running_an_early_stage_makes_the_later_ones_stale_when_it_changed_something(ran, changing):
    stages.ensure("process")
    changing.add("load")
    stages.run("load")
    states = [found.state for found in stages.status()]
    assert states == ["done", "done", "stale", "stale", "not done", "not done"]
    changing.clear()
    ran.clear()
    stages.ensure("process")
    assert ran == ["(Spark ahead)", "migrate", "process"]


@pytest.mark.parametrize("start", [stages.run, stages.ensure])
def test_a_parameter_that_cannot_be_leaves_everything_as_it_was(ran, start):
    stages.ensure("load")
    with pytest.raises(PikkuError, match="no size 'bogus'"):
        start("generate", size="bogus")
    assert ran == ["generate", "load"]
    assert [found.state for found in stages.status()][:2] == ["done", "done"]


def test_another_database_makes_the_load_stale_and_not_the_raw_data(ran, monkeypatch):
    stages.ensure("migrate")
    monkeypatch.setenv("PIKKU_SQL_URL", "postgresql://elsewhere/pikku")
    states = [found.state for found in stages.status()]
    assert states[:3] == ["done", "stale", "stale"]
    with pytest.raises(PikkuError, match="the stage migrate, which is stale") as error:
        stages.run("process")
    assert error.value.remedy == "Run first: pikku load, then pikku migrate"


def test_a_stage_that_fails_is_not_done(ran, monkeypatch):
    stages.ensure("load")
    working = stages._package

    def broken(stage):
        if stage.name == "load":
            raise KeyboardInterrupt
        return working(stage)

    monkeypatch.setattr(stages, "_package", broken)
    with pytest.raises(KeyboardInterrupt):
        stages.run("load")
    states = {found.stage: found.state for found in stages.status()}
    assert states["generate"] == "done"
    assert states["load"] == "not done"


def test_a_vanished_result_is_made_again(ran, tmp_path):
    stages.ensure("generate")
    (tmp_path / "raw" / "manifest.json").unlink()
    stages.ensure("generate")
    assert ran == ["generate", "generate"]


def test_a_changed_artefact_makes_its_stage_and_the_later_ones_stale(ran, monkeypatch, tmp_path):
    stages.ensure("serve")
    original = stages._digest
    monkeypatch.setattr(
        stages, "_digest", lambda f, p: "edited" if f.name == "adf" else original(f, p)
    )
    states = {found.stage: found.state for found in stages.status()}
    assert states == {
        "generate": "done",
        "load": "done",
        "migrate": "stale",
        "process": "stale",
        "serve": "stale",
        "report": "not done",
    }


def test_a_marker_cut_in_the_middle_counts_as_not_done(ran, tmp_path):
    stages.ensure("generate")
    file = tmp_path / "state" / "generate.json"
    file.write_text(file.read_text()[:20])
    assert stages.status()[0].state == "not done"


def test_a_stage_without_the_one_before_says_what_to_run(ran):
    with pytest.raises(PikkuError, match="stage generate, which is not done") as error:
        stages.run("load")
    assert "pikku generate" in error.value.remedy


@pytest.mark.parametrize(("on", "stage"), stages.AUDITED.items())
def test_an_audit_asks_the_stage_that_is_named_once_it_is_done(ran, on, stage):
    with pytest.raises(PikkuError, match=f"stage {stage}, which is not done"):
        stages.audit(on=on)
    stages.ensure(stage)
    assert [finding.name for finding in stages.audit(on=on)] == [f"a rule of {stage}"]


def test_an_audit_elsewhere_lists_where_it_can_be(ran):
    with pytest.raises(PikkuError, match="'excel'") as error:
        stages.audit(on="excel")
    assert "sql, spark, synapse" in error.value.remedy


def test_an_unknown_stage_lists_the_known_ones(ran):
    with pytest.raises(PikkuError) as error:
        stages.run("transform")
    assert "generate, load, migrate" in error.value.remedy


def test_output_elsewhere_leaves_the_path_alone(ran, tmp_path):
    stages.run("generate", out=tmp_path / "elsewhere")
    assert stages.status()[0].state == "not done"


def test_status_shows_totals_of_counts(ran):
    stages.ensure("generate")
    assert stages.status()[0].detail == "size small, seed 1, until 2026-03, rows 5"


def test_books_that_were_carried_on_are_made_anew_as_far(monkeypatch, ran):
    """When the code has changed, say: what was asked for is not forgotten, but for another company it says nothing."""
    given = []
    package = stages._package

    def noting(stage):
        module = package(stage)
        run = module.run

        def noted(**parameters):
            given.append((stage.name, parameters.get("until")))
            return run(**parameters)

        return types.SimpleNamespace(run=noted, check=module.check)

    monkeypatch.setattr(stages, "_package", noting)
    stages.ensure("generate")
    stages.run("generate", size="small", seed=1, until="2026-05")
    monkeypatch.setattr(stages, "_digest", lambda *_: "changed")
    stages.ensure("load")
    stages.ensure("load", seed=2)
    assert [until for name, until in given if name == "generate"] == [
        None,
        "2026-05",
        "2026-05",
        None,
    ]


def test_spark_is_started_ahead_of_the_stages_before_the_one_that_needs_it(ran):
    stages.ensure("process")
    assert ran == ["(Spark ahead)", "generate", "load", "migrate", "process"]
    ran.clear()
    stages.ensure("report")
    assert ran == ["serve", "report"]
