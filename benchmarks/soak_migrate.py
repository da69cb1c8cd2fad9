"""Whether the migration loses nothing when it is killed: at random moments, many times.

    python benchmarks/soak_migrate.py [--kills 50] [--size 2000] [--seed 1]

Makes a small company in a temporary workspace, then again and again: changes, deletes, brings back and delays rows of many
tables, starts `pikku migrate` in a process of its own, kills that with SIGKILL at a random moment, and looks at what is left:

- right after the kill no watermark and no version is ahead of its data: the files of every load that was noted are there,
  and hold the rows up to it;
- after one to three kills, and a run that is left alone, rows and the sum of each column are the same in the database and in the lake, and no
  version of a row is there twice;
- a further run copies nothing.

It prints a table in Markdown, and fails at the first difference.
"""

import argparse
import functools
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb
import psycopg
import sqlalchemy as sa

#: A migration that says when its factory begins to run, and when that has ended.
CHILD = """
from pikku import migrate
from pikku.migrate import local

run = local.Runner.run

def told(*given, **more):
    print("begun", flush=True)
    try:
        return run(*given, **more)
    finally:
        print("ended", flush=True)

local.Runner.run = told
migrate.run()
"""
_ROWS = 6  # that are changed, deleted or brought back in a table at a time, at most


@dataclass
class Outcome:
    """What a soak has seen."""

    kills: int = 0
    finished_before: int = 0
    checks: int = 0
    copied: Counter = field(default_factory=Counter)
    steps: Counter = field(default_factory=Counter)


def main() -> None:
    """Soak and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--size", default="2000")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as home:
        os.environ["PIKKU_HOME"] = home
        from pikku import generate, load
        from pikku.load import state
        from pikku.platform import sql

        try:
            size = int(chosen.size) if chosen.size.isdigit() else chosen.size
            generate.run(size=size, seed=chosen.seed)
            load.run()
            with sql.connect(autocommit=True) as link:
                for (schema, table), name in state.foreign_keys(link, _tables()):
                    link.execute(f"ALTER TABLE {schema}.{table} DROP CONSTRAINT {name}")
            began = time.perf_counter()
            outcome = soak(chosen.kills, chosen.seed)
        finally:
            sql.remove()
    took = time.perf_counter() - began
    kinds = ", ".join(f"{count} {kind}" for kind, count in sorted(outcome.copied.items()))
    print("| | |\n|---|--:|")
    print(f"| killed | {outcome.kills} times |")
    print(f"| had ended before the kill | {outcome.finished_before} times |")
    for step, count in sorted(outcome.steps.items()):
        print(f"| killed {step} | {count} times |")
    print(f"| tables compared, rows and sums | {outcome.checks:,} |")
    print(f"| loads by the runs after the kills | {kinds} |")
    print("| differences, rows twice, watermarks ahead | 0 |")
    print(f"| seconds | {took:,.0f} |")


def soak(kills: int, seed: int) -> Outcome:
    """Return what was seen while the migration was killed so many times.

    The workspace's database has the tables of the catalogue, filled, without foreign keys.

    Raises
    ------
    AssertionError
        The lake differs from the database, has a row twice, or a watermark is ahead of its data.
    """
    from pikku import migrate
    from pikku.platform import sql

    chance, outcome = random.Random(seed), Outcome()
    migrate.run()
    with sql.connect(autocommit=True) as link:
        _remember(link)
        clock, span = 0, 2.0  # the span of moments follows what runs take on this machine
        while outcome.kills < kills:
            for _ in range(chance.randint(1, 3)):  # kills in a row
                clock += 1
                for table in chance.sample(_tables(), 12):
                    _change(link, table, chance, clock)
                for table in chance.sample(_tables(), 2):  # as if they had never been copied
                    link.execute(
                        "UPDATE etl.copy_control SET load_id = NULL WHERE table_name = %s",
                        [table.name],
                    )
                killed, took, step = _kill(chance.uniform(0, span))
                outcome.kills += killed
                outcome.finished_before += not killed
                span = 0.5 * span + 0.5 * (1.1 * span if killed else took)
                outcome.steps[step] += killed
                _not_ahead(link)
            outcome.copied.update(migrate.run().kinds.values())
            outcome.checks += _equal(link)
            assert migrate.run().copied == {}, "a further run copies something"
    return outcome


def _tables() -> Sequence[sa.Table]:
    from pikku import catalog

    return catalog.tables()


def _remember(link: psycopg.Connection) -> None:
    """Keep all rows aside, so that deleted ones can come back."""
    link.execute("DROP SCHEMA IF EXISTS soak CASCADE; CREATE SCHEMA soak")
    for table in _tables():
        link.execute(f"CREATE TABLE soak.{table.name} AS TABLE {table.key}")


def _change(link: psycopg.Connection, table: sa.Table, chance: random.Random, clock: int) -> None:
    """Change or delete some rows of a table, or bring some back, late or not; each version has a time of its own."""
    (key,) = (column.name for column in table.primary_key)
    some = f"ORDER BY md5({key}::text || {clock}) LIMIT {chance.randint(1, _ROWS)}"
    rows = f"(SELECT {key} FROM {table.key} {some})"
    gone = f"(SELECT {key} FROM soak.{table.name} EXCEPT SELECT {key} FROM {table.key})"
    what = chance.choice(("change", "delete", "bring back", "bring back late"))
    day = "2020-01-01" if what.endswith("late") else "2030-01-01"
    moment = f"timestamp '{day}' + {clock} * interval '1 second'"
    if what == "change":
        link.execute(f"UPDATE {table.key} SET modified_at = {moment} WHERE {key} IN {rows}")
    elif what == "delete":
        link.execute(f"DELETE FROM {table.key} WHERE {key} IN {rows}")
    else:
        values = ", ".join(
            moment if column.name == "modified_at" else column.name for column in table.columns
        )
        link.execute(
            f"INSERT INTO {table.key} SELECT {values} FROM soak.{table.name} WHERE {key} IN {gone} {some}"
        )


def _kill(moment: float) -> tuple[bool, float, str]:
    """Return whether a migration was killed, the seconds that its factory ran, and what it had done by then.

    Parameters
    ----------
    moment
        Seconds from when the factory begins to run; a migration whose factory has ended by then is left alone.
    """
    from pikku.platform import workspace

    library = str(workspace.repo_root() / "lib")
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD],
        env={**os.environ, "PYTHONPATH": library},
        stdout=subprocess.PIPE,
    )
    child.stdout.readline()
    began, ended = time.perf_counter(), threading.Event()

    def listen() -> None:
        child.stdout.readline()
        ended.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    killed = not ended.wait(moment)
    took = time.perf_counter() - began
    if killed:
        child.send_signal(signal.SIGKILL)
    assert bool(child.wait()) == killed, "the migration failed before it was killed"
    listener.join()
    child.stdout.close()
    return killed, took, _progress()


def _progress() -> str:
    """Return how far the last load came, by what it noted."""
    from pikku.platform import sql

    with sql.connect() as link:
        started, done = link.execute(
            "SELECT max(load_id) FILTER (WHERE status = 'Running'), max(load_id) FROM etl.copy_load"
        ).fetchone()
        if started != done:
            return "before it began or after it ended"
        (copied,) = link.execute(
            "SELECT count(*) FROM etl.copy_run WHERE load_id = %s", [started]
        ).fetchone()
    return "in its midst" if copied else "before its first table was stored"


def _not_ahead(link: psycopg.Connection) -> None:
    """Check that what the control table says was copied is in the lake."""
    from pikku.migrate import FILE_SYSTEM, landed
    from pikku.platform import lake

    found = landed()
    files = Counter((file.table, file.path.parent) for file in found)
    noted = link.execute(
        "SELECT r.table_name, r.path, r.files_written, r.load_id, c.load_id, c.watermark "
        "FROM etl.copy_run r JOIN etl.copy_control c USING (table_schema, table_name) "
        "WHERE c.load_id IS NOT NULL AND r.load_id >= (SELECT max(load_id) FROM etl.copy_run f "
        "WHERE f.load_kind = 'full' AND f.table_name = r.table_name)"
    ).fetchall()
    for name, path, written, load_id, last, watermark in noted:
        folder = lake.root() / FILE_SYSTEM / path
        assert files[name, folder] == written, f"{name}: files of {path} are missing"
        if load_id == last and watermark is not None:
            (latest,) = duckdb.execute(
                "SET TimeZone = 'UTC'; SELECT max(modified_at)::TIMESTAMP FROM read_parquet(?, union_by_name = true)",
                [[str(file.path) for file in found if file.table == name]],
            ).fetchone()
            assert latest is not None and latest >= watermark, f"{name}: watermark ahead of data"


def _equal(link: psycopg.Connection) -> int:
    """Return the number of tables that were compared: rows, the sum of each column, and no version twice."""
    from pikku.migrate import FILE_SYSTEM, tsql
    from pikku.migrate.checksum import checksum
    from pikku.platform import lake

    with duckdb.connect() as duck:
        duck.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
        for table in _tables():
            (key,) = (column.name for column in table.primary_key)
            names = ", ".join(column.name for column in table.columns)
            place = lake.root() / FILE_SYSTEM / table.schema / table.name / "**/*.parquet"
            duck.execute(
                f"CREATE OR REPLACE TEMP TABLE landed AS SELECT * FROM read_parquet('{place}', union_by_name = true)"
            )
            columns = {row[0] for row in duck.execute("DESCRIBE landed").fetchall()}
            gone = "change_operation = 'D'" if "change_operation" in columns else "FALSE"
            duck.execute(
                "CREATE OR REPLACE TEMP TABLE latest AS SELECT * FROM landed QUALIFY "
                f"row_number() OVER (PARTITION BY {key} ORDER BY load_id DESC) = 1"
            )
            sums = f"SELECT count(*), {checksum(table)} FROM "
            [in_lake] = duck.execute(
                _for_duckdb(f"{sums} (SELECT {names} FROM latest WHERE ({gone}) IS NOT TRUE) AS s")
            ).fetchall()
            [in_sql] = link.execute(tsql.translate(f"{sums} {table.key}")).fetchall()
            assert in_lake == in_sql, f"{table.key}: {in_sql} in SQL, {in_lake} in the lake"
            (twice,) = duck.execute(
                f"SELECT count(*) - count(DISTINCT ({names})) FROM landed WHERE ({gone}) IS NOT TRUE"
            ).fetchone()
            assert not twice, f"{table.key}: {twice} rows are there twice"
    return len(_tables())


@functools.cache
def _for_duckdb(text: str) -> str:
    """Return a checksum's query as DuckDB takes it; LEN doesn't count blanks at the end."""
    import sqlglot
    from sqlglot import exp

    tree = sqlglot.parse_one(text, read="tsql")
    for length in list(tree.find_all(exp.Length)):
        length.set("this", exp.func("RTRIM", length.this.copy()))
    return tree.sql("duckdb")


if __name__ == "__main__":
    main()
