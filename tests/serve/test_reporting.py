"""The reporting views on the small star, against figures computed by hand."""

from datetime import date
from decimal import Decimal as D

import pytest

from pikku.catalog.reporting import VIEWS


def rows(twin, view, order, *columns):
    """Return a view's rows as tuples of some columns, in order."""
    found = twin.sql(f"SELECT {', '.join(columns)} FROM reporting.{view} ORDER BY {order}")
    return [tuple(row.values()) for row in found.to_pylist()]


def test_sales_by_month(twin):
    columns = ("month_name", "revenue", "gross_margin_percent", "revenue_year_to_date")
    assert rows(twin, "sales_by_month", "month_start", *columns) == [
        ("Apr 2023", D("150.00"), D("53.33"), D("150.00")),
        ("Apr 2024", D("200.00"), D("35.00"), D("200.00")),
        ("May 2024", D("50.00"), D("20.00"), D("250.00")),
    ]


def test_sales_by_product(twin):
    columns = (
        "financial_year",
        "category_name",
        "units",
        "rank_in_category",
        "share_of_category_percent",
    )
    assert rows(twin, "sales_by_product", "1, 2", *columns) == [
        ("2023-24", "Caps", 4, 1, D("100.00")),
        ("2023-24", "Crates", 10, 1, D("100.00")),
        ("2024-25", "Caps", 1, 1, D("100.00")),
        ("2024-25", "Crates", 20, 1, D("100.00")),
    ]


def test_sales_by_salesperson(twin):
    columns = ("orders", "customers", "order_intake", "average_order_value", "discount_percent")
    assert rows(twin, "sales_by_salesperson", "1", *columns) == [
        (2, 1, D("200.00"), D("100.00"), D("20.00"))
    ]


def test_order_backlog_leaves_out_what_was_shipped(twin):
    columns = ("sales_order_no", "open_quantity", "open_amount", "days_late")
    assert rows(twin, "order_backlog", "1", *columns) == [
        ("SO-1", 4, D("40.00"), 30),
        ("SO-2", 2, D("20.00"), 30),
    ]


def test_trial_balance(twin):
    columns = ("account_no", "debits", "credits", "debit_balance", "credit_balance")
    assert rows(twin, "trial_balance", "1", *columns) == [
        (1100, D("1000.00"), D("150.00"), D("850.00"), D("0.00")),
        (1200, D("400.00"), D("0.00"), D("400.00"), D("0.00")),
        (3100, D("0.00"), D("1000.00"), D("0.00"), D("1000.00")),
        (4100, D("0.00"), D("400.00"), D("0.00"), D("400.00")),
        (6300, D("150.00"), D("0.00"), D("150.00"), D("0.00")),
    ]
    total = twin.sql("SELECT SUM(balance) AS x FROM reporting.trial_balance").to_pylist()
    assert total == [{"x": D("0.00")}]


def test_profit_and_loss(twin):
    columns = ("quarter_name", "line_no", "line_name", "amount")
    assert rows(twin, "profit_and_loss", "1", *columns) == [
        ("Q1 2023-24", 1, "Revenue", D("400.00")),
        ("Q1 2024-25", 5, "Other expenses", D("-150.00")),
    ]


def test_balance_sheet_balances_each_year(twin):
    columns = ("financial_year", "side", "line_name", "amount")
    found = rows(twin, "balance_sheet", "1, 2, 3", *columns)
    assert ("2023-24", "Equity", "Retained earnings", D("400.00")) in found
    assert ("2024-25", "Equity", "Retained earnings", D("250.00")) in found
    assert ("2024-25", "Assets", "Cash and bank", D("850.00")) in found
    for year in ("2023-24", "2024-25"):
        assets = sum(row[3] for row in found if row[0] == year and row[1] == "Assets")
        assert assets == sum(row[3] for row in found if row[0] == year and row[1] != "Assets")


def test_bank_by_month(twin):
    columns = ("month_name", "opening_balance", "money_in", "money_out", "closing_balance")
    assert rows(twin, "bank_by_month", "month_start", *columns) == [
        ("Apr 2023", D("0.00"), D("1000.00"), D("0.00"), D("1000.00")),
        ("Apr 2024", D("1000.00"), D("0.00"), D("150.00"), D("850.00")),
    ]


def test_stock_views(twin):
    columns = ("items", "items_below_reorder_point", "stock_value", "share_percent")
    assert rows(twin, "stock_by_warehouse", "1", *columns) == [(1, 1, D("50.00"), D("100.00"))]
    columns = ("financial_year", "cost_of_sales", "average_stock", "turns", "days_of_stock")
    crates = [
        row[:]
        for row in rows(twin, "stock_turnover", "1, 2", *columns, "category_name")
        if row[5] == "Crates"
    ]
    assert [row[:5] for row in crates] == [
        ("2023-24", D("60.00"), D("70.00"), D("0.86"), D("425.8")),
        ("2024-25", D("130.00"), D("50.00"), D("2.60"), D("140.4")),
    ]
    assert rows(twin, "slow_stock", "1", "quantity", "last_issued_on") == [(5, None)]


def test_production_by_month(twin):
    columns = ("month_start", "planned", "good_pieces", "scrap_percent")
    assert rows(twin, "production_by_month", "1", *columns) == [
        (date(2023, 4, 1), 100, 90, D("10.00"))
    ]


def test_vendor_views(twin):
    columns = (
        "deliveries", "purchases", "on_time_percent", "average_lead_days", "rejected_percent",
        "price_variance", "price_variance_percent",
    )  # fmt: skip
    assert rows(twin, "vendor_scorecard", "1", *columns) == [
        (2, D("150.00"), D("50.00"), D("3.5"), D("10.00"), D("0.50"), D("0.33"))
    ]
    columns = ("open_amount", "not_due", "days_1_to_30", "over_90_days")
    assert rows(twin, "payables_ageing", "1", *columns) == [
        (D("15.00"), D("5.00"), D("10.00"), D("0.00"))
    ]
    assert rows(twin, "purchases_by_month", "1", "deliveries", "purchases", "paid") == [
        (2, D("150.00"), D("0.00"))
    ]


def test_customer_views(twin):
    columns = (
        "rank_by_revenue",
        "customer_code",
        "revenue",
        "cumulated_share_percent",
        "abc_class",
    )
    assert rows(twin, "customer_ranking", "1", *columns) == [
        (1, "c1", D("300.00"), D("75.00"), "A"),
        (2, "c2", D("50.00"), D("87.50"), "B"),
        (3, "c3", D("50.00"), D("100.00"), "C"),
    ]
    columns = (
        "customer_code",
        "open_amount",
        "not_due",
        "days_1_to_30",
        "over_90_days",
        "disputed",
    )
    assert rows(twin, "receivables_ageing", "1", *columns) == [
        ("c1", D("130.00"), D("100.00"), D("30.00"), D("0.00"), D("30.00")),
        ("c2", D("7.50"), D("0.00"), D("0.00"), D("7.50"), D("0.00")),
    ]
    columns = ("financial_year", "segment", "customers", "revenue", "share_percent")
    assert rows(twin, "customer_segments", "1, 2", *columns) == [
        ("2023-24", "automotive", 1, D("100.00"), D("66.67")),
        ("2023-24", "retail", 1, D("50.00"), D("33.33")),
        ("2024-25", "automotive", 1, D("200.00"), D("80.00")),
        ("2024-25", "retail", 1, D("50.00"), D("20.00")),
    ]


def test_shipping_views(twin):
    columns = (
        "shipments",
        "delivered",
        "on_time_percent",
        "average_transit_days",
        "freight_per_kg",
    )
    assert rows(twin, "delivery_performance", "1", *columns) == [
        (3, 2, D("50.00"), D("3.5"), D("2.50"))
    ]
    assert rows(twin, "late_deliveries", "days_late", "days_late", "state") == [
        (1, "delivered"),
        (727, "on the way"),
    ]
    columns = ("freight", "revenue", "freight_percent_of_revenue")
    assert rows(twin, "freight_by_month", "1", *columns) == [(D("50.00"), D("150.00"), D("33.33"))]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_money_and_percentages_are_decimals(twin, view):
    schema = twin.sql(f"SELECT TOP 1 * FROM reporting.{view.name}").schema
    for field in schema:
        assert "double" not in str(field.type), field
        if field.name.endswith(("_percent", "_amount", "_balance")) or field.name == "revenue":
            assert str(field.type).startswith("decimal128"), field
