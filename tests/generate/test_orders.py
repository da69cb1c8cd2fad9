"""Customers are known again in what they order and how they pay."""

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


def test_a_good_seldom_stands_in_an_order_twice(company, taken):
    pairs = taken.line_order * len(company.goods) + taken.product
    assert len(np.unique(pairs)) > 0.97 * len(pairs)


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
    )
    limit = company.customers.rows.columns["credit_limit"]
    bought = worth > 0
    assert np.corrcoef(np.log(worth[bought]), np.log(limit[bought]))[0, 1] > 0.6
    assert (limit % (REALISM.partners.credit_step * 100) == 0).all()
