"""The factory's pipelines, as Python values that become the JSON files.

::

    pl_copy_all            one load: registers the tables, lists them, copies them side by side
      pl_register_tables     the control table is as the catalogue says
      pl_copy_table          one table: has anything changed?
        pl_load_table          copies it, compares the row counts, stores the watermark

Data Factory lets IfCondition and Switch hold no further IfCondition, Switch or ForEach, hence the levels.
"""

from typing import Any

import sqlalchemy as sa

from pikku.migrate.control import copy_control

FOLDER = "Copy to the lake"
BATCH = 8  # tables side by side; at most 50 in Data Factory
BEGINNING = "1900-01-01T00:00:00Z"  # before every row
END = "9999-12-31T00:00:00Z"  # after every row: the upper bound for a table that is still empty
_SQL_TIME = "'yyyy-MM-ddTHH:mm:ss.ffffff'"

_CONTROL = "pipeline().parameters.control"
_SOURCE = "pipeline().parameters.source"
_TABLE = f"@{{{_CONTROL}.table_schema}}.@{{{_CONTROL}.table_name}}"
_FOLDER = f"@{{{_CONTROL}.table_schema}}/@{{{_CONTROL}.table_name}}"
_WATERMARK_FROM = f"coalesce({_CONTROL}?.watermark, '{BEGINNING}')"
_WATERMARK_TO = f"coalesce({_SOURCE}?.watermark_to, '{END}')"

Json = dict[str, Any]


def pipelines(tables: list[sa.Table]) -> dict[str, Json]:
    """Return the properties of each pipeline, by name."""
    return {
        "pl_copy_all": _copy_all(),
        "pl_register_tables": _register_tables(tables),
        "pl_copy_table": _copy_table(),
        "pl_load_table": _load_table(),
    }


def _pipeline(description: str, activities: list[Json], **more: Any) -> Json:
    return {
        "description": description,
        "activities": activities,
        **more,
        "folder": {"name": FOLDER},
        "annotations": ["derived from the catalogue"],
    }


def _activity(
    name: str,
    type: str,
    description: str,
    properties: Json,
    after: str | dict[str, str] = "",
    **more: Any,
) -> Json:
    dependencies = {after: "Succeeded"} if isinstance(after, str) and after else after or {}
    made: Json = {"name": name, "description": description, "type": type, "dependsOn": [
        {"activity": other, "dependencyConditions": [condition]} for other, condition in dependencies.items()
    ]}  # fmt: skip
    if type in ("Lookup", "Copy", "Script", "GetMetadata", "Delete"):
        made["policy"] = {
            "timeout": "0.01:00:00",
            "retry": 2 if type == "Copy" else 0,
            "retryIntervalInSeconds": 30,
            "secureOutput": False,
            "secureInput": False,
        }
    return made | {"userProperties": [], "typeProperties": properties} | more


def expression(text: str) -> Json:
    """Return an expression as an object, as most properties that hold nothing else want it."""
    return {"value": text, "type": "Expression"}


def _dataset(name: str, **parameters: str) -> Json:
    values = {key: expression(v) if "@" in v else v for key, v in parameters.items()}
    return {"referenceName": name, "type": "DatasetReference"} | (
        {"parameters": values} if values else {}
    )


def _lake(name: str, **parameters: str) -> Json:
    return _dataset(
        name, file_system="@pipeline().globalParameters.landing_file_system", **parameters
    )


def _execute(name: str, pipeline: str, description: str, parameters: Json, after: str = "") -> Json:
    properties = {
        "pipeline": {"referenceName": pipeline, "type": "PipelineReference"},
        "waitOnCompletion": True,
        "parameters": {key: expression(value) for key, value in parameters.items()},
    }
    return _activity(name, "ExecutePipeline", description, properties, after)


def _lookup(name: str, description: str, query: str, first: bool, after: str = "") -> Json:
    properties = {
        "source": {
            "type": "AzureSqlSource",
            "sqlReaderQuery": expression(query) if "@" in query else query,
            "queryTimeout": "02:00:00",
            "partitionOption": "None",
        },
        "dataset": _dataset("ds_sql_table", table_schema="etl", table_name="copy_control"),
        "firstRowOnly": first,
    }
    return _activity(name, "Lookup", description, properties, after)


def _script(name: str, description: str, texts: list[str], after: str = "") -> Json:
    scripts = [{"type": "NonQuery", "text": expression(t) if "@{" in t else t} for t in texts]
    service = {"referenceName": "ls_azure_sql", "type": "LinkedServiceReference"}
    return _activity(
        name, "Script", description, {"scripts": scripts}, after, linkedServiceName=service
    )


def _copy_all() -> Json:
    listing = (
        "SELECT table_schema, table_name, load_type, watermark_column, column_list, watermark, row_count, load_id "
        "FROM etl.copy_control WHERE enabled = 1 "
        "AND table_schema IN ('@{pipeline().parameters.area}', CASE WHEN '@{pipeline().parameters.area}' = '*' "
        "THEN table_schema END) ORDER BY COALESCE(row_count, 0) DESC, copy_order"
    )
    each = _execute(
        "Copy one table",
        "pl_copy_table",
        "Copies the table of this row of the control table, if it has changed.",
        {"control": "@item()", "load_id": "@variables('load_id')"},
    )
    activities = [
        _activity("Set the load id", "SetVariable", "One id for all files of this run; sorts in time order.",
                  {"variableName": "load_id", "value": expression("@utcNow('yyyyMMddTHHmmssfffffff')")}),
        _execute("Register the tables", "pl_register_tables", "The control table is as the catalogue says.", {},
                 "Set the load id"),
        _lookup("List the tables", "The tables that are to be copied, the largest first.", listing, False,
                "Register the tables"),
        _activity("For each table", "ForEach", "Tables are copied side by side.",
                  {"items": expression("@activity('List the tables').output.value"), "isSequential": False,
                   "batchCount": BATCH, "activities": [each]}, "List the tables"),
    ]  # fmt: skip
    return _pipeline(
        "Copies every table of the SQL database that has changed to the lake's landing zone. A run in which nothing "
        "has changed copies nothing.",
        activities,
        parameters={"area": {"type": "string", "defaultValue": "*"}},
        variables={"load_id": {"type": "String"}},
        concurrency=1,
    )


def _register_tables(tables: list[sa.Table]) -> Json:
    names = ", ".join(f"'{table.name}'" for table in tables)
    disable = f"UPDATE etl.copy_control SET enabled = 0 WHERE table_name NOT IN ({names});"
    texts = [disable, *(registration(table, place) for place, table in enumerate(tables, 1))]
    return _pipeline(
        "Makes the control table agree with the catalogue: a new table is added, a table whose columns or kind of "
        "load changed is copied whole by the next load, a table that is no longer there is disabled.",
        [
            _script(
                "Register the tables",
                "One script a table; the same SQL on Azure SQL and PostgreSQL.",
                texts,
            )
        ],
    )


def registration(table: sa.Table, place: int) -> str:
    """Return the SQL that makes a table's row of the control table agree with the catalogue."""
    columns = ", ".join(column.name for column in table.columns)
    limit = copy_control.columns.column_list.type.length
    if len(columns) > limit:
        raise ValueError(
            f"the columns of {table.key} take more than {limit} characters in the control table"
        )
    keys = ", ".join(column.name for column in table.primary_key)
    load = table.info["load"]
    where = f"table_schema = '{table.schema}' AND table_name = '{table.name}'"
    same = f"load_type = '{load}' AND column_list = '{columns}'"
    return (
        f"UPDATE etl.copy_control SET load_id = CASE WHEN {same} THEN load_id END, load_type = '{load}', "
        f"watermark_column = 'modified_at', key_columns = '{keys}', column_list = '{columns}', "
        f"copy_order = {place} WHERE {where};\n"
        "INSERT INTO etl.copy_control (table_schema, table_name, load_type, watermark_column, key_columns, "
        f"column_list, copy_order, enabled) SELECT '{table.schema}', '{table.name}', '{load}', 'modified_at', "
        f"'{keys}', '{columns}', {place}, 1 WHERE NOT EXISTS (SELECT 1 FROM etl.copy_control WHERE {where});"
    )


def _copy_table() -> Json:
    column = f"@{{{_CONTROL}.watermark_column}}"
    look = (
        f"SELECT COUNT(*) AS total_rows, MAX({column}) AS watermark_to, "
        f"COALESCE(SUM(CASE WHEN {column} > '@{{formatDateTime({_WATERMARK_FROM}, {_SQL_TIME})}}' THEN 1 ELSE 0 END), 0) "
        f"AS changed_rows FROM {_TABLE}"
    )
    row = "activity('Look at the source').output.firstRow"
    never = f"equals({_CONTROL}?.load_id, null)"
    changed = f"or(greater({row}.changed_rows, 0), not(equals({row}.total_rows, coalesce({_CONTROL}?.row_count, 0))))"
    # More rows than were added, or fewer than there were: rows came late or were deleted.
    fewer = f"less({row}.total_rows, coalesce({_CONTROL}?.row_count, 0))"
    late = f"greater({row}.total_rows, add(coalesce({_CONTROL}?.row_count, 0), {row}.changed_rows))"
    whole = f"or(equals({_CONTROL}.load_type, 'full'), if({never}, true, or({fewer}, {late})))"
    load = _execute(
        "Load the table",
        "pl_load_table",
        "All rows, or those that changed.",
        {
            "control": f"@{_CONTROL}",
            "source": f"@{row}",
            "load_kind": f"@if({whole}, 'full', 'watermark')",
            "load_id": "@pipeline().parameters.load_id",
        },
    )
    activities = [
        _lookup("Look at the source", "How many rows there are, how many changed, and the new high watermark.",
                look, True),
        _activity("Has it changed", "IfCondition", "A table that was never copied counts as changed.",
                  {"expression": expression(f"@if({never}, true, {changed})"), "ifTrueActivities": [load]},
                  "Look at the source"),
    ]  # fmt: skip
    parameters = {"control": {"type": "object"}, "load_id": {"type": "string"}}
    return _pipeline(
        "Copies one table if it has changed since its last load. `control` is its row of the control table.",
        activities,
        parameters=parameters,
    )


def _copy(name: str, description: str, condition: str, folder: str) -> Json:
    query = f"SELECT @{{{_CONTROL}.column_list}} FROM {_TABLE} WHERE {condition}"
    properties = {
        "source": {
            "type": "AzureSqlSource",
            "additionalColumns": [
                {"name": "load_id", "value": expression("@pipeline().parameters.load_id")},
                {"name": "loaded_on", "value": expression("@utcNow()")},
            ],
            "sqlReaderQuery": expression(query),
            "queryTimeout": "02:00:00",
            "partitionOption": "None",
        },
        "sink": {
            "type": "ParquetSink",
            "storeSettings": {"type": "AzureBlobFSWriteSettings"},
            "formatSettings": {"type": "ParquetWriteSettings"},
        },
        "enableStaging": False,
    }
    source = _dataset(
        "ds_sql_table",
        table_schema=f"@{_CONTROL}.table_schema",
        table_name=f"@{_CONTROL}.table_name",
    )
    sink = _lake("ds_lake_parquet", folder=folder, file=f"@{{{_CONTROL}.table_name}}.parquet")
    return _activity(name, "Copy", description, properties, inputs=[source], outputs=[sink])


def _case(value: str, copy: Json, folder: str) -> Json:
    """Return a case of the Switch: the copy, and variables that tell what follows about it."""
    output = f"activity('{copy['name']}').output"
    facts = {
        "rows_copied": f"@string({output}.rowsCopied)",
        "bytes_written": f"@string({output}.dataWritten)",
        "path": f"{folder}/@{{{_CONTROL}.table_name}}.parquet",
    }
    setters = [
        _activity(
            f"Set {variable}: {value}",
            "SetVariable",
            "An activity inside a Switch can't be seen from outside.",
            {"variableName": variable, "value": expression(text)},
            copy["name"],
        )
        for variable, text in facts.items()
    ]
    return {"value": value, "activities": [copy, *setters]}


def _load_table() -> Json:
    column = f"@{{{_CONTROL}.watermark_column}}"
    since = f"{column} > '@{{formatDateTime({_WATERMARK_FROM}, {_SQL_TIME})}}'"
    until = f"{column} <= '@{{formatDateTime({_WATERMARK_TO}, {_SQL_TIME})}}'"
    full, changes = f"{_FOLDER}/full", f"{_FOLDER}/changes"
    this_change = f"{changes}/@{{formatDateTime({_WATERMARK_FROM}, 'yyyyMMddTHHmmssffffff')}}"
    all_rows = _copy("Copy all rows", "Replaces the file of the last full load.", until, full)
    changed_rows = _copy("Copy changed rows", "A new file; its folder is named after the watermark before this load, "
                         "so that a repeated load replaces it.", f"{since} AND {until}", this_change)  # fmt: skip
    expected = f"if(equals(pipeline().parameters.load_kind, 'full'), {_SOURCE}.total_rows, {_SOURCE}.changed_rows)"
    copied = "int(variables('rows_copied'))"
    old = _lake("ds_lake_folder", folder=changes)
    settings = {
        "type": "AzureBlobFSReadSettings",
        "recursive": True,
        "enablePartitionDiscovery": False,
    }
    activities = [
        _activity("Look for older changes", "GetMetadata", "Files with changes that a full load makes obsolete.",
                  {"dataset": old, "fieldList": ["exists"], "storeSettings": settings}),
        _activity("Is it a full load", "IfCondition", "A full load begins with an empty folder of changes.",
                  {"expression": expression("@and(equals(pipeline().parameters.load_kind, 'full'), "
                                            "activity('Look for older changes').output.exists)"),
                   "ifTrueActivities": [_activity(
                       "Delete older changes", "Delete", "Deleted first, so that no reader meets them with the new file.",
                       {"dataset": old, "enableLogging": False, "storeSettings": settings})]},
                  "Look for older changes"),
        _activity("Full or changes", "Switch", "Copies all rows, or those after the watermark.",
                  {"on": expression("@pipeline().parameters.load_kind"),
                   "cases": [_case("full", all_rows, full), _case("watermark", changed_rows, this_change)],
                   "defaultActivities": [_activity(
                       "Refuse the load kind", "Fail", "Only full and watermark are known.",
                       {"message": expression("Unknown kind of load: @{pipeline().parameters.load_kind}"),
                        "errorCode": "UnknownLoadKind"})]},
                  "Is it a full load"),
        _activity("Compare the counts", "IfCondition", "Nothing may be lost or there twice.",
                  {"expression": expression(f"@equals({copied}, {expected})"),
                   "ifFalseActivities": [_activity(
                       "Refuse the copy", "Fail", "The watermark stays, so the next load copies again.",
                       {"message": expression(f"{_TABLE}: @{{{copied}}} rows copied, but @{{{expected}}} counted "
                                              "before; the table changed meanwhile."),
                        "errorCode": "RowCountMismatch"})]},
                  "Full or changes"),
        _script("Store the watermark", "With the audit, in one transaction: never ahead of the data.",
                [_commit()], "Compare the counts"),
    ]  # fmt: skip
    return _pipeline(
        "Copies one table to the lake, all of it or what changed, compares the row counts, and stores the new "
        "watermark only then.",
        activities,
        parameters={
            "control": {"type": "object"},
            "source": {"type": "object"},
            "load_kind": {"type": "string"},
            "load_id": {"type": "string"},
        },
        variables={name: {"type": "String"} for name in ("rows_copied", "bytes_written", "path")},
    )


def _commit() -> str:
    def time(value: str) -> str:
        return f"@{{if(equals({value}, null), 'NULL', concat('''', {value}, ''''))}}"

    where = f"table_schema = '@{{{_CONTROL}.table_schema}}' AND table_name = '@{{{_CONTROL}.table_name}}'"
    full = "equals(pipeline().parameters.load_kind, 'full')"
    since = f"@{{if(or({full}, equals({_CONTROL}?.watermark, null)), 'NULL', concat('''', {_CONTROL}?.watermark, ''''))}}"
    return (
        "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n"
        "INSERT INTO etl.copy_run (load_id, table_schema, table_name, load_kind, rows_copied, bytes_written, "
        "watermark_from, watermark_to, path, pipeline_run_id, copied_at) VALUES ("
        f"'@{{pipeline().parameters.load_id}}', '@{{{_CONTROL}.table_schema}}', '@{{{_CONTROL}.table_name}}', "
        "'@{pipeline().parameters.load_kind}', @{variables('rows_copied')}, @{variables('bytes_written')}, "
        f"{since}, {time(f'{_SOURCE}?.watermark_to')}, '@{{variables('path')}}', "
        "'@{pipeline().RunId}', CURRENT_TIMESTAMP);\n"
        f"UPDATE etl.copy_control SET watermark = {time(f'{_SOURCE}?.watermark_to')}, "
        f"row_count = @{{{_SOURCE}.total_rows}}, load_id = '@{{pipeline().parameters.load_id}}' WHERE {where};\n"
        "COMMIT TRANSACTION;"
    )
