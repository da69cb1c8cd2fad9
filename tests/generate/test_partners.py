"""Customers and vendors: their names in the register."""

import pytest

from pikku.catalog.realism import REALISM
from pikku.generate import sizes
from pikku.generate.company import Company


@pytest.mark.parametrize(("size", "seed"), [("small", 1), ("medium", 2), ("large", 1)])
def test_no_two_firms_have_one_name(size, seed):
    """Section 4 of the Companies Act, 2013, allows no name that is that of another company; nor could anybody tell firms apart."""
    company = Company(seed, sizes.parse(size), REALISM)
    customers, vendors = (
        each.rows.columns[f"{name}_name"].to_pylist()
        for name, each in (("customer", company.customers), ("vendor", company.vendors))
    )
    names = [name.lower() for name in customers + vendors]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 80


@pytest.mark.parametrize(("size", "least", "most"), [("small", 0, 0.1), ("large", 0.1, 0.6)])
def test_only_a_name_that_is_taken_gets_its_city_as_a_further_word(size, least, most):
    columns = Company(1, sizes.parse(size), REALISM).customers.rows.columns
    named = zip(columns["customer_name"].to_pylist(), columns["city"], strict=True)
    further = [f" {city} " in name for name, city in named]
    assert least <= sum(further) / len(further) < most
