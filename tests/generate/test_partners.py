"""Customers and vendors: their names and codes in the register."""

import numpy as np
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


@pytest.mark.parametrize("name", ["customers", "vendors"])
def test_codes_are_given_as_firms_are_entered_whether_once_or_twice(name):
    firms = getattr(Company(1, sizes.parse("medium"), REALISM), name)
    since = firms.rows.columns[f"{name[:-1]}_since"]
    first, twin = firms.rows.columns[f"{name[:-1]}_code"], firms.twins
    twice = np.flatnonzero(twin.code)
    entered = dict(zip(first.tolist(), since.tolist(), strict=True))
    assert (twin.code[twice] > twice).all()
    entered |= dict(zip(twin.code[twice].tolist(), twin.opened[twice].tolist(), strict=True))
    assert len(entered) == len(first) + len(twice) > len(first)
    assert sorted(entered) == list(range(1, len(entered) + 1))
    days = [entered[number] for number in sorted(entered)]
    assert days == sorted(days)
    assert (np.diff(first) > 0).all()
    assert sorted(firms.key.tolist()) == first.tolist()
    if (
        name == "customers"
    ):  # who bought the first goods of the plan aside, some come after most twins
        assert (twin.code[twice] < first.max()).all()
