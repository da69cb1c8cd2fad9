from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.realism import REALISM, PayrollRules
from pikku.generate import calendar, people, sizes
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


def kept(gross: int, month: int = 0, *, salary: int | None = None, woman: bool = False):
    """Return the deductions of one employee's pay in a month of the books; amounts are paisa."""
    pay, full = np.array([gross]), np.array([gross if salary is None else salary])
    found = deductions(pay, full, np.array([woman]), RULES, month)
    return {name: int(getattr(found, name)[0]) for name in found.__dataclass_fields__}


@given(st.integers(0, 50_000_000), st.integers(0, 35), st.booleans())
def test_deductions_follow_the_rules(gross, month, woman):
    found = kept(gross, month, woman=woman)
    covered = Decimal(min(gross, 1_500_000))
    assert found["provident_fund"] == rounded(covered * 12 / 10_000) * 100
    insured, administered = rounded(covered / 20_000) * 100, rounded(covered / 200)
    assert found["fund_charges"] == insured + administered
    limit = 2_500_000 if woman else 1_000_000
    highest = 30_000 if month % 12 == 10 else 20_000
    lower = 17_500 if gross > 750_000 and not woman else 0
    assert found["professional_tax"] == (highest if gross > limit else lower)
    assert found["income_tax"] % 100 == 0
    assert found["income_tax"] >= 0
    on_top = found["employer_state_insurance"] + found["fund_charges"]
    assert sum(found.values()) - on_top <= gross or gross <= 750_100


def test_the_funds_contributions_are_to_the_nearest_rupee():
    """Of 12,345.60: 1,481.472 is 1,481; 61.728 is 62, and the charges of administration are 61.73."""
    found = kept(1_234_560)
    assert (found["provident_fund"], found["fund_charges"]) == (148_100, 6_200 + 6_173)
    assert kept(9_000_000)["fund_charges"] == 15_000


@given(st.integers(0, 2_100_000))
def test_state_insurance_is_rounded_up_to_the_rupee(gross):
    found = kept(gross, salary=2_100_000)
    for name, rate in (("state_insurance", "0.0075"), ("employer_state_insurance", "0.0325")):
        exact = Decimal(gross) * Decimal(rate)
        assert found[name] % 100 == 0
        assert exact <= found[name] < exact + 100


def test_state_insurance_is_for_salaries_up_to_its_limit():
    assert kept(1_000_000, salary=2_100_000)["state_insurance"] == 7_500
    assert kept(1_000_000, salary=2_100_100)["state_insurance"] == 0


@pytest.mark.parametrize(
    ("year", "monthly", "yearly_tax"),
    [
        (0, 50_000, 0),  # 5,50,000 a year after the standard deduction: under the rebate
        (0, 62_500, 0),  # exactly 7,00,000
        (
            0,
            63_000,
            6_240,
        ),  # 7,06,000: 25,600, but no more than the 6,000 above the limit, and the cess
        (0, 100_000, 85_800),  # 11,50,000: (15,000 + 30,000 + 37,500) and the cess
        (0, 200_000, 421_200),  # 23,50,000: 1,50,000 + 30 % of 8,50,000, and the cess
        (1, 100_000, 71_500),  # 11,25,000: (20,000 + 30,000 + 18,750) and the cess
        (2, 100_000, 0),  # 11,25,000: under the rebate of 12,00,000
        (2, 150_000, 150_800),  # 17,25,000: (20,000 + 40,000 + 60,000 + 25,000) and the cess
    ],
)
def test_income_tax_of_known_salaries(year, monthly, yearly_tax):
    due = kept(monthly * 100, year * 12)["income_tax"]
    assert due == round(yearly_tax / 12) * 100


def test_the_top_slab_has_no_end():
    high = [kept(gross)["income_tax"] for gross in (10**9, 2 * 10**9)]
    assert (high[1] - high[0]) / 10**9 == pytest.approx(0.3 * 1.04, abs=0.001)


@pytest.fixture(scope="module")
def staff():
    return people.staff(1, sizes.parse("small"), REALISM)


def test_salaries_rise_each_april_by_the_level_of_the_job(staff):
    levels = {role.title: role.level for unit in people.DEPARTMENTS for role in unit.roles}
    level_of = np.array([levels[title] for title in staff.rows.columns["designation"]])
    raised = staff.salary[1:] / staff.salary[:-1] - 1
    aprils = calendar.MONTH_START[12::12]
    due = staff.first <= aprils[:, None] - REALISM.people.increment_after_days
    assert (raised[~due] == 0).all() and due.any() and (~due).any()
    assert (levels["Loader"], levels["Store keeper"], levels["HR manager"]) == (0, 1, 2)
    for level, (least, most) in enumerate(REALISM.people.increment):
        mine = due & (level_of == level)
        assert mine.any()
        assert least - 0.001 < raised[mine].min() <= raised[mine].max() < most + 0.001
    assert (staff.salary[1:] % 1_000 == 0).all()


def test_who_joins_later_is_engaged_at_more(staff):
    helpers = np.array(staff.rows.columns["designation"]) == "Helper"
    old = helpers & (staff.first <= 0)
    new = helpers & (staff.first >= calendar.MONTH_START[24]) & (staff.first < calendar.PLAN_DAYS)
    assert (staff.rows.columns["monthly_salary"] == staff.salary[0]).all()
    assert staff.salary[0, old].max() <= 1_650_000
    assert staff.salary[0, new].min() > 1_300_000 * 1.1
