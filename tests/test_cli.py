import json
import os
import re
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pikku import cli, definitions, generate, plausibility, stages
from pikku.errors import PikkuError
from pikku.load import statements
from pikku.platform import spark, sql, workspace
from pikku.workbook import runner

COMMANDS = [
    *(
        "run",
        "status",
        "audit",
        "statements",
        "explain",
        "doctor",
        "stop",
        "reset",
        "define",
        "notebooks",
    ),
    *(stage.name for stage in stages.STAGES),
]
SUBCOMMANDS = [
    ["notebooks", "refresh"],
    ["explain", "journal"],
    ["explain", "document"],
    ["migrate", "validate"],
    ["migrate", "runs"],
]


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    monkeypatch.setenv("PIKKU_HOME", str(folder))
    monkeypatch.setenv("COLUMNS", "200")
    return folder


def pikku(*arguments: str, stdin: str | None = None):
    return CliRunner().invoke(cli.app, list(arguments), input=stdin)


def failing(error: BaseException):
    """Return a function that takes anything and raises."""

    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS), *SUBCOMMANDS])
def test_every_command_explains_itself(command):
    shown = pikku(*command, "--help")
    assert shown.exit_code == 0
    assert "Usage: " in shown.output
    assert len([line for line in shown.output.splitlines() if line.strip()]) > 4


def test_help_lists_every_command():
    shown = pikku("--help").output
    assert all(name in shown for name in COMMANDS)


def test_help_lists_the_stages_in_the_order_of_the_path():
    shown = pikku("--help").output
    places = [shown.index(f" {stage.name} ") for stage in stages.STAGES]
    assert places == sorted(places)


def test_help_is_quick_because_no_stage_is_imported():
    env = {**os.environ, "PYTHONPATH": str(Path(cli.__file__).parents[1])}
    command = [sys.executable, "-X", "importtime", "-m", "pikku", "--help"]
    began = time.monotonic()
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert time.monotonic() - began < 5  # a shared machine; alone it is 0.4 s
    slow = ("pandas", "sqlalchemy", "pyspark", "duckdb", "papermill", "plotly", "pyarrow")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert imported.isdisjoint(slow)


@pytest.mark.parametrize(
    "arguments",
    [
        ["no-such-command"],
        ["run", "--size"],
        ["generate", "--workers", "none"],
        ["generate", "--workers", "0"],
        ["load", "--size", "small"],
        ["run", "--seed", "x"],
    ],
)
def test_a_usage_error_is_code_2(arguments):
    shown = pikku(*arguments)
    assert shown.exit_code == 2
    assert "Traceback" not in shown.output


def test_a_users_mistake_is_two_lines_and_code_1(home, monkeypatch):
    monkeypatch.setattr(stages, "run", failing(PikkuError("No space\nis left.", "Free some.")))
    shown = pikku("load")
    assert shown.exit_code == 1
    assert shown.stderr.splitlines() == ["error: No space is left.", "Free some."]
    assert shown.stdout == ""


def test_an_unforeseen_error_is_a_line_and_a_log_with_the_traceback(home, monkeypatch):
    monkeypatch.setattr(stages, "run", failing(RuntimeError("boom\nmore")))
    shown = pikku("load")
    assert shown.exit_code == 1
    first, second = shown.stderr.splitlines()
    assert first == "error: RuntimeError: boom"
    log = Path(second.removeprefix("The details are in "))
    assert log.parent == home / "logs"
    assert "Traceback" in log.read_text()
    assert "boom\nmore" in log.read_text()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_ctrl_c_is_code_130_with_a_message(home, monkeypatch, error):
    """Also where DuckDB takes the signal, and makes an error of its own of it."""
    monkeypatch.setattr(stages, "run", failing(error))
    shown = pikku("load")
    assert shown.exit_code == 130
    assert shown.stderr.startswith("Stopped.")


def test_a_number_below_zero_is_no_option(home):
    refused = pikku("explain", "journal", "-1")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("error: explain needs")


@pytest.mark.parametrize("kept", [False, True])
def test_generate_says_when_the_files_were_there(home, monkeypatch, kept):
    made = generate.GenerateReport(home, {}, {}, {}, "2026-03", kept)
    monkeypatch.setattr(stages, "run", lambda *_, **__: made)
    shown = pikku("generate").output
    assert "kept" not in shown
    assert ("The files were there already." in shown) == kept


@pytest.mark.parametrize("name", [s.name for s in stages.STAGES[1:]])
def test_a_stage_without_the_one_before_says_what_to_run(home, name):
    shown = pikku(name)
    assert shown.exit_code == 1
    assert shown.stderr.startswith(f"error: {name} needs")
    assert len(shown.stderr.splitlines()) == 2


def test_an_unknown_size_is_a_users_mistake(home):
    shown = pikku("generate", "--size", "enormous")
    assert shown.exit_code == 1
    assert "enormous" in shown.stderr.splitlines()[0]
    assert "small" in shown.stderr.splitlines()[1]
    assert not list(home.glob("raw/*"))


def test_an_unknown_notebook_lists_the_known_ones(home):
    shown = pikku("run", "--from", "12")
    assert shown.exit_code == 1
    assert "There is no notebook '12'." in shown.stderr
    assert "01_generate_mock_data" in shown.stderr


def test_an_environment_variable_that_cannot_be_is_a_users_mistake(home, monkeypatch):
    monkeypatch.setenv("PIKKU_SEED", "first")
    shown = pikku("run")
    assert shown.exit_code == 1
    assert "PIKKU_SEED" in shown.stderr


def test_generate_takes_size_and_seed_from_the_settings(home, monkeypatch):
    seen = {}

    def note(name, progress, **given):
        seen.update(given, name=name)
        raise PikkuError("enough")

    monkeypatch.setattr(stages, "run", note)
    monkeypatch.setenv("PIKKU_SIZE", "medium")
    pikku("generate", "--seed", "0", "--workers", "2", "--out", str(home))
    expected = {"name": "generate", "size": "medium", "seed": 0, "workers": 2, "out": home}
    expected |= {"until": None}
    assert seen == {**expected, "on_spark": False}
    pikku("generate", "--seed", "0", "--workers", "2", "--out", str(home), "--spark")
    assert seen == {**expected, "on_spark": True}
    pikku("generate", "--seed", "0", "--workers", "2", "--out", str(home), "--until", "2026-05")
    assert seen == {**expected, "until": "2026-05", "on_spark": False}


def test_status_of_an_empty_workspace(home):
    shown = pikku("status")
    assert shown.exit_code == 0
    assert shown.output.count("not done") == len(stages.STAGES)
    assert shown.output.count("stopped") == 3
    assert str(home) in shown.output


@pytest.mark.parametrize(("violations", "code"), [(0, 0), (3, 1)])
def test_audit_shows_figures_and_fails_when_an_invariant_is_broken(
    home, monkeypatch, violations, code
):
    finding = stages.Finding("trial balance is zero", "", 1200, violations, None, "rupees")
    asked = []
    monkeypatch.setattr(stages, "audit", lambda progress, on: asked.append(on) or [finding])
    shown = pikku("audit", "--on", "synapse")
    assert asked == ["synapse"]
    assert shown.exit_code == code
    assert "1,200" in shown.output
    assert ("are broken: trial balance is zero" in shown.stderr) == bool(violations)


def test_statements_are_listed_and_one_is_shown(home, monkeypatch):
    listed = pikku("statements")
    assert listed.exit_code == 0
    assert "cash_flow" in listed.output
    rows = ({"line": "Revenue", "2025-26": Decimal("1234567.50")},)
    made = statements.Made(statements.STATEMENTS[1], "2025-26", rows)
    monkeypatch.setattr(stages, "statement", lambda name, year: made)
    shown = pikku("statements", "profit_and_loss")
    assert shown.exit_code == 0
    assert "Profit and loss, 2025-26" in shown.output
    assert "1,234,567.50" in shown.output


@pytest.mark.parametrize("arguments", [["profits"], ["gstr1", "--year", "1999-00"], ["gstr1"]])
def test_a_statement_that_cannot_be_is_one_message(home, arguments):
    refused = pikku("statements", *arguments)
    assert refused.exit_code == 1
    assert refused.stderr.count("\n") == 2  # what is wrong, and the remedy
    assert not (home / "sql").exists()


@pytest.mark.parametrize(("until", "last"), [(None, "2025-26"), ("2026-05", "2026-27")])
def test_only_years_that_the_books_have_are_offered(home, until, last):
    (home / "state").mkdir(parents=True)
    marker = {"token": "t", "size": "small", "seed": 1, "until": until}
    (home / "state" / "generate.json").write_text(json.dumps(marker))
    refused = pikku("statements", "cash_flow", "--year", "abc")
    assert refused.stderr.endswith(f", {last}.\n")


@pytest.fixture
def used_workspace(home, monkeypatch):
    """Return a workspace with stages' files, the learner's progress, and a file not ours."""
    monkeypatch.setattr(sql, "remove", lambda: None)
    monkeypatch.setattr(spark, "stop", lambda: False)
    for name in ("raw/orders.csv", "state/load.json", "state/progress.json", "mine/notes.txt"):
        file = home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x")
    return home


def left(home):
    return sorted(p.relative_to(home).as_posix() for p in home.rglob("*") if p.is_file())


def test_reset_deletes_what_stages_made_and_nothing_else(used_workspace):
    assert pikku("reset", "--yes").exit_code == 0
    assert left(used_workspace) == ["mine/notes.txt", "state/progress.json"]
    assert "is empty" in pikku("reset", "--yes").output


def test_reset_asks_first(used_workspace):
    shown = pikku("reset", stdin="n\n")
    assert shown.exit_code == 1
    assert "raw, state" in shown.output
    assert len(left(used_workspace)) == 4
    assert pikku("reset", stdin="y\n").exit_code == 0


def test_reset_can_delete_the_learners_progress_too(used_workspace):
    assert pikku("reset", "--yes", "--progress").exit_code == 0
    assert left(used_workspace) == ["mine/notes.txt"]


def test_stop_without_servers_says_so(home):
    assert pikku("stop").output == "No server was running.\n"


def test_define_writes_what_the_catalogue_says_and_check_only_looks(home, tmp_path, monkeypatch):
    monkeypatch.setattr(workspace, "repo_root", lambda: tmp_path)
    monkeypatch.setattr(definitions, "files", lambda progress=None: {"adf/a/b.json": "{}\n"})
    (tmp_path / "adf").mkdir()
    (tmp_path / "adf" / "old.json").write_text("{}")
    checked = pikku("define", "--check")
    assert checked.exit_code == 1
    assert "missing" in checked.output
    assert "left over" in checked.output
    assert not (tmp_path / "adf" / "a").exists()
    assert pikku("define").exit_code == 0
    assert (tmp_path / "adf" / "a" / "b.json").read_text() == "{}\n"
    assert not (tmp_path / "adf" / "old.json").exists()
    assert pikku("define", "--check").output == "All files agree with the catalogue.\n"
    (tmp_path / "adf" / "a" / "b.json").write_text("{ }\n")
    assert "changed" in pikku("define", "--check").output


def test_the_repository_agrees_with_the_catalogue():
    assert definitions.differences() == []


def test_run_of_some_notebooks_says_where_to_look(home, tmp_path, monkeypatch):
    asked = {}
    ran = [runner.NotebookRun(name, 9, 3.4, tmp_path) for name in ("00_start_here", "01_mock")]
    monkeypatch.setattr(runner, "run", lambda *a, **k: asked.update(k, chosen=a) or ran)
    monkeypatch.setattr(runner, "select", lambda *a: list(runner.CHAPTERS[:2]))
    shown = pikku("run", "--to", "01", "--seed", "4")
    assert shown.exit_code == 0
    assert asked["chosen"] == (None, "01")
    assert (asked["size"], asked["seed"]) == ("small", 4)
    assert "2 notebooks ran" in shown.output
    assert re.search(r"01_mock +9 +3 ", shown.output)
    assert str(home / "runs" / "notebooks") in shown.output


def test_plausibility_prints_and_draws_what_it_finds(home):
    shown = pikku("plausibility", "--size", "5000", "--seed", "4")
    assert "Orders on time and in full" in shown.output
    page = home / "reports" / "plausibility" / "index.html"
    assert "size 5000, seed 4" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(("measured", "code"), [(0.5, 0), (0.9, 1)])
def test_plausibility_ends_with_code_1_when_something_is_implausible(
    home, monkeypatch, measured, code
):
    point = plausibility.Point("half", measured, 0.5, 0.4, 0.6)
    check = plausibility.Check("half", "sales", "One half", "0 %", "a half", lambda *_: [point])
    monkeypatch.setattr(plausibility, "examine", lambda *_: [plausibility.find(check, None, None)])
    shown = pikku("plausibility")
    assert shown.exit_code == code
    assert ("error: Implausible, 1 of 1: One half." in shown.stderr) == bool(code)
    assert ("All 1 findings are plausible." in shown.output) == (not code)


def test_plausibility_of_a_company_that_is_too_large_is_refused(home):
    shown = pikku("plausibility", "--size", "large")
    assert shown.exit_code == 1
    assert "too large" in shown.stderr
