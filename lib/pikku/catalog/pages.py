"""The report's pages: one for each business function, every visual with its fields and its place on the canvas.

A page is written in rows from top to bottom, each visual with its share of the row's width; the places follow. Fields are
columns of the star and measures of the catalogue, so that a page can't name what isn't there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import sqlalchemy as sa

from pikku.catalog.gold.dimensions import (
    dim_account,
    dim_carrier,
    dim_customer,
    dim_date,
    dim_product,
    dim_vendor,
)
from pikku.catalog.gold.dimensions import dim_employee as employee
from pikku.catalog.gold.facts import fact_production, fact_sales_order
from pikku.catalog.measures import Measure, measure

WIDTH, HEIGHT = 1280, 720
"""The canvas in pixels: Power BI's 16:9 page."""

MARGIN, GAP = 16, 10

Kind = Literal[
    "text", "slicer", "card", "line", "column", "bar", "donut", "table", "matrix"
]  # fmt: skip


@dataclass(frozen=True)
class Box:
    """A place on the canvas, in pixels from its upper left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Visual:
    """One visual: what it is, what it shows, and where.

    Parameters
    ----------
    name
        Unique on its page; its folder in the report is called so.
    kind
        ``bar`` lies, ``column`` stands; ``matrix`` has columns from `series`.
    title
        What one sees, in words.
    by
        Columns of the star that it is grouped by.
    measures
        The figures.
    series
        A further column: a line or colour for each of its values, or the columns of a matrix.
    top
        Show only so many values of the first column, those with the greatest first measure; 0 shows all.
    ignores
        Columns whose slicer does not filter it, because its figure is as on the last day of the books.
    """

    name: str
    kind: Kind
    title: str
    by: tuple[sa.Column, ...] = ()
    measures: tuple[Measure, ...] = ()
    series: sa.Column | None = None
    top: int = 0
    ignores: tuple[sa.Column, ...] = ()
    box: Box = Box(0, 0, 0, 0)

    @property
    def in_order(self) -> bool:
        """Whether it follows its first column (time, chart of accounts) rather than its first figure."""
        return bool(self.by) and (
            self.by[0].table is dim_date or self.by[0] is dim_account.c.account_name
        )


@dataclass(frozen=True, eq=False)
class Page:
    """A report page: its name, its title, the question that it answers, and its visuals."""

    name: str
    title: str
    question: str
    visuals: tuple[Visual, ...]


#: How a column is called on the report where its own name would not read well.
CAPTIONS = {
    "dim_date.month_start": "Month",
    "dim_date.fiscal_quarter": "Quarter",
    "dim_vendor.vendor_type": "Supplies",
    "dim_carrier.mode": "Mode of transport",
    "dim_employee.employee_name": "Salesperson",
    "dim_account.statement_group": "Line of the statement",
    "dim_product.category_name": "Product category",
    "fact_sales_order.channel": "Sales channel",
    "fact_production.machine_code": "Machine",
}

_YEAR, _MONTH, _QUARTER = (
    dim_date.c.financial_year,
    dim_date.c.month_start,
    dim_date.c.fiscal_quarter,
)


def caption(column: sa.Column) -> str:
    """Return a column's name as readers of the report see it: ``customer_name`` is *Customer*."""
    known = CAPTIONS.get(f"{column.table.name}.{column.name}")
    return known or column.name.removesuffix("_name").replace("_", " ").capitalize()


def _visual(
    kind: Kind,
    name: str,
    title: str,
    by: Sequence[sa.Column] = (),
    measures: Sequence[str] = (),
    *,
    series: sa.Column | None = None,
    top: int = 0,
    ignores: Sequence[sa.Column] = (),
) -> Visual:
    found = tuple(measure(each) for each in measures)
    return Visual(name, kind, title, tuple(by), found, series, top, tuple(ignores))


def _cards(*names: str, as_of_the_end: Sequence[str] = ()) -> list[Visual]:
    """Return a card for each measure; those `as_of_the_end` are of the last day of the books, whatever year is chosen."""
    return [
        _visual("card", f"card_{_slug(name)}", name, measures=[name],
                ignores=[_YEAR] if name in as_of_the_end else [])
        for name in names
    ]  # fmt: skip


def _slug(text: str) -> str:
    words = "".join(c if c.isalnum() else " " for c in text.lower().replace("%", "share"))
    return "_".join(words.split())


def _row(visuals: Sequence[Visual], shares: Sequence[int], y: int, height: int) -> list[Visual]:
    """Return the visuals side by side, each as wide as its share of the row."""
    free = WIDTH - 2 * MARGIN - GAP * (len(visuals) - 1)
    x, placed = MARGIN, []
    for i, (visual, share) in enumerate(zip(visuals, shares, strict=True)):
        last = i == len(visuals) - 1
        width = WIDTH - MARGIN - x if last else round(free * share / sum(shares))
        placed.append(replace(visual, box=Box(x, y, width, height)))
        x += width + GAP
    return placed


def _page(
    name: str,
    title: str,
    question: str,
    *,
    slicers: Sequence[sa.Column],
    cards: Sequence[Visual],
    upper: Sequence[tuple[int, Visual]],
    lower: Sequence[tuple[int, Visual]],
    upper_height: int = 262,
) -> Page:
    """Return a page: title and slicers, a row of cards, and two rows of larger visuals with their shares."""
    head = [Visual("page_title", "text", f"{title}: {question}")]
    head += [Visual(f"slicer_{c.name}", "slicer", caption(c), by=(c,)) for c in slicers]
    rows = [
        _row(head, [3] + [1] * len(slicers), 10, 60),
        _row(cards, [1] * len(cards), 80, 84),
        _row([v for _, v in upper], [share for share, _ in upper], 174, upper_height),
        _row(
            [v for _, v in lower],
            [share for share, _ in lower],
            184 + upper_height,
            524 - upper_height,
        ),
    ]
    return Page(name, title, question, tuple(visual for row in rows for visual in row))


SALES = _page(
    "sales", "Sales", "What we sell, through whom, and what is left of it",
    slicers=[_YEAR, dim_product.c.category_name],
    cards=_cards("Revenue", "Gross margin", "Gross margin %", "Units sold", "Orders", "Average order value"),
    upper=[
        (5, _visual("line", "revenue_by_month", "Revenue and gross margin, month by month",
                    [_MONTH], ["Revenue", "Gross margin"])),
        (4, _visual("column", "revenue_by_quarter", "Revenue by quarter, year beside year",
                    [_QUARTER], ["Revenue"], series=_YEAR)),
        (3, _visual("donut", "orders_by_channel", "How orders come in, by value",
                    [fact_sales_order.c.channel], ["Order intake"])),
    ],
    lower=[
        (4, _visual("bar", "revenue_by_category", "Revenue by product category",
                    [dim_product.c.category_name], ["Revenue"])),
        (4, _visual("bar", "top_products", "Ten products with the most revenue",
                    [dim_product.c.product_name], ["Revenue"], top=10)),
        (4, _visual("table", "salespeople", "Salespeople by order intake",
                    [employee.c.employee_name], ["Order intake", "Orders", "Average order value"])),
    ],
)  # fmt: skip

FINANCE = _page(
    "finance", "Finance", "What we earn, what it costs, and what stays in the bank",
    slicers=[_YEAR, _QUARTER],
    cards=_cards("Ledger revenue", "Income", "Expenses", "Profit", "Profit %", "Bank movement"),
    upper=[
        (6, _visual("column", "income_and_expenses", "Income and expenses, month by month",
                    [_MONTH], ["Income", "Expenses"])),
        (3, _visual("bar", "expenses_by_group", "Expenses by line of the statement",
                    [dim_account.c.statement_group], ["Expenses"])),
        (4, _visual("column", "bank_by_month", "Bank: the opening balance, then each month's change",
                    [_MONTH], ["Bank movement"])),
    ],
    lower=[
        (6, _visual("matrix", "profit_by_account", "Income statement: what each account adds to profit",
                    [dim_account.c.account_name], ["Profit"], series=_YEAR)),
        (3, _visual("line", "profit_share_by_month", "Profit as a share of income",
                    [_MONTH], ["Profit %"])),
        (4, _visual("table", "trial_balance", "Debits and credits by account",
                    [dim_account.c.account_name], ["Debits", "Credits"])),
    ],
    upper_height=208,  # so that the income statement is seen whole
)  # fmt: skip

INVENTORY = _page(
    "inventory", "Inventory", "What lies in stock, what is made, and what is scrapped",
    slicers=[_YEAR, dim_product.c.category_name],
    cards=_cards("Closing stock", "Items below reorder point", "Average stock", "Units produced", "Scrap %",
                 "Output value", as_of_the_end=("Closing stock", "Items below reorder point")),
    upper=[
        (5, _visual("line", "stock_by_month", "Value of stock at each month's end, by type of product",
                    [_MONTH], ["Average stock"], series=dim_product.c.product_type)),
        (4, _visual("bar", "stock_by_category", "Stock at the end of the books, by category",
                    [dim_product.c.category_name], ["Closing stock"], ignores=[_YEAR])),
        (3, _visual("donut", "stock_by_type", "Stock at the end of the books, by type",
                    [dim_product.c.product_type], ["Closing stock"], ignores=[_YEAR])),
    ],
    lower=[
        (4, _visual("column", "production_by_month", "Good pieces made, month by month",
                    [_MONTH], ["Units produced"])),
        (3, _visual("bar", "scrap_by_machine", "Ten machines with the most scrap, in pieces",
                    [fact_production.c.machine_code], ["Units scrapped"], top=10)),
        (5, _visual("table", "largest_stocks", "Ten items with the most stock at the end of the books",
                    [dim_product.c.product_name, dim_product.c.unit], ["Closing stock", "Average stock"],
                    top=10, ignores=[_YEAR])),
    ],
)  # fmt: skip

VENDORS = _page(
    "vendors", "Vendors", "From whom we buy, how well they deliver, and what we owe",
    slicers=[_YEAR, dim_vendor.c.vendor_type],
    cards=_cards("Purchases", "Price variance", "Vendor on-time %", "Vendor lead days", "Open payables",
                 "Overdue payables", as_of_the_end=("Open payables", "Overdue payables")),
    upper=[
        (5, _visual("column", "purchases_by_month", "Goods received and bills paid (with GST), month by month",
                    [_MONTH], ["Purchases", "Paid to vendors"])),
        (4, _visual("line", "on_time_by_month", "Receipts by the promised day",
                    [_MONTH], ["Vendor on-time %"])),
        (3, _visual("donut", "purchases_by_type", "What we buy, by value",
                    [dim_vendor.c.vendor_type], ["Purchases"])),
    ],
    lower=[
        (5, _visual("bar", "top_vendors", "Ten vendors that we buy most from",
                    [dim_vendor.c.vendor_name], ["Purchases"], top=10)),
        (7, _visual("table", "scorecard", "Vendors' scorecard",
                    [dim_vendor.c.vendor_name],
                    ["Purchases", "Deliveries", "Vendor on-time %", "Vendor lead days", "Price variance"])),
    ],
)  # fmt: skip

CUSTOMERS = _page(
    "customers", "Customers", "Who buys, who grows, and who owes us money",
    slicers=[_YEAR, dim_customer.c.segment],
    cards=_cards("Active customers", "Revenue per customer", "Net revenue", "Open receivables", "Overdue %",
                 "Disputed receivables",
                 as_of_the_end=("Open receivables", "Overdue %", "Disputed receivables")),
    upper=[
        (10, _visual("column", "invoiced_and_received", "Invoiced (with GST) and received, month by month",
                    [_MONTH], ["Invoiced with GST", "Received"])),
        (6, _visual("bar", "revenue_by_state", "Eight states with the most revenue",
                    [dim_customer.c.state_name], ["Revenue"], top=8)),
        (9, _visual("matrix", "segments_by_year", "Revenue by segment, year beside year",
                    [dim_customer.c.segment], ["Revenue"], series=_YEAR)),
    ],
    lower=[
        (4, _visual("bar", "top_customers", "Ten customers with the most revenue",
                    [dim_customer.c.customer_name], ["Revenue"], top=10)),
        (5, _visual("table", "largest_debtors", "Ten customers who owe us most at the end of the books",
                    [dim_customer.c.customer_name], ["Open receivables", "Overdue receivables", "Overdue %"],
                    top=10, ignores=[_YEAR])),
        (3, _visual("donut", "revenue_by_segment", "Revenue by segment",
                    [dim_customer.c.segment], ["Revenue"])),
    ],
)  # fmt: skip

SHIPPING = _page(
    "shipping", "Shipping", "How much leaves the plant, whether it arrives in time, and what it costs",
    slicers=[_YEAR, dim_carrier.c.mode],
    cards=_cards("Shipments", "Delivery on-time %", "Transit days", "Weight shipped", "Freight", "Freight per kg"),
    upper=[
        (5, _visual("column", "shipments_by_month", "Dispatches, month by month", [_MONTH], ["Shipments"])),
        (4, _visual("line", "on_time_by_month", "Deliveries by the promised day",
                    [_MONTH], ["Delivery on-time %"])),
        (3, _visual("donut", "freight_by_mode", "Freight by mode of transport",
                    [dim_carrier.c.mode], ["Freight"])),
    ],
    lower=[
        (6, _visual("table", "carriers", "Carriers compared",
                    [dim_carrier.c.carrier_name],
                    ["Shipments", "Delivery on-time %", "Transit days", "Freight", "Freight per kg"])),
        (3, _visual("bar", "freight_by_state", "Eight states with the most freight",
                    [dim_customer.c.state_name], ["Freight"], top=8)),
        (3, _visual("line", "freight_per_kg_by_month", "Freight of a kilogram",
                    [_MONTH], ["Freight per kg"])),
    ],
)  # fmt: skip

PAGES: tuple[Page, ...] = (SALES, FINANCE, INVENTORY, VENDORS, CUSTOMERS, SHIPPING)


def page(name: str) -> Page:
    """Return the page called `name`.

    Raises
    ------
    KeyError
        When there is no such page.
    """
    for candidate in PAGES:
        if candidate.name == name:
            return candidate
    raise KeyError(f"no page {name!r} in the catalogue")
