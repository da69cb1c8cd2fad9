"""The runner follows Data Factory's rules: dependencies, outcomes, loops, variables, retries."""

import time

import pytest
from tests.migrate.conftest import activity, expression, pipeline

from pikku.errors import PikkuError
from pikku.platform.lakestore import FolderStore

LIST = {"variables": {"log": {"type": "Array"}, "v": {"type": "String"}, "b": {"type": "Boolean"}}}


def note(name: str, text: str = "", after=(), **more):
    """Return an activity that adds a text to the variable `log`."""
    return activity(
        name, "AppendVariable", {"variableName": "log", "value": text or name}, after, **more
    )


def fail(name: str, after=(), message: str = "as asked", **more):
    return activity(name, "Fail", {"message": message, "errorCode": "500"}, after, **more)


def keep(value: str, after=()):
    """Return an activity that puts a value where the test finds it."""
    return activity("keep", "SetVariable", {"variableName": "v", "value": value}, after)


def each(items: str, *inner, **more):
    return activity(
        "each", "ForEach", {"items": expression(items), "activities": list(inner), **more}
    )


def kept(record):
    return record.activities(activityName="keep")[-1].output["value"]


def logged(record, pipeline="main"):
    """Return the texts in the order in which they were added."""
    return [
        r.output["value"]
        for r in record.activities(activityType="AppendVariable", pipelineName=pipeline)
        if r.status == "Succeeded"
    ]


def status(record):
    return {run.activityName: run.status for run in record.activity_runs}


def test_activities_run_in_the_order_of_their_dependencies(run):
    ended, record = run(note("c", after="b"), note("b", after="a"), note("a"), **LIST)
    assert ended.status == "Succeeded"
    assert logged(record) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("activities", "outcome", "ran"),
    [
        # Microsoft's four cases of error handling, and the leaf that is skipped.
        ("do if success", [fail("a"), note("s", after="a")], "Failed"),
        ("try catch", [fail("a"), note("f", after={"a": "Failed"}.items())], "Succeeded"),
        ("do if else", [fail("a"), note("s", after="a"), note("f", after={"a": "Failed"}.items())], "Failed"),
        ("do if skip else", [fail("a"), note("s", after="a"), note("f", after={"a": "Failed"}.items()), note("k", after={"s": "Skipped"}.items())], "Succeeded"),
        ("on completion", [fail("a"), note("c", after={"a": "Completed"}.items())], "Succeeded"),
        ("one leaf fails", [note("a"), fail("b", after="a"), note("c", after="a")], "Failed"),
        ("a skipped leaf counts as its failed parent", [fail("a"), note("b", after="a"), note("c", after="b")], "Failed"),
        ("a skipped leaf counts as its parent that succeeded", [note("a"), note("b", after={"a": "Failed"}.items())], "Succeeded"),
        ("any of several conditions", [fail("a"), note("b", after={"a": ["Succeeded", "Failed"]}.items())], "Succeeded"),
        ("all of several dependencies", [note("a"), fail("b"), note("c", after={"a": "Succeeded", "b": "Succeeded"}.items())], "Failed"),
        ("nothing at all", [], "Succeeded"),
    ],
    ids=lambda v: v if isinstance(v, str) and " " in v else "",
)  # fmt: skip
def test_the_outcome_follows_the_leaves(activities, outcome, ran, run):
    ended, _ = run(*outcome, **LIST)
    assert ended.status == ran, activities


def test_a_skipped_activity_leaves_no_run_and_skips_what_depends_on_it(run):
    _, record = run(fail("a"), note("b", after="a"), note("c", after="b"), **LIST)
    assert status(record) == {"a": "Failed"}


def test_independent_activities_run_side_by_side(run):
    waits = [activity(f"w{n}", "Wait", {"waitTimeInSeconds": 1}) for n in range(3)]
    begun = time.monotonic()
    ended, _ = run(*waits)
    assert ended.status == "Succeeded"
    assert time.monotonic() - begun < 2.5


def test_an_error_has_code_message_and_target_and_can_be_read(run):
    _, record = run(
        fail("a", message="broken @{1}"),
        keep("@concat(activity('a').error.errorCode, activity('a').error.message, activity('a').Status)",
             {"a": "Failed"}.items()),
        **LIST,
    )  # fmt: skip
    assert kept(record) == "500broken 1Failed"
    error = record.activities(activityName="a")[0].error
    assert (error["errorCode"], error["message"], error["target"]) == ("500", "broken 1", "a")


def test_an_inactive_activity_is_passed_over(run):
    ended, record = run(fail("a", state="Inactive"), note("b", after="a"), **LIST)
    assert (ended.status, logged(record)) == ("Succeeded", ["b"])
    ended, record = run(
        note("a", state="Inactive", onInactiveMarkAs="Failed"),
        note("b", after={"a": "Failed"}.items()),
        **LIST,
    )
    assert (ended.status, logged(record)) == ("Succeeded", ["b"])


def test_a_sequential_loop_keeps_the_order(run):
    _, record = run(
        each("@createArray('x', 'y', 'z')", note("n", "@item()"), isSequential=True), **LIST
    )
    assert logged(record) == ["x", "y", "z"]


def test_a_parallel_loop_runs_so_many_at_a_time(run):
    wait = activity("w", "Wait", {"waitTimeInSeconds": 1})
    begun = time.monotonic()
    run(each("@range(0, 4)", wait, isSequential=False, batchCount=2))
    assert 2 <= time.monotonic() - begun < 3.5


def test_a_loop_runs_all_items_even_when_one_fails(run):
    inner = [
        activity("i", "IfCondition", {
            "expression": expression("@equals(item(), 2)"),
            "ifTrueActivities": [fail("f")],
            "ifFalseActivities": [note("n", "@string(item())")],
        }),
    ]  # fmt: skip
    ended, record = run(each("@range(1, 3)", *inner, isSequential=True), **LIST)
    assert ended.status == "Failed"
    assert logged(record) == ["1", "3"]
    assert "inner activity failed" in record.activities(activityName="each")[0].error["message"]


def test_items_see_their_own_activities_and_those_outside(run):
    inner = [
        activity(
            "f",
            "Filter",
            {"items": expression("@createArray(item())"), "condition": expression("@true")},
        ),
        note(
            "n",
            "@string(add(activity('f').output.Value[0], activity('out').output.ItemsCount))",
            "f",
        ),
    ]
    out = activity(
        "out", "Filter", {"items": expression("@range(0, 100)"), "condition": expression("@true")}
    )
    loop = each("@range(0, 20)", *inner, batchCount=10) | {
        "dependsOn": [{"activity": "out", "dependencyConditions": ["Succeeded"]}]
    }
    _, record = run(out, loop, **LIST)
    assert sorted(map(int, logged(record))) == list(range(100, 120))


def test_a_loop_over_something_else_is_an_error(run):
    ended, _ = run(each("@string(1)", note("n")), **LIST)
    assert "needs an array" in ended.message


@pytest.mark.parametrize(("value", "ran"), [("1", ["one"]), ("2", ["two"]), ("9", ["other"])])
def test_switch_runs_the_case(value, ran, run):
    cases = [
        {"value": "1", "activities": [note("one")]},
        {"value": "2", "activities": [note("two")]},
    ]
    properties = {
        "on": expression(f"@{value}"),
        "cases": cases,
        "defaultActivities": [note("other")],
    }
    _, record = run(activity("s", "Switch", properties), **LIST)
    assert logged(record) == ran


def test_a_condition_that_is_no_boolean_is_an_error(run):
    ended, _ = run(activity("i", "IfCondition", {"expression": expression("@string(true)")}))
    assert "not true or false" in ended.message


def test_until_repeats_until_true(run):
    properties = {
        "expression": expression("@equals(length(variables('log')), 3)"),
        "activities": [note("n", "@string(length(variables('log')))")],
        "timeout": "0.00:01:00",
    }
    ended, record = run(activity("u", "Until", properties), **LIST)
    assert ended.status == "Succeeded"
    assert logged(record) == ["0", "1", "2"]


def test_until_ends_at_its_timeout(run):
    properties = {
        "expression": expression("@false"),
        "activities": [activity("w", "Wait", {"waitTimeInSeconds": 1})],
        "timeout": "0.00:00:01",
    }
    ended, record = run(activity("u", "Until", properties))
    assert ended.status == "Failed"
    assert record.activities(activityName="u")[0].error["errorCode"] == "Timeout"


def test_until_does_not_stop_at_an_inner_failure(run):
    inner = [
        note("n"),
        activity(
            "i",
            "IfCondition",
            {
                "expression": expression("@less(length(variables('log')), 3)"),
                "ifTrueActivities": [fail("f")],
            },
            "n",
        ),
    ]
    properties = {
        "expression": expression("@equals(length(variables('log')), 3)"),
        "activities": inner,
    }
    ended, record = run(activity("u", "Until", properties), **LIST)
    assert ended.status == "Succeeded"
    assert len(record.activities(activityName="f")) == 2


def test_a_wait_ends_at_the_timeout_of_its_policy(run):
    wait = activity("w", "Wait", {"waitTimeInSeconds": 60}, policy={"timeout": "0.00:00:01"})
    begun = time.monotonic()
    ended, _ = run(wait)
    assert time.monotonic() - begun < 5
    assert "timeout of 0.00:00:01" in ended.message


def test_filter_counts_what_it_keeps(run):
    properties = {
        "items": expression("@range(1, 10)"),
        "condition": expression("@greater(item(), 7)"),
    }
    _, record = run(activity("f", "Filter", properties))
    output = record.activities(activityName="f")[0].output
    assert output == {"ItemsCount": 10, "FilteredItemsCount": 3, "Value": [8, 9, 10]}


@pytest.mark.parametrize(("variable", "value"), [("v", "@1"), ("b", "yes"), ("log", "x")])
def test_a_variable_keeps_its_type(variable, value, run):
    ended, _ = run(activity("s", "SetVariable", {"variableName": variable, "value": value}), **LIST)
    assert f"The variable {variable!r} is of type" in ended.message


def test_a_pipeline_calls_another_and_gets_what_it_returns(run):
    child = pipeline(
        activity("r", "SetVariable", {
            "variableName": "pipelineReturnValue", "setSystemVariable": True,
            "value": [{"key": "twice", "value": {
                "type": "Expression", "content": "@mul(pipeline().parameters.n, 2)"}}],
        }),
        parameters={"n": {"type": "int"}, "unused": {"type": "string", "defaultValue": "x"}},
    )  # fmt: skip
    call = activity("call", "ExecutePipeline", {
        "pipeline": {"referenceName": "child", "type": "PipelineReference"},
        "waitOnCompletion": True, "parameters": {"n": expression("@add(20, 1)")},
    })  # fmt: skip
    _, record = run(
        call, keep("@string(activity('call').output.pipelineReturnValue.twice)", "call"),
        others={"child": child}, **LIST,
    )  # fmt: skip
    assert kept(record) == "42"
    inner = next(r for r in record.pipeline_runs if r.pipelineName == "child")
    assert inner.parameters == {"n": 21, "unused": "x"}
    assert inner.invokedBy["name"] == "main"


@pytest.mark.parametrize(("waits", "outcome"), [(True, "Failed"), (False, "Succeeded")])
def test_a_failed_inner_pipeline_fails_only_who_waits(waits, outcome, run):
    call = activity("call", "ExecutePipeline", {
        "pipeline": {"referenceName": "child", "type": "PipelineReference"}, "waitOnCompletion": waits,
    })  # fmt: skip
    ended, record = run(call, others={"child": pipeline(fail("f"))})
    assert ended.status == outcome
    assert [r.status for r in record.pipeline_runs if r.pipelineName == "child"] == ["Failed"]


def test_system_variables_are_known(run):
    names = ["Pipeline", "RunId", "TriggerType", "TriggerTime", "DataFactory", "GroupId"]
    text = "@{" + "}|@{".join(f"pipeline().{name}" for name in names) + "}|@{trigger().name}"
    ended, record = run(keep(text), **LIST)
    found = dict(zip([*names, "trigger"], kept(record).split("|"), strict=True))
    assert found["Pipeline"] == "main"
    assert found["RunId"] == ended.runId
    assert len(found["TriggerTime"]) == 28
    assert found["trigger"] == "Manual"


def test_a_failing_activity_is_tried_again_as_its_policy_says(run):
    retried = activity(
        "i", "IfCondition", {"expression": expression("@string(1)")}, policy={"retry": 2}
    )
    _, record = run(retried)
    assert [r.retryAttempt for r in record.activities(activityName="i")] == [0, 1, 2]


def test_a_retry_waits_as_its_policy_says_but_no_longer_than_the_runner(write, tmp_path):
    from pikku.migrate import model
    from pikku.migrate.local import Runner

    retried = fail("f", policy={"retry": 1, "retryIntervalInSeconds": 1})
    for longest, least, most in ((30, 1.0, 3.0), (0.1, 0.1, 0.9)):
        factory = model.read(write({"main": pipeline(retried)}))
        with Runner(factory, FolderStore(tmp_path), longest_wait=longest) as runner:
            begun = time.monotonic()
            runner.run("main")
            assert least <= time.monotonic() - begun < most


def test_an_activity_that_does_not_run_here_names_its_file(run):
    ended, _ = run(activity("w", "WebHook", {"url": "x"}))
    assert "pipeline/main.json" in ended.message
    assert "'WebHook', which doesn't run here" in ended.message


def test_an_expression_error_is_in_the_record(run):
    ended, record = run(keep("@activity('nowhere').output"), **LIST)
    assert ended.status == "Failed"
    assert "has not run yet" in record.activities(activityName="keep")[0].error["message"]


def test_a_pipeline_or_parameter_that_is_not_there_is_said(run):
    with pytest.raises(PikkuError, match="no parameter 'x'"):
        run(parameters={"x": 1})
    with pytest.raises(PikkuError, match="'p' of main has no value"):
        run(parameters={}, others={"main": pipeline(parameters={"p": {"type": "int"}})})


def test_a_thousand_activities_take_little_of_the_runners_own_time(run):
    begun = time.perf_counter()
    ended, record = run(
        each("@range(0, 1000)", note("n", "@string(item())"), isSequential=True), **LIST
    )
    assert ended.status == "Succeeded"
    assert len(logged(record)) == 1000
    assert (time.perf_counter() - begun) / 1000 < 0.005
