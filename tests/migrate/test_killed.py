"""The migration, killed at random moments."""

from benchmarks.soak_migrate import soak


def test_whenever_it_is_killed_nothing_is_lost_or_there_twice(home):
    outcome = soak(kills=4, seed=7)
    assert outcome.kills >= 4
    assert outcome.checks
