import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.spelling import STATES
from pikku.generate import identity

states = st.sampled_from(sorted(STATES))
numbers = st.integers(0, 175_759_999)
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
