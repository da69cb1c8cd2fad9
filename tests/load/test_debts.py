"""The allowance for doubtful debts of a hand-written company: 534.00 and 1,924.90 are open of its two invoices at the first year's end."""

from decimal import Decimal as D

from pikku.catalog.raw import raw_file

ALLOWANCE = 1250
GIVEN_UP = ("WO-000001", "INV-000000001", "2024-05-06", "534.00", "2024-05-06 10:00:00")


def posted(duck) -> list[tuple[str, str, D]]:
    """Return what is posted on the allowance (credit above zero): source, day and amount."""
    found = duck.execute(
        f"""SELECT source, posted_on, credit - debit FROM journal_line JOIN journal_entry USING (journal_entry_id)
            WHERE account_id = {ALLOWANCE} ORDER BY posted_on"""
    ).fetchall()
    return [(source, str(day), amount) for source, day, amount in found]


def written_off(rows):
    """Return the rows with the first invoice given up."""
    headers = [column.header for column in raw_file("write_off").columns]
    return rows | {"write_off": [dict(zip(headers, GIVEN_UP, strict=True))]}


def test_half_of_what_is_overdue_for_half_a_year_is_provided_for(conform, rows):
    duck, _ = conform(rows)
    assert posted(duck) == [("allowance for doubtful debts", "2024-03-31", D("1229.45"))]


def test_a_debt_that_is_given_up_releases_its_allowance(conform, rows):
    duck, _ = conform(written_off(rows))
    assert posted(duck) == [
        ("allowance for doubtful debts", "2024-03-31", D("1229.45")),
        ("release of allowance", "2024-05-06", D("-267.00")),
    ]


def test_all_that_a_customer_owes_is_provided_for_once_a_debt_of_his_was_given_up(conform, rows):
    for row in (*rows["sales_order"], *rows["receivable_invoice"], *rows["customer_advance"]):
        row.update((key, "C-000001") for key, value in row.items() if value == "C-000002")
    duck, _ = conform(written_off(rows))
    (open_amount,) = duck.execute(
        """SELECT total_amount - 500 - (SELECT sum(total_amount) FROM credit_note WHERE receivable_invoice_id = 2)
           FROM receivable_invoice WHERE receivable_invoice_id = 2"""
    ).fetchone()
    first, released, second = posted(duck)
    assert first[2] + released[2] + second[2] == open_amount
    assert second[:2] == ("allowance for doubtful debts", "2025-03-31")
