"""Tiny factories, and a database with a few rows in every table of the catalogue."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pyarrow.parquet as pq
import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql

from pikku import catalog, migrate
from pikku.migrate import model
from pikku.migrate.local import Runner
from pikku.platform import sql
from pikku.platform.lakestore import FolderStore, LakeStore

ROWS = 40  # in each table that is copied by watermark or change tracking
FEW = 5  # in each that is copied whole

Json = dict[str, Any]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a workspace with a database of the tests' own."""
    folder = tmp_path_factory.mktemp("migrate")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PIKKU_HOME", str(folder))
        for name in ("PIKKU_SQL_URL", "PIKKU_LAKE_URL"):
            patch.delenv(name, raising=False)
        sql.start()
        yield folder
        sql.remove()


@pytest.fixture(scope="session")
def _filled(server: Path) -> Path:
    """Fill every table of the catalogue once; tests that change rows put them back."""
    with sql.connect(autocommit=True) as link:
        for table in catalog.tables():
            fill(link, table)
    return server


@pytest.fixture
def home(_filled: Path) -> Iterator[Path]:
    """Return a workspace with filled tables, an empty lake and no memory of copies."""
    import shutil

    shutil.rmtree(_filled / "lake", ignore_errors=True)
    with sql.connect(autocommit=True) as link:
        link.execute(
            "DROP TABLE IF EXISTS etl.copy_control, etl.copy_load, etl.copy_run, etl.copy_guard"
        )
    yield _filled


@pytest.fixture
def link(server: Path) -> Iterator[psycopg.Connection]:
    """Return a connection to the database, in autocommit mode."""
    with sql.connect(autocommit=True) as connection:
        yield connection


def fill(link: psycopg.Connection, table: sa.Table) -> None:
    """Make a table as the catalogue describes it, without its checks, and fill it with made-up rows."""
    columns = ", ".join(
        f"{c.name} {c.type.compile(dialect=postgresql.dialect())}" for c in table.columns
    )
    keys = ", ".join(c.name for c in table.primary_key)
    rows = FEW if table.info["load"] == "full" else ROWS
    values = ", ".join(_value(column) for column in table.columns)
    link.execute(f"CREATE SCHEMA IF NOT EXISTS {table.schema}")
    link.execute(f"DROP TABLE IF EXISTS {table.key} CASCADE")
    link.execute(f"CREATE TABLE {table.key} ({columns}, PRIMARY KEY ({keys}))")
    link.execute(f"INSERT INTO {table.key} SELECT {values} FROM generate_series(1, {rows}) g")


def _value(column: sa.Column) -> str:
    kind = column.type
    if isinstance(kind, sa.Numeric):
        return f"(g * 1.37)::numeric(18, {kind.scale}) % {10 ** (kind.precision - kind.scale - 1)}"
    if isinstance(kind, sa.String):
        return f"left('{column.name[:4]} é '' ' || g, {kind.length})"
    if isinstance(kind, sa.DateTime):
        return "timestamp '2024-01-01' + g * interval '1 second'"
    made = {sa.Date: "date '2024-01-01' + g::int", sa.Boolean: "g % 2 = 0", sa.Integer: "g::int"}
    return next(text for known, text in made.items() if isinstance(kind, known))


def in_lake(name: str) -> dict[int, tuple]:
    """Return a table's rows by key, as a reader of the landing zone puts them together."""
    table = catalog.table(name)
    key = next(iter(table.primary_key)).name
    names = [column.name for column in table.columns]
    rows: dict[int, dict] = {}
    for file in sorted(migrate.landed(table.schema, name), key=lambda file: file.load_id):
        for row in pq.read_table(file.path).to_pylist():
            if row.get("change_operation") == "D":
                rows.pop(row[key], None)
            else:
                rows[row[key]] = row
    return {found: tuple(row[n] for n in names) for found, row in rows.items()}


def activity(
    name: str, type: str, properties: Json | None = None, after: Any = (), **more: Any
) -> Json:
    """Return an activity; `after` is a name, or names with their condition."""
    conditions = {after: "Succeeded"} if isinstance(after, str) else dict(after)
    depends = [
        {
            "activity": other,
            "dependencyConditions": [condition] if isinstance(condition, str) else condition,
        }
        for other, condition in conditions.items()
    ]
    made = {"name": name, "type": type, "dependsOn": depends, "typeProperties": properties or {}}
    return made | more


def expression(text: str) -> Json:
    """Return an expression as an object."""
    return {"value": text, "type": "Expression"}


def pipeline(*activities: Json, **more: Any) -> Json:
    """Return the properties of a pipeline."""
    return {"activities": list(activities), **more}


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a factory: pipeline -> properties, and other files by path."""

    def written(pipelines: dict[str, Json], files: dict[str, Json] | None = None) -> Path:
        folder = tmp_path / "factory"
        everything = {
            f"pipeline/{name}": {"name": name, "properties": p} for name, p in pipelines.items()
        }
        everything |= {
            path: {"name": path.split("/")[1], "properties": properties}
            for path, properties in (files or {}).items()
        }
        for path, body in everything.items():
            file = folder / f"{path}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(body), encoding="utf-8")
        return folder

    return written


@pytest.fixture
def lake(tmp_path: Path) -> LakeStore:
    """Return the lake of tiny factories."""
    return FolderStore(tmp_path / "lake")


@pytest.fixture
def run(write: Callable[..., Path], lake: LakeStore) -> Iterator[Callable[..., Any]]:
    """Return a function that runs the pipeline `main` of a tiny factory: -> (run, record)."""
    runners = []

    def ran(*activities: Json, files: dict[str, Json] | None = None, others: dict[str, Json] | None = None,
            parameters: Json | None = None, **more: Any) -> Any:  # fmt: skip
        folder = write({"main": pipeline(*activities, **more), **(others or {})}, files)
        runner = Runner(model.read(folder), lake, longest_wait=0)
        runners.append(runner)
        return runner.run("main", **(parameters or {})), runner.record

    yield ran
    for runner in runners:
        runner.close()


#: A database and a lake, as files of a factory.
STORES: dict[str, Json] = {
    "linkedService/ls_sql": {
        "type": "AzureSqlDatabase",
        "typeProperties": {"connectionString": "x"},
    },
    "linkedService/ls_lake": {"type": "AzureBlobFS", "typeProperties": {"url": "x"}},
    "dataset/ds_table": {
        "linkedServiceName": {"referenceName": "ls_sql", "type": "LinkedServiceReference"},
        "parameters": {"schema": {"type": "string"}, "table": {"type": "string"}},
        "type": "AzureSqlTable",
        "typeProperties": {
            "schema": expression("@dataset().schema"),
            "table": expression("@dataset().table"),
        },
    },
    "dataset/ds_file": {
        "linkedServiceName": {"referenceName": "ls_lake", "type": "LinkedServiceReference"},
        "parameters": {"file": {"type": "string"}},
        "type": "Parquet",
        "typeProperties": {
            "location": {
                "type": "AzureBlobFSLocation",
                "fileSystem": "landing",
                "folderPath": "some/where",
                "fileName": expression("@dataset().file"),
            },
            "compressionCodec": "snappy",
        },
    },
    "dataset/ds_folder": {
        "linkedServiceName": {"referenceName": "ls_lake", "type": "LinkedServiceReference"},
        "parameters": {"folder": {"type": "string"}},
        "type": "Binary",
        "typeProperties": {
            "location": {
                "type": "AzureBlobFSLocation",
                "fileSystem": "landing",
                "folderPath": expression("@dataset().folder"),
            }
        },
    },
}


def table_reference(schema: str, table: str) -> Json:
    """Return a reference to a table's dataset."""
    parameters = {"schema": schema, "table": table}
    return {"referenceName": "ds_table", "type": "DatasetReference", "parameters": parameters}


def file_reference(name: str) -> Json:
    """Return a reference to a Parquet file's dataset."""
    return {"referenceName": "ds_file", "type": "DatasetReference", "parameters": {"file": name}}


def folder_reference(name: str) -> Json:
    """Return a reference to a folder's dataset."""
    return {
        "referenceName": "ds_folder",
        "type": "DatasetReference",
        "parameters": {"folder": name},
    }


def lookup(name: str, query: str, first: bool = True, after: Any = (), **more: Any) -> Json:
    """Return a Lookup activity."""
    properties = {
        "source": {"type": "AzureSqlSource", "sqlReaderQuery": query},
        "dataset": table_reference("etl", "none"),
        "firstRowOnly": first,
    }
    return activity(name, "Lookup", properties, after, **more)


def script(name: str, *texts: str, kind: str = "NonQuery", after: Any = (), **more: Any) -> Json:
    """Return a Script activity."""
    properties = {"scripts": [{"type": kind, "text": text} for text in texts]}
    service = {"referenceName": "ls_sql", "type": "LinkedServiceReference"}
    return activity(name, "Script", properties, after, linkedServiceName=service, **more)


def copy(name: str, source: Json, file: str, after: Any = (), **more: Any) -> Json:
    """Return a Copy activity from a query or the table etl.numbers to a Parquet file."""
    sink = {"type": "ParquetSink", "storeSettings": {"type": "AzureBlobFSWriteSettings"}}
    properties = {"source": {"type": "AzureSqlSource", **source}, "sink": sink}
    ends = {"inputs": [table_reference("etl", "numbers")], "outputs": [file_reference(file)]}
    return activity(name, "Copy", properties, after, **ends, **more)
