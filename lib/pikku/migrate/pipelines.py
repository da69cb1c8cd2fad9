"""The factory's pipelines, as Python values that become the JSON files.

::

    pl_load_and_process      a load, and then the notebook that makes Delta tables of it
      pl_copy_all              one load: registers the tables, lists them, deals them into batches
        pl_register_tables       the control table is as the catalogue says
        pl_copy_batch            one batch: copies its tables side by side
          pl_copy_table            one table: has anything changed?
            pl_load_table            copies it, compares rows and sums, stores how far it is
        pl_alert                 says that a load failed, where there is somebody to hear it

Data Factory lets IfCondition and Switch hold no further IfCondition, Switch or ForEach, hence the levels.
"""

from typing import Any

import sqlalchemy as sa

from pikku.migrate.checksum import MODULUS, checksum
from pikku.migrate.control import LOAD_KINDS, copy_control

FOLDER = "Copy to the lake"
BATCH = 8  # tables side by side; at most 50 in Data Factory
RANGES = 4  # of a large table, side by side
BEGINNING = "1900-01-01T00:00:00Z"  # before every row
END = "9999-12-31T00:00:00Z"  # after every row: the upper bound for a table that is still empty
DIGITS = 20  # of a version in a folder's name, so that names sort
_SQL_TIME = "'yyyy-MM-ddTHH:mm:ss.ffffff'"

_CONTROL = "pipeline().parameters.control"
_SOURCE = "pipeline().parameters.source"
_GLOBAL = "pipeline().globalParameters"
_KEY = f"@{{{_CONTROL}.key_column}}"
_CHANGED_AT = f"@{{{_CONTROL}.watermark_column}}"
_TABLE = f"@{{{_CONTROL}.table_schema}}.@{{{_CONTROL}.table_name}}"
_FOLDER = f"@{{{_CONTROL}.table_schema}}/@{{{_CONTROL}.table_name}}"
_WATERMARK_FROM = f"coalesce({_CONTROL}?.watermark, '{BEGINNING}')"
# No bound for a table under change tracking: a row that is committed while its version and its latest time are asked
# for may be within the one and after the other. What comes after the version is in the next load again.
_WATERMARK_TO = f"if(equals({_CONTROL}.load_type, 'change'), '{END}', coalesce({_SOURCE}?.watermark_to, '{END}'))"
_VERSION_FROM = f"coalesce({_CONTROL}?.change_version, 0)"
_NEVER = f"equals({_CONTROL}?.load_id, null)"
_IN_RANGES = "full, in ranges"

Json = dict[str, Any]


def pipelines(tables: list[sa.Table]) -> dict[str, Json]:
    """Return the properties of each pipeline, by name."""
    return {
        "pl_load_and_process": _load_and_process(),
        "pl_copy_all": _copy_all(),
        "pl_register_tables": _register_tables(tables),
        "pl_copy_batch": _copy_batch(),
        "pl_copy_table": _copy_table(),
        "pl_load_table": _load_table(),
        "pl_alert": _alert(),
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


_AFAR = ("WebActivity", "DatabricksNotebook")  # what depends on services beyond the databases


def expression(text: str) -> Json:
    """Return an expression as an object, as most properties that hold nothing else want it."""
    return {"value": text, "type": "Expression"}


def _dataset(name: str, **parameters: str) -> Json:
    values = {key: expression(v) if "@" in v else v for key, v in parameters.items()}
    return {"referenceName": name, "type": "DatasetReference"} | (
        {"parameters": values} if values else {}
    )


def _lake(name: str, **parameters: str) -> Json:
    return _dataset(name, file_system=f"@{_GLOBAL}.landing_file_system", **parameters)


def _service(name: str) -> Json:
    return {"referenceName": name, "type": "LinkedServiceReference"}


def _execute(
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
    return _activity(name, "ExecutePipeline", description, properties, after)


def _lookup(
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
        "dataset": _dataset("ds_synapse") if lake else _dataset("ds_sql_table", **control),
        "firstRowOnly": first,
    }
    return _activity(name, "Lookup", description, properties, after)


def _script(
    name: str,
    description: str,
    texts: list[str],
    after: str | dict[str, str | list[str]] = "",
    retry: int | None = None,
) -> Json:
    scripts = [{"type": "NonQuery", "text": expression(t) if "@{" in t else t} for t in texts]
    return _activity(
        name,
        "Script",
        description,
        {"scripts": scripts},
        after,
        retry,
        linkedServiceName=_service("ls_azure_sql"),
    )


def _set(
    name: str,
    description: str,
    variable: str,
    value: str,
    after: str | dict[str, str | list[str]] = "",
) -> Json:
    properties = {"variableName": variable, "value": expression(value)}
    return _activity(name, "SetVariable", description, properties, after)


def _strings(*names: str, kind: str = "string") -> Json:
    return {name: {"type": kind} for name in names}


def _optional(*names: str) -> Json:
    return {name: {"type": "string", "defaultValue": ""} for name in names}


# --- one load ---------------------------------------------------------------------------------------


def _load_and_process() -> Json:
    process = {
        "notebookPath": expression(f"@{_GLOBAL}.process_notebook"),
        "baseParameters": {
            "landing": expression(f"@{_GLOBAL}.landing_volume"),
            "catalog": expression(f"@{_GLOBAL}.unity_catalog"),
        },
    }
    return _pipeline(
        "Copies what has changed, then hands over to Databricks, which makes Delta tables of what landed.",
        [
            _execute("Copy", "pl_copy_all", "One load.", {"area": "@pipeline().parameters.area"}),
            _activity("Process", "DatabricksNotebook", "Bronze, silver and gold follow the landing zone; a notebook "
                      "that finds nothing new writes nothing.", process, "Copy",
                      linkedServiceName=_service("ls_databricks")),
        ],
        parameters={"area": {"type": "string", "defaultValue": "*"}},
        concurrency=1,
    )  # fmt: skip


def _copy_all() -> Json:
    area = "'@{pipeline().parameters.area}'"
    scope = "'@{pipeline().parameters.scope}'"
    listing = (
        "SELECT table_schema, table_name, load_type, watermark_column, key_column, column_list, checksum_list, "
        "watermark, row_count, key_sum, change_version, load_id FROM etl.copy_control WHERE enabled = 1 "
        f"AND ({area} = '*' OR table_schema = {area}) AND ({scope} = 'all' OR load_type <> 'full') "
        "ORDER BY COALESCE(row_count, 0) DESC, copy_order"
    )
    size = f"{_GLOBAL}.tables_in_batch"
    listed = "activity('List the tables').output"
    batches = f"@range(0, max(1, div(add({listed}.count, sub({size}, 1)), {size})))"
    each = _execute(
        "Copy one batch",
        "pl_copy_batch",
        "The tables of this batch.",
        {
            "tables": f"@take(skip({listed}.value, mul(item(), {size})), {size})",
            "load_id": "@variables('load_id')",
            "until": "@pipeline().parameters.window_end",
        },
    )
    failed = {"For each batch": ["Failed", "Skipped"]}
    activities = [
        _set("Set the load id", "One id for all files of this run; sorts in time order.", "load_id",
             "@utcNow('yyyyMMddTHHmmssfffffff')"),
        _script("Note the start", "The audit's row of this run. A serverless database that was paused refuses the first "
                "connections while it wakes up.", [_started()], "Set the load id", retry=3),
        _execute("Register the tables", "pl_register_tables", "The control table is as the catalogue says.", {},
                 "Note the start"),
        _lookup("List the tables", "The tables that are to be copied, the largest first.", listing, False,
                "Register the tables"),
        _activity("For each batch", "ForEach", "Batches are copied one after the other.",
                  {"items": expression(batches), "isSequential": True, "activities": [each]}, "List the tables"),
        _script("Note the success", "The audit's row: all that was to be copied is there.",
                [_ended("Succeeded")], "For each batch"),
        _script("Note the failure", "The audit's row: something is missing; the next load copies it.",
                [_ended("Failed")], failed),
        _execute("Raise the alert", "pl_alert", "Whoever is on duty is told.",
                 {"load_id": "@variables('load_id')"}, {"Note the failure": "Completed"}),
        _activity("End as failed", "Fail", "A failure that was handled would count as a success.",
                  {"message": expression("The load @{variables('load_id')} failed; what was copied stays, and the "
                                         "next load copies the rest."), "errorCode": "LoadFailed"},
                  {"Raise the alert": "Completed"}),
    ]  # fmt: skip
    return _pipeline(
        "One load: copies every table of the SQL database that has changed to the lake's landing zone. A load in "
        "which nothing has changed copies nothing.",
        activities,
        parameters={
            "area": {"type": "string", "defaultValue": "*"},
            "scope": {"type": "string", "defaultValue": "all"},
            **_optional("window_start", "window_end"),
        },
        variables={"load_id": {"type": "String"}},
        concurrency=1,
    )


def _started() -> str:
    def bound(name: str) -> str:
        value = f"pipeline().parameters.{name}"
        return f"@{{if(empty({value}), 'NULL', concat('''', formatDateTime({value}, {_SQL_TIME}), ''''))}}"

    return (
        "INSERT INTO etl.copy_load (load_id, pipeline_run_id, trigger_name, window_start, window_end, started_at, "
        "status, tables_copied, rows_copied) VALUES ('@{variables('load_id')}', '@{pipeline().RunId}', "
        f"'@{{pipeline().TriggerName}}', {bound('window_start')}, {bound('window_end')}, CURRENT_TIMESTAMP, "
        "'Running', 0, 0);"
    )


def _ended(status: str) -> str:
    load = "load_id = '@{variables('load_id')}'"
    return (
        f"UPDATE etl.copy_load SET status = '{status}', ended_at = CURRENT_TIMESTAMP, "
        f"tables_copied = (SELECT COUNT(*) FROM etl.copy_run WHERE {load}), "
        f"rows_copied = (SELECT COALESCE(SUM(rows_copied), 0) FROM etl.copy_run WHERE {load}) WHERE {load};"
    )


def _alert() -> Json:
    vault, named = f"{_GLOBAL}.key_vault_url", f"{_GLOBAL}.alert_secret"
    identity = {"type": "MSI", "resource": "https://vault.azure.net"}
    secret = _activity(
        "Get the address",
        "WebActivity",
        "The address of the alert is a secret: whoever knows it can call it.",
        {
            "method": "GET",
            "url": expression(f"@{{{vault}}}secrets/@{{{named}}}?api-version=7.4"),
            "authentication": identity,
        },
    )
    secret["policy"] |= {"secureOutput": True}
    send = _activity(
        "Send the alert",
        "WebActivity",
        "For instance a Logic App that writes to a channel.",
        {
            "method": "POST",
            "url": expression("@activity('Get the address').output.value"),
            "headers": {"Content-Type": "application/json"},
            "body": expression(
                '{"factory": "@{pipeline().DataFactory}", "environment": '
                f'"@{{{_GLOBAL}.environment}}", "load_id": "@{{pipeline().parameters.load_id}}", '
                '"pipeline_run_id": "@{pipeline()?.TriggeredByPipelineRunId}"}'
            ),
        },
        "Get the address",
    )
    send["policy"] |= {"secureInput": True}
    return _pipeline(
        "Tells whoever is on duty that a load failed: the Key Vault's secret named by the global parameter alert_secret "
        "is the address to call. While the parameter is empty, as at first, nobody is told.",
        [
            _activity("Is there somebody", "IfCondition", "No secret is named, so there is no alert.",
                      {"expression": expression(f"@not(empty({named}))"), "ifTrueActivities": [secret, send]}),
        ],
        parameters=_strings("load_id"),
    )  # fmt: skip


def _copy_batch() -> Json:
    each = _execute(
        "Copy one table",
        "pl_copy_table",
        "Copies the table of this row of the control table, if it has changed.",
        {
            "control": "@item()",
            "load_id": "@pipeline().parameters.load_id",
            "until": "@pipeline().parameters.until",
        },
    )
    loop = {
        "items": expression("@pipeline().parameters.tables"),
        "isSequential": False,
        "batchCount": BATCH,
        "activities": [each],
    }
    return _pipeline(
        "Copies a batch of tables, side by side. `tables` are their rows of the control table.",
        [_activity("For each table", "ForEach", "Tables are copied side by side.", loop)],
        parameters=_strings("tables", kind="array") | _strings("load_id") | _optional("until"),
    )


def _register_tables(tables: list[sa.Table]) -> Json:
    # A row that stayed behind would keep its last load, so that a table that returns was never copied again.
    names = ", ".join(f"'{table.key}'" for table in tables)
    forget = (
        f"DELETE FROM etl.copy_control WHERE NOT CONCAT(table_schema, '.', table_name) IN ({names})"
    )
    texts = [forget, *(registration(table, place) for place, table in enumerate(tables, 1))]
    return _pipeline(
        "Makes the control table agree with the catalogue: a new table is added, a table whose columns or kind of "
        "load changed is copied whole by the next load, a table that is no longer there is forgotten: should it return, "
        "it is a new one. Who sets a table's `enabled` to 0 keeps it from being copied.",
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
    (key,) = (column.name for column in table.primary_key)
    if next(iter(table.columns)).name != key or table.info["load"] not in LOAD_KINDS:
        raise ValueError(f"{table.key}: its key must come first, its load be one of {LOAD_KINDS}")
    values = {
        "load_type": table.info["load"],
        "watermark_column": "modified_at",
        "key_column": key,
        "column_list": ", ".join(column.name for column in table.columns),
        "checksum_list": checksum(table),
    }
    for name, value in values.items():
        if len(value) > copy_control.columns[name].type.length:
            raise ValueError(f"the {name} of {table.key} is too long for the control table")
    said = {name: f"'{value.replace(chr(39), 2 * chr(39))}'" for name, value in values.items()}
    where = f"table_schema = '{table.schema}' AND table_name = '{table.name}'"
    same = " AND ".join(f"{name} = {said[name]}" for name in ("load_type", "column_list"))
    assigned = ", ".join(f"{name} = {value}" for name, value in said.items())
    return (
        f"UPDATE etl.copy_control SET load_id = CASE WHEN {same} THEN load_id END, {assigned}, "
        f"copy_order = {place} WHERE {where};\n"
        f"INSERT INTO etl.copy_control (table_schema, table_name, {', '.join(said)}, copy_order, enabled) "
        f"SELECT '{table.schema}', '{table.name}', {', '.join(said.values())}, {place}, 1 "
        f"WHERE NOT EXISTS (SELECT 1 FROM etl.copy_control WHERE {where});"
    )


# --- one table: has it changed? ---------------------------------------------------------------------


def _copy_table() -> Json:
    load = _execute(
        "Load the table",
        "pl_load_table",
        "All rows, or those that changed.",
        {
            "control": f"@{_CONTROL}",
            "source": "@json(variables('source'))",
            "load_kind": "@json(variables('source')).load_kind",
            "load_id": "@pipeline().parameters.load_id",
        },
    )
    tracked, watched = "Ask the change tracking", "Look at the source"

    def case(name: str, description: str, query: str) -> list[Json]:
        keep = _set(f"Keep the answer ({name})", "An activity inside a Switch can't be seen from outside.", "source",
                    f"@string(activity('{name}').output.firstRow)", name)  # fmt: skip
        return [_lookup(name, description, query, True), keep]

    activities = [
        _activity("How is it loaded", "Switch", "The change tracking of the database knows more than a watermark.",
                  {"on": expression(f"@{_CONTROL}.load_type"),
                   "cases": [{"value": "change", "activities": case(
                       tracked, "How many rows changed or were deleted since the last load.", _ask_tracking())}],
                   "defaultActivities": case(
                       watched, "How many rows are new, and whether the others are still the same.", _look())}),
        _activity("Has it changed", "IfCondition", "The query says how to load: full, watermark, change or none.",
                  {"expression": expression("@not(equals(json(variables('source')).load_kind, 'none'))"),
                   "ifTrueActivities": [load]}, "How is it loaded"),
    ]  # fmt: skip
    return _pipeline(
        "Copies one table if it has changed since its last load. `control` is its row of the control table. Rows "
        "changed later than `until` are left for the next load, but for tables under change tracking: it knows no "
        "times, and all its changes so far are copied.",
        activities,
        parameters=_strings("control", kind="object") | _strings("load_id") | _optional("until"),
        variables={"source": {"type": "String"}},
    )


def _look() -> str:
    """Return the query that looks for new rows by the watermark.

    The other rows must be as many as at the last load, with the same sum of keys: if not, rows were
    deleted, changed or came late, and the table is copied whole.
    """
    until = f"if(empty(pipeline().parameters.until), '{END}', pipeline().parameters.until)"
    new = f"{_CHANGED_AT} > '@{{formatDateTime({_WATERMARK_FROM}, {_SQL_TIME})}}'"
    key = f"{_KEY} % {MODULUS}"
    return (
        "SELECT s.total_rows, s.key_sum, s.watermark_to, s.changed_rows, "
        f"CASE WHEN @{{if({_NEVER}, 1, 0)}} = 1 "
        f"OR s.total_rows - s.changed_rows <> @{{coalesce({_CONTROL}?.row_count, 0)}} "
        f"OR s.key_sum - s.changed_key_sum <> @{{coalesce({_CONTROL}?.key_sum, 0)}} THEN 'full' "
        f"WHEN s.changed_rows = 0 THEN 'none' ELSE '@{{{_CONTROL}.load_type}}' END AS load_kind "
        f"FROM (SELECT COUNT(*) AS total_rows, COALESCE(SUM({key}), 0) AS key_sum, "
        f"MAX({_CHANGED_AT}) AS watermark_to, "
        f"COALESCE(SUM(CASE WHEN {new} THEN 1 ELSE 0 END), 0) AS changed_rows, "
        f"COALESCE(SUM(CASE WHEN {new} THEN {key} ELSE 0 END), 0) AS changed_key_sum "
        f"FROM {_TABLE} WHERE {_CHANGED_AT} <= '@{{formatDateTime({until}, {_SQL_TIME})}}') AS s"
    )


def _ask_tracking() -> str:
    """Return the query that asks the change tracking.

    It must still know all changes since the last load, and the last load's version must not be ahead
    of it, as it is when the database was restored. Of a table that was never copied nobody has to know
    the changes, and looking for them would read all of it. Without snapshot isolation the version may be
    later than what the statement counts: only the version says how far a load is, the time is for people.
    """
    since = f"@{{{_VERSION_FROM}}}"
    return (
        "SELECT s.total_rows, s.watermark_to, s.changed_rows, s.version_to, "
        f"CASE WHEN @{{if({_NEVER}, 1, 0)}} = 1 OR s.version_valid > {since} OR s.version_to < {since} "
        "THEN 'full' WHEN s.changed_rows = 0 THEN 'none' ELSE 'change' END AS load_kind "
        "FROM (SELECT t.total_rows, t.watermark_to, "
        f"(SELECT COUNT(*) FROM CHANGETABLE(CHANGES {_TABLE}, {since}) AS c "
        f"WHERE @{{if({_NEVER}, 1, 0)}} = 0) AS changed_rows, "
        "CHANGE_TRACKING_CURRENT_VERSION() AS version_to, "
        f"CHANGE_TRACKING_MIN_VALID_VERSION(OBJECT_ID('{_TABLE}')) AS version_valid "
        f"FROM (SELECT COUNT(*) AS total_rows, MAX({_CHANGED_AT}) AS watermark_to FROM {_TABLE}) AS t) AS s"
    )


# --- one table: the load ----------------------------------------------------------------------------


def _copy(name: str, description: str, query: str, folder: str, file: str) -> Json:
    """Return a Copy: into one file, or, without one, in ranges of the table, each into a file of its own."""
    ranges: Json = {"partitionOption": "None"}
    if not file:
        column = {"partitionColumnName": expression(f"@{_CONTROL}.key_column")}
        ranges = {"partitionOption": "DynamicRange", "partitionSettings": column}
        query = f"{query} AND ?AdfDynamicRangePartitionCondition"
    properties: Json = {
        "source": {
            "type": "AzureSqlSource",
            "additionalColumns": [
                {"name": "load_id", "value": expression("@pipeline().parameters.load_id")},
                {"name": "loaded_on", "value": expression("@utcNow()")},
            ],
            "sqlReaderQuery": expression(query),
            "queryTimeout": "02:00:00",
            **ranges,
        },
        "sink": {
            "type": "ParquetSink",
            "storeSettings": {"type": "AzureBlobFSWriteSettings"},
            "formatSettings": {"type": "ParquetWriteSettings"},
        },
        "enableStaging": False,
        "validateDataConsistency": True,
    }
    if not file:
        properties["parallelCopies"] = RANGES
    source = _dataset(
        "ds_sql_table",
        table_schema=f"@{_CONTROL}.table_schema",
        table_name=f"@{_CONTROL}.table_name",
    )
    sink = (
        _lake("ds_lake_parquet", folder=folder, file=file)
        if file
        else _lake("ds_lake_parquet_folder", folder=folder)
    )
    return _activity(name, "Copy", description, properties, inputs=[source], outputs=[sink])


def _case(value: str, rows: str, description: str, query: str, folder: str, file: str) -> Json:
    """Return a case of the Switch: measures the rows while it copies them, measures the copy, keeps all three."""
    sums = f"SELECT COUNT(*) AS row_count, @{{{_CONTROL}.checksum_list}} AS checksum FROM "
    measure, copy, check = (f"{verb} {rows}" for verb in ("Measure", "Copy", "Check"))
    lake = (
        f"OPENROWSET(BULK '@{{{_GLOBAL}.landing_file_system}}/{folder}/*.parquet', "
        "DATA_SOURCE = 'lake', FORMAT = 'PARQUET') AS s"
    )
    facts = {
        "measured": f"@string(activity('{measure}').output.firstRow)",
        "copied": f"@string(activity('{copy}').output)",
        "checked": f"@string(activity('{check}').output.firstRow)",
        "path": folder,
    }
    setters = [
        _set(
            f"Keep {variable} ({value})",
            "An activity inside a Switch can't be seen from outside.",
            variable,
            text,
            {check: "Succeeded", measure: "Succeeded"},
        )
        for variable, text in facts.items()
    ]
    return {
        "value": value,
        "activities": [
            _lookup(measure, "Rows and sums in the database.", f"{sums}({query}) AS s", True),
            _copy(copy, description, query, folder, file),
            _lookup(check, "Rows and sums in the lake, read by Synapse.", sums + lake, True, copy, lake=True),
            *setters,
        ],
    }  # fmt: skip


def _cases() -> list[Json]:
    until = f"{_CHANGED_AT} <= '@{{formatDateTime({_WATERMARK_TO}, {_SQL_TIME})}}'"
    since = f"{_CHANGED_AT} > '@{{formatDateTime({_WATERMARK_FROM}, {_SQL_TIME})}}'"
    select = f"SELECT @{{{_CONTROL}.column_list}} FROM {_TABLE} WHERE "
    version = f"string({_VERSION_FROM})"
    padded = f"@{{substring(concat('{'0' * DIGITS}', {version}), length({version}), {DIGITS})}}"
    changes = (
        f"SELECT c.@{{replace({_CONTROL}.column_list, ', ', ', t.')}}, "
        f"CASE WHEN t.{_KEY} IS NULL THEN 'D' ELSE c.SYS_CHANGE_OPERATION END AS change_operation "
        f"FROM CHANGETABLE(CHANGES {_TABLE}, @{{{_VERSION_FROM}}}) AS c "
        f"LEFT JOIN {_TABLE} AS t ON t.{_KEY} = c.{_KEY} "
        f"WHERE c.SYS_CHANGE_VERSION <= @{{coalesce({_SOURCE}?.version_to, 0)}}"
    )
    file = f"@{{{_CONTROL}.table_name}}.parquet"
    stamp = f"@{{formatDateTime({_WATERMARK_FROM}, 'yyyyMMddTHHmmssffffff')}}"
    return [
        _case("full", "all rows", "Replaces the file of the last full load.", select + until,
              f"{_FOLDER}/full", file),
        _case(_IN_RANGES, "all rows in ranges", "A large table is read in several ranges at once, each of which "
              "becomes a file.", select + until, f"{_FOLDER}/full", ""),
        _case("watermark", "new rows", "A new file; its folder is named after the watermark before this load.",
              f"{select}{since} AND {until}", f"{_FOLDER}/changes/{stamp}", file),
        _case("change", "changed rows", "A new file, with the keys of deleted rows too; its folder is named after the "
              "version before this load, so that a repeated load replaces it.", changes, f"{_FOLDER}/changes/{padded}", file),
    ]  # fmt: skip


def _load_table() -> Json:
    full = "equals(pipeline().parameters.load_kind, 'full')"
    large = f"greaterOrEquals({_SOURCE}.total_rows, {_GLOBAL}.rows_to_partition)"
    kind = f"@if(and({full}, {large}), '{_IN_RANGES}', pipeline().parameters.load_kind)"
    changes, whole = "Look for older changes", "Look for older files"
    other = (
        f"not(equals(string(activity('{whole}').output?.childItems), "
        f'concat(\'[{{"name":"\', {_CONTROL}.table_name, \'.parquet","type":"File"}}]\')))'
    )
    forget = (
        f"UPDATE etl.copy_control SET load_id = CASE WHEN '@{{pipeline().parameters.load_kind}}' = 'change' "
        f"THEN load_id END WHERE table_schema = '@{{{_CONTROL}.table_schema}}' "
        f"AND table_name = '@{{{_CONTROL}.table_name}}';"
    )
    activities = [
        _script("Forget the last load", "What is copied now takes its place. Should this load be broken off, the next "
                "copies all rows; changes that are tracked are only copied again.", [forget]),
        *_removal(changes, f"{_FOLDER}/changes", full, "Is it a full load",
                  "Delete older changes", "Deleted first, so that no reader meets them with the new file.",
                  "Forget the last load"),
        *_removal(whole, f"{_FOLDER}/full", f"and({full}, or({large}, {other}))", "Is it in other files",
                  "Delete older files", "Files of a load in ranges are replaced by none of the same name.",
                  "Is it a full load"),
        _activity("Full, watermark or changes", "Switch", "Measures the rows, copies them, and measures the copy.",
                  {"on": expression(kind), "cases": _cases(),
                   "defaultActivities": [_activity(
                       "Refuse the load kind", "Fail", f"Only {', '.join(LOAD_KINDS)} are known.",
                       {"message": expression("Unknown kind of load: @{pipeline().parameters.load_kind}"),
                        "errorCode": "UnknownLoadKind"})]},
                  "Is it in other files"),
        _activity("Compare the sums", "IfCondition", "Nothing may be lost, there twice, or another value.",
                  {"expression": expression("@equals(variables('measured'), variables('checked'))"),
                   "ifFalseActivities": [_activity(
                       "Refuse the copy", "Fail", "The watermark stays, so the next load copies again.",
                       {"message": expression(
                           f"{_TABLE}: the copy differs from the database, or the table changed meanwhile. Database: "
                           "@{variables('measured')} Lake: @{variables('checked')}"),
                        "errorCode": "ChecksumMismatch"})]},
                  "Full, watermark or changes"),
        _script("Store the watermark", "With the audit, in one transaction: never ahead of the data.",
                [_commit()], "Compare the sums"),
    ]  # fmt: skip
    return _pipeline(
        "Copies one table to the lake, all of it or what changed, compares rows and sums of database and lake, and "
        "stores the new watermark or version only then.",
        activities,
        parameters=_strings("control", "source", kind="object") | _strings("load_kind", "load_id"),
        variables={name: {"type": "String"} for name in ("measured", "copied", "checked", "path")},
    )


def _removal(
    look: str, folder: str, condition: str, name: str, delete: str, why: str, after: str = ""
) -> list[Json]:
    """Return the activities that delete a folder, if it is there and a condition holds."""
    target = _lake("ds_lake_folder", folder=folder)
    fields = ["exists"] if folder.endswith("changes") else ["exists", "childItems"]
    settings = {
        "type": "AzureBlobFSReadSettings",
        "recursive": True,
        "enablePartitionDiscovery": False,
    }
    found = {"dataset": target, "fieldList": fields, "storeSettings": settings}
    gone = {"dataset": target, "enableLogging": False, "storeSettings": settings}
    is_due = f"@if(activity('{look}').output.exists, {condition}, false)"
    return [
        _activity(look, "GetMetadata", "What a full load makes obsolete.", found, after),
        _activity(name, "IfCondition", "A full load begins without what it makes obsolete.",
                  {"expression": expression(is_due),
                   "ifTrueActivities": [_activity(delete, "Delete", why, gone)]}, look),
    ]  # fmt: skip


def _commit() -> str:
    def text(value: str, missing: str) -> str:
        return f"@{{if({missing}, 'NULL', concat('''', {value}, ''''))}}"

    def number(value: str) -> str:
        return f"@{{coalesce({value}, 'NULL')}}"

    where = f"table_schema = '@{{{_CONTROL}.table_schema}}' AND table_name = '@{{{_CONTROL}.table_name}}'"
    kind, copied = "pipeline().parameters.load_kind", "json(variables('copied'))"
    since = text(
        f"{_CONTROL}?.watermark",
        f"or(not(equals({kind}, 'watermark')), equals({_CONTROL}?.watermark, null))",
    )
    watermark = text(f"{_SOURCE}?.watermark_to", f"equals({_SOURCE}?.watermark_to, null)")
    version = f"@{{if(equals({kind}, 'change'), {_VERSION_FROM}, 'NULL')}}"
    return (
        "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n"
        "INSERT INTO etl.copy_run (load_id, table_schema, table_name, load_kind, rows_copied, bytes_written, "
        "files_written, checksum, watermark_from, watermark_to, version_from, version_to, path, pipeline_run_id, "
        "copied_at) VALUES ("
        f"'@{{pipeline().parameters.load_id}}', '@{{{_CONTROL}.table_schema}}', '@{{{_CONTROL}.table_name}}', "
        f"'@{{{kind}}}', @{{{copied}.rowsCopied}}, @{{{copied}.dataWritten}}, @{{{copied}.filesWritten}}, "
        f"'@{{json(variables('checked')).checksum}}', {since}, {watermark}, {version}, "
        f"{number(f'{_SOURCE}?.version_to')}, '@{{variables('path')}}', '@{{pipeline().RunId}}', "
        "CURRENT_TIMESTAMP);\n"
        f"UPDATE etl.copy_control SET watermark = {watermark}, row_count = @{{{_SOURCE}.total_rows}}, "
        f"key_sum = {number(f'{_SOURCE}?.key_sum')}, change_version = {number(f'{_SOURCE}?.version_to')}, "
        f"load_id = '@{{pipeline().parameters.load_id}}' WHERE {where};\n"
        "COMMIT TRANSACTION;"
    )
