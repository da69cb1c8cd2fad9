"""The connections of the factory: rows come in batches that are small, however many there are, and land in large row groups."""

from contextlib import closing

import pyarrow.parquet as pq
import pytest
from sqlalchemy.engine import make_url
from tests.migrate.conftest import STORES, copy

from pikku.migrate import connections
from pikku.platform import sql


@pytest.mark.parametrize("rows", [100_000, 400_000])
def test_a_batch_is_small_however_large_the_table_is(rows, home, link):
    url = make_url(sql.start()).set(drivername="postgresql").render_as_string(hide_password=False)
    query = f"SELECT g, repeat('x', 100) AS filling FROM generate_series(1, {rows}) AS g"
    with closing(connections.ArrowConnection(url)) as arrow, arrow.statement() as statement:
        reader = arrow.read(statement, query)
        with reader:
            sizes = [(batch.num_rows, batch.nbytes) for batch in reader]
    assert sum(count for count, _ in sizes) == rows
    assert max(size for _, size in sizes) < 2 * 4 * 1024 * 1024
    assert len(sizes) >= rows * 100 // (4 * 1024 * 1024)


def test_small_batches_become_row_groups_that_are_worth_reading(run, server, tmp_path):
    query = "SELECT g, repeat('x', 200) AS filling FROM generate_series(1, 300000) AS g"
    ended, _ = run(copy("c", {"sqlReaderQuery": query}, "x.parquet"), files=STORES)
    assert ended.status == "Succeeded"
    facts = pq.read_metadata(tmp_path / "lake/landing/some/where/x.parquet")
    groups = [facts.row_group(number).num_rows for number in range(facts.num_row_groups)]
    assert sum(groups) == 300_000
    assert min(groups[:-1]) >= 122_880
