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
