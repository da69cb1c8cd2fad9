"""Demand: what the list price, the campaigns and the calendar make of it."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.assortment import FAMILIES
from pikku.catalog.customers import SEGMENTS
from pikku.catalog.periods import LAST_PLANNED_DAY, periods
from pikku.catalog.realism import REALISM, Campaign
from pikku.generate import calendar, demand, goods, sizes

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
    weights = np.ones((1, calendar.PLAN_WEEKS, 2))
    usual = np.full((1, len(calendar.HALF_YEARS), 2), 10.0)
    dearer = usual * np.array([1.0, 0.9])
    share = np.full((calendar.PLAN_DAYS, 1), 1 / calendar.PLAN_DAYS)
    pieces = demand.expected_pieces(weights, share, 1_000, dearer)
    assert np.allclose(pieces.sum(axis=0), [5_000, 4_500])


def with_campaigns(*campaigns: Campaign, **knobs):
    return replace(REALISM.demand, campaigns=campaigns, **knobs)


def offer(day: date, weeks: int = 3, lift: float = 0.4) -> Campaign:
    return Campaign("offer", (day,), weeks, ("fmcg",), ("Crates",), 4.0, lift)


@given(
    day=st.dates(date(2023, 2, 1), date(2026, 6, 1)),
    weeks=st.integers(1, 8),
    lift=st.floats(0.0, 1.0),
    pulled=st.floats(0.0, 1.0),
)
def test_what_a_campaign_pulls_forward_is_missing_afterwards(day, weeks, lift, pulled):
    demand_ = with_campaigns(offer(day, weeks, lift), pulled_forward=pulled, dip_weeks=12)
    first = int(calendar.week(calendar.index(day)))
    more = demand.lifts(demand_) - 1
    if first >= 0 and first + weeks + 12 <= calendar.WEEKS:
        assert more.sum() == pytest.approx(
            lift * weeks * (1 - min(pulled, 12 / max(lift * weeks, 1e-9)))
        )
    others = (
        np.delete(more[SEGMENTS.index("fmcg")], 0, axis=1),
        np.delete(more, SEGMENTS.index("fmcg"), axis=0),
    )
    assert not any(each.any() for each in others)
    numbers = demand.campaigns(demand_)
    assert set(np.unique(numbers)) <= {0, 1}
    assert (more[numbers == 1] >= 0).all()


def test_more_orders_come_during_a_campaign_and_fewer_after_it():
    fmcg = SEGMENTS.index("fmcg")
    usual, with_it = (
        demand.intensity(1, with_campaigns(*each))[:, fmcg]
        for each in ((), (offer(date(2024, 6, 10)),))
    )
    change = with_it[usual > 0] / usual[usual > 0]
    week = calendar.week(calendar.ALL_DAYS)[usual > 0]
    first = int(calendar.week(calendar.index(date(2024, 6, 10))))
    assert np.allclose(change[(week >= first) & (week < first + 3)], 1 + 0.4 * 0.25)
    assert np.allclose(change[(week >= first + 3) & (week < first + 7)], 1 - 0.15 * 0.25)
    assert np.allclose(change[(week < first) | (week >= first + 7)], 1)


def test_the_companys_campaigns_name_what_there_is_begin_on_mondays_and_do_not_collide():
    taken = np.zeros((len(SEGMENTS), calendar.PLAN_WEEKS, len(FAMILIES)), dtype=int)
    for each in REALISM.demand.campaigns:
        assert set(each.segments) <= set(SEGMENTS)
        assert set(each.categories) <= {entry.name for entry in FAMILIES}
        assert all(day.weekday() == 0 for day in each.mondays)
        taken += demand.campaigns(with_campaigns(each)) > 0
    assert taken.max() == 1


def test_seasons_campaigns_and_holidays_come_in_every_planned_year():
    planned = {period.financial_year for period in periods(last=LAST_PLANNED_DAY)}

    def years(days) -> set[str]:
        return {period.financial_year for day in days for period in periods(day, day)}

    for each in REALISM.demand.seasons:
        assert planned <= years(each.days), each.name
    for each in REALISM.demand.campaigns:
        assert planned <= years(each.mondays), each.name
    assert planned <= years(REALISM.demand.holidays)


@pytest.mark.parametrize("seed", range(12))
def test_half_an_order_is_rounded_up_on_every_machine(seed):
    """525 lines are 187.5 orders, and the days' parts add up to 1 but for rounding errors, which a seed and a machine decide."""
    size = sizes.parse(525)
    plan = goods.build(seed, size, REALISM)[1]
    assert size.order_lines / REALISM.orders.mean_lines == 187.5
    assert plan.first_order[calendar.DAYS] == 188
