"""The monitor shows what runs did: lists, bars, a picture; and the commands that print them."""

import itertools
import json
import re

import pytest
from tests.migrate.conftest import activity, expression, pipeline
from tests.migrate.large_factory import files
from tests.migrate.test_runner import LIST, fail, note
from typer.testing import CliRunner

from pikku import cli
from pikku.errors import PikkuError
from pikku.migrate import model, monitor, records
from pikku.migrate.local import Runner
from pikku.migrate.records import ActivityRun, PipelineRun, Record
from pikku.platform.lakestore import FolderStore


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path / "home"


@pytest.fixture
def ran(home, write, tmp_path):
    """Return a function that runs a pipeline and leaves its record in the workspace."""

    def run(*activities, name="main", others=None):
        folder = write({name: pipeline(*activities, **LIST), **(others or {})})
        with Runner(model.read(folder), FolderStore(tmp_path / "lake"), records.new_record(name), longest_wait=0) as runner:  # fmt: skip
            runner.run(name)
            return runner.record

    return run


def pikku(*arguments):
    return CliRunner().invoke(cli.app, list(arguments))


def call(name, target, **parameters):
    return activity(name, "ExecutePipeline", {
        "pipeline": {"referenceName": target, "type": "PipelineReference"},
        "waitOnCompletion": True, "parameters": parameters,
    })  # fmt: skip


CHILD = pipeline(
    note("inner"), parameters={"control": {"type": "object", "defaultValue": {}}}, **LIST
)


def copied(rows, run="p"):
    stamps = ("2026-04-01T00:00:01.0000000Z", "2026-04-01T00:00:03.5000000Z")
    output = {"rowsRead": rows, "rowsCopied": rows, "throughput": 12.5}
    return ActivityRun("Copy it", "Copy", "main", run, "a", stamps[0], "Succeeded", output=output,
                       activityRunEnd=stamps[1], durationInMs=2500)  # fmt: skip


def made_up(*activity_runs, status="Succeeded"):
    """Return a record of one pipeline run with the given activity runs."""
    run = PipelineRun("main", "p", "2026-04-01T00:00:00.0000000Z", {}, {"name": "Manual"}, status,
                      runEnd="2026-04-01T00:00:05.0000000Z", durationInMs=5000)  # fmt: skip
    return Record(None, [run], list(activity_runs))


def test_lines_follow_the_calls(ran):
    control = {"table_name": "sales_order"}
    record = ran(note("a"), call("b", "child", control=control), others={"child": CHILD})
    found = {line.name: line.depth for line in monitor.lines(record)}
    assert found == {"main": 0, "a": 1, "b": 1, "child (sales_order)": 2, "inner": 3}
    assert list(found) == [line.name for line in monitor.lines(record)]


def test_items_of_a_loop_and_further_attempts_are_named(ran):
    loop = activity("each", "ForEach", {
        "items": expression("@range(0, 2)"), "activities": [note("n", "@string(item())")], "isSequential": True})  # fmt: skip
    wrong = activity(
        "i", "IfCondition", {"expression": expression("@string(1)")}, "each", policy={"retry": 1}
    )
    names = [line.name for line in monitor.lines(ran(loop, wrong))]
    assert names == ["main", "each", "n [0]", "n [1]", "i", "i (attempt 2)"]


def test_rows_and_throughput_are_shown():
    script = ActivityRun("s", "Script", "main", "p", "b", "2026-04-01T00:00:04.0000000Z", "Succeeded",
                         output={"recordsAffected": 3}, activityRunEnd="x", durationInMs=1)  # fmt: skip
    _, copy, other = monitor.lines(made_up(copied(7), script))
    assert (copy.rows_read, copy.rows_written, copy.throughput) == (7, 7, 12.5)
    assert (copy.start, copy.seconds) == (1.0, 2.5)
    assert (other.rows_read, other.rows_written, other.throughput) == (None, 3, None)


def test_bars_begin_and_end_where_the_runs_did():
    bars = monitor.bars(monitor.lines(made_up(copied(7))), width=10)
    assert bars == ["█" * 10, "  " + "█" * 5]


def test_of_very_many_lines_the_telling_ones_are_shown():
    many = [copied(1)] + [
        ActivityRun(f"w{n}", "Wait", "main", "p", str(n), "2026-04-01T00:00:00.0000000Z",
                    "Failed" if n == 7 else "Succeeded", error={"message": "no"} if n == 7 else None)
        for n in range(monitor.FEW)
    ]  # fmt: skip
    lines = monitor.lines(made_up(*many))
    assert len(lines) == monitor.FEW + 2
    assert [line.name for line in monitor.shown(lines)] == ["main", "Copy it", "w7"]
    assert monitor.shown(lines[:50]) == lines[:50]


def test_the_picture_has_a_bar_for_each_line(ran):
    record = ran(note("a"), fail("b", "a"))
    figure = monitor.figure(record)
    bars = {trace.name: len(trace.x) for trace in figure.data}
    assert bars == {"Succeeded": 1, "Failed": 2}
    assert [note.text for note in figure.layout.annotations] == ["main", "\xa0\xa0a", "\xa0\xa0b"]
    told = itertools.chain.from_iterable(trace.hovertext for trace in figure.data)
    assert any("as asked" in text for text in told)


def test_the_page_needs_no_network_and_has_the_runs(ran):
    record = ran(note("a"), fail("b", "a", message="</script><b>"))
    page = monitor.write_page(record)
    text = page.read_text(encoding="utf-8")
    assert page.parent == record.file.parent
    [library] = re.findall(r'src="([^"]+)"', text)
    assert (page.parent / library).is_file()
    drawn = json.loads(re.search(r"const run = (.*);\n", text)[1].replace("<\\/", "</"))
    assert sum(len(trace["x"]) for trace in drawn["data"]) == 3
    assert text.count("</script>") == 2


def test_a_run_is_found_by_its_id_or_its_pipeline(ran):
    first, second = ran(note("a")), ran(note("a"), name="other")
    for asked, wanted in (
        ("latest", second), ("main", first), ("other", second),
        (first.pipeline_runs[0].runId, first), (first.pipeline_runs[0].runId[:8], first),
    ):  # fmt: skip
        assert monitor.find(asked).file == wanted.file
    with pytest.raises(PikkuError, match="no run 'no-such-run'"):
        monitor.find("no-such-run")


def test_several_runs_of_one_beginning_are_named(ran, monkeypatch):
    monkeypatch.setattr("uuid.uuid4", iter(map(_FixedUuid, range(1000))).__next__)
    ran(note("a"))
    ran(note("a"))
    with pytest.raises(PikkuError, match="2 runs begin with 'same'"):
        monitor.find("same")


class _FixedUuid:
    """Stands for a random identifier: all begin alike."""

    def __init__(self, number: int) -> None:
        self.hex = f"{number:032x}"

    def __str__(self) -> str:
        return f"same-{self.hex}"


def test_the_command_lists_the_last_runs(ran):
    ran(note("a"))
    record = ran(note("a"), fail("b", "a"))
    shown = pikku("migrate", "runs")
    assert shown.exit_code == 0
    lines = [line for line in shown.output.splitlines() if "main" in line]
    assert len(lines) == 2
    assert record.pipeline_runs[0].runId[:8] in lines[0] and "Failed" in lines[0]
    assert len([line for line in pikku("migrate", "runs", "--last", "1").output.splitlines() if "main" in line]) == 1  # fmt: skip


def test_the_command_shows_a_run(ran):
    ran(note("a"), fail("b", "a"))
    shown = pikku("migrate", "runs", "latest")
    assert shown.exit_code == 0
    assert "AppendVariable" in shown.output and "█" in shown.output
    assert "b: as asked" in shown.output
    assert "Drawn in" in shown.output


def test_before_anything_ran_the_command_says_so(home):
    shown = pikku("migrate", "runs")
    assert (shown.exit_code, "has not run yet" in shown.output) == (0, True)
    shown = pikku("migrate", "runs", "latest")
    assert (shown.exit_code, "has not run yet" in shown.output) == (1, True)


def test_the_command_validates_a_factory(home, tmp_path):
    folder = tmp_path / "factory"
    for path, properties in files().items():
        file = folder / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"name": file.stem, "properties": properties}))
    shown = pikku("migrate", "validate", str(folder))
    assert shown.exit_code == 0 and "nothing is wrong" in shown.output
    file = folder / "pipeline" / "child.json"
    file.write_text(file.read_text().replace('"Wait"', '"Weit"'))
    shown = pikku("migrate", "validate", str(folder))
    assert shown.exit_code == 1
    for words in (
        "pipeline/child.json",
        "properties.activities[0].type",
        "'Weit'",
        "1 finding in 1 file",
    ):
        assert words in shown.output.replace("\n", " ")


def test_validate_checks_the_repositorys_factory_by_default(home):
    shown = pikku("migrate", "validate")
    assert shown.exit_code == 0 and "nothing is wrong" in shown.output


@pytest.mark.parametrize("what", ["missing", "a file", "empty"])
def test_what_is_no_factory_is_said(what, home, tmp_path):
    folder = tmp_path / "x"
    if what == "a file":
        folder.write_text("{}")
    elif what == "empty":
        folder.mkdir()
    shown = pikku("migrate", "validate", str(folder))
    assert shown.exit_code == 1
    assert "is not a data factory" in shown.output


@pytest.mark.parametrize("text", ['{"pipelineRuns": [], "activityRuns": []}', "", "{}"])
def test_a_file_that_is_no_record_is_a_line_and_no_obstacle(text, ran):
    record = ran(note("a"))
    broken = records.new_record("main").file
    broken.write_text(text)
    shown = pikku("migrate", "runs")
    assert shown.exit_code == 0
    assert record.pipeline_runs[0].runId[:8] in shown.output
    said = " ".join(shown.output.split())
    assert f"{broken.name} is not the record of a run" in said
    assert [one.status for one in monitor.summaries()] == ["Unreadable", "Succeeded"]
    for asked in ("latest", "main", record.pipeline_runs[0].runId):
        assert monitor.find(asked).file == record.file
    record.file.unlink()
    with pytest.raises(PikkuError, match="is not the record of a run"):
        monitor.find("latest")
    assert pikku("migrate", "runs").exit_code == 0
