import datetime as dt
import json
import time

import pytest

from pikku.errors import PikkuError
from pikku.migrate import check, factory_folder, model
from pikku.migrate.azure import client, deploy, objects, run

from .conftest import SUBSCRIPTION, TARGET, Login, Refusal

TRIGGER = "tr_daily"


def said(error: PikkuError) -> str:
    assert error.remedy
    return f"{error.message}\n{error.remedy}"


def edit(file, change):
    body = json.loads(file.read_text())
    change(body)
    file.write_text(json.dumps(body))


def actions(steps):
    return [(s.action, s.name) for s in steps if s.action not in ("keep", "leave")]


def test_an_empty_factory_gets_every_object_of_the_files(arm, options, folder):
    steps = deploy.deploy(TARGET, folder, **options)
    factory = model.read(folder)
    for kind, there in arm.objects.items():
        assert there.keys() == factory.resources[kind].keys()
    assert arm.objects["trigger"][TRIGGER]["properties"]["runtimeState"] == "Stopped"
    # The server refuses an object that refers to one that isn't there: the order is right.
    assert {s.action for s in steps} == {"create", "update"}
    assert [s.name for s in steps if s.action == "update"] == ["default"]


def test_the_repositorys_factory_goes_to_azure_and_stays_as_it_is(arm, options):
    factory = model.read(factory_folder())
    for service in factory.linked_services.values():
        for name in service.parameters:
            arm.globals.setdefault(name, {"type": "String", "value": ""})
    deploy.deploy(TARGET, **options)
    for kind, there in arm.objects.items():
        assert there.keys() == factory.resources[kind].keys()
    assert {step.action for step in deploy.deploy(TARGET, **options)} == {"keep"}


def test_the_second_time_nothing_is_sent(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    arm.requests.clear()
    steps = deploy.deploy(TARGET, folder, **options)
    assert {s.action for s in steps} == {"keep"}
    assert {verb for verb, _ in arm.requests} == {"GET"}


def test_lists_are_read_page_by_page(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    arm.requests.clear()
    deploy.deploy(TARGET, folder, **options)
    datasets = len(model.read(folder).datasets)
    assert arm.requests.count(("GET", "datasets")) == -(-datasets // 7)


def test_what_differs_by_environment_comes_from_the_factory_in_azure(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    lake = arm.objects["linkedService"]["ls_data_lake"]["properties"]["parameters"]["lake_url"]
    assert lake["defaultValue"] == "https://stpikku.dfs.core.windows.net"
    assert arm.globals["environment"] == {
        "type": "String",
        "value": "test",
    }  # not dev, as in the files
    assert arm.globals["landing_file_system"] == {"type": "String", "value": "landing"}


def test_a_value_can_be_set(arm, options, folder):
    steps = deploy.deploy(
        TARGET, folder, {"environment": "prod", "lake_url": "https://a"}, **options
    )
    assert arm.globals["environment"]["value"] == "prod"
    assert "environment = prod (in the files dev)" in steps[0].detail
    lake = arm.objects["linkedService"]["ls_data_lake"]["properties"]["parameters"]["lake_url"]
    assert lake["defaultValue"] == "https://a"


def test_a_value_that_nobody_gave_is_an_error_before_anything_is_changed(arm, options, folder):
    del arm.globals["lake_url"]
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **options)
    assert "ls_data_lake" in said(error.value)
    assert "--set lake_url=VALUE" in error.value.remedy
    assert arm.changes == []


def test_an_address_that_is_empty_by_intention_is_none(arm, options, folder):
    arm.globals["lake_url"]["value"] = ""  # as the template says of a service that isn't there
    deploy.deploy(TARGET, folder, **options)
    assert "ls_data_lake" in arm.objects["linkedService"]


def test_an_unknown_parameter_is_an_error_that_lists_the_known(folder):
    with pytest.raises(PikkuError) as error:
        deploy.dry_plan(folder, {"enviroment": "prod"})
    assert "'enviroment'" in error.value.message
    assert "environment, lake_url, landing_file_system, vault_url" in error.value.remedy


@pytest.mark.parametrize(
    "kind, text, value",
    [
        ("Int", "12", 12),
        ("Float", "0.5", 0.5),
        ("Bool", "true", True),
        ("Array", '["a"]', ["a"]),
        ("object", '{"a": 1}', {"a": 1}),
        ("String", "12", "12"),
    ],
)
def test_values_have_the_type_of_their_parameter(kind, text, value):
    assert objects.typed("p", text, kind) == value
    assert type(objects.typed("p", text, kind)) is type(value)


@pytest.mark.parametrize(
    "kind, text", [("Int", "1.5"), ("Int", "true"), ("Bool", "1"), ("Array", "{}"), ("Object", "a")]
)
def test_a_value_of_another_type_is_an_error(kind, text):
    with pytest.raises(PikkuError) as error:
        objects.typed("p", text, kind)
    assert f"'{text}'" in said(error.value)


def test_only_what_changed_is_sent(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    arm.requests.clear()
    edit(
        folder / "pipeline" / "pl_copy_table.json",
        lambda body: body["properties"].update(description="Changed."),
    )
    steps = deploy.deploy(TARGET, folder, **options)
    assert actions(steps) == [("update", "pl_copy_table")]
    assert arm.changes == ["PUT pipelines/pl_copy_table"]
    assert arm.objects["pipeline"]["pl_copy_table"]["properties"]["description"] == "Changed."


def test_what_somebody_changed_in_azure_is_put_right(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    pipeline = arm.objects["pipeline"]["pl_copy_all"]["properties"]
    pipeline["activities"][0]["state"] = "Inactive"
    arm.objects["dataset"]["ds_a"]["properties"]["description"] = "Ours now."
    steps = deploy.deploy(TARGET, folder, **options)
    assert actions(steps) == [("update", "ds_a"), ("update", "pl_copy_all")]
    assert "state" not in arm.objects["pipeline"]["pl_copy_all"]["properties"]["activities"][0]


def test_a_running_trigger_is_stopped_for_a_change_and_started_after_it(arm, options, folder):
    deploy.deploy(TARGET, folder, start_triggers=True, **options)
    assert arm.objects["trigger"][TRIGGER]["properties"]["runtimeState"] == "Started"
    edit(
        folder / "trigger" / f"{TRIGGER}.json",
        lambda body: body["properties"].update(description="Changed."),
    )
    steps = deploy.deploy(TARGET, folder, **options)
    assert actions(steps) == [("stop", TRIGGER), ("update", TRIGGER), ("start", TRIGGER)]
    assert arm.objects["trigger"][TRIGGER]["properties"]["runtimeState"] == "Started"
    assert set(arm.operations.values()) == {0}, "each long operation was followed to its end"


def test_a_running_trigger_goes_on_when_nothing_changes(arm, options, folder):
    deploy.deploy(TARGET, folder, start_triggers=True, **options)
    arm.requests.clear()
    assert actions(deploy.deploy(TARGET, folder, **options)) == []
    assert {verb for verb, _ in arm.requests} == {"GET"}


def test_triggers_stay_stopped_unless_asked(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    assert not any(path.endswith("start") for _, path in arm.requests)
    assert actions(deploy.deploy(TARGET, folder, start_triggers=True, **options)) == [
        ("start", TRIGGER)
    ]


HOURLY = "tr_hourly"


def add_windows(folder, starts):
    """Put a trigger with a window for each hour since a time into a factory."""
    called = {"referenceName": "pl_copy_all", "type": "PipelineReference"}
    properties = {
        "type": "TumblingWindowTrigger",
        "runtimeState": "Stopped",
        "pipeline": {"pipelineReference": called, "parameters": {}},
        "typeProperties": {"frequency": "Hour", "interval": 1, "startTime": starts, "maxConcurrency": 1},
    }  # fmt: skip
    body = {"name": HOURLY, "properties": properties}
    (folder / "trigger" / f"{HOURLY}.json").write_text(json.dumps(body))


def at(monkeypatch, time):
    monkeypatch.setattr(deploy, "now", lambda: dt.datetime.fromisoformat(time))


def test_windows_begin_with_the_next_full_hour_and_stay_there(arm, options, folder, monkeypatch):
    add_windows(folder, "2026-04-01T00:00:00Z")
    at(monkeypatch, "2026-11-27T05:11:12.3+00:00")
    steps = deploy.deploy(TARGET, folder, **options)
    there = arm.objects["trigger"][HOURLY]["properties"]["typeProperties"]
    assert there["startTime"] == "2026-11-27T06:00:00Z"
    (step,) = [one for one in steps if one.name == HOURLY]
    assert "first window begins at 2026-11-27T06:00:00Z" in step.detail
    assert "pl_copy_all" in step.detail
    at(monkeypatch, "2026-12-24T18:00:00+00:00")
    assert actions(deploy.deploy(TARGET, folder, **options)) == []
    edit(
        folder / "trigger" / f"{HOURLY}.json",
        lambda body: body["properties"].update(description="Changed."),
    )
    assert actions(deploy.deploy(TARGET, folder, **options)) == [("update", HOURLY)]
    there = arm.objects["trigger"][HOURLY]["properties"]["typeProperties"]
    assert there["startTime"] == "2026-11-27T06:00:00Z"


@pytest.mark.parametrize(
    "now, starts, made",
    [
        ("2026-11-27T06:00:00+00:00", "2026-04-01T00:00:00Z", "2026-11-27T06:00:00Z"),
        ("2026-11-27T23:59:59+00:00", "2026-04-01T00:00:00Z", "2026-11-28T00:00:00Z"),
        ("2026-11-27T10:41:00+05:30", "2026-04-01T00:00:00Z", "2026-11-27T06:00:00Z"),
        ("2026-11-27T05:11:00+00:00", "2027-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
    ],
)
def test_windows_never_begin_in_the_past(folder, monkeypatch, now, starts, made):
    add_windows(folder, starts)
    at(monkeypatch, now)
    (step,) = [one for one in deploy.dry_plan(folder) if one.name == HOURLY]
    assert step.body["properties"]["typeProperties"]["startTime"] == made


def test_the_start_of_windows_says_since_when_they_run(arm, options, folder, monkeypatch):
    add_windows(folder, "2026-04-01T00:00:00Z")
    at(monkeypatch, "2026-11-27T05:11:12+00:00")
    deploy.deploy(TARGET, folder, **options)
    at(monkeypatch, "2026-12-24T18:00:00+00:00")
    steps = deploy.deploy(TARGET, folder, start_triggers=True, **options)
    (step,) = [one for one in steps if one.name == HOURLY and one.action == "start"]
    assert step.detail == "as asked; it runs every window since 2026-11-27T06:00:00Z"


def leave_something_behind(arm):
    """Put a chain of four objects into the factory, whose trigger runs."""
    service = {"referenceName": "ls_old", "type": "LinkedServiceReference"}
    old = {
        "linkedService": ("ls_old", {"type": "AzureBlobFS", "typeProperties": {"url": "x"}}),
        "dataset": ("ds_old", {"type": "Binary", "linkedServiceName": service}),
        "pipeline": ("pl_old", {"activities": [
            {"name": "a", "dataset": {"referenceName": "ds_old", "type": "DatasetReference"}}]}),
        "trigger": ("tr_old", {"runtimeState": "Started", "pipelines": [
            {"pipelineReference": {"referenceName": "pl_old", "type": "PipelineReference"}}]}),
    }  # fmt: skip
    for kind, (name, properties) in old.items():
        arm.objects[kind][name] = {"name": name, "properties": properties}


def test_what_is_in_azure_only_is_left_and_named(arm, options, folder):
    leave_something_behind(arm)
    steps = deploy.deploy(TARGET, folder, **options)
    left = [s for s in steps if s.action == "leave"]
    assert {s.name for s in left} == {"ls_old", "ds_old", "pl_old", "tr_old"}
    assert all("--prune" in s.detail for s in left)
    assert arm.objects["trigger"]["tr_old"]["properties"]["runtimeState"] == "Started"


def test_prune_deletes_it_in_reverse_order(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    leave_something_behind(arm)
    steps = deploy.deploy(TARGET, folder, prune=True, **options)
    assert actions(steps) == [
        ("stop", "tr_old"),
        ("delete", "tr_old"),
        ("delete", "pl_old"),
        ("delete", "ds_old"),
        ("delete", "ls_old"),
    ]
    assert arm.objects["pipeline"].keys() == model.read(folder).pipelines.keys()


def test_names_in_another_case_are_the_same_object(arm, options, folder):
    deploy.deploy(TARGET, folder, **options)
    found = arm.objects["dataset"].pop("ds_a")
    arm.objects["dataset"]["DS_A"] = {**found, "name": "DS_A"}
    assert actions(deploy.deploy(TARGET, folder, prune=True, **options)) == []


def test_a_throttled_request_is_repeated_after_the_time_that_azure_says(arm, options, folder):
    busy = Refusal(429, "TooManyRequests", "Slow down.", Retry_After="1")
    arm.refuse("datasets/ds_folder", busy)
    began = time.monotonic()
    deploy.deploy(TARGET, folder, **options)
    assert time.monotonic() - began >= 1
    assert arm.requests.count(("PUT", "datasets/ds_folder")) == 2
    assert "ds_folder" in arm.objects["dataset"]


def test_throttling_without_end_says_when_to_come_back(arm, options, folder):
    busy = Refusal(429, "TooManyRequests", "Slow down.", Retry_After="0")
    arm.refuse("datasets/ds_folder", *[busy] * 50)
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **options)
    assert "create dataset ds_folder" in error.value.message
    assert "takes no more requests" in error.value.message
    assert "Repeat the command in" in error.value.remedy


def test_a_conflict_names_the_step_and_the_rest_is_done_next_time(arm, options, folder):
    conflict = Refusal(409, "Conflict", "Another operation is in progress.")
    arm.refuse("pipelines/pl_load_table", conflict)
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **options)
    text = said(error.value)
    assert "create pipeline pl_load_table" in text
    assert "Another operation is in progress." in text
    assert "409 Conflict" in text
    done = set(arm.objects["pipeline"])
    steps = deploy.deploy(TARGET, folder, **options)
    assert {s.name for s in steps if s.action == "create"} == (
        (model.read(folder).pipelines.keys() - done) | {TRIGGER}
    )


def test_a_failure_says_which_triggers_stand_still(arm, options, folder):
    deploy.deploy(TARGET, folder, start_triggers=True, **options)
    edit(
        folder / "dataset" / "ds_a.json",
        lambda body: body["properties"].update(description="Changed."),
    )
    arm.refuse("datasets/ds_a", Refusal(400, "BadRequest", "No."))
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **options)
    assert f"Stopped meanwhile: {TRIGGER}; --start-triggers" in error.value.remedy


@pytest.mark.parametrize(
    "target, message, remedy",
    [
        (client.Target("0" * 8, TARGET.resource_group, TARGET.factory), "subscription 00000000", "az account list"),
        (client.Target(SUBSCRIPTION, "rg-other", TARGET.factory), "no resource group 'rg-other'", "az group create --name rg-other"),
        (client.Target(SUBSCRIPTION, TARGET.resource_group, "adf-other"), "no data factory 'adf-other'", "infra/"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_there(arm, options, folder, target, message, remedy):
    with pytest.raises(PikkuError) as error:
        deploy.deploy(target, folder, **options)
    assert message in error.value.message
    assert remedy in error.value.remedy
    assert arm.changes == []


def test_a_login_that_azure_does_not_accept(arm, options, folder):
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **{**options, "credential": Login("stale")})
    assert "InvalidAuthenticationToken" in error.value.message
    assert "az login" in error.value.remedy


def test_nobody_is_logged_in(arm, options, folder):
    from azure.identity import CredentialUnavailableError

    class Nobody:
        def get_token(self, *_, **__):
            raise CredentialUnavailableError(message="Tried this.\nAnd that.")

    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **{**options, "credential": Nobody()})
    assert error.value.message == "Nobody is logged in to Azure."
    assert "az login" in error.value.remedy


def test_a_login_without_permission(arm, options, folder):
    denied = Refusal(403, "AuthorizationFailed", "The client may not perform 'factories/read'.")
    arm.refuse("", denied)
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **options)
    assert "'factories/read'" in error.value.message
    assert "--role 'Data Factory Contributor'" in error.value.remedy
    assert error.value.remedy.endswith(TARGET.resource_group)


def test_no_network(arm, options, folder):
    nobody = {**options, "base_url": "https://127.0.0.1:9", "retry_total": 0}
    with pytest.raises(PikkuError) as error:
        deploy.deploy(TARGET, folder, **nobody)
    assert "can't be reached" in error.value.message
    assert "network" in error.value.remedy


def test_missing_packages_say_how_to_install_them(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "azure.identity", None)
    with pytest.raises(PikkuError) as error:
        client.Cloud(TARGET)
    assert "azure.identity" in error.value.message
    assert "requirements/azure.txt" in error.value.remedy


def test_an_invalid_factory_is_never_sent(arm, options, folder):
    (folder / "linkedService" / "ls_key_vault.json").unlink()
    with pytest.raises(PikkuError, match="ls_key_vault"):
        deploy.deploy(TARGET, folder, **options)
    assert arm.requests == []


FLOW = {"referenceName": "df_theirs", "type": "DataFlowReference"}
IN_AZURE_ONLY = [
    {"name": "Call", "type": "WebHook", "typeProperties": {"method": "POST", "url": "https://example.org"}},
    {"name": "Flow", "type": "ExecuteDataFlow", "typeProperties": {"dataFlow": FLOW}},
]  # fmt: skip


@pytest.mark.parametrize("activity", IN_AZURE_ONLY, ids=lambda one: one["type"])
def test_what_runs_in_azure_only_is_sent_and_run(arm, options, folder, activity):
    def add(body):
        body["properties"]["activities"].append(activity | {"dependsOn": []})

    edit(folder / "pipeline" / "pl_nothing.json", add)
    deploy.dry_plan(folder)
    deploy.deploy(TARGET, folder, **options)
    assert arm.objects["pipeline"]["pl_nothing"]["properties"]["activities"][-1] == activity | {
        "dependsOn": []
    }
    assert run.parameters({}, "pl_nothing", folder) == {}
    with pytest.raises(PikkuError, match="doesn't run here"):
        check.require_valid(model.read(folder))


def test_objects_in_a_circle_are_an_error():
    def service(name, other):
        reference = {"referenceName": other, "type": "LinkedServiceReference"}
        return model.Resource("linkedService", name, "", {"properties": {"store": reference}})

    with pytest.raises(PikkuError, match="ls_a -> ls_b -> ls_a"):
        objects.order([service("ls_a", "ls_b"), service("ls_b", "ls_a")])


def test_progress_counts_what_is_done(arm, options, folder):
    seen = []
    deploy.deploy(TARGET, folder, progress=lambda *one: seen.append(one), **options)
    total = len(list(model.read(folder)))  # the factory's file stands for its global parameters
    assert [done for done, _, _ in seen] == list(range(total + 1))
    assert {of for _, of, _ in seen} == {total}
    assert seen[1][2] == "create integration runtime ir-here"


@pytest.mark.parametrize(
    "ours, theirs",
    [
        ({"a": 1}, {"a": 1, "b": {"c": None, "d": []}}),
        ({"a": 1, "b": []}, {"a": 1}),
        ({"type": "string"}, {"type": "String"}),
        ({"a": 1}, {"a": 1, "encryptedCredential": "eyJ"}),
    ],
)
def test_what_the_service_adds_is_no_difference(ours, theirs):
    assert objects.same(ours, theirs)


@pytest.mark.parametrize(
    "ours, theirs",
    [
        ({"a": 1}, {"a": 1, "b": False}),
        ({"a": 1, "b": 2}, {"a": 1}),
        ({"a": 1}, {"a": True}),
        ({"a": [1, 2]}, {"a": [2, 1]}),
        ({"a": [1]}, {"a": [1, 2]}),
        ({"name": "string"}, {"name": "String"}),
        ({"a": {}}, {"a": 1}),
    ],
)
def test_what_somebody_else_wrote_is_a_difference(ours, theirs):
    assert not objects.same(ours, theirs)


def test_a_dry_plan_needs_no_sdk_and_no_network(monkeypatch, folder):
    import socket
    import sys

    monkeypatch.setitem(sys.modules, "azure.identity", None)
    monkeypatch.setattr(socket, "socket", None)
    steps = deploy.dry_plan(folder, start_triggers=True)
    assert [s.name for s in steps[:2]] == ["default", "ir-here"]
    assert actions(steps)[-1] == ("start", TRIGGER)
    place = {s.name: n for n, s in enumerate(steps)}
    callers = ["pl_load_table", "pl_copy_table", "pl_copy_all", TRIGGER]
    assert sorted(callers, key=place.get) == callers
