"""The taxes of a generated company, as its auditor would check them."""

from decimal import ROUND_HALF_UP, Decimal

import pytest


def rupees(amount: Decimal) -> Decimal:
    """Return an amount to the nearest rupee."""
    return amount.quantize(Decimal(1), ROUND_HALF_UP)


@pytest.fixture
def moved(loaded):
    """Return a function that sums what a rule put on an account (debit above zero), by accounting month."""
    query = """
        SELECT period_id, sum(debit - credit) FROM finance.journal_line JOIN finance.journal_entry USING (journal_entry_id)
        WHERE source = %s AND account_id = %s GROUP BY 1"""
    return lambda source, account: dict(loaded.execute(query, [source, account]).fetchall())


def test_a_years_income_tax_is_paid_within_it_in_the_shares_of_the_law(moved):
    paid, taxes = moved("advance tax", 1410), moved("income tax", 6700)
    assert taxes
    for month, tax in taxes.items():
        year = month // 100
        parts = [paid[key] for key in (year * 100 - 94, year * 100 - 91, year * 100 - 88, month)]
        assert sum(parts) == tax
        for number, share in enumerate((15, 45, 75, 100), start=1):
            assert sum(parts[:number]) == rupees(tax * share / 100)
