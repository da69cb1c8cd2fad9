"""Stage 3, migration: from SQL tables to the data lake, by Azure Data Factory.

The factory in ``adf/`` is derived from the catalogue (`define`), checked strictly (`model`,
`validate`) and executed as it stands (`local`): the same JSON files that Azure would run.

How a table is loaded
---------------------
The catalogue says it for each table, ``info["load"]``:

``full``
    Small reference tables: the whole table, when anything in it changed.
``watermark``
    Tables that only grow: the rows with a later ``modified_at`` than the last load's latest, the high
    watermark. The other rows must be as many as then, with the same sum of keys; if they aren't, rows
    were deleted, changed or came late, and the table is copied whole.
``change``
    All others: the rows that the database's change tracking names, deleted ones too (`tracking`).

What lands, and where
---------------------
Everything is below ``lake/landing/<area>/<table>/`` of the workspace, as Parquet::

    lake/landing/sales/sales_order/full/sales_order.parquet
    lake/landing/sales/sales_order/changes/20260401T093000000000/sales_order.parquet
    lake/landing/customers/customer/changes/00000000000000001234/customer.parquet
    lake/landing/finance/journal_line/full/part_00000.parquet

``full/<table>.parquet``
    The whole table as of one load. Every table has it, an empty table too (it carries the schema). A
    table with as many rows as the global parameter ``rows_to_partition`` says is read in several ranges
    at once, and is there as ``full/part_….parquet``. A full load begins by deleting ``changes/``.
``changes/<since>/<table>.parquet``
    The rows of one later load. ``<since>`` is the watermark before that load (``yyyyMMddTHHmmssffffff``
    UTC) or the version of the change tracking before it (20 digits), so that names sort in time order.
    The windows of two files never overlap. A row that changed again is in a later file too.

A file appears by a rename, so a reader never sees half of one. When a load was killed after its
file appeared, but before its watermark or version was stored, nothing is there twice either: changes
that are tracked are copied again, to *the same path* (its name is where the load began), with a new
``load_id``. Of the other tables a load first makes the factory forget the one before, so that the
next one copies all rows and deletes ``changes/``.

Every file has the table's columns with the catalogue's types, in the catalogue's order, and after
them columns of the load, the first in files of changes that the change tracking named, the others in
all files, where they are the same in all rows:

``change_operation``
    ``D`` for a row that was deleted: it has its key and nothing else. ``U`` (in Azure ``I`` too) for one
    that was written.
``load_id``
    string, one a run of the migration: its UTC time, ``yyyyMMddTHHmmssfffffff``; sorts in time order.
``loaded_on``
    string, ISO 8601 in UTC with seven fractional digits, ``2026-04-01T09:30:00.0000000Z``: columns
    that Data Factory adds to a copy are strings. ``CAST(loaded_on AS TIMESTAMP)`` reads it.

Money and quantities are ``decimal128(p, s)`` of the catalogue, never floats; times are
``timestamp[us, UTC]``; dates ``date32``; texts ``string``; whole numbers ``int16``/``int32``/``int64``.

How a copy is verified
----------------------
Before the copy the database is asked for the number of rows and the sum of each column, of the very
query that is copied (`checksum`); after it Synapse, or here DuckDB, reads the files back and is asked the
same. Only when both answers are equal, watermark or version are stored, with the audit, in one
transaction.

What a reader (bronze) has to do
--------------------------------
A file is identified by its path, and its content by the ``load_id`` in it:

1. The ``load_id`` of ``full/`` isn't the one that bronze holds: the whole table was loaded again.
   Replace all of the bronze table by all the files that are there now.
2. Otherwise, for each file in ``changes/`` whose (path, ``load_id``) bronze doesn't hold: replace the
   rows of that path by the file's rows (for a new path that is an append).
3. Nothing differs: nothing to do.

Of several rows with one key the one of the latest load counts; if that is a deletion, there is no row.

`landed` lists the files with these facts (from the Parquet footers, without reading rows).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath
from typing import BinaryIO

from pikku import catalog
from pikku.errors import PikkuError

FILE_SYSTEM = "landing"
PIPELINE = "pl_copy_all"
_FILE = re.compile(r"[^/]+/[^/]+/(full|changes/[^/]+)/[^/]+\.parquet")

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Landed:
    """A file in the landing zone, as its footer describes it.

    `kind` is ``full`` or ``changes``. `path` is the file's own; in a lake that is no folder, what it
    is called there, ``landing/sales/…``. `open` reads it wherever it is.
    """

    area: str
    table: str
    kind: str
    path: PurePath
    load_id: str
    rows: int

    def open(self) -> BinaryIO:
        """Return the file to read from; whoever asks for it closes it."""
        from pikku.platform import lake

        place = self.path.parts[-4 if self.kind == "full" else -5 :]
        return lake.store(FILE_SYSTEM).reading(*place)


@dataclass(frozen=True)
class MigrateReport:
    """What one migration did.

    `copied` is the rows that each changed table got in its new file, `kinds` whether they are all
    rows (``full``) or the changed ones (``watermark``, ``change``); `unchanged` are the tables with nothing to do.
    `rows` is how many rows each table has in the SQL database.
    """

    copied: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    unchanged: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether anything was copied."""
        return bool(self.copied)


def factory_folder() -> Path:
    """Return the repository's factory."""
    from pikku.platform import workspace

    return workspace.repo_root() / "adf"


def run(progress: Progress | None = None, folder: Path | None = None) -> MigrateReport:
    """Return what was copied, after running the factory's pipeline ``pl_copy_all``.

    Safe to repeat and to kill: what has changed since the last load is copied, nothing else.

    Parameters
    ----------
    progress
        Called with (tables done, tables in all, what was done).
    folder
        The factory to run, in Data Factory's git format; the repository's ``adf`` when omitted.

    Raises
    ------
    PikkuError
        The factory is not valid, the SQL tables aren't there, or an activity failed; the message
        names file or activity and cause.
    """
    from pikku.migrate import check, control, model, records
    from pikku.migrate.activities.files import sweep
    from pikku.migrate.local import Runner
    from pikku.platform import lake, server, sql

    tables = catalog.tables()
    factory = model.read(folder or factory_folder())
    check.require_valid(factory)
    with server.lock("migrate"), sql.connect(autocommit=True) as link:
        landing = lake.store(FILE_SYSTEM)
        sweep(landing)
        mark = control.prepare(link, tables, landing)
        done: list[str] = []

        def follow(ended: records.PipelineRun) -> None:
            if ended.pipelineName == "pl_copy_table" and ended.status == records.SUCCEEDED:
                row = ended.parameters["control"]
                control.seen(link, row["table_schema"], row["table_name"], mark)
                done.append(row["table_name"])
                if progress:
                    progress(len(done), len(tables), row["table_name"])

        with Runner(factory, lake.store(), records.new_record(PIPELINE), follow) as runner:
            ended = runner.run(PIPELINE)
            if ended.status != records.SUCCEEDED:
                raise _failed(runner.record)
        return _report(link, runner.record, done)


def _failed(record: "object") -> PikkuError:
    """Return the error for a run that failed: its innermost activities' errors."""
    causes = [
        run
        for run in record.activity_runs
        if run.status == "Failed"
        and run.activityType not in ("ForEach", "IfCondition", "Switch", "ExecutePipeline")
        and not (run.activityType == "Fail" and run.pipelineName == PIPELINE)  # it only sums up
    ]
    causes.sort(key=lambda run: (run.pipelineName, run.activityName))  # several fail at once
    last = {(run.pipelineRunId, run.activityName): run for run in causes}
    shown = [f"{r.activityName} ({r.pipelineName}): {r.error['message']}" for r in last.values()]
    remedy = next((r.error.get("remedy") for r in last.values() if r.error.get("remedy")), "")
    return PikkuError(
        f"The migration failed in {len(shown)} activities. {' | '.join(shown[:2])}",
        f"{remedy} All activities are in {record.file.name} of the workspace's runs folder; what was "
        "copied stays, and the next run copies the rest.".strip(),
    )


def _report(link: "object", record: "object", done: list[str]) -> MigrateReport:
    loads = {
        run.parameters["control"]["table_name"]: run.parameters["load_kind"]
        for run in record.pipeline_runs
        if run.pipelineName == "pl_load_table"
    }
    load_id = next(
        (run.parameters["load_id"] for run in record.pipeline_runs if "load_id" in run.parameters),
        "",
    )
    copied = dict(
        link.execute(
            "SELECT table_name, rows_copied FROM etl.copy_run WHERE load_id = %s ORDER BY 1",
            [load_id],
        ).fetchall()
    )
    rows = dict(
        link.execute(
            "SELECT table_name, row_count FROM etl.copy_control WHERE enabled = 1 ORDER BY copy_order"
        ).fetchall()
    )
    return MigrateReport(
        copied=copied,
        kinds={name: loads[name] for name in copied},
        unchanged=tuple(sorted(set(done) - set(copied))),
        rows=rows,
    )


def validate(folder: Path | None = None) -> list:
    """Return everything that is wrong in a factory, as `Finding` (file, path, what, why).

    Parameters
    ----------
    folder
        The factory, in Data Factory's git format; the repository's ``adf`` when omitted.
    """
    from pikku.migrate import check

    return check.validate(folder or factory_folder())


def landed(area: str | None = None, table: str | None = None) -> list[Landed]:
    """Return the files in the landing zone, in order of area, table, kind and time.

    Parameters
    ----------
    area, table
        Only those of an area or a table, when given.
    """
    import pyarrow.parquet as pq

    from pikku.platform import lake
    from pikku.platform.lakestore import FolderStore

    found, store = [], lake.store(FILE_SYSTEM)
    root = store.root if isinstance(store, FolderStore) else PurePosixPath(FILE_SYSTEM)
    for each in store.listing():
        place = PurePosixPath(each.path)
        if (
            each.name.startswith(".")
            or not _FILE.fullmatch(each.path)
            or area not in (None, place.parts[0])
            or table not in (None, place.parts[1])
        ):
            continue
        with store.reading(*place.parts) as stream, pq.ParquetFile(stream) as file:
            facts = _load_id(file), file.metadata.num_rows
        found.append(Landed(*place.parts[:3], root / place, *facts))
    return sorted(found, key=lambda f: (f.area, f.table, f.kind != "full", f.path.as_posix()))


def _load_id(file: "object") -> str:
    """Return the load that wrote a file; from the footer's statistics, empty for a file without rows."""
    column = file.schema_arrow.get_field_index("load_id")
    if column < 0 or not file.metadata.num_row_groups or not file.metadata.num_rows:
        return ""
    statistics = file.metadata.row_group(0).column(column).statistics
    return str(statistics.max) if statistics else ""
