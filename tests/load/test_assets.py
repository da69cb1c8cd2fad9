"""What is posted of fixed assets that a hand-written company buys: GST by class and day, and income tax deducted or collected."""

from collections.abc import Callable, Iterator
from decimal import Decimal

import duckdb
import pytest

from pikku import catalog
from pikku.catalog.postings import GST_OF_DOCUMENTS, TDS_OF_DOCUMENTS, documents_sql, rule_of
from pikku.load import clean, derive

NAMES = {table.name: table.name for table in catalog.tables()}
LAKH = 100_000


@pytest.fixture(scope="module")
def bought(company, write_once) -> Iterator[Callable[..., dict[str, object]]]:
    """Return a function that returns what is posted when an asset of a class, for so many rupees, is bought on a day.

    In the first year the company sells for 14 crore.
    """
    duck = duckdb.connect()
    derive.decide(duck)
    clean.run(duck, write_once(company()))
    derive.make(duck)
    sold = "(SELECT * REPLACE (CAST(net_amount * 40000 AS DECIMAL(18, 2)) AS net_amount) FROM receivable_invoice)"

    def posted(kind: str, cost: int, day: str) -> dict[str, object]:
        asset = f"""(SELECT * REPLACE ('{kind}' AS asset_class, CAST({cost} AS DECIMAL(18, 2)) AS cost, DATE '{day}' AS acquired_on)
                     FROM fixed_asset WHERE fixed_asset_id = 2)"""
        names = NAMES | {"fixed_asset": asset, "receivable_invoice": sold}
        made = duck.execute(documents_sql(rule_of("capital purchase"), names))
        columns = [column[0] for column in made.description]
        found = dict(zip(columns, made.fetchone(), strict=True))
        (found["returned"],) = duck.execute(
            f"SELECT sum(tds) FROM ({TDS_OF_DOCUMENTS.format(**names)}) WHERE section = '194Q'"
        ).fetchone()
        (found["credit"],) = duck.execute(
            f"SELECT sum(input_tax) FROM ({GST_OF_DOCUMENTS.format(**names)}) WHERE taxable_value = {cost}"
        ).fetchone()
        return found

    yield posted
    duck.close()


def test_the_mould_of_a_good_that_is_given_up_is_sold_as_scrap(conform, rows, shown):
    """It cost 6.5 lakh, 6 of which are written off, and brings 0.3 of its residual value with 18 % tax on the last day of October."""
    rows["product"][0] |= {"Active": "no", "Discontinued": "2023-09-15"}
    duck, _ = conform(rows)
    lines = duck.execute(
        """SELECT posted_on, account_id, debit - credit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'asset retirement' ORDER BY line_no"""
    ).fetchall()
    amounts = {1100: 17_700, 1510: 600_000, 6410: 35_000, 1500: -650_000, 2200: -2_700}
    assert {(str(day), account): amount for day, account, amount in lines} == {
        ("2023-10-31", account): amount for account, amount in amounts.items()
    }
    premiums = duck.execute(
        """SELECT debit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'insurance' AND account_id = 6330 AND period_id IN (202309, 202310) ORDER BY period_id"""
    ).fetchall()
    assert premiums[0][0] - premiums[1][0] == 130  # a five thousandth of its cost
    (row,) = (row for row in shown(duck, "fixed_assets") if row["class"] == "mould")
    assert (row["additions"], row["disposals"], row["gross_closing"]) == (650_000, 650_000, 0)
    assert (row["depreciation_of_disposals"], row["depreciation_closing"]) == (600_000, 0)
    (sold,) = (row for row in shown(duck, "gstr1_hsn") if row["hsn_code"] == "848071")
    assert (sold["taxable_value"], sold["quantity"], sold["unit"]) == (
        15_000,
        2,
        "pcs",
    )  # the other one was worth nothing any more


def test_a_lorry_costs_from_the_month_in_which_it_comes(conform, rows):
    rows["fixed_asset"][1] |= {"Class": "vehicle", "Mould": ""}
    duck, _ = conform(rows)
    costs = duck.execute(
        """SELECT period_id, debit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'lorries' AND account_id = 6370 ORDER BY 1 LIMIT 2"""
    ).fetchall()
    assert costs == [(202306, 42_000), (202307, 42_000)]


def test_a_mould_that_is_given_up_early_is_written_off_until_then(conform, rows):
    rows["product"][0] |= {"Active": "no", "Discontinued": "2023-06-20"}
    duck, _ = conform(rows)
    (depreciated,) = duck.execute(
        """SELECT debit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'asset retirement' AND account_id = 1510"""
    ).fetchone()
    assert depreciated == 200_000  # that of June; it goes in July
    found = duck.execute(
        """SELECT count(*) FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'depreciation' AND period_id = 202307 AND account_id = 1510 AND credit >= 200000"""
    ).fetchone()
    assert found == (0,)


@pytest.mark.parametrize(
    ("kind", "day", "rate"),
    [
        ("vehicle", "2024-06-10", 28),
        ("vehicle", "2025-09-21", 28),
        ("vehicle", "2025-09-22", 18),
        ("machine", "2024-06-10", 18),
        ("mould", "2024-06-10", 18),
    ],
)
def test_lorries_bear_the_tax_of_their_day(bought, kind, day, rate):
    found = bought(kind, 9 * LAKH, day)
    assert found["tax"] == found["credit"] == 9 * LAKH * rate // 100
    assert found["total"] == 9 * LAKH + found["tax"] + found["tcs"]


@pytest.mark.parametrize(
    ("kind", "cost", "day", "collected"),
    [
        ("vehicle", 20 * LAKH, "2024-06-10", 25_600),  # of the price with its tax
        ("vehicle", 20 * LAKH, "2025-10-10", 23_600),
        ("vehicle", 780_000, "2024-06-10", 0),
        ("machine", 20 * LAKH, "2024-06-10", 0),
    ],
)
def test_who_sells_a_lorry_above_ten_lakh_collects_income_tax(bought, kind, cost, day, collected):
    found = bought(kind, cost, day)
    assert found["tcs"] == collected
    assert found["total"] == cost + found["tax"] + collected


@pytest.mark.parametrize(
    ("cost", "day", "deducted"),
    [
        (9_003_360, "2024-06-10", 4_003),
        (9_003_360, "2023-06-10", 0),  # in its first year no company deducts any
        (50 * LAKH, "2024-06-10", 0),
        (9_003_360, "2025-06-10", 0),  # nothing was sold in the year before
    ],
)
def test_tax_is_deducted_from_a_press_above_fifty_lakh(bought, cost, day, deducted):
    found = bought("machine", cost, day)
    assert found["tds"] == (found["returned"] or 0) == deducted
    assert found["total"] == cost + found["tax"] - Decimal(deducted)
