"""The pipelines of one table: whether it has changed, the copy, and its comparison with the database."""

from pikku.migrate.checksum import MODULUS
from pikku.migrate.control import LOAD_KINDS
from pikku.migrate.pipelines.parts import (
    CHANGED_AT,
    CONTROL,
    END,
    GLOBAL,
    KEY,
    SOURCE,
    SQL_TIME,
    TABLE,
    VERSION_FROM,
    WATERMARK_FROM,
    Json,
    activity,
    dataset,
    execute,
    expression,
    lake,
    lookup,
    optional,
    pipeline,
    script,
    set_variable,
    strings,
)

RANGES = 4  # of a large table, side by side
DIGITS = 20  # of a version in a folder's name, so that names sort

_FOLDER = f"@{{{CONTROL}.table_schema}}/@{{{CONTROL}.table_name}}"
# No bound for a table under change tracking: a row that is committed while its version and its latest time are asked
# for may be within the one and after the other. What comes after the version is in the next load again.
_WATERMARK_TO = (
    f"if(equals({CONTROL}.load_type, 'change'), '{END}', coalesce({SOURCE}?.watermark_to, '{END}'))"
)
_NEVER = f"equals({CONTROL}?.load_id, null)"
_IN_RANGES = "full, in ranges"


def copy_table() -> Json:
    load = execute(
        "Load the table",
        "pl_load_table",
        "All rows, or those that changed.",
        {
            "control": f"@{CONTROL}",
            "source": "@json(variables('source'))",
            "load_kind": "@json(variables('source')).load_kind",
            "load_id": "@pipeline().parameters.load_id",
        },
    )
    tracked, watched = "Ask the change tracking", "Look at the source"

    def case(name: str, description: str, query: str) -> list[Json]:
        keep = set_variable(f"Keep the answer ({name})", "An activity inside a Switch can't be seen from outside.", "source",
                    f"@string(activity('{name}').output.firstRow)", name)  # fmt: skip
        return [lookup(name, description, query, True), keep]

    activities = [
        activity("How is it loaded", "Switch", "The change tracking of the database knows more than a watermark.",
                  {"on": expression(f"@{CONTROL}.load_type"),
                   "cases": [{"value": "change", "activities": case(
                       tracked, "How many rows changed or were deleted since the last load.", _ask_tracking())}],
                   "defaultActivities": case(
                       watched, "How many rows are new, and whether the others are still the same.", _look())}),
        activity("Has it changed", "IfCondition", "The query says how to load: full, watermark, change or none.",
                  {"expression": expression("@not(equals(json(variables('source')).load_kind, 'none'))"),
                   "ifTrueActivities": [load]}, "How is it loaded"),
    ]  # fmt: skip
    return pipeline(
        "Copies one table if it has changed since its last load. `control` is its row of the control table. Rows "
        "changed later than `until` are left for the next load, but for tables under change tracking: it knows no "
        "times, and all its changes so far are copied.",
        activities,
        parameters=strings("control", kind="object") | strings("load_id") | optional("until"),
        variables={"source": {"type": "String"}},
    )


def _look() -> str:
    """Return the query that looks for new rows by the watermark.

    The other rows must be as many as at the last load, with the same sum of keys: if not, rows were
    deleted, changed or came late, and the table is copied whole.
    """
    until = f"if(empty(pipeline().parameters.until), '{END}', pipeline().parameters.until)"
    new = f"{CHANGED_AT} > '@{{formatDateTime({WATERMARK_FROM}, {SQL_TIME})}}'"
    key = f"{KEY} % {MODULUS}"
    return (
        "SELECT s.total_rows, s.key_sum, s.watermark_to, s.changed_rows, "
        f"CASE WHEN @{{if({_NEVER}, 1, 0)}} = 1 "
        f"OR s.total_rows - s.changed_rows <> @{{coalesce({CONTROL}?.row_count, 0)}} "
        f"OR s.key_sum - s.changed_key_sum <> @{{coalesce({CONTROL}?.key_sum, 0)}} THEN 'full' "
        f"WHEN s.changed_rows = 0 THEN 'none' ELSE '@{{{CONTROL}.load_type}}' END AS load_kind "
        f"FROM (SELECT COUNT(*) AS total_rows, COALESCE(SUM({key}), 0) AS key_sum, "
        f"MAX({CHANGED_AT}) AS watermark_to, "
        f"COALESCE(SUM(CASE WHEN {new} THEN 1 ELSE 0 END), 0) AS changed_rows, "
        f"COALESCE(SUM(CASE WHEN {new} THEN {key} ELSE 0 END), 0) AS changed_key_sum "
        f"FROM {TABLE} WHERE {CHANGED_AT} <= '@{{formatDateTime({until}, {SQL_TIME})}}') AS s"
    )


def _ask_tracking() -> str:
    """Return the query that asks the change tracking.

    It must still know all changes since the last load, and the last load's version must not be ahead
    of it, as it is when the database was restored. Of a table that was never copied nobody has to know
    the changes, and looking for them would read all of it. Without snapshot isolation the version may be
    later than what the statement counts: only the version says how far a load is, the time is for people.
    """
    since = f"@{{{VERSION_FROM}}}"
    return (
        "SELECT s.total_rows, s.watermark_to, s.changed_rows, s.version_to, "
        f"CASE WHEN @{{if({_NEVER}, 1, 0)}} = 1 OR s.version_valid > {since} OR s.version_to < {since} "
        "THEN 'full' WHEN s.changed_rows = 0 THEN 'none' ELSE 'change' END AS load_kind "
        "FROM (SELECT t.total_rows, t.watermark_to, "
        f"(SELECT COUNT(*) FROM CHANGETABLE(CHANGES {TABLE}, {since}) AS c "
        f"WHERE @{{if({_NEVER}, 1, 0)}} = 0) AS changed_rows, "
        "CHANGE_TRACKING_CURRENT_VERSION() AS version_to, "
        f"CHANGE_TRACKING_MIN_VALID_VERSION(OBJECT_ID('{TABLE}')) AS version_valid "
        f"FROM (SELECT COUNT(*) AS total_rows, MAX({CHANGED_AT}) AS watermark_to FROM {TABLE}) AS t) AS s"
    )


def _copy(name: str, description: str, query: str, folder: str, file: str) -> Json:
    """Return a Copy: into one file, or, without one, in ranges of the table, each into a file of its own."""
    ranges: Json = {"partitionOption": "None"}
    if not file:
        column = {"partitionColumnName": expression(f"@{CONTROL}.key_column")}
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
    source = dataset(
        "ds_sql_table",
        table_schema=f"@{CONTROL}.table_schema",
        table_name=f"@{CONTROL}.table_name",
    )
    sink = (
        lake("ds_lake_parquet", folder=folder, file=file)
        if file
        else lake("ds_lake_parquet_folder", folder=folder)
    )
    return activity(name, "Copy", description, properties, inputs=[source], outputs=[sink])


def _case(value: str, rows: str, description: str, query: str, folder: str, file: str) -> Json:
    """Return a case of the Switch: measures the rows while it copies them, measures the copy, keeps all three."""
    sums = f"SELECT COUNT(*) AS row_count, @{{{CONTROL}.checksum_list}} AS checksum FROM "
    measure, copy, check = (f"{verb} {rows}" for verb in ("Measure", "Copy", "Check"))
    lake = (
        f"OPENROWSET(BULK '@{{{GLOBAL}.landing_file_system}}/{folder}/*.parquet', "
        "DATA_SOURCE = 'lake', FORMAT = 'PARQUET') AS s"
    )
    facts = {
        "measured": f"@string(activity('{measure}').output.firstRow)",
        "copied": f"@string(activity('{copy}').output)",
        "checked": f"@string(activity('{check}').output.firstRow)",
        "path": folder,
    }
    setters = [
        set_variable(
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
            lookup(measure, "Rows and sums in the database.", f"{sums}({query}) AS s", True),
            _copy(copy, description, query, folder, file),
            lookup(check, "Rows and sums in the lake, read by Synapse.", sums + lake, True, copy, lake=True),
            *setters,
        ],
    }  # fmt: skip


def _cases() -> list[Json]:
    until = f"{CHANGED_AT} <= '@{{formatDateTime({_WATERMARK_TO}, {SQL_TIME})}}'"
    since = f"{CHANGED_AT} > '@{{formatDateTime({WATERMARK_FROM}, {SQL_TIME})}}'"
    select = f"SELECT @{{{CONTROL}.column_list}} FROM {TABLE} WHERE "
    version = f"string({VERSION_FROM})"
    padded = f"@{{substring(concat('{'0' * DIGITS}', {version}), length({version}), {DIGITS})}}"
    changes = (
        f"SELECT c.@{{replace({CONTROL}.column_list, ', ', ', t.')}}, "
        f"CASE WHEN t.{KEY} IS NULL THEN 'D' ELSE c.SYS_CHANGE_OPERATION END AS change_operation "
        f"FROM CHANGETABLE(CHANGES {TABLE}, @{{{VERSION_FROM}}}) AS c "
        f"LEFT JOIN {TABLE} AS t ON t.{KEY} = c.{KEY} "
        f"WHERE c.SYS_CHANGE_VERSION <= @{{coalesce({SOURCE}?.version_to, 0)}}"
    )
    file = f"@{{{CONTROL}.table_name}}.parquet"
    stamp = f"@{{formatDateTime({WATERMARK_FROM}, 'yyyyMMddTHHmmssffffff')}}"
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


def load_table() -> Json:
    full = "equals(pipeline().parameters.load_kind, 'full')"
    large = f"greaterOrEquals({SOURCE}.total_rows, {GLOBAL}.rows_to_partition)"
    kind = f"@if(and({full}, {large}), '{_IN_RANGES}', pipeline().parameters.load_kind)"
    changes, whole = "Look for older changes", "Look for older files"
    other = (
        f"not(equals(string(activity('{whole}').output?.childItems), "
        f'concat(\'[{{"name":"\', {CONTROL}.table_name, \'.parquet","type":"File"}}]\')))'
    )
    forget = (
        f"UPDATE etl.copy_control SET load_id = CASE WHEN '@{{pipeline().parameters.load_kind}}' = 'change' "
        f"THEN load_id END WHERE table_schema = '@{{{CONTROL}.table_schema}}' "
        f"AND table_name = '@{{{CONTROL}.table_name}}';"
    )
    activities = [
        script("Forget the last load", "What is copied now takes its place. Should this load be broken off, the next "
                "copies all rows; changes that are tracked are only copied again.", [forget]),
        *_removal(changes, f"{_FOLDER}/changes", full, "Is it a full load",
                  "Delete older changes", "Deleted first, so that no reader meets them with the new file.",
                  "Forget the last load"),
        *_removal(whole, f"{_FOLDER}/full", f"and({full}, or({large}, {other}))", "Is it in other files",
                  "Delete older files", "Files of a load in ranges are replaced by none of the same name.",
                  "Is it a full load"),
        activity("Full, watermark or changes", "Switch", "Measures the rows, copies them, and measures the copy.",
                  {"on": expression(kind), "cases": _cases(),
                   "defaultActivities": [activity(
                       "Refuse the load kind", "Fail", f"Only {', '.join(LOAD_KINDS)} are known.",
                       {"message": expression("Unknown kind of load: @{pipeline().parameters.load_kind}"),
                        "errorCode": "UnknownLoadKind"})]},
                  "Is it in other files"),
        activity("Compare the sums", "IfCondition", "Nothing may be lost, there twice, or another value.",
                  {"expression": expression("@equals(variables('measured'), variables('checked'))"),
                   "ifFalseActivities": [activity(
                       "Refuse the copy", "Fail", "The watermark stays, so the next load copies again.",
                       {"message": expression(
                           f"{TABLE}: the copy differs from the database, or the table changed meanwhile. Database: "
                           "@{variables('measured')} Lake: @{variables('checked')}"),
                        "errorCode": "ChecksumMismatch"})]},
                  "Full, watermark or changes"),
        script("Store the watermark", "With the audit, in one transaction: never ahead of the data.",
                [_commit()], "Compare the sums"),
    ]  # fmt: skip
    return pipeline(
        "Copies one table to the lake, all of it or what changed, compares rows and sums of database and lake, and "
        "stores the new watermark or version only then.",
        activities,
        parameters=strings("control", "source", kind="object") | strings("load_kind", "load_id"),
        variables={name: {"type": "String"} for name in ("measured", "copied", "checked", "path")},
    )


def _removal(
    look: str, folder: str, condition: str, name: str, delete: str, why: str, after: str = ""
) -> list[Json]:
    """Return the activities that delete a folder, if it is there and a condition holds."""
    target = lake("ds_lake_folder", folder=folder)
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
        activity(look, "GetMetadata", "What a full load makes obsolete.", found, after),
        activity(name, "IfCondition", "A full load begins without what it makes obsolete.",
                  {"expression": expression(is_due),
                   "ifTrueActivities": [activity(delete, "Delete", why, gone)]}, look),
    ]  # fmt: skip


def _commit() -> str:
    def text(value: str, missing: str) -> str:
        return f"@{{if({missing}, 'NULL', concat('''', {value}, ''''))}}"

    def number(value: str) -> str:
        return f"@{{coalesce({value}, 'NULL')}}"

    where = (
        f"table_schema = '@{{{CONTROL}.table_schema}}' AND table_name = '@{{{CONTROL}.table_name}}'"
    )
    kind, copied = "pipeline().parameters.load_kind", "json(variables('copied'))"
    since = text(
        f"{CONTROL}?.watermark",
        f"or(not(equals({kind}, 'watermark')), equals({CONTROL}?.watermark, null))",
    )
    watermark = text(f"{SOURCE}?.watermark_to", f"equals({SOURCE}?.watermark_to, null)")
    version = f"@{{if(equals({kind}, 'change'), {VERSION_FROM}, 'NULL')}}"
    return (
        "SET XACT_ABORT ON;\nBEGIN TRANSACTION;\n"
        "INSERT INTO etl.copy_run (load_id, table_schema, table_name, load_kind, rows_copied, bytes_written, "
        "files_written, checksum, watermark_from, watermark_to, version_from, version_to, path, pipeline_run_id, "
        "copied_at) VALUES ("
        f"'@{{pipeline().parameters.load_id}}', '@{{{CONTROL}.table_schema}}', '@{{{CONTROL}.table_name}}', "
        f"'@{{{kind}}}', @{{{copied}.rowsCopied}}, @{{{copied}.dataWritten}}, @{{{copied}.filesWritten}}, "
        f"'@{{json(variables('checked')).checksum}}', {since}, {watermark}, {version}, "
        f"{number(f'{SOURCE}?.version_to')}, '@{{variables('path')}}', '@{{pipeline().RunId}}', "
        "CURRENT_TIMESTAMP);\n"
        f"UPDATE etl.copy_control SET watermark = {watermark}, row_count = @{{{SOURCE}.total_rows}}, "
        f"key_sum = {number(f'{SOURCE}?.key_sum')}, change_version = {number(f'{SOURCE}?.version_to')}, "
        f"load_id = '@{{pipeline().parameters.load_id}}' WHERE {where};\n"
        "COMMIT TRANSACTION;"
    )
