"""Rows reach PostgreSQL in its binary format exactly as they were."""

from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest
import sqlalchemy as sa

from pikku.load import build

KINDS = sa.Table(
    "kinds",
    sa.MetaData(),
    sa.Column("id", sa.BigInteger),
    sa.Column("count", sa.Integer),
    sa.Column("amount", sa.Numeric(18, 2)),
    sa.Column("rate", sa.Numeric(5, 2)),
    sa.Column("weight", sa.Numeric(12, 3)),
    sa.Column("day", sa.Date),
    sa.Column("moment", sa.TIMESTAMP),
    sa.Column("flag", sa.Boolean),
    sa.Column("text", sa.String(60)),
)

AMOUNTS = (
    "0.00 0.01 -0.01 0.10 1.00 -1.00 9999.99 10000.00 10000.01 -10000.00 100000000.00 12340000.50 "
    "9999999999999999.99 -9999999999999999.99"
)


@pytest.fixture
def table(link):
    """Return a table of every kind of column, made by the connection's open transaction."""
    build.drop(link)
    link.execute(f"CREATE SCHEMA {build.SCHEMA}")
    columns = ", ".join(f"{column.name} {column.type}" for column in KINDS.columns)
    link.execute(f"CREATE TABLE {build.place(KINDS)} ({columns})")
    yield KINDS
    link.rollback()


def copied(link, table, rows):
    """Return what the database holds of rows that DuckDB sent."""
    names = ", ".join(column.name for column in table.columns)
    with duckdb.connect() as duck:
        columns = ", ".join(
            f"{column.name} {str(column.type).replace('NUMERIC', 'DECIMAL')}"
            for column in table.columns
        )
        duck.execute(f"CREATE TABLE kinds ({columns})")
        duck.executemany(
            f"INSERT INTO kinds VALUES ({', '.join('?' for _ in table.columns)})", rows
        )
        # Some rows a batch, so that several are sent.
        build._copy(link, table, duck.execute("FROM kinds").to_arrow_reader(4))
    return link.execute(f"SELECT {names} FROM {build.place(table)} ORDER BY id").fetchall()


def test_every_value_arrives(link, table):
    rows = [
        (
            number - 5,
            -(2**31) if number % 2 else 2**31 - 1,
            Decimal(amount),
            Decimal(amount[-4:].replace("-", "")) - 500,
            Decimal(number) / 1000 - 5,
            date(1947 + 11 * number, 2, 28),
            datetime(1999 + number, 12, 31, 23, 59, 59),
            bool(number % 2),
            ["", "ऊ 🧪", "a\tb\\N\nc", "NULL"][number % 4],
        )
        for number, amount in enumerate(AMOUNTS.split())
    ]
    assert copied(link, table, rows) == rows


def test_what_is_empty_arrives_empty(link, table):
    rows = [(number, *[None] * (len(table.columns) - 1)) for number in range(9)]
    assert copied(link, table, rows) == rows


def test_a_frozen_row_still_tells_which_transaction_wrote_it(link, table):
    copied(link, table, [(1, *[None] * (len(table.columns) - 1))])
    own, written = link.execute(
        f"SELECT pg_current_xact_id()::xid::text, xmin::text FROM {build.place(table)}"
    ).fetchone()
    assert own == written, "change tracking goes by it"
