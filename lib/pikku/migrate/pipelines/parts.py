"""What the factory's pipelines are made of: activities, references and what their expressions have in common, as Python
values that become JSON."""

from typing import Any

FOLDER = "Copy to the lake"
BEGINNING = "1900-01-01T00:00:00Z"  # before every row
END = "9999-12-31T00:00:00Z"  # after every row: the upper bound for a table that is still empty
SQL_TIME = "'yyyy-MM-ddTHH:mm:ss.ffffff'"

# Of one table's pipelines: its row of the control table, and what was found out about it.
CONTROL = "pipeline().parameters.control"
SOURCE = "pipeline().parameters.source"
GLOBAL = "pipeline().globalParameters"
KEY = f"@{{{CONTROL}.key_column}}"
CHANGED_AT = f"@{{{CONTROL}.watermark_column}}"
TABLE = f"@{{{CONTROL}.table_schema}}.@{{{CONTROL}.table_name}}"
WATERMARK_FROM = f"coalesce({CONTROL}?.watermark, '{BEGINNING}')"
VERSION_FROM = f"coalesce({CONTROL}?.change_version, 0)"

_AFAR = ("WebActivity", "DatabricksNotebook")  # what depends on services beyond the databases

Json = dict[str, Any]


def pipeline(description: str, activities: list[Json], **more: Any) -> Json:
    return {
        "description": description,
        "activities": activities,
        **more,
        "folder": {"name": FOLDER},
        "annotations": ["derived from the catalogue"],
    }


def activity(
    name: str,
    type: str,
    description: str,
    properties: Json,
    after: str | dict[str, str | list[str]] = "",
    retry: int | None = None,
    **more: Any,
) -> Json:
    dependencies = {after: "Succeeded"} if isinstance(after, str) and after else after or {}
    made: Json = {"name": name, "description": description, "type": type, "dependsOn": [
        {"activity": other, "dependencyConditions": [found] if isinstance(found, str) else found}
        for other, found in dependencies.items()
    ]}  # fmt: skip
    if type in ("Lookup", "Copy", "Script", "GetMetadata", "Delete", *_AFAR):
        made["policy"] = {
            "timeout": "0.12:00:00" if type == "DatabricksNotebook" else "0.01:00:00",
            "retry": retry or (2 if type in ("Copy", *_AFAR) else 0),
            "retryIntervalInSeconds": 30,
            "secureOutput": False,
            "secureInput": False,
        }
    return made | {"userProperties": [], "typeProperties": properties} | more


def expression(text: str) -> Json:
    """Return an expression as an object, as most properties that hold nothing else want it."""
    return {"value": text, "type": "Expression"}


def dataset(name: str, **parameters: str) -> Json:
    values = {key: expression(v) if "@" in v else v for key, v in parameters.items()}
    return {"referenceName": name, "type": "DatasetReference"} | (
        {"parameters": values} if values else {}
    )


def lake(name: str, **parameters: str) -> Json:
    return dataset(name, file_system=f"@{GLOBAL}.landing_file_system", **parameters)


def service(name: str) -> Json:
    return {"referenceName": name, "type": "LinkedServiceReference"}


def execute(
    name: str,
    pipeline: str,
    description: str,
    parameters: Json,
    after: str | dict[str, str | list[str]] = "",
) -> Json:
    properties = {
        "pipeline": {"referenceName": pipeline, "type": "PipelineReference"},
        "waitOnCompletion": True,
        "parameters": {
            key: expression(value) if "@" in value else value for key, value in parameters.items()
        },
    }
    return activity(name, "ExecutePipeline", description, properties, after)


def lookup(
    name: str, description: str, query: str, first: bool, after: str = "", lake: bool = False
) -> Json:
    control = {"table_schema": "etl", "table_name": "copy_control"}
    properties = {
        "source": {
            "type": "SqlDWSource" if lake else "AzureSqlSource",
            "sqlReaderQuery": expression(query) if "@" in query else query,
            "queryTimeout": "02:00:00",
            "partitionOption": "None",
        },
        "dataset": dataset("ds_synapse") if lake else dataset("ds_sql_table", **control),
        "firstRowOnly": first,
    }
    return activity(name, "Lookup", description, properties, after)


def script(
    name: str,
    description: str,
    texts: list[str],
    after: str | dict[str, str | list[str]] = "",
    retry: int | None = None,
) -> Json:
    scripts = [{"type": "NonQuery", "text": expression(t) if "@{" in t else t} for t in texts]
    return activity(
        name,
        "Script",
        description,
        {"scripts": scripts},
        after,
        retry,
        linkedServiceName=service("ls_azure_sql"),
    )


def set_variable(
    name: str,
    description: str,
    variable: str,
    value: str,
    after: str | dict[str, str | list[str]] = "",
) -> Json:
    properties = {"variableName": variable, "value": expression(value)}
    return activity(name, "SetVariable", description, properties, after)


def strings(*names: str, kind: str = "string") -> Json:
    return {name: {"type": kind} for name in names}


def optional(*names: str) -> Json:
    return {name: {"type": "string", "defaultValue": ""} for name in names}
