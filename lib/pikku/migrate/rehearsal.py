"""A rehearsal: run the factory on changed tables, and have lake and control tables as before.

For lessons and trials. Who changes rows of business tables takes them back alone; `end` brings back
what the factory made of them::

    before = rehearsal.begin()
    ...                      # insert a row, migrate.run(), delete the row, migrate.run()
    rehearsal.end(before)

The tables have to be as they were by then: inserted rows deleted, nothing updated.
"""

import filecmp
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier, Placeholder

from pikku.errors import PikkuError
from pikku.migrate import FILE_SYSTEM, control, tracking
from pikku.platform import lake, server, sql, workspace
from pikku.platform.lakestore import FolderStore, LakeStore

_TABLES = (control.copy_control, control.copy_load, control.copy_run, control.copy_guard)
_TEMPORARY = ".rehearsal-"


@dataclass(frozen=True)
class Before:
    """What there was before a rehearsal: a folder with the landed files, and the control tables' rows."""

    files: Path
    rows: dict[str, list[tuple[Any, ...]]]


def begin() -> Before:
    """Return the landing zone and the control tables as they are now.

    Files of a folder are linked where the disk can do that, so it takes no space: a landed file is
    only ever replaced by a rename, never written to. Those of a lake elsewhere are copied.

    Raises
    ------
    PikkuError
        Nothing was migrated yet.
    """
    with server.lock("migrate"), sql.connect() as link:
        store = lake.store()
        if not store.exists(FILE_SYSTEM) or not _is_migrated(link):
            raise PikkuError("Nothing was migrated yet.", "Run `pikku migrate` first.")
        folder = workspace.path("state") / "rehearsal"
        shutil.rmtree(folder, ignore_errors=True)  # of a rehearsal that was broken off
        if isinstance(store, FolderStore):
            saved = folder
            shutil.copytree(store.root / FILE_SYSTEM, saved, copy_function=_link)
        else:
            saved = store.files(folder).local(FILE_SYSTEM)
        rows = {
            table.key: link.execute(SQL("SELECT * FROM {}").format(_name(table))).fetchall()
            for table in _TABLES
        }
    return Before(saved, rows)


def end(before: Before) -> None:
    """Put the landing zone and the control tables back as they were; again is no harm.

    Raises
    ------
    PikkuError
        Another rehearsal has begun since, so what this one saved is gone.
    """
    if not before.files.is_dir():
        raise PikkuError(
            "What this rehearsal saved is gone.",
            "Run `pikku migrate`: it copies what differs from the SQL tables.",
        )
    with server.lock("migrate"), sql.connect() as link:
        for table in reversed(_TABLES):
            link.execute(SQL("DELETE FROM {}").format(_name(table)))
        for table in _TABLES:
            values = SQL(", ").join(Placeholder() * len(table.columns))
            text = SQL("INSERT INTO {} VALUES ({})").format(_name(table), values)
            link.cursor().executemany(text, before.rows[table.key])
        tracking.stand_still(link)
        store = lake.store(FILE_SYSTEM)
        if isinstance(store, FolderStore):
            _restore(before.files, store.root)
        else:
            _upload(before.files, store)


def _restore(saved: Path, landing: Path) -> None:
    wanted = set(_files(saved))
    for path in sorted(set(_files(landing)) - wanted):
        (landing / path).unlink()
    for path in sorted(wanted):
        target = landing / path
        if target.exists() and _same(saved / path, target):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f"{_TEMPORARY}{target.name}")
        _link(saved / path, temporary)
        temporary.replace(target)
    for folder in sorted(landing.glob("*/*/changes/*"), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    for folder in landing.glob("*/*/changes"):
        if not any(folder.iterdir()) and not (saved / folder.relative_to(landing)).exists():
            folder.rmdir()


def _upload(saved: Path, store: LakeStore) -> None:
    """Bring back the files of a lake that is no folder: those that are others than were saved."""
    wanted = {path.as_posix() for path in _files(saved)}
    there = {each.path for each in store.listing() if not each.is_directory}
    for path in sorted(there - wanted):
        store.delete(*path.split("/"))
    for path in sorted(wanted):
        place, content = path.split("/"), saved / path
        if path in there and store.read(*place) == content.read_bytes():
            continue
        with content.open("rb") as source, store.writing(*place) as target:
            shutil.copyfileobj(source, target)


def _files(folder: Path) -> Iterator[Path]:
    return (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _same(one: Path, other: Path) -> bool:
    return os.path.samefile(one, other) or filecmp.cmp(one, other, shallow=False)


def _link(source: str | Path, target: str | Path) -> None:
    Path(target).unlink(missing_ok=True)
    try:
        os.link(source, target)
    except OSError:  # a disk without hard links
        shutil.copy2(source, target)


def _is_migrated(link: psycopg.Connection) -> bool:
    return all(
        link.execute("SELECT to_regclass(%s)", [table.key]).fetchone()[0] for table in _TABLES
    )


def _name(table: Any) -> Identifier:
    return Identifier(table.schema, table.name)
