"""Small gold layers for the tests: rows by table, written as Delta tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa

from pikku.catalog.accounts import ACCOUNTS
from pikku.catalog.gold import gold_table, gold_tables
from pikku.catalog.periods import periods

Rows = list[dict[str, Any]]


def arrow_type(kind: sa.types.TypeEngine) -> pa.DataType:
    match kind:
        case sa.BigInteger():
            return pa.int64()
        case sa.Integer():
            return pa.int32()
        case sa.Numeric():
            return pa.decimal128(kind.precision, kind.scale)
        case sa.Boolean():
            return pa.bool_()
        case sa.Date():
            return pa.date32()
        case sa.TIMESTAMP():
            return pa.timestamp("us", tz="UTC")
        case sa.String():
            return pa.string()
    raise TypeError(kind)


_DELTA_TYPES = {
    pa.int64(): "long",
    pa.int32(): "integer",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us", tz="UTC"): "timestamp",
    pa.string(): "string",
}


def write_delta(folder: Path, table: pa.Table, version: int = 0) -> None:
    """Write a version of a Delta table whose only file holds `table`."""
    log = folder / "_delta_log"
    log.mkdir(parents=True, exist_ok=True)
    name = f"part-{version:05d}.parquet"
    pq.write_table(table, folder / name)
    fields = [
        {"name": f.name, "type": _delta_type(f.type), "nullable": True, "metadata": {}}
        for f in table.schema
    ]
    add = {"path": name, "partitionValues": {}, "size": (folder / name).stat().st_size}
    actions = [{"add": add | {"modificationTime": 0, "dataChange": True}}]
    if version == 0:
        schema = json.dumps({"type": "struct", "fields": fields})
        meta = {
            "id": "0",
            "format": {"provider": "parquet", "options": {}},
            "schemaString": schema,
        }
        actions.insert(0, {"metaData": meta | {"partitionColumns": [], "configuration": {}}})
        actions.insert(0, {"protocol": {"minReaderVersion": 1, "minWriterVersion": 2}})
    else:
        before = {"path": f"part-{version - 1:05d}.parquet", "dataChange": True}
        actions.insert(0, {"remove": before})
    text = "\n".join(json.dumps(action) for action in actions)
    (log / f"{version:020d}.json").write_text(text)


def write_two_files(folder: Path) -> None:
    """Write a Delta table of two files with the smallest and largest `id` of each in its log."""
    write_delta(folder, pa.table({"id": [1, 2]}))
    pq.write_table(pa.table({"id": [8, 9]}), folder / "second.parquet")
    log = folder / "_delta_log" / f"{0:020d}.json"
    actions = [json.loads(line) for line in log.read_text().splitlines()]
    first = actions[-1]["add"]
    second = first | {"path": "second.parquet", "size": (folder / "second.parquet").stat().st_size}
    for add, low, high in ((first, 1, 2), (second, 8, 9)):
        stats = {
            "numRecords": 2,
            "minValues": {"id": low},
            "maxValues": {"id": high},
            "nullCount": {"id": 0},
        }
        add["stats"] = json.dumps(stats)
    log.write_text(
        "\n".join(json.dumps(a) for a in [*actions[:-1], {"add": first}, {"add": second}])
    )


def _delta_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return _DELTA_TYPES[kind]


def write_gold(home: Path, star: Mapping[str, Rows]) -> None:
    """Write the gold tables into the lake of a workspace; those that `star` leaves out are empty."""
    for table in gold_tables():
        rows = arrow(table.name, star.get(table.name, []))
        write_delta(home / "lake" / "gold" / table.name, rows)


def arrow(name: str, rows: Rows) -> pa.Table:
    """Return rows of a gold table with the types of the catalogue."""
    schema = pa.schema([(c.name, arrow_type(c.type)) for c in gold_table(name).columns])
    return pa.Table.from_pylist(rows, schema=schema)


def filled(name: str, rows: Sequence[Mapping[str, Any]]) -> Rows:
    """Return rows of a gold table, what they leave out filled in: keys counted, links to the first member."""
    found = []
    for number, row in enumerate(rows, start=1):
        made = {c.name: _value(c, number) for c in gold_table(name).columns}
        assert row.keys() <= made.keys(), row.keys() - made.keys()
        found.append(made | dict(row))
    return found


def _value(column: sa.Column, number: int) -> Any:
    if column.primary_key:
        return number
    if column.nullable:
        return None
    if column.foreign_keys:
        return date(2023, 4, 1) if isinstance(column.type, sa.Date) else 1
    match column.type:
        case sa.Boolean():
            return True
        case sa.Integer():
            return 0
        case sa.Numeric():
            return Decimal("0.00")
        case sa.Date():
            return date(2023, 4, 1)
    return f"{column.name[:1]}{number}"[: column.type.length]


def calendar(first: date = date(2023, 4, 1), last: date = date(2025, 3, 31)) -> Rows:
    rows = []
    for period in periods(first, last):
        day = period.starts_on
        while day <= period.ends_on:
            rows.append(
                {
                    "date": day,
                    "month_start": period.starts_on,
                    "month_name": period.period_name,
                    "financial_year": period.financial_year,
                    "fiscal_quarter": (period.fiscal_month + 2) // 3,
                    "fiscal_month": period.fiscal_month,
                    "period_id": period.period_id,
                    "weekday_no": day.isoweekday(),
                }
            )
            day += timedelta(1)
    return rows


def dimensions() -> dict[str, Rows]:
    """Return two or more members of each dimension."""
    accounts = [
        {
            "account_key": a.account_id,
            "account_name": a.account_name,
            "account_type": a.account_type,
            "statement_group": a.statement_group,
            "is_control": a.is_control,
        }
        for a in ACCOUNTS
    ]
    segments = [{"segment": "automotive"}, {"segment": "retail"}, {"segment": "retail"}]
    products = [
        {"category_name": "Crates", "product_type": "finished", "reorder_point": 10},
        {"category_name": "Caps", "product_type": "finished"},
        {"category_name": "Caps", "product_type": "finished"},
        {"category_name": "Resin", "product_type": "material"},
    ]
    return {
        "dim_date": calendar(),
        "dim_account": accounts,
        "dim_customer": filled("dim_customer", segments),
        "dim_product": filled("dim_product", products),
        "dim_vendor": filled("dim_vendor", [{}, {}]),
        "dim_employee": filled("dim_employee", [{}, {}]),
        "dim_warehouse": filled("dim_warehouse", [{}, {}]),
        "dim_carrier": filled("dim_carrier", [{}, {}]),
    }


def small_star() -> dict[str, Rows]:
    """Return a star whose figures can be computed in one's head."""
    star = dimensions()
    sales = [
        # day, customer, product, invoice, quantity, net, cost
        (date(2023, 4, 5), 1, 1, "INV-1", 10, "100.00", "60.00"),
        (date(2023, 4, 20), 2, 2, "INV-2", 4, "50.00", "10.00"),
        (date(2024, 4, 5), 1, 1, "INV-3", 20, "200.00", "130.00"),
        (date(2024, 5, 1), 3, 3, "INV-4", 1, "50.00", "40.00"),
    ]
    names = ("invoiced_on", "customer_key", "product_key", "receivable_invoice_no", "quantity")
    star["fact_sales"] = filled(
        "fact_sales",
        [
            dict(zip(names, row[:5], strict=True))
            | {"net_amount": Decimal(row[5]), "cost_amount": Decimal(row[6])}
            for row in sales
        ],
    )
    star["fact_credit_note"] = filled(
        "fact_credit_note",
        [{"credited_on": date(2024, 4, 9), "customer_key": 1, "net_amount": Decimal("20.00")}],
    )
    orders = [("SO-1", 10, 10, "100.00"), ("SO-1", 4, 0, "40.00"), ("SO-2", 5, 3, "60.00")]
    star["fact_sales_order"] = filled(
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
    star["fact_receivable"] = filled(
        "fact_receivable",
        [
            {
                "customer_key": customer,
                "days_overdue": days,
                "open_amount": Decimal(amount),
                "overdue_amount": Decimal(amount) if days else Decimal("0.00"),
                "disputed_amount": Decimal(amount) if days == 15 else Decimal("0.00"),
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
    star["fact_ledger"] = filled(
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
    star["fact_goods_receipt"] = filled(
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
    star["fact_payable"] = filled(
        "fact_payable",
        [
            {"due_on": date(2025, 3, 1), "open_amount": Decimal("10.00")},
            {"due_on": date(2025, 4, 9), "open_amount": Decimal("5.00")},
        ],
    )
    shipments = [(1, 1, 3, 7, "22.00"), (1, 0, 4, 3, "8.00"), (0, 0, None, 10, "20.00")]
    star["fact_shipment"] = filled(
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
    star["fact_stock_balance"] = filled(
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
    star["fact_production"] = filled(
        "fact_production",
        [{"good_quantity": 90, "scrap_quantity": 10, "planned_quantity": 100}],
    )
    return star
