"""The tables that no extract brings: made from the conformed documents, set by set, in DuckDB.

Each derived table is one query over the tables before it. ``modified_at`` of a derived row is the latest of the rows that
it is made from, so whoever copies by that watermark copies a row again when anything behind it was corrected.
"""

from collections.abc import Callable
from datetime import date

import duckdb
import sqlalchemy as sa

from pikku import catalog
from pikku.catalog.accounts import ACCOUNTS
from pikku.catalog.inventory import MOVEMENT_TYPES
from pikku.catalog.periods import FIRST_DAY, LAST_DAY, periods
from pikku.catalog.reference import ABROAD, HOME_STATE, MATERIAL_STORE, WAREHOUSES
from pikku.catalog.taxes import tax_rates
from pikku.errors import PikkuError
from pikku.load import ledger
from pikku.load.types import duckdb_type, numbers_fit

#: The day on which most decided rows were decided: the one that the books begin with.
DECIDED_ON = FIRST_DAY


def _tax(home: str) -> str:
    """Return the three taxes on `net_amount`; half up to the paisa, with decimals only (`/` would make floats)."""
    half = f"CASE WHEN {home} THEN round(net_amount * gst_rate * 0.005, 2) ELSE 0 END"
    full = f"CASE WHEN {home} THEN 0 ELSE round(net_amount * gst_rate * 0.01, 2) END"
    return f"{half} AS cgst_amount, {half} AS sgst_amount, {full} AS igst_amount"


def _rate_on(day: str) -> str:
    """Return the join that finds the product's tax rate on the document's day; HSN codes of one's own have none."""
    return f"LEFT JOIN tax_rate r ON r.hsn_code = p.hsn_code AND {day} BETWEEN r.valid_from AND r.valid_to"


INVOICE_LINES = f"""
    SELECT *, {_tax(f"state_code = '{HOME_STATE}'")}
    FROM (
        SELECT i.receivable_invoice_id * 100 + s.line_no AS receivable_invoice_line_id,
               i.receivable_invoice_id, s.line_no, s.shipment_line_id, o.product_id, s.quantity,
               o.unit_price, CAST(s.quantity * o.unit_price AS DECIMAL(18, 2)) AS net_amount,
               CASE WHEN c.state_code = '{ABROAD}' THEN 0 ELSE coalesce(r.gst_rate, p.gst_rate) END AS gst_rate,
               c.state_code,
               greatest(i.modified_at, s.modified_at, o.modified_at, c.modified_at, p.modified_at) AS modified_at
        FROM clean.receivable_invoice i
        JOIN clean.shipment_line s ON s.shipment_id = i.shipment_id
        JOIN clean.sales_order_line o ON o.sales_order_line_id = s.sales_order_line_id
        JOIN clean.customer c ON c.customer_id = i.customer_id
        JOIN clean.product p ON p.product_id = o.product_id
        {_rate_on("i.invoiced_on")}
    )
"""

BILL_LINES = f"""
    SELECT *, {_tax(f"state_code = '{HOME_STATE}'")}
    FROM (
        SELECT b.payable_bill_id * 100 + number.line_no AS payable_bill_line_id, b.payable_bill_id,
               number.line_no, g.goods_receipt_id, g.quantity, l.unit_price,
               CAST(g.quantity * l.unit_price AS DECIMAL(18, 2)) AS net_amount,
               coalesce(r.gst_rate, p.gst_rate) AS gst_rate, v.state_code,
               greatest(b.modified_at, g.modified_at, l.modified_at, v.modified_at, p.modified_at) AS modified_at
        FROM clean.payable_bill b
        JOIN clean.purchase_order_line l ON l.purchase_order_id = b.purchase_order_id
        JOIN clean.goods_receipt g ON g.purchase_order_line_id = l.purchase_order_line_id
        JOIN clean.vendor v ON v.vendor_id = b.vendor_id
        JOIN clean.product p ON p.product_id = l.product_id
        {_rate_on("b.billed_on")}
        JOIN (
            SELECT goods_receipt_id,
                   row_number() OVER (PARTITION BY p.purchase_order_id ORDER BY goods_receipt_id) AS line_no
            FROM clean.goods_receipt r
            JOIN clean.purchase_order_line p ON p.purchase_order_line_id = r.purchase_order_line_id
        ) number ON number.goods_receipt_id = g.goods_receipt_id
    )
"""


def _totals(document: str) -> str:
    """Return the query that adds the sums of its lines to a document."""
    amounts = ("net_amount", "cgst_amount", "sgst_amount", "igst_amount")
    sums = ", ".join(
        f"CAST(coalesce(sum(l.{name}), 0) AS DECIMAL(18, 2)) AS {name}" for name in amounts
    )
    return f"""
        SELECT d.* EXCLUDE (modified_at), t.* EXCLUDE ({document}_id, modified_at),
               net_amount + cgst_amount + sgst_amount + igst_amount AS total_amount,
               greatest(d.modified_at, t.modified_at) AS modified_at
        FROM clean.{document} d
        JOIN (
            SELECT d.{document}_id, {sums}, max(l.modified_at) AS modified_at
            FROM clean.{document} d LEFT JOIN {document}_line l ON l.{document}_id = d.{document}_id
            GROUP BY d.{document}_id
        ) t ON t.{document}_id = d.{document}_id
    """


def _movement(kind: str, source_id: str, line: str, rest: str) -> str:
    """Return the query of one kind of movements; `rest` selects what moved (p is the product)."""
    position = MOVEMENT_TYPES.index(kind) + 1
    return f"""
        SELECT {position} * 10000000000000 + {source_id} * 100 + {line} AS stock_movement_id,
               '{kind}' AS movement_type, {source_id} AS source_id, p.product_id,
               p.standard_cost AS unit_cost, {rest}
    """


#: Runners and scrap of a production order that it uses again; in decimals that are wide enough and never rounded.
_GROUND = """CAST(CAST(o.scrap_quantity * 100 + o.good_quantity * b.runner_rate AS DECIMAL(14, 2))
    * b.quantity_per_1000 * b.regrind_rate AS DECIMAL(28, 7)) * 0.0000001"""

MOVEMENTS = tuple(
    f"SELECT *, quantity * unit_cost AS amount FROM ({moved})"
    for moved in (
        _movement(
            "opening",
            "s.product_id",
            "1",
            """s.warehouse_id, s.moved_on, s.quantity, greatest(s.modified_at, p.modified_at) AS modified_at
            FROM clean.stock_movement s JOIN clean.product p ON p.product_id = s.product_id""",
        ),
        _movement(
            "goods receipt",
            "g.goods_receipt_id",
            "1",
            """g.warehouse_id, g.received_on AS moved_on, g.quantity,
               greatest(g.modified_at, l.modified_at, p.modified_at) AS modified_at
            FROM clean.goods_receipt g
            JOIN clean.purchase_order_line l ON l.purchase_order_line_id = g.purchase_order_line_id
            JOIN clean.product p ON p.product_id = l.product_id""",
        ),
        _movement(
            "production issue",
            "o.production_order_id",
            "b.line_no",
            f"""{MATERIAL_STORE.warehouse_id} AS warehouse_id, o.started_on AS moved_on,
               -CAST(ceil((o.good_quantity + o.scrap_quantity) * b.quantity_per_1000 * 0.001) AS BIGINT) AS quantity,
               greatest(o.modified_at, b.modified_at, p.modified_at) AS modified_at
            FROM clean.production_order o
            JOIN clean.bill_of_materials b ON b.product_id = o.product_id
            JOIN clean.product p ON p.product_id = b.component_id""",
        ),
        _movement(
            "production receipt",
            "o.production_order_id",
            "1",
            """o.warehouse_id, o.finished_on AS moved_on, o.good_quantity AS quantity,
               greatest(o.modified_at, p.modified_at) AS modified_at
            FROM clean.production_order o JOIN clean.product p ON p.product_id = o.product_id""",
        ),
        _movement(
            "dispatch",
            "s.shipment_id",
            "l.line_no",
            """s.warehouse_id, s.dispatched_on AS moved_on, -l.quantity AS quantity,
               greatest(s.modified_at, l.modified_at, o.modified_at, p.modified_at) AS modified_at
            FROM clean.shipment s
            JOIN clean.shipment_line l ON l.shipment_id = s.shipment_id
            JOIN clean.sales_order_line o ON o.sales_order_line_id = l.sales_order_line_id
            JOIN clean.product p ON p.product_id = o.product_id""",
        ),
        _movement(
            "regrind",
            "o.production_order_id",
            "b.line_no",
            f"""{MATERIAL_STORE.warehouse_id} AS warehouse_id, o.finished_on AS moved_on,
               CAST(floor({_GROUND}) AS BIGINT) AS quantity,
               greatest(o.modified_at, b.modified_at, p.modified_at) AS modified_at
            FROM clean.production_order o
            JOIN clean.bill_of_materials b ON b.product_id = o.product_id
            JOIN clean.product p ON p.product_id = b.component_id
            WHERE floor({_GROUND}) > 0""",
        ),
        _movement(
            "stocktake",
            "l.stocktake_line_id",
            "1",
            """s.warehouse_id, s.counted_on AS moved_on, l.difference_quantity AS quantity,
               greatest(s.modified_at, l.modified_at, p.modified_at) AS modified_at
            FROM clean.stocktake s
            JOIN clean.stocktake_line l ON l.stocktake_id = s.stocktake_id
            JOIN clean.product p ON p.product_id = l.product_id
            WHERE l.difference_quantity <> 0""",
        ),
        _movement(
            "customer return",
            "r.goods_return_id",
            "1",
            """r.warehouse_id, r.returned_on AS moved_on, r.accepted_quantity AS quantity,
               greatest(r.modified_at, l.modified_at, o.modified_at, p.modified_at) AS modified_at
            FROM clean.goods_return r
            JOIN clean.shipment_line l ON l.shipment_line_id = r.shipment_line_id
            JOIN clean.sales_order_line o ON o.sales_order_line_id = l.sales_order_line_id
            JOIN clean.product p ON p.product_id = o.product_id
            WHERE r.accepted_quantity > 0""",
        ),
    )
)

#: Each product and warehouse has a balance from the month of its first movement to the last month of the books.
BALANCES = """
    SELECT d.period_id * 100000000 + m.warehouse_id * 1000000 + m.product_id AS stock_balance_id,
           d.period_id, m.product_id, m.warehouse_id, m.quantity, m.amount,
           greatest(m.modified_at, d.modified_at) AS modified_at
    FROM (
        SELECT months.*, lead(period_id) OVER later AS next_period_id,
               sum(moved) OVER before AS quantity, sum(moved_amount) OVER before AS amount,
               max(moved_at) OVER before AS modified_at
        FROM (
            SELECT product_id, warehouse_id, year(moved_on) * 100 + month(moved_on) AS period_id,
                   sum(quantity) AS moved, sum(amount) AS moved_amount, max(modified_at) AS moved_at
            FROM stock_movement GROUP BY ALL
        ) months
        WINDOW later AS (PARTITION BY product_id, warehouse_id ORDER BY period_id),
               before AS (PARTITION BY product_id, warehouse_id ORDER BY period_id
                          ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)
    ) m
    JOIN period d ON d.period_id >= m.period_id AND d.period_id < coalesce(m.next_period_id, 999999)
"""

#: Derived table -> its queries, in the order of making. Those of one table come in the order of the keys that they make: one at
#: a time needs less memory than all at once.
QUERIES: dict[str, tuple[str, ...]] = {
    "receivable_invoice_line": (INVOICE_LINES,),
    "receivable_invoice": (_totals("receivable_invoice"),),
    "payable_bill_line": (BILL_LINES,),
    "payable_bill": (_totals("payable_bill"),),
    "stock_movement": MOVEMENTS,
    "stock_balance": (BALANCES,),
    "journal_line": ledger.LINES,
    "journal_entry": ledger.ENTRIES,
}

#: Reference table -> its rows, decided in the catalogue.
DECIDED: dict[str, Callable[[date], tuple]] = {
    "account": lambda _: ACCOUNTS,
    "period": lambda last: periods(last=last),
    "warehouse": lambda _: WAREHOUSES,
    "tax_rate": lambda last: tax_rates(last=last),
}


def decide(duck: duckdb.DuckDBPyConnection, last: date = LAST_DAY) -> None:
    """Make the reference tables of books that end on a day."""
    for name, rows in DECIDED.items():
        table = catalog.table(name)
        listed = [f"{column.name} {duckdb_type(column)}" for column in table.columns]
        duck.execute(f"CREATE TABLE {name} ({', '.join(listed)})")
        given = [column.name for column in table.columns if column.name != "modified_at"]
        marks = ", ".join("?" for _ in [*given, "modified_at"])
        values = [
            [*(getattr(row, each, None) for each in given), getattr(row, "decided_on", DECIDED_ON)]
            for row in rows(last)
        ]
        duck.executemany(
            f"INSERT INTO {name} ({', '.join(given)}, modified_at) VALUES ({marks})", values
        )


def make(
    duck: duckdb.DuckDBPyConnection, progress: Callable[[str], None] = lambda name: None
) -> None:
    """Make every table of the catalogue that isn't there yet, ordered by its key, with exactly its columns.

    Parameters
    ----------
    duck
        Holds the conformed rows in the schema `clean` and the reference tables in `main`.
    progress
        Called with each table's name before it is made.

    Raises
    ------
    PikkuError
        When a number is too large for a table, or a document would be posted outside of the books.
    """
    for table in catalog.tables():
        if table.name not in QUERIES and table.name not in DECIDED:
            query = _exact(duck, table, f"SELECT * FROM clean.{table.name}")
            duck.execute(f"CREATE VIEW {table.name} AS {query}")
    for name, queries in QUERIES.items():
        progress(name)
        if name == "journal_line":
            ledger.post(duck)
        table = catalog.table(name)
        first = next(iter(table.primary_key)).name
        for query in queries:
            into = f"INSERT INTO {name}" if query is not queries[0] else f"CREATE TABLE {name} AS"
            with numbers_fit(f"The table {name} can't be made"):
                duck.execute(f"{into} {_exact(duck, table, query)} ORDER BY {first}")


def _exact(duck: duckdb.DuckDBPyConnection, table: sa.Table, query: str) -> str:
    """Return the query reduced to the table's columns, in their order and types.

    A column that nothing fills yet, because it is new in the catalogue, is empty where it may be.
    """
    filled = {name for name, *_ in duck.execute(f"DESCRIBE {query}").fetchall()}
    columns = []
    for column in table.columns:
        if column.name not in filled and not column.nullable:
            raise PikkuError(
                f"Nothing fills the column {table}.{column.name}, which may not be empty.",
                remedy="Give it a header in lib/pikku/catalog/raw.py, or make it optional.",
            )
        value = column.name if column.name in filled else "NULL"
        columns.append(f"CAST({value} AS {duckdb_type(column)}) AS {column.name}")
    return f"SELECT {', '.join(columns)} FROM ({query})"
