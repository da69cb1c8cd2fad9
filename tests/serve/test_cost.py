"""What a query would cost in Synapse."""

from decimal import Decimal

import pytest
import stars

from pikku.catalog.gold import gold_table
from pikku.serve import cost


@pytest.mark.parametrize(
    ("size", "megabytes"),
    [(0, 10), (1, 10), (10 * 2**20, 10), (10 * 2**20 + 1, 11), (2**40, 2**20)],
)
def test_bytes_are_rounded_up_and_ten_megabytes_are_the_least(size, megabytes):
    assert cost.billed_megabytes(size) == megabytes


def test_a_terabyte_costs_five_dollars():
    assert cost.dollars(2**20) == Decimal(5)


def test_each_column_has_its_bytes(twin):
    found = cost.column_bytes("fact_sales", twin)
    assert list(found) == list(gold_table("fact_sales").columns.keys())
    assert all(size > 0 for size in found.values())


def test_the_files_that_a_query_reads(twin):
    assert cost.files_read("SELECT SUM(net_amount) AS x FROM gold.fact_sales", twin) == (1, 1)
    text = "SELECT c.segment FROM gold.fact_sales AS f JOIN gold.dim_customer AS c ON c.customer_key = f.customer_key"
    assert cost.files_read(text, twin) == (2, 2)


def test_files_that_a_filter_rules_out_are_not_read(served, twin):
    """Spark writes smallest and largest values into the log; here the test does."""
    text = "SELECT COUNT(*) AS n FROM OPENROWSET(BULK 'bronze/two', DATA_SOURCE = 'lake', FORMAT = 'DELTA') AS r"
    stars.write_two_files(served / "lake" / "bronze" / "two")
    assert cost.files_read(text, twin) == (2, 2)
    assert cost.files_read(f"{text} WHERE id > 5", twin) == (1, 2)
