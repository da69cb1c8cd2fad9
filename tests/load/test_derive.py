"""The derived tables of the tiny company, recomputed with a pencil."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal as D

import duckdb
import pytest

from pikku import catalog
from pikku.catalog.accounts import ACCOUNTS, DIVIDEND, LEAST_OPENING_BANK
from pikku.catalog.columns import text
from pikku.catalog.periods import periods
from pikku.catalog.postings import GST_OF_DOCUMENTS, POSTING_RULES, rule_of
from pikku.catalog.taxes import EXEMPT_CARRIERS
from pikku.errors import PikkuError
from pikku.load import clean, derive, ledger


@pytest.fixture(scope="module")
def books(company, write_once):
    """Return the tiny company's tables, derived, and a function that queries them."""
    with duckdb.connect() as duck:
        derive.decide(duck)
        clean.run(duck, write_once(company()))
        derive.make(duck)
        yield lambda query: duck.execute(query).fetchall()


@pytest.mark.parametrize("table", catalog.tables(), ids=lambda t: t.name)
def test_every_table_has_exactly_the_catalogues_columns(books, table):
    described = books(f"DESCRIBE {table.name}")
    assert [name for name, *_ in described] == [column.name for column in table.columns]
    required = [column.name for column in table.columns if not column.nullable]
    holes = " + ".join(f"count(*) FILTER ({name} IS NULL)" for name in required)
    assert books(f"SELECT {holes} FROM {table.name}") == [(0,)]


@pytest.mark.parametrize("table", catalog.tables(), ids=lambda t: t.name)
def test_no_table_holds_floats(books, table):
    assert {kind for _, kind, *_ in books(f"DESCRIBE {table.name}")} & {"DOUBLE", "FLOAT"} == set()


def test_a_supply_within_the_state_bears_two_taxes(books):
    found = books(
        "SELECT * EXCLUDE (modified_at) FROM receivable_invoice_line WHERE receivable_invoice_id = 1"
    )
    tax = D("121.50")
    assert found == [
        (101, 1, 1, 101, 1, 100, D("13.50"), D("1350.00"), D("18.00"), tax, tax, D("0.00"))
    ]


def test_a_supply_to_another_state_bears_one_tax_and_is_rounded_half_up(books):
    found = books(
        "SELECT quantity, net_amount, cgst_amount, sgst_amount, igst_amount FROM receivable_invoice_line "
        "WHERE receivable_invoice_id = 2 ORDER BY line_no"
    )
    zero = D("0.00")
    assert found == [
        (150, D("2025.00"), zero, zero, D("364.50")),
        (7, D("105.00"), zero, zero, D("18.90")),
    ]


def test_an_invoice_is_the_sum_of_its_lines(books):
    assert books(
        "SELECT net_amount, igst_amount, total_amount FROM receivable_invoice ORDER BY 1"
    ) == [
        (D("1350.00"), D("0.00"), D("1593.00")),
        (D("2130.00"), D("383.40"), D("2513.40")),
    ]


def test_half_a_paisa_of_tax_is_rounded_up(conform, rows):
    rows["sales_order_line"][0] |= {"List Price": "0.50", "Disc %": "0", "Rate": "0.50"}
    rows["product"][0] |= {"HSN": "12345678", "GST %": "5"}  # a code that the law's table lacks
    rows["sales_order_line"][0]["Qty"] = rows["shipment_line"][0]["Qty"] = "1"
    duck, _ = conform(rows)
    # 0.50 at 5 per cent: two halves of 0.0125, each 0.01; at 18 per cent 0.045 is 0.05.
    taxes = "SELECT cgst_amount, sgst_amount FROM receivable_invoice_line WHERE receivable_invoice_id = 1"
    assert duck.execute(taxes).fetchone() == (D("0.01"), D("0.01"))
    rows["product"][0] |= {"GST %": "18"}
    duck, _ = conform(rows)
    assert duck.execute(taxes).fetchone() == (D("0.05"), D("0.05"))


@pytest.mark.parametrize(
    ("invoiced", "rate"),
    [("2025-09-21", "28.00"), ("2025-09-22", "18.00"), ("2026-03-31", "18.00")],
)
def test_an_invoice_bears_the_tax_rate_of_its_own_day(conform, rows, invoiced, rate):
    rows["product"][0] |= {"HSN": "87089900", "GST %": "28"}
    rows["receivable_invoice"][0] |= {"Invoice Date": invoiced, "Due Date": invoiced}
    duck, _ = conform(rows)
    query = "SELECT gst_rate FROM receivable_invoice_line WHERE receivable_invoice_id = 1"
    assert duck.execute(query).fetchone() == (D(rate),)


def test_an_export_bears_no_tax(conform, rows):
    rows["customer"][1] |= {"State": "Foreign Country", "GSTIN": ""}
    duck, _ = conform(rows)
    query = "SELECT DISTINCT gst_rate, igst_amount FROM receivable_invoice_line WHERE receivable_invoice_id = 2"
    assert duck.execute(query).fetchall() == [(D("0.00"), D("0.00"))]


@pytest.mark.parametrize(("billed", "rate"), [("2024-07-14", "18.00"), ("2024-07-15", "12.00")])
def test_a_bill_bears_the_tax_rate_of_the_vendors_invoice_and_is_posted_when_it_is_booked(
    conform, rows, billed, rate
):
    rows["product"][1] |= {"HSN": "48191010"}
    rows["payable_bill"][0] |= {
        "Bill Date": billed,
        "Booked": "2024-07-19",
        "Due Date": "2024-08-30",
    }
    duck, _ = conform(rows)
    query = "SELECT DISTINCT gst_rate FROM payable_bill_line"
    assert duck.execute(query).fetchall() == [(D(rate),)]
    query = "SELECT posted_on FROM journal_entry WHERE source = 'vendor bill'"
    assert duck.execute(query).fetchall() == [(date(2024, 7, 19),)]


def test_a_bill_has_a_line_for_each_receipt_of_its_order(books):
    assert books(
        "SELECT payable_bill_line_id, line_no, goods_receipt_id, net_amount FROM payable_bill_line"
    ) == [
        (101, 1, 1, D("3030.00")),
        (102, 2, 2, D("2020.00")),
    ]
    assert books("SELECT net_amount, cgst_amount, sgst_amount, total_amount FROM payable_bill") == [
        (D("5050.00"), D("454.50"), D("454.50"), D("5959.00"))
    ]


def test_stock_moves_with_every_document(books):
    found = books(
        "SELECT stock_movement_id, movement_type, source_id, product_id, warehouse_id, moved_on, quantity, amount "
        "FROM stock_movement WHERE stock_movement_id >= 20000000000000"
    )
    ton = 10**13
    april = lambda day: date(2023, 4, day)
    assert found == [
        (2 * ton + 101, "goods receipt", 1, 2, 1, april(9), 30, D("3000.00")),
        (2 * ton + 201, "goods receipt", 2, 2, 1, april(11), 20, D("2000.00")),
        (
            3 * ton + 101,
            "production issue",
            1,
            2,
            1,
            april(5),
            -21,
            D("-2100.00"),
        ),  # 20.4 kg, rounded up
        (3 * ton + 102, "production issue", 1, 3, 1, april(5), -10, D("-50.00")),  # exactly 10
        (4 * ton + 101, "production receipt", 1, 1, 2, april(6), 990, D("9900.00")),
        (5 * ton + 101, "dispatch", 1, 1, 2, april(5), -100, D("-1000.00")),
        (5 * ton + 201, "dispatch", 2, 1, 2, april(7), -150, D("-1500.00")),
        (5 * ton + 202, "dispatch", 2, 1, 2, april(7), -7, D("-70.00")),
        # 10 scrapped and a tenth of 990 pieces, 2.2 kg; 80 % of it may be used again.
        (6 * ton + 101, "regrind", 1, 2, 1, april(6), 1, D("100.00")),
        # Three kilograms are missing and three caps too many; the cartons were right.
        (7 * ton + 10_000_201, "stocktake", 100_002, 2, 1, april(30), -3, D("-300.00")),
        (7 * ton + 20_000_101, "stocktake", 200_001, 1, 2, april(30), 3, D("30.00")),
        # Of five caps that came back four are as good as new.
        (8 * ton + 101, "customer return", 1, 1, 2, april(24), 4, D("40.00")),
    ]


def test_every_month_end_has_the_stock_of_all_that_ever_moved(books):
    assert books("SELECT count(*), count(DISTINCT period_id) FROM stock_balance") == [(3 * 36, 36)]
    last = books(
        "SELECT product_id, quantity, amount FROM stock_balance WHERE period_id = 202603 ORDER BY 1"
    )
    assert last == [(1, 1240, D("12400.00")), (2, 1027, D("102700.00")), (3, 90, D("450.00"))]


def test_a_product_has_balances_from_its_first_movement_on(conform, rows):
    for name in ("stock_movement", "stocktake_line"):
        rows[name] = [row for row in rows[name] if row["Item Code"] != "RM-00002"]
    rows["production_order"][0] |= {"Start": "2023-05-05", "End": "2023-06-06"}
    rows["goods_receipt"][0]["Received"] = rows["goods_receipt"][1]["Received"] = "2023-05-01"
    duck, _ = conform(rows)
    found = duck.execute(
        "SELECT min(period_id), max(period_id), count(*) FROM stock_balance WHERE product_id = 2"
    ).fetchone()
    assert found == (202305, 202603, 35)


def test_reference_tables_are_the_catalogues(books):
    assert books("SELECT count(*) FROM account") == [(len(ACCOUNTS),)]
    assert books("SELECT count(*), min(starts_on), max(ends_on) FROM period") == [
        (len(periods()), date(2023, 4, 1), date(2026, 3, 31))
    ]


def test_every_entry_balances_and_every_line_has_one_side(books):
    unbalanced = "SELECT journal_entry_id FROM journal_line GROUP BY 1 HAVING sum(debit) <> sum(credit) OR sum(debit) = 0"
    assert books(unbalanced) == []
    assert books("SELECT count(*) FROM journal_line WHERE (debit = 0) = (credit = 0)") == [(0,)]


def test_an_amount_of_zero_makes_no_line_and_a_document_of_zero_no_entry(books):
    # Shipment 2 went without freight.
    assert books("SELECT source_id FROM journal_entry WHERE source = 'freight'") == [(1,)]


def test_a_negative_amount_goes_to_the_other_side(books):
    lines = (
        "SELECT debit, credit FROM journal_line JOIN journal_entry USING (journal_entry_id) WHERE"
    )
    variance = books(f"{lines} account_id = 5200 AND source = 'goods receipt' ORDER BY 1")
    assert variance == [(D("20.00"), D("0.00")), (D("30.00"), D("0.00"))]
    (production,) = books(f"{lines} account_id = 5300 AND source = 'production receipt'")
    # 990 caps at 10.00 from material of 2,150.00 less regrind of 100.00 and conversion of 2,475.00: 5,375.00 better.
    assert production == (D("0.00"), D("5375.00"))


def test_entries_are_numbered_by_rule_and_document(books):
    number = next(rule.number for rule in POSTING_RULES if rule.source == "invoice")
    assert books(
        "SELECT journal_entry_id, period_id FROM journal_entry WHERE source = 'invoice'"
    ) == [
        (number * 10**11 + 1, 202304),
        (number * 10**11 + 2, 202304),
    ]


def _lines(books, source):
    """Return account, debit and credit of the journal lines of a posting rule, in their order."""
    return books(
        "SELECT account_id, debit, credit FROM journal_line JOIN journal_entry USING (journal_entry_id) "
        f"WHERE source = '{source}' ORDER BY journal_line_id"
    )


def test_a_stocktake_makes_stock_what_was_counted(books):
    none = D("0.00")
    assert _lines(books, "stocktake") == [
        (5500, D("300.00"), none),
        (1310, none, D("300.00")),
        (5500, none, D("30.00")),
        (1320, D("30.00"), none),
    ]


def test_returned_goods_were_not_sold_and_the_damaged_ones_are_lost(books):
    none = D("0.00")
    assert _lines(books, "goods return") == [
        (1320, D("40.00"), none),
        (5510, D("10.00"), none),
        (5100, none, D("50.00")),
    ]


def test_the_books_begin_with_shares_at_a_premium_and_a_loan_on_what_was_there(books):
    none = D("0.00")
    # Stock of 100,500.00 and 5,000.00 and the machine; eight per cent of these are about a lakh, which the least is less by.
    assert _lines(books, "opening") == [
        (1100, D(LEAST_OPENING_BANK) - 100_000, none),
        (1310, D("100500.00"), none),
        (1320, D("5000.00"), none),
        (1500, D("1300000.00"), none),
        (2500, none, D("650000.00")),
        # Two employees of 30,000.00 and 40,000.00 a month were here for 39 months: 28,138.50 and 37,518.00, in whole rupees.
        (2450, none, D("65657.00")),
        (3100, none, D("30200000.00")),
        (3150, none, D("45389843.00")),
    ]


def _paid(employee, month, salary, gross, days=25):
    """Return the row of a month's pay without deductions."""
    zero = dict.fromkeys(
        (
            "Leave Left",
            "PF",
            "Employer PF",
            "EDLI and Charges",
            "ESI",
            "Employer ESI",
            "PT",
            "LWF",
            "Employer LWF",
            "TDS",
            "Leave Paid",
        ),
        "0.00",
    )
    return {
        "Emp No": employee, "Month": month, "Salary": salary, "Work Days": str(days), "Paid Days": str(days),
        "Gross": gross, **zero, "Net": gross, "Paid On": f"{month}-28", "Last Changed": f"{month}-28 10:00:00",
    }  # fmt: skip


def test_a_bonus_is_earned_on_low_pay_by_the_years_end_and_paid_in_october(conform, rows):
    rows["employee"] = [rows["employee"][0] | {"Emp No": f"E-0000{n}", "PAN": f"AAPPM123{n}A"} for n in range(1, 5)]  # fmt: skip
    rows["sales_order"] = [row | {"Sales Person": "E-00001"} for row in rows["sales_order"]]
    rows["purchase_order"] = [row | {"Buyer": "E-00001"} for row in rows["purchase_order"]]
    rows["payroll"] = [
        _paid("E-00001", "2023-05", "21000.00", "21000.00"),  # counts as 7,000.00
        _paid("E-00001", "2023-06", "21000.00", "5100.00"),
        _paid("E-00001", "2024-04", "21010.00", "21010.00"),  # earns too much now
        _paid("E-00002", "2023-05", "18000.00", "18000.00", 29),  # was not here for thirty days
        _paid("E-00003", "2023-05", "21001.00", "3000.00"),  # nor does a day off make a salary low
        _paid("E-00003", "2023-06", "21001.00", "3000.00"),
        _paid("E-00004", "2023-05", "9000.00", "9000.00"),
        _paid("E-00004", "2024-03", "9000.00", "9000.00"),
    ]
    duck, _ = conform(rows)
    found = duck.execute(
        """SELECT posted_on, account_id, debit - credit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source LIKE 'bonus%' ORDER BY ALL"""
    ).fetchall()
    # 12,100.00 and 14,000.00 at 8.33 per cent, each to the rupee: 1,007.93 and 1,166.20.
    bonus, year, october = D("2174.00"), date(2024, 3, 31), date(2024, 10, 15)
    assert found == [
        (year, 2305, -bonus),
        (year, 6130, bonus),
        (october, 1100, -bonus),
        (october, 2305, bonus),
    ]


@pytest.mark.parametrize(
    ("joined", "left", "years"),
    [
        ("2020-01-01", "2025-03-31", 5),  # and three months
        ("2020-04-01", "2025-03-31", 5),  # to the day
        ("2020-04-02", "2025-03-31", None),
        ("2019-10-01", "2025-03-31", 5),  # and six months, which are not more than six
        ("2019-09-30", "2025-03-31", 6),
        ("2009-07-24", "2025-03-14", 16),
        ("1950-01-01", "2025-03-14", "most"),
    ],
)
def test_who_leaves_after_five_years_gets_half_a_months_basic_pay_for_each(
    conform, rows, joined, left, years
):
    rows["employee"][1] |= {"DoJ": joined, "DoL": left}
    salary = "190000.00" if years == "most" else "40000.00"
    rows["payroll"].append(_paid("E-00002", "2025-03", salary, "1000.00"))
    duck, _ = conform(rows)
    found = duck.execute(
        """SELECT posted_on, account_id, debit - credit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'gratuity payment' ORDER BY account_id"""
    ).fetchall()
    if years is None:
        assert found == []
        return
    due = D(2_000_000) if years == "most" else round(D(20_000) * 15 * years / 26)
    day = date.fromisoformat(left) + timedelta(30)
    assert found == [(day, 1100, -due), (day, 2450, due), (day, 6140, due), (day, 6145, -due)]


def test_each_month_of_service_adds_to_the_provision_for_gratuity(books):
    earned = D("481.00")  # 4.81 per cent of half of 20,000.00
    assert _lines(books, "gratuity") == [(6145, earned, D("0.00")), (2450, D("0.00"), earned)]


def test_a_mould_that_is_bought_is_an_asset_from_the_month_in_which_it_comes(books):
    none = D("0.00")
    assert _lines(books, "capital purchase") == [
        (1500, D("650000.00"), none),
        (1400, D("117000.00"), none),
        (1100, none, D("767000.00")),
    ]
    monthly = dict(
        books(
            "SELECT period_id, credit FROM journal_line JOIN journal_entry USING (journal_entry_id) "
            "WHERE source = 'depreciation' AND account_id = 1510"
        )
    )
    machine, both = D("50000.00"), D("250000.00")
    assert [monthly.get(period) for period in (202304, 202305, 202306, 202308, 202309)] == [
        machine,
        machine,
        both,
        both,
        machine,
    ]
    assert [monthly.get(period) for period in (202503, 202504)] == [machine, None]


def test_rent_rises_by_the_lease_and_power_follows_the_meter(books):
    expenses = {
        (period, account): debit
        for period, account, debit in books(
            "SELECT period_id, account_id, debit FROM journal_line JOIN journal_entry USING (journal_entry_id) "
            "WHERE source = 'monthly expenses'"
        )
    }
    # 150 m2 for the one machine, at 250.00 and then 262.50 rupees.
    assert expenses[202304, 6300] == D("37500.00")
    assert expenses[202404, 6300] == D("39375.00")
    # 35 kVA at 500 rupees; in April, 1,000 caps of 20 g at 1.4 kWh a kilogram and 8.50 rupees a kWh, too.
    assert expenses[202305, 6310] == D("17500.00")
    assert expenses[202304, 6310] == D("17738.00")


def test_insurance_fees_and_services_are_paid_with_their_tax_less_what_is_deducted(books):
    posted = {}
    for period, source, account, amount in books(
        "SELECT period_id, source, account_id, debit - credit FROM journal_line JOIN journal_entry USING (journal_entry_id) "
        "WHERE source IN ('insurance', 'professional fees', 'security and it', 'travel and office')"
    ):
        posted.setdefault((period, source), {})[account] = amount
    # A fiftieth of a per cent of the machine and of caps of 12,400.00; from June on of the mould, too.
    assert posted[202304, "insurance"] == {
        6330: D("262.48"),
        1400: D("47.24"),
        1100: D("-309.72"),
    }
    assert posted[202306, "insurance"][6330] == D("262.48") + D("130.00")
    assert posted[202304, "professional fees"] == {
        6340: D("3500.00"),
        1400: D("630.00"),
        1100: D("-3780.00"),
        2335: D("-350.00"),
    }
    # A year's fees of 46,308.00 are less than the half lakh from which tax is deducted since 2025.
    assert 2335 in posted[202503, "professional fees"]
    assert posted[202504, "professional fees"][6340] == D("3859.00")
    assert 2335 not in posted[202504, "professional fees"]
    # Of the one employee who is paid, in one month.
    assert posted[202304, "security and it"] == {
        6350: D("1200.00"),
        1400: D("216.00"),
        1100: D("-1392.00"),
        2335: D("-24.00"),
    }
    assert posted[202304, "travel and office"] == {6360: D("1000.00"), 1100: D("-1000.00")}
    assert (202305, "travel and office") not in posted


def test_a_part_of_last_years_profit_is_paid_out_in_september(conform, rows):
    for line in rows["sales_order_line"]:
        line |= {"List Price": "70000.00", "Disc %": "0.00", "Rate": "70000.00"}
    duck, _ = conform(rows)
    year_end = duck.execute(
        """SELECT source, posted_on, credit - debit
           FROM journal_line JOIN journal_entry USING (journal_entry_id) WHERE account_id = 3200 ORDER BY 2"""
    ).fetchall()
    profit = year_end[0][2]
    assert profit > 1_000_000
    assert year_end[1] == ("dividend", date(2024, 9, 30), -round(profit * D(DIVIDEND), -5))
    # The years after it made a loss.
    assert [source for source, *_ in year_end].count("dividend") == 1


def test_an_advance_is_owed_until_the_invoice_takes_it(books):
    none, amount = D("0.00"), D("500.00")
    assert _lines(books, "customer advance") == [(1100, amount, none), (2410, none, amount)]
    assert _lines(books, "advance allocation") == [(2410, amount, none), (1200, none, amount)]
    assert books("SELECT sum(credit - debit) FROM journal_line WHERE account_id = 2410") == [
        (none,)
    ]


def test_only_receivables_advances_and_payables_name_a_party(books):
    assert books(
        "SELECT DISTINCT account_id FROM journal_line WHERE customer_id IS NOT NULL ORDER BY 1"
    ) == [(1200,), (2410,)]
    assert books("SELECT DISTINCT account_id FROM journal_line WHERE vendor_id IS NOT NULL") == [
        (2100,)
    ]


def test_a_derived_row_is_as_recent_as_the_latest_row_behind_it(conform, rows):
    late = "2023-06-15 09:00:00"
    rows["sales_order_line"][0]["Last Changed"] = late
    duck, _ = conform(rows)
    moment = datetime.fromisoformat(late)
    for query in (
        "SELECT modified_at FROM receivable_invoice_line WHERE receivable_invoice_id = 1",
        "SELECT modified_at FROM receivable_invoice WHERE receivable_invoice_id = 1",
        "SELECT max(modified_at) FROM stock_movement WHERE movement_type = 'dispatch'",
        "SELECT modified_at FROM journal_entry WHERE source = 'invoice' AND source_id = 1",
        "SELECT modified_at FROM stock_balance WHERE product_id = 1 AND period_id = 202304",
    ):
        assert duck.execute(query).fetchone() == (moment,), query
    untouched = "SELECT modified_at FROM receivable_invoice WHERE receivable_invoice_id = 2"
    assert duck.execute(untouched).fetchone() < (moment,)


@pytest.fixture
def coloured(request, write, rows):
    """Return a function that derives the tables while one of them has another column in the catalogue."""
    table = catalog.table(request.param)
    column = text("colour", "Colour", 20)
    table.append_column(column)

    def made(optional: bool) -> tuple:
        column.nullable = optional
        with duckdb.connect() as duck:
            derive.decide(duck)
            clean.run(duck, write(rows))
            derive.make(duck)
            return duck.execute(f"SELECT count(*) > 0, count(colour) FROM {table.name}").fetchone()

    yield made
    table._columns.remove(column)


@pytest.mark.parametrize(
    "coloured", ["product", "receivable_invoice_line", "account"], indirect=True
)
def test_a_new_optional_column_that_nothing_fills_yet_is_empty(coloured):
    assert coloured(optional=True) == (True, 0)


@pytest.mark.parametrize("coloured", ["product", "receivable_invoice_line"], indirect=True)
def test_a_new_required_column_that_nothing_fills_is_named(coloured):
    with pytest.raises(PikkuError, match=r"\.colour, which may not be empty"):
        coloured(optional=False)


def test_only_what_makes_runners_is_ground_and_used_again(conform, rows):
    rows["bill_of_materials"][0]["Regrind %"] = "100"
    rows["production_order"][0] |= {"Good": "400", "Scrap": "600"}
    duck, _ = conform(rows)
    query = """
        SELECT DISTINCT p.product_code FROM stock_movement m JOIN product p USING (product_id)
        WHERE movement_type = 'regrind'"""
    assert duck.execute(query).fetchall() == [("RM-00002",)]  # resin, and no carton


@pytest.mark.parametrize(
    ("month", "fund", "tds", "professional"),
    [
        ("2023-04", date(2023, 5, 15), date(2023, 5, 7), date(2023, 5, 31)),
        ("2024-03", date(2024, 4, 15), date(2024, 4, 30), date(2024, 4, 30)),
        ("2026-03", None, None, None),
    ],
)
def test_each_authority_is_paid_on_its_day(conform, rows, month, fund, tds, professional):
    rows["payroll"][0] |= {"Month": month, "PT": "200.00", "TDS": "500.00", "Net": "17500.00"}
    duck, _ = conform(rows)
    paid = dict(
        duck.execute(
            "SELECT account_id, posted_on FROM journal_line JOIN journal_entry USING (journal_entry_id) "
            "WHERE source LIKE '%payment' AND account_id IN (2310, 2320, 2330, 2340)"
        ).fetchall()
    )
    due = {2310: fund, 2320: professional, 2330: tds}
    assert paid == {account: day for account, day in due.items() if day}


@pytest.mark.parametrize(
    ("mode", "freight", "tax", "reverse", "deducted"),
    [
        ("road", "90.00", "4.50", True, "2.00"),  # 2 %, to the rupee
        ("rail", "90.00", "4.50", False, "0.00"),  # carriage by rail is no work of a contract
        ("air", "90.00", "16.20", False, "2.00"),
        ("sea", "1.00", "0.06", False, "0.00"),  # two halves of 0.025
    ],
)
def test_freight_bears_the_tax_of_its_mode_which_of_lorries_the_company_owes(
    conform, rows, mode, freight, tax, reverse, deducted
):
    rows["carrier"][0]["Mode"] = mode
    rows["shipment"][0]["Freight"] = freight
    duck, _ = conform(rows)
    books = lambda query: duck.execute(query).fetchall()
    none, net, tax = D("0.00"), D(freight), D(tax)
    paid = (net if reverse else net + tax) - D(deducted)
    also = [(account, none, D(some)) for account, some in ((2220, tax), (2335, deducted))]
    owed = [(2400, none, paid), *(also if reverse else also[1:])]
    owed = [line for line in owed if line[2]]
    assert _lines(books, "freight") == [(6200, net, none), (1400, tax, none), *owed]
    assert _lines(books, "freight payment") == [(2400, paid, none), (1100, none, paid)]


@pytest.mark.parametrize(
    ("mode", "day", "heads"),
    [
        ("sea", "2023-09-30", ("0.00", "0.00", "0.05")),
        ("sea", "2023-10-01", ("0.03", "0.03", "0.00")),  # two halves of 0.025
        ("road", "2023-09-30", ("0.00", "0.00", "0.05")),
    ],
)
def test_freight_to_places_abroad_bore_integrated_tax_until_september_2023(
    conform, rows, mode, day, heads
):
    rows["customer"][0] |= {"Segment": "export", "GSTIN": "", "State": "Foreign Country"}
    rows["carrier"][0]["Mode"] = mode
    rows["shipment"][0] |= {"Freight": "1.00", "Dispatched": day, "Delivered": ""}
    duck, _ = conform(rows)
    names = {table.name: table.name for table in catalog.tables()}
    found = duck.execute(
        f"""SELECT supply, cgst_amount, sgst_amount, igst_amount, input_tax, reverse_tax
            FROM ({GST_OF_DOCUMENTS.format(**names)}) WHERE taxable_value = 1 AND supply <> 'outward'"""
    ).fetchall()
    tax, reverse = sum(map(D, heads)), mode == "road"
    supply = "reverse charge" if reverse else "inward"
    assert found == [(supply, *map(D, heads), tax, tax if reverse else 0)]
    assert _lines(lambda query: duck.execute(query).fetchall(), "freight")[:2] == [
        (6200, D("1.00"), D("0.00")),
        (1400, tax, D("0.00")),
    ]


def test_no_tax_is_deducted_from_carriers_with_few_lorries(conform, rows):
    for each in ("carrier", "shipment"):
        for row in rows[each]:
            row["Transporter"] = EXEMPT_CARRIERS[0]
    duck, _ = conform(rows)
    books = lambda query: duck.execute(query).fetchall()
    assert 2335 not in [account for account, *_ in _lines(books, "freight")]
    assert _lines(books, "freight payment") == [
        (2400, D("90.00"), D("0.00")),
        (1100, D("0.00"), D("90.00")),
    ]


def test_repairs_and_rent_bear_tax_and_power_none(books):
    none = D("0.00")
    assert _lines(books, "mould maintenance")[:4] == [
        (6320, D("9000.00"), none),
        (1400, D("1620.00"), none),
        (1100, none, D("10440.00")),
        (2335, none, D("180.00")),
    ]
    rent, power, tax, paid, deducted = _lines(books, "monthly expenses")[:5]
    assert (rent[0], power[0]) == (6300, 6310)
    assert tax == (1400, (rent[1] * 18 / 100).quantize(D("0.01")), none)
    assert deducted == (2335, none, rent[1] / 10)
    assert paid == (1100, none, rent[1] + power[1] + tax[1] - deducted[2])


def test_no_tax_is_deducted_from_a_rent_below_the_months_threshold(books):
    """A single machine's rent is above the threshold until March 2025, and below the higher one that counts since then."""
    query = """
        SELECT min(posted_on), max(posted_on), count(*) FROM journal_line JOIN journal_entry USING (journal_entry_id)
        WHERE source = 'monthly expenses' AND account_id = 2335"""
    assert books(query) == [(date(2023, 4, 30), date(2025, 3, 31), 24)]


@pytest.mark.parametrize(
    ("month", "deducted", "paid_on"),
    [
        # A tenth of rent and fees, and 2 % of repairs, freight and services; later of rent and fees alone.
        ("2023-04", D("3750.00") + 350 + 180 + 620 + 2 + 24, date(2023, 5, 7)),
        ("2024-03", D("3750.00") + 350, date(2024, 4, 30)),
        ("2024-12", D("3938.00") + 368, date(2025, 1, 7)),
    ],
)
def test_deducted_tax_is_paid_on_the_7th_or_for_march_on_30_april(books, month, deducted, paid_on):
    query = f"""
        SELECT account_id, debit - credit, posted_on FROM journal_line JOIN journal_entry USING (journal_entry_id)
        WHERE source = 'supplier tds payment' AND source_id = {month.replace("-", "")} ORDER BY line_no"""
    assert books(query) == [(2335, deducted, paid_on), (1100, -deducted, paid_on)]


def test_tax_under_reverse_charge_is_paid_in_cash_and_all_in_whole_rupees(conform, rows):
    rows["shipment"][0]["Freight"] = "1010.00"  # tax of 50.50
    for each in ("payable_bill", "payment", "payment_allocation", "mould_maintenance"):
        rows[each] = []
    rows["sales_order_line"][0] |= {"Qty": "1000000", "List Price": "15", "Rate": "13.50"}
    rows["shipment_line"][0]["Qty"] = "1000000"
    rows["stock_movement"][0]["Qty"] = "1000500"
    duck, _ = conform(rows)
    books = lambda query: duck.execute(query).fetchall()
    none = D("0.00")
    # 2,430,383.40 on invoices less 22.50 on credit notes; credit of 6,750.00 for rent, 893.28 for insurance, fees and services, and
    # 50.50 for freight, less 54.36 for what is missing or scrapped.
    assert _lines(books, "gst payment") == [
        (2210, D("2422721.00"), none),
        (2220, D("51.00"), none),
        (1100, none, D("2422772.00")),
    ]


def test_the_credit_for_goods_that_are_missing_or_scrapped_is_paid_back(conform, rows):
    rows["stocktake_line"][2]["Counted Qty"] = "1230"  # 1237 caps by the books
    duck, _ = conform(rows)
    books = lambda query: duck.execute(query).fetchall()
    none = D("0.00")
    # 18 % of 3 kg of resin at 100.00; of what seven caps are made of: 14.28 of resin and 0.35 of carton, in two halves each.
    assert _lines(books, "credit for missing goods") == [
        (5500, D("54.00"), none),
        (1400, none, D("54.00")),
        (5500, D("2.64"), none),
        (1400, none, D("2.64")),
    ]
    assert _lines(books, "credit for scrapped returns") == [
        (5510, D("0.36"), none),
        (1400, none, D("0.36")),
    ]
    (credited,) = books("SELECT sum(debit - credit) FROM journal_line WHERE account_id = 1400")
    assert credited == (none,)  # the settlement takes the reversal with it


@pytest.mark.parametrize(("counted", "tax"), [("2024-07-14", "18.00"), ("2025-09-22", "5.00")])
def test_credit_is_paid_back_at_the_rate_of_the_day(conform, rows, counted, tax):
    rows["stocktake"][0]["Counted On"] = counted
    rows["stocktake_line"] = [
        rows["stocktake_line"][1] | {"Counted Qty": "70"}
    ]  # 20 cartons of 5.00
    duck, _ = conform(rows)
    found = _lines(lambda query: duck.execute(query).fetchall(), "credit for missing goods")
    assert found[0] == (5500, D(tax), D("0.00"))


def test_a_document_that_would_be_posted_outside_of_the_books_is_named():
    with duckdb.connect() as duck:
        derive.decide(duck)
        duck.execute("""CREATE TABLE document_41 AS SELECT 12 AS source_id, DATE '2033-05-04' AS posted_on, 1.00 AS amount, '' AS description, TIMESTAMP '2033-05-04' AS modified_at
                        UNION ALL SELECT 11, DATE '2033-05-04', 0.00, '', NULL UNION ALL SELECT 13, DATE '2025-05-04', 1.00, '', NULL""")
        with pytest.raises(PikkuError, match=r"receipt 12 would be posted on 2033-05-04"):
            ledger.require_posted_in_the_books(duck, replace(rule_of("receipt"), number=41))


def test_what_is_long_ago_or_dear_is_posted_all_the_same(conform, rows):
    rows["product"][1]["Std Cost"] = "12345678.00"
    rows["employee"][0] |= {"DoJ": "1019-05-01", "Gross Salary": "12345678.00"}
    rows["employee"][1] |= {"DoJ": "1020-01-01", "Gross Salary": "12345678.00"}
    rows["payroll"].append(
        rows["payroll"][0]
        | {
            "Emp No": "E-00002",
            "Month": "2025-03",
            "Salary": "12345678.00",
            "Paid On": "2025-04-05",
        }
    )
    duck, _ = conform(rows)
    posted = "SELECT source, max(debit) FROM journal_line JOIN journal_entry USING (journal_entry_id) WHERE source IN "
    found = dict(
        duck.execute(
            f"{posted} ('gratuity payment', 'credit for missing goods') GROUP BY 1"
        ).fetchall()
    )
    # Three kilograms are missing, at 18 per cent; of gratuity the law has a most.
    assert found["credit for missing goods"] == D("6666666.12")
    assert found["gratuity payment"] == D("2000000.00")


def test_what_is_too_large_for_a_table_is_named(conform, rows):
    rows["product"][1]["Std Cost"] = "9999999999.99"
    rows["stock_movement"][1]["Qty"] = "999999999"
    with pytest.raises(
        PikkuError, match="stock_movement can't be made: a number is too large"
    ) as caught:
        conform(rows)
    assert "999" in caught.value.message and "raw" in caught.value.remedy


def test_what_is_too_large_for_a_rule_is_named(conform, rows):
    rows["payroll"][0] |= {
        "Salary": "9999999999999999.00",
        "Gross": "9999999999999999.00",
        "Net": "9999999999998199.00",
    }
    rows["payroll"].append(rows["payroll"][0] | {"Emp No": "E-00002"})
    with pytest.raises(PikkuError, match=r"'payroll' .*: a number is too large"):
        conform(rows)
