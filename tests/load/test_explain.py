"""Every posting can be explained, and the explanation is the ledger's own arithmetic."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import psycopg
import pytest
import sqlglot
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pikku import cli, stages
from pikku.catalog import postings
from pikku.catalog.postings import ENTRY, POSTING_RULES, PostingRule
from pikku.catalog.postings.rule import credit, debit
from pikku.catalog.reference import TERM_LOAN
from pikku.errors import PikkuError
from pikku.load import explain
from pikku.load.explain import Explanation, level
from pikku.load.explain.arithmetic import TERMS, Arithmetic
from pikku.load.explain.words import words
from pikku.platform import sql

RULES = pytest.mark.parametrize("rule", POSTING_RULES, ids=lambda rule: rule.source)
#: The smallest company of these that earns enough to pay tax of each kind.
SIZE, SEED = 8_000, 7


@pytest.fixture(scope="module")
def books(home) -> None:
    """Load a small generated company; what a test does to it, it undoes."""
    stages.run("generate", size=SIZE, seed=SEED)
    stages.run("load")


@pytest.fixture
def loaded(books, link) -> psycopg.Connection:
    """Return a connection to the database with the company loaded."""
    return link


def ids(link: psycopg.Connection, rule: PostingRule) -> list[int]:
    """Return the entries of a rule."""
    query = "SELECT journal_entry_id FROM finance.journal_entry WHERE source = %s ORDER BY 1"
    return [key for (key,) in link.execute(query, [rule.source]).fetchall()]


#: Words of an explanation that are functions in Python.
TOLD = {
    "the larger of ": "max",
    "the smaller of ": "min",
    "to the nearest ten ": "ten",
    "to the nearest rupee ": "rupee",
    "to the nearest paisa ": "paisa",
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
        "ten": nearest(10),
        "rupee": nearest(1),
        "paisa": nearest("0.01"),
    }
    return eval(numbers, {"D": Decimal, "__builtins__": {}, **known})


def sides(found: Explanation) -> dict[str, Decimal]:
    """Return the amount that each line of the ledger stands for, by the name in the rule."""
    lines = {line.line_no: line.debit - line.credit for line in found.lines}
    return {
        f"{n} {line.amount}": lines.get(n, Decimal(0)) * (1 if line.side == "debit" else -1)
        for n, line in enumerate(found.rule.lines, start=1)
    }


@RULES
def test_an_entry_of_every_rule_is_explained_and_equals_the_ledger(loaded, rule):
    known = ids(loaded, rule)
    assert known
    for key in {known[0], known[len(known) // 2], known[-1]}:
        found = explain.entry(key, loaded)
        assert found.rule is rule
        assert found.agrees
        assert found.computed == found.lines != ()
        results = {each.name: each.result for each in found.amounts if not each.step}
        for name, amount in sides(found).items():
            assert amount == results[name.partition(" ")[2]], name


@RULES
def test_the_arithmetic_that_is_printed_comes_to_the_amounts(loaded, rule):
    known = ids(loaded, rule)
    for key in known[:: max(1, len(known) // 5)]:
        found = explain.entry(key, loaded)
        for amount in found.amounts:
            assert calculated(str(amount).rpartition(" = ")[2]) == amount.result
            assert calculated(amount.figures) == amount.result, str(amount)


@RULES
def test_a_total_of_a_single_term_is_not_told(loaded, rule):
    assert all(each.count > 1 for each in explain.entry(ids(loaded, rule)[0], loaded).totals)


@RULES
def test_the_terms_of_a_total_add_up_to_it_and_are_as_many_as_it_says(loaded, rule, monkeypatch):
    monkeypatch.setattr("pikku.load.explain.arithmetic.TERMS", 100_000)
    key = ids(loaded, rule)[-1]
    for total in explain.entry(key, loaded).totals:
        terms = [calculated(term) for term in total.terms]
        assert len(terms) == total.count
        assert (max if total.name.startswith("largest") else sum)(terms) == total.result


@RULES
def test_the_document_comes_first_and_its_columns_mean_what_the_catalogue_says(loaded, rule):
    from pikku import catalog

    found = explain.entry(ids(loaded, rule)[-1], loaded)
    own = catalog.table(rule.table_name)
    first = found.documents[0]
    assert own.fullname in first.table
    named = [column for column in first.columns if column.column in own.columns]
    assert own.name == "stock_movement" or named  # the opening reads it through a query
    assert all(column.meaning == own.columns[column.column].comment for column in named)
    assert all(
        1 <= len(column.values) <= each.count for each in found.documents for column in each.columns
    )


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(place=st.integers(min_value=0))
def test_every_explanation_balances(loaded, place):
    known = loaded.execute(
        "SELECT journal_entry_id FROM finance.journal_entry ORDER BY 1"
    ).fetchall()
    found = explain.entry(known[place % len(known)][0], loaded)
    assert sum(line.debit - line.credit for line in found.computed) == 0
    signs = {line.amount: 0 for line in found.rule.lines}
    for line in found.rule.lines:
        signs[line.amount] += 1 if line.side == "debit" else -1
    assert sum(signs[each.name] * each.result for each in found.amounts if not each.step) == 0


def test_a_goods_receipt_reads_as_on_paper(loaded):
    rule = postings.rule_of("goods receipt")
    found = explain.entry(ids(loaded, rule)[0], loaded)
    values = {
        (each.table.partition(".")[2], column.column): column.values[0]
        for each in found.documents
        for column in each.columns
    }
    quantity, cost = values["goods_receipt", "quantity"], values["product", "standard_cost"]
    price = values["purchase_order_line", "unit_price"]
    stock, variance, owed = map(str, found.amounts)
    assert (
        stock == f"stock = quantity × standard_cost = {quantity:,} × {cost:,} = {quantity * cost:,}"
    )
    assert owed == f"owed = quantity × unit_price = {quantity:,} × {price:,} = {quantity * price:,}"
    assert variance.startswith("variance = quantity × unit_price − quantity × standard_cost = ")


def test_a_sum_says_how_many_terms_it_has_and_shows_the_first(loaded):
    found = explain.entry(ids(loaded, postings.rule_of("payroll"))[0], loaded)
    payroll = found.documents[0]
    total = next(each for each in found.totals if each.name == "sum(gross_pay)")
    assert total.count == payroll.count > TERMS
    gross = next(column for column in payroll.columns if column.column == "gross_pay")
    shown = " + ".join(f"{value:,}" for value in gross.values)
    assert str(total) == f"sum(gross_pay), {total.count:,} terms: {shown} + … = {total.result:,}"


def test_a_tampered_line_is_told(loaded):
    key = ids(loaded, postings.rule_of("invoice"))[0]
    before = explain.entry(key, loaded).lines[0]
    loaded.execute(
        "UPDATE finance.journal_line SET debit = debit + 0.01 WHERE journal_entry_id = %s AND line_no = 1",
        [key],
    )
    found = explain.entry(key, loaded)
    loaded.rollback()
    assert not found.agrees
    assert found.differences == (
        f"Line 1: the ledger has {replace(before, debit=before.debit + Decimal('0.01'))}, the rule gives {before}.",
    )


TAMPERING = {
    "a line": "DELETE FROM finance.journal_line WHERE journal_entry_id = %s AND line_no = 2",
    "an account": "UPDATE finance.journal_line SET account_id = 6200 WHERE journal_entry_id = %s AND line_no = 2",
    "a customer": "UPDATE finance.journal_line SET customer_id = 1 WHERE journal_entry_id = %s AND line_no = 2",
    "a second line": """INSERT INTO finance.journal_line SELECT journal_line_id + 50, journal_entry_id, line_no,
        account_id, debit, credit, customer_id, vendor_id, modified_at
        FROM finance.journal_line WHERE journal_entry_id = %s AND line_no = 2""",
    "the day": "UPDATE finance.journal_entry SET posted_on = posted_on + 1 WHERE journal_entry_id = %s",
    "the month": "UPDATE finance.journal_entry SET period_id = 202504 WHERE journal_entry_id = %s",
    "the words": "UPDATE finance.journal_entry SET description = 'x' WHERE journal_entry_id = %s",
}


@pytest.mark.parametrize("tampering", TAMPERING.values(), ids=TAMPERING)
def test_whatever_is_tampered_with_is_told_once(loaded, tampering):
    key = ids(loaded, postings.rule_of("vendor bill"))[0]
    assert loaded.execute(tampering, [key]).rowcount == 1
    found = explain.entry(key, loaded)
    loaded.rollback()
    assert len(found.differences) == 1


def test_a_document_that_is_gone_is_told(loaded):
    key = ids(loaded, postings.rule_of("receipt"))[0]
    loaded.execute("SET LOCAL session_replication_role = replica")
    loaded.execute("DELETE FROM finance.receipt WHERE receipt_id = %s", [key % ENTRY])
    found = explain.entry(key, loaded)
    loaded.rollback()
    assert found.differences == (f"The rule finds no document {key % ENTRY} any more.",)
    assert found.lines
    assert found.computed == found.documents == found.amounts == ()


def test_a_document_is_explained_by_each_of_its_entries(loaded):
    numbers = loaded.execute(
        "SELECT production_order_no FROM inventory.production_order"
    ).fetchone()
    found = explain.document(f" {numbers[0].lower()} ", loaded)
    assert [each.rule.source for each in found] == ["production issue", "production receipt"]
    assert all(each.agrees for each in found)


def test_what_is_no_posted_document_says_what_is(loaded):
    with pytest.raises(PikkuError, match="There is no document 'INV-1'") as caught:
        explain.document("INV-1", loaded)
    assert "INV-nnnnnnnnn, " in caught.value.remedy
    with pytest.raises(
        PikkuError, match=r"sales\.sales_order, of which nothing is posted"
    ) as caught:
        explain.document("SO-000000001", loaded)
    assert "INV-nnnnnnnnn, " in caught.value.remedy
    assert "SO-" not in caught.value.remedy
    with pytest.raises(PikkuError, match=r"finance\.fixed_asset, of which nothing"):
        explain.document("FA-0001", loaded)


@pytest.mark.parametrize("key", [0, 123, -1, 10**30])
def test_an_unknown_entry_says_where_entries_are(loaded, key):
    with pytest.raises(PikkuError, match=f"no journal entry {key}") as caught:
        explain.entry(key, loaded)
    assert "such as 100000000001" in caught.value.remedy


def test_an_entry_of_a_rule_that_is_no_more_says_so(loaded):
    key = ids(loaded, postings.rule_of("receipt"))[0]
    loaded.execute(
        "UPDATE finance.journal_entry SET source = 'barter' WHERE journal_entry_id = %s", [key]
    )
    with pytest.raises(PikkuError, match="'barter', but the catalogue has no such rule"):
        explain.entry(key, loaded)
    loaded.rollback()


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
        ["paid = sum(net_pay) OVER (PARTITION BY employee_id ORDER BY period_id)"],
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
    query = postings.documents_sql(rule, level.NAMES)
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
        ("ROUND(a, 3)", "round to 3 decimals (a)"),
        ("CAST(a - b AS DECIMAL(18, 2)) * c", "(a − b) × c"),
        ("CAST(a - b AS DECIMAL(18, 2))", "a − b"),
    ],
)
def test_sql_is_read_in_words(query, read):
    assert words(sqlglot.parse_one(query, dialect="postgres")) == read


@pytest.mark.parametrize("source", ["advance tax", "income tax", "self-assessment tax"])
def test_tax_is_explained_by_the_results_of_the_year(loaded, source):
    found = explain.entry(ids(loaded, postings.rule_of(source))[-1], loaded)
    period, results = found.documents
    assert period.table == "finance.period"
    assert results.by == ("financial_year", "account_id", "source")
    columns = {each.column: each.values for each in results.columns}
    year = next(each.values for each in period.columns if each.column == "financial_year")
    assert set(columns["financial_year"]) == set(year)
    assert len(columns["amount"]) == results.count < 30
    profit = next(each for each in found.totals if each.name == "sum(amount)")
    assert profit.result == sum(columns["amount"])
    assert profit.count == results.count
    tax = next(each for each in found.amounts if each.name == "tax")
    assert tax.expression == "the larger of (0, to the nearest ten (profit × 0.25168))"
    assert f"{profit.result:,} × 0.25168" in tax.figures


def test_closing_gives_each_account_what_the_results_say(loaded):
    rule = postings.rule_of("year-end closing")
    found = explain.entry(ids(loaded, rule)[-1], loaded)
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


def test_a_loan_instalment_says_what_was_left_and_after_how_many_months(loaded):
    known = ids(loaded, postings.rule_of("loan instalment"))
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


def pikku(*arguments: str):
    """Return what a command prints, and its exit code."""
    return CliRunner().invoke(cli.app, ["explain", *arguments])


def test_the_command_prints_document_rule_arithmetic_and_lines(loaded):
    key = ids(loaded, postings.rule_of("goods receipt"))[0]
    began = time.monotonic()
    shown = pikku("journal", str(key))
    assert time.monotonic() - began < 5  # a shared machine; alone it is 0.2 s
    assert shown.exit_code == 0, shown.output
    parts = ("The entry", "Read from purchases.goods_receipt", "Read from products.product", "Rule 2, goods receipt",
             "stock = quantity × standard_cost = ", "The lines in the ledger", "has exactly what the rule gives")  # fmt: skip
    places = [shown.stdout.index(part) for part in parts]
    assert places == sorted(places)
    assert shown.stderr == ""


def test_the_command_prints_each_entry_of_a_document(loaded):
    (number,) = loaded.execute("SELECT min(shipment_no) FROM shipping.shipment").fetchone()
    shown = pikku("document", number)
    assert shown.exit_code == 0
    assert [text for text in ("Rule 6, dispatch", "Rule 7, freight") if text in shown.stdout]
    assert shown.stdout.count("has exactly what the rule gives") == shown.stdout.count("The entry")


def test_the_command_says_what_differs_and_is_code_1(loaded):
    key = ids(loaded, postings.rule_of("payment"))[0]
    change = "UPDATE finance.journal_line SET credit = credit + %s WHERE journal_entry_id = %s AND line_no = 2"
    loaded.execute(change, [1, key])
    loaded.commit()
    shown = pikku("journal", str(key))
    loaded.execute(change, [-1, key])
    loaded.commit()
    assert shown.exit_code == 1
    (line,) = shown.stderr.splitlines()
    assert re.match(
        r"error: Line 2: the ledger has credit [\d,.]+ on 1100 Bank, the rule gives credit", line
    )
    assert "The lines that the rule gives" in shown.stdout
    assert "has exactly" not in shown.stdout


@pytest.mark.parametrize(
    "source", ["loan instalment", "income tax", "year-end closing", "write-off"]
)
def test_the_command_is_short_on_rules_that_read_much(loaded, source):
    shown = pikku("journal", str(ids(loaded, postings.rule_of(source))[0]))
    assert shown.exit_code == 0, shown.output
    assert len(shown.stdout.splitlines()) < 130
    assert max(map(len, shown.stdout.splitlines())) <= 240


@pytest.mark.parametrize(
    "arguments", [["journal"], ["journal", "x"], ["journal", "1.5"], ["entry", "1"]]
)
def test_what_cannot_be_an_entry_is_a_usage_error(arguments):
    assert pikku(*arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["journal", "123"], ["document", ""], ["document", "'; --"]])
def test_what_is_not_there_is_two_lines_and_code_1(books, arguments):
    shown = pikku(*arguments)
    assert shown.exit_code == 1
    assert shown.stdout == ""
    assert len(shown.stderr.splitlines()) == 2


def test_without_a_load_the_command_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    shown = pikku("journal", "200000000001")
    assert shown.exit_code == 1
    assert "explain needs the SQL tables" in shown.stderr
    assert "pikku load" in shown.stderr


def test_explaining_changes_nothing_even_if_a_rule_would(books):
    with explain._reading() as link, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        link.execute("DELETE FROM finance.journal_line")


def test_a_database_without_tables_says_what_to_do(home):
    with sql.connect(autocommit=True) as link:
        link.execute("DROP SCHEMA IF EXISTS finance CASCADE")
    for ask in (lambda: explain.entry(1), lambda: explain.document("INV-000000001")):
        with pytest.raises(PikkuError, match="Nothing was loaded") as caught:
            ask()
        assert "pikku load" in caught.value.remedy
