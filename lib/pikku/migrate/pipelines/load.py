"""The pipelines of one load: which tables there are, in which batches they are copied, and what is noted about it."""

import sqlalchemy as sa

from pikku.migrate.checksum import checksum
from pikku.migrate.control import LOAD_KINDS, copy_control
from pikku.migrate.pipelines.parts import (
    GLOBAL,
    SQL_TIME,
    Json,
    activity,
    execute,
    expression,
    lookup,
    optional,
    pipeline,
    script,
    service,
    set_variable,
    strings,
)

BATCH = 8  # tables side by side; at most 50 in Data Factory


def load_and_process() -> Json:
    process = {
        "notebookPath": expression(f"@{GLOBAL}.process_notebook"),
        "baseParameters": {
            "landing": expression(f"@{GLOBAL}.landing_volume"),
            "catalog": expression(f"@{GLOBAL}.unity_catalog"),
        },
    }
    return pipeline(
        "Copies what has changed, then hands over to Databricks, which makes Delta tables of what landed.",
        [
            execute("Copy", "pl_copy_all", "One load.", {"area": "@pipeline().parameters.area"}),
            activity("Process", "DatabricksNotebook", "Bronze, silver and gold follow the landing zone; a notebook "
                      "that finds nothing new writes nothing.", process, "Copy",
                      linkedServiceName=service("ls_databricks")),
        ],
        parameters={"area": {"type": "string", "defaultValue": "*"}},
        concurrency=1,
    )  # fmt: skip


def copy_all() -> Json:
    area = "'@{pipeline().parameters.area}'"
    scope = "'@{pipeline().parameters.scope}'"
    listing = (
        "SELECT table_schema, table_name, load_type, watermark_column, key_column, column_list, checksum_list, "
        "watermark, row_count, key_sum, change_version, load_id FROM etl.copy_control WHERE enabled = 1 "
        f"AND ({area} = '*' OR table_schema = {area}) AND ({scope} = 'all' OR load_type <> 'full') "
        "ORDER BY COALESCE(row_count, 0) DESC, copy_order"
    )
    size = f"{GLOBAL}.tables_in_batch"
    listed = "activity('List the tables').output"
    batches = f"@range(0, max(1, div(add({listed}.count, sub({size}, 1)), {size})))"
    each = execute(
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
        set_variable("Set the load id", "One id for all files of this run; sorts in time order.", "load_id",
             "@utcNow('yyyyMMddTHHmmssfffffff')"),
        script("Note the start", "The audit's row of this run. A serverless database that was paused refuses the first "
                "connections while it wakes up.", [_started()], "Set the load id", retry=3),
        execute("Register the tables", "pl_register_tables", "The control table is as the catalogue says.", {},
                 "Note the start"),
        lookup("List the tables", "The tables that are to be copied, the largest first.", listing, False,
                "Register the tables"),
        activity("For each batch", "ForEach", "Batches are copied one after the other.",
                  {"items": expression(batches), "isSequential": True, "activities": [each]}, "List the tables"),
        script("Note the success", "The audit's row: all that was to be copied is there.",
                [_ended("Succeeded")], "For each batch"),
        script("Note the failure", "The audit's row: something is missing; the next load copies it.",
                [_ended("Failed")], failed),
        execute("Raise the alert", "pl_alert", "Whoever is on duty is told.",
                 {"load_id": "@variables('load_id')"}, {"Note the failure": "Completed"}),
        activity("End as failed", "Fail", "A failure that was handled would count as a success.",
                  {"message": expression("The load @{variables('load_id')} failed; what was copied stays, and the "
                                         "next load copies the rest."), "errorCode": "LoadFailed"},
                  {"Raise the alert": "Completed"}),
    ]  # fmt: skip
    return pipeline(
        "One load: copies every table of the SQL database that has changed to the lake's landing zone. A load in "
        "which nothing has changed copies nothing.",
        activities,
        parameters={
            "area": {"type": "string", "defaultValue": "*"},
            "scope": {"type": "string", "defaultValue": "all"},
            **optional("window_start", "window_end"),
        },
        variables={"load_id": {"type": "String"}},
        concurrency=1,
    )


def _started() -> str:
    def bound(name: str) -> str:
        value = f"pipeline().parameters.{name}"
        return f"@{{if(empty({value}), 'NULL', concat('''', formatDateTime({value}, {SQL_TIME}), ''''))}}"

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


def alert() -> Json:
    vault, named = f"{GLOBAL}.key_vault_url", f"{GLOBAL}.alert_secret"
    identity = {"type": "MSI", "resource": "https://vault.azure.net"}
    secret = activity(
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
    send = activity(
        "Send the alert",
        "WebActivity",
        "For instance a Logic App that writes to a channel.",
        {
            "method": "POST",
            "url": expression("@activity('Get the address').output.value"),
            "headers": {"Content-Type": "application/json"},
            "body": expression(
                '{"factory": "@{pipeline().DataFactory}", "environment": '
                f'"@{{{GLOBAL}.environment}}", "load_id": "@{{pipeline().parameters.load_id}}", '
                '"pipeline_run_id": "@{pipeline()?.TriggeredByPipelineRunId}"}'
            ),
        },
        "Get the address",
    )
    send["policy"] |= {"secureInput": True}
    return pipeline(
        "Tells whoever is on duty that a load failed: the Key Vault's secret named by the global parameter alert_secret "
        "is the address to call. While the parameter is empty, as at first, nobody is told.",
        [
            activity("Is there somebody", "IfCondition", "No secret is named, so there is no alert.",
                      {"expression": expression(f"@not(empty({named}))"), "ifTrueActivities": [secret, send]}),
        ],
        parameters=strings("load_id"),
    )  # fmt: skip


def copy_batch() -> Json:
    each = execute(
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
    return pipeline(
        "Copies a batch of tables, side by side. `tables` are their rows of the control table.",
        [activity("For each table", "ForEach", "Tables are copied side by side.", loop)],
        parameters=strings("tables", kind="array") | strings("load_id") | optional("until"),
    )


def register_tables(tables: list[sa.Table]) -> Json:
    # A row that stayed behind would keep its last load, so that a table that returns was never copied again.
    names = ", ".join(f"'{table.key}'" for table in tables)
    forget = (
        f"DELETE FROM etl.copy_control WHERE NOT CONCAT(table_schema, '.', table_name) IN ({names})"
    )
    texts = [forget, *(registration(table, place) for place, table in enumerate(tables, 1))]
    return pipeline(
        "Makes the control table agree with the catalogue: a new table is added, a table whose columns or kind of "
        "load changed is copied whole by the next load, a table that is no longer there is forgotten: should it return, "
        "it is a new one. Who sets a table's `enabled` to 0 keeps it from being copied.",
        [
            script(
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
