from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.catalog.employees import ATTENDANCE
from pikku.catalog.realism import REALISM, PayrollRules
from pikku.generate import attendance, calendar, payroll
from pikku.generate.payroll import deductions
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


def of_year(income: int, law: int) -> int:
    """Return the tax on a year's salary, both in rupees, by one of the laws."""
    return (
        int(payroll.tax_of_year(np.array([income * 100]), RULES, RULES.income_tax[law])[0]) // 100
    )


@pytest.mark.parametrize(
    ("law", "income", "yearly_tax"),
    [
        (0, 600_000, 0),  # 5,50,000 after the standard deduction: under the rebate
        (0, 750_000, 0),  # exactly 7,00,000
        # 7,06,000: 25,600, but no more than the 6,000 above the limit, and the cess
        (0, 756_000, 6_240),
        (0, 1_200_000, 85_800),  # 11,50,000: (15,000 + 30,000 + 37,500) and the cess
        (0, 2_400_000, 421_200),  # 23,50,000: 1,50,000 + 30 % of 8,50,000, and the cess
        (1, 1_200_000, 71_500),  # 11,25,000: (20,000 + 30,000 + 18,750) and the cess
        (2, 1_200_000, 0),  # 11,25,000: under the rebate of 12,00,000
        (2, 1_800_000, 150_800),  # 17,25,000: (20,000 + 40,000 + 60,000 + 25,000) and the cess
    ],
)
def test_income_tax_of_known_salaries(law, income, yearly_tax):
    assert of_year(income, law) == yearly_tax


def test_the_top_slab_has_no_end():
    assert of_year(200_000_000, 2) - of_year(100_000_000, 2) == 31_200_000


def deducted(pay: dict[int, int], salary: int, leaves_in: int = 99) -> list[int]:
    """Return the tax deducted in each of some months of the books that pay was earned in; amounts are rupees."""
    earned, found = 0, []
    for month, gross in pay.items():
        earned += gross * 100
        later = 0 if month == leaves_in else 11 - month % 12
        amounts = (np.array([each]) for each in (earned, 100 * sum(found), salary * 100, later))
        found.append(int(payroll.income_tax(*amounts, RULES, month)[0]) // 100)
    return found


def test_the_tax_of_a_steady_salary_is_spread_evenly():
    assert deducted(dict.fromkeys(range(12), 100_000), 100_000) == [7_150] * 12


def test_who_joins_within_the_year_pays_on_what_is_earned_in_it():
    assert deducted(dict.fromkeys(range(6, 12), 100_000), 100_000) == [0] * 6  # 5,50,000
    joined = deducted(dict.fromkeys(range(6, 12), 200_000), 200_000)
    assert sum(joined) == of_year(1_200_000, 0) == 85_800
    assert max(joined) - min(joined) <= 1


def test_the_slabs_of_2024_count_from_august_and_set_off_what_was_deducted():
    found = deducted(dict.fromkeys(range(12, 24), 100_000), 100_000)
    assert found[:4] == [7_150] * 4
    assert set(found[4:]) == {5_362, 5_363}
    assert sum(found) == of_year(1_200_000, 1) == 71_500


def test_days_without_pay_lower_the_tax_of_the_rest_of_the_year():
    found = deducted({**dict.fromkeys(range(12), 100_000), 5: 40_000}, 100_000)
    assert found[:5] == [7_150] * 5
    assert sum(found) == of_year(1_140_000, 0)


def test_nothing_is_deducted_or_paid_back_when_somebody_leaves_who_paid_too_much():
    assert deducted({0: 100_000, 1: 100_000, 2: 30_000}, 100_000, leaves_in=2) == [7_150, 7_150, 0]


def test_the_state_insurance_pays_its_womens_maternity_leave(staff):
    """Who is insured has no pay from Pikku meanwhile, all others have it."""
    pay = columns(payroll.payroll(1, staff, REALISM, range(36)))
    away = {}
    for month in range(36):
        rows = attendance.attendance(1, staff, REALISM.people, month).columns
        mine = rows["status"].codes == ATTENDANCE.index("maternity")
        who, count = np.unique(rows["employee_id"][mine], return_counts=True)
        period = int(calendar.PERIOD_OF_MONTH[month])
        away |= {
            (each, period): days for each, days in zip(who.tolist(), count.tolist(), strict=True)
        }
    found = set()
    for who, month, salary, working, paid in zip(
        *(
            pay[name]
            for name in ("employee_id", "period_id", "monthly_salary", "working_days", "paid_days")
        ),
        strict=True,
    ):
        if away.get((who, month)) == working:
            found.add((salary <= 2_100_000, paid == 0))
            assert paid in (0, working)
    assert found == {(True, True), (False, False)}


def columns(rows: list) -> dict[str, list]:
    """Return the columns of some months' payroll, one month after the other."""
    return {
        name: np.concatenate([each.columns[name] for each in rows]).tolist()
        for name in rows[0].columns
    }


def test_payroll_does_not_depend_on_how_months_are_cut(staff):
    whole = columns(payroll.payroll(1, staff, REALISM, range(8, 30)))
    parts = [range(8, 9), range(9, 12), range(12, 25), range(25, 30)]
    cut = [
        rows
        for part in parts
        for rows in payroll.payroll(1, replace(staff, days={}), REALISM, part)
    ]
    assert columns(cut) == whole


def test_by_march_the_tax_of_the_year_is_deducted(staff):
    for year, law in ((1, 1), (2, 2)):
        pay = columns(payroll.payroll(1, staff, REALISM, range(12 * year, 12 * year + 12)))
        march = int(calendar.PERIOD_OF_MONTH[12 * year + 11])
        of, gross, tax = (
            np.array(pay[name]) for name in ("employee_id", "gross_pay", "income_tax")
        )
        here = [who for who, month in zip(of, pay["period_id"], strict=True) if month == march]
        earned, paid = np.bincount(of, gross).astype(int), np.bincount(of, tax).astype(int)
        due = payroll.tax_of_year(earned, RULES, RULES.income_tax[law])
        short = (due - paid)[here]
        assert (due[here] > 0).sum() > 2
        assert short.max() <= 50
        assert (short < -100).sum() <= 0.2 * (paid[here] > 0).sum()  # absent at the end


def test_leave_is_earned_by_twenty_days_of_work_and_taken(staff):
    """Month by month, from nothing when the books begin; of a leaver what is left is paid."""
    pay = columns(payroll.payroll(1, staff, REALISM, range(48)))
    at_work, taken = np.zeros((2, 48, len(staff.first)))
    for month in range(48):
        rows = attendance.attendance(1, staff, REALISM.people, month).columns
        status = np.array(ATTENDANCE)[rows["status"].codes]
        who = rows["employee_id"] - 1
        np.add.at(at_work[month], who, np.isin(status, ["present", "half day"]))
        np.add.at(taken[month], who, (status == "leave") + 0.5 * (status == "half day"))
    left, expected = np.zeros(len(staff.first)), {}
    for month, period in enumerate(calendar.PERIOD_OF_MONTH.tolist()):
        left = np.maximum(left + at_work[month] / 20 - taken[month], 0)
        left = np.minimum(left, 30) if period % 100 == 12 else left
        expected |= {(who + 1, period): each for who, each in enumerate(left.tolist())}
    paid = dict.fromkeys((True, False), 0)
    for who, period, salary, days, encashed in zip(
        *(
            pay[name]
            for name in (
                "employee_id",
                "period_id",
                "monthly_salary",
                "leave_balance",
                "leave_encashment",
            )
        ),
        strict=True,
    ):
        assert abs(days / 100 - expected[who, period]) < 0.001
        last = staff.last[who - 1]
        leaves = (
            last < calendar.PLAN_DAYS
            and calendar.PERIOD_OF_MONTH[calendar.MONTH_OF_DAY[last]] == period
        )
        whole = int(Decimal(days).scaleb(-2).quantize(Decimal(1), rounding=ROUND_HALF_UP))
        assert encashed == (rounded(Decimal(salary * whole) / 2_600) * 100 if leaves else 0)
        paid[bool(leaves)] += encashed
    assert paid[True] > paid[False] == 0


def test_the_welfare_fund_is_paid_for_twice_a_year(staff):
    pay = columns(payroll.payroll(1, staff, REALISM, range(36)))
    found = {}
    for period, own, employers, gross in zip(
        *(
            pay[name]
            for name in (
                "period_id",
                "labour_welfare_fund",
                "employer_labour_welfare_fund",
                "gross_pay",
            )
        ),
        strict=True,
    ):
        assert employers == 3 * own and (own == 0 or gross > 0)
        found.setdefault(period, set()).add(own // 100)
    assert {period: max(own) for period, own in found.items() if max(own)} == {
        202306: 12, 202312: 12, 202406: 25, 202412: 25, 202506: 25, 202512: 25,
    }  # fmt: skip
