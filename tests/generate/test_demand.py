"""Demand: what the list price, the campaigns and the calendar make of it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, demand

PRICES = st.lists(st.floats(0.5, 2.0), min_size=1, max_size=6)


@given(PRICES)
def test_what_is_dearer_than_its_trend_is_ordered_less(prices):
    response = demand.price_response(REALISM.demand, np.array([prices]))
    assert response.shape == (len(REALISM.demand.elasticity), 1, len(prices))
    assert ((response > 1) == (np.array(prices) < 1)).all()


def test_one_per_cent_of_price_is_the_elasticity_in_per_cent_of_quantity():
    (response,) = demand.price_response(REALISM.demand, np.array([[1.01]])).T
    assert np.allclose((response[0] - 1) * 100, REALISM.demand.elasticity, atol=0.02)


def test_the_plan_expects_fewer_pieces_of_what_is_dearer():
    weights = np.ones((1, calendar.WEEKS, 2))
    usual = np.full((1, calendar.WEEKS, 2), 10.0)
    dearer = usual * np.array([1.0, 0.9])
    share = np.full((calendar.DAYS, 1), 1 / calendar.DAYS)
    pieces = demand.expected_pieces(weights, share, 1_000, dearer)
    assert np.allclose(pieces.sum(axis=0), [5_000, 4_500])
