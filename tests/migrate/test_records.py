"""What a run leaves behind: records, redacted where that is asked, and honest about runs that were killed."""

import _thread
import itertools
import json
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from tests.migrate.conftest import activity, expression, pipeline
from tests.migrate.test_runner import LIST, each, fail, keep, kept, note

from pikku.errors import PikkuError
from pikku.migrate import model, records
from pikku.migrate.local import Runner
from pikku.platform.lakestore import FolderStore


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def set_secret(**policy):
    return activity(
        "s", "SetVariable", {"variableName": "v", "value": "a-secret"}, policy=policy
    )  # fmt: skip


def test_a_record_is_the_same_after_saving_and_reading(home, write, tmp_path):
    folder = write({"main": pipeline(note("a"), fail("b", "a"), **LIST)})
    with Runner(model.read(folder), FolderStore(tmp_path), records.new_record("main")) as runner:
        runner.run("main")
    found = records.latest("main")
    assert found.pipeline_runs == runner.record.pipeline_runs
    assert found.activity_runs == runner.record.activity_runs


@pytest.mark.parametrize(
    ("policy", "hidden"),
    [
        ({}, []), ({"secureInput": True}, ["input"]), ({"secureOutput": True}, ["output"]),
        ({"secureInput": True, "secureOutput": True}, ["input", "output"]),
    ],
)  # fmt: skip
def test_what_is_secure_is_in_no_record_but_can_be_read(policy, hidden, home, write, tmp_path):
    read = activity("n", "Filter", {
        "items": expression("@createArray(activity('s').output.value)"),
        "condition": expression("@equals(length(item()), 8)"),
    }, "s", policy={"secureOutput": True})  # fmt: skip
    folder = write({"main": pipeline(set_secret(**policy), read, **LIST)})
    with Runner(model.read(folder), FolderStore(tmp_path), records.new_record("main")) as runner:
        assert runner.run("main").status == "Succeeded"
    run = runner.record.activities(activityName="s")[0]
    assert [part for part in ("input", "output") if getattr(run, part) == "***"] == hidden
    text = runner.record.file.read_text()
    assert text.count("a-secret") == 2 - len(hidden)
    assert runner.record.activities(activityName="n")[0].output == "***"


def test_a_secure_parameter_is_in_no_record(home, write, tmp_path):
    child = pipeline(note("x"), parameters={"key": {"type": "secureString"}}, **LIST)
    call = activity("call", "ExecutePipeline", {
        "pipeline": {"referenceName": "child", "type": "PipelineReference"},
        "waitOnCompletion": True, "parameters": {"key": "a-secret"},
    })  # fmt: skip
    folder = write({"main": pipeline(call), "child": child})
    with Runner(model.read(folder), FolderStore(tmp_path), records.new_record("main")) as runner:
        assert runner.run("main").status == "Succeeded"
    assert "a-secret" not in runner.record.file.read_text()
    [inner] = [run for run in runner.record.pipeline_runs if run.pipelineName == "child"]
    assert inner.parameters == {"key": "***"}
    assert inner.invokedBy["id"] == runner.record.activities(activityName="call")[0].activityRunId


def test_an_interrupted_run_is_cancelled(home, write, tmp_path, monkeypatch):
    folder = write({"main": pipeline(note("a"), note("b", after="a"), **LIST)})
    runner = Runner(model.read(folder), FolderStore(tmp_path), records.new_record("main"))
    original = runner._attempt

    def interrupted(activity, *rest):
        if activity["name"] == "b":
            runner._new_run(activity, *rest)
            raise KeyboardInterrupt
        return original(activity, *rest)

    monkeypatch.setattr(runner, "_attempt", interrupted)
    with runner, pytest.raises(KeyboardInterrupt):
        runner.run("main")
    found = records.latest("main")
    assert found.pipeline_runs[0].status == "Cancelled"
    assert [r.status for r in found.activity_runs] == ["Succeeded", "Cancelled"]
    assert all(r.activityRunEnd for r in found.activity_runs)


KILLED = """
import os, sys, threading
from pathlib import Path
from pikku.migrate import model, records
from pikku.migrate.local import Runner
records._PAUSE = 0.05
from pikku.platform.lakestore import FolderStore

runner = Runner(model.read(Path(sys.argv[1])), FolderStore(Path(sys.argv[2])), records.new_record("main"))
threading.Timer(2.0, lambda: os.kill(os.getpid(), 9)).start()
runner.run("main")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_run_is_shown_as_killed_with_what_had_ended(home, write, tmp_path):
    waits = [activity(f"w{n}", "Wait", {"waitTimeInSeconds": 0.2}) for n in range(3)]
    long = activity("long", "Wait", {"waitTimeInSeconds": 60}, {"n": "Succeeded"}.items())
    for before, after in itertools.pairwise(waits):
        after["dependsOn"] = [{"activity": before["name"], "dependencyConditions": ["Succeeded"]}]
    folder = write({"main": pipeline(*waits, note("n", after="w2"), long, **LIST)})
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(tmp_path)], check=False)
    assert done.returncode == -9
    found = records.latest("main")
    assert found.pipeline_runs[0].status == "Killed"
    assert {r.activityName: r.status for r in found.activity_runs if r.activityName in ("w0", "w1")} == {
        "w0": "Succeeded", "w1": "Succeeded"}  # fmt: skip
    assert all(r.status in ("Succeeded", "Killed") for r in found.activity_runs)


def test_a_run_in_progress_is_not_shown_as_killed(home, write, tmp_path):
    folder = write({"main": pipeline(activity("w", "Wait", {"waitTimeInSeconds": 1}))})
    with Runner(model.read(folder), FolderStore(tmp_path), records.new_record("main")) as runner:
        thread = threading.Thread(target=runner.run, args=("main",))
        thread.start()
        time.sleep(0.5)
        assert records.latest("main").pipeline_runs[0].status == "InProgress"
        thread.join()
    assert records.latest("main").pipeline_runs[0].status == "Succeeded"


def test_records_of_before_can_still_be_read(home):
    file = records.new_record("main").file
    run = {"pipelineName": "main", "runId": "r", "runStart": "2026-04-01T00:00:00.0000000Z",
           "parameters": {}, "invokedBy": {}, "status": "InProgress"}  # fmt: skip
    file.write_text(json.dumps({"pipelineRuns": [run], "activityRuns": []}))
    assert records.load(file).pipeline_runs[0].status == "Killed"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "\x80",
        '{"pipelineRuns": [{"x": 1}], "activityRuns": []}',
        '{"pipelineRuns": [], "activityRuns": []}',
    ],
)
def test_a_file_that_is_no_record_is_said(text, tmp_path):
    file = tmp_path / "x.json"
    file.write_text(text, encoding="latin-1")
    with pytest.raises(PikkuError, match="is not the record of a run"):
        records.load(file)


def test_an_inactive_activity_leaves_a_line(run):
    _, record = run(fail("a", state="Inactive"), note("b", after="a"), **LIST)
    assert [(r.activityName, r.status) for r in record.activity_runs] == [
        ("a", "Inactive"),
        ("b", "Succeeded"),
    ]


def test_a_pipeline_runs_no_more_often_at_once_than_it_allows(run):
    running, most = [], []

    def ended(record):
        return record.pipelineName == "child"

    child = pipeline(activity("w", "Wait", {"waitTimeInSeconds": 0.3}), concurrency=2)
    call = activity("call", "ExecutePipeline", {
        "pipeline": {"referenceName": "child", "type": "PipelineReference"}, "waitOnCompletion": True,
    })  # fmt: skip
    _, record = run(each("@range(0, 6)", call, batchCount=6), others={"child": child})
    starts = [(r.activityRunStart, 1) for r in record.activities(activityName="w")]
    ends = [(r.activityRunEnd, -1) for r in record.activities(activityName="w")]
    for _, step in sorted(starts + ends):
        running.append(step)
        most.append(sum(running))
    assert len(starts) == 6 and max(most) == 2
    assert {r.status for r in record.pipeline_runs if ended(r)} == {"Succeeded"}


def test_what_is_in_a_loop_ends_with_the_loop(run):
    properties = {
        "expression": expression("@true"),
        "activities": [activity("w", "Wait", {"waitTimeInSeconds": 60})],
        "timeout": "0.00:00:01",
    }
    begun = time.monotonic()
    ended, record = run(activity("u", "Until", properties))
    assert ended.status == "Failed" and time.monotonic() - begun < 5
    inner, outer = (record.activities(activityName=name)[0].error for name in ("w", "u"))
    assert "'w' didn't end within the timeout of the loop" in inner["message"]
    assert "'u' didn't end within its timeout of 0.00:00:01" in outer["message"]


def test_a_record_that_cannot_be_saved_meanwhile_does_not_end_the_run(
    home, write, tmp_path, monkeypatch
):
    folder = write({"main": pipeline(note("a"), note("b", after="a"), **LIST)})
    record, failures = records.new_record("main"), []
    original = records.workspace.write

    def full(file, text, **more):
        if '"status":"InProgress"' in text and record.activity_runs:
            failures.append(file)
            raise PikkuError("No space left.", "Free some.")
        return original(file, text, **more)

    monkeypatch.setattr(records.workspace, "write", full)
    monkeypatch.setattr(records, "_PAUSE", 0)
    monkeypatch.setattr(records, "_SHARE", 0)
    with Runner(model.read(folder), FolderStore(tmp_path), record) as runner:
        assert runner.run("main").status == "Succeeded"
    assert failures and records.latest("main").pipeline_runs[0].status == "Succeeded"


def test_a_retry_that_is_an_expression_is_evaluated(run):
    wrong = activity("i", "IfCondition", {"expression": expression("@string(1)")},
                     policy={"retry": "@add(1, 1)", "timeout": "@concat('0.00:', '01:00')"})  # fmt: skip
    _, record = run(wrong)
    assert len(record.activities(activityName="i")) == 3
    ended, record = run(
        activity("i", "Wait", {"waitTimeInSeconds": 0}, policy={"retry": "@nothing()"})
    )
    assert (
        ended.status == "Failed"
        and "no function 'nothing'" in record.activity_runs[0].error["message"]
    )


TRIGGERS = {
    "trigger/tr_daily": {"type": "ScheduleTrigger", "typeProperties": {"recurrence": {}}, "pipelines": [{
        "pipelineReference": {"referenceName": "main", "type": "PipelineReference"},
        "parameters": {"p": "@formatDateTime(trigger().scheduledTime, 'yyyy-MM-dd')"}}]},
    "trigger/tr_file": {"type": "BlobEventsTrigger", "typeProperties": {}, "pipelines": [{
        "pipelineReference": {"referenceName": "main", "type": "PipelineReference"},
        "parameters": {"p": "@concat(triggerBody().folderPath, '/', triggerBody().fileName)"}}]},
    **{f"trigger/tr_{unit}": {
        "type": "TumblingWindowTrigger",
        "typeProperties": {"frequency": unit.title(), "interval": interval, "startTime": "2026-01-31T00:00:00Z"},
        "pipeline": {"pipelineReference": {"referenceName": "main", "type": "PipelineReference"},
                     "parameters": {"p": "@{trigger().outputs.windowStartTime}|@{trigger().outputs.windowEndTime}"}},
    } for unit, interval in (("hour", 6), ("minute", 15), ("month", 1))},
}  # fmt: skip


@pytest.mark.parametrize(
    ("trigger", "at", "body", "value"),
    [
        ("tr_daily", "2026-04-01T23:30:00+05:30", None, "2026-04-01"),
        ("tr_daily", "2026-04-02T01:30:00+05:30", None, "2026-04-01"),
        ("tr_file", "2026-04-01T00:00:00Z", {"folderPath": "landing/x", "fileName": "a.csv"}, "landing/x/a.csv"),
        ("tr_hour", "2026-01-31T13:59:00Z", None, "2026-01-31T06:00:00.0000000Z|2026-01-31T12:00:00.0000000Z"),
        ("tr_hour", "2026-01-31T06:00:00Z", None, "2026-01-31T00:00:00.0000000Z|2026-01-31T06:00:00.0000000Z"),
        ("tr_minute", "2026-02-01T00:14:59Z", None, "2026-01-31T23:45:00.0000000Z|2026-02-01T00:00:00.0000000Z"),
        ("tr_month", "2026-03-30T00:00:00Z", None, "2026-01-31T00:00:00.0000000Z|2026-02-28T00:00:00.0000000Z"),
    ],
)  # fmt: skip
def test_a_trigger_gives_the_pipeline_its_times(trigger, at, body, value, write, tmp_path):
    from datetime import datetime

    shown = keep("@concat(pipeline().TriggerType, '|', pipeline().TriggerName)")
    main = pipeline(shown, parameters={"p": {"type": "string"}}, **LIST)
    with Runner(model.read(write({"main": main}, TRIGGERS)), FolderStore(Path(tmp_path))) as runner:
        [ended] = runner.fire(trigger, datetime.fromisoformat(at), body)
    assert ended.parameters == {"p": value}
    kind = TRIGGERS[f"trigger/{trigger}"]["type"]
    assert kept(runner.record) == f"{kind}|{trigger}"
    assert ended.invokedBy == {"name": trigger, "invokedByType": kind}


def test_a_window_that_has_not_ended_is_said(write, tmp_path):
    from datetime import UTC, datetime

    factory = model.read(write({"main": pipeline()}, TRIGGERS))
    with Runner(factory, FolderStore(tmp_path)) as runner:
        with pytest.raises(PikkuError, match="No window of the trigger 'tr_hour' has ended"):
            runner.fire("tr_hour", datetime(2026, 1, 31, 5, tzinfo=UTC))
        with pytest.raises(PikkuError, match="no trigger 'tr_gone'"):
            runner.fire("tr_gone")


@pytest.mark.parametrize(
    ("pipeline_name", "given"), [("nothing", {}), ("main", {}), ("main", {"p": 1, "other": 2})]
)
def test_what_could_not_begin_leaves_no_record(pipeline_name, given, home, write, tmp_path):
    folder = write({"main": pipeline(note("a"), parameters={"p": {"type": "int"}}, **LIST)})
    record = records.new_record("main")
    runner = Runner(model.read(folder), FolderStore(tmp_path), record)
    with runner, pytest.raises(PikkuError):
        runner.run(pipeline_name, **given)
    assert records.files() == []


@pytest.fixture
def not_waiting(home, write, tmp_path):
    """Return a function that returns the runner of a pipeline that calls a long one without waiting for it, and what follows."""

    def made(*after, **more):
        child = pipeline(activity("w", "Wait", {"waitTimeInSeconds": 60}))
        call = activity("call", "ExecutePipeline", {
            "pipeline": {"referenceName": "child", "type": "PipelineReference"}, "waitOnCompletion": False,
        })  # fmt: skip
        folder = write({"main": pipeline(call, *after, **more), "child": child})
        return Runner(model.read(folder), FolderStore(tmp_path), records.new_record("main"))

    return made


def test_a_pipeline_that_is_not_waited_for_is_interrupted_without_a_word(not_waiting, monkeypatch):
    runner = not_waiting(note("b", after="call"), **LIST)
    original, said = runner._attempt, []

    def interrupted(activity, *rest):
        if activity["name"] == "b":
            while not runner.record.activities(activityName="w"):
                time.sleep(0.01)
            raise KeyboardInterrupt
        return original(activity, *rest)

    monkeypatch.setattr(runner, "_attempt", interrupted)
    monkeypatch.setattr(threading, "excepthook", said.append)
    with runner, pytest.raises(KeyboardInterrupt):
        runner.run("main")
    assert said == []
    assert {run.status for run in records.latest("main").pipeline_runs} == {"Cancelled"}


@pytest.fixture
def interruptible():
    """Let Ctrl-C interrupt, which a process of pytest-xdist leaves to the one that started it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_a_pipeline_that_is_not_waited_for_can_be_interrupted_when_it_is_the_last(
    not_waiting, interruptible
):
    runner = not_waiting()
    begun = time.monotonic()
    threading.Timer(0.5, _thread.interrupt_main).start()
    with runner, pytest.raises(KeyboardInterrupt):
        runner.run("main")
    assert time.monotonic() - begun < 20
    states = {run.pipelineName: run.status for run in records.latest("main").pipeline_runs}
    assert states == {"main": "Succeeded", "child": "Cancelled"}
