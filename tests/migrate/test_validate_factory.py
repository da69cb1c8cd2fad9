"""A large correct factory has no finding; each of many mutations of it is found, and nothing crashes."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.migrate.large_factory import files

from pikku.migrate import schema, validate
from pikku.migrate.activities import ACTIVITIES
from pikku.migrate.model import activities, read

GONE = object()
STORES_, CONTROL = "pipeline/stores", "pipeline/control"


@pytest.fixture
def wrote(tmp_path: Path) -> Callable[[dict[str, Any]], Path]:
    """Return a function that writes a factory: properties by path."""
    return lambda made: _write(tmp_path / "factory", made)


def unshared() -> dict[str, Any]:
    """Return the correct factory's files, to change: nothing in them is one object twice."""
    return json.loads(json.dumps(files()))


def _write(folder: Path, made: dict[str, Any]) -> Path:
    for path, properties in made.items():
        file = folder / f"{path}.json"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"name": file.stem, "properties": properties}), encoding="utf-8")
    return folder


def _activity(made: dict[str, Any], path: str, name: str) -> Any:
    """Return an activity at any depth."""
    queue = list(made[path]["activities"])
    while queue:
        one = queue.pop()
        if one["name"] == name:
            return one
        inner = one.get("typeProperties", {})
        for key in ("activities", "ifTrueActivities", "ifFalseActivities", "defaultActivities"):
            queue += inner.get(key, [])
        for case in inner.get("cases", []):
            queue += case["activities"]
    raise LookupError(name)


def _change(made: dict[str, Any], start: Any, keys: str, value: Any) -> None:
    *way, last = [int(key) if key.isdigit() else key for key in keys.split("/")]
    for key in way:
        start = start[key]
    if value is GONE:
        del start[last]
    else:
        start[last] = value


E = {"type": "Expression"}
#: file, activity (or None), where in it, new value, words of the finding
MUTATIONS: list[tuple[str, str | None, str, Any, str]] = [
    # Properties: unknown, missing, of a wrong type, at every depth.
    (STORES_, None, "concurrency", "two", "a whole number is expected"),
    (STORES_, None, "concurrency", 0, "0 times at once"),
    (STORES_, None, "descripton", "x", "Did you mean 'description'?"),
    (STORES_, None, "folder/nam", "x", "Did you mean 'name'?"),
    (STORES_, None, "policy/elapsedTimeMetric/durations", 1, "'durations' is unknown"),
    (STORES_, None, "annotations", "x", "an array is expected"),
    (STORES_, None, "parameters/n/type", "integer", "one of Object, String, Int"),
    (STORES_, None, "parameters/n/type", GONE, "'type' is missing"),
    (STORES_, None, "variables/count/type", "Text", "one of String"),
    (STORES_, None, "activities", {}, "an array is expected"),
    (STORES_, "Look up", "typeProperties/source/sqlReaderQuery", 5, "a text is expected"),
    (STORES_, "Look up", "typeProperties/source/sqlReaderQeury", "x", "'sqlReaderQuery'?"),
    (STORES_, "Look up", "typeProperties/source/queryTimeout", "2 hours", "a time span such as"),
    (STORES_, "Look up", "typeProperties/firstRowOnly", "no", "true or false is expected"),
    (STORES_, "Look up", "typeProperties/dataset", GONE, "'dataset' is missing"),
    (STORES_, "Look up", "typeProperties/dataset/type", "Dataset", "one of DatasetReference"),
    (STORES_, "Look up", "policy/retry", "twice", "a whole number is expected"),
    (STORES_, "Look up", "policy/retry", -1, "tried -1 times again"),
    (STORES_, "Look up", "policy/retryIntervalInSeconds", 5, "waits 5 seconds"),
    (STORES_, "Look up", "policy/timeout", "ten minutes", "a time span such as"),
    (STORES_, "Look up", "policy/secureOutput", "yes", "true or false is expected"),
    (STORES_, "Look up", "policy/secretOutput", True, "'secureOutput'?"),
    (STORES_, "Look up", "name", GONE, "'name' is missing"),
    (STORES_, "Look up", "name", "Look.up", "is not allowed"),
    (STORES_, "Look up", "name", "Look: up", "is not allowed"),
    (STORES_, "Look up", "name", "x" * 56, "at most 55"),
    (STORES_, "Look up", "type", GONE, "'type' is missing"),
    (STORES_, "Script", "typeProperties/scripts/0/type", 3, "is expected"),
    (STORES_, "Script", "typeProperties/scripts/0/text", GONE, "'text' is missing"),
    (STORES_, "Script", "dependsOn", {}, "an array is expected"),
    (STORES_, "Script", "dependsOn/0/dependencyConditions", "Succeeded", "an array is expected"),
    (STORES_, "Copy", "typeProperties/source/type", "SqlSauce", "'SqlSauce' is unknown"),
    (STORES_, "Copy", "typeProperties/sink", GONE, "'sink' is missing"),
    (STORES_, "Copy", "typeProperties/sink/storeSettings/type", "X", "'X' is unknown"),
    (STORES_, "Copy", "typeProperties/source/additionalColumns", {"name": "x"}, "an array or an expression"),
    (STORES_, "Copy", "typeProperties/parallelCopies", "4", "a whole number is expected"),
    (STORES_, "Copy", "typeProperties/enableStaging", 1, "true or false is expected"),
    (STORES_, "Copy", "typeProperties/source/sqlReaderQuery/valeu", "x", "'value'?"),
    (STORES_, "Copy", "inputs", {}, "an array is expected"),
    (STORES_, "Each", "typeProperties/isSequential", "false", "true or false is expected"),
    (STORES_, "Call", "typeProperties/url", GONE, "'url' is missing"),
    (STORES_, "Call", "typeProperties/url", None, "The value is None, but a value is expected"),
    (STORES_, "Call", "typeProperties/method", None, "one of GET"),
    (STORES_, "Look up", "name", None, "a text is expected"),
    (STORES_, "Call", "typeProperties/method", "FETCH", "one of GET"),
    (STORES_, "Call", "typeProperties/method", "GET", "A GET has no body"),
    (STORES_, "Call", "typeProperties/body", GONE, "A POST needs a body"),
    (STORES_, "Call", "typeProperties/httpRequestTimeout", "1 min", "not a time span"),
    (STORES_, "Call", "typeProperties/authentication/password/type", "Secret", "'Secret' is unknown"),
    (STORES_, "Delta", "typeProperties/notebookPath", GONE, "'notebookPath' is missing"),
    (STORES_, "Delta", "typeProperties/baseParameters", [], "an object is expected"),
    (STORES_, "Procedure", "typeProperties/storedProcedureName", GONE, "'storedProcedureName' is missing"),
    ("dataset/ds_csv", None, "typeProperties/firstRowAsHeader", "yes", "true or false is expected"),
    ("dataset/ds_csv", None, "typeProperties/location/type", "FolderLocation", "'FolderLocation' is unknown"),
    ("dataset/ds_csv", None, "typeProperties/location/fileSystem", 1, "a text is expected"),
    ("dataset/ds_csv", None, "typeProperties/columnDelimeter", ";", "'columnDelimiter'?"),
    ("dataset/ds_csv", None, "schema", {}, "an array or an expression"),
    ("dataset/ds_json", None, "type", "Jsno", "Did you mean 'Json'?"),
    ("dataset/ds_json", None, "linkedServiceName", GONE, "'linkedServiceName' is missing"),
    ("linkedService/ls_vault", None, "typeProperties/baseUrl", 1, "a text is expected"),
    ("linkedService/ls_vault", None, "typeProperties/baseUrl", GONE, "'baseUrl' is missing"),
    ("linkedService/ls_databricks", None, "typeProperties/accessToken/secretName", GONE, "'secretName' is missing"),
    ("linkedService/ls_databricks", None, "type", "Databricks", "'Databricks' is unknown"),
    ("integrationRuntime/ir", None, "typeProperties/computeProperties/dataFlowProperties/coreCount", "8", "a whole number"),
    ("trigger/tr_daily", None, "typeProperties/recurrence/startTime", "tomorrow", "a time such as"),
    ("trigger/tr_daily", None, "typeProperties/recurrence/startTime", "2026-02-30T00:00:00", "a time such as"),
    ("trigger/tr_daily", None, "typeProperties/recurrence/schedule/weekDays/0", "Mon", "one of Sunday"),
    ("trigger/tr_daily", None, "typeProperties/recurrence/frequency", "Daily", "one of NotSpecified, Minute"),
    ("trigger/tr_daily", None, "typeProperties/recurrence/interval", 0, "The interval is 0"),
    ("trigger/tr_daily", None, "runtimeState", "On", "one of Started"),
    ("trigger/tr_daily", None, "pipelines", [], "starts no pipeline"),
    ("trigger/tr_window", None, "typeProperties/maxConcurrency", 51, "maxConcurrency is 51"),
    ("trigger/tr_window", None, "typeProperties/startTime", GONE, "'startTime' is missing"),
    ("trigger/tr_window", None, "typeProperties/interval", 0, "The interval is 0"),
    ("trigger/tr_window", None, "pipeline", GONE, "is missing"),
    ("factory/adf-test", None, "globalParameters/tries/value", "three", "not of type int"),
    ("factory/adf-test", None, "globalParameters/tries/type", "number", "one of Object"),
    # References, and the parameters that they give.
    ("dataset/ds_csv", None, "linkedServiceName/referenceName", "ls_gone", "no linked service 'ls_gone'"),
    ("linkedService/ls_databricks", None, "connectVia/referenceName", "ir_gone", "no integration runtime 'ir_gone'"),
    ("linkedService/ls_databricks", None, "typeProperties/accessToken/store/referenceName", "x", "no linked service 'x'"),
    ("trigger/tr_window", None, "pipeline/pipelineReference/referenceName", "x", "no pipeline 'x'"),
    ("trigger/tr_window", None, "pipeline/parameters/n", GONE, "'n' of 'child' has no value"),
    ("trigger/tr_window", None, "pipeline/parameters/m", 1, "no parameter 'm'"),
    ("trigger/tr_daily", None, "pipelines/0/parameters/n", "one", "is of type Int"),
    (STORES_, "Delta", "linkedServiceName/parameters", GONE, "'cluster' of 'ls_databricks' has no value"),
    (STORES_, "Delta", "linkedServiceName/parameters/pool", "p", "no parameter 'pool'"),
    (STORES_, "Look at the table", "typeProperties/dataset/parameters/schema", 7, "is of type string"),
    (CONTROL, "Child", "typeProperties/pipeline/referenceName", "x", "no pipeline 'x'"),
    (CONTROL, "Child", "typeProperties/pipeline/referenceName", "control", "control -> control"),
    (CONTROL, "Child", "typeProperties/parameters/n", "@{add(1, 2)}", "is of type Int"),
    (CONTROL, "Child", "typeProperties/parameters/flag", "true", "is of type Bool"),
    (CONTROL, "Child", "typeProperties/parameters/n", GONE, "'n' of 'child' has no value"),
    # Activities: dependencies, containers, loops, variables.
    (CONTROL, "Choose", "dependsOn/0/activity", "Set", "isn't an activity beside it"),
    (CONTROL, "Ask", "dependsOn", [{"activity": "Choose", "dependencyConditions": ["Succeeded"]}], None),
    (CONTROL, "Is it", "dependsOn", [{"activity": "Choose", "dependencyConditions": ["Succeeded"]}], "in a circle"),
    (CONTROL, "Is it", "type", "ForEach", "is inside Until"),
    (CONTROL, "Wait for it", "type", "Switch", "is inside IfCondition"),
    (CONTROL, "One by one", "typeProperties/isSequential", GONE, "inside the parallel ForEach"),
    (CONTROL, "Set again", "name", "set", "'set' is taken"),
    (CONTROL, "Set", "typeProperties/variableName", "gone", "no variable 'gone'"),
    (CONTROL, "Set", "typeProperties/variableName", "number", "The variable 'number' is of type Integer"),
    (CONTROL, "Set", "typeProperties/value", "@concat(variables('count'), 'x')", "reads 'count' itself"),
    (CONTROL, "Return", "typeProperties/value", {"n": 1}, "no list of keys"),
    (CONTROL, "Return", "typeProperties/value/0/value/type", "Number", "no list of keys"),
    (CONTROL, "Return", "typeProperties/variableName", "returned", "'returned' is unknown"),
    (CONTROL, "Choose", "typeProperties/cases/1/value", "1", "Two cases"),
    (CONTROL, "Repeat", "typeProperties/timeout", "soon", "a time span such as"),
    (CONTROL, "Repeat", "typeProperties/expression/value", "equals(1, 1)", "is the plain text"),
    (CONTROL, "Repeat", "typeProperties/expression", "@true", "an object is expected"),
    (CONTROL, "Later", "state", "Active", "'url' is missing"),
    (CONTROL, None, "variables/flag/defaultValue", "yes", "not of type Boolean"),
    (CONTROL, None, "parameters/share/defaultValue", "half", "not of type float"),
    (CONTROL, None, "parameters/list/defaultValue", "[]", "not of type array"),
    # Expressions.
    (STORES_, "Call", "typeProperties/url/value", "@concat(pipeline().globalParameters.alert, '/')", "global parameter 'alert'"),
    (STORES_, "Call", "typeProperties/body/text", "@{activity('Script').outputs}", "'outputs'"),
    (STORES_, "Call", "typeProperties/headers/X", "@{utcNow('s', 's')}", "takes 0 to 1 argument"),
    (STORES_, "Look at the folder", "typeProperties/fieldList/2", "@concat('a'", "ends too early"),
    (STORES_, "Copy", "typeProperties/source/additionalColumns/0/value", "@items()", "no function 'items'"),
    (STORES_, "Delta", "typeProperties/baseParameters/SEED", "@pipeline().parameters.m", "no parameter 'm'"),
    (STORES_, "Look up", "typeProperties/firstRowOnly", False, "has no 'firstRow' in its output"),
    (STORES_, "Call", "typeProperties/body/text", "@activity('Look up').output.value", "has no 'value' in its output"),
    (STORES_, "Call", "typeProperties/body/text", "@concat('" + "x" * 8192 + "')", "has 8,203 characters"),
    (CONTROL, "Set", "typeProperties/value", "@triggerBody().fileName", "unknown in this place"),
    (CONTROL, "Some", "typeProperties/condition/value", "@greater(item(), 1", "ends too early"),
    (CONTROL, "Return", "typeProperties/value/0/value/content", "@activity('Gone').output", "no activity 'Gone'"),
    ("trigger/tr_daily", None, "pipelines/0/parameters/n", "@trigger().outputs.windowEndTime", "'outputs'"),
    ("trigger/tr_window", None, "pipeline/parameters/n", "@int(trigger().outputs.windowEnd)", "'windowEnd'"),
    ("trigger/tr_file", None, "pipelines/0/parameters/n", "@int(triggerBody().file)", "'file'"),
    ("trigger/tr_daily", None, "pipelines/0/parameters/n", "@int(triggerBody().fileName)", "unknown in this place"),
    ("linkedService/ls_vault", None, "typeProperties/baseUrl", "@{dataset().url}", "unknown in this place"),
    ("linkedService/ls_databricks", None, "typeProperties/existingClusterId", "@linkedService().pool", "no parameter 'pool'"),
]  # fmt: skip


def test_nothing_is_wrong_with_a_large_correct_factory(wrote):
    folder = wrote(files())
    assert validate(folder) == []
    used = {p.type for pipeline in read(folder).pipelines.values() for p in activities(pipeline)}
    assert set(ACTIVITIES) <= used, "the correct factory has every activity that runs here"


@pytest.mark.parametrize(
    ("file", "name", "keys", "value", "words"),
    [m for m in MUTATIONS if m[4]],
    ids=lambda v: v if isinstance(v, str) and len(v) < 70 else "",
)
def test_a_mutation_is_found_where_it_is(file, name, keys, value, words, wrote):
    made = unshared()
    _change(made, _activity(made, file, name) if name else made[file], keys, value)
    found = validate(wrote(made))
    matching = [f for f in found if words in f.what + " " + f.why]
    assert matching, found
    assert {f.file for f in matching} == {f"{file}.json"}
    assert all(f.path and f.what and f.why for f in found)


def test_a_mutation_that_does_no_harm_is_not_found(wrote):
    made = unshared()
    [(file, name, keys, value, _)] = [m for m in MUTATIONS if m[4] is None]
    choose = _activity(made, file, "Choose")
    choose["dependsOn"] = []
    _change(made, _activity(made, file, name), keys, value)
    assert validate(wrote(made)) == []


@pytest.mark.parametrize("name", ["Look up", "Copy", "Repeat", "Call"])
def test_an_inactive_activity_may_lack_what_it_needs(name, wrote):
    made = unshared()
    for file in (STORES_, CONTROL):
        try:
            one = _activity(made, file, name)
        except LookupError:
            continue
        one["typeProperties"] = {}
        one["state"] = "Inactive"
    assert validate(wrote(made)) == []


def test_too_many_activities_and_parameters_are_found(wrote):
    made = unshared()
    wait = made["pipeline/child"]["activities"][0]
    made["pipeline/child"]["activities"] = [wait | {"name": f"w{n}"} for n in range(121)]
    many = {f"p{n}": {"type": "int", "defaultValue": 0} for n in range(50)}
    made["pipeline/child"]["parameters"] |= many
    whats = {f.what for f in validate(wrote(made))}
    assert whats == {"The pipeline has 121 activities.", "The pipeline has 52 parameters."}


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        ("pipeline/deep.json", "[" * 100_000, "can't be read"),
        ("pipeline/nan.json", '{"name": "nan", "properties": {"activities": [NaN]}}', "NaN is no number"),
        ("pipeline/bytes.json", b"\xff\xfe{", "can't be read"),
        ("pipeline/empty.json", "", "can't be read"),
        ("pipeline/a-b.json", '{"name": "a-c", "properties": {}}', "the file is called 'a-b'"),
        ("pipeline/bare.json", '{"name": "bare"}', "'properties' is missing"),
        ("pipeline/1st.json", '{"name": "1st", "properties": {}}', "begins with a letter"),
        ("pipeline/a&b.json", '{"name": "a&b", "properties": {}}', "'a&b' is not allowed"),
        ("factory/a_b.json", '{"name": "a_b", "properties": {}}', "single dashes"),
        ("integrationRuntime/ir_x.json", '{"name": "ir_x", "properties": {}}', "letters, numbers and single dashes"),
        ("dataset/ds-x.json", '{"name": "ds-x", "properties": {}}', "'ds-x' is not allowed"),
        ("dataset/ds_kind.json", '{"name": "ds_kind", "type": "Microsoft.DataFactory/factories/pipelines"}', "of type"),
        ("trigger/tr_x.json", '{"name": "tr_x", "properties": "none"}', "an object is expected"),
        ("publish_config.json", '{"publishBranch": ', "can't be read"),
    ],
)  # fmt: skip
def test_a_broken_file_is_found(path, text, words, wrote):
    folder = wrote(files())
    data = text if isinstance(text, bytes) else text.encode()
    (folder / path).write_bytes(data)
    found = validate(folder)
    assert any(words in f.what + f.why and f.file == path for f in found), found


def test_the_models_are_the_pinned_ones():
    from azure.mgmt import datafactory

    assert datafactory.__version__ == "10.0.0"
    assert len(schema.types_of("Activity")) == 40


def _nodes(value: Any, at: tuple = ()) -> list[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # fmt: skip
    return [at, *(found for key, one in inner for found in _nodes(one, (*at, key)))]


JUNK = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 60), st.just("@"), st.just("@{"), st.just(""),
    st.sampled_from(["ForEach", "Expression", "@item()", "@activity('x').output"]),
    st.lists(st.integers(), max_size=2), st.dictionaries(st.just("type"), st.text(max_size=3), max_size=1),
)  # fmt: skip


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(data=st.data(), junk=JUNK)
def test_junk_anywhere_is_no_crash(data, junk, wrote):
    made = unshared()
    path = data.draw(st.sampled_from(sorted(made)))
    at = data.draw(st.sampled_from(_nodes(made[path])))
    start: Any = made
    for key in (path, *at[:-1]):
        start = start[key]
    start[at[-1] if at else path] = junk
    for finding in validate(wrote(made)):
        assert finding.what and finding.why
