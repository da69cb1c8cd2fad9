"""Small gold layers for the tests: rows by table, written as Delta tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import sqlalchemy as sa
from pikku.catalog.gold import gold_table, gold_tables
from pikku.catalog.reference import ACCOUNTS, periods

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
        case sa.String():
            return pa.string()
    raise TypeError(kind)


_DELTA_TYPES = {
    pa.int64(): "long",
    pa.int32(): "integer",
    pa.bool_(): "boolean",
    pa.date32(): "date",
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


def _delta_type(kind: pa.DataType) -> str:
    if pa.types.is_decimal(kind):
        return f"decimal({kind.precision},{kind.scale})"
    return _DELTA_TYPES[kind]


def write_gold(home: Path, star: Mapping[str, Rows]) -> None:
    """Write the gold tables into the lake of a workspace; those that `star` leaves out are empty."""
    for table in gold_tables():
        schema = pa.schema([(c.name, arrow_type(c.type)) for c in table.columns])
        rows = star.get(table.name, [])
        write_delta(
            home / "lake" / "gold" / table.name,
            pa.Table.from_pylist(rows, schema=schema),
        )


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
                    "weekday_no": day.isoweekday() % 7 + 1,
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


def rows_of(text: str) -> list[tuple]:
    """Return the rows of a query in DuckDB's own SQL, as an independent second opinion."""
    return duckdb.sql(text).fetchall()
