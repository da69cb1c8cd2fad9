"""Habits, told from chance in data made by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.plausibility import habits


def test_a_line_repeats_what_an_earlier_order_had():
    customer = np.array([1, 1, 1, 1, 2])
    product = np.array([7, 7, 7, 8, 7])
    order = np.array([1, 1, 2, 3, 4])
    # Both lines of the first order are new, and so is what another customer buys.
    assert habits.repeated(customer, product, order) == pytest.approx(1 / 5)
    assert habits.repeated(*(np.zeros(0, dtype=int),) * 3) == 0


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 9)), min_size=1, max_size=60))
def test_products_are_dealt_out_among_the_lines_of_their_group(lines):
    group, product = (np.array(each) for each in zip(*lines, strict=True))
    dealt = habits.shuffled(product, group)
    for each in np.unique(group):
        assert sorted(dealt[group == each]) == sorted(product[group == each])
    assert (dealt == habits.shuffled(product, group)).all()


def test_customers_with_an_assortment_repeat_more_than_chance_would():
    rng = np.random.default_rng(3)
    customer, order = np.repeat(np.arange(200), 20), np.arange(4_000)
    own, any_ = customer * 3 % 100 + rng.integers(0, 3, 4_000), rng.integers(0, 100, 4_000)
    same = np.zeros(4_000, dtype=int)
    by_chance = [habits.repeated(customer, habits.shuffled(p, same), order) for p in (own, any_)]
    assert habits.repeated(customer, own, order) > 2 * by_chance[0]
    assert habits.repeated(customer, any_, order) == pytest.approx(by_chance[1], abs=0.03)


def test_agreed_discounts_vary_between_groups_and_others_within():
    rng = np.random.default_rng(3)
    group = np.repeat(np.arange(300), 10)
    agreed = rng.normal(8, 3, 300)[group] + rng.normal(0, 0.5, 3_000)
    assert habits.variance_within(group, agreed) < 0.1
    assert habits.variance_within(group, rng.normal(8, 3, 3_000)) == pytest.approx(1, abs=0.05)
    assert habits.variance_within(np.arange(5), np.ones(5)) == 1


def test_days_between_orders_are_even_in_turn_and_as_uneven_as_chance_without():
    rng = np.random.default_rng(3)
    customer = np.repeat(np.arange(60), 100)
    weekly = np.tile(np.arange(100) * 7, 60)
    shuffle = rng.permutation(len(customer))  # the orders may come in any sequence
    assert habits.unevenness(customer[shuffle], weekly[shuffle]) == (0.0, 6_000)
    at_any_time = rng.integers(0, 1_000, 6_000)
    assert habits.unevenness(customer, at_any_time)[0] == pytest.approx(1, abs=0.05)


@pytest.mark.parametrize("orders", [39, 301])
def test_who_orders_seldom_or_every_other_day_says_nothing_of_a_rhythm(orders):
    assert habits.unevenness(np.zeros(orders, dtype=int), np.arange(orders)) == (0.0, 0)


def test_who_paid_an_invoice_due_later_did_not_fail():
    debts = np.array([[1, 1, 2, 3], [10, 20, 10, 10]])
    payments = np.array([[1, 2, 3, 4], [15, 10, 9, 99]])
    assert habits.paid_on(debts, payments) == pytest.approx(1 / 4)
    assert habits.paid_on(debts[:, :0], payments) == 0
    assert habits.paid_on(debts, payments[:, :0]) == 0
