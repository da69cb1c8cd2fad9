"""Figures in the Indian way of writing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.report import numbers


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (0, 0, "0"), (999, 0, "999"), (1000, 0, "1,000"), (99_999, 0, "99,999"), (100_000, 0, "1,00,000"),
        (1_234_567, 0, "12,34,567"), (123_456_789, 2, "12,34,56,789.00"), (-1_000, 0, "-1,000"),
        (Decimal("0.5"), 0, "1"), (Decimal("-0.4"), 0, "0"), (Decimal("1.005"), 2, "1.01"),
    ],
)  # fmt: skip
def test_digits_are_grouped_by_three_and_then_by_two(value, places, text):
    assert numbers.grouped(Decimal(value), places) == text


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=2))
def test_grouping_changes_no_digit(value):
    text = numbers.grouped(value, 2)
    assert Decimal(text.replace(",", "")) == value
    whole = text.lstrip("-").partition(".")[0]
    head, *rest = whole.split(",")
    assert 1 <= len(head) <= (2 if len(rest) else 3)
    assert [len(group) for group in rest] == [2] * (len(rest) - 1) + [3] * bool(rest)


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (Decimal("1234567.50"), "₹ #,0", "₹ 12,34,568"),
        (Decimal("-1234567.50"), "₹ #,0", "-₹ 12,34,568"),
        (Decimal("12.3"), "₹ #,0.00", "₹ 12.30"),
        (Decimal("0.1234"), "0.0 %", "12.3 %"),
        (Decimal("4.25"), "0.0", "4.3"),
        (1234567, "#,0", "12,34,567"),
        (2, "\\Q0", "Q2"),
        (202304, "0", "202304"),
        (None, "#,0", "–"),
        ("fmcg", "", "fmcg"),
        (True, "", "True"),
        (date(2025, 4, 1), "mmm yyyy", "Apr 2025"),
        (date(2025, 4, 1), "dd mmm yyyy", "01 Apr 2025"),
    ],
)
def test_a_value_is_shown_by_its_format_string(value, form, text):
    assert numbers.shown(value, form) == text


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (Decimal(99_999), "₹ #,0", "₹ 99,999"),
        (Decimal(100_000), "₹ #,0", "₹ 1.00 L"),
        (Decimal(9_999_999), "₹ #,0", "₹ 100.00 L"),
        (Decimal(10_000_000), "₹ #,0", "₹ 1.00 Cr"),
        (Decimal(-25_000_000), "₹ #,0", "-₹ 2.50 Cr"),
        (1_500_000, "#,0", "15.00 L"),
        (Decimal(2_000_000), "0.0 %", "200000000.0 %"),
        (Decimal(2_000_000), "0.0", "2000000.0"),
    ],
)
def test_great_amounts_are_in_lakh_and_crore_but_shares_and_averages_are_not(value, form, text):
    assert numbers.in_unit(value, form, numbers.unit([value], form)) == text


def test_the_greatest_figure_decides_the_unit():
    assert numbers.unit([None, 5, -20_000_000], "#,0").word == " crore"
    assert numbers.unit([None], "#,0") is numbers.ONE
    assert numbers.unit([], "#,0") is numbers.ONE
