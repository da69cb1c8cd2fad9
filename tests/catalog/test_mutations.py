"""One row, one paisa, one piece or one day that is wrong in any table breaks an invariant, unless nothing else tells of it."""

import random
from dataclasses import replace

import duckdb
import pytest
import sqlalchemy as sa
from tests.catalog.breaks import BREAKS
from tests.mutated import NAMES, copied, violated

from pikku import catalog, generate
from pikku.catalog.invariants import INVARIANTS, audit_sql
from pikku.catalog.realism import REALISM
from pikku.load import clean, derive

TABLES = pytest.mark.parametrize("table", catalog.tables(), ids=lambda table: table.name)

#: What is said in one place only, so that nothing can contradict it: terms, plans, measurements.
FACTS = {
    "attendance": {"worked_minutes"},
    # A gramme or a hundredth of a per cent more seldom makes another kilogram.
    "bill_of_materials": {"quantity_per_1000", "regrind_rate", "runner_rate"},
    "campaign": {"discount_rate", "ends_on", "starts_on"},  # a day more seldom brings an order
    "carrier": {"km_per_day", "rate_per_tonne_km"},
    "customer": {"credit_limit", "customer_since"},
    "dispute": {"opened_on", "settled_on", "disputed_amount"},  # of one that was withdrawn
    "employee": {"joined_on", "left_on"},
    "fixed_asset": {"acquired_on"},
    "goods_receipt": {"rejected_quantity"},
    "mould": {
        "cavities",
        "cycle_time_s",
        "service_shots",
        "shot_life",
    },  # of one that wasn't in the tool room
    "mould_maintenance": {"started_on"},  # how long it takes
    "period": {"fiscal_month"},
    "product": {"conversion_cost", "discontinued_on", "launched_on", "reorder_point", "weight_g"},
    "production_order": {"planned_quantity", "scrap_quantity"},
    "sales_order": {"ordered_on", "requested_on"},  # prices change twice a year
    "sales_order_line": {"discount_rate"},  # a hundredth of a per cent seldom makes another paisa
    "shipment": {"delivered_on", "distance_km", "freight_amount", "promised_on", "weight_kg"},
    "stocktake": {"counted_on"},  # a day on which nothing moved
    "vendor": {"vendor_since"},
}


@pytest.fixture(scope="module")
def books(tmp_path_factory) -> duckdb.DuckDBPyConnection:
    """Return a small generated company in DuckDB, as Arrow tables made it; what a test does to it, it undoes."""
    raw = tmp_path_factory.mktemp("raw")
    # Some more debts than usual are lost and goods returned, so that even this small company has some.
    lost = replace(
        REALISM,
        cash=replace(REALISM.cash, failing=1.0, failing_share=1.0, credited=0.1, withdrawn=0.05),
        orders=replace(REALISM.orders, churn=0.3),
        returns=replace(REALISM.returns, returned=0.05),
    )
    generate.run(500, seed=1, out=raw, realism=lost)
    with duckdb.connect() as made:
        derive.decide(made)
        clean.run(made, raw)
        derive.make(made)
        with copied(made) as books:
            # Of so few goods none is given up; one is after the books.
            books.execute("""UPDATE product SET is_active = false, discontinued_on = DATE '2026-04-01'
                             WHERE product_id = 1""")
            yield books


def broken(books: duckdb.DuckDBPyConnection, table: sa.Table, statement: str) -> set[str]:
    """Return the rules about a table that a statement breaks; it is undone."""
    rules = [rule for rule in INVARIANTS if f"{{{table.name}}}" in rule.sql]
    return violated(books, statement, rules)


def one_of(
    books: duckdb.DuckDBPyConnection, table: sa.Table, where: str, draw: random.Random
) -> int:
    """Return the key of a row of a table."""
    key = next(iter(table.primary_key)).name
    keys = books.execute(f"SELECT {key} FROM {table.name} WHERE {where} ORDER BY 1").fetchall()
    return draw.choice(keys)[0]


def test_the_books_are_in_order(books):
    found = books.execute(audit_sql(NAMES)).fetchall()
    assert [INVARIANTS[position].name for position, _, bad, _ in found if bad] == []
    assert all(checked for _, checked, _, _ in found), "a rule that looks at nothing shows nothing"


def test_every_invariant_is_shown_to_notice_what_breaks_it():
    names = {rule.name for rule in INVARIANTS}
    without, unknown = sorted(names - BREAKS.keys()), sorted(BREAKS.keys() - names)
    assert not without, f"Say in BREAKS (tests/catalog/breaks.py) what breaks {without}."
    assert not unknown, f"BREAKS (tests/catalog/breaks.py) has no invariants called {unknown}."


@pytest.mark.parametrize("name", BREAKS)
def test_an_invariant_notices_what_breaks_it(books, name):
    """The very invariant must report each statement, whatever others do."""
    assert BREAKS[name]
    rule = [rule for rule in INVARIANTS if rule.name == name]
    missed = [each for each in BREAKS[name] if not violated(books, each, rule)]
    assert missed == [], f"{name!r} does not notice (tests/catalog/breaks.py)"


@TABLES
@pytest.mark.parametrize("seed", range(3))
def test_a_row_that_is_gone_is_missed(books, table, seed):
    """Of a table that others refer to, a row that they do refer to: a carrier without shipments misses nobody."""
    key = next(iter(table.primary_key)).name
    referring = [
        f"SELECT {column.name} FROM {child.name}"
        for child in catalog.tables()
        for column in child.columns
        if any(foreign.column.table is table for foreign in column.foreign_keys)
    ]
    where = f"{key} IN ({' UNION ALL '.join(referring)})" if referring else "true"
    if table.name == "dispute":  # one that came to nothing left no trace
        where = "outcome = 'credited'"
    victim = one_of(books, table, where, random.Random(seed))
    assert broken(books, table, f"DELETE FROM {table.name} WHERE {key} = {victim}")


@TABLES
def test_a_value_that_is_off_by_its_smallest_step_is_noticed(books, table):
    draw, missed = random.Random(table.name), set()
    key = next(iter(table.primary_key)).name
    for column in table.columns:
        steps = {
            sa.Numeric: 10 ** -(getattr(column.type, "scale", 0) or 0),
            sa.Integer: 1,
            sa.Date: 1,
        }
        step = next((size for kind, size in steps.items() if isinstance(column.type, kind)), None)
        # Another reference to a row that is there is another fact.
        if step is None or column.primary_key or column.foreign_keys:
            continue
        victim = one_of(books, table, f"{column.name} IS NOT NULL", draw)
        change = f"SET {column.name} = {column.name} + {step} WHERE {key} = {victim}"
        if not broken(books, table, f"UPDATE {table.name} {change}"):
            missed.add(column.name)
    assert missed <= FACTS.get(table.name, set())


def test_what_is_said_once_is_in_the_catalogue():
    assert {(t, c) for t, columns in FACTS.items() for c in columns} <= {
        (table.name, column.name) for table in catalog.tables() for column in table.columns
    }


def test_a_shipment_on_a_holiday_is_noticed(books):
    day = "UPDATE shipment SET dispatched_on = DATE '2024-08-15' WHERE shipment_id = 1"
    assert "the plant is closed on its holidays" in broken(books, catalog.table("shipment"), day)


@pytest.mark.parametrize(
    ("source", "account", "step"),
    [
        ("monthly expenses", 1100, "l.credit * 0.01"),  # a per cent more to the landlord
        ("mould maintenance", 1100, "1"),
        ("freight", 2400, "1"),
        ("professional fees", 1100, "1"),
        ("security and it", 1100, "1"),
    ],
)
def test_tax_that_was_deducted_wrongly_is_recomputed(books, source, account, step):
    """What goes to the supplier instead of the tax office leaves each entry in balance."""
    victim = f"""SELECT max(journal_entry_id) FROM journal_line JOIN journal_entry USING (journal_entry_id)
                 WHERE source = '{source}' AND account_id = 2335"""
    amount = f"CASE l.account_id WHEN {account} THEN round({step}, 2) ELSE -round({step.replace('l.', 'p.')}, 2) END"
    found = broken(
        books,
        catalog.table("journal_line"),
        f"""UPDATE journal_line l SET credit = l.credit + {amount} FROM journal_line p
            WHERE l.journal_entry_id = ({victim}) AND p.journal_entry_id = l.journal_entry_id AND p.account_id = {account}
              AND l.account_id IN ({account}, 2335)""",
    )
    assert "tax deducted from suppliers reconciles" in found


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        ("UPDATE payable_bill SET tds_amount = tds_amount + 1 WHERE payable_bill_id = 1", True),
        # The small company's turnover is too low for any; of a larger one, tax is due from the second year on.
        (
            "UPDATE receivable_invoice SET net_amount = net_amount * 100 WHERE invoiced_on < DATE '2024-04-01'",
            True,
        ),
        (
            "UPDATE payable_bill SET net_amount = net_amount * 100 WHERE booked_on < DATE '2024-04-01'",
            False,
        ),
    ],
)
def test_tax_on_purchases_is_recomputed(books, change, noticed):
    found = broken(books, catalog.table("payable_bill"), change)
    assert ("tax is deducted from large purchases" in found) == noticed


@pytest.mark.parametrize(
    ("source", "account", "rule"),
    [
        ("bonus", 2305, "the bonus is the law's least"),
        ("bonus payment", 2305, "the bonus is the law's least"),
        ("gratuity", 2450, "the provision for gratuity follows service and pay"),
        ("gratuity payment", 2450, "leavers get their gratuity"),
        ("allowance for doubtful debts", 1250, "the allowance is what the rule says"),
        ("release of allowance", 1250, "the allowance is what the rule says"),
        ("lorries", 6370, "lorries cost what they do for each that is there"),
        ("scrap sale", 4310, "plastic that is left over is sold"),
        *(
            (source, account, "overheads follow what they are reckoned by")
            for source, account in (
                ("insurance", 6330),
                ("professional fees", 6340),
                ("security and it", 6350),
                ("travel and office", 6360),
            )
        ),
    ],
)
def test_a_rupee_more_in_an_entry_that_balances_is_noticed(books, source, account, rule):
    victim = f"""SELECT max(journal_entry_id) FROM journal_line JOIN journal_entry USING (journal_entry_id)
                 WHERE source = '{source}' AND account_id = {account}"""
    more = f"""UPDATE journal_line SET debit = CASE WHEN debit > 0 THEN debit + 1 ELSE 0 END,
                                       credit = CASE WHEN credit > 0 THEN credit + 1 ELSE 0 END
               WHERE journal_entry_id = ({victim}) AND account_id NOT IN (1400, 2200, 2335)"""
    found = broken(books, catalog.table("journal_line"), more)
    assert {rule, "the journal is what the rules post"} <= found
    assert "journal entries balance" not in found


def test_the_mould_of_a_good_that_was_given_up_is_missed_in_the_books(books):
    given_up = "UPDATE product SET is_active = false, discontinued_on = DATE '2025-06-20' WHERE product_id = 1"
    found = broken(books, catalog.table("product"), given_up)
    assert {
        "moulds of goods that were given up leave the books",
        "assets are in the ledger month by month",
    } <= found


def test_a_day_on_which_the_bank_is_overdrawn_is_noticed(books):
    """What came in at the beginning comes a day later, when bills were paid, or is less."""
    less = """UPDATE journal_line SET debit = 1 WHERE account_id = 1100 AND journal_entry_id =
              (SELECT journal_entry_id FROM journal_entry WHERE source = 'opening')"""
    found = broken(books, catalog.table("journal_line"), less)
    assert "the bank is never overdrawn" in found


@pytest.mark.parametrize(
    ("source", "rule"),
    [
        ("bonus payment", "the bonus is the law's least"),
        ("gratuity payment", "leavers get their gratuity"),
    ],
)
def test_what_employees_get_a_month_late_is_noticed(books, source, rule):
    late = f"""UPDATE journal_entry SET posted_on = posted_on + 31, period_id = period_id + 1
               WHERE journal_entry_id = (SELECT min(journal_entry_id) FROM journal_entry WHERE source = '{source}')"""
    assert rule in broken(books, catalog.table("journal_entry"), late)


@pytest.mark.parametrize("source", ["opening", "depreciation"])
def test_what_becomes_of_assets_in_the_wrong_month_is_noticed(books, source):
    """The balances at the end of the books are right all the same."""
    later = f"""UPDATE journal_entry SET posted_on = posted_on + 31, period_id = (SELECT period_id FROM period p
                WHERE posted_on + 31 BETWEEN p.starts_on AND p.ends_on)
                WHERE journal_entry_id = (SELECT min(journal_entry_id) FROM journal_entry WHERE source = '{source}')"""
    found = broken(books, catalog.table("journal_entry"), later)
    assert "assets are in the ledger month by month" in found


def test_tax_that_is_paid_a_month_late_is_noticed(books):
    late = """UPDATE journal_entry SET posted_on = posted_on + 30, period_id = 202307
              WHERE source = 'supplier tds payment' AND period_id = 202306"""
    assert "deducted tax is paid in time" in broken(books, catalog.table("journal_entry"), late)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("gross_pay = gross_pay + 1, net_pay = net_pay + 1", "pay is the salary of the paid days"),
        ("monthly_salary = monthly_salary - 10", "salaries are as agreed and rise in April"),
        (
            "provident_fund = provident_fund - 1, employer_provident_fund = employer_provident_fund - 1, net_pay = net_pay + 1",
            "contributions follow the provident fund's and the state insurance's rules",
        ),
        (
            "state_insurance = state_insurance + 1, net_pay = net_pay - 1",
            "contributions follow the provident fund's and the state insurance's rules",
        ),
        (
            "professional_tax = professional_tax + 25, net_pay = net_pay - 25",
            "professional tax follows the state's slabs",
        ),
        (
            "income_tax = income_tax + 1, net_pay = net_pay - 1",
            "income tax is deducted as the year's estimate says",
        ),
        ("leave_balance = leave_balance + 1", "leave is earned by work"),
        (
            "leave_encashment = leave_encashment + 1, net_pay = net_pay + 1",
            "leavers are paid for their leave",
        ),
        (
            "labour_welfare_fund = labour_welfare_fund + 1, net_pay = net_pay - 1",
            "contributions to the labour welfare fund are the law's",
        ),
    ],
)
def test_pay_is_recomputed(books, change, rule):
    """A month's pay that is wrong breaks the rule that it is made by, even where all columns still add up."""
    key = "(SELECT max(payroll_id) FROM payroll WHERE income_tax > 0 AND period_id = 202502)"
    found = broken(
        books, catalog.table("payroll"), f"UPDATE payroll SET {change} WHERE payroll_id = {key}"
    )
    assert rule in found
    assert not any("check" in name for name in found)


def test_a_micro_or_small_vendor_who_is_paid_too_late_is_noticed(books):
    """Or not at all, or one that was none of them before."""
    rule, of = "micro and small vendors are paid within 45 days", catalog.table("payment")
    small = """SELECT min(payment_id) FROM payment JOIN vendor USING (vendor_id) WHERE msme_status IN ('micro', 'small')"""
    assert rule in broken(
        books, of, f"UPDATE payment SET paid_on = paid_on + 46 WHERE payment_id = ({small})"
    )
    assert rule in broken(
        books,
        catalog.table("payment_allocation"),
        f"DELETE FROM payment_allocation WHERE payment_id = ({small})",
    )
    assert rule in broken(books, catalog.table("vendor"), "UPDATE vendor SET msme_status = 'small'")


def test_a_provision_for_leave_that_is_off_is_noticed(books):
    off = """UPDATE journal_line SET credit = credit + 1 WHERE account_id = 2455 AND journal_entry_id =
             (SELECT max(journal_entry_id) FROM journal_entry WHERE source = 'leave')"""
    found = broken(books, catalog.table("journal_line"), off)
    assert "the provision for leave is what all leave is worth" in found
