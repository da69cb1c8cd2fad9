"""Posting rules say everything that a journal entry needs, for accounts that exist."""

import re

import pytest

from pikku import catalog
from pikku.catalog.accounts import ACCOUNTS
from pikku.catalog.postings import POSTING_RULES, documents_sql, rule_of
from pikku.catalog.raw import RAW_FILES

NEEDED = ["source_id", "posted_on", "modified_at", "customer_id", "vendor_id", "description"]


@pytest.mark.parametrize("rule", POSTING_RULES, ids=lambda r: r.source)
def test_documents_have_the_columns_that_the_lines_name(empty, rule):
    connection, names = empty
    found = connection.execute(documents_sql(rule, names)).description
    columns = [column[0] for column in found]
    assert columns[: len(NEEDED)] == NEEDED
    assert {line.amount for line in rule.lines} <= set(columns)


@pytest.mark.parametrize("rule", POSTING_RULES, ids=lambda r: r.source)
def test_amounts_are_exact(empty, rule):
    connection, names = empty
    found = connection.execute(documents_sql(rule, names)).description
    kinds = {column[0]: str(column[1]) for column in found}
    for line in rule.lines:
        assert kinds[line.amount].startswith("DECIMAL") and kinds[line.amount].endswith(",2)")


@pytest.mark.parametrize("rule", POSTING_RULES, ids=lambda r: r.source)
def test_a_rule_posts_to_accounts_that_exist_on_both_sides(rule):
    assert {line.account_id for line in rule.lines} <= {a.account_id for a in ACCOUNTS}
    assert {line.side for line in rule.lines} == {"debit", "credit"}
    assert rule.table_name in [table.name for table in catalog.tables()]


def test_rule_numbers_are_unique_so_that_entries_have_their_own_keys():
    numbers = [rule.number for rule in POSTING_RULES]
    assert len(set(numbers)) == len(numbers)


def test_receivables_payables_and_advances_always_name_their_party():
    for rule in POSTING_RULES:
        for line in rule.lines:
            wanted = {1200: "customer", 2100: "vendor", 2410: "customer"}.get(line.account_id)
            assert line.party == wanted


def test_a_rule_is_found_by_the_source_of_its_entries():
    assert rule_of("invoice").table_name == "receivable_invoice"


#: A column of a table as the day of posting: alone, or the latest of several.
POSTED_ON = re.compile(r"(?:MAX\()?(?:\w+\.)?(\w+_on)\)? AS posted_on")


def test_the_days_on_which_documents_are_posted_are_marked_as_such():
    posted = {
        (rule.table_name, name)
        for rule in POSTING_RULES
        for name in POSTED_ON.findall(rule.documents)
        if name in catalog.table(rule.table_name).columns
    }
    marked = {
        (file.table_name, column.name)
        for file in RAW_FILES
        for column in file.table.columns
        if column.info.get("posted")
    }
    assert {each for each in posted if each[0] != "period"} <= marked
    # The opening stock has one rule with all other balances, the journal's day is no document's.
    assert {table for table, _ in marked - posted} <= {"stock_movement"}
