"""The factory's files, derived from the catalogue."""

import json
from typing import Any

import sqlalchemy as sa

from pikku import catalog
from pikku.load import ddl
from pikku.migrate import control, tracking
from pikku.migrate.pipelines import pipelines

NAME = "adf-pikku"
#: Where `databricks bundle deploy` puts the notebook, by environment; see databricks.yml.
PROCESS_NOTEBOOK = "/Workspace/Shared/.bundle/pikku/{0}/files/notebooks/05_process_with_delta"
_ANNOTATIONS = ["derived from the catalogue"]
_TYPES = {
    sa.BigInteger: "bigint",
    sa.SmallInteger: "smallint",
    sa.Integer: "int",
    sa.Boolean: "bit",
    sa.Date: "date",
}

_LOADS = {"full": "full load", "watermark": "watermark", "change": "change tracking"}
_OWN_ADDRESS = {"type": "String", "defaultValue": ""}  # deployment sets it

Json = dict[str, Any]

#: What differs between the environments dev, test and prod, with the values of dev.
GLOBAL_PARAMETERS: Json = {
    "environment": "dev",
    "landing_file_system": "landing",
    "tables_in_batch": 25,
    "rows_to_partition": 1_000_000,  # a table with as many is copied in ranges
    "key_vault_url": "",
    "alert_secret": "",  # the secret with the address to call; without one there is nobody to alert
    "process_notebook": PROCESS_NOTEBOOK.format("dev"),
    "landing_volume": "/Volumes/main/pikku/landing",
    "unity_catalog": "main",
}


def files() -> dict[str, str]:
    """Return the text of every file of the factory: path in the repository -> text."""
    tables = catalog.tables()
    made = {f"pipeline/{name}": _object(name, p) for name, p in pipelines(tables).items()}
    made |= {
        f"dataset/{name}": _object(name, p, "datasets") for name, p in _datasets(tables).items()
    }
    made |= {
        f"linkedService/{name}": _object(name, p, "linkedservices")
        for name, p in _linked_services().items()
    }
    made |= {f"trigger/{name}": _object(name, p, "triggers") for name, p in _triggers().items()}
    made["integrationRuntime/ir-central-india"] = _object(
        "ir-central-india", _runtime(), "integrationruntimes"
    )
    made[f"factory/{NAME}"] = _factory()
    made["arm-template-parameters-definition"] = _arm_parameters()
    made["publish_config"] = {"publishBranch": "adf_publish", "includeFactoryTemplate": True}
    texts = {
        f"adf/{path}.json": json.dumps(value, indent="\t") + "\n" for path, value in made.items()
    }
    for name in ddl.PLATFORMS:
        texts |= _scripts(name, [table for table in tables if table.info["load"] == "change"])
    return texts


def _scripts(platform: ddl.Platform, tracked: list[sa.Table]) -> dict[str, str]:
    """Return the scripts that make the factory's own tables, and that switch change tracking on."""
    end = ";\n" if platform == "postgresql" else ";\nGO\n"
    made = {
        "12_copy_control": (
            "control.py",
            "The data factory's own tables; after 00_schemas.sql",
            control.statements(platform),
        ),
        "13_change_tracking": (
            "tracking.py",
            "Change tracking, for the factory's loads of changes; after the tables are made",
            tracking.statements(tracked, platform),
        ),
    }
    return {
        f"sql/{platform}/{name}.sql": (
            f"-- Derived from lib/pikku/migrate/{module} by `pikku define`; change it there.\n"
            f"-- {what}.\n\n" + "".join(statement + end for statement in statements)
        )
        for name, (module, what, statements) in made.items()
    }


def _object(name: str, properties: Json, kind: str = "") -> Json:
    made = {"name": name, "properties": properties}
    return made | ({"type": f"Microsoft.DataFactory/factories/{kind}"} if kind else {})


def _datasets(tables: list[sa.Table]) -> dict[str, Json]:
    text = {"type": "string"}
    made = {
        "ds_sql_table": _dataset(
            "Any table of the SQL database.", "AzureSqlTable", "ls_azure_sql", "Generic", [],
            {"schema": _value("table_schema"), "table": _value("table_name")},
            {"table_schema": text, "table_name": text},
        ),
        "ds_lake_parquet": _dataset(
            "Any Parquet file of the lake.", "Parquet", "ls_data_lake", "Generic", [],
            {"location": _location("file_system", "folder", "file"), "compressionCodec": "snappy"},
            {"file_system": text, "folder": text, "file": text},
        ),
        "ds_lake_parquet_folder": _dataset(
            "Any folder of Parquet files of the lake: each range of a large table becomes a file.", "Parquet",
            "ls_data_lake", "Generic", [],
            {"location": _location("file_system", "folder"), "compressionCodec": "snappy"},
            {"file_system": text, "folder": text},
        ),
        "ds_synapse": _dataset(
            "What Synapse's serverless SQL reads of the lake; the query names the files.", "AzureSqlDWTable",
            "ls_synapse", "Generic", [], {}, {},
        ),
        "ds_lake_folder": _dataset(
            "Any folder of the lake.", "Binary", "ls_data_lake", "Generic", None,
            {"location": _location("file_system", "folder")},
            {"file_system": text, "folder": text},
        ),
    }  # fmt: skip
    for table in tables:
        made[f"ds_sql_{table.name}"] = _dataset(
            f"{table.comment}. Key: {', '.join(c.name for c in table.primary_key)}; "
            f"copied by {_LOADS[table.info['load']]}.",
            "AzureSqlTable",
            "ls_azure_sql",
            f"Tables/{table.schema}",
            [_column(column) for column in table.columns],
            {"schema": table.schema, "table": table.name},
            {},
        )
    return made


def _dataset(
    description: str, type: str, service: str, folder: str, schema: list[Json] | None, properties: Json,
    parameters: Json,
) -> Json:  # fmt: skip
    made: Json = {
        "description": description,
        "linkedServiceName": {"referenceName": service, "type": "LinkedServiceReference"},
    }
    if parameters:
        made["parameters"] = parameters
    made |= {"folder": {"name": folder}, "annotations": _ANNOTATIONS, "type": type}
    if schema is not None:
        made["schema"] = schema
    return made | {"typeProperties": properties}


def _value(parameter: str) -> Json:
    return {"value": f"@dataset().{parameter}", "type": "Expression"}


def _location(file_system: str, folder: str, file: str = "") -> Json:
    made: Json = {"type": "AzureBlobFSLocation"}
    if file:
        made["fileName"] = _value(file)
    return made | {"folderPath": _value(folder), "fileSystem": _value(file_system)}


def _column(column: sa.Column) -> Json:
    kind = column.type
    if isinstance(kind, sa.Numeric):
        return {
            "name": column.name,
            "type": "decimal",
            "precision": kind.precision,
            "scale": kind.scale,
        }
    if isinstance(kind, sa.DateTime):
        return {"name": column.name, "type": "datetime2", "scale": 0}
    if isinstance(kind, sa.String):
        return {"name": column.name, "type": "nvarchar"}
    for known, name in _TYPES.items():
        if isinstance(kind, known):
            return {"name": column.name, "type": name}
    raise TypeError(f"{column}: no Data Factory type is known for {kind!r}")


def _linked_services() -> dict[str, Json]:
    runtime = {"referenceName": "ir-central-india", "type": "IntegrationRuntimeReference"}
    vault = {"referenceName": "ls_key_vault", "type": "LinkedServiceReference"}

    def secret(name: str) -> Json:
        return {"type": "AzureKeyVaultSecret", "store": vault, "secretName": name}

    return {
        "ls_key_vault": {
            "description": "Holds what differs by environment and nobody may read here; opened by the factory's "
            "managed identity. Its address is set by deployment.",
            "parameters": {"key_vault_url": _OWN_ADDRESS},
            "annotations": _ANNOTATIONS,
            "type": "AzureKeyVault",
            "typeProperties": {"baseUrl": "@{linkedService().key_vault_url}"},
        },
        "ls_azure_sql": {
            "description": "The SQL database. The secret names server and database and has no password: the factory's "
            "managed identity logs in.",
            "connectVia": runtime,
            "annotations": _ANNOTATIONS,
            "type": "AzureSqlDatabase",
            "typeProperties": {"connectionString": secret("sql-connection-string")},
        },
        "ls_synapse": {
            "description": "Synapse's serverless SQL, which reads back what was copied. The secret names server and "
            "database and has no password: the factory's managed identity logs in.",
            "connectVia": runtime,
            "annotations": _ANNOTATIONS,
            "type": "AzureSqlDW",
            "typeProperties": {"connectionString": secret("synapse-connection-string")},
        },
        "ls_databricks": {
            "description": "Databricks, which makes Delta tables of what landed; the factory's managed identity logs in. "
            "Address, workspace and cluster are set by deployment.",
            "connectVia": runtime,
            "parameters": {
                name: _OWN_ADDRESS for name in ("databricks_url", "workspace_id", "cluster_id")
            },
            "annotations": _ANNOTATIONS,
            "type": "AzureDatabricks",
            "typeProperties": {
                "domain": "@{linkedService().databricks_url}",
                "authentication": "MSI",
                "workspaceResourceId": "@{linkedService().workspace_id}",
                "existingClusterId": "@{linkedService().cluster_id}",
            },
        },
        "ls_data_lake": {
            "description": "The data lake (ADLS Gen2); the factory's managed identity reads and writes it. Its address "
            "is set by deployment.",
            "connectVia": runtime,
            "parameters": {"lake_url": _OWN_ADDRESS},
            "annotations": _ANNOTATIONS,
            "type": "AzureBlobFS",
            "typeProperties": {"url": "@{linkedService().lake_url}"},
        },
    }


def _triggers() -> dict[str, Json]:
    window = {
        f"window_{end}": f"@trigger().outputs.window{end.title()}Time" for end in ("start", "end")
    }
    return {
        "tr_daily": {
            "description": "Every night at half past one, Indian time: all tables, and then the Delta tables, for "
            "which there must be Databricks.",
            "annotations": _ANNOTATIONS,
            "runtimeState": "Stopped",
            "pipelines": [_started("pl_load_and_process", {"area": "*"})],
            "type": "ScheduleTrigger",
            "typeProperties": {
                "recurrence": {
                    "frequency": "Day",
                    "interval": 1,
                    "startTime": "2026-04-01T01:30:00",
                    "timeZone": "India Standard Time",
                    "schedule": {"minutes": [30], "hours": [1]},
                }
            },
        },
        "tr_hourly_changes": {
            "description": "Every hour, what changed in it: the tables that are loaded by watermark or by change "
            "tracking. A window that failed or was missed is run again. The start is for the twin: `pikku migrate "
            "deploy` begins with the next full hour, since each window since the start is a run that is paid.",
            "annotations": _ANNOTATIONS,
            "runtimeState": "Stopped",
            "pipeline": _started("pl_copy_all", {"area": "*", "scope": "changes", **window}),
            "type": "TumblingWindowTrigger",
            "typeProperties": {
                "frequency": "Hour",
                "interval": 1,
                "startTime": "2026-04-01T00:00:00Z",
                "delay": "00:05:00",
                "maxConcurrency": 1,
                "retryPolicy": {"count": 2, "intervalInSeconds": 300},
            },
        },
    }


def _started(pipeline: str, parameters: Json) -> Json:
    reference = {"referenceName": pipeline, "type": "PipelineReference"}
    return {"pipelineReference": reference, "parameters": parameters}


def _runtime() -> Json:
    return {
        "description": "Copies inside the region that the data is in.",
        "type": "Managed",
        "typeProperties": {"computeProperties": {"location": "Central India"}},
    }


def _factory() -> Json:
    return {
        "name": NAME,
        "location": "centralindia",
        "identity": {"type": "SystemAssigned"},
        "properties": {
            "globalParameters": {
                name: {"type": "Int" if isinstance(value, int) else "String", "value": value}
                for name, value in GLOBAL_PARAMETERS.items()
            }
        },
    }


def _arm_parameters() -> Json:
    """Return what becomes a parameter of the ARM template: what differs by environment."""
    return {
        "Microsoft.DataFactory/factories/globalParameters": {"properties": {"*": {"value": "="}}},
        "Microsoft.DataFactory/factories/linkedServices": {
            "*": {"properties": {"parameters": {"*": {"defaultValue": "="}}}}
        },
        "Microsoft.DataFactory/factories/triggers": {
            "properties": {"typeProperties": {"recurrence": {"interval": "=", "frequency": "="}}}
        },
    }
