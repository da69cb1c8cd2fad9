import datetime as dt

import pytest
from typer.testing import CliRunner

from pikku import cli
from pikku.errors import PikkuError
from pikku.migrate.azure import client, deploy
from pikku.migrate.azure import run as running

from .conftest import SUBSCRIPTION, TARGET, Refusal

BEGAN = dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%f7Z")  # seven digits, as Azure has
WHERE = [
    *("--subscription", SUBSCRIPTION),
    *("--resource-group", TARGET.resource_group),
    *("--factory", TARGET.factory),
]


def pipeline_run(run_id, pipeline, status, parent=None, seconds=0):
    made = {"runId": run_id, "pipelineName": pipeline, "status": status, "runStart": BEGAN}
    made["invokedBy"] = {"name": "Manual"} if parent is None else {"pipelineRunId": parent}
    return made | {"durationInMs": seconds * 1000, "message": ""}


def activity_run(run_id, name, kind, status, error=None):
    made = {"activityName": name, "activityType": kind, "status": status, "activityRunId": name}
    return made | {"pipelineRunId": run_id, "pipelineName": f"pl_of_{run_id}", "error": error}


STRANGER = pipeline_run("other", "pl_copy_table", "Failed", parent="somebody-else")


def states(*statuses):
    """Return what is found of a run with two runs below each other, as the first goes through statuses."""
    return [
        [
            STRANGER,
            pipeline_run("run-0", "pl_copy_all", status, seconds=65),
            pipeline_run("run-1", "pl_copy_table", below, "run-0", 30),
            pipeline_run("run-2", "pl_load_table", below, "run-1", 20),
            pipeline_run("run-3", "pl_copy_table", "Succeeded", "run-0", 10),
        ]
        for status, below in statuses
    ]


GOES_WELL = [("Queued", "Queued"), ("InProgress", "InProgress"), ("Succeeded", "Succeeded")]
FAILS = [("InProgress", "InProgress"), ("Failed", "Failed")]


def failed_activities():
    denied = {
        "errorCode": "2200",
        "message": "Login failed for user 'adf'.",
        "failureType": "UserError",
    }
    above = {"errorCode": "BadRequest", "message": "Operation on target Copy one table failed."}
    return {
        "run-0": [
            activity_run("run-0", "Set the load id", "SetVariable", "Succeeded"),
            activity_run("run-0", "For each table", "ForEach", "Failed", above),
        ],
        "run-1": [activity_run("run-1", "Load the table", "ExecutePipeline", "Failed", above)],
        "run-2": [activity_run("run-2", "Copy all rows", "Copy", "Failed", denied)],
        "other": [activity_run("other", "Not ours", "Copy", "Failed", denied)],
    }


@pytest.fixture
def cloud(arm, options):
    with client.Cloud(TARGET, **options) as made:
        yield made


def started(arm, cloud, statuses=GOES_WELL):
    arm.objects["pipeline"]["pl_copy_all"] = {}
    arm.states = states(*statuses)
    return running.Run.start(cloud, "pl_copy_all", {"area": "sales"})


def test_a_run_is_started_with_its_parameters_and_followed_to_its_end(arm, cloud):
    run = started(arm, cloud)
    ended = run.follow(every=0)
    assert arm.started == [("pl_copy_all", {"area": "sales"})]
    assert (ended.run_id, ended.seconds) == ("run-0", 65)
    assert ended.pipelines == (
        running.PipelineRuns("pl_copy_all", 1, 1, 65),
        running.PipelineRuns("pl_copy_table", 2, 2, 40),
        running.PipelineRuns("pl_load_table", 1, 1, 20),
    )


def test_a_run_without_parameters_has_no_body(arm, cloud):
    arm.objects["pipeline"]["pl_nothing"] = {}
    running.Run.start(cloud, "pl_nothing", {})
    assert arm.started == [("pl_nothing", {})]


def test_a_run_that_waits_has_not_begun(arm, cloud):
    run = started(arm, cloud)
    for one in arm.states[0]:
        one["runStart"] = None
    assert run.follow(every=0).seconds == 65


def test_progress_is_of_this_run_alone_and_says_what_runs(arm, cloud):
    run = started(arm, cloud)
    arm.activities["run-0"] = [activity_run("run-0", "For each table", "ForEach", "InProgress")]
    seen = []
    run.follow(lambda *one: seen.append(one), every=0)
    assert seen == [(1, 4, "Queued"), (1, 4, "For each table")]


def test_a_failed_run_names_the_innermost_activity_and_its_error(arm, cloud):
    run = started(arm, cloud, FAILS)
    arm.activities = failed_activities()
    with pytest.raises(PikkuError) as error:
        run.follow(every=0)
    message = error.value.message
    assert "Copy all rows (pl_of_run-2): Login failed for user 'adf'. (error code 2200)" in message
    assert "For each table" not in message
    assert "Not ours" not in message
    assert run.page in error.value.remedy
    assert TARGET.id in run.page


def test_a_loop_that_failed_by_itself_is_named(arm, cloud):
    run = started(arm, cloud, FAILS)
    arm.activities = {"run-0": failed_activities()["run-0"]}
    with pytest.raises(PikkuError, match=r"For each table .*: Operation on target"):
        run.follow(every=0)


def test_many_failures_are_counted(arm, cloud):
    run = started(arm, cloud, FAILS)
    arm.activities["run-2"] = [
        activity_run("run-2", f"Copy {n}", "Copy", "Failed", {"message": "No."}) for n in range(5)
    ]
    with pytest.raises(PikkuError, match=r"Copy 0 .* Copy 1 .* Copy 2 .*\(and 2 more\)"):
        run.follow(every=0)


def test_a_cancelled_run_is_an_error(arm, cloud):
    run = started(arm, cloud, [("Cancelled", "Cancelled")])
    with pytest.raises(PikkuError, match="run-0 was cancelled"):
        run.follow(every=0)


def test_throttled_questions_are_repeated(arm, cloud):
    run = started(arm, cloud)
    arm.refuse("queryPipelineRuns", Refusal(429, "TooManyRequests", "Slow down.", Retry_After="0"))
    arm.refuse("pipelineruns/run-0", Refusal(503, "ServiceUnavailable", "Later.", Retry_After="0"))
    assert run.follow(every=0).seconds == 65


def test_a_run_that_can_not_be_followed_goes_on(arm, cloud):
    run = started(arm, cloud)
    arm.refuse("pipelineruns/run-0", Refusal(403, "AuthorizationFailed", "Not any more."))
    with pytest.raises(PikkuError) as error:
        run.follow(every=0)
    assert "Not any more." in error.value.message
    assert "--run-id run-0 follows it again" in error.value.remedy


def test_a_pipeline_that_is_not_deployed(arm, cloud):
    with pytest.raises(PikkuError) as error:
        running.Run.start(cloud, "pl_copy_all", {})
    assert error.value.message == "The factory in Azure has no pipeline 'pl_copy_all'."
    assert "pikku migrate deploy" in error.value.remedy


def test_parameters_get_defaults_and_types(folder):
    assert running.parameters({}, folder=folder) == {"area": "*"}
    assert running.parameters({"area": "sales"}, folder=folder) == {"area": "sales"}
    made = running.parameters({"control": '{"table": "a"}'}, "pl_copy_table", folder)
    assert made == {"control": {"table": "a"}}


@pytest.mark.parametrize(
    "given, pipeline, message, remedy",
    [
        ({"aera": "x"}, "pl_copy_all", "no parameter 'aera'", "area"),
        ({}, "pl_copy_table", "'control' of pl_copy_table has no value", "Give it"),
        ({"control": "x"}, "pl_copy_table", "of type object", "JSON"),
        ({}, "pl_none", "no pipeline 'pl_none'", "pl_copy_all"),
    ],
)
def test_wrong_parameters_are_errors_before_anything_is_sent(
    folder, given, pipeline, message, remedy
):
    with pytest.raises(PikkuError) as error:
        running.parameters(given, pipeline, folder)
    assert message in error.value.message
    assert remedy in error.value.remedy


@pytest.fixture
def pikku(arm, options, folder, monkeypatch, tmp_path):
    """Return the command, which finds the Resource Manager on localhost where Azure would be."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    monkeypatch.delenv("AZURE_SUBSCRIPTION_ID", raising=False)
    monkeypatch.setattr(deploy, "factory_folder", lambda: folder)
    monkeypatch.setattr(running, "factory_folder", lambda: folder)
    connect = client._client
    monkeypatch.setattr(client, "_client", lambda target, given: connect(target, options | given))
    monkeypatch.setattr(running.time, "sleep", lambda _: None)
    return lambda *arguments: CliRunner().invoke(cli.app, ["migrate", *arguments])


def test_the_command_deploys_runs_and_shows_what_ran(arm, pikku):
    shown = pikku("deploy", *WHERE)
    assert shown.exit_code == 0, shown.output
    assert "pl_copy_all" in shown.stdout
    again = pikku("deploy", *WHERE)
    assert again.stdout.startswith("0 steps done; ")
    arm.states = states(*GOES_WELL)
    shown = pikku("run", "--azure", *WHERE, "--parameter", "area=sales")
    assert shown.exit_code == 0, shown.output
    assert arm.started == [("pl_copy_all", {"area": "sales"})]
    assert "The run run-0 succeeded in 65 s." in shown.stdout
    assert "https://adf.azure.com" in shown.stderr


def test_the_command_fails_with_the_run(arm, pikku):
    arm.objects["pipeline"]["pl_copy_all"] = {}
    arm.states, arm.activities = states(*FAILS), failed_activities()
    shown = pikku("run", "--azure", *WHERE)
    assert shown.exit_code == 1
    assert "error: The run run-0 failed. Copy all rows (pl_of_run-2): Login failed" in shown.stderr


def test_a_run_that_was_started_before_is_followed(arm, pikku):
    arm.states = states(*GOES_WELL)
    shown = pikku("run", "--azure", *WHERE, "--run-id", "run-0")
    assert shown.exit_code == 0, shown.output
    assert arm.started == []


@pytest.mark.parametrize("cancel", [True, False])
def test_ctrl_c_cancels_the_run_if_asked_and_else_says_how(arm, pikku, monkeypatch, cancel):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(running.time, "sleep", interrupt)
    arm.objects["pipeline"]["pl_copy_all"] = {}
    arm.states = states(*GOES_WELL)
    shown = pikku("run", "--azure", *WHERE, *(["--cancel-on-interrupt"] if cancel else []))
    assert shown.exit_code == 130
    assert arm.cancelled == (["run-0"] if cancel else [])
    assert ("is being cancelled" in shown.stderr) == cancel
    assert ("az datafactory pipeline-run cancel" in shown.stderr) != cancel


def test_ctrl_c_during_a_deployment_names_the_triggers_that_stand_still(arm, pikku, monkeypatch):
    assert pikku("deploy", *WHERE, "--start-triggers").exit_code == 0
    arm.objects["dataset"]["ds_a"]["properties"]["description"] = "Changed."
    send = deploy._carry_out_one

    def interrupt(cloud, step):
        if step.action == "update":
            raise KeyboardInterrupt
        send(cloud, step)

    monkeypatch.setattr(deploy, "_carry_out_one", interrupt)
    shown = pikku("deploy", *WHERE)
    assert shown.exit_code == 1
    assert "Stopped meanwhile: tr_daily; --start-triggers starts them again." in shown.stderr


@pytest.mark.parametrize("command", [["deploy"], ["run", "--azure"]])
def test_where_the_factory_is_has_to_be_said(pikku, command):
    shown = pikku(*command, "--factory", "adf")
    assert shown.exit_code == 1
    assert "--subscription, --resource-group." in shown.stderr
    assert "AZURE_SUBSCRIPTION_ID" in shown.stderr


@pytest.mark.parametrize(
    "command, told",
    [
        (["deploy"], ["ir-here", "pl_copy_all", "landing_file_system = landing"]),
        (["deploy", "--set", "environment=prod", "--start-triggers"], ["prod", "start"]),
        (["run", "--azure"], ["pl_copy_all", "area"]),
        (["run", "--azure", "--run-id", "run-7"], ["run-7"]),
    ],
)
def test_a_dry_run_needs_no_account(arm, pikku, monkeypatch, command, told):
    monkeypatch.setattr(client, "_client", None)
    shown = pikku(*command, "--dry-run")
    assert shown.exit_code == 0, shown.output
    assert all(text in shown.stdout for text in told)
    assert arm.requests == []


@pytest.mark.parametrize("text", ["environment", "=prod"])
def test_a_value_without_a_name_or_a_name_without_a_value(pikku, text):
    shown = pikku("deploy", "--dry-run", "--set", text)
    assert shown.exit_code == 1
    assert "--set NAME=VALUE" in shown.stderr


def test_run_says_that_here_the_factory_runs_by_another_command(pikku):
    shown = pikku("run")
    assert shown.exit_code == 2
    assert "pikku migrate" in shown.stderr
