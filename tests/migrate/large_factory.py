"""A correct factory with every activity that runs here, all kinds of triggers and several of datasets."""

from typing import Any

from tests.migrate.conftest import STORES, activity, copy, expression, lookup, script

Json = dict[str, Any]


def _reference(name: str, kind: str, **parameters: Any) -> Json:
    made: Json = {"referenceName": name, "type": f"{kind}Reference"}
    return made | ({"parameters": parameters} if parameters else {})


def _wait(name: str, after: Any = (), **more: Any) -> Json:
    return activity(name, "Wait", {"waitTimeInSeconds": 1}, after, **more)


POLICY = {
    "timeout": "0.00:10:00", "retry": 2, "retryIntervalInSeconds": 30, "secureInput": True,
    "secureOutput": False,
}  # fmt: skip


def _stores() -> list[Json]:
    """Return the activities that read and write: Lookup, Copy, Script, files, web, notebook."""
    table = _reference("ds_table", "Dataset", schema="sales", table="sales_order")
    folder = _reference("ds_folder", "Dataset", folder="@concat('a/', pipeline().RunId)")
    mapped = {
        "type": "TabularTranslator",
        "mappings": [{"source": {"name": "a", "type": "Int32"}, "sink": {"name": "b"}}],
        "typeConversion": True,
    }
    source = {
        "sqlReaderQuery": expression("SELECT * FROM t WHERE n > @{pipeline().parameters.n}"),
        "queryTimeout": "02:00:00",
        "partitionOption": "None",
        "additionalColumns": [{"name": "load_id", "value": expression("@pipeline().RunId")}],
    }
    copied = copy("Copy", source, "@concat(item().name, '.parquet')", policy=POLICY)
    copied["typeProperties"] |= {"translator": mapped, "enableStaging": False, "parallelCopies": 4}
    web = {
        "method": "POST",
        "url": expression("@concat(pipeline().globalParameters.alert_url, '/alert')"),
        "headers": {"Content-Type": "application/json"},
        "body": {"text": "@{activity('Look up').output.firstRow.n} rows", "list": [1, 2]},
        "httpRequestTimeout": "00:01:00",
        "turnOffAsync": True,
        "authentication": {"type": "Basic", "username": "x", "password": {"type": "SecureString", "value": "x"}},
    }  # fmt: skip
    return [
        lookup("Look up", "SELECT 1 AS n", policy=POLICY),
        script("Script", "SELECT 1", kind="Query", after="Look up"),
        activity("Procedure", "SqlServerStoredProcedure", {
            "storedProcedureName": "etl.store",
            "storedProcedureParameters": {"n": {"value": expression("@pipeline().parameters.n"), "type": "Int32"}},
        }, {"Script": "Completed"}.items(), linkedServiceName=_reference("ls_sql", "LinkedService")),
        activity("Look at the folder", "GetMetadata", {
            "dataset": folder, "fieldList": ["exists", "childItems", expression("@concat('last', 'Modified')")],
            "storeSettings": {"type": "AzureBlobFSReadSettings", "recursive": True},
        }),
        activity("Delete", "Delete", {
            "dataset": folder, "enableLogging": False,
            "storeSettings": {"type": "AzureBlobFSReadSettings", "recursive": True},
        }, {"Look at the folder": ["Succeeded", "Failed"]}.items()),
        activity("Look at the table", "GetMetadata", {"dataset": table, "fieldList": ["structure"]}),
        activity("Each", "ForEach", {
            "items": expression("@activity('Look at the folder').output.childItems"),
            "isSequential": False, "batchCount": 50,
            "activities": [copied, activity("Note", "AppendVariable", {"variableName": "log", "value": "@item().name"},
                                            "Copy")],
        }, "Delete"),
        activity("Call", "WebActivity", web, {"Look up": "Succeeded", "Each": "Failed"}.items(), policy=POLICY),
        activity("Delta", "DatabricksNotebook", {
            "notebookPath": "/Shared/05_process_with_delta",
            "baseParameters": {"SIZE": "small", "SEED": expression("@pipeline().parameters.n")},
            "libraries": [{"pypi": {"package": "x"}}],
        }, {"Each": "Succeeded"}.items(), linkedServiceName=_reference("ls_databricks", "LinkedService", cluster="c")),
    ]  # fmt: skip


def _control() -> list[Json]:
    """Return the activities that decide: conditions, loops, variables, calls, an inactive one."""
    child = {
        "pipeline": _reference("child", "Pipeline"),
        "waitOnCompletion": True,
        "parameters": {"n": expression("@add(pipeline().parameters.n, 1)"), "flag": True},
    }
    decide = activity("Is it", "IfCondition", {
        "expression": expression("@greater(int(variables('count')), 0)"),
        "ifTrueActivities": [_wait("Wait for it")],
        "ifFalseActivities": [activity("Fail", "Fail", {"message": "No.", "errorCode": "500"})],
    })  # fmt: skip
    choose = activity("Choose", "Switch", {
        "on": expression("@variables('count')"),
        "cases": [{"value": "1", "activities": [_wait("One")]}, {"value": "2", "activities": []}],
        "defaultActivities": [_wait("Other")],
    }, "Is it")  # fmt: skip
    return [
        activity("Set", "SetVariable", {
            "variableName": "count", "value": "@{length(createArray(1, 2))}",
        }, policy={"secureInput": True, "secureOutput": False}),
        activity("Repeat", "Until", {
            "expression": expression("@equals(activity('Ask').output.firstRow.n, 1)"),
            "timeout": "0.00:01:00", "activities": [lookup("Ask", "SELECT 1 AS n"), decide, choose],
        }, "Set"),
        activity("One by one", "ForEach", {
            "items": expression("@range(0, 3)"), "isSequential": True,
            "activities": [activity("Set again", "SetVariable", {
                "variableName": "count", "value": expression("@string(item())")})],
        }, "Set"),
        activity("Some", "Filter", {
            "items": expression("@createArray(1, 2, 3)"), "condition": expression("@greater(item(), 1)")}),
        activity("Child", "ExecutePipeline", child, "Some"),
        activity("Return", "SetVariable", {
            "variableName": "pipelineReturnValue", "setSystemVariable": True,
            "value": [{"key": "n", "value": {"type": "Expression", "content": "@activity('Child').output?.n"}},
                      {"key": "nothing", "value": {"type": "Null"}}],
        }, "Child"),
        activity("Later", "WebHook", {"method": "POST"}, state="Inactive", onInactiveMarkAs="Skipped"),
    ]  # fmt: skip


def _trigger(type: str, properties: Json, **more: Any) -> Json:
    return {"type": type, "runtimeState": "Stopped", "typeProperties": properties, **more}


def _triggers() -> dict[str, Json]:
    started = {"pipelineReference": _reference("child", "Pipeline")}

    def starts(n: Any) -> Json:
        return {"pipelines": [started | {"parameters": {"n": n}}]}

    recurrence = {
        "frequency": "Week", "interval": 1, "startTime": "2026-04-01T01:30:00",
        "timeZone": "India Standard Time", "schedule": {"minutes": [30], "hours": [1], "weekDays": ["Monday"]},
    }  # fmt: skip
    window = {
        "frequency": "Hour", "interval": 24, "startTime": "2026-04-01T00:00:00Z", "maxConcurrency": 50,
        "delay": "00:10:00", "retryPolicy": {"count": 2, "intervalInSeconds": 30},
    }  # fmt: skip
    scope = "/subscriptions/0/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/s"
    return {
        "trigger/tr_daily": _trigger(
            "ScheduleTrigger", {"recurrence": recurrence}, **starts("@int(trigger().scheduledTime)")
        ),
        "trigger/tr_window": _trigger("TumblingWindowTrigger", window) | {
            "pipeline": started | {"parameters": {"n": "@dayOfYear(trigger().outputs.windowEndTime)"}},
        },
        "trigger/tr_file": _trigger("BlobEventsTrigger", {
            "blobPathBeginsWith": "/landing/blobs/", "ignoreEmptyBlobs": True, "scope": scope,
            "events": ["Microsoft.Storage.BlobCreated"],
        }, **starts("@length(triggerBody().fileName)")),
        "trigger/tr_event": _trigger("CustomEventsTrigger", {"scope": scope, "events": ["copied"]},
                                     **starts("@triggerBody().event.data.n")),
    }  # fmt: skip


def files() -> dict[str, Json]:
    """Return the properties of every file of the factory, by path without ``.json``."""
    lake = _reference("ls_lake", "LinkedService")
    location = {"type": "AzureBlobFSLocation", "fileSystem": "landing", "folderPath": "x"}
    annotated = {"annotations": ["for a test"], "folder": {"name": "Tests"}}
    text = {
        "location": location, "columnDelimiter": ",", "escapeChar": "\\", "quoteChar": '"',
        "firstRowAsHeader": True,
    }  # fmt: skip
    typed = [
        {"name": "a", "type": "Int32"},
        {"name": "b", "type": "decimal", "precision": 18, "scale": 2},
    ]
    parameters = {
        "n": {"type": "int", "defaultValue": 3},
        "text": {"type": "string", "defaultValue": ""},
        "list": {"type": "array", "defaultValue": []},
        "map": {"type": "object", "defaultValue": {}},
        "flag": {"type": "bool", "defaultValue": False},
        "share": {"type": "float", "defaultValue": 0.5},
        "secret": {"type": "secureString", "defaultValue": "x"},
    }
    variables = {
        "count": {"type": "String"}, "log": {"type": "Array", "defaultValue": []},
        "flag": {"type": "Boolean", "defaultValue": True}, "number": {"type": "Integer", "defaultValue": 1},
    }  # fmt: skip
    shared = {"parameters": parameters, "variables": variables, **annotated}
    return {
        "pipeline/stores": {"activities": _stores(), "concurrency": 2, "description": "Reads and writes.", **shared,
                            "policy": {"elapsedTimeMetric": {"duration": "0.01:00:00"}},
                            "lastPublishTime": "2026-04-01T00:00:00Z"},
        "pipeline/control": {"activities": _control(), **shared},
        "pipeline/child": {"activities": [_wait("Nothing")], "parameters": {
            "n": {"type": "Int"}, "flag": {"type": "Bool", "defaultValue": False}}},
        "dataset/ds_csv": {"type": "DelimitedText", "linkedServiceName": lake, "schema": [], "typeProperties": text,
                           **annotated},
        "dataset/ds_json": {"type": "Json", "linkedServiceName": lake, "typeProperties": {"location": location}},
        "dataset/ds_typed": {"type": "AzureSqlTable", "linkedServiceName": _reference("ls_sql", "LinkedService"),
                             "schema": typed, "typeProperties": {"schema": "sales", "table": "t"}},
        "linkedService/ls_vault": {"type": "AzureKeyVault", "typeProperties": {"baseUrl": "@{linkedService().url}"},
                                   "parameters": {"url": {"type": "String", "defaultValue": ""}}},
        "linkedService/ls_databricks": {"type": "AzureDatabricks", "typeProperties": {
            "domain": "https://adb-1.azuredatabricks.net", "existingClusterId": "@linkedService().cluster",
            "accessToken": {"type": "AzureKeyVaultSecret", "secretName": "token",
                            "store": _reference("ls_vault", "LinkedService")},
        }, "parameters": {"cluster": {"type": "String"}}, "connectVia": _reference("ir", "IntegrationRuntime")},
        "integrationRuntime/ir": {"type": "Managed", "typeProperties": {
            "computeProperties": {"location": "Central India", "dataFlowProperties": {"computeType": "General", "coreCount": 8}}}},
        "factory/adf-test": {"globalParameters": {
            "alert_url": {"type": "string", "value": "http://localhost:1"}, "tries": {"type": "int", "value": 3}}},
        **_triggers(),
        **STORES,
    }  # fmt: skip
