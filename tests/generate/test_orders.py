"""Customers are known again in what they order and how they pay."""

from dataclasses import replace

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from pikku import generate
from pikku.catalog.assortment import FAMILIES
from pikku.catalog.realism import REALISM
from pikku.generate import calendar, orders, sizes
from pikku.generate.company import Company

SIZE = 60_000


@pytest.fixture(scope="module")
def company() -> Company:
    """Return a company of some size."""
    return Company(1, sizes.parse(SIZE), REALISM)


@pytest.fixture(scope="module")
def taken(company) -> orders.OrderChunk:
    """Return the orders of the books."""
    blocks = company.plan.blocks(range(calendar.WEEKS))
    return orders.draw_orders(1, REALISM, company.plan, company.goods, company.customers, blocks)


def test_customers_take_the_same_goods_again(company, taken):
    customer = taken.customer[taken.line_order]
    lines = np.bincount(customer)
    some = (lines[customer] > 60) & (lines[customer] < 300)

    def again(goods):
        _, first = np.unique(customer * len(company.goods) + goods, return_index=True)
        repeated = np.ones(len(goods), dtype=bool)
        repeated[first] = False
        return repeated[some].mean()

    segment = company.customers.segment[customer]
    shuffled = taken.product.copy()
    for member in np.unique(segment):
        mine = np.flatnonzero(segment == member)
        shuffled[mine] = np.random.default_rng(1).permutation(shuffled[mine])
    assert again(taken.product) > 0.08 + again(shuffled)


def test_a_good_stands_in_an_order_once(company, taken):
    pairs = taken.line_order * len(company.goods) + taken.product
    assert len(np.unique(pairs)) == len(pairs)
    assert len(pairs) > 0.95 * SIZE
    places = np.arange(len(pairs)) - np.searchsorted(taken.line_order, taken.line_order)
    assert (taken.line_no == places + 1).all()


def test_orders_come_at_intervals(company):
    def unevenness(share):
        realism = replace(REALISM, orders=replace(REALISM.orders, rhythm=share))
        blocks = company.plan.blocks(range(calendar.WEEKS))
        taken = orders.draw_orders(
            1, realism, company.plan, company.goods, company.customers, blocks
        )
        counts = np.bincount(taken.customer)
        gaps = [
            np.diff(taken.day[taken.customer == each])
            for each in np.flatnonzero((counts > 40) & (counts < 300))
        ]
        assert len(gaps) > 50
        return np.median([each.std() / each.mean() for each in gaps])

    assert unevenness(0.0) == pytest.approx(1.0, abs=0.1)
    assert unevenness(1.0) < 0.75


def test_nobody_always_orders_after_another(company, taken):
    counts = np.bincount(taken.customer)
    after = taken.customer[:-1] * len(counts) + taken.customer[1:]
    pair, times = np.unique(after, return_counts=True)
    expected = counts[pair // len(counts)] * counts[pair % len(counts)] / len(taken.customer)
    often = expected > 10
    assert often.any()
    assert (times[often] < expected[often] + 6 * np.sqrt(expected[often])).all()


def test_customers_carry_some_of_the_categories(company, taken):
    customer = taken.customer[taken.line_order]
    family = company.goods.family[taken.product]
    bought = np.zeros((len(company.customers.segment), len(FAMILIES)), dtype=int)
    np.add.at(bought, (customer, family), 1)
    often = bought.sum(axis=1) > 60
    offered = np.array([entry.share for entry in FAMILIES]).T[company.customers.segment] > 0
    left_out = (bought == 0) & offered
    assert left_out[often].mean() > 0.1


def test_new_customers_begin_with_little(company, taken):
    since, counts = company.customers.since, np.bincount(taken.customer)
    new = np.flatnonzero((since > 0) & (since < calendar.DAYS - 400))
    new = new[counts[new] > 0]
    begun = np.array(
        [(taken.day[taken.customer == each] < since[each] + 120).sum() for each in new]
    )
    later = np.array(
        [((taken.day[taken.customer == each] - since[each]) // 120 == 2).sum() for each in new]
    )
    assert begun.sum() < 0.7 * later.sum()


def test_some_orders_of_a_campaign_s_weeks_do_without_it(company, taken):
    week = calendar.week(taken.day)[taken.line_order]
    segment = company.customers.segment[taken.customer][taken.line_order]
    offered = company.plan.campaign[segment, week, company.goods.family[taken.product]]
    used = taken.campaign[offered > 0] > 0
    assert used.mean() == pytest.approx(REALISM.orders.taken_up, abs=0.05)
    assert (taken.campaign[offered == 0] == 0).all()


def test_the_orders_of_a_week_in_which_a_good_is_held_wait_for_one_release(company, taken):
    sent = orders.ship(1, REALISM, company.goods, taken)
    product = taken.product[sent.line]
    step = company.goods.step[product]
    assert (sent.quantity % step == 0).all()
    pieces = np.bincount(sent.line, sent.quantity, len(taken.product))
    short = (pieces > 0) & (pieces < taken.quantity)
    knobs = REALISM.dispatch
    assert short.mean() == pytest.approx(knobs.held * knobs.short, abs=0.01)
    parts = np.bincount(sent.order, minlength=len(taken.number))
    assert parts.max() == 2
    assert (parts == 2).mean() == pytest.approx(0.1, abs=0.03)
    # The second dispatches of a good that was held in one week leave together: on far fewer days than there are of them.
    second = np.flatnonzero(sent.part[sent.line_shipment] == 1)
    first_day = np.zeros(len(taken.number), dtype=int)
    first_day[sent.order[sent.part == 0]] = sent.day[sent.part == 0]
    of = sent.order[sent.line_shipment[second]]
    alone = np.bincount(of, minlength=len(taken.number))[of] == 1
    spell = product[second] * calendar.PLAN_WEEKS + calendar.week(first_day[of])
    spell, day = spell[alone], sent.day[sent.line_shipment[second]][alone]
    spells, counts = np.unique(spell, return_counts=True)
    assert (counts > 1).any()
    assert all(len(np.unique(day[spell == each])) == 1 for each in spells[counts > 1])


def test_what_customers_take_adds_up_to_demand(company, taken):
    made = np.bincount(company.goods.family[taken.product], minlength=len(FAMILIES))
    shares = np.array([entry.share for entry in FAMILIES]) @ REALISM.demand.segment_share
    assert made / made.sum() == pytest.approx(shares / shares.sum(), abs=0.03)
    pieces = np.bincount(taken.product, taken.quantity, len(company.goods))
    expected = company.goods.expected[: calendar.WEEKS].sum(axis=0)
    assert np.corrcoef(pieces, expected)[0, 1] > 0.9


def test_discounts_are_agreed_by_customer_and_kind_of_goods(company, taken):
    plain = taken.campaign == 0
    buyer = taken.customer[taken.line_order] * len(FAMILIES) + company.goods.family[taken.product]
    found = duckdb.from_arrow(pa.table({"buyer": buyer[plain], "off": taken.discount[plain] / 100}))
    (within,) = found.query(
        "d",
        "SELECT sqrt(avg(v)) FROM (SELECT variance(off) v FROM d GROUP BY buyer HAVING count(*) > 4)",
    ).fetchone()
    assert within < 0.6 * taken.discount[plain].std() / 100


def test_who_fails_pays_nothing_that_falls_due_later():
    invoice, line, write_off = (
        generate.truth(SIZE, 1, name)
        for name in ("receivable_invoice", "receipt_allocation", "write_off")
    )
    assert write_off.num_rows
    found = duckdb.sql(
        """SELECT count(*) FROM write_off w JOIN invoice i ON CAST(i.receivable_invoice_no[5:] AS BIGINT) = w.receivable_invoice_id
           JOIN invoice later ON later.customer_id = i.customer_id AND later.due_on > i.due_on
           JOIN line l ON l.receivable_invoice_id = CAST(later.receivable_invoice_no[5:] AS BIGINT)"""
    ).fetchone()
    assert found == (0,)
    assert line.num_rows > invoice.num_rows / 2


def test_limits_fit_the_business(company, taken):
    worth = np.bincount(
        taken.customer[taken.line_order],
        taken.quantity * taken.price,
        len(company.customers.segment),
    )[np.argsort(company.customers.key)]
    limit = company.customers.rows.columns["credit_limit"]
    bought = worth > 0
    assert np.corrcoef(np.log(worth[bought]), np.log(limit[bought]))[0, 1] > 0.6
    assert (limit % (REALISM.partners.credit_step * 100) == 0).all()
