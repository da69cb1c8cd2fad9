"""The returns of a company that is written by hand: months without any sale, and a customer abroad of another segment."""

import pytest

from pikku.catalog.reference import ABROAD


@pytest.fixture
def duck(conform, rows):
    """Return the tables of the hand-written company, which sold something in April 2023 only."""
    return conform(rows)[0]


def test_a_month_without_invoices_has_amounts_of_nothing(duck, shown):
    months = shown(duck, "gstr3b")
    assert len(months) == 12
    assert [month["output_tax"] for month in months][1:] == [0] * 11
    assert all(amount is not None for month in months for amount in month.values())


def test_a_customer_abroad_is_abroad_in_both_returns_whatever_his_segment(duck, shown):
    abroad = f"(SELECT * REPLACE ('{ABROAD}' AS state_code) FROM customer)"
    supplies, months = (shown(duck, name, customer=abroad) for name in ("gstr1", "gstr3b"))
    exported = sum(row["taxable_value"] for row in supplies if "exports" in row["supplies"])
    assert exported == sum(month["zero_rated_value"] for month in months) > 0
