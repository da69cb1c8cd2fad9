"""Invariants run as they are written, all in one query or one by one."""

import pytest

from pikku.catalog.invariants import INVARIANTS, audit_sql, invariant_sql


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
