"""The generated company as tables to ask: the true rows in DuckDB, with the joins that most checks need made once."""

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from pikku import generate
from pikku.catalog.periods import FIRST_DAY, LAST_DAY
from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import REALISM, Realism
from pikku.catalog.taxes import tax_rates
from pikku.errors import PikkuError
from pikku.generate import calendar, sizes

#: A company of fewer order lines has no distributions to speak of.
LEAST_LINES = 5_000
#: More order lines than this don't fit into a laptop's memory together; the shares and curves are the same anyway.
MOST_LINES = 2_000_000

#: The keys of documents and codes are their digits.
_VIEWS = """
CREATE MACRO key(code) AS CAST(regexp_extract(code, '[0-9]+$') AS BIGINT);
CREATE TABLE item AS
    SELECT key(product_code) AS product_id, key(category_code) AS category_code, category_name AS category,
           product.product_type AS product_type, standard_cost, hsn_code
    FROM product JOIN category ON category_id = key(category_code);
CREATE TABLE client AS SELECT key(customer_code) AS customer_id, segment, customer_since FROM customer;
CREATE TABLE ordered AS
    SELECT key(sales_order_no) AS sales_order_id, customer_id, segment, ordered_on, requested_on
    FROM sales_order JOIN client USING (customer_id);
CREATE TABLE line AS
    SELECT sales_order_id * 100 + line_no AS line_id, sales_order_id, product_id, quantity, unit_price, discount_rate,
           segment, ordered_on
    FROM sales_order_line l JOIN ordered USING (sales_order_id);
CREATE TABLE sent AS
    SELECT shipment_id, sales_order_line_id AS line_id, s.sales_order_id, product_id, dispatched_on, x.quantity,
           CAST(x.quantity * unit_price AS DECIMAL(18, 2)) AS net,
           CASE WHEN segment = 'export' THEN 0 ELSE rate.gst_rate END AS gst_rate
    FROM shipment_line x JOIN line ON line_id = sales_order_line_id JOIN shipment s ON key(shipment_no) = shipment_id
    JOIN item USING (product_id)
    JOIN rate ON rate.hsn_code = item.hsn_code AND dispatched_on BETWEEN rate.valid_from AND rate.valid_to;
CREATE VIEW came_back AS
    SELECT r.*, x.shipment_id, product_id, x.quantity AS sent_quantity
    FROM goods_return r JOIN shipment_line x ON shipment_line_id = shipment_id * 100 + line_no
    JOIN line ON line_id = sales_order_line_id;
CREATE VIEW counted AS
    SELECT stocktake_id, product_id, counted_on, stocktake_type, booked_quantity, counted_quantity - booked_quantity AS off
    FROM stocktake_line JOIN stocktake ON key(stocktake_no) = stocktake_id;
CREATE VIEW issued AS
    SELECT component_id AS product_id, started_on,
           CAST(sum(ceil((good_quantity + scrap_quantity) * quantity_per_1000 * 0.001)) AS BIGINT) AS quantity
    FROM production_order JOIN bill_of_materials USING (product_id) GROUP BY ALL;
CREATE TABLE invoice AS
    SELECT key(receivable_invoice_no) AS invoice_id, customer_id, invoiced_on, due_on,
           CAST(sum(net) AS DECIMAL(18, 2)) AS net, CAST(sum(net * (1 + gst_rate / 100)) AS DECIMAL(18, 2)) AS gross
    FROM receivable_invoice JOIN sent USING (shipment_id) GROUP BY ALL;
"""


class Books:
    """A generated company, to be asked in SQL.

    Parameters
    ----------
    size, seed
        Which company.
    realism
        The parameters that it is made with.

    Raises
    ------
    PikkuError
        When size or seed can't be, or it is too small to have distributions or too large for memory.
    """

    def __init__(
        self, size: str | int = "small", seed: int = 1, realism: Realism = REALISM
    ) -> None:
        generate.check(size, seed)
        lines = sizes.parse(size).order_lines
        if not LEAST_LINES <= lines <= MOST_LINES:
            few = lines < LEAST_LINES
            raise PikkuError(
                f"A company of {lines:,} order lines is too {'small' if few else 'large'} for its plausibility to be examined.",
                remedy=f"Take from {LEAST_LINES:,} to {MOST_LINES:,}: the distributions are the same at every size.",
            )
        self._connection = duckdb.connect(config={"threads": 1})
        for file in RAW_FILES:
            rows = generate.truth(size, seed, file.table_name, realism)
            self._connection.register(file.table_name, rows)
        rates = [vars(rate) for rate in tax_rates()]
        self._connection.register("rate", pa.Table.from_pylist(rates))
        self._connection.execute(_VIEWS)

    def rows(self, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """Return the rows of a query; ``$name`` stands for a value."""
        return self._connection.execute(query, values or None).fetchall()

    def row(self, query: str, **values: Any) -> tuple[Any, ...]:
        """Return the only row of a query."""
        (found,) = self.rows(query, **values)
        return found

    def arrays(self, query: str, **values: Any) -> dict[str, np.ndarray]:
        """Return the columns of a query as arrays, by name; numbers with decimals become floats."""
        return self._connection.execute(query, values or None).fetchnumpy()


def day(column: str) -> str:
    """Return SQL for the day of the books (0 is the first) of a date."""
    return f"({column} - DATE '{FIRST_DAY}')"


def settled(column: str, days: int) -> str:
    """Return SQL for: the date leaves at least so many days until the end of the books."""
    return f"({column} <= DATE '{LAST_DAY}' - {days})"


def month_label(month: int) -> str:
    """Return a month of the books, 0 is the first, as ``2024-05``."""
    year, number = divmod(int(calendar.PERIOD_OF_MONTH[month]), 100)
    return f"{year}-{number:02d}"
