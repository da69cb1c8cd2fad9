"""The migration, killed at random moments, and at the worst one."""

import subprocess
import sys

import pytest
from benchmarks.soak_migrate import soak
from tests.migrate.conftest import fill, in_lake
from tests.migrate.test_migrate import in_sql

from pikku import catalog, migrate

#: A migration that ends without a word when files are there, but no watermark is stored yet.
CHILD = """
import os
from pikku import migrate
from pikku.migrate.activities import ACTIVITIES

script = ACTIVITIES["Script"]
ACTIVITIES["Script"] = lambda task: (
    os._exit(9) if task.activity["name"] == "Store the watermark" else script(task))
migrate.run()
"""


def test_whenever_it_is_killed_nothing_is_lost_or_there_twice(home, link):
    try:
        outcome = soak(kills=4, seed=7)
    finally:  # it changes rows at random
        for table in catalog.tables():
            fill(link, table)
    assert outcome.kills >= 4
    assert outcome.checks


@pytest.mark.parametrize(
    ("name", "key", "kind"),
    [("customer", "customer_id", "change"), ("sales_order", "sales_order_id", "full")],
)
def test_a_load_whose_watermark_was_not_stored_is_repeated(name, key, kind, home, link):
    """Changes that are tracked land at the same path again; by a watermark, all rows are copied."""
    table = catalog.table(name)
    names = ", ".join(table.columns.keys())
    new = names.replace(key, "5000", 1).replace("modified_at", "timestamp '2030-01-01'")
    try:
        migrate.run()
        link.execute(
            f"INSERT INTO {table.key} ({names}) SELECT {new} FROM {table.key} WHERE {key} = 1"
        )
        ended = subprocess.run([sys.executable, "-c", CHILD], check=False)
        assert ended.returncode == 9
        left = migrate.landed(table.schema, name)
        assert [file.kind for file in left] == ["full", "changes"]
        report = migrate.run()
        assert report.kinds == {name: kind}
        found = migrate.landed(table.schema, name)
        if kind == "change":
            assert [file.path for file in found] == [file.path for file in left]
            assert found[1].load_id > left[1].load_id
        else:
            assert [file.kind for file in found] == ["full"]
        assert in_lake(name) == in_sql(link, name)
        assert migrate.run().copied == {}
    finally:
        fill(link, table)
