"""The connections of the factory: the rows of a query come in batches that are small, however many rows there are."""

from contextlib import closing

import pytest
from sqlalchemy.engine import make_url

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
