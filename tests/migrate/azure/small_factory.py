"""A factory with objects of each kind, small enough to know by heart."""

from typing import Any

Json = dict[str, Any]


def _object(properties: Json, **more: Any) -> Json:
    return {"properties": properties, **more}


def _reference(kind: str, name: str, **parameters: str) -> Json:
    made = {"referenceName": name, "type": f"{kind}Reference"}
    return made | ({"parameters": parameters} if parameters else {})


def _call(pipeline: str, **parameters: Any) -> Json:
    properties = {"pipeline": _reference("Pipeline", pipeline), "waitOnCompletion": True}
    call = {"name": f"Call {pipeline}", "type": "ExecutePipeline"}
    return call | {"typeProperties": properties | {"parameters": parameters}}


def _look(dataset: Json) -> Json:
    properties = {"dataset": dataset, "fieldList": ["exists"]}
    policy = {"timeout": "0.01:00:00", "retry": 0}
    return {
        "name": "Look", "type": "GetMetadata", "policy": policy, "typeProperties": properties,
    }  # fmt: skip


def _dataset(folder: str | Json, /, **parameters: Json) -> Json:
    location = {"type": "AzureBlobFSLocation", "fileSystem": "landing", "folderPath": folder}
    made = {
        "type": "Binary",
        "linkedServiceName": _reference("LinkedService", "ls_data_lake"),
        "typeProperties": {"location": location},
    }
    return _object(made | ({"parameters": parameters} if parameters else {}))


def small_factory() -> dict[str, dict[str, Json]]:
    """Return a factory with objects of each kind that refer to each other: kind -> name -> file."""
    runtime = _reference("IntegrationRuntime", "ir-here")
    text = {"type": "String", "defaultValue": ""}
    secret = {
        "type": "AzureKeyVaultSecret",
        "store": _reference("LinkedService", "ls_key_vault"),
        "secretName": "sql",
    }
    given = {"control": {"value": "@pipeline().parameters.control", "type": "Expression"}}
    folder = {"value": "@dataset().folder", "type": "Expression"}
    started = {
        "pipelineReference": _reference("Pipeline", "pl_copy_all"),
        "parameters": {"area": "*"},
    }
    recurrence = {"frequency": "Day", "interval": 1, "startTime": "2026-04-01T01:30:00"}
    globals_here = {"environment": "dev", "landing_file_system": "landing"}
    return {
        "integrationRuntime": {
            "ir-here": _object(
                {
                    "type": "Managed",
                    "typeProperties": {"computeProperties": {"location": "Central India"}},
                }
            )
        },
        "linkedService": {
            "ls_azure_sql": _object(
                {
                    "type": "AzureSqlDatabase",
                    "connectVia": runtime,
                    "typeProperties": {"connectionString": secret},
                }
            ),
            "ls_data_lake": _object(
                {
                    "type": "AzureBlobFS",
                    "connectVia": runtime,
                    "parameters": {"lake_url": text},
                    "typeProperties": {"url": "@{linkedService().lake_url}"},
                }
            ),
            "ls_key_vault": _object(
                {
                    "type": "AzureKeyVault",
                    "parameters": {"vault_url": text},
                    "typeProperties": {"baseUrl": "@{linkedService().vault_url}"},
                }
            ),
        },
        "dataset": {
            "ds_folder": _dataset(folder, folder={"type": "string"}),
            **{f"ds_{name}": _dataset(name) for name in "abcdefghij"},
        },
        "pipeline": {
            # Names are in the order in which they can't be made.
            "pl_copy_all": _object(
                {
                    "parameters": {"area": {"type": "string", "defaultValue": "*"}},
                    "activities": [_call("pl_copy_table", control={"a": 1})],
                    "annotations": [],
                }
            ),
            "pl_copy_table": _object(
                {
                    "parameters": {"control": {"type": "object"}},
                    "activities": [_call("pl_load_table", **given)],
                }
            ),
            "pl_load_table": _object(
                {
                    "parameters": {"control": {"type": "object"}},
                    "activities": [_look(_reference("Dataset", "ds_folder", folder="a"))],
                }
            ),
            "pl_nothing": _object({"activities": []}),
        },
        "trigger": {
            "tr_daily": _object(
                {
                    "type": "ScheduleTrigger",
                    "runtimeState": "Stopped",
                    "pipelines": [started],
                    "typeProperties": {"recurrence": recurrence},
                }
            )
        },
        "factory": {
            "adf": {
                "location": "centralindia",
                "properties": {
                    "globalParameters": {
                        name: {"type": "String", "value": value}
                        for name, value in globals_here.items()
                    }
                },
            }
        },
    }
