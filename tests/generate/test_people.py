from dataclasses import replace

import numpy as np
import pytest

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, people, sizes


def test_pay_goes_by_service(staff):
    """Within a role, who has been here for long earns more, and who is new begins in the lower half of the span."""
    title = np.array(staff.rows.columns["designation"])
    found = []
    for name in np.unique(title[staff.first <= 0]):
        mine = (title == name) & (staff.first <= 0)
        if mine.sum() >= 10:
            found.append(np.corrcoef(-staff.first[mine], staff.salary[0, mine])[0, 1])
    assert np.mean(found) > 0.5
    role = next(each for each in REALISM.people.departments[0].roles if each.title == "Helper")
    new = (title == "Helper") & (staff.first > 0) & (staff.first < calendar.MONTH_START[12])
    assert new.any()
    assert staff.salary[0, new].max() <= (role.least + role.most) / 2 * 100


ALWAYS = {"Production manager", "Stores in charge", "Finance manager", "Managing director"}
LARGER = {
    "Tool room head", "Quality head", "Sales head", "Purchase manager", "HR manager", "Plant manager", "Maintenance head",
    "Dispatch in charge", "Company secretary", "Safety officer", "Chief financial officer", "Welfare officer",
}  # fmt: skip


@pytest.mark.parametrize(
    ("size", "missing"),
    [
        (500, LARGER),
        (1_000, LARGER),
        ("small", {"Chief financial officer", "Welfare officer"}),
        ("medium", set()),
    ],
)
def test_heads_and_officers_are_one_each(size, missing):
    """On no day two hold the same post, and each is held, but for the weeks in which a successor is sought."""
    staff = people.staff(1, sizes.parse(size), REALISM)
    titles = np.array(staff.rows.columns["designation"])
    posts = {post.title for unit in REALISM.people.departments for post in unit.posts}
    assert posts == ALWAYS | LARGER
    assert posts - set(titles) == missing
    for title in posts - missing:
        mine = titles == title
        here = (staff.first[mine] <= calendar.ALL_DAYS[:, None]) & (
            calendar.ALL_DAYS[:, None] <= staff.last[mine]
        )
        assert here.sum(axis=1).max() == 1
        assert title in LARGER or here.any(axis=1).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_smallest_company_has_people_in_all_departments(seed):
    staff = people.staff(seed, sizes.parse(sizes.LEAST), REALISM)
    days = calendar.ALL_DAYS[:, None]
    for place in range(len(staff.departments)):
        mine = staff.department == place
        here = (staff.first[mine] <= days) & (days <= staff.last[mine])
        assert here.any(axis=1).all()


def test_salaries_rise_each_april_by_the_level_of_the_job(staff):
    knobs = REALISM.people
    levels = {role.title: knobs.level(role) for role in knobs.titles}
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


UNITS = REALISM.people.departments


@pytest.mark.parametrize("units", [UNITS, (UNITS[-1], *UNITS[:-1])], ids=["as it is", "turned"])
def test_there_is_always_somebody_who_sells_and_somebody_who_buys(units):
    """However small the company is, and wherever the department without roles stands."""
    day = calendar.ALL_DAYS
    knobs = replace(REALISM, people=replace(REALISM.people, departments=units))
    for seed in range(150):
        employed = people.staff(seed, sizes.parse(500), knobs)
        for department in (people.SALES, people.PURCHASE):
            for lot in (0.0, 0.5, 0.99):
                who = employed.in_charge(department, np.full(len(day), lot), day) - 1
                assert (employed.first[who] <= day).all(), seed
                assert (day <= employed.last[who]).all(), seed
