"""A workspace with a small gold layer, served by the twin."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
import stars

from pikku import serve


def small_star() -> dict[str, stars.Rows]:
    """Return a star whose figures can be computed in one's head."""
    star = stars.dimensions()
    sales = [
        # day, customer, product, invoice, quantity, net, cost
        (date(2023, 4, 5), 1, 1, "INV-1", 10, "100.00", "60.00"),
        (date(2023, 4, 20), 2, 2, "INV-2", 4, "50.00", "10.00"),
        (date(2024, 4, 5), 1, 1, "INV-3", 20, "200.00", "130.00"),
        (date(2024, 5, 1), 3, 3, "INV-4", 1, "50.00", "40.00"),
    ]
    names = ("invoiced_on", "customer_key", "product_key", "receivable_invoice_no", "quantity")
    star["fact_sales"] = stars.filled(
        "fact_sales",
        [
            dict(zip(names, row[:5], strict=True))
            | {"net_amount": Decimal(row[5]), "cost_amount": Decimal(row[6])}
            for row in sales
        ],
    )
    star["fact_credit_note"] = stars.filled(
        "fact_credit_note",
        [{"credited_on": date(2024, 4, 9), "customer_key": 1, "net_amount": Decimal("20.00")}],
    )
    orders = [("SO-1", 10, 10, "100.00"), ("SO-1", 4, 0, "40.00"), ("SO-2", 5, 3, "60.00")]
    star["fact_sales_order"] = stars.filled(
        "fact_sales_order",
        [
            {
                "ordered_on": date(2023, 4, 1),
                "requested_on": date(2025, 3, 1),
                "sales_order_no": number,
                "quantity": quantity,
                "shipped_quantity": shipped,
                "unit_price": Decimal(10),
                "list_price": Decimal("12.50"),
                "net_amount": Decimal(net),
            }
            for number, quantity, shipped, net in orders
        ],
    )
    receivables = [(1, 0, "100.00"), (1, 15, "30.00"), (2, 95, "7.50"), (3, 0, "0.00")]
    star["fact_receivable"] = stars.filled(
        "fact_receivable",
        [
            {
                "customer_key": customer,
                "days_overdue": days,
                "open_amount": Decimal(amount),
                "overdue_amount": Decimal(amount) if days else Decimal("0.00"),
            }
            for customer, days, amount in receivables
        ],
    )
    ledger = [
        # day, account, amount, customer, source
        (date(2023, 4, 1), 1100, "1000.00", None, "opening"),
        (date(2023, 4, 1), 3100, "-1000.00", None, "opening"),
        (date(2023, 4, 5), 1200, "400.00", 1, "invoice"),
        (date(2023, 4, 5), 4100, "-400.00", None, "invoice"),
        (date(2024, 4, 30), 6300, "150.00", None, "rent"),
        (date(2024, 4, 30), 1100, "-150.00", None, "rent"),
    ]
    star["fact_ledger"] = stars.filled(
        "fact_ledger",
        [
            {
                "posted_on": day,
                "account_key": account,
                "amount": Decimal(amount),
                "debit": max(Decimal(amount), Decimal("0.00")),
                "credit": max(-Decimal(amount), Decimal("0.00")),
                "customer_key": customer,
                "source": source,
            }
            for day, account, amount, customer, source in ledger
        ],
    )
    receipts = [(1, 1, 3, 10, 0, "100.00", "-4.00"), (1, 0, 4, 8, 2, "50.00", "4.50")]
    star["fact_goods_receipt"] = stars.filled(
        "fact_goods_receipt",
        [
            {
                "vendor_key": vendor,
                "product_key": 4,
                "on_time": on_time,
                "lead_days": lead,
                "quantity": quantity,
                "rejected_quantity": rejected,
                "net_amount": Decimal(net),
                "variance_amount": Decimal(variance),
            }
            for vendor, on_time, lead, quantity, rejected, net, variance in receipts
        ],
    )
    star["fact_payable"] = stars.filled(
        "fact_payable",
        [
            {"due_on": date(2025, 3, 1), "open_amount": Decimal("10.00")},
            {"due_on": date(2025, 4, 9), "open_amount": Decimal("5.00")},
        ],
    )
    shipments = [(1, 1, 3, 7, "22.00"), (1, 0, 4, 3, "8.00"), (0, 0, None, 10, "20.00")]
    star["fact_shipment"] = stars.filled(
        "fact_shipment",
        [
            {
                "delivered": delivered,
                "on_time": on_time,
                "transit_days": days,
                "weight_kg": weight,
                "freight_amount": Decimal(freight),
                "promised_on": date(2023, 4, 4),
                "delivered_on": date(2023, 4, 1 + days) if days else None,
            }
            for delivered, on_time, days, weight, freight in shipments
        ],
    )
    balances = [(date(2023, 4, 30), 0, 1, "70.00"), (date(2025, 3, 31), 1, 5, "50.00")]
    star["fact_stock_balance"] = stars.filled(
        "fact_stock_balance",
        [
            {
                "balance_on": day,
                "is_latest": latest,
                "quantity": quantity,
                "amount": Decimal(amount),
                "below_reorder_point": 1,
            }
            for day, latest, quantity, amount in balances
        ],
    )
    star["fact_production"] = stars.filled(
        "fact_production",
        [{"good_quantity": 90, "scrap_quantity": 10, "planned_quantity": 100}],
    )
    return star


@pytest.fixture(scope="session")
def _served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("serve")
    stars.write_gold(home, small_star())
    before = os.environ.get("PIKKU_HOME")
    os.environ["PIKKU_HOME"] = str(home)
    try:
        serve.run()
    finally:
        if before is None:
            del os.environ["PIKKU_HOME"]
        else:
            os.environ["PIKKU_HOME"] = before
    return home


@pytest.fixture
def served(_served: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the workspace with the small star, its views made; for reading only."""
    monkeypatch.setenv("PIKKU_HOME", str(_served))
    return _served


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty workspace of the test's own."""
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def twin(served: Path) -> Iterator[serve.Connection]:
    """Return a connection to the small star."""
    with serve.connect() as connection:
        yield connection
