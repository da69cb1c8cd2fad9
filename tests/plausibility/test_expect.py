"""What is expected, by properties that hold whatever the parameters."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pikku.catalog.assortment import STUFF
from pikku.catalog.realism import REALISM
from pikku.generate import attendance, calendar, demand
from pikku.generate.market import market
from pikku.plausibility import expect

shares = st.floats(0.0, 1.0)


def test_the_daily_curve_is_the_generators_without_its_noise():
    """Written down a second time on purpose: a slip in either would show here."""
    quiet = replace(REALISM.demand, day_noise=0.0)
    assert np.allclose(expect.daily(REALISM.demand), demand.intensity(1, quiet)[: calendar.DAYS])


def test_the_price_of_resin_is_the_generators_without_the_bargain():
    """Written down a second time, too."""
    kinds = [place for place, stuff in enumerate(STUFF) if stuff.vendor_type == "resin"]
    for kind in kinds:
        made = market(REALISM.purchasing, calendar.BOOK_DAYS, np.full(calendar.DAYS, kind))
        assert np.allclose(expect.resin_price(REALISM.purchasing, calendar.BOOK_DAYS, kind), made)


@given(shares, shares)
def test_the_share_of_leave_is_the_generators(ill, leave):
    knobs = replace(REALISM.people, illness=ill, attendance=(1.0, leave, 0.01))
    assert expect.leave(knobs)[0] == pytest.approx(attendance.leave_share(knobs))


def test_a_season_left_out_changes_its_own_days_only():
    full = expect.daily(REALISM.demand)
    bare = expect.daily(REALISM.demand, without="monsoon")
    month = calendar.MONTH_OF_DAY[: calendar.DAYS]
    assert (full[month == 4] < bare[month == 4] + 1e-12).all()
    assert np.allclose(full[month == 10], bare[month == 10])


@given(st.integers(1, 500), st.floats(0.0, 3.0))
def test_zipf_shares_fall_and_add_up_to_one(count, exponent):
    found = expect.zipf(count, exponent)
    assert found.sum() == pytest.approx(1)
    assert (np.diff(found) <= 1e-12).all()


@given(st.integers(5, 500), st.floats(0.0, 3.0), st.floats(0.01, 1.0))
def test_the_top_brings_at_least_its_part(count, exponent, part):
    found = expect.top(expect.zipf(count, exponent), np.ones(count), part)
    assert part - 1e-9 <= found <= 1 + 1e-9


def test_a_fifth_of_equals_brings_a_fifth():
    assert expect.top(np.ones(50), np.ones(50)) == pytest.approx(0.2)


@given(shares, st.floats(0.0, 0.3), st.lists(st.floats(1, 9), min_size=12, max_size=12))
def test_customers_who_come_and_go_order_as_much_as_those_who_stay(acquired, churn, quarters):
    orders = replace(REALISM.orders, acquired=acquired, churn=churn)
    ordered, how_many = expect.customer_lives(orders, np.array(quarters))
    assert how_many.sum() == pytest.approx(1)
    assert how_many @ ordered == pytest.approx(1)


def test_each_class_of_customers_pays_once():
    days, by_class = expect.lateness(REALISM.cash)
    assert by_class.sum(axis=1) == pytest.approx(1)
    first, last = REALISM.cash.days_late[2]
    assert by_class[2] @ days == pytest.approx((first + last) / 2 + 3)


def test_few_invoices_are_never_paid_and_more_where_more_customers_fail():
    more = replace(REALISM, cash=replace(REALISM.cash, failing=1.0))
    assert expect.unpaid(REALISM) == pytest.approx(0.004, abs=0.002)
    assert expect.unpaid(more) == pytest.approx(expect.unpaid(REALISM) / REALISM.cash.failing)


@settings(max_examples=30)
@given(shares, st.floats(0.0, 0.9))
def test_an_invoice_is_open_until_it_is_paid_and_a_debt_until_it_is_given_up(in_parts, unpaid):
    cash = replace(REALISM.cash, in_parts=in_parts)
    days = np.arange(-60, 400)
    found = expect.still_open(cash, days, unpaid)
    at_once = cash.punctuality[0] * cash.cash_discount
    assert found[0] == pytest.approx(1 - at_once)
    assert found[days == cash.written_off_days - 1] == pytest.approx((1 - at_once) * unpaid)
    assert found[-1] == pytest.approx(0)
    assert (np.diff(found) <= 1e-12).all()


def test_half_of_log_normal_quantities_are_beyond_their_median():
    spread = 0.55
    assert expect.beyond(np.exp(-(spread**2) / 2), spread) == pytest.approx(0.5)
    assert expect.beyond(1.5, 0.0) == 0
    assert expect.beyond(0.5, 0.0) == 1
