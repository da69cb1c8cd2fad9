"""The Copy activity: a query's rows, in record batches, to a Parquet file of the lake.

Memory holds a few batches, never the table. A file takes its place when it is complete; the files of
a copy in ranges when all of them are.
"""

import contextlib
import re
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, BinaryIO

import adbc_driver_manager as adbc
import pyarrow as pa
import pyarrow.parquet as pq

from pikku.errors import PikkuError
from pikku.migrate.activities import ranges
from pikku.migrate.activities.files import location
from pikku.migrate.activities.queries import source_query
from pikku.migrate.activities.registry import activity
from pikku.migrate.functions import to_text
from pikku.migrate.local import Task
from pikku.migrate.rules import ActivityFailed
from pikku.migrate.tsql import translate
from pikku.platform.lakestore import LakeStore
from pikku.platform.memory import give_back

#: Types of a Copy's sink that run here.
SINKS = ("ParquetSink",)
#: Rows of a row group at least, but for the last. Batches of the database are smaller.
_ROW_GROUP = 122_880
_TYPMOD_HEADER = 4  # PostgreSQL adds it to a numeric's (precision << 16 | scale)
_UNSPECIFIED = pa.decimal128(38, 18)  # a numeric without precision, as Data Factory reads it


@activity("Copy")
def copy(task: Task) -> dict[str, Any]:
    """Copy the rows of a query to one Parquet file, or in ranges to several; return rows, bytes and throughput."""
    inputs, outputs = task.activity.get("inputs") or [], task.activity.get("outputs") or []
    if len(inputs) != 1 or len(outputs) != 1:
        raise ActivityFailed("A Copy has one input and one output.", "Correct inputs and outputs.")
    source, sink = task.properties["source"], task.properties["sink"]
    query = source_query(task, source, inputs[0])
    added = _additional_columns(task, source)
    dataset, properties = task.dataset(outputs[0])
    if sink["type"] not in SINKS or dataset.properties["type"] != "Parquet":
        raise ActivityFailed(
            f"A sink of type {sink['type']!r} doesn't run here.",
            "Use a ParquetSink and a Parquet dataset.",
        )
    target = location(task, dataset, properties)
    task.record.input = {
        "source": {"type": source["type"], "query": query, "additionalColumns": added},
        "sink": {"type": sink["type"], "path": "/".join(target)},
    }
    begun = time.perf_counter()
    parts = _parts(task, ranges.queries(task, source, query), target, properties)
    codec = (properties.get("compressionCodec") or "none").lower()
    rows, read = _write(task, parts, added, _mapping(task), codec)
    took = max(time.perf_counter() - begun, 1e-6)
    output = {
        "dataRead": read,
        "dataWritten": sum(task.runner.lake.found(*part.target).size for part in parts),
        "filesWritten": len(parts),
        "rowsRead": rows,
        "rowsCopied": rows,
        "copyDuration": round(took, 3),
        "throughput": round(read / 1024 / took, 3),
        "errors": [],
        "effectiveIntegrationRuntime": "local",
        "usedParallelCopies": len(parts),
    }
    if task.value("validateDataConsistency"):
        _verify(task.runner.lake, parts, rows)
        output["dataConsistencyVerification"] = {"VerificationResult": "Verified"}
    return output


@dataclass(frozen=True)
class _Part:
    """Rows that become a file."""

    query: str
    target: tuple[str, ...]


def _parts(
    task: Task, queries: list[str], target: tuple[str, ...], properties: dict[str, Any]
) -> list[_Part]:
    """Return what is written: to the dataset's file, or to files in its folder, one for each range."""
    if properties["location"].get("fileName"):
        if len(queries) > 1:
            raise ActivityFailed(
                "A copy in ranges writes several files, but the dataset names one.",
                "Use a dataset that names a folder only.",
            )
        return [_Part(queries[0], target)]
    return [_Part(text, (*target, f"part_{n:05d}.parquet")) for n, text in enumerate(queries)]


def _verify(store: LakeStore, parts: list[_Part], rows: int) -> None:
    """Refuse a copy whose files have other rows than were read."""
    written = 0
    for part in parts:
        with store.reading(*part.target) as stream:
            written += pq.read_metadata(stream).num_rows
    if written != rows:
        raise ActivityFailed(
            f"{rows} rows were read, but {written} are in the lake.",
            "Run the pipeline again.",
            "DataConsistencyError",
        )


def _additional_columns(task: Task, source: dict[str, Any]) -> dict[str, str]:
    columns = task.scope.evaluate(source.get("additionalColumns") or [])
    if any(to_text(c["value"]).startswith("$$") for c in columns):
        raise ActivityFailed(
            "The reserved values $$FILEPATH and $$COLUMN don't run here.",
            "Give the column a value.",
        )
    return {column["name"]: to_text(column["value"]) for column in columns}


def _mapping(task: Task) -> dict[str, str] | None:
    """Return the source and sink names of an explicit mapping, None when all columns are taken."""
    translator = task.value("translator")
    if not translator:
        return None
    if translator.get("type") != "TabularTranslator" or "columnMappings" in translator:
        raise ActivityFailed("Only a TabularTranslator with mappings runs here.", "Use 'mappings'.")
    mappings = translator.get("mappings")
    return {m["source"]["name"]: m["sink"]["name"] for m in mappings} if mappings else None


def _write(
    task: Task,
    parts: list[_Part],
    added: dict[str, str],
    renames: dict[str, str] | None,
    codec: str,
) -> tuple[int, int]:
    """Return the rows and bytes read; the files are there afterwards, whole, or none is."""
    store, folder = task.runner.lake, parts[0].target[:-1]
    try:
        mine = tuple(f"-{part.target[-1]}" for part in parts)
        for stale in store.listing(*folder, recursive=False):  # of a copy that was killed
            if stale.is_temporary and stale.name.endswith(mine):  # others may be at work
                store.delete(*folder, stale.name)
        with contextlib.ExitStack() as files:
            streams = [files.enter_context(store.writing(*part.target)) for part in parts]
            done = _write_all(task, parts, streams, added, renames, codec)
    except pa.ArrowInvalid as error:
        raise ActivityFailed(
            f"A value doesn't fit the type of its column: {_first_line(error)}.",
            "Convert it in the query.",
        ) from error
    except ActivityFailed:
        raise
    except PikkuError as error:  # of the lake
        raise ActivityFailed(error.message, error.remedy, "SinkFailed") from error
    rows, read = (sum(each) for each in zip(*done, strict=True))
    return rows, read


def _write_all(
    task: Task,
    parts: list[_Part],
    streams: list[BinaryIO],
    added: dict[str, str],
    renames: dict[str, str] | None,
    codec: str,
) -> list[tuple[int, int]]:
    """Return the rows and bytes read of each part, which is in its file then."""
    if len(parts) == 1:
        return [_write_part(task, parts[0], streams[0], added, renames, codec)]
    with ThreadPoolExecutor(len(parts)) as pool:
        return list(
            pool.map(
                lambda part, stream: _write_part(task, part, stream, added, renames, codec),
                parts,
                streams,
            )
        )


def _write_part(
    task: Task,
    part: _Part,
    stream: BinaryIO,
    added: dict[str, str],
    renames: dict[str, str] | None,
    codec: str,
) -> tuple[int, int]:
    """Return the rows and bytes read of a part, which is in its file then."""
    rows = read = 0
    with _batches(task, part.query) as (schema, batches):
        shape = Shape(schema, added, renames)

        def shaped() -> Iterator[pa.RecordBatch]:
            nonlocal rows, read
            for batch in batches:
                task.check_time()
                rows, read = rows + batch.num_rows, read + batch.nbytes
                yield shape.apply(batch)

        with pq.ParquetWriter(stream, shape.schema, compression=codec) as writer:
            for group in row_groups(shaped()):
                writer.write_table(group)
    give_back()
    return rows, read


def row_groups(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Return the rows of record batches in the row groups that they become: large enough to be worth reading one by one."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(each.num_rows for each in waiting) >= _ROW_GROUP:
            yield pa.Table.from_batches(waiting)
            waiting.clear()
    if waiting:
        yield pa.Table.from_batches(waiting)


@contextlib.contextmanager
def _batches(task: Task, query: str) -> Iterator[tuple[pa.Schema, Iterator[pa.RecordBatch]]]:
    """Lend the schema and the batches of a query's rows; errors of the database become the activity's."""
    pool = task.runner.sql.batches
    with pool.take(task.check_time) as connection, connection.statement() as statement:
        with task.runner.deadlines.watch(task.deadline, statement.cancel), _refused(task, query):
            reader = connection.read(statement, translate(query))
        with reader:
            yield reader.schema, _each(task, query, reader, statement.cancel)


def _each(
    task: Task, query: str, reader: pa.RecordBatchReader, cancel: Callable[[], None]
) -> Iterator[pa.RecordBatch]:
    while True:
        with task.runner.deadlines.watch(task.deadline, cancel), _refused(task, query):
            batch = next(reader, None)
        if batch is None:
            return
        yield batch


@contextlib.contextmanager
def _refused(task: Task, query: str) -> Iterator[None]:
    try:
        yield
    except (adbc.Error, pa.ArrowException, OSError) as error:  # Arrow's streams raise OSError
        task.check_time()
        raise ActivityFailed(
            f"The database refuses or breaks off the query: {_first_line(error)}. "
            f"Query: {' '.join(query.split())[:300]}",
            "Correct the query, or what it works on.",
            "SqlOperationFailed",
        ) from error


def _first_line(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error)).strip()[:300]


class Shape:
    """How the rows that the database delivers become the rows of the file."""

    def __init__(
        self, schema: pa.Schema, added: dict[str, str], renames: dict[str, str] | None
    ) -> None:
        if twice := next(
            (n for n in schema.names if schema.names.count(n) > 1 or n in added), None
        ):
            raise ActivityFailed(
                f"The column {twice!r} would be there twice.",
                "Rename it in the query, or in additionalColumns.",
            )
        if missing := next((n for n in renames or () if n not in [*schema.names, *added]), None):
            raise ActivityFailed(
                f"The mapping's column {missing!r} isn't read.", "Correct the mapping."
            )
        self.types = [_type(field) for field in schema]
        self.added = added
        fields = [pa.field(f.name, t) for f, t in zip(schema, self.types, strict=True)]
        fields += [pa.field(name, pa.string()) for name in added]
        self.full = pa.schema(fields)
        self.renames = renames
        self.schema = (
            self.full
            if renames is None
            else pa.schema([self.full.field(name).with_name(new) for name, new in renames.items()])
        )

    def apply(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        """Return a batch with the file's types and the additional columns."""
        columns = [_cast(c, t) for c, t in zip(batch.columns, self.types, strict=True)]
        columns += [
            pa.array([v], pa.string()).take(pa.nulls(0, pa.int64()))
            if not batch.num_rows
            else pa.repeat(pa.scalar(v, pa.string()), batch.num_rows)
            for v in self.added.values()
        ]
        full = pa.RecordBatch.from_arrays(columns, schema=self.full)
        if self.renames is None:
            return full
        chosen = [full.column(name) for name in self.renames]
        return pa.RecordBatch.from_arrays(chosen, schema=self.schema)


def _type(field: pa.Field) -> pa.DataType:
    """Return the type in the file: decimals with the column's precision, times in UTC."""
    metadata = field.metadata or {}
    kind = metadata.get(b"POSTGRESQL:type", b"").decode()
    if kind == "numeric":
        typmod = int(metadata.get(b"POSTGRESQL:typmod", b"-1")) - _TYPMOD_HEADER
        return pa.decimal128(typmod >> 16, typmod & 0xFFFF) if typmod >= 0 else _UNSPECIFIED
    if pa.types.is_timestamp(field.type):
        return pa.timestamp("us", tz="UTC")
    kinds = (pa.types.is_null, pa.types.is_nested, pa.types.is_interval, pa.types.is_duration)
    if isinstance(field.type, pa.BaseExtensionType) or any(
        is_kind(field.type) for is_kind in kinds
    ):
        raise ActivityFailed(
            f"The column {field.name!r} has the type {kind or field.type}, which Parquet can't hold.",
            "Convert it in the query, or leave it out.",
        )
    return field.type


def _cast(column: pa.Array, wanted: pa.DataType) -> pa.Array:
    if isinstance(column, pa.ExtensionArray):
        column = column.storage
    if column.type == wanted:
        return column
    return column.cast(wanted)
