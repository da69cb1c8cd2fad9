"""What planners expect: the season, corrected by what was used lately."""

import numpy as np

from pikku.generate import planning

WEEKS = 120
EXPECTED = 1_000 + 500 * np.sin(np.arange(WEEKS) / 8)[:, None] * np.ones(3)


def forecast(used):
    return planning.Forecast(EXPECTED, np.rint(used).astype(np.int64), 13, 6)


def test_what_is_used_as_expected_is_expected():
    first, end = np.full(3, 60), np.full(3, 64)
    assert np.allclose(
        forecast(EXPECTED).between(60, first, end), EXPECTED[60:64, 0].sum(), rtol=0.002
    )


def test_it_is_corrected_by_the_last_quarter_and_nothing_later():
    end = np.full(3, 64)
    more = forecast(EXPECTED * np.where(np.arange(WEEKS) < 47, 1, 2)[:, None]).between(60, 60, end)
    later = forecast(EXPECTED * np.where(np.arange(WEEKS) < 60, 1, 2)[:, None]).between(60, 60, end)
    assert (more > 1.7 * EXPECTED[60:64, 0].sum()).all()
    assert np.allclose(later, EXPECTED[60:64, 0].sum(), rtol=0.002)


def test_orders_come_every_few_weeks_and_the_next_one_is_known():
    interval = np.array([1, 2, 4])
    ordered, following = planning.due(1, "test.phase", interval, 3, 40)
    assert not ordered[:3].any()
    for item, weeks in enumerate(interval):
        at = np.flatnonzero(ordered[:, item])
        assert (np.diff(at) == weeks).all()
        assert all(following[week, item] == at[at > week][0] for week in range(at[-1]))
