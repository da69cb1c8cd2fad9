"""What stops a load is said as what it is."""

import errno
import os

import duckdb
import psycopg
import pytest

from pikku import load
from pikku.errors import PikkuError
from pikku.load import clean
from pikku.platform import sql


def failing(error):
    """Return a function that raises an error, whatever it is called with."""

    def fail(*_, **__):
        raise error

    return fail


FULL = [
    OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
    OSError(errno.EDQUOT, os.strerror(errno.EDQUOT)),
    MemoryError(),
    duckdb.OutOfMemoryException("Out of Memory Error: failed to offload data block"),
    duckdb.IOException('IO Error: Could not write file "tables.duckdb": No space left on device'),
]


@pytest.mark.parametrize("error", FULL, ids=lambda e: str(e) or type(e).__name__)
def test_a_load_without_room_says_so(monkeypatch, write, rows, error):
    monkeypatch.setattr(clean, "run", failing(error))
    with pytest.raises(PikkuError, match="ran out of room") as caught:
        load.run(raw=write(rows))
    assert "Free some disk space" in caught.value.remedy


OTHERS = [
    PermissionError(errno.EACCES, os.strerror(errno.EACCES), "/raw/sales/invoices.csv"),
    duckdb.IOException('IO Error: Cannot open file "/raw/sales/invoices.csv": Input/output error'),
]


@pytest.mark.parametrize("error", OTHERS, ids=lambda e: type(e).__name__)
def test_a_file_that_can_not_be_used_is_named(monkeypatch, write, rows, error):
    monkeypatch.setattr(clean, "run", failing(error))
    with pytest.raises(PikkuError, match=r"changed nothing: .*/raw/sales/invoices\.csv") as caught:
        load.run(raw=write(rows))
    assert "room" not in caught.value.message and "disk space" not in caught.value.remedy


def test_a_database_that_does_not_answer_is_named(monkeypatch, write, rows):
    monkeypatch.setattr(sql, "connect", failing(psycopg.OperationalError("connection refused")))
    with pytest.raises(PikkuError, match="SQL database .*: connection refused"):
        load.run(raw=write(rows))
