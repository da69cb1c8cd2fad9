"""Validation finds a fault of each kind, says where it is, and finds none in a correct factory."""

import json
from copy import deepcopy
from pathlib import Path

import pytest
from tests.migrate.conftest import (
    STORES,
    activity,
    copy,
    expression,
    lookup,
    pipeline,
    table_reference,
)

from pikku.errors import PikkuError
from pikku.migrate import check, validate


def wait(name: str, after=(), **more) -> dict:
    return activity(name, "Wait", {"waitTimeInSeconds": 1}, after, **more)


def execute(name: str, target: str, **parameters) -> dict:
    reference = {"referenceName": target, "type": "PipelineReference"}
    return activity(name, "ExecutePipeline", {"pipeline": reference, "parameters": parameters})


def each(name: str, *inner, **more) -> dict:
    properties = {"items": expression("@createArray(1)"), "activities": list(inner), **more}
    return activity(name, "ForEach", properties)


def choose(name: str, *inner) -> dict:
    properties = {"expression": expression("@true"), "ifTrueActivities": list(inner)}
    return activity(name, "IfCondition", properties)


def assign(name: str, variable: str, value: str, after=()) -> dict:
    return activity(name, "SetVariable", {"variableName": variable, "value": value}, after)


TEXT = {"variables": {"v": {"type": "String"}}}
CHILD = pipeline(
    wait("w"), parameters={"n": {"type": "int"}, "t": {"type": "string", "defaultValue": ""}}
)

#: What is wrong -> (activities of the pipeline `main`, more of its properties, path, words of the finding)
FAULTS = {
    "an unknown activity type": (
        [activity("a", "Lokup")], {}, "activities[0].type", "'Lokup' is unknown"),
    "an activity that doesn't run here": (
        [activity("a", "WebHook", {"method": "POST", "url": "https://example.org"})],
        {}, "activities[0].type", "'WebHook' doesn't run here"),
    "a source that doesn't run here": (
        [copy("c", {"type": "OracleSource"}, "a.parquet")],
        {}, "activities[0].typeProperties.source.type", "'OracleSource' doesn't run here"),
    "a sink that doesn't run here": (
        [activity("c", "Copy", {"source": {"type": "AzureSqlSource"}, "sink": {"type": "AzureSqlSink"}},
                  inputs=[table_reference("etl", "a")], outputs=[table_reference("etl", "b")])],
        {}, "activities[0].typeProperties.sink.type", "'AzureSqlSink' doesn't run here"),
    "a lookup's source that doesn't run here": (
        [activity("l", "Lookup", {"source": {"type": "JsonSource"}, "dataset": table_reference("etl", "a")})],
        {}, "activities[0].typeProperties.source.type", "'JsonSource' doesn't run here"),
    "an unknown property of an activity": (
        [wait("a", polcy={})], {}, "activities[0].polcy", "'polcy' is unknown"),
    "an unknown property deep inside": (
        [wait("a", dependsOn=[{"activity": "b", "dependencyConditions": ["Succeeded"], "x": 1}]), wait("b")],
        {}, "activities[0].dependsOn[0].x", "'x' is unknown"),
    "an unknown property inside a nested activity": (
        [each("e", wait("a", typo=1))], {}, "activities[0].typeProperties.activities[0].typo", "'typo' is unknown"),
    "an unknown property of the pipeline": (
        [wait("a")], {"concurency": 1}, "properties.concurency", "'concurency' is unknown"),
    "a missing property": (
        [activity("a", "Lookup", {"source": {"type": "AzureSqlSource"}})],
        {}, "typeProperties.dataset", "'dataset' is missing"),
    "a wrong type": (
        [each("e", wait("a"), batchCount="many")], {}, "typeProperties.batchCount", "a whole number is expected"),
    "a wrong type of a flag": (
        [each("e", wait("a"), isSequential="no")], {}, "typeProperties.isSequential", "true or false is expected"),
    "an object instead of an array": (
        [activity("e", "ForEach", {"items": expression("@createArray(1)"), "activities": {}})],
        {}, "typeProperties.activities", "an array is expected"),
    "an unknown dependency condition": (
        [wait("a"), wait("b", {"a": "Suceeded"})], {}, "dependencyConditions[0]", "one of Succeeded"),
    "an unknown source": (
        [copy("c", {"type": "AzureSqlSorce"}, "f")], {}, "typeProperties.source.type", "'AzureSqlSorce' is unknown"),
    "a dangling dataset": (
        [lookup("a", "SELECT 1") | {"typeProperties": {
            "source": {"type": "AzureSqlSource"},
            "dataset": {"referenceName": "ds_gone", "type": "DatasetReference"}}}],
        {}, "typeProperties.dataset", "no dataset 'ds_gone'"),
    "a dangling pipeline": ([execute("a", "pl_gone")], {}, "typeProperties.pipeline", "no pipeline 'pl_gone'"),
    "a dangling linked service": (
        [activity("a", "Script", {"scripts": [{"type": "Query", "text": "SELECT 1"}]},
                  linkedServiceName={"referenceName": "ls_gone", "type": "LinkedServiceReference"})],
        {}, "linkedServiceName", "no linked service 'ls_gone'"),
    "a missing parameter of a pipeline": ([execute("a", "child")], {}, "parameters", "'n' of 'child' has no value"),
    "an undeclared parameter of a pipeline": (
        [execute("a", "child", n=1, x=2)], {}, "parameters.x", "no parameter 'x'"),
    "a parameter of the wrong type": (
        [execute("a", "child", n="one")], {}, "parameters.n", "is of type int, but the value is 'one'"),
    "a missing parameter of a dataset": (
        [lookup("a", "SELECT 1") | {"typeProperties": {
            "source": {"type": "AzureSqlSource"}, "dataset": table_reference("s", "t") | {"parameters": {}}}}],
        {}, "dataset.parameters", "'schema' of 'ds_table' has no value"),
    "a default of the wrong type": (
        [wait("a")], {"parameters": {"p": {"type": "int", "defaultValue": "x"}}},
        "parameters.p.defaultValue", "not of type int"),
    "a dependency on nothing": ([wait("a", "gone")], {}, "dependsOn[0]", "depends on 'gone'"),
    "a dependency on an activity inside a container": (
        [each("e", wait("a")), wait("b", "a")], {}, "activities[1].dependsOn[0]", "isn't an activity beside it"),
    "a circle of activities": (
        [wait("a", "c"), wait("b", "a"), wait("c", "b")], {}, "dependsOn", "a -> c -> b -> a"),
    "a circle of pipelines": ([execute("a", "main")], {}, "activities", "main -> main"),
    "two activities of one name": (
        [wait("a"), each("e", wait("A"))], {}, "typeProperties.activities[0].name", "'A' is taken"),
    "a loop in a loop": ([each("e", each("f", wait("a")))], {}, "activities[0].typeProperties.activities[0]", "ForEach 'f' is inside ForEach 'e'"),
    "a condition in a condition": ([choose("i", choose("j", wait("a")))], {}, "ifTrueActivities[0]", "IfCondition 'j' is inside"),
    "too many at a time": ([each("e", wait("a"), batchCount=51)], {}, "batchCount", "batchCount is 51"),
    "a variable set in parallel": (
        [each("e", assign("a", "v", "x"))], TEXT, "activities[0].typeProperties.activities[0]", "inside the parallel ForEach"),
    "an undeclared variable set": ([assign("a", "w", "x")], TEXT, "variableName", "no variable 'w'"),
    "an element for a variable that is no array": (
        [activity("a", "AppendVariable", {"variableName": "v", "value": "x"})], TEXT, "variableName", "of type String"),
    "two cases of one value": (
        [activity("s", "Switch", {"on": expression("@string(1)"), "cases": [
            {"value": "1", "activities": [wait("a")]}, {"value": "1", "activities": [wait("b")]}]})],
        {}, "typeProperties.cases", "Two cases have the value '1'"),
    "an expression that isn't well-formed": (
        [assign("a", "v", "@concat('x'")], TEXT, "typeProperties.value", "ends too early"),
    "an unknown function": ([assign("a", "v", "@concatenate('x')")], TEXT, "typeProperties.value", "no function 'concatenate'"),
    "too many arguments": ([assign("a", "v", "@trim('x', 'y')")], TEXT, "typeProperties.value", "takes 1 argument"),
    "an expression in a text": ([assign("a", "v", "x @{foo()}")], TEXT, "typeProperties.value", "no function 'foo'"),
    "an undeclared variable read": ([assign("a", "v", "@variables('w')")], TEXT, "typeProperties.value", "no variable 'w'"),
    "an undeclared parameter read": (
        [assign("a", "v", "@pipeline().parameters.p")], TEXT, "typeProperties.value", "no parameter 'p'"),
    "an undeclared global parameter read": (
        [assign("a", "v", "@pipeline().globalParameters.g")], TEXT, "typeProperties.value", "no global parameter 'g'"),
    "an unknown system variable": (
        [assign("a", "v", "@pipeline().RunIdentity")], TEXT, "typeProperties.value", "no system variable 'RunIdentity'"),
    "an unknown activity read": (
        [assign("a", "v", "@string(activity('gone').output)")], TEXT, "typeProperties.value", "no activity 'gone'"),
    "an activity read that need not have run": (
        [wait("w"), assign("a", "v", "@string(activity('w').output)")], TEXT, "typeProperties.value", "need not have run"),
    "an item outside of a loop": ([assign("a", "v", "@item()")], TEXT, "typeProperties.value", "outside of ForEach"),
    "a dataset's function in a pipeline": ([assign("a", "v", "@dataset().x")], TEXT, "typeProperties.value", "unknown in this place"),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_it_finds(fault, write):
    activities, more, path, words = FAULTS[fault]
    folder = write({"main": pipeline(*activities, **more), "child": CHILD}, STORES)
    found = validate(folder)
    matching = [f for f in found if words in f.what + f.why and path in f.path]
    assert matching, found
    assert all(f.file == "pipeline/main.json" for f in found)
    assert all(f.what and f.why for f in found)


def _correct() -> dict:
    return pipeline(
        lookup("l", "SELECT @{pipeline().parameters.p} AS n", retry=0) | {"policy": {"retry": 1, "timeout": "0.01:00:00"}},
        assign("a", "v", "@string(activity('l').output.firstRow.n)", "l"),
        each("e", execute("x", "child", n=expression("@item()"))) | {"dependsOn": [{"activity": "a", "dependencyConditions": ["Completed"]}]},
        choose("i", wait("w")),
        copy("c", {"sqlReaderQuery": "SELECT 1 AS a"}, "@concat(pipeline().RunId, '.parquet')"),
        parameters={"p": {"type": "string", "defaultValue": "1"}},
        **TEXT,
    )  # fmt: skip


def test_it_finds_nothing_in_a_correct_factory(write):
    made = _correct()
    del made["activities"][0]["retry"]
    assert validate(write({"main": made, "child": CHILD}, STORES)) == []


def test_it_finds_nothing_in_the_repositorys_factory():
    assert validate() == []


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("pipeline/broken.json", "{", "can't be read"),
        ("pipeline/twice.json", '{"name": "twice", "name": "x"}', "'name' is there twice"),
        ("pipeline/list.json", "[]", "has no name"),
        ("pipeline/other.json", '{"name": "another", "properties": {}}', "the file is called 'other'"),
        ("dataset/DS_TABLE.json", '{"name": "DS_TABLE", "properties": {}}', "is taken by"),
        ("trigger/tr.json", json.dumps({"name": "tr", "properties": {"type": "ScheduleTrigger", "typeProperties": {"recurrence": {}}, "pipelines": [{"pipelineReference": {"referenceName": "gone", "type": "PipelineReference"}}]}}), "no pipeline 'gone'"),
        ("integrationRuntime/ir.json", '{"name": "ir", "properties": {"type": "Mangaed"}}', "'Mangaed' is unknown"),
        ("linkedService/ls.json", '{"name": "ls", "properties": {"type": "AzureKeyVault", "typeProperties": {"baseUrl": "@{linkedService().nowhere}"}}}', "no parameter 'nowhere'"),
    ],
)  # fmt: skip
def test_it_finds_what_is_wrong_with_a_file(path, text, words, write):
    folder = write({"main": pipeline(wait("w"))}, STORES)
    file = folder / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    found = validate(folder)
    assert any(words in f.what and f.file.lower() == path.lower() for f in found), found


def test_a_dataset_may_only_use_its_own_parameters(write):
    stores = deepcopy(STORES)
    stores["dataset/ds_file"]["typeProperties"]["location"]["folderPath"] = expression(
        "@dataset().nowhere"
    )
    found = validate(write({"main": pipeline(wait("w"))}, stores))
    assert [(f.file, f.path) for f in found] == [
        ("dataset/ds_file.json", "properties.typeProperties.location.folderPath.value")
    ]


def test_a_folder_that_is_no_factory_is_refused(tmp_path: Path):
    with pytest.raises(PikkuError, match="not a data factory"):
        validate(tmp_path)


def test_a_factory_that_is_not_valid_does_not_run(write):
    from pikku.migrate import model

    factory = model.read(write({"main": pipeline(activity("a", "Lokup"))}))
    with pytest.raises(PikkuError) as caught:
        check.require_valid(factory)
    assert "pipeline/main.json" in caught.value.message
    assert "Did you mean 'Lookup'?" in caught.value.message
