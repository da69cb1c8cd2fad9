"""Being in another writer's way."""

import pytest
from pyspark.errors import PySparkException

from pikku.process import write

CONFLICT = "[DELTA_CONCURRENT_APPEND] Files were added by a concurrent update."


@pytest.fixture
def naps(monkeypatch):
    """Return the pauses that were made, none of which takes time here."""
    taken = []
    monkeypatch.setattr(write.time, "sleep", taken.append)
    return taken


def test_what_another_writer_was_in_the_way_of_is_tried_again(naps):
    def action(attempt):
        if attempt < 2:
            raise PySparkException(CONFLICT)
        return attempt

    assert write.until_alone(action) == 2
    assert naps == [0.5, 1.0]


def test_another_writer_that_stays_is_told_in_the_end(naps):
    tried = []

    def action(attempt):
        tried.append(attempt)
        raise PySparkException(CONFLICT)

    with pytest.raises(PySparkException, match="CONCURRENT"):
        write.until_alone(action)
    assert tried == list(range(6))
    assert len(naps) == 5


def test_any_other_error_is_told_at_once(naps):
    tried = []

    def action(attempt):
        tried.append(attempt)
        raise PySparkException("[DELTA_VIOLATE_CONSTRAINT_WITH_VALUES] CHECK constraint violated.")

    with pytest.raises(PySparkException, match="VIOLATE"):
        write.until_alone(action)
    assert tried == [0]
    assert naps == []
