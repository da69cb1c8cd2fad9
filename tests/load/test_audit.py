"""A single paisa, day or row that is wrong breaks an invariant, in DuckDB and in the SQL database."""

import re
from collections.abc import Iterator

import duckdb
import psycopg
import pytest
from tests.mutated import copied, violated

from pikku import catalog, load
from pikku.catalog.invariants import INVARIANTS, Finding
from pikku.errors import PikkuError
from pikku.load import clean, derive


@pytest.fixture(scope="module")
def books(home, company, write_once) -> None:
    """Load the tiny company; what a test does to it, it undoes."""
    load.run(raw=write_once(company()))


@pytest.fixture
def loaded(books, link) -> psycopg.Connection:
    """Return a connection to the database with the tiny company loaded."""
    return link


@pytest.fixture(scope="module")
def copy(company, write_once) -> Iterator[duckdb.DuckDBPyConnection]:
    """Return the tiny company in DuckDB, where asking the invariants takes a tenth of the time."""
    with duckdb.connect() as made:
        derive.decide(made)
        clean.run(made, write_once(company()))
        derive.make(made)
        with copied(made) as books:
            yield books


def broken(link: psycopg.Connection, statement: str) -> set[str]:
    """Return the names of the invariants that a statement breaks; it is undone."""
    link.execute(
        "SET session_replication_role = replica"
    )  # no foreign keys: only the books are asked
    assert link.execute(statement).rowcount > 0, statement
    found = {result.name for result in load.audit(link) if not result.holds}
    link.rollback()
    return found


def test_the_books_are_in_order(loaded):
    results = load.audit(loaded)
    assert [result.name for result in results] == [rule.name for rule in INVARIANTS]
    assert [result for result in results if not result.holds] == []


def test_each_rule_is_asked_by_itself_and_told(loaded):
    class Link:
        """A connection that keeps the statements that it is given."""

        def execute(self, statement):
            statements.append(statement)
            return loaded.execute(statement)

    statements, told = [], []
    load.audit(Link(), progress=told.append)
    assert told == [rule.name for rule in INVARIANTS]
    assert len(statements) == len(INVARIANTS)


def test_what_is_counted_has_no_decimals(loaded):
    found = {each.unit: str(each.figure) for each in load.audit(loaded)}
    assert all(type(each.checked) is int for each in load.audit(loaded))
    assert found["entries"].isdigit()
    assert found["tax rates"].isdigit()
    assert re.fullmatch(r"\d+\.\d\d", found["receivables, rupees"])


MUTATIONS = [
    "UPDATE finance.journal_line SET debit = debit + 0.01 WHERE journal_line_id = (SELECT min(journal_line_id) FROM finance.journal_line WHERE debit > 0)",
    "UPDATE finance.journal_line SET account_id = 4100 WHERE account_id = 1200 AND credit > 0",
    "DELETE FROM finance.journal_line WHERE account_id = 2200",
    "UPDATE finance.journal_entry SET posted_on = posted_on + 40 WHERE source = 'invoice'",
    "DELETE FROM finance.journal_entry WHERE source = 'payment'",
    "UPDATE finance.receivable_invoice SET net_amount = net_amount + 0.01, total_amount = total_amount + 0.01 WHERE receivable_invoice_id = 1",
    "UPDATE finance.receivable_invoice SET cgst_amount = cgst_amount + 0.01, sgst_amount = sgst_amount - 0.01 WHERE receivable_invoice_id = 1",
    "UPDATE finance.receivable_invoice SET customer_id = 2 WHERE receivable_invoice_id = 1",
    "UPDATE finance.receivable_invoice SET invoiced_on = invoiced_on - 3 WHERE receivable_invoice_id = 1",
    "UPDATE finance.receivable_invoice_line SET igst_amount = igst_amount + 0.01 WHERE igst_amount > 0",
    "UPDATE finance.receivable_invoice_line SET unit_price = unit_price + 0.01, net_amount = net_amount + quantity * 0.01",
    "UPDATE finance.receipt SET amount = amount + 0.01",
    "UPDATE finance.receipt_allocation SET amount = amount - 0.01",
    "UPDATE finance.payable_bill SET net_amount = net_amount + 0.01, total_amount = total_amount + 0.01",
    "UPDATE finance.payable_bill_line SET cgst_amount = cgst_amount + 0.01 WHERE line_no = 1",
    "UPDATE finance.payment SET amount = amount - 0.01",
    "UPDATE finance.payment_allocation SET amount = amount + 0.01",
    "UPDATE finance.fixed_asset SET cost = cost + 0.24, monthly_depreciation = monthly_depreciation + 0.01 WHERE life_months = 24",
    "UPDATE inventory.stock_movement SET quantity = quantity + 1, amount = amount + unit_cost WHERE movement_type = 'dispatch'",
    "UPDATE inventory.stock_movement SET unit_cost = unit_cost + 0.01, amount = amount + quantity * 0.01 WHERE movement_type = 'opening'",
    "UPDATE inventory.stocktake SET counted_on = counted_on - 1 WHERE stocktake_id = 1",
    "UPDATE inventory.stocktake SET counted_items = counted_items + 1 WHERE stocktake_id = 2",
    "UPDATE inventory.stocktake_line SET counted_quantity = 1028, difference_quantity = -2 WHERE product_id = 2",
    "UPDATE inventory.stocktake_line SET booked_quantity = 91, counted_quantity = 91 WHERE product_id = 3",
    "DELETE FROM inventory.stocktake_line WHERE product_id = 3",
    "DELETE FROM inventory.stock_movement WHERE movement_type = 'stocktake' AND quantity < 0",
    "UPDATE inventory.stock_movement SET warehouse_id = 1 WHERE movement_type = 'customer return'",
    "UPDATE sales.goods_return SET quantity = 8, scrapped_quantity = 4",
    "UPDATE sales.goods_return SET accepted_quantity = 5, scrapped_quantity = 0",
    "UPDATE sales.goods_return SET returned_on = '2023-04-06'",
    "UPDATE sales.goods_return SET returned_on = returned_on + 1",
    "UPDATE sales.goods_return SET credit_note_id = 1",
    "UPDATE sales.goods_return SET shipment_line_id = 201",
    "DELETE FROM sales.goods_return",
    "UPDATE sales.credit_note SET igst_amount = 13.51, total_amount = 88.51 WHERE credit_note_id = 2",
    "UPDATE finance.customer_advance SET amount = 499.99",
    "UPDATE finance.customer_advance SET received_on = '2023-04-03'",
    "UPDATE finance.customer_advance SET received_on = '2023-04-08'",
    "UPDATE finance.customer_advance SET customer_id = 1",
    "UPDATE finance.advance_allocation SET amount = 500.01",
    "UPDATE finance.advance_allocation SET allocated_on = allocated_on + 1",
    "UPDATE finance.advance_allocation SET receivable_invoice_id = 1",
    "DELETE FROM finance.advance_allocation",
    "UPDATE inventory.stock_balance SET amount = amount + 0.01 WHERE period_id = 202405",
    "UPDATE inventory.production_order SET scrap_quantity = scrap_quantity + 500",
    "UPDATE sales.sales_order_line SET list_price = list_price + 0.01 WHERE line_no = 2",
    "UPDATE sales.sales_order SET ordered_on = ordered_on + 4, requested_on = requested_on + 4 WHERE sales_order_id = 1",
    "UPDATE sales.campaign SET discount_rate = 10.50",
    "UPDATE sales.campaign SET ends_on = '2023-04-03'",
    "UPDATE sales.sales_order_line SET campaign_id = 1 WHERE discount_rate = 0",
    "UPDATE sales.credit_note SET net_amount = net_amount + 0.01, total_amount = total_amount + 0.01",
    "UPDATE shipping.shipment_line SET quantity = quantity + 1 WHERE shipment_line_id = 101",
    "DELETE FROM finance.receivable_invoice_line WHERE receivable_invoice_line_id = 202",
    "UPDATE purchases.goods_receipt SET quantity = quantity + 1 WHERE goods_receipt_id = 1",
    "UPDATE purchases.purchase_order_line SET quantity = 49, net_amount = 49 * unit_price",
    "UPDATE products.product SET standard_cost = standard_cost + 0.01 WHERE product_id = 2",
    "UPDATE products.price SET valid_to = valid_from",
    "UPDATE products.bill_of_materials SET regrind_rate = 0 WHERE line_no = 1",
    "UPDATE products.bill_of_materials SET runner_rate = 20 WHERE line_no = 1",
    "DELETE FROM inventory.stock_movement WHERE movement_type = 'regrind'",
    "UPDATE inventory.stock_movement SET moved_on = moved_on - 1 WHERE movement_type = 'regrind'",
    "UPDATE products.bill_of_materials SET quantity_per_1000 = 21.001 WHERE line_no = 1",
    "UPDATE products.mould_maintenance SET started_on = started_on - 1, finished_on = finished_on - 1 WHERE mould_maintenance_id = 2",
    "UPDATE products.mould_maintenance SET shots = shots - 1 WHERE mould_maintenance_id = 2",
    "UPDATE products.mould_maintenance SET cost = cost + 100 WHERE mould_maintenance_id = 1",
    "UPDATE products.mould SET service_shots = 124",
    "UPDATE products.mould SET shot_life = 250124",
    "UPDATE employees.payroll SET gross_pay = gross_pay + 0.01, net_pay = net_pay + 0.01",
    "UPDATE employees.attendance SET status = 'absent' WHERE status = 'leave'",
    "UPDATE customers.customer SET state_code = '24' WHERE customer_id = 1",
    "UPDATE customers.customer SET gstin = NULL, pan = NULL, state_name = 'Foreign Country' WHERE customer_id = 1",
    "UPDATE finance.payable_bill SET booked_on = booked_on - 2",
    "UPDATE finance.payable_bill SET billed_on = billed_on + 2, due_on = due_on + 2",
    "UPDATE finance.dispute SET disputed_amount = 58.99",
    "UPDATE finance.dispute SET reason = 'price difference'",
    "UPDATE finance.dispute SET opened_on = '2023-04-04'",
    "UPDATE finance.dispute SET settled_on = settled_on + 1",
    "UPDATE finance.dispute SET settled_on = '2023-05-05'",
    "UPDATE finance.dispute SET outcome = 'withdrawn'",
    "UPDATE finance.dispute SET outcome = 'open', settled_on = NULL",
    "DELETE FROM finance.dispute",
    "UPDATE vendors.vendor SET pan = 'AAAPX1234A'",
]  # fmt: skip


#: Of the mutations those that are tried in PostgreSQL, too: a paisa, a row, an account, a day and a text.
IN_SQL = (MUTATIONS[0], MUTATIONS[1], MUTATIONS[4], MUTATIONS[8], MUTATIONS[-1])

#: What notices nearly everything, and what keys and checks of a SQL database refuse: others must notice, too.
_OTHERS = [
    rule
    for rule in INVARIANTS
    if rule.name != "the journal is what the rules post" and not rule.kept_by_keys
]


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: " ".join(m.split()[:8]))
def test_a_mutation_is_caught(copy, mutation):
    plain = re.sub(rf"\b({'|'.join(catalog.AREAS)})\.", "", mutation)
    table = re.match(r"(?:UPDATE|DELETE FROM) (\w+)", plain)[1]
    about = [rule for rule in _OTHERS if f"{{{table}}}" in rule.sql]
    assert violated(copy, plain, about)


@pytest.mark.parametrize("mutation", IN_SQL, ids=lambda m: " ".join(m.split()[:8]))
def test_a_mutation_is_caught_in_the_sql_database(loaded, mutation):
    assert broken(loaded, mutation)


def test_a_broken_rule_is_named_with_how_often():
    from pikku.load.audit import refuse

    refuse([Finding("holds", "", 9, 0, None, "")])
    with pytest.raises(PikkuError, match=r"Broken: books balance \(2 of 9\)\."):
        refuse([Finding("books balance", "", 9, 2, None, "rupees")])


def test_books_that_are_not_in_order_are_not_loaded(loaded, company, write):
    rows = company()
    rows["receipt"][0]["Amount"] = "1000.01"
    with pytest.raises(PikkuError, match="receipts are allocated"):
        load.run(raw=write(rows))
    assert str(loaded.execute("SELECT sum(amount) FROM finance.receipt").fetchone()[0]) == "1000.00"


def test_auditing_an_empty_database_says_what_to_do(home):
    from pikku.platform import sql

    with sql.connect(autocommit=True) as link:
        link.execute("DROP SCHEMA IF EXISTS finance CASCADE")
    with pytest.raises(PikkuError, match="no tables") as caught:
        load.audit()
    assert "pikku load" in caught.value.remedy
