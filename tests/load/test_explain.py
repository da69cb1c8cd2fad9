"""Every posting can be explained, and the explanation is the ledger's own arithmetic."""

import re
import time
from dataclasses import replace
from decimal import Decimal

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pikku import cli
from pikku.catalog import postings
from pikku.catalog.postings import ENTRY, POSTING_RULES
from pikku.errors import PikkuError
from pikku.load import explain
from pikku.load.explain import Explanation
from pikku.load.explain.arithmetic import TERMS
from pikku.platform import sql

RULES = pytest.mark.parametrize("rule", POSTING_RULES, ids=lambda rule: rule.source)


def sides(found: Explanation) -> dict[str, Decimal]:
    """Return the amount that each line of the ledger stands for, by the name in the rule."""
    lines = {line.line_no: line.debit - line.credit for line in found.lines}
    return {
        f"{n} {line.amount}": lines.get(n, Decimal(0)) * (1 if line.side == "debit" else -1)
        for n, line in enumerate(found.rule.lines, start=1)
    }


@RULES
def test_an_entry_of_every_rule_is_explained_and_equals_the_ledger(loaded, rule, ids):
    known = ids(rule)
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
def test_the_document_comes_first_and_its_columns_mean_what_the_catalogue_says(loaded, rule, ids):
    from pikku import catalog

    found = explain.entry(ids(rule)[-1], loaded)
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


def test_a_goods_receipt_reads_as_on_paper(loaded, ids):
    rule = postings.rule_of("goods receipt")
    found = explain.entry(ids(rule)[0], loaded)
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


def test_a_sum_says_how_many_terms_it_has_and_shows_the_first(loaded, ids):
    found = explain.entry(ids(postings.rule_of("payroll"))[0], loaded)
    payroll = found.documents[0]
    total = next(each for each in found.totals if each.name == "sum(gross_pay)")
    # Whom the state insurance pays for maternity leave has a payroll of nothing.
    assert payroll.count >= total.count > TERMS
    gross = next(column for column in payroll.columns if column.column == "gross_pay")
    shown = " + ".join(f"{value:,}" for value in gross.values)
    assert str(total) == f"sum(gross_pay), {total.count:,} terms: {shown} + … = {total.result:,}"


def test_a_tampered_line_is_told(loaded, ids):
    key = ids(postings.rule_of("invoice"))[0]
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
def test_whatever_is_tampered_with_is_told_once(loaded, tampering, ids):
    key = ids(postings.rule_of("vendor bill"))[0]
    assert loaded.execute(tampering, [key]).rowcount == 1
    found = explain.entry(key, loaded)
    loaded.rollback()
    assert len(found.differences) == 1


def test_a_document_that_is_gone_is_told(loaded, ids):
    key = ids(postings.rule_of("receipt"))[0]
    loaded.execute("SET LOCAL session_replication_role = replica")
    loaded.execute("DELETE FROM finance.receipt WHERE receipt_id = %s", [key % ENTRY])
    found = explain.entry(key, loaded)
    loaded.rollback()
    assert found.differences == (f"The rule finds no document {key % ENTRY} any more.",)
    assert found.lines
    assert found.computed == found.documents == found.amounts == ()


def test_a_document_is_explained_by_each_of_its_entries(loaded):
    numbers = loaded.execute(
        "SELECT production_order_no FROM inventory.production_order WHERE production_order_id NOT IN "
        "(SELECT source_id FROM finance.journal_entry WHERE source = 'regrind')"
    ).fetchone()
    found = explain.document(f" {numbers[0].lower()} ", loaded)
    assert [each.rule.source for each in found] == ["production issue", "production receipt"]
    assert all(each.agrees for each in found)


def test_what_is_no_posted_document_says_what_is(loaded):
    with pytest.raises(PikkuError, match="There is no document 'INV-1'") as caught:
        explain.document("INV-1", loaded)
    assert "INV-nnnnnnnnn, " in caught.value.remedy
    last = loaded.execute("SELECT max(receivable_invoice_no) FROM finance.receivable_invoice")
    with pytest.raises(PikkuError, match="There is no document 'INV-999999999'") as caught:
        explain.document("inv-999999999", loaded)
    says = f"Those in finance.receivable_invoice go from INV-000000001 to {last.fetchone()[0]}."
    assert caught.value.remedy == says
    with pytest.raises(
        PikkuError, match=r"sales\.sales_order, of which nothing is posted"
    ) as caught:
        explain.document("SO-000000001", loaded)
    assert "INV-nnnnnnnnn, " in caught.value.remedy
    assert "SO-" not in caught.value.remedy
    with pytest.raises(PikkuError, match=r"products\.mould, of which nothing"):
        explain.document("MD-00001", loaded)
    with pytest.raises(PikkuError, match="FA-0001 .* the books began with it"):
        explain.document("FA-0001", loaded)


@pytest.mark.parametrize("key", [0, 123, -1, 10**30])
def test_an_unknown_entry_says_where_entries_are(loaded, key):
    with pytest.raises(PikkuError, match=f"no journal entry {key}") as caught:
        explain.entry(key, loaded)
    assert "such as 100000000001" in caught.value.remedy


def test_an_entry_of_a_rule_that_is_no_more_says_so(loaded, ids):
    key = ids(postings.rule_of("receipt"))[0]
    loaded.execute(
        "UPDATE finance.journal_entry SET source = 'barter' WHERE journal_entry_id = %s", [key]
    )
    with pytest.raises(PikkuError, match="'barter', but the catalogue has no such rule"):
        explain.entry(key, loaded)
    loaded.rollback()


def pikku(*arguments: str):
    """Return what a command prints, and its exit code."""
    return CliRunner().invoke(cli.app, ["explain", *arguments])


def test_the_command_prints_document_rule_arithmetic_and_lines(loaded, ids):
    key = ids(postings.rule_of("goods receipt"))[0]
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


def test_the_command_says_what_differs_and_is_code_1(loaded, ids):
    key = ids(postings.rule_of("payment"))[0]
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
def test_the_command_is_short_on_rules_that_read_much(loaded, source, ids):
    shown = pikku("journal", str(ids(postings.rule_of(source))[0]))
    assert shown.exit_code == 0, shown.output
    assert len(shown.stdout.splitlines()) < 200
    assert max(map(len, shown.stdout.splitlines())) <= 240


@pytest.mark.parametrize(
    "arguments", [["journal"], ["journal", "x"], ["journal", "1.5"], ["entry", "1"]]
)
def test_what_cannot_be_an_entry_is_a_usage_error(arguments):
    assert pikku(*arguments).exit_code == 2


@pytest.mark.parametrize("arguments", [["journal", "123"], ["document", ""], ["document", "'; --"]])
def test_what_is_not_there_is_two_lines_and_code_1(generated, arguments):
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


def test_explaining_changes_nothing_even_if_a_rule_would(generated):
    with explain._reading() as link, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
        link.execute("DELETE FROM finance.journal_line")


def test_a_database_without_tables_says_what_to_do(home):
    with sql.connect(autocommit=True) as link:
        link.execute("DROP SCHEMA IF EXISTS finance CASCADE")
    for ask in (lambda: explain.entry(1), lambda: explain.document("INV-000000001")):
        with pytest.raises(PikkuError, match="Nothing was loaded") as caught:
            ask()
        assert "pikku load" in caught.value.remedy
