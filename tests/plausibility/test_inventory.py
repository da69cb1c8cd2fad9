"""What one may expect of stock."""

import numpy as np
import pytest

from pikku.plausibility.inventory import below


@pytest.mark.parametrize("run", [1, 2, 3, 4, 5])
def test_a_good_is_below_its_reorder_point_from_when_less_than_a_run_is_left_until_it_is_made(run):
    days = 6
    ends = np.linspace(run, days, 1001)  # of the run, by which the good is there again
    now = np.linspace(0, days, 1201)
    share = np.mean([((now > days - run) & (now < end)).mean() for end in ends])
    assert below(np.array([run]), days)[0] == pytest.approx(share, abs=0.002)
