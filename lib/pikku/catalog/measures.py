"""The figures of the reports: each is written once in DAX, for Power BI, and once in SQL, for everything else.

A measure over one fact has SQL that aggregates the fact's columns (alias ``f``). A measure made of others names them in
square brackets, as DAX does, and is computed from their results. Both ways leave the grouping open: the same measure is
a total, a column by month or a bar by customer.
"""

import re
from dataclasses import dataclass

from pikku.catalog.postings import CLOSING

RUPEES = "₹ #,0"
COUNT = "#,0"
PERCENT = "0.0 %"
DAYS = "0.0"


@dataclass(frozen=True)
class Measure:
    """A figure: its name, the table that it is kept in, its business function, format, meaning, DAX and SQL."""

    name: str
    table_name: str
    function: str
    format: str
    description: str
    dax: str
    sql: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return the names of the measures that this one is made of; empty when it aggregates a fact."""
        return tuple(dict.fromkeys(re.findall(r"\[([^\]]+)\]", self.sql)))


def _sum(
    name: str, table: str, function: str, column: str, description: str, form: str = RUPEES
) -> Measure:
    return Measure(
        name, table, function, form, description, f"SUM({table}[{column}])", f"SUM(f.{column})"
    )


def _ratio(
    name: str,
    table: str,
    function: str,
    above: str,
    below: str,
    description: str,
    form: str = PERCENT,
) -> Measure:
    return Measure(
        name,
        table,
        function,
        form,
        description,
        f"DIVIDE([{above}], [{below}])",
        f"[{above}] / NULLIF([{below}], 0)",
    )


def _difference(
    name: str, table: str, function: str, first: str, second: str, description: str
) -> Measure:
    return Measure(
        name, table, function, RUPEES, description, f"[{first}] - [{second}]",
        # As in DAX: an empty part counts as nothing, and two of them make an empty difference.
        f"CASE WHEN COALESCE([{first}], [{second}]) IS NOT NULL"
        f" THEN COALESCE([{first}], 0) - COALESCE([{second}], 0) END",
    )  # fmt: skip


#: The closing of a year would undo its income and expenses: the ledger's measures leave it out.
_OPEN_DAX = f'KEEPFILTERS(fact_ledger[source] <> "{CLOSING}")'
_OPEN_SQL = f"f.source <> '{CLOSING}'"


def _ledger(name: str, accounts: str, sign: str, description: str) -> Measure:
    """Return a balance of the accounts of some types, income and liabilities shown as positive."""
    kinds = [kind.strip() for kind in accounts.split(",")]
    dax_kinds = ", ".join(f'"{kind}"' for kind in kinds)
    sql_kinds = ", ".join(f"'{kind}'" for kind in kinds)
    return Measure(
        name, "fact_ledger", "finance", RUPEES, description,
        f"{sign}CALCULATE(SUM(fact_ledger[amount]),"
        f" KEEPFILTERS(dim_account[account_type] IN {{{dax_kinds}}}), {_OPEN_DAX})",
        f"{sign}SUM(CASE WHEN f.account_key IN (SELECT a.account_key FROM dim_account a"
        f" WHERE a.account_type IN ({sql_kinds})) AND {_OPEN_SQL} THEN f.amount END)",
    )  # fmt: skip


def _account(name: str, number: int, sign: str, description: str) -> Measure:
    return Measure(
        name, "fact_ledger", "finance", RUPEES, description,
        f"{sign}CALCULATE(SUM(fact_ledger[amount]), KEEPFILTERS(fact_ledger[account_key] = {number}), {_OPEN_DAX})",
        f"{sign}SUM(CASE WHEN f.account_key = {number} AND {_OPEN_SQL} THEN f.amount END)",
    )  # fmt: skip


MEASURES: tuple[Measure, ...] = (
    # Sales
    _sum("Revenue", "fact_sales", "sales", "net_amount", "Invoiced goods before GST"),
    _sum("Cost of sales", "fact_sales", "sales", "cost_amount", "Standard cost of the goods invoiced"),
    _difference("Gross margin", "fact_sales", "sales", "Revenue", "Cost of sales", "Revenue less standard cost"),
    _ratio("Gross margin %", "fact_sales", "sales", "Gross margin", "Revenue", "Gross margin as a share of revenue"),
    _sum("Units sold", "fact_sales", "sales", "quantity", "Pieces invoiced", COUNT),
    _sum("Discount given", "fact_sales", "sales", "discount_amount", "List price less price, times quantity"),
    _sum("GST collected", "fact_sales", "sales", "gst_amount", "GST on invoices"),
    _sum("Order intake", "fact_sales_order", "sales", "net_amount", "Value of order lines before GST"),
    Measure("Orders", "fact_sales_order", "sales", COUNT, "Sales orders",
            "DISTINCTCOUNT(fact_sales_order[sales_order_no])", "COUNT(DISTINCT f.sales_order_no)"),
    _ratio("Average order value", "fact_sales_order", "sales", "Order intake", "Orders",
           "Order intake divided by orders", RUPEES),
    _sum("Allowances", "fact_credit_note", "sales", "net_amount",
         "Credit notes before GST: returns, allowances, cash discounts"),
    _sum("Returned goods", "fact_goods_return", "sales", "net_amount", "Credited for goods that came back, before GST"),
    _sum("Units returned", "fact_goods_return", "sales", "quantity", "Pieces that came back", COUNT),
    _ratio("Return %", "fact_goods_return", "sales", "Returned goods", "Revenue",
           "Credited for goods that came back as a share of revenue"),
    _difference("Net revenue", "fact_sales", "sales", "Revenue", "Allowances", "Revenue less credit notes"),
    # Customers
    Measure("Active customers", "fact_sales", "customers", COUNT, "Customers with an invoice",
            "DISTINCTCOUNT(fact_sales[customer_key])", "COUNT(DISTINCT f.customer_key)"),
    _ratio("Revenue per customer", "fact_sales", "customers", "Revenue", "Active customers",
           "Revenue divided by active customers", RUPEES),
    _sum("Open receivables", "fact_receivable", "customers", "open_amount", "Invoices not yet paid or credited"),
    _sum("Overdue receivables", "fact_receivable", "customers", "overdue_amount", "Open receivables past their due date"),
    _ratio("Overdue %", "fact_receivable", "customers", "Overdue receivables", "Open receivables",
           "Share of receivables that is past due"),
    _sum("Disputed receivables", "fact_receivable", "customers", "disputed_amount",
         "Open receivables that are not paid before a dispute is settled"),
    _sum("Invoiced with GST", "fact_receivable", "customers", "total_amount", "Invoice totals, GST included"),
    _sum("Received", "fact_receipt", "customers", "amount", "Money received from customers for invoices"),
    _sum("Advances received", "fact_customer_advance", "customers", "amount",
         "Money received from customers before delivery"),
    _sum("Open advances", "fact_customer_advance", "customers", "open_amount", "Advances not yet taken off an invoice"),
    # Finance
    _account("Ledger revenue", 4100, "-", "Sales in the general ledger"),
    _ledger("Income", "income", "-", "All income in the ledger, allowances deducted"),
    _ledger("Expenses", "expense", "", "All expenses in the ledger"),
    _difference("Profit", "fact_ledger", "finance", "Income", "Expenses", "Income less expenses, income tax included"),
    _ratio("Profit %", "fact_ledger", "finance", "Profit", "Income", "Profit as a share of income"),
    _account("Bank movement", 1100, "", "Money in less money out"),
    _sum("Debits", "fact_ledger", "finance", "debit", "All debits"),
    _sum("Credits", "fact_ledger", "finance", "credit", "All credits"),
    # Inventory
    Measure("Closing stock", "fact_stock_balance", "inventory", RUPEES, "Value of stock at the end of the books",
            "SUMX(fact_stock_balance, fact_stock_balance[amount] * fact_stock_balance[is_latest])",
            "SUM(f.amount * f.is_latest)"),
    Measure("Average stock", "fact_stock_balance", "inventory", RUPEES,
            "Month-end stock, averaged over the months looked at",
            "DIVIDE(SUM(fact_stock_balance[amount]), DISTINCTCOUNT(fact_stock_balance[balance_on]))",
            "SUM(f.amount) / NULLIF(COUNT(DISTINCT f.balance_on), 0)"),
    Measure("Items below reorder point", "fact_stock_balance", "inventory", COUNT,
            "Items of which what is on stock and on order at the end of the books is below the reorder point",
            "SUMX(fact_stock_balance, fact_stock_balance[below_reorder_point] * fact_stock_balance[is_latest])",
            "SUM(f.below_reorder_point * f.is_latest)"),
    _sum("Units produced", "fact_production", "inventory", "good_quantity", "Good pieces made", COUNT),
    _sum("Units scrapped", "fact_production", "inventory", "scrap_quantity", "Pieces scrapped", COUNT),
    Measure("Scrap %", "fact_production", "inventory", PERCENT, "Scrap as a share of all pieces made",
            "DIVIDE([Units scrapped], [Units produced] + [Units scrapped])",
            "[Units scrapped] / NULLIF([Units produced] + [Units scrapped], 0)"),
    _sum("Output value", "fact_production", "inventory", "output_amount", "Good pieces at standard cost"),
    _sum("Stock counted", "fact_stocktake", "inventory", "booked_amount",
         "Stock that was counted, as booked, at standard cost"),
    _sum("Stock differences", "fact_stocktake", "inventory", "difference_amount",
         "What stocktakes found less what was booked, at standard cost"),
    _ratio("Stock difference %", "fact_stocktake", "inventory", "Stock differences", "Stock counted",
           "Stock differences as a share of what was counted"),
    # Vendors
    _sum("Purchases", "fact_goods_receipt", "vendors", "net_amount", "Goods received at the order's price"),
    _sum("Price variance", "fact_goods_receipt", "vendors", "variance_amount",
         "Price paid above (or below) standard cost"),
    Measure("Deliveries", "fact_goods_receipt", "vendors", COUNT, "Goods receipts",
            "COUNTROWS(fact_goods_receipt)", "COUNT(*)"),
    _sum("Deliveries on time", "fact_goods_receipt", "vendors", "on_time", "Receipts by the promised day", COUNT),
    _ratio("Vendor on-time %", "fact_goods_receipt", "vendors", "Deliveries on time", "Deliveries",
           "Share of receipts by the promised day"),
    Measure("Vendor lead days", "fact_goods_receipt", "vendors", DAYS, "Average days from order to receipt",
            "AVERAGE(fact_goods_receipt[lead_days])", "AVG(f.lead_days)"),
    _sum("Rejected units", "fact_goods_receipt", "vendors", "rejected_quantity", "Refused at inspection", COUNT),
    _sum("Open payables", "fact_payable", "vendors", "open_amount", "Bills not yet paid"),
    _sum("Overdue payables", "fact_payable", "vendors", "overdue_amount", "Open payables past their due date"),
    _sum("Paid to vendors", "fact_payment", "vendors", "amount", "Money paid to vendors"),
    # Shipping
    Measure("Shipments", "fact_shipment", "shipping", COUNT, "Dispatches",
            "COUNTROWS(fact_shipment)", "COUNT(*)"),
    _sum("Shipments delivered", "fact_shipment", "shipping", "delivered", "Dispatches that arrived", COUNT),
    _sum("Shipments on time", "fact_shipment", "shipping", "on_time", "Arrived by the day promised for the order", COUNT),
    _ratio("Delivery on-time %", "fact_shipment", "shipping", "Shipments on time", "Shipments delivered",
           "Share of arrived dispatches that came by the day promised for the order"),
    Measure("Transit days", "fact_shipment", "shipping", DAYS, "Average days on the way",
            "AVERAGE(fact_shipment[transit_days])", "AVG(f.transit_days)"),
    _sum("Freight", "fact_shipment", "shipping", "freight_amount", "Freight owed to carriers"),
    _sum("Weight shipped", "fact_shipment", "shipping", "weight_kg", "Kilograms dispatched", COUNT),
    _ratio("Freight per kg", "fact_shipment", "shipping", "Freight", "Weight shipped",
           "Freight divided by kilograms", "₹ #,0.00"),
)  # fmt: skip


def measure(name: str) -> Measure:
    """Return the measure called `name`.

    Raises
    ------
    KeyError
        When there is no such measure.
    """
    for candidate in MEASURES:
        if candidate.name == name:
            return candidate
    raise KeyError(f"no measure {name!r} in the catalogue")
