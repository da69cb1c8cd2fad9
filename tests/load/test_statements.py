"""The statements agree with the ledger and with each other, and each has a picture."""

import itertools
from decimal import Decimal

import pytest

from pikku import generate, load
from pikku.catalog import postings
from pikku.catalog import statements as definitions
from pikku.catalog.accounts import ACCOUNTS, RESULT_TYPES
from pikku.catalog.statements.ledger import BANK, PROFIT_KEPT, RESULT_GROUPS
from pikku.errors import PikkuError
from pikku.load import statement_figures, statements
from pikku.workbook import figures

YEARS = definitions.years()
NAMES = [each.name for each in statements.STATEMENTS]


@pytest.fixture(scope="module", autouse=True)
def books(home, tmp_path_factory) -> None:
    """Load a small generated company."""
    folder = tmp_path_factory.mktemp("generated")
    generate.run(size=3_000, seed=5, out=folder)
    load.run(raw=folder)


def lines(name: str, year: str | None = None) -> dict[str, dict]:
    """Return the rows of a statement by their first column."""
    rows = statements.make(name, year).rows
    return {row[next(iter(row))]: row for row in rows}


def balance(link, account: int, year: str) -> Decimal:
    """Return an account's balance at the end of a year."""
    query = """
        SELECT coalesce(sum(debit - credit), 0) FROM finance.journal_line
        JOIN finance.journal_entry USING (journal_entry_id) JOIN finance.period USING (period_id)
        WHERE account_id = %s AND financial_year <= %s"""
    return link.execute(query, [account, year]).fetchone()[0]


@pytest.mark.parametrize("year", YEARS)
def test_the_trial_balance_adds_up_to_nothing(year):
    total = statements.make("trial_balance", year).rows[-1]
    assert total["account"] == "Total"
    assert total["opening"] == total["closing"] == 0
    assert total["debit"] == total["credit"] > 0


def test_each_years_opening_balances_are_the_closing_ones_of_the_year_before():
    results = {a.account_id for a in ACCOUNTS if a.account_type in RESULT_TYPES}
    profit = lines("profit_and_loss")["Profit of the year"]
    for before, after in itertools.pairwise(YEARS):
        closing = {
            row["account_id"]: row["closing"]
            for row in statements.make("trial_balance", before).rows
        }
        closing = {each: 0 if each in results else closing[each] for each in closing}
        closing[3200] = closing.get(3200, 0) - profit[before]  # closed into retained earnings
        opening = {
            row["account_id"]: row["opening"]
            for row in statements.make("trial_balance", after).rows
        }
        assert {account: opening[account] for account in closing} == closing


def test_assets_are_liabilities_and_equity_in_every_year():
    rows = lines("balance_sheet")
    for year in YEARS:
        assert rows["Total assets"][year] == rows["Total liabilities and equity"][year] > 0


def test_profit_is_what_the_balance_sheet_keeps():
    profit, kept = lines("profit_and_loss"), lines("balance_sheet")[PROFIT_KEPT]
    paid_out, so_far = lines("cash_flow")["Dividend paid"], Decimal(0)
    for year in YEARS:
        so_far += profit["Profit of the year"][year] + paid_out[year]
        assert kept[year] == so_far


def test_every_account_of_income_and_expense_is_in_the_profit():
    groups = {
        account.statement_group for account in ACCOUNTS if account.account_type in RESULT_TYPES
    }
    assert set(RESULT_GROUPS) == groups


def test_cash_flow_leads_from_one_bank_balance_to_the_next(link):
    rows = list(lines("cash_flow").values())
    for year in YEARS:
        assert sum(row[year] for row in rows[:-1]) == rows[-1][year]
        assert rows[-1][year] == balance(link, BANK, year)


def test_every_rule_that_moves_money_has_a_place_in_the_cash_flow():
    for rule in postings.POSTING_RULES:
        moves = any(line.account_id == BANK for line in rule.lines)
        assert moves == bool(rule.cash_flow), rule.source


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("name", "account", "sign"), [("receivables_ageing", 1200, 1), ("payables_ageing", 2100, -1)]
)
def test_an_ageing_adds_up_to_its_control_account(link, name, account, sign, year):
    *kinds, total = statements.make(name, year).rows
    assert total["total"] == sign * balance(link, account, year)
    for column in list(total)[1:]:
        assert total[column] == sum(row[column] for row in kinds), column
    columns = list(total)
    buckets = [total[column] for column in columns[2 : columns.index("total")]]
    assert sum(buckets) == total["total"]


@pytest.mark.parametrize("year", YEARS)
def test_the_ageing_shows_the_allowance(link, year):
    total = lines("receivables_ageing", year)["Total"]
    assert total["allowance"] == -balance(link, 1250, year)
    assert total["net"] == total["total"] - total["allowance"] > 0


def test_the_ageing_puts_a_document_where_its_due_day_says(link):
    query = """
        SELECT sum(total_amount - coalesce(paid, 0) - coalesce(credited, 0) - coalesce(a.amount, 0) - coalesce(w.amount, 0))
        FROM finance.receivable_invoice i LEFT JOIN finance.write_off w USING (receivable_invoice_id)
        LEFT JOIN finance.advance_allocation a USING (receivable_invoice_id)
        LEFT JOIN (SELECT receivable_invoice_id, sum(amount) AS paid FROM finance.receipt_allocation GROUP BY 1) r
            USING (receivable_invoice_id)
        LEFT JOIN (SELECT receivable_invoice_id, sum(total_amount) AS credited FROM sales.credit_note GROUP BY 1) c
            USING (receivable_invoice_id)
        WHERE DATE '2026-03-31' - due_on BETWEEN 1 AND 30"""
    total = statements.make("receivables_ageing").rows[-1]
    assert total["1-30 days"] == link.execute(query).fetchone()[0] > 0


@pytest.mark.parametrize("year", YEARS)
def test_the_cash_flow_shows_what_was_paid_in_advance(link, year):
    received = link.execute(
        "SELECT coalesce(sum(amount), 0) FROM finance.customer_advance JOIN finance.period "
        "ON received_on BETWEEN starts_on AND ends_on WHERE financial_year = %s",
        [year],
    ).fetchone()[0]
    assert lines("cash_flow")["Advances from customers"][year] == received > 0


@pytest.mark.parametrize("year", YEARS)
def test_the_tax_of_the_returns_is_the_ledgers(link, year):
    *kinds, total = statements.make("gstr1", year).rows
    months = statements.make("gstr3b", year).rows
    other = sum(row["taxable_value"] for row in kinds if row["supplies"].startswith("Other sales"))
    taxes = sum(total[f"{tax}_amount"] for tax in ("cgst", "sgst", "igst"))
    assert taxes == sum(row["output_tax"] for row in months)
    discounts = link.execute(
        "SELECT coalesce(sum(net_amount), 0) FROM sales.credit_note JOIN finance.period "
        "ON credited_on BETWEEN starts_on AND ends_on WHERE reason = 'cash discount' AND financial_year = %s",
        [year],
    ).fetchone()[0]
    revenue = lines("profit_and_loss")["Revenue"][year]
    assert total["taxable_value"] - other == revenue + discounts
    assert other > 0  # scrap
    paid = lines("cash_flow")["GST paid"][year]
    assert sum(row["paid"] for row in months) == -paid


def test_the_summary_by_hsn_has_no_goods_that_came_back(link):
    """Of whichever line of the invoice they are."""
    rows = link.execute("""
        SELECT p.hsn_code, l.gst_rate, sum(l.quantity) - sum(coalesce(r.quantity, 0)), count(r.quantity) FILTER (WHERE line_no > 1)
        FROM finance.receivable_invoice_line l JOIN products.product p USING (product_id)
        LEFT JOIN sales.goods_return r USING (shipment_line_id)
        GROUP BY 1, 2""").fetchall()
    expected = {(hsn, rate): quantity for hsn, rate, quantity, _ in rows}
    found = {}
    for year in YEARS:
        for row in statements.make("gstr1_hsn", year).rows:
            key = row["hsn_code"], row["gst_rate"]
            found[key] = found.get(key, 0) + row["quantity"]
    assert {key: found[key] for key in expected} == expected
    assert {hsn for hsn, _ in found.keys() - expected.keys()} <= {"391590", "848071"}  # scrap
    assert sum(later for *_, later in rows) > 0


def test_the_summary_by_hsn_adds_up_to_invoices_less_credit_notes():
    total, goods = statements.make("gstr1").rows[-1], statements.make("gstr1_hsn").rows
    assert any(row["supplies"].startswith("Credit") for row in statements.make("gstr1").rows)
    for column in ("taxable_value", "cgst_amount", "sgst_amount", "igst_amount"):
        assert sum(row[column] for row in goods) == total[column]


@pytest.mark.parametrize("year", YEARS)
def test_the_monthly_return_agrees_with_that_of_outward_supplies(year):
    months = statements.make("gstr3b", year).rows
    *supplies, total = statements.make("gstr1", year).rows
    of = lambda column: sum(row[column] for row in months)
    exports = sum(row["taxable_value"] for row in supplies if "exports" in row["supplies"])
    assert of("zero_rated_value") == exports > 0
    assert of("taxable_value") == total["taxable_value"] - exports
    for tax in ("cgst", "sgst", "igst"):
        assert of(f"output_{tax}") == total[f"{tax}_amount"]


@pytest.mark.parametrize("year", YEARS)
def test_each_line_of_the_monthly_return_adds_up_to_the_ledger(link, year):
    for row in statements.make("gstr3b", year).rows:
        heads = lambda name, row=row: sum(row[f"{name}_{tax}"] for tax in ("cgst", "sgst"))
        assert row["output_tax"] == heads("output") + row["output_igst"]
        integrated = row["reverse_charge_igst"] + row["other_credit_igst"]
        credit = heads("reverse_charge") + heads("other_credit") + integrated
        assert row["input_credit"] == credit - heads("reversed")
        # 5 %, in two halves that are each rounded for each lorry
        assert (
            abs(
                heads("reverse_charge")
                + row["reverse_charge_igst"]
                - row["reverse_charge_value"] * 5 / 100
            )
            < 10
            < heads("reverse_charge")
        )
        assert row["paid"] == row["paid"].to_integral_value()
        assert row["reverse_charge_tax"] == heads("reverse_charge") + row["reverse_charge_igst"]
    reversed_ = sum(
        row[f"reversed_{tax}"]
        for row in statements.make("gstr3b", year).rows
        for tax in ("cgst", "sgst")
    )
    query = """
        SELECT sum(credit) FROM finance.journal_line JOIN finance.journal_entry USING (journal_entry_id)
        JOIN finance.period USING (period_id)
        WHERE account_id = 1400 AND source LIKE 'credit for %%' AND financial_year = %s"""
    assert reversed_ == link.execute(query, [year]).fetchone()[0] > 0


@pytest.mark.parametrize("year", YEARS)
def test_what_is_paid_is_the_net_of_the_month_before_and_its_reverse_charge(year):
    for before, after in itertools.pairwise(statements.make("gstr3b", year).rows):
        if before["credit_forward"] == 0 == after["credit_forward"]:
            due = before["net"] + before["reverse_charge_tax"]
            assert abs(after["paid"] - due) <= 3, after["month"]  # whole rupees of each tax


@pytest.mark.parametrize("year", YEARS)
def test_the_tax_deducted_from_suppliers_is_the_ledgers(link, year):
    months = statements.make("tds", year).rows
    assert len(months) == 12
    of = lambda column: sum(row[column] for row in months)
    kinds = ("rent_tds", "contracts_tds", "fees_tds", "purchases_tds")
    assert sum(of(kind) for kind in kinds) == of("tds") > 0
    assert abs(of("fees_tds") - of("fees") / 10) <= 6 < of("fees_tds")
    assert (of("purchases_tds") > 0) == (year != YEARS[0])  # nothing was sold in the year before
    assert months[-1]["owed"] == months[-1]["tds"] == -balance(link, 2335, year)
    assert of("paid") == -lines("cash_flow")["Income tax deducted from suppliers paid"][year]
    assert all(row["owed"] == row["tds"] for row in months)
    for before, after in itertools.pairwise(months):
        assert after["paid"] == (before["tds"] if not after["month"].startswith("Apr") else 0)
    assert abs(of("rent_tds") - of("rent") / 10) <= 6  # half a rupee a month
    assert (
        of("rent")
        == link.execute(
            """SELECT sum(debit) FROM finance.journal_line JOIN finance.journal_entry USING (journal_entry_id)
           JOIN finance.period USING (period_id) WHERE account_id = 6300 AND financial_year = %s""",
            [year],
        ).fetchone()[0]
    )


@pytest.mark.parametrize("year", YEARS)
def test_the_schedule_of_fixed_assets_is_the_ledgers(link, year):
    *classes, total = statements.make("fixed_assets", year).rows
    assert [row["class"] for row in classes] == ["building", "machine", "mould", "vehicle"]
    for row in (*classes, total):
        grown = row["taken_over"] + row["additions"] - row["disposals"]
        assert row["gross_opening"] + grown == row["gross_closing"]
        written_off = row["depreciation"] - row["depreciation_of_disposals"]
        assert row["depreciation_opening"] + written_off == row["depreciation_closing"]
        assert row["net_opening"] == row["gross_opening"] - row["depreciation_opening"]
        assert row["net_closing"] == row["gross_closing"] - row["depreciation_closing"]
    for column in list(total)[1:]:
        assert total[column] == sum(row[column] for row in classes), column
    assert total["gross_closing"] == balance(link, 1500, year)
    assert total["depreciation_closing"] == -balance(link, 1510, year)
    assert total["net_closing"] == lines("balance_sheet")["Fixed assets"][year]
    assert total["depreciation"] == -lines("profit_and_loss")["Depreciation"][year] > 0
    bought = link.execute(
        """SELECT coalesce(sum(debit), 0) FROM finance.journal_line JOIN finance.journal_entry USING (journal_entry_id)
           JOIN finance.period USING (period_id)
           WHERE account_id = 1500 AND source = 'capital purchase' AND financial_year = %s""",
        [year],
    ).fetchone()[0]
    assert total["additions"] == bought
    assert (total["taken_over"] > 0) == (year == YEARS[0])


def test_each_class_begins_a_year_as_it_ended_the_one_before():
    for before, after in itertools.pairwise(YEARS):
        ended, begun = (statements.make("fixed_assets", each).rows for each in (before, after))
        for block in ("gross", "depreciation", "net"):
            closing = {row["class"]: row[f"{block}_closing"] for row in ended}
            assert {row["class"]: row[f"{block}_opening"] for row in begun} == closing


def test_flows_add_up_to_what_each_account_moved():
    flows = statements.flows()
    moved = {
        row["account"]: row["debit"] - row["credit"]
        for row in statements.make("trial_balance").rows
    }
    for account in ("Accounts receivable", "GST output tax", "Sales", "Fixed assets at cost"):
        into = sum(flow.amount for flow in flows if flow.target == account)
        out = sum(flow.amount for flow in flows if flow.source == account)
        assert abs(into - out - moved[account]) < 1  # shares of an entry's lines are rounded
    pairs = {(flow.source, flow.target) for flow in flows}
    assert not pairs & {(target, source) for source, target in pairs}


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_has_a_picture_of_its_rows(name):
    made = statements.make(name)
    drawn = figures.small_json(made.figure())
    assert drawn["data"]
    assert made.statement.title in drawn["layout"]["title"]["text"]
    assert drawn == figures.small_json(statements.make(name).figure())


def test_a_bridge_ends_at_the_statements_last_line():
    made = statements.make("cash_flow")
    bridge = made.figure().data[0]
    ups = [x for x, kind in zip(bridge.x, bridge.measure, strict=True) if kind == "relative"]
    assert sum(ups) == pytest.approx(bridge.x[-1], abs=0.01)


def test_the_numbers_of_a_bridge_are_of_one_size():
    bridge = statements.make("cash_flow").figure().data[0]
    assert (bridge.constraintext, bridge.textfont.size) == ("none", 11)


def test_each_account_of_the_trial_balance_is_named_in_its_picture():
    drawn = statements.make("trial_balance").figure()
    assert (drawn.layout.yaxis.dtick, drawn.layout.yaxis.automargin) == (1, True)
    assert drawn.layout.height >= 17 * len(drawn.data[0].y)
    assert "debits to the right" in drawn.layout.xaxis.title.text


def test_what_is_left_of_assets_and_what_was_written_off_are_their_cost():
    made = statements.make("fixed_assets")
    left, off = made.figure().data
    assert (left.name, off.name) == ("net block", "written off so far")
    cost = [float(row["gross_closing"]) / 1e7 for row in made.rows if row["class"] != "Total"]
    assert [a + b for a, b in zip(left.x, off.x, strict=True)] == pytest.approx(cost, abs=0.001)


def test_the_names_in_the_sankey_have_room():
    names = statement_figures.sankey(statements.flows(), YEARS[-1]).data[0].node.label
    assert max(len(line) for name in names for line in name.split("<br>")) <= 20


def test_the_sankey_leaves_out_what_cannot_be_seen():
    flows = statements.flows()
    shown = statement_figures.sankey(flows, YEARS[-1]).data[0]
    assert 0 < len(shown.link.value) < len(flows)
    assert max(shown.link.source) < len(shown.node.label)


@pytest.mark.parametrize(
    ("name", "year", "message"),
    [
        ("profit", None, "There is no statement 'profit'"),
        ("gstr1", "2030-31", "no financial year '2030-31'"),
        ("gstr1", "2025-26' OR 1=1", "no financial year"),
    ],
)
def test_an_unknown_statement_or_year_is_refused_with_what_there_is(name, year, message):
    with pytest.raises(PikkuError, match=message) as caught:
        statements.make(name, year)
    assert "Choose one of" in caught.value.remedy


def test_without_tables_it_says_to_load(link):
    link.execute("ALTER TABLE finance.journal_line RENAME TO elsewhere")
    with pytest.raises(PikkuError, match="no tables") as caught:
        statements.make("trial_balance", link=link)
    assert "pikku load" in caught.value.remedy
    link.rollback()
