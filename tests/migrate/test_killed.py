"""The migration, killed at random moments."""

from benchmarks.soak_migrate import soak
from tests.migrate.conftest import fill

from pikku import catalog


def test_whenever_it_is_killed_nothing_is_lost_or_there_twice(home, link):
    try:
        outcome = soak(kills=4, seed=7)
    finally:  # it changes rows at random
        for table in catalog.tables():
            fill(link, table)
    assert outcome.kills >= 4
    assert outcome.checks
