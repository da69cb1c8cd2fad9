import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.spelling import STATES
from pikku.generate import identity, partners

states = st.sampled_from(sorted(STATES))
numbers = st.integers(0, 175_742_423)
holders = st.sampled_from("CFP")


@pytest.mark.parametrize(
    "gstin",
    # Numbers that companies print on their invoices, and the tax department's own example.
    ["27AAPFU0939F1ZV", "27AAACT2727Q1ZW", "27AAACR5055K1Z7", "24AAACC1206D1ZM", "29AAGCB7383J1Z4"],
)
def test_published_numbers_pass(gstin):
    assert identity.is_gstin(gstin)


@given(states, numbers, holders)
def test_a_gstin_has_its_state_pan_and_check_character(state, number, holder):
    pan = identity.pan(number, holder, "Asha")
    gstin = identity.gstin(state, pan)
    assert re.fullmatch(r"[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]", gstin)
    assert identity.is_gstin(gstin)
    assert gstin[:2] == state
    assert gstin[2:12] == pan
    assert pan[3] == holder
    assert pan[4] == "A"


@given(states, numbers, st.integers(0, 13), st.sampled_from(identity.ALPHABET))
def test_one_wrong_character_is_noticed(state, number, place, other):
    gstin = identity.gstin(state, identity.pan(number, "C", "Pikku"))
    wrong = gstin[:place] + other + gstin[place + 1 :]
    assert identity.is_gstin(wrong) == (wrong == gstin)


@given(numbers, numbers)
def test_different_taxpayers_have_different_pans(one, other):
    pans = {
        identity.pan(number, "C", "Pikku")[:3] + identity.pan(number, "C", "Pikku")[5:9]
        for number in (one, other)
    }
    assert len(pans) == len({one, other})


def digits(first: int, count: int = 3_000) -> np.ndarray:
    """Return the digits of the PANs of so many taxpayers in a row."""
    return np.array([int(identity.pan(first + n, "C", "Asha")[5:9]) for n in range(count)])


def test_digits_of_a_pan_tell_neither_its_number_nor_its_register():
    """They are 0001 to 9999, and neither steps in one register nor differences to another are the same for many."""
    registers = [
        digits(first)
        for first in (partners.CUSTOMER_PANS, partners.VENDOR_PANS, partners.EMPLOYEE_PANS)
    ]
    for place, mine in enumerate(registers):
        assert mine.min() >= 1 and mine.max() <= 9_999
        other = registers[place - 1]
        for differences in (np.diff(mine), (mine - other) % 9_999, (mine[5:] - mine[:-5]) % 9_999):
            assert np.unique(differences, return_counts=True)[1].max() <= 8


def test_digits_of_pans_are_never_0000():
    found = {identity.pan(n, "C", "Asha")[5:9] for n in range(60_000)}
    assert "0000" not in found
    assert len(found) > 9_900
