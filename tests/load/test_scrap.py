"""What a hand-written company sells as scrap: the plastic that is neither in good pieces nor ground again, and scrapped returns."""

from decimal import Decimal as D

import pytest


@pytest.fixture
def duck(conform, rows):
    """Return the tables of a company that takes 50 kg for a thousand pieces of 20 g, of which nothing is ground again."""
    rows["bill_of_materials"][0] |= {
        "Qty per 1000": "50.000",
        "Runner %": "0.00",
        "Regrind %": "0.00",
    }
    return conform(rows)[0]


def test_what_is_left_over_is_sold_by_the_kilogram(duck):
    """990 good pieces are 19.8 kg of the 50 kg, and 1 piece came back as scrap: of 30.22 kg nine tenths are 27 kg."""
    lines = duck.execute(
        """SELECT account_id, debit - credit FROM journal_line JOIN journal_entry USING (journal_entry_id)
           WHERE source = 'scrap sale' ORDER BY line_no"""
    ).fetchall()
    assert lines == [(1100, D("955.80")), (4310, D(-810)), (2200, D("-145.80"))]


def test_scrap_is_in_the_returns(duck, shown):
    sold = {row["supplies"]: row for row in shown(duck, "gstr1")}["Other sales, within the state"]
    assert (sold["taxable_value"], sold["cgst_amount"], sold["igst_amount"]) == (810, D("72.90"), 0)
    codes = {row["hsn_code"]: row for row in shown(duck, "gstr1_hsn")}
    assert (codes["391590"]["quantity"], codes["391590"]["unit"]) == (27, "kg")
    april = shown(duck, "gstr3b")[0]
    of_goods = sum(row["cgst_amount"] for code, row in codes.items() if code != "391590")
    assert april["output_cgst"] == of_goods + D("72.90")
