"""Activities that ask the SQL database: Lookup, Script, SqlServerStoredProcedure."""

import base64
import contextlib
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import psycopg

from pikku.errors import PikkuError
from pikku.migrate.activities.registry import activity
from pikku.migrate.connections import LakeDatabase
from pikku.migrate.functions import to_json, to_text
from pikku.migrate.local import Task
from pikku.migrate.rules import ActivityFailed
from pikku.migrate.tsql import translate

#: Types of a Lookup's or a Copy's source that run here.
SOURCES = ("AzureSqlSource", "SqlServerSource", "SqlDWSource")
_MOST_ROWS = 5000  # that a Lookup returns, as in Data Factory: it leaves out the others
_LARGEST = 4 * 2**20  # bytes of a Lookup's rows
_PARAMETER = re.compile(r"\$(\w+)")  # as a translated text has them


def execute(task: Task, text: str, values: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """Return the result of each statement: its rows, or how many rows it changed.

    Parameters
    ----------
    text
        One or more statements in T-SQL.
    values
        Values of the parameters that the text names ``@name``.
    """
    if not isinstance(text, str) or not text.strip():
        raise ActivityFailed("The SQL text is empty.", "Give the activity a query.")
    said = _with_parameters(text, values) if values else translate(text)
    with _connection(
        task, f"The database refuses the query {' '.join(text.split())[:300]!r}"
    ) as link:
        return _results(link.execute(said, values or None))


def ask_database(task: Task, text: str) -> list[dict[str, Any]] | None:
    """Return the rows of the last statement of a text, None when it returns none."""
    return execute(task, text)[-1].get("rows")


def ask_lake(task: Task, text: str) -> list[dict[str, Any]]:
    """Return the rows of a query over the lake's files, in T-SQL as Synapse serverless takes it."""
    import duckdb

    try:
        with (
            contextlib.closing(LakeDatabase(task.runner.lake)) as database,
            task.runner.deadlines.watch(task.deadline, database.cancel),
        ):
            names, rows = database.ask(text)
    except (duckdb.Error, PikkuError) as error:
        task.check_time()
        cause = error.message if isinstance(error, PikkuError) else str(error).splitlines()[0]
        raise ActivityFailed(
            f"The lake refuses the query {' '.join(text.split())[:300]!r}: {cause}",
            getattr(error, "remedy", "") or "Correct the query, or the files that it reads.",
            "SqlOperationFailed",
        ) from error
    return [dict(zip(names, map(_json, row), strict=True)) for row in rows]


def service_type(task: Task, reference: dict[str, Any]) -> str:
    """Return the type of the linked service behind a dataset."""
    dataset = task.runner.factory.datasets[reference["referenceName"]]
    name = dataset.properties.get("linkedServiceName", {}).get("referenceName")
    service = task.runner.factory.resources["linkedService"].get(name)
    return service.properties.get("type", "") if service else ""


@contextlib.contextmanager
def _connection(task: Task, what: str) -> Iterator[psycopg.Connection]:
    """Lend a connection until the activity's time is up; its errors become the activity's."""
    try:
        with (
            task.runner.sql.rows.take() as connection,
            task.runner.deadlines.watch(task.deadline, connection.cancel),
        ):
            yield connection
    except psycopg.Error as error:
        task.check_time()
        cause = (str(error).splitlines() or [type(error).__name__])[0]
        raise ActivityFailed(
            f"{what}: {cause}.", "Correct the query, or what it works on.", "SqlOperationFailed"
        ) from error


def _with_parameters(text: str, values: dict[str, Any]) -> str:
    doubled = translate(text).replace("%", "%%")
    return _PARAMETER.sub(lambda m: f"%({m[1]})s" if m[1] in values else m[0], doubled)


def _results(cursor: psycopg.Cursor) -> list[dict[str, Any]]:
    results = []
    while True:
        if cursor.description:
            names = [column.name for column in cursor.description]
            rows = [dict(zip(names, map(_json, row), strict=True)) for row in cursor]
            results.append({"rows": rows})
        else:
            results.append({"changed": max(cursor.rowcount, 0)})
        if not cursor.nextset():
            return results


def _json(value: Any) -> Any:
    """Return a column's value as Data Factory puts it into an activity's output.

    What JSON has no value for, such as an identifier or an interval, is its text.
    """
    match value:
        case datetime():
            text = value.strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
            return f"{text}Z"
        case date():
            return f"{value.isoformat()}T00:00:00Z"
        case time():
            return value.isoformat()
        case bytes():
            return base64.b64encode(value).decode()
        case dict():
            return {str(key): _json(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_json(inner) for inner in value]
        case float() | Decimal() if not math.isfinite(value):
            return to_text(float(value))
        case None | str() | int() | float() | Decimal():
            return value
    return str(value)


def table_query(properties: dict[str, Any]) -> str:
    """Return the query that reads all of a dataset's table."""
    schema, table = properties.get("schema"), properties.get("table")
    if not table:
        raise ActivityFailed(
            "The dataset names no table, and the activity has no query.",
            "Give the dataset a table, or the source a sqlReaderQuery.",
        )
    name = ".".join(f"[{part}]" for part in (schema, table) if part)
    return f"SELECT * FROM {name}"


def source_query(task: Task, source: dict[str, Any], reference: dict[str, Any]) -> str:
    """Return the query of an AzureSqlSource: its own, or all of the dataset's table."""
    if source["type"] not in SOURCES:
        raise ActivityFailed(
            f"A source of type {source['type']!r} doesn't run here.", "Use an AzureSqlSource."
        )
    if source.get("sqlReaderStoredProcedureName"):
        raise ActivityFailed(
            "A stored procedure as a source doesn't run here.", "Use a sqlReaderQuery."
        )
    if query := task.scope.evaluate(source.get("sqlReaderQuery")):
        return query
    return table_query(task.dataset(reference)[1])


@activity("Lookup")
def lookup(task: Task) -> dict[str, Any]:
    """Return the rows of a query, or its first row."""
    source, reference = task.properties["source"], task.properties["dataset"]
    query = source_query(task, source, reference)
    task.record.input = {"source": {"type": source["type"], "query": query}}
    ask = ask_lake if service_type(task, reference) == "AzureSqlDW" else ask_database
    rows = ask(task, query)
    if rows is None:
        raise ActivityFailed(
            "The Lookup's query returns no rows.", "Use a SELECT, or a Script activity."
        )
    if task.properties.get("firstRowOnly", True):
        return {"firstRow": rows[0]} if rows else {}
    rows = rows[:_MOST_ROWS]
    size = len(to_json(rows).encode())
    if size > _LARGEST:
        raise ActivityFailed(
            f"The Lookup returns {size / 2**20:.1f} MB; at most {_LARGEST // 2**20} are allowed.",
            "Let the query return fewer rows or columns; a Copy moves large data.",
            "LookupSizeLimitExceeded",
        )
    return {"count": len(rows), "value": rows}


@activity("Script")
def script(task: Task) -> dict[str, Any]:
    """Run SQL scripts, one after the other; return their result sets and the rows they changed."""
    sets: list[dict[str, Any]] = []
    changed, texts = 0, []
    for one in task.properties["scripts"]:
        text = task.scope.evaluate(one["text"])
        texts.append(text)
        task.record.input = {"scripts": texts}
        values = {p["name"]: task.scope.evaluate(p.get("value")) for p in one.get("parameters", ())}
        for result in execute(task, text, values):
            changed += result.get("changed", 0)
            if "rows" in result and one["type"] == "Query":
                sets.append({"rowCount": len(result["rows"]), "rows": result["rows"]})
    return {
        "resultSetCount": len(sets),
        "recordsAffected": changed,
        "resultSets": sets,
        "outputParameters": {},
    }


@activity("SqlServerStoredProcedure")
def stored_procedure(task: Task) -> dict[str, Any]:
    """Call a stored procedure with named parameters."""
    name = str(task.value("storedProcedureName"))
    parts = [part.strip("[]") for part in name.split(".")]
    if not all(re.fullmatch(r"\w+", part) for part in parts):
        raise ActivityFailed(
            f"{name!r} is not the name of a procedure.", "Write it as schema.name."
        )
    given = task.value("storedProcedureParameters", {}) or {}
    values = {key: one.get("value") for key, one in given.items()}
    task.record.input = {"storedProcedureName": name, "parameters": values}
    call = ", ".join(f"{key} => %({key})s" for key in values)
    with _connection(task, f"The procedure {name} failed") as link:
        link.execute(f"CALL {'.'.join(parts)}({call})", values)
    return {}
