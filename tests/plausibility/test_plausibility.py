"""Every check passes for a company that is as its parameters say, and fails for one that isn't."""

import math
from dataclasses import replace

import pytest

from pikku import plausibility
from pikku.catalog import AREAS
from pikku.catalog.realism import REALISM
from pikku.errors import PikkuError
from pikku.plausibility import CHECKS, Books, examine, finance, find

NAMES = [check.name for check in CHECKS]
COMPANIES = [("small", 1), ("small", 2), ("small", 3), (6_000, 1), (6_000, 2)]
#: For each check, parameters that it must notice.
TURNED = {
    "weekdays": {"demand": {"weekday": (1.0,) * 6 + (0.0,)}},
    "weeks": {"demand": {"seasons": ()}},
    "seasons": {
        "demand": {
            "seasons": tuple(
                replace(s, by_segment=tuple(-height for height in s.by_segment))
                for s in REALISM.demand.seasons
            )
        }
    },
    "growth": {"demand": {"segment_growth": (0.5,) * 5}},
    "customer_pareto": {"demand": {"customer_pareto": 1.6}},
    "product_pareto": {"demand": {"product_pareto": 1.6}},
    "order_lines": {"orders": {"lines": (0.5, 0.3, 0.1, 0.05, 0.03, 0.02)}},
    "discounts": {"orders": {"discount_by_segment": (12.0,) * 5}},
    "repeats": {"orders": {"regular": 0.0}},
    "agreed_discounts": {"orders": {"agreed_spread": 0.2, "discount_spread": 2.0}},
    "rhythm": {"orders": {"rhythm": 0.0}},
    "bad_debts": {
        "cash": {"failing": 1.0, "failing_share": 1.0},
        "orders": {"churn": 0.2},
    },
    "dispatch_days": {"dispatch": {"days": (0.1,) * 10}},
    "partial": {"dispatch": {"held": 0.3}},
    "otif": {"dispatch": {"delayed": 0.4}},
    "returns": {"returns": {"returned": 0.05}},
    "advances": {"advances": {"export": 0.8}},
    "disputes": {"cash": {"withdrawn": 0.06}},
    "stock_differences": {"stocktakes": {"off": (0.01, 0.03)}},
    "invoice_digits": {
        "orders": {"quantity_spread": 0.05, "customer_spread": 0.05, "lines": (1.0,)}
    },
    "cash_digits": {
        "orders": {"quantity_spread": 0.05, "customer_spread": 0.05, "lines": (1.0,)},
        "cash": {"most_settled": 1},
    },
    "methods": {"cash": {"other_method": 0.3}},
    "punctuality": {"cash": {"punctuality": (0.1, 0.1, 0.8)}},
    "days_late": {"cash": {"days_late": ((-4, 2), (6, 26), (30, 80))}},
    "dso": {"cash": {"punctuality": (0.1, 0.1, 0.8)}},
    "ageing": {"cash": {"punctuality": (0.0, 0.0, 1.0)}},
    "gross_margin": {"margin": {"margin": (0.45, 0.55)}},
    "price_rise": {"margin": {"price_rise": 0.06}},
    "cover_finished": {"production": {"safety_weeks": 3.0}},
    "cover_materials": {"purchasing": {"safety_weeks": 3.0}},
    "reorder_points": {"production": {"safety_weeks": 1.2}},
    "scrap": {"production": {"scrap": (0.03, 0.06)}},
    "lead_time": {"purchasing": {"lead_jitter": (4, 10)}},
    "refused": {"purchasing": {"refused": 0.3}},
    "resin_price": {"purchasing": {"market_swing": 0.2}},
    "attendance": {"people": {"attendance": (0.9, 0.07, 0.03)}},
    "attrition": {"people": {"leaving": 0.35}},
    "raises": {"people": {"increment": ((0.10, 0.12), (0.12, 0.14), (0.14, 0.16))}},
    "women": {"people": {"women": 0.6}},
}


def check(name):
    """Return a check by its name."""
    return CHECKS[NAMES.index(name)]


def turned(name):
    """Return the parameters with those turned that a check must notice."""
    groups = TURNED[name].items()
    return replace(
        REALISM, **{group: replace(getattr(REALISM, group), **knobs) for group, knobs in groups}
    )


@pytest.fixture(scope="module", params=COMPANIES, ids=lambda c: f"{c[0]}-{c[1]}")
def findings(request):
    return {finding.name: finding for finding in examine(*request.param)}


@pytest.mark.parametrize(
    ("off", "says"),
    [
        (0.0, "0.00 %, which Nigrini calls close conformity."),
        (0.009, "0.90 %, which Nigrini calls acceptable conformity."),
        (0.03, "3.00 %, which Nigrini calls nonconformity."),
    ],
)
def test_conformity_is_told_of_what_chance_does_not_make(off, says):
    class Digits:
        def rows(self, query):
            # Of a digit's share as much more as of another's less: on average `off`.
            moved = {1: 4.5 * off, 2: -2.25 * off, 3: -2.25 * off}
            return [
                (d, round(1e9 * (math.log10(1 + 1 / d) + moved.get(d, 0.0)))) for d in range(1, 10)
            ]

    assert finance._benford(Digits(), "").remark == f"Less what chance alone makes, that is {says}"


@pytest.mark.parametrize("name", NAMES)
def test_a_company_as_its_parameters_say_is_plausible(findings, name):
    assert findings[name].plausible, findings[name].sentence


@pytest.mark.parametrize("name", NAMES)
def test_a_check_notices_other_parameters_and_its_expectation_follows_them(name):
    other = turned(name)
    books = Books(12_000, 4, other)
    noticed = find(check(name), books, REALISM)
    assert not noticed.plausible, noticed.sentence
    if not name.endswith("_digits"):  # Benford's law has no parameters
        followed = find(check(name), books, other)
        assert followed.plausible, followed.sentence


def test_checks_have_names_of_their_own_areas_of_the_catalogue_and_reasons():
    assert len(set(NAMES)) == len(CHECKS)
    assert all(check.area in AREAS and len(check.reason) > 40 for check in CHECKS)


def test_a_finding_says_what_was_found(findings):
    for finding in findings.values():
        assert finding.measured in finding.sentence
        assert finding.allowed in finding.sentence
        assert finding.verdict == ("plausible" if finding.plausible else "implausible")
        assert list(finding.row)[-1] == "verdict"


def test_examine_tells_what_it_looks_at_and_takes_parameters():
    told = []
    made = turned("attendance")
    found = examine(5_000, 5, lambda *step: told.append(step), realism=made, expecting=REALISM)
    assert [step[2] for step in told[1:]] == [check.title for check in CHECKS]
    assert not next(f for f in found if f.name == "attendance").plausible


@pytest.mark.parametrize(("size", "word"), [("large", "too large"), (4_999, "too small")])
def test_a_company_without_distributions_or_too_large_for_memory_is_refused(size, word):
    with pytest.raises(PikkuError, match=word):
        examine(size)


def test_a_size_that_cannot_be_is_refused():
    with pytest.raises(PikkuError, match="enormous"):
        plausibility.examine("enormous")
