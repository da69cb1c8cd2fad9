"""What docs/azure.md tells a reader to type exists."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pikku import cli
from pikku.migrate import factory_folder, model

ROOT = Path(__file__).parents[3]
GUIDE = (ROOT / "docs" / "azure.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ {4}(pikku migrate .+)$", GUIDE, re.MULTILINE)
COMMANDS += re.findall(r"`(pikku migrate (?:deploy|run) [^`]+)`", GUIDE)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_every_command_can_be_typed(command, monkeypatch, tmp_path):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    arguments = shlex.split(command, comments=True)[1:]
    shown = CliRunner().invoke(cli.app, [*arguments, "--dry-run"])
    assert shown.exit_code == 0, shown.output


def test_deployment_and_run_are_among_them():
    assert {command.split()[2] for command in COMMANDS} == {"deploy", "run"}


def test_alerts_are_switched_on_as_the_factory_asks_for_them():
    declared = model.read(factory_folder()).global_parameters
    assert declared["alert_secret"] == ""
    [name] = re.findall(r"az keyvault secret set --vault-name VAULT --name (\S+)", GUIDE)
    assert f"--set alert_secret={name}" in GUIDE


def test_the_cost_of_a_month_is_the_sum_of_its_rows():
    _, costs = GUIDE.split("## What it costs")
    rows = re.findall(
        r"^\| (.+?) \| .+ \| (.+ pricing) \| .+ \| \$([\d.]+)–([\d.]+) ", costs, re.MULTILINE
    )
    pages = {name: page for name, page, _, _ in rows}
    assert len(pages) == costs.split("\n\n")[2].count("\n") - 1, "each row names a page"
    always = [row for row in rows if row[0] not in ("Databricks", "Power BI")]
    assert "Synapse serverless" in dict(row[:2] for row in always)
    least, most = (sum(float(row[end]) for row in always) for end in (2, 3))
    assert f"a month of learning is some ${least:.0f}–{most:.0f} " in costs


def test_the_teardown_stops_every_trigger():
    _, end = GUIDE.split("## How to stop it")
    triggers = model.read(factory_folder()).resources["trigger"]
    assert set(re.findall(r"az datafactory trigger stop .*--name (\w+)", end)) == set(triggers)


def test_every_file_that_is_named_is_there():
    for path in re.findall(r"(?:infra|requirements|lib|sql)/[\w./*]+\w", GUIDE):
        assert list(ROOT.glob(path)), path


def test_options_and_triggers_that_are_named_exist():
    helps = [
        CliRunner().invoke(cli.app, ["migrate", name, "--help"], env={"COLUMNS": "200"}).output
        for name in ("deploy", "run")
    ]
    for option in re.findall(r"`(--[a-z-]+)", GUIDE):
        assert any(option in text for text in helps), option
    triggers = model.read(factory_folder()).resources["trigger"]
    assert set(re.findall(r"\btr_\w+", GUIDE)) <= triggers.keys()
