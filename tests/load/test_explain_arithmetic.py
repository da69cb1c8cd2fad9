"""What an explanation calculates is what it prints, for the rules there are and for others."""

import math
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
import sqlglot

from pikku.catalog import SQL_NAMES, postings
from pikku.catalog.accounts import TERM_LOAN
from pikku.catalog.postings import POSTING_RULES, PostingRule
from pikku.catalog.postings.rule import credit, debit
from pikku.load import explain
from pikku.load.explain import level
from pikku.load.explain.arithmetic import Arithmetic
from pikku.load.explain.words import words

RULES = pytest.mark.parametrize("rule", POSTING_RULES, ids=lambda rule: rule.source)


#: Words of an explanation that are functions in Python.
TOLD = {
    "the larger of ": "max",
    "the smaller of ": "min",
    "to the nearest lakh ": "lakh",
    "to the nearest ten ": "ten",
    "to the nearest rupee ": "rupee",
    "to the nearest paisa ": "paisa",
    "the whole part of ": "whole",
}


def nearest(unit: str | int) -> Callable[[Decimal], Decimal]:
    """Return what rounds to a unit of money, halves away from zero."""
    one = Decimal(unit)
    return lambda value: (value / one).quantize(Decimal(1), ROUND_HALF_UP) * one


def calculated(text: str) -> Decimal:
    """Return what the figures of an explanation come to, calculated from what is printed alone."""
    for told, function in TOLD.items():
        text = text.replace(told, function)
    text = text.replace("×", "*").replace("−", "-")
    numbers = re.sub(
        r"\d[\d,]*(\.\d+)?", lambda n: f"D('{n[0].replace(',', '')}')", text.replace(", ", " , ")
    )
    assert not set(re.findall(r"[A-Za-z_]+", numbers)) - {"D", *TOLD.values()}, text
    known = {
        "max": max,
        "min": min,
        "lakh": nearest(100_000),
        "ten": nearest(10),
        "rupee": nearest(1),
        "paisa": nearest("0.01"),
        "whole": math.floor,
    }
    return eval(numbers, {"D": Decimal, "__builtins__": {}, **known})


@RULES
def test_the_arithmetic_that_is_printed_comes_to_the_amounts(loaded, rule, ids):
    known = ids(rule)
    for key in known[:: max(1, len(known) // 5)]:
        found = explain.entry(key, loaded)
        for amount in found.amounts:
            assert calculated(str(amount).rpartition(" = ")[2]) == amount.result
            assert calculated(amount.figures) == amount.result, str(amount)


@RULES
def test_a_total_of_a_single_term_is_not_told(loaded, rule, ids):
    assert all(each.count > 1 for each in explain.entry(ids(rule)[0], loaded).totals)


@RULES
def test_the_terms_of_a_total_add_up_to_it_and_are_as_many_as_it_says(
    loaded, rule, monkeypatch, ids
):
    monkeypatch.setattr("pikku.load.explain.arithmetic.TERMS", 100_000)
    key = ids(rule)[-1]
    for total in explain.entry(key, loaded).totals:
        terms = [calculated(term) for term in total.terms]
        assert len(terms) == total.count
        assert (max if total.name.startswith("largest") else sum)(terms) == total.result


#: Queries of rules that the catalogue may have one day: what each amount must read as, figures left out.
POSTED = "MAX(p.paid_on) AS posted_on, MAX(p.modified_at) AS modified_at, 'x%' AS description"
TO_COME = {
    "a sum of products": (
        f"""SELECT p.period_id AS source_id, {POSTED}, SUM(p.net_pay * 2 - p.income_tax) AS paid
        FROM {{payroll}} p GROUP BY 1 HAVING COUNT(*) > 1 ORDER BY paid""",
        ["paid = sum(net_pay × 2 − income_tax)"],
    ),
    "queries with names": (
        f"""WITH pay AS (SELECT p.period_id, {POSTED}, SUM(p.net_pay) AS net FROM {{payroll}} p GROUP BY p.period_id),
        more AS (SELECT period_id, posted_on, modified_at, description, net * 2 AS twice FROM pay)
        SELECT period_id AS source_id, posted_on, modified_at, description, twice - 1 AS paid FROM more""",
        ["paid = twice − 1", "twice = net × 2", "net = sum(net_pay)"],
    ),
    "one query after the other": (
        """SELECT period_id AS source_id, ends_on AS posted_on, modified_at, 'x' AS description, 5 AS paid FROM {period}
        UNION ALL SELECT payroll_id, paid_on, modified_at, 'y', net_pay FROM {payroll}""",
        ["paid"],
    ),
    "a row that may be missing": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               p.net_pay - COALESCE(a.cost, 0) AS paid
        FROM {payroll} p LEFT JOIN {fixed_asset} a ON a.fixed_asset_id = -p.payroll_id""",
        ["paid = net_pay − (cost, or 0)"],
    ),
    "rows that are looked back at": (
        """SELECT payroll_id AS source_id, paid_on AS posted_on, modified_at, 'x' AS description,
               SUM(net_pay) OVER (PARTITION BY employee_id ORDER BY period_id) AS paid FROM {payroll}""",
        ["paid = sum so far(net_pay) of the same employee_id"],
    ),
    "a query in an expression": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               p.net_pay - (SELECT COUNT(*) FROM {period}) AS paid FROM {payroll} p""",
        ["paid = net_pay − (SELECT count(*)"],
    ),
    "a total of all rows beside each document": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description, t.half + 1 AS paid
        FROM {payroll} p CROSS JOIN (SELECT cost * 0.5 AS half FROM (SELECT SUM(cost) AS cost FROM {fixed_asset}) a) t""",
        ["paid = half + 1", "half = cost × 0.5", "cost = sum(cost)"],
    ),
    "the total of a group that the document names": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               t.twice - p.net_pay AS paid
        FROM {payroll} p JOIN (
            SELECT month, tax * 2 AS twice
            FROM (SELECT period_id AS month, SUM(income_tax) AS tax FROM {payroll} GROUP BY period_id) m
        ) t ON t.month = p.period_id""",
        ["paid = twice − net_pay", "twice = tax × 2", "tax = sum(income_tax)"],
    ),
    "a row that is changed before the document reads it": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               p.net_pay + d.double AS paid
        FROM {payroll} p JOIN (SELECT period_id, fiscal_month * 2 AS double FROM {period}) d ON d.period_id = p.period_id""",
        ["paid = net_pay + double", "double = fiscal_month × 2"],
    ),
    "a total that may be missing": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               p.net_pay - COALESCE(t.cost, 0) AS paid
        FROM {payroll} p LEFT JOIN (SELECT fixed_asset_id, SUM(cost) AS cost FROM {fixed_asset} GROUP BY fixed_asset_id) t
        ON t.fixed_asset_id = -p.payroll_id""",
        ["paid = net_pay − (cost, or 0)"],
    ),
    "a key that is found in a group": (
        """SELECT last AS source_id, paid_on AS posted_on, modified_at, 'x' AS description, net + 1 AS paid
        FROM (SELECT MAX(payroll_id) AS last, period_id, MAX(paid_on) AS paid_on, MAX(modified_at) AS modified_at,
                     SUM(net_pay) AS net FROM {payroll} GROUP BY period_id) p""",
        ["paid = net + 1", "net = sum(net_pay)"],
    ),
    "columns of one name made by two queries": (
        """SELECT a.payroll_id AS source_id, a.paid_on AS posted_on, a.modified_at, 'x' AS description, b.pay AS paid, a.pay
        FROM (SELECT p.*, p.net_pay * 3 AS pay FROM {payroll} p) a
        JOIN (SELECT payroll_id, net_pay * 2 AS pay FROM {payroll}) b ON b.payroll_id = a.payroll_id""",
        ["paid = b.pay", "pay = net_pay × 2"],
    ),
    "several groups of which none is the document's alone": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description, SUM(y.months) AS paid
        FROM {payroll} p CROSS JOIN (
            SELECT financial_year, SUM(fiscal_month) AS months FROM {period} GROUP BY financial_year
        ) y GROUP BY p.payroll_id, p.paid_on, p.modified_at""",
        ["paid = sum(months)"],
    ),
    "groups that can't be told apart": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description, p.net_pay + y.months AS paid
        FROM {payroll} p CROSS JOIN (
            SELECT MAX(d.financial_year) AS year, SUM(d.fiscal_month) AS months FROM {period} d GROUP BY d.financial_year
        ) y WHERE y.year = '2023-24'""",
        ["paid = net_pay + months"],
    ),
    "a choice by month": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               ROUND(CAST(p.net_pay + 1 AS DECIMAL(18, 2)) * CASE d.fiscal_month WHEN 12 THEN 1.55 ELSE 2 END, 0) AS paid
        FROM {payroll} p JOIN {period} d ON d.period_id = p.period_id""",
        ["paid = to the nearest rupee ((net_pay + 1) × (1.55 where fiscal_month = 12, else 2))"],
    ),
    "the same name twice": (
        """SELECT p.payroll_id AS source_id, p.paid_on AS posted_on, p.modified_at, 'x' AS description,
               p.net_pay + q.net_pay AS paid
        FROM {payroll} p JOIN {payroll} q ON q.payroll_id = p.payroll_id""",
        ["paid = payroll.net_pay + payroll.net_pay"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("documents", "expressions"), TO_COME.values(), ids=TO_COME)
def test_a_rule_that_is_still_to_come_is_explained_too(loaded, documents, expressions):
    lines = (debit(6100, "paid"), credit(2300, "paid"))
    rule = PostingRule(99, "to come", "payroll", "A rule", documents, lines)
    query = postings.documents_sql(rule, SQL_NAMES)
    key, paid = loaded.execute(
        f"SELECT source_id, paid FROM ({query}) d ORDER BY 1 DESC LIMIT 1"
    ).fetchone()
    reader, outermost = Arithmetic(loaded), level.outermost(rule, key)
    reader.explain(outermost, ["paid"])
    assert reader.amounts[0].result == paid
    for amount, expression in zip(reader.amounts, expressions, strict=True):
        assert str(amount).startswith(
            f"{expression} " if amount.expression.endswith(")") else expression
        )
        assert calculated(amount.figures) == amount.result
    read = [each for each in explain.documents(reader, outermost) if each.count]
    assert [each.table for each in read][:1] == ["employees.payroll"]
    assert all(column.meaning for each in read for column in each.columns)


def test_columns_of_one_name_are_each_explained_where_they_are_made(loaded):
    query, _ = TO_COME["columns of one name made by two queries"]
    rule = PostingRule(
        99, "to come", "payroll", "A rule", query, (debit(6100, "pay"), credit(2300, "paid"))
    )
    (key,) = loaded.execute("SELECT min(payroll_id) FROM employees.payroll").fetchone()
    reader = Arithmetic(loaded)
    reader.explain(level.outermost(rule, key), ["pay", "paid"])
    told = [(each.name, each.expression, each.step) for each in reader.amounts]
    assert told == [
        ("pay", "net_pay × 3", False),
        ("paid", "b.pay", False),
        ("pay", "net_pay × 2", True),
    ]


@pytest.mark.parametrize(
    ("query", "read"),
    [
        ("CASE WHEN account_id = 4100 THEN amount ELSE 0 END", "amount where account_id = 4100"),
        ("CASE WHEN paid THEN 0 ELSE amount END", "amount unless paid"),
        ("CASE m WHEN 1 THEN 15 WHEN 2 THEN 30 END", "15 where m = 1, 30 where m = 2"),
        ("2 * CASE WHEN a > 1000 THEN b ELSE c END", "2 × (b where a > 1,000, else c)"),
        ("ROUND(a * 0.25, -1)", "to the nearest ten (a × 0.25)"),
        ("ROUND(a)", "to the nearest rupee (a)"),
        ("FLOOR(a * 0.01) * 100", "the whole part of (a × 0.01) × 100"),
        ("LAG(a, 12) OVER (ORDER BY b)", "a of 12 rows before"),
        ("ROUND(a, 3)", "round to 3 decimals (a)"),
        ("CAST(a - b AS DECIMAL(18, 2)) * c", "(a − b) × c"),
        ("CAST(a - b AS DECIMAL(18, 2))", "a − b"),
    ],
)
def test_sql_is_read_in_words(query, read):
    assert words(sqlglot.parse_one(query, dialect="postgres")) == read


@pytest.mark.parametrize("source", ["advance tax", "income tax", "tax settlement"])
def test_tax_is_explained_by_the_results_of_the_months_so_far(loaded, source, ids):
    entry = ids(postings.rule_of(source))[-1]
    found = explain.entry(entry, loaded)
    period, results = found.documents
    assert period.table == "finance.period"
    assert results.by == ("period_id", "account_id", "source")
    columns = {each.column: each.values for each in results.columns}
    ((key, months, of_year),) = loaded.execute(
        "SELECT p.period_id, (SELECT count(*) FROM finance.period q WHERE q.period_id <= p.period_id), p.fiscal_month "
        "FROM finance.period p JOIN finance.journal_entry ON source_id = p.period_id WHERE journal_entry_id = %s",
        [entry],
    ).fetchall()
    assert set(columns["period_id"]) == {key}
    assert len(columns["amount"]) == results.count < 30
    amounts = {each.name: each for each in found.amounts}
    assert amounts["business"].result + amounts["other"].result == sum(columns["amount"])
    totals = {each.name: each for each in found.totals}
    assert totals["sum so far(business + other)"].count == months
    assert totals["sum so far(business + other)"].result == amounts["income_so_far"].result
    paid = "largest so far(to_be_paid) of the same financial_year"
    assert paid in amounts["instalments"].expression
    assert totals[paid].count == of_year  # of the months of this year only
    assert max(totals[paid].result, 0) == amounts["instalments"].result


def test_the_tax_of_a_year_is_explained_by_its_income_and_its_rate(loaded, ids):
    found = explain.entry(ids(postings.rule_of("income tax"))[-1], loaded)
    amounts = {each.name: each for each in found.amounts}
    tax = "to the nearest ten (to the nearest ten ({}) × 0.25168)"
    assert amounts["tax"].expression == tax.format("income")
    assert amounts["tax"].figures == tax.format(f"{amounts['income'].result:,}")


def test_closing_gives_each_account_what_the_results_say(loaded, ids):
    rule = postings.rule_of("year-end closing")
    found = explain.entry(ids(rule)[-1], loaded)
    _, results = found.documents
    columns = {each.column: each.values for each in results.columns}
    shown = dict.fromkeys(columns["account_id"], 0)
    for account, amount in zip(columns["account_id"], columns["amount"], strict=True):
        shown[account] += amount
    amounts = {each.name: each for each in found.amounts}
    for account, amount in shown.items():
        assert amounts[f"account_{account}"].result == amount
        assert f"amount where account_id = {account})" in str(amounts[f"account_{account}"])
    assert amounts["profit"].result == sum(shown.values())


def test_a_loan_instalment_says_what_was_left_and_after_how_many_months(loaded, ids):
    known = ids(postings.rule_of("loan instalment"))
    found = explain.entry(known[5], loaded)
    assets, period = found.documents
    assert (assets.table, period.table) == ("finance.fixed_asset", "finance.period")
    amounts = {each.name: each for each in found.amounts}
    assert [each.name for each in found.amounts if not each.step] == [
        "instalment",
        "interest",
        "paid",
    ]
    loan, monthly, owed = (amounts[name].result for name in ("loan", "monthly", "still_owed"))
    assert amounts["still_owed"].figures == f"{loan:,} − 5 × {monthly:,}"
    assert (
        amounts["interest"].figures == f"to the nearest paisa ({owed:,} × {TERM_LOAN.monthly_rate})"
    )
    assert amounts["loan"].expression == f"sum(cost) × {TERM_LOAN.share_of_assets}"
    read = {each.column for each in assets.columns}
    assert "cost" in read and "life_months" not in read  # what a loan is not made of
