from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.realism import PayrollRules
from pikku.generate.people import deductions
from pikku.generate.rows import half_up, tax

RULES = PayrollRules()


def rounded(value: Decimal, places: str = "1") -> int:
    return int(value.quantize(Decimal(places), rounding=ROUND_HALF_UP))


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_half_up_is_decimals(numerator, denominator):
    assert half_up(np.int64(numerator), denominator) == rounded(Decimal(numerator) / denominator)


@given(st.integers(0, 10**12), st.sampled_from([0, 500, 1200, 1800, 2800]), st.booleans())
def test_tax_is_rounded_half_up_by_line(net, rate, home):
    central, integrated = tax(np.array([net]), np.array([rate]), np.array([home]))
    half = rounded(Decimal(net) * rate / 20_000)
    whole = rounded(Decimal(net) * rate / 10_000)
    assert (central[0], integrated[0]) == ((half, 0) if home else (0, whole))


@given(st.integers(0, 50_000_000))
def test_deductions_follow_the_rules(gross):
    fund, local, income = (int(each[0]) for each in deductions(np.array([gross]), RULES))
    assert fund == min(rounded(Decimal(gross) * 12 / 100), 180_000)
    assert local == (20_000 if gross > 1_000_000 else 17_500 if gross > 750_000 else 0)
    assert income % 100 == 0
    assert income >= 0
    assert fund + local + income <= gross or gross <= 750_100


@pytest.mark.parametrize(
    ("monthly", "yearly_tax"),
    [
        (50_000, 0),  # 5,50,000 a year after the standard deduction: under the rebate
        (62_500, 0),  # exactly 7,00,000
        (100_000, 85_800),  # 11,50,000: (15,000 + 30,000 + 37,500) and the cess
        (200_000, 421_200),  # 23,50,000: 1,50,000 + 30 % of 8,50,000, and the cess
    ],
)
def test_income_tax_of_known_salaries(monthly, yearly_tax):
    due = int(deductions(np.array([monthly * 100]), RULES)[2][0])
    assert due == round(yearly_tax / 12) * 100


def test_the_top_slab_has_no_end():
    high = deductions(np.array([10**9, 2 * 10**9]), RULES)[2]
    assert (high[1] - high[0]) / 10**9 == pytest.approx(0.3 * 1.04, abs=0.001)
