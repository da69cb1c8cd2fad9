"""Bands, verdicts and words of findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.plausibility.finding import Check, Measured, Point, find, near, share

numbers = st.floats(-1e6, 1e6)


def found(made, **more):
    """Return the finding of a check that measures this."""
    form = more.pop("form", "0.0 %")
    return find(Check("name", "sales", "Title", form, "why", lambda *_: made, **more), None, None)


@given(numbers, st.floats(0.1, 1e6), st.floats(-0.9, 0.9))
def test_what_is_near_enough_is_plausible_and_what_is_farther_is_not(expected, allowed, part):
    assert near("a", expected + part * allowed, expected, allowed).plausible
    assert not near("a", expected + 1.2 * allowed + 1e-6, expected, allowed).plausible
    assert not near("a", expected - 1.2 * allowed - 1e-6, expected, allowed).plausible


@given(st.integers(1, 10_000), st.floats(0.0, 1.0))
def test_the_band_of_a_share_stays_between_nothing_and_all_and_narrows_with_more(total, expected):
    point, many = share("a", 0, total, expected), share("a", 0, 100 * total, expected)
    assert 0 <= point.low <= expected <= point.high <= 1
    assert many.high - many.low <= point.high - point.low + 1e-12


def test_all_points_must_be_in_their_bands_unless_fewer_are_needed():
    points = [near("in", 0.5, 0.5, 0.1)] * 9 + [near("out", 0.9, 0.5, 0.1)]
    assert not found(points).plausible
    assert found(points, needed=0.9).plausible
    assert found(points).sentence.startswith("9 of 10 are in the band; farthest out is out: 90.0 %")
    assert found(points[:9]).sentence.startswith("All 9 are in the band")


def test_a_deciding_figure_decides_alone_in_its_own_format():
    out = near("digit", 0.9, 0.5, 0.1)
    deciding = Point("deviation", 0.0123, 0.001, 0.0, 0.015)
    finding = found(Measured([out, out], deciding, "So be it."), deciding_form="0.00 %")
    assert finding.plausible
    expected = "Deviation: 1.23 % where 0.10 % is expected and 0.00 % to 1.50 % allowed. So be it."
    assert finding.sentence == expected
    assert finding.row["in the band"] == "0 of 2"


def test_nothing_measured_is_implausible():
    assert not found([]).plausible


@pytest.mark.parametrize(
    ("value", "text"), [(3.5e7, "₹ 3.50 Cr"), (1.2e6, "₹ 12.00 L"), (999, "₹ 999")]
)
def test_rupees_are_in_lakh_and_crore(value, text):
    assert found([near("a", value, value, 0)], form="₹ #,0").measured == text
