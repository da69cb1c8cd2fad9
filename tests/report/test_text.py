"""Text is cut where it would not fit."""

from hypothesis import given
from hypothesis import strategies as st

from pikku.report.text import cut, pixels


def test_width_is_near_what_a_browser_draws():
    # Measured in Chromium, Arial of 11 pixels.
    assert abs(pixels("Seema Subramanian") - 103.3) < 5
    assert abs(pixels("Average order value") - 98.9) < 5
    assert abs(pixels("₹ 12,34,567") - 59) < 5


def test_what_fits_is_left_alone():
    assert cut("Crates", 100) == "Crates"


@given(
    st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=60),
    st.integers(20, 300),
)
def test_what_is_cut_fits_and_begins_the_same(text, room):
    short = cut(text, room)
    assert pixels(short) <= room or len(short) <= 2
    assert short == text or text.startswith(short.removesuffix("…"))
