"""Where workers put their rows: what a full disk and a file that is cut off do."""

import pytest

from pikku import generate
from pikku.generate import work, writer
from pikku.generate.store import Store


@pytest.fixture(scope="module")
def payroll():
    """Return a piece of a CSV file."""
    company = work.Company(1, generate.sizes.parse(500), generate.REALISM)
    return work.planted(company)(company.staff_months(range(1))[1])


class Refusing:
    """A file on a full disk: what was written can't be put there in the end."""

    def close(self):
        raise OSError(28, "No space left on device")


@pytest.fixture
def shop(tmp_path):
    """Return the raw files on their way, and a worker's store of them."""
    with writer.workshop(tmp_path) as hidden:
        output = writer.Output(tmp_path, hidden)
        yield output, Store(output.stored)
        output.close()


def test_a_full_disk_at_the_end_of_a_task_does_not_spoil_the_next_one(shop, payroll):
    output, store = shop
    store._csv = Refusing()
    with pytest.raises(OSError, match="No space left"):
        store.end()
    stored = store.keep(0, payroll)
    store.end()
    output.write(stored)


def test_rows_of_a_worker_that_are_cut_off_are_refused(shop, payroll):
    output, store = shop
    stored = store.keep(0, payroll)
    store.end()
    file = stored.places["main"].file
    file.write_bytes(file.read_bytes()[: stored.places["main"].last - 1])
    with pytest.raises(OSError, match="cut off"):
        output.write(stored)


def test_a_workers_file_is_gone_when_its_last_rows_are_taken(shop, payroll):
    output, store = shop
    both = [store.keep(number, payroll) for number in range(2)]
    store.end()
    file = both[0].places["main"].file
    output.write(both[0])
    assert file.exists()
    output.write(both[1])
    assert not file.exists()
