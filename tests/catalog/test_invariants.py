"""Invariants run as they are written, all in one query or one by one."""

import pytest

from pikku.catalog.invariants import INVARIANTS, audit_sql, invariant_sql, invariants
from pikku.errors import PikkuError


@pytest.mark.parametrize("invariant", INVARIANTS, ids=lambda i: i.name)
def test_an_invariant_says_what_it_checked_and_found(empty, invariant):
    connection, names = empty
    found = connection.execute(invariant_sql(invariant, names))
    assert [column[0] for column in found.description] == ["checked", "violations", "figure"]
    assert len(found.fetchall()) == 1
    assert invariant.description and invariant.figure


def test_the_audit_is_one_query_with_a_row_for_each(empty):
    connection, names = empty
    rows = connection.execute(audit_sql(names)).fetchall()
    assert [row[0] for row in rows] == list(range(len(INVARIANTS)))


def test_names_are_unique():
    assert len({invariant.name for invariant in INVARIANTS}) == len(INVARIANTS)


def test_some_rules_are_asked_in_the_catalogues_order(empty):
    connection, names = empty
    chosen = invariants([INVARIANTS[5].name, INVARIANTS[2].name])
    assert chosen == [INVARIANTS[2], INVARIANTS[5]]
    rows = connection.execute(audit_sql(names, chosen)).fetchall()
    assert [row[0] for row in rows] == [0, 1]


def test_an_unknown_rule_is_told_with_those_there_are():
    with pytest.raises(PikkuError, match="no invariant 'profit is high'") as caught:
        invariants([INVARIANTS[0].name, "profit is high"])
    assert INVARIANTS[0].name in caught.value.remedy
